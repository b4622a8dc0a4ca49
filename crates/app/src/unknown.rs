//! An older application, for whoever plays one: the kinds of facts that it takes for a newer version's.

use clinical::entry::EntryBody;
use record::{BadFact, Fact, SignedFact};

/// Kinds of facts that an application does not know. None in all that ships: a simulation makes an older one of this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UnknownKinds(&'static [u16]);

impl UnknownKinds {
    /// Everything that can be known is known.
    pub const NONE: Self = Self(&[]);
    /// As an application from before there were notes and visits.
    pub const SINCE_NOTES: Self = Self(&record::SINCE_NOTES);

    /// Whether facts of the kind of this number are a newer version's.
    pub fn has(self, kind: u16) -> bool {
        self.0.contains(&kind)
    }

    /// Reads a fact as such an application does.
    ///
    /// # Errors
    /// Those of [`SignedFact::decode`].
    pub(crate) fn read(self, signed: &SignedFact) -> Result<Fact, BadFact> {
        let fact = signed.decode()?;
        let kind = fact.kind();
        Ok(if self.has(kind) { Fact { body: EntryBody::Newer { kind }, ..fact } } else { fact })
    }
}
