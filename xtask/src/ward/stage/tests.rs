//! Programs on the stage, played by the shell: what they say, how they die, and that none is left behind.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use super::{Event, Stage};
use std::{process::Command, sync::mpsc::RecvTimeoutError, time::Duration};
use tempfile::TempDir;

/// How long a failing test takes to say so. A passing one never waits for it.
const DEADLINE: Duration = Duration::from_secs(30);

fn stage() -> (Stage, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    (Stage::empty(folder.path().join("logs")).unwrap(), folder)
}

fn sh(script: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    command
}

/// Says that it is ready, and reads from a pipe that nobody writes to: runs until it is ended.
const FOR_EVER: &str = "mkfifo \"$0\" && echo ready && cat \"$0\"";

/// Starts a program that runs until it is ended.
fn start(stage: &mut Stage, folder: &TempDir, name: &'static str) {
    let mut command = sh(FOR_EVER);
    stage.start(name, command.arg(folder.path().join(name))).unwrap();
    stage.line(name, "ready").unwrap();
}

/// Whether a process is there. One that has ended is not, once the stage has seen its end.
fn there(process: u32) -> bool {
    let process = nix::unistd::Pid::from_raw(i32::try_from(process).unwrap());
    nix::sys::signal::kill(process, None).is_ok()
}

/// Waits until everything that could write to a program's output has ended, what it started as well.
fn all_silent(stage: &mut Stage, name: &str) {
    let silent = |event: &Event| matches!(event, Event::Silent(from) if *from == name);
    if stage.missed.iter().any(silent) {
        return;
    }
    loop {
        match stage.events.recv_timeout(DEADLINE) {
            Ok(event) if silent(&event) => return,
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                panic!("something that {name} started still runs")
            }
        }
    }
}

#[test]
fn dropping_the_stage_ends_every_program() {
    let (mut stage, folder) = stage();
    for name in ["server", "nurse", "sister"] {
        start(&mut stage, &folder, name);
    }
    let running: Vec<u32> = stage.running.values().copied().collect();
    assert!(running.len() == 3 && running.iter().all(|process| there(*process)));
    drop(stage);
    assert_eq!(running.into_iter().filter(|process| there(*process)).count(), 0, "left behind");
}

#[test]
fn what_a_program_started_ends_with_it() {
    let (mut stage, folder) = stage();
    let mut parent = sh("mkfifo \"$0\" && { cat \"$0\" & } && echo ready && wait");
    stage.start("desk", parent.arg(folder.path().join("pipe"))).unwrap();
    stage.line("desk", "ready").unwrap();
    stage.stop("desk");
    assert!(!stage.runs("desk"));
    all_silent(&mut stage, "desk");
}

#[test]
fn a_program_that_will_not_end_and_will_not_be_quiet_is_made_to_end() {
    let (mut stage, _folder) = stage();
    stage.patience = Duration::from_millis(300);
    stage.start("server", &mut sh("trap '' TERM; echo ready; while :; do echo no; done")).unwrap();
    stage.line("server", "ready").unwrap();
    let process = stage.running["server"];
    stage.stop("server");
    assert!(!there(process), "it was asked, and then made to");
}

#[test]
fn a_failure_while_the_ward_is_prepared_ends_what_was_started() {
    let (mut stage, folder) = stage();
    start(&mut stage, &folder, "server");
    let process = stage.running["server"];
    let mut prepare = || -> anyhow::Result<()> {
        stage.finish("seed", &mut sh("echo half; echo 'no room on the disk' >&2; exit 1"))?;
        Ok(())
    };
    let problem = prepare().unwrap_err().to_string();
    assert!(
        problem.starts_with("seed ended. Its log, ") && problem.contains("no room on the disk"),
        "{problem}"
    );
    drop(stage);
    assert!(!there(process));
}

#[test]
fn a_program_that_dies_before_it_is_ready_is_told_of_in_its_own_last_words() {
    let (mut stage, _folder) = stage();
    let script = "for n in 1 2 3 4 5 6 7 8 9; do echo line $n >&2; done; exit 3";
    stage.start("server", &mut sh(script)).unwrap();
    let problem = stage.line("server", "listening on ").unwrap_err().to_string();
    assert!(
        problem.contains("server.log") && problem.contains("line 9") && problem.contains("line 2"),
        "{problem}"
    );
    assert!(!problem.contains("line 1\n"), "the last of it only: {problem}");
}

#[test]
fn a_program_that_dies_while_the_ward_runs_is_told_of_and_does_not_run() {
    let (mut stage, folder) = stage();
    start(&mut stage, &folder, "server");
    stage.start("nurse", &mut sh("exit 7")).unwrap();
    loop {
        match stage.next().unwrap() {
            Event::Ended(name, well) => {
                assert_eq!((name, well), ("nurse", false));
                break;
            }
            Event::Line(..) | Event::Silent(_) => {}
            Event::Stop | Event::Typed(_) => panic!("nobody is at the terminal"),
        }
    }
    assert!(stage.runs("server") && !stage.runs("nurse"));
}

/// Whoever presses Ctrl-C while the ward is made must not wait until it is made.
#[test]
fn ctrl_c_breaks_off_whatever_is_waited_for_and_ends_all_of_it() {
    for waiting_for_a_line in [true, false] {
        let (mut stage, folder) = stage();
        start(&mut stage, &folder, "server");
        let process = stage.running["server"];
        stage.sender.send(Event::Stop).unwrap();
        let outcome = if waiting_for_a_line {
            stage.line("server", "what it never says").map(drop)
        } else {
            stage.finish("seed", sh(FOR_EVER).arg(folder.path().join("seed"))).map(drop)
        };
        assert_eq!(outcome.unwrap_err().to_string(), super::STOPPED);
        let seed = stage.running.get("seed").copied();
        assert_eq!(seed.is_some(), !waiting_for_a_line);
        drop(stage);
        assert!(!there(process) && !seed.is_some_and(there));
    }
}

/// The last line of an administrator's command is the enrolment code.
#[test]
fn every_line_of_a_command_is_heard_before_its_end() {
    let (mut stage, folder) = stage();
    start(&mut stage, &folder, "server");
    let mut late = sh("mkfifo \"$0\"; { read code < \"$0\"; echo \"$code\"; } & exec 3>\"$0\"; echo first; \
                       (i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; echo last >&3) & exit 0");
    let said = stage.finish("enrol", late.arg(folder.path().join("pipe"))).unwrap();
    assert_eq!(said, ["first", "last"], "what it left to others to say came after its end");
    assert!(stage.runs("server"), "and the others go on");
}

/// A program that ended by itself while another was being stopped is not waited for, and nobody says that it would not end.
#[test]
fn a_program_that_ended_meanwhile_is_not_waited_for() {
    let (mut stage, folder) = stage();
    stage.patience = DEADLINE;
    start(&mut stage, &folder, "nurse");
    start(&mut stage, &folder, "server");
    let nurse = stage.running["nurse"];
    super::end(nurse, true);
    while there(nurse) {
        std::thread::yield_now();
    }
    let started = crate::progress::now();
    drop(stage);
    assert!(
        crate::progress::now().duration_since(started) < DEADLINE,
        "an end that was told already was waited for"
    );
}
