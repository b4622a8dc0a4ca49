//! Everything a chart is drawn with: every set of a window of time, corrected ones among them.

mod between;

use crate::{
    App, Session,
    audit::{Of, what},
    project,
    views::{self, Views, Whereabouts, count},
    words::Fail,
};
use clinical::{
    ScopeId, StayId, UtcMillis, entry::EntryBody, leaves::Written, news2::Scale, staff::Action,
    stay::StayState,
};
use contract::{ChartView, Reply, SetView};
use planted::Fault;
use store::ReadTx;

/// Sets that no window leaves out: a single value says nothing of a trend.
const IN_VIEW: usize = 3;
/// The longest window, in minutes: ten years. An entry may bear any time that a clock can be wrong by, and what is drawn hour by
/// hour must come to an end; what is older stands at the window's edge.
const LONGEST: i64 = 10 * 366 * 24 * 60;

impl App {
    /// A chart of the last so many hours, or of the whole stay.
    pub(crate) fn chart(&self, session: &Session, stay: &StayId, hours: Option<u32>) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::Read)?;
        let folded = self.stay(stay)?;
        self.audit_look(session, &now, &person, what::VIEW_CHART, Of::Stay(*stay))?;
        let directory = self.directory();
        let views = Views { app: self, now, directory: &directory };
        self.store.read(|tx| Ok(Reply::Chart(Box::new(view(&views, tx, *stay, &folded, hours)?))))
    }
}

/// The chart of a stay, as the screen draws it and as it is printed.
pub(crate) fn view(
    views: &Views<'_>,
    tx: &ReadTx<'_>,
    stay: StayId,
    folded: &project::Folded,
    hours: Option<u32>,
) -> Result<ChartView, Fail> {
    let (now, state) = (&views.now, &folded.state);
    let first = state.sets.iter().filter_map(|set| set.at).min().unwrap_or(now.at());
    let wanted = hours.map_or(first, |hours| from(state, now.at(), hours));
    let from = wanted.max(now.at().plus_minutes(-LONGEST));
    let whereabouts = Whereabouts::read(tx, &ScopeId::Stay(stay))?;
    let banner = project::banner(stay, folded);
    let like_name = views.has_like_name(tx, stay, &banner)?;
    // Sets without a time belong to the whole stay and to no window of it.
    let in_window = |at: Option<UtcMillis>| at.map_or(hours.is_none(), |at| at >= wanted);
    let sets: Vec<SetView> = state
        .sets
        .iter()
        .filter(|set| in_window(set.at))
        .filter(|set| set.mark.counts() || !planted::is(Fault::CorrectionHidesOriginal))
        .map(|set| views.set(set, state, &whereabouts))
        .collect();
    let (acts, escalated) = between::steps(views, folded);
    Ok(ChartView {
        banner: views::banner(banner, now, like_name),
        from,
        now: now.at(),
        offset_minutes: now.offset_at(now.at()),
        sets,
        scale_changes: scale_changes(views, folded),
        scale: views.scale(state),
        sets_in_all: count(state.sets.len()),
        bedside: folded.policy.bedside().clone(),
        clock: between::clock(|at| now.offset_at(at), from, now.at()),
        pauses: between::pauses(folded),
        acts,
        escalated,
    })
}

/// So many hours back, or further: the newest three sets that stand are never out of view.
fn from(state: &StayState, now: UtcMillis, hours: u32) -> UtcMillis {
    let wanted = now.plus_minutes(-60 * i64::from(hours));
    let standing = state.sets.iter().rev().filter(|set| set.mark.counts()).filter_map(|set| set.at);
    let third = standing.take(IN_VIEW).last();
    third.map_or(wanted, |third| third.min(wanted))
}

/// Every decision on the scale, oldest first, those since replaced or taken back among them.
fn scale_changes(views: &Views<'_>, folded: &project::Folded) -> Vec<(UtcMillis, Scale, String)> {
    let mut changes: Vec<(UtcMillis, Scale, String)> = folded
        .entries
        .iter()
        .filter_map(|entry| match &entry.body {
            EntryBody::SpO2Scale(decision) => {
                let by = Written::from(&**entry);
                let at = by.at().unwrap_or_else(|| by.recorded());
                Some((at, decision.scale, views.directory.author(&by)))
            }
            _ => None,
        })
        .collect();
    changes.sort();
    changes
}
