//! The stored shape of an oxygen prescription.

use super::{
    BadBody,
    care::{day, stored_day},
    code::{Coded, optional},
};
use clinical::{
    oxygen::{Amount, Given, OxygenOrder, Prescriber, Prescription, Span, Target},
    staff::Role,
    vitals::{Fio2, OxygenFlow},
};
use minicbor::{Decode, Encode};

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredOxygenV1 {
    /// 0 prescribed, 1 stopped.
    #[n(0)]
    what: u16,
    /// Of whoever signed; absent where it was copied from paper.
    #[n(1)]
    role: Option<u16>,
    /// Who prescribed on paper.
    #[cbor(n(2), default, skip_if = "String::is_empty")]
    on_paper: String,
    /// Lowest and highest saturation, per cent.
    #[n(3)]
    target: Option<(u8, u8)>,
    /// The policy's code; empty is any.
    #[cbor(n(4), default, skip_if = "String::is_empty")]
    device: String,
    /// Hundredths of a litre a minute, least and most.
    #[n(5)]
    flow: Option<(u16, u16)>,
    /// Per cent of oxygen, least and most.
    #[n(6)]
    percent: Option<(u8, u8)>,
    #[n(7)]
    given: Option<u16>,
    /// As ISO 8601 writes it.
    #[n(8)]
    review_on: Option<String>,
}

impl From<&OxygenOrder> for StoredOxygenV1 {
    fn from(order: &OxygenOrder) -> Self {
        let (what, by) = match order {
            OxygenOrder::Prescribed(of) => (0, &of.by),
            OxygenOrder::Stopped(by) => (1, by),
        };
        let (role, on_paper) = match by {
            Prescriber::Signed(role) => (Some(role.code()), String::new()),
            Prescriber::OnPaper(name) => (None, name.clone()),
        };
        let of = order.prescribed();
        let amount = of.and_then(|of| of.amount);
        Self {
            what,
            role,
            on_paper,
            target: of.map(|of| of.target.ends()),
            device: of.and_then(|of| of.device.clone()).unwrap_or_default(),
            flow: match amount {
                Some(Amount::Flow(span)) => Some((span.ends().0.get(), span.ends().1.get())),
                Some(Amount::Percent(_)) | None => None,
            },
            percent: match amount {
                Some(Amount::Percent(span)) => Some((span.ends().0.get(), span.ends().1.get())),
                Some(Amount::Flow(_)) | None => None,
            },
            given: of.map(|of| of.given.code()),
            review_on: of.and_then(|of| stored_day(of.review_on)),
        }
    }
}

impl TryFrom<StoredOxygenV1> for OxygenOrder {
    type Error = BadBody;
    fn try_from(stored: StoredOxygenV1) -> Result<Self, BadBody> {
        let StoredOxygenV1 { what, role, on_paper, target, device, flow, percent, given, review_on } = stored;
        let by = match optional::<Role>(role)? {
            Some(role) => Prescriber::Signed(role),
            None => Prescriber::OnPaper(on_paper),
        };
        match what {
            0 => {
                let (low, high) = target.ok_or(BadBody::Bad)?;
                Ok(Self::Prescribed(Box::new(Prescription {
                    target: Target::new(low, high).ok_or(BadBody::Bad)?,
                    device: (!device.is_empty()).then_some(device),
                    amount: amount(flow, percent)?,
                    given: Given::from_code(given.ok_or(BadBody::Bad)?)?,
                    by,
                    review_on: day(review_on)?,
                })))
            }
            1 => Ok(Self::Stopped(by)),
            _ => Err(BadBody::Newer),
        }
    }
}

fn amount(flow: Option<(u16, u16)>, percent: Option<(u8, u8)>) -> Result<Option<Amount>, BadBody> {
    let flow_of = |n: u16| OxygenFlow::new(n.into()).ok_or(BadBody::Bad);
    let percent_of = |n: u8| Fio2::new(n.into()).ok_or(BadBody::Bad);
    match (flow, percent) {
        (None, None) => Ok(None),
        (Some((least, most)), None) => Span::new(flow_of(least)?, flow_of(most)?)
            .map(|span| Some(Amount::Flow(span)))
            .ok_or(BadBody::Bad),
        (None, Some((least, most))) => Span::new(percent_of(least)?, percent_of(most)?)
            .map(|span| Some(Amount::Percent(span)))
            .ok_or(BadBody::Bad),
        (Some(_), Some(_)) => Err(BadBody::Bad),
    }
}
