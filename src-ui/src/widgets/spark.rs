//! The small line of the last scores: fixed scale 0 to 20, true order, hollow where a set was incomplete.

use crate::{widgets::class::classes, words::score as words};
use contract::SparkPoint;
use std::fmt::Write;
use yew::prelude::*;

const WIDTH: i32 = 84;
const HEIGHT: i32 = 30;
const EDGE: i32 = 4;
/// The highest total there is.
const TOP: i32 = 20;

/// Where a point lies: evenly spaced, since only the last few are drawn and the chart has the true times.
fn place(index: usize, count: usize, total: u8) -> (i32, i32) {
    let (index, steps) = (index as i32, count as i32 - 1);
    let from_left = if steps > 0 { EDGE + (WIDTH - 2 * EDGE) * index / steps } else { WIDTH - EDGE };
    let up = i32::from(total).min(TOP) * (HEIGHT - 2 * EDGE) / TOP;
    (from_left, HEIGHT - EDGE - up)
}

/// The line.
pub(crate) fn spark(points: &[SparkPoint]) -> Html {
    let places: Vec<_> =
        points.iter().enumerate().map(|(i, point)| (place(i, points.len(), point.total), point)).collect();
    let mut path = String::new();
    for ((x, y), _) in &places {
        let _ = write!(path, "{}{x} {y}", if path.is_empty() { "M" } else { "L" }); // Writing to a String.
    }
    let said: Vec<String> = points
        .iter()
        .map(|p| if p.complete { p.total.to_string() } else { words::floor_spoken(p.total.into()) })
        .collect();
    let label = if said.is_empty() { String::new() } else { words::last_scores(&said.join(", ")) };
    // Bands at 5 and 7, where the response changes.
    let at = |total| place(0, 1, total).1;
    html! {
        <svg class="spark" viewBox={format!("0 0 {WIDTH} {HEIGHT}")} role="img" aria-label={label}>
            <line class="spark-limit" x1="0" x2={WIDTH.to_string()} y1={at(5).to_string()} y2={at(5).to_string()} />
            <path class="spark-line" d={path} fill="none" />
            { for places.iter().map(|((x, y), point)| {
                let hollow = (!point.complete).then_some("hollow");
                html! { <circle class={classes(&["spark-dot", hollow.unwrap_or_default()])} cx={x.to_string()} cy={y.to_string()} r="3" /> }
            }) }
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_is_fixed_and_the_newest_is_at_the_right() {
        assert_eq!(place(0, 6, 0), (EDGE, HEIGHT - EDGE));
        assert_eq!(place(5, 6, 20), (WIDTH - EDGE, EDGE));
        assert_eq!(place(0, 1, 4).0, WIDTH - EDGE, "a single score stands at the right");
    }
}
