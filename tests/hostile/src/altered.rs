//! More of the same from a seed: good entries of many kinds with a few bytes changed, signed anew so that they are read, and
//! changes of Automerge with a few bytes changed and a checksum that fits.

use crate::{
    chunk,
    dice::Dice,
    hand::{Hand, letters, observations},
};
use anyhow::{Context as _, Result};
use clinical::{
    FactId, StayId,
    entry::{Act, EntryBody},
    note::NoteOpened,
    patient::{Gender, Identity},
    ward::Place,
};
use clinical::{NoteId, ScopeId};
use record::{SignedFact, island, note::change};

/// Bodies of a stay, a note, a ward and an audit, as they come in a day.
///
/// # Errors
/// When one cannot be made.
pub fn bodies() -> Result<Vec<EntryBody>> {
    let place = Place { ward: "bluebell".parse()?, bay: "Bay A".into(), bed: "A1".into() };
    let identity = Identity {
        family: "SYNTHETIC".into(),
        given: "Person".into(),
        title: String::new(),
        preferred: String::new(),
        born: None,
        gender: Gender::NotKnown,
        nhs_number: None,
        hospital_number: "S0001".into(),
    };
    Ok(vec![
        observations()?,
        EntryBody::Admission(identity),
        EntryBody::Placement(place.clone()),
        EntryBody::Arrival(place),
        EntryBody::Pregnancy(true),
        EntryBody::Note(NoteOpened { visit: Some(FactId::from_bytes([5; 16])) }),
        EntryBody::SamePerson(StayId::from_bytes([2; 16])),
        letters("Walks with one."),
        EntryBody::IndexStay(StayId::from_bytes([9; 16])),
        EntryBody::Act(Act { what: "viewed".into(), stay: Some(StayId::from_bytes([1; 16])) }),
    ])
}

/// An entry of this scope with a few bytes changed, cut out or doubled, and signed.
///
/// # Errors
/// When no entry can be made.
pub fn fact(hand: &mut Hand, scope: &ScopeId, bodies: &[EntryBody], dice: &mut Dice) -> Result<SignedFact> {
    let body = bodies.get(dice.below(bodies.len())).context("there are bodies")?.clone();
    let mut bytes = hand.fact(scope, body).bytes;
    scatter(&mut bytes, dice);
    Ok(hand.signed(bytes))
}

/// Changes a few bytes, as a careless or a cunning hand would.
pub fn scatter(bytes: &mut Vec<u8>, dice: &mut Dice) {
    const ODD: [u8; 10] = [0x00, 0x1b, 0x3b, 0x5b, 0x7f, 0x80, 0x9b, 0xbb, 0xf6, 0xff];
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len());
        match (dice.below(6), bytes.get_mut(at)) {
            (0 | 1, Some(byte)) => *byte = dice.throw().to_be_bytes()[0],
            (2, Some(byte)) => *byte ^= 1 << dice.below(8),
            (3, Some(byte)) => *byte = ODD[dice.below(ODD.len())],
            (4, Some(_)) => drop(bytes.remove(at)),
            (_, Some(_)) => {
                let end = (at + 1 + dice.below(40)).min(bytes.len());
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            (_, None) => return,
        }
    }
}

/// A raw change as a note's might be, with a few bytes changed and a checksum that fits.
///
/// # Errors
/// When no change can be made.
pub fn change(hand: &mut Hand, note: NoteId, dice: &mut Dice) -> Result<Vec<u8>> {
    let scope = ScopeId::Note(note);
    let made = match letters("Walks with one. Slept well.") {
        EntryBody::NoteEdit(edit) if dice.below(2) == 0 => change::change_of(&hand.nth(dice.throw()), &edit),
        body => Some(island::change_of(&hand.fact(&scope, body))?),
    };
    let change = made.context("a sound edit is a change")?;
    Ok(chunk::altered(change.raw_bytes(), dice))
}
