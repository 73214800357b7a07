//! Work that takes long: exports, and reading the words of evidence; one at a time, with a reading connection of their own, so that
//! writing goes on meanwhile.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Event, Failure, LeavingRequest};
use crate::catalogue::Catalogue;
use crate::domain::Sheet;
use crate::error::{Error, Explanation, YourText};
use crate::exporters::{Cancelled, Phase, Replace};
use crate::journal::{Alone, Clock, GoOn, Journal, JournalError, Selection, Unread, words_in};

/// Something to do.
pub(super) enum Job {
    Export(Export),
    /// The words of a content in this journal.
    Words(PathBuf, Unread),
    /// Something to be looked at, of this journal, that may take long.
    Look(PathBuf, Box<LeavingRequest>),
    /// A sheet to be written to a file.
    Sheet(Box<Sheet>, PathBuf, &'static str),
}

/// An export to do.
pub(super) struct Export {
    pub(super) journal: PathBuf,
    pub(super) selection: Selection,
    pub(super) format: &'static str,
    pub(super) target: PathBuf,
    pub(super) replace: Replace,
}

/// Does it; a panic in a library becomes a failed job, never a lost editor.
pub(super) fn export(job: &Export, clock: Clock, data_folder: &Path, cancelled: &Arc<AtomicBool>, tell: &(dyn Fn(Event) + Sync)) -> Event {
    let work = std::panic::AssertUnwindSafe(|| -> Result<_, JournalError> {
        let mut journal = Journal::open(&job.journal, Alone::No, Arc::new(Catalogue::with_own(data_folder)), clock)?;
        let progress = |phase: Phase| {
            if cancelled.load(Ordering::Relaxed) {
                return Err(Cancelled);
            }
            tell(Event::Exporting(phase));
            Ok(())
        };
        let done = journal.export(&job.selection, job.format, &job.target, job.replace, &progress)?;
        // It has left, whether that can be noted or not.
        let _ = journal.note_departure(job.format, &done);
        Ok(done.exported)
    });
    let why = match std::panic::catch_unwind(work) {
        Ok(Ok(exported)) => return Event::Exported(Box::new(exported)),
        Ok(Err(error)) => Error::from(error).explain(),
        Err(_) => Explanation {
            title: "the export stopped for a reason that is a fault of this program".to_owned(),
            details: Vec::new(),
            hint: "your journal is whole; try the other format, and report what you exported".to_owned(),
            your_text: YourText::Safe,
            exit: 1,
            code: "panic",
        },
    };
    Event::Failed(Failure { export: true, ..Failure::new(why) })
}

/// Looks at something; tells what there is to see, or why not. Nothing is told when nobody wants it any more.
pub(super) fn look(journal: &Path, request: LeavingRequest, clock: Clock, data_folder: &Path, tell: &dyn Fn(Event), go_on: GoOn<'_>) {
    let ticket = super::leaving::ticket(&request);
    let work = std::panic::AssertUnwindSafe(|| -> Result<(), JournalError> {
        let mut journal = Journal::open(journal, Alone::No, Arc::new(Catalogue::with_own(data_folder)), clock)?;
        super::leaving::handle(&mut journal, request, &mut |event| tell(event), go_on)?;
        Ok(())
    });
    let why = match std::panic::catch_unwind(work) {
        Ok(Ok(())) => return,
        Ok(Err(_)) if !go_on() => return,
        Ok(Err(error)) => Error::from(error).explain(),
        Err(_) => Explanation {
            title: "this could not be read for a reason that is a fault of this program".to_owned(),
            details: Vec::new(),
            hint: "your journal is whole; please report what you did".to_owned(),
            your_text: YourText::Safe,
            exit: 1,
            code: "panic",
        },
    };
    tell(Event::Failed(Failure { ticket, ..Failure::new(why) }));
}

/// Writes a sheet. The dialog has asked about a file that is there already, but only about the very name that it gave: one that is completed
/// here must not replace anything unasked.
pub(super) fn save_sheet(sheet: &Sheet, target: &Path, ending: &str) -> Event {
    let named = target.extension().is_some_and(|one| one.eq_ignore_ascii_case(ending));
    let (target, replace) = if named {
        (target.to_owned(), Replace::Allow)
    } else {
        let mut name = target.as_os_str().to_owned();
        name.push(".");
        name.push(ending);
        (PathBuf::from(name), Replace::Refuse)
    };
    let work = std::panic::AssertUnwindSafe(|| crate::exporters::sheet::write(sheet, &target, replace));
    match std::panic::catch_unwind(work) {
        Ok(Ok(path)) => Event::Done(format!("Wrote {}", path.display())),
        Ok(Err(error)) => Event::Failed(Failure::new(Error::from(JournalError::from(error)).explain())),
        Err(_) => Event::Failed(Failure::new(Explanation {
            title: "this could not be written for a reason that is a fault of this program".to_owned(),
            details: vec![target.display().to_string()],
            hint: "your journal is whole; try Markdown, and report what you saved".to_owned(),
            your_text: YourText::Safe,
            exit: 1,
            code: "panic",
        })),
    }
}

/// The words of a content; `None` when it cannot be read. No connection is open while they are looked for.
pub(super) fn words(path: &Path, unread: &Unread, clock: Clock) -> Option<String> {
    let read = || Journal::open(path, Alone::No, Arc::new(Catalogue::bundled()), clock)?.bytes_to_read(unread);
    let bytes = read().ok()?;
    Some(bytes.map(|bytes| words_in(unread, &bytes)).unwrap_or_default())
}
