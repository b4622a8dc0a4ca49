//! The observation chart on paper: the very drawing of the screen, in columns that a page holds, in the chart's own colours.

mod inks;

use crate::{
    PaperError, Source,
    flow::{Flow, Style},
    fonts::Weight,
    furniture::Head,
    sheet::{ALARM, Ink, Mark, Part, QUIET, Sheet},
    words,
};
use chart::{
    drawing::{Anchor, Drawing, Ink as Role, Mark as Drawn, Shape, Weight as DrawnWeight},
    rcp,
};
use contract::ChartView;
use inks::{ink_of, line_width, risk_ink};

/// The observation chart of a stay, A4 upright: the chart's columns are taller than a page lying down can show in letters
/// that can be read.
///
/// # Errors
/// When it cannot be written as a PDF.
pub fn observation_chart(view: &ChartView, place: &str, source: &Source<'_>) -> Result<Vec<u8>, PaperError> {
    let mut flow = Flow::new(source, Sheet::Portrait, "Observation chart")?;
    flow.head(Head::patient(&view.banner, place));
    plates(&mut flow, view);
    flow.finish()
}

/// The largest that a unit of the drawing is on paper, in points.
const LARGEST: f32 = 0.8;
/// What the sentence of thanks takes below the chart.
const BELOW: f32 = 26.0;

/// The chart, over as many pages as its columns need.
pub(crate) fn plates(flow: &mut Flow<'_>, view: &ChartView) {
    let course = view.course(view.now);
    let (from, now) = (words::time(flow.source, view.from), words::time(flow.source, view.now));
    let heading = format!("Observation chart, {from} to {now}");
    let columns = rcp::columns(&course, false);
    let untimed = course.sets.iter().filter(|set| set.taken.is_none()).count();
    if columns.is_empty() {
        flow.heading(1, &heading);
        flow.paragraph("No observations in this time.", Style::BOLD);
        return;
    }
    flow.heading(1, &heading);
    flow.paragraph(&chart::summary::summary(&course), Style::PLAIN);
    if untimed > 0 {
        let words =
            format!("Not drawn, since no time was recorded: {untimed}. The report of the stay has them.");
        flow.paragraph(&words, Style::BOLD.ink(ALARM));
    }
    let whole = rcp::draw(&course, &columns);
    let mut rest = columns.as_slice();
    let mut first = true;
    while !rest.is_empty() {
        if !first {
            flow.page();
            flow.paragraph(&heading, Style::BOLD);
        }
        first = false;
        #[expect(clippy::cast_possible_truncation, reason = "points on a page")]
        let tall = whole.labels.height as f32;
        let unit = ((flow.bottom() - flow.y - BELOW) / tall).min(LARGEST);
        let room = f64::from(flow.width() / unit) - rcp::LABELS;
        let mut wide = 0.0;
        let fits = rest.iter().take_while(|column| {
            wide += column.width();
            wide <= room
        });
        let count = fits.count().max(1);
        let (these, later) = rest.split_at(count);
        rest = later;
        let plate = rcp::draw(&course, these);
        let alt = format!("{}. Every value is in the report of the stay.", chart::summary::summary(&course));
        let figure = flow.part(Part::Figure(alt), None);
        let (x, y) = (crate::flow::MARGIN, flow.y);
        let mut marks = drawn(flow, &plate.labels, (x, y), unit);
        #[expect(clippy::cast_possible_truncation, reason = "points on a page")]
        let beside = x + rcp::LABELS as f32 * unit;
        marks.extend(drawn(flow, &plate.columns, (beside, y), unit));
        flow.put(Some(figure), marks);
        flow.y += tall * unit + 4.0;
        flow.paragraph(rcp::ACKNOWLEDGEMENT, Style { size: 6.5, ..Style::PLAIN }.ink(QUIET));
    }
}

/// A drawing's marks on the page, those below first.
fn drawn(flow: &mut Flow<'_>, drawing: &Drawing, origin: (f32, f32), unit: f32) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut ordered: Vec<&Drawn> = drawing.marks.iter().collect();
    ordered.sort_by_key(|mark| layer(mark));
    let place = Place { origin, unit };
    for mark in ordered {
        match mark {
            Drawn::Text { x, y, anchor, size, weight, turned, ink, words } => {
                let words = flow.letters(words);
                let weight = match weight {
                    DrawnWeight::Plain => Weight::Regular,
                    DrawnWeight::Bold => Weight::Bold,
                };
                let size = place.length(*size);
                let width = flow.fonts.width(&words, weight, size);
                let back = match anchor {
                    Anchor::Start => 0.0,
                    Anchor::Middle => width / 2.0,
                    Anchor::End => width,
                };
                let (x, y) = place.of(*x, *y);
                let (x, y) = if *turned { (x, y + back) } else { (x - back, y) };
                marks.push(Mark::Text {
                    x,
                    y,
                    size,
                    weight,
                    ink: ink_of(*ink),
                    text: words,
                    turned: *turned,
                });
            }
            other => marks.extend(place.figure(other)),
        }
    }
    marks
}

const fn layer(mark: &Drawn) -> u8 {
    match mark {
        Drawn::Area { .. } => 0,
        Drawn::Line { .. } => 1,
        Drawn::Bar { .. } => 2,
        Drawn::Shape { .. } => 3,
        Drawn::Text { .. } => 4,
    }
}

/// Where a drawing lies on the page.
struct Place {
    origin: (f32, f32),
    unit: f32,
}

impl Place {
    #[expect(clippy::cast_possible_truncation, reason = "points on a page")]
    fn length(&self, units: f64) -> f32 {
        units as f32 * self.unit
    }

    fn of(&self, x: f64, y: f64) -> (f32, f32) {
        (self.origin.0 + self.length(x), self.origin.1 + self.length(y))
    }

    fn figure(&self, mark: &Drawn) -> Vec<Mark> {
        match mark {
            Drawn::Area { x, y, width, height, ink } => {
                let ((x, y), (width, height)) =
                    (self.of(*x, *y), (self.length(*width), self.length(*height)));
                if let Role::Floor(risk) = ink {
                    let edge = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
                    let stroke = Some((1.6, risk_ink(*risk)));
                    return vec![Mark::Outline { points: edge.to_vec(), fill: None, stroke }];
                }
                vec![Mark::Area { x, y, width, height, ink: ink_of(*ink) }]
            }
            Drawn::Line { points, ink } => {
                let points: Vec<(f32, f32)> = points.iter().map(|(x, y)| self.of(*x, *y)).collect();
                let ends = points.iter().zip(points.iter().skip(1));
                let line = |(from, to): (&(f32, f32), &(f32, f32))| Mark::Line {
                    from: *from,
                    to: *to,
                    width: line_width(*ink),
                    ink: ink_of(*ink),
                };
                ends.map(line).collect()
            }
            Drawn::Bar { x, high, low, ink } => {
                let (x, top) = self.of(*x, *high);
                let arm = self.length(5.0);
                let line = |from, to| Mark::Line { from, to, width: 1.0, ink: ink_of(*ink) };
                let mut marks = vec![line((x - arm, top), (x + arm, top))];
                if let Some(low) = low {
                    let (_, bottom) = self.of(0.0, *low);
                    marks.push(line((x, top), (x, bottom)));
                    marks.push(line((x - arm, bottom), (x + arm, bottom)));
                }
                marks
            }
            Drawn::Shape { x, y, size, shape, ink } => {
                self.shape(self.of(*x, *y), self.length(*size), *shape, *ink)
            }
            Drawn::Text { .. } => Vec::new(),
        }
    }

    fn shape(&self, (x, y): (f32, f32), size: f32, shape: Shape, role: Role) -> Vec<Mark> {
        let ink = ink_of(role);
        let stroke = Some((0.9, ink));
        let round = |size: f32| -> Vec<(f32, f32)> {
            let turn = |step: u8| f32::from(step) * std::f32::consts::TAU / 24.0;
            (0..24).map(|step| (x + size * turn(step).cos(), y + size * turn(step).sin())).collect()
        };
        const WHITE: Ink = [0xff; 3];
        let outline = |points, fill, stroke| vec![Mark::Outline { points, fill, stroke }];
        match shape {
            Shape::Dot => outline(round(size), Some(ink), None),
            Shape::Hollow => outline(round(size), Some(WHITE), stroke),
            Shape::Ring => outline(round(size), None, stroke),
            Shape::Square => {
                let corners = vec![
                    (x - size, y - size),
                    (x + size, y - size),
                    (x + size, y + size),
                    (x - size, y + size),
                ];
                outline(corners, None, stroke)
            }
            Shape::Up => {
                outline(vec![(x, y - size), (x + size, y + size), (x - size, y + size)], Some(ink), None)
            }
            Shape::Down => {
                outline(vec![(x, y + size), (x + size, y - size), (x - size, y - size)], Some(ink), None)
            }
            Shape::Stroke => {
                vec![Mark::Line { from: (x - size, y + size), to: (x + size, y - size), width: 0.9, ink }]
            }
            Shape::Diamond => {
                outline(vec![(x, y - size), (x + size, y), (x, y + size), (x - size, y)], Some(ink), None)
            }
        }
    }
}
