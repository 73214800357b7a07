//! The lines of a text, each also without the marks that programs put in to steer the direction of writing.

use std::borrow::Cow;
use std::ops::Range;

/// One line.
#[derive(Debug)]
pub(super) struct Line<'t> {
    /// As it stands, without its line end.
    pub raw: &'t str,
    /// Without invisible marks, with plain blanks, trimmed: what layouts look at.
    pub text: Cow<'t, str>,
}

impl Line<'_> {
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// The end of the raw line that the end `rest` of the plain line was made from.
    pub(super) fn raw_end(&self, rest: &str) -> &str {
        if let Cow::Borrowed(_) = self.text {
            let raw = self.raw.trim_end();
            return raw.len().checked_sub(rest.len()).and_then(|at| raw.get(at..)).unwrap_or(raw);
        }
        let raw = self.raw.trim_end_matches(|c: char| is_dropped(c) || c.is_whitespace());
        let mut wanted = rest.chars().count();
        let mut from = raw.len();
        for (at, c) in raw.char_indices().rev() {
            if wanted == 0 {
                break;
            }
            from = at;
            wanted -= usize::from(!is_dropped(c));
        }
        raw.get(from..).unwrap_or(raw)
    }
}

/// Marks of direction, joiners of nothing and control characters: never part of a name or a time.
pub(super) fn is_dropped(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || (c.is_control() && c != '\t')
}

fn is_odd_blank(c: char) -> bool {
    c != ' ' && c != '\t' && c.is_whitespace()
}

fn plain(raw: &str) -> Cow<'_, str> {
    if !raw.chars().any(|c| is_dropped(c) || is_odd_blank(c)) {
        return Cow::Borrowed(raw.trim());
    }
    let kept: String = raw.chars().filter(|c| !is_dropped(*c)).map(|c| if is_odd_blank(c) { ' ' } else { c }).collect();
    Cow::Owned(kept.trim().to_owned())
}

/// Where each line lies: its bytes without and with its line end. `\n`, `\r\n` and `\r` end lines; a last empty line is none.
fn spans(text: &str) -> impl Iterator<Item = (Range<usize>, usize)> + '_ {
    let bytes = text.as_bytes();
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = bytes.get(start..).filter(|rest| !rest.is_empty())?;
        let length = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        let ending = match (rest.get(length), rest.get(length + 1)) {
            (None, _) => 0,
            (Some(b'\r'), Some(b'\n')) => 2,
            _ => 1,
        };
        let span = start..start + length;
        start += length + ending;
        Some((span, start))
    })
}

pub(super) fn split(text: &str) -> Vec<Line<'_>> {
    spans(text)
        .map(|(span, _)| {
            let raw = text.get(span).unwrap_or_default();
            Line { raw, text: plain(raw) }
        })
        .collect()
}

/// The bytes of some lines, with their line ends.
pub(super) fn bytes_of(text: &str, lines: &Range<usize>) -> Option<Range<usize>> {
    if lines.is_empty() {
        return None;
    }
    let mut found: Option<Range<usize>> = None;
    for (at, (span, end)) in spans(text).enumerate().take(lines.end) {
        if at == lines.start {
            found = Some(span.start..end);
        } else if let Some(found) = &mut found {
            found.end = end;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_all_systems() {
        for (text, want) in
            [("", &[][..]), ("a", &["a"]), ("a\n", &["a"]), ("a\r\nb\rc\n\nd", &["a", "b", "c", "", "d"]), ("\n\n", &["", ""])]
        {
            assert_eq!(split(text).iter().map(|line| line.raw).collect::<Vec<_>>(), want, "{text:?}");
        }
    }

    #[test]
    fn marks_go_and_the_end_of_the_raw_line_is_found() {
        let lines = split("\u{200e}[1]\u{202f}Ann: \u{200e}hi\u{a0}you\u{200e} ");
        let line = lines.first().unwrap();
        assert_eq!(line.text, "[1] Ann: hi you");
        assert_eq!(line.raw_end("hi you"), "hi\u{a0}you");
        assert_eq!(line.raw_end(""), "");
    }
}
