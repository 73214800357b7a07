//! Postcodes.
//!
//! *What*: whole postcodes of areas that exist, also without capitals, with a comma or spaced out (“ll53, 7zx”, “LL 53 7ZX”, “ip143de”), and those of
//! [Ireland](eircode). A district alone (“LS6”) is none, nor is a guideline, a vitamin with its dose, or a vertebra. *Why*: some fifteen households share
//! a postcode. *Example*: see [`Rule::example`]. Source: Royal Mail, Programmers' Guide, “PAF data formats”; area codes: Office for
//! National Statistics, Postcode Directory.

mod eircode;

use std::ops::Range;

use crate::privacy::vocabulary::is_postal;
use crate::privacy::{Hit, Known, Prose, Rule, Word};

pub(super) static RULE: Postcode = Postcode;

/// See the [module](self).
pub(super) struct Postcode;

/// Letters that a postcode begins with.
const AREAS: &[&str] = &[
    "AB", "AL", "B", "BA", "BB", "BD", "BH", "BL", "BN", "BR", "BS", "BT", "CA", "CB", "CF", "CH", "CM", "CO", "CR", "CT", "CV", "CW",
    "DA", "DD", "DE", "DG", "DH", "DL", "DN", "DT", "DY", "E", "EC", "EH", "EN", "EX", "FK", "FY", "G", "GL", "GU", "GY", "HA", "HD", "HG",
    "HP", "HR", "HS", "HU", "HX", "IG", "IM", "IP", "IV", "JE", "KA", "KT", "KW", "KY", "L", "LA", "LD", "LE", "LL", "LN", "LS", "LU", "M",
    "ME", "MK", "ML", "N", "NE", "NG", "NN", "NP", "NR", "NW", "OL", "OX", "PA", "PE", "PH", "PL", "PO", "PR", "RG", "RH", "RM", "S", "SA",
    "SE", "SG", "SK", "SL", "SM", "SN", "SO", "SP", "SR", "SS", "ST", "SW", "SY", "TA", "TD", "TF", "TN", "TQ", "TR", "TS", "TW", "UB",
    "W", "WA", "WC", "WD", "WF", "WN", "WR", "WS", "WV", "YO", "ZE",
];

/// Letters that no postcode ends with.
const NEVER_LAST: &str = "CIKMOV";

/// What a figure and two letters mean in prose: ordinals, units, times a day.
const UNITS: &[&str] = &["st", "nd", "rd", "th", "ug", "hr", "bd", "td", "yr", "ft", "lb", "pt", "ll", "up", "gp", "ds"];

/// After these, letters and figures are a place more often than anything else.
const TOWARDS: &[&str] = &["in", "near", "around", "from", "to", "at", "outside", "by", "into", "towards"];

/// After these the whole is about where somebody lives.
const PLACES: &[&str] = &["in", "near", "around", "from", "to"];

impl Rule for Postcode {
    fn id(&self) -> &'static str {
        "postcode"
    }

    fn label(&self) -> &'static str {
        "Postcode"
    }

    fn why(&self) -> &'static str {
        "Some fifteen households share a postcode: with an age or a diagnosis it names a person."
    }

    fn example(&self) -> &'static str {
        "The package of care covers LS6 2AB from Monday."
    }

    fn in_text(&self, text: &Prose<'_>, known: &Known) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (at, word) in text.words.iter().enumerate() {
            let letters = word.text.bytes().take_while(u8::is_ascii_alphabetic).count();
            if !(1..=2).contains(&letters) || !(1..=7).contains(&word.text.len()) || !word.text.is_ascii() {
                continue;
            }
            let range = eircode::eircode(text, at).or_else(|| in_two(text, at)).or_else(|| spaced(text, at)).or_else(|| {
                // Without a blank in capitals, or where nothing else can be meant: `LS62AB`, `ip143de`.
                let (out, inward) = word.text.split_at_checked(word.text.len().checked_sub(3)?)?;
                let plain = || !word.text.bytes().any(|byte| byte.is_ascii_lowercase()) || is_meant(text, word);
                (is_postcode(out, inward) && plain()).then_some(word.range.clone())
            });
            if let Some(range) = range
                && text.stands_alone(&range)
                && !matches!(text.char_before(range.start), Some('#' | '@'))
                && !text.is_in_link(range.start)
                && text.text.get(range.clone()).is_some_and(|code| !known.is_own(code))
            {
                let lives = text.before(range.start).next().is_some_and(|word| PLACES.contains(&word.folded.as_str()))
                    && text.text.get(..range.start).is_some_and(|before| before.ends_with(' '));
                let instead = if lives { "the local area" } else { "[postcode]" };
                hits.push(Hit { range, instead: Some(instead.to_owned()) });
            }
        }
        hits
    }
}

/// Whether letters and figures without a capital and without a blank are a postcode: with seven of them always (`ip143de`), with fewer where the sentence
/// tells of a way or of a home (“parked by ls62ab”).
fn is_meant(text: &Prose<'_>, word: &Word<'_>) -> bool {
    let after_place = || text.before(word.range.start).next().is_some_and(|before| TOWARDS.contains(&before.folded.as_str()));
    let is_said = || text.sentence(word.range.start).iter().any(|word| is_postal(&word.folded));
    word.text.len() == 7 || is_said() || (word.text.len() == 6 && after_place())
}

/// The postcode that begins at a word and goes on in the next.
fn in_two(text: &Prose<'_>, at: usize) -> Option<Range<usize>> {
    let (word, next) = (text.words.get(at)?, text.words.get(at + 1)?);
    let near = match text.gap(at) {
        " " | "\u{a0}" | "  " => true,
        // “ll53, 7zx”; “B1, 2nd” is too short to be sure.
        ", " | "," | "-" | " - " | "." => word.text.len() >= 3,
        _ => false,
    };
    (near && is_postcode(word.text, next.text)).then_some(word.range.start..next.range.end)
}

/// The postcode whose letters stand apart from its figures: `LL 53 7ZX`, `L L 5 3 7 Z X`.
fn spaced(text: &Prose<'_>, at: usize) -> Option<Range<usize>> {
    let words = text.words.get(at..)?.iter().take(7);
    let first = words.clone().next().filter(|word| word.text.bytes().all(|byte| byte.is_ascii_uppercase()))?;
    let mut code = String::new();
    for (nth, word) in words.enumerate() {
        let apart = nth > 0 && !matches!(text.gap(at + nth - 1), " " | "\u{a0}");
        if apart || word.text.len() > 3 || !word.text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase()) {
            break;
        }
        code.push_str(word.text);
        let (out, inward) = code.split_at_checked(code.len().saturating_sub(3))?;
        // “M 12 3 ST”: what means something in prose is none, even in capitals.
        let unit = inward.get(1..).is_some_and(|letters| UNITS.contains(&letters.to_ascii_lowercase().as_str()));
        if nth >= 2 && code.len() >= 6 && !unit && is_postcode(out, inward) && word.text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Some(first.range.start..word.range.end);
        }
    }
    None
}

/// Whether these two parts are a postcode.
fn is_postcode(out: &str, inward: &str) -> bool {
    let [figure, first, last] = inward.as_bytes() else { return false };
    let ends = |letter: &u8| letter.is_ascii_alphabetic() && !NEVER_LAST.contains(char::from(letter.to_ascii_uppercase()));
    if !figure.is_ascii_digit() || !ends(first) || !ends(last) || !is_district(out) {
        return false;
    }
    // Typed without capitals it is one as well, unless it means something in prose: `B12 5ug`, `L5 4th`.
    let small = [first, last].iter().any(|letter| letter.is_ascii_lowercase());
    !(small && inward.get(1..).is_some_and(|letters| UNITS.contains(&letters.to_ascii_lowercase().as_str())))
}

/// `M1`, `B33`, `CR2`, `DN55`, `W1A`, `EC1A`.
fn is_district(out: &str) -> bool {
    let letters = out.bytes().take_while(u8::is_ascii_alphabetic).count();
    let Some((area, rest)) = out.split_at_checked(letters) else { return false };
    let shape = match rest.as_bytes() {
        [a] => a.is_ascii_digit(),
        // No district begins with 0.
        [a, b] => a.is_ascii_digit() && (b.is_ascii_alphabetic() || (b.is_ascii_digit() && *a != b'0')),
        _ => false,
    };
    shape && AREAS.iter().any(|known| known.eq_ignore_ascii_case(area))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_finds, check_leaves, check_mends, check_with};
    use crate::privacy::Known;

    #[test]
    fn found() {
        check_finds(
            "postcode",
            &[
                ("She lives near LS6 2AB.", "LS6 2AB"),
                ("LS62AB", "LS62AB"),
                ("ls6 2ab", "ls6 2ab"),
                ("M1 1AE", "M1 1AE"),
                ("B33 8TH", "B33 8TH"),
                ("CR2 6XH,", "CR2 6XH"),
                ("(DN55 1PT)", "DN55 1PT"),
                ("W1A 1HQ", "W1A 1HQ"),
                ("EC1A 1BB", "EC1A 1BB"),
                ("CF10\u{a0}3NQ", "CF10\u{a0}3NQ"),
                ("BT7  1NN", "BT7  1NN"),
                ("Postcode:EH1 1YZ", "EH1 1YZ"),
                ("Zetland, ZE1 0AA", "ZE1 0AA"),
                ("one case, in sy23, 3bz, and I know whose", "sy23, 3bz"),
                ("CF10-3NQ on the parcel", "CF10-3NQ"),
                ("LL 57 2PW in capitals", "LL 57 2PW"),
                ("spelt out as B T 7 1 N N", "B T 7 1 N N"),
                ("postcode ls62ab", "ls62ab"),
                ("v94 x7td again", "v94 x7td"),
                ("posted to H91, FK7C", "H91, FK7C"),
                ("her eircode is d6wxy99", "d6wxy99"),
                ("the van sent to sy233bz broke down", "sy233bz"),
                ("parcel for cf103nq came back", "cf103nq"),
                ("driving round ll57 2pw till six", "ll57 2pw"),
                ("three hours lost near ze10aa", "ze10aa"),
                ("turn left at m11ae, the map said", "m11ae"),
            ],
        );
    }

    #[test]
    fn left() {
        check_leaves(
            "postcode",
            &[
                "Most of the caseload is in LS6 and LS7.",
                "NICE NG59 was updated",
                "B12 6PM dose",
                "vitamin B12 5ug daily",
                "B12 5mg",
                "L4 5th metatarsal",
                "disc at L5 1st",
                "NG59 2024",
                "CG181",
                "COVID19 2nd wave",
                "QQ1 1AA",
                "LS6 2CK",
                "LS06 2AB",
                "LSX 2AB",
                "#LS62AB",
                "xLS6 2AB",
                "LS6 2ABC",
                "ASA 3 and E10 5ml",
                "https://example.org/LS62AB",
                "T10 9PP",
                "S1 2nd heart sound",
                "ls62ab",
                "t12 10th rib",
                "S1, 2nd heart sound and L4, 5th toe",
                "E 10 5 ML",
                "T34 12hr pump",
                "A 1 2 B C",
                "f94 beds",
                "NG 59 AND 2 BD",
                "M 12 3 ST",
                "she lives by B12 5ug daily",
                "at b125mg and in l45th and to ng594bd",
                "logged in to hs21ab2 and cm101",
                "e101aa and m11ae were the sockets",
            ],
        );
    }

    #[test]
    fn what_is_said_instead() {
        check_mends(
            "postcode",
            &[("She lives in LS6 2AB now.", "She lives in the local area now."), ("Postcode: LS6 2AB", "Postcode: [postcode]")],
        );
        let known = Known { own: vec!["LS6 2AB".into()], ..Known::default() };
        assert!(check_with("postcode", "ls62ab LS6 2AB LS62AB", &known).is_empty());
    }
}
