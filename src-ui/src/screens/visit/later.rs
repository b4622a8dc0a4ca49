//! What is said of a visit once it is over: the whole of it, or only when it ended.

use super::{
    Page,
    acts::{Open, Typed},
};
use crate::{
    dates::typed,
    widgets::{
        el::{el, id, press, say},
        when,
    },
    words::visit as words,
};
use clinical::{UtcMillis, visit::VisitEnding};
use contract::{VisitAct, VisitLine};
use yew::prelude::*;

impl Page<'_> {
    /// One of the two times that are keyed.
    pub(super) fn moment(&self, nth: usize, label: &str, testid: &str, near: when::Near) -> Html {
        let keyed = self.set(move |typed: &mut Typed, time| typed.times[nth] = time);
        when::moment(label, &self.typed.times[nth], testid, &keyed, near)
    }

    /// The same, of what has been.
    fn past(&self, nth: usize, label: &str, testid: &str) -> Html {
        self.moment(nth, label, testid, when::behind(self.now, self.view.offset_minutes))
    }

    /// That time, once it is one.
    pub(super) fn keyed(&self, nth: usize) -> Option<UtcMillis> {
        typed::moment(&self.typed.times[nth], self.view.offset_minutes)
    }

    /// A visit that has taken place, of this plan or of none: when, who it was, and that they agreed.
    pub(super) fn later(&self, line: Option<&VisitLine>) -> Html {
        let open = self.opens(Open::Later);
        if self.typed.open != Open::Later {
            return press("button button--plain", words::later(), "later", true, open);
        }
        let (panels, ticked) = self.identified();
        let mut inside = vec![
            say("h3", "", words::later()),
            say("p", "quiet", words::later_more()),
            self.past(0, words::began(), "later-began"),
            self.past(1, words::ended(), "later-ended"),
        ];
        inside.extend(panels);
        let visit = line.map(|line| line.id);
        let all = ticked.zip(self.keyed(0).zip(self.keyed(1)));
        let (ready, act) = (all.is_some(), self.act.clone());
        let save = Callback::from(move |_: MouseEvent| {
            if let Some(((identity, consent), (began, ended))) = all.clone() {
                act.emit(VisitAct::WriteUp { visit, identity, consent, began, ended });
            }
        });
        inside.push(self.refused());
        inside.push(press("button button--main", words::save_later(), "later-save", ready, save));
        inside.push(press("button button--plain", crate::words::cancel(), "later-cancel", true, open));
        id(el("div", "visit-asked", inside), "later-form")
    }

    /// When a visit ended that is still open.
    pub(super) fn ended_earlier(&self, line: &VisitLine) -> Html {
        let open = self.opens(Open::EndedEarlier);
        if self.typed.open != Open::EndedEarlier {
            return press("button button--plain", words::ended_earlier(), "ended-earlier", true, open);
        }
        let (visit, at) = (line.id, self.keyed(1));
        let end = self.act.reform(move |_: MouseEvent| VisitAct::End { visit, how: VisitEnding::Seen, at });
        let inside = vec![
            self.past(1, words::ended(), "ended-at"),
            self.refused(),
            press("button", words::end_seen(), "end-at", at.is_some(), end),
            press("button button--plain", crate::words::cancel(), "ended-cancel", true, open),
        ];
        el("div", "visit-asked", inside)
    }
}
