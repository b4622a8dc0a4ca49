//! Puts a paper into the person's own folder, since the page inside a window cannot save files.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use contract::{CallError, Code, Reply};
use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::Path,
};
use tauri::{AppHandle, Manager};

/// Keeps it in the folder of downloads, or of documents where the system has none.
///
/// # Errors
/// When there is no such folder, or the disk refuses.
pub(crate) fn keep(shell: &AppHandle, name: String, pdf: &str) -> Result<Reply, CallError> {
    let folders = shell.path();
    let folder = folders.download_dir().or_else(|_| folders.document_dir()).map_err(|problem| {
        tracing::warn!(%problem, "there is no folder to keep a paper in");
        not_kept("This device has no folder to save it in")
    })?;
    match write(&folder, &name, pdf) {
        Ok(()) => Ok(Reply::PaperKept { name, folder: folder.display().to_string() }),
        Err(problem) => {
            tracing::warn!(%problem, "a paper could not be kept");
            Err(not_kept("It could not be written to the folder of downloads"))
        }
    }
}

fn not_kept(why: &str) -> CallError {
    let rest = "Nothing of the record has changed. Free some space, or print it on another device.";
    CallError::new(Code::Storage, format!("The PDF was not saved. {why}. {rest}"))
}

/// Never over a file that is there.
fn write(folder: &Path, name: &str, pdf: &str) -> io::Result<()> {
    let bytes = STANDARD.decode(pdf).map_err(io::Error::other)?;
    fs::create_dir_all(folder)?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    // Patients' data: for this person of this computer alone.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(folder.join(name))?;
    file.write_all(&bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_written_whole_and_never_over_another_file() {
        let folder = tempfile::tempdir().unwrap();
        let below = folder.path().join("Downloads");
        write(&below, "a.pdf", &STANDARD.encode(b"%PDF-1.7")).unwrap();
        assert_eq!(fs::read(below.join("a.pdf")).unwrap(), b"%PDF-1.7");
        assert!(write(&below, "a.pdf", &STANDARD.encode(b"other")).is_err());
        assert_eq!(fs::read(below.join("a.pdf")).unwrap(), b"%PDF-1.7");
    }
}
