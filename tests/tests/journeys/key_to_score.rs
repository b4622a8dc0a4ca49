//! What a key press costs the processor until the score that follows from it is drawn, on a page slowed down to a quarter:
//! a measurement, run by `cargo xtask bench --keying`.

use crate::{
    bedside::{as_a_hand, sign_in},
    browser::Browser,
    chart_drawn::worked_ms,
    ward::Ward,
};
use serde_json::json;

/// Milliseconds from key press to drawn score that are the target: one frame.
const TARGET_MS: f64 = 16.0;
/// How much slower than this machine the page is made for the target.
const SLOWER: u32 = 4;
/// Sets that are keyed.
const SETS: usize = 6;

/// Holds back what the page does by the clock, while `window.heldBack`: a frame that comes 50 ms after the score is no part of the
/// score's, however slow the driver is to ask.
const HOLDS: &str = "const later = window.setTimeout, held = []; \
    window.setTimeout = (run, ms, ...more) => \
        later(() => window.heldBack ? held.push(() => run(...more)) : run(...more), ms); \
    window.letGo = () => { window.heldBack = false; for (const run of held.splice(0)) run(); }; \
    window.whenHeld = done => later(done, 60);";

/// Presses a key, or none, and answers after the frame that shows what came of it.
const PRESS: &str = "const [testid] = arguments, done = arguments[arguments.length - 1]; \
    window.heldBack = true; \
    if (testid) document.querySelector(`[data-testid=\"${testid}\"]`).click(); \
    requestAnimationFrame(() => { const then = new MessageChannel(); then.port1.onmessage = () => done(true); \
        then.port2.postMessage(null); });";

/// Waits until what comes 50 ms later is held back.
const HELD: &str = "window.whenHeld(arguments[arguments.length - 1]);";

/// Lets it go, and answers after the frame that shows it.
const LET_GO: &str = "const done = arguments[arguments.length - 1]; window.letGo(); \
    requestAnimationFrame(() => { const then = new MessageChannel(); then.port1.onmessage = () => done(true); \
        then.port2.postMessage(null); });";

/// Of these sixteen, five bring another face of the pad.
const SET: [&str; 16] = [
    "key-1", "key-8", "key-9", "key-6", "air", "key-1", "key-2", "key-4", "key-7", "key-8", "key-8", "key-8",
    "level-A", "key-3", "key-7", "key-2",
];

/// The main thread's milliseconds for one press, or for asking without one, and for the frame that comes after it.
async fn worked(browser: &Browser, key: Option<&str>) -> (f64, f64) {
    // What the press before set off later, such as keeping the draft, is no part of this one.
    as_a_hand(browser).await;
    as_a_hand(browser).await;
    let before = worked_ms(browser).await;
    browser.page.execute_async(PRESS, vec![key.into()]).await.unwrap();
    let pressed = worked_ms(browser).await - before;
    browser.page.execute_async(HELD, Vec::new()).await.unwrap();
    let before = worked_ms(browser).await;
    browser.page.execute_async(LET_GO, Vec::new()).await.unwrap();
    (pressed, worked_ms(browser).await - before)
}

/// The main thread's milliseconds for each press of whole sets, and for the frame after each, without what asking costs.
async fn pressed(browser: &Browser) -> (Vec<f64>, Vec<f64>) {
    let (mut all, mut asking) = (Vec::new(), Vec::new());
    for _ in 0..SETS {
        browser.go("#/ward/bluebell").await;
        let open = "[data-testid=\"row\"][data-bed=\"B4\"] [data-testid=\"row-observe\"]";
        browser.tap_it(&browser.see_by(open).await).await;
        browser.see("key-1").await;
        for key in SET {
            browser.see(key).await;
            asking.push(worked(browser, None).await);
            all.push(worked(browser, Some(key)).await);
        }
        browser.read("save-state", "NEWS2 0").await;
        browser.tap("more").await;
        browser.tap("discard").await;
        browser.see("key-1").await;
    }
    let without = |of: fn(&(f64, f64)) -> f64| {
        let asking = percentile(&asking.iter().map(of).collect::<Vec<_>>(), 50);
        all.iter().map(|both| (of(both) - asking).max(0.0)).collect()
    };
    (without(|both| both.0), without(|both| both.1))
}

/// So many of a hundred took no longer.
fn percentile(all: &[f64], percent: usize) -> f64 {
    let mut all = all.to_vec();
    all.sort_by(f64::total_cmp);
    all[(all.len() * percent / 100).min(all.len() - 1)]
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_key_to_the_drawn_score() {
    if std::env::var_os("WARDLIGHT_MEASURE").is_none() {
        println!("not measured: cargo xtask bench --keying does");
        return;
    }
    // The test's own name stands in the line that it begins.
    println!();
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward phone", 9).await;
    for (name, width, height) in [("360 by 800", 360, 800), ("810 by 1080", 810, 1080)] {
        let browser = Browser::open("pressed", width, height).await;
        browser.in_every_document(HOLDS).await;
        sign_in(&browser, &address, "Amina Yusuf").await;
        // Of the processor and not of the clock: another program that runs meanwhile does not count.
        browser.devtools("Performance.enable", json!({ "timeDomain": "threadTicks" })).await;
        for slower in [1, SLOWER] {
            browser.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": slower })).await;
            let (score, after) = pressed(&browser).await;
            told(name, slower, &score);
            told_slowest(name, slower, &score);
            told_after(name, slower, &after);
        }
    }
}

#[expect(clippy::print_stdout, reason = "a measurement says what it measured")]
fn told(name: &str, slower: u32, all: &[f64]) {
    let (median, late) = (percentile(all, 50), percentile(all, 95));
    let what = match slower {
        1 => format!("key to drawn score, {name}"),
        _ => format!("key to drawn score, {name}, on a CPU {slower} times as slow"),
    };
    match slower {
        1 => println!("{what}\t{late:.1} ms\t\t\t95th of 100; median {median:.1} ms; main thread\t"),
        _ => println!(
            "{what}\t{late:.1} ms\t{TARGET_MS:.0} ms\t{:.2}\ttarget, 95th of 100; median {median:.1} ms; main thread\t1.00",
            late / TARGET_MS
        ),
    }
}

/// The three presses of the sixteen that cost the most, by their medians.
#[expect(clippy::print_stdout, reason = "a measurement says what it measured")]
fn told_slowest(name: &str, slower: u32, all: &[f64]) {
    let mut each: Vec<(f64, usize)> = (0..SET.len())
        .map(|at| (percentile(&all.iter().skip(at).step_by(SET.len()).copied().collect::<Vec<_>>(), 50), at))
        .collect();
    each.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (median, at) in each.into_iter().take(3) {
        println!(
            "press {} of a set ({}), {name}, {slower} times as slow\t{median:.1} ms\t\t\tmedian; main thread\t",
            at + 1,
            SET[at]
        );
    }
}

#[expect(clippy::print_stdout, reason = "a measurement says what it measured")]
fn told_after(name: &str, slower: u32, all: &[f64]) {
    let (median, late) = (percentile(all, 50), percentile(all, 95));
    println!(
        "the frame after it, {name}, {slower} times as slow\t{late:.1} ms\t\t\t95th of 100; median {median:.1} ms; main thread\t"
    );
}
