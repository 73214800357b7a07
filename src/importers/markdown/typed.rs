//! Text as it was typed, from how the exporter shows it.

use std::collections::BTreeSet;

/// Markdown of one line that was escaped, as it was.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '\\' && next.is_ascii_punctuation() => out.extend(chars.next()),
            _ => out.push(c),
        }
    }
    out
}

/// A text with the characters that turn the direction of writing, where they are shown as `⟨U+202E⟩`: the ones with these numbers.
pub(super) fn as_typed(text: &str, turned: &BTreeSet<u64>) -> String {
    if turned.is_empty() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut count = 0;
    let mut rest = text;
    while let Some(at) = rest.find("⟨U+") {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        match shown(from) {
            Some((c, after)) => {
                if turned.contains(&count) {
                    out.push(c);
                } else {
                    out.push_str(from.strip_suffix(after).unwrap_or_default());
                }
                count += 1;
                rest = after;
            }
            None => {
                out.push('⟨');
                rest = from.strip_prefix('⟨').unwrap_or_default();
            }
        }
    }
    out + rest
}

/// The character that a text begins with as it is shown, and what follows.
fn shown(text: &str) -> Option<(char, &str)> {
    let (code, after) = text.strip_prefix("⟨U+")?.split_at_checked(4)?;
    let after = after.strip_prefix('⟩')?;
    let c = u32::from_str_radix(code, 16).ok().and_then(char::from_u32)?;
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200F}' | '\u{61C}').then_some((c, after))
}
