//! Who is on shift, bay by bay: three teams that follow each other round the clock.

use crate::{calendar, chance::Chance, ward::Directory};
use clinical::{StaffId, UtcMillis, staff::Role, ward::Ward};
use std::collections::BTreeSet;

/// Nurses to a shift: one to a bay.
const NURSES: usize = 4;
/// Healthcare assistants to a shift.
const ASSISTANTS: usize = 3;

/// The rota around `now`: the first four nurses of the staff list are on shift now, so that whoever opens the ward
/// finds the same people there.
#[derive(Debug, Clone)]
pub(crate) struct Rota {
    now: UtcMillis,
    doctors: Vec<StaffId>,
    /// In the order of the directory's wards, of which the first is the one that most is about.
    teams: Vec<Team>,
}

/// Who works in one ward.
#[derive(Debug, Clone)]
struct Team {
    beds: BTreeSet<String>,
    charge: Vec<StaffId>,
    nurses: Vec<StaffId>,
    assistants: Vec<StaffId>,
    students: Vec<StaffId>,
}

impl Rota {
    /// The rota of these people around this time.
    pub(crate) fn new(directory: &Directory, now: UtcMillis) -> Self {
        let team = |ward: &Ward| {
            let of = |role| {
                let here = directory.staff.iter().filter(|p| p.role == role && p.wards.contains(&ward.id));
                here.map(|person| person.id).collect::<Vec<_>>()
            };
            Team {
                beds: ward.bays.iter().flat_map(|bay| bay.beds.iter().cloned()).collect(),
                charge: of(Role::NurseInCharge),
                nurses: of(Role::Nurse),
                assistants: of(Role::HealthcareAssistant),
                students: of(Role::Student),
            }
        };
        let teams = directory.wards.iter().map(team).collect();
        Self { now, doctors: directory.with_role(Role::Doctor), teams }
    }

    fn team(&self, bed: &str) -> Option<&Team> {
        self.teams.iter().find(|team| team.beds.contains(bed))
    }

    /// The nurse of this bed's bay.
    pub(crate) fn nurse(&self, bed: &str, at: UtcMillis) -> StaffId {
        self.on_shift(self.team(bed).map_or(&[], |team| &team.nurses), NURSES, bay(bed), at)
    }

    /// The healthcare assistant of this bed's bay; the nurse where there are none.
    pub(crate) fn assistant(&self, bed: &str, at: UtcMillis) -> StaffId {
        match self.team(bed) {
            Some(team) if !team.assistants.is_empty() => {
                self.on_shift(&team.assistants, ASSISTANTS, bay(bed), at)
            }
            _ => self.nurse(bed, at),
        }
    }

    /// The nurse in charge of the shift on the first ward.
    pub(crate) fn in_charge(&self, at: UtcMillis) -> StaffId {
        self.in_turn(self.teams.first().map_or(&[], |team| &team.charge), 0, at)
    }

    /// A doctor who was about; another one for another `turn`.
    pub(crate) fn doctor(&self, turn: usize, at: UtcMillis) -> StaffId {
        self.in_turn(&self.doctors, turn, at)
    }

    /// Who takes a routine set: mostly the healthcare assistant, sometimes a student by day. A worrying one is the
    /// nurse's.
    pub(crate) fn observer(&self, bed: &str, at: UtcMillis, worrying: bool, chance: &mut Chance) -> StaffId {
        let students = self.team(bed).map_or(&[] as &[StaffId], |team| &team.students);
        match chance.below(10) {
            _ if worrying => self.nurse(bed, at),
            0..=5 => self.assistant(bed, at),
            6 if self.is_day(at) && !students.is_empty() => self.in_turn(students, bay(bed), at),
            _ => self.nurse(bed, at),
        }
    }

    fn is_day(&self, at: UtcMillis) -> bool {
        calendar::shift(at).rem_euclid(2) == 0
    }

    /// One of the list, another each shift and another for each `turn`.
    fn in_turn(&self, people: &[StaffId], turn: usize, at: UtcMillis) -> StaffId {
        self.on_shift(people, 1, 0, at.plus_minutes(-12 * calendar::HOUR * turn as i64))
    }

    /// Member `place` of the team of `size` on shift at `at`; teams are taken from the list in turn.
    fn on_shift(&self, people: &[StaffId], size: usize, place: usize, at: UtcMillis) -> StaffId {
        let size = size.min(people.len()).max(1);
        let teams = (people.len() / size).max(1);
        let back = calendar::shift(self.now) - calendar::shift(at);
        let team = back.rem_euclid(teams as i64) as usize;
        // The lists of `ward` are never empty; the nil identifier would be nobody's.
        people.get(team * size + place % size).copied().unwrap_or(StaffId::from_bytes([0; 16]))
    }
}

/// The bay by number: A to D are 0 to 3, the side rooms are shared out.
fn bay(bed: &str) -> usize {
    let mut letters = bed.bytes();
    let (letter, number) = (letters.next().unwrap_or(b'A'), letters.next().unwrap_or(b'1'));
    usize::from(if letter == b'S' { number.saturating_sub(b'1') } else { letter.saturating_sub(b'A') })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

    #[test]
    fn the_first_nurses_of_the_list_are_on_shift_now_and_nobody_works_two_shifts_running() {
        let directory = Directory::new().unwrap();
        let rota = Rota::new(&directory, NOW);
        assert_eq!(directory.name_of(rota.nurse("A1", NOW)), "Amina Yusuf");
        assert_eq!(directory.name_of(rota.in_charge(NOW)), "Gwen Abara-Lloyd");
        for bed in ["A1", "B1", "C1", "D1", "S2"] {
            for shifts_ago in 0..28 {
                let at = NOW.plus_minutes(-shifts_ago * 12 * 60);
                let before = at.plus_minutes(-12 * 60);
                assert_ne!(rota.nurse(bed, at), rota.nurse(bed, before), "nurse of {bed}");
                assert_ne!(rota.assistant(bed, at), rota.assistant(bed, before), "assistant of {bed}");
            }
        }
    }

    #[test]
    fn two_doctors_of_one_shift_are_two_people() {
        let rota = Rota::new(&Directory::new().unwrap(), NOW);
        assert_ne!(rota.doctor(1, NOW), rota.doctor(2, NOW));
    }

    #[test]
    fn each_bay_has_a_nurse_of_its_own_and_a_worrying_set_is_hers() {
        let rota = Rota::new(&Directory::new().unwrap(), NOW);
        let nurses: std::collections::BTreeSet<_> =
            ["A1", "B1", "C1", "D1"].map(|bed| rota.nurse(bed, NOW)).into();
        assert_eq!(nurses.len(), 4);
        let mut chance = Chance::new(1, 1);
        assert!((0..50).all(|_| rota.observer("B2", NOW, true, &mut chance) == rota.nurse("B2", NOW)));
    }
}
