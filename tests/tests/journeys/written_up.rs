//! A therapist's day that does not go by the plan: a visit entered the day after, one moved and one called off and both taken
//! back, a goal with a day, an address put right, and weight-bearing with its leg.

use crate::{
    bedside::{night, sign_in},
    browser::Browser,
    ward::Ward,
    wards_day::row,
};

async fn open_from_caseload(browser: &Browser, words: &str) {
    browser.go("#/caseload").await;
    browser.tap_named("caseload-row", words).await;
    browser.see("visit").await;
}

/// Brings a patient of the caseload into the picture.
async fn look_at_row(browser: &Browser, words: &str) {
    let script = "[...document.querySelectorAll('[data-testid=caseload-row]')] \
        .find(e => e.innerText.includes(arguments[0])).scrollIntoView({ block: 'center' });";
    browser.page.execute(script, vec![words.into()]).await.unwrap();
}

/// Control and A, and the control key let go.
const SELECT_ALL: &str = "\u{e009}a\u{e000}";

/// Types over whatever stands in a field.
pub(crate) async fn type_over(browser: &Browser, testid: &str, text: &str) {
    browser.see(testid).await.send_keys(&[SELECT_ALL, text].concat()).await.unwrap();
}

/// Types a day so many minutes from now by the ward's clock, box by box, and its time where one is asked for.
async fn key_time(browser: &Browser, testid: &str, minutes: i64, timed: bool) {
    let script = "const at = new Date(Date.now() + arguments[0] * 60000); \
        const part = parts => at.toLocaleString('en-GB', { timeZone: 'Europe/London', ...parts }); \
        return [part({ day: 'numeric' }), part({ month: 'short' }), part({ year: 'numeric' }), \
            part({ hour: '2-digit', minute: '2-digit' }).replace(':', '')];";
    let parts = browser.page.execute(script, vec![minutes.into()]).await.unwrap();
    let parts = parts.as_array().unwrap().iter().map(|part| part.as_str().unwrap());
    for (name, part) in
        ["day", "month", "year", "time"].into_iter().zip(parts).take(if timed { 4 } else { 3 })
    {
        type_over(browser, &format!("{testid}-{name}"), part).await;
    }
}

async fn who_it_is(browser: &Browser) {
    for check in ["Full name", "Address"] {
        browser.tap_named("identity", check).await;
    }
    browser.tap_named("consent", "Agreed").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_is_written_up_later_and_a_plan_is_moved_called_off_and_taken_back() {
    let mut ward = Ward::begin().await;
    let address = ward.device_of(&["bluebell", "foxglove", "riverside"], "Therapist's phone", 1).await;
    let phone = Browser::open("phone-written-up", 360, 800).await;
    sign_in(&phone, &address, "Fergus McAllan").await;
    phone.go("#/caseload").await;
    phone.read("ready", "Ready offline, 9 of 9, at").await;
    phone.read("caseload", "Key safe by the door").await;
    ward.server_stops().await;

    // Yesterday's visit: with its own times, and not with times that are still to come.
    open_from_caseload(&phone, "Flat 7, Weir Court").await;
    phone.tap("later").await;
    key_time(&phone, "later-began", -25 * 60, true).await;
    key_time(&phone, "later-ended", 30, true).await;
    who_it_is(&phone).await;
    phone.tap("later-save").await;
    phone.read("visit", "That time is still to come").await;
    phone.picture("refused").await;
    key_time(&phone, "later-ended", -24 * 60 - 20, true).await;
    phone.accessible().await;
    phone.tap("later-save").await;
    phone.read("visit-card", "Entered later: Fergus McAllan").await;
    phone.read("visit-card", "Seen").await;
    phone.picture("entered-later").await;
    phone.accessible().await;

    // One that was planned for today goes to tomorrow, and back.
    open_from_caseload(&phone, "3 Chapel Row").await;
    phone.tap("move").await;
    key_time(&phone, "move-to", 25 * 60, true).await;
    phone.tap_named("move-reason", "The patient asked").await;
    phone.picture("move").await;
    phone.accessible().await;
    phone.tap("move-now").await;
    phone.read("visit-card", "moved from").await;
    phone.read("changes", "The patient asked. Fergus McAllan").await;
    phone.picture("moved").await;
    phone.accessible().await;
    phone.go("#/caseload").await;
    phone.read("caseload", "moved from").await;
    look_at_row(&phone, "moved from").await;
    phone.picture("caseload").await;
    phone.accessible().await;
    open_from_caseload(&phone, "3 Chapel Row").await;
    phone.tap("take-back").await;
    phone.read("changes", "Taken back: Fergus McAllan").await;

    // Called off, it asks for nothing; taken back, it stands again.
    phone.tap("call-off").await;
    phone.picture("why-called-off").await;
    phone.accessible().await;
    phone.tap("off-in_hospital").await;
    phone.read("visit-card", "Called off: In hospital. Fergus McAllan").await;
    phone.picture("called-off").await;
    phone.accessible().await;
    phone.go("#/caseload").await;
    phone.read("caseload", "Called off: In hospital").await;
    look_at_row(&phone, "Called off").await;
    phone.picture("caseload-called-off").await;
    open_from_caseload(&phone, "3 Chapel Row").await;
    phone.tap("take-back").await;
    phone.see("move").await;
    phone.read("visit-card", "Planned").await;

    // A goal with a day, and an address put right.
    phone.see("goal-words").await.send_keys("Walk to the shop").await.unwrap();
    key_time(&phone, "goal-by", 14 * 24 * 60, false).await;
    phone.tap("goal-add").await;
    phone.read("goals", "Walk to the shop").await;
    phone.read("goals", "By ").await;
    phone.picture("goal").await;
    phone.tap("correct-home").await;
    phone.see("home-access").await.send_keys(". Ring twice").await.unwrap();
    phone.picture("address").await;
    phone.accessible().await;
    phone.tap("home-save").await;
    phone.read("home", "no naked flames. Ring twice").await;

    // By night, and once the server is back.
    ward.server_returns().await;
    night(&phone).await;
    phone.picture("night").await;
    phone.accessible().await;
    phone.go("#/caseload").await;
    phone.read("caseload", "Ring twice").await;
    look_at_row(&phone, "Ring twice").await;
    phone.picture("caseload-night").await;
    phone.accessible().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn weight_bearing_stands_with_its_leg_wherever_it_is_shown() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Therapist's phone", 2).await;
    let phone = Browser::open("phone-leg", 360, 800).await;
    sign_in(&phone, &address, "Priya Venkataraman").await;
    phone.go("#/ward/bluebell").await;
    phone.tap_it(&phone.see_by(&row("A4", "row-open")).await).await;
    phone.see("patient").await;
    phone.tap("decide").await;
    phone.tap("decide-precaution").await;
    phone.tap_named("precaution", "Partial weight-bearing").await;
    let sign = phone.see("decision-sign").await;
    assert!(sign.attr("disabled").await.unwrap().is_some(), "not before the leg is said");
    phone.tap_named("leg", "Both legs").await;
    phone.picture("which").await;
    phone.accessible().await;
    phone.tap("decision-sign").await;
    phone.read("decided", "Partial weight-bearing, left leg").await;
    phone.read("flags", "Partial weight-bearing, right leg").await;
    phone.picture("page").await;
    phone.tap("visit-button").await;
    phone.read("precautions", "Partial weight-bearing, left leg").await;
    phone.picture("visit").await;
}

async fn open_visit(browser: &Browser, bed: &str) {
    browser.go("#/ward/bluebell").await;
    browser.tap_it(&browser.see_by(&row(bed, "row-open")).await).await;
    browser.see("patient").await;
    browser.tap("visit-button").await;
    browser.see("visit").await;
}

async fn move_to(browser: &Browser, minutes: i64) {
    browser.tap("move").await;
    key_time(browser, "move-to", minutes, true).await;
    browser.tap_named("move-reason", "Running late").await;
    browser.tap("move-now").await;
    browser.read("visit-card", "moved from").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_two_therapists_moved_apart_is_shown_as_both_and_settled_by_one() {
    let mut ward = Ward::begin().await;
    let fergus_at = ward.device("Therapist's tablet", 3).await;
    let priya_at = ward.device("Therapist's phone", 4).await;
    let fergus = Browser::open("tablet-apart", 810, 1080).await;
    let priya = Browser::open("phone-apart", 360, 800).await;
    sign_in(&fergus, &fergus_at, "Fergus McAllan").await;
    sign_in(&priya, &priya_at, "Priya Venkataraman").await;
    open_visit(&fergus, "A2").await;
    fergus.tap_named("plan-at", "In 1 hour").await;
    fergus.read("visit-card", "Planned").await;
    open_visit(&priya, "A2").await;
    priya.see("move").await;

    ward.server_stops().await;
    move_to(&fergus, 26 * 60).await;
    move_to(&priya, 27 * 60).await;
    ward.server_returns().await;
    for browser in [&fergus, &priya] {
        browser.read("two-plans", "Two people changed this plan").await;
        browser.read("two-plans", "Fergus McAllan").await;
        browser.read("two-plans", "Priya Venkataraman").await;
        browser.picture("two-plans").await;
        browser.accessible().await;
    }
    priya.tap("settle").await;
    for browser in [&priya, &fergus] {
        browser.gone("[data-testid=\"two-plans\"]").await;
        browser.read("visit-card", "moved from").await;
    }
    fergus.picture("settled").await;
}
