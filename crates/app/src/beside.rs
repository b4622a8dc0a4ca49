//! What a saved entry is to an alert that it did not raise alone: whether it came to an earlier one, or corrects what raised it.

use crate::{project::Folded, views::Views};
use clinical::{FactId, UtcMillis, cui, news2::Outcome, stay::Episode};
use std::collections::BTreeSet;

impl Views<'_> {
    /// In words; nothing of an alert that is the entry's own. What comes after the first holds while nobody has accepted.
    pub(crate) fn beside(&self, folded: &Folded, episode: &Episode, saved: FactId) -> Vec<String> {
        let earlier = versions(folded, saved);
        let corrected = || episode.triggers.iter().filter(|trigger| earlier.contains(&trigger.by.id));
        let raised_it = episode.id == saved || earlier.contains(&episode.id);
        if let Some(first) = corrected().next().filter(|_| raised_it) {
            let now = episode.triggers.iter().find(|trigger| trigger.by.id == saved);
            let asked = corrected().filter_map(|trigger| trigger.response).max();
            let is_eased = episode.taken_back.iter().any(|taken| taken.by.id == saved);
            let asks = if now.and_then(|trigger| trigger.response) > asked {
                "It asks for more now: the alert is raised again."
            } else if is_eased {
                "It asks for less now. The alert stands until somebody closes it."
            } else {
                "The alert stands until somebody closes it."
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
        vec![open, "One call answers both.".to_owned()]
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

/// The score that raised it. The least that an incomplete one can be is no score, and a concern has none.
fn first_total(folded: &Folded, episode: &Episode) -> Option<u8> {
    match folded.state.set(episode.triggers.first()?.by.id)?.worst() {
        Outcome::Complete { total, .. } => Some(*total),
        Outcome::Incomplete { .. } | Outcome::NotApplicable { .. } => None,
    }
}
