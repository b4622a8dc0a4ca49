//! Charting a set.

use crate::support::*;
use clinical::{
    FactId, StayId,
    entry::ScaleDecision,
    news2::{NotApplicable, Outcome, Risk, Scale},
    staff::Role,
    vitals::{Breathing, Spo2, UnableReason, Vitals},
};
use contract::{
    Admit, CallError, Code, EntrySync, FormView, RecordObservations, Reply, Request, Saved, ScoreView,
    TakenChoice,
};

#[test]
fn a_saved_set_is_on_the_page_the_chart_and_the_board_and_survives_a_restart() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let saved = device.record(stay, ill());
    assert!(matches!(saved.outcome, Outcome::Complete { total: 9, .. }));
    let device = device.restarted();
    device.sign_in(person(Role::Nurse));
    let page = device.patient(stay);
    assert_eq!(page.sets.len(), 1);
    assert_eq!((page.sets[0].fact, page.sets[0].sync), (saved.fact, EntrySync::OnThisDevice));
    assert_eq!(page.status.score, ScoreView::Complete { total: 9, risk: Risk::High });
    assert_eq!(device.chart(stay).sets, page.sets);
    let rows = device.rows(stay);
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].status.as_ref().unwrap(), &page.status);
    assert_eq!(rows[0].place, place("A1"));
}

#[test]
fn saving_one_form_ten_times_stores_one_set_and_answers_the_same() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let form = device.form(stay);
    let request = Device::filled(&form, ill());
    let first = device.try_record(request.clone()).unwrap();
    for _ in 0..9 {
        assert_eq!(device.try_record(request.clone()).unwrap(), first);
    }
    assert_eq!(device.patient(stay).sets_in_all, 1);
    let other = RecordObservations { vitals: well(), ..request };
    assert_eq!(device.try_record(other).unwrap_err().code, Code::AlreadyChanged);
    assert_eq!(device.patient(stay).sets[0].vitals, ill(), "the first one stands");
}

#[test]
fn a_set_that_cannot_be_is_named_field_by_field_and_its_draft_stays() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let form = device.form(stay);
    device.done(Request::KeepDraft {
        form: form.form,
        stay,
        draft: "16 97".into(),
        amends: None,
        rechecks: None,
    });
    let empty = device.try_record(Device::filled(&form, Vitals::default())).unwrap_err();
    assert_eq!((empty.code, empty.fields[0].code.as_str()), (Code::Invalid, "empty"));
    let upside_down =
        Vitals { systolic: well().diastolic.map(|_| clinical::vitals::Systolic::new(60).unwrap()), ..well() };
    let error = device.try_record(Device::filled(&form, upside_down)).unwrap_err();
    assert_eq!(error.fields[0].code, "pressure_order");
    let silent = Vitals { pulse: None, temperature: None, ..well() };
    let error = device.try_record(Device::filled(&form, silent)).unwrap_err();
    let named: Vec<&str> = error.fields.iter().map(|f| f.field.as_str()).collect();
    assert_eq!(named, ["pulse", "temperature"], "every field, not the first only");
    let long = RecordObservations { remark: "x".repeat(1_001), ..Device::filled(&form, well()) };
    assert_eq!(device.try_record(long).unwrap_err().fields[0].field, "remark");
    assert_eq!(device.patient(stay).sets_in_all, 0);
    assert_eq!(device.form(stay).draft.unwrap().0, "16 97", "nothing keyed is lost");
}

#[test]
fn a_time_ahead_of_a_proved_clock_is_refused_in_words_and_the_draft_stays() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let form = device.form(stay);
    device.done(Request::KeepDraft {
        form: form.form,
        stay,
        draft: "kept".into(),
        amends: None,
        rechecks: None,
    });
    let ahead = RecordObservations {
        taken: TakenChoice::At(form.now.plus_minutes(5)),
        ..Device::filled(&form, ill())
    };
    let error = device.try_record(ahead).unwrap_err();
    assert_eq!((error.code, error.fields[0].field.as_str()), (Code::Invalid, "taken"));
    assert!(error.message.contains("Nothing is lost"), "{}", error.message);
    assert_eq!(device.form(stay).draft.unwrap().0, "kept");
}

#[test]
fn a_time_ahead_of_a_clock_that_nobody_proved_is_kept_and_flagged() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.clock.reboot();
    let device = device.restarted();
    device.sign_in(person(Role::Nurse));
    assert_eq!(device.sync_state().clock_offset_ms, None);
    let saved = device.record_taken(stay, ill(), -90);
    assert_eq!(
        saved.flags,
        [
            "This device's clock has not been checked against the server's",
            "The time taken is ahead of this device's clock"
        ]
    );
    let set = &device.patient(stay).sets[0];
    assert!(set.clock_doubtful);
    assert_eq!(device.rows(stay)[0].status.as_ref().unwrap(), &device.patient(stay).status);
    device.clock.pass(91 * 60_000);
    device.sign_in(person(Role::Nurse));
    assert_eq!(
        device.rows(stay)[0].status.as_ref().unwrap(),
        &device.patient(stay).status,
        "the stored board knows what the clock changes"
    );
}

#[test]
fn a_bed_that_changed_under_the_form_stops_the_save_until_the_nurse_has_looked() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let form = device.form(stay);
    device.done(Request::MoveBed { stay, to: place("B2") });
    let request = Device::filled(&form, ill());
    let error = device.try_record(request.clone()).unwrap_err();
    assert_eq!(error.code, Code::BedChanged);
    assert!(error.message.contains("Nothing is lost"));
    assert!(!error.message.contains("B2") && !error.message.contains("Adeyemi"));
    let confirmed = RecordObservations { bed_confirmed: true, ..request };
    assert_eq!(device.try_record(confirmed).unwrap().fact, form.form);
}

#[test]
fn a_form_stays_bound_to_the_patient_it_was_opened_for() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let (one, other) = (device.admit("Adeyemi", "A1"), device.admit("Brown", "A2"));
    let form = device.form(one);
    let (stay, bed_shown) = (other, "A2".into());
    let crossed = RecordObservations { stay, bed_shown, ..Device::filled(&form, ill()) };
    assert_eq!(device.try_record(crossed).unwrap_err().code, Code::Invalid);
    assert_eq!(device.patient(other).sets_in_all, 0);
}

#[test]
fn a_set_entered_late_is_saved_and_says_so() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let saved = device.record_taken(stay, ill(), 61);
    assert_eq!(saved.flags, ["Entered late"]);
    assert!(device.patient(stay).sets[0].late);
    assert!(device.record_taken(stay, well(), 59).flags.is_empty());
}

#[test]
fn with_nobody_reached_a_score_that_asks_for_help_names_whom_to_ring() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let ring = device.record(stay, ill()).nobody_told_ring;
    assert_eq!(ring.as_deref(), Some(RING));
    assert_eq!(device.record(stay, well()).nobody_told_ring, None, "a score of 0 asks for nobody");
    server.sync(&device.app);
    assert_eq!(device.record(stay, ill()).nobody_told_ring, None, "the server is there");
    server.cut(&device.app);
    let unwell = keyed(|draft| {
        draft.temperature = String::new();
        draft.unable_all = Some(UnableReason::TooUnwell);
    });
    let saved = device.record(stay, unwell);
    assert!(saved.nobody_told_ring.is_some() && saved.response.contains("registrar"), "{saved:?}");
}

#[test]
fn the_scale_is_the_stays_and_an_authorised_act() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let on_oxygen = || {
        keyed(|draft| {
            draft.oxygen = Some(Breathing::Oxygen);
            draft.device = "N".into();
            draft.spo2 = "97".into();
        })
    };
    let total = |outcome: &Outcome| outcome.floor().unwrap().1;
    assert_eq!(total(&device.record(stay, on_oxygen()).outcome), 2, "scale 1: oxygen alone");
    let decision = ScaleDecision { scale: Scale::Two, target: Some((88, 92)) };
    let decide =
        |reason: &str| Request::DecideScale { stay, decision: decision.clone(), reason: reason.into() };
    assert_eq!(device.call(decide("COPD")).unwrap_err().code, Code::NotAllowed);
    device.sign_in(person(Role::Doctor));
    assert_eq!(device.call(decide(" ")).unwrap_err().code, Code::Invalid, "a reason is needed");
    device.clock.pass(60_000);
    device.done(decide("Hypercapnic respiratory failure, confirmed"));
    device.clock.pass(60_000);
    let form = device.form(stay);
    assert_eq!((form.scale.scale, form.scale.target), (Scale::Two, Some((88, 92))));
    assert_eq!(total(&device.record(stay, on_oxygen()).outcome), 5, "scale 2: 97 on oxygen scores 3");
    let before = device.record_taken(stay, on_oxygen(), 5);
    assert_eq!(total(&before.outcome), 2, "what was decided later never reaches back");
    let chart = device.chart(stay);
    assert_eq!(chart.scale_changes.len(), 1);
    assert_eq!(chart.sets.iter().filter(|set| set.scale == Scale::One).count(), 2);
}

#[test]
fn while_the_scale_is_in_dispute_the_worse_score_is_stored_and_both_are_shown() {
    let server = Server::new();
    let (a, b) = (Device::with_nurse(&server, 1), Device::enrolled(&server, 2));
    let stay = a.admit("Adeyemi", "A1");
    server.sync(&a.app);
    server.sync(&b.app);
    for (device, scale) in [(&a, Scale::One), (&b, Scale::Two)] {
        server.cut(&device.app);
        device.sign_in(person(Role::Doctor));
        let decision = ScaleDecision { scale, target: None };
        device.done(Request::DecideScale { stay, decision, reason: "decided apart".into() });
    }
    for device in [&a, &b, &a] {
        server.sync(&device.app);
    }
    a.clock.pass(60_000);
    let form = a.form(stay);
    assert!(form.scale.disputed);
    assert_eq!(form.scale.target, Some((88, 92)), "the target is held until it is settled");
    // 86 on air: 3 under scale 1, 1 under scale 2.
    let saved = a.record(stay, keyed(|draft| draft.spo2 = "86".into()));
    assert_eq!(saved.outcome.floor(), Some((Risk::LowMedium, 3)), "the higher counts");
    let page = a.patient(stay);
    assert!(page.status.other_scale.is_some());
    assert_eq!(page.conflicts[0].versions.len(), 2);
    assert_eq!(a.rows(stay)[0].conflicts, page.conflicts);
    let decision = ScaleDecision { scale: Scale::One, target: None };
    a.done(Request::DecideScale { stay, decision, reason: "settled on the round".into() });
    assert!(!a.form(stay).scale.disputed);
    assert!(a.patient(stay).conflicts.is_empty());
}

#[test]
fn a_partial_set_makes_nothing_better_and_nothing_later() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.record(stay, ill());
    let before = device.rows(stay)[0].status.clone().unwrap();
    device.clock.pass(60_000);
    let partial = keyed(|draft| {
        draft.pulse = String::new();
        draft.unable_all = Some(UnableReason::Declined);
    });
    device.record(stay, partial);
    let after = device.rows(stay)[0].status.clone().unwrap();
    assert_eq!((after.score, after.due), (before.score, before.due));
    assert!(after.later_incomplete);
}

#[test]
fn a_draft_is_offered_again_to_its_author_only_and_never_across_a_correction() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let saved = device.record(stay, well());
    let form = device.form(stay).form;
    device.done(Request::KeepDraft { form, stay, draft: "first key".into(), amends: None, rechecks: None });
    let started = device.now();
    device.clock.pass(20_000);
    device.done(Request::KeepDraft { form, stay, draft: "more keys".into(), amends: None, rechecks: None });
    let correction = device.form_for(stay, Some(saved.fact)).unwrap();
    assert_eq!(correction.draft, None, "a new set's draft is no correction's");
    device.done(Request::KeepDraft {
        form: correction.form,
        stay,
        draft: "a correction".into(),
        amends: None,
        rechecks: None,
    });
    let device = device.restarted();
    device.sign_in(other_nurse());
    assert_eq!(device.form(stay).draft, None, "another nurse's draft is not hers");
    let theirs = Request::KeepDraft { form, stay, draft: "mine now".into(), amends: None, rechecks: None };
    assert_eq!(device.call(theirs).unwrap_err().code, Code::Invalid);
    device.done(Request::DropDraft { form });
    device.sign_in(person(Role::Nurse));
    let again = device.form(stay);
    assert_eq!((again.form, again.draft), (form, Some(("more keys".into(), started))));
    assert_eq!(device.form_for(stay, Some(saved.fact)).unwrap().draft.unwrap().0, "a correction");
    device.try_record(Device::filled(&device.form(stay), well())).unwrap();
    assert_eq!(device.form(stay).draft, None, "saved");
    let late_key = Request::KeepDraft { form, stay, draft: "late".into(), amends: None, rechecks: None };
    device.done(late_key);
    assert_eq!(device.form(stay).draft, None, "a key after the save is no new draft");
    let long = Request::KeepDraft {
        form: device.form(stay).form,
        stay,
        draft: "x".repeat(8 * 1024 + 1),
        amends: None,
        rechecks: None,
    };
    assert_eq!(device.call(long).unwrap_err().code, Code::Invalid);
}

#[test]
fn a_draft_of_one_sign_measured_again_is_offered_to_that_alone_and_a_sets_draft_to_a_set() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let [first, second] = [device.record(stay, well()).fact, device.record(stay, well()).fact];
    let again = |device: &Device, set| match device
        .call(Request::OpenForm { stay, amends: None, rechecks: Some(set) })
        .unwrap()
    {
        Reply::Form(form) => *form,
        other => panic!("{other:?}"),
    };
    let form = device.form(stay).form;
    device.done(Request::KeepDraft { form, stay, draft: "a set".into(), amends: None, rechecks: None });
    let recheck = again(&device, first);
    assert_eq!(recheck.draft, None, "a set's draft is nothing measured again");
    device.done(Request::KeepDraft {
        form: recheck.form,
        stay,
        draft: "one sign".into(),
        amends: None,
        rechecks: None,
    });
    let offered = |form: FormView| form.draft.map(|(text, _)| text);
    let each_its_own = |device: &Device| {
        assert_eq!(offered(device.form(stay)).as_deref(), Some("a set"));
        assert_eq!(offered(again(device, first)).as_deref(), Some("one sign"));
        assert_eq!(offered(again(device, second)), None, "of another set");
    };
    each_its_own(&device);
    let device = device.restarted_with_nurse();
    // A key that comes once the application was started anew, before the form is opened again.
    device.done(Request::KeepDraft {
        form: recheck.form,
        stay,
        draft: "one sign".into(),
        amends: None,
        rechecks: None,
    });
    each_its_own(&device);
}

#[test]
fn a_key_that_arrives_after_its_draft_was_thrown_away_brings_nothing_back() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let form = device.form(stay).form;
    device.done(Request::DropDraft { form });
    device.done(Request::KeepDraft { form, stay, draft: "overtaken".into(), amends: None, rechecks: None });
    let next = device.form(stay);
    assert_eq!(next.draft, None);
    device.done(Request::KeepDraft {
        form: next.form,
        stay,
        draft: "a new one".into(),
        amends: None,
        rechecks: None,
    });
    assert!(device.form(stay).draft.is_some(), "another form of the same stay is kept");
}

#[test]
fn markup_in_a_name_passes_through_as_text() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let name = "<img src=x onerror=alert(1)>";
    let stay = device.admit(name, "A1");
    assert_eq!(device.patient(stay).banner.family, name);
    assert_eq!(device.rows(stay)[0].banner.as_ref().unwrap().family, name);
    server.sync(&device.app);
    let second = Device::with_nurse(&server, 2);
    assert_eq!(second.patient(stay).banner.family, name);
}

#[test]
fn a_child_is_charted_and_not_scored() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let mut child = identity("Adeyemi");
    child.born = chrono::NaiveDate::from_ymd_opt(2012, 1, 1);
    let admit = Admit { identity: child, place: place("A1") };
    let Reply::Admitted { stay } = device.call(Request::Admit(Box::new(admit))).unwrap() else { panic!() };
    assert_eq!(device.form(stay).not_applicable, Some(NotApplicable::Under16));
    let saved = device.record(stay, ill());
    assert_eq!(saved.outcome, Outcome::NotApplicable { reason: NotApplicable::Under16 });
    assert!(saved.response.contains("PEWS"));
    assert_eq!(saved.nobody_told_ring, None);
}

#[test]
fn previous_sets_are_shown_beside_the_form_newest_first_and_three_at_most() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let ids: Vec<_> = (0..4)
        .map(|_| {
            device.clock.pass(60_000);
            device.call(Request::StillHere).unwrap();
            device.record(stay, well()).fact
        })
        .collect();
    let previous: Vec<_> = device.form(stay).previous.iter().map(|set| set.fact).collect();
    assert_eq!(previous, [ids[3], ids[2], ids[1]]);
    assert_eq!(device.record(stay, ill()).previous_total, Some(0));
}

/// One sign measured again beside a set.
fn again(device: &Device, stay: StayId, of: FactId, vitals: Vitals) -> Result<Saved, CallError> {
    let form = device.form(stay);
    device.try_record(RecordObservations { rechecks: Some(of), ..Device::filled(&form, vitals) })
}

fn alone(spo2: i64) -> Vitals {
    Vitals { spo2: Spo2::new(spo2), ..Vitals::default() }
}

#[test]
fn a_recheck_stands_beside_the_set_and_the_score_stays() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let first = device.record(stay, ill());
    let before = device.rows(stay)[0].status.clone().unwrap();
    device.clock.pass(60_000);
    let second = again(&device, stay, first.fact, alone(98)).unwrap();
    assert!(second.recheck && !first.recheck);
    let after = device.rows(stay)[0].status.clone().unwrap();
    assert_eq!((after.score, after.due, after.later_incomplete), (before.score, before.due, false));
    let page = device.patient(stay);
    assert_eq!((page.sets[0].rechecks, page.sets[1].fact), (Some(first.fact), first.fact), "both are kept");
    assert_eq!(page.sets[1].vitals, ill());
    assert_eq!(device.form(stay).previous.len(), 1, "the next set is held against sets");
}

#[test]
fn a_worse_recheck_is_a_floor_and_raises_the_alert() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let first = device.record(stay, well());
    device.clock.pass(60_000);
    let second = again(&device, stay, first.fact, alone(88)).unwrap();
    assert!(second.episode.is_some(), "a single sign of 3 asks for somebody");
    let status = device.rows(stay)[0].status.clone().unwrap();
    assert!(matches!(status.score, ScoreView::AtLeast { total: 3, .. }), "{:?}", status.score);
}

#[test]
fn a_recheck_is_one_sign_of_a_set_of_this_stay() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let elsewhere = device.admit("Novak", "A2");
    let first = device.record(stay, ill());
    for vitals in [Vitals::default(), ill()] {
        assert_eq!(again(&device, stay, first.fact, vitals).unwrap_err().code, Code::Invalid);
    }
    assert_eq!(again(&device, elsewhere, first.fact, alone(97)).unwrap_err().code, Code::NotFound);
    assert_eq!((device.patient(stay).sets_in_all, device.patient(elsewhere).sets_in_all), (1, 0));
}
