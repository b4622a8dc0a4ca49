//! One data folder twice: as a copy that lives on, and under two processes at once.

use crate::{
    desk::{self, Desk},
    wait::until,
    ward::Ward,
};
use std::{fs, path::Path};

/// A copy of a folder with everything in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let there = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &there)
        } else {
            copy_file(&entry.path(), &there)
        }
    }
}

fn copy_file(from: &Path, to: &Path) {
    fs::copy(from, to).unwrap();
}

/// Which life of its data a folder says it is in.
fn life(folder: &Path) -> String {
    fs::read_to_string(folder.join("incarnation")).unwrap()
}

#[tokio::test]
async fn a_copied_data_folder_begins_a_life_of_its_own_and_the_entries_of_both_arrive() {
    let mut ward = Ward::open();
    let sister = Desk::enrolled(&ward, "sister", "Amina Yusuf", &ward.url()).await;
    let tablet = Desk::enrolled(&ward, "tablet", "Bryn Pritchard", &ward.url()).await;
    let stays = [tablet.admit("Person0", "A1").await];
    until("the sister sees the patient", async || sister.knows(&stays).await.then_some(())).await;
    ward.kill();
    // Not sent yet when the copy is made, so both have it to send.
    let mut saved = vec![tablet.chart(stays[0], 60).await, tablet.chart(stays[0], 61).await];
    let original = tablet.kill();
    let copied = ward.folder().join("copy");
    copy(&original, &copied);
    let before = life(&original);
    assert_eq!(before, life(&copied), "the copy does not know that it is one");
    let tablet = Desk::again(&ward, original, "Bryn Pritchard", &ward.url()).await;
    let twin = Desk::again(&ward, copied, "Bryn Pritchard", &ward.url()).await;
    for n in 0..3 {
        saved.push(tablet.chart(stays[0], 70 + n).await);
        saved.push(twin.chart(stays[0], 80 + n).await);
    }
    ward.start();
    for desk in [&sister, &tablet, &twin] {
        desk.has_exactly(&stays, &saved).await;
    }
    let lives = [life(tablet.folder()), life(twin.folder())];
    assert!(lives.iter().any(|life| *life != before), "neither began a new life");
    assert_ne!(lives[0], lives[1], "two databases live one life");
    // In its new life each goes on as any device.
    saved.extend([tablet.chart(stays[0], 90).await, twin.chart(stays[0], 91).await]);
    sister.has_exactly(&stays, &saved).await;
}

#[tokio::test]
async fn a_second_process_over_one_data_folder_is_refused_in_words_and_the_first_goes_on() {
    let ward = Ward::open();
    let tablet = Desk::enrolled(&ward, "tablet", "Amina Yusuf", &ward.url()).await;
    let stay = tablet.admit("Person0", "A1").await;
    let second = desk::refused(&ward, tablet.folder());
    assert!(!second.status.success(), "it must not open");
    assert!(second.stdout.is_empty(), "and must print no address");
    let words = String::from_utf8(second.stderr).unwrap();
    assert!(words.contains("already running"), "{words}");
    let saved = [tablet.chart(stay, 70).await];
    tablet.has_exactly(&[stay], &saved).await;
}
