//! What can go wrong with a journal file, by what the user can do about it.

use std::path::{Path, PathBuf};

/// Why a journal could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("there is no journal at {}", .0.display())]
    NotFound(PathBuf),
    #[error("there is a file already at {}", .0.display())]
    Exists(PathBuf),
    /// A log that belongs to a journal that was here.
    #[error("there is the log of another journal here: {}", .0.display())]
    LeftOver(PathBuf),
    #[error("this is a folder, not a journal: {}", .0.display())]
    IsFolder(PathBuf),
    #[error("there is no folder {}", .0.display())]
    NoFolder(PathBuf),
    #[error("the file is empty: {}", .0.display())]
    Empty(PathBuf),
    #[error("this file is not a CPD journal: {}", .0.display())]
    NotAJournal(PathBuf),
    #[error("no permission for {}", .0.display())]
    NoPermission(PathBuf),
    /// What was to be saved is not there any more.
    #[error("what was to be saved is gone")]
    Gone,
    #[error("the journal is in use elsewhere")]
    InUse,
    #[error("the journal is damaged: {0}")]
    Damaged(String),
    #[error("the journal can only be read: {0}")]
    ReadOnly(String),
    #[error("changes beside it could not be read: copy both files {} and {} to a folder that you may write in", file.display(), log.display())]
    ChangesBeside { file: PathBuf, log: PathBuf },
    #[error("this is too large for a journal, which takes up to a gigabyte at a time")]
    TooBig,
    #[error("the disk is full")]
    DiskFull,
    #[error("this change clashes with what another program wrote: {0}")]
    Clash(String),
    /// A step that undo stopped at; the next undo goes on with the one before.
    #[error("“{label}” can no longer be taken back")]
    NoUndo { label: String, why: String },
    /// A step that redo stopped at.
    #[error("“{label}” can no longer be done again")]
    NoRedo { label: String, why: String },
    #[error("the journal could not be read or written: {0}")]
    Io(String),
}

impl StoreError {
    /// What an error of the file system means for the journal at `path`.
    pub(super) fn from_io(error: &std::io::Error, path: &Path) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::NotFound => Self::NotFound(path.to_owned()),
            ErrorKind::AlreadyExists => Self::Exists(path.to_owned()),
            ErrorKind::PermissionDenied => Self::NoPermission(path.to_owned()),
            ErrorKind::IsADirectory => Self::IsFolder(path.to_owned()),
            ErrorKind::NotADirectory => Self::NoFolder(path.parent().unwrap_or(path).to_owned()),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            ErrorKind::ReadOnlyFilesystem => Self::ReadOnly("its disk is write-protected".to_owned()),
            _ => Self::Io(error.to_string()),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        if let rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::IntegralValueOutOfRange(..) = error
        {
            return Self::Damaged(error.to_string());
        }
        match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::InUse,
            Some(Code::DiskFull) => Self::DiskFull,
            Some(Code::TooBig) => Self::TooBig,
            Some(Code::ReadOnly) => Self::ReadOnly("the file or its folder is write-protected".to_owned()),
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Self::Damaged(error.to_string()),
            Some(Code::ConstraintViolation) => Self::Clash(error.to_string()),
            // Every statement of ours fits the tables that a journal has.
            Some(Code::Unknown) if error.to_string().starts_with("no such") => Self::Damaged(error.to_string()),
            _ => Self::Io(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_is_told_so() {
        let db = rusqlite::Connection::open_in_memory().expect("memory");
        db.execute_batch("CREATE TABLE kept (a)").expect("a table");
        db.set_limit(rusqlite::limits::Limit::SQLITE_LIMIT_LENGTH, 1_000).expect("a limit");
        let error = db.execute("INSERT INTO kept VALUES (?1)", [vec![0_u8; 2_000]]).expect_err("too large");
        assert!(matches!(StoreError::from(error), StoreError::TooBig));
    }
}
