//! Where home is and how to get in: shown, and corrected.

use super::{
    Page,
    acts::{Open, Typed},
};
use crate::{
    widgets::{
        el::{el, id, press, say, say_any},
        field,
    },
    words::visit as words,
};
use clinical::visit::Home;
use contract::VisitAct;
use yew::prelude::*;

impl Page<'_> {
    pub(super) fn homes(&self) -> Html {
        let homes = &self.view.homes;
        if self.typed.open == Open::Home {
            return self.correct_home();
        }
        let open = {
            let Home { address, access } = homes
                .last()
                .cloned()
                .unwrap_or_else(|| Home { address: String::new(), access: String::new() });
            self.set(move |typed: &mut Typed, _: MouseEvent| {
                *typed = typed.opened(Open::Home);
                typed.home = [address.clone(), access.clone()];
            })
        };
        if homes.is_empty() {
            return press("button button--plain", words::add_home(), "correct-home", true, open);
        }
        let mut inside = vec![say("h2", "", words::home())];
        for Home { address, access } in homes {
            inside.push(say("p", "visit-address", address));
            inside.push(say_any("p", "visit-address", access));
        }
        inside.push(press("button button--plain", words::correct_home(), "correct-home", true, open));
        id(el("section", "card", inside), "home")
    }

    fn correct_home(&self) -> Html {
        let fields = [(words::address(), "home-address"), (words::access(), "home-access")];
        let areas = fields.into_iter().enumerate().map(|(at, (label, testid))| {
            let keyed = self.set(move |typed: &mut Typed, text| typed.home[at] = text);
            field::area(label, &self.typed.home[at], testid, &keyed)
        });
        let [address, access] = self.typed.home.clone().map(|text| text.trim().to_owned());
        let ready = !address.is_empty();
        let save = self.act.reform(move |_: MouseEvent| {
            VisitAct::Home(Home { address: address.clone(), access: access.clone() })
        });
        let mut inside = vec![say("h2", "", words::home())];
        inside.extend(areas);
        inside.push(self.refused());
        inside.push(press("button button--main", words::save(), "home-save", ready, save));
        inside.push(press(
            "button button--plain",
            crate::words::cancel(),
            "home-cancel",
            true,
            self.opens(Open::Home),
        ));
        id(el("section", "card", inside), "home")
    }
}
