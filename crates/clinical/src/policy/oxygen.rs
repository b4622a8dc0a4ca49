//! What a hospital decides about prescribing oxygen.

use super::BrokenRule;
use crate::{
    oxygen::Target,
    staff::{AuthLevel, Role},
};
use serde::Deserialize;

/// Which targets are offered, and whose signature prescribes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OxygenRules {
    /// Offered first; another range can always be stated.
    pub targets: Vec<Target>,
    /// Roles whose signature prescribes. A registered person of any other role may copy down what stands on paper.
    pub prescribers: Vec<Role>,
}

impl Default for OxygenRules {
    /// The two targets of the British Thoracic Society's guideline (2017), prescribed by doctors.
    fn default() -> Self {
        let targets = [(94, 98), (88, 92)].into_iter().filter_map(|(low, high)| Target::new(low, high));
        Self { targets: targets.collect(), prescribers: vec![Role::Doctor] }
    }
}

impl OxygenRules {
    /// Whether the signature of this role, known in this way, prescribes.
    pub fn may_prescribe(&self, role: Role, auth: AuthLevel) -> bool {
        auth == AuthLevel::Pin && self.prescribers.contains(&role)
    }

    pub(super) fn check(&self) -> Result<(), BrokenRule> {
        let never = |role: &Role| matches!(role, Role::HealthcareAssistant | Role::Student | Role::System);
        let broken =
            self.targets.is_empty() || self.prescribers.is_empty() || self.prescribers.iter().any(never);
        if broken { Err(BrokenRule::Oxygen) } else { Ok(()) }
    }
}
