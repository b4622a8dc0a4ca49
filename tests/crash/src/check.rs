//! Opens what a cut has left, as the product opens it, and holds it to what was promised.

use crate::ward::{Chance, Time, server_config, tablet_config};
use app::App;
use clinical::FactId;
use record::{
    SignedFact, VerifyingKey,
    device_chain::{self, Link},
};
use replication::Chain;
use rusqlite::{Connection, OpenFlags, Row};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet, HashSet},
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::Path,
};
use sync_server::admin::Desk;

/// What somebody was told before the cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// A patient is admitted: the stay's scope.
    Admitted(String),
    /// A set is saved: the stay's scope and the fact.
    Saved(String, String),
    /// The server has an entry: its scope and hash.
    Acknowledged(String, String),
    /// A row of the plain database is committed.
    Committed(usize),
}

impl Told {
    /// Reads a mark: which folder said it, and what.
    pub fn of(mark: &str) -> Option<(String, Self)> {
        let words: Vec<&str> = mark.split(' ').collect();
        let told = match words.get(1..)? {
            ["admitted", stay] => Self::Admitted(format!("stay/{stay}")),
            ["saved", stay, fact] => Self::Saved(format!("stay/{stay}"), (*fact).to_owned()),
            ["acknowledged", scope, hash] => Self::Acknowledged((*scope).to_owned(), (*hash).to_owned()),
            ["committed", n] => Self::Committed(n.parse().ok()?),
            _ => return None,
        };
        Some((words.first()?.to_string(), told))
    }
}

/// A log as a tablet or the server holds it: the hash and the chain after each entry, by the scope's name.
pub type Logs = BTreeMap<String, Vec<([u8; 32], Chain)>>;

/// What is on a tablet that was found whole.
#[derive(Debug, Clone, Default)]
pub struct TabletSeen {
    /// What it has read and verified of the server's logs.
    logs: Logs,
    /// What the server has acknowledged to it.
    acknowledged: BTreeSet<(String, [u8; 32])>,
}

/// What is on a server that was found whole.
#[derive(Debug, Clone, Default)]
pub struct ServerSeen {
    logs: Logs,
    facts: BTreeSet<(String, String)>,
}

type Checked<T> = Result<T, String>;

fn words(error: impl std::fmt::Display) -> String {
    error.to_string()
}

fn reading(file: &Path) -> Checked<Connection> {
    Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(words)
}

fn rows<T>(
    from: &Connection,
    sql: &str,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Checked<Vec<T>> {
    let mut statement = from.prepare(sql).map_err(words)?;
    let rows = statement.query_map([], read).map_err(words)?;
    rows.collect::<Result<_, _>>().map_err(words)
}

fn sound(database: &Connection) -> Checked<()> {
    let verdict: String =
        database.query_row("PRAGMA integrity_check", [], |row| row.get(0)).map_err(words)?;
    if verdict == "ok" { Ok(()) } else { Err(format!("the database is damaged: {verdict}")) }
}

/// Opens a tablet's folder with the application and looks at everything that it holds.
///
/// # Errors
/// What is wrong, in words.
pub fn tablet(folder: &Path, told: &[Told]) -> Checked<TabletSeen> {
    let app = App::open(tablet_config(folder, &Time::begin(), Chance::of(1, 1)))
        .map_err(|error| format!("it does not open: {error}"))?;
    app.catch_up();
    let (device, key) = (*app.device().as_bytes(), app.public_key());
    drop(app);
    let database = reading(&folder.join("wardlight.db"))?;
    sound(&database)?;
    let held = facts(&database, &device, &key)?;
    everything_told(&held, told)?;
    let lives = rows(&database, "SELECT count(*) FROM lives", |row| row.get::<_, usize>(0))?;
    if !told.is_empty() && lives != [1] {
        return Err(format!("a power cut began another life of the database: {lives:?}"));
    }
    chain_ends_with_the_last(&database, &held)?;
    let logs = logs(&database, "SELECT scope, hash, NULL FROM log ORDER BY scope, seq")?;
    cursors_agree(&database, &logs)?;
    let acknowledged = outbox_is_whole(&database, &held, &logs)?;
    Ok(TabletSeen { logs, acknowledged })
}

/// The facts on a tablet.
#[derive(Default)]
struct Held {
    all: BTreeMap<(String, String), [u8; 32]>,
    scopes: BTreeSet<String>,
    own: BTreeMap<[u8; 32], String>,
    last: Option<Link>,
}

fn facts(database: &Connection, device: &[u8; 16], key: &[u8; 32]) -> Checked<Held> {
    let mut held = Held::default();
    let key = VerifyingKey::from_bytes(key).map_err(words)?;
    let mut links = Vec::new();
    let stored = rows(database, "SELECT scope, hash, signature, bytes FROM facts", |row| {
        let signed = SignedFact { signature: row.get(2)?, bytes: row.get(3)? };
        Ok((row.get::<_, String>(0)?, row.get::<_, [u8; 32]>(1)?, signed))
    })?;
    for (scope, hash, signed) in stored {
        let header = signed.decode().map_err(words)?.header;
        let id = header.id.to_string();
        if signed.hash().0 != hash || header.scope.to_string() != scope {
            return Err(format!("the fact {id} lies under another hash or scope than its own"));
        }
        if header.device.as_bytes() == device {
            if !known(&signed) {
                signed.verify(&key).map_err(|_| format!("the signature of the fact {id} does not hold"))?;
            }
            links.push(Link::of(&header, signed.hash()));
            held.own.insert(hash, scope.clone());
        }
        held.scopes.insert(scope.clone());
        held.all.insert((scope, id), hash);
    }
    let unsigned = rows(database, "SELECT count(*) FROM unsigned", |row| row.get::<_, usize>(0))?;
    if unsigned != [0] {
        return Err(format!("{unsigned:?} facts are still to be signed after the opening"));
    }
    held.last = links.iter().max_by_key(|link| link.seq).copied();
    let findings = device_chain::inspect(links);
    if findings.is_empty() { Ok(held) } else { Err(format!("the device's chain: {findings:?}")) }
}

thread_local! {
    /// Facts whose signatures held in another image: the same bytes need no second look.
    static VERIFIED: RefCell<HashSet<u64>> = RefCell::default();
}

/// Whether these very bytes and this signature have been looked at before; from now on they have.
fn known(signed: &SignedFact) -> bool {
    let mut hasher = DefaultHasher::new();
    (&signed.bytes, &signed.signature).hash(&mut hasher);
    VERIFIED.with_borrow_mut(|verified| !verified.insert(hasher.finish()))
}

fn everything_told(held: &Held, told: &[Told]) -> Checked<()> {
    for told in told {
        let there = match told {
            Told::Admitted(scope) => held.scopes.contains(scope),
            Told::Saved(scope, fact) => held.all.contains_key(&(scope.clone(), fact.clone())),
            Told::Acknowledged(..) | Told::Committed(_) => true,
        };
        if !there {
            return Err(format!("it was called saved and is not there: {told:?}"));
        }
    }
    Ok(())
}

fn chain_ends_with_the_last(database: &Connection, held: &Held) -> Checked<()> {
    let ends = rows(database, "SELECT sequence, previous FROM lives ORDER BY number DESC LIMIT 1", |row| {
        Ok((row.get::<_, u64>(0)?, row.get::<_, Option<[u8; 32]>>(1)?))
    })?;
    let expected = held.last.map_or((1, None), |last| (last.seq + 1, Some(last.hash.0)));
    if ends == [expected] { Ok(()) } else { Err("the chain goes on from another fact than the last".into()) }
}

/// Logs with their chains worked out anew. `sql` gives scope, hash, and the chain as stored or nothing.
fn logs(database: &Connection, sql: &str) -> Checked<Logs> {
    let mut logs = Logs::new();
    let stored = rows(database, sql, |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, [u8; 32]>(1)?, row.get::<_, Option<[u8; 32]>>(2)?))
    })?;
    for (scope, hash, stored) in stored {
        let log = logs.entry(scope.clone()).or_default();
        let chain = log.last().map_or(Chain::EMPTY, |(_, chain)| *chain).extend(&hash);
        if stored.is_some_and(|stored| stored != chain.0) {
            return Err(format!("the chain of {scope} does not hold"));
        }
        log.push((hash, chain));
    }
    Ok(logs)
}

/// No cursor is ahead of its log or behind it, and each stands on the log's own chain.
fn cursors_agree(database: &Connection, logs: &Logs) -> Checked<()> {
    let cursors = rows(database, "SELECT scope, seq, chain FROM cursors", |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, usize>(1)?, row.get::<_, [u8; 32]>(2)?))
    })?;
    for (scope, seq, chain) in &cursors {
        let log = logs.get(scope).map_or(&[][..], Vec::as_slice);
        let stands = log.last().map_or(Chain::EMPTY, |(_, chain)| *chain);
        if *seq != log.len() || *chain != stands.0 {
            return Err(format!("the cursor of {scope} stands at {seq}, and its log has {}", log.len()));
        }
    }
    let gaps = rows(
        database,
        "SELECT count(*) FROM (SELECT 1 FROM log GROUP BY scope HAVING min(seq) <> 1 OR max(seq) <> count(*))",
        |row| row.get::<_, usize>(0),
    )?;
    if gaps == [0] { Ok(()) } else { Err("a log has a gap".into()) }
}

/// What was made here and has not come back waits in the outbox, and nothing waits there that is not here.
fn outbox_is_whole(database: &Connection, held: &Held, logs: &Logs) -> Checked<BTreeSet<(String, [u8; 32])>> {
    let waiting = rows(database, "SELECT scope, hash, standing FROM outbox", |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, [u8; 32]>(1)?, row.get::<_, i64>(2)?))
    })?;
    let hashes: BTreeSet<[u8; 32]> = held.all.values().copied().collect();
    let back: BTreeSet<[u8; 32]> = logs.values().flatten().map(|(hash, _)| *hash).collect();
    let queued: BTreeSet<[u8; 32]> = waiting.iter().map(|(_, hash, _)| *hash).collect();
    if queued.iter().any(|hash| !hashes.contains(hash)) {
        return Err("something waits in the outbox that is no fact here".into());
    }
    for (hash, scope) in &held.own {
        if back.contains(hash) == queued.contains(hash) {
            return Err(format!("a fact of {scope} is neither on its way nor back, or both"));
        }
    }
    Ok(waiting.into_iter().filter(|(_, _, s)| *s == 1).map(|(scope, hash, _)| (scope, hash)).collect())
}

/// Opens a server's folder and looks at every log.
///
/// # Errors
/// What is wrong, in words.
pub fn server(folder: &Path, told: &[Told]) -> Checked<ServerSeen> {
    let config = server_config(folder, &Time::begin(), Chance::of(2, 2)).map_err(words)?;
    let desk = Desk::open(&config).map_err(|error| format!("it does not open: {error}"))?;
    let audit = desk.audit().map_err(words)?;
    if let Some(finding) = audit.findings.first() {
        return Err(format!("its logs: {finding}"));
    }
    drop(desk);
    let database = reading(&folder.join(sync_server::database::FILE))?;
    sound(&database)?;
    let sql =
        "SELECT name, hash, entry.chain FROM entry JOIN scope ON scope.id = entry.scope ORDER BY name, seq";
    let logs = logs(&database, sql)?;
    for told in told {
        let Told::Acknowledged(scope, hash) = told else { continue };
        let log = logs.get(scope).map_or(&[][..], Vec::as_slice);
        if !log.iter().any(|(held, _)| record::EntryHash(*held).to_string() == *hash) {
            return Err(format!("it was acknowledged and is not there: {scope} {hash}"));
        }
    }
    let facts =
        rows(&database, "SELECT name, fact_id FROM entry JOIN scope ON scope.id = entry.scope", |row| {
            Ok((row.get::<_, String>(0)?, FactId::from_bytes(row.get(1)?).to_string()))
        })?;
    Ok(ServerSeen { logs, facts: facts.into_iter().collect() })
}

/// Whether the server has what was called saved on a tablet.
///
/// # Errors
/// What is missing, in words.
pub fn arrived(server: &ServerSeen, told: &[Told]) -> Checked<()> {
    for told in told {
        let (Told::Admitted(scope) | Told::Saved(scope, _)) = told else { continue };
        let id = if let Told::Saved(_, id) = told { Some(id) } else { None };
        let there = match id {
            Some(id) => server.facts.contains(&(scope.clone(), id.clone())),
            None => server.logs.contains_key(scope),
        };
        if !there {
            return Err(format!("it was called saved and did not arrive: {told:?}"));
        }
    }
    Ok(())
}

/// Holds a tablet against the server after one cut of both: nothing that the tablet believes to be there is missing.
///
/// # Errors
/// What is wrong, in words.
pub fn together(tablet: &TabletSeen, server: &ServerSeen) -> Checked<()> {
    for (scope, log) in &tablet.logs {
        let theirs = server.logs.get(scope).map_or(&[][..], Vec::as_slice);
        if theirs.get(..log.len()) != Some(log) {
            return Err(format!(
                "the tablet has read {} entries of {scope}, which the server does not have",
                log.len()
            ));
        }
    }
    for (scope, hash) in &tablet.acknowledged {
        let theirs = server.logs.get(scope).map_or(&[][..], Vec::as_slice);
        if !theirs.iter().any(|(held, _)| held == hash) {
            return Err(format!("an entry of {scope} was acknowledged, and the server does not have it"));
        }
    }
    Ok(())
}
