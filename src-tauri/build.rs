//! Embeds the page, and makes the commands known to Tauri, so that a page can call nothing else.

use std::{error::Error, fs, path::Path};
use tauri_build::{AppManifest, Attributes, CodegenContext};

fn main() -> Result<(), Box<dyn Error>> {
    placeholder(Path::new("../dist"))?;
    tauri_build::try_build(
        Attributes::new()
            // Reads the page again whenever it was built anew; without it a stale page is embedded.
            .codegen(CodegenContext::new())
            .app_manifest(AppManifest::new().commands(&["call", "scan", "cancel_scan"])),
    )?;
    Ok(())
}

/// A fresh clone can be checked and linted before the screens were ever built.
fn placeholder(dist: &Path) -> std::io::Result<()> {
    let index = dist.join("index.html");
    if index.exists() {
        return Ok(());
    }
    fs::create_dir_all(dist)?;
    fs::write(
        index,
        "<!doctype html><title>Wardlight</title><p>The screens are not built yet: cargo xtask page</p>\n",
    )
}
