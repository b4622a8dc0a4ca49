//! Looking for other stays of a person among all that this device holds: by name, date of birth, NHS number or hospital number,
//! each beside the stay from which it is asked, with what fits and what does not.

use crate::{
    App, Session,
    audit::what,
    project::Folded,
    stays,
    views::{self, Views},
    ward::Letters,
    words::{self, Fail},
};
use chrono::NaiveDate;
use clinical::{
    ScopeId, StayId, cui,
    entry::{Entry, EntryBody},
    leaves::Graph,
    patient::{Gender, Identity, NhsNumber},
    staff::Action,
};
use contract::{FindStays, FoundStay, Likeness, Reply};
use store::ReadTx;

/// Stays shown at a time: whoever gets more has to say more.
const MOST: usize = 12;

/// The shortest text that is looked for.
const SHORTEST: usize = 2;

/// What is looked for. Each of them has to fit.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    Born(NaiveDate),
    Nhs(NhsNumber),
    /// A word: of the name, or the hospital number.
    Word(String),
}

impl App {
    /// The stays whose patient may be the one who is looked for, the likest to this one first.
    pub(crate) fn find_stays(&self, session: &Session, asked: &FindStays) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::JoinStays)?;
        let FindStays { stay, text } = asked;
        if text.trim().chars().count() < SHORTEST {
            let message =
                "Write a name, a date of birth such as 14-03-1944, an NHS number or a hospital number.";
            return Err(words::invalid("text", "short", message).into());
        }
        let here = self.stay(stay)?;
        self.audit(&now, &person, what::FIND_STAYS, Some(*stay), "")?;
        let wanted = wanted(text);
        let directory = self.directory();
        let views = Views { app: self, now, directory: &directory };
        self.store.read(|tx| {
            let mut found = Vec::new();
            for scope in tx.facts().scopes()? {
                let ScopeId::Stay(other) = scope else { continue };
                if other != *stay && named(tx, &ScopeId::Stay(other))?.iter().any(|of| fits(of, &wanted)) {
                    found.push(other);
                }
            }
            let mut shown = Vec::new();
            for other in found {
                // A stay that cannot be put together says so on its board; it is not left out of the rest's way.
                let Ok(there) = self.stay_in(tx, &other) else { continue };
                shown.push(views.found(other, &here, &there));
            }
            shown.sort_by_key(|of| {
                std::cmp::Reverse(of.likeness.iter().filter(|one| one.fits == Some(true)).count())
            });
            let more = shown.len() > MOST;
            shown.truncate(MOST);
            Ok(Reply::FoundStays { stays: shown, more })
        })
    }
}

/// Everything that stands of who the patient is.
pub(crate) fn named(tx: &ReadTx<'_>, scope: &ScopeId) -> Result<Vec<Identity>, Fail> {
    let mut entries: Vec<Entry> = Vec::new();
    for kind in record::NAMING {
        entries.extend(tx.facts().of_kind(scope, kind)?.into_iter().filter_map(stays::entry));
    }
    let leaves = Graph::of(&entries).leaves(|body| match body {
        EntryBody::Admission(identity) | EntryBody::Identity(identity) => Some(identity.clone()),
        _ => None,
    });
    Ok(leaves.values().cloned().collect())
}

pub(crate) fn wanted(text: &str) -> Vec<Wanted> {
    let text = text.trim();
    // Numbers and days are written with spaces and without.
    if let Ok(number) = text.parse() {
        return vec![Wanted::Nhs(number)];
    }
    if let Some(born) = day(text) {
        return vec![Wanted::Born(born)];
    }
    let one = |word: &str| match (day(word), word.parse()) {
        (Some(born), _) => Wanted::Born(born),
        (None, Ok(number)) => Wanted::Nhs(number),
        (None, Err(_)) => Wanted::Word(word.to_owned()),
    };
    text.split([' ', ',']).filter(|word| !word.is_empty()).map(one).collect()
}

/// A day as it is said here, or as a form writes it.
fn day(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.split(['-', '/', '.', ' ']).collect();
    let [day, month, year] = parts[..] else { return None };
    let (day, year) = if day.len() == 4 { (year, day) } else { (day, year) };
    let year: i32 = year.parse().ok().filter(|year| *year >= 1880)?;
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

pub(crate) fn fits(of: &Identity, wanted: &[Wanted]) -> bool {
    !wanted.is_empty()
        && wanted.iter().all(|wanted| match wanted {
            Wanted::Born(born) => of.born == Some(*born),
            Wanted::Nhs(number) => of.nhs_number == Some(*number),
            Wanted::Word(word) => is_word_of(of, word),
        })
}

fn is_word_of(of: &Identity, word: &str) -> bool {
    if !of.hospital_number.is_empty() && of.hospital_number.eq_ignore_ascii_case(word) {
        return true;
    }
    let lower = word.to_lowercase();
    let names = [&of.family, &of.given, &of.preferred].into_iter().flat_map(|name| name.split([' ', '-']));
    let begins = names.into_iter().any(|name| name.to_lowercase().starts_with(&lower));
    // As it may have been misheard.
    begins || Letters::of(&of.family).is_like(&Letters::of(word))
}

impl Views<'_> {
    fn found(&self, stay: StayId, here: &Folded, there: &Folded) -> FoundStay {
        let banner = views::banner(crate::project::banner(stay, there), &self.now, false);
        let place = match there.state.ended.latest() {
            Some(_) if there.state.is_over() => "A stay that has ended".to_owned(),
            _ => format!("Bed {}", views::beds(there, self.directory)),
        };
        FoundStay {
            stay,
            banner,
            place,
            joined: here.state.same_person_as.contains(&stay),
            likeness: likeness(here, there),
        }
    }
}

/// Each part of who somebody is, here and there. Nothing fits or does not where one of the two is not known.
fn likeness(here: &Folded, there: &Folded) -> Vec<Likeness> {
    let of = |folded: &Folded| folded.state.identity.latest().map(|leaf| leaf.value.clone());
    let (Some(one), Some(other)) = (of(here), of(there)) else { return Vec::new() };
    let unnamed = |of: &Identity| of.family.eq_ignore_ascii_case("unknown");
    let name = |of: &Identity, name: &str| if unnamed(of) { String::new() } else { name.trim().to_owned() };
    let born = |of: &Identity| of.born.map_or_else(String::new, cui::date);
    let number = |of: &Identity| of.nhs_number.map_or_else(String::new, |number| number.to_string());
    let gender = |of: &Identity| match of.gender {
        Gender::NotKnown | Gender::NotSpecified => String::new(),
        known => known.words().to_owned(),
    };
    let part = |what: &str, here: String, there: String| {
        let known = !here.is_empty() && !there.is_empty();
        let fits = known.then(|| here.eq_ignore_ascii_case(&there));
        Likeness { what: what.to_owned(), here, there, fits }
    };
    vec![
        part("Family name", name(&one, &one.family), name(&other, &other.family)),
        part("Given names", name(&one, &one.given), name(&other, &other.given)),
        part("Born", born(&one), born(&other)),
        part("Gender", gender(&one), gender(&other)),
        part("NHS number", number(&one), number(&other)),
        part("Hospital number", one.hospital_number.clone(), other.hospital_number.clone()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_as_a_number_a_day_or_words() {
        let born = NaiveDate::from_ymd_opt(1944, 3, 14).unwrap();
        for text in ["14-03-1944", "14/3/1944", "14 03 1944", "1944-03-14"] {
            assert_eq!(wanted(text), [Wanted::Born(born)], "{text}");
        }
        for text in ["943 476 5919", "9434765919"] {
            assert_eq!(wanted(text), [Wanted::Nhs("9434765919".parse().unwrap())], "{text}");
        }
        let words = |text: &str| wanted(text);
        assert_eq!(words("Smith, Ada"), [Wanted::Word("Smith".into()), Wanted::Word("Ada".into())]);
        assert_eq!(words("Smith 14-03-1944"), [Wanted::Word("Smith".into()), Wanted::Born(born)]);
        assert_eq!(words("9434765918"), [Wanted::Word("9434765918".into())], "its last digit is wrong");
        assert_eq!(words("  "), []);
        assert!(!fits(&unknown(), &words("  ")), "nothing is found by nothing");
    }

    fn unknown() -> Identity {
        Identity {
            family: "Unknown".into(),
            given: "Male".into(),
            title: String::new(),
            preferred: String::new(),
            born: None,
            gender: Gender::Male,
            nhs_number: None,
            hospital_number: "H77".into(),
        }
    }

    #[test]
    fn every_word_has_to_fit_and_a_name_is_found_by_its_beginning_or_as_misheard() {
        let smyth = Identity { family: "Smyth-Jones".into(), given: "Ada Mary".into(), ..unknown() };
        for text in ["smy", "jones", "mary", "ada jones", "h77", "Smyth"] {
            assert!(fits(&smyth, &wanted(text)), "{text}");
        }
        for text in ["myth", "ada brown", "h7", "ada 14-03-1944"] {
            assert!(!fits(&smyth, &wanted(text)), "{text}");
        }
        let smith = Identity { family: "Smith".into(), ..unknown() };
        assert!(fits(&smith, &wanted("Smyth")), "one letter other");
    }
}
