//! The directory as the two files that a server's administrator loads: `wards.json` first, then `staff.csv`.

use crate::ward::{Directory, PIN};
use clinical::staff::Role;
use std::{
    fs::{DirBuilder, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// Name of the staff file.
pub const STAFF_FILE: &str = "staff.csv";
/// Name of the file of wards.
pub const WARDS_FILE: &str = "wards.json";

/// Why the files could not be written.
#[derive(Debug, thiserror::Error)]
#[error(
    "{file} could not be written: {error}. Nothing else was touched; name another folder, or make room, and run it again."
)]
pub struct CannotWrite {
    file: PathBuf,
    error: io::Error,
}

impl Directory {
    /// Writes both files into `folder`, which is made if it is not there. Files of these names are replaced.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), CannotWrite> {
        let put = |name: &str, text: io::Result<Vec<u8>>| {
            let file = folder.join(name);
            let written = text.and_then(|text| for_oneself(&file)?.write_all(&text));
            written.map_err(|error| CannotWrite { file: file.clone(), error })
        };
        make(folder).map_err(|error| CannotWrite { file: folder.to_owned(), error })?;
        put(WARDS_FILE, self.wards_json())?;
        put(STAFF_FILE, self.staff_csv())
    }

    fn wards_json(&self) -> io::Result<Vec<u8>> {
        let mut text = serde_json::to_vec_pretty(&self.wards)?;
        text.push(b'\n');
        Ok(text)
    }

    /// Everybody with the shared PIN; a system signs nobody in and has none.
    fn staff_csv(&self) -> io::Result<Vec<u8>> {
        let mut csv = csv::Writer::from_writer(Vec::new());
        csv.write_record(["staff_id", "name", "role", "wards", "pin"])?;
        for person in &self.staff {
            let wards: Vec<_> = person.wards.iter().map(|ward| ward.as_str()).collect();
            let pin = if person.role == Role::System { "" } else { PIN };
            let id = person.id.to_string();
            csv.write_record([&id, person.name, role_name(person.role), &wards.join(";"), pin])?;
        }
        csv.into_inner().map_err(|error| error.into_error())
    }
}

/// Makes a folder for this user alone; one that is there stays as it is.
fn make(folder: &Path) -> io::Result<()> {
    let mut maker = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
    maker.recursive(true).create(folder)
}

/// An empty file for this user alone: everybody's PIN is to stand in one of them.
fn for_oneself(file: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

/// A role as the staff file names it.
const fn role_name(role: Role) -> &'static str {
    match role {
        Role::HealthcareAssistant => "healthcare_assistant",
        Role::Student => "student",
        Role::Nurse => "nurse",
        Role::NurseInCharge => "nurse_in_charge",
        Role::Therapist => "therapist",
        Role::Doctor => "doctor",
        Role::System => "system",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clinical::ward::Ward;
    use std::fs;

    #[test]
    fn the_files_say_what_the_directory_says() {
        let folder = tempfile::tempdir().unwrap();
        let directory = Directory::new().unwrap();
        let inner = folder.path().join("new/folder");
        directory.write(&inner).unwrap();
        let wards: Vec<Ward> = serde_json::from_slice(&fs::read(inner.join(WARDS_FILE)).unwrap()).unwrap();
        assert_eq!(wards, directory.wards);
        #[cfg(unix)]
        for (path, expected) in [(inner.clone(), 0o700), (inner.join(STAFF_FILE), 0o600)] {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, expected, "it holds everybody's PIN");
        }
        insta::assert_snapshot!("staff_file", fs::read_to_string(inner.join(STAFF_FILE)).unwrap());
    }

    #[test]
    fn role_names_are_those_of_the_directory_itself() {
        for person in Directory::new().unwrap().staff {
            let expected = serde_json::to_value(person.role).unwrap();
            assert_eq!(expected, role_name(person.role), "{}", person.name);
        }
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a file");
        fs::write(&file, "").unwrap();
        let refused = Directory::new().unwrap().write(&file).unwrap_err().to_string();
        assert!(refused.contains("a file") && refused.contains("Nothing else was touched"), "{refused}");
    }
}
