//! What a saved entry is to an alert that it did not raise alone: whether it came to an earlier one, or corrects what raised it.

use crate::{project::Folded, views::Views};
use clinical::{
    FactId, UtcMillis, cui,
    news2::Outcome,
    stay::{Episode, Stage},
};
use std::collections::BTreeSet;

impl Views<'_> {
    /// In words; nothing of an alert that is the entry's own. What comes after the first holds while nobody has accepted.
    pub(crate) fn beside(&self, folded: &Folded, episode: &Episode, saved: FactId) -> Vec<String> {
        let earlier = versions(folded, saved);
        let corrected = || episode.triggers.iter().filter(|trigger| earlier.contains(&trigger.by.id));
        // Whatever it was raised by first, were it not for this.
        let first = episode.triggers.iter().find(|trigger| trigger.by.id != saved);
        let is_eased = episode.taken_back.iter().any(|taken| taken.by.id == saved);
        if let Some(first) = first.filter(|first| earlier.contains(&first.by.id)) {
            let now = episode.triggers.iter().find(|trigger| trigger.by.id == saved);
            let asked = corrected().filter_map(|trigger| trigger.response).max();
            let is_more = now.and_then(|trigger| trigger.response) > asked;
            // What was accepted was the version of before: the alert may wait again although it asks for the same.
            let waits = matches!(episode.stage, Stage::Raised | Stage::Told);
            let asks = match (is_more, waits) {
                (true, true) => "It asks for more now: the alert is raised again.",
                (true, false) => "It asks for more now. The alert stands until somebody closes it.",
                (false, true) if is_eased => "It asks for less now. The alert waits for an answer.",
                (false, false) if is_eased => {
                    "It asks for less now. The alert stands until somebody closes it."
                }
                (false, true) => "The alert waits for an answer.",
                (false, false) => "The alert stands until somebody closes it.",
            };
            return vec![format!("This corrects what raised the alert of {}. {asks}", self.recent(first.at))];
        }
        if episode.id == saved {
            return Vec::new();
        }
        let at = self.recent(episode.raised_at);
        let open = match first_total(folded, episode) {
            Some(total) => {
                format!("An earlier score of {total} at {at} is still open, and this belongs to it.")
            }
            None => format!("An earlier alert of {at} is still open, and this belongs to it."),
        };
        // Who was told of what it asked for is to hear that it asks for less: that is a call of its own.
        let one_call = (!is_eased).then(|| "One call answers both.".to_owned());
        [open].into_iter().chain(one_call).collect()
    }

    /// The time, with its day where that is not today.
    fn recent(&self, at: UtcMillis) -> String {
        let (at, today) = (self.now.local(at), self.now.local(self.now.at()));
        if at.local_date() == today.local_date() { cui::time_of(at) } else { cui::date_time(at) }
    }
}

/// Every version that an entry replaces, by way of others or not.
fn versions(folded: &Folded, of: FactId) -> BTreeSet<FactId> {
    let state = &folded.state;
    let (mut found, mut open) = (BTreeSet::new(), vec![of]);
    while let Some(one) = open.pop() {
        let set = state.set(one).map(|set| &set.amends);
        let amended = set.or_else(|| state.assessment(one).map(|made| &made.amends));
        open.extend(amended.into_iter().flatten().filter(|earlier| found.insert(**earlier)));
    }
    found
}

/// The score that raised it. The least that an incomplete one can be is no score, a concern has none, and one that was
/// corrected or was another patient's is not said again.
fn first_total(folded: &Folded, episode: &Episode) -> Option<u8> {
    let set = folded.state.set(episode.triggers.first()?.by.id)?;
    match set.worst() {
        Outcome::Complete { total, .. } if set.mark.counts() => Some(*total),
        _ => None,
    }
}
