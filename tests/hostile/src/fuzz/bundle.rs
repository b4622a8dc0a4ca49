//! What is handed over as a file: a log taken elsewhere, a hospital's form, a policy.

use super::Tried;
use crate::{altered, dice::Dice, process::House};
use anyhow::Result;
use clinical::{ScopeId, form::Definition, policy::Policy};
use sync_server::proof::Proof;

const FORMS: [&str; 3] = [
    include_str!("../../../../assets/forms/falls.json"),
    include_str!("../../../../assets/forms/neuro.json"),
    include_str!("../../../../assets/forms/fluid.json"),
];

pub(super) fn prepared() -> Result<Tried> {
    let (log, root) = House::new(None)?.log_of(&ScopeId::Dir)?;
    let root = record::VerifyingKey::from_bytes(&root)?;
    Ok(Box::new(move |dice| match dice.below(4) {
        0 => Definition::parse(&text(FORMS[dice.below(FORMS.len())], dice)).is_ok(),
        1 => Policy::parse(&text(POLICY, dice)).is_ok(),
        _ => {
            let mut file = log.clone();
            altered::scatter(&mut file, dice);
            let verified = Proof::read(&file).is_ok_and(|proof| proof.verify(&root).is_ok());
            assert!(!verified || file == log, "a log that was changed does not verify");
            verified
        }
    }))
}

const POLICY: &str = include_str!("../../../../assets/policy/acute.json");

/// A text with a few bytes changed; what is no text any more is read as far as it is one.
fn text(good: &str, dice: &mut Dice) -> String {
    let mut bytes = good.as_bytes().to_vec();
    altered::scatter(&mut bytes, dice);
    String::from_utf8_lossy(&bytes).into_owned()
}
