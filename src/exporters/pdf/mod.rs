//! PDF: the document to hand over. PDF/A-3a and PDF/UA-1 at once: archivable, tagged for screen readers, with the evidence inside.
//!
//! The report becomes one file of data (`data`) that a trusted template (`assets/typst/common.typ` and `record.typ`) lays out. Texts are never
//! markup of the typesetter: Markdown is parsed here into a tree of strings (`tree`). The same report gives the same bytes.
//!
//! This is the only room that knows typst.

mod data;
mod fonts;
mod links;
mod picture;
mod printable;
pub(super) mod sheet;
mod tables;
mod tree;
mod world;

use std::fs;
use std::path::Path;

use typst::foundations::Bytes;

use self::data::{Attached, Part};
use self::world::{Failure, Typeset};
use super::{Cancelled, ExportError, Exporter, Job, Phase, Progress, Written, names, words};
use crate::domain::Report;

pub static EXPORTER: Pdf = Pdf;

/// See the [module](self).
pub struct Pdf;

const TEMPLATE: &str = "typst/record.typ";

/// What all documents have in common; the template of a document follows it.
const COMMON: &str = "typst/common.typ";

/// A larger file is listed, but not put inside: readers of PDF give up on it, and so do mailboxes.
const LARGEST_ATTACHED: u64 = 64 * 1024 * 1024;

/// All attached files together.
const MOST_ATTACHED: u64 = 512 * 1024 * 1024;

/// Above this the pages take more memory than many computers can spare.
const MANY_ENTRIES: usize = 1_500;

impl Exporter for Pdf {
    fn id(&self) -> &'static str {
        "pdf"
    }

    fn label(&self) -> &'static str {
        "PDF"
    }

    fn purpose(&self) -> &'static str {
        "The document to hand to a regulator or an appraiser, with the evidence inside"
    }

    fn extension(&self) -> &'static str {
        "pdf"
    }

    fn write(&self, job: &mut Job<'_>, out: &Path) -> Result<Written, ExportError> {
        let report = job.report;
        let mut warnings = Vec::new();
        if report.entries.len() > MANY_ENTRIES {
            warnings.push(format!(
                "A PDF of {} takes much time and memory; a shorter period makes a better document.",
                words::counted(report.entries.len(), "entry", "entries")
            ));
        }
        let (attached, files) = attachments(job, out, &mut warnings)?;
        job.phase(Phase::Entries { done: 0, total: report.entries.len() })?;
        let whole = Part { report, entries: &report.entries, goals: &report.goals, charts: &report.charts };
        let Typeset { pdf, pages } = match set(whole, &attached, files, job.progress()) {
            Ok(typeset) => typeset,
            Err(Failure::Cancelled) => return Err(ExportError::Cancelled),
            Err(Failure::Layout(what)) => return Err(explained(report, what, job.progress())),
        };
        fs::write(out, pdf).map_err(|source| ExportError::io(out, source))?;
        Ok(Written { pages: Some(pages), warnings })
    }
}

type Attachments = (Vec<Option<Attached>>, Vec<(String, Bytes)>);

/// Reads the evidence. A file that is too large has no place among the attached.
fn attachments(job: &mut Job<'_>, out: &Path, warnings: &mut Vec<String>) -> Result<Attachments, ExportError> {
    let report = job.report;
    let total = report.evidence.len();
    let (mut attached, mut files) = (Vec::with_capacity(total), Vec::with_capacity(total));
    let mut sum = 0;
    for (done, piece) in report.evidence.iter().enumerate() {
        job.phase(Phase::Evidence { done, total })?;
        if piece.bytes > LARGEST_ATTACHED || sum + piece.bytes > MOST_ATTACHED {
            warnings.push(format!("“{}” is too large to be attached inside a PDF: it is listed with its SHA-256 only.", piece.name));
            attached.push(None);
            continue;
        }
        sum += piece.bytes;
        let mut content = Vec::new();
        job.copy_evidence(piece, &mut content, out)?;
        // Names of our own: the typesetter remembers each for as long as the program runs.
        let file = format!("/evidence/{}", done + 1);
        files.push((file.clone(), Bytes::new(content)));
        attached.push(Some(Attached {
            file,
            name: names::file(&format!("{}-{}", words::evidence_number(done), piece.name), &names::tail(piece.uid)),
        }));
    }
    Ok((attached, files))
}

/// Sets the pages of a part.
fn set(
    part: Part<'_>,
    attached: &[Option<Attached>],
    mut files: Vec<(String, Bytes)>,
    progress: &Progress<'_>,
) -> Result<Typeset, Failure> {
    let data = data::document(part, attached, &mut files);
    let data = serde_json::to_vec(&data).map_err(|error| Failure::Layout(error.to_string()))?;
    files.push(("/data.json".to_owned(), Bytes::new(data)));
    let template = template(&[COMMON, TEMPLATE])?;
    progress(Phase::LayingOut).map_err(|Cancelled| Failure::Cancelled)?;
    world::typeset(&template, files, &part.report.id.to_string(), progress)
}

/// A template put together from its files.
fn template(files: &[&str]) -> Result<String, Failure> {
    let read = |file: &&str| crate::embedded::text(file).ok_or_else(|| Failure::Layout(format!("{file} is missing")));
    Ok(files.iter().map(read).collect::<Result<Vec<_>, _>>()?.join("\n"))
}

/// The error of a report that cannot be laid out, with the entry it is about, if it is one.
fn explained(report: &Report, what: String, progress: &Progress<'_>) -> ExportError {
    let mut cancelled = false;
    let mut fails = |entries: &[crate::domain::report::ReportEntry]| {
        let part = Part { report, entries, goals: &[], charts: &[] };
        match set(part, &[], Vec::new(), progress) {
            Ok(_) => false,
            Err(Failure::Cancelled) => {
                cancelled = true;
                false
            }
            Err(Failure::Layout(_)) => true,
        }
    };
    let found = culprit(&report.entries, &mut fails).map(|entry| entry.title.clone());
    match found {
        _ if cancelled => ExportError::Cancelled,
        Some(title) => ExportError::Entry { title, what },
        None => ExportError::Layout(what),
    }
}

/// The one thing that fails by itself, found by halves; nothing when none does.
fn culprit<'a, T>(things: &'a [T], fails: &mut dyn FnMut(&[T]) -> bool) -> Option<&'a T> {
    if things.is_empty() || !fails(things) {
        return None;
    }
    match things {
        [one] => Some(one),
        many => {
            let (first, second) = many.split_at(many.len() / 2);
            culprit(first, fails).or_else(|| culprit(second, fails))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_culprit_is_found_by_halves() {
        let things: Vec<u32> = (0..300).collect();
        for bad in [0, 1, 149, 150, 299] {
            let mut asked = 0;
            let found = culprit(&things, &mut |some| {
                asked += some.len();
                some.contains(&bad)
            });
            assert_eq!(found, Some(&bad));
            assert!(asked < 4 * 300, "{asked}");
        }
        assert_eq!(culprit(&things, &mut |_| false), None);
    }
}
