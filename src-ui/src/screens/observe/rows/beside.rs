//! What stands beside a row's box: the values before, the change since, the points.

use super::{before, time_of};
use crate::{
    screens::observe::{
        digits,
        draft::{Draft, STOPS, litres, number_of, sign_of},
        form::{Panel, Press},
        ground::{Ground, tap},
    },
    widgets::{
        class::{classes, on},
        el::{attr, el, id, none, press, say},
        mark::{Way, arrow},
        score::points_once_known,
    },
    words::{names, observe},
};
use clinical::{
    UtcMillis,
    oxygen::Beside,
    vitals::{Field, Oxygen, Sign},
};
use contract::SetView;
use yew::prelude::*;

/// What stands beside one row's box.
#[derive(Clone, PartialEq)]
pub(super) struct Side {
    /// The values before, newest first.
    lasts: Vec<String>,
    /// How it lies against what is prescribed, in the place of the values before: no row moves.
    against: Option<(String, &'static str)>,
    /// The points.
    part: Option<u8>,
    pub(super) later: Later,
}

/// What is not needed to see a key and its score, and comes a moment later.
#[derive(Clone, PartialEq, Default)]
pub(super) struct Later {
    /// How far it is from the newest of the values before.
    change: Option<Change>,
    /// Breaths can be counted.
    counts: bool,
    /// It can be said that it cannot be had.
    unable: bool,
}

/// A change, and its words for a screen reader.
#[derive(Clone, PartialEq)]
struct Change {
    /// None where nothing changed.
    way: Option<Way>,
    amount: String,
    said: String,
}

/// What it was before, never inside the box; then the points, or the way to say that it cannot be had.
pub(super) fn side(ground: &Ground, sign: Sign, active: bool) -> Side {
    let draft = &ground.form.draft;
    let part = ground.review.outcome.parts().and_then(|parts| parts.get(&sign)).copied();
    let open = active && !draft.has(sign);
    let against = ground.review.beside.filter(|of| row_of(*of) == sign && !active && !ground.reduced);
    let target = ground.view.oxygen.as_ref().and_then(|of| of.target);
    Side {
        lasts: before(ground).map(|set| last(set, sign)).collect(),
        against: against.map(|of| (observe::beside(of, target), observe::beside_short(of))),
        part,
        later: Later {
            change: before(ground).next().and_then(|set| change(draft, set, sign, ground.now)),
            counts: sign == Sign::Respiration && open && ground.form.panel == Panel::Keys,
            unable: part.is_none() && open && !ground.review.recheck,
        },
    }
}

/// The same on the screen, with as much of what comes later as stood a moment ago.
pub(super) fn draw(side: &Side, stood: &Later, sign: Sign, press: &Callback<Press>) -> Html {
    // It goes with what comes later, and is not to be seen before that: nothing is taken out of the page for the points.
    let unable = match stood.unable {
        true => html! {
            <button type="button" class="obs-unable" onclick={tap(press, Press::Open(Panel::Why(Some(sign))))}
                aria-label={format!("{}: {}", observe::unable(), names::sign(sign))} data-testid="unable">
                { observe::unable() }
            </button>
        },
        false => none(),
    };
    let lasts = match &side.against {
        Some((long, short)) => {
            let long = say("span", "obs-say-long", long);
            let short = attr(say("span", "obs-say-short", short), "aria-hidden", "true");
            id(attr(el("span", "obs-say obs-beside", vec![long, short]), "role", "status"), "beside")
        }
        None => lasts(side, stood, press),
    };
    html! { <>{ lasts }<span class="obs-points">{ points_once_known(side.part) }{ unable }</span></> }
}

/// The values before, and the counter. Each keeps its place whether the others are there or not, so that none is made anew.
fn lasts(side: &Side, stood: &Later, press: &Callback<Press>) -> Html {
    // A change that no longer is one is not shown a moment longer.
    let change = stood.change.as_ref().filter(|change| side.later.change.as_ref() == Some(*change));
    let mut inside: Vec<Html> = side
        .lasts
        .iter()
        .enumerate()
        .map(|(index, last)| {
            let change = change.filter(|_| index == 0).map_or_else(none, changed);
            el("span", "obs-last", vec![Html::from(last.clone()), change])
        })
        .collect();
    inside.push(match stood.counts {
        true => {
            let open = tap(press, Press::Open(Panel::Count));
            self::press("obs-unable", observe::count(), "count", true, open)
        }
        false => none(),
    });
    el("span", &classes(&["obs-lasts", on(stood.counts, "obs-lasts--counts")]), inside)
}

/// The row that has to do with it.
const fn row_of(of: Beside) -> Sign {
    match of {
        Beside::Above | Beside::Below => Sign::Spo2,
        Beside::NotPrescribed | Beside::OtherDevice | Beside::OtherAmount => Sign::Oxygen,
    }
}

/// A sign's last value, short.
fn last(set: &SetView, sign: Sign) -> String {
    let vitals = &set.vitals;
    let number = |field| number_of(vitals, field).map(|n| digits::shown(field, &n.to_string()));
    let value = match sign {
        Sign::Oxygen => vitals.oxygen.as_ref().map(|oxygen| match oxygen {
            Oxygen::Air => observe::air().to_owned(),
            Oxygen::Supplemental(how) => {
                let flow = how.flow.map(|flow| format!("{} L", litres(flow.get())));
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

/// The change since the last value.
fn change(draft: &Draft, set: &SetView, sign: Sign, now: UtcMillis) -> Option<Change> {
    let field = STOPS.into_iter().find(|f| sign_of(*f) == sign && digits::range(*f).is_some())?;
    let keyed: i32 = draft.digits(field).parse().ok().filter(|_| draft.focus != Some(field))?;
    let by = keyed - number_of(&set.vitals, field)?;
    let way = match by {
        0 => None,
        1.. => Some(Way::Up),
        _ => Some(Way::Down),
    };
    let amount = digits::shown_change(field, by);
    Some(Change { way, amount, said: observe::delta(by, field == Field::Temperature, &time_of(set, now)) })
}

/// The same with its arrow.
fn changed(change: &Change) -> Html {
    let Some(way) = change.way else { return html! { <small class="obs-change">{ "=" }</small> } };
    let said = change.said.clone();
    html! {
        <small class="obs-change" title={said.clone()}>
            <span aria-hidden="true">{ arrow(way) }{ change.amount.clone() }</span>
            <span class="nhsuk-u-visually-hidden">{ said }</span>
        </small>
    }
}
