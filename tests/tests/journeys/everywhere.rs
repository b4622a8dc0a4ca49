//! Every screen of a filled ward in each light and size: the rules of axe, and what axe does not see. Nothing is cut off or lies
//! over something else, enlarged and in large letters too; what has the focus and what is on is seen, also in the colours of a
//! device's own choice. A screen that is new has to be walked through as well.

use crate::{
    bedside::sign_in,
    browser::{Browser, SMALL_OR_NAMELESS},
    refused::sets_aside,
    ward::Ward,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What the page is asked about itself.
const LOOK: &str = include_str!("everywhere.js");

/// A phone, a small tablet, a computer on wheels, a desk.
const SIZES: [(u32, u32); 4] = [(360, 800), (744, 1133), (1366, 768), (1920, 1080)];
/// A desk of 1280 pixels enlarged to four times its size, and a computer on wheels to twice.
const ENLARGED: [(u32, u32); 2] = [(320, 640), (683, 384)];
/// Where letters alone are made twice as large: a computer on wheels, a ward's tablet, a phone.
const LARGE_LETTERS: [(u32, u32); 3] = [(1366, 768), (810, 1080), (360, 800)];

/// All rules in the light of the day, which the page is in; the colours again in the others.
const RULES: &str = "const [theme, done] = arguments; \
    const rules = theme === 'day' ? ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] \
        : { type: 'rule', values: ['color-contrast'] }; \
    document.documentElement.dataset.theme = theme; \
    axe.run(document, { runOnly: rules, resultTypes: ['violations'] }) \
        .then(found => done(found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '))), \
              error => done([String(error)]));";

/// Opens whatever lies behind a line, or what this lies behind.
const OPEN: &str = "const [of] = arguments, selector = of ? `details:has([data-testid=\"${of}\"])` : 'main details'; \
    document.querySelectorAll(selector).forEach(details => details.open = true);";

/// After a frame has been drawn.
const FRAME: &str =
    "const done = arguments[arguments.length - 1]; requestAnimationFrame(() => setTimeout(done));";

/// A screen: its address as `src-ui/src/route.rs` writes it, what is pressed on the way to what is looked at, and what is seen
/// there. Where the address names a set or a note, the way begins at the patient's page.
#[derive(Clone)]
struct Screen(&'static str, &'static [&'static str], &'static str);

const BEDSIDE: &[Screen] = &[
    Screen("/", &[], "urgent"),
    Screen("/ward/{ward}", &[], "urgent"),
    Screen("/mine", &[], "board"),
    Screen("/tasks", &[], "tasks"),
    Screen("/stay/{stay}", &[], "patient"),
    Screen("/stay/{stay}", &["correct", "in-error"], "confirm-in-error"),
    Screen("/stay/{stay}", &["correct", "wrong-patient"], "move-to"),
    Screen("/stay/{stay}/concern", &[], "raise-concern"),
    Screen("/stay/{stay}/chart", &[], "trend"),
    Screen("/stay/{stay}/chart", &["as-columns"], "columns"),
    Screen("/stay/{stay}/chart", &["as-table"], "chart-table"),
    Screen("/ward/{ward}/handover", &[], "read-all"),
];

/// Forms at the bed, each with all that its pad can show.
const FORMS: &[Screen] = &[
    Screen("/stay/{stay}/amend/{fact}", &["correct", "amend"], "observe-screen"),
    Screen("/stay/{stay}/recheck/{fact}", &["recheck"], "again-pulse"),
    Screen("/stay/{stay}/recheck/{fact}", &["recheck", "again-pulse"], "key-1"),
    Screen("/stay/{stay}/form/{neuro}", &[], "save"),
    Screen("/stay/{stay}/form/{falls}", &[], "save"),
    Screen("/stay/{stay}/form/{glucose}", &["meter-number", "glucose"], "key-1"),
    Screen("/stay/{stay}/form/{fluid}", &["direction-in", "kind-in-oral", "how-measured", "volume"], "key-1"),
    Screen("/stay/{stay}/form/{form}/{fact}", &["correct-form", "amend"], "form-screen"),
    // The last one: what is keyed on it is offered wherever a set is charted.
    Screen("/stay/{stay}/observe", &[], "observe-screen"),
];

const DESK: &[Screen] = &[
    Screen("/stay/{stay}/more", &[], "more"),
    Screen("/stay/{stay}/more", &["oxygen-target=Another range", "oxygen-device=Nasal"], "oxygen-most"),
    Screen("/stay/{stay}/fluid", &[], "fluid"),
    Screen("/ward/{ward}/allocate", &[], "save-beds"),
    Screen("/ward/{ward}/admit", &[], "admit"),
    Screen("/entries", &[], "entries"),
    Screen("/set-aside", &[], "send-again"),
    Screen("/set-aside", &["state-again"], "confirm-state-again"),
    Screen("/set-aside", &["dismiss"], "confirm-dismiss"),
    Screen("/receipt", &[], "receipt"),
    Screen("/help", &[], "help"),
    Screen("/find", &[], "find"),
    // The last one: whoever leaves a wall is asked for the PIN.
    Screen("/wall/{ward}", &[], "board"),
];

/// A therapist's; the visit is begun by the way to the first of its screens.
const ROUND: &[Screen] = &[
    Screen("/caseload", &[], "caseload"),
    Screen("/finish", &[], "finish-day"),
    Screen("/stay/{stay}/visit", &[], "begin"),
    Screen(
        "/stay/{stay}/visit/{visit}",
        &["visit-button", "identity=Full name", "identity=Wristband", "consent=Agreed", "begin", "note"],
        "note-plan",
    ),
    Screen("/stay/{stay}/note/{note}", &["visit-button", "note", "note-plan<Stairs tomorrow."], "sign"),
    Screen("/stay/{stay}/visit", &[], "end-seen"),
];

/// Every piece in every light and size is looked at by a journey of its own, `gallery.rs`.
const ELSEWHERE: &[&str] = &["/gallery"];

/// What stands for these parts of an address; what is found on the way is not here.
const KNOWN: [(&str, &str); 5] = [
    ("{ward}", "bluebell"),
    ("{neuro}", "urn:wardlight:questionnaire:neuro"),
    ("{falls}", "urn:wardlight:questionnaire:falls"),
    ("{fluid}", "urn:wardlight:questionnaire:fluid"),
    ("{glucose}", "urn:wardlight:questionnaire:glucose"),
];

/// All that a form's pad can show in the place of its keys, and how it is come to; the next begins where the last one ended.
const FACES: [(&str, &[&str]); 17] = [
    ("saturation", &["value-spo2"]),
    ("air or oxygen", &["value-oxygen"]),
    ("devices", &["oxygen"]),
    ("amounts", &["device-N"]),
    ("pressure", &["amount-2", "value-systolic"]),
    ("levels", &["value-consciousness"]),
    ("temperature", &["value-temperature"]),
    ("breaths", &["value-respiration", "count"]),
    ("more", &["more"]),
    ("a reason for the set", &["whole-set"]),
    ("a reason in words", &["reason-other"]),
    ("remark", &["more", "remark"]),
    ("when", &["taken"]),
    ("time", &["taken-other"]),
    ("a reason", &["value-temperature", "unable"]),
    ("no temperature", &["reason-equipment"]),
    ("a question", &["value-pulse", "key-2", "key-0", "key-0", "value-spo2"]),
];

async fn size(browser: &Browser, (width, height): (u32, u32)) {
    let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    browser.page.execute_async(FRAME, Vec::new()).await.unwrap();
}

/// What the page answers to one of the questions of [`LOOK`].
async fn asked(browser: &Browser, question: &str) -> Vec<String> {
    let answer = browser.page.execute(&format!("return {question}();"), Vec::new()).await.unwrap();
    serde_json::from_value(answer).unwrap()
}

/// What was found, and where.
struct Found<'a> {
    browser: &'a Browser,
    wrong: Vec<String>,
}

impl Found<'_> {
    async fn look(&mut self, question: &str, at: &str) {
        let answers = asked(self.browser, question).await;
        self.wrong.extend(answers.into_iter().map(|wrong| format!("{at}: {wrong}")));
    }

    async fn rules(&mut self, theme: &str, at: &str) {
        let answer = self.browser.page.execute_async(RULES, vec![theme.into()]).await.unwrap();
        let answers: Vec<String> = serde_json::from_value(answer).unwrap();
        self.wrong.extend(answers.into_iter().map(|wrong| format!("{at} by {theme}: {wrong}")));
    }

    /// One screen in every light and size.
    async fn screen(&mut self, screen: &Screen, engine: Option<&str>) {
        let browser = self.browser;
        for (nth, (width, height)) in SIZES.into_iter().enumerate() {
            size(browser, (width, height)).await;
            let at = format!("{} {} at {width}", screen.0, screen.2);
            self.look("whole", &at).await;
            if !screen.0.starts_with("/wall") || width == 1920 {
                self.look("small", &at).await;
                self.look("low_keys", &at).await;
            }
            let Some(engine) = engine else { continue };
            if browser.page.execute("return !window.axe;", Vec::new()).await.unwrap() == true {
                browser.page.execute(engine, Vec::new()).await.unwrap();
            }
            // What differs by light differs from a phone's layout to a wide one's, and no further.
            for theme in ["night", "contrast"].into_iter().filter(|_| nth % 2 == 0) {
                self.rules(theme, &at).await;
                if nth == 0 {
                    self.look("focus_is_seen", &format!("{at} by {theme}")).await;
                    self.look("choice_is_seen", &format!("{at} by {theme}")).await;
                }
            }
            self.rules("day", &at).await;
            if nth == 0 {
                self.look("focus_is_seen", &at).await;
                self.look("choice_is_seen", &at).await;
            }
        }
        media(browser, json!([{ "name": "forced-colors", "value": "active" }])).await;
        for question in ["whole", "focus_is_seen", "choice_is_seen"] {
            self.look(question, &format!("{} in the device's own colours", screen.0)).await;
        }
        media(browser, json!([{ "name": "prefers-reduced-motion", "value": "reduce" }])).await;
        self.look("still", &format!("{} {} with less motion", screen.0, screen.2)).await;
        media(browser, json!([])).await;
        self.enlarged(&format!("{} {}", screen.0, screen.2)).await;
    }

    /// The page enlarged as a whole, and its letters alone. A wall is as large as it is.
    async fn enlarged(&mut self, at: &str) {
        if at.starts_with("/wall") {
            return;
        }
        for wide in ENLARGED {
            size(self.browser, wide).await;
            self.look("whole", &format!("{at} enlarged to {}", wide.0)).await;
        }
        letters(self.browser, 2).await;
        for wide in LARGE_LETTERS {
            size(self.browser, wide).await;
            self.look("whole", &format!("{at} in large letters at {}", wide.0)).await;
            if wide.0 < 1000 {
                self.look("unbroken", &format!("{at} in large letters at {}", wide.0)).await;
            }
        }
        letters(self.browser, 1).await;
    }
}

/// What a device asks of every page.
async fn media(browser: &Browser, features: Value) {
    browser.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    browser.page.execute_async(FRAME, Vec::new()).await.unwrap();
}

/// Letters so many times as large, as a device's own setting makes them.
async fn letters(browser: &Browser, times: u32) {
    browser.page.execute("window.letters(arguments[0]);", vec![times.into()]).await.unwrap();
    browser.page.execute_async(FRAME, Vec::new()).await.unwrap();
}

/// Presses what is named so; `name=words` the one of several that says this, `name<words` types them.
async fn press(browser: &Browser, step: &str) {
    match (step.split_once('='), step.split_once('<')) {
        (Some((name, words)), _) => browser.tap_named(name, words).await,
        (_, Some((name, words))) => browser.see(name).await.send_keys(words).await.unwrap(),
        _ => browser.tap(step).await,
    }
}

/// A browser with somebody signed in, the stay in this bed, and what the rules of axe are read from, where they are held
/// against the screens.
struct Walk<'w> {
    browser: &'w Browser,
    stay: String,
    engine: Option<String>,
}

impl<'w> Walk<'w> {
    #[expect(clippy::print_stdout, reason = "a check that was not made is said aloud, as a test may")]
    async fn begin(browser: &'w Browser, address: &str, who: &str, bed: &str) -> Self {
        browser.in_every_document(LOOK).await;
        browser.in_every_document(SMALL_OR_NAMELESS).await;
        let engine = std::env::var("WARDLIGHT_AXE").ok().map(|file| std::fs::read_to_string(file).unwrap());
        if engine.is_none() {
            println!(
                "skipped: no rules of axe-core were held against the screens (WARDLIGHT_AXE names no file)"
            );
        }
        sign_in(browser, address, who).await;
        let link = format!("[data-bed=\"{bed}\"] a[href*='/stay/']");
        browser.see_by(&link).await;
        let stay = "return document.querySelector(arguments[0]).hash.split('/')[2];";
        let stay = browser.page.execute(stay, vec![link.into()]).await.unwrap();
        Self { browser, stay: stay.as_str().expect("somebody lies there").to_owned(), engine }
    }

    /// Goes to each of these and looks; with the faces of a pad where there is one.
    async fn through(&self, screens: &[Screen]) -> Vec<String> {
        let mut found = Found { browser: self.browser, wrong: Vec::new() };
        for screen in screens {
            self.to(screen).await;
            found.screen(screen, self.engine.as_deref()).await;
            if screen.0.ends_with("/observe") {
                size(self.browser, SIZES[0]).await;
                for (face, steps) in FACES {
                    for step in steps {
                        press(self.browser, step).await;
                    }
                    self.browser.page.execute_async(FRAME, Vec::new()).await.unwrap();
                    found.look("small", &format!("{} {face}", screen.0)).await;
                    found.look("low_keys", &format!("{} {face}", screen.0)).await;
                    found.enlarged(&format!("{} {face}", screen.0)).await;
                    size(self.browser, SIZES[0]).await;
                }
            }
        }
        found.wrong
    }

    async fn to(&self, screen: &Screen) {
        let known =
            KNOWN.iter().fold(screen.0.replace("{stay}", &self.stay), |at, (part, is)| at.replace(part, is));
        let begin = if known.contains('{') { format!("/stay/{}", self.stay) } else { known.clone() };
        size(self.browser, (1366, 768)).await;
        // A machine that took long over the rules of axe may have locked reading meanwhile.
        let locked = "return !!document.querySelector('[data-testid=locked]');";
        if self.browser.page.execute(locked, Vec::new()).await.unwrap() == true {
            for digit in "204060".chars() {
                self.browser.tap(&format!("pin-{digit}")).await;
            }
            self.browser.gone("[data-testid=locked]").await;
        }
        // By way of another screen: what was pressed here before is forgotten.
        self.browser.go("#/tasks").await;
        self.browser.see("tasks").await;
        self.browser.go(&format!("#{begin}")).await;
        if known.contains('{') {
            self.browser.see("to-more").await;
        }
        for step in screen.1 {
            let named = step.split(['=', '<']).next().unwrap_or(step);
            self.browser.see(named).await;
            self.browser.page.execute(OPEN, vec![named.into()]).await.unwrap();
            press(self.browser, step).await;
        }
        self.browser.see(screen.2).await;
        if screen.1.is_empty() {
            self.browser.page.execute(OPEN, Vec::new()).await.unwrap();
        }
        let is = self.browser.page.execute("return location.hash;", Vec::new()).await.unwrap();
        assert_eq!(pattern(is.as_str().unwrap()), pattern(screen.0), "the way leads there");
    }
}

/// An address with a gap for every part that is somebody's.
fn pattern(address: &str) -> String {
    let words = address.trim_start_matches('#').split('/');
    let shown = words.map(|word| match word {
        // As in the addresses of stays, sets and notes; a form's has colons.
        _ if word.contains(['{', ':']) || word == "bluebell" || word.len() >= 16 => "{}",
        _ => word,
    });
    shown.collect::<Vec<_>>().join("/")
}

/// A screen that was written and is walked through by nobody fails here.
#[test]
fn every_route_is_walked() {
    let source = include_str!("../../../src-ui/src/route.rs");
    let written = source.split("pub fn hash(&self)").nth(1).unwrap().split("/// Whether").next().unwrap();
    let written: BTreeSet<String> =
        written.split("\"#").skip(1).map(|rest| pattern(rest.split('"').next().unwrap())).collect();
    let walked = [BEDSIDE, FORMS, DESK, ROUND].concat();
    let walked = walked.iter().map(|screen| screen.0).chain(ELSEWHERE.iter().copied());
    let walked: BTreeSet<String> = walked.map(pattern).collect();
    assert_eq!(written, walked);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_used_at_the_bed_keeps_nobody_out_in_any_light_or_size() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Every screen", 31).await;
    let browser = Browser::open("everywhere-bedside", 1366, 768).await;
    let walk = Walk::begin(&browser, &address, "Gwen Abara-Lloyd", "B1").await;
    let wrong = [walk.through(BEDSIDE).await, walk.through(FORMS).await].concat();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_used_on_a_round_and_at_the_desk_keeps_nobody_out_in_any_light_or_size() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Every screen", 32).await;
    let browser = Browser::open("everywhere-desk", 1366, 768).await;
    sets_aside(&mut ward, &browser, &address).await;
    let walk = Walk::begin(&browser, &address, "Gwen Abara-Lloyd", "A4").await;
    let mut wrong = walk.through(DESK).await;
    let address = ward.device("Every screen of a round", 33).await;
    let browser = Browser::open("everywhere-round", 1366, 768).await;
    let walk = Walk::begin(&browser, &address, "Priya Venkataraman", "A4").await;
    wrong.extend(walk.through(ROUND).await);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What an administrator reads once a server was put back to a backup: a page of its own.
#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_server_that_was_put_back_keeps_nobody_out_in_any_size() {
    let mut ward = Ward::begin().await;
    let _enrolled = ward.device("A tablet with a long name, beside the linen in bay C", 34).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    std::fs::write(&file, ward.what_came_back()).unwrap();
    let browser = Browser::open("everywhere-restored", 1366, 768).await;
    browser.in_every_document(LOOK).await;
    browser.in_every_document(SMALL_OR_NAMELESS).await;
    browser.page.goto(&format!("file://{}", file.display())).await.unwrap();
    let engine = std::env::var("WARDLIGHT_AXE").ok().map(|file| std::fs::read_to_string(file).unwrap());
    let mut found = Found { browser: &browser, wrong: Vec::new() };
    found.screen(&Screen("the page of what came back", &[], ""), engine.as_deref()).await;
    assert!(found.wrong.is_empty(), "{:#?}", found.wrong);
}
