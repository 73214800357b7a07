//! SHA-256 of what is written: of one file, and of a folder as the list of its files.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Read as _, Write};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::ExportError;
use crate::domain::Digest;

/// The list of the files of a folder that we wrote.
pub(super) const LIST: &str = "SHA256SUMS";

/// A writer that adds up the digest of what goes through it.
pub(super) struct Summing<W> {
    inner: W,
    hasher: Sha256,
    bytes: u64,
    failed: Option<io::ErrorKind>,
}

impl<W: Write> Summing<W> {
    pub(super) fn new(inner: W) -> Self {
        Self { inner, hasher: Sha256::new(), bytes: 0, failed: None }
    }

    /// The digest, the size, and how the inner writer failed, if it did.
    pub(super) fn finish(self) -> (Digest, u64, Option<io::ErrorKind>) {
        (Digest(self.hasher.finalize().into()), self.bytes, self.failed)
    }
}

impl<W: Write> Write for Summing<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(buffer).inspect_err(|error| self.failed = Some(error.kind()))?;
        self.hasher.update(buffer.get(..written).unwrap_or(buffer));
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush().inspect_err(|error| self.failed = Some(error.kind()))
    }
}

/// Digest and size of a file.
pub(super) fn of_file(path: &Path) -> Result<(Digest, u64), ExportError> {
    let inner = || {
        let mut file = File::open(path)?;
        let mut sum = Summing::new(io::sink());
        let mut buffer = vec![0; 64 * 1024];
        loop {
            match file.read(&mut buffer)? {
                0 => break,
                read => sum.write_all(buffer.get(..read).unwrap_or_default())?,
            }
        }
        let (digest, bytes, _) = sum.finish();
        Ok((digest, bytes))
    };
    inner().map_err(|source| ExportError::io(path, source))
}

/// The files under a folder by their path in it (`2026/x.md`), with what the system says about each. Links are not followed.
pub(super) fn files(folder: &Path) -> io::Result<BTreeMap<String, fs::FileType>> {
    let mut found = BTreeMap::new();
    let mut open = vec![(folder.to_owned(), String::new())];
    while let Some((folder, start)) = open.pop() {
        for item in fs::read_dir(&folder)? {
            let item = item?;
            let path = format!("{start}{}", item.file_name().to_string_lossy());
            let kind = item.file_type()?;
            if kind.is_dir() {
                open.push((item.path(), format!("{path}/")));
            } else {
                found.insert(path, kind);
            }
        }
    }
    Ok(found)
}

/// Writes the list into a folder. Gives the size of everything and the digest of the list.
pub(super) fn seal(folder: &Path) -> Result<(u64, Digest), ExportError> {
    let paths = files(folder).map_err(|source| ExportError::io(folder, source))?;
    let mut list = String::new();
    let mut all = 0;
    for path in paths.keys() {
        let (digest, bytes) = of_file(&folder.join(path))?;
        let _ = writeln!(list, "{digest}  {path}");
        all += bytes;
    }
    let place = folder.join(LIST);
    fs::write(&place, &list).map_err(|source| ExportError::io(&place, source))?;
    let (digest, bytes) = of_file(&place)?;
    Ok((all + bytes, digest))
}

/// The paths in a list; nothing when it is not one.
pub(super) fn listed(list: &str) -> Option<Vec<&str>> {
    list.lines().map(|line| line.split_once("  ").filter(|(digest, _)| digest.parse::<Digest>().is_ok()).map(|(_, path)| path)).collect()
}
