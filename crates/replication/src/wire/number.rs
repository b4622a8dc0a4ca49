//! Reasons as numbers. A number, once given, is never given again; one that has no reason here is a newer version's.

use crate::wire::{FaultCode, Refused};

macro_rules! numbered {
    ($type:ident { $($variant:ident = $number:literal),+ $(,)? }) => {
        impl $type {
            /// Its number on the wire and in a quarantine.
            pub const fn number(self) -> u16 {
                match self {
                    $(Self::$variant => $number,)+
                    Self::Other(number) => number,
                }
            }

            /// The reason of a number.
            pub const fn from_number(number: u16) -> Self {
                match number {
                    $($number => Self::$variant,)+
                    other => Self::Other(other),
                }
            }
        }
    };
}

numbered!(Refused {
    TooBig = 1,
    BadShape = 2,
    BadSignature = 3,
    WrongScope = 4,
    WrongKind = 5,
    UnknownDevice = 6,
    Revoked = 7,
    UnknownAuthor = 8,
    AuthorNotAllowed = 9,
    Twin = 10,
    QuotaFull = 11,
    QuarantineFull = 12,
});

numbered!(FaultCode { Malformed = 1, Protocol = 2, NotEnrolled = 3, Revoked = 4, Unavailable = 5 });
