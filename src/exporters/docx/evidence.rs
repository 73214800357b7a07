//! The evidence: the list of files with their digests, and what there is to see of them.

use super::body::{Body, Cell, Picture, Style};
use super::inline::{Inline, Look};
use super::pieces::{address, heads, plain};
use super::xml;
use crate::domain::Report;
use crate::domain::report::ReportEvidence;
use crate::domain::text::clean_line;
use crate::exporters::appendix::Appended;
use crate::exporters::words;

/// What a file is called.
pub(super) fn named(piece: &ReportEvidence) -> String {
    let name = clean_line(&piece.name);
    if xml::has_words(&name) { name } else { "(no name)".to_owned() }
}

/// The list of files with their digests, and then what can be shown of them.
pub(super) fn evidence(body: &mut Body, report: &Report, shown: Vec<(usize, Appended)>) {
    body.heading(1, "Index of evidence", true);
    body.words(Style::Note, "A file is unchanged when its SHA-256 is the one given here.");
    let heads = heads(body, &["Number", "File", "Details"]);
    let mut rows = Vec::with_capacity(report.evidence.len());
    for (at, piece) in report.evidence.iter().enumerate() {
        let number = words::evidence_number(at);
        let mut first = Inline::default();
        first.bookmark(&number, body.mark());
        first.text(&number, Look::BOLD);
        let first = Cell { letters: first.letters(), xml: body.apart(|body| body.put(Style::Normal, &first)) };
        let entries: Vec<String> =
            report.entries.iter().filter(|entry| entry.evidence.contains(&at)).map(|entry| words::day(entry.date)).collect();
        let supports = match entries.len() {
            0 => String::new(),
            1 => format!("Supports the entry of {}", entries.concat()),
            _ => format!("Supports the entries of {}", entries.join("; ")),
        };
        let alt = clean_line(&piece.alt);
        let alt = if alt.is_empty() { alt } else { format!("Shows: {alt}") };
        let details = body.apart(|body| {
            for line in [clean_line(&piece.caption), alt, words::evidence_details(piece), supports] {
                body.words(Style::Normal, &line);
            }
            let mut source = Inline::default();
            address(body, &piece.source_url, &mut source);
            body.paragraph(Style::Normal, &source);
            let mut digest = Inline::of("SHA-256: ", Look::PLAIN);
            digest.text(&piece.digest.to_string(), Look::CODE);
            body.put(Style::Normal, &digest);
        });
        rows.push(vec![first, plain(body, &named(piece), Look::PLAIN), Cell { xml: details, letters: 80 }]);
    }
    body.table(&heads, &rows, "Index of evidence");
    if shown.is_empty() {
        return;
    }
    body.new_page();
    body.heading(1, "Appendix: the evidence itself", true);
    for (at, Appended { shots, text, notes }) in shown {
        let Some(piece) = report.evidence.get(at) else { continue };
        body.heading(2, &format!("{} {}", words::evidence_number(at), named(piece)), false);
        for shot in shots {
            let ending = if shot.bytes.starts_with(&[0xFF, 0xD8]) { "jpeg" } else { "png" };
            body.words(Style::Caption, &shot.caption);
            body.picture(Picture { content: shot.bytes, ending, width: shot.width, height: shot.height }, &shot.alt);
        }
        for line in text.lines() {
            body.words(Style::Code, line);
        }
        for note in notes {
            body.words(Style::Note, &note);
        }
    }
}
