//! The same questions to both shells, each over a ward of its own: the same replies.

use crate::{hospital::Hospital, opened::Window};
use reqwest::{Client, header, redirect::Policy};
use serde_json::{Map, Value, json};
use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};

/// How long a device may take to settle with the server. The wait ends as soon as it has.
const PATIENCE: Duration = Duration::from_secs(60);

/// The page's way to one shell.
enum Shell {
    Window(Window),
    Loopback { client: Client, root: String, cookie: String },
}

impl Shell {
    async fn loopback(address: &str) -> Self {
        let root = address.split("/?").next().unwrap().to_owned();
        let (host, port) = root.trim_start_matches("http://").split_once(':').unwrap();
        let here = SocketAddr::from((Ipv4Addr::LOCALHOST, port.parse().unwrap()));
        let client =
            Client::builder().redirect(Policy::none()).no_proxy().resolve(host, here).build().unwrap();
        let entry = client.get(address).send().await.unwrap();
        let cookie =
            entry.headers()[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
        Self::Loopback { client, root, cookie }
    }

    /// `{"ok": reply}` or `{"err": error}`, whichever way the shell says it.
    async fn ask(&self, request: &Value) -> Value {
        match self {
            Self::Window(window) => {
                let said = window.call(request).await;
                let (how, value) = said.split_once(": ").unwrap();
                let value: Value = serde_json::from_str(value).unwrap();
                json!({ if how == "answered" { "ok" } else { "err" }: value })
            }
            Self::Loopback { client, root, cookie } => {
                let post = client.post(format!("{root}/call")).header(header::COOKIE, cookie);
                serde_json::from_str(&post.json(request).send().await.unwrap().text().await.unwrap()).unwrap()
            }
        }
    }

    /// Waits until the device is online and everything it wrote has come back from the server.
    async fn settled(&self) {
        let settled = async {
            loop {
                let sync = &self.ask(&json!("sync_state")).await["ok"]["sync"];
                let rest = sync["unsent"].as_u64().unwrap() + sync["unverified"].as_u64().unwrap();
                if sync["connection"] == "online" && rest == 0 {
                    return;
                }
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENCE, settled).await.expect("the server answers the device");
    }

    /// Waits until the device knows its people, and gives the nurse's identifier.
    async fn nurse(&self) -> Value {
        let known = async {
            loop {
                let people = self.ask(&json!("staff_choices")).await;
                if let Some(nurse) = people["ok"]["staff"].get(0) {
                    return nurse["id"].clone();
                }
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENCE, known).await.expect("the directory comes from the server")
    }
}

/// What each question was and how it was answered.
struct Talk<'a> {
    shell: &'a Shell,
    said: Vec<(String, Value)>,
}

impl Talk<'_> {
    async fn ask(&mut self, request: Value) -> Value {
        self.shell.settled().await;
        let answer = self.shell.ask(&request).await;
        let name = match &request {
            Value::Object(named) => named.keys().next().cloned().unwrap_or_default(),
            other => other.to_string(),
        };
        self.said.push((name, answer.clone()));
        answer
    }
}

/// A nurse's minutes, with mistakes: every kind of reply, and errors of every layer.
async fn talk(shell: &Shell) -> Vec<(String, Value)> {
    let nurse = shell.nurse().await;
    let mut talk = Talk { shell, said: Vec::new() };
    for early in
        [json!("hello"), json!("my_patients"), json!("nonsense"), json!({ "record": {} }), json!(null)]
    {
        talk.ask(early).await;
    }
    for pin in ["111111", "12", "204060"] {
        talk.ask(json!({ "sign_in": { "staff": nurse, "pin": pin } })).await;
    }
    let identity = json!({ "family": "Test", "given": "Parity", "title": "", "preferred": "", "born": "1950-01-01",
        "gender": "not_known", "nhs_number": null, "hospital_number": "" });
    let place = json!({ "ward": "bluebell", "bay": "Bay A", "bed": "A1" });
    let admitted = talk.ask(json!({ "admit": { "identity": identity, "place": place } })).await;
    let stay = admitted["ok"]["admitted"]["stay"].clone();
    assert!(stay.is_string(), "{admitted}");
    talk.ask(json!({ "board": { "ward": "bluebell" } })).await;
    talk.ask(json!({ "board": { "ward": "nowhere" } })).await;
    talk.ask(json!({ "look_after": { "stay": stay, "on": true } })).await;
    talk.ask(json!("my_patients")).await;

    let empty = json!({ "respiration": null, "spo2": null, "oxygen": null, "systolic": null, "diastolic": null,
        "pulse": null, "consciousness": null, "temperature": null, "unable": {} });
    let ill = json!({ "respiration": 22, "spo2": 93, "oxygen": "air", "systolic": 108, "diastolic": 64, "pulse": 112,
        "consciousness": "C", "temperature": 384, "unable": {} });
    let mut saved = Value::Null;
    for vitals in [empty, ill] {
        let form =
            talk.ask(json!({ "open_form": { "stay": stay, "amends": null } })).await["ok"]["form"].clone();
        saved = talk
            .ask(json!({ "record": {
                "form": form["form"], "stay": stay, "bed_shown": form["bed"], "bed_confirmed": true, "vitals": vitals,
                "taken": { "at": form["now"] }, "confirmed": [], "remark": "", "amends": null, "reason": "" } }))
            .await;
    }
    let fact = saved["ok"]["saved"]["fact"].clone();
    assert!(fact.is_string(), "{saved}");
    for request in [
        json!({ "patient": { "stay": stay } }),
        json!({ "chart": { "stay": stay, "hours": null } }),
        json!({ "enter_in_error": { "fact": fact, "stay": stay, "reason": "" } }),
        json!({ "enter_in_error": { "fact": fact, "stay": stay, "reason": "Wrong cuff" } }),
        json!({ "chart": { "stay": stay, "hours": 24 } }),
        json!({ "board": { "ward": "bluebell" } }),
        json!("entries"),
        json!("parked"),
        json!("lock"),
        json!({ "patient": { "stay": stay } }),
        json!({ "unlock": { "pin": "204060" } }),
        json!("sign_out"),
    ] {
        talk.ask(request).await;
    }
    talk.said
}

/// Two wards never have the same identifiers and times: each becomes the place where it was first seen.
#[derive(Default)]
struct Same {
    seen: BTreeMap<String, usize>,
}

impl Same {
    fn of(&mut self, value: Value) -> Value {
        match value {
            Value::String(text) if text.len() == 36 && text.matches('-').count() == 4 => self.place(text),
            Value::Number(time) if time.as_i64().is_some_and(|time| time > 1_000_000_000_000) => {
                json!("a time")
            }
            Value::Array(items) => items.into_iter().map(|item| self.of(item)).collect(),
            Value::Object(fields) => Value::Object(
                fields
                    .into_iter()
                    .map(|(name, value)| (name.clone(), self.field(&name, value)))
                    .collect::<Map<_, _>>(),
            ),
            other => other,
        }
    }

    fn field(&mut self, name: &str, value: Value) -> Value {
        match (name, value) {
            // Seconds that a locked-out or waiting person has left, and the distance of two clocks.
            ("clock_offset_ms", Value::Number(_)) => json!("an offset"),
            (_, value) => self.of(value),
        }
    }

    fn place(&mut self, id: String) -> Value {
        let next = self.seen.len();
        json!(format!("id {}", self.seen.entry(id).or_insert(next)))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn both_shells_give_the_same_replies() {
    let (windows, browsers) = (Hospital::open().await, Hospital::open().await);
    let window = Window::open(&windows).await;
    window.see("[data-testid=\"ribbon\"]").await;
    let (window, loopback) = (Shell::Window(window), Shell::loopback(&browsers.loopback().await).await);
    let (one, other) = (talk(&window).await, talk(&loopback).await);
    let (mut same, mut alike) = (Same::default(), Same::default());
    let mut ways = std::collections::BTreeSet::new();
    for ((question, window), (_, loopback)) in one.into_iter().zip(other) {
        ways.insert(window.as_object().unwrap().keys().next().cloned());
        let (window, loopback) = (same.of(window), alike.of(loopback));
        assert_eq!(window, loopback, "{question}: the window said the first, the loopback shell the second");
    }
    assert_eq!(ways.len(), 2, "both replies and errors were compared");
    if let Shell::Window(window) = window {
        window.close().await;
    }
}
