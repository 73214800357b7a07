//! Telephone numbers.
//!
//! *What*: landlines and mobiles of the United Kingdom and Ireland as people space and bracket them, figure by figure, or [in words](spoken); numbers with
//! a `+` and their country, and short local ones after words such as “tel”. Helplines and other numbers that the public is given are none: 0800, 0808, 0300, 111, 116 123. *Why*: a number belongs to somebody,
//! and anybody can call it. *Example*: see [`Rule::example`]. Source: Ofcom, The National Telephone Numbering Plan.

mod spoken;

use std::ops::Range;

use crate::privacy::numbers::is_named_otherwise;
use crate::privacy::vocabulary::is_calling;
use crate::privacy::{Hit, Known, Prose, Rule};

pub(super) static RULE: Telephone = Telephone;

/// See the [module](self).
pub(super) struct Telephone;

/// The most characters of a number with what is between its figures.
const LONGEST: usize = 32;

/// The most figures of a number with its country.
const MOST_DIGITS: usize = 15;

impl Rule for Telephone {
    fn id(&self) -> &'static str {
        "telephone"
    }

    fn label(&self) -> &'static str {
        "Telephone number"
    }

    fn why(&self) -> &'static str {
        "A telephone number belongs to somebody or to a place of work, and anybody can call it."
    }

    fn example(&self) -> &'static str {
        "His wife asked to be called on 07700 900123."
    }

    fn in_text(&self, text: &Prose<'_>, known: &Known) -> Vec<Hit> {
        let mut hits: Vec<Range<usize>> = Vec::new();
        let mut past = 0;
        for number in &text.numbers {
            if number.start < past {
                continue;
            }
            if let Some(range) =
                beginning(text, number.start, past).and_then(|(start, sign)| Some(bracketed(text, start..end(text, start, sign)?)))
            {
                past = range.end;
                hits.push(range);
            }
        }
        hits.extend(spoken::numbers(text));
        hits.sort_by_key(|range| range.start);
        hits.retain(|range| text.text.get(range.clone()).is_some_and(|number| !known.is_own(number)));
        hits.into_iter().map(|range| Hit { range, instead: Some("[telephone number]".to_owned()) }).collect()
    }
}

/// Without a bracket before the whole: `(0113 496 0123)`.
fn bracketed(text: &Prose<'_>, range: Range<usize>) -> Range<usize> {
    let open = text.text.get(range.clone()).is_some_and(|number| number.starts_with('(') && !number.contains(')'));
    range.start + usize::from(open)..range.end
}

/// How a number begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// With `+` or `00`, and then a country.
    Country,
    /// With 0, and then an area.
    Area,
    /// After a word such as “tel”.
    Called,
}

/// Where a telephone number may begin whose first figure is at a place; nothing before `past` belongs to it.
fn beginning(text: &Prose<'_>, first: usize, past: usize) -> Option<(usize, Sign)> {
    let before = text.text.get(past..first)?;
    let unbracketed = before.strip_suffix('(').unwrap_or(before);
    let plain = unbracketed.strip_suffix('+');
    let start = past + plain.unwrap_or(unbracketed).trim_end_matches('(').len();
    // Not in the middle of something: `x0770…`, `978-0-…`, `1.07700…`, `2014/0770…`.
    let mut earlier = text.text.get(..start)?.chars().rev();
    let joined = match earlier.next() {
        Some('-' | '.' | '–' | ',') => earlier.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => c.is_alphanumeric() || matches!(c, '_' | '/' | '£' | '$' | '€' | '#' | '='),
        None => false,
    };
    let rest = text.text.get(first..)?;
    if joined {
        return None;
    }
    // “1 234 567 days”
    let in_thousands = text.text.get(..start)?.trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit()) && start > past;
    let sign = if plain.is_some()
        || rest.starts_with("0044")
        || rest.starts_with("00 44")
        || rest.starts_with("00 353")
        || rest.starts_with("00353")
    {
        Sign::Country
    } else if rest.starts_with('0') {
        Sign::Area
    } else if !in_thousands && called_may_begin(rest) && text.before(start).take(4).any(|word| is_calling(&word.folded)) {
        Sign::Called
    } else {
        return None;
    };
    (!text.is_in_link(first) && !is_named_otherwise(text, first)).then_some((start, sign))
}

/// Whether six figures or more may follow: `496 0123`, not `5 mg`.
fn called_may_begin(rest: &str) -> bool {
    rest.chars().take(10).filter(char::is_ascii_digit).count() >= 6
}

/// Where the longest telephone number ends that begins at a place.
fn end(text: &Prose<'_>, start: usize, sign: Sign) -> Option<usize> {
    let rest = text.text.get(start..)?;
    let is_called = || {
        text.before(start).take(4).any(|word| is_calling(&word.folded)) || text.sentence(start).iter().any(|word| is_calling(&word.folded))
    };
    let bracketed = rest.starts_with("(0)");
    let mut letters = rest.char_indices().take(LONGEST).peekable();
    let (mut digits, mut groups, mut gap, mut in_group) = (String::new(), Vec::new(), 0, false);
    let mut best = None;
    while let Some((at, c)) = letters.next() {
        if c.is_ascii_digit() {
            if !in_group {
                groups.push(0_usize);
            }
            (gap, in_group) = (0, true);
            digits.push(c);
            if let Some(last) = groups.last_mut() {
                *last += 1;
            }
            let end = at + 1;
            let next = letters.peek().map(|(_, c)| *c);
            let complete = !next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '%'))
                // “07700 900123/4”
                && (next != Some('/') || (sign == Sign::Area && digits.len() == 11 && groups.first().is_some_and(|first| *first > 2)));
            let followed = next.is_some_and(|c| matches!(c, '-' | '.'))
                && rest.get(end + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            // “0 7 7 0 0 900123”, figure by figure as it is written down from a call.
            let singly = || groups.iter().take(4).all(|group| *group == 1) && groups.len() > 4 && is_called();
            let mobile = (digits.len() == 11 && digits.starts_with("07")) || (digits.len() == 10 && digits.starts_with("08"));
            let by_figure = sign == Sign::Area && is_national(&digits) && ((bracketed && digits.len() == 11) || (mobile && singly()));
            if complete && !followed && (by_figure || is_number(&digits, &groups, sign)) {
                best = Some(start + end);
            }
            if digits.len() > MOST_DIGITS {
                break;
            }
        } else if (is_part(c) || (c == '/' && is_area(&digits, &groups))) && gap < 3 {
            gap += 1;
            in_group = false;
        } else {
            break;
        }
    }
    best
}

/// Whether the figures so far are an area or the beginning of a mobile, after which some write a slash: `01632/960123`, not `01/02/2024`.
fn is_area(digits: &str, groups: &[usize]) -> bool {
    groups.len() == 1 && (3..=5).contains(&digits.len()) && digits.starts_with('0')
}

/// What stands between the figures.
fn is_part(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '.' | '-' | '\u{2010}'..='\u{2015}' | '(' | ')' | '+')
}

/// Whether these figures, in groups of these lengths, are a number.
fn is_number(digits: &str, groups: &[usize], sign: Sign) -> bool {
    match sign {
        Sign::Country => {
            let digits = digits.strip_prefix("00").unwrap_or(digits);
            match digits.strip_prefix("44") {
                Some(national) => {
                    let national = national.strip_prefix('0').unwrap_or(national);
                    (9..=10).contains(&national.len()) && is_national(&format!("0{national}"))
                }
                None => (9..=MOST_DIGITS).contains(&digits.len()) && !digits.starts_with('0') && groups.len() <= 7,
            }
        }
        // A first group of one figure or two is `0 7700…` for nobody.
        Sign::Area if is_southern(digits, groups) => true,
        Sign::Area => is_national(digits) && groups.first().is_some_and(|first| *first >= 2) && groups.len() <= 6,
        Sign::Called => match digits.len() {
            // “call 116 123”
            6..=8 => {
                !digits.starts_with("116")
                    && !is_in_thousands(digits, groups)
                    && groups.len() <= 3
                    && groups.iter().all(|group| *group >= 2)
                    && !is_day(digits, groups)
            }
            10 => digits.starts_with('7'),
            _ => false,
        },
    }
}

/// `500 000`, `12 345 678`: how many of something.
fn is_in_thousands(digits: &str, groups: &[usize]) -> bool {
    digits.ends_with("000") || matches!(groups, [_, 3, 3])
}

/// `3 12 2024` or `12 03 2024` after “rang”, and years: `2014-2019`.
fn is_day(digits: &str, groups: &[usize]) -> bool {
    matches!(groups, [2, 2, 2 | 4] | [4, 4] | [4, 2, 2]) || (groups.len() > 1 && (digits.starts_with("19") || digits.starts_with("20")))
}

/// Numbers of Australia, New Zealand and Ireland in the groups that they are written in there: `0412 345 678`, `(03) 9555 0123`, `021 555 0123`. Source: ACMA,
/// Telecommunications Numbering Plan.
fn is_southern(digits: &str, groups: &[usize]) -> bool {
    let begins = |any: &[&str]| any.iter().any(|start| digits.starts_with(start));
    match groups {
        [4, 3, 3] => begins(&["04"]),
        [2, 4, 4] => begins(&["02", "03", "07", "08"]),
        [3, 3, 4] => begins(&["021", "022", "027"]) || is_irish_area(digits),
        // Dublin.
        [2, 3, 4] => begins(&["01"]),
        [3, 3, 3] | [3, 6 | 7] | [3, 2, 4 | 5] => is_irish_area(digits),
        _ => false,
    }
}

/// Areas of Ireland outside of Dublin: `061 123 456`, `(091) 612345`. Source: ComReg, National Numbering Scheme.
fn is_irish_area(digits: &str) -> bool {
    let Some([b'0', b'2' | b'4' | b'5' | b'6' | b'7' | b'9', last]) = digits.as_bytes().first_chunk::<3>() else { return false };
    *last != b'0'
}

/// Whether a number with its 0 belongs to an area, a mobile or a firm, by its beginning and length.
fn is_national(digits: &str) -> bool {
    let begins = |any: &[&str]| any.iter().any(|start| digits.starts_with(start));
    // What helplines and public bodies have.
    if begins(&["0800", "0808", "0300", "0303", "0306", "0844", "0845"]) {
        return false;
    }
    match digits.len() {
        11 => begins(&["01", "02", "03", "055", "056", "07", "0870", "0871"]) && !begins(&["010"]),
        // Short ones of some areas, and Irish mobiles.
        10 => begins(&["011", "012", "013", "014", "015", "016", "017", "018", "019", "083", "085", "086", "087", "089"]),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_finds, check_leaves, check_with};
    use crate::privacy::Known;

    #[test]
    fn found() {
        check_finds(
            "telephone",
            &[
                ("on 07700 900123.", "07700 900123"),
                ("07700900123", "07700900123"),
                ("0770-090-0123", "0770-090-0123"),
                ("07700.900.123", "07700.900.123"),
                ("+44 7700 900123", "+44 7700 900123"),
                ("+447700900123", "+447700900123"),
                ("+44 (0)7700 900 123", "+44 (0)7700 900 123"),
                ("(01274) 496012", "(01274) 496012"),
                ("01274 960123, ask for the sister", "01274 960123"),
                ("020 7946 0958", "020 7946 0958"),
                ("(+44) 20 7946 0958", "(+44) 20 7946 0958"),
                ("0044 161 496 0123", "0044 161 496 0123"),
                ("(0113 496 0123)", "0113 496 0123"),
                ("087 123 4567", "087 123 4567"),
                ("+353 87 123 4567", "+353 87 123 4567"),
                ("+48 512 345 678", "+48 512 345 678"),
                ("tel: 496 0123", "496 0123"),
                ("mobile 7700 900123", "7700 900123"),
                ("Rang the daughter on 496012", "496012"),
                ("bed 4 07700 900123 2 calls", "07700 900123"),
                ("028 9018 0123", "028 9018 0123"),
                ("ring 0 7 7 0 0 9 0 0 1 2 3 after tea", "0 7 7 0 0 9 0 0 1 2 3"),
                ("the number to call is 0 7 7 0 0 900 123", "0 7 7 0 0 900 123"),
                ("0 8 7 1 2 3 4 5 6 7, call him", "0 8 7 1 2 3 4 5 6 7"),
                ("(0)113-496-0123, her dad", "(0)113-496-0123"),
                ("01632/960123 on the back", "01632/960123"),
                ("07700 / 900 123", "07700 / 900 123"),
                ("(07700) 900-123", "(07700) 900-123"),
                ("(061) 123 456", "(061) 123 456"),
                ("021 555 0123 in Cork", "021 555 0123"),
                ("oh double seven double oh, nine hundred, one two three", "oh double seven double oh, nine hundred, one two three"),
                ("Zero one six three two nine six zero one two three.", "Zero one six three two nine six zero one two three"),
                ("rang her on four nine six oh one double two", "four nine six oh one double two"),
                ("call 496 0123", "496 0123"),
                ("07700 900123/4 for the sons", "07700 900123"),
                ("00 44 7700 900123", "00 44 7700 900123"),
            ],
        );
    }

    #[test]
    fn left() {
        check_leaves(
            "telephone",
            &[
                "2014-2019",
                "0.05 to 0.10 and 0.123456",
                "doi:10.1136/07700900123",
                "https://x.example/status/07700900123",
                "ISBN 978-0-306-40615-7",
                "ISBN 0198526636",
                "NCT01234567 and ISRCTN01234567890",
                "ORCID 0000-0002-1825-0097",
                "between 09:00 and 17:30",
                "the helpline on 0808 808 0000",
                "call NHS 111 or 999",
                "Samaritans, 116 123",
                "0300 123 4567",
                "01/02/2024 to 03/04/2024",
                "a score of 10/10, 5 mg, 07",
                "PMID 01234567890",
                "a phone call of 20 minutes in 2014 2015",
                "rang on 12 03 2024",
                "telephone triage 2019-2021",
                "ISSN 0307-0565",
                "1.07700900123",
                "grew +15 to +20 points",
                "0 1 2 3 4 5 6 7 8 9 10 on the pain scale",
                "01/02/2024 100 patients",
                "call 116 123 or text 85258",
                "phoned in sick: 1 234 567 days",
                "text messages: 12 345 678 last year, called 500 000 times",
                "one two three four five six, she counted",
                "Oh, one of the three, two at most",
                "a call of one or two in six",
                "0 7 7 0 0 9 0 0 1 2 3 were the scores",
                "double one dose and zero two",
            ],
        );
    }

    #[test]
    fn ones_own_number_is_left_however_it_is_spaced() {
        let known = Known { own: vec!["07700 900 456".into()], ..Known::default() };
        assert_eq!(check_with("telephone", "07700900456 or 07700 900123", &known), ["07700 900123"]);
    }
}
