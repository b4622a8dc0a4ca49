//! Who looks after whom: choose a person, tap their beds, save them all at once.

use super::{WardProps, concerns, use_deed};
use crate::{
    desk::use_desk,
    live::use_live,
    route::Route,
    widgets::{
        banner::short_name,
        el::{attr, el, id, press, say},
        panel::{Choice, button, panel},
        problem::{nothing, problem, waiting},
    },
    words::{board, ward as words},
};
use clinical::{StaffId, StayId, staff::Role};
use contract::{Allocate, BoardRow, BoardView, Request, StaffTile};
use yew::prelude::*;

/// For each patient that was tapped, everybody from now on. A list: a ward has few beds, and the page has to stay small.
type Beds = Vec<(StayId, Vec<StaffId>)>;

/// The page.
#[hook]
pub(crate) fn use_allocate(props: &WardProps) -> Html {
    let desk = use_desk();
    let board = use_live::<BoardView>(Request::Board { ward: props.ward.clone() }, concerns);
    let staff = use_live::<Vec<StaffTile>>(Request::StaffChoices, concerns);
    let who = use_state_eq(|| None::<StaffId>);
    let chosen = use_state_eq(Beds::new);
    let (error, send) = use_deed();
    let (Some(view), Some(people)) = (board.view.clone(), staff.view.clone()) else {
        return board.error.map_or_else(waiting, |error| problem(&error, Some(board.ask)));
    };
    if desk.hello.session.as_ref().is_none_or(|session| session.role != Role::NurseInCharge) {
        return nothing(words::ALLOCATE_NOT_YOURS);
    }
    let bedside: Vec<&StaffTile> = people.iter().filter(|tile| is_bedside(tile.role)).collect();
    let person = |tile: &&StaffTile| {
        let (who, id) = (who.clone(), tile.id);
        let n = chosen.iter().filter(|(_, staff)| staff.contains(&id)).count();
        let label = if n == 0 { tile.name.clone() } else { format!("{} ({n})", tile.name) };
        let on = *who == Some(id);
        let choice = Choice::new(label, "person", move || who.set(Some(id))).on(on);
        choice.more(tile.role.label())
    };
    let patients: Vec<&BoardRow> = view.rows.iter().filter(|row| row.banner.is_some()).collect();
    let left =
        patients.iter().filter(|row| stay_of(row).is_none_or(|stay| given(&chosen, stay).is_none())).count();
    let save = |shift_change: bool| {
        let (chosen, send, ward) = (chosen.clone(), send.clone(), props.ward.clone());
        Callback::from(move |_: MouseEvent| {
            let asked = Allocate { ward: ward.clone(), shift_change, beds: (*chosen).clone() };
            send.emit((Request::Allocate(Box::new(asked)), Some(Route::Ward(ward.clone()))));
        })
    };
    let beds = patients.iter().map(|row| bed(row, &bedside, *who, &chosen)).collect();
    let beds = vec![say("p", "panel-title", words::WHICH_BED), el("div", "panel-choices", beds)];
    let mut parts = vec![
        say("h1", "board-title", words::ALLOCATE),
        say("p", "", words::ALLOCATE_MORE),
        panel(words::WHO, "panel--inline", bedside.iter().map(person).collect()),
        attr(
            attr(el("div", "panel panel--inline panel--beds", beds), "role", "group"),
            "aria-label",
            words::WHICH_BED,
        ),
    ];
    parts.extend(error.map(|error| problem(&error, None)));
    let ready = !chosen.is_empty();
    let mut bar = vec![
        press("button button--main", &words::save_beds(chosen.len()), "save-beds", ready, save(false)),
        press("button", words::NEW_SHIFT, "new-shift", ready, save(true)),
    ];
    if left > 0 && ready {
        bar.push(say("p", "quiet", &[words::NEW_SHIFT, ": ", &words::not_allocated(left)].concat()));
    }
    parts.push(el("div", "ward-save", bar));
    id(el("section", "ward-page", parts), "allocate")
}

/// Everybody whom a patient is given, where the patient was tapped.
fn given(chosen: &Beds, stay: StayId) -> Option<&Vec<StaffId>> {
    chosen.iter().find(|(of, _)| *of == stay).map(|(_, staff)| staff)
}

fn stay_of(row: &BoardRow) -> Option<StayId> {
    row.banner.as_ref().map(|banner| banner.stay)
}

/// One patient: a tap gives them the chosen person, or takes that person away again.
fn bed(row: &BoardRow, people: &[&StaffTile], who: Option<StaffId>, chosen: &UseStateHandle<Beds>) -> Html {
    let Some(banner) = &row.banner else { return Html::default() };
    let stay = banner.stay;
    let given = given(chosen, stay);
    let on = who.is_some_and(|who| given.is_some_and(|staff| staff.contains(&who)));
    let name = |id: &StaffId| people.iter().find(|tile| tile.id == *id).map(|tile| tile.name.clone());
    let names = match given {
        Some(staff) => staff.iter().filter_map(name).collect::<Vec<_>>().join(", "),
        None if row.looked_after_by.is_empty() => board::NOBODY.to_owned(),
        None => row.looked_after_by.join(", "),
    };
    let tap = {
        let chosen = chosen.clone();
        move || {
            let Some(who) = who else { return };
            let mut beds = (*chosen).clone();
            match beds.iter_mut().find(|(of, _)| *of == stay) {
                None => beds.push((stay, vec![who])),
                Some((_, staff)) if staff.contains(&who) => staff.retain(|id| *id != who),
                Some((_, staff)) => staff.push(who),
            }
            beds.retain(|(_, staff)| !staff.is_empty());
            chosen.set(beds);
        }
    };
    let label = format!("{} {}", row.place.bed, short_name(banner));
    let mut choice = Choice::new(label, format!("bed-{}", row.place.bed), tap).on(on);
    choice.more = Some(names.into());
    button(choice)
}

const fn is_bedside(role: Role) -> bool {
    matches!(role, Role::HealthcareAssistant | Role::Student | Role::Nurse | Role::NurseInCharge)
}
