//! The session, step by step.

mod bench;
mod failures;
mod greeting;
mod news;
mod pulling;
mod pushing;
mod rewinding;
mod seen;
