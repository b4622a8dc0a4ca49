//! What goes wrong at this depth, what a device may be doing then, and what of that cannot meet.

use crate::coverage::{Axes, Never};

/// The faults and states of this depth.
pub(crate) const AXES: Axes = Axes {
    faults: &[
        "partition",
        "lost acknowledgement",
        "lost hint",
        "doubled up",
        "doubled down",
        "reordered up",
        "reordered down",
        "partial page",
        "garbage",
        "another node",
        "device crash",
        "crash inside a step",
        "node crash",
        "server crash",
        "server restored",
        "new epoch",
        "device restored",
        "restored unnoticed",
        "device cloned",
        "clock by days",
        "clock by years",
        "clock one hour back",
        "device disk full",
        "device commit fails",
        "server disk full",
        "server commit fails",
        "server busy",
        "transfer away",
        "transfer back",
        "revocation",
        "newer kind",
        "refused entry",
        "wrong scope",
    ],
    states: &["offline", "off+queue", "greeting", "pulling", "pushing", "healing", "quiet"],
    impossible: &IMPOSSIBLE,
};

const IMPOSSIBLE: [Never; 6] = [
    Never {
        faults: &[
            "partition",
            "lost acknowledgement",
            "lost hint",
            "doubled up",
            "doubled down",
            "reordered up",
            "reordered down",
            "garbage",
            "partial page",
            "server busy",
            "server disk full",
            "server commit fails",
            "wrong scope",
        ],
        states: &["offline", "off+queue"],
        why: "there is no line to carry it",
    },
    Never {
        faults: &["another node"],
        states: &["offline", "off+queue", "pulling", "pushing", "quiet"],
        why: "it is chosen when a line is opened",
    },
    Never {
        faults: &[
            "lost acknowledgement",
            "server busy",
            "server disk full",
            "server commit fails",
            "wrong scope",
        ],
        states: &["greeting"],
        why: "nothing is pushed before the greeting is over",
    },
    Never {
        faults: &["lost acknowledgement", "server busy", "server disk full", "server commit fails"],
        states: &["quiet"],
        why: "the push that meets it is on its way",
    },
    Never {
        faults: &["wrong scope"],
        states: &["pulling"],
        why: "there is nothing in the outbox to be brought astray",
    },
    Never { faults: &["reordered up"], states: &["quiet"], why: "nothing is on its way up" },
];
