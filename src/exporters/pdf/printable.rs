//! Text made fit for a page that anybody may check: PDF/A and PDF/UA refuse a whole document for one letter without a picture.
//!
//! What no bundled font can show becomes visible, `⟨U+0E20⟩`, and never stops an export; so does what would fool a reader (characters
//! that reverse the order of others). Everything else stays as it was typed, but for what nobody can see.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation as _;

use super::fonts::{Fonts, bundled};
use crate::exporters::direction;

/// Marks on one letter; laying out more takes time that grows with their square.
const MOST_MARKS: usize = 16;

/// Where a text goes: how many letters may follow each other before a line break must be allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// The whole width of a page.
    Line,
    /// A column of a table.
    Cell,
}

impl Room {
    /// No word of a language is longer than the first; words that are get a chance to break after every second.
    const fn run(self) -> (usize, usize) {
        match self {
            Self::Line => (45, 15),
            Self::Cell => (20, 8),
        }
    }
}

/// A text of several lines.
pub(super) fn text(text: &str, room: Room) -> Cow<'_, str> {
    let fonts = bundled();
    let (longest, piece) = room.run();
    if is_plain(text, fonts, longest) {
        return Cow::Borrowed(text);
    }
    let text = &*direction::visible(text);
    let mut out = String::with_capacity(text.len() + 16);
    let mut run = 0;
    let long = long_runs(text, longest);
    for (at, letter) in text.grapheme_indices(true) {
        if letter.chars().all(char::is_whitespace) {
            run = 0;
            blank(letter, &mut out);
            continue;
        }
        if long.iter().any(|range| range.contains(&at)) {
            run += 1;
            if run > piece {
                out.push('\u{200B}');
                run = 1;
            }
        } else {
            run = 0;
        }
        self::letter(letter, fonts, &mut out);
    }
    Cow::Owned(out)
}

/// A text of one line.
pub(super) fn line(text: &str, room: Room) -> String {
    self::text(&crate::domain::text::clean_line(text), room).replace(['\n', '\t'], " ")
}

/// Whether nothing at all needs to be done, as with most texts.
fn is_plain(text: &str, fonts: &Fonts, longest: usize) -> bool {
    let mut run = 0;
    text.chars().all(|c| {
        run = if c == ' ' || c == '\n' { 0 } else { run + 1 };
        run <= longest
            && (c == ' '
                || c == '\n'
                || fonts.text_face_has(c) && !c.is_control() && !is_combining_mark(c) && !is_unseen(c) && !is_private(c))
    })
}

/// The places of words that are too long for a line.
fn long_runs(text: &str, longest: usize) -> Vec<std::ops::Range<usize>> {
    let mut long = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        if longest_piece(word) > longest {
            long.push(start..start + word.len());
        }
        start += word.len();
    }
    long
}

/// How many letters of a word follow each other without a chance to break. The typesetter breaks web addresses by itself wherever
/// something other than a letter or a digit stands, and a copied address should have nothing unseen in it.
fn longest_piece(word: &str) -> usize {
    let is_address = ["http://", "https://"].iter().any(|start| word.starts_with(start))
        && word.trim_end().bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&*+,-./:;=?@_~'()[]".contains(&b));
    if is_address {
        word.split(|c: char| !c.is_ascii_alphanumeric()).map(str::len).max().unwrap_or(0)
    } else {
        word.trim_end().graphemes(true).count()
    }
}

/// Blanks: those that a font has, line ends, and a plain one for all others.
fn blank(letter: &str, out: &mut String) {
    if letter.contains(['\n', '\u{2028}', '\u{2029}']) {
        out.push('\n');
    } else {
        out.push(match letter.chars().next() {
            Some(c @ ('\u{A0}' | '\u{202F}' | '\u{2009}' | '\u{2002}' | '\u{2003}' | '\u{3000}')) if bundled().any_has(c) => c,
            _ => ' ',
        });
    }
}

/// What a reader counts as one letter.
fn letter(letter: &str, fonts: &Fonts, out: &mut String) {
    let marks = letter.chars().filter(|c| is_combining_mark(*c)).count();
    if marks > MOST_MARKS {
        let mut kept = 0;
        let few: String = letter
            .chars()
            .filter(|c| {
                kept += usize::from(is_combining_mark(*c));
                kept <= MOST_MARKS || !is_combining_mark(*c)
            })
            .collect();
        self::letter(&few, fonts, out);
        let _ = write!(out, "⟨+{} marks⟩", marks - MOST_MARKS);
        return;
    }
    let visible: Vec<char> = letter.chars().filter(|c| !is_unseen(*c)).collect();
    let Some(&base) = visible.first() else {
        letter.chars().filter(|c| is_kept(*c)).for_each(|c| out.push(c));
        return;
    };
    let whole = || {
        let composed: Vec<char> = visible.iter().copied().nfc().collect();
        fonts.one_has(&visible) || composed.len() < visible.len() && fonts.one_has(&composed)
    };
    if !is_combining_mark(base) && !visible.iter().any(|c| c.is_control() || is_private(*c)) && whole() {
        // Tags hide text in any letter; only a black flag is made of them.
        letter.chars().filter(|c| is_kept(*c) || !is_unseen(*c) || is_selector(*c) || base == '\u{1F3F4}').for_each(|c| out.push(c));
        return;
    }
    for (at, c) in letter.chars().filter(|c| !is_unseen(*c)).enumerate() {
        let alone = !is_combining_mark(c) && !is_modifier(c) && !c.is_control() && !is_private(c) && (at == 0 || visible.len() > 1);
        if alone && fonts.any_has(c) {
            out.push(c);
        } else {
            let _ = write!(out, "⟨U+{:04X}⟩", u32::from(c));
        }
    }
}

/// Characters that have no picture of their own.
fn is_unseen(c: char) -> bool {
    is_kept(c)
        || is_selector(c)
        || matches!(c, '\u{34F}' | '\u{180B}'..='\u{180F}' | '\u{2061}'..='\u{206F}' | '\u{202A}'..='\u{202E}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Those of them that have a meaning and stay: soft hyphens, joiners, marks of direction, places to break.
fn is_kept(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2060}')
}

/// Which form of a letter is wanted, text or emoji.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}')
}

/// What changes the letter before it, and has a picture of its own only there.
fn is_modifier(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// Characters that mean nothing to anybody else, which PDF/A refuses.
fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_shown_stays() {
        for kept in [
            "",
            "plain\ntext",
            "Siân Ŵyn Łódź żółć",
            "#physio *b* _e_ $x$ @y [z] <script> \\",
            "Привет Ελλάδα",
            "مرحبا بكم",
            "שלום עולם",
            "हिन्दी में",
            "中文测试",
            "বাংলা ਪੰਜਾਬੀ ગુજરાતી தமிழ் ไทย",
            "🙂 👩🏽‍⚕️ 🏴󠁧󠁢󠁷󠁬󠁳󠁿 1️⃣ ❤️ 🇬🇧 🤷‍♀️",
            "≠ ≤ → ✓ ✗ ☐ ☑ µg ½ °C",
            "e\u{301}\u{302} п\u{301} ẹ\u{301}",
            "a\u{A0}b",
            "soft\u{AD}hyphen",
            "שלום!\u{200F}",
        ] {
            assert_eq!(text(kept, Room::Line), kept);
        }
    }

    #[test]
    fn what_cannot_be_shown_becomes_visible() {
        for (typed, want) in [
            ("a\u{0}b", "a⟨U+0000⟩b"),
            ("\u{E000}", "⟨U+E000⟩"),
            ("\u{378}", "⟨U+0378⟩"),
            ("\u{301}a", "⟨U+0301⟩a"),
            ("f\u{20E3}", "f\u{20E3}"),
            ("f\u{1F3FD}", "f⟨U+1F3FD⟩"),
            ("\u{202E}gnp.exe\u{2069}", "⟨U+202E⟩gnp.exe⟨U+2069⟩"),
            ("1\u{200F} - 2", "1⟨U+200F⟩ - 2"),
            ("\u{FEFF}x", "x"),
            ("x\u{E0041}\u{E0042}", "x"),
            ("a\u{2028}b\tc", "a\nb c"),
            ("한", "⟨U+D55C⟩"),
        ] {
            assert_eq!(text(typed, Room::Line), want, "{typed:?}");
        }
        assert_eq!(text(&format!("Z{}", "\u{301}".repeat(20_000)), Room::Line), format!("Z{}⟨+19984 marks⟩", "\u{301}".repeat(16)));
    }

    #[test]
    fn long_words_may_break() {
        assert_eq!(text("electroencephalographically", Room::Line), "electroencephalographically");
        let broken = text("electroencephalographically", Room::Cell);
        assert_eq!(broken.replace('\u{200B}', ""), "electroencephalographically");
        assert!(broken.split('\u{200B}').all(|piece| piece.len() <= 8), "{broken}");
        let long = "a".repeat(20_001);
        assert!(text(&long, Room::Line).split('\u{200B}').all(|piece| piece.len() <= 15));
    }
}
