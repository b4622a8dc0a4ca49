//! Icons that stand beside a word, never in its place: how far an alert was answered.

use super::mark;
use clinical::stay::Stage;
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
