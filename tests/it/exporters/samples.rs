//! The sample journals as documents: nothing in them is a code, and what counted adds up.

use std::path::Path;

use cpd_journal::domain::{Minutes, Report};
use cpd_journal::journal::{Clock, Journal, Selection, Under};

use super::{docx, export, letters, pdf, reader, reports, tree};

fn report(profession: &str) -> Report {
    let mut journal = Journal::in_memory(Clock::Fixed(reports::day(2026, 11, 23))).expect("a journal");
    journal.fill_with_sample(30, 1, profession).expect(profession);
    let mut report = journal.report(&Selection { under: Under::All, ..Selection::default() }).expect("a report");
    // What was taken from files is not here.
    report.evidence.clear();
    report.entries.iter_mut().for_each(|entry| entry.evidence.clear());
    report
}

#[test]
fn standards_are_told_in_the_words_of_their_regulator() {
    let report = report("nurse-midwife");
    let accounts = report.records.iter().find(|kind| kind.kind == "reflective-account").expect("accounts");
    let told: Vec<&str> = accounts
        .records
        .iter()
        .flat_map(|one| &one.fields)
        .filter(|(label, _)| label == "Standards it belongs to")
        .map(|(_, text)| &**text)
        .collect();
    assert!(told.iter().any(|text| text.contains("; ")) && told.iter().all(|text| !text.contains("nmc.")), "{told:?}");
    let form = report.standings[0].forms.iter().filter(|form| form.label == "Reflective accounts form");
    let told: Vec<&str> =
        form.flat_map(|form| &form.fields).filter(|field| field.label.contains("relevant to the Code")).map(|field| &*field.text).collect();
    assert!(told.iter().any(|text| text.contains("Practise effectively; Preserve safety")), "{told:?}");

    // What an account refers to is a line each, in a document too.
    let form = report.standings[0].forms.iter().filter(|form| form.label == "Reflective accounts form");
    let first: Vec<&str> = form.filter_map(|form| form.fields.first()).map(|field| &*field.text).collect();
    assert!(first.iter().any(|text| text.contains("the mat was)  \n3 December 2024")), "{first:?}");

    let folder = tempfile::tempdir().expect("a folder");
    for format in ["html", "docx", "markdown"] {
        let path = folder.path().join(format);
        export(&report, format, &path);
        let text: String = if path.is_dir() {
            let pages = tree(&path).into_iter().filter(|(name, _)| Path::new(name).extension().is_some_and(|ending| ending == "md"));
            // The front of a page is for programs.
            pages.map(|(_, page)| String::from_utf8_lossy(&page).rsplit("\n---\n").next().unwrap_or_default().to_owned()).collect()
        } else {
            let bytes = std::fs::read(&path).expect("the file");
            match format {
                "docx" => String::from_utf8_lossy(&docx::members(&bytes)["word/document.xml"]).into_owned(),
                _ => String::from_utf8_lossy(&bytes).into_owned(),
            }
        };
        assert!(text.contains("Practise effectively; Preserve safety"), "{format}");
        assert!(!text.contains("nmc.preserve"), "{format}");
    }
    let text = letters(&reader::text(&pdf(&report)));
    assert!(text.contains(&letters("Practise effectively; Preserve safety")) && !text.contains("nmc.preserve"));
}

#[test]
fn hours_that_counted_are_exact_and_add_up() {
    let report = report("nurse-midwife");
    let hours = report.standings[0].requirements.iter().find(|one| one.label == "CPD").expect("CPD");
    let minutes: Vec<Minutes> = hours.items.iter().map(|(_, how_much)| how_much.parse().expect("a length of time")).collect();
    assert!(minutes.len() > 5 && minutes.iter().any(|one| one.0 % 15 != 0), "{:?}", hours.items);
    let sum: u32 = minutes.iter().map(|one| one.0).sum();
    // The total is as it is judged: a decimal number, rounded down.
    let hundredths = sum * 100 / 60;
    let total = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    assert!(hours.counted.starts_with(total.trim_end_matches('0').trim_end_matches('.')), "{} of {sum} minutes", hours.counted);
    assert!(hours.items.iter().all(|(_, how_much)| !how_much.contains('.')), "{:?}", hours.items);
}
