//! All languages side by side, each held to English.

use crate::{Fault, Kind, Message, plural};
use fluent_syntax::{ast::Entry, parser};
use std::collections::{BTreeMap, BTreeSet};

/// The language that every other is held to, and stands in where another has no words.
pub const SOURCE: &str = "en";

/// What a language calls itself, and that it was not checked, in its own words; of the file and of no screen.
const NAME: &str = "language-name";
const DRAFT: &str = "language-draft";

/// One language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// Its tag: `cy`.
    pub tag: String,
    /// What it calls itself: `Cymraeg`.
    pub name: String,
    /// How it says that nobody competent has checked it; `None` when somebody has.
    pub draft: Option<String>,
    pub(crate) plurals: String,
    pub(crate) messages: BTreeMap<String, Message>,
    pub(crate) texts: BTreeMap<String, String>,
}

/// Every language, English first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelf {
    /// English's messages in the order of the file: a line's place is its message's number.
    pub(crate) source: Vec<Message>,
    pub(crate) languages: Vec<Language>,
}

impl Shelf {
    /// Reads languages, each as its tag and the content of its file, and holds each to English.
    ///
    /// # Errors
    /// Everything that is wrong with any of them, so that one run says all there is to mend.
    pub fn of(files: &[(String, String)]) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut languages = Vec::new();
        let mut source = Vec::new();
        for (tag, text) in files {
            match language(tag, text) {
                Ok((language, order)) => {
                    if tag == SOURCE {
                        source = order;
                    }
                    languages.push(language);
                }
                Err(found) => faults.extend(found),
            }
        }
        if source.is_empty() && faults.is_empty() {
            faults.push(Fault::new(SOURCE, "the file", "is missing or empty: every language is held to it"));
        }
        for message in &source {
            declared(message, &mut faults);
        }
        let known: BTreeMap<&str, &Message> = source.iter().map(|m| (m.id.as_str(), m)).collect();
        if !known.is_empty() {
            languages.iter().for_each(|language| held_to(language, &known, &mut faults));
        }
        languages.sort_by_key(|language| (language.tag != SOURCE, language.tag.clone()));
        if faults.is_empty() { Ok(Self { source, languages }) } else { Err(faults) }
    }

    /// The languages, English first.
    pub fn languages(&self) -> &[Language] {
        &self.languages
    }

    /// English's messages, in order.
    pub fn messages(&self) -> &[Message] {
        &self.source
    }

    /// The messages for which a language has no words of its own, and says English.
    pub fn missing<'a>(&'a self, language: &'a Language) -> impl Iterator<Item = &'a str> {
        let ids = self.source.iter().map(|message| message.id.as_str());
        ids.filter(|id| !language.messages.contains_key(*id))
    }

    /// Changes with the messages, their order and their arguments: a page says it of the words it was built for.
    pub fn fingerprint(&self) -> String {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64; // FNV-1a: it guards against a mix of two builds, not against malice.
        let parts = self.source.iter().flat_map(|message| {
            let arguments = message.variables.iter().map(|variable| variable.name.as_str());
            std::iter::once(message.id.as_str()).chain(arguments)
        });
        for byte in parts.flat_map(|part| part.bytes().chain([0])) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        format!("{hash:016x}")
    }
}

/// Reads one file: the language, and its messages in the order of the file.
fn language(tag: &str, text: &str) -> Result<(Language, Vec<Message>), Vec<Fault>> {
    let resource = parser::parse(text).map_err(|(_, errors)| {
        let what = |at: usize| text[..at.min(text.len())].matches('\n').count() + 1;
        let of = |error: &parser::ParserError| {
            Fault::new(tag, &format!("line {}", what(error.pos.start)), error.to_string())
        };
        errors.iter().map(of).collect::<Vec<_>>()
    })?;
    let (mut faults, mut order, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for entry in &resource.body {
        match entry {
            Entry::Message(message) => match Message::read(tag, message) {
                Ok(message) if seen.insert(message.id.clone()) => order.push(message),
                Ok(message) => faults.push(Fault::new(tag, &message.id, "stands there twice")),
                Err(fault) => faults.push(fault),
            },
            Entry::Term(term) => {
                faults.push(Fault::new(tag, term.id.name, "is a term, which no message may use"))
            }
            _ => {}
        }
    }
    let mut own = |id: &str| {
        let at = order.iter().position(|message| message.id == id)?;
        Some(order.remove(at).pieces.iter().map(plain).collect::<String>())
    };
    let (name, draft) = (own(NAME), own(DRAFT));
    let name =
        name.ok_or_else(|| vec![Fault::new(tag, NAME, "is missing: nobody could choose the language")])?;
    let plurals = plural::table(tag).map_err(|fault| vec![fault])?;
    let messages = order.iter().map(|message| (message.id.clone(), message.clone())).collect();
    let language = Language { tag: tag.to_owned(), name, draft, plurals, messages, texts: BTreeMap::new() };
    if faults.is_empty() { Ok((language, order)) } else { Err(faults) }
}

fn plain(piece: &crate::Piece) -> &str {
    if let crate::Piece::Text(text) = piece { text } else { "" }
}

/// What English's comment declares is what English uses.
fn declared(message: &Message, faults: &mut Vec<Fault>) {
    let mut fault = |what: String| faults.push(Fault::new(SOURCE, &message.id, what));
    for (name, chooses) in message.uses() {
        match message.variables.iter().find(|variable| variable.name == name) {
            None => fault(format!("uses ${name}, of which the comment above does not say what it is")),
            Some(variable) if chooses && variable.kind == Kind::String => {
                fault(format!("chooses a form by ${name}, which is no number"));
            }
            Some(_) => {}
        }
    }
    for variable in &message.variables {
        if !message.uses().iter().any(|(name, _)| *name == variable.name) {
            fault(format!("declares ${} and does not use it", variable.name));
        }
    }
    if message.id.split_once('-').is_none_or(|(module, name)| module.is_empty() || name.is_empty()) {
        fault("is named without the part of the screens that it belongs to: board-title".to_owned());
    }
}

/// A language says what English says, with the same arguments.
fn held_to(language: &Language, known: &BTreeMap<&str, &Message>, faults: &mut Vec<Fault>) {
    for message in language.messages.values() {
        let mut fault = |what: String| faults.push(Fault::new(&language.tag, &message.id, what));
        let Some(english) = known.get(message.id.as_str()) else {
            fault("is no message of English: it was taken out, or its name is mistyped".to_owned());
            continue;
        };
        for (name, chooses) in message.uses() {
            match english.variables.iter().find(|variable| variable.name == name) {
                None => fault(format!("uses ${name}, which English does not have")),
                Some(variable) if chooses && variable.kind == Kind::String => {
                    fault(format!("chooses a form by ${name}, which is no number"));
                }
                Some(_) => {}
            }
        }
        for variable in &english.variables {
            if !message.uses().iter().any(|(name, _)| *name == variable.name) {
                fault(format!("leaves out ${}: it says less than English", variable.name));
            }
        }
    }
}
