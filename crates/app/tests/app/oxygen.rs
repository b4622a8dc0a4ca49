//! Prescribed oxygen: whose signature prescribes, what two prescriptions come to, where it shows, and that the scale is
//! another decision.

use crate::support::*;
use clinical::{
    StayId,
    entry::ScaleDecision,
    news2::Scale,
    oxygen::{Amount, Beside, Given, Span, Target, beside},
    staff::Role,
    vitals::{Breathing, Fio2, Vitals},
};
use contract::{
    CallError, Code, Decide, Decision, DecisionKind, FlagKind, OxygenAsked, OxygenWanted, Reply, Request,
};

fn wanted(low: u8, high: u8) -> OxygenWanted {
    let target = Target::new(low, high).unwrap();
    OxygenWanted { target, device: None, amount: None, given: Given::AsNeeded, review_on: None }
}

fn ask(device: &Device, stay: StayId, asked: OxygenAsked) -> Result<Reply, CallError> {
    let decision = Decision::Oxygen(asked);
    device.call(Request::Decide(Box::new(Decide { stay, decision, reason: String::new() })))
}

fn prescribe(device: &Device, stay: StayId, order: OxygenWanted) -> Result<Reply, CallError> {
    ask(device, stay, OxygenAsked { on_paper: None, order: Some(order) })
}

fn copy(device: &Device, stay: StayId, name: &str) -> Result<Reply, CallError> {
    ask(device, stay, OxygenAsked { on_paper: Some(name.to_owned()), order: Some(wanted(94, 98)) })
}

fn on_oxygen() -> Vitals {
    keyed(|draft| {
        draft.oxygen = Some(Breathing::Oxygen);
        (draft.device, draft.flow) = ("N".into(), "2".into());
    })
}

fn lines(device: &Device, stay: StayId) -> Vec<(String, String)> {
    let decisions = device.patient(stay).standing.decisions.into_iter();
    decisions.filter(|of| of.kind == DecisionKind::Oxygen).map(|of| (of.words, of.by)).collect()
}

fn flags(device: &Device, stay: StayId) -> Vec<(FlagKind, String)> {
    let kinds = [FlagKind::Oxygen, FlagKind::OxygenNotPrescribed];
    let row = device.rows(stay).remove(0).flags;
    assert_eq!(row, device.patient(stay).flags, "the board and the page say the same");
    row.into_iter().filter(|flag| kinds.contains(&flag.kind)).map(|flag| (flag.kind, flag.words)).collect()
}

#[test]
fn a_doctors_signature_prescribes_a_nurse_copies_from_paper_and_nobody_else_does_either() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    for role in [Role::HealthcareAssistant, Role::Student, Role::Therapist] {
        device.sign_in(person(role));
        assert_eq!(prescribe(&device, stay, wanted(94, 98)).unwrap_err().code, Code::NotAllowed, "{role:?}");
        assert_eq!(copy(&device, stay, "Dr Example").unwrap_err().code, Code::NotAllowed, "{role:?}");
        assert_eq!(device.patient(stay).standing.oxygen, None);
    }
    device.sign_in(person(Role::Nurse));
    let refused = prescribe(&device, stay, wanted(94, 98)).unwrap_err();
    assert!(refused.code == Code::NotAllowed && refused.message.contains("on paper"), "{}", refused.message);
    assert_eq!(copy(&device, stay, "  ").unwrap_err().fields[0].field, "on_paper");
    copy(&device, stay, "Dr Example, registrar").unwrap();
    let [(words, by)] = &lines(&device, stay)[..] else { panic!("one line") };
    assert_eq!(words, "Oxygen 94 to 98%: any device, as needed");
    assert!(by.starts_with("On paper by Dr Example, registrar. Recorded by Nurse Okafor"), "{by}");
    device.sign_in(person(Role::Doctor));
    assert!(device.patient(stay).standing.oxygen.unwrap().signs);
    prescribe(&device, stay, wanted(88, 92)).unwrap();
    let [(words, by)] = &lines(&device, stay)[..] else { panic!("it replaced the one before") };
    assert!(words.starts_with("Oxygen 88 to 92%") && by.starts_with("Doctor Okafor"), "{words} {by}");
}

#[test]
fn a_device_that_is_not_listed_or_not_set_like_that_is_refused_and_nothing_is_written() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.sign_in(person(Role::Doctor));
    let percent = Span::new(Fio2::new(24).unwrap(), Fio2::new(28).unwrap()).map(Amount::Percent);
    let of = |code: &str| OxygenWanted { device: Some(code.into()), amount: percent, ..wanted(88, 92) };
    assert_eq!(prescribe(&device, stay, of("XX")).unwrap_err().fields[0].field, "device");
    assert_eq!(prescribe(&device, stay, of("N")).unwrap_err().fields[0].field, "amount");
    let nothing = ask(&device, stay, OxygenAsked { on_paper: None, order: None }).unwrap_err();
    assert_eq!(nothing.fields[0].code, "nothing", "there is nothing to stop");
    assert!(lines(&device, stay).is_empty());
    prescribe(&device, stay, of("V28")).unwrap();
    assert_eq!(lines(&device, stay)[0].0, "Oxygen 88 to 92%: Venturi 28%, 24 to 28%, as needed");
}

#[test]
fn two_prescriptions_made_apart_are_both_shown_and_the_lower_target_holds_until_somebody_settles_it() {
    let server = Server::new();
    let (one, other) = (Device::with_nurse(&server, 1), Device::with_nurse(&server, 2));
    let stay = one.admit("Adeyemi", "A1");
    server.sync(&one.app);
    server.sync(&other.app);
    server.cut(&other.app);
    server.cut(&one.app);
    one.sign_in(person(Role::Doctor));
    other.sign_in(person(Role::Doctor));
    prescribe(&one, stay, wanted(94, 98)).unwrap();
    other.clock.pass(60_000);
    prescribe(&other, stay, wanted(88, 92)).unwrap();
    for device in [&one, &other, &one] {
        server.sync(&device.app);
    }
    for device in [&one, &other] {
        assert_eq!(lines(device, stay).len(), 2, "both are shown");
        let page = device.patient(stay);
        let conflict = page.conflicts.iter().find(|of| of.about == "Oxygen prescription").unwrap();
        assert!(conflict.versions.len() == 2 && conflict.meanwhile.contains("lower target"), "{conflict:?}");
        let [(FlagKind::Oxygen, words)] = &flags(device, stay)[..] else { panic!("one flag") };
        assert!(words.starts_with("Oxygen target 88 to 92%. People differ"), "{words}");
        assert_eq!(device.form(stay).oxygen.unwrap().target, Some((88, 92)));
    }
    prescribe(&one, stay, wanted(94, 98)).unwrap();
    assert_eq!((lines(&one, stay).len(), one.patient(stay).conflicts.len()), (1, 0), "one person settled it");
}

#[test]
fn oxygen_without_a_prescription_is_a_flag_until_it_is_prescribed_and_again_once_that_is_stopped() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.record(stay, well());
    assert_eq!(flags(&device, stay), []);
    device.clock.pass(30_000);
    device.record(stay, on_oxygen());
    let without = (FlagKind::OxygenNotPrescribed, "Oxygen given without a prescription".to_owned());
    assert_eq!(flags(&device, stay), std::slice::from_ref(&without));
    copy(&device, stay, "Dr Example").unwrap();
    let [(FlagKind::Oxygen, words)] = &flags(&device, stay)[..] else { panic!("the target alone") };
    assert!(words.contains("94 to 98%") && words.contains("On paper by Dr Example"), "{words}");
    ask(&device, stay, OxygenAsked { on_paper: Some("Dr Example".into()), order: None }).unwrap();
    assert_eq!(flags(&device, stay), [without]);
    assert!(lines(&device, stay).is_empty());
}

#[test]
fn the_scale_is_another_decision_and_the_page_and_the_form_say_where_the_two_do_not_agree() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.sign_in(person(Role::Doctor));
    prescribe(&device, stay, wanted(88, 92)).unwrap();
    let form = device.form(stay);
    assert_eq!((form.scale.scale, form.oxygen.unwrap().target), (Scale::One, Some((88, 92))));
    assert!(form.scale.notice.contains("scored on scale 1"), "{}", form.scale.notice);
    assert_eq!(device.patient(stay).scale.notice, form.scale.notice);
    let decision = ScaleDecision { scale: Scale::Two, target: Some((88, 92)) };
    device.done(Request::DecideScale { stay, decision, reason: "blood gas".into() });
    assert_eq!(device.patient(stay).scale.notice, "");
    prescribe(&device, stay, wanted(94, 98)).unwrap();
    let page = device.patient(stay);
    assert!(page.scale.scale == Scale::Two && page.scale.notice.contains("scored on scale 2"));
    assert_eq!(device.form(stay).oxygen.unwrap().target, Some((88, 92)), "the lower of the two is kept to");
}

#[test]
fn the_form_has_what_a_set_is_held_against_and_a_name_that_was_not_checked_sees_none_of_it() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    copy(&device, stay, "Dr Example").unwrap();
    let view = device.form(stay).oxygen.unwrap();
    assert_eq!(view.words, "Oxygen 94 to 98%: any device, as needed");
    let said = |vitals: &Vitals| beside(view.target, &view.limits, vitals.spo2, vitals.oxygen.as_ref());
    assert_eq!(said(&on_oxygen()), None, "97 is in the target");
    let low = keyed(|draft| draft.spo2 = "93".into());
    assert_eq!(said(&low), Some(Beside::Below));
    device.done(Request::SignOut);
    device.call(Request::SignInForEmergency { name: "B Lowe, agency".into() }).unwrap();
    assert_eq!(device.form(stay).oxygen, None);
}
