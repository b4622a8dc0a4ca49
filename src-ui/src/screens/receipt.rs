//! The end of a shift: is everything that was entered here on the server, what is not, and why.

use crate::{
    dates::WardTime,
    desk::use_desk,
    live::use_live,
    route::Route,
    widgets::{
        el::{attr, el, given, id, link, none, say, words as set},
        panel::{Choice, panel},
        problem::{problem, waiting},
        sync::badge,
        text,
    },
    words::entries as words,
};
use clinical::UtcMillis;
use contract::{EntryCount, EntrySync, EntryView, Event, Request, ShiftReceipt};
use yew::prelude::*;

const HOUR: i64 = 60;

fn concerns(_: &Request, event: &Event) -> bool {
    matches!(event, Event::Changed { .. } | Event::Sync(_))
}

/// When the shift of a time began, or one before it: at the hour at which the ward's day begins by its clock, and twelve hours
/// later (safety rule 17, as the fluid balance has them).
fn began(now: UtcMillis, offset_minutes: i16, day_begins: u8, before: i64) -> UtcMillis {
    let offset = i64::from(offset_minutes);
    let local = now.0.div_euclid(60_000) + offset;
    let (shift, first) = (12 * HOUR, i64::from(day_begins) * HOUR);
    let start = (local - first).div_euclid(shift) * shift + first;
    UtcMillis((start - before * shift - offset) * 60_000)
}

/// The screen.
#[hook]
pub(crate) fn use_receipt() -> Html {
    let desk = use_desk();
    let before = use_state_eq(|| 0_i64);
    let (now, offset) = (desk.now(), desk.hello.offset_minutes);
    let since = began(now, offset, desk.hello.day_begins, *before);
    let receipt = use_live::<ShiftReceipt>(Request::ShiftReceipt { since }, concerns);
    let entries = use_live::<Vec<EntryView>>(Request::Entries, concerns);
    let Some(of) = receipt.view.clone() else {
        return receipt.error.map_or_else(waiting, |error| problem(&error, Some(receipt.ask)));
    };
    let shifts = words::shifts().into_iter().zip(0..).map(|(label, n)| {
        let set = before.clone();
        Choice::new(label, "shift", move || set.set(n)).on(*before == n)
    });
    let at = |time| WardTime::of(time, offset).full();
    let span = words::receipt_span(&at(of.since), &at(of.at));
    let open = entries.view.iter().flat_map(|all| all.iter());
    let open = open.filter(|entry| entry.recorded >= since && entry.sync != EntrySync::Verified);
    let lines: Vec<Html> = open.map(|entry| line(entry, now, offset)).collect();
    let all_there = lines.is_empty();
    let inside = vec![
        say("h1", "board-title", words::receipt()),
        say("p", "quiet", words::receipt_more()),
        panel(words::which_shift(), "panel--inline", shifts.collect()),
        id(attr(given("p", class(&of.all), &of.words), "role", "status"), "receipt-words"),
        say("p", "quiet", &span),
        counts(&of),
        if all_there { none() } else { say("h2", "section-title", words::not_yet()) },
        el("ol", "entry-list", lines),
        export(&of, &span),
    ];
    id(el("section", "entries", inside), "receipt")
}

/// Calm only where every entry is verified.
fn class(all: &EntryCount) -> &'static str {
    if all.verified == all.made() { "notice" } else { "notice notice--problem" }
}

/// Whose, side by side, and where each stands below each other: two columns find room on a phone in large letters, five do not.
fn counts(of: &ShiftReceipt) -> Html {
    let scoped = |label: &str, scope| attr(say("th", "", label), "scope", scope);
    let [entered, rest @ ..] = words::counted();
    let head = [entered, words::by_you(), words::by_all()].map(|label| scoped(label, "col"));
    let whose = [&of.mine, &of.all].map(|count| {
        let EntryCount { verified, on_server, on_this_device, set_aside } = *count;
        [verified, on_server, on_this_device, set_aside]
    });
    let labels = rest.into_iter().chain([words::counted_aside()]);
    let rows = labels.enumerate().map(|(at, label)| {
        let cells = whose.iter().map(|count| say("td", "", &count[at].to_string()));
        el("tr", "", std::iter::once(scoped(label, "row")).chain(cells).collect())
    });
    let rows = std::iter::once(el("tr", "", head.into())).chain(rows).collect();
    id(el("table", "likeness", rows), "receipt-counts")
}

/// One entry that is not verified: what, who, where; why a refused one was refused stands with what was set aside.
fn line(entry: &EntryView, now: UtcMillis, offset_minutes: i16) -> Html {
    let aside = entry.sync == EntrySync::SetAside;
    let inside = vec![
        el("b", "entry-time", vec![text::time(entry.recorded, now, offset_minutes)]),
        given("span", "entry-what", &entry.what),
        say("span", "quiet", &entry.by),
        badge(entry.sync),
        if aside {
            link("", &Route::SetAside, "why-aside", vec![set(crate::words::set_aside())])
        } else {
            none()
        },
    ];
    id(el("li", "entry", inside), "receipt-entry")
}

/// The receipt as text, without anything about a patient.
fn export(of: &ShiftReceipt, span: &str) -> Html {
    let count = |label: &str, count: &EntryCount| {
        let EntryCount { verified, on_server, on_this_device, set_aside } = *count;
        let numbers = [verified, on_server, on_this_device, set_aside];
        let names = words::counted().into_iter().skip(1).chain([words::counted_aside()]);
        let parts: Vec<String> = names.zip(numbers).map(|(name, n)| format!("{name}: {n}")).collect();
        format!("{label}: {}", parts.join(", "))
    };
    let text = [
        of.words.clone(),
        span.to_owned(),
        count(words::by_you(), &of.mine),
        count(words::by_all(), &of.all),
    ];
    html! {
        <label class="export">
            <span>{ words::receipt_text() }</span>
            <textarea readonly=true rows="6" value={text.join("\n")} data-testid="receipt-text" />
        </label>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 24 November 2026, 00:00 UTC.
    const DAY: i64 = 1_795_478_400_000 / 60_000;

    fn hours(now: i64, offset: i16, begins: u8, before: i64) -> i64 {
        let began = began(UtcMillis((DAY + now * HOUR) * 60_000), offset, begins, before);
        began.0 / 60_000 / HOUR - DAY / HOUR
    }

    #[test]
    fn a_shift_begins_by_the_wards_clock_at_the_hour_of_the_policy_and_twelve_hours_later() {
        let expected = [(7, 7), (12, 7), (18, 7), (19, 19), (23, 19), (0, -5), (6, -5)];
        for (now, began) in expected {
            assert_eq!(hours(now, 0, 7, 0), began, "at {now}");
            assert_eq!(hours(now, 0, 7, 1), began - 12, "the one before, at {now}");
        }
        assert_eq!(hours(6, 60, 7, 0), 6, "in summer it is seven an hour sooner");
        assert_eq!([5, 8, 20].map(|now| hours(now, 0, 8, 0)), [-4, 8, 20], "where the policy says eight");
    }
}
