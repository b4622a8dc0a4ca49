//! The stored shapes of what people do about a patient who gets worse.

use super::{
    BadBody,
    code::{Coded, all},
};
use clinical::{
    FactId, UtcMillis,
    escalation::{
        Concern, ConcernFrom, Countersignature, Dismissal, Escalation, EscalationAct, Infection, Named,
        Telling,
    },
    staff::Role,
};
use minicbor::{Decode, Encode, bytes::ByteArray};

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredEscalationV1 {
    #[n(0)]
    triggers: Vec<ByteArray<16>>,
    #[n(1)]
    role: u16,
    /// 0 told, 1 accepted, 2 attended, 3 planned, 4 not escalated, 5 infection, 6 closed.
    #[n(2)]
    act: u16,
    /// Who was told, accepted or attended.
    #[cbor(n(3), default, skip_if = "String::is_empty")]
    who: String,
    /// The role that was told, by its code in the policy.
    #[cbor(n(4), default, skip_if = "String::is_empty")]
    told: String,
    #[n(5)]
    how: Option<u16>,
    #[cbor(n(6), default, skip_if = "String::is_empty")]
    plan: String,
    /// Milliseconds since 1970.
    #[n(7)]
    review_at: Option<i64>,
    /// The reason's code in the policy.
    #[cbor(n(8), default, skip_if = "String::is_empty")]
    reason: String,
    #[n(9)]
    infection: Option<u16>,
}

impl From<&Escalation> for StoredEscalationV1 {
    fn from(Escalation { triggers, role, act }: &Escalation) -> Self {
        let mut stored = Self {
            triggers: stored_ids(triggers),
            role: role.code(),
            act: 0,
            who: String::new(),
            told: String::new(),
            how: None,
            plan: String::new(),
            review_at: None,
            reason: String::new(),
            infection: None,
        };
        match act {
            EscalationAct::Told { role, who, how } => {
                (stored.told, stored.who, stored.how) = (role.clone(), who.clone(), Some(how.code()));
            }
            EscalationAct::Accepted { who } => (stored.act, stored.who) = (1, who.clone()),
            EscalationAct::Attended { who } => (stored.act, stored.who) = (2, who.clone()),
            EscalationAct::Planned { plan, review_at } => {
                (stored.act, stored.plan, stored.review_at) = (3, plan.clone(), review_at.map(|at| at.0));
            }
            EscalationAct::NotEscalated { reason } => (stored.act, stored.reason) = (4, reason.clone()),
            EscalationAct::Infection(thought) => (stored.act, stored.infection) = (5, Some(thought.code())),
            EscalationAct::Closed { reason } => (stored.act, stored.reason) = (6, reason.clone()),
        }
        stored
    }
}

impl TryFrom<StoredEscalationV1> for Escalation {
    type Error = BadBody;
    fn try_from(stored: StoredEscalationV1) -> Result<Self, BadBody> {
        let StoredEscalationV1 { triggers, role, act, who, told, how, plan, review_at, reason, infection } =
            stored;
        let act = match act {
            0 => EscalationAct::Told { role: told, who, how: Telling::from_code(how.ok_or(BadBody::Bad)?)? },
            1 => EscalationAct::Accepted { who },
            2 => EscalationAct::Attended { who },
            3 => EscalationAct::Planned { plan, review_at: review_at.map(UtcMillis) },
            4 => EscalationAct::NotEscalated { reason },
            5 => EscalationAct::Infection(Infection::from_code(infection.ok_or(BadBody::Bad)?)?),
            6 => EscalationAct::Closed { reason },
            _ => return Err(BadBody::Newer),
        };
        Ok(Self { triggers: named(triggers)?, role: Role::from_code(role)?, act })
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredConcernV1 {
    #[n(0)]
    from: u16,
    #[cbor(n(1), default, skip_if = "String::is_empty")]
    words: String,
    #[cbor(n(2), default, skip_if = "Vec::is_empty")]
    signs: Vec<u16>,
}

impl From<&Concern> for StoredConcernV1 {
    fn from(Concern { from, words, signs }: &Concern) -> Self {
        Self { from: from.code(), words: words.clone(), signs: signs.iter().map(Coded::code).collect() }
    }
}

impl TryFrom<StoredConcernV1> for Concern {
    type Error = BadBody;
    fn try_from(StoredConcernV1 { from, words, signs }: StoredConcernV1) -> Result<Self, BadBody> {
        Ok(Self { from: ConcernFrom::from_code(from)?, words, signs: all(signs)? })
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredCountersignatureV1 {
    #[n(0)]
    of: Vec<ByteArray<16>>,
    #[n(1)]
    role: u16,
}

impl From<&Countersignature> for StoredCountersignatureV1 {
    fn from(Countersignature { of, role }: &Countersignature) -> Self {
        Self { of: stored_ids(of), role: role.code() }
    }
}

impl TryFrom<StoredCountersignatureV1> for Countersignature {
    type Error = BadBody;
    fn try_from(StoredCountersignatureV1 { of, role }: StoredCountersignatureV1) -> Result<Self, BadBody> {
        Ok(Self { of: named(of)?, role: Role::from_code(role)? })
    }
}

pub(super) fn stored_ids(ids: &Named) -> Vec<ByteArray<16>> {
    ids.iter().map(|id| (*id.as_bytes()).into()).collect()
}

pub(super) fn named(ids: Vec<ByteArray<16>>) -> Result<Named, BadBody> {
    Named::new(ids.into_iter().map(|id| FactId::from_bytes(*id))).ok_or(BadBody::Bad)
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredDismissalV1 {
    #[n(0)]
    of: ByteArray<16>,
    #[n(1)]
    role: u16,
}

impl From<&Dismissal> for StoredDismissalV1 {
    fn from(Dismissal { of, role }: &Dismissal) -> Self {
        Self { of: (*of.as_bytes()).into(), role: role.code() }
    }
}

impl TryFrom<StoredDismissalV1> for Dismissal {
    type Error = BadBody;
    fn try_from(StoredDismissalV1 { of, role }: StoredDismissalV1) -> Result<Self, BadBody> {
        Ok(Self { of: FactId::from_bytes(*of), role: Role::from_code(role)? })
    }
}
