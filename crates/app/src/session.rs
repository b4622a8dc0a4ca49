//! Who sits at one screen: signed in, locked for reading, or nobody.
//!
//! The lock gates reading and never recording (safety rule 3): what is recorded while it is on is marked as not checked
//! and waits for a countersignature.

use crate::{
    clock::{Now, Reading},
    scanned::COUNTS_MS,
    words,
};
use clinical::{
    FactId, StaffId, StayId, WardId,
    observation::Identified,
    staff::{Action, AuthLevel, Role, may},
    visit::IdentityCheck,
};
use contract::{CallError, SignedIn};
use planted::Fault;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Reading locks after so many seconds without a touch (safety rule 14).
pub const LOCK_AFTER_SECONDS: u32 = 60;

/// A sign-in gives reading for so long at the most, in milliseconds: 16 hours where a ward's patients are shown (safety
/// rule 14).
pub(crate) const WARD_LEASE_MS: u64 = 16 * 60 * 60 * 1_000;

/// The same on a device that is enrolled for people who are seen at home and for no ward: 7 days.
pub(crate) const COMMUNITY_LEASE_MS: u64 = 7 * 24 * 60 * 60 * 1_000;

/// Asking for the same view again within this time is the same look at the patient: screens ask again by themselves.
const SAME_LOOK_MS: u64 = 5 * 60 * 1_000;

/// Forms remembered per session; more than anybody has open.
const FORMS: usize = 64;

/// One screen's session. Owned by the shell: one per window, or per browser's cookie.
#[derive(Default)]
pub struct Session {
    state: Mutex<State>,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Session(..)")
    }
}

#[derive(Default)]
struct State {
    seat: Option<Seat>,
    looks: BTreeMap<(String, Option<StayId>), u64>,
    forms: BTreeMap<FactId, OpenForm>,
    /// By what patients were told apart since somebody sat down.
    identified: BTreeMap<StayId, (Identified, u64)>,
    /// The patients of the wristband that was scanned last, with what of it fits, and when.
    scanned: (BTreeMap<StayId, BTreeSet<IdentityCheck>>, u64),
}

struct Seat {
    person: Person,
    /// When the PIN was last keyed, by the monotonic clock.
    checked_ms: u64,
    touched_ms: u64,
    locked: bool,
    /// How long after the PIN was keyed reading ends, whatever is touched.
    lease_ms: u64,
    /// The board that stays in sight under the lock.
    on_wall: Option<WardId>,
}

/// Somebody who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) staff: StaffId,
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) auth: AuthLevel,
}

/// What a form was opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OpenForm {
    pub(crate) stay: StayId,
    pub(crate) amends: Option<FactId>,
    /// The set of which one sign is measured again.
    pub(crate) rechecks: Option<FactId>,
    /// What the clocks showed then: the form's times are read off them.
    pub(crate) opened: Reading,
    /// Its draft was thrown away: a key that arrives after that is not kept.
    pub(crate) discarded: bool,
}

/// How the session stands.
#[derive(Debug, Clone)]
pub(crate) struct Seated {
    pub(crate) person: Person,
    pub(crate) locked: bool,
    pub(crate) on_wall: Option<WardId>,
}

impl Session {
    /// A session in which nobody is signed in.
    pub fn new() -> Self {
        Self::default()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// `lease_ms`: for how long it gives reading at the most.
    pub(crate) fn sign_in(&self, person: Person, lease_ms: u64, now: &Now) {
        let (checked_ms, touched_ms) = (now.monotonic_ms, now.monotonic_ms);
        let seat = Seat { person, checked_ms, touched_ms, locked: false, lease_ms, on_wall: None };
        let mut state = self.state();
        // A form outlives whoever sits there: it stays bound to its patient, and its times to the clock they were read off.
        let forms = std::mem::take(&mut state.forms);
        *state = State { seat: Some(seat), forms, ..State::default() };
    }

    pub(crate) fn sign_out(&self) -> Option<Person> {
        let mut state = self.state();
        state.looks.clear();
        state.identified.clear();
        state.scanned.0.clear();
        state.seat.take().map(|seat| seat.person)
    }

    pub(crate) fn lock(&self) {
        if let Some(seat) = &mut self.state().seat {
            seat.locked = true;
        }
    }

    pub(crate) fn unlock(&self, now: &Now) {
        if let Some(seat) = &mut self.state().seat {
            (seat.locked, seat.checked_ms, seat.touched_ms) = (false, now.monotonic_ms, now.monotonic_ms);
            seat.on_wall = None;
        }
    }

    /// Locks everything but the board of one ward, for a screen on the wall.
    pub(crate) fn show_on_wall(&self, ward: WardId) {
        if let Some(seat) = &mut self.state().seat {
            (seat.locked, seat.on_wall) = (true, Some(ward));
        }
    }

    /// A hand is on the glass. It does not unlock what has locked meanwhile.
    pub(crate) fn touch(&self, now: &Now) {
        if let Some(seat) = &mut self.state().seat {
            seat.settle(now);
            seat.touched_ms = now.monotonic_ms;
        }
    }

    /// Who is signed in, if anybody.
    pub(crate) fn seated(&self, now: &Now) -> Option<Seated> {
        let mut state = self.state();
        let seat = state.seat.as_mut()?;
        seat.settle(now);
        Some(Seated { person: seat.person.clone(), locked: seat.locked, on_wall: seat.on_wall.clone() })
    }

    /// Whoever records. Recording asks for nobody's leave but a name (safety rule 3); under a lock the name counts as
    /// not checked.
    pub(crate) fn recorder(&self, now: &Now) -> Result<Person, CallError> {
        let Seated { mut person, locked, .. } = self.seated(now).ok_or_else(words::not_signed_in)?;
        if locked && person.auth == AuthLevel::Pin {
            person.auth = AuthLevel::Emergency;
        }
        Ok(person)
    }

    /// Whoever does something that is not recording: known, not locked, and allowed to.
    pub(crate) fn actor(&self, now: &Now, action: Action) -> Result<Person, CallError> {
        let Seated { person, locked, .. } = self.seated(now).ok_or_else(words::not_signed_in)?;
        if locked && !planted::is(Fault::ReadWhileLocked) {
            return Err(words::locked());
        }
        if may(person.role, person.auth, action) {
            Ok(person)
        } else if action == Action::Read {
            Err(words::emergency_reads_nothing())
        } else {
            Err(words::not_allowed())
        }
    }

    /// Whether this is a new look at something, to be audited, or the screen asking again by itself.
    pub(crate) fn is_new_look(&self, what: String, stay: Option<StayId>, now: &Now) -> bool {
        let before = self.state().looks.insert((what, stay), now.monotonic_ms);
        before.is_none_or(|before| now.monotonic_ms.saturating_sub(before) > SAME_LOOK_MS)
    }

    /// Remembers by what a patient was told apart.
    pub(crate) fn identifies(&self, stay: StayId, by: Identified) {
        self.identifies_for(stay, by, u64::MAX);
    }

    /// Remembers it until a time of the monotonic clock.
    pub(crate) fn identifies_for(&self, stay: StayId, by: Identified, until_ms: u64) {
        self.state().identified.insert(stay, (by, until_ms));
    }

    /// Remembers whose wristband was scanned.
    pub(crate) fn scanned(&self, patients: BTreeMap<StayId, BTreeSet<IdentityCheck>>, now: &Now) {
        self.state().scanned = (patients, now.monotonic_ms);
    }

    /// What of a patient's wristband fits, where it was the last that was scanned, and just now.
    pub(crate) fn scan_of(&self, stay: &StayId, now: &Now) -> Option<BTreeSet<IdentityCheck>> {
        let state = self.state();
        let (patients, at_ms) = &state.scanned;
        patients.get(stay).filter(|_| now.monotonic_ms.saturating_sub(*at_ms) <= COUNTS_MS).cloned()
    }

    /// By what a patient was told apart in this session, while they lie in the same bed.
    pub(crate) fn identified(&self, stay: &StayId, bed: &str, now: &Now) -> Option<Identified> {
        let state = self.state();
        let (by, until_ms) = state.identified.get(stay)?;
        (by.bed == bed && now.monotonic_ms <= *until_ms).then(|| by.clone())
    }

    /// Remembers what a form was opened for.
    pub(crate) fn opened(&self, form: FactId, what: OpenForm) {
        let forms = &mut self.state().forms;
        if forms.len() >= FORMS {
            forms.pop_first();
        }
        forms.insert(form, what);
    }

    /// Remembers that a form's draft was thrown away.
    pub(crate) fn discarded(&self, form: &FactId) {
        if let Some(open) = self.state().forms.get_mut(form) {
            open.discarded = true;
        }
    }

    /// What a form was opened for, where that is still known.
    pub(crate) fn form(&self, form: &FactId) -> Option<OpenForm> {
        self.state().forms.get(form).copied()
    }
}

impl Seat {
    /// Locks when the time is up.
    fn settle(&mut self, now: &Now) {
        let idle = now.monotonic_ms.saturating_sub(self.touched_ms) > u64::from(LOCK_AFTER_SECONDS) * 1_000;
        let over = now.monotonic_ms.saturating_sub(self.checked_ms) > self.lease_ms;
        self.locked = self.locked || idle || over;
        if over {
            self.on_wall = None;
        }
    }
}

impl Seated {
    /// As the screens are told.
    pub(crate) fn view(&self) -> SignedIn {
        let Person { staff, name, role, auth } = self.person.clone();
        let (locked, on_wall) = (self.locked, self.on_wall.clone());
        SignedIn { staff, name, role, auth, locked, on_wall, lock_after_seconds: LOCK_AFTER_SECONDS }
    }
}
