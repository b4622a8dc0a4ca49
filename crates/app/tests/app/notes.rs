//! Notes through the door: two therapists in one note, with the server away and back, signatures, a kill.

use crate::support::*;
use clinical::{NoteId, ScopeId, StayId, note::Section, staff::Role};
use contract::{CallError, Code, Connection, NoteAct, NoteAsked, NoteView, Reply, Request, SentenceView};
use replication::wire::Entry;

pub(crate) fn note(device: &Device, stay: StayId, act: NoteAct) -> Result<NoteView, CallError> {
    match device.call(Request::Note(Box::new(NoteAsked { stay, act })))? {
        Reply::Note(view) => Ok(*view),
        other => panic!("{other:?}"),
    }
}

pub(crate) fn opened(device: &Device, stay: StayId) -> NoteView {
    note(device, stay, NoteAct::Open { visit: None }).unwrap()
}

pub(crate) fn look(device: &Device, view: &NoteView) -> NoteView {
    note(device, view.stay, NoteAct::Look { note: view.note }).unwrap()
}

fn splice(view: &NoteView, section: Section, at: usize, take_out: usize, write: &str) -> NoteAct {
    let count = |n: usize| n.try_into().unwrap();
    NoteAct::Write {
        id: view.next,
        note: view.note,
        shown: view.shown.clone(),
        section,
        at: count(at),
        take_out: count(take_out),
        write: write.into(),
    }
}

/// Writes at the end of a part, as somebody who sees this.
pub(crate) fn write(device: &Device, view: &NoteView, section: Section, text: &str) -> NoteView {
    let end = text_of(view, section).chars().count();
    note(device, view.stay, splice(view, section, end, 0, text)).unwrap()
}

pub(crate) fn text_of(view: &NoteView, section: Section) -> &str {
    &view.parts.iter().find(|part| part.section == section).unwrap().text
}

fn sentences(view: &NoteView) -> impl Iterator<Item = &SentenceView> {
    view.parts.iter().flat_map(|part| &part.sentences)
}

fn sentence<'v>(view: &'v NoteView, text: &str) -> &'v SentenceView {
    sentences(view).find(|sentence| sentence.text == text).unwrap()
}

pub(crate) fn sign(device: &Device, view: &NoteView, read_again: &[&str]) -> Result<NoteView, CallError> {
    let read_again = read_again.iter().map(|mark| (*mark).to_owned()).collect();
    note(device, view.stay, NoteAct::Sign { note: view.note, shown: view.shown.clone(), read_again })
}

/// Two therapists on two devices that both have the patient, neither with a connection.
struct Two {
    server: Server,
    ana: Device,
    ben: Device,
    stay: StayId,
}

impl Two {
    fn new() -> Self {
        let server = Server::new();
        let (ana, ben) = (Device::enrolled(&server, 1), Device::enrolled(&server, 2));
        ana.sign_in(person(Role::Therapist));
        ben.sign_in(other_nurse());
        let stay = ana.admit("Adeyemi", "A1");
        let two = Self { server, ana, ben, stay };
        two.meet();
        two
    }

    /// Both speak with the server until they agree, and lose it again.
    fn meet(&self) {
        for device in [&self.ana, &self.ben, &self.ana] {
            self.server.sync(&device.app);
        }
        for device in [&self.ana, &self.ben] {
            assert!(matches!(device.sync_state().connection, Connection::Online));
            assert_eq!(device.sync_state().unsent, 0);
            self.server.cut(&device.app);
        }
    }
}

#[test]
fn what_is_written_without_a_signal_survives_a_kill_and_reaches_the_other_therapist() {
    let two = Two::new();
    let Two { server, ana, ben, stay } = two;
    let view = opened(&ana, stay);
    let view = write(&ana, &view, Section::Subjective, "Slept well.");
    let view = write(&ana, &view, Section::Plan, "Stairs tomorrow.");
    assert_eq!(view.unsent, 2, "one for each pause");
    let ana = ana.restarted();
    ana.sign_in_with(person(Role::Therapist), PIN).unwrap();
    let again = look(&ana, &view);
    assert_eq!((text_of(&again, Section::Subjective), again.unsigned), ("Slept well.", 2));
    assert_eq!(opened(&ana, stay).note, view.note, "opened again, it is the same note");
    server.sync(&ana.app);
    server.sync(&ben.app);
    let theirs = look(&ben, &view);
    assert_eq!(text_of(&theirs, Section::Plan), "Stairs tomorrow.");
    assert_eq!(sentence(&theirs, "Slept well.").by, ["Therapist Okafor"]);
    assert!(!sentence(&theirs, "Slept well.").mine);
    assert_eq!(look(&ana, &view).unsent, 0);
}

/// What waits for the words before it is stored as it came, not held by a document in memory.
#[test]
fn words_that_wait_for_those_they_follow_wait_through_a_restart() {
    let Two { server, ana, ben, stay } = Two::new();
    let mut view = opened(&ana, stay);
    for text in ["One. ", "Two. ", "Three."] {
        view = write(&ana, &view, Section::Subjective, text);
    }
    server.sync(&ana.app);
    let scope = ScopeId::Note(view.note);
    let all: Vec<Entry> = server.logs.borrow()[&scope].iter().map(|logged| logged.entry.clone()).collect();
    assert_eq!(all.len(), 3);
    // The second never reached this server, as one restored from a backup may have it.
    server.logs.borrow_mut().remove(&scope);
    for entry in [&all[0], &all[2]] {
        server.append(&scope, entry.clone());
    }
    server.sync(&ben.app);
    let theirs = look(&ben, &view);
    assert_eq!((text_of(&theirs, Section::Subjective), theirs.waiting), ("One. ", 1));
    let ben = ben.restarted();
    ben.sign_in_with(other_nurse(), PIN).unwrap();
    assert_eq!(look(&ben, &view).waiting, 1, "still known to wait");
    server.append(&scope, all[1].clone());
    server.sync(&ben.app);
    let theirs = look(&ben, &view);
    assert_eq!((text_of(&theirs, Section::Subjective), theirs.waiting), ("One. Two. Three.", 0));
}

#[test]
fn a_note_that_was_only_opened_is_followed_after_a_restart_too() {
    let two = Two::new();
    let view = opened(&two.ana, two.stay);
    two.meet();
    let Two { server, ana, ben, stay: _ } = two;
    let ben = ben.restarted();
    ben.sign_in_with(other_nurse(), PIN).unwrap();
    write(&ana, &view, Section::Plan, "Stairs.");
    server.sync(&ana.app);
    server.sync(&ben.app);
    assert_eq!(text_of(&look(&ben, &view), Section::Plan), "Stairs.");
}

#[test]
fn two_who_write_at_once_keep_all_words_and_read_again_what_both_changed() {
    let two = Two::new();
    let view = opened(&two.ana, two.stay);
    let view = write(&two.ana, &view, Section::Assessment, "Walks with one. Sleeps badly.");
    two.meet();
    let Two { ana, ben, .. } = &two;
    let theirs = look(ben, &view);
    note(ana, two.stay, splice(&view, Section::Assessment, 11, 3, "two")).unwrap();
    note(ben, two.stay, splice(&theirs, Section::Assessment, 6, 4, "using")).unwrap();
    two.meet();
    let view = look(ana, &view);
    assert_eq!(view.parts, look_as_ana(ben, ana, &view).parts, "the same everywhere");
    let both = sentence(&view, "Walks using two.");
    assert!(both.by_two && both.at_once && both.mine);
    let refused = sign(ana, &view, &[]).unwrap_err();
    assert_eq!((refused.code, refused.fields[0].field.as_str()), (Code::Invalid, "read_again"));
    let signed = sign(ana, &view, &[&both.mark]).unwrap();
    assert_eq!((signed.unsigned, signed.closed), (0, Some(0)));
    assert_eq!(sentence(&signed, "Walks using two.").signed_by, ["Therapist Okafor"]);
}

/// What the other device shows, as this one's person would see it.
fn look_as_ana(other: &Device, ana: &Device, view: &NoteView) -> NoteView {
    let theirs = look(other, view);
    assert_eq!(theirs.shown, look(ana, view).shown);
    let mut seen = theirs;
    let mine = look(ana, view);
    for (part, own) in seen.parts.iter_mut().zip(&mine.parts) {
        for (sentence, own) in part.sentences.iter_mut().zip(&own.sentences) {
            sentence.mine = own.mine;
        }
    }
    seen
}

/// A therapist's note signed on one device while it is edited on another.
#[test]
fn a_note_signed_here_and_edited_there_shows_the_edit_as_unsigned_and_keeps_what_was_signed() {
    let two = Two::new();
    let view = opened(&two.ana, two.stay);
    let view = write(&two.ana, &view, Section::Plan, "Walks with one.");
    two.meet();
    let Two { ana, ben, .. } = &two;
    sign(ana, &view, &[]).unwrap();
    let theirs = look(ben, &view);
    note(ben, two.stay, splice(&theirs, Section::Plan, 11, 3, "two")).unwrap();
    two.meet();
    let view = look(ana, &view);
    let changed = sentence(&view, "Walks with two.");
    assert!(changed.after_signing && changed.signed_by.is_empty());
    assert_eq!(view.signed[0].changed_since, [(Section::Plan, "Walks with one.".to_owned())]);
    assert_eq!(view.signed[0].doubt, "");
    assert_eq!(view.unsigned, 1, "hers too, and not as she signed it");
    let again = sign(ana, &view, &[&changed.mark]).unwrap();
    assert_eq!(again.unsigned, 0);
}

#[test]
fn after_a_signature_there_are_addenda_only_and_what_is_signed_of_those_is_closed_too() {
    let two = Two::new();
    let Two { ana, stay, .. } = &two;
    let view = write(ana, &opened(ana, *stay), Section::Plan, "Stairs.");
    let view = sign(ana, &view, &[]).unwrap();
    let refused = note(ana, *stay, splice(&view, Section::Plan, 7, 0, " Twice.")).unwrap_err();
    assert_eq!(refused.code, Code::AlreadyChanged);
    let view = write(ana, &view, Section::Addendum, "Rang the ward.");
    assert!(sentence(&view, "Rang the ward.").after_signing);
    let view = sign(ana, &view, &[]).unwrap();
    assert_eq!(view.closed, Some(14));
    let refused = note(ana, *stay, splice(&view, Section::Addendum, 0, 4, "")).unwrap_err();
    assert_eq!(refused.code, Code::AlreadyChanged);
    let again = sign(ana, &view, &[]).unwrap();
    assert_eq!(again.signed.len(), 2, "a second tap signs nothing twice");
}

#[test]
fn an_addendum_written_while_another_was_signed_is_kept_beside_it() {
    let two = Two::new();
    let view = write(&two.ana, &opened(&two.ana, two.stay), Section::Plan, "Stairs.");
    let view = sign(&two.ana, &view, &[]).unwrap();
    two.meet();
    let Two { server, ana, ben, stay } = &two;
    let theirs = look(ben, &view);
    let view = write(ana, &view, Section::Addendum, "Rang the ward.");
    sign(ana, &view, &[]).unwrap();
    server.sync(&ana.app);
    server.sync(&ben.app);
    let kept = note(ben, *stay, splice(&theirs, Section::Addendum, 0, 0, "Saw the family.")).unwrap();
    let text = text_of(&kept, Section::Addendum);
    assert!(text.contains("Rang the ward.") && text.contains("Saw the family."), "{text}");
    assert!(sentence(&kept, "Saw the family.").mine && !sentence(&kept, "Rang the ward.").mine, "one each");
    let view = sign(ben, &kept, &[]).unwrap();
    assert_eq!(view.signed.len(), 3);
    assert!(view.signed.iter().all(|signed| signed.changed_since.is_empty()), "all that was signed stands");
    assert_eq!(view.unsigned, 0);
}

#[test]
fn a_note_of_seventeen_heads_is_signed_and_the_other_therapists_device_reads_that() {
    let two = Two::new();
    let mut view = opened(&two.ana, two.stay);
    for _ in 0..17 {
        view.shown.clear();
        view = note(&two.ana, two.stay, splice(&view, Section::Plan, 0, 0, "Stairs.\n")).unwrap();
    }
    let shown = view.shown.split('.').count();
    let view = sign(&two.ana, &view, &[]).unwrap();
    assert_eq!((shown, view.unsigned, view.signed.len()), (17, 0, 1));
    two.meet();
    let theirs = look(&two.ben, &view);
    assert_eq!((theirs.signed[0].doubt.as_str(), theirs.waiting), ("", 0));
    assert!(theirs.closed.is_some());
}

#[test]
fn a_writer_who_types_on_is_told_what_is_merged_and_writes_on_from_what_they_see() {
    let two = Two::new();
    let view = opened(&two.ana, two.stay);
    two.meet();
    let Two { server, ana, ben, .. } = &two;
    write(ben, &look(ben, &view), Section::Plan, "From Ben. ");
    server.sync(&ben.app);
    server.sync(&ana.app);
    let first = note(ana, two.stay, splice(&view, Section::Plan, 0, 0, "From Ana.")).unwrap();
    assert_ne!(first.own, first.shown);
    let act = NoteAct::Write {
        id: first.next,
        note: view.note,
        shown: first.own,
        section: Section::Plan,
        at: 9,
        take_out: 0,
        write: " More.".into(),
    };
    let merged = note(ana, two.stay, act).unwrap();
    let text = text_of(&merged, Section::Plan);
    assert!(text.contains("From Ana. More.") && text.contains("From Ben. "), "{text}");
    let nonsense = splice(&NoteView { shown: "xyz".into(), ..view }, Section::Plan, 0, 0, "x");
    assert_eq!(note(ana, two.stay, nonsense).unwrap_err().code, Code::AlreadyChanged);
}

#[test]
fn under_a_lock_words_are_kept_and_nothing_is_shown_or_signed() {
    let two = Two::new();
    let Two { ana, stay, .. } = &two;
    let view = opened(ana, *stay);
    ana.done(Request::Lock);
    let kept = ana.call(Request::Note(Box::new(NoteAsked {
        stay: *stay,
        act: splice(&view, Section::Plan, 0, 0, "Stairs."),
    })));
    let Ok(Reply::NoteKept { own, next }) = kept else { panic!("{kept:?}") };
    let on = NoteView { shown: own, next, ..view.clone() };
    let more = NoteAsked { stay: *stay, act: splice(&on, Section::Plan, 7, 0, " Rest.") };
    assert!(matches!(ana.call(Request::Note(Box::new(more))), Ok(Reply::NoteKept { .. })));
    assert_eq!(note(ana, *stay, NoteAct::Look { note: view.note }).unwrap_err().code, Code::Locked);
    assert_eq!(sign(ana, &view, &[]).unwrap_err().code, Code::Locked);
    ana.call(Request::Unlock { pin: contract::Pin(PIN.into()) }).unwrap();
    assert_eq!(text_of(&look(ana, &view), Section::Plan), "Stairs. Rest.");
}

#[test]
fn words_and_signatures_of_an_emergency_sign_in_are_marked_as_not_checked() {
    let two = Two::new();
    let Two { ana, stay, .. } = &two;
    let view = write(ana, &opened(ana, *stay), Section::Plan, "Stairs.\n");
    assert!(!sentence(&view, "Stairs.").unchecked);
    ana.call(Request::SignInForEmergency { name: "Jo Bank".into() }).unwrap();
    let act = splice(&view, Section::Plan, 8, 0, "Saw the family.");
    let kept = ana.call(Request::Note(Box::new(NoteAsked { stay: *stay, act })));
    assert!(matches!(kept, Ok(Reply::NoteKept { .. })), "{kept:?}");
    ana.sign_in(person(Role::Therapist));
    let view = look(ana, &view);
    assert!(sentence(&view, "Saw the family.").unchecked);
    assert!(!sentence(&view, "Stairs.").unchecked);
    let view = sign(ana, &view, &[]).unwrap();
    assert!(!view.signed[0].unchecked, "whoever signed was checked");
}

#[test]
fn a_note_opened_for_the_wrong_patient_is_taken_back_and_stays_readable() {
    let two = Two::new();
    let Two { ana, ben, stay, .. } = &two;
    let view = write(ana, &opened(ana, *stay), Section::Plan, "Stairs.");
    two.meet();
    let withdraw = |reason: &str| NoteAct::Withdraw { note: view.note, reason: reason.into() };
    assert_eq!(note(ana, *stay, withdraw(" ")).unwrap_err().code, Code::Invalid, "a reason is asked for");
    let gone = note(ana, *stay, withdraw("meant for A3")).unwrap();
    assert!(gone.withdrawn.ends_with(": meant for A3"), "{}", gone.withdrawn);
    assert_eq!(text_of(&gone, Section::Plan), "Stairs.");
    let again = note(ana, *stay, withdraw("once more")).unwrap();
    assert_eq!((&again.withdrawn, again.unsent), (&gone.withdrawn, gone.unsent), "a second tap is the first");
    assert_eq!(sign(ana, &again, &[]).unwrap_err().code, Code::NotAllowed);
    // What a colleague wrote meanwhile is kept and read, struck through with the rest.
    write(ben, &look(ben, &view), Section::Plan, " Rest.");
    two.meet();
    let theirs = look(ben, &view);
    assert_eq!(theirs.withdrawn, gone.withdrawn);
    assert_eq!(text_of(&theirs, Section::Plan), "Stairs. Rest.");
    assert_ne!(opened(ana, *stay).note, view.note, "another note can be opened");
}

#[test]
fn words_whose_reply_was_lost_are_asked_for_again_and_written_once() {
    let two = Two::new();
    let Two { ana, ben, stay, .. } = &two;
    let view = opened(ana, *stay);
    // More than one edit.
    let long = "Walks with one. ".repeat(40);
    let act = splice(&view, Section::Plan, 0, 0, &long);
    let first = note(ana, *stay, act.clone()).unwrap();
    let again = note(ana, *stay, act.clone()).unwrap();
    assert_eq!((text_of(&again, Section::Plan), &again.own), (long.as_str(), &first.own));
    assert_eq!(again.unsent, first.unsent, "no entry more");
    // However late, and whatever has become of the note since.
    sign(ana, &again, &[]).unwrap();
    two.meet();
    let theirs = write(ben, &look(ben, &view), Section::Addendum, "Rang the ward.");
    sign(ben, &theirs, &[]).unwrap();
    two.meet();
    let last = note(ana, *stay, act).unwrap();
    assert_eq!((text_of(&last, Section::Plan), &last.own), (long.as_str(), &first.own));
    assert_eq!(text_of(&last, Section::Addendum), "Rang the ward.");
    // Other words under the same name are no second answer.
    let other = splice(&view, Section::Plan, 0, 0, "Stairs.");
    assert_eq!(note(ana, *stay, other).unwrap_err().code, Code::AlreadyChanged);
}

#[test]
fn a_note_of_another_patient_is_not_found_in_this_ones_record() {
    let two = Two::new();
    let view = opened(&two.ana, two.stay);
    let other = two.ana.admit("Brown", "A2");
    let asked = note(&two.ana, other, NoteAct::Look { note: view.note });
    assert_eq!(asked.unwrap_err().code, Code::NotFound);
    let made_up = NoteAct::Look { note: NoteId::from_bytes([9; 16]) };
    assert_eq!(note(&two.ana, two.stay, made_up).unwrap_err().code, Code::NotFound);
}

#[test]
fn a_screen_that_shows_a_note_is_told_when_somebody_elses_words_arrive() {
    let two = Two::new();
    let view = opened(&two.ana, two.stay);
    two.meet();
    let mut events = two.ana.app.subscribe();
    write(&two.ben, &look(&two.ben, &view), Section::Plan, "Stairs.");
    two.server.sync(&two.ben.app);
    two.server.sync(&two.ana.app);
    let told = std::iter::from_fn(|| events.try_recv().ok());
    let mut changed = told.filter_map(|event| match event {
        contract::Event::Changed { stays, .. } => Some(stays),
        _ => None,
    });
    assert!(changed.any(|stays| stays.contains(&two.stay)));
}

/// As the synthetic ward has it: words of last week, signed then, and no second time when a run is run again.
#[test]
fn a_note_written_as_history_is_signed_at_its_time_and_written_once() {
    let server = Server::new();
    let device = Device::enrolled(&server, 1);
    device.sign_in(person(Role::Therapist));
    let stay = device.admit("Adeyemi", "A1");
    let (written_at, signed_at) = (device.now().plus_minutes(-90), device.now().plus_minutes(-80));
    let (opened, author) = (numbered(700), person(Role::Therapist));
    let authored = app::authoring::Authored {
        stay,
        id: opened,
        taken_at: Some(written_at),
        recorded_at: written_at,
        author,
        auth: clinical::staff::AuthLevel::Pin,
        on_behalf_of: None,
        supersedes: Vec::new(),
        reason: String::new(),
        body: clinical::entry::EntryBody::Note(clinical::note::NoteOpened { visit: None }),
    };
    let parts = vec![
        (Section::Subjective, numbered(701), "Slept well. Ate well.".to_owned()),
        (Section::Plan, numbered(702), "Stairs tomorrow.".to_owned()),
    ];
    let words = app::authoring::AuthoredNote { stay, opened, author, parts, written_at, signed_at };
    assert!(device.app.author_note("demo_seed", &words).is_err(), "nothing opened it");
    device.app.author("demo_seed", &[authored]).unwrap();
    for _ in 0..2 {
        device.app.author_note("demo_seed", &words).unwrap();
        let view = note(&device, stay, NoteAct::Look { note: NoteId::of(&stay, &opened) }).unwrap();
        assert_eq!(text_of(&view, Section::Subjective), "Slept well. Ate well.");
        assert_eq!((view.signed.len(), view.unsigned), (1, 0));
        let at = clinical::cui::date_time(clinical::Stamp { utc: signed_at, offset_minutes: 0 });
        assert_eq!(view.signed[0].by, format!("Therapist Okafor, {at}"));
        assert_eq!(view.signed[0].doubt, "");
        assert_eq!(sentences(&view).filter(|of| !of.signed_by.is_empty()).count(), 3);
    }
}
