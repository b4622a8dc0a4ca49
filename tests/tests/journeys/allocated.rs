//! What a key allocates: how often and for how many bytes the wasm asks for memory until the key and all that comes after it is
//! drawn. A measurement on a page that counts, run by `cargo xtask bench --allocations`.
//!
//! It must not depend on what stands elsewhere: a ward of sixty, three hundred sets, a form that is full, a list that was found.

use crate::{
    assessments::open_form,
    bedside::sign_in,
    browser::Browser,
    visits::open_visit,
    ward::{COUNTING, Ward},
    wards_day::row,
};
use serde::Deserialize;
use serde_json::json;

/// Times that each key is pressed. The cheapest is told: a tick of the clock or a word from the server may fall into any other.
const TIMES: usize = 4;
/// How much more a key may allocate because something else is larger, in hundredths. Texts of another length are in it.
const MARGIN: f64 = 5.0;
/// The part of what opening the form allocates that the dearest key may, until its frame.
const OF_OPENING: f64 = 0.20;
/// The same of a digit that changes the value that it goes into, and neither begins the set nor goes on to the next row.
const OF_A_DIGIT: f64 = 0.07;
/// Those digits of [`SET`], by their places.
const DIGITS: [usize; 7] = [2, 5, 6, 8, 10, 13, 14];

/// Keeps hold of what the page gives out: its counts among it.
const COUNTS: &str = "const stream = WebAssembly.instantiateStreaming; \
    WebAssembly.instantiateStreaming = async (...given) => { const made = await stream.call(WebAssembly, ...given); \
        window.counts ??= made.instance.exports; return made; }; \
    window.counted = () => [counts.countedAllocations.value >>> 0, counts.countedBytes.value >>> 0];";

/// Answers of the core made larger: three hundred sets before this one, sixty patients on the ward or found, a note of three hundred
/// sentences that others wrote.
const LARGE: &str = "const ask = window.fetch; window.fetch = async (...asked) => { \
        const answer = await ask(...asked); \
        if (!String(asked[0]).endsWith('/call')) return answer; \
        const said = JSON.parse(await answer.text()), { form, board, patients_found: found, note } = said.ok ?? {}; \
        const again = (own, times) => Array.from({ length: times }, (_, n) => structuredClone(own[n % own.length])); \
        if (form?.previous.length) form.previous = again(form.previous, 300); \
        if (board?.rows.length) board.rows = again(board.rows, 60); \
        if (found?.patients.length) found.patients = again(found.patients, 60); \
        for (const part of note?.parts ?? []) if (part.sentences.length) \
            part.sentences = again(part.sentences, 300).map(sentence => ({ ...sentence, mine: false })); \
        return new Response(JSON.stringify(said), { status: answer.status }); \
    };";

/// Presses each key, or types each letter into a field, and answers what it cost until all of it was drawn. By script: the driver
/// would keep whatever it taps.
const PRESSED: &str = r##"
const keys = arguments[0], done = arguments[arguments.length - 1], all = [];
const frame = () => new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)));
const later = ms => new Promise(later => setTimeout(later, ms));
const ready = at => at && getComputedStyle(at).visibility === 'visible' && !document.querySelector('.pad-rest--on');
(async () => {
    for (const [key, letter] of keys) {
        const at = () => document.querySelector(`[data-testid="${key}"]`);
        while (!ready(at())) await frame();
        await later(60);
        const seen = [], changes = new MutationObserver(some => seen.push(...some));
        changes.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
        const before = counted();
        if (letter) {
            at().value += letter;
            at().dispatchEvent(new InputEvent('input', { bubbles: true }));
        } else at().click();
        await frame();
        const score = counted();
        await later(200);
        await frame();
        const after = counted();
        changes.disconnect();
        const added = seen.flatMap(change => [...change.addedNodes]);
        all.push({
            key: letter ?? key,
            at_once: score[1] - before[1], allocations: after[0] - before[0], bytes: after[1] - before[1],
            nodes: added.reduce((sum, node) => sum + 1 + (node.querySelectorAll?.('*').length ?? 0), 0),
            letters: added.reduce((sum, node) => sum + (node.textContent ?? '').length, 0)
                + seen.filter(change => change.type === 'characterData').reduce((sum, change) => sum + change.target.data.length, 0),
        });
    }
    done(all);
})();
"##;

/// A set without anything out of the way. Of these sixteen, five bring another face of the pad.
const SET: [&str; 16] = [
    "key-1", "key-8", "key-9", "key-6", "air", "key-1", "key-2", "key-4", "key-7", "key-8", "key-8", "key-8",
    "level-A", "key-3", "key-7", "key-2",
];

/// What one key cost.
#[derive(Debug, Clone, Deserialize)]
struct Cost {
    key: String,
    /// Bytes until the frame of the key itself.
    at_once: u64,
    /// Until all that comes later has been drawn and the draft is kept.
    allocations: u64,
    bytes: u64,
    /// Nodes that were made.
    nodes: u64,
    /// Letters of texts that were made or changed.
    letters: u64,
}

/// Something pressed, or a letter typed into a field.
type Key<'a> = (&'a str, Option<char>);

fn taps<'a>(keys: &[&'a str]) -> Vec<Key<'a>> {
    keys.iter().map(|key| (*key, None)).collect()
}

fn typed<'a>(field: &'a str, letters: &str) -> Vec<Key<'a>> {
    letters.chars().map(|letter| (field, Some(letter))).collect()
}

async fn pressed(browser: &Browser, keys: &[Key<'_>]) -> Vec<Cost> {
    let said = browser.page.execute_async(PRESSED, vec![json!(keys)]).await.unwrap();
    serde_json::from_value(said).unwrap()
}

/// The cheaper of each two.
fn least(all: &mut Vec<Cost>, more: Vec<Cost>) {
    if all.is_empty() {
        *all = more;
        return;
    }
    for (one, other) in all.iter_mut().zip(more) {
        one.at_once = one.at_once.min(other.at_once);
        if other.bytes < one.bytes {
            (one.bytes, one.allocations) = (other.bytes, other.allocations);
        }
    }
}

/// Opens the form of a bed from the board, and answers the bytes that it takes.
async fn opened(browser: &Browser, bed: &str) -> u64 {
    browser.go("#/ward/bluebell").await;
    let row = format!("[data-testid=\"row\"][data-bed=\"{bed}\"] [data-testid=\"row-observe\"]");
    browser.see_by(&row).await;
    let bytes = "return counted()[1];";
    let before = browser.page.execute(bytes, Vec::new()).await.unwrap().as_u64().unwrap();
    browser.page.execute("document.querySelector(arguments[0]).click();", vec![row.into()]).await.unwrap();
    browser.see("key-1").await;
    browser.page.execute(bytes, Vec::new()).await.unwrap().as_u64().unwrap() - before
}

/// Throws away what was keyed.
async fn thrown_away(browser: &Browser) {
    browser.tap("more").await;
    browser.tap("discard").await;
    // The keys of the form that is thrown away are still there: it is another one once its panel is gone.
    browser.gone("[data-testid=\"discard\"]").await;
    browser.see("key-1").await;
}

/// The keys of a set, and what opening the form takes.
async fn set(browser: &Browser, keys: &[Key<'_>]) -> (Vec<Cost>, u64) {
    let (mut all, mut opening) = (Vec::new(), u64::MAX);
    for _ in 0..TIMES {
        opening = opening.min(opened(browser, "B4").await);
        least(&mut all, pressed(browser, keys).await);
        thrown_away(browser).await;
    }
    (all, opening)
}

async fn phone(address: &str, who: &str, large: bool) -> Browser {
    let browser = Browser::open("allocated", 360, 800).await;
    browser.in_every_document(COUNTS).await;
    if large {
        browser.in_every_document(LARGE).await;
    }
    sign_in(&browser, address, who).await;
    browser
}

#[expect(clippy::print_stdout, reason = "a measurement says what it measured")]
fn is_counted() -> bool {
    let counted = std::env::var_os(COUNTING).is_some();
    if !counted {
        println!("not measured: cargo xtask bench --allocations does");
    }
    // The test's own name stands in the line that it begins.
    println!();
    counted
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_key_of_a_set_allocates_does_not_depend_on_what_stands_elsewhere() {
    if !is_counted() {
        return;
    }
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward phone", 9).await;
    let small = phone(&address, "Amina Yusuf", false).await;
    let (all, opening) = set(&small, &taps(&SET)).await;
    told("a key of a set", &all);
    let dearest = all.iter().map(|cost| cost.at_once).max().unwrap_or_default();
    let part = beside("the dearest key until its frame", dearest, opening, "opening the form", OF_OPENING);
    assert!(part <= OF_OPENING, "a key allocates {part:.2} of what opening the form does");
    let digit = DIGITS.map(|place| all[place].at_once).into_iter().max().unwrap_or_default();
    let part = beside("the dearest digit until its frame", digit, opening, "opening the form", OF_A_DIGIT);
    assert!(part <= OF_A_DIGIT, "a digit allocates {part:.2} of what opening the form does");

    let large = phone(&address, "Amina Yusuf", true).await;
    let (more, _) = set(&large, &taps(&SET)).await;
    alike("300 sets, a ward of 60", &all, &more);

    // The pulse first, and last: with nothing else in the form and with all of it.
    let pulse = ["value-pulse", "key-1", "key-0"];
    let (first, _) = set(&small, &taps(&pulse)).await;
    let rest = [&SET[..10], &["value-consciousness"], &SET[12..], &pulse].concat();
    let (last, _) = set(&small, &taps(&rest)).await;
    alike("every row filled", &first[2..], &last[rest.len() - 1..]);
}

/// What the cheapest of some letters costs in a field.
async fn a_letter(browser: &Browser, field: &str) -> Vec<Cost> {
    let mut all = pressed(browser, &typed(field, "abcdef")).await;
    // The first may have something to draw: that a search can be begun, that a note is not kept.
    all.remove(0);
    all.sort_by_key(|cost| cost.bytes);
    all.truncate(1);
    all
}

/// Finds nobody yet, or as many as the core says, and types on.
async fn searched(browser: &Browser) -> (Vec<Cost>, Vec<Cost>) {
    browser.go("#/find").await;
    let nobody = a_letter(browser, "find-text").await;
    let word = "const at = document.querySelector('[data-testid=find-text]'); at.value = arguments[0]; \
        at.dispatchEvent(new InputEvent('input', { bubbles: true }));";
    browser.page.execute(word, vec!["an".into()]).await.unwrap();
    browser.tap("find-go").await;
    browser.see("found-patient").await;
    (nobody, a_letter(browser, "find-text").await)
}

/// Plans a visit, begins it and writes a note.
async fn noted(browser: &Browser, bed: &str) -> Vec<Cost> {
    open_visit(browser, bed).await;
    let plan = a_letter(browser, "plan-purpose").await;
    told("a letter of a visit's plan", &plan);
    for (question, answer) in [("identity", "Full name"), ("identity", "Wristband"), ("consent", "Agreed")] {
        browser.tap_named(question, answer).await;
    }
    browser.tap("begin").await;
    browser.tap("note").await;
    browser.see("note-plan").await.send_keys("Stairs tomorrow.").await.unwrap();
    browser.read("sign", "Sign 1 sentence").await;
    a_letter(browser, "note-plan").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_on_another_screen_does_not_draw_what_it_does_not_change() {
    if !is_counted() {
        return;
    }
    let mut ward = Ward::begin().await;
    let address = ward.device("Therapist's phone", 9).await;
    let small = phone(&address, "Priya Venkataraman", false).await;
    let large = phone(&address, "Priya Venkataraman", true).await;
    let (nobody, few) = searched(&small).await;
    told("a letter of a search", &nobody);
    let (_, many) = searched(&large).await;
    alike("60 patients found", &few, &many);
    let (short, long) = (noted(&small, "A1").await, noted(&large, "A2").await);
    told("a letter of a note", &short);
    alike("300 sentences of others", &short, &long);
    // What is not held to anything: every line of a form is put together again with every key.
    small.go("#/ward/bluebell").await;
    small.tap_it(&small.see_by(&row("B2", "row-open")).await).await;
    open_form(&small, "Fluid in or out").await;
    told("a key of a form", &pressed(&small, &taps(&FLUID)).await);
}

/// What was drunk.
const FLUID: [&str; 7] =
    ["direction-in", "kind-in-oral", "how-measured", "volume", "key-1", "key-5", "key-0"];

/// Every key allocates the same in both, within the margin.
fn alike(what: &str, small: &[Cost], large: &[Cost]) {
    let sum = |all: &[Cost]| all.iter().map(|cost| cost.at_once).sum::<u64>();
    let (few, many) = (sum(small), sum(large));
    let most = 1.0 + MARGIN / 100.0;
    beside(&format!("{what}, the same until their frame"), many, few, "without", most);
    for (one, other) in small.iter().zip(large) {
        let more = (other.at_once as f64 / one.at_once as f64 - 1.0) * 100.0;
        assert!(more <= MARGIN, "{what}: {more:.1} per cent more: {one:?}, {other:?}");
    }
}

#[expect(clippy::print_stdout, reason = "a measurement says what it measured")]
fn told(what: &str, all: &[Cost]) {
    for Cost { key, at_once, allocations, bytes, nodes, letters } in all {
        println!(
            "{what}, {key}\t{bytes} B\t\t\t{allocations} allocations; {at_once} B until its frame; {nodes} nodes and {letters} letters made\t"
        );
    }
}

#[expect(clippy::print_stdout, reason = "a measurement says what it measured")]
fn beside(what: &str, bytes: u64, other: u64, of: &str, most: f64) -> f64 {
    let ratio = bytes as f64 / other as f64;
    println!("{what}\t{bytes} B\t{other} B\t{ratio:.2}\t{of}\t{most:.2}");
    ratio
}
