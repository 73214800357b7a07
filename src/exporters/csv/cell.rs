//! Cells: numbers and days as they are, texts so that no spreadsheet takes one for a formula.
//!
//! A spreadsheet evaluates what begins like a formula, even between quotation marks (“CSV injection”, OWASP). Such a text gets an apostrophe
//! before it. The way back: when a text begins with an apostrophe and what follows begins like a formula, the apostrophe is ours.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::domain::Minutes;
use crate::domain::text::clean;
use crate::exporters::direction;

/// A cell as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell(pub(super) String);

impl Cell {
    /// What somebody typed. Line ends are `\n`, control characters are left out, and what turns the direction of writing can be seen.
    pub(super) fn text(typed: &str) -> Self {
        let text = clean(typed);
        let text = direction::visible(&text);
        Self(guarded(&text).into_owned())
    }

    /// Several, a line each.
    pub(super) fn lines<S: AsRef<str>>(all: impl IntoIterator<Item = S>) -> Self {
        let lines: Vec<String> = all.into_iter().map(|line| line.as_ref().trim().to_owned()).filter(|line| !line.is_empty()).collect();
        Self::text(&lines.join("\n"))
    }

    /// A whole number, so that a spreadsheet can add it up.
    pub(super) fn number(number: u64) -> Self {
        Self(number.to_string())
    }

    /// Whole minutes.
    pub(super) fn minutes(minutes: Minutes) -> Self {
        Self::number(u64::from(minutes.0))
    }

    /// `2026-03-03`: a day to spreadsheets of every country.
    pub(super) fn day(day: NaiveDate) -> Self {
        Self(day.to_string())
    }

    pub(super) fn some_day(day: Option<NaiveDate>) -> Self {
        day.map_or_else(Self::empty, Self::day)
    }

    /// A word of ours.
    pub(super) fn word(word: &'static str) -> Self {
        Self(word.to_owned())
    }

    pub(super) fn empty() -> Self {
        Self(String::new())
    }
}

/// A text with an apostrophe before it where a spreadsheet might evaluate it.
pub(super) fn guarded(text: &str) -> Cow<'_, str> {
    if looks_like_a_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Whether a text begins like a formula, also behind blanks, quotation marks and what nobody sees, and in the wide letters of East Asia.
fn looks_like_a_formula(text: &str) -> bool {
    for c in text.chars() {
        match c {
            '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠' | '\u{2212}' => return true,
            '\'' | '"' | '`' | '‘' | '’' | '“' | '”' | '«' | '»' | '＇' | '＂' => {}
            _ if c.is_whitespace() || is_unseen(c) => {}
            _ => return false,
        }
    }
    false
}

/// Characters without a picture that some programs leave out.
fn is_unseen(c: char) -> bool {
    c.is_control() || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The way back that the documentation tells.
    fn unguarded(cell: &str) -> &str {
        cell.strip_prefix('\'').filter(|rest| looks_like_a_formula(rest)).unwrap_or(cell)
    }

    #[test]
    fn formulas_are_texts_and_texts_come_back() {
        for formula in [
            "=1+1",
            "+44 1234",
            "-2",
            "@x",
            "\tx",
            "\r=1",
            "  =1",
            "\n=1",
            "\"=1\"",
            "“=1”",
            "'=1",
            "''=1",
            "\u{A0}=1",
            "\u{200B}=1",
            "\u{FEFF}@a",
            "＝1",
            " ＋1",
            "－1",
            "＠x",
            "\u{2212}1",
            "=cmd|' /C calc'!A0",
        ] {
            let cell = guarded(formula);
            assert_eq!(cell.strip_prefix('\''), Some(formula), "{formula:?}");
            assert_eq!(unguarded(&cell), formula);
        }
        for text in ["", "plain", "1", "2026-03-03", "a=1", "'quoted'", "#physiotalk", "(=1)", "'", "e\u{301}", "–2"] {
            assert_eq!(guarded(text), text);
            assert_eq!(unguarded(text), text);
        }
    }

    #[test]
    fn own_numbers_stay_numbers() {
        assert_eq!(Cell::minutes(Minutes(90)).0, "90");
        assert_eq!(Cell::day(NaiveDate::from_ymd_opt(2026, 3, 3).unwrap()).0, "2026-03-03");
        assert_eq!(Cell::text("a\0b\r\n\u{202E}c").0, "ab\n⟨U+202E⟩c");
        assert_eq!(Cell::lines(["- a", "", " b "]).0, "'- a\nb");
    }
}
