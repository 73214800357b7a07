//! The four fictional journals by the rules of their registers: what is met, what is missing, and that the numbers do not depend on size.

use chrono::NaiveDate;
use cpd_journal::domain::standing::Item;
use cpd_journal::journal::{Clock, Filed, Journal, Stand};
use cpd_journal::sample::professions;

fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

fn sample(profession: &str, entries: usize, today: &str) -> Journal {
    let mut journal = Journal::in_memory(Clock::Fixed(day(today))).expect("a journal in memory");
    journal.fill_with_sample(entries, 1, profession).expect(profession);
    journal
}

fn stand(journal: &Journal) -> Stand {
    let mut stands = journal.stands(0).expect("counted");
    assert_eq!(stands.len(), 1, "one registration");
    stands.pop().expect("one")
}

/// What is counted of each requirement, and whether that is enough; `None` where nothing may be judged or nothing is asked for.
type Expected = &'static [(&'static str, &'static str, Option<bool>)];

const NURSE_AND_MIDWIFE: Expected = &[
    ("practice_hours", "2428.14", Some(true)),
    ("practice_hours_nurse", "377.43", Some(false)),
    ("practice_hours_midwife", "2050.71", Some(true)),
    ("cpd_total", "37.66", Some(true)),
    ("cpd_participatory", "17.83", Some(false)),
    ("feedback", "4", Some(false)),
    ("reflective_accounts", "3", Some(false)),
    ("reflective_discussion", "0", Some(false)),
    ("confirmation", "0", Some(false)),
];
const PHYSIOTHERAPIST: Expected =
    &[("std1_record", "0", Some(true)), ("std2_types", "4", Some(true)), ("renewal_declaration", "0", Some(false))];
const PHARMACIST: Expected = &[
    ("cpd_records", "4", Some(true)),
    ("cpd_planned", "1", Some(false)),
    ("cpd_unplanned", "3", None),
    ("peer_discussion", "1", Some(true)),
    ("reflective_account", "0", Some(false)),
];
const GP: Expected = &[
    ("appraisal", "0", Some(false)),
    ("qia", "2", None),
    ("significant_events", "1", None),
    ("patient_feedback", "1", Some(true)),
    ("colleague_feedback", "1", None),
    ("compliments_complaints", "1", Some(true)),
    ("pdp", "1", Some(true)),
];

#[test]
fn each_sees_what_is_met_and_what_is_missing() {
    let known: [(&str, Expected); 4] =
        [("gp", GP), ("nurse-midwife", NURSE_AND_MIDWIFE), ("pharmacist", PHARMACIST), ("physiotherapist", PHYSIOTHERAPIST)];
    assert_eq!(professions(), known.map(|(profession, _)| profession));
    for (profession, expected) in known {
        for entries in [60, 300] {
            let standing = stand(&sample(profession, entries, "2026-11-22")).counted.expect(profession);
            for (requirement, counted, met) in expected {
                let progress = standing.progress.iter().find(|progress| progress.requirement == *requirement).expect(requirement);
                assert_eq!(
                    (progress.counted.shown().as_str(), progress.judged.met()),
                    (*counted, *met),
                    "{profession} {entries}: {requirement}"
                );
            }
        }
    }
}

#[test]
fn the_physiotherapist_nears_the_end_of_an_april() {
    let standing = stand(&sample("physiotherapist", 60, "2026-11-22")).counted.expect("a standing");
    assert_eq!((standing.cycle.span.start, standing.cycle.span.end), (day("2026-05-01"), day("2028-04-30")));
}

#[test]
fn on_any_day_the_same_is_missing() {
    for today in ["2026-03-02", "2027-02-28", "2028-02-29"] {
        let pharmacist = stand(&sample("pharmacist", 60, today)).counted.expect("a standing");
        let planned = pharmacist.progress.iter().find(|progress| progress.requirement == "cpd_planned").expect("it is asked for");
        assert_eq!(planned.counted.shown(), "1", "{today}");
        let gp = stand(&sample("gp", 60, today)).counted.expect("a standing");
        let appraisal = gp.progress.iter().find(|progress| progress.requirement == "appraisal").expect("it is asked for");
        let held: Vec<bool> = appraisal.parts.iter().map(|part| part.enough).collect();
        assert_eq!(held, [true, true, true, false, false], "{today}");
    }
}

#[test]
fn an_account_leads_to_what_it_is_about() {
    let journal = sample("nurse-midwife", 60, "2026-11-22");
    let standing = stand(&journal).counted.expect("a standing");
    let accounts = standing.progress.iter().find(|progress| progress.requirement == "reflective_accounts").expect("it is asked for");
    let records = journal.records().expect("records");
    for counted in &accounts.items {
        let Item::Record(id) = counted.item else { panic!("accounts are records") };
        let record = records.iter().find(|record| record.id == id).expect("it is there");
        assert!(!record.draft.refers.is_empty(), "{}", record.draft.date);
    }
    assert_eq!(accounts.items.len(), 3);
}

#[test]
fn a_peer_is_kept_apart() {
    let journal = sample("pharmacist", 30, "2026-11-22");
    let records = journal.records().expect("records");
    let talks: Vec<_> = records.iter().filter(|record| record.draft.kind == "peer-discussion").collect();
    assert_eq!(talks.iter().filter(|record| record.has_apart).count(), 1, "the earlier year's are erased");
    assert!(talks.iter().all(|record| record.draft.fields.values().all(|text| !text.contains("Example"))));
}

#[test]
fn records_are_as_somebody_would_have_filed_them() {
    for profession in professions() {
        let journal = sample(&profession, 60, "2026-11-22");
        for record in journal.records().expect("records") {
            let kind = journal.find_record_kind(&record.draft.kind).expect("a known kind");
            let filed = Filed { apart: journal.apart(record.uid).expect("what is apart"), draft: record.draft };
            assert_eq!((filed.problems(kind), filed.missing(kind)), (Vec::new(), Vec::new()), "{profession}");
            assert_eq!(filed.clone().tidied(Some(kind)), filed, "{profession}");
        }
    }
}
