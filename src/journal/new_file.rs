//! A file that is to be kept: in memory or on the disk, measured in one reading.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::JournalError;
use crate::domain::Digest;
use crate::domain::evidence::Proof;
use crate::store::StoreError;

/// What a journal file can hold in one piece, in bytes: a larger file is not even read.
const LARGEST: u64 = 1_000_000_000;

/// So much of a file is in memory at a time, in bytes.
const PIECE: usize = 1 << 20;

/// What the type of a file is told by, in bytes.
const HEAD: usize = 8 << 10;

/// What a file holds, or where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    Memory(Vec<u8>),
    /// Read when it is kept, piece by piece.
    File(PathBuf),
}

impl Default for Content {
    fn default() -> Self {
        Self::Memory(Vec::new())
    }
}

/// A file to keep.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewFile {
    pub name: String,
    pub content: Content,
    pub caption: String,
    pub alt: String,
    pub source_url: String,
    /// What it is, as somebody said.
    pub proves: Option<Proof>,
}

impl NewFile {
    /// A file on the disk. It is read when it is kept.
    ///
    /// # Errors
    /// [`JournalError::File`]: it is not there, a folder, or may not be read. [`JournalError::Store`]: it is too large to be kept.
    pub fn read(path: &Path) -> Result<Self, JournalError> {
        let failed = |reason: String| JournalError::File { path: path.to_owned(), reason };
        let about = std::fs::metadata(path).map_err(|error| failed(plain(&error)))?;
        if about.is_dir() {
            return Err(failed("it is a folder".to_owned()));
        }
        if !about.is_file() {
            return Err(failed("it is not an ordinary file".to_owned()));
        }
        File::open(path).map_err(|error| failed(plain(&error)))?;
        if about.len() >= LARGEST {
            return Err(StoreError::TooBig.into());
        }
        let name = path.file_name().map_or_else(|| "file".to_owned(), |name| name.to_string_lossy().into_owned());
        Ok(Self { name, content: Content::File(path.to_owned()), ..Self::default() })
    }

    /// What is in memory: a picture from the clipboard, a pasted chat.
    pub fn in_memory(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), content: Content::Memory(bytes.into()), ..Self::default() }
    }

    pub(super) fn failed(&self, reason: String) -> JournalError {
        let path = match &self.content {
            Content::File(path) => path.clone(),
            Content::Memory(_) => PathBuf::from(&self.name),
        };
        JournalError::File { path, reason }
    }

    pub(super) fn reader(&self) -> Result<Box<dyn Read + '_>, JournalError> {
        Ok(match &self.content {
            Content::Memory(bytes) => Box::new(bytes.as_slice()),
            Content::File(path) => Box::new(File::open(path).map_err(|error| self.failed(plain(&error)))?),
        })
    }

    /// Reads it once: its hash, its size, and its beginning.
    pub(super) fn measured(&self) -> Result<Measured, JournalError> {
        let mut reader = self.reader()?;
        let mut hasher = Sha256::new();
        let mut measured = Measured { digest: Digest([0; 32]), bytes: 0, head: Vec::new() };
        let mut piece = vec![0; PIECE];
        loop {
            let count = match reader.read(&mut piece) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(self.failed(plain(&error))),
            };
            let read = piece.get(..count).unwrap_or_default();
            hasher.update(read);
            measured.bytes += read.len() as u64;
            if measured.bytes >= LARGEST {
                return Err(StoreError::TooBig.into());
            }
            let wanted = HEAD.saturating_sub(measured.head.len()).min(count);
            measured.head.extend_from_slice(read.get(..wanted).unwrap_or_default());
        }
        measured.digest = Digest(hasher.finalize().into());
        Ok(measured)
    }
}

/// What one reading of a file tells.
pub(super) struct Measured {
    pub(super) digest: Digest,
    /// Size in bytes.
    pub(super) bytes: u64,
    /// Its first [`HEAD`] bytes.
    pub(super) head: Vec<u8>,
}

pub(super) fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is not there".to_owned(),
        io::ErrorKind::PermissionDenied => "there is no permission".to_owned(),
        _ => error.to_string(),
    }
}

/// The media type of a file: by its beginning, and where that does not tell (text), by its name.
pub(super) fn media_type(name: &str, head: &[u8]) -> String {
    if let Some(kind) = infer::get(head) {
        return kind.mime_type().to_owned();
    }
    let end = PathBuf::from(name).extension().map(|end| end.to_string_lossy().to_lowercase()).unwrap_or_default();
    // The beginning may end within a letter.
    let text = !head.contains(&0)
        && match std::str::from_utf8(head) {
            Ok(_) => true,
            Err(error) => error.error_len().is_none() && head.len() == HEAD,
        };
    match (text, end.as_str()) {
        (true, "md" | "markdown") => "text/markdown",
        (true, "csv") => "text/csv",
        (true, "html" | "htm") => "text/html",
        (true, "json") => "application/json",
        (true, "ics") => "text/calendar",
        (true, "eml") => "message/rfc822",
        (true, "svg") => "image/svg+xml",
        (true, _) => "text/plain",
        (false, _) => "application/octet-stream",
    }
    .to_owned()
}
