//! The sync driver over a connection without sockets.

use crate::support::*;
use app::driver::drive;
use clinical::ScopeId;
use contract::{Connection, EntrySync, Event, Reply, Request, SyncView};
use std::time::Duration;
use tokio::sync::broadcast::Receiver;

/// How long a driven device is given, in seconds of its clock.
const PATIENCE_S: u32 = 600;

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

/// A device that was cut off with a set that nobody else has, and the server.
fn with_a_set_unsent() -> (Server, Device, ScopeId) {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    server.sync(&device.app);
    server.cut(&device.app);
    device.record(stay, ill());
    (server, device, ScopeId::Stay(stay))
}

/// Drives the device until a story is told.
async fn driven(server: &Server, device: &Device, story: impl Future<Output = ()>) {
    let (line, mut listener) = transport::memory::line();
    let serving = async {
        loop {
            let end = listener.accept().await.unwrap();
            server.serve(device.app.device(), end, usize::MAX).await;
        }
    };
    let time = async {
        // On a runtime whose time is paused it goes on when everybody waits, and the hands with it.
        let mut second = tokio::time::interval(Duration::from_secs(1));
        for _ in 0..PATIENCE_S {
            second.tick().await;
            device.clock.pass(1_000);
        }
    };
    tokio::select! {
        _ = drive(&device.app, line) => unreachable!("the driver never ends by itself"),
        () = serving => unreachable!("connections are served for ever"),
        () = time => panic!("it did not come to that"),
        () = story => {}
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_charted_reaches_the_server_from_a_device_that_began_on_its_reserve() {
    let (server, device, scope) = with_a_set_unsent();
    let before = server.logs.borrow()[&scope].len();
    let Device { app, clock, session: _, folder, seed } = device;
    drop(app);
    // No reserve can be held back where something else lies.
    let reserve = folder.path().join("reserve");
    std::fs::remove_file(&reserve).unwrap();
    std::fs::create_dir(&reserve).unwrap();
    std::fs::write(reserve.join("in the way"), "").unwrap();
    let app = app::App::open(config(folder.path(), &clock, seed + 1)).unwrap();
    let device = Device { app, clock, session: app::Session::new(), folder, seed };
    device.sign_in(person(clinical::staff::Role::Nurse));
    assert!(device.sync_state().disk_nearly_full);
    let charted = || server.logs.borrow()[&scope].len() > before;
    let mut events = device.app.subscribe();
    driven(&server, &device, async {
        until(&mut events, |_| charted()).await;
        assert!(device.sync_state().disk_nearly_full, "while the disk is as full as before");
        std::fs::remove_dir_all(&reserve).unwrap();
        until(&mut events, |view| view.unsent == 0 && view.unverified == 0 && !view.disk_nearly_full).await;
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_session_that_could_not_begin_begins_as_soon_as_it_can() {
    let (server, device, _) = with_a_set_unsent();
    let device = device.restarted_with_nurse();
    let database = rusqlite::Connection::open(device.folder.path().join("wardlight.db")).unwrap();
    database.execute_batch("ALTER TABLE members RENAME TO members_away").unwrap();
    let mut events = device.app.subscribe();
    driven(&server, &device, async {
        until(&mut events, |view| !view.trouble.is_empty()).await;
        database.execute_batch("ALTER TABLE members_away RENAME TO members").unwrap();
        until(&mut events, |view| view.connection == Connection::Online && view.unsent == 0).await;
    })
    .await;
}

#[test]
fn what_a_save_leaves_to_be_done_is_done_without_a_session_too() {
    let (_, device, _) = with_a_set_unsent();
    let device = device.restarted_with_nurse();
    let stay = device.admit("Brown", "A2");
    device.record(stay, ill());
    let waits = || -> i64 {
        let database = rusqlite::Connection::open(device.folder.path().join("wardlight.db")).unwrap();
        database.query_row("SELECT count(*) FROM unsigned", [], |row| row.get(0)).unwrap()
    };
    assert!(waits() > 0);
    assert_eq!(device.app.sync_pending(), []);
    assert_eq!(waits(), 0);
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

#[tokio::test]
async fn a_server_that_freezes_was_last_heard_when_it_last_gave_a_sign_of_life_and_not_when_that_was_noticed()
{
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let (line, mut listener) = transport::memory::line();
    device.clock.run();
    let mut events = device.app.subscribe();
    let story = async {
        let mut end = listener.accept().await.unwrap();
        let online = until(&mut events, |view| view.connection == Connection::Online);
        server.serve_until(device.app.device(), &mut end, online).await;
        // Nothing to say, then nothing at all; for less time than the device waits for an answer that it may still want.
        device.clock.pass(10_000);
        // By the clock as the server has put it right.
        let now = || match device.call(Request::Hello).unwrap() {
            Reply::Hello(hello) => hello.now,
            other => panic!("{other:?}"),
        };
        let quiet = now();
        end.ping().await.unwrap();
        end.taken().await.unwrap();
        let alive = quiet..=now();
        device.clock.pass(10_000);
        drop(end);
        let said = |view: &SyncView| match view.connection {
            Connection::Offline { since } => Some(since.is_some_and(|at| alive.contains(&at))),
            _ => None,
        };
        until(&mut events, |view| {
            assert_ne!(said(view), Some(false), "{:?} is not in {alive:?}", view.connection);
            said(view).is_some()
        })
        .await;
    };
    tokio::select! {
        _ = drive(&device.app, line) => unreachable!("the driver never ends by itself"),
        () = story => {}
    }
}
