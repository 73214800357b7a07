//! The parts of a chapter that every format sets alike.

use std::borrow::Cow;

use super::{Fact, Text};

/// A chapter: a heading of level 1, and what stands below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::exporters) struct Chapter<'a> {
    /// Stable: `requirements`, `forms`, `records`, `authorship`.
    pub(in crate::exporters) key: &'static str,
    pub(in crate::exporters) title: Cow<'a, str>,
    pub(in crate::exporters) blocks: Vec<Block<'a>>,
}

/// A part of a chapter. Levels of headings leave none out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::exporters) enum Block<'a> {
    /// Of level 2 to 4.
    Heading {
        level: usize,
        text: Cow<'a, str>,
        listed: Listed,
    },
    /// A paragraph, literally.
    Words(Cow<'a, str>),
    /// The same with less weight: help, and what is said about the document.
    Note(Cow<'a, str>),
    /// A text as the user typed it; its own headings are of level `below` and deeper.
    Markdown {
        text: &'a str,
        below: usize,
    },
    Facts(Vec<Fact<'a>>),
    /// Whole sentences, a point each.
    Points(Vec<Cow<'a, str>>),
    /// Titles and addresses, a point each.
    Links(Vec<(&'a str, &'a str)>),
    Table(Table<'a>),
    /// A line to write on with a pen, and what it is for.
    ByHand(Cow<'a, str>),
    /// What follows is for a page of its own, where there are pages.
    NewPage,
}

/// Where a heading can be found besides its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exporters) enum Listed {
    /// In the table of contents.
    Contents,
    /// In the panel of a reading program.
    Bookmarks,
    Nowhere,
}

/// A table; the first cell of a row heads it. Every row has as many cells as there are heads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::exporters) struct Table<'a> {
    pub(in crate::exporters) heads: Vec<Cow<'a, str>>,
    pub(in crate::exporters) rows: Vec<Vec<Text<'a>>>,
}

impl<'a> Block<'a> {
    pub(super) fn heading(level: usize, text: impl Into<Cow<'a, str>>, listed: Listed) -> Self {
        Self::Heading { level, text: text.into(), listed }
    }

    /// A table of plain cells; nothing without rows.
    pub(super) fn plain_table<const N: usize>(heads: [&'static str; N], rows: impl IntoIterator<Item = [Cow<'a, str>; N]>) -> Option<Self> {
        let rows: Vec<Vec<Text<'a>>> = rows.into_iter().map(|row| row.into_iter().map(Text::Plain).collect()).collect();
        (!rows.is_empty()).then(|| Self::Table(Table { heads: heads.into_iter().map(Cow::Borrowed).collect(), rows }))
    }
}

/// The most characters of a text that stands beside its label.
const SHORT: usize = 110;

/// Whether a text stands beside its label; others stand below it.
pub(super) fn is_short(text: &str) -> bool {
    !text.trim().contains('\n') && text.trim().chars().nth(SHORT).is_none()
}

/// Puts labels and texts one after another: short ones in tables, long ones below a heading of this level.
#[derive(Default)]
pub(super) struct Fields<'a> {
    pub(super) waiting: Vec<Fact<'a>>,
    pub(super) blocks: Vec<Block<'a>>,
}

impl<'a> Fields<'a> {
    pub(super) fn short(&mut self, label: impl Into<Cow<'a, str>>, lines: Vec<Text<'a>>) {
        if !lines.is_empty() {
            self.waiting.push(Fact { label: label.into(), lines });
        }
    }

    pub(super) fn long(&mut self, level: usize, label: &'a str, text: &'a str) {
        self.settle();
        self.blocks.push(Block::heading(level, label, Listed::Nowhere));
        self.blocks.push(Block::Markdown { text, below: level + 1 });
    }

    pub(super) fn block(&mut self, block: Block<'a>) {
        self.settle();
        self.blocks.push(block);
    }

    fn settle(&mut self) {
        if !self.waiting.is_empty() {
            self.blocks.push(Block::Facts(std::mem::take(&mut self.waiting)));
        }
    }

    pub(super) fn done(mut self) -> Vec<Block<'a>> {
        self.settle();
        self.blocks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_share_a_table_and_long_ones_part_it() {
        let long = "word ".repeat(40);
        let mut fields = Fields::default();
        fields.short("a", vec![Text::Plain("1".into())]);
        fields.short("nothing", Vec::new());
        fields.short("b", vec![Text::Plain("2".into())]);
        fields.long(3, "c", &long);
        fields.short("d", vec![Text::Plain("3".into())]);
        let kinds: Vec<usize> = fields.done().iter().map(|block| if let Block::Facts(facts) = block { facts.len() } else { 0 }).collect();
        assert_eq!(kinds, [2, 0, 0, 1]);
        assert!(is_short("one line\n") && !is_short("two\nlines") && !is_short(&long));
    }
}
