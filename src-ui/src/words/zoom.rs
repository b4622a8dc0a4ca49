//! The words of looking at the trend more closely.

include!(concat!(env!("OUT_DIR"), "/zoom.rs"));
