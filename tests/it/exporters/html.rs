//! The page: nothing typed becomes markup, everybody can read it, and an answer comes back.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use base64::Engine as _;
use cpd_journal::domain::chart::{Form, Measure, Row};
use cpd_journal::domain::portfolio::{
    Authorship, Depth, EvidenceAs, ReportAsk, ReportField, ReportForm, ReportRecord, ReportRecords, ReportRequirement, ReportStanding,
    Written,
};
use cpd_journal::domain::record::{FieldKind, FieldSpec, FieldValue};
use cpd_journal::domain::text::{clean, clean_line};
use cpd_journal::domain::{Chart, Digest, Report, Uid};
use cpd_journal::dossier::{Dossier, Refers};
use cpd_journal::exporters::{self, Exported, Replace};
use cpd_journal::{importers, media};
use html5ever::tendril::TendrilSink as _;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use sha2::{Digest as _, Sha256};

use super::reports::day;
use super::{export, letters, portfolios, reports, turns_nothing};

/// A node of a page: an element with its attributes, or a text.
struct Node {
    /// Empty for a text.
    name: String,
    attributes: BTreeMap<String, String>,
    /// Of a text.
    text: String,
    parents: Vec<String>,
}

/// All nodes of a page in their order, as a browser without scripts reads it.
fn nodes(page: &str) -> Vec<Node> {
    let options = html5ever::ParseOpts {
        tree_builder: html5ever::tree_builder::TreeBuilderOpts { scripting_enabled: false, ..Default::default() },
        ..Default::default()
    };
    let dom: RcDom = html5ever::parse_document(RcDom::default(), options).one(page);
    let errors: RefCell<Vec<_>> = dom.errors;
    assert!(errors.borrow().is_empty(), "{:?}", errors.borrow());
    let mut all = Vec::new();
    walk(&dom.document, &mut Vec::new(), &mut all);
    all
}

fn walk(node: &Handle, parents: &mut Vec<String>, all: &mut Vec<Node>) {
    match &node.data {
        NodeData::Element { name, attrs, .. } => {
            let attributes = attrs.borrow().iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
            all.push(Node { name: name.local.to_string(), attributes, text: String::new(), parents: parents.clone() });
            parents.push(name.local.to_string());
            node.children.borrow().iter().for_each(|child| walk(child, parents, all));
            parents.pop();
        }
        NodeData::Text { contents } => {
            let text = contents.borrow().to_string();
            all.push(Node { name: String::new(), attributes: BTreeMap::new(), text, parents: parents.clone() });
        }
        NodeData::Comment { contents } => panic!("a comment: {contents}"),
        _ => node.children.borrow().iter().for_each(|child| walk(child, parents, all)),
    }
}

/// What there is to read, in its order.
fn text(nodes: &[Node]) -> String {
    let silent = |node: &&Node| !node.parents.iter().any(|name| name == "script" || name == "style");
    nodes.iter().filter(silent).map(|node| node.text.as_str()).collect::<Vec<_>>().join(" ")
}

fn page(report: &Report) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("record.html");
    export(report, "html", &path);
    fs::read_to_string(path).expect("the page")
}

/// A report with everything that a page can have, each text of it the same.
fn whole(typed: &str) -> Report {
    let typed = || typed.to_owned();
    let mut report = reports::hostile(&typed());
    report.note = typed();
    report.language = typed();
    let field = |by_hand, kept_apart| ReportField { label: typed(), text: typed(), by_hand, kept_apart, too_long: typed() };
    let form = || ReportForm { label: typed(), help: typed(), about: typed(), fields: vec![field(false, true), field(true, false)] };
    report.standings = vec![ReportStanding {
        framework: typed(),
        regulator: typed(),
        edition: typed(),
        checked_on: day(2025, 1, 1),
        is_old: true,
        disclaimer: typed(),
        cycle: (day(2024, 4, 1), day(2027, 3, 31)),
        chosen: vec![(typed(), typed())],
        requirements: vec![ReportRequirement {
            label: typed(),
            needed: typed(),
            counted: typed(),
            met: None,
            how: vec![typed()],
            items: vec![(typed(), typed())],
            left_out: vec![(typed(), typed())],
            parts: vec![(typed(), typed(), typed(), true)],
        }],
        notes: vec![typed()],
        sources: vec![(typed(), typed())],
        forms: vec![form(), form()],
    }];
    let record = |number: u32| ReportRecord {
        uid: Uid::from_text(&format!("record {number}")),
        title: typed(),
        date: day(2025, 5, number),
        until: (number == 1).then(|| day(2025, 6, 1)),
        fields: vec![(typed(), typed())],
        refers: vec![typed()],
    };
    let kind =
        |id: &str, count| ReportRecords { kind: id.to_owned(), label: typed(), sum: typed(), records: (1..=count).map(record).collect() };
    report.records = vec![kind("practice-hours", 4), kind("feedback", 1), kind("appraisal", 1)];
    let value = || FieldValue { id: typed(), label: typed() };
    let spec = |at: usize, kind| FieldSpec {
        id: format!("field{at}"),
        label: typed(),
        help: typed(),
        kind,
        required: at.is_multiple_of(2),
        apart: at > 7,
        own: false,
        values: vec![value(), value()],
        most_words: Some(30),
    };
    report.asks = vec![ReportAsk {
        kind: typed(),
        label: typed(),
        help: typed(),
        fields: FieldKind::ALL.iter().enumerate().map(|(at, kind)| spec(at, *kind)).collect(),
    }];
    let chart = |form| Chart {
        title: typed(),
        says: typed(),
        form,
        measure: Measure::Minutes,
        row_name: typed(),
        series: vec![typed(), typed()],
        rows: vec![Row { label: typed(), values: vec![Some(30), Some(61)] }, Row { label: typed(), values: vec![Some(90), None] }],
    };
    report.charts = [Form::Bars, Form::Columns, Form::Lines, Form::Matrix].map(chart).into();
    report.authorship = Some(Authorship {
        days: Some((day(2025, 4, 1), day(2025, 9, 1))),
        on_days: 9,
        entries: report
            .entries
            .iter()
            .map(|entry| Written {
                entry: entry.uid,
                title: typed(),
                first: day(2025, 4, 1),
                edited: vec![day(2025, 4, 2)],
                ai_help: typed(),
                taken_in: Some(day(2025, 4, 2)),
            })
            .collect(),
        history: typed(),
        whole: true,
    });
    report
}

/// What may be on a page, with the attributes that it may have beside `id`, `class`, `dir` and those for programs that read aloud.
const ALLOWED: &[(&str, &[&str])] = &[
    ("html", &["lang"]),
    ("head", &[]),
    ("meta", &["charset", "http-equiv", "content", "name"]),
    ("title", &[]),
    ("style", &[]),
    ("script", &[]),
    ("body", &[]),
    ("a", &["href", "rel", "download"]),
    ("header", &[]),
    ("nav", &[]),
    ("main", &["data-report", "data-title", "data-made-on"]),
    ("footer", &[]),
    ("section", &[]),
    ("article", &[]),
    ("div", &["tabindex", "hidden"]),
    ("span", &[]),
    ("h1", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("p", &[]),
    ("br", &[]),
    ("hr", &[]),
    ("ul", &[]),
    ("ol", &["start"]),
    ("li", &[]),
    ("dl", &[]),
    ("dt", &[]),
    ("dd", &[]),
    ("blockquote", &[]),
    ("pre", &[]),
    ("code", &[]),
    ("em", &[]),
    ("strong", &[]),
    ("del", &[]),
    ("table", &[]),
    ("caption", &[]),
    ("thead", &[]),
    ("tbody", &[]),
    ("tr", &[]),
    ("th", &["scope"]),
    ("td", &[]),
    ("details", &[]),
    ("summary", &[]),
    ("figure", &[]),
    ("figcaption", &[]),
    ("img", &["src", "alt", "width", "height"]),
    ("svg", &["viewBox", "width", "height"]),
    ("rect", &["x", "y", "width", "height"]),
    ("path", &["d"]),
    ("polyline", &["points", "stroke-width", "stroke-dasharray"]),
    ("polygon", &["points"]),
    ("circle", &["cx", "cy", "r"]),
    ("text", &["x", "y", "font-size", "text-anchor"]),
    ("form", &["autocomplete", "data-comments-kind", "data-comments-field"]),
    ("fieldset", &["data-kind"]),
    ("legend", &[]),
    ("label", &["for"]),
    ("textarea", &["rows", "data-on", "data-uid", "data-title", "data-field", "data-label", "data-apart", "data-needed"]),
    ("input", &["type", "list", "data-date", "data-field", "data-label", "data-apart", "data-needed"]),
    ("select", &["data-field", "data-label", "data-apart", "data-needed"]),
    ("option", &["value", "data-id"]),
    ("datalist", &[]),
    ("button", &["type"]),
];

const EVERYWHERE: &[&str] = &["id", "class", "dir", "role", "aria-label", "aria-labelledby", "aria-describedby"];

/// Everything on a page is ours, and leads nowhere but where it may.
fn is_harmless(nodes: &[Node], what: &str) {
    for node in nodes.iter().filter(|node| !node.name.is_empty()) {
        let (_, own) = ALLOWED.iter().find(|(name, _)| *name == node.name).unwrap_or_else(|| panic!("{what}: <{}>", node.name));
        for (name, value) in &node.attributes {
            assert!(own.contains(&name.as_str()) || EVERYWHERE.contains(&name.as_str()), "{what}: {name} of {}", node.name);
            match name.as_str() {
                "href" => {
                    let starts = ["#", "https://", "http://", "mailto:", "data:application/octet-stream;base64,"];
                    let lower = value.to_ascii_lowercase();
                    assert!(starts.iter().any(|start| lower.starts_with(start)), "{what}: {value}");
                    assert!(!lower.starts_with("data:") || node.attributes.contains_key("download"), "{what}: {value}");
                }
                "src" => assert!(value.starts_with("data:image/png;") || value.starts_with("data:image/jpeg;"), "{what}: {value}"),
                "class" | "id" => assert!(value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == ' '), "{what}: {value}"),
                _ => {}
            }
        }
    }
    let script = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/html/answer.js")).expect("the script");
    let scripts: Vec<&Node> = nodes.iter().filter(|node| node.parents.last().is_some_and(|name| name == "script")).collect();
    assert!(matches!(scripts.as_slice(), [one] if one.text == script), "{what}: only our script");
    let policy = nodes.iter().find(|node| node.attributes.contains_key("http-equiv")).expect("a policy");
    let digest = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(script.as_bytes()));
    let want = format!(
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    );
    assert_eq!(policy.attributes["content"], want);
}

/// Headings leave no level out, tables have heads, boxes have labels, and every reference leads somewhere.
fn can_be_read_by_all(nodes: &[Node], what: &str) {
    let attributes =
        |name: &'static str| nodes.iter().filter_map(move |node| node.attributes.get(name).map(|value| (node, value.as_str())));
    let mut ids = BTreeSet::new();
    attributes("id").for_each(|(_, id)| assert!(ids.insert(id), "{what}: {id} twice"));
    for name in ["aria-labelledby", "aria-describedby", "for", "list"] {
        attributes(name).for_each(|(node, id)| assert!(ids.contains(id), "{what}: {name}={id} of {}", node.name));
    }
    for (_, href) in attributes("href") {
        assert!(href.strip_prefix('#').is_none_or(|id| ids.contains(id)), "{what}: {href}");
    }
    let levels: Vec<usize> = nodes
        .iter()
        .filter_map(|node| node.name.strip_prefix('h').filter(|_| node.name.len() == 2 && node.name != "hr")?.parse().ok())
        .collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{what}");
    let mut above = 0;
    for level in levels {
        assert!(level <= above + 1, "{what}: from {above} to {level}");
        above = level;
    }
    let count = |name: &str| nodes.iter().filter(|node| node.name == name).count();
    assert_eq!(count("table"), count("thead"), "{what}");
    let labelled: BTreeSet<&str> = attributes("for").map(|(_, id)| id).collect();
    for node in nodes.iter().filter(|node| ["textarea", "input", "select"].contains(&node.name.as_str())) {
        assert!(node.attributes.get("id").is_some_and(|id| labelled.contains(id.as_str())), "{what}: {} without a label", node.name);
    }
    for (at, node) in nodes.iter().enumerate() {
        let says = |inner: &Node| inner.parents.len() > node.parents.len() && !inner.text.trim().is_empty();
        if ["h1", "h2", "h3", "h4", "h5", "h6", "label", "legend", "summary", "th", "caption", "button"].contains(&node.name.as_str()) {
            let inside = nodes[at + 1..].iter().take_while(|inner| inner.parents.len() > node.parents.len());
            let is_user_head = node.name == "th" || node.name == "caption";
            assert!(is_user_head || inside.into_iter().any(says), "{what}: an empty {}", node.name);
        }
        if node.name == "img" {
            assert!(node.attributes.get("alt").is_some_and(|alt| !alt.trim().is_empty()), "{what}: no alternative text");
        }
    }
}

#[test]
fn nothing_typed_becomes_markup_and_everybody_can_read_it() {
    for typed in reports::HOSTILE {
        let page = page(&whole(typed));
        let nodes = nodes(&page);
        is_harmless(&nodes, typed);
        can_be_read_by_all(&nodes, typed);
        turns_nothing(&page, typed);
        assert!(!page.contains(['\0', '\r', '\u{FFFE}']), "{typed:?}");
    }
    for typed in
        ["\"><img src=x onerror=alert(1)>", "</textarea></title></style></script><script>alert(1)</script>", "' onfocus='x' autofocus"]
    {
        let nodes = nodes(&page(&whole(typed)));
        is_harmless(&nodes, typed);
        let text = letters(&text(&nodes));
        assert!(text.matches(&letters(typed)).count() > 60, "{typed}: {text}");
    }
    for report in [reports::empty(), reports::believable(7), reports::all_hostile()] {
        let nodes = nodes(&page(&report));
        is_harmless(&nodes, &report.title);
        can_be_read_by_all(&nodes, &report.title);
    }
}

#[test]
fn a_word_of_a_million_letters_is_on_the_page() {
    let mut report = reports::believable(1);
    report.entries[0].learnt = "a".repeat(1_000_000);
    report.entries[0].title = "b".repeat(1_000_000);
    report.entries[0].answers[0].text = "[".repeat(20_000) + &"> ".repeat(20_000);
    let nodes = nodes(&page(&report));
    is_harmless(&nodes, "long");
    can_be_read_by_all(&nodes, "long");
    let text = text(&nodes);
    assert!(text.contains(&report.entries[0].learnt) && text.contains(&report.entries[0].title));
}

#[test]
fn texts_stand_in_the_order_in_which_they_were_given() {
    let report = reports::believable(7);
    let all = letters(&text(&nodes(&page(&report))));
    let mut at = all.find("Entriesof2024").and_then(|at| Some(at + 1 + all[at + 1..].find("Entriesof2024")?)).expect("the section");
    for entry in &report.entries {
        let mut texts = vec![entry.title.clone(), entry.how.clone(), entry.learnt.clone()];
        texts.extend(entry.answers.iter().map(|answer| answer.text.clone()));
        for words in texts.iter().map(|text| letters(&clean(text))).filter(|words| !words.contains(['*', '#', '-', '['])) {
            at += all[at..].find(&words).unwrap_or_else(|| panic!("{words} is not after what stands before it"));
        }
    }
    for chapter in ["Indexofevidence", "Comments"] {
        at += all[at..].find(chapter).unwrap_or_else(|| panic!("{chapter}"));
    }
}

#[test]
fn the_same_report_gives_the_same_page() {
    let report = whole("Rounds on *eight* bells");
    assert!(page(&report) == page(&report));
    let mut short = reports::believable(5);
    short.depth = Depth::Summary;
    let text = letters(&text(&nodes(&page(&short))));
    assert!(text.contains(&letters(&short.entries[3].title)) && !text.contains(&letters(&short.entries[3].answers[0].text)));
}

/// A PNG of noise with a word in its metadata.
fn png_with(words: &str, side: u32) -> Vec<u8> {
    let rgba = (0..side * side).flat_map(|n| (n.wrapping_mul(2_654_435_761) | 0xFF).to_be_bytes()).collect();
    let png = media::to_png(&media::Picture { width: side, height: side, rgba }).expect("a picture");
    let chunk = [b"tEXt".as_slice(), b"Author\0", words.as_bytes()].concat();
    let crc = !chunk.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 })
    });
    let (head, rest) = png.split_at(33);
    let length = u32::try_from(chunk.len() - 4).expect("short").to_be_bytes();
    [head, &length, &chunk, &crc.to_be_bytes(), rest].concat()
}

/// Exports with files of our own as evidence.
fn with_files(files: &[(&str, &str, Vec<u8>)], evidence: EvidenceAs) -> (Vec<Node>, Exported) {
    let mut report = reports::believable(1);
    let piece = report.evidence[0].clone();
    report.parts.evidence = evidence;
    report.evidence = files
        .iter()
        .map(|(name, media_type, content)| {
            let mut piece = piece.clone();
            (piece.name, piece.media_type) = ((*name).to_owned(), (*media_type).to_owned());
            (piece.bytes, piece.digest) = (content.len() as u64, Digest(Sha256::digest(content).into()));
            piece
        })
        .collect();
    report.entries[0].evidence = (0..files.len()).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("record.html");
    let exporter = exporters::find("html").expect("a format");
    let mut content = |digest: &Digest, to: &mut dyn std::io::Write| {
        let found = files.iter().find(|(.., content)| Digest(Sha256::digest(content).into()) == *digest).expect("a file");
        to.write_all(&found.2)
    };
    let done =
        exporters::run(exporter, (&report, &Dossier::default()), &mut content, &target, Replace::Refuse, &|_| Ok(())).expect("a page");
    (nodes(&fs::read_to_string(target).expect("the page")), done)
}

#[test]
fn evidence_is_in_the_page_without_metadata() {
    let files = [
        ("photo.png", "image/png", png_with("Secret place", 40)),
        ("<b>.html", "text/html", b"<script>alert(1)</script>".to_vec()),
        ("film.mp4", "video/mp4", vec![7; 3 << 20]),
    ];
    let decoded = |address: &str| {
        let (_, data) = address.split_once(";base64,").expect("data");
        base64::engine::general_purpose::STANDARD.decode(data).expect("Base64")
    };
    let (nodes, done) = with_files(&files, EvidenceAs::Appendix);
    is_harmless(&nodes, "evidence");
    can_be_read_by_all(&nodes, "evidence");
    let pictures: Vec<Vec<u8>> = nodes.iter().filter(|node| node.name == "img").map(|node| decoded(&node.attributes["src"])).collect();
    let [picture] = pictures.try_into().expect("one picture");
    assert!(memchr::memmem::find(&picture, b"Secret").is_none());
    assert_eq!(media::dimensions(&picture).expect("a picture"), (40, 40));
    let saved: Vec<(&String, Vec<u8>)> =
        nodes.iter().filter_map(|node| Some((node.attributes.get("download")?, decoded(&node.attributes["href"])))).collect();
    let [(name, content)] = saved.try_into().expect("one file");
    assert_eq!((name.starts_with("E2-b--"), &content), (true, &files[1].2));
    assert!(matches!(done.warnings.as_slice(), [one] if one.contains("film.mp4") && one.contains("too large")), "{:?}", done.warnings);
    let text = text(&nodes);
    assert!(files.iter().all(|(.., content)| text.contains(&Digest(Sha256::digest(content).into()).to_string())));

    let (nodes, done) = with_files(&files, EvidenceAs::Index);
    assert!(!nodes.iter().any(|node| node.name == "img" || node.attributes.contains_key("download")) && done.warnings.is_empty());
}

#[test]
fn the_script_speaks_to_nobody_and_keeps_nothing() {
    let script = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/html/answer.js")).expect("the script");
    let style = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/html/record.css")).expect("the style");
    for word in ["</", "<!--", "\r", "http", "fetch", "XMLHttp", "Storage", "cookie", "WebSocket", "eval", "innerHTML", "import("] {
        assert!(!script.contains(word), "{word}");
    }
    for word in ["</", "<!--", "\r", "url(", "@import", "http"] {
        assert!(!style.contains(word), "{word}");
    }
}

/// What the page's script would save when every box is filled in.
fn filled_in(nodes: &[Node]) -> String {
    let attribute =
        |name: &str, key: &str| nodes.iter().find(|node| node.name == name).map(|node| node.attributes[key].clone()).expect(key);
    let mut records = Vec::new();
    for node in nodes {
        if let Some(kind) = node.attributes.get("data-kind") {
            records.push(serde_json::json!({"kind": kind, "date": "", "fields": {}, "details": {}}));
        } else if let (Some(id), Some(record)) = (node.attributes.get("data-field"), records.last_mut()) {
            let place = if node.attributes.contains_key("data-apart") { "details" } else { "fields" };
            record[place][id] = format!("Said in {id}").into();
        }
    }
    let comments: Vec<_> = nodes
        .iter()
        .filter_map(|node| {
            let on = node.attributes.get("data-on")?;
            let get = |key: &str| node.attributes.get(key).cloned().unwrap_or_default();
            Some(serde_json::json!({"on": on, "uid": get("data-uid"), "title": get("data-title"), "text": format!("Seen, {on}")}))
        })
        .collect();
    let answer = serde_json::json!({
        "format": "cpd-journal answer", "version": 1, "report": attribute("main", "data-report"), "title": attribute("main", "data-title"),
        "made_on": attribute("main", "data-made-on"), "filled_in_on": "2026-04-09",
        "comments_as": {"kind": attribute("form", "data-comments-kind"), "field": attribute("form", "data-comments-field")},
        "records": records, "comments": comments,
    });
    answer.to_string()
}

#[test]
fn an_answer_comes_back_as_records() {
    let mut report = reports::believable(3);
    let spec = |id: &str, kind, apart| FieldSpec {
        id: id.to_owned(),
        label: id.to_owned(),
        help: String::new(),
        kind,
        required: false,
        apart,
        own: false,
        values: Vec::new(),
        most_words: None,
    };
    let ask = |kind: &str, fields| ReportAsk { kind: kind.to_owned(), label: kind.to_owned(), help: String::new(), fields };
    report.asks = vec![
        ask("confirmation", vec![spec("seen_cpd", FieldKind::YesNo, false), spec("confirmer_name", FieldKind::Line, true)]),
        ask("feedback", vec![spec("source", FieldKind::Line, false), spec("gist", FieldKind::Text, false)]),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("cpd-answer.json");
    fs::write(&path, filled_in(&nodes(&page(&report)))).expect("written");
    let importer = importers::detect(&path).expect("known");
    assert_eq!(importer.id(), "answer");
    let taken = importer.read(&path).expect("read");
    assert!(taken.warnings.is_empty() && taken.contents.is_empty(), "{:?}", taken.warnings);
    let [confirmation, feedback, comments] = taken.dossier.records.as_slice() else { panic!("{:?}", taken.dossier.records) };
    let map = |id: &str| BTreeMap::from([(id.to_owned(), format!("Said in {id}"))]);
    assert_eq!((&confirmation.fields, &confirmation.details), (&map("seen_cpd"), &map("confirmer_name")));
    assert_eq!((feedback.kind.as_str(), feedback.date.as_str(), feedback.details.len()), ("feedback", "2026-04-09", 0));
    assert_eq!(comments.kind, "feedback");
    let said = &comments.fields["gist"];
    for title in report.entries.iter().map(|entry| &entry.title).chain(report.goals.iter().map(|goal| &goal.title)) {
        assert!(said.contains(&format!("On “{}”: Seen", clean_line(title))), "{said}");
    }
    let entries: Vec<Refers> = report.entries.iter().map(|entry| Refers::Entry(entry.uid.to_string())).collect();
    assert_eq!(comments.refers, entries);
    assert_eq!(importer.read(&path).expect("again").dossier, taken.dossier, "the same answer is the same records");
}

#[test]
fn what_can_be_filled_in_is_told_first_and_days_are_not_broken() {
    let mut report = portfolios::portfolio(6);
    let kind = ReportAsk { kind: "confirmation".into(), label: "Confirmation".into(), help: String::new(), fields: Vec::new() };
    report.asks = vec![kind];
    let text = page(&report);
    let (cover, _) = text.split_once("<main").expect("a page");
    assert!(cover.contains("href=\"#answer\"") && cover.contains("(Confirmation)") && text.contains("id=\"answer\""), "{cover}");
    let (_, statement) = text.split_once("First written").expect("a statement of authorship");
    assert!(statement.contains("<span class=\"date\">") && text.contains(".date { white-space: nowrap"));
    report.asks.clear();
    assert!(!page(&report).contains("href=\"#answer\""), "nothing is to be filled in");
}
