//! From the vocabulary to what the screens are told, part by part: a part that is added to either side does not compile
//! until it has been dealt with here.

use crate::{
    App,
    clock::Now,
    directory::{Directory, reason_alone},
    project::{Folded, TherapyFacts, TransferFacts},
    waiting::Waiting,
    ward::Letters,
    words::Fail,
};
use clinical::{
    ClockTrust, FactId, Stamp, StayId, TakenAt,
    cui::date_time,
    entry::{Allergies, EntryBody},
    leaves::Written,
    observation::{Identified, ObservationSet},
    patient::age_in_years,
    staff::AuthLevel,
    stay::{ChartedSet, Mark, StayState},
    visit::IdentityCheck,
    ward::Place,
};
use contract::{Banner, Connection, EntrySync, MarkedBy, ScaleView, SetView, SyncView, TransferView};
use std::collections::BTreeMap;
use store::{Disk, ReadTx, Standing};

/// A reading of everything that views are made with.
pub(crate) struct Views<'v> {
    pub(crate) app: &'v App,
    pub(crate) now: Now,
    pub(crate) directory: &'v Directory,
}

/// Where the entries of one stay are.
pub(crate) struct Whereabouts(BTreeMap<FactId, Standing>);

impl Whereabouts {
    /// Reads the outbox of a scope. What is not in it has come back from the server.
    pub(crate) fn read(tx: &ReadTx<'_>, scope: &clinical::ScopeId) -> Result<Self, Fail> {
        Ok(Self(tx.outbox().standings(scope)?))
    }

    /// Where one entry is.
    pub(crate) fn of(&self, fact: &FactId) -> EntrySync {
        match self.0.get(fact).copied().unwrap_or(Standing::Verified) {
            Standing::OnDevice => EntrySync::OnThisDevice,
            Standing::OnServer => EntrySync::OnServer,
            Standing::SetAside => EntrySync::SetAside,
            Standing::Verified => EntrySync::Verified,
        }
    }
}

/// A count as the screens are told; more than four thousand million is as good as that.
pub(crate) fn count(n: impl TryInto<u32>) -> u32 {
    n.try_into().unwrap_or(u32::MAX)
}

/// How this device stands with the server.
pub(crate) fn sync(app: &App, tx: &ReadTx<'_>, now: &Now, waiting: &Waiting) -> Result<SyncView, Fail> {
    let line = app.line().clone();
    let waits = waiting.in_all();
    let heard_before = || -> Result<_, Fail> {
        Ok(tx.cursors().get(&clinical::ScopeId::Dir)?.map(|cursor| cursor.heard_at))
    };
    let enrolled = line.enrolled || tx.device().enrolment()?.is_some();
    let connection = match (enrolled, line.online) {
        (false, _) => Connection::NotEnrolled,
        (true, true) => Connection::Online,
        (true, false) => Connection::Offline { since: line.down_since },
    };
    Ok(SyncView {
        connection,
        unsent: waits.on_device,
        unverified: waits.on_server,
        set_aside: count(tx.quarantine().count()?),
        heard_at: line.heard_at.map_or_else(heard_before, |at| Ok(Some(at)))?,
        clock_offset_ms: match now.trust {
            ClockTrust::Proved { offset_ms } => Some(offset_ms),
            ClockTrust::Unproved => None,
        },
        trouble: line.troubles(),
        disk_nearly_full: app.store.disk() == Disk::OnReserve,
    })
}

/// With the age of today and whether a neighbour has a name like it.
pub(crate) fn banner(of: Banner, now: &Now, like_name: bool) -> Banner {
    let today = now.local(now.at()).local_date();
    let years = of.born.and_then(|born| age_in_years(born, today));
    Banner { age_years: years.and_then(|years| u16::try_from(years).ok()), like_name, ..of }
}

/// A bed as it is told. A stay that has seen more than one ward is told with the ward, so that bed A1 there is never taken
/// for bed A1 here.
pub(crate) fn bed(place: &Place, folded: &Folded, directory: &Directory) -> String {
    let mut wards = folded.entries.iter().filter_map(|entry| match &entry.body {
        EntryBody::Placement(place) | EntryBody::Arrival(place) => Some(&place.ward),
        _ => None,
    });
    let first = wards.next();
    if wards.all(|ward| Some(ward) == first) {
        place.bed.clone()
    } else {
        format!("{}, {}", place.bed, directory.ward_name(&place.ward))
    }
}

/// The beds of a patient, as the Save button names them; on the way between two, both are named.
pub(crate) fn beds(folded: &Folded, directory: &Directory) -> String {
    let label = |place: &Place| bed(place, folded, directory);
    let mut beds = Vec::new();
    for place in folded.places() {
        let on_the_way = folded.state.transfers.iter().find(|transfer| transfer.to == place);
        let from =
            on_the_way.map(|transfer| transfer.from.iter().map(&label).collect::<Vec<_>>().join(" or "));
        beds.push(match from {
            Some(from) => format!("{from}, going to {}", label(&place)),
            None => label(&place),
        });
    }
    beds.sort();
    if beds.is_empty() { "no bed".to_owned() } else { beds.join(" or ") }
}

/// By what the patient was identified, where that was asked: of what was moved here, it was another patient.
pub(crate) fn identified_words(identified: Option<&Identified>, auth: AuthLevel, moved: bool) -> String {
    match identified {
        _ if moved => String::new(),
        None if auth == AuthLevel::Emergency => "Patient not confirmed by two identifiers".to_owned(),
        None => String::new(),
        Some(Identified { bed, by }) => {
            let name = |by: &IdentityCheck| match by {
                IdentityCheck::Name => "name",
                IdentityCheck::BornOn => "date of birth",
                IdentityCheck::NhsNumber => "NHS number",
                IdentityCheck::Address => "address",
                IdentityCheck::Wristband => "wristband",
            };
            let shown: Vec<&str> = by.iter().map(name).collect();
            match shown.as_slice() {
                [] => format!("Patient confirmed by bed {bed} alone: who they are was not known"),
                [one] => format!("Patient confirmed by bed {bed} and {one} alone"),
                [most @ .., last] => {
                    format!("Patient confirmed by bed {bed}, {} and {last}", most.join(", "))
                }
            }
        }
    }
}

impl Views<'_> {
    /// One set.
    pub(crate) fn set(&self, charted: &ChartedSet, state: &StayState, whereabouts: &Whereabouts) -> SetView {
        let ChartedSet {
            by,
            set,
            at,
            mark,
            amends,
            late,
            clock_doubtful,
            no_longer_applies,
            other_readings: _,
        } = charted;
        let ObservationSet {
            vitals,
            scale,
            ruleset: _,
            outcome,
            confirmed,
            from_device,
            moved_from,
            charted_there: _,
            remark,
            identified,
            counted,
            rechecks,
        } = set;
        let (charter, auth) = by.charter();
        SetView {
            fact: by.id,
            taken: match (by.taken_at, at) {
                (TakenAt::At(stamp), Some(at)) => TakenAt::At(Stamp { utc: *at, ..stamp }),
                _ => TakenAt::NotRecorded,
            },
            recorded: by.recorded(),
            vitals: vitals.clone(),
            scale: *scale,
            outcome: outcome.clone(),
            no_longer_applies: *no_longer_applies,
            by: self.directory.charter(by),
            role: self.directory.role(&charter),
            auth,
            countersigned: self.countersigned(state, &by.id),
            mark: self.mark(mark),
            moved_here: moved_from.is_some(),
            moved_by: self.moved_by(by),
            late: *late,
            clock_doubtful: *clock_doubtful,
            identified: identified_words(identified.as_ref(), auth, moved_from.is_some()),
            remark: remark.clone(),
            confirmed: confirmed.clone(),
            counted: *counted,
            rechecks: *rechecks,
            sync: whereabouts.of(&by.id),
            from_device: from_device.clone(),
            corrects: !amends.is_empty(),
        }
    }

    pub(crate) fn mark(&self, mark: &Mark) -> contract::Mark {
        match mark {
            Mark::Current => contract::Mark::Current,
            Mark::Disputed => contract::Mark::Disputed,
            Mark::Amended(by) => contract::Mark::Amended(self.marked_by(by)),
            Mark::InError(by) => contract::Mark::InError(self.marked_by(by)),
            Mark::Undone(by) => contract::Mark::Undone(self.marked_by(by)),
            Mark::Moved { by, to: _ } => contract::Mark::Moved(self.marked_by(by)),
        }
    }

    fn marked_by(&self, by: &Written) -> MarkedBy {
        MarkedBy {
            name: self.directory.author(by),
            at: by.recorded(),
            reason: reason_alone(&by.reason).to_owned(),
        }
    }

    /// The scale of a stay.
    pub(crate) fn scale(&self, state: &StayState) -> ScaleView {
        let scale = &state.scale();
        let decided = scale.decided_by().map_or_else(String::new, |by| {
            let at = by.at().unwrap_or_else(|| by.recorded());
            let when = clinical::cui::date_time(self.now.local(at));
            format!("{}, {when}", self.directory.author(by))
        });
        let notice = crate::oxygen::against_scale(state);
        let (shown, disputed, target) = (scale.shown(), scale.is_disputed(), scale.target());
        ScaleView { scale: shown, disputed, target, decided, notice }
    }

    /// Names of those who look after a stay, and whether the signed-in person is one of them.
    pub(crate) fn looked_after<'s>(
        &self,
        by: impl IntoIterator<Item = &'s clinical::StaffId>,
        me: &clinical::StaffId,
    ) -> (Vec<String>, bool) {
        let mut mine = false;
        let names = by.into_iter().inspect(|staff| mine = mine || *staff == me);
        let names: Vec<String> = names.map(|staff| self.directory.name(staff)).collect();
        (names, mine)
    }

    /// What therapists left for the ward, in one line with who and when.
    pub(crate) fn therapy(&self, left: &[TherapyFacts]) -> Option<String> {
        let said = left.iter().map(|TherapyFacts { line, at, author, auth, reason }| {
            let by = self.directory.signed(author, *auth, reason);
            format!("{line} ({by}, {})", date_time(self.now.local(*at)))
        });
        let said: Vec<String> = said.collect();
        (!said.is_empty()).then(|| said.join(" / "))
    }

    /// A transfer with the names of wards and people.
    pub(crate) fn transfer(&self, facts: &TransferFacts) -> TransferView {
        let TransferFacts { leaving, from, to, since, author, auth, reason } = facts;
        TransferView {
            leaving: *leaving,
            from: from.clone(),
            from_ward: self.directory.ward_name(&from.ward),
            to: to.clone(),
            to_ward: self.directory.ward_name(&to.ward),
            since: *since,
            by: self.directory.signed(author, *auth, reason),
        }
    }

    /// The transfer of a patient, as this device's ward sees it.
    pub(crate) fn page_transfer(&self, folded: &Folded) -> Option<TransferView> {
        let state = &folded.state;
        let transfer = state.transfers.last()?;
        let expected_here = self.directory.shows(&self.app.me.device, &transfer.to.ward);
        let place = if expected_here { Some(&transfer.to) } else { transfer.from.first() };
        Some(self.transfer(&crate::project::transfer(state, place?)?))
    }

    /// Allergies of a patient, those known in other stays of the same person among them.
    pub(crate) fn allergies_of_all(
        &self,
        tx: &ReadTx<'_>,
        own: Option<Allergies>,
        joined: &[StayId],
    ) -> Result<Option<Allergies>, Fail> {
        let mut union = own;
        for stay in joined {
            let there = self.app.stay_in(tx, stay)?.state.allergies();
            union = match (union, there) {
                (Some(Allergies::Known(mut known)), Some(Allergies::Known(more))) => {
                    for name in more {
                        if !known.iter().any(|k| k.trim().eq_ignore_ascii_case(name.trim())) {
                            known.push(name);
                        }
                    }
                    Some(Allergies::Known(known))
                }
                (known @ Some(Allergies::Known(_)), _) | (_, known @ Some(Allergies::Known(_))) => known,
                (own, there) => own.or(there),
            };
        }
        Ok(union)
    }

    /// Whether another patient of the wards where this one lies has a name like it.
    pub(crate) fn has_like_name(&self, tx: &ReadTx<'_>, stay: StayId, banner: &Banner) -> Result<bool, Fail> {
        let name = Letters::of(&banner.family);
        for place in &banner.places {
            for row in tx.board().of_ward(&place.ward)? {
                let other = crate::project::stored::read::<crate::project::RowFacts>(&row.row);
                let alike = other.is_some_and(|other| Letters::of(&other.banner.family).is_like(&name));
                if row.stay != stay && alike {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}
