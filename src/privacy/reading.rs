//! A text as somebody reads it who looks for people: its words with what joins them, its sentences, and which of them tell of one case.

use std::ops::Range;

use super::Prose;
use super::clauses::Clauses;
use super::vocabulary::{
    bare, bare_of_folded, happens_to_patients, is_case_noun, is_civil_title, is_clinical, is_condition, is_pronoun, is_source_word,
    is_title,
};

/// How many words to either side of a word are looked at for what its sentence tells.
const REACH: usize = 40;

/// What stands between a word and the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    /// Blanks, an emphasis mark, a quotation mark, a single line end.
    Blank,
    Comma,
    /// The full stop of an abbreviation: “Mr. Bell”, “J. S.”.
    Dot,
    Hyphen,
    Colon,
    /// An opening bracket.
    Open,
    /// A dash with blanks, a closing bracket, a slash.
    Other,
    /// A sentence ends here.
    End,
}

/// A word with its place.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    pub text: &'t str,
    /// As [`bare`] writes it.
    pub bare: String,
    /// In bytes.
    pub range: Range<usize>,
    /// What follows.
    pub join: Join,
    /// Number of its sentence.
    pub sentence: usize,
    /// Whether it is part of a handle, a hashtag or an address.
    pub tagged: bool,
}

impl Token<'_> {
    pub(super) fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Whether all its letters are capitals, and there are two or more.
    pub(super) fn is_capitals(&self) -> bool {
        let mut letters = self.text.chars().filter(|c| c.is_alphabetic());
        letters.clone().count() >= 2 && letters.all(char::is_uppercase)
    }

    /// Whether it is a word for what is written, spoken or taught: also a question of a chat, “Q3”, but not “q3” as in “every three hours”.
    pub(super) fn is_source(&self) -> bool {
        let question = || self.text.strip_prefix('Q').is_some_and(|number| number.parse::<u8>().is_ok());
        is_source_word(&self.bare) || question()
    }

    pub(super) fn is_possessive(&self) -> bool {
        self.text.ends_with("'s") || self.text.ends_with("’s") || self.text.ends_with("'S")
    }
}

/// The whole text.
#[derive(Clone, Debug)]
pub(super) struct Reading<'t> {
    pub text: &'t str,
    pub tokens: Vec<Token<'t>>,
    sentences: Vec<Sentence>,
    clauses: Clauses,
}

#[derive(Clone, Copy, Debug, Default)]
struct Sentence {
    /// Its first word, and the one after its last.
    first: usize,
    end: usize,
    has_noun: bool,
    has_source: bool,
    has_pronoun: bool,
    has_care: bool,
}

impl<'t> Reading<'t> {
    pub(super) fn of(prose: &Prose<'t>) -> Self {
        let mut tokens: Vec<Token<'t>> = Vec::with_capacity(prose.words.len());
        for word in &prose.words {
            for range in parts(word.text, word.range.start) {
                let text = prose.text.get(range.clone()).unwrap_or_default();
                let tagged = prose.text.get(..range.start).is_some_and(|before| before.ends_with(['@', '#', '/', '_']));
                tokens.push(Token {
                    text,
                    bare: if text.len() == word.text.len() { bare_of_folded(&word.folded) } else { bare(text) },
                    range,
                    join: Join::End,
                    sentence: 0,
                    tagged,
                });
            }
        }
        let mut sentences = vec![Sentence::default()];
        for at in 0..tokens.len() {
            let next = tokens.get(at + 1).map(|next| (next.range.start, next.is_capitalised()));
            let owned = tokens.get(at).is_some_and(|token| is_family(&token.bare))
                && at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|before| is_one_determiner(&before.bare));
            let other = is_no_source(&tokens, at);
            let Some(token) = tokens.get_mut(at) else { break };
            token.sentence = sentences.len() - 1;
            if let Some(sentence) = sentences.last_mut() {
                sentence.has_noun |= is_case_noun(&token.bare) || owned;
                sentence.has_source |= token.is_source() && !other;
                // A title means one person, too; “MS” and “MR” are none.
                sentence.has_pronoun |= is_pronoun(&token.bare) || (is_civil_title(&token.bare) && !token.is_capitals());
                sentence.has_care |= tells_of_care(&token.bare);
                sentence.end = at + 1;
            }
            if let Some((start, capitalised)) = next {
                let gap = prose.text.get(token.range.end..start).unwrap_or_default();
                token.join = join(gap, token, capitalised);
                if token.join == Join::End {
                    sentences.push(Sentence { first: at + 1, end: at + 1, ..Sentence::default() });
                }
            }
        }
        let clauses = Clauses::of(prose.text, &tokens);
        Self { text: prose.text, tokens, sentences, clauses }
    }

    /// The reading of a text, made once for all rules.
    pub(super) fn once<'p>(prose: &'p Prose<'t>) -> &'p Self {
        prose.reading.get_or_init(|| Self::of(prose))
    }

    pub(super) fn get(&self, at: usize) -> Option<&Token<'t>> {
        self.tokens.get(at)
    }

    /// The word `back` places before this one, of the same sentence.
    pub(super) fn before(&self, at: usize, back: usize) -> Option<&Token<'t>> {
        let here = self.get(at)?.sentence;
        at.checked_sub(back).and_then(|at| self.get(at)).filter(|token| token.sentence == here)
    }

    /// The word `on` places after this one, of the same sentence.
    pub(super) fn after(&self, at: usize, on: usize) -> Option<&Token<'t>> {
        let here = self.get(at)?.sentence;
        self.get(at + on).filter(|token| token.sentence == here)
    }

    /// The plain word `back` places before, empty when the sentence begins.
    pub(super) fn bare_before(&self, at: usize, back: usize) -> &str {
        self.before(at, back).map_or("", |token| token.bare.as_str())
    }

    pub(super) fn bare_after(&self, at: usize, on: usize) -> &str {
        self.after(at, on).map_or("", |token| token.bare.as_str())
    }

    pub(super) fn begins_sentence(&self, at: usize) -> bool {
        self.before(at, 1).is_none()
    }

    /// Where the words of this sentence are.
    pub(super) fn sentence(&self, number: usize) -> Range<usize> {
        self.sentences.get(number).map_or(0..0, |one| one.first..one.end)
    }

    /// The words of its sentence around a word, with their places: a sentence without an end takes no longer than others.
    pub(super) fn around(&self, at: usize) -> impl Iterator<Item = (usize, &Token<'t>)> {
        let words = self.get(at).map_or(0..0, |token| self.sentence(token.sentence));
        let near = words.start.max(at.saturating_sub(REACH))..words.end.min(at + REACH);
        near.filter_map(|at| self.get(at).map(|token| (at, token)))
    }

    /// Whether the sentence tells of something written, spoken or taught.
    pub(super) fn has_source(&self, sentence: usize) -> bool {
        self.sentences.get(sentence).is_some_and(|one| one.has_source)
    }

    /// Whether a word is one for a source where it stands.
    pub(super) fn is_source_at(&self, at: usize) -> bool {
        self.get(at).is_some_and(Token::is_source) && !is_no_source(&self.tokens, at)
    }

    /// Whether the clause of this word does.
    pub(super) fn has_source_beside(&self, at: usize) -> bool {
        self.clauses.has_source(at)
    }

    /// The first word that begins at this byte or later.
    pub(super) fn at_byte(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| token.range.start < byte)
    }

    /// Whether the sentence names somebody in care: “a patient”, “her son”; not “patients”.
    pub(super) fn has_noun(&self, sentence: usize) -> bool {
        self.sentences.get(sentence).is_some_and(|one| one.has_noun)
    }

    pub(super) fn has_pronoun(&self, sentence: usize) -> bool {
        self.sentences.get(sentence).is_some_and(|one| one.has_pronoun)
    }

    /// Whether the sentence tells of illness or care: “The vicar of Rookby had ROSC after two shocks”.
    pub(super) fn has_care(&self, sentence: usize) -> bool {
        self.sentences.get(sentence).is_some_and(|one| one.has_care)
    }

    /// Whether this sentence or a neighbour tells of one person.
    pub(super) fn is_near_case(&self, sentence: usize) -> bool {
        (sentence.saturating_sub(1)..=sentence + 1).any(|one| self.has_noun(one) || self.has_pronoun(one))
    }

    /// The same, by a noun: a pronoun may well mean an author.
    pub(super) fn is_near_noun(&self, sentence: usize) -> bool {
        (sentence.saturating_sub(1)..=sentence + 1).any(|one| self.has_noun(one))
    }

    /// Whether the sentence that a byte is in tells of one person.
    pub(super) fn tells_of_one(&self, byte: usize) -> bool {
        self.get(self.at_byte(byte)).is_some_and(|token| self.has_noun(token.sentence) || self.has_pronoun(token.sentence))
    }

    /// The same, or a neighbour of it.
    pub(super) fn is_near_one(&self, byte: usize) -> bool {
        self.get(self.at_byte(byte)).is_some_and(|token| self.is_near_case(token.sentence))
    }

    /// How many sentences there are.
    pub(super) fn sentences(&self) -> usize {
        self.sentences.len()
    }

    /// The bytes from one word to another, both included.
    pub(super) fn span(&self, first: usize, last: usize) -> Range<usize> {
        let start = self.get(first).map_or(0, |token| token.range.start);
        start..self.get(last).map_or(start, |token| token.range.end)
    }
}

/// The parts of a word that a full stop without a blank holds together: “mrs.patel”, “discharged.He”. Initials stay: “J.S”.
fn parts(word: &str, start: usize) -> Vec<Range<usize>> {
    let short = word.split('.').all(|part| part.chars().count() <= 1);
    if !word.contains('.') || short || word.chars().any(char::is_numeric) {
        return std::iter::once(start..start + word.len()).collect();
    }
    let mut at = start;
    let mut found = Vec::new();
    for part in word.split('.') {
        if !part.is_empty() {
            found.push(at..at + part.len());
        }
        at += part.len() + 1;
    }
    found
}

fn join(gap: &str, before: &Token<'_>, capitalised_after: bool) -> Join {
    let marks: String = gap.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '_' | '~')).collect();
    let lines = gap.matches('\n').count();
    if lines > 1 || (lines == 1 && (marks.contains(['-', '•', '#', '>']) || gap.contains('*'))) {
        return Join::End;
    }
    match marks.as_str() {
        "" | "\"" | "“" | "”" | "‘" | "’" | "'" | "`" => Join::Blank,
        "," | ".," | ",\"" | ",“" | ",‘" | "’," | "”," | "\"," => Join::Comma,
        "." if is_short_title(&before.bare) || is_abbreviation(&before.bare) || before.bare.replace('.', "").chars().count() == 1 => {
            Join::Dot
        }
        "." if before.text.contains('.') && !(capitalised_after && gap.len() > 1) => Join::Dot,
        "." if gap == "." && !capitalised_after => Join::Other,
        "-" | "‐" | "‑" if gap == marks => Join::Hyphen,
        ":" | ":-" | ": -" => Join::Colon,
        "(" | "[" | ",(" => Join::Open,
        _ if marks.contains(['.', '!', '?', '…']) => Join::End,
        _ => Join::Other,
    }
}

fn tells_of_care(bare: &str) -> bool {
    is_clinical(bare) || is_condition(bare) || happens_to_patients(bare)
}

/// “Mrs. Bell”; “nurse. Kidneys” are two sentences.
fn is_short_title(bare: &str) -> bool {
    is_title(bare) && (bare.chars().count() < 5 && !matches!(bare, "miss" | "dame" | "sir"))
}

/// Whether a word for a source means something else here: “a chat with Priti”, “I wrote on my hand”, “a paper towel”.
pub(super) fn is_no_source(tokens: &[Token<'_>], at: usize) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.bare.as_str());
    let before = at.checked_sub(1).map_or("", word);
    match word(at) {
        "chat" | "chats" => matches!(word(at + 1), "with" | "to") && !tokens.get(at).is_some_and(|token| token.tagged),
        "wrote" | "write" => matches!(before, "i" | "we" | "to") && word(at + 1) != "to",
        "paper" => {
            before == "on"
                || matches!(word(at + 1), "towel" | "towels" | "chart" | "charts" | "form" | "forms" | "notes" | "bag" | "bags" | "cup")
        }
        _ => false,
    }
}

/// “the family”, “his parents”: of somebody in care.
fn is_family(bare: &str) -> bool {
    matches!(bare, "family" | "parents" | "relatives")
}

fn is_one_determiner(bare: &str) -> bool {
    matches!(bare, "the" | "his" | "her" | "this" | "one")
}

fn is_abbreviation(bare: &str) -> bool {
    matches!(bare, "st" | "pt" | "al" | "no" | "vs" | "approx" | "cf" | "wm" | "eg" | "ie" | "e.g" | "i.e" | "nr")
}
