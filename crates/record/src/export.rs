//! A stay as an ordinary Automerge file, for whoever takes the record elsewhere or opens it in twenty years.
//!
//! Three maps at the root, for three readers. `facts` is what devices hold: each fact's signed bytes and signature under
//! its identifier, as [`crate::chart`] has them, so that the file alone can be verified. `read` is the same facts in
//! words and numbers, as [`crate::json`] says them, for any Automerge tool. `notes` is the text of each note as its
//! edits come to. The same facts make the same file, in whatever order they come.

use crate::{
    EntryHash, SignedFact,
    chart::{BadChart, Chart, LeftOut},
    hash::hex,
    json::fact_value,
    note::Note,
};
use automerge::{
    ActorId, Automerge, AutomergeError, ObjId, ObjType, ROOT, ReadDoc as _, ScalarValue,
    transaction::{Transactable, Transaction},
};
use clinical::{NoteId, ScopeId, entry::Entry, note::Section};
use serde_json::Value;
use std::collections::BTreeMap;

/// The actor of the one change that makes `read` and `notes`.
const ACTOR: &[u8] = b"wardlight/export/1";

/// A stay's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// Its bytes.
    pub file: Vec<u8>,
    /// Facts in it.
    pub facts: usize,
    /// Notes whose text is in it.
    pub notes: usize,
    /// Facts that are not in it, each with its hash: no document can hold them.
    pub left_out: Vec<(EntryHash, LeftOut)>,
}

/// Why no file was made. Nothing is lost by it: the facts are the caller's still.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no file could be made of these entries: {0}")]
pub struct CannotExport(#[from] BadChart);

/// Makes the file of these facts: a stay's and its notes'. Signatures are kept, not checked.
///
/// # Errors
/// When Automerge refuses what was made of them.
pub fn stay_file(facts: &[SignedFact]) -> Result<Exported, CannotExport> {
    let mut chart = Chart::new()?;
    // A document keeps the order in which it was made, and the order in which a log has the facts is not the stay's. Of two
    // with one identifier the first stays.
    let mut in_order: Vec<&SignedFact> = facts.iter().collect();
    in_order.sort_by_key(|fact| fact.id());
    let left_out = chart.apply(in_order)?.left_out;
    let held = chart.facts();
    let notes = notes(&held);
    let mut document = chart.into_document().with_actor(ActorId::from(ACTOR));
    write(&mut document, &held, &notes).map_err(|_| BadChart::Damaged)?;
    Ok(Exported { file: document.save(), facts: held.len(), notes: notes.len(), left_out })
}

fn write(
    document: &mut Automerge,
    facts: &[SignedFact],
    notes: &BTreeMap<NoteId, Vec<Entry>>,
) -> Result<(), AutomergeError> {
    let mut change = document.transaction();
    let read = change.put_object(ROOT, "read", ObjType::Map)?;
    for fact in facts {
        // A fact without an identifier is in no document.
        let Some(id) = fact.id() else { continue };
        put(&mut change, &read, Slot::Key(&hex(id.as_bytes())), &fact_value(fact))?;
    }
    let texts = change.put_object(ROOT, "notes", ObjType::Map)?;
    for (id, entries) in notes {
        let note = Note::read(*id, entries);
        let text = change.put_object(&texts, id.to_string(), ObjType::Map)?;
        for section in Section::ALL {
            let name = serde_json::json!(section);
            change.put(&text, name.as_str().unwrap_or_default(), note.text(section))?;
        }
    }
    change.commit();
    Ok(())
}

/// The entries of each note among these facts.
fn notes(facts: &[SignedFact]) -> BTreeMap<NoteId, Vec<Entry>> {
    let mut notes: BTreeMap<NoteId, Vec<Entry>> = BTreeMap::new();
    for fact in facts.iter().filter_map(|signed| signed.decode().ok()) {
        if let ScopeId::Note(id) = fact.header.scope {
            notes.entry(id).or_default().push(fact.entry());
        }
    }
    notes
}

/// Where a value goes.
enum Slot<'k> {
    /// Under a key of a map.
    Key(&'k str),
    /// At the end of a list.
    End,
}

/// Writes a JSON value as Automerge has it. Its depth is that of a fact, which is bounded.
fn put(
    change: &mut Transaction<'_>,
    into: &ObjId,
    at: Slot<'_>,
    value: &Value,
) -> Result<(), AutomergeError> {
    match value {
        Value::Object(fields) => {
            let map = make(change, into, at, ObjType::Map)?;
            for (key, value) in fields {
                // Automerge has no empty key; a newer version's map might.
                let key = if key.is_empty() { "\"\"" } else { key };
                put(change, &map, Slot::Key(key), value)?;
            }
            Ok(())
        }
        Value::Array(items) => {
            let list = make(change, into, at, ObjType::List)?;
            items.iter().try_for_each(|item| put(change, &list, Slot::End, item))
        }
        other => match at {
            Slot::Key(key) => change.put(into, key, scalar(other)),
            Slot::End => change.insert(into, change.length(into), scalar(other)),
        },
    }
}

fn make(
    change: &mut Transaction<'_>,
    into: &ObjId,
    at: Slot<'_>,
    kind: ObjType,
) -> Result<ObjId, AutomergeError> {
    match at {
        Slot::Key(key) => change.put_object(into, key, kind),
        Slot::End => change.insert_object(into, change.length(into), kind),
    }
}

fn scalar(value: &Value) -> ScalarValue {
    match value {
        Value::Bool(yes) => ScalarValue::Boolean(*yes),
        Value::String(text) => ScalarValue::Str(text.into()),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(number), _) => ScalarValue::Int(number),
            (None, Some(number)) => ScalarValue::Uint(number),
            // No fact holds another kind of number.
            (None, None) => ScalarValue::Str(number.to_string().into()),
        },
        Value::Null | Value::Array(_) | Value::Object(_) => ScalarValue::Null,
    }
}
