//! A set that the server will not have in the record, because whoever charted it had left: the ward's other tablets show
//! it all the same, as unverified, and the other ward's do not.

use crate::two_wards::{BLUEBELL, PRIMROSE, SECOND, Wards};
use contract::{ParkedView, Reply, Request};

fn set_aside(wards: &mut Wards, n: usize) -> Vec<ParkedView> {
    match wards.ask(n, Request::Parked) {
        Ok(Reply::Parked(parked)) => parked,
        other => panic!("tablet {n} does not say what was set aside: {other:?}"),
    }
}

#[test]
fn what_the_server_refuses_alerts_on_the_other_tablets_of_the_ward_and_on_no_other_wards() {
    let mut wards = Wards::begin(43);
    wards.chart(SECOND, 16);
    wards.world.settle();
    wards.offline(BLUEBELL);
    wards.world.import_staff("staff_id,name,role,wards,active\nn0,Amina Yusuf,nurse,bluebell,false\n");
    wards.settle_but(BLUEBELL);
    wards.world.pass_ms(60_000);
    // Her tablet does not know it yet.
    wards.chart(BLUEBELL, 28);
    wards.world.settle();
    let row = wards.rows(SECOND).remove(0);
    let unverified = &row.conflicts[0];
    assert_eq!(unverified.about, "Unverified entries");
    assert_eq!(unverified.versions.len(), 1, "{unverified:?}");
    let said = &unverified.versions[0];
    assert!(said.starts_with("NEWS2 3, ") && said.contains("Amina Yusuf"), "{said}");
    assert!(said.contains("The server refused this entry of another device"), "{said}");
    assert_eq!(wards.patient(SECOND).sets_in_all, 1, "it is not in the record there");
    assert_eq!(set_aside(&mut wards, SECOND).len(), 1);
    assert!(set_aside(&mut wards, PRIMROSE).is_empty(), "the other ward is told nothing of this patient");
}

#[test]
fn what_the_server_refused_is_sent_again_once_the_right_is_given_and_stands_once_with_everybody() {
    let mut wards = Wards::begin(44);
    wards.chart(SECOND, 16);
    wards.world.settle();
    let staff =
        |active: bool| format!("staff_id,name,role,wards,active\nn0,Amina Yusuf,nurse,bluebell,{active}\n");
    wards.offline(BLUEBELL);
    wards.world.import_staff(&staff(false));
    wards.settle_but(BLUEBELL);
    wards.world.pass_ms(60_000);
    wards.chart(BLUEBELL, 28);
    wards.world.settle();
    wards.world.import_staff(&staff(true));
    wards.world.settle();
    let refused: Vec<ParkedView> = set_aside(&mut wards, BLUEBELL);
    let facts: Vec<_> = refused.iter().filter_map(|of| of.fact).collect();
    assert!(!facts.is_empty(), "the tablet that made it says so");
    for fact in facts {
        assert_eq!(wards.ask(BLUEBELL, Request::SendAgain { fact }), Ok(Reply::Done));
    }
    wards.world.settle();
    assert_eq!(set_aside(&mut wards, BLUEBELL), []);
    for tablet in [BLUEBELL, SECOND] {
        assert_eq!(wards.patient(tablet).sets_in_all, 2, "once, and with everybody");
        assert!(wards.rows(tablet).remove(0).conflicts.is_empty(), "and nothing is unverified any more");
    }
}
