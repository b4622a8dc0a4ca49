//! Three hashes of 32 bytes that must not be mistaken for one another.

use std::fmt;

macro_rules! hash {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; 32]);

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}(", stringify!($name))?;
                for byte in &self.0[..4] {
                    write!(f, "{byte:02x}")?;
                }
                f.write_str("..)")
            }
        }
    };
}

hash! {
    /// The hash of a log entry: of the Automerge change that is rebuilt from the fact.
    EntryHash
}
hash! {
    /// The hash chained over a scope's log up to some entry.
    ChainHash
}
hash! {
    /// The hash of a fact in its device's own chain; the device's next fact names it.
    FactHash
}
