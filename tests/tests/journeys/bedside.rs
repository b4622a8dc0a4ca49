//! A nurse signs in, charts a set with the server gone, and the sister sees it once it is back.

use crate::{browser::Browser, ward::Ward};

/// The words of the third state of an entry, as `src-ui` has them.
const VERIFIED: &str = "On the server, verified";

/// Signs in as this person with the PIN that the demo ward shows.
pub(crate) async fn sign_in(browser: &Browser, address: &str, name: &str) {
    browser.page.goto(address).await.unwrap();
    browser.see("staff-tile").await;
    browser.tap_named("staff-tile", name).await;
    for digit in "204060".chars() {
        browser.tap(&format!("pin-{digit}")).await;
    }
    browser.see("board").await;
}

/// Keys digits on the form's own keypad.
pub(crate) async fn keys(browser: &Browser, digits: &str) {
    let mut before = None;
    for digit in digits.chars() {
        if before.replace(digit) == Some(digit) {
            as_a_hand(browser).await;
        }
        browser.tap(&format!("key-{digit}")).await;
    }
}

/// A driver's finger may come back to a key sooner than any hand can, as a wet glove does, and is then not heeded: this is how
/// long a quick hand takes.
pub(crate) async fn as_a_hand(browser: &Browser) {
    let later = "const done = arguments[arguments.length - 1]; setTimeout(done, 60);";
    browser.page.execute_async(later, Vec::new()).await.unwrap();
}

/// The score of a patient on the board, and nothing else of the row.
const SCORE_OF_A1: &str = "[data-testid=\"row\"][data-bed=\"A1\"] .score";

/// Respiration 22, SpO2 93 on air, 108/64, pulse 112, new confusion, 38.4: 11 in all on scale 1.
pub(crate) async fn key_an_ill_set(browser: &Browser) {
    keys(browser, "22").await;
    keys(browser, "93").await;
    browser.tap("air").await;
    keys(browser, "108").await;
    keys(browser, "64").await;
    keys(browser, "112").await;
    browser.tap("level-C").await;
    keys(browser, "384").await;
    keep_all(browser).await;
}

/// What the patient had before depends on the ward's day: a great change is asked about, and it was measured.
pub(crate) async fn keep_all(browser: &Browser) {
    let keep = "document.querySelectorAll('[data-testid=\"keep\"]').forEach(keep => keep.click());";
    browser.page.execute(keep, Vec::new()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_set_charted_while_the_server_is_away_reaches_the_sisters_board_when_it_is_back() {
    let mut ward = Ward::begin().await;
    let (nurse_at, sister_at) = (ward.device("Nurse's phone", 1).await, ward.device("Ward board", 2).await);
    let nurse = Browser::open("phone", 360, 800).await;
    let sister = Browser::open("wall", 1920, 1080).await;
    sign_in(&sister, &sister_at, "Gwen Abara-Lloyd").await;
    sign_in(&nurse, &nurse_at, "Amina Yusuf").await;
    nurse.picture("board").await;
    sister.picture("board").await;

    let before = sister.see_by(SCORE_OF_A1).await.text().await.unwrap();
    assert!(!before.contains("11"), "the score is another one before the set");
    ward.server_stops().await;
    let row = nurse.see_by("[data-testid=\"row\"][data-bed=\"A1\"] [data-testid=\"row-observe\"]").await;
    nurse.taps();
    nurse.tap_it(&row).await;
    nurse.see("observe-screen").await;
    nurse.picture("observe-empty").await;
    key_an_ill_set(&nurse).await;
    nurse.picture("observe").await;
    nurse.tap("save").await;
    let taps = nurse.taps();
    nurse.see("saved").await;
    nurse.picture("saved-offline").await;
    println!("taps for a complete set, opening and saving included: {taps}");
    nurse.read("saved-score", "11").await;
    nurse.read("ring", "Nobody else has been told").await;
    // One list, with the emergency first, and its number nowhere else.
    nurse.read_by("[data-testid=ring] li:first-child", "Medical registrar: ").await;
    nurse.see_by("[data-testid=ring] li:nth-child(2)").await;
    nurse.see("ask").await;
    nurse.gone("[data-testid=ask-ring]").await;

    ward.server_returns().await;
    nurse.read("ring", "On the server. Nobody has accepted yet").await;
    nurse.picture("saved-reached").await;
    sister.read_by(SCORE_OF_A1, "11").await;
    sister.picture("board-after").await;
    nurse.go("#/entries").await;
    nurse.read("entry", VERIFIED).await;
    nurse.picture("entries").await;
    nurse.tap("to-receipt").await;
    nurse.read("receipt-words", "made here is on the server, verified").await;
    nurse.picture("receipt").await;
    nurse.accessible().await;
    night(&nurse).await;
    nurse.picture("receipt-night").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_common_set_takes_at_most_eighteen_taps_and_can_be_taken_back_and_marked_as_entered_in_error() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward tablet", 3).await;
    let tablet = Browser::open("tablet", 810, 1080).await;
    tablet.page.goto(&address).await.unwrap();
    tablet.see("staff-tile").await;
    tablet.picture("sign-in").await;
    sign_in(&tablet, &address, "Amina Yusuf").await;
    tablet.picture("board").await;
    tablet
        .tap_it(&tablet.see_by("[data-testid=\"row\"][data-bed=\"B4\"] [data-testid=\"row-open\"]").await)
        .await;
    tablet.see("patient").await;
    tablet.picture("patient").await;

    tablet.taps();
    tablet.tap("observe").await;
    tablet.see("observe-screen").await;
    for digits in ["18", "96"] {
        keys(&tablet, digits).await;
    }
    tablet.tap("air").await;
    for digits in ["124", "78", "88"] {
        keys(&tablet, digits).await;
    }
    tablet.tap("level-A").await;
    keys(&tablet, "372").await;
    tablet.picture("observe").await;
    tablet.tap("save").await;
    let taps = tablet.taps();
    tablet.see("saved").await;
    tablet.picture("saved").await;
    println!("taps for a common set, opening and saving included: {taps}");
    assert!(taps <= 18, "a complete common set takes {taps} taps, which is more than 18");

    tablet.tap("undo").await;
    tablet.see("undone").await;
    tablet.picture("undone").await;
    tablet.tap("to-patient").await;
    tablet.see("patient").await;
    tablet.tap("observe").await;
    tablet.see("observe-screen").await;
    key_an_ill_set(&tablet).await;
    tablet.tap("save").await;
    tablet.see("saved").await;
    tablet.tap("to-patient").await;
    tablet.see("patient").await;
    for step in ["correct", "in-error", "reason", "confirm-in-error"] {
        tablet.tap(step).await;
    }
    tablet.read("set", "Entered in error, marked").await;
    tablet.picture("in-error").await;
    tablet.tap("chart").await;
    tablet.see("chart-screen").await;
    tablet.see("trend").await;
    tablet.picture("chart").await;
    night(&tablet).await;
    tablet.picture("chart-night").await;
    tablet.go("#/").await;
    tablet.see("board").await;
    tablet.picture("board-night").await;
}

/// Puts the screens into their night colours, as the menu's theme button does.
pub(crate) async fn night(browser: &Browser) {
    for _ in 0..3 {
        let dark = "return document.documentElement.dataset.theme === 'night';";
        if browser.page.execute(dark, Vec::new()).await.unwrap() == true {
            return;
        }
        browser
            .page
            .execute("document.querySelector('[data-testid=\"theme\"]').click();", Vec::new())
            .await
            .unwrap();
    }
    panic!("it never became night");
}
