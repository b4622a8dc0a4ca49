//! Help: what scores, colours and words mean, and what to do.

use clinical::news2::Response;

include!(concat!(env!("OUT_DIR"), "/help.rs"));

/// Heads of that table.
pub fn asked() -> [&'static str; 4] {
    [asked_score(), asked_observe(), asked_who(), asked_told()]
}

/// One sign's points, in words.
pub fn points() -> [&'static str; 4] {
    [points_0(), points_1(), points_2(), points_3()]
}

/// What a whole score's colour says, in the order of the points.
pub fn risks() -> [&'static str; 4] {
    [risk_low(), risk_low_medium(), risk_medium(), risk_high()]
}

/// What each stage says.
pub fn stages() -> [(&'static str, &'static str); 6] {
    [
        (stage_1(), stage_1_more()),
        (stage_2(), stage_2_more()),
        (stage_3(), stage_3_more()),
        (stage_4(), stage_4_more()),
        (stage_5(), stage_5_more()),
        (stage_6(), stage_6_more()),
    ]
}

/// In the order of a shift.
pub fn steps() -> [(&'static str, &'static str); 6] {
    [
        (step_1(), step_1_more()),
        (step_2(), step_2_more()),
        (step_3(), step_3_more()),
        (step_4(), step_4_more()),
        (step_5(), step_5_more()),
        (step_6(), step_6_more()),
    ]
}

/// What a nurse asks that is no step of a set.
pub fn hows() -> [(&'static str, &'static str); 5] {
    [
        (how_1(), how_1_more()),
        (how_2(), how_2_more()),
        (how_3(), how_3_more()),
        (how_4(), how_4_more()),
        (how_5(), how_5_more()),
    ]
}

/// For which scores a response is.
pub fn trigger(response: Response) -> &'static str {
    match response {
        Response::Routine => trigger_routine(),
        Response::WardBased => trigger_ward(),
        Response::UrgentWardBased => trigger_single(),
        Response::Urgent => trigger_urgent(),
        Response::Emergency => trigger_emergency(),
    }
}

/// Somebody who is told, and after how many minutes without an answer the next one is; nobody comes after the last.
pub fn told(who: &str, number: &str, next_after: Option<u32>) -> String {
    let who = super::texts::text_or(who);
    let who = if number.is_empty() { who } else { format!("{who} ({})", super::texts::text_or(number)) };
    match next_after {
        Some(minutes) => told_next(&who, minutes.into()),
        None => who,
    }
}
