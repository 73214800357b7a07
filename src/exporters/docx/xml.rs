//! Texts as XML 1.0: what it forbids becomes visible, and nothing typed is ever markup.

use std::fmt::Write as _;

use crate::exporters::direction;

/// The first line of every part of a document.
pub(super) const PROLOGUE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Adds a text of one line. Characters that XML forbids (section 2.2: most controls, U+FFFE and U+FFFF) and those that turn the direction of
/// writing are shown: `⟨U+0000⟩`.
pub(super) fn text(text: &str, out: &mut String) {
    for c in direction::visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' | '\r' | '\u{2028}' | '\u{2029}' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {
                let _ = write!(out, "⟨U+{:04X}⟩", u32::from(c));
            }
            c => out.push(c),
        }
    }
}

/// The same as a text of its own.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    self::text(text, &mut out);
    out
}

/// A text of one line that is not too long for an attribute or a property, which programs cut or refuse; in bytes, at most.
pub(super) fn attribute(text: &str, most: usize) -> String {
    let line = crate::domain::text::clean_line(text);
    let end = line.char_indices().map(|(at, _)| at).take_while(|at| *at <= most).last().unwrap_or_default();
    if line.len() <= most { escaped(&line) } else { escaped(line.get(..end).unwrap_or_default()) + "…" }
}

/// Whether there is anything in it that a reader would see.
pub(super) fn has_words(text: &str) -> bool {
    text.chars().any(|c| {
        !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{61C}' | '\u{FEFF}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_is_markup() {
        for (typed, want) in [
            ("a < b & \"c\" > d", "a &lt; b &amp; &quot;c&quot; &gt; d"),
            ("</w:t><w:p/>", "&lt;/w:t&gt;&lt;w:p/&gt;"),
            ("\u{0}\u{B}\u{FFFE}x", "⟨U+0000⟩⟨U+000B⟩⟨U+FFFE⟩x"),
            ("gnp\u{202E}exe", "gnp⟨U+202E⟩exe"),
            ("two\nlines\ttab", "two lines tab"),
            ("👩🏽‍⚕️ Ŵyn שלום", "👩🏽‍⚕️ Ŵyn שלום"),
        ] {
            assert_eq!(escaped(typed), want, "{typed:?}");
        }
        assert_eq!(attribute("ŵŵŵŵ", 5), "ŵŵ…");
        assert_eq!(attribute(" x ", 5), "x");
        assert!(!has_words(" \u{200B}\n") && has_words(" . "));
    }
}
