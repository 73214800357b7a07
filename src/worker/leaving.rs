//! What the window can ask for about what leaves and what comes in, and how it is done.

use std::path::PathBuf;

use super::Event;
use crate::domain::leaving::Batch;
use crate::importers::{self, Taken};
use crate::journal::{Found, GoOn, Journal, JournalError, Outcome, Proposal, Selection, Touched};

/// A wish about leaving and coming in.
#[derive(Clone, Debug)]
pub enum LeavingRequest {
    /// All that would leave, and what of it could tell who somebody is: [`Event::Leaving`] tells. `seq`, a ticket, tells the latest wish from others.
    Look { selection: Box<Selection>, seq: u64 },
    /// These are fine, because of this.
    Settle { found: Vec<Found>, reason: String },
    /// These are to be asked again.
    Unsettle(Vec<Found>),
    /// Other words in the place of those that were found, as one step.
    Mend(Vec<(Found, String)>),
    /// Takes what a picture says of its maker and place out of it, by a copy without; the copy counts as looked at.
    Strip(crate::domain::Uid),
    /// Reads a file or a folder that may be taken in: [`Event::Read`] tells, or [`Event::Failed`] with the ticket.
    Read { ticket: u64, path: PathBuf },
    /// Takes in what was read: [`Event::TakenIn`] tells, or [`Event::Failed`] with the ticket.
    TakeIn {
        ticket: u64,
        read: Box<ReadFile>,
        /// Numbers of the proposals; all when none are named.
        selected: Option<Vec<usize>>,
    },
    /// Takes back what came in together.
    UndoImport(Box<Batch>),
    /// What came in, and what has left: [`Event::Passed`] tells.
    Passed,
}

/// A file that was read and may be taken in.
#[derive(Clone, Debug)]
pub struct ReadFile {
    pub path: PathBuf,
    /// The file's name without its folder.
    pub name: String,
    /// Id of the format, and what a reader sees.
    pub format: &'static str,
    pub label: &'static str,
    pub taken: Taken,
    pub proposals: Vec<Proposal>,
}

impl LeavingRequest {
    /// Whether it only looks, and may take long.
    pub(super) const fn looks(&self) -> bool {
        matches!(self, Self::Look { .. } | Self::Read { .. })
    }
}

/// Does what is asked for; a look as long as somebody wants it.
pub(super) fn handle(
    journal: &mut Journal,
    request: LeavingRequest,
    tell: super::opened::Tell<'_>,
    go_on: GoOn<'_>,
) -> Result<Touched, JournalError> {
    let done = |outcome: Outcome<()>| Ok(outcome.touched);
    match request {
        LeavingRequest::Look { selection, seq } => {
            let selection = journal.within(*selection)?;
            let leaving = journal.leaving(&selection)?;
            let findings = journal.findings_while(&leaving, go_on)?;
            tell(Event::Leaving { seq, leaves: leaving.leaves(), findings, report: Box::new(leaving.report) });
            Ok(Touched::default())
        }
        LeavingRequest::Settle { found, reason } => done(journal.settle(&found, &reason)?),
        LeavingRequest::Unsettle(found) => done(journal.unsettle(&found)?),
        LeavingRequest::Mend(mends) => done(journal.mend_findings(&mends)?),
        LeavingRequest::Strip(uid) => {
            let one = journal.evidence()?.into_iter().find(|one| one.uid == uid);
            let gone = || JournalError::NotFound { what: crate::journal::Thing::Evidence, name: String::new() };
            Ok(journal.redact_evidence(&one.ok_or_else(gone)?, &[], crate::journal::Original::Keep)?.touched)
        }
        LeavingRequest::Read { ticket, path } => {
            let importer = importers::detect(&path)?;
            let taken = importer.read(&path)?;
            let proposals = journal.proposals(&taken.dossier)?;
            let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
            let read = ReadFile { path, name, format: importer.id(), label: importer.label(), taken, proposals };
            tell(Event::Read { ticket, read: Box::new(read) });
            Ok(Touched::default())
        }
        LeavingRequest::TakeIn { ticket, read, selected } => {
            let ReadFile { name, format, taken, .. } = *read;
            let Outcome { value, touched } = journal.take_in(taken, (&name, format), selected.as_deref())?;
            tell(Event::TakenIn { ticket, done: Box::new(value) });
            Ok(touched)
        }
        LeavingRequest::UndoImport(batch) => {
            let Outcome { value, touched } = journal.undo_import(&batch)?;
            tell(Event::Done(format!("Taken back: {value}")));
            Ok(touched)
        }
        LeavingRequest::Passed => {
            tell(Event::Passed { batches: journal.batches()?, departures: journal.departures()? });
            Ok(Touched::default())
        }
    }
}

/// The ticket of a wish, by which its failure is told.
pub(super) const fn ticket(request: &LeavingRequest) -> Option<u64> {
    match request {
        LeavingRequest::Look { seq: ticket, .. } | LeavingRequest::Read { ticket, .. } | LeavingRequest::TakeIn { ticket, .. } => {
            Some(*ticket)
        }
        _ => None,
    }
}
