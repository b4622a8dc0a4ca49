//! The stored shape of signatures under a fluid balance.

use super::{BadBody, code::Coded};
use clinical::{
    FactId, Stamp, UtcMillis,
    form::fluid::{Amount, Covered, FluidSignature, FluidTotals, FluidWindow},
    staff::Role,
};
use minicbor::{Decode, Encode, bytes::ByteArray};

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredFluidSignatureV1 {
    #[n(0)]
    from: StoredStampV1,
    #[n(1)]
    until: StoredStampV1,
    #[n(2)]
    covers: Vec<ByteArray<16>>,
    #[n(3)]
    intake: StoredAmountV1,
    #[n(4)]
    output: StoredAmountV1,
    #[n(5)]
    estimated: bool,
    #[n(6)]
    role: u16,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct StoredStampV1 {
    /// Milliseconds since 1970.
    #[n(0)]
    utc: i64,
    #[n(1)]
    offset_minutes: i16,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct StoredAmountV1 {
    /// 0 not recorded, 1 a total, 2 at least.
    #[n(0)]
    known: u16,
    /// Millilitres; 0 where nothing was recorded.
    #[n(1)]
    ml: u64,
}

impl From<Stamp> for StoredStampV1 {
    fn from(Stamp { utc, offset_minutes }: Stamp) -> Self {
        Self { utc: utc.0, offset_minutes }
    }
}

impl From<StoredStampV1> for Stamp {
    fn from(StoredStampV1 { utc, offset_minutes }: StoredStampV1) -> Self {
        Self { utc: UtcMillis(utc), offset_minutes }
    }
}

impl From<Amount> for StoredAmountV1 {
    fn from(amount: Amount) -> Self {
        let (known, ml) = match amount {
            Amount::NotRecorded => (0, 0),
            Amount::Total(ml) => (1, ml),
            Amount::AtLeast(ml) => (2, ml),
        };
        Self { known, ml }
    }
}

impl TryFrom<StoredAmountV1> for Amount {
    type Error = BadBody;
    fn try_from(StoredAmountV1 { known, ml }: StoredAmountV1) -> Result<Self, BadBody> {
        match (known, ml) {
            (0, 0) => Ok(Self::NotRecorded),
            (0, _) => Err(BadBody::Bad),
            (1, ml) => Ok(Self::Total(ml)),
            (2, ml) => Ok(Self::AtLeast(ml)),
            _ => Err(BadBody::Newer),
        }
    }
}

impl From<&FluidSignature> for StoredFluidSignatureV1 {
    fn from(FluidSignature { window, covers, totals, role }: &FluidSignature) -> Self {
        let FluidTotals { intake, output, estimated } = *totals;
        Self {
            from: window.from().into(),
            until: window.until().into(),
            covers: covers.facts().iter().map(|id| (*id.as_bytes()).into()).collect(),
            intake: intake.into(),
            output: output.into(),
            estimated,
            role: role.code(),
        }
    }
}

impl TryFrom<StoredFluidSignatureV1> for FluidSignature {
    type Error = BadBody;
    fn try_from(stored: StoredFluidSignatureV1) -> Result<Self, BadBody> {
        let StoredFluidSignatureV1 { from, until, covers, intake, output, estimated, role } = stored;
        let covers = covers.into_iter().map(|id| FactId::from_bytes(*id));
        Ok(Self {
            window: FluidWindow::new(from.into(), until.into()).ok_or(BadBody::Bad)?,
            covers: Covered::new(covers).ok_or(BadBody::Bad)?,
            totals: FluidTotals { intake: intake.try_into()?, output: output.try_into()?, estimated },
            role: Role::from_code(role)?,
        })
    }
}
