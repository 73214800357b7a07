//! The development plan in a journal: the story of a goal, going on in the next plan, and taking each of it back.

use std::path::Path;

use chrono::{NaiveDate, TimeDelta};
use cpd_journal::domain::story::Link;
use cpd_journal::domain::{
    ActionDraft, EntryDraft, EntryId, EntryState, Found, Goal, GoalDraft, GoalId, GoalState, LookBackDraft, Minutes, NeedDraft, NeedKind,
    ReviewDraft, Story, WaymarkDraft, WaymarkKind,
};
use cpd_journal::journal::{By, Clock, Journal, JournalError, Linked, Thing, Together};

use crate::support::{Place, in_memory, open, today};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn goal(journal: &mut Journal, title: &str) -> Goal {
    journal.add_goal(GoalDraft { title: title.to_owned(), ..GoalDraft::default() }).expect("goal").value
}

fn entry(journal: &mut Journal, title: &str, on: &str, goals: &[GoalId]) -> EntryId {
    let mut draft = EntryDraft { title: title.to_owned(), goals: goals.to_vec(), ..EntryDraft::on(day(on)) };
    draft.minutes.taking_part = Minutes(30);
    journal.log(draft, EntryState::Ready, &Together::default()).expect("entry").value.id
}

fn told(story: &Story) -> Vec<(String, Link, &str)> {
    story.happened.iter().map(|one| (one.day.to_string(), one.link, one.text.as_str())).collect()
}

#[test]
fn planned_and_found_on_the_way() {
    let mut journal = in_memory();
    let pain = goal(&mut journal, "Pain").id;
    let later = (today() + TimeDelta::days(5)).to_string();
    let (_, old) = (entry(&mut journal, "Planned", &later, &[pain]), entry(&mut journal, "Found", "2026-02-01", &[pain]));
    let same = entry(&mut journal, "Same day", &today().to_string(), &[pain]);
    entry(&mut journal, "Another", "2026-02-02", &[]);
    let story = journal.story(pain).expect("story");
    let chapters: Vec<(&str, bool)> = story.chapters.iter().map(|chapter| (chapter.name.as_str(), chapter.planned)).collect();
    assert_eq!(chapters, [("Found", false), ("Same day", false), ("Planned", true)]);
    let sums = story.sums();
    assert_eq!((sums.all.entries, sums.all.minutes, sums.planned.entries, sums.unplanned().minutes), (3, Minutes(90), 1, Minutes(60)));
    assert_eq!(story.burn_up.iter().map(|one| (one.entries, one.minutes.0)).collect::<Vec<_>>(), [(1, 30), (2, 60), (3, 90)]);
    // What is in the bin tells nothing.
    journal.bin(old).expect("bin");
    let story = journal.story(pain).expect("story");
    assert_eq!((story.chapters.len(), story.sums().all.minutes), (2, Minutes(60)));
    assert!(told(&story).iter().all(|(.., text)| *text != "Found"));
    journal.link(same, pain, Linked::No).expect("unlink");
    assert_eq!(journal.story(pain).expect("story").chapters.len(), 1);
}

#[test]
fn the_chain_in_its_order() {
    let mut journal = in_memory();
    let pain = goal(&mut journal, "Pain").id;
    let draft = EntryDraft {
        title: "Chat".to_owned(),
        learnt: "Pacing is not rest".to_owned(),
        changed: "I say it otherwise\n\nTwo diaries a week".to_owned(),
        benefit: "Mrs A sleeps".to_owned(),
        private_note: "Nobody reads this".to_owned(),
        goals: vec![pain],
        ..EntryDraft::on(day("2025-06-02"))
    };
    let id = journal.log(draft, EntryState::Ready, &Together::default()).expect("entry").value.id;
    let action = ActionDraft {
        what: "Try diaries".to_owned(),
        done: Some(day("2025-06-16")),
        shared_with: "band 5s".to_owned(),
        shared_on: Some(day("2025-06-20")),
        effect: "Two diaries a week".to_owned(),
        effect_people: "Mrs A sleeps".to_owned(),
        ..ActionDraft::default()
    };
    journal.add_action(id, action).expect("action");
    journal.add_action(id, ActionDraft { what: "Not yet".to_owned(), ..ActionDraft::default() }).expect("action");
    for (month, on, found, text) in [
        (1, "2025-07-03", Found::Nothing, "Too early"),
        (3, "2025-09-04", Found::Feedback, "The GP asked"),
        (6, "2025-12-02", Found::Change, ""),
    ] {
        let look = LookBackDraft { month, day: day(on), found, text: text.to_owned(), until: None };
        journal.look_back(id, look).expect("look back");
    }
    let story = journal.story(pain).expect("story");
    let of = |on: &str, link, text| (on.to_owned(), link, text);
    assert_eq!(
        told(&story),
        [
            of("2025-06-02", Link::Activity, "Chat"),
            of("2025-06-02", Link::Learning, "Pacing is not rest"),
            // What was taken over from the action is told on the action's day.
            of("2025-06-02", Link::Change, "I say it otherwise"),
            of("2025-06-16", Link::Change, "Two diaries a week"),
            of("2025-06-16", Link::Benefit, "Mrs A sleeps"),
            of("2025-06-20", Link::Change, "Shared with band 5s: Try diaries"),
            of("2025-09-04", Link::Feedback, "The GP asked"),
            of("2025-12-02", Link::Change, "It changed what I do"),
        ]
    );
    assert!(!format!("{story:?}").contains("Nobody reads this"), "a private note is in no story");
    assert_eq!((story.sums().actions_done, story.sums().actions_open, story.look_backs.len()), (1, 1, 3));
}

#[test]
fn items_of_a_claim_are_counted_as_everywhere() {
    let mut journal = in_memory();
    let (pain, sleep) = (goal(&mut journal, "Pain").id, goal(&mut journal, "Sleep").id);
    let mut item = |title: &str, goals: &[GoalId], from: u32| {
        let mut draft = EntryDraft {
            title: title.to_owned(),
            goals: goals.to_vec(),
            time: chrono::NaiveTime::from_hms_opt(20, from, 0),
            zone: "Europe/London".to_owned(),
            ..EntryDraft::on(day("2026-02-10"))
        };
        draft.minutes.taking_part = Minutes(30);
        journal.log(draft, EntryState::Ready, &Together::default()).expect("entry").value.id
    };
    // Ten minutes in common.
    let items = [item("One", &[pain], 0), item("Two", &[pain, sleep], 20), item("Three", &[], 50)];
    let claim = journal.roll_up(&items, "Small things").expect("a claim").value.id;
    journal.link(claim, pain, Linked::Yes).expect("linked itself");
    let totals = journal.snapshot().expect("snapshot").totals;
    for goal in [pain, sleep] {
        let story = journal.story(goal).expect("story");
        let all = story.sums().all;
        let total = totals.get(&goal).copied().expect("a total");
        assert_eq!((all.entries, all.minutes), (total.entries, total.minutes), "as the goal's totals say");
        let last = story.burn_up.last().expect("grown");
        assert_eq!((last.entries, last.minutes, last.day), (total.entries, total.minutes, day("2026-02-10")));
    }
    let story = journal.story(pain).expect("story");
    let minutes: Vec<(&str, u32, u32)> = story.chapters.iter().map(|one| (one.name.as_str(), one.items, one.minutes.0)).collect();
    assert_eq!(minutes, [("Small things", 3, 0), ("One", 0, 30), ("Two", 0, 20)]);
}

#[test]
fn carried_over_three_times() {
    let mut journal = in_memory();
    let mut goals = vec![goal(&mut journal, "First")];
    journal.add_review(&goals[0], ReviewDraft { day: today(), note: "Half way".to_owned() }).expect("review");
    for title in ["Second", "Third"] {
        let old = goals.last().expect("one").clone();
        let next = GoalDraft { title: title.to_owned(), outcome: "not taken along".to_owned(), ..old.draft.clone() };
        goals.push(journal.carry_over(&old, &format!("{} is not done", old.draft.title), next).expect("carried").value);
    }
    let ids: Vec<GoalId> = goals.iter().map(|goal| goal.id).collect();
    let story = journal.story(ids[2]).expect("story");
    let before: Vec<(GoalId, &str, usize)> =
        story.before.iter().map(|one| (one.goal.id, one.goal.draft.outcome.as_str(), one.reviews.len())).collect();
    assert_eq!(before, [(ids[1], "Second is not done", 0), (ids[0], "First is not done", 1)]);
    assert!(story.after.is_none());
    let first = journal.story(ids[0]).expect("story");
    assert_eq!((first.after.map(|goal| goal.id), first.before.len()), (Some(ids[1]), 0));
    let states: Vec<GoalState> = ids.iter().map(|id| journal.goal(*id).expect("goal").draft.state).collect();
    assert_eq!(states, [GoalState::CarriedOver, GoalState::CarriedOver, GoalState::Open]);
    assert_eq!(journal.goal(ids[2]).expect("goal").draft.outcome, "");
    // Nothing is changed by what cannot be kept.
    let (goal, nameless) = (journal.goal(ids[2]).expect("goal"), GoalDraft::default());
    journal.carry_over(&goal, "x", nameless).expect_err("no title");
    assert_eq!(journal.goal(ids[2]).expect("goal"), goal);
    // Undo reopens the one before; redo closes it again.
    journal.undo().expect("undo");
    assert_eq!(journal.goals().expect("goals").len(), 2);
    let second = journal.goal(ids[1]).expect("goal").draft;
    assert_eq!((second.state, second.outcome.as_str()), (GoalState::Open, ""));
    journal.redo().expect("redo");
    assert_eq!(journal.story(ids[2]).expect("story").before.len(), 2);
    assert_eq!(journal.goal(ids[1]).expect("goal").draft.state, GoalState::CarriedOver);
}

#[test]
fn what_another_program_wrote_meanwhile_stays() {
    let place = Place::new();
    let (mut window, mut other) = (open(&place.journal()), open(&place.journal()));
    let old = goal(&mut window, "Pain");
    other
        .edit_goal(&old, |draft| (draft.why, draft.title) = ("It is most of my work".to_owned(), "Pain, further".to_owned()))
        .expect("edited");
    let next = GoalDraft { title: "Pain, next year".to_owned(), ..old.draft.clone() };
    let carried = window.carry_over(&old, "Half of it", next.clone()).expect("carried").value;
    let now = other.goal(old.id).expect("goal").draft;
    assert_eq!((now.title.as_str(), now.why.as_str()), ("Pain, further", "It is most of my work"));
    assert_eq!((now.state, now.outcome.as_str()), (GoalState::CarriedOver, "Half of it"));
    assert_eq!(window.history(None, 1).expect("a history")[0].label, "Carry over goal “Pain, further”");
    // It goes on once, whoever looks at it how, until the one that goes on is gone.
    let again = other.carry_over(&old, "All of it", next.clone()).expect_err("it goes on");
    let JournalError::GoesOnAlready { name, next: title, uid } = again else { panic!("{again:?}") };
    assert_eq!((name.as_str(), title.as_str(), uid), ("Pain, further", "Pain, next year", carried.uid));
    assert_eq!(window.goal(old.id).expect("goal").draft.outcome, "Half of it");
    window.undo().expect("undone");
    other.carry_over(&old, "All of it", next).expect("carried");
    assert_eq!(window.goal(old.id).expect("goal").draft.outcome, "All of it");

    let draft = NeedDraft { kind: NeedKind::Learning, text: "Ask".to_owned(), day: today(), goal: None, entry: None };
    let need = window.add_need(draft.clone()).expect("need").value;
    let longer = NeedDraft { kind: NeedKind::Unmet, text: "Ask about sleep".to_owned(), ..draft };
    other.save_need(need.id, longer.clone(), By::Command).expect("saved");
    let grown = window.goal_of_need(&need, GoalDraft { title: "Sleep".to_owned(), ..GoalDraft::default() }).expect("a goal").value;
    assert_eq!(other.needs().expect("needs")[0].draft, NeedDraft { goal: Some(grown.id), ..longer });
    assert!(window.verify().expect("verified").is_empty());
}

#[test]
fn what_is_gone_is_not_saved() {
    let place = Place::new();
    let (mut window, mut other) = (open(&place.journal()), open(&place.journal()));
    let entry = entry(&mut window, "Chat", "2026-02-01", &[]);
    let pain = goal(&mut window, "Pain");
    let check = |what: Thing, done: Result<(), JournalError>| match done {
        Err(JournalError::NotFound { what: told, .. }) => assert_eq!(told, what),
        done => panic!("{what}: {done:?}"),
    };
    let steps = |journal: &Journal| journal.history(None, 100).expect("a history").len();
    for by in [By::Autosave, By::Command] {
        let review = window.add_review(&pain, ReviewDraft { day: today(), note: "Half".to_owned() }).expect("review").value;
        let need = NeedDraft { kind: NeedKind::Unmet, text: "A jump".to_owned(), day: today(), goal: None, entry: None };
        let need = window.add_need(need).expect("need").value;
        let mark = WaymarkDraft { kind: WaymarkKind::Body, title: "It".into(), version: String::new(), day: today(), note: String::new() };
        let mark = window.add_waymark(mark).expect("mark").value;
        let look = LookBackDraft { month: 0, day: today(), found: Found::Change, text: "More".to_owned(), until: None };
        let look = window.look_back(entry, look).expect("look back").value;
        let action = window.add_action(entry, ActionDraft { what: "Try".to_owned(), ..ActionDraft::default() }).expect("action").value;
        let goal = goal(&mut window, "Sleep");
        other.undo().expect("the goal is gone");
        other.remove_review(review.id).expect("removed");
        other.remove_need(&need).expect("removed");
        other.remove_waymark(&mark).expect("removed");
        other.remove_look_back(look.id).expect("removed");
        other.remove_action(&action).expect("removed");
        let before = steps(&window);
        check(Thing::Review, window.save_review(review.id, review.draft, by).map(drop));
        check(Thing::Need, window.save_need(need.id, need.draft.clone(), by).map(drop));
        check(Thing::Need, window.goal_of_need(&need, goal.draft.clone()).map(drop));
        check(Thing::Waymark, window.save_waymark(mark.id, mark.draft, by).map(drop));
        check(Thing::LookBack, window.save_look_back(look.id, look.draft, by).map(drop));
        check(Thing::Action, window.save_action(action.id, action.draft, by).map(drop));
        check(Thing::Goal, window.save_goal(goal.id, goal.draft.clone()).map(drop));
        check(Thing::Goal, window.carry_over(&goal, "", goal.draft.clone()).map(drop));
        assert_eq!((steps(&window), window.goals().expect("goals").len()), (before, 1), "nothing was written");
    }
}

#[test]
#[expect(clippy::disallowed_types, reason = "a ring is what only another program could write")]
fn a_ring_ends() {
    let place = Place::new();
    let mut journal = open(&place.journal());
    let ids = ["A", "B", "C"].map(|title| goal(&mut journal, title).id.row());
    drop(journal);
    let db = rusqlite::Connection::open(place.journal()).expect("the file");
    for (goal, earlier) in [(ids[0], ids[2]), (ids[1], ids[0]), (ids[2], ids[1])] {
        db.execute("UPDATE goal SET carried_from = ?2 WHERE id = ?1", [goal, earlier]).expect("a ring");
    }
    drop(db);
    let journal = open(&place.journal());
    for goal in journal.goals().expect("goals") {
        assert_eq!(journal.story(goal.id).expect("story").before.len(), 2);
    }
}

#[test]
fn everything_is_taken_back_and_done_again() {
    let mut journal = in_memory();
    let pain = goal(&mut journal, "Pain");
    let look = |journal: &Journal| (journal.reviews().expect("reviews"), journal.needs().expect("needs"), journal.goals().expect("goals"));
    let mut states = vec![look(&journal)];
    let review = journal.add_review(&pain, ReviewDraft { day: today(), note: "Half way".to_owned() }).expect("review").value;
    states.push(look(&journal));
    journal.save_review(review.id, ReviewDraft { day: day("2026-01-05"), note: "Further".to_owned() }, By::Command).expect("saved");
    states.push(look(&journal));
    journal.remove_review(review.id).expect("removed");
    states.push(look(&journal));
    let draft = NeedDraft { kind: NeedKind::Unmet, text: "More than a jump".to_owned(), day: today(), goal: None, entry: None };
    let need = journal.add_need(draft.clone()).expect("need").value;
    states.push(look(&journal));
    journal.save_need(need.id, NeedDraft { text: "Much more than a jump".to_owned(), ..draft }, By::Command).expect("saved");
    states.push(look(&journal));
    let need = journal.needs().expect("needs").remove(0);
    let grown = journal.goal_of_need(&need, GoalDraft { title: "Ask".to_owned(), ..GoalDraft::default() }).expect("goal").value;
    assert_eq!(journal.needs().expect("needs")[0].draft.goal, Some(grown.id));
    states.push(look(&journal));
    journal.carry_over(&grown, "so far", GoalDraft { title: "Ask more".to_owned(), ..grown.draft.clone() }).expect("carried");
    states.push(look(&journal));
    journal.remove_need(&journal.needs().expect("needs").remove(0)).expect("removed");
    states.push(look(&journal));
    let without_times = |(reviews, needs, goals): &(Vec<_>, Vec<_>, Vec<Goal>)| {
        let mut goals: Vec<_> = goals.iter().map(|goal| (goal.id, goal.draft.clone(), goal.carried_from)).collect();
        goals.sort_by_key(|goal| goal.0);
        (reviews.clone(), needs.clone(), goals)
    };
    for at in (0..states.len() - 1).rev() {
        journal.undo().expect("undo");
        assert_eq!(without_times(&look(&journal)), without_times(&states[at]), "back to {at}");
    }
    for (at, state) in states.iter().enumerate().skip(1) {
        journal.redo().expect("redo");
        assert_eq!(without_times(&look(&journal)), without_times(state), "again {at}");
    }
    assert!(journal.verify().expect("verified").is_empty());
    journal.add_review(&pain, ReviewDraft { day: today(), note: " \n".to_owned() }).expect_err("no words");
}

#[test]
fn a_journal_of_the_version_before() {
    let place = Place::empty();
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/journals/v2.cpd"), place.journal()).expect("a copy");
    let mut journal = open(&place.journal());
    let goals = journal.goals().expect("goals");
    assert!(!goals.is_empty() && goals.iter().all(|goal| goal.carried_from.is_none() && goal.draft.how.is_empty()));
    assert_eq!(journal.headers(None).expect("headers").len(), 9);
    for goal in &goals {
        let story = journal.story(goal.id).expect("story");
        let total = journal.snapshot().expect("snapshot").totals.get(&goal.id).copied().unwrap_or_default();
        assert_eq!((story.sums().all.entries, story.sums().all.minutes), (total.entries, total.minutes));
    }
    assert!(journal.verify().expect("verified").is_empty());
    // Steps that were made by the version before can be taken back by this one.
    let mut taken = 0;
    while journal.snapshot().expect("snapshot").undo.is_some() && taken < 100 {
        journal.undo().expect("an old step");
        taken += 1;
    }
    assert!(taken > 0);
    for _ in 0..taken {
        journal.redo().expect("done again");
    }
    assert_eq!(journal.goals().expect("goals").len(), goals.len());
    assert!(journal.verify().expect("verified").is_empty());
    drop(journal);
    place.done(&["verify"]);
}

#[test]
fn a_journal_of_version_three() {
    let place = Place::empty();
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/journals/v3.cpd"), place.journal()).expect("a copy");
    let mut journal = open(&place.journal());
    assert_eq!(journal.headers(None).expect("headers").len(), 8);
    assert!(journal.registrations().expect("registrations").is_empty() && journal.records().expect("records").is_empty());
    let [certificate] = journal.evidence().expect("evidence").try_into().expect("one piece of evidence");
    assert_eq!((certificate.proves, certificate.proof()), (None, Some(cpd_journal::domain::evidence::Proof::Certificate)));
    let entry = journal.entry(certificate.entries[0]).expect("an entry");
    assert!(entry.draft.amounts.is_empty() && entry.draft.standards == ["nmc.preserve-safety"]);
    assert!(journal.verify().expect("verified").is_empty());
    // Steps that were made by the version before can be taken back by this one, and done again.
    let mut taken = 0;
    while journal.snapshot().expect("snapshot").undo.is_some() && taken < 100 {
        journal.undo().expect("an old step");
        taken += 1;
    }
    assert!(taken >= 3 && journal.evidence().expect("evidence").is_empty());
    for _ in 0..taken {
        journal.redo().expect("done again");
    }
    assert_eq!(journal.entry(certificate.entries[0]).expect("an entry").draft, entry.draft);
    assert!(journal.verify().expect("verified").is_empty());
    drop(journal);
    place.done(&["verify"]);
}

#[test]
fn a_story_is_quick() {
    let mut journal = Journal::in_memory(Clock::Fixed(today())).expect("journal");
    journal.fill_with_sample(2_000, 1, "physiotherapist").expect("sample");
    let goals = journal.goals().expect("goals");
    let most = goals.iter().map(|goal| journal.story(goal.id).expect("story")).max_by_key(|story| story.chapters.len()).expect("a story");
    let begun = std::time::Instant::now();
    let again = journal.story(most.goal).expect("story");
    let took = begun.elapsed();
    assert_eq!(again, most);
    println!("{} entries in {took:?}", again.chapters.len());
    // Far above what it takes, and far below what reading every entry would.
    assert!(took.as_millis() < 2_000, "{} entries in {took:?}", again.chapters.len());
}
