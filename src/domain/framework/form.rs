//! Forms with their fields in the regulator's order and its official labels: content laid out for them, never the form itself.

use super::Confidence;

/// A form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub id: String,
    pub label: String,
    pub help: String,
    pub of: FormOf,
    pub fields: Vec<FormField>,
    pub confidence: Confidence,
    pub source: String,
}

/// What a form is filled in for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormOf {
    /// Each entry that counts for a requirement; for all of the cycle without one.
    Entries { requirement: Option<String> },
    /// Each record of a kind.
    Records { kind: String },
    /// Once for a cycle.
    Cycle,
}

/// A field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormField {
    /// As the regulator words it.
    pub label: String,
    pub value: Value,
    /// The longest text that fits, in words.
    pub most_words: Option<u32>,
    /// The longest text that fits, in characters.
    pub most_chars: Option<u32>,
}

/// What goes into a field. Parts that are empty are left out; several are put below each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Several(Vec<Value>),
    Date,
    Title,
    Kind,
    Hours,
    InteractiveHours,
    Typed(String),
    How,
    Learnt,
    Changed,
    Benefit,
    /// An answer of the reflection by template and prompt.
    Answer {
        template: String,
        prompt: String,
    },
    /// Titles of the goals.
    Goals,
    /// Labels of categories of a group.
    Group(String),
    /// Names of the evidence.
    Evidence,
    /// A field of a record.
    Field(String),
    /// What a record refers to, each by date and name.
    Refers,
    /// A field of the profile.
    Profile(String),
    /// All entries of the cycle with date and kind, the earliest first.
    DatedList,
    /// All evidence of the cycle.
    EvidenceIndex,
    /// The counted amount of a requirement.
    Counted(String),
    /// To be written on the form itself: a signature.
    ByHand,
}
