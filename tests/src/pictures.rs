//! Pictures that are kept, and what is drawn now beside them.
//!
//! A picture is kept as the mean colours of its tiles, four by four pixels: letters that another version of the browser draws
//! a shade differently change little of that, and a colour, a size or a word that is another changes much.

use std::{fmt, fs, io, path::Path};

/// Pixels along the side of a tile.
const SIDE: usize = 4;
/// A colour of a tile that differs by more of 255 than this differs.
const SHADE: u8 = 40;

/// The mean colours of a picture's tiles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tiles {
    wide: usize,
    colours: Vec<[u8; 3]>,
}

/// How two pictures differ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// Tiles that differ, in thousandths of all; what one of them has and the other has not counts as different.
    pub thousandths: usize,
    /// Where the first of them is, in pixels from the left and from the top.
    pub first: Option<(usize, usize)>,
}

/// Why a picture cannot be read.
#[derive(Debug)]
pub enum Unreadable {
    /// It is no PNG, or of a kind that no browser makes.
    Png(String),
    /// The file cannot be read or written.
    File(io::Error),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Png(why) => write!(f, "this is no picture as a browser makes it: {why}"),
            Self::File(why) => write!(f, "the picture's file: {why}"),
        }
    }
}

impl std::error::Error for Unreadable {}

fn png(error: impl fmt::Display) -> Unreadable {
    Unreadable::Png(error.to_string())
}

/// Width, colours of one pixel, and all of them, row by row.
fn pixels(file: &[u8]) -> Result<(usize, usize, Vec<u8>), Unreadable> {
    let mut reader = png::Decoder::new(io::Cursor::new(file)).read_info().map_err(png)?;
    let size = reader.output_buffer_size().ok_or_else(|| png("too large"))?;
    let mut bytes = vec![0; size];
    let info = reader.next_frame(&mut bytes).map_err(png)?;
    let parts = match (info.color_type, info.bit_depth) {
        (png::ColorType::Rgb, png::BitDepth::Eight) => 3,
        (png::ColorType::Rgba, png::BitDepth::Eight) => 4,
        other => return Err(png(format!("{other:?}"))),
    };
    bytes.truncate(info.buffer_size());
    Ok((info.width as usize, parts, bytes))
}

impl Tiles {
    /// The tiles of a picture as a browser makes it. What does not fill a tile at the right and at the bottom is left out.
    ///
    /// # Errors
    /// When this is no such picture.
    pub fn of(file: &[u8]) -> Result<Self, Unreadable> {
        let (width, parts, pixels) = pixels(file)?;
        let (wide, row) = (width / SIDE, width * parts);
        let mut colours = Vec::new();
        for band in pixels.chunks_exact(row * SIDE) {
            for tile in 0..wide {
                let mut sums = [0_usize; 3];
                for line in band.chunks_exact(row) {
                    let part = &line[tile * SIDE * parts..(tile + 1) * SIDE * parts];
                    for pixel in part.chunks_exact(parts) {
                        sums.iter_mut().zip(pixel).for_each(|(sum, value)| *sum += usize::from(*value));
                    }
                }
                colours.push(sums.map(|sum| u8::try_from(sum / (SIDE * SIDE)).unwrap_or(u8::MAX)));
            }
        }
        Ok(Self { wide, colours })
    }

    /// Reads tiles that were kept.
    ///
    /// # Errors
    /// When there are none, or somebody put something else there.
    pub fn kept(path: &Path) -> Result<Self, Unreadable> {
        let (wide, parts, pixels) = pixels(&fs::read(path).map_err(Unreadable::File)?)?;
        if parts != 3 {
            return Err(png("kept tiles are opaque"));
        }
        Ok(Self { wide, colours: pixels.as_chunks::<3>().0.to_vec() })
    }

    /// Keeps the tiles, as a small picture that can be looked at.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep(&self, path: &Path) -> Result<(), Unreadable> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Unreadable::File)?;
        }
        let high = self.colours.len() / self.wide.max(1);
        let size = |n: usize| u32::try_from(n).map_err(png);
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, size(self.wide)?, size(high)?);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        let mut writer = encoder.write_header().map_err(png)?;
        writer.write_image_data(self.colours.as_flattened()).map_err(png)?;
        writer.finish().map_err(png)?;
        fs::write(path, file).map_err(Unreadable::File)
    }

    /// How these differ from what was kept.
    pub fn differ(&self, kept: &Self) -> Difference {
        let row = |of: &Self, n: usize| -> Vec<[u8; 3]> {
            of.colours.chunks(of.wide.max(1)).nth(n).map(<[_]>::to_vec).unwrap_or_default()
        };
        let high = |of: &Self| of.colours.len() / of.wide.max(1);
        let (rows, wide) = (high(self).max(high(kept)), self.wide.max(kept.wide));
        let (mut others, mut first) = (0_usize, None);
        for n in 0..rows {
            let (here, there) = (row(self, n), row(kept, n));
            for at in 0..wide {
                let alike = match (here.get(at), there.get(at)) {
                    (Some(a), Some(b)) => a.iter().zip(b).all(|(a, b)| a.abs_diff(*b) <= SHADE),
                    _ => false,
                };
                if !alike {
                    others += 1;
                    first = first.or(Some((at * SIDE, n * SIDE)));
                }
            }
        }
        Difference { thousandths: (others * 1_000).div_ceil((rows * wide).max(1)), first }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(wide: usize, high: usize, colour: [u8; 3]) -> Tiles {
        Tiles { wide, colours: vec![colour; wide * high] }
    }

    #[test]
    fn a_shade_is_alike_and_a_colour_or_a_size_is_not() {
        let white = plain(10, 10, [255; 3]);
        let none = Difference { thousandths: 0, first: None };
        assert_eq!(plain(10, 10, [240; 3]).differ(&white), none);
        let mut spotted = white.clone();
        spotted.colours[23] = [255, 255, 100];
        assert_eq!(spotted.differ(&white), Difference { thousandths: 10, first: Some((12, 8)) });
        assert_eq!(plain(10, 11, [255; 3]).differ(&white).first, Some((0, 40)));
    }

    #[test]
    fn what_is_kept_reads_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("below/tiles.png");
        let mut tiles = plain(3, 2, [1, 2, 3]);
        tiles.colours[4] = [200, 0, 9];
        tiles.keep(&path).unwrap();
        assert_eq!(Tiles::kept(&path).unwrap(), tiles);
        assert!(Tiles::kept(&folder.path().join("none.png")).is_err());
    }
}
