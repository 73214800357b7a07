//! What could tell who somebody is: found in all that would leave, mended in place, or said to be fine.

mod document;
mod fitting;
mod mend;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{Journal, JournalError, Leaving, Outcome, Selection, Thing};
use crate::domain::Uid;
use crate::domain::leaving::Settled;
use crate::domain::portfolio::{EvidenceAs, Handles};
use crate::domain::report::ReportEvidence;
use crate::domain::text::excerpt;
use crate::dossier::{Of, Place};
use crate::exporters::ExportError;
use crate::media::{details_of, text_of};
use crate::privacy::{self, FileFacts, Finding, Known};

/// The largest file whose words and details are looked through, in bytes.
const LARGEST: u64 = 20_000_000;

/// Letters that are shown on each side of a finding.
const AROUND: usize = 60;

/// Something that could tell who somebody is, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub place: Place,
    /// What it stands in: an entry's title, a file's name.
    pub title: String,
    /// The entry that it belongs to, if it does.
    pub entry: Option<Uid>,
    pub finding: Finding,
    /// The words that were found; of a file as a whole, what is wrong with it.
    pub text: String,
    /// Where it stands in its text, in characters.
    pub chars: std::ops::Range<usize>,
    /// The words with some before and after them.
    pub around: (String, String),
    /// “Fine, because …”, when somebody has said so.
    pub settled: Option<String>,
}

/// What a finding is known by, also when words before it in its text have changed: its place, its rule and its words.
pub type Sighting = (Place, &'static str, String);

/// What of the findings nobody has seen: each one that was seen lets one leave that is the same.
pub(super) fn unseen(found: &[Found], seen: &BTreeMap<Sighting, usize>) -> Vec<Found> {
    let mut left = seen.clone();
    let is_new = |one: &&Found| match left.get_mut(&one.seen()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    found.iter().filter(is_new).cloned().collect()
}

impl Found {
    /// What it is known by when it is looked for again.
    pub fn seen(&self) -> Sighting {
        (self.place.clone(), self.finding.rule, self.text.clone())
    }

    /// As a line: rule, place, words.
    pub fn line(&self) -> String {
        let Place { of, uid, field } = &self.place;
        let words = if self.place.is_apart() { "(a detail that is kept apart)".to_owned() } else { excerpt(&self.text, 80) };
        format!("{}: {} {uid} {field}: {words}", self.finding.rule, of.token())
    }

    /// Whether it can be mended by a key: it stands in words that can be changed, and it is known what could stand there.
    pub fn can_be_mended(&self) -> bool {
        self.finding.instead.is_some() && self.is_writable()
    }

    /// Whether it stands in words that can be changed in their place.
    pub fn is_writable(&self) -> bool {
        let Place { of, field, .. } = &self.place;
        // What became of a goal on a walk is written on the walk.
        let of_a_goal = *of == Of::Walk && !matches!(field.as_str(), "title" | "note" | "next_plan");
        // Details of others are in no step that could be taken back.
        !matches!(of, Of::Cover | Of::Content) && !of_a_goal && !self.place.is_apart()
    }

    /// Whether a selection decides about it: that handles are kept, and that people are named. What is still found after handles were to
    /// go is where they could not be changed: within a PDF, or in a link whose name is written nowhere else.
    pub fn is_decided(&self, selection: &Selection) -> bool {
        let rule = self.finding.rule;
        HANDLES.contains(&rule) && selection.handles == Some(Handles::Keep) || rule == CONTACT && selection.people
    }

    fn settling(&self, reason: &str, at: chrono::DateTime<chrono::Utc>) -> Settled {
        let Place { of, uid, field } = &self.place;
        Settled {
            row: 0,
            thing: of.token().to_owned(),
            uid: uid.clone(),
            field: field.clone(),
            rule: self.finding.rule.to_owned(),
            text: settled_by(&self.place, &self.text),
            reason: reason.to_owned(),
            at,
        }
    }
}

/// Rules about handles: decided when they are kept.
const HANDLES: [&str; 2] = ["handle", "web-profile"];

/// What is left of “participant A” and “a participant” in a link, where the name ends at a blank: nobody.
const LETTERS: [&str; 2] = ["participant", "a"];

/// The rule about files that could not be looked at.
const UNREAD: &str = "file-unread";

/// The rule about people who are known: decided by whether people are named.
const CONTACT: &str = "contact";

/// Says whether somebody still wants what takes long.
pub type GoOn<'a> = &'a dyn Fn() -> bool;

fn wanted(go_on: GoOn<'_>) -> Result<(), JournalError> {
    if go_on() { Ok(()) } else { Err(ExportError::Cancelled.into()) }
}

impl Journal {
    /// Whom to look for, and who need not be protected.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn known_to_privacy(&self) -> Result<Known, JournalError> {
        let read = self.store.read();
        let profile = read.profile()?;
        let own: Vec<String> = std::iter::once(profile.name.as_str())
            .chain(profile.handles.lines())
            .chain(profile.registrations.lines())
            .chain([profile.employer.as_str()])
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
            .collect();
        let mut communities: BTreeSet<String> = BTreeSet::new();
        let here = read.communities()?;
        for draft in here.iter().map(|one| &one.draft).chain(self.catalogue.communities.iter().map(|one| &one.draft)) {
            communities.extend([&draft.name, &draft.hashtag, &draft.address].into_iter().filter(|text| !text.is_empty()).cloned());
        }
        let mut contacts: BTreeSet<String> = read.names_in_entries()?.into_iter().collect();
        for person in read.people()? {
            contacts.extend([person.draft.name, person.draft.handle].into_iter().filter(|text| !text.is_empty()));
        }
        let is_other = |name: &String| {
            !own.iter().chain(&communities).any(|other| crate::domain::text::folded(other) == crate::domain::text::folded(name))
        };
        let contacts = contacts.into_iter().filter(is_other).collect();
        Ok(Known::new(contacts, own, communities.into_iter().collect()))
    }

    /// Everything in what would leave that could tell who somebody is, in order of reading; what was settled is told as such.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn findings_in(&self, leaving: &Leaving) -> Result<Vec<Found>, JournalError> {
        self.findings_while(leaving, &|| true)
    }

    /// The same as long as somebody wants it, which is asked before each text and each file.
    ///
    /// # Errors
    /// As [`Self::findings_in`]; [`ExportError::Cancelled`] when nobody wants it any more.
    pub fn findings_while(&self, leaving: &Leaving, go_on: GoOn<'_>) -> Result<Vec<Found>, JournalError> {
        let mut known = self.known_to_privacy()?;
        if leaving.report.handles != Handles::Keep {
            let communities = known.communities().iter().cloned().chain(LETTERS.map(str::to_owned)).collect();
            known = Known::new(known.contacts().to_vec(), known.own().to_vec(), communities);
        }
        let settled = self.store.read().settled()?;
        let mut dossier = leaving.dossier.clone();
        let (titles, entries) = whose(&dossier);
        let mut found = Vec::new();
        let mut stopped = false;
        let mut look = |place: Place, text: &str| {
            // Once it was stopped it stays so: what was left out must not be taken for clean.
            stopped |= !go_on();
            if stopped {
                return;
            }
            for finding in privacy::check(text, &known) {
                let of = (titles.get(&place.uid).cloned().unwrap_or_default(), entries.get(&place.uid).copied());
                found.push(found_in(&place, of, text, finding, &settled));
            }
        };
        if !leaving.report.note.trim().is_empty() {
            look(Place { of: Of::Cover, uid: String::new(), field: "note".to_owned() }, &leaving.report.note);
        }
        let mut looked: HashSet<String> = HashSet::from([leaving.report.note.clone()]);
        dossier.texts(&mut |place, text| {
            look(place, text);
            looked.insert(text.clone());
        });
        wanted(&|| !stopped)?;
        document::look(&leaving.report, (&known, &settled), looked, &mut found);
        self.in_files(leaving, &known, &settled, &mut found, go_on)?;
        Ok(found)
    }

    /// What a file says, and what it tells beside its words.
    fn in_files(
        &self,
        leaving: &Leaving,
        known: &Known,
        settled: &[Settled],
        found: &mut Vec<Found>,
        go_on: GoOn<'_>,
    ) -> Result<(), JournalError> {
        if leaving.report.parts.evidence == EvidenceAs::Index {
            return Ok(());
        }
        let entries = whose(&leaving.dossier).1;
        for piece in &leaving.report.evidence {
            wanted(go_on)?;
            let uid = piece.uid.to_string();
            let of = (piece.name.clone(), entries.get(&uid).copied());
            let place = |field: &str| Place { of: Of::Content, uid: uid.clone(), field: field.to_owned() };
            let mut bytes = Vec::new();
            let unread = if piece.bytes > LARGEST {
                Some("is too large to be looked through")
            } else {
                self.copy_leaving(leaving, &piece.digest, &mut bytes).is_err().then_some("could not be read")
            };
            if unread.is_some() {
                bytes.clear();
            }
            let details = details_of(&piece.media_type, &bytes);
            let facts = FileFacts {
                name: piece.name.clone(),
                media_type: piece.media_type.clone(),
                redacted: self.store.read().is_redacted(&piece.digest)?,
                author: details.author,
                place: details.place,
                others: details.others,
            };
            let unread = unread.map(|why| (UNREAD, format!("{} {why}.", called(piece))));
            for (rule, said) in privacy::check_file(&facts).into_iter().chain(unread) {
                let finding = Finding { rule, range: 0..0, instead: None };
                let reason = settled.iter().find(|one| one.is_about(("evidence-content", &uid, "file"), rule, &said));
                found.push(Found {
                    place: place("file"),
                    title: of.0.clone(),
                    entry: of.1,
                    finding,
                    text: said,
                    chars: 0..0,
                    around: (String::new(), String::new()),
                    settled: reason.map(|one| one.reason.clone()),
                });
            }
            if let Some(words) = text_of(&piece.media_type, &piece.name, &bytes) {
                for finding in privacy::check(&words.text, known) {
                    found.push(found_in(&place("words"), of.clone(), &words.text, finding, settled));
                }
            }
        }
        Ok(())
    }

    /// What is neither settled nor decided by the selection.
    pub(super) fn unsettled_in(&self, leaving: &Leaving, selection: &Selection, go_on: GoOn<'_>) -> Result<Vec<Found>, JournalError> {
        let mut found = self.findings_while(leaving, go_on)?;
        found.retain(|one| one.settled.is_none() && !one.is_decided(selection));
        Ok(found)
    }

    /// What of everything found is still open for a selection.
    ///
    /// # Errors
    /// As [`Self::report`].
    pub fn unsettled(&self, selection: &Selection) -> Result<Vec<Found>, JournalError> {
        self.unsettled_in(&self.leaving(selection)?, selection, &|| true)
    }

    /// Says of findings that they are fine, and why: they are not asked again.
    ///
    /// # Errors
    /// [`JournalError::Needs`] without a reason; or it cannot be written.
    pub fn settle(&mut self, found: &[Found], reason: &str) -> Result<Outcome<()>, JournalError> {
        let reason = crate::domain::text::clean_line(reason);
        if reason.is_empty() {
            return Err(JournalError::Needs { what: Thing::Finding, field: "reason" });
        }
        let at = self.now();
        self.step("Say that it is fine".to_owned(), |tx| found.iter().try_for_each(|one| Ok(tx.settle(&one.settling(&reason, at))?)))
    }

    /// Asks again about findings that were said to be fine.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written.
    pub fn unsettle(&mut self, found: &[Found]) -> Result<Outcome<()>, JournalError> {
        let at = self.now();
        self.step("Ask again".to_owned(), |tx| found.iter().try_for_each(|one| Ok(tx.unsettle(&one.settling("", at))?)))
    }
}

/// What is kept of words that were said to be fine, to know them again: themselves, unless they are kept apart and must not stay in the history.
fn settled_by(place: &Place, words: &str) -> String {
    if place.is_apart() { Uid::from_text(&format!("{} {}: {words}", place.uid, place.field)).to_string() } else { words.to_owned() }
}

/// A file's name in a sentence.
fn called(piece: &ReportEvidence) -> String {
    if piece.name.trim().is_empty() { "The file".to_owned() } else { format!("“{}”", piece.name.trim()) }
}

/// Titles by uid of what they stand in, and the entries that things belong to.
fn whose(dossier: &crate::dossier::Dossier) -> (HashMap<String, String>, HashMap<String, Uid>) {
    let (mut titles, mut entries) = (HashMap::new(), HashMap::new());
    for entry in &dossier.entries {
        let title = if entry.title.trim().is_empty() { excerpt(&entry.learnt, 60) } else { entry.title.clone() };
        let parts = entry.actions.iter().map(|one| &one.uid).chain(entry.look_backs.iter().map(|one| &one.uid));
        for uid in std::iter::once(&entry.uid).chain(parts) {
            titles.insert(uid.clone(), title.clone());
            entries.extend(entry.uid.parse::<Uid>().ok().map(|of| (uid.clone(), of)));
        }
        for evidence in &entry.evidence {
            entries.extend(entry.uid.parse::<Uid>().ok().map(|of| (evidence.clone(), of)));
        }
    }
    for goal in &dossier.goals {
        for uid in std::iter::once(&goal.uid).chain(goal.reviews.iter().map(|one| &one.uid)) {
            titles.insert(uid.clone(), goal.title.clone());
        }
    }
    titles.extend(dossier.evidence.iter().map(|one| (one.uid.clone(), one.name.clone())));
    titles.extend(dossier.records.iter().map(|one| (one.uid.clone(), format!("{} of {}", one.kind.replace('-', " "), one.date))));
    titles.extend(dossier.communities.iter().map(|one| (one.uid.clone(), one.name.clone())));
    titles.extend(dossier.saved_searches.iter().map(|one| (one.uid.clone(), one.name.clone())));
    titles.extend(dossier.walks.iter().map(|one| (one.uid.clone(), one.title.clone())));
    titles.extend(dossier.impacts.iter().map(|one| (one.uid.clone(), one.title.clone())));
    (titles, entries)
}

fn found_in(place: &Place, (title, entry): (String, Option<Uid>), text: &str, finding: Finding, settled: &[Settled]) -> Found {
    let words = text.get(finding.range.clone()).unwrap_or_default().to_owned();
    let before: String = {
        let mut last: Vec<char> = text.get(..finding.range.start).unwrap_or_default().chars().rev().take(AROUND).collect();
        last.reverse();
        last.into_iter().collect()
    };
    let after: String = text.get(finding.range.end..).unwrap_or_default().chars().take(AROUND).collect();
    let Place { of, uid, field } = place;
    let by = settled_by(place, &words);
    let reason = settled.iter().find(|one| one.is_about((of.token(), uid, field), finding.rule, &by));
    let reason = reason.map(|one| one.reason.clone());
    let start = text.get(..finding.range.start).unwrap_or_default().chars().count();
    let chars = start..start + words.chars().count();
    Found { chars, place: place.clone(), title, entry, finding, text: words, around: (before, after), settled: reason }
}
