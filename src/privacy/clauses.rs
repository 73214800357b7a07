//! The clauses of a text: a word for a source excuses the names of its own clause, and not those of the next one.

use super::reading::{Join, Token, is_no_source};
use super::vocabulary::is_first_name;

/// Which clause each word is in, and which clauses tell of something written, spoken or taught.
#[derive(Clone, Debug, Default)]
pub(super) struct Clauses {
    of: Vec<usize>,
    has_source: Vec<bool>,
}

impl Clauses {
    pub(super) fn of(text: &str, tokens: &[Token<'_>]) -> Self {
        let mut all = Self { of: Vec::with_capacity(tokens.len()), has_source: Vec::new() };
        // Whether the sentence began with what came before (“Following a podcast I …”), and the main clause is still to come.
        let mut waiting = false;
        let mut before: Option<&Token<'_>> = None;
        for (at, token) in tokens.iter().enumerate() {
            let begins = before.is_none_or(|before| before.sentence != token.sentence);
            let main = waiting && is_subject(&token.bare);
            let next = tokens.get(at + 1).filter(|next| next.sentence == token.sentence);
            if begins || main || before.is_some_and(|before| is_border(text, before, token, next)) {
                all.has_source.push(false);
            }
            waiting = if begins { goes_first(&token.bare) && next.is_none_or(|next| !is_subject(&next.bare)) } else { waiting && !main };
            if let Some(source) = all.has_source.last_mut() {
                *source |= token.is_source() && !is_no_source(tokens, at);
            }
            all.of.push(all.has_source.len() - 1);
            before = Some(token);
        }
        all
    }

    /// Whether the clause of this word tells of a source.
    pub(super) fn has_source(&self, at: usize) -> bool {
        self.of.get(at).and_then(|clause| self.has_source.get(*clause)).copied().unwrap_or_default()
    }
}

/// Whether a clause begins with the second of two words: behind “;”, “:” or a dash, and with a conjunction that brings its own subject.
fn is_border(text: &str, before: &Token<'_>, token: &Token<'_>, next: Option<&Token<'_>>) -> bool {
    let gap = text.get(before.range.end..token.range.start).unwrap_or_default();
    if before.join == Join::Colon || gap.contains([';', '–', '—']) || gap.contains(" - ") {
        return true;
    }
    let comma = before.join == Join::Comma;
    let Some(next) = next else { return false };
    let name = next.is_capitalised() && is_first_name(&next.bare) && next.join == Join::Blank;
    match token.bare.as_str() {
        "before" | "after" | "until" => is_subject(&next.bare),
        "and" | "so" | "or" => is_subject(&next.bare) || (comma && (name || is_owner(&next.bare))),
        "but" | "because" | "when" | "while" | "whereas" | "although" | "though" => {
            comma || is_subject(&next.bare) || name || is_owner(&next.bare)
        }
        "which" | "whose" => comma,
        // “…, I rang Dr Bell”
        word => comma && matches!(word, "i" | "we"),
    }
}

/// Words that stand for who does something.
fn is_subject(bare: &str) -> bool {
    matches!(
        bare,
        "i" | "we"
            | "he"
            | "she"
            | "they"
            | "anyone"
            | "anybody"
            | "nobody"
            | "everybody"
            | "somebody"
            | "i'd"
            | "i've"
            | "i'm"
            | "we'd"
            | "we've"
            | "he'd"
            | "she'd"
    )
}

fn is_owner(bare: &str) -> bool {
    matches!(bare, "my" | "our" | "his" | "her" | "their")
}

/// Words with which a sentence begins whose main clause comes later.
fn goes_first(bare: &str) -> bool {
    matches!(
        bare,
        "following" | "after" | "before" | "having" | "during" | "since" | "reading" | "watching" | "listening" | "inspired" | "thanks"
    )
}
