//! Two stays of one person: searched for, side by side, joined; and taken apart again.

use crate::{
    bedside::{night, sign_in},
    browser::Browser,
    ward::Ward,
    wards_day::{open_more, open_section},
};

async fn find(browser: &Browser, text: &str) {
    browser.see("find-text").await.send_keys(text).await.unwrap();
    browser.tap("find-stays").await;
}

/// Finds the earlier stay of the man without a name, and looks at the two.
async fn side_by_side(browser: &Browser, address: &str) {
    sign_in(browser, address, "Gwen Abara-Lloyd").await;
    open_more(browser, "S2").await;
    open_section(browser, "join").await;
    find(browser, "Okonkwo").await;
    browser.tap("join-with").await;
    browser.read("likeness", "Gender").await;
    browser.picture("likeness").await;
    browser.accessible().await;
    browser.tap("not-the-same").await;
    browser.tap("join-with").await;
    browser.read("likeness", "Born").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stay_is_searched_for_held_beside_this_one_joined_and_taken_apart_again() {
    let mut ward = Ward::begin().await;
    let (tablet_at, phone_at) = (ward.device("Ward tablet", 6).await, ward.device("Ward phone", 7).await);
    let tablet = Browser::open("tablet-join", 810, 1080).await;
    let phone = Browser::open("phone-join", 360, 800).await;
    side_by_side(&phone, &phone_at).await;
    night(&phone).await;
    phone.picture("likeness-night").await;
    side_by_side(&tablet, &tablet_at).await;
    tablet.tap_named("reason", "Named by family").await;
    tablet.tap("confirm-join").await;
    tablet.read("same-person", "Same person as").await;
    tablet.picture("joined").await;
    tablet.tap("to-more").await;
    tablet.see("more").await;
    open_section(&tablet, "take-back").await;
    tablet.tap_named("back", "Joined with another stay").await;
    tablet.see_by("[data-testid=\"take-back\"] [data-testid=\"reason\"]").await.click().await.unwrap();
    tablet.tap("confirm-back").await;
    tablet.see("patient").await;
    tablet.gone("[data-testid=\"same-person\"]").await;
}
