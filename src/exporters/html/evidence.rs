//! Files that prove something: an index with their digests, pictures in the page, and small files to be taken out of it.

use std::path::Path;

use super::body::Body;
use super::markup::Markup;
use super::table;
use crate::domain::Report;
use crate::domain::portfolio::EvidenceAs;
use crate::domain::report::ReportEvidence;
use crate::domain::text::clean_line;
use crate::exporters::appendix::{self, Appended};
use crate::exporters::{ExportError, Job, Phase, names, words};

/// Of a larger file nothing is shown, in bytes.
const LARGEST_SHOWN: u64 = 40 << 20;

/// All pictures together, as they are in the page, in bytes.
const MOST_SHOTS: usize = 12 << 20;

/// A larger file is listed and not put into the page, in bytes.
const LARGEST_FILE: u64 = 2 << 20;

/// All files together, in bytes.
const MOST_FILES: u64 = 20 << 20;

/// What becomes of a piece of evidence.
#[derive(Default)]
pub(super) struct Shown {
    /// What there is to see of it.
    appended: Appended,
    /// Its content as it is, and the name that it is taken out under.
    file: Option<(Vec<u8>, String)>,
}

/// Reads what goes into the page, in the order of the index.
///
/// # Errors
/// [`ExportError`]: something could not be read, or the work was cancelled.
pub(super) fn read(job: &mut Job<'_>, out: &Path, warnings: &mut Vec<String>) -> Result<Vec<Shown>, ExportError> {
    let report = job.report;
    let total = report.evidence.len();
    let (mut shots, mut files) = (0_usize, 0_u64);
    let mut all = Vec::with_capacity(total);
    for (done, piece) in report.evidence.iter().enumerate() {
        job.phase(Phase::Evidence { done, total })?;
        let mut shown = Shown::default();
        let as_picture = report.parts.evidence == EvidenceAs::Appendix && piece.bytes <= LARGEST_SHOWN && shots < MOST_SHOTS;
        let fits = report.parts.evidence != EvidenceAs::Index && piece.bytes <= LARGEST_FILE && files + piece.bytes <= MOST_FILES;
        if as_picture || fits {
            let mut content = Vec::new();
            job.copy_evidence(piece, &mut content, out)?;
            if as_picture {
                shown.appended = appendix::appended(piece, &content, &mut || job.phase(Phase::Evidence { done, total }))?;
                let count = shown.appended.shots.len();
                shown.appended.shots.retain(|shot| {
                    let fits = shots + shot.bytes.len() <= MOST_SHOTS;
                    shots += if fits { shot.bytes.len() } else { 0 };
                    fits
                });
                if shown.appended.shots.len() < count {
                    shown.appended.notes.push("Not all of it is shown: this page would be too large.".to_owned());
                }
            }
            // A picture that is in the page goes without its metadata, and not a second time with them.
            let is_picture = shown.appended.shots.iter().any(|shot| !shot.is_page);
            if fits && !is_picture {
                files += piece.bytes;
                let name = format!("{}-{}", words::evidence_number(done), piece.name);
                shown.file = Some((content, names::file(&name, &names::tail(piece.uid))));
            }
        }
        if report.parts.evidence != EvidenceAs::Index && shown.file.is_none() && shown.appended.shots.is_empty() {
            warnings.push(format!("“{}” is too large to be put into the page: it is listed with its SHA-256 only.", named(piece)));
        }
        all.push(shown);
    }
    Ok(all)
}

impl Shown {
    fn is_seen(&self) -> bool {
        !self.appended.shots.is_empty() || !self.appended.text.is_empty()
    }
}

/// How entries link to a piece of the index.
pub(super) fn anchor(at: usize) -> String {
    format!("evidence-{}", at + 1)
}

/// Writes the index, and the pictures below it.
pub(super) fn write(report: &Report, shown: &[Shown], body: &mut Body) {
    if report.evidence.is_empty() {
        return;
    }
    body.section("Index of evidence", false);
    body.page.raw("<p class=\"soft\">A file is unchanged when its SHA-256 is the one given here.</p>\n");
    let classes = ["left"; 3];
    table::open("Files that support the entries", &["No.", "File", "SHA-256"], &classes, &mut body.page);
    for (at, piece) in report.evidence.iter().enumerate() {
        let number = words::evidence_number(at);
        table::row(3, &classes, &mut body.page, |column, page| match column {
            0 => page.element("span", &[("id", &anchor(at))], &number),
            1 => {
                file(at, piece, shown.get(at), page);
                for line in lines(at, piece, report, shown.get(at)) {
                    page.raw("<br>");
                    page.element("span", &[("class", "soft")], &line);
                }
                if !piece.source_url.trim().is_empty() {
                    page.raw("<br>");
                    page.address(piece.source_url.trim());
                }
            }
            _ => page.element("span", &[("class", "digest")], &piece.digest.to_string()),
        });
    }
    table::close(3, &mut body.page);
    appendix(report, shown, body);
    body.end_of_section();
}

/// The name of a file: a link that takes it out of the page, or one to what is shown of it.
fn file(at: usize, piece: &ReportEvidence, shown: Option<&Shown>, page: &mut Markup) {
    let name = named(piece);
    page.raw("<strong>");
    match shown {
        Some(Shown { file: Some((bytes, saved)), .. }) => {
            // Never as what it says it is: it must be saved, not opened here.
            page.open_with_data("a", &[("download", saved)], ("href", "application/octet-stream", bytes));
            page.line(&name);
            page.close("a");
        }
        Some(shown) if shown.is_seen() => page.element("a", &[("href", &format!("#{}", shown_at(at)))], &name),
        _ => page.line(&name),
    }
    page.raw("</strong>");
}

/// Where a piece is shown.
fn shown_at(at: usize) -> String {
    format!("shown-{}", at + 1)
}

/// What is known of a file, a line each.
fn lines(at: usize, piece: &ReportEvidence, report: &Report, shown: Option<&Shown>) -> Vec<String> {
    let days: Vec<String> =
        report.entries.iter().filter(|entry| entry.evidence.contains(&at)).map(|entry| words::day(entry.date)).collect();
    let supports = match days.len() {
        0 => String::new(),
        1 => format!("Supports the entry of {}", days.concat()),
        _ => format!("Supports the entries of {}", days.join("; ")),
    };
    let inside = match shown {
        Some(Shown { file: Some(_), .. }) => "",
        Some(shown) if shown.is_seen() => "Shown below without its metadata; the SHA-256 is that of the file itself",
        _ if report.parts.evidence == EvidenceAs::Index => "",
        _ => "Not in this page: too large",
    };
    let alt = if piece.alt.trim().is_empty() { String::new() } else { format!("Shows: {}", piece.alt) };
    [piece.caption.clone(), alt, words::evidence_details(piece), supports, inside.to_owned()]
        .into_iter()
        .map(|line| clean_line(&line))
        .filter(|line| !line.is_empty())
        .collect()
}

/// Whether a picture is a JPEG or a PNG, by its first bytes.
fn picture_type(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(&[0xFF, 0xD8]) { "image/jpeg" } else { "image/png" }
}

/// What there is to see of each piece, below the index.
fn appendix(report: &Report, shown: &[Shown], body: &mut Body) {
    for (at, (piece, shown)) in report.evidence.iter().zip(shown).enumerate().filter(|(_, (_, shown))| shown.is_seen()) {
        body.page.open("div", &[("id", &shown_at(at))]);
        body.part("", &format!("{} {}", words::evidence_number(at), named(piece)));
        for shot in &shown.appended.shots {
            body.page.raw("<figure>");
            let (width, height) = (shot.width.to_string(), shot.height.to_string());
            let attributes = [("alt", shot.alt.as_str()), ("width", &width), ("height", &height)];
            body.page.open_with_data("img", &attributes, ("src", picture_type(&shot.bytes), &shot.bytes));
            if !shot.caption.is_empty() {
                body.page.element("figcaption", &[("dir", "auto")], &shot.caption);
            }
            body.page.raw("</figure>\n");
        }
        if !shown.appended.text.is_empty() {
            body.page.raw("<details><summary>What it says</summary>\n<pre dir=\"auto\">");
            body.page.verbatim(&shown.appended.text);
            body.page.raw("</pre></details>\n");
        }
        for note in &shown.appended.notes {
            body.page.block("p", &[("class", "soft")], note);
        }
        body.page.raw("</div>\n");
    }
}

pub(super) fn named(piece: &ReportEvidence) -> String {
    let name = clean_line(&piece.name);
    if name.is_empty() { "(no name)".to_owned() } else { name }
}
