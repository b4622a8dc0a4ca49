//! The codec of a fact's header: a CBOR map with small integer keys, in rising order.

use crate::{
    EntryHash, KeyId, PolicyRevision, body, cbor,
    fact::{BadFact, ClockFacts, Header},
    limits::MAX_SUPERSEDES,
};
use clinical::{
    BootId, ClockTrust, DeviceId, FactId, Incarnation, StaffId, Stamp, TakenAt, UtcMillis, entry::EntryBody,
    staff::AuthLevel,
};
use minicbor::{Decoder, Encoder, encode::Error};
use std::convert::Infallible;

/// The keys of a fact. A number, once given, is never given again.
mod key {
    pub(super) const SCHEMA: u64 = 0;
    pub(super) const SCOPE: u64 = 1;
    pub(super) const ID: u64 = 2;
    pub(super) const KIND: u64 = 3;
    pub(super) const TAKEN_AT: u64 = 4;
    pub(super) const RECORDED_AT: u64 = 5;
    pub(super) const CLOCK: u64 = 6;
    pub(super) const AUTHOR: u64 = 7;
    pub(super) const ON_BEHALF_OF: u64 = 8;
    pub(super) const AUTH: u64 = 9;
    pub(super) const DEVICE: u64 = 10;
    pub(super) const INCARNATION: u64 = 11;
    pub(super) const DEVICE_SEQ: u64 = 12;
    pub(super) const PREVIOUS: u64 = 13;
    pub(super) const SIGNER: u64 = 14;
    pub(super) const POLICY: u64 = 15;
    pub(super) const RULESET: u64 = 16;
    pub(super) const SUPERSEDES: u64 = 17;
    pub(super) const REASON: u64 = 18;
    pub(super) const BODY: u64 = 19;
}

type Written = Result<(), Error<Infallible>>;

/// The fact's bytes. Parts that are absent have no key.
pub(crate) fn encode(header: &Header, body: &EntryBody) -> Vec<u8> {
    let Header {
        schema,
        scope,
        id,
        taken_at,
        recorded_at,
        clock,
        author,
        on_behalf_of,
        auth,
        device,
        incarnation,
        device_seq,
        previous,
        signer,
        policy,
        ruleset,
        supersedes,
        reason,
    } = header;
    let absent = [on_behalf_of.is_none(), supersedes.is_empty(), reason.is_empty()];
    let entries = key::BODY + 1 - absent.iter().filter(|absent| **absent).count() as u64;
    cbor::written(|e| {
        e.map(entries)?;
        e.u64(key::SCHEMA)?.u16(*schema)?;
        e.u64(key::SCOPE)?.str(&scope.to_string())?;
        e.u64(key::ID)?.bytes(id.as_bytes())?;
        e.u64(key::KIND)?.u16(body::kind_of(body))?;
        e.u64(key::TAKEN_AT)?;
        match taken_at {
            TakenAt::NotRecorded => e.null().map(drop)?,
            TakenAt::At(stamp) => write_stamp(e, stamp)?,
        }
        e.u64(key::RECORDED_AT)?;
        write_stamp(e, recorded_at)?;
        e.u64(key::CLOCK)?;
        write_clock(e, clock)?;
        e.u64(key::AUTHOR)?.bytes(author.as_bytes())?;
        if let Some(person) = on_behalf_of {
            e.u64(key::ON_BEHALF_OF)?.bytes(person.as_bytes())?;
        }
        e.u64(key::AUTH)?.u8(auth_code(*auth))?;
        e.u64(key::DEVICE)?.bytes(device.as_bytes())?;
        e.u64(key::INCARNATION)?.bytes(incarnation.as_bytes())?;
        e.u64(key::DEVICE_SEQ)?.u64(*device_seq)?;
        e.u64(key::PREVIOUS)?.bytes(previous.as_bytes())?;
        e.u64(key::SIGNER)?.bytes(&signer.0)?;
        e.u64(key::POLICY)?.u32(policy.0)?;
        e.u64(key::RULESET)?.str(ruleset)?;
        if !supersedes.is_empty() {
            e.u64(key::SUPERSEDES)?.array(supersedes.len() as u64)?;
            supersedes.iter().try_for_each(|id| e.bytes(id.as_bytes()).map(drop))?;
        }
        if !reason.is_empty() {
            e.u64(key::REASON)?.str(reason)?;
        }
        e.u64(key::BODY)?;
        body::encode(e, body)
    })
}

fn write_stamp(e: &mut Encoder<Vec<u8>>, stamp: &Stamp) -> Written {
    e.array(2)?.i64(stamp.utc.0)?.i16(stamp.offset_minutes)?.ok()
}

/// `[monotonic, boot]`, and the offset as a third where it is proved.
fn write_clock(e: &mut Encoder<Vec<u8>>, clock: &ClockFacts) -> Written {
    let proved = match clock.trust {
        ClockTrust::Proved { offset_ms } => Some(offset_ms),
        ClockTrust::Unproved => None,
    };
    e.array(2 + u64::from(proved.is_some()))?.u64(clock.monotonic_ms)?.bytes(clock.boot.as_bytes())?;
    proved.map_or(Ok(()), |offset| e.i64(offset).map(drop))
}

const fn auth_code(auth: AuthLevel) -> u8 {
    match auth {
        AuthLevel::Pin => 0,
        AuthLevel::Emergency => 1,
        AuthLevel::System => 2,
    }
}

/// The header, the kind, the body's bytes, and whether every part of the header was one that this version knows.
/// A part in a form of a newer version is read in its most doubtful sense (a clock as unproved, an author as
/// unchecked), and the whole fact then counts as newer, so that nothing is ever shown on a guess.
pub(crate) fn decode(bytes: &[u8]) -> Result<(Header, u16, &[u8], bool), BadFact> {
    let parts = Parts::read(bytes)?;
    let mut whole = true;
    let header = Header {
        schema: parts.need(key::SCHEMA, "version", Decoder::u16)?,
        scope: parts
            .need(key::SCOPE, "scope", Decoder::str)?
            .parse()
            .map_err(|_| BadFact::Header("scope"))?,
        id: FactId::from_bytes(parts.fixed(key::ID, "identifier")?),
        taken_at: parts.need(key::TAKEN_AT, "time taken", |d| taken_at(d, &mut whole))?,
        recorded_at: parts.need(key::RECORDED_AT, "time recorded", stamp)?,
        clock: parts.need(key::CLOCK, "clock", |d| clock(d, &mut whole))?,
        author: StaffId::from_bytes(parts.fixed(key::AUTHOR, "author")?),
        on_behalf_of: parts.fixed_if_there(key::ON_BEHALF_OF, "on behalf of")?.map(StaffId::from_bytes),
        auth: parts.need(key::AUTH, "authentication", |d| auth(d, &mut whole))?,
        device: DeviceId::from_bytes(parts.fixed(key::DEVICE, "device")?),
        incarnation: Incarnation::from_bytes(parts.fixed(key::INCARNATION, "incarnation")?),
        device_seq: parts.need(key::DEVICE_SEQ, "device sequence", Decoder::u64)?,
        previous: EntryHash(parts.fixed(key::PREVIOUS, "previous entry")?),
        signer: KeyId(parts.fixed(key::SIGNER, "signer")?),
        policy: PolicyRevision(parts.need(key::POLICY, "policy revision", Decoder::u32)?),
        ruleset: parts.need(key::RULESET, "rule set", Decoder::str)?.to_owned(),
        supersedes: parts.if_there(key::SUPERSEDES, "superseded entries", superseded)?.unwrap_or_default(),
        reason: parts.if_there(key::REASON, "reason", Decoder::str)?.unwrap_or_default().to_owned(),
    };
    let kind = parts.need(key::KIND, "kind", Decoder::u16)?;
    let body = parts.bytes_of(key::BODY).ok_or(BadFact::Header("contents"))?;
    Ok((header, kind, body, whole))
}

/// The identifier alone.
pub(crate) fn peek_id(bytes: &[u8]) -> Option<FactId> {
    let parts = Parts::read(bytes).ok()?;
    parts.fixed(key::ID, "identifier").ok().map(FactId::from_bytes)
}

fn stamp(d: &mut Decoder<'_>) -> Result<Stamp, minicbor::decode::Error> {
    match d.array()? {
        Some(2) => Ok(Stamp { utc: UtcMillis(d.i64()?), offset_minutes: d.i16()? }),
        _ => Err(minicbor::decode::Error::message("two parts")),
    }
}

fn taken_at(d: &mut Decoder<'_>, whole: &mut bool) -> Result<TakenAt, minicbor::decode::Error> {
    if matches!(d.datatype()?, minicbor::data::Type::Null) {
        return Ok(TakenAt::NotRecorded);
    }
    let start = d.position();
    stamp(d).map(TakenAt::At).or_else(|_| {
        *whole = false;
        d.set_position(start);
        Ok(TakenAt::NotRecorded)
    })
}

fn clock(d: &mut Decoder<'_>, whole: &mut bool) -> Result<ClockFacts, minicbor::decode::Error> {
    let parts = d.array()?.unwrap_or_default();
    let monotonic_ms = d.u64()?;
    let boot = BootId::from_bytes(sixteen(d)?);
    let trust = match parts {
        2 => ClockTrust::Unproved,
        3 if is_integer(d)? => ClockTrust::Proved { offset_ms: d.i64()? },
        _ => {
            *whole = false;
            ClockTrust::Unproved
        }
    };
    Ok(ClockFacts { monotonic_ms, boot, trust })
}

fn is_integer(d: &Decoder<'_>) -> Result<bool, minicbor::decode::Error> {
    use minicbor::data::Type;
    Ok(matches!(
        d.datatype()?,
        Type::U8 | Type::U16 | Type::U32 | Type::U64 | Type::I8 | Type::I16 | Type::I32 | Type::I64
    ))
}

fn auth(d: &mut Decoder<'_>, whole: &mut bool) -> Result<AuthLevel, minicbor::decode::Error> {
    Ok(match d.u16()? {
        0 => AuthLevel::Pin,
        1 => AuthLevel::Emergency,
        2 => AuthLevel::System,
        _ => {
            *whole = false;
            AuthLevel::Emergency
        }
    })
}

fn superseded(d: &mut Decoder<'_>) -> Result<Vec<FactId>, minicbor::decode::Error> {
    let count =
        d.array()?.and_then(|count| usize::try_from(count).ok()).filter(|count| *count <= MAX_SUPERSEDES);
    let count = count.ok_or_else(|| minicbor::decode::Error::message("too many"))?;
    (0..count).map(|_| sixteen(d).map(FactId::from_bytes)).collect()
}

fn sixteen(d: &mut Decoder<'_>) -> Result<[u8; 16], minicbor::decode::Error> {
    d.bytes()?.try_into().map_err(|_| minicbor::decode::Error::message("16 bytes"))
}

/// The body's bytes, as they are.
pub(crate) fn body_part(bytes: &[u8]) -> Option<&[u8]> {
    Parts::read(bytes).ok()?.bytes_of(key::BODY)
}

/// The parts whose keys this version does not know: each key's bytes and its value's.
pub(crate) fn unknown_parts(bytes: &[u8]) -> Vec<(&[u8], &[u8])> {
    Parts::read(bytes).map(|parts| parts.unknown).unwrap_or_default()
}

/// Where each part of a fact lies.
struct Parts<'b> {
    found: [Option<&'b [u8]>; key::BODY as usize + 1],
    unknown: Vec<(&'b [u8], &'b [u8])>,
}

impl<'b> Parts<'b> {
    fn read(bytes: &'b [u8]) -> Result<Self, BadFact> {
        let shape = |_| BadFact::Header("shape");
        let mut d = Decoder::new(bytes);
        let entries = d.map().map_err(shape)?.ok_or(BadFact::Header("shape"))?;
        let mut parts = Self { found: [None; key::BODY as usize + 1], unknown: Vec::new() };
        for _ in 0..entries {
            let start = d.position();
            let known = d.u8().ok().map(usize::from).filter(|key| *key < parts.found.len());
            if known.is_none() {
                d.set_position(start);
                d.skip().map_err(shape)?;
            }
            let key_end = d.position();
            d.skip().map_err(shape)?;
            let (name, part) = (&bytes[start..key_end], &bytes[key_end..d.position()]);
            match known {
                Some(key) => parts.found[key] = Some(part),
                None => parts.unknown.push((name, part)),
            }
        }
        Ok(parts)
    }

    fn bytes_of(&self, key: u64) -> Option<&'b [u8]> {
        usize::try_from(key).ok().and_then(|key| self.found.get(key).copied().flatten())
    }

    fn if_there<T>(
        &self,
        key: u64,
        name: &'static str,
        read: impl FnOnce(&mut Decoder<'b>) -> Result<T, minicbor::decode::Error>,
    ) -> Result<Option<T>, BadFact> {
        let Some(bytes) = self.bytes_of(key) else { return Ok(None) };
        read(&mut Decoder::new(bytes)).map(Some).map_err(|_| BadFact::Header(name))
    }

    fn need<T>(
        &self,
        key: u64,
        name: &'static str,
        read: impl FnOnce(&mut Decoder<'b>) -> Result<T, minicbor::decode::Error>,
    ) -> Result<T, BadFact> {
        self.if_there(key, name, read)?.ok_or(BadFact::Header(name))
    }

    fn fixed_if_there<const N: usize>(
        &self,
        key: u64,
        name: &'static str,
    ) -> Result<Option<[u8; N]>, BadFact> {
        let bytes = self.if_there(key, name, |d| d.bytes())?;
        bytes.map(|bytes| bytes.try_into().map_err(|_| BadFact::Header(name))).transpose()
    }

    fn fixed<const N: usize>(&self, key: u64, name: &'static str) -> Result<[u8; N], BadFact> {
        self.fixed_if_there(key, name)?.ok_or(BadFact::Header(name))
    }
}
