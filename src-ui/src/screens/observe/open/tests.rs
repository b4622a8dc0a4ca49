//! What a part shows is what the form says, and what nothing changed is not drawn.

use super::*;
use crate::{
    samples::{NOW, form, set},
    screens::observe::{
        draft::{Act, STOPS},
        face::wanted,
        form::Panel,
        review::tests::keyed,
    },
};
use clinical::vitals::{self, Breathing, Consciousness, Field, UnableReason};
use contract::Mark;
use proptest::prelude::*;

/// The form with every part looking at it, and those that were drawn since one asked.
struct Screen {
    open: Rc<OpenForm>,
    drawn: Rc<RefCell<Vec<&'static str>>>,
    kept: Rc<Cell<usize>>,
}

fn parts() -> Vec<Which> {
    let rows = Sign::ALL.into_iter().flat_map(|sign| [Which::Row(sign), Which::Values(sign, None)]);
    let faces = [Seen::Keys, Seen::Oxygen, Seen::Levels, Seen::Done].map(|seen| Which::Face(seen, false));
    let rest = [Which::Head, Which::Times, Which::Pad, Which::Score, Which::SaveBar];
    rows.chain(faces).chain(rest).collect()
}

fn screen(view: FormView) -> Screen {
    let (drawn, kept) = (Rc::<RefCell<Vec<_>>>::default(), Rc::new(Cell::new(0)));
    let keep = {
        let kept = kept.clone();
        Callback::from(move |_| kept.set(kept.get() + 1))
    };
    let open = OpenForm::new(Form::new(&view, None), Rc::new(view), Callback::from(|()| NOW), keep);
    for which in parts() {
        let of = LookProps { open: open.clone(), which };
        let (drawn, name) = (drawn.clone(), of.name());
        let again = Callback::from(move |()| drawn.borrow_mut().push(name));
        open.looks.borrow_mut().push(Rc::new(Look::new(&of, again)));
    }
    Screen { open, drawn, kept }
}

impl Screen {
    /// Presses something, and answers what was drawn for it.
    fn press(&self, press: Press) -> Vec<&'static str> {
        self.open.ground().press.emit(press);
        self.drawn.take()
    }

    fn key(&self, act: Act) -> Vec<&'static str> {
        self.press(Press::Key(act))
    }

    fn digits(&self, digits: &str) -> Vec<&'static str> {
        digits.bytes().flat_map(|digit| self.key(Act::Digit(digit - b'0'))).collect()
    }

    /// What each part shows is what it would show if it were drawn for the first time.
    fn is_as_it_stands(&self) {
        for look in self.open.looks.borrow().iter() {
            let of = look.of.borrow().clone();
            let (shows, anew) = (look.shows(&of), of.which.part(&self.open));
            if let (Part::Pad(shows), Part::Pad(anew)) = (&*shows, &anew) {
                // A panel may show anything of the form, and is never taken for the same.
                let panel = wanted(&anew.ground.form) == Seen::Panel;
                assert!(if panel { Rc::ptr_eq(&shows.ground, &anew.ground) } else { shows == anew });
                continue;
            }
            assert!(*shows == anew, "{} shows what was", of.name());
            if let (Part::SaveBar(shows), Part::SaveBar(anew)) = (&*shows, &anew) {
                assert_eq!(shows.says(), anew.says(), "what counts as the same says the same");
            }
        }
    }
}

fn earlier(pulse: &str) -> contract::SetView {
    set(vitals::parse(&keyed("18", pulse).keyed(false)).unwrap(), Mark::Current)
}

#[test]
fn a_digit_draws_its_row_and_nothing_else_until_it_counts() {
    let screen = screen(form(vec![earlier("88")]));
    assert_eq!(screen.digits("1"), ["respiration", "values", "head", "save"], "the set has begun");
    assert_eq!(
        screen.digits("8"),
        ["respiration", "values", "spo2", "score", "save"],
        "it counts, and the next row has the keys"
    );
    assert_eq!(screen.digits("9"), ["spo2", "values"]);
    screen.digits("6");
    screen.key(Act::Breathe(Breathing::Air));
    assert_eq!(screen.digits("12"), ["systolic", "values", "values"]);
}

#[test]
fn what_is_kept_is_each_change_of_the_draft_and_no_more() {
    let screen = screen(form(Vec::new()));
    screen.digits("18");
    assert_eq!(screen.kept.get(), 2);
    screen.press(Press::Open(Panel::More));
    assert_eq!(screen.kept.get(), 2, "another panel is nothing that was keyed");
}

#[test]
fn what_comes_from_the_core_while_the_form_is_open_is_drawn() {
    let screen = screen(form(vec![earlier("88")]));
    screen.digits("18");
    let stood = (*screen.open.ground()).clone();
    let view = Rc::new(form(vec![earlier("131"), earlier("88")]));
    screen.open.stand(Ground { view, ..stood });
    let drawn = screen.drawn.take();
    for part in ["pulse", "times", "save", "head"] {
        assert!(drawn.contains(&part), "{part}: {drawn:?}");
    }
    screen.is_as_it_stands();
    let stood = (*screen.open.ground()).clone();
    screen.open.stand(Ground { reduced: true, ..stood });
    let drawn = screen.drawn.take();
    for part in ["pulse", "times", "save", "head", "score"] {
        assert!(drawn.contains(&part), "behind a lock, {part}: {drawn:?}");
    }
    screen.is_as_it_stands();
}

#[test]
fn nothing_that_a_part_held_of_another_form_is_shown() {
    let (one, other) = (screen(form(vec![earlier("88")])), screen(form(vec![earlier("131")])));
    let of = |screen: &Screen| LookProps { open: screen.open.clone(), which: Which::Row(Sign::Pulse) };
    let look = Look::new(&of(&one), Callback::noop());
    assert!(*look.shows(&of(&other)) == Which::Row(Sign::Pulse).part(&other.open));
    assert!(*look.shows(&of(&other)) != Which::Row(Sign::Pulse).part(&one.open));
}

fn pressed() -> impl Strategy<Value = Press> {
    let key = |act: Act| Press::Key(act);
    prop_oneof![
        8 => (0_u8..10).prop_map(move |digit| key(Act::Digit(digit))),
        2 => (0..STOPS.len()).prop_map(move |stop| key(Act::Focus(STOPS[stop]))),
        1 => Just(key(Act::Back)),
        1 => Just(key(Act::Next)),
        1 => Just(key(Act::Breathe(Breathing::Air))),
        1 => Just(key(Act::Breathe(Breathing::Oxygen))),
        1 => (0..Consciousness::ALL.len()).prop_map(move |at| key(Act::Level(Consciousness::ALL[at]))),
        1 => Just(key(Act::Unable(Sign::Temperature, UnableReason::TooUnwell))),
        1 => Just(key(Act::UnableRest(UnableReason::Declined))),
        1 => Just(key(Act::Again(Field::Pulse))),
        1 => Just(key(Act::Remark("in a chair".into()))),
        1 => Just(key(Form::taken_ago(15, NOW))),
        1 => Just(Press::Open(Panel::More)),
        1 => Just(Press::Open(Panel::Keys)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_part_shows_what_was_before_the_last_press(all in prop::collection::vec(pressed(), 1..40)) {
        let screen = screen(form(vec![earlier("88")]));
        let of = LookProps { open: screen.open.clone(), which: Which::Face(Seen::Done, true) };
        screen.open.looks.borrow_mut().push(Rc::new(Look::new(&of, Callback::noop())));
        for press in all {
            screen.press(press);
            screen.is_as_it_stands();
        }
    }
}
