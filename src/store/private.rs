//! Temporary folders that only their owner may look into, and that are gone when the program is: also after it was killed.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// What the names of the folders begin with.
const PREFIX: &str = "cpd-journal-private-";

/// Held by the program that uses a folder: one that nobody holds was left behind by a crash.
const LOCK: &str = ".lock";

/// So often a folder is made, when another program takes it for left behind before it is locked.
const TRIES: usize = 3;

/// A private folder; it goes with all that is in it when it is dropped.
#[derive(Debug)]
pub struct PrivateFolder {
    /// Let go of before the folder goes.
    _lock: File,
    folder: TempDir,
}

impl PrivateFolder {
    /// Makes one in the system's temporary folder.
    ///
    /// # Errors
    /// The temporary folder takes none.
    pub fn make() -> io::Result<Self> {
        let mut made = Self::try_to_make();
        for _ in 1..TRIES {
            if made.is_ok() {
                break;
            }
            made = Self::try_to_make();
        }
        made
    }

    fn try_to_make() -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX);
        #[cfg(unix)]
        builder.permissions(<fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o700));
        let folder = builder.tempdir()?;
        let lock = File::create_new(folder.path().join(LOCK))?;
        lock.try_lock()?;
        Ok(Self { _lock: lock, folder })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Takes away what earlier runs of the program left behind when they were killed.
    pub fn clear_left_behind() {
        clear_in(&std::env::temp_dir());
    }
}

fn clear_in(temporary: &Path) {
    let Ok(items) = fs::read_dir(temporary) else { return };
    for item in items.flatten().filter(|item| item.file_name().to_string_lossy().starts_with(PREFIX)) {
        let (folder, lock): (PathBuf, PathBuf) = (item.path(), item.path().join(LOCK));
        let is_ours = fs::symlink_metadata(&folder).is_ok_and(|about| about.is_dir() && is_mine(&about))
            && fs::symlink_metadata(&lock).is_ok_and(|about| about.is_file());
        if is_ours && File::open(&lock).is_ok_and(|lock| lock.try_lock().is_ok()) {
            let _ = fs::remove_dir_all(&folder);
        }
    }
}

/// Whether a folder belongs to whoever runs this: others may put anything into the temporary folder.
#[cfg(unix)]
fn is_mine(about: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    tempfile::tempfile().and_then(|own| own.metadata()).is_ok_and(|own| own.uid() == about.uid())
}

/// Each person has a temporary folder of their own.
#[cfg(not(unix))]
fn is_mine(_about: &fs::Metadata) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nobody_uses_is_cleared() {
        let temporary = tempfile::tempdir().expect("a folder");
        let make = |name: &str| {
            let folder = temporary.path().join(format!("{PREFIX}{name}"));
            fs::create_dir_all(folder.join("a")).expect("a folder");
            fs::write(folder.join("a/copy.txt"), "Secret").expect("a copy");
            folder
        };
        let (left, used, strange) = (make("left"), make("used"), make("strange"));
        File::create(left.join(LOCK)).expect("a lock");
        let lock = File::create(used.join(LOCK)).expect("a lock");
        lock.try_lock().expect("locked");
        clear_in(temporary.path());
        assert_eq!([left.exists(), used.exists(), strange.exists()], [false, true, true]);
    }
}
