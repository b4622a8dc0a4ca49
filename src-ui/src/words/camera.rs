//! The words beside a tablet's camera.

include!(concat!(env!("OUT_DIR"), "/camera.rs"));
