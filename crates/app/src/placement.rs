//! Where people are: admission, beds, and the pointer in the ward's index.

use crate::{
    App, Session,
    audit::what,
    clock::Now,
    commit::{Desk, NewFact, Plan, act},
    corrections::a_reason,
    directory::reason_by,
    entropy::mint,
    project::{RowFacts, stored},
    session::Person,
    words::{self, Fail},
};
use clinical::{
    FactId, ScopeId, StayId, TakenAt, WardId,
    entry::{EntryBody, ScaleDecision},
    patient::Identity,
    staff::Action,
    ward::Place,
};
use contract::{Admit, Reply};
use record::limits::ROLL_INDEX_AT;

/// Longest name, in characters.
const LONGEST_NAME: usize = 100;
/// Longest label of a bay or a bed, in characters.
const LONGEST_LABEL: usize = 40;
/// An admission of the same person into the same bed within this time is the same tap, in milliseconds.
const SAME_TAP_MS: i64 = 60_000;

impl App {
    /// Begins a stay and places it in a bed. Allowed to everybody: the next thing is a set of observations.
    pub(crate) fn admit(&self, session: &Session, admit: &Admit) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.recorder(session)?;
        let Admit { identity, place } = admit;
        check_identity(identity)?;
        self.check_place(place)?;
        let committed = self.commit(&now, |desk| {
            if let Some(stay) = same_tap(desk, &now, &person, admit)? {
                return Ok(Plan { facts: Vec::new(), drops: None, answer: stay });
            }
            let stay = mint(&*self.entropy, now.at(), StayId::mint);
            let fact = |body| self.stay_fact(desk, &now, &person, stay, Vec::new(), "", body);
            // The ward's index goes first: were this device lost before all of it is on the server, a stay that no index names
            // would be there, and nobody would find it.
            let mut facts = self.index(desk, &now, &person, &place.ward, stay)?;
            facts.extend(
                [EntryBody::Admission(identity.clone()), EntryBody::Placement(place.clone())].map(fact),
            );
            facts.push(act(self, &now, (person.staff, person.auth), what::ADMIT, Some(stay), ""));
            Ok(Plan { facts, drops: None, answer: stay })
        })?;
        Ok(Reply::Admitted { stay: committed.answer })
    }

    /// Moves a patient to another bed. While two people had placed the patient differently, this settles it. A bed in
    /// another ward is where the patient is sent: both wards have them until somebody there receives them. A ward that has
    /// them no more fetches nobody: its other tablets could not read the stay, and would not show who lies there.
    pub(crate) fn move_bed(&self, session: &Session, stay: &StayId, to: &Place) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::MoveBed)?;
        self.check_place(to)?;
        self.commit(&now, |desk| {
            let folded = desk.known_stay(stay)?;
            if folded.places() == [to.clone()] {
                return Ok(Plan { facts: Vec::new(), drops: None, answer: () });
            }
            if !self.has_patient(&folded) {
                return Err(words::with_another_ward().into());
            }
            let before = folded.state.places.iter().map(|leaf| leaf.by.id).collect();
            let body = EntryBody::Placement(to.clone());
            let mut facts = self.index(desk, &now, &person, &to.ward, *stay)?;
            facts.push(self.stay_fact(desk, &now, &person, *stay, before, "", body));
            facts.push(act(self, &now, (person.staff, person.auth), what::MOVE_BED, Some(*stay), ""));
            Ok(Plan { facts, drops: None, answer: () })
        })?;
        Ok(Reply::Done)
    }

    /// Decides the SpO2 scale of a stay. While two people had decided differently, this settles it.
    pub(crate) fn decide_scale(
        &self,
        session: &Session,
        stay: &StayId,
        decision: &ScaleDecision,
        reason: &str,
    ) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::DecideScale)?;
        let reason = a_reason(reason)?;
        if decision.target.is_some_and(|(low, high)| low < 50 || high > 100 || low >= high) {
            let message = "A saturation range runs from a lower to a higher per cent, such as 88 to 92.";
            return Err(words::invalid("target", "range", message).into());
        }
        self.commit(&now, |desk| {
            let folded = desk.known_stay(stay)?;
            let before = folded.state.scale_decisions.iter().map(|leaf| leaf.by.id).collect();
            let body = EntryBody::SpO2Scale(decision.clone());
            let facts = vec![
                self.stay_fact(desk, &now, &person, *stay, before, reason, body),
                act(self, &now, (person.staff, person.auth), what::SCALE, Some(*stay), ""),
            ];
            Ok(Plan { facts, drops: None, answer: () })
        })?;
        Ok(Reply::Done)
    }

    /// The pointer that a ward's index needs so that the ward's devices find a stay; none when it has one. An index
    /// that is full is rolled: the next one is opened with everybody who lies in the ward.
    pub(crate) fn index(
        &self,
        desk: &Desk<'_, '_>,
        now: &Now,
        person: &Person,
        ward: &WardId,
        stay: StayId,
    ) -> Result<Vec<NewFact>, Fail> {
        let tx = desk.tx;
        if tx.members().has(ward, &stay)? {
            return Ok(Vec::new());
        }
        let mut number = 0;
        let opened = |number| -> Result<bool, Fail> {
            let scope = ScopeId::Ward(ward.clone(), number);
            Ok(tx.cursors().get(&scope)?.is_some_and(|cursor| cursor.head > 0)
                || !tx.facts().hashes(&scope)?.is_empty())
        };
        while opened(number + 1)? {
            number += 1;
        }
        let mut stays = vec![stay];
        if tx.facts().hashes(&ScopeId::Ward(ward.clone(), number))?.len() >= ROLL_INDEX_AT {
            number += 1;
            stays.extend(tx.stays().of_ward(ward)?.into_iter().map(|row| row.stay));
        }
        let known = self.directory().staff.contains_key(&person.staff);
        let pointer = |stay| NewFact {
            scope: ScopeId::Ward(ward.clone(), number),
            id: desk.mint(now),
            taken_at: TakenAt::At(now.recorded()),
            recorded: None,
            author: person.staff,
            auth: person.auth,
            on_behalf_of: None,
            supersedes: Vec::new(),
            reason: reason_by(person, known, ""),
            body: EntryBody::IndexStay(stay),
        };
        Ok(stays.into_iter().map(pointer).collect())
    }

    #[expect(clippy::too_many_arguments, reason = "one fact's parts, each of its own type")]
    pub(crate) fn stay_fact(
        &self,
        desk: &Desk<'_, '_>,
        now: &Now,
        person: &Person,
        stay: StayId,
        supersedes: Vec<FactId>,
        reason: &str,
        body: EntryBody,
    ) -> NewFact {
        let known = self.directory().staff.contains_key(&person.staff);
        NewFact {
            scope: ScopeId::Stay(stay),
            id: desk.mint(now),
            taken_at: TakenAt::At(now.recorded()),
            recorded: None,
            author: person.staff,
            auth: person.auth,
            on_behalf_of: None,
            supersedes,
            reason: reason_by(person, known, reason),
            body,
        }
    }

    /// A place in a ward that this device knows. Beds are free text: a trolley in the corridor is a place.
    pub(crate) fn check_place(&self, place: &Place) -> Result<(), Fail> {
        self.directory().ward(&place.ward)?;
        label("bay", &place.bay)?;
        label("bed", &place.bed)
    }
}

/// The stay that the same person began a moment ago by the same tap.
fn same_tap(desk: &Desk<'_, '_>, now: &Now, person: &Person, admit: &Admit) -> Result<Option<StayId>, Fail> {
    for row in desk.tx.board().of_ward(&admit.place.ward)? {
        let in_bed = stored::read::<RowFacts>(&row.row).is_some_and(|facts| facts.place == admit.place);
        if !in_bed {
            continue;
        }
        let folded = desk.stay(&row.stay)?;
        let same = folded.entries.iter().any(|entry| {
            entry.author == person.staff
                && entry.body == EntryBody::Admission(admit.identity.clone())
                && now.device.0.saturating_sub(entry.recorded_at.utc.0).abs() < SAME_TAP_MS
        });
        if same {
            return Ok(Some(row.stay));
        }
    }
    Ok(None)
}

fn label(field: &str, text: &str) -> Result<(), Fail> {
    let fits =
        (1..=LONGEST_LABEL).contains(&text.trim().chars().count()) && !text.chars().any(char::is_control);
    if fits {
        Ok(())
    } else {
        let message = format!("Say which {field}, in up to {LONGEST_LABEL} characters.");
        Err(words::invalid(field, field, &message).into())
    }
}

/// Names may be anything that people are called; they may not be missing or longer than a banner.
pub(crate) fn check_identity(identity: &Identity) -> Result<(), Fail> {
    let Identity { family, given, title, preferred, born: _, gender: _, nhs_number: _, hospital_number } =
        identity;
    if family.trim().is_empty() {
        let message = "The family name is needed. For somebody whose name nobody knows, write UNKNOWN.";
        return Err(words::invalid("family", "missing", message).into());
    }
    for (field, text) in [
        ("family", family),
        ("given", given),
        ("title", title),
        ("preferred", preferred),
        ("hospital_number", hospital_number),
    ] {
        if text.chars().count() > LONGEST_NAME || text.chars().any(char::is_control) {
            let message = format!("Up to {LONGEST_NAME} characters fit here.");
            return Err(words::invalid(field, "too_long", &message).into());
        }
    }
    Ok(())
}
