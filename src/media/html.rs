//! The words of a page of HTML, as far as search needs them: no layout, no scripts, no requests.

use pulldown_cmark::{Event, Parser};

/// Elements whose content nobody reads.
const SILENT: &[&str] = &["script", "style", "template", "noscript"];

/// Elements that do not end a word or a line.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "q",
    "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tspan", "tt", "u", "var", "wbr",
];

/// The longest name of a character, in bytes: `CounterClockwiseContourIntegral`.
const LONGEST_NAME: usize = 32;

/// The text between the tags, with lines where elements begin and end, and characters in place of their names.
pub(super) fn text(html: &str) -> String {
    let mut out = String::with_capacity(html.len() / 4);
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        words(before, &mut out);
        rest = match after.strip_prefix("!--") {
            Some(comment) => comment.split_once("-->").map_or("", |(_, rest)| rest),
            None if after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) => element(after, &mut out),
            // “5 < 6” is no tag.
            None => {
                out.push('<');
                after
            }
        };
    }
    words(rest, &mut out);
    out.trim().to_owned()
}

/// What follows a tag, whose `<` has been read; with its content where that is not for readers.
fn element<'a>(tag: &'a str, out: &mut String) -> &'a str {
    let end = tag_end(tag);
    let (inside, rest) = tag.split_at_checked(end).unwrap_or((tag, ""));
    let rest = rest.strip_prefix('>').unwrap_or(rest);
    let closing = inside.starts_with('/');
    let name: String =
        inside.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    if !INLINE.contains(&name.as_str()) {
        blank('\n', out);
    }
    if closing || inside.ends_with('/') || !SILENT.contains(&name.as_str()) {
        return rest;
    }
    let close = format!("</{name}");
    let found = rest.as_bytes().windows(close.len()).position(|at| at.eq_ignore_ascii_case(close.as_bytes()));
    found.and_then(|at| rest.get(at..)).unwrap_or("")
}

/// Where a tag ends: at its `>`, but not within quotes.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    // A quote that never closes must not swallow the page.
    tag.find('>').unwrap_or(tag.len())
}

/// A blank or the end of a line, but never two.
fn blank(which: char, out: &mut String) {
    match out.chars().next_back() {
        Some(' ') if which == '\n' => {
            out.pop();
            out.push('\n');
        }
        None | Some('\n' | ' ') => {}
        _ => out.push(which),
    }
}

/// Text outside of tags: blanks of any kind and number are one, names of characters are read.
fn words(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or("");
        rest = after;
        if c == '&'
            // Looking no further keeps a page of `&` from taking for ever.
            && let Some(end) = after.bytes().take(LONGEST_NAME + 1).position(|byte| byte == b';')
            && let Some((name, beyond)) = after.split_at_checked(end)
            && let Some(meant) = character(name)
        {
            meant.chars().for_each(|c| if c.is_whitespace() { blank(' ', out) } else { out.push(c) });
            rest = beyond.strip_prefix(';').unwrap_or(beyond);
        } else if c.is_whitespace() {
            blank(' ', out);
        } else {
            out.push(c);
        }
    }
}

/// What `&name;` stands for.
fn character(name: &str) -> Option<String> {
    let known = match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" | "#39" => "'",
        "nbsp" => " ",
        _ if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#') => return None,
        // CommonMark knows the same 2,125 names, and its parser is here.
        _ => {
            return Parser::new(&format!("&{name};")).find_map(|event| match event {
                Event::Text(text) if !text.starts_with('&') || matches!(name, "AMP" | "#38" | "#x26" | "#X26") => Some(text.into_string()),
                _ => None,
            });
        }
    };
    Some(known.to_owned())
}
