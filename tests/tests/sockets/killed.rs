//! kill -9 in the middle: of the server while devices push, of a device while it pushes.

use crate::{
    desk::Desk,
    people::STAFF,
    relay::{Relay, Way},
    wait::until,
    ward::Ward,
};
use clinical::{FactId, StayId};
use std::sync::atomic::{AtomicUsize, Ordering};

fn nurse(n: usize) -> &'static str {
    STAFF.lines().nth(n + 1).unwrap().split(',').nth(1).unwrap()
}

/// A nurse charts so many sets, patient after patient.
async fn chart_round(desk: &Desk, stays: &[StayId], sets: usize, saved: &AtomicUsize) -> Vec<FactId> {
    let mut facts = Vec::new();
    for n in 0..sets {
        facts.push(desk.chart(stays[n % stays.len()], 60 + n as i64).await);
        saved.fetch_add(1, Ordering::SeqCst);
    }
    facts
}

/// Sets that each device charts between two blows.
const ROUND: usize = 8;

#[tokio::test]
async fn a_server_killed_while_three_devices_push_loses_nothing_that_was_saved() {
    let mut ward = Ward::open();
    let (mut desks, mut stays) = (Vec::new(), Vec::new());
    for (n, bed) in ["A1", "A2", "A3"].into_iter().enumerate() {
        let desk = Desk::enrolled(&ward, &format!("tablet-{n}"), nurse(n), &ward.url()).await;
        stays.push(desk.admit(&format!("Person{n}"), bed).await);
        desks.push(desk);
    }
    for desk in &desks {
        until("every device knows every patient", async || desk.knows(&stays).await.then_some(())).await;
    }
    let mut saved: Vec<FactId> = Vec::new();
    for blow in [1, ROUND, 2 * ROUND] {
        for desk in &desks {
            desk.online().await;
        }
        let so_far = AtomicUsize::new(0);
        let round = |n: usize| chart_round(&desks[n], &stays, ROUND, &so_far);
        let kill = async {
            until("so many sets are saved", async || (so_far.load(Ordering::SeqCst) >= blow).then_some(()))
                .await;
            ward.kill();
        };
        let (first, second, third, ()) = tokio::join!(round(0), round(1), round(2), kill);
        saved.extend([first, second, third].concat());
        ward.start();
    }
    for desk in &desks {
        desk.has_exactly(&stays, &saved).await;
    }
    // A device that never heard of any of it pulls every log from its beginning and verifies every chain on the way.
    let fresh = Desk::enrolled(&ward, "tablet-3", nurse(3), &ward.url()).await;
    fresh.has_exactly(&stays, &saved).await;
    println!("{} sets by 3 devices, the server killed 3 times", saved.len());
}

// The relay runs while the test waits for a process.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_killed_in_the_middle_of_a_push_keeps_every_saved_set_and_sends_it_once() {
    let ward = Ward::open();
    let relay = Relay::to(ward.port()).await;
    let sister = Desk::enrolled(&ward, "sister", nurse(0), &ward.url()).await;
    let mut tablet = Desk::enrolled(&ward, "tablet", nurse(1), &relay.url()).await;
    let stays = [tablet.admit("Person0", "A1").await, tablet.admit("Person1", "A2").await];
    let (mut saved, count) = (Vec::new(), AtomicUsize::new(0));
    // The line stops inside a frame of the first push; inside a later one; and with the pushes there and their answers
    // on the way back.
    for (way, bytes) in [(Way::ToServer, 700), (Way::ToServer, 9_000), (Way::ToDevice, 40)] {
        tablet.online().await;
        relay.stop_after(way, bytes);
        saved.extend(chart_round(&tablet, &stays, 16, &count).await);
        relay.holds_something().await;
        let folder = tablet.kill();
        relay.cut_and_mend();
        tablet = Desk::again(&ward, folder, nurse(1), &relay.url()).await;
        let there: Vec<FactId> = tablet.charted(&stays).await.into_iter().map(|(fact, _)| fact).collect();
        let lost = saved.iter().filter(|fact| !there.contains(fact)).count();
        assert_eq!(lost, 0, "{lost} of {} sets that were saved are gone", saved.len());
    }
    tablet.has_exactly(&stays, &saved).await;
    sister.has_exactly(&stays, &saved).await;
    println!("{} sets, the device killed 3 times in mid-push", saved.len());
}
