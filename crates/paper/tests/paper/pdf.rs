//! Reads a PDF with poppler, which knows nothing of the library that wrote it.

use std::{fs, path::Path, process::Command};

/// A grey picture of a page: width, and a byte for each point.
pub(crate) struct Picture {
    pub(crate) width: u32,
    pub(crate) points: Vec<u8>,
}

fn run(program: &str, arguments: &[&str], pdf: &[u8]) -> (tempfile::TempDir, Vec<u8>, bool) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("paper.pdf");
    fs::write(&path, pdf).unwrap();
    let place = folder.path().join("page");
    let swap = |argument: &&str| match *argument {
        "PDF" => path.display().to_string(),
        "PAGE" => place.display().to_string(),
        other => other.to_owned(),
    };
    let arguments: Vec<String> = arguments.iter().map(swap).collect();
    let ran = Command::new(program).args(&arguments).output();
    let ran = ran.unwrap_or_else(|_| panic!("{program} is there after `cargo xtask setup --for test`"));
    (folder, ran.stdout, ran.status.success())
}

/// The text of the whole, pages apart by form feeds.
pub(crate) fn text(pdf: &[u8]) -> String {
    let (_folder, text, read) = run("pdftotext", &["-layout", "PDF", "-"], pdf);
    assert!(read, "poppler cannot read it");
    String::from_utf8(text).unwrap()
}

/// The text of an encrypted one, with a password.
pub(crate) fn text_with(pdf: &[u8], password: &str) -> Option<String> {
    let (_folder, text, read) = run("pdftotext", &["-upw", password, "PDF", "-"], pdf);
    read.then(|| String::from_utf8(text).unwrap())
}

/// The text as running words, in the order of writing: a cell's lines put together again.
pub(crate) fn words(pdf: &[u8]) -> String {
    let (_folder, text, read) = run("pdftotext", &["-raw", "PDF", "-"], pdf);
    assert!(read, "poppler cannot read it");
    String::from_utf8(text).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What poppler says of it.
pub(crate) fn info(pdf: &[u8]) -> String {
    let (_folder, text, read) = run("pdfinfo", &["PDF"], pdf);
    assert!(read, "poppler cannot read it");
    String::from_utf8(text).unwrap()
}

/// The parts that a screen reader walks through.
pub(crate) fn structure(pdf: &[u8]) -> String {
    let (_folder, text, read) = run("pdfinfo", &["-struct-text", "PDF"], pdf);
    assert!(read, "poppler cannot read it");
    String::from_utf8(text).unwrap()
}

/// The first page, small and grey.
pub(crate) fn picture(pdf: &[u8]) -> Picture {
    let arguments = ["-png", "-gray", "-singlefile", "-r", "40", "PDF", "PAGE"];
    let (folder, _, drawn) = run("pdftoppm", &arguments, pdf);
    assert!(drawn, "poppler cannot draw it");
    read(&folder.path().join("page.png"))
}

/// A PNG as grey points; some versions of poppler write grey as three colours.
pub(crate) fn read(path: &Path) -> Picture {
    let file = std::io::BufReader::new(fs::File::open(path).unwrap());
    let mut reader = png::Decoder::new(file).read_info().unwrap();
    let mut points = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut points).unwrap();
    points.truncate(info.buffer_size());
    let points = points.into_iter().step_by(info.color_type.samples()).collect();
    Picture { width: info.width, points }
}

/// Keeps a picture.
pub(crate) fn keep(path: &Path, picture: &Picture) {
    let height = u32::try_from(picture.points.len()).unwrap() / picture.width;
    let mut encoder = png::Encoder::new(fs::File::create(path).unwrap(), picture.width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header().unwrap().write_image_data(&picture.points).unwrap();
}
