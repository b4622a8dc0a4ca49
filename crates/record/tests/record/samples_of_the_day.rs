//! The kinds of a ward's day: deterioration, monitoring, standing decisions.

use crate::samples::{NOON, fact_id, stay, stay_scope};
use clinical::{
    FactId, ScopeId, Stamp,
    care::{Assistance, Ceiling, CeilingLevel, Limb, Precaution, Resuscitation, Swallowing, WeightBearing},
    entry::EntryBody,
    escalation::{
        Concern, ConcernFrom, Countersignature, Escalation, EscalationAct, Infection, Named, SepsisSign,
        Telling,
    },
    form::fluid::{Amount, Covered, FluidSignature, FluidTotals, FluidWindow},
    handover::{Handover, HandoverNote, HandoverRead},
    monitoring::{MonitoringDecision, ObservationsStop, OffWard},
    news2::Response,
    staff::Role,
};

fn act(role: Role, act: EscalationAct) -> EntryBody {
    let triggers = Named::new([fact_id(5), fact_id(6)]).unwrap();
    EntryBody::Escalation(Box::new(Escalation { triggers, role, act }))
}

/// A fact of every such kind and every word of it, by name.
pub(crate) fn every_kind_of_the_day() -> Vec<(&'static str, ScopeId, EntryBody)> {
    let text = str::to_owned;
    let later = NOON.plus_minutes(240);
    let told =
        EscalationAct::Told { role: text("ward_doctor"), who: text("Dr Example"), how: Telling::Bleep };
    let planned = EscalationAct::Planned { plan: text("Fluids, repeat in an hour"), review_at: Some(later) };
    let mut kinds = vec![
        ("escalation_told", act(Role::HealthcareAssistant, told)),
        ("escalation_accepted", act(Role::Nurse, EscalationAct::Accepted { who: String::new() })),
        (
            "escalation_attended",
            act(Role::Therapist, EscalationAct::Attended { who: text("ambulance crew") }),
        ),
        ("escalation_planned", act(Role::Doctor, planned)),
        ("escalation_not", act(Role::Nurse, EscalationAct::NotEscalated { reason: text("ceiling") })),
        ("escalation_infection", act(Role::Doctor, EscalationAct::Infection(Infection::Suspected))),
        ("escalation_closed", act(Role::NurseInCharge, EscalationAct::Closed { reason: text("improved") })),
        (
            "concern",
            EntryBody::Concern(Concern {
                from: ConcernFrom::Family,
                words: text("not himself"),
                signs: [SepsisSign::Colour, SepsisSign::Rash].into(),
            }),
        ),
        (
            "monitoring",
            EntryBody::Monitoring(MonitoringDecision {
                every_minutes: 240.try_into().unwrap(),
                until: later,
                at_response: Response::Urgent,
                role: Role::Nurse,
            }),
        ),
        (
            "observations_stop",
            EntryBody::ObservationsStop(ObservationsStop::Stopped {
                reason: text("end_of_life"),
                role: Role::NurseInCharge,
            }),
        ),
        ("observations_stop_ended", EntryBody::ObservationsStop(ObservationsStop::Restarted)),
        ("off_ward", EntryBody::OffWard(OffWard::Away { place: text("X-ray"), back_by: Some(later) })),
        ("off_ward_back", EntryBody::OffWard(OffWard::Back)),
        (
            "resuscitation",
            EntryBody::Resuscitation(Resuscitation {
                attempt: false,
                decided_by: text("Dr Example, consultant"),
                review_on: "2026-12-01".parse().ok(),
            }),
        ),
        (
            "ceiling",
            EntryBody::Ceiling(Ceiling {
                level: CeilingLevel::HighDependency,
                words: text("NIV, not for intubation"),
                decided_by: text("Dr Example, consultant"),
                review_on: None,
            }),
        ),
        ("same_person", EntryBody::SamePerson(stay(9))),
        (
            "countersignature",
            EntryBody::Countersignature(Countersignature {
                of: Named::new([fact_id(5)]).unwrap(),
                role: Role::Nurse,
            }),
        ),
    ];
    let precautions = [
        Precaution::WeightBearing(WeightBearing::ToeTouch),
        Precaution::Assistance(Assistance::Two),
        Precaution::Swallowing(Swallowing::NilByMouth),
        Precaution::Limb { limb: Limb::LeftArm, words: text("fistula"), spare: true },
        Precaution::Falls(true),
        Precaution::Ward { code: "isolation".parse().unwrap(), label: text("Isolation"), holds: true },
    ];
    kinds.extend(precautions.map(|precaution| ("precaution", EntryBody::Precaution(precaution))));
    kinds.extend([
        (
            "arrival",
            EntryBody::Arrival(clinical::ward::Place {
                ward: "primrose".parse().unwrap(),
                bay: text("Bay 1"),
                bed: text("4"),
            }),
        ),
        (
            "handover",
            EntryBody::Handover(Handover {
                note: HandoverNote {
                    situation: text("Day 2 after hip"),
                    watch: text("Drowsy on morphine"),
                    to_do: String::new(),
                },
                role: Role::Nurse,
            }),
        ),
        (
            "handover_read",
            EntryBody::HandoverRead(HandoverRead { read: Named::new([fact_id(5), fact_id(6)]).unwrap() }),
        ),
    ]);
    kinds.into_iter().map(|(name, body)| (name, stay_scope(1), body)).collect()
}

/// A night shift's balance, in the night in which the clocks go back, of which an output was not measured.
pub(crate) fn fluid_signature(covers: impl IntoIterator<Item = FactId>) -> EntryBody {
    let at = |minutes, offset_minutes| Stamp { utc: NOON.plus_minutes(minutes), offset_minutes };
    EntryBody::FluidSignature(Box::new(FluidSignature {
        window: FluidWindow::new(at(360, 60), at(360 + 13 * 60, 0)).unwrap(),
        covers: Covered::new(covers).unwrap(),
        totals: FluidTotals { intake: Amount::Total(1_250), output: Amount::AtLeast(400), estimated: true },
        role: Role::Nurse,
    }))
}
