//! What a drawing is made of: a few kinds of marks in abstract units, each with a role instead of a colour.
//!
//! A unit is a CSS pixel on the screen and whatever fits the page on paper; x runs to the right, y down. Marks of one kind
//! lie over those of the kinds before it ([`Drawing`] names the order), so that whoever draws may put all marks of a kind
//! and a role into one path.

use clinical::news2::Risk;

/// Marks on a plane of a given size. Areas lie at the bottom, over them lines, then bars, then shapes, then text; within a
/// kind, the later over the earlier.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawing {
    /// Width in units.
    pub width: f64,
    /// Height in units.
    pub height: f64,
    /// The marks.
    pub marks: Vec<Mark>,
}

/// Where a set lies in a drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stop {
    /// The middle of its column, or its instant, in units from the left.
    pub x: f64,
    /// Its place among [`crate::course::Course::sets`].
    pub set: usize,
}

/// One mark.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A filled rectangle.
    Area {
        /// Left edge.
        x: f64,
        /// Top edge.
        y: f64,
        /// Width.
        width: f64,
        /// Height.
        height: f64,
        /// What it stands for.
        ink: Ink,
    },
    /// A line through these points.
    Line {
        /// At least two.
        points: Vec<(f64, f64)>,
        /// What it stands for.
        ink: Ink,
    },
    /// A blood pressure: a vertical line with short bars at both ends; with none below, the short bar of the systolic alone.
    Bar {
        /// Where.
        x: f64,
        /// The systolic.
        high: f64,
        /// The diastolic, where it was recorded.
        low: Option<f64>,
        /// What it stands for.
        ink: Ink,
    },
    /// A small shape around a point.
    Shape {
        /// Centre.
        x: f64,
        /// Centre.
        y: f64,
        /// Half its width.
        size: f64,
        /// Which.
        shape: Shape,
        /// What it stands for.
        ink: Ink,
    },
    /// Words on one line.
    Text {
        /// Where they are anchored.
        x: f64,
        /// Their base line.
        y: f64,
        /// Which end of them lies at `x`.
        anchor: Anchor,
        /// Height of the letters, as a font has it.
        size: f64,
        /// How heavy.
        weight: Weight,
        /// Turned by a quarter to the left, read from below, around `x` and `y`.
        turned: bool,
        /// What they stand for.
        ink: Ink,
        /// The words.
        words: String,
    },
}

/// Shapes that a value is drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// A filled circle: a value of a complete set.
    Dot,
    /// A circle's outline filled with the ground: a value of an incomplete set.
    Hollow,
    /// A wider ring around a value: something is to be known of it, as its role says.
    Ring,
    /// A square's outline around a value: a device sent it.
    Square,
    /// A triangle that points up: the value lies above the scale.
    Up,
    /// A triangle that points down: the value lies below the scale.
    Down,
    /// A stroke across: the value no longer stands.
    Stroke,
    /// A diamond: something was done.
    Diamond,
}

/// Which end of a text lies at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// How heavy a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// As running text.
    Plain,
    /// Bold.
    Bold,
}

/// What a mark stands for. Whoever draws gives each a colour, of which only bands and totals may be saturated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ink {
    /// A row or cell of so many points, 0 to 3, in the chart's colours.
    Band(u8),
    /// The same, pale, behind a line.
    Soft(u8),
    /// Text on [`Ink::Band`] of so many points.
    OnBand(u8),
    /// The cell of a complete total.
    Total(Risk),
    /// Text on [`Ink::Total`].
    OnTotal(Risk),
    /// The cell of a total that is incomplete: an outline in the colour of the least it can be.
    Floor(Risk),
    /// The cell of a set that has no score, or whose score no longer applies.
    Unscored,
    /// Ordinary text on the ground, on a [`Ink::Floor`] or on [`Ink::Unscored`].
    Words,
    /// Text that matters less.
    Quiet,
    /// The heading of a block.
    Heading,
    /// The ground of headings and of the time.
    Header,
    /// The grey ground of the panels for scale 2, monitoring, escalation and initials.
    Panel,
    /// A warning in the chart's own words.
    Warning,
    /// A thin line between rows, columns or hours.
    Grid,
    /// A line between blocks or days.
    Strong,
    /// The edge of a band.
    Edge,
    /// A value, and the line that joins values.
    Value,
    /// A value that was entered late, or whose clock was not proved.
    Late,
    /// A value that corrects an earlier one.
    Corrected,
    /// A value that a device sent itself.
    Device,
    /// A value that no longer stands.
    Struck,
    /// Why a value, or a set, is missing.
    Gap,
    /// The ground of a column or a stretch of time without observations.
    Absence,
    /// The SpO2 scale changed here.
    ScaleChange,
    /// A time under scale 2.
    ScaleTwo,
    /// Something was done about a rise.
    Act,
}

impl Drawing {
    pub(crate) fn area(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), ink: Ink) {
        self.marks.push(Mark::Area { x, y, width, height, ink });
    }

    pub(crate) fn line(&mut self, from: (f64, f64), to: (f64, f64), ink: Ink) {
        self.marks.push(Mark::Line { points: vec![from, to], ink });
    }

    pub(crate) fn shape(&mut self, (x, y): (f64, f64), size: f64, shape: Shape, ink: Ink) {
        self.marks.push(Mark::Shape { x, y, size, shape, ink });
    }

    pub(crate) fn text(&mut self, at: (f64, f64), style: Style, ink: Ink, words: impl Into<String>) {
        let Style { anchor, size, weight, turned } = style;
        self.marks.push(Mark::Text {
            x: at.0,
            y: at.1,
            anchor,
            size,
            weight,
            turned,
            ink,
            words: words.into(),
        });
    }
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    anchor: Anchor,
    size: f64,
    weight: Weight,
    turned: bool,
}

impl Style {
    pub(crate) const fn plain(size: f64) -> Self {
        Self { anchor: Anchor::Start, size, weight: Weight::Plain, turned: false }
    }

    pub(crate) const fn bold(size: f64) -> Self {
        Self { weight: Weight::Bold, ..Self::plain(size) }
    }

    pub(crate) const fn middle(self) -> Self {
        Self { anchor: Anchor::Middle, ..self }
    }

    pub(crate) const fn end(self) -> Self {
        Self { anchor: Anchor::End, ..self }
    }

    pub(crate) const fn turned(self) -> Self {
        Self { turned: true, ..self }
    }
}
