//! What stands together on the pages of a PDF: no heading ends a page, nor what is said of it, and no box is torn that fits.

use chrono::Days;
use cpd_journal::domain::portfolio::{ReportField, ReportForm, ReportRecord, ReportRecords, ReportStanding};
use cpd_journal::domain::{ActionDraft, Report, Uid};
use cpd_journal::exporters::Replace;
use cpd_journal::media::{Pdf, TextLimits};

use super::{letters, pdf, portfolios, reader, reports};

/// What is said on the pages, one by one, without blanks.
fn pages(report: &Report) -> Vec<String> {
    let pdf = Pdf::open(pdf(report)).expect("a PDF");
    let text = pdf.text(&TextLimits { bytes: usize::MAX, pages: usize::MAX, ..TextLimits::default() }).text;
    let pages: Vec<String> = text.split("\n\n").map(letters).collect();
    assert_eq!(pages.len(), pdf.pages());
    pages
}

/// A few lines more each time, so that what comes next stands somewhere else on its page.
fn lines(number: usize) -> String {
    let lines: Vec<String> = (0..2 + number * 7 % 23).map(|line| format!("- line {line} of remark {number}")).collect();
    lines.join("\n")
}

fn field(label: &str, text: &str) -> ReportField {
    ReportField { label: label.to_owned(), text: text.to_owned(), by_hand: false, kept_apart: false, too_long: String::new() }
}

/// A report of one standing with nothing but what is given.
fn of_forms(forms: Vec<ReportForm>) -> Report {
    let mut report = portfolios::portfolio(1);
    report.entries.clear();
    report.evidence.clear();
    report.goals.clear();
    report.records.clear();
    report.authorship = None;
    let first = report.standings.swap_remove(0);
    report.standings = vec![ReportStanding { requirements: Vec::new(), forms, ..first }];
    report
}

/// Where a text stands first in a list of pages, and what comes after it there.
fn after<'p>(pages: &'p [String], text: &str) -> (usize, &'p str) {
    let text = letters(text);
    let found = pages.iter().enumerate().find_map(|(at, page)| Some((at, page.split_once(text.as_str())?.1)));
    found.unwrap_or_else(|| panic!("“{text}” is on no page"))
}

#[test]
fn no_year_is_a_heading_alone() {
    let mut report = reports::believable(40);
    report.goals.clear();
    report.evidence.clear();
    let entries = report.entries.iter_mut().enumerate();
    for (at, entry) in entries {
        entry.date = reports::day(1980 + i32::try_from(at).expect("small"), 3, 4);
        entry.title = format!("Evening number {at}");
        entry.learnt = lines(at);
        entry.answers.clear();
        entry.evidence.clear();
        entry.actions.clear();
    }
    let pages = pages(&report);
    let last_of_contents = after(&pages, "Entries of 2019").0;
    let mut moved = 0;
    for (at, entry) in report.entries.iter().enumerate() {
        let year = format!("Entries of {}", 1980 + at);
        let (page, rest) = after(&pages[last_of_contents + 1..], &year);
        // Some of them had no room at the foot of the page before, or this proves nothing.
        moved += usize::from(pages[last_of_contents + 1 + page].find(&letters(&year)).is_some_and(|at| at < 200));
        let rest = rest.split_once(&letters(&entry.title)).unwrap_or_else(|| panic!("{year} is alone")).1;
        assert!(rest.contains("When"), "{year} is alone with a title");
    }
    assert!((4..36).contains(&moved), "{moved}");
}

#[test]
fn no_form_and_no_kind_of_record_is_a_heading_with_notes_alone() {
    let forms = (0..24).flat_map(|number| {
        let form = move |part: usize| ReportForm {
            label: format!("Log number {number}"),
            help: "One line for each peal. Say nothing by which a ringer or a listener can be recognised.".to_owned(),
            about: if number % 2 == 0 { String::new() } else { format!("Peal {part} of log {number}") },
            fields: vec![field("Tower", "St Anne"), field("Remarks", &lines(number))],
        };
        (0..=number % 2).map(form)
    });
    let mut report = of_forms(forms.collect());
    report.records = (0..24)
        .map(|number| ReportRecords {
            kind: format!("kind-{number}"),
            label: format!("Peals of sort {number}"),
            sum: "3 hours".to_owned(),
            records: vec![ReportRecord {
                uid: Uid::from_text(&number.to_string()),
                title: format!("A peal of sort {number}"),
                date: reports::day(2025, 4, 6) + Days::new(number),
                until: None,
                fields: vec![("What was rung".to_owned(), lines(usize::try_from(number).expect("small")))],
                refers: Vec::new(),
            }],
        })
        .collect();
    let pages = pages(&report);
    let contents = after(&pages, "Peals of sort 23").0;
    for number in 0..24 {
        let (_, rest) = after(&pages[contents + 1..], &format!("Content laid out for the form “Log number {number}”"));
        assert!(rest.contains(&letters("Tower St Anne")), "the heading of log {number} is alone with its notes");
        let (_, rest) = after(&pages[contents + 1..], &format!("Peals of sort {number}1 record: 3 hours"));
        assert!(rest.contains("When"), "the heading of sort {number} is alone with its sum");
    }
}

#[test]
fn a_line_for_a_pen_is_in_the_box_of_its_record() {
    let form = |number: usize| ReportForm {
        label: "Log".to_owned(),
        help: String::new(),
        about: format!("Peal {number}"),
        fields: vec![
            field("Dates", &format!("{} March 2026", number + 1)),
            field("Method", &format!("Grandsire {number}, {}", "rung slowly and with care ".repeat(1 + number * 5 % 11))),
            ReportField { by_hand: true, ..field("Link to the rules", "") },
            field("Number of changes", &format!("{number}1")),
            field("Evidence", &format!("Peal board {number}.")),
        ],
    };
    let report = of_forms((0..30).map(form).collect());
    let pages = pages(&report);
    assert!(pages.len() > 6, "{}", pages.len());
    for number in 0..30 {
        let (_, rest) = after(&pages, &format!("Grandsire {number},"));
        for words in ["Link to the rules (by hand)", "Number of changes", &format!("Peal board {number}.")] {
            assert!(rest.contains(&letters(words)), "{words} of peal {number} is on another page");
        }
    }
}

#[test]
fn no_page_of_contents_has_only_the_last_line() {
    let mut report = of_forms(Vec::new());
    report.standings = portfolios::portfolio(0).standings.into_iter().map(|one| ReportStanding { forms: Vec::new(), ..one }).collect();
    let goal = reports::believable(0).goals.remove(0);
    let (mut ended, mut went_on) = (0, 0);
    for count in 36..=52 {
        let mut goal = goal.clone();
        (goal.why, goal.how, goal.reviews) = (String::new(), String::new(), Vec::new());
        report.goals =
            (0..count).map(|at| cpd_journal::domain::report::ReportGoal { title: format!("Goal {at}."), ..goal.clone() }).collect();
        let pages = pages(&report);
        let listed = pages[2].matches("Goal").count();
        let is_contents = pages[2].contains(&letters(&format!("Goal {}.", count - 1)));
        ended += usize::from(!is_contents);
        went_on += usize::from(is_contents);
        assert!(!is_contents || listed >= 4, "{count} goals: {listed} lines on the second page of contents");
    }
    assert!(ended > 0 && went_on > 0, "{ended}, {went_on}");
}

#[test]
fn what_an_action_changed_is_set_as_markdown() {
    let mut report = reports::believable(1);
    let action = |effect: &str, service: &str| ActionDraft {
        what: "Ask".to_owned(),
        effect: effect.to_owned(),
        effect_service: service.to_owned(),
        ..ActionDraft::default()
    };
    report.entries[0].actions = vec![action("*You ask beautifully*", "**Fewer** calls"), action("", "- one call\n- *none* at night")];
    let folder = tempfile::tempdir().expect("a folder");
    let said = |format: &str| {
        let path = folder.path().join(format!("record.{format}"));
        super::try_export(&report, format, &path, Replace::Allow).expect(format);
        let bytes = std::fs::read(path).expect("the file");
        match format {
            "pdf" => reader::text(&bytes),
            "docx" => String::from_utf8_lossy(&super::docx::members(&bytes)["word/document.xml"]).into_owned(),
            _ => String::from_utf8_lossy(&bytes).into_owned(),
        }
    };
    for format in ["pdf", "html", "docx"] {
        let text = said(format);
        let from = text.find("Actions taken back to work").expect("the table");
        let text = &text[from..];
        for words in ["You ask beautifully", "Fewer", "calls", "one call", "at night"] {
            assert!(letters(text).contains(&letters(words)), "{format}: {words}");
        }
        for markup in ["*You", "*Fewer", "*none", "calls*"] {
            assert!(!text.contains(markup), "{format}: {markup}");
        }
    }
    assert!(said("html").contains("<em>You ask beautifully</em>"));
    assert!(letters(&said("pdf")).contains(&letters("On the service: Fewer calls")));
}
