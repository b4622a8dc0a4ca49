//! A camera for tests: it looks at an image file, finds the code in it and reads it, as a tablet's does with what it sees.

use rxing::{
    BarcodeFormat, BinaryBitmap, Luma8LuminanceSource, MultiFormatWriter, MultiUseMultiFormatReader,
    Reader as _, Writer as _, common::HybridBinarizer,
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

impl ImageFile {
    /// A picture of one code with a margin around it, as a band is printed; `None` when the text does not fit such a code.
    #[must_use]
    pub fn of(path: PathBuf, format: BarcodeFormat, text: &str) -> Option<Self> {
        let code = MultiFormatWriter.encode(text, &format, 1, 1).ok()?;
        let (dot, margin) = (4, 10);
        let (width, height) = ((code.width() + 2 * margin) * dot, (code.height() + 2 * margin) * dot);
        let mut pixels = Vec::new();
        for y in 0..height {
            for x in 0..width {
                let (at_x, at_y) = (x / dot, y / dot);
                let inside = (margin..margin + code.width()).contains(&at_x)
                    && (margin..margin + code.height()).contains(&at_y);
                let black = inside && code.get(at_x - margin, at_y - margin);
                pixels.push(if black { 20 } else { 235 });
            }
        }
        Self::of_pixels(path, (width, height), &pixels)
    }

    /// A picture of nothing.
    #[must_use]
    pub fn blank(path: PathBuf) -> Option<Self> {
        Self::of_pixels(path, (64, 64), &[235; 64 * 64])
    }

    fn of_pixels(path: PathBuf, (width, height): (u32, u32), pixels: &[u8]) -> Option<Self> {
        let head = format!("P5\n{width} {height}\n255\n").into_bytes();
        fs::write(&path, [head.as_slice(), pixels].concat()).ok()?;
        Some(Self(path))
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
