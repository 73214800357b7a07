//! What a file may not do to the journal that takes it in, whoever made it.

use std::collections::BTreeMap;

use cpd_journal::domain::entry::TimeSpent;
use cpd_journal::domain::evidence::Proof;
use cpd_journal::domain::{CommunityDraft, EntryDraft, EntryId, EntryState, GoalDraft, Minutes, Profile, Uid};
use cpd_journal::dossier::{
    Action, Community, Decided, Dossier, Entry, Evidence, Goal, GoalLink, LookBack, Need, Record, Refers, Registrant, Spent, Walk,
};
use cpd_journal::importers::{Content, Taken};
use cpd_journal::journal::{By, Journal, JournalError, NewFile, TakenIn, Together};

use crate::support::in_memory;

/// A name of a thing in a file.
fn name(n: u32) -> String {
    format!("0190a4e2-7b1c-7000-8000-{n:012}")
}

fn entry(n: u32, title: &str) -> Entry {
    Entry { uid: name(n), title: title.into(), date: "2026-02-01".into(), ..Entry::default() }
}

fn goal(n: u32, title: &str, from: Option<u32>) -> Goal {
    Goal { uid: name(n), title: title.into(), carried_from: from.map(name), ..Goal::default() }
}

fn take(journal: &mut Journal, dossier: Dossier) -> Result<TakenIn, JournalError> {
    journal.take_in(Taken { dossier, ..Taken::default() }, ("x.json", "json"), None).map(|outcome| outcome.value)
}

fn told(done: &TakenIn, words: &str) -> usize {
    done.warnings.iter().filter(|warning| warning.what.contains(words)).count()
}

fn logged(journal: &mut Journal, title: &str, minutes: u32) -> (EntryId, Uid) {
    let minutes = TimeSpent { taking_part: Minutes(minutes), ..TimeSpent::default() };
    let draft = EntryDraft { title: title.into(), minutes, ..EntryDraft::on("2026-01-20".parse().expect("a day")) };
    let done = journal.log(draft, EntryState::Ready, &Together::default()).expect("kept").value;
    (done.id, done.uid)
}

#[test]
fn a_thing_twice_in_a_file_comes_once() {
    let link = || GoalLink { uid: name(10), ..GoalLink::default() };
    let first = Entry {
        goals: vec![link(), link()],
        actions: vec![Action { what: " \n ".into(), ..Action::default() }, Action { what: " Tell\u{0} them ".into(), ..Action::default() }],
        ..entry(1, "First")
    };
    let record = Record { uid: name(5), kind: "feedback".into(), date: "2026-02-01".into(), ..Record::default() };
    let need = Need { uid: name(6), kind: "learning".into(), text: "More".into(), date: "2026-02-01".into(), ..Need::default() };
    let community = Community { uid: name(7), name: "Ringers".into(), ..Community::default() };
    let walk = Walk { uid: name(8), from: "2026-01-01".into(), to: "2026-02-01".into(), ..Walk::default() };
    let dossier = Dossier {
        entries: vec![first, entry(1, "Second"), entry(2, "Third")],
        records: vec![record.clone(), record],
        goals: vec![goal(10, "A goal", None), goal(10, "The same goal", None)],
        needs: vec![need.clone(), need],
        communities: vec![community.clone(), community],
        walks: vec![walk.clone(), walk],
        words: vec!["grandsire".into(), "grandsire".into()],
        ..Dossier::default()
    };
    let mut journal = in_memory();
    let titles: Vec<String> = journal.proposals(&dossier).expect("proposals").into_iter().map(|one| one.title).take(2).collect();
    assert_eq!(titles, ["First", "Third"]);
    let done = take(&mut journal, dossier).expect("taken in");
    assert_eq!((done.entries, done.records, done.goals), (2, 1, 1));
    assert_eq!((told(&done, "more than once"), told(&done, "to be done")), (6, 1), "{:?}", done.warnings);
    let first = journal.headers(None).expect("headers").into_iter().find(|one| one.name == "First").expect("the first");
    assert_eq!(first.goals.len(), 1);
    let actions: Vec<String> = journal.actions().expect("actions").into_iter().map(|one| one.draft.what).collect();
    assert_eq!(actions, ["Tell them"]);
}

#[test]
fn goals_that_go_on_from_each_other_make_no_ring() {
    let mut journal = in_memory();
    let here = journal.add_goal(GoalDraft { title: "Here".into(), ..GoalDraft::default() }).expect("a goal").value;
    let goals = vec![
        goal(1, "One", Some(2)),
        goal(2, "Two", Some(3)),
        goal(3, "Three", Some(1)),
        goal(4, "Itself", Some(4)),
        Goal { carried_from: Some(here.uid.to_string()), ..goal(5, "From here", None) },
    ];
    let done = take(&mut journal, Dossier { goals, ..Dossier::default() }).expect("taken in");
    assert_eq!(told(&done, "from itself"), 2, "{:?}", done.warnings);
    let goals = journal.goals().expect("goals");
    assert_eq!(goals.iter().find(|one| one.draft.title == "From here").expect("it").carried_from, Some(here.id));
    for start in &goals {
        let mut at = start.carried_from;
        for _ in 0..goals.len() {
            at = at.and_then(|id| goals.iter().find(|one| one.id == id)).and_then(|one| one.carried_from);
        }
        assert_eq!(at, None, "{}", start.draft.title);
    }
}

#[test]
fn what_is_said_of_evidence_here_stays() {
    let mut journal = in_memory();
    let (id, _) = logged(&mut journal, "Mine", 10);
    let file = NewFile { caption: "My words".into(), ..NewFile::in_memory("notes.txt", "Notes.\n") };
    journal.attach(id, &[file]).expect("kept");
    let mine = journal.evidence().expect("evidence").remove(0);
    let sha_of = |bytes: &str| {
        let mut other = in_memory();
        let (id, _) = logged(&mut other, "x", 1);
        other.attach(id, &[NewFile::in_memory("x.txt", bytes)]).expect("kept").value[0].to_string()
    };
    let said = |uid: String, sha256: String| Evidence {
        uid,
        sha256,
        name: "notes.txt".into(),
        media_type: "image/png".into(),
        caption: "Their words".into(),
        alt: "Their description".into(),
        proves: Some(Proof::Certificate.token().into()),
        ..Evidence::default()
    };
    // The same content under another name, and another content under the name that is here.
    let dossier = Dossier {
        entries: vec![Entry { evidence: vec![name(2), mine.uid.to_string()], ..entry(1, "Theirs") }],
        evidence: vec![said(name(2), mine.digest.to_string()), said(mine.uid.to_string(), sha_of("Other notes.\n"))],
        ..Dossier::default()
    };
    let contents = BTreeMap::from([
        (mine.digest.to_string(), Content::Bytes(b"Notes.\n".to_vec())),
        (sha_of("Other notes.\n"), Content::Bytes(b"Other notes.\n".to_vec())),
    ]);
    journal.take_in(Taken { dossier, contents, ..Taken::default() }, ("x.json", "json"), None).expect("taken in");
    let all = journal.evidence().expect("evidence");
    assert_eq!(all.len(), 2, "{all:?}");
    let (same, other) = (&all[0], &all[1]);
    assert_eq!((same.uid, same.caption.as_str(), same.alt.as_str(), same.entries.len()), (mine.uid, "My words", "Their description", 2));
    assert!(other.uid != mine.uid && other.caption == "Their words");
    assert_eq!(other.media_type, mine.media_type, "told by the content");
}

#[test]
fn a_claim_of_a_file_takes_nothing_out_of_what_was_here() {
    let mut journal = in_memory();
    let (_, mine) = logged(&mut journal, "Mine", 45);
    let spent = |minutes| Spent { taking_part: minutes, ..Spent::default() };
    let dossier = Dossier {
        entries: vec![
            Entry { minutes: spent(5), ..entry(1, "Item") },
            Entry { minutes: spent(50), items: vec![mine.to_string(), name(1)], ..entry(2, "Claim") },
        ],
        ..Dossier::default()
    };
    let done = take(&mut journal, dossier).expect("taken in");
    assert_eq!(told(&done, "count for themselves"), 1, "{:?}", done.warnings);
    let headers = journal.headers(None).expect("headers");
    let of = |title: &str| headers.iter().find(|one| one.name == title).expect("one");
    assert_eq!((of("Mine").rolled_into, of("Mine").total), (None, Minutes(45)));
    assert_eq!((of("Item").rolled_into, of("Claim").total), (Some(of("Claim").id), Minutes(5)));
}

#[test]
fn days_that_nobody_lived_are_refused() {
    let far = "+262142-12-31";
    let look = |month, date: &str| LookBack { month, date: date.into(), found: "change".into(), ..LookBack::default() };
    let with = |entry: Entry| Dossier { entries: vec![entry], ..Dossier::default() };
    let cases = [
        with(Entry { date: far.into(), ..entry(1, "x") }),
        with(Entry { date: "-0005-01-01".into(), ..entry(1, "x") }),
        with(Entry { created: "9999-01-01T00:00:00Z".into(), ..entry(1, "x") }),
        with(Entry { parked: Some("1899-12-31".into()), ..entry(1, "x") }),
        with(Entry { look_backs: vec![look(u32::MAX, "2026-02-02")], ..entry(1, "x") }),
        with(Entry { look_backs: vec![look(1, "2201-01-01")], ..entry(1, "x") }),
        Dossier { goals: vec![Goal { due: Some(far.into()), ..goal(1, "x", None) }], ..Dossier::default() },
        Dossier { goals: vec![Goal { created: "0001-01-01T00:00:00Z".into(), ..goal(1, "x", None) }], ..Dossier::default() },
        Dossier {
            communities: vec![Community { uid: name(1), name: "x".into(), length: Some(u32::MAX), ..Community::default() }],
            ..Dossier::default()
        },
    ];
    for dossier in cases {
        let mut journal = in_memory();
        let said = format!("{dossier:?}");
        let error = take(&mut journal, dossier).expect_err(&said);
        assert!(matches!(error, JournalError::BadDossier { .. }), "{error}");
        assert!(journal.headers(None).expect("headers").is_empty() && journal.goals().expect("goals").is_empty());
    }
}

#[test]
fn what_belongs_to_entries_here_finds_them_and_keeps_its_times() {
    let mut journal = in_memory();
    let (id, mine) = logged(&mut journal, "Mine", 45);
    let aim = journal.add_goal(GoalDraft { title: "Here".into(), ..GoalDraft::default() }).expect("a goal").value;
    let at = "2025-06-01T10:00:00Z";
    let dossier = Dossier {
        needs: vec![Need {
            uid: name(1),
            kind: "learning".into(),
            text: "More".into(),
            date: "2026-02-01".into(),
            goal: Some(aim.uid.to_string()),
            entry: Some(mine.to_string()),
        }],
        walks: vec![Walk {
            uid: name(2),
            from: "2025-01-01".into(),
            to: "2026-02-01".into(),
            begun: "2025-05-01T10:00:00Z".into(),
            decided: vec![Decided { entry: mine.to_string(), decision: "use".into(), at: at.into() }],
            ..Walk::default()
        }],
        records: vec![Record {
            uid: name(3),
            kind: "feedback".into(),
            date: "2025-06-01".into(),
            refers: vec![Refers::Entry(mine.to_string()), Refers::Entry(mine.to_string())],
            created: "2025-06-01T09:00:00Z".into(),
            changed_at: at.into(),
            ..Record::default()
        }],
        ..Dossier::default()
    };
    take(&mut journal, dossier).expect("taken in");
    let need = journal.needs().expect("needs").remove(0).draft;
    assert_eq!((need.goal, need.entry), (Some(aim.id), Some(id)));
    let walk = journal.walks().expect("walks").remove(0);
    let stamp = |at: chrono::DateTime<chrono::Utc>| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    assert_eq!((stamp(walk.begun), walk.decided.len()), ("2025-05-01T10:00:00Z".to_owned(), 1));
    assert_eq!((walk.decided[0].entry, stamp(walk.decided[0].at)), (id, at.to_owned()));
    let record = journal.records().expect("records").remove(0);
    assert_eq!((stamp(record.created), stamp(record.changed)), ("2025-06-01T09:00:00Z".to_owned(), at.to_owned()));
    assert_eq!(record.draft.refers.len(), 1);
}

#[test]
fn handles_of_somebody_else_do_not_come() {
    let theirs = || Dossier {
        registrant: Registrant { name: "Ann Owen".into(), handles: "@ann".into(), employer: "The tower".into(), ..Registrant::default() },
        ..Dossier::default()
    };
    // What is here: a name, an entry; whether the handles come.
    for (called, has_entry, comes) in [("", false, true), ("", true, false), ("ANN OWEN", true, true), ("Bron Hartley", false, false)] {
        let mut journal = in_memory();
        journal.set_profile(&Profile { name: called.into(), ..Profile::default() }, By::Command).expect("a profile");
        if has_entry {
            logged(&mut journal, "Mine", 5);
        }
        let done = take(&mut journal, theirs()).expect("taken in");
        let profile = journal.profile().expect("a profile");
        assert_eq!((profile.handles.as_str(), profile.employer.as_str()), (if comes { "@ann" } else { "" }, "The tower"), "{called}");
        assert!(done.batch.is_some() && done.others == 1, "it is told, and can be taken back");
        assert!(take(&mut journal, theirs()).expect("again").batch.is_none());
    }
}

#[test]
fn taking_back_leaves_no_entry_without_its_community_and_tells_of_details() {
    let mut journal = in_memory();
    let community = Community { uid: name(1), name: "Ringers".into(), ..Community::default() };
    let done = take(&mut journal, Dossier { communities: vec![community], ..Dossier::default() }).expect("taken in");
    let batch = journal.find_batch(&done.batch.expect("a batch").to_string()).expect("found");
    let together = Together { community: Some("Ringers"), ..Together::default() };
    let draft = EntryDraft { title: "Mine".into(), ..EntryDraft::on("2026-01-20".parse().expect("a day")) };
    let id = journal.log(draft, EntryState::Ready, &together).expect("kept").value.id;
    assert!(journal.entry(id).expect("the entry").draft.community.is_some());
    journal.undo_import(&batch).expect_err("it is used");
    assert!(journal.entry(id).expect("the entry").draft.community.is_some());
    assert_eq!(journal.communities().expect("communities").iter().filter(|one| one.draft.name == "Ringers").count(), 1);
    assert!(journal.add_community(CommunityDraft { name: "Others".into(), ..CommunityDraft::default() }).is_ok());

    let details = BTreeMap::from([("partner_name".to_owned(), "Ann Owen".to_owned())]);
    let kind = "reflective-discussion".to_owned();
    let record = Record { uid: name(2), kind, date: "2026-02-01".into(), details, ..Record::default() };
    let done = take(&mut journal, Dossier { records: vec![record], ..Dossier::default() }).expect("taken in");
    let batch = journal.find_batch(&done.batch.expect("a batch").to_string()).expect("found");
    let said = journal.undo_import(&batch).expect("taken back").value;
    assert!(said.contains("Details of others") && journal.orphans().expect("orphans") == 1, "{said}");
}

#[test]
fn an_answer_brings_only_what_others_have_a_part_in() {
    let record = |n, kind: &str| {
        let fields = BTreeMap::from([("content".to_owned(), "Clear".to_owned())]);
        Record { uid: name(n), kind: kind.into(), date: "2026-02-01".into(), fields, ..Record::default() }
    };
    let kinds = ["feedback", "practice-hours", "declaration", "confirmation", "no-such-kind"];
    for (format, want) in [
        ("answer", vec!["confirmation", "feedback"]),
        ("json", {
            let mut all = kinds.to_vec();
            all.sort_unstable();
            all
        }),
    ] {
        let mut journal = in_memory();
        let records = (1..).zip(kinds).map(|(n, kind)| record(n, kind)).collect();
        let taken = Taken { dossier: Dossier { records, ..Dossier::default() }, ..Taken::default() };
        let done = journal.take_in(taken, ("cpd-answer.json", format), None).expect("taken in").value;
        let mut came: Vec<String> = journal.records().expect("records").into_iter().map(|one| one.draft.kind).collect();
        came.sort_unstable();
        assert_eq!(came, want, "{format}");
        assert_eq!(told(&done, "Nobody else"), kinds.len() - want.len(), "{format}");
    }
}
