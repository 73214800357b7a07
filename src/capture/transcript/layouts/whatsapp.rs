//! WhatsApp: the exported text file of Android (`14/03/2025, 20:03 - Ann: hi`) and iOS (`[14/03/2025, 20:03:11] Ann: hi`), in the date
//! order of any country, and messages copied from WhatsApp Web (`[20:03, 14/03/2025] Ann: hi`).

use super::{Found, Head, Layout, only_text};
use crate::capture::transcript::lines::Line;
use crate::capture::transcript::stamp::Stamp;

pub(super) const LAYOUT: Layout =
    Layout { id: "whatsapp", label: "WhatsApp chat", find, below: only_text, has_days: false, own_names: &["You"] };

fn find<'p>(lines: &'p [Line<'p>]) -> Found<'p> {
    let mut found = Found::default();
    for (at, line) in lines.iter().enumerate() {
        let Some((stamp, after)) = stamped(&line.text) else { continue };
        let said = named(after).filter(|(_, text)| !is_notice(text, line.raw));
        let Some((name, rest)) = said else {
            found.heads.push(Head { notice: true, stamp: Some(stamp), ..Head::at(at) });
            continue;
        };
        found.weight += 10;
        found.heads.push(Head { name, rest, stamp: Some(stamp), ..Head::at(at) });
    }
    found
}

/// The stamp that a line begins with, and what follows it.
fn stamped(line: &str) -> Option<(Stamp<'_>, &str)> {
    let (printed, after) = if let Some(inside) = line.strip_prefix('[') {
        let end = inside.char_indices().take(48).find(|(_, c)| *c == ']')?.0;
        (inside.get(..end)?, inside.get(end + 1..)?)
    } else {
        if !line.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        // A dash behind a blank: dates may have dashes, too.
        let mut before = '-';
        let dash = line.char_indices().take(48).find(|(_, c)| std::mem::replace(&mut before, *c) == ' ' && matches!(c, '-' | '–'))?;
        (line.get(..dash.0)?, line.get(dash.0 + dash.1.len_utf8()..)?)
    };
    let stamp = Stamp::parse(printed).filter(|stamp| stamp.is_clock() && stamp.has_date() && !printed.contains('•'))?;
    Some((stamp, after.trim_start()))
}

/// `Ann: text`
fn named(after: &str) -> Option<(&str, &str)> {
    let ends = |at: usize| after.get(at + 1..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let cut = after.char_indices().take(80).find(|(at, c)| *c == ':' && ends(*at))?.0;
    let name = after.get(..cut)?.trim_start_matches('~').trim();
    let is_system = name.contains(['"', '“', '”']) || SYSTEM.iter().any(|words| name.contains(words));
    (!name.is_empty() && !is_system).then(|| (name, after.get(cut + 1..).unwrap_or_default().trim()))
}

/// What WhatsApp itself writes between a name and what was done.
const SYSTEM: &[&str] = &[
    " added ",
    " removed ",
    " left",
    " joined using",
    " created group",
    " created this group",
    " changed the group",
    " changed this group",
    " changed the subject",
    " changed their phone number",
    " changed to ",
    " pinned a message",
    " security code",
    " turned on ",
    " turned off ",
    " disappearing messages",
    " now an admin",
    " group description",
    " settings so ",
];

/// On iOS the system speaks under the name of the group, behind a mark of direction.
fn is_notice(text: &str, raw: &str) -> bool {
    if text.starts_with("Messages and calls are end-to-end encrypted") || text.starts_with("Messages to this group are now secured") {
        return true;
    }
    let marked = raw.split(": ").nth(1).is_some_and(|text| text.starts_with('\u{200e}'));
    marked && text.len() <= 300 && SYSTEM.iter().any(|words| text.contains(words) || text.ends_with(words.trim_end()))
}
