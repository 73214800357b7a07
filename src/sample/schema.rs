//! The shape of `assets/sample/*.toml`, format 1. Only shapes and reading: what becomes of them is said elsewhere.
//!
//! `sample/<profession>.toml` is a person; `sample/<profession>/entries-*.toml` hold what was written by hand,
//! `bank-topics-*.toml` and `bank-phrases.toml` what larger journals are composed of ([`super::bank_schema`]).

use std::collections::BTreeMap;

use chrono::{NaiveTime, Weekday};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

use super::SampleError;
use super::bank_schema::{Phrases, Topic, TopicsFile};

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
    #[serde(default)]
    pub(super) registration: Vec<PersonRegistration>,
    #[serde(default)]
    pub(super) record: Vec<PersonRecord>,
    #[serde(default)]
    pub(super) colleague: Vec<Colleague>,
}

/// Somebody whom entries name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Colleague {
    pub(super) handle: String,
    pub(super) profession: String,
    pub(super) place: String,
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

/// Under whose rules the journal is kept.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonRegistration {
    /// Id of a framework.
    pub(super) framework: String,
    /// Days before today on which the current cycle began; none where the framework knows it.
    pub(super) began: Option<i64>,
    /// What is chosen, by the id of the choice.
    #[serde(default)]
    pub(super) chosen: BTreeMap<String, String>,
}

/// A record beside learning.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonRecord {
    /// By which later records refer to it.
    pub(super) key: Option<String>,
    pub(super) kind: String,
    /// Days before today: its day, or the first one.
    pub(super) ago: i64,
    /// Days before today of the last day of one that lasts.
    pub(super) until_ago: Option<i64>,
    #[serde(default)]
    pub(super) fields: BTreeMap<String, String>,
    /// Fields that hold a day, in days before today.
    #[serde(default)]
    pub(super) days: BTreeMap<String, i64>,
    /// Titles of entries.
    #[serde(default)]
    pub(super) refers: Vec<String>,
    /// Keys of records before it.
    #[serde(default)]
    pub(super) refers_to: Vec<String>,
    /// Somebody else's details, by field.
    #[serde(default)]
    pub(super) apart: BTreeMap<String, String>,
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
    /// Codes of standards, each with its framework.
    #[serde(default)]
    pub(super) standards: Vec<String>,
    /// Points and certified hours by code, in hundredths.
    #[serde(default)]
    pub(super) hundredths: BTreeMap<String, u32>,
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

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::catalogue::Catalogue;
    use crate::domain::Verb;
    use crate::sample::bank_schema::Piece;

    #[test]
    fn every_profession_parses() {
        for profession in professions() {
            let source = read(&profession).expect(&profession);
            assert!(!source.topics.is_empty() && source.phrases.way.iter().map(|way| way.share).sum::<u32>() == 100, "{profession}");
            let goals: Vec<&str> = source.person.goal.iter().map(|goal| goal.key.as_str()).collect();
            for topic in &source.topics {
                assert!(topic.goal.as_deref().is_none_or(|key| goals.contains(&key)), "{}", topic.name);
                let least = (topic.learnt.len(), topic.matters.len(), topic.will.len(), topic.changed.len());
                assert!(least.0 >= 4 && least.1 >= 2 && least.2 >= 2 && least.3 >= 2, "{}: {least:?}", topic.name);
            }
            let kinds: HashSet<&str> = source.phrases.way.iter().flat_map(|way| &way.kinds).map(String::as_str).collect();
            assert!(source.phrases.platforms.keys().all(|kind| kinds.contains(kind.as_str())), "{profession}");
            assert!(source.phrases.way.iter().flat_map(|way| &way.used).all(|verb| Verb::from_token(verb).is_some()));
            let form = &source.phrases.form;
            let template = Catalogue::bundled().template(&form.template).cloned().expect(&form.template);
            assert_eq!(form.answers.len(), template.prompts.len(), "{profession}: an answer for each prompt of {}", form.template);
            let deep = |piece: Piece| form.answers.iter().flatten().filter(|one| **one == piece).count();
            assert!(deep(Piece::Learnt) <= 3 && deep(Piece::Changed) <= 1 && deep(Piece::Matters) <= 2);
        }
    }
}
