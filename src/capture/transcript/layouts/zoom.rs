//! Zoom: the saved chat of old (`20:03:11 From Ann to Everyone : hi`) and new (text on the line below), the chat copied from the window
//! (`From Ann to Everyone:  08:03 PM`), and the file that comes with a recording (`00:58:04⇥Ann:⇥hi`, time into the meeting).

use super::{Below, Found, Head, Layout};
use crate::capture::transcript::lines::Line;
use crate::capture::transcript::shape;
use crate::capture::transcript::stamp::{Day, Stamp};

pub(super) const LAYOUT: Layout = Layout { id: "zoom", label: "Zoom chat", find, below, has_days: false, own_names: &["Me", "You", "me"] };

fn find<'p>(lines: &'p [Line<'p>]) -> Found<'p> {
    let mut found = Found::default();
    for (at, line) in lines.iter().enumerate() {
        let text: &str = &line.text;
        if text.len() < 8 {
            continue;
        }
        let Some((name, stamp, rest)) = saved(text).or_else(|| copied(text)).or_else(|| recorded(text)) else { continue };
        let next = || lines.get(at + 1).map(|line| &*line.text).unwrap_or_default();
        let notice = is_reaction(if rest.is_empty() { next() } else { rest });
        found.weight += 10;
        found.heads.push(Head { name, rest, stamp: Some(stamp), notice, ..Head::at(at) });
    }
    found
}

/// The name in `Ann to Everyone`.
fn speaker(text: &str) -> Option<&str> {
    let cut = [" to Everyone", " To Everyone", " to everyone"]
        .iter()
        .find_map(|to| text.find(to))
        .or_else(|| text.rfind(" to "))
        .or_else(|| text.rfind(" To "));
    let name = cut.map_or(text, |cut| text.get(..cut).unwrap_or(text)).trim();
    (!name.is_empty() && name.chars().count() <= 80).then_some(name)
}

/// `20:03:11 From Ann to Everyone: hi`
fn saved(text: &str) -> Option<(&str, Stamp<'_>, &str)> {
    let (time, rest) = text.split_once(char::is_whitespace).filter(|_| text.starts_with(|c: char| c.is_ascii_digit()))?;
    let said = rest.trim_start().strip_prefix("From ").or_else(|| rest.trim_start().strip_prefix("from "))?;
    let stamp = Stamp::parse(time).filter(Stamp::is_clock)?;
    let (who, rest) = split_at_colon(said)?;
    Some((speaker(who)?, stamp, rest))
}

/// At ` : `, `: ` or a `:` that ends the line.
fn split_at_colon(text: &str) -> Option<(&str, &str)> {
    let cut = text
        .char_indices()
        .take(200)
        .find(|(at, c)| *c == ':' && text.get(at + 1..).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t'])))?
        .0;
    Some((text.get(..cut)?.trim(), text.get(cut + 1..)?.trim()))
}

/// `From Ann to Everyone:  08:03 PM`, `Ann to Everyone 20:03`
fn copied(text: &str) -> Option<(&str, Stamp<'_>, &str)> {
    if text.len() > 200 {
        return None;
    }
    let text = text.trim_start_matches(['*', ' ']);
    let said = text.strip_prefix("From ");
    let cut = [" to Everyone", " To Everyone"].iter().find_map(|to| text.find(to).map(|at| at + to.len()));
    let cut = cut.or_else(|| said.and_then(|_| text.find(" to ").and_then(|at| text.get(at..)?.find(':').map(|colon| at + colon))))?;
    let (who, rest) = (text.get(..cut)?, text.get(cut..)?.trim_start_matches([':', ' ']));
    // The text may stand behind the time.
    let (printed, rest) = rest.split_once(": ").unwrap_or((rest, ""));
    let stamp = Stamp::parse(printed.trim_matches(['(', ')', ' '])).filter(Stamp::is_clock)?;
    Some((speaker(who.strip_prefix("From ").unwrap_or(who))?, stamp, rest.trim()))
}

/// `00:58:04⇥Ann:⇥hi`
fn recorded(text: &str) -> Option<(&str, Stamp<'_>, &str)> {
    let (time, rest) = text.split_once('\t').filter(|(time, _)| time.len() == 8)?;
    let mut stamp = Stamp::parse(time).filter(Stamp::is_clock)?;
    stamp.day = Day::Into;
    let (name, rest) = rest.trim_start().split_once(':')?;
    shape::is_short(name).then_some((name.trim(), stamp, rest.trim()))
}

fn is_reaction(text: &str) -> bool {
    let quoted = |start: &str| text.strip_prefix(start).is_some_and(|rest| rest.starts_with(['"', '“']));
    quoted("Reacted to ") || (text.starts_with("Removed a ") && text.contains(" reaction from "))
}

fn below(line: &str, _: bool) -> Below<'_> {
    let quoted = line.strip_prefix("Replying to ").is_some_and(|rest| rest.starts_with(['"', '“']));
    if quoted { Below::Button } else { Below::Text }
}
