//! Confidentiality: what in a text or a file could tell who somebody is, why that matters, and what could be said instead.
//!
//! Pure: it looks at texts and at facts of files, knows the domain and the lists of words that come with the program, and nothing of the
//! journal. A rule is one file in `rules/` and one word in `rules!`.

mod clauses;
mod dates;
mod happening;
mod lists;
mod naming;
mod numbers;
mod placing;
mod reading;
pub mod rules;
mod said;
mod someone;
mod text;
mod vocabulary;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

pub use rules::ALL;
use rules::Names;
pub use text::{Prose, Word};

use crate::domain::text::folded;

/// A rule: one way in which somebody can be told from a text or a file.
pub trait Rule: Sync {
    /// Stable name; kept with what was settled: `nhs-number`.
    fn id(&self) -> &'static str;

    /// What a reader sees: “NHS number”.
    fn label(&self) -> &'static str;

    /// Why it matters, in one or two whole sentences.
    fn why(&self) -> &'static str;

    /// A text that it finds something in; the rules' test holds each to it. Empty for a rule that only looks at files.
    fn example(&self) -> &'static str;

    /// Where it finds something in a text.
    fn in_text(&self, _text: &Prose<'_>, _known: &Known) -> Vec<Hit> {
        Vec::new()
    }

    /// What it finds in a file, as a sentence each.
    fn in_file(&self, _file: &FileFacts) -> Vec<String> {
        Vec::new()
    }
}

/// Something that a rule found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// In bytes, on borders of characters.
    pub range: Range<usize>,
    /// What could stand there instead: “a woman in her seventies”. `None` when only the writer can tell.
    pub instead: Option<String>,
}

/// Something found, with the rule that found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Id of the rule.
    pub rule: &'static str,
    /// In bytes, on borders of characters.
    pub range: Range<usize>,
    /// What could stand there instead.
    pub instead: Option<String>,
}

/// What the journal knows of people and communities: whom to look for beside those that the words of a text give away, and who is nobody
/// to be protected.
#[derive(Clone, Debug, Default)]
pub struct Known {
    contacts: Vec<String>,
    own: Vec<String>,
    communities: Vec<String>,
    /// The contacts as they are looked for: read once, and not for every text.
    names: OnceLock<Names>,
}

impl Known {
    /// `contacts`: names and handles of people that the registrant keeps, and of those whom entries name. `own`: names, handles, numbers
    /// and employer of the registrant, which are the registrant's own to tell. `communities`: names, handles, hashtags and hosts of
    /// communities, which are public.
    pub fn new(contacts: Vec<String>, own: Vec<String>, communities: Vec<String>) -> Self {
        Self { contacts, own, communities, names: OnceLock::new() }
    }

    /// Names and handles of people to look for.
    pub fn contacts(&self) -> &[String] {
        &self.contacts
    }

    /// What is the registrant's own to tell.
    pub fn own(&self) -> &[String] {
        &self.own
    }

    /// What communities are known by.
    pub fn communities(&self) -> &[String] {
        &self.communities
    }

    /// Whether a name, a handle, an address or a number is the registrant's own, however it is spaced.
    pub fn is_own(&self, text: &str) -> bool {
        is_among(&self.own, text)
    }

    /// Whether a name, a handle, a hashtag or a host is that of a community.
    pub fn is_community(&self, text: &str) -> bool {
        is_among(&self.communities, text)
    }
}

fn is_among(all: &[String], text: &str) -> bool {
    let bare = |text: &str| folded(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let wanted = bare(text);
    !wanted.is_empty() && all.iter().any(|one| bare(one) == wanted)
}

/// What is known of a file without its words, which are looked at as a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileFacts {
    pub name: String,
    pub media_type: String,
    /// Whether somebody has covered parts of it here, or said that there is nothing to cover.
    pub redacted: bool,
    /// What the file says of who made it, and where: see `media::FileDetails`.
    pub author: String,
    /// Where a picture was taken, as the file says it; empty when it does not.
    pub place: String,
    /// What else it tells of whom and with what: owner's name, serial number of a camera, user comments. One each.
    pub others: Vec<String>,
}

/// Looks for everything in a text: findings in the order of the text, of several that overlap the longest, and of equally long ones the one
/// of the rule that comes first.
pub fn check(text: &str, known: &Known) -> Vec<Finding> {
    let prose = Prose::of(text);
    let mut all: Vec<Finding> = Vec::new();
    for rule in ALL {
        all.extend(rule.in_text(&prose, known).into_iter().map(|Hit { range, instead }| Finding { rule: rule.id(), range, instead }));
    }
    // Stable, so that among equals the earlier rule stays first.
    all.sort_by_key(|one| (std::cmp::Reverse(one.range.len()), one.range.start));
    let mut kept: BTreeMap<usize, Finding> = BTreeMap::new();
    for mut one in all {
        let overlaps = kept.range(..one.range.end).next_back().is_some_and(|(_, other)| one.range.start < other.range.end);
        if !one.range.is_empty() && !overlaps {
            one.instead = one.instead.map(|instead| said::without_what_is_said(&prose, one.range.start, instead));
            kept.insert(one.range.start, one);
        }
    }
    kept.into_values().collect()
}

/// What a file gives away: the id of the rule, and a sentence.
pub fn check_file(file: &FileFacts) -> Vec<(&'static str, String)> {
    ALL.iter().flat_map(|rule| rule.in_file(file).into_iter().map(|said| (rule.id(), said))).collect()
}

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static dyn Rule> {
    ALL.iter().copied().find(|rule| rule.id() == id)
}
