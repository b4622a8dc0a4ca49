//! The seven rows: value, what it was before, its points, and a question where one is asked. Each is a part of its own, drawn
//! again only when something in it changes: a key changes one or two.

mod beside;

use super::{
    draft::{Act, Draft, sign_of},
    form::{Form, Panel, Press},
    ground::{Ground, tap},
    late::use_late,
    review::{Review, earlier},
};
use crate::widgets::class::{classes, on};
use crate::{
    dates,
    part::Part,
    widgets::text,
    words::{errors, names, observe, patient, texts},
};
use beside::Side;
use clinical::{
    TakenAt, UtcMillis,
    vitals::{Field, Sign, SoftCheck},
};
use contract::SetView;
use yew::prelude::*;

/// Sets before this one that are shown beside it.
const BEFORE: usize = 3;

/// What stands in a row, and nothing besides.
#[derive(Clone, PartialEq)]
pub(crate) struct RowProps {
    sign: Sign,
    class: AttrValue,
    /// Which of its boxes the keys go into.
    here: Option<Field>,
    /// The unit, or the prescribed range.
    under: String,
    values: Values,
    rest: Rest,
    press: Callback<Press>,
}

impl RowProps {
    /// Which row it is.
    pub(crate) const fn name(&self) -> &'static str {
        Field::of(self.sign).name()
    }
}

#[derive(Clone, PartialEq)]
enum Values {
    /// Why there is none.
    Reason(String),
    One(Value),
    /// Two pressures.
    Pair(Value, Value),
}

#[derive(Clone, PartialEq)]
struct Value {
    field: Field,
    /// Empty means not recorded.
    shown: String,
    wrong: bool,
}

/// What stands beside the values.
#[derive(Clone, PartialEq)]
enum Rest {
    /// Why the last key did nothing, or why what stands here cannot be.
    Wrong(String),
    /// Keep or re-enter, in the row itself: no window over the form, no row that moves.
    Asked {
        long: String,
        short: &'static str,
        keep: Press,
        again: Press,
    },
    Beside(Side),
}

/// The sets before this one, newest first; none while reading is locked.
fn before(ground: &Ground) -> impl Iterator<Item = &SetView> {
    let shown = if ground.reduced { 0 } else { BEFORE };
    earlier(&ground.view, &ground.form.draft).take(shown)
}

/// The rows, in the chart's A to E order.
pub(super) fn rows(ground: &Ground) -> Html {
    html! {
        <div class="obs-rows">
            <div class="obs-head" aria-hidden="true">
                <span />
                <span class="obs-lasts">
                    { for before(ground).map(|set| html! { <span class="obs-last">{ time_of(set, ground.now) }</span> }) }
                </span>
                <span>{ observe::points_head() }</span>
            </div>
            { for Sign::ALL.into_iter().map(|sign| html! { <div>{ Part::Row(row(ground, sign)).draw() }</div> }) }
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

fn row(ground: &Ground, sign: Sign) -> RowProps {
    let draft = &ground.form.draft;
    let here = draft.focus.filter(|field| sign_of(*field) == sign);
    let active = here.is_some();
    let being_asked = matches!(ground.form.panel, Panel::Device | Panel::Flow | Panel::Fio2);
    let mut asked = questions(&ground.review, sign, active);
    asked.retain(|_| sign != Sign::Oxygen || !being_asked);
    let trouble = trouble(ground, sign);
    let class = classes(&[
        "obs-row",
        on(!asked.is_empty(), "obs-row--asked"),
        on(trouble.is_some(), "obs-row--wrong"),
        on(draft.reason_for(sign).is_some(), "obs-row--unable"),
        on(matches!(sign, Sign::Oxygen | Sign::Consciousness), "obs-row--words"),
    ]);
    let rest = match (asked.first(), trouble) {
        (_, Some(words)) => Rest::Wrong(words),
        (Some(first), None) => ask(first, &asked),
        (None, None) => Rest::Beside(beside::side(ground, sign, active)),
    };
    let (under, values) = (under_label(ground, sign), values(ground, sign));
    RowProps { sign, class, here, under, values, rest, press: ground.press.clone() }
}

/// The row on the screen.
#[hook]
pub(crate) fn use_row(of: &RowProps) -> Html {
    let later = match &of.rest {
        Rest::Beside(side) => Some(side.later.clone()),
        Rest::Wrong(_) | Rest::Asked { .. } => None,
    };
    // Where the keys go on to is marked with what comes later, as the pad's next face is: the value and its points come first.
    let (later, here) = use_late(&(later, of.here));
    let stood = later.unwrap_or_default();
    let focus = tap(&of.press, Press::Key(Act::Focus(Field::of(of.sign))));
    let class = classes(&[&of.class, on(here.is_some(), "obs-row--active")]);
    html! {
        <div {class} role="group" aria-label={names::sign_label(of.sign)} data-testid={format!("row-{}", of.name())}>
            <span class="obs-label" onclick={focus.clone()}>
                { text::set(names::short_sign(of.sign)) }
                <small>{ of.under.clone() }</small>
            </span>
            { match &of.values {
                Values::Reason(words) => html! {
                    <button type="button" class="obs-value obs-value--reason" onclick={focus}>{ words.clone() }</button>
                },
                Values::One(one) => value(one, here, &of.press),
                Values::Pair(high, low) => html! {
                    <span class="obs-pair">
                        { value(high, here, &of.press) }
                        <span class="obs-slash" aria-hidden="true">{ "/" }</span>
                        { value(low, here, &of.press) }
                    </span>
                },
            } }
            { match &of.rest {
                Rest::Wrong(words) => html! { <span class="obs-say" role="alert">{ text::set(words) }</span> },
                Rest::Asked { long, short, keep, again } => asked(long, short, keep, again, &of.press),
                Rest::Beside(side) => beside::draw(side, &stood, of.sign, &of.press),
            } }
        </div>
    }
}

/// The unit, or the prescribed range.
fn under_label(ground: &Ground, sign: Sign) -> String {
    let target = ground.view.oxygen.as_ref().map_or(ground.view.scale.target, |of| of.target);
    match (sign, target) {
        (Sign::Spo2, Some((low, high))) => observe::target(&format!("{low}–{high}")),
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
fn trouble(ground: &Ground, sign: Sign) -> Option<String> {
    use super::draft::Notice;
    let draft = &ground.form.draft;
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
        ground.review.wrong.iter().find(|error| sign_of(error.field) == sign && error.field != Field::Set);
    wrong.filter(|_| keyed_on).map(|error| errors::of_core(&error.said, &error.message).0)
}

fn values(ground: &Ground, sign: Sign) -> Values {
    let draft = &ground.form.draft;
    let of = |field| Value { field, shown: shown(&ground.form, draft, field), wrong: draft.is_wrong(field) };
    match (draft.reason_for(sign), sign) {
        (Some(reason), _) => Values::Reason(texts::text_or(ground.view.bedside.reason_label(reason))),
        (None, Sign::BloodPressure) => Values::Pair(of(Field::Systolic), of(Field::Diastolic)),
        (None, _) => Values::One(of(Field::of(sign))),
    }
}

/// One value, as a button that opens its keys.
fn value(of: &Value, here: Option<Field>, press: &Callback<Press>) -> Html {
    let Value { field, shown, wrong } = of;
    let here = here == Some(*field);
    let class = classes(&[
        "obs-value",
        on(here, "obs-value--here"),
        on(*wrong, "obs-value--wrong"),
        on(matches!(field, Field::Oxygen | Field::Consciousness), "obs-value--words"),
        on(shown.chars().count() > 14, "obs-value--long"),
    ]);
    let said = if shown.is_empty() { patient::not_recorded() } else { shown };
    html! {
        <button type="button" {class} onclick={tap(press, Press::Key(Act::Focus(*field)))} aria-current={here.to_string()}
            aria-label={format!("{}: {said}", names::field(*field))} data-testid={format!("value-{}", field.name())}>
            { shown.clone() }
        </button>
    }
}

fn shown(form: &Form, draft: &Draft, field: Field) -> String {
    use clinical::vitals::Breathing;
    match field {
        Field::Oxygen => match draft.breathing() {
            None => String::new(),
            Some(Breathing::Air) => observe::air().to_owned(),
            Some(Breathing::Oxygen) => {
                let how = &draft.delivery;
                let label = form.device_label(&how.device);
                crate::words::capital(&observe::delivery(&label, &how.flow, &how.fio2))
            }
        },
        Field::Consciousness => {
            draft.level().map(|level| names::level_label(level).to_owned()).unwrap_or_default()
        }
        _ => draft.shown(field),
    }
}

fn ask(question: &SoftCheck, all: &[&SoftCheck]) -> Rest {
    let messages: Vec<String> =
        all.iter().map(|check| errors::of_core(&check.said, &check.message).0).collect();
    Rest::Asked {
        long: messages.join(" "),
        short: observe::short_question(question.kind),
        keep: Press::Key(Act::Keep(all.iter().map(|check| check.code()).collect())),
        again: match question.field {
            Field::Device => Press::Open(Panel::Device),
            Field::Flow => Press::Open(Panel::Flow),
            Field::Fio2 => Press::Open(Panel::Fio2),
            field => Press::Key(Act::Again(field)),
        },
    }
}

fn asked(long: &str, short: &str, keep: &Press, again: &Press, press: &Callback<Press>) -> Html {
    let (kept, other) = match again {
        Press::Open(_) => (observe::leave_out(), observe::choose()),
        _ => (observe::keep(), observe::re_enter()),
    };
    html! {
        <>
            <span class="obs-say">
                <span class="obs-say-long">{ text::set(long) }</span>
                <span class="obs-say-short" aria-hidden="true">{ text::set(short) }</span>
            </span>
            <button type="button" class="obs-answer" onclick={tap(press, keep.clone())} data-testid="keep">{ kept }</button>
            <button type="button" class="obs-answer" onclick={tap(press, again.clone())} data-testid="re-enter">{ other }</button>
        </>
    }
}
