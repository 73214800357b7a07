//! Files that prove something: read once, kept by content.

use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::{Journal, JournalError, Outcome, Thing};
use crate::domain::text::{clean, clean_line};
use crate::domain::{Digest, EntryId, Evidence};
use crate::exporters::Replace;
use crate::store::{NewEvidence, StoreError};

/// What a journal file can hold in one piece, in bytes: a larger file is not even read.
const LARGEST: u64 = 1_000_000_000;

/// A file to keep, with its content in memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewFile {
    pub name: String,
    pub content: Vec<u8>,
    pub caption: String,
    pub alt: String,
    pub source_url: String,
}

impl NewFile {
    /// Reads a file from the disk.
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
        if about.len() >= LARGEST {
            return Err(StoreError::TooBig.into());
        }
        let content = std::fs::read(path).map_err(|error| failed(plain(&error)))?;
        let name = path.file_name().map_or_else(|| "file".to_owned(), |name| name.to_string_lossy().into_owned());
        Ok(Self { name, content, ..Self::default() })
    }
}

fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is not there".to_owned(),
        io::ErrorKind::PermissionDenied => "there is no permission".to_owned(),
        _ => error.to_string(),
    }
}

/// The media type of a file: by its content, and where that does not tell (text), by its name.
fn media_type(name: &str, content: &[u8]) -> String {
    if let Some(kind) = infer::get(content) {
        return kind.mime_type().to_owned();
    }
    let end = PathBuf::from(name).extension().map(|end| end.to_string_lossy().to_lowercase()).unwrap_or_default();
    let text = std::str::from_utf8(content).is_ok();
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

impl Journal {
    /// Keeps the contents of files and says how each is noted.
    pub(super) fn keep_files(&mut self, files: &[NewFile]) -> Result<Vec<NewEvidence>, JournalError> {
        let captured = self.now();
        let mut kept = Vec::with_capacity(files.len());
        for file in files {
            let digest = Digest(Sha256::digest(&file.content).into());
            self.store.keep_blob(&digest, &file.content)?;
            kept.push(NewEvidence {
                uid: self.new_uid(),
                digest,
                name: clean_line(&file.name),
                media_type: media_type(&file.name, &file.content),
                bytes: file.content.len().try_into().unwrap_or(u64::MAX),
                caption: clean_line(&file.caption),
                alt: clean(&file.alt),
                captured,
                source_url: clean_line(&file.source_url),
            });
        }
        Ok(kept)
    }

    /// All evidence that proves something.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn evidence(&self) -> Result<Vec<Evidence>, JournalError> {
        Ok(self.store.read().evidence()?)
    }

    /// Keeps files as evidence of an entry.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written.
    pub fn attach(&mut self, entry: EntryId, files: &[NewFile]) -> Result<Outcome<Vec<Digest>>, JournalError> {
        let kept = self.keep_files(files)?;
        let names: Vec<&str> = kept.iter().map(|file| file.name.as_str()).collect();
        self.step(format!("Attach {}", names.join(", ")), |tx| {
            for file in &kept {
                let evidence = tx.insert_evidence(file)?;
                tx.link_evidence(entry, evidence)?;
                tx.complete_evidence(evidence, &file.caption, &file.alt, &file.source_url)?;
            }
            Ok(kept.iter().map(|file| file.digest).collect())
        })
    }

    /// The evidence whose SHA-256 begins so.
    ///
    /// # Errors
    /// [`JournalError::NotFound`], [`JournalError::Ambiguous`], or it cannot be read.
    pub fn find_evidence(&self, digest: &str) -> Result<Evidence, JournalError> {
        let wanted = digest.trim().to_lowercase();
        let found: Vec<Evidence> =
            self.evidence()?.into_iter().filter(|one| wanted.len() >= 4 && one.digest.to_string().starts_with(&wanted)).collect();
        match found.as_slice() {
            [] => Err(JournalError::NotFound { what: Thing::Evidence, name: digest.to_owned() }),
            [one] => Ok(one.clone()),
            several => Err(JournalError::Ambiguous {
                what: Thing::Evidence,
                name: digest.to_owned(),
                candidates: several.iter().map(|one| format!("{}  {}", one.digest, one.name)).collect(),
            }),
        }
    }

    /// Takes a piece of evidence from an entry; undo brings it back.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written.
    pub fn detach(&mut self, entry: EntryId, evidence: &Evidence) -> Result<Outcome<()>, JournalError> {
        let id = evidence.id;
        self.step(format!("Remove {}", evidence.name), |tx| Ok(tx.unlink_evidence(entry, id)?))
    }

    /// Writes what a piece of evidence shows.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written.
    pub fn describe_evidence(&mut self, evidence: &Evidence, caption: &str, alt: &str) -> Result<Outcome<()>, JournalError> {
        let (id, url) = (evidence.id, evidence.source_url.clone());
        let (caption, alt) = (clean_line(caption), clean(alt));
        self.step(format!("Describe {}", evidence.name), |tx| Ok(tx.describe_evidence(id, &caption, &alt, &url)?))
    }

    /// Saves a copy of a piece of evidence outside the journal: complete, or not at all.
    ///
    /// # Errors
    /// [`JournalError::Output`]: there is something already that may not be replaced, no such folder, no permission, or the disk is full.
    pub fn save_evidence(&self, one: &Evidence, target: &Path, replace: Replace) -> Result<(), JournalError> {
        let failed = |error: io::Error| JournalError::Output {
            path: target.to_owned(),
            reason: match error.kind() {
                io::ErrorKind::AlreadyExists => "there is something already".to_owned(),
                io::ErrorKind::NotFound => "there is no such folder".to_owned(),
                io::ErrorKind::PermissionDenied => "there is no permission".to_owned(),
                _ => error.to_string(),
            },
        };
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut draft = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
        self.copy_evidence(&one.digest, &mut draft).map_err(failed)?;
        draft.as_file().sync_all().map_err(failed)?;
        let kept = match replace {
            Replace::Refuse => draft.persist_noclobber(target),
            Replace::Allow => draft.persist(target),
        };
        kept.map_err(|error| failed(error.error))?;
        Ok(())
    }

    /// Copies the content of a piece of evidence out of the journal.
    ///
    /// # Errors
    /// The content cannot be read, or `out` takes no more.
    pub fn copy_evidence(&self, digest: &Digest, out: &mut dyn io::Write) -> io::Result<()> {
        self.store.read().copy_blob(digest, out)
    }
}
