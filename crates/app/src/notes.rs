//! Notes: opening one, writing in it, signing one's own words.
//!
//! An edit is a fact of the note's own record and goes the way of every fact. It is made from what the writer was shown,
//! not from what has come since, so that what two people wrote at once is known to have been written at once.

mod authored;
mod view;

use crate::{
    App, Session,
    audit::{Of, what},
    clock::Now,
    commit::{Desk, NewFact, Plan, act},
    corrections::a_reason,
    observations::may_correct,
    project::Folded,
    session::Person,
    visits::{notes_of, visit_of},
    words::{self, Fail},
};
use clinical::{
    FactId, NoteId, ScopeId, StaffId, StayId,
    entry::{Entry, EntryBody, Withdrawal},
    note::{EditHash, NoteEdit, NoteOpened, SentenceMark},
    staff::Action,
};
use contract::{CallError, NoteAct, NoteAsked, Reply};
use record::note::{CannotSignNote, CannotWrite, Note, Signing, Splice};
use std::{collections::BTreeSet, sync::PoisonError};
use store::ReadTx;

impl App {
    /// Looks at a note, writes in it or signs it, and answers with the note as it is then.
    pub(crate) fn note(&self, session: &Session, asked: &NoteAsked) -> Result<Reply, Fail> {
        let now = self.now();
        let stay = asked.stay;
        let (note, own) = match &asked.act {
            NoteAct::Look { note } => (self.known_note(stay, *note)?, None),
            NoteAct::Open { visit } => (self.open_note(session, &now, stay, visit.as_ref())?, None),
            NoteAct::Write { id, note, shown, section, at, take_out, write } => {
                let note = self.known_note(stay, *note)?;
                let splice = Splice {
                    section: *section,
                    at: place(*at),
                    take_out: place(*take_out),
                    write: write.clone(),
                };
                (note, Some(self.write_note(session, &now, (note, *id), &heads(shown)?, &splice)?))
            }
            NoteAct::Withdraw { note, reason } => {
                let note = self.known_note(stay, *note)?;
                self.withdraw_note(session, &now, (stay, note), reason)?;
                (note, None)
            }
            NoteAct::Sign { note, shown, read_again } => {
                let note = self.known_note(stay, *note)?;
                self.sign_note(session, &now, (stay, note), &heads(shown)?, read_again)?;
                (note, None)
            }
        };
        let person = match self.reader(session, Action::Read) {
            Ok(person) => person,
            Err(refused) => {
                return match (&asked.act, own) {
                    (NoteAct::Look { .. }, _) => Err(refused),
                    (_, Some(own)) => Ok(Reply::NoteKept { own: names(&own), next: self.mint(&now) }),
                    (_, None) => Ok(Reply::Done),
                };
            }
        };
        self.audit_look(session, &now, &person, what::VIEW_NOTE, Of::Stay(stay))?;
        self.watched().insert(note, stay);
        let read = self.store.read(|tx| read(tx, note))?;
        Ok(Reply::Note(Box::new(self.note_view(&now, &person, stay, &read, own)?)))
    }

    /// Which stays' notes somebody has looked at since the start: who watches one is told when it changes.
    pub(crate) fn watched(&self) -> std::sync::MutexGuard<'_, std::collections::BTreeMap<NoteId, StayId>> {
        self.watched_notes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn known_note(&self, stay: StayId, note: NoteId) -> Result<NoteId, Fail> {
        let folded = self.stay(&stay)?;
        let known = notes_of(stay, &folded).any(|(id, _)| id == note);
        if known { Ok(note) } else { Err(words::no_such_note().into()) }
    }

    /// Opens the note of a visit, unless it has one. Two devices that do so make two notes; both stand.
    fn open_note(
        &self,
        session: &Session,
        now: &Now,
        stay: StayId,
        visit: Option<&FactId>,
    ) -> Result<NoteId, Fail> {
        let person = self.recorder(session)?;
        let committed = self.commit(now, |desk| {
            let folded = desk.known_stay(&stay)?;
            let of = visit.map(|visit| visit_of(&folded, visit)).transpose()?;
            let there = notes_of(stay, &folded).find(|(_, note)| match (of, note.opened.value.visit) {
                _ if note.withdrawn.is_some() => false,
                (Some(of), Some(visit)) => of.names.contains(&visit),
                (None, None) => note.opened.by.author == person.staff,
                _ => false,
            });
            if let Some((note, _)) = there {
                return Ok(Plan { facts: Vec::new(), drops: None, answer: note });
            }
            let body = EntryBody::Note(NoteOpened { visit: of.map(clinical::stay::Visit::id) });
            let fact = self.stay_fact(desk, now, &person, stay, Vec::new(), "", body);
            let note = NoteId::of(&stay, &fact.id);
            let audit = act(self, now, (person.staff, person.auth), what::OPEN_NOTE, Some(stay), "");
            Ok(Plan { facts: vec![fact, audit], drops: None, answer: note })
        })?;
        Ok(committed.answer)
    }

    /// Writes; answers what the note is for somebody who saw nothing but what they were shown and wrote. Writing that is
    /// asked for twice under one identifier is written once, whatever became of the note since. The edit itself says who
    /// wrote when, so the audit does not say it again at every pause.
    fn write_note(
        &self,
        session: &Session,
        now: &Now,
        (id, first): (NoteId, FactId),
        shown: &[EditHash],
        splice: &Splice,
    ) -> Result<Vec<EditHash>, Fail> {
        let person = self.recorder(session)?;
        let committed = self.commit(now, |desk| {
            let note = read(desk.tx, id)?;
            let mut ids = (0..).map(|n| NoteEdit::nth_id(first, n));
            let mint = || ids.next().unwrap_or(first);
            let edits = note.write(self.me.device, shown, splice, mint).map_err(cannot_write)?;
            let known = desk.tx.facts().get(&ScopeId::Note(id), &first)?.is_some();
            let last = edits.last().and_then(|(id, edit)| record::note::change::hash_of(id, edit));
            let answer = last.map_or_else(|| shown.to_vec(), |last| vec![last]);
            if known && note.holds(&edits) {
                // It was written, and the reply was lost on its way.
                return Ok(Plan { facts: Vec::new(), drops: None, answer });
            }
            if known {
                return Err(words::note_has_changed().into());
            }
            if note.is_closed(shown, splice) {
                return Err(words::note_is_signed().into());
            }
            Ok(Plan { facts: self.edits(desk, now, &person, id, edits), drops: None, answer })
        })?;
        Ok(committed.answer)
    }

    fn sign_note(
        &self,
        session: &Session,
        now: &Now,
        (stay, id): (StayId, NoteId),
        shown: &[EditHash],
        read_again: &[String],
    ) -> Result<(), Fail> {
        let person = self.reader(session, Action::Read)?;
        let again: BTreeSet<SentenceMark> =
            read_again.iter().filter_map(|mark| bytes(mark).map(SentenceMark)).collect();
        self.commit(now, |desk| {
            let folded = desk.known_stay(&stay)?;
            if notes_of(stay, &folded).any(|(of, note)| of == id && note.withdrawn.is_some()) {
                return Err(words::note_is_withdrawn().into());
            }
            let note = read(desk.tx, id)?;
            if unsigned(&note, person.staff) == 0 && is_of(&note, person.staff) {
                // The second tap of one signature.
                return Ok(Plan { facts: Vec::new(), drops: None, answer: () });
            }
            let Signing { covers, signature } = note
                .sign((person.staff, self.me.device), shown, &again, || desk.mint(now))
                .map_err(|why| cannot_sign(&why))?;
            let mut facts = self.edits(desk, now, &person, id, covers);
            facts.push(self.note_fact(desk, now, &person, id, EntryBody::NoteSignature(Box::new(signature))));
            facts.push(act(self, now, (person.staff, person.auth), what::SIGN_NOTE, Some(stay), ""));
            Ok(Plan { facts, drops: None, answer: () })
        })?;
        Ok(())
    }

    /// Takes a note back that was opened for the wrong patient. Its words stay, struck through.
    fn withdraw_note(
        &self,
        session: &Session,
        now: &Now,
        (stay, id): (StayId, NoteId),
        reason: &str,
    ) -> Result<(), Fail> {
        let person = self.reader(session, Action::CorrectOwn)?;
        let reason = a_reason(reason)?;
        self.commit(now, |desk| {
            let folded = desk.known_stay(&stay)?;
            let (_, note) =
                notes_of(stay, &folded).find(|(of, _)| *of == id).ok_or_else(words::no_such_note)?;
            if note.withdrawn.is_some() {
                // The second tap, or somebody else was faster.
                return Ok(Plan { facts: Vec::new(), drops: None, answer: () });
            }
            let opened = folded.entry(&note.opened.by.id).ok_or_else(words::no_such_note)?;
            may_correct(opened, &person)?;
            let how = Withdrawal::EnteredInError;
            let facts = vec![
                self.withdrawal(desk, now, &person, stay, opened.id, how, reason),
                act(self, now, (person.staff, person.auth), what::IN_ERROR, Some(stay), ""),
            ];
            Ok(Plan { facts, drops: None, answer: () })
        })?;
        Ok(())
    }

    /// Edits of a note as facts, each under the identifier that it was made for.
    fn edits(
        &self,
        desk: &Desk<'_, '_>,
        now: &Now,
        person: &Person,
        note: NoteId,
        edits: Vec<(FactId, NoteEdit)>,
    ) -> Vec<NewFact> {
        let fact = |(id, edit)| NewFact {
            id,
            ..self.note_fact(desk, now, person, note, EntryBody::NoteEdit(Box::new(edit)))
        };
        edits.into_iter().map(fact).collect()
    }

    /// A fact of a note, as of now. Its reason names whoever typed a name in an emergency, as a stay's facts do.
    fn note_fact(
        &self,
        desk: &Desk<'_, '_>,
        now: &Now,
        person: &Person,
        note: NoteId,
        body: EntryBody,
    ) -> NewFact {
        let nowhere = StayId::from_bytes([0; 16]);
        let of_a_stay = self.stay_fact(desk, now, person, nowhere, Vec::new(), "", body);
        NewFact { scope: ScopeId::Note(note), ..of_a_stay }
    }

    /// The notes of a stay in which somebody's words are not signed, and how many sentences, in words.
    pub(crate) fn unsigned_notes(
        &self,
        stay: StayId,
        folded: &Folded,
        person: &Person,
    ) -> Result<impl Iterator<Item = (NoteId, String)> + use<>, Fail> {
        let mut found = Vec::new();
        for (note, _) in notes_of(stay, folded).filter(|(_, note)| note.withdrawn.is_none()) {
            let read = self.store.read(|tx| read(tx, note))?;
            match unsigned(&read, person.staff) {
                0 => {}
                1 => found.push((note, "1 sentence not signed".to_owned())),
                many => found.push((note, format!("{many} sentences not signed"))),
            }
        }
        Ok(found.into_iter())
    }
}

/// Reads a note from its facts.
fn read(tx: &ReadTx<'_>, id: NoteId) -> Result<Note, Fail> {
    let facts = tx.facts().of_scope(&ScopeId::Note(id))?;
    let entries: Vec<Entry> = facts.into_iter().filter_map(crate::stays::entry).collect();
    Ok(Note::read(id, &entries))
}

/// Sentences of somebody that they have not signed as they stand.
fn unsigned(note: &Note, staff: StaffId) -> usize {
    let sentences = note.reading().sentences;
    let theirs = sentences.iter().filter(|sentence| sentence.people.contains(&staff));
    theirs.filter(|sentence| !sentence.signed_by.contains(&staff)).count()
}

fn is_of(note: &Note, staff: StaffId) -> bool {
    note.reading().sentences.iter().any(|sentence| sentence.people.contains(&staff))
}

fn cannot_write(why: CannotWrite) -> CallError {
    match why {
        CannotWrite::UnknownBase | CannotWrite::OutOfPlace => words::note_has_changed(),
        CannotWrite::TooLong => words::note_too_long_at_once(),
        CannotWrite::Full => words::note_is_full(),
    }
}

fn cannot_sign(why: &CannotSignNote) -> CallError {
    match why {
        CannotSignNote::Changed => words::note_has_changed(),
        CannotSignNote::NothingOfTheirs => words::nothing_to_sign(),
        CannotSignNote::ReadAgain(_) => words::invalid(
            "read_again",
            "unread",
            "Read again the sentences that two people changed, and tick them. Nothing is signed yet.",
        ),
        CannotSignNote::TooMany => words::note_is_full(),
        CannotSignNote::Unsettled => words::note_not_settled(),
    }
}

/// A place in a text, as a screen counts it.
fn place(letters: u32) -> usize {
    usize::try_from(letters).unwrap_or(usize::MAX)
}

/// What a screen was shown, as this door names it.
fn heads(shown: &str) -> Result<Vec<EditHash>, CallError> {
    let heads = shown.split('.').filter(|head| !head.is_empty());
    heads.map(|head| bytes(head).map(EditHash).ok_or_else(words::note_has_changed)).collect()
}

/// As [`heads`] reads them.
fn names(heads: &[EditHash]) -> String {
    heads.iter().map(|head| hex(&head.0)).collect::<Vec<_>>().join(".")
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}

fn bytes<const N: usize>(hex: &str) -> Option<[u8; N]> {
    if hex.len() != N * 2 || !hex.is_ascii() {
        return None;
    }
    let mut bytes = [0; N];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&hex[at * 2..at * 2 + 2], 16).ok()?;
    }
    Some(bytes)
}
