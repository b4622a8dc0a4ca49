//! Notes: two people who write in one, on tablets that may not hear of one another; what was taken, and what must be shown.

use super::{
    people::LEAVER,
    promises::{Did, Noted, scope_of_note},
    world::World,
};
use crate::broken::{Invariant, Kept, holds};
use clinical::{NoteId, StayId, note::Section};
use contract::{CallError, Code, NoteAct, NoteAsked, NotePart, NoteView, Reply, Request};
use std::collections::BTreeSet;

/// The text of a part, which is of letters of one byte here.
fn text(view: &NoteView, section: Section) -> &str {
    view.parts.iter().find(|part| part.section == section).map_or("", |part| &part.text)
}

fn count(letters: usize) -> u32 {
    u32::try_from(letters).unwrap_or(u32::MAX)
}

/// Where somebody may write who writes between sentences, and from where on anything may be taken out.
fn open_from(view: &NoteView, section: Section) -> Option<usize> {
    match (view.closed, section) {
        (None, Section::Addendum) => None,
        (None, _) => Some(0),
        (Some(closed), Section::Addendum) => usize::try_from(closed).ok(),
        (Some(_), _) => None,
    }
}

/// A note as everybody on its ward has to see it.
#[derive(PartialEq, Eq)]
struct Page {
    parts: Vec<NotePart>,
    signed: Vec<contract::SignedView>,
    closed: Option<u32>,
    shown: String,
    missing: (u32, u32),
}

impl Page {
    fn of(view: NoteView) -> Self {
        let NoteView { mut parts, signed, closed, shown, waiting, damaged, .. } = view;
        parts.iter_mut().flat_map(|part| &mut part.sentences).for_each(|sentence| sentence.mine = false);
        Self { parts, signed, closed, shown, missing: (waiting, damaged) }
    }
}

impl World {
    /// Somebody who sits at a tablet writes in a note of a patient, takes something out of it, or signs.
    pub(super) fn work_on_a_note(&mut self, n: usize, stay: StayId) {
        for piece in 0..=self.dice.below(3) {
            let Some(view) = self.a_note(n, stay) else { return };
            match self.dice.below(8) {
                0..=4 => self.write(n, &view, piece),
                5 => self.take_out(n, &view),
                _ => self.sign(n, &view),
            }
        }
    }

    fn note(&mut self, n: usize, stay: StayId, act: NoteAct) -> Result<Option<NoteView>, CallError> {
        match self.ask(n, Request::Note(Box::new(NoteAsked { stay, act })))? {
            Reply::Note(view) => Ok(Some(*view)),
            _ => Ok(None),
        }
    }

    /// A note of this patient that the tablet knows, or one that is opened now.
    fn a_note(&mut self, n: usize, stay: StayId) -> Option<NoteView> {
        let known: Vec<NoteId> =
            self.promises.notes().into_iter().filter(|(of, _)| *of == stay).map(|(_, note)| note).collect();
        if known.is_empty() || self.dice.one_in(12) {
            return match self.taken(n, stay, None, NoteAct::Open { visit: None }, Did::Open) {
                Ok(view) => view,
                Err(code) => {
                    self.refusal(n, "a note", code);
                    None
                }
            };
        }
        let note = known[self.dice.below(known.len())];
        self.note(n, stay, NoteAct::Look { note }).ok().flatten()
    }

    /// Does something in a note, and remembers what facts that made.
    fn taken(
        &mut self,
        n: usize,
        stay: StayId,
        note: Option<NoteId>,
        act: NoteAct,
        what: Did,
    ) -> Result<Option<NoteView>, Code> {
        let before = self.tablets[n].look.fact_ids();
        let view = self.note(n, stay, act).map_err(|error| error.code)?;
        let after = self.tablets[n].look.fact_ids();
        let made = after.difference(&before).filter(|(scope, _)| !scope.starts_with("audit/"));
        let facts: BTreeSet<_> = made.cloned().collect();
        facts.iter().for_each(|(_, fact)| self.trace.note(fact.as_bytes()));
        let by = self.tablets[n].person.expect("somebody sits there");
        if let Some(note) = note.or_else(|| view.as_ref().map(|view| view.note))
            && !facts.is_empty()
        {
            let (tablet, by_leaver) = (n, by == LEAVER);
            let noted = Noted { stay, note, what, facts, by, tablet, before_restore: false, by_leaver };
            self.promises.noted.push(noted);
        }
        Ok(view)
    }

    fn write(&mut self, n: usize, view: &NoteView, piece: usize) {
        let by = self.tablets[n].person.expect("somebody sits there");
        let others = |noted: &Noted| noted.note == view.note && noted.by != by && noted.what != Did::Open;
        if self.promises.noted.iter().any(others) {
            self.struck("two in one note", n);
        }
        // Now and then what the screen still shows is what it showed the last time.
        let before = self.tablets[n].pages.insert(view.note, view.clone());
        let stale = before.filter(|_| self.dice.one_in(3));
        if stale.is_some() {
            self.struck("shown from before", n);
        }
        let shown = stale.as_ref().unwrap_or(view);
        let choices: Vec<Section> = [Section::Subjective, Section::Plan, Section::Addendum]
            .into_iter()
            .filter(|section| open_from(shown, *section).is_some())
            .collect();
        let section = choices[self.dice.below(choices.len())];
        let (there, from) = (text(shown, section), open_from(shown, section).unwrap_or_default());
        let places: Vec<usize> =
            (from..=there.len()).filter(|at| *at == from || there[..*at].ends_with(". ")).collect();
        let at = places[self.dice.below(places.len())];
        let sentence = format!("Seen at s{:03}t{n}p{piece}. ", self.step);
        let act = NoteAct::Write {
            id: view.next,
            note: view.note,
            shown: shown.shown.clone(),
            section,
            at: count(at),
            take_out: 0,
            write: sentence.clone(),
        };
        let did = Did::Write(section, sentence.trim_end().to_owned());
        match self.taken(n, view.stay, Some(view.note), act.clone(), did) {
            // What the screen showed had gone by: to refuse is right, on a full disk too.
            Err(_) if stale.is_some() => {}
            Err(code) => self.refusal(n, "words in a note", code),
            Ok(_) if self.dice.one_in(6) => {
                self.struck("second press", n);
                let again = self.note(n, view.stay, act);
                let same = again.is_ok() || self.tablets[n].full;
                self.fail(holds(same, Invariant::Sim5, || {
                    format!("a second press at tablet {n} was not the first one's words")
                }));
            }
            Ok(_) => {}
        }
    }

    fn take_out(&mut self, n: usize, view: &NoteView) {
        let mut found = Vec::new();
        for noted in self.promises.noted.iter().filter(|noted| noted.note == view.note) {
            let Did::Write(section, sentence) = &noted.what else { continue };
            let Some(from) = open_from(view, *section) else { continue };
            let at = text(view, *section).find(sentence.as_str());
            found.extend(at.filter(|at| *at >= from).map(|at| (*section, sentence.clone(), at)));
        }
        if found.is_empty() {
            return;
        }
        let (section, sentence, at) = found.swap_remove(self.dice.below(found.len()));
        let act = NoteAct::Write {
            id: view.next,
            note: view.note,
            shown: view.shown.clone(),
            section,
            at: count(at),
            take_out: count(sentence.len() + 1),
            write: String::new(),
        };
        if let Err(code) = self.taken(n, view.stay, Some(view.note), act, Did::TakeOut(sentence)) {
            self.refusal(n, "a word taken out", code);
        }
    }

    fn sign(&mut self, n: usize, view: &NoteView) {
        if view.unsigned == 0 {
            return;
        }
        let again = view.parts.iter().flat_map(|part| &part.sentences).filter(|sentence| sentence.by_two);
        let read_again = again.map(|sentence| sentence.mark.clone()).collect();
        let act = NoteAct::Sign { note: view.note, shown: view.shown.clone(), read_again };
        match self.taken(n, view.stay, Some(view.note), act, Did::Sign) {
            Ok(signed) => {
                self.struck("note signed", n);
                let left = signed.map_or(0, |signed| signed.unsigned);
                self.fail(holds(left == 0, Invariant::Sim7, || {
                    format!("tablet {n} took a signature and says that {left} sentences are not signed")
                }));
            }
            // What the signer was shown has words on their way, or the disk has no room.
            Err(code) => {
                let refused = matches!(code, Code::Storage | Code::DiskFull) && !self.tablets[n].full;
                self.fail(holds(!refused, Invariant::Sim1, || format!("tablet {n} cannot sign: {code:?}")));
            }
        }
    }

    /// At rest: what was written in notes is there once, by whoever wrote it, on every tablet of the ward. SIM-4, SIM-5, SIM-7.
    pub(super) fn notes_at_rest(&mut self) -> Kept {
        for (stay, note) in self.promises.notes() {
            let mut first: Option<(usize, Page)> = None;
            for n in 0..self.tablets.len() {
                let tablet = &self.tablets[n];
                if tablet.revoked || !self.wards_now(&stay).contains(tablet.ward) {
                    continue;
                }
                let held = tablet.look.fact_ids();
                let opened = |noted: &&Noted| noted.note == note && noted.what == Did::Open;
                if self.promises.noted.iter().find(opened).is_none_or(|open| !open.facts.is_subset(&held)) {
                    continue;
                }
                let (right_time, name) = (tablet.clock.off() == 0, super::people::names(tablet.ward)[0]);
                let glass = self.at_the_glass(n, name);
                let view = self.note(n, stay, NoteAct::Look { note }).ok().flatten().filter(|_| glass);
                let Some(view) = view else {
                    return Err((Invariant::Sim4, format!("tablet {n} does not show a note that it holds")));
                };
                self.note_is_whole(n, &view, &held)?;
                if !right_time || self.server_look.refused_scopes().contains(&scope_of_note(&note)) {
                    continue;
                }
                let page = Page::of(view);
                let Some((other, theirs)) = &first else {
                    first = Some((n, page));
                    continue;
                };
                holds(page == *theirs, Invariant::Sim4, || {
                    format!("tablets {n} and {other} show a note differently")
                })?;
            }
        }
        Ok(())
    }

    fn note_is_whole(&self, n: usize, view: &NoteView, held: &BTreeSet<(String, clinical::FactId)>) -> Kept {
        holds(view.damaged == 0, Invariant::Sim2, || format!("tablet {n}: a part of a note is damaged"))?;
        if view.waiting > 0 {
            // Words that follow others which the server refused, or which only a revoked tablet has.
            let why = self.server_look.refused_scopes().contains(&scope_of_note(&view.note))
                || self.tablets.iter().any(|tablet| tablet.revoked);
            return holds(why, Invariant::Sim3, || format!("tablet {n}: words of a note never come"));
        }
        let here: Vec<&Noted> = self
            .promises
            .noted
            .iter()
            .filter(|noted| noted.note == view.note && noted.facts.is_subset(held))
            .collect();
        let gone = |sentence: &String| here.iter().any(|noted| noted.what == Did::TakeOut(sentence.clone()));
        for noted in &here {
            let by = noted.by;
            let kept = match &noted.what {
                Did::Open | Did::TakeOut(_) => continue,
                Did::Sign => {
                    let theirs = view.signed.iter().any(|signed| signed.by.contains(by));
                    holds(theirs, Invariant::Sim7, || format!("tablet {n} does not show that {by} signed"))
                }
                Did::Write(section, sentence) if gone(sentence) => {
                    holds(!text(view, *section).contains(sentence.as_str()), Invariant::Sim4, || {
                        format!("tablet {n} shows words that were taken out")
                    })
                }
                Did::Write(section, sentence) => self.words_are_there(n, view, (*section, sentence, by)),
            };
            kept?;
        }
        Ok(())
    }

    fn words_are_there(
        &self,
        n: usize,
        view: &NoteView,
        (section, sentence, by): (Section, &str, &str),
    ) -> Kept {
        let times = text(view, section).matches(sentence).count();
        holds(times > 0, Invariant::Sim1, || format!("tablet {n} does not show words of a note"))?;
        holds(times == 1, Invariant::Sim5, || format!("tablet {n} shows words of a note {times} times"))?;
        let part = view.parts.iter().find(|part| part.section == section);
        let of = part.and_then(|part| part.sentences.iter().find(|shown| shown.text.contains(sentence)));
        let theirs = of.is_some_and(|shown| shown.by.iter().any(|name| name == by));
        holds(theirs, Invariant::Sim7, || format!("tablet {n} does not show words of a note as {by}'s"))
    }
}
