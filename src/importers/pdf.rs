//! The PDF as a backup: the record that is attached inside, with the evidence that is attached beside it.
//!
//! A folder of volumes is read from its `overview.pdf`; so is that file by itself, as long as the volumes lie beside it. A volume of a
//! year has the record of its entries inside.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::{Content, ImportError, Importer, Taken, Warning};
use crate::domain::Digest;
use crate::dossier::Dossier;
use crate::media::{PdfError, attachments};

pub static IMPORTER: Pdf = Pdf;

/// See the [module](self).
pub struct Pdf;

/// What our record is called inside a PDF.
const RECORD: &str = "cpd-record.json";

/// What leads to the volumes of a folder.
const OVERVIEW: &str = "overview.pdf";

/// All evidence that is held in memory at once, in bytes.
const MOST_CONTENTS: usize = 2 << 30;

impl Importer for Pdf {
    fn id(&self) -> &'static str {
        "pdf"
    }

    fn label(&self) -> &'static str {
        "PDF"
    }

    fn is_it(&self, path: &Path, head: &[u8]) -> bool {
        // A reader of PDF looks for this in the first 1,024 bytes.
        let head = head.get(..head.len().min(1_024)).unwrap_or_default();
        // An archive may begin with one.
        let is_pdf = !head.starts_with(b"PK") && head.windows(5).any(|five| five == b"%PDF-");
        is_pdf || path.is_dir() && path.join(OVERVIEW).is_file()
    }

    fn read(&self, path: &Path) -> Result<Taken, ImportError> {
        let file = if path.is_dir() { path.join(OVERVIEW) } else { path.to_owned() };
        let mut inside = files(&file)?;
        let no_record = |why: &str| ImportError::NoRecord { path: file.clone(), why: why.to_owned() };
        let record = inside.remove(RECORD).ok_or_else(|| no_record("nothing of that kind is attached inside"))?;
        let text = String::from_utf8(record).map_err(|_| no_record("what is attached inside is no text"))?;
        let dossier = Dossier::from_json(&text).map_err(|source| ImportError::Dossier { path: file.clone(), source })?;
        drop(text);
        let mut reading = Reading { folder: file.parent().unwrap_or(Path::new("")).to_owned(), inside, ..Reading::default() };
        reading.evidence(&dossier);
        Ok(Taken { dossier, contents: reading.contents, warnings: reading.warnings })
    }
}

/// The files inside a PDF.
fn files(path: &Path) -> Result<BTreeMap<String, Vec<u8>>, ImportError> {
    attachments(super::bytes(path)?).map_err(|error| match error {
        PdfError::TooMuch => ImportError::TooLarge(path.to_owned()),
        error => ImportError::Damaged { path: path.to_owned(), why: error.to_string() },
    })
}

#[derive(Default)]
struct Reading {
    folder: PathBuf,
    /// What is attached to the PDF that has the record.
    inside: BTreeMap<String, Vec<u8>>,
    contents: BTreeMap<String, Content>,
    bytes: usize,
    warnings: Vec<Warning>,
}

impl Reading {
    /// Finds the contents of all evidence; what cannot be found is said.
    fn evidence(&mut self, dossier: &Dossier) {
        let mut volumes: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
        for piece in &dossier.evidence {
            if let Some(file) = piece.file.as_deref() {
                let (volume, name) = file.split_once('/').unwrap_or(("", file));
                volumes.entry(volume).or_default().push((name, &piece.sha256));
            }
        }
        // One PDF at a time is open.
        for (volume, wanted) in volumes {
            let mut inside = if volume.is_empty() {
                std::mem::take(&mut self.inside)
            } else {
                match self.volume(volume) {
                    Ok(inside) => inside,
                    Err(why) => {
                        let files = wanted.len();
                        self.warn(volume, format!("The files inside could not be read ({files} of them): {why}."));
                        continue;
                    }
                }
            };
            for (name, sha256) in wanted {
                if self.contents.contains_key(sha256) {
                    continue;
                }
                match inside.remove(name) {
                    Some(bytes) if Digest(Sha256::digest(&bytes).into()).to_string() != sha256 => {
                        self.warn(name, "It is not what it was when it was attached, and was left out.".to_owned());
                    }
                    Some(bytes) if self.bytes + bytes.len() > MOST_CONTENTS => {
                        self.warn(name, "It was left out, since all files together are too large.".to_owned());
                    }
                    Some(bytes) => {
                        self.bytes += bytes.len();
                        self.contents.insert(sha256.to_owned(), Content::Bytes(bytes));
                    }
                    None => self.warn(name, "It is named in the record, but is not attached.".to_owned()),
                }
            }
        }
    }

    /// The files inside a volume that lies beside. A record could name any path; only a plain name of a PDF is one.
    fn volume(&self, volume: &str) -> Result<BTreeMap<String, Vec<u8>>, String> {
        let path = Path::new(volume);
        let mut parts = path.components();
        let is_plain = matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None)) && !volume.contains('\\');
        if !is_plain || path.extension().is_none_or(|ending| ending != "pdf") {
            return Err("that is no name of a volume".to_owned());
        }
        let path = self.folder.join(path);
        // A device or a pipe would never end.
        if !path.is_file() {
            return Err("it is not beside the overview".to_owned());
        }
        files(&path).map_err(|error| error.to_string())
    }

    fn warn(&mut self, place: &str, what: String) {
        self.warnings.push(Warning { place: place.to_owned(), what });
    }
}
