//! The files that are attached inside a PDF (ISO 32000-1, 7.11.4), under the limits that the other readers here have.

use std::collections::BTreeMap;

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Array, Dict, Object, Stream, String as Text};

use super::pdf::PdfError;
use super::{guarded, pdf_guard};

/// The most files in one PDF.
const MOST_FILES: usize = 20_000;

/// The most branches within branches of the tree of names.
const DEEPEST: usize = 32;

/// All files together, in bytes.
const MOST_BYTES: usize = 1 << 30;

/// The files inside a PDF, by their names; of two with the same name the first.
///
/// # Errors
/// [`PdfError`]: it is no PDF, is damaged or encrypted, or its files would take too much memory.
pub fn attachments(bytes: Vec<u8>) -> Result<BTreeMap<String, Vec<u8>>, PdfError> {
    pdf_guard::check_structure(&bytes)?;
    guarded(|| {
        let pdf = Pdf::new(bytes)?;
        let mut found = Found::default();
        let root: Option<Dict<'_>> = pdf.xref().get(pdf.xref().root_id());
        let tree = root.as_ref().and_then(|root| root.get::<Dict<'_>>("Names")?.get::<Dict<'_>>("EmbeddedFiles"));
        if let Some(tree) = tree {
            found.branch(&tree, 0)?;
        }
        // A file that belongs to the whole document may stand here alone.
        if let Some(all) = root.as_ref().and_then(|root| root.get::<Array<'_>>("AF")) {
            for file in all.iter::<Dict<'_>>().take(MOST_FILES) {
                found.file(&file, None)?;
            }
        }
        Ok(found.files)
    })
    .ok_or(PdfError::Damaged)?
}

#[derive(Default)]
struct Found {
    files: BTreeMap<String, Vec<u8>>,
    /// Files and branches looked at.
    steps: usize,
    bytes: usize,
}

impl Found {
    fn step(&mut self) -> Result<(), PdfError> {
        self.steps += 1;
        if self.steps > MOST_FILES { Err(PdfError::TooMuch) } else { Ok(()) }
    }

    /// A branch of the tree of names; what is no file in it is passed over.
    fn branch(&mut self, branch: &Dict<'_>, depth: usize) -> Result<(), PdfError> {
        self.step()?;
        if depth > DEEPEST {
            return Err(PdfError::Damaged);
        }
        if let Some(names) = branch.get::<Array<'_>>("Names") {
            let mut key = None;
            for one in names.iter::<Object<'_>>() {
                match one {
                    Object::String(text) => key = Some(said(&text)),
                    Object::Dict(file) => self.file(&file, key.take())?,
                    _ => {}
                }
            }
        }
        if let Some(kids) = branch.get::<Array<'_>>("Kids") {
            for kid in kids.iter::<Dict<'_>>() {
                self.branch(&kid, depth + 1)?;
            }
        }
        Ok(())
    }

    fn file(&mut self, file: &Dict<'_>, key: Option<String>) -> Result<(), PdfError> {
        self.step()?;
        let name = ["UF", "F"].iter().find_map(|place| file.get::<Text<'_>>(*place)).map(|name| said(&name)).or(key);
        let content = file.get::<Dict<'_>>("EF").and_then(|inner| ["F", "UF"].iter().find_map(|place| inner.get::<Stream<'_>>(*place)));
        let (Some(name), Some(content)) = (name, content) else { return Ok(()) };
        // Packed once at most: how far that unpacks is known.
        if self.files.contains_key(&name) || content.filters().len() > 1 || self.bytes + content.raw_data().len() > MOST_BYTES {
            return if self.files.contains_key(&name) { Ok(()) } else { Err(PdfError::TooMuch) };
        }
        let content = content.decoded().map_err(|_| PdfError::Damaged)?.into_owned();
        self.bytes += content.len();
        if self.bytes > MOST_BYTES {
            return Err(PdfError::TooMuch);
        }
        self.files.insert(name, content);
        Ok(())
    }
}

/// A text of a PDF: UTF-16 or UTF-8 when it says so; else what the first 256 letters of Unicode are, which the rest of names is.
fn said(text: &Text<'_>) -> String {
    let bytes = text.as_bytes();
    if let Some(wide) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        let units = wide.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair));
        return char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    }
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    String::from_utf8(bytes.to_vec()).unwrap_or_else(|_| bytes.iter().map(|byte| char::from(*byte)).collect())
}
