//! Every shape that crosses the door, as JSON. A change here is seen by every shell and every screen.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its subject has failed")]

mod subjects;

use clinical::{
    Said, StayId, TakenAt,
    entry::{Discharge, ScaleDecision},
    news2::{NotApplicable, Response, Risk, Scale},
    patient::{Gender, Identity},
    staff::Role,
    stay::Stage,
    visit::IdentityCheck,
    vitals::{Counted, Sign, UnableReason, Vitals},
};
use contract::*;
use std::collections::{BTreeMap, BTreeSet};
use subjects::*;

#[test]
fn requests_keep_their_shape() {
    let identity = Identity {
        family: "Whitcombe".into(),
        given: "Ada".into(),
        title: "Mrs".into(),
        preferred: String::new(),
        born: chrono::NaiveDate::from_ymd_opt(1945, 7, 14),
        gender: Gender::Female,
        nhs_number: None,
        hospital_number: String::new(),
    };
    let record = RecordObservations {
        form: fact(1),
        stay: stay(),
        bed_shown: "A3".into(),
        bed_confirmed: false,
        identified: Some([IdentityCheck::Name, IdentityCheck::BornOn].into()),
        vitals: Vitals {
            temperature: None,
            unable: BTreeMap::from([
                (Sign::Temperature, UnableReason::Equipment),
                (Sign::Pulse, UnableReason::Other("cast".into())),
            ]),
            ..vitals()
        },
        taken: TakenChoice::At(NOW),
        confirmed: vec!["jump_pulse".into()],
        remark: String::new(),
        amends: Some(fact(2)),
        reason: "mis-keyed".into(),
        counted: None,
        rechecks: None,
    };
    let decision = ScaleDecision { scale: Scale::Two, target: Some((88, 92)) };
    let pin = || Pin("123456".into());
    let all = vec![
        Request::Hello,
        Request::StaffChoices,
        Request::SignIn { staff: staff(), pin: pin() },
        Request::SignInForEmergency { name: "B Lowe, agency".into() },
        Request::SignOut,
        Request::Lock,
        Request::Unlock { pin: pin() },
        Request::StillHere,
        Request::ShowOnWall { ward: "bluebell".parse().unwrap() },
        Request::Board { ward: "bluebell".parse().unwrap() },
        Request::MyPatients,
        Request::LookAfter { stay: stay(), on: true },
        Request::Patient { stay: stay() },
        Request::Chart { stay: stay(), hours: Some(72) },
        Request::OpenForm { stay: stay(), amends: None, rechecks: None },
        Request::OpenForm { stay: stay(), amends: None, rechecks: Some(fact(1)) },
        Request::KeepDraft { form: fact(1), stay: stay(), draft: "{}".into(), amends: None, rechecks: None },
        Request::DropDraft { form: fact(1) },
        Request::Record(Box::new(record)),
        Request::Undo { fact: fact(1), stay: stay() },
        Request::EnterInError { fact: fact(1), stay: stay(), reason: "duplicate".into() },
        Request::MoveToPatient {
            fact: fact(1),
            stay: stay(),
            to: StayId::from_bytes([8; 16]),
            reason: "wrong bed".into(),
        },
        Request::Countersign { stay: stay(), fact: fact(1) },
        Request::DecideScale { stay: stay(), decision, reason: "blood gas".into() },
        Request::Admit(Box::new(Admit { identity, place: place() })),
        Request::MoveBed { stay: stay(), to: place() },
        Request::SyncState,
        Request::Entries,
        Request::ShiftReceipt { since: NOW },
        Request::Parked,
        Request::ExportParked,
        Request::ScoreGuide { ward: "bluebell".parse().unwrap() },
    ];
    insta::assert_json_snapshot!(all);
    let text = serde_json::to_string(&all).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Request>>(&text).unwrap(), all, "what is sent is what arrives");
    let (form, stay, draft) = (fact(1), stay(), "{}".to_owned());
    let kept = Request::KeepDraft { form, stay, draft, amends: Some(fact(2)), rechecks: Some(fact(3)) };
    insta::assert_json_snapshot!("draft_as_its_form_was_opened", kept);
}

#[test]
fn replies_keep_their_shape() {
    let marks = [
        Mark::Current,
        Mark::Amended(marked()),
        Mark::InError(marked()),
        Mark::Undone(marked()),
        Mark::Moved(marked()),
        Mark::Disputed,
    ];
    let patient = PatientView {
        banner: Banner { ended: Some(Discharge::Died), ..banner() },
        status: StatusView {
            score: ScoreView::AtLeast { total: 9, risk: Risk::High, missing: vec![Sign::Temperature] },
            other_scale: Some(ScoreView::TooUnwell { total: 3 }),
            ..status()
        },
        scale: scale(),
        sets: marks.into_iter().map(set).collect(),
        sets_in_all: 84,
        looked_after_by: vec![],
        mine: false,
        conflicts: vec![conflict()],
        newer: 1,
        may_decide_scale: false,
        episodes: vec![],
        policy: vec!["By the policy acute-rcp, revision 3, for acute wards.".into()],
        bedside: bedside(),
        choices: EscalationChoices {
            tell: vec![("registrar".into(), "Medical registrar".into())],
            not_escalated: vec![],
            close: vec![],
            stop: vec![],
            flags: vec![("isolation".into(), "Isolation".into())],
        },
        standing: StandingView {
            decisions: vec![DecidedView {
                kind: DecisionKind::Resuscitation,
                words: "Not for resuscitation".into(),
                by: "Dr Example, consultant".into(),
                review: "Review 01-Dec-2026".into(),
                review_past: true,
            }],
            every_minutes: Some(240),
            longest_minutes: 720,
            may: vec![
                DecisionKind::Resuscitation,
                DecisionKind::Ceiling,
                DecisionKind::Monitoring,
                DecisionKind::RelaxMonitoring,
                DecisionKind::StopObservations,
                DecisionKind::RestartObservations,
                DecisionKind::OffWard,
                DecisionKind::Back,
                DecisionKind::Precaution,
                DecisionKind::Allergies,
                DecisionKind::Pregnancy,
            ],
            allergies: vec!["Latex".into()],
            oxygen: None,
        },
        assessments: AssessmentsView::default(),
        flags: vec![],
        transfer: Some(transfer()),
        ending: Some(Ending { words: "Died. A. Yusuf".into(), contradicted: true, seen: vec![fact(3)] }),
        take_back: vec![TakeBackView { fact: fact(3), words: "Moved to bed A3".into() }],
        to_countersign: vec![entry()],
        may_countersign: true,
        same_person: vec![OtherStay { stay: stay(), words: "UNKNOWN, Unknown".into() }],
        handover: vec![HandoverLines { note: handover(), by: "A. Yusuf".into() }],
        may: vec![
            StayAct::Move,
            StayAct::Receive,
            StayAct::End,
            StayAct::Identify,
            StayAct::Join,
            StayAct::Handover,
        ],
        unsent: 0,
        heard_at: None,
        now: NOW,
        offset_minutes: 60,
    };
    let chart = ChartView {
        banner: banner(),
        from: NOW,
        now: NOW,
        offset_minutes: 0,
        sets: vec![SetView {
            taken: TakenAt::NotRecorded,
            outcome: incomplete(),
            no_longer_applies: Some(NotApplicable::Pregnancy),
            ..set(Mark::Current)
        }],
        scale_changes: vec![(NOW, Scale::Two, "B. Okafor".into())],
        scale: scale(),
        sets_in_all: 84,
        bedside: bedside(),
        clock: vec![],
        pauses: vec![],
        acts: vec![],
        escalated: BTreeSet::new(),
    };
    let marked_chart = ChartView {
        sets: vec![SetView { from_device: [Sign::Pulse].into(), corrects: true, ..set(Mark::Current) }],
        clock: vec![(NOW, 60)],
        pauses: vec![PauseView { from: NOW, to: None, why: "Off the ward".into() }],
        acts: vec![StepView { at: NOW, stage: Stage::Told, who: "Ward doctor".into() }],
        escalated: [fact(1)].into(),
        ..chart.clone()
    };
    let form = FormView {
        form: fact(1),
        banner: banner(),
        bed: "A3".into(),
        scale: scale(),
        oxygen: None,
        identify: false,
        not_applicable: Some(NotApplicable::Under16),
        previous: vec![set(Mark::Current)],
        amends: None,
        draft: Some(("{}".into(), NOW)),
        bedside: bedside(),
        now: NOW,
        offset_minutes: 0,
    };
    let hello = Hello {
        version: "0.1.0".into(),
        demo: true,
        device: "Tablet 3".into(),
        wards: vec![WardTile {
            id: "bluebell".parse().unwrap(),
            name: "Bluebell Ward".into(),
            telephone: "ext. 4312".into(),
        }],
        session: Some(signed_in()),
        sync: SyncView { connection: Connection::NotEnrolled, ..sync_view() },
        now: NOW,
        offset_minutes: 0,
        day_begins: 7,
        languages: Vec::new(),
        clock: Vec::new(),
    };
    let saved = Saved {
        fact: fact(1),
        stay: stay(),
        outcome: complete(),
        too_unwell: false,
        previous_total: Some(3),
        undo_until: NOW,
        next_due: Some(NOW),
        response: "Emergency assessment".into(),
        nobody_told_ring: Some("Nurse in charge, ext. 4312".into()),
        ring_if_unheard: Some(RingIfUnheard { from: NOW, whom: "Nurse in charge, ext. 4312".into() }),
        episode: None,
        flags: vec!["entered late".into()],
        recheck: false,
    };
    let all = vec![
        Reply::Hello(hello),
        Reply::Staff(vec![StaffTile {
            id: staff(),
            name: "A. Yusuf".into(),
            role: Role::Nurse,
            ready_offline: true,
        }]),
        Reply::SignedIn(signed_in()),
        Reply::Board(Box::new(board())),
        Reply::Patient(Box::new(patient)),
        Reply::Chart(Box::new(chart)),
        Reply::Chart(Box::new(marked_chart)),
        Reply::Form(Box::new(form)),
        Reply::Saved(saved),
        Reply::Admitted { stay: stay() },
        Reply::Sync(SyncView { connection: Connection::Online, ..sync_view() }),
        Reply::Entries(vec![entry()]),
        Reply::ShiftReceipt(ShiftReceipt {
            since: NOW,
            at: NOW,
            mine: EntryCount { verified: 142, ..EntryCount::default() },
            all: EntryCount { verified: 142, on_server: 3, on_this_device: 2, set_aside: 1 },
            words: "6 of 148 entries made here are not verified yet.".into(),
        }),
        Reply::Parked(vec![ParkedView {
            fact: Some(fact(1)),
            stay: None,
            code: "bad_signature".into(),
            why: "It was changed after it was signed.".into(),
            said: Said::default(),
            at: NOW,
            trigger: true,
            what: String::new(),
            sent_again: false,
            may: Vec::new(),
            anew: None,
            again: None,
        }]),
        Reply::Export { name: "set-aside.json".into(), text: "[]".into() },
        Reply::Done,
        Reply::ScoreGuide(Box::new(ScoreGuide {
            ward: "Bluebell Ward".into(),
            rows: vec![GuideRow {
                response: Response::Emergency,
                name: "Urgent or emergency response".into(),
                often: "Continuous monitoring".into(),
                act: "Tell the medical team at once.".into(),
                steps: vec![GuideStep {
                    who: "Medical registrar".into(),
                    ask: "Ask for an emergency assessment.".into(),
                    number: "bleep 4312".into(),
                    answer_minutes: 10,
                }],
            }],
            emergency_number: "2222".into(),
            policy: vec!["By the policy acute-rcp, revision 3, for acute wards.".into()],
        })),
    ];
    insta::assert_json_snapshot!(all);
    let text = serde_json::to_string(&all).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Reply>>(&text).unwrap(), all, "what is answered is what arrives");
}

#[test]
fn events_and_errors_keep_their_shape() {
    let events = vec![
        Event::Changed { stays: vec![stay()], wards: vec!["bluebell".parse().unwrap()] },
        Event::Directory,
        Event::Sync(sync_view()),
        Event::Session,
    ];
    insta::assert_json_snapshot!("events", events);
    let error = CallError {
        code: Code::Invalid,
        message: "Two values cannot be right. Nothing was saved; your keys are kept.".into(),
        fields: vec![FieldProblem {
            field: "systolic".into(),
            code: "impossible".into(),
            message: "20 to 350".into(),
            said: Said::default(),
        }],
        said: Said::default(),
    };
    insta::assert_json_snapshot!("error", error);
    let mut named = error.clone().said("invalid_set", &[]);
    named.fields[0].said = Said::new("field_impossible", &["systolic", "20", "350"]);
    insta::assert_json_snapshot!("error_with_its_name", named);
    let text = serde_json::to_string(&(&events, &error)).unwrap();
    assert_eq!(serde_json::from_str::<(Vec<Event>, CallError)>(&text).unwrap(), (events, error));
}

#[test]
fn a_pin_shows_nothing_when_printed() {
    let request = Request::SignIn { staff: staff(), pin: Pin("918273".into()) };
    assert!(
        !format!("{request:?}").contains("918273"),
        "a request that is logged by mistake must not carry the PIN"
    );
}

#[test]
fn an_impossible_number_does_not_pass_the_door() {
    let mut json = serde_json::to_value(vitals()).unwrap();
    json["systolic"] = 9999.into();
    assert!(
        serde_json::from_value::<Vitals>(json).is_err(),
        "a value outside its unit is refused by its type"
    );
}

#[test]
fn a_counted_rate_and_a_recheck_say_so_on_the_wire() {
    let set = SetView { counted: Some(Counted::FullMinute), rechecks: Some(fact(2)), ..set(Mark::Current) };
    let json = serde_json::to_value(&set).unwrap();
    assert_eq!((&json["counted"], &json["rechecks"]), (&"full_minute".into(), &fact(2).to_string().into()));
    assert_eq!(serde_json::from_value::<SetView>(json).unwrap(), set);
    assert_eq!(serde_json::to_value(Counted::Tapped).unwrap(), "tapped");
}
