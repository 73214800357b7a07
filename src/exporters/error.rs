//! Why an export did not happen. Each message is a whole sentence about what happened; paths come last.

use std::io;
use std::path::{Path, PathBuf};

/// Why there is no export. What lay at the target is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error("there is something there already: {}", .0.display())]
    Exists(PathBuf),
    #[error("there is no such folder: {}", .0.display())]
    NoFolder(PathBuf),
    #[error("this is no folder: {}", .0.display())]
    NotAFolder(PathBuf),
    #[error("this is a folder, not a file: {}", .0.display())]
    IsAFolder(PathBuf),
    #[error("this is neither a file nor a folder, and cannot be replaced: {}", .0.display())]
    Special(PathBuf),
    #[error("no file name was given: {}", .0.display())]
    NoName(PathBuf),
    #[error("this folder was not written by an export, and will not be replaced: {}", .0.display())]
    NotOurs(PathBuf),
    #[error("this folder has something in it that no export wrote (“{stranger}”), and will not be replaced: {}", path.display())]
    Strangers { path: PathBuf, stranger: String },
    #[error("there is no permission to write here: {}", .0.display())]
    NoPermission(PathBuf),
    #[error("the disk is full; nothing was exported: {}", .0.display())]
    DiskFull(PathBuf),
    #[error("the evidence “{name}” could not be read from the journal: {source}")]
    Evidence { name: String, source: io::Error },
    #[error("the evidence “{name}” is damaged: it no longer matches the SHA-256 it was kept with")]
    EvidenceDamaged { name: String },
    #[error("the entry “{title}” could not be laid out: {what}")]
    Entry { title: String, what: String },
    #[error("the pages could not be laid out: {0}")]
    Layout(String),
    #[error("the export was cancelled")]
    Cancelled,
    #[error("could not write ({source}): {}", path.display())]
    Io { path: PathBuf, source: io::Error },
}

impl ExportError {
    /// What the system said about a path, told apart where a user can do something about it.
    pub(super) fn io(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::AlreadyExists | io::ErrorKind::DirectoryNotEmpty => Self::Exists(path),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::NoPermission(path),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull(path),
            io::ErrorKind::NotADirectory => Self::NotAFolder(path),
            _ => Self::Io { path, source },
        }
    }

    /// The same, with the target instead of the temporary place, which means nothing to a user.
    pub(super) fn at(self, target: &Path) -> Self {
        let path = target.to_owned();
        match self {
            Self::Exists(_) => Self::Exists(path),
            Self::NoPermission(_) => Self::NoPermission(path),
            Self::DiskFull(_) => Self::DiskFull(path),
            Self::NotAFolder(_) => Self::NotAFolder(path),
            Self::Io { source, .. } => Self::Io { path, source },
            other => other,
        }
    }
}
