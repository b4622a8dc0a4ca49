//! What the server refuses of a stay is put before the stay's wards, and before nobody else.

use crate::house::{House, NINE, Tablet, admission, entry, placement, stay, welcome};
use clinical::{ScopeId, StaffId, entry::EntryBody};
use record::SignedFact;
use replication::{
    Message,
    wire::{Fate, Refused},
};
use sync_server::Server;

fn aside(ward: &str) -> ScopeId {
    ScopeId::Aside(ward.parse().unwrap())
}

/// An entry of the stay by somebody whom the directory does not know.
fn by_nobody(tablet: &mut Tablet, scope: &ScopeId) -> SignedFact {
    let mut header = tablet.header(scope, NINE);
    header.author = StaffId::from_bytes([0xEE; 16]);
    tablet.sign(header, EntryBody::Pregnancy(true))
}

/// A patient of bluebell, admitted and placed by the first tablet of that ward.
fn placed(house: &House, server: &Server) -> Tablet {
    let mut tablet = house.tablet(server, 1, &["bluebell"]);
    let facts = [tablet.fact(&stay(1), admission()), tablet.fact(&stay(1), placement("bluebell"))];
    tablet.greet(server, house).push(&stay(1), &[&facts[0], &facts[1]]);
    tablet
}

#[test]
fn srv_7_what_is_refused_of_a_stay_is_shown_to_the_wards_that_read_it_and_to_no_others() {
    let house = House::new();
    let server = house.open();
    let mut tablet = placed(&house, &server);
    let (sister, elsewhere) = (house.tablet(&server, 2, &["bluebell"]), house.tablet(&server, 3, &["daisy"]));
    assert!(welcome(&server, &house, &sister).scopes.contains(&aside("bluebell")), "it is offered");
    assert!(!welcome(&server, &house, &elsewhere).scopes.contains(&aside("bluebell")));
    let mut hers = sister.greet(&server, &house);
    assert_eq!(hers.pull(&aside("bluebell")).unwrap().entries, [], "nothing yet");
    let refused = by_nobody(&mut tablet, &stay(1));
    let garbage = SignedFact { bytes: b"not a fact at all".to_vec(), signature: [0; 64] };
    let good = tablet.any(&stay(1));
    let fates = tablet.greet(&server, &house).push(&stay(1), &[&refused, &garbage, &good]);
    assert_eq!(fates[0], Fate::Refused(Refused::UnknownAuthor));
    let told = hers.notes();
    assert!(told.contains(&Message::Note { scope: aside("bluebell"), head: 1 }), "{told:?}");
    let page = hers.pull(&aside("bluebell")).unwrap();
    assert_eq!(page.entries, [entry(&refused)], "as it came; what says nothing of anybody is not there");
    assert_eq!(elsewhere.greet(&server, &house).pull(&aside("bluebell")), None, "the other ward is denied");
    assert_eq!(elsewhere.greet(&server, &house).pull(&aside("daisy")).unwrap().entries, []);
    for _ in 0..3 {
        tablet.greet(&server, &house).push(&stay(1), &[&refused]);
    }
    assert_eq!(hers.pull(&aside("bluebell")).unwrap().entries.len(), 1, "once, however often it is brought");
    assert!(house.desk().audit().unwrap().findings.is_empty(), "and it is no flaw of the logs");
}

#[test]
fn srv_7_what_is_refused_of_a_stay_that_nobody_has_placed_is_shown_to_the_wards_of_whoever_brought_it() {
    let house = House::new();
    let server = house.open();
    let mut tablet = house.tablet(&server, 1, &["bluebell"]);
    let refused = by_nobody(&mut tablet, &stay(7));
    tablet.greet(&server, &house).push(&stay(7), &[&refused]);
    let page = tablet.greet(&server, &house).pull(&aside("bluebell")).unwrap();
    assert_eq!(page.entries, [entry(&refused)]);
}

#[test]
fn srv_7_a_ward_that_a_patient_comes_to_later_is_told_what_was_refused_before() {
    let house = House::new();
    let server = house.open();
    let mut tablet = placed(&house, &server);
    let daisy = house.tablet(&server, 3, &["daisy"]);
    let refused = by_nobody(&mut tablet, &stay(1));
    tablet.greet(&server, &house).push(&stay(1), &[&refused]);
    assert_eq!(daisy.greet(&server, &house).pull(&aside("daisy")).unwrap().entries, [], "not their patient");
    let sent = tablet.fact(&stay(1), placement("daisy"));
    for _ in 0..2 {
        tablet.greet(&server, &house).push(&stay(1), &[&sent]);
    }
    let told = daisy.greet(&server, &house).pull(&aside("daisy")).unwrap().entries;
    assert_eq!(told, [entry(&refused)], "once");
    let bluebell = tablet.greet(&server, &house).pull(&aside("bluebell")).unwrap().entries;
    assert_eq!(bluebell.len(), 1, "and where it was told already nothing is added");
}

#[test]
fn srv_7_a_refused_claim_to_a_place_in_a_devices_chain_is_no_fork_of_it() {
    let house = House::new();
    let server = house.open();
    let mut tablet = placed(&house, &server);
    let mut victim = house.tablet(&server, 2, &["bluebell"]);
    // In the victim's name and at its next place, under a signature that is not its own.
    let mut claimed = victim.clone().header(&stay(1), NINE);
    claimed.signer = record::KeyId::of(&tablet.key.verifying_key());
    let forged = tablet.sign(claimed, EntryBody::Pregnancy(true));
    let fates = tablet.greet(&server, &house).push(&stay(1), &[&forged]);
    assert_eq!(fates, [Fate::Refused(Refused::BadSignature)]);
    assert_eq!(victim.greet(&server, &house).pull(&aside("bluebell")).unwrap().entries, [entry(&forged)]);
    let own = victim.any(&stay(1));
    assert_eq!(victim.greet(&server, &house).push(&stay(1), &[&own]), [Fate::At(3)], "no copy is at work");
}

#[test]
fn srv_7_nobody_brings_anything_there_themselves() {
    let house = House::new();
    let server = house.open();
    let mut tablet = placed(&house, &server);
    let straight = tablet.any(&aside("bluebell"));
    let another = tablet.any(&stay(1));
    let mut talk = tablet.greet(&server, &house);
    assert_eq!(talk.push(&aside("bluebell"), &[&straight]), [Fate::Refused(Refused::WrongKind)]);
    assert_eq!(talk.push(&aside("bluebell"), &[&another]), [Fate::Refused(Refused::WrongScope)]);
    assert_eq!(talk.pull(&aside("bluebell")).unwrap().entries, []);
}
