//! The shapes of assessments as they cross the door.

use clinical::{
    FactId, Stamp, StayId, TakenAt, UtcMillis,
    form::{Coded, ContentHash, Control, Draft, Given, Pin},
    news2::Response,
    patient::Gender,
    staff::{AuthLevel, Role},
    vitals::UnableReason,
};
use contract::*;
use std::collections::BTreeMap;

const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

fn fact(n: u8) -> FactId {
    FactId::from_bytes([n; 16])
}

fn stay() -> StayId {
    StayId::from_bytes([7; 16])
}

fn draft() -> Draft {
    let given = [
        ("eyes", Given::Chosen(vec!["e4".into()])),
        ("pupil-right", Given::Typed("4".into())),
        ("fever", Given::Yes(false)),
        ("inserted", Given::At(Stamp { utc: NOW, offset_minutes: 0 })),
        ("verbal", Given::NotTestable("tube".into())),
    ];
    Draft {
        pin: Pin { url: "urn:test:neuro".into(), version: "1".into(), hash: ContentHash([3; 32]) },
        given: given.into_iter().map(|(link, given)| (link.to_owned(), given)).collect::<BTreeMap<_, _>>(),
        unable: Some(UnableReason::Declined),
        confirmed: vec!["unusual:pupil-right".into()],
    }
}

fn total() -> TotalView {
    TotalView {
        label: "GCS".into(),
        words: "at least 9".into(),
        band: "GCS 9 to 12".into(),
        level: Some(Response::Urgent),
    }
}

fn alert() -> FormAlert {
    FormAlert { level: Response::Urgent, words: "Ask for an urgent medical assessment.".into() }
}

fn filled() -> Filled {
    Filled {
        shown: vec![0, 2],
        problems: vec![FieldProblem {
            field: "pupil-right".into(),
            code: "impossible".into(),
            message: "This can be 1 to 8. Check and key again.".into(),
            said: clinical::Said::default(),
        }],
        missing: vec!["motor".into()],
        totals: vec![total()],
        derived: vec![("gcs-fall".into(), "2".into())],
        alerts: vec![alert()],
        advice: vec!["Repeat in half an hour.".into()],
        next_due: "every 30 minutes".into(),
        checks: vec![CheckView {
            code: "unusual:pupil-right".into(),
            link: "pupil-right".into(),
            message: "Right pupil, size is outside the usual 2 to 6. Measured?".into(),
        }],
        begun: true,
    }
}

fn fluid() -> FluidView {
    FluidView {
        from: Stamp { utc: NOW, offset_minutes: 60 },
        until: Stamp { utc: NOW.plus_minutes(1440), offset_minutes: 0 },
        intake: "1,250 ml".into(),
        output: "at least 200 ml".into(),
        balance: "+1,050 ml or lower".into(),
        estimated: true,
        reopened: String::new(),
    }
}

fn items() -> Vec<FormItem> {
    let item = |link: &str, kind| FormItem {
        link: link.into(),
        depth: 1,
        text: "A label".into(),
        kind,
        required: true,
        not_testable: vec![Coded { code: "tube".into(), label: "Tube".into() }],
        before: "4 mm".into(),
    };
    let options = vec![Coded { code: "e4".into(), label: "Spontaneous".into() }];
    let number = |control| FormItemKind::Number {
        unit: "mm".into(),
        places: 1,
        range: "1.0 to 8.0".into(),
        negative: false,
        control,
    };
    vec![
        item("gcs", FormItemKind::Group),
        item("how", FormItemKind::Display),
        item("eyes", FormItemKind::Choice { options, many: false }),
        item("pupil", number(Control::Keypad)),
        item("time", number(Control::Stopwatch)),
        item("stands", number(Control::Counter { seconds: 30 })),
        item("words", FormItemKind::Text { longest: 200 }),
        item("fever", FormItemKind::Boolean),
        item("inserted", FormItemKind::DateTime),
        item("fall", FormItemKind::Derived),
    ]
}

fn banner() -> Banner {
    Banner {
        stay: stay(),
        family: "Whitcombe".into(),
        given: "Ada".into(),
        title: String::new(),
        preferred: String::new(),
        born: None,
        age_years: None,
        gender: Gender::Female,
        nhs_number: None,
        hospital_number: String::new(),
        allergies: None,
        like_name: false,
        places: Vec::new(),
        ended: None,
    }
}

#[test]
fn requests_about_assessments_keep_their_shape() {
    let (id, taken) = (fact(1), TakenChoice::At(NOW));
    let all = vec![
        Request::OpenAssessment { stay: stay(), form: "urn:test:neuro".into(), amends: Some(fact(2)) },
        Request::FillAssessment(Box::new(FillAssessment {
            id,
            stay: stay(),
            draft: draft(),
            taken,
            amends: None,
        })),
        Request::SaveAssessment(Box::new(SaveAssessment {
            id,
            stay: stay(),
            bed_shown: "A3".into(),
            bed_confirmed: true,
            draft: draft(),
            taken: TakenChoice::AsBefore,
            amends: Some(fact(2)),
            identified: None,
            reason: "mis-keyed".into(),
        })),
    ];
    insta::assert_json_snapshot!(all);
    let text = serde_json::to_string(&all).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Request>>(&text).unwrap(), all, "what is sent is what arrives");
}

#[test]
fn replies_about_assessments_keep_their_shape() {
    let form = AssessmentForm {
        id: fact(1),
        banner: banner(),
        bed: "A3".into(),
        title: "Neurological observations (GCS)".into(),
        source: "Teasdale and Jennett, 1974.".into(),
        items: items(),
        draft: draft(),
        started: Some(NOW),
        filled: filled(),
        notice: "This form has changed.".into(),
        amends: None,
        identify: false,
        unable_reasons: clinical::policy::Policy::rcp_default().unable_reasons()[..2].to_vec(),
        now: NOW,
        offset_minutes: 0,
    };
    let saved = AssessmentSaved {
        fact: fact(1),
        stay: stay(),
        title: "Neurological observations (GCS)".into(),
        totals: vec![total()],
        alerts: vec![alert()],
        advice: Vec::new(),
        undo_until: NOW,
        next_due: Some(NOW),
        nobody_told_ring: Some("Nurse in charge, ext. 4312".into()),
        ring_if_unheard: Some(RingIfUnheard { from: NOW, whom: "Nurse in charge, ext. 4312".into() }),
        episode: None,
        flags: vec!["Entered late".into()],
        fluid: Some(fluid()),
    };
    let all = vec![
        Reply::Assessment(Box::new(form)),
        Reply::Filled(Box::new(filled())),
        Reply::AssessmentSaved(Box::new(saved)),
    ];
    insta::assert_json_snapshot!(all);
    let text = serde_json::to_string(&all).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Reply>>(&text).unwrap(), all, "what is sent is what arrives");
}

#[test]
fn what_a_patients_page_says_of_assessments_keeps_its_shape() {
    let page = AssessmentsView {
        forms: vec![FormTile {
            form: "urn:test:neuro".into(),
            title: "Neurological observations (GCS)".into(),
            last: Some(fact(1)),
            last_at: Some(NOW),
            totals: vec![total()],
            level: Some(Response::Urgent),
            due: Some(NOW),
            overdue: Some(NOW),
            repeat: false,
            draft: true,
        }],
        history: vec![AssessmentView {
            fact: fact(1),
            form: "urn:test:neuro".into(),
            title: "Neurological observations (GCS)".into(),
            note: "Filled in under version 1; this device has version 2.".into(),
            taken: TakenAt::At(Stamp { utc: NOW, offset_minutes: 0 }),
            recorded: NOW,
            totals: vec![total()],
            answers: vec![AnswerView {
                label: "Eye opening".into(),
                words: "Spontaneous".into(),
                gone: true,
            }],
            alerts: vec![alert()],
            unable: "Declined".into(),
            reason: String::new(),
            by: "A. Yusuf".into(),
            role: Some(Role::Nurse),
            auth: AuthLevel::Pin,
            countersigned: String::new(),
            mark: Mark::Current,
            moved_here: false,
            moved_by: String::new(),
            identified: String::new(),
            late: false,
            clock_doubtful: false,
            can_correct: true,
            sync: EntrySync::OnThisDevice,
        }],
        in_all: 3,
        fluid: vec![fluid()],
    };
    insta::assert_json_snapshot!(page);
    let text = serde_json::to_string(&page).unwrap();
    assert_eq!(serde_json::from_str::<AssessmentsView>(&text).unwrap(), page);
}
