//! A patient whose name is written to run as a script: it is a name, on every screen that shows it.

use crate::{
    bedside::{key_an_ill_set, sign_in},
    browser::Browser,
    ward::Ward,
};
use clinical::{
    patient::{Gender, Identity},
    ward::Place,
};
use contract::{Admit, Request};

/// Capitals do not disarm it: what a browser reads as a tag has no case.
const FAMILY: &str = "<img src=x onerror=window.struck=1>";
/// Ends an attribute, a text area and a script; turns the direction of writing round; a letter outside of the plane.
const GIVEN: &str =
    "\"'></textarea></script><script>window.struck=2</script>\u{202e}\u{5d3}\u{5d5}\u{5d3}👩‍⚕️&amp;";
/// What somebody wrote of the set.
const REMARK: &str = "<svg onload=window.struck=3>";

/// Listens for what the page must never do.
const LISTEN: &str = "window.refused = []; \
    document.addEventListener('securitypolicyviolation', e => window.refused.push(e.blockedURI + ' ' + e.violatedDirective));";

/// What the page did: scripts run, requests the policy refused, elements that are none of ours, requests that left.
const DID: &str = "return JSON.stringify({ \
    struck: window.struck ?? null, \
    refused: window.refused, \
    foreign: [...document.querySelectorAll('[onerror], [onload], iframe, body script, body img:not([src^=\"/icons/\"])')].map(e => e.outerHTML), \
    elsewhere: performance.getEntriesByType('resource').map(e => e.name) \
        .filter(n => !n.startsWith(location.origin + '/') || n.endsWith('/x') || n.endsWith('/X')) });";

const NOTHING: &str = r#"{"struck":null,"refused":[],"foreign":[],"elsewhere":[]}"#;

/// The name stands there as text, as often as the screen shows it, and nothing came of it.
async fn is_only_a_name(browser: &Browser, screen: &str, names: &[&str]) {
    for name in names {
        browser.read(screen, name).await;
    }
    let did = browser.page.execute(DID, Vec::new()).await.unwrap();
    assert_eq!(did, NOTHING, "on the screen {screen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_written_to_run_is_shown_as_text_on_every_screen_and_runs_nowhere() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward tablet", 4).await;
    let tablet = Browser::open("hostile", 810, 1080).await;
    sign_in(&tablet, &address, "Amina Yusuf").await;
    tablet.page.execute(LISTEN, Vec::new()).await.unwrap();
    let family = FAMILY.to_uppercase();
    let names = [family.as_str(), GIVEN];

    admit(&tablet).await;
    is_only_a_name(&tablet, "board", &names).await;
    tablet.tap_it(&tablet.see_by(&format!("{ROW} [data-testid=\"row-open\"]")).await).await;
    tablet.see("patient").await;
    is_only_a_name(&tablet, "banner", &names).await;
    tablet.tap("look-after").await;
    tablet.picture("patient").await;

    tablet.tap("observe").await;
    tablet.see("observe-screen").await;
    is_only_a_name(&tablet, "save", &names).await;
    key_an_ill_set(&tablet).await;
    tablet.tap("more").await;
    tablet.tap("remark").await;
    tablet.see("remark-words").await.send_keys(REMARK).await.unwrap();
    tablet.picture("observe").await;
    tablet.tap("save").await;
    is_only_a_name(&tablet, "saved", &names).await;
    tablet.picture("saved").await;

    tablet.tap("to-patient").await;
    is_only_a_name(&tablet, "set", &[REMARK]).await;
    tablet.tap("chart").await;
    tablet.tap("as-table").await;
    tablet.see("chart-table").await;
    // Another chunk of the page: whoever listened in the one before is gone with it.
    tablet.page.execute(LISTEN, Vec::new()).await.unwrap();
    is_only_a_name(&tablet, "banner", &names).await;
    a_form_is_only_words(&tablet).await;
    tablet.go("#/mine").await;
    is_only_a_name(&tablet, "row", &names).await;
    tablet.go("#/entries").await;
    tablet.see("entry").await;
    tablet.page.execute(LISTEN, Vec::new()).await.unwrap();
    is_only_a_name(&tablet, "entries", &[]).await;
    tablet.go("#/wall/bluebell").await;
    tablet.see_by(".board--wall").await;
    tablet.page.execute(LISTEN, Vec::new()).await.unwrap();
    // Of a given name that has no room there is the first letter on a wall.
    is_only_a_name(&tablet, "board", &names[..1]).await;
    tablet.picture("wall").await;
}

/// A form's label that was written to run, as a core that let one through would send it, and words of the same kind as an
/// answer: both are words, on the form and when they are read back.
async fn a_form_is_only_words(browser: &Browser) {
    let label = "<img src=x onerror=window.struck=5>";
    let script = "const [label] = arguments, real = window.fetch; \
        window.fetch = async (...asked) => { \
            const answer = await real(...asked), text = await answer.text(); \
            return new Response(text.replaceAll('Where, and what it is like', label), { status: answer.status }); \
        };";
    // Forms are in another chunk of the page: what is put into this one would be gone with it.
    let more = "location.hash = location.hash.replace('/chart', '/more');";
    browser.page.execute(more, Vec::new()).await.unwrap();
    browser.see("more").await;
    browser.page.execute(LISTEN, Vec::new()).await.unwrap();
    browser.page.execute(script, vec![label.into()]).await.unwrap();
    let form = "location.hash = location.hash.replace('/more', '/form/urn:wardlight:questionnaire:pain');";
    browser.page.execute(form, Vec::new()).await.unwrap();
    browser.see("form-screen").await;
    browser.tap("rest").await;
    browser.tap("key-3").await;
    browser.tap("key-next").await;
    is_only_a_name(browser, "line-where", &[label]).await;
    browser.see("where").await.send_keys(REMARK).await.unwrap();
    browser.picture("form").await;
    browser.tap("save").await;
    browser.see("saved-outcome").await;
    browser.tap("to-patient").await;
    browser.see("assessments").await;
    browser.page.execute(LISTEN, Vec::new()).await.unwrap();
    let open = "document.querySelector('[data-testid=\"history\"]').open = true;";
    browser.page.execute(open, Vec::new()).await.unwrap();
    is_only_a_name(browser, "made", &[REMARK]).await;
}

const ROW: &str = "[data-testid=\"row\"][data-bed=\"B9\"]";

/// Admits the patient with the session of the nurse at the page, as a hospital's system or a stranger's hand would.
async fn admit(browser: &Browser) {
    let identity = Identity {
        family: FAMILY.into(),
        given: GIVEN.into(),
        title: "<b>".into(),
        preferred: "</h1><iframe src=//evil.invalid>".into(),
        born: chrono::NaiveDate::from_ymd_opt(1950, 1, 1),
        gender: Gender::Female,
        nhs_number: None,
        hospital_number: "<a href=javascript:window.struck=4>".into(),
    };
    let place = Place { ward: "bluebell".parse().unwrap(), bay: "Bay B".into(), bed: "B9".into() };
    let request = serde_json::to_value(Request::Admit(Box::new(Admit { identity, place }))).unwrap();
    let script = "const [request, done] = arguments; \
        fetch('/call', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(request) }) \
            .then(answer => answer.text()).then(done, done);";
    let answer = browser.page.execute_async(script, vec![request]).await.unwrap();
    assert!(answer.as_str().is_some_and(|answer| answer.contains("admitted")), "{answer}");
}
