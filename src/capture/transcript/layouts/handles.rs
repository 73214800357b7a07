//! Lines that begin with a handle, as in old chat transcripts: `@ann: hi`, `20:03 @ann: hi`, `@ann (20:03) hi`, `@ann hi [14 Mar 2025 20:03]`.

use super::{Found, Head, Layout, only_text};
use crate::capture::transcript::lines::Line;
use crate::capture::transcript::shape;
use crate::capture::transcript::stamp::Stamp;

pub(super) const LAYOUT: Layout =
    Layout { id: "handles", label: "Lines that begin with a handle", find, below: only_text, has_days: true, own_names: &[] };

fn find<'p>(lines: &'p [Line<'p>]) -> Found<'p> {
    let mut found = Found::default();
    let mut filled = 0;
    // Where handles stand alone on their lines, `@ann …` addresses Ann.
    let alone = |line: &Line<'_>| shape::handle(&line.text).is_some_and(|(_, rest)| rest.trim_matches([':', ' ']).is_empty());
    let first = lines.iter().find(|line| line.text.starts_with('@'));
    let is_stacked = first.is_some_and(alone) && lines.iter().filter(|line| alone(line)).take(2).count() == 2;
    for (at, line) in lines.iter().enumerate() {
        let text: &str = &line.text;
        filled += usize::from(!text.is_empty());
        let (stamp, after) = super::named::stamped(text);
        let after = after.trim_start_matches('<');
        let Some((handle, rest)) = shape::handle(after) else { continue };
        let rest = rest.trim_start_matches('>');
        let (inner, rest) = super::named::bracketed(rest);
        let colon = rest.trim_start().starts_with([':', '-', '–', '—']);
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | '|'));
        let (dated, rest) =
            shape::dated(rest).filter(|_| stamp.is_none() && inner.is_none()).map_or((None, rest), |(dated, rest)| (Some(dated), rest));
        let stamp = stamp.or(inner).or(dated).or_else(|| stamp_at_end(rest));
        if is_stacked && stamp.is_none() && !alone(line) {
            continue;
        }
        found.weight += if stamp.is_some() || colon { 6 } else { 4 };
        found.heads.push(Head { handle, stamp, rest, ..Head::at(at) });
    }
    if found.heads.len() < 2 || found.heads.len() * 5 < filled { Found::default() } else { found }
}

/// `hi [14 Mar 2025 20:03]`: the time is read and stays part of the text.
fn stamp_at_end(text: &str) -> Option<Stamp<'_>> {
    let inside = text.strip_suffix([']', ')'])?;
    Stamp::parse(inside.get(inside.rfind(['[', '('])? + 1..)?)
}
