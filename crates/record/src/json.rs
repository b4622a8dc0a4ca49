//! Any fact as JSON, for a person to read: an auditor, a support desk, whoever opens the record in twenty years.

use crate::{Fact, SignedFact, body, cbor, fact::ClockFacts, hash::hex, header, limits::MAX_DEPTH};
use chrono::{DateTime, FixedOffset};
use clinical::{ClockTrust, Stamp, TakenAt, entry::EntryBody, form::PublishedForm, policy::PublishedPolicy};
use minicbor::{Decoder, data::Type};
use serde_json::{Map, Value, json};

/// The fact as indented JSON, with every part that this version does not know under its number. Bytes that hold no fact
/// come out as hexadecimal with the reason, and so do, beside what can be read of them, those of a kind that only a newer
/// version knows. The signature is shown, not checked. What a terminal would obey instead of showing is escaped.
pub fn fact_json(signed: &SignedFact) -> String {
    shown(&fact_value(signed))
}

/// The value as indented JSON in which no sign moves a cursor or turns the direction of writing: JSON itself lets some
/// stand, and whoever wrote the fact chose them.
pub fn shown(value: &Value) -> String {
    let text = format!("{value:#}");
    let mut shown = String::with_capacity(text.len());
    for sign in text.chars() {
        let turns =
            matches!(sign, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if turns || (sign.is_control() && sign != '\n') {
            // All of these lie below 0x10000: one escape each.
            shown.push_str(&format!("\\u{:04x}", u32::from(sign)));
        } else {
            shown.push(sign);
        }
    }
    shown
}

/// The fact as a JSON value.
pub fn fact_value(signed: &SignedFact) -> Value {
    let mut shown = match signed.decode() {
        Ok(fact) if matches!(fact.body, EntryBody::Newer { .. }) => {
            let mut shown = known(&fact, &signed.bytes);
            shown["bytes"] = json!(hex(&signed.bytes));
            shown
        }
        Ok(fact) => known(&fact, &signed.bytes),
        Err(bad) => json!({ "unreadable": bad.to_string(), "bytes": hex(&signed.bytes) }),
    };
    shown["hash"] = json!(signed.hash().to_string());
    shown["signature"] = json!(hex(&signed.signature));
    shown
}

fn known(fact: &Fact, bytes: &[u8]) -> Value {
    let h = &fact.header;
    let (name, says) = says(&fact.body, bytes);
    json!({
        "schema": h.schema,
        "scope": h.scope.to_string(),
        "id": h.id.to_string(),
        "kind": body::kind_of(&fact.body),
        "kind_name": name,
        "taken_at": match h.taken_at { TakenAt::NotRecorded => json!("not recorded"), TakenAt::At(at) => stamp(&at) },
        "recorded_at": stamp(&h.recorded_at),
        "clock": clock(&h.clock),
        "author": h.author.to_string(),
        "on_behalf_of": h.on_behalf_of.map(|person| person.to_string()),
        "auth": h.auth,
        "device": h.device.to_string(),
        "incarnation": h.incarnation.to_string(),
        "device_seq": h.device_seq,
        "previous": h.previous.to_string(),
        "signer": h.signer.to_string(),
        "policy": h.policy.0,
        "ruleset": h.ruleset,
        "supersedes": h.supersedes.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "reason": h.reason,
        "body": says,
        "unknown": header::unknown_parts(bytes).into_iter().map(|(key, part)| (text(raw(key)), raw(part))).collect::<Map<_, _>>(),
    })
}

fn clock(clock: &ClockFacts) -> Value {
    let offset = match clock.trust {
        ClockTrust::Proved { offset_ms } => json!(offset_ms),
        ClockTrust::Unproved => json!("unproved"),
    };
    json!({ "monotonic_ms": clock.monotonic_ms, "boot": clock.boot.to_string(), "server_offset_ms": offset })
}

/// A time as the clock on the wall showed it. One that no calendar has is shown as its number.
fn stamp(stamp: &Stamp) -> Value {
    let utc = DateTime::from_timestamp_millis(stamp.utc.0);
    let zone = FixedOffset::east_opt(i32::from(stamp.offset_minutes) * 60);
    match utc.zip(zone) {
        Some((utc, zone)) => json!(utc.with_timezone(&zone).to_rfc3339()),
        None => json!({ "utc_ms": stamp.utc.0, "offset_minutes": stamp.offset_minutes }),
    }
}

fn says(body: &EntryBody, bytes: &[u8]) -> (&'static str, Value) {
    match body {
        EntryBody::Admission(identity) => ("admission", json!(identity)),
        EntryBody::Identity(identity) => ("identity", json!(identity)),
        EntryBody::Placement(place) => ("placement", json!(place)),
        EntryBody::Arrival(place) => ("arrival", json!(place)),
        EntryBody::Handover(of) => ("handover", json!(of)),
        EntryBody::HandoverRead(of) => ("handover_read", json!(of)),
        EntryBody::Discharge(discharge) => ("discharge", json!(discharge)),
        EntryBody::Observations(set) => ("observations", json!(set)),
        EntryBody::Withdrawal(withdrawal) => ("withdrawal", json!(withdrawal)),
        EntryBody::SpO2Scale(decision) => ("spo2_scale", json!(decision)),
        EntryBody::Pregnancy(pregnant) => ("pregnancy", json!({ "pregnant": pregnant })),
        EntryBody::Allergies(allergies) => ("allergies", json!(allergies)),
        EntryBody::Historic(provenance) => ("historic", json!(provenance)),
        EntryBody::Allocation(allocation) => ("allocation", json!(allocation)),
        EntryBody::Escalation(of) => ("escalation", json!(of)),
        EntryBody::Concern(of) => ("concern", json!(of)),
        EntryBody::Confirmed(of) => ("confirmed", json!(of)),
        EntryBody::Monitoring(of) => ("monitoring", json!(of)),
        EntryBody::ObservationsStop(of) => ("observations_stop", json!(of)),
        EntryBody::OffWard(of) => ("off_ward", json!(of)),
        EntryBody::Resuscitation(of) => ("resuscitation", json!(of)),
        EntryBody::Ceiling(of) => ("ceiling", json!(of)),
        EntryBody::Oxygen(of) => ("oxygen", json!(of)),
        EntryBody::Precaution(of) => ("precaution", json!(of)),
        EntryBody::SamePerson(of) => ("same_person", json!({ "stay": of })),
        EntryBody::Dismissal(of) => ("dismissal", json!(of)),
        EntryBody::Countersignature(of) => ("countersignature", json!(of)),
        EntryBody::Assessment(made) => ("assessment", json!(made)),
        EntryBody::FluidSignature(of) => ("fluid_signature", json!(of)),
        EntryBody::Note(of) => ("note", json!(of)),
        EntryBody::NoteEdit(of) => ("note_edit", json!(of)),
        EntryBody::NoteSignature(of) => ("note_signature", json!(of)),
        EntryBody::VisitPlan(of) => ("visit_plan", json!(of)),
        EntryBody::VisitCalledOff(of) => ("visit_called_off", json!(of)),
        EntryBody::VisitStart(of) => ("visit_start", json!(of)),
        EntryBody::VisitEnd(of) => ("visit_end", json!(of)),
        EntryBody::Goal(of) => ("goal", json!(of)),
        EntryBody::TherapyHandover(of) => ("therapy_handover", json!(of)),
        EntryBody::Caseload(of) => ("caseload", json!(of)),
        EntryBody::Home(of) => ("home", json!(of)),
        EntryBody::IndexStay(stay) => ("index_stay", json!({ "stay": stay })),
        EntryBody::Staff(staff) => ("staff", json!(staff)),
        EntryBody::Ward(ward) => ("ward", json!(ward)),
        EntryBody::Device(device) => ("device", json!(device)),
        EntryBody::Policy(policy) => {
            let PublishedPolicy { setting, revision, text } = &**policy;
            ("policy", json!({ "setting": setting, "revision": revision, "text": text }))
        }
        EntryBody::Form(form) => {
            let PublishedForm { url, revision, text } = &**form;
            ("form", json!({ "url": url, "revision": revision, "text": text }))
        }
        EntryBody::Act(act) => ("act", json!(act)),
        EntryBody::Newer { .. } => {
            ("made by a newer version", header::body_part(bytes).map_or(Value::Null, raw))
        }
    }
}

/// Any deterministic CBOR as JSON: bytes as hexadecimal, a map's keys as texts.
fn raw(bytes: &[u8]) -> Value {
    if cbor::check(bytes, MAX_DEPTH).is_err() {
        return json!(hex(bytes));
    }
    value(&mut Decoder::new(bytes)).unwrap_or_else(|_| json!(hex(bytes)))
}

/// Recursion is bounded: the bytes have passed [`cbor::check`].
fn value(d: &mut Decoder<'_>) -> Result<Value, minicbor::decode::Error> {
    Ok(match d.datatype()? {
        Type::Bool => json!(d.bool()?),
        Type::Null => d.null().map(|()| Value::Null)?,
        Type::Bytes => json!(hex(d.bytes()?)),
        Type::String => json!(d.str()?),
        Type::Array => {
            let count = d.array()?.unwrap_or_default();
            Value::Array((0..count).map(|_| value(d)).collect::<Result<_, _>>()?)
        }
        Type::Map => {
            let count = d.map()?.unwrap_or_default();
            let mut map = Map::new();
            for _ in 0..count {
                let key = text(value(d)?);
                map.insert(key, value(d)?);
            }
            Value::Object(map)
        }
        Type::U8 | Type::U16 | Type::U32 | Type::U64 => json!(d.u64()?),
        Type::I8 | Type::I16 | Type::I32 | Type::I64 => json!(d.i64()?),
        _ => {
            let start = d.position();
            d.skip()?;
            json!(hex(&d.input()[start..d.position()]))
        }
    })
}

/// A key as JSON wants it.
fn text(key: Value) -> String {
    match key {
        Value::String(text) => text,
        other => other.to_string(),
    }
}
