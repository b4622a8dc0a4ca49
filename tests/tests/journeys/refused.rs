//! What the server refused has a way back in: the nurse in charge looks at it, the right is given, and it is sent again.

use crate::{
    bedside::{key_an_ill_set, night, sign_in},
    browser::Browser,
    ward::Ward,
    wards_day::row,
};

/// The set among what was set aside: it asks for help. What the audit says of it is refused with it, and stands there too.
const THE_SET: &str = "[data-testid=\"parked\"]:has(.flag--alarm)";

/// A button beside the set.
async fn press(browser: &Browser, testid: &str) {
    browser.tap_it(&browser.see_by(&format!("{THE_SET} [data-testid=\"{testid}\"]")).await).await;
}

/// A set that the server refuses, because it was told meanwhile that whoever charts it has left. Then the nurse in charge
/// looks at what was set aside.
async fn refused(ward: &mut Ward, browser: &Browser, address: &str) {
    sign_in(browser, address, "Amina Yusuf").await;
    ward.server_stops().await;
    ward.employs_amina(false);
    browser.tap_it(&browser.see_by(&row("A2", "row-observe")).await).await;
    browser.see("observe-screen").await;
    key_an_ill_set(browser).await;
    browser.tap("save").await;
    browser.see("saved").await;
    browser.go("#/ward/bluebell").await;
    browser.sign_out().await;
    ward.server_returns().await;
    sign_in(browser, address, "Gwen Abara-Lloyd").await;
    browser.read_by("[data-testid=\"row\"][data-bed=\"A2\"]", "nverified").await;
    browser.go("#/set-aside").await;
    browser.read("parked", "Observations").await;
    browser.see_by(&format!("{THE_SET} [data-testid=\"send-again\"]")).await;
}

/// What somebody who had left charted, and whom they admitted: a set to send again or to dismiss, an admission to state again.
pub(crate) async fn sets_aside(ward: &mut Ward, browser: &Browser, address: &str) {
    // Her first time on a device needs the server.
    sign_in(browser, address, "Gwen Abara-Lloyd").await;
    browser.sign_out().await;
    sign_in(browser, address, "Amina Yusuf").await;
    ward.server_stops().await;
    ward.employs_amina(false);
    browser.tap_it(&browser.see_by(&row("A2", "row-observe")).await).await;
    browser.see("observe-screen").await;
    key_an_ill_set(browser).await;
    browser.tap("save").await;
    browser.see("saved").await;
    browser.go("#/ward/bluebell/admit").await;
    browser.see("admit").await;
    browser.tap("bed-D6").await;
    browser.tap("male").await;
    browser.see("observe-screen").await;
    browser.go("#/ward/bluebell").await;
    browser.sign_out().await;
    sign_in(browser, address, "Gwen Abara-Lloyd").await;
    ward.server_returns().await;
    browser.go("#/set-aside").await;
    browser.see("state-again").await;
    browser.see_by(&format!("{THE_SET} [data-testid=\"send-again\"]")).await;
    browser.go("#/ward/bluebell").await;
    browser.sign_out().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_server_refused_is_sent_again_once_the_right_is_given_and_leaves_the_list() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward tablet", 8).await;
    let tablet = Browser::open("tablet-refused", 810, 1080).await;
    refused(&mut ward, &tablet, &address).await;
    tablet.picture("set-aside").await;
    tablet.accessible().await;
    night(&tablet).await;
    tablet.picture("set-aside-night").await;
    ward.employs_amina(true);
    press(&tablet, "send-again").await;
    tablet.gone(THE_SET).await;
    tablet.picture("sent-again").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_charted_anew_with_its_values_and_the_old_one_is_dismissed_with_a_reason() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward phone", 9).await;
    let phone = Browser::open("phone-refused", 360, 800).await;
    refused(&mut ward, &phone, &address).await;
    phone.picture("set-aside").await;
    phone.accessible().await;
    press(&phone, "chart-anew").await;
    phone.tap("draft-take-up").await;
    phone.see("observe-screen").await;
    phone.picture("anew").await;
    // It is as the last set, which is the refused one: that is asked about here too.
    phone.tap("keep-set").await;
    phone.tap("save").await;
    phone.see("saved").await;
    phone.go("#/set-aside").await;
    press(&phone, "dismiss").await;
    phone.see("dismiss-why").await.send_keys("Charted anew").await.unwrap();
    phone.picture("dismiss").await;
    phone.tap("confirm-dismiss").await;
    phone.gone(THE_SET).await;
}

/// Somebody who had left admits a patient, and a colleague charts there: her set is on the server, and on no other tablet until she
/// says in her own name who lies there.
#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_states_again_who_was_admitted_by_somebody_who_had_left_and_the_ward_sees_her_set() {
    let mut ward = Ward::begin().await;
    let (address, other) = (ward.device("Ward tablet", 8).await, ward.device("Ward phone", 9).await);
    let (tablet, phone) =
        (Browser::open("tablet-stated", 810, 1080).await, Browser::open("phone-stated", 360, 800).await);
    sign_in(&phone, &other, "Gwen Abara-Lloyd").await;
    phone.see_by("[data-testid=\"row\"][data-bed=\"A2\"]").await;
    // Her first time on a device needs the server.
    sign_in(&tablet, &address, "Gwen Abara-Lloyd").await;
    tablet.sign_out().await;
    sign_in(&tablet, &address, "Amina Yusuf").await;
    ward.server_stops().await;
    ward.employs_amina(false);
    tablet.tap("to-admit").await;
    tablet.see("admit").await;
    tablet.tap("bed-D6").await;
    tablet.tap("male").await;
    tablet.see("observe-screen").await;
    tablet.go("#/ward/bluebell").await;
    tablet.sign_out().await;
    sign_in(&tablet, &address, "Gwen Abara-Lloyd").await;
    tablet.tap_it(&tablet.see_by(&row("D6", "row-observe")).await).await;
    tablet.see("observe-screen").await;
    key_an_ill_set(&tablet).await;
    tablet.tap("save").await;
    tablet.see("saved").await;
    ward.server_returns().await;
    tablet.go("#/set-aside").await;
    tablet.read("parked", "Admission").await;
    tablet.picture("set-aside").await;
    tablet.tap("state-again").await;
    tablet.read("parked", "other tablets then show this patient").await;
    tablet.picture("asked").await;
    tablet.accessible().await;
    night(&tablet).await;
    tablet.picture("asked-night").await;
    tablet.tap("confirm-state-again").await;
    tablet.gone("[data-testid=\"state-again\"]").await;
    tablet.gone("[data-testid=\"confirm-state-again\"]").await;
    let seen = phone.see_by("[data-testid=\"row\"][data-bed=\"D6\"]").await;
    phone.read_in(&seen, "UNKNOWN").await;
}
