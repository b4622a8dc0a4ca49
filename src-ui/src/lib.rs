//! The screens: what a nurse sees and presses.
//!
//! A screen is a thin view beside pure modules that decide; the pure ones are tested on the host. Nothing here knows
//! the app, the store or the record: every question goes through [`backend::Backend::call`], and every score shown is
//! `clinical::news2::score`, the function that the stored score comes from.

#![cfg_attr(
    not(all(feature = "bedside", feature = "round")),
    allow(dead_code, unused_imports, reason = "one half leaves out what the other draws")
)]

mod app;
mod backend;
mod clock;
pub mod dates;
mod desk;
mod frame;
mod half;
mod json;
mod live;
mod lock;
mod order;
mod part;
pub mod route;
#[cfg(test)]
mod samples;
pub mod screens;
pub mod theme;
mod widgets;
pub mod words;

/// Draws the first screen and takes over the page.
pub fn start() {
    yew::Renderer::<app::Root>::new().render();
}
