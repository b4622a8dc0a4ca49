//! Flags: an icon and its words, never the icon alone.

use super::el::{attr, el, given, id};
use crate::words::texts;
use contract::{Flag, FlagKind};
use yew::prelude::*;

/// The icon, as one path on a square of 16.
const fn path(kind: FlagKind) -> &'static str {
    match kind {
        FlagKind::NotShown => "M8 2 15 14H1ZM6 7l4 4M10 7l-4 4",
        FlagKind::NotForResuscitation => "M8 14 2 8a3.5 3.5 0 0 1 6-4 3.5 3.5 0 0 1 6 4ZM2 2l12 12",
        FlagKind::Resuscitation => "M8 14 2 8a3.5 3.5 0 0 1 6-4 3.5 3.5 0 0 1 6 4Z",
        // An eye, struck through; out of a door.
        FlagKind::ObservationsStopped => "M1.5 8s2.5-4 6.5-4 6.5 4 6.5 4-2.5 4-6.5 4-6.5-4-6.5-4ZM3 14 13 2",
        FlagKind::OffWard => "M7 2H3v12h4M6 8h8M11 5l3 3-3 3",
        FlagKind::Ceiling => "M2 3h12M8 14V6M5 9l3-3 3 3",
        FlagKind::Allergy => "M8 2 15 14H1ZM8 6v4M8 12v.5",
        FlagKind::Oxygen => "M7 8A3 3 0 1 1 7 7.9M10 9.5q2-1.5 3 0t-3 4h3.5",
        FlagKind::OxygenNotPrescribed => "M7 8A3 3 0 1 1 7 7.9M12 3v6M12 11.5v.5",
        FlagKind::Limb => "M3 2v5l4 3v4M3 7l4-1M9 3l5 5M14 3 9 8",
        FlagKind::Swallowing => "M4 2h8l-1 12H5ZM2 2l12 12",
        FlagKind::WeightBearing => "M8 2v7M5 6l3 3 3-3M2 13h12",
        FlagKind::Assistance => {
            "M5 5.5A1.8 1.8 0 1 1 5 5.4M11 5.5A1.8 1.8 0 1 1 11 5.4M2 14V9h5v5M9 14V9h5v5"
        }
        FlagKind::Falls => "M3 3l5 3 2 4M2 14h12M10 10l3-2M6 6 4 11",
        FlagKind::Ward => "M4 14.5V2l8.5 3.5L4 9",
    }
}

/// One flag: few words on a board, all of them where there is room.
fn flag(flag: &Flag, in_full: bool) -> Html {
    let class = if flag.settled { "flag flag--care" } else { "flag flag--care flag--conflict" };
    let icon = html! {
        <svg class="flag-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d={path(flag.kind)} />
        </svg>
    };
    let mut inside = vec![icon];
    if in_full {
        inside.push(given("span", "", &flag.words));
    } else {
        inside.push(attr(given("span", "", &flag.short), "aria-hidden", "true"));
        inside.push(given("span", "nhsuk-u-visually-hidden", &flag.words));
    }
    id(attr(el("span", class, inside), "title", &texts::said(&flag.words)), "flag")
}

/// All flags of a patient, in a line of their own.
pub(crate) fn flags(all: &[Flag], class: &str, in_full: bool) -> Html {
    el("span", class, all.iter().map(|one| flag(one, in_full)).collect())
}
