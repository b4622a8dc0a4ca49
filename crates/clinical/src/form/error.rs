//! What a form can do wrong, each time with its line, its place and the rule.

use std::fmt;

/// A rule that a form's file must keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The file is JSON.
    Syntax,
    /// The file, a text or a list is not too large.
    Size,
    /// A part has the right shape, and is there.
    Shape,
    /// Nothing that this application does not understand: it may be a rule.
    NotInSubset,
    /// The item's type is one of the subset's.
    ItemType,
    /// A linkId is 1 to 64 letters, digits, dots, dashes or underscores.
    LinkId,
    /// A linkId comes once.
    DuplicateLinkId,
    /// Text is plain: no markup, no control characters.
    Markup,
    /// At most 500 items, at most 6 deep.
    TooManyItems,
    /// Every option has a code of its own, and words.
    Option,
    /// Every option that a total counts has a weight.
    Weight,
    /// The unit is one of the list.
    Unit,
    /// Numbers have a range, the right way round.
    Range,
    /// A condition asks an existing item what that item can answer.
    Condition,
    /// No item decides whether it is itself shown.
    Cycle,
    /// A total counts existing items that have numbers.
    Total,
    /// Bands follow one another without gap or overlap over all that a total can be.
    Bands,
    /// An action has a level and words, and intervals above zero.
    Action,
    /// The form names its source and its licence.
    Licence,
}

impl Rule {
    /// Its name, for a machine and a search.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Size => "size",
            Self::Shape => "shape",
            Self::NotInSubset => "not-in-subset",
            Self::ItemType => "item-type",
            Self::LinkId => "link-id",
            Self::DuplicateLinkId => "duplicate-link-id",
            Self::Markup => "markup",
            Self::TooManyItems => "too-many-items",
            Self::Option => "option",
            Self::Weight => "weight",
            Self::Unit => "unit",
            Self::Range => "range",
            Self::Condition => "condition",
            Self::Cycle => "cycle",
            Self::Total => "total",
            Self::Bands => "bands",
            Self::Action => "action",
            Self::Licence => "licence",
        }
    }
}

/// One thing wrong with a form's file. Nothing of a refused form is used; the one in force stays.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FormError {
    /// The line, counted from 1.
    pub line: u32,
    /// The place, as a path of names and places, such as `item[2].answerOption[0]`.
    pub at: String,
    /// The rule that is broken.
    pub rule: Rule,
    /// What is wrong, and what to do.
    pub message: String,
}

impl fmt::Display for FormError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: [{}] {}", self.line, self.rule.code(), self.message)?;
        if self.at.is_empty() { Ok(()) } else { write!(f, " ({})", self.at) }
    }
}

impl std::error::Error for FormError {}
