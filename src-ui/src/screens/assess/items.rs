//! The lines of a form. Every text of a form is drawn as text, whatever is written in it.

use super::{
    keyed::{Open, Press},
    sheet::Ground,
    timer::TimerProps,
};
use crate::{
    dates,
    part::Part,
    widgets::{
        class::{classes, on},
        field::typing,
        panel::{Choice, button},
    },
    words::{assess as words, observe},
};
use clinical::{
    Stamp,
    form::{Control, Given},
};
use contract::{FormItem, FormItemKind};
use yew::prelude::*;

/// Words longer than this get some lines.
const ONE_LINE: u32 = 120;

/// The lines that are shown.
pub(super) fn items(ground: &Ground) -> Html {
    let shown = ground.filled.shown.iter().map(|place| *place as usize);
    html! { { for shown.filter_map(|place| Some(item(ground, place, ground.view.items.get(place)?))) } }
}

fn item(ground: &Ground, place: usize, item: &FormItem) -> Html {
    let id = format!("line-{place}");
    match &item.kind {
        FormItemKind::Group if item.depth == 0 => {
            html! { <h2 class="form-group" {id}>{ item.text.clone() }</h2> }
        }
        FormItemKind::Group => html! { <h3 class="form-group" {id}>{ item.text.clone() }</h3> },
        FormItemKind::Display => html! { <p class="form-read" {id}>{ item.text.clone() }</p> },
        FormItemKind::Derived => {
            let worked = ground.filled.derived.iter().find(|(link, _)| *link == item.link);
            let words = worked.map_or("", |(_, words)| words.as_str());
            if words.is_empty() {
                return Html::default();
            }
            html! {
                <p class="form-derived" {id} data-testid={format!("derived-{}", item.link)}>
                    <span>{ item.text.clone() }</span>{ " " }<b>{ words.to_owned() }</b>
                </p>
            }
        }
        _ => question(ground, place, item, id),
    }
}

fn question(ground: &Ground, place: usize, item: &FormItem, id: String) -> Html {
    let filled = &ground.filled;
    let wrong = filled.problems.iter().find(|problem| problem.field == item.link);
    // While a number is being keyed it is not wrong yet.
    let keying = ground.keyed.open == Open::Number(place);
    let wrong = wrong.filter(|_| !keying || ground.keyed.tried);
    let missing =
        ground.keyed.tried && filled.missing.contains(&item.link) && ground.keyed.draft.unable.is_none();
    let confirmed = &ground.keyed.draft.confirmed;
    let asked =
        filled.checks.iter().filter(|check| check.link == item.link && !confirmed.contains(&check.code));
    html! {
        <section class={classes(&["form-line", on(wrong.is_some(), "form-line--wrong"), on(missing, "form-line--missing")])}
            {id} role="group" aria-label={item.text.clone()} data-testid={format!("line-{}", item.link)}>
            <p class="form-label">
                <b>{ item.text.clone() }</b>
                if !item.required {
                    <small>{ words::OPTIONAL }</small>
                }
                if !item.before.is_empty() && !ground.reduced {
                    <small class="form-before">{ words::before(&item.before) }</small>
                }
            </p>
            { answer(ground, place, item) }
            { not_testable(ground, place, item) }
            if missing {
                <p class="form-say" role="alert">{ words::MISSING }</p>
            }
            { for wrong.map(|problem| html! { <p class="form-say" role="alert">{ problem.message.clone() }</p> }) }
            { for asked.filter(|_| !keying).map(|check| {
                let press = ground.press(Press::Confirm(check.code.clone()));
                html! {
                    <div class="set-question" role="alert">
                        <p>{ check.message.clone() }</p>
                        { button(Choice::new(words::AS_KEYED, "confirm-check", press)) }
                    </div>
                }
            }) }
        </section>
    }
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
            let choices = options.iter().map(|option| {
                let press = Press::Tap(link.clone(), option.code.clone(), *many, ground.now);
                let testid = format!("{link}-{}", option.code);
                Choice::new(option.label.clone(), testid, ground.press(press))
                    .on(chosen.contains(&option.code))
            });
            html! { <div class="form-choices">{ for choices.map(button) }</div> }
        }
        FormItemKind::Boolean => {
            let choices = [(true, words::YES), (false, words::NO)].map(|(yes, label)| {
                let before = given == Some(&Given::Yes(yes));
                let press = Press::Give(link.clone(), (!before).then_some(Given::Yes(yes)), ground.now);
                Choice::new(label, format!("{link}-{label}"), ground.press(press)).on(before)
            });
            html! { <div class="form-choices form-choices--two">{ for choices.into_iter().map(button) }</div> }
        }
        FormItemKind::Number { unit, places, range, control, .. } => {
            number(ground, place, item, (unit, *places, range, *control))
        }
        FormItemKind::Text { longest } => text(ground, item, *longest),
        FormItemKind::DateTime => date_time(ground, item, given),
        FormItemKind::Group | FormItemKind::Display | FormItemKind::Derived => Html::default(),
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
    let open = ground.press(Press::Open(if here { Open::Nothing } else { Open::Number(place) }));
    let typed = ground.keyed.typed(link).to_owned();
    let tool = (control != Control::Keypad).then(|| {
        let (press, link, now) = (ground.send.clone(), link.clone(), ground.now);
        let done = Callback::from(move |text: String| {
            press.emit(Press::Give(link.clone(), Some(Given::Typed(text)), now))
        });
        Part::Timer(TimerProps { link: AttrValue::from(item.link.clone()), control, places, done }).draw()
    });
    let spoken = format!("{}: {} {unit}", item.text, if typed.is_empty() { words::EMPTY } else { &typed });
    html! {
        <>
            { for tool }
            <button type="button" class={classes(&["form-number", on(here, "form-number--here")])} aria-label={spoken}
                aria-expanded={here.to_string()} data-testid={link.clone()} onclick={move |_: MouseEvent| open()}>
                <b>{ if typed.is_empty() { "–".to_owned() } else { typed.replace('-', "−") } }</b>
                <span>{ unit.to_owned() }</span>
                <small>{ range.to_owned() }</small>
            </button>
        </>
    }
}

fn text(ground: &Ground, item: &FormItem, longest: u32) -> Html {
    let (press, link, now) = (ground.send.clone(), item.link.clone(), ground.now);
    let oninput = typing(&Callback::from(move |words: String| {
        let given = (!words.is_empty()).then_some(Given::Typed(words));
        press.emit(Press::Give(link.clone(), given, now));
    }));
    let value = ground.keyed.typed(&item.link).to_owned();
    let (label, testid, maxlength) = (item.text.clone(), item.link.clone(), longest.to_string());
    if longest > ONE_LINE {
        html! {
            <textarea class="nhsuk-textarea" rows="3" {maxlength} {value} aria-label={label} {oninput} data-testid={testid} />
        }
    } else {
        html! {
            <input class="nhsuk-input" type="text" {maxlength} {value} aria-label={label} {oninput} data-testid={testid} />
        }
    }
}

/// The tablet's own calendar, and "now" with one tap.
fn date_time(ground: &Ground, item: &FormItem, given: Option<&Given>) -> Html {
    let offset = ground.view.offset_minutes;
    let stamp = move |utc| Given::At(Stamp { utc, offset_minutes: offset });
    let value = match given {
        Some(Given::At(at)) => dates::WardTime::of(at.utc, at.offset_minutes).machine(),
        _ => String::new(),
    };
    let (press, link, now) = (ground.send.clone(), item.link.clone(), ground.now);
    let oninput = typing(&Callback::from(move |text: String| {
        let given = dates::from_machine(&text, offset).map(stamp);
        press.emit(Press::Give(link.clone(), given, now));
    }));
    let press = ground.press(Press::Give(item.link.clone(), Some(stamp(ground.now)), ground.now));
    html! {
        <div class="form-when">
            <input class="nhsuk-input" type="datetime-local" {value} aria-label={item.text.clone()} {oninput}
                data-testid={item.link.clone()} />
            { button(Choice::new(observe::NOW, format!("{}-now", item.link), press)) }
        </div>
    }
}

/// "Not testable", and with one more tap why.
fn not_testable(ground: &Ground, place: usize, item: &FormItem) -> Html {
    if item.not_testable.is_empty() {
        return Html::default();
    }
    let link = &item.link;
    let given = match ground.keyed.given(link) {
        Some(Given::NotTestable(code)) => Some(code),
        _ => None,
    };
    let open = ground.keyed.why == Some(place) || given.is_some();
    let reasons = item.not_testable.iter().map(|reason| {
        let chosen = given == Some(&reason.code);
        let now = (!chosen).then(|| Given::NotTestable(reason.code.clone()));
        let testid = format!("{link}-why-{}", reason.code);
        let press = ground.press(Press::Give(link.clone(), now, ground.now));
        Choice::new(reason.label.clone(), testid, press).on(chosen)
    });
    let toggle = ground.press(Press::Why(place));
    html! {
        <>
            <button type="button" class="form-untestable" aria-expanded={open.to_string()}
                data-testid={format!("{link}-why")} onclick={move |_: MouseEvent| toggle()}>{ words::NOT_TESTABLE }</button>
            if open {
                <div class="form-choices form-reasons">{ for reasons.map(button) }</div>
            }
        </>
    }
}
