//! The chain of a setting: whom a rise goes to, what is asked of them in the ward's words, and how soon it climbs.

use crate::{news2::Response, staff::Role};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Whom the chain may name, and which of the application's roles that is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyRole {
    /// Its code, such as `ward_doctor`.
    #[serde(rename = "role")]
    pub code: String,
    /// In words.
    pub label: String,
    /// The roles of the application whose tasks it takes. Empty for somebody outside, who can only be rung.
    pub staff: Vec<Role>,
}

/// One step of the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Whom, by the code of a [`PolicyRole`].
    pub role: String,
    /// What is asked, in the ward's words.
    pub ask: String,
    /// The telephone or bleep number, in words; empty where the person stands beside one. Shown, never dialled.
    pub number: String,
    /// Minutes without an answer after which it climbs. Never zero.
    pub answer_minutes: u32,
}

/// How a response enters the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// The first step, counted from 0. Whoever stands below it on the chain sees it too.
    pub first_step: usize,
    /// Somebody is to be with the patient so many minutes after it was raised. Never zero.
    pub attend_minutes: u32,
    /// Why it is raised, in words.
    pub words: String,
}

/// A code that facts carry, and its label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodedLabel {
    /// The code.
    pub code: String,
    /// In words.
    pub label: String,
}

/// The code of the reason that a policy's lists call "Other, in words": it says nothing without them.
pub const OTHER_REASON: &str = "other";

/// What a rise asks for in one setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    pub(crate) roles: Vec<PolicyRole>,
    pub(crate) levels: [Option<Level>; 5],
    pub(crate) steps: Vec<Step>,
    pub(crate) concern_response: Response,
    pub(crate) no_improvement_minutes: u32,
    pub(crate) plan_quietens_minutes: u32,
    pub(crate) late_trigger_role: String,
    pub(crate) not_escalated_reasons: Vec<CodedLabel>,
    pub(crate) close_reasons: Vec<CodedLabel>,
    pub(crate) worries: Vec<CodedLabel>,
    pub(crate) sepsis: SepsisPrompt,
}

/// The question that is asked once an episode. Times: NICE NG253, 2025, as summarised in the clinical design.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SepsisPrompt {
    /// The question.
    pub question: String,
    /// From which response on it is asked.
    pub from: Response,
    /// Minutes from the first trigger to the first dose, where bacterial infection is likely.
    pub antimicrobial_minutes: BTreeMap<Response, u32>,
}

/// A named, dated leave to observe less often than the Royal College asks for. The bundle that carries the policy is
/// signed; the screen shows who answers for this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// For which response.
    pub response: Response,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub signed_by: String,
    /// Since when.
    #[serde(deserialize_with = "crate::cui::read_day")]
    pub signed_on: chrono::NaiveDate,
}

impl Chain {
    /// How a response enters the chain; `None` for one that raises nothing.
    pub const fn level(&self, response: Response) -> Option<&Level> {
        self.levels[response as usize].as_ref()
    }

    /// Whether the response raises an episode.
    pub const fn raises(&self, response: Response) -> bool {
        self.level(response).is_some()
    }

    /// The steps, in the order in which a rise climbs.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Whom the chain may name.
    pub fn roles(&self) -> &[PolicyRole] {
        &self.roles
    }

    /// The role of this code.
    pub fn role(&self, code: &str) -> Option<&PolicyRole> {
        self.roles.iter().find(|role| role.code == code)
    }

    /// The place on the chain of the role with this code.
    pub fn step_of(&self, code: &str) -> Option<usize> {
        self.steps.iter().position(|step| step.role == code)
    }

    /// The application's roles of every step up to this one: what has climbed is still seen below.
    pub fn asked(&self, step: usize) -> Vec<Role> {
        let steps = self.steps.iter().take(step.saturating_add(1));
        let mut asked: Vec<Role> =
            steps.filter_map(|step| self.role(&step.role)).flat_map(|role| role.staff.clone()).collect();
        asked.sort();
        asked.dedup();
        asked
    }

    /// What a concern without a score asks for.
    pub const fn concern_response(&self) -> Response {
        self.concern_response
    }

    /// Minutes without improvement after which it is raised again.
    pub const fn no_improvement_minutes(&self) -> u32 {
        self.no_improvement_minutes
    }

    /// The longest that a plan may put off "no improvement", in minutes.
    pub const fn plan_quietens_minutes(&self) -> u32 {
        self.plan_quietens_minutes
    }

    /// Who is told of a trigger that became known after the stay had ended.
    pub fn late_trigger_role(&self) -> &str {
        &self.late_trigger_role
    }

    /// Reasons for not escalating.
    pub fn not_escalated_reasons(&self) -> &[CodedLabel] {
        &self.not_escalated_reasons
    }

    /// Reasons for closing.
    pub fn close_reasons(&self) -> &[CodedLabel] {
        &self.close_reasons
    }

    /// What may worry somebody about a patient, for one tap each.
    pub fn worries(&self) -> &[CodedLabel] {
        &self.worries
    }

    /// The question about infection.
    pub const fn sepsis(&self) -> &SepsisPrompt {
        &self.sepsis
    }
}
