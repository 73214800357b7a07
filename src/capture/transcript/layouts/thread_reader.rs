//! A thread of one person, unrolled by a reader such as Thread Reader: a heading with the handle, numbered parts, and much page around.

use super::{Below, Found, Head, Layout};
use crate::capture::transcript::lines::Line;
use crate::capture::transcript::shape;
use crate::capture::transcript::stamp::Stamp;

pub(super) const LAYOUT: Layout = Layout { id: "thread-reader", label: "Unrolled thread", find, below, has_days: false, own_names: &[] };

/// Lines that only such pages have, and what they are worth.
fn mark(text: &str) -> usize {
    let starts = |wanted: &str| text.get(..wanted.len()).is_some_and(|start| start.eq_ignore_ascii_case(wanted));
    if starts("Thread by ") || starts("Unrolled thread") || starts("🧵 Thread by ") || starts("A thread by ") || is_summary(text) {
        20
    } else if starts("Missing some ")
        || starts("Keep Current with")
        || starts("Read on X")
        || starts("Read on Twitter")
        || text.contains("threadreaderapp.com/thread/")
    {
        10
    } else {
        0
    }
}

/// `Jun 22 • 10 tweets • 8 min read`
fn is_summary(text: &str) -> bool {
    text.len() <= 120 && text.contains('•') && (text.contains("tweets") || text.contains(" posts") || text.contains("min read"))
}

fn find<'p>(lines: &'p [Line<'p>]) -> Found<'p> {
    let mut found = Found::default();
    let head_lines = lines.len().min(60);
    let marked: usize = lines.iter().take(head_lines).chain(lines.iter().rev().take(120)).map(|line| mark(&line.text)).take(400).sum();
    if marked < 20 {
        return found;
    }
    let text_at = |at: usize| lines.get(at).map(|line| &*line.text).unwrap_or_default();
    let mut body = 0;
    let (mut name, mut handle, mut stamp) = ("", "", None);
    for at in 0..head_lines {
        let text = text_at(at);
        let lower_part = is_summary(text) || shape::is_one_of(text, HEADING) || text.ends_with("min read") || text.ends_with("min read •");
        if mark(text) == 20 || lower_part {
            body = at + 1;
        }
        if let Some(from) = text.find('@').filter(|_| handle.is_empty() && text.len() <= 200)
            && let Some((read, _)) = text.get(from..).and_then(shape::handle)
        {
            handle = read;
            body = body.max(at + 1);
            let before = text_at(at.saturating_sub(1));
            let in_line = text.get(..from).unwrap_or_default().rsplit(" by ").next().unwrap_or_default().trim_end_matches([' ', '(']);
            if from == 0 && at > 0 && shape::is_short(before) && mark(before) == 0 {
                name = before;
            } else if mark(text) == 20 && shape::is_name(in_line) {
                name = in_line;
            }
        } else if text == handle && name.is_empty() && at > 0 {
            body = body.max(at + 1);
            let before = (0..at).rev().map(text_at).find(|text| !text.is_empty() && !shape::is_one_of(text, HEADING)).unwrap_or_default();
            name = if mark(before) == 0 && shape::is_short(before) { before } else { "" };
        }
        if stamp.is_none() && at < body + 3 {
            let printed = text.split('•').next().unwrap_or_default().trim();
            stamp = Stamp::parse(printed).filter(Stamp::has_date);
            if stamp.is_some() {
                body = body.max(at + 1);
            }
        }
    }
    if handle.is_empty() && name.is_empty() {
        return found;
    }
    let end = (body..lines.len()).find(|at| is_end(text_at(*at))).unwrap_or(lines.len());
    let first = (body..end).find(|at| !text_at(*at).is_empty());
    let Some(first) = first else { return found };
    for (place, at) in parts(lines, first, end).into_iter().enumerate() {
        let stamp = if place == 0 { stamp } else { None };
        found.heads.push(Head { first: at, body: at, name, handle, stamp, ..Head::at(at) });
    }
    found.weight = marked + 8 * found.heads.len();
    found.end = Some(end);
    found
}

const HEADING: &[&str] =
    &["Subscribe", "Follow", "Read on X", "Read on Twitter", "Scrolly", "Bookmark", "Gift Link", "Save as PDF", "My Authors", "•"];

fn is_end(text: &str) -> bool {
    text == "• • •"
        || text == "•••"
        || ["Missing some Tweet", "Missing some post", "Keep Current with", "Share this thread", "This Thread may be"]
            .iter()
            .any(|end| text.starts_with(end))
}

/// `1/`, `2/12`, `(3/12)`, `4.` at the start of a line; its number and whether it says the number of parts.
fn numbered(text: &str) -> Option<u32> {
    let text = text.trim_start_matches(['(', '[', '🧵', ' ']);
    let digits = text.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let number = text.get(..digits)?.parse().ok().filter(|n| (1..=500).contains(n))?;
    let rest = text.get(digits..)?.trim_start();
    let after = rest.strip_prefix('/')?;
    // `1/2 tablet`, `20/03/2025` are no numbering.
    let total = after.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let ended = after.get(total..)?;
    (!ended.starts_with('/') && (total == 0 || after.get(..total)?.parse::<u32>().is_ok_and(|all| all >= number && all > 2)))
        .then_some(number)
}

/// `… text 3/12` at the end of a line.
fn numbered_at_end(text: &str) -> Option<u32> {
    let last = text.split_whitespace().next_back()?;
    if last.contains('/') { numbered(last.trim_end_matches([')', ']'])) } else { None }
}

/// Where the parts begin: at numbers that count up, or behind them; else at the first line only.
fn parts(lines: &[Line<'_>], first: usize, end: usize) -> Vec<usize> {
    let text_at = |at: usize| lines.get(at).map(|line| &*line.text).unwrap_or_default();
    let mut starts = vec![first];
    let mut last = 0;
    for at in first..end {
        if let Some(number) = numbered(text_at(at)).filter(|number| *number > last && *number <= last + 3) {
            if at > first {
                starts.push(at);
            }
            last = number;
        }
    }
    if starts.len() > 1 {
        return starts;
    }
    last = 0;
    for at in first..end {
        let Some(number) = numbered_at_end(text_at(at)).filter(|number| *number > last && *number <= last + 3) else { continue };
        last = number;
        if let Some(next) = (at + 1..end).find(|at| !text_at(*at).is_empty()) {
            starts.push(next);
        }
    }
    starts
}

fn below(line: &str, _: bool) -> Below<'_> {
    if shape::is_one_of(line, HEADING) { Below::Button } else { Below::Text }
}
