//! Assessments on the patient's page: what is due, what each came to last time, the day's fluid, what was charted.

use super::correct::CorrectProps;
use crate::{
    dates,
    part::Part,
    route::Route,
    screens::assess::{alerts, totals},
    widgets::{
        class::{classes, on},
        sync, text,
    },
    words::{assess as words, patient, times, times::Due},
};
use clinical::{FactId, TakenAt, UtcMillis, staff::AuthLevel};
use contract::{AssessmentView, FluidView, FormTile, Mark, PatientView};
use std::rc::Rc;
use yew::prelude::*;

/// The section.
pub(super) fn section(
    view: &Rc<PatientView>,
    now: UtcMillis,
    correcting: &UseStateHandle<Option<FactId>>,
) -> Html {
    let all = &view.assessments;
    let (used, other): (Vec<&FormTile>, Vec<&FormTile>) =
        all.forms.iter().partition(|tile| tile.last.is_some() || tile.due.is_some() || tile.draft);
    let stay = view.banner.stay;
    html! {
        <section class="card assessments" aria-label={words::TITLE} data-testid="assessments">
            <h2 class="section-title">{ words::TITLE }</h2>
            if !used.is_empty() {
                <ul class="form-tiles">{ for used.into_iter().map(|tile| row(view, tile, now)) }</ul>
            }
            { for all.fluid.iter().map(|day| fluid_of(day, view, now)) }
            <details class="form-others" open={all.in_all == 0}>
                <summary>{ words::OTHER_FORMS }</summary>
                <div class="form-choices">
                    { for other.into_iter().map(|tile| html! {
                        <a class="button button--plain" href={Route::Assess(stay, tile.form.clone()).hash()}
                            data-testid="form-start">{ tile.title.clone() }</a>
                    }) }
                </div>
            </details>
            if !all.history.is_empty() {
                <details class="form-others" data-testid="history">
                    <summary>{ words::HISTORY }</summary>
                    <ol class="set-list">
                        { for all.history.iter().map(|made| one(view, made, now, correcting)) }
                    </ol>
                    if all.in_all as usize > all.history.len() {
                        <p class="quiet">{ words::more(all.history.len(), all.in_all) }</p>
                    }
                </details>
            }
        </section>
    }
}

/// A form that was used here: what it came to, how old that is, when it is due. All of it opens the form.
fn row(view: &PatientView, tile: &FormTile, now: UtcMillis) -> Html {
    let due = Due::at(tile.due, tile.overdue, now);
    let when = tile.last_at.map(|at| times::ago(at, now));
    html! {
        <li>
            <a class={classes(&["form-tile", on(due.is_overdue() || tile.repeat, "form-tile--overdue")])}
                href={Route::Assess(view.banner.stay, tile.form.clone()).hash()} data-testid="form-tile">
                <b>{ tile.title.clone() }</b>
                if tile.repeat {
                    <span class="due due--overdue">{ words::REPEAT }</span>
                } else if tile.due.is_some() {
                    <span class={classes(&["due", on(due.is_overdue(), "due--overdue")])}>
                        { crate::words::capital(&due.words()) }
                    </span>
                }
                { totals(&tile.totals) }
                { for when.map(|when| html! { <span class="quiet">{ when }</span> }) }
                if tile.draft {
                    <span class="flag flag--conflict">{ words::BEGUN }</span>
                }
            </a>
        </li>
    }
}

/// The day's fluid, with the day that it is of.
fn fluid_of(day: &FluidView, view: &PatientView, now: UtcMillis) -> Html {
    let time = |at| dates::recent(at, now, view.offset_minutes);
    html! {
        <div class="fluid-day">
            <h3>{ words::FLUID }{ " " }<small class="quiet">{ words::fluid_day(&time(day.from), &time(day.until)) }</small></h3>
            { fluid(day) }
        </div>
    }
}

/// In, out and balance, in words: never a number where something was not recorded.
pub(crate) fn fluid(day: &FluidView) -> Html {
    let values = [&day.intake, &day.output, &day.balance];
    html! {
        <dl class="set-values fluid" data-testid="fluid">
            { for words::FLUID_LABELS.into_iter().zip(values).map(|(label, value)| html! {
                <div class="set-value"><dt>{ label }</dt><dd>{ value.clone() }</dd></div>
            }) }
            if day.estimated {
                <div class="set-value"><dt>{ " " }</dt><dd class="quiet">{ words::ESTIMATED }</dd></div>
            }
        </dl>
    }
}

fn one(
    view: &Rc<PatientView>,
    made: &AssessmentView,
    now: UtcMillis,
    correcting: &UseStateHandle<Option<FactId>>,
) -> Html {
    let stands = matches!(made.mark, Mark::Current | Mark::Disputed);
    let (at, when) = match made.taken {
        TakenAt::At(stamp) => (
            dates::recent(stamp.utc, now, stamp.offset_minutes),
            text::time(stamp.utc, now, stamp.offset_minutes),
        ),
        TakenAt::NotRecorded => (String::new(), html! { "–" }),
    };
    let mark = patient::mark(&made.mark, |at| dates::recent(at, now, view.offset_minutes));
    let open = **correcting == Some(made.fact);
    let toggle = {
        let (correcting, fact) = (correcting.clone(), made.fact);
        Callback::from(move |_: MouseEvent| correcting.set((!open).then_some(fact)))
    };
    let by = made.role.map_or_else(|| made.by.clone(), |role| format!("{}, {}", made.by, role.label()));
    html! {
        <li class={classes(&["set", on(!stands, "set--struck")])} key={made.fact.to_string()} data-testid="made">
            <div class="set-head">
                <b class="set-time">{ when }</b>
                <b>{ made.title.clone() }</b>
                <span class="set-by">{ by }</span>
                { sync::badge(made.sync) }
            </div>
            { totals(&made.totals) }
            <dl class="form-answers">
                { for made.answers.iter().map(|answer| html! {
                    <div>
                        <dt>{ answer.label.clone() }</dt>
                        <dd>
                            { answer.words.clone() }
                            if answer.gone {
                                <small class="flag">{ words::GONE }</small>
                            }
                        </dd>
                    </div>
                }) }
                if !made.unable.is_empty() {
                    <div><dt>{ words::INCOMPLETE }</dt><dd>{ made.unable.clone() }</dd></div>
                }
            </dl>
            if stands {
                { alerts(&made.alerts, &[]) }
            }
            { for [&mark, &made.note].into_iter().filter(|words| !words.is_empty()).map(|words| html! {
                <p class="set-mark">{ words.clone() }</p>
            }) }
            { flags(made) }
            if stands {
                <button type="button" class="button button--plain set-correct" aria-expanded={open.to_string()}
                    aria-label={words::correct(&made.title, &at)} onclick={toggle} data-testid="correct-form">
                    { patient::CORRECT }
                </button>
                if open {
                    { Part::Correct(CorrectProps {
                        view: view.clone(),
                        fact: made.fact,
                        form: Some(AttrValue::from(made.form.clone())),
                        amendable: made.can_correct,
                    }).draw() }
                }
            }
        </li>
    }
}

fn flags(made: &AssessmentView) -> Html {
    let flags = [
        (made.late, patient::LATE),
        (made.clock_doubtful, patient::CLOCK_DOUBTFUL),
        (made.moved_here, patient::MOVED_HERE),
        (made.auth == AuthLevel::Emergency, patient::EMERGENCY),
    ];
    html! {
        <p class="flags">
            { for flags.into_iter().filter(|(on, _)| *on).map(|(_, words)| html! { <span class="flag">{ words }</span> }) }
        </p>
    }
}
