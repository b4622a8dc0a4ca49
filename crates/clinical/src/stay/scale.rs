//! The SpO2 scale of a stay: an authorised fact, never a choice inside a set (safety rules 7 and 10).

use crate::{
    UtcMillis,
    entry::{EntryBody, ScaleDecision},
    leaves::{Graph, Leaf, Leaves, Written},
    news2::{Applicability, Outcome, Scale, score},
    vitals::Vitals,
};

/// The saturation range that is kept while the scale is in dispute, per cent.
pub const CAUTIOUS_TARGET: (u8, u8) = (88, 92);

/// One way to read a set: its score under one scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Under this scale.
    pub scale: Scale,
    /// The score.
    pub outcome: Outcome,
}

/// The scale that holds at some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaleInForce {
    /// The decisions that hold; none is scale 1 by default.
    pub decisions: Leaves<ScaleDecision>,
}

impl ScaleInForce {
    /// Whether people decided for different scales.
    pub fn is_disputed(&self) -> bool {
        self.scales().len() > 1
    }

    /// Every scale that holds: one, or both while they are in dispute.
    pub fn scales(&self) -> Vec<Scale> {
        let mut scales: Vec<Scale> = self.decisions.values().map(|decision| decision.scale).collect();
        scales.sort();
        scales.dedup();
        if scales.is_empty() { vec![Scale::default()] } else { scales }
    }

    /// The scale to show; while it is in dispute scale 2, whose target is kept until a clinician settles it.
    pub fn shown(&self) -> Scale {
        self.scales().into_iter().max().unwrap_or_default()
    }

    /// The prescribed saturation range; 88 to 92 while the scale is in dispute.
    pub fn target(&self) -> Option<(u8, u8)> {
        if self.is_disputed() {
            return Some(CAUTIOUS_TARGET);
        }
        let mut targets = self.decisions.values().filter_map(|decision| decision.target);
        let first = targets.next()?;
        if targets.all(|target| target == first) { Some(first) } else { Some(CAUTIOUS_TARGET) }
    }

    /// Who decided last.
    pub fn decided_by(&self) -> Option<&Written> {
        self.decisions.latest().map(|leaf| &leaf.by)
    }

    /// A new set under every scale that holds, the worse first: that is the one to store and to act on.
    pub fn readings(&self, vitals: &Vitals, applies: Applicability) -> Vec<Reading> {
        let read = |scale| Reading { scale, outcome: score(vitals, scale, applies) };
        let mut readings: Vec<Reading> = self.scales().into_iter().map(read).collect();
        readings.sort_by_key(|reading| std::cmp::Reverse(reading.outcome.floor()));
        readings
    }
}

/// Every decision that was not taken back, with when it was taken and what it replaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decisions(Vec<Decision>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Decision {
    leaf: Leaf<ScaleDecision>,
    from: Option<UtcMillis>,
    replaced_from: Vec<Option<UtcMillis>>,
}

impl Decisions {
    pub(super) fn of(graph: &Graph<'_>) -> Self {
        let mut decisions = Vec::new();
        for entry in graph.entries() {
            let EntryBody::SpO2Scale(value) = &entry.body else { continue };
            if graph.withdrawn_by(entry.id).is_some() {
                continue;
            }
            let by = Written::from(entry);
            let replaced_from =
                graph.all_replacing(entry.id).into_iter().map(|e| Written::from(e).at()).collect();
            decisions.push(Decision {
                from: by.at(),
                leaf: Leaf { by, value: value.clone() },
                replaced_from,
            });
        }
        Self(decisions)
    }

    /// The decisions in force at a time, or with all of them known when there is no time: what was decided later never
    /// reaches back.
    pub(super) fn in_force(&self, at: Option<UtcMillis>) -> ScaleInForce {
        let reached = |from: Option<UtcMillis>| match (from, at) {
            (Some(from), Some(at)) => from <= at,
            _ => true,
        };
        let held = self.0.iter().filter(|decision| {
            reached(decision.from) && !decision.replaced_from.iter().any(|from| reached(*from))
        });
        ScaleInForce { decisions: Leaves::from_versions(held.map(|d| d.leaf.clone()).collect()) }
    }
}
