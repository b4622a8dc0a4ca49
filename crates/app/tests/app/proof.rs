//! Proof for people: what was made here is on the server, or it is said what is not; and what the screens read is what the
//! record says.

use crate::support::{Device, Server, ill, well};
use clinical::UtcMillis;
use contract::{EntryCount, Reply, Request, ShiftReceipt};

fn receipt(device: &Device, since: UtcMillis) -> ShiftReceipt {
    match device.call(Request::ShiftReceipt { since }).unwrap() {
        Reply::ShiftReceipt(receipt) => receipt,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_receipt_of_a_shift_counts_every_entry_by_where_it_is_and_says_all_only_when_all_came_back() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let since = device.now();
    assert_eq!(receipt(&device, since).all, EntryCount::default());
    let stay = device.admit("Adeyemi", "A1");
    device.record(stay, ill());
    let before = receipt(&device, since);
    assert!(before.all.on_this_device >= 3, "admission, placement, set: {before:?}");
    assert_eq!(before.all.made(), before.all.on_this_device, "nobody else has any of it");
    assert!(before.words.contains("on this tablet only"), "{}", before.words);
    server.sync(&device.app);
    let after = receipt(&device, since);
    assert_eq!(after.all, EntryCount { verified: before.all.made(), ..EntryCount::default() });
    assert_eq!(
        after.words,
        format!("All {} entries made here are on the server, verified.", after.all.made())
    );
    device.record(stay, well());
    let later = receipt(&device, since);
    assert_eq!((later.all.verified, later.all.on_this_device), (before.all.made(), 1));
    assert_eq!(later.mine, later.all, "all of it is hers");
    let nothing = receipt(&device, UtcMillis(device.now().0 + 1));
    assert_eq!(nothing.all.made(), 0, "entries of before do not count");
}

#[test]
fn projections_made_again_by_a_command_are_the_live_ones_byte_for_byte_and_a_changed_one_is_named() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.record(stay, ill());
    let renewed = device.app.renew_projections().unwrap();
    assert!(renewed.rows > 5, "{renewed:?}");
    assert_eq!(renewed.differing, [].into());
    let database = rusqlite::Connection::open(device.folder.path().join("wardlight.db")).unwrap();
    let spoilt = "UPDATE board SET row = CAST(substr(row, 1, length(row) - 1) || x'20' || x'7d' AS BLOB)";
    assert_eq!(database.execute(spoilt, []).unwrap(), 1);
    drop(database);
    let renewed = device.app.renew_projections().unwrap();
    assert_eq!(renewed.differing.len(), 1, "{renewed:?}");
    assert!(renewed.differing.iter().all(|name| name.starts_with("board/bluebell/A1/")), "{renewed:?}");
    assert_eq!(device.app.renew_projections().unwrap().differing, [].into(), "it is mended");
}
