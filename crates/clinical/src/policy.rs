//! What differs between hospitals, as data: how often, which devices and reasons, which values are asked about again.
//!
//! A policy is read from JSON and refused when it is looser than the Royal College of Physicians' NEWS2 (London, 2017)
//! or contradicts itself. What is in force is named by id and revision on every fact.

mod bedside;
mod broken;
mod escalation;
mod escalation_file;
mod in_force;
mod limits;
mod oxygen;
mod parse;
mod place;
mod published;
mod wristband;

pub use bedside::{Bedside, label_of};
pub use broken::{BrokenRule, PolicyError};
pub use escalation::{Chain, CodedLabel, Level, OTHER_REASON, Override, PolicyRole, SepsisPrompt, Step};
pub use in_force::{Policies, Raising, Unread};
pub use limits::{Limit, Usual};
pub use oxygen::OxygenRules;
pub use published::{MOST_TEXT, NotPublishable, PublishedPolicy};
pub use wristband::{BandField, BandFields, NumberPattern, WristbandRules};

use crate::{news2::Response, vitals::UnableReason};
use serde::{Deserialize, Serialize};

/// The acute ward's policy as shipped, as JSON.
pub const SHIPPED: &str = include_str!("../../../assets/policy/acute.json");

/// The policy of one kind of place, checked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "parse::PolicyFile")]
pub struct Policy {
    pub(crate) id: String,
    pub(crate) revision: u32,
    pub(crate) setting: Setting,
    pub(crate) bedside: Bedside,
    pub(crate) responses: [String; 5],
    pub(crate) first_set_minutes: u32,
    pub(crate) undo_seconds: u32,
    pub(crate) unheard_seconds: u32,
    pub(crate) chain: Chain,
    pub(crate) stop_reasons: Vec<CodedLabel>,
    pub(crate) restart_set_minutes: u32,
    pub(crate) flags: Vec<CodedLabel>,
    pub(crate) day_begins: u8,
    pub(crate) oxygen: OxygenRules,
    pub(crate) wristband: WristbandRules,
    pub(crate) overrides: Vec<Override>,
}

/// The kind of place a policy is for (safety rule 11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// An acute hospital ward.
    #[default]
    AcuteWard,
    /// A mental health ward.
    MentalHealth,
    /// The patient's home: a high score says 999 or the urgent community response.
    Home,
}

/// How soon the next set is due, and when it counts as overdue. Never zero; overdue is never before due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interval {
    /// Due so many minutes after the set.
    pub due_minutes: u32,
    /// Overdue so many minutes after the set.
    pub overdue_minutes: u32,
    /// The chart says "continuous"; the due time is this ward's stand-in for it, and the screen says so.
    #[serde(default)]
    pub continuous: bool,
}

impl Interval {
    /// As the chart says it: `12-hourly`, `4-6-hourly`, `1-hourly`, `every 30 minutes`, `continuous`.
    pub fn label(&self) -> String {
        match (self.due_minutes, self.overdue_minutes) {
            _ if self.continuous => "continuous".to_owned(),
            (due, overdue) if due % 60 == 0 && due == overdue => format!("{}-hourly", due / 60),
            (due, overdue) if due % 60 == 0 && overdue % 60 == 0 => {
                format!("{}-{}-hourly", due / 60, overdue / 60)
            }
            (due, overdue) if due == overdue => format!("every {due} minutes"),
            (due, overdue) => format!("every {due} to {overdue} minutes"),
        }
    }

    /// As the screen says it: "continuous" also says how often a set is due here.
    pub fn words(&self) -> String {
        if self.continuous {
            format!("Continuous monitoring; here a set is due every {} minutes", self.due_minutes)
        } else {
            self.label()
        }
    }
}

/// A way of giving oxygen, and what it asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OxygenDevice {
    /// The chart's code, such as `N`.
    pub code: String,
    /// In words.
    pub label: String,
    /// A flow belongs to it.
    pub flow: bool,
    /// A per cent belongs to it.
    pub percent: bool,
    /// More than 15 litres a minute is usual for it.
    pub high_flow: bool,
}

/// A reason and its label. "Other", in words, is always there as well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReasonLabel {
    /// The reason.
    pub reason: UnableReason,
    /// Its label.
    pub label: String,
}

impl Setting {
    /// Every kind of place.
    pub const ALL: [Self; 3] = [Self::AcuteWard, Self::MentalHealth, Self::Home];

    /// In words, as in "for acute wards".
    pub const fn label(self) -> &'static str {
        match self {
            Self::AcuteWard => "acute wards",
            Self::MentalHealth => "mental health wards",
            Self::Home => "people seen at home",
        }
    }
}

impl Policy {
    /// The acute ward's policy as shipped: the Royal College's intervals.
    pub fn rcp_default() -> Self {
        Self::shipped(Setting::AcuteWard)
    }

    /// The policy of a setting as shipped.
    pub fn shipped(setting: Setting) -> Self {
        let json = match setting {
            Setting::AcuteWard => SHIPPED,
            Setting::MentalHealth => include_str!("../../../assets/policy/mental-health.json"),
            Setting::Home => include_str!("../../../assets/policy/home.json"),
        };
        #[expect(clippy::expect_used, reason = "the files are compiled in, and a test reads each")]
        Self::parse(json).expect("a policy that is shipped is a valid one")
    }

    /// Its name, such as `acute-rcp`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its revision, counted from 1.
    pub const fn revision(&self) -> u32 {
        self.revision
    }

    /// The kind of place it is for.
    pub const fn setting(&self) -> Setting {
        self.setting
    }

    /// The part that the screens at a bedside need.
    pub const fn bedside(&self) -> &Bedside {
        &self.bedside
    }

    /// Who does what at this response, in the words of the kind of place (safety rule 11).
    pub fn response_words(&self, response: Response) -> &str {
        &self.responses[response as usize]
    }

    /// How often to observe at this response.
    pub const fn interval(&self, response: Response) -> Interval {
        self.bedside.interval(response)
    }

    /// How often to observe a patient whom NEWS2 does not score.
    pub const fn not_scored_interval(&self) -> Interval {
        self.bedside.not_scored
    }

    /// The first set is due so many minutes after the patient was placed in a bed.
    pub const fn first_set_minutes(&self) -> u32 {
        self.first_set_minutes
    }

    /// A set entered more than so many minutes after it was taken is late, and is asked for a reason.
    pub const fn late_after_minutes(&self) -> u32 {
        self.bedside.late_after_minutes
    }

    /// After so many minutes a draft's values are offered as a partial set, never mixed with new ones.
    pub const fn draft_minutes(&self) -> u32 {
        self.bedside.draft_minutes
    }

    /// Undo is offered for so many seconds.
    pub const fn undo_seconds(&self) -> u32 {
        self.undo_seconds
    }

    /// A set that asks for help and is on this device only so many seconds after it was saved was told to nobody: the
    /// screen says whom to ring, however the line to the server looks. From 1 to 30.
    pub const fn unheard_seconds(&self) -> u32 {
        self.unheard_seconds
    }

    /// The number for a cardiac arrest.
    pub fn emergency_number(&self) -> &str {
        &self.bedside.emergency_number
    }

    /// Ways of giving oxygen, in the order of the list.
    pub fn oxygen_devices(&self) -> &[OxygenDevice] {
        &self.bedside.oxygen_devices
    }

    /// The device with this code.
    pub fn oxygen_device(&self, code: &str) -> Option<&OxygenDevice> {
        self.bedside.oxygen_device(code)
    }

    /// Reasons for a missing sign, in the order of the list.
    pub fn unable_reasons(&self) -> &[ReasonLabel] {
        &self.bedside.unable_reasons
    }

    /// A reason in words.
    pub fn reason_label<'a>(&'a self, reason: &'a UnableReason) -> &'a str {
        self.bedside.reason_label(reason)
    }

    /// Whom a rise goes to, and how it climbs.
    pub const fn chain(&self) -> &Chain {
        &self.chain
    }

    /// Reasons for stopping observations.
    pub fn stop_reasons(&self) -> &[CodedLabel] {
        &self.stop_reasons
    }

    /// A set is due so many minutes after observations were restarted.
    pub const fn restart_set_minutes(&self) -> u32 {
        self.restart_set_minutes
    }

    /// Flags that a patient's row may carry.
    pub fn flags(&self) -> &[CodedLabel] {
        &self.flags
    }

    /// The hour of the clock on the wall at which a ward's day begins, and its night shift twelve hours later: 0 to 11. Fluid is
    /// added up, and a shift's entries are counted, from there.
    pub const fn day_begins(&self) -> u8 {
        self.day_begins
    }

    /// What oxygen may be prescribed for, and by whom.
    pub const fn oxygen(&self) -> &OxygenRules {
        &self.oxygen
    }

    /// What this hospital's numbers and wristbands look like.
    pub const fn wristband(&self) -> &WristbandRules {
        &self.wristband
    }

    /// Where this policy observes less often than the Royal College asks for, and who answers for that.
    pub fn overrides(&self) -> &[Override] {
        &self.overrides
    }

    /// Values outside which a nurse is asked again.
    pub const fn usual(&self) -> &Usual {
        &self.bedside.usual
    }
}

#[cfg(test)]
mod tests;
