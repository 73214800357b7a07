//! A report in volumes: one document for each year, and one for what belongs to all.
//!
//! | file | what |
//! |---|---|
//! | `overview.pdf` | requirements, forms, goals, charts, a table of all entries, records, who wrote it; with the whole record inside |
//! | `2025.pdf` | the entries of a year with their evidence; with the record of these entries inside |
//! | `2025-part-1.pdf` | the same of a year with many entries |
//! | `requirements.pdf`, `forms.pdf` | lists of what counted, and forms, where they are too many for the overview |
//! | `index.md` | what these files are |
//!
//! In the whole record the place of a file is the volume and its name in there: `2025.pdf/E1-Certificate--9f3a.pdf`.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::Path;

use chrono::{Datelike as _, NaiveDate};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::apart::{Apart, apart};
use super::attach::{self, Inside};
use super::picture::Files;
use super::world::Typeset;
use super::{document, packed};
use crate::domain::portfolio::Depth;
use crate::domain::report::{Period, ReportEntry};
use crate::domain::{Digest, Report, Uid};
use crate::dossier::Dossier;
use crate::exporters::target::{INDEX, MARK};
use crate::exporters::{ExportError, Job, Phase, Written, words};

/// What leads to the others.
pub(super) const OVERVIEW: &str = "overview.pdf";

/// The most entries of a volume: more take more memory, and make a document that nobody reads.
const MOST_ENTRIES: usize = 400;

/// A volume before it is laid out.
#[derive(Debug, PartialEq, Eq)]
struct Volume {
    file: String,
    /// “2025”, “2025, part 1 of 2”.
    title: String,
    /// Places of its entries in the report.
    entries: Range<usize>,
}

/// A document on the disk.
struct Made {
    file: String,
    /// What it has: first and last day of its entries with their number, or what else.
    content: Content,
    pages: usize,
    sha256: Digest,
}

enum Content {
    Entries { first: NaiveDate, last: NaiveDate, count: usize },
    Other(String),
}

/// Writes all volumes into a folder.
pub(super) fn write(job: &mut Job<'_>, out: &Path) -> Result<Written, ExportError> {
    let (report, progress) = (job.report, job.progress());
    let volumes = volumes(&report.entries);
    let mut overview = report.clone();
    let (mut made, mut warnings) = (Vec::new(), Vec::new());
    // One that is emptied and filled again, since most of a report belongs to all volumes.
    let mut shell = shell(report);
    let apart = apart(&mut overview, &shell);
    let total = volumes.len() + apart.len() + 1;
    let mut places = vec![None; report.evidence.len()];
    let mut numbers = 1..;
    for (volume, number) in volumes.into_iter().zip(&mut numbers) {
        let phase = Phase::Volume { number, total };
        job.phase(phase)?;
        let Some((first, last)) = fill(&mut shell, report, &volume) else { continue };
        let path = out.join(&volume.file);
        let inside = attach::evidence(job, &shell, &path, &mut warnings)?;
        let names: Vec<_> = inside.attached.iter().map(|one| one.as_ref().map(|one| one.name.clone())).collect();
        for (piece, name) in shell.evidence.iter().zip(&names) {
            let at = report.evidence.iter().position(|known| known.uid == piece.uid);
            if let (Some(place), Some(name)) = (at.and_then(|at| places.get_mut(at)), name) {
                *place = Some(format!("{}/{name}", volume.file));
            }
        }
        let mut record = part(job.dossier, &shell);
        attach::place(&mut record, &shell, &names);
        let within = |now| progress(if now == Phase::LayingOut { phase } else { now });
        let (pages, sha256) = lay(&shell, &record, inside, None, &within, &path)?;
        let content = Content::Entries { first, last, count: volume.entries.len() };
        made.push(Made { file: volume.file, content, pages, sha256 });
    }
    for (Apart { file, title, report: one }, number) in apart.into_iter().zip(numbers) {
        let phase = Phase::Volume { number, total };
        job.phase(phase)?;
        let record = part(job.dossier, &one);
        let within = |now| progress(if now == Phase::LayingOut { phase } else { now });
        let inside = Inside { attached: Vec::new(), files: Files::new() };
        let (pages, sha256) = lay(&one, &record, inside, None, &within, &out.join(&file))?;
        made.push(Made { file, content: Content::Other(title), pages, sha256 });
    }
    let phase = Phase::Volume { number: total, total };
    job.phase(phase)?;
    overview.depth = Depth::Summary;
    overview.evidence.clear();
    overview.entries.iter_mut().for_each(|entry| entry.evidence.clear());
    let mut record = job.dossier.clone();
    attach::place(&mut record, report, &places);
    let within = |now| progress(if now == Phase::LayingOut { phase } else { now });
    let inside = Inside { attached: Vec::new(), files: Files::new() };
    let (pages, _) = lay(&overview, &record, inside, Some(told(&made)), &within, &out.join(OVERVIEW))?;
    let index = out.join(INDEX);
    fs::write(&index, index_of(report, &made)).map_err(|source| ExportError::io(&index, source))?;
    Ok(Written { pages: Some(made.iter().map(|made| made.pages).sum::<usize>() + pages), warnings })
}

/// Lays out a volume and writes it. Nothing of it stays in memory.
fn lay(
    report: &Report,
    record: &Dossier,
    inside: Inside,
    volumes: Option<Value>,
    progress: &crate::exporters::Progress<'_>,
    path: &Path,
) -> Result<(usize, Digest), ExportError> {
    let Typeset { pdf, pages } = document(report, record, inside, volumes, progress)?;
    let pdf = packed(pdf);
    fs::write(path, &pdf).map_err(|source| ExportError::io(path, source))?;
    Ok((pages, Digest(Sha256::digest(&pdf).into())))
}

/// A volume for each year, in parts of about the same size where it has many entries.
fn volumes(entries: &[ReportEntry]) -> Vec<Volume> {
    let mut volumes = Vec::new();
    let mut start = 0;
    for (year, some) in words::years(entries) {
        let parts = some.len().div_ceil(MOST_ENTRIES);
        for part in 0..parts {
            let entries = start + some.len() * part / parts..start + some.len() * (part + 1) / parts;
            let one = part + 1;
            let (file, title) = match parts {
                1 => (format!("{year}.pdf"), year.to_string()),
                _ => (format!("{year}-part-{one}.pdf"), format!("{year}, part {one} of {parts}")),
            };
            volumes.push(Volume { file, title, entries });
        }
        start += some.len();
    }
    volumes
}

/// A report without what belongs to all volumes, which the overview has, and without what belongs to one.
fn shell(report: &Report) -> Report {
    let mut shell = Report { entries: Vec::new(), evidence: Vec::new(), ..report.clone() };
    shell.goals.clear();
    shell.charts.clear();
    shell.records.clear();
    shell.asks.clear();
    shell.authorship = None;
    shell.volumes = false;
    shell.parts.requirements = false;
    shell.parts.forms = false;
    for standing in &mut shell.standings {
        standing.requirements.clear();
        standing.forms.clear();
    }
    shell
}

/// Makes a report that of a volume; gives its first and last day.
fn fill(shell: &mut Report, report: &Report, volume: &Volume) -> Option<(NaiveDate, NaiveDate)> {
    let entries = report.entries.get(volume.entries.clone())?;
    let (first, last) = (entries.first()?.date, entries.last()?.date);
    shell.id = Uid::from_text(&format!("{} {}", report.id, volume.file));
    shell.title = format!("{}: {}", report.title, volume.title);
    shell.period = Period { from: Some(first), to: Some(last) };
    shell.entries = entries.to_vec();
    // Its evidence is counted anew.
    let mut used: Vec<usize> = Vec::new();
    for entry in &mut shell.entries {
        for place in &mut entry.evidence {
            *place = used.iter().position(|used| used == place).unwrap_or_else(|| {
                used.push(*place);
                used.len() - 1
            });
        }
    }
    shell.evidence = used.iter().filter_map(|at| report.evidence.get(*at).cloned()).collect();
    Some((first, last))
}

/// The record of what a volume has. Goals, people and communities are in each, since entries refer to them.
fn part(whole: &Dossier, report: &Report) -> Dossier {
    let entries: BTreeSet<String> = report.entries.iter().map(|entry| entry.uid.to_string()).collect();
    let evidence: BTreeSet<String> = report.evidence.iter().map(|piece| piece.uid.to_string()).collect();
    let mut part = Dossier {
        entries: whole.entries.iter().filter(|entry| entries.contains(&entry.uid)).cloned().collect(),
        evidence: whole.evidence.iter().filter(|piece| evidence.contains(&piece.uid)).cloned().collect(),
        format: whole.format.clone(),
        version: whole.version,
        id: report.id.to_string(),
        title: report.title.clone(),
        made_on: whole.made_on.clone(),
        scope: whole.scope.clone(),
        left_out: whole.left_out.clone(),
        registrant: whole.registrant.clone(),
        communities: whole.communities.clone(),
        people: whole.people.clone(),
        goals: whole.goals.clone(),
        ..Dossier::default()
    };
    part.scope.from = report.period.from.map(|day| day.to_string());
    part.scope.to = report.period.to.map(|day| day.to_string());
    part
}

/// What the overview says of the volumes.
fn told(made: &[Made]) -> Value {
    let row = |Made { file, content, pages, sha256 }: &Made| {
        let (what, count) = match content {
            Content::Entries { first, last, count } => {
                (format!("{} to {}", words::short_day(*first), words::short_day(*last)), words::number(*count))
            }
            Content::Other(title) => (title.clone(), String::new()),
        };
        json!([file, what, count, words::number(*pages), sha256.to_string()])
    };
    json!({
        "about": "The entries with their evidence, and what would be too long here, are in the files named here, beside this one. A file is unchanged when its SHA-256 is \
                  the one given here.",
        "rows": made.iter().map(row).collect::<Vec<_>>(),
    })
}

/// The page that says what the files are.
fn index_of(report: &Report, made: &[Made]) -> String {
    let years = made.iter().filter_map(|made| match made.content {
        Content::Entries { first, last, .. } => Some((first.year(), last.year())),
        Content::Other(_) => None,
    });
    let (first, last) = (years.clone().map(|(first, _)| first).min(), years.map(|(_, last)| last).max());
    let mut page = format!("---\n{MARK}\n---\n\n# A CPD record in volumes\n\n");
    page.push_str(&format!("Made on {}", words::day(report.made_on)));
    if let (Some(first), Some(last)) = (first, last) {
        page.push_str(&format!(", with entries of {first}{}", if first == last { String::new() } else { format!(" to {last}") }));
    }
    page.push_str(&format!(".\n\n- [{OVERVIEW}]({OVERVIEW}): what belongs to all, and a table of all entries\n"));
    for Made { file, content, pages, .. } in made {
        let what = match content {
            Content::Entries { count, .. } => words::counted(*count, "entry", "entries"),
            Content::Other(title) => title.clone(),
        };
        page.push_str(&format!("- [{file}]({file}): {what}, {}\n", words::counted(*pages, "page", "pages")));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_of_volumes_are_told_apart() {
        assert_eq!(volumes(&[]), []);
        assert!(!OVERVIEW.starts_with(|c: char| c.is_ascii_digit()));
    }
}
