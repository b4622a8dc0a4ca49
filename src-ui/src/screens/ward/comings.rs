//! Who comes to a ward and who has left it, above and below the board's rows.

use crate::{
    route::Route,
    widgets::{
        banner::short_name,
        el::{attr, el, id, link, none, say, words as text},
        text::time,
    },
    words::{board, find, names, ward as words},
};
use clinical::UtcMillis;
use contract::{BoardRow, BoardView, Gone, GoneView, TransferView};
use yew::prelude::*;

/// The pages of this ward.
pub(crate) fn pages(ward: &clinical::WardId, in_charge: bool) -> Html {
    let page = |route: Route, words: &str, testid: &str| {
        link("button button--plain", &route, testid, vec![text(words)])
    };
    let mut pages = vec![page(Route::Find, find::find_patient(), "to-find")];
    pages.push(page(Route::Handover(ward.clone()), words::handover(), "to-handover"));
    if in_charge {
        pages.push(page(Route::Allocate(ward.clone()), words::allocate(), "to-allocate"));
    }
    pages.push(page(Route::Admit(ward.clone()), words::admit_unknown(), "to-admit"));
    attr(el("nav", "ward-pages", pages), "aria-label", words::ward_pages())
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
    row.transfer
        .as_ref()
        .map_or_else(none, |of| id(say("span", "row-transfer", &transfer_words(of)), "transfer"))
}

/// Those on their way here, with a way to receive them.
pub(crate) fn coming(view: &BoardView, now: UtcMillis) -> Html {
    let coming = view.rows.iter().filter_map(|row| {
        let transfer = row.transfer.as_ref().filter(|transfer| !transfer.leaving)?;
        Some((row.banner.as_ref()?, transfer))
    });
    let cards: Vec<Html> = coming
        .map(|(banner, transfer)| {
            let since = time(transfer.since, now, view.offset_minutes);
            let what = el("span", "", vec![text(&transfer_words(transfer)), text(", "), since]);
            let inside =
                vec![say("b", "", &short_name(banner)), what, say("span", "coming-do", words::receive())];
            el("li", "", vec![link("urgent-card", &Route::More(banner.stay), "coming", inside)])
        })
        .collect();
    if cards.is_empty() {
        return none();
    }
    let strip = vec![say("h2", "urgent-title", words::coming_here()), el("ul", "urgent-cards", cards)];
    id(el("section", "urgent urgent--coming", strip), "coming-strip")
}

/// Those who left; with an open alert above all.
pub(crate) fn gone(view: &BoardView, now: UtcMillis) -> Html {
    let line = |gone: &GoneView| {
        let how = match &gone.how {
            Gone::Discharged => board::ended_discharged(),
            Gone::Died => board::ended_died(),
            Gone::Moved(ward) => ward,
        };
        let name = names::isolated(format!("{}, {}", gone.family.to_uppercase(), gone.given));
        let inside = vec![
            say("b", "", &[gone.place.bed.as_str(), &name].join(" ")),
            text(&[" – ", how, ", "].concat()),
            time(gone.at, now, view.offset_minutes),
        ];
        el("li", "", vec![link("", &Route::Patient(gone.stay), "gone", inside)])
    };
    let (open, rest): (Vec<&GoneView>, Vec<&GoneView>) = view.gone.iter().partition(|gone| gone.left_open);
    let mut parts = Vec::new();
    if !open.is_empty() {
        let list = el("ul", "", open.into_iter().map(line).collect());
        let inside = vec![say("h2", "notice-title", words::left_open()), list];
        parts.push(id(
            attr(el("section", "notice notice--problem gone", inside), "role", "alert"),
            "left-open",
        ));
    }
    if !rest.is_empty() {
        let title = say("summary", "", &words::left(rest.len()));
        let list = el("ul", "", rest.into_iter().map(line).collect());
        parts.push(id(el("details", "silent gone", vec![title, list]), "gone-list"));
    }
    el("div", "", parts)
}
