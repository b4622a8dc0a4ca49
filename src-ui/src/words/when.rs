//! The words beside a day or a time that is typed.

include!(concat!(env!("OUT_DIR"), "/when.rs"));
