//! The languages of the page: a script each that holds the lines of its language and nothing else.

use anyhow::{Context, Result};
use std::{collections::BTreeMap, path::Path};

const FOLDER: &str = "/words/";
const END: &str = ".js";
/// Where the loader wants to know the scripts by their languages.
const PLACE: &str = "LANGUAGE_FILES";

/// A script for each language, by the name that the page knows it by.
///
/// # Errors
/// Everything that is wrong with the words.
pub(crate) fn files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let shelf = wording::read_folder(folder)?;
    let script = |language: &wording::Language| {
        let lines = serde_json::to_string(&shelf.lines(language)).context("words are text")?;
        Ok((format!("{FOLDER}{}{END}", language.tag), format!("export default {lines};\n").into_bytes()))
    };
    shelf.languages().iter().map(script).collect()
}

/// The loader with the scripts of the languages named in it.
pub(crate) fn named_in<'a>(boot: &str, files: impl Iterator<Item = &'a String>) -> String {
    let tag = |name: &'a str| name.strip_prefix(FOLDER)?.strip_suffix(END);
    let known: BTreeMap<&str, &str> = files.filter_map(|name| Some((tag(name)?, name.as_str()))).collect();
    boot.replace(PLACE, &format!("{:#}", serde_json::json!(known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loader_names_every_language() {
        let files = ["/words/en.js", "/icons/lamp.svg", "/words/cy.js"].map(str::to_owned);
        let boot = named_in("const LANGUAGES = LANGUAGE_FILES;", files.iter());
        assert!(
            boot.contains(r#""cy": "/words/cy.js""#) && boot.contains(r#""en": "/words/en.js""#),
            "{boot}"
        );
        assert!(!boot.contains(PLACE) && !boot.contains("lamp"), "{boot}");
    }
}
