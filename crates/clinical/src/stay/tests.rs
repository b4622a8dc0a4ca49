//! The rules of a stay, one by one and as properties.

mod build;
mod clocks;
mod conflicts;
mod corrections;
mod due;
mod properties;
mod standing;
