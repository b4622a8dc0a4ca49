//! Where things are: the workspace's root and its target folder, as cargo itself reports them.

use anyhow::{Context, Result, bail};
use cargo_metadata::MetadataCommand;
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// This checkout.
pub(crate) struct Repository {
    root: PathBuf,
    target: PathBuf,
}

impl Repository {
    /// Asks cargo; works from any folder inside the checkout.
    ///
    /// # Errors
    /// When this is no cargo workspace.
    pub(crate) fn find() -> Result<Self> {
        let metadata = MetadataCommand::new()
            .no_deps()
            .exec()
            .context("this is not inside the workspace: run it from the folder that holds Cargo.toml")?;
        Ok(Self { root: metadata.workspace_root.into(), target: metadata.target_directory.into() })
    }

    /// A path in the checkout.
    pub(crate) fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// A path among the build products.
    pub(crate) fn target(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.target.join(relative)
    }

    /// A program that the workspace builds in its `dev` profile.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.target("debug").join(name).with_extension(std::env::consts::EXE_EXTENSION)
    }

    /// A cargo command in this workspace. It shows its own progress.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        // Set by cargo for what it runs, so that the same cargo is used further down.
        let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(program);
        command.current_dir(&self.root).args(arguments);
        command
    }
}

/// Runs a command to its end.
///
/// # Errors
/// When it cannot be started, or ends in failure.
pub(crate) fn finish(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    let status = command.status().with_context(|| format!("could not start `{shown}`"))?;
    if status.success() { Ok(()) } else { bail!("`{shown}` failed ({status})") }
}

/// The command as one would type it.
pub(crate) fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    std::iter::once(program)
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}
