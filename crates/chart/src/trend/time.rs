//! Hours and days under everything else, times in which nothing was expected, and how long a gap was.

use super::Scene;
use crate::drawing::{Drawing, Ink, Style};
use crate::words;

/// Lines of the hours and days, with their labels; over them the gaps.
pub(super) fn time(scene: &Scene<'_>, d: &mut Drawing, bottom: f64) {
    let axis = &scene.axis;
    for pause in &scene.course.pauses {
        let end = pause.to.unwrap_or(axis.to);
        if end <= axis.from || pause.from >= axis.to {
            continue;
        }
        let (left, right) = (axis.x(pause.from.max(axis.from)), axis.x(end));
        d.area((left, 8.0), ((right - left).max(2.0), bottom - 4.0), Ink::Absence);
    }
    let mut day_free = f64::MIN;
    for tick in axis.ticks(scene.course) {
        let (ink, style, y) = if tick.day {
            (Ink::Strong, Style::bold(11.5), bottom + 50.0)
        } else {
            (Ink::Grid, Style::plain(11.5), bottom + 34.0)
        };
        d.line((tick.x, 8.0), (tick.x, bottom + 22.0), ink);
        let half = tick.label.chars().count() as f64 * 3.4;
        if tick.day && tick.x - half < day_free {
            continue;
        }
        if tick.day {
            day_free = tick.x + half;
        }
        // A day's name stays inside the drawing.
        let x = tick.x.max(half).min(d.width - half);
        d.text((x, y), style.middle(), if tick.day { Ink::Words } else { Ink::Quiet }, tick.label);
    }
    gaps(scene, d, bottom);
}

/// How long there was none, where that is more than twice the planned interval, and why; in the gap, on the axis.
fn gaps(scene: &Scene<'_>, d: &mut Drawing, bottom: f64) {
    for (index, point) in scene.around.iter().enumerate() {
        let next = scene.around.get(index + 1).map_or_else(|| scene.end(), |next| next.at);
        let Some(minutes) = scene.course.gap_after(point.set, Some(next)) else { continue };
        let Some((left, right)) = scene.between(point, next) else { continue };
        let why = scene.course.pause_between(point.at, next).map(|pause| pause.why.as_str());
        let long = match why {
            Some(why) => format!("{why}, no obs {}", words::span(minutes)),
            None => format!("no obs {}", words::span(minutes)),
        };
        let short = words::span(minutes);
        let fits = |words: &String| words.chars().count() as f64 * 5.8 <= right - left;
        d.line((left, bottom + 6.0), (right, bottom + 6.0), Ink::Gap);
        if let Some(words) = [long, short].into_iter().find(fits) {
            d.text(((left + right) / 2.0, bottom + 18.0), Style::plain(10.5).middle(), Ink::Gap, words);
        }
    }
}
