//! Puts headings, paragraphs and tables on pages, one after the other.

mod cell;

pub(crate) use cell::{Cell, Row, Style};

use crate::{
    PaperError, Source,
    fonts::Fonts,
    furniture::Head,
    sheet::{Ink, Inside, Mark, Node, Page, Part, RULE, Run, Sheet},
};

/// From the sheet's edge to what is printed, in points: half an inch, which every ward's printer can reach.
pub(crate) const MARGIN: f32 = 36.0;
/// What the foot of a page takes.
pub(crate) const FOOT: f32 = 34.0;
/// The line's height, in parts of its type size.
pub(crate) const LEADING: f32 = 1.28;
/// Space inside a cell.
const PAD: f32 = 2.5;

/// A line of a cell after breaking.
struct Line {
    text: String,
    style: Style,
}

/// Pages in the making.
pub(crate) struct Flow<'s> {
    pub(crate) fonts: Fonts,
    pub(crate) source: &'s Source<'s>,
    pub(crate) sheet: Sheet,
    pub(crate) title: String,
    pub(crate) heads: Vec<Head>,
    pub(crate) pages: Vec<Page>,
    pub(crate) nodes: Vec<Node>,
    /// The document's parts in reading order.
    pub(crate) roots: Vec<usize>,
    /// Headings, for the outline: words, page, height.
    pub(crate) outline: Vec<(String, usize, f32)>,
    /// Where the next thing goes.
    pub(crate) y: f32,
    /// Some letter could not be printed.
    pub(crate) missing: bool,
}

impl<'s> Flow<'s> {
    pub(crate) fn new(source: &'s Source<'s>, sheet: Sheet, title: &str) -> Result<Self, PaperError> {
        Ok(Self {
            fonts: Fonts::read()?,
            source,
            sheet,
            title: title.to_owned(),
            heads: Vec::new(),
            pages: Vec::new(),
            nodes: Vec::new(),
            roots: Vec::new(),
            outline: Vec::new(),
            y: 0.0,
            missing: false,
        })
    }

    /// The width between the margins.
    pub(crate) fn width(&self) -> f32 {
        self.sheet.size().0 - 2.0 * MARGIN
    }

    /// The height below which nothing of the text stands.
    pub(crate) fn bottom(&self) -> f32 {
        self.sheet.size().1 - MARGIN - FOOT
    }

    /// From here on pages carry this at their top; begins one.
    pub(crate) fn head(&mut self, head: Head) {
        self.heads.push(head);
        self.page();
    }

    /// Begins a page.
    pub(crate) fn page(&mut self) {
        let head = self.heads.len().saturating_sub(1);
        self.pages.push(Page { runs: Vec::new() });
        self.y = self.furnish_head(head) + 8.0;
    }

    /// Begins a page unless so much is left of this one.
    pub(crate) fn room(&mut self, height: f32) {
        if self.pages.is_empty() || self.y + height > self.bottom() {
            self.page();
        }
    }

    /// A text that can be printed.
    pub(crate) fn letters(&mut self, text: &str) -> String {
        let (text, missing) = self.fonts.printable(text);
        self.missing |= missing;
        text
    }

    /// A part of the document, inside another or at its top.
    pub(crate) fn part(&mut self, part: Part, inside: Option<usize>) -> usize {
        let number = self.nodes.len();
        self.nodes.push(Node { part, inside: Vec::new() });
        match inside.and_then(|outer| self.nodes.get_mut(outer)) {
            Some(outer) => outer.inside.push(Inside::Part(number)),
            None => self.roots.push(number),
        }
        number
    }

    /// Puts marks on the page, as part of something or as ornament.
    pub(crate) fn put(&mut self, of: Option<usize>, marks: Vec<Mark>) {
        let at = self.pages.len().saturating_sub(1);
        let Some(page) = self.pages.last_mut() else { return };
        if marks.is_empty() {
            return;
        }
        if let Some(node) = of.and_then(|of| self.nodes.get_mut(of)) {
            node.inside.push(Inside::Marks(at, page.runs.len()));
        }
        page.runs.push(Run { of, marks });
    }

    /// A heading, and room for something below it.
    pub(crate) fn heading(&mut self, level: u16, text: &str) {
        let size = if level == 1 { 13.0 } else { 10.5 };
        let style = Style { size, ..Style::BOLD };
        let text = self.letters(text);
        self.room(size * LEADING + 40.0);
        self.y += if level == 1 { 2.0 } else { 7.0 };
        let part = self.part(Part::Heading(level, text.clone()), None);
        self.outline.push((text.clone(), self.pages.len() - 1, self.y));
        let width = self.width();
        self.set(part, &text, style, MARGIN, width);
        self.y += 2.0;
    }

    /// A paragraph.
    pub(crate) fn paragraph(&mut self, text: &str, style: Style) {
        if text.is_empty() {
            return;
        }
        let text = self.letters(text);
        self.room(style.size * LEADING);
        let part = self.part(Part::Paragraph, None);
        let width = self.width();
        self.set(part, &text, style, MARGIN, width);
        self.y += 1.5;
    }

    /// Sets a text in lines from here on, over pages where it must.
    fn set(&mut self, part: usize, text: &str, style: Style, x: f32, width: f32) {
        for line in self.fonts.lines(text, style.weight, style.size, width) {
            self.room(style.size * LEADING);
            let y = self.y;
            let marks = self.line(&line, style, x, y);
            self.put(Some(part), marks);
            self.y += style.size * LEADING;
        }
    }

    /// One line of text whose box begins at `y`.
    pub(crate) fn line(&self, text: &str, style: Style, x: f32, y: f32) -> Vec<Mark> {
        if text.is_empty() {
            return Vec::new();
        }
        let Style { size, weight, ink, struck } = style;
        let baseline = y + size;
        let mut marks =
            vec![Mark::Text { x, y: baseline, size, weight, ink, text: text.to_owned(), turned: false }];
        if struck {
            let through = baseline - size * 0.3;
            let end = x + self.fonts.width(text, weight, size);
            marks.push(Mark::Line { from: (x, through), to: (end, through), width: 0.9, ink });
        }
        marks
    }

    /// A table; `columns` are names and widths as shares of the whole. Its names stand again on every page.
    pub(crate) fn table(&mut self, columns: &[(&str, f32)], rows: &[Row]) {
        let all: f32 = columns.iter().map(|(_, share)| share).sum();
        let scale = self.width() / all;
        let widths: Vec<f32> = columns.iter().map(|(_, share)| share * scale).collect();
        let table = self.part(Part::Table, None);
        let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        self.room(60.0);
        self.names(&names, &widths, Some(table));
        for row in rows {
            self.row(row, &names, &widths, table);
        }
        self.y += 3.0;
    }

    /// The names of the columns; on later pages they are furniture.
    fn names(&mut self, names: &[&str], widths: &[f32], table: Option<usize>) {
        let style = Style { size: 8.0, ..Style::BOLD };
        let row = table.map(|table| self.part(Part::Row, Some(table)));
        let mut x = MARGIN;
        let (mut height, y) = (0.0_f32, self.y);
        for (name, width) in names.iter().zip(widths) {
            let cell = row.map(|row| self.part(Part::ColumnHead, Some(row)));
            let name = self.letters(name);
            let lines = self.fonts.lines(&name, style.weight, style.size, width - 2.0 * PAD);
            for (at, line) in (0_u8..).zip(&lines) {
                let top = y + PAD + f32::from(at) * style.size * LEADING;
                let marks = self.line(line, style, x + PAD, top);
                self.put(cell, marks);
                height = height.max(top + style.size * LEADING + PAD - y);
            }
            x += width;
        }
        self.y += height;
        self.rule(1.0);
    }

    fn rule(&mut self, width: f32) {
        let (y, right) = (self.y, MARGIN + self.width());
        self.put(None, vec![Mark::Line { from: (MARGIN, y), to: (right, y), width, ink: RULE }]);
    }

    fn row(&mut self, row: &Row, names: &[&str], widths: &[f32], table: usize) {
        let mut cells: Vec<Vec<Line>> = Vec::new();
        for (cell, width) in row.cells.iter().zip(widths) {
            cells.push(self.broken(&cell.texts, width - 2.0 * PAD));
        }
        let whole = self.width();
        let below = self.broken(&row.below, whole - 4.0 * PAD);
        let height = |lines: &[Line]| lines.iter().map(|line| line.style.size * LEADING).sum::<f32>();
        let tallest = cells.iter().map(|lines| height(lines)).fold(0.0, f32::max);
        let asked = tallest + height(&below) + 3.0 * PAD;
        if self.y + asked > self.bottom() && self.y > self.fresh_y() + 40.0 {
            self.turn(names, widths);
        }
        let part = self.part(Part::Row, Some(table));
        let behind: Vec<Option<Ink>> = row.cells.iter().map(|cell| cell.behind).collect();
        self.cells(part, cells, &behind, (names, widths));
        if !below.is_empty() {
            let part = self.part(Part::Row, Some(table));
            let columns = u32::try_from(names.len()).unwrap_or(1);
            let cell = self.part(Part::Cell(columns), Some(part));
            for Line { text, style } in below {
                if self.y + style.size * LEADING > self.bottom() {
                    self.turn(names, widths);
                }
                let y = self.y;
                let marks = self.line(&text, style, MARGIN + 3.0 * PAD, y);
                self.put(Some(cell), marks);
                self.y += style.size * LEADING;
            }
            self.y += PAD;
        }
        self.rule(0.5);
    }

    /// The cells of a row, over as many pages as they need.
    fn cells(
        &mut self,
        row: usize,
        mut cells: Vec<Vec<Line>>,
        behind: &[Option<Ink>],
        columns: (&[&str], &[f32]),
    ) {
        let (names, widths) = columns;
        let parts: Vec<usize> = cells.iter().map(|_| self.part(Part::Cell(1), Some(row))).collect();
        loop {
            let room = self.bottom() - self.y - 2.0 * PAD;
            let mut tallest = 0.0_f32;
            let mut placed: Vec<Vec<Line>> = Vec::new();
            for lines in &mut cells {
                let mut height = 0.0;
                let fits = lines.iter().take_while(|line| {
                    height += line.style.size * LEADING;
                    height <= room
                });
                // At least one, so that it ends; a page takes more than a line.
                let count = fits.count().max(1).min(lines.len());
                let these: Vec<Line> = lines.drain(..count).collect();
                tallest = tallest.max(these.iter().map(|line| line.style.size * LEADING).sum());
                placed.push(these);
            }
            let top = self.y;
            let mut x = MARGIN;
            for (((lines, part), width), ink) in placed.into_iter().zip(&parts).zip(widths).zip(behind) {
                if let Some(ink) = *ink {
                    let area = Mark::Area { x, y: top, width: *width, height: tallest + 2.0 * PAD, ink };
                    self.put(None, vec![area]);
                }
                let mut y = top + PAD;
                let mut marks = Vec::new();
                for Line { text, style } in lines {
                    marks.extend(self.line(&text, style, x + PAD, y));
                    y += style.size * LEADING;
                }
                self.put(Some(*part), marks);
                x += width;
            }
            self.y = top + tallest + 2.0 * PAD;
            if cells.iter().all(Vec::is_empty) {
                return;
            }
            self.turn(names, widths);
        }
    }

    /// Goes on with a table on the next page.
    fn turn(&mut self, names: &[&str], widths: &[f32]) {
        self.page();
        self.names(names, widths, None);
    }

    /// Where the text of a page begins.
    fn fresh_y(&self) -> f32 {
        self.heads.last().map_or(MARGIN, |head| head.height + MARGIN)
    }

    fn broken(&mut self, texts: &[(String, Style)], width: f32) -> Vec<Line> {
        let mut broken = Vec::new();
        for (text, style) in texts.iter().filter(|(text, _)| !text.is_empty()) {
            let text = self.letters(text);
            let lines = self.fonts.lines(&text, style.weight, style.size, width);
            broken.extend(lines.into_iter().map(|text| Line { text, style: *style }));
        }
        broken
    }
}
