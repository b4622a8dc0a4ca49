//! The shapes of deterioration that cross the door, as JSON.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its subject has failed")]

use clinical::{
    FactId, StayId, UtcMillis,
    care::{Ceiling, CeilingLevel, Leg, Precaution, Resuscitation, WeightBearing},
    escalation::{Concern, ConcernFrom, EscalationAct, SepsisSign, Telling},
    monitoring::OffWard,
    news2::Response,
    oxygen::{Amount, Given, Limits, Span, Target},
    stay::{DueState, Stage, TaskId, TaskKind},
    vitals::Fio2,
    ward::Place,
};
use contract::*;

const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

fn fact(n: u8) -> FactId {
    FactId::from_bytes([n; 16])
}

fn stay() -> StayId {
    StayId::from_bytes([7; 16])
}

fn banner() -> Banner {
    Banner {
        stay: stay(),
        family: "Example".into(),
        given: "Ann".into(),
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

fn decisions() -> Vec<Decision> {
    let by = || "Dr Example, consultant".to_owned();
    vec![
        Decision::Monitoring { every_minutes: 240.try_into().unwrap(), until: NOW },
        Decision::StopObservations { reason: "end_of_life".into() },
        Decision::RestartObservations,
        Decision::OffWard(OffWard::Away { place: "X-ray".into(), back_by: Some(NOW) }),
        Decision::OffWard(OffWard::Back),
        Decision::Resuscitation(Resuscitation { attempt: false, decided_by: by(), review_on: None }),
        Decision::Ceiling(Ceiling {
            level: CeilingLevel::Ward,
            words: "antibiotics by mouth".into(),
            decided_by: by(),
            review_on: None,
        }),
        Decision::Precaution(Precaution::WeightBearing(WeightBearing::ToeTouch)),
        Decision::Pregnancy(true),
        Decision::Allergies(AllergiesAsked::NoneKnown { remove: vec!["Latex".into()] }),
        Decision::Allergies(AllergiesAsked::Known {
            add: vec!["Penicillin: rash".into()],
            remove: vec!["Latex".into()],
        }),
    ]
}

#[test]
fn weight_bearing_of_a_leg_and_of_both_keeps_its_shape() {
    let one = Precaution::LegBearing { leg: Leg::Left, bearing: WeightBearing::ToeTouch };
    let decisions = (Decision::Precaution(one), Decision::BothLegs(WeightBearing::None));
    insta::assert_json_snapshot!(decisions, @r#"
    [
      {
        "precaution": {
          "leg_bearing": {
            "leg": "left",
            "bearing": "toe_touch"
          }
        }
      },
      {
        "both_legs": "none"
      }
    ]
    "#);
}

#[test]
fn requests_about_oxygen_and_what_is_shown_of_it_keep_their_shape() {
    let target = Target::new(88, 92).unwrap();
    let amount = Span::new(Fio2::new(24).unwrap(), Fio2::new(28).unwrap()).map(Amount::Percent);
    let wanted = OxygenWanted {
        target,
        device: Some("V24".into()),
        amount,
        given: Given::AsNeeded,
        review_on: "2026-12-01".parse().ok(),
    };
    let asked = [
        OxygenAsked { on_paper: None, order: Some(wanted) },
        OxygenAsked { on_paper: Some("Dr Example".into()), order: None },
    ];
    let decide = |asked| Decide { stay: stay(), decision: Decision::Oxygen(asked), reason: String::new() };
    let requests = asked.map(decide).map(|asked| Request::Decide(Box::new(asked)));
    let shown = OxygenView {
        target: Some((88, 92)),
        limits: vec![Limits { device: "V24".into(), flow: None, percent: Some((24, 28)) }],
        words: "Oxygen 88 to 92%: Venturi 24%, 24 to 28%, as needed".into(),
    };
    let choices = OxygenChoices { targets: vec![target], signs: true, stands: false };
    insta::assert_json_snapshot!((requests, shown, choices));
}

#[test]
fn requests_about_deterioration_keep_their_shape() {
    let escalate = |act| {
        let asked =
            Escalate { stay: stay(), episode: fact(1), seen: vec![fact(1)], act, reason: "agreed".into() };
        Request::Escalate(Box::new(asked))
    };
    let concern = Concern {
        from: ConcernFrom::Family,
        words: "not herself".into(),
        signs: [SepsisSign::Colour].into(),
    };
    let decide =
        |decision| Request::Decide(Box::new(Decide { stay: stay(), decision, reason: "agreed".into() }));
    let mut all = vec![
        Request::RaiseConcern(Box::new(RaiseConcern {
            id: fact(2),
            stay: stay(),
            concern,
            identified: None,
        })),
        escalate(ActAsked::TellAsked { who: "Dr Example".into(), how: Telling::Bleep }),
        escalate(ActAsked::Act(EscalationAct::Accepted { who: String::new() })),
        escalate(ActAsked::Act(EscalationAct::Closed { reason: "improved".into() })),
        Request::OpenConcern { stay: stay() },
        Request::Tasks,
    ];
    all.extend(decisions().into_iter().map(decide));
    insta::assert_json_snapshot!(all);
    let text = serde_json::to_string(&all).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Request>>(&text).unwrap(), all, "what is sent is what arrives");
}

#[test]
fn replies_about_deterioration_keep_their_shape() {
    let line = |words: &str, by: &str, alert| StoryLine {
        at: NOW,
        words: words.into(),
        by: by.into(),
        alert,
        counts: true,
    };
    let episode = EpisodeView {
        id: fact(1),
        raised_at: NOW,
        level: Response::Emergency,
        words: "NEWS2 of 7 or more".into(),
        total: Some(9),
        stage: Stage::Accepted,
        story: vec![line("Higher band", "", true), line("Accepted", "A. Yusuf, registered nurse", false)],
        owner: Some("A. Yusuf".into()),
        also_accepted: vec!["B. Lowe".into()],
        ask: Some(AskView {
            role: "registrar".into(),
            label: "Medical registrar".into(),
            ask: "Ask for an emergency assessment.".into(),
            number: "bleep through switchboard, 0".into(),
            since: NOW,
            climbs_at: Some(NOW),
            unanswered: true,
            mine: false,
            ring: String::new(),
        }),
        attend_by: Some(NOW),
        infection: Some(InfectionView {
            question: "Could this be an infection?".into(),
            clock_from: NOW,
            treat_by: None,
        }),
        notes: vec!["Known after the stay had ended.".into()],
        sbar: Some(SbarView {
            situation: "EXAMPLE, Ann".into(),
            background: "No known allergies.".into(),
            assessment: "02:10 NEWS2 9".into(),
            recommendation: "Medical registrar: come now".into(),
        }),
        seen: vec![fact(1), fact(2)],
        may: vec![
            ActKind::Tell,
            ActKind::Accept,
            ActKind::Attend,
            ActKind::Plan,
            ActKind::NotEscalate,
            ActKind::Infection,
            ActKind::Close,
        ],
        level_since: None,
        waiting_since: None,
        beside: Vec::new(),
    };
    let ask =
        episode.ask.clone().map(|ask| AskView { ring: "Ambulance, 999\nNurse in charge".into(), ..ask });
    let said = EpisodeView {
        level_since: Some(NOW),
        waiting_since: Some(NOW),
        beside: vec!["An earlier alert of 02:10 is still open, and this belongs to it.".into()],
        ask,
        ..episode.clone()
    };
    insta::assert_json_snapshot!("alert_after_a_save", said);
    let text = serde_json::to_string(&said).unwrap();
    assert_eq!(serde_json::from_str::<EpisodeView>(&text).unwrap(), said, "what is answered is what arrives");
    let task = TaskView {
        id: TaskId { kind: TaskKind::Attend, about: fact(1) },
        stay: stay(),
        family: "EXAMPLE".into(),
        given: "Ann".into(),
        places: vec![Place { ward: "bluebell".parse().unwrap(), bay: "Bay A".into(), bed: "A3".into() }],
        words: "See the patient".into(),
        due: NOW,
        state: DueState::Overdue { minutes: 3 },
        taken_by: vec!["A. Yusuf".into()],
        mine: true,
    };
    let form = ConcernForm {
        id: fact(3),
        banner: banner(),
        worries: vec!["Looks unwell".into()],
        emergency_number: "2222".into(),
        identify: false,
        ring: "the ward, 01632 960000".into(),
    };
    let all = vec![
        Reply::Concern(Box::new(form)),
        Reply::Episode(Box::new(episode)),
        Reply::Tasks(TasksView { tasks: vec![task], now: NOW, offset_minutes: 60 }),
    ];
    insta::assert_json_snapshot!(all);
    let text = serde_json::to_string(&all).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Reply>>(&text).unwrap(), all, "what is answered is what arrives");
    let alert = AlertView {
        episode: fact(1),
        level: Response::Urgent,
        stage: Stage::Told,
        raised_at: NOW,
        owner: String::new(),
        ask: "Ward doctor".into(),
        since: NOW,
        climbs_at: None,
        unanswered: false,
        others: 1,
    };
    insta::assert_json_snapshot!("alert", alert);
}
