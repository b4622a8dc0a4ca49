//! The seven rows: value, what it was before, its points, and a question where one is asked.

use super::{
    digits,
    draft::{Act, Draft, STOPS, number_of, sign_of},
    form::{Form, Panel, Press},
    review::{Review, standing},
};
use crate::widgets::class::{classes, on};
use crate::{
    dates,
    widgets::{
        mark::{Way, arrow},
        score::points,
        text,
    },
    words::{names, observe, patient},
};
use clinical::{
    TakenAt, UtcMillis,
    policy::Policy,
    vitals::{Field, Oxygen, Sign, SoftCheck},
};
use contract::{FormView, SetView};
use std::rc::Rc;
use yew::prelude::*;

/// What the rows are drawn from.
pub(super) struct RowsProps {
    pub(super) view: Rc<FormView>,
    pub(super) form: Rc<Form>,
    pub(super) review: Rc<Review>,
    pub(super) policy: Rc<Policy>,
    pub(super) now: UtcMillis,
    pub(super) press: Callback<Press>,
    /// Reading is locked: nothing of before is shown.
    pub(super) reduced: bool,
}

impl RowsProps {
    fn key(&self, act: Act) -> Callback<MouseEvent> {
        let (press, now) = (self.press.clone(), self.now);
        Callback::from(move |_: MouseEvent| press.emit(Press::Key(act.clone(), now)))
    }

    fn open(&self, panel: Panel) -> Callback<MouseEvent> {
        let press = self.press.clone();
        Callback::from(move |_: MouseEvent| press.emit(Press::Open(panel.clone())))
    }

    fn before(&self) -> impl Iterator<Item = &SetView> {
        let nothing = usize::from(!self.reduced) * 3;
        standing(&self.view.previous).take(nothing)
    }
}

/// The rows, in the chart's A to E order.
pub(super) fn rows(props: &RowsProps) -> Html {
    html! {
        <div class="obs-rows">
            <div class="obs-head" aria-hidden="true">
                <span />
                <span class="obs-lasts">
                    { for props.before().map(|set| html! { <span class="obs-last">{ time_of(set, props.now) }</span> }) }
                </span>
                <span>{ "Points" }</span>
            </div>
            { for Sign::ALL.into_iter().map(|sign| row(props, sign)) }
        </div>
    }
}

fn time_of(set: &SetView, now: UtcMillis) -> String {
    match set.taken {
        TakenAt::At(stamp) => {
            let at = dates::WardTime::of(stamp.utc, stamp.offset_minutes);
            if now.minutes_since(stamp.utc) < 24 * 60 { at.time() } else { at.weekday_and_day() }
        }
        TakenAt::NotRecorded => String::new(),
    }
}

fn row(props: &RowsProps, sign: Sign) -> Html {
    let draft = &props.form.draft;
    let active = props.form.draft.focus.is_some_and(|field| sign_of(field) == sign);
    let being_asked = matches!(props.form.panel, Panel::Device | Panel::Flow | Panel::Fio2);
    let mut asked = questions(&props.review, sign, active);
    asked.retain(|_| sign != Sign::Oxygen || !being_asked);
    let trouble = trouble(props, sign);
    let class = classes(&[
        "obs-row",
        on(active, "obs-row--active"),
        on(!asked.is_empty(), "obs-row--asked"),
        on(trouble.is_some(), "obs-row--wrong"),
        on(draft.reason_for(sign).is_some(), "obs-row--unable"),
        on(matches!(sign, Sign::Oxygen | Sign::Consciousness), "obs-row--words"),
    ]);
    html! {
        <div {class} role="group" aria-label={sign.label()} data-testid={format!("row-{}", Field::of(sign).name())}>
            <span class="obs-label" onclick={props.key(Act::Focus(Field::of(sign)))}>
                { text::set(names::short_sign(sign)) }
                <small>{ under_label(props, sign) }</small>
            </span>
            { values(props, sign) }
            { match (asked.first(), trouble) {
                (_, Some(words)) => html! { <span class="obs-say" role="alert">{ text::set(&words) }</span> },
                (Some(first), None) => ask(props, first, &asked),
                (None, None) => beside(props, sign, active),
            } }
        </div>
    }
}

/// The unit, or the prescribed range.
fn under_label(props: &RowsProps, sign: Sign) -> String {
    match (sign, props.view.scale.target) {
        (Sign::Spo2, Some((low, high))) => format!("target {low}–{high}%"),
        _ => sign.unit().to_owned(),
    }
}

/// The questions about a row, once she has gone on from it. One answer covers all that are about the same value.
fn questions(review: &Review, sign: Sign, active: bool) -> Vec<&SoftCheck> {
    let mut about: Vec<_> = review
        .questions
        .iter()
        .filter(|check| check.field != Field::Set && sign_of(check.field) == sign)
        .filter(|_| !active || sign == Sign::Oxygen)
        .collect();
    let first = about.first().map(|check| check.field);
    about.retain(|check| Some(check.field) == first);
    about
}

/// Why the last key did nothing, or why what stands here cannot be.
fn trouble(props: &RowsProps, sign: Sign) -> Option<String> {
    use super::draft::Notice;
    let draft = &props.form.draft;
    let here = match draft.notice {
        Some(Notice::Blocked(field) | Notice::Impossible(field)) => sign_of(field) == sign,
        Some(Notice::ThreeDigits) => sign == Sign::Temperature,
        Some(Notice::TooOld) | None => false,
    };
    if let Some(notice) = draft.notice.filter(|_| here) {
        return Some(observe::notice(notice));
    }
    let keyed_on = draft.focus.is_none_or(|field| sign_of(field) != sign);
    let wrong =
        props.review.wrong.iter().find(|error| sign_of(error.field) == sign && error.field != Field::Set);
    wrong.filter(|_| keyed_on).map(|error| error.message.clone())
}

fn values(props: &RowsProps, sign: Sign) -> Html {
    let draft = &props.form.draft;
    if let Some(reason) = draft.reason_for(sign) {
        let words = props.policy.reason_label(reason).to_owned();
        return html! {
            <button type="button" class="obs-value obs-value--reason" onclick={props.key(Act::Focus(Field::of(sign)))}>
                { words }
            </button>
        };
    }
    match sign {
        Sign::BloodPressure => html! {
            <span class="obs-pair">
                { value(props, Field::Systolic) }
                <span class="obs-slash" aria-hidden="true">{ "/" }</span>
                { value(props, Field::Diastolic) }
            </span>
        },
        _ => value(props, Field::of(sign)),
    }
}

/// One value, as a button that opens its keys. Empty means not recorded.
fn value(props: &RowsProps, field: Field) -> Html {
    let draft = &props.form.draft;
    let shown = shown(&props.form, draft, field);
    let here = draft.focus == Some(field);
    let class = classes(&[
        "obs-value",
        on(here, "obs-value--here"),
        on(draft.is_wrong(field), "obs-value--wrong"),
        on(matches!(field, Field::Oxygen | Field::Consciousness), "obs-value--words"),
        on(shown.chars().count() > 14, "obs-value--long"),
    ]);
    let said = if shown.is_empty() { patient::NOT_RECORDED.to_owned() } else { shown.clone() };
    html! {
        <button type="button" {class} onclick={props.key(Act::Focus(field))} aria-current={here.to_string()}
            aria-label={format!("{}: {said}", names::field(field))} data-testid={format!("value-{}", field.name())}>
            { shown }
        </button>
    }
}

fn shown(form: &Form, draft: &Draft, field: Field) -> String {
    use clinical::vitals::Breathing;
    match field {
        Field::Oxygen => match draft.breathing() {
            None => String::new(),
            Some(Breathing::Air) => observe::AIR.to_owned(),
            Some(Breathing::Oxygen) => {
                let how = &draft.delivery;
                let label = form.device_label(&how.device);
                crate::words::capital(&observe::delivery(&label, &how.flow, &how.fio2))
            }
        },
        Field::Consciousness => draft.level().map(|level| level.label().to_owned()).unwrap_or_default(),
        _ => draft.shown(field),
    }
}

/// Keep or re-enter, in the row itself: no window over the form, no row that moves.
fn ask(props: &RowsProps, question: &SoftCheck, all: &[&SoftCheck]) -> Html {
    let codes = all.iter().map(|check| check.code()).collect();
    let messages: Vec<&str> = all.iter().map(|check| check.message.as_str()).collect();
    let (again, words) = match question.field {
        Field::Device => (props.open(Panel::Device), observe::CHOOSE),
        Field::Flow => (props.open(Panel::Flow), observe::CHOOSE),
        Field::Fio2 => (props.open(Panel::Fio2), observe::CHOOSE),
        field => (props.key(Act::Again(field)), observe::RE_ENTER),
    };
    let keep = if words == observe::CHOOSE { observe::LEAVE_OUT } else { observe::KEEP };
    html! {
        <>
            <span class="obs-say">
                <span class="obs-say-long">{ text::set(&messages.join(" ")) }</span>
                <span class="obs-say-short" aria-hidden="true">
                    { text::set(observe::short_question(question.kind)) }
                </span>
            </span>
            <button type="button" class="obs-answer" onclick={props.key(Act::Keep(codes))}
                data-testid="keep">{ keep }</button>
            <button type="button" class="obs-answer" onclick={again} data-testid="re-enter">{ words }</button>
        </>
    }
}

/// What it was before, never inside the box; then the points, or the way to say that it cannot be had.
fn beside(props: &RowsProps, sign: Sign, active: bool) -> Html {
    let draft = &props.form.draft;
    let part = props.review.outcome.parts().and_then(|parts| parts.get(&sign)).copied();
    let lasts = props.before().enumerate().map(|(index, set)| {
        let change = if index == 0 { change(draft, set, sign, props.now) } else { None };
        html! { <span class="obs-last">{ last(set, sign) }{ for change }</span> }
    });
    let end = match part {
        Some(part) => points(part),
        None if active && !draft.has(sign) => html! {
            <button type="button" class="obs-unable" onclick={props.open(Panel::Why(Some(sign)))}
                aria-label={format!("{}: {}", observe::UNABLE, names::sign(sign))} data-testid="unable">
                { observe::UNABLE }
            </button>
        },
        None => Html::default(),
    };
    html! { <><span class="obs-lasts">{ for lasts }</span><span class="obs-points">{ end }</span></> }
}

/// A sign's last value, short.
fn last(set: &SetView, sign: Sign) -> String {
    let vitals = &set.vitals;
    let number = |field| number_of(vitals, field).map(|n| digits::shown(field, &n.to_string()));
    let value = match sign {
        Sign::Oxygen => vitals.oxygen.as_ref().map(|oxygen| match oxygen {
            Oxygen::Air => observe::AIR.to_owned(),
            Oxygen::Supplemental(how) => {
                let flow = how.flow.map(|flow| format!("{} L", super::draft::litres(flow.get())));
                flow.or_else(|| how.fio2.map(|f| format!("{}%", f.get()))).unwrap_or_else(|| "O₂".to_owned())
            }
        }),
        Sign::BloodPressure => number(Field::Systolic)
            .map(|high| format!("{high}/{}", number(Field::Diastolic).unwrap_or_else(|| "–".to_owned()))),
        Sign::Consciousness => vitals.consciousness.map(|level| level.letter().to_string()),
        _ => number(Field::of(sign)),
    };
    value.unwrap_or_else(|| "–".to_owned())
}

/// The change since the last value, with its arrow.
fn change(draft: &Draft, set: &SetView, sign: Sign, now: UtcMillis) -> Option<Html> {
    let field = STOPS.into_iter().find(|f| sign_of(*f) == sign && digits::range(*f).is_some())?;
    let keyed: i32 = draft.digits(field).parse().ok().filter(|_| draft.focus != Some(field))?;
    let by = keyed - number_of(&set.vitals, field)?;
    let (way, class) = match by {
        0 => return Some(html! { <small class="obs-change">{ "=" }</small> }),
        1.. => (Way::Up, "obs-change"),
        _ => (Way::Down, "obs-change"),
    };
    let amount = digits::shown_change(field, by);
    let said = observe::delta(by, field == Field::Temperature, &time_of(set, now));
    Some(html! {
        <small {class} title={said.clone()}>
            <span aria-hidden="true">{ arrow(way) }{ amount }</span>
            <span class="nhsuk-u-visually-hidden">{ said }</span>
        </small>
    })
}
