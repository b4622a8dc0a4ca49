//! Writes pages as a tagged PDF: PDF/UA-1, checked by the library that writes it, and the same bytes for the same pages.

use crate::{
    PaperError,
    flow::Flow,
    fonts::Fonts,
    sheet::{Ink, Inside, Mark, Node, Part},
};
use krilla::{
    Document, SerializeSettings,
    color::rgb,
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{PathBuilder, Point, Rect, Transform},
    metadata::{DateTime, Metadata},
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::{Fill, Stroke},
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, ContentTag, Identifier, Node as TagNode, SpanTag, TableHeaderScope, Tag,
        TagGroup, TagKind, TagTree,
    },
};
use std::{
    collections::BTreeMap,
    num::{NonZeroU16, NonZeroU32},
};

/// Where the words on a page are kept for the document's parts: page and run.
type Known = BTreeMap<(usize, usize), Identifier>;

impl Flow<'_> {
    /// The PDF.
    pub(crate) fn finish(mut self) -> Result<Vec<u8>, PaperError> {
        if self.pages.is_empty() {
            self.page();
        }
        self.furnish_feet();
        let accessible = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1);
        let configuration = accessible.finish().map_err(|_| PaperError::Written)?;
        let mut document =
            Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
        let mut known = Known::new();
        let (width, height) = self.sheet.size();
        for (number, page) in self.pages.iter().enumerate() {
            let settings = PageSettings::from_wh(width, height).ok_or(PaperError::Written)?;
            let mut sheet = document.start_page_with(settings);
            let mut surface = sheet.surface();
            for (at, run) in page.runs.iter().enumerate() {
                let tag = match run.of {
                    Some(_) => ContentTag::Span(SpanTag::empty()),
                    None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
                };
                let identifier = surface.start_tagged(tag);
                for mark in &run.marks {
                    draw(&mut surface, &self.fonts, mark);
                }
                surface.end_tagged();
                if run.of.is_some() {
                    known.insert((number, at), identifier);
                }
            }
            surface.finish();
            sheet.finish();
        }
        let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
        for root in &self.roots {
            tree.push(group(&self.nodes, *root, &mut known));
        }
        document.set_tag_tree(tree);
        let mut outline = Outline::new();
        for (words, page, y) in &self.outline {
            let place = XyzDestination::new(*page, Point::from_xy(0.0, *y));
            outline.push_child(OutlineNode::new(words.clone(), place));
        }
        document.set_outline(outline);
        document.set_metadata(self.metadata());
        document.finish().map_err(|_| PaperError::Written)
    }

    fn metadata(&self) -> Metadata {
        let local = self.source.printed.local();
        let of = |format: &str| local.format(format).to_string().parse::<u8>().unwrap_or_default();
        let year = local.format("%Y").to_string().parse::<u16>().unwrap_or_default();
        let written = DateTime::new(year).month(of("%m")).day(of("%d"));
        let written = written.hour(of("%H")).minute(of("%M")).second(of("%S"));
        let offset = self.source.printed.offset_minutes;
        let hours = i8::try_from(offset / 60).unwrap_or_default();
        Metadata::new()
            // A title is shown by readers and indexed by desktops: no patient is in it.
            .title(self.title.clone())
            .language(LANGUAGE.to_owned())
            .creator(format!("Wardlight {}", self.source.version))
            .creation_date(
                written.utc_offset_hour(hours).utc_offset_minute((offset % 60).unsigned_abs() as u8),
            )
    }
}

const LANGUAGE: &str = "en-GB";

fn paint(ink: Ink) -> rgb::Color {
    rgb::Color::new(ink[0], ink[1], ink[2])
}

fn draw(surface: &mut Surface<'_>, fonts: &Fonts, mark: &Mark) {
    match mark {
        Mark::Text { x, y, size, weight, ink, text, turned } => {
            surface.set_stroke(None);
            surface.set_fill(Some(Fill { paint: paint(*ink).into(), ..Fill::default() }));
            let face = fonts.face(*weight);
            let start = Point::from_xy(*x, *y);
            if *turned {
                surface.push_transform(&Transform::from_rotate_at(-90.0, *x, *y));
            }
            surface.draw_glyphs(start, &face.glyphs(text), face.font.clone(), text, *size, false);
            if *turned {
                surface.pop();
            }
        }
        Mark::Area { x, y, width, height, ink } => {
            surface.set_stroke(None);
            surface.set_fill(Some(Fill { paint: paint(*ink).into(), ..Fill::default() }));
            let mut path = PathBuilder::new();
            if let Some(rect) = Rect::from_xywh(*x, *y, *width, *height) {
                path.push_rect(rect);
            }
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
        Mark::Outline { points, fill, stroke } => {
            surface.set_fill(fill.map(|ink| Fill { paint: paint(ink).into(), ..Fill::default() }));
            let edge = |(width, ink)| Stroke { paint: paint(ink).into(), width, ..Stroke::default() };
            surface.set_stroke(stroke.map(edge));
            let mut path = PathBuilder::new();
            for (at, (x, y)) in points.iter().enumerate() {
                if at == 0 { path.move_to(*x, *y) } else { path.line_to(*x, *y) }
            }
            path.close();
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
        Mark::Line { from, to, width, ink } => {
            surface.set_fill(None);
            surface.set_stroke(Some(Stroke {
                paint: paint(*ink).into(),
                width: *width,
                ..Stroke::default()
            }));
            let mut path = PathBuilder::new();
            path.move_to(from.0, from.1);
            path.line_to(to.0, to.1);
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
    }
}

/// A part with everything in it.
fn group(nodes: &[Node], number: usize, known: &mut Known) -> TagNode {
    let Some(node) = nodes.get(number) else { return TagGroup::new(Tag::P).into() };
    let tag: TagKind = match &node.part {
        Part::Heading(level, words) => {
            Tag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(words.clone())).into()
        }
        Part::Paragraph => Tag::P.into(),
        Part::Table => Tag::Table.into(),
        Part::Row => Tag::TR.into(),
        Part::Figure(words) => Tag::Figure(Some(words.clone())).into(),
        Part::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Part::Cell(columns) => {
            Tag::TD.with_col_span(NonZeroU32::new(*columns).filter(|columns| columns.get() > 1)).into()
        }
    };
    let mut group = TagGroup::new(tag);
    for inside in &node.inside {
        match inside {
            Inside::Part(part) => group.push(self::group(nodes, *part, known)),
            Inside::Marks(page, run) => {
                if let Some(identifier) = known.remove(&(*page, *run)) {
                    group.push(identifier);
                }
            }
        }
    }
    group.into()
}
