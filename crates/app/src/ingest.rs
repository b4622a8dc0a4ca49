//! The second of two writers: a page whose chain has been verified becomes facts.
//!
//! The server has decided what is in its log, so every entry is applied, whatever this device thinks of it; what it
//! doubts is set aside as well, in sight. What cannot be a fact at all is set aside instead, with its bytes. One
//! transaction holds facts, log, cursor, projections and the removal from the outbox of everything that came back.

mod elsewhere;

pub(crate) use elsewhere::REFUSED_ELSEWHERE;

use crate::{
    App,
    clock::Now,
    commit::{Touched, keep},
    forms, policies,
    syncing::{NOT_KEPT_THERE, REFUSED},
    words::Fail,
};
use clinical::{
    DeviceId, FactId, Incarnation, ScopeId,
    entry::{Entry, EntryBody},
    news2::Response,
};
use planted::Fault;
use record::{Fact, SignedFact, VerifyingKey};
use replication::{session::VerifiedPage, wire};
use std::collections::BTreeSet;
use store::{Inserted, LogEntry, Source, ToPark, WriteTx};

/// What is known of a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Signed {
    /// By the key that the directory names.
    Well,
    /// Not by it.
    Badly,
    /// The directory on this device does not know the device yet, so nobody can say.
    ByUnknown,
}

/// What a page brought to light.
pub(crate) struct Brought {
    /// Scopes that this device did not follow.
    pub(crate) scopes: BTreeSet<ScopeId>,
    /// Another database lives this one's life.
    pub(crate) copied: bool,
}

/// One entry of a page, looked at before the transaction begins.
enum Checked<'p> {
    Fact { signed: SignedFact, fact: Box<Fact>, verdict: Signed },
    HashOnly,
    Unreadable { bytes: &'p [u8], signature: Option<&'p [u8; 64]>, code: &'static str, why: &'static str },
}

const UNREADABLE: (&str, &str) =
    ("unreadable", "The server sent an entry that cannot be read. Its bytes are kept here. Tell IT support.");
const NOTE: (&str, &str) = (
    "note",
    "The server sent a part of a note, which this version cannot show yet. It is kept here. Update the application.",
);
const WRONG_SCOPE: (&str, &str) = (
    "wrong_scope",
    "The server sent an entry that belongs to another record than the one it came in. It is kept here. Tell IT support.",
);
/// The code of what is set aside and stands in the record all the same, since the server has decided.
pub(crate) const STANDS_IN_THE_RECORD: &str = BAD_SIGNATURE.0;
const BAD_SIGNATURE: (&str, &str) = (
    "bad_signature",
    "The signature of an entry does not fit the device it names. The entry is shown, and is to be treated as \
     unverified: check it with whoever charted it, and tell IT support.",
);
const TWIN: (&str, &str) = (
    store::OTHER_BYTES,
    "Two different entries carry one number. The first is in the record, this one is kept here. Check both with whoever \
     charted them, and tell IT support: a device may have been copied.",
);
const NO_PLACE: (&str, &str) = (
    "no_place",
    "The server sent an entry under a number that no device gives. It is kept here and is not in the record. Check it with \
     whoever charted it, and tell IT support.",
);
pub(crate) const BAD_DIRECTORY: (&str, &str) = (
    "bad_signature",
    "An entry of the staff directory is not signed by this ward's server, so it is not used. It is kept here, and nothing \
     that was charted is touched. Tell IT support.",
);
/// Every reason but that, each under its own code.
#[cfg(test)]
pub(crate) const WHY: [(&str, &str); 7] =
    [UNREADABLE, NOTE, WRONG_SCOPE, BAD_SIGNATURE, TWIN, NO_PLACE, elsewhere::ELSEWHERE];

impl App {
    /// Stores a verified page.
    pub(crate) fn ingest(&self, now: &Now, page: &VerifiedPage) -> Result<Brought, Fail> {
        let server_key = self.store.read(|tx| tx.device().enrolment())?.map(|enrolment| enrolment.key);
        let checked: Vec<Checked<'_>> =
            page.entries.iter().map(|(_, entry)| self.check(&page.scope, entry, server_key)).collect();
        let _turn = self.turn();
        let (mut again, mut copied) = (0, false);
        let touched = self.store.write_if_room(|tx| -> Result<Touched, Fail> {
            self.sign_due(tx, now)?;
            tx.put_held()?;
            let mut log = Vec::with_capacity(checked.len());
            let mut entries = Vec::new();
            let life = tx.device().incarnation()?;
            for (place, ((hash, _), checked)) in page.entries.iter().zip(&checked).enumerate() {
                copied = copied || self.is_of_a_copy(tx, &page.scope, &life, checked)?;
                let passed_over =
                    planted::is(Fault::CursorOffByOne) && place == 0 && page.scope != ScopeId::Dir;
                let fact = if passed_over { None } else { admit(tx, now, &page.scope, *hash, checked)? };
                log.push(LogEntry { hash: store::EntryHash(*hash), fact: fact.map(|fact| fact.header.id) });
                let stale =
                    planted::is(Fault::ProjectionNotRebuilt) && matches!(page.scope, ScopeId::Stay(_));
                entries.extend(fact.filter(|_| !stale).map(|fact| (page.scope.clone(), fact.entry())));
            }
            let came_back = tx.log().append(&store::Page {
                scope: &page.scope,
                first: page.first,
                entries: &log,
                chain: &store::ChainHash(page.cursor.chain.0),
                head: page.head,
                now: now.at(),
            })?;
            settle(tx, now, &came_back, &entries)?;
            let touched = self.project(tx, entries)?;
            if touched.directory {
                policies::settle(tx, now)?;
                forms::settle(tx, now)?;
                // What kept the server from taking these may be mended now, and nobody but this device can bring them.
                again = tx.outbox().push_refused_again(NOT_KEPT_THERE)?;
            }
            Ok(touched)
        })?;
        self.all_signed();
        if again > 0 {
            self.counts.all_changed();
            self.news().written = true;
            self.wake.notify_one();
        }
        self.counts.changed([page.scope.clone()]);
        if matches!(page.scope, ScopeId::Aside(_)) {
            elsewhere::tell(self, &checked)?;
        }
        let mut scopes = touched.scopes.clone();
        scopes.remove(&page.scope);
        self.settled(Touched { scopes: BTreeSet::new(), ..touched });
        Ok(Brought { scopes, copied })
    }

    /// Whether an entry was signed in this device's present life and is not among its facts, which are never removed:
    /// then another database lives the same life.
    fn is_of_a_copy(
        &self,
        tx: &WriteTx<'_>,
        scope: &ScopeId,
        life: &Incarnation,
        checked: &Checked<'_>,
    ) -> Result<bool, Fail> {
        let Checked::Fact { fact, verdict: Signed::Well, .. } = checked else { return Ok(false) };
        let header = &fact.header;
        let of_this_life = header.device == self.me.device && header.incarnation == *life;
        Ok(of_this_life && header.scope == *scope && tx.facts().get(scope, &header.id)?.is_none())
    }

    /// Reads an entry and looks at its signature.
    fn check<'p>(
        &self,
        scope: &ScopeId,
        entry: &'p wire::Entry,
        server_key: Option<[u8; 32]>,
    ) -> Checked<'p> {
        let (bytes, signature) = match entry {
            wire::Entry::HashOnly(_) => return Checked::HashOnly,
            wire::Entry::NoteChange(bytes) => {
                return Checked::Unreadable { bytes, signature: None, code: NOTE.0, why: NOTE.1 };
            }
            wire::Entry::Fact { bytes, signature } => (bytes, signature),
        };
        let signed = SignedFact { bytes: bytes.clone(), signature: *signature };
        let Ok(fact) = self.unknown.read(&signed) else {
            let (code, why) = UNREADABLE;
            return Checked::Unreadable { bytes, signature: Some(signature), code, why };
        };
        let key = match scope {
            ScopeId::Dir => server_key,
            _ => self.key_of(&fact.header.device),
        };
        let verdict = match key.map(|key| VerifyingKey::from_bytes(&key)) {
            None => Signed::ByUnknown,
            Some(Ok(key)) if signed.verify(&key).is_ok() => Signed::Well,
            Some(_) => Signed::Badly,
        };
        Checked::Fact { signed, fact: Box::new(fact), verdict }
    }

    fn key_of(&self, device: &DeviceId) -> Option<[u8; 32]> {
        if *device == self.me.device {
            return Some(self.public_key());
        }
        self.directory().devices.get(device).map(|device| device.key)
    }
}

/// What the server had refused and took after all is no longer unverified, whatever it said before, and whoever brought it.
fn settle(
    tx: &WriteTx<'_>,
    now: &Now,
    came_back: &[FactId],
    entries: &[(ScopeId, Entry)],
) -> Result<(), Fail> {
    if tx.quarantine().count()? == 0 {
        return Ok(());
    }
    elsewhere::settle(tx, now, entries)?;
    elsewhere::settle_dismissed(tx, now, entries)?;
    for fact in came_back {
        for code in REFUSED {
            tx.quarantine().settle_fact(fact, code, now.at())?;
        }
    }
    Ok(())
}

/// Keeps one entry of a page: as a fact, or set aside. Answers the fact that is to be projected.
fn admit<'c>(
    tx: &WriteTx<'_>,
    now: &Now,
    scope: &ScopeId,
    hash: [u8; 32],
    checked: &'c Checked<'_>,
) -> Result<Option<&'c Fact>, Fail> {
    let (signed, fact, verdict) = match checked {
        Checked::HashOnly => return Ok(None),
        Checked::Unreadable { bytes, signature, code, why } => {
            let signature = signature.map(|signature| signature.as_slice());
            let scope = Some(scope);
            let at = now.at();
            tx.quarantine().park(&ToPark {
                scope,
                fact: None,
                bytes,
                signature,
                code,
                why,
                at,
                trigger: false,
            })?;
            return Ok(None);
        }
        Checked::Fact { signed, fact, verdict } => (signed, fact, *verdict),
    };
    if matches!(scope, ScopeId::Aside(_)) {
        return elsewhere::set_aside(tx, now, signed, fact).map(|()| None);
    }
    let aside = |(code, why): (&str, &str)| {
        let parked = parked(scope, fact.header.id, signed, (code, why), now, asks_for_help(&fact.body));
        tx.quarantine().park(&parked).map(drop)
    };
    if fact.header.scope != *scope {
        aside(WRONG_SCOPE)?;
        return Ok(None);
    }
    if !fact.header.has_place_in_chain() {
        // No table has room for its number: stored, it would fail with its whole page, at every attempt.
        aside(NO_PLACE)?;
        return Ok(None);
    }
    match (scope, verdict) {
        // The directory says whose keys count: nothing gets into it that its own key did not sign.
        (ScopeId::Dir, Signed::Badly | Signed::ByUnknown) => {
            aside(BAD_DIRECTORY)?;
            return Ok(None);
        }
        (_, Signed::ByUnknown) if planted::is(Fault::DropUnknown) => return Ok(None),
        _ if matches!(fact.body, EntryBody::Newer { .. }) && planted::is(Fault::DropUnknown) => {
            return Ok(None);
        }
        (_, Signed::Badly) => aside(BAD_SIGNATURE)?,
        (_, Signed::Well | Signed::ByUnknown) => {}
    }
    if let (ScopeId::Dir, EntryBody::Policy(policy)) = (scope, &fact.body)
        && policy.read().is_none()
    {
        tracing::warn!(setting = ?policy.setting, revision = policy.revision, "a published policy cannot be read");
        aside(policies::UNREAD)?;
    }
    if let (ScopeId::Dir, EntryBody::Form(form)) = (scope, &fact.body)
        && form.read().is_none()
    {
        tracing::warn!(revision = form.revision, "a published form cannot be read");
        aside(forms::UNREAD)?;
    }
    if asks_for_help(&fact.body) && is_twin(tx, scope, fact, signed)? {
        // The store would set it aside too, without knowing that it asks for help.
        aside(TWIN)?;
        return Ok(None);
    }
    match keep(tx, signed, fact, record::EntryHash(hash), now, Source::Server)? {
        Inserted::New | Inserted::Same => Ok(Some(fact)),
        Inserted::OtherBytes => Ok(None),
    }
}

/// Whether another entry stands under this one's identifier.
fn is_twin(tx: &WriteTx<'_>, scope: &ScopeId, fact: &Fact, signed: &SignedFact) -> Result<bool, Fail> {
    let stands = tx.facts().get(scope, &fact.header.id)?;
    Ok(stands.is_some_and(|stands| (&stands.bytes, &stands.signature) != (&signed.bytes, &signed.signature)))
}

/// Something to be set aside.
pub(crate) fn parked<'p>(
    scope: &'p ScopeId,
    fact: FactId,
    signed: &'p SignedFact,
    (code, why): (&'p str, &'p str),
    now: &Now,
    trigger: bool,
) -> ToPark<'p> {
    ToPark {
        scope: Some(scope),
        fact: Some(fact),
        bytes: &signed.bytes,
        signature: Some(&signed.signature),
        code,
        why,
        at: now.at(),
        trigger,
    }
}

/// Whether an entry carries a score that asks for help beyond the ward's routine: what is set aside with such a score
/// still alerts (safety rule 8).
pub(crate) fn asks_for_help(body: &EntryBody) -> bool {
    let response = match body {
        EntryBody::Observations(set) if set.vitals.too_unwell() => return true,
        EntryBody::Observations(set) => set.outcome.response(),
        EntryBody::Assessment(made) => made.result.level(),
        _ => return false,
    };
    response.is_some_and(|response| response >= Response::UrgentWardBased)
}
