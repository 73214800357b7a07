//! What every format says, in which order and in which words; how it looks is up to each format.
//!
//! | file | what it puts into words |
//! |---|---|
//! | `cover` | whose record it is, by which rules, and what it adds up to |
//! | `entry`, `goal`, `evidence` | one of them |
//! | `actions` | what is taken back to work, as a table |
//! | `blocks` | the parts of a chapter that every format sets alike: headings, tables, facts, lines for a signature |
//! | `requirements`, `forms`, `records`, `authorship` | a chapter each, as blocks |
//! | `table` | entries as lines of a table, where a report is a summary |

mod actions;
mod authorship;
mod blocks;
mod cover;
mod entry;
mod evidence;
mod forms;
mod goal;
mod records;
mod requirements;
mod table;

use std::borrow::Cow;

use chrono::NaiveDate;

pub(super) use self::actions::{Actions, Cell, action_table};
pub(super) use self::authorship::authorship;
pub(super) use self::blocks::{Block, Chapter, Listed, Table};
pub(super) use self::cover::{about, by_kind, counts, cover_facts, interactive, period, total, years};
pub(super) use self::entry::{claim_facts, effects, entry_facts, found_later, item_time, sections, shared};
pub(super) use self::evidence::{evidence_details, evidence_number, picture_alt};
pub(super) use self::forms::forms;
pub(super) use self::goal::{goal_facts, reviews};
pub(super) use self::records::records;
pub(super) use self::requirements::requirements;
pub(super) use self::table::entry_table;
use crate::domain::text::clean_line;

/// A text of the report and how it is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Text<'a> {
    /// One line, literally.
    Plain(Cow<'a, str>),
    /// A web address.
    Address(&'a str),
    /// Markdown as the user typed it.
    Markdown(&'a str),
}

/// A row of a table of facts: a label, and one line or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fact<'a> {
    pub(super) label: Cow<'a, str>,
    pub(super) lines: Vec<Text<'a>>,
}

/// A long text of an entry, under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Section<'a> {
    /// Stable: `learnt`, `changed`, `benefit` or `answer`.
    pub(super) key: &'static str,
    /// Id of the prompt, of answers.
    pub(super) prompt: &'a str,
    pub(super) heading: &'a str,
    pub(super) text: &'a str,
}

/// Something that was written on a day of its own, under a heading that tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dated<'a> {
    pub(super) day: NaiveDate,
    pub(super) heading: String,
    /// What was said without words of one's own; may be empty.
    pub(super) said: &'static str,
    /// Markdown; may be empty.
    pub(super) text: &'a str,
}

/// Collects facts, leaving out those that say nothing.
#[derive(Default)]
struct Facts<'a>(Vec<Fact<'a>>);

impl<'a> Facts<'a> {
    fn plain(&mut self, label: impl Into<Cow<'a, str>>, text: impl Into<Cow<'a, str>>) {
        self.lines(label, vec![text.into()]);
    }

    fn lines(&mut self, label: impl Into<Cow<'a, str>>, lines: Vec<Cow<'a, str>>) {
        let lines: Vec<_> = lines.into_iter().filter(|line| !clean_line(line).is_empty()).map(Text::Plain).collect();
        if !lines.is_empty() {
            self.0.push(Fact { label: label.into(), lines });
        }
    }

    fn markdown(&mut self, label: impl Into<Cow<'a, str>>, text: &'a str) {
        if !text.trim().is_empty() {
            self.0.push(Fact { label: label.into(), lines: vec![Text::Markdown(text)] });
        }
    }

    /// Under the same label as the last fact, if that has it.
    fn address(&mut self, label: impl Into<Cow<'a, str>>, text: &'a str) {
        let (label, text) = (label.into(), Text::Address(text.trim()));
        match self.0.last_mut() {
            _ if text == Text::Address("") => {}
            Some(last) if last.label == label => last.lines.push(text),
            _ => self.0.push(Fact { label, lines: vec![text] }),
        }
    }
}

/// A text of several lines, a line each.
fn lines(text: &str) -> Vec<Cow<'static, str>> {
    text.lines().map(|line| Cow::Owned(clean_line(line))).collect()
}

/// “3 March 2026”.
pub(super) fn day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// “3 Mar 2026”, where there is little room.
pub(super) fn short_day(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

/// “1 entry”, “2 entries”, “1,200 entries”.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

/// A number with commas between thousands.
pub(super) fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// “34 kB”.
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// Those that say something, with ` · ` between.
fn joined<S: AsRef<str>>(parts: impl IntoIterator<Item = S>) -> String {
    let parts: Vec<String> = parts.into_iter().map(|part| clean_line(part.as_ref())).filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}
