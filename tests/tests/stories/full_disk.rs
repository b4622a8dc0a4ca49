//! The server's disk fills up while nurses chart: the tablet says so, keeps everything, and sends it when there is room.

use crate::in_memory::Story;
use contract::{Connection, Reply, Request, SyncView};

fn told(story: &mut Story, n: usize) -> SyncView {
    match story.world.ask(n, Request::SyncState) {
        Ok(Reply::Sync(view)) => view,
        other => panic!("a tablet can always say how it stands: {other:?}"),
    }
}

/// Lets what is under way arrive, and time pass, but not until everything is at rest: on a full disk it never is.
fn go_on(story: &mut Story, n: usize) {
    for _ in 0..50 {
        while story.world.deliver_up(n, false) | story.world.deliver_down(n, false) {}
        story.world.pass_ms(2_000);
        if !told(story, n).trouble.is_empty() {
            return;
        }
    }
}

#[test]
fn on_the_servers_full_disk_the_tablet_says_so_keeps_the_set_and_sends_it_when_there_is_room() {
    let mut story = Story::begin(41, &[0, 0]);
    story.admit(0);
    story.world.settle();
    let stay = story.stays[0];
    story.world.disk_full = true;
    story.world.restart_server();
    story.world.settle();
    assert_eq!(
        told(&mut story, 0).trouble,
        "",
        "a full disk answers as before until something is to be stored"
    );
    let mut sets = 0;
    while told(&mut story, 0).trouble.is_empty() {
        assert!(sets < 200, "the server took {sets} sets, and its disk was never full");
        story.chart(0, stay, None);
        sets += 1;
        go_on(&mut story, 0);
    }
    let view = told(&mut story, 0);
    assert_eq!(
        view.trouble,
        "The server has trouble of its own. What you chart stays here and is sent when it has recovered."
    );
    assert!(matches!(view.connection, Connection::Offline { .. }), "{view:?}");
    assert!(view.unsent > 0 && view.set_aside == 0, "it waits here, refused by nobody: {view:?}");
    // Charting goes on.
    story.chart(0, stay, None);
    story.world.disk_full = false;
    story.world.restart_server();
    story.world.settle();
    assert_eq!(told(&mut story, 0).trouble, "", "and no complaint is left");
    story.check();
}
