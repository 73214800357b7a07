//! A chat copied from Microsoft Teams: `[14/03/2025 20:03] Ann Lee` above the text, or a name and a time on lines of their own with what
//! the program says to screen readers around.

use super::chat;
use super::{Below, Found, Head, Layout};
use crate::capture::transcript::lines::Line;
use crate::capture::transcript::shape;
use crate::capture::transcript::stamp::Stamp;

pub(super) const LAYOUT: Layout = Layout { id: "teams", label: "Microsoft Teams chat", find, below, has_days: true, own_names: &["You"] };

fn find<'p>(lines: &'p [Line<'p>]) -> Found<'p> {
    let mut found = Found::default();
    for (at, line) in lines.iter().enumerate() {
        if let Some((name, stamp)) = bracketed(&line.text) {
            found.weight += 9;
            found.heads.push(Head { name, stamp: Some(stamp), ..Head::at(at) });
        }
    }
    if !found.heads.is_empty() {
        return found;
    }
    let marks = lines.iter().filter(|line| is_mark(&line.text)).take(200).count();
    if marks == 0 {
        return found;
    }
    found = chat::stacked(lines);
    found.weight += 6 * marks;
    let mut floor = 0;
    for head in &mut found.heads {
        // “How are you by Ann Lee”, read out before the message.
        let above = (floor..head.first).rev().take(2).find(|at| lines.get(*at).is_some_and(|line| !line.is_blank()));
        if let Some(above) = above
            && lines.get(above).is_some_and(|line| line.text.strip_suffix(head.name).is_some_and(|start| start.ends_with(" by ")))
        {
            head.first = above;
        }
        floor = head.body;
    }
    found
}

/// `[14/03/2025 20:03] Ann Lee`, `[20:03 • 14/03/2025] Ann Lee:`
fn bracketed(text: &str) -> Option<(&str, Stamp<'_>)> {
    if text.len() > 160 {
        return None;
    }
    let (printed, name) = text.strip_prefix('[')?.split_once(']')?;
    let stamp = Stamp::parse(printed).filter(Stamp::is_clock)?;
    let name = name.trim().trim_end_matches(':');
    (shape::is_name(name)).then_some((name, stamp))
}

fn is_mark(text: &str) -> bool {
    shape::is_one_of(text, &["has context menu", "Last read", "Meeting started", "Meeting ended"])
        || text.ends_with(" joined the chat.")
        || text.contains(" to the chat and shared ")
}

fn below(line: &str, _: bool) -> Below<'_> {
    let reaction = ["Like", "Heart", "Laugh", "Surprised", "Sad", "Angry"].iter().any(|word| line.contains(word))
        && line.contains("reaction")
        && line.len() <= 60;
    let seen = shape::is_one_of(
        line,
        &["has context menu", "Edited", "Last read", "Seen", "Sent", "Delivered", "Reply", "avatar", "Meeting started", "Meeting ended"],
    );
    if reaction || seen || is_mark(line) || (line.len() <= 100 && line.ends_with("joined the chat.")) {
        Below::Button
    } else if shape::counts(line, &["reaction", "replie", "reply"]) || (shape::is_counter(line) && line.len() <= 2) {
        Below::Counter
    } else {
        Below::Text
    }
}
