//! Assessments as the screens draw them: which there are, one that is being filled in, one that was saved.
//!
//! The engine stays in the core. A screen sends what was keyed and is told what to show: which items, which totals, what
//! is wrong with which field. It holds no rule of any form.

use crate::{Banner, EntrySync, EpisodeView, FieldProblem, Mark, TakenChoice};
use clinical::{
    FactId, StayId, TakenAt, UtcMillis,
    form::{Coded, Control, Draft},
    news2::Response,
    policy::ReasonLabel,
    staff::{AuthLevel, Role},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What was keyed so far, to be read and kept. Saves nothing in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FillAssessment {
    /// The id that [`AssessmentForm`] gave.
    pub id: FactId,
    /// Which stay the form was opened for.
    pub stay: StayId,
    /// What was keyed.
    pub draft: Draft,
    /// When it is made, as chosen so far.
    pub taken: TakenChoice,
    /// The assessment that this one corrects.
    pub amends: Option<FactId>,
}

/// An assessment to save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveAssessment {
    /// The id that [`AssessmentForm`] gave; saving it twice stores one assessment.
    pub id: FactId,
    /// Which stay the form was opened for.
    pub stay: StayId,
    /// The bed that the screen showed. If the patient has moved since, nothing is saved until the nurse has seen it.
    pub bed_shown: String,
    /// The nurse has seen that the bed changed and says this is the patient.
    pub bed_confirmed: bool,
    /// What was keyed, with the reason for what is missing and the checks that were confirmed.
    pub draft: Draft,
    /// When it was made.
    pub taken: TakenChoice,
    /// The assessment that this one corrects.
    pub amends: Option<FactId>,
    /// Why it is corrected, or why it is entered so late; empty otherwise.
    pub reason: String,
    /// The identifiers that stood beside the bed when the person said that this is the patient. Absent: it was not asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identified: Option<BTreeSet<clinical::visit::IdentityCheck>>,
}

/// An open form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssessmentForm {
    /// The id that the assessment will have.
    pub id: FactId,
    /// Who.
    pub banner: Banner,
    /// The bed shown in the Save button.
    pub bed: String,
    /// The form's title.
    pub title: String,
    /// Where its content comes from, and under what terms.
    pub source: String,
    /// Its lines, in the order of the page.
    pub items: Vec<FormItem>,
    /// What was keyed: nothing, a draft of the same person, or the answers that are being corrected.
    pub draft: Draft,
    /// When the first key of the draft was pressed, if it was taken up again.
    pub started: Option<UtcMillis>,
    /// What to show for it.
    pub filled: Filled,
    /// What the nurse is to know of the form, such as that it has changed; empty otherwise.
    pub notice: String,
    /// The assessment that is being corrected.
    pub amends: Option<FactId>,
    /// Who the patient is, is to be asked: nobody's PIN was checked, and it was not said in this session yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub identify: bool,
    /// The policy's reasons for what is missing.
    pub unable_reasons: Vec<ReasonLabel>,
    /// The core's clock.
    pub now: UtcMillis,
    /// Minutes east of UTC.
    pub offset_minutes: i16,
}

/// One line of a form. Every text is plain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormItem {
    /// Its name in the form.
    pub link: String,
    /// How deep it lies in groups; 0 is in none.
    pub depth: u8,
    /// The label.
    pub text: String,
    /// What it is.
    pub kind: FormItemKind,
    /// Without an answer the form is incomplete.
    pub required: bool,
    /// Reasons for which it may be "not testable". Empty: it may not.
    pub not_testable: Vec<Coded>,
    /// What was answered last time, to be shown beside it and never in it; empty when nothing was.
    pub before: String,
}

/// What a line is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormItemKind {
    /// A heading.
    Group,
    /// Words to read.
    Display,
    /// One of several options, or several of them.
    Choice {
        /// In order.
        options: Vec<Coded>,
        /// Several may be chosen.
        many: bool,
    },
    /// A number.
    Number {
        /// As it is shown; empty for a bare number.
        unit: String,
        /// Decimals, 0 to 3.
        places: u8,
        /// What it can be, in words.
        range: String,
        /// Numbers below nought are possible.
        negative: bool,
        /// How it may be measured on the screen.
        control: Control,
    },
    /// Words.
    Text {
        /// At most so many characters.
        longest: u32,
    },
    /// Yes or no.
    Boolean,
    /// A date and a time.
    DateTime,
    /// Worked out from other items.
    Derived,
}

/// What to show for what was keyed so far. The same function works it out for the record.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Filled {
    /// The lines that are shown now, by their place.
    pub shown: Vec<u32>,
    /// Fields that cannot be right. A field that is missing only is not among them.
    pub problems: Vec<FieldProblem>,
    /// Required lines without an answer, by their names.
    pub missing: Vec<String>,
    /// Running totals.
    pub totals: Vec<TotalView>,
    /// Values worked out, or what is needed for them, by the names of their lines.
    pub derived: Vec<(String, String)>,
    /// Whom saving it would tell, the most urgent first.
    pub alerts: Vec<FormAlert>,
    /// What else to do.
    pub advice: Vec<String>,
    /// When it will be due again, in words; empty when the form does not say.
    pub next_due: String,
    /// What to ask about before it is saved.
    pub checks: Vec<CheckView>,
    /// Something was keyed.
    pub begun: bool,
}

/// A total in words. Missing is never zero: without all of its parts it is "at least".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TotalView {
    /// Its label.
    pub label: String,
    /// What it came to.
    pub words: String,
    /// Its band; empty without one.
    pub band: String,
    /// Whom its band tells.
    pub level: Option<Response>,
}

/// Somebody is to be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormAlert {
    /// How urgently.
    pub level: Response,
    /// What to do, in the form's words.
    pub words: String,
}

/// A question about a value that can be, and is unlikely.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckView {
    /// The code that the draft keeps once it is confirmed.
    pub code: String,
    /// About which line.
    pub link: String,
    /// In words, as a question.
    pub message: String,
}

/// An assessment is on this device's disk, durable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssessmentSaved {
    /// Its id.
    pub fact: FactId,
    /// The stay it stands in.
    pub stay: StayId,
    /// The form's title.
    pub title: String,
    /// What it came to.
    pub totals: Vec<TotalView>,
    /// Whom it tells, the most urgent first.
    pub alerts: Vec<FormAlert>,
    /// What else to do.
    pub advice: Vec<String>,
    /// Undo is offered until then.
    pub undo_until: UtcMillis,
    /// When it is due again.
    pub next_due: Option<UtcMillis>,
    /// When the server cannot be reached and it asks for help: whom to ring. Nobody else has been told.
    pub nobody_told_ring: Option<String>,
    /// Whom to ring when the entry is not on the server in time, as with [`crate::Saved::ring_if_unheard`].
    pub ring_if_unheard: Option<crate::RingIfUnheard>,
    /// The episode that it raised or is part of.
    pub episode: Option<Box<EpisodeView>>,
    /// Flags on the entry, in words.
    pub flags: Vec<String>,
    /// The day's fluid, when it was an entry of that.
    pub fluid: Option<crate::FluidView>,
}

/// The assessments of a patient.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AssessmentsView {
    /// Every form that can be filled in: overdue first, then by due time, then as a ward looks for them.
    pub forms: Vec<FormTile>,
    /// The latest, newest first, corrected ones among them.
    pub history: Vec<AssessmentView>,
    /// Assessments in the whole stay.
    pub in_all: u32,
    /// Fluid in and out of today, and of the day before; no day without an entry.
    pub fluid: Vec<crate::FluidView>,
}

/// A form, and how it stands for one patient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormTile {
    /// The form's address.
    pub form: String,
    /// Its title.
    pub title: String,
    /// The last one that counts.
    pub last: Option<FactId>,
    /// When that was made.
    pub last_at: Option<UtcMillis>,
    /// What that came to.
    pub totals: Vec<TotalView>,
    /// The most urgent that it asked for.
    pub level: Option<Response>,
    /// When it is due again.
    pub due: Option<UtcMillis>,
    /// When it counts as overdue.
    pub overdue: Option<UtcMillis>,
    /// What asked for somebody was taken back: do it again now.
    pub repeat: bool,
    /// The signed-in person has begun one and not saved it.
    pub draft: bool,
}

/// A completed form as a screen shows it. It can be read without its form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssessmentView {
    /// Its id.
    pub fact: FactId,
    /// The form's address.
    pub form: String,
    /// The title as it was shown.
    pub title: String,
    /// How it stands to the form on this device, where that is another version; empty otherwise.
    pub note: String,
    /// When it was made.
    pub taken: TakenAt,
    /// When it was entered.
    pub recorded: UtcMillis,
    /// What it came to.
    pub totals: Vec<TotalView>,
    /// The answers, in the form's order; what the form no longer has comes last.
    pub answers: Vec<AnswerView>,
    /// Whom it told.
    pub alerts: Vec<FormAlert>,
    /// Why something is missing; empty when nothing is.
    pub unable: String,
    /// Why it was corrected or entered late; empty otherwise.
    pub reason: String,
    /// Who charted it.
    pub by: String,
    /// Their role.
    pub role: Option<Role>,
    /// How they were known.
    pub auth: AuthLevel,
    /// Who has put their name under it and when, in words, where it was charted under doubt; empty while nobody has.
    pub countersigned: String,
    /// What became of it.
    pub mark: Mark,
    /// It was moved here from another patient.
    pub moved_here: bool,
    /// Who moved it here and when, in words, as far as that is known; empty where it was not moved.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub moved_by: String,
    /// By what the patient was identified, in words, where nobody's PIN was checked; empty where one was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub identified: String,
    /// Entered late.
    pub late: bool,
    /// The device's clock was not proved, or more than two minutes off.
    pub clock_doubtful: bool,
    /// This device has the form, so that it can be corrected here.
    pub can_correct: bool,
    /// Where it is.
    pub sync: EntrySync,
}

/// One answer, as it was shown when it was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerView {
    /// The label.
    pub label: String,
    /// The answer.
    pub words: String,
    /// The form no longer has it.
    pub gone: bool,
}
