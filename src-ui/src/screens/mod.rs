//! One module per screen: a thin view, and beside it what it decides.

pub mod assess;
pub(crate) mod band;
pub mod board;
pub(crate) mod caseload;
pub mod chart;
pub(crate) mod concern;
pub(crate) mod entries;
pub(crate) mod episode;
pub(crate) mod find;
pub(crate) mod fluids;
pub(crate) mod gallery;
pub(crate) mod help;
pub(crate) mod note;
pub mod observe;
pub(crate) mod patient;
pub(crate) mod receipt;
pub(crate) mod set_aside;
pub(crate) mod sign_in;
pub(crate) mod tasks;
pub(crate) mod visit;
pub(crate) mod ward;
