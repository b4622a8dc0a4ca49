//! Who works here, which devices are enrolled, which wards there are: a fold over the facts of the `dir` scope.
//!
//! The directory is a log like any other, signed by the server's key and followed by every device, so a server restored
//! from an old backup gets it back from the fleet. What stands here is a cache of that fold.

use crate::{access::Wards, change_log::ChangeLog, database::StoreError};
use clinical::{
    DeviceId, FactId, ScopeId, StaffId, UtcMillis, WardId,
    entry::{EnrolledDevice, EntryBody},
    form::PublishedForm,
    policy::{PublishedPolicy, Setting},
    staff::{Role, Staff},
    ward::Ward,
};
use record::{AuthorRights, DeviceRights, Fact, SignedFact};
use replication::wire::Entry;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, PoisonError, RwLock},
};

pub mod author;

/// How many facts are read at a time.
const PAGE: usize = 500;

/// The directory as it stands, brought up to date whenever it is asked for.
pub struct Directory {
    log: Arc<dyn ChangeLog>,
    server_key: [u8; 32],
    known: RwLock<Arc<Snapshot>>,
}

impl Directory {
    /// The directory of a log, signed by this key.
    pub fn new(log: Arc<dyn ChangeLog>, server_key: [u8; 32]) -> Self {
        let empty = Snapshot { server_key, ..Snapshot::default() };
        Self { log, server_key, known: RwLock::new(Arc::new(empty)) }
    }

    /// The directory at this moment. Reads the log's head, and its new entries when it has grown, by whichever process.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn now(&self) -> Result<Arc<Snapshot>, StoreError> {
        let head = self.log.standing(&ScopeId::Dir, &DeviceId::from_bytes([0; 16]))?.head.seq;
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner).clone();
        if known.head == head {
            return Ok(known);
        }
        let mut facts = Facts::from(&*known);
        facts.read_on(&*self.log)?;
        let fresh = Arc::new(facts.fold(self.server_key));
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = fresh.clone();
        Ok(fresh)
    }
}

/// The directory at one head of its log.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    head: u64,
    facts: Arc<BTreeMap<FactId, Fact>>,
    server_key: [u8; 32],
    staff: BTreeMap<StaffId, Listed<Staff>>,
    /// Whom any fact of this log ever named a nurse in charge.
    in_charge: BTreeSet<StaffId>,
    wards: BTreeMap<WardId, Listed<Ward>>,
    devices: BTreeMap<DeviceId, Listed<EnrolledDevice>>,
    policies: BTreeMap<Setting, Listed<PublishedPolicy>>,
    forms: BTreeMap<String, Listed<PublishedForm>>,
}

/// What the directory says, and in which facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<T> {
    /// What it says.
    pub value: T,
    /// The facts that a new one about the same has to supersede.
    pub leaves: Vec<FactId>,
    /// When it was recorded, by the server's clock.
    pub recorded_at: UtcMillis,
}

impl Snapshot {
    /// The directory that these facts come to, all of its log, whoever keeps that.
    pub(crate) fn of(facts: impl IntoIterator<Item = Fact>, server_key: [u8; 32]) -> Self {
        let facts: BTreeMap<FactId, Fact> = facts.into_iter().map(|fact| (fact.header.id, fact)).collect();
        Facts { head: facts.len() as u64, facts }.fold(server_key)
    }

    /// The last entry of the log that this was made from.
    pub const fn head(&self) -> u64 {
        self.head
    }

    /// All staff, those who left too.
    pub fn staff(&self) -> impl Iterator<Item = &Listed<Staff>> {
        self.staff.values()
    }

    /// A member of staff.
    pub fn member(&self, id: &StaffId) -> Option<&Listed<Staff>> {
        self.staff.get(id)
    }

    /// All wards.
    pub fn wards(&self) -> impl Iterator<Item = &Listed<Ward>> {
        self.wards.values()
    }

    /// A ward.
    pub fn ward(&self, id: &WardId) -> Option<&Listed<Ward>> {
        self.wards.get(id)
    }

    /// All devices, the revoked ones too.
    pub fn devices(&self) -> impl Iterator<Item = &Listed<EnrolledDevice>> {
        self.devices.values()
    }

    /// The policies that were published, the newest of each kind of place.
    pub fn policies(&self) -> impl Iterator<Item = &Listed<PublishedPolicy>> {
        self.policies.values()
    }

    /// The policy that was published last for a kind of place; `None` while the shipped one is in force.
    pub fn policy(&self, setting: Setting) -> Option<&Listed<PublishedPolicy>> {
        self.policies.get(&setting)
    }

    /// The assessment forms that were published or withdrawn, the newest of each address.
    pub fn forms(&self) -> impl Iterator<Item = &Listed<PublishedForm>> {
        self.forms.values()
    }

    /// What was published last under an address; `None` where nothing but what is shipped is known of it.
    pub fn form(&self, url: &str) -> Option<&Listed<PublishedForm>> {
        self.forms.get(url)
    }

    /// A device.
    pub fn enrolled(&self, id: &DeviceId) -> Option<&Listed<EnrolledDevice>> {
        self.devices.get(id)
    }
}

impl record::Directory for Snapshot {
    fn device(&self, device: &DeviceId) -> Option<DeviceRights> {
        self.devices.get(device).map(|listed| DeviceRights {
            key: listed.value.key,
            revoked_at: listed.value.revoked_at.map(|stamp| stamp.utc),
        })
    }

    fn author(&self, author: &StaffId) -> Option<AuthorRights> {
        let listed = self.staff.get(author)?;
        Some(AuthorRights {
            left_at: (!listed.value.active).then_some(listed.recorded_at),
            in_charge: self.in_charge.contains(author),
        })
    }

    fn server_key(&self) -> [u8; 32] {
        self.server_key
    }
}

impl Wards for Snapshot {
    fn wards_of(&self, device: &DeviceId) -> &[WardId] {
        self.devices.get(device).map_or(&[], |listed| &listed.value.wards)
    }

    fn head(&self) -> u64 {
        self.head
    }
}

/// The facts of the directory, before they are folded.
struct Facts {
    head: u64,
    facts: BTreeMap<FactId, Fact>,
}

impl From<&Snapshot> for Facts {
    fn from(known: &Snapshot) -> Self {
        Self { head: known.head, facts: (*known.facts).clone() }
    }
}

impl Facts {
    fn read_on(&mut self, log: &dyn ChangeLog) -> Result<(), StoreError> {
        loop {
            let page = log.read(&ScopeId::Dir, self.head, PAGE)?;
            if page.is_empty() {
                return Ok(());
            }
            self.head += page.len() as u64;
            for logged in page {
                let Entry::Fact { bytes, signature } = logged.entry else { continue };
                // What cannot be read is from a newer server: served to devices, and without effect here.
                if let Ok(fact) = (SignedFact { bytes, signature }).decode() {
                    self.facts.insert(fact.header.id, fact);
                }
            }
        }
    }

    /// One value for each person, ward and device: that of the leaf recorded last. A revocation in any leaf counts.
    fn fold(self, server_key: [u8; 32]) -> Snapshot {
        let superseded: BTreeSet<FactId> =
            self.facts.values().flat_map(|fact| fact.header.supersedes.iter().copied()).collect();
        let mut leaves: Vec<&Fact> =
            self.facts.values().filter(|fact| !superseded.contains(&fact.header.id)).collect();
        leaves.sort_by_key(|fact| (fact.header.recorded_at.utc, fact.header.id));
        let mut snapshot = Snapshot { head: self.head, server_key, ..Snapshot::default() };
        for fact in leaves {
            match &fact.body {
                EntryBody::Staff(staff) => list(&mut snapshot.staff, staff.id, fact, staff.clone()),
                EntryBody::Ward(ward) => list(&mut snapshot.wards, ward.id.clone(), fact, ward.clone()),
                EntryBody::Device(device) => {
                    let before = snapshot.devices.get(&device.id).and_then(|listed| listed.value.revoked_at);
                    let revoked_at =
                        [before, device.revoked_at].into_iter().flatten().min_by_key(|at| at.utc);
                    let device = EnrolledDevice { revoked_at, ..device.clone() };
                    list(&mut snapshot.devices, device.id, fact, device);
                }
                EntryBody::Policy(policy) => {
                    list(&mut snapshot.policies, policy.setting, fact, PublishedPolicy::clone(policy));
                }
                EntryBody::Form(form) => {
                    list(&mut snapshot.forms, form.url.clone(), fact, PublishedForm::clone(form));
                }
                _ => {}
            }
        }
        snapshot.in_charge = self.facts.values().filter_map(in_charge).collect();
        snapshot.facts = Arc::new(self.facts);
        snapshot
    }
}

/// Whom a fact names a nurse in charge.
fn in_charge(fact: &Fact) -> Option<StaffId> {
    match &fact.body {
        EntryBody::Staff(staff) if staff.role == Role::NurseInCharge => Some(staff.id),
        _ => None,
    }
}

fn list<K: Ord, T>(listed: &mut BTreeMap<K, Listed<T>>, key: K, fact: &Fact, value: T) {
    let mut leaves = listed.remove(&key).map(|before| before.leaves).unwrap_or_default();
    leaves.push(fact.header.id);
    listed.insert(key, Listed { value, leaves, recorded_at: fact.header.recorded_at.utc });
}
