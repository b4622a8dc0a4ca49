//! Shell 1: the application in a window of its own, on tablet, phone and desktop.
//!
//! It forwards a request whole and sends the reply back whole; what a request means is not its business.

#[cfg(mobile)]
mod camera;
mod device;
mod ipc;
mod paper;
mod window;

use clap::Parser;
use device::Arguments;
use tracing_subscriber::EnvFilter;

/// Opens the window and runs until it is closed. Ends with a sentence on standard error when it cannot.
pub fn run() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    // What a panic says may be a patient's data; where it happened never is.
    std::panic::set_hook(Box::new(|panic| {
        tracing::error!(at = panic.location().map(tracing::field::display), "something failed inside");
    }));
    // A phone starts the application without arguments, and not always with its name.
    let arguments = if cfg!(mobile) { Arguments::parse_from(["wardlight"]) } else { Arguments::parse() };
    if let Err(problem) = window::run(arguments) {
        tracing::error!("Wardlight could not be opened: {problem}");
        std::process::exit(1);
    }
}

/// Where a phone or tablet enters.
#[cfg(mobile)]
mod mobile {
    #[tauri::mobile_entry_point]
    fn start() {
        super::run();
    }
}
