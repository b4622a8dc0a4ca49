//! What the roles of a drawing look like on white paper.

use crate::{
    report::colour,
    sheet::{ALARM, BLACK, Ink, QUIET, RULE},
};
use chart::drawing::Ink as Role;
use clinical::news2::Risk;

/// How thick a line of this role is, in points.
pub(super) const fn line_width(role: Role) -> f32 {
    match role {
        Role::Grid => 0.35,
        Role::Strong | Role::Value => 0.9,
        _ => 0.6,
    }
}

/// The colour of a risk's total.
pub(super) fn risk_ink(risk: Risk) -> Ink {
    let points = match risk {
        Risk::Low => 0,
        Risk::LowMedium => 1,
        Risk::Medium => 2,
        Risk::High => 3,
    };
    colour(points).unwrap_or([0xff; 3])
}

/// The colours of the chart on white paper: bands and totals after the Royal College, everything else grey and black.
pub(super) fn ink_of(role: Role) -> Ink {
    const NOTICE: Ink = [0x00, 0x4c, 0x96];
    match role {
        Role::Band(points) | Role::Soft(points) => colour(points).unwrap_or([0xff; 3]),
        Role::Total(risk) | Role::Floor(risk) => risk_ink(risk),
        Role::Unscored | Role::Absence | Role::Header => [0xe8, 0xed, 0xee],
        Role::Panel => [0xf0, 0xf1, 0xf2],
        Role::ScaleTwo => [0xec, 0xe6, 0xf5],
        Role::Grid => RULE,
        Role::Quiet | Role::Strong | Role::Edge | Role::Struck | Role::Gap => QUIET,
        Role::Warning => ALARM,
        Role::Late | Role::Corrected | Role::Device | Role::ScaleChange => NOTICE,
        Role::OnBand(_) | Role::OnTotal(_) | Role::Words | Role::Heading | Role::Value | Role::Act => BLACK,
    }
}
