//! The search language as a table: each query, the entries that it finds, and what it says is wrong. And what holds for every text.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cpd_journal::domain::record::RecordDraft;
use cpd_journal::domain::{
    ActionDraft, Answer, CommunityDraft, EntryDraft, EntryId, EntryState, GoalDraft, Minutes, PersonDraft, Role, Verb, Verdict,
};
use cpd_journal::journal::{Filed, Journal, NewFile, Snapshot, Together};
use cpd_journal::search::{Found, HitWhat, Known, Place, Query, complete};
use proptest::prelude::Strategy;
use serde::Deserialize;

use crate::support::{in_memory, today};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    goal: Vec<GoalRow>,
    community: Vec<CommunityRow>,
    person: Vec<PersonRow>,
    record: Vec<RecordRow>,
    entry: Vec<EntryRow>,
    roll_up: RollUpRow,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GoalRow {
    title: String,
    #[serde(default)]
    why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct CommunityRow {
    name: String,
    hashtag: String,
    platform: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonRow {
    name: String,
    handle: String,
    profession: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordRow {
    kind: String,
    date: String,
    fields: std::collections::BTreeMap<String, String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct EntryRow {
    title: String,
    kind: String,
    date: String,
    minutes: u32,
    interactive: u32,
    learnt: String,
    changed: String,
    benefit: String,
    private: String,
    reflection: String,
    goals: Vec<String>,
    tags: Vec<String>,
    people: Vec<String>,
    standards: Vec<String>,
    used: Vec<String>,
    role: Option<String>,
    verdict: Option<String>,
    community: Option<String>,
    platform: String,
    url: String,
    actions: Vec<String>,
    files: Vec<(String, String)>,
    parked: Option<String>,
    state: Option<String>,
    binned: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RollUpRow {
    title: String,
    items: Vec<String>,
}

/// A query and what comes of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    query: String,
    /// The titles of the entries found, in any order; best first where `first` says which.
    #[serde(default)]
    finds: Vec<String>,
    /// The title of the first hit.
    first: Option<String>,
    /// Beginnings of what is wrong.
    #[serde(default)]
    wrong: Vec<String>,
    /// The query that is offered instead, of the first thing that is wrong.
    instead: Option<String>,
    /// The number of entries found, where a list of them would say little.
    count: Option<usize>,
    /// Whether somebody is still typing.
    #[serde(default)]
    typing: bool,
    /// Whether private notes are searched.
    #[serde(default)]
    private: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CompletionCase {
    /// `|` is the cursor; the end when there is none.
    typed: String,
    /// The queries that are offered first, in this order.
    offers: Vec<String>,
    /// How many there are, where that is fixed.
    count: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CompletionCases {
    case: Vec<CompletionCase>,
}

fn fixture<T: for<'a> Deserialize<'a>>(name: &str) -> T {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/queries").join(name);
    toml::from_str(&fs::read_to_string(path).expect("a file")).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn draft(journal: &Journal, row: &EntryRow) -> EntryDraft {
    let mut draft = EntryDraft::on(row.date.parse().expect("a day"));
    draft.title.clone_from(&row.title);
    draft.kind.clone_from(&row.kind);
    draft.minutes.taking_part = Minutes(row.minutes);
    draft.minutes.interactive = Minutes(row.interactive);
    draft.learnt.clone_from(&row.learnt);
    draft.changed.clone_from(&row.changed);
    draft.benefit.clone_from(&row.benefit);
    draft.private_note.clone_from(&row.private);
    draft.platform.clone_from(&row.platform);
    draft.url.clone_from(&row.url);
    draft.tags.clone_from(&row.tags);
    draft.people.clone_from(&row.people);
    draft.standards.clone_from(&row.standards);
    draft.used = row.used.iter().map(|verb| Verb::from_token(verb).expect("a way of use")).collect();
    draft.role = row.role.as_ref().map(|role| Role::from_token(role).expect("a role"));
    draft.claim.verdict = row.verdict.as_ref().map(|verdict| Verdict::from_token(verdict).expect("a verdict"));
    draft.parked = row.parked.as_ref().map(|day| day.parse().expect("a day"));
    draft.goals = row.goals.iter().map(|goal| journal.find_goal(goal).expect("a goal").id).collect();
    if !row.reflection.is_empty() {
        "driscoll".clone_into(&mut draft.reflection.template);
        draft.reflection.answers.push(Answer {
            template: "driscoll".to_owned(),
            prompt: "what".to_owned(),
            label: "What?".to_owned(),
            text: row.reflection.clone(),
            home: None,
        });
    }
    draft
}

/// The journal of `journal.toml`.
fn journal() -> Journal {
    let mut journal = in_memory();
    let file: File = fixture("journal.toml");
    for GoalRow { title, why } in file.goal {
        journal.add_goal(GoalDraft { title, why, ..GoalDraft::default() }).expect("a goal");
    }
    for CommunityRow { name, hashtag, platform } in file.community {
        journal.add_community(CommunityDraft { name, hashtag, platform, ..CommunityDraft::default() }).expect("a community");
    }
    for PersonRow { name, handle, profession } in file.person {
        journal.add_person(PersonDraft { name, handle, profession, ..PersonDraft::default() }).expect("a person");
    }
    for RecordRow { kind, date, fields } in file.record {
        let draft = RecordDraft { fields, ..RecordDraft::on(&kind, date.parse().expect("a day")) };
        journal.add_record(Filed { draft, apart: std::collections::BTreeMap::new() }).expect("a record");
    }
    for row in &file.entry {
        let draft = draft(&journal, row);
        let state = match row.state.as_deref() {
            Some("ready") => EntryState::Ready,
            Some("submitted") => EntryState::Submitted { on: today() },
            _ => EntryState::Draft,
        };
        let files = row.files.iter().map(|(name, text)| NewFile::in_memory(name, text.as_bytes())).collect();
        let actions = row.actions.iter().map(|what| ActionDraft { what: what.clone(), ..ActionDraft::default() }).collect();
        let together = Together { community: row.community.as_deref(), files, actions, ..Together::default() };
        let id = journal.log(draft, state, &together).expect("an entry").value.id;
        if row.binned {
            journal.bin(id).expect("binned");
        }
    }
    for one in journal.unread(usize::MAX).expect("files") {
        let words = journal.words_of(&one).expect("its words");
        journal.keep_words(&one.digest, &words).expect("kept");
    }
    let items: Vec<EntryId> = file.roll_up.items.iter().map(|title| journal.find_entry(title).expect("an item")).collect();
    journal.roll_up(&items, &file.roll_up.title).expect("a claim");
    journal
}

/// A journal to ask.
struct Asked {
    journal: Journal,
    snapshot: Snapshot,
    known: Known,
}

impl Asked {
    fn new() -> Self {
        let journal = journal();
        let snapshot = journal.snapshot().expect("a snapshot");
        let known = snapshot.known(journal.catalogue());
        Self { journal, snapshot, known }
    }

    /// A query asked as the window asks it; and what is said to be wrong, of its text first.
    fn ask(&self, text: &str, typing: bool, private: bool) -> Found {
        let (mut query, mut problems) = Query::parse(text, typing);
        query.private = private;
        let mut found = self.journal.find_in(&query, self.snapshot.over(&self.known), usize::MAX).expect("an answer");
        problems.append(&mut found.problems);
        Found { problems, ..found }
    }
}

fn entries(found: &Found) -> Vec<&str> {
    found.hits.iter().filter(|hit| matches!(hit.what, HitWhat::Entry(_))).map(|hit| hit.title.as_str()).collect()
}

#[test]
fn each_query_finds_its_entries() {
    let asked = Asked::new();
    let Cases { case: cases } = fixture("cases.toml");
    assert!(cases.len() >= 120, "{} cases", cases.len());
    let mut failures = Vec::new();
    for case in &cases {
        let found = asked.ask(&case.query, case.typing, case.private);
        let mut titles = entries(&found);
        let first = titles.first().copied();
        if case.first.is_some() && case.first.as_deref() != first {
            failures.push(format!("“{}”: first {first:?}, not {:?}", case.query, case.first));
        }
        titles.sort_unstable();
        let mut wanted: Vec<&str> = case.finds.iter().map(String::as_str).collect();
        wanted.sort_unstable();
        if case.count.is_none_or(|count| count != titles.len()) && titles != wanted {
            failures.push(format!("“{}” finds {}: {titles:#?}", case.query, titles.len()));
        }
        if found.total != titles.len() {
            failures.push(format!("“{}”: {} in all", case.query, found.total));
        }
        let wrong: Vec<&str> = found.problems.iter().map(|problem| problem.what.as_str()).collect();
        if wrong.len() != case.wrong.len() || !wrong.iter().zip(&case.wrong).all(|(what, begin)| what.starts_with(begin.as_str())) {
            failures.push(format!("“{}” says: {:#?}", case.query, found.problems));
        }
        let instead = found.problems.first().and_then(|problem| problem.instead.as_deref());
        if case.instead.as_deref() != instead {
            failures.push(format!("“{}” offers {instead:?}", case.query));
        }
        // The same without a snapshot, and as a list.
        if !case.typing && !case.private {
            let (query, _) = Query::parse(&case.query, false);
            let alone = asked.journal.find(&query, usize::MAX).expect("an answer");
            let mut others = entries(&alone);
            others.sort_unstable();
            assert_eq!(others, titles, "“{}” on the command line", case.query);
            let listed = asked.journal.matches(&query).expect("a list").entries;
            let all = asked.journal.headers(Some(&listed)).expect("headers");
            let mut listed: Vec<&str> = all.iter().map(|header| header.name.as_str()).collect();
            listed.sort_unstable();
            if !query.is_empty() {
                assert_eq!(listed, titles, "“{}” as a list", case.query);
            }
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn what_is_offered_instead_is_understood() {
    let asked = Asked::new();
    let Cases { case: cases } = fixture("cases.toml");
    let mut offered = 0;
    for case in &cases {
        let before = asked.ask(&case.query, case.typing, case.private).problems;
        let Some(instead) = before.iter().find_map(|problem| problem.instead.clone()) else { continue };
        offered += 1;
        let after = asked.ask(&instead, false, case.private).problems;
        assert!(after.len() < before.len(), "“{}” → “{instead}”: {after:?}", case.query);
    }
    assert!(offered > 8, "{offered}");
}

#[test]
fn completions_as_somebody_types() {
    let asked = Asked::new();
    let CompletionCases { case: cases } = fixture("completions.toml");
    for case in &cases {
        let cursor = case.typed.find('|').unwrap_or(case.typed.len());
        let typed = case.typed.replace('|', "");
        let completions = complete(&typed, cursor, &asked.known);
        let queries: Vec<String> = completions.list.iter().map(|one| completions.applied(&typed, one).0).collect();
        assert!(queries.starts_with(&case.offers), "“{}”: {queries:#?}", case.typed);
        if let Some(count) = case.count {
            assert_eq!(queries.len(), count, "“{}”: {queries:#?}", case.typed);
        }
        // Whatever is offered is understood.
        for query in queries.iter().filter(|query| !query.ends_with(':')) {
            let problems = asked.ask(query, false, false).problems;
            assert_eq!(problems, [], "“{query}” of “{}”", case.typed);
        }
    }
}

#[test]
fn other_things_are_found_beside_entries() {
    let asked = Asked::new();
    let others = |text: &str| -> BTreeSet<String> {
        let found = asked.ask(text, false, false);
        let others = found.hits.iter().filter(|hit| !matches!(hit.what, HitWhat::Entry(_)));
        let shown: BTreeSet<String> = others.map(|hit| format!("{}: {}", hit.what.token(), hit.title)).collect();
        assert_eq!(found.others, shown.len(), "{text}");
        shown
    };
    let set = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<BTreeSet<String>>();
    let pacing = others("pacing");
    assert!(pacing.contains("action: Try pacing diaries in clinic"), "{pacing:?}");
    assert!(pacing.iter().any(|one| one.starts_with("record: ")), "{pacing:?}");
    assert!(pacing.contains("evidence: transcript.txt"), "{pacing:?}");
    assert_eq!(others("caseload"), set(&["goal: Persistent pain"]));
    assert_eq!(others("caseload -half"), set(&[]));
    assert_eq!(others("pacing kind:tweetchat"), set(&["action: Try pacing diaries in clinic"]), "only what belongs to such an entry");
    assert_eq!(others("pacing kind:other"), set(&["evidence: transcript.txt"]));
    assert_eq!(others("persistent date:2025.."), set(&[]), "a goal has no such things");
    assert_eq!(others("no:goal"), set(&[]), "nothing to look for in them");
}

#[test]
fn a_hit_says_where_its_words_stand() {
    let asked = Asked::new();
    for (text, private, title, place) in [
        ("achilles", false, "Podcast on tendon loading", Some(Place::Text)),
        ("rotator", false, "Surgery for rotator cuff tears", Some(Place::Title)),
        ("zoom", false, "Surgery for rotator cuff tears", Some(Place::Names)),
        ("quadrangular", false, "Poster with a transcript", Some(Place::Evidence)),
        ("moonlight", true, "Parked hard thing", Some(Place::Private)),
        ("kind:poll", false, "Poll on night shifts", None),
    ] {
        let found = asked.ask(text, false, private);
        let hit = found.hits.iter().find(|hit| matches!(hit.what, HitWhat::Entry(_))).unwrap_or_else(|| panic!("“{text}”"));
        assert_eq!((hit.title.as_str(), hit.place), (title, place), "“{text}”");
        let [open, close] = cpd_journal::journal::MARKS;
        assert_eq!(hit.snippet.contains(open) && hit.snippet.contains(close), place.is_some(), "“{text}”: {}", hit.snippet);
    }
}

/// Pieces of which hostile and plain queries are made.
const PIECES: &str = "kind:|kind:podcast|kind:podcats|goal:pain|tag:tendon|tag:low|person:sian|standard:nmc|has:evidence|no:goal|is:draft|is:binned\
    |date:2025|date:2025-99|after:march|before:|minutes:>30|minutes:>x|used:discussing|colour:red|kind:podcast,|kind:poll,nonsense\
    |tag:zebra|minutes:>1 hour|date:>2025|-pain|--|NOT tendon|pain|tendon|pacing|physio|handwr|sur|or|OR|\\||and|NOT|\\(|\\)|\"|\\*|-|,|:|\\.\\.| | | ";

#[test]
fn the_command_line_finds_and_completes() {
    let place = crate::support::Place::with_sample();
    let found = place.json(&["search", "pain kind:podcats", "--limit", "3"]);
    assert_eq!(found["problems"][0]["instead"], "pain kind:podcast");
    let hits = found["hits"].as_array().expect("hits");
    let entries = hits.iter().take_while(|hit| hit["what"] == "entry").count();
    assert_eq!(entries, 3, "as many as are wanted, and first");
    assert!(hits.iter().skip(entries).all(|hit| hit["what"] != "entry"), "{hits:?}");
    for hit in found["hits"].as_array().expect("hits") {
        for key in ["what", "uid", "title", "date", "snippet", "where", "entry"] {
            assert!(hit.get(key).is_some(), "{key} in {hit}");
        }
    }
    let all = place.json(&["list", "kind:podcast"])["total"].as_u64().expect("a number");
    let others = place.json(&["list", "-kind:podcast"])["total"].as_u64().expect("a number");
    assert_eq!(all + others, place.json(&["list"])["total"].as_u64().expect("a number"), "a dash at the start is no option");
    assert_eq!(place.json(&["search", "-kind:podcast"])["total"], others);
    assert_eq!(place.json(&["search", "--complete", "kind:pod"])["completions"][0]["query"], "kind:podcast");
}

/// Whether a text is the same between parentheses: its own close what they open, and no quotation mark hides one of them.
fn is_balanced(text: &str) -> bool {
    let mut open = 0_i32;
    for c in text.chars() {
        open += i32::from(c == '(') - i32::from(c == ')');
        if open < 0 {
            return false;
        }
    }
    let marks = text.chars().filter(|c| ['"', '“', '”', '„'].contains(c)).count();
    open == 0 && (marks == 0 || (marks % 2 == 0 && !text.contains(['(', ')'])))
}

fn queries() -> impl Strategy<Value = String> {
    proptest::string::string_regex(&format!("({PIECES}){{1,8}}|\\PC{{0,16}}")).expect("a pattern")
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 600, ..Default::default() })]

    #[test]
    fn what_a_query_finds_its_opposite_never_finds(text in queries(), typing: bool, private: bool) {
        thread_local!(static ASKED: Asked = Asked::new());
        ASKED.with(|asked| {
            let found = |text: &str| -> BTreeSet<EntryId> {
                let found = asked.ask(text, typing, private);
                found.hits.iter().filter_map(|hit| if let HitWhat::Entry(id) = hit.what { Some(id) } else { None }).collect()
            };
            let plain = found(&text);
            let opposite = found(&format!("-({text})"));
            // Who is still typing may go on with the last word, but not behind a parenthesis.
            if is_balanced(&text) && !typing {
                let both: Vec<_> = plain.intersection(&opposite).collect();
                proptest::prop_assert!(both.is_empty(), "“{0}” and “-({0})”: {1} of {2} and {3}", text, both.len(), plain.len(), opposite.len());
            }
            // Nor does the same text after a dash, whatever it begins with. Before a blank a dash is punctuation.
            if !typing && text.starts_with(|c: char| !c.is_whitespace()) {
                let dashed = found(&format!("-{text}"));
                let both: Vec<_> = plain.intersection(&dashed).collect();
                proptest::prop_assert!(both.is_empty(), "“{0}” and “-{0}”: {1} of {2} and {3}", text, both.len(), plain.len(), dashed.len());
            }
            let middle = text.len() / 2;
            for cursor in [middle, text.len()] {
                let completions = complete(&text, cursor, &asked.known);
                proptest::prop_assert!(completions.from <= completions.to && completions.to <= text.len());
            }
            Ok(())
        })?;
    }
}
