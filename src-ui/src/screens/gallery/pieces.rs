//! The pieces and their states. Names are made up to be hard: long, short, with apostrophes, unknown.

use crate::{
    part::Part,
    widgets::{
        banner::{patient_banner, reduced_banner},
        el::{none, press, say},
        field,
        flag::flags,
        icon,
        mark::{self, Level, Way},
        panel::{Choice, panel},
        pin_pad::PinPadProps,
        problem::{nothing, problem, waiting},
        score,
        spark::spark,
        sync::badge,
        when,
    },
    words,
};
use clinical::{
    StayId, UtcMillis,
    entry::{Allergies, Discharge},
    news2::{NotApplicable, Risk},
    patient::Gender,
    stay::Stage,
};
use contract::{
    Banner, CallError, Code, EntrySync, FieldProblem, Flag, FlagKind, Request, ScoreView, SparkPoint,
};
use yew::prelude::*;

/// 02:10 on 6 August 2026, by British Summer Time.
const NIGHT: UtcMillis = UtcMillis(1_785_978_600_000);

/// Each piece with its states.
pub(super) fn all() -> Vec<(&'static str, Vec<Html>)> {
    vec![
        ("score", scores()),
        ("points", (0..4).map(score::points).collect()),
        ("shapes", shapes()),
        ("spark", sparks()),
        ("flags", every_flag()),
        ("alert stages", stages()),
        ("where an entry is", places()),
        ("banner", banners()),
        ("buttons", buttons()),
        ("choices", choices()),
        ("fields", fields()),
        ("notices", notices()),
        ("PIN", vec![pin_pad()]),
    ]
}

fn scores() -> Vec<Html> {
    let whole = [
        (0, Risk::Low),
        (4, Risk::Low),
        (3, Risk::LowMedium),
        (5, Risk::Medium),
        (7, Risk::High),
        (17, Risk::High),
    ];
    let mut all: Vec<ScoreView> =
        whole.into_iter().map(|(total, risk)| ScoreView::Complete { total, risk }).collect();
    all.push(ScoreView::None);
    all.push(ScoreView::AtLeast { total: 5, risk: Risk::Medium, missing: Vec::new() });
    all.push(ScoreView::TooUnwell { total: 9 });
    let not = [NotApplicable::Under16, NotApplicable::Pregnancy, NotApplicable::AgeUnknown];
    all.extend(not.map(|reason| ScoreView::NotApplicable { reason }));
    let stale = [false, true].into_iter();
    stale.flat_map(|stale| all.iter().map(move |view| score::chip(view, stale, ""))).collect()
}

fn shapes() -> Vec<Html> {
    let levels = [Level::None, Level::Zero, Level::One, Level::Two, Level::Three];
    let mut all: Vec<Html> = levels.map(mark::shape).into();
    all.extend([Way::Up, Way::Down, Way::Level].map(mark::arrow));
    all.extend([mark::backspace(), mark::tick(), mark::dots()]);
    all
}

fn sparks() -> Vec<Html> {
    let line = |totals: &[(u8, bool)]| {
        let points = totals.iter().map(|(total, complete)| SparkPoint {
            at: UtcMillis(0),
            total: *total,
            complete: *complete,
        });
        spark(&points.collect::<Vec<_>>())
    };
    vec![
        line(&[(3, true)]),
        line(&[(0, true), (1, true), (3, true), (5, false), (7, true), (12, true)]),
        line(&[(20, true), (9, true), (2, true)]),
    ]
}

fn every_flag() -> Vec<Html> {
    let kinds = [
        (FlagKind::NotShown, "NOT SHOWN", "The record cannot be put together here"),
        (FlagKind::NotForResuscitation, "NO CPR", "CPR not to be attempted"),
        (FlagKind::Resuscitation, "CPR", "CPR to be attempted"),
        (FlagKind::Ceiling, "WARD CARE", "Ward-based care"),
        (FlagKind::ObservationsStopped, "NO OBS", "Observations stopped: end-of-life care"),
        (FlagKind::OffWard, "OFF WARD", "Off the ward: CT"),
        (FlagKind::Allergy, "ALLERGY", "Penicillin"),
        (FlagKind::Oxygen, "88–92", "Target 88–92%"),
        (FlagKind::OxygenNotPrescribed, "O₂ ?", "Oxygen given, not prescribed"),
        (FlagKind::Limb, "LIMB", "Not the left arm"),
        (FlagKind::Swallowing, "NBM", "Nil by mouth"),
        (FlagKind::WeightBearing, "PWB R", "Partial weight-bearing, right leg"),
        (FlagKind::Assistance, "×2", "Two people to move"),
        (FlagKind::Falls, "FALLS", "At risk of falling"),
        (FlagKind::Ward, "ISOLATION", "Isolation"),
    ];
    let all = |settled| {
        let flag = |(kind, short, words): (FlagKind, &str, &str)| Flag {
            kind,
            short: short.to_owned(),
            words: words.to_owned(),
            settled,
        };
        kinds.map(flag)
    };
    vec![flags(&all(true), "", false), flags(&all(true), "", true), flags(&all(false), "", true)]
}

fn stages() -> Vec<Html> {
    let all = [
        Stage::Raised,
        Stage::Told,
        Stage::Accepted,
        Stage::Attended,
        Stage::Planned,
        Stage::NotEscalated,
        Stage::Closed,
    ];
    all.map(icon::stage).into()
}

fn places() -> Vec<Html> {
    [EntrySync::OnThisDevice, EntrySync::OnServer, EntrySync::Verified, EntrySync::SetAside].map(badge).into()
}

fn banners() -> Vec<Html> {
    let plain = Banner {
        stay: StayId::from_bytes([2; 16]),
        family: "Smith".into(),
        given: "Jane".into(),
        title: String::new(),
        preferred: String::new(),
        born: None,
        age_years: Some(80),
        gender: Gender::Female,
        nhs_number: None,
        hospital_number: String::new(),
        allergies: None,
        like_name: false,
        places: Vec::new(),
        ended: None,
    };
    let long = Banner {
        family: "Featherstonehaugh-Cholmondeley".into(),
        given: "Persephone Wilhelmina".into(),
        title: "Professor".into(),
        preferred: "Percy".into(),
        born: chrono::NaiveDate::from_ymd_opt(1931, 2, 28),
        age_years: Some(95),
        nhs_number: "9990000018".parse().ok(),
        hospital_number: "RTH0098213".into(),
        allergies: Some(Allergies::Known(vec!["Penicillin".into(), "Latex".into()])),
        like_name: true,
        ..plain.clone()
    };
    let unknown = Banner {
        family: "Unknown".into(),
        given: "Unknown".into(),
        age_years: None,
        gender: Gender::Male,
        ..plain.clone()
    };
    let apostrophe = Banner {
        family: "O'Shaughnessy".into(),
        given: "Siân".into(),
        allergies: Some(Allergies::NoneKnown),
        ended: Some(Discharge::Discharged),
        ..plain.clone()
    };
    let died = Banner { ended: Some(Discharge::Died), ..plain.clone() };
    let mut all: Vec<Html> = [&plain, &long, &unknown, &apostrophe, &died]
        .map(|banner| patient_banner(banner, none(), none()))
        .into();
    all.push(reduced_banner(&plain, none(), none()));
    all
}

fn buttons() -> Vec<Html> {
    let button =
        |class, ready| press(class, words::errors::try_again(), "gallery-button", ready, Callback::noop());
    [
        "button",
        "button button--main",
        "button button--plain",
        "button button--warning",
        "button button--emergency",
        "button button--undo",
    ]
    .into_iter()
    .flat_map(|class| [button(class, true), button(class, false)])
    .collect()
}

fn choices() -> Vec<Html> {
    let choice = |label: &'static str| Choice::new(label, "gallery-choice", || {});
    vec![panel(
        words::gallery::QUESTION,
        "",
        vec![
            choice("Declined"),
            choice("Asleep (agreed plan)").on(true),
            choice("Unable to obtain (moving, agitated, limb)").more("A second line"),
            choice("Too unwell to measure").class("choice--emergency"),
        ],
    )]
}

fn fields() -> Vec<Html> {
    let set = Callback::noop();
    vec![
        field::line("Remark", "", "gallery-line", &set),
        field::line("Remark", "Seen on the round", "gallery-line", &set),
        field::area("Plan", "Sit out for lunch.\nFrame within reach.", "gallery-area", &set),
        when::day("Born", "", "gallery-day", &set),
        when::day("Born", "3/Feb/1941", "gallery-day", &set),
        when::day("Born", "3/Fbe/1941", "gallery-day", &set),
        when::moment("Began", "6/Aug/2026", "gallery-moment", &set, when::behind(NIGHT, 60)),
        when::moment("Began", "6/Aug/2026/0210", "gallery-moment", &set, when::behind(NIGHT, 60)),
    ]
}

fn notices() -> Vec<Html> {
    let mut invalid =
        CallError::new(Code::Invalid, "Two values cannot be right. Nothing was saved; your keys are kept.");
    invalid.fields = vec![FieldProblem {
        field: "systolic".into(),
        code: "impossible".into(),
        message: "The systolic pressure is 20 to 350.".into(),
        said: clinical::Said::default(),
    }];
    let unreachable = CallError::new(Code::Unreachable, words::errors::cannot_be_reached_more());
    vec![
        problem(&invalid, None),
        problem(&unreachable, Some(Callback::noop())),
        waiting(),
        nothing(words::board::no_ward()),
        say("p", "notice", words::gallery::NOTICE),
    ]
}

fn pin_pad() -> Html {
    Part::PinPad(PinPadProps { request: Callback::from(|_| Request::Hello), on_right: Callback::noop() })
        .draw()
}
