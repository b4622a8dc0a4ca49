//! Where entries are, in plain words: per entry, and for the device as a whole.

use super::{capital, count, times};
use crate::dates;
use clinical::UtcMillis;
use contract::{Connection, EntrySync, SyncView};

/// Where one entry is.
pub const fn entry(sync: EntrySync) -> &'static str {
    match sync {
        EntrySync::OnThisDevice => "Only on this device",
        EntrySync::OnServer => "On the server",
        EntrySync::Verified => "On the server, verified",
        EntrySync::SetAside => "Set aside – see why",
    }
}

/// The same for a screen reader, and as an explanation.
pub const fn entry_more(sync: EntrySync) -> &'static str {
    match sync {
        EntrySync::OnThisDevice => "Saved on this device only. Nobody else can see it yet.",
        EntrySync::OnServer => "The server says that it has it. It has not come back for checking yet.",
        EntrySync::Verified => "It has come back from the server unchanged, and its chain was checked.",
        EntrySync::SetAside => "The server or this device refused it. It is kept, and the reason is listed.",
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
    /// A few words.
    pub short: String,
    /// Sentences.
    pub long: String,
}

/// Whether the device has no line to the server now.
pub const fn is_offline(sync: &SyncView) -> bool {
    !matches!(sync.connection, Connection::Online)
}

/// Tells how the device stands. `verified` is how many entries made here are known to be on the server, where known.
pub fn device(sync: &SyncView, verified: Option<u32>, now: UtcMillis, offset_minutes: i16) -> Told {
    let mut told = whereabouts(sync, verified, now, offset_minutes);
    if sync.set_aside > 0 {
        told.tone = Tone::Alarm;
        told.long += &format!(
            " {} set aside: look at the reasons.",
            capital(&count(sync.set_aside, "entry was", "entries were"))
        );
    }
    if sync.disk_nearly_full {
        told.tone = Tone::Alarm;
        "This device is almost full".clone_into(&mut told.short);
        told.long += " This device is almost full: what you are charting now can still be saved. Use another \
                      device next, and tell the nurse in charge.";
    }
    if !sync.trouble.is_empty() {
        told.tone = told.tone.max(Tone::Attention);
        told.long += &format!(" {}", sync.trouble);
    }
    told
}

fn whereabouts(sync: &SyncView, verified: Option<u32>, now: UtcMillis, offset_minutes: i16) -> Told {
    let only_here = match sync.unsent {
        0 => String::new(),
        1 => "1 entry is only on this device. Nobody else can see it.".to_owned(),
        n => format!("{n} entries are only on this device. Nobody else can see them."),
    };
    match sync.connection {
        Connection::NotEnrolled => Told {
            tone: Tone::Attention,
            short: "No server".to_owned(),
            long: format!("This device is not joined to a server. {only_here}").trim_end().to_owned(),
        },
        Connection::Offline { since } => {
            let contact = match since.or(sync.heard_at) {
                Some(at) => {
                    format!("No contact since {}", dates::recent(at, now, offset_minutes))
                }
                None => "No contact with the server since the start".to_owned(),
            };
            let age = since.or(sync.heard_at).map_or_else(String::new, |at| {
                let minutes = now.minutes_since(at);
                if minutes > 0 { format!(" ({})", times::span(minutes)) } else { String::new() }
            });
            let waiting = if sync.unsent == 0 {
                "Nothing is waiting to be sent. What others chart does not arrive here.".to_owned()
            } else {
                only_here
            };
            Told {
                tone: if sync.unsent > 0 { Tone::Alarm } else { Tone::Attention },
                short: if sync.unsent > 0 {
                    format!("{contact} · {} unsent", sync.unsent)
                } else {
                    contact.clone()
                },
                long: format!("{contact}{age}. {waiting} You can go on charting."),
            }
        }
        Connection::Online if sync.unsent > 0 => Told {
            tone: Tone::Attention,
            short: format!("Sending {}", count(sync.unsent, "entry", "entries")),
            long: format!("{only_here} They are being sent now."),
        },
        Connection::Online if sync.unverified > 0 => Told {
            tone: Tone::Calm,
            short: "On the server".to_owned(),
            long: format!(
                "Everything is on the server. {} still being checked.",
                capital(&count(sync.unverified, "entry is", "entries are"))
            ),
        },
        Connection::Online => Told {
            tone: Tone::Calm,
            short: "All on the server".to_owned(),
            long: match verified {
                Some(n) if n > 1 => format!("All {n} entries are on the server, verified."),
                _ => "All entries are on the server, verified.".to_owned(),
            },
        },
    }
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
        assert_eq!(told.short, "No contact since 02:10 · 3 unsent");
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
        view.disk_nearly_full = true;
        assert!(device(&view, None, NOW, 0).long.contains("can still be saved"));
    }
}
