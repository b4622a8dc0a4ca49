//! Keying whole sets, common and harder ones, on a phone and on a tablet: so many taps, and so many milliseconds in which a
//! finger would wait for the screen; and the same set on the keyboard of a computer on wheels.
//!
//! A script does not look, think or measure, and a driver's finger is slow in its own way. So the screen's own time is taken
//! in the page, from each touch to the frame that shows what came of it, and what a hand needs is added by its published
//! times. `cargo xtask bench --keying` prints both beside what others took.

use crate::{
    bedside::{as_a_hand, keys, sign_in},
    browser::Browser,
    ward::Ward,
};

/// Milliseconds in which a nurse entered a set with VitalPAC (Prytherch 2006, Resuscitation 70:173-178: 43.0 s, with paper
/// 67.6 s).
const VITALPAC_MS: f64 = 43_000.0;
/// Milliseconds for one number on a numeric keypad, the fastest of six interfaces (Ehrler 2015: 3.08 s for a pulse).
const EHRLER_MS: f64 = 3_080.0;
/// Milliseconds to think of what comes next, to point at it and to press it (Card, Moran and Newell 1980, CACM 23:396-410).
const THINK_MS: f64 = 1_350.0;
const PRESS_MS: f64 = 1_200.0;
/// Taps of a common set, opening and saving included.
const MOST_TAPS: u32 = 18;
/// Numbers in a set: respiration, saturation, two pressures, pulse, temperature.
const NUMBERS: f64 = 6.0;

/// A set as it is tapped: numbers by their digits, everything else by the name of its button.
type Set = &'static [&'static str];

/// Air, alert, nothing out of the way.
const COMMON: [Set; 5] = [
    &["18", "96", "air", "124", "78", "88", "level-A", "372"],
    &["16", "97", "air", "132", "80", "76", "level-A", "368"],
    &["14", "98", "air", "118", "70", "64", "level-A", "365"],
    &["20", "95", "air", "142", "84", "92", "level-A", "374"],
    &["15", "96", "air", "122", "72", "78", "level-A", "369"],
];

/// Oxygen with its flow, a sign that cannot be had, one digit, a saturation of 100, a set of a quarter of an hour ago.
const HARDER: [(&str, Set); 5] = [
    (
        "oxygen at 2 litres",
        &["22", "93", "oxygen", "device-N", "amount-2", "108", "64", "112", "level-C", "384"],
    ),
    ("no temperature", &["20", "94", "air", "116", "70", "98", "level-A", "unable", "reason-equipment"]),
    ("9 breaths", &["9", "key-next", "100", "air", "124", "76", "82", "level-A", "370"]),
    ("through a Venturi valve", &["24", "90", "oxygen", "device-V28", "104", "62", "108", "level-V", "379"]),
    (
        "a quarter of an hour ago",
        &["18", "96", "air", "128", "74", "86", "level-A", "372", "taken", "taken-15"],
    ),
];

/// Notes for every touch how long it took until the frame that shows what came of it: opening is done once there are keys,
/// saving once it says so.
const WATCHED: &str = "window.waited = []; \
    addEventListener('click', touch => { \
        const on = touch.target.closest && touch.target.closest('[data-testid]'); \
        if (!on) return; \
        const began = touch.timeStamp; \
        const drawn = () => requestAnimationFrame(() => { const then = new MessageChannel(); \
            then.port1.onmessage = () => window.waited.push(performance.now() - began); \
            then.port2.postMessage(null); }); \
        const until = { 'row-observe': 'key-1', save: 'saved' }[on.dataset.testid]; \
        if (!until) return drawn(); \
        const look = new MutationObserver(() => { \
            if (!document.querySelector(`[data-testid=\"${until}\"]`)) return; \
            look.disconnect(); drawn(); \
        }); \
        look.observe(document, { subtree: true, childList: true }); \
    }, true);";

/// What one set took.
struct Keyed {
    taps: u32,
    /// Of these, those that answered a question about an unusual value.
    answers: u32,
    /// Milliseconds of waiting for the screen: the touch that opened the form, all between, the touch that saved.
    waits: Vec<f64>,
}

impl Keyed {
    fn waited(&self) -> f64 {
        self.waits.iter().sum()
    }
}

/// Answers what is asked with "keep", and counts the answers.
async fn answered(browser: &Browser) -> u32 {
    let script = "const all = document.querySelectorAll('[data-testid=\"keep\"], [data-testid=\"keep-set\"]'); \
                  all.forEach(keep => keep.click()); return all.length;";
    let mut all = 0;
    loop {
        let asked = browser.page.execute(script, Vec::new()).await.unwrap().as_u64().unwrap();
        if asked == 0 {
            return all;
        }
        all += u32::try_from(asked).unwrap();
    }
}

/// Keys one set into the form of a bed from the ward's board on.
async fn key_set(browser: &Browser, bed: &str, set: Set) -> Keyed {
    browser.go("#/ward/bluebell").await;
    let open = format!("[data-testid=\"row\"][data-bed=\"{bed}\"] [data-testid=\"row-observe\"]");
    let open = browser.see_by(&open).await;
    browser.taps();
    browser.page.execute("window.waited = [];", Vec::new()).await.unwrap();
    browser.tap_it(&open).await;
    browser.see("key-1").await;
    for tap in set {
        match tap.bytes().all(|b| b.is_ascii_digit()) {
            true => keys(browser, tap).await,
            false => browser.tap(tap).await,
        }
    }
    let answers = answered(browser).await;
    browser.tap("save").await;
    browser.see("saved").await;
    let taps = browser.taps() + answers;
    let waits = loop {
        let waits = browser.page.execute("return window.waited;", Vec::new()).await.unwrap();
        let waits: Vec<f64> = serde_json::from_value(waits).unwrap();
        if waits.len() >= taps as usize {
            break waits;
        }
        tokio::task::yield_now().await;
    };
    Keyed { taps, answers, waits }
}

/// Milliseconds that a hand needs for a common set, besides any waiting: to open it and to look it over and save it, six
/// numbers, two choices.
fn by_hand() -> f64 {
    2.0 * (THINK_MS + PRESS_MS) + NUMBERS * EHRLER_MS + 2.0 * PRESS_MS
}

#[expect(clippy::print_stdout, reason = "a measurement says what it measured")]
fn told(name: &str, all: &[Keyed]) {
    // The test's own name stands in the line that it begins.
    println!();
    let count = all.len() as f64;
    let mean = |of: fn(&Keyed) -> f64| all.iter().map(of).sum::<f64>() / count;
    let (waits, opens) = (mean(Keyed::waited), mean(|set| set.waits[0]));
    let saves = mean(|set| set.waits.last().copied().unwrap_or_default());
    let most = all.iter().map(|set| set.taps - set.answers).max().unwrap_or_default();
    println!(
        "common set, {name}, taps\t{most}\t{MOST_TAPS}\t{:.2}\ttarget; opening and saving included\t1.00",
        f64::from(most) / f64::from(MOST_TAPS)
    );
    let with_hand = waits + by_hand();
    println!(
        "common set, {name}, with a hand\t{:.1} s\t43.0 s\t{:.2}\tVitalPAC (Prytherch 2006); Ehrler's 3.08 s a number and \
         Card's presses, and the waiting\t1.00",
        with_hand / 1_000.0,
        with_hand / VITALPAC_MS
    );
    println!(
        "common set, {name}, waiting for the screen\t{waits:.0} ms\t\t\tof it opening {opens:.0} ms, saving {saves:.0} ms; \
         mean of {count}\t"
    );
    let each = (waits - opens - saves) / NUMBERS;
    println!(
        "one number, {name}, waiting for the screen\t{each:.0} ms\t3080 ms\t{:.2}\tEhrler 2015, hand and screen together\t1.00",
        each / EHRLER_MS
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn five_common_sets_and_five_harder_ones_on_a_phone_and_on_a_tablet() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward tablet", 6).await;
    for (name, width, height) in [("360 by 800", 360, 800), ("810 by 1080", 810, 1080)] {
        let browser = Browser::open("keying", width, height).await;
        browser.in_every_document(WATCHED).await;
        sign_in(&browser, &address, "Amina Yusuf").await;
        let mut all = Vec::new();
        for (n, set) in COMMON.into_iter().enumerate() {
            let keyed = key_set(&browser, "B4", set).await;
            let own = keyed.taps - keyed.answers;
            assert!(own <= MOST_TAPS, "{own} taps for a common set");
            assert!(n == 0 || keyed.answers == 0, "a common set after a common one asks nothing");
            all.push(keyed);
        }
        told(name, &all);
        for (what, set) in HARDER {
            let keyed = key_set(&browser, "B4", set).await;
            println!(
                "{what}, {name}, taps\t{}\t\t\tof them {} answers; {:.0} ms of waiting\t",
                keyed.taps,
                keyed.answers,
                keyed.waited()
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_set_is_keyed_and_saved_on_the_keyboard_of_a_computer_on_wheels() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Computer on wheels", 5).await;
    let cow = Browser::open("keying-cow", 1366, 768).await;
    sign_in(&cow, &address, "Amina Yusuf").await;
    cow.tap_it(&cow.see_by("[data-testid=\"row\"][data-bed=\"B4\"] [data-testid=\"row-observe\"]").await)
        .await;
    cow.see("key-1").await;
    let body = cow.see_by("body").await;
    cow.taps();
    for key in "1896a1247888a372".chars() {
        // Digits that come faster than a hand can key them are a scanner's.
        as_a_hand(&cow).await;
        body.send_keys(&key.to_string()).await.unwrap();
    }
    cow.read("save-state", "NEWS2 0").await;
    cow.picture("keyed").await;
    body.send_keys("\u{E007}").await.unwrap();
    cow.see("saved").await;
    assert_eq!(cow.taps(), 0, "nothing was touched");
    cow.read("saved-score", "NEWS2 0").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_time_is_keyed_and_used_by_enter_and_no_key_presses_what_took_a_buttons_place() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Computer on wheels", 5).await;
    let cow = Browser::open("keying-time", 1366, 768).await;
    sign_in(&cow, &address, "Amina Yusuf").await;
    cow.tap_it(&cow.see_by("[data-testid=\"row\"][data-bed=\"B4\"] [data-testid=\"row-observe\"]").await)
        .await;
    cow.tap("more").await;
    cow.tap("taken-more").await;
    cow.see("taken-15").await;
    // The button that was pressed is gone: the keys are on the panel that took its place, and Tab leads to its first choice.
    cow.see_by(".panel:focus:has([data-testid=taken-15])").await;
    // On none of the times.
    let press = async |key: &str| {
        as_a_hand(&cow).await;
        cow.page.active_element().await.unwrap().send_keys(key).await.unwrap();
    };
    press("\u{E007}").await;
    press("\u{E004}").await;
    cow.see_by("[data-testid=taken-now]:focus").await;
    cow.tap("taken-other").await;
    cow.see_by(".clock:focus").await;
    for key in ["0", "0", "3", "\u{E007}", "0"] {
        press(key).await;
    }
    cow.read_by(".clock-shown", "00:30").await;
    cow.read("taken", "Now").await;
    press("\u{E007}").await;
    cow.read("taken", "00:30").await;
    cow.see("key-1").await;
}
