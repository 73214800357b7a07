//! The command line as a user's scripts meet it: every command, well and badly called.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use clap::{CommandFactory as _, Parser as _};
use cpd_journal::cli::Cli;
use serde_json::{Value, json};

use crate::support::{PROGRAM, Place, Ran, TODAY};

/// What only `show --private` and `search --private` may print.
const SECRET: &str = "Moonlight-and-marmalade";

/// An entry of a known name.
const ENTRY: &str = "0198c7aa-0000-7000-8000-000000000001";

/// A journal with one of everything.
fn furnished() -> Place {
    let place = Place::new();
    place.file("proof.txt", "It happened.");
    place.file("certificate.pdf", b"%PDF-1.4\n%%EOF\n");
    place.done(&["goal", "add", "Persistent pain", "--due", "2026-12-31", "--for", "role", "--kind", "cpd"]);
    place.done(&["community", "add", "Physiotalk", "--hashtag", "physiotalk", "--day", "Mondays", "--time", "8pm", "--length", "1h"]);
    place.done(&["profile", "set", "name=Bronwen Hartley", "profession=Physiotherapist"]);
    let entry = json!({
        "uid": ENTRY, "title": "#physiotalk on pacing", "kind": "tweetchat", "date": "2026-02-23", "time": "20:00", "zone": "Europe/London",
        "minutes": { "total": 60, "interactive": 40, "preparing": 10, "taking_part": 50 }, "how": "answered Q2", "platform": "X",
        "community": "Physiotalk", "goals": ["pain"], "tags": ["pacing"], "learnt": "Pacing is not **rest**.", "private": SECRET,
        "reflection": { "template": "driscoll", "answers": [{ "prompt": "what", "text": "We talked." }] }, "state": "ready",
        "actions": [{ "what": "Try pacing diaries", "by": "2026-03-31", "shared_with": "the band 5s" }],
    });
    assert_eq!(place.run_with(&["log", "--from-json", "-"], entry.to_string()).code, 0);
    place.done(&["evidence", "add", ENTRY, "certificate.pdf", "--caption", "Certificate"]);
    place
}

#[test]
fn every_command_answers_as_promised() {
    // The words, and what their JSON holds at least.
    let cases: &[(&[&str], &str)] = &[
        (&["--journal", "new.cpd", "new"], "path encrypted"),
        (&["--journal", "sample.cpd", "sample", "--entries", "3"], "path entries goals"),
        (&["log", "A title"], "uid gaps"),
        (&["log", "A", "--kind", "podcast", "--date", "yesterday", "--time", "8pm", "--minutes", "an hour and a half"], "uid gaps"),
        (&["log", "B", "--minutes", "90", "--interactive", "30", "--how", "asked", "--url", "https://example.org/a"], "uid gaps"),
        (&["log", "C", "--learnt", "x", "--goal", "PAIN", "--goal", "persistent pain", "--tag", "a", "--tag", "b"], "uid gaps"),
        (&["log", "D", "--community", "physiotalk", "--attach", "proof.txt", "--attach", "certificate.pdf"], "uid gaps"),
        (&["log", "E", "--template", "driscoll", "--answer", "what=a=b", "--answer", "Now what?=c"], "uid gaps"),
        (&["log", "F", "--answer", "learnt=x", "--changed", "y", "--benefit", "z", "--private", "w"], "uid gaps"),
        (&["log", "G", "--standard", "nmc.1", "--used", "Sharing", "--role", "host", "--state", "submitted"], "uid gaps"),
        (&["log", "H", "--preparing", "5", "--reading", "1:30", "--reflecting", "½ hour", "--zone", "Africa/Lagos"], "uid gaps"),
        (&["log", "--title-like", "--", "--json"], "!"),
        (&["log", "--", "--not-an-option"], "uid gaps"),
        (&["edit", ENTRY, "--title", "New title", "--add-tag", "b", "--remove-tag", "pacing", "--date", "1/3/26"], "uid gaps"),
        (&["edit", "0198c7aa", "--goal", "pain", "--remove-goal", "pain", "--add-goal", "pain", "--community", ""], "uid gaps"),
        (&["bin", ENTRY], "uid"),
        (&["unbin", ENTRY], "uid"),
        (
            &["show", ENTRY],
            "uid title kind date time minutes how url platform handle hashtag community goals tags people standards reflection learnt
             changed benefit actions evidence state created changed_at",
        ),
        (&["evidence", "add", ENTRY, "proof.txt", "--alt", "A text", "--source-url", "https://example.org"], "evidence"),
        (&["evidence", "list"], "evidence"),
        (&["evidence", "list", ENTRY], "evidence"),
        (&["evidence", "save", "{hash}", "saved.pdf"], "path hash bytes"),
        (&["evidence", "remove", ENTRY, "{hash}"], "hash uid"),
        (&["community", "list"], "communities"),
        (&["community", "add", "OTalk", "--zone", "Europe/London"], "uid"),
        (&["community", "edit", "#physiotalk", "--day", "", "--time", "", "--length", ""], "uid"),
        (&["profile", "show"], "profile"),
        (&["profile", "set", "registrations=HCPC PH000000\nCSP 000000"], "profile"),
        (&["templates", "list"], "templates problems"),
        (&["kind", "list"], "kinds problems"),
        (&["list"], "total entries problems"),
        (&["list", "pacing -surgery", "--limit", "1"], "total entries problems"),
        (&["list", "--binned"], "total entries problems"),
        (&["search", "pac*"], "total hits problems"),
        (&["search", "\"is not rest\"", "--limit", "0"], "total hits problems"),
        (&["search", ""], "total hits problems"),
        (&["goal", "add", "Sleep", "--why", "x", "--measure", "y", "--support", "z", "--barriers", "w", "--for", "service"], "uid"),
        (&["goal", "list"], "goals"),
        (&["goal", "edit", "pain", "--due", "", "--kind", "service improvement", "--title", "Persistent pain, again"], "uid"),
        (&["goal", "close", "pain", "--outcome", "Diaries are routine", "--state", "carried-over"], "uid"),
        (&["action", "add", ENTRY, "Tell the team", "--by", "in 2 weeks", "--share-with", "the team"], "uid"),
        (&["action", "list"], "actions"),
        (&["action", "list", "--due-by", "2026-12-31"], "actions"),
        (&["action", "done", "diaries", "--effect", "Fewer flare-ups", "--on", "yesterday"], "uid"),
        (&["export", "--format", "markdown", "--out", "out.md"], "path bytes sha256 entries pages findings"),
        (&["export", "--format", "markdown", "--out", "folder", "--goal", "pain"], "path bytes sha256 entries pages findings"),
        (
            &["export", "--format", "pdf", "--out", "out.pdf", "--from", "2026-01-01", "--to", "2026-12-31"],
            "path bytes sha256 entries pages",
        ),
        (&["verify"], "ok problems"),
        (&["history"], "steps"),
        (&["history", ENTRY, "--limit", "2"], "steps"),
    ];
    let hash = furnished().json(&["evidence", "list"])["evidence"][0]["hash"].as_str().expect("a hash").to_owned();
    for (words, keys) in cases {
        let words: Vec<String> = words.iter().map(|word| word.replace("{hash}", &hash[..12])).collect();
        if *keys == "!" {
            furnished().run(&words).failed(2, "usage");
            continue;
        }
        let mut words_json = words.clone();
        let at = words_json.iter().position(|word| word == "--").unwrap_or(words_json.len());
        words_json.insert(at, "--json".to_owned());
        let place = furnished();
        let spoken = place.program().env("CPD_JOURNAL", place.journal()).args(["--today", TODAY]).args(&words_json).output();
        let ran = Ran::of(&words_json.join(" "), &spoken.expect("it runs"));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
        let json = ran.json();
        for key in keys.split_whitespace() {
            assert!(json.get(key).is_some(), "{}: no {key} in {json}", ran.words);
        }
        assert!(!ran.out.contains(SECRET), "{ran:?}");

        // The same for a person.
        let place = furnished();
        let spoken = place.program().env("CPD_JOURNAL", place.journal()).args(["--today", TODAY]).args(&words).output();
        let ran = Ran::of(&words.join(" "), &spoken.expect("it runs"));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
        assert!(ran.out.ends_with('\n') && !ran.out.contains('\u{1b}') && !ran.out.contains(SECRET), "{ran:?}");
        for name in place.names().iter().filter(|name| name.starts_with("out")) {
            let bytes = fs::read(place.path().join(name)).expect("an export");
            assert!(!bytes.windows(SECRET.len()).any(|part| part == SECRET.as_bytes()), "{name}");
        }
        assert_eq!(place.run(&["verify"]).code, 0, "{words:?}");
    }
    let place = furnished();
    for words in [["undo"], ["redo"]] {
        assert!(place.json(&words)["steps"][0]["label"].is_string());
    }
    let quiet = place.done(&["log", "Quietly", "-q"]);
    assert_eq!((quiet.out.as_str(), quiet.err.as_str()), ("", ""));
}

#[test]
fn bad_calls_change_nothing_and_say_what_to_do() {
    let usage = |words: &'static [&'static str]| (words, 2, "usage");
    let cases = [
        usage(&["nonsense"]),
        usage(&["log"]),
        usage(&["log", "a", "b"]),
        usage(&["log", "a", "--nonsense"]),
        usage(&["log", "a", "--from-json", "-"]),
        usage(&["log", "a", "--kind", "nonsense"]),
        usage(&["log", "a", "--date", "someday"]),
        usage(&["log", "a", "--date", "2026-02-30"]),
        usage(&["log", "a", "--time", "25:00"]),
        usage(&["log", "a", "--minutes", "-5"]),
        usage(&["log", "a", "--minutes=-5"]),
        usage(&["log", "a", "--minutes", "forever"]),
        usage(&["log", "a", "--minutes", "99999999999"]),
        (&["log", "a", "--interactive", "10"], 2, "too_interactive"),
        (&["log", "a", "--minutes", "10", "--interactive", "11"], 2, "too_interactive"),
        (&["log", "a", "--zone", "Mars/Olympus"], 2, "unknown_zone"),
        (&["log", "a", "--template", "nonsense"], 2, "not_found"),
        usage(&["log", "a", "--answer", "no equals sign"]),
        usage(&["log", "a", "--answer", "nonsense=text"]),
        (&["log", "a", "--goal", "nonsense"], 1, "not_found"),
        (&["log", "a", "--goal", ""], 1, "not_found"),
        usage(&["log", "a", "--used", "nonsense"]),
        usage(&["log", "a", "--role", "nonsense"]),
        usage(&["log", "a", "--state", "binned"]),
        (&["log", "a", "--attach", "nowhere.pdf"], 1, "file"),
        (&["log", "a", "--attach", "home"], 1, "file"),
        (&["log", " \t "], 2, "nothing_to_keep"),
        (&["log", ""], 2, "nothing_to_keep"),
        (&["log", "--from-json", "nowhere.json"], 1, "file"),
        (&["log", "--from-json", "home"], 1, "file"),
        usage(&["log", "--from-json", "proof.txt"]),
        usage(&["log", "--from-json", "-"]),
        (&["edit", "ffffffff", "--title", "x"], 1, "not_found"),
        (&["edit", ENTRY, "--title", "", "--learnt", "", "--answer", "what=", "--private", ""], 2, "nothing_to_keep"),
        (&["edit", ENTRY, "--interactive", "2h"], 2, "too_interactive"),
        usage(&["edit"]),
        (&["bin", "ffffffff"], 1, "not_found"),
        (&["bin", "not an id"], 1, "not_found"),
        (&["bin", ""], 1, "not_found"),
        (&["show", "0"], 1, "not_found"),
        (&["show", "%"], 1, "not_found"),
        usage(&["show"]),
        usage(&["list", "--limit", "-1"]),
        usage(&["list", "--limit", "many"]),
        usage(&["search"]),
        usage(&["goal"]),
        usage(&["goal", "add"]),
        (&["goal", "add", " "], 2, "needs_more"),
        usage(&["goal", "add", "x", "--due", "never"]),
        usage(&["goal", "add", "x", "--for", "fun"]),
        usage(&["goal", "add", "x", "--kind", "fun"]),
        (&["goal", "edit", "nonsense", "--title", "x"], 1, "not_found"),
        usage(&["goal", "edit", "pain", "--state", "nonsense"]),
        (&["goal", "edit", "pain", "--title", ""], 2, "needs_more"),
        usage(&["goal", "close", "pain"]),
        usage(&["goal", "close", "pain", "--outcome", "x", "--state", "open"]),
        (&["action", "add", ENTRY, ""], 2, "needs_more"),
        (&["action", "add", "ffffffff", "x"], 1, "not_found"),
        usage(&["action", "add", ENTRY, "x", "--by", "never"]),
        (&["action", "done", "nonsense"], 1, "not_found"),
        (&["community", "add", ""], 2, "needs_more"),
        usage(&["community", "add", "x", "--day", "Someday"]),
        usage(&["community", "add", "x", "--time", "late"]),
        (&["community", "add", "x", "--zone", "Mars/Olympus"], 2, "unknown_zone"),
        (&["community", "edit", "nonsense"], 1, "not_found"),
        usage(&["profile", "set"]),
        usage(&["profile", "set", "name"]),
        usage(&["profile", "set", "nonsense=x"]),
        (&["evidence", "add", ENTRY, "nowhere.pdf"], 1, "file"),
        (&["evidence", "add", "ffffffff", "proof.txt"], 1, "not_found"),
        usage(&["evidence", "add", ENTRY]),
        (&["evidence", "save", "ffffffff", "x"], 1, "not_found"),
        (&["evidence", "save", "{hash}", "proof.txt"], 1, "output"),
        (&["evidence", "save", "{hash}", "nowhere/x"], 1, "output"),
        (&["evidence", "remove", ENTRY, "ffffffff"], 1, "not_found"),
        usage(&["export", "--format", "pdf"]),
        usage(&["export", "--out", "x"]),
        usage(&["export", "--format", "papyrus", "--out", "x"]),
        usage(&["export", "--format", "pdf", "--out", "x.pdf", "--from", "2026-02-01", "--to", "2026-01-01"]),
        (&["export", "--format", "pdf", "--out", "x.pdf", "--goal", "nonsense"], 1, "not_found"),
        (&["export", "--format", "markdown", "--out", "proof.txt"], 1, "exists"),
        (&["export", "--format", "markdown", "--out", "taken.md"], 1, "exists"),
        (&["export", "--format", "pdf", "--out", "nowhere/x.pdf"], 1, "export"),
        (&["export", "--format", "pdf", "--out", "home"], 1, "export"),
        (&["history", "ffffffff"], 1, "not_found"),
        (&["redo"], 1, "nothing"),
        usage(&["tour"]),
        usage(&["sample", "--entries", "100001"]),
        usage(&["sample", "--entries", "-1"]),
        usage(&["sample", "--profession", "alchemist"]),
        (&["sample"], 1, "exists"),
        (&["new"], 1, "exists"),
        usage(&["--today", "2026-13-01", "list"]),
        usage(&["--today", "today", "list"]),
        usage(&["--color", "red", "list"]),
    ];
    let place = furnished();
    place.file("taken.md", "Mine.");
    let hash = place.json(&["evidence", "list"])["evidence"][0]["hash"].as_str().expect("a hash").to_owned();
    let steps = place.json(&["history"]);
    let names = place.names();
    for (words, code, word) in cases {
        let mut words: Vec<String> = words.iter().map(|word| word.replace("{hash}", &hash)).collect();
        place.run(&words).failed(code, word);
        words.push("--json".to_owned());
        place.run(&words).failed(code, word);
        assert_eq!(place.names(), names, "{words:?}");
    }
    assert_eq!(place.json(&["history"]), steps, "nothing was changed");
    assert_eq!(fs::read_to_string(place.path().join("taken.md")).expect("the file"), "Mine.");
    place.done(&["verify"]);
}

#[test]
fn what_could_mean_several_things_is_asked_back() {
    let place = Place::new();
    for title in ["Pain in adults", "Pain in children"] {
        place.done(&["goal", "add", title]);
    }
    let ran = place.run(&["log", "x", "--goal", "pain", "--json"]);
    ran.failed(1, "ambiguous");
    let details = ran.json()["error"]["details"].as_array().expect("details").clone();
    assert!(details.len() == 2 && details.iter().all(|one| one.as_str().is_some_and(|one| one.contains("Pain in"))), "{details:?}");
    place.done(&["log", "x", "--goal", "children"]);
    for n in 1..3 {
        let entry = json!({ "title": "x", "uid": format!("0198c7aa-0000-7000-8000-00000000000{n}") });
        place.run_with(&["log", "--from-json", "-"], entry.to_string());
    }
    place.run(&["show", "0198c7aa", "--json"]).failed(1, "ambiguous");
    place.done(&["show", "0198C7AA-0000-7000-8000-000000000002"]);
}

/// Splits a line as a shell would: words, 'single' and "double" quotes.
fn shell_words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in line.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// The words of every command, those of commands inside commands included.
fn commands(command: &clap::Command, before: &[String], all: &mut Vec<Vec<String>>) {
    all.push(before.to_vec());
    for inner in command.get_subcommands() {
        let words: Vec<String> = before.iter().cloned().chain([inner.get_name().to_owned()]).collect();
        commands(inner, &words, all);
    }
}

#[test]
fn help_of_every_command_has_examples_that_work() {
    let mut all = Vec::new();
    commands(&Cli::command(), &[], &mut all);
    assert!(all.len() > 35, "{} commands", all.len());
    let promised =
        "new sample log again rollup timer edit bin unbin park unpark depth show evidence community chat calendar person profile templates
        kind list search goal action look-back need path words registration status frameworks record drill suggest forms export privacy import verify undo redo
        history tour walk as-of coverage stats network changed year impact bulk tag saved";
    let have: BTreeSet<&str> = all.iter().filter(|words| words.len() == 1).map(|words| words[0].as_str()).collect();
    assert_eq!(have, promised.split_whitespace().collect());
    for words in all {
        let help = Ran::of(&words.join(" "), &Place::empty().program().args(&words).arg("--help").output().expect("it runs"));
        assert_eq!((help.code, help.err.as_str()), (0, ""), "{help:?}");
        let (_, examples) = help.out.split_once("\nExample").unwrap_or_else(|| panic!("no example: {help:?}"));
        let lines: Vec<&str> = examples.lines().skip(1).map_while(|line| line.strip_prefix("  ")).collect();
        assert!(!lines.is_empty(), "{help:?}");
        for line in lines {
            assert!(line.starts_with("cpd-journal "), "{line}");
            let parsed = Cli::try_parse_from(shell_words(line)).unwrap_or_else(|error| panic!("{line}\n{error}"));
            assert!(parsed.command.is_some() && line.len() < 98, "{line}");
        }
    }
    for words in [["--version"], ["-V"]] {
        let output = Place::empty().program().args(words).output().expect("it runs");
        assert_eq!(String::from_utf8_lossy(&output.stdout), format!("cpd-journal {}\n", env!("CARGO_PKG_VERSION")));
    }
}

#[test]
fn the_journal_that_is_meant() {
    let place = Place::empty();
    let run = |words: &[&str], journal: Option<&str>| {
        let mut program = place.program();
        if let Some(journal) = journal {
            program.env("CPD_JOURNAL", journal);
        }
        Ran::of(&words.join(" "), &program.args(words).output().expect("it runs"))
    };
    for words in [&["list", "--json"][..], &["log", "x", "--json"], &["search", "x", "--json"], &["verify", "--json"], &["undo", "--json"]]
    {
        run(words, None).failed(1, "no_journal");
        run(words, Some("other.cpd")).failed(1, "no_journal");
    }
    run(&["kind", "list"], None);
    run(&["export", "--format", "markdown", "--out", "x.md", "--json"], None).failed(1, "no_journal");
    assert_eq!(place.names(), ["home"], "no command made a journal");
    assert_eq!(fs::read_dir(place.path().join("home")).expect("home").count(), 0, "nor anything else at home");
    assert_eq!(run(&["new"], Some("env.cpd")).code, 0);
    assert_eq!(run(&["--journal", "word.cpd", "new"], Some("env.cpd")).code, 0, "the word wins");
    assert_eq!(run(&["log", "In env"], Some("env.cpd")).code, 0);
    assert_eq!(run(&["list", "--journal", "word.cpd", "--json"], Some("env.cpd")).json()["total"], 0);
    assert_eq!(run(&["list", "--json"], Some("env.cpd")).json()["total"], 1);
    let made = run(&["new", "--json"], None).json();
    let path = made["path"].as_str().expect("a path");
    assert!(path.contains("home") && path.ends_with("journal.cpd"), "{path}");
    assert_eq!(run(&["log", "At home"], None).code, 0);
    assert_eq!(run(&["list", "--json"], None).json()["total"], 1);
    assert_eq!(place.names(), ["env.cpd", "home", "word.cpd"]);
}

#[test]
fn a_variable_set_to_nothing_names_no_journal() {
    let place = Place::empty();
    let run = |words: &[&str]| Ran::of(&words.join(" "), &place.program().env("CPD_JOURNAL", "").args(words).output().expect("it runs"));
    let made = run(&["new", "--json"]).json();
    assert!(made["path"].as_str().is_some_and(|path| path.contains("home")), "{made}");
    assert_eq!(run(&["list", "--json"]).json()["total"], 0);
}

#[test]
fn a_file_alone_is_the_journal_to_open() {
    let place = Place::new();
    place.file("list", "a file that is called like a command");
    let journal = place.journal();
    let word = |text: &str| OsString::from(text);
    let read = |words: &[OsString]| cpd_journal::cli::read([word("cpd-journal")].iter().chain(words)).ok();
    for words in [vec![journal.clone().into()], vec![word("--today"), word(TODAY), journal.clone().into(), word("-v")]] {
        let cli = read(&words).expect("understood");
        assert_eq!((cli.journal.as_ref(), cli.command.is_none()), (Some(&journal), true), "{words:?}");
    }
    assert!(read(&[place.path().join("nowhere.cpd").into()]).is_none());
    assert!(read(&[place.path().into()]).is_none(), "a folder is no journal");
    assert!(read(&[journal.clone().into(), word("list")]).is_none(), "only a file alone");
    assert!(read(&[journal.clone().into(), journal.into()]).is_none());
    assert_eq!(place.json(&["list"])["total"], 0, "a command is a command");
}

#[test]
fn entries_are_named_by_their_title_too() {
    let place = furnished();
    place.done(&["log", "Pacing in children"]);
    place.done(&["log", "", "--benefit", "The night team"]);
    assert_eq!(place.json(&["show", "#physiotalk"])["uid"], ENTRY);
    assert_eq!(place.json(&["show", "in CHILDREN"])["title"], "Pacing in children");
    assert_eq!(place.json(&["show", "night team"])["benefit"], "The night team");
    assert_eq!(place.json(&["list"])["entries"][0]["title"], "The night team");
    let ran = place.run(&["show", "pacing", "--json"]);
    ran.failed(1, "ambiguous");
    assert_eq!(ran.json()["error"]["details"].as_array().map(Vec::len), Some(2), "{ran:?}");
    // What looks like an id is one, if there is such an entry.
    place.done(&["log", "0198c7aa"]);
    assert_eq!(place.json(&["show", "0198c7aa"])["uid"], ENTRY);
    place.done(&["log", "Facade"]);
    assert_eq!(place.json(&["show", "facade"])["title"], "Facade");
    place.done(&["bin", "facade"]);
    place.done(&["unbin", "facade"]);
}

#[test]
fn a_search_says_when_it_took_beginnings() {
    let place = furnished();
    let json = place.json(&["search", "physio"]);
    assert_eq!((json["total"].as_u64(), json["problems"][0]["mend"].as_str()), (Some(1), Some("words beginning so are shown")));
    assert!(place.done(&["search", "physio"]).out.contains("note: nothing has exactly these words"));
    assert_eq!(place.json(&["search", "physiotalk"])["problems"], json!([]));
    assert_eq!(place.json(&["search", "marmal"])["total"], 0, "nothing private");
}

#[test]
fn the_format_is_told_by_the_name_and_drafts_are_counted() {
    let place = furnished();
    place.done(&["log", "Not ready"]);
    for out in ["a.pdf", "a.MD", "a.markdown"] {
        let json = place.json(&["export", "--out", out]);
        assert_eq!((json["entries"].as_u64(), json["drafts"].as_u64()), (Some(2), Some(1)), "{out}");
        let start = fs::read(place.path().join(out)).expect("an export");
        assert_eq!(start.starts_with(b"%PDF"), out == "a.pdf", "{out}");
    }
    assert!(place.done(&["export", "--format", "md", "--out", "b.md"]).out.contains("1 of them drafts"));
    assert!(place.done(&["export", "--format", "md", "--out", "folder"]).out.contains("--without-drafts"));
    assert!(place.path().join("folder").is_dir());
    assert!(!place.done(&["export", "--out", "c.md", "--without-drafts"]).out.contains("drafts"));
    for out in ["c", "c.odt", "c.md.txt"] {
        place.run(&["export", "--out", out, "--json"]).failed(2, "usage");
    }
}

#[test]
fn what_is_too_large_to_keep_is_told_so() {
    let place = furnished();
    let large = place.file("large.mp4", "");
    // It takes no room on the disk.
    fs::OpenOptions::new().write(true).open(&large).and_then(|file| file.set_len(1_500_000_000)).expect("a large file");
    for words in [&["evidence", "add", ENTRY, "large.mp4", "--json"][..], &["log", "x", "--attach", "large.mp4", "--json"]] {
        let ran = place.run(words);
        ran.failed(1, "too_big");
        assert!(ran.err.contains("too large for a journal") && ran.err.contains("smaller copy"), "{ran:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_told() {
    let place = Place::new();
    for words in [&["log", "Kept"][..], &["list"], &["list", "--json"]] {
        let mut program = Command::new(PROGRAM);
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a full device");
        program.arg("--journal").arg(place.journal()).args(words).stdout(full).stderr(Stdio::piped());
        let ran = Ran::of(&words.join(" "), &program.output().expect("it runs"));
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.err.starts_with("error: the output could not be written (") && ran.err.contains("\nhint: "), "{ran:?}");
    }
    assert_eq!(place.json(&["list"])["total"], 1);
}

#[test]
fn what_is_printed_can_be_fed_back() {
    let place = Place::with_sample();
    let uids = |place: &Place| -> Vec<String> {
        let list = place.json(&["list"]);
        list["entries"].as_array().expect("a list").iter().map(|entry| entry["uid"].as_str().expect("an id").to_owned()).collect()
    };
    /// An entry without what belongs to one file only.
    fn bare(mut entry: Value) -> Value {
        for key in ["created", "changed_at"] {
            entry.as_object_mut().expect("an entry").remove(key);
        }
        for action in entry["actions"].as_array_mut().expect("actions") {
            action.as_object_mut().expect("an action").remove("uid");
        }
        entry
    }
    let all: Vec<Value> = uids(&place).iter().map(|uid| bare(place.json(&["show", uid, "--private"]))).collect();
    let whole = |place: &Place| -> Vec<Value> {
        let mut all: Vec<Value> = uids(place).iter().map(|uid| bare(place.json(&["show", uid, "--private"]))).collect();
        all.sort_by_key(|entry| entry["uid"].as_str().map(str::to_owned));
        all
    };
    let mut sorted = all.clone();
    sorted.sort_by_key(|entry| entry["uid"].as_str().map(str::to_owned));
    assert!(sorted.iter().any(|entry| entry["private"] != "") && sorted.iter().any(|entry| entry["goals"][0].is_object()));

    let one_after_the_other: String = all.iter().map(|entry| entry.to_string() + "\n").collect();
    for (input, what) in [
        (Value::Array(all.clone()).to_string(), "a list"),
        (json!({ "entries": all }).to_string(), "a list in an object"),
        (one_after_the_other, "one document after the other"),
    ] {
        let other = Place::new();
        let ran = other.run_with(&["log", "--from-json", "-", "--json"], input);
        assert_eq!(ran.code, 0, "{what}: {ran:?}");
        ran.json();
        assert_eq!(whole(&other), sorted, "{what}");
        other.done(&["verify"]);
    }

    // What JSON does not say stays unsaid; what somebody writes by hand is understood.
    let other = Place::new();
    let ran = other.run_with(&["log", "--from-json", "-", "--json"], r#"{"title": "By hand", "minutes": "1h 30", "date": "yesterday"}"#);
    let uid = ran.json()["uid"].as_str().expect("an id").to_owned();
    let entry = other.json(&["show", &uid]);
    assert_eq!((entry["minutes"]["total"].as_u64(), entry["date"].as_str()), (Some(90), Some("2026-03-01")));
    assert_eq!(entry["time"], Value::Null);
    // Twice the same is one entry; one by hand has no name by which it would be known.
    other.run_with(&["log", "--from-json", "-"], all[0].to_string());
    other.run_with(&["log", "--from-json", "-"], all[0].to_string());
    assert_eq!(uids(&other).len(), 2);
    other.run_with(&["log", "--from-json", "-"], r#"{"title": "By hand", "minutes": "1h 30", "date": "yesterday"}"#);
    assert_eq!(uids(&other).len(), 3);
}

#[test]
fn a_sample_is_the_same_for_the_same_words() {
    let told = |words: &[&str]| -> Vec<Value> {
        let place = Place::empty();
        place.done(words);
        let list = place.json(&["list"]);
        let uids: Vec<&str> = list["entries"].as_array().expect("a list").iter().map(|one| one["uid"].as_str().expect("an id")).collect();
        let mut all: Vec<Value> = uids.iter().map(|uid| place.json(&["show", uid, "--private"])).collect();
        all.extend([list.clone(), place.json(&["goal", "list"]), place.json(&["action", "list"]), place.json(&["community", "list"])]);
        all.push(place.json(&["profile", "show"]));
        all
    };
    let first = told(&["sample", "--entries", "70"]);
    assert_eq!(first, told(&["sample", "--entries", "70", "--seed", "1", "--profession", "physiotherapist"]));
    assert_ne!(first, told(&["sample", "--entries", "70", "--seed", "2"]));
    let place = Place::empty();
    assert_eq!(place.json(&["sample"])["entries"], 60, "as many when nobody says");
    assert_eq!(place.json(&["history"])["steps"], json!([]), "it is a beginning, not something done");
}

#[test]
fn today_is_when_it_is_said_to_be() {
    let place = Place::with_sample();
    let uid = place.json(&["log", "Chat"])["uid"].as_str().expect("an id").to_owned();
    let entry = place.json(&["show", &uid]);
    assert_eq!((entry["date"].as_str(), entry["created"].as_str()), (Some(TODAY), Some("2026-03-02T12:00:00.000Z")));
    place.done(&["action", "add", &uid, "Soon", "--by", "in 2 weeks"]);
    assert_eq!(place.json(&["show", &uid])["actions"][0]["by"], "2026-03-16");
    // The same call, the same answer.
    for words in [&["list"][..], &["search", "pain"], &["goal", "list"], &["history"], &["show", &uid], &["action", "list"]] {
        assert_eq!(place.done(words).out, place.done(words).out);
        assert_eq!(place.json(words), place.json(words));
    }
    for (format, names) in [("markdown", ["a.md", "b.md"]), ("pdf", ["a.pdf", "b.pdf"])] {
        for name in names {
            place.done(&["export", "--format", format, "--out", name, "--to", TODAY, "--from", "2025-06-01"]);
        }
        let [a, b] = names.map(|name| fs::read(place.path().join(name)).expect("an export"));
        assert!(a == b && a.len() > 1_000, "{format}: same bytes");
    }
}

#[test]
fn private_notes_are_private() {
    let place = furnished();
    assert!(place.done(&["show", ENTRY, "--private"]).out.contains(SECRET));
    assert_eq!(place.json(&["show", ENTRY, "--private"])["private"], SECRET);
    assert_eq!(place.json(&["show", ENTRY]).get("private"), None);
    assert_eq!(place.json(&["search", SECRET, "--private"])["total"], 1);
    assert!(place.done(&["search", "marmalade", "--private"]).out.contains("marmalade"));
    for words in [&["search", SECRET][..], &["list", SECRET], &["search", "marm*"], &["list", "marmalade"]] {
        assert_eq!(place.json(words)["total"], 0, "{words:?}");
    }
    // Only a private note to recognise it by: its name does not tell.
    let uid = place.run_with(&["log", "--from-json", "-", "--json"], json!({ "private": SECRET }).to_string()).json();
    let uid = uid["uid"].as_str().expect("an id");
    for words in [&["list"][..], &["show", uid], &["history"], &["bin", uid], &["history", uid]] {
        assert!(!place.done(words).out.contains("marmalade"), "{words:?}");
    }
    for (format, out) in [("markdown", "all.md"), ("markdown", "all"), ("pdf", "all.pdf")] {
        place.done(&["export", "--format", format, "--out", out]);
        let mut files = vec![place.path().join(out)];
        while let Some(path) = files.pop() {
            if path.is_dir() {
                files.extend(fs::read_dir(path).expect("a folder").map(|item| item.expect("an item").path()));
                continue;
            }
            let text = String::from_utf8_lossy(&fs::read(&path).expect("a file")).into_owned();
            assert!(!text.contains("marmalade"), "{}", path.display());
        }
    }
}

#[test]
fn a_reader_who_leaves_is_no_error() {
    let place = Place::empty();
    place.done(&["sample", "--entries", "800"]);
    for words in [&["list", "--json"][..], &["list"], &["log", "--help"]] {
        let mut program = Command::new(PROGRAM);
        program.arg("--journal").arg(place.journal()).args(words).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = program.spawn().expect("it runs");
        let mut first = String::new();
        BufReader::new(child.stdout.take().expect("its words")).read_line(&mut first).expect("a line");
        // The pipe is closed here, with most of it unread.
        let output = child.wait_with_output().expect("it ends");
        let ran = Ran::of(&words.join(" "), &output);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{words:?}");
        assert!(!first.is_empty());
    }
}

#[test]
fn what_was_typed_cannot_command_the_terminal() {
    let place = Place::new();
    let title = "\u{1b}[2J\u{1b}]0;owned\u{7}Title\u{9b}31m\r\u{8}";
    let uid = place.json(&["log", title, "--learnt", "a\u{1b}[31mred\tb\nc"])["uid"].as_str().expect("an id").to_owned();
    place.done(&["goal", "add", title]);
    place.done(&["profile", "set", &format!("name={title}")]);
    for words in [&["list"][..], &["show", &uid], &["goal", "list"], &["history"], &["search", "title"], &["profile", "show"], &["undo"]] {
        let ran = place.done(words);
        let control = ran.out.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t'));
        assert_eq!(control, None, "{ran:?}");
    }
    let ran = place.run(&["log", "x", "--kind", title]);
    ran.failed(2, "usage");
    assert!(!ran.err.contains('\u{1b}'), "{ran:?}");
    let ran = place.run(&["--color", "always", "show", "ffffffff"]);
    assert!(ran.err.starts_with("\u{1b}[1;31merror:"), "{ran:?}");
}

#[test]
fn hostile_words() {
    let long = "x".repeat(120_000);
    let hostile: Vec<OsString> = [
        "",
        " ",
        "-",
        "--",
        "---",
        "=",
        "--=",
        "-x=1",
        "\u{feff}",
        "🏥🦴👩🏽‍⚕️",
        "\u{202e}abc",
        "’;--",
        "%s%n",
        "$(x)",
        "../../..",
        "/",
        "\\",
        "NaN",
        "-0",
        "9999999999999999999",
        "1e308",
        "0x10",
        "२०",
        "\n",
        "\u{1}\u{7f}",
        "ﬁ",
        "ß",
        "İ",
        "ŉ",
        "{",
        "[",
        "[[[[",
        "null",
        "@",
        "#",
        "\"",
        "'",
        &long,
    ]
    .into_iter()
    .map(OsString::from)
    .collect();
    #[cfg(unix)]
    let hostile = {
        use std::os::unix::ffi::OsStringExt as _;
        let mut hostile = hostile;
        hostile.extend([OsString::from_vec(vec![0xFF, 0xFE]), OsString::from_vec(b"ab\xC3".to_vec())]);
        hostile
    };
    let places: &[&[&str]] = &[
        &["log"],
        &["log", "x", "--kind"],
        &["log", "x", "--date"],
        &["log", "x", "--minutes"],
        &["log", "x", "--answer"],
        &["log", "x", "--tag"],
        &["log", "x", "--attach"],
        &["log", "x", "--learnt"],
        &["log", "x", "--community"],
        &["log", "--from-json"],
        &["edit", ENTRY, "--title"],
        &["show"],
        &["search"],
        &["list"],
        &["goal", "add"],
        &["action", "add", ENTRY],
        &["profile", "set"],
        &["evidence", "save"],
        &["export", "--out", "out.md", "--format", "markdown", "--query"],
        &["export", "--out", "out.md", "--format"],
        &["history"],
        &["--today"],
        &["--journal"],
        &[],
    ];
    // Each word in a few places, each place with a few words; the parser alone with all of them.
    let place = furnished();
    let mut tried = 0;
    for (n, word) in hostile.iter().enumerate() {
        for (m, before) in places.iter().enumerate() {
            let words: Vec<OsString> = before.iter().map(OsString::from).chain([word.clone()]).collect();
            let _ = Cli::try_parse_from([OsString::from("cpd-journal")].into_iter().chain(words.clone()));
            // Without a command a window would open.
            if (n + m) % 7 == 0 && !matches!(*before, [] | ["--today" | "--journal"]) {
                let ran = place.run(&words);
                assert!(ran.code <= 2, "{:.200}", ran.words);
                tried += 1;
            }
        }
    }
    assert!(tried > 100, "{tried}");
    // Standard input, too.
    for input in [
        &b""[..],
        b"\xFF\xFE\0",
        b"{",
        b"[]",
        b"[[[]]]",
        b"{}",
        b"null",
        b"\"x\"",
        b"{\"title\": 5}",
        &b"[".repeat(50_000),
        b"{\"title\":\"\\ud800\"}",
    ] {
        let ran = place.run_with(&["log", "--from-json", "-", "--json"], input);
        assert!(ran.code <= 2, "{ran:?}");
        ran.json();
    }
    place.done(&["verify"]);
}

#[test]
fn a_transcript_and_words_are_one_step() {
    let place = Place::new();
    place.file(
        "chat.txt",
        "[02/02/2026, 20:00:04] Ann Owen: Q1 What is pacing? #physiotalk\n[02/02/2026, 20:30:00] Dai: A plan #physiotalk\n",
    );
    place.done(&["log", "Written down in a hurry", "--date", "2026-02-02"]);
    let before = place.done(&["show", "hurry", "--json"]).json();
    let words = ["edit", "hurry", "--title", "In peace", "--learnt", "Pacing is a plan.", "--tag", "pacing", "--transcript", "chat.txt"];
    place.done(&words);
    let after = place.done(&["show", "In peace", "--json"]).json();
    assert_eq!((&after["title"], &after["learnt"], &after["tags"]), (&json!("In peace"), &json!("Pacing is a plan."), &json!(["pacing"])));
    assert_eq!((&after["time"], &after["hashtag"], &after["platform"]), (&json!("20:00"), &json!("#physiotalk"), &json!("WhatsApp")));
    assert_eq!(after["evidence"].as_array().map(Vec::len), Some(1));
    place.done(&["undo"]);
    let mut undone = place.done(&["show", "hurry", "--json"]).json();
    undone["changed_at"] = before["changed_at"].clone();
    assert_eq!(undone, before);
}

#[test]
#[expect(clippy::disallowed_types, reason = "words are forgotten behind the journal's back")]
fn a_search_reads_what_waits() {
    let place = Place::empty();
    place.file("journal.cpd", include_bytes!("../fixtures/journals/v1.cpd"));
    place.done(&["evidence", "save", "e", "notes.txt"].map(|word| if word == "e" { evidence_hash(&place) } else { word.to_owned() }));
    let text = fs::read_to_string(place.path().join("notes.txt")).expect("a text");
    let word = text.split(|c: char| !c.is_alphabetic()).max_by_key(|word| word.len()).expect("a word");
    let found = place.done(&["search", word, "--json"]).json();
    assert_eq!((&found["total"], &found["problems"]), (&json!(1), &json!([])), "{word}: {found}");
    // As many as nobody waits long for; the rest is told of, and comes with the next searches.
    for n in 0..25 {
        place.file(&format!("file{n}.txt"), format!("A note about marmalade{n}"));
    }
    let uid = found["hits"][0]["entry"].as_str().expect("a uid");
    let files: Vec<String> = (0..25).map(|n| format!("file{n}.txt")).collect();
    place.done(&[&["evidence".to_owned(), "add".to_owned(), uid.to_owned()][..], &files].concat());
    let db = rusqlite::Connection::open(place.journal()).expect("the file");
    db.execute("DELETE FROM blob_text WHERE digest IS NOT NULL", []).expect("forgotten");
    drop(db);
    let told = |ran: &Ran| ran.json()["problems"][0]["what"].as_str().map(str::to_owned);
    let first = place.done(&["list", "marmalade0", "--json"]);
    assert_eq!(told(&first).as_deref(), Some("the words of 6 files are not in the search yet"), "{first:?}");
    let second = place.done(&["list", "marmalade0", "--json"]);
    assert_eq!((told(&second), &second.json()["total"]), (None, &json!(1)), "{second:?}");
}

fn evidence_hash(place: &Place) -> String {
    place.done(&["evidence", "list", "--json"]).json()["evidence"][0]["hash"].as_str().expect("a hash").to_owned()
}

#[test]
fn times_are_in_the_same_zone_on_every_computer() {
    let place = Place::new();
    for zone in ["Asia/Tokyo", "America/New_York"] {
        let run = |words: &[&str]| {
            let mut program = place.program();
            program.env("TZ", zone).arg("--journal").arg(place.journal()).args(["--today", TODAY]).args(words);
            let ran = Ran::of(&words.join(" "), &program.output().expect("the program runs"));
            assert_eq!(ran.code, 0, "{ran:?}");
        };
        run(&["log", zone, "--time", "8pm"]);
        run(&["community", "add", zone, "--day", "Mondays", "--time", "8pm"]);
        run(&["chat", "add", zone, "--date", "2026-03-05", "--time", "8pm"]);
        assert_eq!(place.done(&["show", zone, "--json"]).json()["zone"], "Europe/London");
    }
    for (words, list) in [(["community", "list"], "communities"), (["chat", "list"], "chats")] {
        let said = place.done(&[words[0], words[1], "--json"]).json();
        let zones: BTreeSet<&str> = said[list].as_array().expect("a list").iter().filter_map(|one| one["zone"].as_str()).collect();
        assert_eq!(zones, BTreeSet::from(["Europe/London"]), "{said}");
    }
}
