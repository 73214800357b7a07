//! Opens journals and hands on what is asked for; the same with threads and without.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::opened::{Open, Tell, explained};
use super::pages::{Laying, Needs};
use super::pictures::{Looking, Wish};
use super::writing::Spelling;
use super::{Event, Failure, Opening, Request};
use crate::catalogue::Catalogue;
use crate::domain::Digest;
use crate::exporters::Replace;
use crate::journal::{Alone, Clock, Journal, JournalError, Selection, Snapshot, Unread};

/// Entries read before the rest, to fill the first screen.
const FIRST_SCREEN: usize = 200;

/// The entries of the fictional journal.
const SAMPLE_ENTRIES: usize = crate::sample::DEFAULT_ENTRIES;

/// Owns the journal.
pub(super) struct Handler {
    clock: Clock,
    data_folder: PathBuf,
    open: Option<Open>,
    /// For workers without threads.
    looking: Looking,
    laying: Laying,
    spelling: Spelling,
}

impl Handler {
    pub(super) fn new(clock: Clock, data_folder: PathBuf) -> Self {
        let spelling = Spelling::new(&data_folder);
        Self { clock, data_folder, open: None, looking: Looking::new(), laying: Laying::default(), spelling }
    }

    pub(super) fn journal(&self) -> Option<&Journal> {
        self.open.as_ref().map(|open| &open.journal)
    }

    /// Where the open journal lies.
    pub(super) fn path(&self) -> Option<&Path> {
        self.journal().and_then(Journal::path)
    }

    pub(super) fn close(&mut self) {
        self.open = None;
        // Pages of a journal that is closed are nobody's to keep.
        crate::exporters::pdf::forget();
    }

    /// Takes a journal that is open already.
    pub(super) fn adopt(&mut self, journal: Journal, tell: Tell<'_>) {
        match journal.snapshot() {
            Ok(snapshot) => self.opened(journal, snapshot, tell),
            Err(error) => {
                let path = journal.path().map(Path::to_owned).unwrap_or_default();
                tell(Event::OpenFailed { path, why: explained(error) });
            }
        }
    }

    fn opened(&mut self, journal: Journal, snapshot: Snapshot, tell: Tell<'_>) {
        tell(Event::Opened {
            path: journal.path().map(Path::to_owned),
            catalogue: Arc::clone(journal.catalogue()),
            snapshot: Box::new(snapshot.clone()),
        });
        self.open = Some(Open::new(journal, snapshot));
    }

    /// Opens a journal; the one that is open stays when that fails, and when it is the same.
    fn open(&mut self, path: &Path, opening: &Opening, tell: Tell<'_>) {
        if let Some(open) = self.open.as_ref().filter(|open| open.journal.path() == Some(path)) {
            tell_opened(&open.journal, open.snapshot.clone(), tell);
            return;
        }
        let opened = self.try_open(path, opening).and_then(|journal| {
            let first = journal.first_screen(FIRST_SCREEN)?;
            Ok((journal, first))
        });
        let (journal, first) = match opened {
            Ok(opened) => opened,
            Err(error) => {
                tell(Event::OpenFailed { path: path.to_owned(), why: explained(error) });
                return;
            }
        };
        // The first screen is told at once, the whole list as soon as it is read. From here on, writing goes to this journal.
        tell_opened(&journal, first.clone(), tell);
        let open = self.open.insert(Open::new(journal, first));
        if let Err(error) = open.reload(tell) {
            tell(Event::Failed(Failure::new(explained(error))));
        }
    }

    fn try_open(&self, path: &Path, opening: &Opening) -> Result<Journal, JournalError> {
        if *opening != Opening::Existing
            && let Some(folder) = path.parent()
            && !folder.as_os_str().is_empty()
        {
            std::fs::create_dir_all(folder).map_err(|error| JournalError::File { path: folder.to_owned(), reason: error.to_string() })?;
        }
        let is_there = std::fs::symlink_metadata(path).is_ok();
        if *opening != Opening::Existing && !is_there {
            Journal::create(path)?;
        }
        let catalogue = Arc::new(Catalogue::with_own(&self.data_folder));
        let mut journal = Journal::open(path, Alone::Yes, catalogue, self.clock)?;
        if *opening == Opening::Sample
            && !is_there
            && let Err(error) = journal.fill_with_sample(SAMPLE_ENTRIES, 1, crate::sample::DEFAULT_PROFESSION)
        {
            drop(journal);
            // It was made a moment ago and holds nothing.
            let _ = std::fs::remove_file(path);
            return Err(error);
        }
        Ok(journal)
    }

    /// Does what is asked for.
    pub(super) fn handle(&mut self, request: Request, tell: Tell<'_>) {
        match request {
            Request::Open { path, opening } => self.open(&path, &opening, tell),
            Request::Remember(prefs) => prefs.save(),
            Request::Writing(request) => {
                if let Some(event) = self.spelling.answer(request) {
                    tell(event);
                }
            }
            Request::Pages(request) => {
                let journal = self.open.as_ref().map(|open| &open.journal);
                let mut open = |needs: &mut Needs<'_>| {
                    journal.into_iter().for_each(needs);
                    Ok(())
                };
                if let Some(event) = self.laying.answer(request, &mut open, &|| true) {
                    tell(event);
                }
            }
            request => {
                let Some(open) = &mut self.open else { return };
                match Wish::of(request) {
                    Ok(wish) => tell(self.looking.answer(&open.journal, wish)),
                    Err(request) => {
                        let looking = &mut self.looking;
                        open.handle(request, &mut |event| {
                            if let Event::Gone(digests) = &event {
                                looking.gone(digests);
                            }
                            tell(event);
                        });
                    }
                }
            }
        }
    }

    /// A content whose words are to be read, with the journal that it is in.
    pub(super) fn unread(&mut self) -> Option<(PathBuf, Unread)> {
        let open = self.open.as_mut()?;
        let path = open.journal.path()?.to_owned();
        open.unread().map(|unread| (path, unread))
    }

    /// Takes the words of a content, unless another journal is open by now.
    pub(super) fn keep_words(&mut self, journal: &Path, digest: &Digest, words: Option<&str>, tell: Tell<'_>) {
        if let Some(open) = self.open.as_mut().filter(|open| open.journal.path() == Some(journal)) {
            open.keep_words(digest, words, tell);
        }
    }

    /// Reads the words of all contents that wait for it: for workers without threads.
    pub(super) fn read_words(&mut self, tell: Tell<'_>) {
        let Some(open) = &mut self.open else { return };
        while let Some(unread) = open.unread() {
            let words = open.journal.words_of(&unread).ok();
            open.keep_words(&unread.digest, words.as_deref(), tell);
        }
    }

    /// Writes a document with this journal's own connection: for workers without threads.
    pub(super) fn export(&mut self, selection: &Selection, format: &'static str, target: &Path, replace: Replace, tell: Tell<'_>) {
        let Some(open) = &mut self.open else { return };
        match open.journal.export(selection, format, target, replace, &|_| Ok(())) {
            Ok(done) => {
                // It has left, whether that can be noted or not.
                let _ = open.journal.note_departure(format, &done);
                tell(Event::Exported(Box::new(done.exported)));
            }
            Err(error) => tell(Event::Failed(Failure { export: true, ..Failure::new(explained(error)) })),
        }
    }
}

fn tell_opened(journal: &Journal, snapshot: Snapshot, tell: Tell<'_>) {
    tell(Event::Opened {
        path: journal.path().map(Path::to_owned),
        catalogue: Arc::clone(journal.catalogue()),
        snapshot: Box::new(snapshot),
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CommunityDraft, Minutes};

    /// What is told at the next tick, when it is so late.
    fn tick(handler: &mut Handler, now: &str) -> Option<Snapshot> {
        let clock = Clock::At(now.parse().expect(now), chrono_tz::Tz::Europe__London);
        handler.open.as_mut().expect("open").journal.set_clock(clock);
        let mut told = Vec::new();
        handler.handle(Request::Tick, &mut |event| told.push(event));
        assert!(told.len() <= 1, "{told:?}");
        match told.pop() {
            Some(Event::Renewed(snapshot)) => Some(*snapshot),
            None => None,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_new_minute_is_told_and_what_it_brings() {
        let clock = Clock::At("2026-11-23T19:58:10Z".parse().expect("an instant"), chrono_tz::Tz::Europe__London);
        let mut journal = Journal::in_memory(clock).expect("journal");
        let slot = CommunityDraft {
            name: "Chat".to_owned(),
            day: Some(chrono::Weekday::Mon),
            time: chrono::NaiveTime::from_hms_opt(20, 0, 0),
            length: Some(Minutes(60)),
            ..CommunityDraft::default()
        };
        journal.add_community(slot).expect("community");
        let mut handler = Handler::new(clock, PathBuf::new());
        handler.adopt(journal, &mut |_| {});
        assert!(tick(&mut handler, "2026-11-23T19:58:59Z").is_none(), "the same minute");
        let later = tick(&mut handler, "2026-11-23T19:59:00Z").expect("another minute");
        assert_eq!(later.revision, 1, "nothing has to be worked out anew");
        let begun = tick(&mut handler, "2026-11-23T20:01:00Z").expect("another minute");
        assert!(begun.revision > later.revision && begun.just_been.is_some(), "a chat has begun");
        let over = tick(&mut handler, "2026-11-23T21:00:30Z").expect("another minute");
        assert_eq!(begun.coming.len() - over.coming.len(), 1, "and is over");
        assert!(tick(&mut handler, "2026-11-23T21:00:31Z").is_none());
        let tomorrow = tick(&mut handler, "2026-11-24T00:00:00Z").expect("another day");
        assert_eq!(tomorrow.today.to_string(), "2026-11-24");
    }
}
