//! CSV: tables for a spreadsheet. To a name that ends in `.csv` the entries; to any other a folder with a file for each kind of thing.
//!
//! UTF-8 with a byte order mark, by which spreadsheets know it; CRLF and quoting as RFC 4180 has them. Minutes are whole numbers and days
//! `2026-03-03`, so that a spreadsheet counts with them. What somebody typed never becomes a formula (see `cell`): how is told in the
//! folder's `README.txt`. A cell with several values has a line for each.

mod cell;
mod rows;

use std::fs;
use std::path::Path;

use self::rows::Table;
use super::target::{INDEX, MARK_OF_TABLES};
use super::{ExportError, Exporter, Form, Job, Phase, Written, words};

pub static EXPORTER: Csv = Csv(Separator::Comma);

/// See the [module](self).
pub struct Csv(pub(super) Separator);

/// What stands between cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separator {
    Comma,
    Semicolon,
}

/// The most characters that a cell of Excel holds: it puts the rest into the next row.
const LONGEST: usize = 32_767;

const README: &str = "The tables in this folder are CSV files: text in UTF-8, a row on each line, the names of the columns in the first.\r\n\
    Minutes are whole numbers, days are written as 2026-03-03, a cell with several values has a line for each.\r\n\
    \r\n\
    A text that begins like a formula (with = + - @ or a tab, also behind blanks and quotation marks) has an apostrophe ' before it,\r\n\
    so that no spreadsheet calculates with it. To have the text as it was typed, take that one apostrophe away where what follows it\r\n\
    begins like a formula.\r\n";

/// The first page of a folder: by its front matter a later export knows that it may replace the folder.
fn index(tables: &[Table]) -> String {
    let lines: Vec<String> = tables.iter().map(|table| format!("- [{}]({0})", table.name)).collect();
    let lines = lines.join("\n");
    format!("---\n{MARK_OF_TABLES}\n---\n\n# Tables\n\n{lines}\n\nHow they are written is told in `README.txt`.\n")
}

impl Exporter for Csv {
    fn id(&self) -> &'static str {
        match self.0 {
            Separator::Comma => "csv",
            Separator::Semicolon => "csv-semicolon",
        }
    }

    fn label(&self) -> &'static str {
        match self.0 {
            Separator::Comma => "CSV",
            Separator::Semicolon => "CSV for programs set to ;",
        }
    }

    fn purpose(&self) -> &'static str {
        match self.0 {
            Separator::Comma => "Tables for a spreadsheet: entries, goals, hours and feedback",
            Separator::Semicolon => "The same tables for spreadsheets that expect ; between cells, as in much of Europe",
        }
    }

    fn extension(&self) -> &'static str {
        "csv"
    }

    fn form(&self, target: &Path) -> Form {
        if target.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv")) { Form::File } else { Form::Folder }
    }

    fn takes_files(&self, _form: Form) -> bool {
        false
    }

    fn write(&self, job: &mut Job<'_>, out: &Path) -> Result<Written, ExportError> {
        let total = job.report.entries.len();
        job.phase(Phase::Entries { done: 0, total })?;
        let tables = match job.form {
            Form::File => vec![rows::entries(job.report)],
            Form::Folder => rows::all(job.report),
        };
        job.phase(Phase::Writing)?;
        for table in &tables {
            let path = if job.form == Form::File { out.to_owned() } else { out.join(table.name) };
            let bytes = self.bytes(table).map_err(|source| ExportError::io(&path, source))?;
            fs::write(&path, bytes).map_err(|source| ExportError::io(&path, source))?;
        }
        if job.form == Form::Folder {
            let path = out.join("README.txt");
            fs::write(&path, README).map_err(|source| ExportError::io(&path, source))?;
            let path = out.join(INDEX);
            fs::write(&path, index(&tables)).map_err(|source| ExportError::io(&path, source))?;
        }
        Ok(Written { pages: None, warnings: told(&tables) })
    }
}

impl Csv {
    fn bytes(&self, table: &Table) -> std::io::Result<Vec<u8>> {
        let separator = match self.0 {
            Separator::Comma => b',',
            Separator::Semicolon => b';',
        };
        let mut writer = ::csv::WriterBuilder::new()
            .delimiter(separator)
            .terminator(::csv::Terminator::CRLF)
            .from_writer("\u{FEFF}".as_bytes().to_vec());
        for row in std::iter::once(&table.heads).chain(&table.rows) {
            writer.write_record(row.iter().map(|cell| cell.0.as_str()))?;
        }
        writer.into_inner().map_err(::csv::IntoInnerError::into_error)
    }
}

/// What a spreadsheet does with these tables that one might not expect.
fn told(tables: &[Table]) -> Vec<String> {
    let cells = || tables.iter().flat_map(|table| table.rows.iter().flatten());
    let long = cells().filter(|cell| cell.0.encode_utf16().nth(LONGEST).is_some()).count();
    let texts = words::counted(long, "text is", "texts are");
    if long == 0 { Vec::new() } else { vec![format!("{texts} longer than the {LONGEST} characters that a cell of Excel holds.")] }
}
