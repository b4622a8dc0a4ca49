//! What was keyed into a form, and what stands open below it: a pure reducer. It knows no rule of any form.

use crate::dates;
use crate::screens::observe::taken::{ClockDigits, Taken};
use clinical::{
    FactId, Stamp, UtcMillis,
    form::{Draft, Given},
    vitals::UnableReason,
};
use contract::{AssessmentForm, FillAssessment, FormItemKind, TakenChoice};
use std::rc::Rc;
use yew::Reducible;

/// What stands below the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Open {
    /// Nothing.
    #[default]
    Nothing,
    /// The keypad, for the line at this place.
    Number(usize),
    /// When it was made.
    Taken,
    /// A time of one's own.
    Clock,
    /// Why something is missing.
    Unable,
    /// Why it is corrected.
    WhyCorrected,
}

/// An open form as it is being filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keyed {
    /// What was keyed.
    pub draft: Draft,
    /// What stands below.
    pub open: Open,
    /// The line whose reasons for "not testable" are open.
    pub why: Option<usize>,
    /// When it was made.
    pub taken: Taken,
    /// When the first key was pressed.
    pub first_key: Option<UtcMillis>,
    /// A time of day while it is keyed.
    pub clock: ClockDigits,
    /// Why it is corrected.
    pub reason: String,
    /// A day and a time that are being typed, and in which line: as they stand in the boxes.
    pub typing: (String, String),
    /// Save was pressed, so that what is missing is marked.
    pub tried: bool,
}

/// Something pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Press {
    /// A line's answer, or none.
    Give(String, Option<Given>, UtcMillis),
    /// What stands in the boxes of a day and a time, by a clock so many minutes east of UTC.
    Type(String, String, i16, UtcMillis),
    /// An option was tapped; whether several may be chosen.
    Tap(String, String, bool, UtcMillis),
    /// A digit, a point or a sign on the keypad of a line.
    Key(String, char, u8, UtcMillis),
    /// The keypad's back key.
    Back(String, UtcMillis),
    /// The reasons of a line, to be opened or shut.
    Why(usize),
    /// Something else below the form.
    Open(Open),
    /// One reason for everything that is missing.
    Unable(Option<UnableReason>),
    /// A question about a value was answered: it is as keyed.
    Confirm(String),
    /// When it was made.
    Taken(Taken),
    /// A digit of the time of day.
    ClockDigit(u8),
    /// The time's back key.
    ClockBack,
    /// Why it is corrected.
    Reason(String),
    /// Save was pressed and there is something to put right.
    Tried,
}

impl Press {
    /// The same, pressed at this time: what is drawn may have been there for a while.
    #[must_use]
    pub const fn at(mut self, pressed: UtcMillis) -> Self {
        match &mut self {
            Self::Give(.., now)
            | Self::Type(.., now)
            | Self::Tap(.., now)
            | Self::Key(.., now)
            | Self::Back(.., now) => *now = pressed,
            _ => {}
        }
        self
    }
}

/// Digits that a number may have in all; nothing that a form asks for is longer.
const LONGEST_NUMBER: usize = 9;

impl Keyed {
    /// A form as the core opened it.
    pub fn new(view: &AssessmentForm) -> Self {
        Self {
            draft: view.draft.clone(),
            open: Open::Nothing,
            why: None,
            taken: if view.amends.is_some() { Taken::AsBefore } else { Taken::Now },
            first_key: view.started,
            clock: ClockDigits::default(),
            reason: String::new(),
            typing: Default::default(),
            tried: false,
        }
    }

    /// What stands in a line.
    pub fn given(&self, link: &str) -> Option<&Given> {
        self.draft.given.get(link)
    }

    /// A line's number or words as keyed.
    pub fn typed(&self, link: &str) -> &str {
        match self.given(link) {
            Some(Given::Typed(text)) => text,
            _ => "",
        }
    }

    /// When it was made, for the core.
    pub fn taken_at(&self, now: UtcMillis) -> TakenChoice {
        match self.taken {
            Taken::AsBefore => TakenChoice::AsBefore,
            other => TakenChoice::At(other.resolve(self.first_key).unwrap_or(now)),
        }
    }

    /// What the core is asked to read and keep.
    pub fn to_fill(&self, view: &AssessmentForm, now: UtcMillis) -> FillAssessment {
        let (id, stay, amends): (FactId, _, _) = (view.id, view.banner.stay, view.amends);
        FillAssessment { id, stay, draft: self.draft.clone(), taken: self.taken_at(now), amends }
    }

    /// The next line that takes a number, among those shown, where it stands right after this one.
    pub fn next_number(view: &AssessmentForm, shown: &[u32], here: usize) -> Open {
        let questions = shown.iter().map(|place| *place as usize).filter(|place| *place > here);
        let mut questions = questions.filter(|place| {
            let kind = view.items.get(*place).map(|item| &item.kind);
            !matches!(kind, None | Some(FormItemKind::Group | FormItemKind::Display | FormItemKind::Derived))
        });
        let next = questions.next().filter(|place| {
            matches!(view.items.get(*place).map(|item| &item.kind), Some(FormItemKind::Number { .. }))
        });
        next.map_or(Open::Nothing, Open::Number)
    }

    fn give(&mut self, link: String, given: Option<Given>, now: UtcMillis) {
        self.first_key = self.first_key.or(Some(now));
        match given {
            Some(given) => drop(self.draft.given.insert(link, given)),
            None => drop(self.draft.given.remove(&link)),
        }
    }

    fn press(&mut self, press: Press) {
        match press {
            Press::Give(link, given, now) => {
                self.why = None;
                self.typing = Default::default();
                self.give(link, given, now);
            }
            Press::Type(link, text, offset_minutes, now) => {
                let given = match dates::typed::moment(&text, offset_minutes) {
                    Some(utc) => {
                        let offset_minutes = dates::changes::offset_at(utc, offset_minutes);
                        Some(Given::At(Stamp { utc, offset_minutes }))
                    }
                    None => Some(Given::Typed(text.clone())).filter(|_| !text.is_empty()),
                };
                self.why = None;
                self.give(link.clone(), given, now);
                self.typing = (link, text);
            }
            Press::Tap(link, code, many, now) => {
                let before = match self.given(&link) {
                    Some(Given::Chosen(codes)) => codes.clone(),
                    _ => Vec::new(),
                };
                let mut codes: Vec<String> = before.iter().filter(|c| many && **c != code).cloned().collect();
                if !before.contains(&code) {
                    codes.push(code);
                }
                self.why = None;
                self.open = Open::Nothing;
                self.give(link, (!codes.is_empty()).then_some(Given::Chosen(codes)), now);
            }
            Press::Key(link, key, places, now) => {
                if let Some(text) = longer(self.typed(&link), key, places) {
                    self.give(link, Some(Given::Typed(text)), now);
                }
            }
            Press::Back(link, now) => {
                let mut text = self.typed(&link).to_owned();
                text.pop();
                self.give(link, (!text.is_empty()).then_some(Given::Typed(text)), now);
            }
            Press::Why(place) => self.why = (self.why != Some(place)).then_some(place),
            Press::Open(open) => {
                self.open = open;
                self.clock = ClockDigits::default();
            }
            Press::Unable(reason) => {
                self.draft.unable = reason;
                self.open = Open::Nothing;
            }
            Press::Confirm(code) => self.draft.confirmed.push(code),
            Press::Taken(taken) => {
                self.taken = taken;
                self.open = Open::Nothing;
            }
            Press::ClockDigit(digit) => self.clock = self.clock.press(digit),
            Press::ClockBack => self.clock = self.clock.back(),
            Press::Reason(reason) => self.reason = reason,
            Press::Tried => self.tried = true,
        }
    }
}

/// A number with one more key; `None` where no number could begin like that. What it means is the core's to say.
fn longer(text: &str, key: char, places: u8) -> Option<String> {
    let decimals = text.split_once('.').map(|(_, decimals)| decimals.len());
    let fits = match key {
        '-' => text.is_empty(),
        '.' => places > 0 && decimals.is_none() && text.ends_with(|c: char| c.is_ascii_digit()),
        '0'..='9' => decimals.is_none_or(|n| n < usize::from(places)) && text.len() < LONGEST_NUMBER,
        _ => false,
    };
    // A nought that leads nowhere is replaced by the digit after it.
    let text = if text == "0" && key.is_ascii_digit() { "" } else { text };
    fits.then(|| format!("{text}{key}"))
}

impl Reducible for Keyed {
    type Action = Press;
    fn reduce(self: Rc<Self>, press: Press) -> Rc<Self> {
        let mut next = (*self).clone();
        next.press(press);
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{NOW, assessment_form};

    fn after(presses: impl IntoIterator<Item = Press>) -> Keyed {
        let mut keyed = Keyed::new(&assessment_form());
        presses.into_iter().for_each(|press| keyed.press(press));
        keyed
    }

    fn tap(code: &str, many: bool) -> Press {
        Press::Tap("signs".into(), code.into(), many, NOW)
    }

    #[test]
    fn a_choice_is_tapped_on_and_off_and_one_of_several_stands_alone() {
        let one = |presses: &[Press]| after(presses.to_vec()).given("signs").cloned();
        let chosen = |codes: &[&str]| Some(Given::Chosen(codes.iter().map(|c| (*c).to_owned()).collect()));
        assert_eq!(one(&[tap("a", false), tap("b", false)]), chosen(&["b"]));
        assert_eq!(one(&[tap("a", false), tap("a", false)]), None);
        assert_eq!(one(&[tap("a", true), tap("b", true)]), chosen(&["a", "b"]));
        assert_eq!(one(&[tap("a", true), tap("b", true), tap("a", true)]), chosen(&["b"]));
        let reason = Press::Give("signs".into(), Some(Given::NotTestable("asleep".into())), NOW);
        assert_eq!(one(&[reason, tap("a", true)]), chosen(&["a"]), "an answer takes the reason's place");
    }

    #[test]
    fn a_number_takes_its_point_once_and_its_decimals_and_no_more() {
        let typed = |keys: &str, places| {
            let keys: Vec<Press> =
                keys.chars().map(|key| Press::Key("glucose".into(), key, places, NOW)).collect();
            after(keys).typed("glucose").to_owned()
        };
        assert_eq!(typed("5.4", 1), "5.4");
        assert_eq!(typed("5.47", 1), "5.4", "a second decimal is blocked, never rounded");
        assert_eq!(typed("5..4", 1), "5.4");
        assert_eq!(typed(".5", 1), "5");
        assert_eq!(typed("12.", 0), "12");
        assert_eq!(typed("007", 0), "7");
        assert_eq!(typed("-3", 0), "-3");
        assert_eq!(typed("1234567890", 0), "123456789");
        assert_eq!(
            after([Press::Key("glucose".into(), '5', 1, NOW), Press::Back("glucose".into(), NOW)])
                .given("glucose"),
            None
        );
    }

    #[test]
    fn a_moment_is_given_once_it_is_whole_and_is_kept_as_typed_meanwhile() {
        let typed = |text: &str| Press::Type("signs".into(), text.into(), 60, NOW);
        let (half, whole) = ("6/Aug/2026/", "6/8/2026/2:10");
        assert_eq!(after([typed(half)]).given("signs"), Some(&Given::Typed(half.into())));
        let keyed = after([typed(half), typed(whole)]);
        let utc = UtcMillis(1_785_978_600_000); // 2026-08-06T01:10Z
        assert_eq!(keyed.given("signs"), Some(&Given::At(Stamp { utc, offset_minutes: 60 })));
        assert_eq!(keyed.typing, ("signs".into(), whole.into()), "no box changes below the hand");
        assert_eq!(after([typed(half), typed("")]).given("signs"), None);
        let now = Given::At(Stamp { utc: NOW, offset_minutes: 60 });
        let keyed = after([typed(half), Press::Give("signs".into(), Some(now.clone()), NOW)]);
        assert_eq!((keyed.given("signs"), keyed.typing.1.as_str()), (Some(&now), ""), "now");
    }

    #[test]
    fn the_time_is_that_of_the_first_key_unless_another_is_chosen() {
        let later = NOW.plus_minutes(3);
        let keyed = after([tap("a", false), Press::Tap("signs".into(), "b".into(), false, later)]);
        assert_eq!(keyed.taken_at(later), TakenChoice::At(NOW));
        assert_eq!(after([]).taken_at(later), TakenChoice::At(later));
        let ago = Taken::Ago { minutes: 30, at: NOW.plus_minutes(-30) };
        assert_eq!(
            after([tap("a", false), Press::Taken(ago)]).taken_at(later),
            TakenChoice::At(NOW.plus_minutes(-30))
        );
    }

    #[test]
    fn the_keypad_goes_on_to_a_number_that_follows_at_once() {
        let view = assessment_form();
        let all: Vec<u32> = (0..view.items.len() as u32).collect();
        assert_eq!(
            Keyed::next_number(&view, &all, 2),
            Open::Number(4),
            "a heading between makes no difference"
        );
        assert_eq!(Keyed::next_number(&view, &all, 4), Open::Nothing, "a choice is next");
        assert_eq!(Keyed::next_number(&view, &[0, 1, 2], 2), Open::Nothing, "what is hidden is passed over");
    }
}
