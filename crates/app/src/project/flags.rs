//! What everybody who comes to the bed should know, read safely while people disagree (safety rule 7).

use super::Folded;
use clinical::{
    UtcMillis,
    care::{Ceiling, CeilingLevel, Precaution, PrecautionKind, Swallowing},
    cui,
    stay::{StayState, Watching},
};
use contract::{Flag, FlagKind};

/// The flags of a stay, the weightiest first.
pub(crate) fn flags(folded: &Folded) -> Vec<Flag> {
    let state = &folded.state;
    // Whether sets are due, and where the patient is, does not change with the clock.
    let status = state.at(UtcMillis(0));
    let mut flags: Vec<Flag> = Vec::new();
    let mut add = |kind, word: &str, more: String| flags.push(Flag { kind, word: word.to_owned(), more });
    if state.is_not_for_resuscitation() {
        add(FlagKind::NotForResuscitation, "Not for CPR", not_for_cpr(state));
    }
    if let Some(ceiling) = state.ceiling().filter(|ceiling| ceiling.level != CeilingLevel::Full) {
        add(FlagKind::Ceiling, ceiling_word(ceiling), ceiling_words(ceiling));
    }
    if matches!(status.watching, Watching::Stopped { .. }) {
        add(FlagKind::ObservationsStopped, "Obs stopped", "No set is due. You can always record one.".into());
    }
    if let Some(away) = status.away {
        add(FlagKind::OffWard, "Off ward", away.place);
    }
    if let Some((low, high)) = state.scale().target() {
        add(FlagKind::OxygenTarget, &format!("O₂ {low}–{high}%"), "Prescribed oxygen target".into());
    }
    for precaution in state.precautions().into_iter().filter(|precaution| precaution.is_needed()) {
        let (kind, word) = precaution_word(precaution);
        add(kind, word, precaution.label());
    }
    flags.sort_by_key(|flag| flag.kind);
    flags
}

fn not_for_cpr(state: &StayState) -> String {
    let decided = state.resuscitation.latest().map(|leaf| {
        let review = leaf.value.review_on.map(|day| format!(", review {}", cui::date(day)));
        format!("{}{}. ", leaf.value.decided_by, review.unwrap_or_default())
    });
    format!("{}Check the signed form.", decided.unwrap_or_default())
}

const fn ceiling_word(ceiling: &Ceiling) -> &'static str {
    match ceiling.level {
        CeilingLevel::Comfort => "Comfort care",
        CeilingLevel::Ward => "Ward care only",
        CeilingLevel::HighDependency => "Up to HDU",
        CeilingLevel::Full => "Full treatment",
    }
}

/// A ceiling in words, with whatever was added to it.
pub(crate) fn ceiling_words(ceiling: &Ceiling) -> String {
    let level = ceiling.level.label();
    if ceiling.words.is_empty() { level.to_owned() } else { format!("{level}: {}", ceiling.words) }
}

fn precaution_word(precaution: &Precaution) -> (FlagKind, &'static str) {
    match (precaution.kind(), precaution) {
        (PrecautionKind::WeightBearing, _) => (FlagKind::WeightBearing, "Weight"),
        (PrecautionKind::Assistance, Precaution::Assistance(help)) => (FlagKind::Assistance, help.label()),
        (PrecautionKind::Assistance, _) => (FlagKind::Assistance, "Assistance"),
        (PrecautionKind::Swallowing, Precaution::Swallowing(Swallowing::NilByMouth)) => {
            (FlagKind::Swallowing, "Nil by mouth")
        }
        (PrecautionKind::Swallowing, _) => (FlagKind::Swallowing, "Modified diet"),
        (PrecautionKind::Limb(_), _) => (FlagKind::Limb, "Spare limb"),
        (PrecautionKind::Falls, _) => (FlagKind::Falls, "Falls"),
    }
}
