//! The codec of what a fact says, by kind.
//!
//! The vocabulary's types promise no stored shape; the private `Stored…V1` structures of the modules below do. Each is
//! a CBOR map with small integer keys. A number in it that stands for a word is read by its own table and never by a
//! derived `Option` of an enumeration, which would read a newer word as "absent".

mod assessment;
mod care;
mod code;
mod confirmed;
mod directory;
mod escalation;
mod fluid;
mod handover;
mod kind;
mod monitoring;
mod note;
mod observation;
mod origin;
mod oxygen;
mod reason;
mod stay;
mod visit;

use clinical::{ScopeId, entry::EntryBody};
use minicbor::{Decode, Encode, Encoder, encode::Error};
use std::convert::Infallible;

/// Why a body could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BadBody {
    /// A kind, or a value of an enumeration, that this version does not know.
    Newer,
    /// Not what its kind can say.
    Bad,
}

/// The number of the kind that a published policy is of, for finding policies among the facts of a directory.
pub const POLICY: u16 = kind::POLICY;

/// The number of the kind that the word of the nurse in charge on a refused entry is of.
pub const DISMISSAL: u16 = kind::DISMISSAL;

/// The number of the kind that a published assessment form is of.
pub const FORM: u16 = kind::FORM;

/// The numbers of what a visitor begins in a stay and has to finish: notes, and visits planned, begun and ended. One that was
/// called off has its plan beside it.
pub const VISITING: [u16; 4] = [kind::NOTE, kind::VISIT_PLAN, kind::VISIT_START, kind::VISIT_END];

/// The numbers of the kinds that came with notes and since, those of a directory left out: what an application from before
/// notes does not know. For whoever plays an older version.
pub const SINCE_NOTES: [u16; 15] = [
    kind::NOTE_EDIT,
    kind::NOTE_SIGNATURE,
    kind::NOTE,
    kind::VISIT_PLAN,
    kind::VISIT_START,
    kind::VISIT_END,
    kind::VISIT_CALLED_OFF,
    kind::GOAL,
    kind::THERAPY_HANDOVER,
    kind::CASELOAD,
    kind::HOME,
    kind::FLUID_SIGNATURE,
    kind::OXYGEN,
    kind::CONFIRMED,
    kind::DISMISSAL,
];

/// The numbers of what says who a patient is: an admission, and an identity told later.
pub const NAMING: [u16; 2] = [kind::ADMISSION, kind::IDENTITY];

/// The kind of a ward index's entries.
pub const POINTER: u16 = kind::INDEX_STAY;

/// The kind's number.
pub(crate) fn kind_of(body: &EntryBody) -> u16 {
    match body {
        EntryBody::Admission(_) => kind::ADMISSION,
        EntryBody::Identity(_) => kind::IDENTITY,
        EntryBody::Placement(_) => kind::PLACEMENT,
        EntryBody::Arrival(_) => kind::ARRIVAL,
        EntryBody::Discharge(_) => kind::DISCHARGE,
        EntryBody::Observations(_) => kind::OBSERVATIONS,
        EntryBody::Withdrawal(_) => kind::WITHDRAWAL,
        EntryBody::SpO2Scale(_) => kind::SPO2_SCALE,
        EntryBody::Pregnancy(_) => kind::PREGNANCY,
        EntryBody::Allergies(_) => kind::ALLERGIES,
        EntryBody::Historic(_) => kind::HISTORIC,
        EntryBody::Allocation(_) => kind::ALLOCATION,
        EntryBody::Escalation(_) => kind::ESCALATION,
        EntryBody::Concern(_) => kind::CONCERN,
        EntryBody::Confirmed(_) => kind::CONFIRMED,
        EntryBody::Monitoring(_) => kind::MONITORING,
        EntryBody::ObservationsStop(_) => kind::OBSERVATIONS_STOP,
        EntryBody::OffWard(_) => kind::OFF_WARD,
        EntryBody::Resuscitation(_) => kind::RESUSCITATION,
        EntryBody::Ceiling(_) => kind::CEILING,
        EntryBody::Oxygen(_) => kind::OXYGEN,
        EntryBody::Precaution(_) => kind::PRECAUTION,
        EntryBody::SamePerson(_) => kind::SAME_PERSON,
        EntryBody::Countersignature(_) => kind::COUNTERSIGNATURE,
        EntryBody::Dismissal(_) => kind::DISMISSAL,
        EntryBody::Handover(_) => kind::HANDOVER,
        EntryBody::HandoverRead(_) => kind::HANDOVER_READ,
        EntryBody::Assessment(_) => kind::ASSESSMENT,
        EntryBody::FluidSignature(_) => kind::FLUID_SIGNATURE,
        EntryBody::NoteEdit(_) => kind::NOTE_EDIT,
        EntryBody::NoteSignature(_) => kind::NOTE_SIGNATURE,
        EntryBody::Note(_) => kind::NOTE,
        EntryBody::VisitPlan(_) => kind::VISIT_PLAN,
        EntryBody::VisitCalledOff(_) => kind::VISIT_CALLED_OFF,
        EntryBody::VisitStart(_) => kind::VISIT_START,
        EntryBody::VisitEnd(_) => kind::VISIT_END,
        EntryBody::Goal(_) => kind::GOAL,
        EntryBody::TherapyHandover(_) => kind::THERAPY_HANDOVER,
        EntryBody::Caseload(_) => kind::CASELOAD,
        EntryBody::Home(_) => kind::HOME,
        EntryBody::IndexStay(_) => kind::INDEX_STAY,
        EntryBody::Staff(_) => kind::STAFF,
        EntryBody::Ward(_) => kind::WARD,
        EntryBody::Device(_) => kind::DEVICE,
        EntryBody::Policy(_) => kind::POLICY,
        EntryBody::Form(_) => kind::FORM,
        EntryBody::Act(_) => kind::ACT,
        EntryBody::Newer { kind } => *kind,
    }
}

/// Whether a fact that says this may lie in such a scope. Kinds of a newer version may lie in any.
pub(crate) fn belongs(body: &EntryBody, scope: &ScopeId) -> bool {
    match body {
        EntryBody::Admission(_)
        | EntryBody::Assessment(_)
        | EntryBody::FluidSignature(_)
        | EntryBody::Identity(_)
        | EntryBody::Placement(_)
        | EntryBody::Arrival(_)
        | EntryBody::Handover(_)
        | EntryBody::HandoverRead(_)
        | EntryBody::Discharge(_)
        | EntryBody::Observations(_)
        | EntryBody::Withdrawal(_)
        | EntryBody::SpO2Scale(_)
        | EntryBody::Pregnancy(_)
        | EntryBody::Allergies(_)
        | EntryBody::Historic(_)
        | EntryBody::Allocation(_)
        | EntryBody::Escalation(_)
        | EntryBody::Concern(_)
        | EntryBody::Confirmed(_)
        | EntryBody::Monitoring(_)
        | EntryBody::ObservationsStop(_)
        | EntryBody::OffWard(_)
        | EntryBody::Resuscitation(_)
        | EntryBody::Ceiling(_)
        | EntryBody::Oxygen(_)
        | EntryBody::Precaution(_)
        | EntryBody::SamePerson(_)
        | EntryBody::Countersignature(_)
        | EntryBody::Dismissal(_)
        | EntryBody::Note(_)
        | EntryBody::VisitPlan(_)
        | EntryBody::VisitCalledOff(_)
        | EntryBody::VisitStart(_)
        | EntryBody::VisitEnd(_)
        | EntryBody::Goal(_)
        | EntryBody::TherapyHandover(_)
        | EntryBody::Caseload(_)
        | EntryBody::Home(_) => matches!(scope, ScopeId::Stay(_)),
        EntryBody::NoteEdit(_) | EntryBody::NoteSignature(_) => matches!(scope, ScopeId::Note(_)),
        EntryBody::IndexStay(_) => matches!(scope, ScopeId::Ward(..)),
        EntryBody::Staff(_)
        | EntryBody::Ward(_)
        | EntryBody::Device(_)
        | EntryBody::Policy(_)
        | EntryBody::Form(_) => matches!(scope, ScopeId::Dir),
        EntryBody::Act(_) => matches!(scope, ScopeId::Audit(_)),
        EntryBody::Newer { .. } => true,
    }
}

/// Writes the body. A body of a newer version cannot be written anew; [`crate::Fact::sign`] refuses it before this.
pub(crate) fn encode(e: &mut Encoder<Vec<u8>>, body: &EntryBody) -> Result<(), Error<Infallible>> {
    use directory::{StoredActV1, StoredDeviceV1, StoredFormV1, StoredPolicyV1, StoredStaffV1, StoredWardV1};
    use observation::StoredObservationsV1;
    use stay as s;
    match body {
        EntryBody::Admission(identity) | EntryBody::Identity(identity) => {
            e.encode(s::StoredIdentityV1::from(identity))?.ok()
        }
        EntryBody::Placement(place) | EntryBody::Arrival(place) => {
            e.encode(s::StoredPlaceV1::from(place))?.ok()
        }
        EntryBody::Discharge(discharge) => e.encode(s::StoredDischargeV1::from(discharge))?.ok(),
        EntryBody::Observations(set) => e.encode(StoredObservationsV1::from(set.as_ref()))?.ok(),
        EntryBody::Withdrawal(withdrawal) => e.encode(s::StoredWithdrawalV1::from(withdrawal))?.ok(),
        EntryBody::SpO2Scale(decision) => e.encode(s::StoredScaleV1::from(decision))?.ok(),
        EntryBody::Pregnancy(pregnant) => e.encode(s::StoredPregnancyV1 { pregnant: *pregnant })?.ok(),
        EntryBody::Allergies(allergies) => e.encode(s::StoredAllergiesV1::from(allergies))?.ok(),
        EntryBody::Historic(provenance) => e.encode(s::StoredProvenanceV1::from(provenance))?.ok(),
        EntryBody::Allocation(allocation) => e.encode(s::StoredAllocationV1::from(allocation))?.ok(),
        EntryBody::Escalation(of) => e.encode(escalation::StoredEscalationV1::from(of.as_ref()))?.ok(),
        EntryBody::Concern(of) => e.encode(escalation::StoredConcernV1::from(of))?.ok(),
        EntryBody::Confirmed(of) => e.encode(confirmed::StoredConfirmedV1::from(of))?.ok(),
        EntryBody::Monitoring(of) => e.encode(monitoring::StoredMonitoringV1::from(of))?.ok(),
        EntryBody::ObservationsStop(of) => e.encode(monitoring::StoredObservationsStopV1::from(of))?.ok(),
        EntryBody::OffWard(of) => e.encode(monitoring::StoredOffWardV1::from(of))?.ok(),
        EntryBody::Resuscitation(of) => e.encode(care::StoredResuscitationV1::from(of))?.ok(),
        EntryBody::Ceiling(of) => e.encode(care::StoredCeilingV1::from(of))?.ok(),
        EntryBody::Oxygen(of) => e.encode(oxygen::StoredOxygenV1::from(of))?.ok(),
        EntryBody::Precaution(of) => e.encode(care::StoredPrecautionV1::from(of))?.ok(),
        EntryBody::SamePerson(of) => e.encode(monitoring::StoredSamePersonV1::from(of))?.ok(),
        EntryBody::Dismissal(of) => e.encode(escalation::StoredDismissalV1::from(of))?.ok(),
        EntryBody::Countersignature(of) => e.encode(escalation::StoredCountersignatureV1::from(of))?.ok(),
        EntryBody::Assessment(made) => e.encode(assessment::StoredAssessmentV1::from(made.as_ref()))?.ok(),
        EntryBody::FluidSignature(of) => e.encode(fluid::StoredFluidSignatureV1::from(of.as_ref()))?.ok(),
        EntryBody::Handover(of) => e.encode(handover::StoredHandoverV1::from(of))?.ok(),
        EntryBody::HandoverRead(of) => e.encode(handover::StoredHandoverReadV1::from(of))?.ok(),
        EntryBody::Note(of) => e.encode(note::StoredNoteV1::from(of))?.ok(),
        EntryBody::NoteEdit(of) => e.encode(note::StoredNoteEditV1::from(of.as_ref()))?.ok(),
        EntryBody::NoteSignature(of) => e.encode(note::StoredNoteSignatureV1::from(of.as_ref()))?.ok(),
        EntryBody::VisitPlan(of) => e.encode(visit::StoredVisitPlanV1::from(of))?.ok(),
        EntryBody::VisitCalledOff(of) => e.encode(visit::StoredVisitCalledOffV1::from(of))?.ok(),
        EntryBody::VisitStart(of) => e.encode(visit::StoredVisitStartV1::from(of))?.ok(),
        EntryBody::VisitEnd(of) => e.encode(visit::StoredVisitEndV1::from(of))?.ok(),
        EntryBody::Goal(of) => e.encode(visit::StoredGoalV1::from(of))?.ok(),
        EntryBody::TherapyHandover(of) => e.encode(visit::StoredTherapyHandoverV1::from(of))?.ok(),
        EntryBody::Caseload(of) => e.encode(visit::StoredCaseloadV1::from(of))?.ok(),
        EntryBody::Home(of) => e.encode(visit::StoredHomeV1::from(of))?.ok(),
        EntryBody::IndexStay(stay) => e.encode(s::StoredIndexV1::from(stay))?.ok(),
        EntryBody::Staff(staff) => e.encode(StoredStaffV1::from(staff))?.ok(),
        EntryBody::Ward(ward) => e.encode(StoredWardV1::from(ward))?.ok(),
        EntryBody::Device(device) => e.encode(StoredDeviceV1::from(device))?.ok(),
        EntryBody::Policy(policy) => e.encode(StoredPolicyV1::from(policy.as_ref()))?.ok(),
        EntryBody::Form(form) => e.encode(StoredFormV1::from(form.as_ref()))?.ok(),
        EntryBody::Act(act) => e.encode(StoredActV1::from(act))?.ok(),
        EntryBody::Newer { .. } => e.null()?.ok(),
    }
}

/// Reads the body of a fact of this kind. Keys that this version does not know are passed over.
pub(crate) fn decode(kind: u16, bytes: &[u8]) -> Result<EntryBody, BadBody> {
    use directory::{StoredActV1, StoredDeviceV1, StoredFormV1, StoredPolicyV1, StoredStaffV1, StoredWardV1};
    use observation::StoredObservationsV1;
    use stay as s;
    Ok(match kind {
        kind::ADMISSION => EntryBody::Admission(read::<s::StoredIdentityV1>(bytes)?.try_into()?),
        kind::IDENTITY => EntryBody::Identity(read::<s::StoredIdentityV1>(bytes)?.try_into()?),
        kind::PLACEMENT => EntryBody::Placement(read::<s::StoredPlaceV1>(bytes)?.try_into()?),
        kind::ARRIVAL => EntryBody::Arrival(read::<s::StoredPlaceV1>(bytes)?.try_into()?),
        kind::HANDOVER => EntryBody::Handover(read::<handover::StoredHandoverV1>(bytes)?.try_into()?),
        kind::HANDOVER_READ => {
            EntryBody::HandoverRead(read::<handover::StoredHandoverReadV1>(bytes)?.try_into()?)
        }
        kind::DISCHARGE => EntryBody::Discharge(read::<s::StoredDischargeV1>(bytes)?.try_into()?),
        kind::OBSERVATIONS => {
            EntryBody::Observations(Box::new(read::<StoredObservationsV1>(bytes)?.try_into()?))
        }
        kind::WITHDRAWAL => EntryBody::Withdrawal(read::<s::StoredWithdrawalV1>(bytes)?.try_into()?),
        kind::SPO2_SCALE => EntryBody::SpO2Scale(read::<s::StoredScaleV1>(bytes)?.try_into()?),
        kind::PREGNANCY => EntryBody::Pregnancy(read::<s::StoredPregnancyV1>(bytes)?.pregnant),
        kind::ALLERGIES => EntryBody::Allergies(read::<s::StoredAllergiesV1>(bytes)?.try_into()?),
        kind::HISTORIC => EntryBody::Historic(read::<s::StoredProvenanceV1>(bytes)?.into()),
        kind::ALLOCATION => EntryBody::Allocation(read::<s::StoredAllocationV1>(bytes)?.into()),
        kind::ESCALATION => {
            EntryBody::Escalation(Box::new(read::<escalation::StoredEscalationV1>(bytes)?.try_into()?))
        }
        kind::CONCERN => EntryBody::Concern(read::<escalation::StoredConcernV1>(bytes)?.try_into()?),
        kind::CONFIRMED => EntryBody::Confirmed(read::<confirmed::StoredConfirmedV1>(bytes)?.try_into()?),
        kind::MONITORING => EntryBody::Monitoring(read::<monitoring::StoredMonitoringV1>(bytes)?.try_into()?),
        kind::OBSERVATIONS_STOP => {
            EntryBody::ObservationsStop(read::<monitoring::StoredObservationsStopV1>(bytes)?.try_into()?)
        }
        kind::OFF_WARD => EntryBody::OffWard(read::<monitoring::StoredOffWardV1>(bytes)?.try_into()?),
        kind::RESUSCITATION => {
            EntryBody::Resuscitation(read::<care::StoredResuscitationV1>(bytes)?.try_into()?)
        }
        kind::CEILING => EntryBody::Ceiling(read::<care::StoredCeilingV1>(bytes)?.try_into()?),
        kind::OXYGEN => EntryBody::Oxygen(read::<oxygen::StoredOxygenV1>(bytes)?.try_into()?),
        kind::PRECAUTION => EntryBody::Precaution(read::<care::StoredPrecautionV1>(bytes)?.try_into()?),
        kind::SAME_PERSON => EntryBody::SamePerson(read::<monitoring::StoredSamePersonV1>(bytes)?.into()),
        kind::DISMISSAL => EntryBody::Dismissal(read::<escalation::StoredDismissalV1>(bytes)?.try_into()?),
        kind::COUNTERSIGNATURE => {
            EntryBody::Countersignature(read::<escalation::StoredCountersignatureV1>(bytes)?.try_into()?)
        }
        kind::ASSESSMENT => {
            EntryBody::Assessment(Box::new(read::<assessment::StoredAssessmentV1>(bytes)?.try_into()?))
        }
        kind::FLUID_SIGNATURE => {
            EntryBody::FluidSignature(Box::new(read::<fluid::StoredFluidSignatureV1>(bytes)?.try_into()?))
        }
        kind::NOTE => EntryBody::Note(read::<note::StoredNoteV1>(bytes)?.into()),
        kind::NOTE_EDIT => EntryBody::NoteEdit(Box::new(read::<note::StoredNoteEditV1>(bytes)?.try_into()?)),
        kind::NOTE_SIGNATURE => {
            EntryBody::NoteSignature(Box::new(read::<note::StoredNoteSignatureV1>(bytes)?.try_into()?))
        }
        kind::VISIT_PLAN => EntryBody::VisitPlan(read::<visit::StoredVisitPlanV1>(bytes)?.into()),
        kind::VISIT_CALLED_OFF => {
            EntryBody::VisitCalledOff(read::<visit::StoredVisitCalledOffV1>(bytes)?.into())
        }
        kind::VISIT_START => EntryBody::VisitStart(read::<visit::StoredVisitStartV1>(bytes)?.try_into()?),
        kind::VISIT_END => EntryBody::VisitEnd(read::<visit::StoredVisitEndV1>(bytes)?.try_into()?),
        kind::GOAL => EntryBody::Goal(read::<visit::StoredGoalV1>(bytes)?.try_into()?),
        kind::THERAPY_HANDOVER => {
            EntryBody::TherapyHandover(read::<visit::StoredTherapyHandoverV1>(bytes)?.into())
        }
        kind::CASELOAD => EntryBody::Caseload(read::<visit::StoredCaseloadV1>(bytes)?.into()),
        kind::HOME => EntryBody::Home(read::<visit::StoredHomeV1>(bytes)?.into()),
        kind::INDEX_STAY => EntryBody::IndexStay(read::<s::StoredIndexV1>(bytes)?.into()),
        kind::STAFF => EntryBody::Staff(read::<StoredStaffV1>(bytes)?.try_into()?),
        kind::WARD => EntryBody::Ward(read::<StoredWardV1>(bytes)?.try_into()?),
        kind::DEVICE => EntryBody::Device(read::<StoredDeviceV1>(bytes)?.try_into()?),
        kind::POLICY => EntryBody::Policy(Box::new(read::<StoredPolicyV1>(bytes)?.try_into()?)),
        kind::FORM => EntryBody::Form(Box::new(read::<StoredFormV1>(bytes)?.into())),
        kind::ACT => EntryBody::Act(read::<StoredActV1>(bytes)?.into()),
        _ => return Err(BadBody::Newer),
    })
}

fn read<'b, T: Decode<'b, ()> + Encode<()>>(bytes: &'b [u8]) -> Result<T, BadBody> {
    minicbor::decode(bytes).map_err(|_| BadBody::Bad)
}
