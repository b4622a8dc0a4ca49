//! Text that the font cannot set by itself, and times that a screen reader reads right.

use crate::dates;
use clinical::UtcMillis;
use std::rc::Rc;
use yew::{prelude::*, virtual_dom::VText};

/// Sets "SpO₂" with a small 2 of the same font, which has no subscript letters.
pub(crate) fn set(text: &str) -> Html {
    if !text.contains('₂') {
        return Html::from(VText::new(AttrValue::Rc(Rc::from(text))));
    }
    let mut parts = text.split('₂');
    let first = parts.next().unwrap_or_default().to_owned();
    html! { <>{ first }{ for parts.map(|part| html! { <><sub>{ "2" }</sub>{ part.to_owned() }</> }) }</> }
}

/// A time: short on the screen, in full for a machine and a screen reader.
pub(crate) fn time(at: UtcMillis, now: UtcMillis, offset_minutes: i16) -> Html {
    let ward = dates::on_the_wall(at, offset_minutes);
    html! {
        <time datetime={ward.machine()}>
            <span aria-hidden="true">{ dates::recent(at, now, offset_minutes) }</span>
            <span class="nhsuk-u-visually-hidden">{ ward.spoken() }</span>
        </time>
    }
}
