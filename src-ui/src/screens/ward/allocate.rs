//! Who looks after whom: choose a person, tap their beds, save them all at once.

use super::{WardProps, concerns, use_deed};
use crate::{
    desk::use_desk,
    live::use_live,
    route::Route,
    widgets::{
        banner::short_name,
        panel::{Choice, button, panel},
        problem::{nothing, problem, waiting},
    },
    words::{board, ward as words},
};
use clinical::{StaffId, StayId, staff::Role};
use contract::{Allocate, BoardRow, BoardView, Request, StaffTile};
use std::collections::BTreeMap;
use yew::prelude::*;

/// For each patient that was tapped, everybody from now on.
type Beds = BTreeMap<StayId, Vec<StaffId>>;

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
        let n = chosen.values().filter(|staff| staff.contains(&id)).count();
        let label = if n == 0 { tile.name.clone() } else { format!("{} ({n})", tile.name) };
        let on = *who == Some(id);
        let choice = Choice::new(label, "person", move || who.set(Some(id))).on(on);
        choice.more(tile.role.label())
    };
    let patients: Vec<&BoardRow> = view.rows.iter().filter(|row| row.banner.is_some()).collect();
    let left =
        patients.iter().filter(|row| stay_of(row).is_none_or(|stay| !chosen.contains_key(&stay))).count();
    let save = |shift_change: bool| {
        let (chosen, send, ward) = (chosen.clone(), send.clone(), props.ward.clone());
        Callback::from(move |_: MouseEvent| {
            let beds = chosen.iter().map(|(stay, staff)| (*stay, staff.clone())).collect();
            let asked = Allocate { ward: ward.clone(), shift_change, beds };
            send.emit((Request::Allocate(Box::new(asked)), Some(Route::Ward(ward.clone()))));
        })
    };
    html! {
        <section class="ward-page" data-testid="allocate">
            <h1 class="board-title">{ words::ALLOCATE }</h1>
            <p>{ words::ALLOCATE_MORE }</p>
            { panel(words::WHO, "panel--inline", bedside.iter().map(person).collect()) }
            <div class="panel panel--inline panel--beds" role="group" aria-label={words::WHICH_BED}>
                <p class="panel-title">{ words::WHICH_BED }</p>
                <div class="panel-choices">
                    { for patients.iter().map(|row| bed(row, &bedside, *who, &chosen)) }
                </div>
            </div>
            { for error.map(|error| problem(&error, None)) }
            <div class="ward-save">
                <button type="button" class="button button--main" disabled={chosen.is_empty()} onclick={save(false)}
                    data-testid="save-beds">{ words::save_beds(chosen.len()) }</button>
                <button type="button" class="button" disabled={chosen.is_empty()} onclick={save(true)}
                    data-testid="new-shift">{ words::NEW_SHIFT }</button>
                if left > 0 && !chosen.is_empty() {
                    <p class="quiet">{ format!("{}: {}", words::NEW_SHIFT, words::not_allocated(left)) }</p>
                }
            </div>
        </section>
    }
}

fn stay_of(row: &BoardRow) -> Option<StayId> {
    row.banner.as_ref().map(|banner| banner.stay)
}

/// One patient: a tap gives them the chosen person, or takes that person away again.
fn bed(row: &BoardRow, people: &[&StaffTile], who: Option<StaffId>, chosen: &UseStateHandle<Beds>) -> Html {
    let Some(banner) = &row.banner else { return Html::default() };
    let stay = banner.stay;
    let given = chosen.get(&stay).cloned();
    let on = who.is_some_and(|who| given.as_ref().is_some_and(|staff| staff.contains(&who)));
    let name = |id: &StaffId| people.iter().find(|tile| tile.id == *id).map(|tile| tile.name.clone());
    let names = match given {
        Some(staff) => staff.iter().filter_map(name).collect::<Vec<_>>().join(", "),
        None if row.looked_after_by.is_empty() => board::NOBODY.to_owned(),
        None => row.looked_after_by.join(", "),
    };
    let press = {
        let chosen = chosen.clone();
        move || {
            let Some(who) = who else { return };
            let mut beds = (*chosen).clone();
            let staff = beds.entry(stay).or_default();
            match staff.iter().position(|id| *id == who) {
                Some(at) => drop(staff.remove(at)),
                None => staff.push(who),
            }
            if staff.is_empty() {
                beds.remove(&stay);
            }
            chosen.set(beds);
        }
    };
    let label = format!("{} {}", row.place.bed, short_name(banner));
    let mut choice = Choice::new(label, format!("bed-{}", row.place.bed), press).on(on);
    choice.more = Some(names.into());
    button(choice)
}

const fn is_bedside(role: Role) -> bool {
    matches!(role, Role::HealthcareAssistant | Role::Student | Role::Nurse | Role::NurseInCharge)
}
