//! What only the document says: forms and requirements that tell of more than the entries that leave, what claims are made of, charts.

use std::collections::HashSet;
use std::str::FromStr as _;

use chrono::NaiveDate;

use super::{Found, Of, Place, found_in};
use crate::domain::Report;
use crate::domain::leaving::Settled;
use crate::privacy::{self, Known};

/// Where something stands that only the document says.
const IN_DOCUMENT: &str = "requirements, forms and lists";

/// Looks through it; `looked` has the texts that were looked through already.
pub(super) fn look(report: &Report, (known, settled): (&Known, &[Settled]), mut looked: HashSet<String>, found: &mut Vec<Found>) {
    let told: HashSet<(&'static str, String)> = found.iter().map(|one| (one.finding.rule, one.text.clone())).collect();
    let mut report = report.clone();
    // They are names as such, and leave only when that was decided.
    report.entries.iter_mut().for_each(|entry| entry.people.clear());
    let place = Place { of: Of::Cover, uid: String::new(), field: IN_DOCUMENT.to_owned() };
    report.each_text(&mut |text| {
        if !looked.insert(text.clone()) {
            return;
        }
        for piece in pieces(text) {
            if piece.trim().is_empty() || piece.len() < text.len() && !looked.insert(piece.clone()) {
                continue;
            }
            for finding in privacy::check(&piece, known) {
                // Days are written there by the program: “6 Jun 2026” names nobody.
                let before = piece.get(..finding.range.start).unwrap_or_default().trim_end();
                let after = piece.get(finding.range.end..).unwrap_or_default().trim_start();
                let is_dated = before.ends_with(|c: char| c.is_ascii_digit()) || after.starts_with(|c: char| c.is_ascii_digit());
                if is_dated && is_month(piece.get(finding.range.clone()).unwrap_or_default()) {
                    continue;
                }
                let one = found_in(&place, (String::new(), None), &piece, finding, settled);
                if !told.contains(&(one.finding.rule, one.text.clone())) {
                    found.push(one);
                }
            }
        }
    });
}

/// A text in the pieces that somebody wrote. The program makes lines of a day, a name and a kind, two blanks apart: read as one sentence
/// they would say what nobody said. All other lines stay together.
fn pieces(text: &str) -> Vec<String> {
    let (mut rest, mut pieces) = (String::new(), Vec::new());
    for line in text.lines() {
        let mut parts = line.split("  ");
        if parts.next().is_some_and(is_day) && line.contains("  ") {
            pieces.extend(parts.map(|part| part.trim().to_owned()));
        } else {
            if !rest.is_empty() {
                rest.push('\n');
            }
            rest.push_str(line);
        }
    }
    pieces.push(rest);
    pieces
}

/// Whether a word is the name of a month, whole or short.
fn is_month(word: &str) -> bool {
    chrono::Month::from_str(word).is_ok()
}

/// “6 Jun 2026”, also as the end of “3 May 2026 to 6 Jun 2026” and after a number in a list.
fn is_day(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let last = words.iter().rev().take(3).rev().copied().collect::<Vec<_>>().join(" ");
    words.len() <= 8 && ["%d %b %Y", "%d %B %Y"].iter().any(|form| NaiveDate::parse_from_str(&last, form).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_program_are_read_in_pieces() {
        for (text, want) in [
            ("Two lines\nof somebody  here", vec!["Two lines\nof somebody  here"]),
            ("6 Jun 2026  A peal  Meeting", vec!["A peal", "Meeting", ""]),
            ("6 June 2026  A peal\n7 Jun 2026  Another\nAnd a word", vec!["A peal", "Another", "And a word"]),
            ("1 Mar 2026 to 2 Mar 2026  A course", vec!["A course", ""]),
            ("", vec![""]),
        ] {
            assert_eq!(pieces(text), want, "{text}");
        }
    }

    #[test]
    fn days() {
        for (text, want) in
            [("6 Jun 2026", true), ("16 June 2026", true), ("1 Mar to 2 Mar 2026", true), ("June", false), ("Patient 3", false)]
        {
            assert_eq!(is_day(text), want, "{text}");
        }
    }
}
