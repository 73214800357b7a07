//! Lists and quotes that go on with Return, and items that move in and out with Tab.

use std::ops::Range;

use super::lines::{Changes, Edit, Head, Marker, head, in_code, lines, part, touched, width, within};

/// Items under an item with a number stand under its words up to the hundredth; under a bullet, too.
const UNDER_NUMBER: usize = 4;
const UNDER_BULLET: usize = 2;

/// Return in an item or a quote: the next one begins, and the numbers after it count on. In an empty item it ends the list, or goes one level
/// out. `None` where Return is an ordinary one.
pub fn enter(text: &str, selection: Range<usize>) -> Option<Edit> {
    let selection = within(text, &selection);
    let line = lines(text).into_iter().find(|line| line.start <= selection.start && selection.start <= line.end)?;
    let head = head(text, &line);
    let is_list = head.marker.is_some() || !head.quotes.is_empty();
    if !is_list || selection.start < head.task.end || in_code(text, selection.start) {
        return None;
    }
    if selection.is_empty() && part(text, head.task.end..line.end).trim().is_empty() {
        return Some(end(text, &head, selection.start));
    }
    let mut beginning = part(text, head.quotes.start..head.indent.end).to_owned();
    match head.marker {
        Some(Marker::Bullet(sign)) => beginning.push_str(&format!("{sign} ")),
        Some(Marker::Number(number, sign)) => beginning.push_str(&format!("{}{sign} ", number + 1)),
        None => {}
    }
    if !head.task.is_empty() {
        beginning.push_str("[ ] ");
    }
    let new_line = if text.get(line.end..).is_some_and(|rest| rest.starts_with("\r\n")) { "\r\n" } else { "\n" };
    let mut changes = Changes::default();
    changes.replace(selection.clone(), format!("{new_line}{beginning}"));
    let new = changes.made(text);
    let caret = selection.start + new_line.len() + beginning.len();
    Some(counted(&new, caret..caret, line.start))
}

/// An empty item: one level out, then out of the list, then out of the quote.
fn end(text: &str, head: &Head, caret: usize) -> Edit {
    if head.marker.is_some()
        && !head.indent.is_empty()
        && let Some(edit) = outdent(text, caret..caret)
    {
        return edit;
    }
    let mut changes = Changes::default();
    if head.marker.is_some() {
        changes.cut(head.indent.start..head.line.end);
    } else {
        let quotes = part(text, head.quotes.clone());
        let last = quotes.rfind('>').unwrap_or_default();
        changes.cut(head.quotes.start + last..head.line.end);
    }
    let new = changes.made(text);
    let caret = changes.moved(head.line.end, true);
    Edit { text: new, selection: caret..caret }
}

/// Tab: the touched items, with what stands under them, become items under the one before. Unchanged where there is none before. `None`
/// outside lists.
pub fn indent(text: &str, selection: Range<usize>) -> Option<Edit> {
    let selection = within(text, &selection);
    let heads = items(text, &selection)?;
    let first = heads.first()?;
    let own = width(part(text, first.indent.clone()));
    let above = before(text, first).find(|above| width(part(text, above.indent.clone())) <= own);
    let Some(above) = above.filter(|above| width(part(text, above.indent.clone())) == own) else {
        return Some(Edit { text: text.to_owned(), selection });
    };
    let step = if matches!(above.marker, Some(Marker::Number(..))) { UNDER_NUMBER } else { UNDER_BULLET };
    let mut changes = Changes::default();
    for head in &heads {
        changes.put(head.indent.start, " ".repeat(step));
    }
    Some(moved(text, &selection, first, changes))
}

/// Shift+Tab: the touched items go one level out. `None` outside lists and where an item is at the outermost level, so that the keyboard can
/// leave the field there.
pub fn outdent(text: &str, selection: Range<usize>) -> Option<Edit> {
    let selection = within(text, &selection);
    let heads = items(text, &selection)?;
    let first = heads.first()?;
    let own = width(part(text, first.indent.clone()));
    if own == 0 {
        return None;
    }
    let outer = before(text, first).map(|above| width(part(text, above.indent.clone()))).find(|above| *above < own).unwrap_or(0);
    let mut changes = Changes::default();
    for head in &heads {
        let blanks = part(text, head.indent.clone());
        let mut gone = 0;
        let end = blanks.char_indices().find_map(|(at, c)| {
            let enough = gone >= own - outer;
            gone += if c == '\t' { 4 } else { 1 };
            enough.then_some(at)
        });
        changes.cut(head.indent.start..head.indent.start + end.unwrap_or(blanks.len()));
    }
    Some(moved(text, &selection, first, changes))
}

fn moved(text: &str, selection: &Range<usize>, first: &Head, mut changes: Changes) -> Edit {
    let new = changes.made(text);
    let selection = changes.moved(selection.start, true)..changes.moved(selection.end, true);
    counted(&new, selection, first.line.start)
}

/// The touched lines from the first item on, and the lines under the last of them. `None` when the first touched line is no item.
fn items(text: &str, selection: &Range<usize>) -> Option<Vec<Head>> {
    let touched = touched(text, selection);
    let first = head(text, touched.first()?);
    first.marker?;
    if in_code(text, first.line.start) {
        return None;
    }
    let last = touched.last()?.clone();
    let mut heads: Vec<Head> = touched.iter().map(|line| head(text, line)).collect();
    let depth = heads.last().map(|head| width(part(text, head.indent.clone())))?;
    for line in lines(text).into_iter().filter(|line| line.start > last.start) {
        let head = head(text, &line);
        if head.quotes.len() != first.quotes.len() || head.content == line.end || width(part(text, head.indent.clone())) <= depth {
            break;
        }
        heads.push(head);
    }
    heads.retain(|head| head.quotes.len() == first.quotes.len() && head.indent.end < head.line.end);
    Some(heads)
}

/// The items of the same list before one, the nearest first.
fn before<'a>(text: &'a str, item: &'a Head) -> impl Iterator<Item = Head> + 'a {
    let mut above: Vec<Head> =
        lines(text).into_iter().take_while(|line| line.start < item.line.start).map(|line| head(text, &line)).collect();
    above.reverse();
    above.into_iter().take_while(|head| belongs(text, head, item)).filter(|head| head.marker.is_some())
}

/// Whether a line can be part of the same list: an item, a line under one, or a blank one.
fn belongs(text: &str, head: &Head, item: &Head) -> bool {
    let is_blank = part(text, head.quotes.end..head.line.end).trim().is_empty();
    (head.marker.is_some() || !head.indent.is_empty() || is_blank) && part(text, head.quotes.clone()) == part(text, item.quotes.clone())
}

/// Numbers counted on in a list, from the line at `from` to its end; the lines before keep theirs.
fn counted(text: &str, selection: Range<usize>, from: usize) -> Edit {
    let unchanged = || Edit { text: text.to_owned(), selection: selection.clone() };
    let all: Vec<Head> = lines(text).iter().map(|line| head(text, line)).collect();
    let Some(at) = all.iter().position(|head| head.line.start >= from) else { return unchanged() };
    let Some(item) = all.get(at) else { return unchanged() };
    let start = all.iter().take(at).rposition(|head| !belongs(text, head, item)).map_or(0, |before| before + 1);
    let mut levels: Vec<(usize, Option<u64>)> = Vec::new();
    let mut changes = Changes::default();
    let mut after_blank = false;
    for head in all.iter().skip(start) {
        if !belongs(text, head, item) {
            break;
        }
        let is_blank = part(text, head.quotes.end..head.line.end).trim().is_empty();
        let Some(marker) = head.marker else {
            after_blank = is_blank;
            continue;
        };
        let indent = width(part(text, head.indent.clone()));
        levels.retain(|(level, _)| *level <= indent);
        let is_new = levels.last().is_none_or(|(level, _)| *level < indent);
        if is_new {
            levels.push((indent, None));
        }
        let Some((_, last)) = levels.last_mut() else { continue };
        match marker {
            Marker::Bullet(_) => *last = None,
            Marker::Number(number, sign) => {
                // A list that begins anew after a blank line keeps its first number.
                let begins = last.is_none() || (after_blank && number == 1);
                let is_moved = head.line.start >= from;
                let next = match *last {
                    Some(before) if is_moved && !begins => before + 1,
                    None if is_moved && is_new && indent > 0 && head.line.start == from => 1,
                    _ => number,
                };
                *last = Some(next);
                if next != number {
                    changes.replace(head.mark.clone(), format!("{next}{sign} "));
                }
            }
        }
        after_blank = false;
    }
    let new = changes.made(text);
    // A place in a marker that has grown stays before its words.
    Edit { selection: changes.moved(selection.start, true)..changes.moved(selection.end, true), text: new }
}
