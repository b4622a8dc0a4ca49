//! The rules of a stay, one by one and as properties.

mod acts;
mod any_order;
mod append;
mod assessments;
mod build;
mod clocks;
mod conflicts;
mod corrections;
mod due;
mod episode_properties;
mod episodes;
mod every_kind;
mod in_force;
mod known;
mod properties;
mod sbar;
mod standing;
mod standing_decisions;
mod tasks;
mod transfers;
mod visits;
mod watching;
