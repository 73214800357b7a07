//! A piece of evidence on the index, as data for the page template.

use serde_json::{Value, json};

use super::data::{Attached, Part, address, named};
use super::printable::{self, Room};
use crate::domain::portfolio::EvidenceAs;
use crate::domain::report::ReportEvidence;
use crate::exporters::words;

/// A piece with its number, its details and the file that it is, if that is inside.
pub(super) fn evidence(at: usize, piece: &ReportEvidence, part: Part<'_>, attached: &[Option<Attached>]) -> Value {
    let plain = |text: &str| printable::line(text, Room::Cell);
    let number = words::evidence_number(at);
    let entries: Vec<String> =
        part.entries.iter().filter(|entry| entry.evidence.contains(&at)).map(|entry| words::day(entry.date)).collect();
    let shown = if entries.is_empty() {
        String::new()
    } else {
        format!("Supports the {} of {}", if entries.len() == 1 { "entry" } else { "entries" }, entries.join("; "))
    };
    let mut lines: Vec<Value> = [
        piece.caption.clone(),
        if piece.alt.trim().is_empty() { String::new() } else { format!("Shows: {}", piece.alt) },
        words::evidence_details(piece),
        shown,
    ]
    .iter()
    .map(|line| plain(line))
    .filter(|line| !line.is_empty())
    .map(|line| json!([line]))
    .collect();
    if !piece.source_url.trim().is_empty() {
        lines.push(json!(address(&piece.source_url)));
    }
    let inside = attached.get(at).and_then(Option::as_ref).filter(|_| part.report.parts.evidence != EvidenceAs::Index);
    if inside.is_none() && part.report.parts.evidence != EvidenceAs::Index {
        lines.push(json!(["Not attached: too large for a PDF"]));
    }
    json!({
        "number": number,
        "name": named(&piece.name, Room::Cell),
        "together": piece.name.len() + piece.caption.len() + piece.alt.len() + piece.source_url.len() < 1_000,
        "lines": lines,
        "sha256": piece.digest.to_string(),
        "attach": inside.map(|Attached { file, name }| json!({
            "file": file,
            "name": name,
            "mime": mime(&piece.media_type),
            "description": printable::line(&format!("{number} {} {}", piece.name, piece.caption), Room::Line).replace('\u{200B}', ""),
        })),
    })
}

/// A media type that any reader takes.
fn mime(typed: &str) -> String {
    let part = |part: &str| {
        !part.is_empty()
            && part.len() < 100
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-._".contains(&b))
            && part.starts_with(|c: char| c.is_ascii_alphanumeric())
    };
    match typed.split_once('/') {
        Some((kind, of)) if part(kind) && part(of) => typed.to_ascii_lowercase(),
        _ => "application/octet-stream".to_owned(),
    }
}
