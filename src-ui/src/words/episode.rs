//! An alert's sentences: whom to tell, who answered, what may be done.

use clinical::{
    news2::Response,
    stay::{DueState, Stage, TaskKind},
};
use contract::ActKind;

/// A level in a word.
pub const fn level(response: Response) -> &'static str {
    match response {
        Response::Emergency => "Emergency",
        Response::Urgent => "Urgent",
        Response::UrgentWardBased => "Urgent, ward team",
        Response::WardBased => "Nurse to assess",
        Response::Routine => "Routine",
    }
}
/// How far it has been answered, on the card.
pub fn stage(stage: Stage, owner: Option<&str>, also: &[String]) -> String {
    let named = |what: &str| match owner {
        Some(owner) if also.is_empty() => format!("{what} by {owner}"),
        Some(owner) => format!("{what} by {owner}, then by {}", super::list(also)),
        None => what.to_owned(),
    };
    match stage {
        Stage::Raised => "Nobody has been told yet".to_owned(),
        Stage::Told => "Told. Nobody has accepted yet".to_owned(),
        Stage::Accepted => named("Accepted"),
        Stage::NotEscalated => "Decided not to escalate".to_owned(),
        Stage::Attended => match owner {
            Some(owner) => format!("Somebody is with the patient. Accepted by {owner}"),
            None => "Somebody is with the patient".to_owned(),
        },
        Stage::Planned => named("There is a plan. Accepted"),
        Stage::Closed => "Closed".to_owned(),
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
/// When it was raised.
pub fn raised(at: &str, ago: &str) -> String {
    format!("since {at}, {ago}")
}
/// Whom to tell.
pub fn tell(whom: &str) -> String {
    format!("Tell the {}", lower(whom))
}
/// How to reach them.
pub fn ring(number: &str) -> String {
    if number.starts_with(|c: char| c.is_ascii_digit()) {
        format!("Ring {number}")
    } else {
        super::capital(number)
    }
}
/// Since when they are asked, and when the next step of the chain is.
pub fn clock(since: &str, climbs_at: Option<&str>, unanswered: bool) -> String {
    let asked = if unanswered { "No answer in time" } else { "Asked" };
    match climbs_at {
        Some(at) => format!("{asked} since {since}. If nobody answers, it is raised again at {at}."),
        None => format!("{asked} since {since}."),
    }
}
/// Somebody is to be there by then.
pub fn attend_by(at: &str) -> String {
    format!("Somebody is to be with the patient by {at}")
}
/// It is past that time.
pub fn attend_late(at: &str) -> String {
    format!("Nobody with the patient yet; was to be by {at}")
}
/// A button.
pub const fn act(kind: ActKind) -> &'static str {
    match kind {
        ActKind::Tell => "I have told them…",
        ActKind::Accept => "Accept…",
        ActKind::Attend => "With the patient…",
        ActKind::Plan => "Plan…",
        ActKind::NotEscalate => "Do not escalate…",
        ActKind::Infection => "Answer…",
        ActKind::Close => "Close…",
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
/// What to read out.
pub const SAY: &str = "What to say: a draft from the record";
/// Its parts.
pub const SBAR: [&str; 4] = ["Situation", "Background", "Assessment", "Recommendation"];
/// Asks who.
pub const TOLD_WHOM: &str = "Whom did you tell?";
/// Asks for a name.
pub const THEIR_NAME: &str = "Their name, if you know it";
/// Asks how; each answer writes it down.
pub const TOLD_HOW: &str = "How? This writes it down.";
/// A way of telling, as a button.
pub fn told(how: clinical::escalation::Telling) -> String {
    format!("I told them {}", how.label())
}
/// Explains accepting.
pub const ACCEPT_MORE: &str =
    "Whoever accepts is named as the one who answers for it, and it goes on to nobody else for now.";
/// Explains attending.
pub const ATTEND_MORE: &str = "Say so when somebody who can act is at the bed.";
/// Does it.
pub const I_ACCEPT: &str = "I accept it";
/// Does it.
pub const I_AM_THERE: &str = "I am with the patient";
/// A name in their stead.
pub const SOMEBODY_ELSE: &str = "Somebody else, by name";
/// Does it for the one named.
pub const THEY_ACCEPTED: &str = "They have accepted";
/// Does it for the one named.
pub const THEY_ARE_THERE: &str = "They are with the patient";
/// Asks what is to be done.
pub const PLAN: &str = "What is to be done?";
/// Asks when to look again.
pub const REVIEW: &str = "Until then the same score is expected";
/// No such time.
pub const NO_REVIEW: &str = "No such time";
/// Does it.
pub const SAVE_PLAN: &str = "Save this plan";
/// Explains it.
pub const NOT_ESCALATE_MORE: &str =
    "The alert stays open and on the board, with your name and reason. A rise raises it again.";
/// Does it.
pub const CONFIRM_NOT_ESCALATE: &str = "Do not escalate, for this reason";
/// Explains it.
pub const CLOSE_MORE: &str =
    "It leaves the board. A set as high as this one, or a new concern, raises another.";
/// Does it.
pub const CONFIRM_CLOSE: &str = "Close this alert";
/// Asks for words.
pub const IN_WORDS: &str = "In words";
/// Does it.
pub const SIGN_ANSWER: &str = "Sign this answer";
/// The clock of the question about infection.
pub fn infection_clock(since: &str, by: Option<&str>) -> String {
    match by {
        Some(by) => {
            format!("The clock runs since {since}. Where an infection is suspected, first dose by {by}.")
        }
        None => format!("The clock runs since {since}."),
    }
}
/// Heading.
pub const STORY: &str = "What has happened";
/// Of a line that quietens nothing.
pub const DOES_NOT_COUNT: &str = "does not count: their role or PIN does not allow it";
/// Above an open alert, for a screen reader.
pub const ALERT: &str = "Alert";
/// Opens the whole.
pub const ALL_OF_IT: &str = "All about this alert";
/// The concern button.
pub const CONCERN: &str = "I am worried";
/// The screen.
pub const CONCERN_TITLE: &str = "What worries you?";
/// Under it.
pub const CONCERN_MORE: &str = "You need no score and no reason. Choose what fits, or nothing, and raise it.";
/// Above the usual worries.
pub const CONCERN_WHAT: &str = "Choose as many as you like";
/// Asks.
pub const CONCERN_SIGNS: &str = "Do you see any of these?";
/// Asks.
pub const CONCERN_FROM: &str = "Who is worried?";
/// Answers.
pub const FROM: [&str; 3] = ["I am", "The patient", "Family or carer"];
/// Does it.
pub fn raise(name: Option<&str>, bed: &str) -> String {
    match name {
        Some(name) => format!("Raise a concern for {name} – {bed}"),
        None => format!("Raise a concern for bed {bed}"),
    }
}
/// It is written down.
pub fn concern_saved(name: Option<&str>, bed: &str) -> String {
    match name {
        Some(name) => format!("Concern recorded for {name} – {bed}"),
        None => format!("Concern recorded for bed {bed}"),
    }
}
/// The number for an arrest.
pub fn arrest(number: &str) -> String {
    format!("Cardiac arrest: ring {number}")
}

/// The screen of tasks.
pub const TASKS: &str = "My tasks";
/// Its filters.
pub const FILTERS: [(&str, &str); 3] = [("mine", "My patients"), ("soon", "Due soon"), ("all", "All")];
/// Nothing to do, by filter.
pub const NO_TASKS: [&str; 3] = [
    "Nothing to do for the patients you look after. Take a patient on from their page with \"Look after\".",
    "Nothing is due within the hour.",
    "Nothing to do.",
];
/// How a task stands: what, and for how long.
pub fn task_due(state: DueState) -> (&'static str, String) {
    match state {
        DueState::In { minutes } if minutes > 0 => ("due in", super::times::span(minutes)),
        DueState::In { .. } | DueState::Now => ("due", "now".to_owned()),
        DueState::Overdue { minutes } => ("overdue", super::times::span(minutes)),
    }
}
/// Who has taken it on.
pub fn taken_by(names: &[String]) -> String {
    format!("taken on by {}", super::list(names))
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
