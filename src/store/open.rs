//! From a path to an open journal, and never from anything that is none: a file is looked at before SQLite may touch it.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::lock::lock;
use super::search::Index;
use super::touched::Watch;
use super::{PrivateFolder, Store, StoreError, copy, migrations, older};

/// How long a writer waits for another program to finish.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// Why a journal of tomorrow is not written to.
const NEWER: &str = "it was made by a newer version of CPD Journal; get that version to write in it";

/// Why a journal is not written to where nothing can be put beside it.
const FOLDER: &str = "its folder is write-protected";

/// Prepared statements kept for use again.
const STATEMENTS: usize = 128;

impl Store {
    /// Makes an empty journal, complete at once: there is never half a file under this name.
    ///
    /// # Errors
    /// [`StoreError`]: there is something at `path` already, or beside it the log of a journal that was there; no such folder, no
    /// permission, or the disk is full.
    pub fn create(path: &Path) -> Result<(), StoreError> {
        if fs::symlink_metadata(path).is_ok() {
            return Err(StoreError::Exists(path.to_owned()));
        }
        // SQLite would take it for the new journal's own.
        if let Some(left) = changes_beside(path) {
            return Err(StoreError::LeftOver(left));
        }
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        if !folder.is_dir() {
            return Err(StoreError::NoFolder(folder.to_owned()));
        }
        // Readable by its owner only: tempfile makes it so.
        let draft = tempfile::Builder::new()
            .prefix(".new-journal-")
            .suffix(".cpd")
            .tempfile_in(folder)
            .map_err(|error| StoreError::from_io(&error, path))?;
        let mut db = Connection::open_with_flags(draft.path(), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        prepare(&db)?;
        db.pragma_update(None, "journal_mode", "MEMORY")?;
        migrations::run(&mut db)?;
        db.pragma_update(None, "journal_mode", if on_a_network_drive(folder) { "DELETE" } else { "WAL" })?;
        db.close().map_err(|(_, error)| error)?;
        draft.as_file().sync_all().map_err(|error| StoreError::from_io(&error, path))?;
        draft.persist_noclobber(path).map_err(|error| StoreError::from_io(&error.error, path))?;
        Ok(())
    }

    /// Opens the journal at `path`, bringing an older one to today's shape after a verified copy was made beside it.
    /// One made by a newer version, or one that is write-protected, is opened for reading only; [`Store::read_only`] says why.
    ///
    /// # Errors
    /// [`StoreError`]: there is no journal, or what is there is none, is damaged, locked or without permission. It is not touched then.
    pub fn open(path: &Path, alone: Alone) -> Result<Self, StoreError> {
        let shown = path;
        // Its log and its lock lie beside the file itself, not beside a link to it.
        let path = &real(shown)?;
        let version = examine(shown, path)?;
        let newest = migrations::newest();
        let mut read_only = (version > newest).then(|| NEWER.to_owned());
        if read_only.is_none() {
            read_only = write_protected(path);
        }
        let mut held = None;
        if alone == Alone::Yes && read_only.is_none() {
            match lock(path) {
                Ok(lock) => held = Some(lock),
                Err(StoreError::NoPermission(_)) => read_only = Some(FOLDER.to_owned()),
                Err(error) => return Err(error),
            }
        }
        let written = match &read_only {
            None => open_for_writing(path)?,
            Some(_) => None,
        };
        let mut db = match written {
            Some(db) => db,
            None => {
                held = None;
                read_only.get_or_insert_with(|| FOLDER.to_owned());
                open_for_reading(path, alone)?
            }
        };
        prepare(&db)?;
        // A mark alone makes no journal: this fails, and leaves the file as it is, when the tables are not there.
        db.query_row("SELECT step FROM ledger_now", [], |_| Ok(()))?;
        // The header lags behind while the newest pages are in the log.
        let version = migrations::version(&db)?;
        if read_only.is_none() && version > newest {
            db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
            db.pragma_update(None, "query_only", true)?;
            read_only = Some(NEWER.to_owned());
        }
        if read_only.is_none() {
            if version < newest {
                copy::beside(&db, path, version)?;
                migrations::run(&mut db)?;
            }
            let mode = if on_a_network_drive(path) { "TRUNCATE" } else { "WAL" };
            db.pragma_update(None, "journal_mode", mode)?;
        }
        let mut copy = None;
        if read_only.is_some() && version < newest {
            let (today, folder) = older::copy_of_today(&db, path)?;
            (db, copy) = (today, Some(folder));
        }
        let index = if alone == Alone::Yes { Index::Later } else { Index::AtOnce };
        Self::over(db, Some(shown.to_owned()), read_only, held, index, copy)
    }

    /// A journal in memory, for tests.
    ///
    /// # Errors
    /// [`StoreError`] when there is no memory.
    pub fn in_memory() -> Result<Self, StoreError> {
        let mut db = Connection::open_in_memory()?;
        prepare(&db)?;
        migrations::run(&mut db)?;
        Self::over(db, None, None, None, Index::AtOnce, None)
    }

    pub(super) fn over(
        mut db: Connection,
        path: Option<PathBuf>,
        read_only: Option<String>,
        lock: Option<super::lock::Lock>,
        index: Index,
        copy: Option<Arc<PrivateFolder>>,
    ) -> Result<Self, StoreError> {
        let watch = Watch::on(&mut db)?;
        let data_version = db.pragma_query_value(None, "data_version", |row| row.get(0))?;
        Ok(Self { db, path, read_only, watch, data_version, index, log_is_long: false, _copy: copy, _lock: lock })
    }
}

impl Store {
    /// Whether a path is that of the journal, or of what SQLite or a window puts beside it: nothing else may be written there.
    pub fn owns(&self, target: &Path) -> bool {
        let Some(path) = &self.path else { return false };
        let Some((folder, name)) = place(target) else { return false };
        // The file may be reached by a link; its log lies beside the file itself.
        let own = [Some(path.clone()), real(path).ok()].into_iter().flatten().filter_map(|path| place(&path));
        own.filter(|(own, _)| *own == folder)
            .any(|(_, own)| ["", "-wal", "-shm", "-journal", ".lock"].iter().any(|end| format!("{own}{end}") == name))
    }
}

/// The folder that a path names something in, and the name without regard to upper and lower case, in which many systems do not differ.
fn place(path: &Path) -> Option<(PathBuf, String)> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some((fs::canonicalize(folder).ok()?, path.file_name()?.to_string_lossy().to_lowercase()))
}

/// Whether a journal is opened so that no second window may have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alone {
    Yes,
    No,
}

pub(super) fn prepare(db: &Connection) -> Result<(), StoreError> {
    db.set_prepared_statement_cache_capacity(STATEMENTS);
    db.busy_timeout(PATIENCE)?;
    db.execute_batch(
        "PRAGMA cipher_log_level = NONE;
         PRAGMA foreign_keys = ON;
         PRAGMA synchronous = FULL;
         PRAGMA secure_delete = FAST;
         PRAGMA temp_store = MEMORY;
         PRAGMA trusted_schema = OFF;
         PRAGMA recursive_triggers = OFF;",
    )
    .or_else(|error| if error.sqlite_error_code().is_some() { Err(error) } else { Ok(()) })?;
    Ok(())
}

/// The file that a path leads to, when it leads there through a link.
#[cfg(unix)]
fn real(path: &Path) -> Result<PathBuf, StoreError> {
    fs::canonicalize(path).map_err(|error| StoreError::from_io(&error, path))
}

/// SQLite follows no links here: the log lies beside the link.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as it is elsewhere")]
fn real(path: &Path) -> Result<PathBuf, StoreError> {
    Ok(path.to_owned())
}

/// Looks at the first bytes of a file, whose log lies beside `real`. Returns the version of the journal.
fn examine(path: &Path, real: &Path) -> Result<i64, StoreError> {
    let about = fs::metadata(path).map_err(|error| StoreError::from_io(&error, path))?;
    if about.is_dir() {
        return Err(StoreError::IsFolder(path.to_owned()));
    }
    if !about.is_file() {
        return Err(StoreError::NotAJournal(path.to_owned()));
    }
    if about.len() == 0 {
        return Err(StoreError::Empty(path.to_owned()));
    }
    let mut header = [0_u8; 100];
    let mut file = File::open(path).map_err(|error| StoreError::from_io(&error, path))?;
    if let Err(error) = file.read_exact(&mut header) {
        return Err(match error.kind() {
            std::io::ErrorKind::UnexpectedEof => StoreError::NotAJournal(path.to_owned()),
            _ => StoreError::from_io(&error, path),
        });
    }
    // https://www.sqlite.org/fileformat.html §1.3
    if !header.starts_with(b"SQLite format 3\0") {
        return Err(StoreError::NotAJournal(path.to_owned()));
    }
    let number = |at: usize| header.get(at..at + 4).and_then(|bytes| <[u8; 4]>::try_from(bytes).ok()).map_or(0, u32::from_be_bytes);
    if number(68) != migrations::APPLICATION_ID.cast_unsigned() {
        return Err(StoreError::NotAJournal(path.to_owned()));
    }
    let page = match header.get(16..18) {
        Some([0, 1]) => 65_536,
        Some([high, low]) => u64::from(*high) << 8 | u64::from(*low),
        _ => 0,
    };
    let needed = page * u64::from(number(28));
    if about.len() < needed && !holds_something(&beside(real, "-wal")) {
        return Err(StoreError::Damaged(format!(
            "the file has {} of its {needed} bytes; it was cut off, perhaps while it was copied",
            about.len()
        )));
    }
    Ok(i64::from(number(60)))
}

/// A file of SQLite's, or of ours, beside a journal.
pub(super) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

fn holds_something(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|about| about.len() > 0)
}

/// The log beside a journal that may hold what is not in the journal itself yet, or what it has to go back to.
fn changes_beside(path: &Path) -> Option<PathBuf> {
    ["-wal", "-journal"].map(|end| beside(path, end)).into_iter().find(|log| holds_something(log))
}

/// Why a file cannot be written, as far as can be told without writing.
fn write_protected(path: &Path) -> Option<String> {
    match fs::OpenOptions::new().write(true).open(path) {
        Ok(_) => None,
        Err(error) if error.kind() == std::io::ErrorKind::ReadOnlyFilesystem => Some("its disk is write-protected".to_owned()),
        Err(_) => Some("the file is write-protected".to_owned()),
    }
}

/// Opens a file and reads from it, which needs what SQLite puts beside it.
fn open_and_look(path: &Path, flags: OpenFlags) -> Result<Connection, rusqlite::Error> {
    let db = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
    Ok(db)
}

/// Whether an error says that nothing can be put beside a journal.
fn is_about_the_folder(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied))
}

/// `None` when the folder takes no log.
fn open_for_writing(path: &Path) -> Result<Option<Connection>, StoreError> {
    match open_and_look(path, OpenFlags::SQLITE_OPEN_READ_WRITE) {
        Ok(db) => Ok(Some(db)),
        Err(error) if is_about_the_folder(&error) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// A write-protected folder cannot hold the index of the write-ahead log: the file is then read as it lies there, if there is no log that
/// holds more. So it is for a moment's look when nobody has a log open, because a reader would leave an empty one behind.
fn open_for_reading(path: &Path, alone: Alone) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let changes = changes_beside(path);
    if alone == Alone::Yes || changes.is_some() || beside(path, "-wal").exists() {
        match (open_and_look(path, flags), changes) {
            (Ok(db), _) => return Ok(db),
            (Err(error), Some(log)) if is_about_the_folder(&error) => {
                return Err(StoreError::ChangesBeside { file: path.to_owned(), log });
            }
            (Err(error), Some(_)) => return Err(error.into()),
            (Err(_), None) => {}
        }
    }
    let mut address = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => address.push(char::from(*byte)),
            _ => address.push_str(&format!("%{byte:02x}")),
        }
    }
    address.push_str("?immutable=1");
    Ok(Connection::open_with_flags(address, flags | OpenFlags::SQLITE_OPEN_URI)?)
}

/// Write-ahead logs need shared memory, which network drives do not have.
#[cfg(target_os = "linux")]
fn on_a_network_drive(path: &Path) -> bool {
    // Magic numbers from linux/magic.h and the file systems' own headers: NFS, SMB, CIFS, SMB2, 9p, AFS, Ceph, Coda.
    const REMOTE: [u64; 8] = [0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x0102_1997, 0x5346_414F, 0x00C3_6400, 0x7375_7245];
    rustix::fs::statfs(path).is_ok_and(|about| {
        #[expect(clippy::cast_sign_loss, reason = "magic numbers are unsigned; their type differs by processor")]
        let kind = about.f_type as u64 & 0xFFFF_FFFF;
        REMOTE.contains(&kind)
    })
}

/// Paths like `\\server\share` lie on another computer.
#[cfg(not(target_os = "linux"))]
fn on_a_network_drive(path: &Path) -> bool {
    path.to_string_lossy().starts_with(r"\\") || path.starts_with("/Volumes")
}
