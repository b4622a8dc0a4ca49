//! The page's files, read once at the start: what is not in this map cannot be asked for, whatever a path says.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
};

/// A file as it is sent.
#[derive(Debug, Clone)]
pub struct File {
    /// Its media type.
    pub kind: &'static str,
    /// Its content.
    pub bytes: axum::body::Bytes,
}

/// The page.
#[derive(Debug, Default)]
pub struct Page {
    files: BTreeMap<String, File>,
}

/// Why there is no page to show.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// A file or folder could not be read.
    #[error("The screens in {} could not be read: {problem}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        problem: io::Error,
    },
    /// The folder holds no page.
    #[error("There is no index.html in {}. Build the screens with `cargo xtask page`.", .0.display())]
    NoIndex(PathBuf),
}

impl Page {
    /// Reads a folder as `cargo xtask page` leaves it.
    ///
    /// # Errors
    /// When it cannot be read or holds no `index.html`.
    pub fn read(folder: &Path) -> Result<Self, PageError> {
        let mut files = BTreeMap::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(path) = folders.pop() {
            let unreadable = |problem| PageError::Unreadable { path: path.clone(), problem };
            for entry in std::fs::read_dir(&path).map_err(unreadable)? {
                let entry = entry.map_err(unreadable)?;
                if entry.file_type().map_err(unreadable)?.is_dir() {
                    folders.push(entry.path());
                    continue;
                }
                let Ok(name) = entry.path().strip_prefix(folder).map(Path::to_owned) else { continue };
                let bytes = std::fs::read(entry.path()).map_err(unreadable)?.into();
                let kind = kind(entry.path().extension().and_then(|end| end.to_str()).unwrap_or_default());
                files.insert(format!("/{}", name.to_string_lossy().replace('\\', "/")), File { kind, bytes });
            }
        }
        let page = Self { files };
        if page.file("/").is_some() { Ok(page) } else { Err(PageError::NoIndex(folder.to_owned())) }
    }

    /// The file at a path of the address. The screens' own paths, which have no extension, are the page itself.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&File> {
        let is_screen = !path.rsplit('/').next().unwrap_or_default().contains('.');
        self.files.get(if is_screen { "/index.html" } else { path })
    }
}

fn kind(extension: &str) -> &'static str {
    match extension {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "woff2" => "font/woff2",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}
