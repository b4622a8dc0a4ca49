//! What is put on paper: the views that the screens show, printed and audited as a print.

use crate::{
    App, Session,
    audit::what,
    chart,
    clock::Now,
    patient,
    project::Folded,
    session::Person,
    views::Views,
    words::{self, Fail},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use clinical::{FactId, ScopeId, StayId, UtcMillis, WardId, staff::Action};
use contract::{Printed, Reply};
use paper::{Source, StayReport};
use sha2::{Digest, Sha256};
use store::ReadTx;

impl App {
    /// Prints something for the signed-in person.
    pub(crate) fn print(&self, session: &Session, what: &Printed) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::Read)?;
        let (name, pdf) = match what {
            Printed::Report { stay } => ("report", self.print_report(&now, &person, *stay)?),
            Printed::Chart { stay, hours } => ("chart", self.print_chart(&now, &person, *stay, *hours)?),
            Printed::Handover { ward } => ("handover", self.print_handover(&now, &person, ward)?),
        };
        let local = now.local(now.at()).local();
        let name = format!("wardlight-{name}-{}.pdf", local.format("%Y%m%d-%H%M%S"));
        Ok(Reply::Paper { name, pdf: STANDARD.encode(pdf) })
    }

    fn print_report(&self, now: &Now, person: &Person, stay: StayId) -> Result<Vec<u8>, Fail> {
        let folded = self.stay(&stay)?;
        let directory = self.directory();
        let views = Views { app: self, now: *now, directory: &directory };
        let (report, heard) = self.store.read(|tx| {
            let heard = tx.cursors().get(&ScopeId::Stay(stay))?.map(|cursor| cursor.heard_at);
            Ok::<_, Fail>((report(&views, tx, stay, &folded, person)?, heard))
        })?;
        // Before it is handed over: a print that nobody knows of is not made.
        self.audit(now, person, what::PRINT_REPORT, Some(stay), "")?;
        let record = version(folded.all().map(|entry| entry.id));
        let local = |at| now.local(at);
        let source = self.source(now, &local, printed_by(person), record, heard)?;
        paper::stay_report(&report, &source).map_err(|error| unprinted(&error))
    }

    fn print_chart(
        &self,
        now: &Now,
        person: &Person,
        stay: StayId,
        hours: Option<u32>,
    ) -> Result<Vec<u8>, Fail> {
        let folded = self.stay(&stay)?;
        let directory = self.directory();
        let views = Views { app: self, now: *now, directory: &directory };
        let (report, chart, heard) = self.store.read(|tx| {
            let heard = tx.cursors().get(&ScopeId::Stay(stay))?.map(|cursor| cursor.heard_at);
            let report = report(&views, tx, stay, &folded, person)?;
            Ok::<_, Fail>((report, chart::view(&views, tx, stay, &folded, hours)?, heard))
        })?;
        self.audit(now, person, what::PRINT_CHART, Some(stay), "")?;
        let record = version(folded.all().map(|entry| entry.id));
        let local = |at| now.local(at);
        let source = self.source(now, &local, printed_by(person), record, heard)?;
        // With the allergies that are known in other stays of the same person.
        let chart = contract::ChartView { banner: report.chart.banner, ..chart };
        paper::observation_chart(&chart, &report.place, &source).map_err(|error| unprinted(&error))
    }

    fn print_handover(&self, now: &Now, person: &Person, ward: &WardId) -> Result<Vec<u8>, Fail> {
        let directory = self.directory();
        let ward = directory.ward(ward)?;
        let view = self.handover_of(now, person, ward)?;
        self.audit(now, person, what::PRINT_HANDOVER, None, ward.id.as_str())?;
        let heard = view.patients.iter().filter_map(|patient| patient.row.heard_at).min();
        let record = version(view.patients.iter().flat_map(|patient| patient.seen.iter().copied()));
        let local = |at| now.local(at);
        let source = self.source(now, &local, printed_by(person), record, heard)?;
        paper::handover(&view, &source).map_err(|error| unprinted(&error))
    }

    /// Where a paper comes from.
    pub(crate) fn source<'s>(
        &self,
        now: &Now,
        local: &'s dyn Fn(UtcMillis) -> clinical::Stamp,
        by: String,
        record: String,
        heard: Option<UtcMillis>,
    ) -> Result<Source<'s>, Fail> {
        let directory = self.directory();
        let listed = directory.devices.get(&self.me.device).map(|device| device.label.clone());
        let label = self.store.read(|tx| tx.device().enrolment())?.map(|enrolment| enrolment.label);
        let device = listed.or(label).filter(|label| !label.is_empty());
        Ok(Source {
            printed: now.local(now.at()),
            by,
            device: device.unwrap_or_else(|| "without a name".to_owned()),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            record,
            heard,
            demo: self.demo,
            local,
        })
    }
}

/// The whole stay, for its report.
fn report(
    views: &Views<'_>,
    tx: &ReadTx<'_>,
    stay: StayId,
    folded: &Folded,
    person: &Person,
) -> Result<StayReport, Fail> {
    let page = patient::page(views, tx, stay, folded, person)?;
    let mut chart = chart::view(views, tx, stay, folded, None)?;
    // With the allergies that are known in other stays of the same person.
    chart.banner = page.banner;
    let episodes = folded.state.episodes(views.now.at());
    Ok(StayReport {
        chart,
        place: place(views, folded),
        status: page.status,
        decisions: page.standing.decisions,
        watching: views.watched(folded),
        episodes: episodes.iter().map(|episode| views.episode(folded, episode, person)).collect(),
        conflicts: page.conflicts,
        newer: page.newer,
    })
}

/// Ward and bed, in words.
pub(crate) fn place(views: &Views<'_>, folded: &Folded) -> String {
    let word = |place: &clinical::ward::Place| {
        format!("{}, bed {}", views.directory.ward_name(&place.ward), place.bed)
    };
    let places: Vec<String> = folded.places().iter().map(word).collect();
    if places.is_empty() { "No bed".to_owned() } else { places.join(" or ") }
}

fn printed_by(person: &Person) -> String {
    format!("by {}, {}", person.name, person.role.label().to_lowercase())
}

/// The version of a record: the beginning of a hash over every entry, whatever their order.
pub(crate) fn version(entries: impl Iterator<Item = FactId>) -> String {
    let mut ids: Vec<FactId> = entries.collect();
    ids.sort_unstable();
    ids.dedup();
    let mut hash = Sha256::new();
    for id in ids {
        hash.update(id.as_bytes());
    }
    let digits: Vec<String> = hash.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    format!("{} {}", digits[..2].concat(), digits[2..].concat())
}

fn unprinted(error: &paper::PaperError) -> Fail {
    tracing::error!(%error, "a paper could not be made");
    words::not_printed().into()
}
