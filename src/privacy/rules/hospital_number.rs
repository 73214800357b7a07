//! Numbers that a hospital, a practice or a system gives to a patient.
//!
//! *What*: what follows “MRN”, “hospital no.”, “unit number”, “patient ID” and their like, what follows the name of a system or a paper by itself
//! (“ePRF 71-0044826”, “case note 88/20417”), the number of a request (“24-CT-0098317”), and what has the [shape](shape) of such a number wherever it
//! stands (“CF19P00314”, “LC-16-00421”). Trials, articles, courses and products have such numbers, too; those are none. *Why*: it stands for one person in
//! the records of one place. *Example*: see [`Rule::example`].

mod shape;

use std::ops::Range;

use crate::privacy::numbers::is_named_otherwise;
use crate::privacy::vocabulary::{is_case_paper, is_imaging, is_numbered_thing, is_record_system};
use crate::privacy::{Hit, Known, Prose, Rule, Word};

pub(super) static RULE: HospitalNumber = HospitalNumber;

/// See the [module](self).
pub(super) struct HospitalNumber;

/// Words that call what follows such a number by themselves.
const LABELS: &[&str] =
    &["mrn", "mrns", "crn", "hospno", "unitno", "urn", "umrn", "uhid", "ur", "pas", "ihi", "pps", "ppsn", "medicare", "nino", "passport"];

const NUMBER: &[&str] = &["no", "nos", "num", "number", "id", "identifier", "ref", "reference", "code"];

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
            let called = labelled(text, at).or_else(|| filed(text, at));
            // “MRN#5520418”, but no hashtag.
            let is_hashtag = called.is_none() && text.char_before(word.range.start) == Some('#');
            let range = called.or_else(|| request(text, at)).or_else(|| shape::code(text, at));
            if let Some(range) = range
                && text.stands_alone(&range)
                && !is_hashtag
                && !matches!(text.char_before(range.start), Some('@' | '£' | '$' | '€'))
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

/// The figures right after the name of a system, or after a paper that belongs to one patient: “ePRF 71-0044826”, “RiO 660218”, “case note 88/20417”.
fn filed(text: &Prose<'_>, at: usize) -> Option<Range<usize>> {
    let before = at.checked_sub(1)?;
    let (name, first) = (text.words.get(before)?, text.words.get(at)?);
    let earlier = before.checked_sub(1).and_then(|at| text.words.get(at)).map_or("", |word| word.folded.as_str());
    let is_note = match name.folded.as_str() {
        "casenote" | "casenotes" | "accession" | "requisition" => true,
        "note" | "notes" => earlier == "case",
        // “Epic 100000” may be a film’s takings; capitals inside tell a system: “ePRF”, “RiO”.
        folded => is_record_system(folded) && name.text.chars().skip(1).any(char::is_uppercase),
    };
    if !is_note || !matches!(text.gap(before), " " | ": " | " #" | "-") {
        return None;
    }
    let is_figures = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let (mut last, mut digits, mut groups) = (first, first.text.len(), 1);
    while let Some(next) = text.words.get(at + groups).filter(|next| is_figures(next.text) && groups < 4) {
        if !matches!(text.gap(at + groups - 1), "-" | "/") {
            break;
        }
        (last, digits, groups) = (next, digits + next.text.len(), groups + 1);
    }
    // `notes 2019/2021`, `12/03/2021`
    let is_day = (groups == 3 && text.words.get(at + 1).is_some_and(|middle| middle.text.len() <= 2))
        || (groups == 2 && first.text.len() == 4 && last.text.len() == 4);
    let long_enough = (5..=12).contains(&digits) || (groups == 2 && digits >= 5);
    (is_figures(first.text) && long_enough && !is_day).then_some(first.range.start..last.range.end)
}

/// The number of a request for a scan or a test, with the year and what it is: `24-CT-0098317`, `CT/24/0098317`.
fn request(text: &Prose<'_>, at: usize) -> Option<Range<usize>> {
    let is_figures = |word: &Word<'_>, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&word.text.len()) && word.text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_kind = |word: &Word<'_>| is_imaging(&word.folded) && !word.text.contains(char::is_lowercase);
    let joined = |at: usize| matches!(text.gap(at), "-" | "/");
    let year = text.words.get(at).filter(|year| is_figures(year, 2..=2) || is_figures(year, 4..=4))?;
    let (before, next) = (at.checked_sub(1).and_then(|at| text.words.get(at)), text.words.get(at + 1)?);
    // `CT/24/0098317`
    if let Some(kind) = before.filter(|kind| is_kind(kind) && joined(at - 1))
        && joined(at)
        && is_figures(next, 5..=9)
    {
        return Some(kind.range.start..next.range.end);
    }
    // With four figures it may be the course of a year: “2024-CT-00098”.
    let last = text.words.get(at + 2).filter(|last| is_figures(last, if year.text.len() == 4 { 6..=9 } else { 5..=9 }))?;
    (is_kind(next) && joined(at) && joined(at + 1)).then_some(year.range.start..last.range.end)
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
            && before.next().is_some_and(|word| {
                // “job number 48213 with estates”, “job ref 77401, closing on Friday”
                let is_work = word.folded == "job" && is_of_a_post(text, start);
                LABELS.contains(&word.folded.as_str()) || (is_case_paper(&word.folded) && !is_work)
            }))
}

/// Whether a sentence tells of a post that somebody applies for, or of repairs, which have job numbers as ambulances have.
fn is_of_a_post(text: &Prose<'_>, at: usize) -> bool {
    const POSTS: &[&str] =
        &["apply", "applying", "closes", "closing", "interview", "interviews", "band", "salary", "repair", "repairs", "mended"];
    text.sentence(at).iter().any(|word| POSTS.contains(&word.folded.as_str()) || is_numbered_thing(&word.folded))
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
                ("PARIS ID 881204 has four referrals", "881204"),
                ("look at ePRF 34-0061177 again", "34-0061177"),
                ("RiO 4471093 was locked", "4471093"),
                ("case notes 71/30561 came in a trolley", "71/30561"),
                ("Case-note 203344 is missing", "203344"),
                ("23-MR-0071245 showed nothing new", "23-MR-0071245"),
                ("amended CT/24/118273 twice", "CT/24/118273"),
                ("referral number 88120456", "88120456"),
                ("request ID R7712045", "R7712045"),
                ("MRN#5520418 had no allergies", "5520418"),
                ("RXK 0048172 on the sticker", "RXK 0048172"),
                ("Accession 20-118-0071 was reported", "20-118-0071"),
                ("the Datix (WEB118820) is mine", "WEB118820"),
                ("X-ray no. 7719-23 is missing", "7719-23"),
                ("passport 533401372 on the counter", "533401372"),
                ("SystmOne ref 7719023", "7719023"),
                ("job no. 20117734, two crews", "20117734"),
                ("CAD 4401882 at four in the morning", "4401882"),
                ("K1234567", "K1234567"),
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
                "https://example.org/a K12345",
                "job ref 77401, closes on Friday, band 6",
                "Job number 482133 with estates for the broken lift",
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
                "The notes 2019/2021 were archived.",
                "Paris 2024 and Rio 2016 were on the slide.",
                "EMIS serves 12,000 practices.",
                "Course 24-PH-0012 starts in May for her.",
                "REC 18/LO/1234 approved it.",
                "in case note 4 of 12",
                "case notes, 150 of them, were read",
                "The CT-24 scanner",
                "grant 17-HT-12345",
                "2024-CT-00098 is the course",
                "Form number 12345 for study leave, says her manager",
                "NIHR 204711 and her grant",
                "a communication passport, 12 pages",
            ],
        );
    }
}
