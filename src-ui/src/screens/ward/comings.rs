//! Who comes to a ward and who has left it, above and below the board's rows.

use crate::{
    route::Route,
    widgets::text,
    words::{board, names, ward as words},
};
use clinical::UtcMillis;
use contract::{BoardRow, BoardView, Gone, GoneView, TransferView};
use yew::prelude::*;

/// The pages of this ward.
pub(crate) fn pages(ward: &clinical::WardId, in_charge: bool) -> Html {
    let link = |route: Route, words: &'static str, testid: &'static str| {
        html! { <a class="button button--plain" href={route.hash()} data-testid={testid}>{ words }</a> }
    };
    html! {
        <nav class="ward-pages" aria-label={words::WARD_PAGES}>
            { link(Route::Handover(ward.clone()), words::HANDOVER, "to-handover") }
            if in_charge {
                { link(Route::Allocate(ward.clone()), words::ALLOCATE, "to-allocate") }
            }
            { link(Route::Admit(ward.clone()), words::ADMIT_UNKNOWN, "to-admit") }
        </nav>
    }
}

/// What a transfer says on a row or a page.
pub(crate) fn transfer_words(transfer: &TransferView) -> String {
    if transfer.leaving {
        words::going(&transfer.to_ward, &transfer.to.bed)
    } else {
        words::coming(&transfer.from_ward, &transfer.from.bed)
    }
}

/// A transfer on a row.
pub(crate) fn transfer(row: &BoardRow) -> Html {
    let Some(transfer) = &row.transfer else { return Html::default() };
    html! { <span class="row-transfer" data-testid="transfer">{ transfer_words(transfer) }</span> }
}

/// Those on their way here, with a way to receive them.
pub(crate) fn coming(view: &BoardView, now: UtcMillis) -> Html {
    let coming = view.rows.iter().filter_map(|row| {
        let transfer = row.transfer.as_ref().filter(|transfer| !transfer.leaving)?;
        Some((row.banner.as_ref()?, transfer))
    });
    let cards: Vec<Html> = coming
        .map(|(banner, transfer)| {
            let name = crate::widgets::banner::short_name(banner);
            html! {
                <li>
                    <a class="urgent-card" href={Route::More(banner.stay).hash()} data-testid="coming">
                        <b>{ name }</b>
                        <span>{ transfer_words(transfer) }{ ", " }{ text::time(transfer.since, now, view.offset_minutes) }</span>
                        <span class="coming-do">{ words::RECEIVE }</span>
                    </a>
                </li>
            }
        })
        .collect();
    if cards.is_empty() {
        return Html::default();
    }
    html! {
        <section class="urgent urgent--coming" aria-label={words::COMING} data-testid="coming-strip">
            <h2 class="urgent-title">{ words::COMING }</h2>
            <ul class="urgent-cards">{ cards }</ul>
        </section>
    }
}

/// Those who left; with an open alert above all.
pub(crate) fn gone(view: &BoardView, now: UtcMillis) -> Html {
    let line = |gone: &GoneView| {
        let how = match &gone.how {
            Gone::Discharged => board::ENDED_DISCHARGED.to_owned(),
            Gone::Died => board::ENDED_DIED.to_owned(),
            Gone::Moved(ward) => ward.clone(),
        };
        let name = names::isolated(format!("{}, {}", gone.family.to_uppercase(), gone.given));
        html! {
            <li>
                <a href={Route::Patient(gone.stay).hash()} data-testid="gone">
                    <b>{ format!("{} {name}", gone.place.bed) }</b>{ format!(" – {how}, ") }
                    { text::time(gone.at, now, view.offset_minutes) }
                </a>
            </li>
        }
    };
    let (open, rest): (Vec<&GoneView>, Vec<&GoneView>) = view.gone.iter().partition(|gone| gone.left_open);
    html! {
        <>
            if !open.is_empty() {
                <section class="notice notice--problem" role="alert" data-testid="left-open">
                    <h2 class="notice-title">{ words::LEFT_OPEN }</h2>
                    <ul>{ for open.into_iter().map(line) }</ul>
                </section>
            }
            if !rest.is_empty() {
                <details class="silent gone" data-testid="gone-list">
                    <summary>{ words::left(rest.len()) }</summary>
                    <ul>{ for rest.into_iter().map(line) }</ul>
                </details>
            }
        </>
    }
}
