//! What a visit leaves behind: goals, and three lines for the ward.

use super::{
    Page,
    acts::{Open, Typed},
};
use crate::{
    dates::typed,
    widgets::{
        class::classes,
        el::{attr, el, english, given, id, none, press, say, say_any},
        field, when,
    },
    words::visit as words,
};
use clinical::visit::{Goal, GoalStanding, TherapyHandover};
use contract::{GoalView, VisitAct};
use yew::prelude::*;

impl Page<'_> {
    pub(super) fn goals(&self) -> Html {
        let goals = self.view.goals.iter().map(|goal| self.goal(goal)).collect();
        let keyed = self.set(|typed: &mut Typed, goal| typed.goal = goal);
        let measured = self.set(|typed: &mut Typed, measure| typed.measure = measure);
        let until = self.set(|typed: &mut Typed, day| typed.goal_by = day);
        let (wanted, measure) = (self.typed.goal.trim().to_owned(), self.typed.measure.trim().to_owned());
        let (wants, by) = (!wanted.is_empty(), typed::optional_day(&self.typed.goal_by));
        let (ready, by) = (wants && by.is_some(), by.flatten());
        let add = self.act.reform(move |_: MouseEvent| {
            let (words, measure) = (wanted.clone(), measure.clone());
            VisitAct::Goal(Goal { words, measure, by, standing: GoalStanding::Open })
        });
        let inside = vec![
            say("h2", "", words::goals()),
            el("ul", "plain-list", goals),
            field::line(words::new_goal(), &self.typed.goal, "goal-words", &keyed),
            if wants {
                field::line(words::measure(), &self.typed.measure, "goal-measure", &measured)
            } else {
                none()
            },
            if wants { when::day(words::goal_by(), &self.typed.goal_by, "goal-by", &until) } else { none() },
            press("button", words::add_goal(), "goal-add", ready, add),
        ];
        id(el("section", "card", inside), "goals")
    }

    fn goal(&self, goal: &GoalView) -> Html {
        let id_of = goal.id;
        let stands = GoalStanding::ALL.map(|standing| {
            let say_so = self.act.reform(move |_: MouseEvent| VisitAct::GoalStands { goal: id_of, standing });
            let on = goal.standing == standing;
            let class = classes(&["segment", if on { "segment--on" } else { "" }]);
            let button = press(&class, words::goal_stands(standing), "goal-stands", true, say_so);
            attr(button, "aria-pressed", if on { "true" } else { "false" })
        });
        let by = if goal.by.is_empty() { String::new() } else { words::goal_by_day(&goal.by) };
        el(
            "li",
            "goal",
            vec![
                say("b", "", &format!("“{}”", goal.words)),
                say_any("span", "", &goal.measure),
                say_any("span", "", &by),
                say_any("b", "told", if goal.overdue { words::overdue() } else { "" }),
                el("div", "segments", stands.into()),
                self.goals_day(goal),
                given("small", "quiet", &goal.said),
            ],
        )
    }

    /// Another day for a goal that is being worked on, or none.
    fn goals_day(&self, goal: &GoalView) -> Html {
        if !matches!(goal.standing, GoalStanding::Open | GoalStanding::PartlyMet) {
            return none();
        }
        let (named, open) = (goal.id, self.opens(Open::Day(goal.id)));
        if self.typed.open != Open::Day(named) {
            return press("button button--plain", words::other_day(), "goal-day", true, open);
        }
        let keyed = self.set(|typed: &mut Typed, day| typed.by = day);
        let by = typed::optional_day(&self.typed.by);
        let (ready, by) = (by.is_some(), by.flatten());
        let save = self.act.reform(move |_: MouseEvent| VisitAct::GoalBy { goal: named, by });
        let inside = vec![
            when::day(words::goal_by(), &self.typed.by, "goal-other-day", &keyed),
            self.refused(),
            press("button", words::save(), "goal-day-save", ready, save),
        ];
        el("div", "visit-asked", inside)
    }

    pub(super) fn handover(&self) -> Html {
        let standing = self.view.handovers.iter().map(|(lines, said)| {
            el("li", "", vec![say("b", "", &lines.line()), english(say("small", "quiet", said))])
        });
        let fields = words::lines().into_iter().enumerate().map(|(at, (name, label))| {
            let keyed = self.set(move |typed: &mut Typed, line| typed.lines[at] = line);
            field::line(label, &self.typed.lines[at], &format!("line-{name}"), &keyed)
        });
        let [situation, watch, to_do] = self.typed.lines.clone();
        let ready = self.typed.lines.iter().any(|line| !line.trim().is_empty());
        let put = self.act.reform(move |_: MouseEvent| {
            let (situation, watch, to_do) = (situation.clone(), watch.clone(), to_do.clone());
            VisitAct::Handover(TherapyHandover { situation, watch, to_do })
        });
        let mut inside = vec![
            say("h2", "", words::handover()),
            say("p", "quiet", words::handover_more()),
            id(el("ul", "plain-list", standing.collect()), "handover-standing"),
        ];
        inside.extend(fields);
        inside.push(press("button", words::put_on_board(), "put-on-board", ready, put));
        id(el("section", "card", inside), "handover")
    }
}
