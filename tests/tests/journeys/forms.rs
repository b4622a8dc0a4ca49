//! Every form that is shipped, opened on a phone and on a tablet: it is drawn, nothing is wider than its screen, and nobody
//! is kept out of it. What cannot be tested is said with its reason, and fluid is added up.

use crate::{assessments::open_form, bedside::sign_in, browser::Browser, ward::Ward, wards_day::row};

/// The titles of all forms that the patient's page offers.
const TITLES: &str = "return [...document.querySelectorAll('[data-testid=\"form-tile\"],[data-testid=\"form-start\"]')] \
    .map(link => (link.querySelector('b') ?? link).innerText.split('\\n')[0].trim());";

/// How many pixels the page is wider than its screen.
const WIDER: &str = "return document.documentElement.scrollWidth - document.documentElement.clientWidth;";

async fn open_patient(browser: &Browser) {
    browser.go("#/ward/bluebell").await;
    browser.tap_it(&browser.see_by(&row("C3", "row-open")).await).await;
    browser.see("assessments").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_form_that_is_shipped_opens_and_fits_a_phone_and_a_tablet() {
    let mut ward = Ward::begin().await;
    let (small, large) = (ward.device("Phone", 1).await, ward.device("Tablet", 2).await);
    let phone = Browser::open("phone-forms", 360, 800).await;
    let tablet = Browser::open("tablet-forms", 810, 1080).await;
    for (browser, address) in [(&phone, &small), (&tablet, &large)] {
        sign_in(browser, address, "Amina Yusuf").await;
        open_patient(browser).await;
        // Those that are not used every day lie behind a line.
        let open = "document.querySelectorAll('[data-testid=\"assessments\"] details').forEach(d => { d.open = true; });";
        browser.page.execute(open, Vec::new()).await.unwrap();
        let titles = browser.page.execute(TITLES, Vec::new()).await.unwrap();
        let mut titles: Vec<String> = serde_json::from_value(titles).unwrap();
        titles.sort();
        titles.dedup();
        assert!(titles.len() >= 14, "{}: {titles:?}", titles.len());
        for title in titles {
            open_patient(browser).await;
            open_form(browser, &title).await;
            let name: String = title
                .to_lowercase()
                .chars()
                .map(|sign| if sign.is_alphanumeric() { sign } else { '-' })
                .collect();
            browser.picture(&name).await;
            browser.accessible().await;
            let wider = browser.page.execute(WIDER, Vec::new()).await.unwrap();
            assert_eq!(wider, serde_json::json!(0), "{title} is wider than its screen");
        }
    }
}
