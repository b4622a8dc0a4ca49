//! The end of a shift: is everything that was made on this device on the server?

use crate::{App, Session, words::Fail};
use clinical::{ScopeId, StaffId, UtcMillis, staff::Action};
use contract::{EntryCount, Reply, ShiftReceipt};
use store::{MadeHere, ReadTx, ToSign};

impl App {
    /// Where everything is that was made here since a time.
    pub(crate) fn shift_receipt(&self, session: &Session, since: UtcMillis) -> Result<Reply, Fail> {
        let reader = self.reader(session, Action::Read)?;
        // What is still to be signed has no place among the facts yet.
        self.catch_up();
        let now = self.now();
        self.store.read(|tx| {
            // On a full disk it stays so: whose it is, nobody has read yet, and it is on nobody's server.
            let audit = |of: &ToSign| matches!(of.scope, Some(ScopeId::Audit(_)));
            let unsigned = tx.unsigned().all()?.iter().filter(|of| !audit(of)).count() as u64;
            let all = counted(tx, &self.me.device, None, since, unsigned)?;
            let mine = counted(tx, &self.me.device, Some(&reader.staff), since, unsigned)?;
            Ok(Reply::ShiftReceipt(ShiftReceipt { since, at: now.at(), mine, all, words: words(&all) }))
        })
    }
}

fn counted(
    tx: &ReadTx<'_>,
    device: &clinical::DeviceId,
    author: Option<&StaffId>,
    since: UtcMillis,
    unsigned: u64,
) -> Result<EntryCount, Fail> {
    let MadeHere { verified, on_server, on_device, set_aside } =
        tx.outbox().made_here(device, author, since)?;
    let few = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(EntryCount {
        verified: few(verified),
        on_server: few(on_server),
        on_this_device: few(on_device + unsigned),
        set_aside: few(set_aside),
    })
}

/// What the counts come to. Says "all" only when every one of them is verified.
fn words(count: &EntryCount) -> String {
    let made = count.made();
    let open = made - count.verified;
    match (made, open) {
        (0, _) => "Nothing was entered here in this time.".to_owned(),
        (1, 0) => "The one entry made here is on the server, verified.".to_owned(),
        (_, 0) => format!("All {made} entries made here are on the server, verified."),
        _ => {
            let mut parts = Vec::new();
            if count.on_this_device > 0 {
                parts.push(format!("{} on this tablet only", count.on_this_device));
            }
            if count.on_server > 0 {
                parts.push(format!("{} on the server and not verified yet", count.on_server));
            }
            if count.set_aside > 0 {
                parts.push(format!("{} set aside, see there why", count.set_aside));
            }
            format!(
                "{open} of {made} entries made here are not verified yet: {}. Nothing is lost; keep this tablet on and in \
                 reach of the network.",
                parts.join(", ")
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_is_said_only_when_every_entry_is_verified() {
        let of = |verified, on_server, on_this_device, set_aside| {
            words(&EntryCount { verified, on_server, on_this_device, set_aside })
        };
        assert_eq!(of(143, 0, 0, 0), "All 143 entries made here are on the server, verified.");
        assert_eq!(of(1, 0, 0, 0), "The one entry made here is on the server, verified.");
        assert_eq!(of(0, 0, 0, 0), "Nothing was entered here in this time.");
        for (on_server, on_this_device, set_aside) in [(1, 0, 0), (0, 1, 0), (0, 0, 1), (2, 3, 4)] {
            let said = of(143, on_server, on_this_device, set_aside);
            assert!(!said.starts_with("All"), "{said}");
            assert!(said.starts_with(&format!("{} of ", on_server + on_this_device + set_aside)), "{said}");
        }
    }
}
