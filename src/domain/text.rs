//! What may be in a text that somebody typed, and how two texts are compared.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation as _;

/// Drops what no text holds and some readers choke on: NUL and other control characters but line ends and tabs.
/// Line ends become `\n`. Every other character stays as typed.
pub fn clean(text: &str) -> String {
    if !text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return text.to_owned();
    }
    text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

/// The same for a text of one line: line ends and tabs become blanks, the ends are trimmed.
pub fn clean_line(text: &str) -> String {
    clean(text).replace(['\n', '\t'], " ").trim().to_owned()
}

/// Lower case without accents, for comparing and sorting as a reader would.
pub fn folded(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// The number of words as a reader counts them.
pub fn words(text: &str) -> usize {
    text.unicode_words().count()
}

/// A number as people read it: `12,345`.
pub fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// Markdown as a line to skim: without what makes tables, headings, lists and emphasis.
pub fn plain(text: &str) -> String {
    let text = text.replace(['|', '`'], " ");
    let words =
        text.split_whitespace().filter(|word| word.chars().any(|c| !matches!(c, '-' | ':' | '#' | '>' | '*' | '_' | '=' | '~' | '+')));
    words.map(without_emphasis).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A word without the marks of emphasis at its ends, also where they stand inside of quotes or before a full stop: “*once*,” is “once,”.
fn without_emphasis(word: &str) -> String {
    let marks = |c: char| matches!(c, '*' | '~' | '_');
    let word = word.trim_matches(marks);
    let is_inside = |c: char| !marks(c) && c.is_alphanumeric();
    let (Some(begin), Some(last)) = (word.find(is_inside), word.rfind(is_inside)) else { return word.to_owned() };
    let end = last + word.get(last..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let bare = |part: Option<&str>| part.unwrap_or_default().replace(marks, "");
    format!("{}{}{}", bare(word.get(..begin)), word.get(begin..end).unwrap_or_default().replace("**", ""), bare(word.get(end..)))
}

/// At most `most` characters (as a reader counts them) of the text on one line, with `…` when something is left out.
pub fn excerpt(text: &str, most: usize) -> String {
    let mut kept = String::new();
    let mut count = 0;
    let mut blank = false;
    for letter in text.graphemes(true) {
        if letter.chars().all(char::is_whitespace) {
            blank = !kept.is_empty();
            continue;
        }
        if count >= most {
            kept.push('…');
            return kept;
        }
        if blank {
            kept.push(' ');
            count += 1;
            blank = false;
        }
        kept.push_str(letter);
        count += 1;
    }
    kept
}

/// A tag as programs for notes know it (Obsidian: letters, digits, `_`, `-` and `/`, and not digits only); nothing of one that has none of
/// these. Marks stay on the letters that they belong to.
pub fn note_tag(typed: &str) -> Option<String> {
    let mut kept = String::new();
    let mut is_on_letter = false;
    for c in typed.trim().trim_start_matches('#').chars() {
        is_on_letter = c.is_alphanumeric() || is_on_letter && is_combining_mark(c);
        kept.push(if is_on_letter || "_-/".contains(c) { c } else { '-' });
    }
    let kept = kept.trim_matches('-');
    let is_number = kept.chars().all(char::is_numeric);
    (!kept.is_empty()).then(|| if is_number { format!("_{kept}") } else { kept.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_go_and_the_rest_stays() {
        assert_eq!(clean("a\0b\r\nc\rd\te\u{7f}\u{9b}f👩🏽‍⚕️\u{202e}"), "ab\nc\nd\tef👩🏽‍⚕️\u{202e}");
        assert_eq!(clean_line("  one\ntwo\t"), "one two");
    }

    #[test]
    fn folding() {
        assert_eq!(folded("Siân ŴYR Łódź"), "sian wyr łodz");
    }

    #[test]
    fn numbers_have_commas() {
        assert_eq!([0, 7, 999, 1_000, 100_002, 1_234_567].map(number), ["0", "7", "999", "1,000", "100,002", "1,234,567"]);
    }

    #[test]
    fn emphasis_goes_and_what_is_said_stays() {
        for (text, want) in [
            ("Stop writing “*non-compliant*”.", "Stop writing “non-compliant”."),
            ("Stop writing *non-compliant*, **now**.", "Stop writing non-compliant, now."),
            ("(**both**): one*two, a_b, @example_gp_hull", "(both): one*two, a_b, @example_gp_hull"),
            ("- **first**\n- ~~second~~!", "first second!"),
            ("**bold**ly", "boldly"),
        ] {
            assert_eq!(plain(text), want);
        }
    }

    #[test]
    fn excerpts_are_one_line() {
        assert_eq!(excerpt("  one\n\n two  ", 20), "one two");
        assert_eq!(excerpt("👩🏽‍⚕️👩🏽‍⚕️👩🏽‍⚕️", 2), "👩🏽‍⚕️👩🏽‍⚕️…");
    }

    #[test]
    fn tags_for_notes() {
        for (typed, want) in [
            ("#falls", Some("falls")),
            ("hip fracture", Some("hip-fracture")),
            ("2026", Some("_2026")),
            ("हिन्दी", Some("हिन्दी")),
            ("e\u{302}tre", Some("e\u{302}tre")),
            ("👩🏽‍⚕️ é", Some("é")),
            ("a/b_c-d", Some("a/b_c-d")),
            ("#", None),
            (" - ", None),
        ] {
            assert_eq!(note_tag(typed).as_deref(), want, "{typed}");
        }
    }
}
