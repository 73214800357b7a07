//! The shape of `assets/sample/<profession>/bank-*.toml`, format 1: what larger journals are composed of.

use std::collections::BTreeMap;

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TopicsFile {
    pub(super) format: u32,
    pub(super) topic: Vec<Topic>,
}

/// A subject and what one may learn of it. Every list holds at least as many as an entry needs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Topic {
    pub(super) name: String,
    pub(super) tags: Vec<String>,
    pub(super) goal: Option<String>,
    pub(super) learnt: Vec<String>,
    pub(super) matters: Vec<String>,
    pub(super) will: Vec<String>,
    pub(super) changed: Vec<String>,
    pub(super) benefit: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Phrases {
    pub(super) format: u32,
    /// How many in a hundred of the composed entries of a goal were logged before they took place.
    #[serde(default = "planned_ahead")]
    pub(super) planned_ahead: u32,
    pub(super) few: Vec<String>,
    pub(super) dozens: Vec<String>,
    pub(super) span: Vec<String>,
    pub(super) day: Vec<String>,
    #[serde(rename = "where")]
    pub(super) place: Vec<String>,
    pub(super) who: Vec<String>,
    pub(super) people: Vec<String>,
    pub(super) title_tails: Vec<String>,
    pub(super) feelings: Vec<String>,
    pub(super) good: Vec<String>,
    pub(super) less_good: Vec<String>,
    pub(super) context: Vec<String>,
    pub(super) check: Vec<String>,
    pub(super) closers: Vec<String>,
    pub(super) shared: Vec<String>,
    pub(super) tried: Vec<String>,
    pub(super) effects: Vec<String>,
    pub(super) share_with: Vec<String>,
    pub(super) private: Vec<String>,
    pub(super) platforms: BTreeMap<String, Vec<String>>,
    pub(super) form: Form,
    pub(super) way: Vec<Way>,
}

/// A form of the profession's own that some composed entries are written in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Form {
    /// Id of a template.
    pub(super) template: String,
    /// What each answer is made of, in the order of the template's prompts.
    pub(super) answers: Vec<Vec<Piece>>,
}

/// What an answer may be made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Piece {
    Opening,
    Context,
    Learnt,
    Matters,
    Will,
    Changed,
    Check,
    Tried,
    /// In half of the entries.
    Effect,
    Closer,
    Benefit,
}

/// A way in which something is learnt: how entries about it are called and begin.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Way {
    pub(super) kinds: Vec<String>,
    /// How many in a hundred come this way.
    pub(super) share: u32,
    pub(super) used: Vec<String>,
    pub(super) titles: Vec<String>,
    pub(super) openings: Vec<String>,
    pub(super) hows: Vec<String>,
    /// Least and most minutes.
    pub(super) taking_part: [u32; 2],
    pub(super) reading: [u32; 2],
    pub(super) interactive: [u32; 2],
}

const fn planned_ahead() -> u32 {
    15
}
