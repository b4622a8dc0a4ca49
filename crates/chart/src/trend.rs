//! The trend over true time, on fixed scales.
