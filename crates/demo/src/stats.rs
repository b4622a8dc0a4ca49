//! How like a real ward the synthetic one is: shares and counts, to be held against what was published.

use crate::{calendar::HOUR, planned::Plan};
use clinical::{
    entry::{EntryBody, Withdrawal},
    news2::Outcome,
    vitals::Sign,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// What is counted. Shares are in thousandths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stats {
    /// Patients in the beds of Bluebell Ward.
    pub in_beds: usize,
    /// Facts of every kind.
    pub facts: usize,
    /// Sets, corrected ones among them.
    pub sets: usize,
    /// The most sets of one stay.
    pub most_sets: usize,
    /// Breathing rates that are even.
    pub even_breaths: u32,
    /// Temperatures that are exactly 36.0.
    pub thirty_six: u32,
    /// Systolic pressures on a ten.
    pub systolic_on_tens: u32,
    /// Sets with a sign missing.
    pub partial: u32,
    /// Sets with nothing obtained.
    pub nothing_obtained: u32,
    /// Sets taken between 22 and 06.
    pub by_night: u32,
    /// Sets entered more than an hour late.
    pub late: u32,
    /// Sets that replace another.
    pub amended: usize,
    /// Withdrawals, by what was wrong.
    pub withdrawn: BTreeMap<&'static str, usize>,
    /// Complete sets by total.
    pub totals: BTreeMap<u8, usize>,
    /// Sets without a score because NEWS2 does not apply.
    pub not_applicable: usize,
    /// Sets taken in an hour that the wall showed twice.
    pub in_the_repeated_hour: usize,
}

impl Stats {
    /// Counts a plan.
    pub fn of(plan: &Plan) -> Self {
        let sets: Vec<_> = plan.sets().collect();
        let vitals = || sets.iter().map(|(_, set)| &set.vitals);
        let missing = |least: usize| vitals().filter(|v| v.missing().count() >= least).count();
        let late = |(fact, _): &&(&crate::planned::PlannedFact, _)| {
            fact.supersedes.is_empty()
                && fact.taken_at.utc().is_some_and(|at| fact.recorded_at.utc.minutes_since(at) > HOUR)
        };
        let mut totals = BTreeMap::new();
        for (_, set) in &sets {
            if let Outcome::Complete { total, .. } = set.outcome {
                *totals.entry(total).or_default() += 1;
            }
        }
        Self {
            in_beds: plan.in_beds().count(),
            facts: plan.facts().len(),
            sets: sets.len(),
            most_sets: plan.stays.iter().map(|stay| stay.sets().count()).max().unwrap_or(0),
            even_breaths: share(vitals().filter_map(|v| v.respiration).map(|v| v.get() % 2 == 0)),
            thirty_six: share(vitals().filter_map(|v| v.temperature).map(|v| v.get() == 360)),
            systolic_on_tens: share(vitals().filter_map(|v| v.systolic).map(|v| v.get() % 10 == 0)),
            partial: permille(missing(1) - missing(Sign::ALL.len()), sets.len()),
            nothing_obtained: permille(missing(Sign::ALL.len()), sets.len()),
            by_night: share(sets.iter().filter_map(|(f, _)| f.taken_at.utc()).map(crate::calendar::is_night)),
            late: permille(sets.iter().filter(late).count(), sets.len()),
            amended: sets.iter().filter(|(fact, _)| !fact.supersedes.is_empty()).count(),
            withdrawn: withdrawn(plan),
            totals,
            not_applicable: sets
                .iter()
                .filter(|(_, set)| matches!(set.outcome, Outcome::NotApplicable { .. }))
                .count(),
            in_the_repeated_hour: in_the_repeated_hour(plan),
        }
    }
}

fn withdrawn(plan: &Plan) -> BTreeMap<&'static str, usize> {
    let mut count = BTreeMap::new();
    for fact in plan.facts() {
        if let EntryBody::Withdrawal(why) = &fact.body {
            let words = match why {
                Withdrawal::EnteredInError => "entered in error",
                Withdrawal::Undone => "undone",
                Withdrawal::WrongPatient { .. } => "wrong patient",
            };
            *count.entry(words).or_default() += 1;
        }
    }
    count
}

/// Sets taken in an hour of the wall at which sets were taken under two offsets.
fn in_the_repeated_hour(plan: &Plan) -> usize {
    let mut offsets: BTreeMap<i64, BTreeSet<i16>> = BTreeMap::new();
    let stamps: Vec<_> = plan
        .sets()
        .filter_map(|(fact, _)| match fact.taken_at {
            clinical::TakenAt::At(stamp) => Some(stamp),
            clinical::TakenAt::NotRecorded => None,
        })
        .collect();
    let hour = |stamp: &clinical::Stamp| {
        stamp.utc.plus_minutes(stamp.offset_minutes.into()).0.div_euclid(HOUR * 60_000)
    };
    for stamp in &stamps {
        offsets.entry(hour(stamp)).or_default().insert(stamp.offset_minutes);
    }
    stamps.iter().filter(|stamp| offsets[&hour(stamp)].len() > 1).count()
}

fn share(of: impl Iterator<Item = bool>) -> u32 {
    let (mut yes, mut all) = (0, 0);
    for one in of {
        all += 1;
        yes += usize::from(one);
    }
    permille(yes, all)
}

fn permille(part: usize, whole: usize) -> u32 {
    (part * 1000).checked_div(whole).unwrap_or(0) as u32
}

impl fmt::Display for Stats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |permille: u32| format!("{}.{} %", permille / 10, permille % 10);
        writeln!(f, "patients in beds        {}", self.in_beds)?;
        writeln!(f, "facts                   {}", self.facts)?;
        writeln!(f, "sets                    {} (at most {} in one stay)", self.sets, self.most_sets)?;
        writeln!(f, "breathing rates even    {}", percent(self.even_breaths))?;
        writeln!(f, "temperatures of 36.0    {} (published: 11.3 %)", percent(self.thirty_six))?;
        writeln!(f, "systolic on a ten       {}", percent(self.systolic_on_tens))?;
        writeln!(f, "sets with a sign missing {}", percent(self.partial))?;
        writeln!(f, "sets with nothing       {}", percent(self.nothing_obtained))?;
        writeln!(f, "sets by night           {}", percent(self.by_night))?;
        writeln!(f, "sets over an hour late  {}", percent(self.late))?;
        writeln!(f, "sets that correct one   {}", self.amended)?;
        for (why, count) in &self.withdrawn {
            writeln!(f, "withdrawn: {why:<17} {count}")?;
        }
        writeln!(f, "NEWS2 does not apply    {}", self.not_applicable)?;
        writeln!(f, "in a repeated hour      {}", self.in_the_repeated_hour)?;
        for (total, count) in &self.totals {
            writeln!(f, "NEWS2 {total:>2}                {count}")?;
        }
        Ok(())
    }
}
