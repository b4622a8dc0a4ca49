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

/// Stands for a number, in a text that the core makes with one: `every # minutes`, `bed #`, `Planned for # #`.
const NUMBER: char = '#';

/// Stands for all that follows, in the beginning of a text that the core makes with somebody's name: `Signed by *`.
const WHO: char = '*';

/// How many bytes of a number stand at the beginning: of 30, 1,200, 36.5, 16:10, 23-Nov-2026 or bed A3. None of what follows a letter is one:
/// the 2 of NEWS2.
fn number(bytes: &[u8]) -> usize {
    let is = |at: usize, of: fn(&u8) -> bool| bytes.get(at).is_some_and(of);
    let mut at = 0;
    while at < 2 && is(at, u8::is_ascii_uppercase) {
        at += 1;
    }
    if !is(at, u8::is_ascii_digit) {
        return 0;
    }
    while is(at, u8::is_ascii_digit) {
        at += 1;
        if is(at, |sign| matches!(sign, b':' | b',' | b'.')) && is(at + 1, u8::is_ascii_digit) {
            at += 1;
        }
        if is(at, |sign| *sign == b'-')
            && is(at + 1, u8::is_ascii_uppercase)
            && is(at + 4, |sign| *sign == b'-')
        {
            at += 5;
        }
    }
    at
}

/// A text with numbers in it, which stay in their order.
fn numbered(english: &str) -> Option<String> {
    let (mut wording, mut numbers) = (String::new(), String::new());
    let (mut rest, mut before) = (english, ' ');
    while let Some(sign) = rest.chars().next() {
        let long = if before.is_ascii_alphanumeric() { 0 } else { number(rest.as_bytes()) };
        let ends = if long == 0 { sign.len_utf8() } else { long };
        if long == 0 {
            wording.push(sign);
        } else {
            wording.push(NUMBER);
            numbers.push_str(rest.get(..ends).unwrap_or_default());
            numbers.push(NUMBER);
        }
        before = if long == 0 { sign } else { '0' };
        rest = rest.get(ends..).unwrap_or_default();
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

/// A text that begins as the core begins it before a name, which stays as it is; the longest such beginning.
fn begun(english: &str) -> Option<String> {
    let mut at = english.len();
    while at > 1 {
        at -= 1;
        if english.as_bytes()[at - 1] == b' ' {
            let (begins, who) = (english.get(..at)?, english.get(at..)?);
            let mut wording = begins.to_owned();
            wording.push(WHO);
            if let Some(own) = worded(&wording) {
                let mut said = String::new();
                for sign in own.chars() {
                    if sign == WHO { said.push_str(who) } else { said.push(sign) }
                }
                return Some(said);
            }
        }
    }
    None
}

/// How many bytes join a text to the next, where the core joins texts into one: `Told: Ward doctor (Dr Okafor), in person`. All that is
/// left, where a text ends; `None` within one.
fn joint(rest: &[u8]) -> Option<usize> {
    let closes = usize::from(rest.first() == Some(&b')'));
    let more = rest.get(closes..).unwrap_or_default();
    match more {
        [] | [b'.'] => Some(rest.len()),
        [b'.' | b':' | b',' | b';', b' ', ..] => Some(closes + 2),
        [b' ', b'(', ..] if closes == 0 => Some(2),
        _ => None,
    }
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
    let mut shortest = (bytes.len(), bytes.len());
    let mut at = bytes.len();
    loop {
        if let Some(long) = joint(&bytes[at..]) {
            if let Some(own) = english.get(..at).and_then(of_text) {
                return (own, true, (at, at + long));
            }
            // What ends here ends everything: somebody's own brackets stay with what stands in them.
            if at + long < bytes.len() {
                shortest = (at, at + long);
            }
        }
        if at == 0 {
            break;
        }
        at -= 1;
    }
    let text = english.get(..shortest.0).unwrap_or_default();
    match begun(text) {
        Some(own) => (own, true, shortest),
        None => (text.to_owned(), false, shortest),
    }
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
