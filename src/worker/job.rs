//! Work that takes long: exports, and reading the words of evidence; one at a time, with a reading connection of their own, so that
//! writing goes on meanwhile.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Event, Failure};
use crate::catalogue::Catalogue;
use crate::error::{Error, Explanation, YourText};
use crate::exporters::{Cancelled, Phase, Replace};
use crate::journal::{Alone, Clock, Journal, Selection, Unread, words_in};

/// Something to do.
pub(super) enum Job {
    Export(Export),
    /// The words of a content in this journal.
    Words(PathBuf, Unread),
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
    let work = std::panic::AssertUnwindSafe(|| {
        let journal = Journal::open(&job.journal, Alone::No, Arc::new(Catalogue::with_own(data_folder)), clock)?;
        let progress = |phase: Phase| {
            if cancelled.load(Ordering::Relaxed) {
                return Err(Cancelled);
            }
            tell(Event::Exporting(phase));
            Ok(())
        };
        journal.export(&job.selection, job.format, &job.target, job.replace, &progress)
    });
    let why = match std::panic::catch_unwind(work) {
        Ok(Ok((exported, _))) => return Event::Exported(Box::new(exported)),
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

/// The words of a content; `None` when it cannot be read. No connection is open while they are looked for.
pub(super) fn words(path: &Path, unread: &Unread, clock: Clock) -> Option<String> {
    let read = || Journal::open(path, Alone::No, Arc::new(Catalogue::bundled()), clock)?.bytes_to_read(unread);
    let bytes = read().ok()?;
    Some(bytes.map(|bytes| words_in(unread, &bytes)).unwrap_or_default())
}
