//! A note as the screens read it.

use super::{hex, names, unsigned};
use crate::{
    App,
    clock::Now,
    project,
    session::Person,
    views::{self, Views, count},
    visits::notes_of,
    words::Fail,
};
use clinical::{
    ScopeId, StayId,
    note::{EditHash, Section},
    staff::AuthLevel,
};
use contract::{NotePart, NoteView, SentenceView, SignedView};
use record::note::{Note, Sentence, Signed, Standing};

impl App {
    /// The note, for somebody who may read. `own` is what it is for a writer who saw nothing but their own words.
    pub(super) fn note_view(
        &self,
        now: &Now,
        person: &Person,
        stay: StayId,
        note: &Note,
        own: Option<Vec<EditHash>>,
    ) -> Result<NoteView, Fail> {
        let directory = self.directory();
        let views = Views { app: self, now: *now, directory: &directory };
        let reading = note.reading();
        let shown = note.heads();
        let part = |section: Section| NotePart {
            section,
            text: note.text(section),
            sentences: reading
                .sentences
                .iter()
                .filter(|sentence| sentence.section == section)
                .map(|sentence| views.sentence(sentence, person))
                .collect(),
        };
        let folded = self.stay(&stay)?;
        let of = notes_of(stay, &folded).find(|(of, _)| *of == note.id());
        let withdrawn = of.and_then(|(_, of)| of.withdrawn.as_ref());
        let withdrawn = withdrawn.map(|by| format!("{}: {}", views.who_and_when(by), by.reason));
        let banner = project::banner(stay, &folded);
        let like_name = self.store.read(|tx| views.has_like_name(tx, stay, &banner))?;
        Ok(NoteView {
            note: note.id(),
            stay,
            banner: views::banner(banner, now, like_name),
            withdrawn: withdrawn.unwrap_or_default(),
            parts: Section::ALL.map(part).into(),
            own: names(own.as_ref().unwrap_or(&shown)),
            next: self.mint(now),
            shown: names(&shown),
            signed: reading.signed.iter().map(|signed| views.signature(signed)).collect(),
            closed: reading.is_signed().then(|| count(reading.closed_addendum)),
            unsigned: count(unsigned(note, person.staff)),
            waiting: count(note.waiting()),
            damaged: count(note.unsound()),
            unsent: self.waiting()?.of(&ScopeId::Note(note.id())).unsent(),
            now: now.at(),
            offset_minutes: now.offset_at(now.at()),
        })
    }
}

impl Views<'_> {
    fn sentence(&self, of: &Sentence, person: &Person) -> SentenceView {
        let names = |people: &std::collections::BTreeSet<clinical::StaffId>| {
            people.iter().map(|staff| self.directory.name(staff)).collect()
        };
        SentenceView {
            text: of.text.clone(),
            by: names(&of.people),
            mine: of.people.contains(&person.staff),
            by_two: of.by_two(),
            at_once: of.at_once,
            unchecked: of.unchecked,
            signed_by: names(&of.signed_by),
            after_signing: of.after_signing,
            mark: hex(&of.mark.0),
        }
    }

    fn signature(&self, of: &Signed) -> SignedView {
        let doubt = match of.standing {
            Standing::Counts => "",
            Standing::WordsMissing => "Some of the words signed have not arrived on this device yet.",
            Standing::NotReadAgain => {
                "It does not count: a sentence that two people changed was not read again before signing."
            }
            Standing::DoesNotFit => "It does not count: it does not fit the words. Tell IT support.",
        };
        let gone = of.sentences.iter().filter(|sentence| !sentence.stands);
        SignedView {
            by: self.who_and_when(&of.written),
            doubt: doubt.to_owned(),
            unchecked: of.written.auth == AuthLevel::Emergency,
            changed_since: gone.map(|sentence| (sentence.section, sentence.text.clone())).collect(),
        }
    }
}
