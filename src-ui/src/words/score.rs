//! A score as a status.

include!(concat!(env!("OUT_DIR"), "/score.rs"));
