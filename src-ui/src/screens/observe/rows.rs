//! The seven rows: value, what it was before, its points, and a question where one is asked. Each looks at the form by itself, and is
//! drawn again only when something in it changes: a key changes one or two.

mod beside;

use super::{
    draft::{Act, Draft, sign_of},
    form::{Form, Panel, Press},
    ground::{Ground, tap},
    late::use_late,
    open::{OpenForm, Which, look},
    review::{Review, earlier},
};
use crate::widgets::{
    class::{classes, on},
    el::{self, all, el, made, pressed, say, words},
};
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
use std::rc::Rc;
use yew::prelude::*;

/// Sets before this one that are shown beside it.
const BEFORE: usize = 3;

/// What stands in a row beside its values, and nothing besides.
#[derive(Clone, PartialEq)]
pub(crate) struct RowProps {
    open: Rc<OpenForm>,
    sign: Sign,
    /// Something is to be answered.
    asks: bool,
    /// Why it cannot be had was said.
    unable: bool,
    /// Which of its boxes the keys go into.
    here: Option<Field>,
    /// The unit, or the prescribed range.
    under: AttrValue,
    rest: Rest,
    press: Callback<Press>,
}

/// When the sets before this one were taken, newest first.
#[derive(Clone, PartialEq)]
pub(crate) struct TimesProps {
    times: Vec<String>,
}

/// The values of a row: a part of their own, since a digit changes nothing else as a rule.
#[derive(Clone, PartialEq)]
pub(crate) struct ValuesProps {
    sign: Sign,
    values: Values,
    /// Which of its boxes is marked.
    here: Option<Field>,
    press: Callback<Press>,
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
    shown: AttrValue,
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
pub(super) fn rows(open: &Rc<OpenForm>) -> Html {
    let mut inside = vec![look(open, Which::Times)];
    inside.extend(Sign::ALL.into_iter().map(|sign| el("div", "", vec![look(open, Which::Row(sign))])));
    el("div", "obs-rows", inside)
}

/// The times over the rows.
pub(super) fn times(ground: &Ground) -> Part {
    Part::Times(TimesProps { times: before(ground).map(|set| time_of(set, ground.now)).collect() })
}

/// The same on the screen.
#[hook]
pub(crate) fn use_times(of: &TimesProps) -> Html {
    let times = of.times.iter().map(|time| say("span", "obs-last", time)).collect();
    let inside = vec![
        el("span", "", Vec::new()),
        el("span", "obs-lasts", times),
        say("span", "", observe::points_head()),
    ];
    made("div", &["class", "aria-hidden"], &["obs-head", "true"], inside)
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

/// One row as the form stands.
pub(super) fn row(ground: &Ground, open: &Rc<OpenForm>, sign: Sign) -> Part {
    let draft = &ground.form.draft;
    let here = draft.focus.filter(|field| sign_of(*field) == sign);
    let active = here.is_some();
    let being_asked = matches!(ground.form.panel, Panel::Device | Panel::Flow | Panel::Fio2);
    let mut asked = questions(&ground.review, sign, active);
    asked.retain(|_| sign != Sign::Oxygen || !being_asked);
    let trouble = trouble(ground, sign);
    let rest = match (asked.first(), trouble) {
        (_, Some(words)) => Rest::Wrong(words),
        (Some(first), None) => ask(first, &asked),
        (None, None) => Rest::Beside(beside::side(ground, sign, active)),
    };
    let under = under_label(ground, sign);
    let (asks, unable) = (!asked.is_empty(), draft.reason_for(sign).is_some());
    let (open, press) = (open.clone(), ground.press.clone());
    Part::Row(RowProps { open, sign, asks, unable, here, under, rest, press })
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
    let class = classes(&[
        "obs-row",
        on(of.asks, "obs-row--asked"),
        on(matches!(of.rest, Rest::Wrong(_)), "obs-row--wrong"),
        on(of.unable, "obs-row--unable"),
        on(matches!(of.sign, Sign::Oxygen | Sign::Consciousness), "obs-row--words"),
        on(here.is_some(), "obs-row--active"),
    ]);
    let label = vec![text::set(names::short_sign(of.sign)), say("small", "", &of.under)];
    let rest = match &of.rest {
        Rest::Wrong(words) => made("span", &["class", "role"], &["obs-say", "alert"], vec![text::set(words)]),
        Rest::Asked { long, short, keep, again } => asked(long, short, keep, again, &of.press),
        Rest::Beside(side) => beside::draw(side, &stood, of.sign, &of.press),
    };
    let testid = ["row-", Field::of(of.sign).name()].concat();
    let named = [class.as_str(), "group", names::sign_label(of.sign), &testid];
    let inside = vec![
        pressed(el("span", "obs-label", label), focus),
        look(&of.open, Which::Values(of.sign, here)),
        rest,
    ];
    made("div", &["class", "role", "aria-label", "data-testid"], &named, inside)
}

/// The unit, or the prescribed range.
fn under_label(ground: &Ground, sign: Sign) -> AttrValue {
    let target = ground.view.oxygen.as_ref().map_or(ground.view.scale.target, |of| of.target);
    match (sign, target) {
        (Sign::Spo2, Some((low, high))) => observe::target(&format!("{low}–{high}")).into(),
        _ => sign.unit().into(),
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

/// The values of one row as the form stands, with a mark on one of its boxes.
pub(super) fn values(ground: &Ground, sign: Sign, here: Option<Field>) -> Part {
    let draft = &ground.form.draft;
    let of = |field| Value { field, shown: shown(&ground.form, draft, field), wrong: draft.is_wrong(field) };
    let values = match (draft.reason_for(sign), sign) {
        (Some(reason), _) => Values::Reason(texts::text_or(ground.view.bedside.reason_label(reason))),
        (None, Sign::BloodPressure) => Values::Pair(of(Field::Systolic), of(Field::Diastolic)),
        (None, _) => Values::One(of(Field::of(sign))),
    };
    Part::Values(ValuesProps { sign, values, here, press: ground.press.clone() })
}

/// The same on the screen.
#[hook]
pub(crate) fn use_values(of: &ValuesProps) -> Html {
    match &of.values {
        Values::Reason(reason) => {
            let made = made(
                "button",
                &["type", "class"],
                &["button", "obs-value obs-value--reason"],
                vec![words(reason)],
            );
            pressed(made, tap(&of.press, Press::Key(Act::Focus(Field::of(of.sign)))))
        }
        Values::One(one) => value(one, of.here, &of.press),
        Values::Pair(high, low) => {
            let slash = made("span", &["class", "aria-hidden"], &["obs-slash", "true"], vec![words("/")]);
            let pair = vec![value(high, of.here, &of.press), slash, value(low, of.here, &of.press)];
            el("span", "obs-pair", pair)
        }
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
    let label = [names::field(*field), ": ", said].concat();
    let testid = ["value-", field.name()].concat();
    let values = ["button", &class, if here { "true" } else { "false" }, &label, &testid];
    let names = &["type", "class", "aria-current", "aria-label", "data-testid"];
    let made = made("button", names, &values, vec![Html::from(shown)]);
    pressed(made, tap(press, Press::Key(Act::Focus(*field))))
}

fn shown(form: &Form, draft: &Draft, field: Field) -> AttrValue {
    use clinical::vitals::Breathing;
    match field {
        Field::Oxygen => match draft.breathing() {
            None => AttrValue::default(),
            Some(Breathing::Air) => observe::air().into(),
            Some(Breathing::Oxygen) => {
                let how = &draft.delivery;
                let label = form.device_label(&how.device);
                crate::words::capital(&observe::delivery(&label, &how.flow, &how.fio2)).into()
            }
        },
        Field::Consciousness => {
            draft.level().map(|level| names::level_label(level).into()).unwrap_or_default()
        }
        _ => draft.shown(field).into(),
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
    let short = made("span", &["class", "aria-hidden"], &["obs-say-short", "true"], vec![text::set(short)]);
    all(vec![
        el("span", "obs-say", vec![say("span", "obs-say-long", long), short]),
        el::press("obs-answer", kept, "keep", true, tap(press, keep.clone())),
        el::press("obs-answer", other, "re-enter", true, tap(press, again.clone())),
    ])
}
