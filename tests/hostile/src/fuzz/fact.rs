//! An entry's signed bytes, altered and signed anew.

use super::Tried;
use crate::{
    altered,
    corpus::{Hands, scopes},
};
use anyhow::Result;
use record::{Chart, SignedFact, fact_json};

pub(super) fn prepared() -> Result<Tried> {
    let hands = Hands::new();
    let (bodies, scopes) = (altered::bodies()?, scopes(&hands)?);
    Ok(Box::new(move |dice| {
        let mut hand = hands.own.clone();
        let scope = &scopes[dice.below(scopes.len())];
        let signed = match dice.below(8) {
            0 => Ok(hand.signed((0..dice.below(400)).map(|_| dice.throw().to_be_bytes()[0]).collect())),
            _ => altered::fact(&mut hand, scope, &bodies, dice),
        };
        signed.is_ok_and(|signed| reads(&signed, &hand.key.verifying_key()))
    }))
}

/// Reads it as a server and a device would, and holds it to what both rely on.
fn reads(signed: &SignedFact, key: &record::VerifyingKey) -> bool {
    let _named = (signed.hash(), signed.id(), fact_json(signed));
    assert!(signed.verify(key).is_ok(), "what was signed has a signature that fits");
    let decoded = signed.decode();
    let charted = Chart::new().and_then(|mut chart| chart.apply([signed]));
    assert!(charted.is_ok(), "a chart takes a fact or leaves it out");
    let Ok(fact) = decoded else { return false };
    assert_eq!(signed.id(), Some(fact.header.id), "one identifier, however it is read");
    let _entry = fact.entry();
    if let Ok(again) = fact.sign_again() {
        assert_eq!(again, fact, "what is written anew reads as it did");
    }
    true
}

/// Writes a fact anew and reads that.
trait SignAgain {
    fn sign_again(&self) -> Result<record::Fact, record::BadFact>;
}

impl SignAgain for record::Fact {
    fn sign_again(&self) -> Result<record::Fact, record::BadFact> {
        if matches!(self.body, clinical::entry::EntryBody::Newer { .. }) {
            return Err(record::BadFact::Body);
        }
        SignedFact { bytes: self.bytes(), signature: [0; 64] }.decode()
    }
}
