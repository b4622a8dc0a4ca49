//! The chart's twin as a table: the same data, in the order of the paper chart, for a screen reader and for reading off.

use super::course::stands;
use crate::widgets::class::{classes, on};
use crate::{
    screens::patient::sets::{taken, value_words},
    widgets::{banner::short_name, score::points, text},
    words::{chart, names, patient},
};
use clinical::{news2::Outcome, vitals::Sign};
use contract::{ChartView, SetView};
use yew::prelude::*;

/// The table, newest first.
pub(super) fn table(view: &ChartView) -> Html {
    html! {
        <div class="table-wrap" tabindex="0" role="region" aria-label={chart::TABLE}>
            <table class="obs-table" data-testid="chart-table">
                <caption>{ chart::caption(&short_name(&view.banner), view.sets.len()) }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ chart::TAKEN }</th>
                        { for Sign::ALL.into_iter().map(|sign| html! {
                            <th scope="col">
                                { text::set(names::short_sign(sign)) }
                                <span class="quiet">{ format!(" {}", sign.unit()) }</span>
                            </th>
                        }) }
                        <th scope="col">{ "NEWS2" }</th>
                        <th scope="col">{ chart::BY }</th>
                    </tr>
                </thead>
                <tbody>{ for view.sets.iter().rev().map(|set| row(set, view)) }</tbody>
            </table>
        </div>
    }
}

fn row(set: &SetView, view: &ChartView) -> Html {
    let parts = set.outcome.parts();
    let cell = |sign: Sign| {
        let part = parts.and_then(|parts| parts.get(&sign)).copied().filter(|part| *part > 0);
        html! { <td>{ text::set(&value_words(&set.vitals, sign, &view.bedside)) }{ for part.map(points) }</td> }
    };
    let score = match &set.outcome {
        Outcome::Complete { total, risk, .. } => format!("{total} {}", risk.label()),
        Outcome::Incomplete { at_least, .. } => chart::incomplete(*at_least),
        Outcome::NotApplicable { .. } => chart::NO_SCORE.to_owned(),
    };
    let at = |at| crate::dates::recent(at, view.now, view.offset_minutes);
    let mut about: Vec<String> = vec![set.by.clone()];
    about.extend(Some(patient::mark(&set.mark, at)).filter(|mark| !mark.is_empty()));
    about.extend(set.late.then(|| patient::LATE.to_owned()));
    about.extend(set.moved_here.then(|| patient::moved_here(&set.moved_by)));
    html! {
        <tr class={classes(&[on(!stands(set), "struck")])} key={set.fact.to_string()}>
            <th scope="row">{ taken(set, view.now) }</th>
            { for Sign::ALL.into_iter().map(cell) }
            <td><b>{ score }</b></td>
            <td>{ about.join(". ") }</td>
        </tr>
    }
}
