//! One message: its text in pieces, and the arguments it is said with.

use crate::{Category, Fault};
use fluent_syntax::ast;

/// What kind of thing an argument is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words, such as a name or a time; set apart where they would turn the writing round.
    String,
    /// A whole number, in digits.
    Number,
}

/// An argument, as English's comment declares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// Its name, without `$`.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
}

/// What a variant is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// This number and no other, up to 15.
    Exact(u32),
    /// Numbers of a category.
    Category(Category),
}

/// One of the forms of a selection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// For which numbers.
    pub key: Key,
    /// What is said.
    pub pieces: Vec<Piece>,
}

/// A piece of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// As it stands.
    Text(String),
    /// An argument, by name.
    Argument(String),
    /// One of several forms, by a number; the last is for `other` and takes whatever is left.
    Select(String, Vec<Variant>),
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its name: `board-unsent`.
    pub id: String,
    /// What the comment above it says, without its arguments.
    pub comment: Vec<String>,
    /// The arguments that the comment declares, in its order.
    pub variables: Vec<Variable>,
    /// What is said.
    pub pieces: Vec<Piece>,
}

/// The highest number that may have a form of its own.
const HIGHEST_EXACT: u32 = 15;

impl Message {
    pub(crate) fn read(tag: &str, of: &ast::Message<&str>) -> Result<Self, Fault> {
        let id = of.id.name.to_owned();
        let fault = |what: String| Fault::new(tag, &id, what);
        if !of.attributes.is_empty() {
            return Err(fault("has an attribute, which no screen reads".to_owned()));
        }
        let value = of.value.as_ref().ok_or_else(|| fault("says nothing".to_owned()))?;
        let pieces = pieces(value, false).map_err(&fault)?;
        let (comment, variables) = comment(of.comment.as_ref()).map_err(&fault)?;
        let message = Self { comment, variables, pieces, id: id.clone() };
        if message.says_nothing() {
            return Err(fault("says nothing".to_owned()));
        }
        Ok(message)
    }

    /// The name by which the core says it, of a sentence of the core: `check_risen` of `core-check-risen`.
    pub fn of_core(&self) -> Option<String> {
        Some(self.id.strip_prefix("core-")?.replace('-', "_"))
    }

    /// Every argument that is used, and whether as a number that chooses a form.
    pub(crate) fn uses(&self) -> Vec<(&str, bool)> {
        fn collect<'a>(pieces: &'a [Piece], found: &mut Vec<(&'a str, bool)>) {
            for piece in pieces {
                match piece {
                    Piece::Text(_) => {}
                    Piece::Argument(name) => found.push((name, false)),
                    Piece::Select(name, variants) => {
                        found.push((name, true));
                        variants.iter().for_each(|variant| collect(&variant.pieces, found));
                    }
                }
            }
        }
        let mut found = Vec::new();
        collect(&self.pieces, &mut found);
        found
    }

    fn says_nothing(&self) -> bool {
        self.pieces.iter().all(|piece| matches!(piece, Piece::Text(text) if text.trim().is_empty()))
    }
}

fn pieces(pattern: &ast::Pattern<&str>, inside: bool) -> Result<Vec<Piece>, String> {
    pattern.elements.iter().map(|element| piece(element, inside)).collect()
}

fn piece(element: &ast::PatternElement<&str>, inside: bool) -> Result<Piece, String> {
    use ast::{Expression, InlineExpression, PatternElement};
    match element {
        PatternElement::TextElement { value } => text(value),
        PatternElement::Placeable { expression: Expression::Inline(inline) } => match inline {
            InlineExpression::StringLiteral { value } => text(value),
            InlineExpression::VariableReference { id } => Ok(Piece::Argument(id.name.to_owned())),
            _ => Err("may hold texts and arguments, and no reference to anything else".to_owned()),
        },
        PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
            let InlineExpression::VariableReference { id } = selector else {
                return Err("chooses a form by something that is no argument".to_owned());
            };
            if inside {
                return Err("chooses a form inside a form: write the sentence out for each".to_owned());
            }
            Ok(Piece::Select(id.name.to_owned(), forms(variants)?))
        }
    }
}

/// A text that has none of the signs that the lines keep for themselves.
fn text(value: &str) -> Result<Piece, String> {
    if value.chars().any(crate::lines::is_kept) {
        return Err("stands on more than one line, or holds a sign that no screen can draw".to_owned());
    }
    Ok(Piece::Text(value.to_owned()))
}

fn forms(variants: &[ast::Variant<&str>]) -> Result<Vec<Variant>, String> {
    let last_takes_the_rest = variants.last().is_some_and(|last| {
        last.default && matches!(last.key, ast::VariantKey::Identifier { name } if name == "other")
    });
    if !last_takes_the_rest {
        return Err("has to end with a form *[other]".to_owned());
    }
    variants
        .iter()
        .map(|variant| Ok(Variant { key: key(&variant.key)?, pieces: pieces(&variant.value, true)? }))
        .collect()
}

fn key(of: &ast::VariantKey<&str>) -> Result<Key, String> {
    match of {
        ast::VariantKey::Identifier { name } => {
            Category::parse(name).map(Key::Category).ok_or_else(|| format!("[{name}] is no plural category"))
        }
        ast::VariantKey::NumberLiteral { value } => {
            let number = value.parse().ok().filter(|number| *number <= HIGHEST_EXACT);
            number.map(Key::Exact).ok_or_else(|| format!("[{value}] is not one of 0 to {HIGHEST_EXACT}"))
        }
    }
}

/// The comment, and what it declares: `# $age (String) how long ago`.
fn comment(of: Option<&ast::Comment<&str>>) -> Result<(Vec<String>, Vec<Variable>), String> {
    let (mut said, mut variables) = (Vec::new(), Vec::new());
    for line in of.map(|comment| comment.content.as_slice()).unwrap_or_default() {
        let Some(declared) = line.trim_start().strip_prefix('$') else {
            said.push((*line).to_owned());
            continue;
        };
        let (name, rest) = declared.split_once(' ').unwrap_or((declared, ""));
        let kind = match rest {
            rest if rest.starts_with("(String)") => Kind::String,
            rest if rest.starts_with("(Number)") => Kind::Number,
            _ => return Err(format!("does not say whether ${name} is a (String) or a (Number)")),
        };
        variables.push(Variable { name: name.to_owned(), kind });
    }
    Ok((said, variables))
}
