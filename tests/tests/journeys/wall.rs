//! The board on the wall, measured as it is drawn: 28 beds and the strip on one panel, and letters that can be read from
//! four metres.

use crate::{
    bedside::sign_in,
    browser::Browser,
    ward::{Hours, Ward},
};

/// How high capitals of the wall's face are, in parts of its size: the font's own `sCapHeight`.
const CAPITALS: f64 = 0.668;
/// One minute of arc at four metres, in pixels of a 55-inch panel of 1920 by 1080: 1.1636 mm of 0.6342 mm each.
const MINUTE: f64 = 1.8347;
/// What ISO 9241-303 prefers, in minutes of arc.
const PREFERRED: f64 = 20.0;
/// What it asks for at the least.
const LEAST: f64 = 16.0;

/// Every text that is drawn, but for what only somebody who stands before it reads: its size as drawn, whether it is of a
/// bed or a score, and what it says.
const LETTERS: &str = "const near = '.ribbon, .device-line--calm, .wall-foot, .silent ul, .nhsuk-u-visually-hidden, [hidden]'; \
    const walk = document.createTreeWalker(document.querySelector('.wall'), NodeFilter.SHOW_TEXT); \
    const found = []; \
    for (let node = walk.nextNode(); node; node = walk.nextNode()) { \
        const of = node.parentElement; \
        if (!node.data.trim() || of.closest(near) || !of.checkVisibility()) continue; \
        found.push([parseFloat(getComputedStyle(of).fontSize), \
                    !!of.closest('.wall-bed, .score'), node.data]); } \
    return found;";

/// What does not lie wholly on the panel, is cut, or lies over its neighbour.
const CUT: &str = "const wrong = []; \
    const panel = { right: innerWidth, bottom: innerHeight }; \
    for (const e of document.querySelectorAll('.wall-column .row, .wall-cell > *, .wall-card, .wall-card > *, .board-head > *')) { \
        const box = e.getBoundingClientRect(); \
        if (!box.width) continue; \
        if (box.right > panel.right || box.bottom > panel.bottom) wrong.push('outside: ' + e.outerHTML.slice(0, 200)); \
        if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth) wrong.push('cut: ' + e.outerHTML.slice(0, 200)); } \
    for (const cell of document.querySelectorAll('.wall-cell, .wall-cards')) { \
        const boxes = [...cell.children].map(e => [e.getBoundingClientRect(), e]).filter(([b]) => b.width); \
        for (const [a, e] of boxes) for (const [b, f] of boxes) \
            if (e !== f && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) \
                wrong.push('over: ' + e.innerText + ' / ' + f.innerText); \
        const all = cell.getBoundingClientRect(); \
        for (const [b, e] of boxes) if (b.right > all.right + 1) wrong.push('beyond: ' + e.innerText); } \
    if (document.scrollingElement.scrollHeight > innerHeight) wrong.push('scrolls: ' + document.scrollingElement.scrollHeight); \
    return wrong;";

/// The name of each bed, as it is drawn.
const NAMES: &str = "return [...document.querySelectorAll('[data-testid=row]')].map(row => [row.dataset.bed, row.querySelector('.wall-name').innerText]);";

/// What can be pressed and is lower or narrower than 48 pixels.
const SMALL: &str = "return [...document.querySelectorAll('.wall a[href], .wall summary')] \
    .filter(e => e.checkVisibility() && !e.closest('.device-line--calm')) \
    .filter(e => { const b = e.getBoundingClientRect(); return b.height < 48 || b.width < 48; }) \
    .map(e => e.outerHTML.slice(0, 160));";

/// As many beds on two lines as make columns of so many lines, whatever the hour makes of the ward.
const FULL: &str = "for (const column of document.querySelectorAll('.wall-column')) { \
        const rows = [...column.children]; \
        let lines = rows.reduce((sum, row) => sum + (row.matches('.row--tall') ? 2 : 1), 0); \
        for (const row of rows) \
            if (lines < arguments[0] && !row.matches('.row--tall')) { row.classList.add('row--tall'); lines += 1; } } \
    document.querySelector('.wall-rows').className = 'wall-rows wall-most-' + arguments[0]; \
    return [...document.querySelectorAll('.wall-column')] \
        .map(column => column.children.length + column.querySelectorAll('.row--tall').length);";

async fn measured(browser: &Browser) {
    let letters = browser.page.execute(LETTERS, Vec::new()).await.unwrap();
    let letters: Vec<(f64, bool, String)> = serde_json::from_value(letters).unwrap();
    assert!(letters.len() > 120, "28 beds have more to say than {} texts", letters.len());
    let small: Vec<_> = letters
        .iter()
        .filter(|(size, large, ..)| size * CAPITALS < MINUTE * if *large { PREFERRED } else { LEAST })
        .collect();
    assert!(small.is_empty(), "too small for four metres: {small:?}");
    let cut = browser.page.execute(CUT, Vec::new()).await.unwrap();
    assert_eq!(cut, serde_json::json!([]), "cut, or off the panel");
    let small = browser.page.execute(SMALL, Vec::new()).await.unwrap();
    assert_eq!(small, serde_json::json!([]), "too small to press");
    browser.accessible().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_eight_beds_and_the_strip_are_read_from_four_metres_by_day_by_night_and_without_a_server() {
    let mut ward = Ward::begin().await;
    let clock = Hours::new();
    let address = ward.device_with(clock.clone(), "Ward board", 21).await;
    let wall = Browser::open("wall", 1920, 1080).await;
    sign_in(&wall, &address, "Gwen Abara-Lloyd").await;
    wall.see("urgent").await;
    wall.go("#/wall/bluebell").await;
    wall.see_by(".board--wall .wall-card").await;
    wall.see("gone-list").await;
    wall.picture("day").await;
    let names = wall.page.execute(NAMES, Vec::new()).await.unwrap();
    let names: Vec<(String, String)> = serde_json::from_value(names).unwrap();
    let of = |bed: &str| names.iter().find(|(at, _)| at == bed).map(|(_, name)| name.clone()).unwrap();
    // The longest family name of the ward, and the two that are alike, which need their given names.
    assert!(of("B1").starts_with("SZCZEPAŃSKA-WÓJTOWICZ"), "{}", of("B1"));
    assert_eq!((of("A2").as_str(), of("A3").as_str()), ("MORGAN, Jean", "MORGAN, Joan"));
    measured(&wall).await;
    wall.page.execute("document.documentElement.dataset.theme = 'night';", Vec::new()).await.unwrap();
    wall.picture("night").await;
    measured(&wall).await;

    // Whoever has no server says so in letters of the same size, and has no less room for the beds.
    ward.server_stops().await;
    wall.read("device-sync", "No contact since").await;
    clock.go_by(13 * 60);
    wall.page.refresh().await.unwrap();
    wall.see_by(".board--wall .wall-card").await;
    wall.read("row", "overdue").await;
    wall.picture("offline").await;
    measured(&wall).await;

    // So does the ward at its fullest.
    let lines = wall.page.execute(FULL, vec![19.into()]).await.unwrap();
    assert_eq!(lines, serde_json::json!([19, 19]));
    wall.picture("full").await;
    measured(&wall).await;

    // Of more than that nothing is cut or below the panel's edge, and letters are smaller.
    let lines = wall.page.execute(FULL, vec![25.into()]).await.unwrap();
    assert_eq!(lines, serde_json::json!([25, 25]));
    wall.picture("fuller").await;
    let cut = wall.page.execute(CUT, Vec::new()).await.unwrap();
    assert_eq!(cut, serde_json::json!([]), "cut, or off the panel");
}
