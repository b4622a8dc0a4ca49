//! What a hospital puts in force for itself: policies and assessment forms, from files.

use super::{Data, desk, say};
use anyhow::{Context, Result};
use clap::Subcommand;
use clinical::policy::PublishedPolicy;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

#[derive(Subcommand)]
pub(crate) enum PolicyCommand {
    /// Checks a policy against every rule and sends it to all devices. A broken one changes nothing.
    Publish {
        #[command(flatten)]
        data: Data,
        /// The JSON file; `assets/policy` has those that are shipped.
        file: PathBuf,
    },
    /// Lists what was published.
    List {
        #[command(flatten)]
        data: Data,
    },
}

#[derive(Subcommand)]
pub(crate) enum FormCommand {
    /// Checks a form against every rule and sends it to all devices, in place of the version before. A broken one changes
    /// nothing.
    Publish {
        #[command(flatten)]
        data: Data,
        /// The JSON file, a FHIR Questionnaire; `assets/forms` has those that are shipped.
        file: PathBuf,
    },
    /// Offers a form no more. What was begun in it can still be saved, and what was saved still be read and corrected.
    Withdraw {
        #[command(flatten)]
        data: Data,
        /// Its address, the "url" in its file.
        url: String,
    },
    /// Lists what was published and withdrawn.
    List {
        #[command(flatten)]
        data: Data,
    },
}

pub(crate) fn policy(command: PolicyCommand) -> Result<ExitCode> {
    match command {
        PolicyCommand::Publish { data, file } => {
            let policy = desk(data)?.publish_policy(&text(&file)?)?;
            say(&format!("revision {} is published; devices take it with their next page", policy.revision))
        }
        PolicyCommand::List { data } => {
            for listed in desk(data)?.directory()?.policies() {
                let PublishedPolicy { setting, revision, text } = &listed.value;
                say(&format!("{setting:?}\trevision {revision}\t{} bytes", text.len()))?;
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

pub(crate) fn form(command: FormCommand) -> Result<ExitCode> {
    match command {
        FormCommand::Publish { data, file } => {
            let form = desk(data)?.publish_form(&text(&file)?)?;
            let (title, version) = (form.title(), &form.pin().version);
            say(&format!(
                "\"{title}\", version {version}, is published; devices take it with their next page"
            ))
        }
        FormCommand::Withdraw { data, url } => {
            desk(data)?.withdraw_form(&url)?;
            say(&format!("{url} is offered no more; `form publish` brings it back"))
        }
        FormCommand::List { data } => {
            for listed in desk(data)?.directory()?.forms() {
                let (form, size) = (&listed.value, listed.value.text.as_ref().map(String::len));
                let state = size.map_or("withdrawn".to_owned(), |size| format!("{size} bytes"));
                say(&format!("{}\trevision {}\t{state}", form.url, form.revision))?;
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path)
        .with_context(|| format!("cannot read {}; nothing was changed", path.display()))
}
