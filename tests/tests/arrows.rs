//! The arrows between crates, and what each crate must never reach. A new arrow is a line here and a record in `docs/adr`.

#![expect(clippy::expect_used, reason = "a test that cannot read its subject has failed")]

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, PackageId};
use std::collections::{BTreeMap, BTreeSet};

/// Who may know whom: each crate of the workspace, and the others that it builds on.
const ARROWS: [(&str, &[&str]); 23] = [
    ("clinical", &[]),
    ("chart", &["clinical"]),
    ("planted", &[]),
    ("wristband", &["clinical"]),
    ("wording", &[]),
    ("contract", &["chart", "clinical"]),
    ("paper", &["chart", "clinical", "contract"]),
    ("record", &["clinical", "planted"]),
    ("replication", &["clinical", "planted"]),
    ("store", &["clinical", "planted"]),
    ("transport", &["replication"]),
    (
        "app",
        &[
            "clinical",
            "contract",
            "paper",
            "planted",
            "record",
            "replication",
            "store",
            "transport",
            "wristband",
        ],
    ),
    ("loopback", &["app", "contract"]),
    ("wardlight", &["app", "contract", "wristband"]),
    ("demo", &["app", "clinical", "contract"]),
    ("simulation", &["app", "clinical", "contract", "planted", "record", "replication", "sync-server"]),
    ("sync-server", &["clinical", "planted", "record", "replication"]),
    ("src-ui", &["chart", "clinical", "contract"]),
    ("xtask", &["clinical", "wording"]),
    ("tests", &["wristband"]),
    (CUTS_POWER, &["app", "clinical", "contract", "record", "replication", "sync-server"]),
    (
        IS_HOSTILE,
        &["app", "clinical", "contract", "demo", "record", "replication", "sync-server", "transport"],
    ),
    (IS_MEASURED, &["clinical", "record", "replication", "sync-server", "transport"]),
];

/// Programs that only tests run, and that tests are made with: they may know both ends, as `tests` does.
const CUTS_POWER: &str = "crash";
const IS_HOSTILE: &str = "hostile";
const IS_MEASURED: &str = "peers";

/// What a crate must not reach, by whatever way.
const BANS: [(&str, &[&str]); 11] = [
    ("clinical", &["automerge", "axum", "reqwest", "rusqlite", "tauri", "tokio", "yew"]),
    ("chart", &["automerge", "axum", "reqwest", "rusqlite", "tauri", "tokio", "yew"]),
    ("contract", &["automerge", "axum", "reqwest", "rusqlite", "tauri", "tokio", "yew"]),
    ("paper", &["automerge", "axum", "reqwest", "rusqlite", "tauri", "tokio", "yew"]),
    ("wristband", &["automerge", "axum", "reqwest", "rusqlite", "tauri", "tokio", "yew"]),
    ("record", &["axum", "reqwest", "rusqlite", "tauri", "tokio"]),
    ("replication", &["automerge", "axum", "reqwest", "rusqlite", "tauri", "tokio-tungstenite"]),
    ("store", &["automerge", "axum", "reqwest", "tauri", "tokio"]),
    ("app", &["axum", "tauri", "yew"]),
    ("src-ui", &["app", "automerge", "record", "replication", "rusqlite", "store", "tokio", "transport"]),
    ("sync-server", &["app", "contract", "store", "tauri", "yew"]),
];

/// Nothing may build on these: they stand at the end of every arrow.
const ENDS: [&str; 8] =
    ["loopback", "simulation", "src-ui", "sync-server", "wardlight", CUTS_POWER, IS_HOSTILE, IS_MEASURED];

/// It plays a whole hospital, and nothing is built on it (ADR 0023).
const PLAYS_THEM_ALL: &str = "simulation";

fn metadata() -> Metadata {
    MetadataCommand::new().exec().expect("cargo describes the workspace")
}

/// The workspace as the machine sees it that a crate runs on: the screens run in a browser.
fn metadata_for(name: &str) -> Metadata {
    let mut command = MetadataCommand::new();
    if name == "src-ui" {
        command.other_options(["--filter-platform", "wasm32-unknown-unknown"].map(str::to_owned));
    }
    command.exec().expect("cargo describes the workspace")
}

/// The workspace's own arrows as cargo sees them, without those of tests and build scripts.
fn drawn(metadata: &Metadata) -> BTreeMap<String, BTreeSet<String>> {
    let members = metadata.workspace_packages();
    let names: BTreeSet<_> = members.iter().map(|package| package.name.to_string()).collect();
    members
        .iter()
        .map(|package| {
            let normal =
                package.dependencies.iter().filter(|dependency| dependency.kind == DependencyKind::Normal);
            let own = normal.map(|dependency| dependency.name.clone()).filter(|name| names.contains(name));
            (package.name.to_string(), own.collect())
        })
        .collect()
}

/// Everything that a crate is built on, directly or not.
fn reached(metadata: &Metadata, name: &str) -> BTreeSet<String> {
    let resolve = metadata.resolve.as_ref().expect("the dependencies are resolved");
    let names: BTreeMap<&PackageId, &str> =
        metadata.packages.iter().map(|package| (&package.id, package.name.as_str())).collect();
    let edges: BTreeMap<&PackageId, Vec<&PackageId>> = resolve
        .nodes
        .iter()
        .map(|node| {
            let normal = node.deps.iter().filter(|dependency| {
                dependency.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal)
            });
            (&node.id, normal.map(|dependency| &dependency.pkg).collect())
        })
        .collect();
    let start = metadata.workspace_packages().into_iter().find(|package| package.name == name);
    let mut open = vec![&start.expect("the crate exists").id];
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        for next in &edges[id] {
            if seen.insert(*next) {
                open.push(next);
            }
        }
    }
    seen.into_iter().map(|id| names[id].to_owned()).collect()
}

#[test]
fn the_crates_depend_on_one_another_exactly_as_the_map_draws_it() {
    let expected: BTreeMap<String, BTreeSet<String>> = ARROWS
        .iter()
        .map(|(from, to)| ((*from).to_owned(), to.iter().map(|name| (*name).to_owned()).collect()))
        .collect();
    let drawn = drawn(&metadata());
    for (name, arrows) in &drawn {
        let allowed = expected.get(name).unwrap_or_else(|| panic!("{name} stands on no map of the arrows"));
        let new: Vec<_> = arrows.difference(allowed).collect();
        assert!(new.is_empty(), "{name} now knows {new:?}: an arrow that ARCHITECTURE.md does not draw");
        let gone: Vec<_> = allowed.difference(arrows).collect();
        assert!(gone.is_empty(), "{name} no longer knows {gone:?}: take the arrow from the map");
    }
    assert_eq!(drawn.len(), expected.len(), "a crate of the map is gone");
}

#[test]
fn no_crate_reaches_what_it_must_never_know() {
    for (name, banned) in BANS {
        let metadata = metadata_for(name);
        let reached = reached(&metadata, name);
        let found: Vec<_> = banned.iter().filter(|banned| reached.contains(**banned)).collect();
        assert!(found.is_empty(), "{name} reaches {found:?}");
    }
}

#[test]
fn nothing_builds_on_a_shell_the_screens_or_the_server() {
    let whole = [CUTS_POWER, IS_HOSTILE, IS_MEASURED, PLAYS_THEM_ALL];
    for (name, arrows) in drawn(&metadata()).into_iter().filter(|(name, _)| !whole.contains(&name.as_str())) {
        let found: Vec<_> = ENDS.iter().filter(|end| arrows.contains(**end)).collect();
        assert!(found.is_empty(), "{name} builds on {found:?}");
    }
}

#[test]
fn no_dependency_comes_from_outside_the_registry() {
    for package in metadata().packages {
        let ours = package.source.is_none();
        let registered = package.source.as_ref().is_some_and(cargo_metadata::Source::is_crates_io);
        assert!(ours || registered, "{} comes from {:?}", package.name, package.source);
    }
}

/// What ships cannot make them: the feature is turned on by one feature of one crate, which nothing asks for by default.
#[test]
fn nothing_but_the_simulator_can_turn_deliberate_mistakes_on() {
    let metadata = metadata();
    let mut ways = Vec::new();
    for package in metadata.workspace_packages() {
        for (feature, enables) in &package.features {
            if enables.iter().any(|enabled| enabled == "planted/on") {
                ways.push(format!("{}/{feature}", package.name));
            }
        }
        let asks = package.dependencies.iter().filter(|dependency| dependency.name == "planted");
        for dependency in asks {
            assert!(dependency.features.is_empty(), "{} asks for {:?}", package.name, dependency.features);
        }
        let by_default = package.features.get("default").is_some_and(|enabled| !enabled.is_empty());
        let plays = ["planted", PLAYS_THEM_ALL].contains(&package.name.as_str());
        assert!(!(by_default && plays), "{} has features by default", package.name);
    }
    assert_eq!(ways, ["simulation/planted"]);
}
