//! The server's doors over HTTP: enrolment, a person's first PIN check, health. Short waits, typed answers.

use crate::{ServerUrl, TransportError, socket::shortened};
use replication::door::{Body, Enrol, EnrolAnswer, MAX_BODY_BYTES, PinAnswered, PinCheck};
use reqwest::{
    Client, RequestBuilder, Response,
    header::{CONTENT_TYPE, HeaderValue},
    redirect::Policy,
};
use serde::Deserialize;
use std::time::Duration;

/// How long the server may take to accept a connection.
const CONNECTING: Duration = Duration::from_secs(5);
/// How long a whole question and answer may take: a nurse waits at the sign-in screen.
const ANSWERING: Duration = Duration::from_secs(10);
const CBOR: HeaderValue = HeaderValue::from_static("application/cbor");

/// The doors of one server.
#[derive(Debug, Clone)]
pub struct Door {
    server: ServerUrl,
    client: Client,
}

/// What a server says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Health {
    /// `ok`, or what is wrong.
    pub status: String,
    /// Its version.
    pub version: String,
    /// The version of the sync protocol that it speaks.
    pub protocol: u16,
}

impl Door {
    /// The doors of this server.
    ///
    /// # Errors
    /// When the HTTP client cannot be made.
    pub fn new(server: ServerUrl) -> Result<Self, TransportError> {
        let client = Client::builder()
            .connect_timeout(CONNECTING)
            .timeout(ANSWERING)
            // A PIN goes to the address that was configured, and nowhere else.
            .redirect(Policy::none())
            .no_proxy()
            .build()
            .map_err(|_| TransportError::Absent)?;
        Ok(Self { server, client })
    }

    /// Asks to be enrolled.
    ///
    /// # Errors
    /// When the server cannot be asked. That it refuses is an answer.
    pub async fn enrol(&self, question: &Enrol) -> Result<EnrolAnswer, TransportError> {
        self.ask("/enrol", question).await
    }

    /// Asks whether this is a person's PIN. Whoever asks has to check the answer's signature.
    ///
    /// # Errors
    /// When the server cannot be asked. That it is wrong, paused or refused is an answer.
    pub async fn check_pin(&self, question: &PinCheck) -> Result<PinAnswered, TransportError> {
        self.ask("/pin/check", question).await
    }

    /// Asks how the server is.
    ///
    /// # Errors
    /// When it cannot be asked, or says that it is not well.
    pub async fn health(&self) -> Result<Health, TransportError> {
        let answer = sent(self.client.get(self.server.door("/health"))).await?;
        if answer.status().is_success() {
            serde_json::from_slice(&body(answer).await?).map_err(|_| TransportError::Garbage)
        } else {
            Err(refused(answer).await)
        }
    }

    async fn ask<A: Body>(&self, path: &str, question: &impl Body) -> Result<A, TransportError> {
        let request =
            self.client.post(self.server.door(path)).header(CONTENT_TYPE, CBOR).body(question.to_bytes());
        let answer = sent(request).await?;
        // Typed answers come with their own status; anything else is words.
        if answer.headers().get(CONTENT_TYPE) == Some(&CBOR) {
            A::from_bytes(&body(answer).await?).map_err(|_| TransportError::Garbage)
        } else {
            Err(refused(answer).await)
        }
    }
}

async fn sent(request: RequestBuilder) -> Result<Response, TransportError> {
    request.send().await.map_err(|error| plain(&error))
}

/// The answer's body, as long as it is not too long.
async fn body(mut answer: Response) -> Result<Vec<u8>, TransportError> {
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(|error| plain(&error))? {
        if body.len() + chunk.len() > MAX_BODY_BYTES {
            return Err(TransportError::TooBig);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// A server that says no in words; or something that is no Wardlight server at all.
async fn refused(answer: Response) -> TransportError {
    let status = answer.status();
    if status.is_success() || status.is_redirection() || status.as_u16() == 404 {
        return TransportError::Garbage;
    }
    match body(answer).await {
        Ok(words) => {
            let reason = shortened(&String::from_utf8_lossy(&words));
            TransportError::Refused { status: status.as_u16(), reason }
        }
        Err(error) => error,
    }
}

fn plain(error: &reqwest::Error) -> TransportError {
    if error.is_timeout() {
        TransportError::Slow
    } else if error.is_connect() {
        TransportError::Absent
    } else {
        TransportError::Garbage
    }
}
