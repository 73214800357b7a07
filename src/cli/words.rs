//! What words on the command line mean: days, minutes, kinds, roles. What is not understood says how to write it.

use chrono::{Datelike as _, NaiveDate, NaiveTime};

use crate::catalogue::Catalogue;
use crate::domain::text::folded;
use crate::domain::when::{self, Sense, WhenError};
use crate::domain::{EntryState, Found, Minutes, NeedKind, Role, Verb, Verdict};
use crate::error::Error;

pub(super) fn usage(what: impl Into<String>, hint: impl Into<String>) -> Error {
    Error::Usage { what: what.into(), hint: hint.into() }
}

/// Whether two names are the same to a person: without case, accents, spaces and signs.
pub(super) fn same(name: &str, typed: &str) -> bool {
    let simplified = |text: &str| folded(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let typed = simplified(typed);
    !typed.is_empty() && simplified(name) == typed
}

/// A day as it stands in a sentence: “1 Apr 2025”.
pub(super) fn plain_day(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

/// A day in a year that is taken, whichever way it is meant.
pub(super) fn day(text: &str, today: NaiveDate, sense: Sense) -> Result<NaiveDate, Error> {
    let day = when::day(text, today, sense).and_then(|day| match day.year() {
        year if when::YEARS.contains(&year) => Ok(day),
        year => Err(WhenError::Year { said: text.trim().to_owned(), year }),
    });
    day.map_err(|error| usage(error.to_string(), "write it like 2026-03-31, 31/3/26 or yesterday"))
}

/// A day on which something was: today at the latest.
pub(super) fn day_gone(text: &str, today: NaiveDate) -> Result<NaiveDate, Error> {
    let day = day(text, today, Sense::Past)?;
    if day > today { Err(usage(format!("{day} is still to come"), "name the day on which it was")) } else { Ok(day) }
}

/// A day, or none where nothing is written.
pub(super) fn day_or_none(text: &str, today: NaiveDate, sense: Sense) -> Result<Option<NaiveDate>, Error> {
    if text.trim().is_empty() { Ok(None) } else { day(text, today, sense).map(Some) }
}

/// A day, and the time of day where it was said with it: `last Monday 8pm`.
pub(super) fn moment(text: &str, today: NaiveDate, sense: Sense) -> Result<(NaiveDate, Option<NaiveTime>), Error> {
    when::moment(text, today, sense).map_err(|error| usage(error.to_string(), "write it like 2026-03-31, 31/3/26 8pm or yesterday"))
}

pub(super) fn minutes(text: &str) -> Result<Minutes, Error> {
    text.parse().map_err(|error: crate::domain::minutes::MinutesError| usage(error.to_string(), "write it like 90, 1h 30, 1.5h or an hour"))
}

pub(super) fn verb(text: &str) -> Result<Verb, Error> {
    Verb::from_token(&text.trim().to_lowercase()).ok_or_else(|| {
        let known: Vec<&str> = Verb::ALL.iter().map(|verb| verb.token()).collect();
        usage(format!("“{text}” is not a way of using social media"), format!("one of: {}", known.join(", ")))
    })
}

/// What was found later, or when to ask again.
pub(super) fn found(text: &str) -> Result<Found, Error> {
    Found::from_token(&text.trim().to_lowercase()).ok_or_else(|| {
        let known: Vec<&str> = Found::ALL.iter().filter(|found| found.is_said()).map(|found| found.token()).collect();
        usage(format!("“{text}” is not what can be found"), format!("one of: {}", known.join(", ")))
    })
}

/// A kind of starting point for a goal.
pub(super) fn need_kind(text: &str) -> Result<NeedKind, Error> {
    NeedKind::from_token(&text.trim().to_lowercase()).ok_or_else(|| {
        let known: Vec<&str> = NeedKind::ALL.iter().map(|kind| kind.token()).collect();
        usage(format!("“{text}” is not a kind of strength or need"), format!("one of: {}", known.join(", ")))
    })
}

/// A day to come, after today.
pub(super) fn day_to_come(text: &str, today: NaiveDate) -> Result<NaiveDate, Error> {
    let day = day(text, today, Sense::Future)?;
    if day > today { Ok(day) } else { Err(usage(format!("{day} is not a day to come"), "name one after today, like \"in 2 weeks\"")) }
}

pub(super) fn role(text: &str) -> Result<Option<Role>, Error> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    Role::from_token(&text.trim().to_lowercase())
        .map(Some)
        .ok_or_else(|| usage(format!("“{text}” is not a role"), "one of: host, contributor, listener"))
}

pub(super) fn state(text: &str, today: NaiveDate) -> Result<EntryState, Error> {
    match text.trim().to_lowercase().as_str() {
        "draft" => Ok(EntryState::Draft),
        "ready" => Ok(EntryState::Ready),
        "submitted" => Ok(EntryState::Submitted { on: today }),
        _ => Err(usage(format!("“{text}” is not a state"), "one of: draft, ready, submitted; `bin` puts an entry out of sight")),
    }
}

pub(super) fn kind(catalogue: &Catalogue, word: &str) -> Result<String, Error> {
    catalogue.kind_called(word).map(|kind| kind.id.clone()).ok_or_else(|| {
        let known: Vec<&str> = catalogue.kinds.iter().map(|kind| kind.id.as_str()).collect();
        usage(format!("there is no kind “{word}”"), format!("one of: {}", known.join(", ")))
    })
}

/// What came of a claim; an empty word takes it away.
pub(super) fn verdict(text: &str) -> Result<Option<Verdict>, Error> {
    let word = text.trim().to_lowercase().replace(['-', ' '], "_");
    if word.is_empty() {
        return Ok(None);
    }
    let known: Vec<&str> = Verdict::ALL.iter().map(|verdict| verdict.token()).collect();
    Verdict::from_token(&word)
        .map(Some)
        .ok_or_else(|| usage(format!("“{text}” is not what can come of a claim"), format!("one of: {}", known.join(", "))))
}
