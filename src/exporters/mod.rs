//! Exports: a [`Report`] written out as a file or a folder that other people can read.
//!
//! What leaves is decided before ([`Report`]); an exporter decides only how it looks. It writes to a temporary place beside the
//! target, made and moved by [`run`]: whatever goes wrong, what lay at the target stays whole and nothing half-written is left.
//!
//! Knows the domain, the dossier, the bundled assets and the files it is told to write; neither SQL nor the window nor threads nor the clock.
//! A new format is one file (or folder) here and one word in `exporters!`.

mod addresses;
mod appendix;
mod archive;
mod direction;
mod error;
mod names;
pub mod sheet;
mod sums;
mod target;
mod words;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub use error::ExportError;
pub use sheet::{SheetFormat, run_sheet, sheet_markdown, sheet_pdf};

use crate::domain::report::ReportEvidence;
use crate::domain::{Digest, Report};
use crate::dossier::Dossier;

/// Declares the module of each exporter and puts it on the list, in the order shown to users.
macro_rules! exporters {
    ($($name:ident),* $(,)?) => {
        $(pub mod $name;)*

        /// Every format, in the order shown.
        pub static ALL: &[&dyn Exporter] = &[$(&$name::EXPORTER),*];
    };
}

exporters! { pdf, markdown, html, docx, csv, csv_semicolon, json, pack }

/// The exporter with this id.
pub fn find(id: &str) -> Option<&'static dyn Exporter> {
    ALL.iter().copied().find(|exporter| exporter.id() == id)
}

/// A format that a report can be written in.
pub trait Exporter: Sync {
    /// Stable name, as typed on the command line: `pdf`.
    fn id(&self) -> &'static str;

    /// What a reader sees: “PDF”.
    fn label(&self) -> &'static str;

    /// One sentence on whom it is for, without a full stop.
    fn purpose(&self) -> &'static str;

    /// How names of its files end, without the dot.
    fn extension(&self) -> &'static str;

    /// What it makes at this path.
    fn form(&self, _target: &Path) -> Form {
        Form::File
    }

    /// Whether it can make one document for each year, which are a folder then.
    fn has_volumes(&self) -> bool {
        false
    }

    /// Whether it can be split into parts below a size, which are a folder then.
    fn has_parts(&self) -> bool {
        false
    }

    /// Whether it is a copy for the registrant, to be taken in again or worked with: names and handles stay in it unless somebody says
    /// otherwise. Others are for people who must not learn them.
    fn is_own_copy(&self) -> bool {
        false
    }

    /// Whether everything is in it as data as well, so that it can be taken in again.
    fn has_record(&self) -> bool {
        false
    }

    /// Whether the files that prove something leave as well, not only their names.
    fn takes_files(&self, _form: Form) -> bool {
        true
    }

    /// Writes the report to `out`: an empty file, or an empty folder, that is there already.
    ///
    /// # Errors
    /// [`ExportError`]: something could not be read, laid out or written, or the work was cancelled.
    fn write(&self, job: &mut Job<'_>, out: &Path) -> Result<Written, ExportError>;
}

/// What an exporter makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    File,
    Folder,
}

/// What to do with something that is at the target already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replace {
    /// Leave it alone and say so. An empty folder is no obstacle to a folder.
    Refuse,
    /// Put the new one in its place, once that is complete. A folder only if we made it and nobody added to it.
    Allow,
}

/// How far an export is. Phases are honest: there is no percentage where none is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Looking through what leaves once more. Reported again and again as well.
    Looking,
    /// Reading the files that prove something.
    Evidence { done: usize, total: usize },
    /// Writing or preparing the entries.
    Entries { done: usize, total: usize },
    /// Setting pages. Reported again and again, so that it can be cancelled.
    LayingOut,
    /// Setting the pages of one of several volumes; counted from 1. Reported again and again as well.
    Volume { number: usize, total: usize },
    /// Writing the result to the disk.
    Writing,
}

impl Phase {
    /// What a reader sees.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Looking => "Looking through what leaves",
            Self::Evidence { .. } => "Reading evidence",
            Self::Entries { .. } => "Preparing entries",
            Self::LayingOut | Self::Volume { .. } => "Laying out pages",
            Self::Writing => "Writing",
        }
    }

    /// The same with how far it is, where that is known: “Laying out pages: volume 2 of 5”.
    pub fn said(self) -> String {
        match self {
            Self::Volume { number, total } => format!("{}: volume {number} of {total}", self.label()),
            Self::Looking | Self::Evidence { .. } | Self::Entries { .. } | Self::LayingOut | Self::Writing => self.label().to_owned(),
        }
    }
}

/// The answer of a progress callback when the user wants no export any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;

/// Copies the content of a piece of evidence. Its errors and those of the writer are told apart here, not by the callback.
pub type CopyEvidence<'a> = dyn FnMut(&Digest, &mut dyn Write) -> io::Result<()> + 'a;

/// Is told how far the work is, and says whether to go on. Layout calls it from several threads.
pub type Progress<'a> = dyn Fn(Phase) -> Result<(), Cancelled> + Sync + 'a;

/// What an exporter is asked to do.
pub struct Job<'a> {
    pub report: &'a Report,
    /// The same as data.
    pub dossier: &'a Dossier,
    pub form: Form,
    evidence: &'a mut CopyEvidence<'a>,
    progress: &'a Progress<'a>,
}

impl<'a> Job<'a> {
    /// Says how far the work is.
    ///
    /// # Errors
    /// [`ExportError::Cancelled`] when the user does not want it any more.
    pub fn phase(&self, phase: Phase) -> Result<(), ExportError> {
        (self.progress)(phase).map_err(|Cancelled| ExportError::Cancelled)
    }

    /// The callback itself, for work that cannot return in the middle.
    pub fn progress(&self) -> &'a Progress<'a> {
        self.progress
    }

    /// Copies a piece of evidence to a writer that belongs to the file at `path`, and makes sure that it is what its digest says.
    ///
    /// # Errors
    /// [`ExportError`]: it could not be read, it is not what it was, or the file could not be written.
    pub fn copy_evidence(&mut self, piece: &ReportEvidence, to: &mut dyn Write, path: &Path) -> Result<(), ExportError> {
        let mut checked = sums::Summing::new(to);
        let copied = (self.evidence)(&piece.digest, &mut checked).and_then(|()| checked.flush());
        let (digest, _, failed) = checked.finish();
        if let Some(kind) = failed {
            return Err(ExportError::io(path, kind.into()));
        }
        match copied {
            Err(source) => Err(ExportError::Evidence { name: piece.name.clone(), source }),
            Ok(()) if digest != piece.digest => Err(ExportError::EvidenceDamaged { name: piece.name.clone() }),
            Ok(()) => Ok(()),
        }
    }
}

/// What an exporter says about what it wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub pages: Option<usize>,
    /// Whole sentences for the user.
    pub warnings: Vec<String>,
}

/// A finished export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    pub path: PathBuf,
    /// Size of the file, or of all files of the folder.
    pub bytes: u64,
    /// Of the file; of a folder, that of its `SHA256SUMS`, which in turn lists every other file by path
    /// (`<sha256>  <path>`, sorted): `sha256sum -c SHA256SUMS` checks them all.
    pub sha256: Digest,
    pub entries: usize,
    pub pages: Option<usize>,
    /// Whole sentences for the user: what could not be done as one might expect.
    pub warnings: Vec<String>,
}

/// Exports a report to `target`.
///
/// Everything is written under a temporary name in the target's folder, synced, and renamed at the end. The folder must be there.
/// Setting pages needs 8 MiB of stack: call this from the main thread or from one made with as much.
///
/// # Errors
/// [`ExportError`]; the target is then as it was.
pub fn run(
    exporter: &dyn Exporter,
    (report, dossier): (&Report, &Dossier),
    evidence: &mut CopyEvidence<'_>,
    target: &Path,
    replace: Replace,
    progress: &Progress<'_>,
) -> Result<Exported, ExportError> {
    let is_folder = report.volumes && exporter.has_volumes() || report.split_at.is_some() && exporter.has_parts();
    let form = if is_folder { Form::Folder } else { exporter.form(target) };
    let landing = target::Landing::prepare(target, form, replace)?;
    let Written { pages, mut warnings } = {
        // The callbacks live shorter than the job would like to believe: wrapped, they live just as long.
        let mut evidence = |digest: &Digest, to: &mut dyn Write| evidence(digest, to);
        let progress = |phase: Phase| progress(phase);
        let mut job = Job { report, dossier, form, evidence: &mut evidence, progress: &progress };
        exporter.write(&mut job, landing.place()).map_err(|error| error.at(landing.target()))?
    };
    warnings.extend(report.names_told(exporter.takes_files(form)));
    progress(Phase::Writing).map_err(|Cancelled| ExportError::Cancelled)?;
    let (bytes, sha256) = landing.seal()?;
    // It may have taken long to read all of it once more.
    progress(Phase::Writing).map_err(|Cancelled| ExportError::Cancelled)?;
    let path = landing.land()?;
    Ok(Exported { path, bytes, sha256, entries: report.entries.len(), pages, warnings })
}
