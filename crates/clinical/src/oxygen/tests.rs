//! What a target, a span and a prescription can be, and how a set lies against them.

use super::*;
use crate::vitals::OxygenDelivery;

fn on(device: &str, flow: Option<i64>, percent: Option<i64>) -> Oxygen {
    Oxygen::Supplemental(OxygenDelivery {
        device: device.to_owned(),
        flow: flow.and_then(OxygenFlow::new),
        fio2: percent.and_then(Fio2::new),
    })
}

fn of(device: &str, flow: Option<(u16, u16)>, percent: Option<(u8, u8)>) -> Limits {
    Limits { device: device.to_owned(), flow, percent }
}

fn spo2(percent: i64) -> Option<Spo2> {
    Spo2::new(percent)
}

#[test]
fn a_target_that_cannot_be_one_cannot_be_made_or_read() {
    for (low, high) in [(92, 88), (88, 88), (69, 92), (94, 101)] {
        assert_eq!(Target::new(low, high), None, "{low} to {high}");
        assert!(serde_json::from_str::<Target>(&format!("[{low},{high}]")).is_err());
    }
    for (low, high) in [(88, 92), (94, 98), (70, 100)] {
        let target = Target::new(low, high).unwrap();
        assert_eq!(target.ends(), (low, high));
        assert_eq!(serde_json::to_string(&target).unwrap(), format!("[{low},{high}]"));
    }
    assert_eq!(Target::HYPERCAPNIC.ends(), (88, 92));
}

#[test]
fn a_span_is_never_upside_down_and_holds_both_of_its_ends() {
    assert!(Span::new(3, 2).is_none() && serde_json::from_str::<Span<u8>>("[3,2]").is_err());
    let span = Span::new(2, 4).unwrap();
    assert_eq!([1, 2, 3, 4, 5].map(|n| span.holds(n)), [false, true, true, true, false]);
    assert_eq!(serde_json::from_str::<Span<i32>>("[2,4]").unwrap(), span);
}

#[test]
fn above_the_target_is_said_on_oxygen_only_and_below_it_always() {
    let (target, any) = (Some((88, 92)), [of("", None, None)]);
    let oxygen = on("N", Some(200), None);
    let said = |percent, breathed| beside(target, &any, spo2(percent), breathed);
    assert_eq!(said(93, Some(&oxygen)), Some(Beside::Above));
    assert_eq!(said(93, Some(&Oxygen::Air)), None, "there is nothing to turn down");
    assert_eq!(said(93, None), None, "what is breathed is not known yet");
    for breathed in [None, Some(&Oxygen::Air), Some(&oxygen)] {
        assert_eq!(said(87, breathed), Some(Beside::Below));
        assert_eq!((said(88, breathed), said(92, breathed)), (None, None), "both ends are in the target");
    }
}

#[test]
fn oxygen_that_nothing_prescribes_is_said_whatever_the_saturation() {
    let oxygen = on("", None, None);
    assert_eq!(beside(None, &[], spo2(99), Some(&oxygen)), Some(Beside::NotPrescribed));
    assert_eq!(beside(Some((88, 92)), &[], spo2(90), Some(&oxygen)), Some(Beside::NotPrescribed));
    assert_eq!(beside(None, &[], spo2(99), Some(&Oxygen::Air)), None);
}

#[test]
fn another_device_or_amount_is_said_where_it_fits_no_prescription_and_what_was_left_out_is_not_guessed() {
    let target = Some((88, 92));
    let venturi = [of("V24", None, Some((24, 24)))];
    let said = |oxygen: Oxygen, prescribed: &[Limits]| beside(target, prescribed, spo2(90), Some(&oxygen));
    assert_eq!(said(on("V24", None, Some(24)), &venturi), None);
    assert_eq!(said(on("V28", None, Some(28)), &venturi), Some(Beside::OtherDevice));
    assert_eq!(said(on("", None, None), &venturi), None, "the device was not recorded");
    let nasal = [of("N", Some((100, 200)), None)];
    assert_eq!(said(on("N", Some(200), None), &nasal), None);
    assert_eq!(said(on("N", Some(201), None), &nasal), Some(Beside::OtherAmount));
    assert_eq!(said(on("N", None, None), &nasal), None, "the flow was not recorded");
    let both = [venturi[0].clone(), nasal[0].clone()];
    assert_eq!(said(on("N", Some(150), None), &both), None, "while two stand, either will do");
    assert_eq!(said(on("N", Some(300), None), &both), Some(Beside::OtherAmount));
}
