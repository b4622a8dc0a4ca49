//! The form around the draft: which keys, questions or lists stand where the keypad is.

use super::{
    draft::{Act, Delivery, Draft},
    taken::{ClockDigits, Taken},
};
use clinical::{
    FactId, UtcMillis,
    policy::OxygenDevice,
    vitals::{Breathing, Field, Sign},
};
use contract::FormView;
use std::rc::Rc;

/// What stands in the keypad's place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Panel {
    /// The keys of the row in focus; once nothing is left, what remains to look over.
    #[default]
    Keys,
    /// The counter of breaths.
    Count,
    /// Ways of giving oxygen.
    Device,
    /// Litres a minute.
    Flow,
    /// Per cent.
    Fio2,
    /// Why one sign, or everything missing, could not be recorded.
    Why(Option<Sign>),
    /// The same in words of one's own.
    WhyWords(Option<Sign>),
    /// When it was taken.
    Taken,
    /// A time of one's own.
    Clock,
    /// What is not needed every time.
    More,
    /// The remark.
    Remark,
    /// Why it is entered so late.
    WhyLate,
    /// Why it is corrected.
    WhyCorrected,
}

impl Panel {
    /// A name for each, of one letter.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Keys => "k",
            Self::Count => "c",
            Self::Device => "d",
            Self::Flow => "f",
            Self::Fio2 => "p",
            Self::Why(_) => "y",
            Self::WhyWords(_) => "w",
            Self::Taken => "t",
            Self::Clock => "o",
            Self::More => "m",
            Self::Remark => "r",
            Self::WhyLate => "l",
            Self::WhyCorrected => "a",
        }
    }
}

/// The open form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// What was keyed.
    pub draft: Draft,
    /// What stands in the keypad's place.
    pub panel: Panel,
    /// A time of day while it is keyed.
    pub clock: ClockDigits,
    /// A reason while it is typed.
    pub words: String,
    /// The policy's oxygen devices.
    devices: Rc<[OxygenDevice]>,
}

/// Something pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Press {
    /// A key of the draft.
    Key(Act),
    /// Another panel.
    Open(Panel),
    /// A digit of the time of day.
    ClockDigit(u8),
    /// The time's back key.
    ClockBack,
    /// A reason being typed.
    Words(String),
    /// The whole draft is another one: taken up, or begun anew.
    Replace(Box<Draft>),
}

impl Form {
    /// A form as the core opened it. A draft is offered apart from this, never taken up by itself.
    pub fn new(view: &FormView, rechecks: Option<FactId>) -> Self {
        let draft = match (&view.amends, rechecks) {
            (Some(set), _) => Draft::amending(&set.vitals, set.rechecks),
            (None, Some(set)) => Draft::rechecking(set),
            (None, None) => Draft::new(),
        };
        Self {
            draft,
            panel: Panel::Keys,
            clock: ClockDigits::default(),
            words: String::new(),
            devices: view.bedside.oxygen_devices.clone().into(),
        }
    }

    /// The form after a press at this time.
    #[must_use]
    pub fn press(&self, press: Press, now: UtcMillis) -> Self {
        // What a key changes is not copied first.
        let with = |draft: Draft, panel: Panel| Self {
            draft,
            panel,
            clock: self.clock.clone(),
            words: self.words.clone(),
            devices: self.devices.clone(),
        };
        let same = || with(self.draft.clone(), self.panel.clone());
        match press {
            Press::Open(panel) => {
                Self { panel, clock: ClockDigits::default(), words: String::new(), ..same() }
            }
            Press::ClockDigit(digit) => Self { clock: self.clock.press(digit), ..same() },
            Press::ClockBack => Self { clock: self.clock.back(), ..same() },
            Press::Words(words) => Self { words, ..same() },
            Press::Replace(draft) => with(*draft, Panel::Keys),
            Press::Key(act) => {
                let panel = self.panel_after(&act);
                with(self.draft.apply(act, now), panel)
            }
        }
    }

    /// Choosing oxygen offers how it is given, and a device offers its flow or per cent; both may be left out.
    fn panel_after(&self, act: &Act) -> Panel {
        match act {
            Act::Breathe(Breathing::Oxygen) if !self.devices.is_empty() && !self.draft.frozen => {
                Panel::Device
            }
            Act::Deliver(how) => match self.asks(&how.device) {
                (true, _) if how.flow.is_empty() && how.fio2.is_empty() => Panel::Flow,
                (false, true) if how.fio2.is_empty() => Panel::Fio2,
                _ => Panel::Keys,
            },
            // These are typed while their own panel stays open.
            Act::Remark(_) | Act::Reason(_) => self.panel.clone(),
            _ => Panel::Keys,
        }
    }

    /// Whether a device asks for a flow, and for a per cent.
    fn asks(&self, code: &str) -> (bool, bool) {
        let found = self.devices.iter().find(|device| device.code == code);
        found.map_or((false, false), |device| (device.flow, device.percent))
    }

    /// The policy's devices: code and label.
    pub fn devices(&self) -> impl Iterator<Item = (&str, &str)> {
        self.devices.iter().map(|device| (device.code.as_str(), device.label.as_str()))
    }

    /// A device's label.
    pub fn device_label(&self, code: &str) -> String {
        self.devices()
            .find(|(known, _)| *known == code)
            .map_or_else(|| code.to_owned(), |(_, label)| label.to_owned())
    }

    /// A device as chosen. One that gives a fixed per cent, as a Venturi valve does, says it by its label.
    pub fn chosen(&self, code: &str) -> Delivery {
        let label = self.device_label(code);
        let fixed = label.strip_suffix('%').and_then(|rest| rest.rsplit(' ').next());
        let fio2 = fixed.filter(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
        Delivery { device: code.to_owned(), flow: String::new(), fio2: fio2.unwrap_or_default().to_owned() }
    }

    /// The row whose number the keys go into now; none while another panel stands there.
    pub fn keys_for(&self) -> Option<Field> {
        self.draft.focus.filter(|_| self.panel == Panel::Keys)
    }

    /// The choice of the time's buttons.
    pub fn taken_ago(minutes: i64, now: UtcMillis) -> Act {
        Act::Taken(Taken::Ago { minutes, at: now.plus_minutes(-minutes) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UtcMillis = UtcMillis(1_785_978_630_000);

    fn form() -> Form {
        let device = |code: &str, label: &str, flow, percent| OxygenDevice {
            code: code.to_owned(),
            label: label.to_owned(),
            flow,
            percent,
            high_flow: false,
        };
        Form {
            draft: Draft::new(),
            panel: Panel::Keys,
            clock: ClockDigits::default(),
            words: String::new(),
            devices: Rc::from([
                device("N", "Nasal cannulae", true, false),
                device("V28", "Venturi 28%", false, true),
                device("CP", "CPAP", false, true),
            ]),
        }
    }

    fn key(form: &Form, act: Act) -> Form {
        form.press(Press::Key(act), NOW)
    }

    #[test]
    fn oxygen_offers_its_device_and_the_device_its_flow() {
        let on_oxygen = key(&form(), Act::Breathe(Breathing::Oxygen));
        assert_eq!(on_oxygen.panel, Panel::Device);
        let nasal = key(&on_oxygen, Act::Deliver(on_oxygen.chosen("N")));
        assert_eq!(nasal.panel, Panel::Flow);
        let two = Delivery { flow: "2".into(), ..nasal.draft.delivery.clone() };
        let done = key(&nasal, Act::Deliver(two));
        assert_eq!((done.panel.clone(), done.draft.delivery.flow.as_str()), (Panel::Keys, "2"));
    }

    #[test]
    fn a_venturi_valve_says_its_per_cent_and_is_not_asked_for_it() {
        let form = form();
        assert_eq!(form.chosen("V28").fio2, "28");
        assert_eq!(key(&form, Act::Deliver(form.chosen("V28"))).panel, Panel::Keys);
        assert_eq!(key(&form, Act::Deliver(form.chosen("CP"))).panel, Panel::Fio2);
    }

    #[test]
    fn air_is_one_tap() {
        assert_eq!(key(&form(), Act::Breathe(Breathing::Air)).panel, Panel::Keys);
    }

    #[test]
    fn words_are_typed_without_losing_their_panel_and_keys_rest_meanwhile() {
        let remark = form().press(Press::Open(Panel::Remark), NOW);
        let typed = key(&remark, Act::Remark("in a chair".into()));
        assert_eq!((typed.panel.clone(), typed.keys_for()), (Panel::Remark, None));
        let why = form().press(Press::Open(Panel::Why(None)), NOW);
        let reason = clinical::vitals::UnableReason::Declined;
        assert_eq!(key(&why, Act::UnableRest(reason)).panel, Panel::Keys);
    }
}
