//! Where things lie on the chart: true time across, fixed scales up. Nothing here fits itself to the data.

use crate::dates::WardTime;
use clinical::{
    UtcMillis,
    news2::{Parameter, Scale, areas},
};

/// Space left of the plot for labels, in pixels.
pub const LEFT: f64 = 44.0;
/// Space right of the plot for the latest value, in pixels.
pub const RIGHT: f64 = 62.0;
/// Room at both ends of the plot, so that the first and last dot stand whole.
const EDGE: f64 = 10.0;

/// The time axis: a window of true time on so many pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimeAxis {
    from: UtcMillis,
    to: UtcMillis,
    width: f64,
    offset_minutes: i16,
}

/// A mark on the time axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Where.
    pub x: f64,
    /// `06:00`, or `Sun 22-Nov` where a day begins.
    pub label: String,
    /// A day begins here.
    pub day: bool,
}

impl TimeAxis {
    /// An axis for a drawing of this width.
    pub fn new(from: UtcMillis, to: UtcMillis, width: f64, offset_minutes: i16) -> Self {
        Self { from, to: to.max(from.plus_minutes(1)), width, offset_minutes }
    }

    /// Left edge of the plot.
    pub const fn left(&self) -> f64 {
        LEFT
    }

    /// Right edge of the plot.
    pub fn right(&self) -> f64 {
        (self.width - RIGHT).max(LEFT + 2.0 * EDGE + 1.0)
    }

    /// Where an instant lies.
    pub fn x(&self, at: UtcMillis) -> f64 {
        let part = (at.0 - self.from.0) as f64 / (self.to.0 - self.from.0) as f64;
        let inner = self.right() - self.left() - 2.0 * EDGE;
        self.left() + EDGE + part.clamp(0.0, 1.0) * inner
    }

    /// Marks on whole hours of the ward's clock, at least 48 pixels apart, days named.
    pub fn ticks(&self) -> Vec<Tick> {
        let hours = (self.to.0 - self.from.0) as f64 / 3_600_000.0;
        let wanted = 48.0 * hours / (self.right() - self.left());
        let step =
            [1, 2, 3, 4, 6, 12, 24, 48, 96, 168].into_iter().find(|s| f64::from(*s) >= wanted).unwrap_or(168);
        let (step_ms, offset_ms) = (i64::from(step) * 3_600_000, i64::from(self.offset_minutes) * 60_000);
        // Multiples of the step since a local midnight, so that labels fall on 00:00, 06:00 and so on.
        let first = (self.from.0 + offset_ms).div_euclid(step_ms) + 1;
        let instants = (first..).map(|n| UtcMillis(n * step_ms - offset_ms)).take_while(|at| *at <= self.to);
        instants
            .map(|at| {
                let ward = WardTime::of(at, self.offset_minutes);
                let day = ward.hour_and_minute() == (0, 0);
                Tick { x: self.x(at), label: if day { ward.weekday_and_day() } else { ward.time() }, day }
            })
            .collect()
    }
}

/// A strip of the chart: a fixed scale on so many pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Strip {
    low: i16,
    high: i16,
    top: f64,
    height: f64,
}

/// Where a value lies in its strip.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Place {
    /// On the scale.
    At(f64),
    /// Above it: drawn at the top edge, with its number.
    Above(f64),
    /// Below it: drawn at the bottom edge, with its number.
    Below(f64),
}

impl Place {
    /// Pixels from the top of the drawing.
    pub const fn y(self) -> f64 {
        match self {
            Self::At(y) | Self::Above(y) | Self::Below(y) => y,
        }
    }
}

impl Strip {
    /// The strip of a parameter, from `top` down.
    pub const fn of(parameter: Parameter, top: f64, height: f64) -> Self {
        let (low, high) = fixed_scale(parameter);
        Self { low, high, top, height }
    }

    /// Top edge.
    pub const fn top(&self) -> f64 {
        self.top
    }

    /// Bottom edge.
    pub const fn bottom(&self) -> f64 {
        self.top + self.height
    }

    fn y_raw(&self, value: f64) -> f64 {
        let part = (value - f64::from(self.low)) / f64::from(self.high - self.low);
        self.bottom() - part * self.height
    }

    /// Where a value lies; off the scale it is clamped and said so, never dropped.
    pub fn place(&self, value: i16) -> Place {
        if value > self.high {
            Place::Above(self.top + 5.0)
        } else if value < self.low {
            Place::Below(self.bottom() - 5.0)
        } else {
            Place::At(self.y_raw(f64::from(value)))
        }
    }

    /// Coloured areas of the score's own bands: top, bottom, points. Edges lie half-way between two values.
    pub fn areas(&self, parameter: Parameter, scale: Scale, on_oxygen: bool) -> Vec<(f64, f64, u8)> {
        let clamp = |y: f64| y.clamp(self.top, self.bottom());
        let edges = areas(parameter, scale, on_oxygen).into_iter().map(|(low, high, points)| {
            let (top, bottom) = (self.y_raw(f64::from(high) + 0.5), self.y_raw(f64::from(low) - 0.5));
            (clamp(top), clamp(bottom), points)
        });
        edges.filter(|(top, bottom, _)| bottom - top > 0.1).collect()
    }

    /// The values at which the bands change, for labels: the lowest of each band that is on the scale.
    pub fn edges(&self, parameter: Parameter, scale: Scale, on_oxygen: bool) -> Vec<(f64, i16)> {
        areas(parameter, scale, on_oxygen)
            .into_iter()
            .filter(|(low, ..)| *low > self.low && *low <= self.high)
            .map(|(low, ..)| (self.y_raw(f64::from(low) - 0.5), low))
            .collect()
    }
}

/// The scale of each strip. Fixed, so that the same height always means the same value.
const fn fixed_scale(parameter: Parameter) -> (i16, i16) {
    match parameter {
        Parameter::Respiration => (4, 36),
        Parameter::Spo2 => (80, 100),
        Parameter::Systolic => (40, 230),
        Parameter::Pulse => (30, 150),
        Parameter::Temperature => (340, 402),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UtcMillis = UtcMillis(1_785_978_600_000); // 2026-08-06T01:10Z

    fn axis(hours: i64, width: f64) -> TimeAxis {
        TimeAxis::new(NOW.plus_minutes(-60 * hours), NOW, width, 60)
    }

    #[test]
    fn time_runs_true_and_the_newest_is_at_the_right() {
        let axis = axis(24, 1000.0);
        let (first, middle, last) =
            (axis.x(NOW.plus_minutes(-1440)), axis.x(NOW.plus_minutes(-720)), axis.x(NOW));
        assert!((middle - (first + last) / 2.0).abs() < 0.01);
        assert!(first > LEFT && last < 1000.0 - RIGHT);
        assert!((axis.x(NOW.plus_minutes(90)) - last).abs() < 0.01, "the future is clamped");
    }

    #[test]
    fn ticks_stand_on_the_wards_hours_and_name_its_days() {
        let ticks = axis(24, 1000.0).ticks();
        assert!(ticks.windows(2).all(|pair| pair[1].x - pair[0].x >= 47.0), "{ticks:?}");
        assert!(ticks.iter().any(|tick| tick.day && tick.label == "Thu 06-Aug"), "{ticks:?}");
        assert!(ticks.iter().filter(|tick| !tick.day).all(|tick| tick.label.ends_with(":00")));
        assert!(axis(24 * 14, 340.0).ticks().len() <= 6, "a narrow phone has room for few");
    }

    #[test]
    fn the_bands_are_the_scorers_and_fill_the_strip() {
        for parameter in Parameter::ALL {
            let strip = Strip::of(parameter, 100.0, 90.0);
            let areas = strip.areas(parameter, Scale::One, false);
            assert!((areas[0].0 - 100.0).abs() < 0.01 && (areas.last().unwrap().1 - 190.0).abs() < 0.01);
            assert!(
                areas.windows(2).all(|pair| (pair[0].1 - pair[1].0).abs() < 0.01),
                "no gap in {parameter:?}"
            );
            for value in [40_i16, 91, 96, 110, 120, 360, 381] {
                let (Place::At(y), Some(band)) =
                    (strip.place(value), clinical::news2::band_of(parameter, Scale::One, false, value))
                else {
                    continue;
                };
                let drawn = areas.iter().find(|(top, bottom, _)| *top <= y && y <= *bottom).unwrap();
                assert_eq!(drawn.2, band.points, "{parameter:?} {value} lies in the colour of its points");
            }
        }
    }

    #[test]
    fn a_value_off_the_scale_is_clamped_and_says_so() {
        let strip = Strip::of(Parameter::Pulse, 0.0, 100.0);
        assert!(matches!(strip.place(190), Place::Above(y) if y < 10.0));
        assert!(matches!(strip.place(22), Place::Below(y) if y > 90.0));
        assert!(matches!(strip.place(90), Place::At(_)));
    }

    #[test]
    fn scale_two_colours_by_oxygen() {
        let strip = Strip::of(Parameter::Spo2, 0.0, 100.0);
        let top = |on_oxygen| strip.areas(Parameter::Spo2, Scale::Two, on_oxygen)[0].2;
        assert_eq!((top(false), top(true)), (0, 3));
        let edges = strip.edges(Parameter::Spo2, Scale::One, false);
        assert_eq!(edges.iter().map(|(_, low)| *low).collect::<Vec<_>>(), [96, 94, 92]);
    }
}
