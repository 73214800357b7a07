//! Files that prove something: kept by content, replaced, covered, saved elsewhere.

use std::io;
use std::path::Path;

use super::new_file::{Measured, NewFile, media_type, plain};
use super::{Journal, JournalError, Outcome, Thing, Touched};
use crate::domain::text::{clean, clean_line};
use crate::domain::{Digest, EntryId, Evidence};
use crate::exporters::Replace;
use crate::media::{Cover, redact, text_of};
use crate::store::{KeepError, NewEvidence, NewStep, StoreError, Tx, Unread};

/// The largest file that is read for its words, in bytes.
const LARGEST_READ: u64 = 50_000_000;

/// The largest picture that can be covered, in bytes of its file.
const LARGEST_COVERED: u64 = 100_000_000;

/// What the name of a redacted copy ends with.
const REDACTED: &str = " (redacted)";

/// Whether the picture stays that a redacted copy was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Original {
    Keep,
    /// Its content is taken out of the journal file for good.
    Remove,
}

/// What came of covering places of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// The content that is shown now.
    pub digest: Digest,
    /// The contents that were taken out for good: the picture before, and earlier ones that it was made of or that were made of it.
    pub gone: Vec<Digest>,
    /// How many of those stay, because they prove an entry themselves.
    pub elsewhere: usize,
    /// How many boxes reached beyond an edge of the picture.
    pub cut: usize,
}

impl Covered {
    /// What deserves a word about it, as sentences without their full stops.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        match self.cut {
            0 => {}
            1 => notes.push("1 box reached beyond the edge of the picture: the part within is covered".to_owned()),
            n => notes.push(format!("{n} boxes reached beyond the edge of the picture: the parts within are covered")),
        }
        match (self.gone.is_empty(), self.elsewhere) {
            (true, _) => {}
            (false, 0) => notes.push(
                "The original is gone from this journal; copies made of the journal before, and copies saved elsewhere, still hold it"
                    .to_owned(),
            ),
            (false, _) => notes.push(
                "The picture is gone as it was before, but another version of it still proves an entry, and stays in this journal"
                    .to_owned(),
            ),
        }
        notes
    }
}

/// The words in the bytes of a content; empty where there are none.
pub fn words_in(one: &Unread, bytes: &[u8]) -> String {
    text_of(&one.media_type, &one.name, bytes).map(|found| found.text).unwrap_or_default()
}

/// An error about a content, with the name that people know it by.
fn called(error: JournalError, known_as: &str) -> JournalError {
    match error {
        JournalError::NoContent { .. } => JournalError::NoContent { name: known_as.to_owned() },
        JournalError::TooLarge { bytes, most, .. } => JournalError::TooLarge { name: known_as.to_owned(), bytes, most },
        other => other,
    }
}

/// `Screen grab.jpg` becomes `Screen grab (redacted).png`.
fn redacted_name(name: &str) -> String {
    let stem = Path::new(name).file_stem().map_or_else(|| name.to_owned(), |stem| stem.to_string_lossy().into_owned());
    let again = if stem.ends_with(REDACTED) { "" } else { REDACTED };
    format!("{stem}{again}.png")
}

/// A piece of evidence as the journal has it now: what a window shows may be older.
fn as_it_is(tx: &Tx<'_>, shown: &Evidence) -> Result<Evidence, JournalError> {
    let gone = || JournalError::NotFound { what: Thing::Evidence, name: shown.name.clone() };
    tx.read().one_evidence(shown.id)?.filter(|now| now.digest == shown.digest).ok_or_else(gone)
}

/// Lets a new file prove some entries instead of the old one, with the same said about it.
fn put_in_place(tx: &Tx<'_>, old: &Evidence, new: &NewEvidence, entries: &[EntryId]) -> Result<(), JournalError> {
    let Evidence { caption, alt, source_url, proves, .. } = old.clone();
    let new_id = tx.insert_evidence(&NewEvidence { caption, alt, source_url, proves, ..new.clone() })?;
    // It may be known, with words of its own.
    tx.fill_evidence(new_id, old)?;
    if new_id == old.id {
        return Ok(());
    }
    for entry in entries {
        tx.unlink_evidence(*entry, old.id)?;
        tx.link_evidence(*entry, new_id)?;
    }
    Ok(())
}

/// Takes a picture out for good, and with it every other that shows a part of the same and proves nothing. Says which are gone, and how many
/// stay.
fn take_out(tx: &Tx<'_>, before: &Digest, copy: &Digest) -> Result<(Vec<Digest>, usize), JournalError> {
    let mut all = tx.read().redacted_with(before)?;
    all.push(*before);
    all.retain(|one| one != copy);
    let (mut gone, mut stay) = (Vec::new(), Vec::new());
    for digest in all {
        let known = tx.read().evidence_with(&digest)?;
        if known.is_some_and(|(_, proves)| proves) {
            stay.push(digest);
            continue;
        }
        if let Some((id, _)) = known {
            tx.delete_evidence(id)?;
        }
        tx.delete_blob(&digest)?;
        gone.push(digest);
    }
    // What lay between them is gone, and they still belong together.
    for digest in &stay {
        tx.note_redacted(copy, digest)?;
    }
    Ok((gone, stay.len()))
}

impl Journal {
    /// Keeps the contents of files and says how each is noted.
    pub(super) fn keep_files(&mut self, files: &[NewFile]) -> Result<Vec<NewEvidence>, JournalError> {
        let captured = self.now();
        let mut kept = Vec::with_capacity(files.len());
        for file in files {
            let Measured { digest, bytes, head } = file.measured()?;
            let media_type = media_type(&file.name, &head);
            self.store.keep_blob(&digest, bytes, &mut *file.reader()?).map_err(|error| match error {
                KeepError::Store(error) => error.into(),
                KeepError::Source(error) => file.failed(plain(&error)),
                KeepError::Changed => file.failed(KeepError::Changed.to_string()),
            })?;
            let name = clean_line(&file.name);
            if self.store.indexes_at_once() && !self.store.read().is_read(&digest)? {
                let text = self.words_of(&Unread { digest, media_type: media_type.clone(), name: name.clone(), bytes })?;
                self.store.keep_text(&digest, &text)?;
            }
            kept.push(NewEvidence {
                uid: self.new_uid(),
                digest,
                name,
                media_type,
                bytes,
                caption: clean_line(&file.caption),
                alt: clean(&file.alt),
                captured,
                source_url: clean_line(&file.source_url),
                proves: file.proves,
            });
        }
        Ok(kept)
    }

    /// Contents whose words are not in the search yet, the latest first, at most so many; none where nothing can be written.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn unread(&self, most: usize) -> Result<Vec<Unread>, JournalError> {
        if self.read_only().is_some() { Ok(Vec::new()) } else { Ok(self.store.read().unread(most)?) }
    }

    /// A content to be read for its words; `None` when it is too large for that.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read, [`JournalError::NoContent`].
    pub fn bytes_to_read(&self, one: &Unread) -> Result<Option<Vec<u8>>, JournalError> {
        if one.bytes > LARGEST_READ { Ok(None) } else { self.evidence_bytes(&one.digest, LARGEST_READ).map(Some) }
    }

    /// The words of a content; empty where it has none, or is too large to be read for them. This may take seconds.
    ///
    /// # Errors
    /// As [`Self::bytes_to_read`].
    pub fn words_of(&self, one: &Unread) -> Result<String, JournalError> {
        Ok(self.bytes_to_read(one)?.map(|bytes| words_in(one, &bytes)).unwrap_or_default())
    }

    /// Puts the words of a content into the search. It is no step: the content says the same at any time.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written.
    pub fn keep_words(&mut self, digest: &Digest, words: &str) -> Result<Touched, JournalError> {
        Ok(self.store.keep_text(digest, words)?)
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
                tx.complete_evidence(evidence, file)?;
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

    /// Writes what a piece of evidence shows, and where it is from.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when it is gone, [`JournalError::Store`] when it cannot be written.
    pub fn describe_evidence(
        &mut self,
        evidence: &Evidence,
        caption: &str,
        alt: &str,
        source_url: &str,
    ) -> Result<Outcome<()>, JournalError> {
        let id = evidence.id;
        let (caption, alt, url) = (clean_line(caption), clean(alt), clean_line(source_url));
        self.step(format!("Describe {}", evidence.name), |tx| {
            as_it_is(tx, evidence)?;
            Ok(tx.describe_evidence(id, &caption, &alt, &url)?)
        })
    }

    /// Puts another file in the place of one, with the same caption; undo brings the old one back.
    ///
    /// # Errors
    /// [`JournalError::File`] when the file cannot be read, [`JournalError::NotFound`] when the old one is gone, or it cannot be written.
    pub fn replace_evidence(&mut self, entry: EntryId, old: &Evidence, new: &NewFile) -> Result<Outcome<Digest>, JournalError> {
        let kept = self.keep_files(std::slice::from_ref(new))?;
        self.step(format!("Replace {}", old.name), |tx| {
            let now = as_it_is(tx, old)?;
            for file in &kept {
                put_in_place(tx, &now, file, &[entry])?;
            }
            Ok(kept.first().map_or(old.digest, |file| file.digest))
        })
    }

    /// Puts a copy with covered places in the place of a picture, in every entry that it proves. Where the original is removed, it is
    /// gone from the file, with every earlier picture that it was made of or that was made of it and that proves nothing; this step and
    /// those before it that were about them cannot be taken back. Copies of the journal that were made before still hold them.
    ///
    /// # Errors
    /// [`JournalError::NotCovered`] when it is no picture, [`JournalError::CoverOutside`], [`JournalError::TooLarge`],
    /// [`JournalError::NoContent`], [`JournalError::NotFound`], or it cannot be written.
    pub fn redact_evidence(&mut self, one: &Evidence, covers: &[Cover], original: Original) -> Result<Outcome<Covered>, JournalError> {
        let bytes = self.evidence_bytes(&one.digest, LARGEST_COVERED).map_err(|error| called(error, &one.name))?;
        let redacted = redact(&bytes, covers).map_err(|why| JournalError::NotCovered { name: one.name.clone(), why })?;
        drop(bytes);
        let (width, height) = (redacted.width, redacted.height);
        if let Some(cover) = covers.iter().find(|cover| cover.within(width, height).is_none()) {
            return Err(JournalError::CoverOutside { name: one.name.clone(), x: cover.x, y: cover.y, width, height });
        }
        let cut = covers.iter().filter(|cover| cover.within(width, height) != Some(**cover)).count();
        let kept = self.keep_files(&[NewFile::in_memory(redacted_name(&one.name), redacted.png)])?;
        let copy = kept.first().filter(|copy| copy.digest != one.digest);
        let digest = copy.map_or(one.digest, |copy| copy.digest);
        let covered = Covered { digest, gone: Vec::new(), elsewhere: 0, cut };
        if copy.is_none() && (original == Original::Keep || self.store.read().redacted_with(&one.digest)?.is_empty()) {
            // There was nothing to cover, and nothing to strip.
            return Ok(Outcome { value: covered, touched: Touched::default() });
        }
        let step = NewStep { label: format!("Redact {}", one.name), fold: None, at: self.now() };
        let change = |tx: &Tx<'_>| {
            let now = as_it_is(tx, one)?;
            if let Some(copy) = copy {
                put_in_place(tx, &now, copy, &tx.entries_of_evidence(one.id)?)?;
            }
            let (gone, elsewhere) = match original {
                Original::Keep => {
                    tx.note_redacted(&digest, &one.digest)?;
                    (Vec::new(), 0)
                }
                Original::Remove => {
                    // Nothing is left to be named beside it; that it is such a copy stays known.
                    tx.note_redacted(&digest, &digest)?;
                    take_out(tx, &one.digest, &digest)?
                }
            };
            Ok::<_, JournalError>(Covered { gone, elsewhere, ..covered })
        };
        let (value, touched) = match original {
            Original::Keep => self.store.transact(&step, change)?,
            Original::Remove => self.store.transact_for_good(&step, change)?,
        };
        Ok(Outcome { value, touched })
    }

    /// The whole content of a piece of evidence, when it has no more than `most` bytes.
    ///
    /// # Errors
    /// [`JournalError::TooLarge`], [`JournalError::NoContent`], or it cannot be read.
    pub fn evidence_bytes(&self, digest: &Digest, most: u64) -> Result<Vec<u8>, JournalError> {
        let read = self.store.read();
        let no_content = || JournalError::NoContent { name: digest.to_string() };
        let bytes = read.blob_size(digest)?.ok_or_else(no_content)?;
        if bytes > most {
            return Err(JournalError::TooLarge { name: digest.to_string(), bytes, most });
        }
        let mut content = Vec::with_capacity(usize::try_from(bytes).unwrap_or_default());
        let there = read.blob_pieces(digest, |piece| {
            content.extend_from_slice(piece);
            Ok::<_, StoreError>(())
        })?;
        if there { Ok(content) } else { Err(no_content()) }
    }

    /// Saves a copy of a piece of evidence outside the journal: complete, or not at all.
    ///
    /// # Errors
    /// [`JournalError::Output`]: there is something already that may not be replaced, it is the journal or belongs to it, no such folder, no
    /// permission, or the disk is full.
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
        if self.store.owns(target) {
            let reason = "it is the journal itself, or belongs to it".to_owned();
            return Err(JournalError::Output { path: target.to_owned(), reason });
        }
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
