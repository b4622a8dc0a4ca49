//! A camera for tests: it looks at an image file, finds the code in it and reads it, as a tablet's does with what it sees.

use rxing::{
    BinaryBitmap, Luma8LuminanceSource, MultiUseMultiFormatReader, Reader as _, common::HybridBinarizer,
};
use std::{fs, path::PathBuf};
use wristband::{CannotScan, Scan, Scanner};

/// A camera whose picture lies in a file: a portable greymap, 8 bits.
pub struct ImageFile(pub PathBuf);

impl Scanner for ImageFile {
    fn scan(&self) -> Result<Option<Scan>, CannotScan> {
        let file = fs::read(&self.0).map_err(|_| CannotScan::Failed)?;
        let (width, height, pixels) = greymap(&file).ok_or(CannotScan::Failed)?;
        let source =
            Luma8LuminanceSource::new(pixels.to_vec(), width, height).map_err(|_| CannotScan::Failed)?;
        let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
        let found =
            MultiUseMultiFormatReader::default().decode(&mut bitmap).map_err(|_| CannotScan::NoCode)?;
        let symbology = format!("{:?}", found.getBarcodeFormat());
        Ok(Some(Scan { text: found.getText().to_owned(), symbology }))
    }
}

fn greymap(file: &[u8]) -> Option<(u32, u32, &[u8])> {
    let mut parts = file.splitn(4, |byte| *byte == b'\n');
    parts.next().filter(|kind| *kind == b"P5")?;
    let size = std::str::from_utf8(parts.next()?).ok()?;
    let (width, height) = size.split_once(' ')?;
    parts.next()?;
    Some((width.parse().ok()?, height.parse().ok()?, parts.next()?))
}
