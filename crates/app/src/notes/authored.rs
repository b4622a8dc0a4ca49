//! A note written as history: its words and a signature, with the times at which they were written.
//!
//! For the synthetic ward. Each step looks whether it was done, so that a run that was broken off can be run again.

use super::{is_of, read, unsigned};
use crate::{
    App,
    authoring::AuthoredNote,
    clock::Now,
    commit::{NewFact, Plan, act},
    session::Person,
    words::Fail,
};
use clinical::{
    FactId, NoteId, TakenAt, UtcMillis,
    entry::EntryBody,
    note::{NoteEdit, Section},
    staff::{AuthLevel, Role},
};
use contract::CallError;
use record::note::{Signing, Splice};
use std::collections::BTreeSet;

impl App {
    /// Writes the words of a note whose opening stands in the stay already, and signs them. `what` is the code of the acts that
    /// the audit keeps.
    ///
    /// # Errors
    /// When the stay does not hold the note, the disk refuses, or a fact cannot be signed. Run it again: what is written stays.
    pub fn author_note(&self, what: &str, note: &AuthoredNote) -> Result<(), CallError> {
        self.known_note(note.stay, NoteId::of(&note.stay, &note.opened)).map_err(CallError::from)?;
        for part in &note.parts {
            self.author_part(what, note, part).map_err(CallError::from)?;
        }
        self.author_signature(what, note).map_err(CallError::from)
    }

    fn author_part(
        &self,
        what: &str,
        note: &AuthoredNote,
        (section, first, text): &(Section, FactId, String),
    ) -> Result<(), Fail> {
        let (now, id, person) = self.historic_author(note);
        self.commit(&now, |desk| {
            let there = read(desk.tx, id)?;
            let splice = Splice { section: *section, at: 0, take_out: 0, write: text.clone() };
            let mut ids = (0..).map(|n| NoteEdit::nth_id(*first, n));
            let mint = || ids.next().unwrap_or(*first);
            let edits = there.write(self.me.device, &there.heads(), &splice, mint);
            let edits = edits.map_err(super::cannot_write)?;
            if !there.text(*section).is_empty() {
                return Ok(Plan { facts: Vec::new(), drops: None, answer: () });
            }
            let edits = self.edits(desk, &now, &person, id, edits).into_iter();
            let mut facts: Vec<NewFact> = edits.map(|fact| as_of(&now, note.written_at, fact)).collect();
            facts.push(act(self, &now, (person.staff, person.auth), what, Some(note.stay), ""));
            Ok(Plan { facts, drops: None, answer: () })
        })?;
        Ok(())
    }

    fn author_signature(&self, what: &str, note: &AuthoredNote) -> Result<(), Fail> {
        let (now, id, person) = self.historic_author(note);
        self.commit(&now, |desk| {
            let there = read(desk.tx, id)?;
            if unsigned(&there, person.staff) == 0 && is_of(&there, person.staff) {
                return Ok(Plan { facts: Vec::new(), drops: None, answer: () });
            }
            let by = (person.staff, self.me.device);
            let signed = there.sign(by, &there.heads(), &BTreeSet::new(), || desk.mint(&now));
            let Signing { covers, signature } = signed.map_err(|why| super::cannot_sign(&why))?;
            let mut facts = self.edits(desk, &now, &person, id, covers);
            let body = EntryBody::NoteSignature(Box::new(signature));
            facts.push(self.note_fact(desk, &now, &person, id, body));
            let mut facts: Vec<NewFact> =
                facts.into_iter().map(|fact| as_of(&now, note.signed_at, fact)).collect();
            facts.push(act(self, &now, (person.staff, person.auth), what, Some(note.stay), ""));
            Ok(Plan { facts, drops: None, answer: () })
        })?;
        Ok(())
    }

    fn historic_author(&self, note: &AuthoredNote) -> (Now, NoteId, Person) {
        let auth = AuthLevel::Pin;
        let person = Person { staff: note.author, name: String::new(), role: Role::System, auth };
        (self.now(), NoteId::of(&note.stay, &note.opened), person)
    }
}

/// The fact as it was written then, by this device's clock.
fn as_of(now: &Now, at: UtcMillis, fact: NewFact) -> NewFact {
    let then = now.by_device(at);
    NewFact { taken_at: TakenAt::At(then), recorded: Some((then, now.trust)), ..fact }
}
