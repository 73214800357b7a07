//! The threads themselves, their queues, and how they end.
#![expect(clippy::disallowed_methods, reason = "threads are named and live here")]

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use super::handler::Handler;
use super::job::{self, Job};
use super::request::coalesced;
use super::{Dialogue, Event, Request, Wake};
use crate::exporters::Phase;
use crate::journal::Clock;

/// How often the journal thread looks whether another program has written, when nothing else happens.
const TICK: Duration = Duration::from_secs(2);

/// Setting pages recurses; see `exporters::run`.
const JOB_STACK: usize = 16 * 1024 * 1024;

pub(super) struct Threads {
    requests: Option<Sender<Request>>,
    events: Receiver<Event>,
    tell: Sender<Event>,
    wake: Wake,
    cancelled: Arc<AtomicBool>,
    running: Vec<JoinHandle<()>>,
}

impl Threads {
    pub(super) fn start(clock: Clock, data_folder: PathBuf, wake: Wake) -> io::Result<Self> {
        let (tell, events) = channel();
        let (requests, to_journal) = channel();
        let (jobs, to_jobs) = channel();
        let cancelled = Arc::new(AtomicBool::new(false));
        let journal = {
            let (tell, wake, folder) = (tell.clone(), Arc::clone(&wake), data_folder.clone());
            Builder::new().name("journal".to_owned()).spawn(move || {
                journal_thread(&to_journal, Handler::new(clock, folder), &jobs, &mut |event| {
                    let _ = tell.send(event);
                    wake();
                });
            })?
        };
        let job = {
            let (tell, wake, cancelled) = (tell.clone(), Arc::clone(&wake), Arc::clone(&cancelled));
            Builder::new().name("jobs".to_owned()).stack_size(JOB_STACK).spawn(move || {
                job_thread(&to_jobs, clock, &data_folder, &cancelled, &|event| {
                    let _ = tell.send(event);
                    wake();
                });
            })?
        };
        Ok(Self { requests: Some(requests), events, tell, wake, cancelled, running: vec![journal, job] })
    }

    pub(super) fn send(&mut self, request: Request) {
        match request {
            Request::CancelExport => self.cancelled.store(true, Ordering::Relaxed),
            request => {
                if matches!(request, Request::Export { .. }) {
                    self.cancelled.store(false, Ordering::Relaxed);
                }
                if let Some(requests) = &self.requests {
                    let _ = requests.send(request);
                }
            }
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
        self.requests = None;
        for thread in self.running.drain(..) {
            let _ = thread.join();
        }
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        self.shutdown();
    }
}

/// Does what is asked for in order; exports are handed on, behind the saves that were sent before them.
fn journal_thread(requests: &Receiver<Request>, mut handler: Handler, jobs: &Sender<Job>, tell: &mut dyn FnMut(Event)) {
    loop {
        let first = match requests.recv_timeout(TICK) {
            Ok(request) => request,
            Err(RecvTimeoutError::Timeout) => Request::Tick,
            Err(RecvTimeoutError::Disconnected) => break,
        };
        let queue: Vec<Request> = std::iter::once(first).chain(requests.try_iter()).collect();
        for request in coalesced(queue) {
            match request {
                Request::Export { selection, format, target, replace } => {
                    if let Some(journal) = handler.path().map(Path::to_owned) {
                        let _ = jobs.send(Job { journal, selection, format, target, replace });
                    }
                }
                request => handler.handle(request, tell),
            }
        }
    }
    handler.close();
}

fn job_thread(jobs: &Receiver<Job>, clock: Clock, data_folder: &Path, cancelled: &Arc<AtomicBool>, tell: &(dyn Fn(Event) + Sync)) {
    // Layout reports the same phase again and again, only to be able to stop: the window is told of each once.
    let last: Mutex<Option<Phase>> = Mutex::new(None);
    while let Ok(job) = jobs.recv() {
        *last.lock().unwrap_or_else(PoisonError::into_inner) = None;
        let told = |event: Event| {
            if let Event::Exporting(phase) = &event {
                let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
                if last.as_ref().is_some_and(|last| last.label() == phase.label()) {
                    return;
                }
                *last = Some(*phase);
            }
            tell(event);
        };
        let end = job::run(&job, clock, data_folder, cancelled, &told);
        tell(end);
    }
}
