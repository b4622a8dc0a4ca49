//! Says a message in the language of this device, from the lines that the loader of the page brought (ADR 0041).
//!
//! The signs that stand for arguments and forms are those of `wording::lines`; a test holds this reader to them.

use clinical::Said;
use std::cell::Cell;

mod held {
    //! What the build knows of the words.
    include!(concat!(env!("OUT_DIR"), "/held.rs"));
}

/// The lines before the first message: fingerprint, tag, plural categories, the draft's name, the languages.
const HEAD: usize = 5;
const TAG: usize = 1;
const PLURALS: usize = 2;
const DRAFT: usize = 3;
const LANGUAGES: usize = 4;

/// Where the loader leaves the lines.
#[cfg(target_arch = "wasm32")]
const BROUGHT: &str = "wardlightWords";

/// Stands between a text in English and the words of this language for it.
const TEXT: char = '\u{e060}';

/// What is put into a message.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Argument<'a> {
    /// Words; set apart where they would turn the writing round.
    Text(&'a str),
    /// A number, in digits; it may choose a form.
    Number(i64),
}

thread_local! {
    static HELD: Cell<&'static [&'static str]> = const { Cell::new(&[]) };
    /// The lines of texts, at the end of those, in the order of their English.
    static TEXTS: Cell<&'static [&'static str]> = const { Cell::new(&[]) };
}

/// Takes the lines that the loader brought. False when they are of another build: then nothing may be drawn.
#[cfg(target_arch = "wasm32")]
pub(crate) fn take_up() -> bool {
    let brought = js_sys::Reflect::get(&js_sys::global(), &BROUGHT.into());
    let lines = brought.ok().and_then(|lines| lines.as_string()).unwrap_or_default();
    hold(lines.leak())
}

/// On the host the lines are a part of the program, and fit.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn take_up() -> bool {
    speak("en")
}

/// Says everything on this thread in another language.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn speak(tag: &str) -> bool {
    held::HOST.iter().find(|(known, _)| *known == tag).is_some_and(|(_, lines)| hold(lines))
}

fn hold(lines: &'static str) -> bool {
    let lines: Vec<&str> = lines.split('\n').collect();
    let fits = lines.first() == Some(&held::FINGERPRINT);
    if fits {
        let lines: &[&str] = lines.leak();
        let texts = lines.iter().rev().take_while(|line| line.contains(TEXT)).count();
        HELD.set(lines);
        TEXTS.set(lines.get(lines.len() - texts..).unwrap_or_default());
    }
    fits
}

/// Called from hundreds of places, each of which is to weigh as little as can be: not inlined, and gives one address.
#[inline(never)]
fn line(at: usize) -> &'static &'static str {
    if cfg!(not(target_arch = "wasm32")) && HELD.get().is_empty() {
        take_up();
    }
    HELD.get().get(at).unwrap_or(&"")
}

/// The language's tag: `en`, `cy`.
pub(crate) fn tag() -> &'static str {
    line(TAG)
}

/// The name of the language, when nobody competent has checked it; otherwise empty.
pub(crate) fn draft() -> &'static str {
    line(DRAFT)
}

/// Every language there is: its tag, and what it calls itself.
pub(crate) fn languages() -> impl Iterator<Item = (&'static str, &'static str)> {
    line(LANGUAGES).split('|').filter_map(|language| language.split_once('='))
}

/// A message without arguments. Inlined, since wasm gives back one value: to hand on an address and a length costs more.
#[inline(always)]
pub(crate) fn text(at: usize) -> &'static str {
    line(HEAD + at)
}

/// A sentence of the core in the language of this device; `None` where that has no words for it, and of every one in English, in
/// which the core has said it.
pub(crate) fn of_core(said: &Said) -> Option<String> {
    let named = |line: &&'static str| line.strip_prefix(said.name.as_str())?.strip_prefix('=');
    let line = HELD.get().iter().skip(HEAD).find_map(named).filter(|_| !said.is_nameless())?;
    let with: Vec<Argument<'_>> = said.with.iter().map(|part| Argument::Text(part)).collect();
    Some(fill_line(line, &with))
}

/// What this language says for a text, by its wording and no other; none of any in English.
#[inline(never)]
pub(super) fn worded(english: &str) -> Option<&'static str> {
    let english_of = |line: &&'static str| line.split(TEXT).next().unwrap_or_default();
    let texts = TEXTS.get();
    let at = texts.binary_search_by(|line| english_of(line).cmp(english)).ok()?;
    texts.get(at)?.get(english.len() + TEXT.len_utf8()..)
}

/// Whether this language has words for any text.
pub(super) fn has_texts() -> bool {
    !TEXTS.get().is_empty()
}

/// A message with its arguments.
#[inline(never)]
pub(crate) fn fill(at: usize, arguments: &[Argument<'_>]) -> String {
    fill_line(text(at), arguments)
}

fn fill_line(line: &str, arguments: &[Argument<'_>]) -> String {
    let mut said = String::new();
    let (mut aloud, mut found, mut chooses) = (true, false, 0);
    for sign in line.chars() {
        let fits = match (u32::from(sign), (sign as usize) & 0xf) {
            (0xe000..=0xe00f, place) if aloud => {
                put(&mut said, arguments.get(place));
                continue;
            }
            (0xe050..=0xe05f, place) if aloud => {
                if let Some(Argument::Text(field)) = arguments.get(place) {
                    said.push_str(super::names::field_named(field));
                }
                continue;
            }
            (0xe070..=0xe07f, place) if aloud => {
                if let Some(Argument::Text(english)) = arguments.get(place) {
                    said.push_str(&super::texts::text_or(english));
                }
                continue;
            }
            (0xe010..=0xe01f, place) => {
                (found, chooses) = (false, number(arguments.get(place)));
                false
            }
            (0xe020..=0xe02f, category) => !found && (category == 5 || category == category_of(chooses)),
            (0xe030..=0xe03f, exact) => !found && chooses == exact as u64,
            (0xe040, _) => true,
            (0xe000..=0xe00f | 0xe050..=0xe07f, _) => continue,
            _ => {
                if aloud {
                    said.push(sign);
                }
                continue;
            }
        };
        (aloud, found) = (fits, found || fits);
    }
    said
}

fn put(said: &mut String, argument: Option<&Argument<'_>>) {
    match argument {
        Some(Argument::Text(text)) if text.starts_with('\u{2068}') => said.push_str(text),
        Some(Argument::Text(text)) => said.push_str(&super::names::isolated((*text).to_owned())),
        Some(Argument::Number(number)) => said.push_str(&number.to_string()),
        None => {}
    }
}

fn number(argument: Option<&Argument<'_>>) -> u64 {
    if let Some(Argument::Number(number)) = argument { number.unsigned_abs() } else { 0 }
}

/// The code of a number's plural category: its own below 100, and then by its last two digits.
fn category_of(number: u64) -> usize {
    let at = if number < 100 { number } else { 100 + number % 100 };
    let code = line(PLURALS).as_bytes().get(at as usize);
    code.map_or(5, |digit| usize::from(digit.wrapping_sub(b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{self, board, observe, sync, times};
    use std::path::Path;
    use wording::{ARGUMENT, CATEGORY, Category, END, EXACT, FIELD, SELECT, WORDING};

    #[test]
    fn numbers_take_the_form_that_each_language_has_for_them() {
        assert_eq!([0, 1, 2].map(board::patients), ["no patients", "1 patient", "2 patients"]);
        assert!(speak("cy"));
        assert_eq!(
            [0, 1, 2, 3, 4, 6, 10, 102].map(board::patients),
            ["dim cleifion", "1 claf", "2 glaf", "3 chlaf", "4 claf", "6 chlaf", "10 claf", "102 claf"]
        );
        assert_eq!(times::spoken_span(122), "2 awr a 2 funud");
        assert_eq!(sync::unsent(3), "Mae 3 chofnod ar y ddyfais hon yn unig. Ni all neb arall eu gweld.");
        assert!(speak("en"));
        assert_eq!(times::spoken_span(122), "2 hours and 2 minutes");
    }

    #[test]
    fn a_name_that_turns_the_writing_round_turns_nothing_but_itself() {
        let hebrew = "\u{5d3}\u{5d5}\u{5d3}";
        assert_eq!(
            observe::save_name(hebrew, "A3"),
            format!("Save for \u{2068}{hebrew}\u{202c}\u{2069} – A3")
        );
        let apart = words::names::isolated(hebrew.to_owned());
        assert_eq!(
            observe::save_name(&apart, "A3"),
            format!("Save for {apart} – A3"),
            "and is set apart once"
        );
        assert_eq!(observe::save_name("SIÂN", "A3"), "Save for SIÂN – A3");
    }

    #[test]
    fn every_language_fits_the_page_and_says_something_for_each_message() {
        let english = held::HOST.iter().find(|(tag, _)| *tag == "en").unwrap().1.split('\n').count();
        for (language, lines) in held::HOST {
            assert!(speak(language), "{language}");
            let texts = lines.split('\n').filter(|line| line.contains(TEXT)).count();
            let of_core =
                lines.split('\n').filter(|line| line.contains('=') && !line.contains(TEXT)).count() - 1;
            assert_eq!((tag(), lines.split('\n').count() - of_core - texts), (*language, english));
            assert_eq!(texts, TEXTS.get().len(), "{language}");
            assert!(lines.split('\n').skip(HEAD).all(|line| !line.trim().is_empty()), "{language}");
            assert!(languages().any(|(tag, name)| tag == *language && !name.is_empty()));
        }
        assert!(speak("cy") && draft().contains("draft"), "read by those who do not read Welsh as well");
        assert!(speak("en") && draft().is_empty());
    }

    #[test]
    fn words_of_another_build_are_not_taken() {
        assert!(!hold("0123\nen\n\n\nen=English\nWords"));
        assert!(!hold(""));
        assert_eq!(words::back(), "Back");
    }

    /// The reader above has the signs as patterns; these are theirs.
    #[test]
    fn the_signs_are_those_that_the_build_writes() {
        assert_eq!(
            [ARGUMENT, SELECT, CATEGORY, EXACT, END, FIELD, WORDING],
            [0xe000, 0xe010, 0xe020, 0xe030, 0xe040, 0xe050, 0xe070]
        );
        assert_eq!(u32::from(TEXT), wording::TEXT);
        assert_eq!(Category::Other.code(), 5);
    }

    /// A message that no screen says would be translated for nobody.
    #[test]
    fn every_message_is_said_by_a_screen() {
        fn sources(folder: &Path, into: &mut String) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    sources(&path, into);
                } else {
                    into.push_str(&std::fs::read_to_string(path).unwrap());
                }
            }
        }
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut all = String::new();
        sources(&here.join("src"), &mut all);
        let shelf = wording::read_folder(&here.join("../assets/words")).unwrap();
        let said = |id: &str| {
            let name = id.split_once('-').unwrap().1.replace('-', "_");
            [
                format!("{name}("),
                format!("{name} }}"),
                format!("{name};"),
                format!("{name} else"),
                format!("self::{name}"),
                format!("({name},"),
                format!("::{name},"),
                format!(" {name})"),
            ]
            .iter()
            .any(|call| all.contains(call.as_str()))
        };
        let screens = shelf.messages().iter().filter(|message| message.of_core().is_none());
        let unsaid: Vec<_> = screens.map(|message| message.id.as_str()).filter(|id| !said(id)).collect();
        assert_eq!(unsaid, [""; 0]);
    }
}
