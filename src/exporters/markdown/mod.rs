//! Markdown: one file, or a folder with one file per entry, that anyone can read without us.
//!
//! A path that ends in `.md` or `.markdown` becomes one file. Any other becomes a folder: `index.md`, the entries as
//! `2026/2026-03-31-short-title--9f3a01bc.md`, and the evidence as files under `evidence/`. Each file begins with YAML front matter
//! that Obsidian and its like understand.
//!
//! The user's long texts come out byte for byte, under headings of ours; the front matter says on which lines each is, so that
//! nothing in a text can be mistaken for a heading. Only characters that turn the direction of writing are shown instead
//! (`⟨U+202E⟩`), and the front matter says which. Everything else is escaped and comes out literally.

mod front;
mod literal;
mod page;
pub(super) mod sheet;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

use self::front::front_matter;
use self::page::Page;
use super::target::INDEX;
use super::{ExportError, Exporter, Form, Job, Phase, Written, names};
use crate::domain::Report;

pub static EXPORTER: Markdown = Markdown;

/// See the [module](self).
pub struct Markdown;

impl Exporter for Markdown {
    fn id(&self) -> &'static str {
        "markdown"
    }

    fn label(&self) -> &'static str {
        "Markdown"
    }

    fn purpose(&self) -> &'static str {
        "Plain text for your own notes: one file, or a folder that Obsidian opens"
    }

    fn extension(&self) -> &'static str {
        "md"
    }

    fn form(&self, target: &Path) -> Form {
        let ending = target.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("md" | "markdown") => Form::File,
            _ => Form::Folder,
        }
    }

    fn takes_files(&self, form: Form) -> bool {
        form == Form::Folder
    }

    fn write(&self, job: &mut Job<'_>, out: &Path) -> Result<Written, ExportError> {
        match job.form {
            Form::File => one_file(job, out),
            Form::Folder => folder(job, out),
        }
    }
}

/// Everything in one file.
fn one_file(job: &Job<'_>, out: &Path) -> Result<Written, ExportError> {
    let report = job.report;
    let mut page = Page::default();
    page.overview(report);
    charts(&mut page, report);
    let total = report.entries.len();
    for (year, entries) in super::words::years(&report.entries) {
        page.heading(2, &format!("Entries of {year}"));
        for entry in entries {
            page.entry(3, entry, report, None);
        }
    }
    job.phase(Phase::Entries { done: total, total })?;
    page.evidence_list(report, None);
    save(out, &(front_matter(&front::Record::of(report), report.made_on) + &page.finish().0))?;
    let warnings = match report.evidence.len() {
        0 => Vec::new(),
        _ => vec!["One Markdown file lists the evidence but cannot hold it; export to a folder to have the files as well.".to_owned()],
    };
    Ok(Written { pages: None, warnings })
}

/// One file per entry.
fn folder(job: &mut Job<'_>, out: &Path) -> Result<Written, ExportError> {
    let report = job.report;
    let files = evidence(job, out)?;
    let total = report.entries.len();
    let mut index = Page::default();
    index.overview(report);
    charts(&mut index, report);
    let mut done = 0;
    let mut taken = BTreeSet::new();
    for (year, entries) in super::words::years(&report.entries) {
        index.heading(2, &format!("Entries of {year}"));
        let place = out.join(year.to_string());
        fs::create_dir_all(&place).map_err(|source| ExportError::io(&place, source))?;
        for entry in entries {
            job.phase(Phase::Entries { done, total })?;
            done += 1;
            let stem = format!("{}-{}--", entry.date, names::slug(&entry.title));
            let mut name = format!("{stem}{}.md", names::tail(entry.uid));
            if !taken.insert(name.clone()) {
                name = format!("{stem}{}.md", entry.uid);
                taken.insert(name.clone());
            }
            let mut page = Page::default();
            page.entry(1, entry, report, Some(&files));
            let (body, texts) = page.finish();
            let front = front_matter(&front::Entry::of(entry, report, Some(&files), texts), entry.date);
            save(&place.join(&name), &(front + &body))?;
            index.entry_link(entry, &format!("{year}/{name}"));
        }
        index.gap();
    }
    index.evidence_list(report, Some(&files));
    save(&out.join(INDEX), &(front_matter(&front::Record::of(report), report.made_on) + &index.finish().0))?;
    Ok(Written::default())
}

/// Copies the evidence. Gives the path of each piece within the folder.
fn evidence(job: &mut Job<'_>, out: &Path) -> Result<Vec<String>, ExportError> {
    let report: &Report = job.report;
    let total = report.evidence.len();
    let place = out.join("evidence");
    if total > 0 {
        fs::create_dir_all(&place).map_err(|source| ExportError::io(&place, source))?;
    }
    let mut paths = Vec::with_capacity(total);
    for (done, piece) in report.evidence.iter().enumerate() {
        job.phase(Phase::Evidence { done, total })?;
        let mut name = names::file(&piece.name, &names::tail(piece.uid));
        if paths.iter().any(|path: &String| path.to_lowercase().ends_with(&format!("/{}", name.to_lowercase()))) {
            name = names::file(&piece.name, &piece.uid.to_string());
        }
        let path = place.join(&name);
        let file = File::create_new(&path).map_err(|source| ExportError::io(&path, source))?;
        job.copy_evidence(piece, &mut BufWriter::new(file), &path)?;
        paths.push(format!("evidence/{name}"));
    }
    Ok(paths)
}

/// The charts of a report as tables.
fn charts(page: &mut Page, report: &Report) {
    if !report.charts.is_empty() {
        page.heading(2, "In pictures");
        report.charts.iter().for_each(|chart| sheet::chart(page, chart, 3));
    }
}

fn save(path: &Path, text: &str) -> Result<(), ExportError> {
    fs::write(path, text).map_err(|source| ExportError::io(path, source))
}
