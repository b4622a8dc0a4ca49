//! Help: what scores, colours and words mean, and what to do.

use clinical::news2::Response;

/// The screen.
pub const TITLE: &str = "Help";
/// What each score asks for on this ward.
pub const WHAT_TO_DO: &str = "When a score is high";
/// Before its table.
pub const WHAT_TO_DO_MORE: &str = "A score never stands in for your judgement. If you are worried, tell somebody, whatever the \
    score: the button “I'm worried about this patient” does that.";
/// Heads of that table.
pub const ASKED: [&str; 4] = ["NEWS2", "Observe", "Who does what", "Who is told"];
/// Before the number to ring.
pub const EMERGENCY: &str = "In an emergency ring";
/// The score card.
pub const CARD: &str = "How the score is made";
/// Before the card.
pub const CARD_MORE: &str = "Each sign scores 0 to 3; the sum is the NEWS2. A sign that was not recorded is not 0: the score \
    is then incomplete and says “at least”.";
/// Under the card, as the Royal College asks for.
pub const ACKNOWLEDGEMENT: &str = "Reproduced from: Royal College of Physicians. National Early Warning Score (NEWS) 2: \
    Standardising the assessment of acute-illness severity in the NHS. Updated report of a working party. London: RCP, 2017.";
/// The head of the signs.
pub const SIGN: &str = "Sign";
/// Rows of the card that no number fills.
pub const SCALE_1: &str = "SpO₂ scale 1 (%)";
/// The other scale.
pub const SCALE_2: &str = "SpO₂ scale 2 (%)";
/// Under the card: when scale 2 is used.
pub const SCALE_2_MORE: &str = "Scale 2 is only for a patient for whom a doctor has prescribed 88–92%: it is decided on the \
    patient's page and never inside a set.";
/// What each colour means.
pub const COLOURS: &str = "Colours and shapes";
/// Before them.
pub const COLOURS_MORE: &str =
    "Every colour comes with a shape and a number or a word, so that none is needed alone.";
/// One sign's points, in words.
pub const POINTS: [&str; 4] = ["0 points", "1 point", "2 points", "3 points"];
/// What a whole score's colour says, in the order of the points.
pub const RISKS: [&str; 4] =
    ["Low: 0 to 4", "Low–medium: a single sign scores 3", "Medium: 5 or 6", "High: 7 or more"];
/// The other marks of a score.
pub const AT_LEAST: (&str, &str) = ("≥5", "Incomplete: at least so much. A sign is missing, so take it.");
/// An old score.
pub const STALE: (&str, &str) =
    ("3", "Hatched: overdue. The number is from the last set, and how long ago stands beside it.");
/// How far an alert was answered.
pub const ALERTS: &str = "How far an alert was answered";
/// What each stage says.
pub const STAGES: [(&str, &str); 6] = [
    ("Nobody told", "Tell somebody and say so: “I told them”."),
    ("Told", "Somebody was told and has not answered. It climbs to the next person by itself."),
    ("Accepted", "Somebody is coming."),
    ("Seen", "Somebody is, or was, with the patient."),
    ("Plan", "There is a plan. Small rises stay quiet until it ends."),
    ("Not escalated", "A registered person decided so, with a reason."),
];
/// Where an entry is.
pub const WHERE: &str = "Where an entry is";
/// Before it.
pub const WHERE_MORE: &str = "You can chart without Wi-Fi. An entry is safe on this device before the screen says Saved, and \
    goes to the server by itself. Until then nobody else sees it: tell them.";
/// How to find one's way.
pub const FIRST: &str = "First time here?";
/// In the order of a shift.
pub const STEPS: [(&str, &str); 6] = [
    (
        "Find your patient",
        "Scan the wristband, or tap the bed on the ward's board. Read name and date of birth aloud.",
    ),
    (
        "Take a set",
        "Tap Observe. Key each sign as you read it; the next row opens by itself. Leave out what you could not \
         take and say why. Nothing is filled in for you.",
    ),
    (
        "Look at the score before you save",
        "The button names the patient and the score. If it is high, it says what is asked.",
    ),
    (
        "Tell somebody",
        "After a high score the next screen says whom to ring and what to say. Press when you have.",
    ),
    (
        "Made a mistake?",
        "Undo works for a few seconds. After that correct the set: the old value stays, struck through.",
    ),
    (
        "Before you go",
        "Under your name, “Entries made here” shows whether everything is on the server. Sign out.",
    ),
];

/// For which scores a response is.
pub const fn trigger(response: Response) -> &'static str {
    match response {
        Response::Routine => "0",
        Response::WardBased => "1 to 4",
        Response::UrgentWardBased => "3 in a single sign",
        Response::Urgent => "5 or 6",
        Response::Emergency => "7 or more",
    }
}

/// Somebody who is told, and after how many minutes without an answer the next one is; nobody comes after the last.
pub fn told(who: &str, number: &str, next_after: Option<u32>) -> String {
    let number = if number.is_empty() { String::new() } else { format!(" ({number})") };
    let next = next_after.map(|minutes| format!(". No answer in {minutes} min: the next one"));
    format!("{who}{number}{}", next.unwrap_or_default())
}
