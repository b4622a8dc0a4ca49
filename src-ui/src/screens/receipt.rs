//! The end of a shift: is everything that was entered here on the server, what is not, and why.

use crate::{
    dates::{WardTime, changes, on_the_wall},
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
/// later (safety rule 17, as the fluid balance has them). By the clock as it went then: a shift in which it is put forward has eleven
/// hours, and one in which it is put back thirteen.
fn began(now: UtcMillis, offset_minutes: i16, day_begins: u8, before: i64) -> UtcMillis {
    let wall = on_the_wall(now, offset_minutes).instant(0).0.div_euclid(60_000);
    let (shift, first) = (12 * HOUR, i64::from(day_begins) * HOUR);
    let start = (wall - first).div_euclid(shift) * shift + first - before * shift;
    let start = WardTime::of(UtcMillis(start * 60_000), 0);
    match changes::shows(start, offset_minutes) {
        changes::Shows::Once(at) | changes::Shows::Twice(at, _) => at,
        // An hour that the clock leaves out begins when it is put forward.
        changes::Shows::Never => {
            let before = start.instant(offset_minutes).plus_minutes(-shift);
            start.instant(changes::offset_at(before, offset_minutes))
        }
    }
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
    let at = |time| on_the_wall(time, offset).full();
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

    #[test]
    fn on_the_day_of_a_clock_change_a_shift_begins_by_the_clock_as_it_went_then() {
        use changes::tests::{MARCH, OCTOBER, london};
        changes::keep(&london());
        let shown = |now: UtcMillis, offset, begins, before| {
            let at = began(now, offset, begins, before);
            (on_the_wall(at, offset).full(), now.minutes_since(at))
        };
        // Half past six on the morning after: the night shift began at seven by the clock of before.
        let (march, october) = (MARCH.plus_minutes(270), OCTOBER.plus_minutes(360));
        assert_eq!(shown(march, 60, 7, 0), ("Sat 28-Mar-2026 19:00".into(), 10 * HOUR + 30));
        assert_eq!(shown(october, 0, 7, 0), ("Sat 24-Oct-2026 19:00".into(), 12 * HOUR + 30));
        assert_eq!(shown(october.plus_minutes(60), 0, 7, 1).0, "Sat 24-Oct-2026 19:00", "from the day shift");
        assert_eq!(shown(march, 60, 7, 1).0, "Sat 28-Mar-2026 07:00");
        // A ward whose day begins in the hour that is left out, or that comes twice.
        assert_eq!(shown(MARCH.plus_minutes(30), 60, 1, 0), ("Sun 29-Mar-2026 02:00".into(), 30));
        assert_eq!(shown(october, 0, 1, 0), ("Sun 25-Oct-2026 01:00".into(), 6 * HOUR + 30));
        changes::keep(&[]);
    }
}
