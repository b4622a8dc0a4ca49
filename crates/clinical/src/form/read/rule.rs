//! Conditions, actions and rules of the file, and that no item decides about itself.

use super::{
    Names, Raw,
    door::{Door, Extensions, Part, is_name},
    numeric,
};
use crate::{
    form::{Action, Asks, Compare, Conditions, FormRule, Formula, Item, ItemKind, Rule, Total, When},
    news2::Response,
    policy::Interval,
};

const PARTS: &[&str] = &["id", "behaviour", "when", "level", "words", "due", "overdue"];

/// Reads the form's rules. Every item exists by now.
pub(super) fn read<'p, 'n: 'p>(
    door: &mut Door,
    parts: impl Iterator<Item = &'p Part<'n>>,
    names: &Names<'_>,
    items: &[Item],
) -> Vec<FormRule> {
    let mut rules: Vec<FormRule> = Vec::new();
    for part in parts {
        let inside = door.extensions(part, PARTS);
        let id = inside.one("id").and_then(|id| door.need(id, "valueCode", Rule::Action)).unwrap_or_default();
        if !is_name(id) || rules.iter().any(|rule| rule.id == id) {
            door.refuse(part, Rule::Action, "A rule has an \"id\" of its own.");
        }
        let behaviour = inside.one("behaviour").and_then(|b| door.need(b, "valueCode", Rule::Condition));
        if !matches!(behaviour, None | Some("all" | "any")) {
            door.refuse(part, Rule::Condition, "\"behaviour\" is \"all\" or \"any\".");
        }
        let of: Vec<When> = inside.all("when").filter_map(|when| in_rule(door, when, names, items)).collect();
        let action = action(door, part, &inside);
        if inside.all("when").next().is_none() || action.level.is_none() && action.next_due.is_none() {
            door.refuse(
                part,
                Rule::Action,
                "A rule has at least one \"when\", and a \"level\" or a \"due\".",
            );
        }
        let when = Conditions { all: behaviour != Some("any"), of };
        rules.push(FormRule { id: id.to_owned(), when, action });
    }
    rules
}

fn in_rule(door: &mut Door, part: &Part<'_>, names: &Names<'_>, items: &[Item]) -> Option<When> {
    let inside = door.extensions(part, &["question", "operator", "answer"]);
    let question = inside.one("question").and_then(|q| door.need(q, "valueString", Rule::Condition));
    let operator = inside.one("operator").and_then(|o| door.need(o, "valueCode", Rule::Condition));
    let (Some(question), Some(operator), Some(answer)) = (question, operator, inside.one("answer")) else {
        door.refuse(
            part,
            Rule::Condition,
            "A condition has a \"question\", an \"operator\" and an \"answer\".",
        );
        return None;
    };
    when(door, part, question, operator, answer, "value", names, items)
}

/// One `enableWhen` of an item.
pub(super) fn enable_when(
    door: &mut Door,
    part: &Part<'_>,
    names: &Names<'_>,
    items: &[Item],
) -> Option<When> {
    let answers = ["answerBoolean", "answerDecimal", "answerInteger", "answerCoding", "answerString"];
    door.known(part, &[&["question", "operator"], &answers]);
    let question = door.need(part, "question", Rule::Condition)?;
    let operator = door.need(part, "operator", Rule::Condition)?;
    when(door, part, question, operator, part, "answer", names, items)
}

#[expect(clippy::too_many_arguments, reason = "one condition, as the two ways of writing it spell it out")]
fn when(
    door: &mut Door,
    part: &Part<'_>,
    question: &str,
    operator: &str,
    answer: &Part<'_>,
    prefix: &str,
    names: &Names<'_>,
    items: &[Item],
) -> Option<When> {
    let Some(question) = names.items.get(question).copied() else {
        door.refuse(
            part,
            Rule::Condition,
            format!("No item has the linkId {question:?}, which is asked here."),
        );
        return None;
    };
    let item = &items[question];
    let key = |name: &str| format!("{prefix}{name}");
    let wrong = |door: &mut Door, message: &str| {
        door.refuse(part, Rule::Condition, message);
        None
    };
    let asks = match operator {
        "exists" => match door.flag(answer, &key("Boolean")) {
            Some(_) if matches!(item.kind, ItemKind::Group | ItemKind::Display) => {
                return wrong(door, "This asks about a heading or words to read, which have no answer.");
            }
            Some(there) => Asks::Exists(there),
            None => return wrong(door, "\"exists\" is compared with a Boolean."),
        },
        "=" | ">" | "<" | ">=" | "<=" if numeric(&item.kind) => {
            let number = door.number(answer, &key("Decimal"));
            let Some(number) = number.or_else(|| door.number(answer, &key("Integer"))) else {
                return wrong(door, "A number is compared with a Decimal or an Integer.");
            };
            let compare = match operator {
                "=" => Compare::Equal,
                ">" => Compare::Above,
                "<" => Compare::Below,
                ">=" => Compare::AtLeast,
                _ => Compare::AtMost,
            };
            Asks::Number(compare, number)
        }
        "=" => match &item.kind {
            ItemKind::Boolean => match door.flag(answer, &key("Boolean")) {
                Some(yes) => Asks::Yes(yes),
                None => return wrong(door, "A yes or no is compared with a Boolean."),
            },
            ItemKind::Choice { options, .. } => {
                let coding = answer.get(&key("Coding"));
                let code = coding.and_then(|coding| {
                    door.known(&coding, &[&["system", "code", "display"]]);
                    door.need(&coding, "code", Rule::Condition)
                });
                let known = code.filter(|code| options.iter().any(|option| option.code == *code));
                match known {
                    Some(code) => Asks::Code(code.to_owned()),
                    None => {
                        return wrong(door, "A choice is compared with a Coding, one of its own options.");
                    }
                }
            }
            _ => return wrong(door, "Only \"exists\" can be asked of this item."),
        },
        _ => {
            let message =
                "The operators here are exists, and =, >, <, >= and <= for what can be compared so.";
            return wrong(door, message);
        }
    };
    Some(When { question, asks })
}

/// Level, words and next due of a band or a rule.
pub(super) fn action(door: &mut Door, part: &Part<'_>, inside: &Extensions<'_>) -> Action {
    let level = inside.one("level").and_then(|level| door.need(level, "valueCode", Rule::Action));
    let level = level.and_then(|level| {
        let known = match level {
            "ward_based" => Some(Response::WardBased),
            "urgent_ward_based" => Some(Response::UrgentWardBased),
            "urgent" => Some(Response::Urgent),
            "emergency" => Some(Response::Emergency),
            _ => None,
        };
        if known.is_none() {
            let message = "A level is ward_based, urgent_ward_based, urgent or emergency.";
            door.refuse(part, Rule::Action, message);
        }
        known
    });
    let words = inside.one("words").and_then(|words| door.need(words, "valueString", Rule::Action));
    if level.is_some() && words.is_none() {
        door.refuse(part, Rule::Action, "An alert says what to do. Add \"words\".");
    }
    let next_due = interval(door, part, inside);
    Action { level, words: words.unwrap_or_default().to_owned(), next_due }
}

/// `due` and `overdue`, in minutes; overdue is due where it is left out. Two weeks at most.
pub(super) fn interval(door: &mut Door, part: &Part<'_>, inside: &Extensions<'_>) -> Option<Interval> {
    const LONGEST: i64 = 14 * 24 * 60;
    let mut minutes = |name: &str| {
        let part = inside.one(name)?;
        if part.get("valueInteger").is_none() {
            door.refuse(part, Rule::Action, "Minutes are a \"valueInteger\".");
        }
        door.whole(part, "valueInteger", Rule::Action, 1, LONGEST)
    };
    let (due, overdue) = (minutes("due"), minutes("overdue"));
    match (due, overdue) {
        (None, None) => None,
        (Some(due), overdue) if overdue.is_none_or(|overdue| overdue >= due) => Some(Interval {
            due_minutes: due as u32,
            overdue_minutes: overdue.unwrap_or(due) as u32,
            continuous: false,
        }),
        _ => {
            door.refuse(part, Rule::Action, "\"overdue\" comes with \"due\", and no sooner than it.");
            None
        }
    }
}

/// Refuses a form in which showing an item rests, by whatever way, on that item.
pub(super) fn no_cycle(door: &mut Door, raw: &[Raw<'_>], items: &[Item], totals: &[Total]) {
    // 0 not seen, 1 on the way, 2 done. Walked with a stack of its own, so that a long chain costs no call depth.
    let mut seen = vec![0_u8; items.len()];
    for start in 0..items.len() {
        let mut way = vec![(start, false)];
        while let Some((place, leaving)) = way.pop() {
            if leaving {
                seen[place] = 2;
                continue;
            }
            if seen[place] != 0 {
                continue;
            }
            seen[place] = 1;
            way.push((place, true));
            for on in rests_on(&items[place], totals) {
                match seen[on] {
                    0 => way.push((on, false)),
                    1 => {
                        let link = &items[on].link;
                        let message = format!(
                            "Whether {:?} is shown, or what it is, rests on {link:?}, which rests on it. Break the ring.",
                            items[place].link
                        );
                        return door.refuse(&raw[place].part, Rule::Cycle, message);
                    }
                    _ => {}
                }
            }
        }
    }
}

/// The items that decide whether an item is shown, and what it is worked out from.
fn rests_on(item: &Item, totals: &[Total]) -> Vec<usize> {
    let mut on: Vec<usize> = item.parent.into_iter().collect();
    on.extend(item.shown_when.iter().flat_map(|when| &when.of).map(|when| when.question));
    if let ItemKind::Derived(derived) = &item.kind {
        match derived.formula {
            Formula::Difference(first, second) => on.extend([first, second]),
            Formula::Bmi { weight, height } => on.extend([weight, height]),
            Formula::FallSinceLast { total } => {
                on.extend(totals.get(total).into_iter().flat_map(|t| &t.items))
            }
        }
    }
    on
}
