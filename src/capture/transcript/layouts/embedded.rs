//! Posts pasted from a web page that embeds them: the text, then `— Name (@handle) March 14, 2025`.

use super::{Below, Found, Head, Layout};
use crate::capture::transcript::lines::Line;
use crate::capture::transcript::shape;
use crate::capture::transcript::stamp::Stamp;

pub(super) const LAYOUT: Layout = Layout { id: "embedded", label: "Embedded posts", find, below, has_days: false, own_names: &[] };

fn find<'p>(lines: &'p [Line<'p>]) -> Found<'p> {
    let mut found = Found::default();
    let mut first = 0;
    for (at, line) in lines.iter().enumerate() {
        let Some((name, handle, stamp)) = signature(&line.text) else { continue };
        let start = (first..at).find(|at| lines.get(*at).is_some_and(|line| !line.is_blank())).unwrap_or(at);
        found.heads.push(Head { first: start, body: start, name, handle, stamp: Some(stamp), ..Head::at(start) });
        found.weight += 9;
        first = at + 1;
    }
    // Behind the last signature nobody speaks any more.
    found.end = (first > 0).then_some(first);
    found
}

/// `— Name (@handle) March 14, 2025`
fn signature(text: &str) -> Option<(&str, &str, Stamp<'_>)> {
    let inside = text.strip_prefix(['—', '–', '-', '―'])?.trim_start();
    if inside.len() > 200 {
        return None;
    }
    let (name, rest) = inside.split_once("(@")?;
    let (handle, rest) = rest.split_once(')')?;
    let whole = inside.get(name.len() + 1..name.len() + 2 + handle.len())?;
    let stamp = Stamp::parse(rest).filter(Stamp::has_date)?;
    shape::handle(whole).filter(|(read, rest)| rest.is_empty() && read.len() > 1).map(|(handle, _)| (name.trim(), handle, stamp))
}

fn below(line: &str, _: bool) -> Below<'_> {
    if signature(line).is_some() { Below::Button } else { Below::Text }
}
