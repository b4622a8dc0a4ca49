//! What can be done about an entry that the server refused: send it again, chart it anew, state it in one's own
//! name, say that it was looked at.

use crate::{
    app::go,
    desk::{Desk, use_desk},
    route::Route,
    screens::observe::{draft::Draft, taken::Taken},
    widgets::{
        el::{attr, el, given_any, none, press, say, say_any},
        field,
        problem::problem,
    },
    words::entries as words,
};
use clinical::{FactId, StayId};
use contract::{CallError, ParkedAct, ParkedView, Reply, Request, SetAnew, StatedAgain};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What is being done.
#[derive(Clone)]
pub(super) struct WayBack {
    desk: Desk,
    ask: Callback<()>,
    asked: UseStateHandle<Option<Asked>>,
    refused: UseStateHandle<Option<Rc<CallError>>>,
}

/// What is asked about before it is done.
#[derive(Clone, PartialEq)]
enum Asked {
    /// This entry is to be dismissed; why so far.
    Dismiss(FactId, String),
    /// This entry is to be stated in one's own name.
    State(FactId),
}

/// Nothing is being done yet.
#[hook]
pub(super) fn use_way_back(ask: Callback<()>) -> WayBack {
    let asked = use_state_eq(|| None::<Asked>);
    let refused = use_state_eq(|| None::<Rc<CallError>>);
    WayBack { desk: use_desk(), ask, asked, refused }
}

impl WayBack {
    /// Why the last press did nothing.
    pub(super) fn refused(&self) -> Html {
        self.refused.as_ref().map_or_else(none, |error| problem(error, None))
    }

    fn sends(&self, request: Request) -> Callback<MouseEvent> {
        let way = self.clone();
        Callback::from(move |_: MouseEvent| {
            let (way, request) = (way.clone(), request.clone());
            spawn_local(async move {
                let refused = way.desk.backend.call(request).await.err().map(Rc::new);
                if refused.is_none() {
                    way.asked.set(None);
                }
                way.refused.set(refused);
                way.ask.emit(());
            });
        })
    }

    /// Puts the values into a form of the patient as a draft, which is offered there and saved by whoever looks at it.
    fn charts(&self, stay: StayId, anew: &Rc<SetAnew>) -> Callback<MouseEvent> {
        let (way, anew) = (self.clone(), anew.clone());
        Callback::from(move |_: MouseEvent| {
            let (way, anew) = (way.clone(), anew.clone());
            spawn_local(async move {
                let backend = way.desk.backend;
                let form = match backend.call(Request::OpenForm { stay, amends: None, rechecks: None }).await
                {
                    Ok(Reply::Form(form)) => form.form,
                    Ok(_) => return,
                    Err(error) => return way.refused.set(Some(Rc::new(error))),
                };
                let mut draft = Draft::amending(&anew.vitals, None);
                draft.taken = anew.taken.map_or(Taken::Now, Taken::At);
                draft.remark.clone_from(&anew.remark);
                draft.reason = words::ANEW_REASON.to_owned();
                draft.first_key = Some(way.desk.now());
                let kept =
                    Request::KeepDraft { form, stay, draft: draft.to_keep(), amends: None, rechecks: None };
                match backend.call(kept).await {
                    Ok(_) => go(&Route::Observe(stay)),
                    Err(error) => way.refused.set(Some(Rc::new(error))),
                }
            });
        })
    }

    fn opens(&self, to: Option<Asked>) -> Callback<MouseEvent> {
        let asked = self.asked.clone();
        Callback::from(move |_: MouseEvent| asked.set(to.clone()))
    }

    fn statement(&self, fact: FactId, again: &StatedAgain) -> Html {
        let request = Request::StateAgain { fact };
        let inside = vec![
            say("p", "", words::state_again_more()),
            given_any("p", "entry-stated", &again.what),
            say_any("p", "quiet", &words::waiting_for_it(again.others.into())),
            press("button", words::confirm_state_again(), "confirm-state-again", true, self.sends(request)),
            press(
                "button button--plain",
                crate::words::cancel(),
                "state-again-cancel",
                true,
                self.opens(None),
            ),
        ];
        el("div", "correct", inside)
    }

    fn dismissal(&self, fact: FactId, why: &str) -> Html {
        let typed = {
            let asked = self.asked.clone();
            Callback::from(move |text: String| asked.set(Some(Asked::Dismiss(fact, text))))
        };
        let request = Request::DismissParked { fact, reason: why.trim().to_owned() };
        let ready = !why.trim().is_empty();
        let inside = vec![
            say("p", "quiet", words::dismiss_more()),
            field::line(words::why(), why, "dismiss-why", &typed),
            press(
                "button button--warning",
                words::confirm_dismiss(),
                "confirm-dismiss",
                ready,
                self.sends(request),
            ),
            press("button button--plain", crate::words::cancel(), "dismiss-cancel", true, self.opens(None)),
        ];
        el("div", "correct", inside)
    }
}

/// The buttons beside one entry.
pub(super) fn ways_back(parked: &ParkedView, way: &WayBack) -> Html {
    let Some(fact) = parked.fact else { return none() };
    match (&*way.asked, &parked.again) {
        (Some(Asked::Dismiss(of, why)), _) if *of == fact => return way.dismissal(fact, why),
        (Some(Asked::State(of)), Some(again)) if *of == fact => return way.statement(fact, again),
        _ => {}
    }
    let button = |act: &ParkedAct| match act {
        ParkedAct::SendAgain => {
            press("button", words::send_again(), "send-again", true, way.sends(Request::SendAgain { fact }))
        }
        ParkedAct::ChartAnew => match (parked.stay, &parked.anew) {
            (Some(stay), Some(anew)) => {
                let anew = Rc::new((**anew).clone());
                press("button", words::chart_anew(), "chart-anew", true, way.charts(stay, &anew))
            }
            _ => none(),
        },
        ParkedAct::Dismiss => {
            let open = way.opens(Some(Asked::Dismiss(fact, String::new())));
            press("button button--plain", words::dismiss(), "dismiss", true, open)
        }
        ParkedAct::StateAgain => {
            press("button", words::state_again(), "state-again", true, way.opens(Some(Asked::State(fact))))
        }
    };
    let on_the_way = if parked.sent_again { words::on_the_way() } else { "" };
    let inside = std::iter::once(attr(say_any("p", "", on_the_way), "role", "status"));
    el("div", "entry-ways", inside.chain(parked.may.iter().map(button)).collect())
}
