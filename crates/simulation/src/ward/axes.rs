//! What goes wrong at this depth, what a tablet may be doing then, and what of that cannot meet.

use crate::coverage::{Axes, Never};

/// The faults and states of this depth.
pub(crate) const AXES: Axes = Axes {
    faults: &[
        "partition",
        "lost acknowledgement",
        "doubled up",
        "doubled down",
        "reordered up",
        "reordered down",
        "partial page",
        "tablet killed",
        "tablet restarted",
        "server killed",
        "server restored",
        "tablet restored",
        "database restored",
        "tablet cloned",
        "clock by days",
        "clock by years",
        "repeated hour",
        "tablet disk full",
        "server disk full",
        "revocation",
        "somebody left",
        "idle lock",
        "nurse at another tablet",
        "second press",
        "ward transfer",
        "two admissions of one person",
        "books damaged",
        "killed before signing",
        "older version",
        "update",
        "two in one note",
        "note signed",
        "shown from before",
        "stated again",
    ],
    states: &["offline", "off+queue", "greeting", "pulling", "pushing", "quiet"],
    impossible: &[
        Never {
            faults: &[
                "partition",
                "lost acknowledgement",
                "doubled up",
                "doubled down",
                "reordered up",
                "reordered down",
            ],
            states: &["offline", "off+queue"],
            why: "there is no line to carry it",
        },
        Never {
            faults: &["lost acknowledgement", "reordered up", "reordered down"],
            states: &["greeting"],
            why: "one message at a time, and none of them a push",
        },
        Never {
            faults: &["lost acknowledgement", "doubled up", "reordered up", "second press"],
            states: &["quiet"],
            why: "something is on its way then",
        },
        Never {
            faults: &["second press"],
            states: &["offline"],
            why: "what was just saved waits in the outbox",
        },
    ],
};
