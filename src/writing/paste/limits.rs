//! HTML read without building a tree: how deep it would go, and its words alone.

use std::cell::RefCell;
use std::collections::HashMap;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// Deeper HTML is nobody's text. Long threads of mails reach eighty.
const DEEPEST: usize = 256;

/// Elements that end without an end tag.
const OPEN_ENDED: &[&str] = &[
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "img", "input", "li", "link", "meta",
    "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

const INLINE: &[&str] =
    &["a", "abbr", "b", "cite", "code", "em", "font", "i", "kbd", "mark", "s", "small", "span", "strong", "sub", "sup", "u", "wbr"];

const SILENT: &[&str] = &["script", "style", "template", "noscript", "title"];

#[derive(Default)]
struct Reading {
    open: HashMap<String, usize>,
    depth: usize,
    deepest: usize,
    silent: Option<String>,
    text: String,
}

#[derive(Default)]
struct Reader(RefCell<Reading>);

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut reading = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => {
                let name: &str = &tag.name;
                let counts = !OPEN_ENDED.contains(&name) && !tag.self_closing;
                if !INLINE.contains(&name) {
                    reading.text.push('\n');
                }
                match tag.kind {
                    TagKind::StartTag => {
                        if counts {
                            *reading.open.entry(name.to_owned()).or_default() += 1;
                            reading.depth += 1;
                            reading.deepest = reading.deepest.max(reading.depth);
                        }
                        if matches!(name, "script" | "style" | "noscript" | "title") {
                            let kind = if name == "script" { RawKind::ScriptData } else { RawKind::Rawtext };
                            reading.silent = Some(name.to_owned());
                            return raw(kind);
                        }
                        if SILENT.contains(&name) && reading.silent.is_none() {
                            reading.silent = Some(name.to_owned());
                        }
                    }
                    TagKind::EndTag => {
                        if reading.silent.as_deref() == Some(name) {
                            reading.silent = None;
                        }
                        if let Some(open) = reading.open.get_mut(name).filter(|open| **open > 0) {
                            *open -= 1;
                            reading.depth = reading.depth.saturating_sub(1);
                        }
                    }
                }
            }
            Token::CharacterTokens(words) if reading.silent.is_none() => reading.text.push_str(&words),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn raw(kind: RawKind) -> TokenSinkResult<()> {
    TokenSinkResult::RawData(kind)
}

fn read(html: &str) -> Reading {
    let tokens = Tokenizer::new(Reader::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    // It stops early only where a reader asks for it, and this one never does.
    let _ = tokens.feed(&input);
    tokens.end();
    tokens.sink.0.into_inner()
}

/// Whether a tree of it would be too deep to walk, or slow to build.
pub(super) fn is_too_deep(html: &str) -> bool {
    read(html).deepest > DEEPEST
}

/// The words, with lines where blocks begin and end.
pub(super) fn text(html: &str) -> String {
    read(html).text
}
