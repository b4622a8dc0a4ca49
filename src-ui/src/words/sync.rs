//! Where entries are, in plain words: per entry, and for the device as a whole.

use super::times;
use crate::dates;
use clinical::UtcMillis;
use contract::{Connection, EntrySync, SyncView};

include!(concat!(env!("OUT_DIR"), "/sync.rs"));

/// Where one entry is.
pub fn entry(sync: EntrySync) -> &'static str {
    match sync {
        EntrySync::OnThisDevice => here(),
        EntrySync::OnServer => on_server(),
        EntrySync::Verified => self::verified(),
        EntrySync::SetAside => aside(),
    }
}

/// The same for a screen reader, and as an explanation.
pub fn entry_more(sync: EntrySync) -> &'static str {
    match sync {
        EntrySync::OnThisDevice => here_more(),
        EntrySync::OnServer => on_server_more(),
        EntrySync::Verified => verified_more(),
        EntrySync::SetAside => aside_more(),
    }
}

/// How urgently the device's state is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// Everything is where it should be.
    Calm,
    /// Something is under way, or the line is down with nothing waiting.
    Attention,
    /// Others cannot see what was charted here.
    Alarm,
}

/// The device's state: how it is told, its short form for the header, and the whole of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// How urgently.
    pub tone: Tone,
    /// A line for every screen: a few words, and what nobody else can see.
    pub line: String,
    /// Sentences.
    pub long: String,
}

/// Tells how the device stands. `verified` is how many entries made here are known to be on the server, where known.
pub fn device(sync: &SyncView, verified: Option<u32>, now: UtcMillis, offset_minutes: i16) -> Told {
    let mut told = whereabouts(sync, verified, now, offset_minutes);
    if sync.set_aside > 0 {
        told.tone = Tone::Alarm;
        let stop = if told.line.ends_with('.') { "" } else { "." };
        told.line += &[stop, " ", &aside_line(sync.set_aside.into())].concat();
        told.long += &[" ", &aside_long(sync.set_aside.into())].concat();
    }
    if sync.disk_nearly_full {
        told.tone = Tone::Alarm;
        told.line = [disk(), " ", &told.line].concat();
        told.long += &[" ", disk_more()].concat();
    }
    if !sync.trouble.is_empty() {
        told.tone = told.tone.max(Tone::Attention);
        told.long += &format!(" {}", sync.trouble);
    }
    told
}

fn only_here(unsent: u32) -> String {
    if unsent == 0 { String::new() } else { self::unsent(unsent.into()) }
}

fn whereabouts(sync: &SyncView, verified: Option<u32>, now: UtcMillis, offset_minutes: i16) -> Told {
    let (tone, line, long) = match sync.connection {
        Connection::NotEnrolled => {
            let long = [not_joined(), " ", &only_here(sync.unsent)].concat();
            (Tone::Attention, no_server().to_owned(), long.trim_end().to_owned())
        }
        Connection::Offline { since } => offline(sync, since.or(sync.heard_at), now, offset_minutes),
        Connection::Online if sync.unsent > 0 => (
            Tone::Attention,
            sending(sync.unsent.into()),
            [&only_here(sync.unsent), " ", being_sent()].concat(),
        ),
        Connection::Online if sync.unverified > 0 => {
            (Tone::Calm, on_server().to_owned(), checking(sync.unverified.into()))
        }
        Connection::Online => {
            let long = match verified {
                Some(n) if n > 1 => all_verified(n.into()),
                _ => all_verified_uncounted().to_owned(),
            };
            (Tone::Calm, all_on_server().to_owned(), long)
        }
    };
    Told { tone, line, long }
}

fn offline(
    sync: &SyncView,
    since: Option<UtcMillis>,
    now: UtcMillis,
    offset_minutes: i16,
) -> (Tone, String, String) {
    let contact = match since {
        Some(at) => no_contact(&dates::recent(at, now, offset_minutes)),
        None => never_contact().to_owned(),
    };
    let age = match since.map(|at| now.minutes_since(at)) {
        Some(minutes) if minutes > 0 => format!(" ({})", times::span(minutes)),
        _ => String::new(),
    };
    if sync.unsent == 0 {
        let long = format!("{contact}{age}. {} {}", nothing_waits(), go_on());
        return (Tone::Attention, contact, long);
    }
    let only_here = only_here(sync.unsent);
    let long = format!("{contact}{age}. {only_here} {}", go_on());
    (Tone::Alarm, format!("{contact}. {only_here}"), long)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sync(connection: Connection, unsent: u32, unverified: u32) -> SyncView {
        SyncView {
            connection,
            unsent,
            unverified,
            set_aside: 0,
            heard_at: None,
            clock_offset_ms: None,
            trouble: String::new(),
            disk_nearly_full: false,
        }
    }

    /// 2026-08-06T02:50Z.
    const NOW: UtcMillis = UtcMillis(1_785_984_600_000);

    #[test]
    fn a_device_that_is_done_says_so_with_its_number() {
        let told = device(&sync(Connection::Online, 0, 0), Some(143), NOW, 0);
        assert_eq!(
            (told.tone, told.long.as_str()),
            (Tone::Calm, "All 143 entries are on the server, verified.")
        );
    }

    #[test]
    fn what_nobody_else_can_see_is_an_alarm_with_its_number() {
        let offline = Connection::Offline { since: Some(NOW.plus_minutes(-40)) };
        let told = device(&sync(offline, 3, 0), None, NOW, 0);
        assert_eq!(told.tone, Tone::Alarm);
        assert_eq!(
            told.long,
            "No contact since 02:10 (40 min). 3 entries are only on this device. Nobody else can see them. You can \
             go on charting."
        );
        assert_eq!(
            told.line,
            "No contact since 02:10. 3 entries are only on this device. Nobody else can see them."
        );
    }

    #[test]
    fn being_offline_is_never_calm_even_with_nothing_to_send() {
        let told = device(&sync(Connection::Offline { since: None }, 0, 0), None, NOW, 0);
        assert_eq!(told.tone, Tone::Attention);
        assert!(told.long.contains("does not arrive here"), "{}", told.long);
    }

    #[test]
    fn set_aside_and_a_full_disk_are_never_silent() {
        let mut view = sync(Connection::Online, 0, 0);
        view.set_aside = 1;
        let told = device(&view, None, NOW, 0);
        assert_eq!(told.tone, Tone::Alarm);
        assert!(told.long.contains("1 entry was set aside"), "{}", told.long);
        assert_eq!(told.line, "All on the server. 1 entry set aside.");
        view.disk_nearly_full = true;
        assert!(device(&view, None, NOW, 0).long.contains("can still be saved"));
    }
}
