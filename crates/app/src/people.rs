//! Who may sit at this device: sign-in, lock, unlock, and the emergency way in.
//!
//! A wrong PIN is counted on the disk before the PIN is looked at, so that pulling the battery gains nobody a guess. It
//! slows down that one person on that one device; everybody else signs in as before.

use crate::{
    App, Session,
    audit::what,
    clock::Now,
    entropy::mint,
    pin,
    session::{Person, Seated, WARD_LEASE_MS},
    views,
    words::{self, Fail},
};
use clinical::{
    StaffId, UtcMillis, WardId,
    policy::Setting,
    staff::{Action, AuthLevel, Role, Staff, may},
};
use contract::{CallError, Hello, Pin, Reply, StaffTile, WardTile};
use std::{
    collections::BTreeSet,
    sync::{Arc, PoisonError},
};

/// Whoever can say whether a PIN is right when this device cannot: the server, by way of the driver.
pub trait PinAuthority: Send + Sync {
    /// Asks. May wait for the network, a few seconds at the most.
    fn check(&self, staff: StaffId, pin: &str) -> PinVerdict;
}

/// What the authority says of a PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinVerdict {
    /// It is the person's.
    Right,
    /// It is not.
    Wrong,
    /// The person has to wait there.
    Paused {
        /// For so many seconds.
        seconds: u32,
    },
    /// Too many wrong ones; an administrator has to help.
    Locked,
    /// The person has no PIN.
    NoPin,
    /// Nobody could be asked.
    Unreachable,
}

/// The longest name that can be typed in an emergency, in characters.
const LONGEST_NAME: usize = 80;

impl App {
    /// What this device is, and who is signed in.
    pub(crate) fn hello(&self, session: &Session) -> Result<Reply, Fail> {
        let now = self.now();
        let directory = self.directory();
        let me = directory.devices.get(&self.me.device);
        let wards = directory.wards.values().filter(|ward| directory.shows(&self.me.device, &ward.id));
        let waiting = self.waiting()?;
        // A device of several kinds of place counts its shifts as the first of its wards does.
        let first = me.and_then(|device| directory.wards.get(device.wards.first()?));
        let setting = first.map_or(Setting::AcuteWard, |ward| ward.setting);
        self.store.read(|tx| {
            let label = tx.device().enrolment()?.map(|enrolment| enrolment.label);
            Ok(Reply::Hello(Hello {
                version: env!("CARGO_PKG_VERSION").to_owned(),
                demo: self.demo,
                device: me.map(|device| device.label.clone()).or(label).unwrap_or_default(),
                wards: wards
                    .map(|ward| WardTile {
                        id: ward.id.clone(),
                        name: ward.name.clone(),
                        telephone: ward.telephone.clone(),
                    })
                    .collect(),
                session: session.seated(&now).map(|seated| seated.view()),
                sync: views::sync(self, tx, &now, &waiting)?,
                now: now.at(),
                offset_minutes: now.offset_at(now.at()),
                day_begins: directory.policies.in_force(setting).day_begins(),
                languages: self.languages.clone(),
                clock: now.clock_changes(),
            }))
        })
    }

    /// The people who may sign in here: those of this device's wards.
    pub(crate) fn staff_choices(&self) -> Result<Reply, Fail> {
        let directory = self.directory();
        let wards = directory.devices.get(&self.me.device).map(|device| device.wards.as_slice());
        let here = |person: &&Staff| {
            let of_ward = |wards: &[_]| wards.is_empty() || person.wards.iter().any(|w| wards.contains(w));
            person.active && person.role != Role::System && wards.is_none_or(of_ward)
        };
        let ready: BTreeSet<StaffId> = self.store.read(|tx| tx.pins().ready())?.into_iter().collect();
        let mut tiles: Vec<StaffTile> = directory
            .staff
            .values()
            .filter(here)
            .map(|person| StaffTile {
                id: person.id,
                name: person.name.clone(),
                role: person.role,
                ready_offline: ready.contains(&person.id),
            })
            .collect();
        tiles.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        Ok(Reply::Staff(tiles))
    }

    /// Signs somebody in with their PIN.
    pub(crate) fn sign_in(&self, session: &Session, staff: &StaffId, pin: &Pin) -> Result<Reply, Fail> {
        let directory = self.directory();
        let known = directory.staff.get(staff).filter(|person| person.active);
        let Staff { id, name, role, .. } = known.ok_or_else(words::no_such_person)?.clone();
        let person = Person { staff: id, name, role, auth: AuthLevel::Pin };
        self.check_pin(&person, &pin.0)?;
        let now = self.now();
        self.audit(&now, &person, what::SIGN_IN, None, "")?;
        session.sign_in(person, directory.lease_ms(&self.me.device), &now);
        self.signed_in(session, &now)
    }

    /// Lets somebody chart whom nothing but a typed name identifies. Reads nothing; marked; to be countersigned.
    pub(crate) fn sign_in_for_emergency(&self, session: &Session, name: &str) -> Result<Reply, Fail> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
            return Err(words::name_needed().into());
        }
        let now = self.now();
        let staff = mint(&*self.entropy, now.at(), StaffId::mint);
        let (role, auth) = (Role::HealthcareAssistant, AuthLevel::Emergency);
        let person = Person { staff, name: name.clone(), role, auth };
        self.audit(&now, &person, what::SIGN_IN_EMERGENCY, None, &name)?;
        session.sign_in(person, WARD_LEASE_MS, &now);
        self.signed_in(session, &now)
    }

    /// Ends the session.
    pub(crate) fn sign_out(&self, session: &Session) -> Result<Reply, Fail> {
        let now = self.now();
        if let Some(person) = session.sign_out() {
            self.tell(contract::Event::Session);
            self.audit(&now, &person, what::SIGN_OUT, None, "")?;
        }
        Ok(Reply::Done)
    }

    /// Locks reading.
    pub(crate) fn lock(&self, session: &Session) -> Reply {
        session.lock();
        self.tell(contract::Event::Session);
        Reply::Done
    }

    /// Leaves a ward's board on the wall, and locks everything else there.
    pub(crate) fn show_on_wall(&self, session: &Session, ward: &WardId) -> Result<Reply, Fail> {
        self.reader(session, Action::Read)?;
        self.directory().ward(ward)?;
        session.show_on_wall(ward.clone());
        self.tell(contract::Event::Session);
        Ok(Reply::Done)
    }

    /// Unlocks reading for the person whose session it is.
    pub(crate) fn unlock(&self, session: &Session, pin: &Pin) -> Result<Reply, Fail> {
        let now = self.now();
        let Seated { person, .. } = session.seated(&now).ok_or_else(words::not_signed_in)?;
        if person.auth != AuthLevel::Pin {
            return Err(words::not_your_session().into());
        }
        self.check_pin(&person, &pin.0)?;
        let now = self.now();
        self.audit(&now, &person, what::UNLOCK, None, "")?;
        session.unlock(&now);
        self.signed_in(session, &now)
    }

    fn signed_in(&self, session: &Session, now: &Now) -> Result<Reply, Fail> {
        self.tell(contract::Event::Session);
        let seated = session.seated(now).ok_or_else(words::not_signed_in)?;
        Ok(Reply::SignedIn(seated.view()))
    }

    /// Whoever reads, or does something that is not recording. What the directory says of them counts now, not what it
    /// said when they signed in.
    pub(crate) fn reader(&self, session: &Session, action: Action) -> Result<Person, Fail> {
        self.as_listed(session.actor(&self.now(), action)?, action)
    }

    /// Somebody as the directory has them now.
    pub(crate) fn as_listed(&self, mut person: Person, action: Action) -> Result<Person, Fail> {
        if person.auth == AuthLevel::Pin {
            let directory = self.directory();
            let known = directory.staff.get(&person.staff).filter(|known| known.active);
            let known = known.ok_or_else(words::left)?;
            (person.role, person.name) = (known.role, known.name.clone());
            if !may(person.role, person.auth, action) {
                return Err(words::not_allowed().into());
            }
        }
        Ok(person)
    }

    /// Whoever records; nobody who has a name is refused.
    pub(crate) fn recorder(&self, session: &Session) -> Result<Person, Fail> {
        let now = self.now();
        let person = session.recorder(&now)?;
        session.touch(&now);
        Ok(person)
    }

    /// Checks a PIN, counted beforehand; a wrong one is audited.
    fn check_pin(&self, person: &Person, pin: &str) -> Result<(), Fail> {
        if !pin::has_six_digits(pin) {
            return Err(words::six_digits().into());
        }
        let checked = self.pin_is_right(&person.staff, pin);
        if checked.is_err() {
            // Nothing was checked, so the name on this line of the audit is a claim.
            let claimed = Person { auth: AuthLevel::Emergency, ..person.clone() };
            self.audit(&self.now(), &claimed, what::SIGN_IN_FAILED, None, "")?;
        }
        checked
    }

    fn pin_is_right(&self, staff: &StaffId, pin: &str) -> Result<(), Fail> {
        self.attempt(staff, pin, pin::fits)
    }

    /// Counts an attempt, and only then looks at the PIN, here or at the server.
    fn attempt(&self, staff: &StaffId, pin: &str, fits: impl FnOnce(&str, &str) -> bool) -> Result<(), Fail> {
        let authority = self.authority.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let row = self.count_attempt(staff, self.now().device, authority.is_some())?;
        let here = row.verifier.as_deref().filter(|_| row.attempts <= pin::LAST);
        if here.is_some_and(|verifier| fits(pin, verifier)) {
            return Ok(self.store.write(|tx| tx.pins().succeeded(staff))?);
        }
        // A PIN that was changed elsewhere does not fit the verifier here; the server knows.
        let verdict = authority.map_or(PinVerdict::Unreachable, |authority| authority.check(*staff, pin));
        Err(Fail::Call(match verdict {
            PinVerdict::Right => return self.keep_verifier(staff, pin),
            PinVerdict::Wrong => words::wrong_pin(),
            PinVerdict::Paused { seconds } => words::pin_paused(i64::from(seconds)),
            PinVerdict::Locked => words::pin_locked(),
            PinVerdict::NoPin => words::no_pin(),
            PinVerdict::Unreachable if row.attempts > pin::LAST => words::needs_server_now(),
            PinVerdict::Unreachable if here.is_none() => words::needs_server_first(),
            PinVerdict::Unreachable => words::wrong_pin(),
        }))
    }

    /// Counts an attempt and sets the wait that follows it, in one transaction, before the PIN is looked at.
    fn count_attempt(&self, staff: &StaffId, now: UtcMillis, server: bool) -> Result<store::PinRow, Fail> {
        let counted = self.store.write(|tx| -> Result<Result<store::PinRow, CallError>, Fail> {
            let pins = tx.pins();
            let before = pins.get(staff)?;
            let until = before.as_ref().and_then(|row| row.paused_until).map_or(0, |until| until.0 - now.0);
            if until > pin::LONGEST_PAUSE_MS {
                // The clock was set back: the wait is what it was meant to be, from now.
                pins.pause(staff, UtcMillis(now.0.saturating_add(pin::LONGEST_PAUSE_MS)))?;
            }
            if until > 0 {
                let wait = until.min(pin::LONGEST_PAUSE_MS);
                return Ok(Err(words::pin_paused((wait + 999) / 1_000)));
            }
            let (attempts, known) = before.map_or((0, false), |row| (row.attempts, row.verifier.is_some()));
            if !server && attempts >= pin::LAST {
                return Ok(Err(words::needs_server_now()));
            }
            if !server && !known {
                // There is nobody to check it, so nothing was guessed at.
                return Ok(Err(words::needs_server_first()));
            }
            let row = pins.count_attempt(staff)?;
            if let Some(until) = pin::pause_after(row.attempts, now) {
                pins.pause(staff, until)?;
            }
            Ok(Ok(row))
        })?;
        Ok(counted?)
    }

    /// Keeps a verifier for a PIN that was just found right, so that the next sign-in here needs no server.
    pub(crate) fn keep_verifier(&self, staff: &StaffId, pin: &str) -> Result<(), Fail> {
        let verifier = pin::verifier(pin, self.pin_cost, &*self.entropy);
        self.store.write(|tx| -> Result<(), Fail> {
            if let Ok(verifier) = &verifier {
                tx.pins().set_verifier(staff, verifier)?;
            }
            Ok(tx.pins().succeeded(staff)?)
        })
    }

    /// Says who checks PINs that this device cannot; `None` when nobody can be asked.
    pub fn set_pin_authority(&self, authority: Option<Arc<dyn PinAuthority>>) {
        *self.authority.lock().unwrap_or_else(PoisonError::into_inner) = authority;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Config, PinCost};
    use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

    /// The disk as another process sees it while the PIN is compared, and after one that ended in the middle of that.
    #[test]
    fn an_attempt_is_on_the_disk_before_the_pin_is_compared_here_and_a_crash_in_between_gains_none() {
        let folder = tempfile::tempdir().unwrap();
        let pin_cost = PinCost { memory_kib: 8, passes: 1 };
        let app = App::open(Config { pin_cost, ..Config::new(folder.path()) }).unwrap();
        let staff = StaffId::from_bytes([1; 16]);
        app.keep_verifier(&staff, "204060").unwrap();
        let on_disk = || -> u32 {
            let database = rusqlite::Connection::open(folder.path().join("wardlight.db")).unwrap();
            database.query_row("SELECT attempts FROM pins", [], |row| row.get(0)).unwrap()
        };
        let mut seen = None;
        let compared = app.attempt(&staff, "111222", |pin, verifier| {
            seen = Some(on_disk());
            pin::fits(pin, verifier)
        });
        assert!(compared.is_err(), "it is the wrong one");
        assert_eq!(seen, Some(1));
        for counted in 2..=4 {
            let crashes = || app.attempt(&staff, "204060", |_, _| resume_unwind(Box::new(())));
            assert!(catch_unwind(AssertUnwindSafe(crashes)).is_err());
            assert_eq!(on_disk(), counted, "the right one too: nobody knew yet");
        }
        assert!(app.attempt(&staff, "111222", pin::fits).is_err());
        let paused = app.attempt(&staff, "204060", |_, _| panic!("not looked at")).unwrap_err();
        assert_eq!(CallError::from(paused).code, contract::Code::PinPaused);
    }
}
