//! A device whose key the test holds, to write what no application would.

use super::{NOON, Server, bluebell, person};
use clinical::{
    DeviceId, FactId, Incarnation, ScopeId, UtcMillis,
    entry::{EnrolledDevice, EntryBody},
    staff::{AuthLevel, Role},
};
use record::{ClockFacts, EntryHash, Fact, Header, KeyId, PolicyRevision, SignedFact, SigningKey};
use replication::wire::Entry;

/// The identifier of the nth fact.
pub(crate) fn numbered(n: u16) -> FactId {
    let mut id = [7; 16];
    id[14..].copy_from_slice(&n.to_be_bytes());
    FactId::from_bytes(id)
}

/// A signed fact as a log's entry.
pub(crate) fn entry(signed: SignedFact) -> Entry {
    Entry::Fact { bytes: signed.bytes, signature: signed.signature }
}

/// A device whose key the test holds.
pub(crate) struct Hand {
    pub(crate) device: DeviceId,
    pub(crate) key: SigningKey,
}

impl Hand {
    pub(crate) fn enrolled(server: &Server) -> Self {
        let hand = Self { device: DeviceId::from_bytes([77; 16]), key: SigningKey::from_bytes(&[77; 32]) };
        server.author(EntryBody::Device(EnrolledDevice {
            id: hand.device,
            label: "Tablet in the test's hand".into(),
            key: hand.key.verifying_key().to_bytes(),
            wards: vec![bluebell()],
            revoked_at: None,
        }));
        hand
    }

    pub(crate) fn fact(&self, scope: ScopeId, n: u16, body: EntryBody) -> SignedFact {
        self.instead(scope, n, body, &[])
    }

    /// A fact that replaces others.
    pub(crate) fn instead(&self, scope: ScopeId, n: u16, body: EntryBody, of: &[FactId]) -> SignedFact {
        let stamp = clinical::Stamp { utc: UtcMillis(NOON), offset_minutes: 0 };
        let header = Header {
            schema: record::fact::SCHEMA,
            scope,
            id: numbered(n),
            taken_at: clinical::TakenAt::At(stamp),
            recorded_at: stamp,
            clock: ClockFacts {
                monotonic_ms: 0,
                boot: clinical::BootId::from_bytes([0; 16]),
                trust: clinical::ClockTrust::Proved { offset_ms: 0 },
            },
            author: person(Role::Nurse),
            on_behalf_of: None,
            auth: AuthLevel::Pin,
            device: self.device,
            incarnation: Incarnation::from_bytes([77; 16]),
            device_seq: n.into(),
            previous: EntryHash::NONE,
            signer: KeyId::of(&self.key.verifying_key()),
            policy: PolicyRevision(1),
            ruleset: clinical::news2::RULESET.into(),
            supersedes: of.to_vec(),
            reason: String::new(),
        };
        Fact { header, body }.sign(&self.key).unwrap()
    }
}
