//! A device: the loopback shell's process with its folder, and the browser in front of it with a nurse.

use crate::{
    people::PIN,
    wait::until,
    ward::{Ward, first_line, kill, log},
};
use clinical::{
    FactId, StayId,
    patient::{Gender, Identity},
    vitals::{Consciousness, DeciCelsius, Diastolic, Oxygen, Pulse, RespRate, Spo2, Systolic, Vitals},
    ward::Place,
};
use contract::{
    Admit, CallError, Code, Connection, EntrySync, Pin, RecordObservations, Reply, Request, SetView,
    SyncView, TakenChoice,
};
use reqwest::{Client, header, redirect::Policy};
use std::{
    collections::BTreeSet,
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};
use tests::programs::program;

/// A running device.
pub(crate) struct Desk {
    name: String,
    folder: PathBuf,
    process: Option<Child>,
    client: Client,
    root: String,
    cookie: String,
}

/// The command that opens a device over a folder.
fn command(ward: &Ward, folder: &Path, server: &str) -> Command {
    let mut command = Command::new(program("wardlight-desk"));
    command.arg("--data").arg(folder).args(["--server", server, "--ui"]).arg(ward.screens());
    command
}

/// Opens a device over a folder, and waits for it to end by itself.
pub(crate) fn refused(ward: &Ward, folder: &Path) -> Output {
    command(ward, folder, &ward.url()).output().unwrap()
}

impl Desk {
    /// A new device, enrolled with the server at this address, with a nurse signed in.
    pub(crate) async fn enrolled(ward: &Ward, name: &str, nurse: &str, server: &str) -> Self {
        let folder = ward.folder().join(name);
        let mut command = command(ward, &folder, server);
        command.args(["--label", name]).env("WARDLIGHT_ENROL", ward.code(name));
        let desk = Self::spawn(command, name, folder).await;
        desk.sign_in(nurse).await;
        desk
    }

    /// The device of a folder, begun again, with a nurse signed in whose PIN it knows.
    pub(crate) async fn again(ward: &Ward, folder: PathBuf, nurse: &str, server: &str) -> Self {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let desk = Self::spawn(command(ward, &folder, server), &name, folder).await;
        desk.sign_in(nurse).await;
        desk
    }

    async fn spawn(mut command: Command, name: &str, folder: PathBuf) -> Self {
        let log = log(&folder.with_extension("log"));
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let line = first_line(&mut child);
        let address = line.strip_prefix("open ").unwrap_or_else(|| panic!("{name} did not open: {line:?}"));
        let root = address.split("/?").next().unwrap().to_owned();
        let client = browserless(&root);
        let entry = client.get(address).send().await.unwrap();
        let cookie =
            entry.headers()[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
        Self { name: name.to_owned(), folder, process: Some(child), client, root, cookie }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// kill -9. What is left is the folder.
    pub(crate) fn kill(mut self) -> PathBuf {
        kill(self.process.take());
        self.folder.clone()
    }

    /// What the page asks, and what it is answered; `None` when the process is not there to answer.
    async fn asked(&self, request: &Request) -> Option<Result<Reply, CallError>> {
        let post = self.client.post(format!("{}/call", self.root)).header(header::COOKIE, &self.cookie);
        let text = post.json(request).send().await.ok()?.text().await.ok()?;
        let mut answer: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text).unwrap();
        Some(match answer.remove("ok") {
            Some(reply) => Ok(serde_json::from_value(reply).unwrap()),
            None => Err(serde_json::from_value(answer.remove("err").unwrap()).unwrap()),
        })
    }

    pub(crate) async fn ask(&self, request: Request) -> Result<Reply, CallError> {
        self.asked(&request).await.expect("the device's process runs")
    }

    /// Somebody picks the device up. The first time here the server has to know the PIN.
    async fn sign_in(&self, nurse: &str) {
        until("the device knows its people and lets one in", async || {
            let Ok(Reply::Staff(people)) = self.ask(Request::StaffChoices).await else { return None };
            let staff = people.iter().find(|tile| tile.name == nurse)?.id;
            match self.ask(Request::SignIn { staff, pin: Pin(PIN.into()) }).await {
                Ok(Reply::SignedIn(_)) => Some(()),
                Err(error) if error.code == Code::NeedsServer => None,
                other => panic!("{} at {}: {other:?}", nurse, self.name),
            }
        })
        .await;
    }

    pub(crate) async fn admit(&self, family: &str, bed: &str) -> StayId {
        let identity = Identity {
            family: family.into(),
            given: "Test".into(),
            title: String::new(),
            preferred: String::new(),
            born: chrono::NaiveDate::from_ymd_opt(1950, 1, 1),
            gender: Gender::NotKnown,
            nhs_number: None,
            hospital_number: String::new(),
        };
        let place = Place { ward: "bluebell".parse().unwrap(), bay: "Bay A".into(), bed: bed.into() };
        match self.ask(Request::Admit(Box::new(Admit { identity, place }))).await {
            Ok(Reply::Admitted { stay }) => stay,
            other => panic!("{other:?}"),
        }
    }

    /// Charts one set, which is not refused whatever the server does.
    pub(crate) async fn chart(&self, stay: StayId, pulse: i64) -> FactId {
        let form = match self.ask(Request::OpenForm { stay, amends: None, rechecks: None }).await {
            Ok(Reply::Form(form)) => form,
            other => panic!("no form at {}: {other:?}", self.name),
        };
        let record = RecordObservations {
            form: form.form,
            stay,
            bed_shown: form.bed,
            bed_confirmed: true,
            identified: None,
            counted: None,
            rechecks: None,
            vitals: vitals(pulse),
            taken: TakenChoice::At(form.now),
            confirmed: Vec::new(),
            remark: String::new(),
            amends: None,
            reason: String::new(),
        };
        match self.ask(Request::Record(Box::new(record))).await {
            Ok(Reply::Saved(saved)) => saved.fact,
            other => panic!("recording was refused at {}: {other:?}", self.name),
        }
    }

    pub(crate) async fn sync(&self) -> SyncView {
        match self.ask(Request::SyncState).await {
            Ok(Reply::Sync(view)) => view,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) async fn online(&self) {
        until("the device is online", async || {
            (self.sync().await.connection == Connection::Online).then_some(())
        })
        .await;
    }

    /// Every set of a stay as the chart shows it; `None` while the device does not know the stay.
    async fn sets(&self, stay: StayId) -> Option<Vec<SetView>> {
        self.ask(Request::StillHere).await.unwrap();
        match self.ask(Request::Chart { stay, hours: None }).await {
            Ok(Reply::Chart(chart)) => Some(chart.sets),
            Err(error) if error.code == Code::NotFound => None,
            Err(error) if error.code == Code::Locked => panic!("{} has locked: {error}", self.name),
            other => panic!("{other:?}"),
        }
    }

    /// Whether the device knows these patients.
    pub(crate) async fn knows(&self, stays: &[StayId]) -> bool {
        for stay in stays {
            if self.sets(*stay).await.is_none() {
                return false;
            }
        }
        true
    }

    /// What the device has of these stays: each set with where it is. A set that stands twice fails at once.
    pub(crate) async fn charted(&self, stays: &[StayId]) -> Vec<(FactId, EntrySync)> {
        let mut charted = Vec::new();
        for stay in stays {
            charted.extend(self.sets(*stay).await.into_iter().flatten().map(|set| (set.fact, set.sync)));
        }
        let once: BTreeSet<FactId> = charted.iter().map(|(fact, _)| *fact).collect();
        assert_eq!(once.len(), charted.len(), "{} shows a set twice", self.name);
        charted
    }

    /// Waits until the device has every one of these sets once, each come back from the server in a page whose chain
    /// verifies, and none besides.
    pub(crate) async fn has_exactly(&self, stays: &[StayId], saved: &[FactId]) {
        let wanted: BTreeSet<FactId> = saved.iter().copied().collect();
        assert_eq!(wanted.len(), saved.len(), "every saved set has an id of its own");
        until(&format!("{} has all {} sets, verified", self.name, wanted.len()), async || {
            let charted = self.charted(stays).await;
            let verified = charted.iter().filter(|(_, sync)| *sync == EntrySync::Verified);
            let verified: BTreeSet<FactId> = verified.map(|(fact, _)| *fact).collect();
            (verified.is_superset(&wanted)).then_some(())
        })
        .await;
        let there: Vec<FactId> = self.charted(stays).await.into_iter().map(|(fact, _)| fact).collect();
        assert_eq!(there.len(), wanted.len(), "{} has a set twice", self.name);
        let there: BTreeSet<FactId> = there.into_iter().collect();
        assert_eq!(there, wanted, "{} has sets that nobody saved", self.name);
        assert_eq!(self.sync().await.set_aside, 0, "{} set something aside", self.name);
    }
}

/// A client that finds this machine under the device's name, as every browser does with a name under `localhost`.
fn browserless(root: &str) -> Client {
    let (host, port) = root.trim_start_matches("http://").split_once(':').unwrap();
    let here = SocketAddr::from((Ipv4Addr::LOCALHOST, port.parse().unwrap()));
    Client::builder().redirect(Policy::none()).no_proxy().resolve(host, here).build().unwrap()
}

impl Drop for Desk {
    fn drop(&mut self) {
        kill(self.process.take());
    }
}

fn vitals(pulse: i64) -> Vitals {
    Vitals {
        respiration: RespRate::new(16),
        spo2: Spo2::new(97),
        oxygen: Some(Oxygen::Air),
        systolic: Systolic::new(124),
        diastolic: Diastolic::new(76),
        pulse: Pulse::new(pulse),
        consciousness: Some(Consciousness::Alert),
        temperature: DeciCelsius::new(368),
        unable: Default::default(),
    }
}
