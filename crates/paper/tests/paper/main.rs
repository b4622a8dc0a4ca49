//! What is printed, read back by another program: its words, its pages, and that no word of a patient is left out.

#![expect(clippy::unwrap_used, reason = "a test that cannot make or read its subject has failed")]

mod handover;
mod locked;
mod looks;
mod pack;
mod pdf;
mod report;
mod samples;
