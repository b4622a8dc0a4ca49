//! What stands beside a row's box: the values before, the change since, the points.

use super::{before, time_of};
use crate::{
    screens::observe::{
        digits,
        draft::{Draft, STOPS, litres, number_of, sign_of},
        form::Panel,
        ground::Ground,
    },
    widgets::{
        el::{attr, el, id, press, say},
        mark::{Way, arrow},
        score::points,
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

/// What it was before, never inside the box; then the points, or the way to say that it cannot be had.
pub(super) fn beside(ground: &Ground, sign: Sign, active: bool) -> Html {
    let draft = &ground.form.draft;
    let part = ground.review.outcome.parts().and_then(|parts| parts.get(&sign)).copied();
    let lasts = before(ground).enumerate().map(|(index, set)| {
        let change = if index == 0 { change(draft, set, sign, ground.now) } else { None };
        html! { <span class="obs-last">{ last(set, sign) }{ for change }</span> }
    });
    let end = match part {
        Some(part) => points(part),
        None if active && !draft.has(sign) && !ground.review.recheck => html! {
            <button type="button" class="obs-unable" onclick={ground.opens(Panel::Why(Some(sign)))}
                aria-label={format!("{}: {}", observe::unable(), names::sign(sign))} data-testid="unable">
                { observe::unable() }
            </button>
        },
        None => Html::default(),
    };
    let lasts = match ground.review.beside.filter(|of| row_of(*of) == sign && !active && !ground.reduced) {
        Some(of) => said(ground, of),
        None => {
            let counts =
                sign == Sign::Respiration && active && !draft.has(sign) && ground.form.panel == Panel::Keys;
            let count = press("obs-unable", observe::count(), "count", true, ground.opens(Panel::Count));
            html! { <span class="obs-lasts">{ for lasts }{ for counts.then_some(count) }</span> }
        }
    };
    html! { <>{ lasts }<span class="obs-points">{ end }</span></> }
}

/// The row that has to do with it.
const fn row_of(of: Beside) -> Sign {
    match of {
        Beside::Above | Beside::Below => Sign::Spo2,
        Beside::NotPrescribed | Beside::OtherDevice | Beside::OtherAmount => Sign::Oxygen,
    }
}

/// How it lies against what is prescribed, in the place of the values before: no row moves.
fn said(ground: &Ground, of: Beside) -> Html {
    let target = ground.view.oxygen.as_ref().and_then(|of| of.target);
    let long = say("span", "obs-say-long", &observe::beside(of, target));
    let short = attr(say("span", "obs-say-short", observe::beside_short(of)), "aria-hidden", "true");
    id(attr(el("span", "obs-say obs-beside", vec![long, short]), "role", "status"), "beside")
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
