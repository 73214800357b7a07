//! A tree of HTML, walked from its beginning to its end and written as Markdown.

use std::rc::Rc;

use markup5ever_rcdom::{Handle, NodeData};

use super::inline::{self, BREAK, Look, Run};
use super::look::{Style, attribute, begins_answered, has_class, name, node_parent_is_list, number, text};
use super::page::Page;
use super::word::Level;
use super::{address, plain, table};

/// Nothing in there is text of the person.
pub(super) const SILENT: &[&str] = &[
    "applet", "audio", "button", "canvas", "embed", "frameset", "head", "iframe", "input", "link", "math", "meta", "noscript", "object",
    "script", "select", "style", "svg", "template", "textarea", "title", "video", "xml",
];

/// Elements that begin a new paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "optgroup",
    "option",
    "p",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
];

/// Deeper quotes and lists stay at this depth.
pub(super) const DEEPEST: usize = 8;

pub(super) struct List {
    pub id: usize,
    /// The next number; nothing for bullets.
    pub next: Option<usize>,
    pub marker: String,
}

#[derive(Default)]
pub(super) struct Walk {
    pub page: Page,
    runs: Vec<Run>,
    lists: Vec<List>,
    pub word: Vec<Level>,
    pub in_word: bool,
    /// How many mails that were answered stand around.
    answered: usize,
}

/// The Markdown of a tree.
pub(super) fn markdown(root: &Handle) -> String {
    let mut walk = Walk::default();
    walk.children(root, &Look::default());
    walk.flush();
    walk.page.into_text()
}

/// The words of a cell, in one line.
pub(super) fn cell(node: &Handle) -> String {
    let mut walk = Walk::default();
    walk.gather(node, &Look::default());
    inline::line(walk.runs, name(node) != Some("th")).replace('|', "\\|")
}

impl Walk {
    fn children(&mut self, node: &Handle, look: &Look) {
        for child in node.children.borrow().iter() {
            self.node(child, look);
        }
    }

    /// Words only; blocks become blanks.
    fn gather(&mut self, node: &Handle, look: &Look) {
        for child in node.children.borrow().iter() {
            let Some(tag) = name(child) else {
                self.words(child, look);
                continue;
            };
            let style = Style::of(child);
            if SILENT.contains(&tag) || hidden(child, &style) {
                continue;
            }
            let is_block = BLOCKS.contains(&tag) || matches!(tag, "br" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
            if is_block {
                self.put(" ", look);
            }
            if tag == "img" {
                self.picture(child, look);
            } else {
                let look = inside(child, tag, &style, look);
                self.gather(child, &look);
            }
            if is_block {
                self.put(" ", look);
            }
        }
    }

    pub(super) fn words(&mut self, node: &Handle, look: &Look) {
        if let NodeData::Text { contents } = &node.data {
            // A line of the source is a blank.
            let words = contents.borrow().replace(['\n', '\r', '\t'], " ");
            self.put(&words, look);
        }
    }

    pub(super) fn put(&mut self, words: &str, look: &Look) {
        self.runs.push(Run { text: words.to_owned(), look: look.clone() });
    }

    fn picture(&mut self, node: &Handle, look: &Look) {
        let tiny = |side| number(node, side, 9_999).is_some_and(|size| size <= 2);
        if !tiny("width") && !tiny("height") {
            let words = attribute(node, "alt").unwrap_or_default();
            self.put(&words.replace(['\n', '\r', '\t'], " "), look);
        }
    }

    /// Writes the gathered words as paragraphs.
    pub(super) fn flush(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        for text in inline::paragraphs(runs) {
            self.block(&text);
        }
    }

    fn block(&mut self, text: &str) {
        if !self.in_word {
            self.end_word();
        }
        self.page.block(text);
    }

    pub(super) fn node(&mut self, node: &Handle, look: &Look) {
        let Some(tag) = name(node) else {
            self.words(node, look);
            return;
        };
        let style = Style::of(node);
        if SILENT.contains(&tag) || hidden(node, &style) {
            return;
        }
        match tag {
            "br" => self.put(&BREAK.to_string(), look),
            "img" => self.picture(node, look),
            "hr" => {
                self.flush();
                // Mail programs draw one above an answered mail.
                if style.value("width").is_none() && attribute(node, "tabindex").is_none() {
                    self.block("---");
                }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(node, tag),
            "pre" => {
                self.flush();
                self.fence(&text(node));
            }
            "ul" | "ol" | "menu" | "dir" => self.list(node, tag, look),
            "li" => self.item(node, look),
            "blockquote" if !style.is_borderless_indent() => self.quote(node, look),
            "table" if table::is_data(node) => {
                self.flush();
                let rows = table::markdown(node);
                self.block(&rows);
            }
            "q" => {
                self.put("“", look);
                self.children(node, look);
                self.put("”", look);
            }
            "sup" | "sub" => self.raised(node, tag, look),
            _ if BLOCKS.contains(&tag) => self.paragraph(node, tag, &style, look),
            _ => {
                let look = inside(node, tag, &style, look);
                self.children(node, &look);
            }
        }
    }

    fn heading(&mut self, node: &Handle, tag: &str) {
        self.flush();
        self.end_word();
        let runs = std::mem::take(&mut self.runs);
        self.gather(node, &Look::default());
        let words = inline::line(std::mem::replace(&mut self.runs, runs), false);
        let level = tag.trim_start_matches('h').parse().unwrap_or(1);
        if !words.is_empty() {
            self.block(&format!("{} {words}", "#".repeat(level)));
        }
    }

    fn fence(&mut self, code: &str) {
        let code: String = code.replace('\r', "").chars().filter(|c| *c == '\n' || *c == '\t' || !plain::is_dropped(*c)).collect();
        let code = code.trim_matches('\n');
        if code.trim().is_empty() {
            return;
        }
        let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat((longest + 1).max(3));
        self.block(&format!("{fence}\n{code}\n{fence}"));
    }

    fn list(&mut self, node: &Handle, tag: &str, look: &Look) {
        self.flush();
        self.end_word();
        let depth = self.page.depth();
        // A list directly in a list belongs to the item before it.
        let is_under = node_parent_is_list(node);
        if is_under && let Some(List { id, marker, .. }) = self.lists.last().filter(|list| !list.marker.is_empty()) {
            self.page.under(*id, marker);
        }
        let next = (tag == "ol").then(|| number(node, "start", 999_999).unwrap_or(1));
        let id = self.page.list();
        self.lists.push(List { id, next, marker: String::new() });
        self.children(node, look);
        self.flush();
        self.end_word();
        self.lists.pop();
        self.page.leave(depth);
    }

    fn item(&mut self, node: &Handle, look: &Look) {
        self.flush();
        self.end_word();
        let depth = self.page.depth();
        if depth < DEEPEST {
            let (id, marker) = match self.lists.last_mut() {
                Some(list) => {
                    list.marker = marker(&mut list.next);
                    (list.id, list.marker.clone())
                }
                None => (0, "- ".to_owned()),
            };
            self.page.item(id, marker);
        }
        self.children(node, look);
        self.flush();
        self.end_word();
        self.page.leave(depth);
    }

    fn quote(&mut self, node: &Handle, look: &Look) {
        self.flush();
        self.end_word();
        let depth = self.page.depth();
        if depth < DEEPEST {
            self.page.quote();
        }
        self.children(node, look);
        self.flush();
        self.end_word();
        self.page.leave(depth);
    }

    /// Small digits have signs of their own; other raised words stay on the line.
    fn raised(&mut self, node: &Handle, tag: &str, look: &Look) {
        let words = text(node);
        let signs = if tag == "sup" { "⁰¹²³⁴⁵⁶⁷⁸⁹" } else { "₀₁₂₃₄₅₆₇₈₉" };
        let small: Option<String> =
            words.trim().chars().map(|c| c.to_digit(10).and_then(|digit| signs.chars().nth(digit as usize))).collect();
        match small.filter(|small| !small.is_empty() && small.chars().count() <= 4) {
            Some(small) => self.put(&small, look),
            None => self.children(node, look),
        }
    }

    fn paragraph(&mut self, node: &Handle, tag: &str, style: &Style, look: &Look) {
        self.flush();
        if begins_answered(node, style) && self.answered + 1 < DEEPEST {
            self.end_word();
            if self.lists.is_empty() {
                self.answered += 1;
                self.page.quote();
            }
        }
        if style.value("mso-element").is_some_and(|value| value == "comment-list") {
            return;
        }
        if has_class(node, "MsoQuote") || has_class(node, "MsoIntenseQuote") {
            self.quote_alone(node, style, look);
            return;
        }
        if has_class(node, "MsoTitle") {
            self.heading(node, "h1");
            return;
        }
        if matches!(tag, "p" | "div") && self.lists.is_empty() && self.word_item(node, style, look) {
            return;
        }
        let was = std::mem::replace(&mut self.in_word, false);
        let look = inside(node, tag, style, look);
        if style.keeps_blanks() && tag != "body" && tag != "html" && text(node).trim().contains('\n') {
            self.lines(node, &look);
        } else {
            self.children(node, &look);
        }
        self.flush();
        self.in_word = was;
    }

    /// Lines of the source are lines of the page.
    fn lines(&mut self, node: &Handle, look: &Look) {
        for child in node.children.borrow().iter() {
            if let NodeData::Text { contents } = &child.data {
                let words = contents.borrow().replace('\r', "");
                self.put(&words, look);
            } else {
                self.node(child, look);
            }
        }
    }

    /// A paragraph that is a quote by its style, and is in italics by it too.
    fn quote_alone(&mut self, node: &Handle, style: &Style, look: &Look) {
        self.end_word();
        let depth = self.page.depth();
        self.page.quote();
        let look = Look { italic: false, ..inside(node, "p", style, look) };
        self.children(node, &look);
        self.flush();
        self.page.leave(depth);
    }
}

pub(super) fn marker(next: &mut Option<usize>) -> String {
    match next {
        Some(number) => {
            let marker = format!("{number}. ");
            *number += 1;
            marker
        }
        None => "- ".to_owned(),
    }
}

pub(super) fn hidden(node: &Handle, style: &Style) -> bool {
    style.hides() || attribute(node, "hidden").is_some()
}

/// How words in an inline element look.
pub(super) fn inside(node: &Handle, tag: &str, style: &Style, look: &Look) -> Look {
    let mut look = look.clone();
    match tag {
        "b" | "strong" => look.bold = true,
        "i" | "em" | "cite" | "dfn" | "var" => look.italic = true,
        "s" | "del" | "strike" => look.struck = true,
        "code" | "kbd" | "samp" | "tt" => look.code = true,
        "a" => {
            if let Some(address) = attribute(node, "href").and_then(|address| address::kept(&address)) {
                look.link = Some(Rc::from(address));
            }
        }
        _ => {}
    }
    look.bold = style.bold().unwrap_or(look.bold);
    look.italic = style.italic().unwrap_or(look.italic);
    look.struck = style.struck().unwrap_or(look.struck);
    look
}
