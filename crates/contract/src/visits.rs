//! Visits, caseloads and notes as a therapist's screens read them and act on them.

use crate::{AlertView, Banner, Flag, StatusView, SyncView};
use clinical::{
    FactId, NoteId, StayId, UtcMillis,
    note::Section,
    stay::VisitStage,
    visit::{Consent, Goal, GoalStanding, Home, IdentityCheck, TherapyHandover, VisitCalledOff, VisitEnding},
};
use serde::{Deserialize, Serialize};

/// Somebody does something about a visit. Answered with the page as it is then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitAsked {
    /// The patient.
    pub stay: StayId,
    /// What.
    pub act: VisitAct,
}

/// What may be done on the page of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitAct {
    /// Look at it.
    Look,
    /// Take the patient on one's caseload, or off it.
    Caseload(bool),
    /// Plan a visit, or plan one anew.
    Plan {
        /// The visit whose plan this replaces.
        visit: Option<FactId>,
        /// When.
        at: UtcMillis,
        /// What for; may be empty.
        purpose: String,
    },
    /// Begin. Two taps begin one visit.
    Start {
        /// The visit that was planned, if it was.
        visit: Option<FactId>,
        /// What was asked and fitted: at least two.
        identity: Vec<IdentityCheck>,
        /// On what footing.
        consent: Consent,
    },
    /// End, or say that it did not come to be.
    End {
        /// Which.
        visit: FactId,
        /// How.
        how: VisitEnding,
        /// When, where that was earlier; `None` is now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<UtcMillis>,
    },
    /// Set a goal.
    Goal(Goal),
    /// Say how a goal stands.
    GoalStands {
        /// Which.
        goal: FactId,
        /// How.
        standing: GoalStanding,
    },
    /// Leave three lines for the ward.
    Handover(TherapyHandover),
    /// Where home is.
    Home(Home),
    /// Enter a visit that has taken place, with its own times. Two taps enter one.
    WriteUp {
        /// The visit that was planned, if it was.
        visit: Option<FactId>,
        /// What was asked and fitted: at least two.
        identity: Vec<IdentityCheck>,
        /// On what footing.
        consent: Consent,
        /// When it began.
        began: UtcMillis,
        /// When it ended: later than it began, and not to come.
        ended: UtcMillis,
    },
    /// Move a visit that has not begun to another time.
    Move {
        /// Which.
        visit: FactId,
        /// The plans that were shown: [`PlanView::id`]. Others stand there now when somebody changed it meanwhile.
        shown: Vec<FactId>,
        /// To when.
        at: UtcMillis,
        /// Why, in words.
        reason: String,
    },
    /// Call off a visit that has not begun.
    CallOff {
        /// Which.
        visit: FactId,
        /// As in [`VisitAct::Move`].
        shown: Vec<FactId>,
        /// Why.
        why: VisitCalledOff,
    },
    /// Of what people said who did not know of each other, one holds.
    Settle {
        /// Which visit.
        visit: FactId,
        /// As in [`VisitAct::Move`].
        shown: Vec<FactId>,
        /// Which of them: [`PlanView::id`].
        plan: FactId,
    },
    /// Take back a move, a calling off or an end: what was before stands again.
    TakeBack {
        /// Which: [`VisitLine::can_take_back`].
        fact: FactId,
    },
    /// Give a goal another day, or none.
    GoalBy {
        /// Which.
        goal: FactId,
        /// By this day.
        by: Option<chrono::NaiveDate>,
    },
}

/// A therapist's day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseloadView {
    /// Patients, in the order of their visits; those without one come last.
    pub rows: Vec<CaseloadRow>,
    /// How many of them are on this device, whole.
    pub ready: u32,
    /// As of when, by this device's clock; `None` when one is not, or it is not known.
    pub ready_at: Option<UtcMillis>,
    /// How this device stands with the server.
    pub sync: SyncView,
    /// The core's clock.
    pub now: UtcMillis,
    /// Minutes east of UTC.
    pub offset_minutes: i16,
}

/// One patient of a caseload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseloadRow {
    /// Who, and where.
    pub banner: Banner,
    /// The address, for somebody seen at home.
    pub home: Option<String>,
    /// How they stand.
    pub status: StatusView,
    /// What to be careful of, in words.
    pub precautions: Vec<String>,
    /// The visit that matters now.
    pub visit: Option<VisitLine>,
    /// Everything the server has of this patient is on this device.
    pub ready: bool,
    /// The person's own words in a note of this patient are not signed.
    pub unsigned: bool,
    /// Entries of this patient that are only on this device.
    pub unsent: u32,
    /// How to get in and what to beware of; each, where two people recorded it differently.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub access: Vec<String>,
    /// Goals whose day is past, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overdue: Vec<String>,
}

/// One visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitLine {
    /// Its name for requests.
    pub id: FactId,
    /// How far it is.
    pub stage: VisitStage,
    /// When it is to be.
    pub planned_at: Option<UtcMillis>,
    /// What for.
    pub purpose: String,
    /// When it began.
    pub began: Option<UtcMillis>,
    /// When it ended.
    pub ended: Option<UtcMillis>,
    /// Who visits, by name.
    pub by: String,
    /// By what the patient was identified and whether they agreed, in words; each, when it began twice.
    pub checked: Vec<String>,
    /// It is the signed-in person's.
    pub mine: bool,
    /// How it ended, in words; each, when it ended twice.
    pub outcome: Vec<String>,
    /// What happened to the patient meanwhile, in words.
    pub told: Vec<String>,
    /// Its note, when one was opened.
    pub note: Option<NoteId>,
    /// When it was first to be, where it was moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_from: Option<UtcMillis>,
    /// What stands of its plan: one, or all that people said who did not know of each other. Empty once it began.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plans: Vec<PlanView>,
    /// What became of its plan, in words, earliest first; the latest of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<String>,
    /// That it was written up later, in words; empty where it was begun at the time.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub entered: String,
    /// What the signed-in person may take back: a move, a calling off or an end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub can_take_back: Option<FactId>,
}

/// One plan of a visit that has not begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanView {
    /// Its name for requests.
    pub id: FactId,
    /// When it is to be; `None` where it was called off.
    pub at: Option<UtcMillis>,
    /// What, who, when and why, in words.
    pub words: String,
}

/// The page of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitView {
    /// Who.
    pub banner: Banner,
    /// Where home is; two when two people recorded it differently.
    pub homes: Vec<Home>,
    /// How they stand.
    pub status: StatusView,
    /// What to know before one does anything, precautions among it.
    pub flags: Vec<Flag>,
    /// Somebody is to come, or has not been answered: the most urgent open episode.
    pub alert: Option<AlertView>,
    /// The signed-in person has them on their caseload.
    pub on_caseload: bool,
    /// The visit that matters now.
    pub visit: Option<VisitLine>,
    /// The others, latest first.
    pub others: Vec<VisitLine>,
    /// Goals, oldest first.
    pub goals: Vec<GoalView>,
    /// What was left for the ward, who and when in words; two when two people left something at once.
    pub handovers: Vec<(TherapyHandover, String)>,
    /// Notes: name, when and by whom in words, latest first.
    pub notes: Vec<(NoteId, String)>,
    /// Entries of this patient that are only on this device.
    pub unsent: u32,
    /// The core's clock.
    pub now: UtcMillis,
    /// Minutes east of UTC.
    pub offset_minutes: i16,
}

/// A goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalView {
    /// Its name for requests.
    pub id: FactId,
    /// In the patient's own words.
    pub words: String,
    /// How one will know; may be empty.
    pub measure: String,
    /// By which day, in words; empty when there is none.
    pub by: String,
    /// How it stands.
    pub standing: GoalStanding,
    /// Who said so, and when, in words.
    pub said: String,
    /// Its day is past, and it is still being worked on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overdue: bool,
}

/// Somebody does something about a note. Answered with the note as it is then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteAsked {
    /// The patient.
    pub stay: StayId,
    /// What.
    pub act: NoteAct,
}

/// What may be done in a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteAct {
    /// Open the note of a visit; the one that there is, if there is one.
    Open {
        /// The visit.
        visit: Option<FactId>,
    },
    /// Look at it.
    Look {
        /// Which.
        note: NoteId,
    },
    /// Write in it, or take something out.
    Write {
        /// What the writing is known by: [`NoteView::next`]. Asked for twice, since its reply was lost, it is written once.
        id: FactId,
        /// Which.
        note: NoteId,
        /// What the writer was shown: [`NoteView::shown`], or [`NoteView::own`].
        shown: String,
        /// Which part.
        section: Section,
        /// Letters (Unicode scalar values) before the change.
        at: u32,
        /// Letters taken out there.
        take_out: u32,
        /// What was written there instead.
        write: String,
    },
    /// It was opened for the wrong patient: it is struck through, and nobody signs it.
    Withdraw {
        /// Which.
        note: NoteId,
        /// Why, in words.
        reason: String,
    },
    /// Sign one's own words.
    Sign {
        /// Which.
        note: NoteId,
        /// What the signer was shown.
        shown: String,
        /// Sentences that two had changed and the signer read again: [`SentenceView::mark`].
        read_again: Vec<String>,
    },
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteView {
    /// Which.
    pub note: NoteId,
    /// Whose record it is in.
    pub stay: StayId,
    /// Who that is.
    pub banner: Banner,
    /// Who took it back as opened for the wrong patient, when and why, in words; empty while it stands.
    pub withdrawn: String,
    /// All parts, in the order of the page.
    pub parts: Vec<NotePart>,
    /// What this view shows, to be given back with what is written or signed.
    pub shown: String,
    /// After writing: the state in which the note is just what the writer was shown and wrote, for whoever has typed on
    /// meanwhile. As `shown` when nobody else wrote.
    pub own: String,
    /// What the next piece of writing is to be known by.
    pub next: FactId,
    /// Signatures, earliest first.
    pub signed: Vec<SignedView>,
    /// Somebody's signature stands: only the addendum is open, and of it what follows so many letters.
    pub closed: Option<u32>,
    /// Sentences of the signed-in person that they have not signed.
    pub unsigned: u32,
    /// Words of edits that have not come yet: so many edits.
    pub waiting: u32,
    /// Edits that are damaged and show nothing.
    pub damaged: u32,
    /// Entries of this note that are only on this device.
    pub unsent: u32,
    /// The core's clock.
    pub now: UtcMillis,
    /// Minutes east of UTC.
    pub offset_minutes: i16,
}

/// One part of a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotePart {
    /// Which.
    pub section: Section,
    /// Its text.
    pub text: String,
    /// Its sentences, in order.
    pub sentences: Vec<SentenceView>,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentenceView {
    /// What it says.
    pub text: String,
    /// Whose it is, by name.
    pub by: Vec<String>,
    /// It is the signed-in person's, or theirs too.
    pub mine: bool,
    /// Two people changed it: to be read again before it is signed.
    pub by_two: bool,
    /// They did so without having seen what the other wrote.
    pub at_once: bool,
    /// Written under an emergency sign-in or a locked screen: nobody checked by whom.
    pub unchecked: bool,
    /// Who signed it as it stands, by name.
    pub signed_by: Vec<String>,
    /// Written or changed after somebody signed, and not signed since.
    pub after_signing: bool,
    /// By which a signature names it.
    pub mark: String,
}

/// One signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedView {
    /// Who and when, in words.
    pub by: String,
    /// Why it does not count, in words; empty when it does.
    pub doubt: String,
    /// Signed under an emergency sign-in: nobody checked by whom.
    pub unchecked: bool,
    /// What was signed and no longer stands so: the part, and what it said.
    pub changed_since: Vec<(Section, String)>,
}

/// What is left of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinishView {
    /// Visits that are still open, or still to come today.
    pub open: Vec<LooseEnd>,
    /// Notes with unsigned words of the person.
    pub unsigned: Vec<LooseEnd>,
    /// Visits that ended today: how many patients were seen, and how many not.
    pub seen: u32,
    /// See above.
    pub not_seen: u32,
    /// How this device stands with the server: what is unsent, and what was set aside.
    pub sync: SyncView,
    /// The core's clock.
    pub now: UtcMillis,
    /// Minutes east of UTC.
    pub offset_minutes: i16,
}

/// Something that is not finished.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LooseEnd {
    /// Whose.
    pub stay: StayId,
    /// The patient's name.
    pub name: String,
    /// What, in words.
    pub words: String,
    /// The note, where it is one.
    pub note: Option<NoteId>,
}
