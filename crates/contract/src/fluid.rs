//! Fluid balance: days and shifts, what went in and out, who signed what, and what has come to it since.

use crate::{Banner, EntrySync};
use clinical::{FactId, Stamp, StayId, UtcMillis, stay::FluidStanding};
use serde::{Deserialize, Serialize};

/// The sums of a stretch of time, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FluidView {
    /// When it begins, as the clock on the wall shows it then.
    pub from: Stamp,
    /// When it ends, likewise. A day ends 24 hours later, or 23 or 25 when the clocks change.
    pub until: Stamp,
    /// Intake, such as "1,250 ml" or "at least 200 ml".
    pub intake: String,
    /// Output, likewise.
    pub output: String,
    /// Intake less output, likewise, or "not known".
    pub balance: String,
    /// Some of it was estimated.
    pub estimated: bool,
    /// What of it was signed and has changed since, in words; empty where nothing has.
    pub reopened: String,
}

/// The fluid balance of a patient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FluidsView {
    /// Who.
    pub banner: Banner,
    /// Today, yesterday, and every earlier day with a shift that has to be signed again; newest first.
    pub days: Vec<FluidDayView>,
    /// Entries without a time, which are counted in no day.
    pub untimed: u32,
    /// The signed-in person's signature counts without a colleague's name.
    pub alone: bool,
    /// The core's clock.
    pub now: UtcMillis,
    /// Minutes east of UTC on the ward at `now`.
    pub offset_minutes: i16,
}

/// A ward's day of fluid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FluidDayView {
    /// Its shifts that have begun, and the whole of it last.
    pub shifts: Vec<FluidShiftView>,
    /// What went in and out, newest first.
    pub entries: Vec<FluidEntryView>,
}

/// A shift, or a whole day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FluidShiftView {
    /// What it is called.
    pub name: String,
    /// What the entries come to now.
    pub sums: FluidView,
    /// How it stands.
    pub standing: FluidStanding,
    /// The same in words.
    pub words: String,
    /// The entries that signing it would cover: a request to sign names them.
    pub entries: Vec<FactId>,
    /// It can be signed now, or signed again.
    pub to_sign: bool,
    /// Everything that was signed, newest first.
    pub signed: Vec<FluidSignedView>,
}

/// A signature under a shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FluidSignedView {
    /// Its id.
    pub fact: FactId,
    /// Who and when, in words.
    pub by: String,
    /// What was signed.
    pub sums: FluidView,
    /// It was signed again.
    pub replaced: bool,
    /// What is there is otherwise, or nobody can tell yet.
    pub differs: bool,
    /// Who has signed again, whose name it waits for, or whose stands under it, in words; empty otherwise.
    pub mark: String,
    /// What has come to it, in words.
    pub changes: Vec<String>,
    /// The signed-in person may take it back.
    pub can_take_back: bool,
    /// Where it is.
    pub sync: EntrySync,
}

/// Something that went in or came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FluidEntryView {
    /// The entry.
    pub fact: FactId,
    /// When it went in or came out.
    pub at: Stamp,
    /// It came out.
    pub out: bool,
    /// What, as it was chosen, such as "Urine, passed".
    pub label: String,
    /// How much, in words.
    pub volume: String,
    /// Who charted it.
    pub by: String,
    /// That it came after a shift was signed, or that people disagree on it, in words; empty otherwise.
    pub note: String,
    /// Where it is.
    pub sync: EntrySync,
}

/// Somebody signs a shift as they see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignFluid {
    /// Which stay.
    pub stay: StayId,
    /// The shift's beginning.
    pub from: UtcMillis,
    /// The shift's end.
    pub until: UtcMillis,
    /// The entries that were shown ([`FluidShiftView::entries`]). Where others count by now, nothing is signed.
    pub entries: Vec<FactId>,
}
