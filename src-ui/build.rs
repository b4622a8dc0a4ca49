//! Makes the functions of `src/words` from `assets/words`, and stops the build when a language does not keep to English.

use std::{error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new("../assets/words");
    println!("cargo::rerun-if-changed={}", folder.display());
    let shelf = wording::read_folder(folder)?;
    let out = std::env::var("OUT_DIR")?;
    let out = Path::new(&out);
    for (module, functions) in shelf.rust() {
        fs::write(out.join(format!("{module}.rs")), functions)?;
    }
    let mut held = format!(
        "/// Which messages, in which order: words of another build do not fit.\npub(super) const FINGERPRINT: &str = {:?};\n",
        shelf.fingerprint()
    );
    held.push_str("/// The languages as they lie beside the page, for tests on the host.\n#[cfg(not(target_arch = \"wasm32\"))]\npub(super) const HOST: &[(&str, &str)] = &[\n");
    for language in shelf.languages() {
        held.push_str(&format!("    ({:?}, {:?}),\n", language.tag, shelf.lines(language)));
    }
    fs::write(out.join("held.rs"), held + "];\n")?;
    Ok(())
}
