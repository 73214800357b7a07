//! The user's Markdown as a tree for the pages. Text travels only as strings of JSON, never as markup of the typesetter, so that
//! nothing in it can be evaluated.
//!
//! A node is a string, or an object with its type in `t` and its children in `c`.

use pulldown_cmark::{Alignment, Event, Options, Parser, Tag};
use serde_json::{Value, json};

use super::links;
use super::printable::{self, Room};
use crate::exporters::direction;

/// Containers in each other; the typesetter stops at a few dozen. Deeper ones lose their frame and keep their text.
const MOST_DEPTH: usize = 12;

/// More columns than this are no table that fits on a page; their rows become lines.
const MOST_COLUMNS: usize = 8;

/// How a text is embedded in the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The level of its first heading; nothing where headings are only bold, as in a table.
    pub(super) headings: Option<usize>,
    pub(super) room: Room,
}

/// A text of Markdown as a list of nodes; a string among them is a paragraph.
pub(super) fn tree(markdown: &str, place: Place) -> Vec<Value> {
    let mut builder = Builder { place, open: vec![Open::default()], flat: Vec::new(), levels: Vec::new() };
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    for event in Parser::new_ext(markdown, options) {
        builder.event(event);
    }
    while builder.open.len() > 1 {
        builder.close();
    }
    builder.flush();
    builder.open.pop().map(|open| open.kids).unwrap_or_default()
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Root,
    Paragraph,
    Heading(usize),
    Quote,
    Code,
    List(Option<u64>),
    Item,
    Table,
    Row,
    Cell,
    Emphasis,
    Strong,
    Deleted,
    Link,
    Image,
    Span,
}

#[derive(Default)]
struct Open {
    kind: Kind,
    kids: Vec<Value>,
    /// Text that came in pieces; made printable only when whole, for a letter may be in two of them.
    pending: String,
    address: String,
    columns: Vec<&'static str>,
}

struct Builder {
    place: Place,
    open: Vec<Open>,
    /// For each container that the parser has open, whether it has no frame of its own.
    flat: Vec<bool>,
    /// The user's levels of the headings that the next one is under.
    levels: Vec<usize>,
}

impl Builder {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(_) => {
                if self.flat.pop() == Some(false) {
                    self.close();
                } else {
                    self.push(json!({"t": "br"}));
                }
            }
            // Raw HTML is shown as what it is, and does nothing.
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.text(&text),
            Event::Code(code) => {
                let code = printable::line(&code, self.place.room);
                self.push(json!({"t": "tt", "s": code}));
            }
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.push(json!({"t": "br"})),
            Event::Rule => self.push(json!({"t": "hr"})),
            Event::TaskListMarker(done) => self.text(if done { "☑ " } else { "☐ " }),
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        if self.open.len() > MOST_DEPTH {
            self.flat.push(true);
            return;
        }
        self.flat.push(false);
        let mut open = Open::default();
        open.kind = match tag {
            Tag::Paragraph | Tag::HtmlBlock => Kind::Paragraph,
            Tag::Heading { level, .. } => Kind::Heading(*level as usize),
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::CodeBlock(_) => Kind::Code,
            Tag::List(first) => Kind::List(*first),
            Tag::Item => Kind::Item,
            Tag::Table(columns) => {
                open.columns = columns.iter().copied().map(alignment).collect();
                Kind::Table
            }
            Tag::TableHead | Tag::TableRow => Kind::Row,
            Tag::TableCell => Kind::Cell,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            // PDF/UA refuses text that is underlined and struck out at once, and links are underlined.
            Tag::Strikethrough if !self.inside(Kind::Link) => Kind::Deleted,
            Tag::Link { dest_url, .. } if !self.inside(Kind::Deleted) && !self.inside(Kind::Link) => match links::safe(dest_url) {
                Some(address) => {
                    open.address = address;
                    Kind::Link
                }
                None => Kind::Span,
            },
            Tag::Image { dest_url, .. } => {
                open.address = dest_url.to_string();
                Kind::Image
            }
            _ => Kind::Span,
        };
        self.flush();
        self.open.push(open);
    }

    fn inside(&self, kind: Kind) -> bool {
        self.open.iter().any(|open| open.kind == kind)
    }

    fn push(&mut self, node: Value) {
        self.flush();
        if let Some(open) = self.open.last_mut() {
            open.kids.push(node);
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            open.pending.push_str(text);
        }
    }

    /// Makes nodes of the text that has come in.
    fn flush(&mut self) {
        let linked = !self.inside(Kind::Link) && !self.inside(Kind::Deleted);
        let Some(open) = self.open.last_mut() else { return };
        if open.pending.is_empty() {
            return;
        }
        let text = std::mem::take(&mut open.pending);
        if open.kind == Kind::Code {
            open.kids.push(Value::String(printable::text(&text, self.place.room).into_owned()));
        } else if linked {
            links::linked(&text, self.place.room, &mut open.kids);
        } else {
            links::plain(&text, self.place.room, &mut open.kids);
        }
    }

    /// Closes the innermost container and puts it into the one around it.
    fn close(&mut self) {
        self.flush();
        let Some(Open { kind, mut kids, address, columns, .. }) = self.open.pop() else { return };
        let node = match kind {
            Kind::Code => {
                let code: String = kids.iter().filter_map(Value::as_str).collect();
                let code = code.trim_end_matches('\n');
                if code.is_empty() { None } else { Some(json!({"t": "code", "s": code})) }
            }
            Kind::Image => {
                let mut all = vec![Value::String("[Picture: ".to_owned())];
                all.append(&mut kids);
                all.push(Value::String(format!(" – {}]", printable::line(&address, self.place.room))));
                Some(json!({"t": "span", "c": all}))
            }
            Kind::Link => {
                if !has_words(&kids) {
                    kids = vec![Value::String(printable::line(&address, self.place.room))];
                }
                Some(json!({"t": "a", "href": address, "c": kids}))
            }
            Kind::Table => Some(table(kids, &columns)),
            // An empty paragraph or heading is an empty tag, which readers stumble over.
            Kind::Paragraph | Kind::Heading(_) if !has_words(&kids) => None,
            Kind::Heading(level) => Some(self.heading(level, kids)),
            Kind::Paragraph if is_right_to_left(&kids) => Some(json!({"t": "p", "rtl": true, "c": kids})),
            // Most paragraphs are plain, and a string needs no walk in the template; further in, a string is part of a line.
            Kind::Paragraph if self.open.len() == 1 && kids.len() == 1 && kids.iter().all(Value::is_string) => kids.pop(),
            Kind::Paragraph => Some(json!({"t": "p", "c": kids})),
            Kind::Quote if has_words(&kids) => Some(json!({"t": "quote", "c": kids})),
            Kind::List(first) => Some(match first {
                Some(first) => json!({"t": "ol", "start": first, "c": kids}),
                None => json!({"t": "ul", "c": kids}),
            }),
            Kind::Item | Kind::Row | Kind::Cell => Some(Value::Array(kids)),
            Kind::Emphasis => Some(json!({"t": "em", "c": kids})),
            Kind::Strong => Some(json!({"t": "strong", "c": kids})),
            Kind::Deleted => Some(json!({"t": "del", "c": kids})),
            Kind::Span | Kind::Root => Some(json!({"t": "span", "c": kids})),
            Kind::Quote => None,
        };
        if let Some(node) = node {
            self.push(node);
        }
    }

    /// Headings count from where the text stands and leave out no level; within lists, quotes and tables they are bold lines.
    fn heading(&mut self, level: usize, kids: Vec<Value>) -> Value {
        let kids = Value::Array(kids);
        let Some(first) = self.place.headings.filter(|_| self.open.len() == 1) else {
            return json!({"t": "p", "c": [{"t": "strong", "c": kids}]});
        };
        while self.levels.last().is_some_and(|above| *above >= level) {
            self.levels.pop();
        }
        let shown = (first + self.levels.len()).min(6);
        self.levels.push(level);
        json!({"t": "h", "l": shown, "c": kids})
    }
}

fn alignment(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Right => "right",
        Alignment::Center => "center",
        Alignment::Left | Alignment::None => "left",
    }
}

/// A table; its first row is the header. Each row has as many cells as there are columns.
fn table(rows: impl IntoIterator<Item = Value>, columns: &[&str]) -> Value {
    let mut rows = rows.into_iter().map(|row| {
        let Value::Array(mut cells) = row else { return Vec::new() };
        cells.resize(columns.len(), json!([]));
        cells
    });
    if columns.len() > MOST_COLUMNS {
        let lines: Vec<Value> = rows
            .map(|cells| json!({"t": "p", "c": cells.into_iter().map(|cell| json!({"t": "span", "c": [cell, " | "]})).collect::<Vec<_>>()}))
            .collect();
        return json!({"t": "span", "c": lines});
    }
    let head = rows.next().unwrap_or_default();
    json!({"t": "table", "align": columns, "head": head, "rows": rows.collect::<Vec<_>>()})
}

/// Whether there is anything in it that a reader would see.
pub(super) fn has_words(nodes: &[Value]) -> bool {
    nodes.iter().any(|node| match node {
        Value::String(text) => text
            .chars()
            .any(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{61C}')),
        Value::Array(nodes) => has_words(nodes),
        node => {
            node.get("s").and_then(Value::as_str).is_some_and(|text| !text.trim().is_empty())
                || node.get("c").and_then(Value::as_array).is_some_and(|nodes| has_words(nodes))
        }
    })
}

/// Whether the first letter with a direction runs from right to left.
fn is_right_to_left(nodes: &[Value]) -> bool {
    fn first(nodes: &[Value]) -> Option<bool> {
        nodes.iter().find_map(|node| match node {
            // The letters of a character that is only told, `⟨U+202B⟩`, have no say.
            Value::String(text) => text
                .split('⟨')
                .enumerate()
                .flat_map(|(at, part)| part.split_once('⟩').filter(|_| at > 0).map_or(part, |(_, after)| after).chars())
                .find(|c| c.is_alphabetic())
                .map(direction::is_right_to_left),
            node => first(node.get("c")?.as_array()?),
        })
    }
    first(nodes) == Some(true)
}
