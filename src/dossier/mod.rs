//! The dossier: what leaves, as data that a journal can take in again.
//!
//! One shape for everything machine-readable: the JSON file, the record inside a PDF and a pack, the front matter of Markdown. Its JSON is
//! documented by `assets/schema/dossier.schema.json`. Private notes have no place in it. Days are `YYYY-MM-DD`, times `HH:MM`, instants
//! RFC 3339 in UTC, durations whole minutes; things name each other by their uids.
//!
//! | file | what |
//! |---|---|
//! | `mod` | the whole, and what stands at its beginning |
//! | `entry` | entries with all that belongs to them |
//! | `plan` | goals, needs, waymarks, impact stories, walks |
//! | `regulator` | registrations and records |
//! | `around` | communities, people, evidence |
//! | `to_domain` `from_domain` | the same as types of the domain |
//! | `texts` | every text in it, to be looked through or changed |
//! | `shape` | what is wrong with JSON that is none of ours, in words |

mod around;
mod entry;
mod from_domain;
mod plan;
mod regulator;
pub mod shape;
mod texts;
mod to_domain;

use serde::{Deserialize, Serialize};

pub use around::{Community, Evidence, Person};
pub use entry::{Action, Answer, Claim, Entry, GoalLink, LookBack, Reflection, Spent};
pub use from_domain::{Named, instant};
pub use plan::{Decided, Fate, Goal, Impact, Need, Review, SavedSearch, Walk, Waymark};
pub use regulator::{Record, Refers, Registration};
pub use texts::{Of, Place};
pub use to_domain::{Bad, uid};

/// What [`Dossier::format`] says.
pub const FORMAT: &str = "cpd-journal dossier";

/// Raised when something in it changes its meaning; what is only added does not raise it.
pub const VERSION: u32 = 1;

/// The whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Dossier {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u32,
    /// The same for the same journal and the same selection.
    pub id: String,
    pub title: String,
    pub made_on: String,
    /// What was selected.
    #[serde(skip_serializing_if = "Scope::is_all")]
    pub scope: Scope,
    /// What the journal has and this has not, as words: `people`, `reflections`, `handles`, `evidence contents`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<String>,
    pub registrant: Registrant,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub registrations: Vec<Registration>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub communities: Vec<Community>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub goals: Vec<Goal>,
    /// Oldest first.
    pub entries: Vec<Entry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<Record>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Need>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub waymarks: Vec<Waymark>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub walks: Vec<Walk>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub impacts: Vec<Impact>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub saved_searches: Vec<SavedSearch>,
    /// Own words that the spelling knows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

/// What was selected; all of it when nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Scope {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Title of the only goal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goal: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// Title of the appraisal walk on which entries were chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub walk: Option<String>,
    /// Id of the framework whose cycle it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub framework: Option<String>,
    /// Whether only entries were selected that count towards one of its requirements.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub counted_only: bool,
}

impl Scope {
    /// Whether nothing is restricted.
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }
}

/// Who keeps the journal.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Registrant {
    pub name: String,
    pub profession: String,
    pub registrations: String,
    pub employer: String,
    /// One per line.
    pub handles: String,
}

/// Why a text is no dossier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DossierError {
    #[error("it is not JSON: {0}")]
    NotJson(String),
    #[error("it is JSON, but not a record of this program: {0}")]
    Other(String),
    /// It says that it is one, but something in it is none of ours: where, and what is wrong there.
    #[error("it is JSON, but not as this program writes it: at {place}: {why}")]
    Shape { place: String, why: String },
    #[error("it was made by a newer version of this program (format {0}; this one reads up to {VERSION})")]
    Newer(u32),
}

impl Dossier {
    /// As JSON, for people to read as well; ends with a line end. The same dossier gives the same bytes.
    pub fn to_json(&self) -> String {
        // Strings and numbers alone: nothing in it can fail to be written.
        let mut json = serde_json::to_string_pretty(self).unwrap_or_default();
        json.push('\n');
        json
    }

    /// From JSON. What is not known is ignored; what is missing is empty.
    ///
    /// # Errors
    /// [`DossierError`]: it is something else, or newer.
    pub fn from_json(text: &str) -> Result<Self, DossierError> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let value: serde_json::Value = serde_json::from_str(text).map_err(|error| DossierError::NotJson(error.to_string()))?;
        let version = shape::version(&value, FORMAT)?;
        if version > u64::from(VERSION) {
            return Err(DossierError::Newer(u32::try_from(version).unwrap_or(u32::MAX)));
        }
        serde_path_to_error::deserialize(value).map_err(|error| shape::wrong(&error))
    }
}
