//! What a query is made of: words, phrases, and keys with their values.

use std::ops::Range;

use super::Problem;
use super::amount::{SIGNS, amount, goes_on};
use super::key::Key;
use super::parse::Parser;
use super::query::{Filter, Node, Value, quoted, with_instead};
use super::words::Words;

/// What begins addresses and references, and is no key that somebody mistyped.
const NO_KEYS: &[&str] = &["http", "https", "ftp", "mailto", "doi", "pmid", "pmcid", "isbn", "urn", "tel", "arxiv", "orcid"];

/// Words that join or exclude; by themselves they do nothing.
const OPERATORS: &[&str] = &["or", "Or", "OR", "and", "And", "AND", "NOT"];

impl<'t> Parser<'t> {
    pub(super) fn phrase(&mut self) -> Option<Node> {
        let (text, closed) = self.between_marks();
        let open = !closed && self.typing;
        let prefix = self.take("*") || open;
        if !closed && !self.typing {
            self.problems.push(Problem {
                what: format!("“{text} has no closing quotation mark"),
                mend: "searched as a phrase up to the end".to_owned(),
                instead: Some(format!("{}\"", self.text)),
            });
        }
        if text.chars().any(char::is_alphanumeric) {
            return self.counted(Node::Words(Words { text: text.trim().to_owned(), prefix, phrase: true }));
        }
        if open {
            return None;
        }
        self.problems.push(holds_nothing(text));
        Some(Node::Unknown)
    }

    /// What stands between quotation marks, and whether they are closed. Passes all of it.
    fn between_marks(&mut self) -> (&'t str, bool) {
        self.at += self.rest().chars().next().map_or(0, char::len_utf8);
        let rest = self.rest();
        match rest.find(['"', '“', '”']) {
            Some(end) => {
                let mark = rest.get(end..).and_then(|tail| tail.chars().next()).map_or(1, char::len_utf8);
                self.at += end + mark;
                (rest.get(..end).unwrap_or_default(), true)
            }
            None => {
                self.at = self.text.len();
                (rest, false)
            }
        }
    }

    /// A key that is compared without a colon: `minutes>30`, `date>2025`.
    fn compared(&self) -> Option<(Key, usize)> {
        let rest = self.rest();
        let word = rest.get(..rest.find(SIGNS)?)?;
        let key = Key::from_word(&word.to_lowercase())?;
        let value = rest.get(word.len()..)?.split(|c: char| c.is_whitespace() || matches!(c, ')' | '|' | ',')).next()?;
        let is = match key {
            Key::Minutes | Key::Interactive => amount(value).is_ok(),
            Key::Date => value.trim_start_matches(SIGNS).starts_with(char::is_alphanumeric),
            _ => false,
        };
        is.then_some((key, word.len()))
    }

    /// The word before a colon, as typed.
    fn before_colon(&self) -> Option<&'t str> {
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_alphabetic() || c == '-' || c == '_'))?;
        rest.get(end..)?.starts_with(':').then(|| rest.get(..end)).flatten().filter(|word| !word.is_empty())
    }

    /// The key that comes next, and how many bytes stand before its value.
    pub(super) fn key(&self) -> Option<(Key, usize)> {
        if let Some(compared) = self.compared() {
            return Some(compared);
        }
        let word = self.before_colon()?;
        // `date://` is an address of some program.
        let address = self.rest().get(word.len()..)?.starts_with("://");
        Some((Key::from_word(&word.to_lowercase()).filter(|_| !address)?, word.len() + 1))
    }

    /// One value of a key.
    fn value(&mut self, key: Key, depth: u32) -> Value {
        let start = self.at;
        if self.rest().starts_with(['"', '“', '”', '„']) {
            let (text, _) = self.between_marks();
            // `tag:"low back"*`
            let star = if self.take("*") { "*" } else { "" };
            return Value { text: format!("{}{star}", text.trim()), at: start..self.at };
        }
        let measured = matches!(key, Key::Minutes | Key::Interactive);
        let sign = self.rest().len() - self.rest().trim_start_matches(SIGNS).len();
        if sign > 0 && (measured || key == Key::Date) {
            let sign = self.rest().get(..sign).unwrap_or_default();
            let after = self.rest().get(sign.len()..).unwrap_or_default();
            let blank = after.len() - after.trim_start().len();
            if after.starts_with(['"', '“', '”', '„']) {
                // `minutes:>"1h 20"`
                self.at += sign.len();
                let (text, _) = self.between_marks();
                return Value { text: format!("{sign}{}", text.trim()), at: start..self.at };
            }
            if blank > 0 && after.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
                // `minutes:> 30`
                self.at += sign.len() + blank;
            }
        }
        let run = self.run(depth);
        let piece = run.get(..run.find(',').unwrap_or(run.len())).unwrap_or_default();
        self.at += piece.len();
        if measured {
            // `minutes:>1 hour`
            let said = self.text.get(start..self.at).unwrap_or_default();
            self.at += goes_on(said, self.rest());
        }
        Value { text: self.text.get(start..self.at).unwrap_or_default().to_owned(), at: start..self.at }
    }

    /// Passes what stands between two values of a key: `,`, or a bar that no blank and no key follows.
    fn next_value(&mut self) -> bool {
        let after =
            self.rest().strip_prefix('|').filter(|after| !after.starts_with(|c: char| c.is_whitespace() || matches!(c, '|' | ')' | '(')));
        if after.is_none_or(str::is_empty) {
            return self.take(",");
        }
        self.at += 1;
        let is_key = self.key().is_some();
        self.at -= usize::from(is_key);
        !is_key
    }

    pub(super) fn filter(&mut self, key: Key, from: usize, depth: u32) -> Option<Node> {
        let mut values: Vec<Value> = Vec::new();
        loop {
            values.push(self.value(key, depth));
            if !self.next_value() {
                break;
            }
        }
        let blank = |value: &Value| value.text.chars().all(|c| c.is_whitespace() || c.is_ascii_punctuation() || matches!(c, '“' | '”'));
        if values.iter().all(blank) {
            if self.typing && self.rest().trim().is_empty() {
                return None;
            }
            self.empty_filter(key, from);
            return Some(Node::Unknown);
        }
        values.retain(|value| !value.text.trim().is_empty());
        self.counted(Node::Filter(Filter { key, values }))
    }

    /// Tells of a key without a value.
    fn empty_filter(&mut self, key: Key, from: usize) {
        let written = self.text.get(from..self.at).unwrap_or_default();
        let gap = self.rest().len() - self.rest().trim_start().len();
        let next = self.run_after(gap);
        let closed = self.at..self.at + gap;
        let token = key.token();
        let (mend, instead) = if gap > 0 && !next.is_empty() && written.ends_with(':') {
            (format!("write the value right after the colon: {token}:{next}"), with_instead(self.text, &closed, ""))
        } else {
            (format!("left out; write what {token} it is: {}", example(key)), None)
        };
        self.problems.push(Problem { what: format!("“{written}” has no value"), mend, instead });
    }

    fn run_after(&self, bytes: usize) -> &'t str {
        let rest = self.rest().get(bytes..).unwrap_or_default();
        rest.get(..rest.find(char::is_whitespace).unwrap_or(rest.len())).unwrap_or_default()
    }

    pub(super) fn word(&mut self, depth: u32) -> Option<Node> {
        let from = self.at;
        if let Some(key) = self.before_colon()
            && self.rest().get(key.len() + 1..).is_some_and(|value| value.starts_with(['"', '“', '”']))
        {
            // `colour:"dark red"`: both are looked for.
            self.at += key.len() + 1;
            let value = self.phrase();
            self.unknown_key(key, from..self.at);
            let words = self.counted(Node::Words(Words { text: key.to_owned(), prefix: false, phrase: false }))?;
            return Some(Node::All(std::iter::once(words).chain(value).collect()));
        }
        let run = self.run(depth);
        self.at += run.len();
        let words = run.trim_end_matches('*');
        let prefix = words.len() < run.len() || (self.typing && self.at == self.text.len());
        if !words.chars().any(char::is_alphanumeric) {
            if !self.typing && !run.chars().all(is_punctuation) {
                self.problems.push(holds_nothing(run));
            }
            return Some(Node::Unknown).filter(|_| !(self.typing && self.at == self.text.len()));
        }
        let unfinished = self.typing && self.at == self.text.len();
        if OPERATORS.contains(&run) && !unfinished {
            self.problems.push(Problem {
                what: format!("“{run}” joins nothing here"),
                mend: "searched as a word".to_owned(),
                instead: with_instead(self.text, &(from..self.at), &format!("\"{run}\"")),
            });
        }
        if let Some((key, value)) = words.split_once(':')
            && key.len() > 1
            && key.chars().all(|c| c.is_alphabetic() || c == '-' || c == '_')
            && value.starts_with(char::is_alphanumeric)
            && !unfinished
        {
            self.unknown_key(key, from..self.at);
        }
        self.counted(Node::Words(Words { text: words.to_owned(), prefix, phrase: false }))
    }

    /// Tells of a key that is none, unless it begins an address.
    fn unknown_key(&mut self, key: &str, at: Range<usize>) {
        let small = key.to_lowercase();
        if NO_KEYS.contains(&small.as_str()) {
            return;
        }
        let written = self.text.get(at.clone()).unwrap_or_default();
        let value = written.get(key.len() + 1..).unwrap_or_default();
        let problem = match Key::nearest(&small) {
            Some(meant) => Problem {
                what: format!("“{key}:” is no key"),
                mend: format!("searched as words; did you mean {}:?", meant.token()),
                instead: with_instead(self.text, &at, &format!("{}:{value}", meant.token())),
            },
            None => Problem {
                what: format!("“{key}:” is no key"),
                mend: "searched as words".to_owned(),
                instead: with_instead(self.text, &at, &quoted(&format!("{key} {}", value.replace(['"', '“', '”'], "")))),
            },
        };
        self.problems.push(problem);
    }
}

/// Tells of what has neither letters nor numbers. The index of texts has no emoji; tags are compared as they are.
fn holds_nothing(text: &str) -> Problem {
    let sign = text.chars().any(|c| !is_punctuation(c) && !c.is_whitespace() && !matches!(c, '“' | '”' | '„'));
    let mend =
        if sign { format!("left out; emoji and signs are found in tags only: tag:{}", quoted(text.trim())) } else { "left out".to_owned() };
    Problem::new(format!("“{text}” holds nothing to look for"), mend)
}

/// What stands between words and means nothing.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || matches!(c, '–' | '—' | '−' | '·' | '•' | '…' | '‘' | '’')
}

/// How a key is used, for whoever wrote one without a value.
pub(super) const fn example(key: Key) -> &'static str {
    match key {
        Key::Kind => "kind:podcast",
        Key::Goal => "goal:pain",
        Key::Tag => "tag:pacing",
        Key::Community => "community:#physiotalk",
        Key::Person => "person:rees",
        Key::Platform => "platform:mastodon",
        Key::Standard => "standard:safety",
        Key::Has => "has:evidence",
        Key::No => "no:goal",
        Key::Is => "is:draft",
        Key::Date => "date:2025-03",
        Key::After => "after:2025-03",
        Key::Before => "before:june",
        Key::Minutes => "minutes:>30",
        Key::Interactive => "interactive:>0",
        Key::Used => "used:discussing",
        Key::Role => "role:host",
    }
}
