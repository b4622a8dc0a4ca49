//! Values, reasons and names as they stand on the chart.

use clinical::{
    news2::Parameter,
    policy::{Bedside, Interval},
    vitals::{Oxygen, OxygenDelivery, Sign, Vitals},
};

/// A charted number: temperature with its decimal, `372` as `37.2`.
pub fn number(parameter: Parameter, value: i16) -> String {
    match parameter {
        Parameter::Temperature => format!("{}.{}", value / 10, (value % 10).unsigned_abs()),
        _ => value.to_string(),
    }
}

/// What a sign was, without its unit; `None` where it was not recorded.
pub fn value(vitals: &Vitals, sign: Sign, bedside: &Bedside) -> Option<String> {
    match sign {
        Sign::Respiration => vitals.respiration.map(|v| v.get().to_string()),
        Sign::Spo2 => vitals.spo2.map(|v| v.get().to_string()),
        Sign::Oxygen => vitals.oxygen.as_ref().map(|oxygen| oxygen_words(oxygen, bedside)),
        Sign::BloodPressure => match (vitals.systolic, vitals.diastolic) {
            (Some(high), Some(low)) => Some(format!("{}/{}", high.get(), low.get())),
            (Some(high), None) => Some(format!("{}/–", high.get())),
            (None, _) => None,
        },
        Sign::Pulse => vitals.pulse.map(|v| v.get().to_string()),
        Sign::Consciousness => vitals.consciousness.map(|level| level.label().to_owned()),
        Sign::Temperature => vitals.temperature.map(|v| number(Parameter::Temperature, v.get())),
    }
}

/// What a sign was, or why it is missing.
pub fn said(vitals: &Vitals, sign: Sign, bedside: &Bedside) -> String {
    let reason = || vitals.unable.get(&sign).map(|reason| bedside.reason_label(reason).to_owned());
    value(vitals, sign, bedside).or_else(reason).unwrap_or_else(|| "Not recorded".to_owned())
}

/// How much oxygen: litres a minute, or per cent; empty where neither was recorded.
pub(crate) fn amount(how: &OxygenDelivery) -> String {
    match (how.flow, how.fio2) {
        (Some(flow), _) => {
            let (litres, rest) = (flow.get() / 100, flow.get() % 100);
            match (rest, rest % 10) {
                (0, _) => litres.to_string(),
                (_, 0) => format!("{litres}.{}", rest / 10),
                _ => format!("{litres}.{rest:02}"),
            }
        }
        (None, Some(part)) => format!("{}%", part.get()),
        (None, None) => String::new(),
    }
}

fn oxygen_words(oxygen: &Oxygen, bedside: &Bedside) -> String {
    let Oxygen::Supplemental(how) = oxygen else { return "Air".to_owned() };
    let device = bedside.oxygen_device(&how.device).map_or(how.device.as_str(), |device| &device.label);
    let unit = if how.flow.is_some() { " L/min" } else { "" };
    let amount = amount(how);
    match (amount.is_empty(), device.is_empty()) {
        (true, true) => "Oxygen".to_owned(),
        (true, false) => format!("Oxygen, {device}"),
        (false, true) => format!("Oxygen {amount}{unit}"),
        (false, false) => format!("Oxygen {amount}{unit}, {device}"),
    }
}

/// How often to observe, short enough for a column: `12 h`, `4–6 h`, `30 min`, `cont.`.
pub fn frequency(interval: Interval) -> String {
    let (due, overdue) = (interval.due_minutes, interval.overdue_minutes);
    match (due % 60 == 0 && overdue % 60 == 0, due == overdue) {
        _ if interval.continuous => "cont.".to_owned(),
        (true, true) => format!("{} h", due / 60),
        (true, false) => format!("{}–{} h", due / 60, overdue / 60),
        (false, true) => format!("{due} min"),
        (false, false) => format!("{due}–{overdue} min"),
    }
}

/// The initials of a name, at most three: `Amira O'Brien-Haddad` as `AO`. What stands in brackets or after a comma is no
/// name.
pub fn initials(name: &str) -> String {
    let name = name.split([',', '(']).next().unwrap_or_default();
    let first = name.split_whitespace().filter_map(|part| part.chars().find(|c| c.is_alphabetic()));
    first.take(3).flat_map(char::to_uppercase).collect()
}

/// A span in hours and minutes: `4 h`, `4 h 20 min`, `35 min`.
pub fn span(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, rest) => format!("{hours} h {rest} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clinical::{
        policy::Policy,
        vitals::{Fio2, OxygenFlow, UnableReason},
    };

    #[test]
    fn values_read_as_they_were_charted() {
        let policy = Policy::rcp_default();
        let mut vitals = Vitals { temperature: clinical::vitals::DeciCelsius::new(360), ..Vitals::default() };
        vitals.unable.insert(Sign::Pulse, UnableReason::Declined);
        let said = |sign| said(&vitals, sign, policy.bedside());
        assert_eq!(said(Sign::Temperature), "36.0");
        assert_eq!(said(Sign::Pulse), policy.bedside().reason_label(&UnableReason::Declined));
        assert_eq!(said(Sign::Respiration), "Not recorded");
    }

    #[test]
    fn oxygen_keeps_its_parts_of_a_litre() {
        let flow = |hundredths| OxygenDelivery { flow: OxygenFlow::new(hundredths), ..Default::default() };
        assert_eq!([200, 250, 25, 1000].map(|h| amount(&flow(h))), ["2", "2.5", "0.25", "10"]);
        assert_eq!(amount(&OxygenDelivery { fio2: Fio2::new(28), ..Default::default() }), "28%");
    }

    #[test]
    fn how_often_is_short_enough_for_a_column() {
        let policy = Policy::rcp_default();
        let all: Vec<_> = policy.bedside().intervals.iter().map(|interval| frequency(*interval)).collect();
        assert_eq!(all, ["12 h", "4–6 h", "1 h", "1 h", "cont."]);
    }

    #[test]
    fn initials_are_those_of_the_name_alone() {
        for (name, short) in [
            ("Amira Haddad", "AH"),
            ("Siân O'Brien-Jones (bank)", "SO"),
            ("Élodie de la Cruz", "ÉDL"),
            ("", ""),
        ] {
            assert_eq!(initials(name), short, "{name}");
        }
    }
}
