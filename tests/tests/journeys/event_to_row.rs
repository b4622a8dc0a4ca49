//! How long a change takes from the event that tells the page of it to the drawn row: a measurement, run by
//! `cargo xtask bench --screens` with everything built as it is shipped.

use crate::{
    bedside::{key_an_ill_set, sign_in},
    browser::Browser,
    ward::Ward,
    wards_day::row,
};

/// Beds of the sister's board into which a set is charted, one after the other.
const BEDS: [&str; 12] = ["A2", "A3", "A4", "A5", "A6", "B1", "B2", "B3", "B4", "B5", "C2", "C3"];

/// Milliseconds from event to drawn row that are the target.
const TARGET_MS: f64 = 100.0;

/// Notes when the row of a bed was drawn with the score that is waited for: after the frame that shows it, not only after
/// the change of the page. The question that follows an event is asked in the task that hears it.
const WATCH: &str = "const [bed, score] = arguments; window.followed = null; \
    performance.setResourceTimingBufferSize(10000); \
    const look = new MutationObserver(() => { \
        const cell = document.querySelector(`[data-bed=\"${bed}\"] .score`); \
        if (!cell || !cell.textContent.includes(score)) return; \
        look.disconnect(); \
        const asked = performance.getEntriesByType('resource').filter(e => e.name.endsWith('/call')).at(-1); \
        const then = new MessageChannel(); \
        then.port1.onmessage = () => { window.followed = [performance.now() - asked.startTime, asked.duration]; }; \
        requestAnimationFrame(() => then.port2.postMessage(null)); \
    }); \
    look.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });";

#[tokio::test(flavor = "multi_thread")]
async fn from_an_event_to_the_drawn_row() {
    if std::env::var_os("WARDLIGHT_MEASURE").is_none() {
        println!("not measured: cargo xtask bench --screens does");
        return;
    }
    let mut ward = Ward::begin().await;
    let (nurse_at, board_at) = (ward.device("Nurse's phone", 7).await, ward.device("Desk", 8).await);
    let nurse = Browser::open("measured-nurse", 360, 800).await;
    let board = Browser::open("measured-board", 1920, 1080).await;
    sign_in(&nurse, &nurse_at, "Amina Yusuf").await;
    sign_in(&board, &board_at, "Gwen Abara-Lloyd").await;
    board.go("#/wall/bluebell").await;
    board.see("urgent").await;
    let (mut all, mut core) = (Vec::new(), Vec::new());
    for bed in BEDS {
        nurse.go("#/ward/bluebell").await;
        nurse.tap_it(&nurse.see_by(&row(bed, "row-observe")).await).await;
        nurse.see("observe-screen").await;
        key_an_ill_set(&nurse).await;
        let score = nurse.see_by(".score-panel-top b").await.text().await.unwrap();
        let before = board
            .see_by(&format!("[data-testid=\"row\"][data-bed=\"{bed}\"] .score"))
            .await
            .text()
            .await
            .unwrap();
        assert!(!before.contains(score.trim()), "{bed} has another score before");
        board.page.execute(WATCH, vec![bed.into(), score.trim().into()]).await.unwrap();
        nurse.tap("save").await;
        nurse.see("saved").await;
        let [whole, asking] = followed(&board).await;
        all.push(whole);
        core.push(asking);
    }
    let (median, worst, asking) = (middle(&mut all), all[all.len() - 1], middle(&mut core));
    let beside = "target, a wall of 1920 pixels in Chromium, drawn";
    println!("event to row\t{median:.0} ms\t{TARGET_MS:.0} ms\t{:.2}\t{beside}\t1.00", median / TARGET_MS);
    println!(
        "event to row, slowest of {}\t{worst:.0} ms\t\t\tof them the core's answer {asking:.0} ms\t",
        all.len()
    );
}

/// Milliseconds from the question that the event set off to the drawn row, and to the answer of the core.
async fn followed(board: &Browser) -> [f64; 2] {
    let script = "return window.followed;";
    loop {
        let seen = board.page.execute(script, Vec::new()).await.unwrap();
        if let Ok(seen) = serde_json::from_value(seen) {
            return seen;
        }
        tokio::task::yield_now().await;
    }
}

/// The middle one; sorts them.
fn middle(figures: &mut [f64]) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
