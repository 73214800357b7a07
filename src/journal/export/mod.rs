//! What leaves the computer is decided here, once: which entries, what of them, under which rules, whose names. It becomes a [`Report`] to be
//! read and a dossier to be taken in again; an exporter only decides how they look.
//!
//! | file | what |
//! |---|---|
//! | `mod` | the selection, the gate, the file |
//! | `report` | entries and goals with everything they refer to |
//! | `parts` | what was not to be taken in goes again |
//! | `called` | names of entries whose own words stay here |
//! | `taken` | names of what leaves, and nothing else |
//! | `portfolio` | requirements, forms and records |
//! | `authorship` | who wrote it when |
//! | `dossier` | the same as data |
//! | `withheld` `participants` `links` | names that stay out, handles that become letters, links that would name them |
//! | `leaves` | the list of all that would leave |

mod authorship;
mod called;
mod charts;
mod dossier;
mod goals;
mod leaves;
mod links;
mod participants;
mod parts;
mod portfolio;
mod report;
mod taken;
mod withheld;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use super::privacy::{Sighting, unseen};
use super::{Journal, JournalError, Thing, WalkState};
use crate::domain::counting::{self, Counting};
use crate::domain::leaving::Departure;
use crate::domain::portfolio::{Depth, Handles, Parts};
use crate::domain::report::Period;
use crate::domain::standing::Item;
use crate::domain::{Digest, EntryHeader, EntryId, EntryState, GoalId, Minutes, RegistrationId, Report, Standing, Walk, WalkDraft};
use crate::dossier::Dossier;
use crate::exporters::{self, ExportError, Exported, Exporter, Phase, Progress, Replace};

pub use leaves::Leaves;
pub(super) use report::linked_on;
pub(super) use taken::Taken;

/// Under which rules a report stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Under {
    /// Every registration, in the cycle that today is in; nothing when only some entries are chosen by other means.
    #[default]
    All,
    /// This registration, in the cycle with this number counted from today's; only entries of that cycle.
    One(RegistrationId, i32),
    /// None.
    Nobody,
}

/// What is to leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub goal: Option<GoalId>,
    /// As typed into the search box. All of it has to be understood: see [`Journal::meant`].
    pub query: Option<String>,
    /// Only what was chosen on a walk.
    pub chosen: Option<Box<Chosen>>,
    /// Leave out what is not ready yet.
    pub without_drafts: bool,
    /// Name the people of entries. Else only the professions of those whose profession is known, and nobody who is known is named where the
    /// report tells of others: with whom an action was shared, who makes a claim, what evidence is called and shows.
    pub people: bool,
    /// Show what it adds up to in charts as well.
    pub charts: bool,
    pub under: Under,
    /// Days of the cycle of [`Under::One`]: see [`Journal::within`].
    pub cycle: Option<(NaiveDate, NaiveDate)>,
    /// Of [`Under::One`], only entries that count towards a requirement in that cycle, and items of claims that do.
    pub counted_only: bool,
    /// Entries that count there, when only those are asked for: see [`Journal::within`].
    pub counting: Option<Arc<BTreeSet<EntryId>>>,
    pub depth: Depth,
    pub parts: Parts,
    /// What becomes of handles of others; nobody decided that when there is nothing: they are kept, and are findings then.
    pub handles: Option<Handles>,
    /// A copy for the registrant: its record also has what no document tells, such as strengths and needs, guidance read, walks, kept searches
    /// and own words. For others it has only what the document has.
    pub whole: bool,
    /// One document for each year.
    pub volumes: bool,
    /// Parts of a pack are smaller than this, in bytes.
    pub split_at: Option<u64>,
    /// Whatever could tell who people are may leave, seen or not.
    pub acknowledged: bool,
    /// What could tell who people are, was seen by somebody, and may leave; and how often the same may. What was not seen holds back.
    pub seen: BTreeMap<Sighting, usize>,
}

/// The entries that were chosen on an appraisal walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// What the walk is called.
    pub walk: String,
    /// Its days, both included. Entries that were put off to it may be older.
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub entries: BTreeSet<EntryId>,
    /// The note for the appraiser. Markdown; may be empty.
    pub note: String,
}

impl Chosen {
    /// What was decided to be used, of the entries on the way of a walk; with how far it is.
    pub fn on(walk: &Walk, state: &WalkState) -> Self {
        let WalkDraft { title, from, until, note, .. } = &walk.draft;
        Self { walk: title.clone(), from: *from, until: *until, entries: state.chosen(), note: note.clone() }
    }
}

/// What a selection amounts to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SelectionCount {
    pub entries: usize,
    pub drafts: usize,
    pub minutes: Minutes,
}

impl Selection {
    /// Whether an entry belongs to it, as far as its header tells (a query is asked elsewhere). The bin never does.
    pub fn takes(&self, header: &EntryHeader) -> bool {
        !header.state.is_binned()
            && self.from.is_none_or(|from| header.date >= from)
            && self.cycle.is_none_or(|(first, last)| (first..=last).contains(&header.date))
            && self.to.is_none_or(|to| header.date <= to)
            && self.counts(header)
            && self.goal.is_none_or(|goal| header.goals.contains(&goal))
            && self.chosen.as_ref().is_none_or(|chosen| chosen.entries.contains(&header.id))
            && !(self.without_drafts && header.state == EntryState::Draft)
    }

    /// Whether an entry counts, itself or in a claim; anything does where that is not asked.
    fn counts(&self, header: &EntryHeader) -> bool {
        let counting = self.counting.as_ref().filter(|_| self.counted_only);
        counting.is_none_or(|all| all.contains(&header.id) || header.rolled_into.is_some_and(|claim| all.contains(&claim)))
    }

    /// Takes the days of the cycle that somebody stands in, and what counts in it when only that is asked for.
    pub fn stand_in(&mut self, standing: &Standing) {
        self.cycle = Some((standing.cycle.span.start, standing.cycle.span.end));
        let items = || standing.progress.iter().flat_map(|progress| &progress.items);
        let entries = || items().filter_map(|counted| if let Item::Entry(id) = counted.item { Some(id) } else { None });
        self.counting = self.counted_only.then(|| Arc::new(entries().collect()));
    }

    /// The days that it is about: those of the walk on which its entries were chosen, where no others are named.
    pub fn period(&self) -> Period {
        let walked = self.chosen.as_ref().map(|chosen| (chosen.from, chosen.until)).or(self.cycle);
        Period { from: self.from.or(walked.map(|(from, _)| from)), to: self.to.or(walked.map(|(_, to)| to)) }
    }

    /// Whether entries are chosen by something else than a registration.
    pub fn is_of_some(&self) -> bool {
        self.from.is_some()
            || self.to.is_some()
            || self.goal.is_some()
            || self.chosen.is_some()
            || self.query.as_deref().is_some_and(|text| !text.trim().is_empty())
    }

    /// What it amounts to, as far as headers tell, of all entries of the journal.
    pub fn count<'h>(&self, headers: impl IntoIterator<Item = &'h EntryHeader>) -> SelectionCount {
        let headers: Vec<&EntryHeader> = headers.into_iter().collect();
        let counting = Counting::of(headers.iter().copied());
        let taken = || headers.iter().copied().filter(|header| self.takes(header));
        SelectionCount {
            entries: taken().count(),
            drafts: taken().filter(|header| header.state == EntryState::Draft).count(),
            minutes: taken()
                .filter(|header| counting::counts(header))
                .fold(Minutes::ZERO, |sum, header| sum.plus(counting.share(header, self.goal).total)),
        }
    }
}

/// What is about to leave, decided.
#[derive(Debug)]
pub struct Leaving {
    pub report: Report,
    /// The same as data.
    pub dossier: Dossier,
    /// Entries of these days that stay because nobody asked for them.
    held_back: HeldBack,
    /// Contents of evidence that were changed on the way, by their own digest.
    changed: HashMap<Digest, Vec<u8>>,
}

/// How many entries would leave as well, were it not for one choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct HeldBack {
    drafts: usize,
    not_counting: usize,
}

/// An export that is done.
#[derive(Debug)]
pub struct Exporting {
    pub exported: Exported,
    pub report: Report,
    /// What left although it could tell who somebody is, as a line each: rule, place, words.
    pub acknowledged: Vec<String>,
}

impl Journal {
    /// Everything that a selection makes, as it would leave.
    ///
    /// # Errors
    /// As [`Self::report`].
    pub fn leaving(&self, selection: &Selection) -> Result<Leaving, JournalError> {
        let (mut report, people) = self.whole_report(selection)?;
        let mut dossier = self.whole_dossier(selection, &report)?;
        let mut changed = HashMap::new();
        if !selection.people {
            self.withhold_from(&mut dossier, &people)?;
        }
        if let Some(handles @ (Handles::Pseudonym | Handles::Remove)) = selection.handles {
            self.rename_participants(handles, &people, &mut report, &mut dossier, &mut changed)?;
        }
        Ok(Leaving { report, dossier, held_back: self.held_back(selection)?, changed })
    }

    /// What a query finds is not known by headers: of that nothing is told.
    fn held_back(&self, selection: &Selection) -> Result<HeldBack, JournalError> {
        if selection.query.is_some() || !(selection.without_drafts || selection.counted_only) {
            return Ok(HeldBack::default());
        }
        let asked = self.within(selection.clone())?;
        let with_drafts = Selection { without_drafts: false, ..asked.clone() };
        let uncounted = Selection { counted_only: false, ..asked.clone() };
        let headers = self.headers(None)?;
        let besides = |more: &Selection| headers.iter().filter(|header| more.takes(header) && !asked.takes(header)).count();
        Ok(HeldBack { drafts: besides(&with_drafts), not_counting: besides(&uncounted) })
    }

    /// Copies the content of a piece of evidence of something that leaves.
    ///
    /// # Errors
    /// As [`Self::copy_evidence`].
    pub fn copy_leaving(&self, leaving: &Leaving, digest: &Digest, out: &mut dyn std::io::Write) -> std::io::Result<()> {
        match leaving.changed.get(digest) {
            Some(bytes) => out.write_all(bytes),
            None => self.copy_evidence(digest, out),
        }
    }

    /// Makes the document and writes it.
    ///
    /// # Errors
    /// [`JournalError::Unsettled`] when something in it could tell who somebody is, and nobody has acknowledged that;
    /// [`JournalError::Export`]: the target is taken, cannot be written, or the disk is full; what lay there is whole.
    pub fn export(
        &self,
        selection: &Selection,
        format: &str,
        target: &Path,
        replace: Replace,
        progress: &Progress<'_>,
    ) -> Result<Exporting, JournalError> {
        let exporter = exporters::find(format).ok_or_else(|| JournalError::NotFound { what: Thing::Format, name: format.to_owned() })?;
        self.refuse_journals(target)?;
        let go_on = || progress(Phase::Looking).is_ok();
        let leaving = if go_on() { self.leaving(selection)? } else { return Err(ExportError::Cancelled.into()) };
        let unsettled = self.unsettled_in(&leaving, selection, &go_on)?;
        let unseen = if selection.acknowledged { Vec::new() } else { unseen(&unsettled, &selection.seen) };
        if !unseen.is_empty() {
            return Err(JournalError::Unsettled(unseen));
        }
        let target = target_of(exporter, &leaving.report, target);
        let mut copy = |digest: &Digest, out: &mut dyn std::io::Write| self.copy_leaving(&leaving, digest, out);
        let exported = exporters::run(exporter, (&leaving.report, &leaving.dossier), &mut copy, &target, replace, progress)?;
        let acknowledged = unsettled.iter().map(super::privacy::Found::line).collect();
        Ok(Exporting { exported, report: leaving.report, acknowledged })
    }

    /// Nothing takes the place of this journal, or of another one: not even when somebody says that what is there may be replaced.
    fn refuse_journals(&self, target: &Path) -> Result<(), JournalError> {
        let real = std::fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
        let is_journal = |path: &Path| {
            let mut head = [0; 16];
            std::fs::File::open(path).and_then(|mut file| std::io::Read::read_exact(&mut file, &mut head)).is_ok() && head == *SQLITE
        };
        if self.store.owns(target) || self.store.owns(&real) || real.is_file() && is_journal(&real) {
            let reason = "it is a journal, or belongs to one".to_owned();
            return Err(JournalError::Output { path: target.to_owned(), reason });
        }
        Ok(())
    }

    /// Keeps that something has left, with what left knowingly.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written.
    pub fn note_departure(&mut self, format: &str, done: &Exporting) -> Result<super::Touched, JournalError> {
        let name = done.exported.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let departure = Departure {
            uid: self.new_uid(),
            at: self.now(),
            format: format.to_owned(),
            name,
            title: done.report.title.clone(),
            entries: done.exported.entries,
            bytes: done.exported.bytes,
            sha256: done.exported.sha256,
            acknowledged: done.acknowledged.clone(),
        };
        Ok(self.store.note_departure(&departure)?)
    }

    /// All that has left, the latest first.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn departures(&self) -> Result<Vec<Departure>, JournalError> {
        Ok(self.store.read().departures()?)
    }

    /// A selection with the days of the cycle that it is under, and what counts there, if it is under one.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when the registration is gone; [`JournalError::NoCycle`] when no such cycle is known;
    /// [`JournalError::WeighsNoEntries`] when only what counts is asked for, and no entry can.
    pub fn within(&self, mut selection: Selection) -> Result<Selection, JournalError> {
        if let Under::One(registration, number) = selection.under {
            let stand = self.stands(number)?.into_iter().find(|stand| stand.registration.id == registration);
            let stand = stand.ok_or_else(|| JournalError::NotFound { what: Thing::Registration, name: String::new() })?;
            let framework = stand.registration.draft.framework;
            let standing = stand.counted.map_err(|_| JournalError::NoCycle { framework, number })?;
            let rules = self.catalogue.framework(&standing.framework);
            if let Some(rules) = rules.filter(|rules| selection.counted_only && !standing.weighs_entries(rules)) {
                return Err(JournalError::WeighsNoEntries { framework: rules.name.clone() });
            }
            selection.stand_in(&standing);
        }
        Ok(selection)
    }
}

/// What a journal's file begins with; see <https://www.sqlite.org/fileformat.html>, 1.3.1.
const SQLITE: &[u8; 16] = b"SQLite format 3\0";

/// Where it is written to: volumes are a folder, whose name has no ending of a file.
fn target_of(exporter: &dyn Exporter, report: &Report, target: &Path) -> PathBuf {
    let ends = target.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(exporter.extension()));
    let is_folder = report.volumes && exporter.has_volumes() || report.split_at.is_some() && exporter.id() == "pack";
    if is_folder && ends { target.with_extension("") } else { target.to_owned() }
}
