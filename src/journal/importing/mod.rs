//! Taking in what this program once wrote: as one step that can be taken back as a whole, now or next year.
//!
//! What is here already is left alone, whether it is the same or not: a file never overwrites what somebody wrote. What is missing in the file
//! is not made up.

mod beside;
mod claims;
mod goals;
mod ready;
mod take;
mod undo;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::{Journal, JournalError, Outcome, Thing};
use crate::domain::leaving::Batch;
use crate::domain::{EntryId, EntryState, Minutes, RegistrationId, Uid};
use crate::dossier::{self, Dossier, Named, uid};
use crate::importers::{Content, Taken, Warning};
use crate::store::Which;

/// What a journal would make of a thing in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// It is not here.
    New,
    /// It is here, and says the same.
    Same,
    /// It is here, and says something else: what is here stays.
    Differs,
    /// It is here in the bin.
    Binned,
}

impl Known {
    /// Stable word: `new`.
    pub const fn token(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Same => "same",
            Self::Differs => "differs",
            Self::Binned => "binned",
        }
    }
}

/// An entry or a record of a file, as it is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Its number, from 1.
    pub n: usize,
    pub uid: Uid,
    /// It is a record, and no entry.
    pub is_record: bool,
    pub title: String,
    /// Id of its kind.
    pub kind: String,
    pub date: NaiveDate,
    pub minutes: Minutes,
    pub known: Known,
}

/// What came of taking in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenIn {
    /// By which it is taken back; nothing when there was nothing new.
    pub batch: Option<Uid>,
    pub entries: usize,
    pub records: usize,
    pub goals: usize,
    /// Registrations, communities, people, evidence and what else belongs to it.
    pub others: usize,
    /// How many entries and records were here already.
    pub duplicates: usize,
    /// What could not be taken in, or not as it stands.
    pub warnings: Vec<Warning>,
}

/// All that has a name in this journal.
struct Here<'j> {
    journal: &'j Journal,
    entries: HashMap<Uid, (EntryId, EntryState)>,
    goals: HashMap<crate::domain::GoalId, Uid>,
    communities: HashMap<crate::domain::CommunityId, Uid>,
}

impl Named for Here<'_> {
    fn entry(&self, id: EntryId) -> Option<Uid> {
        self.entries.iter().find(|(_, (other, _))| *other == id).map(|(uid, _)| *uid)
    }

    fn goal(&self, id: crate::domain::GoalId) -> Option<Uid> {
        self.goals.get(&id).copied()
    }

    fn community(&self, id: crate::domain::CommunityId) -> Option<Uid> {
        self.communities.get(&id).copied()
    }

    fn record(&self, _: crate::domain::RecordId) -> Option<Uid> {
        None
    }

    fn registration(&self, _: RegistrationId) -> Option<Uid> {
        None
    }
}

impl Here<'_> {
    /// What the journal makes of an entry.
    fn known(&self, entry: &dossier::Entry, of: Uid) -> Result<Known, JournalError> {
        let Some((id, state)) = self.entries.get(&of) else { return Ok(Known::New) };
        if state.is_binned() {
            return Ok(Known::Binned);
        }
        let Some(there) = self.journal.store.read().entry(*id)? else { return Ok(Known::New) };
        let there = dossier::Entry::of(&there, self);
        let words = |one: &dossier::Entry| {
            let answers: Vec<String> = one.reflection.answers.iter().map(|answer| answer.text.trim().to_owned()).collect();
            let texts = [&one.title, &one.learnt, &one.changed, &one.benefit, &one.how].map(|text| text.trim().to_owned());
            (texts, answers, one.date.clone(), one.time.clone(), one.kind.clone(), one.minutes, one.tags.clone())
        };
        Ok(if words(&there) == words(entry) { Known::Same } else { Known::Differs })
    }
}

/// What a dossier's thing is called when something is wrong with it.
fn bad(what: &str) -> impl FnOnce(dossier::Bad) -> JournalError {
    let what = crate::domain::text::excerpt(what, 60);
    move |why| JournalError::BadDossier { what, why }
}

impl Journal {
    fn here_by_name(&self) -> Result<Here<'_>, JournalError> {
        let read = self.store.read();
        Ok(Here {
            journal: self,
            entries: read.headers(Which::All)?.into_iter().map(|header| (header.uid, (header.id, header.state))).collect(),
            goals: read.goals()?.into_iter().map(|goal| (goal.id, goal.uid)).collect(),
            communities: read.communities()?.into_iter().map(|one| (one.id, one.uid)).collect(),
        })
    }

    /// The entries and records of a file, each once, with what this journal would make of each.
    ///
    /// # Errors
    /// [`JournalError::BadDossier`] when something in it makes no sense; or the journal cannot be read.
    pub fn proposals(&self, dossier: &Dossier) -> Result<Vec<Proposal>, JournalError> {
        let here = self.here_by_name()?;
        let mut list = Vec::with_capacity(dossier.entries.len() + dossier.records.len());
        let mut seen: HashSet<Uid> = HashSet::new();
        for entry in &dossier.entries {
            let of = uid(&entry.uid).map_err(bad(&entry.title))?;
            if !seen.insert(of) {
                continue;
            }
            let (draft, _) = entry.to_draft().map_err(bad(&entry.title))?;
            let (title, kind, date, minutes) = (draft.name(), draft.kind.clone(), draft.date, draft.minutes.total());
            list.push(Proposal { n: list.len() + 1, uid: of, is_record: false, title, kind, date, minutes, known: here.known(entry, of)? });
        }
        let records: HashMap<Uid, _> = self.store.read().records()?.into_iter().map(|record| (record.uid, record)).collect();
        seen.clear();
        for record in &dossier.records {
            let of = uid(&record.uid).map_err(bad(&record.kind))?;
            if !seen.insert(of) {
                continue;
            }
            let draft = record.to_draft().map_err(bad(&record.kind))?;
            let known = match records.get(&of) {
                None => Known::New,
                Some(there) if there.binned.is_some() => Known::Binned,
                Some(there) if there.draft.fields == draft.fields && there.draft.date == draft.date => Known::Same,
                Some(_) => Known::Differs,
            };
            let title = draft.name(self.catalogue.record_kind(&draft.kind));
            let minutes = Minutes::ZERO;
            list.push(Proposal { n: list.len() + 1, uid: of, is_record: true, title, kind: draft.kind, date: draft.date, minutes, known });
        }
        Ok(list)
    }

    /// Takes in what is new of a file: of entries and records only those with these numbers, all of them when none are named. With them comes
    /// what they refer to; with all of them everything else as well. `name` and `format` say what it was.
    ///
    /// # Errors
    /// [`JournalError::BadDossier`]; or it cannot be written. Nothing is taken in then.
    pub fn take_in(
        &mut self,
        taken: Taken,
        (name, format): (&str, &str),
        selected: Option<&[usize]>,
    ) -> Result<Outcome<TakenIn>, JournalError> {
        let proposals = self.proposals(&taken.dossier)?;
        if let Some(wrong) = selected.into_iter().flatten().find(|n| **n == 0 || **n > proposals.len()) {
            return Err(JournalError::NotFound { what: Thing::Entry, name: format!("number {wrong}") });
        }
        let wanted: Vec<&Proposal> =
            proposals.iter().filter(|one| one.known == Known::New && selected.is_none_or(|selected| selected.contains(&one.n))).collect();
        let duplicates =
            proposals.iter().filter(|one| one.known != Known::New && selected.is_none_or(|some| some.contains(&one.n))).count();
        let mut ready = ready::ready(self, taken, format, &wanted, selected.is_none())?;
        ready.same = proposals.iter().filter(|one| !one.is_record && one.known == Known::Same).map(|one| one.uid).collect();
        let (batch, label) = (self.new_uid(), format!("Import {name}"));
        let fresh: Vec<Uid> = (0..ready.most_names()).map(|_| self.new_uid()).collect();
        self.step(label, |tx| {
            let mut done = ready.write(tx, fresh)?;
            done.duplicates = duplicates;
            let added = done.entries + done.records + done.goals + done.others;
            if added > 0 {
                tx.insert_batch(batch, format, name, added)?;
                done.batch = Some(batch);
            }
            Ok(done)
        })
    }

    /// All that came in together, the latest first.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn batches(&self) -> Result<Vec<Batch>, JournalError> {
        Ok(self.store.read().batches()?)
    }

    /// The import that a typed word means: its uid or the beginning of it, or the file's name.
    ///
    /// # Errors
    /// [`JournalError::NotFound`], [`JournalError::Ambiguous`], or the journal cannot be read.
    pub fn find_batch(&self, word: &str) -> Result<Batch, JournalError> {
        let wanted = word.trim().to_lowercase();
        let mut found = self.batches()?;
        found.retain(|one| wanted.len() >= 4 && one.uid.to_string().starts_with(&wanted) || one.name.to_lowercase() == wanted);
        // Of several goes at one file, the one that is not taken back is meant.
        let standing: Vec<Batch> = found.iter().filter(|one| !one.taken_back).cloned().collect();
        if let [_] = standing.as_slice() {
            found = standing;
        }
        match found.as_slice() {
            [] => Err(JournalError::NotFound { what: Thing::Batch, name: word.to_owned() }),
            [one] => Ok(one.clone()),
            several => {
                let candidates = several.iter().take(6).map(|one| format!("{}  {}  {}", one.uid, one.at.date_naive(), one.name)).collect();
                Err(JournalError::Ambiguous { what: Thing::Batch, name: word.to_owned(), candidates })
            }
        }
    }
}

/// Where a content is, as the journal keeps it.
fn content_of(content: Content) -> super::Content {
    match content {
        Content::Bytes(bytes) => super::Content::Memory(bytes),
        Content::File(path) => super::Content::File(path),
    }
}
