//! A nurse at a computer on wheels with nothing but its keys: she signs in, charts a set, accepts the alert, looks at the chart, and
//! reads the handover. Wherever a key leads is seen, and nothing keeps her there.

use crate::{bedside::as_a_hand, browser::Browser, ward::Ward, wards_day::row};

const TAB: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";
const LEFT: &str = "\u{E012}";

/// Stops of a long board, twice over.
const MOST_STOPS: usize = 300;

/// Where the keys are: whether it is what was wanted, what is wrong with it, and its name.
const HERE: &str = "const e = document.activeElement, s = getComputedStyle(e); \
    const line = s.outlineStyle !== 'none' && !/transparent|, 0\\)/.test(s.outlineColor); \
    const box = e.getBoundingClientRect(), inside = (at, most) => Math.min(Math.max(at, 1), most - 1); \
    const x = inside(box.left + box.width / 2, innerWidth), y = inside(box.top + box.height / 2, innerHeight); \
    const over = document.elementFromPoint(x, y); \
    const wrong = e === document.body || e.id === 'main' ? '' \
        : s.boxShadow === 'none' && !line ? 'is not seen to have the focus' \
        : box.bottom < 0 || box.top > innerHeight ? 'is out of sight' \
        : e.contains(over) || over?.contains(e) ? '' : 'lies under something'; \
    const same = window.keysWere === e && e !== document.body; window.keysWere = e; \
    return [e.matches(arguments[0]), wrong || (same ? 'lets nobody go on' : ''), e.outerHTML.slice(0, 160)];";

/// Presses a key wherever the keys are.
async fn press(browser: &Browser, key: &str) {
    as_a_hand(browser).await;
    browser.page.active_element().await.unwrap().send_keys(key).await.unwrap();
}

/// Goes on by Tab until this has the focus.
async fn reach(browser: &Browser, selector: &str) {
    browser.see_by(selector).await;
    for _ in 0..MOST_STOPS {
        browser.page.active_element().await.unwrap().send_keys(TAB).await.unwrap();
        let here = browser.page.execute(HERE, vec![selector.into()]).await.unwrap();
        let (is, wrong) = (here[0] == true, here[1].as_str().unwrap_or_default().to_owned());
        if !wrong.is_empty() {
            browser.picture("failed").await;
        }
        assert!(wrong.is_empty(), "{} {wrong}", here[2]);
        if is {
            return;
        }
    }
    browser.picture("failed").await;
    panic!("{selector} is reached by no key");
}

async fn enter(browser: &Browser, testid: &str) {
    reach(browser, &format!("[data-testid=\"{testid}\"]")).await;
    press(browser, ENTER).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_set_an_alert_a_chart_and_a_handover_need_nothing_but_keys() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Computer on wheels", 35).await;
    let cow = Browser::open("by-keys", 1366, 768).await;
    cow.page.goto(&address).await.unwrap();
    cow.see("staff-tile").await;
    let mark = "[...document.querySelectorAll('[data-testid=staff-tile]')] \
        .find(tile => tile.innerText.includes('Amina Yusuf')).dataset.mine = 'yes';";
    cow.page.execute(mark, Vec::new()).await.unwrap();
    reach(&cow, "[data-mine]").await;
    press(&cow, ENTER).await;
    cow.see("pin-2").await;
    for digit in ["2", "0", "4", "0", "6", "0"] {
        press(&cow, digit).await;
    }
    cow.see("board").await;

    reach(&cow, &row("B4", "row-observe")).await;
    cow.picture("board").await;
    press(&cow, ENTER).await;
    cow.see("key-1").await;
    for key in "2293a10864112c384".chars() {
        press(&cow, &key.to_string()).await;
    }
    // A great change is asked about, and it was measured.
    let asked = "return document.querySelectorAll('[data-testid=keep]').length;";
    while cow.page.execute(asked, Vec::new()).await.unwrap() != 0 {
        enter(&cow, "keep").await;
        as_a_hand(&cow).await;
    }
    enter(&cow, "save").await;
    cow.read("saved-score", "11").await;
    cow.picture("saved").await;
    enter(&cow, "to-patient").await;
    cow.see("episode").await;

    enter(&cow, "accept").await;
    cow.see("episode-panel").await;
    enter(&cow, "act-confirm").await;
    cow.read("episode-stage", "Accepted by Amina Yusuf").await;
    cow.picture("accepted").await;

    enter(&cow, "chart").await;
    reach(&cow, "[data-testid=\"trend\"]").await;
    press(&cow, LEFT).await;
    cow.read("chart-focus", "NEWS2 11").await;
    cow.picture("chart").await;

    enter(&cow, "tab-ward").await;
    cow.see("board").await;
    enter(&cow, "to-handover").await;
    enter(&cow, "read-all").await;
    cow.read("receipts", "Read by Amina Yusuf").await;
    cow.picture("handover").await;
}
