//! A headless Chromium and what a journey does with it: find, tap, read, take a picture.

use base64::Engine as _;
use fantoccini::{Client, ClientBuilder, Locator, elements::Element, error::CmdError};
use hyper_util::client::legacy::connect::HttpConnector;
use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{Ipv4Addr, TcpStream},
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;

/// How long a journey waits for something to appear before it fails. The machine may be slow; the wait ends as soon as
/// the thing is there.
const PATIENCE: Duration = Duration::from_secs(30);

/// How many fields the browser fills in by a picker of its own.
const PICKERS: &str = "return document.querySelectorAll( \
    'input:is([type=date], [type=time], [type=datetime-local], [type=month], [type=week]), select').length;";

/// Buttons and links that can be seen and are too small for a thumb, or have no name: `window.small()`.
pub(crate) const SMALL_OR_NAMELESS: &str = include_str!("small.js");

/// What axe finds, by rule and place.
const AXE: &str = "const done = arguments[arguments.length - 1]; \
    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }) \
        .then(found => done(found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '))), \
              error => done([String(error)]));";

/// One browser with one page. Ends with the journey, however that ends.
pub(crate) struct Browser {
    pub(crate) page: Client,
    driver: Child,
    port: u16,
    _profile: TempDir,
    taps: std::cell::Cell<u32>,
    name: &'static str,
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A driver that is killed leaves its browser running, and that keeps a core busy for every test that follows.
        let _gone_already = shut_down(self.port);
        let _gone_already = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Asks the driver to end its browser, and waits until it has.
fn shut_down(port: u16) -> std::io::Result<()> {
    let mut driver = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    driver.set_read_timeout(Some(PATIENCE))?;
    driver.write_all(b"GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
    driver.read_to_end(&mut Vec::new()).map(drop)
}

/// Whether the page was being loaded anew meanwhile, for a screen of another of its chunks: that is no answer, and it is
/// asked again.
fn is_on_its_way(error: &CmdError) -> bool {
    error.is_stale_element_reference() || error.to_string().contains("aborted by navigation")
}

impl Browser {
    /// Opens a browser whose page is `width` by `height` CSS pixels.
    pub(crate) async fn open(name: &'static str, width: u32, height: u32) -> Self {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is there; `cargo xtask setup` installs it");
        let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = lines
            .map_while(Result::ok)
            .find_map(|line| {
                line.split("started successfully on port ").nth(1)?.trim_end_matches('.').parse::<u16>().ok()
            })
            .expect("chromedriver says its port");
        let profile = tempfile::tempdir().unwrap();
        let arguments = [
            "--headless".to_owned(),
            "--no-sandbox".into(),
            "--disable-gpu".into(),
            "--disable-dev-shm-usage".into(),
            "--no-first-run".into(),
            "--disable-background-networking".into(),
            "--disable-component-update".into(),
            "--disable-sync".into(),
            // A picture shows what stands there, not the way to it.
            "--force-prefers-reduced-motion".into(),
            format!("--user-data-dir={}", profile.path().display()),
        ];
        // A phone's width is narrower than the narrowest window, so the page's size is set as a device's.
        let options = serde_json::json!({
            "args": arguments,
            "mobileEmulation": { "deviceMetrics": { "width": width, "height": height, "pixelRatio": 1.0, "touch": true } },
        });
        let capabilities = serde_json::Map::from_iter([("goog:chromeOptions".to_owned(), options)]);
        let page = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("Chromium starts");
        let browser = Self { page, driver, port, _profile: profile, taps: std::cell::Cell::new(0), name };
        browser.stays_awake().await;
        browser
    }

    /// Somebody stays at the screen, so that reading does not lock itself however slow the machine is: in every document
    /// that this browser opens.
    async fn stays_awake(&self) {
        // And knows their way about: only one journey is led through the first steps.
        let touch = "setInterval(() => window.dispatchEvent(new Event('pointerdown')), 2000); \
            try { if (!localStorage.getItem('wardlight.tour')) localStorage.setItem('wardlight.tour', '5'); } catch {}";
        self.in_every_document(touch).await;
    }

    /// Runs this in every document that this browser opens, before the document's own scripts.
    pub(crate) async fn in_every_document(&self, script: &str) {
        let parameters = serde_json::json!({ "source": script });
        self.devtools("Page.addScriptToEvaluateOnNewDocument", parameters).await;
    }

    /// A command of the browser's own tools, and what it answers.
    pub(crate) async fn devtools(&self, command: &str, parameters: serde_json::Value) -> serde_json::Value {
        let command = serde_json::json!({ "cmd": command, "params": parameters });
        let session = self.page.session_id().await.unwrap().expect("there is a session");
        let driver = format!("http://127.0.0.1:{}/session/{session}/goog/cdp/execute", self.port);
        let taken = reqwest::Client::new().post(driver).json(&command).send().await.unwrap();
        assert!(taken.status().is_success(), "the driver took it: {}", taken.status());
        taken.json().await.unwrap()
    }

    /// A picture of the whole page, as high as it is.
    pub(crate) async fn whole(&self) -> Vec<u8> {
        let size = "const page = document.documentElement; return [page.clientWidth, page.scrollHeight];";
        let size = self.page.execute(size, Vec::new()).await.unwrap();
        let clip = serde_json::json!({ "x": 0, "y": 0, "width": size[0], "height": size[1], "scale": 1 });
        let asked = serde_json::json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        let taken = self.devtools("Page.captureScreenshot", asked).await;
        let taken = taken["value"]["data"].as_str().expect("the browser pictures the page");
        base64::engine::general_purpose::STANDARD.decode(taken).expect("as it is sent")
    }

    /// Waits until something with this test id is there.
    pub(crate) async fn see(&self, testid: &str) -> Element {
        self.see_by(&format!("[data-testid=\"{testid}\"]")).await
    }

    /// Waits until something that fits this selector is there.
    pub(crate) async fn see_by(&self, selector: &str) -> Element {
        self.find(Locator::Css(selector)).await
    }

    async fn find(&self, wanted: Locator<'_>) -> Element {
        loop {
            match self.page.wait().at_most(PATIENCE).for_element(wanted).await {
                Ok(element) => return element,
                Err(error) if is_on_its_way(&error) => {}
                Err(error) => {
                    self.picture("failed").await;
                    panic!("{}: {wanted:?} never appeared: {error}", self.name)
                }
            }
        }
    }

    /// Whether the page says so now. One that is on its way says nothing yet.
    async fn says(&self, script: &str, arguments: Vec<serde_json::Value>) -> bool {
        match self.page.execute(script, arguments).await {
            Ok(said) => said == true,
            Err(error) if is_on_its_way(&error) => false,
            Err(error) => panic!("{}: the page cannot be asked: {error}", self.name),
        }
    }

    /// Waits until the text of something with this test id holds these words.
    pub(crate) async fn read(&self, testid: &str, words: &str) {
        self.read_by(&format!("[data-testid=\"{testid}\"]"), words).await;
    }

    /// Waits until the text of something that fits this selector holds these words, drawn anew or not.
    pub(crate) async fn read_by(&self, selector: &str, words: &str) {
        let script = "const e = [...document.querySelectorAll(arguments[0])]; \
                      return e.some(e => e.innerText.includes(arguments[1]));";
        let arguments = || vec![selector.into(), words.into()];
        let until = tokio::time::timeout(PATIENCE, async {
            while !self.says(script, arguments()).await {
                tokio::task::yield_now().await;
            }
        });
        if until.await.is_err() {
            self.picture("failed").await;
            panic!("{}: {selector} never said {words:?}", self.name);
        }
    }

    /// Waits until the text of this element holds these words.
    pub(crate) async fn read_in(&self, element: &Element, words: &str) {
        let until = tokio::time::timeout(PATIENCE, async {
            while !element.text().await.unwrap_or_default().contains(words) {
                tokio::task::yield_now().await;
            }
        });
        if until.await.is_err() {
            self.picture("failed").await;
            panic!("{}: it never said {words:?}", self.name);
        }
    }

    /// Taps something once it is there, and counts the tap.
    pub(crate) async fn tap(&self, testid: &str) {
        // What stood on a page that is on its way to another chunk is gone before it can be tapped.
        while let Err(error) = self.try_tap(&self.see(testid).await).await {
            assert!(is_on_its_way(&error), "{}: {testid} cannot be tapped: {error}", self.name);
        }
    }

    /// Taps the one of these that holds this text, and counts the tap.
    pub(crate) async fn tap_named(&self, testid: &str, text: &str) {
        let path = format!("//*[@data-testid='{testid}'][contains(., '{text}')]");
        self.tap_it(&self.find(Locator::XPath(&path)).await).await;
    }

    /// Goes to a screen by its address, as a bookmark would.
    pub(crate) async fn go(&self, hash: &str) {
        self.page.execute("location.hash = arguments[0];", vec![hash.into()]).await.unwrap();
    }

    /// Taps this, and counts the tap.
    pub(crate) async fn tap_it(&self, element: &Element) {
        self.try_tap(element).await.expect("it can be tapped");
    }

    async fn try_tap(&self, element: &Element) -> Result<(), CmdError> {
        // Under the thumb, not under the tabs at the foot of a phone.
        let middle = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });";
        let element_id = serde_json::to_value(element).unwrap();
        self.page.execute(middle, vec![element_id]).await?;
        // A face of the pad comes a moment after the key that brings it, rests for another and lets no touch through.
        let until = tokio::time::timeout(PATIENCE, async {
            loop {
                match element.click().await {
                    Err(error)
                        if ["element click intercepted", "element not interactable"]
                            .iter()
                            .any(|rests| error.to_string().contains(rests)) =>
                    {
                        tokio::task::yield_now().await;
                    }
                    done => return done,
                }
            }
        });
        until.await.expect("what lies over it goes away")?;
        self.taps.set(self.taps.get() + 1);
        Ok(())
    }

    /// Taps so since the last time it was asked.
    pub(crate) fn taps(&self) -> u32 {
        self.taps.replace(0)
    }

    /// Waits until nothing fits this selector any more.
    pub(crate) async fn gone(&self, selector: &str) {
        let script = "return document.querySelector(arguments[0]) === null;";
        let until = tokio::time::timeout(PATIENCE, async {
            while !self.says(script, vec![selector.into()]).await {
                tokio::task::yield_now().await;
            }
        });
        if until.await.is_err() {
            self.picture("failed").await;
            panic!("{}: {selector} never went", self.name);
        }
    }

    /// Ends the session by the menu.
    pub(crate) async fn sign_out(&self) {
        self.tap("person-menu").await;
        self.tap("sign-out").await;
        self.see("staff-tile").await;
    }

    /// Whatever can be pressed says what it does and is large enough for a thumb. Where the environment variable
    /// `WARDLIGHT_AXE` names the script of the axe engine, its rules for WCAG 2.2 AA hold as well.
    #[expect(clippy::print_stdout, reason = "a check that was not made is said aloud, as a test may")]
    pub(crate) async fn accessible(&self) {
        let small = format!("{SMALL_OR_NAMELESS} return window.small();");
        let small = self.page.execute(&small, Vec::new()).await.unwrap();
        assert_eq!(small, serde_json::json!([]), "{}: too small for a thumb, or without a name", self.name);
        let pickers = self.page.execute(PICKERS, Vec::new()).await.unwrap();
        assert_eq!(
            pickers, 0,
            "{}: the browser asks for a day or a time, in the tablet's language",
            self.name
        );
        let Ok(engine) = std::env::var("WARDLIGHT_AXE") else {
            println!("skipped: {} was not looked at with axe-core (WARDLIGHT_AXE names no file)", self.name);
            return;
        };
        let engine = std::fs::read_to_string(engine).unwrap();
        self.page.execute(&engine, Vec::new()).await.unwrap();
        let broken = self.page.execute_async(AXE, Vec::new()).await.unwrap();
        assert_eq!(broken, serde_json::json!([]), "{}: rules of axe are broken", self.name);
    }

    /// Keeps a picture of the page.
    pub(crate) async fn picture(&self, what: &str) {
        if what != "failed" {
            // A page of another chunk is on its way at first, and says nothing.
            let marked = "const said = document.body?.innerText.toLowerCase() ?? ''; \
                          return said.includes('demo') && said.includes('not for clinical use');";
            let until = tokio::time::timeout(PATIENCE, async {
                while !self.says(marked, Vec::new()).await {
                    tokio::task::yield_now().await;
                }
            });
            let said = until.await.is_ok();
            assert!(said, "{}: {what} does not say that its patients are synthetic", self.name);
        }
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/screens");
        std::fs::create_dir_all(&folder).unwrap();
        let image = self.page.screenshot().await.expect("the page can be pictured");
        std::fs::write(folder.join(format!("{}-{what}.png", self.name)), image).unwrap();
    }
}
