//! What is searched is found, as people in health care write it.

use cpd_journal::domain::{ActionDraft, EntryDraft, EntryState, GoalDraft};
use cpd_journal::journal::{Alone, Clock, Journal, MARKS, Together};
use cpd_journal::search::{HitWhat, Query};
use cpd_journal::worker::{Event, Request, Worker};

use crate::support::{in_memory, today};

fn add(journal: &mut Journal, title: &str, learnt: &str) {
    let draft = EntryDraft { title: title.to_owned(), learnt: learnt.to_owned(), ..EntryDraft::on(today()) };
    journal.log(draft, EntryState::Draft, &Together::default()).expect("an entry");
}

/// The titles of what is found, best first.
fn found(journal: &Journal, text: &str, typing: bool) -> Vec<String> {
    let (query, _) = Query::parse(text, typing);
    let found = journal.find(&query, 50).expect("a search");
    assert_eq!(found.hits.len(), found.total, "{text}");
    found.hits.into_iter().map(|hit| hit.title).collect()
}

#[test]
fn words_as_they_are_written_here() {
    // Each text is found by each of the words, and by none of the others.
    let cases: &[(&str, &[&str], &[&str])] = &[
        ("Siân’s résumé in the café", &["Sian", "resume", "CAFÉ", "cafe", "siân", "RESUME"], &["sia", "caf"]),
        ("Ŵyr Łukasz and Zoë", &["wyr", "zoe", "ZOË", "Łukasz", "lukasz"], &["luka"]),
        (
            "Post-partum haemorrhage",
            &["haemorrhages", "haemorrhaging", "Haemorrhage", "post", "partum", "post-partum", "hemorrhage"],
            &["haemophilia"],
        ),
        ("Paediatric physiotherapist", &["paediatrics", "paediatric", "physiotherapists", "pediatric"], &["adult"]),
        ("Mobilised on day one", &["mobilising", "mobilise", "mobilises", "mobilisation", "mobilised"], &["mobile", "immobilised"]),
        ("Oedema of the ankles", &["oedema", "ankle", "ankles", "edema"], &["emphysema"]),
        ("Anaesthetised patients", &["anaesthetise", "anaesthetising", "patient"], &["anaesthesia"]),
        ("Practising, counselling, organised", &["practise", "practised", "counselled", "organising", "organisation"], &["counting"]),
        ("Diagnoses and therapies", &["therapy", "diagnoses"], &["diagram"]),
        ("Fractures: a fractured hip", &["fracture", "fracturing", "hips"], &["fraction"]),
        ("#physiotalk with @example_host", &["#physiotalk", "physiotalk", "@example_host", "example host"], &["physio"]),
        ("COVID-19, T2DM & 5mg/kg", &["covid-19", "covid", "19", "t2dm", "5mg", "5mg/kg"], &["t2"]),
        ("Gofal iechyd yng Nghymru", &["nghymru", "iechyd"], &["cymru"]),
        ("Bóle pleców — żółć", &["bole", "plecow", "ŻÓŁĆ", "zolc"], &["zol"]),
        ("疼痛 ألم боль", &["疼痛", "ألم", "БОЛЬ"], &["疼"]),
    ];
    for (text, by, not_by) in cases {
        let mut journal = in_memory();
        add(&mut journal, text, "");
        for word in *by {
            assert_eq!(found(&journal, word, false), [*text], "“{word}”");
        }
        // Meant as it is: not even as the beginning of a word.
        for word in *not_by {
            assert_eq!(found(&journal, &format!("\"{word}\""), false), Vec::<String>::new(), "“{word}” in “{text}”");
        }
    }
}

#[test]
fn as_many_words_as_anybody_types_may_be_unwanted() {
    let mut journal = in_memory();
    add(&mut journal, "Pacing and pain", "");
    add(&mut journal, "Pacing at work", "");
    let not = |last: &str| format!("pacing {}-{last}", (0..300).fold(String::new(), |all, n| all + &format!("-word{n} ")));
    assert_eq!(found(&journal, &not("pain"), false), ["Pacing at work"]);
    assert_eq!(found(&journal, &not("work"), true), ["Pacing and pain"]);
    assert_eq!(found(&journal, &not("sleep"), false).len(), 2);
    assert_eq!(found(&journal, &"pain ".repeat(300), false), ["Pacing and pain"]);
}

#[test]
fn every_beginning_of_a_word_finds_it_while_typing() {
    let texts = [
        "haemorrhage",
        "haemorrhaging",
        "paediatrics",
        "paediatrician",
        "mobilising",
        "mobilisation",
        "physiotherapy",
        "physiotherapists",
        "anatomical",
        "evaluation",
        "breathlessness",
        "rehabilitation",
        "reflective",
        "exercises",
        "motivational",
        "communication",
        "studies",
        "anxiety",
        "sensitivity",
        "proprioceptive",
        "evidence-based",
    ];
    for text in texts {
        let mut journal = in_memory();
        add(&mut journal, text, "");
        for (at, _) in text.char_indices().skip(1).chain([(text.len(), ' ')]) {
            let typed = &text[..at];
            assert_eq!(found(&journal, typed, true), [text], "“{typed}” on the way to “{text}”");
            if !typed.ends_with('-') {
                assert_eq!(found(&journal, &format!("{typed}*"), false), [text], "“{typed}*”");
            }
        }
    }
}

#[test]
fn the_language_of_queries() {
    let mut journal = in_memory();
    add(&mut journal, "Back pain", "Pacing is not rest; surgery is rare.");
    add(&mut journal, "Pain in the back", "Graded exposure");
    add(&mut journal, "Sleep", "Back to bed; painless nights");
    for (text, want) in [
        ("back pain", vec!["Back pain", "Pain in the back"]),
        ("\"back pain\"", vec!["Back pain"]),
        ("“back pain”", vec!["Back pain"]),
        ("back -pain", vec!["Sleep"]),
        ("back -\"back pain\" -sleep", vec!["Pain in the back"]),
        ("pain* back", vec!["Back pain", "Pain in the back", "Sleep"]),
        ("expos*", vec!["Pain in the back"]),
        ("graded back", vec!["Pain in the back"]),
        ("-pain", vec!["Sleep"]),
        ("-pain -sleep", vec![]),
        ("exposure or sleep", vec!["Pain in the back", "Sleep"]),
        ("back (exposure or sleep)", vec!["Pain in the back", "Sleep"]),
        ("surg", vec!["Back pain"]),
        ("nothing", vec![]),
        ("", vec![]),
    ] {
        let mut got = found(&journal, text, false);
        got.sort();
        let mut want: Vec<String> = want.into_iter().map(str::to_owned).collect();
        want.sort();
        assert_eq!(got, want, "“{text}”");
    }
}

#[test]
fn operators_are_words() {
    let mut journal = in_memory();
    add(&mut journal, "This AND that OR NOT NEAR", "title: x^2 + (y) * \"z\" - {curly} 'quote' col:umn a;b c,d e.f %_\\");
    for word in [
        "AND",
        "OR",
        "NOT",
        "NEAR",
        "NEAR(this that)",
        "this AND that",
        "NOT that",
        "\"",
        "(",
        ")",
        ":",
        "^",
        "*",
        "+",
        "-",
        "title:",
        "title:x",
        "title : x",
        "x^2",
        "+y",
        "(y)",
        "* z",
        "\"z",
        "{curly}",
        "'quote'",
        "col:umn",
        "{title}:this",
        "a;b",
        "c,d",
        "e.f",
        "%",
        "_",
        "\\",
        "this*that",
        "**",
        "\"\"\"",
        "-- x",
        "-\"",
        "^this",
        "this\0that",
        "\u{2}",
        "😀",
        "NEAR/2",
        "this NEAR/2 that",
        "title body",
        "rowid:1",
        "entry_text",
        "a\"b\"c",
        "\u{feff}x",
    ] {
        for typing in [false, true] {
            let (query, _) = Query::parse(word, typing);
            journal.find(&query, 10).unwrap_or_else(|error| panic!("“{word}”: {error}"));
        }
    }
    let all = ["AND", "OR", "NOT", "NEAR", "this AND that", "x^2", "+y", "(y)", "\"z", "{curly}", "'quote'", "col:umn", "e.f", "a;b"];
    for word in all {
        assert_eq!(found(&journal, word, false).len(), 1, "“{word}” stands there");
    }
    for word in ["BUT", "that AND nothing", "OR nothing", "NOT y", "-(y)", "nothing or nobody"] {
        assert_eq!(found(&journal, word, false).len(), 0, "“{word}” does not");
    }
    for word in ["y OR nothing", "NOT nothing", "AND that", "that or", "(y or nothing) -nothing"] {
        assert_eq!(found(&journal, word, false).len(), 1, "“{word}” is understood");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 300, ..Default::default() })]

    #[test]
    fn no_query_fails(text in "\\PC{0,30}|([\"“”*() :^+{}'-]|AND|OR|NOT|NEAR|[a-z]{1,8}| ){0,14}", typing: bool) {
        thread_local!(static JOURNAL: Journal = {
            let mut journal = in_memory();
            add(&mut journal, "Pain", "and more");
            journal
        });
        let (query, _) = Query::parse(&text, typing);
        let failed = JOURNAL.with(|journal| journal.find(&query, 10).err().map(|error| error.to_string()));
        proptest::prop_assert_eq!(failed, None);
    }
}

#[test]
fn what_is_private_or_binned_stays_out() {
    let mut journal = in_memory();
    let draft = EntryDraft { title: "Chat".into(), private_note: "moonlight about the manager".into(), ..EntryDraft::on(today()) };
    let id = journal.log(draft, EntryState::Draft, &Together::default()).expect("an entry").value.id;
    assert_eq!(found(&journal, "moonlight", false).len(), 0);
    assert_eq!(found(&journal, "moonl", true).len(), 0);
    assert_eq!(found(&journal, "chat -moonlight", false).len(), 1, "what is private does not even exclude");
    let (mut query, _) = Query::parse("moonlight", false);
    query.private = true;
    assert_eq!(journal.find(&query, 5).expect("a search").total, 1, "when it is asked for");
    let (query, _) = Query::parse("chat", false);
    let snippet = journal.find(&query, 5).expect("a search").hits.remove(0).snippet;
    assert!(!snippet.contains("moonlight"), "{snippet}");
    journal.bin(id).expect("binned");
    assert_eq!(found(&journal, "chat", false).len(), 0);
    journal.unbin(id).expect("back");
    assert_eq!(found(&journal, "chat", false).len(), 1);
}

#[test]
fn the_best_come_first_with_the_words_marked() {
    let mut journal = in_memory();
    add(&mut journal, "A chat", "Pacing. Pacing again, and more pacing, because pacing matters.");
    add(&mut journal, "Pacing", "Something else altogether, and rather long, so that the text weighs little.");
    add(&mut journal, "Another", "One word on pacing.");
    assert_eq!(found(&journal, "pacing", false)[0], "Pacing", "a word in a title weighs more");
    let (query, _) = Query::parse("again matters", false);
    let hits = journal.find(&query, 5).expect("a search").hits;
    let [open, close] = MARKS;
    assert_eq!(hits.len(), 1);
    assert!(hits[0].snippet.contains(&format!("{open}again{close}")), "{:?}", hits[0].snippet);
    let (query, _) = Query::parse("pacing", false);
    let found = journal.find(&query, 2).expect("a search");
    assert_eq!((found.hits.len(), found.total), (2, 3), "the best, and how many there are");
}

#[test]
fn entries_come_before_everything_else() {
    let mut journal = in_memory();
    for n in 0..3 {
        // Long, and with the word once: by rank alone, every action would stand before them.
        add(&mut journal, &format!("Entry {n}"), &format!("{} pacing", "word ".repeat(80)));
    }
    for n in 0..9 {
        let actions = vec![ActionDraft { what: format!("Pacing {n}"), ..ActionDraft::default() }];
        let draft = EntryDraft { title: format!("Another {n}"), ..EntryDraft::on(today()) };
        journal.log(draft, EntryState::Draft, &Together { actions, ..Together::default() }).expect("an entry");
    }
    journal.add_goal(GoalDraft { title: "Pacing".into(), ..GoalDraft::default() }).expect("a goal");
    let ask = |text: &str, most: usize| {
        let found = journal.find(&Query::parse(text, false).0, most).expect("a search");
        let sorts: Vec<&str> = found.hits.iter().map(|hit| hit.what.token()).collect();
        (sorts.join(" "), found.entries.len(), found.total, found.others)
    };
    let actions = "action action action action action";
    // The actions of an entry are found in it, too.
    assert_eq!(ask("pacing", 2), (format!("entry entry goal {actions}"), 12, 12, 10));
    assert_eq!(ask("pacing word", 2), ("entry entry".to_owned(), 3, 3, 0));
    assert_eq!(ask("pacing -word", 0), (format!("goal {actions}"), 9, 9, 10));
}

#[test]
fn beginnings_are_a_second_chance() {
    let mut journal = in_memory();
    add(&mut journal, "Physiotalk on pacing", "Painless");
    add(&mut journal, "Sleep", "A diary");
    let ask = |text: &str, typing: bool| {
        let (query, _) = Query::parse(text, typing);
        let found = journal.find(&query, 50).expect("a search");
        assert_eq!(found.hits.len(), found.total);
        (found.total, found.problems.first().map(|note| format!("{}: {}", note.what, note.mend)))
    };
    let note = Some("nothing has exactly these words: words beginning so are shown".to_owned());
    assert_eq!(ask("physio", false), (1, note.clone()));
    assert_eq!(ask("physio pac", false), (1, note.clone()));
    assert_eq!(ask("physio pain", true), (1, note.clone()), "all words, not only the one that is being typed");
    assert_eq!(ask("pacing", false), (1, None), "not where there is something");
    assert_eq!(ask("physio pain", false).0, 1);
    assert_eq!(ask("nothing", false), (0, None));
    assert_eq!(ask("\"on pac\"", false), (0, None), "a phrase is meant as it is");
    assert_eq!(ask("physio -pacing", false), (0, None));
    assert_eq!(ask("sleep -physio", false).0, 1);
    let left_out = Some("nothing has exactly “pac”: what has words beginning so is left out".to_owned());
    assert_eq!(ask("physiotalk -pac", false), (0, left_out), "or a word would find and not exclude the same entry");
}

#[test]
fn a_window_gets_the_second_chance_too() {
    let mut journal = in_memory();
    add(&mut journal, "Physiotalk on pacing", "");
    let mut worker = Worker::over(journal, Clock::Fixed(today()));
    for (text, notes) in [("physio pac", 1), ("physiotalk pac", 0), ("pac", 0)] {
        worker.send(Request::Search { text: text.to_owned(), seq: 1 });
        let found = worker.poll().into_iter().find_map(|event| match event {
            Event::Found { total, problems, .. } => Some((total, problems.len())),
            _ => None,
        });
        assert_eq!(found, Some((1, notes)), "{text}");
    }
}

#[test]
fn what_matches_is_what_a_search_finds() {
    let place = crate::support::Place::with_sample();
    let journal = crate::support::open(&place.journal());
    for text in ["pain", "pac*", "\"back pain\"", "pain -pacing", "nonsense", "-pain", "kind:podcast", "pain or kind:podcast"] {
        let (query, _) = Query::parse(text, false);
        let hits = journal.find(&query, usize::MAX).expect("a search").hits.into_iter();
        let mut hits: Vec<_> = hits.filter(|hit| matches!(hit.what, HitWhat::Entry(_))).filter_map(|hit| hit.entry).collect();
        let mut all = journal.matches(&query).expect("a search").entries;
        hits.sort();
        all.sort();
        assert_eq!(all, hits, "{text}");
    }
}

#[test]
fn everything_that_is_written_of_an_entry_is_found() {
    let place = crate::support::Place::new();
    let evidence = place.file("certificate-zebra.txt", "content");
    place.done(&["goal", "add", "Persistent pain"]);
    let evidence = evidence.to_string_lossy();
    let uid = place.json(&[
        "log",
        "wordtitle",
        "--how",
        "wordhow",
        "--platform",
        "wordplatform",
        "--url",
        "https://example.org/wordurl",
        "--handle",
        "@wordhandle",
        "--hashtag",
        "#wordhashtag",
        "--community",
        "Wordcommunity",
        "--learnt",
        "wordlearnt",
        "--changed",
        "wordchanged",
        "--benefit",
        "wordbenefit",
        "--tag",
        "wordtag",
        "--person",
        "Wordperson",
        "--template",
        "driscoll",
        "--answer",
        "what=wordanswer",
        "--attach",
        &evidence,
        "--private",
        "wordprivate",
    ])["uid"]
        .as_str()
        .expect("an id")
        .to_owned();
    place.done(&["action", "add", &uid, "wordaction", "--share-with", "wordshared"]);
    place.done(&["action", "done", "wordaction", "--effect", "wordeffect"]);
    for word in [
        "title",
        "how",
        "platform",
        "url",
        "handle",
        "hashtag",
        "community",
        "learnt",
        "changed",
        "benefit",
        "tag",
        "person",
        "answer",
        "action",
        "shared",
        "effect",
    ] {
        let found = place.json(&["search", &format!("word{word}")]);
        let hits = found["hits"].as_array().expect("hits");
        assert!(hits.iter().any(|hit| hit["what"] == "entry" && hit["uid"] == uid), "word{word}: {found}");
    }
    assert_eq!(place.json(&["search", "zebra"])["total"], 1, "the name of a piece of evidence");
    assert_eq!(place.json(&["search", "wordprivate"])["total"], 0);
    place.done(&["community", "edit", "Wordcommunity", "--name", "Newname"]);
    assert_eq!(place.json(&["search", "newname"])["total"], 1, "and again when it is changed elsewhere");
    assert_eq!(place.json(&["search", "wordcommunity"])["total"], 0);
    let hash = place.json(&["evidence", "list"])["evidence"][0]["hash"].as_str().expect("a hash").to_owned();
    place.done(&["evidence", "remove", &uid, &hash]);
    assert_eq!(place.json(&["search", "zebra"])["total"], 0, "and not when it is gone");
    assert!(place.json(&["verify"])["ok"].as_bool().expect("a verdict"));
}

#[test]
fn a_window_indexes_when_it_is_asked_and_a_crash_loses_nothing() {
    let place = crate::support::Place::new();
    let journal = place.journal();
    let window = |path: &std::path::Path| {
        let catalogue = std::sync::Arc::new(cpd_journal::catalogue::Catalogue::bundled());
        Journal::open(path, Alone::Yes, catalogue, Clock::Fixed(today())).expect("a window's journal")
    };
    let mut open = window(&journal);
    add(&mut open, "First typed", "");
    assert_eq!(found(&open, "typed", false), ["First typed"], "by the window itself");
    add(&mut open, "Second typed", "");
    assert_eq!(place.json(&["verify"])["ok"], true, "what waits to be indexed is no damage");
    assert_eq!(place.json(&["search", "second"])["total"], 1, "by another program");
    let id = open.headers(None).expect("headers")[0].id;
    open.bin(id).expect("binned");
    open.undo().expect("undone");
    for n in 0..40 {
        add(&mut open, &format!("Many {n}"), "typed");
    }
    let copy = place.path().join("crashed.cpd");
    add(&mut open, "Last typed", "");
    // As a crash leaves it: the file and its log, with words that nobody indexed yet.
    std::fs::copy(&journal, &copy).expect("a copy");
    std::fs::copy(place.path().join("journal.cpd-wal"), place.path().join("crashed.cpd-wal")).expect("a copy");
    let crashed = crate::support::open(&copy);
    assert_eq!(found(&crashed, "last typed", false), ["Last typed"]);
    assert_eq!(crashed.verify().expect("a look"), []);
    drop(open);
    let closed = crate::support::open(&journal);
    assert_eq!(found(&closed, "typed", false).len(), 43);
    assert_eq!(closed.verify().expect("a look"), []);
}
