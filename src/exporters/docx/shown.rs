//! What there is to see of the evidence, read for the appendix.

use std::path::Path;

use crate::domain::portfolio::EvidenceAs;
use crate::domain::text::clean_line;
use crate::exporters::appendix::{Appended, appended};
use crate::exporters::{ExportError, Job, Phase, words};

/// A larger file is not opened, in bytes.
const LARGEST: u64 = 64 << 20;

/// Pictures in one document: with more Word opens it slowly.
const MOST_PICTURES: usize = 300;

/// What there is to see of each piece of evidence, with its place in the report; nothing unless an appendix was asked for. What is left out
/// for its size is told in `warnings`.
///
/// # Errors
/// [`ExportError`]: a file could not be read, or the work was cancelled.
pub(super) fn shown(job: &mut Job<'_>, out: &Path, warnings: &mut Vec<String>) -> Result<Vec<(usize, Appended)>, ExportError> {
    let report = job.report;
    if report.parts.evidence != EvidenceAs::Appendix {
        return Ok(Vec::new());
    }
    let (mut all, mut count) = (Vec::new(), 0);
    let total = report.evidence.len();
    for (at, piece) in report.evidence.iter().enumerate() {
        job.phase(Phase::Evidence { done: at, total })?;
        if piece.bytes > LARGEST || count >= MOST_PICTURES {
            let name = format!("{} “{}”", words::evidence_number(at), clean_line(&piece.name));
            warnings.push(format!("{name} is listed, but not shown: the document would become too large."));
            continue;
        }
        let mut content = Vec::new();
        job.copy_evidence(piece, &mut content, out)?;
        let one = appended(piece, &content, &mut || job.phase(Phase::Evidence { done: at, total }))?;
        count += one.shots.len();
        all.push((at, one));
    }
    Ok(all)
}
