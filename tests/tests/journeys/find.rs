//! The right patient: by the band on the wrist, on any screen and beside an open form, and by the list. How many taps and how
//! long it takes is printed.

use crate::{
    bedside::{key_an_ill_set, keys, sign_in},
    browser::Browser,
    ward::Ward,
    wards_day::row,
};
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use std::time::Duration;

/// Types as a hand scanner does: one key right after the other, GS as Ctrl and ], Enter last.
const SCANNER: &str = "for (const c of arguments[0] + '\\n') { \
        const gs = c === '\\u001d'; \
        const key = gs ? ']' : c === '\\n' ? 'Enter' : c; \
        (document.activeElement ?? document.body).dispatchEvent( \
            new KeyboardEvent('keydown', { key, ctrlKey: gs, bubbles: true, cancelable: true })); \
    }";

pub(crate) async fn scan(browser: &Browser, text: &str) {
    browser.page.execute(SCANNER, vec![text.into()]).await.unwrap();
}

async fn now_ms(browser: &Browser) -> f64 {
    browser.page.execute("return Date.now();", Vec::new()).await.unwrap().as_f64().unwrap()
}

/// A band as DCB1077 prints it.
pub(crate) fn band(nhs: &str, described: &str) -> String {
    let body = ["5050898", nhs].concat();
    let weighted = body.bytes().rev().enumerate();
    let sum: u32 =
        weighted.map(|(at, digit)| u32::from(digit - b'0') * if at % 2 == 0 { 3 } else { 1 }).sum();
    format!("8018{body}{}\u{1d}91RJC,123456\u{1d}93{described}", (10 - sum % 10) % 10)
}

/// The patient of a bed: ten digits of the NHS number, family name, and the day of birth as the banner has it.
pub(crate) async fn who_is_in(browser: &Browser, bed: &str) -> (String, String, String) {
    browser.go("#/ward/bluebell").await;
    browser.tap_it(&browser.see_by(&row(bed, "row-open")).await).await;
    browser.see("patient").await;
    let banner = browser.see("banner").await.text().await.unwrap();
    let after = |words: &str| banner.split(words).nth(1).unwrap().trim().to_owned();
    let nhs: String = after("NHS No.").chars().filter(char::is_ascii_digit).take(10).collect();
    let born: String = after("Born").chars().take(11).collect();
    let family = banner.lines().next().unwrap().split(',').next().unwrap().trim().to_owned();
    browser.go("#/ward/bluebell").await;
    browser.see("board").await;
    (nhs, family, born)
}

pub(crate) async fn in_the(browser: &Browser, name: &str) {
    let set = "document.documentElement.dataset.theme = arguments[0];";
    browser.page.execute(set, vec![name.into()]).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_or_a_few_letters_find_the_right_patient_and_a_scan_alone_opens_nothing() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward phone", 1).await;
    let phone = Browser::open("phone-find", 360, 800).await;
    sign_in(&phone, &address, "Amina Yusuf").await;
    let (nhs, family, born) = who_is_in(&phone, "A1").await;
    let text = band(&nhs, &format!("{family},Xxxx,{born}"));

    phone.taps();
    let began = now_ms(&phone).await;
    scan(&phone, &text).await;
    scan(&phone, &text).await;
    phone.read("band", "Is this the patient in front of you?").await;
    phone.read("band", "Differs").await;
    phone.picture("band").await;
    phone.accessible().await;
    in_the(&phone, "night").await;
    phone.picture("band-night").await;
    in_the(&phone, "day").await;
    phone.tap("band-no").await;
    phone.gone("[data-testid=band]").await;
    println!("a scan was answered, looked at and pictured within {} ms", now_ms(&phone).await - began);
    phone.see("board").await;

    let began = now_ms(&phone).await;
    phone.taps();
    scan(&phone, &nhs).await;
    phone.tap("band-yes").await;
    phone.see("patient").await;
    println!("by scan: {} taps, {} ms to the patient's page", phone.taps(), now_ms(&phone).await - began);
    phone.read("banner", &family).await;

    phone.go("#/ward/bluebell").await;
    phone.see("board").await;
    let began = now_ms(&phone).await;
    phone.taps();
    phone.tap("to-find").await;
    phone.see("find-text").await.send_keys(&family).await.unwrap();
    phone.tap("find-go").await;
    phone.read("found", &family).await;
    phone.picture("found").await;
    phone.accessible().await;
    in_the(&phone, "night").await;
    phone.picture("found-night").await;
    phone.tap("found-patient").await;
    phone.see("patient").await;
    println!("by search: {} taps, {} ms with pictures taken", phone.taps(), now_ms(&phone).await - began);
    phone.read("banner", &family).await;

    let began = now_ms(&phone).await;
    phone.go("#/ward/bluebell").await;
    phone.taps();
    phone.tap_it(&phone.see_by(&row("A1", "row-open")).await).await;
    phone.see("patient").await;
    println!(
        "by the list: {} taps, {} ms from the board to the page",
        phone.taps(),
        now_ms(&phone).await - began
    );

    // A number of nobody here, and something that is no band.
    scan(&phone, &band("9999999999", "NOBODY,At all,01-Jan-1950")).await;
    phone.read("band", "not known").await;
    phone.tap("band-no").await;
    scan(&phone, &band("4010232137", "NOBODY,At all,01-Jan-1950")).await;
    phone.read("band", "Not found").await;
    phone.picture("not-found").await;
    phone.accessible().await;
    phone.tap("band-find").await;
    phone.see("find-text").await;
    scan(&phone, "0105012345678900171231").await;
    phone.read("band", "the code of a product").await;
    phone.picture("no-band").await;
    let typed = "return document.querySelector('[data-testid=find-text]').value;";
    assert_eq!(
        phone.page.execute(typed, Vec::new()).await.unwrap(),
        "",
        "nothing of a scan stays in a field"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn beside_an_open_form_another_band_stops_it_and_the_patients_own_is_said_of_the_set() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward tablet", 2).await;
    let tablet = Browser::open("tablet-find", 810, 1080).await;
    sign_in(&tablet, &address, "Amina Yusuf").await;
    let ((hers, _, _), (others, family, _)) =
        (who_is_in(&tablet, "A1").await, who_is_in(&tablet, "B1").await);

    tablet.tap_it(&tablet.see_by(&row("A1", "row-observe")).await).await;
    tablet.see("observe-screen").await;
    keys(&tablet, "18").await;
    scan(&tablet, &others).await;
    tablet.read("band", "another patient").await;
    tablet.read("band", &family).await;
    tablet.picture("another").await;
    tablet.accessible().await;
    in_the(&tablet, "night").await;
    tablet.picture("another-night").await;
    in_the(&tablet, "day").await;
    tablet.page.execute(SCANNER, vec!["96".into()]).await.unwrap();
    tablet.tap("band-no").await;
    tablet.gone("[data-testid=band]").await;
    let value = |sign: &str| format!("value-{sign}");
    assert_eq!(
        tablet.see(&value("respiration")).await.text().await.unwrap(),
        "18",
        "what was keyed is there"
    );
    let spo2 = tablet.see(&value("spo2")).await.text().await.unwrap();
    assert!(!spo2.contains(|c: char| c.is_ascii_digit()), "and nothing of what was scanned: {spo2:?}");

    scan(&tablet, &hers).await;
    tablet.read("band-same", "Identified by wristband").await;
    tablet.picture("same").await;
    tablet.gone("[data-testid=band-same]").await;
    tablet.go("#/ward/bluebell").await;
    tablet.tap_it(&tablet.see_by(&row("A1", "row-observe")).await).await;
    tablet.tap("draft-begin-anew").await;
    key_an_ill_set(&tablet).await;
    tablet.tap("save").await;
    tablet.see("saved").await;
    tablet.go("#/ward/bluebell").await;
    tablet.tap_it(&tablet.see_by(&row("A1", "row-open")).await).await;
    tablet.read("patient", "and wristband").await;
    tablet.picture("by-wristband").await;
}

/// Types as a hand does: eleven keys a second, faster than most.
async fn types(browser: &Browser, text: &str) {
    let mut hand = KeyActions::new("hand".to_owned());
    for value in text.chars() {
        hand = hand
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value })
            .then(KeyAction::Pause { duration: Duration::from_millis(90) });
    }
    browser.page.perform_actions(hand).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_computer_on_wheels_a_hand_types_digits_and_a_scanner_types_none() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Computer on wheels", 3).await;
    let cow = Browser::open("cow-find", 1366, 768).await;
    sign_in(&cow, &address, "Amina Yusuf").await;
    let (hers, _, _) = who_is_in(&cow, "A1").await;
    cow.tap_it(&cow.see_by(&row("A1", "row-observe")).await).await;
    cow.see("observe-screen").await;
    types(&cow, "18").await;
    cow.read("value-respiration", "18").await;
    scan(&cow, &hers).await;
    cow.see("band-same").await;
    types(&cow, "96").await;
    cow.read("value-spo2", "96").await;
    cow.picture("typed").await;
    cow.tap("more").await;
    cow.tap("remark").await;
    cow.see("remark-words").await.click().await.unwrap();
    types(&cow, "slept").await;
    scan(&cow, "9434765919").await;
    cow.read("band", "was not found").await;
    let words = "return document.querySelector('[data-testid=remark-words]').value;";
    assert_eq!(cow.page.execute(words, Vec::new()).await.unwrap(), "slept");
    cow.picture("scan-over-words").await;
}
