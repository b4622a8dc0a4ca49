//! Messages to bytes.

use super::codec::{SENDS_NEWS, TELLS_SEEN, number};
use crate::{
    chain::Cursor,
    wire::{Entry, Fate, Hash, Hello, Message, Page, Standing, Welcome},
};
use clinical::ScopeId;
use minicbor::{Encoder, encode::Error};
use std::convert::Infallible;

type Out = Encoder<Vec<u8>>;
type Written = Result<(), Error<Infallible>>;

/// The message's bytes, however many.
pub(super) fn frame(message: &Message) -> Vec<u8> {
    let mut out = Encoder::new(Vec::with_capacity(256));
    #[expect(
        clippy::expect_used,
        reason = "the writer is a Vec, whose error type has no values, and nothing here has an encoder that fails"
    )]
    write(&mut out, message).expect("writing to memory cannot fail");
    out.into_writer()
}

fn write(e: &mut Out, message: &Message) -> Written {
    match message {
        Message::Challenge { nonce } => e.array(2)?.u8(number::CHALLENGE)?.bytes(nonce)?.ok(),
        Message::Hello(hello) => write_hello(e, hello),
        Message::Welcome(welcome) => write_welcome(e, welcome),
        Message::Sync { cursors } => {
            e.array(2)?.u8(number::SYNC)?;
            list(e, cursors, |e, (scope, Cursor { seq, chain })| {
                e.array(3)?.str(&scope.to_string())?.u64(*seq)?.bytes(&chain.0)?.ok()
            })
        }
        Message::Synced { standings } => {
            e.array(2)?.u8(number::SYNCED)?;
            list(e, standings, write_standing)
        }
        Message::Push { scope, entries } => {
            e.array(3)?.u8(number::PUSH)?.str(&scope.to_string())?;
            list(e, entries, write_entry)
        }
        Message::Ack { scope, fates } => {
            e.array(3)?.u8(number::ACK)?.str(&scope.to_string())?;
            list(e, fates, write_fate)
        }
        Message::Busy { scope, retry_ms } => {
            e.array(3)?.u8(number::BUSY)?.str(&scope.to_string())?.u32(*retry_ms)?.ok()
        }
        Message::Pull { scope, after, max } => {
            e.array(4)?.u8(number::PULL)?.str(&scope.to_string())?.u64(*after)?.u16(*max)?.ok()
        }
        Message::Page(page) => {
            e.array(6)?.u8(number::PAGE)?.str(&page.scope.to_string())?;
            write_page(e, page)
        }
        Message::Denied { scope } => e.array(2)?.u8(number::DENIED)?.str(&scope.to_string())?.ok(),
        Message::Have { scope, key, fingerprints } => {
            e.array(4)?.u8(number::HAVE)?.str(&scope.to_string())?.bytes(key)?;
            // One string of 8 bytes each, rather than a string each: an eighth less to send.
            e.bytes(&fingerprints.concat())?.ok()
        }
        Message::Want { scope, key, indexes } => {
            e.array(4)?.u8(number::WANT)?.str(&scope.to_string())?.bytes(key)?;
            list(e, indexes, |e, index| e.u32(*index)?.ok())
        }
        Message::Note { scope, head } => {
            e.array(3)?.u8(number::NOTE)?.str(&scope.to_string())?.u64(*head)?.ok()
        }
        Message::AskSeen => e.array(1)?.u8(number::ASK_SEEN)?.ok(),
        Message::AskNews => e.array(1)?.u8(number::ASK_NEWS)?.ok(),
        Message::News(page) => {
            e.array(6)?.u8(number::NEWS)?.str(&page.scope.to_string())?;
            write_page(e, page)
        }
        Message::Seen { devices } => {
            e.array(2)?.u8(number::SEEN)?;
            list(e, devices, |e, (device, at)| e.array(2)?.bytes(device.as_bytes())?.i64(at.0)?.ok())
        }
        Message::Fault { code } => e.array(2)?.u8(number::FAULT)?.u16(code.number())?.ok(),
    }
}

fn list<T>(e: &mut Out, items: &[T], mut write: impl FnMut(&mut Out, &T) -> Written) -> Written {
    e.array(items.len() as u64)?;
    items.iter().try_for_each(|item| write(e, item))
}

fn write_hello(e: &mut Out, hello: &Hello) -> Written {
    let Hello { protocol, device, incarnation, time, signature } = hello;
    e.array(6)?.u8(number::HELLO)?.u16(*protocol)?.bytes(device.as_bytes())?.bytes(incarnation.as_bytes())?;
    e.i64(time.0)?.bytes(signature)?.ok()
}

fn write_welcome(e: &mut Out, welcome: &Welcome) -> Written {
    let Welcome { epoch, time, signature, limits, scopes, tells_seen, sends_news } = welcome;
    e.array(8)?
        .u8(number::WELCOME)?
        .bytes(&epoch.server)?
        .bytes(&epoch.epoch)?
        .i64(time.0)?
        .bytes(signature)?;
    e.u32(limits.message_bytes)?.u16(limits.push_entries)?;
    let mut offered: Vec<String> = scopes.iter().map(ToString::to_string).collect();
    offered.extend(tells_seen.then(|| TELLS_SEEN.to_owned()));
    offered.extend(sends_news.then(|| SENDS_NEWS.to_owned()));
    list(e, &offered, |e, scope: &String| e.str(scope)?.ok())
}

fn write_standing(e: &mut Out, (scope, standing): &(ScopeId, Standing)) -> Written {
    let parts = if matches!(standing, Standing::More(_)) { 6 } else { 2 };
    e.array(parts)?.str(&scope.to_string())?;
    match standing {
        Standing::Ok => e.u8(0)?.ok(),
        Standing::More(page) => {
            e.u8(1)?;
            write_page(e, page)
        }
        Standing::Reset => e.u8(2)?.ok(),
        Standing::Denied => e.u8(3)?.ok(),
    }
}

/// All of a page but its scope, which stands before it.
fn write_page(e: &mut Out, page: &Page) -> Written {
    e.u64(page.first)?;
    list(e, &page.entries, write_entry)?;
    e.bytes(&page.chain.0)?.u64(page.head)?.ok()
}

fn write_entry(e: &mut Out, entry: &Entry) -> Written {
    match entry {
        Entry::HashOnly(hash) => e.array(2)?.u8(0)?.bytes(hash)?.ok(),
        Entry::Fact { bytes, signature } => e.array(3)?.u8(1)?.bytes(bytes)?.bytes(signature)?.ok(),
        Entry::NoteChange(bytes) => e.array(2)?.u8(2)?.bytes(bytes)?.ok(),
    }
}

fn write_fate(e: &mut Out, (hash, fate): &(Hash, Fate)) -> Written {
    e.array(3)?.bytes(hash)?;
    match fate {
        Fate::At(seq) => e.u8(0)?.u64(*seq)?.ok(),
        Fate::Duplicate(seq) => e.u8(1)?.u64(*seq)?.ok(),
        Fate::Forked(seq) => e.u8(2)?.u64(*seq)?.ok(),
        Fate::Refused(refused) => e.u8(3)?.u16(refused.number())?.ok(),
    }
}
