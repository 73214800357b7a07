//! `status`: where somebody stands with every registration.

use std::collections::HashMap;
use std::fmt::Write as _;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::args::StatusArgs;
use super::output::Said;
use super::registration::NONE;
use super::{status_json as shapes, status_text as page, unknown};
use crate::domain::standing::{Item, Progress};
use crate::domain::{Framework, RegistrationDraft, Uid};
use crate::error::Error;
use crate::journal::{Journal, JournalError, Stand, Thing};

/// Everything that can be named where it is told what counts.
pub(super) struct Names(HashMap<Item, Named>);

struct Named {
    uid: Uid,
    name: String,
    day: NaiveDate,
}

impl Names {
    /// Of all entries, records and goals.
    pub(super) fn of(journal: &Journal) -> Result<Self, Error> {
        let mut names = HashMap::new();
        for header in journal.headers(None)? {
            names.insert(Item::Entry(header.id), Named { uid: header.uid, name: header.name, day: header.date });
        }
        for record in journal.records()? {
            let name = record.draft.name(journal.catalogue().record_kind(&record.draft.kind));
            names.insert(Item::Record(record.id), Named { uid: record.uid, name, day: record.draft.date });
        }
        for goal in journal.goals()? {
            names.insert(Item::Goal(goal.id), Named { uid: goal.uid, name: goal.draft.title, day: goal.created.date_naive() });
        }
        Ok(Self(names))
    }

    pub(super) fn uid(&self, item: Item) -> Option<String> {
        self.0.get(&item).map(|one| one.uid.to_string())
    }

    /// What things are put in order by: the earliest first, those of one day always in the same order, in whichever file they are.
    pub(super) fn order(&self, item: Item) -> Option<(NaiveDate, Uid)> {
        self.0.get(&item).map(|one| (one.day, one.uid))
    }

    pub(super) fn name(&self, item: Item) -> Option<String> {
        self.0.get(&item).map(|one| one.name.clone())
    }
}

/// Whether somebody is registered under what is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Registered {
    Yes,
    /// It is counted as if they were.
    No,
}

pub(super) fn status(journal: &Journal, args: &StatusArgs) -> Result<Said, Error> {
    let (stands, registered) = match &args.framework {
        None => (journal.stands(args.cycle)?, Registered::Yes),
        Some(word) => meant(journal, word, args.cycle)?,
    };
    if stands.is_empty() {
        return Ok(Said { text: NONE.to_owned(), json: json!({ "frameworks": [] }) });
    }
    let names = Names::of(journal)?;
    let mut text = match registered {
        Registered::Yes => String::new(),
        Registered::No => "You are not registered here: counted as if you were\n".to_owned(),
    };
    let mut shown: Vec<Value> = Vec::with_capacity(stands.len());
    for Stand { registration, counted } in &stands {
        let id = counted.as_ref().map_or(&registration.draft.framework, |standing| &standing.framework);
        let framework = journal.catalogue().framework(id);
        if !text.is_empty() {
            text.push('\n');
        }
        match (counted, framework) {
            (Ok(standing), Some(framework)) => {
                let over = standing.cycle.span.end < journal.today();
                let on = On { framework, kinds: &journal.catalogue().record_kinds, names: &names, today: journal.today(), over };
                page::write(&mut text, on, registration, standing);
                shown.push(shapes::standing(on, registration, standing, registered));
            }
            (Ok(_), None) => {}
            (Err(why), framework) => {
                page::heading(&mut text, framework.map_or(id.as_str(), |one| one.name.as_str()));
                let _ = writeln!(text, "{}", unknown::words(journal.catalogue(), id, *why));
                let problem = unknown::json(journal.catalogue(), id, *why);
                shown.push(shapes::uncounted(registration, framework, registered, problem));
            }
        }
    }
    Ok(Said { text, json: json!({ "frameworks": shown }) })
}

/// What a standing is told with.
#[derive(Clone, Copy)]
pub(super) struct On<'a> {
    pub(super) framework: &'a Framework,
    pub(super) kinds: &'a [crate::domain::RecordKind],
    pub(super) names: &'a Names,
    pub(super) today: NaiveDate,
    /// The whole cycle is.
    pub(super) over: bool,
}

impl On<'_> {
    /// Whether nothing can be added any more to what a requirement looks at.
    pub(super) fn is_over(&self, progress: &Progress) -> bool {
        self.over || progress.span.end < self.today
    }
}

/// The registrations that a word means: by uid, or all of one scheme. Where there is none, a framework that needs to know nothing of the
/// registrant is counted as if they were registered.
fn meant(journal: &Journal, word: &str, number: i32) -> Result<(Vec<Stand>, Registered), Error> {
    let mut stands = journal.stands(number)?;
    match journal.find_registration(word) {
        Ok(registration) => {
            stands.retain(|stand| stand.registration.id == registration.id);
            return Ok((stands, Registered::Yes));
        }
        Err(JournalError::Ambiguous { .. }) => {
            let schemes: Vec<&str> = journal.catalogue().frameworks_called(word).iter().map(|one| one.scheme.as_str()).collect();
            let scheme_of = |id: &str| journal.catalogue().framework(id).map_or(id.to_owned(), |one| one.scheme.clone());
            let uid = word.trim().to_lowercase();
            stands.retain(|stand| {
                let framework = &stand.registration.draft.framework;
                schemes.contains(&scheme_of(framework).as_str()) || stand.registration.uid.to_string().starts_with(&uid)
            });
            return Ok((stands, Registered::Yes));
        }
        Err(JournalError::NotFound { what: Thing::Registration | Thing::Framework, .. }) => {}
        Err(error) => return Err(error.into()),
    }
    let framework = journal.find_framework(word)?;
    let draft = RegistrationDraft { framework: framework.id.clone(), ..RegistrationDraft::default() };
    journal.check_registration(&draft)?;
    Ok((vec![journal.stand_as_if(&draft, number)?], Registered::No))
}
