//! What the walk through the sets left open, read as the ward's own screens read it, and brought to its end.
//!
//! [`crate::answers`] answers each rise as it comes. The chart knows more than the walk does: a correction that changed what a
//! set asks for, a sign that is new within an episode, an hour in which nobody got better. Whoever opens the ward would find
//! those as alerts that nobody answered for days. Here each stay is folded, and whatever stands open of long ago is answered
//! and closed by the people of that shift. What is open at the end is tonight's, and never older than
//! [`OLDEST_OPEN_HOURS`]:
//!
//! - `C2`, who got worse all night and of whom nobody was told: the sister's story, and the only alert that waits for hours;
//! - `A6` (sepsis), `B5` (a bleed) and `F3` (sent on to the next ward), answered and with a plan;
//! - somebody newly confused, or much as before under a plan of this shift;
//! - and whatever was charted within the last minutes, as on any ward.

use crate::{
    answers::{Answer, close, known, left_alone},
    calendar::HOUR,
    chance::Chance,
    course::Archetype,
    planned::Stay,
    scene::Scene,
};
use clinical::{
    FactId, UtcMillis,
    escalation::EscalationAct,
    news2::Response,
    stay::{Episode, Stage, StayState},
};

/// Nothing stands open that was raised longer ago than this.
pub const OLDEST_OPEN_HOURS: i64 = 12;

/// Whatever was raised so many minutes ago has an owner, but for the one whom nobody was told of.
pub const ANSWERED_WITHIN_MINUTES: i64 = 30;

/// Streams of draws of their own.
const STREAM: u64 = 30_000;

/// More steps than any stay needs: each answers or closes one episode.
const MOST_STEPS: usize = 40;

/// A plan of so many hours ago is looked over, and what it is about closed.
const LOOKED_OVER_HOURS: i64 = OLDEST_OPEN_HOURS - 2;

/// Answers and closes what is open in these stays and is not of tonight.
pub(crate) fn settle(scene: &Scene, stays: &mut [Stay]) {
    for (number, stay) in stays.iter_mut().enumerate() {
        let mut chance = Chance::new(scene.seed, STREAM + number as u64);
        for _ in 0..MOST_STEPS {
            let state = StayState::fold(&stay.entries(), &scene.policy);
            let episodes = state.episodes(scene.now);
            let Some((episode, step)) = episodes.iter().find_map(|one| Some((one, step(scene, stay, one)?)))
            else {
                break;
            };
            step.take(scene, stay, episode, &mut chance);
            stay.sort();
        }
    }
}

/// What an episode still needs.
enum Step {
    /// Somebody to take it on, from then on.
    Answer(UtcMillis),
    /// To be closed, then, with this reason.
    Close(UtcMillis, &'static str),
    /// What was known by then to be closed, before it was raised again just now.
    CloseBefore(UtcMillis),
}

impl Step {
    fn take(self, scene: &Scene, stay: &mut Stay, episode: &Episode, chance: &mut Chance) {
        let triggers = episode.trigger_ids();
        match self {
            Self::Answer(at) => {
                Answer { scene, stay, triggers: &triggers, asks: episode.level }.write(at, chance);
            }
            Self::Close(at, reason) => {
                let after = at.plus_minutes(chance.between(4, 15).into());
                close(scene, stay, &triggers, after, reason, chance);
            }
            Self::CloseBefore(asked) => {
                let before = |recorded: &UtcMillis| *recorded < asked;
                let known =
                    episode.triggers.iter().filter(|one| before(&one.by.recorded()) && one.at < asked);
                let known: Vec<FactId> = known.map(|trigger| trigger.by.id).collect();
                let acts = episode.done.iter().map(|done| done.at).filter(before).max();
                let then = acts.unwrap_or(episode.raised_at).plus_minutes(2);
                close(scene, stay, &known, then.min(asked.plus_minutes(-1)), "reviewed", chance);
            }
        }
    }
}

fn step(scene: &Scene, stay: &Stay, episode: &Episode) -> Option<Step> {
    let age = scene.now.minutes_since(episode.raised_at);
    if !episode.is_open() || left_alone(stay.archetype) && age < OLDEST_OPEN_HOURS * HOUR {
        return None;
    }
    let acts = || episode.done.iter().filter(|done| done.counts);
    let seen = episode.triggers.iter().map(|trigger| trigger.by.recorded()).max()?;
    let done = acts().map(|done| done.at).max().unwrap_or(seen).max(seen);
    if let Some(wrong) = taken_back(stay, &episode.trigger_ids()) {
        return Some(Step::Close(wrong.max(done), "false_alarm"));
    }
    let asked = episode.alerts.last().map_or(seen, |alert| alert.at.max(seen));
    if let Some(calm) = calm_since(stay, seen, episode.level) {
        let taken_on = acts().any(|done| matches!(done.said.act, EscalationAct::Attended { .. }));
        return Some(match taken_on {
            false if scene.now.minutes_since(seen) > HOUR => Step::Answer(seen),
            _ => Step::Close(calm.max(done), "improved"),
        });
    }
    if episode.stage < Stage::Accepted && scene.now.minutes_since(asked) >= ANSWERED_WITHIN_MINUTES {
        return Some(Step::Answer(asked));
    }
    let old = age >= LOOKED_OVER_HOURS * HOUR;
    let first = episode.triggers.iter().any(|trigger| trigger.by.recorded() < asked && trigger.at < asked);
    match episode.stage {
        Stage::Raised | Stage::Told if old && first => Some(Step::CloseBefore(asked)),
        Stage::Raised | Stage::Told => None,
        _ if stay.archetype == Archetype::EndOfLife => Some(Step::Close(done, "end_of_life")),
        _ => old.then_some(Step::Close(done, "reviewed")),
    }
}

/// When the last of these was taken back or replaced; `None` while one of them stands.
fn taken_back(stay: &Stay, triggers: &[FactId]) -> Option<UtcMillis> {
    let by = |trigger: &FactId| stay.facts.iter().find(|fact| fact.supersedes.contains(trigger));
    let times: Option<Vec<UtcMillis>> =
        triggers.iter().map(|trigger| Some(by(trigger)?.recorded_at.utc)).collect();
    times?.into_iter().max()
}

/// When somebody could see that the patient is better: the first calm set after a single 3, the second after more.
fn calm_since(stay: &Stay, seen: UtcMillis, level: Response) -> Option<UtcMillis> {
    let sets = known(stay);
    let mut calm =
        sets.iter().filter(|known| known.calm && known.recorded > seen).map(|known| known.recorded);
    let first = calm.next()?;
    if level >= Response::Urgent { calm.next() } else { Some(first) }
}
