//! The end of bold or italic words: the key that put the mark on leads out of it again, and back in, as in every word processor.

use std::ops::Range;

use super::format::{Mark, Span, spans};
use super::lines::{Edit, head, lines, part};

/// Where the caret goes at the end of marked words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Out,
    In,
}

/// The caret behind the marks when it stands right before them, and before them when it stands right behind. Blanks that were typed last go
/// outside with it, because words with a blank at their end are not marked in Markdown.
pub(super) fn step(text: &str, caret: usize, mark: Mark) -> Option<(Way, Edit)> {
    let (before, after) = text.split_at_checked(caret)?;
    let words = before.trim_end_matches([' ', '\t']);
    let blanks = part(before, words.len()..before.len());
    let begins_sign = after.starts_with(['*', '_']);
    if !blanks.is_empty() && (!begins_sign || words.ends_with(['*', '_'])) {
        return None;
    }
    let joined = format!("{words}{after}");
    let (way, to) = over(&joined, words.len(), mark)?;
    let is_before_word = after.starts_with(char::is_alphanumeric);
    if way == Way::In && (!blanks.is_empty() || is_before_word) {
        return None;
    }
    let (left, right) = joined.split_at_checked(to)?;
    let caret = to + blanks.len();
    Some((way, Edit { text: format!("{left}{blanks}{right}"), selection: caret..caret }))
}

/// On the other side of the closing sign of a mark.
fn over(text: &str, caret: usize, mark: Mark) -> Option<(Way, usize)> {
    let line = lines(text).into_iter().find(|line| line.start <= caret && caret <= line.end)?;
    let content = head(text, &line).content.min(caret)..line.end;
    let of = |mark| spans(part(text, content.clone()), content.start, mark);
    let (mine, others) = (of(mark), of(mark.other()));
    let closing = run(text, caret);
    let ends = |span: &&Span| closing.start <= span.inner.end && span.outer.end <= closing.end;
    if closing.len() == 3
        && let Some((own, other)) = mine.iter().find(ends).zip(others.iter().find(ends))
    {
        let (at, length) = (caret - closing.start, mark.sign().len());
        let between = own.outer.start.min(other.outer.start)..own.outer.start.max(other.outer.start);
        let to = if part(text, between).chars().all(|c| c == '*') {
            // Both begin together, and so each may end first: the signs passed are the sum of the marks that ended.
            at ^ length
        } else if own.outer.start < other.outer.start {
            // The words with the other mark stand inside, and have to end first.
            if at == 3 { 3 - length } else { 3 }
        } else if at == 0 {
            length
        } else {
            0
        };
        return Some((if to > at { Way::Out } else { Way::In }, closing.start + to));
    }
    mine.iter().find_map(|span| match caret {
        _ if caret == span.inner.end => Some((Way::Out, span.outer.end)),
        _ if caret == span.outer.end => Some((Way::In, span.inner.end)),
        _ => None,
    })
}

/// The asterisks around a place.
fn run(text: &str, at: usize) -> Range<usize> {
    let (before, after) = (part(text, 0..at), part(text, at..text.len()));
    before.trim_end_matches('*').len()..text.len() - after.trim_start_matches('*').len()
}
