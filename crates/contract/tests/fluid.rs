//! The shapes of a fluid balance as they cross the door.

use clinical::{FactId, Stamp, StayId, UtcMillis, patient::Gender, stay::FluidStanding};
use contract::*;

const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

fn fact(n: u8) -> FactId {
    FactId::from_bytes([n; 16])
}

fn stay() -> StayId {
    StayId::from_bytes([7; 16])
}

fn sums(intake: &str, reopened: &str) -> FluidView {
    FluidView {
        from: Stamp { utc: NOW, offset_minutes: 60 },
        until: Stamp { utc: NOW.plus_minutes(720), offset_minutes: 0 },
        intake: intake.into(),
        output: "at least 200 ml".into(),
        balance: "+1,050 ml or lower".into(),
        estimated: true,
        reopened: reopened.into(),
    }
}

fn signed() -> FluidSignedView {
    FluidSignedView {
        fact: fact(3),
        by: "Amina Yusuf, 22-Nov-2026 19:05".into(),
        sums: sums("1,250 ml", ""),
        replaced: false,
        differs: true,
        mark: String::new(),
        changes: vec![
            "An entry came later: By mouth, 300 ml, 18:05. Ben Okafor, entered 22-Nov-2026 20:15".into(),
        ],
        can_take_back: true,
        sync: EntrySync::OnThisDevice,
    }
}

fn page() -> FluidsView {
    let shift = FluidShiftView {
        name: "Day shift".into(),
        sums: sums("1,550 ml", "22-Nov-2026 07:00 to 19:00"),
        standing: FluidStanding::Reopened,
        words: "Was signed by Amina Yusuf; an entry came later: sign again".into(),
        entries: vec![fact(1), fact(2)],
        to_sign: true,
        signed: vec![signed()],
    };
    let entry = FluidEntryView {
        fact: fact(2),
        at: Stamp { utc: NOW, offset_minutes: 0 },
        out: false,
        label: "By mouth".into(),
        volume: "300 ml".into(),
        by: "Ben Okafor".into(),
        note: "Not in what was signed: Day shift".into(),
        sync: EntrySync::Verified,
    };
    FluidsView {
        banner: Banner {
            stay: stay(),
            family: "Whitcombe".into(),
            given: "Ada".into(),
            title: "Mrs".into(),
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
        },
        days: vec![FluidDayView { shifts: vec![shift], entries: vec![entry] }],
        untimed: 1,
        alone: true,
        now: NOW,
        offset_minutes: 0,
    }
}

#[test]
fn a_fluid_balance_and_what_is_asked_of_it_keep_their_shapes() {
    let sign =
        SignFluid { stay: stay(), from: NOW, until: NOW.plus_minutes(720), entries: vec![fact(1), fact(2)] };
    let asked = [Request::Fluids { stay: stay() }, Request::SignFluid(Box::new(sign))];
    let answered = Reply::Fluids(Box::new(page()));
    let standings = [
        FluidStanding::Unsigned,
        FluidStanding::Waiting,
        FluidStanding::Incomplete,
        FluidStanding::Signed,
        FluidStanding::Reopened,
    ];
    insta::assert_json_snapshot!((&asked, &answered, standings));
    let text = serde_json::to_string(&answered).unwrap();
    assert_eq!(serde_json::from_str::<Reply>(&text).unwrap(), answered);
}
