//! Addresses: which may be clicked in a document that is sent to other people, and where they are in a text.

use serde_json::{Value, json};

use super::printable::{self, Room};
use crate::exporters::addresses;
pub(super) use crate::exporters::addresses::safe;

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
    while let Some((start, length)) = addresses::find(rest) {
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

#[cfg(test)]
mod tests {
    use super::*;

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
