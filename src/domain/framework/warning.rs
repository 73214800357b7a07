//! Reasons for which regulators send evidence back, looked for before they do.

use super::{Condition, Confidence};

/// A reason to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WarningRule {
    pub id: String,
    pub look: Look,
    /// What is said, in own words; `{n}` is how many, `{what}` what it is all about.
    pub text: String,
    /// Among fewer than this nothing is said.
    pub least: u32,
    pub confidence: Confidence,
    pub source: String,
}

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// All entries of the cycle are in one category of this group.
    OneCategory { group: String },
    /// All records of a kind have the same in one field.
    OneValue { record: String, field: String },
    /// Entries, or records of a kind, that lack something.
    Lacks { record: Option<String>, condition: Condition },
    /// Entries of these kinds of activity for which something holds, unless something else does.
    Kinds { kinds: Vec<String>, condition: Condition, unless: Option<Condition> },
    /// Fewer or more entries than a reader expects.
    Size { least: u32, most: u32 },
}

/// A warning about what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The rule's id, or what the program itself found: `review_by`, `past_period`.
    pub id: String,
    pub text: String,
    /// What it is about.
    pub about: Vec<crate::domain::standing::Item>,
    pub confidence: Confidence,
}
