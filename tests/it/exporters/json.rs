//! JSON: the whole comes back, the schema tells every name in it, and damaged files are told.

use std::collections::BTreeMap;
use std::fs;

use cpd_journal::domain::portfolio::EvidenceAs;
use cpd_journal::dossier::{
    Action, Answer, Claim, Community, Decided, Dossier, Entry, Evidence, FORMAT, Fate, Goal, GoalLink, Impact, LookBack, Need, Person,
    Record, Refers, Reflection, Registrant, Registration, Review, SavedSearch, Scope, Spent, VERSION, Walk, Waymark,
};
use cpd_journal::importers::{self, Content, ImportError};
use serde_json::{Map, Value};

use super::docx::export;
use super::reports;
use cpd_journal::domain::Report;

/// A dossier in which everything is filled in, with the evidence of a report.
pub(crate) fn filled(report: &Report, text: &str) -> Dossier {
    let t = || text.to_owned();
    let some = || Some(t());
    let day = || "2026-03-31".to_owned();
    let at = || "2026-03-31T20:00:00.000000000Z".to_owned();
    let uid = |n: u8| format!("00000000-0000-4000-8000-0000000000{n:02}");
    let map = || BTreeMap::from([("key".to_owned(), t())]);
    let action = Action {
        uid: uid(1),
        what: t(),
        due: Some(day()),
        shared_with: t(),
        shared_on: Some(day()),
        done: Some(day()),
        effect: t(),
        effect_service: t(),
        effect_people: t(),
    };
    let entry = Entry {
        uid: uid(2),
        title: t(),
        kind: "other".to_owned(),
        date: day(),
        time: Some("20:00".to_owned()),
        zone: "Europe/London".to_owned(),
        minutes: Spent { preparing: 1, taking_part: 2, reading: 3, reflecting: 4, interactive: 2 },
        how: t(),
        platform: t(),
        url: t(),
        handle: t(),
        hashtag: t(),
        community: Some(uid(4)),
        goals: vec![GoalLink { uid: uid(5), linked_at: at() }],
        tags: vec![t()],
        people: vec![t()],
        standards: vec![t()],
        amounts: BTreeMap::from([("bells.points".to_owned(), 2.5)]),
        used: vec!["read".to_owned()],
        role: some(),
        reflection: Reflection {
            template: t(),
            answers: vec![Answer { template: t(), prompt: t(), label: t(), text: t(), home: Some((t(), t())) }],
        },
        learnt: t(),
        changed: t(),
        benefit: t(),
        claim: Some(Claim { who: t(), evidence: t(), holds: t(), verdict: some() }),
        ai_help: t(),
        parked: Some(day()),
        state: "submitted".to_owned(),
        submitted_on: Some(day()),
        created: at(),
        changed_at: at(),
        actions: vec![action],
        look_backs: vec![LookBack { uid: uid(3), month: 3, date: day(), found: t(), text: t(), until: Some(day()) }],
        evidence: report.evidence.iter().map(|piece| piece.uid.to_string()).collect(),
        items: vec![uid(6)],
    };
    let evidence = report.evidence.iter().map(|piece| Evidence {
        uid: piece.uid.to_string(),
        sha256: piece.digest.to_string(),
        name: piece.name.clone(),
        media_type: piece.media_type.clone(),
        bytes: piece.bytes,
        caption: t(),
        alt: t(),
        captured: at(),
        source_url: t(),
        proves: some(),
        file: None,
        content: None,
    });
    Dossier {
        format: FORMAT.to_owned(),
        version: VERSION,
        id: report.id.to_string(),
        title: t(),
        made_on: day(),
        scope: Scope {
            from: Some(day()),
            to: Some(day()),
            goal: some(),
            query: some(),
            walk: some(),
            framework: some(),
            counted_only: true,
        },
        left_out: vec![t()],
        registrant: Registrant { name: t(), profession: t(), registrations: t(), employer: t(), handles: t() },
        registrations: vec![Registration {
            uid: uid(7),
            framework: "bells".to_owned(),
            cycle_start: Some(day()),
            joined: Some(day()),
            options: map(),
        }],
        communities: vec![Community {
            uid: uid(4),
            name: t(),
            platform: t(),
            hashtag: t(),
            address: t(),
            day: Some(1),
            time: Some("20:00".to_owned()),
            zone: t(),
            length: Some(60),
            rhythm: t(),
            anchor: Some(day()),
            kind: t(),
            prepare: t(),
            listed: true,
        }],
        people: vec![Person { uid: uid(8), name: t(), handle: t(), profession: t(), place: t(), organisation: t() }],
        goals: vec![Goal {
            uid: uid(5),
            title: t(),
            why: t(),
            measure: t(),
            how: t(),
            due: Some(day()),
            support: t(),
            barriers: t(),
            purpose: "pdp".to_owned(),
            kind: "cpd".to_owned(),
            state: "open".to_owned(),
            outcome: t(),
            plan: t(),
            carried_from: Some(uid(9)),
            created: at(),
            changed_at: at(),
            reviews: vec![Review { uid: uid(10), date: day(), note: t() }],
        }],
        entries: vec![entry],
        records: vec![Record {
            uid: uid(11),
            kind: "feedback".to_owned(),
            date: day(),
            until: Some(day()),
            fields: map(),
            refers: vec![Refers::Entry(uid(2)), Refers::Record(uid(11))],
            details: map(),
            created: at(),
            changed_at: at(),
        }],
        evidence: evidence.collect(),
        needs: vec![Need { uid: uid(12), kind: t(), text: t(), date: day(), goal: Some(uid(5)), entry: Some(uid(2)) }],
        waymarks: vec![Waymark { uid: uid(13), kind: t(), title: t(), version: t(), date: day(), note: t() }],
        walks: vec![Walk {
            uid: uid(14),
            title: t(),
            registration: Some(uid(7)),
            from: day(),
            to: day(),
            note: t(),
            next_plan: t(),
            begun: at(),
            finished: Some(at()),
            decided: vec![Decided { entry: uid(2), decision: t(), at: at() }],
            fates: vec![Fate { goal: uid(5), fate: t(), outcome: t(), next_title: t() }],
        }],
        impacts: vec![Impact {
            uid: uid(15),
            title: t(),
            reader: t(),
            opening: t(),
            closing: t(),
            entries: vec![uid(2)],
            from: Some(day()),
            to: Some(day()),
        }],
        saved_searches: vec![SavedSearch { uid: uid(16), name: t(), query: t() }],
        words: vec![t()],
    }
}

#[test]
fn the_whole_comes_back_with_its_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = reports::believable(7);
    for (at, typed) in ["plain", "</script>\u{202E}\u{0}\u{2028}\"\\\n\t", "👩🏽‍⚕️ Ŵyn", "\"content\": \"AAAA\""].iter().enumerate()
    {
        let dossier = filled(&report, typed);
        let path = folder.path().join(format!("{at}.json"));
        let first = export(&report, &dossier, "json", &path);
        assert_eq!(first.sha256, export(&report, &dossier, "json", &folder.path().join(format!("{at}b.json"))).sha256);
        let text = fs::read_to_string(&path).expect("the file");
        super::turns_nothing(&text, "JSON");
        assert_eq!(importers::detect(&path).expect("an importer").id(), "json");
        let taken = importers::find("json").expect("an importer").read(&path).expect("a dossier");
        assert_eq!(taken.warnings, []);
        assert_eq!(taken.dossier, dossier);
        assert!(!report.evidence.is_empty() && taken.contents.len() == report.evidence.len());
        for piece in &report.evidence {
            let mut want = Vec::new();
            reports::content(&piece.digest, &mut want).expect("its content");
            assert_eq!(taken.contents.get(&piece.digest.to_string()), Some(&Content::Bytes(want)));
        }
    }
    let mut index = report;
    index.parts.evidence = EvidenceAs::Index;
    let path = folder.path().join("index.json");
    let dossier = filled(&index, "x");
    export(&index, &dossier, "json", &path);
    let text = fs::read_to_string(&path).expect("the file");
    assert_eq!(text, dossier.to_json());
}

#[test]
fn damaged_files_are_told_and_the_rest_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = reports::believable(7);
    let path = folder.path().join("a.json");
    export(&report, &filled(&report, "x"), "json", &path);
    let whole = fs::read_to_string(&path).expect("the file");
    let read = |text: &[u8]| {
        let path = folder.path().join("b.json");
        fs::write(&path, text).expect("written");
        importers::find("json").expect("an importer").read(&path)
    };
    let mut value: Value = serde_json::from_str(&whole).expect("JSON");
    value["evidence"][0]["content"] = Value::String("AAAA".to_owned());
    value["evidence"][1]["content"] = Value::String("no Base64!".to_owned());
    let taken = read(value.to_string().as_bytes()).expect("the rest");
    assert_eq!((taken.warnings.len(), taken.contents.len()), (2, report.evidence.len() - 2), "{:?}", taken.warnings);
    assert!(taken.warnings[0].what.contains("SHA-256") && taken.warnings[1].what.contains("Base64"));
    for (text, want) in [
        (&b"{}"[..], "not a record of this program"),
        (b"{\"format\": \"cpd-journal dossier\", \"version\": 99}", "newer"),
        (b"{\"format\": \"cpd-journal dossier\", \"version\": 1, \"entries\": 5}", "at entries: it is the number 5, expected a list"),
        (&whole.as_bytes()[..whole.len() / 2], "not JSON"),
        (b"{\xFF}", "UTF-8"),
    ] {
        let error: ImportError = read(text).expect_err("an error");
        assert!(error.to_string().contains(want), "{want}: {error}");
    }
    assert!(read(format!("{}1", "[".repeat(200_000)).as_bytes()).is_err());
}

/// Looks for what a schema does not tell, and notes what it tells of.
fn walk(schema: &Value, whole: &Value, value: &Value, path: &str, seen: &mut BTreeMap<String, bool>) {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        let name = name.rsplit('/').next().expect("a name");
        return walk(&whole["$defs"][name], whole, value, name, seen);
    }
    assert!(schema["description"].as_str().is_some_and(|text| text.ends_with('.')), "{path} has no sentence");
    match (schema.get("type").and_then(Value::as_str), value) {
        (Some("object"), Value::Object(fields)) => {
            let empty = Map::new();
            let known = schema.get("properties").and_then(Value::as_object).unwrap_or(&empty);
            for name in known.keys() {
                let is_there = seen.entry(format!("{path}.{name}")).or_insert(false);
                *is_there |= fields.contains_key(name);
            }
            for (name, field) in fields {
                let inner = known
                    .get(name)
                    .or_else(|| schema.get("additionalProperties"))
                    .unwrap_or_else(|| panic!("{path}.{name} is not in the schema"));
                walk(inner, whole, field, &format!("{path}.{name}"), seen);
            }
            for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                assert!(fields.contains_key(name), "{path}.{name}");
            }
        }
        (Some("array"), Value::Array(items)) => items.iter().for_each(|item| walk(&schema["items"], whole, item, path, seen)),
        (Some("string"), Value::String(text)) => {
            assert!(schema.get("enum").and_then(Value::as_array).is_none_or(|words| words.contains(value)), "{path}: {text}");
        }
        (Some("integer" | "number"), Value::Number(_)) | (Some("boolean"), Value::Bool(_)) => {}
        (None, value) => assert_eq!(schema.get("const"), Some(value), "{path}"),
        (kind, value) => panic!("{path} is {value}, not {kind:?}"),
    }
}

#[test]
fn the_schema_tells_every_name_and_no_other() {
    let schema = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/schema/dossier.schema.json")).expect("the schema");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let mut dossier = filled(&reports::believable(1), "text");
    dossier.evidence[0].file = Some("evidence/x".to_owned());
    dossier.evidence[0].content = Some("AAAA".to_owned());
    let value = serde_json::to_value(&dossier).expect("JSON");
    let mut seen = BTreeMap::new();
    walk(&schema, &schema, &value, "dossier", &mut seen);
    let unknown: Vec<&String> = seen.iter().filter(|(_, is_there)| !**is_there).map(|(name, _)| name).collect();
    assert!(seen.len() > 180 && unknown.is_empty(), "{} names, not written: {unknown:?}", seen.len());
    for name in schema["$defs"].as_object().expect("definitions").keys() {
        assert!(seen.keys().any(|path| path.starts_with(&format!("{name}."))), "{name} is used nowhere");
    }
}
