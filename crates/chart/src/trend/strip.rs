//! A strip: a fixed scale on so many units, with the scorer's bands behind it.

use clinical::news2::{Parameter, Scale, areas};

/// How far inside the edge a value lies that is off the scale: inside the outermost band of every strip.
const CLAMPED: f64 = 3.0;

/// Where a strip lies and what it ranges over.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Strip {
    low: i16,
    high: i16,
    pub(super) top: f64,
    height: f64,
}

/// Where a value lies in its strip.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Place {
    /// On the scale.
    At(f64),
    /// Above it: drawn at the upper edge, with its number.
    Above(f64),
    /// Below it: drawn at the lower edge, with its number.
    Below(f64),
}

impl Place {
    /// Units from the top of the drawing.
    pub(super) const fn y(self) -> f64 {
        match self {
            Self::At(y) | Self::Above(y) | Self::Below(y) => y,
        }
    }
}

impl Strip {
    pub(super) const fn of(parameter: Parameter, top: f64, height: f64) -> Self {
        let (low, high) = fixed_scale(parameter);
        Self { low, high, top, height }
    }

    pub(super) const fn bottom(&self) -> f64 {
        self.top + self.height
    }

    fn y_raw(&self, value: f64) -> f64 {
        let part = (value - f64::from(self.low)) / f64::from(self.high - self.low);
        self.bottom() - part * self.height
    }

    /// Where a value lies; off the scale it is clamped and says so, never dropped.
    pub(super) fn place(&self, value: i16) -> Place {
        if value > self.high {
            Place::Above(self.top + CLAMPED)
        } else if value < self.low {
            Place::Below(self.bottom() - CLAMPED)
        } else {
            Place::At(self.y_raw(f64::from(value)))
        }
    }

    /// Coloured areas of the score's own bands: top, bottom, points. Edges lie half-way between two values.
    pub(super) fn areas(&self, parameter: Parameter, scale: Scale, on_oxygen: bool) -> Vec<(f64, f64, u8)> {
        let clamp = |y: f64| y.clamp(self.top, self.bottom());
        let edges = areas(parameter, scale, on_oxygen).into_iter().map(|(low, high, points)| {
            let (top, bottom) = (self.y_raw(f64::from(high) + 0.5), self.y_raw(f64::from(low) - 0.5));
            (clamp(top), clamp(bottom), points)
        });
        edges.filter(|(top, bottom, _)| bottom - top > 0.1).collect()
    }

    /// The values at which the bands change: the lowest of each band that is on the scale.
    pub(super) fn edges(&self, parameter: Parameter, scale: Scale, on_oxygen: bool) -> Vec<(f64, i16)> {
        areas(parameter, scale, on_oxygen)
            .into_iter()
            .filter(|(low, ..)| *low > self.low && *low <= self.high)
            .map(|(low, ..)| (self.y_raw(f64::from(low) - 0.5), low))
            .collect()
    }
}

/// The scale of each strip, in the parameter's unit. Fixed, so that the same height always means the same value.
pub(super) const fn fixed_scale(parameter: Parameter) -> (i16, i16) {
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
    use clinical::news2::band_of;

    /// For every value that can be charted, on both scales, on air and on oxygen.
    #[test]
    fn every_value_lies_in_the_colour_of_its_points_and_what_is_off_the_scale_at_the_edge_of_its_own() {
        for (parameter, height) in crate::trend::STRIPS {
            let height = height * crate::trend::LOW;
            let strip = Strip::of(parameter, 100.0, height);
            for (scale, on_oxygen) in [(Scale::One, false), (Scale::Two, false), (Scale::Two, true)] {
                let areas = strip.areas(parameter, scale, on_oxygen);
                assert!(
                    (areas[0].0 - 100.0).abs() < 0.01
                        && (areas[areas.len() - 1].1 - 100.0 - height).abs() < 0.01
                );
                assert!(areas.windows(2).all(|pair| (pair[0].1 - pair[1].0).abs() < 0.01), "no gap");
                let (low, high) = parameter.range();
                for value in low..=high {
                    let y = strip.place(value).y();
                    let points = band_of(parameter, scale, on_oxygen, value).unwrap().points;
                    let drawn = areas
                        .iter()
                        .find(|(top, bottom, _)| *top <= y + 0.01 && y - 0.01 <= *bottom)
                        .unwrap();
                    assert_eq!(drawn.2, points, "{parameter:?} {value} under {scale:?}");
                }
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
    fn the_edges_are_where_the_points_change() {
        let strip = Strip::of(Parameter::Spo2, 0.0, 100.0);
        let edges = strip.edges(Parameter::Spo2, Scale::One, false);
        assert_eq!(edges.iter().map(|(_, low)| *low).collect::<Vec<_>>(), [96, 94, 92]);
    }
}
