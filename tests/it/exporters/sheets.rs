//! Sheets and charts as documents: everything that is in them comes out, whatever it is, and the same every time.

use std::fs;

use cpd_journal::domain::chart::{Chart, Form, Measure, Row};
use cpd_journal::domain::sheet::Block;
use cpd_journal::domain::{EntryId, Sheet, Uid};
use cpd_journal::exporters::{self, ExportError, Replace, SheetFormat, run_sheet, sheet_markdown, sheet_pdf};
use cpd_journal::journal::{Clock, Journal};
use cpd_journal::review::year::{Calling, YearOf};
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::reports::{self, day};
use super::{letters, pdf, reader};
use crate::charts::charts;

/// A year in learning, as the program would put it together.
fn year() -> Sheet {
    let mut charts = charts().into_iter();
    let mut chart = || Block::Chart(charts.next().expect("a chart"));
    Sheet {
        id: Uid::from_text("year in learning"),
        title: "My year in learning".to_owned(),
        subtitle: "1 April 2025 to 31 March 2026".to_owned(),
        author: "Bronwen Hartley".to_owned(),
        language: "en-GB".to_owned(),
        made_on: day(2026, 4, 2),
        blocks: vec![
            Block::Figures(vec![
                ("41 h".to_owned(), "of learning".to_owned()),
                ("63".to_owned(), "activities".to_owned()),
                ("54 %".to_owned(), "with others".to_owned()),
            ]),
            Block::Heading("When I learnt".to_owned()),
            chart(),
            chart(),
            Block::Heading("What it changed".to_owned()),
            Block::Text("I now ask **what people fear** before I explain anything.\n\n- one thing\n- another".to_owned()),
            Block::Quote {
                words: "Pacing is *not* resting. I had taught it the wrong way round for years.".to_owned(),
                from: "#physiotalk on pacing, 12 Mar 2026".to_owned(),
                entry: Some(EntryId::from_row(7)),
            },
            Block::List(vec!["Three clinics changed their leaflet".to_owned(), "One colleague has begun a journal".to_owned()]),
            Block::Table {
                title: "Communities".to_owned(),
                heads: vec!["Community".to_owned(), "Sessions".to_owned(), "Last time".to_owned()],
                lines: vec![vec!["#physiotalk".to_owned(), "12".to_owned(), "9 Mar 2026".to_owned()]],
            },
            chart(),
            chart(),
        ],
    }
}

fn set(sheet: &Sheet) -> (Vec<u8>, usize) {
    sheet_pdf(sheet, &|_| Ok(())).unwrap_or_else(|error| panic!("{}: {error}", sheet.title))
}

/// Everything that must be read in a document of the sheet, in words without their markup.
fn said(sheet: &Sheet) -> Vec<String> {
    let of_chart = |chart: &Chart| {
        let cells = chart.heads().into_iter().chain(chart.lines().into_iter().flatten());
        [chart.title.clone(), chart.says.clone()].into_iter().chain(cells).collect::<Vec<_>>()
    };
    let blocks = sheet.blocks.iter().flat_map(|block| match block {
        Block::Heading(text) => vec![text.clone()],
        Block::Text(text) => {
            text.split("\n\n").flat_map(|part| part.split('\n')).map(|line| line.replace("**", "").replace("- ", "")).collect()
        }
        Block::Figures(figures) => figures.iter().flat_map(|(figure, what)| [figure.clone(), what.clone()]).collect(),
        Block::Chart(chart) => of_chart(chart),
        Block::Quote { words, from, entry: _ } => vec![words.replace('*', ""), from.clone()],
        Block::List(points) => points.clone(),
        Block::Table { title, heads, lines } => std::iter::once(title).chain(heads).chain(lines.iter().flatten()).cloned().collect(),
    });
    [sheet.title.clone(), sheet.subtitle.clone(), sheet.author.clone()].into_iter().chain(blocks).filter(|text| !text.is_empty()).collect()
}

#[test]
fn everything_on_a_sheet_is_in_its_pdf() {
    let sheet = year();
    let (pdf, pages) = set(&sheet);
    assert_eq!(reader::pages(&pdf), pages);
    let text = letters(&reader::text(&pdf));
    let without_charts =
        Sheet { blocks: sheet.blocks.iter().filter(|block| !matches!(block, Block::Chart(_))).cloned().collect(), ..sheet.clone() };
    for words in said(&without_charts) {
        assert!(text.contains(&letters(&words)), "“{words}” is missing in:\n{text}");
    }
    // Every name and number of a chart is there, in its picture or in its table, where times may stand as hours and minutes.
    let charts = sheet.blocks.iter().filter_map(|block| if let Block::Chart(chart) = block { Some(chart) } else { None });
    for chart in charts {
        // What a picture of single bars, or a small one on a full page, says stands in its alternative text, and nowhere twice.
        let is_small = pages == 1 && chart.rows.len() <= 13 && chart.series.len() <= 3 && chart.rows.iter().all(|row| row.label.len() <= 9);
        let is_picture = is_small || (chart.form == Form::Bars && chart.series.len() == 1);
        let names = chart.rows.iter().map(|row| &row.label).chain(&chart.series).filter(|_| !is_picture);
        for words in [&chart.title, &chart.says].into_iter().chain(names) {
            assert!(text.contains(&letters(words)), "“{words}” of {} is missing in:\n{text}", chart.title);
        }
        for value in chart.rows.iter().flat_map(|row| &row.values).flatten().filter(|value| **value > 0 && !is_picture) {
            let low = format!("{}:{:02}", value / 60, value % 60);
            let is_there = text.contains(&letters(&chart.measure.text(*value))) || text.contains(&letters(&low));
            assert!(is_there, "{value} of {} is missing in:\n{text}", chart.title);
        }
    }
    // Headings and tables are what they say they are, and each picture has words in its place.
    let raw = String::from_utf8_lossy(&pdf);
    for part in ["/StructTreeRoot", "<pdfuaid:part>1<", "<pdfaid:part>3<"] {
        assert!(raw.contains(part), "{part}");
    }
    assert!(!text.contains(reader::UNKNOWN));
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    let sheet = year();
    assert_eq!(set(&sheet), set(&sheet));
    assert_eq!(sheet_markdown(&sheet), sheet_markdown(&sheet));
}

#[test]
fn a_year_in_learning_is_short_and_plain() {
    let mut many: Vec<(usize, String)> = Vec::new();
    for profession in cpd_journal::sample::professions() {
        for (entries, calling) in [(60, Calling::Professions), (300, Calling::Names)] {
            let mut journal = Journal::in_memory(Clock::Fixed(day(2026, 11, 22))).expect("journal");
            journal.fill_with_sample(entries, 1, &profession).expect("sample");
            for year in [2025, 2026] {
                let of = YearOf::calendar(year, calling).expect("a year");
                let sheet = journal.year(&journal.snapshot().expect("snapshot"), of).expect("sheet");
                let (pdf, pages) = set(&sheet);
                if let Some(folder) = std::env::var_os("CPD_LOOK") {
                    std::fs::write(std::path::Path::new(&folder).join(format!("year-{profession}-{entries}-{year}.pdf")), &pdf)
                        .expect("kept");
                }
                many.push((pages, format!("{profession}, {entries} entries, {year}")));
                let text = reader::text(&pdf);
                assert!(!text.contains('*') && !text.contains("__"), "{profession}: {text}");
                // Nothing that was due years ago comes next.
                let next = text.split("What comes next").nth(1).unwrap_or_default();
                assert!(
                    !next.contains("due") || !["2023", "2024", "2025"].iter().any(|year| next.contains(&format!("{year}\n"))),
                    "{next}"
                );
            }
        }
    }
    assert!(many.iter().all(|(pages, _)| *pages == 1), "one sheet: {many:#?}");
}

#[test]
fn a_little_more_than_a_page_becomes_one() {
    let sheet = |points: usize| Sheet {
        blocks: vec![Block::List((0..points).map(|n| format!("Point number {n} of a list that fills a page")).collect())],
        ..year()
    };
    let pages: Vec<usize> = [5, 30, 36, 42, 48, 60, 90].into_iter().map(|points| set(&sheet(points)).1).collect();
    assert!(pages.is_sorted() && pages[0] == 1 && pages[6] > 1, "{pages:?}");
    let text = reader::text(&set(&sheet(90)).0);
    assert!((0..90).all(|n| text.contains(&format!("Point number {n} of"))), "nothing is cut");
}

#[test]
fn large_charts_and_wide_tables_go_on_over_pages() {
    let large = |form| Chart {
        title: format!("Large {form:?}"),
        says: "Very many.".to_owned(),
        form,
        measure: Measure::Minutes,
        row_name: "Row".to_owned(),
        series: (0..18).map(|n| format!("Series {n}")).collect(),
        rows: (0..120).map(|n| Row { label: format!("Row {n}"), values: (0..18).map(|m| Some(n * 31 + m * 7)).collect() }).collect(),
    };
    for form in [Form::Bars, Form::Columns, Form::Lines, Form::Matrix] {
        let sheet = Sheet { blocks: vec![Block::Chart(large(form))], ..year() };
        let (pdf, pages) = set(&sheet);
        assert!(pages > 3, "{form:?}: {pages}");
        let text = letters(&reader::text(&pdf));
        for words in ["Series17", "Row119", "61h2min"] {
            assert!(text.contains(words), "{form:?}: {words}");
        }
    }
}

#[test]
fn markdown_has_tables_with_the_same_numbers() {
    let sheet = year();
    let markdown = sheet_markdown(&sheet);
    let parser = || Parser::new_ext(&markdown, Options::ENABLE_TABLES);
    let tables = parser().filter(|event| matches!(event, Event::Start(Tag::Table(_)))).count();
    assert_eq!(tables, 5);
    let rows = parser().filter(|event| matches!(event, Event::Start(Tag::TableRow))).count();
    assert_eq!(rows, charts().iter().map(|chart| chart.rows.len()).sum::<usize>() + 1);
    let text: String = parser()
        .map(|event| match event {
            Event::Text(text) => text.into_string(),
            _ => " ".to_owned(),
        })
        .collect();
    for words in said(&sheet) {
        assert!(letters(&text).contains(&letters(&words)), "“{words}” is missing in:\n{markdown}");
    }
}

/// A sheet in which every field holds the same text.
fn hostile(text: &str) -> Sheet {
    let text = || text.to_owned();
    let chart = |form| {
        Block::Chart(Chart {
            title: text(),
            says: text(),
            form,
            measure: Measure::Count,
            row_name: text(),
            series: vec![text(), text()],
            rows: (0..3).map(|n| Row { label: text(), values: vec![Some(n), None] }).collect(),
        })
    };
    Sheet {
        id: Uid::from_text("hostile"),
        title: text(),
        subtitle: text(),
        author: text(),
        language: text(),
        made_on: day(2026, 4, 2),
        blocks: vec![
            chart(Form::Lines),
            Block::Text(text()),
            Block::Quote { words: text(), from: text(), entry: None },
            Block::Heading(text()),
            Block::Figures(vec![(text(), text())]),
            chart(Form::Bars),
            chart(Form::Columns),
            chart(Form::Matrix),
            Block::List(vec![text(), text()]),
            Block::Table { title: text(), heads: vec![text(), text()], lines: vec![vec![text()], vec![text(), text(), text()]] },
        ],
    }
}

#[test]
fn nothing_typed_breaks_a_sheet_or_acts_in_it() {
    let typed: Vec<String> =
        reports::HOSTILE.iter().map(|text| (*text).to_owned()).chain([String::new(), "| a | b |\n".to_owned()]).collect();
    for some in typed.chunks(8) {
        let blocks = some.iter().flat_map(|text| hostile(text).blocks).collect();
        let text = letters(&reader::text(&set(&Sheet { blocks, ..hostile(&some[0]) }).0));
        assert!(!text.contains(reader::UNKNOWN), "a glyph without a meaning: {some:?}");
    }
    for text in typed {
        let markdown = sheet_markdown(&hostile(&text));
        super::turns_nothing(&markdown, "a sheet");
        let tables =
            Parser::new_ext(&markdown, Options::ENABLE_TABLES).filter(|event| matches!(event, Event::Start(Tag::Table(_)))).count();
        assert!(tables >= 5, "{text:?}:\n{markdown}");
    }
}

#[test]
fn a_word_as_long_as_a_book_is_no_obstacle() {
    let long = "x".repeat(1_000_000);
    let mut chart = charts().remove(0);
    chart.rows[0].label.clone_from(&long);
    chart.series[0].clone_from(&long);
    let drawing = cpd_journal::drawing::drawn(&chart, 637.0, &|text, size| text.len() as f32 * size / 2.0);
    assert!(drawing.height < 400.0);
    let sheet = Sheet { blocks: vec![Block::Text("y".repeat(100_000)), Block::Heading("z".repeat(2_000))], ..year() };
    let text = letters(&reader::text(&set(&sheet).0));
    assert_eq!(text.matches('y').count(), 100_000 + 3, "of the word, of “My year” and of the name");
    assert!(sheet_markdown(&Sheet { blocks: vec![Block::Chart(chart)], ..year() }).contains(&long));
}

#[test]
fn a_sheet_lands_whole_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let sheet = year();
    let path = folder.path().join("year.pdf");
    let made = run_sheet(&sheet, SheetFormat::Pdf, &path, Replace::Refuse, &|_| Ok(())).expect("written");
    assert_eq!((made.path.clone(), made.entries, made.bytes), (path.clone(), 1, fs::metadata(&path).expect("there").len()));
    assert!(fs::read(&path).expect("a file").starts_with(b"%PDF"));
    // What is there stays.
    fs::write(&path, "mine").expect("a file");
    let taken = run_sheet(&sheet, SheetFormat::Markdown, &path, Replace::Refuse, &|_| Ok(()));
    assert!(taken.is_err());
    let cancelled = run_sheet(&sheet, SheetFormat::Pdf, &path, Replace::Allow, &|_| Err(exporters::Cancelled));
    assert!(matches!(cancelled, Err(ExportError::Cancelled)), "{cancelled:?}");
    assert_eq!(fs::read_to_string(&path).expect("a file"), "mine");
    // The name says the format.
    for (name, start) in [("a.md", "# My year"), ("b.pdf", "%PDF"), ("c.Markdown", "# My year")] {
        let path = exporters::sheet::write(&sheet, &folder.path().join(name), Replace::Refuse).expect("written");
        assert!(fs::read(path).expect("a file").starts_with(start.as_bytes()), "{name}");
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 4, "nothing half-written is left");
}

#[test]
fn a_record_has_its_charts_as_drawn_and_as_tables() {
    let without = reports::believable(3);
    let with = cpd_journal::domain::Report { charts: charts(), ..without.clone() };
    let plain = letters(&reader::text(&pdf(&without)));
    let text = letters(&reader::text(&pdf(&with)));
    for chart in charts() {
        for words in [&chart.title, &chart.says].into_iter().chain(chart.lines().iter().flatten()) {
            assert!(text.contains(&letters(words)), "{words}");
        }
        assert!(!plain.contains(&letters(&chart.says)));
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("record.md");
    super::export(&with, "markdown", &path);
    let markdown = fs::read_to_string(path).expect("a file");
    assert!(markdown.contains("## In pictures\n") && markdown.contains("| Tweetchat | 21 h 30 min |"), "{markdown}");
}
