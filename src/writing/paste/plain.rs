//! Plain text from elsewhere: its bullets as list items, its invisible characters gone, its hard line ends joined where they are certain.

use unicode_segmentation::UnicodeSegmentation as _;

/// Bullets at the beginning of a line. A dash or an “o” is one only before a tab or several blanks, or beside others.
const BULLETS: &[char] =
    &['•', '·', '▪', '▫', '◦', '●', '○', '■', '□', '‣', '⁃', '∙', '➢', '➤', '\u{f0b7}', '\u{f0a7}', '\u{f0d8}', '\u{f0fc}'];

/// The shortest and the longest of hard-wrapped lines.
const WRAPPED: std::ops::RangeInclusive<usize> = 60..=80;

/// Whether a character is nothing to a reader, or turns the line around: controls, soft hyphens, byte order marks, marks of direction.
/// The joiners inside emoji and scripts are kept elsewhere.
pub(super) fn is_dropped(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// Blanks that do not break, as blanks.
pub(super) fn blanks(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}', '\u{2007}'], " ")
}

/// What stands behind a bullet at the beginning of a line.
pub(super) fn after_bullet(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(BULLETS)?;
    let words = rest.trim_start();
    let first = line.chars().next()?;
    // A middle dot belongs to Catalan and to decimals.
    let is_sure = rest.len() > words.len() || !matches!(first, '·' | '∙' | '□' | '■');
    (is_sure && !words.is_empty()).then_some(words)
}

/// Plain text as Markdown would have it. Words, curly quotes and emoji stay as they are, and so do blanks and line ends that are pasted
/// alone.
pub fn tidy_plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{b}', '\u{c}'], "\n").replace('\u{2029}', "\n\n");
    let text = blanks(&cleaned(&text));
    if text.trim().is_empty() {
        return text;
    }
    let lines: Vec<String> = text.lines().map(|line| line.trim_end_matches('\t').to_owned()).collect();
    let flowed = is_flowed(&lines);
    let lines = bulleted(&lines);
    let mut out: Vec<String> = Vec::new();
    let mut paragraph: Vec<String> = Vec::new();
    for line in lines.into_iter().chain([String::new()]) {
        if line.trim().is_empty() {
            out.extend(unwrapped(&std::mem::take(&mut paragraph), flowed));
            if out.last().is_some_and(|last| !last.is_empty()) {
                out.push(String::new());
            }
        } else {
            paragraph.push(line);
        }
    }
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    let first = out.iter().position(|line| !line.is_empty()).unwrap_or(0);
    out.get(first..).unwrap_or_default().join("\n")
}

/// Without characters that nobody sees. A joiner stays between signs that it joins: in emoji and in scripts that need it.
fn cleaned(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        if grapheme.chars().all(|c| matches!(c, '\u{200c}' | '\u{200d}')) {
            continue;
        }
        out.extend(grapheme.chars().filter(|c| !is_dropped(*c)));
    }
    out
}

/// A mail in `format=flowed`: lines that go on end with a blank, and more than one do.
fn is_flowed(lines: &[String]) -> bool {
    let going: Vec<&String> =
        lines.iter().filter(|line| line.ends_with(' ') && !line.trim().is_empty() && line.as_str() != "-- ").collect();
    going.len() > 1 && going.iter().all(|line| WRAPPED.contains(&line.trim_end().graphemes(true).count()))
}

/// Bullets of word processors as Markdown's.
fn bulleted(lines: &[String]) -> Vec<String> {
    // A letter or a dash is a bullet when it stands so twice.
    let weak = |line: &str, sign: char| line.trim_start().strip_prefix(sign).is_some_and(|rest| rest.starts_with(['\t', ' ']));
    let tabbed =
        |line: &str, sign: char| line.trim_start().strip_prefix(sign).is_some_and(|rest| rest.starts_with('\t') || rest.starts_with("  "));
    let twice = |sign| lines.iter().filter(|line| weak(line, sign)).count() > 1;
    let dashes = ['–', '—'].map(|sign| (sign, twice(sign)));
    let other_bullets = lines.iter().any(|line| after_bullet(line.trim_start()).is_some());
    let letter = lines.iter().any(|line| tabbed(line, 'o')) || (other_bullets && twice('o'));
    lines
        .iter()
        .map(|line| {
            let inner = line.trim_start_matches([' ', '\t']);
            let indent = line.get(..line.len() - inner.len()).unwrap_or_default();
            let item = |words: &str| format!("{}- {}", levels(indent), words.trim_start());
            if let Some(words) = after_bullet(inner) {
                return item(words);
            }
            if letter && weak(inner, 'o') {
                // Word's second level.
                let indent = if indent.is_empty() && other_bullets { "\t" } else { indent };
                return format!("{}- {}", levels(indent), inner.get(1..).unwrap_or_default().trim_start());
            }
            for (sign, is_bullet) in dashes {
                if weak(inner, sign) && (is_bullet || tabbed(inner, sign)) {
                    return item(inner.strip_prefix(sign).unwrap_or(inner));
                }
            }
            if let Some((number, words)) = inner.split_once('\t')
                && (2..=4).contains(&number.len())
                && number.ends_with(['.', ')'])
                && number.get(..number.len() - 1).is_some_and(|number| number.chars().all(|c| c.is_ascii_digit()))
            {
                return format!("{}{number} {}", levels(indent), words.trim_start());
            }
            if let Some(words) = ['-', '*'].iter().find_map(|sign| inner.strip_prefix(*sign)).filter(|words| words.starts_with('\t')) {
                return item(words);
            }
            line.clone()
        })
        .collect()
}

/// An indent before an item: two blanks for each tab or each four blanks.
fn levels(indent: &str) -> String {
    let width: usize = indent.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
    "  ".repeat((width.div_ceil(4)).min(6))
}

/// A paragraph without its hard line ends, if it is certain that a program set them.
fn unwrapped(lines: &[String], flowed: bool) -> Vec<String> {
    let trimmed = || lines.iter().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
    let length = |line: &String| line.trim_end().graphemes(true).count();
    let Some((last, before)) = lines.split_last() else { return Vec::new() };
    if flowed && before.iter().all(|line| line.ends_with(' ')) && !before.is_empty() {
        return vec![trimmed().join(" ")];
    }
    let is_words =
        |line: &String| line.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '“' | '‘' | '"' | '\'' | '(')) && !is_numbered(line);
    // A word processor never ends a line where the next word would have fitted.
    let longest = before.iter().map(length).max().unwrap_or_default();
    let is_full = |at: usize, line: &String| {
        let next = lines.get(at + 1).and_then(|next| next.split_whitespace().next()).map_or(0, |word| word.graphemes(true).count());
        length(line) + 1 + next > longest.max(*WRAPPED.start())
    };
    let certain = before.len() > 1
        && lines.iter().all(is_words)
        && before.iter().all(|line| WRAPPED.contains(&length(line)))
        && length(last) <= *WRAPPED.end()
        && before.iter().enumerate().all(|(at, line)| is_full(at, line));
    if certain { vec![trimmed().join(" ")] } else { trimmed() }
}

fn is_numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < line.len() && rest.starts_with(['.', ')'])
}
