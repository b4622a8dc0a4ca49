//! A line is drawn again when something in it changes, and then only.

use super::*;
use crate::{
    samples::{NOW, assessment_form},
    screens::assess::keyed::Keyed,
};
use clinical::vitals::UnableReason;
use contract::{AssessmentForm, CheckView, Filled};
use yew::Reducible;

/// What a line says and how its elements are marked, without what is done when they are pressed.
fn said(node: &Html) -> String {
    match node {
        Html::VText(text) => text.text.to_string(),
        Html::VList(list) => list.iter().map(said).collect(),
        Html::VTag(tag) => {
            let attributes: Vec<_> =
                tag.attributes.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let inside = tag.children().map(said).unwrap_or_default();
            format!("<{} {attributes:?} {:?}>{inside}</>", tag.tag(), tag.value())
        }
        _ => "a part".to_owned(),
    }
}

fn lines(
    view: &Rc<AssessmentForm>,
    keyed: &Rc<Keyed>,
    filled: &Filled,
    send: &Callback<Press>,
) -> Vec<LineProps> {
    let ground = Rc::new(Ground {
        view: view.clone(),
        keyed: keyed.clone(),
        filled: Rc::new(filled.clone()),
        now: NOW,
        send: send.clone(),
        reduced: false,
    });
    (0..view.items.len()).map(|place| LineProps { ground: ground.clone(), place }).collect()
}

/// Lines that count as the same say the same; answers how many are to be drawn again.
fn drawn_again(before: &[LineProps], after: &[LineProps]) -> usize {
    let both = before.iter().zip(after);
    both.filter(|(one, two)| {
        let same = one == two;
        assert!(!same || said(&drawn(one)) == said(&drawn(two)), "line {} shows what was", one.place);
        !same
    })
    .count()
}

#[test]
fn a_key_and_an_answer_of_the_core_draw_the_lines_that_they_change_and_no_other() {
    let view = Rc::new(assessment_form());
    let link = |place: usize| view.items[place].link.clone();
    let number = view.items.iter().position(|item| matches!(item.kind, FormItemKind::Number { .. })).unwrap();
    let (send, mut filled) = (Callback::noop(), view.filled.clone());
    let mut keyed = Rc::new(Keyed::new(&view));
    let all = view.items.len();
    assert!(all > 3, "a form of several lines");
    for (press, most) in [
        (Press::Open(Open::Number(number)), 1),
        (Press::Key(link(number), '5', 1, NOW), 1),
        (Press::Why(number), 1),
        (Press::Open(Open::Nothing), 1),
        (Press::Tried, all),
        (Press::Unable(Some(UnableReason::Declined)), all),
    ] {
        let before = lines(&view, &keyed, &filled, &send);
        let words = format!("{press:?}");
        keyed = keyed.reduce(press);
        let again = drawn_again(&before, &lines(&view, &keyed, &filled, &send));
        assert!((1..=most).contains(&again), "{words}: {again}");
    }
    keyed = Rc::new(Keyed { tried: true, ..Keyed::new(&view) });
    let about = link(number);
    let says: [fn(&mut Filled, String); 4] = [
        |filled, link| filled.missing.push(link),
        |filled, link| filled.checks.push(CheckView { link, code: "c".into(), message: "Is it so?".into() }),
        |filled, link| filled.checks[0].message = format!("Is it {link}?"),
        |filled, field| {
            filled.problems.push(FieldProblem {
                field,
                code: String::new(),
                message: "Too high".into(),
                said: Default::default(),
            })
        },
    ];
    let mut after = lines(&view, &keyed, &filled, &send);
    for (nth, says) in says.into_iter().enumerate() {
        says(&mut filled, about.clone());
        let before = std::mem::replace(&mut after, lines(&view, &keyed, &filled, &send));
        assert_eq!(drawn_again(&before, &after), 1, "{nth}: what the core says of one line");
    }
    let other = Rc::new(assessment_form());
    assert_eq!(drawn_again(&after, &lines(&other, &keyed, &filled, &send)), all, "another form is another");
}
