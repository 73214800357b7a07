//! Days as people write them: `12/3/1950`, `12.iii.50`, `3rd of March 1948`, `March 1948`, and [in words](spoken); the months also in Welsh and Irish:
//! `3ydd o Fawrth 1948`, `3 Márta 1948`.

mod spoken;

use chrono::NaiveDate;

use crate::domain::text::folded;

/// A day, or a part of it, somewhere in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// Where it ends, in bytes of the text.
    pub end: usize,
    pub day: Option<u32>,
    /// 1 to 12.
    pub month: u32,
    pub year: Option<u32>,
}

/// Months as some write them between full stops: `29.ii.24`.
const ROMANS: &[&str] = &["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

const MONTHS: &[&str] =
    &["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// Months of Welsh and Irish as they stand alone, within a day (“o Fawrth”, “de Mhárta”), and in the short forms that are no words of English; without
/// accents. “Meán Fómhair” and “Deireadh Fómhair” are told by their first words.
const CELTIC: &[&[&str]] = &[
    &["ionawr", "eanair"],
    &["chwefror", "chwef", "feabhra", "fheabhra"],
    &["mawrth", "fawrth", "marta", "mharta"],
    &["ebrill", "ebr", "aibrean", "aibreain"],
    &["mai", "fai", "bealtaine", "bhealtaine"],
    &["mehefin", "fehefin", "meitheamh", "mheitheamh", "meithimh"],
    &["gorffennaf", "orffennaf", "gorff", "iuil"],
    &["awst", "lunasa"],
    &["medi", "fedi", "mean", "mhean"],
    &["hydref", "deireadh", "dheireadh"],
    &["tachwedd", "dachwedd", "tach", "samhain", "samhna", "shamhain"],
    &["rhagfyr", "ragfyr", "rhag", "nollaig", "nollag"],
];

/// The month of a name or its short form, 1 to 12.
pub(super) fn month(word: &str) -> Option<u32> {
    let word = folded(word);
    let is_short = |full: &str| full.starts_with(&word) && (word.len() == 3 || word == "sept");
    let english = (1..).zip(MONTHS).find(|(_, full)| **full == word || is_short(full)).map(|(month, _)| month);
    english.or_else(|| (1..).zip(CELTIC).find(|(_, names)| names.contains(&word.as_str())).map(|(month, _)| month))
}

/// Whether a month is named by the first of two words: “Meán Fómhair”.
fn is_of_two(word: &str) -> bool {
    matches!(folded(word).as_str(), "mean" | "mhean" | "deireadh" | "dheireadh")
}

/// Years of two figures above this are of the twentieth century.
const TURN: u32 = 30;

/// The day that is written at a place of a text (in bytes). A number alone, a month alone and a year alone are none.
pub(super) fn date_at(text: &str, at: usize) -> Option<Written> {
    let mut from = Cursor { text, at };
    if let Some((length, first)) = from.number() {
        return if length <= 2 { day_first(from, first) } else { year_first(from, length, first) };
    }
    written_out(from).or_else(|| spoken::spoken_at(text, at))
}

/// `March 1948`, `March 3rd, 1948`.
fn written_out(mut from: Cursor<'_>) -> Option<Written> {
    let month = from.month()?;
    let mut year_next = from;
    if let Some(year) = year_next.year_after_blank() {
        return Some(Written { end: year_next.at, day: None, month, year: Some(year) });
    }
    from.blank()?;
    let (length, day) = from.number()?;
    from.ordinal();
    if length > 2 || !(1..=31).contains(&day) {
        return None;
    }
    let end = from.at;
    Some(match from.year_after_blank() {
        Some(year) => Written { end: from.at, day: Some(day), month, year: Some(year) },
        None => Written { end, day: Some(day), month, year: None },
    })
}

/// The day that six or eight figures are, without anything between them: `290224`, `29022024`.
pub(super) fn compact_at(text: &str, at: usize) -> Option<Written> {
    let mut from = Cursor { text, at };
    let (length, number) = from.number()?;
    let (day, month, year) = match length {
        6 => (number / 10_000, number / 100 % 100, full_year(2, number % 100)?),
        8 => (number / 1_000_000, number / 10_000 % 100, full_year(4, number % 10_000)?),
        _ => return None,
    };
    let apart = !from.rest().starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '%'));
    let exists = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).is_some() && (1900..=2035).contains(&year);
    (apart && exists).then_some(Written { end: from.at, day: Some(day), month, year: Some(year) })
}

/// `12/3/1950`, `12.3.50`, `12.iii.50`, `3rd of March, 1948`, `3 Mar`.
fn day_first(mut from: Cursor<'_>, day: u32) -> Option<Written> {
    if !(1..=31).contains(&day) {
        return None;
    }
    let mut figures = from;
    if let Some(written) = (|| {
        let separator = figures.separator()?;
        let month = match figures.number() {
            Some((length, month)) => Some(month).filter(|month| length <= 2 && (1..=12).contains(month)),
            None => figures.roman().filter(|_| !matches!(separator, ' ' | '\u{a0}')),
        }?;
        (figures.separator()? == separator).then_some(())?;
        let (length, year) = figures.number()?;
        let year = full_year(length, year)?;
        Some(Written { end: figures.at, day: Some(day), month, year: Some(year) })
    })() {
        return Some(written);
    }
    from.ordinal();
    let mut of = from;
    if of.blank().is_some() && of.word().is_some_and(|word| ["of", "o", "de", "den"].iter().any(|known| word.eq_ignore_ascii_case(known))) {
        from = of;
    }
    from.blank().or_else(|| from.separator().map(|_| ()))?;
    let month = from.month()?;
    let end = from.at;
    Some(match from.year_after_blank() {
        Some(year) => Written { end: from.at, day: Some(day), month, year: Some(year) },
        None => Written { end, day: Some(day), month, year: None },
    })
}

/// `1950-03-12`
fn year_first(mut from: Cursor<'_>, length: usize, year: u32) -> Option<Written> {
    let year = full_year(length, year)?;
    let separator = from.separator()?;
    let (_, month) = from.number().filter(|(length, month)| *length <= 2 && (1..=12).contains(month))?;
    (from.separator()? == separator).then_some(())?;
    let (_, day) = from.number().filter(|(length, day)| *length <= 2 && (1..=31).contains(day))?;
    Some(Written { end: from.at, day: Some(day), month, year: Some(year) })
}

fn full_year(length: usize, year: u32) -> Option<u32> {
    match length {
        4 => (1000..=2200).contains(&year).then_some(year),
        2 => Some(if year > TURN { 1900 + year } else { 2000 + year }),
        _ => None,
    }
}

/// A place in a text that moves on over what it reads.
#[derive(Clone, Copy)]
struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// At most as many letters as a month or a year could have, so that a long run costs nothing.
    fn run(&mut self, is: impl Fn(&char) -> bool) -> Option<&'t str> {
        const MOST: usize = 10;
        let rest = self.rest();
        let end: usize = rest.chars().take(MOST).take_while(is).map(char::len_utf8).sum();
        self.at += end;
        rest.get(..end).filter(|run| !run.is_empty())
    }

    /// How many figures, and their value.
    fn number(&mut self) -> Option<(usize, u32)> {
        let before = self.at;
        let digits = self.run(char::is_ascii_digit);
        let read = digits.and_then(|digits| Some((digits.len(), digits.parse().ok()?)));
        if read.is_none() {
            self.at = before;
        }
        read
    }

    fn word(&mut self) -> Option<&'t str> {
        self.run(|c| c.is_alphabetic())
    }

    /// A month by its name; of “Meán Fómhair” both words.
    fn month(&mut self) -> Option<u32> {
        let word = self.word()?;
        let month = month(word)?;
        if is_of_two(word) {
            self.blank()?;
            self.word().filter(|next| matches!(folded(next).as_str(), "fomhair" | "fhomhair"))?;
        }
        Some(month)
    }

    /// A month in roman numerals.
    fn roman(&mut self) -> Option<u32> {
        let word = self.word()?.to_ascii_lowercase();
        (1..).zip(ROMANS).find(|(_, roman)| **roman == word).map(|(month, _)| month)
    }

    fn separator(&mut self) -> Option<char> {
        let c = self.rest().chars().next().filter(|c| matches!(c, '/' | '.' | '-' | ' ' | '\u{a0}' | '–' | '‑' | '\\'))?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Blanks, with a comma or a full stop before them.
    fn blank(&mut self) -> Option<()> {
        let before = self.at;
        self.run(|c| matches!(c, ',' | '.'));
        let blank = self.run(|c| c.is_whitespace() && *c != '\n');
        if blank.is_none() {
            self.at = before;
        }
        blank.map(|_| ())
    }

    fn ordinal(&mut self) {
        let mut next = *self;
        // “3ydd o Fawrth”, “17ú Márta”
        const ENDS: &[&str] = &["st", "nd", "rd", "th", "af", "ail", "il", "ydd", "ed", "fed", "eg", "ain", "ú"];
        if next.word().is_some_and(|word| ENDS.iter().any(|end| word.eq_ignore_ascii_case(end))) {
            *self = next;
        }
    }

    /// ` 1948`, `, 1948`, ` '48`, `-48`
    fn year_after_blank(&mut self) -> Option<u32> {
        let mut next = *self;
        next.blank().or_else(|| next.separator().map(|_| ()))?;
        let apostrophe = next.run(|c| matches!(c, '\'' | '’')).is_some();
        let (length, year) = next.number()?;
        if length == 2 && !apostrophe && next.rest().starts_with([':', '.', '%']) {
            return None;
        }
        let year = full_year(length, year)?;
        *self = next;
        Some(year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_without_anything_between_their_figures() {
        for (text, written) in [
            ("290224", Some((29, 2, 2024))),
            ("290223", None),
            ("03111952, he", Some((3, 11, 1952))),
            ("290224/1", None),
            ("2902245", None),
            ("29022", None),
            ("999999", None),
        ] {
            let found = compact_at(text, 0).map(|found| (found.day.unwrap_or_default(), found.month, found.year.unwrap_or_default()));
            assert_eq!(found, written, "{text}");
        }
    }

    #[test]
    fn days_as_people_write_them() {
        for (text, written) in [
            ("12/3/1950.", Some((9, Some(12), 3, Some(1950)))),
            ("12.03.50", Some((8, Some(12), 3, Some(1950)))),
            ("12-3-14", Some((7, Some(12), 3, Some(2014)))),
            ("12 03 1950", Some((10, Some(12), 3, Some(1950)))),
            ("1950-03-12T", Some((10, Some(12), 3, Some(1950)))),
            ("3 March 1948", Some((12, Some(3), 3, Some(1948)))),
            ("3rd of March, 1948", Some((18, Some(3), 3, Some(1948)))),
            ("3 Mar '48", Some((9, Some(3), 3, Some(1948)))),
            ("3-Mar-48", Some((8, Some(3), 3, Some(1948)))),
            ("3 March at 10:30", Some((7, Some(3), 3, None))),
            ("3 March 10:30", Some((7, Some(3), 3, None))),
            ("March 3rd, 1948", Some((15, Some(3), 3, Some(1948)))),
            ("29.ii.24,", Some((8, Some(29), 2, Some(2024)))),
            ("3-XI-1948", Some((9, Some(3), 11, Some(1948)))),
            ("the 4th of May", None),
            ("fourth of May 1955", Some((18, Some(4), 5, Some(1955)))),
            ("17 Mawrth 1958)", Some((14, Some(17), 3, Some(1958)))),
            ("3ydd o Fawrth 1948", Some((18, Some(3), 3, Some(1948)))),
            ("21ain Medi 1951", Some((15, Some(21), 9, Some(1951)))),
            ("8 Nollaig 1949", Some((14, Some(8), 12, Some(1949)))),
            ("12ú Meán Fómhair 1960", Some((24, Some(12), 9, Some(1960)))),
            ("4 de Mhárta 1951", Some((17, Some(4), 3, Some(1951)))),
            ("12 mean 1960", None),
            ("3 v 2", None),
            ("Sept 1948", Some((9, None, 9, Some(1948)))),
            ("March", None),
            ("1950", None),
            ("10/10 overall", None),
            ("5 mg", None),
            ("31/13/1950", None),
            ("0/3/1950", None),
            ("Mar", None),
            ("", None),
        ] {
            let found = date_at(text, 0).map(|found| (found.end, found.day, found.month, found.year));
            assert_eq!(found, written, "{text}");
        }
    }
}
