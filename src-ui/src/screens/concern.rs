//! The concern button: somebody is worried, with no score and under a lock too.

use crate::{
    app::go,
    clock::{Received, use_tick},
    desk::{Desk, use_desk},
    part::Part,
    route::Route,
    screens::episode::next::{NextProps, ring, use_unheard},
    widgets::{
        banner::{bed, patient_banner, reduced_banner, short_name},
        class::classes,
        field,
        mark::{Way, arrow, tick},
        panel::{Choice, panel},
        problem::{problem, waiting},
    },
    words::{self, episode},
};
use clinical::{
    StayId,
    escalation::{Concern, ConcernFrom, SepsisSign},
};
use contract::{
    CallError, Code, ConcernForm, Connection, EntrySync, EpisodeView, RaiseConcern, Reply, Request,
};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// After so many milliseconds without the server's answer nobody was told, whatever the line looks like.
const UNHEARD_MS: i64 = 5_000;

/// About whom.
#[derive(Clone, PartialEq)]
pub(crate) struct ConcernProps {
    pub(crate) stay: StayId,
}

/// How far it has come.
#[derive(Clone, PartialEq)]
enum Stage {
    Opening,
    Failed(Rc<CallError>),
    Open(Rc<ConcernForm>),
    /// Written down; with the alert it raised for those who may read.
    Raised(Rc<ConcernForm>, Option<Rc<EpisodeView>>, Received),
}

/// What was chosen and typed. Nothing need be.
#[derive(Clone, PartialEq)]
struct Chosen {
    worries: Vec<String>,
    signs: Vec<SepsisSign>,
    from: ConcernFrom,
    words: String,
    busy: bool,
    refused: Option<Rc<CallError>>,
}

#[derive(Clone)]
struct Held {
    desk: Desk,
    stay: StayId,
    stage: UseStateHandle<Stage>,
    chosen: UseStateHandle<Chosen>,
}

/// The screen.
#[hook]
pub(crate) fn use_concern(props: &ConcernProps) -> Html {
    let held = Held {
        desk: use_desk(),
        stay: props.stay,
        stage: use_state_eq(|| Stage::Opening),
        chosen: use_state_eq(|| Chosen {
            worries: Vec::new(),
            signs: Vec::new(),
            from: ConcernFrom::Staff,
            words: String::new(),
            busy: false,
            refused: None,
        }),
    };
    let open = {
        let (held, backend, stay) = (held.stage.clone(), held.desk.backend, props.stay);
        use_callback((), move |(), ()| {
            let stage = held.clone();
            spawn_local(async move {
                stage.set(match backend.call(Request::OpenConcern { stay }).await {
                    Ok(Reply::Concern(form)) => Stage::Open(Rc::new(*form)),
                    Ok(_) => Stage::Failed(Rc::new(garbled())),
                    Err(error) => Stage::Failed(Rc::new(error)),
                });
            });
        })
    };
    {
        let open = open.clone();
        use_effect_with((), move |()| open.emit(()));
    }
    use_tick();
    let sent = held.sent();
    let unheard = use_unheard(match &*held.stage {
        Stage::Raised(_, _, received) if sent != EntrySync::OnServer => {
            held.desk.sync.connection != Connection::Online || received.age_ms() > UNHEARD_MS
        }
        _ => false,
    });
    match &*held.stage {
        Stage::Opening => waiting(),
        Stage::Failed(error) => html! { <main class="page">{ problem(error, Some(open)) }</main> },
        Stage::Open(form) => held.form(form),
        Stage::Raised(form, raised, received) => {
            held.raised(form, raised.clone(), *received, unheard.then_some(sent))
        }
    }
}

fn garbled() -> CallError {
    CallError::new(Code::Internal, words::errors::GARBLED)
}

impl Held {
    /// The name, or the bed while reading is locked.
    fn name(&self, form: &ConcernForm) -> String {
        if self.desk.locked() { words::capital("patient") } else { short_name(&form.banner) }
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
            Choice::new(worry.clone(), "worry", press).on(chosen.worries.contains(worry))
        });
        let signs = SepsisSign::ALL.into_iter().map(|sign| {
            let press = self.changed(move |chosen| toggle(&mut chosen.signs, sign));
            Choice::new(sign.label(), "worry-sign", press).on(chosen.signs.contains(&sign))
        });
        let froms = [ConcernFrom::Staff, ConcernFrom::Patient, ConcernFrom::Family];
        let froms = froms.into_iter().zip(episode::FROM).map(|(from, label)| {
            Choice::new(label, "worry-from", self.changed(move |chosen| chosen.from = from))
                .on(chosen.from == from)
        });
        let typed = {
            let chosen = self.chosen.clone();
            Callback::from(move |words: String| chosen.set(Chosen { words, ..(*chosen).clone() }))
        };
        html! {
            <main class="concern" data-testid="concern">
                { self.head(form) }
                <h2 class="concern-title">{ episode::CONCERN_TITLE }</h2>
                <p class="quiet">{ episode::CONCERN_MORE }</p>
                { for chosen.refused.as_ref().map(|error| problem(error, None)) }
                { panel("", "panel--inline", worries.collect()) }
                { field::line(episode::IN_WORDS, &chosen.words, "worry-words", &typed) }
                { panel(episode::CONCERN_SIGNS, "panel--inline", signs.collect()) }
                { panel(episode::CONCERN_FROM, "panel--thirds", froms.collect()) }
                <div class="concern-do">
                    <button type="button" class="button button--warning" onclick={self.raise(form)}
                        disabled={chosen.busy} data-testid="raise-concern">
                        { episode::raise(&self.name(form), &bed(&form.banner)) }
                    </button>
                    <p class="concern-arrest">{ episode::arrest(&form.emergency_number) }</p>
                </div>
            </main>
        }
    }

    fn head(&self, form: &ConcernForm) -> Html {
        let stay = self.stay;
        let back = html! {
            <button type="button" class="banner-back" aria-label={words::BACK} data-testid="back"
                onclick={move |_: MouseEvent| go(&Route::Patient(stay))}>{ arrow(Way::Left) }</button>
        };
        let banner = if self.desk.locked() { reduced_banner } else { patient_banner };
        banner(&form.banner, back, Html::default())
    }

    /// Sends it. Its id makes two presses one concern.
    fn raise(&self, form: &Rc<ConcernForm>) -> Callback<MouseEvent> {
        let (held, form) = (self.clone(), form.clone());
        Callback::from(move |_: MouseEvent| {
            let chosen = (*held.chosen).clone();
            let said = chosen.worries.iter().map(String::as_str).chain([chosen.words.trim()]);
            let said: Vec<&str> = said.filter(|words| !words.is_empty()).collect();
            let concern = Concern {
                from: chosen.from,
                words: said.join("; "),
                signs: chosen.signs.iter().copied().collect(),
            };
            let asked = RaiseConcern { id: form.id, stay: held.stay, concern };
            held.chosen.set(Chosen { busy: true, ..chosen.clone() });
            let (held, form) = (held.clone(), form.clone());
            spawn_local(async move {
                let reply = held.desk.backend.call(Request::RaiseConcern(Box::new(asked))).await;
                let refused = match reply {
                    Ok(Reply::Episode(raised)) => {
                        let raised = Some(Rc::new(*raised));
                        return held.stage.set(Stage::Raised(form, raised, Received::now()));
                    }
                    Ok(Reply::Done) => {
                        return held.stage.set(Stage::Raised(form, None, Received::now()));
                    }
                    Ok(_) => garbled(),
                    Err(error) => error,
                };
                held.chosen.set(Chosen { busy: false, refused: Some(Rc::new(refused)), ..chosen });
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
        html! {
            <main class="concern" data-testid="concern-raised">
                { self.head(form) }
                <p class="saved-for" role="status">
                    { tick() }{ episode::concern_saved(&self.name(form), &bed(&form.banner)) }
                </p>
                { for next }
                if unread {
                    { ring(&form.ring, self.sent()) }
                }
                <div class="saved-actions">
                    <button type="button" class={classes(&["button", if unread { "button--main" } else { "" }])}
                        data-testid="to-observe" onclick={move |_: MouseEvent| go(&Route::Observe(stay))}>
                        { words::patient::OBSERVE }
                    </button>
                    <button type="button" class="button" data-testid="to-patient"
                        onclick={move |_: MouseEvent| go(&Route::Patient(stay))}>{ words::observe::TO_PATIENT }</button>
                    <button type="button" class="button" data-testid="to-board"
                        onclick={|_: MouseEvent| go(&Route::Home)}>{ words::WARD_BOARD }</button>
                </div>
            </main>
        }
    }
}

fn toggle<T: PartialEq>(all: &mut Vec<T>, one: T) {
    match all.iter().position(|other| *other == one) {
        Some(at) => drop(all.remove(at)),
        None => all.push(one),
    }
}
