//! Everything the core answers.

use crate::{
    AssessmentForm, AssessmentSaved, BoardView, CaseloadView, ChartView, ConcernForm, EntryView, EpisodeView,
    Filled, FinishView, FormView, NoteView, ParkedView, PatientView, SyncView, TasksView, VisitView,
};
use clinical::{
    FactId, StaffId, StayId, UtcMillis, WardId,
    news2::Outcome,
    staff::{AuthLevel, Role},
};
use serde::{Deserialize, Serialize};

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// To [`crate::Request::Hello`].
    Hello(Hello),
    /// Who may sign in.
    Staff(Vec<StaffTile>),
    /// Who is signed in now.
    SignedIn(SignedIn),
    /// A board.
    Board(Box<BoardView>),
    /// A patient's page.
    Patient(Box<PatientView>),
    /// A chart.
    Chart(Box<ChartView>),
    /// An open form.
    Form(Box<FormView>),
    /// A set is on this device's disk.
    Saved(Saved),
    /// An open form of an assessment.
    #[cfg_attr(not(feature = "round"), serde(skip_deserializing))]
    Assessment(Box<AssessmentForm>),
    /// What to show for what was keyed.
    #[cfg_attr(not(feature = "round"), serde(skip_deserializing))]
    Filled(Box<Filled>),
    /// An assessment is on this device's disk.
    #[cfg_attr(not(feature = "round"), serde(skip_deserializing))]
    AssessmentSaved(Box<AssessmentSaved>),
    /// A stay began.
    Admitted {
        /// Its id.
        stay: StayId,
    },
    /// An open concern.
    Concern(Box<ConcernForm>),
    /// An episode, after something was done about it.
    Episode(Box<EpisodeView>),
    /// What somebody has to do.
    Tasks(TasksView),
    /// Wards and beds.
    #[cfg_attr(not(feature = "round"), serde(skip_deserializing))]
    Places(Vec<crate::WardBeds>),
    /// The handover of a ward.
    #[cfg_attr(not(feature = "round"), serde(skip_deserializing))]
    Handover(Box<crate::HandoverView>),
    /// A caseload.
    #[cfg_attr(not(feature = "round"), serde(skip_deserializing))]
    Caseload(Box<CaseloadView>),
    /// A visit's page.
    #[cfg_attr(not(feature = "round"), serde(skip_deserializing))]
    Visit(Box<VisitView>),
    /// A note.
    #[cfg_attr(not(feature = "round"), serde(skip_deserializing))]
    Note(Box<NoteView>),
    /// Words were kept in a note of which nothing may be shown now: as [`NoteView::own`] and [`NoteView::next`].
    #[cfg_attr(not(feature = "round"), serde(skip_deserializing))]
    NoteKept {
        /// What to write on from.
        own: String,
        /// What that is to be known by.
        next: FactId,
    },
    /// What is left of a day.
    #[cfg_attr(not(feature = "round"), serde(skip_deserializing))]
    Finish(Box<FinishView>),
    /// A fluid balance.
    #[cfg_attr(not(feature = "round"), serde(skip_deserializing))]
    Fluids(Box<crate::FluidsView>),
    /// How the device stands with the server.
    Sync(SyncView),
    /// Entries made here.
    #[cfg_attr(not(feature = "round"), serde(skip_deserializing))]
    Entries(Vec<EntryView>),
    /// Whether everything made here is on the server.
    #[cfg_attr(not(feature = "round"), serde(skip_deserializing))]
    ShiftReceipt(crate::ShiftReceipt),
    /// Stays that were found.
    #[cfg_attr(not(feature = "round"), serde(skip_deserializing))]
    FoundStays {
        /// The likest first.
        stays: Vec<crate::FoundStay>,
        /// There are more than are shown.
        more: bool,
    },
    /// What each score asks of a ward.
    #[cfg_attr(not(feature = "round"), serde(skip_deserializing))]
    ScoreGuide(Box<crate::ScoreGuide>),
    /// What was set aside.
    #[cfg_attr(not(feature = "round"), serde(skip_deserializing))]
    Parked(Vec<ParkedView>),
    /// Text to hand over.
    #[cfg_attr(not(feature = "round"), serde(skip_deserializing))]
    Export {
        /// A file name without patient data.
        name: String,
        /// The text, JSON.
        text: String,
    },
    /// It is done, and durable where it wrote.
    Done,
    /// A paper, to be saved or printed.
    #[cfg_attr(not(feature = "paper"), serde(skip_deserializing))]
    Paper {
        /// A file name without patient data.
        name: String,
        /// The PDF in base64.
        pdf: String,
    },
    /// A paper that the shell has put into a folder, since its page cannot save files.
    #[cfg_attr(not(feature = "paper"), serde(skip_deserializing))]
    PaperKept {
        /// The file's name.
        name: String,
        /// The folder.
        folder: String,
    },
    /// Whose wristband it is.
    Wristband(Box<crate::WristbandView>),
    /// Patients who were looked for.
    #[cfg_attr(not(feature = "round"), serde(skip_deserializing))]
    PatientsFound(Box<crate::PatientsFound>),
}

/// What this device is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// The application's version.
    pub version: String,
    /// True on the synthetic ward: every screen says DEMO.
    pub demo: bool,
    /// The name on the device's back; empty before enrolment.
    pub device: String,
    /// Wards this device shows.
    pub wards: Vec<WardTile>,
    /// Who is signed in, if anybody.
    pub session: Option<SignedIn>,
    /// How it stands with the server.
    pub sync: SyncView,
    /// The core's clock, so that the screen's ages agree with it.
    pub now: UtcMillis,
    /// Minutes east of UTC on the ward at `now`.
    pub offset_minutes: i16,
    /// The hour at which the ward's day begins by the clock on the wall, and its night shift twelve hours later.
    pub day_begins: u8,
    /// Languages that the hospital lets this device's screens be read in beside English, by their tags: `cy`. On the synthetic
    /// ward all that there are may be tried.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// How the ward's clock goes two years back and two ahead, earliest first, so that a time that somebody types is read by the clock of
    /// that day. The first is how it went at the beginning.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clock: Vec<ClockChange>,
}

/// The ward's clock, from a time on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockChange {
    /// From then on, until the next.
    pub from: UtcMillis,
    /// Minutes east of UTC.
    pub offset_minutes: i16,
}

/// A ward to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WardTile {
    /// Its slug.
    pub id: WardId,
    /// Its name.
    pub name: String,
    /// Whom to ring when there is no server.
    pub telephone: String,
}

/// A person to choose at sign-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffTile {
    /// Who.
    pub id: StaffId,
    /// The name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// True when this device can check the PIN by itself; otherwise the first sign-in here needs the server.
    pub ready_offline: bool,
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    /// Who.
    pub staff: StaffId,
    /// The name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// How it is known.
    pub auth: AuthLevel,
    /// True while reading is locked; recording is not.
    pub locked: bool,
    /// The ward whose board is left on the wall, shown although reading is locked.
    pub on_wall: Option<WardId>,
    /// Reading locks after so many seconds without a touch.
    pub lock_after_seconds: u32,
}

/// A line that looks whole proves nothing: whom to ring when a set that asks for help does not get through it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RingIfUnheard {
    /// From this time on, by the core's clock, a set that is [`crate::EntrySync::OnThisDevice`] was told to nobody. One
    /// that was set aside was told to nobody from the moment that it was.
    pub from: UtcMillis,
    /// Whom to ring.
    pub whom: String,
}

/// A set is on this device's disk, durable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// Its id.
    pub fact: FactId,
    /// The stay it stands in.
    pub stay: StayId,
    /// The score as stored, which is the score as previewed.
    pub outcome: Outcome,
    /// A sign could not be obtained because the patient is too unwell: an emergency, whatever the score's floor.
    pub too_unwell: bool,
    /// The earlier complete total, for "was 3".
    pub previous_total: Option<u8>,
    /// Undo is offered until then.
    pub undo_until: UtcMillis,
    /// When the next set is due.
    pub next_due: Option<UtcMillis>,
    /// What the score asks for, in the policy's words; empty when nothing.
    pub response: String,
    /// When the server cannot be reached and the score asks for help: whom to ring. Nobody else has been told.
    pub nobody_told_ring: Option<String>,
    /// When the score asks for help and the server is thought to be there but does not have the set yet: from when the
    /// screen says that nobody else has been told, should the set still be on this device only. Never beside
    /// [`Saved::nobody_told_ring`].
    pub ring_if_unheard: Option<RingIfUnheard>,
    /// The episode that the set raised or is part of.
    pub episode: Option<Box<EpisodeView>>,
    /// Flags on the entry, in words: "entered late", "the clock is not proved".
    pub flags: Vec<String>,
    /// It is a second reading of one sign, beside a set.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub recheck: bool,
}
