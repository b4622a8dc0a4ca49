//! A plan as lines of text, one a fact: to be read by people, and to be compared byte by byte.

use crate::planned::{Plan, PlannedFact, PlannedNote, Stay};
use chrono::{DateTime, FixedOffset};
use clinical::{
    Stamp, TakenAt,
    entry::{Allergies, EntryBody, Withdrawal},
    news2::Outcome,
    observation::ObservationSet,
    vitals::{Oxygen, Vitals},
};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Every fact of one stay, one a line, and the words of its notes.
pub fn listing(plan: &Plan, stay: &Stay) -> String {
    let facts = stay.facts.iter().map(|fact| line(plan, fact) + "\n");
    facts.chain(stay.notes.iter().map(|note| words(plan, note))).collect()
}

/// SHA-256 over the listing of the whole ward, in hexadecimal.
pub fn digest(plan: &Plan) -> String {
    let mut sha = Sha256::new();
    for stay in &plan.stays {
        sha.update(format!("{} {}\n", stay.bed, stay.id));
        sha.update(listing(plan, stay));
    }
    sha.finalize().iter().fold(String::new(), |mut text, byte| {
        // Writing to a `String` cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// One part of a note a line, and who signed it when.
fn words(plan: &Plan, note: &PlannedNote) -> String {
    let PlannedNote { opened, author, parts, written_at, signed_at } = note;
    let name = plan.directory.name_of(*author);
    let parts = parts.iter().map(|(section, id, text)| format!("{id} {}: {text}\n", section.label()));
    let times = format!("note {opened} {name}, written {}, signed {}\n", written_at.0, signed_at.0);
    std::iter::once(times).chain(parts).collect()
}

fn line(plan: &Plan, fact: &PlannedFact) -> String {
    let taken = match fact.taken_at {
        TakenAt::NotRecorded => "not recorded".to_owned(),
        TakenAt::At(stamp) => time(stamp),
    };
    let delay = fact.taken_at.utc().map_or(0, |at| (fact.recorded_at.utc.0 - at.0) / 1000);
    let name = plan.directory.name_of(fact.author);
    let mut text = format!("{taken} +{delay}s {} {name}: {}", fact.id, said(&fact.body));
    if !fact.supersedes.is_empty() {
        let ids: Vec<_> = fact.supersedes.iter().map(ToString::to_string).collect();
        let _ = write!(text, " | instead of {}", ids.join(", "));
    }
    if !fact.reason.is_empty() {
        let _ = write!(text, " | because: {}", fact.reason);
    }
    text
}

/// Local time with its offset, to the millisecond.
fn time(stamp: Stamp) -> String {
    let offset = FixedOffset::east_opt(i32::from(stamp.offset_minutes) * 60);
    DateTime::from_timestamp_millis(stamp.utc.0)
        .zip(offset)
        .map_or_else(|| stamp.utc.0.to_string(), |(at, offset)| at.with_timezone(&offset).to_rfc3339())
}

fn said(body: &EntryBody) -> String {
    match body {
        EntryBody::Admission(who) | EntryBody::Identity(who) => format!(
            "admission: {} born {} NHS {} hospital {} {}",
            who.banner_name(),
            who.born.map_or_else(|| "unknown".to_owned(), |born| born.to_string()),
            who.nhs_number.map_or_else(|| "none".to_owned(), |number| number.digits()),
            who.hospital_number,
            who.gender.words(),
        ),
        EntryBody::Placement(place) | EntryBody::Arrival(place) => {
            format!("bed {} in {}", place.bed, place.bay)
        }
        EntryBody::Observations(set) => observations(set),
        EntryBody::Withdrawal(Withdrawal::EnteredInError) => "entered in error".to_owned(),
        EntryBody::Withdrawal(Withdrawal::Undone) => "undone".to_owned(),
        EntryBody::Withdrawal(Withdrawal::WrongPatient { moved_to }) => {
            format!("wrong patient, moved to {moved_to}")
        }
        EntryBody::Allergies(Allergies::NoneKnown) => "no known allergies".to_owned(),
        EntryBody::Allergies(Allergies::Known(list)) => format!("allergies: {}", list.join("; ")),
        EntryBody::SpO2Scale(decision) => format!("{}, target {:?}", decision.scale.label(), decision.target),
        // Whatever else a ward may record is rare; its plain form is exact and good enough to compare.
        other => format!("{other:?}"),
    }
}

fn observations(set: &ObservationSet) -> String {
    let mut text = signs(&set.vitals);
    let score = match &set.outcome {
        Outcome::Complete { total, risk, .. } => format!("NEWS2 {total} {}", risk.code()),
        Outcome::Incomplete { at_least, at_most, .. } => format!("NEWS2 incomplete {at_least} to {at_most}"),
        Outcome::NotApplicable { reason } => format!("no NEWS2: {reason:?}"),
    };
    let _ = write!(text, " -> {score}, {}", set.scale.label());
    for (sign, reason) in &set.vitals.unable {
        let _ = write!(text, ", no {}: {reason:?}", sign.label());
    }
    if !set.confirmed.is_empty() {
        let _ = write!(text, ", confirmed {}", set.confirmed.join(" "));
    }
    if let Some((stay, fact)) = set.moved_from {
        let _ = write!(text, ", moved from {stay} {fact}");
    }
    text
}

fn signs(vitals: &Vitals) -> String {
    let number = |value: Option<i64>| value.map_or_else(|| "-".to_owned(), |value| value.to_string());
    let tenths = vitals.temperature.map(|t| t.get());
    format!(
        "RR {} SpO2 {} {} BP {}/{} P {} {} T {}",
        number(vitals.respiration.map(Into::into)),
        number(vitals.spo2.map(Into::into)),
        oxygen(vitals.oxygen.as_ref()),
        number(vitals.systolic.map(Into::into)),
        number(vitals.diastolic.map(Into::into)),
        number(vitals.pulse.map(Into::into)),
        vitals.consciousness.map_or('-', |mind| mind.letter()),
        tenths.map_or_else(|| "-".to_owned(), |t| format!("{}.{}", t / 10, t % 10)),
    )
}

fn oxygen(oxygen: Option<&Oxygen>) -> String {
    match oxygen {
        None => "-".to_owned(),
        Some(Oxygen::Air) => "air".to_owned(),
        Some(Oxygen::Supplemental(given)) => {
            let amount = match (given.flow, given.fio2) {
                (Some(flow), _) => format!("{}.{:02}L", flow.get() / 100, flow.get() % 100),
                (None, Some(fio2)) => format!("{}%", fio2.get()),
                (None, None) => "?".to_owned(),
            };
            format!("{} {amount}", given.device)
        }
    }
}
