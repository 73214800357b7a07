//! The portfolio that a regulator is handed: all of it is there, in its order, on pages that can be read, seen and spoken.

use std::fs;
use std::path::Path;

use cpd_journal::domain::Report;
use cpd_journal::domain::portfolio::EvidenceAs;
use cpd_journal::domain::text::clean_line;
use cpd_journal::exporters::Replace;
use cpd_journal::media::{Pdf, TextLimits};
use hayro_syntax::object::{Object, String as Bytes};

use super::{letters, pdf, portfolios, reader, reports, try_export};

/// What is said on the pages, one by one, with running heads.
fn pages(pdf: &[u8]) -> Vec<String> {
    let pdf = Pdf::open(pdf.to_vec()).expect("a PDF");
    let text = pdf.text(&TextLimits { bytes: usize::MAX, pages: usize::MAX, ..TextLimits::default() }).text;
    let pages: Vec<String> = text.split("\n\n").map(str::to_owned).collect();
    assert_eq!(pages.len(), pdf.pages());
    pages
}

/// The alternative texts of its pictures.
fn alternatives(pdf: &[u8]) -> Vec<String> {
    let pdf = hayro_syntax::Pdf::new(pdf.to_vec()).expect("a PDF");
    let alt = |object: Object<'_>| match object {
        Object::Dict(dict) => dict.get::<Bytes<'_>>("Alt").map(|alt| reader::written(alt.as_bytes())),
        _ => None,
    };
    pdf.objects().into_iter().filter_map(alt).collect()
}

/// Every text of the parts that only a regulator is handed.
fn said(report: &Report) -> Vec<String> {
    let mut said: Vec<&str> = Vec::new();
    for standing in &report.standings {
        said.extend([&*standing.framework, &standing.regulator, &standing.edition, &standing.disclaimer]);
        said.extend(standing.notes.iter().map(String::as_str));
        said.extend(standing.chosen.iter().chain(&standing.sources).flat_map(|(a, b)| [&**a, &**b]));
        for one in &standing.requirements {
            said.extend([&*one.label, &one.needed, &one.counted]);
            said.extend(one.how.iter().map(String::as_str));
            said.extend(one.items.iter().chain(&one.left_out).flat_map(|(a, b)| [&**a, &**b]));
            said.extend(one.parts.iter().flat_map(|(a, b, c, _)| [&**a, &**b, &**c]));
        }
        for form in &standing.forms {
            said.extend([&*form.label, &form.help, &form.about]);
            said.extend(form.fields.iter().flat_map(|field| [&*field.label, &field.too_long]));
            said.extend(form.fields.iter().flat_map(|field| field.text.lines()));
        }
    }
    for kind in &report.records {
        said.extend([&*kind.label, &kind.sum]);
        for record in &kind.records {
            said.push(&record.title);
            said.extend(record.refers.iter().map(String::as_str));
            said.extend(record.fields.iter().flat_map(|(label, text)| std::iter::once(&**label).chain(text.lines())));
        }
    }
    if let Some(authorship) = &report.authorship {
        said.push(&authorship.history);
        said.extend(authorship.entries.iter().flat_map(|entry| [&*entry.title, &entry.ai_help]));
    }
    let bare = |text: &str| {
        let text = text.replace('*', "");
        let text = text.strip_prefix("- ").unwrap_or(&text);
        text.split_once(". ").filter(|(number, _)| number.parse::<u32>().is_ok()).map_or(text, |(_, rest)| rest).to_owned()
    };
    said.into_iter().map(bare).collect()
}

#[test]
fn all_that_a_regulator_is_handed_is_in_the_pdf() {
    let report = portfolios::portfolio(12);
    let text = letters(&reader::text(&pdf(&report)));
    for words in said(&report) {
        assert!(text.contains(&letters(&words)), "“{words}” is missing");
    }
    for words in [
        "Check with your regulator",
        "Not met",
        "This is not an official form.",
        "Signature (by hand)",
        "They are kept apart and stay out of this document.",
        "Length: 96 words; at most 80",
        "Not filled in",
        "2 of 2",
        "They may have changed since: check with your regulator.",
        "30 records: 462 hours",
        "taken in on",
        "the chain holds",
        "on 31 different days between 1 April 2025 and 30 March 2026",
    ] {
        assert!(text.contains(&letters(words)), "“{words}” is missing");
    }
    assert!(!text.contains(reader::UNKNOWN));
    assert_eq!(text.matches(&letters("(by hand)")).count(), 12);
}

#[test]
fn chapters_stand_in_their_order() {
    let text = letters(&reader::text(&pdf(&portfolios::portfolio(6))));
    let mut from = 0;
    for title in [
        "This is a summary by the registrant",
        "Contents",
        "Requirements and how they were counted",
        "Where the rules were read",
        "Content for forms: Renewal",
        "At a glance",
        "Goals of the development plan",
        "Entries of 2024",
        "Records",
        "Index of evidence",
        "Appendix: the evidence itself",
        "Statement of authorship",
    ] {
        let found = text[from..].find(&letters(title)).unwrap_or_else(|| panic!("{title} is not after what came before"));
        from += found + 1;
        if title == "Contents" {
            // The list names every chapter, and what it lists of each.
            for listed in ["Renewal – Register of Bell Ringers", "Feedback log", "Practice hours", "Statement of authorship"] {
                assert!(text[from..].find(&letters(listed)) < text[from..].find(&letters("Hours of learning with others")), "{listed}");
            }
        }
    }
}

#[test]
fn the_appendix_shows_what_can_be_shown_and_says_what_cannot() {
    let report = portfolios::portfolio(2);
    let bytes = pdf(&report);
    let alternatives = alternatives(&bytes);
    let reading = portfolios::files().iter().find(|file| file.content.starts_with(b"%PDF")).expect("a PDF");
    let count = reader::pages(&reading.content);
    for alt in ["A line that falls after every peak", "The board in the staff room"] {
        assert!(alternatives.iter().any(|one| one == alt), "{alternatives:?}");
    }
    for page in 1..=count {
        let start = format!("Certificate of attendance, page {page} of {count}");
        assert!(alternatives.iter().any(|one| one.starts_with(&start)), "{start}: {alternatives:?}");
    }
    // A page with few words is described by them.
    assert!(alternatives.iter().any(|one| one.contains("page 2 of") && one.contains(": ")), "{alternatives:?}");
    let text = letters(&reader::text(&bytes));
    for words in [
        "What helped most was a diary (answer 0).",
        "Only its first 20,000 characters are shown.",
        "Second & last",
        "A file of this kind cannot be shown on a page.",
        "It cannot be shown here: the picture is damaged",
    ] {
        assert!(text.contains(&letters(words)), "“{words}” is missing");
    }
    assert!(!text.contains(&letters("(answer 299)")));

    let mut listed = report.clone();
    listed.parts.evidence = EvidenceAs::Attachment;
    let bytes = pdf(&listed);
    let without = letters(&reader::text(&bytes));
    assert!(!without.contains(&letters("Appendix: the evidence itself")) && without.contains(&letters("attached inside this PDF")));
    listed.parts.evidence = EvidenceAs::Index;
    let bytes = pdf(&listed);
    let without = letters(&reader::text(&bytes));
    assert!(without.contains(&letters("Index of evidence")) && !without.contains(&letters("ttached")), "{without}");
}

#[test]
fn a_summary_has_a_line_for_each_entry() {
    let report = portfolios::summary(40);
    let text = letters(&reader::text(&pdf(&report)));
    for entry in &report.entries {
        let line = letters(&format!("{} {}", entry.date.format("%-d %b %Y"), entry.title));
        assert!(text.contains(&line), "{line}");
        assert!(!text.contains(&letters(&entry.answers[0].text)));
    }
}

#[test]
fn tables_go_on_under_their_heads_and_no_heading_ends_a_page() {
    let mut report = portfolios::portfolio(10);
    // Pages within pages have ends of their own.
    report.parts.evidence = EvidenceAs::Index;
    let pages = pages(&pdf(&report));
    let items = &report.standings[0].requirements[0].items;
    let with_items: Vec<&String> =
        pages.iter().filter(|page| items.iter().any(|(what, _)| letters(page).contains(&letters(what)))).collect();
    assert!(with_items.len() >= 4, "{}", with_items.len());
    for page in with_items {
        assert!(letters(page).contains(&letters("What counted")), "{page}");
    }
    let of = pages.len();
    let headings: Vec<String> = report
        .standings
        .iter()
        .flat_map(|standing| standing.requirements.iter().map(|one| &one.label).chain(standing.forms.iter().map(|form| &form.label)))
        .chain(report.entries.iter().map(|entry| &entry.title))
        .chain(report.records.iter().flat_map(|kind| kind.records.iter().map(|record| &record.title).chain([&kind.label])))
        .chain(report.goals.iter().map(|goal| &goal.title))
        .map(|text| letters(&clean_line(text)))
        .collect();
    for (at, page) in pages.iter().enumerate() {
        let number = format!("Page {} of {of}", at + 1);
        assert!(letters(page).contains(&letters(&number)), "{number}: {page}");
        let running =
            [letters(&report.title), letters("1 April 2025 to 31 March 2026"), letters("Prepared on 2 April 2026"), letters(&number)];
        let mut rest = letters(page);
        for text in &running {
            rest = rest.replacen(text, "", 1);
        }
        // Lists of titles are no headings.
        let is_list = rest.contains("Contents") || rest.contains("Firstwritten") || rest.contains("WhenRecord");
        assert!(is_list || !headings.iter().any(|heading| rest.ends_with(heading.as_str())), "page {} ends with a heading: {page}", at + 1);
    }
}

#[test]
fn nothing_typed_or_told_breaks_a_portfolio() {
    for typed in reports::HOSTILE {
        let text = letters(&reader::text(&pdf(&portfolios::hostile(typed))));
        assert!(!text.contains(reader::UNKNOWN), "a glyph without a meaning: {typed:?}");
    }
    for typed in ["#panic(\"x\") #read(\"/data.json\")", "$x^2$ @ref <label> [c] {d}", "Siân Ŵyn Łódź żółć", "中文测试", "👩🏽‍⚕️ 🇬🇧 1️⃣ 🤷‍♀️"]
    {
        let text = letters(&reader::text(&pdf(&portfolios::hostile(typed))));
        let without = letters(&reader::text(&pdf(&reports::hostile(typed))));
        let more = text.matches(&letters(typed)).count() - without.matches(&letters(typed)).count();
        assert!(more > 60, "{typed}: {more}");
    }
}

#[test]
fn the_same_portfolio_gives_the_same_bytes() {
    let report = portfolios::portfolio(3);
    assert!(pdf(&report) == pdf(&report));
}

/// The validators of the CI run look at these, too, in `target/tmp/records/`.
#[test]
fn portfolios_for_the_validators() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("records");
    fs::create_dir_all(&folder).expect("a folder");
    let mut hostile = portfolios::hostile("");
    let all = reports::HOSTILE.iter().map(|text| portfolios::hostile(text));
    for mut one in all {
        hostile.standings.append(&mut one.standings);
        hostile.records.append(&mut one.records);
    }
    for (name, report) in [("portfolio", portfolios::portfolio(10)), ("summary", portfolios::summary(60)), ("hostile-portfolio", hostile)] {
        let done = try_export(&report, "pdf", &folder.join(format!("{name}.pdf")), Replace::Allow).expect("a portfolio");
        assert!(done.pages.is_some_and(|pages| pages > 3));
    }
}
