//! The forms in force on this device: those that come with the application.

use clinical::form::{Definition, Pin, shipped::SHIPPED};
use std::sync::LazyLock;

static IN_FORCE: LazyLock<Vec<Definition>> = LazyLock::new(|| {
    let read = SHIPPED.iter().filter_map(|shipped| match Definition::parse(shipped.json) {
        Ok(form) => Some(form),
        Err(errors) => {
            // A test reads every shipped form; one that cannot be read is left out rather than half understood.
            tracing::error!(form = shipped.name, rules = errors.len(), "a shipped form breaks rules");
            None
        }
    });
    read.collect()
});

/// Every form, in the order in which a ward looks for them.
pub(crate) fn all() -> &'static [Definition] {
    &IN_FORCE
}

/// The form of this address, in the version that is in force.
pub(crate) fn find(url: &str) -> Option<&'static Definition> {
    all().iter().find(|form| form.pin().url == url)
}

/// The form that something is pinned to, where that very version is in force.
pub(crate) fn of(pin: &Pin) -> Option<&'static Definition> {
    find(&pin.url).filter(|form| form.pin() == pin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_form_is_in_force_under_an_address_of_its_own() {
        assert_eq!(all().len(), SHIPPED.len());
        let addresses: std::collections::BTreeSet<&str> =
            all().iter().map(|form| form.pin().url.as_str()).collect();
        assert_eq!(addresses.len(), SHIPPED.len());
        assert!(find(clinical::form::fluid::FORM).is_some(), "the fluid totals look for this one");
    }
}
