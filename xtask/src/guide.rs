//! `cargo xtask guide`: the pictures of the user guide, from the browser journeys that are tested anyway.

use crate::{progress::say, repository::Repository};
use anyhow::{Context, Result, ensure};
use std::fs;

/// The guide.
const GUIDE: &str = include_str!("../../docs/guide/README.md");

/// The pictures that the guide shows.
fn pictures() -> impl Iterator<Item = &'static str> {
    GUIDE.split("](pictures/").skip(1).filter_map(|rest| rest.split(')').next())
}

/// Puts the pictures that the journeys took last into the guide.
///
/// # Errors
/// When a picture is not there: its journey has not run.
pub(crate) fn run(repository: &Repository) -> Result<()> {
    let folder = repository.path("docs/guide/pictures");
    fs::create_dir_all(&folder)?;
    for name in pictures() {
        let taken = repository.target("screens").join(name);
        ensure!(
            taken.is_file(),
            "there is no {}: run the browser journeys first (cargo xtask test)",
            taken.display()
        );
        fs::copy(&taken, folder.join(name))
            .with_context(|| format!("{name} cannot be put into the guide"))?;
        say(format!("docs/guide/pictures/{name}"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn every_picture_of_the_guide_is_there() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/guide/pictures");
        let missing: Vec<_> = pictures().filter(|name| !folder.join(name).is_file()).collect();
        assert!(missing.is_empty(), "{missing:?}: cargo xtask guide");
        assert!(pictures().count() >= 5);
    }
}
