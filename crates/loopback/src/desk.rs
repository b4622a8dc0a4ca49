//! The shell's three doors (`POST /call`, `GET /events`, the page) and the socket they are on.

use crate::{Door, Guard, HostName, Page, Refusal, Token, headers};
use app::Session;
use axum::{
    Extension, Json, Router,
    body::Bytes,
    extract::{ConnectInfo, DefaultBodyLimit, Query, Request as HttpRequest, State},
    http::{HeaderMap, Method, StatusCode, Uri, header},
    middleware::{self, Next},
    response::{
        IntoResponse, Redirect, Response,
        sse::{Event as Sent, KeepAlive, Sse},
    },
    routing::{get, post},
};
use contract::{CallError, Reply, Request};
use futures_util::stream::{self, Stream};
use serde::{Deserialize, Serialize};
use std::{
    convert::Infallible,
    future::pending,
    io,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
};
use tokio::{
    net::TcpListener,
    sync::broadcast::{Receiver, error::RecvError},
};

/// What one request may weigh, in bytes. A set of observations is well under 4 KiB, a draft at most 8.
const BODY_LIMIT: usize = 64 * 1024;

struct Shell {
    door: Arc<dyn Door>,
    page: Page,
    guard: Guard,
}

/// A shell whose socket is open and which answers nobody yet.
#[derive(Debug)]
pub struct Desk {
    listener: TcpListener,
    /// The same port of `::1`, where there is one: browsers may try that address first, and whoever else listened there
    /// would be given the key.
    twin: Option<TcpListener>,
    guard: Guard,
}

impl Desk {
    /// Listens on 127.0.0.1 and, where this machine has it, on ::1; port 0 lets the system choose.
    ///
    /// # Errors
    /// When the port is taken on either.
    pub async fn open(port: u16, name: &HostName, token: Token) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let port = listener.local_addr()?.port();
        let twin = match TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await {
            Ok(twin) => Some(twin),
            Err(taken) if taken.kind() == io::ErrorKind::AddrInUse => return Err(taken),
            // A machine without IPv6.
            Err(_) => None,
        };
        Ok(Self { listener, twin, guard: Guard::new(name, port, token) })
    }

    /// The address that opens the page, with the token: a secret, to be shown to the person at the terminal only.
    #[must_use]
    pub fn address(&self) -> String {
        self.guard.address()
    }

    /// Answers until `stop` ends.
    ///
    /// # Errors
    /// Those of the socket.
    pub async fn serve(
        self,
        door: Arc<dyn Door>,
        page: Page,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()> {
        let service = router(door, page, self.guard).into_make_service_with_connect_info::<SocketAddr>();
        let (twin, same) = (self.twin, service.clone());
        let on_twin = async {
            match twin {
                Some(twin) => axum::serve(twin, same).await,
                None => pending().await,
            }
        };
        tokio::select! {
            ended = axum::serve(self.listener, service) => ended,
            ended = on_twin => ended,
            // Open event streams would hold a graceful end back for ever.
            () = stop => Ok(()),
        }
    }
}

/// The shell without a socket. Requests must carry their peer's address as [`ConnectInfo`].
pub fn router(door: Arc<dyn Door>, page: Page, guard: Guard) -> Router {
    let shell = Arc::new(Shell { door, page, guard });
    Router::new()
        .route("/call", post(call))
        .route("/events", get(events))
        .fallback(file)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(middleware::from_fn_with_state(Arc::clone(&shell), guarded))
        .layer(middleware::from_fn(headers::set))
        .with_state(shell)
}

/// The token, where the address carries it.
#[derive(Deserialize)]
struct Entry {
    token: String,
}

/// Turns away who may not speak, before anything of the request is read; hands the browser's session on.
async fn guarded(
    State(shell): State<Arc<Shell>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    mut request: HttpRequest,
    next: Next,
) -> Response {
    let opens_the_page = request.method() == Method::GET && request.uri().path() == "/";
    let entry = Query::<Entry>::try_from_uri(request.uri()).ok().filter(|_| opens_the_page);
    if let Some(Query(Entry { token })) = entry {
        return admitted(&shell.guard, peer, request.headers(), &token);
    }
    match shell.guard.check(peer, request.headers()) {
        Ok(session) => {
            request.extensions_mut().insert(session);
            next.run(request).await
        }
        Err(refusal) => refused(refusal),
    }
}

/// Lets a browser in. The token leaves the address at once, so that it stands in no history and on no screen.
fn admitted(guard: &Guard, peer: SocketAddr, headers: &HeaderMap, token: &str) -> Response {
    let mut key = [0; 32];
    if getrandom::fill(&mut key).is_err() {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    match guard.admit(peer, headers, token, key) {
        Ok(Some(cookie)) => ([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response(),
        Ok(None) => Redirect::to("/").into_response(),
        Err(refusal) => refused(refusal),
    }
}

fn refused(refusal: Refusal) -> Response {
    tracing::warn!(?refusal, "a request was turned away");
    (StatusCode::FORBIDDEN, refusal.to_string()).into_response()
}

/// One request, one reply: `{"ok": reply}` or `{"err": error}`.
async fn call(
    State(shell): State<Arc<Shell>>,
    Extension(session): Extension<Arc<Session>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    // A page elsewhere can send a form or plain text without asking the browser; JSON it cannot.
    let json = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    if !json {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    let Ok(request) = serde_json::from_slice::<Request>(&body) else {
        return Json(Answer::Err(CallError::unreadable())).into_response();
    };
    let answered = tokio::task::spawn_blocking(move || shell.door.call(&session, request)).await;
    let answer = answered.unwrap_or_else(|_| Err(CallError::failed()));
    Json(answer.map_or_else(Answer::Err, |reply| Answer::Ok(Box::new(reply)))).into_response()
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Ok(Box<Reply>),
    Err(CallError),
}

/// What changes, as it changes.
async fn events(State(shell): State<Arc<Shell>>) -> Sse<impl Stream<Item = Result<Sent, Infallible>>> {
    Sse::new(stream::unfold(shell.door.events(), next_event)).keep_alive(KeepAlive::default())
}

/// Ends the stream when the page was too slow to hear everything: the browser connects again, and a page that
/// connects asks for everything anew.
async fn next_event(
    mut events: Receiver<contract::Event>,
) -> Option<(Result<Sent, Infallible>, Receiver<contract::Event>)> {
    match events.recv().await {
        Ok(event) => Some((Ok(Sent::default().json_data(&event).ok()?), events)),
        Err(RecvError::Lagged(_) | RecvError::Closed) => None,
    }
}

async fn file(State(shell): State<Arc<Shell>>, method: Method, uri: Uri) -> Response {
    if !matches!(method, Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    match shell.page.file(uri.path()) {
        Some(file) => ([(header::CONTENT_TYPE, file.kind)], file.bytes.clone()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
