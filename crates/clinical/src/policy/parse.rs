//! From JSON to a policy: every rule that a hospital's file must keep, named when it does not.

use super::{
    Bedside, BrokenRule, CodedLabel, Interval, Override, OxygenDevice, OxygenRules, Policy, PolicyError,
    PolicyRole, ReasonLabel, SepsisPrompt, Setting, Usual,
    escalation_file::{self, EscalationFile},
    place::line_of,
    wristband::WristbandFile,
};
use crate::{form::fluid::DAY_BEGINS, news2::Response, vitals::UnableReason};
use serde::Deserialize;
use std::collections::BTreeSet;

/// A broken rule and where in the file.
pub(super) struct Fault {
    path: String,
    broken: BrokenRule,
}

/// The latest hour at which a ward's day may begin, so that the shift of the day ends before midnight.
const LATEST_BEGINNING: u8 = 11;

/// A broken rule at a path, such as `escalation/chain/2/role`.
pub(super) fn fault(path: impl Into<String>, broken: BrokenRule) -> Fault {
    Fault { path: path.into(), broken }
}

/// The longest intervals that the Royal College of Physicians' NEWS2 (2017) allows, minutes to due and to overdue, in
/// rising order of response. "4 to 6-hourly" is due at 4 and overdue at 6; "continuous" is taken as every 30 minutes
/// (safety rule 5).
const RCP_LONGEST: [(u32, u32); 5] = [(720, 720), (240, 360), (60, 60), (60, 60), (30, 30)];

/// The same for patients whom NEWS2 does not score: as the least of the scored ones with any point.
const NOT_SCORED_LONGEST: (u32, u32) = (240, 360);

/// The longest that a screen may stay calm about a set that asks for help and has not left the device. Proposed by the
/// project, to be ratified by the hospital's clinical safety officer.
const LONGEST_UNHEARD_SECONDS: u32 = 30;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PolicyFile {
    id: String,
    revision: u32,
    setting: Setting,
    source: String,
    intervals: Vec<IntervalRow>,
    #[serde(default)]
    responses: Vec<ResponseRow>,
    not_scored_interval: Interval,
    first_set_minutes: u32,
    late_after_minutes: u32,
    draft_minutes: u32,
    undo_seconds: u32,
    unheard_seconds: u32,
    emergency_number: String,
    oxygen_devices: Vec<OxygenDevice>,
    unable_reasons: Vec<ReasonLabel>,
    usual: Usual,
    roles: Vec<PolicyRole>,
    escalation: EscalationFile,
    sepsis: SepsisPrompt,
    observations_stop_reasons: Vec<CodedLabel>,
    restart_set_minutes: u32,
    flags: Vec<CodedLabel>,
    #[serde(default = "seven")]
    day_begins: u8,
    #[serde(default)]
    oxygen: OxygenRules,
    #[serde(default)]
    wristband: WristbandFile,
    #[serde(default)]
    overrides: Vec<Override>,
}

/// A policy from before it could say when its day begins.
const fn seven() -> u8 {
    DAY_BEGINS
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ResponseRow {
    response: Response,
    words: String,
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
    /// Reads a policy. The first rule that it breaks is named with its line; nothing of a refused policy is used.
    pub fn parse(json: &str) -> Result<Self, PolicyError> {
        let file = serde_json::from_str(json)
            .map_err(|bad| PolicyError { line: bad.line(), broken: BrokenRule::Shape(bad) })?;
        checked(file).map_err(|Fault { path, broken }| PolicyError { line: line_of(json, &path), broken })
    }
}

impl TryFrom<PolicyFile> for Policy {
    type Error = BrokenRule;

    fn try_from(file: PolicyFile) -> Result<Self, BrokenRule> {
        checked(file).map_err(|fault| fault.broken)
    }
}

fn checked(file: PolicyFile) -> Result<Policy, Fault> {
    nothing_empty(&file)?;
    if file.unheard_seconds > LONGEST_UNHEARD_SECONDS {
        return Err(fault("unheard_seconds", BrokenRule::UnheardTooLong { most: LONGEST_UNHEARD_SECONDS }));
    }
    escalation_file::overrides(&file.overrides)?;
    let intervals = intervals(&file.intervals, &file.overrides)?;
    let responses = responses(&file.responses, file.setting)?;
    possible("not_scored_interval", "not_scored_interval", file.not_scored_interval)?;
    let (due, overdue) = NOT_SCORED_LONGEST;
    if file.not_scored_interval.due_minutes > due || file.not_scored_interval.overdue_minutes > overdue {
        let looser = BrokenRule::LooserThanRcp { response: Response::WardBased, due, overdue };
        return Err(fault("not_scored_interval", looser));
    }
    let devices = file.oxygen_devices.iter().map(|d| (d.code.clone(), d.label.as_str()));
    codes("oxygen_devices", "oxygen devices", devices)?;
    let name = |reason: &UnableReason| reason.code().to_owned();
    codes(
        "unable_reasons",
        "reasons",
        file.unable_reasons.iter().map(|r| (name(&r.reason), r.label.as_str())),
    )?;
    if !file.unable_reasons.iter().any(|r| r.reason == UnableReason::TooUnwell) {
        return Err(fault("unable_reasons", BrokenRule::ReasonNeeded(UnableReason::TooUnwell)));
    }
    file.usual.check().map_err(|broken| fault("usual", broken))?;
    escalation_file::reasons("observations_stop_reasons", &file.observations_stop_reasons)?;
    codes("flags", "flags", file.flags.iter().map(|flag| (flag.code.clone(), flag.label.as_str())))?;
    if file.day_begins > LATEST_BEGINNING {
        return Err(fault("day_begins", BrokenRule::DayBegins));
    }
    file.oxygen.check().map_err(|broken| fault("oxygen", broken))?;
    let wristband =
        file.wristband.check().map_err(|(path, broken)| fault(format!("wristband/{path}"), broken))?;
    let chain = escalation_file::chain(file.escalation, file.roles, file.sepsis, file.setting)?;
    Ok(Policy {
        id: file.id,
        revision: file.revision,
        setting: file.setting,
        bedside: Bedside {
            intervals,
            not_scored: file.not_scored_interval,
            late_after_minutes: file.late_after_minutes,
            draft_minutes: file.draft_minutes,
            emergency_number: file.emergency_number,
            oxygen_devices: file.oxygen_devices,
            unable_reasons: file.unable_reasons,
            usual: file.usual,
        },
        responses,
        first_set_minutes: file.first_set_minutes,
        undo_seconds: file.undo_seconds,
        unheard_seconds: file.unheard_seconds,
        chain,
        stop_reasons: file.observations_stop_reasons,
        restart_set_minutes: file.restart_set_minutes,
        flags: file.flags,
        day_begins: file.day_begins,
        oxygen: file.oxygen,
        wristband,
        overrides: file.overrides,
    })
}

fn nothing_empty(file: &PolicyFile) -> Result<(), Fault> {
    for (name, empty) in [
        ("id", file.id.trim().is_empty()),
        ("source", file.source.trim().is_empty()),
        ("revision", file.revision == 0),
        ("first_set_minutes", file.first_set_minutes == 0),
        ("late_after_minutes", file.late_after_minutes == 0),
        ("draft_minutes", file.draft_minutes == 0),
        ("restart_set_minutes", file.restart_set_minutes == 0),
        ("unheard_seconds", file.unheard_seconds == 0),
        ("emergency_number", file.emergency_number.trim().is_empty()),
        ("oxygen_devices", file.oxygen_devices.is_empty()),
    ] {
        if empty {
            return Err(fault(name, BrokenRule::Empty(name)));
        }
    }
    Ok(())
}

/// One interval for each response, none longer than a lesser response's, and none looser than the Royal College's but
/// by a signed leave.
fn intervals(rows: &[IntervalRow], overrides: &[Override]) -> Result<[Interval; 5], Fault> {
    let mut found: [Option<(usize, Interval)>; 5] = [None; 5];
    for (at, row) in rows.iter().enumerate() {
        let IntervalRow { response: _, due_minutes, overdue_minutes, continuous } = *row;
        let interval = Interval { due_minutes, overdue_minutes, continuous };
        if found[row.response as usize].replace((at, interval)).is_some() {
            let overlapping = BrokenRule::OverlappingInterval(row.response);
            return Err(fault(format!("intervals/{at}"), overlapping));
        }
    }
    let mut checked = [Interval { due_minutes: 0, overdue_minutes: 0, continuous: false }; 5];
    for response in Response::ALL {
        let index = response as usize;
        let (at, interval) =
            found[index].ok_or_else(|| fault("intervals", BrokenRule::MissingInterval(response)))?;
        let path = format!("intervals/{at}");
        possible(&path, &format!("for the response {response:?}"), interval)?;
        let (due, overdue) = RCP_LONGEST[index];
        let looser = interval.due_minutes > due || interval.overdue_minutes > overdue;
        let leave = overrides.iter().position(|leave| leave.response == response);
        match (looser, leave) {
            (true, None) => return Err(fault(path, BrokenRule::LooserThanRcp { response, due, overdue })),
            (false, Some(at)) => return Err(fault(format!("overrides/{at}"), BrokenRule::NeedlessOverride)),
            _ => {}
        }
        if index > 0 && interval.due_minutes > checked[index - 1].due_minutes {
            return Err(fault(path, BrokenRule::Inverted(response)));
        }
        checked[index] = interval;
    }
    Ok(checked)
}

/// The words of each response; where a file says nothing, those of the kind of place as the project ships them.
fn responses(rows: &[ResponseRow], setting: Setting) -> Result<[String; 5], Fault> {
    let mut words = Response::ALL.map(|response| usual_words(setting, response).to_owned());
    for (at, row) in rows.iter().enumerate() {
        if rows[..at].iter().any(|before| before.response == row.response) {
            return Err(fault(format!("responses/{at}"), BrokenRule::OverlappingWords(row.response)));
        }
        if row.words.trim().is_empty() {
            return Err(fault(format!("responses/{at}/words"), BrokenRule::Empty("words of a response")));
        }
        if setting == Setting::Home && row.response == Response::Emergency && !row.words.contains("999") {
            return Err(fault(format!("responses/{at}/words"), BrokenRule::HomeWithout999));
        }
        words[row.response as usize].clone_from(&row.words);
    }
    Ok(words)
}

const fn usual_words(setting: Setting, response: Response) -> &'static str {
    match (setting, response) {
        (Setting::Home, Response::Emergency) => "Call 999, and stay with the patient.",
        (Setting::Home, Response::Urgent | Response::UrgentWardBased) => {
            "Ring the urgent community response team now."
        }
        _ => response.summary(),
    }
}

fn possible(path: &str, name: &str, interval: Interval) -> Result<(), Fault> {
    if interval.due_minutes == 0 || interval.overdue_minutes < interval.due_minutes {
        return Err(fault(path, BrokenRule::ImpossibleInterval(name.to_owned())));
    }
    Ok(())
}

/// Codes of their own, each with a label.
pub(super) fn codes<'a>(
    path: &str,
    name: &'static str,
    rows: impl Iterator<Item = (String, &'a str)>,
) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    for (at, (code, label)) in rows.enumerate() {
        let fits = (1..=32).contains(&code.len())
            && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
            && !label.trim().is_empty();
        if !fits || !seen.insert(code) {
            return Err(fault(format!("{path}/{at}"), BrokenRule::Codes(name)));
        }
    }
    Ok(())
}
