//! The workloads: what the devices of a run do. The same words reach ours and every peer's, as JSON.

use serde::{Deserialize, Serialize};

/// What the devices of one process are to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Devices that follow all of it.
    pub devices: u32,
    /// How many of them write.
    pub writers: u32,
    /// Stays, each a document or a log of its own.
    pub documents: u32,
    /// Values that each writer saves, one stay after the other.
    pub each: u32,
    /// Between two values of one writer; 0 is no pause.
    pub pause_ms: u64,
    /// Bytes of a value. Ours saves whole sets of observations instead, which are larger.
    pub bytes: u32,
    /// What the stays are called, where somebody has made them already; of ours, the server's key.
    pub names: Vec<String>,
    /// Values that each device is to hold at the end.
    pub expected: u32,
    /// When to give up.
    pub limit_ms: u64,
    /// The device begins only when the time does.
    pub cold: bool,
    /// Only says what is there.
    pub count: bool,
}

/// One of the workloads of the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Workload {
    /// Everybody reconnects after an outage.
    Burst,
    /// A busy ward.
    Paced,
    /// One nurse charts, her colleagues look on.
    OneWriter,
    /// A new device.
    Cold,
    /// A ward of thirty stays.
    Stays,
    /// The server dies.
    Killed,
}

/// Each with its letter and what is done.
const TITLES: [(Workload, &str); 6] = [
    (Workload::Burst, "(a) burst: 10 devices save 50 each into one stay, without a pause"),
    (
        Workload::Paced,
        "(b) paced: 10 devices save 40 each into one stay, one every 500 ms; seconds after the last save",
    ),
    (
        Workload::OneWriter,
        "(c) one writer: 1 device saves 40, one every 500 ms, 9 look on; seconds after the last save",
    ),
    (Workload::Cold, "(d) cold device: a new device fetches a stay of 3,000 values that one device wrote"),
    (Workload::Stays, "(e) thirty stays: 10 devices save 2 each into each of 30 stays, without a pause"),
    (Workload::Killed, "(f) killed: as (a), the server killed when a quarter had reached somebody else"),
];

impl Workload {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Burst, Self::Paced, Self::OneWriter, Self::Cold, Self::Stays, Self::Killed];

    /// What is done, in a line.
    pub fn title(self) -> &'static str {
        TITLES.iter().find(|(workload, _)| *workload == self).map_or("", |(_, title)| title)
    }

    /// What the devices do. Of a cold device, what the one does that writes before.
    pub fn task(self, limit_ms: u64) -> Task {
        let (devices, writers, documents, each, pause_ms) = match self {
            Self::Burst | Self::Killed => (10, 10, 1, 50, 0),
            Self::Paced => (10, 10, 1, 40, 500),
            Self::OneWriter => (10, 1, 1, 40, 500),
            Self::Cold => (1, 1, 1, 3_000, 0),
            Self::Stays => (10, 10, 30, 60, 0),
        };
        let (names, cold, count) = (Vec::new(), false, false);
        let expected = writers * each;
        Task {
            devices,
            writers,
            documents,
            each,
            pause_ms,
            bytes: 170,
            names,
            expected,
            limit_ms,
            cold,
            count,
        }
    }
}

impl Task {
    /// One new device that fetches what this task has left behind.
    pub fn fetched(&self, names: Vec<String>) -> Self {
        Self { devices: 1, writers: 0, each: 0, pause_ms: 0, names, cold: true, ..self.clone() }
    }
}

/// What a process of devices says, one line of JSON each.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// Ready, and what the stays are called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub names: Option<Vec<String>>,
    /// So many values have reached somebody else, or at the end which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown: Option<serde_json::Value>,
    /// From the word to begin until the last device had all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub took_ms: Option<u64>,
    /// Of that, after the last value was saved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub behind_ms: Option<u64>,
    /// Values that were missing when it was given up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lacking: Option<u32>,
    /// Values that a new device found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub there: Option<Vec<u64>>,
    /// Values that their writers were told the server has; none where a client is not told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acknowledged: Option<Vec<u64>>,
}

/// How a value is named in what a process says: whose it is and which.
pub const fn named(whose: u32, which: u32) -> u64 {
    whose as u64 * 100_000 + which as u64
}
