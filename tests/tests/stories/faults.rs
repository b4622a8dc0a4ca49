//! What the network really did in a story, counted where it happened: a fault that never occurs proves nothing.

use replication::{Message, wire::decode};

/// How often each kind of fault happened.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Faults {
    /// A line that stood broke.
    pub(crate) cut: u32,
    /// A device whose line had broken opened another one.
    pub(crate) healed: u32,
    /// A frame arrived twice.
    pub(crate) doubled: u32,
    /// Two frames arrived in each other's place.
    pub(crate) reordered: u32,
    /// An acknowledgement that the server had given never arrived: it has the entries, and the device does not know.
    pub(crate) lost_acks: u32,
    /// The server's process ended and began again.
    pub(crate) restarts: u32,
}

impl Faults {
    /// Notes what was on its way down a line that breaks.
    pub(crate) fn broke<'f>(&mut self, on_the_way_down: impl IntoIterator<Item = &'f Vec<u8>>) {
        self.cut += 1;
        let acks =
            on_the_way_down.into_iter().filter(|frame| matches!(decode(frame), Ok(Message::Ack { .. })));
        self.lost_acks += acks.count() as u32;
    }

    /// Notes how two frames of one direction were delivered.
    pub(crate) fn delivered(&mut self, twice: bool, swapped: bool) {
        self.doubled += u32::from(twice);
        self.reordered += u32::from(swapped);
    }

    /// Both stories' together.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            cut: self.cut + other.cut,
            healed: self.healed + other.healed,
            doubled: self.doubled + other.doubled,
            reordered: self.reordered + other.reordered,
            lost_acks: self.lost_acks + other.lost_acks,
            restarts: self.restarts + other.restarts,
        }
    }

    /// Fails when one of them never happened.
    pub(crate) fn all_happened(self) {
        let Self { cut, healed, doubled, reordered, lost_acks, restarts } = self;
        for (what, times) in [
            ("cut", cut),
            ("healed", healed),
            ("doubled", doubled),
            ("reordered", reordered),
            ("lost acknowledgement", lost_acks),
            ("server restarted", restarts),
        ] {
            assert!(times > 0, "over all these seeds, never once: {what} ({self:?})");
        }
    }
}
