//! After Save of a set or a form: what it came to, what it asks for, when the next is due, and a few seconds to take it
//! back.

use super::{score_panel::level, whereabouts::whereabouts};
use crate::widgets::class::classes;
use crate::{
    app::go,
    clock::Received,
    dates,
    desk::use_desk,
    effect::use_effect_with,
    live::use_live,
    part::Part,
    route::Route,
    screens::{
        assess::{alerts, totals},
        episode::next::{NextProps, ring, use_unheard},
        patient::assessments::fluid,
    },
    widgets::{
        banner::{bed, short_name},
        el::{all, attr, el, given, id, none, press, say, words as text},
        mark::{Level, shape, tick},
        problem::problem,
        sync::badge,
    },
    words::{self, assess, names, observe},
};
use clinical::{FactId, StayId, UtcMillis, news2::Outcome};
use contract::{
    AssessmentSaved, Banner, CallError, EntrySync, EntryView, EpisodeView, Event, Request, RingIfUnheard,
    Saved,
};
use gloo_timers::callback::Interval;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What was saved.
#[derive(Clone, PartialEq)]
pub(crate) enum What {
    /// A set.
    Set(Rc<Saved>),
    /// A form.
    Assessment(Rc<AssessmentSaved>),
}

/// The parts that a saved set and a saved form have in common.
macro_rules! either {
    ($($name:ident: $type:ty),+ $(,)?) => {
        impl What {
            $(pub(crate) fn $name(&self) -> &$type {
                match self {
                    Self::Set(saved) => &saved.$name,
                    Self::Assessment(saved) => &saved.$name,
                }
            })+
        }
    };
}

either! {
    fact: FactId,
    stay: StayId,
    undo_until: UtcMillis,
    next_due: Option<UtcMillis>,
    nobody_told_ring: Option<String>,
    ring_if_unheard: Option<RingIfUnheard>,
    episode: Option<Box<EpisodeView>>,
    flags: Vec<String>,
}

/// Something that was saved.
#[derive(Clone, PartialEq)]
pub(crate) struct SavedProps {
    pub(crate) banner: Rc<Banner>,
    /// Minutes east of UTC.
    pub(crate) offset_minutes: i16,
    pub(crate) what: What,
    pub(crate) received: Received,
    /// The core's time when it was saved.
    pub(crate) at: UtcMillis,
    /// Reading is locked.
    pub(crate) reduced: bool,
}

/// What came of taking it back, once it was asked for.
type Undone = Option<Result<(), Rc<CallError>>>;

fn concerns(_: &Request, event: &Event) -> bool {
    matches!(event, Event::Changed { .. } | Event::Sync(_))
}

/// Takes the set back, and draws the seconds that are left for it.
#[hook]
fn use_undo(saved: &What) -> (UseStateHandle<Undone>, Callback<MouseEvent>) {
    let desk = use_desk();
    let drawn = use_force_update();
    let undone = use_state(|| Undone::None);
    use_effect_with((), move |()| {
        let interval = Interval::new(1_000, move || drawn.force_update());
        move || drop(interval)
    });
    let (fact, stay, set) = (*saved.fact(), *saved.stay(), undone.clone());
    let undo = Callback::from(move |_: MouseEvent| {
        let (backend, set) = (desk.backend, set.clone());
        spawn_local(async move {
            let reply = backend.call(Request::Undo { fact, stay }).await;
            set.set(Some(reply.map(|_| ()).map_err(Rc::new)));
        });
    });
    (undone, undo)
}

/// The screen.
#[hook]
pub(crate) fn use_saved(props: &SavedProps) -> Html {
    let (undone, undo) = use_undo(&props.what);
    let desk = use_desk();
    let entries = use_live::<Vec<EntryView>>(Request::Entries, concerns);
    let listed = entries.view.as_deref().map_or(&[][..], Vec::as_slice);
    let sync = whereabouts(*props.what.fact(), listed, entries.error.is_none(), &desk.sync);
    let saved = &props.what;
    let now = props.received.now_from(props.at);
    let undone_now = matches!(*undone, Some(Ok(())));
    let whom = whom_to_ring(saved).filter(|_| !undone_now);
    let alone = use_unheard(is_unheard(saved, sync, now));
    let left = saved.undo_until().0 - now.0;
    let banner = &props.banner;
    let name = (!props.reduced).then(|| short_name(banner));
    let due = saved.next_due().map(|due| {
        let at = dates::recent(due, now, props.offset_minutes);
        let words = match saved {
            What::Set(_) => observe::next_due(&at, due, now),
            What::Assessment(_) => assess::next_due(&at, due, now),
        };
        id(say("p", "saved-due", &words), "next-due")
    });
    let stay = banner.stay;
    let said = observe::saved_for(name.as_deref(), &bed(banner));
    let said = el("h1", "saved-said", vec![tick(), text(&said)]);
    let said = attr(el("div", "saved-for", vec![said]), "role", "status");
    let came_to = match saved {
        What::Set(set) => score(set),
        What::Assessment(made) => outcome(made),
    };
    let flags = saved.flags().iter().map(|flag| given("li", "flag", flag));
    let to = |class, label, testid, route: Route| {
        press(class, label, testid, true, Callback::from(move |_: MouseEvent| go(&route)))
    };
    let ways = vec![
        to("button button--main", observe::to_patient(), "to-patient", Route::Patient(stay)),
        to("button", words::ward_board(), "to-board", Route::Home),
        to("button", words::my_patients(), "to-mine", Route::Mine),
    ];
    let inside = vec![
        el("div", "saved-top", vec![said, undo_button(&undone, left, undo)]),
        came_to,
        next_step(props, whom.filter(|_| alone), sync),
        response(saved).map_or_else(none, |words| id(given("p", "saved-response", words), "response")),
        due.unwrap_or_default(),
        el("p", "", vec![badge(sync)]),
        if saved.flags().is_empty() { none() } else { el("ul", "flags", flags.collect()) },
        el("div", "saved-actions", ways),
    ];
    id(el("main", "saved", inside), "saved")
}

/// Whom to ring where nobody else was told.
fn whom_to_ring(saved: &What) -> Option<&str> {
    saved.nobody_told_ring().as_deref().or(saved.ring_if_unheard().as_ref().map(|ring| ring.whom.as_str()))
}

/// Whether nobody else can have been told by now: there was no line, the server keeps the set aside, or it has not
/// answered in the policy's time although the line looks whole.
fn is_unheard(saved: &What, sync: EntrySync, now: UtcMillis) -> bool {
    let late = saved.ring_if_unheard().as_ref().is_some_and(|ring| match sync {
        EntrySync::SetAside => true,
        EntrySync::OnThisDevice => now >= ring.from,
        EntrySync::OnServer | EntrySync::Verified => false,
    });
    late || saved.nobody_told_ring().is_some()
}

/// Whom to tell now. Somebody who may not read sees whom to ring, and no more.
fn next_step(props: &SavedProps, whom: Option<&str>, sync: EntrySync) -> Html {
    let episode = props.what.episode().as_ref().filter(|_| !props.reduced);
    match episode {
        Some(episode) => Part::Next(NextProps {
            stay: *props.what.stay(),
            episode: Rc::new((**episode).clone()),
            received: props.received,
            at: props.at,
            offset_minutes: props.offset_minutes,
            ring: whom.map(|whom| (AttrValue::from(whom.to_owned()), sync)),
        })
        .draw(),
        None => whom.map_or_else(none, |whom| ring(whom, sync)),
    }
}

/// What the score asks for, where no alert that it raised says it.
fn response(saved: &What) -> Option<&str> {
    match saved {
        What::Set(set) if set.episode.as_ref().is_none_or(|episode| episode.id != set.fact) => {
            Some(set.response.as_str()).filter(|words| !words.is_empty())
        }
        What::Set(_) | What::Assessment(_) => None,
    }
}

/// What a form came to, and what it asks for.
fn outcome(made: &AssessmentSaved) -> Html {
    let inside = vec![
        say("h2", "section-title", &made.title),
        totals(&made.totals),
        alerts(&made.alerts, &made.advice),
        made.fluid.as_ref().map_or_else(none, fluid),
    ];
    id(el("section", "saved-outcome", inside), "saved-outcome")
}

fn score(saved: &Saved) -> Html {
    match &saved.outcome {
        Outcome::Complete { total, risk, .. } => {
            let level = Level::of_risk(*risk);
            let number = format!("NEWS2 {total}");
            let mut more = vec![say("span", "", names::risk_label(*risk))];
            more.extend(saved.previous_total.map(|was| say("small", "", &observe::was(was))));
            large(level, &number, more)
        }
        Outcome::Incomplete { at_least: 0, .. } if saved.recheck => {
            id(say("p", "saved-response", observe::recheck_saved()), "saved-score")
        }
        Outcome::Incomplete { at_least, missing, .. } => {
            let level = level(saved.too_unwell, &saved.outcome);
            let unwell = saved.too_unwell.then_some(observe::too_unwell());
            let more = unwell.map(|words| say("span", "", words)).into_iter().collect();
            let said = if saved.recheck {
                observe::recheck_saved().to_owned()
            } else {
                observe::incomplete_saved(*at_least, &names::signs(missing))
            };
            all(vec![large(level, &observe::at_least(*at_least), more), say("p", "", &said)])
        }
        Outcome::NotApplicable { reason } => {
            let inside = vec![shape(Level::None), text(words::score::advice(*reason))];
            id(el("p", "saved-score lv-none", inside), "saved-score")
        }
    }
}

/// The score in large.
fn large(level: Level, number: &str, more: Vec<Html>) -> Html {
    let mut inside = vec![shape(level), say("b", "", number)];
    inside.extend(more);
    id(el("p", &classes(&["saved-score", level.class()]), inside), "saved-score")
}

/// Offered for as long as the core says; what is undone stays in the record, struck through.
fn undo_button(undone: &Undone, left_ms: i64, undo: Callback<MouseEvent>) -> Html {
    match undone {
        Some(Ok(())) => id(attr(say("p", "notice", observe::undone()), "role", "status"), "undone"),
        Some(Err(error)) => problem(error, None),
        // What stands below does not move up under a finger.
        None if left_ms <= 0 => el("span", "undo-gone", Vec::new()),
        None => {
            let label = observe::undo_for((left_ms + 999).div_euclid(1000));
            press("button button--undo", &label, "undo", true, undo)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{NOW, saved};

    #[test]
    fn a_line_that_looks_whole_is_given_the_policys_time_and_no_more() {
        let ring = RingIfUnheard { from: NOW, whom: "the ward, 4312".into() };
        let on_its_way = What::Set(Rc::new(Saved { ring_if_unheard: Some(ring), ..saved() }));
        let (before, after) = (UtcMillis(NOW.0 - 1), NOW);
        assert!(!is_unheard(&on_its_way, EntrySync::OnThisDevice, before));
        assert!(is_unheard(&on_its_way, EntrySync::OnThisDevice, after));
        assert!(is_unheard(&on_its_way, EntrySync::SetAside, before), "what was refused tells nobody");
        for sync in [EntrySync::OnServer, EntrySync::Verified] {
            assert!(!is_unheard(&on_its_way, sync, after), "others can see it");
        }
        assert_eq!(whom_to_ring(&on_its_way), Some("the ward, 4312"));
    }

    #[test]
    fn with_no_line_it_is_said_at_once_and_a_calm_set_says_nothing() {
        let alone = Saved { nobody_told_ring: Some("the ward, 4312".into()), ..saved() };
        let (alone, calm) = (What::Set(Rc::new(alone)), What::Set(Rc::new(saved())));
        assert!(is_unheard(&alone, EntrySync::OnThisDevice, NOW));
        assert!(is_unheard(&alone, EntrySync::OnServer, NOW), "that others can see it is no answer");
        assert!(!is_unheard(&calm, EntrySync::OnThisDevice, NOW));
        assert_eq!(whom_to_ring(&calm), None);
    }

    #[test]
    fn beside_an_alert_that_an_earlier_set_raised_stands_what_this_set_asks_for() {
        use crate::samples::episode;
        let (old, this) = (FactId::from_bytes([8; 16]), saved().fact);
        let set = |of: EpisodeView| {
            What::Set(Rc::new(Saved {
                response: "Ask for help".into(),
                episode: Some(Box::new(of)),
                ..saved()
            }))
        };
        let open = EpisodeView { id: old, ..episode() };
        assert_eq!(response(&set(open)), Some("Ask for help"));
        let own = EpisodeView { id: this, ..episode() };
        assert_eq!(response(&set(own)), None, "its own alert says it");
    }
}
