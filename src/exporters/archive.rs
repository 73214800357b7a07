//! ZIP archives (APPNOTE.TXT 6.3.10) that are the same bytes for the same content: every member has the first time that the format knows
//! (1980-01-01), plain rights, and its place in the order in which it was added.

use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use super::ExportError;

/// Sizes from which the format needs its wider fields.
const WIDE: u64 = u32::MAX as u64 - 1;

/// An archive on its way.
pub(super) struct Archive<W: Write + Seek> {
    zip: ZipWriter<W>,
    /// The file that it is written to, for messages.
    path: PathBuf,
}

/// Whether a member gets smaller by packing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    Deflated,
    /// As it is: pictures, films, PDFs and archives are packed already.
    Stored,
}

impl Packing {
    /// For a file of this media type.
    pub(super) fn of(media_type: &str) -> Self {
        let packed = ["image/", "video/", "audio/", "application/pdf", "application/zip", "application/vnd.openxmlformats"];
        let plain = ["image/svg", "image/bmp", "audio/wav"];
        let starts =
            |all: &[&str]| all.iter().any(|start| media_type.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)));
        if starts(&packed) && !starts(&plain) { Self::Stored } else { Self::Deflated }
    }
}

impl<W: Write + Seek> Archive<W> {
    /// An empty one, written to what belongs to the file at `path`.
    pub(super) fn new(to: W, path: &Path) -> Self {
        Self { zip: ZipWriter::new(to), path: path.to_owned() }
    }

    /// Begins a member of this size in bytes (or larger than it will be); what is written next is in it.
    ///
    /// # Errors
    /// [`ExportError`]: the file could not be written.
    pub(super) fn begin(&mut self, name: &str, bytes: u64, packing: Packing) -> Result<(), ExportError> {
        let method = match packing {
            Packing::Deflated => CompressionMethod::Deflated,
            Packing::Stored => CompressionMethod::Stored,
        };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644)
            .large_file(bytes >= WIDE);
        self.zip.start_file(name, options).map_err(|error| ExportError::io(&self.path, error.into()))
    }

    /// A member as a whole.
    ///
    /// # Errors
    /// [`ExportError`]: the file could not be written.
    pub(super) fn add(&mut self, name: &str, content: &[u8], packing: Packing) -> Result<(), ExportError> {
        self.begin(name, content.len() as u64, packing)?;
        self.zip.write_all(content).map_err(|source| ExportError::io(&self.path, source))
    }

    /// A member of another archive, as packed as it is there.
    ///
    /// # Errors
    /// [`ExportError`]: the file could not be written, or the other not be read.
    pub(super) fn take<R: io::Read>(&mut self, member: zip::read::ZipFile<'_, R>) -> Result<(), ExportError> {
        self.zip.raw_copy_file(member).map_err(|error| ExportError::io(&self.path, error.into()))
    }

    /// Completes it.
    ///
    /// # Errors
    /// [`ExportError`]: the file could not be written.
    pub(super) fn finish(self) -> Result<W, ExportError> {
        let Self { zip, path } = self;
        let mut inner = zip.finish().map_err(|error| ExportError::io(&path, error.into()))?;
        inner.flush().map_err(|source| ExportError::io(&path, source))?;
        Ok(inner)
    }
}

impl<W: Write + Seek> Write for Archive<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.zip.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.zip.flush()
    }
}
