//! The seven rows: value, what it was before, its points, and a question where one is asked.

mod beside;

use super::{
    draft::{Act, Draft, sign_of},
    form::{Form, Panel},
    ground::Ground,
    review::{Review, standing},
};
use crate::widgets::class::{classes, on};
use crate::{
    dates,
    widgets::text,
    words::{errors, names, observe, patient},
};
use clinical::{
    TakenAt, UtcMillis,
    vitals::{Field, Sign, SoftCheck},
};
use contract::SetView;
use yew::prelude::*;

/// Sets before this one that are shown beside it.
const BEFORE: usize = 3;

/// The sets before this one, newest first; none while reading is locked.
fn before(ground: &Ground) -> impl Iterator<Item = &SetView> {
    let shown = if ground.reduced { 0 } else { BEFORE };
    standing(&ground.view.previous).take(shown)
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
            { for Sign::ALL.into_iter().map(|sign| row(ground, sign)) }
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

fn row(ground: &Ground, sign: Sign) -> Html {
    let draft = &ground.form.draft;
    let active = ground.form.draft.focus.is_some_and(|field| sign_of(field) == sign);
    let being_asked = matches!(ground.form.panel, Panel::Device | Panel::Flow | Panel::Fio2);
    let mut asked = questions(&ground.review, sign, active);
    asked.retain(|_| sign != Sign::Oxygen || !being_asked);
    let trouble = trouble(ground, sign);
    let class = classes(&[
        "obs-row",
        on(active, "obs-row--active"),
        on(!asked.is_empty(), "obs-row--asked"),
        on(trouble.is_some(), "obs-row--wrong"),
        on(draft.reason_for(sign).is_some(), "obs-row--unable"),
        on(matches!(sign, Sign::Oxygen | Sign::Consciousness), "obs-row--words"),
    ]);
    html! {
        <div {class} role="group" aria-label={names::sign_label(sign)} data-testid={format!("row-{}", Field::of(sign).name())}>
            <span class="obs-label" onclick={ground.key(Act::Focus(Field::of(sign)))}>
                { text::set(names::short_sign(sign)) }
                <small>{ under_label(ground, sign) }</small>
            </span>
            { values(ground, sign) }
            { match (asked.first(), trouble) {
                (_, Some(words)) => html! { <span class="obs-say" role="alert">{ text::set(&words) }</span> },
                (Some(first), None) => ask(ground, first, &asked),
                (None, None) => beside::beside(ground, sign, active),
            } }
        </div>
    }
}

/// The unit, or the prescribed range.
fn under_label(ground: &Ground, sign: Sign) -> String {
    let target = ground.view.oxygen.as_ref().map_or(ground.view.scale.target, |of| of.target);
    match (sign, target) {
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

fn values(ground: &Ground, sign: Sign) -> Html {
    let draft = &ground.form.draft;
    if let Some(reason) = draft.reason_for(sign) {
        let words = ground.view.bedside.reason_label(reason).to_owned();
        return html! {
            <button type="button" class="obs-value obs-value--reason" onclick={ground.key(Act::Focus(Field::of(sign)))}>
                { words }
            </button>
        };
    }
    match sign {
        Sign::BloodPressure => html! {
            <span class="obs-pair">
                { value(ground, Field::Systolic) }
                <span class="obs-slash" aria-hidden="true">{ "/" }</span>
                { value(ground, Field::Diastolic) }
            </span>
        },
        _ => value(ground, Field::of(sign)),
    }
}

/// One value, as a button that opens its keys. Empty means not recorded.
fn value(ground: &Ground, field: Field) -> Html {
    let draft = &ground.form.draft;
    let shown = shown(&ground.form, draft, field);
    let here = draft.focus == Some(field);
    let class = classes(&[
        "obs-value",
        on(here, "obs-value--here"),
        on(draft.is_wrong(field), "obs-value--wrong"),
        on(matches!(field, Field::Oxygen | Field::Consciousness), "obs-value--words"),
        on(shown.chars().count() > 14, "obs-value--long"),
    ]);
    let said = if shown.is_empty() { patient::not_recorded().to_owned() } else { shown.clone() };
    html! {
        <button type="button" {class} onclick={ground.key(Act::Focus(field))} aria-current={here.to_string()}
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

/// Keep or re-enter, in the row itself: no window over the form, no row that moves.
fn ask(ground: &Ground, question: &SoftCheck, all: &[&SoftCheck]) -> Html {
    let codes = all.iter().map(|check| check.code()).collect();
    let messages: Vec<String> =
        all.iter().map(|check| errors::of_core(&check.said, &check.message).0).collect();
    let (again, words) = match question.field {
        Field::Device => (ground.opens(Panel::Device), observe::choose()),
        Field::Flow => (ground.opens(Panel::Flow), observe::choose()),
        Field::Fio2 => (ground.opens(Panel::Fio2), observe::choose()),
        field => (ground.key(Act::Again(field)), observe::re_enter()),
    };
    let keep = if words == observe::choose() { observe::leave_out() } else { observe::keep() };
    html! {
        <>
            <span class="obs-say">
                <span class="obs-say-long">{ text::set(&messages.join(" ")) }</span>
                <span class="obs-say-short" aria-hidden="true">
                    { text::set(observe::short_question(question.kind)) }
                </span>
            </span>
            <button type="button" class="obs-answer" onclick={ground.key(Act::Keep(codes))}
                data-testid="keep">{ keep }</button>
            <button type="button" class="obs-answer" onclick={again} data-testid="re-enter">{ words }</button>
        </>
    }
}
