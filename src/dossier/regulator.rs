//! Registrations, and records that regulators want beside learning.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Under which framework somebody is registered, since when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Registration {
    pub uid: String,
    pub framework: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cycle_start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub joined: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, String>,
}

/// A record: feedback, practice hours, a discussion, a declaration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    pub uid: String,
    pub kind: String,
    pub date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    pub fields: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refers: Vec<Refers>,
    /// Details of somebody else that are kept apart; only when they were asked for.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub details: BTreeMap<String, String>,
    pub created: String,
    pub changed_at: String,
}

/// What a record refers to, by uid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refers {
    Entry(String),
    Record(String),
}
