//! Nothing moves under the finger while a screen fills: the browser's own measure of what has moved, on the board, a patient's
//! page, the form and the chart.

use crate::{bedside::sign_in, browser::Browser, ward::Ward};

/// Counts every shift, also right after a tap.
const WATCH: &str = "window.moved = []; \
    window.watch = new PerformanceObserver(list => window.moved.push(...list.getEntries())); \
    window.watch.observe({ type: 'layout-shift', buffered: true });";

/// What has moved by how much since the last time it was asked, once what is there now has been drawn.
const MOVED: &str = "const done = arguments[arguments.length - 1]; \
    requestAnimationFrame(() => requestAnimationFrame(() => { \
        const all = [...window.moved, ...window.watch.takeRecords()]; \
        window.moved = []; \
        done(all.filter(shift => shift.value >= 0.005).map(shift => shift.value.toFixed(4) + ' ' + \
            shift.sources.map(source => source.node?.outerHTML?.slice(0, 80) ?? 'gone').join(', '))); }));";

async fn still(browser: &Browser, screen: &str) {
    let moved = browser.page.execute_async(MOVED, Vec::new()).await.unwrap();
    assert_eq!(moved, serde_json::json!([]), "{screen}: this moved while it was filled");
}

/// The page asks for its font before anything is to be set in it. Where that comes late all the same, words take some pixels more
/// or less in their line: up to two thousandths of a phone's screen, and all that is let pass.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_moves_while_the_board_a_patients_page_the_form_and_the_chart_fill() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward tablet", 33).await;
    for (name, width, height) in
        [("still-phone", 360, 800), ("still-tablet", 810, 1080), ("still-cow", 1366, 768)]
    {
        let browser = Browser::open(name, width, height).await;
        browser.in_every_document(WATCH).await;
        sign_in(&browser, &address, "Amina Yusuf").await;
        browser.page.refresh().await.unwrap();
        browser.see("urgent").await;
        still(&browser, "board").await;
        let stay = "return document.querySelector('[data-bed=\"A4\"] a[href*=\"/stay/\"]').hash;";
        let stay = browser.page.execute(stay, Vec::new()).await.unwrap();
        let stay = stay.as_str().expect("somebody lies there").to_owned();
        for (screen, seen) in [("", "patient"), ("/observe", "observe-screen"), ("/chart", "trend")] {
            browser.go(&format!("{stay}{screen}")).await;
            browser.see(seen).await;
            still(&browser, seen).await;
        }
        for (pressed, seen) in [("as-columns", "columns"), ("as-table", "chart-table")] {
            browser.tap(pressed).await;
            browser.see(seen).await;
            still(&browser, pressed).await;
        }
    }
}
