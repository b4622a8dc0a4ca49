//! Bytes to messages: hostile until read.

use super::codec::{BadMessage, SENDS_NEWS, TELLS_SEEN, number};
use crate::{
    chain::{Chain, Cursor},
    limits::{
        MAX_DEVICES, MAX_ENTRIES, MAX_FACT_BYTES, MAX_FINGERPRINTS, MAX_NOTE_BYTES, MAX_SCOPE_BYTES,
        MAX_SCOPES,
    },
    wire::{
        Entry, Epoch, Fate, FaultCode, Hash, Hello, Message, Page, Refused, ServerLimits, Standing, Welcome,
    },
};
use clinical::{DeviceId, Incarnation, ScopeId, UtcMillis};
use minicbor::{Decoder, decode::Error};

type Read<T> = Result<T, BadMessage>;

/// The one message in a frame.
pub(super) fn message(frame: &[u8]) -> Read<Message> {
    let mut reader = Reader { d: Decoder::new(frame) };
    let parts = reader.array()?;
    let message = reader.message(parts)?;
    if reader.d.position() == frame.len() { Ok(message) } else { Err(malformed("bytes follow it")) }
}

const fn malformed(what: &'static str) -> BadMessage {
    BadMessage::Malformed(what)
}

struct Reader<'b> {
    d: Decoder<'b>,
}

impl<'b> Reader<'b> {
    fn message(&mut self, parts: u64) -> Read<Message> {
        let number = self.value("number", Decoder::u8)?;
        let expected = match number {
            number::HELLO | number::PAGE | number::NEWS => 6,
            number::WELCOME => 8,
            number::PULL | number::HAVE | number::WANT => 4,
            number::PUSH | number::ACK | number::BUSY | number::NOTE => 3,
            number::CHALLENGE
            | number::SYNC
            | number::SYNCED
            | number::DENIED
            | number::FAULT
            | number::SEEN => 2,
            number::ASK_SEEN | number::ASK_NEWS => 1,
            _ => return Err(malformed("its number is not known")),
        };
        if parts != expected {
            return Err(malformed("it has too many or too few parts"));
        }
        match number {
            number::CHALLENGE => Ok(Message::Challenge { nonce: self.fixed("nonce")? }),
            number::HELLO => self.hello().map(Message::Hello),
            number::WELCOME => self.welcome().map(Message::Welcome),
            number::SYNC => Ok(Message::Sync { cursors: self.list(MAX_SCOPES, Self::cursor)? }),
            number::SYNCED => Ok(Message::Synced { standings: self.list(MAX_SCOPES, Self::standing)? }),
            number::ASK_SEEN => Ok(Message::AskSeen),
            number::ASK_NEWS => Ok(Message::AskNews),
            number::SEEN => Ok(Message::Seen { devices: self.list(MAX_DEVICES, Self::seen)? }),
            number::FAULT => {
                Ok(Message::Fault { code: FaultCode::from_number(self.value("code", Decoder::u16)?) })
            }
            _ => self.about_scope(number),
        }
    }

    /// The messages whose first part is a scope.
    fn about_scope(&mut self, number: u8) -> Read<Message> {
        let scope = self.scope()?;
        Ok(match number {
            number::PUSH => Message::Push { scope, entries: self.list(MAX_ENTRIES, Self::entry)? },
            number::ACK => Message::Ack { scope, fates: self.list(MAX_ENTRIES, Self::fate)? },
            number::BUSY => Message::Busy { scope, retry_ms: self.value("wait", Decoder::u32)? },
            number::PULL => Message::Pull {
                scope,
                after: self.value("sequence", Decoder::u64)?,
                max: self.value("number of entries", Decoder::u16)?,
            },
            number::PAGE => Message::Page(self.page(scope)?),
            number::NEWS => Message::News(self.page(scope)?),
            number::HAVE => {
                Message::Have { scope, key: self.fixed("key")?, fingerprints: self.fingerprints()? }
            }
            number::WANT => Message::Want {
                scope,
                key: self.fixed("key")?,
                indexes: self.list(MAX_FINGERPRINTS, |r| r.value("place", Decoder::u32))?,
            },
            number::NOTE => Message::Note { scope, head: self.value("sequence", Decoder::u64)? },
            _ => Message::Denied { scope },
        })
    }

    fn hello(&mut self) -> Read<Hello> {
        Ok(Hello {
            protocol: self.value("version", Decoder::u16)?,
            device: DeviceId::from_bytes(self.fixed("device")?),
            incarnation: Incarnation::from_bytes(self.fixed("incarnation")?),
            time: UtcMillis(self.value("time", Decoder::i64)?),
            signature: self.fixed("signature")?,
        })
    }

    fn welcome(&mut self) -> Read<Welcome> {
        let epoch = Epoch { server: self.fixed("server")?, epoch: self.fixed("epoch")? };
        let time = UtcMillis(self.value("time", Decoder::i64)?);
        let signature = self.fixed("signature")?;
        let limits = ServerLimits {
            message_bytes: self.value("limit", Decoder::u32)?,
            push_entries: self.value("limit", Decoder::u16)?,
        };
        let offered = self.list(MAX_SCOPES, Self::scope_text)?;
        let (tells_seen, sends_news) = (offered.contains(&TELLS_SEEN), offered.contains(&SENDS_NEWS));
        // A newer server may offer scopes of kinds that this device does not know; it follows the others.
        let scopes = offered.into_iter().filter_map(|text| text.parse().ok()).collect();
        Ok(Welcome { epoch, time, signature, limits, scopes, tells_seen, sends_news })
    }

    fn seen(&mut self) -> Read<(DeviceId, UtcMillis)> {
        self.exactly(2)?;
        let device = DeviceId::from_bytes(self.fixed("device")?);
        Ok((device, UtcMillis(self.value("time", Decoder::i64)?)))
    }

    fn cursor(&mut self) -> Read<(ScopeId, Cursor)> {
        self.exactly(3)?;
        let scope = self.scope()?;
        let seq = self.value("sequence", Decoder::u64)?;
        Ok((scope, Cursor { seq, chain: Chain(self.fixed("chain")?) }))
    }

    fn standing(&mut self) -> Read<(ScopeId, Standing)> {
        let parts = self.array()?;
        let scope = self.scope()?;
        let standing = match (self.value("standing", Decoder::u8)?, parts) {
            (0, 2) => Standing::Ok,
            (1, 6) => Standing::More(self.page(scope.clone())?),
            (2, 2) => Standing::Reset,
            (3, 2) => Standing::Denied,
            _ => return Err(malformed("a standing is not known")),
        };
        Ok((scope, standing))
    }

    fn page(&mut self, scope: ScopeId) -> Read<Page> {
        Ok(Page {
            scope,
            first: self.value("sequence", Decoder::u64)?,
            entries: self.list(MAX_ENTRIES, Self::entry)?,
            chain: Chain(self.fixed("chain")?),
            head: self.value("sequence", Decoder::u64)?,
        })
    }

    fn entry(&mut self) -> Read<Entry> {
        let parts = self.array()?;
        match (self.value("kind of entry", Decoder::u8)?, parts) {
            (0, 2) => Ok(Entry::HashOnly(self.fixed("hash")?)),
            (1, 3) => Ok(Entry::Fact {
                bytes: self.bytes(MAX_FACT_BYTES)?.to_vec(),
                signature: self.fixed("signature")?,
            }),
            (2, 2) => Ok(Entry::NoteChange(self.bytes(MAX_NOTE_BYTES)?.to_vec())),
            _ => Err(malformed("a kind of entry is not known")),
        }
    }

    fn fate(&mut self) -> Read<(Hash, Fate)> {
        self.exactly(3)?;
        let hash = self.fixed("hash")?;
        let what = self.value("fate", Decoder::u8)?;
        let value = self.value("fate", Decoder::u64)?;
        let fate = match what {
            0 => Fate::At(value),
            1 => Fate::Duplicate(value),
            2 => Fate::Forked(value),
            3 => Fate::Refused(Refused::from_number(
                u16::try_from(value).map_err(|_| malformed("a code is too large"))?,
            )),
            _ => return Err(malformed("a fate is not known")),
        };
        Ok((hash, fate))
    }

    fn fingerprints(&mut self) -> Read<Vec<[u8; 8]>> {
        let (fingerprints, rest) = self.bytes(MAX_FINGERPRINTS * 8)?.as_chunks::<8>();
        if rest.is_empty() { Ok(fingerprints.to_vec()) } else { Err(malformed("a fingerprint is cut short")) }
    }

    fn scope(&mut self) -> Read<ScopeId> {
        self.scope_text()?.parse().map_err(|_| malformed("a scope is not known"))
    }

    fn scope_text(&mut self) -> Read<&'b str> {
        let text = self.value("scope", |d| d.str())?;
        if text.len() <= MAX_SCOPE_BYTES { Ok(text) } else { Err(malformed("a scope is too long")) }
    }

    fn bytes(&mut self, most: usize) -> Read<&'b [u8]> {
        let bytes = self.value("bytes", |d| d.bytes())?;
        if bytes.len() <= most { Ok(bytes) } else { Err(malformed("a part is too long")) }
    }

    fn fixed<const N: usize>(&mut self, name: &'static str) -> Read<[u8; N]> {
        self.value(name, |d| d.bytes())?.try_into().map_err(|_| malformed(name))
    }

    /// A list of at most `most`. Grows as it is read: a frame that claims a million and holds three takes three.
    fn list<T>(&mut self, most: usize, mut read: impl FnMut(&mut Self) -> Read<T>) -> Read<Vec<T>> {
        let count = self.array()?;
        if count > most as u64 {
            return Err(malformed("a list is too long"));
        }
        (0..count).map(|_| read(self)).collect()
    }

    fn exactly(&mut self, parts: u64) -> Read<()> {
        if self.array()? == parts { Ok(()) } else { Err(malformed("a part has too many or too few parts")) }
    }

    fn array(&mut self) -> Read<u64> {
        self.value("array", Decoder::array)?.ok_or(malformed("a list has no length"))
    }

    fn value<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&mut Decoder<'b>) -> Result<T, Error>,
    ) -> Read<T> {
        read(&mut self.d).map_err(|_| malformed(name))
    }
}
