//! Characters that turn the direction of writing (Unicode Standard Annex 9): a page can be made to read otherwise than what was typed
//! (“Trojan Source”, Boucher and Anderson 2021). In what is handed on, those that can do so are shown, `⟨U+202E⟩`, and turn nothing.
//!
//! Letters of Hebrew, Arabic and other scripts from right to left need none of them and are left alone, and so are the marks that
//! place a comma among such letters.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Embeddings, overrides and isolates: they turn whatever follows, up to the end of the line.
fn turns_what_follows(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Marks that count as a letter from right to left. Among letters from left to right they can exchange numbers.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200F}' | '\u{61C}')
}

/// Whether a letter belongs to a script that runs from right to left.
pub(super) fn is_right_to_left(c: char) -> bool {
    let in_range = matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}');
    in_range && c.is_alphabetic()
}

/// Whether a text has none of these characters, as nearly every text.
pub(super) fn is_straight(text: &str) -> bool {
    !text.chars().any(|c| turns_what_follows(c) || is_mark(c))
}

/// A text in which the characters that turn others can be seen and do nothing.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if is_straight(text) { Cow::Borrowed(text) } else { Cow::Owned(told_apart(text).0) }
}

/// The same, and which of the `⟨U+202E⟩` and the like in the result stand for the character itself, counted from 0; the others were
/// typed so. With them the text can be read back.
pub(super) fn told_apart(text: &str) -> (String, Vec<usize>) {
    let mut shown = String::with_capacity(text.len() + 16);
    let mut ours = Vec::new();
    let mut count = 0;
    for line in text.split_inclusive(['\n', '\u{2029}']) {
        let is_spelling = line.chars().any(is_right_to_left);
        for (at, c) in line.char_indices() {
            if turns_what_follows(c) || (is_mark(c) && !is_spelling) {
                let _ = write!(shown, "⟨U+{:04X}⟩", u32::from(c));
                ours.push(count);
                count += 1;
            } else {
                count += usize::from(line.get(at..).is_some_and(starts_as_shown));
                shown.push(c);
            }
        }
    }
    (shown, ours)
}

/// Whether a text begins with a character as it would be shown here: `⟨U+202E⟩`.
fn starts_as_shown(text: &str) -> bool {
    let code = text.strip_prefix("⟨U+").and_then(|rest| rest.split_once('⟩')).map(|(code, _)| code).filter(|code| code.len() == 4);
    let c = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
    c.is_some_and(|c| turns_what_follows(c) || is_mark(c))
}

/// Data of JSON as a text in which these characters, and others that YAML takes for none, are written as escapes; the data stays the same.
pub(super) fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        let plain = !turns_what_follows(c)
            && !is_mark(c)
            && !c.is_control()
            && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}');
        if plain {
            out.push(c);
        } else {
            let _ = write!(out, "\\u{:04X}", u32::from(c));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_is_shown() {
        for (typed, want) in [
            ("", ""),
            ("plain\ntext", "plain\ntext"),
            ("pay \u{202E}000,1£\u{202C} now", "pay ⟨U+202E⟩000,1£⟨U+202C⟩ now"),
            ("\u{202A}a\u{202B}b\u{202D}c", "⟨U+202A⟩a⟨U+202B⟩b⟨U+202D⟩c"),
            ("\u{2066}a\u{2067}b\u{2068}c\u{2069}", "⟨U+2066⟩a⟨U+2067⟩b⟨U+2068⟩c⟨U+2069⟩"),
            ("10\u{200F} - 20\u{61C}", "10⟨U+200F⟩ - 20⟨U+061C⟩"),
            // Of no effect where nothing runs from right to left.
            ("\u{200E}a", "\u{200E}a"),
            ("שלום!\u{200F}", "שלום!\u{200F}"),
            ("שלום!\u{200F}\n1\u{200F}-2", "שלום!\u{200F}\n1⟨U+200F⟩-2"),
            ("\u{202B}שלום\u{202C}", "⟨U+202B⟩שלום⟨U+202C⟩"),
            ("👩🏽‍⚕️ e\u{301}", "👩🏽‍⚕️ e\u{301}"),
        ] {
            assert_eq!(visible(typed), want, "{typed:?}");
        }
    }

    #[test]
    fn what_was_typed_is_told_from_what_is_shown() {
        let (shown, ours) = told_apart("⟨U+202E⟩ \u{202E}x ⟨U+E000⟩ ⟨U+061C⟩\u{2069}");
        assert_eq!(shown, "⟨U+202E⟩ ⟨U+202E⟩x ⟨U+E000⟩ ⟨U+061C⟩⟨U+2069⟩");
        assert_eq!(ours, [1, 3]);
        assert_eq!(told_apart("plain"), ("plain".to_owned(), Vec::new()));
    }

    #[test]
    fn escapes_leave_the_data_as_it_was() {
        let text = "a\u{202E}b\u{200F}\u{2028}\u{FEFF}\u{85}\u{7F}\"\\ \n";
        let json = serde_json::Value::String(text.to_owned()).to_string();
        let escaped = escaped(&json);
        assert!(is_straight(&escaped) && escaped.contains("\\u202E"), "{escaped}");
        assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), text);
    }
}
