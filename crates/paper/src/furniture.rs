//! What stands on every page: the patient or the ward, the time, the source, and which page it is.

use crate::{
    flow::{Flow, LEADING, MARGIN, Style},
    fonts::Weight,
    sheet::{ALARM, Mark, QUIET, RULE},
    words,
};
use contract::Banner;

/// The top of a page.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    /// Large: the patient's name, or the ward's.
    name: String,
    /// Below it, each as much as it needs.
    lines: Vec<(String, Style)>,
    /// What it takes, in points; known once it has been drawn.
    pub(crate) height: f32,
}

impl Head {
    /// The patient banner, with bed and allergies.
    pub(crate) fn patient(banner: &Banner, place: &str) -> Self {
        let who = words::who(banner);
        let mut lines = vec![(who, Style::BOLD)];
        lines.push((words::where_and_allergies(banner, place), Style::PLAIN));
        if banner.like_name {
            lines.push((words::LIKE_NAME.to_owned(), Style::BOLD.ink(ALARM)));
        }
        Self { name: words::full_name(banner), lines, height: 0.0 }
    }

    /// A ward.
    pub(crate) fn ward(name: &str, line: &str) -> Self {
        Self { name: name.to_owned(), lines: vec![(line.to_owned(), Style::PLAIN)], height: 0.0 }
    }
}

impl Flow<'_> {
    /// Draws the top of a page; gives where it ends.
    pub(crate) fn furnish_head(&mut self, number: usize) -> f32 {
        let Some(head) = self.heads.get(number).cloned() else { return MARGIN };
        let (left, right) = (MARGIN, MARGIN + self.width());
        let mut y = MARGIN - 8.0;
        let mut marks = Vec::new();
        let warning = words::warning(self.source);
        if !warning.is_empty() {
            let style = Style { size: 8.0, ..Style::BOLD }.ink(ALARM);
            marks.extend(self.line(&warning, style, left, y));
            y += style.size * LEADING + 1.0;
        }
        let title = Style { size: 10.0, ..Style::BOLD };
        let (printed, _) = self.fonts.printable(&self.title.clone());
        let title_width = self.fonts.width(&printed, title.weight, title.size);
        marks.extend(self.line(&printed, title, right - title_width, y + 3.0));
        let name = Style { size: 13.0, ..Style::BOLD };
        let text = self.letters(&head.name);
        let lines = self.fonts.lines(&text, Weight::Bold, name.size, self.width() - title_width - 12.0);
        for line in lines {
            marks.extend(self.line(&line, name, left, y));
            y += name.size * LEADING;
        }
        for (text, style) in &head.lines {
            let text = self.letters(text);
            for line in self.fonts.lines(&text, style.weight, style.size, self.width()) {
                marks.extend(self.line(&line, *style, left, y));
                y += style.size * LEADING;
            }
        }
        y += 3.0;
        marks.push(Mark::Line { from: (left, y), to: (right, y), width: 1.2, ink: RULE });
        if let Some(head) = self.heads.get_mut(number) {
            head.height = y - MARGIN;
        }
        self.put(None, marks);
        y
    }

    /// Draws the foot of every page, once it is known how many there are.
    pub(crate) fn furnish_feet(&mut self) {
        let style = Style { size: 7.5, ..Style::PLAIN }.ink(QUIET);
        let (left, right, bottom) = (MARGIN, MARGIN + self.width(), self.bottom());
        let source = words::source(self.source);
        let (source, _) = self.fonts.printable(&source);
        let missing = if self.missing { words::MISSING_LETTERS } else { "" };
        let pages = self.pages.len();
        for number in 0..pages {
            let count = format!("Page {} of {pages}", number + 1);
            let count_width = self.fonts.width(&count, Weight::Bold, 8.5);
            let mut y = bottom + 6.0;
            let rule = Mark::Line { from: (left, y), to: (right, y), width: 0.5, ink: RULE };
            y += 2.0;
            let mut marks = vec![rule];
            let bold = Style { size: 8.5, ..Style::BOLD };
            marks.extend(self.line(&count, bold, right - count_width, y));
            let room = self.width() - count_width - 10.0;
            let mut lines = self.fonts.lines(&source, style.weight, style.size, room);
            if !missing.is_empty() {
                lines.push(missing.to_owned());
            }
            for line in lines {
                marks.extend(self.line(&line, style, left, y));
                y += style.size * LEADING;
            }
            if let Some(page) = self.pages.get_mut(number) {
                page.runs.push(crate::sheet::Run { of: None, marks });
            }
        }
    }
}
