//! The sentences of decisions about a stay.

use clinical::care::{Assistance, CeilingLevel, Limb, Precaution, Swallowing, WeightBearing};
use contract::DecisionKind;

include!(concat!(env!("OUT_DIR"), "/decisions.rs"));

/// A button.
pub fn act(kind: DecisionKind) -> &'static str {
    match kind {
        DecisionKind::Resuscitation => act_resuscitation(),
        DecisionKind::Ceiling => act_ceiling(),
        DecisionKind::Monitoring => act_monitoring(),
        DecisionKind::RelaxMonitoring => act_relax_monitoring(),
        DecisionKind::StopObservations => act_stop(),
        DecisionKind::RestartObservations => act_restart(),
        DecisionKind::OffWard => act_off_ward(),
        DecisionKind::Back => act_back(),
        DecisionKind::Precaution => act_precaution(),
        DecisionKind::Allergies => act_allergies(),
        DecisionKind::Pregnancy => act_pregnancy(),
        DecisionKind::Oxygen => oxygen(),
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
pub fn more(kind: DecisionKind) -> &'static str {
    match kind {
        DecisionKind::Resuscitation => more_resuscitation(),
        DecisionKind::Ceiling => more_ceiling(),
        DecisionKind::Monitoring | DecisionKind::RelaxMonitoring => more_monitoring(),
        DecisionKind::StopObservations => more_stop(),
        DecisionKind::RestartObservations => more_restart(),
        DecisionKind::OffWard => more_off_ward(),
        DecisionKind::Back => more_back(),
        DecisionKind::Precaution => more_precaution(),
        DecisionKind::Allergies => more_allergies(),
        DecisionKind::Oxygen => "",
        DecisionKind::Pregnancy => more_pregnancy(),
    }
}
/// Usual places. They are written into the record, and so stay in the language of the record.
pub const PLACES: [&str; 5] =
    ["X-ray or scan", "Theatre", "Dialysis", "Day room or garden", "Home for the day"];
/// For resuscitation, or not.
pub fn attempt() -> [(&'static str, bool); 2] {
    [(not_for_cpr(), false), (for_cpr(), true)]
}
/// No allergies, or some.
pub fn allergies() -> [(&'static str, bool); 2] {
    [(super::patient::no_allergies(), false), (super::patient::known_allergies(), true)]
}
/// Pregnant, or not.
pub fn pregnant() -> [(&'static str, bool); 2] {
    [(pregnant_now(), true), (not_pregnant(), false)]
}
/// What follows from a pregnancy, and from its end.
pub fn pregnancy_means(yes: bool) -> &'static str {
    if yes { pregnancy_means_no_score() } else { pregnancy_means_score() }
}
/// The levels, from the fullest.
pub const LEVELS: [CeilingLevel; 4] =
    [CeilingLevel::Full, CeilingLevel::HighDependency, CeilingLevel::Ward, CeilingLevel::Comfort];
/// `every 4 h`.
pub fn every(minutes: u32) -> String {
    every_span(&super::times::span(minutes.into()))
}

/// The legs: code, label.
pub fn legs() -> [(&'static str, &'static str); 3] {
    [("left", left_leg()), ("right", right_leg()), ("both", both_legs())]
}
/// Precautions that can be chosen with one tap, by group.
pub fn precautions() -> Vec<(&'static str, Vec<Precaution>)> {
    let limbs = [Limb::LeftArm, Limb::RightArm, Limb::LeftLeg, Limb::RightLeg];
    let limb = |spare: bool| move |limb| Precaution::Limb { limb, words: String::new(), spare };
    vec![
        (group_falls(), [true, false].map(Precaution::Falls).into()),
        (
            group_swallowing(),
            [Swallowing::NilByMouth, Swallowing::Modified, Swallowing::Normal]
                .map(Precaution::Swallowing)
                .into(),
        ),
        (
            group_help_to_move(),
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
            group_weight_bearing(),
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
        (
            group_limbs(),
            limbs.into_iter().map(limb(true)).chain(limbs.into_iter().map(limb(false))).collect(),
        ),
    ]
}
