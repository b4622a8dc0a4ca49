//! Whose wristband was scanned: found by the number on it, held against the record part by part, and confirmed by a person.
//!
//! A scan alone changes nothing. What it may do is be remembered for a few minutes, so that a set that is saved meanwhile says
//! by what the patient was told apart; the screen cannot claim a wristband that was not scanned.

use crate::{
    App, Session,
    audit::what,
    clock::Now,
    project::Folded,
    session::Person,
    views::{self, Views},
    ward::Letters,
    words::{self, Fail},
};
use clinical::{
    StayId, cui,
    observation::Identified,
    patient::Identity,
    policy::{Setting, WristbandRules},
    visit::IdentityCheck,
};
use contract::{ConfirmWristband, Likeness, PatientFound, ReadWristband, Reply, WristbandView};
use std::{collections::BTreeSet, sync::Arc};
use store::ReadTx;
use wristband::{Band, HospitalNumber};

/// A scan counts for so long, in milliseconds: for the set that is being taken at this bed, and not for the next round.
/// Proposed by the project, as long as a draft's values may be mixed with new ones (safety rule 6).
pub(crate) const COUNTS_MS: u64 = 15 * 60 * 1_000;

/// More stays of one number than this are not all shown.
const MOST: usize = 4;

/// What the record says of somebody who was found.
struct Match {
    stay: StayId,
    folded: Arc<Folded>,
    found: PatientFound,
}

impl App {
    /// Whose band it is. Beside an open form it says, even under the lock, whether it is that patient's, and nothing more.
    pub(crate) fn read_wristband(&self, session: &Session, asked: &ReadWristband) -> Result<Reply, Fail> {
        let now = self.now();
        let (person, shows) = match (self.identifier(session), asked.at) {
            (Ok(person), _) => (person, true),
            (Err(_), Some(_)) => (self.recorder(session)?, false),
            (Err(refused), None) => return Err(refused),
        };
        let rules = self.wristband_rules();
        let band = wristband::read(&asked.text, &rules).map_err(words::bad_wristband)?;
        let directory = self.directory();
        let views = Views { app: self, now, directory: &directory };
        let (matches, mut words) = self.store.read(|tx| views.matches(tx, &band, &rules))?;
        session.scanned(matches.iter().map(|of| (of.stay, identifiers(&of.found))).collect(), &now);
        let at = asked.at.map(|stay| {
            matches
                .iter()
                .any(|of| of.stay == stay && of.found.likeness.iter().all(|one| one.fits != Some(false)))
        });
        let reason = match (matches.as_slice(), at) {
            ([], _) => "not found",
            (_, Some(true)) => "same patient",
            (_, Some(false)) => "another patient than the form's",
            (_, None) => "found",
        };
        let of = asked.at.or_else(|| matches.first().map(|of| of.stay));
        self.audit_seen(&now, &person, what::READ_WRISTBAND, of, reason)?;
        if at == Some(true) {
            for of in matches.iter().filter(|of| Some(of.stay) == asked.at) {
                self.identified_by_band(session, &now, &person, of.stay, &of.folded)?;
            }
        }
        let patients = if shows { matches.into_iter().map(|of| of.found).collect() } else { Vec::new() };
        if !shows && at != Some(true) {
            words = words::OTHER_BAND_LOCKED.to_owned();
        }
        Ok(Reply::Wristband(Box::new(WristbandView { patients, words, at })))
    }

    /// A person says that this is the patient whose band they scanned.
    pub(crate) fn confirm_wristband(
        &self,
        session: &Session,
        asked: &ConfirmWristband,
    ) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.identifier(session)?;
        let folded = self.stay(&asked.stay)?;
        let bed = views::beds(&folded, &self.directory());
        if !folded.state.is_over() && bed != asked.bed_shown {
            return Err(words::bed_changed().into());
        }
        if !self.identified_by_band(session, &now, &person, asked.stay, &folded)? {
            return Err(words::scan_again().into());
        }
        Ok(Reply::Done)
    }

    /// Remembers and audits it. False where no band of the patient was scanned in the last minutes.
    fn identified_by_band(
        &self,
        session: &Session,
        now: &Now,
        person: &Person,
        stay: StayId,
        folded: &Folded,
    ) -> Result<bool, Fail> {
        let Some(by) = session.scan_of(&stay, now) else { return Ok(false) };
        self.audit_seen(now, person, what::BY_WRISTBAND, Some(stay), "")?;
        let bed = views::beds(folded, &self.directory());
        session.identifies_for(stay, Identified { bed, by }, now.monotonic_ms.saturating_add(COUNTS_MS));
        Ok(true)
    }

    /// How bands are read here: what the policies of all kinds of place in force say, since one hospital prints them.
    fn wristband_rules(&self) -> WristbandRules {
        let policies = self.policies();
        let acute = policies.in_force(Setting::AcuteWard).wristband().clone();
        let others = Setting::ALL.into_iter().filter(|setting| *setting != Setting::AcuteWard);
        others.fold(acute, |rules, setting| rules.and(policies.in_force(setting).wristband()))
    }
}

/// The wristband, and what of it the record has as well.
fn identifiers(found: &PatientFound) -> BTreeSet<IdentityCheck> {
    let fitting = |what: &str| found.likeness.iter().any(|one| one.what == what && one.fits == Some(true));
    let mut by = BTreeSet::from([IdentityCheck::Wristband]);
    by.extend(fitting(FAMILY).then_some(IdentityCheck::Name));
    by.extend(fitting(BORN).then_some(IdentityCheck::BornOn));
    by.extend(fitting(NHS).then_some(IdentityCheck::NhsNumber));
    by
}

const FAMILY: &str = "Family name";
const BORN: &str = "Born";
const NHS: &str = "NHS number";

impl Views<'_> {
    /// The stays with the band's number, those that go on before those that ended, and what is to be said of it.
    fn matches(
        &self,
        tx: &ReadTx<'_>,
        band: &Band,
        rules: &WristbandRules,
    ) -> Result<(Vec<Match>, String), Fail> {
        let ours = band.numbers.hospital().filter(|of| rules.is_ours(&of.hospital));
        let by_nhs = match band.numbers.nhs() {
            Some(nhs) => self.stays_that(tx, |of| of.nhs_number == Some(nhs))?,
            None => BTreeSet::new(),
        };
        let by_hospital = match ours {
            Some(number) => {
                self.stays_that(tx, |of| of.hospital_number.eq_ignore_ascii_case(&number.number))?
            }
            None => BTreeSet::new(),
        };
        if !by_nhs.is_empty() && !by_hospital.is_empty() && by_nhs.is_disjoint(&by_hospital) {
            return Ok((Vec::new(), words::BAND_OF_TWO.to_owned()));
        }
        let stays = if by_nhs.is_empty() { by_hospital } else { by_nhs };
        let mut matches = Vec::new();
        for stay in stays {
            let folded = self.app.stay_in(tx, &stay)?;
            let mut found = self.patient_found(tx, stay, &folded)?;
            found.likeness = likeness(&folded, band, ours);
            matches.push(Match { stay, folded, found });
        }
        if matches.iter().any(|of| !of.folded.state.is_over()) {
            matches.retain(|of| !of.folded.state.is_over());
        }
        matches.truncate(MOST);
        let words = self.band_words(tx, band, ours.is_some(), &matches)?;
        Ok((matches, words))
    }

    fn band_words(
        &self,
        tx: &ReadTx<'_>,
        band: &Band,
        ours: bool,
        matches: &[Match],
    ) -> Result<String, Fail> {
        let mut said = Vec::new();
        if matches.is_empty() {
            said.push(words::BAND_UNKNOWN.to_owned());
            said.push(self.known_here(tx)?);
        }
        if matches.len() > 1 {
            said.push(words::BAND_OF_SEVERAL.to_owned());
        }
        if let Some(of) = band.numbers.hospital().filter(|_| !ours) {
            said.push(format!("This band is of another hospital ({}).", of.hospital));
        }
        if let Some(baby) = &band.baby {
            let (which, of, mother) = (baby.which, baby.of, baby.mother.to_uppercase());
            said.push(format!("A baby's band: number {which} of {of}, of the mother {mother}."));
        }
        Ok(said.join(" "))
    }
}

/// The record beside the band, for what the band says. Nothing fits or does not where the record has nothing.
fn likeness(folded: &Folded, band: &Band, ours: Option<&HospitalNumber>) -> Vec<Likeness> {
    let Some(Identity { family, given, born, nhs_number, hospital_number, .. }) =
        folded.state.identity.latest().map(|leaf| leaf.value.clone())
    else {
        return Vec::new();
    };
    // Whom nobody knows yet has no name to differ.
    let unnamed = family.eq_ignore_ascii_case("unknown");
    let (family, given) = if unnamed { Default::default() } else { (family, given) };
    let part = |what: &str, here: String, there: String, fits: bool| {
        let known = !here.is_empty() && !there.is_empty();
        (!there.is_empty()).then(|| Likeness {
            what: what.to_owned(),
            here,
            there,
            fits: known.then_some(fits),
        })
    };
    let named = band.named.clone().unwrap_or_default();
    let same = |one: &str, other: &str| Letters::of(one) == Letters::of(other);
    let first = |names: &str| names.split_whitespace().next().unwrap_or_default().to_owned();
    let dated = |day: Option<chrono::NaiveDate>| day.map_or_else(String::new, cui::date);
    let nhs =
        |number: Option<clinical::patient::NhsNumber>| number.map_or_else(String::new, |n| n.to_string());
    let hospital = ours.map(|of| of.number.clone()).unwrap_or_default();
    let parts = [
        part(FAMILY, family.clone(), named.family.clone(), same(&family, &named.family)),
        // Bands have room for one given name.
        part("Given names", given.clone(), named.given.clone(), same(&first(&given), &first(&named.given))),
        part(BORN, dated(born), dated(named.born), born == named.born),
        part(NHS, nhs(nhs_number), nhs(band.numbers.nhs()), nhs_number == band.numbers.nhs()),
        part(
            "Hospital number",
            hospital_number.clone(),
            hospital.clone(),
            hospital_number.eq_ignore_ascii_case(&hospital),
        ),
    ];
    parts.into_iter().flatten().collect()
}
