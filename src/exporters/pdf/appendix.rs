//! The evidence itself on pages: pictures, pages of PDFs, texts.

use serde_json::{Value, json};
use typst::foundations::Bytes;

use super::blocks::heading;
use super::data::Attached;
use super::links;
use super::picture::Files;
use super::printable::{self, Room};
use crate::domain::Report;
use crate::domain::report::ReportEvidence;
use crate::domain::text::excerpt;
use crate::exporters::appendix::{self, Appended, Shot};
use crate::exporters::words::{self, Listed};

/// The width of a line of words, in points.
const WIDE: f32 = 459.2;

/// The most height of a picture below the heading of its file, in points: a page of A4 less its margins and that heading.
const HIGH_BELOW: f32 = 520.0;

/// The same of a picture that follows another.
const HIGH: f32 = 645.0;

/// Points of the page for a pixel of a picture that is small enough: 96 dots per inch, as on a screen.
const PER_PIXEL: f32 = 0.75;

/// The longest caption below a picture, in letters; all of it stands on the index.
const CAPTION: usize = 200;

/// The longest alternative text, in letters: a screen reader cannot pause in it.
const ALT: usize = 1_500;

/// The chapter; nothing when there is no file to show. `attached` has a place for each piece whose content is in `files`.
pub(super) fn appendix<E>(
    report: &Report,
    attached: &[Option<Attached>],
    files: &mut Files,
    go_on: &mut dyn FnMut() -> Result<(), E>,
) -> Result<Value, E> {
    let mut blocks = Vec::new();
    for (at, (piece, attached)) in report.evidence.iter().zip(attached).enumerate() {
        // What is too large to be read is said on the index.
        let Some(content) = attached.as_ref().and_then(|one| content(files, &one.file)) else { continue };
        let Appended { shots, text, notes } = appendix::appended(piece, &content, go_on)?;
        drop(content);
        blocks.push(heading(2, &format!("{} {}", words::evidence_number(at), excerpt(&piece.name, 150)), Listed::Bookmarks));
        blocks.extend(about(piece, shots.is_empty()));
        blocks.extend(notes.iter().map(|note| json!({"t": "note", "text": printable::line(note, Room::Line)})));
        for (nth, shot) in shots.into_iter().enumerate() {
            blocks.push(picture(shot, if nth == 0 { HIGH_BELOW } else { HIGH }, files));
        }
        if !text.is_empty() {
            blocks.push(json!({"t": "flow", "body": paragraphs(&text)}));
        }
    }
    Ok(if blocks.is_empty() { Value::Null } else { json!({"key": "appendix", "title": "Appendix: the evidence itself", "blocks": blocks}) })
}

fn content(files: &Files, file: &str) -> Option<Bytes> {
    files.iter().find(|(name, _)| name == file).map(|(_, content)| content.clone())
}

/// What the file is, where no picture says so below itself.
fn about(piece: &ReportEvidence, has_no_picture: bool) -> Option<Value> {
    let caption = printable::line(&excerpt(&piece.caption, CAPTION), Room::Line);
    (has_no_picture && !caption.is_empty()).then(|| json!({"t": "words", "text": caption}))
}

/// A picture as large as it is, or as there is room for.
fn picture(shot: Shot, high: f32, files: &mut Files) -> Value {
    let Shot { bytes, width, height, alt, caption, is_page } = shot;
    let (wide, tall) = (width as f32 * PER_PIXEL, height as f32 * PER_PIXEL);
    let smaller = (WIDE / wide).min(high / tall).min(1.0);
    // Names of our own: the typesetter remembers each for as long as the program runs.
    let file = format!("/pictures/{}", files.len());
    files.push((file.clone(), Bytes::new(bytes)));
    json!({
        "t": "picture",
        "file": file,
        "width": wide * smaller,
        "height": tall * smaller,
        "alt": printable::line(&excerpt(&alt, ALT), Room::Line).replace('\u{200B}', ""),
        "caption": printable::line(&excerpt(&caption, CAPTION), Room::Line),
        "framed": is_page,
    })
}

/// A plain text with its lines; an empty line parts paragraphs.
fn paragraphs(text: &str) -> Vec<Value> {
    let paragraph = |text: &str| {
        let mut nodes = Vec::new();
        links::linked(text, Room::Line, &mut nodes);
        json!({"t": "p", "c": nodes})
    };
    text.split("\n\n").map(|part| part.trim_matches('\n')).filter(|part| super::tree::has_words(&[json!(part)])).map(paragraph).collect()
}
