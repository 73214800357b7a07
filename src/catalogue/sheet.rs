//! A data file as written by hand, read value by value, so that everything that is wrong in it is told at once: what, on which line, and
//! how to mend it.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Problem, Weight};
use crate::domain::text::excerpt;

/// More syntax errors than this follow from the first ones.
const MOST_SYNTAX_ERRORS: usize = 20;

/// Characters of a name that are shown.
const LONGEST_NAME: usize = 40;

/// How to mend a heading.
const HEADING: &str = "each prompt begins with [[prompts]], in two pairs of brackets every time";

/// How to mend what is said twice.
const TWICE: &str = "leave one of the two out";

/// A file, and what was found in it.
pub(super) struct Sheet<'a> {
    file: &'a str,
    text: &'a str,
    problems: Vec<Problem>,
}

/// Whether a value must be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// With the line to add, as in `label = "My model"`.
    Must(&'static str),
    May,
}

/// A value and the byte at which it begins.
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) at: usize,
}

impl<'a> Sheet<'a> {
    /// The table of a file; `None` when its syntax is wrong.
    pub(super) fn read(file: &'a str, text: &'a str) -> (Self, Option<Fields<'a>>) {
        let mut sheet = Self { file, text, problems: Vec::new() };
        if let Some((at, what, mend)) = unreadable(text) {
            sheet.wrong(at, what, mend);
            return (sheet, None);
        }
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            sheet.syntax(error);
        }
        // On one line, one follows from the other.
        sheet.problems.sort_by_key(|problem| problem.line);
        sheet.problems.dedup_by_key(|problem| problem.line);
        // What comes after a heading that was not understood seems to be said twice.
        if let Some(heading) = sheet.problems.iter().position(|problem| problem.mend == HEADING) {
            let mut place = 0..;
            sheet.problems.retain(|problem| place.next() <= Some(heading) || problem.mend != TWICE);
        }
        sheet.problems.truncate(MOST_SYNTAX_ERRORS);
        let fields = Fields { table: table.into_inner(), at: 0, of: String::new() };
        (sheet, errors.is_empty().then_some(fields))
    }

    fn syntax(&mut self, error: &toml::de::Error) {
        let at = error.span().map_or(0, |span| span.start);
        let before = self.text.get(..at).unwrap_or_default();
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let said = error.message().lines().collect::<Vec<_>>().join(", ");
        let line = self.text.lines().nth(line_at(self.text, at) - 1).unwrap_or_default();
        let value = line.split_once('=').map(|(key, value)| (excerpt(key, LONGEST_NAME), value.trim_start()));
        let mend = match value {
            _ if line.trim_start().starts_with('[') => HEADING.to_owned(),
            _ if said.contains("duplicate key") => TWICE.to_owned(),
            Some((key, value)) if value.starts_with(['[', '{']) => {
                let (open, close) = if value.starts_with('[') { ("[\"…\", \"…\"", "]") } else { ("{ … = …, … = …", " }") };
                format!("write it as {key} = {open}{close}, with commas between and the closing bracket at the end")
            }
            Some((key, _)) => format!("write it as {key} = \"…\", with plain quotation marks around a text and \\\" for one inside it"),
            None => "a line is a name, = and a value, as in label = \"My model\"; a line of remarks begins with #".to_owned(),
        };
        self.wrong(at, format!("column {column}: {said}"), mend);
    }

    /// Something for which the file is left out.
    pub(super) fn wrong(&mut self, at: usize, what: impl Into<String>, mend: impl Into<String>) {
        self.tell(at, what.into(), mend.into(), Weight::LeftOut);
    }

    /// Something that has no effect, and was perhaps meant otherwise.
    pub(super) fn doubt(&mut self, at: usize, what: impl Into<String>, mend: impl Into<String>) {
        self.tell(at, what.into(), mend.into(), Weight::Doubt);
    }

    fn tell(&mut self, at: usize, what: String, mend: String, weight: Weight) {
        self.problems.push(Problem { file: self.file.to_owned(), line: line_at(self.text, at), what, mend, weight });
    }

    /// How many were found so far.
    pub(super) const fn problem_count(&self) -> usize {
        self.problems.len()
    }

    /// The line of a place in it; 1 is the first.
    pub(super) fn line(&self, at: usize) -> usize {
        line_at(self.text, at)
    }

    /// What was made of it, unless it must be left out, and everything that is wrong, from top to bottom.
    pub(super) fn made<T>(mut self, value: Option<T>) -> (Option<T>, Vec<Problem>) {
        self.problems.sort_by_key(|problem| problem.line);
        let fit = self.problems.iter().all(|problem| problem.weight == Weight::Doubt);
        (value.filter(|_| fit), self.problems)
    }
}

/// What is wrong with a file so that every line of it would be: its place, what it is, and how to mend it.
fn unreadable(text: &str) -> Option<(usize, &'static str, &'static str)> {
    if let Some(at) = text.find('\0') {
        return Some((at, "is not UTF-8: there are empty characters between the letters", "save it again as UTF-8 in your editor"));
    }
    let old = text.match_indices('\r').find(|(at, _)| text.as_bytes().get(at + 1) != Some(&b'\n'));
    old.map(|(at, _)| (at, "its lines end in a way that is no longer used (CR alone)", "save it with line ends LF or CRLF in your editor"))
}

/// The line of a place in a text; 1 is the first.
pub(super) fn line_at(text: &str, at: usize) -> usize {
    text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1
}

/// A table of a file.
pub(super) struct Fields<'a> {
    table: DeTable<'a>,
    /// Where it begins.
    at: usize,
    /// What it is, before what is said of it: “the second prompt: ”.
    of: String,
}

impl<'a> Fields<'a> {
    /// Where it begins.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    /// Tells names that are none of these.
    pub(super) fn only(&self, sheet: &mut Sheet<'_>, known: &[&str]) {
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                sheet.wrong(key.span().start, format!("{}there is no “{name}”", self.of), instead(name, known));
            }
        }
    }

    fn value(&self, sheet: &mut Sheet<'_>, key: &str, need: Need) -> Option<&Spanned<DeValue<'a>>> {
        let value = self.table.get(key);
        if let (None, Need::Must(line)) = (value, need) {
            sheet.wrong(self.at, format!("{}{key} is missing", self.of), format!("add a line {line}"));
        }
        value
    }

    fn other(&self, sheet: &mut Sheet<'_>, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str, mend: &str) {
        let what = format!("{}{key} is {}, not {wanted}", self.of, kind_of(value.get_ref()));
        sheet.wrong(value.span().start, what, mend);
    }

    /// A text.
    pub(super) fn text(&self, sheet: &mut Sheet<'_>, key: &str, need: Need) -> Option<At<String>> {
        let value = self.value(sheet, key, need)?;
        match value.get_ref().as_str() {
            Some(text) => Some(At { value: text.to_owned(), at: value.span().start }),
            None => {
                self.other(sheet, key, value, "a text", &format!("put it in quotation marks, as in {key} = \"…\""));
                None
            }
        }
    }

    /// A whole number from `least` on.
    pub(super) fn number(&self, sheet: &mut Sheet<'_>, key: &str, least: u32, need: Need) -> Option<At<u32>> {
        let value = self.value(sheet, key, need)?;
        let mend = match need {
            Need::Must(line) => format!("write it as {line}, without quotation marks"),
            Need::May => format!("write a whole number from {least} on, as in {key} = {}", least.max(50)),
        };
        let Some(number) = value.get_ref().as_integer() else {
            self.other(sheet, key, value, "a whole number", &mend);
            return None;
        };
        let number = i128::from_str_radix(number.as_str(), number.radix()).ok().and_then(|number| u32::try_from(number).ok());
        match number.filter(|number| *number >= least) {
            Some(number) => Some(At { value: number, at: value.span().start }),
            None => {
                let written = value.get_ref().as_integer().map(|number| number.as_str().to_owned()).unwrap_or_default();
                sheet.wrong(value.span().start, format!("{}{key} cannot be {written}", self.of), mend);
                None
            }
        }
    }

    /// Yes or no; no when it is not there.
    pub(super) fn flag(&self, sheet: &mut Sheet<'_>, key: &str) -> bool {
        let Some(value) = self.table.get(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.other(sheet, key, value, "true or false", &format!("write {key} = true, without quotation marks, or leave it out"));
            false
        })
    }

    /// A list of texts; empty when it is not there.
    pub(super) fn texts(&self, sheet: &mut Sheet<'_>, key: &str) -> Vec<At<String>> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let mend = format!("write {key} = [\"…\", \"…\"]");
        let Some(list) = value.get_ref().as_array() else {
            self.other(sheet, key, value, "a list of texts", &mend);
            return Vec::new();
        };
        let mut texts = Vec::with_capacity(list.len());
        for item in list {
            match item.get_ref().as_str() {
                Some(text) => texts.push(At { value: text.to_owned(), at: item.span().start }),
                None => {
                    let what = format!("{}in {key} is {}, not a text", self.of, kind_of(item.get_ref()));
                    sheet.wrong(item.span().start, what, &*mend);
                }
            }
        }
        texts
    }

    /// A table in it.
    pub(super) fn table(&self, sheet: &mut Sheet<'_>, key: &str, mend: &str) -> Option<Fields<'a>> {
        let value = self.table.get(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some(Fields { table: table.clone(), at: value.span().start, of: format!("{}{key}: ", self.of) }),
            _ => {
                self.other(sheet, key, value, "a table", mend);
                None
            }
        }
    }

    /// A list of tables, each under a `[[key]]`; `one` is what such a table is called.
    pub(super) fn tables(&self, sheet: &mut Sheet<'_>, key: &str, one: &str) -> Vec<Fields<'a>> {
        let mend = format!("begin each {one} with a line [[{key}]]");
        let Some(value) = self.table.get(key) else {
            sheet.wrong(self.at, format!("{}it has no {key}", self.of), mend);
            return Vec::new();
        };
        let Some(list) = value.get_ref().as_array() else {
            self.other(sheet, key, value, "a list", &mend);
            return Vec::new();
        };
        if list.is_empty() {
            sheet.wrong(value.span().start, format!("{}it has no {key}", self.of), &*mend);
        }
        let mut tables = Vec::with_capacity(list.len());
        for (at, item) in list.iter().enumerate() {
            match item.get_ref() {
                DeValue::Table(table) => {
                    tables.push(Fields { table: table.clone(), at: item.span().start, of: format!("{one} {}: ", at + 1) });
                }
                _ => {
                    let what = format!("{one} {} is {}, not a table", at + 1, kind_of(item.get_ref()));
                    sheet.wrong(item.span().start, what, &*mend);
                }
            }
        }
        tables
    }

    /// A problem of a value in it.
    pub(super) fn wrong<T>(&self, sheet: &mut Sheet<'_>, of: &At<T>, what: &str, mend: impl Into<String>) {
        sheet.wrong(of.at, format!("{}{what}", self.of), mend);
    }
}

const fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a point",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or a time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// How to mend a word that is none of the known ones.
pub(super) fn instead(word: &str, known: &[&str]) -> String {
    match meant(word, known) {
        Some(meant) => format!("did you mean {meant}?"),
        None => format!("leave it out, or write one of: {}", known.join(", ")),
    }
}

/// The known word that somebody most likely meant.
pub(super) fn meant<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let word = plain(word);
    // A third of the letters may be otherwise.
    let (off, meant) = known.iter().map(|known| (strsim::damerau_levenshtein(&word, &plain(known)), *known)).min_by_key(|(off, _)| *off)?;
    (off * 3 <= word.chars().count()).then_some(meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_meant() {
        let known = ["id", "label", "help", "starter", "stage", "so_what"];
        for (word, want) in [
            ("sterter", Some("starter")),
            ("Stage", Some("stage")),
            ("lable", Some("label")),
            ("so-what", Some("so_what")),
            ("So What", Some("so_what")),
            ("question", None),
            ("", None),
            ("x", None),
        ] {
            assert_eq!(meant(word, &known), want, "{word}");
        }
    }

    #[test]
    fn lines_are_counted_from_one() {
        for (at, want) in [(0, 1), (1, 1), (2, 2), (3, 3), (99, 3)] {
            assert_eq!(line_at("é\n\n".get(1..).unwrap_or("a\n\n"), at), want, "{at}");
        }
    }
}
