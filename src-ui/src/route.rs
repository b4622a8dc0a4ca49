//! Where the screen is, as the part of the address after `#`. Addresses carry identifiers only, never patient data.

use crate::chunk::Chunk;
use clinical::{FactId, NoteId, StayId, WardId};
use contract::SignedIn;

/// A place in the application.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Route {
    /// The first screen: the device's first ward.
    #[default]
    Home,
    /// A ward's board.
    Ward(WardId),
    /// A ward's board on the wall: nothing to press.
    Wall(WardId),
    /// A ward's handover.
    Handover(WardId),
    /// Who looks after whom.
    Allocate(WardId),
    /// Admitting somebody whom nobody knows.
    Admit(WardId),
    /// The patients that the signed-in person looks after.
    Mine,
    /// One patient's page.
    Patient(StayId),
    /// Saying that one is worried.
    Concern(StayId),
    /// Everything that is done to a stay besides charting.
    More(StayId),
    /// Charting a set.
    Observe(StayId),
    /// Correcting a set.
    Amend(StayId, FactId),
    /// Measuring one sign of a set again.
    Recheck(StayId, FactId),
    /// Filling in a form, by its address.
    Assess(StayId, String),
    /// Correcting an assessment.
    AmendForm(StayId, String, FactId),
    /// The chart.
    Chart(StayId),
    /// The fluid balance.
    Fluids(StayId),
    /// What the signed-in person has to do.
    Tasks,
    /// A therapist's caseload.
    Caseload,
    /// What is left of the day.
    FinishDay,
    /// The page of a visit.
    Visit(StayId),
    /// A note.
    Note(StayId, NoteId),
    /// The note of a visit that may not have one yet.
    NewNote(StayId, FactId),
    /// Entries made on this device.
    Entries,
    /// What was set aside.
    SetAside,
    /// Whether everything that was made here in the shift is on the server.
    Receipt,
    /// What the scores, colours and words mean, and what to do.
    Help,
    /// Every small piece of the screens in all its states.
    Gallery,
    /// Finding a patient.
    Find,
}

impl Route {
    /// Reads the text after `#`. What cannot be read is the first screen.
    pub fn parse(text: &str) -> Self {
        Self::parse_parts(text).unwrap_or_default()
    }

    fn parse_parts(text: &str) -> Option<Self> {
        let mut parts = text.trim_start_matches('#').trim_matches('/').split('/');
        let route = match (parts.next()?, parts.next(), parts.next(), parts.next()) {
            ("ward", Some(ward), None, _) => Self::Ward(ward.parse().ok()?),
            ("ward", Some(ward), Some("handover"), None) => Self::Handover(ward.parse().ok()?),
            ("ward", Some(ward), Some("allocate"), None) => Self::Allocate(ward.parse().ok()?),
            ("ward", Some(ward), Some("admit"), None) => Self::Admit(ward.parse().ok()?),
            ("stay", Some(stay), Some("fluid"), None) => Self::Fluids(stay.parse().ok()?),
            ("stay", Some(stay), Some("more"), None) => Self::More(stay.parse().ok()?),
            ("wall", Some(ward), None, _) => Self::Wall(ward.parse().ok()?),
            ("mine", None, _, _) => Self::Mine,
            ("stay", Some(stay), None, _) => Self::Patient(stay.parse().ok()?),
            ("stay", Some(stay), Some("observe"), None) => Self::Observe(stay.parse().ok()?),
            ("stay", Some(stay), Some("concern"), None) => Self::Concern(stay.parse().ok()?),
            ("stay", Some(stay), Some("chart"), None) => Self::Chart(stay.parse().ok()?),
            ("stay", Some(stay), Some("amend"), Some(fact)) => {
                Self::Amend(stay.parse().ok()?, fact.parse().ok()?)
            }
            ("stay", Some(stay), Some("recheck"), Some(fact)) => {
                Self::Recheck(stay.parse().ok()?, fact.parse().ok()?)
            }
            ("stay", Some(stay), Some("form"), Some(form)) => {
                let (stay, form) = (stay.parse().ok()?, form.replace("%2F", "/").replace("%25", "%"));
                match parts.next() {
                    None => Self::Assess(stay, form),
                    Some(fact) => Self::AmendForm(stay, form, fact.parse().ok()?),
                }
            }
            ("stay", Some(stay), Some("visit"), None) => Self::Visit(stay.parse().ok()?),
            ("stay", Some(stay), Some("visit"), Some(visit)) => {
                Self::NewNote(stay.parse().ok()?, visit.parse().ok()?)
            }
            ("stay", Some(stay), Some("note"), Some(note)) => {
                Self::Note(stay.parse().ok()?, note.parse().ok()?)
            }
            ("caseload", None, _, _) => Self::Caseload,
            ("finish", None, _, _) => Self::FinishDay,
            ("tasks", None, _, _) => Self::Tasks,
            ("entries", None, _, _) => Self::Entries,
            ("set-aside", None, _, _) => Self::SetAside,
            ("receipt", None, _, _) => Self::Receipt,
            ("help", None, _, _) => Self::Help,
            ("gallery", None, _, _) => Self::Gallery,
            ("find", None, _, _) => Self::Find,
            _ => return None,
        };
        parts.next().is_none().then_some(route)
    }

    /// The text after `#`, with it.
    pub fn hash(&self) -> String {
        match self {
            Self::Home => "#/".to_owned(),
            Self::Ward(ward) => format!("#/ward/{ward}"),
            Self::Wall(ward) => format!("#/wall/{ward}"),
            Self::Handover(ward) => format!("#/ward/{ward}/handover"),
            Self::Allocate(ward) => format!("#/ward/{ward}/allocate"),
            Self::Admit(ward) => format!("#/ward/{ward}/admit"),
            Self::More(stay) => format!("#/stay/{stay}/more"),
            Self::Fluids(stay) => format!("#/stay/{stay}/fluid"),
            Self::Mine => "#/mine".to_owned(),
            Self::Patient(stay) => format!("#/stay/{stay}"),
            Self::Observe(stay) => format!("#/stay/{stay}/observe"),
            Self::Amend(stay, fact) => format!("#/stay/{stay}/amend/{fact}"),
            Self::Recheck(stay, fact) => format!("#/stay/{stay}/recheck/{fact}"),
            Self::Assess(stay, form) => format!("#/stay/{stay}/form/{}", in_address(form)),
            Self::AmendForm(stay, form, fact) => format!("#/stay/{stay}/form/{}/{fact}", in_address(form)),
            Self::Concern(stay) => format!("#/stay/{stay}/concern"),
            Self::Chart(stay) => format!("#/stay/{stay}/chart"),
            Self::Visit(stay) => format!("#/stay/{stay}/visit"),
            Self::NewNote(stay, visit) => format!("#/stay/{stay}/visit/{visit}"),
            Self::Note(stay, note) => format!("#/stay/{stay}/note/{note}"),
            Self::Caseload => "#/caseload".to_owned(),
            Self::FinishDay => "#/finish".to_owned(),
            Self::Tasks => "#/tasks".to_owned(),
            Self::Entries => "#/entries".to_owned(),
            Self::SetAside => "#/set-aside".to_owned(),
            Self::Receipt => "#/receipt".to_owned(),
            Self::Help => "#/help".to_owned(),
            Self::Gallery => "#/gallery".to_owned(),
            Self::Find => "#/find".to_owned(),
        }
    }

    /// Whether it is the board that this session has left on the wall, which no lock covers.
    pub fn is_on_wall(&self, session: &SignedIn) -> bool {
        matches!(self, Self::Wall(ward) if session.on_wall.as_ref() == Some(ward))
    }

    /// Which chunk of the page draws it. The page's loader, `boot.js`, tells it from the address by the same words.
    pub const fn chunk(&self) -> Chunk {
        match self {
            Self::Handover(_)
            | Self::Allocate(_)
            | Self::Admit(_)
            | Self::Entries
            | Self::SetAside
            | Self::Wall(_)
            | Self::Receipt
            | Self::Help
            | Self::Gallery
            | Self::Find => Chunk::Desk,
            Self::Assess(..)
            | Self::AmendForm(..)
            | Self::More(_)
            | Self::Fluids(_)
            | Self::Caseload
            | Self::FinishDay
            | Self::Visit(_)
            | Self::Note(..)
            | Self::NewNote(..) => Chunk::Round,
            Self::Home
            | Self::Ward(_)
            | Self::Mine
            | Self::Patient(_)
            | Self::Concern(_)
            | Self::Observe(_)
            | Self::Amend(..)
            | Self::Recheck(..)
            | Self::Tasks => Chunk::Bedside,
            Self::Chart(_) => Chunk::Chart,
        }
    }

    /// Whether this screen stays while reading is locked: recording is never refused, and it shows nothing that was
    /// recorded before.
    pub const fn keeps_its_pad(&self) -> bool {
        matches!(
            self,
            Self::Observe(_)
                | Self::Amend(..)
                | Self::Recheck(..)
                | Self::Concern(_)
                | Self::Assess(..)
                | Self::AmendForm(..)
        )
    }

    /// On whom is written here: a wristband that is scanned is held against that patient.
    pub const fn form_of(&self) -> Option<StayId> {
        match self {
            Self::Observe(stay)
            | Self::Amend(stay, _)
            | Self::Recheck(stay, _)
            | Self::Concern(stay)
            | Self::Assess(stay, _)
            | Self::AmendForm(stay, _, _)
            | Self::Fluids(stay)
            | Self::More(stay)
            | Self::Visit(stay)
            | Self::Note(stay, _)
            | Self::NewNote(stay, _) => Some(*stay),
            _ => None,
        }
    }
}

/// A form's address as one part of this one.
fn in_address(form: &str) -> String {
    form.replace('%', "%25").replace('/', "%2F")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn routes() -> Vec<Route> {
        let (stay, fact) = (StayId::from_bytes([7; 16]), FactId::from_bytes([9; 16]));
        let ward: WardId = "bluebell".parse().unwrap();
        vec![
            Route::Home,
            Route::Ward(ward.clone()),
            Route::Wall(ward.clone()),
            Route::Handover(ward.clone()),
            Route::Allocate(ward.clone()),
            Route::Admit(ward),
            Route::More(stay),
            Route::Fluids(stay),
            Route::Mine,
            Route::Patient(stay),
            Route::Observe(stay),
            Route::Amend(stay, fact),
            Route::Recheck(stay, fact),
            Route::Chart(stay),
            Route::Concern(stay),
            Route::Assess(stay, "urn:wardlight:questionnaire:neuro".into()),
            Route::Assess(stay, "https://forms.example.nhs.uk/100%/thirst".into()),
            Route::AmendForm(stay, "urn:a".into(), fact),
            Route::Tasks,
            Route::Caseload,
            Route::FinishDay,
            Route::Visit(stay),
            Route::Note(stay, NoteId::from_bytes([8; 16])),
            Route::NewNote(stay, fact),
            Route::Entries,
            Route::SetAside,
            Route::Receipt,
            Route::Help,
            Route::Gallery,
            Route::Find,
        ]
    }

    #[test]
    fn every_route_reads_back_from_its_own_address() {
        for route in routes() {
            assert_eq!(Route::parse(&route.hash()), route);
        }
    }

    /// The loader chooses by the second word of an address, or by the fourth.
    #[test]
    fn the_loader_and_the_screens_agree_on_the_chunks() {
        let loader = include_str!("../../xtask/src/page/boot.js");
        let listed = |name: &str| -> Vec<String> {
            let list = loader.split(&format!("const {name} = [")).nth(1).unwrap().split(']').next().unwrap();
            list.split(',').map(|word| word.trim().trim_matches('"').to_owned()).collect()
        };
        let lists =
            ["DESK_SECOND", "DESK_FOURTH", "ROUND_SECOND", "ROUND_FOURTH", "CHART_FOURTH"].map(listed);
        for route in routes() {
            let address = route.hash();
            let words: Vec<&str> = address.split('/').collect();
            let has = |list: usize, at: usize| {
                words.get(at).is_some_and(|word| lists[list].iter().any(|l| l == word))
            };
            let loaded = match (has(0, 1) || has(1, 3), has(2, 1) || has(3, 3), has(4, 3)) {
                (true, _, _) => Chunk::Desk,
                (_, true, _) => Chunk::Round,
                (_, _, true) => Chunk::Chart,
                _ => Chunk::Bedside,
            };
            assert_eq!(loaded, route.chunk(), "{address}");
        }
    }

    #[test]
    fn an_address_that_nobody_wrote_leads_home() {
        for text in ["", "#", "#/stay", "#/stay/../../x", "#/ward/A B", "#/mine/extra", "#/stay/x/observe"] {
            assert_eq!(Route::parse(text), Route::Home, "{text:?}");
        }
    }
}
