//! The times of a policy that a stay needs to say when the next set is due.

use crate::{
    news2::Response,
    policy::{Interval, Policy},
};

/// Copied from the policy at the fold, so that a state answers by one policy and no other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pace {
    intervals: [Interval; 5],
    pub(super) not_scored: Interval,
    pub(super) first_set_minutes: i64,
    pub(super) restart_set_minutes: i64,
}

impl Pace {
    pub(super) fn of(policy: &Policy) -> Self {
        Self {
            intervals: Response::ALL.map(|response| policy.interval(response)),
            not_scored: policy.not_scored_interval(),
            first_set_minutes: policy.first_set_minutes().into(),
            restart_set_minutes: policy.restart_set_minutes().into(),
        }
    }

    pub(super) const fn interval(&self, response: Response) -> Interval {
        self.intervals[response as usize]
    }
}

/// The monitoring level over a stay. It rises at once, and relaxes only after two consecutive complete sets in a lower
/// band (safety rule 5), to the worse of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Level {
    held: Option<Response>,
    lower_before: Option<Response>,
}

impl Level {
    /// A complete set.
    pub(super) fn complete(&mut self, response: Response) {
        let (held, lower_before) = match (self.held, self.lower_before) {
            (Some(held), None) if response < held => (held, Some(response)),
            (Some(held), Some(before)) if response < held => {
                let relaxed = response.max(before);
                (relaxed, (response < relaxed).then_some(response))
            }
            _ => (response, None),
        };
        *self = Self { held: Some(held), lower_before };
    }

    /// The floor of an incomplete set, which can only raise.
    pub(super) fn floor(&mut self, response: Response) {
        if self.held.is_none_or(|held| response > held) {
            *self = Self { held: Some(response), lower_before: None };
        }
    }

    pub(super) const fn held(self) -> Option<Response> {
        self.held
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Response::{Emergency, Routine, Urgent, UrgentWardBased, WardBased};

    fn after(responses: &[Response]) -> Option<Response> {
        let mut level = Level::default();
        responses.iter().for_each(|r| level.complete(*r));
        level.held()
    }

    #[test]
    fn it_rises_at_once_and_relaxes_after_two_sets_in_a_lower_band() {
        assert_eq!(after(&[Routine, Emergency]), Some(Emergency));
        assert_eq!(after(&[Emergency, WardBased]), Some(Emergency), "one better set is not two");
        assert_eq!(after(&[Emergency, WardBased, WardBased]), Some(WardBased));
        assert_eq!(after(&[Emergency, Urgent, Routine]), Some(Urgent), "to the worse of the two");
        assert_eq!(after(&[Emergency, Urgent, Routine, Routine]), Some(Routine));
        assert_eq!(after(&[Emergency, WardBased, Emergency, WardBased]), Some(Emergency), "not consecutive");
    }

    #[test]
    fn a_floor_raises_and_starts_the_count_again() {
        let mut level = Level::default();
        level.complete(UrgentWardBased);
        level.complete(WardBased);
        level.floor(Emergency);
        level.complete(WardBased);
        assert_eq!(level.held(), Some(Emergency), "only one better set since the floor");
        level.floor(Routine);
        level.complete(WardBased);
        assert_eq!(level.held(), Some(WardBased), "a lower floor neither counts nor interrupts");
    }
}
