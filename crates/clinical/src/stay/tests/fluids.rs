//! A signed fluid balance stands for what it names, and whatever else comes to its window reopens it (safety rule 17).

use super::{acts::signed_for, build::*, every_kind::Kind, every_kind::any_stay_of};
use crate::{
    FactId, StaffId, StayId,
    entry::{Entry, EntryBody, Withdrawal},
    form::fluid::{Amount, Covered, Direction, FluidSignature, FluidTotals, FluidWindow, Volume},
    staff::{AuthLevel, Role},
    stay::{FluidChangeKind, FluidShift, FluidStanding, StayState, TaskKind},
};
use proptest::prelude::*;

/// The first six hours of the stay.
fn window() -> FluidWindow {
    FluidWindow::new(stamp(0), stamp(360)).unwrap()
}

fn drink(n: u8, minutes: i64, ml: u32) -> Entry {
    fluid(n, minutes, Direction::In, Volume::Measured(ml))
}

fn void(n: u8, minutes: i64, volume: Volume) -> Entry {
    fluid(n, minutes, Direction::Out, volume)
}

fn totals(intake: Amount, output: Amount) -> FluidTotals {
    FluidTotals { intake, output, estimated: false }
}

fn sign_in(n: u8, minutes: i64, window: FluidWindow, role: Role, shown: &FluidShift) -> Entry {
    let signature = FluidSignature {
        window,
        covers: Covered::new(shown.covers.iter().copied()).unwrap(),
        totals: shown.totals,
        role,
    };
    entry(n, minutes, EntryBody::FluidSignature(Box::new(signature)))
}

/// A nurse signs what these facts show.
fn sign(n: u8, minutes: i64, facts: &[Entry]) -> Entry {
    sign_in(n, minutes, window(), Role::Nurse, &shift(facts))
}

fn shift(facts: &[Entry]) -> FluidShift {
    state(facts).fluid_shift(window())
}

fn with(facts: &[Entry], more: impl IntoIterator<Item = Entry>) -> Vec<Entry> {
    facts.iter().cloned().chain(more).collect()
}

/// 500 ml drunk, something passed that nobody measured; signed at the end of the shift as fact 9.
fn signed() -> Vec<Entry> {
    let facts = stay([drink(3, 60, 500), void(4, 90, Volume::Unmeasured)]);
    let by_nurse = sign(9, 370, &facts);
    with(&facts, [by_nurse])
}

/// What has come to the first signature.
fn changes(facts: &[Entry]) -> Vec<(FluidChangeKind, FactId)> {
    let shift = shift(facts);
    shift.signatures[0].changes.iter().map(|change| (change.kind, change.entry)).collect()
}

fn asks_to_sign(facts: &[Entry]) -> Vec<String> {
    let tasks = state(facts).tasks(minute(700));
    tasks.into_iter().filter(|task| task.id.kind == TaskKind::SignFluid).map(|task| task.words).collect()
}

#[test]
fn a_signature_keeps_what_was_seen_at_least_and_all() {
    let shift = shift(&signed());
    assert_eq!(shift.standing(), FluidStanding::Signed);
    let kept = &shift.signatures[0].signature;
    assert_eq!(kept.totals, totals(Amount::Total(500), Amount::AtLeast(0)));
    assert_eq!(kept.covers.facts().len(), 2);
    assert!(asks_to_sign(&signed()).is_empty());
    assert_eq!(state(&stay([])).fluid_shift(window()).standing(), FluidStanding::Unsigned);
}

#[test]
fn a_late_entry_reopens_the_shift_and_signing_again_settles_it() {
    let late = with(&signed(), [written(drink(10, 200, 300), 500)]);
    assert_eq!(shift(&late).standing(), FluidStanding::Reopened);
    assert_eq!(changes(&late), [(FluidChangeKind::Came, id(10))]);
    assert_eq!(shift(&late).totals.intake, Amount::Total(800), "now");
    assert_eq!(shift(&late).signatures[0].signature.totals.intake, Amount::Total(500), "as it was signed");
    assert_eq!(
        asks_to_sign(&late),
        ["Fluid balance of 01-Nov-2026 08:00 to 14:00: was signed; an entry came later: sign again"]
    );
    let task = state(&late).tasks(minute(700)).into_iter().find(|task| task.id.kind == TaskKind::SignFluid);
    let task = task.unwrap();
    assert_eq!((task.due_at, task.overdue_at), (minute(500), minute(500 + 720)));
    assert_eq!(task.roles, [Role::Nurse, Role::NurseInCharge]);
    let again = with(&late, [over(sign(11, 510, &late), &[9])]);
    assert_eq!(shift(&again).standing(), FluidStanding::Signed);
    assert_eq!(shift(&again).signatures.len(), 2, "what was signed first can be shown again");
    assert!(asks_to_sign(&again).is_empty());
}

#[test]
fn an_entry_charted_before_the_signature_that_arrives_after_it_reopens_it_like_any_other() {
    let offline = with(&signed(), [drink(10, 200, 300)]);
    assert_eq!(changes(&offline), [(FluidChangeKind::Came, id(10))]);
    let task =
        state(&offline).tasks(minute(700)).into_iter().find(|task| task.id.kind == TaskKind::SignFluid);
    assert_eq!(task.unwrap().due_at, minute(370), "never due before it was signed");
    let outside = with(&signed(), [drink(10, 360, 300), drink(11, -1, 300)]);
    assert_eq!(shift(&outside).standing(), FluidStanding::Signed, "14:00 belongs to the next");
}

#[test]
fn a_correction_a_withdrawal_and_a_move_to_or_from_another_patient_reopen_it() {
    let corrected = with(&signed(), [over(written(drink(10, 60, 400), 400), &[3])]);
    assert_eq!(changes(&corrected), [(FluidChangeKind::Corrected, id(10))]);
    let elsewhere = with(&signed(), [over(written(drink(10, 365, 500), 400), &[3])]);
    assert_eq!(changes(&elsewhere), [(FluidChangeKind::Corrected, id(3))], "corrected to another shift");
    let back = with(&signed(), [withdrawal(10, 400, Withdrawal::EnteredInError, &[3])]);
    assert_eq!(changes(&back), [(FluidChangeKind::TakenBack, id(3))]);
    let undone = with(&back, [withdrawal(11, 401, Withdrawal::Undone, &[10])]);
    assert_eq!(shift(&undone).standing(), FluidStanding::Signed, "it is there again, as it was signed");
    let other = StayId::from_bytes([9; 16]);
    let away = with(&signed(), [withdrawal(10, 400, Withdrawal::WrongPatient { moved_to: other }, &[3])]);
    assert_eq!(changes(&away), [(FluidChangeKind::MovedAway, id(3))]);
    let moved = made_with(written(drink(10, 200, 50), 400), |made| made.moved_from = Some((other, id(30))));
    assert_eq!(changes(&with(&signed(), [moved])), [(FluidChangeKind::MovedHere, id(10))]);
    for facts in [corrected, elsewhere, back, away] {
        assert_eq!(shift(&facts).standing(), FluidStanding::Reopened);
        assert_eq!(asks_to_sign(&facts).len(), 1);
    }
}

#[test]
fn a_correction_that_is_undone_leaves_what_was_signed() {
    let corrected = with(&signed(), [over(written(drink(10, 60, 400), 400), &[3])]);
    let undone = with(&corrected, [withdrawal(11, 401, Withdrawal::Undone, &[10])]);
    assert_eq!(shift(&undone).standing(), FluidStanding::Signed);
    // Signed as corrected, and the correction undone afterwards.
    let again = with(&corrected, [over(sign(12, 410, &corrected), &[9])]);
    let undone = with(&again, [withdrawal(13, 420, Withdrawal::Undone, &[10])]);
    let last = shift(&undone).signatures[1].changes.clone();
    assert_eq!(last.len(), 1);
    assert_eq!((last[0].kind, last[0].entry), (FluidChangeKind::Corrected, id(3)));
}

#[test]
fn two_corrections_apart_are_one_entry_of_which_the_least_is_known() {
    let apart = [over(drink(10, 60, 400), &[3]), over(drink(11, 60, 450), &[3])];
    let facts = with(&signed(), apart);
    assert_eq!(shift(&facts).totals.intake, Amount::AtLeast(400), "not 850");
    assert_eq!(changes(&facts).len(), 2);
    let elsewhere = with(&signed(), [over(drink(10, 60, 400), &[3]), over(drink(11, 365, 400), &[3])]);
    assert_eq!(shift(&elsewhere).totals.intake, Amount::AtLeast(0), "perhaps it was in the next shift");
    assert_eq!(shift(&elsewhere).covers, [id(4), id(10), id(11)].into());
}

#[test]
fn two_nurses_who_sign_apart_are_both_shown_and_one_who_saw_everything_is_enough() {
    let seen_by_one = stay([drink(3, 60, 500)]);
    let all = with(&seen_by_one, [drink(4, 90, 200)]);
    let mut first = sign(9, 370, &seen_by_one);
    first.author = StaffId::from_bytes([7; 16]);
    let apart = with(&all, [first.clone(), sign(10, 371, &all)]);
    let shown = shift(&apart);
    assert_eq!(shown.leaves().count(), 2);
    assert_eq!(shown.leaves().map(|signed| signed.fits()).collect::<Vec<_>>(), [false, true]);
    assert_eq!(shown.standing(), FluidStanding::Signed);
    let neither = with(&all, [first, sign(10, 371, &seen_by_one)]);
    assert_eq!(shift(&neither).standing(), FluidStanding::Reopened);
    assert_eq!(asks_to_sign(&neither).len(), 1, "one task for one shift");
    let settled = with(&neither, [over(sign(11, 400, &neither), &[9, 10])]);
    assert_eq!(shift(&settled).leaves().count(), 1);
    assert_eq!(shift(&settled).standing(), FluidStanding::Signed);
}

#[test]
fn who_may_not_sign_alone_waits_for_a_registered_persons_name_and_settles_nothing() {
    for role in [Role::HealthcareAssistant, Role::Student, Role::Therapist] {
        let facts = stay([drink(3, 60, 500)]);
        let waiting = with(&facts, [sign_in(9, 370, window(), role, &shift(&facts))]);
        assert_eq!(shift(&waiting).standing(), FluidStanding::Waiting);
        assert!(state(&waiting).to_countersign.iter().any(|by| by.id == id(9)));
        let named = with(&waiting, [signed_for(10, 380, &[9])]);
        assert_eq!(shift(&named).standing(), FluidStanding::Signed);
        assert!(state(&named).to_countersign.is_empty());
        let late = with(&named, [drink(11, 200, 300)]);
        assert_eq!(shift(&late).standing(), FluidStanding::Reopened);
        // Beside a nurse's signature that was reopened, it settles nothing by itself.
        let reopened = with(&signed(), [drink(11, 200, 300)]);
        let beside = with(&reopened, [sign_in(12, 500, window(), role, &shift(&reopened))]);
        assert_eq!(shift(&beside).standing(), FluidStanding::Reopened);
    }
    let mut unchecked = signed();
    unchecked[4].auth = AuthLevel::Emergency;
    assert_eq!(shift(&unchecked).standing(), FluidStanding::Waiting, "a name that nobody checked");
}

#[test]
fn a_signature_that_arrives_before_its_entries_is_incomplete_and_asks_for_nothing() {
    let mut facts = signed();
    let entry = facts.remove(2);
    assert_eq!(shift(&facts).standing(), FluidStanding::Incomplete);
    assert_eq!(shift(&facts).signatures[0].missing, 1);
    assert!(asks_to_sign(&facts).is_empty());
    facts.push(entry);
    assert_eq!(shift(&facts).standing(), FluidStanding::Signed);
}

#[test]
fn a_signature_that_names_another_sum_than_its_entries_come_to_does_not_stand() {
    let mut facts = signed();
    if let EntryBody::FluidSignature(of) = &mut facts[4].body {
        of.totals.output = Amount::Total(0);
    }
    assert_eq!(shift(&facts).standing(), FluidStanding::Reopened);
    assert!(asks_to_sign(&facts)[0].contains("adds up to something else"));
}

#[test]
fn a_signature_taken_back_is_none() {
    let back = with(&signed(), [withdrawal(10, 400, Withdrawal::EnteredInError, &[9])]);
    assert_eq!(shift(&back).standing(), FluidStanding::Unsigned);
    assert!(state(&back).fluid_signed.is_empty());
}

/// Facts of fluid and of all else, and a window that somebody signed.
fn any_signed() -> impl Strategy<Value = (Vec<Entry>, prop::sample::Index)> {
    let kinds = &[Kind::Assessment, Kind::FluidSignature, Kind::Withdrawal, Kind::Countersignature];
    (any_stay_of(kinds), any::<prop::sample::Index>())
}

/// The window of one of the signatures, or the first six hours.
fn chosen(state: &StayState, index: &prop::sample::Index) -> FluidWindow {
    let signed = &state.fluid_signed;
    if signed.is_empty() { window() } else { signed[index.index(signed.len())].window }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    // Safety rule 17: "a late entry to a signed shift reopens it visibly".
    #[test]
    fn a_signature_stands_exactly_while_it_names_what_counts_and_says_what_that_comes_to((facts, _) in any_signed()) {
        let state = state(&facts);
        let known = |id: &FactId| facts.iter().any(|fact| fact.id == *id);
        for shift in &state.fluid_signed {
            for signed in &shift.signatures {
                let named = signed.signature.covers.facts();
                let here: std::collections::BTreeSet<FactId> = named.iter().copied().filter(known).collect();
                prop_assert_eq!(signed.changes.is_empty(), here == shift.covers, "{:?}", signed);
                let same = *named == shift.covers && signed.signature.totals == shift.totals;
                prop_assert_eq!(signed.fits(), same);
                prop_assert!(!(signed.fits() && signed.is_reopened()));
            }
            let asked = state.tasks(minute(2000)).into_iter().filter(|task| task.id.kind == TaskKind::SignFluid);
            let about: Vec<FactId> = asked.map(|task| task.id.about).collect();
            let here = shift.signatures.iter().filter(|signed| about.contains(&signed.by.id)).count();
            prop_assert_eq!(here, usize::from(shift.standing() == FluidStanding::Reopened), "one task or none");
        }
    }

    #[test]
    fn whatever_was_there_signing_what_is_there_settles_it_and_a_late_entry_reopens_it((facts, index) in any_signed()) {
        let before = state(&facts);
        let window = chosen(&before, &index);
        let shown = before.fluid_shift(window);
        let mut again = sign_in(200, 1000, window, Role::Nurse, &shown);
        again.supersedes = shown.leaves().map(|signed| signed.by.id).collect();
        let facts = with(&facts, [again]);
        let after = state(&facts);
        prop_assert_eq!(after.fluid_shift(window).standing(), FluidStanding::Signed);
        prop_assert_eq!(after.fluid_shift(window).leaves().count(), 1);
        let others = |state: &StayState| -> Vec<FluidShift> {
            state.fluid_signed.iter().filter(|shift| shift.window.ends() != window.ends()).cloned().collect()
        };
        prop_assert_eq!(others(&before), others(&after), "every window by itself");
        let start = window.from().utc.minutes_since(ADMITTED);
        let late = with(&facts, [written(void(201, start, Volume::Measured(150)), 1100)]);
        let reopened = state(&late).fluid_shift(window);
        prop_assert_eq!(reopened.standing(), FluidStanding::Reopened);
        let came = reopened.reopened().unwrap().changes.iter().map(|change| (change.kind, change.entry));
        prop_assert_eq!(came.collect::<Vec<_>>(), [(FluidChangeKind::Came, id(201))]);
        let back = with(&late, [withdrawal(202, 1200, Withdrawal::EnteredInError, &[201])]);
        prop_assert_eq!(state(&back).fluid_shift(window).standing(), FluidStanding::Signed);
    }
}
