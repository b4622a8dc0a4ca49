//! The audit: every view of a patient and every act is a fact of this device, in its own scope, in its own chain.

use crate::{
    App, Session,
    clock::Now,
    commit::{Plan, act},
    session::Person,
    words::Fail,
};
use clinical::{StayId, WardId};
use planted::Fault;

/// Codes of what is seen and done. They are stored: a code, once given, is never given again.
pub(crate) mod what {
    pub(crate) const SIGN_IN: &str = "sign_in";
    pub(crate) const SIGN_IN_FAILED: &str = "sign_in_failed";
    pub(crate) const SIGN_IN_EMERGENCY: &str = "sign_in_emergency";
    pub(crate) const SIGN_OUT: &str = "sign_out";
    pub(crate) const UNLOCK: &str = "unlock";
    pub(crate) const VIEW_BOARD: &str = "view_board";
    pub(crate) const VIEW_MINE: &str = "view_my_patients";
    pub(crate) const VIEW_PATIENT: &str = "view_patient";
    pub(crate) const VIEW_CHART: &str = "view_chart";
    pub(crate) const VIEW_PARKED: &str = "view_parked";
    pub(crate) const OPEN_FORM: &str = "open_form";
    pub(crate) const OPEN_CONCERN: &str = "open_concern";
    pub(crate) const RECORD: &str = "record_observations";
    pub(crate) const RECORD_ASSESSMENT: &str = "record_assessment";
    pub(crate) const AMEND: &str = "amend";
    pub(crate) const UNDO: &str = "undo";
    pub(crate) const IN_ERROR: &str = "enter_in_error";
    pub(crate) const MOVED_AWAY: &str = "move_to_patient_from";
    pub(crate) const MOVED_HERE: &str = "move_to_patient_to";
    pub(crate) const COUNTERSIGN: &str = "countersign";
    pub(crate) const SCALE: &str = "decide_scale";
    pub(crate) const TAKE_ON: &str = "look_after";
    pub(crate) const HAND_BACK: &str = "hand_back";
    pub(crate) const ADMIT: &str = "admit";
    pub(crate) const MOVE_BED: &str = "move_bed";
    pub(crate) const VIEW_TASKS: &str = "view_tasks";
    pub(crate) const CONCERN: &str = "raise_concern";
    pub(crate) const ESCALATE: &str = "act_on_episode";
    pub(crate) const MONITORING: &str = "decide_monitoring";
    pub(crate) const STOP_OBSERVATIONS: &str = "stop_observations";
    pub(crate) const RESTART_OBSERVATIONS: &str = "restart_observations";
    pub(crate) const OFF_WARD: &str = "record_off_ward";
    pub(crate) const TREATMENT: &str = "record_treatment_decision";
    pub(crate) const PRECAUTION: &str = "record_precaution";
    pub(crate) const PREGNANCY: &str = "record_pregnancy";
    pub(crate) const ALLERGIES: &str = "record_allergies";
    pub(crate) const RECEIVE: &str = "receive";
    pub(crate) const END_STAY: &str = "end_stay";
    pub(crate) const TAKE_BACK: &str = "take_back";
    pub(crate) const ALLOCATE: &str = "allocate";
    pub(crate) const SHIFT_CHANGE: &str = "shift_change";
    pub(crate) const IDENTIFY: &str = "identify";
    pub(crate) const FIND_STAYS: &str = "find_stays";
    pub(crate) const JOIN: &str = "join_stays";
    pub(crate) const VIEW_HANDOVER: &str = "view_handover";
    pub(crate) const HANDOVER: &str = "write_handover";
    pub(crate) const HANDOVER_READ: &str = "read_handover";
    pub(crate) const VIEW_CASELOAD: &str = "view_caseload";
    pub(crate) const VIEW_VISIT: &str = "view_visit";
    pub(crate) const VIEW_NOTE: &str = "view_note";
    pub(crate) const CASELOAD: &str = "change_caseload";
    pub(crate) const PLAN_VISIT: &str = "plan_visit";
    pub(crate) const MOVE_VISIT: &str = "move_visit";
    pub(crate) const CALL_OFF_VISIT: &str = "call_off_visit";
    pub(crate) const TAKE_BACK_VISIT: &str = "take_back_visit";
    pub(crate) const WRITE_UP_VISIT: &str = "write_up_visit";
    pub(crate) const BEGIN_VISIT: &str = "begin_visit";
    pub(crate) const END_VISIT: &str = "end_visit";
    pub(crate) const GOAL: &str = "record_goal";
    pub(crate) const THERAPY_HANDOVER: &str = "leave_therapy_handover";
    pub(crate) const HOME: &str = "record_home";
    pub(crate) const OPEN_NOTE: &str = "open_note";
    pub(crate) const SIGN_NOTE: &str = "sign_note";
    pub(crate) const VIEW_FLUID: &str = "view_fluid";
    pub(crate) const SIGN_FLUID: &str = "sign_fluid";
    pub(crate) const OXYGEN: &str = "decide_oxygen";
    pub(crate) const SEND_AGAIN: &str = "send_again";
    pub(crate) const STATE_AGAIN: &str = "state_again";
    pub(crate) const DISMISS: &str = "dismiss_refused";
    pub(crate) const PRINT_REPORT: &str = "print_report";
    pub(crate) const PRINT_CHART: &str = "print_chart";
    pub(crate) const PRINT_HANDOVER: &str = "print_handover";
    pub(crate) const EXPORT: &str = "export_parked";
    pub(crate) const FIND_PATIENT: &str = "find_patient";
    pub(crate) const READ_WRISTBAND: &str = "read_wristband";
    pub(crate) const BY_WRISTBAND: &str = "identify_by_wristband";
}

impl App {
    /// Audits an act that writes nothing else.
    pub(crate) fn audit(
        &self,
        now: &Now,
        person: &Person,
        what: &str,
        stay: Option<StayId>,
        reason: &str,
    ) -> Result<(), Fail> {
        let by = (person.staff, person.auth);
        self.commit(now, |_| {
            let facts = vec![act(self, now, by, what, stay, reason)];
            Ok(Plan { facts, drops: None, answer: () })
        })?;
        Ok(())
    }

    /// Audits a look at something, once for each look: a screen asks again by itself whenever something changes.
    ///
    /// On a disk so full that not even the reserve has room, the nurse still sees the patient.
    pub(crate) fn audit_look(
        &self,
        session: &Session,
        now: &Now,
        person: &Person,
        what: &'static str,
        of: Of<'_>,
    ) -> Result<(), Fail> {
        let (stay, ward) = match of {
            Of::Stay(stay) => (Some(stay), ""),
            Of::Ward(ward) => (None, ward.as_str()),
            Of::Device => (None, ""),
        };
        if !session.is_new_look(format!("{what} {ward}"), stay, now) {
            return Ok(());
        }
        if planted::is(Fault::ViewNotAudited) {
            return Ok(());
        }
        self.audit_seen(now, person, what, stay, ward)
    }

    /// Audits that something was seen, where the disk has room: whoever looks for a patient finds them all the same.
    pub(crate) fn audit_seen(
        &self,
        now: &Now,
        person: &Person,
        what: &'static str,
        stay: Option<StayId>,
        reason: &str,
    ) -> Result<(), Fail> {
        match self.audit(now, person, what, stay, reason) {
            Err(Fail::Store(store::StoreError::Full)) => {
                tracing::error!(what, "the disk is full: a view could not be audited");
                Ok(())
            }
            done => done,
        }
    }
}

/// What was looked at.
#[derive(Clone, Copy)]
pub(crate) enum Of<'w> {
    /// A patient.
    Stay(StayId),
    /// A ward's board; its slug is kept as the reason.
    Ward(&'w WardId),
    /// Something of this device.
    Device,
}
