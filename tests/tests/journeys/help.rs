//! Help: found under one's name, readable on a phone, and true to the ward's policy.

use crate::{
    bedside::{night, sign_in},
    browser::Browser,
    ward::Ward,
};

#[tokio::test(flavor = "multi_thread")]
async fn help_is_two_taps_away_and_says_what_this_ward_does_about_a_score() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Help", 1).await;
    for (name, width, height) in
        [("help-phone", 360, 800), ("help-tablet", 810, 1080), ("help-desk", 1366, 768)]
    {
        let browser = Browser::open(name, width, height).await;
        sign_in(&browser, &address, "Amina Yusuf").await;
        browser.see("urgent").await;
        if name == "help-tablet" {
            night(&browser).await;
        }
        browser.tap("person-menu").await;
        browser.tap("menu-help").await;
        browser.read("help-what-to-do", "Medical registrar").await;
        browser.read("help-what-to-do", "7 or more").await;
        browser.read("help-card", "88–92, ≥93 on air").await;
        browser.accessible().await;
        browser.picture("top").await;
        browser.read("help-how", "Scan a wristband").await;
        let how = "document.querySelector('[data-testid=\"help-how\"]').scrollIntoView();";
        browser.page.execute(how, Vec::new()).await.unwrap();
        browser.picture("how").await;
        let down = "document.querySelector('[data-testid=\"help-card\"]').scrollIntoView();";
        browser.page.execute(down, Vec::new()).await.unwrap();
        browser.picture("card").await;
        let end = "window.scrollTo(0, document.body.scrollHeight);";
        browser.page.execute(end, Vec::new()).await.unwrap();
        browser.picture("end").await;
    }
}
