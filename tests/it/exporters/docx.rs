//! Word documents, read by a strict reader of XML that knows nothing of how they were written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read as _, Write};

use cpd_journal::domain::portfolio::EvidenceAs;
use cpd_journal::domain::{Digest, Report};
use cpd_journal::dossier::Dossier;
use cpd_journal::exporters::{self, Exported, Replace};
use roxmltree::{Document, Node};
use sha2::{Digest as _, Sha256};

use super::{letters, portfolios, reports};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Copies the evidence of any report of the tests.
pub(crate) fn content(digest: &Digest, to: &mut dyn Write) -> std::io::Result<()> {
    match portfolios::files().iter().find(|file| Digest(Sha256::digest(&file.content).into()) == *digest) {
        Some(file) => to.write_all(&file.content),
        None => reports::content(digest, to),
    }
}

/// Exports with the evidence of any report of the tests.
pub(crate) fn export(report: &Report, dossier: &Dossier, format: &str, target: &std::path::Path) -> Exported {
    let exporter = exporters::find(format).expect("a format");
    exporters::run(exporter, (report, dossier), &mut |digest, to| content(digest, to), target, Replace::Refuse, &|_| Ok(()))
        .unwrap_or_else(|error| panic!("{format}: {error}"))
}

/// The members of an archive, by name.
pub(crate) fn members(archive: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).expect("an archive");
    let mut members = BTreeMap::new();
    for at in 0..archive.len() {
        let mut member = archive.by_index(at).expect("a member");
        let name = member.entry().name().expect("a name").into_owned();
        let mut content = Vec::new();
        member.read_to_end(&mut content).expect("its content");
        assert!(members.insert(name, content).is_none());
    }
    members
}

fn docx(report: &Report) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("record.docx");
    let done = export(report, &Dossier::default(), "docx", &path);
    let bytes = fs::read(&path).expect("the file");
    assert_eq!((done.bytes, done.sha256, done.entries), (bytes.len() as u64, Digest(Sha256::digest(&bytes).into()), report.entries.len()));
    members(&bytes)
}

fn part<'a>(members: &'a BTreeMap<String, Vec<u8>>, name: &str) -> &'a str {
    std::str::from_utf8(members.get(name).unwrap_or_else(|| panic!("{name}"))).expect("UTF-8")
}

fn named<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().filter(move |node| node.has_tag_name((W, name)))
}

fn value<'a>(node: Node<'a, '_>, name: &'static str) -> Option<&'a str> {
    named(node, name).next()?.attribute((W, "val"))
}

/// The text of an element as a reader gets it: breaks and tabs are blanks.
fn text(node: Node<'_, '_>) -> String {
    node.descendants()
        .filter_map(|node| match node.tag_name().name() {
            "t" => node.text().map(str::to_owned),
            "br" | "tab" if node.parent().is_some_and(|parent| parent.has_tag_name((W, "r"))) => Some(" ".to_owned()),
            "p" => Some("\n".to_owned()),
            _ => None,
        })
        .collect()
}

/// Everything that must hold for any document. Gives its text.
fn sound(members: &BTreeMap<String, Vec<u8>>) -> String {
    for (name, content) in members.iter().filter(|(name, _)| !name.starts_with("word/media/")) {
        let xml = std::str::from_utf8(content).unwrap_or_else(|error| panic!("{name}: {error}"));
        Document::parse(xml).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let document = Document::parse(part(members, "word/document.xml")).expect("XML");
    let root = document.root_element();
    let styles = Document::parse(part(members, "word/styles.xml")).expect("XML");
    let known: BTreeSet<&str> = named(styles.root_element(), "style").filter_map(|style| style.attribute((W, "styleId"))).collect();
    for style in ["pStyle", "rStyle", "tblStyle"].into_iter().flat_map(|name| named(root, name)) {
        assert!(known.contains(style.attribute((W, "val")).expect("a style")), "{style:?}");
    }
    let numbering = Document::parse(part(members, "word/numbering.xml")).expect("XML");
    let lists: BTreeSet<&str> = named(numbering.root_element(), "num").filter_map(|num| num.attribute((W, "numId"))).collect();
    assert!(named(root, "numId").all(|list| lists.contains(list.attribute((W, "val")).expect("a list"))));
    let relations = Document::parse(part(members, "word/_rels/document.xml.rels")).expect("XML");
    let targets: BTreeMap<&str, &str> = relations
        .root_element()
        .children()
        .filter(Node::is_element)
        .map(|one| (one.attribute("Id").expect("an id"), one.attribute("Target").expect("a target")))
        .collect();
    for node in root.descendants() {
        for id in [node.attribute((R, "id")), node.attribute((R, "embed"))].into_iter().flatten() {
            let target = targets.get(id).unwrap_or_else(|| panic!("{id}"));
            let is_web = ["http://", "https://", "mailto:"].iter().any(|start| target.to_ascii_lowercase().starts_with(start));
            assert!(is_web || members.contains_key(&format!("word/{target}")), "{target}");
        }
    }
    let marks: Vec<&str> = named(root, "bookmarkStart").filter_map(|mark| mark.attribute((W, "name"))).collect();
    assert_eq!(marks.len(), marks.iter().collect::<BTreeSet<_>>().len());
    assert!(named(root, "hyperlink").filter_map(|link| link.attribute((W, "anchor"))).all(|anchor| marks.contains(&anchor)));
    let numbers: Vec<&str> = named(root, "bookmarkStart").filter_map(|mark| mark.attribute((W, "id"))).collect();
    assert_eq!(numbers.len(), numbers.iter().collect::<BTreeSet<_>>().len());
    // Headings leave out no level, and none is empty.
    let mut before = 0;
    for paragraph in named(root, "p") {
        let Some(level) = value(paragraph, "pStyle").and_then(|style| style.strip_prefix("Heading")?.parse::<usize>().ok()) else {
            continue;
        };
        assert!(level <= before + 1, "{level} after {before}: {}", text(paragraph));
        assert!(!text(paragraph).trim().is_empty());
        before = level;
    }
    // A table has a head that is repeated, as many cells in every row, and something after it.
    for table in named(root, "tbl") {
        let rows: Vec<Node<'_, '_>> = table.children().filter(|node| node.has_tag_name((W, "tr"))).collect();
        assert!(named(rows[0], "tblHeader").next().is_some(), "{}", text(table));
        let columns = named(table, "gridCol").count();
        for row in rows {
            let cells: Vec<Node<'_, '_>> = row.children().filter(|node| node.has_tag_name((W, "tc"))).collect();
            assert_eq!(cells.len(), columns);
            assert!(cells.iter().all(|cell| cell.last_element_child().is_some_and(|last| last.has_tag_name((W, "p")))));
        }
        let next = table.next_sibling_element().expect("something after a table");
        assert!(!next.has_tag_name((W, "tbl")) && !next.has_tag_name((W, "sectPr")));
    }
    // A picture says what it shows.
    for picture in root.descendants().filter(|node| node.tag_name().name() == "docPr") {
        assert!(picture.attribute("descr").is_some_and(|says| !says.trim().is_empty()));
    }
    text(root)
}

#[test]
fn whatever_is_typed_a_document_stays_a_document() {
    for typed in reports::HOSTILE {
        let mut report = portfolios::hostile(typed);
        // What the files look like is the same each time, and takes long to draw.
        report.parts.evidence = EvidenceAs::Index;
        let all = sound(&docx(&report));
        super::turns_nothing(&all, "Word");
        let told: String = cpd_journal::domain::text::clean_line(typed);
        let is_plain = !told.is_empty() && !told.contains(['\u{202e}', '\u{202c}', '\u{2066}', '\u{2069}', '\u{fffe}', '\u{2028}']);
        if is_plain {
            // Name, title, kind, goal, evidence, requirements, forms, records: three dozen places at least.
            let count = letters(&all).matches(&letters(&told)).count();
            assert!(count > 30 || letters(&told).is_empty(), "{typed:?}: {count} times");
        }
    }
}

#[test]
fn a_portfolio_is_all_there_and_in_order() {
    let report = portfolios::portfolio(9);
    let members = docx(&report);
    let all = sound(&members);
    let letters_of = letters(&all);
    let mut from = 0;
    for words in [
        "Continuing professional development",
        "CPD record of Bronwen Hartley",
        "Contents",
        "Requirements and how they were counted",
        "Why something did not count",
        "Content for forms: Renewal",
        "This is not an official form",
        "96 words; at most 80",
        "They are kept apart and stay out of this document.",
        "Signature (by hand)",
        "At a glance",
        "Goals of the development plan",
        "Entries of 2024",
        "What I learnt",
        "Practice hours",
        "462 hours",
        "Index of evidence",
        "Appendix: the evidence itself",
        "Statement of authorship",
        "Spelling was checked by a program",
    ] {
        // The contents have most of them as well.
        let start = if words == "Contents" { 0 } else { from };
        let at = letters_of[start..].find(&letters(words)).unwrap_or_else(|| panic!("{words}"));
        if words == "Contents" {
            from = letters_of
                .rfind("Statementofauthorship")
                .map(|_| letters_of.find("Requirementsandhowtheywerecounted").expect("in the contents"))
                .expect("at the end");
            from += letters_of[from..].find("Statementofauthorship").expect("the end of the contents");
        } else {
            from = start + at;
        }
    }
    for entry in &report.entries {
        for words in [&entry.title, &entry.how, &entry.handle, &entry.answers[0].text, &entry.answers[2].text] {
            assert!(letters_of.contains(&letters(words)), "{words}");
        }
    }
    for piece in &report.evidence {
        assert!(letters_of.contains(&piece.digest.to_string()), "{}", piece.name);
    }
    // Two pictures and the pages of two PDFs; sound and torn ones do not stop it.
    let pictures: Vec<&String> = members.keys().filter(|name| name.starts_with("word/media/")).collect();
    assert!(pictures.len() > 3, "{pictures:?}");
    sound(&docx(&portfolios::hostile("</w:t> & \"x\"")));
    let document = part(&members, "word/document.xml");
    assert!(document.contains("descr=\"A line that falls after every peak"), "the words for the slide");
    assert!(!docx(&portfolios::summary(9)).keys().any(|name| name.starts_with("word/media/")));
    let mut bare = portfolios::portfolio(2);
    bare.parts.evidence = EvidenceAs::Attachment;
    assert!(!docx(&bare).keys().any(|name| name.starts_with("word/media/")));
}

#[test]
fn it_is_told_that_a_document_holds_no_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut number = 0;
    let mut told = |report: &Report| {
        number += 1;
        export(report, &Dossier::default(), "docx", &folder.path().join(format!("{number}.docx"))).warnings
    };
    let mut report = portfolios::portfolio(2);
    for (how, warned) in [(EvidenceAs::Attachment, true), (EvidenceAs::Index, false)] {
        report.parts.evidence = how;
        assert_eq!(told(&report).iter().any(|warning| warning.contains("cannot hold them")), warned, "{how:?}");
    }
    report.parts.evidence = EvidenceAs::Attachment;
    report.evidence.clear();
    report.entries.iter_mut().for_each(|entry| entry.evidence.clear());
    assert_eq!(told(&report), Vec::<String>::new());
}

#[test]
fn the_contents_are_filled_in_and_ask_nobody() {
    let members = docx(&Report { parts: portfolios::summary(1).parts, ..portfolios::portfolio(3) });
    let document = Document::parse(part(&members, "word/document.xml")).expect("XML");
    let root = document.root_element();
    let of = |style: &'static str| {
        named(root, "p").filter(move |p| value(*p, "pStyle").is_some_and(|name| name.starts_with(style))).map(|p| text(p).trim().to_owned())
    };
    let listed: Vec<String> = of("TOC1").chain(of("TOC2")).collect();
    let headings: BTreeSet<String> = of("Heading1").chain(of("Heading2")).collect();
    assert!(listed.len() > 20 && listed.iter().all(|line| headings.contains(line)), "{listed:?}");
    assert!(of("Heading1").all(|heading| listed.contains(&heading)));
    let raw = part(&members, "word/document.xml");
    assert!(!raw.contains("w:dirty") && !part(&members, "word/settings.xml").contains("updateFields"));
    assert_eq!(raw.matches("\"begin\"").count(), raw.matches("fldCharType=\"end\"").count());
    let foot = text(Document::parse(part(&members, "word/footer1.xml")).expect("XML").root_element());
    assert!(foot.contains("Page 1 of 1") && foot.contains("Prepared on"), "{foot}");
    let core = part(&members, "docProps/core.xml");
    for words in
        ["<dc:title>CPD record of Bronwen Hartley<", "<dc:creator>Bronwen Hartley<", "<dc:language>en-GB<", "T00:00:00Z</dcterms:created>"]
    {
        assert!(core.contains(words), "{words}");
    }
    assert!(part(&members, "word/styles.xml").contains("<w:lang w:val=\"en-GB\""));
    let styles = part(&members, "word/styles.xml");
    let contents = styles.split("w:styleId=\"TOC2\"").nth(1).and_then(|rest| rest.split("</w:style>").next()).expect("a style");
    assert!(contents.contains("w:before=\"0\" w:after=\"0\"") && contents.contains("<w:sz w:val=\"18\"/>"), "{contents}");
}

#[test]
fn markdown_becomes_what_it_means() {
    let mut report = reports::believable(1);
    report.entries[0].learnt = "### Deep first\n\nA **bold** and *slanted* word, `code`, ~~gone~~, [a link](https://example.org/ŵ), [none](javascript:alert(1)) and https://example.org/bare.\n\n# Then high\n\n4. four\n5. five\n   - inner\n\n     more of it\n6.\n7. seven\n\n> quote\n\n```\nlet x = 1\n  y\n```\n\n| a | b |\n|---|--:|\n| left | **right** |\n\n- [x] done\n\n<b>raw</b>\n\n![chart](https://example.org/x.png)\n\nשלום עולם".to_owned();
    let members = docx(&report);
    sound(&members);
    let document = Document::parse(part(&members, "word/document.xml")).expect("XML");
    let root = document.root_element();
    let paragraph = |words: &str| named(root, "p").find(|p| text(*p).trim() == words).unwrap_or_else(|| panic!("{words}"));
    for (words, style) in [
        ("Deep first", "Heading4"),
        ("Then high", "Heading4"),
        ("four", "ListNumber"),
        ("inner", "ListBullet"),
        ("more of it", "ListContinue"),
        ("quote", "Quote"),
        ("let x = 1   y", "Code"),
        ("☑ done", "ListBullet"),
    ] {
        assert_eq!(value(paragraph(words), "pStyle"), Some(style), "{words}");
    }
    assert_eq!(value(paragraph("inner"), "ilvl"), Some("1"));
    assert_eq!(value(paragraph("four"), "numId"), value(paragraph("seven"), "numId"));
    let numbering = Document::parse(part(&members, "word/numbering.xml")).expect("XML");
    let list = value(paragraph("four"), "numId").expect("a list");
    let num = named(numbering.root_element(), "num").find(|num| num.attribute((W, "numId")) == Some(list)).expect("the list");
    assert_eq!(value(num, "startOverride"), Some("4"));
    assert!(named(paragraph("שלום עולם"), "bidi").next().is_some() && named(paragraph("שלום עולם"), "rtl").next().is_some());
    paragraph("<b>raw</b>");
    paragraph("[Picture: chart – https://example.org/x.png]");
    paragraph("A bold and slanted word, code, gone, a link, none and https://example.org/bare.");
    let links = part(&members, "word/_rels/document.xml.rels");
    assert!(links.contains("https://example.org/%C5%B5") && links.contains("https://example.org/bare\"") && !links.contains("javascript"));
}

#[test]
fn the_same_report_gives_the_same_document() {
    let folder = tempfile::tempdir().expect("a folder");
    for (at, report) in [reports::empty(), portfolios::summary(5), reports::believable(5)].iter().enumerate() {
        let [a, b] =
            ["a", "b"].map(|name| export(report, &Dossier::default(), "docx", &folder.path().join(format!("{at}{name}.docx"))).sha256);
        assert_eq!(a, b);
        sound(&docx(report));
    }
}

#[test]
fn long_and_nested_texts_do_not_stop_a_document() {
    let deep = (0..300).map(|depth| "  ".repeat(depth) + "- x\n").collect::<String>();
    for text in [
        "> ".repeat(2_000) + "x",
        deep,
        "*a **b ".repeat(500),
        format!("|{}\n|{}\n|{}\n", "a|".repeat(200), "-|".repeat(200), "b|".repeat(200)),
        "[".repeat(5_000),
        "x".repeat(1_000_000),
    ] {
        let mut report = reports::believable(1);
        report.entries[0].title = text.chars().take(3_000).collect();
        report.entries[0].learnt = text;
        sound(&docx(&report));
    }
}

/// The validators of the CI run look at these, in `target/tmp/records/`.
#[test]
fn documents_for_the_validators() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("records");
    fs::create_dir_all(&folder).expect("a folder");
    for (name, report) in [("empty", reports::empty()), ("portfolio", portfolios::portfolio(30)), ("hostile", reports::all_hostile())] {
        let path = folder.join(format!("{name}.docx"));
        let _ = fs::remove_file(&path);
        export(&report, &Dossier::default(), "docx", &path);
    }
}
