//! The screens in Welsh: chosen where one signs in, followed by every chunk, no wider than a phone, and English again.

use crate::{
    bedside::{keys, night, sign_in},
    browser::Browser,
    ward::Ward,
};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

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

/// Words without arguments that stand in a file: what is said, by the message's name.
fn words(file: &str) -> BTreeMap<&str, &str> {
    let messages = file.lines().filter_map(|line| line.split_once(" = "));
    messages.filter(|(name, said)| !name.starts_with(['#', ' ']) && !said.contains('{')).collect()
}

/// Every English message that Welsh says in other words; what both say alike, or what is Welsh as well, is no stranger.
fn english_of_screens() -> BTreeSet<&'static str> {
    let english = words(include_str!("../../../assets/words/en.ftl"));
    let welsh = words(include_str!("../../../assets/words/cy.ftl"));
    let alike: BTreeSet<&str> = welsh.values().copied().collect();
    let said = english.into_iter().filter(|(name, _)| welsh.contains_key(name)).map(|(_, said)| said);
    said.filter(|said| !alike.contains(said)).collect()
}

/// Texts of the shipped policies, of forms and of the core that Welsh says in other words. What the core makes with a number is left out.
fn english_texts() -> BTreeSet<String> {
    let read = include_str!("../../../assets/words/texts/cy.json");
    let groups: BTreeMap<String, BTreeMap<String, String>> = serde_json::from_str(read).unwrap();
    let alike: BTreeSet<String> = groups.values().flat_map(|group| group.values().cloned()).collect();
    let texts = groups.into_values().flatten().map(|(english, _)| english);
    texts.filter(|english| !alike.contains(english) && !english.contains('#')).collect()
}

/// What is shown and says that it is English, but for what is drafted to be read out, which is.
const AS_ENGLISH: &str = "const said = new Set(); \
    document.querySelectorAll('main [lang=\"en-GB\"]').forEach(e => e.closest('.sbar') || said.add(e.textContent.trim())); \
    said.delete(''); return [...said];";

/// Whatever is shown or read out as Welsh: no part of it stands in an element that says that it is in another language.
const AS_WELSH: &str = "const said = new Set(), welsh = e => e && e.closest('[lang]').lang === 'cy'; \
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); \
    while (texts.nextNode()) if (welsh(texts.currentNode.parentElement)) said.add(texts.currentNode.data.trim()); \
    document.querySelectorAll('[aria-label]').forEach(e => welsh(e) && said.add(e.getAttribute('aria-label'))); \
    said.delete(''); return [...said];";

/// What stands out at the right, where the page can be moved sideways.
const TOO_WIDE: &str = "const page = document.documentElement; \
    if (page.scrollWidth <= window.innerWidth) return []; \
    return [...document.querySelectorAll('main *, header *')].filter(e => e.getBoundingClientRect().right > window.innerWidth + 1) \
        .slice(0, 4).map(e => e.tagName + '.' + e.className + ': ' + e.textContent.slice(0, 60));";

/// A screen: its address after `#`, with `{stay}` for a stay, what is seen once it is there, and what is pressed then.
struct Screen(&'static str, &'static str, &'static [&'static str]);

const OF_A_NURSE: [Screen; 22] = [
    Screen("/ward/bluebell", "urgent", &[]),
    Screen("/mine", "board", &[]),
    Screen("/tasks", "tasks", &["tasks-all"]),
    Screen("/stay/{stay}", "patient", &["correct", "in-error", "decide"]),
    Screen("/stay/{stay}", "patient", &["decide", "decide-resuscitation"]),
    Screen("/stay/{stay}", "patient", &["decide", "decide-allergies"]),
    Screen("/stay/{stay}", "patient", &["decide", "decide-off-ward"]),
    Screen("/stay/{stay}/concern", "raise-concern", &[]),
    Screen("/stay/{stay}/observe", "observe-screen", &[]),
    Screen("/stay/{stay}/chart", "trend", &[]),
    Screen("/stay/{stay}/chart", "columns", &["as-columns"]),
    Screen("/stay/{stay}/chart", "chart-table", &["as-table"]),
    Screen("/stay/{stay}/more", "more", &["oxygen", "move", "end", "identify", "join"]),
    Screen("/stay/{stay}/fluid", "fluid", &[]),
    Screen("/stay/{stay}/form/urn:wardlight:questionnaire:falls", "save", &[]),
    Screen("/ward/bluebell/handover", "read-all", &[]),
    Screen("/ward/bluebell/admit", "admit", &[]),
    Screen("/entries", "entries", &[]),
    Screen("/set-aside", "set-aside", &[]),
    Screen("/receipt", "receipt", &[]),
    Screen("/find", "find", &[]),
    Screen("/help", "help", &[]),
];

const OF_A_THERAPIST: [Screen; 4] = [
    Screen("/caseload", "caseload", &[]),
    Screen("/stay/{stay}/visit", "visit", &["later"]),
    Screen("/stay/{stay}/visit", "visit", &["correct-home"]),
    Screen("/finish", "finish-day", &[]),
];

pub(crate) async fn size(browser: &Browser, width: u32, height: u32) {
    let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    let frame = "const done = arguments[0]; requestAnimationFrame(() => setTimeout(done));";
    browser.page.execute_async(frame, Vec::new()).await.unwrap();
}

/// Looks at each screen on a narrow phone, a phone and a tablet: no English among the Welsh, and nothing wider than the screen.
async fn walks(
    browser: &Browser,
    stay: &str,
    screens: &[Screen],
    english: &BTreeSet<&str>,
) -> BTreeSet<String> {
    let (mut strangers, texts) = (BTreeSet::new(), english_texts());
    assert!(texts.len() > 600, "{}", texts.len());
    for Screen(hash, testid, pressed) in screens {
        browser.go("#/help").await; // So that a screen is drawn anew, and nothing is open in it.
        browser.see("help-card").await;
        browser.go(&["#", &hash.replace("{stay}", stay)].concat()).await;
        for press in *pressed {
            browser.tap(press).await;
        }
        browser.see(testid).await;
        let said = browser.page.execute(AS_WELSH, Vec::new()).await.unwrap();
        let said: Vec<String> = serde_json::from_value(said).unwrap();
        let found = said.into_iter().filter(|said| english.contains(said.as_str()) || texts.contains(said));
        strangers.extend(found.map(|said| format!("{hash}: {said}")));
        let said = browser.page.execute(AS_ENGLISH, Vec::new()).await.unwrap();
        let said: Vec<String> = serde_json::from_value(said).unwrap();
        let found = said.into_iter().filter(|said| texts.contains(said));
        strangers.extend(found.map(|said| format!("{hash}, though there is Welsh for it: {said}")));
        let name =
            [&hash.replace("/stay/{stay}", "").replace(['/', ':'], "-"), "-", &pressed.join("-")].concat();
        for (width, height) in [(320, 640), (810, 1080), (360, 800)] {
            size(browser, width, height).await;
            let wide = browser.page.execute(TOO_WIDE, Vec::new()).await.unwrap();
            if wide != json!([]) {
                strangers.insert(format!("{hash} is wider than {width}: {wide}"));
            }
            if width > 320 {
                browser.picture(&format!("{width}{name}")).await;
            }
        }
    }
    strangers
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nurses_and_therapists_read_is_welsh_or_says_that_it_is_english() {
    let mut ward = Ward::begin().await;
    let address = ward.device_of(&["bluebell", "foxglove", "riverside"], "Language walk", 1).await;
    let browser = Browser::open("welsh", 360, 800).await;
    let english = english_of_screens();
    assert!(english.len() > 600, "{}", english.len());
    browser.page.goto(&address).await.unwrap();
    browser.tap("language-cy").await;
    browser.read_by(".gate-title", "Pwy ydych chi?").await;

    // The core refuses a PIN: by the name of its sentence the page says so in Welsh.
    browser.tap_named("staff-tile", "Amina Yusuf").await;
    for digit in "111111".chars() {
        browser.tap(&format!("pin-{digit}")).await;
    }
    browser.read("problem", "Nid oedd y PIN yn gywir. Ni chollwyd dim. Rhowch ef i mewn eto.").await;
    browser.picture("wrong-pin").await;
    sign_in(&browser, &address, "Amina Yusuf").await;
    let open = "[data-testid=\"row\"][data-bed=\"A1\"] [data-testid=\"row-open\"]";
    let open = browser.see_by(open).await.attr("href").await.unwrap().unwrap();
    let stay = open.rsplit('/').next().unwrap().to_owned();
    let mut strangers = walks(&browser, &stay, &OF_A_NURSE, &english).await;

    // What a score asks for, a form, the chart and its table: texts that are known by their wording.
    browser.go(&format!("#/stay/{stay}")).await;
    browser.see_by(".status-response p:not([lang])").await;
    browser.go(&format!("#/stay/{stay}/form/urn:wardlight:questionnaire:falls")).await;
    browser.read("line-afraid", "Ofn cwympo").await;
    browser.accessible().await;
    browser.go(&format!("#/stay/{stay}/chart")).await;
    browser.read("chart-summary", "NEWS2").await;
    browser.tap("as-table").await;
    browser.read("chart-table", "Uwchgyfeirio").await;
    browser.accessible().await;

    // What was entered, and what a place is called: made by the core of its own words, with a bed and a ward in it.
    browser.go("#/receipt").await;
    browser.see_by("[data-testid=\"receipt-words\"]:not([lang])").await;
    browser.read("receipt-words", "Ni chofnodwyd dim yma yn yr amser hwn").await;
    browser.go("#/find").await;
    browser.see("find-text").await.send_keys("A1").await.unwrap();
    browser.tap("find-go").await;
    browser.read("found", "Gwely A1").await;
    browser.read("found", "a neb o wardiau eraill").await;
    browser.accessible().await;
    browser.picture("found").await;

    // A question about a value, and the source of the policy, which is English and says so.
    browser.go(&format!("#/stay/{stay}/observe")).await;
    browser.see("observe-screen").await;
    keys(&browser, "45").await;
    browser.read("save-state", "Anadliadau: y tu allan i").await;
    browser.picture("question").await;
    browser.go(&format!("#/stay/{stay}")).await;
    browser.see_by("[data-testid=\"policy\"] p[lang=\"en-GB\"]").await;
    browser.accessible().await;
    browser.sign_out().await;

    sign_in(&browser, &address, "Fergus McAllan").await;
    browser.go("#/caseload").await;
    let first = browser.see_by("[data-testid=\"caseload-row\"]").await.attr("href").await.unwrap().unwrap();
    let stay = first.split('/').nth(2).unwrap().to_owned();
    strangers.extend(walks(&browser, &stay, &OF_A_THERAPIST, &english).await);
    assert!(strangers.is_empty(), "English stands among the Welsh: {strangers:#?}");
}
