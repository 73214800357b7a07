//! Which parts of a Markdown text are words to be checked, and where each lies. It knows no dictionary.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

/// Stands for something in a line that is no text: code, a picture of a formula, HTML.
const THING: char = '\u{FFFC}';
/// Ends a paragraph, a heading, a list item.
const BLOCK_END: char = '\u{2029}';
/// No word of any language that is written by hand is longer; in characters.
const LONGEST: usize = 64;
/// Last parts of addresses that people write without `https://`, without those that are English words.
const DOMAINS: &[&str] = &[
    "ac", "app", "biz", "blog", "ca", "cloud", "co", "com", "coop", "cymru", "de", "dev", "edu", "eu", "fm", "gg", "gov", "gy", "health",
    "ie", "info", "int", "io", "ly", "mobi", "net", "nhs", "nz", "online", "org", "page", "scot", "site", "social", "tv", "uk", "wales",
    "wiki", "xyz",
];
/// Endings of files.
const FILES: &[&str] = &[
    "aac", "cpd", "csv", "doc", "docx", "eml", "epub", "gif", "heic", "htm", "html", "ics", "jpeg", "jpg", "json", "m4a", "md", "mov",
    "mp3", "mp4", "msg", "odp", "ods", "odt", "ogg", "pdf", "png", "ppt", "pptx", "rtf", "svg", "tiff", "toml", "tsv", "txt", "wav",
    "webm", "webp", "xls", "xlsm", "xlsx", "xml", "yaml", "yml", "zip",
];

/// A run of letters, with hyphens and apostrophes inside, as it is read: without the marks of Markdown in its midst.
pub(super) struct Word {
    pub text: String,
    /// Where it lies in the source, marks included; bytes.
    pub range: Range<usize>,
    /// Its parts between hyphens; the word itself when there are none.
    pub parts: Vec<(String, Range<usize>)>,
    /// Whether only blanks lie between it and the word before, in the same paragraph.
    pub follows: bool,
}

/// The words of a text in order; addresses, handles, hashtags, code and file names are none.
pub(super) fn words(text: &str) -> Vec<Word> {
    let letters = letters(text);
    let mut found: Vec<Word> = Vec::new();
    // Whether a word would follow the last one directly.
    let mut open = false;
    for chunk in letters.split_inclusive(|letter| is_gap(letter.c)) {
        let (inner, gap) = match chunk.split_last() {
            Some((last, inner)) if is_gap(last.c) => (inner, Some(last.c)),
            _ => (chunk, None),
        };
        if let Some(last) = inner.last() {
            let before = found.len();
            words_of(inner, open, &mut found);
            open = found.len() > before && found.last().is_some_and(|word| word.range.end == last.end);
        }
        open &= gap.is_none_or(|gap| gap != THING && gap != BLOCK_END);
    }
    found
}

/// Whether a part of a word can be a misspelling at all. Numbers and what holds them, single letters, abbreviations in capitals, names with
/// capitals inside, Roman numerals and other scripts cannot.
pub(super) fn is_checkable(part: &str) -> bool {
    let letters = part.chars().filter(|c| c.is_alphabetic());
    let count = letters.clone().count();
    if !(2..=LONGEST).contains(&count) || part.chars().any(|c| c.is_numeric() || c == '_') || letters.clone().any(|c| !is_latin(c)) {
        return false;
    }
    let small = letters.clone().any(char::is_lowercase);
    if letters.clone().skip(1).any(char::is_uppercase) && (small || count <= 5 || letters.clone().all(|c| "IVXLCDM".contains(c))) {
        return false;
    }
    !(count <= 5 && part.chars().all(|c| "ivx".contains(c)))
}

/// A character as read, and the bytes of the source that it stands for.
#[derive(Clone, Copy)]
struct Letter {
    c: char,
    start: usize,
    end: usize,
}

/// The text as it is read, without the marks of Markdown.
fn letters(text: &str) -> Vec<Letter> {
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS;
    let mut letters = Vec::with_capacity(text.len());
    // How many things deep whose text is no prose.
    let mut mute = 0_usize;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let mut single = |c: char| letters.push(Letter { c, start: range.start, end: range.end });
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. }) => {
                mute += 1;
                single(THING);
            }
            Event::End(TagEnd::CodeBlock) => {
                mute = mute.saturating_sub(1);
                single(BLOCK_END);
            }
            // Inside a muted link only its own end can come.
            Event::End(TagEnd::Link) => mute = mute.saturating_sub(1),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Image)
            | Event::TaskListMarker(_) => {}
            // What is struck out is no part of the word that replaces it.
            Event::Start(Tag::Strikethrough)
            | Event::End(TagEnd::Strikethrough)
            | Event::Code(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_) => single(THING),
            Event::Start(_) | Event::End(_) | Event::Rule => single(BLOCK_END),
            Event::SoftBreak | Event::HardBreak => single('\n'),
            Event::Text(_) if mute > 0 => {}
            Event::Text(read) if text.get(range.clone()) == Some(&*read) => {
                letters.extend(read.char_indices().map(|(at, c)| Letter {
                    c,
                    start: range.start + at,
                    end: range.start + at + c.len_utf8(),
                }));
            }
            // An entity: one or two characters that stand for the whole of it.
            Event::Text(read) => read.chars().for_each(single),
        }
    }
    letters
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || c == THING || c == BLOCK_END
}

fn is_word_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_mark(c) || c == '\u{AD}'
}

/// An accent that is a character of its own.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

fn is_joiner(c: char) -> bool {
    is_hyphen(c) || matches!(c, '\'' | '’' | 'ʼ')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn is_latin(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | 'ª' | 'º' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '\u{FB00}'..='\u{FB06}')
}

/// The words of what lies between two blanks; `open` when a word lies right before the first blank.
fn words_of(chunk: &[Letter], open: bool, found: &mut Vec<Word>) {
    let all: String = chunk.iter().map(|letter| letter.c).collect();
    if is_address(&all) {
        return;
    }
    let mut first = true;
    let mut rest = chunk;
    while let Some((letter, after)) = rest.split_first() {
        if matches!(letter.c, '@' | '#') {
            let name = after.iter().take_while(|letter| is_word_letter(letter.c) || matches!(letter.c, '.' | '-' | '@')).count();
            rest = after.get(name..).unwrap_or_default();
            first = false;
            continue;
        }
        if !is_word_letter(letter.c) {
            rest = after;
            first = false;
            continue;
        }
        let length = run(rest);
        let (word, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        if let Some(word) = word_of(word, open && first) {
            found.push(word);
        }
        first = false;
        rest = after;
    }
}

/// How many letters belong to the word that begins here: hyphens and apostrophes count where letters stand on both sides.
fn run(letters: &[Letter]) -> usize {
    let mut length = 0;
    let mut seen = letters.iter().peekable();
    while let Some(letter) = seen.next() {
        let joins = is_joiner(letter.c) && seen.peek().is_some_and(|next| is_word_letter(next.c));
        if !is_word_letter(letter.c) && !joins {
            break;
        }
        length += 1;
    }
    length
}

fn word_of(letters: &[Letter], follows: bool) -> Option<Word> {
    let span = |letters: &[Letter]| Some(letters.first()?.start..letters.last()?.end);
    let read = |letters: &[Letter]| letters.iter().map(|letter| letter.c).filter(|c| *c != '\u{AD}').collect::<String>();
    let parts = letters.split(|letter| is_hyphen(letter.c)).filter_map(|part| Some((read(part), span(part)?))).collect();
    Some(Word { text: read(letters), range: span(letters)?, parts, follows })
}

/// Whether this is an address, a path or the name of a file rather than words.
fn is_address(chunk: &str) -> bool {
    let core = chunk.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '@' | '#' | '/' | '~' | '\\' | '_'));
    let core = core.strip_suffix("'s").or_else(|| core.strip_suffix("’s")).unwrap_or(core);
    let small = core.to_lowercase();
    if small.contains("://") || small.starts_with("www.") || small.starts_with("mailto:") {
        return true;
    }
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let between = |sign: char| {
        core.match_indices(sign).any(|(at, _)| {
            letter(core.get(..at).and_then(|before| before.chars().next_back()))
                && letter(core.get(at + 1..).and_then(|after| after.chars().next()))
        })
    };
    if between('@') || (core.contains('\\') && core.chars().any(char::is_alphanumeric)) {
        return true;
    }
    let path = small
        .strip_prefix('/')
        .or_else(|| small.strip_prefix("~/"))
        .or_else(|| small.strip_prefix("r/"))
        .or_else(|| small.strip_prefix("u/"));
    if path.is_some_and(|path| path.starts_with(char::is_alphabetic)) {
        return true;
    }
    let file = core.rsplit('/').next().and_then(|name| name.rsplit_once('.'));
    if file.is_some_and(|(name, end)| letter(name.chars().next_back()) && FILES.contains(&end.to_lowercase().as_str())) {
        return true;
    }
    let host = core.split(['/', '?', ':']).next().unwrap_or_default();
    let Some((before, last)) = host.rsplit_once('.') else { return false };
    let plain = before.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')) && letter(before.chars().next_back());
    let known =
        |list: &[&str]| list.contains(&last) || list.contains(&last.to_lowercase().as_str()) && last.chars().all(char::is_uppercase);
    // `youtu.be/…`, `t.me/…`: an ending that is a word as well, with a path after it.
    let with_path = core.get(host.len()..).is_some_and(|rest| rest.starts_with('/') && rest.len() > 1) && (2..=4).contains(&last.len());
    letter(before.chars().next()) && plain && (known(DOMAINS) || with_path && before.len() > 1)
}
