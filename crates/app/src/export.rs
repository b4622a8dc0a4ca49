//! What was refused or set aside: shown with its reason, and handed over as text. Nothing of it is ever thrown away.

use crate::{
    App, Session,
    audit::{Of, what},
    views::Views,
    words::{self, Fail},
};
use clinical::staff::Action;
use contract::Reply;
use record::{SignedFact, fact_json};
use serde::Serialize;
use serde_json::value::RawValue;
use store::Parked;

impl App {
    /// What is set aside on this device.
    pub(crate) fn parked(&self, session: &Session) -> Result<Reply, Fail> {
        let person = self.reader(session, Action::ReadParked)?;
        self.audit_look(session, &self.now(), &person, what::VIEW_PARKED, Of::Device)?;
        let directory = self.directory();
        let views = Views { app: self, now: self.now(), directory: &directory };
        self.store.read(|tx| {
            let open = tx.quarantine().open()?.into_iter();
            Ok(Reply::Parked(open.map(|parked| views.parked(tx, parked, &person)).collect::<Result<_, _>>()?))
        })
    }

    /// The same as text, each entry with its bytes, readable without this application.
    pub(crate) fn export_parked(&self, session: &Session) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::ReadParked)?;
        let open = self.store.read(|tx| tx.quarantine().open())?;
        let lines: Vec<Line> = open.into_iter().map(Line::from).collect();
        let text = serde_json::to_string_pretty(&lines).map_err(|_| words::internal())?;
        self.audit(&now, &person, what::EXPORT, None, "")?;
        let local = now.local(now.at()).local();
        let name = format!("wardlight-set-aside-{}.json", local.format("%Y%m%d-%H%M"));
        Ok(Reply::Export { name, text })
    }
}

/// One entry of the exported text.
#[derive(Serialize)]
struct Line {
    scope: Option<String>,
    code: String,
    why: String,
    set_aside_at_utc_ms: i64,
    asks_for_help: bool,
    /// The entry as it can be read.
    entry: Option<Box<RawValue>>,
    /// The entry as it came.
    bytes_hex: String,
    signature_hex: Option<String>,
}

impl From<Parked> for Line {
    fn from(parked: Parked) -> Self {
        let Parked { number: _, scope, fact: _, bytes, signature, code, why, at, trigger, settled_at: _ } =
            parked;
        let (bytes_hex, signature_hex) = (hex(&bytes), signature.as_deref().map(hex));
        let signature = signature.and_then(|signature| signature.try_into().ok()).unwrap_or([0; 64]);
        let readable = fact_json(&SignedFact { bytes, signature });
        Self {
            scope: scope.map(|scope| scope.to_string()),
            code,
            why,
            set_aside_at_utc_ms: at.0,
            asks_for_help: trigger,
            entry: RawValue::from_string(readable).ok(),
            bytes_hex,
            signature_hex,
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let nibbles = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    nibbles.map(|nibble| char::from(DIGITS[usize::from(nibble)])).collect()
}
