//! Files that a journal takes in: what this program wrote, read back as a [`Dossier`], with the contents of its evidence.
//!
//! Nothing is written here and no journal is known: [`Importer::read`] says what is there, `journal` takes it in. A format is one file (or folder)
//! here and one word in `importers!`. Nothing that a file holds makes it panic, and everything has a limit.

mod error;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use error::ImportError;

use crate::dossier::Dossier;

/// Declares the module of each importer and puts it on the list, in the order in which they are asked.
macro_rules! importers {
    ($($name:ident),* $(,)?) => {
        $(pub mod $name;)*

        /// Every format that can be read, in the order asked.
        pub static ALL: &[&dyn Importer] = &[$(&$name::IMPORTER),*];
    };
}

importers! { pdf, answer, json, pack, markdown }

/// A format that can be read.
pub trait Importer: Sync {
    /// Stable name, as typed on the command line: `json`.
    fn id(&self) -> &'static str;

    /// What a reader sees.
    fn label(&self) -> &'static str;

    /// Whether it looks like that, by its name and its first bytes (at most [`HEAD`]; none of a folder).
    fn is_it(&self, path: &Path, head: &[u8]) -> bool;

    /// Reads it.
    ///
    /// # Errors
    /// [`ImportError`]: it cannot be read, or is something else.
    fn read(&self, path: &Path) -> Result<Taken, ImportError>;
}

/// How many bytes of a file are looked at to tell what it is.
pub const HEAD: usize = 8 * 1024;

/// The largest file that is read whole, in bytes.
pub const LARGEST: u64 = 2 << 30;

/// What was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    pub dossier: Dossier,
    /// Contents of evidence, by the SHA-256 that the dossier says. It is looked at again when they are taken in.
    pub contents: BTreeMap<String, Content>,
    pub warnings: Vec<Warning>,
}

/// Where the content of a piece of evidence is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    Bytes(Vec<u8>),
    /// A file beside what was read.
    File(PathBuf),
}

/// Something that could not be read, or not as it stands; the rest was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// A file's name, or the title of a thing.
    pub place: String,
    /// A whole sentence.
    pub what: String,
}

/// The importer with this id.
pub fn find(id: &str) -> Option<&'static dyn Importer> {
    ALL.iter().copied().find(|importer| importer.id() == id)
}

/// The importer for what lies at a path.
///
/// # Errors
/// [`ImportError`]: there is nothing, it cannot be read, or no importer knows it.
pub fn detect(path: &Path) -> Result<&'static dyn Importer, ImportError> {
    use std::io::Read as _;
    let at = |source| ImportError::Io { path: path.to_owned(), source };
    let there = std::fs::metadata(path).map_err(at)?;
    let mut head = Vec::new();
    if there.is_file() {
        let file = std::fs::File::open(path).map_err(at)?;
        file.take(u64::try_from(HEAD).unwrap_or(u64::MAX)).read_to_end(&mut head).map_err(at)?;
    }
    ALL.iter().copied().find(|importer| importer.is_it(path, &head)).ok_or_else(|| ImportError::Unknown(path.to_owned()))
}

/// The bytes of a file that is small enough.
///
/// # Errors
/// [`ImportError`]: it cannot be read, or is larger than [`LARGEST`].
fn bytes(path: &Path) -> Result<Vec<u8>, ImportError> {
    let at = |source| ImportError::Io { path: path.to_owned(), source };
    if std::fs::metadata(path).map_err(at)?.len() > LARGEST {
        return Err(ImportError::TooLarge(path.to_owned()));
    }
    std::fs::read(path).map_err(at)
}
