//! The chart on every screen that it is read on: the trend, the College's columns, and the table that says the same.

use crate::{
    bedside::{night, sign_in},
    browser::Browser,
    ward::Ward,
    wards_day::row,
};

/// Screens that a chart is read on: a phone, a tablet, a computer on wheels, a desk.
const SCREENS: [(&str, u32, u32); 4] = [
    ("chart-phone", 360, 800),
    ("chart-tablet", 810, 1080),
    ("chart-cow", 1366, 768),
    ("chart-desk", 1920, 1080),
];

/// Opens the chart of the patient in this bed.
async fn open(browser: &Browser, bed: &str) {
    browser.go("#/ward/bluebell").await;
    browser.tap_it(&browser.see_by(&row(bed, "row-open")).await).await;
    browser.see("patient").await;
    browser.tap("chart").await;
    browser.see("trend").await;
}

/// A number that the page works out.
async fn number(browser: &Browser, script: &str) -> i64 {
    let script = format!("return {script};");
    browser.page.execute(&script, Vec::new()).await.unwrap().as_i64().expect("a whole number")
}

/// Nothing stands beyond the edge of the page.
async fn fits(browser: &Browser) {
    let beyond = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(number(browser, beyond).await, 0, "the chart is wider than its page");
}

/// Sends a key to what has the focus.
async fn press(browser: &Browser, key: &str) {
    let script = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', \
                  { key: arguments[0], bubbles: true, cancelable: true }));";
    browser.page.execute(script, vec![key.into()]).await.unwrap();
}

/// What is said of the set in focus.
async fn said(browser: &Browser) -> String {
    browser.see("chart-focus").await.text().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_trend_and_the_colleges_columns_are_read_on_every_screen_by_day_and_by_night() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward tablet", 21).await;
    for (name, width, height) in SCREENS {
        let browser = Browser::open(name, width, height).await;
        sign_in(&browser, &address, "Amina Yusuf").await;
        for bed in ["A6", "A4"] {
            open(&browser, bed).await;
            browser.read("chart-summary", "NEWS2").await;
            browser.picture(&format!("{bed}-trend")).await;
            fits(&browser).await;
            browser.tap("hours-72").await;
            browser.see_by("[data-testid=\"hours-72\"][aria-pressed=\"true\"]").await;
            browser.picture(&format!("{bed}-trend-72")).await;
            browser.tap("as-columns").await;
            browser.see("columns").await;
            browser.read("acknowledgement", "Reproduced from: Royal College of Physicians").await;
            browser.picture(&format!("{bed}-columns")).await;
            fits(&browser).await;
            browser.accessible().await;
            browser.page.execute("window.scrollTo(0, 560);", Vec::new()).await.unwrap();
            browser.picture(&format!("{bed}-columns-below")).await;
        }
        browser.page.execute("window.scrollTo(0, 0);", Vec::new()).await.unwrap();
        night(&browser).await;
        browser.picture("columns-night").await;
        browser.tap("as-trend").await;
        browser.see("trend").await;
        browser.picture("trend-night").await;
        browser.accessible().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_column_is_in_view_and_the_labels_stay_while_the_columns_are_scrolled() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward phone", 22).await;
    let phone = Browser::open("chart-scrolled", 360, 800).await;
    sign_in(&phone, &address, "Amina Yusuf").await;
    open(&phone, "A2").await;
    phone.tap("hours-stay").await;
    phone.tap("as-columns").await;
    phone.see("columns").await;
    // Of a column there is the time of its set.
    let drawn = |only: &str| {
        format!(
            "(view => [...document.querySelectorAll('.rcp-scroll text')].filter(e => /^\\d\\d:\\d\\d$/.test(e.textContent)) \
                .map(e => e.getBoundingClientRect()).filter(box => {only}).length)\
             (document.querySelector('.rcp-scroll').getBoundingClientRect())"
        )
    };
    let (all, in_view) = (drawn("true"), drawn("box.left >= view.left && box.right <= view.right"));
    let few = number(&phone, &all).await;
    assert!(number(&phone, &in_view).await >= 3, "the newest are drawn");
    let left = "Math.round(document.querySelector('.rcp-labels').getBoundingClientRect().left)";
    let rest = "(e => Math.round(e.scrollWidth - e.clientWidth - e.scrollLeft))(document.querySelector('.rcp-scroll'))";
    assert!(number(&phone, "document.querySelector('.rcp-scroll').scrollWidth").await > 1000, "a long stay");
    assert!(number(&phone, rest).await <= 1, "the newest is in view");
    let before = number(&phone, left).await;
    phone.page.execute("document.querySelector('.rcp-scroll').scrollLeft = 0;", Vec::new()).await.unwrap();
    assert_eq!(number(&phone, left).await, before, "the labels stay");
    while number(&phone, &in_view).await < 3 {
        tokio::task::yield_now().await;
    }
    let then = number(&phone, &all).await;
    assert!(few.max(then) <= 24, "columns far out of view are not drawn: {few}, {then}");
    phone.picture("oldest").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chart_is_read_set_by_set_with_keys_alone() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward desk", 23).await;
    let desk = Browser::open("chart-keys", 1366, 768).await;
    sign_in(&desk, &address, "Amina Yusuf").await;
    open(&desk, "A2").await;
    desk.tap("as-table").await;
    desk.see("chart-table").await;
    let first = "return document.querySelector('[data-testid=\"chart-table\"] tr:not(.obs-note):not(.struck) th[scope=row]').textContent;";
    let first = desk.page.execute(first, Vec::new()).await.unwrap();
    for (view, frame) in [("as-trend", "[data-testid=\"trend\"]"), ("as-columns", ".rcp-scroll")] {
        desk.tap(view).await;
        desk.see_by(frame).await;
        let focus = format!("document.querySelector('{frame}').focus();");
        desk.page.execute(&focus, Vec::new()).await.unwrap();
        press(&desk, "End").await;
        desk.read("chart-focus", "NEWS2").await;
        let newest = said(&desk).await;
        assert!(newest.contains(first.as_str().unwrap()), "{newest}: the newest of the table, {first}");
        press(&desk, "ArrowLeft").await;
        desk.see_by(".k-focus").await;
        let before = said(&desk).await;
        assert_ne!(before, newest, "the set before");
        press(&desk, "ArrowRight").await;
        assert_eq!(said(&desk).await, newest);
        desk.picture(&format!("{view}-focus")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_has_a_caption_and_scopes_and_a_row_for_each_set_of_the_columns() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward desk", 24).await;
    let desk = Browser::open("chart-table", 1366, 768).await;
    sign_in(&desk, &address, "Amina Yusuf").await;
    open(&desk, "A2").await;
    desk.tap("as-table").await;
    let table = "document.querySelector('[data-testid=\"chart-table\"]')";
    desk.read_by("caption", "newest first").await;
    assert_eq!(number(&desk, &format!("{table}.querySelectorAll('thead th[scope=col]').length")).await, 12);
    let rows = format!("{table}.querySelectorAll('tbody tr').length");
    assert_eq!(
        number(&desk, &format!("{table}.querySelectorAll('tbody th[scope=row]').length")).await,
        number(&desk, &rows).await
    );
    desk.picture("table").await;
    desk.accessible().await;
}

/// Whether a column somewhere on the chart says so: what is scrolled into view is drawn then.
async fn a_column_says(browser: &Browser, words: &str) -> bool {
    let script = "const [words, done] = arguments, scroll = document.querySelector('.rcp-scroll'); \
        const look = () => { \
            if ([...scroll.querySelectorAll('text')].some(e => e.textContent.includes(words))) return done(true); \
            if (scroll.scrollLeft === 0) return done(false); \
            scroll.scrollLeft -= 300; \
            requestAnimationFrame(() => requestAnimationFrame(look)); }; \
        look();";
    browser.page.execute_async(script, vec![words.into()]).await.unwrap() == true
}

#[tokio::test(flavor = "multi_thread")]
async fn a_time_without_observations_and_a_change_of_scale_have_columns_of_their_own() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward tablet", 26).await;
    let tablet = Browser::open("chart-between", 810, 1080).await;
    sign_in(&tablet, &address, "Amina Yusuf").await;
    // Their observations were stopped for comfort; of the other, the scale was decided anew.
    for (bed, note, column) in
        [("S1", "No observations for", "NO OBS FOR"), ("D4", "Change of scale", "CHANGE OF SCALE: SCALE")]
    {
        open(&tablet, bed).await;
        tablet.tap("hours-stay").await;
        tablet.tap("as-table").await;
        tablet.read("chart-table", note).await;
        tablet.tap("as-columns").await;
        tablet.see("columns").await;
        assert!(a_column_says(&tablet, column).await, "{bed}: {column}");
        tablet.picture(&format!("{bed}-column")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_trend_stands_beside_the_form_where_there_is_room_and_what_is_on_the_screen_is_printed() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Computer on wheels", 27).await;
    let cart = Browser::open("chart-beside", 1366, 768).await;
    sign_in(&cart, &address, "Amina Yusuf").await;
    cart.tap_it(&cart.see_by(&row("A2", "row-observe")).await).await;
    cart.see("observe-screen").await;
    cart.see_by(".obs-aside [data-testid=\"trend\"] svg path").await;
    let over = "(aside => [...document.querySelectorAll('.obs-rows, .obs-pad, .save-bar')].map(e => e.getBoundingClientRect()) \
        .filter(e => e.left < aside.right - 1 && e.right > aside.left + 1 && e.top < aside.bottom && e.bottom > aside.top).length)\
        (document.querySelector('.obs-aside').getBoundingClientRect())";
    assert_eq!(number(&cart, over).await, 0, "it lies over nothing");
    cart.picture("form").await;
    open(&cart, "A2").await;
    cart.tap("print-chart").await;
    cart.read("paper-saved", ".pdf").await;
    cart.picture("printed").await;
}

/// Two fingers on the trend, put down and moved apart so far to the left and to the right of its middle.
const PINCH: &str = "const e = document.querySelector('[data-testid=trend]'); const box = e.getBoundingClientRect(); \
    const send = (type, pointerId, x) => e.dispatchEvent(new PointerEvent(type, \
        { pointerId, clientX: box.left + box.width / 2 + x, clientY: box.top + 60, bubbles: true, pointerType: 'touch' })); \
    send('pointerdown', 1, -30); send('pointerdown', 2, 30); \
    const frame = () => new Promise(requestAnimationFrame); const done = arguments[arguments.length - 1]; \
    (async () => { for (let x = 40; x <= 120; x += 10) { send('pointermove', 1, -x); await frame(); send('pointermove', 2, x); await frame(); } \
        send('pointerup', 1, 0); send('pointerup', 2, 0); done(null); })();";

/// One finger, dragged to the right by half of the drawing.
const DRAG: &str = "const e = document.querySelector('[data-testid=trend]'); const box = e.getBoundingClientRect(); \
    const send = (type, x) => e.dispatchEvent(new PointerEvent(type, \
        { pointerId: 1, clientX: box.left + 60 + x, clientY: box.top + 60, bubbles: true, pointerType: 'touch' })); \
    const frame = () => new Promise(requestAnimationFrame); const done = arguments[arguments.length - 1]; \
    (async () => { send('pointerdown', 0); \
        for (let x = 0; x <= box.width / 2; x += box.width / 20) { send('pointermove', x); await frame(); } \
        send('pointerup', 0); done(null); })();";

#[tokio::test(flavor = "multi_thread")]
async fn the_trend_is_looked_at_more_closely_by_buttons_keys_and_two_fingers_and_never_beyond_the_stay() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward phone", 24).await;
    for (name, width, height) in [("chart-zoom-phone", 360, 800), ("chart-zoom-tablet", 810, 1080)] {
        let browser = Browser::open(name, width, height).await;
        sign_in(&browser, &address, "Amina Yusuf").await;
        open(&browser, "A6").await;
        browser.picture("whole").await;
        let edges = "return document.querySelector('.chart-frame .k-edge').getAttribute('d');";
        let before = browser.page.execute(edges, Vec::new()).await.unwrap();

        browser.tap("closer").await;
        browser.read("chart-shown", "12 h.").await;
        browser.tap("closer").await;
        browser.read("chart-shown", "6 h.").await;
        let then = browser.page.execute(edges, Vec::new()).await.unwrap();
        assert_eq!(then, before, "the scales of values stay");
        fits(&browser).await;
        browser.accessible().await;
        browser.picture("closer").await;

        browser.page.execute_async(DRAG, Vec::new()).await.unwrap();
        browser.read("chart-shown", "The newest is not shown").await;
        browser.picture("earlier").await;
        browser.accessible().await;

        // By keys, as far as it goes.
        browser
            .page
            .execute("document.querySelector('[data-testid=trend]').focus();", Vec::new())
            .await
            .unwrap();
        // One after the other is shown: keys that come all at once are a scanner's.
        for shown in [", 3 h.", ", 1 h 30 min.", ", 1 h."] {
            press(&browser, "+").await;
            browser.read("chart-shown", shown).await;
        }
        let closer = browser.see("closer").await;
        assert!(closer.attr("disabled").await.unwrap().is_some(), "no closer than an hour");
        for shown in [", 2 h.", ", 4 h.", ", 8 h.", ", 16 h."] {
            press(&browser, "-").await;
            browser.read("chart-shown", shown).await;
        }
        press(&browser, "-").await;
        browser.gone("[data-testid=wider]:enabled").await;
        let wider = browser.see("wider").await;
        assert!(wider.attr("disabled").await.unwrap().is_some(), "the whole is there again");

        browser.page.execute_async(PINCH, Vec::new()).await.unwrap();
        browser.read("chart-shown", "Shown:").await;
        browser.picture("pinched").await;
        night(&browser).await;
        browser.picture("pinched-night").await;
        browser.accessible().await;
        browser.tap("zoom-all").await;
        browser.tap("hours-72").await;
        browser.see_by("[data-testid=\"hours-72\"][aria-pressed=\"true\"]").await;
        browser.see("trend").await;
    }
}
