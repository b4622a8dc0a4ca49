//! Plural categories: which form of a noun stands beside a number, by the rules of Unicode CLDR as `icu_plurals` ships them.

use crate::Fault;
use icu_plurals::{PluralCategory, PluralRules};

/// A plural category. Welsh has all six, English two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// As Welsh says none.
    Zero,
    /// As English says one.
    One,
    /// As Welsh says two.
    Two,
    /// As Welsh says three.
    Few,
    /// As Welsh says six.
    Many,
    /// Every other number.
    Other,
}

impl Category {
    /// All, in the order of their codes.
    pub const ALL: [Self; 6] = [Self::Zero, Self::One, Self::Two, Self::Few, Self::Many, Self::Other];

    /// By its name in a file of words.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.name() == name)
    }

    /// Its name in a file of words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }

    /// Its place among the six, from 0.
    pub const fn code(self) -> u32 {
        self as u32
    }
}

impl From<PluralCategory> for Category {
    fn from(category: PluralCategory) -> Self {
        match category {
            PluralCategory::Zero => Self::Zero,
            PluralCategory::One => Self::One,
            PluralCategory::Two => Self::Two,
            PluralCategory::Few => Self::Few,
            PluralCategory::Many => Self::Many,
            PluralCategory::Other => Self::Other,
        }
    }
}

/// Numbers below this have an entry of their own; above, a number goes by its last two digits.
const OWN: u64 = 100;
/// So far it is looked whether a language keeps to that. No screen counts further.
const LOOKED: u64 = 10_000;

/// The codes of 0 to 99 and then of 100 to 199, as digits: all that a screen needs of a language's rules.
pub(crate) fn table(tag: &str) -> Result<String, Fault> {
    let unknown = || Fault::new(tag, "the file's name", "is no language whose plural rules are known");
    let locale = tag.parse::<icu_locale_core::Locale>().map_err(|_| unknown())?;
    let rules = PluralRules::try_new_cardinal(locale.into()).map_err(|_| unknown())?;
    let code = |n: u64| Category::from(rules.category_for(n)).code();
    if let Some(n) = (OWN..LOOKED).find(|n| code(*n) != code(OWN + n % OWN)) {
        return Err(Fault::new(tag, "the plural rules", format!("of {n} do not go by its last two digits")));
    }
    Ok((0..2 * OWN).map(|n| char::from_digit(code(n), 10).unwrap_or('5')).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(tag: &str, numbers: &[usize]) -> Vec<Category> {
        let table = table(tag).unwrap();
        let code = |n: &usize| table[*n..=*n].parse::<usize>().unwrap();
        numbers.iter().map(|n| Category::ALL[code(n)]).collect()
    }

    #[test]
    fn welsh_has_six_forms_and_english_two() {
        use Category::{Few, Many, One, Other, Two, Zero};
        assert_eq!(of("cy", &[0, 1, 2, 3, 4, 5, 6, 7]), [Zero, One, Two, Few, Other, Other, Many, Other]);
        assert_eq!(of("cy", &[100, 101, 102, 103, 106, 110]), [Other; 6], "only the numbers themselves");
        assert_eq!(of("en", &[0, 1, 2, 101]), [Other, One, Other, Other]);
    }

    #[test]
    fn what_is_no_language_has_no_rules() {
        assert!(table("not a language").is_err());
        assert_eq!(
            of("pl", &[1, 2, 5, 22, 112, 122]).len(),
            6,
            "a language that goes by its last digits has a table"
        );
    }
}
