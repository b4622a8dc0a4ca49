//! A server that one new device may enrol with.

use app::App;
use loopback::{Desk as Shell, HostName, Page, Token};
use std::{future::pending, sync::Arc};
use sync_server::{Config, Running, Server, admin::Desk};
use tempfile::TempDir;
use tests::repository::root;

const WARDS: &str = r#"[{ "id": "bluebell", "name": "Bluebell Ward", "telephone": "ext. 4312",
    "bays": [{ "name": "Bay A", "beds": ["A1", "A2"] }] }]"#;
const STAFF: &str = "name,role,wards,pin\nWindow Nurse,nurse,bluebell,204060\n";

/// A running server with a ward and a nurse.
pub(crate) struct Hospital {
    running: Running,
    folder: TempDir,
}

impl Hospital {
    pub(crate) async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Self::config(&folder);
        let desk = Desk::open(&config).unwrap();
        desk.import_wards(WARDS.as_bytes()).unwrap();
        desk.import_staff(STAFF.as_bytes()).unwrap();
        let running = Server::start(config).await.unwrap();
        Self { running, folder }
    }

    fn config(folder: &TempDir) -> Config {
        Config::new(folder.path().join("server"), "127.0.0.1:0".parse().unwrap())
    }

    /// Where the server listens.
    pub(crate) fn url(&self) -> String {
        self.running.url()
    }

    /// A one-use code for a device.
    pub(crate) fn code(&self) -> String {
        let desk = Desk::open(&Self::config(&self.folder)).unwrap();
        desk.enrolment_code("Window", &["bluebell".parse().unwrap()]).unwrap().as_str().to_owned()
    }

    /// A device of this hospital behind the loopback shell, in this process. Answers the address that opens its page.
    pub(crate) async fn loopback(&self) -> String {
        let app = self.enrolled("device").await;
        let page = Page::read(&root().join("dist")).expect("the page is built; `cargo xtask page` builds it");
        let shell = Shell::open(0, &HostName::new([6; 16]), Token::new([7; 32])).await.unwrap();
        let address = shell.address();
        tokio::spawn(shell.serve(Arc::clone(&app) as Arc<dyn loopback::Door>, page, pending()));
        tokio::spawn(app::driver::run(app, pending()));
        address
    }

    /// A second device of this hospital, without a screen, that speaks with the server from now on.
    pub(crate) async fn colleague(&self) -> Arc<App> {
        let app = self.enrolled("colleague").await;
        tokio::spawn(app::driver::run(Arc::clone(&app), pending()));
        app
    }

    async fn enrolled(&self, folder: &str) -> Arc<App> {
        let config = app::Config { demo: true, ..app::Config::new(self.folder.path().join(folder)) };
        let app = App::open(config).unwrap();
        app::enrol::enrol(&app, &self.url(), &self.code(), "").await.unwrap();
        app
    }

    /// A folder for the device's data that goes with the test.
    pub(crate) fn device(&self) -> std::path::PathBuf {
        self.folder.path().join("device")
    }
}
