//! The server's own key: it signs the directory, and every welcome.

use crate::clock::{Entropy, NoEntropy, random};
use clinical::{DeviceId, StaffId};
use record::{KeyId, SigningKey};
use std::{
    fs::OpenOptions,
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

/// The name of the file in the data folder.
pub const FILE: &str = "server.key";

/// Why the server has no key. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read or made.
    #[error("the server's key file {path} cannot be used: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The file holds something else.
    #[error(
        "{path} does not hold a server key; put back the one from the backup: every device knows its server by it"
    )]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// No randomness to make one.
    #[error(transparent)]
    NoEntropy(#[from] NoEntropy),
}

/// The server's signing key, and the names that follow from it: a server rebuilt with the same key is the same server.
#[derive(Clone)]
pub struct ServerKey {
    signing: SigningKey,
    id: [u8; 16],
}

impl ServerKey {
    /// Reads the key of a data folder; makes one where there is none.
    ///
    /// # Errors
    /// When the file cannot be read or made, or holds something else.
    pub fn open(folder: &Path, entropy: &dyn Entropy) -> Result<Self, KeyError> {
        let path = folder.join(FILE);
        let file = |source| KeyError::File { path: path.clone(), source };
        match std::fs::read_to_string(&path) {
            Ok(text) => {
                let mut seed = [0; 32];
                hex::decode_to_slice(text.trim(), &mut seed).map_err(|_| KeyError::Damaged { path })?;
                Ok(Self::from_seed(&seed))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let seed = random(entropy)?;
                crate::folder::make(folder).map_err(file)?;
                match write_new(&path, &seed) {
                    // Another process of this server was first: its key is the one.
                    Err(error) if error.kind() == ErrorKind::AlreadyExists => Self::open(folder, entropy),
                    made => made.map(|()| Self::from_seed(&seed)).map_err(file),
                }
            }
            Err(error) => Err(file(error)),
        }
    }

    /// The key of a seed.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        let signing = SigningKey::from_bytes(seed);
        let id = KeyId::of(&signing.verifying_key()).0;
        Self { signing, id }
    }

    /// The key itself.
    pub(crate) const fn signing(&self) -> &SigningKey {
        &self.signing
    }

    /// The public key.
    pub fn public(&self) -> [u8; 32] {
        self.signing.verifying_key().to_bytes()
    }

    /// The server's identifier: that of its key.
    pub const fn server_id(&self) -> [u8; 16] {
        self.id
    }

    /// The device that the server's own facts name.
    pub const fn device(&self) -> DeviceId {
        DeviceId::from_bytes(self.id)
    }

    /// The author that the server's own facts name.
    pub const fn author(&self) -> StaffId {
        StaffId::from_bytes(self.id)
    }
}

/// Writes beside and renames by link, so that a crash leaves no half key, and nobody's key is overwritten. The name is durable
/// before anything is signed: what a power cut left signed by a key that it took would never verify again.
fn write_new(path: &Path, seed: &[u8; 32]) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let beside = path.with_extension(format!("new-{}", std::process::id()));
    let mut file = options.open(&beside)?;
    file.write_all(hex::encode(seed).as_bytes())?;
    file.sync_all()?;
    let linked = std::fs::hard_link(&beside, path);
    std::fs::remove_file(&beside)?;
    linked?;
    crate::folder::sync_names(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemEntropy;

    #[test]
    fn the_key_is_made_once_and_kept_private() {
        let folder = tempfile::tempdir().unwrap();
        let first = ServerKey::open(folder.path(), &SystemEntropy).unwrap();
        let second = ServerKey::open(folder.path(), &SystemEntropy).unwrap();
        assert_eq!(first.public(), second.public());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "nobody but the server's user may read it");
        }
    }

    #[test]
    fn a_damaged_key_file_is_reported_and_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), "not a key").unwrap();
        let Err(error) = ServerKey::open(folder.path(), &SystemEntropy) else { panic!("took a damaged key") };
        assert!(error.to_string().contains("backup"), "{error}");
        assert_eq!(std::fs::read_to_string(folder.path().join(FILE)).unwrap(), "not a key");
    }
}
