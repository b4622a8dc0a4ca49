//! The concern button: somebody is worried, with no score and under a lock too.

use crate::{
    app::go,
    clock::Received,
    desk::{Desk, use_desk},
    live::use_live,
    part::Part,
    route::Route,
    screens::{
        band,
        episode::next::{NextProps, ring, use_unheard},
        observe::identify::Said,
    },
    widgets::{
        banner::{bed, patient_banner, reduced_banner, short_name},
        el::{self, attr, el, id, link, none, press, say, with},
        field,
        mark::{Way, arrow, tick},
        panel::{Choice, panel},
        problem::{problem, waiting},
    },
    words::{self, episode, observe},
};
use clinical::{
    FactId, StayId,
    escalation::{Concern, ConcernFrom, SepsisSign},
};
use contract::{
    CallError, ConcernForm, Connection, EntrySync, EpisodeView, Event, RaiseConcern, Reply, Request,
};
use std::{collections::BTreeSet, rc::Rc};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// After so many milliseconds without the server's answer nobody was told, whatever the line looks like.
const UNHEARD_MS: i64 = 5_000;

/// About whom.
#[derive(Clone, PartialEq)]
pub(crate) struct ConcernProps {
    pub(crate) stay: StayId,
}

/// What was chosen and typed, and what came of it. Nothing need be chosen.
#[derive(Clone, PartialEq)]
struct Chosen {
    /// The id of the first press: whatever happens after it, it is one concern.
    id: Option<FactId>,
    worries: Vec<String>,
    signs: Vec<SepsisSign>,
    from: ConcernFrom,
    words: String,
    /// Of who the patient is. It may be left unanswered: then it was not asked.
    said: Said,
    busy: bool,
    refused: Option<Rc<CallError>>,
    /// Written down then; with the alert that it raised, for those who may read.
    raised: Option<(Received, Option<Rc<EpisodeView>>)>,
}

#[derive(Clone)]
struct Held {
    desk: Desk,
    stay: StayId,
    chosen: UseStateHandle<Chosen>,
}

fn never(_: &Request, _: &Event) -> bool {
    false
}

/// The screen.
#[hook]
pub(crate) fn use_concern(props: &ConcernProps) -> Html {
    let live = use_live::<ConcernForm>(Request::OpenConcern { stay: props.stay }, never);
    let chosen = use_state_eq(|| Chosen {
        id: None,
        worries: Vec::new(),
        signs: Vec::new(),
        from: ConcernFrom::Staff,
        words: String::new(),
        said: Said::Nothing,
        busy: false,
        refused: None,
        raised: None,
    });
    let held = Held { desk: use_desk(), stay: props.stay, chosen };
    let (sent, raised) = (held.sent(), held.chosen.raised.clone());
    let unheard = use_unheard(raised.as_ref().is_some_and(|(received, _)| {
        let late = received.age_ms() > UNHEARD_MS;
        sent != EntrySync::OnServer && (late || held.desk.sync.connection != Connection::Online)
    }));
    let Some(form) = live.view else {
        return match live.error {
            Some(error) => el("main", "page", vec![problem(&error, Some(live.ask))]),
            None => waiting(),
        };
    };
    match raised {
        None => held.form(&form),
        Some((received, episode)) => held.raised(&form, episode, received, unheard.then_some(sent)),
    }
}

impl Held {
    /// The name, which is not shown while reading is locked.
    fn name(&self, form: &ConcernForm) -> Option<String> {
        (!self.desk.locked()).then(|| short_name(&form.banner))
    }

    /// Whether the server has everything that was written here.
    fn sent(&self) -> EntrySync {
        let sync = &self.desk.sync;
        let all = sync.connection == Connection::Online && sync.unsent == 0 && sync.set_aside == 0;
        if all { EntrySync::OnServer } else { EntrySync::OnThisDevice }
    }

    fn changed(&self, change: impl Fn(&mut Chosen) + 'static) -> impl Fn() + 'static {
        let chosen = self.chosen.clone();
        move || {
            let mut next = (*chosen).clone();
            change(&mut next);
            chosen.set(next);
        }
    }

    fn form(&self, form: &Rc<ConcernForm>) -> Html {
        let chosen = &*self.chosen;
        let worries = form.worries.iter().map(|worry| {
            let value = worry.clone();
            let press = self.changed(move |chosen| toggle(&mut chosen.worries, value.clone()));
            Choice::new(worry.clone(), "worry", press).on(chosen.worries.contains(worry)).english()
        });
        let signs = SepsisSign::ALL.into_iter().map(|sign| {
            let press = self.changed(move |chosen| toggle(&mut chosen.signs, sign));
            Choice::new(sign.label(), "worry-sign", press).on(chosen.signs.contains(&sign)).english()
        });
        let froms = [ConcernFrom::Staff, ConcernFrom::Patient, ConcernFrom::Family];
        let froms = froms.into_iter().zip(episode::from()).map(|(from, label)| {
            Choice::new(label, "worry-from", self.changed(move |chosen| chosen.from = from))
                .on(chosen.from == from)
        });
        let typed = {
            let chosen = self.chosen.clone();
            Callback::from(move |words: String| chosen.set(Chosen { words, ..(*chosen).clone() }))
        };
        let name = self.name(form);
        let raise = episode::raise(name.as_deref(), &bed(&form.banner));
        let doing = vec![
            press("button button--warning", &raise, "raise-concern", !chosen.busy, self.raise(form)),
            say("p", "concern-arrest", &episode::arrest(&form.emergency_number)),
        ];
        let inside = vec![
            self.head(form),
            say("h2", "concern-title", episode::concern_title()),
            say("p", "quiet", episode::concern_more()),
            band::with_camera(),
            chosen.refused.as_ref().map_or_else(none, |error| problem(error, None)),
            if form.identify { self.who(form) } else { none() },
            panel(episode::concern_what(), "panel--inline", worries.collect()),
            field::line(episode::in_words(), &chosen.words, "worry-words", &typed),
            panel(episode::concern_signs(), "panel--inline", signs.collect()),
            panel(episode::concern_from(), "panel--thirds", froms.collect()),
            el("div", "concern-do", doing),
        ];
        id(el("main", "concern", inside), "concern")
    }

    /// Who the patient is: beside the concern and never in its way.
    fn who(&self, form: &ConcernForm) -> Html {
        let yes = observe::this_is_them(&bed(&form.banner));
        let answers = [
            (yes.as_str(), "who-yes", Said::ThisIsThem),
            (observe::not_asked(), "who-not", Said::NotChecked),
        ];
        let answers = answers.map(|(label, testid, said)| {
            Choice::new(label.to_owned(), testid, self.changed(move |chosen| chosen.said = said))
                .on(self.chosen.said == said)
        });
        panel(observe::is_this_the_patient(), "panel--inline", answers.into())
    }

    fn head(&self, form: &ConcernForm) -> Html {
        let stay = self.stay;
        let pressed = Callback::from(move |_: MouseEvent| go(&Route::Patient(stay)));
        let back = press("banner-back", "", "back", true, pressed);
        let back = attr(with(back, arrow(Way::Left)), "aria-label", words::back());
        let banner = if self.desk.locked() { reduced_banner } else { patient_banner };
        banner(&form.banner, back, Html::default())
    }

    /// Sends it. Its id makes two presses one concern.
    fn raise(&self, form: &ConcernForm) -> Callback<MouseEvent> {
        let (held, fresh, banner) = (self.clone(), form.id, form.banner.clone());
        Callback::from(move |_: MouseEvent| {
            let chosen = (*held.chosen).clone();
            let mut said = chosen.worries.clone();
            said.push(chosen.words.trim().to_owned());
            said.retain(|words| !words.is_empty());
            let mut signs = BTreeSet::new();
            for sign in &chosen.signs {
                signs.insert(*sign);
            }
            let id = chosen.id.unwrap_or(fresh);
            let concern = Concern { from: chosen.from, words: said.join("; "), signs };
            let identified = chosen.said.identifiers(&banner);
            let asked = RaiseConcern { id, stay: held.stay, concern, identified };
            let pressed = Chosen { id: Some(id), busy: true, refused: None, ..chosen };
            held.chosen.set(pressed.clone());
            let held = held.clone();
            spawn_local(async move {
                let reply = held.desk.backend.call(Request::RaiseConcern(Box::new(asked))).await;
                let mut next = Chosen { busy: false, ..pressed };
                match reply {
                    Ok(Reply::Episode(raised)) => next.raised = Some((Received::now(), Some(raised.into()))),
                    Ok(_) => next.raised = Some((Received::now(), None)),
                    Err(error) => next.refused = Some(Rc::new(error)),
                }
                if next.raised.is_some() {
                    crate::app::to_top();
                }
                held.chosen.set(next);
            });
        })
    }

    /// It is written down. A screen is not a call: whom to tell stands there until somebody has accepted.
    fn raised(
        &self,
        form: &ConcernForm,
        raised: Option<Rc<EpisodeView>>,
        received: Received,
        alone: Option<EntrySync>,
    ) -> Html {
        let stay = self.stay;
        let next = raised.filter(|_| !self.desk.locked()).map(|episode| {
            let (at, offset_minutes) = (self.desk.now(), self.desk.hello.offset_minutes);
            let ring = alone.map(|sync| (AttrValue::from(form.ring.clone()), sync));
            Part::Next(NextProps { stay, episode, received, at, offset_minutes, ring }).draw()
        });
        let unread = next.is_none();
        let to = |class: &str, route: Route, testid: &str, label: &str| {
            link(class, &route, testid, vec![el::words(label)])
        };
        let main = if unread { "button button--main" } else { "button" };
        let ways = vec![
            to(main, Route::Observe(stay), "to-observe", words::patient::observe()),
            to("button", Route::Patient(stay), "to-patient", words::observe::to_patient()),
            to("button", Route::Home, "to-board", words::ward_board()),
        ];
        let name = self.name(form);
        let saved = episode::concern_saved(name.as_deref(), &bed(&form.banner));
        let inside = vec![
            self.head(form),
            attr(el("p", "saved-for", vec![tick(), say("span", "", &saved)]), "role", "status"),
            next.unwrap_or_else(|| ring(&form.ring, self.sent())),
            el("div", "saved-actions", ways),
        ];
        id(el("main", "concern", inside), "concern-raised")
    }
}

fn toggle<T: PartialEq>(all: &mut Vec<T>, one: T) {
    match all.iter().position(|other| *other == one) {
        Some(at) => drop(all.remove(at)),
        None => all.push(one),
    }
}
