//! Signing a shift's fluid through the door, and what reopens it, on two devices (safety rule 17).

use crate::{assessments::*, support::*};
use clinical::{
    FactId, StayId,
    form::{Given, fluid},
    staff::Role,
    stay::{FluidStanding, TaskKind},
};
use contract::{
    CallError, Code, FluidShiftView, FluidsView, Reply, Request, SignFluid, TakenChoice, TaskView,
};

const HOUR: i64 = 60 * MINUTE;

fn drank(ml: &str) -> [(&'static str, Given); 4] {
    let measured = chosen("measured");
    [("direction", chosen("in")), ("kind-in", chosen("oral")), ("how", measured), ("volume", typed(ml))]
}

fn passed_unmeasured() -> [(&'static str, Given); 3] {
    [("direction", chosen("out")), ("kind-out", chosen("urine")), ("how", chosen("unmeasured"))]
}

/// Charts something that was so many minutes ago.
fn ago(device: &Device, stay: StayId, minutes: i64, given: &[(&str, Given)]) -> contract::AssessmentSaved {
    let form = open(device, stay, fluid::FORM);
    let taken = TakenChoice::At(form.now.plus_minutes(-minutes));
    let asked = contract::SaveAssessment { taken, ..to_save(&form, keyed_into(&form, given)) };
    try_save(device, asked).unwrap()
}

fn page(reply: Result<Reply, CallError>) -> Result<FluidsView, CallError> {
    match reply? {
        Reply::Fluids(view) => Ok(*view),
        other => panic!("{other:?}"),
    }
}

fn fluids(device: &Device, stay: StayId) -> FluidsView {
    page(device.call(Request::Fluids { stay })).unwrap()
}

/// Today's day shift, which began at 07:00.
fn day_shift(device: &Device, stay: StayId) -> FluidShiftView {
    let days = fluids(device, stay).days;
    days.into_iter().flat_map(|day| day.shifts).find(|shift| shift.name == "Day shift").unwrap()
}

fn asked(stay: StayId, shift: &FluidShiftView) -> SignFluid {
    let entries = shift.entries.clone();
    SignFluid { stay, from: shift.sums.from.utc, until: shift.sums.until.utc, entries }
}

fn sign(device: &Device, asked: SignFluid) -> Result<FluidsView, CallError> {
    page(device.call(Request::SignFluid(Box::new(asked))))
}

fn signs(device: &Device, stay: StayId) {
    let shift = day_shift(device, stay);
    assert!(shift.to_sign, "{shift:?}");
    sign(device, asked(stay, &shift)).unwrap();
}

fn to_sign_again(device: &Device) -> Vec<TaskView> {
    let Reply::Tasks(view) = device.call(Request::Tasks).unwrap() else { panic!("tasks were asked for") };
    view.tasks.into_iter().filter(|task| task.id.kind == TaskKind::SignFluid).collect()
}

fn until_the_end_of_the_shift(devices: &[&Device]) {
    for device in devices {
        device.clock.pass(7 * HOUR + 5 * MINUTE);
    }
}

/// 500 ml drunk and something passed that nobody measured, at noon; known to both; five past seven in the evening.
fn evening(server: &Server) -> (Device, Device, StayId) {
    let (a, b) = (Device::with_nurse(server, 1), Device::enrolled(server, 2));
    let stay = a.admit("Adeyemi", "A1");
    assess(&a, stay, fluid::FORM, &drank("500"));
    assess(&a, stay, fluid::FORM, &passed_unmeasured());
    server.sync(&a.app);
    server.sync(&b.app);
    until_the_end_of_the_shift(&[&a, &b]);
    a.sign_in(person(Role::Nurse));
    b.sign_in(other_nurse());
    (a, b, stay)
}

#[test]
fn a_late_entry_from_another_tablet_reopens_the_signed_shift_on_both_and_signing_again_settles_it() {
    let server = Server::new();
    let (a, b, stay) = evening(&server);
    b.done(Request::LookAfter { stay, on: true });
    signs(&a, stay);
    let signed = day_shift(&a, stay);
    assert_eq!((signed.standing, signed.words.as_str()), (FluidStanding::Signed, "Signed by Nurse Okafor"));
    assert!(!signed.to_sign);
    // Offline meanwhile, and charted before the end of the shift.
    let late = ago(&b, stay, 60, &drank("300")).fact;
    for device in [&b, &a, &b, &a] {
        server.sync(&device.app);
    }
    for device in [&a, &b] {
        let shift = day_shift(device, stay);
        assert_eq!(shift.standing, FluidStanding::Reopened);
        assert_eq!(shift.words, "Was signed by Nurse Okafor; an entry came later: sign again");
        assert_eq!((shift.sums.intake.as_str(), shift.sums.output.as_str()), ("800 ml", "at least 0 ml"));
        let was = &shift.signed[0];
        assert_eq!((was.sums.intake.as_str(), was.sums.output.as_str()), ("500 ml", "at least 0 ml"));
        assert!(was.differs && was.by.starts_with("Nurse Okafor, "));
        assert_eq!(was.changes.len(), 1);
        assert!(
            was.changes[0].starts_with("An entry came later: By mouth, 300 ml, 18:05. Second Nurse"),
            "{was:?}"
        );
        let entries = fluids(device, stay).days.remove(0).entries;
        let marked: Vec<FactId> =
            entries.iter().filter(|entry| !entry.note.is_empty()).map(|entry| entry.fact).collect();
        assert_eq!(marked, [late], "by which entry");
        assert_eq!(
            device.patient(stay).assessments.fluid[0].reopened,
            "22-Nov-2026 07:00 to 19:00",
            "on the patient's page too"
        );
    }
    let tasks = to_sign_again(&b);
    assert_eq!(
        tasks.iter().map(|task| task.words.as_str()).collect::<Vec<_>>(),
        [
            "Fluid balance of 22-Nov-2026 07:00 to 19:00: was signed by Nurse Okafor; an entry came later: sign again"
        ]
    );
    assert!(to_sign_again(&a).is_empty(), "the task of the nurse of the bed");
    let Reply::Handover(view) = b.call(Request::Handover { ward: bluebell() }).unwrap() else { panic!() };
    assert!(view.patients[0].tasks.iter().any(|(words, _)| words == &tasks[0].words), "and handed over");
    signs(&b, stay);
    server.sync(&b.app);
    server.sync(&a.app);
    for device in [&a, &b] {
        let shift = day_shift(device, stay);
        assert_eq!((shift.standing, shift.signed.len()), (FluidStanding::Signed, 2));
        assert!(shift.signed[1].mark.starts_with("Signed again by Second Nurse"), "the first is still shown");
        assert_eq!(shift.signed[1].sums.intake, "500 ml");
        assert!(to_sign_again(device).is_empty());
    }
}

#[test]
fn a_correction_a_withdrawal_and_a_move_to_another_patient_reopen_it() {
    let server = Server::new();
    let (a, _, stay) = evening(&server);
    let other = a.admit("Brandt", "A2");
    signs(&a, stay);
    let drunk = history(&a, stay).into_iter().find(|made| made.answers.iter().any(|of| of.words == "500 ml"));
    let drunk = drunk.unwrap().fact;
    let reason = || "keyed for the wrong bed".to_owned();
    let form = open_for(&a, stay, fluid::FORM, Some(drunk)).unwrap();
    let corrected = try_save(&a, to_save(&form, keyed_into(&form, &drank("400")))).unwrap().fact;
    assert!(day_shift(&a, stay).words.contains("an entry was corrected"));
    assert_eq!(day_shift(&a, stay).sums.intake, "400 ml");
    signs(&a, stay);
    a.call(Request::MoveToPatient { fact: corrected, stay, to: other, reason: reason() }).unwrap();
    assert!(day_shift(&a, stay).words.contains("an entry was another patient's"));
    signs(&a, stay);
    signs(&a, other);
    let rest = history(&a, stay).into_iter().find(|made| made.mark == contract::Mark::Current).unwrap().fact;
    a.done(Request::EnterInError { fact: rest, stay, reason: reason() });
    assert!(day_shift(&a, stay).words.contains("an entry was taken back"));
    signs(&a, stay);
    assert_eq!(day_shift(&a, stay).standing, FluidStanding::Signed, "though nothing is left of it");
    let moved = fluids(&a, other).days[0].entries[0].fact;
    a.call(Request::MoveToPatient { fact: moved, stay: other, to: stay, reason: reason() }).unwrap();
    assert!(day_shift(&a, stay).words.contains("moved here from another patient"));
    assert_eq!(day_shift(&a, other).standing, FluidStanding::Reopened);
}

#[test]
fn nobody_signs_what_they_were_not_shown_and_a_second_tap_is_one_signature() {
    let server = Server::new();
    let (a, _, stay) = evening(&server);
    let shown = asked(stay, &day_shift(&a, stay));
    let late = ago(&a, stay, 30, &drank("200")).fact;
    let refused = sign(&a, shown.clone()).unwrap_err();
    assert_eq!(refused.code, Code::AlreadyChanged);
    assert!(day_shift(&a, stay).signed.is_empty());
    let mut now = shown.clone();
    now.entries.push(late);
    sign(&a, now.clone()).unwrap();
    let again = sign(&a, now).unwrap();
    assert_eq!(again.days[0].shifts[0].signed.len(), 1);
    a.sign_in(other_nurse());
    let twice = sign(&a, asked(stay, &day_shift(&a, stay))).unwrap_err();
    assert_eq!(twice.code, Code::AlreadyChanged, "somebody has signed it as it stands");
}

#[test]
fn a_signature_taken_back_leaves_what_was_signed_before() {
    let server = Server::new();
    let (a, _, stay) = evening(&server);
    signs(&a, stay);
    ago(&a, stay, 30, &drank("200"));
    signs(&a, stay);
    let last = day_shift(&a, stay).signed.remove(0);
    assert!(last.can_take_back);
    a.done(Request::EnterInError { fact: last.fact, stay, reason: "signed the wrong patient".into() });
    let shift = day_shift(&a, stay);
    assert_eq!((shift.standing, shift.signed.len()), (FluidStanding::Reopened, 1));
    a.sign_in(person(Role::Student));
    assert!(!day_shift(&a, stay).signed[0].can_take_back, "a nurse's");
    signs(&a, stay);
    let own = day_shift(&a, stay);
    let of_student =
        |shift: &FluidShiftView| shift.signed.iter().map(|of| of.can_take_back).collect::<Vec<_>>();
    assert_eq!(of_student(&own), [true, false]);
}

#[test]
fn two_nurses_who_sign_apart_are_both_shown() {
    let server = Server::new();
    let (a, b, stay) = evening(&server);
    signs(&a, stay);
    ago(&b, stay, 45, &drank("300"));
    signs(&b, stay);
    for device in [&a, &b, &a] {
        server.sync(&device.app);
    }
    for device in [&a, &b] {
        let shift = day_shift(device, stay);
        assert_eq!(shift.words, "Signed by Nurse Okafor, Second Nurse");
        assert_eq!(shift.standing, FluidStanding::Signed, "one of them saw everything");
        let differs: Vec<bool> = shift.signed.iter().map(|signed| signed.differs).collect();
        assert_eq!(differs.iter().filter(|differs| **differs).count(), 1);
    }
}

#[test]
fn an_assistants_or_a_students_signature_waits_for_a_registered_persons_name() {
    for role in [Role::HealthcareAssistant, Role::Student] {
        let server = Server::new();
        let (a, b, stay) = evening(&server);
        a.sign_in(person(role));
        assert!(!fluids(&a, stay).alone);
        signs(&a, stay);
        let shift = day_shift(&a, stay);
        assert_eq!(shift.standing, FluidStanding::Waiting);
        let fact = shift.signed[0].fact;
        assert_eq!(a.countersign(stay, fact).unwrap_err().code, Code::NotAllowed);
        server.sync(&a.app);
        server.sync(&b.app);
        assert_eq!(b.to_sign(), [fact], "once");
        b.done(Request::Countersign { stay, fact });
        let shift = day_shift(&b, stay);
        assert_eq!(shift.standing, FluidStanding::Signed);
        assert!(shift.signed[0].mark.starts_with("Countersigned by Second Nurse"), "{shift:?}");
        assert_eq!(b.to_sign(), []);
        // What was reopened stays so until somebody has signed again whose name counts.
        ago(&b, stay, 30, &drank("200"));
        b.sign_in(person(role));
        signs(&b, stay);
        assert_eq!(day_shift(&b, stay).standing, FluidStanding::Reopened);
    }
}

#[test]
fn a_shift_that_goes_on_or_has_nothing_in_it_and_an_unchecked_name_sign_nothing() {
    let server = Server::new();
    let a = Device::with_nurse(&server, 1);
    let stay = a.admit("Adeyemi", "A1");
    assess(&a, stay, fluid::FORM, &drank("500"));
    let shift = day_shift(&a, stay);
    assert!(!shift.to_sign);
    assert_eq!(sign(&a, asked(stay, &shift)).unwrap_err().code, Code::Invalid, "seven hours to go");
    let mut odd = asked(stay, &shift);
    odd.until = odd.until.plus_minutes(-600);
    assert_eq!(sign(&a, odd).unwrap_err().code, Code::Invalid, "no shift of this ward");
    let empty = a.admit("Brandt", "A2");
    a.clock.pass(6 * HOUR + MINUTE);
    a.sign_in(person(Role::Nurse));
    assert!(day_shift(&a, stay).to_sign, "in its last hour");
    assert!(!day_shift(&a, empty).to_sign);
    let nothing = sign(&a, asked(empty, &day_shift(&a, empty))).unwrap_err();
    assert!(nothing.message.contains("nothing to sign"), "{nothing:?}");
    a.call(Request::SignInForEmergency { name: "B Lowe, agency".into() }).unwrap();
    assert_eq!(sign(&a, asked(stay, &shift)).unwrap_err().code, Code::NotAllowed);
    assert_eq!(page(a.call(Request::Fluids { stay })).unwrap_err().code, Code::NotAllowed);
}

#[test]
fn an_older_day_with_a_reopened_shift_stays_on_the_page_until_it_is_signed_again() {
    let server = Server::new();
    let (a, _, stay) = evening(&server);
    signs(&a, stay);
    later(&a, 3 * 24 * 60);
    assert_eq!(fluids(&a, stay).days.len(), 2, "today and yesterday");
    ago(&a, stay, 3 * 24 * 60 + 60, &drank("250"));
    let days = fluids(&a, stay).days;
    assert_eq!(days.len(), 3);
    let old = &days[2].shifts[0];
    assert_eq!((old.standing, old.to_sign), (FluidStanding::Reopened, true));
    sign(&a, asked(stay, old)).unwrap();
    assert_eq!(fluids(&a, stay).days.len(), 2);
}

#[test]
fn what_is_saved_shows_the_day_that_it_was_of() {
    let server = Server::new();
    let a = Device::with_nurse(&server, 1);
    let stay = a.admit("Adeyemi", "A1");
    assess(&a, stay, fluid::FORM, &drank("500"));
    later(&a, 19 * 60 + 5);
    assess(&a, stay, fluid::FORM, &drank("100"));
    // Ten past seven in the morning: what was drunk at ten to seven belongs to the day before.
    let saved = ago(&a, stay, 20, &drank("250")).fluid.unwrap();
    assert_eq!(saved.intake, "750 ml");
    assert_eq!((saved.until.utc.0 - saved.from.utc.0) / HOUR, 24);
    let older = ago(&a, stay, 40 * 60, &drank("50")).fluid.unwrap();
    assert_eq!(older.intake, "50 ml", "a day that nobody sees on the page any more is shown once");
}

#[test]
fn two_corrections_of_one_entry_apart_are_one_void_and_not_two() {
    let server = Server::new();
    let (a, b, stay) = evening(&server);
    for (device, ml) in [(&a, "400"), (&b, "450")] {
        let made =
            history(device, stay).into_iter().find(|made| made.answers.iter().any(|of| of.words == "500 ml"));
        let form = open_for(device, stay, fluid::FORM, Some(made.unwrap().fact)).unwrap();
        try_save(device, to_save(&form, keyed_into(&form, &drank(ml)))).unwrap();
    }
    for device in [&a, &b, &a] {
        server.sync(&device.app);
    }
    for device in [&a, &b] {
        assert_eq!(day_shift(device, stay).sums.intake, "at least 400 ml", "not 850 ml");
        let entries = fluids(device, stay).days.remove(0).entries;
        assert_eq!(entries.iter().filter(|entry| entry.note.contains("differently")).count(), 2);
    }
}

#[test]
fn a_day_in_which_the_clocks_change_begins_and_ends_at_seven_on_the_wall() {
    let server = Server::new();
    let a = Device::with_nurse(&server, 1);
    let stay = a.admit("Adeyemi", "A1");
    // Noon on the Sunday on which the clocks went back, by a wall that shows the hour of the winter.
    a.clock.pass(1_792_929_600_000 + 371 * 24 * HOUR - a.now().0);
    a.sign_in(person(Role::Nurse));
    ago(&a, stay, 26 * 60, &drank("500"));
    let sunday = fluids(&a, stay).days;
    let whole = &sunday[1].shifts.last().unwrap().sums;
    let clock = |stamp: clinical::Stamp| clinical::cui::date_time(stamp);
    assert_eq!(
        (clock(whole.from), clock(whole.until)),
        ("30-Oct-2027 07:00".into(), "31-Oct-2027 07:00".into())
    );
    assert_eq!((whole.until.utc.0 - whole.from.utc.0) / HOUR, 25);
    assert_eq!(whole.intake, "500 ml");
    let page = a.patient(stay).assessments.fluid;
    assert_eq!((page[0].from, page[0].until), (whole.from, whole.until), "and on the patient's page");
}
