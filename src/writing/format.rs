//! Bold, italics, links, and what a line is: the marks of Markdown, put on and taken off.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::edge::{self, Way};
use super::lines::{Changes, Edit, Head, Marker, head, lines, part, touched, within, word_at};

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Bold,
    Italic,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Bullet,
    Numbered,
    Quote,
    Heading,
}

/// The heading that a line becomes: below the title of the entry.
const HEADING: &str = "## ";

impl Mark {
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Bold => "**",
            Self::Italic => "*",
        }
    }

    pub(super) fn other(self) -> Self {
        match self {
            Self::Bold => Self::Italic,
            Self::Italic => Self::Bold,
        }
    }
}

/// The selected words of one line.
#[derive(Debug, Clone)]
struct Part {
    line: Range<usize>,
    words: Range<usize>,
}

/// Words with a mark: from the opening sign to behind the closing one, and the words alone.
#[derive(Debug, Clone)]
pub(super) struct Span {
    pub outer: Range<usize>,
    pub inner: Range<usize>,
}

/// Puts a mark on the selected words, or takes it off when they have it. Without a selection it is the word at the caret, and between words a
/// pair of marks around the caret. Blanks at the edges stay outside, and every line is marked on its own. At the end of marked words the
/// caret goes out of them, and they keep the mark.
pub fn toggle(text: &str, selection: Range<usize>, mark: Mark) -> Edit {
    let selection = within(text, &selection);
    if selection.is_empty()
        && let Some((_, edit)) = edge::step(text, selection.start, mark)
    {
        return edit;
    }
    let target = if selection.is_empty() { word_at(text, selection.start) } else { Some(selection.clone()) };
    let Some(target) = target else { return between(text, selection.start, mark) };
    let parts = parts(text, &target);
    let Some((first, last)) = parts.first().zip(parts.last()) else {
        return Edit { text: text.to_owned(), selection };
    };
    let mut changes = Changes::default();
    let mut ends = first.words.start..last.words.end;
    let carried: Vec<Option<Vec<Span>>> = parts.iter().map(|part| carries(text, part, mark)).collect();
    if carried.iter().all(Option::is_some) {
        for spans in carried.into_iter().flatten() {
            for span in spans {
                changes.cut(span.outer.start..span.inner.start);
                changes.cut(span.inner.end..span.outer.end);
                let signs = |range: Range<usize>| part(text, range).chars().all(|c| matches!(c, '*' | '_'));
                // All of the words come along, but not the marks of another kind between.
                let start = if signs(span.inner.start..ends.start) { ends.start } else { span.inner.start };
                let end = if signs(ends.end..span.inner.end) { ends.end } else { span.inner.end };
                ends = ends.start.min(start)..ends.end.max(end);
            }
        }
    } else {
        for (part, _) in parts.iter().zip(&carried).filter(|(_, carried)| carried.is_none()) {
            put_on(text, &part.words, mark, &mut changes);
        }
    }
    let new = changes.made(text);
    if selection.is_empty() {
        let caret = changes.moved(selection.start, selection.start < ends.end);
        return Edit { text: new, selection: caret..caret };
    }
    let selection = changes.moved(ends.start, true)..changes.moved(ends.end, false);
    Edit { text: new, selection }
}

/// Marks around the caret between words; taken away again when it stands in an empty pair.
fn between(text: &str, caret: usize, mark: Mark) -> Edit {
    let sign = mark.sign();
    let mut changes = Changes::default();
    if let Some(span) = beside(text, &(caret..caret), mark) {
        changes.cut(span.outer);
        let text = changes.made(text);
        let caret = caret - sign.len();
        return Edit { text, selection: caret..caret };
    }
    changes.put(caret, sign.repeat(2));
    let caret = caret + sign.len();
    Edit { text: changes.made(text), selection: caret..caret }
}

/// The selected words of each line: behind its marker, without blanks at the edges.
fn parts(text: &str, selection: &Range<usize>) -> Vec<Part> {
    let mut found = Vec::new();
    for line in touched(text, selection) {
        let start = head(text, &line).content.max(selection.start);
        let end = line.end.min(selection.end);
        if start < end {
            let words = part(text, start..end);
            let start = start + (words.len() - words.trim_start().len());
            let words = start..start + words.trim().len();
            if !words.is_empty() {
                found.push(Part { line, words });
            }
        }
    }
    found
}

/// The marked words that a part of a line consists of or stands in; `None` when some of it is without the mark.
fn carries(text: &str, of: &Part, mark: Mark) -> Option<Vec<Span>> {
    let (line, range) = (&of.line, &of.words);
    let content = head(text, line).content.min(range.start)..line.end;
    let touching: Vec<Span> = spans(part(text, content.clone()), content.start, mark)
        .into_iter()
        .filter(|span| span.outer.start < range.end && range.start < span.outer.end)
        .collect();
    let mut at = range.start;
    let mut bare = String::new();
    for span in &touching {
        bare.push_str(part(text, at..span.outer.start.max(at)));
        at = span.outer.end.max(at);
    }
    bare.push_str(part(text, at..range.end.max(at)));
    if !touching.is_empty() && bare.trim().is_empty() {
        return Some(touching);
    }
    beside(text, range, mark).map(|span| vec![span])
}

/// Marks directly beside a range, also where Markdown would not take them for marks (beside a bracket in a word).
fn beside(text: &str, range: &Range<usize>, mark: Mark) -> Option<Span> {
    let sign = '*';
    let before = part(text, 0..range.start);
    let after = part(text, range.end..text.len());
    let run = (before.len() - before.trim_end_matches(sign).len()).min(after.len() - after.trim_start_matches(sign).len());
    let length = mark.sign().len();
    let is_there = match mark {
        Mark::Bold => run >= 2,
        Mark::Italic => run == 1 || run >= 3,
    };
    is_there.then(|| Span { outer: range.start - length..range.end + length, inner: range.clone() })
}

/// All words of a line with this mark.
pub(super) fn spans(content: &str, offset: usize, mark: Mark) -> Vec<Span> {
    let mut found = Vec::new();
    for (event, range) in Parser::new(content).into_offset_iter() {
        let length = match (&event, mark) {
            (Event::Start(Tag::Strong), Mark::Bold) => 2,
            (Event::Start(Tag::Emphasis), Mark::Italic) => 1,
            _ => continue,
        };
        let inner = range.start + length..range.end.saturating_sub(length);
        if inner.start <= inner.end {
            let moved = |range: Range<usize>| range.start + offset..range.end + offset;
            found.push(Span { outer: moved(range), inner: moved(inner) });
        }
    }
    found
}

/// Marks a part of a line; marks of the same kind inside it go, so that none stands in another.
fn put_on(text: &str, range: &Range<usize>, mark: Mark, changes: &mut Changes) {
    let words = part(text, range.clone());
    for span in spans(words, range.start, mark) {
        changes.cut(span.outer.start..span.inner.start);
        changes.cut(span.inner.end..span.outer.end);
    }
    changes.put(range.start, mark.sign());
    changes.put(range.end, mark.sign());
}

/// Whether the selected words, or the word at the caret, have a mark.
pub fn is_on(text: &str, selection: Range<usize>, mark: Mark) -> bool {
    let selection = within(text, &selection);
    if selection.is_empty()
        && let Some((way, _)) = edge::step(text, selection.start, mark)
    {
        return way == Way::Out;
    }
    let target = if selection.is_empty() { word_at(text, selection.start) } else { Some(selection.clone()) };
    let Some(target) = target else { return beside(text, &selection, mark).is_some() };
    let parts = parts(text, &target);
    !parts.is_empty() && parts.iter().all(|part| carries(text, part, mark).is_some())
}

/// Whether all selected lines that have words are of a kind.
pub fn line_is(text: &str, selection: Range<usize>, line: Line) -> bool {
    let selection = within(text, &selection);
    let heads = heads(text, &selection);
    !heads.is_empty() && heads.iter().all(|head| has(head, line))
}

fn has(head: &Head, line: Line) -> bool {
    match line {
        Line::Bullet => matches!(head.marker, Some(Marker::Bullet(_))),
        Line::Numbered => matches!(head.marker, Some(Marker::Number(..))),
        Line::Quote => !head.quotes.is_empty(),
        Line::Heading => !head.heading.is_empty(),
    }
}

/// The beginnings of the touched lines; blank ones only when there is no other.
fn heads(text: &str, selection: &Range<usize>) -> Vec<Head> {
    let all: Vec<Head> = touched(text, selection).iter().map(|line| head(text, line)).collect();
    let is_blank = |head: &Head| part(text, head.line.clone()).trim().is_empty();
    if all.iter().all(is_blank) {
        return all.into_iter().take(1).collect();
    }
    all.into_iter().filter(|head| !is_blank(head)).collect()
}

/// Makes all touched lines items, quotes or headings; plain again when all of them are. Numbers count up from one, or go on from the
/// item before.
pub fn toggle_line(text: &str, selection: Range<usize>, line: Line) -> Edit {
    let selection = within(text, &selection);
    let heads = heads(text, &selection);
    let mut changes = Changes::default();
    let off = heads.iter().all(|head| has(head, line));
    let mut numbers = Numbers::before(text, heads.first());
    for head in &heads {
        match line {
            Line::Quote if off => {
                let quotes = part(text, head.quotes.clone());
                changes.cut(
                    head.quotes.start
                        ..head.quotes.start
                            + quotes.find('>').map_or(quotes.len(), |at| {
                                at + 1 + usize::from(quotes.get(at + 1..).is_some_and(|rest| rest.starts_with(' ')))
                            }),
                );
            }
            Line::Quote if head.quotes.is_empty() => changes.put(head.line.start, "> "),
            Line::Heading if off => changes.cut(head.heading.clone()),
            // A heading in a list is read as an item.
            Line::Heading if head.heading.is_empty() => changes.replace(head.indent.start..head.content, HEADING),
            Line::Quote | Line::Heading => {}
            Line::Bullet | Line::Numbered if off => changes.cut(head.mark.start..head.task.end),
            Line::Bullet => changes.replace(head.mark.start..if head.marker.is_some() { head.mark.end } else { head.heading.end }, "- "),
            Line::Numbered => {
                let number = numbers.next(head.indent.len());
                let end = if head.marker.is_some() { head.task.end } else { head.heading.end };
                changes.replace(head.mark.start..end, format!("{number}. "));
            }
        }
    }
    let new = changes.made(text);
    let selection = if selection.is_empty() {
        let caret = changes.moved(selection.start, true);
        caret..caret
    } else {
        changes.moved(selection.start, false)..changes.moved(selection.end, true)
    };
    Edit { text: new, selection }
}

/// The next number at each indent.
struct Numbers(Vec<(usize, u64)>);

impl Numbers {
    /// Goes on from the line before, if that is an item with a number.
    fn before(text: &str, first: Option<&Head>) -> Self {
        let before = first.and_then(|first| lines(text).into_iter().take_while(|line| line.start < first.line.start).last());
        let before = before.map(|line| head(text, &line));
        Self(
            before
                .and_then(|head| if let Some(Marker::Number(number, _)) = head.marker { Some((head.indent.len(), number)) } else { None })
                .into_iter()
                .collect(),
        )
    }

    fn next(&mut self, indent: usize) -> u64 {
        self.0.retain(|(at, _)| *at <= indent);
        if let Some((at, number)) = self.0.last_mut()
            && *at == indent
        {
            *number += 1;
            return *number;
        }
        self.0.push((indent, 1));
        1
    }
}

/// Links the selected words, or the word at the caret; without words the address stands for itself, selected to be written over. Where a link
/// stands already, its address is changed; an empty address takes the link off and keeps the words.
pub fn link(text: &str, selection: Range<usize>, address: &str) -> Edit {
    let selection = within(text, &selection);
    let address = address.trim();
    let mut changes = Changes::default();
    if let Some((outer, inner)) = link_at(text, &selection) {
        if address.is_empty() {
            changes.cut(outer.start..inner.start);
            changes.cut(inner.end..outer.end);
        } else {
            changes.replace(inner.end..outer.end, format!("]({})", target(address)));
        }
        let new = changes.made(text);
        return Edit { text: new, selection: changes.moved(inner.start, true)..changes.moved(inner.end, false) };
    }
    let words = if selection.is_empty() {
        word_at(text, selection.start)
    } else {
        parts(text, &selection).into_iter().next().map(|first| first.words)
    };
    if address.is_empty() {
        return Edit { text: text.to_owned(), selection };
    }
    let Some(words) = words else {
        let shown = label(address);
        changes.put(selection.end, format!("[{shown}]({})", target(address)));
        let start = selection.end + 1;
        return Edit { text: changes.made(text), selection: start..start + shown.len() };
    };
    let shown = label(part(text, words.clone()));
    changes.replace(words.clone(), format!("[{shown}]({})", target(address)));
    let start = words.start + 1;
    Edit { text: changes.made(text), selection: start..start + shown.len() }
}

/// The link that a selection stands in or covers: all of it, and its words.
fn link_at(text: &str, selection: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let line = lines(text).into_iter().find(|line| line.start <= selection.start && selection.end <= line.end)?;
    let content = head(text, &line).content.min(selection.start)..line.end;
    let mut open = None;
    for (event, range) in Parser::new(part(text, content.clone())).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { link_type: pulldown_cmark::LinkType::Inline, .. }) => open = Some((range, None)),
            Event::End(pulldown_cmark::TagEnd::Link) => {
                let Some((outer, Some(inner))) = open.take() else { continue };
                let moved = |range: Range<usize>| range.start + content.start..range.end + content.start;
                let (outer, inner): (Range<usize>, Range<usize>) = (moved(outer), moved(inner));
                if outer.start <= selection.start && selection.end <= outer.end && !(selection.is_empty() && selection.start == outer.end) {
                    return Some((outer, inner));
                }
            }
            _ => {
                if let Some((_, inner)) = &mut open {
                    let all: &mut Option<Range<usize>> = inner;
                    *all = Some(all.as_ref().map_or(range.start, |all| all.start)..range.end.max(all.as_ref().map_or(0, |all| all.end)));
                }
            }
        }
    }
    None
}

/// Words between square brackets.
pub(super) fn label(words: &str) -> String {
    let mut depth = 0_i32;
    let balanced = words.chars().all(|c| {
        depth += i32::from(c == '[') - i32::from(c == ']');
        depth >= 0
    });
    if balanced && depth == 0 { words.to_owned() } else { words.replace('[', "\\[").replace(']', "\\]") }
}

/// An address between round brackets.
pub(super) fn target(address: &str) -> String {
    let clean: String = address.chars().filter(|c| !c.is_control()).collect();
    if clean.contains(['(', ')', ' ', '<', '>', '\\']) {
        return format!("<{}>", clean.replace('\\', "%5C").replace('<', "%3C").replace('>', "%3E"));
    }
    clean
}
