//! What was made on this device, and where each entry is now.

use crate::{
    App, Session,
    project::{StayCard, conflicts::outcome_words, stored},
    stays,
    views::Whereabouts,
    words::Fail,
};
use clinical::{
    ScopeId, StayId,
    entry::{Entry, EntryBody, Withdrawal},
    leaves::Written,
    staff::Action,
};
use contract::{EntryView, Reply};
use std::collections::BTreeMap;
use store::ReadTx;

/// Entries listed; the audit's are not among them.
const LISTED: usize = 200;
/// Facts looked through for them: every act has one of the audit beside it, and views have one alone.
const LOOKED_THROUGH: u32 = 2_000;

impl App {
    /// The entries made on this device, newest first.
    pub(crate) fn entries(&self, session: &Session) -> Result<Reply, Fail> {
        self.reader(session, Action::Read)?;
        let directory = self.directory();
        self.store.read(|tx| {
            let mut whereabouts: BTreeMap<ScopeId, Whereabouts> = BTreeMap::new();
            let mut listed = Vec::new();
            for fact in tx.facts().by_device(&self.me.device, LOOKED_THROUGH)? {
                let scope = fact.scope.clone();
                if matches!(scope, ScopeId::Audit(_) | ScopeId::Ward(..)) {
                    continue;
                }
                let Some(entry) = stays::entry(fact) else { continue };
                if !whereabouts.contains_key(&scope) {
                    whereabouts.insert(scope.clone(), Whereabouts::read(tx, &scope)?);
                }
                let stay = match &scope {
                    ScopeId::Stay(stay) => Some(*stay),
                    _ => None,
                };
                let by = Written::from(&entry);
                let sync =
                    whereabouts.get(&scope).map_or(contract::EntrySync::OnThisDevice, |w| w.of(&entry.id));
                listed.push(EntryView {
                    fact: entry.id,
                    stay,
                    what: what(tx, stay, &entry)?,
                    recorded: by.recorded(),
                    by: directory.author(&by),
                    sync,
                });
                if listed.len() == LISTED {
                    break;
                }
            }
            Ok(Reply::Entries(listed))
        })
    }
}

/// What an entry is, in words: "Observations (NEWS2 9)".
pub(crate) fn kind(entry: &Entry) -> String {
    match &entry.body {
        EntryBody::Admission(_) => "Admission".to_owned(),
        EntryBody::Identity(_) => "Who the patient is".to_owned(),
        EntryBody::Placement(place) => format!("Placed in bed {}", place.bed),
        EntryBody::Arrival(place) => format!("Received in bed {}", place.bed),
        EntryBody::Handover(_) => "Handover".to_owned(),
        EntryBody::HandoverRead(_) => "Handover read".to_owned(),
        EntryBody::Discharge(_) => "End of the stay".to_owned(),
        EntryBody::Observations(set) if set.rechecks.is_some() => "Recheck of one sign".to_owned(),
        EntryBody::Observations(set) if entry.supersedes.is_empty() => {
            format!("Observations ({})", outcome_words(&set.outcome))
        }
        EntryBody::Observations(set) => format!("Corrected observations ({})", outcome_words(&set.outcome)),
        EntryBody::Withdrawal(Withdrawal::EnteredInError) => "Marked as entered in error".to_owned(),
        EntryBody::Withdrawal(Withdrawal::Undone) => "Undone".to_owned(),
        EntryBody::Withdrawal(Withdrawal::WrongPatient { .. }) => "Moved to another patient".to_owned(),
        EntryBody::SpO2Scale(decision) => format!("SpO₂ {}", decision.scale.label()),
        EntryBody::Pregnancy(_) => "Pregnancy".to_owned(),
        EntryBody::Allergies(_) => "Allergies".to_owned(),
        EntryBody::Allocation(of) if of.looking_after => "Taken on".to_owned(),
        EntryBody::Allocation(_) => "Handed back".to_owned(),
        EntryBody::Escalation(_) => "Escalation".to_owned(),
        EntryBody::Concern(_) => "Concern".to_owned(),
        EntryBody::Confirmed(_) => "By what the patient was told apart".to_owned(),
        EntryBody::Monitoring(_) => "How often to observe".to_owned(),
        EntryBody::ObservationsStop(_) => "Observations stop or restart".to_owned(),
        EntryBody::OffWard(_) => "Off the ward, or back".to_owned(),
        EntryBody::Resuscitation(_) => "Resuscitation decision".to_owned(),
        EntryBody::Ceiling(_) => "Ceiling of treatment".to_owned(),
        EntryBody::Oxygen(of) if of.prescribed().is_some() => "Oxygen prescription".to_owned(),
        EntryBody::Oxygen(_) => "Oxygen no longer prescribed".to_owned(),
        EntryBody::Precaution(_) => "Precaution".to_owned(),
        EntryBody::SamePerson(_) => "Same person in another stay".to_owned(),
        EntryBody::Dismissal(_) => "Refused entry looked at".to_owned(),
        EntryBody::Countersignature(_) => "Countersignature".to_owned(),
        EntryBody::Assessment(made) if entry.supersedes.is_empty() => made.title.clone(),
        EntryBody::Assessment(made) => format!("Corrected: {}", made.title),
        EntryBody::FluidSignature(_) if entry.supersedes.is_empty() => "Fluid balance signed".to_owned(),
        EntryBody::FluidSignature(_) => "Fluid balance signed again".to_owned(),
        EntryBody::Note(_) => "Note opened".to_owned(),
        EntryBody::NoteEdit(_) => "Words in a note".to_owned(),
        EntryBody::NoteSignature(_) => "Signature under a note".to_owned(),
        EntryBody::VisitPlan(_) if entry.supersedes.is_empty() => "Plan of a visit".to_owned(),
        EntryBody::VisitPlan(_) => "Visit moved".to_owned(),
        EntryBody::VisitCalledOff(_) => "Visit called off".to_owned(),
        EntryBody::VisitStart(_) => "Visit begun".to_owned(),
        EntryBody::VisitEnd(_) => "Visit ended".to_owned(),
        EntryBody::Goal(_) => "Goal".to_owned(),
        EntryBody::TherapyHandover(_) => "Therapy handover".to_owned(),
        EntryBody::Caseload(of) if of.on => "Taken on the caseload".to_owned(),
        EntryBody::Caseload(_) => "Taken off the caseload".to_owned(),
        EntryBody::Home(_) => "Home address".to_owned(),
        EntryBody::Historic(_) => "Imported history".to_owned(),
        EntryBody::IndexStay(_) => "Pointer in the ward's index".to_owned(),
        EntryBody::Staff(_)
        | EntryBody::Ward(_)
        | EntryBody::Device(_)
        | EntryBody::Policy(_)
        | EntryBody::Form(_) => "Directory".to_owned(),
        EntryBody::Act(_) => "Audit".to_owned(),
        EntryBody::Newer { .. } => "Made by a newer version".to_owned(),
    }
}

/// The same with the bed that the patient is in: "Observations (NEWS2 9), bed A3".
fn what(tx: &ReadTx<'_>, stay: Option<StayId>, entry: &Entry) -> Result<String, Fail> {
    let kind = kind(entry);
    if matches!(entry.body, EntryBody::Placement(_) | EntryBody::Arrival(_)) {
        return Ok(kind);
    }
    let row = stay.map(|stay| tx.stays().get(&stay)).transpose()?.flatten();
    let card = row.and_then(|row| stored::read::<StayCard>(&row.state));
    let beds: Vec<String> = card.into_iter().flat_map(|card| card.places).map(|place| place.bed).collect();
    Ok(if beds.is_empty() { kind } else { format!("{kind}, bed {}", beds.join(" or ")) })
}
