//! A piece of evidence in words.

use super::{day, joined, size};
use crate::domain::report::ReportEvidence;
use crate::domain::text::clean_line;

/// What is known of a file besides its name, on one line.
pub(in crate::exporters) fn evidence_details(piece: &ReportEvidence) -> String {
    let captured = format!("kept on {}", day(piece.captured.date_naive()));
    joined([&clean_line(&piece.media_type), &size(piece.bytes), &captured])
}

/// How entries refer to a piece of evidence: `E3`.
pub(in crate::exporters) fn evidence_number(place: usize) -> String {
    format!("E{}", place + 1)
}

/// What stands instead of a picture for those who cannot see it: what somebody said that it shows, or else what it is called. Never empty.
pub(in crate::exporters) fn picture_alt(piece: &ReportEvidence) -> String {
    let said = [&piece.alt, &piece.caption, &piece.name].map(|text| clean_line(text));
    said.into_iter().find(|text| text.chars().any(char::is_alphanumeric)).unwrap_or_else(|| "Evidence without a name".to_owned())
}
