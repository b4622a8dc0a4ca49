//! Puts a password on a PDF: AES-256 as ISO 32000-2 has it, which every reader of PDFs opens.

use crate::PaperError;
use lopdf::{
    Document, EncryptionState, EncryptionVersion, Permissions,
    encryption::crypt_filters::{Aes256CryptFilter, CryptFilter},
};
use std::{collections::BTreeMap, sync::Arc};

/// The filter's name inside the file, as the standard has it.
const FILTER: &[u8] = b"StdCF";

/// The same PDF, encrypted. `key` is 32 random bytes, the caller's, for this file alone; the password gives it back.
///
/// # Errors
/// When the PDF cannot be read or encrypted: nothing in the clear is given back then.
pub fn lock(pdf: &[u8], password: &str, key: &[u8; 32]) -> Result<Vec<u8>, PaperError> {
    let mut document = Document::load_mem(pdf).map_err(|_| PaperError::Locked)?;
    let filter: Arc<dyn CryptFilter> = Arc::new(Aes256CryptFilter);
    let state = EncryptionState::try_from(EncryptionVersion::V5 {
        encrypt_metadata: true,
        crypt_filters: BTreeMap::from([(FILTER.to_vec(), filter)]),
        file_encryption_key: key,
        stream_filter: FILTER.to_vec(),
        string_filter: FILTER.to_vec(),
        owner_password: password,
        user_password: password,
        permissions: Permissions::all(),
    });
    let state = state.map_err(|_| PaperError::Locked)?;
    document.encrypt(&state).map_err(|_| PaperError::Locked)?;
    let mut locked = Vec::with_capacity(pdf.len() + 4096);
    document.save_to(&mut locked).map_err(|_| PaperError::Locked)?;
    Ok(locked)
}
