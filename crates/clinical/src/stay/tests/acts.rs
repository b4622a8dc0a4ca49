//! What people do about a rise, to try the rules on.

use super::build::*;
use crate::{
    FactId, StaffId,
    entry::{Entry, EntryBody},
    escalation::{
        Concern, ConcernFrom, Countersignature, Escalation, EscalationAct, Infection, Named, Telling,
    },
    news2::Response,
    policy::{Policy, Setting},
    staff::{AuthLevel, Role},
    stay::{Episode, StayState, Why},
    vitals::{Consciousness, Spo2, Vitals},
};

/// An act by somebody of this role about these triggers.
pub(super) fn act(n: u8, minutes: i64, role: Role, act: EscalationAct, triggers: &[u8]) -> Entry {
    let triggers = Named::new(triggers.iter().map(|n| id(*n))).unwrap();
    let mut entry = entry(n, minutes, EntryBody::Escalation(Box::new(Escalation { triggers, role, act })));
    entry.author = StaffId::from_bytes([n; 16]);
    entry
}

pub(super) fn told(n: u8, minutes: i64, role: &str, triggers: &[u8]) -> Entry {
    let told = EscalationAct::Told { role: role.into(), who: String::new(), how: Telling::Bleep };
    act(n, minutes, Role::HealthcareAssistant, told, triggers)
}

pub(super) fn accepted(n: u8, minutes: i64, triggers: &[u8]) -> Entry {
    act(n, minutes, Role::Nurse, EscalationAct::Accepted { who: String::new() }, triggers)
}

pub(super) fn attended(n: u8, minutes: i64, triggers: &[u8]) -> Entry {
    act(n, minutes, Role::Doctor, EscalationAct::Attended { who: String::new() }, triggers)
}

pub(super) fn planned(n: u8, minutes: i64, review: Option<i64>, triggers: &[u8]) -> Entry {
    let plan = EscalationAct::Planned { plan: "Fluids".into(), review_at: review.map(minute) };
    act(n, minutes, Role::Doctor, plan, triggers)
}

pub(super) fn infection(n: u8, minutes: i64, thought: Infection, triggers: &[u8]) -> Entry {
    act(n, minutes, Role::Nurse, EscalationAct::Infection(thought), triggers)
}

pub(super) fn closed(n: u8, minutes: i64, triggers: &[u8]) -> Entry {
    act(n, minutes, Role::Nurse, EscalationAct::Closed { reason: "improved".into() }, triggers)
}

pub(super) fn by_typed_name(mut entry: Entry) -> Entry {
    entry.auth = AuthLevel::Emergency;
    entry
}

pub(super) fn concern(n: u8, minutes: i64) -> Entry {
    let concern =
        Concern { from: ConcernFrom::Family, words: "not himself".into(), signs: Default::default() };
    entry(n, minutes, EntryBody::Concern(concern))
}

/// Total 3 by new confusion alone.
pub(super) fn confused() -> Vitals {
    Vitals { consciousness: Some(Consciousness::Confusion), ..vitals(0) }
}

/// Total 9.
pub(super) fn nine() -> Vitals {
    Vitals { spo2: Spo2::new(93), ..vitals(7) }
}

pub(super) fn episodes(entries: &[Entry], minutes: i64) -> Vec<Episode> {
    state(entries).episodes(minute(minutes))
}

/// The only episode.
pub(super) fn episode(entries: &[Entry], minutes: i64) -> Episode {
    let mut found = episodes(entries, minutes);
    assert_eq!(found.len(), 1, "one episode");
    found.remove(0)
}

/// Why and when each alert went out, in minutes from admission.
pub(super) fn alerts(episode: &Episode) -> Vec<(Why, i64)> {
    episode.alerts.iter().map(|alert| (alert.why, alert.at.minutes_since(ADMITTED))).collect()
}

pub(super) fn triggers(episode: &Episode) -> Vec<FactId> {
    episode.trigger_ids()
}

pub(super) fn ids(of: &[u8]) -> Vec<FactId> {
    of.iter().map(|n| id(*n)).collect()
}

pub(super) fn under(setting: Setting, entries: &[Entry]) -> StayState {
    StayState::fold(entries, &Policy::shipped(setting))
}

pub(super) const RAISING: [Response; 3] = [Response::UrgentWardBased, Response::Urgent, Response::Emergency];

/// A nurse's name under these entries.
pub(super) fn signed_for(n: u8, minutes: i64, of: &[u8]) -> Entry {
    let of = Named::new(of.iter().map(|n| id(*n))).unwrap();
    entry(n, minutes, EntryBody::Countersignature(Countersignature { of, role: Role::Nurse }))
}
