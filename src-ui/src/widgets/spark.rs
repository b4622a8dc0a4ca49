//! The small line of the last scores: fixed scale 0 to 20, true order, hollow where a set was incomplete.

use contract::SparkPoint;
use std::fmt::Write;
use yew::prelude::*;

const WIDTH: f64 = 84.0;
const HEIGHT: f64 = 30.0;
const EDGE: f64 = 4.0;
/// The highest total there is.
const TOP: f64 = 20.0;

/// Where a point lies: evenly spaced, since only the last few are drawn and the chart has the true times.
fn place(index: usize, count: usize, total: u8) -> (f64, f64) {
    let step = if count > 1 { (WIDTH - 2.0 * EDGE) / (count - 1) as f64 } else { 0.0 };
    let from_left = if count > 1 { EDGE + step * index as f64 } else { WIDTH - EDGE };
    let up = f64::from(total.min(20)) / TOP * (HEIGHT - 2.0 * EDGE);
    (from_left, HEIGHT - EDGE - up)
}

/// The line.
pub(crate) fn spark(points: &[SparkPoint]) -> Html {
    let places: Vec<_> =
        points.iter().enumerate().map(|(i, point)| (place(i, points.len(), point.total), point)).collect();
    let mut path = String::new();
    for ((x, y), _) in &places {
        let _ = write!(path, "{}{x:.1} {y:.1}", if path.is_empty() { "M" } else { "L" }); // Writing to a String.
    }
    let said: Vec<String> = points
        .iter()
        .map(|p| if p.complete { p.total.to_string() } else { format!("at least {}", p.total) })
        .collect();
    let label = if said.is_empty() { String::new() } else { format!("Last scores: {}", said.join(", ")) };
    // Bands at 5 and 7, where the response changes.
    let at = |total| place(0, 1, total).1;
    html! {
        <svg class="spark" viewBox={format!("0 0 {WIDTH} {HEIGHT}")} role="img" aria-label={label}>
            <line class="spark-limit" x1="0" x2={WIDTH.to_string()} y1={at(5).to_string()} y2={at(5).to_string()} />
            <path class="spark-line" d={path} fill="none" />
            { for places.iter().map(|((x, y), point)| {
                let hollow = (!point.complete).then_some("hollow");
                html! { <circle class={classes!("spark-dot", hollow)} cx={x.to_string()} cy={y.to_string()} r="3" /> }
            }) }
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_is_fixed_and_the_newest_is_at_the_right() {
        let (_, zero) = place(0, 6, 0);
        let (right, twenty) = place(5, 6, 20);
        assert!((zero - (HEIGHT - EDGE)).abs() < 0.01 && (twenty - EDGE).abs() < 0.01);
        assert!((right - (WIDTH - EDGE)).abs() < 0.01);
        assert!((place(0, 1, 4).0 - (WIDTH - EDGE)).abs() < 0.01, "a single score stands at the right");
    }
}
