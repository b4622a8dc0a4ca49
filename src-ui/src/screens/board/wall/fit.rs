//! What of a bed fits on its line of the wall, and what gives way. Letters never do: they are as high as four metres ask
//! for (ADR 0028), so that a name that does not fit has a line of its own, and what can be spared is left out.
//!
//! Lengths are pixels of a wall 1920 wide; on any other the stylesheet makes everything larger or smaller alike.

/// The size of letters whose capitals are 20 minutes of arc high at four metres from a 55-inch panel, which ISO 9241-303
/// prefers: 36.7 pixels, of a face whose capitals are 0.668 of its size. Bed, score and its word.
pub(super) const LARGE: u32 = 55;
/// The same at 16 minutes of arc, the least of that standard: 29.4 pixels. Name and everything else.
pub(super) const LEAST: u32 = 44;

/// One of the two columns, without its edges.
const LINE: u32 = 924;
/// A bed's name stands in a column of its own.
const BED: u32 = 80;
/// Between two things on a line.
const GAP: u32 = 10;
/// An icon or an arrow.
const ICON: u32 = 42;
/// A score's shape, edges and what lies between shape, number and word.
const CHIP: u32 = 78;
/// Lines that are given away for more than is needed: beside these two columns have air between their lines.
const LINES: usize = 35;
/// Lines that a column has room for at that size, with the strip above it and the line that says that there is no server, in
/// 1080 pixels.
const HIGHEST: usize = 19;
/// Lines that a notice above the rows takes.
const NOTICE: usize = 2;
/// The strip's cards beside its heading.
const STRIP: u32 = 1590;

/// How much of a patient's given name stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Given {
    Whole,
    Initial,
    Nothing,
}

/// What of a bed is drawn. The bed, the family name, the score with its word and an overdue set always are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    pub given: Given,
    /// When the next set is due.
    pub due: bool,
    /// An overdue set without the word, by its red bar and for how long.
    pub brief: bool,
    /// How far an alert was answered, in words beside its icon.
    pub word: bool,
    /// For how long an alert has been open.
    pub clock: bool,
    /// The arrow.
    pub trend: bool,
    /// On how many lines. Where it is more than one the name has its own.
    pub lines: usize,
}

impl Shown {
    pub(super) const fn tall(self) -> bool {
        self.lines > 1
    }
}

/// The texts of one bed.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts {
    pub bed: String,
    /// In capitals.
    pub family: String,
    pub given: String,
    /// Another patient's name is like it: then the given name is needed.
    pub alike: bool,
    /// Number and word of each score; the second one's word is not drawn.
    pub scores: Vec<(String, &'static str)>,
    /// Word and clock of an alert.
    pub alert: Option<(&'static str, String)>,
    /// What cannot be left out: `Unverified`, `Repeat now`, `Going`.
    pub mark: &'static str,
    pub due: String,
    /// For how long the set is overdue; empty where it is not.
    pub late: String,
    pub trend: bool,
}

/// Widths of the face's letters at its bold weight, in hundredths of its size: A to Z, a to z, 0 to 9.
const CAPITALS: &[u8; 26] =
    &[68, 65, 66, 69, 60, 57, 72, 71, 43, 57, 67, 56, 86, 72, 75, 63, 76, 65, 61, 61, 69, 65, 89, 69, 65, 62];
const SMALL: &[u8; 26] =
    &[56, 60, 51, 60, 57, 37, 60, 58, 30, 26, 56, 32, 89, 58, 58, 60, 60, 38, 51, 38, 57, 53, 74, 54, 53, 51];

/// How wide a text is at this size, in pixels, rounded up. A letter that is not of the English alphabet counts as a wide
/// one.
pub(super) fn wide(text: &str, size: u32) -> u32 {
    let of = |letters: &[u8; 26], c: char, first: u8| {
        let at = usize::from(u8::try_from(c).unwrap_or(first).saturating_sub(first));
        u32::from(letters.get(at).copied().unwrap_or(90))
    };
    let hundredths: u32 = text
        .chars()
        .map(|c| match c {
            'A'..='Z' => of(CAPITALS, c, b'A'),
            'a'..='z' => of(SMALL, c, b'a'),
            '1' => 44,
            '0'..='9' | '≥' => 66,
            ' ' | ',' | '.' | '\'' | '’' => 34,
            '-' | '–' => 52,
            _ if c.is_uppercase() => 76,
            _ => 60,
        })
        .sum();
    (hundredths * size).div_ceil(100)
}

/// How wide a score with its word is.
fn chip(number: &str, word: &str) -> u32 {
    CHIP + wide(number, LARGE) + wide(word, LARGE)
}

/// The name as it is drawn.
pub(super) fn name(texts: &Texts, given: Given) -> String {
    let given = match given {
        Given::Whole => texts.given.clone(),
        Given::Initial => texts.given.chars().next().map(|c| format!("{c}.")).unwrap_or_default(),
        Given::Nothing => String::new(),
    };
    if given.is_empty() { texts.family.clone() } else { format!("{}, {given}", texts.family) }
}

impl Texts {
    /// What stands beside the name.
    fn beside(&self, shown: Shown) -> u32 {
        let second = self.scores.iter().skip(1).map(|(number, _)| GAP + chip(number, ""));
        let first = self.scores.first().map(|(number, word)| chip(number, word));
        let mut all = first.unwrap_or_default() + second.sum::<u32>();
        if let Some((word, clock)) = &self.alert {
            all += GAP + ICON;
            for (yes, text) in [(shown.word, *word), (shown.clock, clock.as_str())] {
                all += if yes { GAP + wide(text, LEAST) } else { 0 };
            }
        }
        if !self.mark.is_empty() {
            all += GAP + wide(self.mark, LEAST);
        }
        if shown.due {
            let words = if shown.brief { &self.late } else { &self.due };
            all += GAP + wide(words, LEAST) + if self.late.is_empty() { 0 } else { 14 };
        }
        all + if shown.trend && self.trend { GAP + ICON } else { 0 }
    }

    /// What there is beside the bed.
    fn room(&self) -> u32 {
        LINE.saturating_sub(BED.max(wide(&self.bed, LARGE) + 16))
    }

    /// All that fits on one line, and whether that is enough to be read: the family name whole.
    fn on_one_line(&self) -> (Shown, bool) {
        let shown = |given, trend, due, clock| {
            let due = due || !self.late.is_empty();
            Shown { given, due, brief: false, word: false, clock, trend, lines: 1 }
        };
        // Only an alert says enough of a patient to leave out when the next set is due.
        let alert = self.alert.is_some();
        let least = if self.alike { Given::Whole } else { Given::Nothing };
        let initial = if self.alike { Given::Whole } else { Given::Initial };
        let ways = [
            shown(Given::Whole, true, true, true),
            shown(initial, true, true, true),
            shown(initial, false, true, true),
            shown(initial, false, !alert, true),
            shown(least, false, !alert, true),
            shown(least, false, !alert, false),
            Shown { brief: !self.late.is_empty(), ..shown(least, false, !alert, false) },
        ];
        let fits =
            |way: &&Shown| wide(&name(self, way.given), LEAST) + GAP + self.beside(**way) <= self.room();
        ways.iter().find(fits).map_or((ways[6], false), |way| (*way, true))
    }

    /// The same on two lines, the name on the first. A name too long for it goes on, on a third.
    fn on_two_lines(&self) -> Shown {
        let alert = self.alert.is_some();
        let ways = [
            (true, true, true, true),
            (false, true, true, true),
            (false, false, true, true),
            (false, false, !alert, true),
            (false, false, !alert, false),
        ];
        let whole = self.alike || wide(&name(self, Given::Whole), LEAST) <= self.room();
        let given = if whole { Given::Whole } else { Given::Initial };
        let lines = 1 + wide(&name(self, given), LEAST).div_ceil(self.room().max(1)) as usize;
        let of = |(word, trend, due, clock)| {
            let due = due || !self.late.is_empty();
            Shown { given, due, brief: false, word, clock, trend, lines }
        };
        let fits = |way: &Shown| self.beside(*way) <= self.room();
        ways.into_iter().map(of).find(fits).unwrap_or_else(|| of(ways[4]))
    }
}

/// What is drawn of each bed, below so many notices. Whoever does not fit on one line has two; lines that are left go to those of `first`, the
/// most urgent, as long as there are any.
pub(super) fn fit(beds: &[Texts], first: &[usize], notices: usize) -> Vec<Shown> {
    let on_one: Vec<(Shown, bool)> = beds.iter().map(Texts::on_one_line).collect();
    let mut tall: Vec<bool> = on_one.iter().map(|(_, enough)| !enough).collect();
    let needed = beds.iter().zip(&tall).map(|(bed, tall)| if *tall { bed.on_two_lines().lines } else { 1 });
    let mut spare = LINES.saturating_sub(2 * NOTICE * notices).saturating_sub(needed.sum());
    for at in first {
        let (Some((shown, _)), Some(tall)) = (on_one.get(*at), tall.get_mut(*at)) else { continue };
        let whole = shown.given == Given::Whole && shown.trend && shown.due && !shown.brief;
        if !whole && !*tall && spare > 0 {
            (*tall, spare) = (true, spare - 1);
        }
    }
    let all = beds.iter().zip(on_one).zip(tall);
    all.map(|((bed, (shown, _)), tall)| if tall { bed.on_two_lines() } else { shown }).collect()
}

/// How many lines these take.
fn lines(shown: &[Shown]) -> usize {
    shown.iter().map(|one| one.lines).sum()
}

/// How many beds stand in the first column: as many as make the longer column as short as it can be, since no bed is torn
/// apart.
pub(super) fn first_column(shown: &[Shown]) -> usize {
    let longer = |first: &usize| {
        let (left, right) = shown.split_at(*first);
        lines(left).max(lines(right))
    };
    (0..=shown.len()).min_by_key(longer).unwrap_or_default()
}

/// What letters of the rows are made smaller by, as a class, where the longer column has more lines than there is room for
/// at the size that four metres ask for: no bed lies below the panel's edge, whatever the ward is like. `notices` stand above
/// the rows and take their room.
pub(super) fn most(shown: &[Shown], notices: usize) -> &'static str {
    let (left, right) = shown.split_at(first_column(shown));
    let longer = lines(left).max(lines(right));
    let room = HIGHEST.saturating_sub(notices * NOTICE).max(HIGHEST / 2);
    match (longer * HIGHEST).div_ceil(room) {
        0..=HIGHEST => "",
        20 => "wall-most-20",
        21..=22 => "wall-most-22",
        23..=25 => "wall-most-25",
        26..=28 => "wall-most-28",
        29..=34 => "wall-most-34",
        35..=42 => "wall-most-42",
        _ => "wall-most-60",
    }
}

/// How many cards of the strip fit, each with the texts of its two lines: bed and score, and what is to be done.
pub(super) fn cards<'a>(of: impl IntoIterator<Item = (&'a Texts, &'a str)>) -> usize {
    let mut left = STRIP;
    of.into_iter()
        .take_while(|(bed, what)| {
            let score = bed.scores.first().map_or(0, |(number, word)| GAP + chip(number, word));
            let card = (wide(&bed.bed, LARGE) + score).max(wide(what, LEAST)) + 24 + GAP;
            left.checked_sub(card).inspect(|rest| left = *rest).is_some()
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bed(family: &str, given: &str, score: (&str, &'static str), alert: bool) -> Texts {
        Texts {
            bed: "A1".into(),
            family: family.into(),
            given: given.into(),
            scores: vec![(score.0.into(), score.1)],
            alert: alert.then(|| ("Not accepted", "29 min".into())),
            due: "in 3 h".into(),
            trend: true,
            ..Texts::default()
        }
    }

    #[test]
    fn a_short_name_and_a_low_score_stand_on_one_line_with_all_there_is() {
        let shown = fit(&[bed("MORGAN", "Jean", ("1", "Low"), false)], &[], 0);
        let all = Shown {
            given: Given::Whole,
            due: true,
            brief: false,
            word: false,
            clock: true,
            trend: true,
            lines: 1,
        };
        assert_eq!(shown, [all]);
    }

    #[test]
    fn a_family_name_is_never_cut_and_that_of_somebody_alike_keeps_its_given_name() {
        let long = bed("SZCZEPAŃSKA-WÓJTOWICZ", "Agnieszka", ("2", "Low"), false);
        assert!(fit(&[long], &[], 0)[0].tall(), "it has a line of its own");
        let mut alike = bed("PENHALLOW", "Joan", ("3", "Low–medium"), true);
        let shown = fit(&[alike.clone()], &[], 0)[0];
        assert!(!shown.tall() && shown.given == Given::Nothing, "{shown:?}");
        alike.alike = true;
        let shown = fit(&[alike], &[], 0)[0];
        assert!(shown.tall() && shown.given == Given::Whole, "{shown:?}");
    }

    #[test]
    fn what_gives_way_is_the_given_name_then_the_arrow_and_never_an_overdue_set() {
        let calm = fit(&[bed("THIRUNAVUKKARASU", "Vijaya", ("0", "Low"), false)], &[], 0)[0];
        assert!(calm.given != Given::Whole && !calm.trend && calm.due, "{calm:?}");
        let mut ill = bed("FITZWARINE", "Roland", ("11", "High"), true);
        (ill.late, ill.due) = ("12 h".into(), "overdue 12 h".into());
        let shown = ill.on_one_line().0;
        assert!(shown.due, "an overdue set is always said: {shown:?}");
        (ill.late, ill.due) = (String::new(), "in 29 min".into());
        let shown = ill.on_one_line().0;
        assert!(shown.clock && !shown.due, "the clock of an alert goes before a set not yet due: {shown:?}");
    }

    #[test]
    fn twenty_eight_beds_have_lines_to_spare_for_the_most_urgent_and_no_more_than_there_are() {
        let mut beds = vec![bed("SMITH", "Jo", ("0", "Low"), false); 20];
        beds.extend(vec![bed("OKONKWO-HUGHES", "Margaret", ("11", "High"), true); 8]);
        let urgent: Vec<usize> = (20..28).rev().collect();
        let shown = fit(&beds, &urgent, 0);
        assert_eq!(shown.iter().filter(|one| one.tall()).count(), LINES - 28);
        assert!(shown[27].tall() && !shown[20].tall(), "the most urgent first");
        let left = first_column(&shown);
        assert!(lines(&shown[..left]) <= 18 && lines(&shown[left..]) <= 18);
        assert_eq!(most(&shown, 0), "", "there is room at full size");
        let below = fit(&beds, &urgent, 1);
        assert!(lines(&below) <= LINES - 4, "a notice takes two lines of each column");
        assert_eq!(most(&below, 1), "", "and nothing is smaller for it");
    }

    #[test]
    fn the_columns_are_as_equal_as_they_can_be_and_nine_beds_of_two_lines_fit_wherever_they_stand() {
        let one = fit(&[bed("SMITH", "Jo", ("0", "Low"), false)], &[], 0)[0];
        for first in 0..28 - 9 {
            let mut shown = vec![one; 28];
            shown[first..first + 9].iter_mut().for_each(|tall| tall.lines = 2);
            let left = first_column(&shown);
            assert!(lines(&shown[..left]).max(lines(&shown[left..])) <= HIGHEST, "from {first}");
            assert_eq!(most(&shown, 0), "");
        }
    }

    #[test]
    fn a_ward_that_does_not_fit_is_drawn_smaller_and_none_of_it_left_out() {
        let long = bed("SZCZEPAŃSKA-WÓJTOWICZ", "Agnieszka", ("2", "Low"), true);
        let shown = fit(&vec![long; 28], &[], 0);
        assert_eq!(lines(&shown), 56);
        assert_eq!(most(&shown, 0), "wall-most-28");
    }

    #[test]
    fn a_name_that_is_longer_than_a_line_has_a_third() {
        let long = bed("RAMSBOTHAM-FEATHERSTONEHAUGH-CHOLMONDELEY", "Edith", ("2", "Low"), false);
        assert_eq!(fit(&[long], &[], 0)[0].lines, 3);
    }

    #[test]
    fn the_strip_shows_as_many_cards_as_are_whole() {
        let ill = bed("X", "Y", ("11", "High"), true);
        let what = "Not accepted 29 min";
        assert_eq!(cards(vec![(&ill, what); 8]), 3);
        assert_eq!(cards(vec![(&ill, "overdue 3 h"); 8]), 4);
        assert_eq!(cards(vec![(&ill, what); 2]), 2);
    }
}
