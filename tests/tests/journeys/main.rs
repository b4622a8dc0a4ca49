//! Journeys: what a nurse does, in a real browser, on the loopback shell, with a real server behind it.
//!
//! They need the page (`cargo xtask page`), Chromium and its driver, which `cargo xtask test` sees to. Pictures of what
//! was seen lie in `target/screens/`.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod allocated;
mod assessments;
mod bedside;
mod browser;
mod by_keys;
mod camera;
mod chart;
mod chart_drawn;
mod counted;
mod dates;
mod decided;
mod deterioration;
mod emergency;
mod entry;
mod event_to_row;
mod everywhere;
mod find;
mod fluids;
mod forms;
mod gallery;
mod help;
mod hostile;
mod hours;
mod joined;
mod key_to_score;
mod keying;
mod killed;
mod language;
mod left_behind;
mod oxygen;
mod refused;
mod rounds;
mod shifts;
mod started;
mod swapped;
mod tour;
mod visits;
mod wall;
mod ward;
mod wards_day;
mod written_up;
