//! What is drawn of a course, and what is not.

use super::*;
use crate::{
    course::{Act, Pause, ScaleChange, Standing, Step},
    drawing::{Mark, Shape},
    samples::{course, minutes_ago, refused, set, set_of, under_scale_two, well},
    window::Edges,
};
use bands::stretches;
use clinical::{
    news2::Scale,
    vitals::{Oxygen, Pulse, Systolic, UnableReason, Vitals},
};

const LOOK: Look = Look { width: 900.0, low: false, corrections: false, window: None };

fn pulse(minutes: i64, rate: Option<i64>) -> Set {
    let mut vitals = Vitals { pulse: rate.and_then(Pulse::new), ..well() };
    if rate.is_none() {
        vitals.unable.insert(Sign::Pulse, UnableReason::Declined);
    }
    set_of(minutes, vitals)
}

fn scene(course: &Course) -> Scene<'_> {
    let axis = TimeAxis::new(Edges::whole(course), 900.0);
    let points: Vec<_> = course.standing().map(|(_, at, set)| Point { x: axis.x(at), at, set }).collect();
    Scene { course, axis, around: points.clone(), points, struck: Vec::new() }
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
    let axis = TimeAxis::new(Edges { from: minutes_ago(72 * 60), to: minutes_ago(0) }, 900.0);
    assert!((cell.unwrap() - axis.x(minutes_ago(60 * 16))).abs() < 0.01);
}

#[test]
fn a_window_with_one_set_or_none_draws() {
    for sets in [Vec::new(), vec![set(60)], vec![refused(60)]] {
        let count = sets.len();
        let course = course(sets);
        let trend = draw(&course, LOOK);
        assert_eq!(trend.stops.len(), count);
        assert!(trend.drawing.marks.len() > 50, "bands, edges and hours are there");
        let columns = crate::rcp::columns(&course, false);
        assert_eq!(crate::rcp::draw(&course, &columns).stops.len(), count);
    }
}

/// Two hours of three days, the right edge so many minutes ago.
fn closely(course: &Course, right: i64) -> Trend {
    let window = Window::zoomed(None, course, minutes_ago(0), 36.0);
    let window = Window::moved(window, course, -60_000 * right);
    draw(course, Look { window, ..LOOK })
}

#[test]
fn a_line_that_comes_from_beyond_the_window_keeps_its_slope_and_only_what_is_in_it_is_a_stop() {
    // Seen are 16:00 to 14:00 hours ago; sets lie an hour before, in the middle and an hour after.
    let course = course(vec![pulse(17 * 60, Some(60)), pulse(15 * 60, Some(80)), pulse(13 * 60, Some(100))]);
    let trend = closely(&course, 14 * 60);
    assert_eq!(trend.stops.iter().map(|stop| stop.set).collect::<Vec<_>>(), [1]);
    let lines = |drawing: &Drawing| -> Vec<Vec<(f64, f64)>> {
        let line = |mark: &Mark| match mark {
            Mark::Line { points, ink: Ink::Value } => Some(points.clone()),
            _ => None,
        };
        drawing.marks.iter().filter_map(line).collect()
    };
    for line in lines(&trend.drawing) {
        let [(left, first), (_, middle), (right, last)] = line[..] else { panic!("three points: {line:?}") };
        assert!(
            (left - LEFT).abs() < 0.01 && (right - (900.0 - RIGHT)).abs() < 0.01,
            "to both edges: {line:?}"
        );
        assert!(((first + last) / 2.0 - middle).abs() < 0.01, "straight: {line:?}");
    }
    assert_eq!(lines(&trend.drawing).len(), 4, "pressures are never joined");
    let between = closely(&course, 13 * 60 + 30);
    assert_eq!(between.stops.len(), 1);
    let nothing = closely(&self::course(vec![pulse(17 * 60, Some(60)), pulse(13 * 60, Some(100))]), 14 * 60);
    assert!(nothing.stops.is_empty());
    assert!(lines(&nothing.drawing).iter().all(|line| line.len() == 2), "it runs through: {nothing:?}");
}

#[test]
fn an_older_window_shows_no_latest_value_and_the_score_of_before_reaches_into_it() {
    let course = course(vec![set(10 * 60), pulse(30, Some(140))]);
    let older = closely(&course, 5 * 60).drawing;
    let within = closely(&self::course(vec![pulse(6 * 60, Some(72)), pulse(30, Some(140))]), 5 * 60);
    assert_eq!(within.stops.len(), 1);
    let said = words(&within.drawing);
    assert!(said.iter().all(|words| *words != "140" && *words != "72"), "neither passes for now: {said:?}");
    let total = older.marks.iter().any(|mark| match mark {
        Mark::Area { x, y, width, height, .. } => {
            (*x - LEFT).abs() < 0.01 && *width > 700.0 && (*y, *height) == (TOP, TOTAL)
        }
        _ => false,
    });
    assert!(total, "a score of 0 held all the time");
    assert!(words(&closely(&course, 0).drawing).contains(&"140"));
}

#[test]
fn scales_of_values_stay_as_they_are_however_closely_one_looks() {
    let course = course(vec![set(600), set(300), set(30)]);
    let y = |trend: Trend| {
        trend.drawing.marks.into_iter().rev().find_map(|mark| match mark {
            Mark::Shape { y, shape: Shape::Dot, .. } => Some((y, trend.drawing.height)),
            _ => None,
        })
    };
    assert_eq!(y(closely(&course, 0)), y(draw(&course, LOOK)));
}
