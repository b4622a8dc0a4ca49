//! Properties of totals, over generated forms: floors are floors, order is nothing, bands are exact.

use super::*;
use proptest::prelude::*;

/// A form of weighed items, some of them resting on a yes-or-no item, with bands at random places.
#[derive(Debug, Clone)]
struct Plan {
    weights: Vec<Vec<i64>>,
    gated: Vec<bool>,
    cuts: Vec<i64>,
}

fn plans() -> impl Strategy<Value = Plan> {
    let weights = proptest::collection::vec(proptest::collection::vec(-3_i64..9, 2..5), 1..6);
    (weights, proptest::collection::vec(any::<bool>(), 6), proptest::collection::vec(-10_i64..40, 0..4))
        .prop_map(|(weights, gated, cuts)| Plan { weights, gated, cuts })
}

const LEVELS: [Option<&str>; 5] =
    [None, Some("ward_based"), Some("urgent_ward_based"), Some("urgent"), Some("emergency")];

fn built(plan: &Plan) -> Definition {
    let links: Vec<String> = (0..plan.weights.len()).map(|n| format!("q{n}")).collect();
    let mut items = vec![yes_no("gate")];
    for (n, weights) in plan.weights.iter().enumerate() {
        let item = weighed(&links[n], weights);
        let gate = json!([{ "question": "gate", "operator": "=", "answerBoolean": true }]);
        items.push(if plan.gated[n] { with(item, "enableWhen", gate) } else { item });
    }
    let refs: Vec<&str> = links.iter().map(String::as_str).collect();
    let plain = form(json!(items.clone()), &[total("t", &refs, vec![])]);
    let (least, most) = plain.totals()[0].range(plain.items());
    let mut cuts: Vec<i64> =
        plan.cuts.iter().copied().filter(|cut| *cut > least.0 / 1000 && *cut <= most.0 / 1000).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut bands = Vec::new();
    let mut low = None;
    for (n, cut) in cuts.iter().enumerate() {
        bands.push(band(low, Some((cut - 1) as f64), LEVELS[n % 5]));
        low = Some(*cut as f64);
    }
    bands.push(band(low, None, LEVELS[cuts.len() % 5]));
    form(json!(items), &[total("t", &refs, bands)])
}

/// Every item answered, and the gate.
fn answered(plan: &Plan, form: &Definition, gate: bool, picks: &[usize]) -> Vec<(String, Key)> {
    let mut acts = vec![("gate".to_owned(), Key::Yes(gate))];
    for (n, weights) in plan.weights.iter().enumerate() {
        acts.push((format!("q{n}"), tap(&format!("w{}", picks[n] % weights.len()))));
    }
    assert!(acts.iter().all(|(link, _)| form.find(link).is_some()));
    acts
}

fn scored(form: &Definition, acts: &[(String, Key)]) -> FormResult {
    let draft = acts.iter().fold(Draft::new(form), |draft, (link, key)| draft.after(form, link, key.clone()));
    draft.preview(form, &[])
}

fn bounds(score: &Score) -> Option<(Number, Number)> {
    match score {
        Score::NotAsked => None,
        Score::Complete { total } => Some((*total, *total)),
        Score::Incomplete { at_least, at_most, .. } | Score::NotTestable { at_least, at_most, .. } => {
            Some((*at_least, *at_most))
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_partial_form_holds_its_total_between_its_bounds_and_its_alert_at_most_the_finals(
        plan in plans(), gate in any::<bool>(), picks in proptest::collection::vec(0_usize..4, 6), left_out in any::<u8>(),
    ) {
        let form = built(&plan);
        let all = answered(&plan, &form, gate, &picks);
        let whole = scored(&form, &all);
        prop_assume!(!matches!(first(&whole), Score::NotAsked));
        let Score::Complete { total } = first(&whole) else { panic!("complete: {:?}", first(&whole)) };
        let (least, most) = form.totals()[0].range(form.items());
        prop_assert!(least <= *total && *total <= most);
        let partial: Vec<_> =
            all.iter().enumerate().filter(|(n, _)| left_out >> n & 1 == 0).map(|(_, act)| act.clone()).collect();
        let part = scored(&form, &partial);
        if let Some((at_least, at_most)) = bounds(first(&part)) {
            prop_assert!(at_least <= *total && *total <= at_most, "{at_least:?} {total:?} {at_most:?}");
            prop_assert!(part.level() <= whole.level() , "a part alerts no more than the whole");
        }
        let wrong = matches!(first(&part), Score::Complete { total: other } if other != total);
        prop_assert!(!wrong);
    }

    #[test]
    fn taking_an_answer_away_widens_the_bounds_and_never_tightens_them(
        plan in plans(), gate in any::<bool>(), picks in proptest::collection::vec(0_usize..4, 6), order in any::<u64>(),
    ) {
        let form = built(&plan);
        let mut acts = answered(&plan, &form, gate, &picks);
        let mut before = bounds(first(&scored(&form, &acts)));
        let mut order = order;
        while !acts.is_empty() {
            acts.remove((order % acts.len() as u64) as usize);
            order = order.rotate_left(7) ^ 0x9e37;
            let now = bounds(first(&scored(&form, &acts)));
            if let (Some((least, most)), Some((lower, upper))) = (before, now) {
                prop_assert!(lower <= least && most <= upper);
            }
            before = now.or(before);
        }
    }

    #[test]
    fn the_order_of_the_keys_makes_no_difference(
        plan in plans(), gate in any::<bool>(), picks in proptest::collection::vec(0_usize..4, 6), turn in 0_usize..6,
    ) {
        let form = built(&plan);
        let acts = answered(&plan, &form, gate, &picks);
        let mut turned = acts.clone();
        turned.rotate_left(turn % acts.len());
        turned.reverse();
        prop_assert_eq!(scored(&form, &acts), scored(&form, &turned));
    }

    #[test]
    fn every_possible_total_is_in_exactly_one_band(plan in plans()) {
        let form = built(&plan);
        let total = &form.totals()[0];
        let (least, most) = total.range(form.items());
        for number in (least.0 / 1000)..=(most.0 / 1000) {
            let reached = total.reached(&Score::Complete { total: Number::whole(number) });
            prop_assert_eq!(reached.len(), 1, "{}", number);
        }
    }
}
