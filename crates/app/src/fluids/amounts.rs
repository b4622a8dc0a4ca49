//! Millilitres in words: never a number where something was not recorded.

use clinical::form::fluid::{Amount, Balance, FluidTotals, FluidWindow, Volume};
use contract::FluidView;

/// The sums of a window, with what of it was reopened.
pub(super) fn sums(totals: FluidTotals, window: FluidWindow, reopened: String) -> FluidView {
    FluidView {
        from: window.from(),
        until: window.until(),
        intake: amount(totals.intake),
        output: amount(totals.output),
        balance: balance(totals.balance()),
        estimated: totals.estimated,
        reopened,
    }
}

/// How much one entry was.
pub(super) fn volume(volume: Volume) -> String {
    match volume {
        Volume::Measured(ml) => format!("{} ml", grouped(ml.into())),
        Volume::Estimated(ml) => format!("{} ml, estimated", grouped(ml.into())),
        Volume::Unmeasured => "not measured".to_owned(),
    }
}

fn balance(balance: Balance) -> String {
    match balance {
        Balance::Unknown => "not known".to_owned(),
        Balance::Known(ml) => signed(ml),
        Balance::AtMost(ml) => format!("{} or lower", signed(ml)),
        Balance::AtLeast(ml) => format!("{} or higher", signed(ml)),
    }
}

fn amount(amount: Amount) -> String {
    match amount {
        Amount::NotRecorded => "not recorded".to_owned(),
        Amount::Total(ml) => format!("{} ml", grouped(ml)),
        Amount::AtLeast(ml) => format!("at least {} ml", grouped(ml)),
    }
}

fn signed(ml: i64) -> String {
    let sign = match ml {
        0 => "",
        1.. => "+",
        _ => "\u{2212}",
    };
    format!("{sign}{} ml", grouped(ml.unsigned_abs()))
}

/// With a comma between thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn volumes_are_written_with_their_sign_and_a_comma_between_thousands() {
        assert_eq!(
            [grouped(0), grouped(999), grouped(1_000), grouped(1_234_567)],
            ["0", "999", "1,000", "1,234,567"]
        );
        assert_eq!(
            [Volume::Measured(1_500), Volume::Estimated(200), Volume::Unmeasured].map(volume),
            ["1,500 ml", "200 ml, estimated", "not measured"]
        );
        assert_eq!([signed(0), signed(850), signed(-1_200)], ["0 ml", "+850 ml", "\u{2212}1,200 ml"]);
    }
}
