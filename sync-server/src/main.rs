//! `wardlight-server`: serves, and lets an administrator in. Says what it does on standard output, logs on standard error.

use anyhow::{Context, Result, bail};
use clap::{Parser, Subcommand, ValueEnum};
use clinical::{DeviceId, StaffId, WardId};
use std::{
    fs::File,
    io::{Write, stdout},
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    process::ExitCode,
};
use sync_server::{
    Config, Server, StorageAt,
    admin::Desk,
    change_log::SetAside,
    copy::{Way, copy},
};
use tracing_subscriber::EnvFilter;

#[path = "main/data.rs"]
mod data;
#[path = "main/healing.rs"]
mod healing;
#[path = "main/proving.rs"]
mod proving;
#[path = "main/publishing.rs"]
mod publishing;
#[path = "main/reading.rs"]
mod reading;

use data::Data;

/// The Wardlight sync server. Not for clinical use.
#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves devices until it is told to stop (Ctrl-C or SIGTERM).
    Serve {
        #[command(flatten)]
        data: Data,
        /// The address to listen on; port 0 takes a free one. This machine only, as long as there is no TLS.
        #[arg(long, default_value = "127.0.0.1:8080")]
        listen: SocketAddr,
    },
    /// Staff: import from CSV.
    #[command(subcommand)]
    Staff(StaffCommand),
    /// Wards: import from JSON.
    #[command(subcommand)]
    Ward(WardCommand),
    /// Policies: publish, list.
    #[command(subcommand)]
    Policy(publishing::PolicyCommand),
    /// Assessment forms of the hospital's own: publish, withdraw, list.
    #[command(subcommand)]
    Form(publishing::FormCommand),
    /// Devices: enrol, revoke, list.
    #[command(subcommand)]
    Device(DeviceCommand),
    /// What was refused, by identifiers only: scope, reason, who brought it, when, how often.
    Quarantine {
        #[command(flatten)]
        data: Data,
    },
    /// The record: list the logs, show a fact or a log as JSON, export a stay.
    ///
    /// `show`, `prove` and `export` give out patients' data because you ask for it. None of it is logged, and nothing is changed.
    /// Where it goes from here is yours to answer for.
    #[command(subcommand)]
    Record(reading::RecordCommand),
    /// Goes over every log of a data folder, or over a file that `record prove` made: is everything as it was?
    Verify(proving::VerifyArguments),
    /// The server was put back to a backup: what the devices have brought back since, and what is known to be away still.
    Refill(healing::RefillArguments),
    /// Prints the server's public key, by which files of `record prove` are verified. Keep it apart from them.
    Root {
        #[command(flatten)]
        data: Data,
    },
    /// Copies everything between the data folder's SQLite and the PostgreSQL database, and compares both by their chains.
    /// Stop every server first. The source is only read, and the destination must be empty.
    Copy {
        #[command(flatten)]
        data: Data,
        /// Where to.
        #[arg(long, value_enum)]
        to: Destination,
    },
    /// PINs: open a door that ten wrong ones have closed.
    #[command(subcommand)]
    Pin(PinCommand),
    /// Asks a running server whether it is well.
    Health {
        /// Where it listens.
        #[arg(long, default_value = "127.0.0.1:8080")]
        listen: SocketAddr,
    },
}

/// Where everything is copied to.
#[derive(Clone, Copy, ValueEnum)]
enum Destination {
    /// From the folder to PostgreSQL.
    Postgres,
    /// From PostgreSQL to the folder.
    Folder,
}

#[derive(Subcommand)]
enum StaffCommand {
    /// Imports staff: columns name, role, and optionally staff_id, wards (separated by ;), pin, active.
    Import {
        #[command(flatten)]
        data: Data,
        /// The CSV file.
        file: PathBuf,
    },
}

#[derive(Subcommand)]
enum WardCommand {
    /// Imports wards: a JSON list of wards with bays and beds.
    Import {
        #[command(flatten)]
        data: Data,
        /// The JSON file.
        file: PathBuf,
    },
}

#[derive(Subcommand)]
enum DeviceCommand {
    /// Prints a one-use code, good for ten minutes.
    Enrol {
        #[command(flatten)]
        data: Data,
        /// The name on the device's back. Without it, the device names itself.
        #[arg(long, default_value = "")]
        label: String,
        /// A ward whose patients it may show; may be given again.
        #[arg(long, required = true)]
        ward: Vec<WardId>,
    },
    /// Withdraws a device from use.
    Revoke {
        #[command(flatten)]
        data: Data,
        /// The device's identifier, as `device list` shows it.
        device: DeviceId,
    },
    /// A tablet is lost: which entries were made there and never came, as far as its own chain tells.
    Report {
        #[command(flatten)]
        data: Data,
        /// The device's identifier, as `device list` shows it.
        device: DeviceId,
    },
    /// Lists the devices.
    List {
        #[command(flatten)]
        data: Data,
    },
}

#[derive(Subcommand)]
enum PinCommand {
    /// Lets a person try again on all devices.
    Unlock {
        #[command(flatten)]
        data: Data,
        /// The person's identifier.
        staff: StaffId,
    },
}

fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run(Cli::parse().command) {
        Ok(code) => code,
        Err(error) => {
            let _nobody_reads = writeln!(std::io::stderr(), "{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Serve { data, listen } => serve(data.config(listen)?),
        Command::Staff(StaffCommand::Import { data, file }) => import_staff(&desk(data)?, &file),
        Command::Ward(WardCommand::Import { data, file }) => import_wards(&desk(data)?, &file),
        Command::Policy(command) => publishing::policy(command),
        Command::Form(command) => publishing::form(command),
        Command::Device(DeviceCommand::Enrol { data, label, ward }) => {
            say(desk(data)?.enrolment_code(&label, &ward)?.as_str())
        }
        Command::Device(DeviceCommand::Revoke { data, device }) => {
            desk(data)?.revoke(device)?;
            say(&format!("{device} is withdrawn from use; what it signed before stays good"))
        }
        Command::Device(DeviceCommand::Report { data, device }) => {
            say(&desk(data)?.device_report(device)?.to_string())
        }
        Command::Device(DeviceCommand::List { data }) => list(&desk(data)?),
        Command::Quarantine { data } => quarantine(&desk(data)?),
        Command::Record(command) => reading::run(command),
        Command::Verify(arguments) => proving::verify(arguments),
        Command::Refill(arguments) => healing::refill(arguments),
        Command::Root { data } => say(&hex::encode(desk(data)?.root())),
        Command::Copy { data, to } => copy_all(data, to),
        Command::Pin(PinCommand::Unlock { data, staff }) => {
            desk(data)?.unlock_pin(staff)?;
            say(&format!("{staff} may try again"))
        }
        Command::Health { listen } => health(listen),
    }
}

fn desk(data: Data) -> Result<Desk> {
    // An administrator's command listens nowhere.
    Ok(Desk::open(&data.config((Ipv4Addr::LOCALHOST, 0).into())?)?)
}

fn copy_all(data: Data, to: Destination) -> Result<ExitCode> {
    let config = data.config((Ipv4Addr::LOCALHOST, 0).into())?;
    let StorageAt::Postgres(address) = &config.storage else {
        bail!("which PostgreSQL? Give --database, WARDLIGHT_DATABASE or --database-file; nothing was copied");
    };
    let way = match to {
        Destination::Postgres => Way::ToPostgres,
        Destination::Folder => Way::ToFolder,
    };
    let copied = copy(&config.data_dir, address, way, &*config.entropy)?;
    say(&format!(
        "{} logs with {} entries copied ({} rows in all); both sides are the same, byte for byte and link for link",
        copied.logs, copied.entries, copied.rows
    ))
}

fn say(line: &str) -> Result<ExitCode> {
    writeln!(stdout(), "{line}")?;
    Ok(ExitCode::SUCCESS)
}

#[tokio::main]
async fn serve(config: Config) -> Result<ExitCode> {
    // Listened for before anybody is told that we are here: whoever reads the line may stop us at once.
    let stop = told_to_stop()?;
    let running = Server::start(config).await?;
    say(&format!("listening on {}", running.url()))?;
    stdout().flush()?;
    stop.await;
    running.stop().await;
    Ok(ExitCode::SUCCESS)
}

/// Resolves at Ctrl-C or SIGTERM.
#[cfg(unix)]
fn told_to_stop() -> Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Resolves at Ctrl-C.
#[cfg(not(unix))]
fn told_to_stop() -> Result<impl Future<Output = ()>> {
    Ok(async {
        // Without a handler the system's own way of stopping remains.
        let _handled = tokio::signal::ctrl_c().await;
    })
}

fn import_staff(desk: &Desk, path: &PathBuf) -> Result<ExitCode> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let report = desk.import_staff(file)?;
    say(&format!(
        "{} people written, {} unchanged, {} PINs set, {} rows not taken",
        report.written,
        report.unchanged,
        report.pins_set,
        report.rejected.len()
    ))?;
    for rejected in &report.rejected {
        say(&rejected.to_string())?;
    }
    Ok(if report.rejected.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

fn import_wards(desk: &Desk, path: &PathBuf) -> Result<ExitCode> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let report = desk.import_wards(file)?;
    say(&format!("{} wards written, {} unchanged", report.written, report.unchanged))
}

fn list(desk: &Desk) -> Result<ExitCode> {
    for listed in desk.directory()?.devices() {
        let device = &listed.value;
        let wards: Vec<&str> = device.wards.iter().map(WardId::as_str).collect();
        let state = if device.revoked_at.is_some() { "revoked" } else { "enrolled" };
        say(&format!("{}\t{}\t{}\t{}", device.id, state, wards.join(";"), device.label))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn quarantine(desk: &Desk) -> Result<ExitCode> {
    desk.quarantine(|aside| -> Result<()> {
        let SetAside { scope, reason, brought_by, arrived_at, times, .. } = aside;
        say(&format!("{scope}\t{reason}\t{brought_by}\t{} ms UTC\t{times} times", arrived_at.0)).map(drop)
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Speaks just enough HTTP to ask a server on this machine.
fn health(listen: SocketAddr) -> Result<ExitCode> {
    use std::{io::Read, net::TcpStream, time::Duration};
    let wait = Duration::from_secs(5);
    let mut stream = TcpStream::connect_timeout(&listen, wait)
        .with_context(|| format!("no server answers on {listen}"))?;
    stream.set_read_timeout(Some(wait))?;
    write!(stream, "GET /health HTTP/1.1\r\nHost: {listen}\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream
        .take(64 * 1024)
        .read_to_string(&mut answer)
        .context("the server answers too slowly, or not in words")?;
    let (head, body) =
        answer.split_once("\r\n\r\n").context("what answers there is not a Wardlight server")?;
    say(body.trim())?;
    Ok(if head.starts_with("HTTP/1.1 200") { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
