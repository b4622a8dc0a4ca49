//! A display without a screen.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
};

/// A running Xvfb. Ends with the test, however that ends.
pub(crate) struct Display {
    server: Child,
    name: String,
}

impl Drop for Display {
    fn drop(&mut self) {
        let _gone_already = self.server.kill();
        let _ = self.server.wait();
    }
}

impl Display {
    /// Starts one; it chooses a free number by itself.
    pub(crate) fn start() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1366x1024x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is there; `cargo xtask setup` installs it");
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        assert!(!number.trim().is_empty(), "Xvfb found no free display");
        Self { server, name: format!(":{}", number.trim()) }
    }

    /// Its name, as programs want it in `DISPLAY`.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}
