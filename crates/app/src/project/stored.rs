//! How projections lie in their columns: a version, then JSON. Another version's projection reads as absent, and is made
//! again from the facts.

use serde::{Serialize, de::DeserializeOwned};

/// The version of every projection's shape. Raise it when any of them changes, and when a kind of fact is added: what an older
/// version kept unread is read then, and what follows from it is made.
pub(crate) const VERSION: u8 = 14;

/// Writes a projection. The types written here have no map keys that JSON cannot hold, so nothing is ever left out.
pub(crate) fn write(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = vec![VERSION];
    if serde_json::to_writer(&mut bytes, value).is_err() {
        bytes.truncate(1);
    }
    bytes
}

/// Reads a projection of this version.
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let (version, body) = bytes.split_first()?;
    if *version == VERSION { serde_json::from_slice(body).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_versions_projection_reads_as_absent() {
        let mut bytes = write(&"x");
        assert_eq!(read::<String>(&bytes).as_deref(), Some("x"));
        bytes[0] += 1;
        assert_eq!(read::<String>(&bytes), None);
        assert_eq!(read::<String>(&[]), None);
    }
}
