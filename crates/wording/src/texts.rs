//! Texts that a language says by their wording: English on the left, its own words on the right.
//!
//! A policy, a form and the core's lists say what a hospital or the project wrote. A translation belongs to that very wording: once the
//! English is another, it has none until somebody has translated it anew.

use crate::{Fault, Language, SOURCE, Shelf, lines};
use std::collections::BTreeMap;

impl Shelf {
    /// With the texts of languages, each as its tag and the content of its file.
    ///
    /// # Errors
    /// Everything that is wrong with any of them.
    pub fn with_texts(mut self, files: &[(String, String)]) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        for (tag, content) in files {
            match self.languages.iter_mut().find(|language| language.tag == *tag && tag != SOURCE) {
                Some(language) => match read(tag, content) {
                    Ok(texts) => language.texts = texts,
                    Err(found) => faults.extend(found),
                },
                None => {
                    faults.push(Fault::new(tag, "its texts", "belong to no language that has messages"));
                }
            }
        }
        if faults.is_empty() { Ok(self) } else { Err(faults) }
    }
}

impl Language {
    /// What it says for texts of policies, of forms and of the core's lists, by their English wording.
    pub const fn texts(&self) -> &BTreeMap<String, String> {
        &self.texts
    }
}

/// One file: groups by where a text is read, for whoever translates, and in each the English and the language's words.
fn read(tag: &str, content: &str) -> Result<BTreeMap<String, String>, Vec<Fault>> {
    let groups: BTreeMap<String, BTreeMap<String, String>> = serde_json::from_str(content)
        .map_err(|wrong| vec![Fault::new(tag, "its texts", format!("cannot be read: {wrong}"))])?;
    let (mut texts, mut faults) = (BTreeMap::new(), Vec::new());
    for (english, own) in groups.into_values().flatten() {
        if [&english, &own].into_iter().any(|text| text.trim().is_empty() || text.chars().any(lines::is_kept))
        {
            let what = "or what is said for it is empty, or holds a sign that no screen can draw";
            faults.push(Fault::new(tag, &english, what));
        }
        let first = texts.insert(english.clone(), own.clone());
        if first.is_some_and(|first| first != own) {
            faults.push(Fault::new(tag, &english, "is said in two ways: one text has one translation"));
        }
    }
    if faults.is_empty() { Ok(texts) } else { Err(faults) }
}
