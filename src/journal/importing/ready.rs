//! One file, made ready: what comes in, each once, with the contents of its evidence kept.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::{Proposal, bad, content_of};
use crate::catalogue::Catalogue;
use crate::domain::{RecordKind, Uid};
use crate::dossier::{self, Dossier, uid};
use crate::importers::{Importer as _, Taken, Warning, answer};
use crate::journal::{Journal, JournalError, NewFile};
use crate::store::NewEvidence;

/// What is to be written, checked as far as that needs no journal.
pub(super) struct Ready {
    pub(super) dossier: Dossier,
    /// Entries and records that are new and wanted.
    pub(super) wanted: HashSet<Uid>,
    /// Entries that are here and say the same.
    pub(super) same: HashSet<Uid>,
    /// Everything comes, not only what these need.
    pub(super) all: bool,
    /// Evidence whose content is kept, by its name in the dossier.
    pub(super) evidence: HashMap<String, NewEvidence>,
    pub(super) warnings: Vec<Warning>,
    pub(super) kinds: HashMap<String, RecordKind>,
    pub(super) now: DateTime<Utc>,
}

/// Keeps the contents of evidence, and makes everything ready. `format` is the id of the importer.
pub(super) fn ready(journal: &mut Journal, taken: Taken, format: &str, wanted: &[&Proposal], all: bool) -> Result<Ready, JournalError> {
    let Taken { mut dossier, mut contents, mut warnings } = taken;
    let now = journal.now();
    if format == answer::IMPORTER.id() {
        without_own(&journal.catalogue, &mut dossier, &mut warnings);
    }
    each_once(&mut dossier, &mut warnings);
    let wanted: HashSet<Uid> = wanted.iter().map(|one| one.uid).collect();
    let is_wanted = |text: &str| uid(text).is_ok_and(|uid| wanted.contains(&uid));
    let used: HashSet<&String> = dossier.entries.iter().filter(|entry| is_wanted(&entry.uid)).flat_map(|entry| &entry.evidence).collect();
    let mut evidence = HashMap::new();
    for one in dossier.evidence.iter().filter(|one| used.contains(&one.uid)) {
        let mut warn = |what: String| warnings.push(Warning { place: one.name.clone(), what });
        let Some(content) = contents.remove(&one.sha256) else {
            warn("Its content is not in the file, so that it is not taken in; attach it again.".to_owned());
            continue;
        };
        let file = NewFile {
            name: one.name.clone(),
            content: content_of(content),
            caption: one.caption.clone(),
            alt: one.alt.clone(),
            source_url: one.source_url.clone(),
            proves: one.proves().map_err(bad(&one.name))?,
        };
        let kept = journal.keep_files(std::slice::from_ref(&file))?;
        let Some(kept) = kept.into_iter().next() else { continue };
        if kept.digest.to_string() != one.sha256 {
            warn("It is not what it was: its SHA-256 is another one. It is not taken in.".to_owned());
            continue;
        }
        let named = uid(&one.uid).map_err(bad(&one.name))?;
        // What it is, is told by its content: a file may say anything.
        let new = NewEvidence { uid: named, captured: one.captured(now).map_err(bad(&one.name))?, ..kept };
        evidence.insert(one.uid.clone(), new);
    }
    let kinds = journal.catalogue.record_kinds.iter().map(|kind| (kind.id.clone(), kind.clone())).collect();
    Ok(Ready { dossier, wanted, same: HashSet::new(), all, evidence, warnings, kinds, now })
}

/// An answer comes from somebody else, who has a part in some kinds of records: of the others only the registrant can speak.
fn without_own(catalogue: &Catalogue, dossier: &mut Dossier, warnings: &mut Vec<Warning>) {
    dossier.records.retain(|record| {
        let kind = catalogue.record_kind(record.kind.trim());
        let has_others = kind.is_some_and(|kind| kind.id == answer::COMMENTS.0 || kind.fields.iter().any(|field| field.apart));
        if !has_others {
            let place = kind.map_or_else(|| record.kind.clone(), |kind| kind.label.clone());
            let what = "Nobody else has a part in a record of this kind, so that an answer cannot bring one; it was left out.";
            warnings.push(Warning { place, what: what.to_owned() });
        }
        has_others
    });
}

/// Leaves each thing in once, the first time: two of one name would be one thing that says two things.
fn each_once(dossier: &mut Dossier, warnings: &mut Vec<Warning>) {
    fn once<T>(list: &mut Vec<T>, told: impl Fn(&T) -> (&str, &str), warnings: &mut Vec<Warning>) {
        let mut seen: HashSet<Uid> = HashSet::new();
        list.retain(|one| {
            let (name, called) = told(one);
            // What has no name that can be read is told of later.
            let is_first = uid(name).map_or(true, |name| seen.insert(name));
            if !is_first {
                let what = "It is in the file more than once; only the first one is taken in.".to_owned();
                warnings.push(Warning { place: called.to_owned(), what });
            }
            is_first
        });
    }
    once(&mut dossier.entries, |one| (&one.uid, &one.title), warnings);
    once(&mut dossier.records, |one| (&one.uid, &one.kind), warnings);
    once(&mut dossier.goals, |one| (&one.uid, &one.title), warnings);
    once(&mut dossier.communities, |one| (&one.uid, &one.name), warnings);
    once(&mut dossier.people, |one| (&one.uid, &one.name), warnings);
    once(&mut dossier.registrations, |one| (&one.uid, &one.framework), warnings);
    once(&mut dossier.evidence, |one| (&one.uid, &one.name), warnings);
    once(&mut dossier.needs, |one| (&one.uid, &one.text), warnings);
    once(&mut dossier.waymarks, |one| (&one.uid, &one.title), warnings);
    once(&mut dossier.walks, |one| (&one.uid, &one.title), warnings);
    once(&mut dossier.impacts, |one| (&one.uid, &one.title), warnings);
    once(&mut dossier.saved_searches, |one| (&one.uid, &one.name), warnings);
    let mut seen = HashSet::new();
    dossier.words.retain(|word| seen.insert(word.clone()));
}

impl Ready {
    /// How many new names could be needed at most.
    pub(super) fn most_names(&self) -> usize {
        let dossier = &self.dossier;
        let parts = |entry: &dossier::Entry| entry.actions.len() + entry.look_backs.len();
        dossier.entries.iter().map(parts).sum::<usize>()
            + dossier.goals.iter().map(|goal| goal.reviews.len()).sum::<usize>()
            + dossier.evidence.len()
    }

    pub(super) fn is_wanted(&self, text: &str) -> bool {
        uid(text).is_ok_and(|uid| self.wanted.contains(&uid))
    }
}
