//! The ward's policy, as shipped: which values are asked about again, when a draft is old, what reasons are called.

use crate::json;
use clinical::policy::{Policy, SHIPPED};
use std::rc::Rc;
use yew::prelude::*;

/// The policy, read once for each screen that needs it.
#[hook]
pub(crate) fn use_policy() -> Rc<Policy> {
    use_memo((), |()| shipped())
}

/// The policy.
#[expect(clippy::expect_used, reason = "the file is compiled in, and a test reads it")]
pub(crate) fn shipped() -> Policy {
    json::read(SHIPPED).expect("the policy that is shipped is a valid one")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_screens_read_the_policy_that_the_core_scores_with() {
        assert_eq!(shipped(), Policy::rcp_default());
    }
}
