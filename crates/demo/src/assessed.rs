//! What was assessed by form: pain, blood glucose, neurological observations after a fall, skin, falls, cannulae and a day's
//! fluids, each filled in and scored by the forms that come with the application.

use crate::{calendar::HOUR, chance::Chance, hand::Hand, planned::Stay, scene::Scene};
use clinical::{
    StaffId, UtcMillis,
    entry::EntryBody,
    form::{Assessment, Definition, Draft, Key, assess, shipped::SHIPPED},
};
use std::sync::LazyLock;

/// The stream of draws.
const STREAM: u64 = 70_000;

/// Minutes by which an assessment is earlier than planned, at most.
const EARLIER: i32 = 4;

/// What is answered: the item, and how.
type Answered = (&'static str, Said);

/// One answer.
#[derive(Clone, Copy)]
enum Said {
    Typed(&'static str),
    Chosen(&'static str),
    Yes(bool),
}

use Said::{Chosen, Typed, Yes};

/// Who fills it in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Nurse,
    Assistant,
}

/// Some forms of one kind for one patient.
struct Filled {
    bed: &'static str,
    form: &'static str,
    by: By,
    /// Minutes ago, the oldest first, and what is answered then beside what is always answered.
    times: &'static [(i64, &'static [Answered])],
    always: &'static [Answered],
}

const GLUCOSE: &[Answered] = &[("meter", Chosen("number"))];
const FULL_GCS: &[Answered] = &[
    ("eyes", Chosen("e4")),
    ("verbal", Chosen("v5")),
    ("motor", Chosen("m6")),
    ("pupil-right", Typed("3")),
    ("reaction-right", Chosen("brisk")),
    ("pupil-left", Typed("3")),
    ("reaction-left", Chosen("brisk")),
    ("arm-right", Chosen("normal")),
    ("arm-left", Chosen("normal")),
    ("leg-right", Chosen("normal")),
    ("leg-left", Chosen("normal")),
];
const SKIN: &[Answered] = &[
    ("risk", Chosen("risk")),
    ("looked", Chosen("sacrum")),
    ("looked", Chosen("heels")),
    ("mattress", Chosen("pressure")),
    ("heels-free", Yes(true)),
];
const CANNULA: &[Answered] = &[("side", Chosen("right")), ("site", Chosen("forearm")), ("needed", Yes(true))];
const DRINK: &[Answered] =
    &[("direction", Chosen("in")), ("kind-in", Chosen("oral")), ("how", Chosen("estimated"))];
const DRIP: &[Answered] =
    &[("direction", Chosen("in")), ("kind-in", Chosen("iv")), ("how", Chosen("measured"))];
const URINE: &[Answered] =
    &[("direction", Chosen("out")), ("kind-out", Chosen("urine")), ("how", Chosen("measured"))];

const FILLED: &[Filled] = &[
    Filled {
        bed: "B1",
        form: "pain",
        by: By::Nurse,
        times: &[
            (1500, &[("rest", Typed("4")), ("movement", Typed("6")), ("relief", Yes(true))]),
            (1445, &[("rest", Typed("2")), ("movement", Typed("4")), ("relief", Yes(true))]),
            (820, &[("rest", Typed("2")), ("movement", Typed("5")), ("relief", Yes(true))]),
            (765, &[("rest", Typed("1")), ("movement", Typed("3"))]),
            (190, &[("rest", Typed("1")), ("movement", Typed("3"))]),
        ],
        always: &[("where", Typed("Wound"))],
    },
    Filled {
        bed: "A5",
        form: "pain",
        by: By::Nurse,
        times: &[
            (1310, &[("rest", Typed("3")), ("movement", Typed("3"))]),
            (260, &[("rest", Typed("0")), ("movement", Typed("2"))]),
        ],
        always: &[("where", Typed("Left hip"))],
    },
    Filled {
        bed: "D1",
        form: "glucose",
        by: By::Assistant,
        times: &[
            (2870, &[("glucose", Typed("8.4")), ("meal", Chosen("before"))]),
            (2570, &[("glucose", Typed("11.2")), ("meal", Chosen("before"))]),
            (2270, &[("glucose", Typed("9.7")), ("meal", Chosen("bedtime"))]),
            (1460, &[("glucose", Typed("6.6")), ("meal", Chosen("before"))]),
            (1150, &[("glucose", Typed("10.3")), ("meal", Chosen("before"))]),
            (830, &[("glucose", Typed("7.9")), ("meal", Chosen("bedtime"))]),
            (140, &[("glucose", Typed("7.2")), ("meal", Chosen("before"))]),
        ],
        always: GLUCOSE,
    },
    Filled {
        bed: "B2",
        form: "neuro",
        by: By::Nurse,
        times: &[
            (315, &[("remarks", Typed("Slid from the chair, did not hit her head as far as seen"))]),
            (285, &[]),
            (255, &[]),
            (225, &[]),
            (195, &[]),
            (165, &[]),
            (135, &[]),
            (105, &[]),
            (75, &[]),
            (45, &[]),
            (16, &[]),
        ],
        always: FULL_GCS,
    },
    Filled {
        bed: "B2",
        form: "falls",
        by: By::Nurse,
        times: &[(270, &[])],
        always: &[
            ("fallen", Yes(true)),
            ("fallen-words", Typed("Slid from the chair this shift; once at home in spring")),
            ("gait", Chosen("help")),
            ("aid", Chosen("frame")),
            ("footwear", Yes(true)),
            ("confused", Yes(false)),
            ("bell", Yes(true)),
            ("plan", Typed("Bell in her hand, non-slip mat on the chair, two to help, bed low at night")),
        ],
    },
    Filled {
        bed: "D5",
        form: "falls",
        by: By::Nurse,
        times: &[(2900, &[])],
        always: &[
            ("fallen", Yes(false)),
            ("gait", Chosen("unsteady")),
            ("aid", Chosen("stick")),
            ("confused", Yes(false)),
            ("plan", Typed("Stick within reach, toilet every two hours by day")),
        ],
    },
    Filled {
        bed: "B2",
        form: "skin",
        by: By::Assistant,
        times: &[
            (1660, &[("found", Chosen("intact"))]),
            (580, &[("found", Chosen("blanching")), ("where", Chosen("sacrum"))]),
            (120, &[("found", Chosen("intact"))]),
        ],
        always: SKIN,
    },
    Filled {
        bed: "A2",
        form: "skin",
        by: By::Assistant,
        times: &[(1550, &[("found", Chosen("intact"))]), (170, &[("found", Chosen("intact"))])],
        always: SKIN,
    },
    Filled {
        bed: "A6",
        form: "cannula",
        by: By::Nurse,
        times: &[(700, &[("signs", Chosen("none"))]), (85, &[("signs", Chosen("none"))])],
        always: CANNULA,
    },
    Filled {
        bed: "B5",
        form: "cannula",
        by: By::Nurse,
        times: &[(90, &[("signs", Chosen("none"))])],
        always: CANNULA,
    },
    Filled {
        bed: "A5",
        form: "fluid",
        by: By::Assistant,
        times: &[
            (1350, &[("volume", Typed("200"))]),
            (1100, &[("volume", Typed("150"))]),
            (610, &[("volume", Typed("250"))]),
            (250, &[("volume", Typed("200"))]),
            (70, &[("volume", Typed("150"))]),
        ],
        always: DRINK,
    },
    Filled {
        bed: "A5",
        form: "fluid",
        by: By::Nurse,
        times: &[(1240, &[("volume", Typed("500"))]), (640, &[("volume", Typed("500"))])],
        always: DRIP,
    },
    Filled {
        bed: "A5",
        form: "fluid",
        by: By::Assistant,
        times: &[
            (1290, &[("volume", Typed("310"))]),
            (980, &[("volume", Typed("280"))]),
            (560, &[("volume", Typed("350"))]),
            (215, &[("volume", Typed("260"))]),
        ],
        always: URINE,
    },
];

/// The forms by their names, read once.
static FORMS: LazyLock<Vec<(&str, Definition)>> = LazyLock::new(|| {
    let read = |name: &'static str, json| Definition::parse(json).ok().map(|form| (name, form));
    SHIPPED.iter().filter_map(|shipped| read(shipped.name, shipped.json)).collect()
});

/// Writes every assessment. One that its form does not take is left out, and a test counts them.
pub(crate) fn add(scene: &Scene, stays: &mut [Stay]) {
    let mut chance = Chance::new(scene.seed, STREAM);
    for filled in FILLED {
        let stay = stays.iter_mut().find(|stay| stay.bed == filled.bed && stay.left.is_none());
        let form = FORMS.iter().find(|(name, _)| *name == filled.form);
        if let (Some(stay), Some((_, form))) = (stay, form) {
            let mut hand = Hand { scene, stay, chance: &mut chance };
            filled.write(form, &mut hand);
            stay.sort();
        }
    }
}

impl Filled {
    fn write(&self, form: &Definition, hand: &mut Hand<'_>) {
        let mut before: Vec<Assessment> = Vec::new();
        for (ago, answers) in self.times {
            let at = hand.scene.now.plus_minutes(-ago - i64::from(hand.chance.between(0, EARLIER)));
            if at < hand.stay.came.plus_minutes(HOUR) {
                continue;
            }
            let draft = self
                .always
                .iter()
                .chain(*answers)
                .fold(Draft::new(form), |draft, (link, said)| draft.after(form, link, said.key()));
            // The newest first, as the form asks for them.
            let recent: Vec<&Assessment> = before.iter().rev().collect();
            let Ok(done) = assess(form, &draft, &recent) else { continue };
            let author = self.author(hand, at);
            hand.write(at, author, EntryBody::Assessment(Box::new(done.clone())), "");
            before.push(done);
        }
    }

    fn author(&self, hand: &Hand<'_>, at: UtcMillis) -> StaffId {
        match self.by {
            By::Nurse => hand.nurse(at),
            By::Assistant => hand.scene.rota.assistant(hand.stay.bed, at),
        }
    }
}

impl Said {
    fn key(self) -> Key {
        match self {
            Self::Typed(text) => Key::Typed(text.to_owned()),
            Self::Chosen(code) => Key::Tapped(code.to_owned()),
            Self::Yes(yes) => Key::Yes(yes),
        }
    }
}
