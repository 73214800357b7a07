//! Addresses: which may be clicked in a document that is sent to other people, and where they are in a text.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::printable::{self, Room};

/// An address that may be clicked, as a PDF wants it; nothing for all but web and mail.
pub(super) fn safe(address: &str) -> Option<String> {
    let address = address.trim();
    let lower = address.to_ascii_lowercase();
    let known = ["https://", "http://", "mailto:"].iter().any(|start| lower.strip_prefix(start).is_some_and(|rest| !rest.is_empty()));
    if !known || address.len() > 2_000 || address.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return None;
    }
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii() {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    Some(out)
}

/// A text with line breaks, in nodes.
pub(super) fn plain(text: &str, room: Room, nodes: &mut Vec<Value>) {
    for (at, line) in printable::text(text, room).split('\n').enumerate() {
        if at > 0 {
            nodes.push(json!({"t": "br"}));
        }
        if !line.is_empty() {
            nodes.push(Value::String(line.to_owned()));
        }
    }
}

/// The same; web addresses in it become links.
pub(super) fn linked(text: &str, room: Room, nodes: &mut Vec<Value>) {
    let mut rest = text;
    while let Some((start, length)) = address(rest) {
        let (before, found) = rest.split_at(start);
        let (found, after) = found.split_at(length);
        if let Some(href) = safe(found) {
            plain(before, room, nodes);
            nodes.push(link(found, &href, room));
        } else {
            plain(rest.get(..start + length).unwrap_or_default(), room, nodes);
        }
        rest = after;
    }
    plain(rest, room, nodes);
}

/// A link that shows its address.
pub(super) fn link(shown: &str, href: &str, room: Room) -> Value {
    json!({"t": "a", "href": href, "c": [printable::line(shown, room)]})
}

/// Where the first web address begins and how long it is; the stop at the end of a sentence is no part of it.
fn address(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    loop {
        let start = from + text.get(from..)?.find("://")?;
        let scheme = ["https", "http"].into_iter().find_map(|scheme| {
            let begin = start.checked_sub(scheme.len())?;
            let typed = text.get(begin..start)?;
            let before = text.get(..begin)?.chars().next_back();
            (typed.eq_ignore_ascii_case(scheme) && !before.is_some_and(char::is_alphanumeric)).then_some(begin)
        });
        let Some(begin) = scheme else {
            from = start + 3;
            continue;
        };
        let rest = text.get(begin..)?;
        let end = rest.find(|c: char| c.is_whitespace() || c.is_control() || "<>\"“”".contains(c)).unwrap_or(rest.len());
        let mut found = rest.get(..end)?;
        while let Some(last) = found.chars().next_back() {
            let unopened = last == ')' && found.matches('(').count() < found.matches(')').count();
            if !unopened && !".,;:!?'’*_~".contains(last) {
                break;
            }
            found = found.get(..found.len() - last.len_utf8())?;
        }
        return Some((begin, found.len().max(1)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_and_mail() {
        for (address, want) in [
            ("https://example.org/ŵ", Some("https://example.org/%C5%B5")),
            ("MAILTO:a@b.org", Some("MAILTO:a@b.org")),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("https://", None),
            ("https://x y", None),
            ("", None),
            ("//example.org", None),
        ] {
            assert_eq!(safe(address).as_deref(), want, "{address}");
        }
    }

    #[test]
    fn addresses_in_a_text() {
        for (text, want) in [
            ("see https://example.org/a_(b).", vec!["https://example.org/a_(b)"]),
            ("(http://x.org)", vec!["http://x.org"]),
            ("ahttps://x.org ftp://y", vec![]),
            ("https://a.org, https://b.org!", vec!["https://a.org", "https://b.org"]),
            ("://", vec![]),
            ("https://", vec![]),
            ("HTTP://X.ORG", vec!["HTTP://X.ORG"]),
        ] {
            let mut nodes = Vec::new();
            linked(text, Room::Line, &mut nodes);
            let found: Vec<&str> = nodes.iter().filter_map(|node| node.get("href")?.as_str()).collect();
            assert_eq!(found, want, "{text}");
            let shown: String = nodes.iter().map(|node| node.as_str().or_else(|| node["c"][0].as_str()).unwrap_or("\n")).collect();
            assert_eq!(shown, text);
        }
    }
}
