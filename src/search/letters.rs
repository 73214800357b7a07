//! Letters that no decomposition makes plain, and their plain spelling.

use crate::domain::text::folded;

/// Letters (small ones) that Unicode does not decompose, as people without that key type them.
const PLAIN: &[(char, &str)] = &[
    ('ß', "ss"),
    ('æ', "ae"),
    ('ð', "d"),
    ('ø', "o"),
    ('þ', "th"),
    ('đ', "d"),
    ('ħ', "h"),
    ('ı', "i"),
    ('ł', "l"),
    ('ŋ', "n"),
    ('œ', "oe"),
    ('ŧ', "t"),
    ('ſ', "s"),
    ('\u{fb00}', "ff"),
    ('\u{fb01}', "fi"),
    ('\u{fb02}', "fl"),
    ('\u{fb03}', "ffi"),
    ('\u{fb04}', "ffl"),
    ('\u{fb05}', "st"),
    ('\u{fb06}', "st"),
];

/// Small letters without accents, ligatures and letters without decomposition: `Łukasz` is `lukasz`, `eﬃcacy` is `efficacy`.
pub fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut plain = String::with_capacity(text.len());
    for letter in folded(text).chars() {
        match PLAIN.iter().find(|(special, _)| *special == letter) {
            Some((_, letters)) => plain.push_str(letters),
            None => plain.push(letter),
        }
    }
    plain
}

/// What words can begin with that have one of these letters first where `word` (plain) is written otherwise: `malo` gives `mał`, `maló` is
/// no matter. A word in which such letters stand begins with one of them, and [`plain`] of it is the word.
pub fn specials(word: &str) -> Vec<String> {
    let mut beginnings = Vec::new();
    for (at, _) in word.char_indices() {
        let (before, rest) = (word.get(..at).unwrap_or_default(), word.get(at..).unwrap_or_default());
        let here = PLAIN.iter().filter(|(_, letters)| rest.starts_with(letters));
        beginnings.extend(here.map(|(special, _)| format!("{before}{special}")));
    }
    beginnings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_become_plain() {
        for (text, want) in [
            ("Łukasz", "lukasz"),
            ("STRAßE Groẞ", "strasse gross"),
            ("Søren Ðorđe", "soren dorde"),
            ("eﬃcacy of ﬂuids", "efficacy of fluids"),
            ("Œdème, fœtus, Æsop", "oedeme, foetus, aesop"),
            ("Siân", "sian"),
            ("疼痛", "疼痛"),
        ] {
            assert_eq!(plain(text), want, "{text}");
        }
    }

    #[test]
    fn beginnings_of_what_is_written_otherwise() {
        assert_eq!(specials("malo"), ["mał", "malø"]);
        assert_eq!(specials("xyz"), Vec::<String>::new());
        assert!(specials("efficacy").contains(&"e\u{fb03}".to_owned()));
    }
}
