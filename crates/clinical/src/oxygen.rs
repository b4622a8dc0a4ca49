//! Oxygen as it is prescribed: the saturation to keep to, how it is given, by whom it was decided. The SpO2 scale is another
//! fact (safety rule 10), and goes on deciding how sets are scored.

use crate::{
    staff::Role,
    vitals::{Fio2, Oxygen, OxygenFlow, Spo2},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The saturation to keep to, lowest and highest, per cent: within 70 to 100, the lowest below the highest. 94 to 98 for most
/// adults, 88 to 92 for those at risk of hypercapnic respiratory failure (British Thoracic Society guideline for oxygen use in
/// adults in healthcare and emergency settings, 2017).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "(u8, u8)", into = "(u8, u8)")]
pub struct Target {
    low: u8,
    high: u8,
}

impl Target {
    /// Of adults at risk of hypercapnic respiratory failure: the one that SpO2 scale 2 is made for.
    pub const HYPERCAPNIC: Self = Self { low: 88, high: 92 };

    /// A target, where it can be one.
    pub const fn new(low: u8, high: u8) -> Option<Self> {
        if low >= 70 && low < high && high <= 100 { Some(Self { low, high }) } else { None }
    }

    /// Lowest and highest, per cent.
    pub const fn ends(self) -> (u8, u8) {
        (self.low, self.high)
    }
}

impl TryFrom<(u8, u8)> for Target {
    type Error = String;
    fn try_from((low, high): (u8, u8)) -> Result<Self, String> {
        Self::new(low, high).ok_or_else(|| format!("{low} to {high} is no target"))
    }
}

impl From<Target> for (u8, u8) {
    fn from(target: Target) -> Self {
        target.ends()
    }
}

/// From the least to the most, both among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(
    try_from = "(T, T)",
    into = "(T, T)",
    bound(serialize = "T: Copy + Serialize", deserialize = "T: Copy + Ord + Deserialize<'de>")
)]
pub struct Span<T> {
    least: T,
    most: T,
}

impl<T: Copy + Ord> Span<T> {
    /// A span, where the least is not above the most.
    pub fn new(least: T, most: T) -> Option<Self> {
        (least <= most).then_some(Self { least, most })
    }

    /// Least and most.
    pub const fn ends(self) -> (T, T) {
        (self.least, self.most)
    }

    /// Whether a value lies in it.
    pub fn holds(self, value: T) -> bool {
        self.least <= value && value <= self.most
    }
}

impl<T: Copy + Ord> TryFrom<(T, T)> for Span<T> {
    type Error = &'static str;
    fn try_from((least, most): (T, T)) -> Result<Self, &'static str> {
        Self::new(least, most).ok_or("the least is above the most")
    }
}

impl<T> From<Span<T>> for (T, T) {
    fn from(Span { least, most }: Span<T>) -> Self {
        (least, most)
    }
}

/// How much oxygen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// Hundredths of a litre a minute.
    Flow(Span<OxygenFlow>),
    /// Fraction of inspired oxygen, per cent.
    Percent(Span<Fio2>),
}

/// When it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// All the time.
    Continuous,
    /// As needed to keep to the target.
    AsNeeded,
}

/// Who prescribed, or stopped, it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prescriber {
    /// Whoever signed the entry, in a role that the policy lets prescribe.
    Signed(Role),
    /// Somebody else, on paper, by name: the entry is a copy, and the paper is what counts.
    OnPaper(String),
}

/// A prescription.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Prescription {
    /// The saturation to keep to.
    pub target: Target,
    /// Device code from the policy's list; `None` is any.
    pub device: Option<String>,
    /// How much; `None` is as much as the target needs.
    pub amount: Option<Amount>,
    /// When.
    pub given: Given,
    /// By whom.
    pub by: Prescriber,
    /// To be reviewed on this day.
    pub review_on: Option<NaiveDate>,
}

/// What somebody decided about oxygen.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OxygenOrder {
    /// Prescribed.
    Prescribed(Box<Prescription>),
    /// Prescribed no longer.
    Stopped(Prescriber),
}

impl OxygenOrder {
    /// The prescription, where it is one.
    pub fn prescribed(&self) -> Option<&Prescription> {
        match self {
            Self::Prescribed(of) => Some(of),
            Self::Stopped(_) => None,
        }
    }
}

/// What a form at the bedside needs of one prescription.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Limits {
    /// Device code; empty is any.
    pub device: String,
    /// Hundredths of a litre a minute, least and most.
    pub flow: Option<(u16, u16)>,
    /// Per cent, least and most.
    pub percent: Option<(u8, u8)>,
}

impl From<&Prescription> for Limits {
    fn from(of: &Prescription) -> Self {
        let (flow, percent) = match of.amount {
            Some(Amount::Flow(span)) => (Some((span.least.get(), span.most.get())), None),
            Some(Amount::Percent(span)) => (None, Some((span.least.get(), span.most.get()))),
            None => (None, None),
        };
        Self { device: of.device.clone().unwrap_or_default(), flow, percent }
    }
}

impl Limits {
    fn fits_device(&self, code: &str) -> bool {
        self.device.is_empty() || code.is_empty() || self.device == code
    }

    fn fits_amount(&self, flow: Option<OxygenFlow>, percent: Option<Fio2>) -> bool {
        let inside = |n: u16, (least, most): (u16, u16)| least <= n && n <= most;
        let flow_fits = match (self.flow, flow) {
            (Some(ends), Some(flow)) => inside(flow.get(), ends),
            _ => true,
        };
        let percent_fits = match (self.percent, percent) {
            (Some((least, most)), Some(percent)) => inside(percent.get().into(), (least.into(), most.into())),
            _ => true,
        };
        flow_fits && percent_fits
    }
}

/// How a set lies against what is prescribed. Words to think about, never a reason not to save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// Above the target while oxygen is given.
    Above,
    /// Below the target.
    Below,
    /// Oxygen is given and nothing prescribes it.
    NotPrescribed,
    /// Another device than any that is prescribed.
    OtherDevice,
    /// More or less than is prescribed for it.
    OtherAmount,
}

/// How a set lies against the target and the prescriptions that stand; of several, the one to act on first. `None` where there
/// is nothing to say, and where the saturation or what is breathed is not known.
pub fn beside(
    target: Option<(u8, u8)>,
    prescribed: &[Limits],
    spo2: Option<Spo2>,
    oxygen: Option<&Oxygen>,
) -> Option<Beside> {
    let given = match oxygen {
        Some(Oxygen::Supplemental(how)) => Some(how),
        Some(Oxygen::Air) | None => None,
    };
    if let (Some((low, high)), Some(spo2)) = (target, spo2) {
        if spo2.get() < low {
            return Some(Beside::Below);
        }
        // On air nobody can turn anything down.
        if spo2.get() > high && given.is_some() {
            return Some(Beside::Above);
        }
    }
    let how = given?;
    if prescribed.is_empty() {
        return Some(Beside::NotPrescribed);
    }
    let mut same = prescribed.iter().filter(|of| of.fits_device(&how.device)).peekable();
    if same.peek().is_none() {
        return Some(Beside::OtherDevice);
    }
    if same.any(|of| of.fits_amount(how.flow, how.fio2)) { None } else { Some(Beside::OtherAmount) }
}

#[cfg(test)]
mod tests;
