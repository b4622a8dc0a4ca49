//! Sets that are not common: a sign that cannot be had, a set that was taken a quarter of an hour ago, what stood there
//! before; and no screen that has to be scrolled sideways, on any of the sizes.

use crate::{
    bedside::{keep_all, key_an_ill_set, keys, sign_in},
    browser::Browser,
    ward::Ward,
};

/// Opens the form of whoever lies in a bed.
pub(crate) async fn observe(browser: &Browser, bed: &str) {
    browser.go("#/ward/bluebell").await;
    let row = format!("[data-testid=\"row\"][data-bed=\"{bed}\"] [data-testid=\"row-observe\"]");
    browser.tap_it(&browser.see_by(&row).await).await;
    browser.see("observe-screen").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_that_cannot_be_had_has_a_reason_and_the_score_is_at_least() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward phone", 1).await;
    let phone = Browser::open("phone-partial", 360, 800).await;
    sign_in(&phone, &address, "Kieran Tulloch").await;
    observe(&phone, "B4").await;
    // What was measured before stands beside the field, never in it.
    let before = phone.see_by("[data-testid=\"row-respiration\"] .obs-lasts").await.text().await.unwrap();
    assert!(before.chars().any(|c| c.is_ascii_digit()), "values of before: {before:?}");
    let inside = phone.see("value-respiration").await.text().await.unwrap();
    assert!(!inside.chars().any(|c| c.is_ascii_digit()), "nothing is filled in: {inside:?}");

    keys(&phone, "26").await;
    phone.tap("unable").await;
    phone.picture("why").await;
    phone.tap("reason-equipment").await;
    phone.tap("air").await;
    keys(&phone, "11872").await;
    keys(&phone, "95").await;
    phone.tap("level-A").await;
    keys(&phone, "371").await;
    keep_all(&phone).await;
    phone.picture("keyed").await;
    phone.tap("save").await;
    phone.see("saved").await;
    phone.read("saved-score", "at least").await;
    phone.picture("saved").await;
    phone.tap("to-patient").await;
    phone.see("patient").await;
    phone.picture("patient").await;
    phone.go("#/ward/bluebell").await;
    let row = phone.see_by("[data-testid=\"row\"][data-bed=\"B4\"] .score").await;
    phone.read_in(&row, "≥").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_reason_covers_a_whole_set_and_too_unwell_is_an_emergency() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward phone", 2).await;
    let phone = Browser::open("phone-unable", 360, 800).await;
    sign_in(&phone, &address, "Kieran Tulloch").await;
    observe(&phone, "B4").await;
    phone.taps();
    phone.tap("more").await;
    phone.tap("whole-set").await;
    phone.tap("reason-too_unwell").await;
    phone.picture("keyed").await;
    phone.tap("save").await;
    let taps = phone.taps();
    phone.see("saved").await;
    println!("taps for a set that nobody could take: {taps}");
    assert!(taps <= 4, "one reason covers the set: {taps} taps");
    phone.read("saved-score", "Too unwell").await;
    phone.picture("saved").await;
    phone.go("#/ward/bluebell").await;
    phone.see_by("[data-testid=\"row\"][data-bed=\"B4\"] [data-testid=\"row-alert\"]").await;
    phone.picture("board").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_set_taken_a_quarter_of_an_hour_ago_stands_at_its_own_time() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward tablet", 3).await;
    let tablet = Browser::open("tablet-late", 810, 1080).await;
    sign_in(&tablet, &address, "Amina Yusuf").await;
    observe(&tablet, "B4").await;
    key_an_ill_set(&tablet).await;
    tablet.tap("taken").await;
    tablet.picture("when").await;
    tablet.tap("taken-15").await;
    let chosen = tablet.see("taken").await.text().await.unwrap();
    let at = chosen.split_whitespace().last().unwrap().to_owned();
    assert!(at.len() == 5 && at.contains(':'), "a time of day is chosen: {chosen:?}");
    tablet.tap("save").await;
    tablet.see("saved").await;
    tablet.tap("to-patient").await;
    tablet.read("set", &at).await;
    tablet.picture("patient").await;
}

/// So many milliseconds go by at once, on both of the page's clocks.
pub(crate) async fn time_goes_by(browser: &Browser, ms: u32) {
    let on = "const [ms] = arguments, date = Date.now, steady = performance.now.bind(performance); \
        Date.now = () => date() + ms; performance.now = () => steady() + ms;";
    browser.page.execute(on, vec![ms.into()]).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_form_keeps_its_keys_for_ten_minutes_after_reading_was_locked_and_shows_no_patient_meanwhile()
{
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward phone", 5).await;
    let phone = Browser::open("phone-pad", 360, 800).await;
    sign_in(&phone, &address, "Amina Yusuf").await;
    observe(&phone, "A1").await;
    let name = "return document.querySelector('[data-testid=\"save\"]').innerText.match(/for ([^,]+),/)[1];";
    let name = phone.page.execute(name, Vec::new()).await.unwrap().as_str().unwrap().to_owned();
    keys(&phone, "22").await;
    let lock = "const done = arguments[arguments.length - 1]; \
        fetch('/call', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '\"lock\"' }) \
            .then(answer => answer.text()).then(done, done);";
    phone.page.execute_async(lock, Vec::new()).await.unwrap();
    // What the page knows is asked for again within a minute.
    time_goes_by(&phone, 61_000).await;
    phone.read("observe-screen", "Reading is locked. Go on keying").await;
    let shown = phone.page.execute("return document.body.innerText;", Vec::new()).await.unwrap();
    assert!(!shown.as_str().unwrap().contains(&name), "nobody's name is left to be read");
    phone.picture("locked").await;
    time_goes_by(&phone, 8 * 60_000).await;
    keys(&phone, "93").await;
    phone.read("value-spo2", "93").await;
    time_goes_by(&phone, 9 * 60_000).await;
    phone.tap("air").await;
    phone.see("observe-screen").await;
    time_goes_by(&phone, 10 * 60_000).await;
    phone.see("locked").await;
    phone.picture("gone").await;
}

/// Nothing stands beyond the edge of the page.
async fn fits(browser: &Browser, screen: &str) {
    let beyond = browser
        .page
        .execute(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth;",
            Vec::new(),
        )
        .await
        .unwrap();
    assert_eq!(beyond, 0, "{screen} is wider than its page");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_screen_is_wider_than_its_page_on_a_phone_a_tablet_a_computer_on_wheels_or_a_wall() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Computer on wheels", 4).await;
    for (name, width, height) in
        [("fit-320", 320, 640), ("fit-phone", 360, 800), ("desktop", 1366, 768), ("fit-wall", 1920, 1080)]
    {
        let browser = Browser::open(name, width, height).await;
        sign_in(&browser, &address, "Gwen Abara-Lloyd").await;
        browser.see("urgent").await;
        browser.picture("board").await;
        fits(&browser, "board").await;
        observe(&browser, "A2").await;
        browser.picture("observe").await;
        fits(&browser, "observe").await;
        browser.tap("back").await;
        for (hash, screen) in [("#/mine", "board"), ("#/tasks", "tasks"), ("#/entries", "entries")] {
            browser.go(hash).await;
            browser.see(screen).await;
            fits(&browser, hash).await;
        }
        browser.go("#/ward/bluebell").await;
        let open = "[data-testid=\"row\"][data-bed=\"A2\"] [data-testid=\"row-open\"]";
        browser.tap_it(&browser.see_by(open).await).await;
        browser.see("patient").await;
        browser.picture("patient").await;
        fits(&browser, "patient").await;
        browser.tap("chart").await;
        browser.see("trend").await;
        browser.picture("chart").await;
        fits(&browser, "chart").await;
        browser.go("#/ward/bluebell/handover").await;
        browser.see("read-all").await;
        fits(&browser, "handover").await;
        // The last one: whoever leaves a wall is asked for the PIN.
        browser.go("#/wall/bluebell").await;
        browser.see_by(".board--wall").await;
        browser.picture("wall").await;
        fits(&browser, "wall").await;
    }
}
