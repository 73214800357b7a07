//! The last PDF, kept for as long as nothing in it changes: the same report again is the same bytes at once.

use std::fmt::{self, Write as _};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

use crate::domain::Report;
use crate::dossier::Dossier;

/// A larger PDF, in bytes, is not kept.
pub(super) const MOST: usize = 32 << 20;

/// What makes a PDF the same: everything that is in it, and everything that lays it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key([u8; 32]);

/// A finished PDF.
#[derive(Clone, Debug)]
pub(super) struct Finished {
    pub(super) pdf: Vec<u8>,
    pub(super) pages: usize,
    pub(super) warnings: Vec<String>,
}

static LAST: Mutex<Option<(Key, Finished)>> = Mutex::new(None);

impl Key {
    /// Of a report laid out by these templates. Its evidence is known by digests.
    pub(super) fn of(report: &Report, dossier: &Dossier, templates: &str) -> Self {
        let mut hashing = Hashing(Sha256::new());
        // Nothing can fail here: what is written is only summed up.
        let _ = write!(hashing, "{}\0{templates}\0{report:?}\0{dossier:?}", env!("CARGO_PKG_VERSION"));
        Self(hashing.0.finalize().into())
    }
}

/// The last PDF, when it is this one.
pub(super) fn last(key: Key) -> Option<Finished> {
    LAST.lock().unwrap_or_else(PoisonError::into_inner).as_ref().filter(|(kept, _)| *kept == key).map(|(_, last)| last.clone())
}

/// Keeps a PDF, unless it is too large for that; the one before is dropped.
pub(super) fn keep(key: Key, finished: Finished) {
    let kept = (finished.pdf.len() <= MOST).then_some((key, finished));
    *LAST.lock().unwrap_or_else(PoisonError::into_inner) = kept;
}

/// Drops what is kept: when a journal is closed or locked, nothing of it stays in memory here.
pub fn forget() {
    *LAST.lock().unwrap_or_else(PoisonError::into_inner) = None;
}

/// Sums up what is formatted.
struct Hashing(Sha256);

impl fmt::Write for Hashing {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text);
        Ok(())
    }
}
