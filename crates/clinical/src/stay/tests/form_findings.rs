//! Safety rule 12: "Bands of other observations escalate too (GCS drop, unequal pupils, hypoglycaemia, no urine): the same
//! episode machinery, by the form's actions." Every form that is shipped, filled in by chance.

use super::{acts::RAISING, build::*};
use crate::{
    entry::{Entry, EntryBody},
    form::{Assessment, Definition, Draft, ItemKind, Key, NumberKind, assess, shipped::SHIPPED},
    stay::Stage,
    vitals::UnableReason,
};
use proptest::{prelude::*, sample::Index};
use std::collections::BTreeMap;

/// A key for an item; `None` where it is left as it is.
fn key(form: &Definition, place: usize, by: Index) -> Option<Key> {
    match &form.items()[place].kind {
        ItemKind::Choice { options, .. } => Some(Key::Tapped(options[by.index(options.len())].code.clone())),
        ItemKind::Boolean => Some(Key::Yes(by.index(2) == 1)),
        ItemKind::Number(kind) => Some(Key::Typed(number(form, place, kind, by))),
        _ => None,
    }
}

/// The ends of what a number may be, and the edges of the bands that count it alone.
fn number(form: &Definition, place: usize, kind: &NumberKind, by: Index) -> String {
    let alone = form.totals().iter().filter(|total| total.items == [place]);
    let edges = alone.flat_map(|total| &total.bands).flat_map(|band| [band.low, band.high]).flatten();
    let middle = crate::form::Number((kind.low.0 + kind.high.0) / 2000 * 1000);
    let some: Vec<_> = edges.chain([kind.low, kind.high, middle]).collect();
    some[by.index(some.len())].shown(kind.places)
}

/// A form filled in, twice over where it takes what other answers show. Incomplete where a required item stays open.
fn filled(form: &Definition, by: &[Index], recent: &[&Assessment]) -> Option<Assessment> {
    let mut draft = Draft::new(form);
    for _ in 0..2 {
        for (place, by) in (0..form.items().len()).zip(by.iter().cycle()) {
            if !draft.shown(form, recent).contains(&place)
                || draft.given.contains_key(&form.items()[place].link)
            {
                continue;
            }
            if let Some(key) = key(form, place, *by) {
                draft = draft.after(form, &form.items()[place].link, key);
            }
        }
    }
    draft.unable = Some(UnableReason::Declined);
    assess(form, &draft, recent).ok()
}

fn charted(n: u8, minutes: i64, made: &Assessment) -> Entry {
    entry(n, minutes, EntryBody::Assessment(Box::new(made.clone())))
}

fn forms() -> Vec<Definition> {
    SHIPPED.iter().map(|shipped| Definition::parse(shipped.json).unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_band_and_rule_of_a_shipped_form_that_asks_for_somebody_raises_an_episode_in_its_own_words(
        form in any::<Index>(), before in prop::collection::vec(any::<Index>(), 24),
        now in prop::collection::vec(any::<Index>(), 24), late in 0..300i64,
    ) {
        let forms = forms();
        let form = &forms[form.index(forms.len())];
        let Some(before) = filled(form, &before, &[]) else { return Ok(()) };
        let Some(now) = filled(form, &now, &[&before]) else { return Ok(()) };
        let entries = stay([charted(10, 10, &before), written(charted(11, 60, &now), 60 + late)]);
        let state = state(&entries);
        let found = state.episodes(minute(60 + late));
        let raising = |made: &Assessment| made.result.level().filter(|level| RAISING.contains(level));
        let worst = raising(&before).max(raising(&now));
        prop_assert_eq!(found.iter().map(|episode| episode.level).max(), worst);
        for (n, made) in [(10, &before), (11, &now)] {
            let trigger = found.iter().flat_map(|e| &e.triggers).find(|trigger| trigger.by.id == id(n));
            prop_assert_eq!(trigger.is_some(), raising(made).is_some());
            let Some(trigger) = trigger else { continue };
            let words = trigger.finding.as_ref().unwrap();
            prop_assert!(words.starts_with(made.title.as_str()));
            let said = made.result.alerts.iter().filter(|alert| RAISING.contains(&alert.level));
            for alert in said {
                prop_assert!(words.contains(alert.words.as_str()), "{words} says {}", alert.words);
            }
        }
        if let Some(episode) = found.first() {
            prop_assert!(episode.is_open() && episode.ask.is_some() && episode.stage == Stage::Raised);
        }
    }
}

/// What of each form may ask for somebody, and that chance reaches every one of these.
#[test]
fn whatever_a_shipped_form_may_raise_is_raised_by_some_answers() {
    let mut missed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut acting = 0;
    for form in forms() {
        let raises =
            |action: &crate::form::Action| action.level.is_some_and(|level| RAISING.contains(&level));
        let bands = form.totals().iter().filter(|total| total.bands.iter().any(|band| raises(&band.action)));
        let rules = form.rules().iter().filter(|rule| raises(&rule.action));
        let mut left: Vec<String> =
            bands.map(|total| total.id.clone()).chain(rules.map(|rule| rule.id.clone())).collect();
        acting += usize::from(!left.is_empty());
        for _ in 0..3000 {
            if left.is_empty() {
                break;
            }
            let draw = |runner: &mut _| {
                let tree = prop::collection::vec(any::<Index>(), 24).new_tree(runner).unwrap();
                proptest::strategy::ValueTree::current(&tree)
            };
            let Some(before) = filled(&form, &draw(&mut runner), &[]) else { continue };
            let Some(now) = filled(&form, &draw(&mut runner), &[&before]) else { continue };
            let raised = |id: &String| {
                now.result.alerts.iter().any(|alert| alert.from == *id && RAISING.contains(&alert.level))
            };
            left.retain(|id| !raised(id));
        }
        if !left.is_empty() {
            missed.insert(form.title().to_owned(), left);
        }
    }
    assert!(missed.is_empty(), "{missed:?}");
    assert!(acting >= 5, "{acting} forms act");
}
