//! Signing in, locking, and charting in an emergency.

use clinical::staff::Role;

/// The screen's heading.
pub const WHO_ARE_YOU: &str = "Who are you?";
/// Above the search field.
pub const SEARCH: &str = "Find your name";
/// No name fits.
pub const NOBODY: &str = "Nobody here has such a name. If you have just started, ask the nurse in charge to add you, or \
                          chart in an emergency below.";
/// Nobody at all.
pub const NO_STAFF_YET: &str =
    "This device does not know the ward's staff yet. It asks the server as soon as it can.";
/// Asks for the PIN.
pub const KEY_YOUR_PIN: &str = "Key your six-digit PIN";
/// Another person.
pub const NOT_YOU: &str = "Somebody else";
/// The first sign-in of a person on a device.
pub const NEEDS_SERVER: &str = "First time on this device: your PIN is checked with the server.";
/// On the synthetic ward.
pub const DEMO_PIN: &str = "Demo: everybody's PIN is 204060";
/// Opens the emergency path.
pub const EMERGENCY: &str = "Chart in an emergency";
/// Explains it.
pub const EMERGENCY_MORE: &str = "No PIN, no reading: you can chart and it escalates. What you chart is marked, and a \
                                  colleague countersigns it.";
/// Above the name's field.
pub const EMERGENCY_NAME: &str = "Your name, as you sign";
/// Goes on.
pub const EMERGENCY_GO: &str = "Go on to chart";
/// While the PIN is checked.
pub const CHECKING: &str = "Checking…";
/// The screen that covers everything while reading is locked.
pub const LOCKED: &str = "Reading is locked";
/// Explains it.
pub const LOCKED_MORE: &str = "Nothing was touched for a while. Your PIN opens it again.";
/// Another person takes the device.
pub const SWITCH: &str = "Somebody else: sign out";

/// The digits keyed so far, for a screen reader.
pub fn digits_keyed(n: usize) -> String {
    format!("{} of 6 digits", n)
}

/// The heading of a group of people.
pub const fn role_group(role: Role) -> &'static str {
    match role {
        Role::HealthcareAssistant => "Healthcare assistants",
        Role::Student => "Students",
        Role::Nurse => "Registered nurses",
        Role::NurseInCharge => "Nurses in charge",
        Role::Therapist => "Therapists",
        Role::Doctor => "Doctors",
        Role::System => "Systems",
    }
}
