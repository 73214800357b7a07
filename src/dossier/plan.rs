//! The plan and what was made of it: goals, needs, waymarks, impact stories, walks, searches.

use serde::{Deserialize, Serialize};

/// A goal of a personal development plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Goal {
    pub uid: String,
    pub title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub why: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub measure: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub how: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub support: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub barriers: String,
    /// `role`, `service` or `pdp`.
    #[serde(rename = "for")]
    pub purpose: String,
    pub kind: String,
    pub state: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub outcome: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub plan: String,
    /// Uid of the goal of an earlier plan that it goes on from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carried_from: Option<String>,
    pub created: String,
    pub changed_at: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<Review>,
}

/// A look at a goal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Review {
    pub uid: String,
    pub date: String,
    pub note: String,
}

/// Where goals come from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Need {
    pub uid: String,
    pub kind: String,
    pub text: String,
    pub date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goal: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
}

/// What was read or came of the way into social media at work.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Waymark {
    pub uid: String,
    pub kind: String,
    pub title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub version: String,
    pub date: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// An impact story.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Impact {
    pub uid: String,
    pub title: String,
    pub reader: String,
    pub opening: String,
    pub closing: String,
    /// Uids of entries, in order.
    pub entries: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// An appraisal walk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Walk {
    pub uid: String,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registration: Option<String>,
    pub from: String,
    pub to: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub next_plan: String,
    pub begun: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finished: Option<String>,
    pub decided: Vec<Decided>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fates: Vec<Fate>,
}

/// What becomes of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Decided {
    pub entry: String,
    pub decision: String,
    pub at: String,
}

/// What becomes of a goal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Fate {
    pub goal: String,
    pub fate: String,
    pub outcome: String,
    pub next_title: String,
}

/// A search kept under a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedSearch {
    pub uid: String,
    pub name: String,
    pub query: String,
}
