//! The shapes of JSON documents that are read back: what [`super::json`] prints, and what people write by hand.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// An entry as it is read back. What an older or newer program wrote beside is ignored.
#[derive(Debug, Deserialize)]
pub(super) struct EntryIn {
    pub(super) uid: Option<String>,
    #[serde(default)]
    pub(super) title: String,
    pub(super) kind: Option<String>,
    pub(super) date: Option<String>,
    pub(super) time: Option<String>,
    pub(super) zone: Option<String>,
    #[serde(default)]
    pub(super) minutes: MinutesIn,
    #[serde(default)]
    pub(super) how: Option<String>,
    pub(super) url: Option<String>,
    pub(super) platform: Option<String>,
    pub(super) handle: Option<String>,
    pub(super) hashtag: Option<String>,
    pub(super) community: Option<String>,
    #[serde(default)]
    pub(super) goals: Vec<Named>,
    #[serde(default)]
    pub(super) tags: Vec<String>,
    #[serde(default)]
    pub(super) people: Vec<String>,
    #[serde(default)]
    pub(super) standards: Vec<String>,
    /// Points and certified hours, by code.
    #[serde(default)]
    pub(super) amounts: BTreeMap<String, serde_json::Number>,
    #[serde(default)]
    pub(super) used: Vec<String>,
    pub(super) role: Option<String>,
    #[serde(default)]
    pub(super) reflection: ReflectionIn,
    pub(super) learnt: Option<String>,
    pub(super) changed: Option<String>,
    pub(super) benefit: Option<String>,
    #[serde(default)]
    pub(super) actions: Vec<ActionIn>,
    #[serde(default)]
    pub(super) look_backs: Vec<LookBackIn>,
    /// A day until which it is set aside.
    pub(super) parked: Option<String>,
    #[serde(default)]
    pub(super) evidence: Vec<Value>,
    pub(super) state: Option<String>,
    pub(super) submitted_on: Option<String>,
    pub(super) private: Option<String>,
    pub(super) claim: Option<ClaimIn>,
    pub(super) ai_help: Option<String>,
    /// The names of its items, when it is a claim.
    #[serde(default)]
    pub(super) items: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct ClaimIn {
    #[serde(default)]
    pub(super) who: String,
    #[serde(default)]
    pub(super) evidence: String,
    #[serde(default)]
    pub(super) holds: String,
    pub(super) verdict: Option<String>,
}

/// Minutes as a plain number, as people write them, or in parts.
#[derive(Debug, Default, Deserialize)]
#[serde(untagged)]
pub(super) enum MinutesIn {
    #[default]
    Unsaid,
    Number(u32),
    Text(String),
    Parts {
        total: Option<u32>,
        #[serde(default)]
        interactive: u32,
        #[serde(default)]
        preparing: u32,
        taking_part: Option<u32>,
        #[serde(default)]
        reading: u32,
        #[serde(default)]
        reflecting: u32,
    },
}

/// A goal by name or as an object.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Named {
    Name(String),
    Object { uid: Option<String>, title: Option<String>, linked_at: Option<String> },
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct ReflectionIn {
    pub(super) template: Option<String>,
    #[serde(default)]
    pub(super) answers: Vec<AnswerIn>,
}

#[derive(Debug, Deserialize)]
pub(super) struct AnswerIn {
    pub(super) prompt: String,
    pub(super) label: Option<String>,
    #[serde(default)]
    pub(super) text: String,
    pub(super) template: Option<String>,
    /// Where it was first written, when it moved to another model.
    pub(super) from: Option<PlaceIn>,
}

/// A prompt of a model.
#[derive(Debug, Deserialize)]
pub(super) struct PlaceIn {
    pub(super) template: String,
    pub(super) prompt: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct LookBackIn {
    #[serde(default)]
    pub(super) month: u32,
    pub(super) date: Option<String>,
    pub(super) found: String,
    #[serde(default)]
    pub(super) text: String,
    pub(super) until: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct ActionIn {
    pub(super) what: String,
    pub(super) by: Option<String>,
    #[serde(default)]
    pub(super) shared_with: String,
    pub(super) shared_on: Option<String>,
    pub(super) done: Option<String>,
    #[serde(default)]
    pub(super) effect: String,
    #[serde(default)]
    pub(super) effect_service: String,
    #[serde(default)]
    pub(super) effect_people: String,
}
