//! `cargo xtask score FILE.csv`: a clinical safety officer's own cases, held against the scorer that the wards use.
//!
//! One row out for each row in, in order. A row that cannot be used comes back with its error and nothing else, and the
//! rest go on. An incomplete set has no total and no risk; its interval is the one its floor asks for, which is the
//! longest that the next set may wait and never makes a due time later than the last complete set made it.

use anyhow::{Context, bail};
use clinical::{
    news2::{self, Applicability, Outcome, Scale},
    policy::Policy,
    vitals::{
        Consciousness, DeciCelsius, Oxygen, OxygenDelivery, Pulse, RespRate, Sign, Spo2, Systolic, Vitals,
    },
};
use csv::StringRecord;
use std::{
    fs,
    io::{Cursor, Write},
    path::Path,
};

/// The columns that are read, found by their names in any order.
const INPUT: [&str; 8] = ["rr", "spo2", "scale", "on_oxygen", "sbp", "pulse", "acvpu", "temp"];

/// The columns that are written after the eight inputs.
const OUTPUT: [&str; 15] = [
    "rr_score",
    "spo2_score",
    "o2_score",
    "sbp_score",
    "pulse_score",
    "acvpu_score",
    "temp_score",
    "total",
    "min_total",
    "max_total",
    "risk",
    "floor_risk",
    "ceiling_risk",
    "interval",
    "error",
];

/// Scores a file, row by row, to `out`.
///
/// # Errors
/// The file cannot be read or has not the columns it needs, or `out` cannot be written. A row is never an error.
pub(crate) fn run(path: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    let bytes = fs::read(path)
        .with_context(|| format!("cannot read {}: check the path, nothing was scored", path.display()))?;
    score_csv(&bytes, out)
}

fn score_csv(input: &[u8], out: &mut impl Write) -> anyhow::Result<()> {
    // The bytes are read raw, so that one row in another encoding is one bad row and not the end of the run.
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(Cursor::new(input));
    let header = header(reader.byte_headers().context("the header cannot be read")?)?;
    let policy = Policy::rcp_default();
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(INPUT.iter().chain(&OUTPUT))?;
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record).context("the file cannot be read")? {
        let row = match Row::read(&header, &record) {
            Ok(row) => row.scored(&policy),
            Err(error) => {
                resume_after_first_line(&mut reader, input, &record)?;
                refused(&error)
            }
        };
        writer.write_record(&row)?;
    }
    writer.flush()?;
    Ok(())
}

/// A quotation mark that is never closed makes one row of all that follow. When such a row cannot be used, reading goes
/// on at the next line, so that it costs no other row.
fn resume_after_first_line(
    reader: &mut csv::Reader<Cursor<&[u8]>>,
    input: &[u8],
    record: &csv::ByteRecord,
) -> anyhow::Result<()> {
    let (Some(start), end) = (record.position(), reader.position().byte()) else { return Ok(()) };
    let from = usize::try_from(start.byte())?;
    // A row may be counted from the line end before it.
    let skipped = input[from..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
    let Some(line) = input[from + skipped..].iter().position(|b| *b == b'\n') else { return Ok(()) };
    let next = u64::try_from(from + skipped + line + 1)?;
    if next < end {
        let mut position = csv::Position::new();
        position.set_byte(next).set_line(start.line() + 1).set_record(start.record() + 1);
        reader.seek(position)?;
    }
    Ok(())
}

/// Where each input column stands; the scale may be absent altogether.
struct Header {
    columns: [Option<usize>; 8],
    width: usize,
}

fn header(record: &csv::ByteRecord) -> anyhow::Result<Header> {
    let name = |field: &[u8]| {
        let text = String::from_utf8_lossy(field);
        text.trim_start_matches('\u{feff}').trim().to_ascii_lowercase()
    };
    let names: Vec<String> = record.iter().map(name).collect();
    let mut columns = [None; 8];
    for (place, wanted) in INPUT.iter().enumerate() {
        let mut found = names.iter().enumerate().filter(|(_, name)| name == wanted).map(|(i, _)| i);
        columns[place] = found.next();
        if found.next().is_some() {
            bail!("the header names the column {wanted} twice: leave one, nothing was scored");
        }
        if columns[place].is_none() && *wanted != "scale" {
            bail!("the header has no column {wanted}: add it, with empty fields where a sign is missing");
        }
    }
    Ok(Header { columns, width: names.len() })
}

/// One usable row: its eight fields as they were written, and what they say.
struct Row {
    fields: [String; 8],
    scale: Scale,
    vitals: Vitals,
}

impl Row {
    fn read(header: &Header, record: &csv::ByteRecord) -> Result<Self, String> {
        if record.len() != header.width {
            return Err(format!("the row has {} fields and the header {}", record.len(), header.width));
        }
        let record =
            StringRecord::from_byte_record(record.clone()).map_err(|_| "the row is not UTF-8 text")?;
        let field = |place: usize| header.columns[place].and_then(|i| record.get(i)).unwrap_or("").trim();
        let fields: [String; 8] = std::array::from_fn(|place| field(place).to_owned());
        let [rr, spo2, scale, on_oxygen, sbp, pulse, acvpu, temp] = fields.each_ref().map(String::as_str);
        Ok(Self {
            scale: match scale {
                "" | "1" => Scale::One,
                "2" => Scale::Two,
                _ => return Err("scale is 1 or 2".to_owned()),
            },
            vitals: Vitals {
                respiration: whole("rr", rr, RespRate::new, RespRate::MIN.into()..=RespRate::MAX.into())?,
                spo2: whole("spo2", spo2, Spo2::new, Spo2::MIN.into()..=Spo2::MAX.into())?,
                oxygen: oxygen(on_oxygen)?,
                systolic: whole("sbp", sbp, Systolic::new, Systolic::MIN.into()..=Systolic::MAX.into())?,
                pulse: whole("pulse", pulse, Pulse::new, Pulse::MIN.into()..=Pulse::MAX.into())?,
                consciousness: consciousness(acvpu)?,
                temperature: temperature(temp)?,
                ..Vitals::default()
            },
            fields,
        })
    }

    fn scored(self, policy: &Policy) -> Vec<String> {
        let outcome = news2::score(&self.vitals, self.scale, Applicability::Applies);
        let mut row = Vec::from(self.fields);
        let part = |sign| outcome.parts().and_then(|parts| parts.get(&sign)).map(u8::to_string);
        row.extend(Sign::ALL.map(|sign| part(sign).unwrap_or_default()));
        let total =
            |end: Option<(news2::Risk, u8)>| end.map(|(_, total)| total.to_string()).unwrap_or_default();
        let risk =
            |end: Option<(news2::Risk, u8)>| end.map(|(risk, _)| risk.code().to_owned()).unwrap_or_default();
        let (floor, ceiling) = (outcome.floor(), outcome.ceiling());
        let settled = floor.filter(|_| matches!(outcome, Outcome::Complete { .. }));
        row.extend([total(settled), total(floor), total(ceiling)]);
        row.extend([risk(settled), risk(floor), risk(ceiling)]);
        row.push(outcome.response().map(|response| policy.interval(response).label()).unwrap_or_default());
        row.push(String::new());
        row
    }
}

/// The row that stands for one that could not be used: its error and nothing else.
fn refused(error: &str) -> Vec<String> {
    let mut row = vec![String::new(); INPUT.len() + OUTPUT.len() - 1];
    row.push(error.to_owned());
    row
}

/// Digits only: a sign, an exponent or a decimal is another value than the one that was meant.
fn digits(text: &str) -> Option<i64> {
    let fits = (1..=9).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

fn whole<T>(
    name: &str,
    text: &str,
    unit: impl Fn(i64) -> Option<T>,
    range: std::ops::RangeInclusive<i64>,
) -> Result<Option<T>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let value = digits(text).ok_or_else(|| format!("{name} is not a whole number"))?;
    let impossible = || format!("{name} is not within {} to {}", range.start(), range.end());
    unit(value).map(Some).ok_or_else(impossible)
}

fn oxygen(text: &str) -> Result<Option<Oxygen>, String> {
    match text.to_ascii_lowercase().as_str() {
        "" => Ok(None),
        "true" => Ok(Some(Oxygen::Supplemental(OxygenDelivery::default()))),
        "false" => Ok(Some(Oxygen::Air)),
        _ => Err("on_oxygen is true or false".to_owned()),
    }
}

fn consciousness(text: &str) -> Result<Option<Consciousness>, String> {
    let mut letters = text.chars().map(|c| c.to_ascii_uppercase());
    let level = match (letters.next(), letters.next()) {
        (None, _) => return Ok(None),
        (Some(letter), None) => Consciousness::from_letter(letter),
        _ => None,
    };
    level.map(Some).ok_or_else(|| "acvpu is A, C, V, P or U".to_owned())
}

/// Degrees with at most one decimal, read as tenths and never through a float.
fn temperature(text: &str) -> Result<Option<DeciCelsius>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let (degrees, tenths) = text.split_once('.').unwrap_or((text, "0"));
    if tenths.len() > 1 && digits(tenths).is_some() {
        return Err("temp has more than one decimal, and nothing is rounded".to_owned());
    }
    let (Some(degrees), Some(tenths)) = (digits(degrees), digits(tenths)) else {
        return Err("temp is not a number of degrees".to_owned());
    };
    let impossible = "temp is not within 15.0 to 46.0".to_owned();
    DeciCelsius::new(degrees * 10 + tenths).map(Some).ok_or(impossible)
}

#[cfg(test)]
mod tests;
