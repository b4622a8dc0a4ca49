//! The door's questions and answers to bytes and back, strictly.

use super::{Enrol, EnrolAnswer, EnrolRefused, Enrolled, PinAnswer, PinAnswered, PinCheck, PinRefused};
use crate::wire::Epoch;
use clinical::{DeviceId, Incarnation, StaffId, UtcMillis, WardId};
use minicbor::{Decoder, Encoder, decode};
use std::convert::Infallible;

/// Bytes of one question or answer.
pub const MAX_BODY_BYTES: usize = 8 * 1024;
/// Bytes of one text in it.
const MAX_TEXT_BYTES: usize = 200;
/// Wards of one device.
const MAX_WARDS: u64 = 100;
/// The version of these shapes.
const VERSION: u8 = 1;

/// Bytes that are not the body they should be. Says nothing of what they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the answer or question cannot be read")]
pub struct BadBody;

impl From<decode::Error> for BadBody {
    fn from(_: decode::Error) -> Self {
        Self
    }
}

type Written = Result<(), minicbor::encode::Error<Infallible>>;
type Writer = Encoder<Vec<u8>>;

/// A question or answer of the door.
pub trait Body: Sized {
    /// As bytes.
    fn to_bytes(&self) -> Vec<u8> {
        let mut encoder = Encoder::new(Vec::new());
        // Writing to memory cannot fail.
        let _infallible = self.write(&mut encoder);
        encoder.into_writer()
    }

    /// From exactly its bytes.
    ///
    /// # Errors
    /// When they are too many, too few or something else.
    fn from_bytes(bytes: &[u8]) -> Result<Self, BadBody> {
        if bytes.len() > MAX_BODY_BYTES {
            return Err(BadBody);
        }
        let mut decoder = Decoder::new(bytes);
        let value = Self::read(&mut decoder)?;
        if decoder.position() == bytes.len() { Ok(value) } else { Err(BadBody) }
    }

    #[doc(hidden)]
    fn write(&self, e: &mut Writer) -> Written;
    #[doc(hidden)]
    fn read(d: &mut Decoder<'_>) -> Result<Self, BadBody>;
}

impl Body for Enrol {
    fn write(&self, e: &mut Writer) -> Written {
        let Self { code, device, incarnation, key, label, signature } = self;
        e.array(7)?.u8(VERSION)?.str(code)?.bytes(device.as_bytes())?.bytes(incarnation.as_bytes())?;
        e.bytes(key)?.str(label)?.bytes(signature)?.ok()
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, BadBody> {
        parts(d, 7)?;
        Ok(Self {
            code: text(d)?,
            device: DeviceId::from_bytes(fixed(d)?),
            incarnation: Incarnation::from_bytes(fixed(d)?),
            key: fixed(d)?,
            label: text(d)?,
            signature: fixed(d)?,
        })
    }
}

impl Body for EnrolAnswer {
    fn write(&self, e: &mut Writer) -> Written {
        match self {
            Self::Enrolled(Enrolled { epoch, server_key, time, label, wards }) => {
                e.array(7)?.u8(VERSION)?.bytes(&epoch.server)?.bytes(&epoch.epoch)?;
                e.bytes(server_key)?.i64(time.0)?.str(label)?;
                e.array(wards.len() as u64)?;
                wards.iter().try_for_each(|ward| e.str(ward.as_str()).map(drop))
            }
            Self::Refused(why) => e.array(2)?.u8(VERSION)?.u16(enrol_code(*why))?.ok(),
        }
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, BadBody> {
        match start(d)? {
            2 => Ok(Self::Refused(enrol_refused(d.u16()?))),
            7 => Ok(Self::Enrolled(Enrolled {
                epoch: Epoch { server: fixed(d)?, epoch: fixed(d)? },
                server_key: fixed(d)?,
                time: UtcMillis(d.i64()?),
                label: text(d)?,
                wards: wards(d)?,
            })),
            _ => Err(BadBody),
        }
    }
}

impl Body for PinCheck {
    fn write(&self, e: &mut Writer) -> Written {
        let Self { device, staff, pin, time, nonce, signature } = self;
        e.array(7)?.u8(VERSION)?.bytes(device.as_bytes())?.bytes(staff.as_bytes())?.str(pin)?;
        e.i64(time.0)?.bytes(nonce)?.bytes(signature)?.ok()
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, BadBody> {
        parts(d, 7)?;
        Ok(Self {
            device: DeviceId::from_bytes(fixed(d)?),
            staff: StaffId::from_bytes(fixed(d)?),
            pin: text(d)?,
            time: UtcMillis(d.i64()?),
            nonce: fixed(d)?,
            signature: fixed(d)?,
        })
    }
}

impl Body for PinAnswer {
    fn write(&self, e: &mut Writer) -> Written {
        let (code, number) = match self {
            Self::Right => (0, 0),
            Self::Wrong { left } => (1, u32::from(*left)),
            Self::Paused { seconds } => (2, *seconds),
            Self::Locked => (3, 0),
            Self::NoPin => (4, 0),
            Self::Refused(why) => (5, u32::from(pin_code(*why))),
        };
        e.array(3)?.u8(VERSION)?.u8(code)?.u32(number)?.ok()
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, BadBody> {
        parts(d, 3)?;
        match (d.u8()?, d.u32()?) {
            (0, _) => Ok(Self::Right),
            (1, left) => Ok(Self::Wrong { left: u8::try_from(left).map_err(|_| BadBody)? }),
            (2, seconds) => Ok(Self::Paused { seconds }),
            (3, _) => Ok(Self::Locked),
            (4, _) => Ok(Self::NoPin),
            (5, why) => Ok(Self::Refused(pin_refused(u16::try_from(why).map_err(|_| BadBody)?))),
            _ => Err(BadBody),
        }
    }
}

impl Body for PinAnswered {
    fn write(&self, e: &mut Writer) -> Written {
        let Self { answer, time, signature } = self;
        e.array(4)?.u8(VERSION)?.bytes(&answer.to_bytes())?.i64(time.0)?.bytes(signature)?.ok()
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, BadBody> {
        parts(d, 4)?;
        let answer = PinAnswer::from_bytes(d.bytes()?)?;
        Ok(Self { answer, time: UtcMillis(d.i64()?), signature: fixed(d)? })
    }
}

const fn enrol_code(why: EnrolRefused) -> u16 {
    match why {
        EnrolRefused::UnknownCode => 1,
        EnrolRefused::Expired => 2,
        EnrolRefused::Used => 3,
        EnrolRefused::OtherKey => 4,
        EnrolRefused::BadSignature => 5,
        EnrolRefused::Busy => 6,
        EnrolRefused::Revoked => 7,
        EnrolRefused::Other(code) => code,
    }
}

const fn enrol_refused(code: u16) -> EnrolRefused {
    match code {
        1 => EnrolRefused::UnknownCode,
        2 => EnrolRefused::Expired,
        3 => EnrolRefused::Used,
        4 => EnrolRefused::OtherKey,
        5 => EnrolRefused::BadSignature,
        6 => EnrolRefused::Busy,
        7 => EnrolRefused::Revoked,
        newer => EnrolRefused::Other(newer),
    }
}

const fn pin_code(why: PinRefused) -> u16 {
    match why {
        PinRefused::NotEnrolled => 1,
        PinRefused::Revoked => 2,
        PinRefused::Replayed => 3,
        PinRefused::Busy => 4,
        PinRefused::WrongTime => 5,
        PinRefused::Other(code) => code,
    }
}

const fn pin_refused(code: u16) -> PinRefused {
    match code {
        1 => PinRefused::NotEnrolled,
        2 => PinRefused::Revoked,
        3 => PinRefused::Replayed,
        4 => PinRefused::Busy,
        5 => PinRefused::WrongTime,
        newer => PinRefused::Other(newer),
    }
}

/// The number of parts, after the version has been read.
fn start(d: &mut Decoder<'_>) -> Result<u64, BadBody> {
    let count = d.array()?.ok_or(BadBody)?;
    if d.u8()? == VERSION { Ok(count) } else { Err(BadBody) }
}

fn parts(d: &mut Decoder<'_>, expected: u64) -> Result<(), BadBody> {
    if start(d)? == expected { Ok(()) } else { Err(BadBody) }
}

fn fixed<const N: usize>(d: &mut Decoder<'_>) -> Result<[u8; N], BadBody> {
    d.bytes()?.try_into().map_err(|_| BadBody)
}

fn text(d: &mut Decoder<'_>) -> Result<String, BadBody> {
    let text = d.str()?;
    if text.len() <= MAX_TEXT_BYTES { Ok(text.to_owned()) } else { Err(BadBody) }
}

fn wards(d: &mut Decoder<'_>) -> Result<Vec<WardId>, BadBody> {
    let count = d.array()?.filter(|count| *count <= MAX_WARDS).ok_or(BadBody)?;
    (0..count).map(|_| text(d)?.parse().map_err(|_| BadBody)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enrol() -> Enrol {
        Enrol {
            code: "ABCDE-FGHJK".into(),
            device: DeviceId::from_bytes([1; 16]),
            incarnation: Incarnation::from_bytes([2; 16]),
            key: [3; 32],
            label: "Bluebell tablet 3".into(),
            signature: [4; 64],
        }
    }

    fn check() -> PinCheck {
        PinCheck {
            device: DeviceId::from_bytes([1; 16]),
            staff: StaffId::from_bytes([2; 16]),
            pin: "204060".into(),
            time: UtcMillis(1_763_780_000_000),
            nonce: [5; 16],
            signature: [6; 64],
        }
    }

    fn enrolled() -> EnrolAnswer {
        EnrolAnswer::Enrolled(Enrolled {
            epoch: Epoch { server: [7; 16], epoch: [8; 16] },
            server_key: [9; 32],
            time: UtcMillis(1_763_780_000_000),
            label: "Bluebell tablet 3".into(),
            wards: vec!["bluebell".parse().unwrap()],
        })
    }

    #[test]
    fn the_shapes_of_the_door_stay_as_they_are() {
        insta::assert_snapshot!("enrol", hex::encode(enrol().to_bytes()));
        insta::assert_snapshot!("enrolled", hex::encode(enrolled().to_bytes()));
        insta::assert_snapshot!("pin_check", hex::encode(check().to_bytes()));
        insta::assert_snapshot!("pin_paused", hex::encode(PinAnswer::Paused { seconds: 30 }.to_bytes()));
        insta::assert_snapshot!("enrol_signed", hex::encode(enrol().signed_bytes()));
        let answered =
            PinAnswered { answer: PinAnswer::Right, time: UtcMillis(1_763_780_000_000), signature: [7; 64] };
        insta::assert_snapshot!("pin_answered", hex::encode(answered.to_bytes()));
        assert_eq!(PinAnswered::from_bytes(&answered.to_bytes()), Ok(answered));
        let signed = check().answer_bytes(&answered.answer, answered.time);
        insta::assert_snapshot!("pin_answer_signed", hex::encode(signed));
        insta::assert_snapshot!("pin_check_signed", hex::encode(check().signed_bytes()));
    }

    #[test]
    fn every_question_and_answer_is_read_back() {
        assert_eq!(Enrol::from_bytes(&enrol().to_bytes()), Ok(enrol()));
        assert_eq!(PinCheck::from_bytes(&check().to_bytes()), Ok(check()));
        assert_eq!(EnrolAnswer::from_bytes(&enrolled().to_bytes()), Ok(enrolled()));
        for code in 1..9 {
            let refused = EnrolAnswer::Refused(enrol_refused(code));
            assert_eq!(EnrolAnswer::from_bytes(&refused.to_bytes()), Ok(refused));
            let refused = PinAnswer::Refused(pin_refused(code));
            assert_eq!(PinAnswer::from_bytes(&refused.to_bytes()), Ok(refused));
        }
        let answers = [
            PinAnswer::Right,
            PinAnswer::Wrong { left: 4 },
            PinAnswer::Paused { seconds: 300 },
            PinAnswer::Locked,
            PinAnswer::NoPin,
        ];
        for answer in answers {
            assert_eq!(PinAnswer::from_bytes(&answer.to_bytes()), Ok(answer));
        }
    }

    #[test]
    fn a_body_that_is_cut_lengthened_or_too_large_is_refused() {
        let whole = enrol().to_bytes();
        for end in 0..whole.len() {
            assert_eq!(Enrol::from_bytes(&whole[..end]), Err(BadBody), "cut at {end}");
        }
        assert_eq!(Enrol::from_bytes(&[whole, vec![0]].concat()), Err(BadBody));
        let long = Enrol { label: "x".repeat(MAX_TEXT_BYTES + 1), ..enrol() };
        assert_eq!(Enrol::from_bytes(&long.to_bytes()), Err(BadBody));
    }

    #[test]
    fn codes_and_pins_never_show_in_debug_text() {
        assert!(!format!("{:?}", enrol()).contains("ABCDE"));
        assert!(!format!("{:?}", check()).contains("204060"));
    }
}
