//! The greeting: the device proves its key over our nonce, we prove ours and the time.

use super::{Conn, Exchange, Phase, Stop, held, still_welcome};
use clinical::{DeviceId, ScopeId, UtcMillis};
use ed25519_dalek::{Signature, Signer};
use record::{Directory as _, VerifyingKey};
use replication::{
    Message,
    limits::MAX_SCOPES,
    wire::{Epoch, FaultCode, Hello, PROTOCOL, Welcome, hello_bytes, welcome_bytes},
};
use std::collections::BTreeSet;

impl Exchange {
    pub(super) fn greet(
        &self,
        conn: &Conn,
        nonce: &[u8; 32],
        now: UtcMillis,
        message: Message,
    ) -> Result<Vec<Message>, Stop> {
        let Message::Hello(hello) = message else { return Err(Stop::Fault(FaultCode::Malformed)) };
        if hello.protocol != PROTOCOL {
            return Err(Stop::Fault(FaultCode::Protocol));
        }
        let directory = self.directory.now()?;
        let rights = directory.device(&hello.device).ok_or(Stop::Fault(FaultCode::NotEnrolled))?;
        prove(&rights.key, nonce, &hello)?;
        // Only now: whether a device was revoked is nobody's business who cannot prove to be it.
        still_welcome(&directory, &hello.device)?;
        *held(&conn.phase) = Phase::Open { device: hello.device };
        self.heard.note(hello.device, now);
        let scopes = self.first_scopes(&hello.device)?;
        // Everyone hears of the directory, so that a revocation reaches every open socket.
        self.hints.subscribe(&ScopeId::Dir, &conn.mailbox);
        Ok(vec![Message::Welcome(self.welcome(nonce, &hello, now, scopes))])
    }

    fn welcome(&self, nonce: &[u8; 32], hello: &Hello, now: UtcMillis, scopes: Vec<ScopeId>) -> Welcome {
        let epoch = Epoch { server: self.key.server_id(), epoch: self.log.epoch() };
        let signed = welcome_bytes(nonce, &hello.device, hello.time, &epoch, now);
        let signature = self.key.signing().sign(&signed).to_bytes();
        // These stand among the scopes, of which there may be only so many.
        let (tells_seen, sends_news) = (scopes.len() < MAX_SCOPES, scopes.len() + 1 < MAX_SCOPES);
        Welcome { epoch, time: now, signature, limits: self.announced(), scopes, tells_seen, sends_news }
    }

    /// Where a device begins: the directory, its wards' indexes and what was refused of their stays, its own audit. The
    /// stays follow from the indexes.
    fn first_scopes(&self, device: &DeviceId) -> Result<Vec<ScopeId>, Stop> {
        let directory = self.directory.now()?;
        let wards = directory.enrolled(device).map(|listed| listed.value.wards.clone()).unwrap_or_default();
        let mut scopes = vec![ScopeId::Dir, ScopeId::Audit(*device)];
        for ward in &wards {
            let first = ScopeId::Ward(ward.clone(), 0);
            let there: BTreeSet<ScopeId> = self.log.indexes(ward)?.into_iter().chain([first]).collect();
            scopes.extend(there);
        }
        // Last, so that no index gives way to it. A device of an older version passes over what it does not know.
        scopes.extend(wards.into_iter().map(ScopeId::Aside));
        Ok(told(scopes, device))
    }
}

/// As many as a greeting can name. A longer one no device would take, and the whole ward would be cut off.
fn told(mut scopes: Vec<ScopeId>, device: &DeviceId) -> Vec<ScopeId> {
    if scopes.len() > MAX_SCOPES {
        tracing::warn!(%device, scopes = scopes.len(), told = MAX_SCOPES, "a device has more logs than a greeting names");
        scopes.truncate(MAX_SCOPES);
    }
    scopes
}

fn prove(key: &[u8; 32], nonce: &[u8; 32], hello: &Hello) -> Result<(), Stop> {
    let signed = hello_bytes(nonce, &hello.device, &hello.incarnation, hello.time);
    VerifyingKey::from_bytes(key)
        .and_then(|key| key.verify_strict(&signed, &Signature::from_bytes(&hello.signature)))
        .map_err(|_| Stop::Fault(FaultCode::NotEnrolled))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greeting_names_no_more_logs_than_a_device_takes() {
        let device = DeviceId::from_bytes([1; 16]);
        let index = |number| ScopeId::Ward("bluebell".parse().unwrap(), number);
        let most: Vec<ScopeId> = (0..MAX_SCOPES as u32).map(index).collect();
        assert_eq!(told(most.clone(), &device), most);
        let too_many = (0..=MAX_SCOPES as u32).map(index).collect();
        assert_eq!(told(too_many, &device), most, "the first are kept, the directory before all");
    }
}
