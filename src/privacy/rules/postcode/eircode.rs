//! Postcodes of Ireland: `D08 NHY1`, `T12XY89`, also without capitals: `f94 k7yx`. Source: Eircode, “Eircode Address Database (ECAD) product guide”,
//! routing keys and the letters that identifiers are made of.

use std::ops::Range;

use crate::privacy::Prose;

/// Letters that codes are made of.
const LETTERS: &[u8] = b"ACDEFHKNPRTVWXY";

/// The routing keys that were given out; without capitals only these count.
const KEYS: &str = "A41 A42 A45 A63 A67 A75 A81 A82 A83 A84 A85 A86 A91 A92 A94 A96 A98 C15 D01 D02 D03 D04 D05 D06 D6W D07 D08 D09 D10 D11 D12 D13 \
    D14 D15 D16 D17 D18 D20 D22 D24 E21 E25 E32 E34 E41 E45 E53 E91 F12 F23 F26 F28 F31 F35 F42 F45 F52 F56 F91 F92 F93 F94 H12 H14 H16 H18 H23 H53 \
    H54 H62 H65 H71 H91 K32 K34 K36 K45 K56 K67 K78 N37 N39 N41 N91 P12 P14 P17 P24 P25 P31 P32 P36 P43 P47 P51 P56 P61 P67 P72 P75 P81 P85 R14 R21 \
    R32 R35 R42 R45 R51 R56 R93 R95 T12 T23 T34 T45 T56 V14 V15 V23 V31 V35 V42 V92 V93 V94 V95 W12 W23 W34 W91 X35 X42 X91 Y14 Y21 Y25 Y34 Y35";

/// The code that begins at a word.
pub(super) fn eircode(text: &Prose<'_>, at: usize) -> Option<Range<usize>> {
    let word = text.words.get(at)?;
    let next = text.words.get(at + 1).filter(|_| matches!(text.gap(at), " " | "\u{a0}" | "-" | ", " | "  "));
    if word.text.len() == 3 {
        let next = next?;
        return is_code(word.text, next.text).then_some(word.range.start..next.range.end);
    }
    let (key, identifier) = word.text.split_at_checked(3)?;
    is_code(key, identifier).then(|| word.range.clone())
}

fn is_code(key: &str, identifier: &str) -> bool {
    if !identifier.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    if is_routing_key(key) && is_identifier(identifier) && identifier.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return true;
    }
    // “f94 k7yx”, but not “t12 10th”.
    let (key, capitals) = (key.to_ascii_uppercase(), identifier.to_ascii_uppercase());
    let ordinal = ["ST", "ND", "RD", "TH", "HR", "YR", "PT"]
        .iter()
        .any(|end| capitals.strip_suffix(end).is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit())));
    let mixed = capitals.bytes().any(|byte| byte.is_ascii_alphabetic());
    KEYS.split_whitespace().any(|known| known == key) && is_identifier(&capitals) && mixed && !ordinal
}

fn is_routing_key(key: &str) -> bool {
    match key.as_bytes() {
        b"D6W" => true,
        [letter, tens, ones] => LETTERS.contains(letter) && tens.is_ascii_digit() && ones.is_ascii_digit(),
        _ => false,
    }
}

fn is_identifier(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit() || LETTERS.contains(&byte))
}
