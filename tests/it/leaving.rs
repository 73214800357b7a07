//! What leaves, what is found in it, and what comes back: on the command line and through the journal.

use std::fs;

use cpd_journal::domain::entry::TimeSpent;
use cpd_journal::domain::portfolio::{Depth, EvidenceAs, Handles, Parts};
use cpd_journal::domain::{
    ActionDraft, Answer, EntryDraft, EntryState, Found as FoundLater, GoalDraft, LookBackDraft, Minutes, PersonDraft, Profile, Reflection,
};
use cpd_journal::dossier::Dossier;
use cpd_journal::exporters::Replace;
use cpd_journal::importers;
use cpd_journal::journal::{By, Journal, JournalError, NewFile, Selection, Together, Under};
use serde_json::Value;

use crate::support::{Place, in_memory, open};

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect(text)
}

/// Everything that an entry can say, and what stands beside it.
fn full() -> Place {
    let place = Place::new();
    let mut journal = open(&place.journal());
    let profile = Profile { name: "Bronwen Hartley".into(), handles: "@bronwen".into(), ..Profile::default() };
    journal.set_profile(&profile, By::Command).expect("a profile");
    journal.add_person(PersonDraft { name: "Siân Rees".into(), handle: "@sianrees".into(), ..PersonDraft::default() }).expect("somebody");
    let goal =
        GoalDraft { title: "Pacing & pain – “plain words”".into(), why: "# not a heading\n---\nx: y".into(), ..GoalDraft::default() };
    let goal = journal.add_goal(goal).expect("a goal").value.id;
    let draft = EntryDraft {
        title: "A chat: *stars*, [brackets](x) & <b>".into(),
        kind: "tweetchat".into(),
        time: chrono::NaiveTime::from_hms_opt(20, 0, 0),
        zone: "Europe/London".into(),
        minutes: TimeSpent { taking_part: Minutes(60), reading: Minutes(15), interactive: Minutes(40), ..TimeSpent::default() },
        learnt: "Line one\n\n---\nwhat: ever\n```\ncode left open".into(),
        changed: "I ask first.".into(),
        benefit: "- one\n- two".into(),
        reflection: Reflection {
            template: "what-so-what-now-what".into(),
            answers: vec![Answer {
                template: "what-so-what-now-what".into(),
                prompt: "so-what".into(),
                label: "So what?".into(),
                text: "It matters.".into(),
                home: None,
            }],
        },
        private_note: "the wombat is asleep".into(),
        goals: vec![goal],
        tags: vec!["pacing".into(), "long covid".into()],
        people: vec!["Siân Rees".into()],
        ..EntryDraft::on(day("2026-02-10"))
    };
    let together = Together {
        community: Some("#physiotalk"),
        files: vec![NewFile::in_memory("notes.txt", "Notes of the chat.\n")],
        actions: vec![ActionDraft { what: "Tell the team".into(), due: Some(day("2026-03-01")), ..ActionDraft::default() }],
        look_backs: vec![LookBackDraft {
            month: 0,
            day: day("2026-02-20"),
            found: FoundLater::Change,
            text: "It did.".into(),
            until: None,
        }],
        ..Together::default()
    };
    journal.log(draft, EntryState::Ready, &together).expect("kept");
    for (title, date) in [("Small one", "2026-02-11"), ("Small two", "2026-02-12")] {
        let minutes = TimeSpent { taking_part: Minutes(5), ..TimeSpent::default() };
        journal
            .log(EntryDraft { title: title.into(), minutes, ..EntryDraft::on(day(date)) }, EntryState::Draft, &Together::default())
            .expect("kept");
    }
    let items: Vec<_> =
        journal.headers(None).expect("headers").iter().filter(|one| one.name.starts_with("Small")).map(|one| one.id).collect();
    journal.roll_up(&items, "Small things").expect("a claim");
    drop(journal);
    place.done(&["record", "add", "feedback", "--date", "2026-02-15", "--field", "content=Clear on pacing"]);
    place
}

fn listed(place: &Place) -> Value {
    let mut list = place.done(&["list", "--full", "--json"]).json();
    // What an import cannot know: where it lies.
    list["journal"].take();
    list
}

#[test]
fn what_leaves_comes_back_the_same() {
    let place = full();
    let before = (place.done(&["list", "--json"]).json(), listed(&place));
    for (format, name) in [("json", "all.json"), ("pdf", "all.pdf"), ("markdown", "folder"), ("markdown", "one.md"), ("pack", "all.zip")] {
        let target = place.path().join(name);
        place.done(&["export", "--format", format, "--out", name, "--acknowledge-findings", "--with-people", "--handles", "keep"]);
        let other = Place::new();
        let taken = other.done(&["import", &target.to_string_lossy(), "--json"]).json();
        assert_eq!((taken["added"].as_u64(), taken["duplicates"].as_u64()), (Some(5), Some(0)), "{name}: {taken}");
        let list = other.done(&["list", "--json"]).json();
        let mut lists = [before.0.clone(), list, before.1.clone(), listed(&other)];
        if name == "one.md" {
            // One text file has no room for what other files hold.
            for one in lists.iter_mut().flat_map(|list| list["entries"].as_array_mut().expect("entries")) {
                one["evidence"].take();
                one["evidence_count"].take();
            }
        }
        let [was_listed, is_listed, was, is] = lists;
        assert_eq!(is_listed, was_listed, "{name}");
        assert_eq!(is, was, "{name}");
        assert_eq!(other.done(&["goal", "list", "--json"]).json(), place.done(&["goal", "list", "--json"]).json(), "{name}");
        let records = |of: &Place| of.done(&["record", "list", "--json"]).json()["records"][0]["fields"].clone();
        assert_eq!(records(&other), records(&place), "{name}");
        assert_eq!(other.done(&["verify"]).code, 0, "{name}");
        // Once more changes nothing.
        let again = other.done(&["import", &target.to_string_lossy(), "--json"]).json();
        assert_eq!(
            (again["added"].as_u64(), again["duplicates"].as_u64(), again["batch"].is_null()),
            (Some(0), Some(5), true),
            "{name}: {again}"
        );
        // And all of it goes again as one.
        let batch = taken["batch"].as_str().expect("a batch");
        other.done(&["import", "--undo", batch]);
        assert_eq!(other.done(&["list", "--json"]).json()["total"], 0, "{name}");
        assert_eq!(other.done(&["goal", "list", "--json"]).json()["goals"].as_array().map(Vec::len), Some(0), "{name}");
        assert_eq!(other.done(&["verify"]).code, 0, "{name}");
    }
}

#[test]
fn a_whole_sample_comes_back_the_same() {
    let place = Place::with_sample();
    let before = place.done(&["list", "--json"]).json();
    for (format, name) in [("json", "all.json"), ("pdf", "all.pdf"), ("markdown", "folder"), ("markdown", "one.md"), ("pack", "all.zip")] {
        place.done(&["export", "--format", format, "--out", name]);
        let other = Place::new();
        other.done(&["import", &place.path().join(name).to_string_lossy()]);
        assert_eq!(other.done(&["list", "--json"]).json(), before, "{name}");
        assert_eq!(
            other.done(&["status", "--json"]).json()["frameworks"][0]["requirements"],
            place.done(&["status", "--json"]).json()["frameworks"][0]["requirements"],
            "{name}"
        );
    }
}

#[test]
fn brackets_within_brackets_come_back() {
    let place = Place::new();
    let text = format!("{} and {}", "[".repeat(700), "<<".repeat(700));
    place.done(&["log", "x", "--date", "2026-03-01", "--learnt", &text]);
    place.done(&["export", "--out", "all.pdf"]);
    let other = Place::new();
    other.done(&["import", &place.path().join("all.pdf").to_string_lossy()]);
    assert_eq!(listed(&other), listed(&place));
}

#[test]
fn what_is_here_already_stays() {
    let place = full();
    place.done(&["export", "--out", "all.json", "--acknowledge-findings"]);
    let uid = |title: &str| {
        let list = place.done(&["list", "--json"]).json();
        let found = list["entries"]
            .as_array()
            .expect("entries")
            .iter()
            .find(|one| one["title"].as_str().is_some_and(|name| name.starts_with(title)));
        found.expect(title)["uid"].as_str().expect("a uid").to_owned()
    };
    let (chat, small) = (uid("A chat"), uid("Small one"));
    place.done(&["edit", &chat, "--learnt", "Something else altogether"]);
    place.done(&["bin", &small]);
    let preview = place.done(&["import", "all.json", "--preview", "--json"]).json();
    let known = |uid: &str| {
        preview["proposals"].as_array().expect("proposals").iter().find(|one| one["uid"] == *uid).expect("proposed")["known"].clone()
    };
    assert_eq!((known(&chat), known(&small)), (Value::from("differs"), Value::from("binned")));
    let taken = place.done(&["import", "all.json", "--json"]).json();
    assert_eq!((taken["added"].as_u64(), taken["batch"].is_null()), (Some(0), true), "{taken}");
    assert_eq!(place.done(&["show", &chat, "--json"]).json()["learnt"], "Something else altogether");
}

#[test]
fn some_of_a_file_brings_what_it_needs() {
    let place = full();
    place.done(&["export", "--out", "all.json", "--acknowledge-findings"]);
    let preview = Place::new();
    fs::copy(place.path().join("all.json"), preview.path().join("all.json")).expect("a copy");
    let proposals = preview.done(&["import", "all.json", "--preview", "--json"]).json();
    let chat = proposals["proposals"]
        .as_array()
        .expect("proposals")
        .iter()
        .find(|one| one["title"].as_str().is_some_and(|name| name.starts_with("A chat")));
    let n = chat.expect("the chat")["n"].to_string();
    let taken = preview.done(&["import", "all.json", "--select", &n, "--json"]).json();
    assert_eq!((taken["entries"].as_u64(), taken["goals"].as_u64(), taken["records"].as_u64()), (Some(1), Some(1), Some(0)), "{taken}");
    assert_eq!(preview.run(&["import", "all.json", "--select", "99"]).code, 2);
    // A change since keeps it from being taken back as a whole.
    let uid = preview.done(&["list", "--json"]).json()["entries"][0]["uid"].as_str().expect("a uid").to_owned();
    preview.done(&["edit", &uid, "--benefit", "Mine now"]);
    let refused = preview.run(&["import", "--undo", taken["batch"].as_str().expect("a batch")]);
    assert_eq!(refused.code, 1, "{refused:?}");
    assert_eq!(preview.done(&["show", &uid, "--json"]).json()["benefit"], "Mine now");
}

#[test]
fn private_notes_and_details_of_others_never_leave() {
    let place = full();
    place.done(&[
        "record",
        "add",
        "reflective-discussion",
        "--date",
        "2026-02-16",
        "--field",
        "partner_name=Quagga Zebulon",
        "--field",
        "summary=We talked",
    ]);
    for (format, name) in [
        ("json", "a.json"),
        ("pdf", "a.pdf"),
        ("markdown", "a"),
        ("markdown", "a.md"),
        ("html", "a.html"),
        ("docx", "a.docx"),
        ("csv", "csv"),
        ("pack", "a.zip"),
    ] {
        place.done(&["export", "--format", format, "--out", name, "--acknowledge-findings"]);
        let mut open = vec![place.path().join(name)];
        while let Some(next) = open.pop() {
            if next.is_dir() {
                open.extend(fs::read_dir(&next).expect("a folder").map(|item| item.expect("an item").path()));
                continue;
            }
            let bytes = fs::read(&next).expect("a file");
            for word in ["wombat", "Quagga"] {
                assert!(memchr::memmem::find(&bytes, word.as_bytes()).is_none(), "{word} in {}", next.display());
            }
        }
    }
    let with = place.done(&["export", "--format", "json", "--out", "with.json", "--with-details", "--acknowledge-findings"]);
    assert_eq!(with.code, 0);
    assert!(fs::read_to_string(place.path().join("with.json")).expect("the file").contains("Quagga"));
}

fn with_findings() -> (Journal, cpd_journal::domain::EntryId) {
    let mut journal = in_memory();
    let draft = EntryDraft {
        title: "Ward round".into(),
        learnt: "Mrs Patel, 74, fell on Ward 7B. Her number is 943 476 5919 and she lives at LS6 2AB.".into(),
        ..EntryDraft::on(day("2026-02-10"))
    };
    let id = journal.log(draft, EntryState::Ready, &Together::default()).expect("kept").value.id;
    (journal, id)
}

#[test]
fn what_could_tell_who_somebody_is_holds_back() {
    let (mut journal, id) = with_findings();
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("all.json");
    let export = |journal: &Journal, selection: &Selection| journal.export(selection, "json", &target, Replace::Allow, &|_| Ok(()));
    let error = export(&journal, &Selection::default()).expect_err("held back");
    let JournalError::Unsettled(found) = error else { panic!("{error}") };
    assert!(found.len() >= 3, "{found:#?}");
    assert!(!target.exists(), "nothing was written");
    // Some are mended in place, as one step.
    let mends: Vec<_> = found
        .iter()
        .filter(|one| one.can_be_mended())
        .map(|one| (one.clone(), one.finding.instead.clone().expect("other words")))
        .collect();
    assert!(!mends.is_empty());
    journal.mend_findings(&mends).expect("mended");
    let learnt = journal.entry(id).expect("the entry").draft.learnt;
    assert!(!learnt.contains("Patel") && !learnt.contains("943 476 5919"), "{learnt}");
    journal.undo().expect("undone");
    assert!(journal.entry(id).expect("the entry").draft.learnt.contains("Patel"));
    // Or said to be fine, and not asked again, until the words change.
    assert!(matches!(journal.settle(&found, "  "), Err(JournalError::Needs { .. })));
    journal.settle(&found, "an invented case").expect("settled");
    assert_eq!(journal.unsettled(&Selection::default()).expect("looked"), []);
    let done = export(&journal, &Selection::default()).expect("exported");
    assert_eq!(done.acknowledged, Vec::<String>::new());
    let mut draft = journal.entry(id).expect("the entry").draft;
    draft.learnt.push_str(" His daughter is at m.okafor@example.org.");
    let opened = journal.entry(id).expect("the entry").changed;
    journal.save(id, draft, &[opened]).expect("saved");
    let open = journal.unsettled(&Selection::default()).expect("looked");
    assert_eq!(open.iter().map(|one| one.finding.rule).collect::<Vec<_>>(), ["email"], "{open:#?}");
    // What leaves knowingly is kept with the departure.
    let knowingly = Selection { acknowledged: true, ..Selection::default() };
    let done = export(&journal, &knowingly).expect("exported");
    assert_eq!(done.acknowledged.len(), 1);
    journal.note_departure("json", &done).expect("noted");
    let left = journal.departures().expect("departures");
    assert!(left[0].acknowledged[0].contains("okafor") && left[0].sha256 == done.exported.sha256, "{left:?}");
    journal.unsettle(&found).expect("asked again");
    assert!(journal.unsettled(&Selection::default()).expect("looked").len() > 1);
    assert_eq!(journal.verify().expect("looked at"), []);
}

#[test]
fn the_command_line_holds_back_with_six() {
    let place = Place::new();
    place.done(&["log", "Ward round", "--learnt", "Mr Kowalski’s NHS number is 9434765919."]);
    let held = place.run(&["export", "--out", "all.pdf", "--json"]);
    assert_eq!(held.code, 6, "{held:?}");
    assert_eq!(held.json()["error"]["code"], "held_back");
    assert!(!place.path().join("all.pdf").exists());
    let found = place.done(&["privacy", "--json"]).json();
    let ids: Vec<&str> = found["findings"].as_array().expect("findings").iter().map(|one| one["id"].as_str().expect("an id")).collect();
    assert!(ids.len() >= 2, "{found}");
    let number = found["findings"].as_array().expect("findings").iter().find(|one| one["rule"] == "nhs-number").expect("the number");
    let at = |key: &str| usize::try_from(number[key].as_u64().expect("a place")).expect("a small number");
    let said: String = "Mr Kowalski’s NHS number is 9434765919.".chars().skip(at("start")).take(at("end") - at("start")).collect();
    assert!(said.contains("9434765919"), "{said}");
    place.done(&["privacy", "--fine", number["id"].as_str().expect("an id"), "--because", "a test number"]);
    place.done(&["privacy", "--mend", "all"]);
    assert_eq!(place.done(&["privacy", "--json"]).json()["open"], 0);
    let wrote = place.done(&["export", "--out", "all.pdf", "--json"]).json();
    assert_eq!((wrote["findings_checked"].as_bool(), wrote["findings"].as_array().map(Vec::len)), (Some(true), Some(0)), "{wrote}");
    assert_eq!(place.done(&["privacy", "--left", "--json"]).json()["left"][0]["name"], "all.pdf");
    assert_eq!(place.run(&["privacy", "--mend", "nothing"]).code, 2);
}

const CHAT: &str = "\
Host @physiotalk 20:00 Welcome to tonight’s chat
@ann_owen: pacing works for us, as @kofi_m says
@kofi_m: yes @ann_owen, and @bronwen agrees
";

#[test]
fn others_become_letters_everywhere_alike() {
    let place = Place::new();
    place.done(&["profile", "set", "name=Bronwen Hartley", "handles=@bronwen"]);
    let chat = place.file("chat.txt", CHAT);
    place.done(&[
        "log",
        "With @kofi_m",
        "--learnt",
        "@ann_owen and @kofi_m disagree; #physiotalk is public, @bronwen is me.",
        "--attach",
        &chat.to_string_lossy(),
    ]);
    for (how, name) in [("pseudonym", "letters.json"), ("remove", "without.json")] {
        let wrote = place.done(&["export", "--out", name, "--handles", how, "--without-people", "--json"]).json();
        assert_eq!(wrote["findings"].as_array().map(Vec::len), Some(0), "{wrote}");
        let dossier = Dossier::from_json(&fs::read_to_string(place.path().join(name)).expect("the file")).expect("a dossier");
        let entry = &dossier.entries[0];
        let all = format!("{} {}", entry.title, entry.learnt);
        assert!(!all.contains("ann_owen") && !all.contains("kofi") && all.contains("@bronwen") && all.contains("#physiotalk"), "{all}");
        let taken = importers::detect(&place.path().join(name)).expect("ours").read(&place.path().join(name)).expect("read");
        let content = match taken.contents.values().next().expect("a content") {
            importers::Content::Bytes(bytes) => String::from_utf8(bytes.clone()).expect("text"),
            importers::Content::File(path) => fs::read_to_string(path).expect("a file"),
        };
        assert!(!content.contains("ann_owen") && !content.contains("kofi"), "{content}");
        if how == "pseudonym" {
            let letter = |text: &str, before: &str| text.split(before).nth(1).and_then(|rest| rest.chars().next());
            let of_title = letter(&entry.title, "With participant ").expect("a letter");
            assert!(entry.learnt.contains(&format!("and participant {of_title} disagree")), "{}", entry.learnt);
            assert!(content.contains(&format!("participant {of_title}: yes")), "{content}");
        } else {
            assert!(entry.learnt.starts_with("a participant and a participant"), "{}", entry.learnt);
        }
    }
    // The journal itself is as it was.
    let list = place.done(&["list", "--json"]).json();
    let uid = list["entries"][0]["uid"].as_str().expect("a uid");
    assert!(place.done(&["show", uid, "--json"]).json()["learnt"].as_str().expect("a text").contains("@ann_owen"));
}

#[test]
fn what_is_not_taken_in_is_nowhere() {
    let place = full();
    let journal = open(&place.journal());
    let parts = Parts {
        reflections: false,
        learning: false,
        actions: false,
        feedback: false,
        goals: false,
        evidence: EvidenceAs::Index,
        ..Parts::default()
    };
    let selection = Selection { parts, people: true, handles: Some(Handles::Keep), ..Selection::default() };
    let leaving = journal.leaving(&selection).expect("leaves");
    let json = leaving.dossier.to_json();
    let report = format!("{:?}", leaving.report);
    for word in ["It matters", "Line one", "I ask first", "Tell the team", "It did", "Clear on pacing"] {
        assert!(!json.contains(word), "{word} in the record");
        assert!(!report.contains(word), "{word} in the document");
    }
    assert!(!json.contains("plain words"), "the goal");
    for part in ["reflections", "learning", "actions", "feedback", "goals", "evidence contents"] {
        assert!(leaving.dossier.left_out.iter().any(|one| one == part), "{part}: {:?}", leaving.dossier.left_out);
    }
    let summary = Selection { depth: Depth::Summary, ..Selection::default() };
    let json = journal.leaving(&summary).expect("leaves").dossier.to_json();
    assert!(!json.contains("Line one") && json.contains("A chat"), "{json}");
}

#[test]
fn the_list_of_what_leaves() {
    let place = full();
    let text = place.done(&["export", "--list"]).out;
    for line in ["→ Entries: 4 entries", "→ Evidence: 1 file", "– Private notes: they never leave", "– People you learnt with"] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let json = place.done(&["export", "--list", "--with-people", "--json"]).json();
    let people = json["leaves"].as_array().expect("a list").iter().find(|one| one["what"] == "People you learnt with").expect("told");
    assert_eq!((people["stays"].as_bool(), people["names"][0].as_str()), (Some(false), Some("Siân Rees")));
    assert!(!place.path().join("portfolio.pdf").exists());
}

#[test]
fn under_one_registration() {
    let place = Place::new();
    place.done(&["registration", "add", "generic", "--cycle-start", "2026-01-01"]);
    place.done(&["log", "Inside", "--date", "2026-02-01", "--minutes", "60", "--learnt", "x"]);
    place.done(&["log", "Before", "--date", "2025-02-01", "--minutes", "60", "--learnt", "x"]);
    let journal = open(&place.journal());
    let registration = journal.registrations().expect("registrations")[0].id;
    let selection = journal.within(Selection { under: Under::One(registration, 0), ..Selection::default() }).expect("a cycle");
    let report = journal.report(&selection).expect("a report");
    assert_eq!(report.entries.iter().map(|entry| entry.title.as_str()).collect::<Vec<_>>(), ["Inside"]);
    assert_eq!(report.standings.len(), 1);
    assert_eq!(Some(report.standings[0].cycle), report.period.from.zip(report.period.to));
    let authorship = report.authorship.expect("told");
    assert!(authorship.whole && authorship.history.len() == 64, "{authorship:?}");
    let written = &authorship.entries[0];
    assert_eq!((written.first, written.taken_in, written.edited.len()), (day("2026-03-02"), None, 0));
    let all = journal.report(&Selection::default()).expect("a report");
    assert_eq!((all.entries.len(), all.standings.len()), (2, 1), "every registration, as it stands today");
    let some = journal.report(&Selection { from: Some(day("2026-01-01")), ..Selection::default() }).expect("a report");
    assert_eq!(some.standings.len(), 0, "a part is no portfolio");
}

#[test]
fn nothing_takes_the_place_of_a_journal() {
    let place = full();
    let before = fs::read(place.journal()).expect("the journal");
    let other = Place::new();
    fs::copy(other.journal(), place.path().join("other.cpd")).expect("a copy");
    for name in ["journal.cpd", "other.cpd", "journal.cpd-wal"] {
        for format in ["json", "pdf", "pack", "markdown"] {
            let ran = place.run(&["export", "--format", format, "--out", name, "--force", "--acknowledge-findings"]);
            assert_eq!(ran.code, 1, "{name} {format}: {ran:?}");
        }
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(place.journal(), place.path().join("link.json")).expect("a link");
        assert_eq!(place.run(&["export", "--out", "link.json", "--force", "--acknowledge-findings"]).code, 1);
    }
    assert!(fs::read(place.journal()).expect("the journal").starts_with(before.get(..16).expect("a head")));
    assert_eq!(place.done(&["list", "--json"]).json()["total"], 4);
}

#[test]
fn files_that_are_not_ours_say_so() {
    let place = Place::new();
    for (name, bytes, code) in [
        ("other.json", br#"{"a": 1}"#.to_vec(), 1),
        ("newer.json", br#"{"format": "cpd-journal dossier", "version": 99}"#.to_vec(), 1),
        ("broken.json", br#"{"format": "cpd-journal dossier", "#.to_vec(), 1),
        ("bad-day.json", br#"{"format": "cpd-journal dossier", "version": 1, "entries": [{"uid": "0198c7a0-0000-7000-8000-000000000001", "title": "x", "date": "2026-13-40"}]}"#.to_vec(), 1),
        ("not.pdf", b"%PDF-1.7\nnothing".to_vec(), 1),
        ("empty", Vec::new(), 1),
        ("zeros.zip", [b"PK\x03\x04".to_vec(), vec![0; 100]].concat(), 1),
    ] {
        place.file(name, bytes);
        let ran = place.run(&["import", name, "--json"]);
        assert_eq!(ran.code, code, "{name}: {ran:?}");
        assert!(!ran.json()["error"]["hint"].as_str().unwrap_or_default().is_empty(), "{name}: {ran:?}");
    }
    assert_eq!(place.run(&["import", "nowhere"]).code, 1);
    assert_eq!(place.done(&["list", "--json"]).json()["total"], 0);
}

#[test]
fn who_only_looks_is_no_change_to_others() {
    let place = full();
    let mut window = open(&place.journal());
    window.headers(None).expect("read");
    window.changed_elsewhere().expect("asked");
    for _ in 0..2 {
        let other = open(&place.journal());
        let leaving = other.leaving(&Selection::default()).expect("leaves");
        other.findings_in(&leaving).expect("looked");
        drop(other);
        assert!(!window.changed_elsewhere().expect("asked"), "a page that looks would look again without end");
    }
    place.done(&["log", "Something new", "--minutes", "5"]);
    assert!(window.changed_elsewhere().expect("asked"));
}

#[test]
fn standards_are_called_as_their_regulator_calls_them_and_come_back_as_codes() {
    let place = Place::new();
    let mut journal = open(&place.journal());
    let catalogue = journal.catalogue().clone();
    let framework = catalogue.frameworks.iter().find(|one| one.groups.iter().any(|group| !group.categories.is_empty()));
    let framework = framework.expect("standards are known");
    let category = framework.groups.iter().flat_map(|group| &group.categories).next().expect("a standard");
    let (code, label) = (framework.code_of(category), category.label.clone());
    assert_ne!(code, label);
    let standards = vec![code.clone(), "nobody.knows".to_owned()];
    let draft = EntryDraft { title: "A chat".into(), standards: standards.clone(), ..EntryDraft::on(day("2026-02-10")) };
    journal.log(draft, EntryState::Ready, &Together::default()).expect("kept");
    let leaving = journal.leaving(&Selection::default()).expect("a report");
    assert_eq!(leaving.report.entries[0].standards, [label.as_str(), "nobody.knows"]);
    assert_eq!(leaving.dossier.entries[0].standards, standards);
    let folder = place.path().join("notes");
    let done = journal.export(&Selection { acknowledged: true, ..Selection::default() }, "markdown", &folder, Replace::Allow, &|_| Ok(()));
    done.expect("a folder");
    let read = importers::detect(&folder).expect("ours").read(&folder).expect("read");
    assert_eq!(read.dossier.entries[0].standards, standards);
}
