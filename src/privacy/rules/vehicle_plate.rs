//! Registration plates of vehicles.
//!
//! *What*: plates of today's style in capitals (“AB12 CDE”), and those of earlier styles and of Northern Ireland in a sentence about a vehicle. Codes of
//! guidelines are none. *Why*: a plate leads to a keeper. *Example*: see [`Rule::example`]. Source: DVLA, INF104 “Vehicle registration numbers and number
//! plates”.

use std::ops::Range;

use crate::privacy::{Hit, Known, Prose, Rule};

pub(super) static RULE: VehiclePlate = VehiclePlate;

/// See the [module](self).
pub(super) struct VehiclePlate;

/// What a sentence about a vehicle has in it.
const VEHICLES: &[&str] = &[
    "car",
    "cars",
    "van",
    "vehicle",
    "registration",
    "reg",
    "plate",
    "plates",
    "numberplate",
    "parked",
    "drove",
    "driving",
    "drives",
    "driver",
    "lorry",
    "bus",
    "taxi",
    "motorbike",
    "ambulance",
    "scooter",
    "fiesta",
    "corsa",
    "golf",
    "vrn",
    "dvla",
    "motability",
    "minibus",
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
            let next = text.words.get(at + 1).filter(|_| matches!(text.gap(at), " " | "\u{a0}" | "-"));
            let of_two = next.and_then(|next| Some((style(word.text, next.text)?, word.range.start..next.range.end)));
            let found = of_two.or_else(|| {
                let (one, two) =
                    (3..=4).rev().filter_map(|at| word.text.split_at_checked(at)).find(|(one, two)| style(one, two).is_some())?;
                Some((style(one, two)?, word.range.clone()))
            });
            let Some((style, range)) = found else { continue };
            let unmistakable = style == Style::Current && !GUIDELINES.iter().any(|code| word.text.starts_with(code));
            if (unmistakable || text.sentence_has(range.start, VEHICLES))
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
    if !(figures(year.text, 2..=3) && half && COUNTIES.contains(&county.text) && figures(number.text, 1..=6)) {
        return None;
    }
    let range = year.range.start..number.range.end;
    let joined = match (text.gap(at), text.gap(at + 1)) {
        ("-", "-") => number.text.len() >= 3,
        (" ", " ") => number.text.len() >= 3 && text.sentence_has(range.start, VEHICLES),
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
        ([a, b, tens @ b'0'..=b'9', ones @ b'0'..=b'9'], end @ [_, _, _]) if letters(&[*a, *b]) && letters(end) && !end.contains(&b'I') => {
            // Half-years: 02 to 29 in spring, 51 to 79 in autumn.
            let half = 10 * (tens - b'0') + (ones - b'0');
            let given = matches!(half, 2..=29 | 51..=79) && !matches!(a, b'I' | b'J' | b'T' | b'U' | b'X' | b'Z' | b'Q');
            given.then_some(Style::Current)
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
            ],
        );
    }
}
