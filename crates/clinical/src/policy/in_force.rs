//! Which policy is in force where: those published over those that are shipped, and the kind of place of each ward.
//!
//! A stay is folded under the policy of the ward that has the patient. Whether something that was charted raises an alert is
//! judged by the policy of its own time: another policy changes when a set is due and who is asked, and never takes an
//! alert away that was raised, nor raises one about what raised none.

use super::{Chain, Policy, PublishedPolicy, Setting};
use crate::{UtcMillis, WardId, news2::Response};
use std::{collections::BTreeMap, sync::Arc};

/// The policy in force in each kind of place, and which kind each ward is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policies {
    /// In the order of [`Setting::ALL`].
    in_force: [Arc<Policy>; 3],
    /// What raised an alert in each kind of place, since when; the first since ever.
    raising: [Vec<(UtcMillis, Raising)>; 3],
    unread: Vec<Unread>,
    wards: BTreeMap<WardId, Setting>,
    /// What every role of any of them is called, by its code: who was told stays told when a chain changes.
    roles: BTreeMap<String, String>,
}

/// A kind of place whose newest policy this version cannot read: an older one is in force there, and the screens say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unread {
    /// The kind of place.
    pub setting: Setting,
    /// The revision that cannot be read.
    pub revision: u32,
}

/// What decides whether something raises an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raising {
    /// The least response that raises one.
    pub from: Response,
    /// After a close the same score raises nothing for so many minutes.
    pub quiet_minutes: u32,
}

impl Raising {
    /// As a chain has it.
    pub fn of(chain: &Chain) -> Self {
        let from = Response::ALL.into_iter().find(|response| chain.raises(*response));
        Self { from: from.unwrap_or(Response::Emergency), quiet_minutes: chain.no_improvement_minutes() }
    }
}

impl Default for Policies {
    fn default() -> Self {
        let in_force = Setting::ALL.map(|setting| Arc::new(Policy::shipped(setting)));
        let raising = in_force
            .each_ref()
            .map(|policy: &Arc<Policy>| vec![(UtcMillis(i64::MIN), Raising::of(policy.chain()))]);
        let roles = in_force.iter().flat_map(|policy: &Arc<Policy>| names(policy)).collect();
        Self { in_force, raising, unread: Vec::new(), wards: BTreeMap::new(), roles }
    }
}

impl Policies {
    /// Those published, in any order, each with the time of its publication, over those that are shipped. The highest
    /// revision is in force; of two of one kind of place and one revision the one whose text comes last, on every device
    /// alike.
    pub fn of<'p>(published: impl IntoIterator<Item = (UtcMillis, &'p PublishedPolicy)>) -> Self {
        let mut all: Vec<(UtcMillis, &PublishedPolicy)> = published.into_iter().collect();
        all.sort_by(|(a_at, a), (b_at, b)| (a_at, a.revision, &a.text).cmp(&(b_at, b.revision, &b.text)));
        let mut policies = Self::default();
        let mut highest: [Option<(u32, &str)>; 3] = [None; 3];
        for (at, one) in all {
            let place = one.setting as usize;
            match one.read() {
                Some(_) if highest[place] >= Some((one.revision, &one.text)) => {}
                Some(policy) => {
                    highest[place] = Some((one.revision, &one.text));
                    policies.raising[place].push((at, Raising::of(policy.chain())));
                    policies.roles.extend(names(&policy));
                    policies.in_force[place] = Arc::new(policy);
                }
                None => policies.unread.push(Unread { setting: one.setting, revision: one.revision }),
            }
        }
        policies.unread.retain(|unread| {
            highest[unread.setting as usize].is_none_or(|(revision, _)| revision < unread.revision)
        });
        policies.unread.sort();
        policies
    }

    /// With the kind of place of each ward.
    #[must_use]
    pub fn with_wards(mut self, wards: impl IntoIterator<Item = (WardId, Setting)>) -> Self {
        self.wards = wards.into_iter().collect();
        self
    }

    /// The one in force in a kind of place.
    pub fn in_force(&self, setting: Setting) -> &Arc<Policy> {
        &self.in_force[setting as usize]
    }

    /// The kind of place of a ward: an acute one where nobody has said otherwise.
    pub fn setting(&self, ward: &WardId) -> Setting {
        self.wards.get(ward).copied().unwrap_or_default()
    }

    /// The one in force in a ward.
    pub fn of_ward(&self, ward: &WardId) -> &Arc<Policy> {
        self.in_force(self.setting(ward))
    }

    /// Whether a ward's stays are folded alike under both.
    pub fn agree_on(&self, other: &Self, ward: &WardId) -> bool {
        let (here, there) = (self.setting(ward) as usize, other.setting(ward) as usize);
        here == there
            && self.in_force[here] == other.in_force[there]
            && (self.raising == other.raising || self.raise_alike() && other.raise_alike())
            && self.unread_in(Setting::ALL[here]) == other.unread_in(Setting::ALL[there])
    }

    /// What a role is called in whichever of the policies has it, also one that is in force no longer.
    pub fn role_label(&self, code: &str) -> Option<&str> {
        self.roles.get(code).map(String::as_str)
    }

    /// What raised an alert in a kind of place, since when; the first since ever.
    pub(crate) fn raising(&self, setting: Setting) -> &[(UtcMillis, Raising)] {
        &self.raising[setting as usize]
    }

    /// Whether the same raises an alert everywhere, and always has.
    pub(crate) fn raise_alike(&self) -> bool {
        let mut all = self.raising.iter().flatten().map(|(_, raising)| raising);
        let first = all.next();
        all.all(|raising| Some(raising) == first)
    }

    /// Kinds of place whose newest policy this version cannot read.
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// The newest revision for a kind of place that this version cannot read; `None` where the one in force is the newest.
    pub fn unread_in(&self, setting: Setting) -> Option<u32> {
        self.unread.iter().rev().find(|unread| unread.setting == setting).map(|unread| unread.revision)
    }
}

fn names(policy: &Policy) -> Vec<(String, String)> {
    policy.chain().roles().iter().map(|role| (role.code.clone(), role.label.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOME: &str = include_str!("../../../../assets/policy/home.json");

    fn home(revision: u32, first_set: u32) -> PublishedPolicy {
        let text = HOME
            .replace("\"revision\": 2,", &format!("\"revision\": {revision},"))
            .replace("\"first_set_minutes\": 15,", &format!("\"first_set_minutes\": {first_set},"));
        PublishedPolicy::parse(&text).unwrap()
    }

    fn of<'p>(published: impl IntoIterator<Item = &'p PublishedPolicy>) -> Policies {
        Policies::of(published.into_iter().zip(1..).map(|(policy, at)| (UtcMillis(at), policy)))
    }

    #[test]
    fn the_highest_revision_is_in_force_in_whatever_order_they_came() {
        let (third, fourth) = (home(3, 12), home(4, 10));
        for published in [[&third, &fourth], [&fourth, &third]] {
            let policies = of(published);
            assert_eq!(policies.in_force(Setting::Home).first_set_minutes(), 10);
            let acute = policies.in_force(Setting::AcuteWard);
            assert_eq!(**acute, Policy::shipped(Setting::AcuteWard));
            assert_eq!(policies.unread(), []);
        }
    }

    #[test]
    fn two_texts_of_one_revision_leave_the_same_one_in_force_everywhere() {
        let (a, b) = (home(3, 12), home(3, 10));
        assert_eq!(of([&a, &b]).in_force(Setting::Home), of([&b, &a]).in_force(Setting::Home));
    }

    #[test]
    fn a_policy_that_this_version_cannot_read_leaves_the_one_before_in_force_and_says_so() {
        let newer = PublishedPolicy { text: "{\"of\":\"tomorrow\"}".into(), ..home(9, 10) };
        let policies = of([&newer, &home(3, 12)]);
        assert_eq!(policies.in_force(Setting::Home).first_set_minutes(), 12);
        assert_eq!(policies.unread_in(Setting::Home), Some(9));
        assert_eq!(of([&newer, &home(10, 12)]).unread(), [], "one that can be read came after it");
    }

    #[test]
    fn a_policy_under_another_ones_name_is_not_put_in_force() {
        let disguised = PublishedPolicy { setting: Setting::AcuteWard, ..home(9, 10) };
        let policies = of([&disguised]);
        assert_eq!(policies.in_force(Setting::AcuteWard), &Arc::new(Policy::shipped(Setting::AcuteWard)));
        assert_eq!(policies.unread_in(Setting::AcuteWard), Some(9));
    }

    #[test]
    fn a_ward_has_the_policy_of_its_kind_and_an_unknown_one_that_of_an_acute_ward() {
        let riverside: WardId = "riverside".parse().unwrap();
        let policies = Policies::default().with_wards([(riverside.clone(), Setting::Home)]);
        assert_eq!(policies.of_ward(&riverside).id(), "home-rcp");
        assert_eq!(policies.of_ward(&"elsewhere".parse().unwrap()).id(), "acute-rcp");
        assert!(!policies.agree_on(&Policies::default(), &riverside));
        assert!(policies.agree_on(&of([&home(3, 15)]), &"elsewhere".parse().unwrap()));
    }
}
