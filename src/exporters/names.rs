//! File names that every system can hold.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Most characters and bytes of the readable part of a name.
const MOST_CHARS: usize = 60;
const MOST_BYTES: usize = 120;

/// The readable part of a file name: small letters, digits and `-`, composed, never empty.
pub(super) fn slug(text: &str) -> String {
    readable(text, "entry").to_lowercase()
}

/// A file name that keeps its letters and its ending, with something in between that makes it the only one:
/// `Certificate (1).PDF` and `9f3a` become `Certificate-1--9f3a.pdf`.
pub(super) fn file(name: &str, tail: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending))
            if !stem.trim().is_empty() && (1..=8).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric()) =>
        {
            format!("{}--{tail}.{}", readable(stem, "file"), ending.to_ascii_lowercase())
        }
        _ => format!("{}--{tail}", readable(name, "file")),
    }
}

/// Letters, digits and what belongs to a letter; everything else becomes one `-`.
fn readable(text: &str, otherwise: &str) -> String {
    let mut kept = String::new();
    for (count, c) in text.nfc().enumerate() {
        if count >= MOST_CHARS || kept.len() + c.len_utf8() > MOST_BYTES {
            break;
        }
        if c.is_alphanumeric() || is_combining_mark(c) && kept.chars().next_back().is_some_and(|last| last != '-') {
            kept.push(c);
        } else if !kept.is_empty() && !kept.ends_with('-') && c != '\'' && c != '’' {
            kept.push('-');
        }
    }
    let kept = kept.trim_matches('-');
    if kept.is_empty() { otherwise.to_owned() } else { kept.to_owned() }
}

/// The end of a name that is the same in every export: enough of it to tell two entries of a day apart.
pub(super) fn tail(uid: crate::domain::Uid) -> String {
    let all: String = uid.to_string().chars().filter(|c| *c != '-').collect();
    all.get(all.len().saturating_sub(8)..).unwrap_or(&all).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_every_system_can_hold() {
        for (text, want) in [
            ("#physiotalk: Pacing & long COVID?", "physiotalk-pacing-long-covid"),
            ("../../etc/passwd", "etc-passwd"),
            ("Ŵyn a'r Łódź — “x”", "ŵyn-ar-łódź-x"),
            ("  \u{202e}…", "entry"),
            ("CON", "con"),
            ("e\u{301}tude", "étude"),
            ("中文 标题", "中文-标题"),
        ] {
            assert_eq!(slug(text), want, "{text:?}");
        }
        assert!(slug(&"ß漢".repeat(500)).len() <= MOST_BYTES);
        for (name, want) in [
            ("Certificate (1).PDF", "Certificate-1--9f3a.pdf"),
            (".bashrc", "bashrc--9f3a"),
            ("a/b\\c.p/ng", "a-b-c-p-ng--9f3a"),
            ("", "file--9f3a"),
            ("scan.tar.gz", "scan-tar--9f3a.gz"),
        ] {
            assert_eq!(file(name, "9f3a"), want, "{name:?}");
        }
    }
}
