//! The shapes of visits, caseloads and notes that cross the door, as JSON.

use clinical::{
    FactId, NoteId, StayId, UtcMillis,
    note::Section,
    stay::VisitStage,
    visit::{Consent, Goal, GoalStanding, Home, IdentityCheck, TherapyHandover, VisitCalledOff, VisitEnding},
};
use contract::*;

const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

fn fact(n: u8) -> FactId {
    FactId::from_bytes([n; 16])
}

fn stay() -> StayId {
    StayId::from_bytes([7; 16])
}

fn note() -> NoteId {
    NoteId::from_bytes([8; 16])
}

fn lines() -> TherapyHandover {
    TherapyHandover {
        situation: "Walks 10 m with frame and one".into(),
        watch: "dizzy on standing".into(),
        to_do: String::new(),
    }
}

fn home() -> Home {
    Home { address: "1 Example Lane\nTesttown".into(), access: "key safe".into() }
}

#[test]
fn every_act_on_a_visit_keeps_its_shape() {
    let not_seen = VisitEnding::NotSeen { reason: "no_access".into(), words: "rang twice".into() };
    let goal = Goal {
        words: "Get to the garden".into(),
        measure: "10 m".into(),
        by: "2026-12-24".parse().ok(),
        standing: GoalStanding::Open,
    };
    let acts = [
        VisitAct::Look,
        VisitAct::Caseload(true),
        VisitAct::Plan { visit: Some(fact(1)), at: NOW, purpose: "stairs".into() },
        VisitAct::Start {
            visit: None,
            identity: [IdentityCheck::Name, IdentityCheck::BornOn].into(),
            consent: Consent::BestInterests,
        },
        VisitAct::End { visit: fact(1), how: VisitEnding::Seen, at: None },
        VisitAct::End { visit: fact(1), how: not_seen, at: None },
        VisitAct::Goal(goal),
        VisitAct::GoalStands { goal: fact(2), standing: GoalStanding::PartlyMet },
        VisitAct::Handover(lines()),
        VisitAct::Home(home()),
    ];
    insta::assert_json_snapshot!(acts.map(|act| Request::Visit(Box::new(VisitAsked { stay: stay(), act }))));
}

#[test]
fn every_act_on_a_note_keeps_its_shape() {
    let shown = || "0a".repeat(32);
    let acts = [
        NoteAct::Open { visit: Some(fact(1)) },
        NoteAct::Look { note: note() },
        NoteAct::Write {
            id: fact(2),
            note: note(),
            shown: shown(),
            section: Section::Objective,
            at: 4,
            take_out: 2,
            write: "two".into(),
        },
        NoteAct::Withdraw { note: note(), reason: "meant for A3".into() },
        NoteAct::Sign { note: note(), shown: shown(), read_again: vec!["0b".repeat(16)] },
    ];
    insta::assert_json_snapshot!(acts.map(|act| Request::Note(Box::new(NoteAsked { stay: stay(), act }))));
}

fn banner() -> Banner {
    Banner {
        stay: stay(),
        family: "Testperson".into(),
        given: "Ada".into(),
        title: String::new(),
        preferred: String::new(),
        born: None,
        age_years: None,
        gender: clinical::patient::Gender::NotKnown,
        nhs_number: None,
        hospital_number: String::new(),
        allergies: None,
        like_name: false,
        places: Vec::new(),
        ended: None,
    }
}

fn sentence() -> SentenceView {
    SentenceView {
        text: "Walks with two.".into(),
        by: vec!["A. Silva".into(), "B. Okafor".into()],
        mine: true,
        by_two: true,
        at_once: true,
        unchecked: true,
        signed_by: vec![],
        after_signing: true,
        mark: "0b".repeat(16),
    }
}

#[test]
fn a_note_keeps_its_shape() {
    let part =
        NotePart { section: Section::Plan, text: "Walks with two.".into(), sentences: vec![sentence()] };
    let signed = SignedView {
        by: "A. Silva, 22-Nov-2026 09:10".into(),
        doubt: String::new(),
        unchecked: true,
        changed_since: vec![(Section::Plan, "Walks with one.".into())],
    };
    insta::assert_json_snapshot!(Reply::Note(Box::new(NoteView {
        note: note(),
        stay: stay(),
        banner: banner(),
        withdrawn: "A. Silva, 22-Nov-2026 09:20: meant for A3".into(),
        parts: vec![part],
        shown: "0a".repeat(32),
        own: "0c".repeat(32),
        next: fact(3),
        signed: vec![signed],
        closed: Some(0),
        unsigned: 1,
        waiting: 0,
        damaged: 0,
        unsent: 2,
        now: NOW,
        offset_minutes: 0,
    })));
}

#[test]
fn words_kept_out_of_sight_keep_their_shape() {
    insta::assert_json_snapshot!(Reply::NoteKept { own: "0c".repeat(32), next: fact(3) });
}

fn line() -> VisitLine {
    VisitLine {
        id: fact(1),
        stage: VisitStage::Open,
        planned_at: Some(NOW),
        purpose: "stairs".into(),
        began: Some(NOW),
        ended: None,
        by: "A. Silva".into(),
        checked: vec!["Identified by full name, date of birth. Consent: agreed".into()],
        mine: true,
        outcome: vec![],
        told: vec!["Moved to bed B3, 22-Nov-2026 09:10 (A. Yusuf)".into()],
        note: Some(note()),
        moved_from: None,
        plans: vec![],
        changes: vec![],
        entered: String::new(),
        can_take_back: None,
    }
}

#[test]
fn what_came_to_visits_later_keeps_its_shape_and_what_came_before_reads_without_it() {
    let shown = || vec![fact(3)];
    let why = VisitCalledOff { reason: "asked".into(), words: "at her sister's".into() };
    let acts = [
        VisitAct::End { visit: fact(1), how: VisitEnding::Seen, at: Some(NOW) },
        VisitAct::WriteUp {
            visit: Some(fact(1)),
            identity: [IdentityCheck::Name, IdentityCheck::Address].into(),
            consent: Consent::Given,
            began: NOW,
            ended: NOW.plus_minutes(40),
        },
        VisitAct::Move { visit: fact(1), shown: shown(), at: NOW, reason: "asked for the morning".into() },
        VisitAct::CallOff { visit: fact(1), shown: shown(), why },
        VisitAct::Settle { visit: fact(1), shown: shown(), plan: fact(3) },
        VisitAct::TakeBack { fact: fact(3) },
        VisitAct::GoalBy { goal: fact(2), by: "2026-12-12".parse().ok() },
    ];
    let acts = acts.map(|act| Request::Visit(Box::new(VisitAsked { stay: stay(), act })));
    let moved = VisitLine {
        moved_from: Some(NOW),
        plans: vec![PlanView { id: fact(3), at: Some(NOW), words: "Moved to 11:00 by A. Silva".into() }],
        changes: vec!["Planned for 09:00 by A. Silva".into()],
        entered: "Entered later, 22-Nov-2026 09:10".into(),
        can_take_back: Some(fact(3)),
        ..line()
    };
    insta::assert_json_snapshot!((acts, moved));
    let before = serde_json::to_value(line()).unwrap();
    assert!(before.get("plans").is_none() && before.get("entered").is_none(), "absent where there is none");
    assert_eq!(serde_json::from_value::<VisitLine>(before).unwrap(), line());
}

#[test]
fn a_visit_and_what_is_left_of_a_day_keep_their_shapes() {
    let goal = GoalView {
        id: fact(2),
        words: "Get to the garden".into(),
        measure: "10 m".into(),
        by: "24-Dec-2026".into(),
        standing: GoalStanding::Open,
        said: "A. Silva, 22-Nov-2026 09:10".into(),
        overdue: false,
    };
    let loose = LooseEnd {
        stay: stay(),
        name: "TESTPERSON, Ada".into(),
        words: "2 sentences not signed".into(),
        note: Some(note()),
    };
    insta::assert_json_snapshot!((line(), goal, home(), lines(), loose));
}
