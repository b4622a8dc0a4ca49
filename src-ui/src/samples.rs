//! Views as the core would send them, for tests.

use clinical::{
    FactId, StayId, TakenAt, UtcMillis,
    news2::{self, Applicability, Scale},
    patient::Gender,
    staff::AuthLevel,
    time::Stamp,
    vitals::Vitals,
};
use contract::{Banner, EntrySync, FormView, Mark, ScaleView, SetView};

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
        scale: ScaleView { scale: Scale::One, disputed: false, target: None, decided: String::new() },
        not_applicable: None,
        previous,
        amends: None,
        draft: None,
        oxygen_devices: Vec::new(),
        emergency_number: "2222".into(),
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
        mark,
        moved_here: false,
        late: false,
        clock_doubtful: false,
        remark: String::new(),
        confirmed: Vec::new(),
        sync: EntrySync::Verified,
    }
}
