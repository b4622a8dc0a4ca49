//! Policies reach devices as facts of the directory: each ward has that of its kind of place, another one takes hold of
//! open pages at once, one that cannot be read changes nothing, and nobody who was told is forgotten.

use crate::support::*;
use clinical::{
    StayId, WardId,
    care::Precaution,
    entry::EntryBody,
    escalation::{EscalationAct, Telling},
    news2::Response,
    policy::{PublishedPolicy, SHIPPED, Setting},
    staff::Role,
    stay::Stage,
    vitals::Consciousness,
    ward::{Bay, Place, Ward},
};
use contract::{
    ActAsked, Admit, BoardRow, Code, Decide, Decision, EpisodeView, Escalate, Event, FlagKind, Reply,
    Request, ScoreGuide, StatusView,
};
use serde_json::{Value, json};

/// One minute, in milliseconds.
const MINUTE: i64 = 60_000;

fn riverside() -> WardId {
    "riverside".parse().unwrap()
}

fn homes(setting: Setting) -> Ward {
    let bays = vec![Bay { name: "Monday".into(), beds: vec!["1 Mill Lane".into()] }];
    Ward { id: riverside(), name: "Riverside".into(), telephone: String::new(), bays, setting }
}

/// A server with an acute ward and people's homes.
fn server() -> Server {
    let server = Server::new();
    server.author(EntryBody::Ward(homes(Setting::Home)));
    server
}

fn at_home(device: &Device, family: &str) -> StayId {
    let place = Place { ward: riverside(), bay: "Monday".into(), bed: "1 Mill Lane".into() };
    let admit = Admit { identity: identity(family), place };
    match device.call(Request::Admit(Box::new(admit))).unwrap() {
        Reply::Admitted { stay } => stay,
        other => panic!("{other:?}"),
    }
}

fn row(device: &Device, ward: WardId, stay: StayId) -> BoardRow {
    let Reply::Board(board) = device.call(Request::Board { ward }).unwrap() else { panic!() };
    let of = |row: &BoardRow| row.banner.as_ref().is_some_and(|banner| banner.stay == stay);
    board.rows.into_iter().find(of).expect("on the board")
}

fn minutes_to_due(device: &Device, status: &StatusView) -> i64 {
    status.due.unwrap().minutes_since(device.now())
}

fn episode(device: &Device, stay: StayId) -> EpisodeView {
    device.patient(stay).episodes.into_iter().next().expect("there is an episode")
}

/// The acute policy as another revision: emergencies every 20 minutes and to the outreach team first, which nobody else
/// has heard of.
fn tighter(revision: u32) -> Value {
    let mut file: Value = serde_json::from_str(SHIPPED).unwrap();
    file["id"] = json!("acute-example");
    file["revision"] = json!(revision);
    file["intervals"][4]["due_minutes"] = json!(20);
    file["intervals"][4]["overdue_minutes"] = json!(20);
    file["roles"].as_array_mut().unwrap().push(json!(
        { "role": "outreach", "label": "Critical care outreach", "staff": ["doctor"] }
    ));
    file["escalation"]["chain"][2] = json!({
        "step": 3, "role": "outreach", "ask": "Outreach to the bed.", "number": "bleep 4040", "answer_minutes": 10
    });
    let words = json!([{ "response": "emergency", "words": "Outreach to the bed now." }]);
    file["responses"] = words;
    file
}

fn publish(server: &Server, file: &Value) {
    server.author(EntryBody::Policy(Box::new(PublishedPolicy::parse(&file.to_string()).unwrap())));
}

/// A policy as a newer server would send it, or one that somebody got wrong.
fn publish_unread(server: &Server, revision: u32) {
    let text = json!({ "of": "tomorrow" }).to_string();
    let policy = PublishedPolicy { setting: Setting::AcuteWard, revision, text };
    server.author(EntryBody::Policy(Box::new(policy)));
}

#[test]
fn two_wards_of_one_device_have_the_intervals_and_the_chain_of_their_kind_of_place() {
    let server = server();
    let device = Device::with_nurse(&server, 1);
    let (ward, home) = (device.admit("Adeyemi", "A1"), at_home(&device, "Brown"));
    let (on_ward, seen_at_home) = (device.record(ward, ill()), device.record(home, ill()));
    assert!(on_ward.response.contains("medical team"), "{}", on_ward.response);
    assert!(seen_at_home.response.contains("999") && !seen_at_home.response.contains("medical team"));
    assert!(episode(&device, ward).ask.unwrap().label.contains("registrar"));
    let ask = episode(&device, home).ask.unwrap();
    assert_eq!((ask.label.as_str(), ask.number.as_str()), ("Ambulance, 999", "999"));
    let (ward_page, home_page) = (device.patient(ward), device.patient(home));
    assert_eq!(ward_page.policy, ["By the policy acute-rcp, revision 3, for acute wards."]);
    assert_eq!(home_page.policy, ["By the policy home-rcp, revision 2, for people seen at home."]);
    assert_eq!(row(&device, riverside(), home).status.unwrap(), home_page.status);
    assert_eq!(row(&device, bluebell(), ward).status.unwrap(), ward_page.status);
    assert_ne!(ward_page.choices.tell, home_page.choices.tell);
    assert_eq!(device.form(home).bedside.emergency_number, "999");
    let device = device.restarted_with_nurse();
    assert_eq!(device.patient(home).policy, home_page.policy);
}

#[test]
fn a_published_policy_changes_due_times_and_the_chain_on_open_pages_of_a_device_that_runs() {
    let server = server();
    let device = Device::with_nurse(&server, 1);
    let (ward, home) = (device.admit("Adeyemi", "A1"), at_home(&device, "Brown"));
    device.record(ward, ill());
    device.record(home, ill());
    assert_eq!(minutes_to_due(&device, &device.patient(ward).status), 30);
    server.sync(&device.app);
    let before = device.patient(home);
    let mut news = device.app.subscribe();
    publish(&server, &tighter(4));
    server.sync(&device.app);
    let mut told = Vec::new();
    while let Ok(event) = news.try_recv() {
        if let Event::Changed { stays, wards } = event {
            told.extend(stays);
            assert!(!wards.contains(&riverside()), "nothing changed there");
        }
    }
    assert!(told.contains(&ward), "open pages ask again");
    let page = device.patient(ward);
    assert_eq!(minutes_to_due(&device, &page.status), 20);
    assert_eq!(page.status.response, "Outreach to the bed now.");
    assert_eq!(page.policy, ["By the policy acute-example, revision 4, for acute wards."]);
    assert_eq!(row(&device, bluebell(), ward).status.unwrap(), page.status);
    assert_eq!(episode(&device, ward).ask.unwrap().label, "Critical care outreach");
    let after = device.patient(home);
    assert_eq!((after.policy, after.status.due), (before.policy, before.status.due));
    // What is charted from now on is judged by it too, by the shorter way of one more set.
    device.clock.pass(MINUTE);
    device.record(ward, ill());
    assert_eq!(minutes_to_due(&device, &device.patient(ward).status), 20);
}

#[test]
fn after_a_restart_without_a_server_the_published_policy_is_still_in_force() {
    let server = server();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    publish(&server, &tighter(4));
    server.sync(&device.app);
    server.cut(&device.app);
    let device = device.restarted_with_nurse();
    device.record(stay, ill());
    let page = device.patient(stay);
    assert_eq!(minutes_to_due(&device, &page.status), 20);
    assert_eq!(row(&device, bluebell(), stay).status.unwrap(), page.status);
    assert_eq!(page.policy, ["By the policy acute-example, revision 4, for acute wards."]);
}

#[test]
fn a_policy_that_cannot_be_read_is_set_aside_in_sight_and_the_one_before_goes_on() {
    let server = server();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.record(stay, ill());
    publish(&server, &tighter(4));
    publish_unread(&server, 5);
    server.sync(&device.app);
    let page = device.patient(stay);
    assert_eq!(minutes_to_due(&device, &page.status), 20);
    let [by, unread] = page.policy.as_slice() else { panic!("{:?}", page.policy) };
    assert!(by.contains("revision 4") && unread.contains("Revision 5"), "{unread}");
    let parked = device.parked();
    assert_eq!(parked.len(), 1);
    assert!(parked[0].why.contains("stays in force"), "{parked:?}");
    let device = device.restarted_with_nurse();
    assert_eq!((device.patient(stay).policy.len(), device.parked().len()), (2, 1));
    // One that can be read puts an end to it.
    publish(&server, &tighter(6));
    server.sync(&device.app);
    assert_eq!(device.patient(stay).policy.len(), 1);
    assert_eq!(device.sync_state().set_aside, 0);
}

#[test]
fn an_open_episode_whose_chain_changes_keeps_who_was_told_and_is_raised_once() {
    let server = server();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let raised = device.record(stay, ill()).episode.unwrap();
    device.clock.pass(MINUTE);
    let act = |act| {
        let seen = episode(&device, stay);
        let asked = Escalate { stay, episode: seen.id, seen: seen.seen, act, reason: String::new() };
        device.call(Request::Escalate(Box::new(asked))).unwrap();
    };
    act(ActAsked::TellAsked { who: "Dr Rao".into(), how: Telling::Telephone });
    act(ActAsked::Act(EscalationAct::Accepted { who: String::new() }));
    let before = episode(&device, stay);
    publish(&server, &tighter(4));
    server.sync(&device.app);
    let after = episode(&device, stay);
    assert_eq!((after.id, after.stage, after.level), (raised.id, Stage::Accepted, Response::Emergency));
    assert_eq!(after.owner, before.owner);
    let done = |episode: &EpisodeView| {
        let lines = episode.story.iter().filter(|line| !line.alert);
        lines.map(|line| (line.at, line.words.clone(), line.by.clone())).collect::<Vec<_>>()
    };
    assert_eq!(done(&after), done(&before));
    let told_to = |line: &contract::StoryLine| line.words.contains("Medical registrar (Dr Rao)");
    assert!(after.story.iter().any(told_to), "by the name that the chain had for them: {:?}", after.story);
    assert_eq!(after.story.iter().filter(|line| line.alert).count(), 1, "raised once");
    assert_eq!(device.patient(stay).episodes.len(), 1);
    // Back to a chain without them, and to another kind of place: still theirs.
    let mut ward = ward();
    ward.setting = Setting::MentalHealth;
    server.author(EntryBody::Ward(ward));
    server.sync(&device.app);
    let page = device.patient(stay);
    assert_eq!(page.policy, ["By the policy mental-health-rcp, revision 2, for mental health wards."]);
    assert_eq!((page.episodes[0].id, page.episodes[0].stage), (raised.id, Stage::Accepted));
    assert_eq!(page.episodes[0].owner, before.owner);
    assert!(page.episodes[0].ask.as_ref().unwrap().label.contains("999"), "the chain there");
    assert_eq!(row(&device, bluebell(), stay).status.unwrap(), page.status);
}

#[test]
fn a_mental_health_ward_climbs_its_own_chain_to_the_ambulance_and_asks_it_again() {
    let server = Server::new();
    let mut willow = ward();
    willow.setting = Setting::MentalHealth;
    server.author(EntryBody::Ward(willow));
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let confused = keyed(|draft| draft.consciousness = Some(Consciousness::Confusion));
    device.record(stay, confused);
    let mut asked = Vec::new();
    let unanswered = || row(&device, bluebell(), stay).alert.unwrap().unanswered;
    for silences in 0..5 {
        assert_eq!(unanswered(), silences > 0, "the board says so from the first silence on");
        let ask = episode(&device, stay).ask.unwrap();
        asked.push(ask.label.clone());
        device.clock.pass(ask.climbs_at.unwrap().0 - device.now().0);
        device.sign_in(person(Role::Nurse));
    }
    let chain = ["Registered nurse", "Shift coordinator", "Duty doctor", "Ambulance, 999", "Ambulance, 999"];
    assert_eq!(asked, chain, "one step for each silence");
}

#[test]
fn the_wards_own_flags_are_offered_and_stand_on_the_board_by_their_word_until_they_are_taken_back() {
    let server = server();
    let device = Device::with_nurse(&server, 1);
    let (stay, home) = (device.admit("Adeyemi", "A1"), at_home(&device, "Brown"));
    let offered = |stay| device.patient(stay).choices.flags;
    assert!(offered(stay).contains(&("isolation".into(), "Isolation".into())));
    assert!(offered(home).contains(&("lives_alone".into(), "Lives alone".into())));
    let decide = |code: &str, holds| {
        let (code, label) = (code.parse().unwrap(), "Isolation".to_owned());
        let decision = Decision::Precaution(Precaution::Ward { code, label, holds });
        device.done(Request::Decide(Box::new(Decide { stay, decision, reason: String::new() })));
    };
    let flags = |device: &Device| {
        let row = row(device, bluebell(), stay).flags;
        assert_eq!(row, device.patient(stay).flags, "the board and the page agree");
        row.into_iter().map(|flag| (flag.kind, flag.short)).collect::<Vec<_>>()
    };
    decide("isolation", true);
    decide("one_to_one", true);
    assert_eq!(flags(&device).len(), 2, "each by itself");
    assert!(flags(&device).contains(&(FlagKind::Ward, "Isolation".into())));
    decide("one_to_one", false);
    assert_eq!(flags(&device), [(FlagKind::Ward, "Isolation".to_owned())]);
    let mut other = tighter(4);
    other["flags"] = json!([{ "code": "dementia", "label": "Dementia" }]);
    publish(&server, &other);
    server.sync(&device.app);
    assert_eq!(offered(stay).len(), 1);
    assert_eq!(flags(&device).len(), 1, "what was recorded stands");
    decide("isolation", false);
    assert_eq!(flags(&device), []);
}

#[test]
fn what_is_charted_names_the_revision_it_was_charted_under() {
    let server = server();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let first = device.record(stay, well()).fact;
    publish(&server, &tighter(7));
    server.sync(&device.app);
    let second = device.record(stay, well()).fact;
    server.sync(&device.app);
    let logs = server.logs.borrow();
    let of = |id| {
        let log = logs[&clinical::ScopeId::Stay(stay)].iter();
        let facts = log.map(|logged| signed(&logged.entry).decode().unwrap());
        facts.into_iter().find(|fact| fact.header.id == id).unwrap().header.policy.0
    };
    assert_eq!((of(first), of(second)), (3, 7));
}

#[test]
fn a_nurse_in_a_home_is_asked_for_what_a_home_has() {
    let server = server();
    let device = Device::enrolled(&server, 1);
    device.sign_in(person(Role::Therapist));
    let stay = at_home(&device, "Brown");
    let page = device.patient(stay);
    let saved = device.record(stay, ill());
    let ring = saved.nobody_told_ring.unwrap();
    assert_eq!(ring, "Ambulance, 999\nCommunity nurse in charge", "an emergency: 999 first");
    let said: Vec<&str> = page.choices.tell.iter().map(|(_, label)| label.as_str()).collect();
    assert!(said.iter().all(|label| !label.contains("registrar") && !label.contains("ward")), "{said:?}");
}

#[test]
fn the_hour_at_which_a_wards_day_begins_is_the_policys_for_its_fluid_and_its_shifts() {
    let server = server();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let begins = |device: &Device| match device.call(Request::Hello).unwrap() {
        Reply::Hello(hello) => hello.day_begins,
        other => panic!("{other:?}"),
    };
    let starts = |device: &Device| -> Vec<String> {
        let Reply::Fluids(view) = device.call(Request::Fluids { stay }).unwrap() else { panic!() };
        let shifts = view.days.into_iter().flat_map(|day| day.shifts);
        shifts.map(|shift| clinical::cui::time_of(shift.sums.from)).collect()
    };
    let given = [("direction", "in"), ("kind-in", "oral"), ("how", "unmeasured")];
    let given = given.map(|(link, code)| (link, crate::assessments::chosen(code)));
    crate::assessments::assess(&device, stay, clinical::form::fluid::FORM, &given);
    assert_eq!(begins(&device), 7);
    assert!(starts(&device).contains(&"07:00".to_owned()), "{:?}", starts(&device));
    let mut file = tighter(4);
    file["day_begins"] = json!(8);
    publish(&server, &file);
    server.sync(&device.app);
    assert_eq!(begins(&device), 8);
    let after = starts(&device);
    assert!(after.contains(&"08:00".to_owned()) && !after.contains(&"07:00".to_owned()), "{after:?}");
    let mut old = tighter(5);
    old.as_object_mut().unwrap().remove("day_begins");
    publish(&server, &old);
    server.sync(&device.app);
    assert_eq!(begins(&device), 7, "a policy from before it could say so");
}

#[test]
fn help_says_what_the_wards_own_policy_asks_for_from_the_most_urgent_on_and_as_published() {
    let server = server();
    let device = Device::with_nurse(&server, 1);
    let guide = |ward: WardId| -> ScoreGuide {
        let Reply::ScoreGuide(guide) = device.call(Request::ScoreGuide { ward }).unwrap() else { panic!() };
        *guide
    };
    let first = |guide: &ScoreGuide, response| {
        let row = guide.rows.iter().find(|row| row.response == response).unwrap();
        row.steps.first().map(|step| (step.who.clone(), step.number.clone()))
    };
    let (acute, at_home) = (guide(bluebell()), guide(riverside()));
    let order: Vec<Response> = acute.rows.iter().map(|row| row.response).collect();
    assert_eq!(order, Response::ALL.into_iter().rev().collect::<Vec<_>>());
    assert_eq!((acute.emergency_number.as_str(), at_home.emergency_number.as_str()), ("2222", "999"));
    assert_eq!(first(&acute, Response::Emergency).unwrap().0, "Medical registrar");
    assert_eq!(first(&acute, Response::Urgent).unwrap().0, "Ward doctor");
    assert_eq!(first(&acute, Response::WardBased), None, "it raises no alert");
    publish(&server, &tighter(4));
    server.sync(&device.app);
    let told = first(&guide(bluebell()), Response::Emergency).unwrap();
    assert_eq!(told, ("Critical care outreach".to_owned(), "bleep 4040".to_owned()));
    assert_eq!(guide(bluebell()).policy, ["By the policy acute-example, revision 4, for acute wards."]);
    assert_eq!(guide(riverside()), at_home);
    let nowhere = device.call(Request::ScoreGuide { ward: "nowhere".parse().unwrap() }).unwrap_err();
    assert_eq!(nowhere.code, Code::NotFound);
}
