//! `wardlight-desk`: the application for a browser on this computer.
fn main() {}
