//! Entries of fluid, and signatures under them, for histories of every kind.

use super::Draw;
use crate::{
    FactId, StayId,
    entry::EntryBody,
    form::fluid::{Amount, Covered, Direction, FluidSignature, FluidTotals, FluidWindow, Volume},
    stay::tests::build::{fluid, stamp},
};

/// An entry of fluid, of whatever volume.
pub(super) fn poured(draw: &Draw) -> EntryBody {
    let way = if draw.pick.is_multiple_of(2) { Direction::In } else { Direction::Out };
    let volume = match draw.total {
        0 => Volume::Unmeasured,
        1 => Volume::Estimated(100),
        total => Volume::Measured(100 * u32::from(total)),
    };
    let mut body = fluid(0, draw.minutes, way, volume).body;
    if let EntryBody::Assessment(made) = &mut body {
        made.moved_from =
            draw.pick.is_multiple_of(11).then_some((StayId::from_bytes([9; 16]), draw_fact(draw)));
    }
    body
}

const fn draw_fact(draw: &Draw) -> FactId {
    FactId::from_bytes([draw.pick; 16])
}

/// Half of a shift or all of it, with whatever it names.
pub(super) fn signed(draw: &Draw, names: &[FactId]) -> EntryBody {
    let window = [(0, 360), (360, 720), (0, 720)][usize::from(draw.pick % 3)];
    let intake =
        if draw.total == 0 { Amount::NotRecorded } else { Amount::Total(100 * u64::from(draw.total)) };
    let totals = FluidTotals { intake, output: Amount::AtLeast(0), estimated: draw.total == 1 };
    EntryBody::FluidSignature(Box::new(FluidSignature {
        window: FluidWindow::new(stamp(window.0), stamp(window.1)).unwrap(),
        covers: Covered::new(names.iter().copied()).unwrap(),
        totals,
        role: draw.role,
    }))
}
