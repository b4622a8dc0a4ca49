//! The rules that a policy must keep, in words for whoever edits one.

use crate::{news2::Response, vitals::UnableReason};

/// Where a policy breaks a rule. The policy in force stays in force.
#[derive(Debug, thiserror::Error)]
#[error("Line {line}: {broken}")]
pub struct PolicyError {
    /// The line of the file, counted from 1.
    pub line: usize,
    /// The rule.
    #[source]
    pub broken: BrokenRule,
}

/// Which rule.
#[derive(Debug, thiserror::Error)]
pub enum BrokenRule {
    /// Not the shape of a policy.
    #[error(
        "The policy file cannot be read: {0}. The policy in force stays. Correct the file and load it again."
    )]
    Shape(#[from] serde_json::Error),
    /// An empty id, number or list, or a revision of 0.
    #[error("The policy's {0} must not be empty or zero. Fill it in and load the file again.")]
    Empty(&'static str),
    /// A bedside that stays calm for too long while nobody has been told.
    #[error(
        "The policy's unheard_seconds must be {most} at the most: a set that asks for help would be on one device, and \
         its screen would not say so."
    )]
    UnheardTooLong {
        /// The most, in seconds.
        most: u32,
    },
    /// A response without an interval.
    #[error("The policy has no interval for the response {0:?}. Each of the five needs one.")]
    MissingInterval(Response),
    /// A response with two intervals.
    #[error("The policy has more than one interval for the response {0:?}. Leave one.")]
    OverlappingInterval(Response),
    /// An interval of nothing, or overdue before due.
    #[error("The policy's interval {0} must be above zero and overdue no sooner than due.")]
    ImpossibleInterval(String),
    /// Looser than the Royal College's. Tightening is free.
    #[error(
        "The policy's interval for the response {response:?} is looser than the Royal College of Physicians' \
         ({due} minutes due, {overdue} overdue). Shorten it."
    )]
    LooserThanRcp {
        /// Which response.
        response: Response,
        /// The longest time to due.
        due: u32,
        /// The longest time to overdue.
        overdue: u32,
    },
    /// A more urgent response observed less often than a lesser one.
    #[error("The policy observes less often at the response {0:?} than at the one below it. Shorten it.")]
    Inverted(Response),
    /// Two devices or reasons of one code, or an ill-formed code.
    #[error(
        "The policy's {0} must each have a code of its own, of 1 to 32 letters, digits or underscores, and a label."
    )]
    Codes(&'static str),
    /// A day that begins at no hour, or whose first shift would run past midnight.
    #[error("The policy's day must begin at an hour from 0 to 11, as the clock on the wall shows it.")]
    DayBegins,
    /// Oxygen that nobody may prescribe, or that somebody may who must not.
    #[error(
        "The policy's oxygen needs targets to offer, and prescribers among nurses, nurses in charge, therapists and doctors."
    )]
    Oxygen,
    /// A pattern of hospital numbers that takes too much for one.
    #[error(
        "A pattern of hospital numbers is at least five letters, digits or marks (# for any digit, @ for any letter), with at \
         least one #, and not ten digits: those are an NHS number."
    )]
    NumberPattern,
    /// Not the code of an organisation.
    #[error("A hospital is named by its ODS code: 1 to 12 letters and digits, such as RJC.")]
    OdsCode,
    /// Fields of an older band that do not say who the patient is.
    #[error(
        "The fields of an older wristband must each stand once, with born and hospital_number or nhs_number among them."
    )]
    BandFields,
    /// The emergency reason is not there.
    #[error("The policy must keep the reason {0:?}: it raises the alarm.")]
    ReasonNeeded(UnableReason),
    /// A usual range that is upside down or outside what the unit can hold.
    #[error("The policy's usual range for {name} is upside down or outside what can be charted.")]
    Usual {
        /// The field.
        name: &'static str,
    },
    /// A step out of order: one left out, or one twice.
    #[error(
        "The steps of the escalation chain must be numbered 1, 2, 3 and so on; here step {expected} is expected."
    )]
    Steps {
        /// The number that should stand there.
        expected: usize,
    },
    /// A role that the policy's list of roles does not have.
    #[error("This role is not in the policy's list of roles. Correct it or add the role.")]
    UnknownRole,
    /// A step to somebody outside without a number.
    #[error("Nobody on this step uses the application, so it needs a telephone or bleep number.")]
    Unreachable,
    /// A level on a step that is not there.
    #[error("There is no such step on the escalation chain.")]
    NoSuchStep,
    /// A score of 0 raises nothing.
    #[error("A score of 0 raises nothing. Take this level out.")]
    NeverRaises,
    /// A response without a level.
    #[error("The escalation has no level for the response {0:?}.")]
    MissingLevel(Response),
    /// A response with two levels.
    #[error("The escalation has more than one level for the response {0:?}. Leave one.")]
    OverlappingLevel(Response),
    /// A response with two texts.
    #[error("The policy says more than once what to do at the response {0:?}. Leave one.")]
    OverlappingWords(Response),
    /// A more urgent response that begins lower on the chain or may wait longer.
    #[error("The response {0:?} begins lower on the chain, or waits longer, than the one below it.")]
    InvertedLevel(Response),
    /// A high score at home that does not say 999 (safety rule 11).
    #[error(
        "At home an emergency must begin at a step whose number says 999, and its words must say so too."
    )]
    HomeWithout999,
    /// Asked or treated later than NICE NG253 says.
    #[error(
        "The question about infection must come from a single 3 on, and the first dose within 180 and 60 minutes."
    )]
    LooserThanNice,
    /// A leave without a reason or a name, or two for one response.
    #[error("An override needs a response of its own, a reason, and the name of who signed it.")]
    UnsignedOverride,
    /// A leave that allows nothing.
    #[error("This override allows nothing: the interval is within the Royal College's. Take it out.")]
    NeedlessOverride,
}
