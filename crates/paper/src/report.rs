//! The full observation report of a stay: every set with its score and parts, who and when, what was corrected, what was
//! refused, and what each score set off.

use crate::{
    PaperError, Source,
    flow::{Cell, Flow, Row, Style},
    furniture::Head,
    sheet::{ALARM, Ink, QUIET, Sheet},
    words,
};
use clinical::{
    news2::{Outcome, Risk},
    vitals::Sign,
};
use contract::{ChartView, ConflictView, DecidedView, EpisodeView, Mark, SetView, StatusView, StoryLine};

/// What a report is made from: the views of a stay, of the whole of it.
#[derive(Debug, Clone)]
pub struct StayReport {
    /// Every set, oldest first, corrected ones among them.
    pub chart: ChartView,
    /// Ward and bed, in words.
    pub place: String,
    /// How the patient stands.
    pub status: StatusView,
    /// What people decided and what holds.
    pub decisions: Vec<DecidedView>,
    /// Every decision about how often to observe, oldest first; one that does not hold any more does not count.
    pub watching: Vec<StoryLine>,
    /// Every episode, oldest first.
    pub episodes: Vec<EpisodeView>,
    /// What two people recorded differently.
    pub conflicts: Vec<ConflictView>,
    /// Entries that a newer version made, and that are not on this paper.
    pub newer: u32,
}

/// The report, A4 across.
///
/// # Errors
/// When it cannot be written as a PDF.
pub fn stay_report(of: &StayReport, source: &Source<'_>) -> Result<Vec<u8>, PaperError> {
    let mut flow = Flow::new(source, Sheet::Landscape, "Observation report of a stay")?;
    flow.head(Head::patient(&of.chart.banner, &of.place));
    flow.heading(1, "Observation report of the whole stay");
    flow.paragraph(&words::standing(source, &of.status), Style::BOLD);
    flow.paragraph(&words::due(source, &of.status), Style::PLAIN);
    if of.newer > 0 {
        let newer = format!(
            "{} made by a newer version of Wardlight and not on this paper. Print it on an updated device.",
            counted(of.newer, "entry was", "entries were")
        );
        flow.paragraph(&newer, Style::BOLD.ink(ALARM));
    }
    conflicts(&mut flow, &of.conflicts);
    decisions(&mut flow, &of.decisions);
    sets(&mut flow, of);
    watching(&mut flow, &of.watching);
    scale(&mut flow, &of.chart);
    episodes(&mut flow, &of.episodes);
    flow.paragraph(words::ACKNOWLEDGEMENT, Style::SMALL.ink(QUIET));
    flow.finish()
}

fn counted(n: u32, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// What two people recorded differently, and what counts meanwhile.
pub(crate) fn conflicts(flow: &mut Flow<'_>, conflicts: &[ConflictView]) {
    for conflict in conflicts {
        let words = format!(
            "Recorded differently, {}: {}. Meanwhile: {}",
            conflict.about,
            conflict.versions.join(" / "),
            conflict.meanwhile
        );
        flow.paragraph(&words, Style::BOLD.ink(ALARM));
    }
}

/// What holds, with who decided it.
pub(crate) fn decisions(flow: &mut Flow<'_>, decisions: &[DecidedView]) {
    flow.heading(2, "What was decided and holds");
    if decisions.is_empty() {
        flow.paragraph(
            "Nothing is recorded: no resuscitation decision, no limit of treatment, no precaution.",
            Style::PLAIN,
        );
        return;
    }
    let row = |of: &DecidedView| Row {
        cells: vec![
            Cell::of(&of.words, Style::BOLD),
            Cell::plain(&of.by),
            Cell::plain(if of.review_past { format!("{} – past", of.review) } else { of.review.clone() }),
        ],
        below: Vec::new(),
    };
    let rows: Vec<Row> = decisions.iter().map(row).collect();
    flow.table(&[("What", 45.0), ("Who and when", 38.0), ("Review", 17.0)], &rows);
}

/// The columns of a set: names and shares of the width.
const COLUMNS: [(&str, f32); 11] = [
    ("Taken", 11.5),
    ("NEWS2", 10.0),
    ("Resp. /min", 7.0),
    ("SpO2", 7.0),
    ("Air or oxygen", 12.0),
    ("BP mmHg", 8.0),
    ("Pulse /min", 7.0),
    ("ACVPU", 7.0),
    ("Temp. °C", 7.0),
    ("By", 13.0),
    ("Entered", 9.5),
];

fn sets(flow: &mut Flow<'_>, of: &StayReport) {
    flow.heading(2, "Observations, oldest first. Points of each sign in brackets");
    sets_table(flow, &of.chart.sets, &of.chart, &of.episodes);
}

/// Sets as a table, oldest first, with what each set off.
pub(crate) fn sets_table(flow: &mut Flow<'_>, sets: &[SetView], chart: &ChartView, episodes: &[EpisodeView]) {
    if sets.is_empty() {
        flow.paragraph("No observations have been recorded in this stay.", Style::PLAIN);
        return;
    }
    let mut rows = Vec::new();
    let mut before: Option<&SetView> = None;
    for set in sets {
        let mut row = set_row(flow.source, set, chart);
        if let Some(gap) = before.filter(|_| counts(set)).and_then(|before| gap(before, set, chart)) {
            row.below.insert(0, (gap, Style::SMALL.ink(ALARM)));
        }
        let alerts = episodes.iter().zip(1..).filter(|(episode, _)| episode.seen.contains(&set.fact));
        let alerts: Vec<String> = alerts.map(|(_, number): (_, u32)| number.to_string()).collect();
        if !alerts.is_empty() {
            let words = format!("What it set off: see alert {}", alerts.join(" and "));
            row.below.push((words, Style { size: 7.5, ..Style::BOLD }));
        }
        if counts(set) && set.taken.utc().is_some() {
            before = Some(set);
        }
        rows.push(row);
    }
    flow.table(&COLUMNS, &rows);
}

fn counts(set: &SetView) -> bool {
    matches!(set.mark, Mark::Current | Mark::Disputed)
}

/// More than twice the time that the set before asked for went by.
fn gap(before: &SetView, set: &SetView, chart: &ChartView) -> Option<String> {
    let minutes = set.taken.utc()?.minutes_since(before.taken.utc()?);
    let interval = match before.outcome.response() {
        Some(response) => chart.bedside.interval(response),
        None => chart.bedside.not_scored,
    };
    let over = minutes > 2 * i64::from(interval.due_minutes);
    over.then(|| {
        format!(
            "No set for {} before this one; the one before asked for: {}",
            words::span(minutes),
            interval.words()
        )
    })
}

/// One set as a row.
pub(crate) fn set_row(source: &Source<'_>, set: &SetView, chart: &ChartView) -> Row {
    let struck = !counts(set);
    let plain = Style::PLAIN.struck(struck);
    let bold = Style::BOLD.struck(struck);
    let mut cells = vec![Cell::of(words::taken(source, set.taken), bold), score_cell(set, bold)];
    cells.extend(Sign::ALL.map(|sign| sign_cell(set, sign, chart, plain)));
    let role = set.role.map_or_else(String::new, |role| format!(", {}", role.label().to_lowercase()));
    cells.push(Cell::plain(format!("{}{role}", set.by)));
    cells.push(Cell::of(words::time(source, set.recorded), Style::SMALL));
    let mut below = Vec::new();
    let mark = words::mark(source, &set.mark);
    if !mark.is_empty() {
        below.push((mark, Style { size: 8.0, ..Style::BOLD }));
    }
    let remarks = words::remarks(set).join(". ");
    if !remarks.is_empty() {
        below.push((remarks, Style::SMALL));
    }
    Row { cells, below }
}

fn score_cell(set: &SetView, style: Style) -> Cell {
    let size = if set.outcome.is_complete() { 11.0 } else { 7.5 };
    let mut cell = Cell::of(words::score(set), Style { size, ..style });
    if let (Outcome::Complete { total, risk, .. }, true) = (&set.outcome, counts(set)) {
        cell.behind = colour(match (risk, total) {
            (Risk::High, _) => 3,
            (Risk::Medium, _) => 2,
            (Risk::LowMedium, _) => 1,
            (Risk::Low, _) => 0,
        });
        return cell.and(risk.label(), Style::SMALL);
    }
    cell
}

fn sign_cell(set: &SetView, sign: Sign, chart: &ChartView, style: Style) -> Cell {
    let value = words::value(&set.vitals, sign, &chart.bedside);
    let points = set.outcome.parts().and_then(|parts| parts.get(&sign)).copied();
    let shown = if set.vitals.has(sign) { style } else { Style { size: 8.0, ..style } };
    match points {
        Some(points) => Cell {
            behind: if counts(set) { colour(points) } else { None },
            ..Cell::of(format!("{value} ({points})"), shown)
        },
        None => Cell::of(value, shown),
    }
}

/// The colour of so many points, after the Royal College's chart (RCP, NEWS2, 2017): white, yellow, orange, red. The
/// points stand beside it, for whoever cannot tell them apart and for printers without colour.
pub(crate) const fn colour(points: u8) -> Option<Ink> {
    match points {
        0 => None,
        1 => Some([0xff, 0xe6, 0x8a]),
        2 => Some([0xfb, 0xb3, 0x6b]),
        _ => Some([0xf2, 0x80, 0x78]),
    }
}

fn watching(flow: &mut Flow<'_>, lines: &[StoryLine]) {
    if lines.is_empty() {
        return;
    }
    flow.heading(2, "Decisions on how often to observe");
    story(flow, lines);
}

fn scale(flow: &mut Flow<'_>, chart: &ChartView) {
    flow.heading(2, "SpO2 scale");
    let now = if chart.scale.disputed { ", in dispute: the higher score counts" } else { "" };
    flow.paragraph(
        &format!("{} now{now}. {}", words::scale(chart.scale.scale), chart.scale.notice),
        Style::PLAIN,
    );
    for (at, scale, who) in &chart.scale_changes {
        let line = format!("{}: {}, decided by {who}", words::time(flow.source, *at), words::scale(*scale));
        flow.paragraph(&line, Style::PLAIN);
    }
}

fn episodes(flow: &mut Flow<'_>, episodes: &[EpisodeView]) {
    flow.heading(2, "Alerts and what was done");
    if episodes.is_empty() {
        flow.paragraph("No alert was raised in this stay.", Style::PLAIN);
    }
    for (episode, number) in episodes.iter().zip(1_u32..) {
        self::episode(flow, episode, number);
    }
}

/// One alert with its story.
pub(crate) fn episode(flow: &mut Flow<'_>, of: &EpisodeView, number: u32) {
    let total = of.total.map_or_else(String::new, |total| format!(", NEWS2 {total}"));
    let raised = words::time(flow.source, of.raised_at);
    let words = of.words.trim_end_matches('.');
    flow.heading(3, &format!("Alert {number}: {raised}{total}. {words}. {}", of.stage.label()));
    for note in &of.notes {
        flow.paragraph(note, Style::BOLD);
    }
    if let Some(ask) = &of.ask {
        let unanswered = if ask.unanswered { ". Nobody has answered in time" } else { "" };
        let number = if ask.number.is_empty() { String::new() } else { format!(", {}", ask.number) };
        let line = format!(
            "Asked now: {}{number}, since {}{unanswered}",
            ask.label,
            words::time(flow.source, ask.since)
        );
        flow.paragraph(&line, Style::BOLD);
    }
    story(flow, &of.story);
}

fn story(flow: &mut Flow<'_>, lines: &[StoryLine]) {
    if lines.is_empty() {
        return;
    }
    let row = |line: &StoryLine| {
        let style = if line.alert { Style::BOLD } else { Style::PLAIN };
        let what = if line.counts { line.words.clone() } else { format!("{} (does not count)", line.words) };
        Row {
            cells: vec![
                Cell::plain(words::time(flow.source, line.at)),
                Cell::of(what, style),
                Cell::plain(&line.by),
            ],
            below: Vec::new(),
        }
    };
    let rows: Vec<Row> = lines.iter().map(row).collect();
    flow.table(&[("When", 14.0), ("What", 58.0), ("Who", 28.0)], &rows);
}
