//! The stored shapes of what followed from a form: totals, values worked out, alerts, next due.

use super::{BadBody, StoredNumberV1, there};
use crate::body::code::Coded as _;
use clinical::{
    form::{Alert, DerivedResult, Measured, Number, Score, TotalResult},
    news2::Response,
    policy::Interval,
};
use minicbor::{Decode, Encode};

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredTotalV1 {
    #[n(0)]
    id: String,
    #[n(1)]
    label: String,
    #[n(2)]
    places: u8,
    /// 0 not asked, 1 complete, 2 incomplete, 3 not testable.
    #[n(3)]
    what: u16,
    /// The total, or the least it can be, in thousandths.
    #[n(4)]
    total: Option<i64>,
    #[n(5)]
    at_most: Option<i64>,
    /// What is missing, or could not be tested.
    #[cbor(n(6), default, skip_if = "Vec::is_empty")]
    parts: Vec<String>,
    #[n(7)]
    band: Option<String>,
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredDerivedV1 {
    #[n(0)]
    link: String,
    #[n(1)]
    label: String,
    #[n(2)]
    value: Option<StoredNumberV1>,
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredAlertV1 {
    #[n(0)]
    level: u16,
    #[n(1)]
    words: String,
    #[n(2)]
    from: String,
    /// It is about a change since the last time. Not there: it is not.
    #[n(3)]
    since_last: Option<bool>,
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredIntervalV1 {
    #[n(0)]
    due_minutes: u32,
    #[n(1)]
    overdue_minutes: u32,
    #[n(2)]
    continuous: bool,
}

impl From<&TotalResult> for StoredTotalV1 {
    fn from(TotalResult { id, label, places, score, band }: &TotalResult) -> Self {
        let (what, total, at_most, parts) = match score {
            Score::NotAsked => (0, None, None, Vec::new()),
            Score::Complete { total } => (1, Some(total.0), None, Vec::new()),
            Score::Incomplete { at_least, at_most, missing } => {
                (2, Some(at_least.0), Some(at_most.0), missing.clone())
            }
            Score::NotTestable { at_least, at_most, parts } => {
                (3, Some(at_least.0), Some(at_most.0), parts.clone())
            }
        };
        let (id, label, band) = (id.clone(), label.clone(), band.clone());
        Self { id, label, places: *places, what, total, at_most, parts, band }
    }
}

impl TryFrom<StoredTotalV1> for TotalResult {
    type Error = BadBody;
    fn try_from(stored: StoredTotalV1) -> Result<Self, BadBody> {
        let StoredTotalV1 { id, label, places, what, total, at_most, parts, band } = stored;
        let bounds = || Ok::<_, BadBody>((Number(there(total)?), Number(there(at_most)?)));
        let score = match what {
            0 => Score::NotAsked,
            1 => Score::Complete { total: Number(there(total)?) },
            2 => {
                let (at_least, at_most) = bounds()?;
                Score::Incomplete { at_least, at_most, missing: parts }
            }
            3 => {
                let (at_least, at_most) = bounds()?;
                Score::NotTestable { at_least, at_most, parts }
            }
            _ => return Err(BadBody::Newer),
        };
        Ok(Self { id, label, places, score, band })
    }
}

impl From<&DerivedResult> for StoredDerivedV1 {
    fn from(DerivedResult { link, label, value }: &DerivedResult) -> Self {
        let value = value.as_ref().map(StoredNumberV1::from);
        Self { link: link.clone(), label: label.clone(), value }
    }
}

impl From<StoredDerivedV1> for DerivedResult {
    fn from(StoredDerivedV1 { link, label, value }: StoredDerivedV1) -> Self {
        Self { link, label, value: value.map(Measured::from) }
    }
}

impl From<&Alert> for StoredAlertV1 {
    fn from(Alert { level, words, from, since_last }: &Alert) -> Self {
        let since_last = since_last.then_some(true);
        Self { level: level.code(), words: words.clone(), from: from.clone(), since_last }
    }
}

impl TryFrom<StoredAlertV1> for Alert {
    type Error = BadBody;
    fn try_from(StoredAlertV1 { level, words, from, since_last }: StoredAlertV1) -> Result<Self, BadBody> {
        let since_last = since_last.unwrap_or(false);
        Ok(Self { level: Response::from_code(level)?, words, from, since_last })
    }
}

impl From<&Interval> for StoredIntervalV1 {
    fn from(Interval { due_minutes, overdue_minutes, continuous }: &Interval) -> Self {
        Self { due_minutes: *due_minutes, overdue_minutes: *overdue_minutes, continuous: *continuous }
    }
}

impl TryFrom<StoredIntervalV1> for Interval {
    type Error = BadBody;
    fn try_from(stored: StoredIntervalV1) -> Result<Self, BadBody> {
        let StoredIntervalV1 { due_minutes, overdue_minutes, continuous } = stored;
        // An interval of nothing, or overdue before due, is none that this version could have written.
        let possible = due_minutes > 0 && overdue_minutes >= due_minutes;
        if possible { Ok(Self { due_minutes, overdue_minutes, continuous }) } else { Err(BadBody::Bad) }
    }
}
