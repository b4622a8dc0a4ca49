//! Staff, wards and devices as this device knows them: projected from the directory's facts, read once, kept until they
//! change.

use crate::{
    project::stored,
    session::{COMMUNITY_LEASE_MS, Person, WARD_LEASE_MS},
    stays,
    words::{self, Fail},
};
use clinical::{
    DeviceId, ScopeId, StaffId, WardId,
    entry::{EnrolledDevice, Entry, EntryBody},
    form::Forms,
    leaves::{Charter, Graph, Written},
    policy::{Policies, Setting},
    staff::{AuthLevel, Role, Staff},
    ward::Ward,
};
use contract::CallError;
use std::{collections::BTreeMap, sync::Arc};
use store::{ReadTx, WriteTx};

/// The directory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Directory {
    pub(crate) staff: BTreeMap<StaffId, Staff>,
    pub(crate) wards: BTreeMap<WardId, Ward>,
    pub(crate) devices: BTreeMap<DeviceId, EnrolledDevice>,
    pub(crate) policies: Arc<Policies>,
    pub(crate) forms: Arc<Forms>,
}

/// What stands before the typed name in the reason of an entry that was charted in an emergency: the name is nobody's
/// that the directory knows, so the entry carries it itself.
const TYPED_NAME: &str = "Charted in an emergency by ";

impl Directory {
    /// Reads the projection.
    pub(crate) fn read(tx: &ReadTx<'_>) -> Result<Self, Fail> {
        let rows = tx.directory();
        let staff = rows.all_staff()?.into_iter().filter_map(|(id, body)| Some((id, stored::read(&body)?)));
        let wards = rows.all_wards()?.into_iter().filter_map(|(id, body)| Some((id, stored::read(&body)?)));
        let devices =
            rows.all_devices()?.into_iter().filter_map(|(id, body)| Some((id, stored::read(&body)?)));
        let (staff, devices) = (staff.collect(), devices.collect());
        let wards: BTreeMap<WardId, Ward> = wards.collect();
        let settings = wards.values().map(|ward| (ward.id.clone(), ward.setting));
        let policies = Arc::new(crate::policies::published(tx)?.with_wards(settings));
        let forms = Arc::new(crate::forms::published(tx)?);
        Ok(Self { staff, wards, devices, policies, forms })
    }

    /// A ward.
    pub(crate) fn ward(&self, id: &WardId) -> Result<&Ward, CallError> {
        self.wards.get(id).ok_or_else(words::no_such_ward)
    }

    /// Somebody's name, for a screen.
    pub(crate) fn name(&self, staff: &StaffId) -> String {
        self.staff.get(staff).map_or_else(|| "Somebody not in the directory".to_owned(), |s| s.name.clone())
    }

    /// Somebody's role.
    pub(crate) fn role(&self, staff: &StaffId) -> Option<Role> {
        self.staff.get(staff).map(|s| s.role)
    }

    /// Who wrote an entry, for a screen; of what was moved, who charted it and who moved it, each as they were known.
    pub(crate) fn author(&self, by: &Written) -> String {
        let charter = by.moved.as_deref().map(|moved| &moved.charter);
        self.attributed(&by.author, by.auth, &by.reason, charter)
    }

    /// The same of the parts of an entry.
    pub(crate) fn attributed(
        &self,
        author: &StaffId,
        auth: AuthLevel,
        reason: &str,
        charter: Option<&Charter>,
    ) -> String {
        let author = self.signed(author, auth, reason);
        charter.map_or_else(|| author.clone(), |of| format!("{}, moved here by {author}", self.charted(of)))
    }

    /// Who charted an entry, whoever moved it here.
    pub(crate) fn charter(&self, by: &Written) -> String {
        match by.moved.as_deref() {
            Some(moved) => self.charted(&moved.charter),
            None => self.signed(&by.author, by.auth, &by.reason),
        }
    }

    fn charted(&self, Charter { staff, auth, name }: &Charter) -> String {
        if *auth == AuthLevel::Emergency { self.unchecked(staff, Some(name)) } else { self.name(staff) }
    }

    /// The name under an entry; one that was not checked says so.
    pub(crate) fn signed(&self, author: &StaffId, auth: AuthLevel, reason: &str) -> String {
        if auth != AuthLevel::Emergency {
            return self.name(author);
        }
        self.unchecked(author, typed_name(reason))
    }

    /// A name that nobody checked: the directory's, or else as it was typed.
    fn unchecked(&self, staff: &StaffId, typed: Option<&str>) -> String {
        let known = self.staff.get(staff).map(|s| s.name.as_str());
        let name = known.or(typed.filter(|typed| !typed.is_empty())).unwrap_or("Name not recorded");
        format!("{name} (not checked)")
    }

    /// The name that whoever moves this entry has to take along: the directory would not say it.
    pub(crate) fn name_to_keep(&self, by: &Written) -> String {
        match by.moved.as_deref() {
            Some(moved) => moved.charter.name.clone(),
            None if by.auth == AuthLevel::Emergency && !self.staff.contains_key(&by.author) => {
                typed_name(&by.reason).unwrap_or_default().to_owned()
            }
            None => String::new(),
        }
    }

    /// Whether a device shows a ward. Before the directory has come, or on a device of no ward, it may show every ward.
    pub(crate) fn shows(&self, device: &DeviceId, ward: &WardId) -> bool {
        let device = self.devices.get(device);
        device.is_none_or(|device| device.wards.is_empty() || device.wards.contains(ward))
    }

    /// Whether a device is enrolled for a ward by name.
    pub(crate) fn lists(&self, device: &DeviceId, ward: &WardId) -> bool {
        self.devices.get(device).is_some_and(|device| device.wards.contains(ward))
    }

    /// How long a sign-in gives reading on a device: longer on one that is enrolled for people at home and for no ward.
    pub(crate) fn lease_ms(&self, device: &DeviceId) -> u64 {
        let wards = self.devices.get(device).map(|device| device.wards.as_slice()).unwrap_or_default();
        let at_home = |ward: &WardId| self.wards.get(ward).is_some_and(|ward| ward.setting == Setting::Home);
        if !wards.is_empty() && wards.iter().all(at_home) { COMMUNITY_LEASE_MS } else { WARD_LEASE_MS }
    }

    /// A ward's name; its slug where the directory has no such ward.
    pub(crate) fn ward_name(&self, ward: &WardId) -> String {
        self.wards.get(ward).map_or_else(|| ward.to_string(), |ward| ward.name.clone())
    }

    /// The devices that show a ward.
    pub(crate) fn devices_of<'d>(&'d self, ward: &'d WardId) -> impl Iterator<Item = &'d EnrolledDevice> {
        self.devices.values().filter(move |d| d.wards.contains(ward) && d.revoked_at.is_none())
    }
}

/// Makes the projection from all facts of the directory, of which there are as many as people, wards and devices.
pub(crate) fn project(tx: &WriteTx<'_>) -> Result<(), Fail> {
    let entries: Vec<Entry> =
        tx.facts().of_scope(&ScopeId::Dir)?.into_iter().filter_map(stays::entry).collect();
    let graph = Graph::of(&entries);
    let mut standing: Vec<&Entry> = graph.entries().filter(|entry| graph.is_current(entry.id)).collect();
    // The server alone writes here and supersedes what it replaces; should two stand, the later one is put last.
    standing.sort_by_key(|entry| (entry.recorded_at.utc, entry.id));
    let (mut staff, mut wards, mut devices) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for entry in standing {
        match &entry.body {
            EntryBody::Staff(person) => drop(staff.insert(person.id, person)),
            EntryBody::Ward(ward) => drop(wards.insert(ward.id.clone(), stored::write(ward))),
            EntryBody::Device(device) => drop(devices.insert(device.id, stored::write(device))),
            _ => {}
        }
    }
    forget_old_pins(tx, &staff)?;
    let rows = tx.directory();
    staff.iter().try_for_each(|(id, person)| rows.put_staff(id, &stored::write(person)))?;
    wards.iter().try_for_each(|(id, body)| rows.put_ward(id, body))?;
    devices.iter().try_for_each(|(id, body)| rows.put_device(id, body))?;
    Ok(())
}

/// Whoever has left, or has another PIN than this device knew of, does not sign in here by the old one any more: the server
/// is asked the next time.
fn forget_old_pins(tx: &WriteTx<'_>, staff: &BTreeMap<StaffId, &Staff>) -> Result<(), Fail> {
    for (id, body) in tx.directory().all_staff()? {
        let (Some(now), Some(before)) = (staff.get(&id), stored::read::<Staff>(&body)) else { continue };
        if !now.active || now.pin_set_at > before.pin_set_at {
            tx.pins().forget_verifier(&id)?;
        }
    }
    Ok(())
}

/// The reason of an entry, with the name in front when nobody's identity was checked and the directory has no such
/// person.
pub(crate) fn reason_by(person: &Person, known: bool, reason: &str) -> String {
    if person.auth != AuthLevel::Emergency || known {
        return reason.to_owned();
    }
    let name = &person.name;
    if reason.is_empty() { format!("{TYPED_NAME}{name}") } else { format!("{TYPED_NAME}{name}\n{reason}") }
}

fn typed_name(reason: &str) -> Option<&str> {
    reason.strip_prefix(TYPED_NAME).and_then(|rest| rest.lines().next())
}

/// A reason without the typed name.
pub(crate) fn reason_alone(reason: &str) -> &str {
    match reason.strip_prefix(TYPED_NAME) {
        Some(rest) => rest.split_once('\n').map_or("", |(_, reason)| reason),
        None => reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_name_travels_in_the_reason_and_comes_out_again() {
        let agency = Person {
            staff: StaffId::from_bytes([1; 16]),
            name: "Jo Bank".into(),
            role: Role::HealthcareAssistant,
            auth: AuthLevel::Emergency,
        };
        for reason in ["", "Late: the tablet was flat"] {
            let stored = reason_by(&agency, false, reason);
            assert_eq!(typed_name(&stored), Some("Jo Bank"));
            assert_eq!(reason_alone(&stored), reason);
        }
        assert_eq!(reason_by(&agency, true, "x"), "x", "the directory knows the name");
        let known = Person { auth: AuthLevel::Pin, ..agency };
        assert_eq!(reason_by(&known, true, ""), "");
        assert_eq!(reason_alone("Plain"), "Plain");
    }
}
