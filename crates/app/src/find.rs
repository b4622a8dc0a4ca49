//! Looking for a patient among those that this device holds: by name, date of birth, NHS number, hospital number or bed; and
//! how anybody who was found is shown, however they were looked for.

use crate::{
    App, Session,
    audit::what,
    finding::{fits, named, wanted},
    project::{self, Folded, RowFacts, stored},
    session::Person,
    views::{self, Views},
    ward::Letters,
    words::{self, Fail},
};
use clinical::{ScopeId, StayId, UtcMillis, cui, entry::Discharge, staff::AuthLevel};
use contract::{Connection, PatientFound, PatientsFound, Reply};
use std::collections::BTreeSet;
use store::ReadTx;

/// Patients shown at a time: whoever gets more has to say more.
const MOST: usize = 12;

/// The shortest text that is looked for as a name or a number; a bed may be called by one letter.
const SHORTEST: usize = 2;

impl App {
    /// The patients whom the text fits, those whose stay goes on first. Whoever may see who lies where may look.
    pub(crate) fn find_patients(&self, session: &Session, text: &str) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.identifier(session)?;
        let directory = self.directory();
        let views = Views { app: self, now, directory: &directory };
        let text = text.trim();
        let found = self.store.read(|tx| {
            let mut stays = views.in_bed(tx, text)?;
            if text.chars().count() >= SHORTEST {
                let wanted = wanted(text);
                stays.extend(views.stays_that(tx, |of| fits(of, &wanted))?);
            } else if stays.is_empty() {
                return Err(words::nothing_to_find().into());
            }
            views.patients_found(tx, &person, stays)
        })?;
        self.audit_seen(&now, &person, what::FIND_PATIENT, None, "")?;
        Ok(Reply::PatientsFound(Box::new(found)))
    }
}

impl Views<'_> {
    /// Stays of a person of whom this is true, as far as this device has their facts.
    pub(crate) fn stays_that(
        &self,
        tx: &ReadTx<'_>,
        is_so: impl Fn(&clinical::patient::Identity) -> bool,
    ) -> Result<BTreeSet<StayId>, Fail> {
        let mut stays = BTreeSet::new();
        for scope in tx.facts().scopes()? {
            let ScopeId::Stay(stay) = scope else { continue };
            if named(tx, &ScopeId::Stay(stay))?.iter().any(&is_so) {
                stays.insert(stay);
            }
        }
        Ok(stays)
    }

    /// Who lies in a bed of this name, in any ward that this device shows.
    fn in_bed(&self, tx: &ReadTx<'_>, text: &str) -> Result<BTreeSet<StayId>, Fail> {
        let lower = text.to_lowercase();
        let bed = lower.strip_prefix("bed ").unwrap_or(&lower).trim();
        let mut stays = BTreeSet::new();
        let shown =
            self.directory.wards.keys().filter(|ward| self.directory.shows(&self.app.me.device, ward));
        for ward in shown {
            for row in tx.board().of_ward(ward)? {
                let facts = stored::read::<RowFacts>(&row.row);
                if facts.is_some_and(|facts| facts.place.bed.to_lowercase() == bed) {
                    stays.insert(row.stay);
                }
            }
        }
        Ok(stays)
    }

    fn patients_found(
        &self,
        tx: &ReadTx<'_>,
        person: &Person,
        stays: BTreeSet<StayId>,
    ) -> Result<PatientsFound, Fail> {
        let mut found = Vec::new();
        for stay in stays {
            // A stay that cannot be put together says so on its board; it is not left out of the rest's way.
            let Ok(folded) = self.app.stay_in(tx, &stay) else { continue };
            // Under a name that was not checked one sees who lies where, and nobody else.
            if folded.state.is_over() && person.auth == AuthLevel::Emergency {
                continue;
            }
            found.push((folded.state.is_over(), self.patient_found(tx, stay, &folded)?));
        }
        mark_alike(&mut found);
        found.sort_by_key(|(over, of)| (*over, Letters::of(&of.banner.family), of.banner.given.clone()));
        let more = found.len() > MOST;
        let patients = found.into_iter().take(MOST).map(|(_, of)| of).collect();
        Ok(PatientsFound { patients, more, words: self.known_here(tx)? })
    }

    /// Who was found and where they are, with what may be wrong about it.
    pub(crate) fn patient_found(
        &self,
        tx: &ReadTx<'_>,
        stay: StayId,
        folded: &Folded,
    ) -> Result<PatientFound, Fail> {
        let banner = project::banner(stay, folded);
        let like_name = self.has_like_name(tx, stay, &banner)?;
        let banner = views::banner(banner, &self.now, like_name);
        let ended = folded.state.ended.latest().filter(|_| folded.state.is_over());
        if let Some(end) = ended {
            let at = self.now.local(end.by.at().unwrap_or_else(|| end.by.recorded()));
            let (how, what) = match end.value {
                Discharge::Discharged => ("Left the hospital", "They left the hospital by this record."),
                Discharge::Died => ("Died", "They died by this record."),
            };
            return Ok(PatientFound {
                banner,
                bed: String::new(),
                place: format!("{how}, {}", cui::date_time(at)),
                warning: format!("{what} If they are here again, admit them anew."),
                likeness: Vec::new(),
            });
        }
        let bed = views::beds(folded, self.directory);
        let mut wards: Vec<_> = folded.places().into_iter().map(|place| place.ward).collect();
        wards.dedup();
        let here = wards.iter().any(|ward| self.directory.shows(&self.app.me.device, ward));
        let names: Vec<_> = wards.iter().map(|ward| self.directory.ward_name(ward)).collect();
        let names = names.join(" or ");
        Ok(PatientFound {
            banner,
            place: format!("Bed {bed}, {names}"),
            bed,
            warning: if here {
                String::new()
            } else {
                format!("By this record they lie on {names}, not on this ward.")
            },
            likeness: Vec::new(),
        })
    }

    /// What this device has to look among, and since when it has heard nothing new.
    pub(crate) fn known_here(&self, tx: &ReadTx<'_>) -> Result<String, Fail> {
        let shown =
            self.directory.wards.keys().filter(|ward| self.directory.shows(&self.app.me.device, ward));
        let wards: Vec<_> = shown.map(|ward| self.directory.ward_name(ward)).collect();
        let waiting = self.app.waiting()?;
        let sync = views::sync(self.app, tx, &self.now, &waiting)?;
        let since = |at: Option<UtcMillis>| match at {
            Some(at) => format!("nothing new has come since {}", cui::date_time(self.now.local(at))),
            None => "nothing has come from the server yet".to_owned(),
        };
        let line = match sync.connection {
            Connection::Online => String::new(),
            _ => format!(" There is no connection to the server: {}.", since(sync.heard_at)),
        };
        Ok(format!(
            "This device knows the patients of {}, and nobody of other wards.{line}",
            wards.join(", ")
        ))
    }
}

/// Two of one list whose names are easily taken for one another are both marked, whatever ward they lie on.
fn mark_alike(found: &mut [(bool, PatientFound)]) {
    let letters: Vec<_> = found.iter().map(|(_, of)| Letters::of(&of.banner.family)).collect();
    for (at, (_, of)) in found.iter_mut().enumerate() {
        let others = letters.iter().enumerate().filter(|(other, _)| *other != at);
        of.banner.like_name |= others.into_iter().any(|(_, other)| other.is_like(&letters[at]));
    }
}
