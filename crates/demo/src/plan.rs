//! The plan of a whole ward from a seed and a time: pure, and the same on every machine.

use crate::{
    answers, assessed,
    calendar::{self, HOUR},
    care, handed, mishaps, oxygen,
    people::{DEPARTED, ELSEWHERE, PATIENTS, SOMETIMES_EMPTY_BED},
    planned::{Plan, Stay},
    round,
    scene::Scene,
    settled,
    stay::{NoSuchBed, stay},
    ward::Directory,
    worried,
};
use clinical::{UtcMillis, ids::BadId};

/// Why there is no plan. Nothing has been written.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// A time that no ward is imagined for.
    #[error("The time must lie between the years 2000 and 2100. Nothing was written; give another time.")]
    Time,
    /// The ward list of this crate is broken.
    #[error("The synthetic ward has {0}. Nothing was written; this is a fault of the program.")]
    Ward(#[from] BadId),
    /// The list of patients is broken.
    #[error("The synthetic ward has {0}. Nothing was written; this is a fault of the program.")]
    Bed(#[from] NoSuchBed),
}

impl Plan {
    /// The ward of this seed as of `now`.
    ///
    /// # Errors
    /// When `now` is outside the years 2000 to 2100.
    pub fn new(seed: u64, now: UtcMillis) -> Result<Self, PlanError> {
        if !calendar::is_reasonable(now) {
            return Err(PlanError::Time);
        }
        let scene = Scene::new(seed, now, Directory::new()?);
        let present = PATIENTS.iter().enumerate().filter(|(_, person)| {
            // Every other seed has a second empty bed.
            seed.is_multiple_of(2) || person.bed != SOMETIMES_EMPTY_BED
        });
        let mut stays: Vec<Stay> =
            present.map(|(n, person)| stay(&scene, n as u32, person, None)).collect::<Result<_, _>>()?;
        mishaps::happen(&scene, &mut stays);
        for (n, gone) in DEPARTED.iter().enumerate() {
            let left = now.plus_minutes(-i64::from(gone.left) * HOUR);
            stays.push(stay(&scene, (PATIENTS.len() + n) as u32, &gone.person, Some((left, gone.died)))?);
        }
        for (n, person) in ELSEWHERE.iter().enumerate() {
            stays.push(stay(&scene, (PATIENTS.len() + DEPARTED.len() + n) as u32, person, None)?);
        }
        answers::given(&scene, &mut stays);
        worried::add(&scene, &mut stays);
        assessed::add(&scene, &mut stays);
        settled::settle(&scene, &mut stays);
        mishaps::false_alarm(&scene, &mut stays);
        round::add(&scene, &mut stays);
        care::add(&scene, &mut stays);
        oxygen::add(&scene, &mut stays);
        handed::add(&scene, &mut stays);
        Ok(Self { seed, now, directory: scene.directory, stays })
    }
}
