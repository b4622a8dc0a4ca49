//! A therapist's morning without a signal: two visits, a note that a colleague writes in too, and the ward's board.

use crate::{
    assessments::open_form,
    bedside::{key_an_ill_set, night, sign_in},
    browser::Browser,
    entry::time_goes_by,
    ward::Ward,
};

/// Opens the visit's page of whoever lies in a bed.
pub(crate) async fn open_visit(browser: &Browser, bed: &str) {
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

#[tokio::test(flavor = "multi_thread")]
async fn tests_with_a_clock_and_a_set_of_observations_are_part_of_a_visit() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Therapist's phone", 5).await;
    let phone = Browser::open("phone-tests", 360, 800).await;
    sign_in(&phone, &address, "Priya Venkataraman").await;
    open_visit(&phone, "A1").await;
    phone.tap_named("identity", "Full name").await;
    phone.tap_named("identity", "Date of birth").await;
    phone.tap_named("consent", "Agreed").await;
    phone.tap("begin").await;
    phone.read("visit-card", "Begun").await;

    // The same screen for a set as the ward's.
    phone.tap("observe").await;
    phone.see("observe-screen").await;
    key_an_ill_set(&phone).await;
    phone.tap("save").await;
    phone.read("saved-score", "11").await;
    phone.tap("to-patient").await;
    phone.see("assessments").await;

    // Timed Up and Go: started and stopped with a thumb.
    open_form(&phone, "Timed Up and Go").await;
    phone.tap("seconds").await;
    phone.tap("seconds-timer").await;
    phone.read("seconds-timer", "Stop").await;
    time_goes_by(&phone, 14_000).await;
    phone.picture("stopwatch").await;
    phone.tap("seconds-timer").await;
    phone.read("live-total", "14").await;
    phone.tap("aid-frame").await;
    phone.tap("help-supervised").await;
    phone.picture("timed").await;
    phone.tap("save").await;
    phone.read("saved-outcome", "12 seconds or more").await;
    phone.picture("timed-saved").await;

    // Thirty seconds of sitting and standing: each stand is a tap, and the clock ends it.
    phone.tap("to-patient").await;
    phone.see("assessments").await;
    open_form(&phone, "sit to stand").await;
    phone.tap("arms-no").await;
    phone.tap("stands-timer").await;
    for _ in 0..9 {
        phone.tap("stands-timer").await;
    }
    phone.read("stands-timer", "9").await;
    phone.picture("counter").await;
    time_goes_by(&phone, 30_000).await;
    phone.read("live-total", "9").await;
    phone.tap("save").await;
    phone.read("saved-outcome", "9").await;

    // The visit is still open, and all of it stands on the patient's page.
    phone.tap("to-patient").await;
    phone.see("history").await;
    let open = "document.querySelector('[data-testid=\"history\"]').open = true;";
    phone.page.execute(open, Vec::new()).await.unwrap();
    phone.read("made", "12 seconds or more").await;
    phone.tap("visit-button").await;
    phone.read("visit-card", "Begun").await;
    phone.tap("end-seen").await;
    phone.read("visit-card", "Seen").await;
    phone.picture("ended").await;
}
