//! Where the links of a text begin and end. It knows which hosts are known only by being told.

use std::ops::Range;

/// A link as it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub range: Range<usize>,
    pub form: Form,
    /// Whether its end is missing: `youtube.com/watch?v=dQw…`.
    pub cut: bool,
    /// What Markdown shows for it: `[this](https://…)`.
    pub label: Option<String>,
}

/// How a link is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `https://…`
    Whole,
    /// `example.org/…`
    Bare,
    /// `10.1136/bmj.n71`
    Doi,
    /// `at://did:plc:…/app.bsky.feed.post/3jzf…`, as programs for Bluesky name a post (atproto.com/specs/at-uri-scheme).
    At,
}

/// Ends of hosts after which a path makes a link of a word without `https://`, even when the host is not known.
const ENDS: &[&str] = &[
    "ac", "app", "au", "be", "biz", "blog", "ca", "ch", "cloud", "co", "com", "coop", "de", "dev", "dk", "edu", "es", "eu", "fi", "fm",
    "fr", "gl", "gov", "health", "ie", "in", "info", "int", "io", "it", "link", "live", "ly", "me", "mobi", "net", "news", "nhs", "nl",
    "no", "nz", "online", "org", "page", "pl", "pt", "scot", "se", "site", "social", "space", "to", "tv", "uk", "us", "wales", "website",
    "wiki", "work", "world", "xyz", "za",
];

/// The same without a path.
const PLAIN_ENDS: &[&str] = &["com", "edu", "gov", "ie", "net", "org", "scot", "uk", "wales"];

/// Words before a colon after which an address is no web address.
const OTHER_SCHEMES: &[&str] =
    &["about:", "at:", "blob:", "data:", "file:", "ftp:", "intent:", "javascript:", "mailto:", "tel:", "vbscript:"];

/// No host is longer, with a name and a port.
pub(super) const LONGEST_HOST: usize = 400;

/// The longest label of a link that is looked for.
const LONGEST_LABEL: usize = 300;

/// All links of a text, in order. `is_known` says whether a host, in small letters, is that of a platform.
pub(super) fn all(text: &str, is_known: impl Fn(&str) -> bool) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(start) = rest.find(|c| !is_break(c)) else { break };
        let chunk = rest.get(start..).unwrap_or_default();
        let length = chunk.find(is_break).unwrap_or(chunk.len());
        if let Some(chunk) = chunk.get(..length) {
            in_chunk(text, at + start, chunk, &is_known, &mut found);
        }
        at += start + length;
    }
    found
}

/// What never stands in a link as people paste them.
fn is_break(c: char) -> bool {
    c.is_whitespace() || c.is_control() || is_invisible(c) || matches!(c, '<' | '>' | '"' | '`' | '{' | '}' | '|' | '\\' | '^') || {
        matches!(c, '“' | '”' | '‘' | '’' | '«' | '»' | '‹' | '›' | '…' | '\u{3001}'..='\u{3011}')
            || matches!(c, '\u{ff01}' | '\u{ff08}' | '\u{ff09}' | '\u{ff0c}' | '\u{ff1a}' | '\u{ff1b}' | '\u{ff1f}')
    }
}

/// Characters of no width, and those that turn the direction of writing.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn in_chunk(text: &str, offset: usize, chunk: &str, is_known: &impl Fn(&str) -> bool, found: &mut Vec<Found>) {
    let lower = chunk.to_ascii_lowercase();
    let bare_may_be = !OTHER_SCHEMES.iter().any(|scheme| lower.trim_start_matches(['(', '[']).starts_with(scheme));
    let mut before = None;
    let mut done = 0;
    for (at, c) in chunk.char_indices() {
        let is_start = before.is_none_or(|c| matches!(c, '(' | '[' | ',' | ';' | '=' | ':' | '*' | '_' | '~' | '\''));
        before = Some(c);
        if at < done {
            continue;
        }
        let (Some(rest), Some(lower)) = (chunk.get(at..), lower.get(at..)) else { continue };
        let form = if lower.starts_with("http") && has_scheme(lower) {
            Form::Whole
        } else if is_start && web_address(rest.get(..at_length(rest)).unwrap_or_default()).is_some() {
            Form::At
        } else if is_start && bare_may_be && is_doi(lower) {
            Form::Doi
        } else if is_start && bare_may_be && is_bare(rest, lower, is_known) {
            Form::Bare
        } else {
            continue;
        };
        let whole = if form == Form::At { at_length(rest) } else { length(rest) };
        let kept = rest.get(..whole).map_or(whole, |link| trimmed(link, chunk.get(..at).and_then(|head| head.chars().next_back())).len());
        let start = offset + at;
        let after = text.get(start + whole..).unwrap_or_default();
        found.push(Found {
            range: start..start + kept,
            form,
            cut: rest.get(kept..whole).is_some_and(|tail| tail.starts_with("..")) || goes_on(after),
            label: label(text.get(..start).unwrap_or_default()),
        });
        done = at + whole.max(1);
    }
}

/// Whether the link went on where it was cut or broken: an ellipsis, or something unseen before more of it.
fn goes_on(after: &str) -> bool {
    let unseen = after.trim_start_matches(is_invisible);
    after.starts_with('…') || (unseen.len() < after.len() && unseen.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

fn has_scheme(lower: &str) -> bool {
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '[' || c == '%'))
}

/// How far an address of that kind goes; 0 when none begins here.
fn at_length(text: &str) -> usize {
    let Some(rest) = text.get(..AT.len()).filter(|start| start.eq_ignore_ascii_case(AT)).and_then(|_| text.get(AT.len()..)) else {
        return 0;
    };
    let part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':' | b'/' | b'~' | b'%');
    let length = rest.bytes().take(LONGEST_HOST).take_while(part).count();
    let whole = rest.get(..length).unwrap_or_default().trim_end_matches(['.', ':', '/']);
    AT.len() + whole.len()
}

const AT: &str = "at://";

/// The page that shows what `at://…` names, for posts and for those who write them.
pub(super) fn web_address(written: &str) -> Option<String> {
    let rest = written.get(..AT.len()).filter(|start| start.eq_ignore_ascii_case(AT)).and_then(|_| written.get(AT.len()..))?;
    let mut parts = rest.split('/');
    let who = parts.next().filter(|who| who.starts_with("did:") || (who.contains('.') && !who.contains(':')))?;
    match (parts.next(), parts.next(), parts.next()) {
        (None, _, _) => Some(format!("https://bsky.app/profile/{who}")),
        (Some("app.bsky.feed.post"), Some(post), None) if !post.is_empty() => Some(format!("https://bsky.app/profile/{who}/post/{post}")),
        (Some("app.bsky.feed.generator"), Some(feed), None) if !feed.is_empty() => {
            Some(format!("https://bsky.app/profile/{who}/feed/{feed}"))
        }
        (Some("app.bsky.graph.list"), Some(list), None) if !list.is_empty() => Some(format!("https://bsky.app/profile/{who}/lists/{list}")),
        _ => None,
    }
}

/// `10.`, four to nine digits, a slash and more (doi.org/the-identifier/resources/handbook).
fn is_doi(lower: &str) -> bool {
    let Some(rest) = lower.strip_prefix("10.") else { return false };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = rest.get(digits..).and_then(|rest| rest.strip_prefix('/'));
    (4..=9).contains(&digits) && after.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

/// Whether a word that does not begin with `https://` is a link all the same.
fn is_bare(rest: &str, lower: &str, is_known: impl Fn(&str) -> bool) -> bool {
    let end = lower.bytes().take(254).take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')).count();
    let (Some(host), Some(after)) = (lower.get(..end), lower.get(end..)) else { return false };
    // An address of mail, or a part of a word in another script.
    if after.starts_with(|c: char| c == '@' || c.is_alphanumeric()) || after.starts_with("://") {
        return false;
    }
    let host = host.trim_end_matches('.');
    let labels: Vec<&str> = host.split('.').collect();
    if labels.len() < 2 || labels.iter().any(|label| label.is_empty() || label.starts_with('-') || label.ends_with('-')) {
        return false;
    }
    let last = labels.last().copied().unwrap_or_default();
    if is_known(host) || (labels.first() == Some(&"www") && labels.len() > 2 && last.bytes().all(|byte| byte.is_ascii_alphabetic())) {
        return true;
    }
    let has_path =
        after.strip_prefix('/').is_some_and(|path| path.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '@' | '?' | '_' | '#')));
    // `ASP.NET` is no host.
    let is_small = rest.get(..host.len()).is_some_and(|written| written.ends_with(last));
    if has_path { ENDS.contains(&last) } else { is_small && host.len() > 5 && PLAIN_ENDS.contains(&last) }
}

/// How far a link goes at most, before what only ends a sentence is taken off.
fn length(text: &str) -> usize {
    let (mut round, mut square) = (0_usize, 0_usize);
    let host_end = host_end(text);
    if text.get(host_end..).is_some_and(|rest| rest.starts_with(|c| !matches!(c, '/' | '?' | '#'))) {
        return host_end;
    }
    for (at, c) in text.char_indices() {
        let ends = match c {
            '(' => {
                round += 1;
                false
            }
            '[' => {
                square += 1;
                false
            }
            ')' if round == 0 => true,
            ')' => {
                round -= 1;
                false
            }
            ']' if square == 0 => true,
            ']' => {
                square -= 1;
                false
            }
            // Two links without a space between them.
            ',' | ';' => text.get(at + 1..).is_some_and(starts_whole),
            '&' => text.get(at..).is_some_and(starts_entity),
            _ => false,
        };
        if ends {
            return at;
        }
    }
    text.len()
}

/// Where the host ends, perhaps before its path: at a comma in `example.org.uk,example.com`. All up to the path when there is an `@`, so that
/// nothing before it is taken for the host.
fn host_end(text: &str) -> usize {
    let start = if starts_whole(text) { text.find("://").map_or(0, |at| at + 3) } else { 0 };
    let rest = text.get(start..).unwrap_or_default();
    let most = rest.char_indices().nth(LONGEST_HOST).map_or(rest.len(), |(at, _)| at);
    let near = rest.get(..most).unwrap_or_default();
    let path = near.find(['/', '?', '#']).unwrap_or(most);
    let authority = near.get(..path).unwrap_or_default();
    // An address of version 6 stands in brackets.
    if authority.contains('@') || authority.starts_with('[') {
        return start + path;
    }
    let end = authority.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '%'))).unwrap_or(path);
    // What goes on for longer is no host.
    if end == most && most < rest.len() { start } else { start + end }
}

fn starts_whole(text: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

fn starts_entity(text: &str) -> bool {
    ["&quot;", "&lt;", "&gt;", "&nbsp;", "&#39;", "&#34;"].iter().any(|entity| text.starts_with(entity))
}

/// A link without what ends the sentence or the emphasis around it. `before` is what stands in front of it.
fn trimmed(link: &str, before: Option<char>) -> &str {
    link.trim_end_matches(|c: char| is_punctuation(c) || (matches!(c, '*' | '_' | '~') && before == Some(c)))
}

fn is_punctuation(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '(' | '[')
}

/// The words in `[words](` at the end of a text.
fn label(before: &str) -> Option<String> {
    let inside = before.strip_suffix("](")?;
    let from = inside.char_indices().rev().take(LONGEST_LABEL).find(|(_, c)| matches!(c, '[' | '\n')).filter(|(_, c)| *c == '[')?.0;
    let label = inside.get(from + 1..)?.trim();
    (!label.is_empty() && !label.contains("://")).then(|| label.to_owned())
}

/// A cleaned address in which every character is one that [`all`] takes for a part of it, so that reading it again gives the same.
pub(super) fn tame(url: &str) -> String {
    let mut found = String::with_capacity(url.len());
    let (mut round, mut square) = (0_usize, 0_usize);
    for (at, c) in url.char_indices() {
        let keep = match c {
            '(' => {
                round += 1;
                true
            }
            '[' => {
                square += 1;
                true
            }
            ')' if round > 0 => {
                round -= 1;
                true
            }
            ']' if square > 0 => {
                square -= 1;
                true
            }
            ')' | ']' => false,
            ',' | ';' => !url.get(at + 1..).is_some_and(starts_whole),
            '&' => !url.get(at..).is_some_and(starts_entity),
            _ => !is_break(c),
        };
        if keep {
            found.push(c);
        } else {
            found.push_str(&format!("%{:02X}", u32::from(c)));
        }
    }
    let plain = found.trim_end_matches(is_punctuation).len();
    if plain < found.len() {
        let tail = found.split_off(plain);
        for c in tail.chars() {
            found.push_str(&format!("%{:02X}", u32::from(c)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: &[&str]) {
        let found = all(text, |host| matches!(host, "youtu.be" | "x.com" | "nice.org.uk"));
        let got: Vec<&str> = found.iter().map(|found| &text[found.range.clone()]).collect();
        assert_eq!(got, want, "{text}");
    }

    #[test]
    fn where_links_end() {
        check("See https://a.example/b.", &["https://a.example/b"]);
        check("(https://a.example/b_(c)).", &["https://a.example/b_(c)"]);
        check("“https://a.example/b”, ‘http://c.example’", &["https://a.example/b", "http://c.example"]);
        check(
            "[one](https://a.example/b), [https://c.example](https://c.example)",
            &["https://a.example/b", "https://c.example", "https://c.example"],
        );
        check(
            "<https://a.example/b|label> **https://c.example/d** _https://e.example/f_",
            &["https://a.example/b", "https://c.example/d", "https://e.example/f"],
        );
        check(
            "https://youtu.be/abcdefghij_ https://youtu.be/abcdefghij-",
            &["https://youtu.be/abcdefghij_", "https://youtu.be/abcdefghij-"],
        );
        check("https://a.example,https://b.example;http://c.example", &["https://a.example", "https://b.example", "http://c.example"]);
        check("&lt;https://a.example/b&gt; href=&quot;https://c.example/&quot;", &["https://a.example/b", "https://c.example/"]);
        check("HTTPS://A.EXAMPLE/B?!", &["HTTPS://A.EXAMPLE/B"]);
        let listed = "nice.org.uk,x.com;https://a.example,b https://me,you@a.example/b";
        check(listed, &["nice.org.uk", "x.com", "https://a.example", "https://me,you@a.example/b"]);
        check("見て、https://a.example/b。次", &["https://a.example/b"]);
        check("https:// http://. https://( x://a.com/b", &[]);
    }

    #[test]
    fn without_a_scheme() {
        check("youtu.be/dQw4w9WgXcQ, www.csp.org.uk and nice.org.uk.", &["youtu.be/dQw4w9WgXcQ", "www.csp.org.uk", "nice.org.uk"]);
        check("me@nice.org.uk @user@x.com mailto:a@x.com javascript:x.com/1 ftp://x.com/a file:///x.com/", &[]);
        check("e.g. this, i.e. that; Fig.2/3 and ASP.NET or 3.5/4.5, and/or README.md, v1.2.com3", &[]);
        check("doi:10.1136/bmj.n71. 10.1016/S0140-6736(20)30183-5; 10.5/2", &["10.1136/bmj.n71", "10.1016/S0140-6736(20)30183-5"]);
        check("[notes](example.org/a/b) example.org/?q=1", &["example.org/a/b", "example.org/?q=1"]);
    }

    #[test]
    fn names_of_the_at_protocol() {
        check(
            "(at://did:plc:ab12/app.bsky.feed.post/3jzfcijpj2z2a). AT://jane.example/app.bsky.feed.post/3l7, at://jane.example/ 😀",
            &["at://did:plc:ab12/app.bsky.feed.post/3jzfcijpj2z2a", "AT://jane.example/app.bsky.feed.post/3l7", "at://jane.example"],
        );
        check("at:// at://jane at://jane.example/app.bsky.feed.like/3l7 at:jane.example/a xat://jane.example", &[]);
    }

    #[test]
    fn what_is_cut_is_told() {
        for (text, cut) in [
            ("https://x.com/a/status/13595…", true),
            ("https://x.com/a/status/13595...", true),
            ("https://x.com/a/status/13595\u{200b}62777", true),
            ("https://x.com/a/status/13595\u{200b} and", false),
            ("https://x.com/a/status/13595. …", false),
        ] {
            assert_eq!(all(text, |_| true).first().map(|found| found.cut), Some(cut), "{text}");
        }
    }
}
