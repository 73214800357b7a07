//! A data file as written by hand, read value by value, so that everything that is wrong in it is told at once: what, on which line, and
//! how to mend it.

use toml::de::DeTable;

use super::fields::Fields;
use super::{Problem, Weight};
use crate::domain::text::excerpt;

/// More syntax errors than this follow from the first ones.
const MOST_SYNTAX_ERRORS: usize = 20;

/// Characters of a name that are shown.
const LONGEST_NAME: usize = 40;

/// What a file of some part looks like, to say how to mend its syntax.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    /// How to mend a heading.
    heading: &'static str,
    /// A line of it.
    line: &'static str,
}

/// A model of reflection, a kind, a community.
pub(super) const PLAIN: Shape =
    Shape { heading: "each prompt begins with [[prompts]], in two pairs of brackets every time", line: "label = \"My model\"" };

/// A framework, or a kind of records.
pub(super) const RULES: Shape = Shape {
    heading: "a part stands under its name in brackets: [cycle] and [audit] in one pair, each of several, as in [[requirements]], in two",
    line: "label = \"My own\"",
};

/// So many words are listed even when it is clear which was meant.
const FEW: usize = 12;

/// So many words are looked through for what was meant, and so many are listed, so that no file takes long.
const MOST_LOOKED_AT: usize = 500;
const MOST_LISTED: usize = 60;

/// Of more problems than this nobody reads on.
const MOST_TOLD: usize = 300;

/// How to mend what is said twice.
const TWICE: &str = "leave one of the two out";

/// Before the first letter, as some editors leave it; nobody sees it.
const MARK: char = '\u{feff}';

/// A file, and what was found in it.
pub(super) struct Sheet<'a> {
    file: &'a str,
    text: &'a str,
    shape: Shape,
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
#[derive(Clone)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) at: usize,
}

impl<T> At<T> {
    /// Something else at the same place.
    pub(super) fn with(&self, value: &str) -> At<String> {
        At { value: value.to_owned(), at: self.at }
    }
}

impl<'a> Sheet<'a> {
    /// The table of a file; `None` when its syntax is wrong.
    pub(super) fn read(file: &'a str, text: &'a str, shape: Shape) -> (Self, Option<Fields<'a>>) {
        let mut sheet = Self { file, text, shape, problems: Vec::new() };
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
        if let Some(heading) = sheet.problems.iter().position(|problem| problem.mend == shape.heading) {
            let mut place = 0..;
            sheet.problems.retain(|problem| place.next() <= Some(heading) || problem.mend != TWICE);
        }
        sheet.problems.truncate(MOST_SYNTAX_ERRORS);
        let fields = Fields::whole(table.into_inner());
        (sheet, errors.is_empty().then_some(fields))
    }

    fn syntax(&mut self, error: &toml::de::Error) {
        let at = error.span().map_or(0, |span| span.start);
        let said = error.message().lines().collect::<Vec<_>>().join(", ");
        let line = self.text.lines().nth(line_at(self.text, at) - 1).unwrap_or_default();
        let value = line.split_once('=').map(|(key, value)| (excerpt(key, LONGEST_NAME), value.trim_start()));
        let mend = match value {
            _ if line.trim_start().starts_with('[') => self.shape.heading.to_owned(),
            _ if said.contains("duplicate key") => TWICE.to_owned(),
            Some((key, value)) if value.starts_with(['[', '{']) => {
                let (open, close) = if value.starts_with('[') { ("[\"…\", \"…\"", "]") } else { ("{ … = …, … = …", " }") };
                format!("write it as {key} = {open}{close}, with commas between and the closing bracket at the end")
            }
            Some((key, _)) => format!("write it as {key} = \"…\", with plain quotation marks around a text and \\\" for one inside it"),
            None => format!("a line is a name, = and a value, as in {}; a line of remarks begins with #", self.shape.line),
        };
        self.wrong(at, said, mend);
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
        // One for which the file is left out is never kept quiet.
        let full = self.problems.len() >= MOST_TOLD;
        if full && (weight == Weight::Doubt || self.problems.iter().any(|problem| problem.weight == Weight::LeftOut)) {
            return;
        }
        let (line, column) = (line_at(self.text, at), column_at(self.text, at));
        self.problems.push(Problem { file: self.file.to_owned(), line, column, what, mend, weight });
    }

    /// How many were found so far.
    pub(super) const fn problem_count(&self) -> usize {
        self.problems.len()
    }

    /// Where a part of a text of it stands that begins so many bytes in it, or later.
    pub(super) fn place_of(&self, of: &At<String>, part: &str, from: usize) -> usize {
        let start = of.at + from;
        let within = self.text.get(start..).and_then(|rest| rest.find(part)).filter(|offset| *offset <= of.value.len());
        within.map_or(of.at, |offset| start + offset)
    }

    /// The line of a place in it; 1 is the first.
    pub(super) fn line(&self, at: usize) -> usize {
        line_at(self.text, at)
    }

    /// What was made of it, unless it must be left out, and everything that is wrong, from top to bottom.
    pub(super) fn made<T>(mut self, value: Option<T>) -> (Option<T>, Vec<Problem>) {
        self.problems.sort_by_key(|problem| (problem.line, problem.column));
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

/// The column of a place in a text, in characters; 1 is the first.
pub(super) fn column_at(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.rsplit('\n').next().unwrap_or_default().chars().filter(|c| *c != MARK).count() + 1
}

/// How to mend a word that is none of the known ones.
pub(super) fn instead(word: &str, known: &[&str]) -> String {
    match meant(word, known) {
        Some(meant) => format!("did you mean {meant}?"),
        None => format!("leave it out, or write one of: {}", listed(known)),
    }
}

/// The same for a word that must be there.
pub(super) fn among(word: &str, known: &[&str]) -> String {
    let all = || format!("it is one of: {}", listed(known));
    match meant(word, known) {
        Some(meant) if known.len() <= FEW => format!("did you mean {meant}? {}", all()),
        Some(meant) => format!("did you mean {meant}?"),
        None if known.is_empty() => "there is none in this file: write one, or leave this out".to_owned(),
        None => all(),
    }
}

fn listed(known: &[&str]) -> String {
    let more = known.len().saturating_sub(MOST_LISTED);
    let shown = known.iter().take(MOST_LISTED).copied().collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{shown} and {more} more") } else { shown }
}

/// The known word that somebody most likely meant.
pub(super) fn meant<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let word = plain(word);
    // A third of the letters may be otherwise.
    let known = known.iter().take(MOST_LOOKED_AT);
    let (off, meant) = known.map(|known| (strsim::damerau_levenshtein(&word, &plain(known)), *known)).min_by_key(|(off, _)| *off)?;
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
    fn columns_are_counted_in_characters() {
        let text = "\u{feff}é = 1\r\nb = 2";
        for (part, want) in [("é", 1), ("=", 3), ("b", 1), ("2", 5)] {
            assert_eq!(column_at(text, text.find(part).expect(part)), want, "{part}");
        }
        assert_eq!(column_at(text, 999), 1);
    }

    #[test]
    fn lines_are_counted_from_one() {
        for (at, want) in [(0, 1), (1, 1), (2, 2), (3, 3), (99, 3)] {
            assert_eq!(line_at("é\n\n".get(1..).unwrap_or("a\n\n"), at), want, "{at}");
        }
    }
}
