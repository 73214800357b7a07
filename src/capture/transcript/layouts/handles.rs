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
        let stamp = stamp.or(inner).or_else(|| stamp_at_end(rest));
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
