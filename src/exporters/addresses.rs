//! Addresses: which may be clicked in a document that is sent to other people, and where they are in a text.

use std::fmt::Write as _;

/// An address that may be clicked, in ASCII; nothing for all but web and mail.
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

/// Where the first web address begins and how long it is; the stop at the end of a sentence is no part of it.
pub(super) fn find(text: &str) -> Option<(usize, usize)> {
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
            ("data:text/html,x", None),
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
    fn the_first_address_of_a_text() {
        for (text, want) in [
            ("see https://example.org/a_(b).", Some("https://example.org/a_(b)")),
            ("(http://x.org)", Some("http://x.org")),
            ("ahttps://x.org ftp://y", None),
            ("HTTP://X.ORG!", Some("HTTP://X.ORG")),
            ("://", None),
        ] {
            let found = find(text).map(|(start, length)| &text[start..start + length]);
            assert_eq!(found, want, "{text}");
        }
    }
}
