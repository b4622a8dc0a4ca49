//! A chart's marks as SVG: those of one kind and role in one path, so that three hundred sets are a few elements and their
//! numbers.

use crate::words::texts;
use chart::drawing::{Anchor, Drawing, Ink, Mark, Shape, Weight};
use clinical::news2::Risk;
use std::collections::BTreeMap;
use yew::prelude::*;

/// Half the length of the short bars at the ends of a pressure.
const T_BAR: f64 = 5.0;

/// Layers from the bottom to the top. Within a layer, roles lie in the order of [`Ink`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Layer {
    Area,
    Line,
    Bar,
    Shape(Shape),
}

/// Texts of one look.
type Look = (Ink, u32, Weight, Anchor, bool);

/// The whole drawing. Inside of another one it lies at `left`, and what is drawn beyond its edges is cut off.
pub(super) fn svg(drawing: &Drawing, left: f64) -> Html {
    let mut paths: BTreeMap<(Layer, Ink), String> = BTreeMap::new();
    let mut texts: BTreeMap<Look, Vec<Html>> = BTreeMap::new();
    for mark in &drawing.marks {
        match mark {
            Mark::Text { x, y, anchor, size, weight, turned, ink, words } => {
                let look = (*ink, (size * 10.0) as u32, *weight, *anchor, *turned);
                texts.entry(look).or_default().push(text(*x, *y, *turned, words));
            }
            Mark::Area { ink, .. } => outline(paths.entry((Layer::Area, *ink)).or_default(), mark),
            Mark::Line { ink, .. } => outline(paths.entry((Layer::Line, *ink)).or_default(), mark),
            Mark::Bar { ink, .. } => outline(paths.entry((Layer::Bar, *ink)).or_default(), mark),
            Mark::Shape { ink, shape, .. } => {
                outline(paths.entry((Layer::Shape(*shape), *ink)).or_default(), mark);
            }
        }
    }
    let paths = paths.into_iter().map(|((layer, ink), d)| {
        let class = [layer_class(layer), class(ink)].concat();
        // A value's line and bar stay apart from the red that they cross.
        let under = ink == Ink::Value && matches!(layer, Layer::Line | Layer::Bar);
        html! {
            <>
                if under {
                    <path class={["k-under ", layer_class(layer)].concat()} d={d.clone()} />
                }
                <path {class} {d} />
            </>
        }
    });
    let texts = texts.into_iter().map(|((ink, size, weight, anchor, _), all)| {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let weight = if weight == Weight::Bold { "700" } else { "400" };
        html! {
            <g class={["k-text ", class(ink)].concat()} font-size={px(f64::from(size) / 10.0)} font-weight={weight}
                text-anchor={anchor}>{ for all }</g>
        }
    });
    html! {
        <svg viewBox={["0 0 ", &px(drawing.width), " ", &px(drawing.height)].concat()} x={px(left)} width={px(drawing.width)}
            height={px(drawing.height)} aria-hidden="true">{ for paths }{ for texts }</svg>
    }
}

/// Whether there is more in it than a number, a letter or a time.
fn has_words(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_alphabetic).count() > 1
}

/// Words, with the 2 of SpO₂ set small: the font has no subscript letters.
fn text(x: f64, y: f64, turned: bool, words: &str) -> Html {
    let (x, y) = (px(x), px(y));
    let words = if has_words(words) { texts::said(words) } else { words.to_owned() };
    let turn = turned.then(|| ["rotate(-90 ", &x, " ", &y, ")"].concat());
    match words.split_once('₂') {
        None => html! { <text {x} {y} transform={turn}>{ words }</text> },
        Some((before, after)) => html! {
            <text {x} {y} transform={turn}>
                { before.to_owned() }<tspan dy="3" font-size="70%">{ "2" }</tspan><tspan dy="-3">{ after.to_owned() }</tspan>
            </text>
        },
    }
}

/// Adds a mark to the path of its kind and role.
fn outline(d: &mut String, mark: &Mark) {
    let mut go = |command: &str, numbers: &[f64]| {
        d.push_str(command);
        for (index, number) in numbers.iter().enumerate() {
            if index > 0 {
                d.push(' ');
            }
            d.push_str(&px(*number));
        }
    };
    match mark {
        Mark::Area { x, y, width, height, .. } => {
            go("M", &[*x, *y]);
            go("h", &[*width]);
            go("v", &[*height]);
            go("h", &[-*width]);
            go("z", &[]);
        }
        Mark::Line { points, .. } => {
            for (index, (x, y)) in points.iter().enumerate() {
                go(if index == 0 { "M" } else { "L" }, &[*x, *y]);
            }
        }
        Mark::Bar { x, high, low, .. } => {
            for end in [Some(*high), *low].into_iter().flatten() {
                go("M", &[x - T_BAR, end]);
                go("h", &[2.0 * T_BAR]);
            }
            if let Some(low) = low {
                go("M", &[*x, *high]);
                go("V", &[*low]);
            }
        }
        Mark::Shape { x, y, size, shape, .. } => shape_outline(&mut go, (*x, *y), *size, *shape),
        Mark::Text { .. } => {}
    }
}

fn shape_outline(go: &mut impl FnMut(&str, &[f64]), (x, y): (f64, f64), r: f64, shape: Shape) {
    match shape {
        Shape::Dot | Shape::Hollow | Shape::Ring => {
            go("M", &[x - r, y]);
            go("a", &[r, r, 0.0, 0.0, 1.0, 2.0 * r, 0.0]);
            go("a", &[r, r, 0.0, 0.0, 1.0, -2.0 * r, 0.0]);
            go("z", &[]);
        }
        Shape::Square => {
            go("M", &[x - r, y - r]);
            go("h", &[2.0 * r]);
            go("v", &[2.0 * r]);
            go("h", &[-2.0 * r]);
            go("z", &[]);
        }
        Shape::Up | Shape::Down => {
            let way = if shape == Shape::Up { 1.0 } else { -1.0 };
            go("M", &[x, y - r * way]);
            go("L", &[x + r, y + r * way]);
            go("L", &[x - r, y + r * way]);
            go("z", &[]);
        }
        Shape::Stroke => {
            go("M", &[x - r, y + r]);
            go("L", &[x + r, y - r]);
        }
        Shape::Diamond => {
            go("M", &[x, y - r]);
            go("L", &[x + r, y]);
            go("L", &[x, y + r]);
            go("L", &[x - r, y]);
            go("z", &[]);
        }
    }
}

const fn layer_class(layer: Layer) -> &'static str {
    match layer {
        Layer::Area => "k-area ",
        Layer::Line => "k-line ",
        Layer::Bar => "k-bar ",
        Layer::Shape(Shape::Hollow) => "k-hollow ",
        Layer::Shape(Shape::Ring | Shape::Square | Shape::Stroke) => "k-ring ",
        Layer::Shape(_) => "k-dot ",
    }
}

/// The stylesheet's class of a role.
const fn class(ink: Ink) -> &'static str {
    match ink {
        Ink::Band(0) => "k-band lv-0",
        Ink::Band(1) => "k-band lv-1",
        Ink::Band(2) => "k-band lv-2",
        Ink::Band(_) => "k-band lv-3",
        Ink::Soft(0) => "k-band k-soft lv-0",
        Ink::Soft(1) => "k-band k-soft lv-1",
        Ink::Soft(2) => "k-band k-soft lv-2",
        Ink::Soft(_) => "k-band k-soft lv-3",
        Ink::OnBand(0) => "k-on lv-0",
        Ink::OnBand(1) => "k-on lv-1",
        Ink::OnBand(2) => "k-on lv-2",
        Ink::OnBand(_) => "k-on lv-3",
        Ink::Total(Risk::Low) => "k-total lv-0",
        Ink::Total(Risk::LowMedium) => "k-total lv-1",
        Ink::Total(Risk::Medium) => "k-total lv-2",
        Ink::Total(Risk::High) => "k-total lv-3",
        Ink::OnTotal(Risk::Low) => "k-on lv-0",
        Ink::OnTotal(Risk::LowMedium) => "k-on lv-1",
        Ink::OnTotal(Risk::Medium) => "k-on lv-2",
        Ink::OnTotal(Risk::High) => "k-on lv-3",
        Ink::Floor(Risk::Low) => "k-floor lv-0",
        Ink::Floor(Risk::LowMedium) => "k-floor lv-1",
        Ink::Floor(Risk::Medium) => "k-floor lv-2",
        Ink::Floor(Risk::High) => "k-floor lv-3",
        Ink::Unscored => "k-unscored",
        Ink::Words | Ink::Heading | Ink::Value | Ink::Act => "k-ink",
        Ink::Quiet => "k-quiet",
        Ink::Header => "k-header",
        Ink::Panel => "k-panel",
        Ink::Warning => "k-warning",
        Ink::Grid => "k-grid",
        Ink::Strong => "k-strong",
        Ink::Edge => "k-edge",
        Ink::Late => "k-late",
        Ink::Corrected => "k-corrected",
        Ink::Device => "k-device",
        Ink::Struck => "k-struck",
        Ink::Gap => "k-gap",
        Ink::Absence => "k-absence",
        Ink::ScaleChange => "k-change",
        Ink::ScaleTwo => "k-two",
    }
}

/// Units to a tenth. Written by hand: the formatting of floats would weigh more than this whole module.
pub(super) fn px(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let (whole, rest) = (tenths.abs() / 10, tenths.abs() % 10);
    let sign = if tenths < 0 { "-" } else { "" };
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_holds_what_was_drawn() {
        let mut d = String::new();
        outline(&mut d, &Mark::Bar { x: 10.0, high: 20.0, low: Some(60.5), ink: Ink::Value });
        assert_eq!(d, "M5 20h10M5 60.5h10M10 20V60.5");
        d.clear();
        outline(&mut d, &Mark::Area { x: -0.25, y: 1.0, width: 3.0, height: 4.0, ink: Ink::Band(2) });
        assert_eq!(d, "M-0.3 1h3v4h-3z");
    }

    #[test]
    fn numbers_are_written_to_a_tenth() {
        assert_eq!([12.0, 0.04, -3.16, 7.96].map(px), ["12", "0", "-3.2", "8"]);
    }
}
