//! A text as a flat list of blocks. It must not know how they are typed or shown.
//!
//! Containers are an opening and a closing block around others instead of a tree, so that no nesting, however deep, can exhaust the stack.

use pulldown_cmark::Alignment;

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
