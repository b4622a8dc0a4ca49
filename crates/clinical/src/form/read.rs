//! From a hospital's file to a form: everything that is wrong is told at once, with its line and its rule.
//!
//! The subset of FHIR R4 `Questionnaire` that is read here is described in `docs/forms.md`.

mod door;
mod item;
mod number;
mod rule;
mod total;

use super::{
    ContentHash, Definition, FormError, Item, ItemKind, Pin, Rule,
    json::{self, Node},
};
use door::{Door, Part, is_name};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Bytes of a form's file: 512 KiB.
pub const MAX_FILE_BYTES: usize = 512 * 1024;
/// Items of a form, groups and words to read included.
pub const MAX_ITEMS: usize = 500;
/// How deep groups may lie in one another.
pub const MAX_DEPTH: usize = 6;

const SOURCE: &str = "urn:wardlight:form:source";
const TOTAL: &str = "urn:wardlight:form:total";
const RULE: &str = "urn:wardlight:form:rule";
const NEXT_DUE: &str = "urn:wardlight:form:next-due";

/// FHIR's own particulars of a resource that change nothing of what a form means here.
const PARTICULARS: &[&str] = &[
    "id",
    "meta",
    "name",
    "date",
    "publisher",
    "description",
    "purpose",
    "language",
    "approvalDate",
    "lastReviewDate",
    "effectivePeriod",
    "subjectType",
    "identifier",
    "code",
    "jurisdiction",
    "useContext",
];

impl ContentHash {
    /// The hash of a form's file.
    pub fn of(file: &str) -> Self {
        Self(Sha256::digest(file.as_bytes()).into())
    }
}

impl Definition {
    /// Reads a form's file.
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the file: at most a hundred of them. A file that is not JSON, or is
    /// too large, has one.
    pub fn parse(file: &str) -> Result<Self, Vec<FormError>> {
        let whole = |line, rule, message: String| vec![FormError { line, at: String::new(), rule, message }];
        if file.len() > MAX_FILE_BYTES {
            let message = format!("The file is larger than {MAX_FILE_BYTES} bytes. A form is smaller.");
            return Err(whole(1, Rule::Size, message));
        }
        let root = json::read(file)
            .map_err(|bad| whole(bad.line, Rule::Syntax, format!("The file is not JSON: {}.", bad.what)))?;
        let mut door = Door::default();
        let definition = questionnaire(&mut door, &root, ContentHash::of(file));
        door.errors.sort();
        door.errors.dedup();
        match definition {
            Some(definition) if door.errors.is_empty() => Ok(definition),
            _ => Err(door.errors),
        }
    }
}

/// Items by linkId, and totals by name, for whatever refers to them.
struct Names<'n> {
    items: BTreeMap<&'n str, usize>,
    totals: Vec<&'n str>,
}

fn questionnaire(door: &mut Door, root: &Node, hash: ContentHash) -> Option<Definition> {
    let root = Part { node: root, at: String::new() };
    let own = ["resourceType", "url", "version", "title", "status", "copyright", "extension", "item"];
    door.known(&root, &[&own, PARTICULARS]);
    if door.need(&root, "resourceType", Rule::Shape).is_some_and(|found| found != "Questionnaire") {
        door.refuse(&root, Rule::Shape, "\"resourceType\" must be \"Questionnaire\".");
    }
    if door.text(&root, "status").is_some_and(|status| status != "active") {
        door.refuse(&root, Rule::Shape, "Only a form whose \"status\" is \"active\" can be used.");
    }
    let url = door.need(&root, "url", Rule::Shape);
    let version = door.need(&root, "version", Rule::Shape);
    let title = door.need(&root, "title", Rule::Shape);
    let licence = door.need(&root, "copyright", Rule::Licence);
    let extensions = door.extensions(&root, &[SOURCE, TOTAL, RULE, NEXT_DUE]);
    let source = match extensions.one(SOURCE) {
        Some(part) => door.need(part, "valueString", Rule::Licence),
        None => {
            let message = format!("The form does not name its source. Add the extension {SOURCE:?}.");
            door.refuse(&root, Rule::Licence, message);
            None
        }
    };
    let raw = flattened(door, &root);
    if raw.is_empty() {
        door.refuse(&root, Rule::Shape, "The form has no items.");
    }
    let total_parts: Vec<&Part<'_>> = extensions.all(TOTAL).collect();
    let names = Names { items: links(door, &raw), totals: total::names(door, &total_parts) };
    let mut items: Vec<Item> = raw.iter().map(|raw| item::read(door, raw, &names)).collect();
    item::resolve(door, &raw, &names, &mut items);
    let totals = total::read(door, &total_parts, &names, &items);
    let rules = rule::read(door, extensions.all(RULE), &names, &items);
    let next_due = extensions.one(NEXT_DUE).and_then(|part| {
        let inside = door.extensions(part, &["due", "overdue"]);
        rule::interval(door, part, &inside)
    });
    if door.errors.is_empty() {
        rule::no_cycle(door, &raw, &items, &totals);
    }
    let (url, version) = (url?.to_owned(), version?.to_owned());
    Some(Definition {
        pin: Pin { url, version, hash },
        title: title?.to_owned(),
        source: source?.to_owned(),
        licence: licence?.to_owned(),
        items,
        totals,
        rules,
        next_due,
    })
}

/// An item as it lies in the file.
struct Raw<'n> {
    part: Part<'n>,
    parent: Option<usize>,
}

/// All items in the order of the page, groups before what lies in them. Stops at the limits.
fn flattened<'n>(door: &mut Door, root: &Part<'n>) -> Vec<Raw<'n>> {
    let mut raw: Vec<Raw<'n>> = Vec::new();
    // Last in, first out, so that the children of an item come before its sisters.
    let mut waiting: Vec<(Part<'n>, Option<usize>, usize)> = Vec::new();
    let children = door.list(root, "item");
    waiting.extend(children.into_iter().rev().map(|part| (part, None, 1)));
    while let Some((part, parent, depth)) = waiting.pop() {
        if raw.len() == MAX_ITEMS {
            let message = format!("The form has more than {MAX_ITEMS} items. Split it into several forms.");
            door.refuse(&part, Rule::TooManyItems, message);
            break;
        }
        if depth > MAX_DEPTH {
            let message = format!("Groups lie more than {MAX_DEPTH} deep in one another. Flatten them.");
            door.refuse(&part, Rule::TooManyItems, message);
            break;
        }
        let place = raw.len();
        let children = door.list(&part, "item");
        waiting.extend(children.into_iter().rev().map(|child| (child, Some(place), depth + 1)));
        raw.push(Raw { part, parent });
    }
    raw
}

fn links<'n>(door: &mut Door, raw: &[Raw<'n>]) -> BTreeMap<&'n str, usize> {
    let mut links = BTreeMap::new();
    for (place, item) in raw.iter().enumerate() {
        let Some(link) = door.need(&item.part, "linkId", Rule::LinkId) else { continue };
        if !is_name(link) {
            let message = "A linkId is 1 to 64 letters, digits, dots, dashes or underscores.";
            door.refuse(&item.part, Rule::LinkId, message);
        }
        if let Some(before) = links.insert(link, place) {
            let line = raw[before].part.node.line;
            let message =
                format!("The linkId {link:?} is already that of the item in line {line}. Change one.");
            door.refuse(&item.part, Rule::DuplicateLinkId, message);
        }
    }
    links
}

/// Whether a kind of item has something to count, compare or derive from: a number, or weights.
fn numeric(kind: &ItemKind) -> bool {
    matches!(kind, ItemKind::Number(_) | ItemKind::Derived(_))
}
