//! Whose each sentence of a note is, which ones two people changed, and what stands signed.
//!
//! A sentence is everybody's who wrote a letter of it that is still there, or took one out of it or beside it. Two such
//! people, and it is marked: whoever signs it reads it again first. That it was so at once, neither having seen what the
//! other wrote, is said too; but it is asked of both all the same (safety rule 15).

use super::{
    Note, Splice,
    bits::Bits,
    signing::{Signed, Standing},
    weave::Woven,
};
use clinical::{
    StaffId, UtcMillis,
    note::{self, EditHash, Section, SentenceMark},
    staff::AuthLevel,
};
use std::{collections::BTreeSet, ops::Range};

/// A note as its reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Every sentence, part by part, in order.
    pub sentences: Vec<Sentence>,
    /// Every signature, earliest first.
    pub signed: Vec<Signed>,
    /// Letters at the beginning of the addendum that stand signed, and what stands among them: nobody writes there again.
    pub closed_addendum: usize,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its part of the note.
    pub section: Section,
    /// What it says.
    pub text: String,
    /// Its mark, by which a signature names it.
    pub mark: SentenceMark,
    /// Whose it is.
    pub people: BTreeSet<StaffId>,
    /// Two of them changed it without having seen what the other wrote.
    pub at_once: bool,
    /// Some of it was written by somebody whom nothing checked: a name typed in an emergency, or under a locked screen.
    pub unchecked: bool,
    /// When it was changed last, by the clock of who changed it.
    pub changed_at: UtcMillis,
    /// Who signed it as it stands.
    pub signed_by: BTreeSet<StaffId>,
    /// It was written or changed after somebody had signed, and nobody has signed it since: an unsigned addendum.
    pub after_signing: bool,
    pub(super) edits: BTreeSet<usize>,
}

impl Sentence {
    /// Whether whoever signs it has to read it again.
    pub fn by_two(&self) -> bool {
        self.people.len() > 1
    }
}

impl Reading {
    /// Whether somebody's signature stands: then there are addenda only.
    pub fn is_signed(&self) -> bool {
        self.signed.iter().any(|signed| signed.standing == Standing::Counts)
    }
}

pub(super) fn reading(note: &Note) -> Reading {
    let mut sentences = sentences(note, &note.history.all());
    let signed: Vec<(Signed, Bits)> =
        note.signatures.iter().map(|signature| note.look_at(signature)).collect();
    let counting = || signed.iter().filter(|(signed, _)| signed.standing == Standing::Counts);
    for sentence in &mut sentences {
        let seen_by = |seen: &Bits| sentence.edits.iter().all(|edit| seen.contains(*edit));
        let by = counting().filter(|(signed, seen)| {
            let as_signed =
                signed.sentences.iter().any(|of| of.section == sentence.section && of.text == sentence.text);
            as_signed && seen_by(seen)
        });
        sentence.signed_by = by.map(|(signed, _)| signed.by).collect();
        let before_any = counting().any(|(_, seen)| seen_by(seen));
        sentence.after_signing = sentence.signed_by.is_empty() && !before_any && counting().next().is_some();
    }
    let covered: Vec<&Bits> = counting().map(|(_, seen)| seen).collect();
    let closed_addendum = closed_addendum(note, &note.history.all(), &covered);
    let mut signed: Vec<Signed> = signed.into_iter().map(|(signed, _)| signed).collect();
    for signature in &mut signed {
        for of in &mut signature.sentences {
            of.stands = sentences.iter().any(|sentence| {
                sentence.section == of.section
                    && sentence.text == of.text
                    && sentence.signed_by.contains(&signature.by)
            });
        }
    }
    Reading { sentences, signed, closed_addendum }
}

impl Note {
    /// Whether a signature closes the place of this splice. Once somebody has signed, only the addendum is open, behind
    /// the last of its letters that stand signed. Judged by what the writer was shown: words written beside an addendum
    /// that somebody signed meanwhile are an addendum too.
    pub fn is_closed(&self, shown: &[EditHash], splice: &Splice) -> bool {
        let signed: Vec<(Signed, Bits)> =
            self.signatures.iter().map(|signature| self.look_at(signature)).collect();
        let counts = signed.iter().filter(|(signed, _)| signed.standing == Standing::Counts);
        let covered: Vec<&Bits> = counts.map(|(_, seen)| seen).collect();
        if covered.is_empty() || splice.section != Section::Addendum {
            return !covered.is_empty();
        }
        // What was never shown is refused when it comes to writing.
        self.history.upto(shown).is_some_and(|seen| splice.at < closed_addendum(self, &seen, &covered))
    }
}

/// Letters up to the last one that stands signed, of the addendum as somebody sees it who saw these edits.
fn closed_addendum(note: &Note, seen: &Bits, covered: &[&Bits]) -> usize {
    let shown: Vec<&Woven> =
        note.letters(Section::Addendum).iter().filter(|letter| letter.shows(seen)).collect();
    let last = shown.iter().rposition(|letter| covered.iter().any(|by| by.contains(letter.written)));
    last.map_or(0, |last| last + 1)
}

/// The sentences that somebody who saw these edits sees.
pub(super) fn sentences(note: &Note, seen: &Bits) -> Vec<Sentence> {
    Section::ALL.into_iter().flat_map(|section| of_section(note, section, seen)).collect()
}

fn of_section(note: &Note, section: Section, seen: &Bits) -> Vec<Sentence> {
    let woven: Vec<&Woven> =
        note.letters(section).iter().filter(|letter| seen.contains(letter.written)).collect();
    let text: String = woven.iter().filter(|letter| letter.shows(seen)).map(|letter| letter.letter).collect();
    let mut ranges = note::sentences(&text);
    if section == Section::Addendum {
        let shown: Vec<(usize, char)> = woven
            .iter()
            .filter(|letter| letter.shows(seen))
            .map(|letter| (letter.written, letter.letter))
            .collect();
        ranges = ranges.into_iter().flat_map(|range| apart(note, &shown, range)).collect();
    }
    let mut edits: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); ranges.len()];
    let mut at = 0;
    for letter in woven {
        let shows = letter.shows(seen);
        if shows {
            // Space between sentences is nobody's.
            let place = ranges.partition_point(|range| range.end <= at);
            if ranges.get(place).is_some_and(|range| range.contains(&at)) {
                edits[place].insert(letter.written);
            }
            at += 1;
        } else {
            let by = taken_out_by(note, letter, seen);
            for place in beside(&ranges, at) {
                edits[place].extend(&by);
            }
        }
    }
    let letters: Vec<char> = text.chars().collect();
    ranges
        .into_iter()
        .zip(edits)
        .map(|(range, edits)| sentence(note, section, letters[range].iter().collect(), edits))
        .collect()
}

/// Runs of letters of one sentence that are looked at for addenda written side by side. A longer one stays whole, which
/// is the safe side: then more is read again.
const MOST_RUNS: usize = 64;

/// Two addenda that two people wrote side by side, neither having seen a letter of the other's, are two sentences though
/// nothing stands between them: each is its writer's own.
fn apart(note: &Note, shown: &[(usize, char)], sentence: Range<usize>) -> Vec<Range<usize>> {
    let edits = note.history.edits();
    let (mut parts, mut rest) = (Vec::new(), sentence);
    loop {
        let mut runs: Vec<usize> = shown[rest.clone()].iter().map(|(written, _)| *written).collect();
        runs.dedup();
        let author = |written: usize| edits[written].author;
        let other = shown[rest.clone()]
            .iter()
            .position(|(written, _)| Some(author(*written)) != runs.first().map(|first| author(*first)));
        let Some(other) = other.filter(|_| runs.len() <= MOST_RUNS) else { break };
        let until = rest.start + other;
        let (left, right) =
            runs.split_at(runs.iter().take_while(|run| author(**run) == author(runs[0])).count());
        let aside =
            |a: &usize| right.iter().all(|b| author(*a) != author(*b) && note.history.at_once(*a, *b));
        if !left.iter().all(aside) {
            break;
        }
        parts.extend(trimmed(shown, rest.start..until));
        rest = until..rest.end;
    }
    parts.extend(trimmed(shown, rest));
    parts
}

/// Without the space around it; `None` when there is nothing else.
fn trimmed(shown: &[(usize, char)], range: Range<usize>) -> Option<Range<usize>> {
    let within = &shown[range.clone()];
    let first = within.iter().position(|(_, letter)| !letter.is_whitespace())?;
    let last = within.iter().rposition(|(_, letter)| !letter.is_whitespace())?;
    Some(range.start + first..range.start + last + 1)
}

/// Those who wrote a letter that is no longer there, and took it out. What one person wrote and took out again is as if it
/// had never been; so is space.
fn taken_out_by(note: &Note, letter: &Woven, seen: &Bits) -> BTreeSet<usize> {
    let edits = note.history.edits();
    let taken: BTreeSet<usize> =
        letter.taken_out.iter().copied().filter(|edit| seen.contains(*edit)).collect();
    let own = taken.iter().all(|edit| edits[*edit].author == edits[letter.written].author);
    if own || letter.letter.is_whitespace() {
        return BTreeSet::new();
    }
    taken.into_iter().chain([letter.written]).collect()
}

/// The sentence that a place between two letters lies in, or both that it lies between.
fn beside(ranges: &[Range<usize>], at: usize) -> impl Iterator<Item = usize> + use<> {
    let next = ranges.partition_point(|range| range.end <= at);
    let within = ranges.get(next).is_some_and(|range| range.start < at);
    let there = next < ranges.len();
    let before = (!within).then(|| next.checked_sub(1)).flatten();
    before.into_iter().chain(there.then_some(next))
}

fn sentence(note: &Note, section: Section, text: String, edits: BTreeSet<usize>) -> Sentence {
    let of = note.history.edits();
    let people = edits.iter().map(|edit| of[*edit].author).collect();
    let at_once = note.history.any_at_once(&edits);
    Sentence {
        section,
        mark: SentenceMark::of(&note.id, section, &text),
        text,
        people,
        at_once,
        unchecked: edits.iter().any(|edit| of[*edit].auth == AuthLevel::Emergency),
        changed_at: edits.iter().map(|edit| of[*edit].at).max().unwrap_or(UtcMillis(0)),
        signed_by: BTreeSet::new(),
        after_signing: false,
        edits,
    }
}
