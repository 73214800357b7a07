//! Markdown as a flat list of blocks. It must not know how they are shown.
//!
//! Containers are an opening and a closing block around others instead of a tree, so that no nesting, however deep, can exhaust the stack.

use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Options, Parser, Tag};

/// Quotes and list items in each other. Deeper ones lose their frame and keep their text.
const MOST_DEPTH: usize = 8;

/// A longer address is no link.
const LONGEST_ADDRESS: usize = 2_000;

/// A part of a text, in the order in which it is read.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Block {
    Paragraph(Text),
    /// A heading with its level, 1 to 6.
    Heading(u8, Text),
    Code(String),
    Rule,
    Table(Table),
    /// What follows, up to its `Close`, is inside.
    Open(Container),
    Close,
}

/// What can hold other blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    Quote,
    Item { marker: Marker, loose: bool },
}

/// What stands before an item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// A bullet, and how many lists it is in.
    Bullet(usize),
    Number(u64),
    /// A task, and whether it is done.
    Task(bool),
}

/// A table; its first row is the header.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table {
    pub(super) columns: Vec<Alignment>,
    pub(super) rows: Vec<Vec<Text>>,
}

/// Words that flow, and how they look.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Text {
    pub(super) words: String,
    /// Without gaps from the first to the last byte of the words.
    pub(super) runs: Vec<Run>,
    /// The addresses that runs lead to.
    pub(super) links: Vec<String>,
}

/// Words that look the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Where in the words it ends; it begins where the one before ends.
    pub(super) end: usize,
    pub(super) look: Look,
    /// Which link it is part of.
    pub(super) link: Option<usize>,
}

/// How words look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) struck: bool,
    pub(super) code: bool,
}

impl Text {
    /// Its runs with their words.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (&str, &Run)> {
        let mut start = 0;
        self.runs.iter().map(move |run| {
            let words = self.words.get(start..run.end).unwrap_or_default();
            start = run.end;
            (words, run)
        })
    }

    /// Adds words at the end.
    pub(super) fn push(&mut self, words: &str, look: Look, link: Option<usize>) {
        self.words.extend(words.chars().filter(|c| *c != '\r'));
        let end = self.words.len();
        match self.runs.last_mut() {
            Some(run) if run.look == look && run.link == link => run.end = end,
            _ => self.runs.push(Run { end, look, link }),
        }
    }

    /// Adds a whole text at the end.
    pub(super) fn append(&mut self, other: &Self) {
        let first = self.links.len();
        self.links.extend_from_slice(&other.links);
        for (words, run) in other.pieces() {
            self.push(words, run.look, run.link.map(|link| first + link));
        }
    }
}

/// The blocks of a text.
pub(super) fn parse(markdown: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES;
    let mut reader = Reader::default();
    for event in Parser::new_ext(markdown, options) {
        reader.event(event);
    }
    reader.flush();
    while reader.open.pop().is_some_and(|open| matches!(open, Open::Table(_)) || reader.closed(open)) {}
    reader.blocks
}

/// What has begun and not yet ended.
#[derive(Debug)]
enum Open {
    /// Flows into the text.
    Words,
    Heading(u8),
    Code(String),
    /// A list, and the number of its next item.
    List(Option<u64>),
    /// A quote or an item, and whether it has a frame.
    Container(bool),
    Table(Table),
    Row,
    Cell,
    Strong,
    Emphasis,
    Struck,
    /// A link, and where its words begin; nothing where the address may not be opened.
    Link(Option<usize>),
    Picture,
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    open: Vec<Open>,
    text: Text,
    bold: usize,
    italic: usize,
    struck: usize,
    links: Vec<usize>,
    lists: usize,
    depth: usize,
    /// The block of the item that has just begun, as long as nothing is in it.
    fresh: Option<usize>,
    /// Whether a picture has just begun, as long as it has no words.
    wordless: bool,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(_) => {
                if let Some(open) = self.open.pop() {
                    self.closed(open);
                }
            }
            Event::Text(words) => match self.open.last_mut() {
                Some(Open::Code(code)) => code.push_str(&words),
                _ => self.push(&words, false),
            },
            // Raw HTML is shown as what it is, and does nothing.
            Event::Html(words) | Event::InlineHtml(words) => self.push(&words, false),
            Event::Code(words) | Event::InlineMath(words) | Event::DisplayMath(words) => self.push(&words, true),
            Event::FootnoteReference(name) => self.push(&format!("[{name}]"), false),
            Event::SoftBreak => self.push(" ", false),
            Event::HardBreak => self.push("\n", false),
            Event::Rule => {
                self.flush();
                self.add(Block::Rule);
            }
            Event::TaskListMarker(done) => self.task(done),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let open = match tag {
            Tag::Strong => {
                self.bold += 1;
                Open::Strong
            }
            Tag::Emphasis => {
                self.italic += 1;
                Open::Emphasis
            }
            Tag::Strikethrough => {
                self.struck += 1;
                Open::Struck
            }
            Tag::Link { link_type, dest_url, .. } => self.link(link_type, &dest_url),
            Tag::Image { .. } => {
                self.push("[picture", false);
                self.wordless = true;
                Open::Picture
            }
            tag => {
                self.flush();
                self.start_block(tag)
            }
        };
        self.open.push(open);
    }

    fn start_block(&mut self, tag: Tag<'_>) -> Open {
        match tag {
            Tag::Heading { level, .. } => Open::Heading(level as u8),
            Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => Open::Code(String::new()),
            Tag::BlockQuote(_) => Open::Container(self.enter(Container::Quote)),
            Tag::List(first) => {
                self.lists += 1;
                Open::List(first)
            }
            Tag::Item => {
                let marker = match self.open.last_mut() {
                    Some(Open::List(Some(next))) => {
                        let number = *next;
                        *next = number.saturating_add(1);
                        Marker::Number(number)
                    }
                    _ => Marker::Bullet(self.lists),
                };
                let framed = self.enter(Container::Item { marker, loose: false });
                self.fresh = framed.then(|| self.blocks.len().saturating_sub(1));
                Open::Container(framed)
            }
            Tag::Table(columns) => Open::Table(Table { columns, rows: Vec::new() }),
            Tag::TableHead | Tag::TableRow => {
                if let Some(Open::Table(table)) = self.open.last_mut() {
                    table.rows.push(Vec::new());
                }
                Open::Row
            }
            Tag::TableCell => Open::Cell,
            Tag::FootnoteDefinition(name) => {
                // Its first paragraph would leave the name alone in a line.
                self.push(&format!("[{name}] "), false);
                Open::Words
            }
            Tag::Paragraph => {
                // A paragraph of its own in an item: the items of this list stand apart.
                if let Some(Block::Open(Container::Item { loose, .. })) = self.fresh.and_then(|at| self.blocks.get_mut(at)) {
                    *loose = true;
                }
                Open::Words
            }
            _ => Open::Words,
        }
    }

    /// Ends what was open; says that it did.
    fn closed(&mut self, open: Open) -> bool {
        match open {
            Open::Strong => self.bold = self.bold.saturating_sub(1),
            Open::Emphasis => self.italic = self.italic.saturating_sub(1),
            Open::Struck => self.struck = self.struck.saturating_sub(1),
            Open::Link(None) => {}
            Open::Link(Some(start)) => {
                // A link without words shows where it leads.
                if self.text.words.get(start..).is_none_or(|words| words.trim().is_empty())
                    && let Some(address) = self.links.last().and_then(|link| self.text.links.get(*link)).cloned()
                {
                    self.push(&address, false);
                }
                self.links.pop();
            }
            Open::Picture => {
                self.wordless = false;
                self.push("]", false);
            }
            Open::Heading(level) => {
                let text = self.taken();
                if !text.words.is_empty() {
                    self.add(Block::Heading(level, text));
                }
            }
            Open::Code(code) => self.add(Block::Code(code.trim_end_matches('\n').to_owned())),
            Open::Cell => {
                let text = self.taken();
                let row = self.open.iter_mut().rev().find_map(|open| if let Open::Table(table) = open { table.rows.last_mut() } else { None });
                if let Some(row) = row {
                    row.push(text);
                }
            }
            Open::Row => {}
            Open::Table(table) => self.add(Block::Table(table)),
            Open::List(_) => {
                self.flush();
                self.lists = self.lists.saturating_sub(1);
            }
            Open::Container(framed) => {
                self.flush();
                self.fresh = None;
                if framed {
                    self.depth = self.depth.saturating_sub(1);
                    self.blocks.push(Block::Close);
                }
            }
            Open::Words => self.flush(),
        }
        true
    }

    fn link(&mut self, kind: LinkType, address: &str) -> Open {
        let address = if kind == LinkType::Email { format!("mailto:{address}") } else { address.trim().to_owned() };
        if !may_open(&address) {
            return Open::Link(None);
        }
        self.links.push(self.text.links.len());
        self.text.links.push(address);
        Open::Link(Some(self.text.words.len()))
    }

    fn task(&mut self, done: bool) {
        if let Some(Block::Open(Container::Item { marker, .. })) = self.fresh.and_then(|at| self.blocks.get_mut(at)) {
            *marker = Marker::Task(done);
        } else {
            self.push(if done { "☑ " } else { "☐ " }, false);
        }
    }

    fn push(&mut self, words: &str, code: bool) {
        let look = Look { bold: self.bold > 0, italic: self.italic > 0, struck: self.struck > 0, code };
        let link = self.links.last().copied();
        if std::mem::take(&mut self.wordless) {
            self.text.push(": ", Look { code: false, ..look }, link);
        }
        self.text.push(words, look, link);
    }

    /// Begins a container; nothing is shown of those that are too deep.
    fn enter(&mut self, container: Container) -> bool {
        let framed = self.depth < MOST_DEPTH;
        if framed {
            self.depth += 1;
            self.add(Block::Open(container));
        }
        framed
    }

    fn add(&mut self, block: Block) {
        self.fresh = None;
        self.blocks.push(block);
    }

    /// The text up to here, without the end of its last line.
    fn taken(&mut self) -> Text {
        let mut text = std::mem::take(&mut self.text);
        let end = text.words.trim_end_matches('\n').len();
        text.words.truncate(end);
        while let Some(run) = text.runs.last_mut() {
            let start = end.min(run.end);
            if run.end <= end {
                break;
            }
            run.end = start;
            let before = text.runs.len().checked_sub(2).and_then(|at| text.runs.get(at)).map_or(0, |run| run.end);
            if before < end {
                break;
            }
            text.runs.pop();
        }
        text
    }

    /// Makes a paragraph of the text up to here.
    fn flush(&mut self) {
        let text = self.taken();
        if !text.words.trim().is_empty() {
            self.add(Block::Paragraph(text));
        }
    }
}

/// Whether an address may be opened from a text: web and mail only, and nothing in it that shows another address than it is.
fn may_open(address: &str) -> bool {
    let known = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| address.len() > scheme.len() && address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    let turns = |c| matches!(c, '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}');
    known && address.len() <= LONGEST_ADDRESS && !address.chars().any(|c| c.is_control() || c.is_whitespace() || turns(c))
}
