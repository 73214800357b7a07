//! The user's Markdown as paragraphs, lists and tables of the document.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use super::body::{Body, Cell, Style};
use super::inline::{Inline, Look};
use crate::exporters::addresses;

/// More columns than this are no table that fits on a page; their rows become lines.
const MOST_COLUMNS: usize = 8;

/// The deepest heading that Word has in its usual list of styles here.
const MOST_LEVEL: usize = 6;

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The level of its first heading; nothing where headings are only bold, as in a table.
    pub(super) headings: Option<usize>,
    /// In a cell, where tables are lines.
    pub(super) in_cell: bool,
}

impl Place {
    /// In the text, with headings of this level.
    pub(super) const fn below(level: usize) -> Self {
        Self { headings: Some(level), in_cell: false }
    }

    /// Beside a label.
    pub(super) const FACT: Self = Self { headings: None, in_cell: false };

    pub(super) const CELL: Self = Self { headings: None, in_cell: true };
}

fn parser(markdown: &str) -> Parser<'_> {
    Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS)
}

/// Adds a text.
pub(super) fn add(body: &mut Body, markdown: &str, place: Place) {
    let mut marker = Marker::new(body, place);
    for event in parser(markdown) {
        marker.event(event);
    }
    marker.close();
}

/// A text that is one paragraph; nothing when it is more than that.
pub(super) fn line(body: &mut Body, markdown: &str) -> Option<Inline> {
    let is_more = |event: &Event<'_>| {
        matches!(
            event,
            Event::Start(
                Tag::Heading { .. } | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::List(_) | Tag::Item | Tag::Table(_)
            ) | Event::Rule
        )
    };
    let mut paragraphs = 0;
    for event in parser(markdown) {
        paragraphs += usize::from(matches!(event, Event::Start(Tag::Paragraph)));
        if is_more(&event) || paragraphs > 1 {
            return None;
        }
    }
    let mut marker = Marker::new(body, Place::FACT);
    marker.keeps = true;
    for event in parser(markdown) {
        marker.event(event);
    }
    marker.flush();
    Some(std::mem::take(&mut marker.inline))
}

/// Adds a plain text in which addresses of the web are links.
pub(super) fn linked(body: &mut Body, text: &str, look: Look, inline: &mut Inline) {
    let mut rest = text;
    while let Some((start, length)) = addresses::find(rest) {
        let (before, found) = rest.split_at(start);
        let (found, after) = found.split_at(length);
        match addresses::safe(found) {
            Some(href) => {
                inline.text(before, look);
                inline.begin_link(body.address(&href));
                inline.text(found, Look { link: true, ..look });
                inline.end_link();
            }
            None => inline.text(rest.get(..start + length).unwrap_or_default(), look),
        }
        rest = after;
    }
    inline.text(rest, look);
}

/// A table on its way.
#[derive(Default)]
struct Rows {
    columns: usize,
    rows: Vec<Vec<Cell>>,
    row: Vec<Cell>,
}

struct Marker<'b> {
    body: &'b mut Body,
    place: Place,
    inline: Inline,
    /// Text that came in pieces: an address may be in two of them.
    pending: String,
    look: Look,
    bold: usize,
    italic: usize,
    struck: usize,
    /// For each link that is open, whether it leads anywhere.
    links: Vec<bool>,
    pictures: Vec<String>,
    lists: Vec<usize>,
    /// A point that nothing stands in yet.
    item: bool,
    quotes: usize,
    heading: Option<usize>,
    /// The user's levels of the headings that the next one is under.
    levels: Vec<usize>,
    code: bool,
    table: Option<Rows>,
    /// Paragraphs are kept as they are, for a line beside a label.
    keeps: bool,
}

impl<'b> Marker<'b> {
    fn new(body: &'b mut Body, place: Place) -> Self {
        Self {
            body,
            place,
            inline: Inline::default(),
            pending: String::new(),
            look: Look::PLAIN,
            bold: 0,
            italic: 0,
            struck: 0,
            links: Vec::new(),
            pictures: Vec::new(),
            lists: Vec::new(),
            item: false,
            quotes: 0,
            heading: None,
            levels: Vec::new(),
            code: false,
            table: None,
            keeps: false,
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            // Raw HTML is shown as what it is, and does nothing.
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.pending.push_str(&text),
            Event::Code(code) => {
                self.flush();
                self.inline.text(&code, Look { code: true, ..self.look });
            }
            Event::SoftBreak => self.pending.push(' '),
            Event::HardBreak => {
                self.flush();
                self.inline.line_break();
            }
            Event::Rule => {
                self.close();
                self.body.words(Style::Normal, "* * *");
            }
            Event::TaskListMarker(done) => self.pending.push_str(if done { "☑ " } else { "☐ " }),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.close(),
            Tag::Heading { level, .. } => {
                self.close();
                self.heading = Some(level as usize);
            }
            Tag::BlockQuote(_) => {
                self.close();
                self.quotes += 1;
            }
            Tag::CodeBlock(_) => {
                self.close();
                self.code = true;
            }
            Tag::List(first) => {
                self.close();
                let list = self.body.list(first);
                self.lists.push(list);
            }
            Tag::Item => {
                self.close();
                self.item = true;
            }
            Tag::Table(columns) => {
                self.close();
                self.table = Some(Rows { columns: columns.len(), ..Rows::default() });
            }
            Tag::Emphasis => self.looks(|marker| marker.italic += 1),
            Tag::Strong => self.looks(|marker| marker.bold += 1),
            Tag::Strikethrough => self.looks(|marker| marker.struck += 1),
            Tag::Link { dest_url, .. } => self.begin_link(&dest_url),
            Tag::Image { dest_url, .. } => {
                self.pending.push_str("[Picture: ");
                self.pictures.push(dest_url.to_string());
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock if !self.keeps => self.close(),
            TagEnd::Heading(_) => {
                self.close();
                self.heading = None;
            }
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                self.close();
                self.code = false;
            }
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.close();
                // Without it the points after it would have other numbers than were typed.
                if std::mem::take(&mut self.item)
                    && let Some(list) = self.lists.last()
                {
                    let style = self.body.point(*list, self.lists.len() - 1);
                    self.body.put(style, &Inline::default());
                }
            }
            TagEnd::TableCell => self.cell(),
            TagEnd::TableHead | TagEnd::TableRow => {
                if let Some(table) = &mut self.table {
                    let row = std::mem::take(&mut table.row);
                    table.rows.push(row);
                }
            }
            TagEnd::Table => self.close_table(),
            TagEnd::Emphasis => self.looks(|marker| marker.italic = marker.italic.saturating_sub(1)),
            TagEnd::Strong => self.looks(|marker| marker.bold = marker.bold.saturating_sub(1)),
            TagEnd::Strikethrough => self.looks(|marker| marker.struck = marker.struck.saturating_sub(1)),
            TagEnd::Link => {
                self.flush();
                if self.links.pop() == Some(true) {
                    self.inline.end_link();
                    self.look.link = false;
                }
            }
            TagEnd::Image => {
                let address = self.pictures.pop().unwrap_or_default();
                self.pending.push_str(" – ");
                self.flush();
                self.inline.text(&address, self.look);
                self.pending.push(']');
            }
            _ => {}
        }
    }

    /// Changes how text looks from here on.
    fn looks(&mut self, change: impl FnOnce(&mut Self)) {
        self.flush();
        change(self);
        self.look = Look { bold: self.bold > 0, italic: self.italic > 0, struck: self.struck > 0, ..self.look };
    }

    fn begin_link(&mut self, address: &CowStr<'_>) {
        self.flush();
        // A link in another is none.
        let href = addresses::safe(address).filter(|_| !self.look.link);
        self.links.push(href.is_some());
        if let Some(href) = href {
            let number = self.body.address(&href);
            self.inline.begin_link(number);
            self.look.link = true;
        }
    }

    /// Makes runs of the text that has come in.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.pending);
        if self.look.link || self.code {
            self.inline.text(&text, self.look);
        } else {
            linked(self.body, &text, self.look, &mut self.inline);
        }
    }

    /// Ends the paragraph that is open.
    fn close(&mut self) {
        if self.keeps {
            return;
        }
        if self.code {
            while self.pending.ends_with('\n') {
                self.pending.pop();
            }
        }
        self.flush();
        let inline = std::mem::take(&mut self.inline);
        if !inline.has_words() {
            return;
        }
        let depth = self.lists.len().saturating_sub(1);
        let is_inside = !self.lists.is_empty() || self.quotes > 0 || self.table.is_some();
        if let Some(level) = self.heading {
            match self.place.headings.filter(|_| !is_inside) {
                Some(first) => {
                    while self.levels.last().is_some_and(|above| *above >= level) {
                        self.levels.pop();
                    }
                    let shown = (first + self.levels.len()).min(MOST_LEVEL);
                    self.levels.push(level);
                    self.body.paragraph(Style::Heading(shown), &inline);
                }
                None => self.body.paragraph(if self.item { self.point(depth) } else { Style::Label }, &inline),
            }
            self.item = false;
            return;
        }
        let style = match self.lists.last() {
            _ if self.code => Style::Code,
            Some(_) if self.item => self.point(depth),
            Some(_) => Style::Continued(depth),
            None if self.quotes > 0 => Style::Quote,
            None => Style::Normal,
        };
        self.item = false;
        self.body.paragraph(style, &inline);
    }

    fn point(&self, depth: usize) -> Style {
        self.body.point(self.lists.last().copied().unwrap_or_default(), depth)
    }

    fn cell(&mut self) {
        self.flush();
        let inline = std::mem::take(&mut self.inline);
        let letters = inline.letters();
        let is_head = self.table.as_ref().is_some_and(|table| table.rows.is_empty());
        let xml = self.body.apart(|body| body.put(if is_head { Style::Label } else { Style::Normal }, &inline));
        if let Some(table) = &mut self.table {
            table.row.push(Cell { xml, letters });
        }
    }

    fn close_table(&mut self) {
        let Some(Rows { columns, rows, .. }) = self.table.take() else { return };
        let mut rows = rows.into_iter();
        if columns > MOST_COLUMNS || self.place.in_cell || !self.lists.is_empty() {
            // Paragraphs one below the other: nothing is lost but the lines between.
            rows.flatten().for_each(|cell| self.body.xml.push_str(&cell.xml));
            return;
        }
        let head = rows.next().unwrap_or_default();
        let rows: Vec<Vec<Cell>> = rows.collect();
        self.body.table(&head, &rows, "");
    }
}
