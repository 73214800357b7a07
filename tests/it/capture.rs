//! What is caught in passing: transcripts that fill entries, people, and small items rolled up into claims.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, NaiveTime};
use cpd_journal::domain::entry::TimeSpent;
use cpd_journal::domain::{
    ClaimCheck, CommunityDraft, EntryDraft, EntryHeader, EntryId, EntryState, GoalDraft, GoalId, Minutes, Person, PersonDraft, Verdict,
};
use cpd_journal::exporters::{self, Replace};
use cpd_journal::journal::{Beside, By, Content, DayOf, Journal, JournalError, Selection, Together, transcript_file};
use proptest::prelude::*;

use crate::support::{in_memory, today};

fn day(days_ago: u64) -> NaiveDate {
    today() - Days::new(days_ago)
}

fn draft(title: &str) -> EntryDraft {
    EntryDraft { title: title.to_owned(), ..EntryDraft::on(today()) }
}

fn log(journal: &mut Journal, draft: EntryDraft) -> EntryId {
    journal.log(draft, EntryState::Ready, &Together::default()).expect("kept").value.id
}

fn whole(journal: &Journal) -> Vec<(EntryHeader, EntryDraft)> {
    let headers = journal.headers(None).expect("headers");
    headers.into_iter().map(|header| (header.clone(), journal.entry(header.id).expect("an entry").draft)).collect()
}

const CHAT: &str = "20:00 @PT_host: Welcome! Q1 How do you pace yourselves? #physiotalk\r\n\
    20:02 @bron_physio: A1 badly, with a diary #physiotalk\r\n\
    20:04 @gp_lena: A1 same here\r\n\
    and the same kettle\r\n\
    20:09 @bron_physio: two weeks of it #physiotalk\r\n\
    20:50 @PT_host: Thank you all\r\n";

fn with_profile() -> Journal {
    let mut journal = in_memory();
    let mut profile = journal.profile().expect("a profile");
    "@bron_physio".clone_into(&mut profile.handles);
    journal.set_profile(&profile, By::Command).expect("kept");
    journal
}

#[test]
fn a_transcript_fills_what_is_empty_in_the_same_step() {
    let mut journal = with_profile();
    let community = CommunityDraft { name: "Physiotalk".to_owned(), hashtag: "#PhysioTalk".to_owned(), ..CommunityDraft::default() };
    let community = journal.add_community(community).expect("kept").value.id;
    let together = Together { transcript: Some(CHAT.to_owned()), ..Together::default() };
    let id = journal.log(EntryDraft::on(day(3)), EntryState::Draft, &together).expect("kept").value.id;
    let entry = journal.entry(id).expect("an entry").draft;
    let time = NaiveTime::from_hms_opt(20, 0, 0);
    assert_eq!((entry.date, entry.time, entry.zone.as_str()), (day(3), time, "Europe/London"));
    assert_eq!(entry.minutes, TimeSpent { taking_part: Minutes(50), interactive: Minutes(9), ..TimeSpent::default() });
    assert_eq!(entry.how, "wrote 2 of 5 posts; 3 people took part");
    assert_eq!((entry.kind.as_str(), entry.hashtag.as_str(), entry.community), ("tweetchat", "#physiotalk", Some(community)));
    assert_eq!((entry.title.as_str(), entry.learnt.as_str()), ("How do you pace yourselves? #physiotalk", ""));
    let evidence = journal.evidence().expect("evidence");
    let [one] = evidence.as_slice() else { panic!("{evidence:?}") };
    assert_eq!((one.caption.as_str(), one.media_type.as_str()), ("Transcript: 5 posts by 3 people", "text/plain"));
    let mut kept = Vec::new();
    journal.copy_evidence(&one.digest, &mut kept).expect("content");
    assert_eq!(kept, CHAT.as_bytes(), "byte for byte");
    journal.undo().expect("undone").expect("a step");
    assert!(journal.headers(None).expect("headers").is_empty() && journal.evidence().expect("evidence").is_empty());
}

#[test]
fn a_transcript_leaves_what_was_said() {
    let mut journal = with_profile();
    let eight = NaiveTime::from_hms_opt(8, 0, 0);
    let said = EntryDraft {
        time: eight,
        zone: "Africa/Lagos".to_owned(),
        minutes: TimeSpent { taking_part: Minutes(5), ..TimeSpent::default() },
        how: "listened".to_owned(),
        hashtag: "#otalk".to_owned(),
        kind: "meeting".to_owned(),
        platform: "Mastodon".to_owned(),
        ..draft("Mine")
    };
    let id = log(&mut journal, said.clone());
    let applied = journal.apply_transcript(id, CHAT).expect("put").value;
    assert_eq!(applied.filled, ["interactive minutes"], "and no more of them than there are");
    assert_eq!(applied.transcript.posts.len(), 5);
    let wanted = EntryDraft { minutes: TimeSpent { interactive: Minutes(5), ..said.minutes }, ..said.clone() };
    assert_eq!(journal.entry(id).expect("an entry").draft, wanted);
    assert_eq!(journal.evidence().expect("evidence").len(), 1);
    journal.undo().expect("undone").expect("a step");
    assert_eq!(journal.entry(id).expect("an entry").draft, said);
    assert!(journal.evidence().expect("evidence").is_empty());
}

#[test]
fn the_day_of_a_chat_is_never_made_up() {
    let dated = |day: &str| format!("{day}, 20:00 - Ann Price: hello\n{day}, 20:05 - Bo Lindqvist: hello to you\n");
    let late = NaiveTime::from_hms_opt(20, 0, 0);
    for (text, said, wanted) in [
        (dated("27/02/2026"), DayOf::Unsaid, (day(3), late)),
        // The day that somebody said is another: its time of day is not known.
        (dated("27/02/2026"), DayOf::Said, (today(), None)),
        // This evening has not been yet, nor has next year.
        (CHAT.to_owned(), DayOf::Unsaid, (today(), None)),
        (dated("27/02/2027"), DayOf::Unsaid, (today(), None)),
        ("words that nobody said".to_owned(), DayOf::Unsaid, (today(), None)),
    ] {
        let mut journal = in_memory();
        let together = Together { transcript: Some(text.clone()), day: said, ..Together::default() };
        let id = journal.log(EntryDraft::on(today()), EntryState::Draft, &together).expect("kept").value.id;
        let entry = journal.entry(id).expect("an entry").draft;
        assert_eq!((entry.date, entry.time), wanted, "{text}");
        assert!(!entry.title.is_empty(), "{text}");
        assert_eq!(journal.evidence().expect("evidence").len(), 1);
    }
}

#[test]
fn the_day_of_a_chat_comes_before_that_of_its_link() {
    let mut journal = in_memory();
    let text = "10/02/2021, 20:00 - Ann Price: hello\n10/02/2021, 20:05 - Bo Lindqvist: hello to you\n";
    let draft = EntryDraft { url: "https://x.com/example_physio/status/1359562777325563904".to_owned(), ..EntryDraft::on(today()) };
    let together = Together { transcript: Some(text.to_owned()), day: DayOf::Unsaid, ..Together::default() };
    let id = journal.log(draft, EntryState::Draft, &together).expect("kept").value.id;
    let entry = journal.entry(id).expect("an entry").draft;
    assert_eq!((entry.date, entry.time), (NaiveDate::from_ymd_opt(2021, 2, 10).expect("a day"), NaiveTime::from_hms_opt(20, 0, 0)));
}

#[test]
fn captions_of_transcripts() {
    let journal = in_memory();
    for (text, caption) in [
        ("Ann: one\nBo: two\n", "Transcript: 2 posts by 2 people"),
        ("just\nthree\nlines", "Transcript: 3 lines"),
        ("one", "Transcript: 1 line"),
    ] {
        let transcript = journal.transcript(text, None).expect("read");
        let file = transcript_file(text, " chat\nof today.txt", &transcript);
        assert_eq!((file.caption.as_str(), file.name.as_str()), (caption, "chat of today.txt"));
        assert_eq!(file.content, Content::Memory(text.as_bytes().to_vec()));
    }
}

fn person(name: &str, handle: &str, profession: &str) -> PersonDraft {
    PersonDraft { name: name.to_owned(), handle: handle.to_owned(), profession: profession.to_owned(), ..PersonDraft::default() }
}

fn with_people(title: &str, people: &[&str]) -> EntryDraft {
    EntryDraft { people: people.iter().map(|name| (*name).to_owned()).collect(), ..draft(title) }
}

fn names(journal: &Journal) -> Vec<Vec<String>> {
    let mut all = whole(journal);
    all.sort_by_key(|(header, _)| header.id);
    all.into_iter().map(|(_, draft)| draft.people).collect()
}

#[test]
fn people_are_found_and_told_apart() {
    let mut journal = in_memory();
    let mut add = |draft| journal.add_person(draft).map(|outcome| outcome.value);
    let sian = add(person(" Siân Rees ", "sianrees", "Nurse")).expect("kept");
    assert_eq!((sian.draft.name.as_str(), sian.draft.handle.as_str()), ("Siân Rees", "@sianrees"));
    let only = add(person("", "@owen_ot", "")).expect("kept");
    add(person("Siân Rees-Price", "", "")).expect("kept");
    for (twice, field) in
        [(person("SIAN REES", "", ""), "name"), (person("Another", "@SianRees", ""), "handle"), (person("owen_ot", "", ""), "name")]
    {
        assert!(matches!(add(twice), Err(JournalError::SamePerson { field: of, .. }) if of == field));
    }
    assert!(matches!(add(person(" ", "@", "Nurse")), Err(JournalError::Needs { .. })));
    for (name, found) in [
        (sian.uid.to_string(), Some(&sian)),
        ("sian rees".to_owned(), Some(&sian)),
        ("@SIANREES".to_owned(), Some(&sian)),
        ("owen".to_owned(), Some(&only)),
        ("Rees".to_owned(), None),
        ("nobody".to_owned(), None),
        (String::new(), None),
    ] {
        assert_eq!(journal.find_person(&name).ok().as_ref(), found, "{name}");
    }
    assert!(matches!(journal.find_person("Rees"), Err(JournalError::Ambiguous { .. })));
    assert!(matches!(journal.find_person("nobody"), Err(JournalError::NotFound { .. })));
}

#[test]
fn entries_follow_a_new_name_and_undo_takes_it_back() {
    let mut journal = in_memory();
    let sian = journal.add_person(person("Siân", "@sian", "Nurse")).expect("kept").value;
    let first = log(&mut journal, with_people("One", &["Siân", "Bo"]));
    log(&mut journal, with_people("Two", &["@sian", "Siân Rees", "Bo"]));
    let binned = log(&mut journal, with_people("Three", &["siân"]));
    journal.bin(binned).expect("binned");
    let before = names(&journal);
    let save = |journal: &mut Journal, draft, by| journal.save_person(sian.id, draft, by).map(|outcome| outcome.touched);
    let touched = save(&mut journal, person("Siân Rees", "@sian", "Nurse"), By::Command).expect("kept");
    assert!(touched.entries.contains(&first));
    let renamed: Vec<Vec<String>> = [&["Siân Rees", "Bo"][..], &["Siân Rees", "Bo"], &["Siân Rees"]]
        .map(|list| list.iter().map(|name| (*name).to_owned()).collect())
        .to_vec();
    assert_eq!(names(&journal), renamed);
    assert_eq!(journal.entries_of_person(&journal.find_person("sian").expect("found")).expect("read").len(), 2, "the bin does not count");
    journal.undo().expect("undone").expect("a step");
    assert_eq!(names(&journal), before);
    assert_eq!(journal.people().expect("people"), std::slice::from_ref(&sian));
    journal.redo().expect("done again").expect("a step");
    assert_eq!(names(&journal), renamed);
    journal.remove_person(&sian).expect("removed");
    assert_eq!(names(&journal), renamed, "entries keep the name");
    assert!(matches!(journal.remove_person(&sian), Err(JournalError::NotFound { .. })));
    assert!(journal.verify().expect("looked at").is_empty());
}

#[test]
fn a_name_that_is_being_typed_takes_nobody_else_along() {
    let mut journal = in_memory();
    let ann = journal.add_person(person("Ann", "", "")).expect("kept").value;
    log(&mut journal, with_people("One", &["Ann"]));
    log(&mut journal, with_people("Two", &["Anna"]));
    log(&mut journal, with_people("Three", &["Bo"]));
    let before = names(&journal);
    for typed in ["Anna", "Anna P", "Anna Price"] {
        journal.save_person(ann.id, person(typed, "", ""), By::Autosave).expect("kept");
        journal.save_person(ann.id, person(typed, "", ""), By::Autosave).expect("kept");
    }
    assert_eq!(names(&journal), [["Anna Price"], ["Anna"], ["Bo"]]);
    assert_eq!(journal.undo().expect("undone").expect("one sitting").value, "Edit “Anna Price”");
    assert_eq!(names(&journal), before);
    assert!(journal.verify().expect("looked at").is_empty());
}

#[test]
fn names_leave_only_when_asked_for() {
    let mut journal = in_memory();
    for (name, profession) in [("Siân Rees", "Nurse"), ("Bo Lindqvist", "nurse"), ("Lena Okafor", "GP"), ("Owen", "")] {
        journal.add_person(person(name, "", profession)).expect("kept");
    }
    let entry = EntryDraft {
        handle: "@PT_host".to_owned(),
        claim: ClaimCheck {
            who: "A thread".into(),
            evidence: "One trial".into(),
            holds: "For most".into(),
            verdict: Some(Verdict::FindOutMore),
        },
        ai_help: "A program checked the spelling.".to_owned(),
        ..with_people("Chat", &["sian rees", "Bo Lindqvist", "Lena Okafor", "Owen", "Stranger"])
    };
    log(&mut journal, entry);
    let report = journal.report(&Selection::default()).expect("a report");
    assert_eq!(
        (report.entries[0].people.as_slice(), report.entries[0].learnt_with.as_slice()),
        (&[][..], &["Nurse".to_owned(), "GP".to_owned()][..])
    );
    let all = journal.report(&Selection { people: true, ..Selection::default() }).expect("a report");
    assert_eq!((all.entries[0].people.len(), all.entries[0].learnt_with.len()), (5, 0));
    let folder = tempfile::tempdir().expect("a folder");
    for (people, format, name) in
        [(false, "markdown", "a.md"), (true, "markdown", "b.md"), (false, "markdown", "c"), (true, "markdown", "d")]
    {
        let target = folder.path().join(name);
        journal
            .export(&Selection { people, acknowledged: true, ..Selection::default() }, format, &target, Replace::Refuse, &|_| Ok(()))
            .expect("exported");
        let text = if target.is_dir() {
            let entry = std::fs::read_dir(target.join("2026")).expect("a folder").next().expect("a file").expect("a file").path();
            std::fs::read_to_string(entry).expect("a text")
        } else {
            std::fs::read_to_string(&target).expect("a text")
        };
        for name in ["sian rees", "Lindqvist", "Okafor", "Owen", "Stranger"] {
            assert_eq!(text.contains(name), people, "{name} in {text}");
        }
        assert_eq!(text.contains("- **Learnt with:** Nurse, GP\n"), !people, "{text}");
        for words in [
            "@PT\\_host",
            "Claim check",
            "- **Verdict:** Find out more",
            "- **Evidence:** One trial",
            "- **AI help:** A program checked the spelling.",
        ] {
            assert!(text.contains(words), "{words} in {text}");
        }
        if name == "c" {
            assert!(text.contains("verdict: find_out_more") && text.contains("ai_help: A program"), "{text}");
        }
    }
    assert!(exporters::find("pdf").is_some());
}

/// Five small items on four days, two of them at the same time for three minutes.
fn items(journal: &mut Journal) -> Vec<EntryId> {
    let goals: Vec<_> = ["Pacing", "Trials"]
        .into_iter()
        .map(|title| journal.add_goal(GoalDraft { title: title.to_owned(), ..GoalDraft::default() }).expect("kept").value.id)
        .collect();
    [(28, "", 4, 0, 0), (20, "20:00", 8, 8, 1), (20, "20:05", 6, 2, 0), (3, "", 5, 5, 0), (1, "07:30", 2, 0, 0)]
        .into_iter()
        .enumerate()
        .map(|(at, (ago, time, minutes, interactive, goal))| {
            let time = NaiveTime::parse_from_str(time, "%H:%M").ok();
            let draft = EntryDraft {
                date: day(ago),
                time,
                zone: time.map_or("", |_| "Europe/London").to_owned(),
                kind: "poll".to_owned(),
                minutes: TimeSpent { taking_part: Minutes(minutes), interactive: Minutes(interactive), ..TimeSpent::default() },
                goals: vec![goals[goal]],
                tags: vec!["polls".to_owned(), format!("tag {}", at % 2)],
                ..draft(&format!("Poll {at}"))
            };
            log(journal, draft)
        })
        .collect()
}

#[test]
fn small_items_become_one_claim() {
    let mut journal = in_memory();
    let items = items(&mut journal);
    let before = whole(&journal);
    let sum = journal.rolled_up(&items).expect("a sum");
    assert_eq!((sum.minutes, sum.interactive, sum.overlap, sum.days), (Minutes(22), Minutes(15), Minutes(3), 4));
    assert_eq!(
        sum.sentence(),
        "5 items on 4 days add up to 22 min, 15 min of it interactive; the 3 min that they have in common count once."
    );
    // In any order, and named twice: each once.
    let mut shuffled: Vec<EntryId> = items.iter().rev().copied().collect();
    shuffled.push(items[0]);
    let outcome = journal.roll_up(&shuffled, "  ").expect("rolled up");
    let claim = outcome.value.id;
    assert!(items.iter().all(|item| outcome.touched.entries.contains(item)), "the list shows them anew");
    let entry = journal.entry(claim).expect("the claim");
    assert_eq!((entry.draft.title.as_str(), entry.state), ("5 small items, 2 February to 1 March 2026", EntryState::Draft));
    assert_eq!((entry.draft.date, entry.draft.kind.as_str(), entry.draft.goals.len()), (day(1), "poll", 2));
    assert_eq!(entry.draft.minutes, TimeSpent { taking_part: Minutes(22), interactive: Minutes(15), ..TimeSpent::default() });
    assert_eq!(entry.draft.how, "5 items on 4 days; 3 min that they have in common count once");
    assert_eq!(entry.draft.tags, ["polls", "tag 0", "tag 1"]);
    assert_eq!(journal.items_of(claim).expect("items"), items);
    assert_eq!(journal.undo().expect("undone").expect("a step").value, "Roll up 5 items into “5 small items, 2 February to 1 March 2026”");
    assert_eq!(whole(&journal), before);
    journal.redo().expect("done again").expect("a step");
    assert_eq!(journal.undo_roll_up(claim).expect("taken apart").value, 5);
    assert_eq!(whole(&journal).into_iter().filter(|(header, _)| header.id != claim).collect::<Vec<_>>(), before);
    assert!(journal.entry(claim).expect("the claim").state.is_binned());
    assert!(matches!(journal.undo_roll_up(claim), Err(JournalError::NotAClaim(_))));
    assert!(matches!(journal.unbin(claim), Err(JournalError::NoItemsLeft(_))), "its minutes would count twice");
    assert!(journal.verify().expect("looked at").is_empty());
}

#[test]
fn what_cannot_be_rolled_up() {
    let mut journal = in_memory();
    let items = items(&mut journal);
    let claim = journal.roll_up(&items[..2], "Two").expect("rolled up").value.id;
    journal.bin(items[3]).expect("binned");
    journal.set_state(items[4], EntryState::Submitted { on: today() }).expect("submitted");
    let before = whole(&journal);
    for (others, wanted) in [
        (vec![], "a claim is made of two items or more"),
        (vec![items[2], items[2]], "a claim is made of two items or more"),
        (vec![items[2], items[0]], "“Poll 0” cannot be rolled up: it counts in “Two” already"),
        (vec![items[2], claim], "“Two” cannot be rolled up: it is such a claim itself"),
        (vec![items[2], items[3]], "“Poll 3” cannot be rolled up: it is in the bin"),
        (vec![items[2], items[4]], "“Poll 4” cannot be rolled up: it was submitted as it is"),
        (vec![items[2], EntryId::from_row(99)], "there is no entry “number 99”"),
    ] {
        assert_eq!(journal.roll_up(&others, "").expect_err("refused").to_string(), wanted);
    }
    assert_eq!(whole(&journal), before);
}

#[test]
fn a_claim_follows_its_items() {
    let mut journal = in_memory();
    let items = items(&mut journal);
    let claim = journal.roll_up(&items, "Polls").expect("rolled up").value.id;
    let minutes = |journal: &Journal| journal.entry(claim).expect("the claim").draft.minutes;
    let counts =
        |journal: &Journal| journal.headers(None).expect("headers").iter().filter(|header| header.rolled_into == Some(claim)).count();
    let edit = |journal: &mut Journal, id, minutes| {
        journal.edit(id, &Beside::default(), |draft| draft.minutes.preparing = Minutes(minutes)).expect("changed");
    };
    edit(&mut journal, items[0], 10);
    assert_eq!((minutes(&journal).preparing, minutes(&journal).total()), (Minutes(10), Minutes(32)));
    // The claim itself has no minutes of its own to change: a command is refused, and what is on a screen is set right.
    let typed = |draft: &mut EntryDraft| draft.minutes.interactive = Minutes(1);
    assert!(matches!(journal.edit(claim, &Beside::default(), typed), Err(JournalError::ClaimIsTimed(name)) if name == "Polls"));
    let entry = journal.entry(claim).expect("the claim");
    let screen = EntryDraft {
        minutes: TimeSpent { preparing: Minutes(500), ..TimeSpent::default() },
        learnt: "Ask first".to_owned(),
        ..entry.draft.clone()
    };
    journal.save(claim, screen, &[entry.changed]).expect("saved");
    assert_eq!(journal.entry(claim).expect("the claim").draft, EntryDraft { learnt: "Ask first".to_owned(), ..entry.draft });
    assert_eq!(minutes(&journal).total(), Minutes(32));
    let changed = journal.entry(items[0]).expect("an item").changed;
    let longer = EntryDraft {
        minutes: TimeSpent { preparing: Minutes(1), ..TimeSpent::default() },
        ..journal.entry(items[0]).expect("an item").draft
    };
    journal.save(items[0], longer, &[changed]).expect("saved");
    assert_eq!(minutes(&journal).total(), Minutes(19));
    journal.bin(items[1]).expect("binned");
    assert_eq!((minutes(&journal).total(), minutes(&journal).interactive), (Minutes(14), Minutes(7)), "nothing overlaps any more");
    journal.unbin(items[1]).expect("back");
    assert_eq!(minutes(&journal).total(), Minutes(19));
    // In the bin the claim stands for nothing, and its items may go elsewhere.
    let touched = journal.bin(claim).expect("binned").touched;
    assert!(items.iter().all(|item| touched.entries.contains(item)));
    assert_eq!(counts(&journal), 0);
    let other = journal.roll_up(&items[..3], "Others").expect("rolled up").value.id;
    journal.unbin(claim).expect("back");
    assert_eq!((counts(&journal), minutes(&journal).total()), (2, Minutes(7)), "what is left of it");
    journal.bin(claim).expect("binned");
    journal.bin(other).expect("binned");
    journal.roll_up(&items, "All").expect("rolled up");
    assert!(matches!(journal.unbin(other), Err(JournalError::NoItemsLeft(name)) if name == "Others"));
}

#[test]
fn what_counts_in_a_report() {
    let mut journal = in_memory();
    let items = items(&mut journal);
    let claim = journal.roll_up(&items[1..], "Polls").expect("rolled up").value.id;
    let goal = journal.find_goal("Pacing").expect("a goal").id;
    let report =
        |journal: &Journal, without_drafts| journal.report(&Selection { without_drafts, ..Selection::default() }).expect("a report");
    let with = report(&journal, false);
    assert_eq!((with.total(), with.interactive()), (Minutes(22), Minutes(15)));
    let one = with.entries.iter().find(|entry| entry.title == "Polls").expect("the claim");
    let made = one.made_of.as_ref().expect("items");
    assert_eq!(
        made.items.iter().map(|item| (item.title.as_str(), item.minutes.0, item.interactive.0)).collect::<Vec<_>>(),
        [("Poll 1", 8, 8), ("Poll 2", 6, 2), ("Poll 3", 5, 5), ("Poll 4", 2, 0)]
    );
    assert_eq!(made.sum, "4 items on 3 days add up to 18 min, 15 min of it interactive; the 3 min that they have in common count once.");
    assert!(
        with.entries.iter().filter(|entry| entry.item_of.as_ref().is_some_and(|of| of.counted_there && of.title == "Polls")).count() == 4
    );
    let pacing = with.goals.iter().find(|goal| goal.title == "Pacing").expect("a goal");
    assert_eq!((pacing.entries, pacing.minutes), (4, Minutes(17)), "its own items, not the claim");
    assert_eq!(journal.snapshot().expect("a snapshot").totals[&goal].minutes, Minutes(17));
    // The claim is a draft: where it does not go, its items do not count either.
    let without = report(&journal, true);
    assert_eq!(without.total(), Minutes(4));
    assert!(without.entries.iter().filter(|entry| entry.item_of.as_ref().is_some_and(|of| !of.counted_there)).count() == 4);
    for selection in [
        Selection::default(),
        Selection { without_drafts: true, ..Selection::default() },
        Selection { goal: Some(goal), ..Selection::default() },
    ] {
        let headers = journal.headers(None).expect("headers");
        let report = journal.report(&selection).expect("a report");
        let count = selection.count(&headers);
        assert_eq!((count.minutes, count.entries), (report.total(), report.entries.len()));
    }
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("record.md");
    journal
        .export(&Selection { acknowledged: true, ..Selection::default() }, "markdown", &target, Replace::Refuse, &|_| Ok(()))
        .expect("exported");
    let text = std::fs::read_to_string(target).expect("a text");
    for words in [
        "- **Counted in:** “Polls”",
        "Items of this claim\n\n4 items on 3 days add up",
        "- 2026-02-10 – Poll 1 – 8 min, 8 min of it interactive\n",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    journal.bin(claim).expect("binned");
    assert_eq!(report(&journal, false).total(), Minutes(25));
}

/// What somebody may do with small items.
#[derive(Clone, Debug)]
enum Deed {
    Log { ago: u64, start: Option<u32>, minutes: u32, interactive: u32 },
    Lengthen { which: usize, minutes: u32 },
    Bin(usize),
    Unbin(usize),
    Submit(usize),
    RollUp(Vec<usize>),
    TakeApart(usize),
    Undo,
    Redo,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let which = 0_usize..20;
    let log = (0_u64..3, proptest::option::of(0_u32..120), 0_u32..40, 0_u32..40).prop_map(|(ago, start, minutes, interactive)| Deed::Log {
        ago,
        start,
        minutes,
        interactive,
    });
    let deed = prop_oneof![
        6 => log,
        2 => (which.clone(), 0_u32..60).prop_map(|(which, minutes)| Deed::Lengthen { which, minutes }),
        3 => which.clone().prop_map(Deed::Bin),
        3 => which.clone().prop_map(Deed::Unbin),
        1 => which.clone().prop_map(Deed::Submit),
        5 => proptest::collection::vec(which.clone(), 2..6).prop_map(Deed::RollUp),
        2 => which.prop_map(Deed::TakeApart),
        1 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
    ];
    proptest::collection::vec(deed, 1..30)
}

fn done(journal: &mut Journal, deed: &Deed) {
    let ids: Vec<EntryId> = {
        let mut ids: Vec<EntryId> = journal.headers(None).expect("headers").iter().map(|header| header.id).collect();
        ids.sort_unstable();
        ids
    };
    let pick = |which: usize| ids.get(which % ids.len().max(1)).copied();
    // What is refused changes nothing, which the sums show.
    match deed {
        Deed::Log { ago, start, minutes, interactive } => {
            let time = start.and_then(|start| NaiveTime::from_hms_opt(20 + start / 60, start % 60, 0));
            let minutes =
                TimeSpent { taking_part: Minutes(*minutes), interactive: Minutes(*interactive.min(minutes)), ..TimeSpent::default() };
            let draft = EntryDraft { date: day(*ago), time, zone: "Europe/London".to_owned(), minutes, ..draft("Item") };
            log(journal, draft);
        }
        Deed::Lengthen { which, minutes } => {
            if let Some(id) = pick(*which) {
                let change = |draft: &mut EntryDraft| {
                    draft.minutes.taking_part = Minutes(*minutes);
                    draft.minutes.interactive = draft.minutes.interactive.min(draft.minutes.total());
                };
                match journal.edit(id, &Beside::default(), change) {
                    Ok(_) | Err(JournalError::ClaimIsTimed(_)) => {}
                    Err(error) => panic!("{error}"),
                }
            }
        }
        Deed::Bin(which) => drop(pick(*which).map(|id| journal.bin(id).expect("binned"))),
        Deed::Unbin(which) => drop(pick(*which).map(|id| journal.unbin(id))),
        Deed::Submit(which) => {
            drop(pick(*which).map(|id| journal.set_state(id, EntryState::Submitted { on: today() }).expect("submitted")));
        }
        Deed::RollUp(which) => drop(journal.roll_up(&which.iter().filter_map(|which| pick(*which)).collect::<Vec<_>>(), "")),
        Deed::TakeApart(which) => drop(pick(*which).map(|id| journal.undo_roll_up(id))),
        Deed::Undo => drop(journal.undo().expect("undone")),
        Deed::Redo => drop(journal.redo().expect("done again")),
    }
}

/// Minutes by a ruler: those with a time of day are marked on it, each once, the others are added.
fn by_ruler<'h>(items: impl Iterator<Item = &'h EntryHeader>) -> u32 {
    let mut marked: BTreeSet<(NaiveDate, i64)> = BTreeSet::new();
    let mut rest = 0;
    for item in items {
        match item.time {
            Some(time) => {
                let start = item.date.and_time(time).and_utc().timestamp() / 60;
                marked.extend((start..start + i64::from(item.total.0)).map(|minute| (NaiveDate::default(), minute)));
            }
            None => rest += item.total.0,
        }
    }
    rest + u32::try_from(marked.len()).expect("few")
}

fn check(journal: &Journal) {
    let headers = journal.headers(None).expect("headers");
    let live: Vec<&EntryHeader> = headers.iter().filter(|header| !header.state.is_binned()).collect();
    let mut claims: BTreeMap<EntryId, Vec<&EntryHeader>> =
        live.iter().filter(|header| header.items > 0).map(|header| (header.id, Vec::new())).collect();
    for header in &live {
        if let Some(claim) = header.rolled_into {
            assert_eq!(header.items, 0, "no claim in a claim");
            claims.get_mut(&claim).expect("a claim that is not in the bin").push(header);
        }
    }
    let mut wanted: u32 = live.iter().filter(|header| header.rolled_into.is_none() && header.items == 0).map(|header| header.total.0).sum();
    for (claim, items) in &claims {
        let header = live.iter().find(|header| header.id == *claim).expect("the claim");
        // What was submitted stays as it was.
        let submitted = matches!(header.state, EntryState::Submitted { .. });
        let minutes = if submitted { header.total.0 } else { by_ruler(items.iter().copied()) };
        assert_eq!(header.total.0, minutes, "{items:?}");
        if submitted {
            wanted += minutes;
            continue;
        }
        assert!(header.interactive <= header.total && header.interactive.0 <= items.iter().map(|item| item.interactive.0).sum::<u32>());
        wanted += minutes;
    }
    let mut members: Vec<EntryId> = claims.keys().flat_map(|claim| journal.items_of(*claim).expect("items")).collect();
    members.sort_unstable();
    let count = members.len();
    members.dedup();
    assert_eq!(members.len(), count, "in one claim at most");
    let counting: u32 = live.iter().filter(|header| header.rolled_into.is_none()).map(|header| header.total.0).sum();
    assert_eq!(counting, wanted);
    assert_eq!(journal.report(&Selection::default()).expect("a report").total().0, counting);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn minutes_count_once_whatever_is_done(deeds in deeds()) {
        let mut journal = in_memory();
        for deed in &deeds {
            done(&mut journal, deed);
            check(&journal);
        }
        let end = whole(&journal);
        let mut steps = 0;
        while journal.undo().expect("undone").is_some() {
            check(&journal);
            steps += 1;
        }
        prop_assert!(whole(&journal).is_empty());
        for _ in 0..steps {
            prop_assert!(journal.redo().expect("done again").is_some());
        }
        prop_assert_eq!(whole(&journal), end);
        prop_assert!(journal.verify().expect("looked at").is_empty());
    }
}

#[test]
fn a_renewed_snapshot_knows_which_items_count() {
    let mut journal = in_memory();
    let items = items(&mut journal);
    let mut snapshot = journal.snapshot().expect("a snapshot");
    let claim = journal.roll_up(&items, "Polls").expect("rolled up");
    let id = claim.value.id;
    let mut renewed = |journal: &Journal, touched: &cpd_journal::journal::Touched| {
        snapshot = journal.renewed(&snapshot, touched).expect("renewed");
        let whole = journal.snapshot().expect("a snapshot");
        assert_eq!((&snapshot.entries, &snapshot.totals), (&whole.entries, &whole.totals));
    };
    renewed(&journal, &claim.touched);
    for change in [Journal::bin, Journal::unbin] {
        let touched = change(&mut journal, id).expect("changed").touched;
        renewed(&journal, &touched);
    }
    let touched = journal.undo_roll_up(id).expect("taken apart").touched;
    renewed(&journal, &touched);
    let touched = journal.undo().expect("undone").expect("a step").touched;
    renewed(&journal, &touched);
}

/// An entry for goals, with the time of taking part.
fn logged(journal: &mut Journal, title: &str, date: NaiveDate, time: &str, minutes: u32, goals: &[GoalId]) -> EntryId {
    let time = NaiveTime::parse_from_str(time, "%H:%M").ok();
    let zone = time.map_or("", |_| "Europe/London").to_owned();
    let minutes = TimeSpent { taking_part: Minutes(minutes), ..TimeSpent::default() };
    log(journal, EntryDraft { date, time, zone, minutes, goals: goals.to_vec(), ..draft(title) })
}

fn goal(journal: &mut Journal, title: &str) -> GoalId {
    journal.add_goal(GoalDraft { title: title.to_owned(), ..GoalDraft::default() }).expect("kept").value.id
}

#[test]
fn a_claim_gives_no_goal_more_than_was_done_for_it() {
    let mut journal = in_memory();
    let (a, b) = (goal(&mut journal, "A"), goal(&mut journal, "B"));
    let one = logged(&mut journal, "One", day(5), "", 30, &[a]);
    let two = logged(&mut journal, "Two", day(4), "20:00", 30, &[b]);
    let three = logged(&mut journal, "Three", day(4), "20:20", 30, &[b]);
    let both = |journal: &Journal| {
        let totals = journal.snapshot().expect("a snapshot").totals;
        let told = [a, b].map(|goal| (totals[&goal].entries, totals[&goal].minutes.0));
        let report = journal.report(&Selection::default()).expect("a report");
        let goals: Vec<_> = ["A", "B"].iter().filter_map(|title| report.goals.iter().find(|goal| goal.title == *title)).collect();
        assert_eq!(goals.iter().map(|goal| (goal.entries, goal.minutes.0)).collect::<Vec<_>>(), told);
        (told, report.total().0, report.twice.0)
    };
    assert_eq!(both(&journal), ([(1, 30), (2, 60)], 90, 10));
    let claim = journal.roll_up(&[one, two, three], "Three").expect("rolled up").value.id;
    assert_eq!(journal.entry(claim).expect("the claim").draft.goals.len(), 2);
    assert_eq!(both(&journal), ([(1, 30), (2, 50)], 80, 0), "the ten minutes that Two and Three have in common count once");
    // A record of one goal has of the claim what was done for this goal.
    for (goal, wanted) in [(a, 30), (b, 50)] {
        let selection = Selection { goal: Some(goal), ..Selection::default() };
        let report = journal.report(&selection).expect("a report");
        assert_eq!((report.total(), report.goals[0].minutes), (Minutes(wanted), Minutes(wanted)));
        assert_eq!(selection.count(&journal.headers(None).expect("headers")).minutes, Minutes(wanted));
        let claim = report.entries.iter().find(|entry| entry.title == "Three" && entry.made_of.is_some()).expect("the claim");
        let sum = &claim.made_of.as_ref().expect("items").sum;
        assert!(sum.ends_with(&format!(" {} of it belong to this goal, and count here.", Minutes(wanted))), "{sum}");
    }
    // A plain entry at the same time as an item of the claim counts beside it, and that is pointed out.
    logged(&mut journal, "Four", day(4), "20:40", 20, &[]);
    assert_eq!(both(&journal), ([(1, 30), (2, 50)], 100, 10));
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("record.md");
    journal
        .export(&Selection { acknowledged: true, ..Selection::default() }, "markdown", &target, Replace::Refuse, &|_| Ok(()))
        .expect("exported");
    let text = std::fs::read_to_string(target).expect("a text");
    assert!(text.contains("10 min of these entries are at the same time as others, and count more than once."), "{text}");
}

#[test]
fn an_item_counts_in_one_period_only() {
    let mut journal = in_memory();
    let date = |text: &str| text.parse::<NaiveDate>().expect("a day");
    let a = goal(&mut journal, "A");
    let items = ["2025-03-05", "2025-03-20", "2025-11-03"].map(|at| logged(&mut journal, at, date(at), "", 20, &[a]));
    logged(&mut journal, "Alone", date("2025-03-10"), "", 7, &[a]);
    journal.roll_up(&items, "Polls").expect("rolled up");
    let periods = [("2025-03-01", "2025-03-31", 7), ("2025-11-01", "2025-11-30", 60)];
    for (from, to, wanted) in periods {
        let selection = Selection { from: Some(date(from)), to: Some(date(to)), ..Selection::default() };
        let report = journal.report(&selection).expect("a report");
        assert_eq!(report.total(), Minutes(wanted), "{from}");
        assert_eq!(report.goals[0].minutes, Minutes(wanted), "{from}");
        assert_eq!(selection.count(&journal.headers(None).expect("headers")).minutes, Minutes(wanted));
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("record.md");
        journal
            .export(&Selection { acknowledged: true, ..selection.clone() }, "markdown", &target, Replace::Refuse, &|_| Ok(()))
            .expect("exported");
        let text = std::fs::read_to_string(target).expect("a text");
        let elsewhere = "- **Counted in:** “Polls” of 3 November 2025, which is not in this record\n";
        assert_eq!(text.matches(elsewhere).count(), if wanted == 7 { 2 } else { 0 }, "{text}");
    }
}

#[test]
fn the_sentence_of_a_claim_follows_its_items_until_somebody_writes_another() {
    let mut journal = in_memory();
    let items = items(&mut journal);
    let claim = journal.roll_up(&items, "Polls").expect("rolled up").value.id;
    let how = |journal: &Journal| journal.entry(claim).expect("the claim").draft.how;
    assert_eq!(how(&journal), "5 items on 4 days; 3 min that they have in common count once");
    journal.bin(items[1]).expect("binned");
    assert_eq!(how(&journal), "4 items on 4 days");
    journal.undo().expect("undone").expect("a step");
    assert_eq!(how(&journal), "5 items on 4 days; 3 min that they have in common count once");
    for item in &items[1..] {
        journal.bin(*item).expect("binned");
    }
    assert_eq!(how(&journal), "1 item on one day");
    journal.unbin(items[3]).expect("back");
    assert_eq!(how(&journal), "2 items on 2 days");
    journal.edit(claim, &Beside::default(), |draft| "Read on the train".clone_into(&mut draft.how)).expect("changed");
    journal.unbin(items[4]).expect("back");
    assert_eq!(
        (how(&journal).as_str(), journal.entry(claim).expect("the claim").draft.minutes.total()),
        ("Read on the train", Minutes(11))
    );
    assert!(journal.verify().expect("looked at").is_empty());
}

#[test]
fn a_submitted_claim_stays_what_was_submitted() {
    let mut journal = in_memory();
    let items = items(&mut journal);
    let claim = journal.roll_up(&items, "Polls").expect("rolled up").value.id;
    journal.set_state(claim, EntryState::Submitted { on: today() }).expect("submitted");
    let before = journal.entry(claim).expect("the claim");
    let longer = |draft: &mut EntryDraft| draft.minutes.preparing = Minutes(30);
    journal.edit(items[0], &Beside::default(), longer).expect("changed");
    journal.bin(items[1]).expect("binned");
    let screen = EntryDraft { minutes: TimeSpent { reading: Minutes(1), ..TimeSpent::default() }, ..before.draft.clone() };
    journal.save(claim, screen, &[before.changed]).expect("saved");
    assert_eq!(journal.entry(claim).expect("the claim"), before);
    assert_eq!(journal.report(&Selection::default()).expect("a report").total(), Minutes(22));
    // Taken back to be worked on, it follows them again.
    journal.set_state(claim, EntryState::Draft).expect("a draft");
    assert_eq!(journal.entry(claim).expect("the claim").draft.minutes.total(), Minutes(47));
    // In the bin it gives its items away, and comes back with what is left, submitted or not.
    journal.set_state(claim, EntryState::Submitted { on: today() }).expect("submitted");
    journal.bin(claim).expect("binned");
    journal.roll_up(&items[2..], "Others").expect("rolled up");
    journal.unbin(claim).expect("back");
    assert_eq!(journal.entry(claim).expect("the claim").draft.minutes.total(), Minutes(34));
    assert_eq!(journal.report(&Selection::default()).expect("a report").total(), Minutes(47));
    assert!(journal.verify().expect("looked at").is_empty());
}

#[test]
fn a_person_is_as_it_was_kept() {
    let mut journal = in_memory();
    let draft = PersonDraft { place: "Cardiff".into(), organisation: "Cwm Taff".into(), ..person("Siân", "@sian", "Nurse") };
    let Person { id, uid, draft: kept } = journal.add_person(draft.clone()).expect("kept").value;
    assert_eq!(kept, draft);
    assert_eq!(journal.people().expect("people"), [Person { id, uid, draft }]);
}
