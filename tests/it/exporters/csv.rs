//! Tables: every spreadsheet opens them, and none of them calculates with what somebody typed.

use std::collections::BTreeMap;
use std::fs;

use cpd_journal::domain::Report;
use cpd_journal::domain::portfolio::{Depth, ReportRecord, ReportRecords};
use cpd_journal::domain::text::clean;

use super::{export, reports, tree, turns_nothing};

/// A file as rows of cells, read strictly: every row has as many cells as the first.
fn rows(bytes: &[u8], separator: u8) -> Vec<Vec<String>> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(false).delimiter(separator).from_reader(text);
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

/// The rows below the head by its names.
fn named(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let mut rows = rows(bytes, b',').into_iter();
    let head = rows.next().expect("a head");
    rows.map(|row| head.iter().cloned().zip(row).collect()).collect()
}

fn single(report: &Report, format: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("entries.csv");
    export(report, format, &path);
    fs::read(path).expect("the file")
}

fn folder(report: &Report) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("tables");
    export(report, "csv", &target);
    let mut files = tree(&target);
    files.remove("SHA256SUMS");
    files
}

fn records(kind: &str, typed: &str) -> ReportRecords {
    let record = ReportRecord {
        uid: cpd_journal::domain::Uid::from_text(kind),
        title: typed.to_owned(),
        date: reports::day(2025, 5, 4),
        until: Some(reports::day(2025, 6, 4)),
        fields: vec![(typed.to_owned(), typed.to_owned()), ("Other".to_owned(), typed.to_owned())],
        refers: vec![typed.to_owned(), "x".to_owned()],
    };
    ReportRecords { kind: kind.to_owned(), label: typed.to_owned(), sum: String::new(), records: vec![record] }
}

/// Whether a spreadsheet might calculate with a cell.
fn is_formula(cell: &str) -> bool {
    let text = cell.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || "'\"`‘’“”«»\u{FEFF}\u{200B}".contains(c));
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

#[test]
fn nothing_typed_is_calculated_with_and_everything_comes_back() {
    let more = ["+44 7700 900000", "@SUM(A1)", "\t=1", " ＝1", "\"=1\"", "'=1", "a\"b\";,\nc", "-1\n=2"];
    for typed in reports::HOSTILE.iter().chain(&more) {
        let mut report = reports::hostile(typed);
        report.records = ["practice-hours", "feedback", "appraisal"].map(|kind| records(kind, typed)).into();
        let files = folder(&report);
        for (name, bytes) in files.iter().filter(|(name, _)| !["README.txt", "index.md"].contains(&name.as_str())) {
            let text = String::from_utf8(bytes.clone()).expect("UTF-8");
            turns_nothing(&text, name);
            assert!(!text.contains('\0'), "{name}");
            for cell in rows(bytes, b',').iter().flatten() {
                let ours = cell.strip_prefix('\'').is_some_and(is_formula);
                assert!(ours || !is_formula(cell), "{name}: {cell:?} of {typed:?}");
            }
        }
        let entry = &named(&files["entries.csv"])[0];
        let plain = clean(typed);
        if !plain.contains(['\u{202A}', '\u{202B}', '\u{202D}', '\u{202E}', '\u{2066}', '\u{2069}', '\u{202C}']) {
            let cell = entry["What I learnt"].as_str();
            let back = cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell);
            assert_eq!(back, plain, "{typed:?}");
        }
    }
}

#[test]
fn a_folder_has_a_file_for_each_kind_of_thing() {
    let mut report = reports::believable(9);
    report.records = vec![records("practice-hours", "Ward"), records("feedback", "Kind words"), records("appraisal", "A talk")];
    let files = folder(&report);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    let want =
        ["README.txt", "actions.csv", "entries.csv", "evidence.csv", "feedback.csv", "goals.csv", "hours.csv", "index.md", "records.csv"];
    assert_eq!(names, want);
    let entries = named(&files["entries.csv"]);
    assert_eq!(entries.len(), 9);
    for (row, entry) in entries.iter().zip(&report.entries) {
        assert_eq!((row["Date"].as_str(), &row["Title"]), (entry.date.to_string().as_str(), &entry.title));
        assert_eq!(row["Minutes"].parse::<u32>().ok(), Some(entry.minutes.total().0));
        assert_eq!(row["Id"], entry.uid.to_string());
        assert!(row["Reflection"].contains(&entry.answers[0].text));
    }
    let sum: u32 = entries.iter().map(|row| row["Minutes that count"].parse::<u32>().expect("a number")).sum();
    assert_eq!(sum, report.total().0);
    assert_eq!(named(&files["goals.csv"]).len(), report.goals.len());
    assert_eq!(named(&files["evidence.csv"])[0]["SHA-256"], report.evidence[0].digest.to_string());
    assert_eq!(named(&files["hours.csv"])[0]["Ward"], "Ward");
    let bare = folder(&reports::empty());
    assert_eq!(bare.keys().collect::<Vec<_>>(), ["README.txt", "entries.csv", "index.md"]);
}

#[test]
fn separators_and_line_ends_are_as_spreadsheets_want_them() {
    let report = reports::believable(3);
    for (format, separator, other) in [("csv", b',', b';'), ("csv-semicolon", b';', b',')] {
        let bytes = single(&report, format);
        assert_eq!(rows(&bytes, separator).len(), 4, "{format}");
        assert!(rows(&bytes, separator)[0].len() > 30);
        let head = bytes.split(|byte| *byte == b'\n').next().expect("a head");
        assert!(!head.contains(&other), "{format}");
        assert!(bytes.ends_with(b"\r\n"));
        assert_eq!(single(&report, format), bytes, "the same bytes again");
    }
    let short = single(&Report { depth: Depth::Summary, ..report }, "csv");
    assert_eq!(rows(&short, b',')[0], ["Date", "Title", "Activity", "Minutes", "Minutes with others", "Minutes that count", "Goals", "Id"]);
}

#[test]
fn what_a_cell_cannot_hold_is_told() {
    let mut report = reports::believable(1);
    report.entries[0].learnt = "a".repeat(1_000_000);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("long.csv");
    let done = export(&report, "csv", &path);
    assert!(matches!(done.warnings.as_slice(), [one] if one.contains("32767")), "{:?}", done.warnings);
    assert_eq!(named(&fs::read(path).expect("the file"))[0]["What I learnt"].len(), 1_000_000);
}
