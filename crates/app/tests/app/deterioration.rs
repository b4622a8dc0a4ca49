//! A patient gets worse: raised when it is saved, answered by people, seen by all, closed by a person only.

use crate::support::*;
use clinical::{
    FactId, StayId,
    care::{Precaution, WeightBearing},
    escalation::{Concern, ConcernFrom, EscalationAct, Infection, Telling},
    news2::Response,
    staff::Role,
    stay::{Stage, TaskKind},
};
use contract::{
    ActAsked, ActKind, CallError, Code, Decide, Decision, DecisionKind, EpisodeView, Escalate, RaiseConcern,
    Reply, Request, TaskView,
};

/// One minute, in milliseconds.
const MINUTE: i64 = 60_000;

fn act(device: &Device, stay: StayId, seen: &EpisodeView, act: ActAsked) -> Result<EpisodeView, CallError> {
    let asked = Escalate { stay, episode: seen.id, seen: seen.seen.clone(), act, reason: String::new() };
    match device.call(Request::Escalate(Box::new(asked)))? {
        Reply::Episode(episode) => Ok(*episode),
        other => panic!("{other:?}"),
    }
}

fn told() -> ActAsked {
    ActAsked::TellAsked { who: "Dr Rao".into(), how: Telling::Telephone }
}

fn accepted() -> ActAsked {
    ActAsked::Act(EscalationAct::Accepted { who: String::new() })
}

fn closed() -> ActAsked {
    ActAsked::Act(EscalationAct::Closed { reason: "improved".into() })
}

fn episode(device: &Device, stay: StayId) -> EpisodeView {
    device.patient(stay).episodes.into_iter().next().expect("there is an episode")
}

fn concern(device: &Device, stay: StayId, id: FactId) -> Result<Reply, CallError> {
    let concern = Concern { from: ConcernFrom::Family, words: "She is not herself".into(), signs: [].into() };
    device.call(Request::RaiseConcern(Box::new(RaiseConcern { id, stay, concern, identified: None })))
}

fn tasks(device: &Device) -> Vec<TaskView> {
    match device.call(Request::Tasks).unwrap() {
        Reply::Tasks(view) => view.tasks,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_high_set_raises_an_episode_as_it_is_saved_and_every_board_shows_whom_to_tell() {
    let server = Server::new();
    let (nurse, sister) = (Device::with_nurse(&server, 1), Device::enrolled(&server, 2));
    sister.sign_in(person(Role::NurseInCharge));
    let stay = nurse.admit("Adeyemi", "A1");
    assert_eq!(nurse.record(stay, well()).episode, None, "a score of 0 raises nothing");
    nurse.clock.pass(MINUTE);
    let raised = nurse.record(stay, ill()).episode.expect("raised at the moment of saving");
    assert_eq!((raised.level, raised.stage, raised.total), (Response::Emergency, Stage::Raised, Some(9)));
    let ask = raised.ask.as_ref().unwrap();
    assert!(ask.label.contains("registrar") && !ask.number.is_empty(), "{ask:?}");
    server.sync(&nurse.app);
    server.sync(&sister.app);
    let alert = sister.rows(stay)[0].alert.clone().expect("on the sister's board");
    assert_eq!((alert.episode, alert.level, alert.stage), (raised.id, Response::Emergency, Stage::Raised));
    assert_eq!((alert.owner.as_str(), alert.ask.as_str()), ("", ask.label.as_str()));
}

#[test]
fn a_set_that_comes_to_an_open_alert_is_told_whose_alert_it_is_and_its_clock_does_not_begin_anew() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let first = device.record(stay, ill());
    let raised = first.episode.unwrap();
    assert_eq!((raised.id, raised.beside.as_slice()), (first.fact, &[][..]), "its own");
    device.clock.pass(MINUTE);
    let second = device.record(stay, ill());
    let joined = second.episode.expect("the alert is still open");
    assert_ne!(joined.id, second.fact, "the screen can tell that an earlier set raised it");
    assert_eq!((joined.id, joined.raised_at), (raised.id, raised.raised_at));
    let [open, call] = joined.beside.as_slice() else { panic!("{:?}", joined.beside) };
    assert!(open.starts_with("An earlier score of 9 at ") && open.ends_with("this belongs to it."), "{open}");
    assert_eq!(call, "One call answers both.");
    assert_eq!(
        joined.ask.map(|ask| ask.since),
        raised.ask.map(|ask| ask.since),
        "the first one's clock counts"
    );
    assert!(!second.response.is_empty(), "and what this set asks for is said beside it");

    // A worry has no score, and the least that an incomplete set can be is none.
    let other = device.admit("Brown", "A2");
    concern(&device, other, FactId::from_bytes([77; 16])).unwrap();
    device.clock.pass(MINUTE);
    let joined = device.record(other, ill()).episode.unwrap();
    assert!(joined.beside[0].starts_with("An earlier alert of "), "{:?}", joined.beside);
}

#[test]
fn unanswered_it_climbs_by_the_clock_alone() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let first = device.record(stay, ill()).episode.unwrap().ask.unwrap();
    let climbs = first.climbs_at.unwrap();
    device.clock.pass(climbs.0 - device.now().0 + MINUTE);
    device.sign_in(person(Role::Nurse));
    let alert = device.rows(stay)[0].alert.clone().unwrap();
    assert_ne!(alert.ask, first.label, "the next step is asked");
    assert!(device.restarted_with_nurse().rows(stay)[0].alert.as_ref().is_some_and(|a| a.ask == alert.ask));
}

#[test]
fn told_accepted_attended_planned_and_closed_by_named_people() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.record(stay, ill());
    let steps: [(Role, ActAsked, Stage); 4] = [
        (Role::Nurse, told(), Stage::Told),
        (Role::Doctor, accepted(), Stage::Accepted),
        (Role::Doctor, ActAsked::Act(EscalationAct::Attended { who: String::new() }), Stage::Attended),
        (
            Role::Doctor,
            ActAsked::Act(EscalationAct::Planned {
                plan: "Fluids, repeat in 30 minutes".into(),
                review_at: None,
            }),
            Stage::Planned,
        ),
    ];
    for (role, asked, stage) in steps {
        device.sign_in(person(role));
        device.clock.pass(MINUTE);
        let now = act(&device, stay, &episode(&device, stay), asked).unwrap();
        assert_eq!(now.stage, stage);
    }
    device.clock.pass(MINUTE);
    device.record(stay, well());
    let still = episode(&device, stay);
    assert!(still.stage != Stage::Closed && still.owner.as_deref() == Some("Doctor Okafor"), "{still:?}");
    assert!(device.rows(stay)[0].alert.is_some(), "a better set closes nothing");
    device.sign_in(person(Role::Nurse));
    let closed = act(&device, stay, &still, closed()).unwrap();
    assert_eq!((closed.stage, closed.ask.is_none()), (Stage::Closed, true));
    assert_eq!(device.rows(stay)[0].alert, None);
    let words: Vec<&str> = closed.story.iter().map(|line| line.words.as_str()).collect();
    assert!(
        words.iter().any(|w| w.starts_with("Told") && w.contains("Dr Rao") && w.contains("by telephone")),
        "{words:?}"
    );
    assert!(words.iter().any(|w| w.starts_with("Closed, Improved")), "{words:?}");
    assert!(closed.story.iter().any(|line| line.by == "Doctor Okafor, doctor"), "{:?}", closed.story);
}

#[test]
fn a_stale_click_is_refused_with_what_changed_and_a_second_tap_is_one_act() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let seen = *device.record(stay, ill()).episode.unwrap();
    device.clock.pass(MINUTE);
    let first = act(&device, stay, &seen, accepted()).unwrap();
    let again = act(&device, stay, &seen, accepted()).unwrap();
    assert_eq!(first.story, again.story, "two taps are one act");
    device.sign_in(other_nurse());
    let stale = act(&device, stay, &seen, accepted()).unwrap_err();
    assert_eq!(stale.code, Code::AlreadyChanged);
    assert!(stale.message.contains("Accepted by Nurse Okafor"), "{stale}");
    act(&device, stay, &first, accepted()).unwrap();
}

#[test]
fn two_nurses_who_accept_apart_from_one_another_are_both_kept_and_the_first_owns() {
    let server = Server::new();
    let (a, b) = (Device::with_nurse(&server, 1), Device::enrolled(&server, 2));
    b.sign_in(other_nurse());
    let stay = a.admit("Adeyemi", "A1");
    a.record(stay, ill());
    server.sync(&a.app);
    server.sync(&b.app);
    server.cut(&a.app);
    server.cut(&b.app);
    a.clock.pass(MINUTE / 2);
    b.clock.pass(MINUTE / 4);
    act(&a, stay, &episode(&a, stay), accepted()).unwrap();
    act(&b, stay, &episode(&b, stay), accepted()).unwrap();
    for device in [&a, &b, &a, &b] {
        server.sync(&device.app);
    }
    for device in [&a, &b] {
        let both = episode(device, stay);
        assert_eq!(both.owner.as_deref(), Some("Second Nurse"), "first by time");
        assert_eq!(both.also_accepted, ["Nurse Okafor"]);
    }
}

#[test]
fn whoever_may_not_answer_may_still_tell_and_worry() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.record(stay, ill());
    device.sign_in(person(Role::HealthcareAssistant));
    let seen = episode(&device, stay);
    assert!(seen.may.contains(&ActKind::Tell) && !seen.may.contains(&ActKind::Accept), "{:?}", seen.may);
    assert_eq!(act(&device, stay, &seen, accepted()).unwrap_err().code, Code::NotAllowed);
    assert_eq!(act(&device, stay, &seen, told()).unwrap().stage, Stage::Told);
    device.done(Request::Lock);
    let id = FactId::from_bytes([77; 16]);
    assert_eq!(
        concern(&device, stay, id).unwrap(),
        Reply::Done,
        "under a lock it is kept, and nothing is shown"
    );
    assert_eq!(concern(&device, stay, id).unwrap(), Reply::Done);
    device.sign_in(person(Role::Nurse));
    let story = episode(&device, stay).story;
    assert_eq!(story.iter().filter(|line| line.words.contains("She is not herself")).count(), 1, "{story:?}");
}

#[test]
fn a_concern_needs_no_score() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let Reply::Episode(raised) = concern(&device, stay, FactId::from_bytes([77; 16])).unwrap() else {
        panic!()
    };
    assert_eq!((raised.stage, raised.total), (Stage::Raised, None));
    assert!(device.rows(stay)[0].alert.is_some());
}

#[test]
fn withdrawing_the_set_leaves_the_episode_open_and_says_whom_to_tell() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let saved = device.record(stay, ill());
    act(&device, stay, &episode(&device, stay), told()).unwrap();
    device.done(Request::EnterInError { fact: saved.fact, stay, reason: "wrong cuff".into() });
    let left = episode(&device, stay);
    assert_ne!(left.stage, Stage::Closed);
    assert!(left.notes.iter().any(|note| note.contains("taken back by")), "{:?}", left.notes);
    assert!(device.rows(stay)[0].alert.is_some() && device.patient(stay).status.repeat_now);
}

#[test]
fn an_episode_of_more_sets_than_one_entry_can_name_is_answered_and_closed_all_the_same() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    for _ in 0..=clinical::escalation::MOST_NAMED {
        device.record(stay, ill());
        device.clock.pass(MINUTE / 4);
    }
    let taken_on = act(&device, stay, &episode(&device, stay), accepted()).unwrap();
    assert_eq!(taken_on.stage, Stage::Accepted);
    let closed = act(&device, stay, &taken_on, closed()).unwrap();
    assert_eq!(closed.stage, Stage::Closed);
    assert_eq!(device.rows(stay)[0].alert, None);
}

/// Not escalating quietens an alarm, so it asks for a registered person whose PIN was checked, and for a reason that the
/// policy lists.
#[test]
fn not_escalating_needs_a_listed_reason_and_a_role_and_leaves_the_alert_open() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.record(stay, ill());
    let not_escalated = |reason: &str| ActAsked::Act(EscalationAct::NotEscalated { reason: reason.into() });
    let raised = episode(&device, stay);
    for role in [Role::HealthcareAssistant, Role::Student, Role::Therapist] {
        device.sign_in(person(role));
        let seen = episode(&device, stay);
        assert!(!seen.may.contains(&ActKind::NotEscalate), "{role:?}");
        let refused = act(&device, stay, &seen, not_escalated("ceiling")).unwrap_err();
        assert_eq!(refused.code, Code::NotAllowed, "{role:?}");
    }
    device.call(Request::SignInForEmergency { name: "Jo Bank".into() }).unwrap();
    let refused = act(&device, stay, &raised, not_escalated("ceiling")).unwrap_err();
    assert_eq!(refused.code, Code::NotAllowed, "a name that nobody checked quietens nothing");
    device.sign_in(person(Role::Nurse));
    device.done(Request::Lock);
    let refused = act(&device, stay, &raised, not_escalated("ceiling")).unwrap_err();
    assert_eq!(refused.code, Code::Locked);
    device.sign_in(person(Role::Nurse));
    // None, one that nobody listed, one that is listed for another act.
    for reason in ["", "because", "improved"] {
        let refused = act(&device, stay, &raised, not_escalated(reason)).unwrap_err();
        assert_eq!((refused.code, refused.fields[0].field.as_str()), (Code::Invalid, "reason"), "{reason}");
    }
    let untouched = episode(&device, stay);
    assert_eq!((untouched.stage, &untouched.story), (Stage::Raised, &raised.story), "nothing was written");

    assert!(untouched.may.contains(&ActKind::NotEscalate));
    let held = act(&device, stay, &untouched, not_escalated("ceiling")).unwrap();
    assert_eq!(held.stage, Stage::NotEscalated);
    let said = held.story.iter().find(|line| line.words.starts_with("Not escalated")).unwrap();
    assert_eq!(said.words, "Not escalated, Within the agreed ceiling of treatment");
    assert_eq!((said.by.as_str(), said.counts), ("Nurse Okafor, registered nurse", true));
    assert!(device.rows(stay)[0].alert.is_some(), "only a close takes it off the board");
}

#[test]
fn another_reason_than_those_listed_is_given_in_words_or_the_alert_stays_as_it_was() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.record(stay, ill());
    let said = |words: &str, wanted: ActAsked| {
        let seen = episode(&device, stay);
        let (of, reason) = (seen.id, words.to_owned());
        device.call(Request::Escalate(Box::new(Escalate {
            stay,
            episode: of,
            seen: seen.seen,
            act: wanted,
            reason,
        })))
    };
    let other = || "other".to_owned();
    let acts =
        || [EscalationAct::NotEscalated { reason: other() }, EscalationAct::Closed { reason: other() }];
    for act in acts() {
        for words in ["", "  \n "] {
            let refused = said(words, ActAsked::Act(act.clone())).unwrap_err();
            assert_eq!((refused.code, refused.fields[0].field.as_str()), (Code::Invalid, "reason"));
            assert!(refused.fields[0].message.contains("in words"), "{}", refused.fields[0].message);
        }
    }
    assert_eq!(episode(&device, stay).stage, Stage::Raised, "nothing was written");
    for (act, stage) in acts().into_iter().zip([Stage::NotEscalated, Stage::Closed]) {
        let Reply::Episode(now) = said("seen by the palliative team", ActAsked::Act(act)).unwrap() else {
            panic!()
        };
        assert_eq!(now.stage, stage);
    }
}

#[test]
fn the_question_about_infection_is_asked_once() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.record(stay, ill());
    let seen = episode(&device, stay);
    let asked = seen.infection.as_ref().expect("asked");
    assert_eq!(asked.clock_from, seen.raised_at);
    let answer = ActAsked::Act(EscalationAct::Infection(Infection::Suspected));
    assert_eq!(act(&device, stay, &seen, answer).unwrap().infection, None);
}

#[test]
fn tasks_follow_the_role_and_the_patients_one_looks_after() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let (mine, others) = (device.admit("Adeyemi", "A1"), device.admit("Brandt", "A2"));
    device.done(Request::LookAfter { stay: mine, on: true });
    let kinds = |device: &Device| -> Vec<(TaskKind, StayId)> {
        tasks(device).into_iter().map(|task| (task.id.kind, task.stay)).collect()
    };
    assert_eq!(kinds(&device), [(TaskKind::Observe, mine)], "the first set of one's own patient");
    device.record(others, ill());
    assert!(!kinds(&device).contains(&(TaskKind::Observe, others)));
    device.sign_in(person(Role::Doctor));
    assert!(kinds(&device).contains(&(TaskKind::Accept, others)), "an alarm is everybody's whom it asks for");
    act(&device, others, &episode(&device, others), accepted()).unwrap();
    let now = tasks(&device);
    assert!(!now.iter().any(|task| task.id.kind == TaskKind::Accept));
    assert!(
        now.iter().any(|task| task.id.kind == TaskKind::Attend && task.taken_by == ["Doctor Okafor"]),
        "{now:?}"
    );
}

#[test]
fn decisions_ask_for_the_role_that_may_take_them_and_replace_one_another() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.record(stay, well());
    let decide = |device: &Device, decision: Decision, reason: &str| {
        device.call(Request::Decide(Box::new(Decide { stay, decision, reason: reason.into() })))
    };
    let every = |minutes: u32, device: &Device| Decision::Monitoring {
        every_minutes: minutes.try_into().unwrap(),
        until: device.now().plus_minutes(24 * 60),
    };
    device.sign_in(person(Role::HealthcareAssistant));
    assert_eq!(
        decide(&device, every(60, &device), "after theatre").unwrap(),
        Reply::Done,
        "more often is anybody's"
    );
    let due = device.patient(stay).status.due.unwrap();
    assert_eq!(due.minutes_since(device.patient(stay).status.since.unwrap()), 60);
    let decided = || {
        let standing = device.patient(stay).standing.decisions;
        let of = standing.into_iter().find(|of| of.kind == DecisionKind::Monitoring).unwrap();
        (of.words, of.by)
    };
    assert!(decided().0.starts_with("Observe every 60 min, until "), "{}", decided().0);
    assert!(!decided().0.contains("Not now"), "it is in force");
    assert!(decided().1.ends_with(": after theatre"), "with its reason: {}", decided().1);
    let ill_saved = device.record(stay, ill());
    assert!(ill_saved.episode.is_some());
    assert!(decided().0.ends_with(". Not now: due every 30 min"), "the score asks for more: {}", decided().0);
    assert_eq!(decide(&device, every(240, &device), "").unwrap_err().code, Code::NotAllowed);
    let stop = || Decision::StopObservations { reason: "end_of_life".into() };
    assert_eq!(decide(&device, stop(), "agreed").unwrap_err().code, Code::NotAllowed);
    device.sign_in(person(Role::NurseInCharge));
    assert_eq!(decide(&device, stop(), " ").unwrap_err().code, Code::Invalid, "a stop asks for a reason");
    let unknown = Decision::StopObservations { reason: "because".into() };
    assert_eq!(decide(&device, unknown, "agreed").unwrap_err().code, Code::Invalid);
    decide(&device, stop(), "agreed with the family").unwrap();
    assert!(device.record(stay, ill()).outcome.is_complete(), "a stop never prevents recording");
    for bearing in [WeightBearing::None, WeightBearing::Partial] {
        decide(&device, Decision::Precaution(Precaution::WeightBearing(bearing)), "").unwrap();
    }
    assert!(device.patient(stay).conflicts.is_empty(), "the later one replaces the first");
}
