//! Family names that are easily taken for one another.

/// A family name as it is compared: its letters and digits, in capitals.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Letters(Vec<char>);

impl Letters {
    pub(crate) fn of(name: &str) -> Self {
        Self(name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect())
    }

    /// Whether the two are the same, or as easily taken for one another: one letter other, more, fewer, or two exchanged.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let (a, b) = (&self.0, &other.0);
        if a == b {
            return !a.is_empty();
        }
        let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        if short.len() < 4 || long.len() - short.len() > 1 {
            return false;
        }
        let same_front = short.iter().zip(long).take_while(|(x, y)| x == y).count();
        match (&short[same_front..], &long[same_front..]) {
            (short, [_, rest @ ..]) if short == rest => true,
            ([_, short @ ..], [_, long @ ..]) if short == long => true,
            ([x, y, short @ ..], [v, w, long @ ..]) => x == w && y == v && short == long,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Letters;

    fn alike(a: &str, b: &str) -> bool {
        Letters::of(a).is_like(&Letters::of(b))
    }

    #[test]
    fn names_that_are_easily_taken_for_one_another_are_alike() {
        for (a, b) in [
            ("Smith", "SMITH"),
            ("Smith", "Smyth"),
            ("O'Brien", "OBrien"),
            ("Clark", "Clarke"),
            ("Brain", "Brian"),
            ("Khan", "Kahn"),
        ] {
            assert!(alike(a, b) && alike(b, a), "{a} {b}");
        }
    }

    #[test]
    fn names_that_differ_by_more_are_not() {
        for (a, b) in [("Smith", "Jones"), ("Ali", "Ari"), ("Li", "Lo"), ("", ""), ("Clark", "Clerkes")] {
            assert!(!alike(a, b) && !alike(b, a), "{a} {b}");
        }
    }
}
