//! The layouts that are known, one file each. To add one: a file with a `LAYOUT`, and its name in the list below.

use super::lines::Line;
use super::model::Confidence;
use super::stamp::Stamp;

/// One way in which a program writes a chat down.
pub(super) struct Layout {
    /// Stable, for tests and stored notes.
    pub id: &'static str,
    /// For people.
    pub label: &'static str,
    /// Finds where posts begin. Must be linear in the text.
    pub find: for<'p> fn(&'p [Line<'p>]) -> Found<'p>,
    /// What a line below a head is, given whether the line before named who is addressed.
    pub below: for<'p> fn(&'p str, bool) -> Below<'p>,
    /// Lines that name a day stand between posts.
    pub has_days: bool,
    /// What the program calls the person who copied.
    pub own_names: &'static [&'static str],
}

/// What a layout found in a text.
#[derive(Default)]
pub(super) struct Found<'p> {
    pub heads: Vec<Head<'p>>,
    /// The sum over heads and other marks of how typical each is: about 10 for one that no other layout has, 3 for a bare `Name: text`.
    pub weight: usize,
    /// The line that what follows the last post begins on.
    pub end: Option<usize>,
}

/// Where a post begins.
#[derive(Clone, Copy)]
pub(super) struct Head<'p> {
    pub first: usize,
    /// The line after the head. When this is `first`, the post has no head of its own.
    pub body: usize,
    pub name: &'p str,
    pub handle: &'p str,
    pub stamp: Option<Stamp<'p>>,
    /// Text on the last line of the head, behind it.
    pub rest: &'p str,
    /// Written by the program, not by a person.
    pub notice: bool,
    /// The page marks it as written by the person who copied it.
    pub own: bool,
}

impl Head<'_> {
    /// A head of one line, to be filled in.
    pub(super) fn at(line: usize) -> Self {
        Self { first: line, body: line + 1, name: "", handle: "", stamp: None, rest: "", notice: false, own: false }
    }
}

/// A line of a post below its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Below<'p> {
    Text,
    /// Part of the page: “Reply”, “Translate post”.
    Button,
    /// A number that is part of the page when nothing but such lines follows.
    Counter,
    /// Who is replied to.
    Addressed,
    /// The time of the post.
    Time(Stamp<'p>),
}

/// For layouts that add nothing below a head.
fn only_text(_: &str, _: bool) -> Below<'_> {
    Below::Text
}

macro_rules! layouts {
    ($($name:ident)*) => {
        $(mod $name;)*

        /// All layouts; of equals the earlier wins.
        const ALL: &[&Layout] = &[$(&$name::LAYOUT),*];
    };
}

layouts! {
    whatsapp
    zoom
    thread_reader
    bluesky
    mastodon
    x
    embedded
    linkedin
    facebook
    teams
    table
    chat
    handles
    named
}

/// Lines that a layout is recognised by.
const SAMPLE: usize = 2_000;

/// The layout that fits best, what it found, and how sure that is.
pub(super) fn recognise<'p>(lines: &'p [Line<'p>]) -> Option<(&'static Layout, Found<'p>, Confidence)> {
    let sample = lines.get(..SAMPLE).unwrap_or(lines);
    let mut best: Option<(&'static Layout, Found<'p>)> = None;
    for layout in ALL {
        let found = (layout.find)(sample);
        if is_enough(&found) && best.as_ref().is_none_or(|(_, known)| found.weight > known.weight) {
            best = Some((layout, found));
        }
    }
    let (layout, found) = best?;
    let found = if sample.len() < lines.len() { (layout.find)(lines) } else { found };
    let confidence = confidence(&found, lines);
    Some((layout, found, confidence))
}

fn is_enough(found: &Found<'_>) -> bool {
    found.heads.iter().any(|head| !head.notice) && found.weight >= 6
}

fn confidence(found: &Found<'_>, lines: &[Line<'_>]) -> Confidence {
    let posts = found.heads.iter().filter(|head| !head.notice).count();
    let each = found.weight / posts.max(1);
    let first = found.heads.first().map_or(0, |head| head.first);
    let before = lines.iter().take(first).filter(|line| !line.is_blank()).count();
    let far = before > 20 && before * 2 > lines.len();
    match each {
        8.. if posts > 1 && !far => Confidence::Sure,
        5.. if !far => Confidence::Likely,
        _ => Confidence::Guess,
    }
}
