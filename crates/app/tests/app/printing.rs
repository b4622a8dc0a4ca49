//! What is printed, from the door: a PDF, audited, and of nobody whom one may not read.

use crate::support::*;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use clinical::StayId;
use contract::{Code, Printed, Reply, Request};

fn paper(device: &Device, what: Printed) -> (String, Vec<u8>) {
    match device.call(Request::Print(what)).unwrap() {
        Reply::Paper { name, pdf } => (name, STANDARD.decode(pdf).unwrap()),
        other => panic!("{other:?}"),
    }
}

fn printed(device: &Device, what: &str) -> Vec<Option<StayId>> {
    device.audit().into_iter().filter(|(done, _)| done == what).map(|(_, stay)| stay).collect()
}

#[test]
fn a_report_is_a_pdf_and_every_print_of_it_is_audited() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Whitcombe", "A3");
    device.record(stay, ill());
    let (name, pdf) = paper(&device, Printed::Report { stay });
    assert!(pdf.starts_with(b"%PDF-1.7"));
    assert!(name.starts_with("wardlight-report-") && name.ends_with(".pdf"), "{name}");
    paper(&device, Printed::Report { stay });
    assert_eq!(printed(&device, "print_report"), [Some(stay), Some(stay)], "each print, not each look");
}

#[test]
fn the_same_record_at_the_same_time_prints_the_same_and_a_set_more_another() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Whitcombe", "A3");
    device.record(stay, well());
    let print = || paper(&device, Printed::Report { stay }).1;
    let first = print();
    assert_eq!(first, print());
    device.clock.pass(60_000);
    device.record(stay, ill());
    assert_ne!(first, print());
}

#[test]
fn a_handover_is_a_pdf_and_its_print_is_audited() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    device.admit("Whitcombe", "A3");
    let (name, pdf) = paper(&device, Printed::Handover { ward: bluebell() });
    assert!(pdf.starts_with(b"%PDF-1.7"));
    assert!(name.starts_with("wardlight-handover-"), "{name}");
    assert_eq!(printed(&device, "print_handover"), [None]);
}

#[test]
fn a_chart_is_a_pdf_and_its_print_is_audited() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Whitcombe", "A3");
    device.record(stay, ill());
    let (name, pdf) = paper(&device, Printed::Chart { stay, hours: Some(72) });
    assert!(pdf.starts_with(b"%PDF-1.7"));
    assert!(name.starts_with("wardlight-chart-"), "{name}");
    assert_eq!(printed(&device, "print_chart"), [Some(stay)]);
}

#[test]
fn nobody_prints_under_a_lock() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Whitcombe", "A3");
    device.done(Request::Lock);
    let refused = device.call(Request::Print(Printed::Report { stay }));
    assert_eq!(refused.unwrap_err().code, Code::Locked);
    assert!(printed(&device, "print_report").is_empty());
}
