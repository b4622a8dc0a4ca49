//! What people do about a patient who gets worse: concerns, and acts on an episode.

use crate::{
    App, Session,
    audit::{Of, what},
    clock::Now,
    commit::{NewFact, Plan, act},
    episodes, identified,
    observations::LONGEST_TEXT,
    project::{self, Folded},
    session::Person,
    views::{self, Views},
    words::{self, Fail},
};
use clinical::{
    FactId, StayId, UtcMillis,
    entry::EntryBody,
    escalation::{Escalation, EscalationAct, MOST_NAMED, Named},
    policy::{Chain, CodedLabel, OTHER_REASON},
    staff::{AuthLevel, may},
    stay::Episode,
};
use contract::{ActAsked, CallError, Code, ConcernForm, EpisodeView, Escalate, RaiseConcern, Reply};

impl App {
    /// Opens the concern button: who the patient is and nothing of how they are, so that it opens under a lock as well.
    pub(crate) fn open_concern(&self, session: &Session, stay: &StayId) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.recorder(session)?;
        let folded = self.stay(stay)?;
        self.audit_look(session, &now, &person, what::OPEN_CONCERN, Of::Stay(*stay))?;
        let directory = self.directory();
        let views = Views { app: self, now, directory: &directory };
        let banner = project::banner(*stay, &folded);
        let like_name = self.store.read(|tx| views.has_like_name(tx, *stay, &banner))?;
        Ok(Reply::Concern(Box::new(ConcernForm {
            id: self.mint(&now),
            banner: views::banner(banner, &now, like_name),
            worries: folded.policy.chain().worries().iter().map(|worry| worry.label.clone()).collect(),
            emergency_number: folded.policy.emergency_number().to_owned(),
            ring: directory.ring(&folded, None),
            identify: identified::is_asked(session, &now, stay, &views::beds(&folded, &directory)),
        })))
    }

    /// Somebody is worried. Never refused for role or lock (safety rule 3).
    pub(crate) fn raise_concern(&self, session: &Session, asked: &RaiseConcern) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.recorder(session)?;
        let RaiseConcern { id, stay, concern, identified: by } = asked;
        short("words", &concern.words)?;
        let committed = self.commit(&now, |desk| {
            let folded = desk.known_stay(stay)?;
            let facts = match folded.entry(id).map(|entry| &entry.body) {
                // The second tap of one concern.
                Some(EntryBody::Concern(_)) => Vec::new(),
                Some(_) => return Err(words::other_form().into()),
                None => {
                    let bed = views::beds(&folded, &self.directory());
                    let said = identified::said(session, &now, *stay, &bed, by.as_ref());
                    let mut facts = vec![
                        NewFact {
                            id: *id,
                            ..self.stay_fact(
                                desk,
                                &now,
                                &person,
                                *stay,
                                Vec::new(),
                                "",
                                EntryBody::Concern(concern.clone()),
                            )
                        },
                        act(self, &now, (person.staff, person.auth), what::CONCERN, Some(*stay), ""),
                    ];
                    facts.extend(self.confirmed(desk, &now, &person, *stay, *id, said));
                    facts
                }
            };
            Ok(Plan { facts, drops: None, answer: () })
        })?;
        self.episode_reply(&now, &person, (*stay, Some(*id)), committed.stays.get(stay), |episode| {
            episode.triggers.iter().any(|trigger| trigger.by.id == *id)
        })
    }

    /// Somebody does something about an episode. A click on what has changed meanwhile is refused with what changed.
    pub(crate) fn escalate(&self, session: &Session, asked: &Escalate) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.acting(session, &asked.act)?;
        let Escalate { stay, episode: of, seen, act: wanted, reason } = asked;
        short("reason", reason)?;
        let committed = self.commit(&now, |desk| {
            let folded = desk.known_stay(stay)?;
            let episode = self.open_episode(&now, &folded, of)?;
            let act_said = act_said(&episode, wanted, &now, folded.policy.chain())?;
            in_words(&act_said, reason)?;
            let named = named(&episode, seen, &act_said)?;
            if is_again(&episode, &person, seen, &act_said) {
                return Ok(Plan { facts: Vec::new(), drops: None, answer: () });
            }
            if !episode.changed_since(seen).is_empty() {
                return Err(self.changed(&now, &folded, &episode).into());
            }
            let fact = |triggers| {
                let said = Escalation { triggers, role: person.role, act: act_said.clone() };
                let body = EntryBody::Escalation(Box::new(said));
                self.stay_fact(desk, &now, &person, *stay, Vec::new(), reason.trim(), body)
            };
            let mut facts: Vec<NewFact> = named.into_iter().map(fact).collect();
            facts.push(act(self, &now, (person.staff, person.auth), what::ESCALATE, Some(*stay), ""));
            Ok(Plan { facts, drops: None, answer: () })
        })?;
        self.episode_reply(&now, &person, (*stay, None), committed.stays.get(stay), |episode| {
            episode.facts().contains(of)
        })
    }

    /// Writing down that somebody was told is recording, and asks for no more than a name; every other act is an answer,
    /// and asks for a role.
    fn acting(&self, session: &Session, wanted: &ActAsked) -> Result<Person, Fail> {
        match wanted {
            ActAsked::TellAsked { .. } | ActAsked::Act(EscalationAct::Told { .. }) => self.recorder(session),
            ActAsked::Act(act) => self.reader(session, act.action()),
        }
    }

    fn open_episode(&self, now: &Now, folded: &Folded, id: &FactId) -> Result<Episode, CallError> {
        let found = folded.state.episodes(now.at()).into_iter().find(|episode| episode.facts().contains(id));
        let episode = found.ok_or_else(words::no_such_episode)?;
        if episode.is_open() { Ok(episode) } else { Err(self.changed(now, folded, &episode)) }
    }

    fn changed(&self, now: &Now, folded: &Folded, episode: &Episode) -> CallError {
        let directory = self.directory();
        let views = Views { app: self, now: *now, directory: &directory };
        let latest = episodes::latest(&views, folded, episode, now);
        CallError::new(
            Code::AlreadyChanged,
            format!("{latest}. That came in while you were looking, so nothing was changed now. Look again."),
        )
    }

    /// The episode after the act, or with the concern that was saved. Somebody who may not read is told that it is done, and no more.
    fn episode_reply(
        &self,
        now: &Now,
        person: &Person,
        (stay, saved): (StayId, Option<FactId>),
        written: Option<&std::sync::Arc<Folded>>,
        is_it: impl Fn(&Episode) -> bool,
    ) -> Result<Reply, Fail> {
        if person.auth == AuthLevel::Emergency {
            return Ok(Reply::Done);
        }
        let folded = match written {
            Some(folded) => std::sync::Arc::clone(folded),
            None => self.stay(&stay)?,
        };
        let directory = self.directory();
        let views = Views { app: self, now: *now, directory: &directory };
        let found = folded.state.episodes(now.at()).into_iter().find(is_it);
        Ok(found.map_or(Reply::Done, |episode| {
            let beside = saved.map(|saved| views.beside(&folded, &episode, saved)).unwrap_or_default();
            Reply::Episode(Box::new(EpisodeView { beside, ..views.episode(&folded, &episode, person) }))
        }))
    }
}

/// The act as it is written down.
fn act_said(
    episode: &Episode,
    wanted: &ActAsked,
    now: &Now,
    chain: &Chain,
) -> Result<EscalationAct, CallError> {
    let act = match wanted {
        ActAsked::Act(act) => act.clone(),
        ActAsked::TellAsked { who, how } => {
            let role = episode.ask.as_ref().map(|ask| ask.role.clone()).unwrap_or_default();
            EscalationAct::Told { role, who: who.trim().to_owned(), how: *how }
        }
    };
    check_act(&act, now.at(), chain)?;
    Ok(act)
}

fn check_act(act: &EscalationAct, now: UtcMillis, chain: &Chain) -> Result<(), CallError> {
    match act {
        EscalationAct::Told { role, who, .. } => {
            if chain.role(role).is_none() {
                return Err(words::invalid("role", "unknown", "Choose who was told from the list."));
            }
            short("who", who)
        }
        EscalationAct::Accepted { who } | EscalationAct::Attended { who } => short("who", who),
        EscalationAct::Planned { plan, review_at } => {
            if plan.trim().is_empty() {
                return Err(words::invalid("plan", "empty", "Say what is to be done."));
            }
            if review_at.is_some_and(|at| at <= now) {
                return Err(words::invalid("review_at", "past", "The time to look again is still to come."));
            }
            short("plan", plan)
        }
        EscalationAct::NotEscalated { reason } => listed(chain.not_escalated_reasons(), reason),
        EscalationAct::Closed { reason } => listed(chain.close_reasons(), reason),
        EscalationAct::Infection(_) => Ok(()),
    }
}

/// The triggers that were seen, which an act answers and no others. One entry names only so many: of a longer episode an
/// answer names the one that raised it last and the newest, and a close is written as often as it takes to settle all.
fn named(episode: &Episode, seen: &[FactId], act: &EscalationAct) -> Result<Vec<Named>, CallError> {
    let mut newest: Vec<FactId> =
        episode.trigger_ids().into_iter().rev().filter(|trigger| seen.contains(trigger)).collect();
    let raised_by = episode.raised_by();
    // Stable: the one behind the last alert comes first, the others as they were.
    newest.sort_by_key(|trigger| *trigger != raised_by);
    let mut named: Vec<Named> =
        newest.chunks(MOST_NAMED).filter_map(|some| Named::new(some.iter().copied())).collect();
    if !matches!(act, EscalationAct::Closed { .. }) {
        named.truncate(1);
    }
    if named.is_empty() { Err(words::no_such_episode()) } else { Ok(named) }
}

/// Whether this person has just done this very thing: the second tap on a button.
fn is_again(episode: &Episode, person: &Person, seen: &[FactId], act: &EscalationAct) -> bool {
    let fresh = episode.changed_since(seen);
    let mut mine = episode.done.iter().filter(|done| fresh.contains(&done.by.id));
    !fresh.is_empty()
        && episode.done.iter().filter(|done| fresh.contains(&done.by.id)).count() == fresh.len()
        && mine.all(|done| done.by.author == person.staff && done.said.act == *act)
}

/// "Other" says nothing by itself: whoever looks after the patient next has to be able to read why.
fn in_words(act: &EscalationAct, said: &str) -> Result<(), CallError> {
    match act {
        EscalationAct::NotEscalated { reason } | EscalationAct::Closed { reason }
            if reason == OTHER_REASON && said.trim().is_empty() =>
        {
            Err(words::invalid(
                "reason",
                "empty",
                "“Other” needs the reason in words. Say why in a few words.",
            ))
        }
        _ => Ok(()),
    }
}

fn listed(reasons: &[CodedLabel], code: &str) -> Result<(), CallError> {
    if reasons.iter().any(|reason| reason.code == code) {
        Ok(())
    } else {
        Err(words::invalid("reason", "unknown", "Choose a reason from the list."))
    }
}

/// A text that a person typed, within the limit for one.
pub(crate) fn short(field: &str, text: &str) -> Result<(), CallError> {
    if text.chars().count() > LONGEST_TEXT {
        return Err(words::invalid(field, "too_long", "This is too long to save. Shorten it."));
    }
    Ok(())
}

/// Whether somebody may do a thing that is decided by role alone.
pub(crate) fn allowed(person: &Person, action: clinical::staff::Action) -> Result<(), CallError> {
    if may(person.role, person.auth, action) { Ok(()) } else { Err(words::not_allowed()) }
}
