//! Exports: whatever was typed comes out, and whatever was there stays until the new one is complete.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "a test may fail"
)]

mod backup;
mod csv;
mod docx;
mod html;
mod json;
mod pack;
mod pages;
mod people;
mod places;
mod portfolio;
pub(crate) mod portfolios;
mod private;
pub(crate) mod reader;
pub(crate) mod reports;
mod samples;
mod sheets;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use cpd_journal::domain::text::{clean, clean_line};
use cpd_journal::domain::{Digest, Report};
use cpd_journal::dossier::Dossier;
use cpd_journal::exporters::{self, ExportError, Exported, Replace};
use sha2::{Digest as _, Sha256};

/// Exports without a hitch.
pub(crate) fn export(report: &Report, format: &str, target: &Path) -> Exported {
    try_export(report, format, target, Replace::Refuse).unwrap_or_else(|error| panic!("{format}: {error}"))
}

fn try_export(report: &Report, format: &str, target: &Path, replace: Replace) -> Result<Exported, ExportError> {
    let exporter = exporters::find(format).expect("a format");
    exporters::run(exporter, (report, &Dossier::default()), &mut |digest, to| reports::content(digest, to), target, replace, &|_| Ok(()))
}

pub(crate) fn pdf(report: &Report) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("record.pdf");
    export(report, "pdf", &path);
    fs::read(path).expect("the file")
}

/// Every file under a folder, by its path in it.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for item in fs::read_dir(next).expect("a folder") {
            let path = item.expect("an item").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("inside").to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

/// The names that are in a folder, hidden ones too.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).expect("a folder").map(|item| item.expect("an item").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Text as two readers agree on it: blanks are where lines were broken, and what nobody sees is left out.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}'))
        .collect()
}

/// A front matter as a value, and the body below.
fn parted(page: &str) -> (serde_json::Value, String) {
    let rest = page.strip_prefix("---\n").expect("front matter at the beginning");
    let (yaml, body) = rest.split_once("\n---\n").expect("the end of the front matter");
    (serde_saphyr::from_str(yaml).unwrap_or_else(|error| panic!("{error}:\n{yaml}")), body.to_owned())
}

#[test]
fn the_formats_have_distinct_names() {
    let ids: Vec<&str> = exporters::ALL.iter().map(|exporter| exporter.id()).collect();
    assert_eq!(ids, ["pdf", "markdown", "html", "docx", "csv", "csv-semicolon", "json", "pack"]);
    assert!(
        exporters::ALL
            .iter()
            .all(|exporter| exporters::find(exporter.id()).is_some() && !exporter.label().is_empty() && !exporter.purpose().is_empty())
    );
    assert!(exporters::find("odt").is_none());
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    for report in [reports::empty(), reports::believable(4)] {
        let (once, twice) = (pdf(&report), pdf(&report));
        assert!(once == twice, "{} entries", report.entries.len());
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        let (first, second) = (export(&report, "markdown", &a), export(&report, "markdown", &b));
        assert_eq!(first.sha256, second.sha256);
        assert_eq!(tree(&a), tree(&b));
        fs::remove_dir_all(&a).and_then(|()| fs::remove_dir_all(&b)).expect("removed");
    }
}

#[test]
fn a_pdf_says_what_it_is_and_holds_the_evidence() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = reports::believable(7);
    let path = folder.path().join("record.pdf");
    let done = export(&report, "pdf", &path);
    let bytes = fs::read(&path).expect("the file");
    assert_eq!((done.bytes, done.sha256), (bytes.len() as u64, Digest(Sha256::digest(&bytes).into())));
    assert_eq!((done.entries, done.pages), (7, Some(reader::pages(&bytes))));
    let raw = reader::objects(&bytes);
    for mark in [
        "/MarkInfo",
        "/StructTreeRoot",
        "/Lang",
        "<pdfuaid:part>1<",
        "<pdfaid:part>3<",
        "<pdfaid:conformance>A<",
        "/EmbeddedFiles",
        "/Outlines",
    ] {
        assert!(raw.contains(mark), "{mark}");
    }
    let text = letters(&reader::text(&bytes));
    for entry in &report.entries {
        for words in [&entry.title, &entry.how, &entry.handle, &entry.answers[0].text, &entry.answers[2].text] {
            assert!(text.contains(&letters(words)), "{words}");
        }
    }
    for piece in &report.evidence {
        assert!(text.contains(&piece.digest.to_string()), "{}", piece.name);
    }
    for words in [
        "Contents",
        "At a glance",
        "Goals of the development plan",
        "Entries of 2024",
        "Index of evidence",
        "HCPC PH000000",
        "1 April 2025 to 31 March 2026",
    ] {
        assert!(text.contains(&letters(words)), "{words}");
    }
}

#[test]
fn nothing_typed_breaks_a_pdf_or_acts_in_it() {
    for typed in reports::HOSTILE {
        let text = letters(&reader::text(&pdf(&reports::hostile(typed))));
        assert!(!text.contains(reader::UNKNOWN), "a glyph without a meaning: {typed:?}");
    }
}

#[test]
fn what_was_typed_into_a_plain_field_is_in_the_pdf() {
    for typed in [
        "#panic(\"x\") #read(\"/data.json\")",
        "$x^2$ _e_ *b* @ref <label> [c] {d}",
        "<script>alert(1)</script>",
        "\\u{41} \\ // /* */ ~ `raw`",
        "=cmd|' /C calc'!A0",
        "Siân Ŵyn Łódź żółć",
        "Привет Ελλάδα",
        "中文测试",
        "हिन्दी में",
        "ไทย தமிழ்",
        "👩🏽‍⚕️ 🇬🇧 1️⃣ 🤷‍♀️",
        "≠ ≤ → ✓ ✗ µg ½ °C",
        "e\u{301}\u{302} п\u{301} ẹ\u{301}",
        "“quotes” 'and' \"more\" -- --- ...",
    ] {
        let text = letters(&reader::text(&pdf(&reports::hostile(typed))));
        // Name, title, kind, handle, tag, person, goal, action, evidence: a dozen places at least.
        assert!(text.matches(&letters(typed)).count() > 12, "{typed}: {text}");
    }
    // From right to left the glyphs come in the order of the page; every letter is there.
    let text = reader::text(&pdf(&reports::hostile("مرحبا שלום")));
    assert!("مرحبا שלום".chars().all(|c| text.contains(c)));
    let text = letters(&reader::text(&pdf(&reports::hostile("\u{E000}\u{378}한 f\u{1F3FD}"))));
    assert!(text.contains("⟨U+E000⟩⟨U+0378⟩⟨U+D55C⟩f⟨U+1F3FD⟩"), "{text}");
}

#[test]
fn markdown_of_the_user_is_laid_out() {
    let mut report = reports::believable(1);
    report.entries[0].learnt = "### Deep first\n\nA **bold** and *slanted* word, `code`, ~~gone~~, [a link](https://example.org) and https://example.org/bare.\n\n# Then high\n\n1. one\n2. two\n   - inner\n\n> quote\n\n```\n#let x = 1\n```\n\n| a | b |\n|---|--:|\n| left | right |\n\n- [x] done\n\n<b>raw</b>\n\n![chart](https://example.org/x.png)".to_owned();
    let bytes = pdf(&report);
    let text = letters(&reader::text(&bytes));
    for words in [
        "Deep first",
        "A bold and slanted word, code, gone, a link and https://example.org/bare.",
        "Then high",
        "inner",
        "quote",
        "#let x = 1",
        "left",
        "☑ done",
        "<b>raw</b>",
        "[Picture: chart – https://example.org/x.png]",
    ] {
        assert!(text.contains(&letters(words)), "{words}");
    }
    let raw = reader::objects(&bytes);
    assert!(raw.contains("(https://example.org)") && raw.contains("(https://example.org/bare)"));
}

/// The validators of the CI run look at these, in `target/tmp/records/`.
#[test]
fn records_for_the_validators() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("records");
    fs::create_dir_all(&folder).expect("a folder");
    for (name, report) in [
        ("empty", reports::empty()),
        ("one", reports::believable(1)),
        ("thirty", reports::believable(30)),
        ("hostile", reports::all_hostile()),
    ] {
        let done = try_export(&report, "pdf", &folder.join(format!("{name}.pdf")), Replace::Allow).expect("a record");
        assert_eq!((done.entries, done.pages.is_some_and(|pages| pages > report.entries.len())), (report.entries.len(), true));
        assert!(done.warnings.is_empty());
    }
}

#[test]
fn one_absurd_entry_does_not_stop_a_pdf() {
    let deep = (0..300).map(|depth| "  ".repeat(depth) + "- x\n").collect::<String>();
    for text in [
        "a".repeat(30_000),
        "> ".repeat(2_000) + "x",
        deep,
        "*a **b ".repeat(500),
        format!("|{}\n|{}\n|{}\n", "a|".repeat(200), "-|".repeat(200), "b|".repeat(200)),
        format!("Z{}", "\u{301}".repeat(20_000)),
        "[".repeat(5_000),
        "ไ\u{0e48}".repeat(3_000),
    ] {
        let mut report = reports::believable(1);
        report.entries[0].title = text.chars().take(3_000).collect();
        report.entries[0].learnt = text.clone();
        let bytes = pdf(&report);
        assert!(reader::pages(&bytes) > 3, "{}", text.chars().take(20).collect::<String>());
    }
}

#[test]
fn what_would_turn_the_direction_of_writing_is_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    for (at, (typed, shown)) in [
        ("invoice \u{202E}fdp.exe", "invoice ⟨U+202E⟩fdp.exe"),
        ("\u{202D}a\u{202C} \u{202A}b\u{202B}c", "⟨U+202D⟩a⟨U+202C⟩ ⟨U+202A⟩b⟨U+202B⟩c"),
        ("\u{2066}x\u{2067}y\u{2068}z\u{2069}", "⟨U+2066⟩x⟨U+2067⟩y⟨U+2068⟩z⟨U+2069⟩"),
        ("10\u{200F} - 20 \u{61C}x", "10⟨U+200F⟩ - 20 ⟨U+061C⟩x"),
        ("⟨U+202E⟩ typed \u{202E} ⟨U+2069⟩", "⟨U+202E⟩ typed ⟨U+202E⟩ ⟨U+2069⟩"),
    ]
    .into_iter()
    .enumerate()
    {
        let report = reports::hostile(typed);
        let text = letters(&reader::text(&pdf(&report)));
        assert!(text.matches(&letters(shown)).count() > 12, "{shown}: {text}");
        turns_nothing(&text, "PDF");
        let target = folder.path().join(at.to_string());
        export(&report, "markdown", &target);
        given_back(&report, &target, typed);
        for (name, page) in tree(&target).iter().filter(|(name, _)| is_page(name)) {
            assert!(String::from_utf8_lossy(page).matches(shown).count() > 6, "{name}");
        }
        let one = folder.path().join(format!("{at}.md"));
        export(&report, "markdown", &one);
        let page = fs::read_to_string(one).expect("the file");
        turns_nothing(&page, "one file");
        assert!(page.matches(shown).count() > 12, "{page}");
    }
}

#[test]
fn markdown_gives_every_text_back() {
    let folder = tempfile::tempdir().expect("a folder");
    for (at, typed) in reports::HOSTILE.iter().enumerate() {
        let target = folder.path().join(at.to_string());
        let report = reports::hostile(typed);
        export(&report, "markdown", &target);
        given_back(&report, &target, typed);
    }
}

/// Whether a file of a folder is a page to read.
fn is_page(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end == "md")
}

/// Nothing in what a reader is handed changes the order in which it is read.
pub(crate) fn turns_nothing(text: &str, what: &str) {
    assert!(!text.contains(TURNS), "{what}: {text:?}");
    let is_rtl =
        |line: &str| line.chars().any(|c| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FEFC}' | '\u{10800}'..='\u{1EFFF}'));
    for line in text.split(['\n', '\u{2029}']).filter(|line| !is_rtl(line)) {
        assert!(!line.contains(['\u{200F}', '\u{61C}']), "{what}: {line:?}");
    }
}

const TURNS: &[char] = &['\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'];

/// A text as typed, from one in which characters are told: `turned` says which of them.
fn restored(text: &str, turned: &[u64]) -> String {
    let told: Vec<(String, char)> =
        TURNS.iter().chain(&['\u{200F}', '\u{61C}']).map(|c| (format!("⟨U+{:04X}⟩", u32::from(*c)), *c)).collect();
    let (mut out, mut rest, mut count) = (String::new(), text, 0);
    while let Some(first) = rest.chars().next() {
        let found = told.iter().find_map(|(told, c)| Some((rest.strip_prefix(told.as_str())?, *c)));
        if let Some((after, c)) = found.filter(|_| turned.contains(&count)) {
            out.push(c);
            rest = after;
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
        count += u64::from(found.is_some());
    }
    out
}

/// Reads the one entry of a folder back and compares.
pub(crate) fn given_back(report: &Report, folder: &Path, typed: &str) {
    let files = tree(folder);
    let page = files
        .iter()
        .find(|(name, _)| name.starts_with("20"))
        .map(|(_, page)| String::from_utf8(page.clone()).expect("UTF-8"))
        .expect("an entry");
    assert!(!page.contains(['\0', '\r']), "{typed:?}");
    for (name, page) in files.iter().filter(|(name, _)| is_page(name)) {
        turns_nothing(&String::from_utf8_lossy(page), name);
    }
    let (front, body) = parted(&page);
    let entry = &report.entries[0];
    for (key, value) in [
        ("title", &clean_line(&entry.title)),
        ("how", &entry.how),
        ("url", &entry.url),
        ("community", &entry.community),
        ("kind", &entry.kind_id),
        ("kind_label", &entry.kind),
        ("id", &entry.uid.to_string()),
    ] {
        assert_eq!(front.get(key).and_then(|value| value.as_str()).unwrap_or_default(), value, "{key} of {typed:?}");
    }
    assert_eq!(front["date"], entry.date.to_string());
    assert!(page.contains(&format!("\ndate: {}\n", entry.date)), "unquoted");
    assert_eq!(front["goals"][0]["title"], *entry.goals[0].title);
    assert_eq!(front["actions"][0]["effect"].as_str().unwrap_or_default(), entry.actions[0].effect);
    assert_eq!(front["actions"][0]["effect_people"].as_str().unwrap_or_default(), entry.actions[0].effect_people);
    assert_eq!(front["found_later"][0]["after_months"], 3);
    for (shown, value) in [
        (&front["claim_check"]["who"], &entry.claim.who),
        (&front["claim_check"]["evidence"], &entry.claim.evidence),
        (&front["claim_check"]["holds"], &entry.claim.holds),
        (&front["ai_help"], &entry.ai_help),
        (&front["items"][0]["title"], &entry.made_of.as_ref().expect("items").items[0].title),
        (&front["item_of"]["title"], &entry.item_of.as_ref().expect("a claim").title),
        (&front["learnt_with"][0], &entry.learnt_with[0]),
    ] {
        assert_eq!(shown.as_str().unwrap_or_default(), value, "{page}");
    }
    let lines: Vec<&str> = body.split('\n').collect();
    let mut texts: Vec<String> = front["texts"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|text| {
            let (line, count) = (text["line"].as_u64().expect("a line") as usize, text["lines"].as_u64().expect("a count") as usize);
            let turned: Vec<u64> = text["turned"].as_array().into_iter().flatten().map(|at| at.as_u64().expect("a number")).collect();
            restored(&lines[line - 1..line - 1 + count].join("\n"), &turned)
        })
        .collect();
    let mut wanted: Vec<String> = [&entry.learnt]
        .into_iter()
        .chain(entry.answers.iter().map(|answer| &answer.text))
        .chain([&entry.changed, &entry.benefit])
        .chain(entry.found_later.iter().map(|later| &later.text))
        .filter(|text| !text.trim().is_empty())
        .map(|text| clean(text))
        .collect();
    texts.sort();
    wanted.sort();
    assert_eq!(texts, wanted, "{page}");
    let piece = &front["evidence"][0];
    let file = &files[piece["file"].as_str().expect("a file")];
    assert_eq!(piece["sha256"], Digest(Sha256::digest(file).into()).to_string());
}

#[test]
fn a_folder_of_markdown_is_complete_and_checks_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("Notes");
    let report = reports::believable(5);
    let done = export(&report, "markdown", &target);
    let files = tree(&target);
    assert_eq!(done.bytes, files.values().map(|file| file.len() as u64).sum::<u64>());
    assert_eq!(done.sha256, Digest(Sha256::digest(&files["SHA256SUMS"]).into()));
    let list = String::from_utf8(files["SHA256SUMS"].clone()).expect("UTF-8");
    let sums: BTreeMap<&str, &str> = list.lines().filter_map(|line| line.split_once("  ").map(|(sum, path)| (path, sum))).collect();
    assert_eq!(sums.len() + 1, files.len());
    for (path, file) in files.iter().filter(|(path, _)| *path != "SHA256SUMS") {
        assert_eq!(sums[path.as_str()], Digest(Sha256::digest(file).into()).to_string());
    }
    let index = String::from_utf8(files["index.md"].clone()).expect("UTF-8");
    for path in files.keys().filter(|path| path.starts_with("20") || path.starts_with("evidence/")) {
        assert!(index.contains(&format!("](<{path}>)")), "{path} is not on the index");
    }
    assert!(files.keys().any(|path| path.starts_with("2024/2024-09-03-physiotalk-pacing-after-long-covid--")), "{:?}", files.keys());
    let one = folder.path().join("all.md");
    let done = export(&report, "markdown", &one);
    assert_eq!(done.warnings.len(), 1);
    let all = fs::read_to_string(one).expect("the file");
    assert!(report.entries.iter().all(|entry| all.contains(&entry.learnt) && all.contains(&entry.answers[1].text)));
    assert_eq!(parted(&all).0["entries"], 5);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 12, failure_persistence: None, ..proptest::prelude::ProptestConfig::default() })]

    #[test]
    fn any_text_comes_back_from_markdown(typed in "(\\PC|[#*_`~<>|\\\\\n -]){0,60}") {
        let folder = tempfile::tempdir().expect("a folder");
        let report = reports::hostile(&typed);
        export(&report, "markdown", &folder.path().join("x"));
        given_back(&report, &folder.path().join("x"), &typed);
    }

    #[test]
    fn any_text_comes_back_from_a_pdf(typed in "[ -~À-ſΑ-ΡΣ-ώА-яґ–—“”‘’…•€£½²→≠≤✓中文学习医院健康]{1,60}") {
        let text = letters(&reader::text(&pdf(&reports::hostile(&typed))));
        let typed = letters(&clean_line(&typed));
        proptest::prop_assert!(text.matches(&typed).count() > 12 || typed.is_empty(), "{} is not in {}", typed, text);
    }

    #[test]
    fn no_text_stops_a_pdf(typed in proptest::collection::vec(proptest::sample::select(reports::HOSTILE), 1..12)) {
        let text = reader::text(&pdf(&reports::hostile(&typed.concat())));
        let whole = !text.contains(reader::UNKNOWN);
        proptest::prop_assert!(whole, "a glyph without a meaning");
    }
}
