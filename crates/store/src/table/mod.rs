//! One file per table: its row, what may be read of it, what may be written.

pub(crate) mod allocations;
pub(crate) mod board;
pub(crate) mod cursors;
pub(crate) mod device;
pub(crate) mod directory;
pub(crate) mod drafts;
pub(crate) mod facts;
pub(crate) mod heard;
pub(crate) mod log;
pub(crate) mod members;
pub(crate) mod outbox;
pub(crate) mod pins;
pub(crate) mod projected;
pub(crate) mod quarantine;
pub(crate) mod stays;
pub(crate) mod unsigned;

/// Declares a table's read handle and its write handle, which reads too.
macro_rules! handles {
    ($(#[$read_doc:meta])* $read:ident, $(#[$write_doc:meta])* $write:ident) => {
        $(#[$read_doc])*
        pub struct $read<'t> {
            sql: &'t crate::sql::Sql<'t>,
        }

        $(#[$write_doc])*
        pub struct $write<'t> {
            read: $read<'t>,
        }

        impl<'t> $read<'t> {
            pub(crate) fn over(sql: &'t crate::sql::Sql<'_>) -> Self {
                Self { sql }
            }
        }

        impl<'t> $write<'t> {
            pub(crate) fn over(sql: &'t crate::sql::Sql<'_>) -> Self {
                Self { read: $read::over(sql) }
            }
        }

        impl<'t> std::ops::Deref for $write<'t> {
            type Target = $read<'t>;
            fn deref(&self) -> &$read<'t> {
                &self.read
            }
        }
    };
}
pub(crate) use handles;
