//! A nurse signs the fluid of the shift before; an entry comes from another tablet; the shift is open again in sight.

use crate::{
    assessments::open_form,
    bedside::{keys, night, sign_in},
    browser::Browser,
    ward::Ward,
};

/// The row of the patient.
const ROW: &str = "[data-testid=\"row\"][data-bed=\"B2\"]";

/// The last shift that is over, by the clock of the ward: its name, its day among those of the page, and a time in it,
/// as it is keyed. The first half hour of a shift is kept clear, so that the one before is surely over when it is signed.
const LAST_SHIFT: &str = "const hour = parseInt(new Intl.DateTimeFormat('en-GB', \
    { hour: '2-digit', hourCycle: 'h23', timeZone: 'Europe/London' }).format(new Date())); \
    return hour >= 7 && hour < 19 ? ['Night shift', '1', '0630'] : ['Day shift', '0', '1830'];";

async fn open_patient(browser: &Browser) {
    browser.go("#/ward/bluebell").await;
    browser.see("board").await;
    browser.tap_it(&browser.see_by(&format!("{ROW} [data-testid=\"row-open\"]")).await).await;
    browser.see("assessments").await;
}

/// Charts what was drunk at this time.
async fn drank(browser: &Browser, ml: &str, at: &str) {
    open_patient(browser).await;
    open_form(browser, "Fluid in or out").await;
    for code in ["direction-in", "kind-in-oral", "how-measured", "volume"] {
        browser.tap(code).await;
    }
    keys(browser, ml).await;
    browser.tap("key-next").await;
    browser.tap("taken").await;
    browser.tap("taken-other").await;
    keys(browser, at).await;
    browser.tap("key-next").await;
    browser.tap("save").await;
    browser.see("saved-outcome").await;
}

/// The page of the fluid balance, by way of the patient's.
async fn open_fluids(browser: &Browser) {
    open_patient(browser).await;
    browser.tap("fluid-page").await;
    browser.see("fluids").await;
}

struct Shift {
    name: String,
    day: String,
}

impl Shift {
    /// Waits until the shift says this.
    async fn says(&self, browser: &Browser, words: &str) {
        let script = "const day = document.querySelectorAll('[data-testid=\"fluid-day\"]')[arguments[0]]; \
            if (!day) return false; \
            const shifts = [...day.querySelectorAll('[data-testid=\"fluid-shift\"]')]; \
            const shift = shifts.find(of => of.innerText.includes(arguments[1])); \
            if (shift) shift.dataset.found = 'yes'; \
            return !!shift && shift.innerText.includes(arguments[2]);";
        let asked = || vec![self.day.clone().into(), self.name.clone().into(), words.into()];
        let until = tokio::time::timeout(std::time::Duration::from_secs(20), async {
            while browser.page.execute(script, asked()).await.unwrap() != true {
                tokio::task::yield_now().await;
            }
        });
        if until.await.is_err() {
            browser.picture("failed").await;
            panic!("the {} never said {words:?}", self.name);
        }
    }

    async fn sign(&self, browser: &Browser) {
        browser.tap_it(&browser.see_by("[data-found] [data-testid=\"sign-fluid\"]").await).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signed_fluid_shift_opens_again_in_sight_when_an_entry_comes_from_another_tablet() {
    let mut ward = Ward::begin().await;
    let (nurse_at, other_at) = (ward.device("Nurse's phone", 1).await, ward.device("Ward tablet", 2).await);
    let nurse = Browser::open("phone-fluid", 360, 800).await;
    let other = Browser::open("tablet-fluid", 810, 1080).await;
    sign_in(&nurse, &nurse_at, "Amina Yusuf").await;
    sign_in(&other, &other_at, "Gwen Abara-Lloyd").await;
    let told = nurse.page.execute(LAST_SHIFT, Vec::new()).await.unwrap();
    let [name, day, at] =
        <[String; 3]>::try_from(serde_json::from_value::<Vec<String>>(told).unwrap()).unwrap();
    let shift = Shift { name, day };

    drank(&nurse, "500", &at).await;
    open_patient(&nurse).await;
    nurse.picture("patient").await;
    nurse.tap("look-after").await;
    nurse.tap("fluid-page").await;
    shift.says(&nurse, "Not signed").await;
    nurse.picture("unsigned").await;
    shift.sign(&nurse).await;
    shift.says(&nurse, "Signed by Amina Yusuf").await;
    nurse.accessible().await;
    nurse.picture("signed").await;

    open_fluids(&other).await;
    shift.says(&other, "Signed by Amina Yusuf").await;
    drank(&other, "300", &at).await;
    open_fluids(&other).await;
    for browser in [&nurse, &other] {
        shift.says(browser, "Was signed by Amina Yusuf; an entry came later: sign again").await;
        shift.says(browser, "As signed").await;
        shift.says(browser, "By mouth, 300 ml").await;
    }
    other.accessible().await;
    other.picture("reopened").await;
    nurse.picture("reopened").await;
    night(&nurse).await;
    nurse.picture("reopened-night").await;
    nurse.go("#/tasks").await;
    nurse.read("task", "was signed by Amina Yusuf; an entry came later: sign again").await;
    nurse.picture("task").await;
    nurse.tap_named("task", "sign again").await;
    shift.says(&nurse, "sign again").await;
    shift.sign(&nurse).await;
    shift.says(&nurse, "Signed by Amina Yusuf").await;
    shift.says(&other, "Signed by Amina Yusuf").await;
    let open = "document.querySelectorAll('[data-testid=\"fluid-signed\"]').forEach(of => of.open = true);";
    other.page.execute(open, Vec::new()).await.unwrap();
    other.read("fluid-signature", "Signed again by Amina Yusuf").await;
    other.picture("signed-again").await;
    night(&other).await;
    other.picture("night").await;
}
