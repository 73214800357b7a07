//! A query as it was understood, before names mean anything.

use std::ops::Range;

use super::key::Key;
use super::parse::{Parser, shortened};
use super::words::Words;
use super::{Known, Problem, Resolved, resolve};

/// What somebody looks for. It needs no journal: [`Query::resolved`] says what its names mean in one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query {
    /// As typed; only the beginning of what is longer than 8,000 bytes.
    pub text: String,
    /// Whether private notes are searched, too.
    pub private: bool,
    /// Whether somebody is still typing: the last word may go on, and what is not finished at the end is no problem yet.
    pub typing: bool,
    /// All of these are to hold.
    pub(super) all: Vec<Node>,
}

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Node {
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    Words(Words),
    Filter(Filter),
    /// Was not understood: left out, and where it excludes, nothing is left.
    Unknown,
}

/// `key:value`, `key:value,value`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Filter {
    pub(super) key: Key,
    pub(super) values: Vec<Value>,
}

/// One value, with its place in the text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Value {
    /// Without quotation marks.
    pub(super) text: String,
    /// With them.
    pub(super) at: Range<usize>,
}

impl Query {
    /// Understands a text. With `typing`, the last word may still go on, and an unfinished key or value at the end is not a problem yet.
    pub fn parse(text: &str, typing: bool) -> (Self, Vec<Problem>) {
        let read = shortened(text);
        let (mut all, mut problems) = Parser::new(read, typing).parsed();
        if !typing && !read.trim().is_empty() && asks_nothing(&all) {
            // `(` and `-(` are no wish to see everything.
            all = vec![Node::Unknown];
            if problems.is_empty() {
                let shown = crate::domain::text::excerpt(read, 40);
                problems.push(Problem::new(
                    format!("“{shown}” asks for nothing"),
                    "nothing is found; write words, or filters such as kind:podcast",
                ));
            }
        }
        if read.len() < text.len() {
            problems.insert(0, Problem::new("this is too long for a search", "only its beginning is searched"));
        }
        (Self { text: read.to_owned(), private: false, typing, all }, problems)
    }

    /// Says what the names in it mean in a journal, and what does not mean anything.
    pub fn resolved(&self, known: &Known) -> (Resolved, Vec<Problem>) {
        resolve::resolved(self, known)
    }

    /// What finds everything that this does not.
    #[cfg(test)]
    pub(crate) fn opposite(&self) -> Self {
        Self { all: vec![Node::Not(Box::new(Node::All(self.all.clone())))], ..self.clone() }
    }

    /// Whether there is nothing to look for yet: everything is shown then. A query of which nothing was understood is not empty; it finds
    /// nothing.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether it names kinds, goals, people and so on, so that it can only be answered with a [`Known`] of the journal.
    pub fn has_filters(&self) -> bool {
        fn any(nodes: &[Node]) -> bool {
            nodes.iter().any(|node| match node {
                Node::All(nodes) | Node::Any(nodes) => any(nodes),
                Node::Not(node) => any(std::slice::from_ref(node)),
                Node::Filter(_) => true,
                Node::Words(_) | Node::Unknown => false,
            })
        }
        any(&self.all)
    }
}

/// Whether there is neither a word nor a filter in it.
fn asks_nothing(nodes: &[Node]) -> bool {
    nodes.iter().all(|node| match node {
        Node::All(nodes) | Node::Any(nodes) => asks_nothing(nodes),
        Node::Not(node) => asks_nothing(std::slice::from_ref(node)),
        Node::Words(_) | Node::Filter(_) => false,
        Node::Unknown => true,
    })
}

/// Without quotation marks: those around a value hold none.
pub(super) fn unmarked(text: &str) -> String {
    text.replace(['"', '“', '”'], "")
}

/// A value as it is typed: between quotation marks where it has to be.
pub(super) fn quoted(value: &str) -> String {
    let bare = unmarked(value);
    if bare.contains(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '|')) { format!("\"{bare}\"") } else { bare }
}

/// A text with something else in a place of it; none when there is no such place.
pub(super) fn with_instead(text: &str, at: &Range<usize>, instead: &str) -> Option<String> {
    Some(format!("{}{instead}{}", text.get(..at.start)?, text.get(at.end..)?))
}
