//! File names that every system can hold.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Most characters and bytes of the readable part of a name.
const MOST_CHARS: usize = 60;
const MOST_BYTES: usize = 120;

/// The readable part of a file name: small letters, digits and `-`, composed, never empty.
pub(super) fn slug(text: &str) -> String {
    let mut small = String::new();
    // A small letter may be longer than its capital.
    for c in readable(text, "entry").to_lowercase().chars() {
        if small.len() + c.len_utf8() > MOST_BYTES {
            break;
        }
        small.push(c);
    }
    small.trim_end_matches('-').to_owned()
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

/// The same for two names that a system may take for one: those that do not tell capitals from small letters, or accents written in one
/// way from those written in another.
pub(super) fn alike(name: &str) -> String {
    name.nfkd().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfkd().collect()
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
        for (one, other) in [("A.md", "a.md"), ("étude", "e\u{301}tude"), ("straße", "STRASSE"), ("ſ", "s"), ("ﬁ", "FI"), ("K", "k")] {
            assert_eq!(alike(one), alike(other), "{one} {other}");
        }
        assert_ne!(alike("a.md"), alike("b.md"));
    }

    /// Names that Windows keeps for devices, whatever their ending.
    const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "com1", "com¹", "com9", "lpt1", "lpt³", "conin$", "conout$"];

    /// Whether Windows, macOS and Linux can all hold a name.
    fn is_safe(name: &str) -> bool {
        let stem = name.split('.').next().unwrap_or_default().to_lowercase();
        name.len() <= 200
            && name.encode_utf16().count() <= 200
            && !name.is_empty()
            && !name.starts_with(['.', ' ', '-'])
            && !name.ends_with(['.', ' '])
            && !name.chars().any(|c| {
                c.is_control()
                    || "/\\:*?\"<>|".contains(c)
                    || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
            })
            && !DEVICES.contains(&stem.as_str())
    }

    #[test]
    fn devices_and_long_names_are_harmless() {
        for device in DEVICES {
            for name in [(*device).to_owned(), device.to_uppercase(), format!("{device}.txt"), format!("{device}."), format!(" {device} ")]
            {
                assert!(is_safe(&file(&name, "9f3a")), "{name}: {}", file(&name, "9f3a"));
                assert!(is_safe(&format!("2026-03-31-{}--9f3a.md", slug(&name))), "{name}");
            }
        }
        for letter in ["a", "ß", "漢", "İ", "ΐ", "\u{1E900}", "한"] {
            let long = letter.repeat(400);
            assert!(is_safe(&file(&format!("{long}.{long}"), "9f3a")), "{letter}");
            assert!(is_safe(&format!("2026-03-31-{}--{}.md", slug(&long), "0".repeat(36))), "{letter} {}", slug(&long).len());
        }
    }

    proptest::proptest! {
        #[test]
        fn any_name_can_be_held(text in proptest::prelude::any::<String>()) {
            proptest::prop_assert!(is_safe(&file(&text, "9f3a")), "{:?}", text);
            proptest::prop_assert!(is_safe(&format!("2026-03-31-{}--{}.md", slug(&text), "0".repeat(36))), "{:?}", text);
        }
    }
}
