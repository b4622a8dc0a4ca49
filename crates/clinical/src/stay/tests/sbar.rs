//! SBAR as it is drafted, held fast.

use super::{acts::*, build::*};
use crate::{
    care::{Ceiling, CeilingLevel, Precaution, Resuscitation, WeightBearing},
    entry::{Allergies, Entry, EntryBody},
    escalation::Infection,
    leaves::Written,
    news2::Scale,
    policy::Policy,
    sbar::{Sbar, Subject, draft},
};

fn name(by: &Written) -> String {
    format!("staff {}", by.author.as_bytes()[0])
}

fn drafted(entries: &[Entry], minutes: i64) -> Sbar {
    let (state, policy) = (state(entries), Policy::rcp_default());
    let open = state.open_episodes(minute(minutes));
    draft(&Subject { state: &state, episode: open.first(), policy: &policy, name }, stamp(minutes))
}

#[test]
fn a_rise_is_drafted_from_what_was_charted_and_done() {
    let by = || "Dr Example, consultant".to_owned();
    let review_on = "2026-11-20".parse().ok();
    let entries = stay([
        entry(3, 1, EntryBody::Allergies(Allergies::Known(vec!["Penicillin".into()]))),
        entry(4, 1, EntryBody::Resuscitation(Resuscitation { attempt: false, decided_by: by(), review_on })),
        entry(
            5,
            1,
            EntryBody::Ceiling(Ceiling {
                level: CeilingLevel::HighDependency,
                words: "NIV".into(),
                decided_by: by(),
                review_on: None,
            }),
        ),
        entry(6, 1, EntryBody::Precaution(Precaution::WeightBearing(WeightBearing::Partial))),
        scale(7, 1, Scale::Two),
        scoring(8, 10, 2),
        concern(9, 80),
        set(10, 90, nine()),
        only(11, 100, &[crate::vitals::Sign::Pulse], 7),
        accepted(20, 105, &[9, 10]),
        planned(21, 110, None, &[9, 10]),
        infection(22, 111, Infection::Suspected, &[9, 10]),
    ]);
    insta::assert_debug_snapshot!(drafted(&entries, 120));
}

#[test]
fn with_no_answer_yet_it_says_whom_to_ring() {
    let asked = drafted(&stay([scoring(3, 10, 2), scoring(4, 90, 7)]), 95).recommendation;
    assert!(asked.starts_with("Medical registrar: Ask for an emergency assessment"), "{asked}");
    assert!(asked.contains("Number: bleep the medical registrar through switchboard, 0."), "{asked}");
}

#[test]
fn what_is_not_recorded_is_said_to_be_not_recorded() {
    insta::assert_debug_snapshot!(drafted(&admitted(), 5));
}
