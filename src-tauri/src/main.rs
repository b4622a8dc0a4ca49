//! The desktop program. Phones and tablets enter through the library.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    wardlight::run();
}
