//! The window: one page, from inside the program, that can go nowhere else.

use crate::{
    device::{self, Arguments},
    ipc::{self, Core},
};
use tauri::{
    App, Manager, Url, WebviewWindowBuilder,
    utils::config::WindowConfig,
    webview::{NewWindowResponse, PageLoadEvent},
};

/// Opens the device's application and the window on it, and runs until the window is closed.
///
/// # Errors
/// When the application cannot be opened, or the system has no web view or no display.
pub(crate) fn run(arguments: Arguments) -> tauri::Result<()> {
    let shell = tauri::Builder::default();
    #[cfg(mobile)]
    let shell = shell.plugin(crate::camera::plugin()).invoke_handler(tauri::generate_handler![
        ipc::call,
        crate::camera::scan,
        crate::camera::cancel_scan
    ]);
    #[cfg(not(mobile))]
    let shell = shell.invoke_handler(tauri::generate_handler![ipc::call]);
    shell
        .setup(|shell| {
            let core = Core::new(device::open(shell.handle(), arguments)?);
            ipc::tell(shell.handle().clone(), &core);
            shell.manage(core);
            for window in shell.config().app.windows.clone() {
                open(shell, &window)?;
            }
            Ok(())
        })
        .run(context())
}

/// The configuration, the page and what it may do, as the build script embedded them.
#[expect(clippy::expect_used, clippy::unwrap_used, reason = "in code that Tauri generates, over constants")]
fn context() -> tauri::Context {
    tauri::tauri_build_context!()
}

fn open(app: &App, window: &WindowConfig) -> tauri::Result<()> {
    // WebKit cannot drive a window that keeps nothing; the tests ask for one that can be driven.
    let driven = std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some();
    WebviewWindowBuilder::from_config(app, window)?
        .incognito(window.incognito && !driven)
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_page_load(|_, load| {
            if load.event() == PageLoadEvent::Finished {
                tracing::info!("the page is loaded");
            }
        })
        .build()
        .map(drop)
}

/// The page is served from inside the program, under a name that differs by system. Anything else is another site, and
/// a web view that goes there would take the command with it.
fn is_own_page(url: &Url) -> bool {
    let own = if cfg!(any(windows, target_os = "android")) {
        ("http", "tauri.localhost")
    } else {
        ("tauri", "localhost")
    };
    (url.scheme(), url.host_str()) == (own.0, Some(own.1)) && url.port().is_none()
}

#[cfg(test)]
mod tests {
    use super::is_own_page;

    #[test]
    fn the_window_goes_nowhere_but_to_its_own_page() {
        let own = if cfg!(windows) { "http://tauri.localhost/" } else { "tauri://localhost/" };
        assert!(is_own_page(&own.parse().unwrap()), "the application itself would not open");
        for foreign in [
            "https://example.org/",
            "http://tauri.localhost.example.org/",
            "http://tauri.localhost:8080/",
            "tauri://localhost:8080/",
            "tauri://example.org/",
            "http://localhost/",
            "file:///etc/passwd",
            "data:text/html,x",
            "about:blank",
            "javascript:alert(1)",
        ] {
            assert!(!is_own_page(&foreign.parse().unwrap()), "{foreign}");
        }
    }
}
