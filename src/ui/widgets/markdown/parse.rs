//! Markdown as it is typed, taken apart.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use super::tree::{Block, Container, Look, Marker, Table, Text};

/// Quotes and list items in each other. Deeper ones lose their frame and keep their text.
const MOST_DEPTH: usize = 8;

/// A longer address is no link.
const LONGEST_ADDRESS: usize = 2_000;

/// The blocks of a text.
pub(super) fn parse(markdown: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES;
    let mut reader = Reader::default();
    for event in Parser::new_ext(markdown, options) {
        reader.event(event);
    }
    reader.flush();
    while let Some(open) = reader.open.pop() {
        reader.closed(open);
    }
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
    Note,
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
    /// The name of a footnote, until its words come.
    note: Option<String>,
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
            Tag::CodeBlock(_) => Open::Code(String::new()),
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
                self.note = Some(format!("[{name}] "));
                Open::Note
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

    /// Ends what was open.
    fn closed(&mut self, open: Open) {
        match open {
            Open::Strong => self.bold = self.bold.saturating_sub(1),
            Open::Emphasis => self.italic = self.italic.saturating_sub(1),
            Open::Struck => self.struck = self.struck.saturating_sub(1),
            Open::Link(None) | Open::Row => {}
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
                let row =
                    self.open.iter_mut().rev().find_map(|open| if let Open::Table(table) = open { table.rows.last_mut() } else { None });
                if let Some(row) = row {
                    row.push(text);
                }
            }
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
            Open::Note => {
                if self.note.is_some() {
                    self.push("", false);
                }
                self.flush();
            }
        }
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
        if let Some(note) = self.note.take() {
            self.text.push(&note, Look::default(), None);
        }
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
        let mut before = 0;
        text.runs.retain_mut(|run| {
            run.end = run.end.min(end);
            std::mem::replace(&mut before, run.end) < run.end
        });
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

#[cfg(test)]
mod tests {
    use super::super::tree::Run;
    use super::*;

    fn outline(markdown: &str) -> String {
        let short = |block: &Block| match block {
            Block::Paragraph(text) => format!("p({})", marked(text)),
            Block::Heading(level, text) => format!("h{level}({})", marked(text)),
            Block::Code(code) => format!("code({code})"),
            Block::Rule => "rule".to_owned(),
            Block::Table(table) => {
                let row = |row: &Vec<Text>| row.iter().map(marked).collect::<Vec<_>>().join("|");
                format!("table({})", table.rows.iter().map(row).collect::<Vec<_>>().join("/"))
            }
            Block::Open(Container::Quote) => "quote{".to_owned(),
            Block::Open(Container::Item { marker, loose }) => {
                let marker = match marker {
                    Marker::Bullet(depth) => "•".repeat(*depth),
                    Marker::Number(number) => number.to_string(),
                    Marker::Task(done) => if *done { "x" } else { "o" }.to_owned(),
                };
                format!("{marker}{}{{", if *loose { "~" } else { "" })
            }
            Block::Close => "}".to_owned(),
        };
        parse(markdown).iter().map(short).collect::<Vec<_>>().join(" ")
    }

    /// Words with how they look, as in `b:bold`, and `→` with the address where they lead.
    fn marked(text: &Text) -> String {
        let piece = |(words, Run { look, link, .. }): (&str, &Run)| {
            let mut out = String::new();
            for (on, letter) in [(look.bold, 'b'), (look.italic, 'i'), (look.struck, 's'), (look.code, 'c')] {
                out.extend(on.then_some(letter));
            }
            let to = link.and_then(|link| text.links.get(link)).map_or(String::new(), |to| format!("→{to}"));
            format!("{out}{}{words}{to}", if out.is_empty() { "" } else { ":" })
        };
        text.pieces().map(piece).collect::<Vec<_>>().join(",")
    }

    #[test]
    fn blocks_and_words() {
        for (markdown, want) in [
            ("", ""),
            ("a\nb", "p(a b)"),
            ("a  \nb\r\n\r\nc", "p(a\nb) p(c)"),
            ("a **b** *c* ***d*** ~~e~~ `f`", "p(a ,b:b, ,i:c, ,bi:d, ,s:e, ,c:f)"),
            ("# A\n###### B `c`", "h1(A) h6(B ,c:c)"),
            ("- a\n-\n  - c", "•{ p(a) } •{ ••{ p(c) } }"),
            ("7. a\n9. b", "7{ p(a) } 8{ p(b) }"),
            ("- [ ] a\n- [x] b\n\n  c", "o~{ p(a) } x~{ p(b) p(c) }"),
            ("> a\n>> b", "quote{ p(a) quote{ p(b) } }"),
            ("```rust\nlet x;\n\n```\n---", "code(let x;) rule"),
            ("|a|b|\n|-|-|\n|**c**|", "table(a|b/b:c|)"),
            ("<b>\nx\n</b>\n\ny <i>z</i>", "p(<b>\nx\n</b>) p(y <i>z</i>)"),
            ("a[^1]\n\n[^1]: b", "p(a[1]) p([1] b)"),
            ("![a *b*](c.png)![](d)", "p([picture: a ,i:b,][picture])"),
            ("[a **b**](http://x) c", "p(a →http://x,b:b→http://x, c)"),
            ("[a](http://x)[b](http://y)", "p(a→http://x,b→http://y)"),
            ("[a](javascript:x)", "p(a)"),
            ("<a@b.org>", "p(a@b.org→mailto:a@b.org)"),
            ("[](https://x)", "p(https://x→https://x)"),
        ] {
            assert_eq!(outline(markdown), want, "{markdown:?}");
        }
    }

    #[test]
    fn every_container_is_closed_and_none_is_too_deep() {
        for markdown in [">".repeat(5_000) + "x", "- ".repeat(3_000) + "x", "1. > ".repeat(1_000) + "x"] {
            let (mut depth, mut deepest) = (0_usize, 0);
            for block in parse(&markdown) {
                match block {
                    Block::Open(_) => depth += 1,
                    Block::Close => depth -= 1,
                    _ => {}
                }
                deepest = deepest.max(depth);
            }
            assert_eq!((depth, deepest), (0, MOST_DEPTH));
        }
    }

    #[test]
    fn runs_cover_their_words() {
        for markdown in ["a **b\\\nc** `d`", "<div\n\n", "***\n**x**[y](http://z)", "a\u{0}**é**\u{202E}"] {
            for block in parse(markdown) {
                if let Block::Paragraph(text) | Block::Heading(_, text) = block {
                    assert_eq!(text.pieces().map(|(words, _)| words).collect::<String>(), text.words);
                    assert_eq!(text.runs.last().map(|run| run.end), Some(text.words.len()));
                }
            }
        }
    }
}
