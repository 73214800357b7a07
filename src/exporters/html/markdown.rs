//! The user's Markdown as HTML. Raw HTML in it is shown as what it is; pictures from elsewhere are told, never loaded.

use pulldown_cmark::{Alignment, Event, Options, Parser, Tag, TagEnd};

use super::markup::{Markup, has_words};
use crate::exporters::addresses;

/// Containers in each other; deeper ones lose their frame and keep their text. Browsers stop at a few hundred.
const MOST_DEPTH: usize = 24;

/// The deepest heading that HTML has.
const DEEPEST: usize = 6;

/// How a text stands in its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Its first heading has this level.
    Under(usize),
    /// Within a list of facts or a table, where headings are only bold.
    Inside,
}

/// Writes a text of Markdown.
pub(super) fn write(markdown: &str, place: Place, page: &mut Markup) {
    let mut writer = Writer { place, open: vec![Open::new(Kind::Root)], flat: Vec::new(), levels: Vec::new() };
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let text = crate::domain::text::clean(markdown);
    for event in Parser::new_ext(&text, options) {
        writer.event(event);
    }
    while writer.open.len() > 1 {
        writer.close();
    }
    writer.flush();
    if let Some(all) = writer.open.pop() {
        page.append(&all.inner);
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Root,
    Paragraph,
    Heading(usize),
    Quote,
    Code,
    List(Option<u64>),
    Item,
    Table(Vec<Alignment>),
    Head,
    Row,
    Cell,
    Emphasis,
    Strong,
    Deleted,
    Link(String),
    /// The address of a picture that is not loaded.
    Picture(String),
    Span,
}

struct Open {
    kind: Kind,
    inner: Markup,
    /// Text that came in pieces; an address may be in two of them.
    pending: String,
    has_words: bool,
    /// Of a row: how many cells it has had.
    cells: usize,
}

impl Open {
    fn new(kind: Kind) -> Self {
        Self { kind, inner: Markup::default(), pending: String::new(), has_words: false, cells: 0 }
    }
}

struct Writer {
    place: Place,
    open: Vec<Open>,
    /// For each container that the parser has open, whether it has no frame of its own.
    flat: Vec<bool>,
    /// The user's levels of the headings that the next one is under.
    levels: Vec<usize>,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(end) => match self.flat.pop() {
                Some(false) => self.close(),
                _ if matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {}
                _ => self.put(|inner| inner.raw("<br>")),
            },
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.text(&text),
            Event::Code(code) => {
                self.saw(&code);
                self.put(|inner| inner.element("code", &[], &code));
            }
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.put(|inner| inner.raw("<br>")),
            Event::Rule => self.put(|inner| inner.raw("<hr>\n")),
            Event::TaskListMarker(done) => self.text(if done { "☑ " } else { "☐ " }),
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        if self.open.len() > MOST_DEPTH {
            self.flat.push(true);
            return;
        }
        self.flat.push(false);
        let kind = match tag {
            Tag::Paragraph | Tag::HtmlBlock => Kind::Paragraph,
            Tag::Heading { level, .. } => Kind::Heading(*level as usize),
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::CodeBlock(_) => Kind::Code,
            Tag::List(first) => Kind::List(*first),
            Tag::Item => Kind::Item,
            Tag::Table(columns) => Kind::Table(columns.clone()),
            Tag::TableHead => Kind::Head,
            Tag::TableRow => Kind::Row,
            Tag::TableCell => Kind::Cell,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            Tag::Strikethrough => Kind::Deleted,
            Tag::Link { dest_url, .. } if !self.inside_link() => addresses::safe(dest_url).map_or(Kind::Span, Kind::Link),
            Tag::Image { dest_url, .. } => Kind::Picture(dest_url.to_string()),
            _ => Kind::Span,
        };
        self.flush();
        let mut open = Open::new(kind);
        if matches!(open.kind, Kind::Picture(_)) {
            open.inner.raw("[Picture: ");
        }
        self.open.push(open);
    }

    fn inside_link(&self) -> bool {
        self.open.iter().any(|open| matches!(open.kind, Kind::Link(_)))
    }

    fn text(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            open.pending.push_str(text);
        }
    }

    fn saw(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            open.has_words |= has_words(text);
        }
    }

    /// Writes into the innermost container.
    fn put(&mut self, write: impl FnOnce(&mut Markup)) {
        self.flush();
        if let Some(open) = self.open.last_mut() {
            write(&mut open.inner);
        }
    }

    /// Writes the text that has come in.
    fn flush(&mut self) {
        let in_link = self.inside_link();
        let Some(open) = self.open.last_mut() else { return };
        let text = std::mem::take(&mut open.pending);
        open.has_words |= has_words(&text);
        match open.kind {
            Kind::Code => open.inner.verbatim(&text),
            _ if in_link => open.inner.lines(&text),
            _ => open.inner.linked(&text),
        }
    }

    /// Closes the innermost container and puts it into the one around it.
    fn close(&mut self) {
        self.flush();
        let Some(Open { kind, inner, has_words, .. }) = self.open.pop() else { return };
        let level = match kind {
            Kind::Heading(level) => self.heading(level, has_words),
            Kind::Cell => return self.cell(&inner, has_words),
            _ => None,
        };
        let Some(outer) = self.open.last_mut() else { return };
        let out = &mut outer.inner;
        // A heading or paragraph with nothing in it is a stop for whoever listens.
        let is_kept = has_words || !matches!(kind, Kind::Heading(_) | Kind::Paragraph | Kind::Quote | Kind::Code);
        outer.has_words |= has_words;
        match kind {
            _ if !is_kept => {}
            Kind::Heading(_) => match level {
                Some(name) => {
                    out.open(name, &[("dir", "auto")]);
                    out.append(&inner);
                    out.close(name);
                    out.raw("\n");
                }
                None => {
                    out.raw("<p dir=\"auto\"><strong>");
                    out.append(&inner);
                    out.raw("</strong></p>\n");
                }
            },
            Kind::Paragraph => {
                out.raw("<p dir=\"auto\">");
                out.append(&inner);
                out.raw("</p>\n");
            }
            Kind::Quote => out.wrapped("blockquote", &inner),
            Kind::Code => {
                out.raw("<pre><code>");
                out.append(&inner);
                out.raw("</code></pre>\n");
            }
            Kind::List(first) => match first {
                None => out.wrapped("ul", &inner),
                Some(1) => out.wrapped("ol", &inner),
                Some(first) => {
                    out.open("ol", &[("start", &first.to_string())]);
                    out.append(&inner);
                    out.close("ol");
                }
            },
            Kind::Item => {
                out.raw("<li dir=\"auto\">");
                out.append(&inner);
                out.raw("</li>\n");
            }
            Kind::Table(_) => {
                out.raw("<div class=\"scroll\" role=\"group\" aria-label=\"Table\" tabindex=\"0\"><table>");
                out.append(&inner);
                out.raw("</tbody></table></div>\n");
            }
            Kind::Head => {
                out.raw("<thead><tr>");
                out.append(&inner);
                out.raw("</tr></thead><tbody>\n");
            }
            Kind::Row => {
                out.raw("<tr>");
                out.append(&inner);
                out.raw("</tr>\n");
            }
            Kind::Emphasis => out.wrapped("em", &inner),
            Kind::Strong => out.wrapped("strong", &inner),
            Kind::Deleted => out.wrapped("del", &inner),
            Kind::Link(address) => {
                out.open("a", &[("href", &address), ("rel", "noreferrer")]);
                if has_words {
                    out.append(&inner);
                } else {
                    out.line(&address);
                }
                out.close("a");
                outer.has_words = true;
            }
            Kind::Picture(address) => {
                out.append(&inner);
                out.raw(" – ");
                out.line(&address);
                out.raw("]");
                outer.has_words = true;
            }
            Kind::Span | Kind::Root | Kind::Cell => out.append(&inner),
        }
    }

    /// A cell of the row that is open. One that heads nothing is no head.
    fn cell(&mut self, inner: &Markup, has_words: bool) {
        let mut above = self.open.iter_mut().rev();
        let Some(row) = above.next() else { return };
        row.has_words |= has_words;
        let columns = above.find_map(|open| if let Kind::Table(columns) = &open.kind { Some(columns) } else { None });
        let class = match columns.and_then(|columns| columns.get(row.cells)) {
            Some(Alignment::Right) => "right",
            Some(Alignment::Center) => "middle",
            _ => "left",
        };
        row.cells += 1;
        if row.kind == Kind::Head && has_words {
            row.inner.open("th", &[("scope", "col"), ("class", class), ("dir", "auto")]);
            row.inner.append(inner);
            row.inner.close("th");
        } else {
            row.inner.open("td", &[("class", class), ("dir", "auto")]);
            row.inner.append(inner);
            row.inner.close("td");
        }
    }

    /// Headings count from where the text stands and leave out no level; within lists, quotes and tables they are bold lines.
    fn heading(&mut self, level: usize, has_words: bool) -> Option<&'static str> {
        let Place::Under(first) = self.place else { return None };
        if self.open.len() != 1 || !has_words {
            return None;
        }
        while self.levels.last().is_some_and(|above| *above >= level) {
            self.levels.pop();
        }
        let shown = first + self.levels.len();
        if shown > DEEPEST {
            return None;
        }
        self.levels.push(level);
        name_of(shown)
    }
}

/// The heading of a level.
pub(super) const fn name_of(level: usize) -> Option<&'static str> {
    match level {
        1 => Some("h1"),
        2 => Some("h2"),
        3 => Some("h3"),
        4 => Some("h4"),
        5 => Some("h5"),
        6 => Some("h6"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(markdown: &str) -> String {
        let mut page = Markup::default();
        write(markdown, Place::Under(4), &mut page);
        page.into_string().replace(" dir=\"auto\"", "").replace(" rel=\"noreferrer\"", "").replace('\n', "")
    }

    #[test]
    fn markdown_is_laid_out() {
        for (typed, want) in [
            ("A **b** *c* ~~d~~ `e<`", "<p>A <strong>b</strong> <em>c</em> <del>d</del> <code>e&lt;</code></p>"),
            ("<b onclick=x>raw</b>", "<p>&lt;b onclick=x&gt;raw&lt;/b&gt;</p>"),
            ("<script>\nx\n</script>", "<p>&lt;script&gt;<br>x<br>&lt;/script&gt;</p>"),
            ("[a](javascript:x) [b](https://e.org)", "<p>a <a href=\"https://e.org\">b</a></p>"),
            ("![c](https://e.org/x.png)", "<p>[Picture: c – https://e.org/x.png]</p>"),
            ("[![](https://e.org/i)](https://e.org/l)", "<p><a href=\"https://e.org/l\">[Picture:  – https://e.org/i]</a></p>"),
            ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
            ("7. a", "<ol start=\"7\"><li>a</li></ol>"),
            ("- [x] a", "<ul><li>☑ a</li></ul>"),
            ("> # q", "<blockquote><p><strong>q</strong></p></blockquote>"),
            ("###### a\n# b\n### c", "<h4>a</h4><h4>b</h4><h5>c</h5>"),
            ("# a\n## b\n### c\n#### d", "<h4>a</h4><h5>b</h5><h6>c</h6><p><strong>d</strong></p>"),
            ("#\n\n&#8203;", ""),
            ("```\n<x>\n```", "<pre><code>&lt;x&gt;</code></pre>"),
        ] {
            assert_eq!(html(typed), want, "{typed:?}");
        }
        let table = html("| a | |\n|--:|---|\n| 1 | 2 |");
        assert!(table.contains("<thead><tr><th scope=\"col\" class=\"right\">a</th><td class=\"left\"></td></tr></thead>"), "{table}");
    }

    #[test]
    fn what_is_deep_keeps_its_words() {
        let deep = html(&("> ".repeat(400) + "word"));
        assert!(deep.matches("<blockquote>").count() < 40 && deep.contains("word"), "{deep}");
    }
}
