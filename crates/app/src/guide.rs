//! What a score asks of a ward, in words: help for whoever stands there. Says nothing of a patient and is not audited.

use crate::{
    App, policies,
    words::{self, Fail},
};
use clinical::{WardId, news2::Response, policy::Policy};
use contract::{GuideRow, GuideStep, Reply, ScoreGuide};

impl App {
    /// What each score asks of a ward, by the policy in force there.
    pub(crate) fn score_guide(&self, ward: &WardId) -> Result<Reply, Fail> {
        let directory = self.directory();
        let name = directory.wards.get(ward).map(|ward| ward.name.clone()).ok_or_else(words::no_such_ward)?;
        let policy = directory.policies.of_ward(ward);
        Ok(Reply::ScoreGuide(Box::new(ScoreGuide {
            ward: name,
            rows: Response::ALL.into_iter().rev().map(|response| row(policy, response)).collect(),
            emergency_number: policy.bedside().emergency_number.clone(),
            policy: policies::lines(policy, &directory.policies),
        })))
    }
}

fn row(policy: &Policy, response: Response) -> GuideRow {
    GuideRow {
        response,
        name: response.name().to_owned(),
        often: policy.interval(response).words(),
        act: policy.response_words(response).to_owned(),
        steps: steps(policy, response),
    }
}

/// Those who are told of it, from the first on.
fn steps(policy: &Policy, response: Response) -> Vec<GuideStep> {
    let chain = policy.chain();
    let Some(level) = chain.level(response) else { return Vec::new() };
    let told = chain.steps().iter().skip(level.first_step);
    let who = |code: &str| chain.role(code).map_or_else(|| code.to_owned(), |role| role.label.clone());
    told.map(|step| GuideStep {
        who: who(&step.role),
        ask: step.ask.clone(),
        number: step.number.clone(),
        answer_minutes: step.answer_minutes,
    })
    .collect()
}
