//! The sentences of prescribing oxygen.

include!(concat!(env!("OUT_DIR"), "/oxygen.rs"));

/// A target.
pub fn target((low, high): (u8, u8)) -> String {
    super::patient::target(low, high)
}
