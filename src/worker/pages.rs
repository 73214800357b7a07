//! The pages of what would leave, as pictures: laid out on a thread of its own, with a reading connection of its own. Only the latest choice
//! is laid out; one that nobody waits for any more is given up.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::Event;
use crate::catalogue::Catalogue;
use crate::domain::Digest;
use crate::error::Error;
use crate::exporters::pdf::{self, Preview};
use crate::exporters::{Cancelled, Phase};
use crate::journal::{Alone, Clock, Journal, JournalError, Selection};
use crate::media::Picture;

/// A wish about the pages of what would leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PagesRequest {
    /// Lays out the document that a selection makes: [`PagesEvent::LaidOut`] tells, unless a later one was asked for meanwhile. `seq` grows.
    LayOut { selection: Box<Selection>, seq: u64 },
    /// A picture of a page of the document that was laid out under this number: [`PagesEvent::Page`] tells. Pages count from 1; the width is
    /// in pixels. Nothing is told when another document was laid out since.
    Page { seq: u64, page: usize, width: u32 },
}

/// What is told about pages. Reasons are words without a full stop.
#[derive(Clone, Debug)]
pub enum PagesEvent {
    LaidOut { seq: u64, done: Result<LaidOut, String> },
    Page { seq: u64, page: usize, width: u32, shown: Result<Arc<PagePicture>, String> },
}

/// A page as it looks, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagePicture {
    pub picture: Picture,
    /// In order of reading; empty when it cannot be read.
    pub text: String,
}

/// A document whose pages can be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaidOut {
    /// At least 1.
    pub pages: usize,
    /// Whole sentences on what could not be done.
    pub warnings: Vec<String>,
}

/// The document that was laid out last.
#[derive(Debug, Default)]
pub(super) struct Laying(Option<(u64, Preview)>);

impl Laying {
    /// Does a wish; nothing is told when it has become needless.
    pub(super) fn answer(
        &mut self,
        request: PagesRequest,
        open: &mut dyn FnMut(&mut Needs<'_>) -> Result<(), JournalError>,
        go_on: &(dyn Fn() -> bool + Sync),
    ) -> Option<Event> {
        match request {
            PagesRequest::LayOut { selection, seq } => {
                // The one before takes as much memory as the new one will.
                self.0 = None;
                let mut made = None;
                let work = std::panic::AssertUnwindSafe(|| {
                    open(&mut |journal: &Journal| {
                        made = Some(lay_out(journal, &selection, go_on));
                    })
                });
                let done = match std::panic::catch_unwind(work) {
                    Ok(Ok(())) => made.unwrap_or_else(|| Err("no journal is open".to_owned())),
                    Ok(Err(error)) => Err(Error::from(error).explain().title),
                    Err(_) => Err("of a fault of this program; your journal is whole".to_owned()),
                };
                if !go_on() {
                    return None;
                }
                let done = done.map(|preview| {
                    let laid = LaidOut { pages: preview.page_count(), warnings: preview.warnings.clone() };
                    self.0 = Some((seq, preview));
                    laid
                });
                Some(Event::Pages(PagesEvent::LaidOut { seq, done }))
            }
            PagesRequest::Page { seq, page, width } => {
                let (_, preview) = self.0.as_ref().filter(|(of, _)| *of == seq)?;
                let shown = preview.page(page, width).map_err(|error| error.to_string());
                let shown = shown.map(|picture| Arc::new(PagePicture { picture, text: preview.text(page).unwrap_or_default() }));
                Some(Event::Pages(PagesEvent::Page { seq, page, width, shown }))
            }
        }
    }

    /// Drops what is held of a journal that is closed.
    pub(super) fn forget(&mut self) {
        self.0 = None;
        pdf::forget();
    }
}

/// What is done with the journal while it is open.
pub(super) type Needs<'a> = dyn FnMut(&Journal) + 'a;

fn lay_out(journal: &Journal, selection: &Selection, go_on: &(dyn Fn() -> bool + Sync)) -> Result<Preview, String> {
    let explained = |error: JournalError| Error::from(error).explain().title;
    let selection = journal.within(selection.clone()).map_err(explained)?;
    let leaving = journal.leaving(&selection).map_err(explained)?;
    let mut copy = |digest: &Digest, out: &mut dyn std::io::Write| journal.copy_leaving(&leaving, digest, out);
    let progress = |_: Phase| if go_on() { Ok(()) } else { Err(Cancelled) };
    Preview::of((&leaving.report, &leaving.dossier), &mut copy, &progress).map_err(|error| explained(JournalError::from(error)))
}

/// What waits to be laid out and shown, and of which journal.
#[derive(Default)]
pub(super) struct Waiting {
    queue: Mutex<Queue>,
    changed: Condvar,
    /// The number of the latest wish to lay out; the greatest there is when all is to be given up.
    latest: AtomicU64,
}

#[derive(Default)]
struct Queue {
    journal: Option<PathBuf>,
    lay_out: Option<PagesRequest>,
    /// The newest last.
    pages: Vec<PagesRequest>,
    forget: bool,
    ended: bool,
}

#[derive(Debug, PartialEq, Eq)]
enum Next {
    Wish(PagesRequest, Option<PathBuf>),
    /// Another journal is open.
    Forget,
    End,
}

impl Waiting {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn add(&self, request: PagesRequest) {
        let mut queue = self.lock();
        match request {
            PagesRequest::LayOut { seq, .. } => {
                self.latest.store(seq, Ordering::Relaxed);
                // Pages of the one before are still looked at until the new ones are there.
                queue.lay_out = Some(request);
            }
            PagesRequest::Page { .. } => {
                queue.pages.retain(|other| *other != request);
                queue.pages.push(request);
            }
        }
        self.changed.notify_all();
    }

    fn give_up(&self, queue: &mut Queue) {
        self.latest.store(u64::MAX, Ordering::Relaxed);
        queue.lay_out = None;
        queue.pages.clear();
        queue.forget = true;
    }

    /// Says which journal is open; of another nothing is laid out or held any more.
    pub(super) fn opened(&self, journal: Option<&Path>) {
        let mut queue = self.lock();
        if queue.journal.as_deref() != journal {
            self.give_up(&mut queue);
            queue.journal = journal.map(Path::to_owned);
            self.changed.notify_all();
        }
    }

    pub(super) fn end(&self) {
        self.latest.store(u64::MAX, Ordering::Relaxed);
        self.lock().ended = true;
        self.changed.notify_all();
    }

    /// Whether somebody still waits for the document with this number.
    fn is_latest(&self, seq: u64) -> bool {
        self.latest.load(Ordering::Relaxed) <= seq
    }

    /// Waits for the next thing to do. Pages of what is there come before another document.
    fn next(&self) -> Next {
        let mut queue = self.lock();
        loop {
            if queue.ended {
                return Next::End;
            }
            if std::mem::take(&mut queue.forget) {
                return Next::Forget;
            }
            if let Some(wish) = queue.pages.pop().or_else(|| queue.lay_out.take()) {
                return Next::Wish(wish, queue.journal.clone());
            }
            queue = self.changed.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Lays out and shows pages until the end.
pub(super) fn pages_thread(waiting: &Waiting, clock: Clock, data_folder: &Path, tell: &dyn Fn(Event)) {
    let mut laying = Laying::default();
    loop {
        let (request, journal) = match waiting.next() {
            Next::Wish(request, journal) => (request, journal),
            Next::Forget => {
                laying.forget();
                continue;
            }
            Next::End => break,
        };
        let seq = match &request {
            PagesRequest::LayOut { seq, .. } => *seq,
            PagesRequest::Page { .. } => u64::MAX,
        };
        let mut open = |needs: &mut Needs<'_>| {
            let Some(path) = &journal else { return Ok(()) };
            needs(&Journal::open(path, Alone::No, Arc::new(Catalogue::with_own(data_folder)), clock)?);
            Ok(())
        };
        if let Some(event) = laying.answer(request, &mut open, &|| waiting.is_latest(seq)) {
            tell(event);
        }
    }
    laying.forget();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lay_out(seq: u64) -> PagesRequest {
        PagesRequest::LayOut { selection: Box::default(), seq }
    }

    fn page(seq: u64, page: usize) -> PagesRequest {
        PagesRequest::Page { seq, page, width: 100 }
    }

    fn wish(waiting: &Waiting) -> PagesRequest {
        match waiting.next() {
            Next::Wish(wish, _) => wish,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn only_the_latest_choice_is_laid_out_and_pages_come_first() {
        let waiting = Waiting::default();
        for request in [lay_out(1), page(0, 1), lay_out(2), page(0, 2), page(0, 1)] {
            waiting.add(request);
        }
        assert!(!waiting.is_latest(1) && waiting.is_latest(2));
        assert_eq!([wish(&waiting), wish(&waiting), wish(&waiting)], [page(0, 1), page(0, 2), lay_out(2)]);
    }

    #[test]
    fn of_another_journal_nothing_is_held() {
        let waiting = Waiting::default();
        waiting.opened(Some(Path::new("one.cpd")));
        assert_eq!(waiting.next(), Next::Forget);
        waiting.add(lay_out(3));
        waiting.opened(Some(Path::new("one.cpd")));
        assert!(waiting.is_latest(3), "the same journal changes nothing");
        waiting.opened(Some(Path::new("two.cpd")));
        assert!(!waiting.is_latest(3), "what is being laid out is given up");
        assert_eq!(waiting.next(), Next::Forget);
        waiting.add(lay_out(4));
        assert!(matches!(waiting.next(), Next::Wish(_, Some(path)) if path == Path::new("two.cpd")));
        waiting.end();
        assert!(matches!(waiting.next(), Next::End) && !waiting.is_latest(4));
    }
}
