//! A day and a time are typed into boxes of the application's own, on a tablet whose own language has them the other way round.

use crate::{
    assessments::open_form,
    bedside::{night, sign_in},
    browser::Browser,
    ward::Ward,
    wards_day::{open_more, open_section, row},
    written_up::type_over,
};

async fn type_day(browser: &Browser, testid: &str, parts: [&str; 3]) {
    for (name, part) in ["day", "month", "year"].into_iter().zip(parts) {
        type_over(browser, &format!("{testid}-{name}"), part).await;
    }
}

async fn cannot_save(browser: &Browser) {
    let save = browser.see("confirm-identify").await;
    assert!(save.attr("disabled").await.unwrap().is_some(), "nothing is saved by this day");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_of_birth_is_read_back_and_an_unlikely_one_is_asked_about() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward phone", 4).await;
    let phone = Browser::open("phone-dates", 360, 800).await;
    sign_in(&phone, &address, "Gwen Abara-Lloyd").await;
    open_more(&phone, "S2").await;
    open_section(&phone, "identify").await;
    type_over(&phone, "field-3", "Adeyemi").await;

    type_day(&phone, "field-5", ["7", "8", "1844"]).await;
    phone.read("identify", "182 years old. Is it right?").await;
    cannot_save(&phone).await;
    let show = "document.querySelector('[data-testid=field-5]').scrollIntoView({ block: 'center' });";
    phone.page.execute(show, Vec::new()).await.unwrap();
    phone.picture("born-long-ago").await;
    phone.accessible().await;
    type_day(&phone, "field-5", ["31", "Feb", "1944"]).await;
    phone.read("field-5", "That month does not have this day").await;
    cannot_save(&phone).await;
    type_day(&phone, "field-5", ["7", "Aug", "2144"]).await;
    phone.read("identify", "still to come").await;
    cannot_save(&phone).await;
    night(&phone).await;
    phone.page.execute(show, Vec::new()).await.unwrap();
    phone.picture("born-later").await;
    phone.accessible().await;
    type_day(&phone, "field-5", ["7", "8", "1944"]).await;
    phone.read("field-5", "07-Aug-1944").await;
    phone.picture("born").await;
    phone.tap("confirm-identify").await;
    phone.read("banner", "07-Aug-1944").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_takes_yesterday_with_one_tap_and_a_time_by_the_24_hour_clock() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward tablet", 5).await;
    let tablet = Browser::open("tablet-dates", 810, 1080).await;
    sign_in(&tablet, &address, "Amina Yusuf").await;
    tablet.go("#/ward/bluebell").await;
    tablet.tap_it(&tablet.see_by(&row("B4", "row-open")).await).await;
    open_form(&tablet, "annula").await;
    tablet.tap_named("inserted-near", "Yesterday").await;
    type_over(&tablet, "inserted-time", "9pm").await;
    tablet.read("inserted", "“9pm” was not understood").await;
    tablet.picture("not-understood").await;
    tablet.accessible().await;
    // Half a time is kept with the draft and goes on where it stood.
    type_over(&tablet, "inserted-time", "09").await;
    tablet.read("inserted", "such as 7 Aug 2026 0910").await;
    tablet.tap("save").await;
    tablet.read("line-inserted", "Complete it").await;
    type_over(&tablet, "inserted-time", "0910").await;
    tablet.read("inserted", "09:10").await;
    tablet.picture("read").await;
    // The night on which the clocks went back has two half past ones, and the one on which they went forward none.
    type_day(&tablet, "inserted", ["25", "Oct", "2026"]).await;
    type_over(&tablet, "inserted-time", "0130").await;
    tablet.read("inserted", "01:30 comes twice").await;
    tablet.picture("comes-twice").await;
    tablet.accessible().await;
    tablet.tap_named("inserted-which", "01:30 (winter time)").await;
    tablet.read("inserted", "Sun 25-Oct-2026 01:30 (winter time)").await;
    tablet.picture("which").await;
    tablet.accessible().await;
    type_day(&tablet, "inserted", ["29", "Mar", "2026"]).await;
    tablet.read("inserted", "01:30 does not come").await;
    tablet.picture("does-not-come").await;
    type_over(&tablet, "inserted-time", "0910").await;
    tablet.read("inserted", "Sun 29-Mar-2026 09:10").await;
    let said = tablet.see("inserted").await.text().await.unwrap();
    tablet.tap("inserted-now").await;
    let now = tablet.see("inserted").await.text().await.unwrap();
    assert_ne!(now, said, "now stands in the boxes");
}
