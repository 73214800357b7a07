//! PDF: the document to hand over. PDF/A-3a and PDF/UA-1 at once: archivable, tagged for screen readers, with the evidence inside.
//!
//! The report becomes one file of data (`data`) that a trusted template (`assets/typst/common.typ` and `record.typ`) lays out. Texts are never
//! markup of the typesetter: Markdown is parsed here into a tree of strings (`tree`). The same report gives the same bytes.
//!
//! This is the only room that knows typst.

mod apart;
mod appendix;
mod attach;
mod blocks;
mod data;
mod fonts;
mod index;
mod kept;
mod links;
mod pack;
mod picture;
mod preview;
mod printable;
pub(super) mod sheet;
mod tables;
mod tree;
mod volumes;
mod world;

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;

use serde_json::{Value, json};
use typst::foundations::Bytes;

pub use self::kept::forget;
pub use self::preview::Preview;

use self::attach::Inside;
use self::data::{Attached, Part};
use self::fonts::{Fonts, bundled};
use self::kept::{Finished, Key};
use self::pack::Parts;
use self::picture::Files;
use self::world::{Failure, Typeset};
use super::{Cancelled, ExportError, Exporter, Form, Job, Phase, Progress, Written, words};
use crate::domain::Report;
use crate::dossier::Dossier;

pub static EXPORTER: Pdf = Pdf;

/// See the [module](self).
pub struct Pdf;

const TEMPLATE: &str = "typst/record.typ";

/// What all documents have in common; the template of a document follows it.
const COMMON: &str = "typst/common.typ";

/// The parts of chapters, for documents that have any.
const BLOCKS: &str = "typst/blocks.typ";

/// What stands after the pages of a document: volumes that it leads to, and files that go with it.
const AFTER: [&str; 2] = ["typst/volumes.typ", "typst/attach.typ"];

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

    fn has_record(&self) -> bool {
        true
    }

    fn has_volumes(&self) -> bool {
        true
    }

    fn write(&self, job: &mut Job<'_>, out: &Path) -> Result<Written, ExportError> {
        if job.form == Form::Folder {
            return volumes::write(job, out);
        }
        let key = Key::of(job.report, job.dossier, &template(&templates()).map_err(layout)?);
        if let Some(Finished { pdf, pages, warnings }) = kept::last(key) {
            job.phase(Phase::Writing)?;
            fs::write(out, pdf).map_err(|source| ExportError::io(out, source))?;
            return Ok(Written { pages: Some(pages), warnings });
        }
        let (Typeset { pdf, pages }, warnings) = whole(job, out)?;
        if pdf.len() > kept::MOST {
            write_packed(&pdf, out)?;
        } else {
            let pdf = packed(pdf);
            fs::write(out, &pdf).map_err(|source| ExportError::io(out, source))?;
            kept::keep(key, Finished { pdf, pages, warnings: warnings.clone() });
        }
        Ok(Written { pages: Some(pages), warnings })
    }
}

/// The whole report in one document, with the record of it; and whole sentences on what could not be done.
fn whole(job: &mut Job<'_>, out: &Path) -> Result<(Typeset, Vec<String>), ExportError> {
    let (report, dossier) = (job.report, job.dossier);
    let mut warnings = Vec::new();
    if report.entries.len() > MANY_ENTRIES {
        warnings.push(format!(
            "A PDF of {} takes much time and memory; one for each year makes better documents.",
            words::counted(report.entries.len(), "entry", "entries")
        ));
    }
    let inside = attach::evidence(job, report, out, &mut warnings)?;
    let mut record = dossier.clone();
    let places: Vec<_> = inside.attached.iter().map(|one| one.as_ref().map(|one| one.name.clone())).collect();
    attach::place(&mut record, report, &places);
    job.phase(Phase::Entries { done: 0, total: report.entries.len() })?;
    let typeset = document(report, &record, inside, None, job.progress())?;
    Ok((typeset, warnings))
}

/// A document of a report, with its record inside. `volumes` is what an overview says of them.
fn document(
    report: &Report,
    record: &Dossier,
    inside: Inside,
    volumes: Option<Value>,
    progress: &Progress<'_>,
) -> Result<Typeset, ExportError> {
    let part = Part::whole(report);
    let Inside { attached, mut files } = inside;
    let more = [("attached", Some(attach::record(record, &mut files))), ("volumes", volumes)];
    match set(part, &attached, files, more, progress) {
        Ok(typeset) => Ok(typeset),
        Err(Failure::Cancelled) => Err(ExportError::Cancelled),
        Err(Failure::Layout(what)) => Err(explained(report, what, progress)),
    }
}

/// The same document with its small objects put together, where that is possible.
fn packed(pdf: Vec<u8>) -> Vec<u8> {
    let mut packed = Vec::new();
    // Memory takes what is written.
    let done = Parts::of(&pdf).is_some_and(|parts| parts.write(&mut packed).is_ok());
    if done && packed.len() < pdf.len() { packed } else { pdf }
}

/// Writes a document with its small objects put together, where that is possible, without holding it twice.
fn write_packed(pdf: &[u8], out: &Path) -> Result<(), ExportError> {
    let at = |source| ExportError::io(out, source);
    let mut file = BufWriter::new(File::create(out).map_err(at)?);
    match Parts::of(pdf) {
        Some(parts) => parts.write(&mut file),
        None => file.write_all(pdf),
    }
    .and_then(|()| file.flush())
    .map_err(at)
}

/// Sets the pages of a part; `more` is said in its data beside what the part says.
fn set<const N: usize>(
    part: Part<'_>,
    attached: &[Option<Attached>],
    mut files: Files,
    more: [(&str, Option<Value>); N],
    progress: &Progress<'_>,
) -> Result<Typeset, Failure> {
    let mut go_on = || progress(Phase::LayingOut).map_err(|Cancelled| Failure::Cancelled);
    let mut data = data::document(part, attached, &mut files, &mut go_on)?;
    if let Some(data) = data.as_object_mut() {
        data.extend(more.into_iter().filter_map(|(name, said)| Some((name.to_owned(), said?))));
    }
    laid(data, files, &templates(), &part.report.id.to_string(), progress)
}

/// Sets pages from data and what it names, with the fonts that it needs.
fn laid(mut data: Value, mut files: Files, templates: &[&str], ident: &str, progress: &Progress<'_>) -> Result<Typeset, Failure> {
    let template = template(templates)?;
    let mut texts = vec![template.as_str()];
    strings(&data, &mut texts);
    let faces = bundled().faces(&texts);
    if let Some(data) = data.as_object_mut() {
        data.insert("fonts".to_owned(), json!(faces.families));
        data.insert("mono".to_owned(), json!(Fonts::mono()));
    }
    let bytes = serde_json::to_vec(&data).map_err(|error| Failure::Layout(error.to_string()))?;
    // It is large, and the layout needs all the room.
    drop(data);
    files.push(("/data.json".to_owned(), Bytes::new(bytes)));
    progress(Phase::LayingOut).map_err(|Cancelled| Failure::Cancelled)?;
    world::typeset(&template, &faces, files, ident, progress)
}

/// All texts in data.
fn strings<'a>(data: &'a Value, texts: &mut Vec<&'a str>) {
    match data {
        Value::String(text) => texts.push(text),
        Value::Array(all) => all.iter().for_each(|one| strings(one, texts)),
        Value::Object(all) => all.values().for_each(|one| strings(one, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The templates of a report, in order.
fn templates() -> [&'static str; 5] {
    let [volumes, attach] = AFTER;
    [COMMON, BLOCKS, TEMPLATE, volumes, attach]
}

fn layout(failure: Failure) -> ExportError {
    match failure {
        Failure::Cancelled => ExportError::Cancelled,
        Failure::Layout(what) => ExportError::Layout(what),
    }
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
        let part = Part::only(report, entries);
        match set(part, &[], Files::new(), [], progress) {
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
