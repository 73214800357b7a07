//! Health and Care numbers of Northern Ireland.
//!
//! *What*: ten figures from 320 000 000x to 399 999 999x whose last is what modulus 11 makes of the others; after “H&C number” also those that somebody
//! mistyped. *Why*: it stands for one person in every record. *Example*: see [`Rule::example`]. Source: NHS Data Dictionary, “NHS Number” (ranges).

use crate::privacy::numbers::{Ten, is_called, parted, tens};
use crate::privacy::{Hit, Known, Prose, Rule};

pub(super) static RULE: HealthAndCareNumber = HealthAndCareNumber;

/// See the [module](self).
pub(super) struct HealthAndCareNumber;

/// What people call it; `c` is the end of “H&C”.
const LABELS: &[&str] = &["hcn", "hc", "h+c", "c", "health"];

impl Rule for HealthAndCareNumber {
    fn id(&self) -> &'static str {
        "health-and-care-number"
    }

    fn label(&self) -> &'static str {
        "Health and Care number"
    }

    fn why(&self) -> &'static str {
        "A Health and Care number stands for one person in every health record of Northern Ireland."
    }

    fn example(&self) -> &'static str {
        "On the referral, 320 000 0015 was written by hand."
    }

    fn in_text(&self, text: &Prose<'_>, known: &Known) -> Vec<Hit> {
        let is_one = |ten: &Ten| {
            let in_range = (320..=399).contains(&ten.leading(3));
            in_range && (ten.is_valid() || is_called(text, ten.range.start, LABELS))
        };
        let own = |ten: &Ten| text.text.get(ten.range.clone()).is_some_and(|number| known.is_own(number));
        let found = tens(text, LABELS).into_iter().chain(parted(text, &[3, 3, 4])).filter(|ten| is_one(ten) && !own(ten));
        found.map(|ten| Hit { range: ten.range, instead: Some("[Health and Care number]".to_owned()) }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_finds, check_leaves};

    #[test]
    fn found() {
        check_finds(
            "health-and-care-number",
            &[
                ("320 000 0015", "320 000 0015"),
                ("3200000015", "3200000015"),
                ("H&C number 320 000 0015", "320 000 0015"),
                ("H&C No: 320-000-0015", "320-000-0015"),
                ("HCN 320 000 0017", "320 000 0017"),
                ("Health and Care number: 355 123 4560", "355 123 4560"),
                ("Health & Care No. 399 999 9990", "399 999 9990"),
                ("32 00 00 00 15", "32 00 00 00 15"),
                ("(320.000.0015)", "320.000.0015"),
                ("seen 12 times 320 000 0015 in all", "320 000 0015"),
                ("Her H&C is 320 000 0019.", "320 000 0019"),
                ("3 2 0 0 0 0 0 0 1 5", "3 2 0 0 0 0 0 0 1 5"),
                ("typed 320/000/0015 with slashes", "320/000/0015"),
            ],
        );
    }

    #[test]
    fn left() {
        check_leaves(
            "health-and-care-number",
            &[
                "320/000/0014",
                "320 000 0014",
                "943 476 5919",
                "ISBN 3200000015",
                "32000000150",
                "a health and care workforce of 1,300,000",
                "Health and Social Care Act 2012",
                "https://example.org/3200000015",
                "3.2000000013",
                "NCT03200000015",
                "£3200000015",
                "vitamin C 500 mg",
                "319 000 0013",
                "400 000 0013",
                "PMID 3200000015",
            ],
        );
    }
}
