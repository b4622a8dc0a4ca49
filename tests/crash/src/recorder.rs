//! Runs this program again with the recorder under it, and speaks to the recorder from inside.

use crate::trace::{self, Event};
use anyhow::{Context as _, Result, ensure};
use std::{
    ffi::OsStr,
    fs::{self, File},
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;

const SOURCE: &str = include_str!("recorder.c");

/// The file by which a recorded process speaks to the recorder.
const CONTROL: &str = "io.control";

/// The recorder, compiled for this machine.
#[derive(Debug)]
pub struct Recorder {
    folder: TempDir,
    program: PathBuf,
}

impl Recorder {
    /// Compiles the recorder with the C compiler that SQLite is compiled with too. `program` is this program.
    ///
    /// # Errors
    /// When there is no C compiler, or it refuses.
    pub fn make(program: impl Into<PathBuf>) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let source = folder.path().join("recorder.c");
        fs::write(&source, SOURCE)?;
        let compiler = std::env::var_os("CC").unwrap_or_else(|| "cc".into());
        let done = Command::new(&compiler)
            .args(["-shared", "-fPIC", "-O2", "-o"])
            .arg(folder.path().join("recorder.so"))
            .arg(&source)
            .arg("-ldl")
            .output()
            .with_context(|| format!("no C compiler {} to make the recorder with", compiler.display()))?;
        ensure!(done.status.success(), "the recorder: {}", String::from_utf8_lossy(&done.stderr));
        Ok(Self { folder, program: program.into() })
    }

    /// Runs a child of this program with its folder recorded; answers what it did and what it printed.
    ///
    /// # Errors
    /// When the child fails, or its notes cannot be read.
    pub fn record(&self, name: &str, words: &[&str]) -> Result<(Vec<Event>, PathBuf)> {
        let folder = tempfile::tempdir_in(scratch())?;
        let notes = self.folder.path().join(format!("{name}.notes"));
        let done = self.command(folder.path(), notes.as_os_str(), words)?.output()?;
        ensure!(
            done.status.success(),
            "the recorded process {words:?} failed ({}): {}",
            done.status,
            String::from_utf8_lossy(&done.stderr)
        );
        Ok((trace::read(&fs::read(&notes)?)?, notes))
    }

    /// Runs a child whose calls can be made to fail, without notes. It speaks for itself.
    ///
    /// # Errors
    /// When the child fails.
    pub fn without_notes(&self, words: &[&str]) -> Result<()> {
        let folder = tempfile::tempdir_in(scratch())?;
        let done = self.command(folder.path(), OsStr::new("/dev/null"), words)?.status()?;
        ensure!(done.success(), "the process {words:?} failed ({done})");
        Ok(())
    }

    fn command(&self, folder: &Path, notes: &OsStr, words: &[&str]) -> Result<Command> {
        // As the operating system knows it, since paths are compared by their text.
        let folder = folder.canonicalize()?;
        let mut command = Command::new(&self.program);
        command.arg("child").arg(&folder).args(words);
        command.env("LD_PRELOAD", self.folder.path().join("recorder.so"));
        command.env("WARDLIGHT_UNDER", &folder).env("WARDLIGHT_NOTES", notes);
        Ok(command)
    }
}

/// Where images lie while they are checked: in memory, where there is such a place.
pub fn scratch() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() { memory } else { std::env::temp_dir() }
}

/// Speaks to the recorder from inside a recorded process.
#[derive(Debug)]
pub struct Control {
    file: File,
    path: PathBuf,
}

/// How a call fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// EIO, whatever the call.
    Broken = 1,
    /// ENOSPC, for calls that need room.
    Full = 2,
    /// Half of a write lands, and there is no room for the rest.
    Half = 3,
}

impl Control {
    /// In the recorded folder.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn over(folder: &Path) -> Result<Self> {
        let path = folder.join(CONTROL);
        Ok(Self { file: File::create(&path)?, path })
    }

    /// Says something that stands in the notes at this place: it has been said to somebody by now.
    ///
    /// # Errors
    /// When the recorder cannot be told.
    pub fn mark(&self, text: &str) -> Result<()> {
        self.word(&format!("mark {text}"))
    }

    /// Makes the nth call from now on fail, or that and all after it.
    ///
    /// # Errors
    /// When the recorder cannot be told.
    pub fn arm(&self, failure: Failure, nth: u64, for_good: bool) -> Result<()> {
        self.word(&format!("arm {} {nth} {}", failure as u8, u8::from(for_good)))
    }

    /// Lets everything succeed again; answers how many calls failed.
    ///
    /// # Errors
    /// When the recorder cannot be told.
    pub fn disarm(&self) -> Result<u64> {
        self.word("disarm")?;
        let said = fs::read_to_string(&self.path)?;
        let (failed, _) = said.split_once(' ').context("the recorder does not answer: is it loaded?")?;
        Ok(failed.parse()?)
    }

    fn word(&self, word: &str) -> Result<()> {
        // One call, one word.
        let written = (&self.file).write(word.as_bytes())?;
        ensure!(written == word.len(), "the recorder took half a word");
        Ok(())
    }
}
