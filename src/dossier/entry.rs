//! Entries with all that belongs to them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// An entry. Every text is as it was typed; the private note is not among them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    pub uid: String,
    pub title: String,
    /// Id of its kind: `tweetchat`.
    pub kind: String,
    pub date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// IANA name; only with a time.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub zone: String,
    pub minutes: Spent,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub how: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub platform: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub url: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub handle: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub hashtag: String,
    /// Uid of one of [`super::Dossier::communities`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub community: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub goals: Vec<GoalLink>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub standards: Vec<String>,
    /// Points and certified hours by code: `{"bells.points": 2.5}`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub amounts: BTreeMap<String, f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub used: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[serde(skip_serializing_if = "Reflection::is_blank")]
    pub reflection: Reflection,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub learnt: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub changed: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub benefit: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<Claim>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub ai_help: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parked: Option<String>,
    /// `draft`, `ready` or `submitted`.
    pub state: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitted_on: Option<String>,
    pub created: String,
    pub changed_at: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub look_backs: Vec<LookBack>,
    /// Uids of [`super::Dossier::evidence`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// Of a claim, the uids of the items it is made of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
}

/// Minutes by what they were spent on; the interactive ones are among the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Spent {
    pub preparing: u32,
    pub taking_part: u32,
    pub reading: u32,
    pub reflecting: u32,
    pub interactive: u32,
}

/// A goal that an entry belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GoalLink {
    pub uid: String,
    pub linked_at: String,
}

/// The model of reflection in use, and answers to it and to others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reflection {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub template: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
}

impl Reflection {
    pub(super) fn is_blank(&self) -> bool {
        self.template.is_empty() && self.answers.is_empty()
    }
}

/// An answer to a prompt of a template.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answer {
    pub template: String,
    pub prompt: String,
    pub label: String,
    pub text: String,
    /// Template and prompt where it was first written, when it moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home: Option<(String, String)>,
}

/// The check of what somebody claimed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Claim {
    pub who: String,
    pub evidence: String,
    pub holds: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<String>,
}

/// What is taken back to work.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Action {
    pub uid: String,
    pub what: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub shared_with: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub effect: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub effect_service: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub effect_people: String,
}

/// What was found on coming back to an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LookBack {
    pub uid: String,
    pub month: u32,
    pub date: String,
    pub found: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}
