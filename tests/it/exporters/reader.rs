//! An independent reader of PDF text, small enough to be believed: what is shown, in the order of the page's content, without
//! running headers and footers. Text that the file says stands for glyphs (`ActualText`) counts for them.

use std::collections::HashMap;

use hayro_cmap::{BfString, CMap};
use hayro_syntax::Pdf;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Dict, Object, Stream, String as Bytes};
use hayro_syntax::page::Page;

/// Stands for a glyph that the file gives no meaning for; nobody can type it.
pub(crate) const UNKNOWN: char = '\u{FDD0}';

/// Where the reader is within marked content.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Plain,
    /// Headers, footers, rules; or glyphs that a text was given for.
    Silent,
}

/// The text of a whole document, pages one after another.
pub(crate) fn text(pdf: &[u8]) -> String {
    let pdf = Pdf::new(pdf.to_vec()).expect("a PDF");
    pdf.pages().iter().map(page).collect()
}

/// How many pages there are.
pub(crate) fn pages(pdf: &[u8]) -> usize {
    Pdf::new(pdf.to_vec()).expect("a PDF").pages().len()
}

fn page(page: &Page<'_>) -> String {
    let mut fonts: HashMap<String, Option<CMap>> = HashMap::new();
    let mut font = String::new();
    let mut marks = Vec::new();
    let mut out = String::new();
    let mut ops = page.typed_operations();
    while let Some(op) = ops.next() {
        let silent = marks.contains(&Mark::Silent);
        match op {
            Op::BeginMarkedContent(op) => marks.push(if &**op.0 == b"Artifact" { Mark::Silent } else { Mark::Plain }),
            Op::BeginMarkedContentWithProperties(op) => {
                let actual = match op.1 {
                    Object::Dict(properties) => properties.get::<Bytes<'_>>("ActualText"),
                    _ => None,
                };
                if let (Some(actual), false) = (&actual, silent) {
                    out.push_str(&written(actual.as_bytes()));
                }
                marks.push(if actual.is_some() || &**op.0 == b"Artifact" { Mark::Silent } else { Mark::Plain });
            }
            Op::EndMarkedContent(_) => {
                marks.pop();
            }
            Op::TextFont(op) => {
                op.0.as_str().clone_into(&mut font);
                fonts.entry(font.clone()).or_insert_with(|| page.resources().get_font(op.0).and_then(|font| unicode(&font)));
            }
            Op::ShowText(op) if !silent => shown(op.0.as_bytes(), fonts.get(&font), &mut out),
            Op::ShowTexts(op) if !silent => op.0.iter::<Object<'_>>().for_each(|part| {
                if let Object::String(part) = part {
                    shown(part.as_bytes(), fonts.get(&font), &mut out);
                }
            }),
            Op::EndText(_) if !silent => out.push('\n'),
            _ => {}
        }
    }
    out
}

/// What a font says its codes mean.
fn unicode(font: &Dict<'_>) -> Option<CMap> {
    let stream = font.get::<Stream<'_>>("ToUnicode")?;
    CMap::parse(&stream.decoded().ok()?, |_| None)
}

fn shown(codes: &[u8], font: Option<&Option<CMap>>, out: &mut String) {
    let Some(Some(font)) = font else { return };
    for code in codes.chunks(2) {
        match font.lookup_bf_string(code.iter().fold(0, |code, byte| code << 8 | u32::from(*byte))) {
            Some(BfString::Char(c)) => out.push(c),
            Some(BfString::String(text)) => out.push_str(&text),
            None => out.push(UNKNOWN),
        }
    }
}

/// A text string: UTF-16 with its mark, or nearly Latin-1.
pub(crate) fn written(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(rest) => {
            String::from_utf16_lossy(&rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect::<Vec<_>>())
        }
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// All that a file says of itself, packed or not, as text; what is no text comes out as something else.
pub(crate) fn objects(pdf: &[u8]) -> String {
    let mut all = String::from_utf8_lossy(pdf).into_owned();
    for object in Pdf::new(pdf.to_vec()).expect("a PDF").objects() {
        if let Object::Stream(stream) = object {
            all.push_str(&String::from_utf8_lossy(&stream.decoded().unwrap_or_default()));
            all.push('\n');
        }
    }
    all
}
