//! A disk with durable and volatile bytes, and what it may hold after the power has gone.
//!
//! The rules are the strict ones. A write is volatile until its file is synced; until then each sector of 512 bytes may have
//! reached the disk or not, in any order, and the last one in part. A size is volatile as a write is. A name (made, changed,
//! removed) is volatile until its folder is synced, and until then may be there or not. Folders themselves are there.

use crate::{
    dice::Dice,
    trace::{Event, Inode},
};
use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

/// What a disk keeps whole.
pub const SECTOR: usize = 512;

/// A file, whatever its names are.
type FileId = usize;

/// How the volatile part fared at a cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// Nothing of it reached the disk.
    Nothing,
    /// All of it did.
    Everything,
    /// Each sector by chance.
    Sectors,
    /// All up to some moment, and the write of that moment torn.
    TornEnd,
    /// Only what was written last; what was written before it is gone.
    LastFirst,
    /// All of some files, nothing of the others.
    SomeFiles,
}

impl Fate {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Nothing, Self::Everything, Self::Sectors, Self::TornEnd, Self::LastFirst, Self::SomeFiles];
}

#[derive(Debug, Clone)]
enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Size(usize),
}

#[derive(Debug, Clone)]
enum Naming {
    Given { path: String, file: FileId },
    Moved { from: String, to: String },
    Linked { from: String, to: String },
    Taken { path: String },
}

impl Naming {
    /// Whether it changed names in this folder.
    fn is_in(&self, folder: &str) -> bool {
        let (Self::Given { path, .. }
        | Self::Taken { path }
        | Self::Moved { to: path, .. }
        | Self::Linked { to: path, .. }) = self;
        path.rsplit_once('/').map_or("", |(folder, _)| folder) == folder
    }
}

/// Files by their paths, as they lie on a disk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Image(pub BTreeMap<String, Vec<u8>>);

impl Image {
    /// The files of one folder at the top, with paths below it.
    pub fn of(&self, folder: &str) -> Self {
        let below = |(path, bytes): (&String, &Vec<u8>)| {
            Some((path.strip_prefix(folder)?.strip_prefix('/')?.to_owned(), bytes.clone()))
        };
        Self(self.0.iter().filter_map(below).collect())
    }

    /// Tells it from others.
    pub fn print(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.0.hash(&mut hasher);
        hasher.finish()
    }
}

/// The disk: what is on it for good, and what is on its way.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    durable: Vec<Vec<u8>>,
    volatile: Vec<(FileId, Change)>,
    names: BTreeMap<String, FileId>,
    naming: Vec<Naming>,
    numbers: BTreeMap<Inode, FileId>,
}

impl Disk {
    /// Takes the next thing that happened.
    pub fn take(&mut self, event: &Event) {
        match event {
            Event::Create { file, path } => {
                self.durable.push(Vec::new());
                let made = self.durable.len() - 1;
                self.numbers.insert(*file, made);
                self.naming.push(Naming::Given { path: path.clone(), file: made });
            }
            Event::Write { file, at, bytes } => {
                self.change(*file, Change::Write { at: *at, bytes: bytes.clone() });
            }
            Event::Truncate { file, size } => self.change(*file, Change::Size(*size)),
            Event::Sync { file } => self.sync(*file),
            Event::Rename { from, to } => {
                self.naming.push(Naming::Moved { from: from.clone(), to: to.clone() });
            }
            Event::Link { from, to } => {
                self.naming.push(Naming::Linked { from: from.clone(), to: to.clone() });
            }
            Event::Unlink { path } => self.naming.push(Naming::Taken { path: path.clone() }),
            Event::SyncFolder { path } => self.sync_folder(path),
            Event::Mark(_) => {}
        }
    }

    /// Whether anything is on its way.
    pub fn is_still(&self) -> bool {
        self.volatile.is_empty() && self.naming.is_empty()
    }

    fn change(&mut self, file: Inode, change: Change) {
        if let Some(file) = self.numbers.get(&file) {
            self.volatile.push((*file, change));
        }
    }

    fn sync(&mut self, file: Inode) {
        let Some(file) = self.numbers.get(&file).copied() else { return };
        let (synced, rest) = std::mem::take(&mut self.volatile).into_iter().partition(|(of, _)| *of == file);
        self.volatile = rest;
        let synced: Vec<(FileId, Change)> = synced;
        for (_, change) in &synced {
            apply(&mut self.durable[file], change);
        }
    }

    fn sync_folder(&mut self, folder: &str) {
        let (synced, rest) =
            std::mem::take(&mut self.naming).into_iter().partition(|naming: &Naming| naming.is_in(folder));
        self.naming = rest;
        let synced: Vec<Naming> = synced;
        synced.iter().for_each(|naming| name(&mut self.names, naming));
    }

    /// The disk after a cut at this moment.
    pub fn cut(&self, fate: Fate, dice: &mut Dice) -> Image {
        let mut files = self.durable.clone();
        let kept = self.survivors(fate, dice);
        for (file, change) in &kept {
            apply(&mut files[*file], change);
        }
        let named = dice.below(self.naming.len() + 1);
        let mut names = self.names.clone();
        for (at, naming) in self.naming.iter().enumerate() {
            let kept = match fate {
                Fate::Nothing => false,
                Fate::Everything => true,
                Fate::TornEnd | Fate::LastFirst => at < named,
                Fate::Sectors | Fate::SomeFiles => dice.chance(50),
            };
            if kept {
                name(&mut names, naming);
            }
        }
        Image(names.into_iter().map(|(path, file)| (path, files[file].clone())).collect())
    }

    fn survivors(&self, fate: Fate, dice: &mut Dice) -> Vec<(FileId, Change)> {
        let all = &self.volatile;
        match fate {
            Fate::Nothing => Vec::new(),
            Fate::Everything => all.clone(),
            Fate::Sectors => {
                let percent = [5, 50, 95][dice.below(3)];
                all.iter().flat_map(sectors).filter(|_| dice.chance(percent)).collect()
            }
            Fate::TornEnd => {
                let end = dice.below(all.len() + 1);
                let mut kept = all[..end].to_vec();
                if let Some((file, Change::Write { at, bytes })) = all.get(end) {
                    let bytes = bytes[..dice.below(bytes.len() + 1)].to_vec();
                    kept.push((*file, Change::Write { at: *at, bytes }));
                }
                kept
            }
            Fate::LastFirst => all[dice.below(all.len() + 1)..].to_vec(),
            Fate::SomeFiles => {
                let chosen: Vec<bool> = self.durable.iter().map(|_| dice.chance(50)).collect();
                all.iter().filter(|(file, _)| chosen[*file]).cloned().collect()
            }
        }
    }
}

/// A write, sector by sector; a size is one.
fn sectors((file, change): &(FileId, Change)) -> Vec<(FileId, Change)> {
    let Change::Write { at, bytes } = change else { return vec![(*file, change.clone())] };
    let mut parts = Vec::new();
    let mut from = 0;
    while from < bytes.len() {
        let to = (SECTOR - (at + from) % SECTOR + from).min(bytes.len());
        parts.push((*file, Change::Write { at: at + from, bytes: bytes[from..to].to_vec() }));
        from = to;
    }
    parts
}

fn apply(file: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Size(size) => file.resize(*size, 0),
        Change::Write { at, bytes } => {
            let end = at + bytes.len();
            if file.len() < end {
                file.resize(end, 0);
            }
            file[*at..end].copy_from_slice(bytes);
        }
    }
}

fn name(names: &mut BTreeMap<String, FileId>, naming: &Naming) {
    match naming {
        Naming::Given { path, file } => drop(names.insert(path.clone(), *file)),
        Naming::Taken { path } => drop(names.remove(path)),
        Naming::Linked { from, to } => {
            if let Some(file) = names.get(from).copied() {
                names.insert(to.clone(), file);
            }
        }
        Naming::Moved { from, to } => {
            if let Some(file) = names.remove(from) {
                names.insert(to.clone(), file);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn disk(events: &[Event]) -> Disk {
        let mut disk = Disk::default();
        events.iter().for_each(|event| disk.take(event));
        disk
    }

    fn made() -> Vec<Event> {
        vec![
            Event::Create { file: 7, path: "a/db".into() },
            Event::SyncFolder { path: "a".into() },
            Event::Write { file: 7, at: 0, bytes: vec![1; 1024] },
            Event::Sync { file: 7 },
            Event::Write { file: 7, at: 0, bytes: vec![2; 1024] },
        ]
    }

    #[test]
    fn what_was_synced_is_always_there_and_what_was_not_is_not_promised() {
        let disk = disk(&made());
        let mut dice = Dice::of(1, 0);
        assert_eq!(disk.cut(Fate::Nothing, &mut dice).0["a/db"], vec![1; 1024]);
        assert_eq!(disk.cut(Fate::Everything, &mut dice).0["a/db"], vec![2; 1024]);
        assert!(!disk.is_still());
    }

    #[test]
    fn a_write_is_torn_between_sectors_in_any_order() {
        let disk = disk(&made());
        let first_only = [vec![2; 512], vec![1; 512]].concat();
        let second_only = [vec![1; 512], vec![2; 512]].concat();
        let seen: Vec<Vec<u8>> =
            (0..200).map(|n| disk.cut(Fate::Sectors, &mut Dice::of(n, 0)).0["a/db"].clone()).collect();
        assert!(seen.contains(&first_only) && seen.contains(&second_only));
    }

    #[test]
    fn a_name_whose_folder_was_not_synced_may_be_lost_with_its_bytes() {
        let mut events = made();
        events.remove(1);
        let disk = disk(&events);
        assert_eq!(disk.cut(Fate::Nothing, &mut Dice::of(1, 0)), Image::default());
        assert_eq!(disk.cut(Fate::Everything, &mut Dice::of(1, 0)).0.len(), 1);
    }

    #[test]
    fn a_file_that_takes_anothers_name_leaves_the_old_or_the_new_one() {
        let mut events = made();
        events.push(Event::Create { file: 8, path: "a/new".into() });
        events.push(Event::Write { file: 8, at: 0, bytes: vec![9] });
        events.push(Event::Sync { file: 8 });
        events.push(Event::Rename { from: "a/new".into(), to: "a/db".into() });
        let disk = disk(&events);
        let mut dice = Dice::of(3, 0);
        assert_eq!(disk.cut(Fate::Nothing, &mut dice).0["a/db"], vec![1; 1024]);
        assert_eq!(disk.cut(Fate::Everything, &mut dice).0["a/db"], vec![9]);
    }
}
