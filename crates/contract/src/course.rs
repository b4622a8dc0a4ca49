//! From what the core says of a chart to what it is drawn from: the same for the screen and for paper.

use crate::{ChartView, Mark, MarkedBy, SetView};
use chart::course::{Act, Course, Pause, ScaleChange, Set, Standing, Step};
use clinical::{Stamp, TakenAt, UtcMillis, stay::Stage};

impl ChartView {
    /// What the chart is drawn from, at `now`: the time of the drawing, which may be a little later than the answer's.
    pub fn course(&self, now: UtcMillis) -> Course {
        Course {
            from: self.from,
            now: Stamp { utc: now.max(self.now), offset_minutes: self.offset_minutes },
            clock: self.clock.clone(),
            sets: self.sets.iter().map(|set| drawn(set, self.escalated.contains(&set.fact))).collect(),
            scale: self.scale.scale,
            scale_changes: self
                .scale_changes
                .iter()
                .map(|(at, to, by)| ScaleChange { at: *at, to: *to, by: by.clone() })
                .collect(),
            pauses: self
                .pauses
                .iter()
                .map(|pause| Pause { from: pause.from, to: pause.to, why: pause.why.clone() })
                .collect(),
            acts: self
                .acts
                .iter()
                .map(|act| Act { at: act.at, step: step(act.stage), who: act.who.clone() })
                .collect(),
            bedside: self.bedside.clone(),
        }
    }
}

const fn step(stage: Stage) -> Step {
    match stage {
        Stage::Raised => Step::Concern,
        Stage::Told => Step::Told,
        Stage::Accepted => Step::Accepted,
        Stage::NotEscalated => Step::NotEscalated,
        Stage::Attended => Step::Attended,
        Stage::Planned => Step::Planned,
        Stage::Closed => Step::Closed,
    }
}

fn drawn(set: &SetView, escalated: bool) -> Set {
    let moved = match (set.moved_here, set.moved_by.is_empty()) {
        (false, _) => String::new(),
        (true, true) => "Moved here from another patient".to_owned(),
        (true, false) => format!("Moved here from another patient by {}", set.moved_by),
    };
    Set {
        taken: match set.taken {
            TakenAt::At(stamp) => Some(stamp),
            TakenAt::NotRecorded => None,
        },
        vitals: set.vitals.clone(),
        scale: set.scale,
        outcome: set.outcome.clone(),
        no_longer_applies: set.no_longer_applies.is_some(),
        from_device: set.from_device.clone(),
        by: set.by.clone(),
        standing: standing(&set.mark),
        corrects: set.corrects,
        late: set.late,
        clock_doubtful: set.clock_doubtful,
        escalated,
        notes: vec![moved, set.remark.clone()],
    }
}

fn standing(mark: &Mark) -> Standing {
    let said = |what: &str, by: &MarkedBy| {
        let why = if by.reason.is_empty() { String::new() } else { format!(": {}", by.reason) };
        Standing::Struck(format!("{what} by {}{why}", by.name))
    };
    match mark {
        Mark::Current => Standing::Stands,
        Mark::Disputed => Standing::Disputed,
        Mark::Amended(by) => said("Corrected", by),
        Mark::InError(by) => said("Marked as entered in error", by),
        Mark::Undone(by) => said("Undone", by),
        Mark::Moved(by) => said("Another patient's, moved", by),
    }
}
