//! Days as people write them: `12/3/1950`, `3rd of March 1948`, `March 1948`.

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

const MONTHS: &[&str] =
    &["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// The month of a name or its short form, 1 to 12.
pub(super) fn month(word: &str) -> Option<u32> {
    let word = word.to_ascii_lowercase();
    let is_short = |full: &str| full.starts_with(&word) && (word.len() == 3 || word == "sept");
    (1..).zip(MONTHS).find(|(_, full)| **full == word || is_short(full)).map(|(month, _)| month)
}

/// Years of two figures above this are of the twentieth century.
const TURN: u32 = 30;

/// The day that is written at a place of a text (in bytes). A number alone, a month alone and a year alone are none.
pub(super) fn date_at(text: &str, at: usize) -> Option<Written> {
    let mut from = Cursor { text, at };
    if let Some((length, first)) = from.number() {
        return if length <= 2 { day_first(from, first) } else { year_first(from, length, first) };
    }
    let month = month(from.word()?)?;
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

/// `12/3/1950`, `12.3.50`, `3rd of March, 1948`, `3 Mar`.
fn day_first(mut from: Cursor<'_>, day: u32) -> Option<Written> {
    if !(1..=31).contains(&day) {
        return None;
    }
    let mut figures = from;
    if let Some(written) = (|| {
        let separator = figures.separator()?;
        let (_, month) = figures.number().filter(|(length, month)| *length <= 2 && (1..=12).contains(month))?;
        (figures.separator()? == separator).then_some(())?;
        let (length, year) = figures.number()?;
        let year = full_year(length, year)?;
        Some(Written { end: figures.at, day: Some(day), month, year: Some(year) })
    })() {
        return Some(written);
    }
    from.ordinal();
    let mut of = from;
    if of.blank().is_some() && of.word().is_some_and(|word| word.eq_ignore_ascii_case("of")) {
        from = of;
    }
    from.blank().or_else(|| from.separator().map(|_| ()))?;
    let month = month(from.word()?)?;
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
        if next.word().is_some_and(|word| ["st", "nd", "rd", "th"].iter().any(|end| word.eq_ignore_ascii_case(end))) {
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
