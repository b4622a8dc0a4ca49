//! Shell 2: the application on 127.0.0.1, for a ward computer's browser, the wall board and the browser tests.
//!
//! It forwards a request whole and sends the reply back whole; what a request means is not its business. Whoever may not
//! speak to it is turned away by [`Guard`] before anything is read.

mod desk;
mod door;
mod guard;
mod headers;
mod page;
mod seats;

pub use desk::{Desk, router};
pub use door::Door;
pub use guard::{Guard, HostName, Refusal, Token};
pub use headers::CSP;
pub use page::{File, Page, PageError};
