//! Texts of the policy, of forms and of the core's lists in the language of this device (ADR 0048).
//!
//! They come in English, or in whatever a hospital wrote. A language says the ones it has words for, by their very wording. In every chunk
//! of the page, so written with loops over bytes: a search for a text in a text alone weighs some thousand bytes.

use super::spoken::{has_texts, worded};

/// A text of the policy, of a form or of the core's lists in the language of this device, by its wording; `None` where that has no words
/// for this very wording, as for what a hospital wrote itself, and of every one in English.
#[inline(never)]
pub(crate) fn of_text(english: &str) -> Option<String> {
    match worded(english) {
        Some(own) => Some(own.to_owned()),
        None if has_texts() => numbered(english),
        None => None,
    }
}

/// The same, or the text as it is.
#[inline(never)]
pub(crate) fn text_or(english: &str) -> String {
    of_text(english).unwrap_or_else(|| english.to_owned())
}

/// Stands for a number, in a text that the core makes with one: `every # minutes`.
const NUMBER: char = '#';

/// A text with numbers in it, which stay in their order. The 2 of NEWS2 is none.
fn numbered(english: &str) -> Option<String> {
    let (mut wording, mut numbers) = (String::new(), String::new());
    let (mut inside, mut before) = (false, ' ');
    for sign in english.chars() {
        let number = sign.is_ascii_digit() && (inside || !before.is_ascii_alphanumeric());
        if number {
            if !inside {
                wording.push(NUMBER);
            }
            numbers.push(sign);
        } else {
            if inside {
                numbers.push(NUMBER);
            }
            wording.push(sign);
        }
        (inside, before) = (number, sign);
    }
    let own = worded(&wording).filter(|_| !numbers.is_empty())?;
    let (mut said, mut numbers) = (String::new(), numbers.chars());
    for sign in own.chars() {
        if sign == NUMBER {
            said.extend(numbers.by_ref().take_while(|sign| *sign != NUMBER));
        } else {
            said.push(sign);
        }
    }
    Some(said)
}

/// Where the core joins texts into one: `Told: Ward doctor (Dr Okafor), in person`.
fn is_joint(two: &[u8]) -> bool {
    two == b". " || two == b": " || two == b", " || two == b"; " || two == b" ("
}

/// What the core has joined of several texts, text by text: each in this language with true, or as it is with false, where this language
/// has no words for it or somebody wrote it.
#[inline(never)]
pub(crate) fn in_texts(english: &str) -> Vec<(String, bool)> {
    let (mut said, mut rest) = (Vec::new(), english);
    if !has_texts() {
        put(&mut said, english.to_owned(), false, "");
        return said;
    }
    while !rest.is_empty() {
        let (text, own, after) = first(rest);
        put(&mut said, text, own, rest.get(after.0..after.1).unwrap_or_default());
        rest = rest.get(after.1..).unwrap_or_default();
    }
    said
}

/// The longest text at the beginning that there are words for, otherwise the shortest as it is; and where what joins it to the rest begins
/// and ends.
fn first(english: &str) -> (String, bool, (usize, usize)) {
    let bytes = english.as_bytes();
    let mut shortest = bytes.len();
    let mut at = bytes.len();
    loop {
        let joint = bytes.get(at..at + 2).is_some_and(is_joint);
        let end = at == bytes.len() || at + 1 == bytes.len() && matches!(bytes[at], b'.' | b')');
        if joint || end {
            if let Some(own) = english.get(..at).and_then(of_text) {
                return (own, true, (at, if joint { at + 2 } else { bytes.len() }));
            }
            if joint {
                shortest = at;
            }
        }
        if at == 0 {
            break;
        }
        at -= 1;
    }
    let text = english.get(..shortest).unwrap_or_default();
    (text.to_owned(), false, (shortest, bytes.len().min(shortest + 2)))
}

/// With the joint, which goes with the text before it; what stays as it is goes together.
fn put(said: &mut Vec<(String, bool)>, text: String, own: bool, joint: &str) {
    match said.last_mut() {
        Some((before, false)) if !own => before.push_str(&text),
        _ => said.push((text, own)),
    }
    if let Some((before, _)) = said.last_mut() {
        before.push_str(joint);
    }
}

/// The same in one string, for where no part can say in which language it is.
#[inline(never)]
pub(crate) fn said(english: &str) -> String {
    let mut said = String::new();
    for (text, _) in in_texts(english) {
        said.push_str(&text);
    }
    said
}

#[cfg(test)]
mod tests;
