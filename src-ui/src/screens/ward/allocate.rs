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
    words::{board, names, ward as words},
};
use clinical::{StaffId, StayId, staff::Role};
use contract::{Allocate, BoardRow, BoardView, Request, StaffTile};
use yew::prelude::*;

/// What was tapped: each person once for each bed that was given to them, or taken away. A list: a ward has few beds, and
/// the page has to stay small.
#[derive(Clone, PartialEq, Default)]
struct Taps {
    /// A new shift begins with nobody; otherwise those who stand there stay until they are taken away.
    new_shift: bool,
    turned: Vec<(StayId, StaffId)>,
}

impl Taps {
    /// Who looks after a patient once this is saved.
    fn given(&self, row: &BoardRow, bedside: &[&StaffTile]) -> Vec<StaffId> {
        let Some(stay) = stay_of(row) else { return Vec::new() };
        let stands = |id: StaffId| !self.new_shift && row.carers.contains(&id);
        let turned = |id: StaffId| self.turned.contains(&(stay, id));
        bedside.iter().map(|tile| tile.id).filter(|id| stands(*id) != turned(*id)).collect()
    }

    fn is_changed(&self, row: &BoardRow) -> bool {
        stay_of(row).is_some_and(|stay| self.turned.iter().any(|(of, _)| *of == stay))
    }

    fn turn(&mut self, stay: StayId, who: StaffId) {
        match self.turned.iter().position(|tap| *tap == (stay, who)) {
            Some(at) => drop(self.turned.remove(at)),
            None => self.turned.push((stay, who)),
        }
    }
}

/// The page.
#[hook]
pub(crate) fn use_allocate(props: &WardProps) -> Html {
    let desk = use_desk();
    let board = use_live::<BoardView>(Request::Board { ward: props.ward.clone() }, concerns);
    let staff = use_live::<Vec<StaffTile>>(Request::StaffChoices, concerns);
    let who = use_state_eq(|| None::<StaffId>);
    let taps = use_state_eq(Taps::default);
    let (error, send) = use_deed();
    let (Some(view), Some(people)) = (board.view.clone(), staff.view.clone()) else {
        return board.error.map_or_else(waiting, |error| problem(&error, Some(board.ask)));
    };
    if desk.hello.session.as_ref().is_none_or(|session| session.role != Role::NurseInCharge) {
        return nothing(words::allocate_not_yours());
    }
    let bedside: Vec<&StaffTile> = people.iter().filter(|tile| is_bedside(tile.role)).collect();
    let patients: Vec<&BoardRow> = view.rows.iter().filter(|row| row.banner.is_some()).collect();
    let given: Vec<Vec<StaffId>> = patients.iter().map(|row| taps.given(row, &bedside)).collect();
    let person = |tile: &&StaffTile| {
        let (who, id) = (who.clone(), tile.id);
        let n = given.iter().filter(|staff| staff.contains(&id)).count();
        let label = if n == 0 { tile.name.clone() } else { format!("{} ({n})", tile.name) };
        let on = *who == Some(id);
        let choice = Choice::new(label, "person", move || who.set(Some(id))).on(on);
        choice.more(names::role_label(tile.role))
    };
    let shift = |label: &'static str, testid: &'static str, new_shift: bool| {
        let taps = taps.clone();
        let on = taps.new_shift == new_shift;
        Choice::new(label, testid, move || taps.set(Taps { new_shift, ..Taps::default() })).on(on)
    };
    let changed = patients.iter().filter(|row| taps.is_changed(row)).count();
    let nobody = given.iter().filter(|staff| staff.is_empty()).count();
    let beds: Vec<(StayId, Vec<StaffId>)> = patients
        .iter()
        .zip(&given)
        .filter(|(row, _)| taps.is_changed(row))
        .filter_map(|(row, staff)| Some((stay_of(row)?, staff.clone())))
        .collect();
    let (asked, to) =
        (Allocate { ward: props.ward.clone(), shift_change: taps.new_shift, beds }, props.ward.clone());
    let save = send.reform(move |_: MouseEvent| {
        (Request::Allocate(Box::new(asked.clone())), Some(Route::Ward(to.clone())))
    });
    let buttons = patients.iter().zip(&given).map(|(row, staff)| bed(row, &bedside, staff, *who, &taps));
    let buttons =
        vec![say("p", "panel-title", words::which_bed()), el("div", "panel-choices", buttons.collect())];
    let mut parts = vec![
        say("h1", "board-title", words::allocate()),
        say("p", "", words::allocate_more()),
        panel(
            words::which_shift(),
            "panel--inline",
            vec![
                shift(words::this_shift(), "this-shift", false),
                shift(words::new_shift(), "new-shift", true),
            ],
        ),
        panel(words::who(), "panel--inline", bedside.iter().map(person).collect()),
        attr(
            attr(el("div", "panel panel--inline panel--beds", buttons), "role", "group"),
            "aria-label",
            words::which_bed(),
        ),
    ];
    parts.extend(error.map(|error| problem(&error, None)));
    let label = if taps.new_shift { words::start_shift().to_owned() } else { words::save_beds(changed) };
    let mut bar = vec![press("button button--main", &label, "save-beds", changed > 0, save)];
    if nobody > 0 && changed > 0 {
        bar.push(id(say("p", "quiet", &words::not_allocated(nobody)), "not-allocated"));
    }
    parts.push(el("div", "ward-save", bar));
    id(el("section", "ward-page", parts), "allocate")
}

fn stay_of(row: &BoardRow) -> Option<StayId> {
    row.banner.as_ref().map(|banner| banner.stay)
}

/// One patient: a tap gives them the chosen person, or takes that person away again.
fn bed(
    row: &BoardRow,
    people: &[&StaffTile],
    given: &[StaffId],
    who: Option<StaffId>,
    taps: &UseStateHandle<Taps>,
) -> Html {
    let Some(banner) = &row.banner else { return Html::default() };
    let stay = banner.stay;
    let named = people.iter().filter(|tile| given.contains(&tile.id)).map(|tile| tile.name.clone());
    let names = named.collect::<Vec<_>>().join(", ");
    let tap = {
        let taps = taps.clone();
        move || {
            let Some(who) = who else { return };
            let mut next = (*taps).clone();
            next.turn(stay, who);
            taps.set(next);
        }
    };
    let label = format!("{} {}", row.place.bed, short_name(banner));
    let on = who.is_some_and(|who| given.contains(&who));
    let mut choice = Choice::new(label, format!("bed-{}", row.place.bed), tap).on(on);
    choice.more = Some(if names.is_empty() { board::nobody().into() } else { names.into() });
    button(choice)
}

const fn is_bedside(role: Role) -> bool {
    matches!(role, Role::HealthcareAssistant | Role::Student | Role::Nurse | Role::NurseInCharge)
}
