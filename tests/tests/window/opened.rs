//! The window, opened by WebKit's driver, and what a test does with it.

use crate::{display::Display, hospital::Hospital};
use fantoccini::{Client, ClientBuilder, Locator, elements::Element};
use hyper_util::client::legacy::connect::HttpConnector;
use std::{
    net::{Ipv4Addr, TcpListener},
    process::{Child, Command, Stdio},
    time::Duration,
};
use tests::{programs::program, repository::root};

/// How long the window may take to show something. The wait ends as soon as it is there.
const PATIENCE: Duration = Duration::from_secs(60);

/// The application in its window.
pub(crate) struct Window {
    page: Client,
    driver: Child,
    _display: Display,
}

impl Drop for Window {
    fn drop(&mut self) {
        let _gone_already = self.driver.kill();
        let _ = self.driver.wait();
    }
}

impl Window {
    /// Opens the application as a new device of the hospital.
    pub(crate) async fn open(hospital: &Hospital) -> Self {
        let application = program("wardlight");
        let display = Display::start();
        let port = free_port();
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("DISPLAY", display.name())
            .env_remove("WAYLAND_DISPLAY")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdout(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver is there; `cargo xtask setup` installs it");
        let data = hospital.device().display().to_string();
        let arguments = ["--demo", "--data", &data, "--server", &hospital.url(), "--enrol", &hospital.code()];
        let options = serde_json::json!({ "binary": application, "args": arguments });
        let capabilities = serde_json::Map::from_iter([("webkitgtk:browserOptions".to_owned(), options)]);
        let page = connect(port, capabilities).await;
        Self { page, driver, _display: display }
    }

    /// Waits until something that fits this selector is there.
    pub(crate) async fn see(&self, selector: &str) -> Element {
        self.find(Locator::Css(selector)).await
    }

    /// Waits until this is there. While the page is still loading, the driver may speak of a document that has gone since;
    /// that is no answer, and it is asked again.
    async fn find(&self, wanted: Locator<'_>) -> Element {
        let found = async {
            loop {
                match self.page.wait().at_most(PATIENCE).for_element(wanted).await {
                    Err(problem) if problem.is_stale_element_reference() => {}
                    answer => break answer,
                }
            }
        };
        match tokio::time::timeout(PATIENCE * 2, found).await {
            Ok(Ok(found)) => found,
            Ok(Err(problem)) => panic!("the window never showed {wanted:?}: {problem}"),
            Err(_) => panic!("the window went on loading and never showed {wanted:?}"),
        }
    }

    /// Taps what has this test id, as soon as it is there.
    async fn tap(&self, testid: &str) {
        let element = self.see(&format!("[data-testid=\"{testid}\"]")).await;
        element.click().await.unwrap();
    }

    /// Signs in at the screen.
    pub(crate) async fn sign_in(&self, name: &str, pin: &str) {
        let tile = format!("//*[@data-testid='staff-tile'][contains(., '{name}')]");
        self.find(Locator::XPath(&tile)).await.click().await.unwrap();
        for digit in pin.chars() {
            self.tap(&format!("pin-{digit}")).await;
        }
    }

    /// Whether something that fits this selector is there now.
    pub(crate) async fn shows(&self, selector: &str) -> bool {
        !self.page.find_all(Locator::Css(selector)).await.unwrap().is_empty()
    }

    /// Waits until the text of what fits this selector holds these words. The page may draw it anew meanwhile.
    pub(crate) async fn read(&self, selector: &str, words: &str) {
        let script = "const found = document.querySelector(arguments[0]); \
                      return found !== null && found.innerText.includes(arguments[1]);";
        let holds = async {
            while self.page.execute(script, vec![selector.into(), words.into()]).await.unwrap() != true {
                tokio::task::yield_now().await;
            }
        };
        let held = tokio::time::timeout(PATIENCE, holds).await;
        held.unwrap_or_else(|_| panic!("{selector} never read {words:?}"));
    }

    /// Runs a script and gives what it returns, as text.
    pub(crate) async fn ask(&self, script: &str) -> String {
        let answer = self.page.execute(script, Vec::new()).await.unwrap();
        answer.as_str().map_or_else(|| answer.to_string(), str::to_owned)
    }

    /// Whether a promise was `answered` or `refused`, and with what.
    pub(crate) async fn promise(&self, expression: &str) -> String {
        let script = format!(
            "const done = arguments[arguments.length - 1];\
             {expression}.then(\
                 (value) => done(\"answered: \" + JSON.stringify(value)),\
                 (problem) => done(\"refused: \" + problem));"
        );
        let answer = self.page.execute_async(&script, Vec::new()).await.unwrap();
        answer.as_str().unwrap_or_default().to_owned()
    }

    /// Calls a command of the shell as a hostile script in the page would.
    pub(crate) async fn invoke(&self, command: &str, arguments: &str) -> String {
        self.promise(&format!("window.__TAURI_INTERNALS__.invoke({command:?}, {arguments})")).await
    }

    /// Asks the core as the page does: `answered: ` or `refused: `, and the value as JSON.
    pub(crate) async fn call(&self, request: &serde_json::Value) -> String {
        let script = "const done = arguments[arguments.length - 1];\
             window.__TAURI_INTERNALS__.invoke(\"call\", { request: arguments[0] }).then(\
                 (value) => done(\"answered: \" + JSON.stringify(value)),\
                 (problem) => done(\"refused: \" + JSON.stringify(problem)));";
        let answer = self.page.execute_async(script, vec![request.clone()]).await.unwrap();
        answer.as_str().unwrap_or_default().to_owned()
    }

    /// Keeps a picture of the window in `target/screens/`.
    pub(crate) async fn picture(&self, name: &str) {
        let folder = root().join("target/screens");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), self.page.screenshot().await.unwrap()).unwrap();
    }

    /// Ends the session, which closes the window.
    pub(crate) async fn close(self) {
        self.page.clone().close().await.unwrap();
    }
}

/// A port that was free a moment ago; WebKit's driver cannot choose one by itself.
fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port()
}

/// Connects as soon as the driver listens.
async fn connect(port: u16, capabilities: serde_json::Map<String, serde_json::Value>) -> Client {
    let listening = async {
        while tokio::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_err() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, listening).await.expect("the driver listens");
    ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities)
        .connect(&format!("http://127.0.0.1:{port}"))
        .await
        .expect("the window opens")
}
