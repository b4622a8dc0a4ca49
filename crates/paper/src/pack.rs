//! The downtime pack of a ward: what a ward works with when nothing works. An index by bed, then each patient with the
//! newest set, what is due, what is decided, what is open, and the chart of the last three days.

use crate::{
    PaperError, Source,
    drawn::plates,
    flow::{Cell, Flow, Row, Style},
    furniture::Head,
    handover::{alert_words, handed_over, patient_cell, status_cell},
    report::{conflicts, decisions, episode, sets_table},
    sheet::{ALARM, QUIET, Sheet},
    words,
};
use clinical::UtcMillis;
use contract::{BoardRow, ChartView, DecidedView, EpisodeView, HandoverLines};

/// Everything that a pack of a ward is made from.
#[derive(Debug, Clone)]
pub struct Pack {
    /// The ward's name.
    pub ward: String,
    /// Whom to ring, in words.
    pub telephone: String,
    /// Its beds in order, empty ones too.
    pub beds: Vec<PackBed>,
}

/// A bed.
#[derive(Debug, Clone)]
pub struct PackBed {
    /// As on the board.
    pub row: BoardRow,
    /// Who is in it; `None` where the bed is empty, or the record cannot be put together on this device.
    pub patient: Option<PackPatient>,
}

/// A patient.
#[derive(Debug, Clone)]
pub struct PackPatient {
    /// The last three days.
    pub chart: ChartView,
    /// The newest sets, whenever they were taken, oldest first.
    pub newest: Vec<contract::SetView>,
    /// Ward and bed, in words.
    pub place: String,
    /// What holds, prescribed oxygen among it.
    pub decisions: Vec<DecidedView>,
    /// Open alerts, the most urgent first.
    pub episodes: Vec<EpisodeView>,
    /// The handovers that stand.
    pub lines: Vec<HandoverLines>,
    /// What is to be done, with when it is due.
    pub tasks: Vec<(String, UtcMillis)>,
    /// Entries of a newer version, which are not on this paper.
    pub newer: u32,
}

/// Hours of the chart in a pack.
pub const PACK_HOURS: u32 = 72;

/// The pack of a ward, A4 upright.
///
/// # Errors
/// When it cannot be written as a PDF.
pub fn pack(of: &Pack, source: &Source<'_>) -> Result<Vec<u8>, PaperError> {
    // Once to see on which page each bed begins, once more with the index saying so.
    let (_, pages) = lay_out(of, source, &[])?;
    let (flow, _) = lay_out(of, source, &pages)?;
    flow.finish()
}

fn lay_out<'s>(
    of: &Pack,
    source: &'s Source<'s>,
    pages: &[usize],
) -> Result<(Flow<'s>, Vec<usize>), PaperError> {
    let mut flow = Flow::new(source, Sheet::Portrait, "Downtime pack")?;
    let as_of = words::moment(source, source.printed);
    flow.head(Head::ward(&of.ward, &format!("As of {as_of}. {}", of.telephone)));
    flow.heading(1, "Downtime pack: patients by bed");
    flow.paragraph(
        "What this device knew at the time above; what was charted since is not here. Chart on paper, and enter it \
         afterwards with the time at which it was taken.",
        Style::PLAIN,
    );
    let rows: Vec<Row> =
        of.beds.iter().enumerate().map(|(at, bed)| index_row(source, bed, pages.get(at))).collect();
    flow.table(
        &[
            ("Bed and patient", 27.0),
            ("Stands", 22.0),
            ("Alert, decisions", 29.0),
            ("Data as of", 14.0),
            ("Page", 6.0),
        ],
        &rows,
    );
    let mut begins = Vec::new();
    for bed in &of.beds {
        match (&bed.patient, &bed.row.banner) {
            (Some(patient), Some(_)) => {
                flow.head(Head::patient(&patient.chart.banner, &patient.place));
                begins.push(flow.pages.len());
                self::patient(&mut flow, &bed.row, patient);
            }
            _ => begins.push(0),
        }
    }
    Ok((flow, begins))
}

fn index_row(source: &Source<'_>, bed: &PackBed, page: Option<&usize>) -> Row {
    let row = &bed.row;
    let Some(banner) = &row.banner else {
        return Row { cells: vec![Cell::plain(format!("{}  empty", row.place.bed))], below: Vec::new() };
    };
    let mut what = Cell::default();
    if let Some(alert) = &row.alert {
        what = what.and(alert_words(source, alert), Style::BOLD.ink(ALARM));
    }
    if row.unverified {
        what =
            what.and("Something that asks for help was refused by the server: look", Style::BOLD.ink(ALARM));
    }
    for flag in &row.flags {
        what = what.and(format!("• {}", flag.words), Style::SMALL);
    }
    let page = page.filter(|page| **page > 0).map_or_else(String::new, ToString::to_string);
    Row {
        cells: vec![
            patient_cell(row, banner),
            status_cell(source, row),
            what,
            fresh(source, row),
            Cell::of(page, Style::BOLD),
        ],
        below: Vec::new(),
    }
}

/// How old the data of a bed is.
fn fresh(source: &Source<'_>, row: &BoardRow) -> Cell {
    let heard = row.heard_at.map_or_else(|| "never from the server".to_owned(), |at| words::time(source, at));
    let mut cell = Cell::plain(heard);
    if row.unsent > 0 {
        cell = cell.and(format!("{} only on this device", row.unsent), Style::SMALL);
    }
    cell
}

fn patient(flow: &mut Flow<'_>, row: &BoardRow, of: &PackPatient) {
    let source = flow.source;
    flow.heading(1, &format!("Bed {}", row.place.bed));
    if let Some(status) = &row.status {
        flow.paragraph(&words::standing(source, status), Style { size: 11.0, ..Style::BOLD });
        flow.paragraph(&words::due(source, status), Style::BOLD);
        flow.paragraph(&format!("{} {}", status.monitoring, status.response), Style::PLAIN);
    } else {
        flow.paragraph("How the patient stands cannot be shown on this device.", Style::BOLD.ink(ALARM));
    }
    let scale = &of.chart.scale;
    let target = scale.target.map_or_else(String::new, |(low, high)| format!(", target {low} to {high}%"));
    flow.paragraph(&format!("{}{target}. {}", words::scale(scale.scale), scale.notice), Style::PLAIN);
    if of.newer > 0 {
        let words = "Entries of a newer version of Wardlight are not on this paper.";
        flow.paragraph(words, Style::BOLD.ink(ALARM));
    }
    conflicts(flow, &row.conflicts);
    decisions(flow, &of.decisions);
    if !of.episodes.is_empty() {
        flow.heading(2, "Open alerts");
        for (open, number) in of.episodes.iter().zip(1..) {
            episode(flow, open, number);
        }
    }
    flow.heading(2, "Plan");
    for lines in &of.lines {
        for words in handed_over(lines) {
            flow.paragraph(&words, Style::PLAIN);
        }
        flow.paragraph(&lines.by, Style::SMALL.ink(QUIET));
    }
    if of.lines.is_empty() {
        flow.paragraph("No handover is written.", Style::PLAIN);
    }
    for (what, due) in &of.tasks {
        let line = format!("{what}, due {}", words::time(source, *due));
        flow.paragraph(&line, Style::PLAIN);
    }
    flow.heading(2, "Newest observations");
    sets_table(flow, &of.newest, &of.chart, &of.episodes);
    flow.page();
    plates(flow, &of.chart);
}
