//! The sentences of decisions about a stay.

use clinical::care::{Assistance, CeilingLevel, Limb, Precaution, Swallowing, WeightBearing};
use contract::DecisionKind;

/// The card.
pub const TITLE: &str = "Decisions and care";
/// Leads to prescribed oxygen.
pub const OXYGEN: &str = "Oxygen prescription";
/// Nothing stands.
pub const NONE: &str = "Resuscitation, ceiling of treatment and precautions: not recorded.";
/// Opens the list of decisions.
pub const DECIDE: &str = "Decide or record…";
/// A day that is past.
pub const REVIEW_PAST: &str = "review is overdue";
/// A button.
pub const fn act(kind: DecisionKind) -> &'static str {
    match kind {
        DecisionKind::Resuscitation => "Resuscitation",
        DecisionKind::Ceiling => "Ceiling of treatment",
        DecisionKind::Monitoring => "How often to observe",
        DecisionKind::RelaxMonitoring => "Observe less often",
        DecisionKind::StopObservations => "Stop observations",
        DecisionKind::RestartObservations => "Restart observations",
        DecisionKind::OffWard => "Off the ward",
        DecisionKind::Back => "Back on the ward",
        DecisionKind::Precaution => "Precautions",
        DecisionKind::Allergies => "Allergies",
        DecisionKind::Pregnancy => "Pregnancy",
        DecisionKind::Oxygen => OXYGEN,
    }
}
/// A button's test id.
pub const fn act_id(kind: DecisionKind) -> &'static str {
    match kind {
        DecisionKind::Resuscitation => "decide-resuscitation",
        DecisionKind::Ceiling => "decide-ceiling",
        DecisionKind::Monitoring | DecisionKind::RelaxMonitoring => "decide-monitoring",
        DecisionKind::StopObservations => "decide-stop",
        DecisionKind::RestartObservations => "decide-restart",
        DecisionKind::OffWard => "decide-off-ward",
        DecisionKind::Back => "decide-back",
        DecisionKind::Precaution => "decide-precaution",
        DecisionKind::Allergies => "decide-allergies",
        DecisionKind::Pregnancy => "decide-pregnancy",
        DecisionKind::Oxygen => "decide-oxygen",
    }
}
/// Explains each.
pub const fn more(kind: DecisionKind) -> &'static str {
    match kind {
        DecisionKind::Resuscitation => {
            "Write here what the signed form says. The signed form is what counts."
        }
        DecisionKind::Ceiling => "How far treatment is to go, as the senior clinician decided.",
        DecisionKind::Monitoring | DecisionKind::RelaxMonitoring => {
            "It holds until the time you choose. If the patient gets worse, the score's own interval holds again."
        }
        DecisionKind::StopObservations => {
            "No set is due any more. Anybody can still record one, and a set that asks for help still raises an alert."
        }
        DecisionKind::RestartObservations => "A set is due again within the hour.",
        DecisionKind::OffWard => "Where to, and when they are expected back. Sets stay due.",
        DecisionKind::Back => "The patient is on the ward again.",
        DecisionKind::Precaution => "Everybody who comes to the bed sees it.",
        DecisionKind::Allergies => "Ask the patient or whoever knows them. The list stands in every header.",
        DecisionKind::Oxygen => "",
        DecisionKind::Pregnancy => {
            "NEWS2 is not for anybody who is pregnant, or was within the last 6 weeks (42 days). It does not end by \
             itself: say here when it no longer holds."
        }
    }
}
/// An alert is open while observations are to be stopped.
pub const STOP_WITH_ALERT: &str =
    "An alert is open. Stopping observations does not close it: somebody still has to come.";
/// Above the list of decisions.
pub const WHAT: &str = "What is to be decided or recorded?";
/// Asks what is on the paper.
pub const FORM_SAYS: &str = "What does the signed form say?";
/// Asks for a level.
pub const HOW_FAR: &str = "How far is treatment to go?";
/// Asks for a name.
pub const DECIDED_BY: &str = "Decided by (name and grade)";
/// Asks for a day.
pub const REVIEW_ON: &str = "Review on (may be left empty)";
/// Asks for words.
pub const CEILING_WORDS: &str = "What that means for this patient (may be left empty)";
/// Asks where.
pub const WHERE: &str = "Where to?";
/// Usual places.
pub const PLACES: [&str; 5] =
    ["X-ray or scan", "Theatre", "Dialysis", "Day room or garden", "Home for the day"];
/// Asks when.
pub const BACK_IN: &str = "Back in about";
/// Not known.
pub const NOT_KNOWN: &str = "Not known";
/// Asks how often.
pub const HOW_OFTEN: &str = "How often?";
/// Asks until when.
pub const UNTIL: &str = "For how long?";
/// Why not all intervals are there.
pub const NOT_LESS_OFTEN: &str = "Observing less often is decided by a registered nurse or a doctor.";
/// Asks why.
pub const REASON: &str = "Reason, in words";
/// Does it.
pub const SIGN: &str = "Sign this decision";
/// For resuscitation, or not.
pub const ATTEMPT: [(&str, bool); 2] = [("Not for CPR", false), ("For CPR", true)];
/// No allergies, or some.
pub const ALLERGIES: [(&str, bool); 2] = [("No known allergies", false), ("Known allergies", true)];
/// Asks for allergies.
pub const ALLERGIC_TO: &str = "Allergic to, and what happens (one a line)";
/// What is to go out of the list.
pub const TAKE_OUT: &str = "Tap what is to be taken out of the list";
/// Something goes out of the list.
pub const TAKEN_OUT: &str = "This takes out of the list:";
/// Pregnant, or not.
pub const PREGNANT: [(&str, bool); 2] =
    [("Pregnant or recently pregnant", true), ("Not pregnant, or no longer", false)];
/// What follows from a pregnancy, and from its end.
pub const fn pregnancy_means(yes: bool) -> &'static str {
    if yes {
        "New sets get no NEWS2, so no score raises an alert: use the maternity chart (MEWS). An open alert stays open."
    } else {
        "New sets get a NEWS2 again."
    }
}
/// The levels, from the fullest.
pub const LEVELS: [CeilingLevel; 4] =
    [CeilingLevel::Full, CeilingLevel::HighDependency, CeilingLevel::Ward, CeilingLevel::Comfort];
/// `every 4 h`.
pub fn every(minutes: u32) -> String {
    format!("every {}", super::times::span(i64::from(minutes)))
}

/// The ward's own flags.
pub const WARD_FLAGS: &str = "Flags";
/// Why a limb is spared: whoever takes a pressure or blood there has to know.
pub const LIMB_WORDS: &str = "Why, for example: fistula, no blood pressure";
/// Asks for the leg.
pub const WHICH_LEG: &str = "Which leg?";
/// The legs: code, label.
pub const LEGS: [(&str, &str); 3] = [("left", "Left leg"), ("right", "Right leg"), ("both", "Both legs")];
/// Precautions that can be chosen with one tap, by group.
pub fn precautions() -> Vec<(&'static str, Vec<Precaution>)> {
    let limbs = [Limb::LeftArm, Limb::RightArm, Limb::LeftLeg, Limb::RightLeg];
    let limb = |spare: bool| move |limb| Precaution::Limb { limb, words: String::new(), spare };
    vec![
        ("Falls", [true, false].map(Precaution::Falls).into()),
        (
            "Swallowing",
            [Swallowing::NilByMouth, Swallowing::Modified, Swallowing::Normal]
                .map(Precaution::Swallowing)
                .into(),
        ),
        (
            "Help to move",
            [
                Assistance::BedRest,
                Assistance::Hoist,
                Assistance::Two,
                Assistance::One,
                Assistance::Supervision,
                Assistance::Independent,
            ]
            .map(Precaution::Assistance)
            .into(),
        ),
        (
            "Weight-bearing",
            [
                WeightBearing::None,
                WeightBearing::ToeTouch,
                WeightBearing::Partial,
                WeightBearing::AsTolerated,
                WeightBearing::Full,
            ]
            .map(Precaution::WeightBearing)
            .into(),
        ),
        ("Limbs", limbs.into_iter().map(limb(true)).chain(limbs.into_iter().map(limb(false))).collect()),
    ]
}
