//! The board's head: how many of what, who needs somebody now, which devices are silent.

use super::{
    alert::waits,
    standing::{Urgency, standing, urgency},
};
use crate::order::in_order;
use crate::words::{board, times};
use clinical::{
    UtcMillis,
    news2::{Response, Risk},
    stay::Stage,
};
use contract::{BoardRow, DeviceSeen, ScoreView, StatusView};
use std::cmp::Reverse;

/// The counts in a board's head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Patients at 7 or more, or too unwell to measure.
    pub high: u32,
    /// Patients at 5 or 6.
    pub medium: u32,
    /// Patients with a single 3.
    pub single_three: u32,
    /// Patients whose next set is overdue.
    pub overdue: u32,
    /// Patients without any score.
    pub unscored: u32,
    /// Empty beds.
    pub free: u32,
}

impl Counts {
    /// Counts a board. A patient shown in two beds counts once.
    pub fn of(rows: &[BoardRow], now: UtcMillis) -> Self {
        let mut counts = Self::default();
        let mut seen = std::collections::BTreeSet::new();
        for row in rows {
            let (Some(banner), Some(status)) = (&row.banner, &row.status) else {
                counts.free += u32::from(row.banner.is_none());
                continue;
            };
            if seen.insert(banner.stay) {
                counts.add(status, now);
            }
        }
        counts
    }

    fn add(&mut self, status: &StatusView, now: UtcMillis) {
        match &status.score {
            ScoreView::TooUnwell { .. } => self.high += 1,
            ScoreView::Complete { risk, .. } | ScoreView::AtLeast { risk, .. } => match risk {
                Risk::High => self.high += 1,
                Risk::Medium => self.medium += 1,
                Risk::LowMedium => self.single_three += 1,
                Risk::Low => {}
            },
            ScoreView::None | ScoreView::NotApplicable { .. } => self.unscored += 1,
        }
        self.overdue += u32::from(standing(status, now).due.is_overdue());
    }

    /// Class, number and words of each count. Those that call for somebody are always there, as zeros too; free beds are
    /// a ward's matter.
    pub fn words(self, of_ward: bool) -> Vec<(&'static str, u32, String)> {
        let mut words = vec![
            ("count--3", self.high, board::count_high().to_owned()),
            ("count--2", self.medium, board::count_medium().to_owned()),
            ("count--1", self.single_three, board::count_single().to_owned()),
            ("count--overdue", self.overdue, board::count_overdue().to_owned()),
        ];
        if self.unscored > 0 {
            words.push(("", self.unscored, board::count_unscored().to_owned()));
        }
        if of_ward {
            words.push(("", self.free, board::count_free(self.free.into())));
        }
        words
    }

    /// The same on a wall, in as few letters as there is room for: only those that call for somebody.
    pub fn on_a_wall(self) -> [(&'static str, u32, &'static str); 4] {
        [
            ("count--3", self.high, board::wall_high()),
            ("count--2", self.medium, board::wall_medium()),
            ("count--1", self.single_three, board::wall_single()),
            ("count--overdue", self.overdue, board::wall_overdue()),
        ]
    }
}

/// Rows that need somebody now: most urgent first; among those, the alerts that nobody has accepted, the oldest first;
/// then by the score as it is now, then the longest overdue, then as the beds stand.
pub fn urgent(rows: &[BoardRow], now: UtcMillis) -> Vec<(Urgency, &BoardRow)> {
    let by_status = |row: &BoardRow| row.status.as_ref().and_then(|status| urgency(status, now));
    let how = |row: &BoardRow| {
        let alert = row.alert.as_ref().filter(|alert| waits(alert) || alert.stage == Stage::Accepted);
        // What was set aside may be as bad as it says (safety rule 8).
        let unverified = row.unverified.then_some(Urgency::High);
        by_status(row).into_iter().chain(alert.map(|alert| of_alert(alert.level))).chain(unverified).min()
    };
    let urgent = rows.iter().filter(|row| row.banner.is_some()).filter_map(|row| Some((how(row)?, row)));
    let place = |row: &BoardRow| {
        let waiting = row.alert.as_ref().filter(|alert| waits(alert));
        let due = row.status.as_ref().map(|status| standing(status, now).due);
        (
            waiting.map_or(i64::MAX, |alert| alert.raised_at.0),
            by_status(row).map_or(u8::MAX, |u| u as u8),
            Reverse(due),
        )
    };
    in_order(urgent, |(urgency, row), (other, other_row)| {
        urgency.cmp(other).then_with(|| place(row).cmp(&place(other_row)))
    })
}

/// How urgent an open alert is, whatever the score has become since: only a person closes it (safety rule 4).
const fn of_alert(level: Response) -> Urgency {
    match level {
        Response::Emergency => Urgency::High,
        Response::Urgent => Urgency::Medium,
        Response::UrgentWardBased | Response::WardBased | Response::Routine => Urgency::SingleThree,
    }
}

/// What is known of devices that are silent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silent {
    /// Each with what it may hold, in words.
    pub devices: Vec<String>,
    /// How old that knowledge is, in words, once it is old.
    pub known: Option<String>,
}

/// Devices of the ward that nothing was heard from for so long. Where the server has said when it last heard from them, as
/// of then: what it has heard since nobody here can know. One of an older version does not say; then by what was charted.
pub fn silent(devices: &[DeviceSeen], now: UtcMillis, after_minutes: i64) -> Silent {
    let of = |device: &DeviceSeen| {
        let as_of = device.as_of.unwrap_or(now).min(now);
        let last = device.heard.max(device.last_entry);
        let quiet = last.is_none_or(|at| as_of.minutes_since(at) >= after_minutes);
        let age = last.map(|at| times::span(as_of.minutes_since(at)));
        quiet.then(|| board::silent_device(&device.label, age.as_deref(), device.as_of.is_some()))
    };
    let as_of = devices.iter().filter_map(|device| device.as_of).max();
    let old = as_of.map(|at| now.minutes_since(at)).filter(|minutes| *minutes >= KNOWN_LONG_AGO);
    Silent { devices: devices.iter().filter_map(of).collect(), known: old.map(board::silence_known) }
}

/// The server is asked every five minutes: an answer of so many minutes ago was followed by none.
const KNOWN_LONG_AGO: i64 = 15;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screens::board::standing::tests::{NOW, complete, status};
    use clinical::{FactId, StayId, WardId, patient::Gender, ward::Place};
    use contract::{AlertView, Banner};

    fn row(bed: &str, stay: u8, status: Option<StatusView>) -> BoardRow {
        let ward: WardId = "bluebell".parse().unwrap();
        let place = Place { ward, bay: "Bay A".into(), bed: bed.into() };
        let banner = status.is_some().then(|| Banner {
            stay: StayId::from_bytes([stay; 16]),
            family: "Smith".into(),
            given: "Jane".into(),
            title: String::new(),
            preferred: String::new(),
            born: None,
            age_years: None,
            gender: Gender::NotKnown,
            nhs_number: None,
            hospital_number: String::new(),
            allergies: None,
            like_name: false,
            places: vec![place.clone()],
            ended: None,
        });
        BoardRow {
            place,
            banner,
            status,
            spark: Vec::new(),
            looked_after_by: Vec::new(),
            carers: Vec::new(),
            mine: false,
            conflicts: Vec::new(),
            unverified: false,
            unsent: 0,
            heard_at: None,
            alert: None,
            flags: Vec::new(),
            therapy: None,
            transfer: None,
        }
    }

    fn ward() -> Vec<BoardRow> {
        vec![
            row("A1", 1, Some(status(complete(2, Risk::Low), 30, 150))),
            row("A2", 2, Some(status(complete(6, Risk::Medium), -90, -90))),
            row("A3", 0, None),
            row("A4", 4, Some(status(complete(8, Risk::High), 10, 10))),
            row("B1", 5, Some(status(complete(6, Risk::Medium), 20, 20))),
            row("B2", 5, Some(status(complete(6, Risk::Medium), 20, 20))),
            row("B3", 7, Some(status(complete(1, Risk::Low), -400, -160))),
        ]
    }

    #[test]
    fn the_head_counts_patients_and_beds() {
        let counts = Counts::of(&ward(), NOW);
        assert_eq!(
            counts,
            Counts { high: 1, medium: 2, single_three: 0, overdue: 2, unscored: 0, free: 1 },
            "a patient shown in two beds counts once"
        );
    }

    #[test]
    fn the_strip_goes_by_urgency_and_the_board_keeps_its_order() {
        let rows = ward();
        let beds: Vec<_> = urgent(&rows, NOW).iter().map(|(_, row)| row.place.bed.as_str()).collect();
        assert_eq!(beds, ["A4", "A2", "B1", "B2", "B3"]);
    }

    #[test]
    fn what_was_refused_and_asks_for_help_needs_somebody_now() {
        let mut rows = ward();
        rows[0].unverified = true;
        let first = urgent(&rows, NOW).into_iter().map(|(_, row)| row.place.bed.as_str()).take(2);
        assert!(first.collect::<Vec<_>>().contains(&"A1"), "however calm the score is");
    }

    #[test]
    fn an_alert_that_nobody_accepted_goes_before_one_that_somebody_did_and_a_calm_score_hides_none() {
        let alert = |minutes: i64, stage| AlertView {
            episode: FactId::from_bytes([1; 16]),
            level: Response::Emergency,
            stage,
            raised_at: NOW.plus_minutes(-minutes),
            owner: String::new(),
            ask: String::new(),
            since: NOW,
            climbs_at: None,
            unanswered: false,
            others: 0,
        };
        let mut rows = ward();
        rows[0].alert = Some(alert(5, Stage::Told));
        rows[3].alert = Some(alert(60, Stage::Accepted));
        rows[4].alert = Some(alert(20, Stage::Raised));
        let beds = |rows: &[BoardRow]| -> Vec<String> {
            urgent(rows, NOW).iter().map(|(_, row)| row.place.bed.clone()).collect()
        };
        assert_eq!(beds(&rows), ["B1", "A1", "A4", "A2", "B2", "B3"]);
        rows[0].alert = Some(alert(5, Stage::Planned));
        assert_eq!(beds(&rows), ["B1", "A4", "A2", "B2", "B3"], "with a plan, the score says what is needed");
    }

    #[test]
    fn a_silent_device_is_named_with_what_it_may_hold() {
        let device = |label: &str, minutes: Option<i64>| DeviceSeen {
            label: label.into(),
            last_entry: minutes.map(|m| NOW.plus_minutes(-m)),
            heard: None,
            as_of: None,
        };
        let devices = [device("Tablet 1", Some(4)), device("Tablet 2", Some(185)), device("Tablet 3", None)];
        let Silent { devices: words, known } = silent(&devices, NOW, 60);
        assert_eq!(known, None, "of a server that does not say");
        assert_eq!(words.len(), 2);
        assert!(
            words[0].starts_with("Tablet 2: nothing charted on it has come for 3 h 5 min."),
            "{}",
            words[0]
        );
    }

    #[test]
    fn what_the_server_heard_counts_as_of_when_it_said_so_and_its_age_is_told() {
        let device = |heard: Option<i64>, as_of: i64| DeviceSeen {
            label: "Tablet 2".into(),
            last_entry: Some(NOW.plus_minutes(-600)),
            heard: heard.map(|m| NOW.plus_minutes(-m)),
            as_of: Some(NOW.plus_minutes(-as_of)),
        };
        let of = |heard, as_of| silent(&[device(heard, as_of)], NOW, 60);
        // Charted on ten hours ago, heard three minutes ago: a tablet that lies there and works.
        assert_eq!(of(Some(3), 2), Silent { devices: Vec::new(), known: None });
        let quiet = of(Some(62), 2);
        assert!(quiet.devices[0].contains("the server has not heard from it for 60 min"), "{quiet:?}");
        // This tablet has had no contact for five hours: a minute before that the other was heard, so nobody can say.
        let unknown = of(Some(301), 300);
        assert!(unknown.devices.is_empty(), "{unknown:?}");
        assert!(unknown.known.unwrap().starts_with("Known from 5 h ago"));
        let before = of(Some(400), 300);
        assert!(before.devices[0].contains("for 100 min") && before.known.is_some(), "{before:?}");
        let never = silent(&[DeviceSeen { last_entry: None, ..device(None, 2) }], NOW, 60);
        assert!(never.devices[0].contains("never"), "{never:?}");
    }
}
