//! What goes inside a PDF beside its pages: the evidence, and the machine-readable record.

use std::collections::HashMap;
use std::path::Path;

use serde_json::{Value, json};
use typst::foundations::Bytes;

use super::data::Attached;
use super::picture::Files;
use crate::domain::Report;
use crate::domain::portfolio::EvidenceAs;
use crate::dossier::Dossier;
use crate::exporters::{ExportError, Job, Phase, names, words};

/// What the record is called inside a PDF.
pub(super) const RECORD: &str = "cpd-record.json";

/// A larger file is listed, but not put inside: readers of PDF give up on it, and so do mailboxes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// All attached files together.
const MOST: u64 = 512 * 1024 * 1024;

/// What goes inside, and the files that the template reads it from.
pub(super) struct Inside {
    /// A place for each piece of evidence of the report; nothing where it stays outside.
    pub(super) attached: Vec<Option<Attached>>,
    pub(super) files: Files,
}

/// Reads the evidence of a report. A file that is too large has no place among the attached.
pub(super) fn evidence(job: &mut Job<'_>, report: &Report, out: &Path, warnings: &mut Vec<String>) -> Result<Inside, ExportError> {
    let total = report.evidence.len();
    let mut inside = Inside { attached: Vec::with_capacity(total), files: Files::new() };
    let mut sum = 0;
    for (done, piece) in report.evidence.iter().enumerate() {
        if report.parts.evidence == EvidenceAs::Index {
            inside.attached.push(None);
            continue;
        }
        job.phase(Phase::Evidence { done, total })?;
        if piece.bytes > LARGEST || sum + piece.bytes > MOST {
            warnings.push(format!("“{}” is too large to be attached inside a PDF: it is listed with its SHA-256 only.", piece.name));
            inside.attached.push(None);
            continue;
        }
        sum += piece.bytes;
        let mut content = Vec::new();
        job.copy_evidence(piece, &mut content, out)?;
        // Names of our own: the typesetter remembers each for as long as the program runs.
        let file = format!("/evidence/{}", done + 1);
        inside.files.push((file.clone(), Bytes::new(content)));
        inside.attached.push(Some(Attached {
            file,
            name: names::file(&format!("{}-{}", words::evidence_number(done), piece.name), &names::tail(piece.uid)),
        }));
    }
    Ok(inside)
}

/// Says in the record where the files are: `places` has what each piece of evidence of the report is called, in its order.
pub(super) fn place(dossier: &mut Dossier, report: &Report, places: &[Option<String>]) {
    let known: HashMap<String, &Option<String>> = report.evidence.iter().map(|piece| piece.uid.to_string()).zip(places).collect();
    for piece in &mut dossier.evidence {
        piece.file = known.get(&piece.uid).and_then(|place| (*place).clone());
    }
}

/// Adds the record to what goes inside, and gives what the template must know of it.
pub(super) fn record(dossier: &Dossier, files: &mut Files) -> Value {
    files.push((format!("/{RECORD}"), Bytes::from_string(dossier.to_json())));
    json!([{
        "file": format!("/{RECORD}"),
        "name": RECORD,
        "mime": "application/json",
        "relationship": "data",
        "description": "The same record as data, which CPD Journal can take in again",
    }])
}
