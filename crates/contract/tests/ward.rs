//! The shapes of a ward's day that cross the door, as JSON.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its subject has failed")]

use clinical::{
    FactId, StaffId, StayId, UtcMillis,
    entry::Discharge,
    handover::HandoverNote,
    patient::{Gender, Identity},
    ward::Place,
};
use contract::*;

const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

fn fact(n: u8) -> FactId {
    FactId::from_bytes([n; 16])
}

fn stay(n: u8) -> StayId {
    StayId::from_bytes([n; 16])
}

fn place() -> Place {
    Place { ward: "primrose".parse().unwrap(), bay: "Bay 1".into(), bed: "4".into() }
}

fn note() -> HandoverNote {
    HandoverNote { situation: "Day 2 after hip".into(), watch: String::new(), to_do: "Repeat at 10".into() }
}

#[test]
fn requests_of_a_wards_day_keep_their_shape() {
    let identity = Identity {
        family: "UNKNOWN".into(),
        given: "Unknown".into(),
        title: String::new(),
        preferred: String::new(),
        born: None,
        gender: Gender::Male,
        nhs_number: None,
        hospital_number: String::new(),
    };
    let end = EndStay { stay: stay(7), how: Discharge::Died, seen: vec![fact(3)], reason: String::new() };
    let allocate = Allocate {
        ward: "primrose".parse().unwrap(),
        shift_change: true,
        beds: vec![(stay(7), vec![StaffId::from_bytes([9; 16])])],
    };
    let all = [
        Request::Receive { stay: stay(7), at: place() },
        Request::End(Box::new(end)),
        Request::TakeBack { stay: stay(7), fact: fact(3), reason: "wrong patient".into() },
        Request::Allocate(Box::new(allocate)),
        Request::Identify(Box::new(Identify { stay: stay(7), identity })),
        Request::Join { stay: stay(7), with: stay(8), reason: "named by his wife".into() },
        Request::Places,
        Request::Handover { ward: "primrose".parse().unwrap() },
        Request::WriteHandover(Box::new(WriteHandover { stay: stay(7), note: note() })),
        Request::ReadHandover(Box::new(ReadHandover { read: vec![(stay(7), vec![fact(3)])] })),
    ];
    for request in &all {
        let text = serde_json::to_string(request).unwrap();
        assert_eq!(serde_json::from_str::<Request>(&text).unwrap(), *request);
    }
    insta::assert_json_snapshot!(all);
}

#[test]
fn replies_of_a_wards_day_keep_their_shape() {
    let row = BoardRow {
        place: place(),
        banner: None,
        status: None,
        spark: vec![],
        looked_after_by: vec![],
        carers: vec![],
        mine: false,
        conflicts: vec![],
        unverified: false,
        unsent: 0,
        heard_at: None,
        alert: None,
        flags: vec![],
        therapy: None,
        transfer: None,
    };
    let patient = HandoverPatient {
        row,
        tasks: vec![("Observations".into(), NOW)],
        lines: vec![HandoverLines { note: note(), by: "A. Yusuf, 06-Dec-2026 07:10".into() }],
        remarks: vec!["After mobilising (A. Yusuf)".into()],
        read_by: vec![ReadView {
            name: "C. Lowe".into(),
            at: NOW,
            changed: vec!["observations".into()],
            mine: true,
        }],
        seen: vec![fact(3)],
    };
    let handover = HandoverView {
        ward: "primrose".parse().unwrap(),
        title: "Primrose Ward".into(),
        patients: vec![patient],
        now: NOW,
        offset_minutes: 0,
    };
    let beds = WardBeds {
        ward: "primrose".parse().unwrap(),
        name: "Primrose Ward".into(),
        bays: vec![BayBeds { bay: "Bay 1".into(), beds: vec![("1".into(), Some(true)), ("2".into(), None)] }],
    };
    let all = [Reply::Places(vec![beds]), Reply::Handover(Box::new(handover))];
    for reply in &all {
        let text = serde_json::to_string(reply).unwrap();
        assert_eq!(serde_json::from_str::<Reply>(&text).unwrap(), *reply);
    }
    insta::assert_json_snapshot!(all);
}

#[test]
fn stating_again_what_was_refused_keeps_its_shape() {
    let request = Request::StateAgain { fact: fact(1) };
    let parked = ParkedView {
        fact: Some(fact(1)),
        stay: Some(stay(7)),
        code: "author_not_allowed".into(),
        why: "Whoever charted this had left.".into(),
        said: clinical::Said::default(),
        at: NOW,
        trigger: false,
        what: "Admission, Amina Yusuf, 14:05".into(),
        sent_again: false,
        may: vec![ParkedAct::SendAgain, ParkedAct::StateAgain, ParkedAct::Dismiss],
        anew: None,
        again: Some(Box::new(StatedAgain {
            stay: stay(7),
            what: "RAHMAN, Tomasz, born 14-Mar-1944; Primrose Ward, bed 4".into(),
            others: 3,
        })),
    };
    let reply = Reply::Parked(vec![parked]);
    let text = serde_json::to_string(&reply).unwrap();
    assert_eq!(serde_json::from_str::<Reply>(&text).unwrap(), reply);
    insta::assert_json_snapshot!((request, reply));
}

#[test]
fn looking_for_a_stay_and_the_way_back_in_keep_their_shape() {
    let requests = [
        Request::FindStays(Box::new(FindStays { stay: stay(7), text: "Rahman 14-03-1944".into() })),
        Request::SendAgain { fact: fact(1) },
        Request::DismissParked { fact: fact(1), reason: "charted on paper".into() },
    ];
    for request in &requests {
        let text = serde_json::to_string(request).unwrap();
        assert_eq!(serde_json::from_str::<Request>(&text).unwrap(), *request);
    }
    let banner = Banner {
        stay: stay(8),
        family: "Rahman".into(),
        given: "Tomasz".into(),
        title: String::new(),
        preferred: String::new(),
        born: None,
        age_years: None,
        gender: Gender::Male,
        nhs_number: None,
        hospital_number: String::new(),
        allergies: None,
        like_name: false,
        places: vec![place()],
        ended: None,
    };
    let part = |what: &str, here: &str, there: &str, fits| Likeness {
        what: what.into(),
        here: here.into(),
        there: there.into(),
        fits,
    };
    let found = FoundStay {
        stay: stay(8),
        banner,
        place: "Bed 4".into(),
        joined: false,
        likeness: vec![
            part("Family name", "Rahman", "Rahman", Some(true)),
            part("Given names", "Tom", "Tomasz", Some(false)),
            part("Born", "", "14-Mar-1944", None),
        ],
    };
    let parked = ParkedView {
        fact: Some(fact(1)),
        stay: Some(stay(7)),
        code: "author_not_allowed".into(),
        why: "Whoever charted this had left.".into(),
        said: clinical::Said::default(),
        at: NOW,
        trigger: true,
        what: "Observations (NEWS2 9), Amina Yusuf, 14:05".into(),
        sent_again: true,
        may: vec![ParkedAct::SendAgain, ParkedAct::ChartAnew, ParkedAct::Dismiss],
        anew: Some(Box::new(SetAnew {
            vitals: clinical::vitals::Vitals::default(),
            taken: Some(NOW),
            remark: "Charted anew".into(),
        })),
        again: None,
    };
    let replies = [Reply::FoundStays { stays: vec![found], more: true }, Reply::Parked(vec![parked])];
    for reply in &replies {
        let text = serde_json::to_string(reply).unwrap();
        assert_eq!(serde_json::from_str::<Reply>(&text).unwrap(), *reply);
    }
    insta::assert_json_snapshot!((requests, replies));
}

#[test]
fn asking_for_paper_and_getting_it_keep_their_shape() {
    let asked = vec![
        Request::Print(Printed::Report { stay: stay(1) }),
        Request::Print(Printed::Handover { ward: "primrose".parse().unwrap() }),
        Request::Print(Printed::Chart { stay: stay(1), hours: Some(72) }),
    ];
    let told = vec![
        Reply::Paper { name: "wardlight-report-20261123-071000.pdf".into(), pdf: "JVBERi0xLjc=".into() },
        Reply::PaperKept {
            name: "wardlight-report-20261123-071000.pdf".into(),
            folder: "/srv/ward/Downloads".into(),
        },
    ];
    insta::assert_json_snapshot!((&asked, &told));
    let text = serde_json::to_string(&(&asked, &told)).unwrap();
    assert_eq!(serde_json::from_str::<(Vec<Request>, Vec<Reply>)>(&text).unwrap(), (asked, told));
}
