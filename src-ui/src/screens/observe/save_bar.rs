//! The Save bar: whose set it is, its score so far, and the one button that saves it.

use super::{
    ground::Ground,
    late,
    open::OpenForm,
    review::{Review, Step, earlier, standing as standing_sets},
    score_panel::level,
};
use crate::{
    part::Part,
    widgets::{
        banner::short_name,
        class::{classes, on},
        el::{all, attr, el, made, none, say},
        mark::{Level, shape},
        text,
    },
    words::observe::{self, Before},
};
use clinical::vitals::{Field, FieldError, SoftCheck};
use contract::FormView;
use std::rc::Rc;
use yew::prelude::*;

/// What the Save bar says it from.
#[derive(Clone)]
pub(crate) struct SaveBarProps {
    open: Rc<OpenForm>,
    view: Rc<FormView>,
    review: Rc<Review>,
    before: Before,
    focus: Option<Field>,
    reduced: bool,
    busy: bool,
}

impl PartialEq for SaveBarProps {
    /// It says the same: what is ready to be saved may be another set.
    fn eq(&self, other: &Self) -> bool {
        let of = |bar: &Self| (bar.before, bar.reduced, bar.busy);
        self.open == other.open
            && Rc::ptr_eq(&self.view, &other.view)
            && of(self) == of(other)
            && self.told() == other.told()
            && self.review.scores_as(&other.review)
    }
}

impl SaveBarProps {
    /// What it tells instead of the score: that nothing is keyed; what cannot be, which the number that is being keyed says itself; what
    /// is asked. And whether there is a set to save.
    fn told(&self) -> (bool, Option<&FieldError>, Option<&SoftCheck>, bool) {
        match &self.review.step {
            Step::Nothing => (true, None, None, false),
            Step::Correct(error) => {
                (false, Some(error).filter(|of| self.focus != Some(of.field)), None, false)
            }
            Step::Ask(question) => (false, None, Some(question), false),
            Step::AskWhyMissing | Step::AskWhyLate | Step::AskWhyCorrected => (false, None, None, false),
            Step::Save(_) => (false, None, None, true),
        }
    }

    /// What it says: how severe, the number, words, and the same for a screen reader; and whether there is a set to save.
    pub(super) fn says(&self) -> (Level, [String; 3], bool) {
        let review = &self.review;
        let state = match self.busy {
            true => observe::saving().to_owned(),
            false => observe::save_state(review, self.focus, self.before),
        };
        let said = [observe::bare_score(review), state, observe::score_spoken(review)];
        (level(review.too_unwell, &review.outcome), said, matches!(review.step, Step::Save(_)))
    }
}

/// Whose set it is, its score so far, and the one button that saves it.
pub(super) fn save_bar(ground: &Ground, open: &Rc<OpenForm>) -> Part {
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
    Part::SaveBar(SaveBarProps {
        open: open.clone(),
        view: view.clone(),
        review: review.clone(),
        before,
        focus: ground.form.draft.focus,
        reduced: ground.reduced,
        busy: ground.busy,
    })
}

/// The same on the screen.
#[hook]
pub(crate) fn use_save_bar(of: &SaveBarProps) -> Html {
    let SaveBarProps { open, view, review, busy, .. } = of;
    let name = (!of.reduced).then(|| short_name(&view.banner));
    let (level, [number, state, spoken], ready) = of.says();
    let said = observe::save_for(name.as_deref(), &view.bed);
    let press = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.save())
    };
    let disputed = review.other_scale.as_ref().map(|other| {
        observe::disputed(&observe::bare_outcome(&review.outcome), &observe::bare_outcome(other))
    });
    let score = vec![shape(level), say("b", "", &number)];
    let score_class = classes(&["save-score", level.class()]);
    let named = &["class", "data-testid"];
    let words = vec![
        say("span", "save-for", &said),
        made("span", named, &["save-state", "save-state"], vec![text::set(&state)]),
    ];
    let inside =
        vec![made("span", named, &[&score_class, "live-score"], score), el("span", "save-words", words)];
    let button = html! {
        <button type="button" class={classes(&["save", on(ready, "save--ready")])} onclick={press}
            disabled={*busy} data-testid="save">{ all(inside) }</button>
    };
    let place = vec![room(&said, &observe::longest_state(&state)), el("div", "save-here", vec![button])];
    let disputed = disputed.map_or_else(none, |words| {
        made("p", &["class", "role"], &["save-disputed", "status"], vec![text::set(&words)])
    });
    let inside = vec![disputed, el("div", "save-place", place), late::say(spoken)];
    el("footer", "save-bar", inside)
}

/// The bar's room, never seen: as much as the name takes, and the longest that a score says or whatever else is said. So a key
/// that changes the score changes no size, and only the bar itself is laid out anew.
fn room(said: &str, longest: &str) -> Html {
    let words = vec![say("span", "save-for", said), say("span", "save-state", longest)];
    let inside = vec![el("span", "save-score", Vec::new()), el("span", "save-words", words)];
    attr(el("div", "save save-room", inside), "aria-hidden", "true")
}
