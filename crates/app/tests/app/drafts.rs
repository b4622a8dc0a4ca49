//! A draft is offered as what it was begun as.

use crate::support::*;
use contract::{Reply, Request};

#[test]
fn a_form_whose_first_key_comes_after_the_core_was_started_anew_is_kept_as_what_it_was_opened_for() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let set = device.record(stay, well()).fact;
    let open = |device: &Device, amends, rechecks| match device
        .call(Request::OpenForm { stay, amends, rechecks })
        .unwrap()
    {
        Reply::Form(form) => *form,
        other => panic!("{other:?}"),
    };
    let ways = [(None, Some(set), "one sign"), (Some(set), None, "a correction"), (None, None, "a set")];
    let forms = ways.map(|(amends, rechecks, _)| open(&device, amends, rechecks).form);
    let device = device.restarted_with_nurse();
    for (form, (amends, rechecks, words)) in forms.into_iter().zip(ways) {
        device.done(Request::KeepDraft { form, stay, draft: words.into(), amends, rechecks });
    }
    for (amends, rechecks, words) in ways {
        let offered = open(&device, amends, rechecks).draft.map(|(text, _)| text);
        assert_eq!(offered.as_deref(), Some(words), "offered as what it is, and as nothing else");
    }
}
