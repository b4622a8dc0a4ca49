//! The door: every request a screen can make, and who answers it. Nothing else happens here.

use crate::{App, Session, drafts::DraftOf, words};
use contract::{CallError, NoteAct, Reply, Request, VisitAct};
use std::panic::{AssertUnwindSafe, catch_unwind};

impl App {
    /// Answers one request. May block on the disk, and at a first sign-in on the network; shells call it off their
    /// event loop. A panic inside is an error reply.
    ///
    /// # Errors
    /// In words for the person at the screen, with a code that the screen acts on.
    pub fn call(&self, session: &Session, request: Request) -> Result<Reply, CallError> {
        // Everything behind this is either a transaction that undoes itself or a lock that is taken over as it is.
        let answered = catch_unwind(AssertUnwindSafe(|| {
            if by_hand(&request) {
                session.touch(&self.now());
            }
            if !matches!(request, Request::Record(_) | Request::SaveAssessment(_)) {
                self.settle();
            }
            self.look_behind();
            self.dispatch(session, request).map_err(CallError::from)
        }));
        answered.unwrap_or_else(|_| {
            tracing::error!("a call panicked");
            Err(words::internal())
        })
    }

    fn dispatch(&self, session: &Session, request: Request) -> Result<Reply, words::Fail> {
        match request {
            Request::Hello => self.hello(session),
            Request::StaffChoices => self.staff_choices(),
            Request::SignIn { staff, pin } => self.sign_in(session, &staff, &pin),
            Request::SignInForEmergency { name } => self.sign_in_for_emergency(session, &name),
            Request::SignOut => self.sign_out(session),
            Request::Lock => Ok(self.lock(session)),
            Request::Unlock { pin } => self.unlock(session, &pin),
            Request::StillHere => Ok(Reply::Done),
            Request::ShowOnWall { ward } => self.show_on_wall(session, &ward),
            Request::Board { ward } => self.board(session, &ward),
            Request::MyPatients => self.my_patients(session),
            Request::LookAfter { stay, on } => self.look_after(session, &stay, on),
            Request::Patient { stay } => self.patient(session, &stay),
            Request::Chart { stay, hours } => self.chart(session, &stay, hours),
            Request::OpenForm { stay, amends, rechecks } => {
                self.open_form(session, &stay, DraftOf { amends, rechecks, assessment: None })
            }
            Request::KeepDraft { form, stay, draft, amends, rechecks } => {
                self.keep_draft(session, &form, &stay, &draft, DraftOf { amends, rechecks, assessment: None })
            }
            Request::DropDraft { form } => self.drop_draft(session, &form),
            Request::Record(set) => self.record(session, &set),
            Request::OpenAssessment { stay, form, amends } => {
                self.open_assessment(session, &stay, &form, amends)
            }
            Request::FillAssessment(asked) => self.fill_assessment(session, &asked),
            Request::SaveAssessment(asked) => self.save_assessment(session, &asked),
            Request::Undo { fact, stay } => self.undo(session, &fact, &stay),
            Request::EnterInError { fact, stay, reason } => {
                self.enter_in_error(session, &fact, &stay, &reason)
            }
            Request::MoveToPatient { fact, stay, to, reason } => {
                self.move_to_patient(session, &fact, &stay, &to, &reason)
            }
            Request::Countersign { stay, fact } => self.countersign(session, &stay, &fact),
            Request::DecideScale { stay, decision, reason } => {
                self.decide_scale(session, &stay, &decision, &reason)
            }
            Request::Admit(admit) => self.admit(session, &admit),
            Request::MoveBed { stay, to } => self.move_bed(session, &stay, &to),
            Request::Receive { stay, at } => self.receive(session, &stay, &at),
            Request::End(asked) => self.end_stay(session, &asked),
            Request::TakeBack { stay, fact, reason } => self.take_back(session, &stay, &fact, &reason),
            Request::Allocate(asked) => self.allocate(session, &asked),
            Request::Identify(asked) => self.identify(session, &asked),
            Request::Join { stay, with, reason } => self.join(session, &stay, &with, &reason),
            Request::FindStays(asked) => self.find_stays(session, &asked),
            Request::Places => self.places(session),
            Request::Handover { ward } => self.handover(session, &ward),
            Request::WriteHandover(asked) => self.write_handover(session, &asked),
            Request::ReadHandover(asked) => self.read_handover(session, &asked),
            Request::OpenConcern { stay } => self.open_concern(session, &stay),
            Request::RaiseConcern(concern) => self.raise_concern(session, &concern),
            Request::Escalate(asked) => self.escalate(session, &asked),
            Request::Decide(asked) => self.decide(session, &asked),
            Request::Tasks => self.tasks(session),
            Request::Caseload => self.caseload(session),
            Request::Visit(asked) => self.visit(session, &asked),
            Request::Note(asked) => self.note(session, &asked),
            Request::FinishDay => self.finish_day(session),
            Request::Fluids { stay } => self.fluids(session, &stay),
            Request::SignFluid(asked) => self.sign_fluid(session, &asked),
            Request::SyncState => self.sync_state(),
            Request::Entries => self.entries(session),
            Request::ShiftReceipt { since } => self.shift_receipt(session, since),
            Request::Parked => self.parked(session),
            Request::SendAgain { fact } => self.send_again(session, &fact),
            Request::StateAgain { fact } => self.state_again(session, &fact),
            Request::DismissParked { fact, reason } => self.dismiss_parked(session, &fact, &reason),
            Request::ExportParked => self.export_parked(session),
            Request::ScoreGuide { ward } => self.score_guide(&ward),
            Request::Print(what) => self.print(session, &what),
            Request::ReadWristband(asked) => self.read_wristband(session, &asked),
            Request::ConfirmWristband(asked) => self.confirm_wristband(session, &asked),
            Request::FindPatients { text } => self.find_patients(session, &text),
        }
    }
}

/// Whether a request says that somebody's hand is on the glass. Screens ask for what they show again by themselves, and
/// that must not keep patients' details in sight.
fn by_hand(request: &Request) -> bool {
    match request {
        Request::Visit(asked) => asked.act != VisitAct::Look,
        Request::Note(asked) => !matches!(asked.act, NoteAct::Look { .. }),
        Request::Hello
        | Request::StaffChoices
        | Request::SignIn { .. }
        | Request::SignInForEmergency { .. }
        | Request::SignOut
        | Request::Lock
        | Request::Unlock { .. }
        | Request::Board { .. }
        | Request::MyPatients
        | Request::Patient { .. }
        | Request::Chart { .. }
        | Request::Places
        | Request::Handover { .. }
        | Request::Tasks
        | Request::Caseload
        | Request::FinishDay
        | Request::Fluids { .. }
        | Request::SyncState
        | Request::Entries
        | Request::ShiftReceipt { .. }
        | Request::ScoreGuide { .. }
        | Request::Parked => false,
        Request::StillHere
        | Request::ShowOnWall { .. }
        | Request::LookAfter { .. }
        | Request::OpenForm { .. }
        | Request::KeepDraft { .. }
        | Request::DropDraft { .. }
        | Request::Record(_)
        | Request::OpenAssessment { .. }
        | Request::FillAssessment(_)
        | Request::SaveAssessment(_)
        | Request::Undo { .. }
        | Request::EnterInError { .. }
        | Request::MoveToPatient { .. }
        | Request::Countersign { .. }
        | Request::DecideScale { .. }
        | Request::Admit(_)
        | Request::MoveBed { .. }
        | Request::Receive { .. }
        | Request::End(_)
        | Request::TakeBack { .. }
        | Request::Allocate(_)
        | Request::Identify(_)
        | Request::Join { .. }
        | Request::FindStays(_)
        | Request::WriteHandover(_)
        | Request::ReadHandover(_)
        | Request::OpenConcern { .. }
        | Request::RaiseConcern(_)
        | Request::Escalate(_)
        | Request::Decide(_)
        | Request::SignFluid(_)
        | Request::SendAgain { .. }
        | Request::StateAgain { .. }
        | Request::DismissParked { .. }
        | Request::ExportParked
        | Request::Print(_)
        | Request::ReadWristband(_)
        | Request::ConfirmWristband(_)
        | Request::FindPatients { .. } => true,
    }
}
