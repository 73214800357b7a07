//! NHS numbers of England, Wales and the Isle of Man.
//!
//! *What*: ten figures, grouped in any way, whose last is what modulus 11 makes of the others; after the words “NHS number” also those that somebody
//! mistyped. *Why*: it stands for one person in every record. *Example*: see [`Rule::example`]. Source: NHS Data Dictionary, “NHS Number”.

use crate::privacy::numbers::{Ten, is_called, parted, tens};
use crate::privacy::{Hit, Known, Prose, Rule};

pub(super) static RULE: NhsNumber = NhsNumber;

/// See the [module](self).
pub(super) struct NhsNumber;

/// What people call it.
const LABELS: &[&str] = &["nhs", "nhsno", "nhsnumber"];

impl Rule for NhsNumber {
    fn id(&self) -> &'static str {
        "nhs-number"
    }

    fn label(&self) -> &'static str {
        "NHS number"
    }

    fn why(&self) -> &'static str {
        "An NHS number stands for one person in every record of the health service."
    }

    fn example(&self) -> &'static str {
        "I checked the chart of 943 476 5919 against the wristband."
    }

    fn in_text(&self, text: &Prose<'_>, known: &Known) -> Vec<Hit> {
        // Those that begin with 0 to 3 are Scottish and Northern Irish numbers.
        let is_one = |ten: &Ten| (ten.digits[0] >= 4 && ten.is_valid()) || is_called(text, ten.range.start, LABELS);
        let own = |ten: &Ten| text.text.get(ten.range.clone()).is_some_and(|number| known.is_own(number));
        let found = tens(text, LABELS).into_iter().chain(parted(text, &[3, 3, 4])).filter(|ten| is_one(ten) && !own(ten));
        found.map(|ten| Hit { range: ten.range, instead: Some("[NHS number]".to_owned()) }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_finds, check_leaves};

    #[test]
    fn found() {
        check_finds(
            "nhs-number",
            &[
                ("Patient 943 476 5919 was seen.", "943 476 5919"),
                ("9434765919", "9434765919"),
                ("NHS no. 943-476-5919", "943-476-5919"),
                ("943.476.5919, as told", "943.476.5919"),
                ("94 34 76 59 19", "94 34 76 59 19"),
                ("9 4 3 4 7 6 5 9 1 9", "9 4 3 4 7 6 5 9 1 9"),
                ("(943\u{a0}476\u{a0}5919)", "943\u{a0}476\u{a0}5919"),
                ("NHS:9434765919", "9434765919"),
                ("nhs9434765919", "9434765919"),
                ("Reviewed 401 023 2137 with the team.", "401 023 2137"),
                ("aged 74 943 476 5919 12 tablets", "943 476 5919"),
                // Mistyped, but called by its name.
                ("Her NHS number is 123 456 7890.", "123 456 7890"),
                ("NHS No 485 777 3457 10 mg", "485 777 3457"),
                ("943 – 476 – 5919", "943 – 476 – 5919"),
                ("nhs number9434765919", "9434765919"),
                ("typed 943/476/5919 with slashes", "943/476/5919"),
            ],
        );
    }

    #[test]
    fn left() {
        check_leaves(
            "nhs-number",
            &[
                "943/476/5918, 943, 476 and 5919",
                "943 476 5918",
                "94347659190",
                "ISBN 943 476 5919",
                "https://example.org/9434765919",
                "doi:10.1000/9434765919",
                "0.9434765919",
                "£9434765919",
                "x9434765919",
                "9434765919%",
                "The NHS at 70: 1948 to 2018 in 10 charts",
                "NCT9434765919",
                "4444444444",
                "5 mg, 10 mg, 20 mg and 40 mg",
                "2014 2015 2016 2017",
                "010190 0120",
                "+9434765919",
                "The NHS spent 1,943,476,591 on it.",
            ],
        );
    }
}
