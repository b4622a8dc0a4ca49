//! Icons that stand beside a word, never in its place: how far an alert was answered, what to be careful of.

use super::{
    el::{attr, el, id, say},
    mark,
};
use clinical::stay::Stage;
use contract::{Flag, FlagKind};
use yew::prelude::*;

/// How far an alert has been answered.
pub(crate) fn stage(stage: Stage) -> Html {
    mark::line_icon(
        "stage-icon",
        match stage {
            // A bell.
            Stage::Raised => "M10 2.5v1.5M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13zM8.5 18h3",
            // A telephone.
            Stage::Told => {
                "M4 3h4l1 4-2 1.5a9 9 0 0 0 4.5 4.5L13 11l4 1v4a1 1 0 0 1-1 1A13 13 0 0 1 3 4a1 1 0 0 1 1-1z"
            }
            // A hand up.
            Stage::Accepted => "M10 18a6 6 0 0 1-6-6V9M7 10V4M10 9V2.5M13 10V4M16 12V6.5V12a6 6 0 0 1-6 6",
            // Two people.
            Stage::Attended => "M7 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 17a5 5 0 0 1 10 0M14 5v6M11 8h6",
            // A list.
            Stage::Planned => "M5 3h10v14H5zM8 7h4M8 10.5h4M8 14h2",
            // A hand held flat.
            Stage::NotEscalated => "M4 10h12M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z",
            Stage::Closed => "M3.5 10.5 8 15l8.5-10",
        },
    )
}

/// A flag: icon and word, with the rest for whoever asks.
pub(crate) fn flag(flag: &Flag) -> Html {
    let weighty = matches!(flag.kind, FlagKind::NotForResuscitation | FlagKind::Ceiling);
    let class = if weighty { "flag flag--care flag--weighty" } else { "flag flag--care" };
    let inside = vec![mark::line_icon("flag-icon", path(flag.kind)), say("span", "", &flag.word)];
    let drawn = id(el("span", class, inside), "care-flag");
    if flag.more.is_empty() { drawn } else { attr(drawn, "title", &flag.more) }
}

const fn path(kind: FlagKind) -> &'static str {
    match kind {
        // A heart, struck through.
        FlagKind::NotForResuscitation => "M10 16.5 4 10.5a3.7 3.7 0 0 1 6-4 3.7 3.7 0 0 1 6 4zM3 17 17 3",
        // Up to a line.
        FlagKind::Ceiling => "M3 4h14M10 17V8M6 11.5 10 7.5l4 4",
        // An eye, struck through.
        FlagKind::ObservationsStopped => "M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zM4 17 16 3",
        // Out of a door.
        FlagKind::OffWard => "M9 3H4v14h5M8 10h9M13.5 6.5 17 10l-3.5 3.5",
        // A drop.
        FlagKind::OxygenTarget => {
            "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 7.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z"
        }
        // A cup, struck through.
        FlagKind::Swallowing => "M5 4h10l-1.5 12h-7zM3 17 17 3",
        // Somebody going down.
        FlagKind::Falls => "M12 3.5h.01M5 8l5-1 3 4-2 3M10 14l-5 2.5M13 11l4 2",
        // A foot on the ground.
        FlagKind::WeightBearing => "M3 17h14M10 3v9M6.5 9 10 12.5 13.5 9",
        FlagKind::Assistance => {
            "M6.5 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM2.5 17v-3a4 4 0 0 1 8 0v3M14 8a2 2 0 1 0 0-4M13 11a4 4 0 0 1 4.500 4v2"
        }
        FlagKind::Limb => "M4 4c2 4 3 5 7 6l5 6M14 3l3 3M17 3l-3 3",
    }
}
