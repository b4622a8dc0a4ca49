//! A sentence by a name that stays, so that a screen in another language can say it.

use serde::{Deserialize, Serialize};

/// Which sentence it is that stands beside this in English, and what is put into it. A screen whose language has words for it says
/// those, and otherwise the English. Carries no patient data, like the sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Said {
    /// Its name, as `assets/words` has it after `core-`, with lines for dashes: `check_risen`. Empty of a sentence that has none.
    pub name: String,
    /// What is put into it, in the order in which `assets/words/en.ftl` declares it. A field stands by its name on the wire.
    pub with: Vec<String>,
}

impl Said {
    /// A sentence of this name. Not inlined: the page has some forty of them.
    #[inline(never)]
    pub fn new(name: &str, with: &[&str]) -> Self {
        Self { name: name.to_owned(), with: with.iter().map(|part| (*part).to_owned()).collect() }
    }

    /// Whether the sentence has no name.
    pub fn is_nameless(&self) -> bool {
        self.name.is_empty()
    }
}
