//! House rules that a machine can check: shape of the sources, what must not be in them, what must lie beside them.

use std::{collections::BTreeMap, fs};
use tests::repository::{Source, root, rust_sources, sources};

/// Lines of code (neither blank nor comment) that a file may have before its own tests, and all lines with them.
const BUDGET: (usize, usize) = (300, 500);

/// Reports every offender at once, so that one run says all there is to mend.
fn none(rule: &str, offenders: &[String]) {
    assert!(offenders.is_empty(), "{rule}\n  {}", offenders.join("\n  "));
}

/// Rust files as they are built into programs, without those that are only tests.
fn is_test(source: &Source) -> bool {
    let in_tests = source.path.split('/').any(|part| part == "tests" || part == "benches");
    in_tests || source.path.ends_with("/tests.rs")
}

/// Where a file names something that it must not: path, line and text.
fn mentions(sources: &[Source], words: &[&str]) -> Vec<String> {
    let hit = |line: &str| words.iter().any(|word| line.contains(word));
    sources
        .iter()
        // This file names everything that is forbidden.
        .filter(|source| source.path != "tests/tests/tidy.rs")
        .flat_map(|source| source.text.lines().enumerate().map(move |(at, line)| (source, at + 1, line)))
        .filter(|(_, _, line)| hit(line))
        .map(|(source, at, line)| format!("{}:{at}: {}", source.path, line.trim()))
        .collect()
}

#[test]
fn every_module_says_its_one_job_first() {
    let silent: Vec<_> = rust_sources()
        .into_iter()
        .filter(|source| !source.text.starts_with("//! "))
        .map(|source| source.path)
        .collect();
    none("a module opens with `//!` and its job", &silent);
}

#[test]
fn no_file_outgrows_its_budget_without_a_reason() {
    let text = fs::read_to_string(root().join("tests/budget.toml")).expect("the list of exceptions is there");
    let exceptions: BTreeMap<String, toml::Table> =
        toml::from_str(&text).expect("the list of exceptions can be read");
    let (mut over, mut needless) = (Vec::new(), exceptions.clone());
    for source in rust_sources() {
        let all = source.text.lines().count();
        let before_tests = source.text.lines().take_while(|line| !line.starts_with("#[cfg(test)]"));
        let is_code = |line: &&str| !line.trim().is_empty() && !line.trim().starts_with("//");
        let own = before_tests.filter(is_code).count();
        let fits = all <= BUDGET.1 && (own <= BUDGET.0 || is_test(&source));
        let allowed = exceptions.get(&source.path).and_then(|entry| entry.get("lines")?.as_integer());
        let excused = allowed.is_some_and(|lines| usize::try_from(lines).is_ok_and(|lines| all <= lines));
        if !fits {
            needless.remove(&source.path);
            if !excused {
                over.push(format!("{}: {own} lines of code, {all} in all", source.path));
            }
        }
    }
    none("split these by meaning, or give a reason in tests/budget.toml", &over);
    let needless: Vec<_> = needless.into_keys().collect();
    none("these fit the budget: take them from tests/budget.toml", &needless);
    for (path, entry) in exceptions {
        let reason = entry.get("why").and_then(toml::Value::as_str).unwrap_or_default();
        assert!(reason.len() > 20, "{path} stands in tests/budget.toml without a reason");
    }
}

#[test]
fn nothing_unfinished_is_left_in_the_sources() {
    let marks = ["todo!(", "unimplemented!(", "dbg!(", "#[ignore", "FIXME", "XXX", "TODO"];
    none("finish or remove these", &mentions(&rust_sources(), &marks));
}

/// Two writers make facts of what is charted and of what arrives; nothing else in the application does.
#[test]
fn facts_are_written_in_one_place_of_the_application() {
    let found = mentions(&sources("crates/app/src"), &["facts().insert("]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("commit.rs"), "{found:?}");
}

#[test]
fn text_reaches_the_page_only_as_text() {
    let mut screens = sources("src-ui");
    screens.extend(sources("xtask/src/page"));
    let ways = [
        "inner_html",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "from_html_unchecked",
        "document.write",
    ];
    none("a patient's name may hold markup; these would run it", &mentions(&screens, &ways));
}

#[test]
fn no_screen_needs_what_the_content_policy_forbids() {
    let ways = [" style=", "style={", "javascript:", "onclick=\"", "onload=\"", "eval("];
    none("the policy refuses inline style and script", &mentions(&sources("src-ui"), &ways));
}

/// A browser's own field for a day or a time has the language of the tablet: 07/08 is July on one and August on the next.
#[test]
fn no_screen_lets_the_browser_ask_for_a_day_or_a_time() {
    let mut pages = sources("src-ui");
    pages.extend(sources("sync-server/src"));
    let fields = [
        "datetime-local",
        "\"date\"",
        "\"month\"",
        "\"week\"",
        "\"type\", \"time\"",
        "type=\"time\"",
        "show_picker",
        "showPicker",
    ];
    none("`widgets::when` asks for days and times", &mentions(&pages, &fields));
}

#[test]
fn no_sql_is_put_together_from_text() {
    let shipped: Vec<_> = rust_sources().into_iter().filter(|source| !is_test(source)).collect();
    let sql = ["\"SELECT ", "\"INSERT ", "\"UPDATE ", "\"DELETE "];
    let offenders: Vec<_> = mentions(&shipped, &["format!("])
        .into_iter()
        .filter(|line| sql.iter().any(|verb| line.contains(verb)))
        .collect();
    none("bind values as parameters", &offenders);
}

/// A few kilobytes of Automerge's can unpack to megabytes, and a few bytes can make it panic: what comes from outside is
/// facts, of which changes are made here.
#[test]
fn documents_are_parsed_in_one_file_and_changes_nowhere() {
    let sources: Vec<_> = rust_sources().into_iter().filter(|source| !is_test(source)).collect();
    let parsing = [
        "Automerge::load",
        "AutoCommit::load",
        ".load_incremental(",
        "Change::from_bytes",
        "Change::try_from",
        "receive_sync_message",
    ];
    let mut found = mentions(&sources, &parsing);
    let charts = found.iter().position(|line| line.starts_with("crates/record/src/chart.rs:"));
    found.remove(charts.expect("a chart reads the documents that charts wrote"));
    none("Automerge's own bytes are parsed in crates/record/src/chart.rs, once", &found);
}

#[test]
fn no_test_waits_by_sleeping() {
    let tests: Vec<_> = rust_sources().into_iter().filter(is_test).collect();
    none("wait for the thing itself", &mentions(&tests, &["sleep("]));
}

#[test]
fn libraries_print_nothing() {
    let libraries: Vec<_> = rust_sources()
        .into_iter()
        .filter(|source| source.path.contains("/src/") && !is_test(source))
        .filter(|source| !source.path.starts_with("xtask/") && !source.path.ends_with("/main.rs"))
        .filter(|source| !source.path.contains("/bin/") && !source.path.contains("/main/"))
        .collect();
    none("what happens is traced, what is asked for is returned", &mentions(&libraries, &["println!("]));
}

#[test]
fn no_path_of_one_machine_stands_in_the_project() {
    let machine = ["/home/", "/Users/", "/root/", "/work/", "C:\\Users"];
    none("make these relative", &mentions(&sources(""), &machine));
}

#[test]
fn tauri_reads_the_configuration_at_the_top() {
    let top = fs::canonicalize(root().join("tauri.conf.json")).expect("the configuration lies at the top");
    let used =
        fs::canonicalize(root().join("src-tauri/tauri.conf.json")).expect("the shell's link to it is whole");
    assert_eq!(top, used, "src-tauri/tauri.conf.json must be a link to ../tauri.conf.json");
}

#[test]
fn both_shells_send_the_same_policy_but_for_the_way_to_the_core() {
    let text = fs::read_to_string(root().join("tauri.conf.json")).expect("the configuration lies at the top");
    let config: serde_json::Value = serde_json::from_str(&text).expect("the configuration is JSON");
    let security = &config["app"]["security"];
    let window = directives(security["csp"].as_str().expect("the window has a policy"));
    let desk = directives(loopback::CSP);
    for (name, sources) in &window {
        if name != "connect-src" {
            assert_eq!(desk.get(name), Some(sources), "{name} differs between the shells");
        }
    }
    let added: Vec<_> = desk.keys().filter(|name| !window.contains_key(*name)).collect();
    assert_eq!(added, ["frame-ancestors"], "only a browser can be made to frame the page");
    for (shell, policy) in [("window", &window), ("desk", &desk)] {
        assert_eq!(policy["default-src"], "'none'", "{shell}");
        assert!(!policy.values().any(|sources| sources.contains("'unsafe-")), "{shell}: {policy:?}");
    }
    assert_eq!(security["freezePrototype"], true);
    assert_eq!(config["app"]["withGlobalTauri"], false);
}

/// Cargo cannot take a table of the workspace's and change a line of it, so the shell has its own: on iOS the camera's Swift is declared
/// by a macro of Tauri's, which `forbid` would refuse.
#[test]
fn the_shells_lints_are_the_workspaces_and_unsafe_code_is_allowed_in_one_place() {
    let table = |path: &str| -> toml::Table {
        toml::from_str(&fs::read_to_string(root().join(path)).expect("the manifest is there"))
            .expect("it is TOML")
    };
    let mut of_all = table("Cargo.toml")["workspace"]["lints"].clone();
    assert_eq!(of_all["rust"]["unsafe_code"].as_str(), Some("forbid"));
    of_all["rust"]["unsafe_code"] = "deny".into();
    assert_eq!(table("src-tauri/Cargo.toml")["lints"], of_all);
    // The fuzzer is no part of the workspace.
    let in_workspace = |source: &Source| !source.path.starts_with("tests/hostile/guided/");
    let own: Vec<_> = rust_sources().into_iter().filter(in_workspace).collect();
    let allowed = mentions(&own, &["(unsafe_code"]);
    assert_eq!(allowed.len(), 1, "{allowed:#?}");
    assert!(allowed.iter().all(|place| place.starts_with("src-tauri/src/camera.rs:")), "{allowed:#?}");
}

fn directives(policy: &str) -> BTreeMap<String, String> {
    let parts = policy.split(';').filter_map(|part| part.trim().split_once(' '));
    parts.map(|(name, sources)| (name.to_owned(), sources.trim().to_owned())).collect()
}

#[test]
fn the_window_may_call_one_command_and_listen_and_on_a_tablet_scan_and_nothing_else() {
    let (mut permissions, mut with_a_camera) = (Vec::new(), Vec::new());
    for source in sources("src-tauri/capabilities") {
        let capability: serde_json::Value = serde_json::from_str(&source.text).expect("a capability is JSON");
        assert!(capability.get("remote").is_none(), "{}: no remote page may call anything", source.path);
        let list = capability["permissions"].as_array().expect("a capability lists permissions").clone();
        let list = list.iter().map(|entry| entry.as_str().expect("by name").to_owned());
        match capability.get("platforms") {
            None => permissions.extend(list),
            Some(only) => {
                assert_eq!(*only, serde_json::json!(["android", "iOS"]), "{}", source.path);
                with_a_camera.extend(list);
            }
        }
    }
    permissions.sort();
    with_a_camera.sort();
    assert_eq!(
        with_a_camera,
        ["allow-cancel-scan", "allow-scan"],
        "the camera's plugin itself is out of the page's reach"
    );
    assert_eq!(permissions, ["allow-call", "core:event:allow-listen", "core:event:allow-unlisten"]);
}

#[test]
fn what_ships_is_free_and_carries_its_licence() {
    for file in ["LICENSE", "assets/fonts/OFL.txt", "assets/paper/OFL.txt", "assets/styles/nhsuk/LICENCE.txt"]
    {
        let text = fs::read_to_string(root().join(file)).unwrap_or_default();
        assert!(text.len() > 500, "{file} is missing or is no licence");
    }
    let assets = sources("assets");
    none("a font for NHS organisations only", &mentions(&assets, &["Frutiger", "assets.nhs.uk"]));
    let shipped: Vec<_> = assets.into_iter().filter(|source| !source.path.ends_with(".md")).collect();
    let reaching: Vec<_> = mentions(&shipped, &["url(http", "url(\"http", "url(//", "@import url"])
        .into_iter()
        .map(|line| line.chars().take(160).collect())
        .collect();
    none("a ward without the network would wait for these", &reaching);
}
