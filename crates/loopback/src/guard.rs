//! Who may speak to the loopback shell: this machine's own browser, on our own page, let in by this start's token.
//!
//! A program that listens on 127.0.0.1 can be reached by every page that the browser has open, and by every user of the
//! machine. So each request must pass four checks: the peer's address (nobody on the network), `Host` (this start's own
//! name and no other), `Origin` (no other page), and a key that only a browser has that was opened with the address which
//! the person at the terminal was shown.
//!
//! The name is drawn anew at each start because a cookie belongs to a host and knows no port: under `127.0.0.1` the
//! browser would hand it to every other program on this machine that gets it to open a page. Browsers resolve
//! `*.localhost` to this machine without asking anybody.

use crate::seats::Seats;
use app::Session;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use std::{net::SocketAddr, sync::Arc};
use subtle::ConstantTimeEq;

/// The cookie with a browser's key.
const COOKIE: &str = "wardlight";

/// Why a request was turned away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It came over the network.
    #[error("Wardlight answers only on the computer it runs on.")]
    Peer,
    /// It named another host, or none, or several.
    #[error("Wardlight answers only to the address that it printed when it started.")]
    Host,
    /// Another page sent it.
    #[error("Another web page tried to use Wardlight. Nothing was done.")]
    Origin,
    /// It carried neither this start's token nor the key of a browser that did.
    #[error("This needs the address that Wardlight printed when it started. Open that address again.")]
    Token,
}

/// A secret: 256 random bits, as the token of a start or the key of a browser. Its `Debug` shows nothing.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// A token from 32 random bytes, the caller's.
    #[must_use]
    pub fn new(random: [u8; 32]) -> Self {
        Self(hex::encode(random))
    }

    /// The token as it stands in the address and in the cookie.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Compares in a time that does not depend on where the texts differ.
    pub(crate) fn matches(&self, other: &str) -> bool {
        self.0.as_bytes().ct_eq(other.as_bytes()).into()
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(..)")
    }
}

/// The name of this machine for one start: a label of 128 random bits under `localhost`, which no other page knows. Its
/// `Debug` shows nothing.
#[derive(Clone)]
pub struct HostName(String);

impl HostName {
    /// A name from 16 random bytes, the caller's.
    #[must_use]
    pub fn new(random: [u8; 16]) -> Self {
        Self(format!("w{}.localhost", hex::encode(random)))
    }
}

impl std::fmt::Debug for HostName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HostName(..)")
    }
}

/// The checks of one start, and the browsers that passed them.
pub struct Guard {
    /// Name and port, as the `Host` header says them.
    host: String,
    token: Token,
    seats: Seats,
}

impl std::fmt::Debug for Guard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Guard").finish_non_exhaustive()
    }
}

impl Guard {
    /// Guards a port, under one name, with a token.
    #[must_use]
    pub fn new(name: &HostName, port: u16, token: Token) -> Self {
        Self { host: format!("{}:{port}", name.0), token, seats: Seats::default() }
    }

    /// The address that opens the page, with the token.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://{}/?token={}", self.host, self.token.as_str())
    }

    /// Lets a request pass that comes from our own page, and gives the session of its browser.
    ///
    /// # Errors
    /// Says which check turned it away.
    pub fn check(&self, peer: SocketAddr, headers: &HeaderMap) -> Result<Arc<Session>, Refusal> {
        self.check_sender(peer, headers)?;
        self.seated(headers).ok_or(Refusal::Token)
    }

    /// Lets a browser in whose first request carries the token in its address, and gives the cookie to set. A browser
    /// that is in already keeps its session and gets none. `key` is 32 random bytes, the caller's.
    ///
    /// # Errors
    /// Says which check turned it away.
    pub fn admit(
        &self,
        peer: SocketAddr,
        headers: &HeaderMap,
        token: &str,
        key: [u8; 32],
    ) -> Result<Option<HeaderValue>, Refusal> {
        self.check_sender(peer, headers)?;
        if !self.token.matches(token) {
            return Err(Refusal::Token);
        }
        if self.seated(headers).is_some() {
            return Ok(None);
        }
        let key = Token::new(key);
        let cookie = format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Strict", key.as_str());
        self.seats.add(key);
        HeaderValue::from_str(&cookie).map(Some).map_err(|_| Refusal::Token)
    }

    fn seated(&self, headers: &HeaderMap) -> Option<Arc<Session>> {
        Self::cookies(headers).find_map(|key| self.seats.find(key))
    }

    fn check_sender(&self, peer: SocketAddr, headers: &HeaderMap) -> Result<(), Refusal> {
        if !peer.ip().is_loopback() {
            return Err(Refusal::Peer);
        }
        let Some(host) = only(headers, header::HOST) else { return Err(Refusal::Host) };
        if self.host != host {
            return Err(Refusal::Host);
        }
        // Absent on a navigation.
        let own_origin = format!("http://{host}");
        if headers.contains_key(header::ORIGIN) && only(headers, header::ORIGIN) != Some(&own_origin) {
            return Err(Refusal::Origin);
        }
        Ok(())
    }

    fn cookies(headers: &HeaderMap) -> impl Iterator<Item = &str> {
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('=').filter(|(key, _)| *key == COOKIE))
            .map(|(_, value)| value)
    }
}

/// A header that is there exactly once, and legible.
fn only(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (Some(value), None) => value.to_str().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "w0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a.localhost:4711";
    const PEERS: [(&str, bool); 5] = [
        ("127.0.0.1:50000", true),
        ("[::1]:50000", true),
        ("10.0.0.7:50000", false),
        ("192.168.1.20:50000", false),
        ("[2001:db8::7]:50000", false),
    ];
    const HOSTS: [(&[&str], bool); 9] = [
        (&[OWN], true),
        (&["127.0.0.1:4711"], false),
        (&["localhost:4711"], false),
        (&[], false),
        (&["w0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a.localhost"], false),
        (&["w0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a.localhost:4712"], false),
        (&["w0b0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a.localhost:4711"], false),
        (&["ward.example.org:4711"], false),
        (&[OWN, OWN], false),
    ];

    fn token(byte: u8) -> Token {
        Token::new([byte; 32])
    }

    /// A guard with the token 1 that has let in a browser with the key 3.
    fn guard() -> Guard {
        let guard = Guard::new(&HostName::new([10; 16]), 4711, token(1));
        guard.seats.add(token(3));
        guard
    }

    /// Origins, and whether each is right for a host.
    fn origins(host: Option<&str>) -> Vec<(Vec<String>, bool)> {
        let own = format!("http://{}", host.unwrap_or(OWN));
        let foreign =
            ["null", "https://127.0.0.1:4711", "http://127.0.0.1:4711", "http://localhost:4711", ""];
        let mut table = vec![(vec![], true), (vec![own.clone()], true), (vec![own.clone(), own], false)];
        table.extend(foreign.map(|origin| (vec![origin.to_owned()], false)));
        table
    }

    /// Cookie headers, and whether each carries the browser's key.
    fn cookies() -> Vec<(Option<String>, bool)> {
        let (right, wrong) = (token(3), token(1));
        vec![
            (None, false),
            (Some(format!("wardlight={}", right.as_str())), true),
            (Some(format!("theme=night; wardlight={}", right.as_str())), true),
            (Some(format!("wardlight={}", wrong.as_str())), false),
            (Some(format!("wardlight-too={}", right.as_str())), false),
            (Some(format!("wardlight={}", &right.as_str()[..63])), false),
            (Some("wardlight=".to_owned()), false),
            (Some(right.as_str().to_owned()), false),
        ]
    }

    fn headers(hosts: &[&str], origins: &[String], cookie: Option<&str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append(header::HOST, host.parse().unwrap());
        }
        for origin in origins {
            headers.append(header::ORIGIN, origin.parse().unwrap());
        }
        if let Some(cookie) = cookie {
            headers.append(header::COOKIE, cookie.parse().unwrap());
        }
        headers
    }

    #[test]
    fn of_every_combination_only_our_own_page_in_a_browser_that_was_let_in_passes() {
        let guard = guard();
        let (mut passed, mut tried) = (0, 0);
        for (peer, peer_right) in PEERS {
            for (hosts, host_right) in HOSTS {
                for (origins, origin_right) in origins(hosts.first().copied()) {
                    for (cookie, token_right) in cookies() {
                        let headers = headers(hosts, &origins, cookie.as_deref());
                        let expected = match (peer_right, host_right, origin_right, token_right) {
                            (false, ..) => Err(Refusal::Peer),
                            (_, false, ..) => Err(Refusal::Host),
                            (_, _, false, _) => Err(Refusal::Origin),
                            (.., false) => Err(Refusal::Token),
                            _ => Ok(()),
                        };
                        let found = guard.check(peer.parse().unwrap(), &headers).map(drop);
                        assert_eq!(found, expected, "peer {peer}, {headers:?}");
                        tried += 1;
                        passed += u32::from(found.is_ok());
                    }
                }
            }
        }
        assert_eq!(
            (passed, tried),
            (2 * 2 * 2, 5 * 9 * 8 * 8),
            "two peers, origins and cookies are right, and one host"
        );
    }

    #[test]
    fn the_token_in_the_address_opens_the_page_only_when_everything_else_is_right() {
        for (peer, peer_right) in PEERS {
            for (hosts, host_right) in HOSTS {
                for (origins, origin_right) in origins(hosts.first().copied()) {
                    for (token, token_right) in [(token(1), true), (token(2), false)] {
                        let headers = headers(hosts, &origins, None);
                        let found = guard().admit(peer.parse().unwrap(), &headers, token.as_str(), [9; 32]);
                        let right = peer_right && host_right && origin_right && token_right;
                        assert_eq!(
                            found.is_ok(),
                            right,
                            "peer {peer}, {headers:?}, token right: {token_right}"
                        );
                    }
                }
            }
        }
    }

    fn cookie_of(guard: &Guard, key: u8) -> String {
        let peer = "127.0.0.1:50000".parse().unwrap();
        let first = headers(&[OWN], &[], None);
        let cookie = guard.admit(peer, &first, token(1).as_str(), [key; 32]).unwrap().unwrap();
        let cookie = cookie.to_str().unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
        cookie.split(';').next().unwrap().to_owned()
    }

    fn session_of(guard: &Guard, cookie: &str) -> Result<Arc<Session>, Refusal> {
        guard.check("127.0.0.1:50000".parse().unwrap(), &headers(&[OWN], &[], Some(cookie)))
    }

    #[test]
    fn each_browser_that_is_let_in_has_a_session_of_its_own() {
        let guard = guard();
        let (first, second) = (cookie_of(&guard, 4), cookie_of(&guard, 5));
        let (mine, hers) = (session_of(&guard, &first).unwrap(), session_of(&guard, &second).unwrap());
        assert!(
            !Arc::ptr_eq(&mine, &hers),
            "who signs in at the wall board must not be signed in at the desk"
        );
        assert!(
            Arc::ptr_eq(&mine, &session_of(&guard, &first).unwrap()),
            "the next request is the same session"
        );
    }

    #[test]
    fn opening_the_address_again_keeps_the_session() {
        let guard = guard();
        let cookie = cookie_of(&guard, 4);
        let again = headers(&[OWN], &[], Some(&cookie));
        let set = guard.admit("127.0.0.1:50000".parse().unwrap(), &again, token(1).as_str(), [5; 32]);
        assert_eq!(set, Ok(None), "a reload of the first address must not sign anybody out");
    }

    #[test]
    fn seats_are_bounded_and_the_oldest_goes_first() {
        let guard = guard();
        let cookies: Vec<_> = (10..27).map(|key| cookie_of(&guard, key)).collect();
        assert_eq!(session_of(&guard, &cookies[0]).map(drop), Err(Refusal::Token));
        assert!(cookies[1..].iter().all(|cookie| session_of(&guard, cookie).is_ok()));
    }

    #[test]
    fn no_secret_is_shown_in_a_log() {
        let shown = format!("{:?} {:?} {:?}", guard(), token(1), HostName::new([1; 16]));
        assert_eq!(shown, "Guard { .. } Token(..) HostName(..)");
    }
}
