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
