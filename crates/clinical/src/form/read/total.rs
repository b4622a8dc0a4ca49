//! Totals and their bands, as the file has them.

use super::{
    Names,
    door::{Door, Part, is_name},
    rule,
};
use crate::form::{Action, Band, Item, ItemKind, Number, Rule, Total};

const PARTS: &[&str] = &["id", "label", "item", "band"];
const BAND: &[&str] = &["low", "high", "label", "level", "words", "due", "overdue"];

/// The totals' names, in the order of the file.
pub(super) fn names<'n>(door: &mut Door, parts: &[&Part<'n>]) -> Vec<&'n str> {
    let mut names = Vec::new();
    for part in parts {
        let id =
            door.extensions(part, PARTS).one("id").and_then(|id| door.need(id, "valueCode", Rule::Total));
        let id = id.unwrap_or_default();
        if !is_name(id) || names.contains(&id) {
            let message = "A total has an \"id\" of its own: letters, digits, dots, dashes or underscores.";
            door.refuse(part, Rule::Total, message);
        }
        names.push(id);
    }
    names
}

/// Reads the totals. Every item exists by now.
pub(super) fn read(door: &mut Door, parts: &[&Part<'_>], names: &Names<'_>, items: &[Item]) -> Vec<Total> {
    let read = |(part, id): (&&Part<'_>, &&str)| total(door, part, id, names, items);
    parts.iter().zip(&names.totals).map(read).collect()
}

fn total(door: &mut Door, part: &Part<'_>, id: &str, names: &Names<'_>, items: &[Item]) -> Total {
    let inside = door.extensions(part, PARTS);
    let label = inside.one("label").and_then(|label| door.need(label, "valueString", Rule::Total));
    if label.is_none() {
        door.refuse(part, Rule::Total, "A total has a \"label\".");
    }
    let mut counted: Vec<usize> = Vec::new();
    for item in inside.all("item") {
        let link = door.need(item, "valueString", Rule::Total).unwrap_or_default();
        let Some(place) = names.items.get(link).copied() else {
            door.refuse(
                item,
                Rule::Total,
                format!("This total counts {link:?}, and no item has that linkId."),
            );
            continue;
        };
        if counted.contains(&place) {
            door.refuse(item, Rule::Total, format!("This total counts {link:?} twice. Leave one."));
        }
        countable(door, item, &items[place]);
        counted.push(place);
    }
    if counted.is_empty() {
        door.refuse(part, Rule::Total, "This total counts no items.");
    }
    let places = counted.iter().map(|place| decimals(&items[*place])).max().unwrap_or(0);
    let before = door.errors.len();
    let bands: Vec<Band> = inside.all("band").map(|part| band(door, part)).collect();
    let total = Total {
        id: id.to_owned(),
        label: label.unwrap_or_default().to_owned(),
        items: counted,
        places,
        bands,
    };
    if door.errors.len() == before && !total.bands.is_empty() {
        let parts: Vec<&Part<'_>> = inside.all("band").collect();
        seamless(door, &parts, &total, total.range(items));
    }
    total
}

/// Whether an item has a number for each of its answers.
fn countable(door: &mut Door, part: &Part<'_>, item: &Item) {
    match &item.kind {
        ItemKind::Number(_) | ItemKind::Choice { many: false, .. } => {}
        _ => {
            let message =
                format!("A total cannot count {:?}: it is neither a number nor one choice.", item.link);
            door.refuse(part, Rule::Total, message);
        }
    }
    if let ItemKind::Choice { options, .. } = &item.kind {
        for option in options.iter().filter(|option| option.weight.is_none()) {
            let message = format!(
                "A total counts {:?}, and its option {:?} has no weight. Add an ordinalValue.",
                item.link, option.code
            );
            door.refuse(part, Rule::Weight, message);
        }
    }
}

fn decimals(item: &Item) -> u8 {
    let of = |number: Number| (0..3).find(|places| number.0 % Number::step(*places) == 0).unwrap_or(3);
    match &item.kind {
        ItemKind::Number(number) => number.places,
        ItemKind::Choice { options, .. } => {
            options.iter().filter_map(|o| o.weight.map(of)).max().unwrap_or(0)
        }
        _ => 0,
    }
}

fn band(door: &mut Door, part: &Part<'_>) -> Band {
    let inside = door.extensions(part, BAND);
    let mut end = |name: &str| inside.one(name).and_then(|part| door.number(part, "valueDecimal"));
    let (low, high) = (end("low"), end("high"));
    for name in ["low", "high"] {
        if inside.one(name).is_some_and(|part| part.get("valueDecimal").is_none()) {
            door.refuse(part, Rule::Bands, "A band's \"low\" and \"high\" are \"valueDecimal\".");
        }
    }
    let label = inside.one("label").and_then(|label| door.need(label, "valueString", Rule::Bands));
    if label.is_none() {
        door.refuse(part, Rule::Bands, "A band has a \"label\".");
    }
    let action: Action = rule::action(door, part, &inside);
    Band { low, high, label: label.unwrap_or_default().to_owned(), action }
}

/// Each band begins one step above the one before, the first reaches down and the last up to all that is possible.
fn seamless(door: &mut Door, parts: &[&Part<'_>], total: &Total, (least, most): (Number, Number)) {
    let step = Number::step(total.places);
    let shown = |number: Number| number.shown(total.places);
    let mut next = Some(least);
    for (n, (band, part)) in total.bands.iter().zip(parts).enumerate() {
        let off_step = |end: Option<Number>| end.is_some_and(|end| end.0 % step != 0);
        let upside_down = band.low.zip(band.high).is_some_and(|(low, high)| low > high);
        if off_step(band.low) || off_step(band.high) || upside_down {
            let message = "This band is upside down, or its ends have more decimals than the total.";
            return door.refuse(part, Rule::Bands, message);
        }
        let Some(due) = next else {
            return door.refuse(part, Rule::Bands, "A band before this one has no upper end: they overlap.");
        };
        let low = band.low.unwrap_or(Number(i64::MIN));
        if n > 0 && low < due {
            let message = format!("This band overlaps the one before it: it must begin at {}.", shown(due));
            return door.refuse(part, Rule::Bands, message);
        }
        if low > due {
            let message = format!("No band holds {}: this one must begin there.", shown(due));
            return door.refuse(part, Rule::Bands, message);
        }
        if band.high.is_some_and(|high| high < least) || low > most && n > 0 {
            return door.refuse(part, Rule::Bands, "The total can never be in this band. Take it out.");
        }
        next = band.high.map(|high| Number(high.0 + step));
    }
    if let (Some(due), Some(part)) = (next.filter(|due| *due <= most), parts.last()) {
        let (from, to) = (shown(due), shown(most));
        let message =
            format!("No band holds {from} to {to}: the total can be there. Add one, or widen the last.");
        door.refuse(part, Rule::Bands, message);
    }
}
