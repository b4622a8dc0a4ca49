//! The server's address, parsed at the door.

use reqwest::Url;
use std::{fmt, net::IpAddr, str::FromStr};

/// An address that may be connected to: plain HTTP on this machine, as long as there is no TLS.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ServerUrl(Url);

/// Why a text is not a server's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadUrl {
    /// Not an address such as `http://127.0.0.1:8080`.
    #[error("this is not a server address; one looks like http://127.0.0.1:8080")]
    Malformed,
    /// TLS is asked for.
    #[error(
        "this version does not speak TLS yet; use a server on this machine, such as http://127.0.0.1:8080"
    )]
    Tls,
    /// Another machine, and no TLS.
    #[error(
        "without TLS only a server on this machine may be used; patients' data would cross the network in the clear"
    )]
    NotLoopback,
}

impl ServerUrl {
    /// The address of one of the server's doors.
    pub(crate) fn door(&self, path: &str) -> Url {
        let mut url = self.0.clone();
        url.set_path(path);
        url
    }

    /// Host and port, as the `Host` header says them.
    pub(crate) fn authority(&self) -> String {
        let host = self.0.host_str().unwrap_or_default();
        format!("{host}:{}", self.0.port_or_known_default().unwrap_or(80))
    }
}

impl FromStr for ServerUrl {
    type Err = BadUrl;

    fn from_str(text: &str) -> Result<Self, BadUrl> {
        let url = Url::parse(text.trim()).map_err(|_| BadUrl::Malformed)?;
        match url.scheme() {
            "http" => {}
            "https" | "wss" => return Err(BadUrl::Tls),
            _ => return Err(BadUrl::Malformed),
        }
        let bare = url.username().is_empty() && url.password().is_none();
        let plain = matches!(url.path(), "" | "/") && url.query().is_none() && url.fragment().is_none();
        if !bare || !plain {
            return Err(BadUrl::Malformed);
        }
        let host = url.host_str().ok_or(BadUrl::Malformed)?;
        let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        let here = host == "localhost" || address.is_ok_and(|address| address.is_loopback());
        if here { Ok(Self(url)) } else { Err(BadUrl::NotLoopback) }
    }
}

impl fmt::Display for ServerUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

impl fmt::Debug for ServerUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ServerUrl({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_http_to_this_machine_is_taken() {
        let cases = [
            ("http://127.0.0.1:8080", Ok("http://127.0.0.1:8080")),
            (" http://localhost:9/ ", Ok("http://localhost:9")),
            ("http://[::1]:8080", Ok("http://[::1]:8080")),
            ("https://wards.example:443", Err(BadUrl::Tls)),
            ("http://10.0.0.5:8080", Err(BadUrl::NotLoopback)),
            ("http://127.0.0.1.example:8080", Err(BadUrl::NotLoopback)),
            ("http://wards.example", Err(BadUrl::NotLoopback)),
            ("http://nurse:secret@127.0.0.1:80", Err(BadUrl::Malformed)),
            ("http://127.0.0.1:8080/elsewhere", Err(BadUrl::Malformed)),
            ("127.0.0.1:8080", Err(BadUrl::Malformed)),
            ("", Err(BadUrl::Malformed)),
        ];
        for (text, expected) in cases {
            let parsed = text.parse::<ServerUrl>().map(|url| url.to_string());
            assert_eq!(parsed, expected.map(str::to_owned), "{text:?}");
        }
    }
}
