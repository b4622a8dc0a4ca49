//! A live connection: comparing, pulling, rewinding and pushing.

use super::{AskSeen, Doing, Effect, Link, Lost, Outcome, Session, Step, Ticks, VerifiedPage, outbox};
use crate::{
    chain::Cursor,
    limits::MAX_ENTRIES,
    wire::{Fate, FaultCode, Hash, Message, Page, Refused, Standing, decode},
};
use clinical::{ScopeId, UtcMillis};
use planted::Fault;

/// Scopes compared in one `SYNC`.
const COMPARED_AT_ONCE: usize = 512;
/// Pulls on their way at once.
const MOST_PULLS: usize = 8;

impl Session {
    pub(super) fn frame(&mut self, now: UtcMillis, frame: &[u8], step: &mut Step) -> Outcome {
        if self.link.is_down() || matches!(self.link, Link::Opening { .. }) {
            return Ok(()); // the last words of a connection that was given up
        }
        let message = decode(frame).map_err(|_| Lost::Garbage)?;
        match message {
            Message::Fault { code } => Err(self.fault(code, step)),
            Message::Challenge { nonce } => self.challenged(now, nonce, step),
            Message::Welcome(welcome) => self.welcomed(now, welcome, step),
            // Out of turn it harms nobody, and before the server has proved itself it says nothing.
            Message::Seen { devices } => {
                step.effects.extend(self.link.is_live().then_some(Effect::Seen { devices }));
                Ok(())
            }
            _ if !self.link.is_live() => Err(Lost::Garbage),
            Message::Synced { standings } => {
                (self.failures, self.last_lost) = (0, None);
                standings.into_iter().try_for_each(|(scope, standing)| self.stands(scope, standing, step))
            }
            Message::Page(page) => self.page(page, Asked::Pull, step),
            Message::News(page) => self.news(page, step),
            Message::Denied { scope } => self.stands(scope, Standing::Denied, step),
            Message::Ack { scope, fates } => self.acked(&scope, &fates, step),
            Message::Busy { scope, retry_ms } => self.busy(&scope, retry_ms),
            Message::Want { scope, key, indexes } => {
                let there =
                    self.scopes.get_mut(&scope).and_then(|followed| followed.take_want(&key, &indexes));
                self.outbox.settle(there.ok_or(Lost::Garbage)?);
                self.outbox.look_again();
                Ok(())
            }
            Message::Note { scope, head } => {
                if let Some(followed) = self.scopes.get_mut(&scope) {
                    followed.told_of(head);
                }
                Ok(())
            }
            Message::Hello(_)
            | Message::Sync { .. }
            | Message::Push { .. }
            | Message::Pull { .. }
            | Message::Have { .. }
            | Message::AskSeen
            | Message::AskNews => Err(Lost::Garbage),
        }
    }

    fn fault(&self, code: FaultCode, step: &mut Step) -> Lost {
        step.effects.push(Effect::Refused(code));
        match code {
            FaultCode::NotEnrolled | FaultCode::Revoked | FaultCode::Protocol => Lost::Refused,
            FaultCode::Malformed | FaultCode::Unavailable | FaultCode::Other(_) => Lost::Broken,
        }
    }

    fn stands(&mut self, scope: ScopeId, standing: Standing, step: &mut Step) -> Outcome {
        let Some(followed) = self.scopes.get_mut(&scope) else { return Ok(()) };
        if !matches!(followed.doing, Doing::Asked { .. }) {
            return Err(Lost::Garbage);
        }
        match standing {
            Standing::Ok => {
                followed.doing = Doing::Nothing;
                followed.compared = !planted::is(Fault::AskForEver);
            }
            Standing::More(page) if page.scope == scope => return self.page(page, Asked::Sync, step),
            Standing::More(_) => return Err(Lost::Garbage),
            Standing::Reset if followed.cursor == Cursor::START => return Err(Lost::Garbage),
            Standing::Reset => self.rewind(scope, step),
            Standing::Denied => {
                (followed.doing, followed.denied) = (Doing::Nothing, true);
                self.outbox.look_again(); // nobody will say what is there: push all of it
                step.effects.push(Effect::Denied { scope });
            }
        }
        Ok(())
    }

    fn page(&mut self, page: Page, asked: Asked, step: &mut Step) -> Outcome {
        // A scope that the host stopped following meanwhile.
        let Some(followed) = self.scopes.get_mut(&page.scope) else { return Ok(()) };
        if !matches!(followed.doing, Doing::Asked { .. }) {
            return Err(Lost::Garbage);
        }
        let nothing_and_more = page.entries.is_empty() && page.head > followed.cursor.seq;
        if nothing_and_more && asked == Asked::Pull {
            return Err(Lost::Garbage); // it would be asked for ever
        }
        let verified = followed.take_page(page, self.config.hash).map_err(|_| Lost::Garbage)?;
        self.verified(verified, step);
        Ok(())
    }

    /// What a scope has grown by. To a device that lacks more, or is at something else, it says only that there is something.
    fn news(&mut self, page: Page, step: &mut Step) -> Outcome {
        let Some(followed) = self.scopes.get_mut(&page.scope) else { return Ok(()) };
        if !followed.takes_news(&page) {
            followed.told_of(page.head);
            return Ok(());
        }
        let verified = followed.take_page(page, self.config.hash).map_err(|_| Lost::Garbage)?;
        self.verified(verified, step);
        Ok(())
    }

    fn verified(&mut self, verified: Option<VerifiedPage>, step: &mut Step) {
        let Some(page) = verified else { return };
        // An index that comes back is on the server, whether or not a push of it was ever answered.
        let hashes: Vec<_> = page.entries.iter().map(|(hash, _)| *hash).collect();
        self.outbox.told_of(&hashes);
        step.effects.push(Effect::Ingest(page));
    }

    pub(super) fn ingested(&mut self, scope: &ScopeId, cursor: Cursor) {
        let Some(followed) = self.scopes.get_mut(scope) else { return };
        followed.cursor = cursor;
        if followed.doing == Doing::Ingesting {
            followed.doing = Doing::Nothing;
        }
        // A device that was enrolled meanwhile is missing from the last answer, and would count as never heard from.
        if *scope == ScopeId::Dir {
            self.ask_seen_again();
        }
    }

    /// Asks once more who was heard from, where that is asked at all.
    fn ask_seen_again(&mut self) {
        if self.seen == AskSeen::Asked {
            self.seen = AskSeen::Now;
        }
    }

    /// Asks the host to begin a scope again, unless it is at that already.
    pub(super) fn rewind(&mut self, scope: ScopeId, step: &mut Step) {
        let Some(followed) = self.scopes.get_mut(&scope) else { return };
        if followed.doing != Doing::Rewinding {
            followed.doing = Doing::Rewinding;
            step.effects.push(Effect::Rewind { scope });
        }
    }

    pub(super) fn rewound(&mut self, scope: &ScopeId, held: Vec<Hash>) {
        if held.is_empty() {
            self.outbox.look_again();
        }
        self.outbox.unsettle(&held);
        if let Some(followed) = self.scopes.get_mut(scope) {
            followed.rewound(held);
        }
        self.outbox.written();
    }

    fn acked(&mut self, scope: &ScopeId, fates: &[(Hash, Fate)], step: &mut Step) -> Outcome {
        let pushed = self.outbox.answered(scope).ok_or(Lost::Garbage)?;
        if pushed.len() != fates.len() {
            return Err(Lost::Garbage);
        }
        let mut forked = false;
        let mut settled = Vec::with_capacity(pushed.len());
        for (hash, (made_there, fate)) in pushed.iter().zip(fates) {
            if made_there != hash && self.outbox.was_pushed(made_there) {
                return Err(Lost::Garbage); // the answer to another push, said again: what it refuses is not this
            }
            // Nobody but this device has what is not kept there: it goes again as soon as the host says so.
            settled.extend((*fate != Fate::Refused(Refused::QuarantineFull)).then_some(*hash));
            let seq = match *fate {
                Fate::Refused(reason) => {
                    step.effects.push(Effect::Quarantine { scope: scope.clone(), hash: *hash, reason });
                    continue;
                }
                Fate::At(seq) | Fate::Duplicate(seq) | Fate::Forked(seq) => seq,
            };
            if made_there != hash {
                return Err(Lost::Garbage); // under that name it would never come back
            }
            forked |= matches!(fate, Fate::Forked(_));
            if let Some(followed) = self.scopes.get_mut(scope) {
                followed.head = followed.head.max(seq);
            }
            step.effects.push(Effect::OnServer { scope: scope.clone(), hash: *hash });
        }
        self.outbox.settle(settled);
        self.outbox.told_of(&pushed);
        if forked {
            step.effects.push(Effect::BeginIncarnation);
        }
        Ok(())
    }

    fn busy(&mut self, scope: &ScopeId, retry_ms: u32) -> Outcome {
        self.outbox.answered(scope).ok_or(Lost::Garbage)?;
        let wait =
            i64::from(retry_ms).clamp(self.config.timing.back_off_ms, self.config.timing.back_off_most_ms);
        let jitter = self.chance.jittered(wait);
        self.outbox.busy(self.clock.ticks().saturating_add(wait).saturating_add(jitter));
        Ok(())
    }

    pub(super) fn compare_all(&mut self) {
        self.scopes.values_mut().for_each(|scope| scope.compared = false);
        let compare_at = self.next_comparison();
        if let Link::Live { compare_at: due } = &mut self.link {
            *due = compare_at;
        }
        self.ask_seen_again();
    }

    pub(super) const fn next_comparison(&self) -> Ticks {
        self.clock.ticks().saturating_add(self.config.timing.compare_ms)
    }

    /// Does whatever can be done now.
    pub(super) fn go_on(&mut self, step: &mut Step) {
        self.reopen(step);
        let Link::Live { compare_at } = self.link else { return };
        if compare_at <= self.clock.ticks() {
            self.compare_all();
        }
        self.adopt(step);
        // Before it says how far it is: the server has to know that from then on.
        if std::mem::take(&mut self.asks_news) {
            step.send.push(Message::AskNews);
        }
        self.compare(step);
        if self.seen == AskSeen::Now {
            self.seen = AskSeen::Asked;
            step.send.push(Message::AskSeen);
        }
        self.ask_what_is_there(step);
        self.pull(step);
        self.push(step);
    }

    /// Once every scope has been rewound, the new epoch is the known one. Not before: a device that stops in between
    /// must find out again.
    fn adopt(&mut self, step: &mut Step) {
        let rewinding = self.scopes.values().any(|scope| scope.doing == Doing::Rewinding);
        if let Some(adopting) = self.adopting.as_mut().filter(|adopting| !adopting.asked && !rewinding) {
            adopting.asked = true;
            step.effects.push(Effect::AdoptEpoch(adopting.epoch));
        }
    }

    fn compare(&mut self, step: &mut Step) {
        let due = self.answer_due();
        let mut cursors = Vec::new();
        for (scope, followed) in self.scopes.iter_mut().filter(|(_, followed)| followed.wants_comparing()) {
            followed.doing = Doing::Asked { due };
            cursors.push((scope.clone(), followed.cursor));
        }
        let chunks = cursors.chunks(COMPARED_AT_ONCE).map(|chunk| Message::Sync { cursors: chunk.to_vec() });
        step.send.extend(chunks);
    }

    fn ask_what_is_there(&mut self, step: &mut Step) {
        let due = self.answer_due();
        for (scope, followed) in
            self.scopes.iter_mut().filter(|(_, followed)| followed.wants_asking_what_is_there())
        {
            let key = self.chance.key();
            let fingerprints = followed.ask_what_is_there(key, due);
            step.send.push(Message::Have { scope: scope.clone(), key, fingerprints });
        }
    }

    fn pull(&mut self, step: &mut Step) {
        let due = self.answer_due();
        let asked = self.scopes.values().filter(|scope| matches!(scope.doing, Doing::Asked { .. })).count();
        let wanting = self.scopes.iter_mut().filter(|(_, followed)| followed.wants_pulling());
        for (scope, followed) in wanting.take(MOST_PULLS.saturating_sub(asked)) {
            followed.doing = Doing::Asked { due };
            let pull =
                Message::Pull { scope: scope.clone(), after: followed.cursor.seq, max: MAX_ENTRIES as u16 };
            step.send.push(pull);
        }
    }

    fn push(&mut self, step: &mut Step) {
        let (now, due) = (self.clock.ticks(), self.answer_due());
        let must_wait = |scope: &ScopeId| self.scopes.get(scope).is_some_and(super::Scope::push_must_wait);
        while let Some(push) = self.outbox.push(now, due, &self.limits, self.config.hash, must_wait) {
            step.send.push(Message::Push { scope: push.scope, entries: push.entries });
        }
        if let Some(after) = self.outbox.load() {
            step.effects.push(Effect::LoadOutbox { after, max: outbox::LOAD });
        }
    }
}

/// What a page answers. Only the answer to a `SYNC` may say "there is more" and bring none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Sync,
    Pull,
}
