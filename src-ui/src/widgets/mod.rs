//! Small pieces that several screens draw.

pub(crate) mod banner;
pub(crate) mod class;
pub(crate) mod el;
pub(crate) mod field;
pub(crate) mod flag;
pub(crate) mod icon;
pub(crate) mod likeness;
pub(crate) mod mark;
pub(crate) mod panel;
pub(crate) mod pin_pad;
pub(crate) mod problem;
pub(crate) mod score;
pub(crate) mod spark;
pub(crate) mod sync;
pub(crate) mod text;
pub(crate) mod when;
