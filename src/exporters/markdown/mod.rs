//! Markdown: one file, or a folder with one file per entry, that anyone can read without us.
//!
//! A path that ends in `.md` or `.markdown` becomes one file. Any other becomes a folder: `index.md`, the entries as
//! `2026/2026-03-31-short-title--9f3a01bc.md`, and the evidence as files under `evidence/`. Each file begins with YAML front matter
//! that Obsidian and its like understand.
//!
//! The user's long texts come out byte for byte, under headings of ours; the front matter says on which lines each is, so that
//! nothing in a text can be mistaken for a heading. Only characters that turn the direction of writing are shown instead
//! (`⟨U+202E⟩`), and the front matter says which. Everything else is escaped and comes out literally.
//!
//! The front matter has the whole dossier but for those texts, so that `importers::markdown` reads back what was written: what belongs to
//! an entry in its file, the rest in the index, and everything at the top of the one file. Its words are the contract between the two.
//!
//! | file | what |
//! |---|---|
//! | `front` | keys and values as the report says them, for people and their programs |
//! | `exact` `whole` | the same as the dossier says them: of an entry, of everything else |
//! | `place` | where in a body the texts are, and which of its lines are ours |
//! | `page` `chapters` | bodies |
//! | `literal` | what must come out as it was typed |

mod chapters;
mod exact;
mod front;
mod literal;
mod page;
mod place;
pub(super) mod sheet;
mod whole;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

use self::exact::{Around, Keys};
use self::front::front_matter;
use self::page::Page;
use self::place::Place;
use super::target::INDEX;
use super::{ExportError, Exporter, Form, Job, Phase, Written, names};
use crate::domain::Report;
use crate::domain::portfolio::{Depth, EvidenceAs};
use crate::domain::report::ReportEntry;
use crate::dossier;

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

    fn has_record(&self) -> bool {
        true
    }

    fn is_own_copy(&self) -> bool {
        true
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
    let (report, dossier) = (job.report, job.dossier);
    let around = Around::of(dossier, BTreeMap::new());
    let mut page = Page::default();
    before_entries(&mut page, report);
    let of_goals = page.texts();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let total = report.entries.len();
    if report.depth == Depth::Summary {
        chapters::entries(&mut page, report);
    } else {
        for (year, entries) in super::words::years(&report.entries) {
            page.heading(2, &format!("Entries of {year}"));
            for entry in entries {
                let before = page.texts();
                page.entry(3, entry, report, None);
                counts.insert(entry.uid.to_string(), page.texts() - before);
            }
        }
    }
    job.phase(Phase::Entries { done: total, total })?;
    after_entries(&mut page, report, None);
    let (body, places) = page.finish();
    let mut places = places.into_iter();
    let mut goals: Vec<Place> = places.by_ref().take(of_goals).collect();
    let mut by_entry: BTreeMap<String, (&ReportEntry, Vec<Place>)> = BTreeMap::new();
    for entry in &report.entries {
        let uid = entry.uid.to_string();
        let texts = places.by_ref().take(counts.get(&uid).copied().unwrap_or_default()).collect();
        by_entry.insert(uid, (entry, texts));
    }
    let mut entries = Vec::with_capacity(dossier.entries.len());
    let mut theirs = Vec::new();
    for entry in &dossier.entries {
        // The first of two that have one uid is the one of the report.
        let (mut keys, mut texts) = match by_entry.remove(&entry.uid) {
            Some((told, texts)) => (exact::keys(&front::Entry::of(told, report, None)), texts),
            None => (Keys::new(), Vec::new()),
        };
        keys.shift_remove("cpd_journal");
        exact::entry(&mut keys, entry, &around, &mut texts);
        keys.insert("date".to_owned(), entry.date.clone().into());
        with_texts(&mut keys, &texts);
        entries.push(keys);
        theirs.append(&mut texts);
    }
    let mut front = exact::keys(&front::Record::of(report));
    whole::whole(&mut front, dossier, &around, entries, &mut goals);
    with_texts(&mut front, &goals);
    with_ours(&mut front, &body, goals.iter().chain(&theirs));
    save(out, &(front_matter(&front, report.made_on) + &body))?;
    let warnings = match report.evidence.len() {
        0 => Vec::new(),
        _ => vec!["One Markdown file lists the evidence but cannot hold it; export to a folder to have the files as well.".to_owned()],
    };
    Ok(Written { pages: None, warnings })
}

/// One file per entry.
fn folder(job: &mut Job<'_>, out: &Path) -> Result<Written, ExportError> {
    let (report, dossier) = (job.report, job.dossier);
    let files = evidence(job, out)?;
    let by_uid = report.evidence.iter().zip(&files).map(|(piece, file)| (piece.uid.to_string(), file.clone())).collect();
    let around = Around::of(dossier, by_uid);
    let total = report.entries.len();
    let mut index = Page::default();
    before_entries(&mut index, report);
    let mut done = 0;
    let mut taken = BTreeSet::new();
    let mut written = BTreeSet::new();
    for (year, entries) in super::words::years(&report.entries) {
        index.heading(2, &format!("Entries of {year}"));
        let place = out.join(year.to_string());
        fs::create_dir_all(&place).map_err(|source| ExportError::io(&place, source))?;
        for entry in entries {
            job.phase(Phase::Entries { done, total })?;
            done += 1;
            let stem = format!("{}-{}--", entry.date, names::slug(&entry.title));
            let mut name = format!("{stem}{}.md", names::tail(entry.uid));
            if !taken.insert(names::alike(&format!("{year}/{name}"))) {
                name = format!("{stem}{}.md", entry.uid);
                taken.insert(names::alike(&format!("{year}/{name}")));
            }
            let uid = entry.uid.to_string();
            let exact = around.entry(&uid).filter(|exact| exact.date == entry.date.to_string() && !written.contains(&uid));
            save(&place.join(&name), &file_of(entry, exact, report, &files, &around))?;
            if exact.is_some() {
                written.insert(uid);
            }
            index.entry_link(entry, &format!("{year}/{name}"));
        }
        index.gap();
    }
    after_entries(&mut index, report, Some(&files));
    let (body, mut places) = index.finish();
    // What has no file: nothing, unless a dossier has more entries than its report.
    let mut rest = Vec::new();
    for entry in dossier.entries.iter().filter(|entry| !written.remove(&entry.uid)) {
        let mut keys = Keys::new();
        exact::entry(&mut keys, entry, &around, &mut Vec::new());
        keys.insert("date".to_owned(), entry.date.clone().into());
        rest.push(keys);
    }
    let mut front = exact::keys(&front::Record::of(report));
    whole::whole(&mut front, dossier, &around, rest, &mut places);
    with_texts(&mut front, &places);
    with_ours(&mut front, &body, places.iter());
    save(&out.join(INDEX), &(front_matter(&front, report.made_on) + &body))?;
    Ok(Written::default())
}

/// The file of an entry.
fn file_of(entry: &ReportEntry, exact: Option<&dossier::Entry>, report: &Report, files: &[String], around: &Around<'_>) -> String {
    let mut page = Page::default();
    page.entry(1, entry, report, Some(files));
    let (body, mut texts) = page.finish();
    let mut keys = exact::keys(&front::Entry::of(entry, report, Some(files)));
    if let Some(exact) = exact {
        exact::entry(&mut keys, exact, around, &mut texts);
    }
    with_texts(&mut keys, &texts);
    with_ours(&mut keys, &body, texts.iter());
    front_matter(&keys, entry.date) + &body
}

fn with_texts(keys: &mut Keys, texts: &[Place]) {
    if !texts.is_empty() {
        keys.insert("texts".to_owned(), serde_json::to_value(texts).unwrap_or_default());
    }
}

fn with_ours<'a>(keys: &mut Keys, body: &str, places: impl Iterator<Item = &'a Place>) {
    keys.insert("ours".to_owned(), place::ours(body, &places.collect::<Vec<_>>()).into());
}

/// What stands before the entries: the cover, what is asked for, forms, charts, goals.
fn before_entries(page: &mut Page, report: &Report) {
    page.overview(report);
    chapters::before(page, report);
    charts(page, report);
    page.goals(report);
}

/// What stands after them: records, evidence, who wrote it when.
fn after_entries(page: &mut Page, report: &Report, files: Option<&[String]>) {
    chapters::records(page, report);
    page.evidence_list(report, files);
    chapters::authorship(page, report);
}

/// Copies the evidence. Gives the path of each piece within the folder; nothing where files stay out.
fn evidence(job: &mut Job<'_>, out: &Path) -> Result<Vec<String>, ExportError> {
    let report: &Report = job.report;
    if report.parts.evidence == EvidenceAs::Index {
        return Ok(Vec::new());
    }
    let total = report.evidence.len();
    let place = out.join("evidence");
    if total > 0 {
        fs::create_dir_all(&place).map_err(|source| ExportError::io(&place, source))?;
    }
    let mut paths = Vec::with_capacity(total);
    let mut taken = BTreeSet::new();
    for (done, piece) in report.evidence.iter().enumerate() {
        job.phase(Phase::Evidence { done, total })?;
        let mut name = names::file(&piece.name, &names::tail(piece.uid));
        if !taken.insert(names::alike(&name)) {
            name = names::file(&piece.name, &piece.uid.to_string());
            taken.insert(names::alike(&name));
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
