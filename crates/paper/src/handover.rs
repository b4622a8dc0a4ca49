//! The handover of a ward on paper: every patient with score, alert, flags, the three lines, what is to be done, and room
//! to write.

use crate::{
    PaperError, Source,
    flow::{Cell, Flow, Row, Style},
    furniture::Head,
    report::colour,
    sheet::{ALARM, QUIET, Sheet},
    words,
};
use clinical::news2::Risk;
use contract::{AlertView, Banner, BoardRow, HandoverLines, HandoverPatient, HandoverView, ScoreView};

/// The names of the three lines.
const LINES: [&str; 3] = ["Situation", "Watch for", "To do"];

/// The handover sheet of a ward, A4 upright.
///
/// # Errors
/// When it cannot be written as a PDF.
pub fn handover(of: &HandoverView, source: &Source<'_>) -> Result<Vec<u8>, PaperError> {
    let mut flow = Flow::new(source, Sheet::Portrait, "Handover sheet")?;
    let at = words::moment(source, source.printed);
    let line = format!("Handover as of {at}. For this shift only: afterwards it is confidential waste.");
    flow.head(Head::ward(&of.title, &line));
    if of.patients.is_empty() {
        flow.paragraph("No patients on this ward.", Style::PLAIN);
    }
    let rows: Vec<Row> = of.patients.iter().filter_map(|patient| row(source, patient)).collect();
    if !rows.is_empty() {
        flow.heading(1, &format!("Patients by bed: {}", rows.len()));
        flow.table(&[("Bed and patient", 27.0), ("Stands", 21.0), ("Handover, tasks, alert", 52.0)], &rows);
    }
    flow.finish()
}

fn row(source: &Source<'_>, of: &HandoverPatient) -> Option<Row> {
    let banner = of.row.banner.as_ref()?;
    Some(Row {
        cells: vec![patient_cell(&of.row, banner), status_cell(source, &of.row), told(source, of)],
        below: Vec::new(),
    })
}

/// Bed, name, identifiers.
pub(crate) fn patient_cell(row: &BoardRow, banner: &Banner) -> Cell {
    let born = banner.born.map_or_else(|| "not known".to_owned(), clinical::cui::date);
    let age = banner.age_years.map_or_else(String::new, |years| format!(" ({years}y)"));
    let nhs = banner.nhs_number.map_or_else(|| "not known".to_owned(), |number| number.to_string());
    let mut cell = Cell::of(format!("{}  {}", row.place.bed, words::full_name(banner)), Style::BOLD)
        .and(format!("Born {born}{age}"), Style::SMALL)
        .and(format!("NHS No. {nhs}"), Style::SMALL);
    if banner.nhs_number.is_none() && !banner.hospital_number.is_empty() {
        cell = cell.and(format!("Hospital No. {}", banner.hospital_number), Style::SMALL);
    }
    if banner.like_name {
        cell = cell.and(words::LIKE_NAME, Style::SMALL.ink(ALARM));
    }
    cell = cell.and(words::allergies(banner.allergies.as_ref()), Style { size: 7.5, ..Style::BOLD });
    let carers = row.looked_after_by.join(", ");
    let carers = if carers.is_empty() { "Looked after by nobody".to_owned() } else { carers };
    cell.and(carers, Style::SMALL.ink(QUIET))
}

/// Score, when it was true, what is due; flags.
pub(crate) fn status_cell(source: &Source<'_>, row: &BoardRow) -> Cell {
    let Some(status) = &row.status else { return Cell::plain("Not known on this device") };
    let mut cell = Cell::of(words::standing(source, status), Style::BOLD);
    cell.behind = colour(match &status.score {
        ScoreView::Complete { risk: Risk::High, .. }
        | ScoreView::AtLeast { risk: Risk::High, .. }
        | ScoreView::TooUnwell { .. } => 3,
        ScoreView::Complete { risk: Risk::Medium, .. } | ScoreView::AtLeast { risk: Risk::Medium, .. } => 2,
        ScoreView::Complete { risk: Risk::LowMedium, .. }
        | ScoreView::AtLeast { risk: Risk::LowMedium, .. } => 1,
        _ => 0,
    });
    cell = cell.and(words::due(source, status), Style::PLAIN);
    for conflict in &row.conflicts {
        let words = format!("Recorded differently: {}. Meanwhile: {}", conflict.about, conflict.meanwhile);
        cell = cell.and(words, Style::SMALL.ink(ALARM));
    }
    if row.unsent > 0 {
        cell = cell.and(format!("{} only on this device", row.unsent), Style::SMALL);
    }
    cell
}

fn told(source: &Source<'_>, of: &HandoverPatient) -> Cell {
    let mut cell = Cell::default();
    if let Some(alert) = &of.row.alert {
        cell = cell.and(alert_words(source, alert), Style::BOLD.ink(ALARM));
    }
    if let Some(transfer) = &of.row.transfer {
        let words = format!("On the way from {} to {}", transfer.from_ward, transfer.to_ward);
        cell = cell.and(words, Style::BOLD);
    }
    for flag in &of.row.flags {
        let style = if flag.settled { Style::PLAIN } else { Style::BOLD.ink(ALARM) };
        cell = cell.and(format!("• {}", flag.words), style);
    }
    for lines in &of.lines {
        for words in handed_over(lines) {
            cell = cell.and(words, Style::PLAIN);
        }
        cell = cell.and(&lines.by, Style::SMALL.ink(QUIET));
    }
    if of.lines.is_empty() {
        cell = cell.and("No handover written.", Style::SMALL.ink(QUIET));
    }
    if let Some(therapy) = &of.row.therapy {
        cell = cell.and(format!("Therapy: {therapy}"), Style::PLAIN);
    }
    if !of.tasks.is_empty() {
        let task = |(what, due): &(String, _)| format!("{what} {}", words::time(source, *due));
        let tasks: Vec<String> = of.tasks.iter().map(task).collect();
        cell = cell.and(format!("Due this shift: {}", tasks.join("; ")), Style::PLAIN);
    }
    if !of.remarks.is_empty() {
        cell = cell.and(format!("Remarks: {}", of.remarks.join("; ")), Style::SMALL);
    }
    // Room for a pen.
    cell.and("Notes:", Style::SMALL.ink(QUIET)).and(" ", Style::PLAIN).and(" ", Style::PLAIN)
}

/// The lines that were written, each with its name.
pub(crate) fn handed_over(lines: &HandoverLines) -> Vec<String> {
    let written = LINES.iter().zip(lines.note.lines()).filter(|(_, line)| !line.is_empty());
    written.map(|(name, line)| format!("{name}: {line}")).collect()
}

/// The most urgent open alert.
pub(crate) fn alert_words(source: &Source<'_>, alert: &AlertView) -> String {
    let who = match (alert.owner.is_empty(), alert.ask.is_empty()) {
        (false, _) => format!(" {} has accepted.", alert.owner),
        (true, false) => format!(" {} is asked since {}.", alert.ask, words::time(source, alert.since)),
        (true, true) => String::new(),
    };
    let unanswered = if alert.unanswered { " Nobody has answered in time." } else { "" };
    let others = if alert.others > 0 { format!(" {} more open.", alert.others) } else { String::new() };
    format!(
        "ALERT {}: {}. {}.{who}{unanswered}{others}",
        words::time(source, alert.raised_at),
        alert.level.name(),
        alert.stage.label()
    )
}
