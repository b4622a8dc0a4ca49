//! The lines of a form. Every text of a form is drawn as text, whatever is written in it.

use super::{
    keyed::{Open, Press},
    sheet::Ground,
    timer::TimerProps,
};
use crate::{
    dates::typed,
    part::Part,
    widgets::{
        class::{classes, on},
        el::{attr, el, given, id, key, none, press, say, say_any},
        field,
        panel::{Choice, button},
        when,
    },
    words::{assess as words, observe, texts::text_or},
};
use clinical::{
    Stamp,
    form::{Control, Given},
};
use contract::{CheckView, FieldProblem, FormItem, FormItemKind};
use std::rc::Rc;
use yew::prelude::*;

/// Words longer than this get some lines.
const ONE_LINE: u32 = 120;

/// The lines that are shown. Each is a part of its own, drawn again only when something in it changes.
pub(super) fn items(ground: &Rc<Ground>) -> Html {
    let shown = ground.filled.shown.iter().map(|place| *place as usize);
    let lines = shown.filter(|place| *place < ground.view.items.len());
    el("div", "", lines.map(|place| Part::Line(LineProps { ground: ground.clone(), place }).draw()).collect())
}

/// A line of a form as it stands.
#[derive(Clone)]
pub(crate) struct LineProps {
    ground: Rc<Ground>,
    place: usize,
}

/// What a line is drawn from, beside the form as it was opened.
#[derive(PartialEq)]
struct StandsOn<'a> {
    given: Option<&'a Given>,
    keypad: bool,
    why: bool,
    tried: bool,
    explained: bool,
    reduced: bool,
    missing: bool,
    problem: Option<&'a FieldProblem>,
    checks: Vec<&'a CheckView>,
    confirmed: &'a [String],
    derived: Option<&'a str>,
}

impl LineProps {
    /// Which line.
    pub(crate) const fn place(&self) -> usize {
        self.place
    }

    /// None of a line that offers the time that it is, and so is another one each time.
    fn stands_on(&self) -> Option<StandsOn<'_>> {
        let Ground { view, keyed, filled, reduced, .. } = &*self.ground;
        let item = view.items.get(self.place).filter(|item| item.kind != FormItemKind::DateTime)?;
        let link = &item.link;
        Some(StandsOn {
            given: keyed.given(link),
            keypad: keyed.open == Open::Number(self.place),
            why: keyed.why == Some(self.place),
            tried: keyed.tried,
            explained: keyed.draft.unable.is_some(),
            reduced: *reduced,
            missing: filled.missing.contains(link),
            problem: filled.problems.iter().find(|problem| problem.field == *link),
            checks: filled.checks.iter().filter(|check| check.link == *link).collect(),
            confirmed: &keyed.draft.confirmed,
            derived: filled.derived.iter().find(|(of, _)| of == link).map(|(_, words)| words.as_str()),
        })
    }
}

impl PartialEq for LineProps {
    fn eq(&self, other: &Self) -> bool {
        let stands = self.stands_on();
        self.place == other.place
            // The form as it was opened does not change: it is the same one, or it is another.
            && Rc::ptr_eq(&self.ground.view, &other.ground.view)
            && self.ground.send == other.ground.send
            && stands.is_some()
            && stands == other.stands_on()
    }
}

/// The line on the screen.
#[hook]
pub(crate) fn use_line(of: &LineProps) -> Html {
    drawn(of)
}

fn drawn(of: &LineProps) -> Html {
    of.ground.view.items.get(of.place).map_or_else(none, |line| item(&of.ground, of.place, line))
}

fn item(ground: &Ground, place: usize, item: &FormItem) -> Html {
    let made = match &item.kind {
        FormItemKind::Group if item.depth == 0 => given("h2", "form-group", &item.text),
        FormItemKind::Group => given("h3", "form-group", &item.text),
        FormItemKind::Display => given("p", "form-read", &item.text),
        FormItemKind::Derived => derived(ground, item),
        _ => question(ground, place, item),
    };
    attr(made, "id", &format!("line-{place}"))
}

/// A value worked out, or what is needed for it.
fn derived(ground: &Ground, item: &FormItem) -> Html {
    let worked = ground.filled.derived.iter().find(|(link, _)| *link == item.link);
    let words = worked.map_or("", |(_, words)| words.as_str());
    if words.is_empty() {
        return none();
    }
    let inside = vec![given("span", "", &item.text), given("b", "", words)];
    id(el("p", "form-derived", inside), &format!("derived-{}", item.link))
}

fn question(ground: &Ground, place: usize, item: &FormItem) -> Html {
    let (filled, keyed) = (&ground.filled, &ground.keyed);
    // While a number or a time is being keyed it is not wrong yet.
    let keying = (keyed.open == Open::Number(place) || item.kind == FormItemKind::DateTime) && !keyed.tried;
    let wrong = filled.problems.iter().find(|problem| problem.field == item.link && !keying);
    let missing = keyed.tried && keyed.draft.unable.is_none() && filled.missing.contains(&item.link);
    let before = if item.before.is_empty() || ground.reduced {
        String::new()
    } else {
        words::before(&text_or(&item.before))
    };
    let optional = if item.required { "" } else { words::optional() };
    let label = vec![
        given("b", "", &item.text),
        say_any("small", "", optional),
        say_any("small", "form-before", &before),
    ];
    let problem = match wrong {
        Some(problem) => problem.message.as_str(),
        None if missing => words::missing(),
        None => "",
    };
    let mut inside = vec![
        el("p", "form-label", label),
        answer(ground, place, item),
        not_testable(ground, place, item),
        attr(say_any("p", "form-say", problem), "role", "alert"),
    ];
    let confirmed = &keyed.draft.confirmed;
    for check in
        filled.checks.iter().filter(|check| check.link == item.link && !confirmed.contains(&check.code))
    {
        let keep =
            Choice::new(words::as_keyed(), "confirm-check", ground.press(Press::Confirm(check.code.clone())));
        let asks = el("div", "set-question", vec![given("p", "", &check.message), button(keep)]);
        if keyed.open != Open::Number(place) {
            inside.push(attr(asks, "role", "alert"));
        }
    }
    let class = match (wrong.is_some(), missing) {
        (true, _) => "form-line form-line--wrong",
        (_, true) => "form-line form-line--missing",
        _ => "form-line",
    };
    let made = attr(el("section", class, inside), "role", "group");
    id(attr(made, "aria-label", &text_or(&item.text)), &format!("line-{}", item.link))
}

fn choices(class: &str, choices: impl Iterator<Item = Choice>) -> Html {
    el("div", class, choices.map(button).collect())
}

fn answer(ground: &Ground, place: usize, item: &FormItem) -> Html {
    let link = &item.link;
    let given = ground.keyed.given(link);
    match &item.kind {
        FormItemKind::Choice { options, many } => {
            let chosen = match given {
                Some(Given::Chosen(codes)) => codes.as_slice(),
                _ => &[],
            };
            let options = options.iter().map(|option| {
                let press = Press::Tap(link.clone(), option.code.clone(), *many, ground.now);
                let testid = format!("{link}-{}", option.code);
                Choice::new(option.label.clone(), testid, ground.press(press))
                    .on(chosen.contains(&option.code))
                    .english()
            });
            choices("form-choices", options)
        }
        FormItemKind::Boolean => {
            let both = [(true, words::yes()), (false, words::no())].into_iter().map(|(yes, label)| {
                let before = given == Some(&Given::Yes(yes));
                let press = Press::Give(link.clone(), (!before).then_some(Given::Yes(yes)), ground.now);
                Choice::new(label, format!("{link}-{}", if yes { "Yes" } else { "No" }), ground.press(press))
                    .on(before)
            });
            choices("form-choices form-choices--two", both)
        }
        FormItemKind::Number { unit, places, range, control, .. } => {
            number(ground, place, item, (unit, *places, range, *control))
        }
        FormItemKind::Text { longest } => text(ground, item, *longest),
        FormItemKind::DateTime => date_time(ground, item, given),
        FormItemKind::Group | FormItemKind::Display | FormItemKind::Derived => none(),
    }
}

fn number(
    ground: &Ground,
    place: usize,
    item: &FormItem,
    (unit, places, range, control): (&str, u8, &str, Control),
) -> Html {
    let link = &item.link;
    let here = ground.keyed.open == Open::Number(place);
    let open = ground.tap(Press::Open(if here { Open::Nothing } else { Open::Number(place) }));
    let typed = ground.keyed.typed(link);
    let tool = if control == Control::Keypad {
        none()
    } else {
        let done = ground.typing(link, ground.now);
        Part::Timer(TimerProps { link: AttrValue::from(link.clone()), control, places, done }).draw()
    };
    let shown = if typed.is_empty() { "–".to_owned() } else { typed.replace('-', "−") };
    // What is read out holds what is seen, so that whoever speaks to the tablet can name it.
    let spoken = format!("{}: {}", text_or(&item.text), if typed.is_empty() { words::empty() } else { "" });
    let value = say("b", "", &shown);
    let value = if typed.is_empty() { attr(value, "aria-hidden", "true") } else { value };
    let inside = vec![
        say("span", "nhsuk-u-visually-hidden", &spoken),
        value,
        say("span", "", unit),
        say("small", "", range),
    ];
    let made = key(&classes(&["form-number", on(here, "form-number--here")]), link, inside, open);
    el("div", "", vec![tool, made])
}

fn text(ground: &Ground, item: &FormItem, longest: u32) -> Html {
    let kind = if longest > ONE_LINE { "" } else { "text" };
    let typed = ground.keyed.typed(&item.link);
    let set = ground.typing(&item.link, ground.now);
    field::bare(kind, &text_or(&item.text), typed, &longest.to_string(), &item.link, &set)
}

/// Typed, and "now" with one tap.
fn date_time(ground: &Ground, item: &FormItem, given: Option<&Given>) -> Html {
    let offset_minutes = ground.view.offset_minutes;
    let value = match given {
        _ if ground.keyed.typing.0 == item.link => ground.keyed.typing.1.clone(),
        Some(Given::At(at)) => typed::of_moment(at.utc, at.offset_minutes),
        _ => ground.keyed.typed(&item.link).to_owned(),
    };
    let (link, now) = (item.link.clone(), ground.now);
    let set = ground.send.reform(move |text: String| Press::Type(link.clone(), text, offset_minutes, now));
    let stamp = Given::At(Stamp { utc: ground.now, offset_minutes });
    let now = ground.press(Press::Give(item.link.clone(), Some(stamp), ground.now));
    let near = when::behind(ground.now, offset_minutes);
    let inside = vec![
        button(Choice::new(observe::now(), format!("{}-now", item.link), now)),
        when::moment("", &value, &item.link, &set, near),
    ];
    el("div", "form-when", inside)
}

/// "Not testable", and with one more tap why.
fn not_testable(ground: &Ground, place: usize, item: &FormItem) -> Html {
    if item.not_testable.is_empty() {
        return none();
    }
    let link = &item.link;
    let given = match ground.keyed.given(link) {
        Some(Given::NotTestable(code)) => Some(code),
        _ => None,
    };
    let open = ground.keyed.why == Some(place) || given.is_some();
    let toggle = ground.tap(Press::Why(place));
    let toggle = press("form-untestable", words::not_testable(), &format!("{link}-why"), true, toggle);
    let mut inside = vec![attr(toggle, "aria-expanded", if open { "true" } else { "false" })];
    if open {
        let reasons = item.not_testable.iter().map(|reason| {
            let chosen = given == Some(&reason.code);
            let now = (!chosen).then(|| Given::NotTestable(reason.code.clone()));
            let testid = format!("{link}-why-{}", reason.code);
            let press = ground.press(Press::Give(link.clone(), now, ground.now));
            Choice::new(reason.label.clone(), testid, press).on(chosen).english()
        });
        inside.push(choices("form-choices form-reasons", reasons));
    }
    el("div", "", inside)
}

#[cfg(test)]
mod tests;
