//! The observation chart as geometry: what is drawn where, for the screen and for paper alike.
//!
//! Two views of one [`course::Course`]: [`rcp`], a column for each set as the Royal College of Physicians draws it, and
//! [`trend`], over true time. Each is a list of marks in abstract units ([`drawing::Drawing`]); whoever draws it maps the
//! role of a mark to a colour. [`table`] is the twin of both for a screen reader, [`summary`] says them in a sentence.
//! Bands come from the scorer's own table (`clinical::news2`), never from here.

pub mod course;
pub mod drawing;
pub mod rcp;
pub mod summary;
pub mod table;
pub mod trend;
pub mod window;
pub mod words;

#[cfg(test)]
mod samples;
