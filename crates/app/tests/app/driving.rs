//! The sync driver over a connection without sockets.

use crate::support::*;
use app::driver::drive;
use clinical::ScopeId;
use contract::{Connection, EntrySync, Event, Request, SyncView};
use tokio::sync::broadcast::Receiver;

/// Waits until the device says so of its line.
async fn until(events: &mut Receiver<Event>, holds: impl Fn(&SyncView) -> bool) {
    loop {
        match events.recv().await.unwrap() {
            Event::Sync(view) if holds(&view) => return,
            _ => {}
        }
    }
}

#[tokio::test]
async fn what_is_charted_reaches_the_server_and_comes_back_over_lost_connections() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1).restarted();
    device.sign_in(person(clinical::staff::Role::Nurse));
    let stay = device.admit("Adeyemi", "A1");
    device.record(stay, ill());
    let (line, mut listener) = transport::memory::line();
    device.clock.run();
    let mut events = device.app.subscribe();
    let serving = async {
        // The first connection breaks early, the second in the middle, the third holds.
        for frames in [2, 4, usize::MAX] {
            let end = listener.accept().await.unwrap();
            server.serve(device.app.device(), end, frames).await;
        }
    };
    let all_back =
        |view: &SyncView| view.connection == Connection::Online && view.unsent == 0 && view.unverified == 0;
    let story = async {
        until(&mut events, all_back).await;
        device.record(stay, well());
        until(&mut events, |view| view.unsent > 0).await;
        until(&mut events, all_back).await;
    };
    tokio::select! {
        _ = drive(&device.app, line) => unreachable!("the driver never ends by itself"),
        () = serving => unreachable!("the third connection holds"),
        () = story => {}
    }
    assert_eq!(server.logs.borrow()[&ScopeId::Stay(stay)].len(), 4);
    let page = device.patient(stay);
    assert!(page.sets.iter().all(|set| set.sync == EntrySync::Verified));
}

#[tokio::test]
async fn a_server_that_is_away_leaves_the_device_charting_and_says_so() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let (line, listener) = transport::memory::line();
    drop(listener);
    let mut events = device.app.subscribe();
    let story = async {
        device.record(stay, ill());
        until(&mut events, |view| matches!(view.connection, Connection::Offline { .. }) && view.unsent > 0)
            .await;
    };
    tokio::select! {
        _ = drive(&device.app, line) => unreachable!("the driver never ends by itself"),
        () = story => {}
    }
    assert_eq!(device.patient(stay).sets_in_all, 1);
    assert!(device.call(Request::SyncState).is_ok());
}
