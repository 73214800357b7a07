//! An older journal that cannot be written: read as a copy of today's shape.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::SystemTime;

use rusqlite::{Connection, OpenFlags};

use super::open::{beside, prepare};
use super::{PrivateFolder, StoreError, migrations, search};

/// A copy that this program has made, for as long as a connection reads it.
struct Made {
    /// The journal, and how it was then.
    of: (PathBuf, State),
    folder: Weak<PrivateFolder>,
}

/// Size and time of a journal, and of its log.
type State = [Option<(u64, Option<SystemTime>)>; 2];

/// A window reads with several connections: one copy is enough for all.
static MADE: Mutex<Vec<Made>> = Mutex::new(Vec::new());

fn state(path: &Path) -> State {
    [path.to_owned(), beside(path, "-wal")].map(|file| fs::metadata(file).ok().map(|about| (about.len(), about.modified().ok())))
}

/// A copy of the journal at `path`, which is open as `old`, in a private folder that is gone when nobody reads it any more.
pub(super) fn copy_of_today(old: &Connection, path: &Path) -> Result<(Connection, Arc<PrivateFolder>), StoreError> {
    let mut all = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    all.retain(|made| made.folder.strong_count() > 0);
    let of = (path.to_owned(), state(path));
    if let Some(folder) = all.iter().find(|made| made.of == of).and_then(|made| made.folder.upgrade()) {
        let db = open(&folder)?;
        db.pragma_update(None, "query_only", true)?;
        return Ok((db, folder));
    }
    let failed = |error: &std::io::Error| StoreError::from_io(error, &std::env::temp_dir());
    PrivateFolder::clear_left_behind();
    let folder = Arc::new(PrivateFolder::make().map_err(|error| failed(&error))?);
    old.execute("VACUUM INTO ?1", [file(&folder).to_string_lossy()])?;
    let mut db = open(&folder)?;
    // Nobody needs it after a crash.
    db.pragma_update(None, "synchronous", "OFF")?;
    db.pragma_update(None, "journal_mode", "MEMORY")?;
    migrations::run(&mut db)?;
    search::catch_up(&db);
    db.pragma_update(None, "query_only", true)?;
    all.push(Made { of, folder: Arc::downgrade(&folder) });
    Ok((db, folder))
}

fn file(folder: &PrivateFolder) -> PathBuf {
    folder.path().join("copy.cpd")
}

fn open(folder: &PrivateFolder) -> Result<Connection, StoreError> {
    let db = Connection::open_with_flags(file(folder), OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    prepare(&db)?;
    Ok(db)
}
