//! What the server said no to, in words.

use replication::wire::{FaultCode, Refused};

/// The code of what the server refused without keeping it: this device alone has it, and sends it again.
pub(crate) const NOT_KEPT_THERE: &str = "quarantine_full";

/// Every code under which an entry is set aside because the server refused it. When the server takes it after all, all of
/// them are settled, whichever it gave and however often.
pub(crate) const REFUSED: [&str; 13] = [
    "too_big",
    "bad_shape",
    "refused_signature",
    "refused_scope",
    "wrong_kind",
    "unknown_device",
    "revoked",
    "unknown_author",
    "author_not_allowed",
    "twin",
    "quota_full",
    NOT_KEPT_THERE,
    "refused",
];

/// Why the server keeps an entry aside: a code, and in words what happened, where the entry is, and what to do.
pub(crate) fn refusal_words(reason: Refused) -> (&'static str, &'static str) {
    match reason {
        Refused::TooBig => (
            "too_big",
            "The server found this entry too large. It is kept here, and other devices may not show it. Tell IT support.",
        ),
        Refused::BadShape => (
            "bad_shape",
            "The server could not read this entry. It is kept here, and other devices may not show it. Tell IT support.",
        ),
        Refused::BadSignature => (
            "refused_signature",
            "The server does not accept this device's signature under this entry. It is kept here, and other devices \
             may not show it. Enrol this device again, and tell IT support.",
        ),
        Refused::WrongScope => (
            "refused_scope",
            "The server says that this entry belongs elsewhere. It is kept here, and other devices may not show it. \
             Tell IT support.",
        ),
        Refused::WrongKind => (
            "wrong_kind",
            "The server does not take entries of this kind there. It is kept here, and other devices may not show it. \
             Tell IT support.",
        ),
        Refused::UnknownDevice => (
            "unknown_device",
            "The server does not know this device. The entry is kept here, and other devices may not show it. Enrol \
             this device again.",
        ),
        Refused::Revoked => (
            "revoked",
            "This device has been withdrawn from use. The entry is kept here, and other devices may not show it: chart \
             it again on another device, and hand this one to IT support.",
        ),
        Refused::UnknownAuthor => (
            "unknown_author",
            "The server does not know who charted this. The entry is kept here, and other devices may not show it. Ask \
             whoever looks after accounts.",
        ),
        Refused::AuthorNotAllowed => (
            "author_not_allowed",
            "The server says that whoever charted this had left. The entry is kept here, and other devices may not show \
             it. A nurse should look at it and chart it under their own name.",
        ),
        Refused::Twin => (
            "twin",
            "Another entry with this one's number is on the server: this device's data may have been copied. The entry \
             is kept here, and other devices may not show it. Tell IT support.",
        ),
        Refused::QuotaFull => (
            "quota_full",
            "The server takes no more entries for this record. It is kept here, and other devices may not show it. Tell \
             IT support.",
        ),
        Refused::QuarantineFull => (
            NOT_KEPT_THERE,
            "The server refused this entry and keeps no more of what it refuses from this device, so nobody else has it. \
             It is kept here and is sent again when the staff directory changes. Tell IT support.",
        ),
        Refused::Other(_) => (
            "refused",
            "The server, a newer version, keeps this entry aside. It is kept here too, and other devices may not show \
             it. Tell IT support.",
        ),
    }
}

pub(crate) const FORGED_SERVER: &str = "Whoever answers at the server's address is not the server this device was enrolled with, so \
                             nothing is sent there. What you chart stays on this device. Tell IT support.";

/// Why the server does not speak with this device.
pub(super) const fn fault_words(code: FaultCode) -> &'static str {
    match code {
        FaultCode::Malformed => {
            "The server did not understand this device. What you chart stays here. Tell IT support."
        }
        FaultCode::Protocol => {
            "The server needs another version of this application. What you chart stays here. Tell IT support."
        }
        FaultCode::NotEnrolled => {
            "The server does not know this device. What you chart stays here. Enrol the device again."
        }
        FaultCode::Revoked => {
            "This device has been withdrawn from use. What you chart stays here. Use another one, and tell IT support."
        }
        FaultCode::Unavailable => {
            "The server has trouble of its own. What you chart stays here and is sent when it has recovered."
        }
        FaultCode::Other(_) => "The server refused this device. What you chart stays here. Tell IT support.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_is_settled_when_the_server_takes_the_entry_after_all() {
        let all = (0..=u16::MAX).map(Refused::from_number).map(|reason| refusal_words(reason).0);
        let codes: std::collections::BTreeSet<&str> = all.collect();
        assert_eq!(codes, REFUSED.into_iter().collect());
    }

    /// What happened, where it is now, what to do: the words that stand beside an entry that was set aside.
    #[test]
    fn each_refusal_of_the_server_is_read_as_its_own_sentence() {
        let table = [
            (
                Refused::TooBig,
                "The server found this entry too large. It is kept here, and other devices may not show it. Tell IT \
                 support.",
            ),
            (
                Refused::BadShape,
                "The server could not read this entry. It is kept here, and other devices may not show it. Tell IT \
                 support.",
            ),
            (
                Refused::BadSignature,
                "The server does not accept this device's signature under this entry. It is kept here, and other \
                 devices may not show it. Enrol this device again, and tell IT support.",
            ),
            (
                Refused::WrongScope,
                "The server says that this entry belongs elsewhere. It is kept here, and other devices may not show it. \
                 Tell IT support.",
            ),
            (
                Refused::WrongKind,
                "The server does not take entries of this kind there. It is kept here, and other devices may not show \
                 it. Tell IT support.",
            ),
            (
                Refused::UnknownDevice,
                "The server does not know this device. The entry is kept here, and other devices may not show it. Enrol \
                 this device again.",
            ),
            (
                Refused::Revoked,
                "This device has been withdrawn from use. The entry is kept here, and other devices may not show it: \
                 chart it again on another device, and hand this one to IT support.",
            ),
            (
                Refused::UnknownAuthor,
                "The server does not know who charted this. The entry is kept here, and other devices may not show it. \
                 Ask whoever looks after accounts.",
            ),
            (
                Refused::AuthorNotAllowed,
                "The server says that whoever charted this had left. The entry is kept here, and other devices may not \
                 show it. A nurse should look at it and chart it under their own name.",
            ),
            (
                Refused::Twin,
                "Another entry with this one's number is on the server: this device's data may have been copied. The \
                 entry is kept here, and other devices may not show it. Tell IT support.",
            ),
            (
                Refused::QuotaFull,
                "The server takes no more entries for this record. It is kept here, and other devices may not show it. \
                 Tell IT support.",
            ),
            (
                Refused::QuarantineFull,
                "The server refused this entry and keeps no more of what it refuses from this device, so nobody else has \
                 it. It is kept here and is sent again when the staff directory changes. Tell IT support.",
            ),
            (
                Refused::Other(99),
                "The server, a newer version, keeps this entry aside. It is kept here too, and other devices may not \
                 show it. Tell IT support.",
            ),
        ];
        let told: std::collections::BTreeSet<&str> =
            table.iter().map(|(reason, _)| refusal_words(*reason).0).collect();
        assert_eq!(told, REFUSED.into_iter().collect(), "each of them is in the table");
        for (reason, sentence) in table {
            assert_eq!(refusal_words(reason).1, sentence, "{reason:?}");
        }
    }

    /// Why nothing is sent at all, as the screens say it on every page.
    #[test]
    fn each_no_to_the_device_itself_is_read_as_its_own_sentence() {
        let table = [
            (
                FaultCode::Malformed,
                "The server did not understand this device. What you chart stays here. Tell IT support.",
            ),
            (
                FaultCode::Protocol,
                "The server needs another version of this application. What you chart stays here. Tell IT support.",
            ),
            (
                FaultCode::NotEnrolled,
                "The server does not know this device. What you chart stays here. Enrol the device again.",
            ),
            (
                FaultCode::Revoked,
                "This device has been withdrawn from use. What you chart stays here. Use another one, and tell IT \
                 support.",
            ),
            (
                FaultCode::Unavailable,
                "The server has trouble of its own. What you chart stays here and is sent when it has recovered.",
            ),
            (
                FaultCode::Other(99),
                "The server refused this device. What you chart stays here. Tell IT support.",
            ),
        ];
        for (code, sentence) in table {
            assert_eq!(fault_words(code), sentence, "{code:?}");
        }
        assert_eq!(
            FORGED_SERVER,
            "Whoever answers at the server's address is not the server this device was enrolled with, so nothing is \
             sent there. What you chart stays on this device. Tell IT support."
        );
    }
}
