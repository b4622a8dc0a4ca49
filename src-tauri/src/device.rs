//! This device's application: opened in its data folder, enrolled where a code was given, speaking with the server.

use anyhow::{Context, Result};
use app::{App, Config, DowntimeOptions};
use clap::Parser;
use std::{future::pending, path::PathBuf, sync::Arc};
use tauri::{AppHandle, Manager, async_runtime};

/// Wardlight. Not for clinical use.
#[derive(Parser)]
#[command(version, about)]
pub(crate) struct Arguments {
    /// This device's data folder. Without it: the place that the system keeps for the application.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Where the server listens. Without it: where it was when the device was enrolled.
    #[arg(long)]
    server: Option<String>,
    /// A one-use code that enrols this device with the server, where it is not enrolled yet. A command
    /// line can be read by everybody on this computer; the environment cannot.
    #[arg(long, env = "WARDLIGHT_ENROL", hide_env_values = true, requires = "server")]
    enrol: Option<String>,
    /// The name on the device's back, for the enrolment.
    #[arg(long, default_value = "")]
    label: String,
    /// The ward is synthetic: every screen says DEMO.
    #[arg(long)]
    demo: bool,
    /// A language of the screens that may be chosen beside English, by its tag; once for each. For the hospital to decide: see
    /// docs/languages.md for what has to be checked first.
    #[arg(long = "language", env = "WARDLIGHT_LANGUAGES", value_delimiter = ',')]
    languages: Vec<String>,
    #[command(flatten)]
    downtime: DowntimeOptions,
}

/// Opens the device's application and lets it speak with the server from now on.
///
/// # Errors
/// When there is no place for the data, another process has it, it is a newer version's, or the enrolment is refused.
pub(crate) fn open(shell: &AppHandle, arguments: Arguments) -> Result<Arc<App>> {
    let Arguments { data, server, enrol, label, demo, languages, downtime } = arguments;
    let downtime = downtime.pack();
    let data = match data {
        Some(data) => data,
        None => {
            shell.path().app_data_dir().context("the system names no place for the application's data")?
        }
    };
    let app =
        App::open(Config { server_url: server.clone(), demo, languages, downtime, ..Config::new(data) })?;
    if let (Some(server), Some(code), None) = (&server, &enrol, app.server()) {
        async_runtime::block_on(app::enrol::enrol(&app, server, code, &label))?;
    }
    async_runtime::spawn(app::driver::run(Arc::clone(&app), pending()));
    Ok(app)
}
