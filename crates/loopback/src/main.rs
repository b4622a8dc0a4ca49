//! `wardlight-desk`: the application for a browser on this computer. Says its address on standard output, logs on
//! standard error.

use anyhow::{Context, Result, ensure};
use app::{App, Config, DowntimeOptions};
use clap::Parser;
use loopback::{Desk, HostName, Page, Token};
use std::{
    future::pending,
    io::{Write, stderr, stdout},
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
};
use tracing_subscriber::EnvFilter;

/// Wardlight for a browser on this computer. Not for clinical use.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    /// This device's data folder. Made when it is not there; one process at a time.
    #[arg(long)]
    data: PathBuf,
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
    /// The folder with the screens, as `cargo xtask page` leaves it.
    #[arg(long, required_unless_present = "renew")]
    ui: Option<PathBuf>,
    /// Serve nobody: make everything that the screens read again from the record, say whether any of it was not as it
    /// should have been, and end.
    #[arg(long)]
    renew: bool,
    /// The port on 127.0.0.1; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
}

fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr).init();
    // What a panic says may be a patient's data; where it happened never is.
    std::panic::set_hook(Box::new(|panic| {
        tracing::error!(at = panic.location().map(tracing::field::display), "something failed inside");
    }));
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _nobody_reads = writeln!(stderr(), "{error:#}");
            ExitCode::FAILURE
        }
    }
}

#[tokio::main]
async fn run(arguments: Arguments) -> Result<()> {
    let Arguments { data, server, enrol, label, demo, languages, downtime, ui, renew, port } = arguments;
    let Some(ui) = ui.filter(|_| !renew) else { return renewed(data).await };
    let page = Page::read(&ui)?;
    let downtime = downtime.pack();
    let config = Config { server_url: server.clone(), demo, languages, downtime, ..Config::new(data) };
    let app = tokio::task::spawn_blocking(move || App::open(config)).await??;
    if let (Some(server), Some(code), None) = (&server, &enrol, app.server()) {
        app::enrol::enrol(&app, server, code, &label).await?;
    }
    let desk = Desk::open(port, &HostName::new(random()?), Token::new(random()?))
        .await
        .with_context(|| format!("port {port} could not be opened"))?;
    writeln!(stdout(), "open {}", desk.address())?;
    stdout().flush()?;
    tokio::select! {
        served = desk.serve(Arc::clone(&app) as Arc<dyn loopback::Door>, page, stopped()) => served.map_err(Into::into),
        () = app::driver::run(Arc::clone(&app), pending()) => Ok(()),
    }
}

/// Says what was found by identifiers only.
async fn renewed(data: PathBuf) -> Result<()> {
    let renew = || -> Result<_> { Ok(App::open(Config::new(data))?.renew_projections()?) };
    let app::Renewed { rows, differing } = tokio::task::spawn_blocking(renew).await??;
    writeln!(
        stdout(),
        "{rows} rows made again from the record, {} were not as they should be",
        differing.len()
    )?;
    for name in &differing {
        writeln!(stdout(), "{name}")?;
    }
    Ok(())
}

fn random<const BYTES: usize>() -> Result<[u8; BYTES]> {
    let mut random = [0; BYTES];
    let drawn = getrandom::fill(&mut random);
    ensure!(drawn.is_ok(), "the system gives no randomness, and without it nobody may be let in");
    Ok(random)
}

/// Ends when the person at the terminal, or the system, asks for it.
async fn stopped() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await; // Where signals cannot be heard, there is no other way to end than to end.
}
