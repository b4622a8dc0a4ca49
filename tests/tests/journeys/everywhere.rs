//! Every screen of a filled ward in each light and size: the rules of axe, and what axe does not see. Nothing is cut off or lies
//! over something else, enlarged too; what has the focus and what is on is seen, also in the colours of a device's own choice.
//!
//! A note, and the correction of a set, are looked at where they are written.

use crate::{bedside::sign_in, browser::Browser, ward::Ward};
use serde_json::{Value, json};

/// What the page is asked about itself.
const LOOK: &str = include_str!("everywhere.js");

/// A phone, a small tablet, a computer on wheels, a desk.
const SIZES: [(u32, u32); 4] = [(360, 800), (744, 1133), (1366, 768), (1920, 1080)];
/// A desk of 1280 pixels enlarged to four times its size, and a computer on wheels to twice.
const ENLARGED: [(u32, u32); 2] = [(320, 640), (683, 384)];
/// Where letters alone are made twice as large.
const LARGE_LETTERS: (u32, u32) = (1366, 768);

/// All rules in the light of the day, which the page is in; the colours again in the others.
const RULES: &str = "const [theme, done] = arguments; \
    const rules = theme === 'day' ? ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] \
        : { type: 'rule', values: ['color-contrast'] }; \
    document.documentElement.dataset.theme = theme; \
    axe.run(document, { runOnly: rules, resultTypes: ['violations'] }) \
        .then(found => done(found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '))), \
              error => done([String(error)]));";

/// After a frame has been drawn.
const FRAME: &str =
    "const done = arguments[arguments.length - 1]; requestAnimationFrame(() => setTimeout(done));";

/// A screen: its address after `#`, with `{stay}` for a stay, what is seen once it is there, and what is pressed then.
struct Screen(&'static str, &'static str, Option<&'static str>);

const BEDSIDE: [Screen; 10] = [
    Screen("/ward/bluebell", "urgent", None),
    Screen("/mine", "board", None),
    Screen("/tasks", "tasks", None),
    Screen("/stay/{stay}", "patient", None),
    Screen("/stay/{stay}/concern", "raise-concern", None),
    Screen("/stay/{stay}/observe", "observe-screen", None),
    Screen("/stay/{stay}/chart", "trend", None),
    Screen("/stay/{stay}/chart", "columns", Some("as-columns")),
    Screen("/stay/{stay}/chart", "chart-table", Some("as-table")),
    Screen("/ward/bluebell/handover", "read-all", None),
];

const ROUND_AND_DESK: [Screen; 15] = [
    Screen("/stay/{stay}/more", "more", None),
    Screen("/stay/{stay}/fluid", "fluid", None),
    Screen("/stay/{stay}/visit", "visit", None),
    Screen("/stay/{stay}/form/urn:wardlight:questionnaire:neuro", "save", None),
    Screen("/stay/{stay}/form/urn:wardlight:questionnaire:falls", "save", None),
    Screen("/caseload", "caseload", None),
    Screen("/finish", "finish-day", None),
    Screen("/ward/bluebell/allocate", "save-beds", None),
    Screen("/ward/bluebell/admit", "admit", None),
    Screen("/entries", "entries", None),
    Screen("/set-aside", "set-aside", None),
    Screen("/receipt", "receipt", None),
    Screen("/help", "help", None),
    Screen("/find", "find", None),
    // The last one: whoever leaves a wall is asked for the PIN.
    Screen("/wall/bluebell", "board", None),
];

/// Forms that are filled in at the bed fill the screen, with the pad at its foot: letters of twice the size push the pad off
/// it. They are enlarged as a whole instead, which has been looked at.
fn takes_large_letters(screen: &Screen) -> bool {
    !["observe-screen", "save"].contains(&screen.1) && !screen.0.starts_with("/wall")
}

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
    async fn screen(&mut self, screen: &Screen, address: &str, engine: Option<&str>) {
        let browser = self.browser;
        for (width, height) in SIZES {
            size(browser, (width, height)).await;
            let at = format!("{} {} at {width}", screen.0, screen.1);
            self.look("whole", &at).await;
            let Some(engine) = engine else { continue };
            if browser.page.execute("return !window.axe;", Vec::new()).await.unwrap() == true {
                browser.page.execute(engine, Vec::new()).await.unwrap();
            }
            for theme in ["night", "contrast", "day"] {
                self.rules(theme, &at).await;
                if width == SIZES[0].0 {
                    self.look("focus_is_seen", &format!("{at} by {theme}")).await;
                    self.look("choice_is_seen", &format!("{at} by {theme}")).await;
                }
            }
        }
        forced_colours(browser, true).await;
        for question in ["whole", "focus_is_seen", "choice_is_seen"] {
            self.look(question, &format!("{} in the device's own colours", screen.0)).await;
        }
        forced_colours(browser, false).await;
        // A wall is as large as it is.
        for (width, height) in ENLARGED.into_iter().filter(|_| !screen.0.starts_with("/wall")) {
            size(browser, (width, height)).await;
            self.look("whole", &format!("{} enlarged to {width}", screen.0)).await;
        }
        if takes_large_letters(screen) {
            browser.page.execute("return window.twice();", Vec::new()).await.unwrap();
            size(browser, LARGE_LETTERS).await;
            self.look("whole", &format!("{} in large letters", screen.0)).await;
            browser.page.refresh().await.unwrap();
            browser.page.execute("location.hash = arguments[0];", vec![address.into()]).await.unwrap();
        }
    }
}

async fn forced_colours(browser: &Browser, on: bool) {
    let features = if on { json!([{ "name": "forced-colors", "value": "active" }]) } else { json!([]) };
    browser.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    browser.page.execute_async(FRAME, Vec::new()).await.unwrap();
}

/// Goes to each of these and looks.
#[expect(clippy::print_stdout, reason = "a check that was not made is said aloud, as a test may")]
async fn walk(name: &'static str, token: u8, screens: &[Screen]) {
    let mut ward = Ward::begin().await;
    let address = ward.device("Every screen", token).await;
    let browser = Browser::open(name, 1366, 768).await;
    browser.in_every_document(LOOK).await;
    let engine = std::env::var("WARDLIGHT_AXE").ok().map(|file| std::fs::read_to_string(file).unwrap());
    if engine.is_none() {
        println!("skipped: no rules of axe-core were held against the screens (WARDLIGHT_AXE names no file)");
    }
    sign_in(&browser, &address, "Gwen Abara-Lloyd").await;
    browser.see_by("[data-bed=\"A4\"] a[href*='/stay/']").await;
    let stay = "return document.querySelector('[data-bed=\"A4\"] a[href*=\"/stay/\"]').hash.split('/')[2];";
    let stay = browser.page.execute(stay, Vec::new()).await.unwrap();
    let stay = stay.as_str().expect("somebody lies there").to_owned();
    let mut found = Found { browser: &browser, wrong: Vec::new() };
    for screen in screens {
        let address = format!("#{}", screen.0.replace("{stay}", &stay));
        size(&browser, (1366, 768)).await;
        browser.go(&address).await;
        if let Some(pressed) = screen.2 {
            browser.tap(pressed).await;
        }
        browser.see(screen.1).await;
        let open = "document.querySelectorAll('main details').forEach(details => details.open = true);";
        browser.page.execute(open, Vec::new()).await.unwrap();
        found.screen(screen, &address, engine.as_deref()).await;
    }
    let wrong: Vec<Value> = found.wrong.into_iter().map(Value::from).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_used_at_the_bed_keeps_nobody_out_in_any_light_or_size() {
    walk("everywhere-bedside", 31, &BEDSIDE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_used_on_a_round_and_at_the_desk_keeps_nobody_out_in_any_light_or_size() {
    walk("everywhere-desk", 32, &ROUND_AND_DESK).await;
}
