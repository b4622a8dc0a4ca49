//! The marks beside a number: a shape per severity, so that colour is never alone, and arrows, which the font lacks.

use crate::widgets::class::classes;
use yew::prelude::*;

/// How severe, in the chart's four steps; `None` where there is no score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    None,
    Zero,
    One,
    Two,
    Three,
}

impl Level {
    pub(crate) const fn of_points(points: u8) -> Self {
        match points {
            0 => Self::Zero,
            1 => Self::One,
            2 => Self::Two,
            _ => Self::Three,
        }
    }

    pub(crate) const fn of_risk(risk: clinical::news2::Risk) -> Self {
        use clinical::news2::Risk;
        match risk {
            Risk::Low => Self::Zero,
            Risk::LowMedium => Self::One,
            Risk::Medium => Self::Two,
            Risk::High => Self::Three,
        }
    }

    /// The stylesheet's class.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::None => "lv-none",
            Self::Zero => "lv-0",
            Self::One => "lv-1",
            Self::Two => "lv-2",
            Self::Three => "lv-3",
        }
    }
}

/// Circle, triangle, diamond, square: four shapes that stay apart without colour. One path each, so that another level changes its
/// outline and makes no element.
pub(crate) fn shape(level: Level) -> Html {
    let outline = match level {
        Level::None => "M4 10H16",
        Level::Zero => "M10 3.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13Z",
        Level::One => "M10 3.5 17.5 16.5 2.5 16.5Z",
        Level::Two => "M10 1.5 18.5 10 10 18.5 1.5 10Z",
        Level::Three => "M2.5 2.5H17.5V17.5H2.5Z",
    };
    let filled = matches!(level, Level::Two | Level::Three);
    html! {
        <svg class="shape" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <path class={if filled { "solid" } else { "" }} d={outline} />
        </svg>
    }
}

/// Which way an arrow points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Up,
    Down,
    Level,
    Left,
    Right,
}

/// An arrow.
pub(crate) fn arrow(way: Way) -> Html {
    let path = match way {
        Way::Up => "M10 17V4M4.5 9.5 10 4l5.5 5.5",
        Way::Down => "M10 3v13M4.5 10.5 10 16l5.5-5.5",
        Way::Level => "M3 10h14M12 5l5 5-5 5",
        Way::Right => "M3 10h13M10.5 4.5 16 10l-5.5 5.5",
        Way::Left => "M17 10H4M9.5 4.5 4 10l5.5 5.5",
    };
    line_icon("arrow", path)
}

/// The back key.
pub(crate) fn backspace() -> Html {
    line_icon("key-icon", "M7 4h10v12H7L2 10zM9.5 7.5l5 5M14.5 7.5l-5 5")
}

/// A tick.
pub(crate) fn tick() -> Html {
    line_icon("tick", "M3.5 10.5 8 15l8.5-10")
}

/// Three dots.
pub(crate) fn dots() -> Html {
    line_icon("dots", "M4 10h.01M10 10h.01M16 10h.01")
}

/// A drawing in lines, as high as the text beside it.
pub(super) fn line_icon(class: &'static str, path: &'static str) -> Html {
    html! {
        <svg class={classes(&["line-icon", class])} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <path d={path} fill="none" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" />
        </svg>
    }
}
