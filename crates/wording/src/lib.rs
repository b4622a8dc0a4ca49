//! The words of the screens, from one Fluent file a language: read and checked while the page is built, and never on a tablet.
//!
//! English is the source. From it come the functions that the screens call, one a message, with typed arguments, so that a
//! message that is missing or an argument too many does not compile. Every language becomes a file of lines beside the page, in
//! the order of English; a message that a language lacks is English there. See `docs/adr/0041-words-are-files-beside-the-page.md`.
//!
//! What the core says in English out of a policy, a form or a list of its own is no message: a language says it by its wording,
//! from `texts/<tag>.json`. See `docs/adr/0048-a-text-is-translated-by-its-wording.md`.

mod fault;
mod files;
mod lines;
mod message;
mod plural;
mod rust;
mod shelf;
mod texts;

pub use fault::Fault;
pub use files::{ReadError, read_folder};
pub use lines::{ARGUMENT, CATEGORY, END, EXACT, FIELD, SELECT, TEXT, WORDING};
pub use message::{Key, Kind, Message, Piece, Variable, Variant};
pub use plural::Category;
pub use shelf::{Language, SOURCE, Shelf};
