//! Lists of word processors: paragraphs with a sign and a level, and no list around them.

use markup5ever_rcdom::{Handle, NodeData};

use super::inline::Look;
use super::look::{Style, has_class, name, text};
use super::plain;
use super::walk::{DEEPEST, List, SILENT, Walk, hidden, inside, marker};

/// The signs of Word's bullets, which are letters in its own fonts.
const SIGNS: &[char] = &['·', '•', '§', '\u{f0b7}', '\u{f0a7}', '\u{f0d8}', '▪', '◦', '○', '●', '■', '–', '-', 'o', 'Ø', 'ü', 'v', 'q'];

/// A level of a list whose items are paragraphs.
pub(super) struct Level {
    level: usize,
    list: List,
    /// How many frames stood around it.
    depth: usize,
}

impl Walk {
    /// Goes out of a list whose items are paragraphs.
    pub(super) fn end_word(&mut self) {
        if let Some(first) = self.word.first() {
            self.page.leave(first.depth);
        }
        self.word.clear();
    }

    /// An item of a word processor: a paragraph with a level and a sign. Whether it was one.
    pub(super) fn word_item(&mut self, node: &Handle, style: &Style, look: &Look) -> bool {
        let is_item = has_class(node, "MsoListParagraph") || has_class(node, "MsoListBullet") || has_class(node, "MsoListNumber");
        let level = style.item_level();
        let Some(sign) = sign(node, is_item || level.is_some()) else { return false };
        let by_margin =
            || style.left().map_or(1, |points| (1_u8..9).find(|level| points < 36.0 * (f32::from(*level) + 0.5)).map_or(9, usize::from));
        let level = level.unwrap_or_else(by_margin);
        while self.word.last().is_some_and(|last| last.level > level) {
            if let Some(last) = self.word.pop() {
                self.page.leave(last.depth);
            }
        }
        let number = ordinal(&sign);
        let is_other = self.word.last().is_some_and(|last| last.level == level && last.list.next.is_some() != number.is_some());
        if is_other && let Some(last) = self.word.pop() {
            self.page.leave(last.depth);
        }
        if self.word.last().is_none_or(|last| last.level < level) {
            let id = self.page.list();
            let depth = self.page.depth().min(DEEPEST);
            self.word.push(Level { level, list: List { id, next: number, marker: String::new() }, depth });
        }
        if let Some(last) = self.word.last_mut() {
            self.page.leave(last.depth);
            last.list.marker = marker(&mut last.list.next);
            self.page.item(last.list.id, last.list.marker.clone());
        }
        let was = std::mem::replace(&mut self.in_word, true);
        self.item_words(node, look, &mut sign.chars().filter(|c| !c.is_whitespace()).count());
        self.flush();
        self.in_word = was;
        true
    }

    /// The words of an item without its sign, of which so many characters are left.
    fn item_words(&mut self, node: &Handle, look: &Look, left: &mut usize) {
        for child in node.children.borrow().iter() {
            if let NodeData::Text { contents } = &child.data {
                let words: String = contents.borrow().replace(['\n', '\r', '\t'], " ");
                let words = words.chars().filter(|c| {
                    let is_sign = *left > 0 && !c.is_whitespace();
                    *left -= usize::from(is_sign);
                    !is_sign
                });
                self.put(&words.collect::<String>(), look);
            } else if let Some(tag) = name(child) {
                let style = Style::of(child);
                if *left == 0 || !text(child).trim().is_empty() && tag == "a" {
                    self.node(child, look);
                } else if !hidden(child, &style) && !SILENT.contains(&tag) {
                    let look = inside(child, tag, &style, look);
                    self.item_words(child, &look, left);
                }
            }
        }
    }
}

/// The sign of an item: marked as one, or by its look at the beginning of a list's paragraph.
fn sign(node: &Handle, is_item: bool) -> Option<String> {
    if !is_item {
        return None;
    }
    let marked = find(node, &|node| Style::of(node).is_item_sign()).map(|node| text(&node));
    if let Some(sign) = marked.map(|sign| plain::blanks(&sign).trim().to_owned()).filter(|sign| !sign.is_empty()) {
        return Some(sign);
    }
    let words = plain::blanks(&text(node).replace(['\n', '\r', '\t'], " "));
    let words = words.trim_start();
    let first = words.split(' ').next().unwrap_or_default();
    let is_sign = first.chars().count() == 1 && first.starts_with(SIGNS) && words.len() > first.len();
    let is_number =
        ordinal(first).is_some() && first.ends_with(['.', ')']) && words.get(first.len()..).is_some_and(|rest| rest.starts_with("  "));
    (is_sign || is_number).then(|| first.to_owned())
}

/// The first element inside that is so.
fn find(node: &Handle, is: &dyn Fn(&Handle) -> bool) -> Option<Handle> {
    let mut open: Vec<Handle> = node.children.borrow().iter().rev().cloned().collect();
    while let Some(node) = open.pop() {
        if name(&node).is_some() && is(&node) {
            return Some(node);
        }
        open.extend(node.children.borrow().iter().rev().cloned());
    }
    None
}

/// The number of a sign: `3.`, `(c)`, `iv)`; nothing for a bullet. Letters and Roman numbers are counted from one.
fn ordinal(sign: &str) -> Option<usize> {
    let inner = sign.trim_start_matches('(').trim_end_matches(['.', ')', ':']);
    if let Ok(number) = inner.rsplit('.').next().unwrap_or(inner).parse::<usize>() {
        return Some(number.min(999_999));
    }
    let is_short = (1..=6).contains(&inner.len()) && inner.len() < sign.len();
    (is_short && inner.chars().all(|c| c.is_ascii_alphabetic())).then_some(1)
}
