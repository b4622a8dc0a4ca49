//! Views as the core would send them, for tests.

use clinical::{
    FactId, StayId, TakenAt, UtcMillis,
    form::{ContentHash, Draft, Pin},
    news2::{self, Applicability, Response, Scale},
    patient::Gender,
    policy::Policy,
    staff::AuthLevel,
    stay::{DueState, Stage, TaskId, TaskKind},
    time::Stamp,
    vitals::Vitals,
};
use contract::{
    AssessmentForm, Banner, EntrySync, EpisodeView, Filled, FormItem, FormItemKind, FormView, Mark, Saved,
    ScaleView, SetView, TaskView,
};

pub(crate) const NOW: UtcMillis = UtcMillis(1_785_978_630_000);

pub(crate) fn form(previous: Vec<SetView>) -> FormView {
    FormView {
        form: FactId::from_bytes([1; 16]),
        banner: Banner {
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
        },
        bed: "A3".into(),
        scale: ScaleView {
            scale: Scale::One,
            disputed: false,
            target: None,
            decided: String::new(),
            notice: String::new(),
        },
        oxygen: None,
        identify: false,
        not_applicable: None,
        previous,
        amends: None,
        draft: None,
        bedside: Policy::rcp_default().bedside().clone(),
        now: NOW,
        offset_minutes: 60,
    }
}

pub(crate) fn set(vitals: Vitals, mark: Mark) -> SetView {
    SetView {
        fact: FactId::from_bytes([3; 16]),
        taken: TakenAt::At(Stamp { utc: NOW.plus_minutes(-240), offset_minutes: 60 }),
        recorded: NOW.plus_minutes(-240),
        outcome: news2::score(&vitals, Scale::One, Applicability::Applies),
        vitals,
        scale: Scale::One,
        no_longer_applies: None,
        by: "Amina Yusuf".into(),
        role: None,
        auth: AuthLevel::Pin,
        countersigned: String::new(),
        mark,
        moved_here: false,
        moved_by: String::new(),
        identified: String::new(),
        late: false,
        clock_doubtful: false,
        remark: String::new(),
        confirmed: Vec::new(),
        counted: None,
        rechecks: None,
        sync: EntrySync::Verified,
        from_device: Default::default(),
        corrects: false,
    }
}

pub(crate) fn episode() -> EpisodeView {
    EpisodeView {
        id: FactId::from_bytes([4; 16]),
        raised_at: NOW,
        level: Response::Emergency,
        words: String::new(),
        total: Some(9),
        stage: Stage::Raised,
        story: Vec::new(),
        owner: None,
        also_accepted: Vec::new(),
        ask: None,
        attend_by: None,
        infection: None,
        notes: Vec::new(),
        sbar: None,
        seen: Vec::new(),
        may: Vec::new(),
        level_since: None,
        waiting_since: None,
        beside: Vec::new(),
    }
}

pub(crate) fn task() -> TaskView {
    TaskView {
        id: TaskId { kind: TaskKind::Attend, about: FactId::from_bytes([4; 16]) },
        stay: StayId::from_bytes([2; 16]),
        family: "Smith".into(),
        given: "Jane".into(),
        places: Vec::new(),
        words: "See the patient".into(),
        due: NOW,
        state: DueState::Now,
        taken_by: Vec::new(),
        mine: false,
    }
}

pub(crate) fn saved() -> Saved {
    Saved {
        fact: FactId::from_bytes([1; 16]),
        stay: StayId::from_bytes([2; 16]),
        outcome: news2::score(&Vitals::default(), Scale::One, Applicability::Applies),
        too_unwell: false,
        previous_total: None,
        undo_until: NOW,
        next_due: None,
        response: String::new(),
        nobody_told_ring: None,
        ring_if_unheard: None,
        episode: None,
        flags: Vec::new(),
        recheck: false,
    }
}

/// A form with a heading, a choice, two numbers apart from one another by a heading, and words.
pub(crate) fn assessment_form() -> AssessmentForm {
    let number = || FormItemKind::Number {
        unit: "mmol/L".into(),
        places: 1,
        range: "0.1 to 35.0".into(),
        negative: false,
        control: clinical::form::Control::Keypad,
    };
    let choice = || FormItemKind::Choice { options: Vec::new(), many: true };
    let item = |link: &str, kind| FormItem {
        link: link.into(),
        depth: 0,
        text: link.into(),
        kind,
        required: true,
        not_testable: Vec::new(),
        before: String::new(),
    };
    AssessmentForm {
        id: FactId::from_bytes([6; 16]),
        banner: form(Vec::new()).banner,
        bed: "A3".into(),
        title: "A form".into(),
        source: String::new(),
        items: vec![
            item("group", FormItemKind::Group),
            item("signs", choice()),
            item("glucose", number()),
            item("second", FormItemKind::Group),
            item("ketones", number()),
            item("meal", choice()),
        ],
        draft: Draft {
            pin: Pin { url: "urn:test".into(), version: "1".into(), hash: ContentHash([0; 32]) },
            given: std::collections::BTreeMap::new(),
            unable: None,
            confirmed: Vec::new(),
        },
        identify: false,
        unable_reasons: Policy::rcp_default().unable_reasons().to_vec(),
        started: None,
        filled: Filled::default(),
        notice: String::new(),
        amends: None,
        now: NOW,
        offset_minutes: 60,
    }
}
