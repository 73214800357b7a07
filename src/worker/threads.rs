//! The threads themselves, their queues, and how they end.
#![expect(clippy::disallowed_methods, reason = "threads are named and live here")]

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle, sleep};
use std::time::{Duration, Instant};

use super::handler::Handler;
use super::job::{self, Export, Job};
use super::pages::{Waiting, pages_thread};
use super::pictures::{Wish, Wishes, pictures_thread};
use super::request::coalesced;
use super::writing::{ToSpelling, spelling_thread};
use super::{Dialogue, Event, LeavingRequest, Request, ReviewRequest, Wake, WritingRequest};
use crate::domain::Digest;
use crate::exporters::Phase;
use crate::journal::Clock;

/// How often the journal thread looks whether another program has written, when nothing else happens.
const TICK: Duration = Duration::from_secs(2);

/// Setting pages recurses; see `exporters::run`.
const JOB_STACK: usize = 16 * 1024 * 1024;

/// How long the program's end waits for a thread that only looks at something.
const GRACE: Duration = Duration::from_secs(2);

pub(super) struct Threads {
    requests: Sender<ToJournal>,
    wishes: Arc<Wishes>,
    waiting: Arc<Waiting>,
    events: Receiver<Event>,
    tell: Sender<Event>,
    wake: Wake,
    cancelled: Arc<AtomicBool>,
    /// The jobs thread reads words, or looks at what leaves or comes: that cannot be stopped, and writes nothing.
    reads: Arc<AtomicBool>,
    /// The program ends: what only reads is not begun any more.
    ends: Arc<AtomicBool>,
    journal: Option<JoinHandle<()>>,
    jobs: Option<JoinHandle<()>>,
    pictures: Option<JoinHandle<()>>,
    pages: Option<JoinHandle<()>>,
    data_folder: PathBuf,
    /// Begun when somebody writes for the first time. It only reads, and is not waited for at the end.
    spelling: Option<ToSpelling>,
}

/// What the journal thread is sent.
enum ToJournal {
    Wish(Request),
    /// The words of a content in this journal; `None` when they cannot be read.
    Words {
        journal: PathBuf,
        digest: Digest,
        words: Option<String>,
    },
    End,
}

impl Threads {
    pub(super) fn start(clock: Clock, data_folder: PathBuf, wake: Wake) -> io::Result<Self> {
        let (tell, events) = channel();
        let (requests, to_journal) = channel();
        let (jobs, to_jobs) = channel();
        let cancelled = Arc::new(AtomicBool::new(false));
        let reads = Arc::new(AtomicBool::new(false));
        let ends = Arc::new(AtomicBool::new(false));
        let wishes = Arc::new(Wishes::default());
        let waiting = Arc::new(Waiting::default());
        let teller = || {
            let (tell, wake) = (tell.clone(), Arc::clone(&wake));
            move |event| {
                let _ = tell.send(event);
                wake();
            }
        };
        let latest = Arc::new(AtomicU64::new(0));
        let journal = {
            let newest = Arc::clone(&latest);
            let (tell, wishes, folder) = (teller(), Arc::clone(&wishes), data_folder.clone());
            let waiting = Arc::clone(&waiting);
            Builder::new().name("journal".to_owned()).spawn(move || {
                journal_thread(&to_journal, Handler::new(clock, folder), &jobs, &newest, &mut |event| {
                    if let Event::Opened { path, .. } = &event {
                        wishes.opened(path.as_deref());
                        waiting.opened(path.as_deref());
                    }
                    if let Event::Gone(digests) = &event {
                        wishes.gone(digests);
                    }
                    tell(event);
                });
            })?
        };
        let own_folder = data_folder.clone();
        let pages = {
            let (tell, waiting, folder) = (teller(), Arc::clone(&waiting), data_folder.clone());
            let thread = Builder::new().name("pages".to_owned()).stack_size(JOB_STACK);
            thread.spawn(move || pages_thread(&waiting, clock, &folder, &tell))?
        };
        let jobs = {
            let (tell, requests) = (teller(), requests.clone());
            let (cancelled, reads, ends) = (Arc::clone(&cancelled), Arc::clone(&reads), Arc::clone(&ends));
            Builder::new().name("jobs".to_owned()).stack_size(JOB_STACK).spawn(move || {
                while let Ok(job) = to_jobs.recv() {
                    match job {
                        Job::Export(export) => run_export(&export, clock, &data_folder, &cancelled, &tell),
                        // Only the latest choice is looked at.
                        Job::Look(_, request) if matches!(*request, LeavingRequest::Look { seq, .. } if seq < latest.load(Ordering::Relaxed)) => {}
                        Job::Look(journal, request) => {
                            let seq = if let LeavingRequest::Look { seq, .. } = &*request { Some(*seq) } else { None };
                            // A later choice makes this one needless, and so does the end.
                            let is_latest = || seq.is_none_or(|seq| seq >= latest.load(Ordering::Relaxed));
                            let go_on = || is_latest() && !ends.load(Ordering::SeqCst);
                            unless_over(&reads, &ends, || job::look(&journal, *request, clock, &data_folder, &tell, &go_on));
                        }
                        Job::Sheet(sheet, target, ending) => tell(job::save_sheet(&sheet, &target, ending)),
                        Job::Words(journal, unread) => {
                            unless_over(&reads, &ends, || {
                                let words = job::words(&journal, &unread, clock);
                                let _ = requests.send(ToJournal::Words { journal, digest: unread.digest, words });
                            });
                        }
                    }
                }
            })?
        };
        let pictures = {
            let (tell, wishes) = (teller(), Arc::clone(&wishes));
            let thread = Builder::new().name("pictures".to_owned()).stack_size(JOB_STACK);
            thread.spawn(move || pictures_thread(&wishes, clock, &tell))?
        };
        let [journal, jobs, pictures, pages] = [journal, jobs, pictures, pages].map(Some);
        Ok(Self {
            requests,
            wishes,
            waiting,
            events,
            tell,
            wake,
            cancelled,
            reads,
            ends,
            journal,
            jobs,
            pictures,
            pages,
            data_folder: own_folder,
            spelling: None,
        })
    }

    pub(super) fn send(&mut self, request: Request) {
        match Wish::of(request) {
            Ok(wish) => self.wishes.add(wish),
            Err(Request::Writing(request)) => self.ask_spelling(request),
            Err(Request::Pages(request)) => self.waiting.add(request),
            Err(Request::CancelExport) => self.cancelled.store(true, Ordering::Relaxed),
            Err(request) => {
                if matches!(request, Request::Export { .. }) {
                    self.cancelled.store(false, Ordering::Relaxed);
                }
                let _ = self.requests.send(ToJournal::Wish(request));
            }
        }
    }

    fn ask_spelling(&mut self, request: WritingRequest) {
        if self.spelling.is_none() {
            let (to_spelling, requests) = channel();
            let (tell, wake, folder) = (self.tell.clone(), Arc::clone(&self.wake), self.data_folder.clone());
            let begun = Builder::new().name("spelling".to_owned()).spawn(move || {
                spelling_thread(&requests, &folder, &|event| {
                    let _ = tell.send(event);
                    wake();
                });
            });
            self.spelling = begun.is_ok().then_some(to_spelling);
        }
        if let Some(spelling) = &self.spelling {
            let _ = spelling.send(request);
        }
    }

    pub(super) fn ask(&mut self, dialogue: Dialogue) {
        let ticket = dialogue.ticket;
        let (tell, wake) = (self.tell.clone(), Arc::clone(&self.wake));
        let asked = Builder::new().name("dialog".to_owned()).spawn(move || {
            let _ = tell.send(dialogue.answer_now());
            wake();
        });
        // It is not joined: a dialog that is still open must not keep the program from closing.
        if asked.is_err() {
            let _ = self.tell.send(Event::Picked { ticket, paths: Vec::new() });
        }
    }

    pub(super) fn poll(&mut self) -> Vec<Event> {
        self.events.try_iter().collect()
    }

    pub(super) fn shutdown(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
        self.ends.store(true, Ordering::SeqCst);
        self.wishes.end();
        self.waiting.end();
        let _ = self.requests.send(ToJournal::End);
        if let Some(journal) = self.journal.take() {
            let _ = journal.join();
        }
        // What only looks is not waited for any longer than a reader of the window would be willing to.
        let soon = Instant::now() + GRACE;
        let is_over = |thread: &JoinHandle<()>| thread.is_finished() || Instant::now() >= soon;
        if let Some(jobs) = self.jobs.take() {
            while self.reads.load(Ordering::SeqCst) && !is_over(&jobs) {
                sleep(Duration::from_millis(5));
            }
            if !self.reads.load(Ordering::SeqCst) {
                let _ = jobs.join();
            }
        }
        for thread in [self.pictures.take(), self.pages.take()].into_iter().flatten() {
            while !is_over(&thread) {
                sleep(Duration::from_millis(5));
            }
            if thread.is_finished() {
                let _ = thread.join();
            }
        }
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        self.shutdown();
    }
}

/// Does what is asked for in order; exports are handed on, behind the saves that were sent before them. Words of evidence are read
/// elsewhere, one content after the other, so that an export waits for one of them at most.
fn journal_thread(
    requests: &Receiver<ToJournal>,
    mut handler: Handler,
    jobs: &Sender<Job>,
    latest: &AtomicU64,
    tell: &mut dyn FnMut(Event),
) {
    let mut reading = false;
    let mut ends = false;
    while !ends {
        let first = match requests.recv_timeout(TICK) {
            Ok(request) => request,
            Err(RecvTimeoutError::Timeout) => ToJournal::Wish(Request::Tick),
            Err(RecvTimeoutError::Disconnected) => break,
        };
        let mut queue: Vec<Request> = Vec::new();
        let mut read = Vec::new();
        for one in std::iter::once(first).chain(requests.try_iter()) {
            match one {
                ToJournal::Wish(request) => queue.push(request),
                ToJournal::Words { journal, digest, words } => read.push((journal, digest, words)),
                ToJournal::End => ends = true,
            }
        }
        for request in coalesced(queue) {
            match request {
                Request::Export { selection, format, target, replace } => {
                    if let Some(journal) = handler.path().map(Path::to_owned) {
                        let _ = jobs.send(Job::Export(Export { journal, selection, format, target, replace }));
                    }
                }
                Request::Review(ReviewRequest::SaveSheet { sheet, target, ending }) => {
                    let _ = jobs.send(Job::Sheet(sheet, target, ending));
                }
                Request::Leaving(request) if request.looks() && handler.path().is_some() => {
                    if let LeavingRequest::Look { seq, .. } = &request {
                        latest.store(*seq, Ordering::Relaxed);
                    }
                    let journal = handler.path().map(Path::to_owned).unwrap_or_default();
                    let _ = jobs.send(Job::Look(journal, Box::new(request)));
                }
                request => handler.handle(request, tell),
            }
        }
        for (journal, digest, words) in read {
            reading = false;
            handler.keep_words(&journal, &digest, words.as_deref(), tell);
        }
        if !ends
            && !reading
            && let Some((journal, unread)) = handler.unread()
        {
            reading = jobs.send(Job::Words(journal, unread)).is_ok();
        }
    }
    handler.close();
}

/// Does what only reads, unless the program ends. It is marked before it is begun, so that the end sees it or it sees the end.
fn unless_over(reads: &AtomicBool, ends: &AtomicBool, work: impl FnOnce()) {
    reads.store(true, Ordering::SeqCst);
    if !ends.load(Ordering::SeqCst) {
        work();
    }
    reads.store(false, Ordering::SeqCst);
}

fn run_export(export: &Export, clock: Clock, data_folder: &Path, cancelled: &Arc<AtomicBool>, tell: &(dyn Fn(Event) + Sync)) {
    // Layout reports the same phase again and again, only to be able to stop: the window is told of each once.
    let last: Mutex<Option<Phase>> = Mutex::new(None);
    let told = |event: Event| {
        if let Event::Exporting(phase) = &event {
            let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
            if last.as_ref().is_some_and(|last| last.said() == phase.said()) {
                return;
            }
            *last = Some(*phase);
        }
        tell(event);
    };
    let end = job::export(export, clock, data_folder, cancelled, &told);
    tell(end);
}
