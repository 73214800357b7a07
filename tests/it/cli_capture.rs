//! Capture on the command line: links, chats, transcripts, small items, people, the timer, evidence. Physiotalk's advice on evidencing a
//! chat, step by step, is the first test.

use cpd_journal::domain::Part;
use cpd_journal::journal::Clock;
use serde_json::{Value, json};

use crate::support::{Place, Ran};

/// A chat of a Monday evening, as somebody copies it out of a messenger.
const CHAT: &str = "[02/02/2026, 20:00:04] Ann Owen: Q1 What does pacing mean to the people you see? #physiotalk\n\
                    [02/02/2026, 20:03:10] Bronwen Hartley: A1 A plan for the good days #physiotalk\n\
                    [02/02/2026, 20:21:40] Dai Rees: Q2 How do you explain it?\n\
                    [02/02/2026, 20:24:00] Bronwen Hartley: A2 With a diary\n\
                    [02/02/2026, 20:58:00] Ann Owen: Thank you all\n";

fn shown(place: &Place, name: &str) -> Value {
    place.done(&["show", name, "--json"]).json()
}

fn json(ran: &Ran) -> Value {
    ran.json()
}

#[test]
fn evidencing_a_chat_step_by_step() {
    let place = Place::new();
    place.file("chat.txt", CHAT);
    place.file("shot.png", png());
    place.done(&["profile", "set", "name=Bronwen Hartley"]);
    place.done(&["goal", "add", "Persistent pain", "--why", "half my caseload"]);
    place.done(&["community", "take", "physiotalk"]);
    // A line in the diary with its date and a short description, out of the transcript, which is kept.
    let logged = place.done(&[
        "log",
        "#physiotalk on pacing",
        "--transcript",
        "chat.txt",
        "--attach",
        "shot.png",
        "--goal",
        "pain",
        "--used",
        "discussing",
        "--role",
        "contributor",
        "--learnt",
        "Pacing is not rest.",
        "--template",
        "three-lines",
        "--answer",
        "matters=Half my caseload",
        "--json",
    ]);
    let uid = json(&logged)["uid"].as_str().expect("a uid").to_owned();
    // What changed in practice.
    place.done(&["edit", &uid, "--changed", "Pacing diaries at the first visit", "--benefit", "People with flare-ups"]);
    place.done(&["action", "add", &uid, "Show the team the diary", "--by", "in 2 weeks", "--share-with", "band 5s"]);
    let entry = shown(&place, &uid);
    assert_eq!((&entry["date"], &entry["time"]), (&json!("2026-02-02"), &json!("20:00")), "{entry}");
    assert_eq!(entry["minutes"]["taking_part"], 58);
    assert!(entry["minutes"]["interactive"].as_u64().is_some_and(|n| n > 0 && n < 58), "{}", entry["minutes"]);
    assert_eq!(
        (&entry["kind"], &entry["hashtag"], &entry["community"]),
        (&json!("tweetchat"), &json!("#physiotalk"), &json!("Physiotalk"))
    );
    assert!(entry["how"].as_str().is_some_and(|how| how.contains('2') && how.contains('5')), "{}", entry["how"]);
    assert_eq!(entry["evidence"].as_array().map(Vec::len), Some(2));
    let transcript = entry["evidence"].as_array().into_iter().flatten().find(|one| one["type"] == "text/plain").expect("the transcript");
    place.done(&["evidence", "save", transcript["hash"].as_str().expect("a hash"), "back.txt"]);
    assert_eq!(std::fs::read_to_string(place.path().join("back.txt")).expect("saved"), CHAT, "unchanged");
    // The screen grab gets words, and the names on it are covered.
    let shot = entry["evidence"].as_array().into_iter().flatten().find(|one| one["type"] == "image/png").expect("the screen grab");
    let hash = shot["hash"].as_str().expect("a hash");
    place.done(&["evidence", "describe", hash, "--caption", "Q2", "--alt", "Two answers to question two"]);
    let covered = json(&place.done(&["evidence", "redact", hash, "--cover", "2,2,6,4", "--json"]));
    assert_eq!(covered["evidence"][0]["alt"], "Two answers to question two");
    // The words of the transcript are found, and all of it goes into the record.
    let hits = json(&place.done(&["search", "diary explain", "--json"]));
    assert_eq!(hits["total"], 1, "{hits}");
    let exported = json(&place.done(&["export", "--out", "evidence.pdf", "--json"]));
    assert_eq!(exported["entries"], 1);
    assert_eq!(json(&place.done(&["verify", "--json"]))["ok"], true);
}

/// A small picture.
fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbaImage::from_fn(20, 12, |x, y| image::Rgba([u8::try_from(x * 9).unwrap_or(0), u8::try_from(y * 11).unwrap_or(0), 90, 255]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("a picture");
    bytes.into_inner()
}

#[test]
fn a_link_fills_in_what_it_tells_and_what_is_said_wins() {
    let place = Place::new();
    // 1892247182045745152 was made on 19 February 2025 at 16:16 (UTC), by the platform's own formula.
    let url = "https://twitter.com/WeNurses/status/1892247182045745152?s=20&utm_source=x";
    let logged = json(&place.done(&["log", "--url", url, "--zone", "Europe/London", "--json"]));
    let entry = shown(&place, logged["uid"].as_str().expect("uid"));
    assert_eq!(entry["date"], "2025-02-19", "{logged}");
    assert_eq!(entry["url"], "https://x.com/WeNurses/status/1892247182045745152");
    assert_eq!((&entry["platform"], &entry["handle"]), (&json!("X"), &json!("@WeNurses")));
    assert_eq!(logged["link"]["item"], "1892247182045745152");
    let said = json(&place.done(&["log", "A thread", "--url", url, "--date", "2025-03-01", "--handle", "@me", "--json"]));
    let entry = shown(&place, said["uid"].as_str().expect("uid"));
    assert_eq!((&entry["date"], &entry["time"], &entry["handle"]), (&json!("2025-03-01"), &Value::Null, &json!("@me")));
    // A host that only looks like one claims nothing.
    let fake = json(&place.done(&["log", "--url", "https://x.com.evil.example/WeNurses/status/1892247182045745152", "--json"]));
    let entry = shown(&place, fake["uid"].as_str().expect("uid"));
    assert_eq!((&entry["date"], &entry["platform"]), (&json!("2026-03-02"), &json!("")));
}

#[test]
fn the_same_as_last_time() {
    let place = Place::new();
    place.done(&[
        "community",
        "add",
        "Night chat",
        "--hashtag",
        "#nightchat",
        "--day",
        "Thursday",
        "--time",
        "8pm",
        "--zone",
        "Europe/London",
        "--length",
        "45",
        "--kind",
        "tweetchat",
        "--platform",
        "Bluesky",
    ]);
    let first = json(&place.done(&["again", "--json"]));
    let entry = shown(&place, first["uid"].as_str().expect("uid"));
    assert_eq!((&entry["date"], &entry["time"], &entry["zone"]), (&json!("2026-02-26"), &json!("20:00"), &json!("Europe/London")));
    assert_eq!((&entry["minutes"]["total"], &entry["kind"], &entry["platform"]), (&json!(45), &json!("tweetchat"), &json!("Bluesky")));
    assert_eq!((&entry["handle"], &entry["reflection"]["answers"]), (&json!(""), &json!([])));
    let again = json(&place.done(&["again", "nightchat", "--json"]));
    assert_eq!((&again["existed"], &again["uid"]), (&json!(true), &first["uid"]));
    assert_eq!(place.run(&["again", "nobody"]).code, 1);
    let empty = Place::new();
    let none = empty.run(&["again"]);
    assert_eq!(none.code, 1);
    assert!(none.err.contains("hint:"), "{none:?}");
}

#[test]
fn small_items_become_one_claim_and_come_apart_again() {
    let place = Place::new();
    let mut items = Vec::new();
    for (title, date, minutes) in [("A poll", "2026-02-02", "5"), ("A thread", "2026-02-04", "10"), ("A short video", "2026-02-04", "8")] {
        let words = ["log", title, "--date", date, "--minutes", minutes, "--interactive", "3", "--json"];
        items.push(json(&place.done(&words))["uid"].as_str().expect("uid").to_owned());
    }
    let words: Vec<&str> =
        ["rollup"].into_iter().chain(items.iter().map(String::as_str)).chain(["--title", "February, in small", "--json"]).collect();
    let claim = json(&place.done(&words));
    assert_eq!((&claim["minutes"], &claim["interactive"], &claim["days"]), (&json!(23), &json!(9), &json!(2)));
    assert_eq!(claim["items"].as_array().map(Vec::len), Some(3));
    let uid = claim["uid"].as_str().expect("uid");
    assert_eq!(shown(&place, &items[0])["rolled_into"], uid);
    let twice = place.run(&["rollup", &items[0], &items[1], "--title", "Twice"]);
    assert_eq!(twice.code, 1, "{twice:?}");
    assert!(twice.err.contains("February, in small"), "{}", twice.err);
    place.done(&["rollup", "--undo", uid]);
    assert_eq!(shown(&place, &items[0])["rolled_into"], Value::Null);
    assert_eq!(json(&place.done(&["list", "--json"]))["total"], 3, "the claim is in the bin");
    place.done(&["undo"]);
    assert_eq!(shown(&place, &items[2])["rolled_into"], uid);
}

/// What everything adds up to, as the Markdown record says.
fn total(place: &Place) -> String {
    place.done(&["export", "--out", "total.md", "--force"]);
    let text = std::fs::read_to_string(place.path().join("total.md")).expect("written");
    let line = text.lines().find(|line| line.contains("** time of all entries")).expect("a line of totals").to_owned();
    line.split(" · ").find(|part| part.contains("time of all entries")).expect("the total").to_owned()
}

#[test]
fn a_claim_and_its_items_move_to_another_journal() {
    let place = Place::new();
    let mut names = Vec::new();
    for (title, time) in [("A poll", "20:00"), ("A thread", "20:05"), ("A film", "21:00")] {
        let words = ["log", title, "--date", "2026-02-02", "--time", time, "--zone", "Europe/London", "--minutes", "10", "--json"];
        names.push(json(&place.done(&words))["uid"].as_str().expect("uid").to_owned());
    }
    let words: Vec<&str> = ["rollup", "--json", "--title", "In small"].into_iter().chain(names.iter().map(String::as_str)).collect();
    let claim = json(&place.done(&words))["uid"].as_str().expect("uid").to_owned();
    names.push(claim.clone());
    assert_eq!(total(&place), "**25 min** time of all entries");
    let document: Vec<Value> = names.iter().rev().map(|name| shown(&place, name)).collect();
    let text = serde_json::to_string(&document).expect("JSON");
    let other = Place::new();
    let ran = other.run_with(&["log", "--from-json", "-"], text.as_str());
    assert_eq!((ran.code, ran.out.contains("not here")), (0, false), "{ran:?}");
    assert_eq!(total(&other), "**25 min** time of all entries");
    assert_eq!(shown(&other, &claim)["items"], shown(&place, &claim)["items"]);
    assert_eq!(json(&other.done(&["verify", "--json"]))["ok"], true);
    // Once more: they are here already.
    assert!(other.run_with(&["log", "--from-json", "-"], text.as_str()).out.contains("Skipped 4 entries"));
    assert_eq!(total(&other), "**25 min** time of all entries");
    // Of what says something else copies are made under names of their own, rolled up among themselves.
    let mut changed = document.clone();
    for entry in &mut changed {
        entry["benefit"] = "Others".into();
    }
    other.run_with(&["log", "--from-json", "-"], serde_json::to_string(&changed).expect("JSON"));
    assert_eq!(total(&other), "**50 min** time of all entries");
    other.done(&["undo"]);
    assert_eq!(total(&other), "**25 min** time of all entries");
    // The items first, one of them lacking, and the claim later: it finds them by their names.
    let late = Place::new();
    late.run_with(&["log", "--from-json", "-"], serde_json::to_string(&document[1..3]).expect("JSON"));
    let ran = late.run_with(&["log", "--from-json", "-"], document[0].to_string());
    assert!(ran.out.contains("“In small” has the time of the others: 1 of its 3 items are not here"), "{ran:?}");
    assert_eq!(total(&late), "**20 min** time of all entries");
    // Alone it keeps its time.
    let alone = Place::new();
    let ran = alone.run_with(&["log", "--from-json", "-"], document[0].to_string());
    assert!(ran.out.contains("“In small” has the time that it says: 3 of its 3 items are not here"), "{ran:?}");
    assert_eq!(total(&alone), "**25 min** time of all entries");
}

#[test]
fn the_minutes_of_a_claim_are_those_of_its_items() {
    let place = Place::new();
    place.done(&["log", "A poll", "--minutes", "5"]);
    place.done(&["log", "A thread", "--minutes", "8"]);
    let made = place.done(&["rollup", "A poll", "A thread", "--title", "In small"]);
    assert!(made.out.contains("13 min (0 min interactive): 2 items on one day"), "{}", made.out);
    for words in [["--minutes", "90"], ["--interactive", "3"], ["--preparing", "1"]] {
        let ran = place.run(&[&["edit", "In small"][..], &words[..]].concat());
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.err.contains("“In small” is a claim: its minutes are those of its items"), "{}", ran.err);
    }
    place.done(&["edit", "In small", "--learnt", "Ask first"]);
    assert_eq!(shown(&place, "In small")["minutes"]["total"], 13);
    assert!(place.done(&["rollup", "--undo", "In small"]).out.contains("2 items count for themselves again"));
}

#[test]
fn people_are_typed_once_and_stay_out_of_exports() {
    let place = Place::new();
    place.done(&["person", "add", "Ann Owen", "--handle", "annowen", "--profession", "Nurse", "--place", "Wales"]);
    place.done(&["log", "A chat", "--person", "Ann Owen", "--person", "Dai Rees"]);
    let list = json(&place.done(&["person", "list", "--json"]));
    assert_eq!((&list["people"][0]["handle"], &list["people"][0]["entries"]), (&json!("@annowen"), &json!(1)));
    assert_eq!(list["named"][0]["name"], "Dai Rees");
    place.done(&["person", "edit", "@annowen", "--name", "Ann Owen-Price"]);
    assert_eq!(shown(&place, "A chat")["people"], json!(["Ann Owen-Price", "Dai Rees"]));
    assert_eq!(place.run(&["person", "add", "ann owen-price"]).code, 1);
    place.done(&["export", "--out", "plain.md", "--without-people"]);
    let plain = std::fs::read_to_string(place.path().join("plain.md")).expect("written");
    assert!(!plain.contains("Owen") && !plain.contains("Rees") && plain.contains("Nurse"), "{plain}");
    place.done(&["export", "--out", "own.md"]);
    let own = std::fs::read_to_string(place.path().join("own.md")).expect("written");
    assert!(own.contains("Ann Owen-Price"), "a copy for oneself has them: {own}");
    place.done(&["export", "--out", "named.md", "--with-people"]);
    let named = std::fs::read_to_string(place.path().join("named.md")).expect("written");
    assert!(named.contains("Ann Owen-Price") && named.contains("Dai Rees"), "{named}");
}

#[test]
fn a_timer_counts_only_what_is_said() {
    let place = Place::new();
    place.done(&["log", "A chat"]);
    assert_eq!(place.run(&["timer", "stop", "--all"]).code, 1);
    place.done(&["timer", "start", "A chat", "--part", "taking-part"]);
    assert_eq!(place.run(&["timer", "start", "A chat"]).code, 1, "one runs");
    assert_eq!(json(&place.done(&["timer", "status", "--json"]))["running"]["part"], "taking_part");
    let unsaid = place.run(&["timer", "stop"]);
    assert_eq!(unsaid.code, 2);
    assert!(unsaid.err.contains("--all"), "{}", unsaid.err);
    let stopped = json(&place.done(&["timer", "stop", "--count", "three quarters of an hour", "--json"]));
    assert_eq!((&stopped["counted"], &stopped["minutes"]["total"]), (&json!(45), &json!(45)));
    assert_eq!(json(&place.done(&["timer", "status", "--json"]))["running"], Value::Null);
    assert_eq!(place.run(&["timer", "start", "A chat", "--part", "sleeping"]).code, 2);
    let none = place.run(&["timer", "drop"]);
    assert!(none.code == 1 && none.err.contains("no timer runs"), "{none:?}");
}

#[test]
fn time_away_is_asked_about() {
    // Started forty minutes before noon, which it is here, and seen five minutes later for the last time.
    let running = |place: &Place| {
        let entry = place.done(&["log", "A chat", "--json"]).json()["uid"].as_str().expect("uid").to_owned();
        let at = |text: &str| Clock::At(text.parse().expect("an instant"), chrono_tz::Europe::London);
        let mut journal = crate::support::open(&place.journal());
        let id = journal.find_entry(&entry).expect("found");
        journal.set_clock(at("2026-03-02T11:20:00Z"));
        journal.start_timer(id, Part::TakingPart).expect("started");
        journal.set_clock(at("2026-03-02T11:25:00Z"));
        journal.timer_sign().expect("noted");
        entry
    };
    for (words, counted) in [(&["--present"][..], 5), (&["--all", "--with-away"], 40), (&["--count", "30"], 30)] {
        let place = Place::new();
        let entry = running(&place);
        let status = json(&place.done(&["timer", "status", "--json"]));
        let running = &status["running"];
        assert_eq!((&running["minutes"], &running["away"], &running["present"]), (&json!(40), &json!(35), &json!(5)));
        assert!(place.done(&["timer", "status"]).out.contains("40 min, 35 min of it away"));
        let unsure = place.run(&["timer", "stop", "--all"]);
        assert_eq!(unsure.code, 2, "{unsure:?}");
        assert!(unsure.err.contains("35 min of the 40 min are time away") && unsure.err.contains("--with-away"), "{}", unsure.err);
        let stopped = json(&place.done(&[&["timer", "stop", "--json"][..], words].concat()));
        assert_eq!((&stopped["counted"], &stopped["ran"]), (&json!(counted), &json!(40)));
        assert_eq!((&stopped["away"], &stopped["present"]), (&json!(35), &json!(5)));
        assert_eq!(shown(&place, &entry)["minutes"]["taking_part"], counted);
    }
    let place = Place::new();
    let entry = running(&place);
    for words in [&["--all", "--present"][..], &["--count", "5", "--present"], &["--with-away"]] {
        assert_eq!(place.run(&[&["timer", "stop"][..], words].concat()).code, 2, "{words:?}");
    }
    place.done(&["bin", &entry]);
    let binned = place.run(&["timer", "stop", "--present"]);
    assert!(binned.code == 1 && binned.err.contains("in the bin"), "{binned:?}");
    place.done(&["unbin", &entry]);
    place.done(&["edit", &entry, "--preparing", "999h 58min"]);
    let much = place.run(&["timer", "stop", "--present"]);
    assert!(much.code == 1 && much.err.contains("1,000 hours"), "{much:?}");
    assert_ne!(json(&place.done(&["timer", "status", "--json"]))["running"], Value::Null, "it goes on");
}

#[test]
fn chats_to_and_from_a_calendar() {
    let place = Place::new();
    place.done(&["community", "take", "otalk", "#OTalk"]);
    assert_eq!(json(&place.done(&["community", "list", "--json"]))["communities"].as_array().map(Vec::len), Some(1));
    place.done(&[
        "chat",
        "add",
        "Money and rehab",
        "--community",
        "#OTalk",
        "--date",
        "2026-03-10",
        "--time",
        "20:00",
        "--zone",
        "Europe/London",
    ]);
    let coming = json(&place.done(&["chat", "list", "--days", "14", "--json"]));
    let titles: Vec<&str> = coming["chats"].as_array().into_iter().flatten().filter_map(|chat| chat["title"].as_str()).collect();
    assert!(titles.iter().any(|title| title.contains("Money and rehab")), "{titles:?}");
    place.done(&["calendar", "save", "chats.ics"]);
    assert_eq!(place.run(&["calendar", "save", "chats.ics"]).code, 1, "nothing is overwritten unasked");
    let other = Place::new();
    std::fs::copy(place.path().join("chats.ics"), other.path().join("chats.ics")).expect("copied");
    let preview = json(&other.done(&["calendar", "read", "chats.ics", "--preview", "--json"]));
    assert_eq!((&preview["added"], preview["items"].as_array().map(Vec::len)), (&json!(0), Some(2)), "{preview}");
    let taken = json(&other.done(&["calendar", "read", "chats.ics", "--json"]));
    assert_eq!(taken["added"], 2, "{taken}");
    let twice = json(&other.done(&["calendar", "read", "chats.ics", "--json"]));
    assert_eq!(twice["added"], 0, "{twice}");
    assert_eq!(other.run(&["calendar", "read", "chats.ics", "--select", "9"]).code, 2);
    assert_eq!(other.run(&["calendar", "read", "nothing.ics"]).code, 1);
    other.file("no.ics", "a shopping list");
    assert_eq!(other.run(&["calendar", "read", "no.ics"]).code, 1);
}

#[test]
fn words_that_are_off_say_how_to_write_them() {
    let place = Place::new();
    place.done(&["log", "A chat"]);
    place.file("proof.txt", "words");
    for (words, code, part) in [
        (vec!["edit", "A chat", "--verdict", "maybe"], 2, "adopt"),
        (vec!["community", "add", "X", "--rhythm", "hourly"], 2, "weekly"),
        (vec!["community", "add", "X", "--kind", "nonsense"], 2, "tweetchat"),
        (vec!["community", "add", "X", "--listed", "perhaps"], 2, "yes"),
        (vec!["community", "take", "no-such-chat"], 1, "community known"),
        (vec!["community", "check", "proof.txt"], 1, "line"),
        (vec!["chat", "add", "X"], 2, "--date"),
        (vec!["rollup", "A chat"], 2, "two"),
        (vec!["rollup", "--undo", "A chat"], 1, "claim"),
        (vec!["evidence", "redact", "abcd", "--cover", "1,2"], 1, "evidence list"),
        (vec!["log", "X", "--transcript", "nothing.txt"], 1, "nothing.txt"),
    ] {
        let ran = place.run(&words);
        assert_eq!(ran.code, code, "{ran:?}");
        assert!(ran.err.contains(part), "{words:?}: {}", ran.err);
    }
    assert_eq!(json(&place.done(&["list", "--json"]))["total"], 1, "nothing was written");
}
