//! Every band edge of the published table, written out by hand.

use super::*;

/// The published table, band by band: lowest and highest value, temperature in degrees. `-` is open.
const PUBLISHED: &str = "\
parameter,scale,breathing,from,to,points
rr,any,any,-,8,3
rr,any,any,9,11,1
rr,any,any,12,20,0
rr,any,any,21,24,2
rr,any,any,25,-,3
spo2,1,any,-,91,3
spo2,1,any,92,93,2
spo2,1,any,94,95,1
spo2,1,any,96,-,0
spo2,2,any,-,83,3
spo2,2,any,84,85,2
spo2,2,any,86,87,1
spo2,2,any,88,92,0
spo2,2,air,93,-,0
spo2,2,oxygen,93,94,1
spo2,2,oxygen,95,96,2
spo2,2,oxygen,97,-,3
sbp,any,any,-,90,3
sbp,any,any,91,100,2
sbp,any,any,101,110,1
sbp,any,any,111,219,0
sbp,any,any,220,-,3
pulse,any,any,-,40,3
pulse,any,any,41,50,1
pulse,any,any,51,90,0
pulse,any,any,91,110,1
pulse,any,any,111,130,2
pulse,any,any,131,-,3
temp,any,any,-,35.0,3
temp,any,any,35.1,36.0,1
temp,any,any,36.1,38.0,0
temp,any,any,38.1,39.0,1
temp,any,any,39.1,-,2
";

/// The whole range of a unit, written out by hand, in the unit's integers.
const fn whole_range(parameter: Parameter) -> (i16, i16) {
    match parameter {
        Parameter::Respiration => (0, 120),
        Parameter::Spo2 => (1, 100),
        Parameter::Systolic => (20, 350),
        Parameter::Pulse => (0, 350),
        Parameter::Temperature => (150, 460),
    }
}

struct Row {
    parameter: Parameter,
    scales: Vec<Scale>,
    breathing: Vec<bool>,
    from: i16,
    to: i16,
    points: u8,
}

fn published() -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(PUBLISHED.as_bytes());
    reader
        .records()
        .map(|record| {
            let record = record.unwrap();
            let parameter = match &record[0] {
                "rr" => Parameter::Respiration,
                "spo2" => Parameter::Spo2,
                "sbp" => Parameter::Systolic,
                "pulse" => Parameter::Pulse,
                _ => Parameter::Temperature,
            };
            let (low, high) = whole_range(parameter);
            let edge = |text: &str, open| match text {
                "-" => open,
                text => text.replace('.', "").parse().unwrap(),
            };
            Row {
                parameter,
                scales: match &record[1] {
                    "1" => vec![Scale::One],
                    "2" => vec![Scale::Two],
                    _ => vec![Scale::One, Scale::Two],
                },
                breathing: match &record[2] {
                    "air" => vec![false],
                    "oxygen" => vec![true],
                    _ => vec![false, true],
                },
                from: edge(&record[3], low),
                to: edge(&record[4], high),
                points: record[5].parse().unwrap(),
            }
        })
        .collect()
}

#[test]
fn every_value_of_every_unit_scores_as_published_edge_by_edge() {
    for row in published() {
        for scale in &row.scales {
            for on_oxygen in &row.breathing {
                for value in row.from..=row.to {
                    let band = band_of(row.parameter, *scale, *on_oxygen, value).unwrap();
                    let context = format!("{:?} {scale:?} oxygen {on_oxygen}: {value}", row.parameter);
                    assert_eq!(band.points, row.points, "{context}");
                }
            }
        }
    }
}

#[test]
fn the_table_covers_every_unit_once_without_gap_or_overlap() {
    for parameter in Parameter::ALL {
        assert_eq!(parameter.range(), whole_range(parameter), "{parameter:?}");
        for scale in [Scale::One, Scale::Two] {
            for on_oxygen in [false, true] {
                let (low, high) = whole_range(parameter);
                let rows = bands(parameter, scale, on_oxygen);
                for value in low..=high {
                    let holding = rows.iter().filter(|b| b.low <= value && value <= b.high).count();
                    assert_eq!(holding, 1, "{parameter:?} {scale:?} {on_oxygen} {value}");
                }
                assert!(band_of(parameter, scale, on_oxygen, low - 1).is_none(), "nothing below");
                assert!(band_of(parameter, scale, on_oxygen, high + 1).is_none(), "nothing above");
            }
        }
    }
}

#[test]
fn the_labels_of_the_rows_say_what_the_rows_hold() {
    for parameter in Parameter::ALL {
        for (scale, on_oxygen) in [(Scale::One, false), (Scale::Two, false), (Scale::Two, true)] {
            let (low, high) = whole_range(parameter);
            for band in bands(parameter, scale, on_oxygen) {
                let number = |text: &str| text.replace('.', "").parse::<i16>().unwrap();
                let text = band.label.split(' ').next().unwrap();
                let held = if let Some(from) = text.strip_prefix('≥') {
                    (number(from), high)
                } else if let Some(to) = text.strip_prefix('≤') {
                    (low, number(to))
                } else {
                    let (from, to) = text.split_once('–').unwrap();
                    (number(from), number(to))
                };
                assert_eq!((band.low, band.high), held, "{parameter:?} {}", band.label);
            }
        }
    }
}

#[test]
fn coloured_areas_join_rows_of_equal_points_and_lose_no_value() {
    for row in published() {
        let scale = row.scales[0];
        let found = areas(row.parameter, scale, row.breathing[0]);
        let area = found.iter().find(|(low, high, _)| *low <= row.from && row.to <= *high);
        assert_eq!(area.map(|(_, _, points)| *points), Some(row.points), "{:?} {}", row.parameter, row.from);
    }
    let systolic = areas(Parameter::Systolic, Scale::One, false);
    assert_eq!(systolic, [(220, 350, 3), (111, 219, 0), (101, 110, 1), (91, 100, 2), (20, 90, 3)]);
}
