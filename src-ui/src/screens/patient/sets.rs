//! The latest sets, each with its values, its score, where it is, and what became of it.

use super::{correct::CorrectProps, countersign};
use crate::widgets::class::{classes, on};
use crate::{
    app::go,
    dates,
    part::Part,
    route::Route,
    screens::observe::{digits, draft::number_of},
    widgets::{
        el::{attr, given_any, press, say, say_any},
        mark::Level,
        problem::nothing,
        score::points,
        sync, text,
    },
    words::{self, names, observe, patient, texts},
};
use clinical::{
    FactId, StayId, TakenAt, UtcMillis,
    news2::Outcome,
    policy::Bedside,
    vitals::{Field, Oxygen, Sign, Vitals},
};
use contract::{Mark, PatientView, Request, SetView};
use std::rc::Rc;
use yew::prelude::*;

/// What the list is drawn from.
pub(super) struct Sets<'a> {
    pub(super) view: &'a Rc<PatientView>,
    pub(super) policy: &'a Bedside,
    pub(super) now: UtcMillis,
    /// The set whose corrections are open.
    pub(super) open: &'a UseStateHandle<Option<FactId>>,
    pub(super) send: &'a Callback<Request>,
}

/// The list, newest first.
pub(super) fn list(sets: &Sets<'_>) -> Html {
    let (view, open) = (sets.view, sets.open);
    let shown = view.sets.len();
    html! {
        <section class="sets" aria-label={patient::recent_sets()}>
            <h2 class="section-title">{ patient::recent_sets() }</h2>
            if view.sets.is_empty() {
                { nothing(patient::no_sets()) }
            }
            <ol class="set-list">
                { for view.sets.iter().map(|set| {
                    let toggle = {
                        let (open, fact) = (open.clone(), set.fact);
                        let now_open = *open == Some(fact);
                        Callback::from(move |()| open.set((!now_open).then_some(fact)))
                    };
                    let correcting = **open == Some(set.fact);
                    one(set, sets, correcting, toggle)
                }) }
            </ol>
            if view.sets_in_all as usize > shown {
                <p class="quiet">{ patient::more_sets(shown, view.sets_in_all) }</p>
            }
        </section>
    }
}

/// When the set was taken, in words; "time not recorded" for imported history.
pub(in crate::screens) fn taken(set: &SetView, now: UtcMillis) -> String {
    match set.taken {
        TakenAt::At(stamp) => dates::recent(stamp.utc, now, stamp.offset_minutes),
        TakenAt::NotRecorded => patient::time_not_recorded().to_owned(),
    }
}

fn one(set: &SetView, props: &Sets<'_>, correcting: bool, toggle: Callback<()>) -> Html {
    let stands = matches!(set.mark, Mark::Current | Mark::Disputed);
    let at = taken(set, props.now);
    let when = match set.taken {
        TakenAt::At(stamp) => text::time(stamp.utc, props.now, stamp.offset_minutes),
        TakenAt::NotRecorded => html! { at.clone() },
    };
    let mark = patient::mark(&set.mark, |at| dates::recent(at, props.now, props.view.offset_minutes));
    let press = Callback::from(move |_: MouseEvent| toggle.emit(()));
    html! {
        <li class={classes(&["set", on(!stands, "set--struck")])} key={set.fact.to_string()} data-testid="set">
            <div class="set-head">
                <b class="set-time">{ when }</b>
                { outcome(set) }
                <span class="set-by">{ by(set) }</span>
                { sync::badge(set.sync) }
            </div>
            <dl class="set-values">{ for signs(set).map(|sign| value(set, sign, props.policy)) }</dl>
            if !mark.is_empty() {
                <p class="set-mark">{ mark }</p>
            }
            { flags(set) }
            { say_any("p", "set-mark", &recheck(set, props)) }
            if !set.remark.is_empty() {
                <p class="set-remark">{ set.remark.clone() }</p>
            }
            { countersign::button(props.view, set.fact, props.send) }
            if stands {
                if set.rechecks.is_none() {
                    { again(props.view.banner.stay, set.fact, &at) }
                }
                <button type="button" class="button button--plain set-correct" aria-expanded={correcting.to_string()}
                    aria-label={patient::correct_set(&at)} onclick={press} data-testid="correct">{ patient::correct() }</button>
                if correcting {
                    { Part::Correct(CorrectProps { view: props.view.clone(), fact: set.fact, form: None, amendable: true }).draw() }
                }
            }
        </li>
    }
}

/// All seven; of a recheck the one that was measured again.
fn signs(set: &SetView) -> impl Iterator<Item = Sign> {
    let missing: Vec<Sign> = if set.rechecks.is_some() { set.vitals.missing().collect() } else { Vec::new() };
    Sign::ALL.into_iter().filter(move |sign| !missing.contains(sign))
}

/// Measures one sign of a set again.
fn again(stay: StayId, fact: FactId, at: &str) -> Html {
    let pressed = Callback::from(move |_: MouseEvent| go(&Route::Recheck(stay, fact)));
    let made = press("button button--plain set-correct", patient::recheck(), "recheck", true, pressed);
    attr(made, "aria-label", &patient::recheck_set(at))
}

/// Of a recheck, the first reading and how far this one is from it; empty of anything else.
fn recheck(set: &SetView, props: &Sets<'_>) -> String {
    let Some(of) = set.rechecks else { return String::new() };
    let first = props.view.sets.iter().find(|first| first.fact == of);
    let Some((first, sign)) = first.zip(signs(set).next()) else {
        return patient::recheck_of_set().to_owned();
    };
    let field = Field::of(sign);
    let by = number_of(&set.vitals, field).zip(number_of(&first.vitals, field)).map(|(now, then)| now - then);
    let was = value_words(&first.vitals, sign, props.policy);
    let change = by.filter(|by| *by != 0).map(|by| (by > 0, digits::shown_change(field, by)));
    patient::rechecked(&taken(first, props.now), &was, change)
}

fn by(set: &SetView) -> String {
    match set.role {
        Some(role) => format!("{}, {}", set.by, names::role_label(role)),
        None => set.by.clone(),
    }
}

/// The score of a set as it was shown when it was saved.
pub(in crate::screens) fn outcome(set: &SetView) -> Html {
    let (level, number, words) = match &set.outcome {
        Outcome::Complete { total, risk, .. } => (
            Level::of_risk(*risk),
            total.to_string(),
            observe::spoken_risk((*total).into(), names::risk(*risk)),
        ),
        Outcome::Incomplete { at_least, floor_risk, .. } => (
            Level::of_risk(*floor_risk),
            format!("≥{at_least}"),
            patient::incomplete_spoken((*at_least).into()),
        ),
        Outcome::NotApplicable { .. } => (Level::None, "–".to_owned(), patient::no_score_spoken().to_owned()),
    };
    let level = if set.no_longer_applies.is_some() { Level::None } else { level };
    html! {
        <span class={classes(&["score", "score--set", level.class()])}>
            { crate::widgets::mark::shape(level) }
            <b class="score-number" aria-hidden="true">{ number }</b>
            <span class="nhsuk-u-visually-hidden">{ words }</span>
        </span>
    }
}

fn value(set: &SetView, sign: Sign, policy: &Bedside) -> Html {
    let part = set.outcome.parts().and_then(|parts| parts.get(&sign)).copied().filter(|p| *p > 0);
    html! {
        <div class="set-value">
            <dt>{ text::set(names::short_sign(sign)) }</dt>
            <dd lang={is_in_english(set, sign, policy).then_some("en-GB")}>{ text::set(&value_words(&set.vitals, sign, policy)) }{ for part.map(points) }</dd>
        </div>
    }
}

/// Whether its words are the policy's, a reason or how oxygen is given, and this language has none for them.
fn is_in_english(set: &SetView, sign: Sign, policy: &Bedside) -> bool {
    let label = match (set.vitals.unable.get(&sign), &set.vitals.oxygen) {
        (Some(reason), _) => policy.reason_label(reason),
        (None, Some(Oxygen::Supplemental(how))) if sign == Sign::Oxygen => {
            policy.oxygen_device(&how.device).map_or("", |device| device.label.as_str())
        }
        _ => "",
    };
    !label.is_empty() && texts::of_text(label).is_none()
}

/// A sign's value as one reads it, or why there is none; "not recorded" where no reason stands.
pub(in crate::screens) fn value_words(vitals: &Vitals, sign: Sign, policy: &Bedside) -> String {
    if let Some(reason) = vitals.unable.get(&sign) {
        return texts::text_or(policy.reason_label(reason));
    }
    let number = |field| number_of(vitals, field).map(|n| digits::shown(field, &n.to_string()));
    let value = match sign {
        Sign::Respiration => number(Field::Respiration),
        Sign::Spo2 => number(Field::Spo2).map(|n| format!("{n}%")),
        Sign::Oxygen => vitals.oxygen.as_ref().map(|oxygen| oxygen_words(oxygen, policy)),
        Sign::BloodPressure => number(Field::Systolic).map(|systolic| {
            format!("{systolic}/{}", number(Field::Diastolic).unwrap_or_else(|| "–".to_owned()))
        }),
        Sign::Pulse => number(Field::Pulse),
        Sign::Consciousness => vitals.consciousness.map(|level| names::level_label(level).to_owned()),
        Sign::Temperature => number(Field::Temperature),
    };
    value.unwrap_or_else(|| patient::not_recorded().to_owned())
}

/// Air, or how oxygen is given.
pub(in crate::screens) fn oxygen_words(oxygen: &Oxygen, policy: &Bedside) -> String {
    match oxygen {
        Oxygen::Air => observe::air().to_owned(),
        Oxygen::Supplemental(how) => {
            let label = policy.oxygen_device(&how.device).map_or(how.device.as_str(), |d| d.label.as_str());
            let shown = crate::screens::observe::draft::Delivery::from_set(how);
            words::capital(&observe::delivery(label, &shown.flow, &shown.fio2))
        }
    }
}

fn flags(set: &SetView) -> Html {
    let flag = |on: bool, words: &'static str| on.then(|| html! { <span class="flag">{ words }</span> });
    html! {
        <p class="flags">
            { for flag(set.late, patient::late()) }
            { for flag(set.clock_doubtful, patient::clock_doubtful()) }
            { for set.moved_here.then(|| say("span", "flag", &patient::moved_here(&set.moved_by))) }
            { countersign::mark(set.auth, &set.countersigned) }
            { say_any("span", "flag", set.counted.map_or("", patient::counted)) }
            { given_any("span", "flag", &set.identified) }
            { for set.no_longer_applies.map(|reason| html! {
                <span class="flag flag--conflict">{ patient::no_longer(words::score::advice(reason)) }</span>
            }) }
        </p>
    }
}
