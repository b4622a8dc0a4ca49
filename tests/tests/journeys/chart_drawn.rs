//! What drawing three hundred sets costs, what scrolling over them does, and what going to the chart takes: a measurement, run
//! by `cargo xtask bench --screens` with everything built as it is shipped.

use crate::{bedside::sign_in, browser::Browser, ward::Ward, wards_day::row};
use serde_json::json;

/// Milliseconds of the processor, on the page's main thread, that are the targets: drawing, and a frame of scrolling.
const DRAW_MS: f64 = 100.0;
const FRAME_MS: f64 = 16.0;
/// Times that each view is drawn; the middle one counts.
const TIMES: usize = 7;

/// The answer of the core, stretched to three hundred sets: its own, again and again, an hour apart.
const STRETCHED: &str = "const ask = window.fetch; window.fetch = async (...asked) => { \
        const answer = await ask(...asked); \
        if (!String(asked[0]).endsWith('/call')) return answer; \
        const text = await answer.text(); \
        const said = JSON.parse(text); \
        const chart = said.ok && said.ok.chart; \
        if (!chart || !chart.sets.length) return new Response(text, { status: answer.status }); \
        const own = chart.sets, hour = 3600000; \
        chart.sets = Array.from({ length: 300 }, (_, n) => { \
            const set = structuredClone(own[n % own.length]), at = chart.now - (299 - n) * hour; \
            set.taken = { at: { utc: at, offset_minutes: 0 } }; set.recorded = at; set.mark = 'current'; \
            return set; \
        }); \
        chart.from = chart.sets[0].taken.at.utc; \
        return new Response(JSON.stringify(said), { status: answer.status }); \
    };";

/// Answers after the frame that shows what was asked for, not only after the change of the page.
const FRAME: &str = "const done = arguments[arguments.length - 1]; \
    requestAnimationFrame(() => { const then = new MessageChannel(); then.port1.onmessage = () => done(true); \
        then.port2.postMessage(null); });";

/// Notes in the session's store when the trend was first drawn in a document.
const ARRIVED: &str = "new MutationObserver((_, look) => { \
        if (!document.querySelector('[data-testid=\"trend\"] svg path')) return; \
        look.disconnect(); \
        requestAnimationFrame(() => { const then = new MessageChannel(); \
            then.port1.onmessage = () => sessionStorage.setItem('arrived', performance.timeOrigin + performance.now()); \
            then.port2.postMessage(null); }); \
    }).observe(document, { subtree: true, childList: true });";

/// Milliseconds of the processor that the page's main thread has had in this document.
pub(crate) async fn worked_ms(browser: &Browser) -> f64 {
    let answer = browser.devtools("Performance.getMetrics", json!({})).await;
    let metrics = answer["value"]["metrics"].as_array().expect("the browser counts").clone();
    let task = metrics.iter().find(|metric| metric["name"] == "TaskDuration").expect("time of tasks");
    task["value"].as_f64().expect("seconds") * 1_000.0
}

async fn drawn(browser: &Browser, view: &str, frame: &str) -> f64 {
    // From the view that costs least to be rid of.
    browser.tap(if view == "as-trend" { "as-columns" } else { "as-trend" }).await;
    browser.gone(frame).await;
    let before = worked_ms(browser).await;
    let tap = format!("document.querySelector('[data-testid=\"{view}\"]').click();");
    browser.page.execute(&tap, Vec::new()).await.unwrap();
    browser.page.execute_async(FRAME, Vec::new()).await.unwrap();
    browser.page.execute_async(FRAME, Vec::new()).await.unwrap();
    worked_ms(browser).await - before
}

/// Main thread's milliseconds a frame over 120 frames, each of which scrolls on, and of the dearest frame of forty.
async fn scrolled(browser: &Browser, step: &str) -> (f64, f64) {
    let mut dearest = 0.0_f64;
    for left in 0..40 {
        let before = worked_ms(browser).await;
        let once = format!("const left = {left}; {step};");
        browser.page.execute(&once, Vec::new()).await.unwrap();
        browser.page.execute_async(FRAME, Vec::new()).await.unwrap();
        dearest = dearest.max(worked_ms(browser).await - before);
    }
    let script = format!(
        "const done = arguments[arguments.length - 1]; let left = 120; \
         const go = () => {{ if (left-- === 0) return done(true); {step}; requestAnimationFrame(go); }}; go();"
    );
    let before = worked_ms(browser).await;
    browser.page.execute_async(&script, Vec::new()).await.unwrap();
    ((worked_ms(browser).await - before) / 120.0, dearest)
}

fn middle(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

#[expect(clippy::print_stdout, reason = "a measurement says what it measured")]
fn told(what: &str, ms: f64, target: f64) {
    let ratio = ms / target;
    println!(
        "{what}\t{ms:.1} ms\t{target:.0} ms\t{ratio:.2}\ttarget; main thread, Chromium, 810 pixels wide\t1.00"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn three_hundred_sets_are_drawn_and_scrolled() {
    if std::env::var_os("WARDLIGHT_MEASURE").is_none() {
        println!("not measured: cargo xtask bench --screens does");
        return;
    }
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward tablet", 25).await;
    let tablet = Browser::open("measured-chart", 810, 1080).await;
    sign_in(&tablet, &address, "Amina Yusuf").await;
    for throttle in [1, 4] {
        arrives(&tablet, throttle).await;
    }
    tablet.in_every_document(STRETCHED).await;
    tablet.page.refresh().await.unwrap();
    tablet.see("trend").await;
    tablet.tap("hours-stay").await;
    tablet.read("chart-summary", "300 sets").await;
    // Of the processor and not of the clock: another program that runs meanwhile does not count.
    tablet.devtools("Performance.enable", json!({ "timeDomain": "threadTicks" })).await;
    for (what, view, frame, step) in [
        (
            "trend of 300 sets",
            "as-trend",
            "[data-testid=\"trend\"]",
            "window.scrollBy(0, left % 40 < 20 ? 12 : -12)",
        ),
        (
            "columns of 300 sets",
            "as-columns",
            "[data-testid=\"columns\"]",
            "document.querySelector('.rcp-scroll').scrollLeft -= 48",
        ),
    ] {
        let mut all = Vec::new();
        for _ in 0..TIMES {
            all.push(drawn(&tablet, view, frame).await);
        }
        told(&format!("{what}, drawn"), middle(all), DRAW_MS);
        let (frame, dearest) = scrolled(&tablet, step).await;
        told(&format!("{what}, a frame of scrolling"), frame, FRAME_MS);
        told(&format!("{what}, the dearest frame of forty"), dearest, FRAME_MS);
    }
    let mut all = Vec::new();
    for _ in 0..TIMES {
        all.push(drawn(&tablet, "as-table", "[data-testid=\"chart-table\"]").await);
    }
    println!("table of 300 sets, drawn\t{:.1} ms\t\t\tmade when it is asked for\t", middle(all));
    tablet.tap("as-columns").await;
    tablet.see("columns").await;
    tablet.picture("300").await;
}

/// From the tap on the patient's page to the drawn trend, in another chunk of the page.
#[expect(clippy::print_stdout, reason = "a measurement says what it measured")]
async fn arrives(browser: &Browser, throttle: u32) {
    browser.in_every_document(ARRIVED).await;
    browser.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": throttle })).await;
    let mut all = Vec::new();
    for bed in ["A2", "A3", "A4", "A5", "A6"] {
        browser.go("#/ward/bluebell").await;
        browser.tap_it(&browser.see_by(&row(bed, "row-open")).await).await;
        browser.see("patient").await;
        let tap = "sessionStorage.removeItem('arrived'); \
                   sessionStorage.setItem('tapped', performance.timeOrigin + performance.now()); \
                   document.querySelector('[data-testid=\"chart\"]').click();";
        browser.page.execute(tap, Vec::new()).await.unwrap();
        browser.see("trend").await;
        let took = "return sessionStorage.getItem('arrived') - sessionStorage.getItem('tapped');";
        let took = loop {
            let took = browser.page.execute(took, Vec::new()).await.unwrap().as_f64().unwrap_or_default();
            if took > 0.0 {
                break took;
            }
            tokio::task::yield_now().await;
        };
        all.push(took);
    }
    browser.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 1 })).await;
    let speed = if throttle == 1 { String::new() } else { format!(", on a CPU {throttle} times as slow") };
    println!(
        "from the patient's page to the trend{speed}\t{:.0} ms\t\t\tanother chunk is loaded\t",
        middle(all)
    );
}
