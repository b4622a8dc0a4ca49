//! The application dies in the middle of a set: what was keyed is offered again.

use crate::{
    bedside::{keys, sign_in},
    browser::Browser,
    entry::observe,
    ward::Ward,
};
use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};
use tests::{programs::program, repository::root};

/// A device's process, and the address that opens its page. Ends with the test.
struct Desk(Child, String);

impl Desk {
    fn start(data: &Path, enrol: Option<&(String, String)>) -> Self {
        let mut command = Command::new(program("wardlight-desk"));
        command.arg("--demo").arg("--data").arg(data).arg("--ui").arg(root().join("dist"));
        if let Some((server, code)) = enrol {
            command.args(["--server", server, "--label", "Ward phone"]).env("WARDLIGHT_ENROL", code);
        }
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("open ").expect("it says its address").to_owned();
        Self(child, address)
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // kill -9: nothing is put in order first.
        let _gone_already = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Whether the draft that the device keeps holds a number.
const KEPT: &str = "const [digits] = arguments, done = arguments[arguments.length - 1]; \
    const stay = location.hash.split('/')[2]; \
    fetch('/call', { method: 'POST', headers: { 'content-type': 'application/json' }, \
                     body: JSON.stringify({ open_form: { stay, amends: null } }) }) \
        .then(answer => answer.text()) \
        .then(text => done(text.includes('draft') && text.includes(`digits\\\\\":\\\\\"${digits}`)), error => done(String(error)));";

#[tokio::test(flavor = "multi_thread")]
async fn a_set_half_keyed_when_the_process_is_killed_is_offered_again_with_its_age() {
    let ward = Ward::begin().await;
    let data = tempfile::tempdir().unwrap();
    let desk = Desk::start(data.path(), Some(&ward.enrolment("Ward phone")));
    let phone = Browser::open("killed", 360, 800).await;
    sign_in(&phone, &desk.1, "Amina Yusuf").await;
    observe(&phone, "B4").await;
    keys(&phone, "2293").await;
    while phone.page.execute_async(KEPT, vec!["93".into()]).await.unwrap() != true {
        tokio::task::yield_now().await;
    }
    drop(desk);
    let desk = Desk::start(data.path(), None);
    sign_in(&phone, &desk.1, "Amina Yusuf").await;
    phone.go("#/ward/bluebell").await;
    let row = "[data-testid=\"row\"][data-bed=\"B4\"] [data-testid=\"row-observe\"]";
    phone.tap_it(&phone.see_by(row).await).await;
    phone.read("draft-offer", "You began a set at").await;
    phone.read("draft-offer", "ago").await;
    phone.picture("offer").await;
    phone.tap("draft-take-up").await;
    phone.read("value-respiration", "22").await;
    phone.read("value-spo2", "93").await;
    phone.tap("air").await;
    phone.picture("taken-up").await;
}
