//! Forgeries for every kind of scope: in another's name, in nobody's, moved from another record, numbered by no device.

use super::{Becomes, Case, Hands, Kind, case, fact};
use crate::hand::{Hand, NINE, body_for, entry, letters};
use clinical::{FactId, ScopeId, StaffId, UtcMillis, entry::EntryBody};
use record::{Header, KeyId, SignedFact, limits::MAX_DEVICE_SEQ, vet::MAX_WARD_INDEXES};
use replication::wire::Refused;

/// The order of Ed25519's group, least byte first. Added to a signature's second half it makes another signature that lax
/// verification takes for the same.
const ORDER: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

/// A hundred years from now: after whatever was withdrawn has been withdrawn.
const LATER: UtcMillis = UtcMillis(NINE.0 + 100 * 365 * 86_400_000);

/// All forgeries for one scope.
pub fn of(hands: &mut Hands, scope: &ScopeId) -> Vec<Case> {
    let mut cases = of_the_signature(hands, scope);
    cases.extend(of_the_place(hands, scope));
    cases.extend(of_the_author(hands, scope));
    cases
}

/// What the server says of an entry that is good but for one thing. The directory takes nothing that its own key did not
/// sign, and no device writes what was set aside: there, that is found first.
fn unless_closed(scope: &ScopeId, otherwise: Refused) -> Becomes {
    Becomes::Refused(match scope {
        ScopeId::Dir => Refused::BadSignature,
        ScopeId::Aside(_) => Refused::WrongKind,
        _ => otherwise,
    })
}

fn body(scope: &ScopeId) -> EntryBody {
    body_for(scope).unwrap_or(EntryBody::Pregnancy(true))
}

fn of_the_signature(hands: &mut Hands, scope: &ScopeId) -> Vec<Case> {
    let good = |hands: &mut Hands| hands.own.fact(scope, body(scope));
    let bad = Becomes::Refused(Refused::BadSignature);
    let unknown = match scope {
        ScopeId::Dir => bad,
        _ => Becomes::Refused(Refused::UnknownDevice),
    };
    let withdrawn = match scope {
        ScopeId::Dir => bad,
        _ => Becomes::Refused(Refused::Revoked),
    };
    type Make<'m> = Box<dyn FnOnce(&mut Hands) -> SignedFact + 'm>;
    let makes: Vec<(&str, Becomes, Make<'_>)> = vec![
        ("a bit of the signature turned", bad, Box::new(|hands| turned(good(hands), 5))),
        ("a signature of zeros", bad, Box::new(|hands| SignedFact { signature: [0; 64], ..good(hands) })),
        ("a signature with the group's order added", bad, Box::new(|hands| with_order(good(hands)))),
        (
            "signed without the tag of a fact",
            bad,
            Box::new(|hands| untagged(&hands.own.clone(), good(hands))),
        ),
        ("another device's name over this one's key", bad, Box::new(|hands| in_the_name(hands, scope, true))),
        (
            "another device's name and key, signed here",
            bad,
            Box::new(|hands| in_the_name(hands, scope, false)),
        ),
        (
            "a device that was never enrolled",
            unknown,
            Box::new(|hands| hands.stranger.fact(scope, body(scope))),
        ),
        (
            "a device that had been withdrawn",
            withdrawn,
            Box::new(|hands| {
                hands.withdrawn.spoiled(scope, body(scope), |header| header.recorded_at.utc = LATER)
            }),
        ),
    ];
    makes
        .into_iter()
        .map(|(name, becomes, make)| fact(hands, Kind::Forgery, scope, name, becomes, make))
        .collect()
}

fn of_the_place(hands: &mut Hands, scope: &ScopeId) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut add = |hands: &mut Hands, name: &str, becomes, spoil: &dyn Fn(&mut Header)| {
        let make = |hands: &mut Hands| hands.own.spoiled(scope, body(scope), spoil);
        cases.push(fact(hands, Kind::Forgery, scope, name, becomes, make));
    };
    let elsewhere = match scope {
        ScopeId::Dir => Becomes::Refused(Refused::BadSignature),
        _ => Becomes::Refused(Refused::WrongScope),
    };
    let no_number = Becomes::Refused(Refused::BadShape);
    add(hands, "an entry of another stay", elsewhere, &|header| {
        header.scope = ScopeId::Stay(clinical::StayId::from_bytes([8; 16]));
    });
    add(hands, "number 0 of its device", no_number, &|header| header.device_seq = 0);
    add(hands, "number 2^63 of its device", no_number, &|header| header.device_seq = MAX_DEVICE_SEQ + 1);
    add(hands, "number 2^64 - 1 of its device", no_number, &|header| header.device_seq = u64::MAX);
    let misplaced =
        if matches!(scope, ScopeId::Note(_)) { EntryBody::Pregnancy(true) } else { letters("Walks.") };
    cases.push(fact(
        hands,
        Kind::Forgery,
        scope,
        "a kind that has no place there",
        unless_closed(scope, Refused::WrongKind),
        |hands| hands.own.fact(scope, misplaced),
    ));
    cases.push(twin(hands, scope));
    if let ScopeId::Ward(ward, _) = scope {
        let beyond = ScopeId::Ward(ward.clone(), MAX_WARD_INDEXES);
        let make = |hands: &mut Hands| hands.own.fact(&beyond, body(&beyond));
        let refused = Becomes::Refused(Refused::WrongKind);
        let made = fact(hands, Kind::Forgery, &beyond, "an index beyond the last", refused, make);
        cases.push(Case { before: None, after: None, ..made });
    }
    if matches!(scope, ScopeId::Audit(_)) {
        let others = ScopeId::Audit(hands.other.id);
        let make = |hands: &mut Hands| hands.own.fact(&others, body(&others));
        let refused = Becomes::Refused(Refused::WrongScope);
        let made = fact(hands, Kind::Forgery, &others, "an act in another device's audit", refused, make);
        cases.push(Case { before: None, after: None, ..made });
    }
    cases
}

/// Other bytes under the identifier of the good entry just before.
fn twin(hands: &mut Hands, scope: &ScopeId) -> Case {
    let becomes = unless_closed(scope, Refused::Twin);
    let mut made =
        case(hands, Kind::Forgery, scope, "other bytes under a taken identifier", becomes, |hands| {
            entry(&hands.own.spoiled(scope, body(scope), |header| header.reason = "another".into()))
        });
    if let Some(before) = &made.before {
        let id = crate::hand::signed(before).and_then(|signed| signed.id());
        made.entry = entry(&hands.own.spoiled(scope, body(scope), |header| {
            header.reason = "another".into();
            header.id = id.unwrap_or(FactId::from_bytes([0; 16]));
        }));
    }
    made
}

fn of_the_author(hands: &mut Hands, scope: &ScopeId) -> Vec<Case> {
    let nobody = StaffId::from_bytes([0xee; 16]);
    // An audit notes who tried to come in, and that may be anybody.
    let becomes = match scope {
        ScopeId::Audit(_) => Becomes::Taken,
        _ => unless_closed(scope, Refused::UnknownAuthor),
    };
    vec![fact(hands, Kind::Forgery, scope, "an author whom nobody knows", becomes, |hands| {
        hands.own.spoiled(scope, body(scope), |header| header.author = nobody)
    })]
}

fn turned(mut fact: SignedFact, at: usize) -> SignedFact {
    fact.signature[at] ^= 4;
    fact
}

fn with_order(mut fact: SignedFact) -> SignedFact {
    let mut carry = 0_u16;
    for (byte, more) in fact.signature[32..].iter_mut().zip(ORDER) {
        let sum = u16::from(*byte) + u16::from(more) + carry;
        *byte = (sum & 0xff) as u8;
        carry = sum >> 8;
    }
    fact
}

fn untagged(hand: &Hand, fact: SignedFact) -> SignedFact {
    use ed25519_dalek::Signer as _;
    SignedFact { signature: hand.key.sign(&fact.bytes).to_bytes(), ..fact }
}

fn in_the_name(hands: &mut Hands, scope: &ScopeId, own_key: bool) -> SignedFact {
    let (device, key) = (hands.other.id, KeyId::of(&hands.other.key.verifying_key()));
    hands.own.spoiled(scope, body(scope), |header| {
        header.device = device;
        if !own_key {
            header.signer = key;
        }
    })
}
