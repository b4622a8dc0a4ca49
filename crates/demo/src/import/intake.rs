//! Where imported stays go: through the application's own writer, one transaction a batch.

use super::{Fate, HistoricStay, Sink};
use crate::authored;
use app::App;
use clinical::staff::AuthLevel;
use contract::CallError;

/// The code under which the audit keeps each transaction.
const ACT: &str = "import";

/// Brings stays into the data folder of an open application.
#[derive(Debug, Clone, Copy)]
pub struct Intake<'a>(pub &'a App);

impl Sink for Intake<'_> {
    type Error = CallError;

    fn take_in(&mut self, stays: &[HistoricStay]) -> Result<Vec<Fate>, CallError> {
        let fates = stays.iter().map(|stay| self.fate(stay)).collect::<Result<Vec<_>, _>>()?;
        let batch: Vec<_> = stays
            .iter()
            .zip(&fates)
            .filter(|(_, fate)| **fate == Fate::New)
            .flat_map(|(stay, _)| &stay.facts)
            .map(|fact| authored(fact, AuthLevel::System))
            .collect();
        self.0.author(ACT, &batch)?;
        Ok(fates)
    }
}

impl Intake<'_> {
    /// What a stay will turn out to be. Whole stays come in together, so its first fact speaks for it; all are compared.
    fn fate(&self, stay: &HistoricStay) -> Result<Fate, CallError> {
        let mut fate = Fate::New;
        for fact in &stay.facts {
            match self.0.authored(&stay.id, &fact.id)? {
                None if fate == Fate::New => return Ok(Fate::New),
                Some(there) if there.body == fact.body => fate = Fate::AlreadyThere,
                _ => return Ok(Fate::Differs),
            }
        }
        Ok(fate)
    }
}
