//! Facts to state.

use super::{
    Conflict, ConflictKind, Mark, Pregnancies, StayState, Transfer, assessments, care,
    episodes::Deterioration,
    events::Events,
    fluids, handed,
    known::Knowledge,
    pace::Pace,
    raised::{self, RaisedBy},
    scale::Decisions,
    sets, transfer, visits,
    watch::{self, Watch},
};
use crate::{
    FactId, StaffId, TakenAt, UtcMillis,
    entry::{Entry, EntryBody},
    leaves::{Graph, Leaves, Written},
    monitoring::ObservationsStop,
    policy::{Policies, Policy},
    visit::Home,
    ward::Place,
};
use std::{borrow::Borrow, collections::BTreeSet, sync::Arc};

pub(super) fn fold<E: Borrow<Entry>>(entries: &[E], policy: &Policy) -> StayState {
    let graph = Graph::of(entries);
    let raised = RaisedBy::one(policy.chain());
    charted(&graph, leaves(&graph, Whereabouts::of(&graph), policy, raised), policy)
}

pub(super) fn fold_in_force<E: Borrow<Entry>>(
    entries: &[E],
    policies: &Policies,
) -> (StayState, Arc<Policy>) {
    let graph = Graph::of(entries);
    let found = Whereabouts::of(&graph);
    let setting = raised::setting(&found.places, &found.transfers, &found.home, policies);
    let policy = Arc::clone(policies.in_force(setting));
    let raised = RaisedBy::of(&graph, policies, policy.chain());
    (charted(&graph, leaves(&graph, found, &policy, raised), &policy), policy)
}

/// Where the patient is, which decides the policy.
struct Whereabouts {
    places: Leaves<Place>,
    transfers: Vec<Transfer>,
    home: Leaves<Home>,
}

impl Whereabouts {
    fn of(graph: &Graph<'_>) -> Self {
        Self {
            places: graph.leaves(|body| match body {
                EntryBody::Placement(place) | EntryBody::Arrival(place) => Some(place.clone()),
                _ => None,
            }),
            transfers: transfer::transfers(graph),
            home: graph.leaves(|body| match body {
                EntryBody::Home(home) => Some(home.clone()),
                _ => None,
            }),
        }
    }
}

/// What was charted and done, on top of what stands.
fn charted(graph: &Graph<'_>, mut state: StayState, policy: &Policy) -> StayState {
    let threads = sets::charted(graph, &state, policy.late_after_minutes());
    state.events = Events::of(&threads, first_placed(graph));
    let forms = assessments::charted(graph, policy.late_after_minutes());
    state.assessment_gaps = assessments::gaps(&forms);
    let fluid = fluids::charted(&forms);
    state.fluid_signed = fluids::signed(graph, &fluid, &state.countersigned);
    state.fluid = fluid.items;
    let disputed_forms = forms.iter().filter(|thread| thread.iter().any(|made| made.mark == Mark::Disputed));
    let disputed_forms: Vec<Conflict> = disputed_forms
        .map(|thread| Conflict {
            kind: ConflictKind::Assessment,
            versions: thread
                .iter()
                .filter(|made| !matches!(made.mark, Mark::Amended(_)))
                .map(|made| made.by.clone())
                .collect(),
        })
        .collect();
    state.assessments = forms.into_iter().flatten().collect();
    state.assessments.sort_by_key(|made| (made.at, made.by.recorded(), made.by.id));
    if state.historic.is_none() {
        state.deterioration.charted(&threads, &state.assessments, graph);
    }
    state.deterioration.ended = state.ended.iter().filter_map(|leaf| leaf.by.at()).min();
    let unsettled = state.deterioration.unsettled().map(|signal| signal.at);
    state.watch = Watch::of(graph, &state.observations_stop, unsettled);
    state.conflicts = conflicts(&state);
    let disputed = threads.iter().filter(|thread| thread.iter().any(|set| set.mark == Mark::Disputed));
    state.conflicts.extend(disputed.map(|thread| Conflict {
        kind: ConflictKind::Observations,
        versions:
            thread.iter().filter(|set| !matches!(set.mark, Mark::Amended(_))).map(|s| s.by.clone()).collect(),
    }));
    state.conflicts.extend(disputed_forms);
    state.sets = threads.into_iter().flatten().collect();
    // By keys of their own: a set is large, and is moved once.
    state.sets.sort_by_cached_key(|set| (set.at, set.by.recorded(), set.by.id));
    let after_end = charted_after_end(graph, &state);
    if !after_end.is_empty() {
        state.end_contradicted = true;
        state.conflicts.push(Conflict { kind: ConflictKind::ChartedAfterEnd, versions: after_end });
    }
    state
}

fn leaves(graph: &Graph<'_>, found: Whereabouts, policy: &Policy, raised: RaisedBy) -> StayState {
    let Whereabouts { places, transfers, home } = found;
    let newer = graph.entries().filter(|e| matches!(e.body, EntryBody::Newer { .. })).map(|e| e.id).collect();
    let pick = |body: &EntryBody| match body {
        EntryBody::Pregnancy(value) => Some(*value),
        _ => None,
    };
    let pregnancy = graph.leaves(pick);
    let countersigned = care::countersigned(graph);
    let here = graph.entries().any(of_somebody_here);
    StayState {
        identity: graph.leaves(|body| match body {
            EntryBody::Admission(identity) | EntryBody::Identity(identity) => Some(identity.clone()),
            _ => None,
        }),
        places,
        ended: graph.leaves(|body| match body {
            EntryBody::Discharge(how) => Some(*how),
            _ => None,
        }),
        allergies_recorded: graph.leaves(|body| match body {
            EntryBody::Allergies(allergies) => Some(allergies.clone()),
            _ => None,
        }),
        scale_decisions: graph.leaves(|body| match body {
            EntryBody::SpO2Scale(decision) => Some(decision.clone()),
            _ => None,
        }),
        historic: graph.leaves(|body| match body {
            // Whoever was looked after here is here: no entry takes away their alerts by calling them history.
            EntryBody::Historic(provenance) if !here => Some(provenance.clone()),
            _ => None,
        }),
        resuscitation: graph.leaves(|body| match body {
            EntryBody::Resuscitation(decision) => Some(decision.clone()),
            _ => None,
        }),
        ceiling: graph.leaves(|body| match body {
            EntryBody::Ceiling(ceiling) => Some(ceiling.clone()),
            _ => None,
        }),
        oxygen: graph.leaves(|body| match body {
            EntryBody::Oxygen(order) => Some(order.clone()),
            _ => None,
        }),
        precautions_recorded: care::precautions(graph),
        whereabouts: graph.leaves(|body| match body {
            EntryBody::OffWard(off) => Some(off.clone()),
            _ => None,
        }),
        transfers,
        handovers: handed::handovers(graph),
        receipts: handed::receipts(graph),
        visits: visits::visits(graph),
        goals: visits::goals(graph),
        notes: visits::notes(graph),
        caseload_of: visits::caseload_of(graph),
        home,
        therapy: graph.leaves(|body| match body {
            EntryBody::TherapyHandover(of) => Some(of.clone()),
            _ => None,
        }),
        same_person_as: care::same_person(graph),
        confirmed: care::confirmed(graph),
        to_countersign: care::to_countersign(graph, &countersigned),
        countersigned,
        observations_stop: watch::stops(graph),
        watch: Watch::default(),
        looked_after_by: looked_after_by(graph),
        pregnancies: pregnancies(graph, &pregnancy),
        pregnancy,
        decisions: Decisions::of(graph),
        known: Knowledge::of(graph),
        pace: Pace::of(policy),
        deterioration: Deterioration::none(policy, raised),
        events: Events::default(),
        sets: Vec::new(),
        assessments: Vec::new(),
        assessment_gaps: Vec::new(),
        fluid: Vec::new(),
        fluid_signed: Vec::new(),
        newer,
        conflicts: Vec::new(),
        end_contradicted: false,
    }
}

/// The earliest placement that was not taken back: a move to another bed does not put the first set off.
fn first_placed(graph: &Graph<'_>) -> Option<UtcMillis> {
    let placements = graph.entries().filter(|entry| matches!(entry.body, EntryBody::Placement(_)));
    let standing = placements.filter(|entry| graph.withdrawn_by(entry.id).is_none());
    standing.filter_map(|entry| Written::from(entry).at()).min()
}

/// Whether an entry is of somebody whom people here look after or looked after: in a bed, at home, or charted at a time
/// that is known. One that was taken back says so too: whoever wrote it had somebody before them. History from elsewhere
/// holds none of it.
fn of_somebody_here(entry: &Entry) -> bool {
    match entry.body {
        EntryBody::Placement(_) | EntryBody::Arrival(_) | EntryBody::Home(_) | EntryBody::Concern(_) => true,
        EntryBody::Observations(_) | EntryBody::Assessment(_) => matches!(entry.taken_at, TakenAt::At(_)),
        _ => false,
    }
}

fn looked_after_by(graph: &Graph<'_>) -> BTreeSet<StaffId> {
    let standing = graph.entries().filter(|entry| graph.is_current(entry.id));
    standing
        .filter_map(|entry| match &entry.body {
            EntryBody::Allocation(allocation) if allocation.looking_after => Some(allocation.staff),
            _ => None,
        })
        .collect()
}

pub(super) fn pregnancies(graph: &Graph<'_>, standing: &Leaves<bool>) -> Pregnancies {
    let said = graph.entries().filter(|e| e.body == EntryBody::Pregnancy(true));
    Pregnancies {
        ever: said.into_iter().any(|e| graph.withdrawn_by(e.id).is_none()),
        now: standing.values().any(|value| *value),
        ended: standing.iter().filter(|leaf| !leaf.value).filter_map(|leaf| leaf.by.at()).max(),
    }
}

fn conflicts(state: &StayState) -> Vec<Conflict> {
    fn of<T>(kind: ConflictKind, leaves: &Leaves<T>) -> Option<Conflict> {
        leaves
            .is_conflict()
            .then(|| Conflict { kind, versions: leaves.iter().map(|leaf| leaf.by.clone()).collect() })
    }
    [
        of(ConflictKind::Identity, &state.identity),
        of(ConflictKind::Placement, &state.places),
        of(ConflictKind::Discharge, &state.ended),
        of(ConflictKind::Scale, &state.scale_decisions),
        of(ConflictKind::Pregnancy, &state.pregnancy),
        of(ConflictKind::Allergies, &state.allergies_recorded),
        of(ConflictKind::Resuscitation, &state.resuscitation),
        of(ConflictKind::Ceiling, &state.ceiling),
        of(ConflictKind::Oxygen, &state.oxygen),
        of(ConflictKind::OffWard, &state.whereabouts),
        of(ConflictKind::ObservationsStop, &state.observations_stop)
            .filter(|_| state.observations_stop.values().any(|stop| *stop == ObservationsStop::Restarted)),
    ]
    .into_iter()
    .flatten()
    .chain(care::disputed(&state.precautions_recorded))
    .collect()
}

/// The end of the stay and what was charted after it, unless a standing discharge names it: whoever wrote that one had
/// seen it. A trigger that became known only after the end counts whenever it was true, until somebody settles it
/// (safety rule 18).
fn charted_after_end(graph: &Graph<'_>, state: &StayState) -> Vec<Written> {
    let Some(end) = state.ended.iter().filter_map(|leaf| leaf.by.at()).min() else { return Vec::new() };
    let seen: Vec<FactId> = state
        .ended
        .iter()
        .filter_map(|leaf| graph.get(leaf.by.id))
        .flat_map(|entry| entry.supersedes.iter().copied())
        .collect();
    let unseen = |by: &Written| !seen.contains(&by.id);
    // Of two things in one minute, by two clocks, nobody knows which came first.
    let minute = |at: UtcMillis| at.0.div_euclid(60_000);
    let since = |by: &Written| by.at().is_some_and(|at| minute(at) >= minute(end)) && unseen(by);
    let after = |by: &Written| by.at().is_some_and(|at| at > end) && unseen(by);
    let sets = state.sets.iter().filter(|set| set.mark.counts()).map(|set| set.by.clone()).filter(since);
    let forms = state.assessments.iter().filter(|made| made.mark.counts());
    let forms = forms.map(|made| made.by.clone()).filter(since);
    let places = state.places.iter().map(|leaf| leaf.by.clone()).filter(after);
    let known_since = state.ended.iter().map(|leaf| leaf.by.recorded()).min();
    let triggers = state.deterioration.unsettled().map(|signal| &signal.by);
    let unknown = triggers.filter(|by| {
        let later = by.at() >= Some(end) || Some(by.recorded()) >= known_since;
        later && !seen.contains(&by.id)
    });
    let mut later: Vec<Written> = sets.chain(forms).chain(places).collect();
    for by in unknown {
        if later.iter().all(|known| known.id != by.id) {
            later.push(by.clone());
        }
    }
    if later.is_empty() {
        return later;
    }
    state.ended.iter().map(|leaf| leaf.by.clone()).chain(later).collect()
}
