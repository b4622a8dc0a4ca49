//! A GS1 element string taken apart, with the separators that belong into it or, where a scanner left them out, without.

use crate::gsrn;

/// FNC1 as every scanner is meant to send it: the control character GS.
pub(crate) const SEPARATOR: char = '\u{1d}';

/// How scanners that cannot type a control character write it.
const WRITTEN: [&str; 4] = ["{GS}", "<GS>", "[GS]", "␝"];

/// The elements of a wristband after the first, which has a fixed length: hospital, baby, description, and two for local use.
const IDENTIFIERS: [&str; 5] = ["91", "92", "93", "98", "99"];

/// More ways to divide one text than any band has.
const MOST_WAYS: usize = 64;

/// One element: which, and what.
pub(crate) type Element<'t> = (&'t str, &'t str);

/// With one kind of separator.
pub(crate) fn with_separators(text: &str) -> String {
    WRITTEN.iter().fold(text.to_owned(), |text, written| text.replace(written, "\u{1d}"))
}

/// The service relation and everything that may follow it, as whole ways to read it. With separators there is one; without,
/// one for each place at which another element could begin.
pub(crate) fn ways(text: &str) -> Option<(&str, Vec<Vec<Element<'_>>>)> {
    let text = text.trim_start_matches(SEPARATOR).strip_prefix("8018")?;
    // By its bytes, since what is no digit at all may stand there.
    let end = text.char_indices().nth(gsrn::DIGITS).map_or(text.len(), |(at, _)| at);
    let first = text[..end].find(SEPARATOR).unwrap_or(end);
    let (relation, rest) = text.split_at(first);
    let mut ways = vec![Vec::new()];
    for part in rest.split(SEPARATOR).filter(|part| !part.is_empty()) {
        // Whoever sends one separator sends all of them.
        let more = if rest.contains(SEPARATOR) {
            beginning(part).map(|one| vec![vec![one]]).unwrap_or_default()
        } else {
            divided(part)
        };
        ways = ways
            .iter()
            .flat_map(|way| more.iter().map(|more| way.iter().chain(more).copied().collect()))
            .take(MOST_WAYS)
            .collect();
    }
    Some((relation, ways))
}

/// Every way to read one part: as one element, or as several that nothing separates.
fn divided(part: &str) -> Vec<Vec<Element<'_>>> {
    let Some((name, rest)) = beginning(part) else { return Vec::new() };
    let mut ways = vec![vec![(name, rest)]];
    for (at, _) in rest.char_indices().skip(1) {
        if beginning(&rest[at..]).is_none() {
            continue;
        }
        for more in divided(&rest[at..]) {
            if ways.len() < MOST_WAYS {
                ways.push(std::iter::once((name, &rest[..at])).chain(more).collect());
            }
        }
    }
    ways
}

/// The element that may begin here.
fn beginning(text: &str) -> Option<Element<'_>> {
    IDENTIFIERS.iter().find_map(|name| Some((*name, text.strip_prefix(name)?)))
}
