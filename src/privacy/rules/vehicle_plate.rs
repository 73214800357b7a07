//! Registration plates of vehicles.
//!
//! *What*: plates of today's style in capitals (“AB12 CDE”), of the Republic of Ireland (“171-DL-4432”), and in a sentence about a vehicle also those of
//! earlier styles and of Northern Ireland, without capitals (“ab12 cde”, “mkz 4471”) and spaced out (“AB 12 CDE”). Codes of guidelines are none. *Why*: a plate leads to a keeper. *Example*: see [`Rule::example`]. Source: DVLA, INF104 “Vehicle registration numbers and number
//! plates”.

use std::ops::Range;

use crate::privacy::vocabulary::{is_not_name, is_vehicle_word};
use crate::privacy::{Hit, Known, Prose, Rule, Word};

pub(super) static RULE: VehiclePlate = VehiclePlate;

/// See the [module](self).
pub(super) struct VehiclePlate;

/// Words of three letters that follow a code in prose.
const SHORT_WORDS: &[&str] = &[
    "and", "the", "for", "was", "but", "not", "had", "has", "are", "her", "his", "one", "two", "all", "out", "off", "via", "per", "plus",
    "bed", "who", "now", "she", "him", "old", "new", "van", "car", "bus", "tds", "day", "may", "can", "got", "did", "get", "put", "say",
    "see",
];

/// What guidelines and scales begin with.
const GUIDELINES: &[&str] =
    &["NG", "CG", "PH", "QS", "TA", "SG", "CS", "DG", "HT", "IP", "MT", "ES", "SC", "SF", "EQ", "GG", "IG", "BP", "HB"];

impl Rule for VehiclePlate {
    fn id(&self) -> &'static str {
        "vehicle-plate"
    }

    fn label(&self) -> &'static str {
        "Registration plate"
    }

    fn why(&self) -> &'static str {
        "A registration plate leads to the keeper of the vehicle."
    }

    fn example(&self) -> &'static str {
        "His car, AB12 CDE, was still outside."
    }

    fn in_text(&self, text: &Prose<'_>, known: &Known) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        for (at, word) in text.words.iter().enumerate() {
            if let Some(range) = irish(text, at) {
                hits.push(Hit { range, instead: Some("[registration plate]".to_owned()) });
                continue;
            }
            if !(2..=7).contains(&word.text.len()) || hits.last().is_some_and(|last| last.range.end > word.range.start) {
                continue;
            }
            let next = text.words.get(at + 1).filter(|_| matches!(text.gap(at), " " | "\u{a0}" | "-" | "·"));
            let of_two = next.and_then(|next| Some((style(word.text, next.text)?, word.range.start..next.range.end)));
            let found = of_two.or_else(|| in_three(text, at)).or_else(|| small(text, at)).or_else(|| {
                let (one, two) =
                    (3..=4).rev().filter_map(|at| word.text.split_at_checked(at)).find(|(one, two)| style(one, two).is_some())?;
                Some((style(one, two)?, word.range.clone()))
            });
            let Some((style, range)) = found else { continue };
            let unmistakable = style == Style::Current && !GUIDELINES.iter().any(|code| word.text.starts_with(code));
            if (unmistakable || is_about_a_vehicle(text, range.start))
                && text.stands_alone(&range)
                && !matches!(text.char_before(range.start), Some('#' | '@' | '-'))
                && !text.is_in_link(range.start)
                && text.text.get(range.clone()).is_some_and(|plate| !known.is_own(plate))
            {
                hits.push(Hit { range, instead: Some("[registration plate]".to_owned()) });
            }
        }
        hits
    }
}

/// Whether the sentence at a place is about a vehicle.
fn is_about_a_vehicle(text: &Prose<'_>, at: usize) -> bool {
    text.sentence(at).iter().any(|word| is_vehicle_word(word.folded.strip_suffix("'s").unwrap_or(&word.folded)))
}

/// `AB 12 CDE`: the letters apart from the figures, as on a plate.
fn in_three(text: &Prose<'_>, at: usize) -> Option<(Style, Range<usize>)> {
    let (area, half, end) = (text.words.get(at)?, text.words.get(at + 1)?, text.words.get(at + 2)?);
    let apart = [at, at + 1].iter().all(|at| matches!(text.gap(*at), " " | "\u{a0}" | "-"));
    if !(apart && area.text.len() == 2 && half.text.len() == 2 && end.text.len() == 3) {
        return None;
    }
    style(&format!("{}{}", area.text, half.text), end.text)?;
    // “MG 10 TDS”
    if area.text == "MG" || SHORT_WORDS.contains(&end.folded.as_str()) {
        return None;
    }
    Some((Style::Earlier, area.range.start..end.range.end))
}

/// A plate of today's style as it is typed in a hurry: `ab12 cde`, `ab12cde`. Its last letters are no word: “hs21 and”.
fn small(text: &Prose<'_>, at: usize) -> Option<(Style, Range<usize>)> {
    let word = text.words.get(at).filter(|word| word.text.starts_with(|c: char| c.is_ascii_lowercase()))?;
    let capitals = word.text.to_ascii_uppercase();
    if let Some(range) = northern_in_small(text, at, word).or_else(|| earlier_in_small(word)) {
        return Some((Style::Earlier, range));
    }
    let (range, one, two) = match capitals.len() {
        7 => (word.range.clone(), capitals.get(..4)?.to_owned(), capitals.get(4..)?.to_owned()),
        4 => {
            let next = text.words.get(at + 1).filter(|_| matches!(text.gap(at), " " | "\u{a0}" | "-"))?;
            (word.range.start..next.range.end, capitals, next.text.to_ascii_uppercase())
        }
        _ => return None,
    };
    let is_word = SHORT_WORDS.contains(&two.to_ascii_lowercase().as_str()) || is_not_name(&two.to_ascii_lowercase());
    let is_plate = style(&one, &two) == Some(Style::Current) && !is_word;
    is_plate.then_some((Style::Earlier, range))
}

/// A plate of Northern Ireland in small letters: `mkz 4471`, `xui456`. “Via 1200” and “oil 4000” are words.
fn northern_in_small(text: &Prose<'_>, at: usize, word: &Word<'_>) -> Option<Range<usize>> {
    const CODES: &[&str] = &[
        "az", "bz", "cz", "dz", "ez", "fz", "gz", "hz", "ia", "ib", "ij", "il", "iw", "ji", "jz", "kz", "lz", "mz", "nz", "oi", "oz", "pz",
        "rz", "sz", "tz", "ui", "uz", "vz", "wz", "xi", "xz", "yz",
    ];
    const WORDS: &[&str] = &[
        "via", "rib", "fib", "bib", "jib", "nib", "oil", "nil", "til", "mil", "ail", "fil", "sia", "mia", "pia", "dia", "cia", "koi",
        "roi", "poi", "taxi", "maxi", "adz",
    ];
    let letters = word.text.get(..3).filter(|letters| letters.bytes().all(|byte| byte.is_ascii_lowercase()))?;
    let is_number =
        |digits: &str| (3..=4).contains(&digits.len()) && !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
    if WORDS.contains(&letters) || !CODES.contains(&letters.get(1..)?) {
        return None;
    }
    if word.text.len() > 3 {
        return word.text.get(3..).filter(|digits| is_number(digits)).map(|_| word.range.clone());
    }
    let next = text.words.get(at + 1).filter(|next| matches!(text.gap(at), " " | "\u{a0}" | "-") && is_number(next.text))?;
    Some(word.range.start..next.range.end)
}

/// A plate from before 2001 in small letters, only without a blank: `p456klm`, `abc123d`.
fn earlier_in_small(word: &Word<'_>) -> Option<Range<usize>> {
    let capitals = word.text.to_ascii_uppercase();
    let of_letters = |at: usize| capitals.split_at_checked(at).is_some_and(|(one, two)| style(one, two) == Some(Style::Earlier));
    let end = capitals.len().checked_sub(3)?;
    let figures = capitals.bytes().filter(u8::is_ascii_digit).count();
    let is_word = word.text.get(end..).is_some_and(|end| SHORT_WORDS.contains(&end));
    let is_small = word.text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase());
    let ends_with_letter = capitals.ends_with(|c: char| c.is_ascii_uppercase());
    (is_small && figures == 3 && (6..=7).contains(&capitals.len()) && ends_with_letter && !is_word && (of_letters(end) || of_letters(3)))
        .then(|| word.range.clone())
}

/// Plates of Ireland: `191-D-12345`, and with blanks beside a vehicle. Source: S.I. No. 318/1992, Vehicle Registration and Taxation Regulations.
fn irish(text: &Prose<'_>, at: usize) -> Option<Range<usize>> {
    const COUNTIES: &[&str] = &[
        "C", "CE", "CN", "CW", "D", "DL", "G", "KE", "KK", "KY", "L", "LD", "LH", "LK", "LM", "LS", "MH", "MN", "MO", "OY", "RN", "SO",
        "T", "TN", "TS", "W", "WD", "WH", "WX", "WW",
    ];
    let (year, county, number) = (text.words.get(at)?, text.words.get(at + 1)?, text.words.get(at + 2)?);
    let figures = |word: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let half = year.text.len() == 2 || year.text.ends_with(['1', '2']);
    if !(figures(year.text, 2..=3) && half && COUNTIES.contains(&county.text.to_ascii_uppercase().as_str()) && figures(number.text, 1..=6))
    {
        return None;
    }
    let range = year.range.start..number.range.end;
    // Without capitals two figures may be a range or a day: “12-d-345”.
    let plain = county.text.bytes().all(|byte| byte.is_ascii_uppercase()) || year.text.len() == 3;
    let joined = match (text.gap(at), text.gap(at + 1)) {
        ("-", "-") => number.text.len() >= 3 && (plain || is_about_a_vehicle(text, range.start)),
        (" ", " ") | ("-" | " ", " " | "-") => number.text.len() >= 3 && plain && is_about_a_vehicle(text, range.start),
        _ => false,
    };
    (joined && text.stands_alone(&range) && !matches!(text.char_before(range.start), Some('-' | '/'))).then_some(range)
}

/// How plates look by the time they were given out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// From September 2001: `AB12 CDE`.
    Current,
    /// `A123 BCD`, `ABC 123D`, `AIZ 1234`: other codes look like it.
    Earlier,
}

/// The style of a plate in two parts.
fn style(one: &str, two: &str) -> Option<Style> {
    let letters = |bytes: &[u8]| !bytes.is_empty() && bytes.iter().all(|byte| byte.is_ascii_uppercase() && !matches!(byte, b'Q'));
    let figures = |bytes: &[u8]| !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit) && bytes.first() != Some(&b'0');
    match (one.as_bytes(), two.as_bytes()) {
        ([a, b, tens @ b'0'..=b'9', ones @ b'0'..=b'9'], end @ [_, _, _])
            if letters(&[*a, *b]) && end.iter().all(u8::is_ascii_uppercase) =>
        {
            // Half-years: 02 to 29 in spring, 51 to 79 in autumn.
            let half = 10 * (tens - b'0') + (ones - b'0');
            let given = matches!(half, 2..=29 | 51..=79) && !matches!(a, b'I' | b'J' | b'T' | b'U' | b'X' | b'Z' | b'Q');
            // No plate ends with I or Q; who noted one may have misread it, but beside a car it is one.
            let misread = end.iter().any(|byte| matches!(byte, b'I' | b'Q'));
            given.then_some(if misread { Style::Earlier } else { Style::Current })
        }
        ([a, number @ ..], end @ [_, _, _]) if number.len() <= 3 && letters(&[*a]) && figures(number) && letters(end) => {
            Some(Style::Earlier)
        }
        (begin @ [_, _, _], [number @ .., a]) if (1..=3).contains(&number.len()) && letters(begin) && figures(number) && letters(&[*a]) => {
            Some(Style::Earlier)
        }
        // Northern Ireland: with I or Z.
        (begin, number) if (2..=3).contains(&begin.len()) && letters(begin) && begin.iter().any(|byte| matches!(byte, b'I' | b'Z')) => {
            ((3..=4).contains(&number.len()) && figures(number)).then_some(Style::Earlier)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_finds, check_leaves};

    #[test]
    fn found() {
        check_finds(
            "vehicle-plate",
            &[
                ("AB12 CDE", "AB12 CDE"),
                ("The plate was LK53 XYZ.", "LK53 XYZ"),
                ("AB12CDE outside", "AB12CDE"),
                ("(CX70 HNE)", "CX70 HNE"),
                ("her car (A123 BCD)", "A123 BCD"),
                ("a van, ABC 123D, at the gate", "ABC 123D"),
                ("He drove AIZ 1234 home", "AIZ 1234"),
                ("reg no. XUI 456", "XUI 456"),
                ("parked M7 TSE badly", "M7 TSE"),
                ("the taxi KV18\u{a0}RTY", "KV18\u{a0}RTY"),
                ("vehicle registration NG12 ABC", "NG12 ABC"),
                ("drives a Corsa, P456KLM", "P456KLM"),
                ("BD51-SMR", "BD51-SMR"),
                ("the van (NX63·ABC)", "NX63·ABC"),
                ("a wee Corsa, sf68 ojk", "sf68 ojk"),
                ("her car is ab12 cde", "ab12 cde"),
                ("followed by a silver golf, lk53xyz", "lk53xyz"),
                ("the taxi on the form: YD 08 KLM", "YD 08 KLM"),
                ("161-ke-3321 went into the ditch", "161-ke-3321"),
                ("the jeep was 08-mo-1234", "08-mo-1234"),
                ("parked across us, SN19 XKQ", "SN19 XKQ"),
                ("his Skoda's plate, OU19 TRH, was bent", "OU19 TRH"),
                ("a red polo, sez 2214, on the kerb", "sez 2214"),
                ("blocked in by jji4021, a van", "jji4021"),
                ("his old golf is p456klm", "p456klm"),
                ("drove off in rui-3310", "rui-3310"),
            ],
        );
    }

    #[test]
    fn left() {
        check_leaves(
            "vehicle-plate",
            &[
                "COVID19 in care homes",
                "NICE NG59, CG181 and TA123",
                "NG59 LBP pathway",
                "NG28 AND CKD",
                "SF36 AND PHQ9",
                "HbA1c 48",
                "EQ5D was used",
                "AB12 cde",
                "ab12 cde",
                "AB36 CDE",
                "A123 BCD without context",
                "BNF 84 says",
                "ABC 123D",
                "LS6 2AB for the car",
                "driving after TIA: 28 days",
                "the ambulance took 45 minutes, NEWS2 5",
                "https://example.org/AB12CDE",
                "#AB12CDE",
                "T10 and L4 after the bus crash",
                "ASA 100 mg before driving",
                "drove up the m6 and on the hs21 the form",
                "driving after fp10 and gp10 and hs21 for 28 days",
                "12-d-345",
                "2021-dl-4432",
                "SN19 XKQ",
                "AB 12 CDE",
                "the car park at MG 10 TDS",
                "ward-12-cd-1234",
                "drove via 1200 and used oil 4000 in the car",
                "sez 2214",
                "his 1200 miles and six 1000 km drives by car",
                "the van and its mil 500 tablets, b12low and m25car",
            ],
        );
    }
}
