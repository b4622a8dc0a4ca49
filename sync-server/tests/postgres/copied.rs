//! Everything is copied from SQLite to PostgreSQL and back, and is the same.

use crate::{
    cluster::cluster,
    house::{House, admission, placement, push, stay},
};
use replication::{Message, wire::Fate};
use std::{path::Path, process::Command};
use sync_server::{
    Config, StorageAt,
    admin::{AdminError, Desk, reading::Found},
    change_log::SetAside,
};

/// All that an administrator can see: every entry of every log, what was refused, and what going over the logs finds.
fn everything(desk: &Desk) -> (Vec<(String, Vec<Found>)>, Vec<SetAside>) {
    assert_eq!(desk.audit().unwrap().findings, []);
    let logs = desk.logs().unwrap().into_iter().map(|log| {
        let mut facts = Vec::new();
        let scope = log.scope.parse().unwrap();
        desk.facts_of(&scope, |found| -> Result<(), AdminError> {
            facts.push(found);
            Ok(())
        })
        .unwrap();
        assert_eq!(facts.len() as u64, log.entries);
        (log.scope, facts)
    });
    let (logs, mut aside) = (logs.collect(), Vec::new());
    desk.quarantine(|kept| -> Result<(), AdminError> {
        // The number is a database's own.
        aside.push(SetAside { number: 0, ..kept });
        Ok(())
    })
    .unwrap();
    (logs, aside)
}

fn copy(folder: &Path, address: &str, to: &str) -> Result<String, String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wardlight-server"));
    command.env("WARDLIGHT_DATABASE", address).args(["copy", "--to", to, "--data"]).arg(folder);
    let out = command.output().unwrap();
    let [said, error] = [out.stdout, out.stderr].map(|text| String::from_utf8(text).unwrap());
    if out.status.success() { Ok(said) } else { Err(error) }
}

#[test]
fn everything_is_the_same_after_a_copy_to_postgresql_and_back() {
    let Some(cluster) = cluster("everything_is_the_same_after_a_copy_to_postgresql_and_back") else { return };
    let house = House::on(StorageAt::Folder);
    let server = house.open();
    let (mut tablet, spare) = (house.tablet(&server, 1, &["bluebell"]), house.tablet(&server, 2, &["daisy"]));
    let facts = [tablet.fact(&stay(1), admission()), tablet.fact(&stay(1), placement("bluebell"))];
    let unknown = crate::house::Tablet::new(9, house.nurse).any(&stay(2));
    let copy_of_its_first = crate::house::Tablet::new(1, house.nurse).any(&stay(3));
    let mut talk = tablet.greet(&server, &house);
    talk.push(&stay(1), &facts.each_ref());
    talk.push(&stay(2), &[&unknown]);
    talk.push(&stay(3), &[&copy_of_its_first]);
    let many: Vec<_> = (0..1_200).map(|_| tablet.any(&stay(4))).collect();
    for some in many.chunks(400) {
        talk.push(&stay(4), &some.iter().collect::<Vec<_>>());
    }
    drop(talk);
    drop(server);
    let before = everything(&house.desk());
    let (folder, address) = (house.folder.path(), cluster.database());

    let said = copy(folder, &address, "postgres").unwrap();
    assert!(said.contains("byte for byte and link for link"), "{said}");
    let on_postgres =
        Config { storage: StorageAt::Postgres(address.parse().unwrap()), ..house.config.clone() };
    assert_eq!(everything(&Desk::open(&on_postgres).unwrap()), before);
    let refused = copy(folder, &address, "postgres").unwrap_err();
    assert!(refused.contains("give an empty one"), "{refused}");

    // A node on the copy goes on where the folder ended: it knows the devices and the entries.
    let node = sync_server::Server::open(on_postgres).unwrap();
    let mut talk = spare.greet(&node, &house);
    let answer = talk.say(push(&stay(1), &facts.each_ref()));
    assert!(
        matches!(answer.last(), Some(Message::Ack { fates, .. })
        if fates.iter().all(|(_, fate)| matches!(fate, Fate::Duplicate(_)))),
        "{answer:?}"
    );
    drop(talk);
    drop(node);

    let back = tempfile::tempdir().unwrap();
    let refused = copy(back.path(), &address, "folder").unwrap_err();
    assert!(refused.contains("has no server.key"), "{refused}");
    std::fs::copy(folder.join("server.key"), back.path().join("server.key")).unwrap();
    copy(back.path(), &address, "folder").unwrap();
    let returned = Config { data_dir: back.path().to_owned(), ..house.config.clone() };
    assert_eq!(everything(&Desk::open(&returned).unwrap()), before);
    let tables = |folder: &Path| {
        let file = rusqlite::Connection::open(folder.join(sync_server::database::FILE)).unwrap();
        [
            "SELECT count(*), sum(length(phc)) FROM pin_verifier",
            "SELECT count(*), sum(used_at) FROM enrolment_code",
            "SELECT count(*), sum(seq) FROM placing",
            "SELECT count(*), sum(device_seq) FROM fork",
            "SELECT count(*), sum(flags) + sum(device_seq) FROM entry",
        ]
        .map(|sql| {
            file.query_row(sql, [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?))).unwrap()
        })
    };
    assert_eq!(tables(back.path()), tables(folder));
    assert!(tables(folder).iter().all(|(rows, _)| *rows > 0), "each kind was there to be copied");
}
