//! A therapist's morning without a signal: two visits, a note that a colleague writes in too, and the ward's board.

use crate::{
    bedside::{night, sign_in},
    browser::Browser,
    ward::Ward,
};

/// Opens the visit's page of whoever lies in a bed.
async fn open_visit(browser: &Browser, bed: &str) {
    browser.go("#/ward/bluebell").await;
    browser.see("board").await;
    let row = format!("[data-testid=\"row\"][data-bed=\"{bed}\"] [data-testid=\"row-open\"]");
    browser.tap_it(&browser.see_by(&row).await).await;
    browser.see("patient").await;
    browser.tap("visit-button").await;
    browser.see("visit").await;
}

/// Keys a text into a field.
async fn write(browser: &Browser, testid: &str, text: &str) {
    browser.see(testid).await.send_keys(text).await.unwrap();
}

async fn open_row(browser: &Browser, nth: usize) {
    browser.go("#/caseload").await;
    let row = format!("li:nth-child({nth}) > [data-testid=\"caseload-row\"]");
    browser.tap_it(&browser.see_by(&row).await).await;
    browser.see("visit").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_therapists_morning_without_a_signal_is_on_the_wards_board_once_it_is_back() {
    let mut ward = Ward::begin().await;
    let therapist_at = ward.device("Therapist's phone", 1).await;
    let nurse_at = ward.device("Nurse's tablet", 2).await;
    let phone = Browser::open("phone-visits", 360, 800).await;
    let tablet = Browser::open("tablet-visits", 810, 1080).await;
    sign_in(&tablet, &nurse_at, "Amina Yusuf").await;
    sign_in(&phone, &therapist_at, "Priya Venkataraman").await;
    for (bed, when) in [("A1", "In 30 min"), ("A2", "In 2 hours")] {
        open_visit(&phone, bed).await;
        phone.tap("caseload-toggle").await;
        write(&phone, "plan-purpose", "stairs").await;
        phone.tap_named("plan-at", when).await;
        phone.read("visit-card", "Planned").await;
    }
    phone.picture("planned").await;
    phone.go("#/caseload").await;
    phone.read("ready", "Ready offline, 2 of 2, at").await;
    phone.picture("caseload").await;
    phone.accessible().await;

    ward.server_stops().await;
    open_row(&phone, 1).await;
    phone.tap_named("identity", "Full name").await;
    phone.tap_named("identity", "Date of birth").await;
    phone.tap_named("consent", "Agreed").await;
    phone.picture("identity").await;
    phone.tap("begin").await;
    phone.read("visit-card", "Begun").await;
    phone.picture("begun").await;
    phone.accessible().await;
    phone.tap("note").await;
    phone.see("note").await;
    write(&phone, "note-subjective", "Slept well. Wants to get to the garden.").await;
    write(&phone, "note-plan", "Stairs tomorrow with one.").await;
    phone.read("note-saved", "Saved on this device").await;
    phone.picture("note").await;
    phone.accessible().await;
    // What was written is there again after the page was left.
    phone.tap("back").await;
    phone.tap("note").await;
    phone.read("signing", "Sign 3 sentences").await;
    phone.tap("sign").await;
    phone.read("signatures", "Priya Venkataraman").await;
    phone.picture("signed").await;
    phone.accessible().await;
    phone.tap("back").await;
    write(&phone, "line-situation", "Walks 10 m with frame and one").await;
    write(&phone, "line-watch", "dizzy on standing").await;
    phone.tap("put-on-board").await;
    phone.read("handover-standing", "Watch: dizzy on standing").await;
    write(&phone, "goal-words", "Get to the garden").await;
    phone.tap("goal-add").await;
    phone.read("goals", "“Get to the garden”").await;
    phone.tap("end-seen").await;
    phone.read("visit-card", "Seen").await;
    phone.picture("seen").await;

    // The second patient does not answer.
    open_row(&phone, 1).await;
    phone.tap("unable").await;
    phone.picture("unable").await;
    phone.accessible().await;
    phone.tap("not-seen-no_access").await;
    phone.read("visit-card", "No access: nobody answered").await;
    phone.go("#/finish").await;
    phone.read("finish-day", "Today: 1 seen, 1 not seen.").await;
    phone.read("finish-unsent", "only on this device").await;
    phone.picture("finish").await;
    phone.accessible().await;

    ward.server_returns().await;
    phone.read("finish-day", "Nothing is left").await;
    let row = tablet.see_by("[data-testid=\"row\"][data-bed=\"A1\"]").await;
    tablet.read_in(&row, "Walks 10 m with frame and one · Watch: dizzy on standing").await;
    tablet.picture("board").await;
    night(&phone).await;
    open_row(&phone, 1).await;
    phone.picture("night").await;
    phone.accessible().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sentence_that_two_therapists_changed_at_once_is_read_again_before_it_is_signed() {
    let mut ward = Ward::begin().await;
    let fergus_at = ward.device("Therapist's tablet", 3).await;
    let priya_at = ward.device("Therapist's phone", 4).await;
    let fergus = Browser::open("tablet-two", 810, 1080).await;
    let priya = Browser::open("phone-two", 360, 800).await;
    sign_in(&fergus, &fergus_at, "Fergus McAllan").await;
    sign_in(&priya, &priya_at, "Priya Venkataraman").await;
    open_visit(&fergus, "A1").await;
    fergus.tap_named("identity", "Full name").await;
    fergus.tap_named("identity", "Wristband").await;
    fergus.tap_named("consent", "Agreed").await;
    fergus.tap("begin").await;
    fergus.tap("note").await;
    write(&fergus, "note-assessment", "Walks with one").await;
    fergus.read("note-saved", "the server has it").await;
    open_visit(&priya, "A1").await;
    priya.tap("note-link").await;
    priya.read("note", "Walks with one").await;

    ward.server_stops().await;
    write(&fergus, "note-assessment", " and a frame").await;
    write(&priya, "note-assessment", ", slowly").await;
    fergus.read("note-saved", "Saved on this device").await;
    priya.read("note-saved", "Saved on this device").await;
    ward.server_returns().await;
    fergus.read("sentence", "Changed by two at once: read again").await;
    priya.read("sentence", "Changed by two at once: read again").await;
    fergus.picture("by-two").await;
    fergus.accessible().await;
    let sign = fergus.see("sign").await;
    assert!(sign.attr("disabled").await.unwrap().is_some(), "not before it was read again");
    fergus.tap("read-again").await;
    fergus.tap("sign").await;
    fergus.read("signatures", "Fergus McAllan").await;
    priya.read("signatures", "Fergus McAllan").await;
    fergus.picture("by-two-signed").await;
    priya.picture("by-two-signed").await;
    priya.accessible().await;
}
