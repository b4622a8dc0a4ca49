//! The options of a command line that every shell has.

use app::{Downtime, DowntimeOptions};
use clap::Parser;
use std::path::PathBuf;

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    downtime: DowntimeOptions,
}

fn read(options: &[&str]) -> Result<Option<Downtime>, clap::Error> {
    Line::try_parse_from([&["wardlight"], options].concat()).map(|line| line.downtime.pack())
}

#[test]
fn a_pack_goes_where_it_was_asked_for_and_nowhere_otherwise() {
    assert!(read(&[]).unwrap().is_none());
    let asked =
        ["--downtime", "packs", "--downtime-run", "lp", "--downtime-run", "-o", "--downtime-run", "a4"];
    let pack = read(&asked).unwrap().unwrap();
    assert_eq!((pack.folder, pack.run_every_minutes), (PathBuf::from("packs"), 60));
    assert_eq!(pack.run, ["lp", "-o", "a4"]);
    assert!(pack.password.is_none(), "in the clear, where nobody asked otherwise");
    let locked = read(&["--downtime", "packs", "--downtime-password", "open sesame"]).unwrap().unwrap();
    assert_eq!(locked.password.unwrap().as_str(), "open sesame");
}

#[test]
fn an_empty_password_is_refused_and_none_is_ever_shown() {
    for empty in ["", "  "] {
        let refused = read(&["--downtime", "packs", "--downtime-password", empty]).err().unwrap();
        assert!(refused.to_string().contains("the password of the downtime pack is empty"), "{refused}");
    }
    assert!(read(&["--downtime-password", "open sesame"]).is_err(), "a password for no pack");
    let line =
        Line::try_parse_from(["wardlight", "--downtime", "packs", "--downtime-password", "sesame"]).unwrap();
    assert!(!format!("{:?}", line.downtime).contains("sesame"));
}
