//! A form as it is in force: items in the order of the page, totals with bands, rules, and what to do about each.
//!
//! A hospital's file becomes one of these by [`Definition::parse`](super::Definition::parse) alone; between the core and
//! the screens it travels as it is.

use super::{Number, When};
use crate::{news2::Response, policy::Interval};
use serde::{Deserialize, Serialize};

/// Which form, which version of it, and which content: what every answer is pinned to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pin {
    /// The form's canonical address, the same for all its versions.
    pub url: String,
    /// Its version, as its author counts.
    pub version: String,
    /// SHA-256 of the file, byte for byte.
    pub hash: ContentHash,
}

/// SHA-256 of a form's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContentHash(pub [u8; 32]);

/// A form, checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    pub(super) pin: Pin,
    pub(super) title: String,
    pub(super) source: String,
    pub(super) licence: String,
    pub(super) items: Vec<Item>,
    pub(super) totals: Vec<Total>,
    pub(super) rules: Vec<FormRule>,
    pub(super) next_due: Option<Interval>,
}

/// One line of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its name, unique in the form, the same in every version.
    pub link: String,
    /// The group it lies in, by its place among the items. Always before this one.
    pub parent: Option<usize>,
    /// The label. Plain text.
    pub text: String,
    /// What it is.
    pub kind: ItemKind,
    /// Without an answer the form is incomplete.
    pub required: bool,
    /// Shown only when this holds; always when `None`.
    pub shown_when: Option<Conditions>,
    /// Reasons for which it may be "not testable". Empty: it may not.
    pub not_testable: Vec<Coded>,
}

/// What an item is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A heading with items under it.
    Group,
    /// Words to read; nothing to answer.
    Display,
    /// One of several options, or several of them.
    Choice {
        /// The options in order.
        options: Vec<ChoiceOption>,
        /// Several may be chosen.
        many: bool,
    },
    /// A number.
    Number(NumberKind),
    /// Words.
    Text {
        /// At most so many characters.
        longest: u32,
    },
    /// Yes or no.
    Boolean,
    /// A date and a time.
    DateTime,
    /// Worked out from other items; never keyed.
    Derived(Derived),
}

/// An option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceOption {
    /// Its code, unique in the item.
    pub code: String,
    /// In words.
    pub label: String,
    /// What it counts in a total.
    pub weight: Option<Number>,
}

/// A code and its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coded {
    /// The code.
    pub code: String,
    /// In words.
    pub label: String,
}

/// What a number may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberKind {
    /// The unit; `None` for a bare number.
    pub unit: Option<Unit>,
    /// Lowest possible value; below it is refused.
    pub low: Number,
    /// Highest possible value; above it is refused.
    pub high: Number,
    /// Decimals, 0 to 3.
    pub places: u8,
    /// Outside this the nurse is asked again.
    pub usual: Option<(Number, Number)>,
    /// A change of more than so many per cent since the last time is asked about.
    pub change_percent: Option<u8>,
    /// The item, by its place, that it must be above: systolic above diastolic.
    pub above: Option<usize>,
    /// How it may be measured on the screen.
    pub control: Control,
}

/// A tool on the screen that fills in a number. Keying is always possible too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Control {
    /// None: the keypad.
    #[default]
    Keypad,
    /// A stopwatch that counts up, in seconds.
    Stopwatch,
    /// A counter to tap, for so many seconds.
    Counter {
        /// How long.
        seconds: u16,
    },
}

/// A value worked out from others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Derived {
    /// How.
    pub formula: Formula,
    /// The unit; `None` for a bare number.
    pub unit: Option<Unit>,
    /// Decimals shown, 0 to 3; rounded half up.
    pub places: u8,
    /// What to say, and ask for, when it cannot be worked out.
    pub when_missing: String,
}

/// The ways of working a value out. Items and totals by their place in the definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Formula {
    /// The first less the second.
    Difference(usize, usize),
    /// Body mass index, kg/m²: weight in kg over the square of height in cm.
    Bmi {
        /// The item with the weight.
        weight: usize,
        /// The item with the height.
        height: usize,
    },
    /// How far a total fell since the same form was last completed; negative when it rose.
    FallSinceLast {
        /// The total.
        total: usize,
    },
}

/// When something is shown or said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conditions {
    /// All of them must hold; otherwise any.
    pub all: bool,
    /// The conditions, at least one.
    pub of: Vec<When>,
}

/// A sum, or a single value, that is judged by bands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// Its name, unique among the totals, the same in every version.
    pub id: String,
    /// In words, such as "GCS".
    pub label: String,
    /// The items that it counts, by their place.
    pub items: Vec<usize>,
    /// Decimals, as the most precise of its items.
    pub places: u8,
    /// Bands from low to high, without gap. Empty: the total is only shown.
    pub bands: Vec<Band>,
}

/// A band of a total, both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// Lowest; `None` for no lower end.
    pub low: Option<Number>,
    /// Highest; `None` for no upper end.
    pub high: Option<Number>,
    /// In words, such as "Severe".
    pub label: String,
    /// What to do about it.
    pub action: Action,
}

/// What follows from a band or a rule.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Action {
    /// Whom to tell: the same escalation as a score's. `None`: nobody.
    pub level: Option<Response>,
    /// What to do, in words. Never empty where there is a level.
    pub words: String,
    /// When to do the form again; `None`: as otherwise.
    pub next_due: Option<Interval>,
}

/// An action that follows when conditions hold, whatever the totals are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormRule {
    /// Its name, unique among the rules.
    pub id: String,
    /// When.
    pub when: Conditions,
    /// What.
    pub action: Action,
}

macro_rules! units {
    ($($(#[$doc:meta])* $name:ident $ucum:literal $shown:literal),+ $(,)?) => {
        /// A unit that a form may use.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Unit {
            $($(#[$doc])* #[serde(rename = $ucum)] $name),+
        }

        impl Unit {
            /// Every unit there is.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its UCUM code.
            pub const fn ucum(self) -> &'static str {
                match self { $(Self::$name => $ucum),+ }
            }

            /// As it is shown.
            pub const fn shown(self) -> &'static str {
                match self { $(Self::$name => $shown),+ }
            }
        }
    };
}

units! {
    /// Kilograms.
    Kilogram "kg" "kg",
    /// Centimetres.
    Centimetre "cm" "cm",
    /// Metres.
    Metre "m" "m",
    /// Millimetres.
    Millimetre "mm" "mm",
    /// Body mass index.
    KilogramPerSquareMetre "kg/m2" "kg/m²",
    /// Millimoles a litre.
    MillimolePerLitre "mmol/L" "mmol/L",
    /// Millimetres of mercury.
    MillimetreOfMercury "mm[Hg]" "mmHg",
    /// Millilitres.
    Millilitre "mL" "ml",
    /// Seconds.
    Second "s" "s",
    /// Minutes.
    Minute "min" "min",
    /// Hours.
    Hour "h" "h",
    /// A minute.
    PerMinute "/min" "/min",
    /// Per cent.
    Percent "%" "%",
    /// Degrees Celsius.
    Celsius "Cel" "°C",
}

impl Definition {
    /// What answers are pinned to.
    pub const fn pin(&self) -> &Pin {
        &self.pin
    }

    /// The form's name on the screen.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Where its content comes from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Under what terms it may be used.
    pub fn licence(&self) -> &str {
        &self.licence
    }

    /// Its lines, in the order of the page; a group stands before what lies in it.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Its totals.
    pub fn totals(&self) -> &[Total] {
        &self.totals
    }

    /// Its rules.
    pub fn rules(&self) -> &[FormRule] {
        &self.rules
    }

    /// When it is due again if no band and no rule says otherwise.
    pub const fn next_due(&self) -> Option<Interval> {
        self.next_due
    }

    /// Whether another asks and does the same, however its file is laid out.
    pub fn says_the_same(&self, other: &Self) -> bool {
        *self == Self { pin: self.pin.clone(), ..other.clone() }
    }

    /// The place of the item with this name.
    pub fn find(&self, link: &str) -> Option<usize> {
        self.items.iter().position(|item| item.link == link)
    }
}

impl Item {
    /// Whether a person answers it: not a heading, not words to read, not worked out.
    pub const fn is_question(&self) -> bool {
        !matches!(self.kind, ItemKind::Group | ItemKind::Display | ItemKind::Derived(_))
    }
}
