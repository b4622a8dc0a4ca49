//! What stands over a form while saving: the PIN, a changed bed, an error, an offered draft.

use super::save::Stage;
use crate::{
    dates,
    lock::unlock_pad,
    widgets::{
        banner::{patient_banner, reduced_banner},
        panel::{Choice, button},
        problem::problem,
    },
    words::{self, observe},
};
use clinical::UtcMillis;
use contract::FormView;
use yew::prelude::*;

/// What stands over the form while it cannot be saved without an answer. `send` saves, saying whether the bed was
/// confirmed.
pub(crate) fn standing(bed_shown: &str, stage: &UseStateHandle<Stage>, to_send: &Callback<bool>) -> Html {
    let close = {
        let stage = stage.clone();
        move || stage.set(Stage::Keying)
    };
    let send = |bed_confirmed: bool| {
        let send = to_send.clone();
        move || send.emit(bed_confirmed)
    };
    let cancel = Choice::new(observe::do_not_save(), "do-not-save", close).class("choice--plain");
    let content = match &**stage {
        Stage::Keying | Stage::Busy | Stage::Saved(..) => return Html::default(),
        Stage::Pin => {
            let unlocked = to_send.reform(|()| false);
            let without = Choice::new(observe::save_without_pin(), "save-without-pin", send(false))
                .more(observe::save_without_pin_more());
            html! { <><h2 class="gate-title">{ observe::pin_to_save() }</h2>{ unlock_pad(unlocked) }{ button(without) }{ button(cancel) }</> }
        }
        Stage::Failed(error) => {
            let again = to_send.reform(|()| false);
            html! { <>{ problem(error, Some(again)) }{ button(cancel) }</> }
        }
        Stage::BedChanged(error, bed) => {
            let yes =
                Choice::new(observe::still_this_patient(), "bed-confirm", send(true)).class("choice--main");
            html! {
                <>
                    { problem(error, None) }
                    <p class="standing-question">{ observe::bed_changed(bed_shown, bed.as_deref()) }</p>
                    { button(yes) }{ button(cancel) }
                </>
            }
        }
    };
    html! { <div class="standing" role="dialog" aria-modal="true" data-testid="standing">{ content }</div> }
}

/// A draft that is offered, never taken up by itself.
pub(super) struct Offer<'a> {
    pub(super) view: &'a FormView,
    pub(super) first_key: UtcMillis,
    pub(super) now: UtcMillis,
    /// Too old to be mixed with new values.
    pub(super) old: bool,
    /// Reading is locked.
    pub(super) reduced: bool,
    pub(super) take_up: Callback<()>,
    pub(super) begin: Callback<()>,
}

/// The offer.
pub(super) fn offer(props: &Offer<'_>) -> Html {
    let at = dates::recent(props.first_key, props.now, props.view.offset_minutes);
    let said = observe::draft_found(&at, props.now.minutes_since(props.first_key), props.old);
    let (take_up, begin) = (props.take_up.clone(), props.begin.clone());
    let banner = if props.reduced { reduced_banner } else { patient_banner };
    let take = if props.old { observe::take_up_old() } else { observe::take_up() };
    html! {
        <div class="observe observe--offer" data-testid="draft-offer">
            { banner(&props.view.banner, Html::default(), Html::default()) }
            <main class="gate">
                <h2 class="gate-title">{ observe::title() }</h2>
                <p>{ said }</p>
                { button(Choice::new(take, "draft-take-up", move || take_up.emit(())).class("choice--main")) }
                { button(Choice::new(observe::begin_anew(), "draft-begin-anew", move || begin.emit(()))) }
                <p class="quiet">{ words::capital(observe::begin_anew_more()) }</p>
            </main>
        </div>
    }
}
