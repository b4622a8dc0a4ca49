//! Where a PostgreSQL database is: a `postgres://` address, read before anything is started.

use std::{fmt, net::IpAddr, str::FromStr};
use tokio_postgres::{
    Config,
    config::{Host, SslMode},
};

/// Where a PostgreSQL database is, with the user and the password. Never shows the password.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(Box<Config>);

/// Why an address cannot be used. Nothing was started. Never repeats the address: a password may be in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadAddress {
    /// It is no address.
    #[error(
        "the database's address cannot be read; it is written postgres://user:password@127.0.0.1:5432/name, or \
         postgres:///name?host=/run/postgresql&user=name for a local socket"
    )]
    Unreadable,
    /// It names no database or no host.
    #[error("the database's address names no {0}; write it as postgres://user:password@127.0.0.1:5432/name")]
    Lacks(&'static str),
    /// Patients' data would cross the network in the clear.
    #[error(
        "the database is on another machine, and this server speaks to it without TLS: patients' data would cross the \
         network in the clear. Give the local end of a tunnel (docs/deploy/postgres.md), or a local socket"
    )]
    Remote,
    /// TLS was asked for.
    #[error(
        "the database's address asks for TLS (sslmode), which this server does not speak to its database. Give the local \
         end of a tunnel that does (docs/deploy/postgres.md), without sslmode"
    )]
    Tls,
}

impl Address {
    pub(crate) fn config(&self) -> &Config {
        &self.0
    }
}

impl FromStr for Address {
    type Err = BadAddress;

    fn from_str(text: &str) -> Result<Self, BadAddress> {
        let text = text.trim();
        if !text.starts_with("postgres://") && !text.starts_with("postgresql://") {
            return Err(BadAddress::Unreadable);
        }
        let mut config: Config = text.parse().map_err(|_| BadAddress::Unreadable)?;
        if config.get_dbname().is_none_or(str::is_empty) {
            return Err(BadAddress::Lacks("database"));
        }
        if config.get_hosts().is_empty() {
            return Err(BadAddress::Lacks("host"));
        }
        if config.get_ssl_mode() == SslMode::Require {
            return Err(BadAddress::Tls);
        }
        if !config.get_hosts().iter().all(is_here) || !config.get_hostaddrs().iter().all(IpAddr::is_loopback)
        {
            return Err(BadAddress::Remote);
        }
        config.ssl_mode(SslMode::Disable).application_name("wardlight").connect_timeout(super::WAIT);
        Ok(Self(Box::new(config)))
    }
}

/// Whether what is sent there stays on this machine.
fn is_here(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => {
            name == "localhost" || name.parse().is_ok_and(|address: IpAddr| address.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({self})")
    }
}

/// The database and its hosts, for a log line.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "database {} at", self.0.get_dbname().unwrap_or_default())?;
        for host in self.0.get_hosts() {
            match host {
                Host::Tcp(name) => write!(f, " {name}")?,
                #[cfg(unix)]
                Host::Unix(folder) => write!(f, " {}", folder.display())?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_when_what_is_sent_there_stays_on_this_machine_and_refused_in_words_otherwise() {
        for (text, expected) in [
            ("postgres://ward:secret@127.0.0.1:5432/wardlight", Ok(())),
            ("postgresql://ward@localhost/wardlight", Ok(())),
            ("postgres://ward@[::1]/wardlight", Ok(())),
            ("postgres:///wardlight?host=/run/postgresql&user=ward", Ok(())),
            ("postgres://ward:secret@10.0.0.5/wardlight", Err(BadAddress::Remote)),
            ("postgres://ward:secret@127.0.0.1,db.example/wardlight", Err(BadAddress::Remote)),
            ("postgres://ward:secret@localhost/wardlight?hostaddr=10.0.0.5", Err(BadAddress::Remote)),
            ("postgres://ward:secret@localhost/wardlight?sslmode=require", Err(BadAddress::Tls)),
            ("postgres://ward:secret@localhost", Err(BadAddress::Lacks("database"))),
            ("postgres:///wardlight", Err(BadAddress::Lacks("host"))),
            ("/var/lib/wardlight", Err(BadAddress::Unreadable)),
            ("postgres://ward:secret@localhost:port/wardlight", Err(BadAddress::Unreadable)),
        ] {
            let read = text.parse::<Address>();
            assert_eq!(read.as_ref().map(drop), expected.as_ref().map(drop), "{text}");
            let shown = match &read {
                Ok(address) => format!("{address:?} {address}"),
                Err(error) => format!("{error:?} {error}"),
            };
            assert!(!shown.contains("secret"), "{shown}");
        }
    }
}
