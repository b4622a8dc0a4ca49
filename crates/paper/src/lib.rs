//! What is printed: the views that the screens show in, the bytes of a PDF out.
//!
//! A tagged PDF after PDF/UA-1 whose text can be searched and read out; every page carries the patient or the ward, the
//! time, and the source with its version. The same views make the same bytes. What it never knows: a clock, a disk, where
//! the views came from.

mod drawn;
mod flow;
mod fonts;
mod furniture;
mod handover;
mod lock;
mod pack;
mod report;
mod sheet;
mod words;
mod write;

pub use drawn::observation_chart;
pub use handover::handover;
pub use lock::lock;
pub use pack::{PACK_HOURS, Pack, PackBed, PackPatient, pack};
pub use report::{StayReport, stay_report};

use clinical::{Stamp, UtcMillis};

/// Where a paper comes from, for its foot.
pub struct Source<'a> {
    /// When it was made, by the clock on the ward's wall.
    pub printed: Stamp,
    /// Who had it made, in words: "by Amina Yusuf, nurse".
    pub by: String,
    /// The name on the device's back.
    pub device: String,
    /// The application's version.
    pub version: String,
    /// The version of the record: papers with the same one show the same entries.
    pub record: String,
    /// When the device last had news of this record from the server; `None` is never.
    pub heard: Option<UtcMillis>,
    /// The patients are synthetic.
    pub demo: bool,
    /// A moment with the offset that the ward's clock had then.
    pub local: &'a dyn Fn(UtcMillis) -> Stamp,
}

impl std::fmt::Debug for Source<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Source")
            .field("printed", &self.printed)
            .field("demo", &self.demo)
            .finish_non_exhaustive()
    }
}

/// Why there is no paper. Nothing was lost by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// The letters that ship with the program cannot be read.
    #[error("the letters to print with cannot be read")]
    Font,
    /// The library refused to write what was asked for.
    #[error("the pages could not be written as a PDF")]
    Written,
    /// The PDF could not be encrypted.
    #[error("the PDF could not be encrypted")]
    Locked,
}
