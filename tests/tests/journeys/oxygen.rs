//! Oxygen: a doctor prescribes it, the nurse at the bed sees the target and hears softly where a set lies beside it.

use crate::{
    bedside::{keep_all, keys, night, sign_in},
    browser::Browser,
    ward::Ward,
    wards_day::{open_more, open_section, row},
};

/// In the day's light or the night's, by the page's own setting.
async fn pictured(browser: &Browser, what: &str, dark: &str) {
    browser.picture(what).await;
    let set = "document.documentElement.dataset.theme = arguments[0];";
    browser.page.execute(set, vec!["night".into()]).await.unwrap();
    browser.picture(dark).await;
    browser.page.execute(set, vec!["day".into()]).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_doctor_prescribes_oxygen_and_the_nurse_at_the_bed_sees_how_a_set_lies_beside_it() {
    let mut ward = Ward::begin().await;
    let (doctor_at, nurse_at) =
        (ward.device("Doctor's tablet", 1).await, ward.device("Nurse's phone", 2).await);
    let doctor = Browser::open("tablet-oxygen", 810, 1080).await;
    let nurse = Browser::open("phone-oxygen", 360, 800).await;
    sign_in(&doctor, &doctor_at, "Dr Wei-Ling Chua").await;
    open_more(&doctor, "B4").await;
    open_section(&doctor, "oxygen").await;
    doctor.tap_named("oxygen-target", "88 to 92").await;
    doctor.tap_named("oxygen-device", "Venturi 24").await;
    doctor.tap_named("oxygen-given", "As needed").await;
    pictured(&doctor, "prescribe", "prescribe-night").await;
    doctor.accessible().await;
    doctor.tap("confirm-oxygen").await;
    doctor.read("decided", "Oxygen 88 to 92%: Venturi 24%, as needed").await;
    doctor.read("scale-notice", "scored on scale 1").await;
    pictured(&doctor, "patient", "patient-night").await;
    doctor.accessible().await;

    sign_in(&nurse, &nurse_at, "Amina Yusuf").await;
    nurse.read_by("[data-testid=\"row\"][data-bed=\"B4\"]", "Oxygen target 88 to 92%").await;
    nurse.tap_it(&nurse.see_by(&row("B4", "row-observe")).await).await;
    nurse.see("observe-screen").await;
    for digits in ["18", "96"] {
        keys(&nurse, digits).await;
    }
    nurse.tap("oxygen").await;
    nurse.picture("device").await;
    nurse.tap("device-V28").await;
    nurse.read("row-spo2", "Above target").await;
    pictured(&nurse, "beside", "beside-night").await;
    nurse.accessible().await;
    for digits in ["124", "78", "88"] {
        keys(&nurse, digits).await;
    }
    nurse.tap("level-A").await;
    keys(&nurse, "372").await;
    keep_all(&nurse).await;
    nurse.tap("save").await;
    nurse.see("saved").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nurse_copies_a_prescription_from_paper_and_oxygen_without_one_is_a_flag_until_then() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward tablet", 3).await;
    let phone = Browser::open("phone-oxygen-paper", 360, 800).await;
    sign_in(&phone, &address, "Amina Yusuf").await;
    let without = "[data-testid=\"row\"]:has([title=\"Oxygen given without a prescription\"]) [data-testid=\"row-open\"]";
    phone.tap_it(&phone.see_by(without).await).await;
    phone.read("flags", "Oxygen given without a prescription").await;
    phone.picture("without").await;
    phone.tap("to-more").await;
    phone.see("more").await;
    open_section(&phone, "oxygen").await;
    phone.tap_named("oxygen-target", "Another range").await;
    phone.see("oxygen-low").await.send_keys("90").await.unwrap();
    phone.see("oxygen-high").await.send_keys("94").await.unwrap();
    phone.tap_named("oxygen-device", "Nasal").await;
    phone.see("oxygen-least").await.send_keys("1").await.unwrap();
    phone.see("oxygen-most").await.send_keys("4").await.unwrap();
    phone.tap_named("oxygen-given", "All the time").await;
    phone.see("oxygen-by").await.send_keys("Dr Lindqvist, registrar").await.unwrap();
    phone.picture("paper").await;
    phone.accessible().await;
    phone.tap("confirm-oxygen").await;
    phone.read("decided", "Oxygen 90 to 94%: Nasal cannulae, 1 to 4 L/min, all the time").await;
    phone.read("decided", "On paper by Dr Lindqvist, registrar. Recorded by Amina Yusuf").await;
    phone.gone("[title=\"Oxygen given without a prescription\"]").await;
    night(&phone).await;
    phone.picture("paper-night").await;
}
