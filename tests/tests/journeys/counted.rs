//! Breaths counted with a tap each, one sign measured again, a glove that bounces, a screen that is wiped.

use crate::{
    bedside::{keep_all, key_an_ill_set, keys, night, sign_in},
    browser::Browser,
    entry::{observe, time_goes_by},
    ward::Ward,
};

/// The steady clock stands still from now on and goes on only by [`breathe`]: what a picture or a slow machine takes is no
/// pause of the patient's.
async fn hold_the_clock(browser: &Browser) {
    let hold = "let at = performance.now(); performance.now = () => at; window.goOn = ms => { at += ms; };";
    browser.page.execute(hold, Vec::new()).await.unwrap();
}

/// So many breaths, each so many milliseconds after the one before.
async fn breathe(browser: &Browser, times: u32, every_ms: u32) {
    for _ in 0..times {
        // By script: the driver's finger takes as long as a breath on a slow machine.
        let tap = "goOn(arguments[0]); document.querySelector('[data-testid=\"breath\"]').click();";
        browser.page.execute(tap, vec![every_ms.into()]).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn breaths_are_counted_by_taps_and_a_high_rate_asks_for_the_full_minute() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward phone", 1).await;
    let phone = Browser::open("counted", 360, 800).await;
    sign_in(&phone, &address, "Amina Yusuf").await;
    observe(&phone, "B4").await;
    hold_the_clock(&phone).await;
    phone.tap("count").await;
    phone.read("breath", "Tap with each breath").await;
    phone.picture("begin").await;
    breathe(&phone, 3, 3_330).await;
    phone.picture("counting").await;
    phone.accessible().await;
    breathe(&phone, 2, 3_330).await;
    phone.read("breath", "Even").await;
    phone.picture("even").await;
    phone.tap("breaths-use").await;
    phone.read("value-respiration", "18").await;
    // Counted again: fast breathing is not settled by a quarter of a minute.
    phone.tap("value-respiration").await;
    keys(&phone, "1").await;
    phone.tap("key-back").await;
    phone.tap("count").await;
    phone.read("breath", "Tap with each breath").await;
    breathe(&phone, 7, 2_300).await;
    phone.read("breath", "count the full minute").await;
    phone.read("breaths-use", "without the full minute").await;
    phone.picture("full-minute").await;
    // The first tap begins the minute, so 26 breaths follow it before the minute ends.
    breathe(&phone, 20, 2_300).await;
    phone.page.execute("goOn(2300);", Vec::new()).await.unwrap();
    phone.read("breath", "in a full minute").await;
    phone.read("breath", "26").await;
    phone.picture("whole").await;
    phone.tap("breaths-use").await;
    keys(&phone, "93").await;
    phone.tap("air").await;
    keys(&phone, "11872").await;
    keys(&phone, "95").await;
    phone.tap("level-A").await;
    keys(&phone, "371").await;
    keep_all(&phone).await;
    phone.tap("save").await;
    phone.see("saved").await;
    phone.tap("to-patient").await;
    phone.read("set", "Respirations counted for a full minute").await;
    phone.picture("patient").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_sign_is_measured_again_and_both_readings_stand() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward tablet", 2).await;
    let tablet = Browser::open("recheck", 810, 1080).await;
    sign_in(&tablet, &address, "Amina Yusuf").await;
    observe(&tablet, "B4").await;
    key_an_ill_set(&tablet).await;
    tablet.tap("save").await;
    tablet.see("saved").await;
    tablet.tap("to-patient").await;
    tablet.tap("recheck").await;
    tablet.see("observe-screen").await;
    tablet.picture("which").await;
    tablet.accessible().await;
    tablet.tap("again-spo2").await;
    keys(&tablet, "98").await;
    // The other rows stay closed.
    tablet.tap("value-pulse").await;
    keep_all(&tablet).await;
    tablet.read("save-state", "A second reading").await;
    tablet.picture("keyed").await;
    tablet.tap("save").await;
    tablet.read("saved-score", "beside the set").await;
    tablet.picture("saved").await;
    tablet.tap("to-patient").await;
    tablet.read("set", "now 5 higher. Both stand").await;
    tablet.read("set", "93%").await;
    tablet.picture("patient").await;
    night(&tablet).await;
    tablet.picture("patient-night").await;
    tablet.go("#/ward/bluebell").await;
    tablet.read_by("[data-testid=\"row\"][data-bed=\"B4\"] .score", "11").await;
}

/// A touch of a key, and how long after it the next begins; by the events that a screen sends.
const TOUCH: &str = "const [testid, others] = arguments; \
    const key = document.querySelector(`[data-testid=\"${testid}\"]`); \
    const box = key.getBoundingClientRect(), clientX = box.x + box.width / 2, clientY = box.y + box.height / 2; \
    const at = { bubbles: true, cancelable: true, clientX, clientY, pointerType: 'touch' }; \
    const touch = isPrimary => key.dispatchEvent(new PointerEvent('pointerdown', { ...at, isPrimary })); \
    const press = () => { \
        key.dispatchEvent(new PointerEvent('pointerup', { ...at, isPrimary: true })); \
        key.dispatchEvent(new MouseEvent('click', { ...at, detail: 1 })); \
    }; \
    touch(true); if (others) { touch(false); } press(); \
    if (!others) { touch(true); press(); }";

#[tokio::test(flavor = "multi_thread")]
async fn a_bouncing_glove_keys_one_digit_a_droplet_none_and_a_screen_can_be_wiped() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward phone", 3).await;
    let phone = Browser::open("gloves", 360, 800).await;
    sign_in(&phone, &address, "Amina Yusuf").await;
    observe(&phone, "B4").await;
    phone.see("key-1").await;
    phone.page.execute(TOUCH, vec!["key-1".into(), false.into()]).await.unwrap();
    phone.read("value-respiration", "1").await;
    phone.page.execute(TOUCH, vec!["key-7".into(), true.into()]).await.unwrap();
    keys(&phone, "6").await;
    phone.read("value-respiration", "16").await;
    phone.tap("more").await;
    phone.picture("more").await;
    phone.tap("clean-screen").await;
    phone.see("clean").await;
    phone.picture("clean").await;
    let reached = "const box = document.querySelector('[data-testid=\"save\"]').getBoundingClientRect(); \
        return document.elementFromPoint(box.x + 20, box.y + 20).closest('[data-testid]').dataset.testid;";
    let reached = phone.page.execute(reached, Vec::new()).await.unwrap();
    assert_eq!(reached, "clean", "no touch gets through");
    time_goes_by(&phone, 20_000).await;
    phone.gone("[data-testid=\"clean\"]").await;
    phone.read("value-respiration", "16").await;
}
