//! The window on a display without a screen: it opens, its page reaches the core and hears from the server, and it can
//! reach nothing else. Needs the page (`cargo xtask page`), Xvfb and WebKit's driver, which `cargo xtask test` sees to.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod display;
mod events;
mod hospital;
mod opened;
mod parity;

use hospital::Hospital;
use opened::Window;

#[tokio::test(flavor = "multi_thread")]
async fn the_window_opens_on_the_ward_and_shows_who_works_here() {
    let hospital = Hospital::open().await;
    let window = Window::open(&hospital).await;
    window.see("[data-testid=\"ribbon\"]").await;
    let nurse = window.see("[data-testid=\"staff-tile\"]").await;
    let shown = nurse.text().await.unwrap();
    assert!(shown.contains("Window Nurse"), "the directory came from the server through the core: {shown:?}");
    window.picture("window").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_in_the_window_reaches_one_command_and_nothing_else() {
    let hospital = Hospital::open().await;
    let window = Window::open(&hospital).await;
    window.see("[data-testid=\"ribbon\"]").await;
    assert_eq!(
        window.ask("return typeof window.__TAURI__").await,
        "undefined",
        "no global API is handed out"
    );

    let hello = window.invoke("call", r#"{ request: "hello" }"#).await;
    assert!(hello.starts_with("answered"), "{hello}");
    for (command, arguments) in [
        ("plugin:event|emit", r#"{ event: "wardlight", payload: 1 }"#),
        ("plugin:window|close", r#"{ label: "main" }"#),
        ("plugin:webview|create_webview_window", r#"{ options: { label: "x" } }"#),
        ("plugin:path|resolve_directory", r#"{ directory: 1 }"#),
        ("plugin:app|version", "{}"),
        ("read_file", r#"{ path: "/etc/passwd" }"#),
    ] {
        let said = window.invoke(command, arguments).await;
        assert!(said.starts_with("refused"), "{command} {said}");
    }

    let fetched = window.promise("fetch(\"http://127.0.0.1:9/\")").await;
    assert!(
        fetched.starts_with("refused"),
        "the content policy lets the page speak with its shell only: {fetched}"
    );
    window.ask("window.location.href = \"https://example.org/\"; return 0").await;
    window.ask("window.open(\"https://example.org/\"); return 0").await;
    assert_eq!(window.ask("return window.location.protocol").await, "tauri:", "the window goes nowhere else");
    window.see("[data-testid=\"ribbon\"]").await;
    window.close().await;
}
