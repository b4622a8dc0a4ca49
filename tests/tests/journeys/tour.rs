//! Somebody new on the demo ward is led through the first steps by doing them, and can send the strip away.

use crate::{
    bedside::{key_an_ill_set, sign_in},
    browser::Browser,
    ward::Ward,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_is_led_from_the_board_to_a_set_the_chart_and_the_help() {
    let mut ward = Ward::begin().await;
    let address = ward.device("First day", 1).await;
    let phone = Browser::open("tour", 360, 800).await;
    phone.page.goto(&address).await.unwrap();
    phone.page.execute("localStorage.setItem('wardlight.tour', '0');", Vec::new()).await.unwrap();
    sign_in(&phone, &address, "Amina Yusuf").await;
    phone.read("tour", "Step 1 of 5").await;
    phone.accessible().await;
    phone.picture("board").await;
    let row = phone.see_by("[data-testid=\"row\"][data-bed=\"B4\"] [data-testid=\"row-open\"]").await;
    phone.tap_it(&row).await;
    phone.read("tour", "Step 2 of 5").await;
    phone.picture("patient").await;
    phone.tap("observe").await;
    phone.see("observe-screen").await;
    key_an_ill_set(&phone).await;
    phone.tap("save").await;
    phone.see("saved").await;
    phone.tap("to-patient").await;
    phone.read("tour", "Step 3 of 5").await;
    phone.tap("chart").await;
    phone.read("tour", "Step 4 of 5").await;
    phone.picture("chart").await;
    phone.tap("tab-tasks").await;
    phone.read("tour", "Step 5 of 5").await;
    phone.tap("person-menu").await;
    phone.tap("menu-help").await;
    phone.see("help").await;
    phone.gone("[data-testid=\"tour\"]").await;
}
