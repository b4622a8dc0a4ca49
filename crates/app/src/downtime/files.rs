//! The files of downtime packs: replaced whole, and nothing of ours left behind that is no pack of now.

use clinical::WardId;
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// What every file of ours begins with; no other file in the folder is touched.
const OURS: &str = "wardlight-downtime-";
/// What one that is being written ends with.
const UNFINISHED: &str = ".unfinished";

/// A ward's file; a ward's slug holds nothing that a path could be made of.
pub(super) fn name(ward: &WardId) -> String {
    format!("{OURS}{ward}.pdf")
}

/// Makes the folder.
pub(super) fn prepare(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

/// Puts a file in the place of the one before it. Whoever reads meanwhile has the old one or the new one, and a power cut
/// leaves the one or the other.
pub(super) fn replace(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let (beside, path) = (folder.join(format!("{name}{UNFINISHED}")), folder.join(name));
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    // For whoever the folder's own group lets in, and for nobody else of this computer.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o640);
    let mut file = options.open(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(&beside, &path)?;
    // The name too has to last. Where a folder cannot be opened, as on Windows, the rename is the system's to keep.
    if let Ok(folder) = File::open(folder) {
        folder.sync_all()?;
    }
    Ok(path)
}

/// Takes away our files that are not among these: of wards that are followed no more, and what a crash left half written.
pub(super) fn clear(folder: &Path, kept: &[String]) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| name.starts_with(OURS)) else { continue };
        if !kept.iter().any(|kept| kept == name) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};

    #[test]
    fn whoever_reads_while_it_is_written_over_has_a_whole_one() {
        let folder = tempfile::tempdir().unwrap();
        let pack = |letter: u8| vec![letter; 300_000];
        replace(folder.path(), "wardlight-downtime-a.pdf", &pack(b'a')).unwrap();
        let done = AtomicBool::new(false);
        std::thread::scope(|threads| {
            threads.spawn(|| {
                for letter in (b'a'..=b'z').cycle().take(60) {
                    replace(folder.path(), "wardlight-downtime-a.pdf", &pack(letter)).unwrap();
                }
                done.store(true, Ordering::SeqCst);
            });
            while !done.load(Ordering::SeqCst) {
                let read = fs::read(folder.path().join("wardlight-downtime-a.pdf")).unwrap();
                assert_eq!(read.len(), 300_000, "half a file");
                assert!(read.iter().all(|letter| *letter == read[0]), "two packs in one file");
            }
        });
    }

    #[test]
    fn only_what_is_ours_and_old_is_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "wardlight-downtime-a.pdf",
            "wardlight-downtime-b.pdf",
            "wardlight-downtime-a.pdf.unfinished",
            "rota.pdf",
        ] {
            fs::write(folder.path().join(name), name).unwrap();
        }
        clear(folder.path(), &["wardlight-downtime-a.pdf".to_owned()]).unwrap();
        let left = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        let mut left: Vec<_> = left.map(|name| name.into_string().unwrap()).collect();
        left.sort();
        assert_eq!(left, ["rota.pdf", "wardlight-downtime-a.pdf"]);
    }
}
