//! Episodes as the screens are told: in words, with names, and with what the signed-in person may do about them.

use crate::{
    clock::Now,
    directory::reason_alone,
    project::Folded,
    session::Person,
    views::{Views, count, identified_words},
};
use clinical::{
    StaffId, UtcMillis, cui,
    escalation::EscalationAct,
    leaves::Written,
    policy::{Chain, CodedLabel, Policies},
    sbar::{self, Sbar, Subject},
    staff::{Action, may},
    stay::{Alert, Ask, Closed, Corrected, Done, Episode, Sepsis, Stage, TakenBack, Why},
};
use contract::{
    ActKind, AlertView, AskView, EpisodeView, EscalationChoices, InfectionView, SbarView, StoryLine,
};

impl Views<'_> {
    /// Every open episode, the most urgent first, and those that were closed in the last day.
    pub(crate) fn episodes(&self, folded: &Folded, person: &Person) -> Vec<EpisodeView> {
        let now = self.now.at();
        let mut closed: Vec<Episode> = folded.state.episodes(now);
        closed.retain(|episode| episode.closed.as_ref().is_some_and(|closed| closed_lately(closed, now)));
        closed.reverse();
        let open = folded.state.open_episodes(now);
        open.iter().chain(&closed).map(|episode| self.episode(folded, episode, person)).collect()
    }

    /// One episode.
    pub(crate) fn episode(&self, folded: &Folded, episode: &Episode, person: &Person) -> EpisodeView {
        let mut accepted = episode.accepted.iter().map(|by| self.directory.author(by));
        let owner = episode.owner.as_ref().map(|by| self.directory.author(by));
        let also_accepted = accepted.by_ref().skip(1).collect();
        EpisodeView {
            id: episode.id,
            raised_at: episode.raised_at,
            level: episode.level,
            words: level_words(folded, episode),
            total: episode.triggers.iter().rev().find_map(|trigger| trigger.total),
            stage: episode.stage,
            story: self.story(folded, episode),
            owner,
            also_accepted,
            ask: episode.ask.as_ref().map(|ask| AskView {
                ring: self.directory.ring(folded, Some(episode)),
                ..ask_view(ask, person)
            }),
            attend_by: episode.attend_by,
            infection: episode
                .sepsis
                .as_ref()
                .filter(|s| s.answers.is_empty())
                .map(|s| infection(s, folded.policy.chain())),
            notes: self.notes(folded, episode),
            sbar: episode.is_open().then(|| self.sbar(folded, episode)),
            seen: episode.facts(),
            may: acts(episode, person),
            level_since: Some(episode.level_since).filter(|since| *since != episode.raised_at),
            waiting_since: episode.waiting_since.filter(|since| *since != episode.level_since),
            beside: Vec::new(),
        }
    }

    fn sbar(&self, folded: &Folded, episode: &Episode) -> SbarView {
        let subject = Subject {
            state: &folded.state,
            episode: Some(episode),
            policy: &folded.policy,
            name: |by: &Written| self.directory.author(by),
        };
        let Sbar { situation, background, assessment, recommendation } =
            sbar::draft(&subject, self.now.local(self.now.at()));
        SbarView { situation, background, assessment, recommendation }
    }

    /// The most urgent open episode of a stay, for its row on the board.
    pub(crate) fn alert(&self, folded: &Folded) -> Option<AlertView> {
        let open = folded.state.open_episodes(self.now.at());
        let first = open.first()?;
        let ask = first.ask.as_ref();
        Some(AlertView {
            episode: first.id,
            level: first.level,
            stage: first.stage,
            raised_at: first.raised_at,
            owner: first.owner.as_ref().map_or_else(String::new, |by| self.directory.author(by)),
            ask: ask.map_or_else(String::new, |ask| ask.label.clone()),
            since: ask.map_or(first.raised_at, |ask| ask.since),
            climbs_at: ask.and_then(|ask| ask.climbs_at.or(ask.asked_again_at)),
            unanswered: ask.is_some_and(|ask| ask.unanswered || climbed_unanswered(first)),
            others: count(open.len() - 1),
        })
    }

    fn story(&self, folded: &Folded, episode: &Episode) -> Vec<StoryLine> {
        let alerts = episode.alerts.iter().map(alert_line);
        let done = episode.done.iter().map(|done| self.done_line(folded, done));
        let concerns = episode.triggers.iter().filter_map(|trigger| {
            let concern = trigger.concern.as_ref()?;
            let words = [concern.from.label(), concern.words.trim()].join(": ");
            let mut words = words.trim_end_matches(": ").to_owned();
            let by = folded.state.confirmed.get(&trigger.by.id);
            let identified = identified_words(by, trigger.by.auth, false);
            if !identified.is_empty() {
                words = format!("{words}. {identified}");
            }
            Some(StoryLine {
                at: trigger.at,
                words,
                by: self.signed(&trigger.by),
                alert: false,
                counts: true,
            })
        });
        let mut story: Vec<StoryLine> = alerts.chain(concerns).chain(done).collect();
        story.sort_by_key(|line| line.at);
        story
    }

    fn done_line(&self, folded: &Folded, done: &Done) -> StoryLine {
        let mut words = act_words(&done.said.act, folded.policy.chain(), &self.directory.policies);
        let reason = reason_alone(&done.by.reason);
        if !reason.is_empty() {
            words = format!("{words}: {reason}");
        }
        StoryLine { at: done.at, words, by: self.signed(&done.by), alert: false, counts: done.counts }
    }

    /// Name and role.
    fn signed(&self, by: &Written) -> String {
        let name = self.directory.author(by);
        match self.role(&by.author) {
            Some(role) => format!("{name}, {role}"),
            None => name,
        }
    }

    fn role(&self, author: &StaffId) -> Option<String> {
        self.directory.role(author).map(|role| role.label().to_lowercase())
    }

    fn notes(&self, folded: &Folded, episode: &Episode) -> Vec<String> {
        let mut notes = Vec::new();
        let late = episode.triggers.iter().rev().find(|trigger| trigger.known_late);
        notes.extend(late.map(|trigger| {
            let at = cui::date_time(self.now.local(trigger.at));
            format!("Of {at}, and known later. Look at what was done without it.")
        }));
        if episode.reopened {
            notes.push("Open again: it was closed by somebody who had not seen all of it.".to_owned());
        }
        if episode.after_end {
            let whom = in_charge(folded.policy.chain());
            notes.push(format!("Known after the stay had ended. Tell {whom}."));
        }
        notes.extend(episode.taken_back.iter().map(|taken| self.taken_back(taken)));
        notes
    }

    fn taken_back(&self, taken: &TakenBack) -> String {
        let by = self.directory.author(&taken.by);
        let to_tell = !taken.still_to_tell.is_empty();
        match taken.corrected {
            None => {
                let rest = if to_tell { " Tell those who were told. Repeat it now." } else { "" };
                format!("What had raised this was taken back by {by}.{rest}")
            }
            Some(Corrected { from, to }) => {
                let rest = if to_tell { " Tell those who were told." } else { "" };
                match (from, to) {
                    (Some(from), Some(to)) => {
                        format!(
                            "What had raised this was corrected by {by}, from NEWS2 {from} to {to}.{rest}"
                        )
                    }
                    // Not a whole score: nothing that may reassure.
                    _ => format!("What had raised this was corrected by {by}. Look at the chart.{rest}"),
                }
            }
        }
    }
}

fn level_words(folded: &Folded, episode: &Episode) -> String {
    let worried = episode.triggers.iter().all(|trigger| trigger.concern.is_some());
    let level = folded.policy.chain().level(episode.level);
    let worst = || episode.triggers.iter().rev().filter(|trigger| trigger.response == Some(episode.level));
    // The policy's words speak of a score. Where only forms ask for so much, theirs say what was found.
    let scored = worst().any(|trigger| trigger.finding.is_none());
    let found = worst().find_map(|trigger| trigger.finding.clone()).filter(|_| !scored);
    match level {
        _ if found.is_some() => found.unwrap_or_default(),
        _ if worried => "Somebody is worried about the patient".to_owned(),
        Some(level) => level.words.clone(),
        None => episode.level.summary().to_owned(),
    }
}

fn infection(sepsis: &Sepsis, chain: &Chain) -> InfectionView {
    InfectionView {
        question: chain.sepsis().question.clone(),
        clock_from: sepsis.clock_from,
        treat_by: sepsis.treat_by,
    }
}

/// Who is in charge there, as the policy calls them: "the nurse in charge", "the shift coordinator".
pub(crate) fn in_charge(chain: &Chain) -> String {
    let role = chain.role(chain.late_trigger_role());
    role.map_or_else(|| "the nurse in charge".to_owned(), |role| format!("the {}", role.label.to_lowercase()))
}

/// A closed episode stays on the page for a day.
fn closed_lately(closed: &Closed, now: UtcMillis) -> bool {
    now.minutes_since(closed.at) < 24 * 60
}

/// It went on to whoever is asked now because nobody before them answered.
fn climbed_unanswered(episode: &Episode) -> bool {
    episode.alerts.last().is_some_and(|alert| alert.why == Why::NoAnswer)
}

fn alert_line(alert: &Alert) -> StoryLine {
    let words = format!("{}. {}", alert.why.label(), alert.words);
    let words = words.trim_end_matches([' ', '.']).to_owned();
    StoryLine { at: alert.at, words, by: String::new(), alert: true, counts: true }
}

fn ask_view(ask: &Ask, person: &Person) -> AskView {
    AskView {
        role: ask.role.clone(),
        label: ask.label.clone(),
        ask: ask.ask.clone(),
        number: ask.number.clone(),
        since: ask.since,
        climbs_at: ask.climbs_at.or(ask.asked_again_at),
        unanswered: ask.unanswered,
        mine: ask.roles.contains(&person.role),
        ring: String::new(),
    }
}

/// What was done, in words.
pub(crate) fn act_words(act: &EscalationAct, chain: &Chain, policies: &Policies) -> String {
    let someone =
        |what: &str, who: &str| if who.is_empty() { what.to_owned() } else { format!("{what}: {who}") };
    match act {
        EscalationAct::Told { role, who, how } => {
            let role = role_label(role, chain, policies);
            let whom = if who.is_empty() { role.to_owned() } else { format!("{role} ({who})") };
            format!("Told: {whom}, {}", how.label())
        }
        EscalationAct::Accepted { who } => someone("Accepted", who),
        EscalationAct::Attended { who } => someone("With the patient", who),
        EscalationAct::Planned { plan, .. } => format!("Plan: {plan}"),
        EscalationAct::NotEscalated { reason } => {
            format!("Not escalated, {}", label(chain.not_escalated_reasons(), reason))
        }
        EscalationAct::Infection(answer) => answer.label().to_owned(),
        EscalationAct::Closed { reason } => format!("Closed, {}", label(chain.close_reasons(), reason)),
    }
}

/// Whoever was told, as the chain there names them; where it has no such person any more, as another chain did.
pub(crate) fn role_label<'l>(code: &'l str, chain: &'l Chain, policies: &'l Policies) -> &'l str {
    let here = chain.role(code).map(|role| role.label.as_str());
    here.or_else(|| policies.role_label(code)).unwrap_or(code)
}

fn label<'l>(reasons: &'l [CodedLabel], code: &'l str) -> &'l str {
    reasons.iter().find(|reason| reason.code == code).map_or(code, |reason| reason.label.as_str())
}

/// The reasons that a policy offers.
pub(crate) fn choices(policy: &clinical::policy::Policy) -> EscalationChoices {
    let pairs = |list: &[CodedLabel]| list.iter().map(|r| (r.code.clone(), r.label.clone())).collect();
    EscalationChoices {
        tell: policy.chain().roles().iter().map(|role| (role.code.clone(), role.label.clone())).collect(),
        not_escalated: pairs(policy.chain().not_escalated_reasons()),
        close: pairs(policy.chain().close_reasons()),
        stop: pairs(policy.stop_reasons()),
        flags: pairs(policy.flags()),
    }
}

/// The buttons: what makes sense at this stage, and what this person may do.
fn acts(episode: &Episode, person: &Person) -> Vec<ActKind> {
    let open = episode.is_open();
    let waits = matches!(episode.stage, Stage::Raised | Stage::Told);
    let mine_already = episode.accepted.iter().any(|by| by.author == person.staff);
    let asked = episode.sepsis.as_ref().is_some_and(|sepsis| sepsis.answers.is_empty());
    let sensible = [
        (ActKind::Tell, Action::TellOfEscalation, open),
        (ActKind::Accept, Action::AcceptEscalation, open && !mine_already),
        (ActKind::Attend, Action::AttendEscalation, open),
        (ActKind::Plan, Action::PlanEscalation, open),
        (ActKind::NotEscalate, Action::DecideNotToEscalate, open && waits),
        (ActKind::Infection, Action::AnswerSepsis, open && asked),
        (ActKind::Close, Action::CloseEscalation, open),
    ];
    let allowed = |action| may(person.role, person.auth, action);
    sensible
        .into_iter()
        .filter(|(_, action, fits)| *fits && allowed(*action))
        .map(|(kind, ..)| kind)
        .collect()
}

/// What has changed since somebody looked, for the sentence that refuses a stale click.
pub(crate) fn latest(views: &Views<'_>, folded: &Folded, episode: &Episode, now: &Now) -> String {
    let done = episode.done.iter().max_by_key(|done| (done.by.recorded(), done.by.id));
    match done {
        Some(done) => {
            let at = cui::date_time(now.local(done.at));
            format!(
                "{} by {}, {at}",
                act_words(&done.said.act, folded.policy.chain(), &views.directory.policies),
                views.directory.author(&done.by)
            )
        }
        None => "A new set, assessment or concern has come in".to_owned(),
    }
}
