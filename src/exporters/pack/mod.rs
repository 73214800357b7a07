//! The pack: one ZIP archive with everything that belongs together – the document, the same as data, the files that prove something
//! under names that every system can hold, a page that leads to all of it, and a list of digests that `sha256sum -c` verifies.
//!
//! Split, it is a folder of archives that are each below a size; unpacked into one folder they are the whole again.

mod pages;
mod parts;

use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Read as _, Seek, SeekFrom, Write};
use std::path::Path;

use tempfile::{Builder, TempDir};

use super::archive::{Archive, Packing};
use super::{ExportError, Exporter, Form, Job, Phase, Written, json, names, sums};
use crate::domain::portfolio::EvidenceAs;
use crate::domain::{Digest, Report};

pub static EXPORTER: Pack = Pack;

/// See the [module](self).
pub struct Pack;

/// What members are called. An importer asks for the same names.
const README: &str = "README.txt";
const INDEX: &str = "index.html";
const RECORD: &str = "record.json";
const DOCUMENT: &str = "portfolio.pdf";

/// The folder of a document in volumes.
const VOLUMES: &str = "portfolio";

impl Exporter for Pack {
    fn id(&self) -> &'static str {
        "pack"
    }

    fn label(&self) -> &'static str {
        "Pack"
    }

    fn purpose(&self) -> &'static str {
        "Document, data and files together in one archive, to be sent or kept"
    }

    fn extension(&self) -> &'static str {
        "zip"
    }

    fn has_record(&self) -> bool {
        true
    }

    fn has_parts(&self) -> bool {
        true
    }

    fn write(&self, job: &mut Job<'_>, out: &Path) -> Result<Written, ExportError> {
        let report = job.report;
        let beside = match out.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let scratch =
            Builder::new().prefix(".cpd-export-").suffix(".tmp").tempdir_in(beside).map_err(|source| ExportError::io(beside, source))?;
        let (documents, mut written) = documents(job, &scratch)?;
        let files = files(report);
        match (job.form, report.split_at) {
            (Form::Folder, Some(most)) => {
                let place = scratch.path().join("whole.zip");
                let whole = File::create_new(&place).map_err(|source| ExportError::io(&place, source))?;
                let (_, members) = filled(job, Archive::new(BufWriter::new(whole), out), (&documents, &files), out)?;
                let whole = File::open(&place).map_err(|source| ExportError::io(&place, source))?;
                parts::split(job, BufReader::new(whole), &members, most, out, &mut written.warnings)?;
            }
            _ => {
                let file = File::create(out).map_err(|source| ExportError::io(out, source))?;
                let (mut archive, members) = filled(job, Archive::new(BufWriter::new(file), out), (&documents, &files), out)?;
                archive.add(sums::LIST, list(&members).as_bytes(), Packing::Deflated)?;
                archive.finish()?;
            }
        }
        Ok(written)
    }
}

/// A member of a pack.
struct Member {
    path: String,
    digest: Digest,
    /// What a reader calls it, when that is not its path.
    name: String,
}

/// The lines of a list of digests, by path.
fn list<'m>(members: impl IntoIterator<Item = &'m Member>) -> String {
    let mut lines: Vec<(&str, Digest)> = members.into_iter().map(|member| (member.path.as_str(), member.digest)).collect();
    lines.sort_unstable_by_key(|(path, _)| *path);
    lines.into_iter().fold(String::new(), |list, (path, digest)| list + &format!("{digest}  {path}\n"))
}

/// The place of each piece of evidence in the pack; nothing where files stay out.
fn files(report: &Report) -> Vec<String> {
    let mut paths: Vec<String> = Vec::new();
    if report.parts.evidence == EvidenceAs::Index {
        return paths;
    }
    for piece in &report.evidence {
        let short = format!("evidence/{}", names::file(&piece.name, &names::tail(piece.uid)));
        let is_taken = paths.iter().any(|path| path.to_lowercase() == short.to_lowercase());
        paths.push(if is_taken { format!("evidence/{}", names::file(&piece.name, &piece.uid.to_string())) } else { short });
    }
    paths
}

/// Has the document made. Gives where each of its files is and what it is called in the pack.
fn documents(job: &mut Job<'_>, scratch: &TempDir) -> Result<(Vec<(std::path::PathBuf, String)>, Written), ExportError> {
    let pdf = super::find("pdf").ok_or_else(|| ExportError::Layout("the format of the document is missing".to_owned()))?;
    let mut report = job.report.clone();
    // The files lie beside the document and need not be inside once more. Where a size matters, pictures of them neither.
    if report.parts.evidence == EvidenceAs::Attachment || report.split_at.is_some() {
        report.parts.evidence = EvidenceAs::Index;
    }
    let form = if report.volumes && pdf.has_volumes() { Form::Folder } else { Form::File };
    let out = scratch.path().join(if form == Form::File { DOCUMENT } else { VOLUMES });
    if form == Form::Folder {
        fs::create_dir(&out).map_err(|source| ExportError::io(&out, source))?;
    }
    let (progress, dossier) = (job.progress, job.dossier);
    let evidence = &mut *job.evidence;
    let mut evidence = |digest: &Digest, to: &mut dyn Write| evidence(digest, to);
    let written = pdf.write(&mut Job { report: &report, dossier, form, evidence: &mut evidence, progress }, &out)?;
    let made = match form {
        Form::File => vec![(out, DOCUMENT.to_owned())],
        Form::Folder => {
            let files = sums::files(&out).map_err(|source| ExportError::io(&out, source))?;
            files.into_keys().map(|path| (out.join(&path), format!("{VOLUMES}/{path}"))).collect()
        }
    };
    Ok((made, written))
}

type Documents<'a> = (&'a [(std::path::PathBuf, String)], &'a [String]);

/// Puts everything but the list of digests into an archive, in the order in which somebody looks at it.
fn filled<W: Write + Seek>(
    job: &mut Job<'_>,
    mut archive: Archive<W>,
    (documents, files): Documents<'_>,
    out: &Path,
) -> Result<(Archive<W>, Vec<Member>), ExportError> {
    let report = job.report;
    let mut members = Vec::new();
    let is_short = job.form == Form::Folder;
    let mut own = |archive: &mut Archive<W>, path: &str, content: &[u8]| -> Result<(), ExportError> {
        archive.add(path, content, Packing::Deflated)?;
        let mut sum = sums::Summing::new(std::io::sink());
        sum.write_all(content).map_err(|source| ExportError::io(out, source))?;
        members.push(Member { path: path.to_owned(), digest: sum.finish().0, name: String::new() });
        Ok(())
    };
    let documents_told: Vec<&str> = documents.iter().map(|(_, path)| path.as_str()).collect();
    own(&mut archive, README, pages::readme(report, &documents_told, !files.is_empty(), is_short).as_bytes())?;
    own(&mut archive, INDEX, pages::index(report, &documents_told, files).as_bytes())?;
    let mut dossier = job.dossier.clone();
    for piece in &mut dossier.evidence {
        let at = report.evidence.iter().position(|one| one.uid.to_string() == piece.uid);
        piece.content = None;
        piece.file = at.and_then(|at| files.get(at)).cloned();
    }
    let mut record = Vec::new();
    json::record(&dossier, &mut record).map_err(|error| error.of(out))?;
    drop(dossier);
    own(&mut archive, RECORD, &record)?;
    drop(record);
    for (place, path) in documents {
        let (digest, bytes) = sums::of_file(place)?;
        archive.begin(path, bytes, Packing::of("application/pdf"))?;
        copied(place, &mut archive, out)?;
        members.push(Member { path: path.clone(), digest, name: String::new() });
    }
    let total = files.len();
    for (done, (piece, path)) in report.evidence.iter().zip(files).enumerate() {
        job.phase(Phase::Evidence { done, total })?;
        archive.begin(path, piece.bytes, Packing::of(&piece.media_type))?;
        job.copy_evidence(piece, &mut archive, out)?;
        members.push(Member { path: path.clone(), digest: piece.digest, name: piece.name.clone() });
    }
    Ok((archive, members))
}

/// Copies a file of ours.
fn copied(from: &Path, to: &mut dyn Write, out: &Path) -> Result<(), ExportError> {
    let mut file = File::open(from).map_err(|source| ExportError::io(out, source))?;
    file.seek(SeekFrom::Start(0)).map_err(|source| ExportError::io(out, source))?;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = file.read(&mut buffer).map_err(|source| ExportError::io(out, source))?;
        if read == 0 {
            return Ok(());
        }
        to.write_all(buffer.get(..read).unwrap_or_default()).map_err(|source| ExportError::io(out, source))?;
    }
}
