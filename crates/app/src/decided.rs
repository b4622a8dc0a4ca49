//! What people have decided about a stay, as its page shows it: every version, with who and until when.

use crate::{
    directory::reason_alone,
    oxygen,
    project::{Folded, conflicts, flags},
    session::Person,
    views::Views,
};
use chrono::NaiveDate;
use clinical::{
    UtcMillis, cui,
    entry::{Allergies, EntryBody},
    leaves::{Graph, Leaf, Written},
    monitoring::{ObservationsStop, OffWard},
    news2::Response,
    policy::Policy,
    staff::{Action, may},
    stay::{Status, Watching},
};
use contract::{DecidedView, DecisionKind, StandingView, StoryLine};

impl Views<'_> {
    /// What stands over a stay, and what this person may decide.
    pub(crate) fn standing(&self, folded: &Folded, person: &Person) -> StandingView {
        let status = folded.state.at(self.now.at());
        StandingView {
            decisions: self.decisions(folded, &status),
            every_minutes: status.interval.filter(|_| status.due.is_some()).map(|every| every.due_minutes),
            longest_minutes: longest(&folded.policy),
            may: may_decide(person, &status),
            allergies: allergies(folded),
            oxygen: oxygen::choices(folded, person),
        }
    }

    fn decisions(&self, folded: &Folded, status: &Status) -> Vec<DecidedView> {
        let state = &folded.state;
        let mut all = Vec::new();
        for leaf in state.resuscitation.iter() {
            let words = if leaf.value.attempt { "For resuscitation" } else { "Not for resuscitation" };
            let by = self.decided(&leaf.value.decided_by, &leaf.by);
            all.push(self.of(DecisionKind::Resuscitation, words.into(), by, leaf.value.review_on));
        }
        for leaf in state.ceiling.iter() {
            let by = self.decided(&leaf.value.decided_by, &leaf.by);
            let words = flags::ceiling_words(&leaf.value);
            all.push(self.of(DecisionKind::Ceiling, words, by, leaf.value.review_on));
        }
        let differ = state.oxygen.is_conflict();
        for Leaf { by, value } in
            state.oxygen.iter().filter(|leaf| leaf.value.prescribed().is_some() || differ)
        {
            let words = oxygen::order_words(value, &folded.policy);
            let review_on = value.prescribed().and_then(|of| of.review_on);
            let by = self.decided(&oxygen::on_paper(value), by);
            all.push(self.of(DecisionKind::Oxygen, words, by, review_on));
        }
        if let Watching::Stopped { since, reason, by } = &status.watching {
            let listed = folded.policy.stop_reasons().iter().find(|listed| listed.code == *reason);
            let why = listed.map_or(reason.as_str(), |listed| listed.label.as_str());
            let words = format!("Observations stopped since {}: {why}", self.when(*since));
            all.push(self.of(DecisionKind::StopObservations, words, self.decided("", by), None));
        }
        for Leaf { by, value } in state.intervals_decided(self.now.at()) {
            let every = value.every_minutes.get();
            let mut words = format!("Observe every {}, until {}", span(every), self.when(value.until));
            // Somebody else may have decided on more often, or the patient has got worse since.
            let heeded = status.interval.filter(|interval| interval.due_minutes != every);
            if let Some(interval) = heeded {
                words.push_str(&format!(". Not now: due every {}", span(interval.due_minutes)));
            }
            all.push(self.of(DecisionKind::Monitoring, words, self.reasoned(by), None));
        }
        for leaf in state.whereabouts.iter() {
            if let OffWard::Away { place, back_by } = &leaf.value {
                let back = back_by.map(|at| format!(", expected back {}", self.when(at)));
                let words = format!("Off the ward: {place}{}", back.unwrap_or_default());
                all.push(self.of(DecisionKind::OffWard, words, self.decided("", &leaf.by), None));
            }
        }
        for leaf in &state.precautions_recorded {
            if leaf.value.is_needed() {
                let by = self.decided("", &leaf.by);
                all.push(self.of(DecisionKind::Precaution, leaf.value.label(), by, None));
            }
        }
        for leaf in state.allergies_recorded.iter() {
            let words = format!("Allergies: {}", conflicts::allergy_words(&leaf.value));
            all.push(self.of(DecisionKind::Allergies, words, self.decided("", &leaf.by), None));
        }
        for leaf in state.pregnancy.iter() {
            let words = conflicts::pregnancy_words(leaf.value).to_owned();
            all.push(self.of(DecisionKind::Pregnancy, words, self.decided("", &leaf.by), None));
        }
        all
    }

    /// Every decision on how often to observe, oldest first; what was replaced or taken back since, or was not theirs to
    /// decide, does not count.
    pub(crate) fn watched(&self, folded: &Folded) -> Vec<StoryLine> {
        let graph = Graph::of(&folded.entries);
        let mut lines: Vec<StoryLine> = folded
            .all()
            .filter_map(|entry| {
                let by = Written::from(entry);
                let (words, theirs) = match &entry.body {
                    EntryBody::Monitoring(decided) => {
                        let until = self.when(decided.until);
                        (format!("Observe every {}, until {until}", span(decided.every_minutes.get())), true)
                    }
                    EntryBody::ObservationsStop(ObservationsStop::Restarted) => {
                        ("Observations restarted".to_owned(), true)
                    }
                    EntryBody::ObservationsStop(stop @ ObservationsStop::Stopped { reason, .. }) => {
                        let listed =
                            folded.policy.stop_reasons().iter().find(|listed| listed.code == *reason);
                        let why = listed.map_or(reason.as_str(), |listed| listed.label.as_str());
                        (format!("Observations stopped: {why}"), stop.stops(by.auth))
                    }
                    EntryBody::OffWard(OffWard::Away { place, .. }) => {
                        (format!("Off the ward: {place}"), true)
                    }
                    EntryBody::OffWard(OffWard::Back) => ("Back on the ward".to_owned(), true),
                    _ => return None,
                };
                let reason = reason_alone(&by.reason);
                let words = if reason.is_empty() { words } else { format!("{words}. {reason}") };
                Some(StoryLine {
                    at: by.at().unwrap_or_else(|| by.recorded()),
                    words,
                    by: self.directory.author(&by),
                    alert: false,
                    counts: theirs && graph.is_current(entry.id),
                })
            })
            .collect();
        lines.sort_by_key(|line| line.at);
        lines
    }

    fn of(&self, kind: DecisionKind, words: String, by: String, review_on: Option<NaiveDate>) -> DecidedView {
        let today = self.now.local(self.now.at()).local_date();
        DecidedView {
            kind,
            words,
            by,
            review: review_on.map_or_else(String::new, |day| format!("Review {}", cui::date(day))),
            review_past: review_on.is_some_and(|day| day < today),
        }
    }

    /// Who decided, and who wrote it down.
    fn decided(&self, by: &str, written: &Written) -> String {
        let name = self.directory.author(written);
        let when = self.when(written.at().unwrap_or_else(|| written.recorded()));
        if by.is_empty() { format!("{name}, {when}") } else { format!("{by}. Recorded by {name}, {when}") }
    }

    /// Who decided, and why.
    fn reasoned(&self, written: &Written) -> String {
        let said = self.decided("", written);
        if written.reason.is_empty() { said } else { format!("{said}: {}", written.reason) }
    }

    fn when(&self, at: UtcMillis) -> String {
        cui::date_time(self.now.local(at))
    }
}

/// `30 min`, `4 h`.
fn span(minutes: u32) -> String {
    if minutes >= 120 && minutes.is_multiple_of(60) {
        format!("{} h", minutes / 60)
    } else {
        format!("{minutes} min")
    }
}

/// The allergies in this stay's list.
pub(crate) fn allergies(folded: &Folded) -> Vec<String> {
    match folded.state.allergies() {
        Some(Allergies::Known(names)) => names,
        Some(Allergies::NoneKnown) | None => Vec::new(),
    }
}

/// The longest interval of the policy.
fn longest(policy: &Policy) -> u32 {
    let all = Response::ALL.map(|response| policy.interval(response).due_minutes);
    all.into_iter().max().unwrap_or_default()
}

/// The buttons: what makes sense now, and what this person may do.
fn may_decide(person: &Person, status: &Status) -> Vec<DecisionKind> {
    let stopped = matches!(status.watching, Watching::Stopped { .. });
    let away = status.away.is_some();
    let sensible = [
        (DecisionKind::Monitoring, Action::TightenMonitoring, !stopped),
        (DecisionKind::RelaxMonitoring, Action::RelaxMonitoring, !stopped),
        (DecisionKind::StopObservations, Action::StopObservations, !stopped),
        (DecisionKind::RestartObservations, Action::RestartObservations, stopped),
        (DecisionKind::OffWard, Action::RecordOffWard, !away),
        (DecisionKind::Back, Action::RecordOffWard, away),
        (DecisionKind::Resuscitation, Action::RecordTreatmentDecision, true),
        (DecisionKind::Ceiling, Action::RecordTreatmentDecision, true),
        (DecisionKind::Precaution, Action::RecordPrecaution, true),
        (DecisionKind::Allergies, Action::RecordAllergies, true),
        (DecisionKind::Pregnancy, Action::RecordPregnancy, true),
    ];
    let allowed = |action| may(person.role, person.auth, action);
    sensible
        .into_iter()
        .filter(|(_, action, fits)| *fits && allowed(*action))
        .map(|(kind, ..)| kind)
        .collect()
}
