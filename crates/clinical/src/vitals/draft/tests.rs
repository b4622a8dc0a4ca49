//! What is keyed becomes exactly that, or a sentence on its field.

use super::*;
use proptest::prelude::*;

fn full() -> Draft {
    Draft {
        respiration: "18".into(),
        spo2: "96".into(),
        oxygen: Some(Breathing::Air),
        systolic: "124".into(),
        diastolic: "78".into(),
        pulse: "88".into(),
        consciousness: Some(Consciousness::Alert),
        temperature: "37.2".into(),
        ..Draft::default()
    }
}

fn with(change: impl Fn(&mut Draft)) -> Draft {
    let mut draft = full();
    change(&mut draft);
    draft
}

fn codes(draft: &Draft) -> Vec<(Field, ErrorCode)> {
    parse(draft).unwrap_err().into_iter().map(|error| (error.field, error.code)).collect()
}

#[test]
fn a_full_set_is_parsed_to_what_was_keyed() {
    let vitals = parse(&full()).unwrap();
    assert_eq!(vitals.respiration, RespRate::new(18));
    assert_eq!(vitals.spo2, Spo2::new(96));
    assert_eq!(vitals.oxygen, Some(Oxygen::Air));
    assert_eq!((vitals.systolic, vitals.diastolic), (Systolic::new(124), Diastolic::new(78)));
    assert_eq!(vitals.pulse, Pulse::new(88));
    assert_eq!(vitals.temperature, DeciCelsius::new(372));
    assert!(vitals.unable.is_empty());
    assert_eq!(full().so_far(), vitals, "the preview reads the same values");
}

#[test]
fn every_limit_is_kept_on_both_sides() {
    type Keyed = fn(&mut Draft, &str);
    let fields: [(Field, Keyed, [&str; 2], [&str; 2]); 6] = [
        (Field::Respiration, |d, t| d.respiration = t.into(), ["0", "120"], ["-1", "121"]),
        (Field::Spo2, |d, t| d.spo2 = t.into(), ["1", "100"], ["0", "101"]),
        (Field::Systolic, |d, t| d.systolic = t.into(), ["79", "350"], ["19", "351"]),
        (Field::Diastolic, |d, t| d.diastolic = t.into(), ["0", "123"], ["-5", "301"]),
        (Field::Pulse, |d, t| d.pulse = t.into(), ["0", "350"], ["9999", "351"]),
        (Field::Temperature, |d, t| d.temperature = t.into(), ["15.0", "46.0"], ["14.9", "46.1"]),
    ];
    for (field, key, good, bad) in fields {
        for text in good {
            assert!(parse(&with(|d| key(d, text))).is_ok(), "{field:?} {text}");
        }
        for text in bad {
            let errors = codes(&with(|d| key(d, text)));
            assert_eq!(errors.len(), 1, "{field:?} {text}: one problem, told once");
            assert_eq!(errors[0].0, field, "{text}");
        }
    }
}

#[test]
fn a_temperature_is_read_as_tenths_from_its_text() {
    for (text, tenths) in
        [("37.2", 372), ("38", 380), ("38.0", 380), ("39.1", 391), (" 36.1 ", 361), ("036.1", 361)]
    {
        let parsed = parse(&with(|d| d.temperature = text.into())).unwrap();
        assert_eq!(parsed.temperature, DeciCelsius::new(tenths), "{text}");
    }
    for (text, code) in [
        ("36.05", ErrorCode::TooPrecise),
        ("38.44", ErrorCode::TooPrecise),
        ("38.00", ErrorCode::TooPrecise),
        ("38,4", ErrorCode::NotANumber),
        ("38.", ErrorCode::NotANumber),
        (".5", ErrorCode::NotANumber),
        ("-38.4", ErrorCode::NotANumber),
        ("3e1", ErrorCode::NotANumber),
        ("3.7", ErrorCode::Impossible),
        ("372", ErrorCode::Impossible),
    ] {
        assert_eq!(codes(&with(|d| d.temperature = text.into())), [(Field::Temperature, code)], "{text}");
    }
    let shifted = parse(&with(|d| d.temperature = "3.7".into())).unwrap_err();
    assert!(shifted[0].message.contains("decimal point"), "a shifted digit is asked about: {}", shifted[0]);
}

#[test]
fn all_problems_are_told_at_once_in_form_order() {
    let draft = Draft {
        respiration: "abc".into(),
        spo2: "0".into(),
        oxygen: Some(Breathing::Air),
        device: "N".into(),
        systolic: "70".into(),
        diastolic: "90".into(),
        temperature: "37.25".into(),
        ..Draft::default()
    };
    assert_eq!(
        codes(&draft),
        [
            (Field::Respiration, ErrorCode::NotANumber),
            (Field::Spo2, ErrorCode::Impossible),
            (Field::Device, ErrorCode::WithoutOxygen),
            (Field::Systolic, ErrorCode::PressureOrder),
            (Field::Pulse, ErrorCode::NeedsReason),
            (Field::Consciousness, ErrorCode::NeedsReason),
            (Field::Temperature, ErrorCode::TooPrecise),
        ]
    );
}

#[test]
fn each_impossible_value_is_read_as_the_sentence_of_its_field() {
    type Keyed = fn(&mut Draft);
    let table: [(Keyed, &str); 9] = [
        (|d| d.respiration = "121".into(), "Respirations can be 0 to 120. Check and key again."),
        (|d| d.spo2 = "101".into(), "SpO₂ can be 1 to 100. Check and key again."),
        (|d| d.systolic = "351".into(), "Systolic pressure can be 20 to 350. Check and key again."),
        (|d| d.diastolic = "301".into(), "Diastolic pressure can be 0 to 300. Check and key again."),
        (|d| d.pulse = "351".into(), "Pulse can be 0 to 350. Check and key again."),
        (|d| d.temperature = "46.1".into(), "Temperature can be 15.0 to 46.0. Check and key again."),
        (|d| d.pulse = "8o".into(), "Pulse takes a whole number, 0 to 350."),
        (
            |d| d.temperature = "37.25".into(),
            "Temperature takes one decimal. Nothing is rounded for you: key it again.",
        ),
        (|d| *d = Draft::default(), "Nothing is recorded yet. Record a sign, or say why none could be."),
    ];
    for (key, sentence) in table {
        let errors = parse(&with(key)).unwrap_err();
        assert_eq!(errors[0].message, sentence);
    }
}

#[test]
fn systolic_must_be_above_diastolic_and_the_message_asks_whether_they_are_swapped() {
    for diastolic in ["124", "200"] {
        let errors = parse(&with(|d| d.diastolic = diastolic.into())).unwrap_err();
        assert_eq!((errors[0].field, errors[0].code), (Field::Systolic, ErrorCode::PressureOrder));
        assert!(errors[0].message.contains("wrong way round"));
    }
}

#[test]
fn an_empty_set_is_refused_and_a_refused_one_is_not_empty() {
    assert_eq!(codes(&Draft::default()), [(Field::Set, ErrorCode::Empty)]);
    let declined = Draft { unable_all: Some(UnableReason::Declined), ..Draft::default() };
    let vitals = parse(&declined).unwrap();
    assert_eq!(vitals.unable.len(), 7, "one reason covers the whole set");
    assert_eq!(vitals.missing().count(), 7);
}

#[test]
fn a_missing_sign_needs_a_reason_and_a_recorded_one_must_not_have_one() {
    let missing = with(|d| d.pulse = " ".into());
    assert_eq!(codes(&missing), [(Field::Pulse, ErrorCode::NeedsReason)]);
    let with_reason = Draft { unable: [(Sign::Pulse, UnableReason::Equipment)].into(), ..missing.clone() };
    assert_eq!(parse(&with_reason).unwrap().unable[&Sign::Pulse], UnableReason::Equipment);
    let covered = Draft { unable_all: Some(UnableReason::Asleep), ..with_reason };
    assert_eq!(
        parse(&covered).unwrap().unable[&Sign::Pulse],
        UnableReason::Equipment,
        "its own reason first"
    );
    let both = with(|d| d.unable = [(Sign::Pulse, UnableReason::Asleep)].into());
    assert_eq!(codes(&both), [(Field::Pulse, ErrorCode::NeedsNoReason)]);
}

#[test]
fn a_reason_for_the_whole_set_does_not_paper_over_a_value_that_was_keyed_wrongly() {
    let draft = with(|d| {
        d.pulse = "8888".into();
        d.unable_all = Some(UnableReason::Declined);
    });
    assert_eq!(codes(&draft), [(Field::Pulse, ErrorCode::Impossible)]);
}

#[test]
fn another_reason_needs_words_and_not_a_novel() {
    for (words, good) in [("dressing change", true), ("", false), ("  ", false), (&*"x".repeat(201), false)] {
        let draft = with(|d| {
            d.pulse.clear();
            d.unable = [(Sign::Pulse, UnableReason::Other(words.into()))].into();
        });
        assert_eq!(parse(&draft).is_ok(), good, "{} characters", words.len());
    }
}

#[test]
fn the_diastolic_may_be_missing_and_alone_it_is_no_blood_pressure() {
    assert!(parse(&with(|d| d.diastolic.clear())).is_ok(), "a systolic by palpation");
    assert_eq!(codes(&with(|d| d.systolic.clear())), [(Field::Systolic, ErrorCode::NeedsReason)]);
}

#[test]
fn oxygen_details_belong_to_oxygen() {
    let on_oxygen = |device: &str, flow: &str, fio2: &str| {
        with(|d| {
            d.oxygen = Some(Breathing::Oxygen);
            d.device = device.into();
            d.flow = flow.into();
            d.fio2 = fio2.into();
        })
    };
    let delivery = |draft: &Draft| match parse(draft).unwrap().oxygen {
        Some(Oxygen::Supplemental(delivery)) => delivery,
        other => panic!("{other:?}"),
    };
    assert_eq!(delivery(&on_oxygen("", "", "")), OxygenDelivery::default(), "nothing more is demanded");
    assert_eq!(delivery(&on_oxygen("N", "2", "")).flow, OxygenFlow::new(200));
    assert_eq!(delivery(&on_oxygen("N", "0.25", "")).flow, OxygenFlow::new(25));
    assert_eq!(delivery(&on_oxygen("V28", "", "28")).fio2, Fio2::new(28));
    for (draft, expected) in [
        (on_oxygen("N", "0", ""), (Field::Flow, ErrorCode::Impossible)),
        (on_oxygen("N", "80.01", ""), (Field::Flow, ErrorCode::Impossible)),
        (on_oxygen("N", "2.125", ""), (Field::Flow, ErrorCode::TooPrecise)),
        (on_oxygen("N", "two", ""), (Field::Flow, ErrorCode::NotANumber)),
        (on_oxygen("V28", "", "20"), (Field::Fio2, ErrorCode::Impossible)),
        (on_oxygen("<img>", "", ""), (Field::Device, ErrorCode::BadDevice)),
        (with(|d| d.flow = "2".into()), (Field::Flow, ErrorCode::WithoutOxygen)),
    ] {
        assert_eq!(codes(&draft), [expected]);
    }
}

#[test]
fn no_message_repeats_what_was_keyed() {
    let draft = with(|d| {
        d.respiration = "7654".into();
        d.spo2 = "secret".into();
        d.temperature = "98.76".into();
        d.flow = "5432".into();
    });
    for error in parse(&draft).unwrap_err() {
        for keyed in ["7654", "secret", "98.76", "5432"] {
            assert!(!error.message.contains(keyed), "{}", error.message);
        }
    }
}

#[test]
fn the_stored_shape_of_a_draft_and_of_an_error_is_this() {
    let draft = Draft { unable: [(Sign::Pulse, UnableReason::Other("x".into()))].into(), ..full() };
    let errors = parse(&draft).unwrap_err();
    insta::assert_json_snapshot!((&draft, errors));
    let older: Draft = serde_json::from_str("{\"pulse\":\"88\"}").unwrap();
    assert_eq!(older.pulse, "88", "a draft kept by an earlier version is taken up again");
}

proptest! {
    #[test]
    fn no_text_at_all_makes_the_parser_fail_or_invent_a_value(
        texts in prop::collection::vec("\\PC{0,12}|[0-9.,+ -]{0,12}", 9),
    ) {
        let draft = Draft {
            respiration: texts[0].clone(),
            spo2: texts[1].clone(),
            oxygen: Some(Breathing::Oxygen),
            device: texts[2].clone(),
            flow: texts[3].clone(),
            fio2: texts[4].clone(),
            systolic: texts[5].clone(),
            diastolic: texts[6].clone(),
            pulse: texts[7].clone(),
            temperature: texts[8].clone(),
            unable_all: Some(UnableReason::Declined),
            ..Draft::default()
        };
        let seen = draft.so_far();
        for (value, text) in [
            (seen.respiration.map(|v| i64::from(v.get())), &texts[0]),
            (seen.spo2.map(|v| i64::from(v.get())), &texts[1]),
            (seen.pulse.map(|v| i64::from(v.get())), &texts[7]),
        ] {
            if let Some(value) = value {
                prop_assert_eq!(text.trim().parse::<i64>().ok(), Some(value));
            }
        }
        if let Ok(vitals) = parse(&draft) {
            prop_assert!(vitals.problems().is_empty());
        }
    }

    #[test]
    fn every_tenth_of_a_degree_is_read_exactly(tenths in 150..=460i64) {
        let text = format!("{}.{}", tenths / 10, tenths % 10);
        prop_assert_eq!(parse(&with(|d| d.temperature = text.clone())).unwrap().temperature, DeciCelsius::new(tenths));
    }
}

const REASONS: &[UnableReason] = &[
    UnableReason::Asleep,
    UnableReason::Declined,
    UnableReason::OffWard,
    UnableReason::UnableToObtain,
    UnableReason::TooUnwell,
    UnableReason::Equipment,
    UnableReason::EndOfLife,
    UnableReason::ClinicianRequest,
];

proptest! {
    // Safety rule 19: "One tap for one reason: a refusal or an absence covers the whole set".
    #[test]
    fn one_reason_covers_every_sign_that_is_missing_and_touches_none_that_is_there(
        kept in proptest::collection::vec(any::<bool>(), 7), reason in proptest::sample::select(REASONS), own in any::<bool>(),
    ) {
        let empty = |keep: bool, text: &mut String| if !keep { text.clear() };
        let mut draft = full();
        empty(kept[0], &mut draft.respiration);
        empty(kept[1], &mut draft.spo2);
        draft.oxygen = draft.oxygen.filter(|_| kept[2]);
        if !kept[3] {
            draft.systolic.clear();
            draft.diastolic.clear();
        }
        empty(kept[4], &mut draft.pulse);
        draft.consciousness = draft.consciousness.filter(|_| kept[5]);
        empty(kept[6], &mut draft.temperature);
        let missing: Vec<Sign> = draft.so_far().missing().collect();
        prop_assert_eq!(parse(&draft).is_ok(), missing.is_empty(), "without a reason nothing is taken for granted");
        draft.unable_all = Some(reason.clone());
        if let Some(sign) = missing.first().filter(|_| own) {
            draft.unable.insert(*sign, UnableReason::TooUnwell);
        }
        let vitals = parse(&draft).unwrap();
        prop_assert_eq!(vitals.unable.keys().copied().collect::<Vec<_>>(), missing.clone());
        for (place, sign) in missing.iter().enumerate() {
            let expected = if own && place == 0 { &UnableReason::TooUnwell } else { &reason };
            prop_assert_eq!(&vitals.unable[sign], expected);
        }
    }
}
