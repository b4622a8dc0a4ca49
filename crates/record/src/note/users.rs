//! Which edits of a note other devices have built on: those are in use, and no flood crowds them out.

use super::history::Pending;
use clinical::{
    DeviceId,
    entry::{Entry, EntryBody},
    note::EditHash,
};
use std::collections::{BTreeMap, BTreeSet};

/// Whose devices have edits or signatures behind an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Users {
    #[default]
    Nobody,
    One(DeviceId),
    Several,
}

impl Users {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nobody, users) | (users, Self::Nobody) => users,
            (one, other) if one == other => one,
            _ => Self::Several,
        }
    }
}

/// The edits before an edit or a signature of another device. One of those is before it too, whatever it follows: so
/// everything that such an edit follows is among them.
pub(super) fn built_on(pending: &BTreeMap<EditHash, Pending<'_>>, entries: &[Entry]) -> BTreeSet<EditHash> {
    let mut users: BTreeMap<EditHash, Users> = BTreeMap::new();
    for entry in entries {
        if let EntryBody::NoteSignature(signature) = &entry.body {
            for head in &signature.heads {
                let of = users.entry(*head).or_default();
                *of = of.and(Users::One(entry.device));
            }
        }
    }
    let mut followers: BTreeMap<EditHash, usize> = BTreeMap::new();
    for edit in pending.values() {
        edit.body.follows.iter().for_each(|before| *followers.entry(*before).or_default() += 1);
    }
    let mut open: Vec<EditHash> =
        pending.keys().copied().filter(|hash| !followers.contains_key(hash)).collect();
    let mut built_on = BTreeSet::new();
    // The last first: an edit is looked at once all that follow it have been.
    while let Some(hash) = open.pop() {
        let Some(edit) = pending.get(&hash) else { continue };
        let (own, of) = (Users::One(edit.entry.device), users.get(&hash).copied().unwrap_or_default());
        if of.and(own) == Users::Several {
            built_on.insert(hash);
        }
        for before in &edit.body.follows {
            let earlier = users.entry(*before).or_default();
            *earlier = earlier.and(of).and(own);
            if let Some(left) = followers.get_mut(before) {
                *left -= 1;
                if *left == 0 {
                    open.push(*before);
                }
            }
        }
    }
    built_on
}
