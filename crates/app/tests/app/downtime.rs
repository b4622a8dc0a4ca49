//! The downtime packs in a folder: whole, fresh, encrypted where that was asked for, and gone with their ward.

use crate::support::*;
use app::{App, Downtime};
use clinical::staff::Role;
use std::{fs, path::Path, sync::Arc, time::Duration};

fn with_packs(device: Device, to: Downtime) -> Device {
    let Device { app, clock, session: _, folder, seed } = device;
    drop(app);
    let seed = seed + 500;
    let app = App::open(app::Config { downtime: Some(to), ..config(folder.path(), &clock, seed) }).unwrap();
    let device = Device { app, clock, session: app::Session::new(), folder, seed };
    device.sign_in(person(Role::Nurse));
    device
}

fn into(folder: &Path) -> Downtime {
    Downtime { folder: folder.to_owned(), password: None, run: Vec::new(), run_every_minutes: 60 }
}

const PACK: &str = "wardlight-downtime-bluebell.pdf";

#[test]
fn a_pack_is_written_for_each_ward_and_anew_once_something_was_charted() {
    let (server, to) = (Server::new(), tempfile::tempdir().unwrap());
    let device = with_packs(Device::with_nurse(&server, 1), into(&to.path().join("packs")));
    let stay = device.admit("Whitcombe", "A3");
    device.record(stay, well());
    assert_eq!(device.app.write_packs().unwrap(), 1);
    let path = to.path().join("packs").join(PACK);
    let first = fs::read(&path).unwrap();
    assert!(first.starts_with(b"%PDF-1.7"));
    device.clock.pass(60_000);
    device.record(stay, ill());
    device.app.write_packs().unwrap();
    assert_ne!(first, fs::read(&path).unwrap());
    let left = fs::read_dir(to.path().join("packs")).unwrap().count();
    assert_eq!(left, 1, "what was being written is gone");
}

#[test]
fn a_pack_with_a_password_holds_nothing_in_the_clear() {
    let (server, to) = (Server::new(), tempfile::tempdir().unwrap());
    let locked = Downtime { password: Some("korrekt Pferd 7".to_owned().into()), ..into(to.path()) };
    let device = with_packs(Device::with_nurse(&server, 1), locked);
    device.admit("Whitcombe", "A3");
    device.app.write_packs().unwrap();
    let pack = fs::read(to.path().join(PACK)).unwrap();
    let holds = |text: &str| pack.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("/AESV3") && !holds("Downtime pack"));
}

#[test]
fn a_pack_of_a_ward_that_is_followed_no_more_is_taken_away() {
    let (server, to) = (Server::new(), tempfile::tempdir().unwrap());
    fs::write(to.path().join("wardlight-downtime-primrose.pdf"), "old").unwrap();
    fs::write(to.path().join("rota.pdf"), "not ours").unwrap();
    let device = with_packs(Device::with_nurse(&server, 1), into(to.path()));
    device.app.write_packs().unwrap();
    assert!(!to.path().join("wardlight-downtime-primrose.pdf").exists());
    assert!(to.path().join("rota.pdf").exists());
}

#[test]
fn a_folder_that_cannot_be_written_costs_no_observation_and_leaves_the_old_pack() {
    let (server, to) = (Server::new(), tempfile::tempdir().unwrap());
    fs::write(to.path().join("packs"), "a file where the folder should be").unwrap();
    let device = with_packs(Device::with_nurse(&server, 1), into(&to.path().join("packs")));
    let stay = device.admit("Whitcombe", "A3");
    assert!(device.app.write_packs().is_err());
    device.record(stay, ill());
    assert_eq!(device.patient(stay).sets.len(), 1);
}

#[cfg(unix)]
#[test]
fn the_hospitals_program_gets_the_pack_as_one_argument_and_not_at_every_change() {
    let (server, to) = (Server::new(), tempfile::tempdir().unwrap());
    let folder = to.path().join("a folder; with $(signs)");
    let printed = to.path().join("printed");
    let printed_text = printed.display().to_string();
    let run = ["cp", "--backup=numbered", "-t", &printed_text].map(str::to_owned).to_vec();
    fs::create_dir(&printed).unwrap();
    let device = with_packs(Device::with_nurse(&server, 1), Downtime { run, ..into(&folder) });
    let copied = || fs::read_dir(&printed).unwrap().count();
    for _ in 0..3 {
        device.app.write_packs().unwrap();
    }
    while copied() == 0 {
        std::thread::yield_now();
    }
    assert_eq!(copied(), 1);
    device.clock.pass(61 * 60_000);
    device.app.write_packs().unwrap();
    while copied() == 1 {
        std::thread::yield_now();
    }
    assert_eq!(copied(), 2);
}

#[tokio::test(start_paused = true)]
async fn the_driver_writes_a_pack_soon_after_a_change_and_no_more_than_one_a_minute() {
    let (server, to) = (Server::new(), tempfile::tempdir().unwrap());
    let device = with_packs(Device::with_nurse(&server, 1), into(to.path()));
    let stay = device.admit("Whitcombe", "A3");
    let path = to.path().join(PACK);
    let app = Arc::clone(&device.app);
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let driver = tokio::spawn(app::driver::run(app, async move {
        let _ = stopped.await;
    }));
    // The clock stands while a pack is written, and goes on by itself when everybody waits.
    let differs = async |before: Option<Vec<u8>>| {
        let mut ticks = tokio::time::interval(Duration::from_millis(250));
        loop {
            ticks.tick().await;
            let now = fs::read(&path).ok();
            if now.is_some() && now != before {
                return now;
            }
        }
    };
    let first = differs(None).await;
    let begun = tokio::time::Instant::now();
    device.clock.pass(5_000);
    device.record(stay, ill());
    differs(first).await;
    let waited = begun.elapsed();
    assert!((58..70).contains(&waited.as_secs()), "the next pack came after {waited:?}");
    stop.send(()).unwrap();
    driver.await.unwrap();
}
