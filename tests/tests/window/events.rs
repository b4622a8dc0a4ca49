//! What happens in the core reaches the page in the window as it happens: the page asks for the board again only when it is
//! told of a change.

use crate::{hospital::Hospital, opened::Window};
use app::{App, Session};
use clinical::{
    StaffId,
    patient::{Gender, Identity},
    ward::Place,
};
use contract::{Admit, Code, Pin, Reply, Request};
use serde_json::{Value, json};
use std::{sync::Arc, time::Duration};

/// How long a device may take to let its nurse in. The wait ends as soon as it does.
const PATIENCE: Duration = Duration::from_secs(60);

fn row(bed: &str) -> String {
    format!("[data-testid=\"row\"][data-bed=\"{bed}\"]")
}

/// The value of an answered call.
fn answered(said: &str) -> Value {
    let value = said.strip_prefix("answered: ").unwrap_or_else(|| panic!("{said}"));
    serde_json::from_str(value).unwrap()
}

/// Admits somebody and charts an ill set, by the core's own door: not by anything that the page's code knows of.
struct Caller<'w>(&'w Window);

impl Caller<'_> {
    async fn admit(&self, bed: &str) -> Value {
        let identity = json!({ "family": "Test", "given": "Window", "title": "", "preferred": "", "born": "1950-01-01",
            "gender": "not_known", "nhs_number": null, "hospital_number": "" });
        let place = json!({ "ward": "bluebell", "bay": "Bay A", "bed": bed });
        let said = self.0.call(&json!({ "admit": { "identity": identity, "place": place } })).await;
        answered(&said)["admitted"]["stay"].clone()
    }

    async fn chart(&self, stay: &Value) {
        let opened = self.0.call(&json!({ "open_form": { "stay": stay, "amends": null } })).await;
        let form = answered(&opened)["form"].clone();
        let ill = json!({ "respiration": 22, "spo2": 93, "oxygen": "air", "systolic": 108, "diastolic": 64, "pulse": 112,
            "consciousness": "C", "temperature": 384, "unable": {} });
        let said = self
            .0
            .call(&json!({ "record": {
                "form": form["form"], "stay": stay, "bed_shown": form["bed"], "bed_confirmed": true, "vitals": ill,
                "taken": { "at": form["now"] }, "confirmed": [], "remark": "", "amends": null, "reason": "" } }))
            .await;
        assert!(answered(&said)["saved"].is_object(), "{said}");
    }
}

/// Waits until a device knows its nurse and lets her in.
async fn signed_in(app: &Arc<App>) -> Session {
    let session = Session::new();
    let nurse = || -> Option<StaffId> {
        match app.call(&session, Request::StaffChoices) {
            Ok(Reply::Staff(people)) => people.first().map(|person| person.id),
            other => panic!("{other:?}"),
        }
    };
    let let_in = async {
        loop {
            tokio::task::yield_now().await;
            let Some(staff) = nurse() else { continue };
            match app.call(&session, Request::SignIn { staff, pin: Pin("204060".into()) }) {
                Ok(Reply::SignedIn(_)) => return,
                Err(error) if error.code == Code::NeedsServer => {}
                other => panic!("{other:?}"),
            }
        }
    };
    tokio::time::timeout(PATIENCE, let_in).await.expect("the server knows the PIN");
    session
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_saved_in_the_core_is_drawn_in_the_window_without_being_asked_for() {
    let hospital = Hospital::open().await;
    let window = Window::open(&hospital).await;
    window.sign_in("Window Nurse", "204060").await;
    window.see("[data-testid=\"board\"]").await;
    assert!(!window.shows(&row("A1")).await && !window.shows(&row("A2")).await, "nobody lies there yet");

    // Another caller of this core.
    let caller = Caller(&window);
    let stay = caller.admit("A1").await;
    window.see(&row("A1")).await;
    caller.chart(&stay).await;
    window.read(&format!("{} .score", row("A1")), "11").await;

    // Another device: what it says comes over the server into this core.
    let colleague = hospital.colleague().await;
    let session = signed_in(&colleague).await;
    let identity = Identity {
        family: "TEST".into(),
        given: "Colleague".into(),
        title: String::new(),
        preferred: String::new(),
        born: None,
        gender: Gender::NotKnown,
        nhs_number: None,
        hospital_number: String::new(),
    };
    let place = Place { ward: "bluebell".parse().unwrap(), bay: "Bay A".into(), bed: "A2".into() };
    let admitted = colleague.call(&session, Request::Admit(Box::new(Admit { identity, place })));
    assert!(matches!(admitted, Ok(Reply::Admitted { .. })), "{admitted:?}");
    window.see(&row("A2")).await;
    window.picture("window-board").await;
    window.close().await;
}
