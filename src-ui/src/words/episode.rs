//! An alert's sentences: whom to tell, who answered, what may be done.

use clinical::{
    escalation::Telling,
    news2::Response,
    stay::{DueState, Stage, TaskKind},
};
use contract::ActKind;

/// A level in a word.
pub fn level(response: Response) -> &'static str {
    match response {
        Response::Emergency => level_emergency(),
        Response::Urgent => level_urgent(),
        Response::UrgentWardBased => level_urgent_ward_team(),
        Response::WardBased => level_nurse_to_assess(),
        Response::Routine => level_routine(),
    }
}
/// How far it has been answered, on the card.
pub fn stage(stage: Stage, owner: Option<&str>, also: &[String]) -> String {
    match (stage, owner) {
        (Stage::Raised, _) => stage_raised().to_owned(),
        (Stage::Told, _) => stage_told().to_owned(),
        (Stage::NotEscalated, _) => stage_not_escalated().to_owned(),
        (Stage::Closed, _) => closed().to_owned(),
        (Stage::Attended, None) => stage_attended().to_owned(),
        (Stage::Attended, Some(owner)) => stage_attended_by(owner),
        (Stage::Accepted, None) => accepted().to_owned(),
        (Stage::Accepted, Some(owner)) if also.is_empty() => stage_accepted_by(owner),
        (Stage::Accepted, Some(owner)) => stage_accepted_by_then(owner, &super::list(also)),
        (Stage::Planned, None) => stage_planned().to_owned(),
        (Stage::Planned, Some(owner)) if also.is_empty() => stage_planned_by(owner),
        (Stage::Planned, Some(owner)) => stage_planned_by_then(owner, &super::list(also)),
    }
}
/// The same on a row of the board: two or three words.
pub fn stage_word(stage: Stage, unanswered: bool) -> &'static str {
    match stage {
        Stage::Raised | Stage::Told if unanswered => no_answer(),
        Stage::Raised => nobody_told(),
        Stage::Told => not_accepted(),
        Stage::Accepted => accepted(),
        Stage::NotEscalated => not_escalated(),
        Stage::Attended => with_patient(),
        Stage::Planned => plan_made(),
        Stage::Closed => closed(),
    }
}
include!(concat!(env!("OUT_DIR"), "/episode.rs"));
/// Whom to tell.
pub fn tell(whom: &str) -> String {
    tell_whom(&lower(&super::texts::text_or(whom)))
}
/// How to reach them.
pub fn ring(number: &str) -> String {
    if number.starts_with(|c: char| c.is_ascii_digit()) {
        ring_number(number)
    } else {
        super::capital(&super::texts::text_or(number))
    }
}
/// Since when they are asked, and when the next step of the chain is.
pub fn clock(since: &str, climbs_at: Option<&str>, unanswered: bool) -> String {
    match (climbs_at, unanswered) {
        (Some(at), true) => unanswered_until(since, at),
        (Some(at), false) => asked_until(since, at),
        (None, true) => unanswered_since(since),
        (None, false) => asked_since(since),
    }
}
/// A button.
pub fn act(kind: ActKind) -> &'static str {
    match kind {
        ActKind::Tell => act_tell(),
        ActKind::Accept => act_accept(),
        ActKind::Attend => act_attend(),
        ActKind::Plan => act_plan(),
        ActKind::NotEscalate => act_not_escalate(),
        ActKind::Infection => act_infection(),
        ActKind::Close => act_close(),
    }
}
/// A button's test id.
pub const fn act_id(kind: ActKind) -> &'static str {
    match kind {
        ActKind::Tell => "tell",
        ActKind::Accept => "accept",
        ActKind::Attend => "attend",
        ActKind::Plan => "plan",
        ActKind::NotEscalate => "not-escalate",
        ActKind::Infection => "infection",
        ActKind::Close => "close",
    }
}
/// The parts of what to read out.
pub fn sbar() -> [&'static str; 4] {
    [sbar_situation(), sbar_background(), sbar_assessment(), sbar_recommendation()]
}
/// A way of telling, as a button.
pub fn told(how: Telling) -> &'static str {
    match how {
        Telling::InPerson => told_in_person(),
        Telling::Telephone => told_by_telephone(),
        Telling::Bleep => told_by_bleep(),
        Telling::EmergencyCall => told_by_emergency_call(),
    }
}
/// The clock of the question about infection.
pub fn infection_clock(since: &str, by: Option<&str>) -> String {
    by.map_or_else(|| infection_since(since), |by| infection_dose_by(since, by))
}
/// Answers to who is worried.
pub fn from() -> [&'static str; 3] {
    [from_staff(), from_patient(), from_family()]
}
/// Does it.
pub fn raise(name: Option<&str>, bed: &str) -> String {
    name.map_or_else(|| raise_for_bed(bed), |name| raise_for(name, bed))
}
/// It is written down.
pub fn concern_saved(name: Option<&str>, bed: &str) -> String {
    name.map_or_else(|| concern_saved_bed(bed), |name| concern_saved_for(name, bed))
}

/// The filters of the screen of tasks.
pub fn filters() -> [(&'static str, &'static str); 3] {
    [("mine", super::my_patients()), ("soon", filter_soon()), ("all", filter_all())]
}
/// Nothing to do, by filter.
pub fn no_tasks() -> [&'static str; 3] {
    [no_tasks_mine(), no_tasks_soon(), no_tasks_all()]
}
/// How a task stands, that is due since so many minutes: what, and for how long.
pub fn task_due(state: DueState, since_due: i64) -> (&'static str, String) {
    use super::times;
    match state {
        DueState::In { minutes } => times::Due::In(minutes),
        DueState::Now => times::Due::Now(since_due),
        DueState::Overdue { minutes } => times::Due::Overdue(minutes),
    }
    .parts()
}
/// Who has taken it on.
pub fn taken_by(names: &[String]) -> String {
    taken_on_by(&super::list(names))
}
/// Whether a task is a set to chart, so that it leads to the form.
pub const fn is_a_set(kind: TaskKind) -> bool {
    matches!(kind, TaskKind::Observe | TaskKind::Repeat)
}

/// `Medical registrar` in the middle of a sentence.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_to_tell_and_how_read_as_one_says_them() {
        assert_eq!(tell("Medical registrar"), "Tell the medical registrar");
        assert_eq!(ring("2222"), "Ring 2222");
        assert_eq!(ring("bleep 123"), "Bleep 123");
        assert_eq!(
            clock("02:10", Some("02:20"), false),
            "Asked since 02:10. If nobody answers, it is raised again at 02:20."
        );
    }

    #[test]
    fn whoever_accepted_first_is_named_first() {
        let both = stage(Stage::Accepted, Some("Amina Yusuf"), &["Ben Lowe".to_owned()]);
        assert_eq!(both, "Accepted by Amina Yusuf, then by Ben Lowe");
        assert_eq!(stage_word(Stage::Told, true), "No answer");
        assert_eq!(stage_word(Stage::Accepted, true), "Accepted");
    }
}
