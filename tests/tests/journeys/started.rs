//! What the wasm of each chunk costs to start: compiled, instantiated, and until the first screen is drawn. A measurement, run
//! by `cargo xtask bench --keying`.

use crate::{bedside::sign_in, browser::Browser, ward::Ward};
use serde_json::json;

/// Times that each is started; the middle one counts.
const TIMES: usize = 5;

/// Notes how long compiling and instantiating took, and when the first screen was there: a heading or a button, drawn.
const WATCHED: &str = "const stream = WebAssembly.instantiateStreaming; \
    WebAssembly.instantiateStreaming = async (...given) => { \
        const began = performance.now(); \
        const made = await stream.call(WebAssembly, ...given); \
        window.compiled = performance.now() - began; \
        return made; \
    }; \
    new MutationObserver((_, look) => { \
        if (!document.querySelector('SCREEN')) return; \
        look.disconnect(); \
        requestAnimationFrame(() => { const then = new MessageChannel(); \
            then.port1.onmessage = () => { window.firstScreen = performance.now(); }; \
            then.port2.postMessage(null); }); \
    }).observe(document, { subtree: true, childList: true });";

/// Milliseconds of compiling with instantiating, and from the document's begin to its first screen; bytes of the wasm, and bytes
/// that went through the socket.
const STARTED: &str = "if (!window.firstScreen) return null; \
    const wasm = performance.getEntriesByType('resource').find(file => file.name.endsWith('.wasm')); \
    return [window.compiled, window.firstScreen, wasm.decodedBodySize, wasm.transferSize];";

async fn started(browser: &Browser) -> [f64; 4] {
    loop {
        // While the page is on its way it cannot be asked.
        if let Ok(said) = browser.page.execute(STARTED, Vec::new()).await
            && let Ok(all) = serde_json::from_value(said)
        {
            return all;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_chunk_until_its_first_screen() {
    if std::env::var_os("WARDLIGHT_MEASURE").is_none() {
        println!("not measured: cargo xtask bench --keying does");
        return;
    }
    // The test's own name stands in the line that it begins.
    println!();
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward phone", 9).await;
    for (chunk, hash, screen) in CHUNKS {
        let browser = Browser::open("started", 360, 800).await;
        sign_in(&browser, &address, "Amina Yusuf").await;
        let stay =
            "return document.querySelector('[data-testid=\"row-open\"]').getAttribute('href').split('/')[2];";
        let stay = browser.page.execute(stay, Vec::new()).await.unwrap();
        let hash = hash.replace("STAY", stay.as_str().unwrap());
        browser.in_every_document(&WATCHED.replace("SCREEN", screen)).await;
        // Another chunk loads the page anew by itself.
        browser.go(&hash).await;
        for throttle in [1, 4] {
            browser.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": throttle })).await;
            let mut all = Vec::new();
            for _ in 0..TIMES {
                browser.devtools("Network.clearBrowserCache", json!({})).await;
                browser.page.refresh().await.unwrap();
                all.push(started(&browser).await);
            }
            told(chunk, throttle, all);
        }
    }
}

/// Each chunk with a screen of its own, and what is there once that is drawn.
const CHUNKS: [(&str, &str, &str); 4] = [
    ("bedside", "#/ward/bluebell", "[data-testid=row]"),
    ("round", "#/stay/STAY/more", "[data-testid=more]"),
    ("desk", "#/ward/bluebell/handover", "[data-testid=handover]"),
    ("chart", "#/stay/STAY/chart", "[data-testid=trend]"),
];

#[expect(clippy::print_stdout, reason = "a measurement says what it measured")]
fn told(chunk: &str, throttle: u32, mut all: Vec<[f64; 4]>) {
    all.sort_by(|a, b| a[1].total_cmp(&b[1]));
    let [compiled, first, bytes, sent] = all[all.len() / 2];
    let speed = if throttle == 1 { String::new() } else { format!(", on a CPU {throttle} times as slow") };
    println!(
        "{chunk} chunk to its first screen{speed}\t{first:.0} ms\t\t\tof it {compiled:.0} ms compiling; {bytes:.0} bytes, \
         {sent:.0} sent\t"
    );
}
