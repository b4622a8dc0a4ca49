//! A message of the protocol, and the bodies of the doors: read or refused, and what is read is written as it was.

use super::Tried;
use crate::{
    altered,
    corpus::{self, Hands},
    dice::Dice,
    hand::NINE,
};
use anyhow::Result;
use clinical::{ScopeId, StaffId};
use replication::{
    Message,
    chain::Cursor,
    door::{Body, Enrol, EnrolAnswer, PinAnswered, PinCheck},
    wire::{Epoch, Fate, FaultCode, Refused, ServerLimits, Standing, Welcome, decode, encode},
};

pub(super) fn prepared() -> Result<Tried> {
    let mut frames = Vec::new();
    for message in messages() {
        frames.push(encode(&message)?);
    }
    let mut hands = Hands::new();
    let cases = corpus::all(&mut hands)?;
    for case in cases.iter().step_by(9).filter(|case| case.entries().len() == 3) {
        let frame = case.frame()?;
        // The bombs of many kilobytes only slow chance down.
        frames.extend((frame.len() < 4_096).then_some(frame));
    }
    let doors = bodies(&hands);
    Ok(Box::new(move |dice| if dice.below(4) == 0 { door(&doors, dice) } else { message(&frames, dice) }))
}

fn message(frames: &[Vec<u8>], dice: &mut Dice) -> bool {
    let mut frame = frames[dice.below(frames.len())].clone();
    altered::scatter(&mut frame, dice);
    let Ok(message) = decode(&frame) else { return false };
    let again = encode(&message).ok().and_then(|frame| decode(&frame).ok());
    assert!(again.as_ref() == Some(&message), "what is read is written as it was");
    true
}

fn door(doors: &[Vec<u8>], dice: &mut Dice) -> bool {
    let mut body = doors[dice.below(doors.len())].clone();
    altered::scatter(&mut body, dice);
    let read = (Enrol::from_bytes(&body), PinCheck::from_bytes(&body));
    let answers = (EnrolAnswer::from_bytes(&body), PinAnswered::from_bytes(&body));
    if let Ok(question) = &read.0 {
        assert!(Enrol::from_bytes(&question.to_bytes()).is_ok_and(|again| again == *question));
    }
    if let Ok(question) = &read.1 {
        assert!(PinCheck::from_bytes(&question.to_bytes()).is_ok_and(|again| again == *question));
    }
    read.0.is_ok() || read.1.is_ok() || answers.0.is_ok() || answers.1.is_ok()
}

fn messages() -> Vec<Message> {
    let scope = || ScopeId::Stay(corpus::STAY);
    let welcome = Welcome {
        epoch: Epoch { server: [1; 16], epoch: [2; 16] },
        time: NINE,
        signature: [4; 64],
        limits: ServerLimits { message_bytes: 1 << 20, push_entries: 500 },
        scopes: vec![scope(), ScopeId::Dir],
        tells_seen: true,
        sends_news: true,
    };
    let fates =
        vec![([1; 32], Fate::At(7)), ([2; 32], Fate::Refused(Refused::Twin)), ([3; 32], Fate::Forked(1))];
    vec![
        Message::Challenge { nonce: [3; 32] },
        Message::Hello(Hands::new().own.hello(&[3; 32], NINE)),
        Message::Welcome(welcome),
        Message::Sync { cursors: vec![(scope(), Cursor::START), (ScopeId::Dir, Cursor::START)] },
        Message::Synced { standings: vec![(scope(), Standing::Ok), (ScopeId::Dir, Standing::Reset)] },
        Message::Ack { scope: scope(), fates },
        Message::Busy { scope: scope(), retry_ms: 2_000 },
        Message::Pull { scope: scope(), after: 500, max: 500 },
        Message::Denied { scope: scope() },
        Message::Have { scope: scope(), key: [5; 16], fingerprints: vec![[6; 8]; 3] },
        Message::Want { scope: scope(), key: [5; 16], indexes: vec![0, 2, 70_000] },
        Message::Note { scope: scope(), head: 9 },
        Message::Fault { code: FaultCode::Malformed },
    ]
}

fn bodies(hands: &Hands) -> Vec<Vec<u8>> {
    let enrol = Enrol {
        code: "ABCD-EFGH".into(),
        device: hands.own.id,
        incarnation: hands.own.incarnation,
        key: [1; 32],
        label: "Tablet".into(),
        signature: [2; 64],
    };
    let check = PinCheck {
        device: hands.own.id,
        staff: StaffId::from_bytes([2; 16]),
        pin: "204060".into(),
        time: NINE,
        nonce: [3; 16],
        signature: [4; 64],
    };
    vec![enrol.to_bytes(), check.to_bytes()]
}
