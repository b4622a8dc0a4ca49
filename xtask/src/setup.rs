//! Installs what this machine lacks, and nothing else. Says what it is, asks once, and is quick when all is there.

use crate::{progress::say, repository::finish};
use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use std::{
    io::{IsTerminal, Write},
    path::Path,
    process::{Command, Stdio},
};

/// What the machine is to be made ready for.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Purpose {
    /// Building the screens.
    Page,
    /// Building the window.
    Tauri,
    /// Everything that `cargo xtask test` needs.
    Test,
}

/// Something that must be on the machine.
struct Need {
    /// In words.
    what: &'static str,
    /// How it is recognised, on whichever distribution.
    probe: Probe,
    /// Debian's name for it.
    package: &'static str,
    /// From which purpose on it is needed.
    purpose: &'static [Purpose],
}

enum Probe {
    /// A library that `pkg-config` knows.
    Library(&'static str),
    /// A program on the path.
    Program(&'static str),
    /// Any font file below the system's folder.
    Font,
    /// PostgreSQL's server, which Debian keeps off the path.
    Postgres,
}

const WINDOW: &[Purpose] = &[Purpose::Tauri, Purpose::Test];
const TEST: &[Purpose] = &[Purpose::Test];

const NEEDS: &[Need] = &[
    Need { what: "pkg-config", probe: Probe::Program("pkg-config"), package: "pkg-config", purpose: WINDOW },
    Need {
        what: "WebKitGTK to build the window with",
        probe: Probe::Library("webkit2gtk-4.1"),
        package: "libwebkit2gtk-4.1-dev",
        purpose: WINDOW,
    },
    Need { what: "a font", probe: Probe::Font, package: "fonts-dejavu-core", purpose: WINDOW },
    Need { what: "a browser", probe: Probe::Program("chromium"), package: "chromium", purpose: TEST },
    Need {
        what: "the browser's remote control",
        probe: Probe::Program("chromedriver"),
        package: "chromium-driver",
        purpose: TEST,
    },
    Need { what: "curl", probe: Probe::Program("curl"), package: "curl", purpose: TEST },
    Need {
        what: "a display without a screen",
        probe: Probe::Program("Xvfb"),
        package: "xvfb",
        purpose: TEST,
    },
    Need {
        what: "the window's remote control",
        probe: Probe::Program("WebKitWebDriver"),
        package: "webkit2gtk-driver",
        purpose: TEST,
    },
    Need {
        what: "a reader of PDFs, to look at what is printed",
        probe: Probe::Program("pdftotext"),
        package: "poppler-utils",
        purpose: TEST,
    },
    Need { what: "PostgreSQL", probe: Probe::Postgres, package: "postgresql", purpose: TEST },
];

const WASM: &str = "wasm32-unknown-unknown";

/// Installs what is missing for a purpose.
///
/// # Errors
/// When the person says no, when there is nobody to ask, or when an installer fails.
pub(crate) fn run(purpose: Purpose) -> Result<()> {
    let missing: Vec<&Need> =
        NEEDS.iter().filter(|need| need.purpose.contains(&purpose) && !need.probe.found()).collect();
    let target_missing = !has_wasm_target()?;
    if missing.is_empty() && !target_missing {
        return Ok(());
    }
    say("This machine still lacks:");
    if target_missing {
        say(format!("  the Rust target {WASM} (rustup target add {WASM})"));
    }
    for need in &missing {
        say(format!("  {} (Debian package {})", need.what, need.package));
    }
    if target_missing {
        finish(Command::new("rustup").args(["target", "add", WASM])).with_context(|| {
            format!("the Rust target {WASM} could not be added; is Rust installed by rustup?")
        })?;
    }
    if missing.is_empty() { Ok(()) } else { install(&missing) }
}

impl Probe {
    fn found(&self) -> bool {
        match self {
            Self::Program(name) => on_path(name),
            Self::Library(name) => quietly("pkg-config", &["--exists", name]),
            Self::Font => any_font(Path::new("/usr/share/fonts"), 4),
            Self::Postgres => on_path("initdb") || any_postgres(Path::new("/usr/lib/postgresql")),
        }
    }
}

fn install(missing: &[&Need]) -> Result<()> {
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    let by_hand = format!("apt-get install --no-install-recommends {}", packages.join(" "));
    if !on_path("apt-get") {
        bail!("This is no Debian system. Install what is listed above in its own way, and start again.");
    }
    let root = Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout.starts_with(b"0\n"));
    if !root && !on_path("sudo") {
        bail!("Only root may install packages, and there is no sudo. As root: {by_hand}");
    }
    if !root && std::env::var_os("CI").is_none() && !agreed()? {
        bail!("Nothing was installed. By hand: sudo {by_hand}");
    }
    apt(root, &["update"])?;
    apt(root, &[&["install", "--yes", "--no-install-recommends"], &packages[..]].concat())
}

fn apt(root: bool, arguments: &[&str]) -> Result<()> {
    let mut command = if root {
        Command::new("env")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.arg("env");
        sudo
    };
    finish(command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(arguments))
}

/// Asks the one question.
fn agreed() -> Result<bool> {
    if !std::io::stdin().is_terminal() {
        bail!(
            "Nobody is at the terminal to agree to installing packages. Run `cargo xtask setup` in one first."
        );
    }
    eprint!("Install them now with sudo apt-get? [y/N] ");
    std::io::stderr().flush()?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

fn has_wasm_target() -> Result<bool> {
    let output =
        Command::new("rustc").args(["--print", "sysroot"]).output().context("could not start rustc")?;
    let sysroot = String::from_utf8(output.stdout).context("rustc named a folder that is not UTF-8")?;
    Ok(Path::new(sysroot.trim()).join("lib/rustlib").join(WASM).join("lib").is_dir())
}

fn on_path(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

fn quietly(program: &str, arguments: &[&str]) -> bool {
    Command::new(program)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn any_postgres(folder: &Path) -> bool {
    let Ok(versions) = std::fs::read_dir(folder) else { return false };
    versions.flatten().any(|version| version.path().join("bin/initdb").is_file())
}

fn any_font(folder: &Path, depth: u8) -> bool {
    let Ok(entries) = std::fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            depth > 0 && any_font(&path, depth - 1)
        } else {
            path.extension().is_some_and(|end| ["ttf", "otf", "ttc", "pfb"].iter().any(|font| end == *font))
        }
    })
}
