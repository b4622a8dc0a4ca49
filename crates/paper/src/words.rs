//! The sentences of the paper. Times are always of the clock on the wall: paper grows old, so nothing on it counts from now.

use crate::Source;
use clinical::{
    Stamp, TakenAt, UtcMillis, cui,
    entry::Allergies,
    news2::{Outcome, Scale},
    policy::Bedside,
    staff::AuthLevel,
    vitals::{Oxygen, Sign, Vitals},
};
use contract::{Banner, EntrySync, Mark, MarkedBy, ScoreView, SetView, StatusView, Trend};

/// A neighbour has a name like it.
pub(crate) const LIKE_NAME: &str = "Another patient on the ward has a name like this";
/// At the foot, where a letter could not be printed.
pub(crate) const MISSING_LETTERS: &str = "Letters that this paper cannot print stand as a question mark: look at the screen for the exact spelling.";
/// Required by the Royal College.
pub(crate) const ACKNOWLEDGEMENT: &str = "Bands and colours after: Royal College of Physicians. National Early Warning \
     Score (NEWS) 2: Standardising the assessment of acute-illness severity in the NHS. London: RCP, 2017.";

/// `FAMILY, Given (Title)`, with the name that they like.
pub(crate) fn full_name(banner: &Banner) -> String {
    let mut name = banner.family.to_uppercase();
    if !banner.given.is_empty() {
        name.push_str(&format!(", {}", banner.given));
    }
    if !banner.title.is_empty() {
        name.push_str(&format!(" ({})", banner.title));
    }
    if !banner.preferred.is_empty() {
        name.push_str(&format!(" “{}”", banner.preferred));
    }
    name
}

/// Born, gender, NHS number, hospital number.
pub(crate) fn who(banner: &Banner) -> String {
    let born = banner.born.map_or_else(|| "not known".to_owned(), cui::date);
    let age = banner.age_years.map_or_else(String::new, |years| format!(" ({years}y)"));
    let nhs = banner.nhs_number.map_or_else(|| "not known".to_owned(), |number| number.to_string());
    let mut who = format!("Born {born}{age}  ·  {}  ·  NHS No. {nhs}", banner.gender.words());
    if !banner.hospital_number.is_empty() {
        who.push_str(&format!("  ·  Hospital No. {}", banner.hospital_number));
    }
    who
}

/// The bed, and what must not be given.
pub(crate) fn where_and_allergies(banner: &Banner, place: &str) -> String {
    format!("{place}  ·  {}", allergies(banner.allergies.as_ref()))
}

/// Allergies; none known is another thing than not asked.
pub(crate) fn allergies(known: Option<&Allergies>) -> String {
    match known {
        None => "Allergies not recorded".to_owned(),
        Some(Allergies::NoneKnown) => "No known allergies".to_owned(),
        Some(Allergies::Known(names)) => format!("ALLERGIES: {}", names.join(", ")),
    }
}

/// What every page says in red.
pub(crate) fn warning(source: &Source<'_>) -> String {
    if source.demo {
        "DEMO: synthetic patients. Not for clinical use".to_owned()
    } else {
        "Not for clinical use".to_owned()
    }
}

/// Where the paper comes from.
pub(crate) fn source(source: &Source<'_>) -> String {
    let printed = moment(source, source.printed);
    let heard = match source.heard {
        Some(at) => format!("last news from the server {}", time(source, at)),
        None => "no news from the server yet".to_owned(),
    };
    format!(
        "Printed {printed} {}. Source: Wardlight {}, record {}, as device {} had it; {heard}. What was charted since is not on it.",
        source.by, source.version, source.record, source.device
    )
}

/// A time with its day, and with its offset where the clocks change and the wall shows it twice.
pub(crate) fn time(source: &Source<'_>, at: UtcMillis) -> String {
    moment(source, (source.local)(at))
}

/// The same of a time that has its own offset.
pub(crate) fn moment(source: &Source<'_>, stamp: Stamp) -> String {
    if twice(source, stamp) {
        format!("{} {}", cui::date_of(stamp), cui::time_with_offset(stamp))
    } else {
        cui::date_time(stamp)
    }
}

/// Whether the clock on the wall showed this time twice that night.
fn twice(source: &Source<'_>, stamp: Stamp) -> bool {
    let shown = stamp.local();
    [-60, 60].into_iter().any(|minutes| (source.local)(stamp.utc.plus_minutes(minutes)).local() == shown)
}

/// When a set was taken.
pub(crate) fn taken(source: &Source<'_>, taken: TakenAt) -> String {
    match taken {
        TakenAt::At(stamp) => moment(source, stamp),
        TakenAt::NotRecorded => "Time not recorded".to_owned(),
    }
}

/// A sign's value in a cell, or why there is none. Never empty, never a zero for nothing.
pub(crate) fn value(vitals: &Vitals, sign: Sign, bedside: &Bedside) -> String {
    let recorded = match sign {
        Sign::Respiration => vitals.respiration.map(|value| value.get().to_string()),
        Sign::Spo2 => vitals.spo2.map(|value| format!("{}%", value.get())),
        Sign::Oxygen => vitals.oxygen.as_ref().map(|oxygen| oxygen_words(oxygen, bedside)),
        Sign::BloodPressure => vitals.systolic.map(|systolic| {
            let diastolic = vitals.diastolic.map_or_else(|| "–".to_owned(), |value| value.get().to_string());
            format!("{}/{diastolic}", systolic.get())
        }),
        Sign::Pulse => vitals.pulse.map(|value| value.get().to_string()),
        Sign::Consciousness => vitals.consciousness.map(|level| level.letter().to_string()),
        Sign::Temperature => {
            vitals.temperature.map(|value| format!("{}.{}", value.get() / 10, value.get() % 10))
        }
    };
    let missing = || match vitals.unable.get(&sign) {
        Some(reason) => format!("– {}", bedside.reason_label(reason)),
        None => "– not recorded".to_owned(),
    };
    recorded.unwrap_or_else(missing)
}

fn oxygen_words(oxygen: &Oxygen, bedside: &Bedside) -> String {
    let Oxygen::Supplemental(delivery) = oxygen else { return "Air".to_owned() };
    let device = bedside.oxygen_device(&delivery.device);
    let mut words = match device {
        Some(device) => device.label.clone(),
        None if delivery.device.is_empty() => "Oxygen".to_owned(),
        None => format!("Oxygen, {}", delivery.device),
    };
    if let Some(flow) = delivery.flow {
        let (whole, part) = (flow.get() / 100, flow.get() % 100);
        let part = format!(".{part:02}");
        words.push_str(&format!(" {whole}{} L/min", part.trim_end_matches(['0', '.'])));
    }
    if let Some(fio2) = delivery.fio2
        && !words.ends_with('%')
    {
        words.push_str(&format!(" {}%", fio2.get()));
    }
    words
}

/// The score of a set.
pub(crate) fn score(set: &SetView) -> String {
    match &set.outcome {
        Outcome::Complete { total, .. } => total.to_string(),
        Outcome::Incomplete { at_least, at_most, .. } => {
            format!("Incomplete: at least {at_least}, at most {at_most}")
        }
        Outcome::NotApplicable { .. } => "Not scored".to_owned(),
    }
}

/// How a patient stands.
pub(crate) fn status(status: &ScoreView) -> String {
    match status {
        ScoreView::None => "No set yet".to_owned(),
        ScoreView::Complete { total, risk } => format!("NEWS2 {total}, {} risk", risk.label().to_lowercase()),
        ScoreView::AtLeast { total, risk, .. } => {
            format!("NEWS2 at least {total} (incomplete), {} risk or more", risk.label().to_lowercase())
        }
        ScoreView::TooUnwell { total } => {
            format!("Too unwell to measure: an emergency, whatever the score (at least {total})")
        }
        ScoreView::NotApplicable { reason } => format!("NEWS2 does not apply. {}", reason.advice()),
    }
}

/// The status with everything that qualifies it.
pub(crate) fn standing(source: &Source<'_>, of: &StatusView) -> String {
    let mut said = vec![status(&of.score)];
    if let Some(since) = of.since {
        said.push(format!("as of {}", time(source, since)));
    }
    let trend = match of.trend {
        Trend::Up => "rising",
        Trend::Down => "falling",
        Trend::Same => "unchanged",
        Trend::First | Trend::None => "",
    };
    if !trend.is_empty() {
        said.push(trend.to_owned());
    }
    if let Some(other) = &of.other_scale {
        said.push(format!("by the other SpO2 scale, which somebody decided: {}", status(other)));
    }
    if of.later_incomplete {
        said.push("a later set is incomplete".to_owned());
    }
    if of.unchecked_clock {
        said.push("a set by an unchecked clock may be newer".to_owned());
    }
    if of.repeat_now {
        said.push("a set was taken back: repeat now".to_owned());
    }
    said.join("; ")
}

/// When the next set is due.
pub(crate) fn due(source: &Source<'_>, of: &StatusView) -> String {
    match (of.due, of.overdue) {
        (Some(due), Some(overdue)) if overdue <= source.printed.utc => {
            format!("OVERDUE: was due {}", time(source, due))
        }
        (Some(due), _) => format!("Next set due {}", time(source, due)),
        (None, _) => "No set is due".to_owned(),
    }
}

/// The scale.
pub(crate) const fn scale(scale: Scale) -> &'static str {
    match scale {
        Scale::One => "SpO2 scale 1",
        Scale::Two => "SpO2 scale 2 (88 to 92% prescribed)",
    }
}

/// What became of a set; empty when it stands.
pub(crate) fn mark(source: &Source<'_>, mark: &Mark) -> String {
    let told = |what: &str, by: &MarkedBy| {
        let reason = if by.reason.is_empty() { String::new() } else { format!(": {}", by.reason) };
        format!("{what} by {}, {}{reason}", by.name, time(source, by.at))
    };
    match mark {
        Mark::Current => String::new(),
        Mark::Amended(by) => told("CORRECTED", by),
        Mark::InError(by) => told("ENTERED IN ERROR, marked", by),
        Mark::Undone(by) => told("UNDONE", by),
        Mark::Moved(by) => told("OF ANOTHER PATIENT, moved", by),
        Mark::Disputed => "Two people corrected this set differently; this is one version".to_owned(),
    }
}

/// Everything else to know of a set, each a sentence.
pub(crate) fn remarks(set: &SetView) -> Vec<String> {
    let mut said = Vec::new();
    if set.scale == Scale::Two {
        said.push("SpO2 scale 2".to_owned());
    }
    if let Some(reason) = set.no_longer_applies {
        said.push(format!("This score no longer applies. {}", reason.advice()));
    }
    if set.late {
        said.push("Entered late".to_owned());
    }
    if set.clock_doubtful {
        said.push("The device's clock was not proved".to_owned());
    }
    if set.moved_here {
        let by = if set.moved_by.is_empty() { String::new() } else { format!(" by {}", set.moved_by) };
        said.push(format!("Moved here from another patient{by}"));
    }
    match (set.auth, set.countersigned.is_empty()) {
        (AuthLevel::Emergency, true) => said.push("Charted without a PIN, to be countersigned".to_owned()),
        (_, false) => said.push(format!("Countersigned by {}", set.countersigned)),
        _ => {}
    }
    if !set.identified.is_empty() {
        said.push(set.identified.clone());
    }
    match set.sync {
        EntrySync::OnThisDevice => said.push("Only on the device that printed this".to_owned()),
        EntrySync::SetAside => said.push("Refused by the server, and set aside".to_owned()),
        _ => {}
    }
    if !set.remark.is_empty() {
        said.push(format!("Remark: {}", set.remark));
    }
    said
}

/// A length of time.
pub(crate) fn span(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}
