//! One window for each journal: a locked file beside it, gone when the window is.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use super::StoreError;
use super::open::beside;

/// So often a lock is tried for while others come and go.
const TRIES: usize = 8;

/// Keeps other windows out of a journal; let go of when dropped.
#[derive(Debug)]
pub(super) struct Lock {
    /// The lock lives as long as the open file.
    _file: File,
    path: PathBuf,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A lock file left behind locks nothing; it would only puzzle whoever looks into the folder.
        let _ = fs::remove_file(&self.path);
    }
}

/// Locks a journal for one window.
///
/// # Errors
/// [`StoreError::InUse`] when another has it, [`StoreError::NoPermission`] when nothing can be put beside the journal.
pub(super) fn lock(path: &Path) -> Result<Lock, StoreError> {
    let lock_path = beside(path, ".lock");
    for _ in 0..TRIES {
        let file = fs::OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&lock_path)
            .map_err(|error| StoreError::from_io(&error, path))?;
        match file.try_lock() {
            // Whoever let go a moment ago took the name away: what is locked then is nothing that the next one would find.
            Ok(()) if is_still_there(&file, &lock_path) => return Ok(Lock { _file: file, path: lock_path }),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(StoreError::InUse),
            Err(TryLockError::Error(error)) => return Err(StoreError::from_io(&error, path)),
        }
    }
    Err(StoreError::InUse)
}

/// Whether a path still names the file that was opened by it.
#[cfg(unix)]
fn is_still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let same = |a: &fs::Metadata, b: &fs::Metadata| (a.dev(), a.ino()) == (b.dev(), b.ino());
    file.metadata().is_ok_and(|own| fs::metadata(path).is_ok_and(|named| same(&own, &named)))
}

/// Whether a path still names a file.
#[cfg(not(unix))]
fn is_still_there(_file: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn one_at_a_time_holds_the_lock() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("mine.cpd");
        let (holding, held) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..2_000 {
                        if let Ok(lock) = lock(&path) {
                            assert_eq!(holding.fetch_add(1, Ordering::SeqCst), 0, "somebody else has it, too");
                            holding.fetch_sub(1, Ordering::SeqCst);
                            held.fetch_add(1, Ordering::SeqCst);
                            drop(lock);
                        }
                    }
                });
            }
        });
        assert!(held.into_inner() > 0);
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 0, "nothing is left behind");
    }
}
