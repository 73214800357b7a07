//! A dossier as types of the domain. Anybody may have written it: everything is checked, and what is off is told with its place.

mod plan;

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, Utc};

use super::{Action, Community, Entry, Evidence, LookBack, Person, Record, Refers, Registrant, Registration};
use crate::domain::entry::TimeSpent;
use crate::domain::evidence::Proof;
use crate::domain::framework::Amount;
use crate::domain::text::{clean, clean_line};
use crate::domain::{self, Digest, EntryState, Found, Minutes, Rhythm, Role, Uid, Verb, Verdict};

/// What is off in a dossier, as a sentence without a full stop: “the date “2026-13-40” is no day”.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the {field} “{value}” is not one that is understood")]
pub struct Bad {
    pub field: &'static str,
    pub value: String,
}

fn bad(field: &'static str, value: &str) -> Bad {
    Bad { field, value: domain::text::excerpt(value, 60) }
}

/// A uid, as a dossier says it.
///
/// # Errors
/// [`Bad`]: it is none.
pub fn uid(text: &str) -> Result<Uid, Bad> {
    text.parse().map_err(|_| bad("uid", text))
}

/// Years in which days and instants can be: nobody's learning is outside, and reckoning with what is would overflow somewhere.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// The latest month after which one looks back.
const LATEST_MONTH: u32 = 12;

/// The longest chat, in minutes: a month.
const LONGEST_CHAT: u32 = 31 * 24 * 60;

fn day(field: &'static str, text: &str) -> Result<NaiveDate, Bad> {
    let day = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok();
    day.filter(|day| YEARS.contains(&day.year())).ok_or_else(|| bad(field, text))
}

fn some_day(field: &'static str, text: Option<&str>) -> Result<Option<NaiveDate>, Bad> {
    text.filter(|text| !text.trim().is_empty()).map(|text| day(field, text)).transpose()
}

fn time(text: Option<&str>) -> Result<Option<NaiveTime>, Bad> {
    let read = |text: &str| {
        let text = text.trim();
        ["%H:%M", "%H:%M:%S"].iter().find_map(|shape| NaiveTime::parse_from_str(text, shape).ok()).ok_or_else(|| bad("time", text))
    };
    text.filter(|text| !text.trim().is_empty()).map(read).transpose()
}

/// An instant; `otherwise` when nothing is said.
fn instant(field: &'static str, text: &str, otherwise: DateTime<Utc>) -> Result<DateTime<Utc>, Bad> {
    if text.trim().is_empty() {
        return Ok(otherwise);
    }
    let at = DateTime::parse_from_rfc3339(text.trim()).ok().map(|at| at.to_utc());
    at.filter(|at| YEARS.contains(&at.year())).ok_or_else(|| bad(field, text))
}

fn token<T>(field: &'static str, text: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Bad> {
    read(text).ok_or_else(|| bad(field, text))
}

impl From<&Registrant> for domain::Profile {
    fn from(registrant: &Registrant) -> Self {
        let Registrant { name, profession, registrations, employer, handles } = registrant;
        Self {
            name: clean_line(name),
            profession: clean_line(profession),
            registrations: clean(registrations),
            employer: clean_line(employer),
            handles: clean(handles),
        }
    }
}

impl Entry {
    /// The draft, without community and goals, which have ids of their own in each journal, and its state.
    ///
    /// # Errors
    /// [`Bad`]: something in it cannot be understood, or nobody would recognise it.
    pub fn to_draft(&self) -> Result<(domain::EntryDraft, EntryState), Bad> {
        let mut draft = domain::EntryDraft::on(day("date", &self.date)?);
        draft.title.clone_from(&self.title);
        draft.kind.clone_from(&self.kind);
        draft.time = time(self.time.as_deref())?;
        draft.zone.clone_from(&self.zone);
        let spent = self.minutes;
        draft.minutes = TimeSpent {
            preparing: Minutes(spent.preparing),
            taking_part: Minutes(spent.taking_part),
            reading: Minutes(spent.reading),
            reflecting: Minutes(spent.reflecting),
            interactive: Minutes(spent.interactive),
        };
        let parts = [spent.preparing, spent.taking_part, spent.reading, spent.reflecting];
        if parts.iter().map(|part| u64::from(*part)).sum::<u64>() > u64::from(u32::MAX) {
            return Err(bad("minutes", &format!("{parts:?}")));
        }
        for (to, from) in [
            (&mut draft.how, &self.how),
            (&mut draft.platform, &self.platform),
            (&mut draft.url, &self.url),
            (&mut draft.handle, &self.handle),
            (&mut draft.hashtag, &self.hashtag),
            (&mut draft.learnt, &self.learnt),
            (&mut draft.changed, &self.changed),
            (&mut draft.benefit, &self.benefit),
            (&mut draft.ai_help, &self.ai_help),
        ] {
            to.clone_from(from);
        }
        draft.reflection.template.clone_from(&self.reflection.template);
        draft.reflection.answers = self
            .reflection
            .answers
            .iter()
            .cloned()
            .map(|super::Answer { template, prompt, label, text, home }| domain::Answer { template, prompt, label, text, home })
            .collect();
        draft.tags.clone_from(&self.tags);
        draft.people.clone_from(&self.people);
        draft.standards.clone_from(&self.standards);
        for (code, number) in &self.amounts {
            draft.amounts.insert(code.clone(), hundredths(code, *number)?);
        }
        draft.used = self.used.iter().map(|word| token("verb", word, Verb::from_token)).collect::<Result<_, _>>()?;
        let role = self.role.as_deref().filter(|role| !role.is_empty());
        draft.role = role.map(|role| token("role", role, Role::from_token)).transpose()?;
        if let Some(super::Claim { who, evidence, holds, verdict }) = self.claim.clone() {
            let verdict = verdict.filter(|verdict| !verdict.is_empty());
            let verdict = verdict.map(|verdict| token("verdict", &verdict, Verdict::from_token)).transpose()?;
            draft.claim = domain::ClaimCheck { who, evidence, holds, verdict };
        }
        draft.parked = some_day("day it is set aside until", self.parked.as_deref())?;
        let state = match (self.state.as_str(), &self.submitted_on) {
            ("submitted", Some(on)) => EntryState::Submitted { on: day("day of submission", on)? },
            ("ready", _) => EntryState::Ready,
            ("draft" | "" | "binned", _) => EntryState::Draft,
            (other, _) => return Err(bad("state", other)),
        };
        let title = self.title.clone();
        let draft = draft.tidied().map_err(|error| bad("entry", &format!("{title}: {error}")))?;
        Ok((draft, state))
    }

    /// When it was made and last changed.
    ///
    /// # Errors
    /// [`Bad`]: one is no instant.
    pub fn moments(&self, now: DateTime<Utc>) -> Result<(DateTime<Utc>, DateTime<Utc>), Bad> {
        let created = instant("time of making", &self.created, now)?;
        Ok((created, instant("time of the last change", &self.changed_at, created)?))
    }

    /// Uids of its goals, and when each was linked.
    ///
    /// # Errors
    /// [`Bad`]: one is no uid or no instant.
    pub fn links(&self, now: DateTime<Utc>) -> Result<Vec<(Uid, DateTime<Utc>)>, Bad> {
        self.goals.iter().map(|link| Ok((uid(&link.uid)?, instant("time of linking", &link.linked_at, now)?))).collect()
    }
}

/// Points or hours of two decimals.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked")]
fn hundredths(code: &str, number: f64) -> Result<Amount, Bad> {
    let hundredths = (number * 100.0).round();
    if (0.0..=f64::from(u32::MAX)).contains(&hundredths) {
        Ok(Amount::of_hundredths(hundredths as u32))
    } else {
        Err(bad("amount", &format!("{code} {number}")))
    }
}

impl Action {
    /// # Errors
    /// [`Bad`]: a day is none.
    pub fn to_draft(&self) -> Result<domain::ActionDraft, Bad> {
        let Self { uid: _, what, due, shared_with, shared_on, done, effect, effect_service, effect_people } = self.clone();
        Ok(domain::ActionDraft {
            what,
            due: some_day("day of an action", due.as_deref())?,
            shared_with,
            shared_on: some_day("day of sharing", shared_on.as_deref())?,
            done: some_day("day an action was done", done.as_deref())?,
            effect,
            effect_service,
            effect_people,
        })
    }
}

impl LookBack {
    /// # Errors
    /// [`Bad`]: a day is none, or what was found is not known.
    pub fn to_draft(&self) -> Result<domain::LookBackDraft, Bad> {
        if self.month > LATEST_MONTH {
            return Err(bad("month of looking back", &self.month.to_string()));
        }
        Ok(domain::LookBackDraft {
            month: self.month,
            day: day("day of looking back", &self.date)?,
            found: token("finding", &self.found, Found::from_token)?,
            text: clean(&self.text),
            until: some_day("day it was put off to", self.until.as_deref())?,
        })
    }
}

impl Registration {
    /// # Errors
    /// [`Bad`]: it names no framework, or a day is none.
    pub fn to_draft(&self) -> Result<domain::RegistrationDraft, Bad> {
        if self.framework.trim().is_empty() {
            return Err(bad("framework of a registration", &self.framework));
        }
        Ok(domain::RegistrationDraft {
            framework: clean_line(&self.framework),
            cycle_start: some_day("first day of a cycle", self.cycle_start.as_deref())?,
            joined: some_day("day of joining", self.joined.as_deref())?,
            chosen: self.options.clone().into_iter().collect(),
        })
    }
}

impl Record {
    /// The draft without what it refers to.
    ///
    /// # Errors
    /// [`Bad`]: it has no kind, or a day is none.
    pub fn to_draft(&self) -> Result<domain::RecordDraft, Bad> {
        if self.kind.trim().is_empty() {
            return Err(bad("kind of a record", &self.kind));
        }
        Ok(domain::RecordDraft {
            kind: clean_line(&self.kind),
            date: day("day of a record", &self.date)?,
            until: some_day("last day of a record", self.until.as_deref())?,
            fields: self.fields.iter().map(|(field, text)| (field.clone(), clean(text))).collect(),
            refers: Vec::new(),
        })
    }

    /// Entries and records that it refers to.
    ///
    /// # Errors
    /// [`Bad`]: one is no uid.
    pub fn referred(&self) -> Result<Vec<(bool, Uid)>, Bad> {
        let one = |refers: &Refers| match refers {
            Refers::Entry(text) => Ok((true, uid(text)?)),
            Refers::Record(text) => Ok((false, uid(text)?)),
        };
        self.refers.iter().map(one).collect()
    }

    /// When it was made.
    ///
    /// # Errors
    /// [`Bad`]: that is no instant.
    pub fn made(&self, now: DateTime<Utc>) -> Result<DateTime<Utc>, Bad> {
        instant("time of making a record", &self.created, now)
    }

    /// When it was last changed; `made` when nothing is said.
    ///
    /// # Errors
    /// [`Bad`]: that is no instant.
    pub fn changed(&self, made: DateTime<Utc>) -> Result<DateTime<Utc>, Bad> {
        instant("time of the last change of a record", &self.changed_at, made)
    }
}

impl Community {
    /// # Errors
    /// [`Bad`]: it has neither name nor hashtag, or its slot makes no sense.
    pub fn to_draft(&self) -> Result<domain::CommunityDraft, Bad> {
        if self.name.trim().is_empty() && self.hashtag.trim().is_empty() {
            return Err(bad("name of a community", &self.name));
        }
        let weekday = |day: u8| chrono::Weekday::try_from(day).map_err(|_| bad("weekday of a community", &day.to_string()));
        let rhythm = if self.rhythm.is_empty() { Rhythm::default() } else { token("rhythm", &self.rhythm, Rhythm::from_token)? };
        if !self.zone.is_empty() && self.zone.parse::<chrono_tz::Tz>().is_err() {
            return Err(bad("time zone", &self.zone));
        }
        if let Some(length) = self.length.filter(|length| *length > LONGEST_CHAT) {
            return Err(bad("length of a chat", &length.to_string()));
        }
        Ok(domain::CommunityDraft {
            name: clean_line(&self.name),
            platform: clean_line(&self.platform),
            hashtag: clean_line(&self.hashtag),
            address: clean_line(&self.address),
            day: self.day.map(weekday).transpose()?,
            time: time(self.time.as_deref())?,
            zone: self.zone.clone(),
            length: self.length.map(Minutes),
            rhythm,
            anchor: some_day("day of a first chat", self.anchor.as_deref())?,
            kind: clean_line(&self.kind),
            prepare: clean(&self.prepare),
            unlisted: !self.listed,
        })
    }
}

impl From<&Person> for domain::PersonDraft {
    fn from(person: &Person) -> Self {
        let Person { uid: _, name, handle, profession, place, organisation } = person.clone();
        Self { name, handle, profession, place, organisation }.tidied()
    }
}

impl Evidence {
    /// The digest of its content.
    ///
    /// # Errors
    /// [`Bad`]: it is none.
    pub fn digest(&self) -> Result<Digest, Bad> {
        self.sha256.parse().map_err(|_| bad("SHA-256", &self.sha256))
    }

    /// When it was captured.
    ///
    /// # Errors
    /// [`Bad`]: that is no instant.
    pub fn captured(&self, now: DateTime<Utc>) -> Result<DateTime<Utc>, Bad> {
        instant("time of capturing", &self.captured, now)
    }

    /// What it proves.
    ///
    /// # Errors
    /// [`Bad`]: the word is not known.
    pub fn proves(&self) -> Result<Option<Proof>, Bad> {
        self.proves.as_deref().filter(|word| !word.is_empty()).map(|word| token("proof", word, Proof::from_token)).transpose()
    }
}
