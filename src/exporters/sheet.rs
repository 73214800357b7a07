//! A [`Sheet`] written out: as PDF to hand over, as Markdown to go on writing in.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Cancelled, ExportError, Exported, Form, Phase, Progress, Replace, markdown, pdf, target};
use crate::domain::Sheet;
use crate::domain::sheet::Block;

/// What a sheet can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetFormat {
    Pdf,
    Markdown,
}

impl SheetFormat {
    /// In the order shown.
    pub const ALL: [Self; 2] = [Self::Pdf, Self::Markdown];

    /// Stable name, as typed on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Markdown => "markdown",
        }
    }

    /// What a reader sees.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Markdown => "Markdown",
        }
    }

    /// How names of its files end, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Markdown => "md",
        }
    }

    /// The format with this id.
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }
}

/// A sheet as PDF, and how many pages it has. The same sheet gives the same bytes.
///
/// Setting pages needs 8 MiB of stack, as [`super::run`].
///
/// # Errors
/// [`ExportError`]: cancelled, or it could not be laid out.
pub fn sheet_pdf(sheet: &Sheet, progress: &Progress<'_>) -> Result<(Vec<u8>, usize), ExportError> {
    pdf::sheet::sheet(sheet, progress)
}

/// A sheet as Markdown; charts are tables.
pub fn sheet_markdown(sheet: &Sheet) -> String {
    markdown::sheet::sheet(sheet)
}

/// Writes a sheet to `target`: under a temporary name in its folder, synced, and renamed at the end. The folder must be there.
///
/// # Errors
/// [`ExportError`]; the target is then as it was.
pub fn run_sheet(
    sheet: &Sheet,
    format: SheetFormat,
    target: &Path,
    replace: Replace,
    progress: &Progress<'_>,
) -> Result<Exported, ExportError> {
    let landing = target::Landing::prepare(target, Form::File, replace)?;
    let (content, pages) = match format {
        SheetFormat::Pdf => sheet_pdf(sheet, progress).map(|(pdf, pages)| (pdf, Some(pages)))?,
        SheetFormat::Markdown => (sheet_markdown(sheet).into_bytes(), None),
    };
    progress(Phase::Writing).map_err(|Cancelled| ExportError::Cancelled)?;
    fs::write(landing.place(), content).map_err(|source| ExportError::io(landing.target(), source))?;
    let (bytes, sha256) = landing.seal()?;
    let path = landing.land()?;
    Ok(Exported { path, bytes, sha256, entries: quoted(sheet), pages, warnings: Vec::new() })
}

/// Writes a sheet in the format that the name of its target asks for: Markdown for `.md` and `.markdown`, else PDF. Gives where it is.
///
/// # Errors
/// As [`run_sheet`].
pub fn write(sheet: &Sheet, target: &Path, replace: Replace) -> Result<PathBuf, ExportError> {
    let is_markdown = target.extension().is_some_and(|end| ["md", "markdown"].iter().any(|one| end.eq_ignore_ascii_case(one)));
    let format = if is_markdown { SheetFormat::Markdown } else { SheetFormat::Pdf };
    run_sheet(sheet, format, target, replace, &|_| Ok(())).map(|exported| exported.path)
}

/// How many entries are quoted.
fn quoted(sheet: &Sheet) -> usize {
    let entries = sheet.blocks.iter().filter_map(|block| match block {
        Block::Quote { entry, .. } => *entry,
        _ => None,
    });
    entries.collect::<BTreeSet<_>>().len()
}
