//! Reflecting by the command line: from three lines after a chat to what it changed months later, and the story that this makes.

use std::fs;

use serde_json::{Value, json};

use crate::support::{Place, Ran, open};

/// What only `--private` may print.
const SECRET: &str = "Marzipan-by-moonlight";

/// Runs a command on a day; it must end well.
fn on(place: &Place, day: &str, words: &[&str]) -> Ran {
    let ran = tried(place, day, words);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
    ran
}

/// Runs a command on a day, whatever comes of it.
fn tried(place: &Place, day: &str, words: &[&str]) -> Ran {
    let mut program = place.program();
    program.arg("--journal").arg(place.journal()).args(["--today", day]).args(words);
    Ran::of(&words.join(" "), &program.output().expect("it runs"))
}

fn json_on(place: &Place, day: &str, words: &[&str]) -> Value {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    on(place, day, &words).json()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn uid(value: &Value) -> String {
    value["uid"].as_str().expect("an id").to_owned()
}

/// Answers as `prompt: text`.
fn answers(entry: &Value) -> Vec<String> {
    list(&entry["reflection"]["answers"]).iter().map(|one| format!("{}: {}", text(&one["prompt"]), text(&one["text"]))).collect()
}

/// Entries that are asked about on a day, with after how many months.
fn due(place: &Place, day: &str) -> Vec<(String, u64)> {
    let listed = json_on(place, day, &["look-back", "list", "--due"]);
    list(&listed["due"]).iter().map(|one| (text(&one["entry"]["title"]).to_owned(), one["month"].as_u64().expect("months"))).collect()
}

#[test]
fn from_three_lines_to_what_it_changed() {
    let place = Place::new();
    on(&place, "2026-01-05", &["goal", "add", "Persistent pain", "--how", "Read, ask, try", "--plan", "2026", "--due", "2026-12-31"]);
    // Three lines after a tweetchat.
    let chat = ["log", "#physiotalk on pacing", "--kind", "tweetchat", "--time", "20:00", "--minutes", "1h", "--interactive", "40"];
    let lines = ["--template", "three-lines", "--answer", "learnt=Pacing is not rest", "--answer", "matters=People boom and bust"];
    let words: Vec<&str> =
        chat.into_iter().chain(lines).chain(["--answer", "will=Try diaries with three people", "--goal", "pain"]).collect();
    let id = uid(&json_on(&place, "2026-01-12", &words));
    let three = json_on(&place, "2026-01-12", &["show", &id]);
    assert_eq!(answers(&three), ["learnt: Pacing is not rest", "matters: People boom and bust", "will: Try diaries with three people"]);

    // Grown with Driscoll the next day: the words moved, but for those whose prompt is answered anew, and nothing is lost, there and back.
    let grown = ["edit", &id, "--template", "driscoll", "--answer", "so-what=People boom and bust.\n\nI had told them to rest."];
    on(&place, "2026-01-13", &grown);
    let driscoll = json_on(&place, "2026-01-13", &["show", &id]);
    assert_eq!(
        answers(&driscoll),
        [
            "what: Pacing is not rest",
            "matters: People boom and bust",
            "now-what: Try diaries with three people",
            "so-what: People boom and bust.\n\nI had told them to rest."
        ]
    );
    assert_eq!(driscoll["reflection"]["answers"][0]["from"], json!({ "template": "three-lines", "prompt": "learnt" }));
    on(&place, "2026-01-13", &["edit", &id, "--template", "three-lines"]);
    let back = json_on(&place, "2026-01-13", &["show", &id]);
    let grown_lines = [
        "learnt: Pacing is not rest",
        "matters: People boom and bust",
        "will: Try diaries with three people",
        "so-what: People boom and bust.\n\nI had told them to rest.",
    ];
    assert_eq!(answers(&back), grown_lines);
    assert!(back["reflection"]["answers"][0].get("from").is_none());
    on(&place, "2026-01-13", &["edit", &id, "--template", "driscoll"]);
    assert_eq!(answers(&json_on(&place, "2026-01-13", &["show", &id])), answers(&driscoll));

    // Taken back to work, done and shared two weeks later.
    on(&place, "2026-01-13", &["action", "add", &id, "Try pacing diaries", "--by", "2026-01-31"]);
    let effects = ["--effect", "I ask for a diary first", "--effect-service", "A leaflet", "--effect-people", "Fewer flare-ups"];
    let words: Vec<&str> =
        ["action", "done", "diaries", "--share-with", "the team", "--shared-on", "2026-01-26"].into_iter().chain(effects).collect();
    let done = json_on(&place, "2026-01-27", &words);
    assert_eq!(done["proposal"], json!({ "changed": "I ask for a diary first\n\nA leaflet", "benefit": "Fewer flare-ups" }));
    assert_eq!((done["added"].as_bool(), text(&json_on(&place, "2026-01-27", &["show", &id])["changed"])), (Some(false), ""));
    let taken = json_on(&place, "2026-01-28", &["action", "done", "diaries", "--add-to-entry"]);
    assert_eq!(taken["added"], true);
    let entry = json_on(&place, "2026-01-28", &["show", &id]);
    assert_eq!((text(&entry["changed"]), text(&entry["benefit"])), ("I ask for a diary first\n\nA leaflet", "Fewer flare-ups"));
    let action = &entry["actions"][0];
    assert_eq!((text(&action["done"]), text(&action["shared_on"]), text(&action["shared_with"])), ("2026-01-27", "2026-01-26", "the team"));
    // Said again, it is there already.
    assert_eq!(json_on(&place, "2026-01-29", &["action", "done", "diaries", "--add-to-entry"])["added"], false);

    // The clock of six months: each question once, and only when it is time.
    let asked = |day: &str| due(&place, day).into_iter().map(|(_, month)| month).collect::<Vec<_>>();
    for (day, months) in
        [("2026-01-28", vec![]), ("2026-02-11", vec![]), ("2026-02-12", vec![1]), ("2026-04-11", vec![1]), ("2026-04-12", vec![3])]
    {
        assert_eq!(asked(day), months, "{day}");
    }
    on(&place, "2026-02-12", &["look-back", "later", &id]);
    assert_eq!((asked("2026-02-12"), asked("2026-02-25"), asked("2026-02-26")), (vec![], vec![], vec![1]));
    on(&place, "2026-04-12", &["look-back", "add", &id, "--found", "benefit", "Four people sleep through"]);
    for (day, months) in
        [("2026-04-12", vec![]), ("2026-07-11", vec![]), ("2026-07-12", vec![6]), ("2027-01-11", vec![6]), ("2027-01-12", vec![])]
    {
        assert_eq!(asked(day), months, "{day}");
    }

    // The goal tells it.
    on(&place, "2026-05-01", &["goal", "review", "pain", "Half way; the diaries help"]);
    let story = json_on(&place, "2026-05-01", &["goal", "show", "pain"]);
    let chain: Vec<String> =
        list(&story["chain"]).iter().map(|one| format!("{} {} {}", text(&one["date"]), text(&one["link"]), text(&one["text"]))).collect();
    for link in [
        "2026-01-12 activity #physiotalk on pacing",
        "2026-01-27 change I ask for a diary first",
        "2026-01-27 benefit Fewer flare-ups",
        "2026-04-12 benefit Four people sleep through",
    ] {
        assert!(chain.iter().any(|one| one == link), "{link}: {chain:?}");
    }
    assert!(chain.iter().any(|one| one.starts_with("2026-01-12 learning ")), "{chain:?}");
    assert!(chain.is_sorted_by_key(|one| one[..10].to_owned()), "{chain:?}");
    assert_eq!((story["entries"].as_u64(), story["minutes"].as_u64(), story["how"].as_str()), (Some(1), Some(60), Some("Read, ask, try")));
    assert_eq!(story["unplanned"], json!({ "entries": 1, "minutes": 60 }));
    assert_eq!(text(&story["reviews"][0]["note"]), "Half way; the diaries help");
    let page = on(&place, "2026-05-01", &["goal", "show", "pain"]).out;
    for words in ["What happened", "2026-04-12  Benefit   Four people sleep through", "[x] Try pacing diaries", "Reviews"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    on(&place, "2026-05-01", &["verify"]);
    // And it leaves as it is told.
    on(&place, "2026-05-01", &["export", "--out", "all.md"]);
    let page = fs::read_to_string(place.path().join("all.md")).expect("an export");
    for words in [
        "12 April 2026, after 3 months",
        "Somebody benefited.",
        "Four people sleep through",
        "shared with the team, 26 January 2026",
        "Review of 1 May 2026",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[test]
fn an_answer_given_along_with_a_model_writes_over_nothing() {
    let place = Place::new();
    let id = uid(&place.json(&["log", "Ward", "--template", "gibbs", "--answer", "description=A fall", "--answer", "feelings=Torn"]));
    let now = |place: &Place| answers(&place.json(&["show", &id]));
    let home = ["description: A fall", "feelings: Torn"];
    place.done(&["edit", &id, "--template", "driscoll", "--answer", "what=A near miss"]);
    let driscoll = now(&place);
    assert!(driscoll.contains(&"what: A near miss".to_owned()) && driscoll.contains(&"description: A fall".to_owned()), "{driscoll:?}");
    assert!(place.done(&["show", &id]).out.contains("from Gibbs"), "told where it is from");
    place.done(&["edit", &id, "--template", "gibbs"]);
    assert_eq!(now(&place), [&home[..], &["what: A near miss"]].concat());
    // What stands at home there stays, and grows; said once more it is there already.
    place.done(&["edit", &id, "--template", "driscoll", "--answer", "what=Seen by two"]);
    assert!(now(&place).contains(&"what: A near miss\n\nSeen by two".to_owned()), "{:?}", now(&place));
    place.done(&["edit", &id, "--template", "gibbs"]);
    place.done(&["edit", &id, "--template", "driscoll", "--answer", "what=A near miss\n\nSeen by two"]);
    assert!(now(&place).contains(&"what: A near miss\n\nSeen by two".to_owned()), "{:?}", now(&place));
    // In the model in use an answer is the new text of its prompt, as of any field; undo has the old one.
    place.done(&["edit", &id, "--answer", "what=Anew"]);
    assert!(now(&place).contains(&"what: Anew".to_owned()));
    place.done(&["undo"]);
    assert!(now(&place).contains(&"what: A near miss\n\nSeen by two".to_owned()));
    let twice = place.run(&["edit", &id, "--answer", "what=a", "--answer", "What?=b", "--json"]);
    assert!(twice.out.contains("“what” is answered twice"), "{twice:?}");
    twice.failed(2, "usage");
}

/// How many steps the history has.
fn steps(place: &Place) -> usize {
    list(&place.json(&["history"])["steps"]).len()
}

#[test]
fn one_command_is_one_step() {
    let place = Place::new();
    let [first, second] = ["One", "Two"].map(|title| uid(&place.json(&["log", title])));
    place.done(&["goal", "add", "Pain"]);
    place.done(&["action", "add", &first, "Try it"]);
    let before = steps(&place);
    for (at, words) in [
        &["words", "add", "tendinopathy", "Physiotalk", "tendinopathy"][..],
        &["words", "remove", "tendinopathy", "Physiotalk"],
        &["goal", "link", "Pain", &first, &second, &first],
        &["goal", "unlink", "Pain", &first, &second],
        &["action", "done", "Try it", "--effect", "I ask first", "--add-to-entry"],
    ]
    .into_iter()
    .enumerate()
    {
        place.done(words);
        assert_eq!(steps(&place), before + at + 1, "{words:?}");
    }
    assert_eq!(place.json(&["show", &first])["changed"], "I ask first");
    place.done(&["undo"]);
    let entry = place.json(&["show", &first]);
    assert_eq!((text(&entry["changed"]), entry["actions"][0]["done"].is_null()), ("", true), "all of it is taken back");
    let before = steps(&place);
    for words in [&["goal", "edit", "Pain"][..], &["goal", "unlink", "Pain", &first], &["action", "edit", "Try it"], &["edit", &first]] {
        place.done(words);
        assert_eq!(steps(&place), before, "{words:?} changes nothing");
    }
}

#[test]
fn texts_that_no_step_made_have_a_history() {
    let place = Place::empty();
    place.done(&["sample", "--entries", "5"]);
    let listed = place.json(&["list"]);
    let id = uid(&listed["entries"][0]);
    let entry = place.json(&["show", &id]);
    let moments = place.json(&["history", &id, "--texts"]);
    let first = &list(&moments["moments"])[0];
    assert_eq!((first["n"].as_i64(), text(&first["label"])), (Some(0), "As it was first"), "{moments}");
    assert!(list(&first["texts"]).iter().any(|one| one["field"] == "title" && one["text"] == entry["title"]), "{moments}");
    assert!(place.done(&["history", &id, "--compare", "0"]).out.contains("Nothing was changed"));
    // A step that changes one text does not hide the others.
    let texts = list(&first["texts"]).len();
    place.done(&["edit", &id, "--title", "Other"]);
    let moments = place.json(&["history", &id, "--texts"]);
    let counts: Vec<usize> = list(&moments["moments"]).iter().map(|one| list(&one["texts"]).len()).collect();
    assert_eq!(counts, [texts, texts], "{moments}");
    // One line is brought back whole, and what stands there already makes no step.
    let back = ["history", &id, "--bring-back", "0", "--field", "title", "--paragraph", "1"];
    place.done(&back);
    assert_eq!(place.json(&["show", &id])["title"], entry["title"]);
    let before = steps(&place);
    assert!(place.done(&back).out.contains("It stands there already"));
    assert_eq!((steps(&place), place.json(&back)["changed"].as_bool()), (before, Some(false)));
    for words in [
        &["history", &id, "--compare", "99", "--json"][..],
        &["history", &id, "--compare", "0", "99", "--json"],
        &["history", &id, "--bring-back", "99", "--field", "title", "--paragraph", "1", "--json"],
    ] {
        let ran = place.run(words);
        assert!(ran.out.contains("there is no step 99"), "{ran:?}");
        ran.failed(2, "usage");
    }
    let goal = uid(&place.json(&["goal", "list"])["goals"][0]);
    let moments = place.json(&["history", "--goal", &goal, "--texts"]);
    assert_eq!(list(&moments["moments"]).len(), 1, "{moments}");
}

#[test]
fn what_was_said_is_not_written_over_unasked() {
    let place = Place::new();
    let id = uid(&place.json(&["log", "Chat", "--learnt", "x"]));
    place.done(&["action", "add", &id, "Try it"]);
    place.done(&["action", "done", "Try it", "--on", "2026-03-01", "--effect", "I ask first"]);
    place.done(&["action", "done", "Try it", "--on", "2026-03-01", "--effect", "I ask first", "--effect-people", "Two sleep"]);
    place.done(&["goal", "add", "Pain"]);
    place.done(&["goal", "close", "Pain", "--outcome", "Routine"]);
    let before = steps(&place);
    place.done(&["goal", "close", "Pain", "--outcome", "Routine"]);
    for (words, hint) in [
        (&["action", "done", "Try it", "--on", "2026-02-01", "--json"][..], "action edit"),
        (&["action", "done", "Try it", "--effect", "Other", "--json"], "action edit"),
        (&["goal", "close", "Pain", "--outcome", "Other", "--json"], "goal edit"),
        (&["goal", "close", "Pain", "--outcome", "Routine", "--state", "dropped", "--json"], "goal edit"),
        (&["goal", "carry", "Pain", "--outcome", "Other", "--json"], "goal edit"),
    ] {
        let ran = place.run(words);
        assert!(text(&ran.json()["error"]["hint"]).contains(hint), "{ran:?}");
        ran.failed(2, "usage");
    }
    assert_eq!(steps(&place), before);
    place.done(&["goal", "edit", "Pain", "--outcome", "Other"]);
    place.done(&["action", "edit", "Try it", "--effect", "Other", "--on", "2026-02-01"]);
    let entry = place.json(&["show", &id]);
    assert_eq!((text(&entry["actions"][0]["effect"]), text(&entry["actions"][0]["done"])), ("Other", "2026-02-01"));
    assert_eq!(place.json(&["goal", "show", "Pain"])["outcome"], "Other");
}

#[test]
fn days_are_what_they_can_be() {
    let place = Place::new();
    let id = uid(&place.json(&["log", "Chat", "--learnt", "x"]));
    place.done(&["action", "add", &id, "Try it"]);
    place.done(&["goal", "add", "Pain"]);
    for words in [
        // What is over was.
        &["action", "done", "Try it", "--on", "2026-03-03"][..],
        &["action", "done", "Try it", "--shared-on", "2026-03-03"],
        &["action", "edit", "Try it", "--shared-on", "2026-03-03"],
        &["need", "add", "learning", "Sleep", "--date", "2026-03-03"],
        &["goal", "review", "Pain", "x", "--date", "2026-03-03"],
        // Years in which nobody plans.
        &["action", "add", &id, "x", "--by", "9999-12-31"],
        &["action", "edit", "Try it", "--by", "9999-12-31"],
        &["goal", "edit", "Pain", "--due", "2101-01-01"],
        &["goal", "add", "x", "--due", "1989-12-31"],
        &["park", &id, "--until", "9999-12-31"],
    ] {
        place.run(&[words, &["--json"]].concat()).failed(2, "usage");
    }
    let ran = place.run(&["history", &id, "--compare", "-1"]);
    assert!(ran.code == 2 && ran.err.contains("no number below 0"), "{ran:?}");
    let ran = tried(&place, "2201-01-01", &["list"]);
    assert!(ran.code == 2 && ran.err.contains("1900 to 2200"), "{ran:?}");
}

#[test]
fn what_is_set_aside_wants_nothing() {
    let place = Place::new();
    let logged = place.done(&["log", "A hard evening", "--park", "2026-04-01"]);
    assert!(!logged.out.contains("Still wanted"), "{logged:?}");
    assert!(!place.done(&["show", "hard"]).out.contains("Still wanted"));
    assert!(!place.done(&["edit", "hard", "--how", "x"]).out.contains("Still wanted"));
    assert!(place.done(&["list"]).out.contains("set aside until 2026-04-01"));
    assert!(on(&place, "2026-04-01", &["show", "hard"]).out.contains("Still wanted"));
    assert!(!on(&place, "2026-04-01", &["list"]).out.contains("set aside"));
}

#[test]
fn what_cannot_be_is_refused_from_json_whole() {
    let place = Place::new();
    let look = |month: u32, date: &str, found: &str| json!({ "month": month, "date": date, "found": found });
    for (entry, words) in [
        (json!({ "title": "A", "date": "2026-01-05", "look_backs": [look(2, "2026-03-01", "change")] }), "1, 3 or 6"),
        (json!({ "title": "A", "date": "2026-01-05", "look_backs": [look(1, "2026-01-04", "change")] }), "before the activity"),
        (json!({ "title": "A", "date": "2026-01-05", "look_backs": [look(1, "2026-02-05", "later")] }), "until when"),
    ] {
        let ran = place.run_with(&["log", "--from-json", "-", "--json"], entry.to_string());
        assert!(ran.out.contains(words), "{ran:?}");
        ran.failed(2, "usage");
    }
    assert_eq!(place.json(&["list"])["total"], 0);
}

#[test]
fn every_argument_says_what_it_is() {
    fn look(command: &clap::Command, path: &str, bare: &mut Vec<String>) {
        for one in command.get_arguments().filter(|one| one.get_help().is_none()) {
            bare.push(format!("{path} {}", one.get_id()));
        }
        for inner in command.get_subcommands() {
            look(inner, &format!("{path} {}", inner.get_name()), bare);
        }
    }
    let mut bare = Vec::new();
    look(&<cpd_journal::cli::Cli as clap::CommandFactory>::command(), "", &mut bare);
    assert_eq!(bare, Vec::<String>::new());
}

#[test]
fn all_that_is_said_goes_to_another_journal_and_back() {
    let place = Place::new();
    let day = "2026-06-01";
    on(&place, day, &["goal", "add", "Pain", "--how", "h", "--plan", "2026"]);
    let logged = ["log", "Chat", "--date", "2026-01-12", "--template", "three-lines", "--answer", "learnt=A", "--answer", "matters=B"];
    let id = uid(&json_on(&place, day, &logged.into_iter().chain(["--goal", "Pain", "--private", SECRET]).collect::<Vec<_>>()));
    on(&place, day, &["edit", &id, "--template", "gibbs", "--park", "2026-07-01"]);
    on(&place, day, &["action", "add", &id, "Do it"]);
    let effects = ["--effect", "a", "--effect-service", "b", "--effect-people", "c", "--share-with", "d", "--shared-on", "2026-05-30"];
    on(&place, day, &["action", "done", "Do it"].into_iter().chain(effects).collect::<Vec<_>>());
    on(&place, day, &["look-back", "add", &id, "--found", "change", "It did"]);
    on(&place, day, &["look-back", "later", &id, "--until", "2026-06-20"]);
    let bare = |place: &Place| {
        let mut entry = json_on(place, day, &["show", &id, "--private"]);
        let object = entry.as_object_mut().expect("an entry");
        object.remove("changed_at");
        object.remove("created");
        object["actions"][0].as_object_mut().expect("an action").remove("uid");
        entry
    };
    let whole = bare(&place);
    assert_eq!((text(&whole["parked"]), list(&whole["look_backs"]).len()), ("2026-07-01", 2));
    assert!(list(&whole["reflection"]["answers"]).iter().any(|one| one["from"]["template"] == "three-lines"), "{whole}");
    let other = Place::new();
    let mut program = other.program();
    program.arg("--journal").arg(other.journal()).args(["--today", day, "log", "--from-json", "-"]).write_stdin(whole.to_string());
    let ran = Ran::of("log --from-json -", &program.output().expect("it runs"));
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(bare(&other), whole);
    // A moved answer goes home there, too.
    on(&other, day, &["edit", &id, "--template", "three-lines"]);
    assert_eq!(answers(&json_on(&other, day, &["show", &id])), ["learnt: A", "matters: B"]);
    other.done(&["verify"]);
    // What lists print is understood as well.
    let listed = json_on(&place, day, &["list", "--full"]);
    let third = Place::new();
    let mut program = third.program();
    program.arg("--journal").arg(third.journal()).args(["--today", day, "log", "--from-json", "-"]).write_stdin(listed.to_string());
    assert_eq!(Ran::of("list | log", &program.output().expect("it runs")).code, 0);
    assert_eq!(json_on(&third, day, &["list"])["entries"][0]["parked"], "2026-07-01");
}

#[test]
fn setting_aside_and_taking_up() {
    let place = Place::new();
    let id = uid(&place.json(&["log", "A hard evening", "--learnt", "x"]));
    let parked = |place: &Place| place.json(&["show", &id])["parked"].clone();
    assert!(place.done(&["park", "hard", "--until", "in 2 weeks"]).out.contains("safe"));
    assert_eq!(parked(&place), "2026-03-16");
    let steps = list(&place.json(&["history"])["steps"]).len();
    place.done(&["park", "hard", "--until", "2026-03-16"]);
    assert_eq!(list(&place.json(&["history"])["steps"]).len(), steps, "it is so already");
    assert_eq!(place.json(&["unpark", "hard"])["parked"], Value::Null);
    place.done(&["unpark", "hard"]);
    assert_eq!(parked(&place), Value::Null);
    place.done(&["edit", &id, "--park", "2026-04-01"]);
    assert_eq!(parked(&place), "2026-04-01");
    place.done(&["edit", &id, "--unpark"]);
    assert_eq!(parked(&place), Value::Null);
    for words in [
        &["park", &id, "--until", "yesterday", "--json"][..],
        &["park", &id, "--until", "someday", "--json"],
        &["edit", &id, "--park", "2026-03-02", "--json"],
        &["edit", &id, "--park", "2026-04-01", "--unpark", "--json"],
    ] {
        place.run(words).failed(2, "usage");
    }
    place.run(&["park", "nothing like it", "--until", "tomorrow", "--json"]).failed(1, "not_found");
}

#[test]
fn goals_are_linked_reviewed_and_carried_over() {
    let place = Place::new();
    place.done(&["goal", "add", "Sleep"]);
    place.done(&["goal", "add", "Pain", "--why", "w", "--how", "h", "--due", "2026-03-31", "--for", "role"]);
    let [first, second] = ["One", "Two"].map(|title| uid(&place.json(&["log", title])));
    let without = |place: &Place| list(&place.json(&["list", "--without-goal"])["entries"]).len();
    assert_eq!(without(&place), 2);
    let changed = place.json(&["goal", "link", "pain", &first, "Two"]);
    assert_eq!(changed["changed"], json!([first, second]));
    assert_eq!((place.json(&["goal", "link", "pain", &first])["changed"].clone(), without(&place)), (json!([]), 0));
    let waiting: Vec<Value> =
        list(&place.json(&["goal", "list", "--without-entries"])["goals"]).iter().map(|one| one["title"].clone()).collect();
    assert_eq!(waiting, ["Sleep"]);
    place.done(&["goal", "unlink", "pain", &second]);
    assert_eq!(without(&place), 1);

    let review = place.json(&["goal", "review", "pain", "Half way", "--date", "2026-02-01"]);
    assert_eq!(place.json(&["goal", "review", "pain", "Half way", "--date", "2026-02-01"]), review, "the same one");
    place.run(&["goal", "review", "pain", "x", "--date", "2027-01-01", "--json"]).failed(2, "usage");
    place.run(&["goal", "review", "pain", " ", "--json"]).failed(2, "needs_more");

    let next = place.json(&["goal", "carry", "pain", "--outcome", "Half of it", "--plan", "2027", "--title", "Pain, further"]);
    let next = json_on(&place, "2026-03-02", &["goal", "show", &uid(&next)]);
    let named = |goal: &Value| (text(&goal["title"]).to_owned(), text(&goal["outcome"]).to_owned());
    assert_eq!((text(&next["why"]), text(&next["how"]), text(&next["plan"]), next["due"].is_null()), ("w", "h", "2027", true));
    assert_eq!(next["carried_from"]["title"], "Pain");
    assert_eq!(named(&next["before"][0]), ("Pain".to_owned(), "Half of it".to_owned()));
    assert_eq!(text(&next["before"][0]["reviews"][0]["note"]), "Half way");
    let old_uid = text(&next["carried_from"]["uid"]).to_owned();
    let old = place.json(&["goal", "show", &old_uid]);
    assert_eq!((text(&old["state"]), text(&old["after"]["title"])), ("carried_over", "Pain, further"));
    let again = place.run(&["goal", "carry", &old_uid, "--outcome", "x", "--json"]);
    again.failed(1, "goes_on_already");
    assert!(again.json()["error"]["details"][0].as_str().is_some_and(|line| line.ends_with("Pain, further")), "{again:?}");
    place.done(&["goal", "carry", "further", "--outcome", "More", "--title", "Pain, at last"]);
    let later = place.json(&["goal", "show", &old_uid])["later"].clone();
    let titles: Vec<&str> = list(&later).iter().map(|goal| text(&goal["title"])).collect();
    assert_eq!(titles, ["Pain, further", "Pain, at last"]);
    assert!(place.done(&["goal", "show", &old_uid]).out.contains("Pain, at last"));
    place.done(&["undo"]);
    place.run(&["goal", "show", "nothing", "--json"]).failed(1, "not_found");
    place.run(&["goal", "link", "further", "nothing", "--json"]).failed(1, "not_found");
    let listed = place.json(&["goal", "list"]);
    assert!(list(&listed["goals"]).iter().all(|goal| goal.get("how").is_some() && goal["reviews"].is_array()));
    place.done(&["verify"]);
}

#[test]
fn where_goals_come_from() {
    let place = Place::new();
    let entry = uid(&place.json(&["log", "Clinic"]));
    place.done(&["need", "add", "strength", "People tell me things"]);
    let need = uid(&place.json(&["need", "add", "Unmet", "Asked about sleep, could not say", "--entry", "clinic", "--date", "yesterday"]));
    place.done(&["need", "edit", "sleep", "--kind", "learning", "--text", "Sleep hygiene"]);
    let needs = place.json(&["need", "list"]);
    let one = list(&needs["needs"]).iter().find(|one| one["uid"] == *need).expect("it is there").clone();
    assert_eq!((text(&one["kind"]), text(&one["text"]), text(&one["date"])), ("learning", "Sleep hygiene", "2026-03-01"));
    assert_eq!((text(&one["entry"]["uid"]), one["goal"].is_null()), (entry.as_str(), true));
    let goal = place.json(&["need", "goal", &need]);
    assert_eq!(place.json(&["need", "goal", &need])["uid"], goal["uid"], "there is one goal");
    assert_eq!(place.json(&["goal", "show", &uid(&goal)])["title"], "Sleep hygiene");
    place.done(&["need", "remove", "tell me"]);
    assert_eq!(list(&place.json(&["need", "list"])["needs"]).len(), 1);
    place.done(&["undo"]);
    assert_eq!(list(&place.json(&["need", "list"])["needs"]).len(), 2);
    place.run(&["need", "add", "wish", "x", "--json"]).failed(2, "usage");
    place.run(&["need", "add", "threat", " ", "--json"]).failed(2, "needs_more");
    place.run(&["need", "remove", "nothing", "--json"]).failed(1, "not_found");
}

#[test]
fn looking_back_is_said_once_and_can_be_turned_off() {
    let place = Place::new();
    let day = "2026-03-02";
    for (title, date) in [("Old", "2026-01-20"), ("Older", "2025-11-20")] {
        on(&place, date, &["log", title, "--learnt", "x", "--template", "driscoll", "--answer", "what=y"]);
    }
    assert_eq!(due(&place, day), [("Older".to_owned(), 3), ("Old".to_owned(), 1)]);
    on(&place, day, &["look-back", "off"]);
    assert_eq!(due(&place, day), []);
    on(&place, day, &["look-back", "on"]);
    on(&place, day, &["look-back", "never", "Older"]);
    assert_eq!(json_on(&place, day, &["look-back", "never", "Older"])["uid"], Value::Null, "said already");
    assert_eq!(due(&place, day), [("Old".to_owned(), 1)]);
    let said = json_on(&place, day, &["look-back", "add", "Old", "--found", "nothing", "--date", "2026-02-25"]);
    assert_eq!(due(&place, day), []);
    let looks = json_on(&place, day, &["look-back", "list"]);
    let mut found: Vec<&str> = list(&looks["look_backs"]).iter().map(|look| text(&look["found"])).collect();
    found.sort_unstable();
    assert_eq!(found, ["never", "nothing"]);
    on(&place, day, &["look-back", "remove", &uid(&said)]);
    assert_eq!(due(&place, day), [("Old".to_owned(), 1)]);
    for words in [
        &["look-back", "add", "Old", "--found", "much", "--json"][..],
        &["look-back", "add", "Old", "--found", "never", "--json"],
        &["look-back", "add", "Old", "--found", "change", "--date", "2026-01-01", "--json"],
        &["look-back", "add", "Old", "--found", "change", "--date", "2027-01-01", "--json"],
        &["look-back", "later", "Old", "--until", "yesterday", "--json"],
    ] {
        place.run(words).failed(2, "usage");
    }
    place.run(&["look-back", "remove", "0198c7aa", "--json"]).failed(1, "not_found");
    place.done(&["bin", "Older"]);
    for words in [
        &["look-back", "later", "Older"][..],
        &["look-back", "add", "Older", "--found", "change"],
        &["park", "Older", "--until", "2027-01-01"],
    ] {
        place.run(&[words, &["--json"]].concat()).failed(1, "in_bin");
    }
}

#[test]
fn the_way_in_ticks_itself() {
    let place = Place::new();
    let steps = |place: &Place, day: &str| -> Vec<(String, bool, bool)> {
        let way = json_on(place, day, &["path"]);
        let steps = list(&way["stages"]).iter().flat_map(|stage| list(&stage["steps"]).clone());
        steps.map(|one| (text(&one["id"]).to_owned(), one["done"] == true, one["read_again"] == true)).collect()
    };
    let standing =
        |place: &Place, day: &str, id: &str| steps(place, day).into_iter().find(|step| step.0 == id).map(|step| (step.1, step.2));
    let day = "2026-03-02";
    assert!(steps(&place, day).iter().all(|(_, done, _)| !done) && steps(&place, day).len() > 10);
    let read = ["path", "read", "employer", "--title", "Social media policy", "--version", "3.1", "--on", "2026-02-01", "--note", "page 4"];
    let mark = json_on(&place, day, &read);
    assert_eq!(json_on(&place, day, &read), mark, "the same mark");
    assert_eq!(standing(&place, day, "employer"), Some((true, false)));
    assert_eq!(standing(&place, "2027-02-02", "employer"), Some((false, true)), "a year later it is to be read again");
    on(&place, day, &["path", "note", "policy", "--title", "Ours now allows chats"]);
    assert_eq!(standing(&place, day, "policy"), Some((true, false)));
    on(&place, day, &["goal", "add", "Be found", "--for", "role"]);
    assert_eq!(standing(&place, day, "role_goal"), Some((true, false)));
    assert!(on(&place, day, &["path"]).out.contains("[x] Read your employer’s policy on social media – Social media policy"));
    on(&place, day, &["path", "remove", &uid(&mark)]);
    assert_eq!(standing(&place, day, "employer"), Some((false, false)));
    for words in [
        &["path", "read", "told", "--title", "x", "--json"][..],
        &["path", "note", "employer", "--title", "x", "--json"],
        &["path", "read", "body", "--title", "x", "--on", "2027-01-01", "--json"],
        &["path", "read", "body", "--json"],
    ] {
        place.run(words).failed(2, "usage");
    }
    place.run(&["path", "read", "body", "--title", " ", "--json"]).failed(2, "needs_more");
    place.run(&["path", "remove", "nothing", "--json"]).failed(1, "not_found");
}

#[test]
fn own_words_are_kept_and_forgotten() {
    let place = Place::new();
    assert_eq!(place.json(&["words", "list"])["words"], json!([]));
    assert_eq!(place.json(&["words", "add", "tendinopathy", "Physiotalk", "tendinopathy"])["words"].as_array().map(Vec::len), Some(2));
    assert!(place.done(&["words", "add", "Physiotalk"]).out.contains("Nothing to change"));
    assert_eq!(place.json(&["words", "remove", "Physiotalk"])["words"], json!(["tendinopathy"]));
    place.run(&["words", "remove", "tendinopathy", "Physiotalk", "--json"]).failed(1, "not_found");
    assert_eq!(place.json(&["words", "list"])["words"], json!(["tendinopathy"]), "all or none");
    place.run(&["words", "add", " ", "--json"]).failed(2, "needs_more");
    let long = "a".repeat(61);
    for stranger in ["", "two words", "B12", "#tag", "-", &long] {
        assert_eq!(place.run(&["words", "add", "good", "--json", "--", stranger]).code, 2, "{stranger}");
        assert_eq!(place.json(&["words", "list"])["words"], json!(["tendinopathy"]), "all or none: {stranger}");
    }
    assert_eq!(place.json(&["words", "add", "O’Neill", "co-codamol", "Llŷr"])["words"].as_array().map(Vec::len), Some(4));
}

#[test]
fn texts_are_compared_and_a_paragraph_comes_back() {
    let place = Place::new();
    let id = uid(&place.json(&["log", "Chat", "--learnt", "First.\n\nRest is good.\n\nLast.", "--private", SECRET]));
    place.done(&["edit", &id, "--learnt", "First.\n\nPacing is good, not rest.\n\nLast."]);
    place.done(&["edit", &id, "--learnt", "First.\n\nLast.", "--private", "other"]);
    let moments = place.json(&["history", &id, "--texts", "--field", "learnt"]);
    let numbers: Vec<String> = list(&moments["moments"]).iter().map(|one| one["n"].to_string()).collect();
    assert_eq!(numbers.len(), 3);
    let [last, second, first] = [0, 1, 2].map(|at| numbers[at].as_str());
    let compared = place.json(&["history", &id, "--compare", first, second, "--field", "learnt"]);
    let pieces = list(&compared["fields"][0]["pieces"]);
    let side = |without: &str| pieces.iter().filter(|one| one["kind"] != without).map(|one| text(&one["text"])).collect::<String>();
    assert_eq!(
        (side("new").as_str(), side("gone").as_str()),
        ("First.\n\nRest is good.\n\nLast.", "First.\n\nPacing is good, not rest.\n\nLast.")
    );
    let page = place.done(&["history", &id, "--compare", first, "--field", "learnt"]).out;
    assert!(page.contains("  2  [-Rest is good.-]"), "{page}");
    place.done(&["history", &id, "--bring-back", second, "--field", "learnt", "--paragraph", "2"]);
    let learnt = |place: &Place| text(&place.json(&["show", &id])["learnt"]).to_owned();
    assert_eq!(learnt(&place), "First.\n\nPacing is good, not rest.\n\nLast.");
    place.done(&["undo"]);
    assert_eq!(learnt(&place), "First.\n\nLast.");

    // The private note only when it is asked for.
    for words in
        [&["history", &id, "--texts"][..], &["history", &id, "--compare", first, last], &["history", &id], &["show", &id], &["list"]]
    {
        assert!(!place.done(words).out.contains(SECRET) && !place.json(words).to_string().contains(SECRET), "{words:?}");
    }
    assert!(place.done(&["history", &id, "--texts", "--private"]).out.contains(SECRET));
    place.run(&["history", &id, "--texts", "--field", "private_note", "--json"]).failed(2, "usage");
    place.run(&["history", &id, "--bring-back", first, "--field", "private_note", "--paragraph", "1", "--json"]).failed(2, "usage");
    place.done(&["history", &id, "--bring-back", first, "--field", "private_note", "--paragraph", "1", "--private"]);
    assert!(text(&place.json(&["show", &id, "--private"])["private"]).contains(SECRET));

    // A goal's texts, and answers that moved to another model since.
    place.done(&["goal", "add", "Pain", "--why", "Half my caseload"]);
    place.done(&["goal", "edit", "Pain", "--why", "A third of my caseload"]);
    let moments = place.json(&["history", "--goal", "Pain", "--texts", "--field", "why"]);
    let n = list(&moments["moments"])[1]["n"].to_string();
    assert!(place.done(&["history", "--goal", "Pain", "--compare", &n]).out.contains("[-Half-]"));
    place.done(&["history", "--goal", "Pain", "--bring-back", &n, "--field", "why", "--paragraph", "1"]);
    assert!(text(&place.json(&["goal", "show", "Pain"])["why"]).contains("Half my caseload"));
    place.done(&["edit", &id, "--template", "three-lines", "--answer", "learnt=One thing"]);
    place.done(&["edit", &id, "--template", "driscoll", "--answer", "what=Another thing"]);
    let moments = place.json(&["history", &id, "--texts", "--field", "three-lines.learnt"]);
    let n = list(&moments["moments"]).last().expect("a moment")["n"].to_string();
    assert!(list(&moments["moments"]).len() > 1, "{moments}");
    let written = list(&moments["moments"]).iter().rev().find(|one| !list(&one["texts"]).is_empty()).map_or(n, |one| one["n"].to_string());
    place.done(&["history", &id, "--bring-back", &written, "--field", "three-lines.learnt", "--paragraph", "1"]);
    let entry = place.json(&["show", &id]);
    assert!(answers(&entry).iter().any(|one| one.contains("One thing")), "{entry}");

    for words in [
        &["history", "--texts", "--json"][..],
        &["history", &id, "--texts", "--field", "mood", "--json"],
        &["history", &id, "--compare", "0", "--field", "learnt", "--json"],
        &["history", &id, "--bring-back", first, "--field", "learnt", "--paragraph", "9", "--json"],
        &["history", &id, "--bring-back", first, "--field", "learnt", "--json"],
        &["history", "--goal", "Pain", "--json"],
    ] {
        place.run(words).failed(2, "usage");
    }
}

#[test]
fn a_mirror_shows_words_and_never_marks() {
    let place = Place::new();
    let learnt = "I attended a webinar on pacing. It matters because rest alone made my patients worse, so I realised that I was wrong. \
                  I now ask for a diary first. As a result two people sleep through the night.";
    let id = uid(&place.json(&["log", "Webinar", "--learnt", learnt, "--private", SECRET]));
    let mirror = place.json(&["depth", &id]);
    let found = list(&mirror["texts"][0]["found"]);
    let what: Vec<&str> = found.iter().map(|one| text(&one["what"])).collect();
    assert!(what.contains(&"analysis") && what.contains(&"change"), "{mirror}");
    for one in found {
        assert!(learnt.contains(text(&one["words"])) && !text(&one["because"]).is_empty(), "{one}");
    }
    let page = place.done(&["depth", &id]).out;
    assert!(!page.contains('%') && !page.contains(SECRET) && !mirror.to_string().contains(SECRET), "{page}");
    place.run(&["depth", "nothing", "--json"]).failed(1, "not_found");
}

#[test]
fn actions_are_changed_and_go_to_a_calendar() {
    let place = Place::new();
    let id = uid(&place.json(&["log", "Chat", "--learnt", "x"]));
    place.done(&["action", "add", &id, "Try diaries", "--by", "2026-03-31"]);
    place.done(&["action", "edit", "diaries", "--what", "Try pacing diaries", "--share-with", "the team", "--by", "2026-04-01"]);
    let action = |place: &Place| place.json(&["action", "list"])["actions"][0].clone();
    assert_eq!((text(&action(&place)["what"]), text(&action(&place)["by"])), ("Try pacing diaries", "2026-04-01"));
    place.done(&["action", "ics", "--out", "actions.ics"]);
    let calendar = fs::read_to_string(place.path().join("actions.ics")).expect("a calendar");
    assert!(calendar.contains("Try pacing diaries") && calendar.contains("20260401"), "{calendar}");
    let there = place.run(&["action", "ics", "--out", "actions.ics", "--json"]);
    assert!(text(&there.json()["error"]["hint"]).contains("--force"), "never over a file unasked: {there:?}");
    there.failed(1, "exists");
    let nowhere = place.run(&["action", "ics", "--out", "nowhere/actions.ics"]);
    assert!(nowhere.code == 1 && nowhere.err.contains("folder"), "{nowhere:?}");
    let told = place.done(&["action", "ics", "diaries", "Try pacing", "--out", "-"]).out;
    assert_eq!((told.matches("BEGIN:VEVENT").count(), told.starts_with("BEGIN:VCALENDAR")), (1, true), "{told}");
    place.run(&["action", "ics", "--out", "-", "--json"]).failed(2, "usage");
    place.done(&["action", "ics", "diaries", "--out", "actions.ics", "--force"]);
    place.done(&["action", "done", "diaries", "--on", "2026-03-01"]);
    place.done(&["action", "done", "diaries", "--effect", "x"]);
    assert_eq!(text(&action(&place)["done"]), "2026-03-01", "it was done on the first day");
    place.done(&["action", "edit", "diaries", "--not-done", "--by", ""]);
    assert!(action(&place)["done"].is_null() && action(&place)["by"].is_null());
    assert_ne!(place.run(&["action", "ics", "--out", "none.ics"]).code, 0, "nothing has a day");
    place.run(&["action", "edit", "diaries", "--shared-on", "someday", "--json"]).failed(2, "usage");
    place.done(&["action", "remove", "diaries"]);
    assert_eq!(place.json(&["action", "list"])["actions"], json!([]));
}

#[test]
fn two_answers_at_one_place_are_both_kept() {
    let place = Place::new();
    let answer = |text: &str, label: &str| json!({ "prompt": "what", "label": label, "text": text });
    let answers = [
        answer("First, a list:\n\n- one", "What?"),
        json!({ "prompt": "so-what", "text": "Between" }),
        answer("  \n", "Empty"),
        answer("- two\n", "Other"),
        json!({ "template": "driscoll", "prompt": "what", "text": "Third", "from": { "template": "gibbs", "prompt": "feelings" } }),
        json!({ "template": "rolfe", "prompt": "what", "text": "Elsewhere" }),
        answer("Third", "Again"),
    ];
    let document = json!({ "title": "Odd", "reflection": { "template": "driscoll", "answers": answers } });
    let logged = place.run_with(&["log", "--from-json", "-", "--json"], document.to_string());
    assert_eq!(logged.code, 0, "{logged:?}");
    let shown = place.json(&["show", &uid(&logged.json())]);
    let told: Vec<(&str, &str)> =
        list(&shown["reflection"]["answers"]).iter().map(|one| (text(&one["label"]), text(&one["text"]).trim_end())).collect();
    assert_eq!(told[0], ("What?", "First, a list:\n\n- one\n\n- two\n\nThird\n\nThird"));
    assert_eq!(told.iter().map(|(_, text)| *text).skip(1).collect::<Vec<_>>(), ["Between", "Elsewhere"]);
}

#[test]
fn what_is_taken_in_chooses_no_model() {
    let place = Place::new();
    place.done(&["log", "Mine", "--kind", "tweetchat", "--template", "gibbs", "--answer", "description=It"]);
    let taken = json!([{ "title": "Theirs", "kind": "tweetchat", "reflection": { "template": "rolfe", "answers": [{ "prompt": "what", "text": "x" }] } }]);
    let ran = place.run_with(&["log", "--from-json", "-"], taken.to_string());
    assert_eq!(ran.code, 0, "{ran:?}");
    let last = || open(&place.journal()).snapshot().expect("a snapshot").last_models.get("tweetchat").cloned();
    assert_eq!(last().as_deref(), Some("gibbs"));
    // What its owner does with it is a choice again.
    place.done(&["edit", "Theirs", "--template", "driscoll"]);
    assert_eq!(last().as_deref(), Some("driscoll"));
    place.done(&["log", "Newer", "--kind", "tweetchat", "--template", "kolb"]);
    assert_eq!(last().as_deref(), Some("kolb"));
}
