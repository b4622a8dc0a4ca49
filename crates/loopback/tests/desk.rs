//! The shell over a real socket: what a browser, a stranger and a broken core each get.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use app::Session;
use contract::{CallError, Code, Event, Reply, Request};
use futures_util::StreamExt;
use loopback::{Desk, Door, HostName, Page, Token};
use reqwest::{Client, Response, StatusCode, header, redirect::Policy};
use std::{
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
};
use tokio::sync::{broadcast, oneshot};

/// A core that answers three requests in three ways.
struct Stub {
    events: broadcast::Sender<Event>,
}

impl Door for Stub {
    fn call(&self, _: &Session, request: Request) -> Result<Reply, CallError> {
        match request {
            Request::StillHere => Ok(Reply::Done),
            Request::Entries => panic!("the core broke"),
            _ => Err(CallError::new(Code::NotSignedIn, "Sign in first.")),
        }
    }

    fn events(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }
}

/// A running shell and what a browser knows of it.
struct Bench {
    root: String,
    address: String,
    client: Client,
    cookie: String,
    events: broadcast::Sender<Event>,
    _stop: oneshot::Sender<()>,
}

impl Bench {
    async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let screens = folder.path().join("dist");
        std::fs::create_dir_all(screens.join("styles")).unwrap();
        std::fs::write(screens.join("index.html"), "<!doctype html>the page").unwrap();
        std::fs::write(screens.join("styles/ward.css"), "body{}").unwrap();
        std::fs::write(folder.path().join("outside.txt"), "outside").unwrap();
        let page = Page::read(&screens).unwrap();
        let (events, _) = broadcast::channel(8);
        let desk = Desk::open(0, &HostName::new([5; 16]), Token::new([7; 32])).await.unwrap();
        let address = desk.address();
        let root = address.split("/?").next().unwrap().to_owned();
        // As every browser does by itself with a name under `localhost`.
        let (host, port) = root.trim_start_matches("http://").split_once(':').unwrap();
        let port: u16 = port.parse().unwrap();
        let here = [SocketAddr::from((Ipv4Addr::LOCALHOST, port))];
        let (stop, stopped) = oneshot::channel::<()>();
        let door = Arc::new(Stub { events: events.clone() });
        tokio::spawn(desk.serve(door, page, async { drop(stopped.await) }));
        let client =
            Client::builder().redirect(Policy::none()).resolve_to_addrs(host, &here).build().unwrap();
        let entry = client.get(&address).send().await.unwrap();
        let cookie =
            entry.headers()[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
        Self { root, address, client, cookie, events, _stop: stop }
    }

    async fn get(&self, path: &str) -> Response {
        let request = self.client.get(format!("{}{path}", self.root));
        request.header(header::COOKIE, &self.cookie).send().await.unwrap()
    }

    async fn post(&self, kind: &str, body: impl Into<String>) -> Response {
        let request = self.client.post(format!("{}/call", self.root)).header(header::COOKIE, &self.cookie);
        request.header(header::CONTENT_TYPE, kind).body(body.into()).send().await.unwrap()
    }

    async fn call(&self, request: &Request) -> Result<Reply, CallError> {
        let response = self.post("application/json", serde_json::to_string(request).unwrap()).await;
        answer(&response.text().await.unwrap())
    }
}

fn answer(text: &str) -> Result<Reply, CallError> {
    let mut answer: serde_json::Map<String, serde_json::Value> = serde_json::from_str(text).unwrap();
    match answer.remove("ok") {
        Some(reply) => Ok(serde_json::from_value(reply).unwrap()),
        None => Err(serde_json::from_value(answer.remove("err").unwrap()).unwrap()),
    }
}

#[tokio::test]
async fn the_address_opens_the_page_and_leaves_the_token_behind() {
    let bench = Bench::start().await;
    let entry = bench.client.get(&bench.address).send().await.unwrap();
    assert_eq!(entry.status(), StatusCode::SEE_OTHER);
    assert_eq!(entry.headers()[header::LOCATION], "/", "the token must not stay in the address bar");
    let page = bench.get("/").await;
    assert_eq!(page.status(), StatusCode::OK);
    assert_eq!(page.text().await.unwrap(), "<!doctype html>the page");
}

#[tokio::test]
async fn nothing_is_answered_without_the_token() {
    let bench = Bench::start().await;
    for path in ["/", "/styles/ward.css", "/events", "/?token=00", "/elsewhere?token=00"] {
        let response = bench.client.get(format!("{}{path}", bench.root)).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::FORBIDDEN, "{path}");
    }
    let call = bench.client.post(format!("{}/call", bench.root)).body("{}").send().await.unwrap();
    assert_eq!(call.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_key_belongs_to_a_name_that_no_other_program_of_this_machine_has() {
    let bench = Bench::start().await;
    let port = bench.root.rsplit(':').next().unwrap();
    for shared in ["127.0.0.1", "localhost"] {
        let asked = bench.client.get(bench.address.replace(&bench.root, &format!("http://{shared}:{port}")));
        let response = asked.send().await.unwrap();
        assert_eq!(response.status(), StatusCode::FORBIDDEN, "{shared}");
        assert!(
            !response.headers().contains_key(header::SET_COOKIE),
            "a key for {shared} is a key for every port"
        );
    }
}

#[tokio::test]
async fn nobody_else_can_listen_beside_the_shell_on_the_other_address_of_this_machine() {
    let bench = Bench::start().await;
    let port: u16 = bench.root.rsplit(':').next().unwrap().parse().unwrap();
    let beside = std::net::TcpListener::bind((Ipv6Addr::LOCALHOST, port));
    assert!(beside.is_err(), "a browser that tries ::1 first would bring the key there");
}

#[tokio::test]
async fn another_page_and_a_rebound_name_are_turned_away_even_with_the_token() {
    let bench = Bench::start().await;
    for (name, value) in [(header::ORIGIN, "http://127.0.0.1:1"), (header::HOST, "ward.example.org")] {
        let request = bench.client.get(format!("{}/", bench.root)).header(header::COOKIE, &bench.cookie);
        let response = request.header(&name, value).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::FORBIDDEN, "{name}: {value}");
    }
}

#[tokio::test]
async fn a_reply_and_an_error_come_back_whole() {
    let bench = Bench::start().await;
    assert_eq!(bench.call(&Request::StillHere).await, Ok(Reply::Done));
    let refused = bench.call(&Request::MyPatients).await.unwrap_err();
    assert_eq!((refused.code, refused.message.as_str()), (Code::NotSignedIn, "Sign in first."));
}

#[tokio::test]
async fn a_panic_in_one_call_is_an_error_reply_and_the_next_call_works() {
    let bench = Bench::start().await;
    let failed = bench.call(&Request::Entries).await.unwrap_err();
    assert_eq!(failed.code, Code::Internal);
    assert!(!failed.message.contains("the core broke"), "what a panic says may be a patient's data");
    assert_eq!(bench.call(&Request::StillHere).await, Ok(Reply::Done), "the shell must outlive a panic");
}

#[tokio::test]
async fn a_request_that_cannot_be_read_is_answered_without_repeating_it() {
    let bench = Bench::start().await;
    for body in ["{\"ask\":\"Mrs Example\"}", "", "[]", "\"still_here\" trailing"] {
        let text = bench.post("application/json", body).await.text().await.unwrap();
        assert!(!text.contains("Example"), "{text}");
        assert_eq!(answer(&text).unwrap_err().code, Code::Invalid, "{body}");
    }
}

#[tokio::test]
async fn what_a_page_elsewhere_could_send_unasked_is_refused() {
    let bench = Bench::start().await;
    let right = serde_json::to_string(&Request::StillHere).unwrap();
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"] {
        let response = bench.post(kind, right.clone()).await;
        assert_eq!(response.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE, "{kind}");
    }
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused() {
    let bench = Bench::start().await;
    let response = bench.post("application/json", " ".repeat(64 * 1024 + 1)).await;
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn what_changes_is_told_as_it_changes() {
    let bench = Bench::start().await;
    let response = bench.get("/events").await;
    assert_eq!(response.headers()[header::CONTENT_TYPE], "text/event-stream");
    bench.events.send(Event::Directory).unwrap();
    let mut stream = response.bytes_stream();
    let first = stream.next().await.unwrap().unwrap();
    let said = format!("data: {}\n\n", serde_json::to_string(&Event::Directory).unwrap());
    assert_eq!(&first[..], said.as_bytes());
}

#[tokio::test]
async fn a_page_that_fell_behind_is_cut_off_so_that_it_asks_anew() {
    let bench = Bench::start().await;
    let response = bench.get("/events").await;
    for _ in 0..64 {
        bench.events.send(Event::Session).unwrap();
    }
    let chunks: Vec<_> = response.bytes_stream().collect().await;
    assert!(chunks.len() < 64, "the stream ended, as it must after a gap");
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_bind_the_browser() {
    let bench = Bench::start().await;
    let refused = bench.client.get(format!("{}/", bench.root)).send().await.unwrap();
    for response in
        [bench.get("/").await, bench.get("/styles/ward.css").await, bench.get("/no.js").await, refused]
    {
        let headers = response.headers();
        assert!(headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().starts_with("default-src 'none'"));
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(headers[header::REFERRER_POLICY], "no-referrer");
        assert_eq!(headers[header::CACHE_CONTROL], "no-store");
    }
}

#[tokio::test]
async fn the_page_serves_its_own_files_and_nothing_beside_them() {
    let bench = Bench::start().await;
    let sheet = bench.get("/styles/ward.css").await;
    assert_eq!(sheet.headers()[header::CONTENT_TYPE], "text/css; charset=utf-8");
    assert_eq!(
        bench.get("/stay/123").await.text().await.unwrap(),
        "<!doctype html>the page",
        "a screen's own path"
    );
    for path in ["/missing.js", "/../outside.txt", "/%2e%2e/outside.txt", "/styles/../../outside.txt"] {
        let response = bench.get(path).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[test]
fn a_folder_without_a_page_says_how_to_make_one() {
    let folder = tempfile::tempdir().unwrap();
    let problem = Page::read(folder.path()).unwrap_err().to_string();
    assert!(problem.contains("cargo xtask page"), "{problem}");
}
