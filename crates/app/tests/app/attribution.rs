//! "Nothing is ever attributed to the wrong person": every act, every way in, and what each other device then shows as the
//! author, the mover, the countersigner, and how each of them was known (safety rules 3 and 13, hazard H5).

use crate::{
    notes::{look, opened, sign, write},
    support::*,
};
use clinical::{
    FactId, StaffId, StayId,
    escalation::{EscalationAct, Telling},
    note::Section,
    staff::{AuthLevel, Role},
};
use contract::{
    ActAsked, Code, EpisodeView, Escalate, Mark, Pin, RecordObservations, Reply, Request, SetView,
    TakenChoice,
};
use std::cell::Cell;

/// How somebody comes to be acting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// The PIN was checked with the server.
    Online,
    /// The PIN was checked on the device alone.
    Offline,
    /// A name was typed and nothing was checked.
    Typed,
    /// Their own session, locked meanwhile.
    Locked,
    /// A student, with a PIN.
    Student,
}

const WAYS: [Way; 5] = [Way::Online, Way::Offline, Way::Typed, Way::Locked, Way::Student];

impl Way {
    /// Seats a person of the role at the device in this way.
    fn seat(self, device: &Device, role: Role) {
        match self {
            Self::Online => device.sign_in(person(role)),
            Self::Offline => {
                device.sign_in(person(role));
                device.done(Request::SignOut);
                // No authority is set now: the device alone says whether the PIN is right.
                device.sign_in_with(person(role), PIN).unwrap();
            }
            Self::Typed => {
                drop(device.call(Request::SignInForEmergency { name: "Jo Bank".into() }).unwrap());
            }
            Self::Locked => {
                device.sign_in(person(role));
                device.done(Request::Lock);
            }
            Self::Student => device.sign_in(person(Role::Student)),
        }
    }

    /// The name and the check that every device shows for an act of a person of the role.
    fn label(self, role: Role) -> String {
        match self {
            Self::Online | Self::Offline => format!("{role:?} Okafor"),
            Self::Typed => "Jo Bank (not checked)".to_owned(),
            Self::Locked => format!("{role:?} Okafor (not checked)"),
            Self::Student => "Student Okafor".to_owned(),
        }
    }

    const fn auth(self) -> AuthLevel {
        match self {
            Self::Online | Self::Offline | Self::Student => AuthLevel::Pin,
            Self::Typed | Self::Locked => AuthLevel::Emergency,
        }
    }

    /// The role that is shown; a typed name has none.
    const fn role(self, role: Role) -> Option<Role> {
        match self {
            Self::Typed => None,
            Self::Student => Some(Role::Student),
            Self::Online | Self::Offline | Self::Locked => Some(role),
        }
    }

    /// Whether what is charted in this way waits for a registered person's name.
    const fn waits(self) -> bool {
        matches!(self, Self::Typed | Self::Locked | Self::Student)
    }
}

/// A ward with a device for each of three people, and one at which nobody does anything.
struct Ward {
    server: Server,
    devices: [Device; 4],
    admitted: Cell<u32>,
}

impl Ward {
    fn new() -> Self {
        let server = Server::new();
        let devices = [1, 2, 3, 4].map(|seed| Device::enrolled(&server, seed));
        Self { server, devices, admitted: Cell::new(0) }
    }

    /// Three more patients, whom every device knows; a second nurse sits at the first device.
    fn patients(&self) -> [StayId; 3] {
        self.devices[0].sign_in(other_nurse());
        let stays = ["A1", "A2", "A3"].map(|bed| {
            // One admitted twice in one bed would be the same patient.
            self.admitted.set(self.admitted.get() + 1);
            self.devices[0].admit(&format!("Patient {}", self.admitted.get()), bed)
        });
        self.meet();
        stays
    }

    /// All speak with the server until they agree, and lose it again.
    fn meet(&self) {
        for device in self.devices.iter().chain(&self.devices) {
            self.server.sync(&device.app);
        }
        for device in &self.devices {
            self.server.cut(&device.app);
        }
    }

    /// What every device shows of something, with a doctor at each of them.
    fn everywhere<T>(&self, shows: impl Fn(&Device) -> T) -> Vec<T> {
        self.meet();
        for device in &self.devices {
            device.sign_in(person(Role::Doctor));
        }
        self.devices.iter().map(shows).collect()
    }
}

fn set_of(device: &Device, stay: StayId, fact: FactId) -> SetView {
    device.patient(stay).sets.into_iter().find(|set| set.fact == fact).unwrap()
}

fn move_to(device: &Device, fact: FactId, from: StayId, to: StayId) -> FactId {
    let reason = "beds swapped".into();
    match device.call(Request::MoveToPatient { fact, stay: from, to, reason }).unwrap() {
        Reply::Saved(saved) => saved.fact,
        other => panic!("{other:?}"),
    }
}

/// Charted by one, moved by another, and moved once more by the first mover; signed by a third before, in between or after.
#[test]
fn a_moved_set_shows_everywhere_who_charted_it_who_moved_it_and_whose_name_stands_under_it() {
    let ward = Ward::new();
    for way in WAYS {
        for mover in [Way::Online, Way::Offline] {
            // How the mover's PIN was checked has nothing to do with when a third person signs.
            let orders =
                if mover == Way::Online { [None, Some(0), Some(1), Some(2)].as_slice() } else { &[None] };
            for signed_after in orders.iter().copied() {
                let told = format!("{way:?} {mover:?} {signed_after:?}");
                let stays = ward.patients();
                let [charter, moving, signing, _] = &ward.devices;
                way.seat(charter, Role::HealthcareAssistant);
                let mut fact = charter.record(stays[0], well()).fact;
                let sign = |moves: usize, fact: FactId| {
                    ward.meet();
                    if signed_after == Some(moves) && way.waits() {
                        signing.sign_in(person(Role::NurseInCharge));
                        assert_eq!(signing.countersign(stays[moves], fact).unwrap(), Reply::Done, "{told}");
                        ward.meet();
                    }
                };
                sign(0, fact);
                for moves in [1, 2] {
                    moving.clock.pass(60_000);
                    mover.seat(moving, Role::Nurse);
                    fact = move_to(moving, fact, stays[moves - 1], stays[moves]);
                    sign(moves, fact);
                }
                let stay = stays[2];
                let waits = way.waits() && signed_after.is_none();
                for page in ward.everywhere(|device| device.patient(stay)) {
                    let set = page.sets.iter().find(|set| set.fact == fact).unwrap();
                    assert_eq!(set.by, way.label(Role::HealthcareAssistant), "{told}: who charted it");
                    assert_eq!(set.auth, way.auth(), "{told}: how that was known");
                    assert_eq!(set.role, way.role(Role::HealthcareAssistant), "{told}: her role");
                    assert!(
                        set.moved_here && set.moved_by.starts_with("Nurse Okafor, "),
                        "{told}: {}",
                        set.moved_by
                    );
                    let signed = way.waits() && !waits;
                    assert_eq!(
                        set.countersigned.starts_with("NurseInCharge Okafor, "),
                        signed,
                        "{told}: {}",
                        set.countersigned
                    );
                    assert!(signed || set.countersigned.is_empty(), "{told}");
                    let open: Vec<_> =
                        page.to_countersign.iter().map(|of| (of.fact, of.by.clone())).collect();
                    let both =
                        format!("{}, moved here by Nurse Okafor", way.label(Role::HealthcareAssistant));
                    assert_eq!(open, if waits { vec![(fact, both)] } else { vec![] }, "{told}");
                }
                let marks = ward.everywhere(|device| device.patient(stays[0]).sets[0].clone());
                for set in marks {
                    assert_eq!(
                        (set.by, set.auth),
                        (way.label(Role::HealthcareAssistant), way.auth()),
                        "{told}"
                    );
                    let Mark::Moved(by) = set.mark else { panic!("{told}: {:?}", set.mark) };
                    assert_eq!(by.name, "Nurse Okafor", "{told}: a mover whose PIN was checked");
                }
            }
        }
    }
}

#[test]
fn whoever_moves_their_own_stays_the_one_who_charted_it_as_they_were_known_then() {
    let ward = Ward::new();
    for way in [Way::Online, Way::Locked, Way::Student] {
        let stays = ward.patients();
        let device = &ward.devices[0];
        way.seat(device, Role::Nurse);
        let fact = device.record(stays[0], well()).fact;
        if way == Way::Locked {
            drop(device.call(Request::Unlock { pin: Pin(PIN.into()) }).unwrap());
        }
        let fact = move_to(device, fact, stays[0], stays[1]);
        for set in ward.everywhere(|device| set_of(device, stays[1], fact)) {
            assert_eq!((set.by, set.auth), (way.label(Role::Nurse), way.auth()), "{way:?}");
            let mover = if way == Way::Student { "Student Okafor, " } else { "Nurse Okafor, " };
            assert!(set.moved_by.starts_with(mover), "{way:?}: {}", set.moved_by);
        }
    }
}

#[test]
fn a_move_that_is_undone_leaves_the_set_with_the_name_and_the_check_it_had() {
    let ward = Ward::new();
    for way in WAYS {
        let stays = ward.patients();
        let [charter, moving, ..] = &ward.devices;
        way.seat(charter, Role::HealthcareAssistant);
        let first = charter.record(stays[0], well()).fact;
        ward.meet();
        moving.sign_in(person(Role::Nurse));
        let there = move_to(moving, first, stays[0], stays[1]);
        moving.done(Request::Undo { fact: there, stay: stays[1] });
        for set in ward.everywhere(|device| set_of(device, stays[0], first)) {
            assert_eq!((set.by, set.auth), (way.label(Role::HealthcareAssistant), way.auth()), "{way:?}");
            assert_eq!((set.mark, set.moved_by.as_str()), (Mark::Current, ""), "{way:?}");
        }
        for set in ward.everywhere(|device| set_of(device, stays[1], there)) {
            let Mark::Undone(by) = set.mark else { panic!("{way:?}: {:?}", set.mark) };
            assert_eq!((by.name.as_str(), set.by), ("Nurse Okafor", way.label(Role::HealthcareAssistant)));
        }
    }
}

/// What somebody does about a set that a second nurse charted, or about one of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Chart,
    Undo,
    Amend,
    InError,
    Tell,
    Accept,
    Close,
    Countersign,
}

const DEEDS: [Deed; 8] = [
    Deed::Chart,
    Deed::Undo,
    Deed::Amend,
    Deed::InError,
    Deed::Tell,
    Deed::Accept,
    Deed::Close,
    Deed::Countersign,
];

impl Deed {
    /// Recording is nobody's to refuse; what corrects or answers asks for a registered person whose PIN was checked.
    const fn is_allowed(self, way: Way) -> bool {
        let registered = matches!(way, Way::Online | Way::Offline);
        match self {
            Self::Chart | Self::Undo | Self::Tell => true,
            Self::Amend | Self::InError | Self::Accept | Self::Close | Self::Countersign => registered,
        }
    }
}

/// What the deed is about, as it was on the screen before the person there changed.
struct Scene {
    stay: StayId,
    episode: EpisodeView,
    /// An ill patient's set.
    about: FactId,
    /// A set that waits for a name.
    doubtful: FactId,
}

/// Does it, in bed A1, about an ill patient's set; answers what to look for.
fn does(device: &Device, deed: Deed, scene: &Scene) -> Result<FactId, Code> {
    let Scene { stay, episode, about, doubtful } = scene;
    let (stay, about, doubtful) = (*stay, *about, *doubtful);
    let act = |act: ActAsked| {
        let (of, seen) = (episode.id, episode.seen.clone());
        let asked = Escalate { stay, episode: of, seen, act, reason: String::new() };
        device.call(Request::Escalate(Box::new(asked))).map(|_| about).map_err(|error| error.code)
    };
    match deed {
        Deed::Chart => Ok(device.record(stay, ill()).fact),
        Deed::Undo => {
            let fact = device.record(stay, ill()).fact;
            device.done(Request::Undo { fact, stay });
            Ok(fact)
        }
        Deed::Amend => {
            let form = device.form(stay);
            let amended = RecordObservations {
                taken: TakenChoice::AsBefore,
                amends: Some(about),
                reason: "mis-keyed".into(),
                ..Device::filled(&form, well())
            };
            device.try_record(amended).map(|saved| saved.fact).map_err(|error| error.code)
        }
        Deed::InError => {
            let asked = Request::EnterInError { fact: about, stay, reason: "wrong cuff".into() };
            device.call(asked).map(|_| about).map_err(|error| error.code)
        }
        Deed::Tell => act(ActAsked::TellAsked { who: "Dr Rao".into(), how: Telling::Telephone }),
        Deed::Accept => act(ActAsked::Act(EscalationAct::Accepted { who: String::new() })),
        Deed::Close => act(ActAsked::Act(EscalationAct::Closed { reason: "improved".into() })),
        Deed::Countersign => device.countersign(stay, doubtful).map(|_| doubtful).map_err(|error| error.code),
    }
}

/// The name under a deed as a device shows it.
fn shown(device: &Device, deed: Deed, stay: StayId, fact: FactId) -> String {
    let page = device.patient(stay);
    let set = || page.sets.iter().find(|set| set.fact == fact).unwrap().clone();
    let told = |words: &str| {
        let lines: Vec<_> = page.episodes.iter().flat_map(|episode| &episode.story).collect();
        let line = lines.iter().find(|line| line.words.contains(words));
        line.unwrap_or_else(|| panic!("{words}: {lines:?}")).by.clone()
    };
    match (deed, set().mark) {
        (Deed::Chart, Mark::Current) | (Deed::Amend, Mark::Current) => set().by,
        (Deed::Undo, Mark::Undone(by)) | (Deed::InError, Mark::InError(by)) => by.name,
        (Deed::Tell, _) => told("Dr Rao"),
        (Deed::Accept, _) => told("ccepted"),
        (Deed::Close, _) => told("losed"),
        (Deed::Countersign, _) => set().countersigned,
        (deed, mark) => panic!("{deed:?} {mark:?}"),
    }
}

#[test]
fn every_act_in_every_way_shows_everywhere_the_person_who_did_it_and_how_they_were_known() {
    let ward = Ward::new();
    for deed in DEEDS {
        for way in WAYS {
            let told = format!("{deed:?} {way:?}");
            let [stay, ..] = ward.patients();
            let [other, device, ..] = &ward.devices;
            let about = other.record(stay, ill()).fact;
            other.done(Request::Lock);
            let doubtful = other.record(stay, well()).fact;
            ward.meet();
            device.sign_in(person(Role::Nurse));
            let episode = device.patient(stay).episodes.remove(0);
            device.clock.pass(60_000);
            way.seat(device, Role::Nurse);
            match does(device, deed, &Scene { stay, episode, about, doubtful }) {
                Ok(fact) => {
                    assert!(deed.is_allowed(way), "{told}");
                    for name in ward.everywhere(|device| shown(device, deed, stay, fact)) {
                        let label = way.label(Role::Nurse);
                        let rest = name.strip_prefix(label.as_str());
                        let rest = rest.unwrap_or_else(|| panic!("{told}: {name} is not {label}"));
                        assert!(rest.is_empty() || rest.starts_with(", "), "{told}: {name}");
                    }
                    let charted = ward.everywhere(|device| set_of(device, stay, about));
                    for set in charted {
                        assert_eq!((set.by.as_str(), set.auth), ("Second Nurse", AuthLevel::Pin), "{told}");
                    }
                }
                Err(code) => {
                    assert!(!deed.is_allowed(way), "{told}: {code:?}");
                    assert!(matches!(code, Code::NotAllowed | Code::Locked), "{told}: {code:?}");
                }
            }
        }
    }
}

#[test]
fn a_signature_under_a_note_is_everywhere_that_of_the_person_who_signed() {
    let ward = Ward::new();
    for way in [Way::Online, Way::Offline, Way::Student] {
        let [stay, ..] = ward.patients();
        let [device, ..] = &ward.devices;
        let author: StaffId =
            if way == Way::Student { person(Role::Student) } else { person(Role::Therapist) };
        device.sign_in(author);
        let view = opened(device, stay);
        let view = write(device, &view, Section::Plan, "Stairs tomorrow.");
        way.seat(device, Role::Therapist);
        sign(device, &view, &[]).unwrap();
        for note in ward.everywhere(|device| look(device, &view)) {
            let label = way.label(Role::Therapist);
            assert!(note.signed[0].by.starts_with(&format!("{label}, ")), "{way:?}: {}", note.signed[0].by);
            assert!(!note.signed[0].unchecked);
            let words = note.parts.iter().flat_map(|part| &part.sentences).next().unwrap();
            assert_eq!(
                (words.by.as_slice(), words.signed_by.as_slice()),
                ([label.clone()].as_slice(), [label].as_slice())
            );
        }
    }
}
