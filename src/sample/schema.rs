//! The shape of `assets/sample/*.toml`, format 1. Only shapes and reading: what becomes of them is said elsewhere.
//!
//! `sample/<profession>.toml` is a person; `sample/<profession>/entries-*.toml` hold what was written by hand,
//! `bank-topics-*.toml` and `bank-phrases.toml` what larger journals are composed of.

use std::collections::BTreeMap;

use chrono::{NaiveTime, Weekday};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

use super::SampleError;

/// Everything that is known of one profession's fictional person.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) person: Person,
    pub(super) entries: Vec<Written>,
    pub(super) topics: Vec<Topic>,
    pub(super) phrases: Phrases,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    format: u32,
    pub(super) profile: PersonProfile,
    #[serde(default)]
    pub(super) community: Vec<PersonCommunity>,
    #[serde(default)]
    pub(super) goal: Vec<PersonGoal>,
    #[serde(default)]
    pub(super) need: Vec<PersonNeed>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonProfile {
    pub(super) name: String,
    pub(super) profession: String,
    pub(super) registrations: String,
    pub(super) employer: String,
    pub(super) handles: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonCommunity {
    pub(super) key: String,
    /// The kind of activity that composed entries have there; without one they have none.
    #[serde(default)]
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) platform: String,
    #[serde(default)]
    pub(super) hashtag: String,
    pub(super) url: String,
    #[serde(default, deserialize_with = "weekday")]
    pub(super) weekday: Option<Weekday>,
    #[serde(default, deserialize_with = "time")]
    pub(super) time: Option<NaiveTime>,
    #[serde(default)]
    pub(super) zone: String,
    pub(super) length: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonGoal {
    pub(super) key: String,
    pub(super) title: String,
    pub(super) why: String,
    pub(super) measure: String,
    #[serde(default)]
    pub(super) how: String,
    /// Key of the goal of an earlier plan that it goes on from; that one comes before it.
    pub(super) carried_from: Option<String>,
    pub(super) support: String,
    pub(super) barriers: String,
    pub(super) purpose: String,
    pub(super) kind: String,
    /// Days before today on which it was set, falls due, was closed.
    pub(super) set: i64,
    pub(super) due: i64,
    pub(super) state: String,
    pub(super) closed: Option<i64>,
    #[serde(default)]
    pub(super) outcome: String,
    #[serde(default)]
    pub(super) review: Vec<PersonReview>,
}

/// A look at a goal, so many days before today.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonReview {
    pub(super) ago: i64,
    pub(super) note: String,
}

/// Where a goal came from, or may come from.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonNeed {
    pub(super) kind: String,
    /// Days before today.
    pub(super) ago: i64,
    pub(super) text: String,
    /// Key of the goal that it grew into.
    pub(super) goal: Option<String>,
    /// Title of the entry that it was noticed in.
    pub(super) entry: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntriesFile {
    format: u32,
    entry: Vec<Written>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    /// Days before today.
    pub(super) ago: i64,
    /// Moves the day back to this day of the week.
    #[serde(default, deserialize_with = "weekday")]
    pub(super) on: Option<Weekday>,
    #[serde(default, deserialize_with = "time")]
    pub(super) time: Option<NaiveTime>,
    pub(super) kind: String,
    pub(super) title: String,
    pub(super) community: Option<String>,
    #[serde(default)]
    pub(super) platform: String,
    #[serde(default)]
    pub(super) hashtag: String,
    #[serde(default)]
    pub(super) url: String,
    pub(super) role: Option<String>,
    #[serde(default)]
    pub(super) minutes: WrittenMinutes,
    #[serde(default)]
    pub(super) how: String,
    #[serde(default)]
    pub(super) template: String,
    #[serde(default)]
    pub(super) answers: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) learnt: String,
    #[serde(default)]
    pub(super) changed: String,
    #[serde(default)]
    pub(super) benefit: String,
    #[serde(default)]
    pub(super) private: String,
    #[serde(default)]
    pub(super) goals: Vec<String>,
    #[serde(default)]
    pub(super) tags: Vec<String>,
    #[serde(default)]
    pub(super) people: Vec<String>,
    #[serde(default)]
    pub(super) used: Vec<String>,
    pub(super) state: String,
    /// Days before today.
    pub(super) submitted: Option<i64>,
    /// Days after the activity.
    pub(super) written_after: i64,
    /// Days before the activity: it was logged, with its goals, as something to come.
    pub(super) planned: Option<i64>,
    #[serde(default)]
    pub(super) action: Vec<WrittenAction>,
    #[serde(default)]
    pub(super) look_back: Vec<WrittenLookBack>,
}

/// What was found later; `after` counts days after the activity.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenLookBack {
    pub(super) month: u32,
    pub(super) after: i64,
    pub(super) found: String,
    pub(super) text: String,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenMinutes {
    pub(super) preparing: u32,
    pub(super) taking_part: u32,
    pub(super) reading: u32,
    pub(super) reflecting: u32,
    pub(super) interactive: u32,
}

/// `by`, `done` and `shared` count days after the activity.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenAction {
    pub(super) what: String,
    pub(super) by: Option<i64>,
    pub(super) done: Option<i64>,
    #[serde(default)]
    pub(super) effect: String,
    #[serde(default)]
    pub(super) effect_service: String,
    #[serde(default)]
    pub(super) effect_people: String,
    #[serde(default)]
    pub(super) share_with: String,
    pub(super) shared: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicsFile {
    format: u32,
    topic: Vec<Topic>,
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
    format: u32,
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
    pub(super) way: Vec<Way>,
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

/// Reads all files of a profession.
pub(super) fn read(profession: &str) -> Result<Source, SampleError> {
    let person: Person = file(&format!("sample/{profession}.toml"), |person: &Person| person.format)?;
    let mut source = Source {
        person,
        entries: Vec::new(),
        topics: Vec::new(),
        phrases: file(&format!("sample/{profession}/bank-phrases.toml"), |phrases: &Phrases| phrases.format)?,
    };
    for path in crate::embedded::list(&format!("sample/{profession}")) {
        let name = path.rsplit('/').next().unwrap_or_default();
        if name.starts_with("entries-") {
            source.entries.extend(file(&path, |entries: &EntriesFile| entries.format)?.entry);
        } else if name.starts_with("bank-topics-") {
            source.topics.extend(file(&path, |topics: &TopicsFile| topics.format)?.topic);
        }
    }
    Ok(source)
}

/// The professions that there is a person for, by the files present.
pub(super) fn professions() -> Vec<String> {
    crate::embedded::list("sample")
        .iter()
        .filter_map(|path| path.strip_prefix("sample/")?.strip_suffix(".toml"))
        .filter(|name| !name.contains('/'))
        .map(str::to_owned)
        .collect()
}

fn file<T: DeserializeOwned>(path: &str, format: impl Fn(&T) -> u32) -> Result<T, SampleError> {
    let bytes = crate::embedded::read(path).ok_or_else(|| SampleError::data(path, "is missing"))?;
    let text = String::from_utf8_lossy(&bytes);
    let parsed: T = toml::from_str(&text).map_err(|error| SampleError::data(path, error.to_string()))?;
    match format(&parsed) {
        1 => Ok(parsed),
        other => Err(SampleError::data(path, format!("format {other} is not known"))),
    }
}

fn weekday<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Weekday>, D::Error> {
    let name = String::deserialize(from)?;
    match name.parse::<Weekday>() {
        Ok(day) => Ok(Some(day)),
        Err(_) => Err(serde::de::Error::custom(format!("“{name}” is not a day of the week"))),
    }
}

fn time<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveTime>, D::Error> {
    let text = String::deserialize(from)?;
    NaiveTime::parse_from_str(&text, "%H:%M").map(Some).map_err(serde::de::Error::custom)
}
