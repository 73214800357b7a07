//! How evidence looks: what is asked for last is answered first, because that is what is on the screen now.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::copies::Copies;
use super::{Event, EvidenceRequest, Failure, Request, Shown};
use crate::catalogue::Catalogue;
use crate::domain::{Digest, Evidence};
use crate::error::Error;
use crate::journal::{Alone, Clock, Journal, JournalError, PrivateFolder};
use crate::media::{MOST_PIXELS, Pdf, decode, thumbnail};

/// The largest file that is looked into, in bytes: it is held in memory for it.
const LARGEST_SHOWN: u64 = 200_000_000;

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    Picture { digest: Digest, media_type: String, page: usize, longest: u32 },
    Open(Box<Evidence>),
}

impl Wish {
    /// The wish in a request, or the request itself when it is about something else.
    #[expect(clippy::result_large_err, reason = "it is no error: a request that is handed back goes on elsewhere")]
    pub(super) fn of(request: Request) -> Result<Self, Request> {
        match request {
            Request::Evidence(EvidenceRequest::Picture { digest, media_type, page, longest }) => {
                Ok(Self::Picture { digest, media_type, page, longest })
            }
            Request::Evidence(EvidenceRequest::Open(evidence)) => Ok(Self::Open(evidence)),
            other => Err(other),
        }
    }
}

/// Answers wishes about one journal.
pub(super) struct Looking {
    copies: Copies,
    /// The PDF that was shown last: its next page is often asked for next.
    last: Option<(Digest, Pdf)>,
}

impl Looking {
    pub(super) fn new() -> Self {
        Self { copies: Copies::new(), last: None }
    }

    /// Forgets what belongs to a journal that is closed; copies that are open in a viewer stay.
    pub(super) fn forget(&mut self) {
        self.last = None;
    }

    /// Forgets what was taken out of the journal for good, and deletes the copies of it.
    pub(super) fn gone(&mut self, digests: &[Digest]) {
        self.last.take_if(|(last, _)| digests.contains(last));
        for digest in digests {
            self.copies.forget(digest);
        }
    }

    pub(super) fn answer(&mut self, journal: &Journal, wish: Wish) -> Event {
        match wish {
            Wish::Picture { digest, media_type, page, longest } => {
                let shown = self.shown(journal, &digest, &media_type, page, longest).map(Arc::new);
                Event::Picture { digest, page, longest, shown }
            }
            Wish::Open(evidence) => self.copies.show(journal, &evidence),
        }
    }

    fn shown(&mut self, journal: &Journal, digest: &Digest, media_type: &str, page: usize, longest: u32) -> Result<Shown, String> {
        let bytes = || {
            journal.evidence_bytes(digest, LARGEST_SHOWN).map_err(|error| match error {
                JournalError::NoContent { .. } => "its content is not in the journal".to_owned(),
                JournalError::TooLarge { .. } => format!("files of more than {} MB are not shown here", LARGEST_SHOWN / 1_000_000),
                other => other.to_string(),
            })
        };
        if media_type == "application/pdf" {
            let pdf = match self.last.take().filter(|(last, _)| last == digest) {
                Some((_, pdf)) => pdf,
                None => Pdf::open(bytes()?).map_err(|error| error.to_string())?,
            };
            let picture = pdf.page(page.saturating_add(1), longest).map_err(|error| error.to_string());
            let pages = pdf.pages();
            self.last = Some((*digest, pdf));
            let picture = picture?;
            return Ok(Shown { size: (picture.width, picture.height), picture, pages });
        }
        if !media_type.starts_with("image/") {
            return Err("there is no picture of this kind of file".to_owned());
        }
        let picture = decode(&bytes()?, MOST_PIXELS).map_err(|error| error.to_string())?;
        Ok(Shown { size: (picture.width, picture.height), picture: thumbnail(&picture, longest), pages: 1 })
    }
}

/// What waits to be looked at, and in which journal.
#[derive(Default)]
pub(super) struct Wishes {
    waiting: Mutex<Waiting>,
    changed: Condvar,
}

#[derive(Default)]
struct Waiting {
    journal: Option<PathBuf>,
    /// The newest last.
    wishes: Vec<Wish>,
    /// Contents that were taken out of the journal for good.
    gone: Vec<Digest>,
    ended: bool,
}

enum Next {
    Wish(Wish),
    /// These are to be forgotten.
    Gone(Vec<Digest>),
    /// Another journal is open.
    Journal(Option<PathBuf>),
    End,
}

impl Wishes {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds one; one that waits already comes first now.
    pub(super) fn add(&self, wish: Wish) {
        let mut waiting = self.lock();
        waiting.wishes.retain(|other| *other != wish);
        waiting.wishes.push(wish);
        self.changed.notify_all();
    }

    /// Says which journal is open; what was wished for in another is dropped.
    pub(super) fn opened(&self, journal: Option<&Path>) {
        let mut waiting = self.lock();
        if waiting.journal.as_deref() != journal {
            waiting.wishes.clear();
            waiting.journal = journal.map(Path::to_owned);
            self.changed.notify_all();
        }
    }

    /// Says what was taken out of the journal for good: that comes before all wishes.
    pub(super) fn gone(&self, digests: &[Digest]) {
        self.lock().gone.extend_from_slice(digests);
        self.changed.notify_all();
    }

    pub(super) fn end(&self) {
        self.lock().ended = true;
        self.changed.notify_all();
    }

    /// Waits for the next thing to do, for one who looks at the journal `at`.
    fn next(&self, at: Option<&Path>) -> Next {
        let mut waiting = self.lock();
        loop {
            if waiting.ended {
                return Next::End;
            }
            if !waiting.gone.is_empty() {
                return Next::Gone(std::mem::take(&mut waiting.gone));
            }
            if waiting.journal.as_deref() != at {
                return Next::Journal(waiting.journal.clone());
            }
            if let Some(wish) = waiting.wishes.pop() {
                return Next::Wish(wish);
            }
            waiting = self.changed.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Looks at evidence with a reading connection of its own.
pub(super) fn pictures_thread(wishes: &Wishes, clock: Clock, tell: &dyn Fn(Event)) {
    PrivateFolder::clear_left_behind();
    let mut looking = Looking::new();
    let mut at: Option<PathBuf> = None;
    let mut open: Option<Journal> = None;
    loop {
        let wish = match wishes.next(at.as_deref()) {
            Next::End => break,
            Next::Gone(digests) => {
                looking.gone(&digests);
                continue;
            }
            Next::Journal(path) => {
                looking.forget();
                (at, open) = (path, None);
                continue;
            }
            Next::Wish(wish) => wish,
        };
        let Some(path) = &at else { continue };
        let opened = match open.take() {
            Some(journal) => Ok(journal),
            None => Journal::open(path, Alone::No, Arc::new(Catalogue::bundled()), clock),
        };
        match opened {
            Ok(journal) => {
                tell(looking.answer(&journal, wish));
                open = Some(journal);
            }
            Err(error) => tell(match wish {
                Wish::Picture { digest, page, longest, .. } => Event::Picture { digest, page, longest, shown: Err(error.to_string()) },
                Wish::Open(_) => Event::Failed(Failure::new(Error::from(error).explain())),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_wish_comes_first_and_a_closed_journal_has_none() {
        let wish = |page| Wish::Picture { digest: Digest([7; 32]), media_type: "application/pdf".to_owned(), page, longest: 100 };
        let wishes = Wishes::default();
        let (one, two) = (Path::new("one.cpd"), Path::new("two.cpd"));
        wishes.opened(Some(one));
        assert!(matches!(wishes.next(None), Next::Journal(Some(path)) if path == one));
        for page in [1, 2, 3, 1] {
            wishes.add(wish(page));
        }
        wishes.opened(Some(one));
        for page in [1, 3] {
            assert!(matches!(wishes.next(Some(one)), Next::Wish(next) if next == wish(page)));
        }
        wishes.opened(Some(two));
        assert!(matches!(wishes.next(Some(one)), Next::Journal(Some(path)) if path == two));
        wishes.add(wish(9));
        assert!(matches!(wishes.next(Some(two)), Next::Wish(next) if next == wish(9)));
        wishes.add(wish(4));
        wishes.gone(&[Digest([7; 32])]);
        assert!(matches!(wishes.next(Some(two)), Next::Gone(gone) if gone == [Digest([7; 32])]), "before what is looked at next");
        wishes.end();
        assert!(matches!(wishes.next(Some(two)), Next::End));
    }
}
