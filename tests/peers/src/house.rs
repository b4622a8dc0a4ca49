//! Our server's folder before the time begins: wards, a nurse, tablets enrolled, patients in their beds.

use crate::{
    hand::{Hand, NURSE, entry, hash, stay},
    tablet::Held,
};
use anyhow::{Context as _, Result, bail, ensure};
use clinical::{ScopeId, UtcMillis, WardId};
use ed25519_dalek::{Signer as _, VerifyingKey};
use replication::{
    Chain, Message,
    chain::Cursor,
    door::EnrolAnswer,
    limits::MAX_ENTRIES,
    wire::{Epoch, Fate, Hello, PROTOCOL, hello_bytes},
};
use std::{collections::BTreeMap, path::Path};
use sync_server::{Config, Conn, Server, StorageAt, admin::Desk};

/// Tablets are enrolled by so many threads: each waits for its own commits.
const ENROLLING: usize = 16;

/// A server's folder.
pub struct House {
    folder: tempfile::TempDir,
    storage: StorageAt,
    desk: Desk,
}

/// The nth ward.
///
/// # Errors
/// Never: its name is one.
pub fn ward(number: u32) -> Result<WardId> {
    Ok(format!("ward-{number}").parse()?)
}

impl House {
    /// A new one with so many wards and the nurse, on this database.
    ///
    /// # Errors
    /// When its folder or database cannot be used.
    pub fn new(storage: StorageAt, wards: u32) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let mut config = Config::new(folder.path(), "127.0.0.1:0".parse()?);
        config.storage = storage.clone();
        let desk = Desk::open(&config)?;
        let listed: Vec<_> = (0..wards)
            .map(|number| {
                serde_json::json!({ "id": format!("ward-{number}"), "name": format!("Ward {number}"),
                    "telephone": "4312", "bays": [{ "name": "A", "beds": ["A1"] }] })
            })
            .collect();
        desk.import_wards(serde_json::to_vec(&listed)?.as_slice())?;
        let staff = format!("staff_id,name,role,wards,pin\n{NURSE},Amina Yusuf,nurse,ward-0,204060\n");
        desk.import_staff(staff.as_bytes())?;
        Ok(Self { folder, storage, desk })
    }

    /// The server's folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The key by which tablets know the server.
    ///
    /// # Errors
    /// Never: it is one.
    pub fn key(&self) -> Result<VerifyingKey> {
        Ok(VerifyingKey::from_bytes(&self.desk.root())?)
    }

    fn open(&self) -> Result<(Server, UtcMillis)> {
        let mut config = Config::new(self.folder.path(), "127.0.0.1:0".parse()?);
        config.storage = self.storage.clone();
        let now = config.clock.now();
        Ok((Server::open(config)?, now))
    }

    /// Enrols so many tablets, `in_ward` of them in each ward, puts patients into the beds, and says what a tablet holds that
    /// has followed all of it: the patients of each ward lie in `stays`.
    ///
    /// # Errors
    /// When the server does not take something.
    pub fn fill(&self, tablets: u32, in_ward: u32, stays: &[Vec<u32>]) -> Result<Vec<Held>> {
        let (server, now) = self.open()?;
        let numbers: Vec<u32> = (0..tablets).collect();
        let shares = numbers.chunks(numbers.len().div_ceil(ENROLLING).max(1));
        std::thread::scope(|threads| {
            let enrolling: Vec<_> =
                shares.map(|share| threads.spawn(|| self.enrol(&server, now, share, in_ward))).collect();
            for thread in enrolling {
                thread.join().map_err(|_| anyhow::anyhow!("an enrolment panicked"))??;
            }
            anyhow::Ok(())
        })?;
        let mut hand = Hand::new(0);
        let mut talk = Talk::greeted(&server, &hand, now)?;
        let dir = talk.end_of(&ScopeId::Dir)?;
        let mut all = Vec::new();
        for (number, stays) in stays.iter().enumerate() {
            let mut cursors = BTreeMap::from([(ScopeId::Dir, dir)]);
            for nth in stays {
                let scope = stay(*nth);
                let cursor = talk.admit(&mut hand, &scope, &ward(u32::try_from(number)?)?, *nth)?;
                cursors.insert(scope, cursor);
            }
            all.push(Held { epoch: Some(talk.epoch), cursors, queued: Vec::new() });
        }
        Ok(all)
    }

    fn enrol(&self, server: &Server, now: UtcMillis, share: &[u32], in_ward: u32) -> Result<()> {
        for number in share {
            let code = self.desk.enrolment_code("a tablet", &[ward(number / in_ward)?])?;
            let answer = server.enrol(&Hand::new(*number).question(code.as_str()), now)?;
            ensure!(matches!(answer, EnrolAnswer::Enrolled(_)), "a fresh code enrols");
        }
        Ok(())
    }
}

/// One tablet's conversation with a server that does not listen yet.
struct Talk<'s> {
    server: &'s Server,
    conn: Conn,
    now: UtcMillis,
    epoch: Epoch,
}

impl<'s> Talk<'s> {
    fn greeted(server: &'s Server, hand: &Hand, now: UtcMillis) -> Result<Self> {
        let (conn, challenge) = server.exchange().connect()?;
        let Message::Challenge { nonce } = challenge else { bail!("no challenge") };
        let signed = hello_bytes(&nonce, &hand.id, &hand.incarnation(), now);
        let signature = hand.key.sign(&signed).to_bytes();
        let hello = Hello {
            protocol: PROTOCOL,
            device: hand.id,
            incarnation: hand.incarnation(),
            time: now,
            signature,
        };
        match server.exchange().handle(&conn, now, Message::Hello(hello)).as_slice() {
            [Message::Welcome(welcome)] => Ok(Self { server, conn, now, epoch: welcome.epoch }),
            other => bail!("not welcome: {other:?}"),
        }
    }

    fn say(&mut self, message: Message) -> Vec<Message> {
        self.server.exchange().handle(&self.conn, self.now, message)
    }

    /// Where a log ends, with the chain over all of it.
    fn end_of(&mut self, scope: &ScopeId) -> Result<Cursor> {
        let mut end = Cursor::START;
        loop {
            let pull = Message::Pull { scope: scope.clone(), after: end.seq, max: MAX_ENTRIES as u16 };
            let answer = self.say(pull);
            let [Message::Page(page)] = answer.as_slice() else { bail!("no page of {scope}: {answer:?}") };
            let hashes: Vec<_> = page.entries.iter().map(hash).collect();
            end = Cursor { seq: end.seq + hashes.len() as u64, chain: end.chain.over(&hashes) };
            if hashes.is_empty() || end.seq >= page.head {
                ensure!(end.chain == page.chain, "the chain of {scope} does not fit");
                return Ok(end);
            }
        }
    }

    fn admit(&mut self, hand: &mut Hand, scope: &ScopeId, ward: &WardId, nth: u32) -> Result<Cursor> {
        let entries: Vec<_> = hand.admission(scope, ward, nth)?.iter().map(entry).collect();
        let hashes: Vec<_> = entries.iter().map(hash).collect();
        let answer = self.say(Message::Push { scope: scope.clone(), entries });
        let [Message::Ack { fates, .. }] = answer.as_slice() else { bail!("no answer: {answer:?}") };
        let landed = fates.iter().all(|(_, fate)| matches!(fate, Fate::At(_)));
        ensure!(landed, "a patient was not admitted: {fates:?}");
        let seq = u64::try_from(hashes.len()).context("two")?;
        Ok(Cursor { seq, chain: Chain::EMPTY.over(&hashes) })
    }
}
