//! Numbers that a hospital, a practice or a system gives to a patient.
//!
//! *What*: what follows “MRN”, “hospital no.”, “unit number”, “patient ID” and their like, and a letter or two with six or seven figures in a sentence about
//! a patient. Trials, articles and books have such numbers, too; those are none. *Why*: it stands for one person in the records of one place.
//! *Example*: see [`Rule::example`].

use std::ops::Range;

use crate::privacy::numbers::is_named_otherwise;
use crate::privacy::{Hit, Known, Prose, Rule, Word};

pub(super) static RULE: HospitalNumber = HospitalNumber;

/// See the [module](self).
pub(super) struct HospitalNumber;

/// Words that call what follows such a number by themselves.
const LABELS: &[&str] =
    &["mrn", "mrns", "crn", "hospno", "unitno", "urn", "umrn", "uhid", "ur", "pas", "ihi", "pps", "ppsn", "medicare", "nino"];

/// Words before “no”, “number” or “ID” that make it one of a patient.
const OF_PATIENTS: &[&str] = &[
    "hospital",
    "hosp",
    "unit",
    "patient",
    "pt",
    "record",
    "records",
    "pas",
    "emis",
    "systmone",
    "rio",
    "district",
    "episode",
    "nhi",
    "pid",
    "accession",
    "case",
    "casenote",
    "casenotes",
    "notes",
    "client",
    "admission",
    "wristband",
    "specimen",
    "lab",
    "sample",
    "clinic",
    "chart",
    "file",
    "ur",
    "pps",
    "ihi",
    "medicare",
    "dva",
    "insurance",
    "ni",
    "passport",
    "licence",
];

const NUMBER: &[&str] = &["no", "nos", "num", "number", "id", "identifier", "ref", "reference", "code"];

/// What sentences about a patient have in them.
const CASE: &[&str] = &[
    "patient",
    "patients",
    "pt",
    "admitted",
    "admission",
    "discharged",
    "notes",
    "records",
    "record",
    "chart",
    "ward",
    "referral",
    "referred",
    "scan",
    "mri",
    "ct",
    "xray",
    "x-ray",
    "bloods",
    "sample",
    "wristband",
    "bed",
    "clinic",
    "her",
    "his",
    "him",
    "she",
    "he",
];

/// What begins numbers of studies and articles.
const STUDIES: &[&str] =
    &["nct", "isrctn", "crd", "pmc", "pmid", "eudract", "drks", "actrn", "chictr", "irct", "jprn", "ukcrn", "iras", "rec", "doi", "osf"];

impl Rule for HospitalNumber {
    fn id(&self) -> &'static str {
        "hospital-number"
    }

    fn label(&self) -> &'static str {
        "Hospital or record number"
    }

    fn why(&self) -> &'static str {
        "A hospital number stands for one person in the records of a place, for everybody who can open them."
    }

    fn example(&self) -> &'static str {
        "I pulled the notes (MRN 1234567) before the meeting."
    }

    fn in_text(&self, text: &Prose<'_>, known: &Known) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        for (at, word) in text.words.iter().enumerate() {
            let figures = word.text.bytes().filter(u8::is_ascii_digit).count();
            if figures == 0 || hits.last().is_some_and(|last| last.range.end > word.range.start) {
                continue;
            }
            let range = labelled(text, at).or_else(|| {
                let called = text.before(word.range.start).next().is_some_and(|word| NUMBER.contains(&word.folded.as_str()));
                let is_code = bare_code(word.text) && (called || text.sentence_has(word.range.start, CASE));
                is_code.then_some(word.range.clone())
            });
            if let Some(range) = range
                && text.stands_alone(&range)
                && !matches!(text.char_before(range.start), Some('#' | '@' | '£' | '$' | '€'))
                && !text.is_in_link(range.start)
                && !is_named_otherwise(text, range.start)
                && text.text.get(range.clone()).is_some_and(|number| !known.is_own(number))
            {
                hits.push(Hit { range, instead: Some("[hospital number]".to_owned()) });
            }
        }
        hits
    }
}

/// The number that begins at a word, if the words before it call it one of a patient. Letters that stand apart before the figures belong to it.
fn labelled(text: &Prose<'_>, at: usize) -> Option<Range<usize>> {
    let word = text.words.get(at)?;
    let mut from = at;
    if let Some(before) = at.checked_sub(1)
        && let Some(letters) = text.words.get(before)
        && (1..=3).contains(&letters.text.len())
        && letters.text.bytes().all(|byte| byte.is_ascii_uppercase())
        && matches!(text.gap(before), " " | "-" | "/")
        && !LABELS.contains(&letters.folded.as_str())
        && !NUMBER.contains(&letters.folded.as_str())
    {
        from = before;
    }
    let start = text.words.get(from)?.range.start;
    if !is_called_so(text, from) {
        return None;
    }
    // `123-456-7`, `12 34 56`: as long as only figures follow.
    let mut end = word.range.end;
    let mut digits = word.text.bytes().filter(u8::is_ascii_digit).count();
    let in_groups = text.before(start).take(3).any(|word| matches!(word.folded.as_str(), "ihi" | "medicare"));
    for next in at + 1..at + 4 {
        let Some(word) = text.words.get(next) else { break };
        let joined = matches!(text.gap(next - 1), "-" | "/");
        // Numbers of Australia go on in groups.
        let apart = text.gap(next - 1) == " " && ((word.text.len() >= 2 && digits < 6) || (in_groups && digits < 16));
        if !(joined || apart) || !word.text.bytes().all(|byte| byte.is_ascii_digit()) {
            break;
        }
        end = word.range.end;
        digits += word.text.len();
    }
    let letters = word.text.chars().filter(|c| c.is_alphabetic()).count();
    ((5..=16).contains(&digits) || (digits == 4 && letters > 0)).then_some(start..end).filter(|_| letters <= 4)
}

/// Whether the words before a word call it the number of a patient.
fn is_called_so(text: &Prose<'_>, at: usize) -> bool {
    let Some(start) = text.words.get(at).map(|word| word.range.start) else { return false };
    let skip = |word: &&Word<'_>| !matches!(word.folded.as_str(), "is" | "was" | "of" | "the" | "as");
    let mut before = text.before(start).take(5).filter(skip);
    let Some(nearest) = before.next().map(|word| word.folded.as_str()) else { return false };
    // Only as far as the sentence goes: `MRN. 12345` does, `… no. There were 12345` does not.
    if start - text.before(start).next().map_or(0, |word| word.range.end) > 4 {
        return false;
    }
    LABELS.contains(&nearest)
        || (NUMBER.contains(&nearest)
            && before.next().is_some_and(|word| LABELS.contains(&word.folded.as_str()) || OF_PATIENTS.contains(&word.folded.as_str())))
}

/// `K1234567`, `RXX1234567`: capitals, and six or seven figures.
fn bare_code(word: &str) -> bool {
    let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
    let Some((prefix, figures)) = word.split_at_checked(letters) else { return false };
    (1..=3).contains(&letters)
        && (6..=8).contains(&figures.len())
        && figures.bytes().all(|byte| byte.is_ascii_digit())
        && !STUDIES.contains(&prefix.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_finds, check_leaves};

    #[test]
    fn found() {
        check_finds(
            "hospital-number",
            &[
                ("MRN 1234567", "1234567"),
                ("MRN: 00123456.", "00123456"),
                ("hospital no. RXX1234567", "RXX1234567"),
                ("Hospital number is K123456", "K123456"),
                ("Hosp No: 123-456-7", "123-456-7"),
                ("unit number 12345", "12345"),
                ("patient ID 4471923", "4471923"),
                ("Pt ID: AB 123456", "AB 123456"),
                ("EMIS number 55512", "55512"),
                ("RiO ID 1234567", "1234567"),
                ("admitted as K1234567 overnight", "K1234567"),
                ("Her scan (AB1234567) was lost", "AB1234567"),
                ("case number H4471", "H4471"),
                ("the MRN was 7654321", "7654321"),
                ("accession number 20240113", "20240113"),
                ("client ref: D-445566", "D-445566"),
            ],
        );
    }

    #[test]
    fn left() {
        check_leaves(
            "hospital-number",
            &[
                "NCT01234567 randomised 300 patients",
                "ISRCTN12345678 followed her patients",
                "PMC1234567 and PMID 1234567 on patients",
                "CRD42020123456",
                "The hospital had no 12-hour breaches.",
                "In hospital 12345 people were treated.",
                "a number of 10 patients aged 65",
                "K1234567",
                "NICE NG59, CG181 and TA123 for her",
                "she scored 12345",
                "patient number 4 of 12",
                "There is no. 10 on the list of patients",
                "https://example.org/K1234567 his",
                "#K1234567 his",
                "H1N1 and SARS2 in patients",
                "the case, number one in 2019",
                "B12 and D3 for his bones",
                "She walked 1234567 steps.",
            ],
        );
    }
}
