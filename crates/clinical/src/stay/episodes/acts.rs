//! What was done about a rise, as it counts: by whom, in answer to which triggers.

use crate::{
    FactId, UtcMillis,
    entry::EntryBody,
    escalation::{Escalation, EscalationAct},
    leaves::{Graph, Written},
};

/// Something that was done, as the record has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::stay) struct Act {
    pub(super) by: Written,
    pub(super) at: UtcMillis,
    pub(super) said: Escalation,
    /// Neither taken back nor corrected, and by somebody who may.
    pub(super) counts: bool,
}

/// Something that was done about an episode, for the screens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Who, when.
    pub by: Written,
    /// When it was done.
    pub at: UtcMillis,
    /// What, in which role, in answer to which triggers.
    pub said: Escalation,
    /// Whether it counts. What was taken back, or done by somebody who may not or whose PIN nobody checked, is shown and
    /// quietens nothing.
    pub counts: bool,
}

impl Act {
    pub(super) const fn id(&self) -> FactId {
        self.by.id
    }

    pub(super) fn names(&self, trigger: FactId) -> bool {
        self.said.triggers.contains(trigger)
    }

    pub(super) const fn closes(&self) -> bool {
        self.counts && matches!(self.said.act, EscalationAct::Closed { .. })
    }
}

/// Every escalation event of a stay, by its time.
pub(in crate::stay) fn acts(graph: &Graph<'_>) -> Vec<Act> {
    let mut acts: Vec<Act> = graph
        .entries()
        .filter_map(|entry| {
            let EntryBody::Escalation(said) = &entry.body else { return None };
            let by = Written::from(entry);
            Some(Act {
                at: by.at().unwrap_or_else(|| by.recorded()).min(by.recorded()),
                counts: graph.is_current(entry.id) && said.counts(entry.auth),
                said: said.as_ref().clone(),
                by,
            })
        })
        .collect();
    acts.sort_by_key(|act| (act.at, act.id()));
    acts
}
