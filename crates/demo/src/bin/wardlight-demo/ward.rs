//! The commands about the synthetic ward.

use crate::{
    answer,
    args::{AsOf, Seed},
    device::{self, Device},
};
use anyhow::{Context, bail};
use app::{Clock, SystemClock, authoring::Authoring};
use clinical::{BootId, UtcMillis};
use demo::{
    Plan, Stats, seeding,
    ward::{BLUEBELL, Directory},
};
use serde::{Deserialize, Serialize};
use std::{fs, io, path::Path, sync::Arc};

/// The name on the back of the device that writes the ward.
const LABEL: &str = "Demo seed";

/// The file in the data folder that says which ward is being written there.
const MARK: &str = "demo-seed.json";

/// Which ward a folder holds, so that a second run goes on with the same one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    seed: u64,
    now: UtcMillis,
}

pub(crate) fn write_directory(out: &Path) -> anyhow::Result<()> {
    let directory = Directory::new()?;
    directory.write(out)?;
    let (wards, people) = (directory.wards.len(), directory.staff.len());
    Ok(answer(format_args!("{wards} wards and {people} people written to {}", out.display()))?)
}

pub(crate) fn stats(as_of: AsOf) -> anyhow::Result<()> {
    let now = as_of.now.unwrap_or_else(present);
    Ok(answer(Stats::of(&Plan::new(as_of.seed, now)?))?)
}

/// Writes the ward and waits until the server has it.
pub(crate) async fn seed(Seed { server, enrol, data, as_of }: Seed) -> anyhow::Result<()> {
    let app = device::open(&data, Some(&server))?;
    let Mark { seed, now } = mark(&data, as_of)?;
    let plan = Plan::new(seed, now)?;
    let mut device = Device::connect(Arc::clone(&app), &server, enrol.as_deref(), LABEL).await?;
    // Facts written before the server's time is known would be flagged as of a doubtful clock.
    device.until_caught_up(|hello| hello.wards.iter().any(|ward| ward.id.as_str() == BLUEBELL)).await.context(
        "The server's directory with Bluebell Ward did not arrive. Load wards.json and staff.csv into the server first.",
    )?;
    let all = plan.facts().len();
    let written = tokio::task::spawn_blocking(move || {
        seeding::seed(&app, &plan, |done| eprintln!("{done} of {all} facts written"))
    })
    .await??;
    device.until_delivered().await?;
    device.close().await;
    let Authoring { written, already } = written;
    Ok(answer(format_args!(
        "{written} facts written, {already} were there already; the server has all of them"
    ))?)
}

/// The ward that this folder holds; noted down at the first run.
fn mark(folder: &Path, as_of: AsOf) -> anyhow::Result<Mark> {
    let file = folder.join(MARK);
    let wanted = Mark { seed: as_of.seed, now: as_of.now.unwrap_or_else(present) };
    match fs::read(&file) {
        Ok(text) => {
            let noted: Mark = serde_json::from_slice(&text)
                .with_context(|| format!("{} cannot be read. Use an empty data folder.", file.display()))?;
            if noted.seed != wanted.seed || as_of.now.is_some_and(|now| now != noted.now) {
                bail!("This data folder holds another ward. Nothing was written. Use an empty data folder.");
            }
            Ok(noted)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::write(&file, serde_json::to_vec(&wanted)?)
                .with_context(|| format!("{} cannot be written. Nothing was written.", file.display()))?;
            Ok(wanted)
        }
        Err(error) => Err(error).with_context(|| format!("{} cannot be read.", file.display())),
    }
}

/// The system's clock, read where all of the application reads it.
pub(crate) fn present() -> UtcMillis {
    // Which boot this is does not matter for the time on the wall.
    SystemClock::new(BootId::from_bytes([0; 16])).wall()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_keeps_to_the_ward_it_began_with() {
        let folder = tempfile::tempdir().unwrap();
        let now = UtcMillis(1_795_000_000_000);
        let first = mark(folder.path(), AsOf { now: Some(now), seed: 7 }).unwrap();
        assert_eq!(first, Mark { seed: 7, now });
        let again = mark(folder.path(), AsOf { now: None, seed: 7 }).unwrap();
        assert_eq!(again, first, "a later run goes on with the time of the first");
        assert!(mark(folder.path(), AsOf { now: None, seed: 8 }).is_err());
        let later = UtcMillis(now.0 + 1);
        let refused = mark(folder.path(), AsOf { now: Some(later), seed: 7 }).unwrap_err();
        assert!(refused.to_string().contains("Use an empty data folder"), "{refused}");
    }
}
