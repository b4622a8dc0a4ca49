//! The corpus keeps its shape, is what it claims to be, and does no harm: a short run of what `cargo xtask hostile` does at
//! length.

use hostile::{
    campaign::{self, Report},
    chunk,
    corpus::{self, Hands},
    dice::Dice,
    memory::MOST_GROWTH,
    process::House,
    tablet::Tablet,
};
use sha2::{Digest, Sha256};
use std::path::Path;

// One private PostgreSQL for the tests of a process, as the server's own suite has it.
#[path = "../../../sync-server/tests/cluster/mod.rs"]
mod cluster;

/// A frame that changes is another frame: what was once refused would no longer be asked for.
#[test]
fn the_frames_of_the_corpus_keep_their_shape() {
    let mut hands = Hands::new();
    let mut lines = Vec::new();
    for case in corpus::all(&mut hands).unwrap() {
        let (scope, frame) = (case.scope.to_string(), case.frame().unwrap());
        let place = scope.split('/').next().unwrap_or_default().to_owned();
        let sum = hex::encode(&Sha256::digest(&frame)[..6]);
        lines.push(format!(
            "{:?} {place}: {} -> {:?}; {} bytes {sum}",
            case.kind,
            case.name,
            case.becomes,
            frame.len()
        ));
    }
    for (name, frame) in corpus::garbage::all(&hands.own).unwrap() {
        lines.push(format!(
            "Frame: {name}; {} bytes {}",
            frame.len(),
            hex::encode(&Sha256::digest(&frame)[..6])
        ));
    }
    insta::assert_snapshot!(lines.join("\n"));
}

/// A bomb that Automerge itself would refuse proves nothing.
#[test]
fn the_bombs_are_changes_that_automerge_takes() {
    let many = automerge::Change::from_bytes(chunk::many_operations(20_001)).unwrap();
    assert_eq!(many.len(), 20_001, "so many operations");
    assert!(chunk::many_operations(800_001).len() < 128, "in so few bytes");
    let packed = chunk::many_zeros(8 * 1024 * 1024).unwrap();
    assert!(packed.len() < 16 * 1024, "{} bytes", packed.len());
    let unpacked = automerge::Change::from_bytes(packed).unwrap();
    assert!(unpacked.raw_bytes().len() > 8 * 1024 * 1024);
}

#[test]
fn a_chunk_that_was_altered_has_a_checksum_that_fits() {
    let chunk = chunk::many_operations(3);
    let read = (0..200).filter(|seed| {
        let altered = chunk::altered(&chunk, &mut Dice::of(*seed));
        let said = automerge::Change::from_bytes(altered).map_err(|error| error.to_string());
        said.map_or_else(|error| !error.contains("checksum"), |_| true)
    });
    assert_eq!(read.count(), 200, "none is found out by its checksum");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_refuses_each_by_itself_and_takes_its_neighbours() {
    println!("{}", faces_all_of_it(None).await.unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_over_postgresql_refuses_each_by_itself_and_takes_its_neighbours() {
    if let Some(cluster) = cluster::cluster("the corpus over PostgreSQL") {
        println!("{}", faces_all_of_it(Some(cluster.database())).await.unwrap());
    }
}

async fn faces_all_of_it(postgres: Option<String>) -> anyhow::Result<Report> {
    let mut hands = Hands::new();
    let cases = corpus::all(&mut hands)?;
    let house = House::new(postgres)?;
    house.admit(&hands)?;
    let process = house.start(Path::new(env!("CARGO_BIN_EXE_hostile")))?;
    let memory = process.memory();
    let mut report = Report::default();
    campaign::cases(&process, &hands, &cases, &mut report).await?;
    campaign::garbage(&process, &mut hands, &mut report).await?;
    campaign::altered(&process, &mut hands, 1, 25, &mut report).await?;
    report.growth = memory.growth();
    assert!(report.growth.is_none_or(|bytes| bytes < MOST_GROWTH), "{:?}", report.growth);
    process.stop()?;
    Ok(report)
}

#[test]
fn a_device_that_is_handed_all_of_it_goes_on_and_charts_what_is_good() {
    let mut hands = Hands::new();
    let cases = corpus::all(&mut hands).unwrap();
    let mut tablet = Tablet::new(&mut hands).unwrap();
    let told = tablet.face(&mut hands, &cases).unwrap();
    println!("{told:?}");
    assert!(told.parked > 0 && told.charted == cases.len());
    let told = tablet.face_altered(&mut hands, 1, 100).unwrap();
    println!("{told:?}");
    assert!(told.growth.is_none_or(|bytes| bytes < MOST_GROWTH), "{told:?}");
}
