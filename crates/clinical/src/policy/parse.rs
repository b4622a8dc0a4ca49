//! From JSON to a policy: every rule that a hospital's file must keep, named when it does not.

use super::{Interval, OxygenDevice, Policy, ReasonLabel, Setting, Usual};
use crate::{news2::Response, vitals::UnableReason};
use serde::Deserialize;
use std::collections::BTreeSet;

/// Which rule a policy breaks. The policy in force stays in force.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// Not the shape of a policy.
    #[error(
        "The policy file cannot be read: {0}. The policy in force stays. Correct the file and load it again."
    )]
    Shape(#[from] serde_json::Error),
    /// An empty id, number or list, or a revision of 0.
    #[error("The policy's {0} must not be empty or zero. Fill it in and load the file again.")]
    Empty(&'static str),
    /// A response without an interval.
    #[error("The policy has no interval for the response {0:?}. Each of the five needs one.")]
    MissingInterval(Response),
    /// A response with two intervals.
    #[error("The policy has more than one interval for the response {0:?}. Leave one.")]
    OverlappingInterval(Response),
    /// An interval of nothing, or overdue before due.
    #[error("The policy's interval {0} must be above zero and overdue no sooner than due.")]
    ImpossibleInterval(String),
    /// Looser than the Royal College's. Tightening is free.
    #[error(
        "The policy's interval for the response {response:?} is looser than the Royal College of Physicians' \
         ({due} minutes due, {overdue} overdue). Shorten it."
    )]
    LooserThanRcp {
        /// Which response.
        response: Response,
        /// The longest time to due.
        due: u32,
        /// The longest time to overdue.
        overdue: u32,
    },
    /// A more urgent response observed less often than a lesser one.
    #[error("The policy observes less often at the response {0:?} than at the one below it. Shorten it.")]
    Inverted(Response),
    /// Two devices or reasons of one code, or an ill-formed code.
    #[error(
        "The policy's {0} must each have a code of its own, of 1 to 24 letters, digits or underscores, and a label."
    )]
    Codes(&'static str),
    /// The emergency reason is not there.
    #[error("The policy must keep the reason {0:?}: it raises the alarm.")]
    ReasonNeeded(UnableReason),
    /// A usual range that is upside down or outside what the unit can hold.
    #[error("The policy's usual range for {name} is upside down or outside what can be charted.")]
    Usual {
        /// The field.
        name: &'static str,
    },
}

/// The longest intervals that the Royal College of Physicians' NEWS2 (2017) allows, minutes to due and to overdue, in
/// rising order of response. "4 to 6-hourly" is due at 4 and overdue at 6; "continuous" is taken as every 30 minutes
/// (safety rule 5).
const RCP_LONGEST: [(u32, u32); 5] = [(720, 720), (240, 360), (60, 60), (60, 60), (30, 30)];

/// The same for patients whom NEWS2 does not score: as the least of the scored ones with any point.
const NOT_SCORED_LONGEST: (u32, u32) = (240, 360);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PolicyFile {
    id: String,
    revision: u32,
    setting: Setting,
    source: String,
    intervals: Vec<IntervalRow>,
    not_scored_interval: Interval,
    first_set_minutes: u32,
    late_after_minutes: u32,
    draft_minutes: u32,
    undo_seconds: u32,
    emergency_number: String,
    oxygen_devices: Vec<OxygenDevice>,
    unable_reasons: Vec<ReasonLabel>,
    usual: Usual,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IntervalRow {
    response: Response,
    due_minutes: u32,
    overdue_minutes: u32,
    #[serde(default)]
    continuous: bool,
}

impl Policy {
    /// Reads a policy. The first rule that it breaks is named; nothing of a refused policy is used.
    pub fn parse(json: &str) -> Result<Self, PolicyError> {
        serde_json::from_str::<PolicyFile>(json)?.try_into()
    }
}

impl TryFrom<PolicyFile> for Policy {
    type Error = PolicyError;

    fn try_from(file: PolicyFile) -> Result<Self, PolicyError> {
        nothing_empty(&file)?;
        let intervals = intervals(&file.intervals)?;
        possible("not_scored_interval", file.not_scored_interval)?;
        let (due, overdue) = NOT_SCORED_LONGEST;
        if file.not_scored_interval.due_minutes > due || file.not_scored_interval.overdue_minutes > overdue {
            return Err(PolicyError::LooserThanRcp { response: Response::WardBased, due, overdue });
        }
        codes("oxygen devices", file.oxygen_devices.iter().map(|d| (d.code.clone(), d.label.as_str())))?;
        let name = |reason: &UnableReason| reason.code().to_owned();
        codes("reasons", file.unable_reasons.iter().map(|r| (name(&r.reason), r.label.as_str())))?;
        if !file.unable_reasons.iter().any(|r| r.reason == UnableReason::TooUnwell) {
            return Err(PolicyError::ReasonNeeded(UnableReason::TooUnwell));
        }
        file.usual.check()?;
        Ok(Self {
            id: file.id,
            revision: file.revision,
            setting: file.setting,
            intervals,
            not_scored: file.not_scored_interval,
            first_set_minutes: file.first_set_minutes,
            late_after_minutes: file.late_after_minutes,
            draft_minutes: file.draft_minutes,
            undo_seconds: file.undo_seconds,
            emergency_number: file.emergency_number,
            oxygen_devices: file.oxygen_devices,
            unable_reasons: file.unable_reasons,
            usual: file.usual,
        })
    }
}

fn nothing_empty(file: &PolicyFile) -> Result<(), PolicyError> {
    for (name, empty) in [
        ("id", file.id.trim().is_empty()),
        ("source", file.source.trim().is_empty()),
        ("revision", file.revision == 0),
        ("first_set_minutes", file.first_set_minutes == 0),
        ("late_after_minutes", file.late_after_minutes == 0),
        ("draft_minutes", file.draft_minutes == 0),
        ("emergency_number", file.emergency_number.trim().is_empty()),
        ("oxygen_devices", file.oxygen_devices.is_empty()),
    ] {
        if empty {
            return Err(PolicyError::Empty(name));
        }
    }
    Ok(())
}

/// One interval for each response, none looser than the Royal College's, none longer than a lesser response's.
fn intervals(rows: &[IntervalRow]) -> Result<[Interval; 5], PolicyError> {
    let mut found = [None; 5];
    for row in rows {
        let IntervalRow { response: _, due_minutes, overdue_minutes, continuous } = *row;
        let interval = Interval { due_minutes, overdue_minutes, continuous };
        if found[row.response as usize].replace(interval).is_some() {
            return Err(PolicyError::OverlappingInterval(row.response));
        }
    }
    let mut checked = [Interval { due_minutes: 0, overdue_minutes: 0, continuous: false }; 5];
    for response in Response::ALL {
        let index = response as usize;
        let interval = found[index].ok_or(PolicyError::MissingInterval(response))?;
        possible(&format!("for the response {response:?}"), interval)?;
        let (due, overdue) = RCP_LONGEST[index];
        if interval.due_minutes > due || interval.overdue_minutes > overdue {
            return Err(PolicyError::LooserThanRcp { response, due, overdue });
        }
        if index > 0 && interval.due_minutes > checked[index - 1].due_minutes {
            return Err(PolicyError::Inverted(response));
        }
        checked[index] = interval;
    }
    Ok(checked)
}

fn possible(name: &str, interval: Interval) -> Result<(), PolicyError> {
    if interval.due_minutes == 0 || interval.overdue_minutes < interval.due_minutes {
        return Err(PolicyError::ImpossibleInterval(name.to_owned()));
    }
    Ok(())
}

fn codes<'a>(name: &'static str, rows: impl Iterator<Item = (String, &'a str)>) -> Result<(), PolicyError> {
    let mut seen = BTreeSet::new();
    for (code, label) in rows {
        let fits = (1..=24).contains(&code.len())
            && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
            && !label.trim().is_empty();
        if !fits || !seen.insert(code) {
            return Err(PolicyError::Codes(name));
        }
    }
    Ok(())
}
