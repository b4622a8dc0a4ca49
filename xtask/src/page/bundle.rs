//! The files of a page: content under names that change with it, and those names wherever a file is mentioned.

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, fmt::Write, path::Path};

/// A page in memory.
#[derive(Default)]
pub(crate) struct Bundle {
    /// Content by published name.
    files: BTreeMap<String, Vec<u8>>,
    /// Published name by the name in the tree, where they differ.
    renamed: BTreeMap<String, String>,
}

impl Bundle {
    /// Adds a file, under its own name or a hashed one, and gives the name it is published under.
    pub(crate) fn add(&mut self, name: &str, bytes: Vec<u8>, hashed: bool) -> String {
        let published = if hashed { hashed_name(name, &bytes) } else { name.to_owned() };
        if hashed {
            self.renamed.insert(name.to_owned(), published.clone());
        }
        self.files.insert(published.clone(), bytes);
        published
    }

    /// A text with every mention of a renamed file brought up to date.
    pub(crate) fn rename_in(&self, text: &str) -> String {
        self.renamed.iter().fold(text.to_owned(), |text, (name, published)| rename(&text, name, published))
    }

    /// Every file that `href` and `src` of this HTML name is here: a page must not ask for what does not exist.
    ///
    /// # Errors
    /// Names the first that is missing.
    pub(crate) fn check_names(&self, html: &str) -> Result<()> {
        for attribute in ["href=\"", "src=\""] {
            for rest in html.split(attribute).skip(1) {
                let name = rest.split('"').next().unwrap_or_default();
                ensure!(
                    name.starts_with('#') || self.files.contains_key(name),
                    "index.html names {name:?}, which is neither in assets/ nor made by the build"
                );
            }
        }
        Ok(())
    }

    /// Replaces a folder by this page. The old page stays whole until the new one is.
    ///
    /// # Errors
    /// Those of the disk.
    pub(crate) fn write(&self, folder: &Path) -> Result<()> {
        let fresh = folder.with_extension("new");
        remove(&fresh)?;
        for (name, bytes) in &self.files {
            let file = fresh.join(name.trim_start_matches('/'));
            if let Some(parent) = file.parent() {
                std::fs::create_dir_all(parent)?;
            }
            std::fs::write(&file, bytes).with_context(|| format!("could not write {}", file.display()))?;
        }
        remove(folder)?;
        std::fs::rename(&fresh, folder).with_context(|| format!("could not replace {}", folder.display()))
    }
}

fn remove(folder: &Path) -> Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(problem) if problem.kind() != std::io::ErrorKind::NotFound => {
            Err(problem).with_context(|| format!("could not remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// `/fonts/text.woff2` becomes `/fonts/text.3f2a91c04b7d.woff2`.
fn hashed_name(name: &str, bytes: &[u8]) -> String {
    let digest = hex(&Sha256::digest(bytes)[..6]);
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{digest}.{extension}"),
        None => format!("{name}.{digest}"),
    }
}

/// Replaces a name where it stands whole, not where it begins a longer one.
fn rename(text: &str, name: &str, published: &str) -> String {
    let mut parts = text.split(name);
    let mut result = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let whole = !part.starts_with(|next: char| next.is_ascii_alphanumeric() || "._-".contains(next));
        result.push_str(if whole { published } else { name });
        result.push_str(part);
    }
    result
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}"); // Writing to a String cannot fail.
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_changes_with_the_content_and_only_with_it() {
        let names: Vec<_> =
            [b"one".as_slice(), b"two", b"one"].map(|bytes| hashed_name("/styles/a.css", bytes)).into();
        assert_eq!(names[0], names[2], "the same content must give the same name, or nothing is ever cached");
        assert_ne!(names[0], names[1], "other content under the same name would show yesterday's page");
        assert!(names[0].starts_with("/styles/a.") && names[0].ends_with(".css"), "{}", names[0]);
    }

    #[test]
    fn a_stylesheet_follows_its_font_to_the_new_name() {
        let mut bundle = Bundle::default();
        let font = bundle.add("/fonts/text.woff2", b"font".to_vec(), true);
        let longer = bundle.add("/fonts/text.woff2.map.css", b"x".to_vec(), true);
        let text = bundle.rename_in("src: url(/fonts/text.woff2); @import '/fonts/text.woff2.map.css'");
        assert_eq!(text, format!("src: url({font}); @import '{longer}'"));
    }

    #[test]
    fn a_page_that_names_a_missing_file_is_refused() {
        let mut bundle = Bundle::default();
        bundle.add("/icons/lamp.svg", Vec::new(), false);
        assert!(bundle.check_names(r##"<link href="/icons/lamp.svg"><a href="#main">"##).is_ok());
        assert!(bundle.check_names(r#"<script src="/boot.js">"#).is_err(), "the page would stay white");
    }
}
