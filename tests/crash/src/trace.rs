//! What a process did to its files, in order, as the recorder noted it.

use anyhow::{Context as _, Result, bail};

/// A file by its number on the disk. A number may be used again once its file is gone; a [`Event::Create`] says so.
pub type Inode = u64;

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A file was made.
    Create {
        /// Its number.
        file: Inode,
        /// Its path below the recorded folder.
        path: String,
    },
    /// Bytes were written.
    Write {
        /// To which file.
        file: Inode,
        /// From which offset.
        at: usize,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// A file was cut or grown to a size.
    Truncate {
        /// Which.
        file: Inode,
        /// To how many bytes.
        size: usize,
    },
    /// A file was synced: all its bytes so far are durable.
    Sync {
        /// Which.
        file: Inode,
    },
    /// A file was given another name, in place of whatever had it.
    Rename {
        /// Its name before.
        from: String,
        /// Its name now.
        to: String,
    },
    /// A file was given one more name.
    Link {
        /// A name it has.
        from: String,
        /// The other.
        to: String,
    },
    /// A name was removed.
    Unlink {
        /// Which.
        path: String,
    },
    /// A folder was synced: the names in it are durable.
    SyncFolder {
        /// Which.
        path: String,
    },
    /// The process said something, such as that an entry is saved.
    Mark(String),
}

/// Reads what the recorder noted. A last note that is cut short, because the process was killed, is left out.
///
/// # Errors
/// When these are not the recorder's notes.
pub fn read(mut notes: &[u8]) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    while let Some((event, rest)) = next(notes)? {
        events.push(event);
        notes = rest;
    }
    Ok(events)
}

const HEAD: usize = 21;

fn next(notes: &[u8]) -> Result<Option<(Event, &[u8])>> {
    let Some((head, rest)) = notes.split_at_checked(HEAD) else { return Ok(None) };
    let number = |from: usize| -> Result<u64> { Ok(u64::from_le_bytes(head[from..from + 8].try_into()?)) };
    let (file, at) = (number(1)?, usize::try_from(number(9)?)?);
    let size = u32::from_le_bytes(head[17..HEAD].try_into()?);
    let Some((bytes, rest)) = rest.split_at_checked(size as usize) else { return Ok(None) };
    let text = || String::from_utf8(bytes.to_vec()).context("a path that is no text");
    let event = match head[0] {
        1 => Event::Create { file, path: text()? },
        2 => Event::Write { file, at, bytes: bytes.to_vec() },
        3 => Event::Truncate { file, size: at },
        4 => Event::Sync { file },
        kind @ (5 | 9) => {
            let both = text()?;
            let (from, to) = both.split_once('\n').context("a new name without an old one")?;
            let (from, to) = (from.to_owned(), to.to_owned());
            if kind == 5 { Event::Rename { from, to } } else { Event::Link { from, to } }
        }
        6 => Event::Unlink { path: text()? },
        7 => Event::SyncFolder { path: text()? },
        8 => Event::Mark(text()?),
        other => bail!("the recorder has no note of kind {other}"),
    };
    Ok(Some((event, rest)))
}
