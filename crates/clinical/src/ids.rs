//! Identifiers: 128-bit values that cannot be mistaken for one another.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// A text that is not one of our identifiers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier: {0:?}")]
pub struct BadId(pub String);

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The identifier with these 16 bytes.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// A time-ordered identifier (UUID version 7) from a time and ten random bytes, both the caller's.
            pub const fn mint(now: crate::UtcMillis, random: &[u8; 10]) -> Self {
                let ms = if now.0 < 0 { 0 } else { now.0 as u64 };
                Self(uuid::Builder::from_unix_timestamp_millis(ms, random).into_uuid())
            }

            /// The 16 bytes.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                Uuid::parse_str(text).map(Self).map_err(|_| BadId(text.chars().take(64).collect()))
            }
        }
    };
}

id! {
    /// One fact: an observation set, a bed movement, a correction. Minted when the form was opened.
    FactId
}
id! {
    /// One stay of one person. Two tablets that admit the same person make two stays.
    StayId
}
id! {
    /// One member of staff.
    StaffId
}
id! {
    /// One enrolled tablet, phone or computer.
    DeviceId
}
id! {
    /// One life of a device's database. A restored or copied database begins a new one.
    Incarnation
}
id! {
    /// One start of a device's operating system, so that monotonic times can be compared.
    BootId
}
id! {
    /// One note that two people may write at once.
    NoteId
}
