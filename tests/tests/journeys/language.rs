//! The screens in Welsh: chosen where one signs in, followed by every chunk, no wider than a phone, and English again.

use crate::{
    bedside::{keys, night, sign_in},
    browser::Browser,
    ward::Ward,
};

/// What the document says that it is written in, once it says so.
async fn written_in(browser: &Browser, tag: &str) {
    browser.see_by(&format!("html[lang=\"{tag}\"]")).await;
}

async fn fits(browser: &Browser) {
    let sideways = "return document.documentElement.scrollWidth > window.innerWidth;";
    let wider = browser.page.execute(sideways, Vec::new()).await.unwrap();
    assert_eq!(wider, false, "nothing is wider than the screen");
}

async fn looked_at(browser: &Browser, what: &str) {
    fits(browser).await;
    browser.accessible().await;
    browser.picture(what).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nurse_reads_the_ward_in_welsh_and_goes_back_to_english() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Language", 1).await;
    for (name, width, height, bed) in
        [("language-phone", 360, 800, "A1"), ("language-tablet", 810, 1080, "A4")]
    {
        let browser = Browser::open(name, width, height).await;
        browser.page.goto(&address).await.unwrap();
        browser.read_by(".gate-title", "Who are you?").await;
        written_in(&browser, "en-GB").await;
        browser.read("language-cy", "Cymraeg (draft)").await;
        browser.tap("language-cy").await;

        browser.read_by(".gate-title", "Pwy ydych chi?").await;
        written_in(&browser, "cy").await;
        browser.read("ribbon", "draft").await;
        looked_at(&browser, "sign-in").await;
        sign_in(&browser, &address, "Amina Yusuf").await;
        browser.read("urgent", "Angen gweithredu nawr").await;
        browser.read("counts", "ar 7 neu fwy").await;
        looked_at(&browser, "board").await;
        if name == "language-tablet" {
            night(&browser).await;
            looked_at(&browser, "board-night").await;
        }

        let observe = format!("[data-testid=\"row\"][data-bed=\"{bed}\"] [data-testid=\"row-observe\"]");
        browser.tap_it(&browser.see_by(&observe).await).await;
        browser.read("observe-screen", "Dim wedi’i roi i mewn eto").await;
        keys(&browser, "22").await;
        looked_at(&browser, "form").await;

        // Another chunk of the page, and the lock.
        browser.go("#/help").await;
        browser.read("help-card", "Pwysedd gwaed").await;
        written_in(&browser, "cy").await;
        looked_at(&browser, "help").await;
        browser.tap("person-menu").await;
        browser.tap("lock").await;
        browser.read("locked", "Mae darllen wedi’i gloi").await;
        looked_at(&browser, "locked").await;
        for digit in "204060".chars() {
            browser.tap(&format!("pin-{digit}")).await;
        }

        browser.see("help-card").await;
        browser.tap("person-menu").await;
        browser.picture("menu").await;
        browser.tap("language-en").await;
        browser.read("help-card", "Blood pressure").await;
        written_in(&browser, "en-GB").await;
        browser.go("#/").await;
        browser.read("urgent", "Needs action now").await;
        browser.gone("[data-testid=\"ribbon\"] strong + span + strong").await;
    }
}
