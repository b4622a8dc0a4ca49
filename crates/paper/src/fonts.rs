//! The two faces of the page: which letters they have and how wide each is.
//!
//! There is no shaping: the text is Latin, a letter is a glyph, and a width that is added up is the width that is drawn.

use crate::PaperError;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::{FontRef, MetadataProvider, instance::LocationRef, prelude::Size};
use std::collections::BTreeMap;

static REGULAR: &[u8] = include_bytes!("../../../assets/paper/atkinson-hyperlegible-next-regular.ttf");
static BOLD: &[u8] = include_bytes!("../../../assets/paper/atkinson-hyperlegible-next-bold.ttf");

/// What stands for a letter that the faces do not have.
pub(crate) const NO_LETTER: char = '?';

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// Both faces.
pub(crate) struct Fonts {
    regular: Face,
    bold: Face,
}

pub(crate) struct Face {
    pub(crate) font: Font,
    /// Glyph and advance, in parts of the type size.
    letters: BTreeMap<char, (GlyphId, f32)>,
}

impl Fonts {
    /// Reads what ships with the program.
    pub(crate) fn read() -> Result<Self, PaperError> {
        Ok(Self { regular: Face::read(REGULAR)?, bold: Face::read(BOLD)? })
    }

    pub(crate) fn face(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// The width of a text at a type size, in points.
    pub(crate) fn width(&self, text: &str, weight: Weight, size: f32) -> f32 {
        let face = self.face(weight);
        text.chars().map(|letter| face.letter(letter).1).sum::<f32>() * size
    }

    /// A text as it can be printed: one line, no marks that turn or hide letters, and [`NO_LETTER`] for every letter that
    /// the faces do not have. The second says that there was one.
    pub(crate) fn printable(&self, text: &str) -> (String, bool) {
        let mut missing = false;
        let mut printable = String::with_capacity(text.len());
        for letter in text.chars() {
            match letter {
                // The faces have no subscripts and no arrows.
                '₂' => printable.push('2'),
                '→' => printable.push('–'),
                letter if letter.is_whitespace() => printable.push(' '),
                letter if letter.is_control() || turns_or_hides(letter) => {}
                letter if self.regular.letters.contains_key(&letter) => printable.push(letter),
                _ => {
                    missing = true;
                    printable.push(NO_LETTER);
                }
            }
        }
        (printable, missing)
    }

    /// Breaks a text into lines no wider than `width` points. A word that is wider by itself is broken where it must be.
    pub(crate) fn lines(&self, text: &str, weight: Weight, size: f32, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(&longer, weight, size) <= width {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for letter in word.chars() {
                line.push(letter);
                if self.width(&line, weight, size) > width && line.chars().count() > 1 {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, letter.to_string()));
                }
            }
        }
        if !line.is_empty() || lines.is_empty() {
            lines.push(line);
        }
        lines
    }
}

/// Bidirectional marks, joiners and the like: they turn or hide what stands beside them.
fn turns_or_hides(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}')
}

impl Face {
    fn read(data: &'static [u8]) -> Result<Self, PaperError> {
        let font = Font::new(data.into(), 0).ok_or(PaperError::Font)?;
        let read = FontRef::new(data).map_err(|_| PaperError::Font)?;
        let em = font.units_per_em();
        let widths = read.glyph_metrics(Size::unscaled(), LocationRef::default());
        let letters = read.charmap().mappings().filter_map(|(code, glyph)| {
            let advance = widths.advance_width(glyph)? / em;
            Some((char::from_u32(code)?, (GlyphId::new(glyph.to_u32()), advance)))
        });
        Ok(Self { font, letters: letters.collect() })
    }

    fn letter(&self, letter: char) -> (GlyphId, f32) {
        let known = self.letters.get(&letter).or_else(|| self.letters.get(&NO_LETTER));
        known.copied().unwrap_or((GlyphId::new(0), 0.5))
    }

    /// The glyphs of a text that can be printed.
    pub(crate) fn glyphs(&self, text: &str) -> Vec<KrillaGlyph> {
        let glyph = |(at, letter): (usize, char)| {
            let (id, advance) = self.letter(letter);
            KrillaGlyph::new(id, advance, 0.0, 0.0, 0.0, at..at + letter.len_utf8(), None)
        };
        text.char_indices().map(glyph).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_faces_have_every_letter_that_one_has() {
        let fonts = Fonts::read().unwrap();
        let letters = |face: &Face| face.letters.keys().copied().collect::<Vec<_>>();
        assert_eq!(letters(&fonts.regular), letters(&fonts.bold));
    }

    #[test]
    fn a_letter_that_cannot_be_printed_is_told_and_what_turns_letters_round_is_gone() {
        let fonts = Fonts::read().unwrap();
        assert_eq!(fonts.printable("Łukasz Çelik\tÉ"), ("Łukasz Çelik É".to_owned(), false));
        assert_eq!(fonts.printable("Ивано\u{202e}в"), ("??????".to_owned(), true));
    }

    #[test]
    fn lines_hold_every_letter_and_none_is_too_wide() {
        let fonts = Fonts::read().unwrap();
        let text =
            "Seen by the registrar. Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch of course.";
        let lines = fonts.lines(text, Weight::Regular, 9.0, 80.0);
        assert!(lines.iter().all(|line| fonts.width(line, Weight::Regular, 9.0) <= 80.0), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
    }
}
