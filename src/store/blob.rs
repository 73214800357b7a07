//! The content of evidence: kept by its SHA-256, in and out piece by piece, and gone for good when it must be.
//!
//! It lies outside the ledger: a content is written once and never changes, and what is known of it can be made from it again.

use std::io::{self, Read};
use std::time::Duration;

use rusqlite::blob::ZeroBlob;
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};
use sha2::{Digest as _, Sha256};

use super::open::PATIENCE;
use super::{NewStep, Reader, Store, StoreError, Touched, Tx};
use crate::domain::Digest;

/// So much of a content is in memory at a time, in bytes.
const PIECE: usize = 1 << 20;

/// The largest file that is packed anew when something is taken out of it for good, in bytes: all of it is in memory for that, and written
/// twice. In a larger one what is taken out is only overwritten where it lay.
const PACKED_ANEW: i64 = 256 << 20;

/// How long other readers of the log are waited for.
const A_MOMENT: Duration = Duration::from_millis(500);

/// Why a content was not kept. Nothing of it is in the journal then.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Where it comes from could not be read.
    #[error("{0}")]
    Source(io::Error),
    /// It is no longer what its SHA-256 was taken of.
    #[error("it changed while it was read")]
    Changed,
}

impl From<rusqlite::Error> for KeepError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

fn row_of(db: &Connection, digest: &Digest) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached("SELECT id FROM blob WHERE digest = ?1")?.query_row([digest.to_string()], |row| row.get(0)).optional()
}

/// Writes `bytes` bytes of `content` into the row made for it, and sees that they are those of the digest.
fn fill(db: &Connection, row: i64, digest: &Digest, bytes: usize, content: &mut dyn Read) -> Result<(), KeepError> {
    let mut blob = db.blob_open("main", "blob", "content", row, false)?;
    let mut hasher = Sha256::new();
    let mut at = 0;
    let mut piece = vec![0; PIECE];
    while let Some(read) = some_of(content, &mut piece)? {
        // It has grown since.
        if at + read.len() > bytes {
            return Err(KeepError::Changed);
        }
        hasher.update(read);
        blob.write_all_at(read, at)?;
        at += read.len();
    }
    blob.close()?;
    if at == bytes && Digest(hasher.finalize().into()) == *digest { Ok(()) } else { Err(KeepError::Changed) }
}

/// The next of a content; nothing at its end.
fn some_of<'p>(content: &mut dyn Read, piece: &'p mut [u8]) -> Result<Option<&'p [u8]>, KeepError> {
    let mut filled = 0;
    while let Some(rest) = piece.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match content.read(rest) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(KeepError::Source(error)),
        }
    }
    Ok(piece.get(..filled).filter(|read| !read.is_empty()))
}

impl Store {
    /// Keeps a content of `bytes` bytes, outside the ledger. One that is known is not read again.
    ///
    /// # Errors
    /// [`KeepError`]; as [`Self::transact`] where it is about the journal. Nothing is kept then.
    pub fn keep_blob(&mut self, digest: &Digest, bytes: u64, content: &mut dyn Read) -> Result<(), KeepError> {
        self.check_writable()?;
        if row_of(&self.db, digest)?.is_some() {
            return Ok(());
        }
        let Ok(length) = usize::try_from(bytes) else { return Err(StoreError::TooBig.into()) };
        let kept = self.keep_new(digest, bytes, length, content);
        if length > PIECE {
            // The log has grown by all of it, also where the disk was full before its end.
            self.log_is_long = !self.empty_log(A_MOMENT);
        }
        kept
    }

    fn keep_new(&mut self, digest: &Digest, bytes: u64, length: usize, content: &mut dyn Read) -> Result<(), KeepError> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another program may have kept it meanwhile.
        if row_of(&tx, digest)?.is_none() {
            tx.prepare_cached("INSERT INTO blob (digest, content) VALUES (?1, ?2)")?
                .execute(params![digest.to_string(), ZeroBlob(bytes)])?;
            fill(&tx, tx.last_insert_rowid(), digest, length, content)?;
        }
        tx.commit()?;
        Ok(())
    }

    /// As [`Self::transact`], for a step that cannot be taken back: what it removes is overwritten in the file and in its log.
    ///
    /// # Errors
    /// As [`Self::transact`].
    pub fn transact_for_good<T, E: From<StoreError>>(
        &mut self,
        step: &NewStep,
        change: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<(T, Touched), E> {
        self.check_writable()?;
        self.db.pragma_update(None, "secure_delete", "ON").map_err(StoreError::from)?;
        let done = self.transact(step, |tx| {
            let value = change(tx)?;
            tx.cannot_be_taken_back()?;
            Ok(value)
        });
        let _ = self.db.pragma_update(None, "secure_delete", "FAST");
        if done.is_ok() {
            self.pack_anew();
        }
        done
    }

    /// Leaves nothing of what was deleted: neither in the log nor in the gaps of pages that were written before this version.
    /// What fails here is made up for later, or has been overwritten already.
    fn pack_anew(&mut self) {
        self.log_is_long = !self.empty_log(PATIENCE);
        let size = self.db.query_row("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", [], |row| row.get(0));
        if size.is_ok_and(|size: i64| size <= PACKED_ANEW) {
            // In memory, as `prepare` says: a temporary file would put everything that is written here outside of the journal.
            let _ = self.db.execute_batch("VACUUM");
            self.log_is_long = !self.empty_log(A_MOMENT);
        }
    }

    /// Puts the log into the journal and cuts it to nothing; `false` when somebody is reading in it.
    pub(super) fn empty_log(&self, patience: Duration) -> bool {
        let _ = self.db.busy_timeout(patience);
        let busy = self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
        let _ = self.db.busy_timeout(PATIENCE);
        busy.is_ok_and(|busy| busy == 0)
    }
}

impl Reader<'_> {
    /// The size of a content in bytes; `None` when it is not in this journal.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn blob_size(&self, digest: &Digest) -> Result<Option<u64>, StoreError> {
        let Some(row) = row_of(self.db, digest)? else { return Ok(None) };
        let blob = self.db.blob_open("main", "blob", "content", row, true)?;
        Ok(u64::try_from(blob.len()).ok())
    }

    /// Hands a content out piece by piece; `false` when it is not in this journal.
    ///
    /// # Errors
    /// What `take` returned, or [`StoreError`] when the file cannot be read.
    pub fn blob_pieces<E: From<StoreError>>(&self, digest: &Digest, mut take: impl FnMut(&[u8]) -> Result<(), E>) -> Result<bool, E> {
        let Some(row) = row_of(self.db, digest).map_err(StoreError::from)? else { return Ok(false) };
        let blob = self.db.blob_open("main", "blob", "content", row, true).map_err(StoreError::from)?;
        let mut piece = vec![0; PIECE.min(blob.len())];
        let mut at = 0;
        while at < blob.len() {
            let count = blob.read_at(&mut piece, at).map_err(StoreError::from)?;
            take(piece.get(..count).unwrap_or_default())?;
            at += count;
        }
        Ok(true)
    }

    /// Copies the content of a file out of the journal.
    ///
    /// # Errors
    /// An I/O error: the content is not in this journal, or `out` takes no more.
    pub fn copy_blob(&self, digest: &Digest, out: &mut dyn io::Write) -> io::Result<()> {
        match self.blob_pieces(digest, |piece| out.write_all(piece).map_err(Copying::Out)) {
            Ok(true) => Ok(()),
            Ok(false) => Err(io::Error::new(io::ErrorKind::NotFound, format!("no content with SHA-256 {digest}"))),
            Err(Copying::Out(error)) => Err(error),
            Err(Copying::Store(error)) => Err(io::Error::other(error)),
        }
    }
}

enum Copying {
    Out(io::Error),
    Store(StoreError),
}

impl From<StoreError> for Copying {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Tx<'_> {
    /// Takes a content and its words out. Only within [`Store::transact_for_good`] is it gone from the file.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn delete_blob(&self, digest: &Digest) -> Result<(), StoreError> {
        for sql in [
            "DELETE FROM blob_text WHERE digest = ?1",
            "DELETE FROM blob WHERE digest = ?1",
            // A content that comes again is joined to others anew.
            "DELETE FROM redacted WHERE copy = ?1 OR original = ?1",
        ] {
            self.db.prepare_cached(sql)?.execute([digest.to_string()])?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use chrono::DateTime;

    use super::*;
    use crate::store::Alone;

    fn digest(content: &[u8]) -> Digest {
        Digest(Sha256::digest(content).into())
    }

    /// Bytes that look like nothing else.
    fn noise(length: usize, seed: u64) -> Vec<u8> {
        let mut state = (2 * seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        std::iter::repeat_with(|| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[3]
        })
        .take(length)
        .collect()
    }

    fn store(folder: &Path) -> Store {
        let path = folder.join("mine.cpd");
        if !path.exists() {
            Store::create(&path).expect("a journal");
        }
        Store::open(&path, Alone::No).expect("a journal")
    }

    fn content(store: &Store, digest: &Digest) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        store.read().copy_blob(digest, &mut out).ok().map(|()| out)
    }

    fn kept(store: &Store) -> i64 {
        store.db.query_row("SELECT count(*) FROM blob", [], |row| row.get(0)).expect("a count")
    }

    #[test]
    fn contents_of_all_sizes_come_out_as_they_went_in() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = store(folder.path());
        for (seed, length) in [0, 1, 489, 4_061, 4_096, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7].into_iter().enumerate() {
            let bytes = noise(length, seed as u64 + 5);
            let digest = digest(&bytes);
            store.keep_blob(&digest, length as u64, &mut &bytes[..]).expect("kept");
            // What is known is not read again.
            store.keep_blob(&digest, length as u64, &mut Fails(0)).expect("known");
            assert_eq!(content(&store, &digest).as_ref(), Some(&bytes), "{length} bytes");
            assert_eq!(store.read().blob_size(&digest).expect("a size"), Some(length as u64));
        }
        let log = folder.path().join("mine.cpd-wal");
        assert!(std::fs::metadata(&log).expect("a log").len() < 1 << 20, "the log was put away");
        assert_eq!(store.read().verify().expect("looked at"), []);
    }

    /// A disk that can be read so far.
    struct Fails(usize);

    impl Read for Fails {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            if self.0 == 0 {
                return Err(io::Error::other("the stick was pulled out"));
            }
            let count = into.len().min(self.0);
            self.0 -= count;
            Ok(count)
        }
    }

    #[test]
    fn what_cannot_be_read_to_its_end_is_not_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = store(folder.path());
        let bytes = noise(2 * PIECE, 3);
        let length = bytes.len() as u64;
        let whole = digest(&bytes);
        let failed = store.keep_blob(&whole, length, &mut Fails(PIECE + 9)).expect_err("it fails");
        assert!(matches!(&failed, KeepError::Source(error) if error.to_string().contains("stick")), "{failed}");
        for changed in [&bytes[..bytes.len() - 1], &[&bytes[..], b"more"].concat(), &noise(2 * PIECE, 4)] {
            let failed = store.keep_blob(&whole, length, &mut &changed[..]).expect_err("it changed");
            assert!(matches!(failed, KeepError::Changed), "{failed}");
        }
        let failed = store.keep_blob(&whole, 1 << 40, &mut &bytes[..]).expect_err("too large");
        assert!(matches!(failed, KeepError::Store(StoreError::TooBig)), "{failed}");
        assert_eq!(kept(&store), 0);
        store.keep_blob(&whole, length, &mut &bytes[..]).expect("kept");
        assert_eq!(content(&store, &whole), Some(bytes));
    }

    /// Whether any 32 bytes of a content are in a file.
    fn is_in(content: &[u8], file: &[u8]) -> bool {
        let runs: std::collections::HashSet<&[u8]> = content.windows(32).collect();
        file.windows(32).any(|run| runs.contains(run))
    }

    #[test]
    fn what_is_deleted_is_overwritten_even_where_the_file_is_too_large_to_be_packed_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("mine.cpd");
        let mut store = store(folder.path());
        let sizes = [300, 4_000, 20_000, 700, 90_000, 3_000, 2_000, 100, 5_000];
        let all: Vec<Vec<u8>> = sizes.into_iter().enumerate().map(|(at, size)| noise(size, 77 + at as u64)).collect();
        for content in &all {
            store.keep_blob(&digest(content), content.len() as u64, &mut &content[..]).expect("kept");
        }
        let step = NewStep { label: "Remove".to_owned(), fold: None, at: DateTime::UNIX_EPOCH };
        for gone in [4, 0, 1, 8, 6] {
            store.db.pragma_update(None, "secure_delete", "ON").expect("on");
            store.transact(&step, |tx| tx.delete_blob(&digest(&all[gone]))).expect("deleted");
            assert!(store.empty_log(A_MOMENT));
            assert!(!is_in(&all[gone], &std::fs::read(&path).expect("the file")), "content {gone}");
            assert_eq!(std::fs::metadata(folder.path().join("mine.cpd-wal")).expect("the log").len(), 0);
        }
        for kept in [2, 3, 5, 7] {
            assert!(is_in(&all[kept], &std::fs::read(&path).expect("the file")), "content {kept}");
        }
    }

    #[test]
    fn a_disk_that_fills_midway_loses_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = store(folder.path());
        let first = noise(PIECE, 1);
        store.keep_blob(&digest(&first), first.len() as u64, &mut &first[..]).expect("kept");
        let pages: i64 = store.db.query_row("PRAGMA page_count", [], |row| row.get(0)).expect("pages");
        store.db.query_row(&format!("PRAGMA max_page_count = {}", pages + 300), [], |_| Ok(())).expect("a limit");
        let second = noise(3 * PIECE, 2);
        let failed = store.keep_blob(&digest(&second), second.len() as u64, &mut &second[..]).expect_err("full");
        assert!(matches!(failed, KeepError::Store(StoreError::DiskFull)), "{failed}");
        assert_eq!(kept(&store), 1);
        let log = std::fs::metadata(folder.path().join("mine.cpd-wal")).expect("a log").len();
        assert_eq!(log, 0, "what was begun takes no room any more");
        assert_eq!(store.read().verify().expect("looked at"), []);
        store.db.query_row("PRAGMA max_page_count = 100000", [], |_| Ok(())).expect("a limit");
        store.keep_blob(&digest(&second), second.len() as u64, &mut &second[..]).expect("kept");
        drop(store);
        let again = self::store(folder.path());
        assert_eq!(content(&again, &digest(&first)), Some(first));
        assert_eq!(content(&again, &digest(&second)), Some(second));
    }
}
