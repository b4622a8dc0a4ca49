//! A language as the screens read it: one line a message, in the order of English, with signs where something is put in.
//!
//! The signs are of Unicode's private use area, which no message may hold: a screen says a message in one walk over its
//! characters, without a parser.

use crate::{Key, Language, Message, Piece, SOURCE, Shelf};

/// The first argument; the second is the sign after it.
pub const ARGUMENT: u32 = 0xe000;
/// The first argument, where it is the name of a field, which the screen says in its own language.
pub const FIELD: u32 = 0xe050;
/// Begins forms that the first argument chooses among.
pub const SELECT: u32 = 0xe010;
/// Begins the form for the first plural category, zero.
pub const CATEGORY: u32 = 0xe020;
/// Begins the form for the number 0 and no other.
pub const EXACT: u32 = 0xe030;
/// Ends the forms.
pub const END: u32 = 0xe040;
/// Stands between a text in English and the language's words for it.
pub const TEXT: u32 = 0xe060;
/// The first argument, where it is a text that the language may say by its wording.
pub const WORDING: u32 = 0xe070;

/// Whether a sign is kept for the lines themselves, or cannot be drawn.
pub(crate) fn is_kept(sign: char) -> bool {
    sign.is_control() || ('\u{e000}'..='\u{f8ff}').contains(&sign) || sign == '\\'
}

impl Shelf {
    /// The file of one language: fingerprint, tag, plural categories, whether it is a draft, the languages that there are, and the messages.
    /// What the language does not say, English does. The sentences of the core come last and by name: in English they come with its
    /// replies, so that this file has none of them, and another language has those that it says. The texts that a language says by
    /// their wording are the very last, in the order of their signs.
    pub fn lines(&self, language: &Language) -> String {
        let known = self.languages.iter().map(|other| format!("{}={}", other.tag, label(other)));
        let mut lines = vec![
            self.fingerprint(),
            language.tag.clone(),
            language.plurals.clone(),
            language.draft.clone().map_or_else(String::new, |_| label(language)),
            known.collect::<Vec<_>>().join("|"),
        ];
        lines.extend(self.source.iter().filter(|english| english.of_core().is_none()).map(|english| {
            match language.messages.get(&english.id) {
                Some(own) => line(&own.pieces, english),
                None => line(&english.pieces, english),
            }
        }));
        let own = self.source.iter().filter(|_| language.tag != SOURCE);
        lines.extend(own.filter_map(|english| {
            let said = language.messages.get(&english.id)?;
            Some(format!("{}={}", english.of_core()?, line(&said.pieces, english)))
        }));
        let text = char::from_u32(TEXT).unwrap_or(char::REPLACEMENT_CHARACTER);
        lines.extend(language.texts.iter().map(|(english, own)| format!("{english}{text}{own}")));
        lines.join("\n")
    }
}

/// The language's own name, with what it says of not being checked.
fn label(language: &Language) -> String {
    match &language.draft {
        Some(draft) => format!("{} ({draft})", language.name),
        None => language.name.clone(),
    }
}

fn line(pieces: &[Piece], english: &Message) -> String {
    let sign = |base: u32, offset: u32| char::from_u32(base + offset).unwrap_or(char::REPLACEMENT_CHARACTER);
    let place = |name: &str| {
        let at = english.variables.iter().position(|variable| variable.name == name);
        u32::try_from(at.unwrap_or_default()).unwrap_or_default()
    };
    let mut said = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => said.push_str(text),
            Piece::Argument(name) if name == "field" && english.of_core().is_some() => {
                said.push(sign(FIELD, place(name)));
            }
            Piece::Argument(name) if name.starts_with("text") && english.of_core().is_some() => {
                said.push(sign(WORDING, place(name)));
            }
            Piece::Argument(name) => said.push(sign(ARGUMENT, place(name))),
            Piece::Select(name, variants) => {
                said.push(sign(SELECT, place(name)));
                for variant in variants {
                    said.push(match variant.key {
                        Key::Category(category) => sign(CATEGORY, category.code()),
                        Key::Exact(number) => sign(EXACT, number),
                    });
                    said.push_str(&line(&variant.pieces, english));
                }
                said.push(sign(END, 0));
            }
        }
    }
    said
}
