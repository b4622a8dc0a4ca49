//! A ward: the server's process with its folder, and what an administrator does there.

use crate::people::{STAFF, WARDS};
use std::{
    fs::{self, File},
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};
use tempfile::TempDir;
use tests::programs::program;

/// A ward and its server, which may or may not be running.
pub(crate) struct Ward {
    folder: TempDir,
    /// The same in every life of the process: devices know the server by it.
    port: u16,
    process: Option<Child>,
}

impl Ward {
    /// A ward with its people, and its server running on a free port.
    pub(crate) fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("screens")).unwrap();
        for (name, text) in
            [("wards.json", WARDS), ("staff.csv", STAFF), ("screens/index.html", "<!doctype html>the page")]
        {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let mut ward = Self { folder, port: 0, process: None };
        ward.administer(&["ward", "import"], &["wards.json"]);
        ward.administer(&["staff", "import"], &["staff.csv"]);
        ward.start();
        ward
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The folder with the screens; a page is needed to open a shell, and none is looked at here.
    pub(crate) fn screens(&self) -> PathBuf {
        self.folder().join("screens")
    }

    pub(crate) const fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// A one-use code for another device.
    pub(crate) fn code(&self, label: &str) -> String {
        let said = self.administer(&["device", "enrol", "--label", label, "--ward", "bluebell"], &[]);
        said.trim().to_owned()
    }

    /// Runs one of the administrator's commands, beside the server or without it.
    fn administer(&self, words: &[&str], files: &[&str]) -> String {
        let mut command = Command::new(program("wardlight-server"));
        command.args(words).arg("--data").arg(self.folder().join("server"));
        command.args(files.iter().map(|file| self.folder().join(file)));
        let output = command.output().unwrap();
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Starts the server over the same folder, on the same port as before.
    pub(crate) fn start(&mut self) {
        assert!(self.process.is_none(), "it runs already");
        let mut child = Command::new(program("wardlight-server"))
            .args(["serve", "--listen", &format!("127.0.0.1:{}", self.port), "--data"])
            .arg(self.folder().join("server"))
            .stdout(Stdio::piped())
            .stderr(log(&self.folder().join("server.log")))
            .spawn()
            .unwrap();
        let line = first_line(&mut child);
        let port = line.strip_prefix("listening on http://127.0.0.1:").and_then(|port| port.parse().ok());
        self.port = port.unwrap_or_else(|| panic!("the server does not listen: {line:?}"));
        self.process = Some(child);
    }

    /// kill -9.
    pub(crate) fn kill(&mut self) {
        kill(self.process.take());
    }
}

impl Drop for Ward {
    fn drop(&mut self) {
        kill(self.process.take());
    }
}

/// kill -9, and waits until the process is gone.
pub(crate) fn kill(process: Option<Child>) {
    if let Some(mut child) = process {
        // One that has ended by itself is gone already.
        let _gone = child.kill();
        let _gone = child.wait();
    }
}

/// What a process says first on standard output; empty when it ended without a word.
pub(crate) fn first_line(child: &mut Child) -> String {
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    line.trim().to_owned()
}

/// A log that goes on over the lives of a process.
pub(crate) fn log(path: &Path) -> File {
    File::options().create(true).append(true).open(path).unwrap()
}
