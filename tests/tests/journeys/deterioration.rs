//! A patient gets worse: an assistant charts it, a nurse accepts, the sister sees, a doctor attends, and somebody closes it.

use crate::{
    bedside::{keep_all, key_an_ill_set, night, sign_in},
    browser::Browser,
    find::in_the,
    language::size,
    ward::Ward,
};

/// The row of the patient.
const ROW: &str = "[data-testid=\"row\"][data-bed=\"A1\"]";

async fn open_patient(browser: &Browser) {
    browser.go("#/ward/bluebell").await;
    browser.see("board").await;
    browser.tap_it(&browser.see_by(&format!("{ROW} [data-testid=\"row-open\"]")).await).await;
    browser.see("patient").await;
}

/// The panel that was opened is in sight with what confirms it; one higher than the screen, from its top.
async fn panel_in_sight(browser: &Browser) {
    let asked = "const panel = document.querySelector('[data-testid=episode-panel]').getBoundingClientRect(); \
        return [panel.top, panel.bottom, innerHeight];";
    let [top, bottom, height]: [f64; 3] =
        serde_json::from_value(browser.page.execute(asked, Vec::new()).await.unwrap()).unwrap();
    assert!(top >= 0.0 && (bottom <= height || top < height / 2.0), "from {top} to {bottom} of {height}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_assistant_charts_a_nurse_accepts_the_sister_sees_a_doctor_attends_and_closes() {
    let mut ward = Ward::begin().await;
    let assistant_at = ward.device("Assistant's phone", 1).await;
    let nurse_at = ward.device("Nurse's tablet", 2).await;
    let wall_at = ward.device("Ward board", 3).await;
    let assistant = Browser::open("phone-alert", 360, 800).await;
    let tablet = Browser::open("tablet-alert", 810, 1080).await;
    let wall = Browser::open("wall-alert", 1920, 1080).await;
    sign_in(&wall, &wall_at, "Gwen Abara-Lloyd").await;
    sign_in(&tablet, &nurse_at, "Amina Yusuf").await;
    sign_in(&assistant, &assistant_at, "Kieran Tulloch").await;
    wall.go("#/wall/bluebell").await;
    wall.see_by(".board--wall").await;

    // The assistant charts; whom to tell stands on the screen that says it was saved.
    let row = assistant.see_by(&format!("{ROW} [data-testid=\"row-observe\"]")).await;
    assistant.tap_it(&row).await;
    assistant.see("observe-screen").await;
    key_an_ill_set(&assistant).await;
    assistant.tap("save").await;
    assistant.see("saved").await;
    assistant.read("ask", "Tell the medical registrar").await;
    assistant.picture("saved").await;
    assistant.tap("tell").await;
    assistant.read("sbar", "Situation").await;
    panel_in_sight(&assistant).await;
    assistant.picture("sbar").await;
    assistant.tap_named("told-how", "by telephone").await;
    assistant.read("episode-stage", "Nobody has accepted yet").await;
    assistant.picture("told").await;

    // The sister's wall shows it, and nobody has accepted.
    let on_the_wall = format!("{ROW} [data-testid=\"row-alert\"]");
    wall.read_by(&on_the_wall, "Not accepted").await;
    wall.read("urgent-card", "Not accepted").await;
    wall.picture("raised").await;

    // The nurse accepts. While her panel is open the assistant tells somebody else: her press is refused with that.
    tablet.see_by(&format!("{ROW} [data-testid=\"row-alert\"]")).await;
    tablet.picture("board").await;
    tablet.go("#/tasks").await;
    tablet.see("tasks").await;
    tablet.tap("tasks-all").await;
    tablet.see("task").await;
    tablet.picture("tasks").await;
    open_patient(&tablet).await;
    tablet.see("episode").await;
    tablet.picture("episode").await;
    tablet.tap("accept").await;
    tablet.see("episode-panel").await;
    panel_in_sight(&tablet).await;
    assistant.tap("tell").await;
    assistant.tap_named("told-how", "by bleep").await;
    tablet.read("story", "by bleep").await;
    tablet.tap("act-confirm").await;
    tablet.read("problem", "That came in while you were looking").await;
    tablet.picture("stale").await;
    tablet.tap("act-confirm").await;
    tablet.read("episode-stage", "Accepted by Amina Yusuf").await;
    tablet.picture("accepted").await;
    wall.read_by(&on_the_wall, "Accepted").await;
    assistant.read("episode-stage", "Accepted by Amina Yusuf").await;

    // The doctor attends, plans and closes.
    tablet.sign_out().await;
    sign_in(&tablet, &nurse_at, "Dr Wei-Ling Chua").await;
    open_patient(&tablet).await;
    tablet.tap("attend").await;
    tablet.tap("act-confirm").await;
    tablet.read("episode-stage", "with the patient").await;
    tablet.tap_named("infection-answer", "Infection suspected").await;
    tablet.tap("act-confirm").await;
    tablet.read("story", "Infection suspected").await;
    tablet.tap("plan").await;
    tablet.see("act-words").await.send_keys("Blood cultures, fluids, review").await.unwrap();
    tablet.picture("plan").await;
    tablet.tap("act-confirm").await;
    tablet.read("episode-stage", "There is a plan").await;
    tablet.picture("planned").await;
    tablet.tap("close").await;
    tablet.tap("code-improved").await;
    tablet.picture("close").await;
    tablet.tap("act-confirm").await;
    tablet.read("episode-stage", "Closed").await;
    wall.gone(&format!("{ROW} [data-testid=\"row-alert\"]")).await;
    tablet.picture("closed").await;
    wall.picture("closed").await;
    tablet.accessible().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_ill_set_says_that_the_alert_is_an_earlier_ones_and_that_one_call_answers_both() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward phone", 1).await;
    let phone = Browser::open("phone-joined", 360, 800).await;
    let tablet = Browser::open("tablet-joined", 810, 1080).await;
    for (browser, again) in [(&phone, false), (&tablet, true)] {
        sign_in(browser, &address, "Amina Yusuf").await;
        browser.go("#/ward/bluebell").await;
        browser.tap_it(&browser.see_by(&format!("{ROW} [data-testid=\"row-observe\"]")).await).await;
        browser.see("observe-screen").await;
        key_an_ill_set(browser).await;
        if again {
            // Nearly all as in the last set: it was measured.
            browser.tap("keep-set").await;
        }
        browser.tap("save").await;
        browser.see("saved").await;
        browser.read("ask", "Tell the medical registrar").await;
        browser.picture("saved").await;
    }
    phone.gone("[data-testid=\"earlier\"]").await;
    tablet.read("earlier", "is still open, and this belongs to it.").await;
    tablet.read("earlier", "One call answers both.").await;
    tablet.see("response").await;
    size(&tablet, 360, 800).await;
    tablet.picture("saved-phone").await;
    let dark = "document.documentElement.dataset.theme = 'night';";
    tablet.page.execute(dark, Vec::new()).await.unwrap();
    tablet.picture("saved-phone-night").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_of_the_set_that_raised_an_alert_says_what_becomes_of_that_alert() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward tablet", 6).await;
    let tablet = Browser::open("tablet-corrected", 810, 1080).await;
    sign_in(&tablet, &address, "Amina Yusuf").await;
    tablet.go("#/ward/bluebell").await;
    tablet.tap_it(&tablet.see_by(&format!("{ROW} [data-testid=\"row-observe\"]")).await).await;
    tablet.see("observe-screen").await;
    key_an_ill_set(&tablet).await;
    tablet.tap("save").await;
    tablet.see("saved").await;
    tablet.tap("to-patient").await;
    tablet.see("patient").await;
    for step in ["correct", "amend", "value-temperature", "key-3", "key-9", "key-2"] {
        tablet.tap(step).await;
    }
    keep_all(&tablet).await;
    tablet.tap("save").await;
    tablet.tap("why").await;
    keep_all(&tablet).await;
    tablet.tap("save").await;
    tablet.see("saved").await;
    tablet.read("earlier", "This corrects what raised the alert of").await;
    tablet.read("earlier", "The alert waits for an answer.").await;
    tablet.picture("saved").await;
    size(&tablet, 360, 800).await;
    tablet.picture("saved-phone").await;
    in_the(&tablet, "night").await;
    tablet.picture("saved-phone-night").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worry_needs_no_score_and_decisions_are_flags_on_every_board() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward phone", 5).await;
    let phone = Browser::open("phone-worry", 360, 800).await;
    sign_in(&phone, &address, "Kieran Tulloch").await;
    open_patient(&phone).await;
    phone.picture("patient").await;
    phone.taps();
    phone.tap("concern-button").await;
    phone.see("concern").await;
    phone.accessible().await;
    phone.tap_named("worry", "Looks unwell").await;
    phone.picture("concern").await;
    phone.tap("raise-concern").await;
    let taps = phone.taps();
    phone.see("concern-raised").await;
    phone.see("episode").await;
    phone.picture("concern-raised").await;
    assert!(taps <= 3, "a worry takes {taps} taps, which is more than 3");
    phone.accessible().await;
    phone.tap("to-patient").await;
    phone.read("story", "Looks unwell").await;
    phone.picture("episode").await;
    phone.accessible().await;
    phone.go("#/tasks").await;
    phone.see("tasks").await;
    phone.accessible().await;
    phone.picture("tasks").await;

    phone.sign_out().await;
    sign_in(&phone, &address, "Dr Wei-Ling Chua").await;
    open_patient(&phone).await;
    phone.tap("decide").await;
    phone.tap("decide-resuscitation").await;
    phone.tap_named("attempt", "Not for CPR").await;
    phone.see("decided-by").await.send_keys("Dr Lindqvist, consultant").await.unwrap();
    phone.picture("decide").await;
    phone.tap("decision-sign").await;
    phone.read("decided", "Not for resuscitation").await;
    phone.tap("decide").await;
    phone.tap("decide-stop").await;
    phone.read("stop-with-alert", "An alert is open").await;
    phone.tap_named("stop-reason", "End-of-life care").await;
    phone.see("decision-words").await.send_keys("Agreed with the family").await.unwrap();
    phone.picture("stop").await;
    phone.accessible().await;
    phone.tap("decision-sign").await;
    phone.read("decided", "Observations stopped").await;
    phone.picture("decisions").await;
    phone.tap("decide").await;
    phone.tap("decide-precaution").await;
    phone.tap_named("precaution", "At risk of falling").await;
    phone.picture("precautions").await;
    phone.tap("decision-sign").await;
    phone.read("decided", "At risk of falling").await;
    phone.go("#/ward/bluebell").await;
    let row = phone.see_by(ROW).await;
    phone.read_in(&row, "Falls").await;
    phone.read_in(&row, "DNACPR").await;
    phone.read_in(&row, "Obs stopped").await;
    phone.picture("board").await;
    night(&phone).await;
    phone.picture("board-night").await;
    open_patient(&phone).await;
    phone.picture("patient-night").await;
    phone.accessible().await;
}
