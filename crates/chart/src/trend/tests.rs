//! What is drawn of a course, and what is not.

use super::*;
use crate::{
    course::{Act, Pause, ScaleChange, Standing, Step},
    drawing::{Mark, Shape},
    samples::{course, minutes_ago, refused, set, set_of, under_scale_two, well},
};
use bands::stretches;
use clinical::{
    news2::Scale,
    vitals::{Oxygen, Pulse, Systolic, UnableReason, Vitals},
};

const LOOK: Look = Look { width: 900.0, low: false, corrections: false };

fn pulse(minutes: i64, rate: Option<i64>) -> Set {
    let mut vitals = Vitals { pulse: rate.and_then(Pulse::new), ..well() };
    if rate.is_none() {
        vitals.unable.insert(Sign::Pulse, UnableReason::Declined);
    }
    set_of(minutes, vitals)
}

fn scene(course: &Course) -> Scene<'_> {
    let axis = TimeAxis::new(course.from, course.now.utc, 900.0);
    let points = course.standing().map(|(_, at, set)| Point { x: axis.x(at), at, set }).collect();
    Scene { course, axis, points, struck: Vec::new() }
}

fn lengths(sets: Vec<Set>) -> Vec<usize> {
    values::runs(&scene(&course(sets)), Parameter::Pulse).iter().map(Vec::len).collect()
}

fn words(drawing: &Drawing) -> Vec<&str> {
    let words = |mark: &'_ Mark| matches!(mark, Mark::Text { .. });
    let texts = drawing.marks.iter().filter(|mark| words(mark));
    texts
        .filter_map(|mark| if let Mark::Text { words, .. } = mark { Some(words.as_str()) } else { None })
        .collect()
}

fn shapes(drawing: &Drawing, wanted: Shape, role: Ink) -> usize {
    let is =
        |mark: &&Mark| matches!(mark, Mark::Shape { shape, ink, .. } if *shape == wanted && *ink == role);
    drawing.marks.iter().filter(is).count()
}

#[test]
fn the_line_breaks_where_a_value_is_missing_and_says_why() {
    let sets = vec![
        pulse(600, Some(80)),
        pulse(500, Some(84)),
        pulse(400, None),
        pulse(300, Some(90)),
        pulse(200, Some(92)),
    ];
    assert_eq!(lengths(sets.clone()), [2, 2]);
    assert!(words(&draw(&course(sets), LOOK).drawing).contains(&"R"));
}

#[test]
fn the_line_breaks_across_more_than_twice_the_planned_interval_and_says_how_long() {
    let sets = vec![pulse(2200, Some(80)), pulse(700, Some(84)), pulse(100, Some(84))];
    assert_eq!(lengths(sets.clone()), [2]);
    let mut course = course(sets);
    assert!(words(&draw(&course, LOOK).drawing).contains(&"no obs 25 h"));
    course.pauses =
        vec![Pause { from: minutes_ago(2000), to: Some(minutes_ago(800)), why: "Off the ward".into() }];
    assert!(words(&draw(&course, LOOK).drawing).contains(&"Off the ward, no obs 25 h"));
}

#[test]
fn a_refused_set_breaks_every_line() {
    assert!(lengths(vec![set(300), refused(200), set(100)]).is_empty());
}

#[test]
fn what_was_withdrawn_is_drawn_only_where_corrections_are_asked_for() {
    let mut error = pulse(400, Some(180));
    error.standing = Standing::Struck("Entered in error".into());
    let course = course(vec![pulse(600, Some(80)), error, pulse(300, Some(84))]);
    let drawn = |corrections| draw(&course, Look { corrections, ..LOOK });
    assert_eq!(drawn(false).stops.len(), 2);
    assert_eq!(shapes(&drawn(false).drawing, Shape::Stroke, Ink::Struck), 0);
    assert!(shapes(&drawn(true).drawing, Shape::Stroke, Ink::Struck) > 0);
    assert_eq!(drawn(true).stops, drawn(false).stops, "the focus goes over what stands");
}

#[test]
fn a_value_off_the_scale_is_a_triangle_at_the_edge_with_its_number() {
    let shock = Vitals { systolic: Systolic::new(250), pulse: Pulse::new(24), ..well() };
    let drawing = draw(&course(vec![set_of(60, shock)]), LOOK).drawing;
    assert_eq!(shapes(&drawing, Shape::Down, Ink::Value), 1);
    assert_eq!(shapes(&drawing, Shape::Up, Ink::Value), 1);
    assert_eq!(
        words(&drawing).iter().filter(|words| **words == "24").count(),
        2,
        "at its dot and as the latest"
    );
}

#[test]
fn late_and_corrected_values_are_ringed_and_partial_ones_hollow() {
    let mut late = set(200);
    (late.late, late.corrects) = (true, true);
    let drawing = draw(&course(vec![late, set_of(60, Vitals { pulse: None, ..well() })]), LOOK).drawing;
    assert_eq!(shapes(&drawing, Shape::Ring, Ink::Late), 5);
    assert_eq!(shapes(&drawing, Shape::Ring, Ink::Corrected), 5);
    assert_eq!(
        shapes(&drawing, Shape::Hollow, Ink::Value),
        3,
        "respiration, SpO2 and temperature of the partial set"
    );
}

#[test]
fn the_spo2_table_changes_with_the_scale_and_with_oxygen() {
    let two = under_scale_two(set(300));
    let mut vitals = well();
    vitals.oxygen = Some(Oxygen::Supplemental(Default::default()));
    let on_oxygen = under_scale_two(set_of(200, vitals));
    let mut course = course(vec![set(600), two, on_oxygen]);
    course.scale_changes = vec![ScaleChange { at: minutes_ago(310), to: Scale::Two, by: "Dr Osei".into() }];
    let tables: Vec<_> = stretches(&scene(&course))
        .iter()
        .map(|s| (course.now.utc.minutes_since(s.from), s.scale, s.on_oxygen))
        .collect();
    assert_eq!(tables, [(72 * 60, Scale::One, false), (300, Scale::Two, false), (200, Scale::Two, true)]);
    assert!(words(&draw(&course, LOOK).drawing).contains(&"Scale 2: Dr Osei"));
}

#[test]
fn steps_of_an_escalation_stand_on_the_same_time_line() {
    let mut course = course(vec![set(600)]);
    course.acts = vec![Act { at: minutes_ago(100), step: Step::Told, who: "Ward doctor".into() }];
    let drawing = draw(&course, LOOK).drawing;
    assert_eq!(shapes(&drawing, Shape::Diamond, Ink::Act), 1);
    assert!(words(&drawing).contains(&"Told"));
}

#[test]
fn an_incomplete_total_is_hollow_and_no_total_reaches_across_a_gap() {
    let drawing = draw(&course(vec![set_of(60 * 40, Vitals { pulse: None, ..well() })]), LOOK).drawing;
    assert!(words(&drawing).contains(&"≥0"));
    let cell = drawing.marks.iter().find_map(|mark| match mark {
        Mark::Area { x, width, ink: Ink::Floor(_), .. } => Some(x + width),
        _ => None,
    });
    // 12-hourly: after a day it says nothing any more.
    let axis = TimeAxis::new(minutes_ago(72 * 60), minutes_ago(0), 900.0);
    assert!((cell.unwrap() - axis.x(minutes_ago(60 * 16))).abs() < 0.01);
}
