//! Who reads what: SRV 10, authorisation per scope and message.

use crate::house::{House, Tablet, admission, arrival, cursor, entry, hash, placement, stay};
use clinical::{
    NoteId, ScopeId, StayId,
    entry::{Act, EntryBody},
    note::{NoteEdit, NoteOpened, Section, Stroke},
};
use record::SignedFact;
use replication::{
    Chain, Entry, Message,
    chain::Cursor,
    fingerprint::fingerprint,
    wire::{Fate, FaultCode, Standing},
};
use sync_server::Server;

/// A house with a tablet on each ward.
struct Wards {
    house: House,
    server: Server,
    bluebell: Tablet,
    daisy: Tablet,
}

fn wards() -> Wards {
    let house = House::new();
    let server = house.open();
    let bluebell = house.tablet(&server, 1, &["bluebell"]);
    let daisy = house.tablet(&server, 2, &["daisy"]);
    Wards { house, server, bluebell, daisy }
}

impl Wards {
    /// A patient of bluebell in the log: admission, placement, one more entry.
    fn patient(&mut self, n: u8) -> [SignedFact; 3] {
        let admitted = self.bluebell.fact(&stay(n), admission());
        let placed = self.bluebell.fact(&stay(n), placement("bluebell"));
        let charted = self.bluebell.any(&stay(n));
        let facts = [admitted, placed, charted];
        let fates = self.bluebell.greet(&self.server, &self.house).push(&stay(n), &facts.each_ref());
        assert_eq!(fates, [Fate::At(1), Fate::At(2), Fate::At(3)]);
        facts
    }
}

#[test]
fn a_question_that_names_a_log_twice_is_malformed() {
    let house = House::new();
    let server = house.open();
    let tablet = house.tablet(&server, 1, &["bluebell"]);
    let asked = |scopes: &[ScopeId]| {
        let cursors = scopes.iter().map(|scope| (scope.clone(), Cursor::START)).collect();
        tablet.greet(&server, &house).say(Message::Sync { cursors })
    };
    assert!(matches!(asked(&[stay(1), stay(2)]).as_slice(), [Message::Synced { .. }]));
    let twice = asked(&[stay(1), stay(2), stay(1)]);
    assert_eq!(twice, [Message::Fault { code: FaultCode::Malformed }]);
}

#[test]
fn srv_10_a_stay_is_read_by_its_ward_and_denied_to_the_other() {
    let mut wards = wards();
    let facts = wards.patient(1);
    let colleague = wards.house.tablet(&wards.server, 3, &["bluebell"]);
    let page = colleague.greet(&wards.server, &wards.house).pull(&stay(1)).unwrap();
    assert_eq!(page.entries, facts.each_ref().map(entry));
    let mut stranger = wards.daisy.greet(&wards.server, &wards.house);
    assert_eq!(stranger.pull(&stay(1)), None);
    assert_eq!(
        stranger.sync(&stay(1), Cursor::START),
        Standing::Ok,
        "it looks like a stay that nobody knows"
    );
    assert_eq!(stranger.sync(&stay(77), Cursor::START), Standing::Ok);
}

/// SRV 10: every role of device against every kind of scope. A page with an entry in it is the only way to read one.
#[test]
fn srv_10_no_device_gets_bytes_of_a_scope_that_is_not_its_own() {
    let mut wards = wards();
    wards.patient(1);
    let pointer = wards.bluebell.fact(&ward("bluebell"), EntryBody::IndexStay(StayId::from_bytes([1; 16])));
    let audit = ScopeId::Audit(wards.bluebell.id);
    let view = wards.bluebell.fact(&audit, EntryBody::Act(Act { what: "view_patient".into(), stay: None }));
    let mut talk = wards.bluebell.greet(&wards.server, &wards.house);
    talk.push(&ward("bluebell"), &[&pointer]);
    talk.push(&audit, &[&view]);
    let colleague = wards.house.tablet(&wards.server, 3, &["bluebell"]);
    let homeless = wards.house.tablet(&wards.server, 4, &[]);
    let scopes = [ScopeId::Dir, ward("bluebell"), stay(1), audit];
    // Whole, hashes only, or nothing, in the order of the scopes.
    let expected = [
        (&wards.bluebell, ["whole", "whole", "whole", "hashes"]),
        (&colleague, ["whole", "whole", "whole", "nothing"]),
        (&wards.daisy, ["whole", "nothing", "nothing", "nothing"]),
        (&homeless, ["whole", "nothing", "nothing", "nothing"]),
    ];
    for (tablet, row) in expected {
        for (scope, expected) in scopes.iter().zip(row) {
            let page = tablet.greet(&wards.server, &wards.house).pull(scope);
            let found = match page.as_ref().and_then(|page| page.entries.first()) {
                None => "nothing",
                Some(Entry::HashOnly(_)) => "hashes",
                Some(_) => "whole",
            };
            assert_eq!(found, expected, "{scope} for {}", tablet.id);
        }
    }
}

#[test]
fn what_a_device_may_not_read_comes_back_as_hashes_that_prove_its_own_entry_is_in() {
    let mut wards = wards();
    wards.patient(1);
    // A nurse of daisy, running past, charts on a patient that her tablet may not show.
    let charted = wards.daisy.any(&stay(1));
    let mut talk = wards.daisy.greet(&wards.server, &wards.house);
    assert_eq!(talk.push(&stay(1), &[&charted]), [Fate::At(4)]);
    let page = talk.pull(&stay(1)).unwrap();
    assert!(page.entries.iter().all(|entry| matches!(entry, Entry::HashOnly(_))), "{page:?}");
    assert_eq!(cursor(&page).chain, page.chain, "the chain can be verified");
    assert_eq!(hash(&page.entries[3]), charted.hash().0, "and her own entry is recognised");
}

#[test]
fn a_new_stay_is_read_by_its_maker_and_by_nobody_else_until_it_is_placed() {
    let mut wards = wards();
    let admitted = wards.bluebell.fact(&stay(1), admission());
    let colleague = wards.house.tablet(&wards.server, 3, &["bluebell"]);
    let mut ours = wards.bluebell.greet(&wards.server, &wards.house);
    let mut theirs = colleague.greet(&wards.server, &wards.house);
    // Asked before it is known: there is nothing to deny, and nothing to read.
    assert_eq!(theirs.sync(&stay(1), Cursor::START), Standing::Ok);
    ours.push(&stay(1), &[&admitted]);
    assert_eq!(ours.pull(&stay(1)).unwrap().entries, [entry(&admitted)]);
    assert_eq!(theirs.notes(), [], "a colleague is not even told");
    assert_eq!(theirs.pull(&stay(1)), None);

    let placed = wards.bluebell.fact(&stay(1), placement("bluebell"));
    ours.push(&stay(1), &[&placed]);
    assert_eq!(theirs.notes(), [Message::Note { scope: stay(1), head: 2 }], "now it is the colleague's too");
    assert_eq!(theirs.pull(&stay(1)).unwrap().entries, [entry(&admitted), entry(&placed)]);
}

#[test]
fn a_device_cannot_place_a_stay_with_itself_to_read_it() {
    let mut wards = wards();
    let facts = wards.patient(1);
    let mut grab = wards.daisy.instead(&stay(1), placement("daisy"), &[&facts[1]]);
    let mut talk = wards.daisy.greet(&wards.server, &wards.house);
    assert_eq!(talk.push(&stay(1), &[&grab]), [Fate::At(4)], "it is kept like every fact");
    assert!(talk.pull(&stay(1)).unwrap().entries.iter().all(|entry| matches!(entry, Entry::HashOnly(_))));
    // Nor by standing on its own shoulders, nor by admitting the patient a second time.
    grab = wards.daisy.instead(&stay(1), placement("daisy"), &[&grab]);
    let admitted = wards.daisy.fact(&stay(1), admission());
    talk.push(&stay(1), &[&grab, &admitted]);
    assert!(talk.pull(&stay(1)).unwrap().entries.iter().all(|entry| matches!(entry, Entry::HashOnly(_))));
    let ours = wards.bluebell.greet(&wards.server, &wards.house).pull(&stay(1)).unwrap();
    assert!(ours.entries.iter().all(|entry| matches!(entry, Entry::Fact { .. })), "and its ward reads on");
}

#[test]
fn a_transfer_opens_the_new_ward_at_once_and_closes_the_old_one_when_the_patient_is_received() {
    let mut wards = wards();
    let facts = wards.patient(1);
    let moved = wards.bluebell.instead(&stay(1), placement("daisy"), &[&facts[1]]);
    let mut old = wards.bluebell.greet(&wards.server, &wards.house);
    let mut new = wards.daisy.greet(&wards.server, &wards.house);
    assert_eq!(new.sync(&stay(1), Cursor::START), Standing::Ok);
    old.push(&stay(1), &[&moved]);
    assert_eq!(new.notes(), [Message::Note { scope: stay(1), head: 4 }], "told as soon as it is its own");
    assert!(matches!(&new.pull(&stay(1)).unwrap().entries[0], Entry::Fact { .. }));
    let waiting = wards.bluebell.any(&stay(1));
    new.push(&stay(1), &[&waiting]);
    let on_the_way = old.pull(&stay(1)).unwrap();
    assert!(on_the_way.entries.contains(&entry(&waiting)), "both wards have the patient meanwhile");

    let received = wards.daisy.instead(&stay(1), arrival("daisy"), &[&moved]);
    let after = wards.daisy.any(&stay(1));
    new.push(&stay(1), &[&received, &after]);
    let left = old.pull(&stay(1)).unwrap();
    assert_eq!(left.entries[5], entry(&received), "the ward that was left learns that it was");
    assert_eq!(left.entries[6], Entry::HashOnly(after.hash().0), "and reads nothing after");
    assert!(
        left.entries[..6].iter().all(|entry| matches!(entry, Entry::Fact { .. })),
        "what it had it keeps"
    );
}

/// A patient goes to daisy and comes back. Bluebell's tablet followed the time between by hashes: it has to begin again,
/// or the stay would have a hole that nobody sees.
#[test]
fn a_ward_that_gets_its_patient_back_gets_the_time_between_too() {
    let mut wards = wards();
    let facts = wards.patient(1);
    let mut ours = wards.bluebell.greet(&wards.server, &wards.house);
    let moved = wards.bluebell.instead(&stay(1), placement("daisy"), &[&facts[1]]);
    ours.push(&stay(1), &[&moved]);
    let received = wards.daisy.instead(&stay(1), arrival("daisy"), &[&moved]);
    let charted_there = wards.daisy.any(&stay(1));
    let back = wards.daisy.instead(&stay(1), placement("bluebell"), &[&received]);
    let mut theirs = wards.daisy.greet(&wards.server, &wards.house);
    theirs.push(&stay(1), &[&received, &charted_there]);
    let between = cursor(&ours.pull(&stay(1)).unwrap());
    assert_eq!(between.seq, 6);
    theirs.push(&stay(1), &[&back]);

    let told = Message::Note { scope: stay(1), head: 7 };
    assert!(ours.notes().contains(&told));
    let begin_again = Message::Synced { standings: vec![(stay(1), Standing::Reset)] };
    assert_eq!(ours.say(Message::Pull { scope: stay(1), after: 6, max: 10 }), [begin_again]);
    assert_eq!(ours.sync(&stay(1), between), Standing::Reset, "also on a new connection");
    let whole = ours.pull(&stay(1)).unwrap();
    assert!(whole.entries.contains(&entry(&charted_there)), "what was charted there is here now");
    assert_eq!(whole.entries.len(), 7);
    assert_eq!(ours.sync(&stay(1), cursor(&whole)), Standing::Ok, "and then it goes on as ever");
}

#[test]
fn two_placements_made_apart_are_a_union_until_they_are_settled() {
    let mut wards = wards();
    let facts = wards.patient(1);
    let mut colleague = wards.house.tablet(&wards.server, 3, &["bluebell"]);
    let moved_away = wards.bluebell.instead(&stay(1), placement("daisy"), &[&facts[1]]);
    let moved_bed = colleague.instead(&stay(1), placement("bluebell"), &[&facts[1]]);
    wards.bluebell.greet(&wards.server, &wards.house).push(&stay(1), &[&moved_away]);
    colleague.greet(&wards.server, &wards.house).push(&stay(1), &[&moved_bed]);
    for tablet in [&wards.bluebell, &wards.daisy] {
        let page = tablet.greet(&wards.server, &wards.house).pull(&stay(1)).unwrap();
        assert!(matches!(page.entries[0], Entry::Fact { .. }), "both wards read");
    }
    let settled = wards.daisy.instead(&stay(1), arrival("daisy"), &[&moved_away, &moved_bed]);
    let after = wards.daisy.any(&stay(1));
    wards.daisy.greet(&wards.server, &wards.house).push(&stay(1), &[&settled, &after]);
    let page = wards.bluebell.greet(&wards.server, &wards.house).pull(&stay(1)).unwrap();
    assert_eq!(page.entries[5..], [entry(&settled), Entry::HashOnly(after.hash().0)]);
}

#[test]
fn whoever_followed_a_log_may_go_on_by_hashes_after_it_was_moved_away() {
    let mut wards = wards();
    let facts = wards.patient(1);
    let reader = wards.house.tablet(&wards.server, 3, &["bluebell"]);
    let at_three = cursor(&reader.greet(&wards.server, &wards.house).pull(&stay(1)).unwrap());
    let moved = wards.bluebell.instead(&stay(1), placement("daisy"), &[&facts[1]]);
    wards.bluebell.greet(&wards.server, &wards.house).push(&stay(1), &[&moved]);
    let received = wards.daisy.instead(&stay(1), arrival("daisy"), &[&moved]);
    let after = wards.daisy.any(&stay(1));
    wards.daisy.greet(&wards.server, &wards.house).push(&stay(1), &[&received, &after]);
    let mut talk = reader.greet(&wards.server, &wards.house);
    let Standing::More(page) = talk.sync(&stay(1), at_three) else { panic!("not followed on") };
    assert_eq!(page.entries, [entry(&moved), entry(&received), Entry::HashOnly(after.hash().0)]);
    let hashes = [&moved, &received, &after].map(|fact| fact.hash().0);
    assert_eq!(page.chain, hashes.iter().fold(at_three.chain, |chain, hash| chain.extend(hash)));
    // A made-up cursor opens nothing: it is told to start again, and from the start it is denied.
    let made_up = Cursor { seq: 3, chain: Chain([7; 32]) };
    let mut talk = wards.house.tablet(&wards.server, 5, &[]).greet(&wards.server, &wards.house);
    assert_eq!(talk.sync(&stay(1), made_up), Standing::Reset);
    assert_eq!(talk.pull(&stay(1)), None);
}

#[test]
fn a_device_that_shows_what_it_holds_may_follow_by_hashes_and_one_that_guesses_may_not() {
    let mut wards = wards();
    let facts = wards.patient(1);
    let holder = wards.house.tablet(&wards.server, 3, &[]);
    let guesser = wards.house.tablet(&wards.server, 4, &[]);
    let key = [9; 16];
    let have = |fingerprints| Message::Have { scope: stay(1), key, fingerprints };
    let held = fingerprint(&key, &facts[0].hash().0);
    let lacking = fingerprint(&key, &[0xEE; 32]);
    let mut talk = holder.greet(&wards.server, &wards.house);
    let want = |indexes| Message::Want { scope: stay(1), key, indexes };
    assert_eq!(talk.say(have(vec![held, lacking])), [want(vec![1])]);
    assert!(matches!(talk.pull(&stay(1)).unwrap().entries[0], Entry::HashOnly(_)));
    let mut talk = guesser.greet(&wards.server, &wards.house);
    assert_eq!(talk.say(have(vec![lacking])), [want(vec![0])]);
    assert_eq!(talk.pull(&stay(1)), None);
}

#[test]
fn every_scope_of_a_sync_is_judged_for_itself() {
    let mut wards = wards();
    wards.patient(1);
    let pointer = wards.bluebell.fact(&ward("bluebell"), EntryBody::IndexStay(StayId::from_bytes([1; 16])));
    wards.bluebell.greet(&wards.server, &wards.house).push(&ward("bluebell"), &[&pointer]);
    let audit = ScopeId::Audit(wards.bluebell.id);
    let scopes = [ScopeId::Dir, ward("bluebell"), ward("daisy"), stay(1), stay(77), audit];
    let cursors = scopes.iter().map(|scope| (scope.clone(), Cursor::START)).collect();
    let answer = wards.daisy.greet(&wards.server, &wards.house).say(Message::Sync { cursors });
    let [Message::Synced { standings }] = answer.as_slice() else { panic!("{answer:?}") };
    assert_eq!(
        standings.iter().map(|(scope, _)| scope.clone()).collect::<Vec<_>>(),
        scopes,
        "in the order asked"
    );
    let [dir, bluebell, daisy, theirs, unknown, audit] = standings.as_slice() else { panic!() };
    assert!(matches!(dir.1, Standing::More(_)));
    assert_eq!(
        [&bluebell.1, &theirs.1, &daisy.1, &unknown.1],
        [&Standing::Ok; 4],
        "nothing for it, full or empty"
    );
    assert_eq!(audit.1, Standing::Denied);
}

#[test]
fn only_those_who_follow_a_scope_hear_of_it() {
    let mut wards = wards();
    let colleague = wards.house.tablet(&wards.server, 3, &["bluebell"]);
    let mut follower = colleague.greet(&wards.server, &wards.house);
    follower.sync(&ward("bluebell"), Cursor::START);
    let mut bystander = wards.daisy.greet(&wards.server, &wards.house);
    let pointer = wards.bluebell.fact(&ward("bluebell"), EntryBody::IndexStay(StayId::from_bytes([1; 16])));
    wards.bluebell.greet(&wards.server, &wards.house).push(&ward("bluebell"), &[&pointer]);
    assert_eq!(follower.notes(), [Message::Note { scope: ward("bluebell"), head: 1 }]);
    assert_eq!(follower.notes(), [], "once");
    assert_eq!(bystander.notes(), []);
}

fn ward(ward: &str) -> ScopeId {
    ScopeId::Ward(ward.parse().unwrap(), 0)
}

fn edit(text: &str) -> EntryBody {
    EntryBody::NoteEdit(Box::new(NoteEdit {
        follows: Vec::new(),
        first: 6,
        section: Section::Plan,
        strokes: vec![Stroke::Write { after: None, text: text.to_owned() }],
    }))
}

/// SRV 9: a note is of the stay in which it was opened, and follows it from ward to ward.
#[test]
fn srv_9_a_note_is_read_by_whoever_reads_its_stay() {
    let mut wards = wards();
    let admitted = wards.patient(1);
    let ScopeId::Stay(of) = stay(1) else { unreachable!("a stay") };
    let opened = wards.bluebell.fact(&stay(1), EntryBody::Note(NoteOpened { visit: None }));
    let note = ScopeId::Note(NoteId::of(&of, &opened.id().unwrap()));
    let words = wards.bluebell.fact(&note, edit("Walks with one."));
    let mut talk = wards.bluebell.greet(&wards.server, &wards.house);
    assert_eq!(talk.push(&stay(1), &[&opened]), [Fate::At(4)]);
    assert_eq!(talk.push(&note, &[&words]), [Fate::At(1)]);
    let colleague = wards.house.tablet(&wards.server, 3, &["bluebell"]);
    let page = colleague.greet(&wards.server, &wards.house).pull(&note).unwrap();
    assert_eq!(page.entries, [entry(&words)]);
    let mut stranger = wards.daisy.greet(&wards.server, &wards.house);
    assert_eq!(stranger.pull(&note), None);
    assert_eq!(stranger.sync(&note, Cursor::START), Standing::Ok, "it looks like a note that nobody knows");
    // A stranger who claims the note for a stay of its own makes another note.
    let own = [wards.daisy.fact(&stay(9), admission()), wards.daisy.fact(&stay(9), placement("daisy"))];
    let mut header = wards.daisy.header(&stay(9), wards.house.now());
    header.id = opened.id().unwrap();
    let claim = wards.daisy.sign(header, EntryBody::Note(NoteOpened { visit: None }));
    let mut stranger = wards.daisy.greet(&wards.server, &wards.house);
    stranger.push(&stay(9), &[&own[0], &own[1], &claim]);
    assert_eq!(stranger.pull(&note), None);
    // The patient moves on, and the note with them.
    let moved = wards.bluebell.instead(&stay(1), placement("daisy"), &[&admitted[1]]);
    wards.bluebell.greet(&wards.server, &wards.house).push(&stay(1), &[&moved]);
    let page = wards.daisy.greet(&wards.server, &wards.house).pull(&note).unwrap();
    assert_eq!(page.entries, [entry(&words)]);
}
