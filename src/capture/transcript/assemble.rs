//! From the heads that a layout found to posts: every line goes to one post or one leftover.

use std::collections::HashSet;
use std::ops::Range;

use crate::domain::text::folded;

use super::clock::{self, Clock};
use super::layouts::{Below, Found, Head, Layout};
use super::lines::Line;
use super::model::{Hints, Leftover, Post, Speaker, When, Why};
use super::stamp::Stamp;
use super::tokens;

pub(super) struct Built {
    pub posts: Vec<Post>,
    pub leftover: Vec<Leftover>,
    pub notes: Vec<String>,
    /// When a heading says that it was.
    pub heading: Option<When>,
}

/// Everything left over, because nobody could be told apart.
pub(super) fn nothing(lines: &[Line<'_>], hints: &Hints) -> Built {
    let mut leftover = Vec::new();
    leave(lines, 0..lines.len(), Why::NoLayout, &mut leftover);
    // Of a text in which nobody speaks, only the first lines are a heading, and only what names a chat with its year and time.
    let first = lines.iter().position(|line| !line.is_blank()).unwrap_or_default();
    let headings = lines.get(first..lines.len().min(first + 3)).unwrap_or_default();
    let named = headings.iter().find(|line| line.text.len() <= 200 && !tokens::read(&line.text).hashtags.is_empty());
    let stamp = named.and_then(|line| heading_day(std::slice::from_ref(line))).filter(|stamp| stamp.is_clock() && stamp.says_year());
    let (heading, notes) = match stamp {
        Some(stamp) => {
            let (order, note) = clock::order(std::iter::once(&stamp), hints.today);
            (said_by_heading(&stamp, &mut Clock::new(hints, order), hints), note.into_iter().collect())
        }
        None => (None, Vec::new()),
    };
    Built { posts: Vec::new(), leftover, notes, heading }
}

/// When a chat was, as its heading says; nothing where the person knows it to be of another day.
fn said_by_heading(stamp: &Stamp<'_>, clock: &mut Clock<'_>, hints: &Hints) -> Option<When> {
    let when = clock.when(stamp);
    let day = match when {
        When::At(at) => at.date(),
        When::Day(day) => day,
        When::Time(_) | When::Into(_) | When::Said(_) => return None,
    };
    hints.day.is_none_or(|known| known == day).then_some(when)
}

fn leave(lines: &[Line<'_>], range: Range<usize>, why: Why, leftover: &mut Vec<Leftover>) {
    let inside = lines.get(range.clone()).unwrap_or_default();
    if inside.is_empty() {
        return;
    }
    let why = if inside.iter().all(Line::is_blank) { Why::Blank } else { why };
    let text = inside.iter().map(|line| line.raw).collect::<Vec<_>>().join("\n");
    match leftover.last_mut() {
        Some(last) if last.why == why && last.lines.end == range.start => {
            last.lines.end = range.end;
            last.text.push('\n');
            last.text.push_str(&text);
        }
        _ => leftover.push(Leftover { lines: range, text, why }),
    }
}

/// A post before its time is known.
struct Raw<'p> {
    head: &'p Head<'p>,
    stamp: Option<Stamp<'p>>,
    /// The line naming a day that stands between the post before and this one.
    day: Option<Stamp<'p>>,
    lines: Range<usize>,
    text: String,
    trimmings: Vec<usize>,
    addressed: Vec<String>,
}

pub(super) fn assemble(lines: &[Line<'_>], layout: &Layout, found: Found<'_>, hints: &Hints) -> Built {
    let Found { heads, end, .. } = found;
    let end = end.unwrap_or(lines.len()).min(lines.len());
    let mut leftover = Vec::new();
    let mut raws: Vec<Raw<'_>> = Vec::new();
    let first = heads.first().map_or(end, |head| head.first);
    let mut day = None;
    let mut headings = 0..first;
    if layout.has_days
        && let Some(at) = (0..first).rev().find(|at| day_line(lines, *at).is_some())
    {
        day = day_line(lines, at);
        headings = 0..at;
        leave(lines, headings.clone(), Why::BeforeFirstPost, &mut leftover);
        leave(lines, at..first, Why::DayLine, &mut leftover);
    } else {
        leave(lines, headings.clone(), Why::BeforeFirstPost, &mut leftover);
    }
    for (place, head) in heads.iter().enumerate() {
        let stop = heads.get(place + 1).map_or(end, |next| next.first);
        if head.notice {
            leave(lines, head.first..stop, Why::Notice, &mut leftover);
            continue;
        }
        let cut = if layout.has_days { (head.body..stop).find(|at| day_line(lines, *at).is_some()) } else { None };
        raws.push(post(lines, layout, head, cut.unwrap_or(stop), day.take()));
        let Some(mut at) = cut else { continue };
        while at < stop {
            day = day_line(lines, at);
            let next = (at + 1..stop).find(|at| day_line(lines, *at).is_some()).unwrap_or(stop);
            let text = (at + 1..next).find(|at| lines.get(*at).is_some_and(|line| !line.is_blank())).unwrap_or(next);
            leave(lines, at..text, Why::DayLine, &mut leftover);
            leave(lines, text..next, Why::NoSpeaker, &mut leftover);
            at = next;
        }
    }
    leave(lines, end..lines.len(), Why::AfterLastPost, &mut leftover);

    let stamps = raws.iter().flat_map(|raw| raw.day.iter().chain(raw.stamp.iter()));
    let (order, note) = clock::order(stamps, hints.today);
    let mut clock = Clock::new(hints, order);
    let heading = heading_day(lines.get(headings).unwrap_or_default());
    if let Some(heading) = heading.filter(|_| !clock.has_day()) {
        clock.set_day(&heading);
    }
    // Only where no post says when it was, so that nothing is noted of a heading that is not needed.
    let silent = raws.iter().all(|raw| raw.stamp.is_none());
    let heading = heading.filter(|_| silent).and_then(|stamp| said_by_heading(&stamp, &mut clock, hints));
    let posts = raws.into_iter().map(|raw| finish(raw, &mut clock, layout, hints)).collect();
    let mut notes: Vec<String> = note.into_iter().collect();
    notes.extend(clock.notes());
    Built { posts, leftover, notes, heading }
}

fn day_line<'p>(lines: &'p [Line<'_>], at: usize) -> Option<Stamp<'p>> {
    let text = lines.get(at)?.text.trim_matches(|c: char| matches!(c, '-' | '—' | '–' | '=' | '*' | ' '));
    Stamp::parse(text).filter(Stamp::is_day)
}

/// A date within a heading: `#WeNurses - Thursday 26th May 2022 8:30pm`.
fn heading_day<'p>(headings: &'p [Line<'_>]) -> Option<Stamp<'p>> {
    headings.iter().filter(|line| !line.is_blank() && line.text.len() <= 300).take(20).find_map(|line| {
        let text: &str = &line.text;
        let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1)).take(50).collect();
        starts.iter().enumerate().find_map(|(place, from)| {
            (1..=8).rev().find_map(|words| {
                let to = starts.get(place + words).map_or(text.len(), |to| to - 1);
                let part = text.get(*from..to)?.trim_matches(|c: char| matches!(c, ',' | '(' | ')' | '.' | ':'));
                Stamp::parse(part).filter(Stamp::has_date)
            })
        })
    })
}

/// One post: its text without what the page adds.
fn post<'p>(lines: &'p [Line<'_>], layout: &Layout, head: &'p Head<'p>, stop: usize, day: Option<Stamp<'p>>) -> Raw<'p> {
    let mut kept: Vec<(usize, &str)> = Vec::new();
    let mut trimmings: Vec<usize> = (head.first..head.body).collect();
    let mut counters = Vec::new();
    let mut addressed = Vec::new();
    let mut stamp = head.stamp;
    if let Some(line) = head.body.checked_sub(1).and_then(|at| lines.get(at))
        && !head.rest.is_empty()
    {
        // In a table it is a column in the middle of its line.
        let said = if line.text.ends_with(head.rest) { line.raw_end(head.rest) } else { head.rest };
        kept.push((head.body, said.trim()));
    }
    let mut before = false;
    for (at, line) in lines.iter().enumerate().take(stop).skip(head.body) {
        if line.is_blank() {
            kept.push((at, ""));
            continue;
        }
        let below = (layout.below)(&line.text, before);
        before = matches!(below, Below::Addressed);
        match below {
            Below::Text => {
                // A counter with text below it was text.
                kept.extend(counters.drain(..).map(|(at, raw): (usize, &str)| (at, raw.trim())));
                kept.push((at, line.raw.trim()));
            }
            Below::Counter => counters.push((at, line.raw)),
            Below::Button => trimmings.push(at),
            Below::Addressed => {
                addressed.extend(tokens::read(&line.text).mentions);
                trimmings.push(at);
            }
            Below::Time(read) => {
                stamp = stamp.or(Some(read));
                trimmings.push(at);
            }
        }
    }
    trimmings.extend(counters.into_iter().map(|(at, _)| at));
    trimmings.sort_unstable();
    kept.sort_by_key(|(at, _)| *at);
    let texts: Vec<&str> = kept.into_iter().map(|(_, text)| text).collect();
    Raw { head, stamp, day, lines: head.first..stop, text: texts.join("\n").trim().to_owned(), trimmings, addressed }
}

fn finish(raw: Raw<'_>, clock: &mut Clock<'_>, layout: &Layout, hints: &Hints) -> Post {
    let Raw { head, stamp, day, lines, text, trimmings, addressed } = raw;
    if let Some(day) = day {
        clock.set_day(&day);
    }
    let speaker = Speaker { name: head.name.trim().to_owned(), handle: head.handle.trim().to_owned() };
    let own = head.own || layout.own_names.contains(&head.name) || is_own(&speaker, &hints.own);
    let tokens::Tokens { hashtags, links, mut mentions } = tokens::read(&text);
    let known: HashSet<String> = mentions.iter().cloned().collect();
    mentions.extend(addressed.into_iter().filter(|one| !known.contains(one)));
    let mut known = HashSet::new();
    let hashtags = hashtags.into_iter().filter(|tag| known.insert(tag.to_lowercase())).collect();
    let when = stamp.map(|stamp| clock.when(&stamp));
    Post { speaker, when, text, own, question: None, answers_to: None, hashtags, links, mentions, lines, trimmings }
}

/// Whether one of the person's names or handles is this speaker. One's own server leaves itself out of handles; the other way round,
/// `@ann` of one place is not `@ann` of another.
fn is_own(speaker: &Speaker, own: &[String]) -> bool {
    let handle = folded(speaker.handle.trim_start_matches('@'));
    let name = bare_name(&speaker.name);
    own.iter().any(|one| {
        let wanted = folded(one.trim().trim_start_matches('@'));
        let local = wanted.split('@').next().unwrap_or_default();
        let same_handle = !handle.is_empty() && (wanted == handle || local == handle);
        let same_name = !name.is_empty() && bare_name(one) == name;
        !wanted.is_empty() && (same_handle || same_name || (handle.is_empty() && wanted == folded(&speaker.name)))
    })
}

/// A name without pronouns in brackets, pictures and punctuation, the surname last.
fn bare_name(name: &str) -> String {
    let name = name.split(['(', '[', '|']).next().unwrap_or_default();
    let turned = name.split_once(", ").map(|(last, first)| format!("{first} {last}"));
    let name = turned.as_deref().unwrap_or(name);
    let words = folded(name)
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '_' | '.')))
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    if name.trim_start().starts_with('@') { String::new() } else { words }
}
