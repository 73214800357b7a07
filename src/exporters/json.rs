//! JSON: the whole dossier as data, with the files that prove something inside as Base64 (RFC 4648, section 4). What every name means is
//! in `assets/schema/dossier.schema.json`.
//!
//! Files go through in pieces: however large they are, they are never in memory as a whole.

use std::cell::RefCell;
use std::fmt;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use base64::engine::general_purpose::STANDARD;
use base64::write::EncoderWriter;
use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::{Map, Value};

use super::{ExportError, Exporter, Form, Job, Phase, Written, direction};
use crate::domain::portfolio::EvidenceAs;
use crate::domain::report::ReportEvidence;
use crate::dossier::Dossier;

pub static EXPORTER: Json = Json;

/// See the [module](self).
pub struct Json;

impl Exporter for Json {
    fn id(&self) -> &'static str {
        "json"
    }

    fn label(&self) -> &'static str {
        "JSON"
    }

    fn purpose(&self) -> &'static str {
        "The whole record as data, for other programs or to be taken in again, with its files inside"
    }

    fn extension(&self) -> &'static str {
        "json"
    }

    fn form(&self, _target: &Path) -> Form {
        Form::File
    }

    fn has_record(&self) -> bool {
        true
    }

    fn is_own_copy(&self) -> bool {
        true
    }

    fn write(&self, job: &mut Job<'_>, out: &Path) -> Result<Written, ExportError> {
        let (report, dossier) = (job.report, job.dossier);
        job.phase(Phase::Entries { done: 0, total: dossier.entries.len() })?;
        let pieces: Vec<&ReportEvidence> = match report.parts.evidence {
            EvidenceAs::Index => Vec::new(),
            EvidenceAs::Appendix | EvidenceAs::Attachment => report.evidence.iter().collect(),
        };
        let file = File::create(out).map_err(|source| ExportError::io(out, source))?;
        let mut to = BufWriter::new(file);
        write(dossier, Some(Files { job, pieces, out }), &mut to).map_err(|error| error.of(out))?;
        to.flush().map_err(|source| ExportError::io(out, source))?;
        Ok(Written::default())
    }
}

/// Files whose contents are to go inside.
struct Files<'f, 'j> {
    job: &'f mut Job<'j>,
    pieces: Vec<&'f ReportEvidence>,
    out: &'f Path,
}

/// Why a dossier could not be written.
#[derive(Debug)]
pub(super) enum NotWritten {
    Export(ExportError),
    Io(io::Error),
}

impl NotWritten {
    /// As an error of the file at this path.
    pub(super) fn of(self, path: &Path) -> ExportError {
        match self {
            Self::Export(error) => error,
            Self::Io(source) => ExportError::io(path, source),
        }
    }
}

/// Writes a dossier without contents of files. Characters that turn the direction of writing are escapes, which are the same data.
///
/// # Errors
/// [`NotWritten`].
pub(super) fn record(dossier: &Dossier, to: &mut dyn Write) -> Result<(), NotWritten> {
    write(dossier, None, to)
}

fn write(dossier: &Dossier, files: Option<Files<'_, '_>>, to: &mut dyn Write) -> Result<(), NotWritten> {
    let whole = match serde_json::to_value(dossier).map_err(|error| NotWritten::Io(error.into()))? {
        Value::Object(whole) => whole,
        // A struct is always an object.
        _ => Map::new(),
    };
    let inside = files.map(|files| RefCell::new(Inside { files, failed: None }));
    let mut to = Straight(to);
    serde_json::to_writer_pretty(&mut to, &Whole { whole: &whole, inside: inside.as_ref() })
        .map_err(|error| NotWritten::Io(error.into()))?;
    to.write_all(b"\n").map_err(NotWritten::Io)?;
    match inside.and_then(|inside| inside.into_inner().failed) {
        Some(error) => Err(NotWritten::Export(error)),
        None => Ok(()),
    }
}

/// The contents of files on their way, and what went wrong with one: the writer of JSON knows only its own errors.
struct Inside<'f, 'j> {
    files: Files<'f, 'j>,
    failed: Option<ExportError>,
}

struct Whole<'w, 'f, 'j> {
    whole: &'w Map<String, Value>,
    inside: Option<&'w RefCell<Inside<'f, 'j>>>,
}

impl Serialize for Whole<'_, '_, '_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.whole.len()))?;
        for (key, value) in self.whole {
            match (key.as_str(), value, self.inside) {
                ("evidence", Value::Array(pieces), Some(inside)) => {
                    let pieces: Vec<Piece<'_, '_, '_>> = pieces.iter().map(|piece| Piece { piece, inside }).collect();
                    map.serialize_entry(key, &pieces)?;
                }
                _ => map.serialize_entry(key, value)?,
            }
        }
        map.end()
    }
}

struct Piece<'w, 'f, 'j> {
    piece: &'w Value,
    inside: &'w RefCell<Inside<'f, 'j>>,
}

impl Serialize for Piece<'_, '_, '_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Value::Object(fields) = self.piece else { return self.piece.serialize(to) };
        let uid = fields.get("uid").and_then(Value::as_str).unwrap_or_default();
        let found = self.inside.borrow().files.pieces.iter().position(|piece| piece.uid.to_string() == uid);
        let mut map = to.serialize_map(None)?;
        for (key, value) in fields {
            map.serialize_entry(key, value)?;
        }
        if let Some(at) = found {
            map.serialize_entry("content", &Content { at, inside: self.inside })?;
        }
        map.end()
    }
}

/// The content of a file as Base64, read while it is written.
struct Content<'w, 'f, 'j> {
    at: usize,
    inside: &'w RefCell<Inside<'f, 'j>>,
}

impl Serialize for Content<'_, '_, '_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl fmt::Display for Content<'_, '_, '_> {
    /// Fails only where the writer does: other failures are kept for the end, as nobody else could tell them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inside { files: Files { job, pieces, out }, failed } = &mut *self.inside.borrow_mut();
        let Some(piece) = pieces.get(self.at).filter(|_| failed.is_none()) else { return Ok(()) };
        let mut letters = Letters { to: f, broken: false };
        let mut encoder = EncoderWriter::new(&mut letters, &STANDARD);
        let copied = job
            .phase(Phase::Evidence { done: self.at, total: pieces.len() })
            .and_then(|()| job.copy_evidence(piece, &mut encoder, out))
            .and_then(|()| encoder.finish().map(|_| ()).map_err(|source| ExportError::io(out, source)));
        drop(encoder);
        if letters.broken {
            return Err(fmt::Error);
        }
        *failed = copied.err();
        Ok(())
    }
}

/// Letters of Base64 into a text.
struct Letters<'a, 'f> {
    to: &'a mut fmt::Formatter<'f>,
    broken: bool,
}

impl Write for Letters<'_, '_> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let letters = std::str::from_utf8(buffer).map_err(io::Error::other)?;
        self.to.write_str(letters).map_err(|error| {
            self.broken = true;
            io::Error::other(error)
        })?;
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes JSON on, with escapes for what would turn the direction of writing. The writer of JSON hands over whole pieces of text.
struct Straight<'a>(&'a mut dyn Write);

impl Write for Straight<'_> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        match std::str::from_utf8(buffer) {
            Ok(text) if !text.is_ascii() => self.0.write_all(direction::escaped(text).as_bytes())?,
            _ => self.0.write_all(buffer)?,
        }
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
