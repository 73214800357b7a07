//! What the window can ask for about evidence, and how it is done.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Event, incoming};
use crate::domain::{Digest, EntryId, Evidence};
use crate::exporters::Replace;
use crate::journal::{Journal, JournalError, NewFile, Original, Outcome, Touched};
use crate::media::{Cover, Picture};

/// A wish about evidence.
#[derive(Clone, Debug)]
pub enum EvidenceRequest {
    /// Reads files from the disk and keeps them.
    Attach {
        entry: EntryId,
        paths: Vec<PathBuf>,
    },
    /// Keeps what is in memory: a picture from the clipboard, a pasted chat.
    AttachContent {
        entry: EntryId,
        file: Box<NewFile>,
    },
    /// Keeps a picture from the clipboard as a PNG file that is called after the time.
    AttachPicture {
        entry: EntryId,
        picture: Arc<Picture>,
    },
    Detach {
        entry: EntryId,
        evidence: Box<Evidence>,
    },
    Describe {
        evidence: Box<Evidence>,
        caption: String,
        alt: String,
        source_url: String,
    },
    /// Saves a copy of a piece of evidence outside the journal.
    Save {
        evidence: Box<Evidence>,
        target: PathBuf,
    },
    /// Puts another file in its place.
    Replace {
        entry: EntryId,
        evidence: Box<Evidence>,
        path: PathBuf,
    },
    /// Covers places of a picture.
    Redact {
        evidence: Box<Evidence>,
        covers: Vec<Cover>,
        original: Original,
    },
    /// Shows it in the system's own program for such files.
    Open(Box<Evidence>),
    /// A picture of it, at most `longest` pixels long; `page` counts from 0 and matters in a PDF. [`Event::Picture`] brings it.
    Picture {
        digest: Digest,
        media_type: String,
        page: usize,
        longest: u32,
    },
}

/// Does it.
pub(super) fn handle(journal: &mut Journal, request: EvidenceRequest, tell: &mut dyn FnMut(Event)) -> Result<Touched, JournalError> {
    match request {
        EvidenceRequest::Attach { entry, paths } => {
            let files: Vec<NewFile> = paths.iter().map(|path| NewFile::read(path)).collect::<Result<_, _>>()?;
            attach(journal, entry, &files, tell)
        }
        EvidenceRequest::AttachContent { entry, file } => attach(journal, entry, &[*file], tell),
        EvidenceRequest::AttachPicture { entry, picture } => {
            let file = incoming::screenshot(journal, &picture, None)?;
            attach(journal, entry, &[file], tell)
        }
        EvidenceRequest::Detach { entry, evidence } => Ok(journal.detach(entry, &evidence)?.touched),
        EvidenceRequest::Describe { evidence, caption, alt, source_url } => {
            Ok(journal.describe_evidence(&evidence, &caption, &alt, &source_url)?.touched)
        }
        EvidenceRequest::Save { evidence, target } => {
            // The dialog has asked already whether a file that is there may be replaced.
            journal.save_evidence(&evidence, &target, Replace::Allow)?;
            tell(Event::Done(format!("Saved {}", target.display())));
            Ok(Touched::default())
        }
        EvidenceRequest::Replace { entry, evidence, path } => {
            let file = NewFile::read(&path)?;
            Ok(journal.replace_evidence(entry, &evidence, &file)?.touched)
        }
        EvidenceRequest::Redact { evidence, covers, original } => {
            let Outcome { value: covered, touched } = journal.redact_evidence(&evidence, &covers, original)?;
            let notes = covered.notes();
            if !covered.gone.is_empty() {
                tell(Event::Gone(covered.gone));
            }
            if !notes.is_empty() {
                tell(Event::Done(notes.join(". ")));
            }
            Ok(touched)
        }
        // Answered before it comes here.
        EvidenceRequest::Open(_) | EvidenceRequest::Picture { .. } => Ok(Touched::default()),
    }
}

fn attach(journal: &mut Journal, entry: EntryId, files: &[NewFile], tell: &mut dyn FnMut(Event)) -> Result<Touched, JournalError> {
    let touched = journal.attach(entry, files)?.touched;
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    tell(Event::Done(format!("Attached {}", names.join(", "))));
    Ok(touched)
}
