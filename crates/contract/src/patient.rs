//! Views of a patient: banner, board row, page, chart, form.

use crate::{
    AlertView, AssessmentsView, DeviceSeen, Ending, EntrySync, EntryView, EpisodeView, EscalationChoices,
    Flag, GoneView, HandoverLines, OtherStay, OxygenView, StandingView, StayAct, SyncView, TakeBackView,
    TransferView,
};
use chrono::NaiveDate;
use clinical::{
    FactId, StaffId, StayId, TakenAt, UtcMillis, WardId,
    entry::Allergies,
    news2::{NotApplicable, Outcome, Risk, Scale},
    patient::Gender,
    policy::Bedside,
    staff::{AuthLevel, Role},
    stay::Stage,
    vitals::{Counted, Sign, Vitals},
    ward::Place,
};
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use std::collections::BTreeSet;

/// Who this is, for the banner that stands on every screen of one patient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Banner {
    /// Which stay.
    pub stay: StayId,
    /// Family name, to be shown in capitals.
    pub family: String,
    /// Given names.
    pub given: String,
    /// Title; empty when not given.
    pub title: String,
    /// Preferred name; empty when not given.
    pub preferred: String,
    /// Date of birth; `None` is not known.
    #[serde(deserialize_with = "day")]
    pub born: Option<NaiveDate>,
    /// Age in whole years today.
    pub age_years: Option<u16>,
    /// Gender.
    pub gender: Gender,
    /// NHS number; `None` is not known.
    pub nhs_number: Option<clinical::patient::NhsNumber>,
    /// The hospital's number; empty when there is none.
    pub hospital_number: String,
    /// `None` is "Allergies not recorded".
    pub allergies: Option<Allergies>,
    /// Another patient on this ward has a name like it.
    pub like_name: bool,
    /// Where; more than one when two people placed the patient differently.
    pub places: Vec<Place>,
    /// The patient has died, or left.
    pub ended: Option<clinical::entry::Discharge>,
}

/// A day as it is written here, `1941-02-03`.
fn day<'de, D: Deserializer<'de>>(written: D) -> Result<Option<NaiveDate>, D::Error> {
    let Some(text) = Option::<String>::deserialize(written)? else { return Ok(None) };
    clinical::cui::day(&text).map(Some).ok_or_else(|| D::Error::custom("not a day"))
}

/// A score as a status: the worse of the last complete score and any later floor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScoreView {
    /// Nothing has been recorded.
    None,
    /// The last complete score.
    Complete {
        /// 0 to 20.
        total: u8,
        /// Its band.
        risk: Risk,
    },
    /// A later, incomplete set whose floor is worse. Shown as "at least 9".
    AtLeast {
        /// The floor.
        total: u8,
        /// The floor's band.
        risk: Risk,
        /// Signs missing.
        missing: Vec<Sign>,
    },
    /// Could not be obtained because the patient is too unwell: an emergency, whatever the floor.
    TooUnwell {
        /// The floor.
        total: u8,
    },
    /// NEWS2 does not apply.
    NotApplicable {
        /// Why.
        reason: NotApplicable,
    },
}

/// How a patient stands, as of the facts on this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusView {
    /// The score.
    pub score: ScoreView,
    /// The worse score under the other scale, while the scale is in dispute.
    pub other_scale: Option<ScoreView>,
    /// When the status was true. Its age is `now` less this.
    pub since: Option<UtcMillis>,
    /// A later incomplete set stands beside the score, so the score may be out of date.
    pub later_incomplete: bool,
    /// A set stands beside the score that was taken by a device with an unchecked clock: it may be newer.
    pub unchecked_clock: bool,
    /// Against the complete score before.
    pub trend: Trend,
    /// When the next set is due.
    pub due: Option<UtcMillis>,
    /// When it counts as overdue.
    pub overdue: Option<UtcMillis>,
    /// Interval and response in words, from the policy.
    pub monitoring: String,
    /// What to do, in words, from the policy.
    pub response: String,
    /// The set that gave the status was withdrawn: repeat now.
    pub repeat_now: bool,
}

/// Direction between the last two complete scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trend {
    /// No complete score yet.
    None,
    /// One only.
    First,
    /// Rising: worse.
    Up,
    /// As before.
    Same,
    /// Falling: better.
    Down,
}

/// A point of the board's small line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SparkPoint {
    /// When.
    pub at: UtcMillis,
    /// Total, or the floor of an incomplete set.
    pub total: u8,
    /// False draws hollow.
    pub complete: bool,
}

/// One bed of a board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardRow {
    /// Which bed. A patient in two places has two rows.
    pub place: Place,
    /// Who is in it; `None` is an empty bed.
    pub banner: Option<Banner>,
    /// How they stand.
    pub status: Option<StatusView>,
    /// The last six sets.
    pub spark: Vec<SparkPoint>,
    /// Names of those who look after the patient.
    pub looked_after_by: Vec<String>,
    /// Who they are, in the same order.
    pub carers: Vec<StaffId>,
    /// The signed-in person is one of them.
    pub mine: bool,
    /// Things that two people recorded differently.
    pub conflicts: Vec<ConflictView>,
    /// The first of them is what was set aside and asks for help: it counts in no score, and somebody has to look.
    pub unverified: bool,
    /// Entries of this stay that are only on this device.
    pub unsent: u32,
    /// When this device last had news of this stay from the server.
    pub heard_at: Option<UtcMillis>,
    /// The most urgent open episode.
    pub alert: Option<AlertView>,
    /// What to know before one does anything, in the order of [`crate::FlagKind`].
    pub flags: Vec<Flag>,
    /// The therapists' last handover, in a line.
    pub therapy: Option<String>,
    /// On the way to or from another ward.
    pub transfer: Option<TransferView>,
}

/// A board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardView {
    /// Which ward; `None` for "my patients".
    pub ward: Option<WardId>,
    /// Its name.
    pub title: String,
    /// Rows by bay and bed; for "my patients" soonest due first.
    pub rows: Vec<BoardRow>,
    /// Those who left the ward lately, and those who left with an open alert, newest first.
    pub gone: Vec<GoneView>,
    /// Devices of the ward, for those not heard from.
    pub devices: Vec<DeviceSeen>,
    /// How this device stands with the server.
    pub sync: SyncView,
    /// The core's clock.
    pub now: UtcMillis,
    /// Minutes east of UTC.
    pub offset_minutes: i16,
}

/// Two or more people recorded one thing differently. Shown until a person settles it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictView {
    /// What about, in words: "SpO2 scale", "bed", "observations of 02:10".
    pub about: String,
    /// Each version: what, who, when, in words.
    pub versions: Vec<String>,
    /// What counts meanwhile, in words.
    pub meanwhile: String,
}

/// The scale of a stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScaleView {
    /// The scale that new sets are scored with; under dispute, both are shown and the worse counts.
    pub scale: Scale,
    /// Two people decided differently.
    pub disputed: bool,
    /// Prescribed range.
    pub target: Option<(u8, u8)>,
    /// Who decided, and when, in words; empty for the default.
    pub decided: String,
    /// That the oxygen which is prescribed does not go with this scale, in words; empty where it does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notice: String,
}

/// What became of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// It stands.
    Current,
    /// A later fact corrected it.
    Amended(MarkedBy),
    /// Entered in error.
    InError(MarkedBy),
    /// Undone at once.
    Undone(MarkedBy),
    /// It was another patient's.
    Moved(MarkedBy),
    /// Two people corrected it differently; this is one of the versions.
    Disputed,
}

/// Who marked a set, when and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkedBy {
    /// Name.
    pub name: String,
    /// When.
    pub at: UtcMillis,
    /// Why, in words.
    pub reason: String,
}

/// One set as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetView {
    /// Its id.
    pub fact: FactId,
    /// When it was taken.
    pub taken: TakenAt,
    /// When it was entered.
    pub recorded: UtcMillis,
    /// The signs.
    pub vitals: Vitals,
    /// The scale it was scored with.
    pub scale: Scale,
    /// The score as shown when it was saved.
    pub outcome: Outcome,
    /// The score no longer applies: age or pregnancy was corrected since.
    pub no_longer_applies: Option<NotApplicable>,
    /// Who charted it.
    pub by: String,
    /// Their role.
    pub role: Option<Role>,
    /// How they were known.
    pub auth: AuthLevel,
    /// Who has put their name under it and when, in words, where it was charted under doubt; empty while nobody has.
    pub countersigned: String,
    /// What became of it.
    pub mark: Mark,
    /// It was moved here from another patient.
    pub moved_here: bool,
    /// Who moved it here and when, in words, as far as that is known; empty where it was not moved.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub moved_by: String,
    /// Entered more than an hour after it was taken.
    pub late: bool,
    /// The device's clock was not proved, or more than two minutes off.
    pub clock_doubtful: bool,
    /// By what the patient was identified, in words, where nobody's PIN was checked; empty where one was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub identified: String,
    /// The remark.
    pub remark: String,
    /// Codes of the soft checks that were confirmed.
    pub confirmed: Vec<String>,
    /// How the respiratory rate was counted; absent where it was keyed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Counted>,
    /// The set of which one sign was measured again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rechecks: Option<FactId>,
    /// Where it is.
    pub sync: EntrySync,
    /// Signs that a device sent itself.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub from_device: BTreeSet<Sign>,
    /// It corrects an earlier version.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub corrects: bool,
}

/// A patient's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatientView {
    /// Who.
    pub banner: Banner,
    /// How they stand.
    pub status: StatusView,
    /// The SpO2 scale.
    pub scale: ScaleView,
    /// The latest sets, newest first, corrected ones among them.
    pub sets: Vec<SetView>,
    /// Sets in the whole stay.
    pub sets_in_all: u32,
    /// Names of those who look after the patient.
    pub looked_after_by: Vec<String>,
    /// The signed-in person is one of them.
    pub mine: bool,
    /// What two people recorded differently.
    pub conflicts: Vec<ConflictView>,
    /// Facts that a newer version of the application made.
    pub newer: u32,
    /// The signed-in person may decide the SpO2 scale.
    pub may_decide_scale: bool,
    /// Every open episode, the most urgent first, and those closed in the last day.
    pub episodes: Vec<EpisodeView>,
    /// The reasons that the policy offers.
    pub choices: EscalationChoices,
    /// Forms, what they came to, and fluid.
    pub assessments: AssessmentsView,
    /// What to know before one does anything.
    pub flags: Vec<Flag>,
    /// On the way to another ward: a row for each of the two.
    pub transfer: Option<TransferView>,
    /// The stay has ended.
    pub ending: Option<Ending>,
    /// What can be taken back, newest first.
    pub take_back: Vec<TakeBackView>,
    /// Whatever was charted under doubt and waits for a registered person's name, oldest first.
    pub to_countersign: Vec<EntryView>,
    /// The signed-in person may put theirs under it.
    pub may_countersign: bool,
    /// Other stays of the same person.
    pub same_person: Vec<OtherStay>,
    /// The handovers that stand, newest first.
    pub handover: Vec<HandoverLines>,
    /// What the signed-in person may do besides charting.
    pub may: Vec<StayAct>,
    /// What people have decided about the stay.
    pub standing: StandingView,
    /// Entries of this stay that are only on this device.
    pub unsent: u32,
    /// When this device last had news of this stay from the server.
    pub heard_at: Option<UtcMillis>,
    /// By which policy the page says what it says, and what is to be known of it; a sentence each.
    pub policy: Vec<String>,
    /// The policy of the ward that has the patient, as far as a bedside needs it.
    pub bedside: Bedside,
    /// The core's clock.
    pub now: UtcMillis,
    /// Minutes east of UTC.
    pub offset_minutes: i16,
}

/// Everything to draw a chart with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChartView {
    /// Who.
    pub banner: Banner,
    /// Left edge.
    pub from: UtcMillis,
    /// Right edge: the core's clock.
    pub now: UtcMillis,
    /// Minutes east of UTC at `now`.
    pub offset_minutes: i16,
    /// Sets in the window, oldest first, corrected ones among them.
    pub sets: Vec<SetView>,
    /// When the scale changed, to what, and who decided.
    pub scale_changes: Vec<(UtcMillis, Scale, String)>,
    /// The SpO2 scale now.
    pub scale: ScaleView,
    /// Sets in the whole stay, in the window or not.
    pub sets_in_all: u32,
    /// The policy of the ward that has the patient, as far as a bedside needs it.
    pub bedside: Bedside,
    /// Since when the ward's clock has stood so many minutes east of UTC, oldest first; empty where it was not put forward or
    /// back within the window.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clock: Vec<(UtcMillis, i16)>,
    /// Times of the window in which no observations were expected, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<PauseView>,
    /// What was done about a rise, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<StepView>,
    /// The sets of which somebody was told.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub escalated: BTreeSet<FactId>,
}

/// A time in which no observations were expected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PauseView {
    /// Since when.
    pub from: UtcMillis,
    /// Until when; `None` while it lasts.
    pub to: Option<UtcMillis>,
    /// Why, in words: `Off the ward`.
    pub why: String,
}

/// A step of an escalation, on the chart's time line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepView {
    /// When.
    pub at: UtcMillis,
    /// How far it brought the episode; `Raised` for a concern that somebody raised.
    pub stage: Stage,
    /// Who was told, took it on or came, in words.
    pub who: String,
}

/// An open form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormView {
    /// The id that the set will have.
    pub form: FactId,
    /// Who.
    pub banner: Banner,
    /// The bed shown in the Save button.
    pub bed: String,
    /// The SpO2 scale, which is not chosen here.
    pub scale: ScaleView,
    /// What is prescribed; `None` where reading is not theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oxygen: Option<Box<OxygenView>>,
    /// NEWS2 does not apply: still record, and use this chart instead.
    pub not_applicable: Option<NotApplicable>,
    /// Up to three sets before, newest first, to be shown beside the boxes and never inside them.
    pub previous: Vec<SetView>,
    /// The set that is being corrected.
    pub amends: Option<SetView>,
    /// Who the patient is, is to be asked: nobody's PIN was checked, and it was not said in this session yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub identify: bool,
    /// A draft of the same person for this stay, and when its first key was pressed.
    pub draft: Option<(String, UtcMillis)>,
    /// The policy of the ward that has the patient, as far as a bedside needs it.
    pub bedside: Bedside,
    /// The core's clock.
    pub now: UtcMillis,
    /// Minutes east of UTC.
    pub offset_minutes: i16,
}
