//! What a key leaves behind: a screen makes no more than what is to be seen anew, and a hundred keys later it holds no more than
//! before.

use crate::{bedside::sign_in, browser::Browser, ward::Ward};
use serde::Deserialize;
use serde_json::json;

/// Sets that are keyed and thrown away.
const ROUNDS: usize = 8;
/// After so many, everything that is made once has been made.
const WARM: usize = 3;

/// Keeps hold of the wasm's memory, to ask how large it is.
const WASM: &str = "const stream = WebAssembly.instantiateStreaming; \
    WebAssembly.instantiateStreaming = async (...given) => { const made = await stream.call(WebAssembly, ...given); \
        window.wasmMemory = made.instance.exports.memory; return made; };";

/// Presses each key, waits for the frame of the score and for the one after it, and answers what was made in vain: nodes that
/// are gone again, nodes in the place of others that looked the same, and more rows touched than the one keyed and the next.
const KEYED: &str = r##"
const keys = arguments[0], done = arguments[arguments.length - 1], vain = [];
let made = 0;
const look = node => node.nodeType === 1 ? node.outerHTML : node.nodeType === 3 ? '#' + node.data : '';
const row = node => (node.nodeType === 1 ? node : node.parentElement)?.closest('.obs-row')?.dataset.testid;
const heed = (key, all) => {
    const added = all.flatMap(change => [...change.addedNodes]), removed = all.flatMap(change => [...change.removedNodes]);
    made += added.reduce((sum, node) => sum + 1 + (node.querySelectorAll?.('*').length ?? 0), 0);
    for (const node of added) if (!node.isConnected) vain.push(`${key}: made and thrown away: ${look(node)}`);
    const were = removed.map(look).filter(words => words && words !== '#');
    for (const node of added) if (were.includes(look(node))) vain.push(`${key}: made anew as it was: ${look(node)}`);
    const rows = new Set(all.map(change => row(change.target)).filter(name => name));
    if (rows.size > 2) vain.push(`${key}: touched ${[...rows].join(', ')}`);
};
const frame = () => new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)));
const until = async found => { while (!found()) await frame(); };
(async () => {
    const all = [], changes = new MutationObserver(some => all.push(...some));
    for (const key of keys) {
        const at = () => document.querySelector(`[data-testid="${key}"]`);
        await until(() => at() && getComputedStyle(at()).visibility === 'visible' && !document.querySelector('.pad-rest--on'));
        changes.observe(document.querySelector('main.observe'), { subtree: true, childList: true, attributes: true, characterData: true });
        at().click();
        await frame();
        heed(key, all.splice(0));
        await new Promise(later => setTimeout(later, 120));
        await frame();
        heed(`after ${key}`, all.splice(0));
        changes.disconnect();
    }
    // By script and not by the driver, which keeps whatever it has tapped.
    const form = document.querySelector('main.observe');
    for (const name of ['more', 'discard']) {
        const at = () => document.querySelector(`[data-testid="${name}"]`);
        await until(() => at() && !document.querySelector('.pad-rest--on'));
        at().click();
    }
    await until(() => !form.isConnected && document.querySelector('[data-testid="key-1"]'));
    await new Promise(later => setTimeout(later, 400));
    done([made, vain]);
})();
"##;

const SET: [&str; 16] = [
    "key-1", "key-8", "key-9", "key-6", "air", "key-1", "key-2", "key-4", "key-7", "key-8", "key-8", "key-8",
    "level-A", "key-3", "key-7", "key-2",
];

/// What the page holds once the browser has thrown away what nobody needs.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
struct Held {
    nodes: u64,
    listeners: u64,
    /// Bytes that scripts hold.
    scripts: u64,
    /// Bytes of the wasm's memory.
    wasm: u64,
}

async fn held(browser: &Browser) -> Held {
    for _ in 0..2 {
        browser.devtools("HeapProfiler.collectGarbage", json!({})).await;
    }
    let answer = browser.devtools("Performance.getMetrics", json!({})).await;
    let metrics = answer["value"]["metrics"].as_array().expect("the browser counts").clone();
    let count = |name: &str| {
        let metric = metrics.iter().find(|metric| metric["name"] == name).expect("a count");
        metric["value"].as_f64().expect("a number") as u64
    };
    let wasm = browser.page.execute("return window.wasmMemory.buffer.byteLength;", Vec::new()).await.unwrap();
    Held {
        nodes: count("Nodes"),
        listeners: count("JSEventListeners"),
        scripts: count("JSHeapUsedSize"),
        wasm: wasm.as_u64().expect("bytes"),
    }
}

/// Keys a set and throws it away; gives how many nodes the keys made.
async fn keyed(browser: &Browser) -> u64 {
    let said = browser.page.execute_async(KEYED, vec![json!(SET)]).await.unwrap();
    let (made, vain): (u64, Vec<String>) = serde_json::from_value(said).unwrap();
    assert!(vain.is_empty(), "{}", vain.join("\n"));
    made
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_makes_what_is_seen_anew_and_a_hundred_keys_leave_nothing_behind() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward phone", 9).await;
    for (name, width, height) in [("phone", 360, 800), ("tablet", 810, 1080)] {
        let browser = Browser::open("left-behind", width, height).await;
        browser.in_every_document(WASM).await;
        sign_in(&browser, &address, "Amina Yusuf").await;
        browser.devtools("Performance.enable", json!({})).await;
        let open = "[data-testid=\"row\"][data-bed=\"B4\"] [data-testid=\"row-observe\"]";
        browser.tap_it(&browser.see_by(open).await).await;
        browser.see("key-1").await;
        let (mut all, mut made) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            made.push(keyed(&browser).await);
            all.push(held(&browser).await);
        }
        told(name, &made, &all);
        let (then, now) = (all[WARM - 1], all[ROUNDS - 1]);
        assert_eq!(now.wasm, then.wasm, "{name}: the wasm's memory grew: {all:?}");
        assert!(now.nodes <= then.nodes, "{name}: nodes were left behind: {all:?}");
        assert!(now.listeners <= then.listeners, "{name}: listeners were left behind: {all:?}");
        // The browser's own bookkeeping of its tools is in it: a hundredth a round would be a leak.
        assert!(
            now.scripts <= then.scripts + then.scripts / 50,
            "{name}: scripts hold more and more: {all:?}"
        );
    }
}

#[expect(clippy::print_stdout, reason = "a measurement says what it measured")]
fn told(name: &str, made: &[u64], all: &[Held]) {
    let keys = SET.len() as u64;
    println!("{name}: {} nodes a key; {:?}", made.last().map_or(0, |made| made / keys), all);
}
