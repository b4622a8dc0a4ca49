//! The way back in for what the server refused: the same entry once more, the same values anew, or the word of the nurse in
//! charge that it was looked at.

use crate::{
    App, Session,
    audit::what,
    commit::{Plan, act},
    corrections::a_reason,
    entries::kind,
    ingest::{REFUSED_ELSEWHERE, STANDS_IN_THE_RECORD},
    session::Person,
    syncing::REFUSED,
    views::Views,
    words::{self, Fail},
};
use clinical::{
    FactId, Said, ScopeId, StaffId, cui,
    entry::{Entry, EntryBody},
    escalation::Dismissal,
    leaves::Written,
    staff::{Action, AuthLevel, Role},
};
use contract::{ParkedAct, ParkedView, Reply, SetAnew};
use record::SignedFact;
use store::{Parked, ReadTx, Standing};

/// Refusals whose cause somebody can mend while the entry stays what it is: a right that was missing, a device or a person
/// that was not known, a full record. The others are about the entry itself.
const CAN_PASS: [&str; 7] = [
    "unknown_device",
    "revoked",
    "unknown_author",
    "author_not_allowed",
    "quota_full",
    crate::syncing::NOT_KEPT_THERE,
    "refused",
];

impl App {
    /// Brings an entry that was refused to the server once more: the same bytes under the same signature, so that it lands
    /// once however often it is brought.
    pub(crate) fn send_again(&self, session: &Session, fact: &FactId) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::ReadParked)?;
        let parked = self.parked_entry(fact, |code| REFUSED.contains(&code))?;
        let scope = parked.scope.clone().ok_or_else(words::not_refused)?;
        if !is_theirs(author(&parked).as_ref(), &person) {
            return Err(words::not_allowed().into());
        }
        if !CAN_PASS.contains(&parked.code.as_str()) {
            return Err(words::cannot_be_sent_again().into());
        }
        self.audit(&now, &person, what::SEND_AGAIN, stay_of(&scope), "")?;
        let hash = self.store.write(|tx| tx.outbox().push_one_again(&scope, fact))?;
        self.counts.changed([scope.clone()]);
        if let ScopeId::Stay(stay) = scope {
            self.tell_unverified(stay)?;
        }
        let mut news = self.news();
        news.written = true;
        news.again.extend(hash.map(|hash| hash.0));
        drop(news);
        self.wake.notify_one();
        Ok(Reply::Done)
    }

    /// The nurse in charge has looked at it. It stays set aside with its bytes, and nothing that it says is taken back.
    pub(crate) fn dismiss_parked(
        &self,
        session: &Session,
        fact: &FactId,
        reason: &str,
    ) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::ReadParked)?;
        let reason = a_reason(reason)?;
        if !is_in_charge(&person) {
            return Err(words::not_allowed().into());
        }
        let parked = self.parked_entry(fact, |code| REFUSED.contains(&code) || code == REFUSED_ELSEWHERE)?;
        let stay = parked.scope.as_ref().and_then(stay_of);
        self.commit(&now, |desk| {
            let dismissal = EntryBody::Dismissal(Dismissal { of: *fact, role: person.role });
            let said =
                stay.map(|stay| self.stay_fact(desk, &now, &person, stay, Vec::new(), reason, dismissal));
            let audit = act(self, &now, (person.staff, person.auth), what::DISMISS, stay, reason);
            Ok(Plan { facts: said.into_iter().chain([audit]).collect(), drops: None, answer: () })
        })?;
        self.store.write(|tx| tx.quarantine().settle_fact(fact, &parked.code, now.at()))?;
        if let Some(stay) = stay {
            self.tell_unverified(stay)?;
        }
        Ok(Reply::Done)
    }

    /// What lies here refused, under one of these codes.
    pub(crate) fn parked_entry(&self, fact: &FactId, wanted: impl Fn(&str) -> bool) -> Result<Parked, Fail> {
        let open = self.store.read(|tx| tx.quarantine().open())?;
        let found = open.into_iter().find(|of| of.fact == Some(*fact) && wanted(&of.code));
        Ok(found.ok_or_else(words::not_refused)?)
    }
}

fn stay_of(scope: &ScopeId) -> Option<clinical::StayId> {
    match scope {
        ScopeId::Stay(stay) => Some(*stay),
        _ => None,
    }
}

pub(crate) fn entry(parked: &Parked) -> Option<Entry> {
    let signature = parked.signature.as_deref()?.try_into().ok()?;
    let signed = SignedFact { bytes: parked.bytes.clone(), signature };
    signed.decode().ok().map(|fact| fact.entry())
}

fn author(parked: &Parked) -> Option<StaffId> {
    entry(parked).map(|entry| entry.author)
}

fn is_in_charge(person: &Person) -> bool {
    person.role == Role::NurseInCharge && person.auth == AuthLevel::Pin
}

/// Whose it is to do something about: its author's, and the nurse in charge's.
fn is_theirs(author: Option<&StaffId>, person: &Person) -> bool {
    author == Some(&person.staff) || is_in_charge(person)
}

/// The name of the sentence that says why: by the code, which other versions of this device and the server's number stand for, and not by
/// its words, which they may have written otherwise.
fn why_said(code: &str, scope: Option<&ScopeId>) -> Said {
    // Two sentences have this code: what is shown all the same, and what of the directory is not used.
    let of =
        if scope == Some(&ScopeId::Dir) && code == STANDS_IN_THE_RECORD { "bad_directory" } else { code };
    Said::new(&["aside_", of].concat(), &[])
}

impl Views<'_> {
    /// What was set aside, in words, with what the signed-in person may do about it.
    pub(crate) fn parked(
        &self,
        tx: &ReadTx<'_>,
        parked: Parked,
        person: &Person,
    ) -> Result<ParkedView, Fail> {
        let entry = entry(&parked);
        let Parked { scope, fact, code, why, at, trigger, .. } = parked;
        let standing = match (&scope, &fact) {
            (Some(scope), Some(fact)) => tx.outbox().standing(scope, fact)?,
            _ => None,
        };
        let refused = REFUSED.contains(&code.as_str()) && standing.is_some();
        let sent_again = refused && standing != Some(Standing::SetAside);
        let anew = entry.as_ref().filter(|_| refused).and_then(|entry| self.anew(entry)).map(Box::new);
        let again = match entry.as_ref().zip(scope.as_ref()).filter(|_| refused && !sent_again) {
            Some((entry, scope)) => self.stated_again(tx, (scope, entry), person)?,
            None => None,
        };
        let theirs = refused && is_theirs(entry.as_ref().map(|entry| &entry.author), person);
        let acts = [
            (ParkedAct::SendAgain, theirs && !sent_again && CAN_PASS.contains(&code.as_str())),
            (ParkedAct::ChartAnew, theirs && !sent_again && anew.is_some()),
            (ParkedAct::StateAgain, again.is_some()),
            (ParkedAct::Dismiss, (refused || code == REFUSED_ELSEWHERE) && is_in_charge(person)),
        ];
        Ok(ParkedView {
            fact,
            stay: scope.as_ref().and_then(stay_of).or(again.as_ref().map(|again| again.stay)),
            what: entry.as_ref().map_or_else(String::new, |entry| self.entry_words(entry)),
            said: why_said(&code, scope.as_ref()),
            code,
            why,
            at,
            trigger,
            sent_again,
            may: acts.into_iter().filter(|(_, may)| *may).map(|(act, _)| act).collect(),
            anew,
            again: again.map(Box::new),
        })
    }

    fn entry_words(&self, entry: &Entry) -> String {
        let by = Written::from(entry);
        let at = by.at().unwrap_or_else(|| by.recorded());
        format!("{}, {}, {}", kind(entry), self.directory.author(&by), cui::date_time(self.now.local(at)))
    }

    fn anew(&self, entry: &Entry) -> Option<SetAnew> {
        let EntryBody::Observations(set) = &entry.body else { return None };
        let remark = format!("Charted anew: the server refused {}.", self.entry_words(entry));
        Some(SetAnew { vitals: set.vitals.clone(), taken: Written::from(entry).at(), remark })
    }
}
