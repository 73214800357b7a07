//! The appraisal walk: the way, what is decided, and what comes of it.

use std::collections::BTreeSet;
use std::path::Path;

use cpd_journal::domain::walk::{Decision, Fate, GoalFate};
use cpd_journal::domain::{EntryDraft, EntryId, EntryState, GoalDraft, GoalId, GoalState, Walk, WalkDraft};
use cpd_journal::journal::{
    Beside, By, Chosen, Finished, Journal, JournalError, Selection, Together, WalkState, asked_of_walk, walk_state,
};
use cpd_journal::media::{Pdf, TextLimits};
use serde_json::Value;

use crate::support::{Place, in_memory, open, today};

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect(text)
}

fn log(journal: &mut Journal, title: &str, date: &str, goals: &[GoalId]) -> EntryId {
    let draft = EntryDraft { title: title.to_owned(), goals: goals.to_vec(), ..EntryDraft::on(day(date)) };
    journal.log(draft, EntryState::Ready, &Together::default()).expect("kept");
    journal.headers(None).expect("headers").iter().find(|header| header.name == title).expect("it is there").id
}

fn goal(journal: &mut Journal, title: &str, due: &str) -> GoalId {
    let draft = GoalDraft { title: title.to_owned(), due: Some(day(due)), plan: "2025–26".to_owned(), ..GoalDraft::default() };
    journal.add_goal(draft).expect("a goal").value.id
}

fn year() -> WalkDraft {
    WalkDraft {
        title: "Appraisal 2026".to_owned(),
        registration: None,
        from: day("2025-04-01"),
        until: day("2026-03-31"),
        note: String::new(),
        next_plan: "2026–27".to_owned(),
    }
}

fn now(journal: &Journal) -> (Walk, WalkState) {
    let snapshot = journal.snapshot().expect("snapshot");
    let walk = snapshot.walks.first().expect("a walk").clone();
    let state = walk_state(&walk, &snapshot.walks, &snapshot.entries, &snapshot.goals);
    (walk, state)
}

#[test]
fn goal_by_goal_and_then_what_is_left() {
    let mut journal = in_memory();
    let (pain, sleep, empty) =
        (goal(&mut journal, "Pain", "2026-06-01"), goal(&mut journal, "Sleep", "2026-05-01"), goal(&mut journal, "Frailty", "2026-09-01"));
    let both = log(&mut journal, "Both", "2025-05-01", &[pain, sleep]);
    let alone = log(&mut journal, "Alone", "2025-07-01", &[]);
    let late = log(&mut journal, "Late", "2026-02-01", &[pain]);
    let early = log(&mut journal, "Early", "2025-06-01", &[pain]);
    log(&mut journal, "Before", "2025-03-31", &[pain]);
    log(&mut journal, "After", "2026-04-01", &[]);
    let binned = log(&mut journal, "Binned", "2025-08-01", &[]);
    journal.bin(binned).expect("binned");
    let items = [log(&mut journal, "One", "2025-09-01", &[]), log(&mut journal, "Two", "2025-09-02", &[])];
    journal.roll_up(&items, "A claim").expect("a claim");
    journal.start_walk(year()).expect("a walk");
    let (_, state) = now(&journal);
    let stops: Vec<(Option<GoalId>, usize)> = state.stops.iter().map(|stop| (stop.goal, stop.entries.len())).collect();
    assert_eq!(
        stops,
        [(Some(sleep), 1), (Some(pain), 2), (Some(empty), 0), (None, 2)],
        "an empty goal is seen, a claim stands for its items"
    );
    let way: Vec<EntryId> = state.way().collect();
    assert_eq!(way.get(..4), Some([both, early, late, alone].as_slice()), "{way:?}");
    assert_eq!(way.len(), 5);
    assert_eq!((state.entries, state.decided, state.left()), (5, 0, 5));
}

#[test]
fn what_is_decided_stays_and_can_be_taken_back() {
    let place = Place::new();
    let mut journal = open(&place.journal());
    let ids = ["2025-05-01", "2025-06-01", "2025-07-01"].map(|date| log(&mut journal, date, date, &[]));
    let walk = journal.start_walk(year()).expect("a walk").value.id;
    journal.decide(walk, ids[0], Some(Decision::Use)).expect("decided");
    journal.decide(walk, ids[1], Some(Decision::Improve)).expect("decided");
    journal.decide(walk, ids[1], Some(Decision::Use)).expect("another mind");
    drop(journal);
    // Another day, another sitting.
    let mut journal = open(&place.journal());
    let (walk, state) = now(&journal);
    assert_eq!((state.decided, state.counts), (2, [2, 0, 0, 0]));
    assert_eq!(state.next_after(None), Some(ids[2]));
    journal.undo().expect("undo");
    assert_eq!(now(&journal).0.decision(ids[1]), Some(Decision::Improve));
    journal.redo().expect("redo");
    journal.decide(walk.id, ids[0], None).expect("undecided");
    let (walk, state) = now(&journal);
    assert_eq!((walk.decision(ids[0]), state.decided), (None, 1));
    assert_eq!(state.next_after(Some(ids[2])), Some(ids[0]), "round the end");
    assert!(journal.verify().expect("verified").is_empty());
    journal.decide(walk.id, EntryId::from_row(999), Some(Decision::Use)).expect_err("there is no such entry");
}

#[test]
fn the_end_rolls_the_plan_over_in_one_step() {
    let mut journal = in_memory();
    let [pain, sleep, frailty, gout] = ["Pain", "Sleep", "Frailty", "Gout"].map(|title| goal(&mut journal, title, "2026-06-01"));
    let walk = journal.start_walk(year()).expect("a walk").value.id;
    let mut say = |goal, fate, outcome: &str, next: &str| {
        let fate = GoalFate { goal, fate, outcome: outcome.to_owned(), next_title: next.to_owned() };
        journal.set_fate(walk, goal, Some(fate), By::Command).expect("said");
    };
    say(pain, Fate::CarryOver, "Two classes run.", "Pain, the third class");
    say(sleep, Fate::Achieved, "I ask about sleep.", "");
    say(frailty, Fate::Dropped, "", "");
    say(gout, Fate::Keep, "", "");
    let before = journal.goals().expect("goals");
    let next = journal.finish_walk(walk).expect("finished").value;
    let goals = journal.goals().expect("goals");
    let of = |title: &str| goals.iter().find(|goal| goal.draft.title == title).expect(title);
    assert_eq!((of("Pain").draft.state, of("Pain").draft.outcome.as_str()), (GoalState::CarriedOver, "Two classes run."));
    assert_eq!(
        (of("Sleep").draft.state, of("Frailty").draft.state, of("Gout").draft.state),
        (GoalState::Achieved, GoalState::Dropped, GoalState::Open)
    );
    let third = of("Pain, the third class");
    assert_eq!((third.carried_from, third.draft.plan.as_str(), third.draft.state), (Some(pain), "2026–27", GoalState::Open));
    assert_eq!(third.draft.due, Some(day("2027-06-01")));
    assert_eq!((next.go_on.as_slice(), next.told.as_slice()), (&[third.uid][..], &[][..]));
    assert!(now(&journal).0.finished.is_some());
    journal.undo().expect("undo");
    assert_eq!(journal.goals().expect("goals"), before, "one step back, and nothing was closed");
    assert!(now(&journal).0.finished.is_none());
    journal.redo().expect("redo");
    assert_eq!(journal.goals().expect("goals").len(), 5);
    // Again: what was closed is not closed twice.
    let (walk, _) = now(&journal);
    journal.reopen_walk(&walk).expect("open again");
    assert_eq!(journal.finish_walk(walk.id).expect("finished").value, Finished::default());
    assert_eq!(journal.goals().expect("goals").len(), 5);
    assert!(journal.verify().expect("verified").is_empty());
}

#[test]
fn what_was_put_off_comes_on_the_next_walk() {
    let mut journal = in_memory();
    let [kept, used] = ["2025-05-01", "2025-06-01"].map(|date| log(&mut journal, date, date, &[]));
    let first = journal.start_walk(year()).expect("a walk").value.id;
    journal.decide(first, kept, Some(Decision::Park)).expect("decided");
    journal.decide(first, used, Some(Decision::Use)).expect("decided");
    let next = log(&mut journal, "Next year", "2026-05-01", &[]);
    let draft = WalkDraft { title: "Appraisal 2027".to_owned(), from: day("2026-04-01"), until: day("2027-03-31"), ..year() };
    journal.start_walk(draft).expect("a walk");
    assert_eq!(now(&journal).1.way().collect::<Vec<_>>(), [kept, next]);
}

#[test]
fn the_portfolio_has_what_was_chosen() {
    let mut journal = in_memory();
    let ids = ["2025-05-01", "2025-06-01", "2025-07-01"].map(|date| log(&mut journal, date, date, &[]));
    let walk = journal.start_walk(WalkDraft { note: "For *Dr Price*.".to_owned(), ..year() }).expect("a walk").value.id;
    journal.decide(walk, ids[0], Some(Decision::Use)).expect("decided");
    journal.decide(walk, ids[1], Some(Decision::Not)).expect("decided");
    let (walk, state) = now(&journal);
    let chosen = Chosen::on(&walk, &state);
    assert_eq!(chosen.entries, BTreeSet::from([ids[0]]));
    let selection = Selection { chosen: Some(Box::new(chosen)), ..Selection::default() };
    let headers = journal.headers(None).expect("headers");
    assert_eq!(selection.count(&headers).entries, 1);
    let report = journal.report(&selection).expect("a report");
    assert_eq!(report.entries.iter().map(|entry| entry.title.as_str()).collect::<Vec<_>>(), ["2025-05-01"]);
    assert_eq!((report.only_walk.as_deref(), report.note.as_str()), (Some("Appraisal 2026"), "For *Dr Price*."));
    let nothing =
        Selection { chosen: Some(Box::new(Chosen { entries: BTreeSet::new(), ..Chosen::on(&walk, &state) })), ..Selection::default() };
    assert!(journal.report(&nothing).expect("a report").entries.is_empty(), "nothing chosen is nothing, not everything");
}

#[test]
fn requirements_are_told_at_the_end() {
    let mut journal = in_memory();
    journal.fill_with_sample(60, 1, "nurse-midwife").expect("sample");
    let registration = journal.registrations().expect("registrations").remove(0);
    let draft = journal.walk_for(&registration).expect("a draft");
    assert!(draft.from < draft.until && draft.until <= today() && !draft.title.is_empty(), "{draft:?}");
    let id = journal.start_walk(draft).expect("a walk").value.id;
    let (_, state) = now(&journal);
    for entry in state.way().take(10) {
        journal.decide(id, entry, Some(Decision::Use)).expect("decided");
    }
    let snapshot = journal.snapshot().expect("snapshot");
    let walk = snapshot.walks.first().expect("a walk");
    let state = walk_state(walk, &snapshot.walks, &snapshot.entries, &snapshot.goals);
    let asked = asked_of_walk(walk, &state, &snapshot.stands, journal.catalogue());
    assert!(asked.len() >= 5 && asked.iter().any(|one| one.chosen > 0) && asked.iter().any(|one| !one.would_do.is_empty()), "{asked:?}");
    let all: BTreeSet<EntryId> = walk.decided.iter().map(|one| one.entry).collect();
    assert!(asked.iter().all(|one| one.chosen <= all.len()));
    let walked = journal.walked(walk, *all.first().expect("one"), &snapshot).expect("walked");
    assert!(!walked.supports.is_empty() || !walked.why_not.is_empty(), "{walked:?}");
}

#[test]
fn on_the_command_line_from_beginning_to_end() {
    let place = Place::with_sample();
    let begun = place.json(&["walk", "start", "--from", "2025-03-03", "--to", "2026-03-02", "--title", "My appraisal"]);
    assert_eq!((begun["begun"].as_bool(), begun["decided"].as_u64()), (Some(true), Some(0)));
    let again = place.json(&["walk", "start", "--from", "2025-03-03", "--to", "2026-03-02"]);
    assert_eq!((again["begun"].as_bool(), &again["walk"]), (Some(false), &begun["walk"]), "it goes on");
    let mut left = begun["left"].as_u64().expect("a number");
    assert!(left > 5, "{begun}");
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut next = place.json(&["walk", "next"]);
    for decision in ["use", "improve", "park", "not", "1"] {
        let uid = next["uid"].as_str().expect("an entry").to_owned();
        assert!(next["lacks"].is_array() && next["supports"].is_array(), "{next}");
        assert!(seen.insert(uid.clone()), "each comes once");
        next = place.json(&["walk", "decide", &uid, decision]);
        left -= 1;
        assert_eq!(next["left"].as_u64(), Some(left));
    }
    let goals = place.json(&["goal", "list"]);
    let open: Vec<&Value> = goals["goals"].as_array().expect("a list").iter().filter(|goal| goal["state"] == "open").collect();
    let title = open.first().and_then(|goal| goal["uid"].as_str()).expect("an open goal");
    place.done(&["walk", "goal", title, "carry-over", "--outcome", "Half way", "--title", "The other half"]);
    place.done(&["walk", "note", "The year was about *pain*."]);
    let status = place.json(&["walk", "status"]);
    assert_eq!(status["chosen"].as_array().map(Vec::len), Some(2));
    assert_eq!(status["counts"], serde_json::json!({ "use": 2, "improve": 1, "park": 1, "not": 1 }));
    let finished = place.json(&["walk", "finish"]);
    assert!(finished["finished"].is_string() && finished["notes"] == serde_json::json!([]));
    place.run(&["walk", "decide", next["uid"].as_str().expect("an entry"), "use"]).failed(2, "walk_is_finished");
    place.run(&["walk", "goal", title, "keep"]).failed(2, "usage");
    // Another walk that was begun since is not what was finished.
    place.done(&["walk", "start", "--from", "2026-02-01", "--to", "2026-03-02", "--title", "Another"]);
    assert!(place.done(&["goal", "list"]).out.contains("The other half"));
    place.run(&["walk", "finish", "--walk", "My appraisal"]).failed(2, "usage");
    let said = place.done(&["walk", "status", "--walk", "My appraisal"]).out;
    assert!(said.contains(&format!("export --walk {}", begun["walk"].as_str().expect("an id"))), "{said}");
    let out = place.path().join("portfolio.md");
    let exported = place.json(&["export", "--walk", "--out", out.to_str().expect("a name")]);
    assert_eq!(exported["entries"].as_u64(), Some(2));
    let text = std::fs::read_to_string(out).expect("written");
    assert!(text.contains("My appraisal") && text.contains("The year was about *pain*."), "{text}");
    assert!(place.json(&["walk", "reopen"])["finished"].is_null());
    place.run(&["walk", "reopen"]).failed(2, "usage");
    place.done(&["undo"]);
    place.done(&["walk", "remove", "Another"]);
    place.done(&["undo"]);
    place.done(&["undo"]);
    place.done(&["undo"]);
    assert!(!place.done(&["goal", "list"]).out.contains("The other half"));
    place.done(&["walk", "remove", "My appraisal"]);
    place.run(&["walk", "next"]).failed(1, "not_found");
    place.done(&["undo"]);
    assert_eq!(place.json(&["walk", "status"])["decided"].as_u64(), Some(5));
    place.done(&["verify"]);
}

#[test]
fn bad_words_are_refused_and_change_nothing() {
    let place = Place::with_sample();
    place.run(&["walk", "next"]).failed(1, "not_found");
    place.run(&["walk", "start", "--from", "2026-03-01", "--to", "2025-03-01"]).failed(2, "usage");
    place.run(&["walk", "start", "--from", "gibberish"]).failed(2, "usage");
    place.done(&["walk", "start", "--from", "2026-02-20"]);
    let entry = place.json(&["list", "--limit", "1"])["entries"][0]["uid"].as_str().expect("an entry").to_owned();
    place.run(&["walk", "decide", &entry, "perhaps", "--json"]).failed(2, "usage");
    place.run(&["walk", "decide", "no such entry", "use"]).failed(1, "not_found");
    let old = place.json(&["list"]);
    let old = old["entries"].as_array().and_then(|all| all.last()).and_then(|one| one["uid"].as_str()).expect("an old one").to_owned();
    place.run(&["walk", "decide", &old, "use"]).failed(2, "usage");
    place.run(&["walk", "goal", "no such goal", "keep"]).failed(1, "not_found");
    assert_eq!(place.json(&["walk", "status"])["decided"].as_u64(), Some(0));
}

#[test]
fn what_fell_off_the_way_is_told_and_not_shown() {
    let mut journal = in_memory();
    let [stays, moved, binned, one, two] =
        ["2025-05-01", "2025-06-01", "2025-07-01", "2025-08-01", "2025-08-02"].map(|date| log(&mut journal, date, date, &[]));
    let walk = journal.start_walk(year()).expect("a walk").value.id;
    for id in [stays, moved, binned, one, two] {
        journal.decide(walk, id, Some(Decision::Use)).expect("decided");
    }
    journal.edit(moved, &Beside::default(), |draft| draft.date = day("2024-06-01")).expect("moved");
    journal.bin(binned).expect("binned");
    let claim = journal.roll_up(&[one, two], "A claim").expect("a claim").value.id;
    let (of, state) = now(&journal);
    assert_eq!(state.chosen(), BTreeSet::from([stays]));
    assert_eq!((state.entries, state.decided, state.counts, state.next_after(None)), (2, 1, [1, 0, 0, 0], Some(claim)));
    assert_eq!(state.with(Decision::Use), [stays]);
    assert_eq!(state.off_the_way.iter().map(|one| one.entry).collect::<Vec<_>>(), [moved, binned, one, two]);
    let selection = Selection { chosen: Some(Box::new(Chosen::on(&of, &state))), ..Selection::default() };
    let report = journal.report(&selection).expect("a report");
    assert_eq!(report.entries.iter().map(|entry| entry.title.as_str()).collect::<Vec<_>>(), ["2025-05-01"]);
    // The sheet says the same as the walk.
    let snapshot = journal.snapshot().expect("snapshot");
    let sheet = format!("{:?}", journal.end_of_walk(walk, &snapshot).expect("an end").sheet);
    for told in [
        r#"("2", "on the way"), ("1", "chosen"), ("1", "not looked at yet")"#,
        "1 Jun 2024: 2025-06-01 (use): its day is not among those of the walk any more",
        "1 Jul 2025: 2025-07-01 (use): it is in the bin",
        "1 Aug 2025: 2025-08-01 (use): it is part of a claim now",
    ] {
        assert!(sheet.contains(told), "{told}: {sheet}");
    }
    journal.undo().expect("the claim is taken apart");
    assert_eq!(now(&journal).1.chosen(), BTreeSet::from([stays, one, two]), "what was decided is kept");
}

#[test]
fn what_is_put_off_is_never_lost() {
    let mut journal = in_memory();
    let [kept, settled] = ["2025-05-01", "2025-06-01"].map(|date| log(&mut journal, date, date, &[]));
    let begin = |journal: &mut Journal, title: &str, from: &str, until: &str| {
        let draft = WalkDraft { title: title.to_owned(), from: day(from), until: day(until), ..year() };
        journal.start_walk(draft).expect("a walk").value.id
    };
    let first = begin(&mut journal, "First", "2025-04-01", "2026-03-31");
    for id in [kept, settled] {
        journal.decide(first, id, Some(Decision::Park)).expect("decided");
    }
    // One of them is settled on the second walk; the other is not even looked at there, and comes again on the third.
    let second = begin(&mut journal, "Second", "2026-04-01", "2026-04-30");
    assert_eq!(now(&journal).1.way().collect::<Vec<_>>(), [kept, settled]);
    journal.decide(second, settled, Some(Decision::Not)).expect("decided");
    begin(&mut journal, "Third", "2026-05-01", "2026-05-31");
    assert_eq!(now(&journal).1.way().collect::<Vec<_>>(), [kept]);
}

#[test]
fn a_goal_goes_on_once() {
    let mut journal = in_memory();
    let pain = goal(&mut journal, "Pain", "2026-06-01");
    let other = goal(&mut journal, "Sleep", "2026-06-01");
    let walk = journal.start_walk(year()).expect("a walk").value.id;
    let carry =
        |goal, outcome: &str| GoalFate { goal, fate: Fate::CarryOver, outcome: outcome.to_owned(), next_title: "Further".to_owned() };
    journal.set_fate(walk, pain, Some(carry(pain, "Half way")), By::Command).expect("said");
    assert_eq!(journal.finish_walk(walk).expect("finished").value.go_on.len(), 1);
    journal.finish_walk(walk).expect_err("it is finished");
    let error = journal.set_fate(walk, pain, None, By::Command).expect_err("it is finished");
    assert!(matches!(error, JournalError::WalkIsFinished { .. }), "{error}");
    let entry = log(&mut journal, "An entry", "2025-05-01", &[]);
    let error = journal.decide(walk, entry, Some(Decision::Use)).expect_err("it is finished");
    assert!(matches!(error, JournalError::WalkIsFinished { .. }), "{error}");
    // The goal is opened again, and so is the walk; another goal is said of.
    let open = journal.goal(pain).expect("the goal");
    journal.edit_goal(&open, |draft| draft.state = GoalState::Open).expect("open again");
    let (of, _) = now(&journal);
    journal.reopen_walk(&of).expect("open again");
    journal.set_fate(walk, pain, Some(carry(pain, "Half")), By::Command).expect("said");
    journal.set_fate(walk, other, Some(carry(other, "")), By::Command).expect("said");
    let done = journal.finish_walk(walk).expect("finished").value;
    assert_eq!(done.go_on.len(), 1);
    assert!(done.told.len() == 1 && done.told[0].contains("“Pain” goes on already, as “Further”"), "{done:?}");
    let goals = journal.goals().expect("goals");
    assert_eq!(goals.iter().filter(|goal| goal.carried_from == Some(pain)).count(), 1);
    let pain = goals.iter().find(|goal| goal.id == pain).expect("the goal");
    assert_eq!(
        (pain.draft.state, pain.draft.outcome.as_str()),
        (GoalState::CarriedOver, "Half way\n\nHalf"),
        "nothing that was said is dropped"
    );
}

#[test]
fn a_walk_that_goes_on_goes_as_far_as_it_would_now() {
    let mut journal = in_memory();
    journal.fill_with_sample(30, 1, "nurse-midwife").expect("sample");
    let registration = journal.registrations().expect("registrations").remove(0);
    let now = journal.walk_for(&registration).expect("a draft");
    let before = now.until.pred_opt().expect("a day");
    let first = journal.begin_walk(WalkDraft { until: before, ..now.clone() }).expect("a walk").value;
    assert_eq!((first.resumed, first.told()), (false, None));
    let again = journal.begin_walk(WalkDraft { title: "Another".to_owned(), ..now.clone() }).expect("a walk").value;
    assert_eq!((again.walk.id, again.resumed, again.until_before, again.walk.draft.until), (first.walk.id, true, Some(before), now.until));
    assert_eq!((again.walk.draft.title.as_str(), journal.walks().expect("walks").len()), (now.title.as_str(), 1));
    assert!(again.told().is_some_and(|told| told.contains("goes on")));
    journal.undo().expect("one step");
    assert_eq!(journal.find_walk(None).expect("a walk").draft.until, before);
    // Other days, and other walks without a registration, are walks of their own.
    let period = WalkDraft { registration: None, ..now.clone() };
    assert!(!journal.begin_walk(period.clone()).expect("a walk").value.resumed);
    assert!(!journal.begin_walk(WalkDraft { until: before, ..period.clone() }).expect("a walk").value.resumed);
    assert!(journal.begin_walk(period).expect("a walk").value.resumed);
}

#[test]
fn what_leaves_is_what_was_meant() {
    let place = Place::with_sample();
    let out = |name: &str| place.path().join(name).to_str().expect("a name").to_owned();
    for (query, word) in [
        ("kind:gibberish", "not_understood"),
        ("nokey:x pain", "not_understood"),
        ("", "nothing_asked"),
        ("  ", "nothing_asked"),
        ("!?", "not_understood"),
    ] {
        let target = out("all.md");
        place.run(&["export", "--query", query, "--out", &target, "--json"]).failed(2, word);
        assert!(!Path::new(&target).exists(), "{query}: nothing was written");
        let journal = open(&place.journal());
        journal.report(&Selection { query: Some(query.to_owned()), ..Selection::default() }).expect_err(query);
    }
    let some = place.json(&["export", "--query", "pain", "--out", &out("some.md")])["entries"].as_u64().expect("a number");
    let all = place.json(&["export", "--charts", "--out", &out("charts.md")])["entries"].as_u64().expect("a number");
    assert!(0 < some && some < all, "{some} of {all}");
    // The table of months, whose sum is that of all entries.
    let charts = std::fs::read_to_string(out("charts.md")).expect("written");
    let plain = std::fs::read_to_string(out("some.md")).expect("written");
    assert!(charts.contains("| Month |") && !plain.contains("| Month |"), "only where it was asked for");
    place.done(&["export", "--charts", "--from", "2026-01-01", "--out", &out("charts.pdf")]);
    place.done(&["export", "--from", "2026-01-01", "--out", &out("plain.pdf")]);
    let text = |name: &str| {
        let pdf = Pdf::open(std::fs::read(out(name)).expect("written")).expect("a document");
        pdf.text(&TextLimits::default()).text
    };
    let heads = "Month Alone With others";
    assert!(text("charts.pdf").contains(heads) && !text("plain.pdf").contains(heads), "{}", text("charts.pdf"));
}

#[test]
fn a_journal_of_version_four() {
    let place = Place::empty();
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/journals/v4.cpd"), place.journal()).expect("a copy");
    let mut journal = open(&place.journal());
    let snapshot = journal.snapshot().expect("snapshot");
    assert!(snapshot.walks.is_empty() && snapshot.saved_searches.is_empty() && snapshot.impacts.is_empty());
    assert_eq!((snapshot.registrations.len(), snapshot.records.len(), snapshot.drills.len()), (1, 1, 1));
    assert!(journal.verify().expect("verified").is_empty());
    let mut taken = 0;
    while journal.snapshot().expect("snapshot").undo.is_some() && taken < 100 {
        journal.undo().expect("an old step");
        taken += 1;
    }
    assert!(taken > 4 && journal.registrations().expect("registrations").is_empty());
    for _ in 0..taken {
        journal.redo().expect("done again");
    }
    assert_eq!(journal.registrations().expect("registrations").len(), 1);
    assert!(journal.verify().expect("verified").is_empty());
}

#[test]
fn a_walk_until_today_goes_on_tomorrow() {
    let place = Place::with_sample();
    let on = |day: &str, words: &[&str]| {
        let mut program = place.program();
        program.arg("--journal").arg(place.journal()).args(["--today", day, "--json"]).args(words);
        crate::support::Ran::of(&words.join(" "), &program.output().expect("it runs")).json()
    };
    let first = on("2026-03-02", &["walk", "start", "--from", "2026-01-01"]);
    let next = on("2026-03-02", &["walk", "next"]);
    on("2026-03-02", &["walk", "decide", next["uid"].as_str().expect("an entry"), "use"]);
    let again = on("2026-03-09", &["walk", "start", "--from", "2026-01-01"]);
    assert_eq!((&again["walk"], again["decided"].as_u64(), &again["until"]), (&first["walk"], Some(1), &Value::from("2026-03-09")));
}
