//! The command that brings history in.

use crate::{
    answer,
    args::Import,
    device::{self, Device},
    ward::present,
};
use anyhow::{Context, bail};
use app::{App, offset_minutes};
use clinical::Stamp;
use demo::{
    import::{Intake, Lists, Nowhere, Report, Source, import},
    ward::Directory,
};
use std::{
    fs::{self, File},
    io::{BufReader, BufWriter, Write},
    path::Path,
    sync::Arc,
};

/// The name on the back of the device that brings history in.
const LABEL: &str = "History import";

/// Transactions between two lines of progress.
const TELL_EVERY: u64 = 5;

/// Reads the file, and sends what came in where there is a server.
pub(crate) async fn bring_in(args: Import) -> anyhow::Result<()> {
    for list in [Some(&args.rejects), args.differences.as_ref()].into_iter().flatten() {
        refuse_to_overwrite(&args.file, list)?;
    }
    let folder = args.data.clone().filter(|_| !args.dry_run);
    let Some(folder) = folder else {
        let report = read(&args, None)?;
        answer(report)?;
        return Ok(answer("a dry run: nothing was brought in")?);
    };
    let app = device::open(&folder, args.server.as_deref())?;
    let device = match &args.server {
        Some(server) => {
            let mut device = Device::connect(Arc::clone(&app), server, args.enrol.as_deref(), LABEL).await?;
            // Facts written before the server's time is known would be flagged as of a doubtful clock.
            device.until_caught_up(|_| true).await?;
            Some(device)
        }
        None => None,
    };
    let writer = Arc::clone(&app);
    let report = tokio::task::spawn_blocking(move || read(&args, Some(&writer))).await??;
    answer(report)?;
    match device {
        None => answer("not sent: no server was given")?,
        Some(mut device) => {
            device.until_delivered().await?;
            device.close().await;
            answer("the server has all of it")?;
        }
    }
    Ok(())
}

/// Imports into the folder of `app`, or nowhere.
fn read(args: &Import, app: Option<&App>) -> anyhow::Result<Report> {
    let file = File::open(&args.file)
        .with_context(|| format!("{} cannot be opened. Nothing was brought in.", args.file.display()))?;
    let mut input = BufReader::new(file);
    let mut lists = Lists::new(list(&args.rejects)?);
    if let Some(differences) = &args.differences {
        lists = lists.with_differences(list(differences)?);
    }
    let source = source(args)?;
    let told = |report: &Report| {
        if report.transactions.is_multiple_of(TELL_EVERY) {
            eprintln!("{} rows read, {} rejected", report.rows, report.rejected);
        }
    };
    match app {
        Some(app) => Ok(import(&mut input, &source, &mut Intake(app), lists, told)?),
        None => Ok(import(&mut input, &source, &mut Nowhere, lists, told)?),
    }
}

fn source(args: &Import) -> anyhow::Result<Source> {
    let name = args.source.clone().or_else(|| Some(args.file.file_name()?.to_str()?.to_owned()));
    let Some(name) = name.filter(|name| !name.trim().is_empty()) else {
        bail!("The file has no name that can be written down. Nothing was brought in. Give --source.");
    };
    let Some(author) = args.author.or(Directory::new()?.history_import()) else {
        bail!("Nobody is named to bring history in. Nothing was brought in. Give --author.");
    };
    let now = present();
    let recorded_at = Stamp { utc: now, offset_minutes: offset_minutes(chrono_tz::Europe::London, now) };
    Ok(Source { name, author, recorded_at })
}

/// A list, made anew.
fn list(path: &Path) -> anyhow::Result<impl Write + 'static> {
    let file = File::create(path)
        .with_context(|| format!("{} cannot be written. Nothing was brought in.", path.display()))?;
    Ok(BufWriter::new(file))
}

/// A list must not be written over the file that is read.
fn refuse_to_overwrite(file: &Path, list: &Path) -> anyhow::Result<()> {
    let same = match (fs::canonicalize(file), fs::canonicalize(list)) {
        (Ok(file), Ok(list)) => file == list,
        // One of them is not there yet, so they are not one file.
        _ => false,
    };
    if same {
        bail!("{} is the file to be read. Nothing was brought in. Name another list.", list.display());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_never_written_over_the_file_that_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.csv");
        fs::write(&file, "male\n").unwrap();
        let round_about = folder.path().join("x/../a.csv");
        fs::create_dir(folder.path().join("x")).unwrap();
        assert!(refuse_to_overwrite(&file, &round_about).is_err());
        assert!(refuse_to_overwrite(&file, &folder.path().join("rejects.csv")).is_ok());
    }
}
