//! The plainest transcript: `Ann Lee: hi`, with a time before or behind the name, and `<ann> hi` of older chat programs.

use std::collections::HashMap;

use super::{Found, Head, Layout, only_text};
use crate::capture::transcript::lines::Line;
use crate::capture::transcript::shape;
use crate::capture::transcript::stamp::Stamp;

pub(super) const LAYOUT: Layout =
    Layout { id: "named", label: "Lines that begin with a name", find, below: only_text, has_days: true, own_names: &["Me", "You"] };

fn find<'p>(lines: &'p [Line<'p>]) -> Found<'p> {
    let mut heads = Vec::new();
    let mut times: HashMap<&str, usize> = HashMap::new();
    let mut filled = 0;
    for (at, line) in lines.iter().enumerate() {
        filled += usize::from(!line.is_blank());
        if let Some(head) = head(at, &line.text) {
            *times.entry(head.name).or_default() += 1;
            heads.push(head);
        }
    }
    let mut found = Found::default();
    for head in heads {
        let often = times.get(head.name).is_some_and(|times| *times > 1);
        // Once only, `PMH:` and `BP:` are no initials.
        let short = head.name.len() <= 4 && head.name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'/');
        let full = head.name.contains(' ') || (head.name.starts_with(|c: char| !c.is_lowercase()) && !short);
        if head.stamp.is_none() && !often && !full {
            continue;
        }
        found.weight += if head.stamp.is_some() { 6 } else { 3 };
        found.heads.push(head);
    }
    if found.heads.len() < 2 || found.heads.len() * 6 < filled { Found::default() } else { found }
}

fn head(at: usize, text: &str) -> Option<Head<'_>> {
    let (stamp, after) = stamped(text);
    let after = after.trim_start_matches(['*', '_']);
    if let Some((name, rest)) = after.strip_prefix('<').and_then(|inside| inside.split_once('>')) {
        return (shape::is_name(name)).then(|| Head { name, stamp, rest: rest.trim(), ..Head::at(at) });
    }
    let cut = after.char_indices().take(90).find(|(at, c)| *c == ':' && ends_name(after.get(at + 1..).unwrap_or_default()))?.0;
    let rest = after.get(cut + 1..)?.trim_start_matches(['*', '_']).trim();
    let (name, inner, handle) = parts(after.get(..cut)?);
    let stamp = stamp.or(inner);
    (shape::is_name(name) && !is_label(name)).then(|| Head { name, handle, stamp, rest, ..Head::at(at) })
}

/// What may follow the colon behind a name: not the rest of an address or of a time.
fn ends_name(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with([' ', '\t', '*', '_'])
}

/// `Ann Lee (@ann)`, `Ann Lee [20:03]`, `Ann Lee 20:03`
fn parts(text: &str) -> (&str, Option<Stamp<'_>>, &str) {
    let text = text.trim().trim_end_matches(['*', '_']);
    let Some((name, inside)) = text.strip_suffix([')', ']']).and_then(|text| text.rsplit_once(['(', '['])) else {
        let cut = text.rfind(' ').unwrap_or(text.len());
        return match Stamp::parse(text.get(cut..).unwrap_or_default()).filter(Stamp::is_clock) {
            Some(stamp) => (text.get(..cut).unwrap_or_default().trim(), Some(stamp), ""),
            None => (text, None, ""),
        };
    };
    if let Some(stamp) = Stamp::parse(inside) {
        (name.trim(), Some(stamp), "")
    } else if inside.starts_with('@') {
        (name.trim(), None, inside)
    } else {
        (text, None, "")
    }
}

/// A time that a line begins with, in brackets or bare, and the rest.
pub(super) fn stamped(text: &str) -> (Option<Stamp<'_>>, &str) {
    if !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '[' | '(')) {
        return (None, text);
    }
    if let (Some(stamp), rest) = bracketed(text) {
        return (Some(stamp), rest);
    }
    // The longest run of words at the start that is a time.
    let ends = text.char_indices().take(40).filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    let mut best = None;
    for end in ends {
        if let Some(stamp) =
            text.get(..end).map(|part| part.trim_end_matches([':', '-', '–', ',', ' '])).and_then(Stamp::parse).filter(Stamp::is_clock)
        {
            best = Some((stamp, end));
        }
    }
    match best {
        Some((stamp, end)) => (
            Some(stamp),
            text.get(end..).unwrap_or_default().trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '|' | ':')),
        ),
        None => (None, text),
    }
}

/// A time in brackets at the start.
pub(super) fn bracketed(text: &str) -> (Option<Stamp<'_>>, &str) {
    let inside = text.trim_start();
    let read = inside.strip_prefix(['[', '(']).and_then(|inside| {
        let end = inside.char_indices().take(48).find(|(_, c)| matches!(c, ']' | ')'))?.0;
        Some((Stamp::parse(inside.get(..end)?)?, inside.get(end + 1..)?))
    });
    match read {
        Some((stamp, rest)) => (Some(stamp), rest.trim_start_matches(|c: char| c.is_whitespace() || c == '-')),
        None => (None, text),
    }
}

/// Headings of notes about somebody cared for, of reflections and of papers, which posts quote.
const CLINICAL: &[&str] = &[
    "Action Plan",
    "Advice",
    "Age",
    "Agenda",
    "Allergies",
    "Analysis",
    "Assessment",
    "Background",
    "Case",
    "Case Study",
    "Complaint",
    "Context",
    "Description",
    "Diagnosis",
    "Differential",
    "Discussion",
    "Drug History",
    "Evaluation",
    "Evidence",
    "Exam",
    "Examination",
    "Family History",
    "Feelings",
    "Findings",
    "Follow Up",
    "Follow-up",
    "Goal",
    "Goals",
    "History",
    "Impression",
    "Intervention",
    "Introduction",
    "Investigations",
    "Management",
    "Medical History",
    "Medication",
    "Medications",
    "Method",
    "Methods",
    "O/E",
    "Objective",
    "Obs",
    "Observations",
    "On Examination",
    "Outcome",
    "Outcomes",
    "Past Medical History",
    "Patient",
    "Plan",
    "Presentation",
    "Presenting Complaint",
    "Problem",
    "Problems",
    "Prognosis",
    "Progress",
    "Recommendation",
    "Recommendations",
    "Referral",
    "Reflection",
    "Result",
    "Results",
    "Review",
    "Risk",
    "Risks",
    "Situation",
    "Social History",
    "Subjective",
    "Symptoms",
    "Take-home",
    "Therapy",
    "Treatment",
    "Venue",
];

/// What stands before a colon without being anybody's name.
fn is_label(name: &str) -> bool {
    const LABELS: &[&str] = &[
        "Note",
        "Notes",
        "NB",
        "PS",
        "Re",
        "Fwd",
        "Subject",
        "Date",
        "Time",
        "Times",
        "To",
        "From",
        "Cc",
        "Topic",
        "Title",
        "Question",
        "Questions",
        "Answer",
        "Host",
        "Hosts",
        "Guest",
        "Guests",
        "Reminder",
        "Tip",
        "Tips",
        "Source",
        "Sources",
        "Link",
        "Links",
        "Edit",
        "Update",
        "Summary",
        "Aim",
        "Aims",
        "Objective",
        "Objectives",
        "Learning",
        "Action",
        "Actions",
        "Key points",
        "Example",
        "Examples",
        "Warning",
        "Next",
        "First",
        "Second",
        "Third",
        "Finally",
        "Conclusion",
        "Reference",
        "References",
        "Where",
        "When",
        "What",
        "Why",
        "Who",
        "How",
        "Hashtag",
        "Platform",
        "Participants",
        "Attendees",
        "Http",
        "Https",
        "Poll",
        "Photo",
        "Image",
        "Location",
        "Remember",
        "Please",
        "Key Message",
        "Key Messages",
        "Take Home",
        "Further Reading",
    ];
    shape::is_one_of(name, LABELS) || shape::is_one_of(name, CLINICAL) || crate::capture::transcript::questions::is_marker(name)
}
