//! The screens: what a nurse sees and presses.
//!
//! A screen is a thin view beside pure modules that decide; the pure ones are tested on the host. Nothing here knows
//! the app, the store or the record: every question goes through [`backend::Backend::call`], and every score shown is
//! `clinical::news2::score`, the function that the stored score comes from.

#![cfg_attr(
    not(all(feature = "bedside", feature = "round", feature = "desk", feature = "chart")),
    allow(dead_code, unused_imports, reason = "one chunk leaves out what the others draw")
)]

mod app;
mod backend;
mod chunk;
mod clock;
pub mod dates;
mod desk;
mod effect;
mod frame;
mod json;
mod language;
mod live;
mod lock;
mod order;
mod paper;
mod part;
pub mod route;
#[cfg(test)]
mod samples;
pub mod screens;
pub mod theme;
mod tour;
mod wedge;
mod widgets;
pub mod words;

/// Draws the first screen and takes over the page, or the room beside a form that it is given.
///
/// Throws where the loader brought the words of another build: the page then says that it could not start.
pub fn start() {
    if !words::spoken::take_up() {
        wasm_bindgen::throw_str("the words are of another build");
    }
    language::declare();
    match chunk::place_beside() {
        Some(place) => yew::Renderer::<app::Root>::with_root(place).render(),
        None => yew::Renderer::<app::Root>::new().render(),
    };
}
