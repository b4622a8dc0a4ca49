//! Where a saved set is now, so that nothing goes on saying that nobody was told once others can see it.

use clinical::FactId;
use contract::{Connection, EntrySync, EntryView, SyncView};

/// Where the set is. `entries` are what the core lists, `current` says that it is what it lists now: while reading is
/// locked it lists nothing, and then the device as a whole has to answer.
pub(super) fn whereabouts(fact: FactId, entries: &[EntryView], current: bool, sync: &SyncView) -> EntrySync {
    let listed = entries.iter().find(|entry| entry.fact == fact).map(|entry| entry.sync);
    let listed = listed.unwrap_or(EntrySync::OnThisDevice);
    let all_sent = sync.connection == Connection::Online && sync.unsent == 0 && sync.set_aside == 0;
    if current || !all_sent { listed } else { listed.max(EntrySync::OnServer) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::NOW;

    const SET: FactId = FactId::from_bytes([7; 16]);

    fn listed(sync: EntrySync) -> [EntryView; 1] {
        [EntryView { fact: SET, stay: None, what: String::new(), recorded: NOW, by: String::new(), sync }]
    }

    fn device(connection: Connection, unsent: u32, set_aside: u32) -> SyncView {
        SyncView {
            connection,
            unsent,
            unverified: 0,
            set_aside,
            heard_at: None,
            clock_offset_ms: None,
            trouble: String::new(),
            disk_nearly_full: false,
        }
    }

    #[test]
    fn a_set_is_where_its_entry_is_listed() {
        let done = device(Connection::Online, 0, 0);
        for sync in [EntrySync::OnThisDevice, EntrySync::OnServer, EntrySync::Verified, EntrySync::SetAside] {
            assert_eq!(whereabouts(SET, &listed(sync), true, &done), sync);
        }
        assert_eq!(whereabouts(SET, &[], true, &done), EntrySync::OnThisDevice, "not listed is not sent");
    }

    #[test]
    fn while_nothing_can_be_read_only_a_device_that_sent_everything_has_sent_it() {
        let before = listed(EntrySync::OnThisDevice);
        let now = |device: &SyncView| whereabouts(SET, &before, false, device);
        assert_eq!(now(&device(Connection::Online, 0, 0)), EntrySync::OnServer);
        assert_eq!(now(&device(Connection::Online, 1, 0)), EntrySync::OnThisDevice);
        assert_eq!(now(&device(Connection::Offline { since: None }, 0, 0)), EntrySync::OnThisDevice);
        assert_eq!(
            now(&device(Connection::Online, 0, 1)),
            EntrySync::OnThisDevice,
            "it may be the one refused"
        );
        let refused = listed(EntrySync::SetAside);
        assert_eq!(whereabouts(SET, &refused, false, &device(Connection::Online, 0, 0)), EntrySync::SetAside);
    }
}
