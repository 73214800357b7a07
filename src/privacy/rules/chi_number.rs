//! CHI numbers of Scotland.
//!
//! *What*: ten figures whose first six are a day of birth and whose last is what modulus 11 makes of the others, also with a slash or an underscore after
//! the day (“010190/0120”); after the word “CHI” also those that somebody mistyped. An ISBN has the same check: beside an edition it is none. *Why*: it stands for one person and tells the day of birth. *Example*: see [`Rule::example`]. Source: Public Health Scotland, Data
//! Dictionary, “CHI Number”.

use chrono::NaiveDate;

use crate::privacy::numbers::{Ten, is_called, parted, tens};
use crate::privacy::{Hit, Known, Prose, Rule};

pub(super) static RULE: ChiNumber = ChiNumber;

/// See the [module](self).
pub(super) struct ChiNumber;

/// What people call it.
const LABELS: &[&str] = &["chi"];

impl Rule for ChiNumber {
    fn id(&self) -> &'static str {
        "chi-number"
    }

    fn label(&self) -> &'static str {
        "CHI number"
    }

    fn why(&self) -> &'static str {
        "A CHI number stands for one person in every Scottish health record, and begins with the day of birth."
    }

    fn example(&self) -> &'static str {
        "The letter still had 010190 0120 on it."
    }

    fn in_text(&self, text: &Prose<'_>, known: &Known) -> Vec<Hit> {
        let is_one = |ten: &Ten| (begins_with_day(ten) && ten.is_valid()) || is_called(text, ten.range.start, LABELS);
        let own = |ten: &Ten| text.text.get(ten.range.clone()).is_some_and(|number| known.is_own(number));
        let found = tens(text, LABELS).into_iter().chain(parted(text, &[6, 4])).filter(|ten| is_one(ten) && !own(ten));
        found.map(|ten| Hit { range: ten.range, instead: Some("[CHI number]".to_owned()) }).collect()
    }
}

/// Whether the first six figures are a day of this century or the one before.
fn begins_with_day(ten: &Ten) -> bool {
    let leading = ten.leading(6);
    let (day, month, year) = (leading / 10_000, leading / 100 % 100, leading % 100);
    [1900, 2000]
        .into_iter()
        .any(|century| i32::try_from(century + year).is_ok_and(|year| NaiveDate::from_ymd_opt(year, month, day).is_some()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_finds, check_leaves};

    #[test]
    fn found() {
        check_finds(
            "chi-number",
            &[
                ("010190 0120", "010190 0120"),
                ("0101900120.", "0101900120"),
                ("CHI 010190-0120", "010190-0120"),
                ("CHI: 0101900120", "0101900120"),
                ("chi no. 01 01 90 01 20", "01 01 90 01 20"),
                ("Her CHI is 010190 0127", "010190 0127"),
                ("the CHI number was 311299 5550", "311299 5550"),
                ("(010190.0120)", "010190.0120"),
                ("290200 1231", "290200 1231"),
                ("with 311256 4103 in the corner", "311256 4103"),
                ("CHI0101900120", "0101900120"),
                ("seen 5 times 010190 0120 again", "010190 0120"),
                ("typed 010190/0120 with the slash", "010190/0120"),
                ("file 010190_0120 on the drive", "010190_0120"),
                ("(CHI 010190 / 0127)", "010190 / 0127"),
                ("read out as 010190, 0120 twice", "010190, 0120"),
            ],
        );
    }

    #[test]
    fn left() {
        check_leaves(
            "chi-number",
            &[
                "010190 0127",
                "311390 0126",
                "943 476 5919",
                "320190 0126",
                "ISBN 0101900120",
                "ISBN 0198526636",
                "01019001200",
                "ISRCTN0101900120",
                "doi 10.1000/0101900120",
                "https://example.org/status/0101900120",
                "Tai chi for 12 weeks helped balance.",
                "chi-squared was 10.5 with 2 degrees",
                "0.0101900120",
                "01/01/1990 and 02/02/1990",
                "0161 496 0123",
                "the reading list has ISBN 0101900120 and her notes",
                "the second edition is 0101900120, in paperback",
                "010190/0127",
                "010190/0120/5",
                "between 010190 and 0120",
                "£010190,0120",
            ],
        );
    }
}
