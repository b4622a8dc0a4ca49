//! The chain as a hospital's file writes it, and every rule that it must keep.

use super::{
    BrokenRule, Chain, CodedLabel, Level, Override, PolicyRole, SepsisPrompt, Setting, Step,
    parse::{Fault, codes, fault},
};
use crate::news2::Response;
use serde::Deserialize;

/// The longest times from the first trigger to the first dose (NICE NG253, 2025): within 1 hour at high risk, up to 3 at
/// moderate risk.
const SEPSIS_LONGEST: [(Response, u32); 2] = [(Response::Urgent, 180), (Response::Emergency, 60)];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EscalationFile {
    levels: Vec<LevelRow>,
    chain: Vec<StepRow>,
    concern_response: Response,
    no_improvement_minutes: u32,
    plan_quietens_minutes: u32,
    late_trigger_role: String,
    not_escalated_reasons: Vec<CodedLabel>,
    close_reasons: Vec<CodedLabel>,
    worries: Vec<CodedLabel>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LevelRow {
    response: Response,
    first_step: usize,
    attend_minutes: u32,
    words: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepRow {
    step: usize,
    role: String,
    ask: String,
    number: String,
    answer_minutes: u32,
}

/// The chain, checked.
pub(super) fn chain(
    file: EscalationFile,
    roles: Vec<PolicyRole>,
    sepsis: SepsisPrompt,
    setting: Setting,
) -> Result<Chain, Fault> {
    codes("roles", "roles", roles.iter().map(|role| (role.code.clone(), role.label.as_str())))?;
    let steps = steps(file.chain, &roles)?;
    let levels = levels(file.levels, steps.len())?;
    for (path, code) in [("escalation/late_trigger_role", &file.late_trigger_role)] {
        if !roles.iter().any(|role| role.code == *code) {
            return Err(fault(path, BrokenRule::UnknownRole));
        }
    }
    if levels[file.concern_response as usize].is_none() {
        return Err(fault("escalation/concern_response", BrokenRule::MissingLevel(file.concern_response)));
    }
    for (path, minutes) in [
        ("escalation/no_improvement_minutes", file.no_improvement_minutes),
        ("escalation/plan_quietens_minutes", file.plan_quietens_minutes),
    ] {
        if minutes == 0 {
            return Err(fault(path, BrokenRule::Empty("times of escalation")));
        }
    }
    reasons("escalation/not_escalated_reasons", &file.not_escalated_reasons)?;
    reasons("escalation/close_reasons", &file.close_reasons)?;
    reasons("escalation/worries", &file.worries)?;
    prompt(&sepsis)?;
    let emergency = levels[Response::Emergency as usize].as_ref().map(|level| &steps[level.first_step]);
    if setting == Setting::Home && emergency.is_none_or(|step| !step.number.contains("999")) {
        return Err(fault("escalation/levels", BrokenRule::HomeWithout999));
    }
    Ok(Chain {
        roles,
        levels,
        steps,
        concern_response: file.concern_response,
        no_improvement_minutes: file.no_improvement_minutes,
        plan_quietens_minutes: file.plan_quietens_minutes,
        late_trigger_role: file.late_trigger_role,
        not_escalated_reasons: file.not_escalated_reasons,
        close_reasons: file.close_reasons,
        worries: file.worries,
        sepsis,
    })
}

/// Steps 1, 2, 3 and so on, each to somebody known who can be reached.
fn steps(rows: Vec<StepRow>, roles: &[PolicyRole]) -> Result<Vec<Step>, Fault> {
    if rows.is_empty() {
        return Err(fault("escalation/chain", BrokenRule::Empty("escalation chain")));
    }
    let mut steps = Vec::new();
    for (at, row) in rows.into_iter().enumerate() {
        let path = |field: &str| format!("escalation/chain/{at}/{field}");
        if row.step != at + 1 {
            return Err(fault(path("step"), BrokenRule::Steps { expected: at + 1 }));
        }
        let Some(role) = roles.iter().find(|role| role.code == row.role) else {
            return Err(fault(path("role"), BrokenRule::UnknownRole));
        };
        if role.staff.is_empty() && row.number.trim().is_empty() {
            return Err(fault(path("number"), BrokenRule::Unreachable));
        }
        if row.answer_minutes == 0 {
            return Err(fault(path("answer_minutes"), BrokenRule::Empty("minutes to answer")));
        }
        if row.ask.trim().is_empty() {
            return Err(fault(path("ask"), BrokenRule::Empty("words of a step")));
        }
        let StepRow { step: _, role, ask, number, answer_minutes } = row;
        steps.push(Step { role, ask, number, answer_minutes });
    }
    Ok(steps)
}

/// Each response that needs a person has one level, none later or lower on the chain than a lesser one's.
fn levels(rows: Vec<LevelRow>, steps: usize) -> Result<[Option<Level>; 5], Fault> {
    let mut levels: [Option<Level>; 5] = [None, None, None, None, None];
    for (at, row) in rows.into_iter().enumerate() {
        let path = |field: &str| format!("escalation/levels/{at}/{field}");
        if row.response == Response::Routine {
            return Err(fault(path("response"), BrokenRule::NeverRaises));
        }
        if !(1..=steps).contains(&row.first_step) {
            return Err(fault(path("first_step"), BrokenRule::NoSuchStep));
        }
        if row.attend_minutes == 0 || row.words.trim().is_empty() {
            return Err(fault(path("attend_minutes"), BrokenRule::Empty("minutes and words of a level")));
        }
        let level =
            Level { first_step: row.first_step - 1, attend_minutes: row.attend_minutes, words: row.words };
        if levels[row.response as usize].replace(level).is_some() {
            return Err(fault(path("response"), BrokenRule::OverlappingLevel(row.response)));
        }
    }
    let mut below: Option<&Level> = None;
    for response in [Response::WardBased, Response::UrgentWardBased, Response::Urgent, Response::Emergency] {
        match (&levels[response as usize], below) {
            (None, _) if response == Response::WardBased => {}
            (None, _) => return Err(fault("escalation/levels", BrokenRule::MissingLevel(response))),
            (Some(level), Some(lesser))
                if level.first_step < lesser.first_step || level.attend_minutes > lesser.attend_minutes =>
            {
                return Err(fault("escalation/levels", BrokenRule::InvertedLevel(response)));
            }
            (Some(level), _) => below = Some(level),
        }
    }
    Ok(levels)
}

/// Asked no later and treated no later than the guidance says.
fn prompt(sepsis: &SepsisPrompt) -> Result<(), Fault> {
    if sepsis.question.trim().is_empty() {
        return Err(fault("sepsis/question", BrokenRule::Empty("question about infection")));
    }
    if sepsis.from > Response::UrgentWardBased {
        return Err(fault("sepsis/from", BrokenRule::LooserThanNice));
    }
    for (response, longest) in SEPSIS_LONGEST {
        let path = "sepsis/antimicrobial_minutes";
        match sepsis.antimicrobial_minutes.get(&response) {
            Some(minutes) if (1..=longest).contains(minutes) => {}
            _ => return Err(fault(path, BrokenRule::LooserThanNice)),
        }
    }
    Ok(())
}

/// A list of codes with at least one in it.
pub(super) fn reasons(path: &'static str, list: &[CodedLabel]) -> Result<(), Fault> {
    if list.is_empty() {
        return Err(fault(path, BrokenRule::Empty("list of reasons")));
    }
    codes(path, "reasons", list.iter().map(|row| (row.code.clone(), row.label.as_str())))
}

/// Each leave says why and who answers for it, and is of one response.
pub(super) fn overrides(list: &[Override]) -> Result<(), Fault> {
    for (at, row) in list.iter().enumerate() {
        let empty = row.reason.trim().is_empty() || row.signed_by.trim().is_empty();
        let twice = list[..at].iter().any(|before| before.response == row.response);
        if empty || twice {
            return Err(fault(format!("overrides/{at}"), BrokenRule::UnsignedOverride));
        }
    }
    Ok(())
}
