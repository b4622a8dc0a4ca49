//! What the screens may ask the core, and what it answers: one closed [`Request`], one [`Reply`], one [`CallError`].
//!
//! Every shell forwards these whole, so that a request without an answer does not compile and no shell keeps a list
//! of its own. The shapes are snapshots in the tests: changing one is a visible act.

mod assessment;
mod course;
mod deterioration;
mod error;
mod event;
mod fluid;
mod found;
mod guide;
mod handover;
mod oxygen;
mod patient;
mod reply;
mod request;
mod standing;
mod sync;
mod visits;
mod ward;

pub use assessment::{
    AnswerView, AssessmentForm, AssessmentSaved, AssessmentView, AssessmentsView, CheckView, FillAssessment,
    Filled, FormAlert, FormItem, FormItemKind, FormTile, SaveAssessment, TotalView,
};
pub use deterioration::{
    ActAsked, ActKind, AlertView, AskView, ConcernForm, Decide, Decision, EpisodeView, Escalate,
    EscalationChoices, InfectionView, RaiseConcern, SbarView, StoryLine, TaskView, TasksView,
};
pub use error::{CallError, Code, FieldProblem};
pub use event::Event;
pub use fluid::{
    FluidDayView, FluidEntryView, FluidShiftView, FluidSignedView, FluidView, FluidsView, SignFluid,
};
pub use found::{ConfirmWristband, PatientFound, PatientsFound, ReadWristband, WristbandView};
pub use guide::{GuideRow, GuideStep, ScoreGuide};
pub use handover::{HandoverLines, HandoverPatient, HandoverView, ReadHandover, ReadView, WriteHandover};
pub use oxygen::{OxygenAsked, OxygenChoices, OxygenView, OxygenWanted};
pub use patient::{
    Banner, BoardRow, BoardView, ChartView, ConflictView, FormView, Mark, MarkedBy, PatientView, PauseView,
    ScaleView, ScoreView, SetView, SparkPoint, StatusView, StepView, Trend,
};
pub use reply::{ClockChange, Hello, Reply, RingIfUnheard, Saved, SignedIn, StaffTile, WardTile};
pub use request::{Admit, Pin, Printed, RecordObservations, Request, TakenChoice};
pub use standing::{AllergiesAsked, DecidedView, DecisionKind, StandingView};
pub use sync::{
    Connection, DeviceSeen, EntryCount, EntrySync, EntryView, ParkedAct, ParkedView, SetAnew, ShiftReceipt,
    StatedAgain, SyncView,
};
pub use visits::{
    CaseloadRow, CaseloadView, FinishView, GoalView, LooseEnd, NoteAct, NoteAsked, NotePart, NoteView,
    PlanView, SentenceView, SignedView, VisitAct, VisitAsked, VisitLine, VisitView,
};
pub use ward::{
    Allocate, BayBeds, EndStay, Ending, FindStays, Flag, FlagKind, FoundStay, Gone, GoneView, Identify,
    Likeness, OtherStay, StayAct, TakeBackView, TransferView, WardBeds,
};
