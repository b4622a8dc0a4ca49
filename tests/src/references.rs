//! References to tests in documents: `path/of/the/file.rs::name_of_the_test`.

use crate::repository::root;
use std::fs;

/// Whether a file holds a test of this name: a function under a test attribute, one of a property test's, or one that a
/// contract suite makes a test of for each implementation.
fn holds(text: &str, name: &str) -> bool {
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    let signature = ["fn", "async fn", "pub(crate) fn"].map(|start| format!("{start} {name}("));
    let in_suite = text.contains("macro_rules! contract_suite") && lines.contains(&name);
    lines.iter().enumerate().any(|(at, line)| {
        let above =
            lines[..at].iter().rev().take_while(|line| line.starts_with("#[") || line.starts_with("//"));
        signature.iter().any(|start| line.starts_with(start))
            && (in_suite || above.clone().any(|line| line.contains("test")))
    })
}

/// Why a reference leads to no test; `None` when it does.
#[must_use]
pub fn broken(reference: &str) -> Option<String> {
    let Some((path, name)) = reference.rsplit_once("::") else {
        return Some(format!("{reference}: write it as path/of/the/file.rs::name_of_the_test"));
    };
    match fs::read_to_string(root().join(path)) {
        Err(_) => Some(format!("{reference}: there is no such file")),
        Ok(text) if !holds(&text, name) => Some(format!("{reference}: the file holds no such test")),
        Ok(_) => None,
    }
}

/// The references of a document: what stands between backticks with `.rs::` in it.
pub fn named(document: &str) -> impl Iterator<Item = &str> {
    document.split('`').skip(1).step_by(2).filter(|code| code.contains(".rs::"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_is_told_from_a_function_that_only_looks_like_one() {
        let text = "#[test]\nfn real() {}\n#[tokio::test]\nasync fn awaited() {}\nfn helper() {}\n";
        assert!(holds(text, "real") && holds(text, "awaited"));
        assert!(!holds(text, "helper") && !holds(text, "rea"), "a control must not lean on what never runs");
    }

    #[test]
    fn of_a_contract_suite_only_what_it_lists_is_a_test() {
        let text = "macro_rules! contract_suite {\n  listed\n}\npub(crate) fn listed(log: &Log) {}\npub(crate) fn other() {}\n";
        assert!(holds(text, "listed") && !holds(text, "other"));
    }

    #[test]
    fn references_stand_between_backticks() {
        let named: Vec<_> = named("`a.rs::b` and a.rs::c, `d`, `e.rs::f`").collect();
        assert_eq!(named, ["a.rs::b", "e.rs::f"]);
    }
}
