//! The kinds of a visit: notes, plans, beginnings and ends, goals, caseloads, what is left for the ward.

use crate::samples::{NOON, fact_id, nurse, stay_scope};
use clinical::{
    NoteId, ScopeId,
    care::{Leg, Precaution, WeightBearing},
    entry::EntryBody,
    note::{EditHash, Letter, NoteEdit, NoteOpened, NoteSignature, Section, SentenceMark, Stroke},
    visit::{
        CaseloadEntry, Consent, Goal, GoalStanding, Home, IdentityCheck, TherapyHandover, VisitCalledOff,
        VisitEnd, VisitEnding, VisitPlan, VisitStart,
    },
};

/// A fact of every such kind, by name, in the scope where it lies.
pub(crate) fn every_kind_of_visits() -> Vec<(&'static str, ScopeId, EntryBody)> {
    let text = str::to_owned;
    let in_stay = |name, body| (name, stay_scope(1), body);
    let in_note = |name, body| (name, ScopeId::Note(NoteId::from_bytes([4; 16])), body);
    let letter = Letter { number: 8, edit: fact_id(3) };
    let strokes = vec![
        Stroke::TakeOut { first: letter, count: 2 },
        Stroke::Write { after: Some(letter), text: text("two") },
    ];
    let edit =
        NoteEdit { follows: vec![EditHash([5; 32])], first: 20, section: Section::Assessment, strokes };
    let first = NoteEdit {
        follows: Vec::new(),
        first: 6,
        section: Section::Subjective,
        strokes: vec![Stroke::Write { after: None, text: text("Slept well.") }],
    };
    let signature = NoteSignature {
        heads: vec![EditHash([5; 32])],
        words: [6; 32],
        sentences: 3,
        read_again: vec![SentenceMark([7; 16])],
    };
    let not_seen = VisitEnding::NotSeen { reason: text("no_access"), words: text("rang twice") };
    let goal = |by: Option<&str>, standing| Goal {
        words: text("Get to the garden"),
        measure: text("10 m with a frame"),
        by: by.and_then(|by| by.parse().ok()),
        standing,
    };
    vec![
        in_stay("note", EntryBody::Note(NoteOpened { visit: Some(fact_id(2)) })),
        in_stay("note_of_no_visit", EntryBody::Note(NoteOpened { visit: None })),
        in_note("note_edit", EntryBody::NoteEdit(Box::new(edit))),
        in_note("note_edit_first", EntryBody::NoteEdit(Box::new(first))),
        in_note("note_signature", EntryBody::NoteSignature(Box::new(signature))),
        in_stay(
            "visit_plan",
            EntryBody::VisitPlan(VisitPlan { staff: nurse(), at: NOON, purpose: text("stairs") }),
        ),
        in_stay(
            "visit_start",
            EntryBody::VisitStart(VisitStart {
                plan: Some(fact_id(2)),
                identity: [IdentityCheck::Name, IdentityCheck::BornOn].into(),
                consent: Consent::BestInterests,
            }),
        ),
        in_stay("visit_end", EntryBody::VisitEnd(VisitEnd { visit: fact_id(2), how: VisitEnding::Seen })),
        in_stay("visit_end_not_seen", EntryBody::VisitEnd(VisitEnd { visit: fact_id(2), how: not_seen })),
        in_stay("goal", EntryBody::Goal(goal(Some("2026-12-24"), GoalStanding::PartlyMet))),
        in_stay("goal_without_a_day", EntryBody::Goal(goal(None, GoalStanding::Open))),
        in_stay(
            "therapy_handover",
            EntryBody::TherapyHandover(TherapyHandover {
                situation: text("Walks 10 m with frame and one"),
                watch: text("dizzy on standing"),
                to_do: text("up for meals"),
            }),
        ),
        in_stay("caseload", EntryBody::Caseload(CaseloadEntry { staff: nurse(), on: true })),
        in_stay(
            "home",
            EntryBody::Home(Home { address: text("1 Example Lane\nTesttown"), access: text("key safe") }),
        ),
    ]
}

/// What came to them later: a visit called off, and how much weight one leg may bear.
pub(crate) fn later_kinds() -> Vec<(&'static str, ScopeId, EntryBody)> {
    let off = VisitCalledOff { reason: "asked".to_owned(), words: "at her sister's".to_owned() };
    let bearing = Precaution::LegBearing { leg: Leg::Right, bearing: WeightBearing::Partial };
    vec![
        ("visit_called_off", stay_scope(1), EntryBody::VisitCalledOff(off)),
        ("precaution_of_a_leg", stay_scope(1), EntryBody::Precaution(bearing)),
    ]
}
