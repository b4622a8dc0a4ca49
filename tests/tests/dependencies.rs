//! What a dependency may be, by the rules of `deny.toml`: its licence, the crates that are banned with their reasons, and one
//! source for each. Reads `cargo metadata` of what is downloaded; no network. Known vulnerabilities are not looked up here:
//! `cargo deny check advisories` asks for those.

#![expect(clippy::expect_used, reason = "a test that cannot read its subject has failed")]

use cargo_metadata::{
    Metadata, MetadataCommand,
    semver::{Version, VersionReq},
};
use serde::Deserialize;
use std::{collections::BTreeMap, fs};
use tests::repository::root;

/// The parts of `deny.toml` that are rules. A rule that is not known here is an error, never left unchecked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    licenses: Licences,
    bans: Bans,
    sources: Sources,
    /// Platforms: everything is checked here, whatever it is for.
    #[serde(rename = "graph")]
    _graph: toml::Table,
    /// Vulnerabilities: they need a list from the network.
    #[serde(rename = "advisories")]
    _advisories: toml::Table,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Licences {
    allow: Vec<String>,
    #[serde(rename = "version")]
    _version: u8,
    /// How alike a licence's text must be; what a crate declares is checked here.
    #[serde(rename = "confidence-threshold")]
    _confidence: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Bans {
    deny: Vec<Ban>,
    multiple_versions: Level,
    wildcards: Level,
    allow_wildcard_paths: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Sources {
    unknown_registry: Level,
    unknown_git: Level,
}

#[derive(Deserialize, PartialEq, Debug)]
#[serde(rename_all = "lowercase")]
enum Level {
    Allow,
    Deny,
}

/// A crate, or some versions of it as `name@requirement`, and why not.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ban {
    #[serde(rename = "crate")]
    what: String,
    reason: String,
}

impl Ban {
    fn hits(&self, name: &str, version: &Version) -> bool {
        match self.what.split_once('@') {
            None => self.what == name,
            Some((banned, versions)) => {
                let versions = VersionReq::parse(versions).expect("a ban's versions can be read");
                banned == name && versions.matches(version)
            }
        }
    }
}

fn rules() -> Rules {
    let text = fs::read_to_string(root().join("deny.toml")).expect("deny.toml is there");
    toml::from_str(&text).expect("every rule of deny.toml is one that is checked here")
}

/// Every dependency for every platform, as it is locked.
fn metadata() -> Metadata {
    let mut command = MetadataCommand::new();
    command.current_dir(root()).other_options(["--locked", "--offline"].map(str::to_owned));
    command.exec().expect("everything that is locked is downloaded: cargo fetch --locked")
}

/// Whether a licence expression can be met with allowed licences alone; `None` when it cannot be read.
fn allowed(expression: &str, allow: &[String]) -> Option<bool> {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let (met, rest) = any_of(&words, allow)?;
    rest.is_empty().then_some(met)
}

fn any_of<'w>(words: &'w [&'w str], allow: &[String]) -> Option<(bool, &'w [&'w str])> {
    let (mut met, mut rest) = all_of(words, allow)?;
    while let ["OR", more @ ..] = rest {
        let (other, after) = all_of(more, allow)?;
        (met, rest) = (met || other, after);
    }
    Some((met, rest))
}

fn all_of<'w>(words: &'w [&'w str], allow: &[String]) -> Option<(bool, &'w [&'w str])> {
    let (mut met, mut rest) = one(words, allow)?;
    while let ["AND", more @ ..] = rest {
        let (other, after) = one(more, allow)?;
        (met, rest) = (met && other, after);
    }
    Some((met, rest))
}

fn one<'w>(words: &'w [&'w str], allow: &[String]) -> Option<(bool, &'w [&'w str])> {
    match words {
        ["(", inner @ ..] => match any_of(inner, allow)? {
            (met, [")", rest @ ..]) => Some((met, rest)),
            _ => None,
        },
        ["AND" | "OR" | "WITH" | ")", ..] | [] => None,
        [licence, "WITH", exception, rest @ ..] => {
            let both = format!("{licence} WITH {exception}");
            Some((allow.contains(&both), rest))
        }
        [licence, rest @ ..] => Some((allow.iter().any(|allowed| allowed == licence), rest)),
    }
}

/// Why a licence will not do; `None` when it will.
fn objection(name: &str, licence: Option<&str>, allow: &[String]) -> Option<String> {
    match licence.map(|expression| (expression, allowed(expression, allow))) {
        Some((_, Some(true))) => None,
        Some((expression, Some(false))) => Some(format!("{name} is under {expression}")),
        Some((expression, None)) => Some(format!("{name} has a licence that cannot be read: {expression}")),
        None => Some(format!("{name} names no licence")),
    }
}

#[test]
fn every_dependency_is_under_a_licence_that_a_hospital_may_pass_on() {
    let allow = rules().licenses.allow;
    let packages = metadata().packages;
    assert!(packages.len() > 300, "all of them are looked at, for every platform: {}", packages.len());
    let objections: Vec<String> = packages
        .iter()
        .filter_map(|package| objection(&package.name, package.license.as_deref(), &allow))
        .collect();
    assert!(objections.is_empty(), "not among the licences of deny.toml:\n  {}", objections.join("\n  "));
}

#[test]
fn no_crate_that_is_banned_with_a_reason_comes_in_by_whatever_way() {
    let bans = rules().bans.deny;
    let mut found = Vec::new();
    for package in metadata().packages {
        for ban in bans.iter().filter(|ban| ban.hits(&package.name, &package.version)) {
            found.push(format!("{} {}: {}", package.name, package.version, ban.reason));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_dependency_has_one_source_and_says_its_versions() {
    let rules = rules();
    let strict = (rules.sources.unknown_registry, rules.sources.unknown_git, rules.bans.wildcards);
    assert_eq!(strict, (Level::Deny, Level::Deny, Level::Deny), "a laxer rule is a decision to write down");
    assert!(rules.bans.multiple_versions == Level::Allow && rules.bans.allow_wildcard_paths);
    let metadata = metadata();
    let mut sources: BTreeMap<(String, Version), Vec<String>> = BTreeMap::new();
    for package in &metadata.packages {
        let source =
            package.source.as_ref().map_or_else(|| "this workspace".to_owned(), |of| of.repr.clone());
        let crates_io = package.source.as_ref().is_none_or(cargo_metadata::Source::is_crates_io);
        assert!(crates_io, "{} comes from {source}", package.name);
        sources.entry((package.name.to_string(), package.version.clone())).or_default().push(source);
    }
    let twice: Vec<_> = sources.iter().filter(|(_, sources)| sources.len() > 1).collect();
    assert!(twice.is_empty(), "one crate from two places: {twice:?}");
    for package in metadata.workspace_packages() {
        let any = package
            .dependencies
            .iter()
            .find(|wanted| wanted.req == VersionReq::STAR && wanted.path.is_none());
        assert!(any.is_none(), "{} takes any version of {:?}", package.name, any.map(|any| &any.name));
    }
}

#[test]
fn a_licence_expression_is_met_as_it_is_meant() {
    let allow = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned);
    for (expression, met) in [
        ("MIT", Some(true)),
        ("GPL-3.0", Some(false)),
        ("MIT OR GPL-3.0", Some(true)),
        ("MIT AND GPL-3.0", Some(false)),
        ("MIT/Apache-2.0", Some(true)),
        ("(MIT OR GPL-3.0) AND Apache-2.0", Some(true)),
        ("GPL-3.0 OR MIT AND BSD-2-Clause", Some(false)),
        ("(MIT OR GPL-3.0) AND BSD-2-Clause", Some(false)),
        ("Apache-2.0 WITH LLVM-exception OR GPL-3.0", Some(true)),
        ("MIT WITH LLVM-exception", Some(false)),
        ("MIT OR", None),
        ("(MIT", None),
        ("MIT MIT", None),
        ("", None),
    ] {
        assert_eq!(allowed(expression, &allow), met, "{expression}");
    }
    assert!(objection("x", None, &allow).is_some(), "silence is no licence");
}

#[test]
fn a_ban_hits_the_versions_that_it_names_and_no_others() {
    let ban = |what: &str| Ban { what: what.to_owned(), reason: String::new() };
    let version = |text: &str| Version::parse(text).expect("a version");
    assert!(ban("sqlx").hits("sqlx", &version("0.8.0")) && !ban("sqlx").hits("sqlx-core", &version("0.8.0")));
    let old = ban("libsqlite3-sys@<0.39");
    assert!(
        old.hits("libsqlite3-sys", &version("0.38.9")) && !old.hits("libsqlite3-sys", &version("0.39.0"))
    );
    assert!(!old.hits("rusqlite", &version("0.1.0")));
}
