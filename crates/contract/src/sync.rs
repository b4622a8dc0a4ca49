//! How a device, and each entry, stands with the server.

use clinical::{FactId, Said, StayId, UtcMillis};
use serde::{Deserialize, Serialize};

/// Where one entry is. Three states, in plain words on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntrySync {
    /// Durable on this device only.
    OnThisDevice,
    /// The server says that it has it.
    OnServer,
    /// It has come back from the server in a page whose chain verifies.
    Verified,
    /// It was refused; see [`ParkedView`].
    SetAside,
}

/// The line to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Connection {
    /// Not enrolled: there is no server to speak to.
    NotEnrolled,
    /// Connected and caught up or catching up.
    Online,
    /// Not connected.
    Offline {
        /// Since when; `None` when there has been no contact since the start.
        since: Option<UtcMillis>,
    },
}

/// The device as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncView {
    /// The line.
    pub connection: Connection,
    /// Entries that are only here.
    pub unsent: u32,
    /// Entries that the server has and that have not yet come back verified.
    pub unverified: u32,
    /// Entries set aside.
    pub set_aside: u32,
    /// Last contact with the server.
    pub heard_at: Option<UtcMillis>,
    /// Server time minus device time in milliseconds, when proved in this boot.
    pub clock_offset_ms: Option<i64>,
    /// What went wrong last, in a sentence; empty when nothing did.
    pub trouble: String,
    /// The disk is so full that only what is being charted now can still be saved.
    pub disk_nearly_full: bool,
}

/// Where everything is that was made on this device in a shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftReceipt {
    /// Entries recorded from then on count.
    pub since: UtcMillis,
    /// When this was so.
    pub at: UtcMillis,
    /// Those of whoever is signed in.
    pub mine: EntryCount,
    /// Everybody's.
    pub all: EntryCount,
    /// What everybody's come to, in a sentence.
    pub words: String,
}

/// How many entries are where. Views and other acts of the audit are not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EntryCount {
    /// Came back from the server in a page whose chain verifies.
    pub verified: u32,
    /// The server says that it has them.
    pub on_server: u32,
    /// On this device only.
    pub on_this_device: u32,
    /// Refused, and kept here.
    pub set_aside: u32,
}

impl EntryCount {
    /// All of them.
    pub fn made(&self) -> u32 {
        [self.verified, self.on_server, self.on_this_device, self.set_aside]
            .into_iter()
            .fold(0, u32::saturating_add)
    }
}

/// Another device of the ward.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceSeen {
    /// The name on its back.
    pub label: String,
    /// When an entry of it was last seen here; `None` is never. It may hold entries that nobody has seen.
    pub last_entry: Option<UtcMillis>,
    /// When the server last heard from it, by the server's clock; `None` where it never did, or was not asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heard: Option<UtcMillis>,
    /// When the server said so; `None` where it was never asked: one of an older version is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<UtcMillis>,
}

/// One entry, in words: one that was made here, or one that waits for somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryView {
    /// Which.
    pub fact: FactId,
    /// In which stay, where it is one.
    pub stay: Option<StayId>,
    /// What, in words: "Observations, bed A3".
    pub what: String,
    /// When it was entered.
    pub recorded: UtcMillis,
    /// Who made it.
    pub by: String,
    /// Where it is.
    pub sync: EntrySync,
}

/// Something that was refused or set aside. It is kept, shown and exportable, and blocks nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParkedView {
    /// Which fact, where that could be read.
    pub fact: Option<FactId>,
    /// In which stay, where that is known.
    pub stay: Option<StayId>,
    /// A short code, such as `bad_signature`.
    pub code: String,
    /// Why, and what to do, in words.
    pub why: String,
    /// The same by its name, for a screen in another language.
    #[serde(default, skip_serializing_if = "Said::is_nameless")]
    pub said: Said,
    /// When it was set aside.
    pub at: UtcMillis,
    /// It carries a score that asks for help, and is shown as "unverified".
    pub trigger: bool,
    /// What it is, who charted it and when, in words; empty where that cannot be read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub what: String,
    /// It is on its way to the server again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sent_again: bool,
    /// What the signed-in person may do about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub may: Vec<ParkedAct>,
    /// To chart it anew: what it says, where it is a set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anew: Option<Box<SetAnew>>,
    /// To state it again in one's own name, where it says who a patient is or where they lie.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<Box<StatedAgain>>,
}

/// What can be done about an entry that was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParkedAct {
    /// Bring the same entry to the server once more.
    SendAgain,
    /// Chart it anew, with its values filled in.
    ChartAnew,
    /// Say that it was looked at and need not be brought any more.
    Dismiss,
    /// State it, and all of the stay that was refused with it, in one's own name.
    StateAgain,
}

/// What is stated again in one's own name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedAgain {
    /// Which stay.
    pub stay: StayId,
    /// Who the patient is and where they lie, in words.
    pub what: String,
    /// Entries of others in the stay: no other device learns of them until this has been stated.
    pub others: u32,
}

/// A set that is to be charted anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAnew {
    /// The signs.
    pub vitals: clinical::vitals::Vitals,
    /// When they were taken; `None` where that was not recorded.
    pub taken: Option<UtcMillis>,
    /// What the new set says of the old one.
    pub remark: String,
}
