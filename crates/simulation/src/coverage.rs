//! How often each fault met each state. A pair that never occurred proves nothing, and is named.

use std::{collections::BTreeMap, fmt::Write as _};

/// Counts of pairs, by the names of fault and state.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Coverage {
    met: BTreeMap<(&'static str, &'static str), u64>,
}

/// The faults and states that a depth knows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Axes {
    pub(crate) faults: &'static [&'static str],
    pub(crate) states: &'static [&'static str],
    /// Faults and states that cannot meet, and why.
    pub(crate) impossible: &'static [Never],
}

/// Faults and states that cannot meet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Never {
    pub(crate) faults: &'static [&'static str],
    pub(crate) states: &'static [&'static str],
    pub(crate) why: &'static str,
}

impl Axes {
    fn cannot_be(&self, fault: &str, state: &str) -> bool {
        self.impossible.iter().any(|never| never.faults.contains(&fault) && never.states.contains(&state))
    }
}

impl Coverage {
    pub(crate) fn met(&mut self, fault: &'static str, state: &'static str) {
        *self.met.entry((fault, state)).or_default() += 1;
    }

    pub(crate) fn add(&mut self, other: &Self) {
        for (pair, times) in &other.met {
            *self.met.entry(*pair).or_default() += times;
        }
    }

    fn times(&self, fault: &'static str, state: &'static str) -> u64 {
        self.met.get(&(fault, state)).copied().unwrap_or_default()
    }

    /// Faults that never happened in any state.
    pub(crate) fn never(&self, axes: &Axes) -> Vec<&'static str> {
        let never = |fault: &&&'static str| axes.states.iter().all(|state| self.times(fault, state) == 0);
        axes.faults.iter().filter(never).copied().collect()
    }

    /// The matrix, and the pairs that never occurred.
    pub(crate) fn table(&self, axes: &Axes) -> String {
        let width = axes.faults.iter().map(|fault| fault.len()).max().unwrap_or_default();
        let mut text = format!("{:width$}", "fault \\ state");
        for state in axes.states {
            let _ = write!(text, "  {state:>9}");
        }
        text.push('\n');
        let mut missing = Vec::new();
        for fault in axes.faults {
            let _ = write!(text, "{fault:width$}");
            for state in axes.states {
                let times = self.times(fault, state);
                if times == 0 && axes.cannot_be(fault, state) {
                    let _ = write!(text, "  {:>9}", "-");
                    continue;
                }
                if times == 0 {
                    missing.push(format!("{fault} x {state}"));
                }
                let _ = write!(text, "  {times:>9}");
            }
            text.push('\n');
        }
        if missing.is_empty() {
            text.push_str("Every pair that can be occurred.\n");
        } else {
            let _ = writeln!(text, "Pairs that never occurred ({}): {}", missing.len(), missing.join(", "));
        }
        for Never { faults, states, why } in axes.impossible {
            let _ = writeln!(text, "Cannot be: {} x {}: {why}", faults.join("/"), states.join("/"));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AXES: Axes = Axes {
        faults: &["cut", "crash"],
        states: &["live", "offline"],
        impossible: &[Never { faults: &["cut"], states: &["offline"], why: "there is no line" }],
    };

    #[test]
    fn a_pair_that_never_occurred_is_named_and_one_that_cannot_be_is_not() {
        let mut coverage = Coverage::default();
        coverage.met("cut", "live");
        let table = coverage.table(&AXES);
        assert!(table.contains("never occurred (2): crash x live, crash x offline"), "{table}");
        assert!(table.contains("Cannot be: cut x offline: there is no line"), "{table}");
        assert_eq!(coverage.never(&AXES), ["crash"]);
        let mut more = Coverage::default();
        more.met("crash", "live");
        more.met("crash", "offline");
        coverage.add(&more);
        assert!(coverage.table(&AXES).contains("Every pair that can be occurred"));
    }
}
