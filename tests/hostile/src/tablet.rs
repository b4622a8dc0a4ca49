//! The real core of a device, with a server that lies to it: whatever comes in a page whose chain verifies, the device goes on,
//! charts what is good, answers every screen, and a nurse saves.

use crate::{
    altered,
    corpus::{Case, Hands, NURSE, STAY, note},
    dice::Dice,
    hand::{NINE, entry, observations, plain_vitals},
    liar::Liar,
    memory::Memory,
};
use anyhow::{Context as _, Result, bail, ensure};
use app::{App, PinAuthority, PinCost, PinVerdict, Session};
use clinical::{
    BootId, NoteId, ScopeId, StaffId, UtcMillis,
    entry::EntryBody,
    note::NoteOpened,
    patient::{Gender, Identity},
    policy::Setting,
    staff::{Role, Staff},
    ward::{Bay, Place, Ward},
};
use contract::{NoteAct, NoteAsked, Pin, RecordObservations, Reply, Request, TakenChoice};
use replication::Entry;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

const PIN: &str = "204060";

/// The ward's time stands still.
struct Still;

impl app::Clock for Still {
    fn wall(&self) -> UtcMillis {
        NINE
    }
    fn monotonic_ms(&self) -> u64 {
        0
    }
    fn boot(&self) -> BootId {
        BootId::from_bytes([1; 16])
    }
}

struct KnowsPin;

impl PinAuthority for KnowsPin {
    fn check(&self, _: StaffId, pin: &str) -> PinVerdict {
        if pin == PIN { PinVerdict::Right } else { PinVerdict::Wrong }
    }
}

/// A device at which a nurse is signed in, and the server that lies to it.
pub struct Tablet {
    app: Arc<App>,
    session: Session,
    liar: Liar,
    charted: usize,
    _folder: tempfile::TempDir,
}

/// What the device made of it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// Hostile entries that were handed to it.
    pub entries: usize,
    /// Of these, entries that it keeps aside, in sight.
    pub parked: usize,
    /// Good sets of observations that came among them, all of which it shows.
    pub charted: usize,
    /// By how many bytes its memory grew; `None` where nobody says.
    pub growth: Option<u64>,
}

impl Tablet {
    /// A device of a ward with one patient, and a note opened for them.
    ///
    /// # Errors
    /// When the scene cannot be set.
    pub fn new(hands: &mut Hands) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let mut config = app::Config::new(folder.path());
        (config.clock, config.pin_cost) = (Arc::new(Still), PinCost { memory_kib: 8, passes: 1 });
        config.reserve_bytes = 0;
        let app = App::open(config)?;
        app.set_pin_authority(Some(Arc::new(KnowsPin)));
        let mut liar = Liar::new();
        directory(&mut liar)?;
        for hand in [&hands.own, &hands.other, &hands.withdrawn] {
            liar.list(hand.id, hand.key.verifying_key().to_bytes())?;
        }
        liar.enrol(&app)?;
        for (scope, fact) in patient(hands)? {
            liar.append(&scope, entry(&fact));
        }
        liar.speak(&app)?;
        let tablet = Self { app, session: Session::new(), liar, charted: 0, _folder: folder };
        tablet.call(Request::SignIn { staff: NURSE, pin: Pin(PIN.into()) })?;
        Ok(tablet)
    }

    fn call(&self, request: Request) -> Result<Reply> {
        Ok(self.app.call(&self.session, request)?)
    }

    /// Every hand-made case, one after the other: after each the device has come to rest and shows what is good.
    ///
    /// # Errors
    /// With the case that stopped it.
    pub fn face(&mut self, hands: &mut Hands, cases: &[Case]) -> Result<Told> {
        let memory = Memory::own();
        for case in cases {
            self.meet(hands, &case.scope, case.entries()).with_context(|| format!("after {}", case.name))?;
        }
        self.work().context("after all of them")?;
        self.told(cases.len(), &memory)
    }

    /// So many entries altered by chance.
    ///
    /// # Errors
    /// With the seed that stopped it.
    pub fn face_altered(&mut self, hands: &mut Hands, seed: u64, entries: usize) -> Result<Told> {
        let memory = Memory::own();
        let bodies = altered::bodies()?;
        let scopes = crate::corpus::scopes(hands)?;
        let at_once = 20;
        for batch in 0..entries.div_ceil(at_once) as u64 {
            let mut dice = Dice::of(seed.wrapping_add(batch));
            let scope = &scopes[dice.below(scopes.len())];
            let mut made = Vec::with_capacity(at_once);
            for _ in 0..at_once {
                made.push(entry(&altered::fact(&mut hands.own, scope, &bodies, &mut dice)?));
            }
            let seed = seed.wrapping_add(batch);
            self.meet(hands, scope, made).with_context(|| format!("after the entries of seed {seed}"))?;
        }
        self.work().context("after all of them")?;
        self.told(entries, &memory)
    }

    /// Entries of a log, and a good set behind them: the device takes all that, and shows the set.
    fn meet(&mut self, hands: &mut Hands, scope: &ScopeId, entries: Vec<Entry>) -> Result<()> {
        for hostile in entries {
            self.liar.append(scope, hostile);
        }
        let good = hands.other.fact(&ScopeId::Stay(STAY), observations()?);
        self.liar.append(&ScopeId::Stay(STAY), entry(&good));
        self.charted += 1;
        let (app, liar) = (&self.app, &mut self.liar);
        catch_unwind(AssertUnwindSafe(|| liar.speak(app)))
            .map_err(|_| anyhow::anyhow!("the device panicked"))??;
        ensure!(self.app.sync_is_quiet(), "the device does not come to rest");
        let Reply::Chart(chart) = self.call(Request::Chart { stay: STAY, hours: None })? else {
            bail!("a chart was asked for")
        };
        let shown = chart.sets.iter().any(|set| Some(set.fact) == good.id());
        ensure!(shown, "the good set behind it is not shown");
        Ok(())
    }

    /// A nurse looks at everything and charts a set, and what is kept is made anew from the facts.
    fn work(&self) -> Result<()> {
        let ward = "bluebell".parse()?;
        let ScopeId::Note(note) = note() else { bail!("a note") };
        let look = NoteAsked { stay: STAY, act: NoteAct::Look { note } };
        for request in [
            Request::Board { ward },
            Request::Patient { stay: STAY },
            Request::Note(Box::new(look)),
            Request::Parked,
            Request::ExportParked,
            Request::SyncState,
            Request::Tasks,
            Request::StaffChoices,
        ] {
            let asked = format!("{request:?}");
            self.call(request).with_context(|| format!("{asked} was asked for"))?;
        }
        let Reply::Form(form) = self.call(Request::OpenForm { stay: STAY, amends: None, rechecks: None })?
        else {
            bail!("a form was asked for")
        };
        let saved = self.call(Request::Record(Box::new(filled(&form)?)))?;
        ensure!(matches!(saved, Reply::Saved(_)), "a set was not saved");
        self.app.catch_up();
        Ok(self.app.rebuild_projections()?)
    }

    fn told(&self, entries: usize, memory: &Memory) -> Result<Told> {
        let Reply::Parked(parked) = self.call(Request::Parked)? else {
            bail!("what was set aside was asked for")
        };
        Ok(Told { entries, parked: parked.len(), charted: self.charted, growth: memory.growth() })
    }
}

fn directory(liar: &mut Liar) -> Result<()> {
    let bays = vec![Bay { name: "Bay A".into(), beds: vec!["A1".into(), "A2".into()] }];
    liar.direct(EntryBody::Ward(Ward {
        id: "bluebell".parse()?,
        name: "Bluebell Ward".into(),
        telephone: "ext. 4312".into(),
        bays,
        setting: Setting::AcuteWard,
    }))?;
    liar.direct(EntryBody::Staff(Staff {
        id: NURSE,
        name: "Amina Yusuf".into(),
        role: Role::Nurse,
        wards: vec!["bluebell".parse()?],
        active: true,
        pin_set_at: None,
    }))
}

/// Somebody in bed A1, with a note.
fn patient(hands: &mut Hands) -> Result<Vec<(ScopeId, record::SignedFact)>> {
    let (stay, ward) = (ScopeId::Stay(STAY), ScopeId::Ward("bluebell".parse()?, 0));
    let identity = Identity {
        family: "SYNTHETIC".into(),
        given: "Person".into(),
        title: String::new(),
        preferred: String::new(),
        born: None,
        gender: Gender::NotKnown,
        nhs_number: None,
        hospital_number: "S0001".into(),
    };
    let place = Place { ward: "bluebell".parse()?, bay: "Bay A".into(), bed: "A1".into() };
    let first = hands.own.nth(0);
    let opened =
        hands.own.spoiled(&stay, EntryBody::Note(NoteOpened { visit: None }), |header| header.id = first);
    ensure!(note() == ScopeId::Note(NoteId::of(&STAY, &first)), "the note is the corpus's");
    Ok(vec![
        (stay.clone(), hands.own.fact(&stay, EntryBody::Admission(identity))),
        (stay.clone(), hands.own.fact(&stay, EntryBody::Placement(place))),
        (stay, opened),
        (ward.clone(), hands.own.fact(&ward, EntryBody::IndexStay(STAY))),
    ])
}

fn filled(form: &contract::FormView) -> Result<RecordObservations> {
    let vitals = plain_vitals()?;
    Ok(RecordObservations {
        form: form.form,
        stay: STAY,
        bed_shown: form.bed.clone(),
        bed_confirmed: true,
        identified: None,
        counted: None,
        rechecks: None,
        vitals,
        taken: TakenChoice::At(form.now),
        confirmed: Vec::new(),
        remark: String::new(),
        amends: None,
        reason: String::new(),
    })
}
