//! Signing in, locking, and charting in an emergency.

use clinical::staff::Role;

include!(concat!(env!("OUT_DIR"), "/signin.rs"));

/// The digits keyed so far, for a screen reader.
pub fn digits_keyed(n: usize) -> String {
    keyed(n as i64)
}

/// The heading of a group of people.
pub fn role_group(role: Role) -> &'static str {
    match role {
        Role::HealthcareAssistant => healthcare_assistants(),
        Role::Student => students(),
        Role::Nurse => registered_nurses(),
        Role::NurseInCharge => nurses_in_charge(),
        Role::Therapist => therapists(),
        Role::Doctor => doctors(),
        Role::System => systems(),
    }
}
