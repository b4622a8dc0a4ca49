//! What every part of a form's file passes through: shapes, plain text, and the list of everything that is wrong.

use super::super::{FormError, Number, Rule, json::Node, json::Value};

/// A part of the file with its place.
#[derive(Clone)]
pub(super) struct Part<'n> {
    pub(super) node: &'n Node,
    pub(super) at: String,
}

impl<'n> Part<'n> {
    /// The part under this name, where there is one.
    pub(super) fn get(&self, key: &str) -> Option<Part<'n>> {
        let Value::Map(entries) = &self.node.value else { return None };
        let (_, node) = entries.iter().find(|(name, _)| name == key)?;
        let at = if self.at.is_empty() { key.to_owned() } else { format!("{}.{key}", self.at) };
        Some(Part { node, at })
    }

    fn nth(&self, n: usize, node: &'n Node) -> Part<'n> {
        Part { node, at: format!("{}[{n}]", self.at) }
    }
}

/// Errors beyond so many are not listed: the file is not a form.
const LISTED: usize = 100;

/// Characters of one text.
const LONGEST_TEXT: usize = 2_000;

/// The list of what is wrong.
#[derive(Default)]
pub(super) struct Door {
    pub(super) errors: Vec<FormError>,
}

impl Door {
    pub(super) fn refuse(&mut self, part: &Part<'_>, rule: Rule, message: impl Into<String>) {
        if self.errors.len() < LISTED {
            let (line, at) = (part.node.line, part.at.clone());
            self.errors.push(FormError { line, at, rule, message: message.into() });
        }
    }

    /// Refuses every name that is not in the subset: it may be a rule, or a rule misspelt.
    pub(super) fn known(&mut self, part: &Part<'_>, lists: &[&[&str]]) {
        let Value::Map(entries) = &part.node.value else {
            return self.refuse(part, Rule::Shape, "An object is expected here.");
        };
        for (key, node) in entries {
            if !lists.iter().any(|list| list.contains(&key.as_str())) {
                let place = Part { node, at: part.at.clone() };
                let key: String = key.chars().take(60).collect();
                let message = format!(
                    "{key:?} is not in the subset. Take it out, or correct its name if it is misspelt."
                );
                self.refuse(&place, Rule::NotInSubset, message);
            }
        }
    }

    /// A plain text, where there is one.
    pub(super) fn text<'n>(&mut self, part: &Part<'n>, key: &str) -> Option<&'n str> {
        let found = part.get(key)?;
        let Value::Text(text) = &found.node.value else {
            self.refuse(&found, Rule::Shape, "A text in quotation marks is expected here.");
            return None;
        };
        if text.chars().count() > LONGEST_TEXT {
            self.refuse(
                &found,
                Rule::Size,
                format!("This text is longer than {LONGEST_TEXT} characters. Shorten it."),
            );
        } else if text.trim().is_empty() {
            self.refuse(
                &found,
                Rule::Shape,
                format!("{key:?} is empty. Give it words, or leave it out if it may be."),
            );
            return None;
        } else if !is_plain(text) {
            let message = "Labels are plain text: take out HTML, entities and control characters.";
            self.refuse(&found, Rule::Markup, message);
        }
        Some(text)
    }

    /// A text that must be there.
    pub(super) fn need<'n>(&mut self, part: &Part<'n>, key: &str, rule: Rule) -> Option<&'n str> {
        if part.get(key).is_none() {
            self.refuse(part, rule, format!("{key:?} is missing. Add it."));
        }
        self.text(part, key)
    }

    pub(super) fn flag(&mut self, part: &Part<'_>, key: &str) -> Option<bool> {
        let found = part.get(key)?;
        match found.node.value {
            Value::Bool(flag) => Some(flag),
            _ => {
                self.refuse(&found, Rule::Shape, "true or false is expected here.");
                None
            }
        }
    }

    /// A number of at most three decimals.
    pub(super) fn number(&mut self, part: &Part<'_>, key: &str) -> Option<Number> {
        let found = part.get(key)?;
        let number = match &found.node.value {
            Value::Number(text) => Number::read(text, 3).ok(),
            _ => None,
        };
        if number.is_none() {
            let message = "A number of at most three decimals, below a thousand million, is expected here.";
            self.refuse(&found, Rule::Shape, message);
        }
        number
    }

    /// A whole number in a range.
    pub(super) fn whole(
        &mut self,
        part: &Part<'_>,
        key: &str,
        rule: Rule,
        low: i64,
        high: i64,
    ) -> Option<i64> {
        let found = part.get(key)?;
        let number = self.number(part, key)?;
        if number.0 % 1000 == 0 && (low..=high).contains(&(number.0 / 1000)) {
            return Some(number.0 / 1000);
        }
        self.refuse(&found, rule, format!("A whole number, {low} to {high}, is expected here."));
        None
    }

    /// The parts of a list; none where there is no list.
    pub(super) fn list<'n>(&mut self, part: &Part<'n>, key: &str) -> Vec<Part<'n>> {
        let Some(found) = part.get(key) else { return Vec::new() };
        if let Value::List(nodes) = &found.node.value {
            return nodes.iter().enumerate().map(|(n, node)| found.nth(n, node)).collect();
        }
        self.refuse(&found, Rule::Shape, "A list is expected here.");
        Vec::new()
    }

    /// The extensions of a part by url. Each must be one of `allowed`.
    pub(super) fn extensions<'n>(&mut self, part: &Part<'n>, allowed: &[&'static str]) -> Extensions<'n> {
        let mut found = Vec::new();
        for extension in self.list(part, "extension") {
            let Some(url) = self.need(&extension, "url", Rule::Shape) else { continue };
            match allowed.iter().find(|known| **known == url) {
                Some(url) => found.push((*url, extension)),
                None => {
                    let message =
                        "This extension is not in the subset here. Take it out, or correct its url.";
                    self.refuse(&extension, Rule::NotInSubset, message);
                }
            }
        }
        for (n, (url, extension)) in found.iter().enumerate() {
            self.known(extension, &[&["url", "extension"], VALUES]);
            let again = found[..n].iter().any(|(before, _)| before == url);
            if again && !REPEATED.contains(url) {
                self.refuse(extension, Rule::Shape, format!("{url:?} comes twice here. Leave one."));
            }
        }
        Extensions(found)
    }
}

/// Names of values that an extension may carry.
const VALUES: &[&str] =
    &["valueString", "valueCode", "valueInteger", "valueDecimal", "valueBoolean", "valueCoding"];

/// Extensions that may come more than once.
const REPEATED: &[&str] = &[super::TOTAL, super::RULE, "item", "band", "when", "reason", "of"];

/// Extensions found, by url.
pub(super) struct Extensions<'n>(Vec<(&'static str, Part<'n>)>);

impl<'n> Extensions<'n> {
    pub(super) fn one(&self, url: &str) -> Option<&Part<'n>> {
        self.0.iter().find(|(found, _)| *found == url).map(|(_, part)| part)
    }

    pub(super) fn all<'e>(&'e self, url: &'e str) -> impl Iterator<Item = &'e Part<'n>> + 'e {
        self.0.iter().filter(move |(found, _)| *found == url).map(|(_, part)| part)
    }
}

/// Text that no screen could take for anything but text: no markup or entities, no control characters but line ends,
/// nothing that turns the direction of writing.
fn is_plain(text: &str) -> bool {
    let marks = text.match_indices('<').all(|(at, _)| {
        !text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
    });
    let entities = text.match_indices('&').all(|(at, _)| {
        let name = text[at + 1..].split(|c: char| !c.is_ascii_alphanumeric() && c != '#').next();
        let end = at + 1 + name.unwrap_or_default().len();
        name.is_none_or(str::is_empty) || !text[end..].starts_with(';')
    });
    let controls = text.chars().any(|c| {
        (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    });
    marks && entities && !controls
}

/// A name of ours: letters, digits, dots, dashes and underscores, 1 to 64 of them.
pub(super) fn is_name(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
}
