//! The page that shows every piece of the screens.

/// Its title.
pub const TITLE: &str = "Gallery";
/// A question over choices.
pub const QUESTION: &str = "Why could this sign not be measured?";
/// A calm notice.
pub const NOTICE: &str = "Everything that was entered here is on the server, verified.";
