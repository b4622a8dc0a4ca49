//! The stored shape of a completed form: what was answered, and what followed from it when it was saved.

mod result;

use super::{
    BadBody,
    origin::{StoredChartingV1, StoredOriginV1},
    reason::StoredReasonV1,
};
use clinical::{
    Stamp, UtcMillis,
    form::{
        Answer, Answered, Answers, Assessment, Coded, ContentHash, DerivedResult, FormResult, Measured,
        Number, Pin,
    },
    policy::Interval,
};
use minicbor::{Decode, Encode, bytes::ByteArray};
use result::{StoredAlertV1, StoredDerivedV1, StoredIntervalV1, StoredTotalV1};

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredAssessmentV1 {
    #[n(0)]
    url: String,
    #[n(1)]
    version: String,
    /// SHA-256 of the form's file.
    #[n(2)]
    hash: ByteArray<32>,
    #[n(3)]
    title: String,
    /// In the order of their linkIds, each once. A list, since a map's keys would have to lie in the order of their bytes.
    #[n(4)]
    answers: Vec<StoredAnswerV1>,
    #[n(5)]
    unable: Option<StoredReasonV1>,
    #[cbor(n(6), default, skip_if = "Vec::is_empty")]
    totals: Vec<StoredTotalV1>,
    #[cbor(n(7), default, skip_if = "Vec::is_empty")]
    derived: Vec<StoredDerivedV1>,
    #[cbor(n(8), default, skip_if = "Vec::is_empty")]
    alerts: Vec<StoredAlertV1>,
    #[cbor(n(9), default, skip_if = "Vec::is_empty")]
    advice: Vec<String>,
    #[n(10)]
    next_due: Option<StoredIntervalV1>,
    #[cbor(n(11), default, skip_if = "Vec::is_empty")]
    confirmed: Vec<String>,
    #[n(12)]
    moved_from: Option<StoredOriginV1>,
    #[n(13)]
    charted_there: Option<StoredChartingV1>,
}

#[derive(Encode, Decode, Default)]
#[cbor(map)]
struct StoredAnswerV1 {
    /// 0 chosen, 1 number, 2 text, 3 yes or no, 4 date and time, 5 not testable.
    #[n(0)]
    what: u16,
    #[n(1)]
    link: String,
    #[n(2)]
    label: String,
    /// Options chosen, or the one reason.
    #[cbor(n(3), default, skip_if = "Vec::is_empty")]
    options: Vec<StoredCodedV1>,
    #[n(4)]
    number: Option<StoredNumberV1>,
    #[n(5)]
    text: Option<String>,
    #[n(6)]
    yes: Option<bool>,
    #[n(7)]
    at: Option<StoredStampV1>,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct StoredCodedV1 {
    #[n(0)]
    code: String,
    #[n(1)]
    label: String,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct StoredNumberV1 {
    #[n(0)]
    thousandths: i64,
    #[n(1)]
    places: u8,
    /// UCUM.
    #[cbor(n(2), default, skip_if = "String::is_empty")]
    unit: String,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct StoredStampV1 {
    #[n(0)]
    utc: i64,
    #[n(1)]
    offset_minutes: i16,
}

impl From<&Assessment> for StoredAssessmentV1 {
    fn from(made: &Assessment) -> Self {
        let Assessment { pin, title, answers, unable, result, confirmed, moved_from, charted_there } = made;
        let Pin { url, version, hash } = pin;
        let FormResult { totals, derived, alerts, advice, next_due } = result;
        Self {
            url: url.clone(),
            version: version.clone(),
            hash: hash.0.into(),
            title: title.clone(),
            answers: answers.iter().map(StoredAnswerV1::from).collect(),
            unable: unable.as_ref().map(StoredReasonV1::from),
            totals: totals.iter().map(StoredTotalV1::from).collect(),
            derived: derived.iter().map(StoredDerivedV1::from).collect(),
            alerts: alerts.iter().map(StoredAlertV1::from).collect(),
            advice: advice.clone(),
            next_due: next_due.as_ref().map(StoredIntervalV1::from),
            confirmed: confirmed.clone(),
            moved_from: moved_from.as_ref().map(StoredOriginV1::from),
            charted_there: charted_there.as_ref().map(StoredChartingV1::from),
        }
    }
}

impl TryFrom<StoredAssessmentV1> for Assessment {
    type Error = BadBody;
    fn try_from(stored: StoredAssessmentV1) -> Result<Self, BadBody> {
        let StoredAssessmentV1 { url, version, hash, title, answers, .. } = stored;
        let mut by_link = Answers::new();
        for stored in answers {
            let (link, answered) = stored.answered()?;
            if by_link.insert(link, answered).is_some() {
                return Err(BadBody::Bad);
            }
        }
        Ok(Self {
            pin: Pin { url, version, hash: ContentHash(*hash) },
            title,
            answers: by_link,
            unable: stored.unable.map(TryInto::try_into).transpose()?,
            result: FormResult {
                totals: all(stored.totals)?,
                derived: stored.derived.into_iter().map(DerivedResult::from).collect(),
                alerts: all(stored.alerts)?,
                advice: stored.advice,
                next_due: stored.next_due.map(Interval::try_from).transpose()?,
            },
            confirmed: stored.confirmed,
            moved_from: stored.moved_from.map(StoredOriginV1::origin),
            charted_there: stored.charted_there.map(TryInto::try_into).transpose()?,
        })
    }
}

fn all<S, T: TryFrom<S, Error = BadBody>>(stored: Vec<S>) -> Result<Vec<T>, BadBody> {
    stored.into_iter().map(T::try_from).collect()
}

fn coded(Coded { code, label }: &Coded) -> StoredCodedV1 {
    StoredCodedV1 { code: code.clone(), label: label.clone() }
}

impl From<(&String, &Answered)> for StoredAnswerV1 {
    fn from((link, Answered { label, answer }): (&String, &Answered)) -> Self {
        let stored = Self { link: link.clone(), label: label.clone(), ..Self::default() };
        match answer {
            Answer::Chosen(options) => {
                Self { what: 0, options: options.iter().map(coded).collect(), ..stored }
            }
            Answer::Number(measured) => Self { what: 1, number: Some(measured.into()), ..stored },
            Answer::Text(text) => Self { what: 2, text: Some(text.clone()), ..stored },
            Answer::Yes(yes) => Self { what: 3, yes: Some(*yes), ..stored },
            Answer::At(Stamp { utc, offset_minutes }) => Self {
                what: 4,
                at: Some(StoredStampV1 { utc: utc.0, offset_minutes: *offset_minutes }),
                ..stored
            },
            Answer::NotTestable(reason) => Self { what: 5, options: vec![coded(reason)], ..stored },
        }
    }
}

impl StoredAnswerV1 {
    fn answered(self) -> Result<(String, Answered), BadBody> {
        let Self { what, link, label, options, number, text, yes, at } = self;
        let mut options: Vec<Coded> =
            options.into_iter().map(|StoredCodedV1 { code, label }| Coded { code, label }).collect();
        let answer = match what {
            0 if options.is_empty() => return Err(BadBody::Bad),
            0 => Answer::Chosen(options),
            1 => Answer::Number(there(number)?.into()),
            2 => Answer::Text(there(text)?),
            3 => Answer::Yes(there(yes)?),
            4 => {
                let StoredStampV1 { utc, offset_minutes } = there(at)?;
                Answer::At(Stamp { utc: UtcMillis(utc), offset_minutes })
            }
            5 if options.len() == 1 => Answer::NotTestable(there(options.pop())?),
            5 => return Err(BadBody::Bad),
            _ => return Err(BadBody::Newer),
        };
        Ok((link, Answered { label, answer }))
    }
}

impl From<&Measured> for StoredNumberV1 {
    fn from(Measured { number, places, unit }: &Measured) -> Self {
        Self { thousandths: number.0, places: *places, unit: unit.clone() }
    }
}

impl From<StoredNumberV1> for Measured {
    fn from(StoredNumberV1 { thousandths, places, unit }: StoredNumberV1) -> Self {
        Self { number: Number(thousandths), places, unit }
    }
}

fn there<T>(part: Option<T>) -> Result<T, BadBody> {
    part.ok_or(BadBody::Bad)
}
