//! Episodes rule by rule: who closes, what raises again, what is late (safety rules 4, 5, 6, 9, 16 and 18).

use super::{acts::*, build::*};
use crate::{
    FactId,
    entry::{Entry, EntryBody, Withdrawal},
    escalation::{Concern, ConcernFrom, EscalationAct, Infection, SepsisSign},
    news2::Response,
    staff::Role,
    stay::{ConflictKind, Corrected, Stage, Why},
    vitals::{Sign, UnableReason},
};

fn calm_then(total: u8) -> Vec<Entry> {
    stay([scoring(3, 0, 1), scoring(4, 30, total)])
}

fn with(mut entries: Vec<Entry>, more: impl IntoIterator<Item = Entry>) -> Vec<Entry> {
    entries.extend(more);
    entries
}

#[test]
fn a_rise_opens_one_episode_as_of_the_time_the_set_was_taken() {
    assert!(episodes(&calm_then(4), 31).is_empty(), "1 to 4 without a single 3 stays with the ward");
    let raised = episode(&stay([scoring(3, 0, 1), written(scoring(4, 30, 7), 44)]), 45);
    assert_eq!((raised.id, raised.raised_at), (id(4), minute(30)));
    assert_eq!((raised.level, raised.stage), (Response::Emergency, Stage::Raised));
    assert_eq!(alerts(&raised), [(Why::HigherBand, 30)]);
    assert_eq!(raised.alerts[0].words, "NEWS2 of 7 or more: emergency response", "the policy's words");
    let ask = raised.ask.unwrap();
    assert_eq!((ask.role.as_str(), ask.since), ("registrar", minute(44)), "asked once it was written down");
    assert_eq!(ask.climbs_at, Some(minute(54)));
    assert_eq!(ask.roles, [Role::Nurse, Role::NurseInCharge, Role::Doctor]);
}

#[test]
fn an_alert_is_open_until_a_named_person_has_accepted_it_and_is_repeated_while_nobody_has() {
    let raised = with(calm_then(5), []);
    let at = |entries: &[Entry], now| episode(entries, now);
    let ask = |entries: &[Entry], now| at(entries, now).ask.unwrap();
    // Ward doctor for a quarter of an hour, registrar for ten minutes, then the team, every five.
    for (now, role, since) in
        [(44, "ward_doctor", 30), (45, "registrar", 45), (54, "registrar", 45), (55, "emergency_team", 55)]
    {
        let ask = ask(&raised, now);
        assert_eq!((ask.role.as_str(), ask.since), (role, minute(since)), "at {now}");
    }
    let end = ask(&raised, 67);
    assert_eq!((end.climbs_at, end.asked_again_at), (None, Some(minute(70))), "and again every five minutes");
    assert!(end.unanswered);
    assert_eq!(alerts(&at(&raised, 67)), [(Why::HigherBand, 30), (Why::NoAnswer, 45), (Why::NoAnswer, 55)]);
    let only_told = with(raised.clone(), [told(10, 31, "ward_doctor", &[4])]);
    assert_eq!(at(&only_told, 40).stage, Stage::Told);
    assert_eq!(ask(&only_told, 46).role, "registrar", "telling is no answer, and puts nothing off");
    let accepted = with(only_told, [accepted(11, 40, &[4])]);
    let taken = at(&accepted, 60);
    assert_eq!((taken.stage, taken.owner.unwrap().id), (Stage::Accepted, id(11)));
    assert_eq!(alerts(&at(&accepted, 60)), [(Why::HigherBand, 30)]);
    assert_eq!(ask(&accepted, 60).climbs_at, None);
}

#[test]
fn somebody_who_took_it_on_and_does_not_come_is_no_answer_either() {
    let accepted = with(calm_then(7), [accepted(10, 35, &[4])]);
    assert_eq!(episode(&accepted, 59).attend_by, Some(minute(60)));
    let late = episode(&accepted, 61);
    assert_eq!(alerts(&late), [(Why::HigherBand, 30), (Why::NotAttended, 60)]);
    assert_eq!((late.stage, late.ask.unwrap().role.as_str()), (Stage::Raised, "emergency_team"));
    let came = episode(&with(accepted, [attended(11, 50, &[4])]), 61);
    assert_eq!((came.stage, came.attend_by), (Stage::Attended, None));
}

#[test]
fn telling_somebody_further_up_goes_there_at_once() {
    let skipped = with(calm_then(5), [told(10, 32, "emergency_team", &[4])]);
    let ask = episode(&skipped, 33).ask.unwrap();
    assert_eq!((ask.role.as_str(), ask.since), ("emergency_team", minute(32)));
}

#[test]
fn it_is_raised_again_on_a_higher_band_a_rise_of_2_a_new_single_3_and_no_improvement_in_time() {
    let answered =
        |first: Entry| stay([scoring(3, 0, 1), first, accepted(10, 31, &[4]), attended(11, 32, &[4])]);
    let higher = with(answered(scoring(4, 30, 5)), [scoring(5, 40, 7)]);
    assert_eq!(alerts(&episode(&higher, 41)), [(Why::HigherBand, 30), (Why::HigherBand, 40)]);
    assert_eq!(episode(&higher, 41).stage, Stage::Raised, "the answer was to the one before");
    let by_two = with(answered(scoring(4, 30, 7)), [set(5, 40, nine())]);
    assert_eq!(alerts(&episode(&by_two, 41)), [(Why::HigherBand, 30), (Why::RiseOfTwo, 40)]);
    let by_one = with(answered(scoring(4, 30, 5)), [scoring(5, 40, 6)]);
    assert_eq!(alerts(&episode(&by_one, 41)), [(Why::HigherBand, 30)]);
    let mut six_with_a_three = vitals(3);
    six_with_a_three.consciousness = Some(crate::vitals::Consciousness::Confusion);
    let three = with(answered(scoring(4, 30, 5)), [set(5, 40, six_with_a_three)]);
    assert_eq!(alerts(&episode(&three, 41)), [(Why::HigherBand, 30), (Why::NewThree, 40)]);
    let alone = stay([scoring(3, 0, 1), set(4, 30, confused())]);
    assert_eq!(alerts(&episode(&alone, 31)), [(Why::NewThree, 30)]);
    // Attended at 32; an hour later no set says that the patient is better.
    let waiting = answered(scoring(4, 30, 5));
    assert_eq!(alerts(&episode(&waiting, 91)), [(Why::HigherBand, 30)]);
    assert_eq!(alerts(&episode(&waiting, 92)), [(Why::HigherBand, 30), (Why::NoImprovement, 92)]);
    assert_eq!(episode(&waiting, 92).ask.unwrap().role, "registrar", "one step up");
    let better = with(waiting.clone(), [scoring(5, 80, 2)]);
    assert_eq!(alerts(&episode(&better, 300)), [(Why::HigherBand, 30)]);
    let part = with(waiting, [only(5, 80, &[Sign::Temperature], 0)]);
    assert_eq!(alerts(&episode(&part, 92)).len(), 2, "an incomplete set shows no improvement");
}

#[test]
fn a_slow_rise_is_held_against_the_lowest_since_the_last_alert() {
    let creeping = [scoring(3, 0, 5), scoring(4, 30, 6), accepted(10, 31, &[3, 4]), scoring(5, 60, 7)];
    assert_eq!(alerts(&episode(&stay(creeping), 61)).last(), Some(&(Why::HigherBand, 60)));
    let after_a_dip = stay([
        scoring(3, 0, 7),
        accepted(10, 1, &[3]),
        attended(11, 2, &[3]),
        scoring(4, 20, 5),
        set(5, 40, nine()),
    ]);
    assert!(alerts(&episode(&after_a_dip, 41)).contains(&(Why::HigherBand, 40)));
}

#[test]
fn a_plan_quietens_the_same_score_until_its_review_and_never_a_rise() {
    let with_plan = |review| {
        stay([scoring(3, 0, 5), accepted(10, 1, &[3]), attended(11, 2, &[3]), planned(12, 3, review, &[3])])
    };
    assert_eq!(alerts(&episode(&with_plan(None), 63)).len(), 2, "an hour after the plan");
    assert_eq!(alerts(&episode(&with_plan(Some(240)), 239)).len(), 1);
    assert_eq!(alerts(&episode(&with_plan(Some(240)), 240)).last(), Some(&(Why::NoImprovement, 240)));
    let too_long = episode(&with_plan(Some(6000)), 723);
    assert_eq!(alerts(&too_long).last(), Some(&(Why::NoImprovement, 723)), "the policy's longest");
    let rise = with(with_plan(Some(240)), [scoring(4, 60, 7)]);
    assert_eq!(alerts(&episode(&rise, 61)).last(), Some(&(Why::HigherBand, 60)));
}

#[test]
fn only_a_named_persons_close_ends_an_episode_and_only_for_the_triggers_it_names() {
    let raised = with(calm_then(7), [scoring(5, 60, 1), scoring(6, 90, 1)]);
    assert!(episode(&raised, 91).is_open(), "two better sets close nothing");
    for refused in [
        by_typed_name(closed(10, 95, &[4])),
        act(10, 95, Role::HealthcareAssistant, EscalationAct::Closed { reason: "improved".into() }, &[4]),
        act(10, 95, Role::Therapist, EscalationAct::Closed { reason: "improved".into() }, &[4]),
        act(10, 95, Role::System, EscalationAct::Closed { reason: "improved".into() }, &[4]),
        closed(10, 95, &[5]),
    ] {
        let still = episode(&with(raised.clone(), [refused]), 96);
        assert!(still.is_open());
        assert!(still.done.iter().all(|done| !done.counts), "kept, shown, and no close");
    }
    let over = episode(&with(raised.clone(), [closed(10, 95, &[4])]), 96);
    let how = over.closed.unwrap();
    assert_eq!((how.at, how.by[0].id, over.stage), (minute(95), id(10), Stage::Closed));
    assert!(over.ask.is_none());
    let taken_back =
        with(raised, [closed(10, 95, &[4]), withdrawal(11, 97, Withdrawal::EnteredInError, &[10])]);
    assert!(episode(&taken_back, 98).is_open(), "a close that was taken back closes nothing");
}

#[test]
fn a_discharge_closes_no_episode_and_stops_its_clock() {
    let left = with(calm_then(7), [discharge(10, 35)]);
    let still = episode(&left, 500);
    assert!(still.is_open());
    assert_eq!(alerts(&still), [(Why::HigherBand, 30)], "nobody is called to an empty bed");
    assert!(!still.after_end);
}

#[test]
fn a_trigger_that_the_closer_had_not_seen_keeps_the_episode_open_whenever_it_was_taken() {
    for taken in [10, 30, 40, 59] {
        let late = written(scoring(6, taken, 7), 100);
        let reopened = episode(&with(calm_then(7), [closed(10, 60, &[4]), late]), 101);
        assert!(reopened.is_open() && reopened.reopened, "taken at {taken}");
        assert_eq!(reopened.raised_at, minute(taken.min(30)), "as of its own time");
        let trigger = reopened.triggers.iter().find(|trigger| trigger.by.id == id(6)).unwrap();
        assert!(trigger.known_late, "and says so");
        assert_eq!(trigger.unseen_by, [id(10)]);
        assert!(reopened.known_late());
    }
    let settled =
        with(calm_then(7), [closed(10, 60, &[4]), written(scoring(6, 40, 7), 100), closed(11, 110, &[6])]);
    assert_eq!(episode(&settled, 111).closed.unwrap().at, minute(110));
}

#[test]
fn a_set_of_0210_that_is_known_at_0300_changes_the_episode_as_of_0210() {
    // Minutes from 00:00: raised at 02:00, accepted, attended; the 9 of 02:10 was on a tablet without a network.
    let known = [scoring(3, 120, 5), accepted(10, 122, &[3]), attended(11, 125, &[3])];
    let before = episode(&stay(known.clone()), 179);
    assert_eq!((before.stage, before.level), (Stage::Attended, Response::Urgent));
    let after = episode(&with(stay(known), [set(4, 130, nine())]), 180);
    assert_eq!(after.level, Response::Emergency);
    assert_eq!(alerts(&after)[..2], [(Why::HigherBand, 120), (Why::HigherBand, 130)]);
    assert_eq!(after.alerts.last().unwrap().why, Why::NoAnswer, "unanswered since 02:10, it has climbed");
    assert_eq!((after.stage, after.raised_by()), (Stage::Raised, id(4)));
    assert!(!after.triggers[1].known_late, "nobody acted after it without seeing it");
    let acted = episode(&stay([scoring(3, 120, 5), accepted(10, 140, &[3]), set(4, 130, nine())]), 145);
    assert_eq!(acted.triggers[1].unseen_by, [id(10)]);
    assert_eq!(acted.stage, Stage::Raised, "whoever accepted had not seen the 9");
}

#[test]
fn a_set_that_is_corrected_later_changes_the_episode_as_of_the_time_it_was_taken() {
    let corrected = written(over(scoring(5, 10, 7), &[3]), 60);
    let raised = episode(&stay([scoring(3, 10, 2), scoring(4, 40, 2), corrected]), 61);
    assert_eq!((raised.raised_at, raised.id), (minute(10), id(5)));
    assert!(raised.triggers[0].known_late);
    assert_eq!(raised.ask.unwrap().since, minute(60), "nobody could answer before");
}

#[test]
fn a_correction_that_makes_a_settled_set_no_worse_raises_nobody_again() {
    let settled = |total| {
        let correction = written(over(scoring(5, 30, total), &[4]), 90);
        episodes(&with(calm_then(6), [closed(10, 60, &[4]), correction]), 91)
    };
    assert!(!settled(2)[0].is_open(), "better");
    assert!(!settled(6)[0].is_open(), "the same");
    assert!(settled(7)[0].is_open(), "worse than what was closed");
}

#[test]
fn taking_back_the_set_that_raised_it_keeps_it_open_and_demands_a_repeat() {
    for what in [
        Withdrawal::EnteredInError,
        Withdrawal::Undone,
        Withdrawal::WrongPatient { moved_to: crate::StayId::from_bytes([9; 16]) },
    ] {
        let entries =
            with(calm_then(7), [told(10, 31, "registrar", &[4]), withdrawal(11, 40, what.clone(), &[4])]);
        let kept = episode(&entries, 41);
        assert!(kept.is_open(), "{what:?}");
        assert_eq!(kept.done.len(), 1, "who was told stays");
        assert!(status(&entries, 41).repeat_now, "{what:?}");
        let amended = with(calm_then(7), [written(over(scoring(12, 30, 0), &[4]), 40)]);
        assert!(episode(&amended, 41).is_open(), "nor does an amendment close it");
    }
}

#[test]
fn those_who_were_told_are_told_when_the_set_that_raised_it_is_taken_back() {
    let told_of = with(
        calm_then(7),
        [
            told(10, 31, "registrar", &[4]),
            accepted(11, 33, &[4]),
            withdrawal(12, 40, Withdrawal::EnteredInError, &[4]),
        ],
    );
    let taken = |entries: &[Entry], now| episode(entries, now).taken_back.remove(0);
    assert_eq!(taken(&told_of, 41).trigger, id(4));
    assert_eq!(taken(&told_of, 41).still_to_tell, [id(10), id(11)]);
    let told_again = with(told_of, [told(13, 45, "registrar", &[4])]);
    assert!(taken(&told_again, 46).still_to_tell.is_empty());
    let nobody = with(calm_then(7), [withdrawal(12, 40, Withdrawal::Undone, &[4])]);
    assert!(taken(&nobody, 41).still_to_tell.is_empty(), "nobody had been told");
}

#[test]
fn those_who_were_told_are_told_when_the_set_that_raised_it_is_corrected_to_something_better() {
    let told_of = with(calm_then(7), [told(10, 31, "registrar", &[4]), accepted(11, 33, &[4])]);
    let corrected = |total| with(told_of.clone(), [written(over(scoring(12, 30, total), &[4]), 40)]);
    for total in [0, 3, 5, 6] {
        let open = episode(&corrected(total), 41);
        let [taken] = open.taken_back.as_slice() else { panic!("{total}: {:?}", open.taken_back) };
        assert_eq!((taken.trigger, taken.by.id), (id(4), id(12)), "{total}");
        assert_eq!(taken.corrected, Some(Corrected { from: Some(7), to: Some(total) }));
        assert_eq!(taken.still_to_tell, [id(10), id(11)], "{total}");
        let facts = open.facts();
        assert_eq!(facts.iter().filter(|fact| **fact == id(12)).count(), 1, "{total}: seen, once");
    }
    assert_eq!(episode(&corrected(7), 41).taken_back, [], "no better");
    let of_five =
        with(calm_then(5), [told(10, 31, "registrar", &[4]), written(over(scoring(12, 30, 7), &[4]), 40)]);
    assert_eq!(episode(&of_five, 41).taken_back, [], "a rise is an alert of its own");
    let part = only(12, 30, &[Sign::Respiration], 2);
    let part = with(told_of.clone(), [written(over(part, &[4]), 40)]);
    let of_part = episode(&part, 41).taken_back.remove(0).corrected;
    assert_eq!(
        of_part,
        Some(Corrected { from: Some(7), to: None }),
        "a part of a set is never a better score"
    );
    let told_again = with(corrected(2), [told(13, 45, "registrar", &[4])]);
    assert!(episode(&told_again, 46).taken_back.remove(0).still_to_tell.is_empty());
    let worse_after_all = with(corrected(2), [written(over(scoring(14, 30, 7), &[12]), 50)]);
    assert!(episode(&worse_after_all, 51).taken_back.iter().all(|taken| taken.trigger != id(4)));
    let nobody = with(calm_then(7), [written(over(scoring(12, 30, 2), &[4]), 40)]);
    assert!(episode(&nobody, 41).taken_back.remove(0).still_to_tell.is_empty(), "nobody had been told");
}

#[test]
fn two_nurses_who_accept_one_alert_apart_are_both_kept_and_the_first_by_time_owns_it() {
    let both = with(calm_then(7), [accepted(20, 35, &[4]), accepted(10, 36, &[4])]);
    let owned = episode(&both, 40);
    assert_eq!(owned.owner.unwrap().id, id(20), "the first by time, not by number");
    assert_eq!(owned.accepted.iter().map(|by| by.id).collect::<Vec<FactId>>(), [id(20), id(10)]);
}

#[test]
fn a_partial_or_refused_set_leaves_an_open_episode_as_it_is() {
    for later in [
        only(5, 60, &[Sign::Temperature], 0),
        set(5, 60, partial(vitals(0), &Sign::ALL, UnableReason::Declined)),
        set(5, 60, partial(vitals(0), &Sign::ALL, UnableReason::Asleep)),
    ] {
        let before = episode(&calm_then(7), 61);
        let after = episode(&with(calm_then(7), [later]), 61);
        assert_eq!(before, after);
    }
}

#[test]
fn too_unwell_to_be_measured_is_an_emergency() {
    let unwell = set(4, 30, partial(vitals(0), &Sign::ALL, UnableReason::TooUnwell));
    let raised = episode(&stay([scoring(3, 0, 0), unwell]), 31);
    assert_eq!((raised.level, raised.alerts[0].why), (Response::Emergency, Why::TooUnwell));
    assert_eq!(raised.ask.unwrap().role, "registrar");
}

#[test]
fn a_concern_raises_without_any_score() {
    let raised = episode(&stay([scoring(3, 0, 0), concern(4, 30)]), 31);
    assert_eq!((raised.level, raised.alerts[0].why), (Response::Urgent, Why::Concern));
    assert_eq!(raised.alerts[0].words, "Family or carer's concern");
    assert!(raised.sepsis.is_none(), "a worry alone asks nothing about infection");
    let child = vec![entry(1, 0, EntryBody::Admission(identity(Some((2015, 1, 1))))), concern(4, 30)];
    assert!(episode(&child, 31).is_open(), "for whom NEWS2 is not meant");
    let again = with(stay([concern(4, 30), accepted(10, 31, &[4])]), [concern(5, 40)]);
    assert_eq!(episode(&again, 41).stage, Stage::Raised, "each one is asked about");
}

#[test]
fn a_death_or_discharge_before_a_later_trigger_leaves_the_patient_on_the_board() {
    for trigger in [scoring(5, 65, 7), concern(5, 65)] {
        let entries = stay([scoring(3, 10, 1), discharge(4, 60), trigger]);
        let then = status(&entries, 70);
        assert!(then.on_board);
        assert!(episode(&entries, 70).after_end);
        let kinds: Vec<ConflictKind> = state(&entries).conflicts.iter().map(|c| c.kind).collect();
        assert_eq!(kinds, [ConflictKind::ChartedAfterEnd]);
    }
    // Taken before the end, known only after it.
    let late = stay([scoring(3, 10, 1), discharge(4, 60), written(scoring(5, 50, 7), 90)]);
    assert!(status(&late, 91).on_board);
    let task = state(&late).tasks(minute(91)).into_iter().find(|t| t.id.about == id(5)).unwrap();
    assert!(task.roles.contains(&Role::NurseInCharge), "it reaches the nurse in charge");
    let same_minute = stay([scoring(3, 10, 1), discharge(4, 60), scoring(5, 60, 7)]);
    assert!(status(&same_minute, 61).on_board, "on two devices in one minute");
    let closed = with(late, [closed(10, 95, &[5])]);
    assert!(!status(&closed, 96).on_board, "settled by a named person");
}

#[test]
fn the_sepsis_clock_starts_at_the_first_trigger_and_is_asked_about_once_an_episode() {
    let raised = with(calm_then(5), [scoring(5, 60, 7)]);
    let asked = episode(&raised, 61).sepsis.unwrap();
    assert_eq!((asked.clock_from, asked.treat_by), (minute(30), Some(minute(90))), "an hour at high risk");
    assert!(asked.answers.is_empty());
    let answered = with(raised, [infection(10, 62, Infection::Unlikely, &[4, 5]), set(6, 90, nine())]);
    let once = episode(&answered, 91).sepsis.unwrap();
    assert_eq!(once.clock_from, minute(30), "it does not start again");
    assert_eq!(once.answers.len(), 1, "nor is it asked again");
    assert!(
        !state(&answered).tasks(minute(91)).iter().any(|t| t.id.kind == crate::stay::TaskKind::Infection)
    );
    let earlier = with(answered, [written(scoring(7, 20, 5), 95)]);
    assert_eq!(
        episode(&earlier, 96).sepsis.unwrap().clock_from,
        minute(20),
        "an earlier trigger was the first"
    );
}

#[test]
fn mottled_skin_a_rash_or_neutropenia_open_the_sepsis_clock_at_any_score() {
    for sign in SepsisSign::ALL {
        let concern = Concern { from: ConcernFrom::Staff, words: String::new(), signs: [sign].into() };
        let entries = stay([scoring(3, 0, 0), entry(4, 30, EntryBody::Concern(concern))]);
        let asked = episode(&entries, 31).sepsis.unwrap();
        assert_eq!((asked.clock_from, asked.treat_by), (minute(30), Some(minute(90))), "{sign:?}");
    }
    assert!(episodes(&stay([scoring(3, 0, 0)]), 31).is_empty());
}

#[test]
fn after_a_close_the_same_score_is_quiet_for_the_policys_time_and_a_rise_is_not() {
    let closed = with(calm_then(7), [closed(10, 60, &[4])]);
    assert_eq!(episodes(&with(closed.clone(), [scoring(5, 90, 7)]), 91).len(), 1, "as the closer knew it");
    let rise = episodes(&with(closed.clone(), [set(5, 90, nine())]), 91);
    assert_eq!((rise.len(), rise[1].alerts[0].why), (2, Why::RiseOfTwo), "another episode");
    let still = episodes(&with(closed, [scoring(5, 90, 7), scoring(6, 121, 7)]), 122);
    assert_eq!((still.len(), still[1].alerts[0].why), (2, Why::StillHigh));
}

#[test]
fn taking_back_a_calm_set_silences_no_rise_after_it() {
    let risen = with(calm_then(7), [closed(10, 60, &[4]), scoring(5, 80, 1), scoring(6, 90, 7)]);
    assert_eq!(episodes(&risen, 91).len(), 2);
    for what in [Withdrawal::EnteredInError, Withdrawal::Undone] {
        let taken_back = with(risen.clone(), [withdrawal(11, 95, what, &[5])]);
        assert!(episodes(&taken_back, 96)[1].is_open(), "raised against a set that somebody took back since");
    }
    let amended = with(risen, [written(over(scoring(12, 80, 7), &[5]), 95)]);
    assert!(episodes(&amended, 96).iter().flat_map(triggers).any(|trigger| trigger == id(6)));
}

#[test]
fn what_names_nothing_known_here_waits_in_sight() {
    let early = stay([accepted(10, 35, &[4])]);
    assert_eq!(state(&early).unplaced_acts()[0].id, id(10));
    let arrived = with(early, [scoring(4, 30, 7)]);
    assert!(state(&arrived).unplaced_acts().is_empty());
    assert_eq!(episode(&arrived, 40).stage, Stage::Accepted);
}

#[test]
fn not_escalating_is_a_registered_persons_decision_with_a_reason_and_closes_nothing() {
    let reason = || EscalationAct::NotEscalated { reason: "ceiling".into() };
    let by_nurse = episode(&with(calm_then(7), [act(10, 35, Role::Nurse, reason(), &[4])]), 90);
    assert_eq!((by_nurse.stage, by_nurse.is_open()), (Stage::NotEscalated, true));
    assert_eq!(alerts(&by_nurse).len(), 1, "it climbs no further");
    let by_assistant =
        episode(&with(calm_then(7), [act(10, 35, Role::HealthcareAssistant, reason(), &[4])]), 90);
    assert_eq!(by_assistant.stage, Stage::Raised);
}

#[test]
fn at_home_a_6_asks_for_the_urgent_community_response_and_a_7_for_999() {
    use crate::policy::Setting;
    for (setting, total, role, number) in [
        (Setting::Home, 6, "urgent_community_response", "111"),
        (Setting::Home, 7, "ambulance", "999"),
        (Setting::MentalHealth, 7, "ambulance", "999"),
        (Setting::AcuteWard, 7, "registrar", "switchboard"),
    ] {
        let open = under(setting, &calm_then(total)).open_episodes(minute(31));
        let ask = open[0].ask.clone().unwrap();
        assert_eq!(ask.role, role, "{setting:?} {total}");
        assert!(ask.number.contains(number), "{setting:?} {total}: {}", ask.number);
    }
}

#[test]
fn an_unproved_clock_that_stands_in_1970_hides_no_alert() {
    let woke = by_clock(scoring(4, -29_800_000, 7), crate::ClockTrust::Unproved);
    let open = episode(&stay([scoring(3, 0, 1), woke, scoring(5, 60, 1)]), 61);
    assert!(open.is_open());
    assert_eq!(open.ask.unwrap().role, "emergency_team");
    let ahead = by_clock(scoring(4, 9_000_000, 7), crate::ClockTrust::Unproved);
    assert_eq!(episode(&stay([scoring(3, 0, 1), ahead]), 61).stage, Stage::Raised, "nor one far ahead");
}
