//! Builds the screens: wasm, its loader, words, styles, fonts and icons, under names that change with their content.
//!
//! `src-ui/index.html` and the stylesheets name files as they lie in the tree, such as `/styles/wardlight.css`,
//! `/fonts/text.woff2`, `/icons/lamp.svg` and the loader `/boot.js`. What is written to `dist/` carries hashed names.
//! Icons keep theirs, since the screens name them from wasm.

pub(crate) mod bundle;
mod counting;
mod words;

use crate::{
    progress::{say, wait},
    repository::{Repository, finish},
};
use anyhow::{Context, Result, bail, ensure};
use bundle::Bundle;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;
use wasm_bindgen_cli_support::Bindgen;

/// What the wasm of each chunk may weigh, in bytes before compression.
pub(crate) const WASM_LIMIT: usize = 1_000_000;

/// Raise it when what is written to `dist/` changes for the same inputs.
const FORMAT: &str = "3";

const BOOT: &str = include_str!("page/boot.js");

/// The chunks of the page, by the feature of `src-ui` that each is compiled with and the word the loader has for it.
const CHUNKS: [(&str, &str); 4] =
    [("bedside", "BEDSIDE"), ("round", "ROUND"), ("desk", "DESK"), ("chart", "CHART")];

/// How the wasm is compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Small, as shipped and as tested.
    Release,
    /// Quick to build.
    Dev,
    /// As shipped, the same code to the byte, but that it counts what it allocates. Beside `dist/`.
    Counting,
}

impl Kind {
    const fn profile(self) -> &'static str {
        match self {
            Self::Release | Self::Counting => "page",
            Self::Dev => "dev",
        }
    }

    const fn folder(self) -> &'static str {
        match self {
            Self::Release | Self::Counting => "page",
            Self::Dev => "debug",
        }
    }

    fn dist(self, repository: &Repository) -> PathBuf {
        match self {
            Self::Release | Self::Dev => repository.path("dist"),
            Self::Counting => repository.target("counting"),
        }
    }

    fn stamp(self, repository: &Repository) -> PathBuf {
        repository.target(if self == Self::Counting { "counting.stamp" } else { "page.stamp" })
    }
}

/// Builds `dist/`, or what stands for it, and gives its path. Does nothing when its inputs are those it was built from.
///
/// # Errors
/// When something does not build, when a file that the page names is missing, or when the wasm is over its limit.
pub(crate) fn build(repository: &Repository, kind: Kind) -> Result<PathBuf> {
    let dist = kind.dist(repository);
    let mut chunks = Vec::new();
    for (chunk, _) in CHUNKS {
        say(format!("Building the screens, {chunk} chunk"));
        chunks.push(compile(repository, chunk, kind)?);
    }
    let sources = Sources::read(repository)?;

    let stamp = sources.stamp(&chunks);
    let stamp_file = kind.stamp(repository);
    let unchanged = std::fs::read_to_string(&stamp_file).is_ok_and(|was| was == stamp);
    if unchanged && dist.join("index.html").is_file() {
        say(format!("The screens in {} are up to date", dist.display()));
        return Ok(dist);
    }

    let (bundle, weights) = wait("binding the wasm to the page", || bundle(&chunks, &sources, kind))?;
    for ((chunk, _), weight) in CHUNKS.iter().zip(weights) {
        say(format!("wasm of the {chunk} chunk: {weight} bytes (limit {WASM_LIMIT})"));
        ensure!(
            kind != Kind::Release || weight < WASM_LIMIT,
            "the wasm of the {chunk} chunk weighs {weight} bytes and may weigh {WASM_LIMIT}: a ward's tablets are old"
        );
    }
    let _ = std::fs::remove_file(&stamp_file); // Absent is as good as removed.
    bundle.write(&dist)?;
    std::fs::write(&stamp_file, stamp)?;
    Ok(dist)
}

/// Compiles one chunk.
fn compile(repository: &Repository, chunk: &str, kind: Kind) -> Result<Vec<u8>> {
    let mut build = repository.cargo(&[
        "build",
        "--package",
        "src-ui",
        "--no-default-features",
        "--features",
        chunk,
        "--target",
        "wasm32-unknown-unknown",
        "--profile",
        kind.profile(),
    ]);
    if kind != Kind::Dev {
        // What it weighs must not depend on who builds it: compiled bit by bit it is a hundredth heavier.
        build.env("CARGO_INCREMENTAL", "0");
    }
    finish(&mut build)?;
    let compiled = repository.target("wasm32-unknown-unknown").join(kind.folder()).join("src-ui.wasm");
    std::fs::read(&compiled).with_context(|| format!("no wasm at {}", compiled.display()))
}

/// The files of the page that are not compiled.
struct Sources {
    index: String,
    /// Name as the page knows it (`/fonts/text.woff2`), and content.
    files: Vec<(String, Vec<u8>)>,
}

impl Sources {
    fn read(repository: &Repository) -> Result<Self> {
        let index = repository.path("src-ui/index.html");
        let index = std::fs::read_to_string(&index)
            .with_context(|| format!("the page has no {}", index.display()))?;
        let mut files = Vec::new();
        for folder in ["styles", "fonts", "icons"] {
            files.extend(read_folder(&repository.path("assets"), folder)?);
        }
        files.extend(words::files(&repository.path("assets/words"))?);
        Ok(Self { index, files })
    }

    /// Says whether anything that goes into the page has changed.
    fn stamp(&self, chunks: &[Vec<u8>]) -> String {
        let mut hash = Sha256::new();
        let parts = self.files.iter().flat_map(|(name, bytes)| [name.as_bytes(), bytes.as_slice()]);
        let fixed = [FORMAT.as_bytes(), BOOT.as_bytes(), self.index.as_bytes()];
        for part in fixed.into_iter().chain(chunks.iter().map(Vec::as_slice)).chain(parts) {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
        bundle::hex(&hash.finalize())
    }
}

/// What ships of a folder: neither its licences, which ship beside the program, nor notes.
fn read_folder(assets: &Path, folder: &str) -> Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    for entry in WalkDir::new(assets.join(folder)).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) => entry,
            // A folder that is not there holds nothing.
            Err(problem) if problem.depth() == 0 => break,
            Err(problem) => return Err(problem.into()),
        };
        let ships = ["css", "woff2", "svg", "png"]
            .iter()
            .any(|end| entry.path().extension().is_some_and(|is| is == *end));
        if ships && entry.file_type().is_file() {
            let Ok(relative) = entry.path().strip_prefix(assets) else { bail!("a file outside of {folder}") };
            let name = format!("/{}", relative.to_string_lossy().replace('\\', "/"));
            found.push((name, std::fs::read(entry.path())?));
        }
    }
    Ok(found)
}

/// Binds one chunk to its script.
fn bind(wasm: &[u8], kind: Kind) -> Result<wasm_bindgen_cli_support::Output> {
    Bindgen::new()
        .input_bytes("wardlight", wasm.to_vec())
        .web(true)?
        .typescript(false)
        .debug(kind == Kind::Dev)
        .remove_name_section(kind != Kind::Dev)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .generate_output()
}

/// Puts the page together. Gives the weight of the wasm of each chunk with it.
fn bundle(chunks: &[Vec<u8>], sources: &Sources, kind: Kind) -> Result<(Bundle, Vec<usize>)> {
    let mut bundle = Bundle::default();
    for (name, bytes) in &sources.files {
        if !name.starts_with("/styles/") {
            bundle.add(name, bytes.clone(), !name.starts_with("/icons/"));
        }
    }
    for (name, bytes) in &sources.files {
        if name.starts_with("/styles/") {
            let text = std::str::from_utf8(bytes).with_context(|| format!("{name} is not UTF-8"))?;
            let text = bundle.rename_in(text);
            bundle.add(name, text.into_bytes(), true);
        }
    }
    let (mut boot, mut weights) = (BOOT.to_owned(), Vec::new());
    for ((chunk, word), wasm) in CHUNKS.iter().zip(chunks) {
        let mut output = bind(wasm, kind)?;
        if kind == Kind::Counting {
            counting::count(output.wasm_mut())?;
        }
        let bound = output.wasm_mut().emit_wasm();
        weights.push(bound.len());
        for (path, script) in snippets(&output) {
            bundle.add(&path, script.into_bytes(), false);
        }
        let wasm_name = bundle.add(&format!("/{chunk}.wasm"), bound, true);
        let script_name = bundle.add(&format!("/{chunk}.js"), output.js().as_bytes().to_vec(), true);
        boot = boot
            .replace(&format!("{word}_SCRIPT"), &script_name)
            .replace(&format!("{word}_WASM"), &wasm_name);
    }
    let boot = bundle.rename_in(&words::named_in(&boot, sources.files.iter().map(|(name, _)| name)));
    bundle.add("/boot.js", boot.into_bytes(), true);
    let index = bundle.rename_in(&sources.index);
    bundle.check_names(&index)?;
    bundle.add("/index.html", index.into_bytes(), false);
    Ok((bundle, weights))
}

/// Scripts that crates bring along, under the names by which the loader imports them.
fn snippets(output: &wasm_bindgen_cli_support::Output) -> Vec<(String, String)> {
    let inline = output.snippets().iter().flat_map(|(crate_name, list)| {
        list.iter()
            .enumerate()
            .map(move |(index, text)| (format!("/snippets/{crate_name}/inline{index}.js"), text.clone()))
    });
    let local = output.local_modules().iter().map(|(path, text)| (format!("/snippets/{path}"), text.clone()));
    inline.chain(local).collect()
}
