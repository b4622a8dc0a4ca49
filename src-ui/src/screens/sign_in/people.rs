//! Finding oneself among the ward's staff.

use crate::order::in_order;
use clinical::staff::Role;
use contract::StaffTile;

/// The order in which a ward thinks of its people: those at the bedside first.
const ORDER: [Role; 6] = [
    Role::NurseInCharge,
    Role::Nurse,
    Role::HealthcareAssistant,
    Role::Student,
    Role::Therapist,
    Role::Doctor,
];

/// Those whose name has every typed word at the beginning of one of its own, by role and then by name.
pub(super) fn by_role<'a>(all: &'a [StaffTile], search: &str) -> Vec<(Role, Vec<&'a StaffTile>)> {
    let groups = ORDER.into_iter().map(|role| {
        let tiles = all.iter().filter(|tile| tile.role == role && fits(&tile.name, search));
        (role, in_order(tiles, |tile, other| tile.name.to_uppercase().cmp(&other.name.to_uppercase())))
    });
    groups.filter(|(_, tiles)| !tiles.is_empty()).collect()
}

fn fits(name: &str, search: &str) -> bool {
    let name = name.to_uppercase();
    let mut words = search.split_whitespace().map(str::to_uppercase);
    words.all(|word| name.split([' ', '-', '\'', '’']).any(|part| part.starts_with(&word)))
}

/// `AY` for Amina Yusuf: first and last.
pub(super) fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    let first = words.next();
    first.into_iter().chain(words.next_back()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clinical::StaffId;

    fn tile(n: u8, name: &str, role: Role) -> StaffTile {
        StaffTile { id: StaffId::from_bytes([n; 16]), name: name.into(), role, ready_offline: true }
    }

    #[test]
    fn one_finds_oneself_by_the_beginning_of_any_name() {
        let all = [
            tile(1, "Siân Llewellyn-Jones", Role::Nurse),
            tile(2, "Amina Yusuf", Role::Nurse),
            tile(3, "Grace O’Brien", Role::HealthcareAssistant),
            tile(4, "Ward import", Role::System),
        ];
        let found = |search: &str| -> Vec<u8> {
            let groups = by_role(&all, search);
            groups.iter().flat_map(|(_, tiles)| tiles.iter().map(|t| t.id.as_bytes()[0])).collect()
        };
        assert_eq!(found(""), [2, 1, 3], "systems do not sign in");
        assert_eq!(found("jon"), [1]);
        assert_eq!(found("yus am"), [2]);
        assert_eq!(found("brien"), [3]);
        assert_eq!(found("zz"), [0_u8; 0]);
    }

    #[test]
    fn initials_are_the_first_and_the_last_names() {
        assert_eq!(["Amina Yusuf", "Cher", "Ana Maria Costa"].map(initials), ["AY", "C", "AC"]);
    }
}
