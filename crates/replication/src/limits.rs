//! How large anything may be that crosses the wire. The server announces its own in `WELCOME`, never above these.

/// Bytes of one message, and so of one push or page: 1 MiB.
pub const MAX_MESSAGE_BYTES: usize = 1024 * 1024;
/// Bytes of one fact, without its signature: 16 KiB.
pub const MAX_FACT_BYTES: usize = 16 * 1024;
/// Bytes of one signed note change.
pub const MAX_NOTE_BYTES: usize = 64 * 1024 + 256;
/// Entries of one push or page.
pub const MAX_ENTRIES: usize = 500;
/// Scopes in one `SYNC`, its answer, or one `WELCOME`.
pub const MAX_SCOPES: usize = 4_096;
/// Fingerprints in one `HAVE`.
pub const MAX_FINGERPRINTS: usize = 16_384;
/// Devices in one `SEEN`.
pub const MAX_DEVICES: usize = 4_096;
/// Bytes of the text of a scope.
pub const MAX_SCOPE_BYTES: usize = 64;
