//! HTML as it is written: names of elements and attributes are words of this program, everything else is escaped. Nothing that somebody
//! typed can become an element, an attribute or a script, because there is no way to write it as one.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::domain::text::{clean, clean_line};
use crate::exporters::{addresses, direction};

/// A piece of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Markup(String);

/// Attributes of an element: names of ours, values of anybody.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Markup {
    /// Markup of ours as it stands.
    pub(super) fn raw(&mut self, markup: &'static str) {
        self.0.push_str(markup);
    }

    /// The beginning of an element. An attribute without a value has an empty one.
    pub(super) fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.0.push('<');
        self.0.push_str(name);
        for (attribute, value) in attributes {
            self.0.push(' ');
            self.0.push_str(attribute);
            if !value.is_empty() || *attribute == "value" || *attribute == "alt" {
                self.0.push_str("=\"");
                escape(&shown(&clean(value)), &mut self.0);
                self.0.push('"');
            }
        }
        self.0.push('>');
    }

    pub(super) fn close(&mut self, name: &'static str) {
        let _ = write!(self.0, "</{name}>");
    }

    /// An element with one line of text in it.
    pub(super) fn element(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.open(name, attributes);
        self.line(text);
        self.close(name);
    }

    /// The same on a line of its own, in the order of the source.
    pub(super) fn block(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.element(name, attributes, text);
        self.0.push('\n');
    }

    /// A text of one line.
    pub(super) fn line(&mut self, text: &str) {
        escape(&shown(&clean_line(text)), &mut self.0);
    }

    /// A text that may have several lines.
    pub(super) fn lines(&mut self, text: &str) {
        for (at, line) in clean(text).split(['\n', '\u{2028}', '\u{2029}']).enumerate() {
            if at > 0 {
                self.0.push_str("<br>");
            }
            escape(&shown(line), &mut self.0);
        }
    }

    /// A text with its line ends as they are: code, a script's data.
    pub(super) fn verbatim(&mut self, text: &str) {
        escape(&shown(&clean(text)), &mut self.0);
    }

    /// The same as [`Self::lines`]; web addresses in it become links.
    pub(super) fn linked(&mut self, text: &str) {
        let mut rest = text;
        while let Some((start, length)) = addresses::find(rest) {
            let (before, found) = rest.split_at(start);
            let (found, after) = found.split_at(length);
            self.lines(before);
            self.address(found);
            rest = after;
        }
        self.lines(rest);
    }

    /// An address that can be followed when it leads to the web or to mail, otherwise its words.
    pub(super) fn address(&mut self, text: &str) {
        match addresses::safe(text) {
            Some(href) => self.element("a", &[("href", &href), ("rel", "noreferrer")], text),
            None => self.line(text),
        }
    }

    /// An element with a piece in it.
    pub(super) fn wrapped(&mut self, name: &'static str, inner: &Self) {
        self.open(name, &[]);
        self.append(inner);
        self.close(name);
    }

    /// Another piece after this.
    pub(super) fn append(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }

    /// A style sheet or a script of ours, which must have no `</` of its element in it.
    pub(super) fn embedded(&mut self, name: &'static str, code: &str) {
        let _ = writeln!(self.0, "<{name}>{code}</{name}>");
    }

    /// Bytes as an address that holds them, as the value of the last attribute of an element that [`Self::open`] would write.
    pub(super) fn open_with_data(&mut self, name: &'static str, attributes: Attributes<'_>, data: (&'static str, &'static str, &[u8])) {
        use base64::Engine as _;
        self.open(name, attributes);
        let (attribute, media_type, bytes) = data;
        self.0.pop();
        let _ = write!(self.0, " {attribute}=\"data:{media_type};base64,");
        base64::engine::general_purpose::STANDARD.encode_string(bytes, &mut self.0);
        self.0.push_str("\">");
    }

    pub(super) fn into_string(self) -> String {
        self.0
    }
}

/// What a browser may be given: characters that turn others can be seen, and so can those that mean nothing to anybody.
fn shown(text: &str) -> Cow<'_, str> {
    let text = direction::visible(text);
    if !text.chars().any(is_no_character) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_no_character(c) {
            let _ = write!(out, "⟨U+{:04X}⟩", u32::from(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Places of Unicode that are never a character; HTML forbids them.
fn is_no_character(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
}

/// Whether there is anything in a text that a reader would see.
pub(super) fn has_words(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{61C}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_is_markup() {
        for (typed, want) in [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("\" onload='x' &amp;#0;", "&quot; onload=&#39;x&#39; &amp;amp;#0;"),
            ("a\0b\r\nc\td", "ab c d"),
            ("\u{202E}x\u{FFFE}", "⟨U+202E⟩x⟨U+FFFE⟩"),
            ("Łódź 👩🏽‍⚕️ שלום", "Łódź 👩🏽‍⚕️ שלום"),
        ] {
            let mut markup = Markup::default();
            markup.element("p", &[("title", typed)], typed);
            let attribute = want.replace("ab c d", "ab\nc\td");
            assert_eq!(markup.into_string(), format!("<p title=\"{attribute}\">{want}</p>"), "{typed:?}");
        }
    }

    #[test]
    fn addresses_become_links_and_nothing_else_does() {
        let mut markup = Markup::default();
        markup.linked("see https://example.org/?a=1&b='2'. javascript:alert(1)\nnext");
        assert_eq!(
            markup.into_string(),
            "see <a href=\"https://example.org/?a=1&amp;b=&#39;2\" rel=\"noreferrer\">https://example.org/?a=1&amp;b=&#39;2</a>&#39;. \
             javascript:alert(1)<br>next"
        );
    }
}
