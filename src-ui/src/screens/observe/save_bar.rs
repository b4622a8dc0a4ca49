//! The Save bar, and what stands over the form while saving: the PIN, a changed bed, an error, an offered draft.

use super::{
    ground::Ground,
    late,
    review::{Step, earlier, standing as standing_sets},
    save::Stage,
    score_panel::level,
};
use crate::widgets::{
    class::{classes, on},
    el::{attr, el, say},
};
use crate::{
    dates,
    lock::unlock_pad,
    widgets::{
        banner::{patient_banner, reduced_banner, short_name},
        mark::shape,
        panel::{Choice, button},
        problem::problem,
        text,
    },
    words::{
        self,
        observe::{self, Before},
    },
};
use clinical::UtcMillis;
use contract::FormView;
use yew::prelude::*;

/// Whose set it is, its score so far, and the one button that saves it.
pub(super) fn save_bar(ground: &Ground, busy: bool, save: Callback<()>) -> Html {
    let (view, review) = (&ground.view, &ground.review);
    let before = match review.total_before {
        _ if ground.reduced => Before::Hidden,
        Some(total) => Before::Was(total),
        // Only the newest sets are known here: of one taken before all of them nobody says that it is the first.
        None if standing_sets(view).next().is_some()
            && earlier(view, &ground.form.draft).next().is_none() =>
        {
            Before::Hidden
        }
        None => Before::First,
    };
    let name = (!ground.reduced).then(|| short_name(&view.banner));
    let level = level(review.too_unwell, &review.outcome);
    let ready = matches!(review.step, Step::Save(_));
    let focus = ground.form.draft.focus;
    let state = if busy { observe::saving().to_owned() } else { observe::save_state(review, focus, before) };
    let said = observe::save_for(name.as_deref(), &view.bed);
    let press = Callback::from(move |_: MouseEvent| save.emit(()));
    let disputed = review.other_scale.as_ref().map(|other| {
        observe::disputed(&observe::bare_outcome(&review.outcome), &observe::bare_outcome(other))
    });
    html! {
        <footer class="save-bar">
            { for disputed.map(|words| html! { <p class="save-disputed" role="status">{ words }</p> }) }
            <div class="save-place">
                { room(&said, &observe::longest_state(&state)) }
                <div class="save-here">
                    <button type="button" class={classes(&["save", on(ready, "save--ready")])} onclick={press}
                        disabled={busy} data-testid="save">
                        <span class={classes(&["save-score", level.class()])} data-testid="live-score">
                            { shape(level) }<b>{ observe::bare_score(review) }</b>
                        </span>
                        <span class="save-words">
                            <span class="save-for">{ said }</span>
                            <span class="save-state" data-testid="save-state">{ text::set(&state) }</span>
                        </span>
                    </button>
                </div>
            </div>
            { late::say(observe::score_spoken(review)) }
        </footer>
    }
}

/// The bar's room, never seen: as much as the name takes, and the longest that a score says or whatever else is said. So a key
/// that changes the score changes no size, and only the bar itself is laid out anew.
fn room(said: &str, longest: &str) -> Html {
    let words = vec![say("span", "save-for", said), say("span", "save-state", longest)];
    let inside = vec![el("span", "save-score", Vec::new()), el("span", "save-words", words)];
    attr(el("div", "save save-room", inside), "aria-hidden", "true")
}

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
