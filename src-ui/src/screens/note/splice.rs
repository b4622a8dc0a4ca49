//! What somebody changed in a text: where, how much was taken out, what was written. Counted in letters (Unicode scalar
//! values), as the core counts; a browser counts a caret in UTF-16.

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Splice {
    pub(super) at: usize,
    pub(super) take_out: usize,
    pub(super) write: String,
}

/// The change from one text to another; `None` when they are the same. What both begin and end with is left alone.
pub(super) fn splice(before: &str, after: &str) -> Option<Splice> {
    if before == after {
        return None;
    }
    let same = |(a, b): &(char, char)| a == b;
    let at = before.chars().zip(after.chars()).take_while(same).count();
    let left = |text: &str| text.chars().count() - at;
    let most = left(before).min(left(after));
    let end = before.chars().rev().zip(after.chars().rev()).take(most).take_while(same).count();
    let write = after.chars().skip(at).take(left(after) - end).collect();
    Some(Splice { at, take_out: left(before) - end, write })
}

/// What somebody typed who had `before`, on what is there `now`. Where it cannot stay in its place, which is so when that
/// place was `refused`, it goes behind all that is there: nothing typed is lost.
pub(super) fn added(before: &str, typed: &str, now: &str, refused: bool) -> String {
    if typed.starts_with(now) || (now == before && !refused) {
        return typed.to_owned();
    }
    behind(now, before, typed)
}

/// A text with what somebody wrote elsewhere put behind it, on a line of its own.
pub(super) fn behind(text: &str, before: &str, typed: &str) -> String {
    let written = splice(before, typed).map(|change| change.write).unwrap_or_default();
    let between = if text.is_empty() || written.trim().is_empty() { "" } else { "\n" };
    [text, between, written.trim()].concat()
}

/// The letters of a text that are signed, with the line break behind them: so much of it is no longer in a field.
fn signed(text: &str, closed: usize) -> &str {
    if closed == 0 {
        return "";
    }
    let end = text.char_indices().nth(closed).map_or(text.len(), |(at, _)| at);
    let breaks = usize::from(text[end..].starts_with('\n'));
    &text[..end + breaks]
}

/// What of a text is in its field, when so many of its letters are signed.
pub(super) fn open_part(text: &str, closed: usize) -> &str {
    &text[signed(text, closed).len()..]
}

/// The whole text whose field holds `typed`: behind what is signed, and where nothing stood there yet, on a line of its own, so
/// that no signed sentence becomes another one.
pub(super) fn whole(base: &str, closed: usize, typed: &str) -> String {
    let head = signed(base, closed);
    let new_line = base.len() == head.len() && !head.is_empty() && !head.ends_with(char::is_whitespace);
    let between = if new_line && !typed.is_empty() { "\n" } else { "" };
    [head, between, typed].concat()
}

/// Where a caret belongs once a text has become another one: with the letters that it stood among.
pub(super) fn caret(before: &str, after: &str, caret: u32) -> u32 {
    let Some(change) = splice(before, after) else { return caret };
    let units = |text: &str, letters: usize| text.chars().take(letters).map(char::len_utf16).sum::<usize>();
    let from = units(before, change.at);
    let until = units(before, change.at + change.take_out);
    let written: usize = change.write.chars().map(char::len_utf16).sum();
    let stood = caret as usize;
    let stands = if stood <= from {
        stood
    } else if stood >= until {
        stood - (until - from) + written
    } else {
        from + written
    };
    u32::try_from(stands).unwrap_or(caret)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn applied(before: &str, change: &Splice) -> String {
        let mut letters: Vec<char> = before.chars().collect();
        letters.splice(change.at..change.at + change.take_out, change.write.chars());
        letters.into_iter().collect()
    }

    #[test]
    fn one_word_changed_is_one_word_and_not_the_whole_text() {
        let change = splice("Walks with one.", "Walks with two.").unwrap();
        assert_eq!(change, Splice { at: 11, take_out: 3, write: "two".into() });
        assert_eq!(splice("aa", "aaa").unwrap(), Splice { at: 2, take_out: 0, write: "a".into() });
        assert_eq!(splice("same", "same"), None);
    }

    #[test]
    fn letters_beyond_the_first_plane_are_one_letter_each() {
        let change = splice("🚶 slow", "🚶🚶 slow").unwrap();
        assert_eq!((change.at, change.take_out, change.write.as_str()), (1, 0, "🚶"));
        assert_eq!(caret("🚶 slow", "x🚶 slow", 2), 3, "two UTF-16 units after the walker, and one more");
        assert_eq!(caret("ab", "xyab", 0), 0, "at the beginning it stays there");
        assert_eq!(caret("abc", "ac", 2), 1);
    }

    #[test]
    fn what_was_typed_where_nobody_writes_any_more_goes_behind_what_is_there() {
        assert_eq!(added("", "Saw him.", "Rang them.", true), "Rang them.\nSaw him.");
        assert_eq!(added("Rang.", "Rang twice.", "Rang.", true), "Rang.\ntwice", "its place is closed");
        assert_eq!(added("Rang.", "Rang. Saw.", "Rang.", true), "Rang. Saw.", "behind it already");
        assert_eq!(added("Rang.", "Rng.", "Rang.", true), "Rang.", "nothing was written");
        assert_eq!(added("One.", "One two.", "One.", false), "One two.", "its place is open");
        assert_eq!(added("One.", "One.", "Three.", false), "Three.");
    }

    #[test]
    fn what_is_signed_of_an_addendum_is_not_in_its_field_and_what_is_typed_goes_behind_it() {
        assert_eq!(open_part("Rang. Saw him.", 0), "Rang. Saw him.", "nothing is signed");
        assert_eq!(open_part("Rang.", 5), "", "all of it is signed: the field is empty");
        assert_eq!(open_part("🚶 slow.\nSaw him.", 7), "Saw him.", "counted in letters");
        assert_eq!(whole("Rang.", 5, ""), "Rang.", "an empty field takes nothing out");
        assert_eq!(whole("Rang.", 5, "Saw"), "Rang.\nSaw", "a sentence of its own");
        assert_eq!(whole("Rang.\nSaw", 5, "Saw him."), "Rang.\nSaw him.");
        assert_eq!(whole("", 0, "Saw"), "Saw");
        assert_eq!(whole("Rang.\n", 5, ""), "Rang.\n", "nothing is taken out of what stands");
        assert_eq!(whole("Rang.", 9, "Saw"), "Rang.\nSaw", "more signed than there is");
    }

    proptest! {
        #[test]
        fn a_field_that_nobody_touched_changes_nothing(text in "[ab🚶 \n]{0,12}", closed in 0..14usize) {
            prop_assert_eq!(whole(&text, closed, open_part(&text, closed)), text);
        }

        #[test]
        fn nothing_typed_into_a_field_touches_what_is_signed(
            text in "[ab🚶 \n]{0,12}", closed in 0..14usize, typed in "[ab🚶 \n]{0,12}",
        ) {
            let then = whole(&text, closed, &typed);
            let kept: String = text.chars().take(closed).collect();
            prop_assert!(then.starts_with(&kept), "{then:?} began with {kept:?}");
            prop_assert!(then.ends_with(&typed));
        }

        #[test]
        fn a_change_leads_from_one_text_to_the_other(before in "[ab🚶é\n]{0,12}", after in "[ab🚶é\n]{0,12}") {
            match splice(&before, &after) {
                None => prop_assert_eq!(before, after),
                Some(change) => prop_assert_eq!(applied(&before, &change), after),
            }
        }

        #[test]
        fn a_caret_stays_within_the_text(before in "[ab🚶]{0,12}", after in "[ab🚶]{0,12}", at in 0..24u32) {
            let long = |text: &str| u32::try_from(text.encode_utf16().count()).unwrap();
            let at = at.min(long(&before));
            prop_assert!(caret(&before, &after, at) <= long(&after));
        }
    }
}
