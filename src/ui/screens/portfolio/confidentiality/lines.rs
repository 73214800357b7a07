//! The findings as lines under headings: what stands in the same thing stands together.

use super::One;
use crate::dossier::Of;
use crate::journal::Found;

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// The heading above the finding at this place.
    Heading(usize),
    /// The finding at this place.
    Finding(usize),
}

/// The lines of the open findings, in order of reading.
pub(super) fn lines(findings: &[One], open: &[usize]) -> Vec<Line> {
    let mut lines = Vec::with_capacity(open.len() * 2);
    let mut before: Option<(&'static str, &str, &str)> = None;
    for at in open {
        let Some(one) = findings.get(*at) else { continue };
        let group = group(&one.found);
        if before != Some(group) {
            lines.push(Line::Heading(*at));
            before = Some(group);
        }
        lines.push(Line::Finding(*at));
    }
    lines
}

/// What it stands in: what a reader calls that, its title, and what tells it from others of the same title.
fn group(found: &Found) -> (&'static str, &str, &str) {
    let of = of(found.place.of);
    // Actions and look backs of an entry stand with it; they come one after the other.
    let uid = if of == "Entry" { "" } else { found.place.uid.as_str() };
    (of, &found.title, uid)
}

/// What a reader calls that which it stands in.
pub(super) const fn of(of: Of) -> &'static str {
    match of {
        Of::Cover => "The beginning of the document",
        Of::Entry | Of::Action | Of::LookBack => "Entry",
        Of::Goal | Of::Review => "Goal",
        Of::Record => "Record",
        Of::Evidence | Of::Content => "File",
        Of::Need => "Need",
        Of::Waymark => "Waymark",
        Of::Walk => "Appraisal walk",
        Of::Impact => "Impact story",
    }
}
