//! The history: whatever was done is undone and done again, over restarts, under the name of each step.

use std::fmt::Write as _;
use std::sync::Arc;

use cpd_journal::domain::{
    ActionDraft, Answer, CommunityDraft, EntryDraft, EntryId, EntryState, GoalDraft, GoalState, Minutes, Profile, Reflection, StepKind,
    Subject,
};
use cpd_journal::journal::{Beside, By, Journal, Linked, NewFile, Together};
use cpd_journal::search::Query;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::support::{Place, open, today};

/// One thing that somebody does.
#[derive(Clone, Debug)]
enum Deed {
    Log(String, Option<Index>),
    Save(Index, String),
    Edit(Index, String),
    Reflect(Index, String),
    Tag(Index, String),
    Community(Index, String),
    Bin(Index),
    Unbin(Index),
    Ready(Index),
    Link(Index, Index),
    Unlink(Index, Index),
    Goal(String),
    EditGoal(Index, String),
    CloseGoal(Index, String),
    Action(Index, String),
    Done(Index, String),
    RemoveAction(Index),
    Attach(Index, u8),
    Detach(Index, Index),
    AddCommunity(String),
    Profile(String),
    LogSeveral(String),
    /// The program ends and is started again.
    Restart,
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-z]{1,6}( [a-z]{1,6}){0,3}",
        1 => "\\PC{1,20}",
        1 => Just("'; DROP TABLE entry; -- \"{}\" \\ $.x 🙂 𝒳 ŵ \u{202e}".to_owned()),
    ]
    .prop_filter("something to recognise it by", |text| !text.trim().is_empty())
}

fn deed() -> impl Strategy<Value = Deed> {
    let at = any::<Index>;
    prop_oneof![
        4 => (text(), proptest::option::of(at())).prop_map(|(text, goal)| Deed::Log(text, goal)),
        3 => (at(), text()).prop_map(|(entry, text)| Deed::Save(entry, text)),
        3 => (at(), text()).prop_map(|(entry, text)| Deed::Edit(entry, text)),
        2 => (at(), text()).prop_map(|(entry, text)| Deed::Reflect(entry, text)),
        2 => (at(), text()).prop_map(|(entry, text)| Deed::Tag(entry, text)),
        1 => (at(), text()).prop_map(|(entry, text)| Deed::Community(entry, text)),
        2 => at().prop_map(Deed::Bin),
        1 => at().prop_map(Deed::Unbin),
        1 => at().prop_map(Deed::Ready),
        3 => (at(), at()).prop_map(|(entry, goal)| Deed::Link(entry, goal)),
        2 => (at(), at()).prop_map(|(entry, goal)| Deed::Unlink(entry, goal)),
        2 => text().prop_map(Deed::Goal),
        1 => (at(), text()).prop_map(|(goal, text)| Deed::EditGoal(goal, text)),
        1 => (at(), text()).prop_map(|(goal, text)| Deed::CloseGoal(goal, text)),
        2 => (at(), text()).prop_map(|(entry, text)| Deed::Action(entry, text)),
        1 => (at(), text()).prop_map(|(action, text)| Deed::Done(action, text)),
        1 => at().prop_map(Deed::RemoveAction),
        2 => (at(), any::<u8>()).prop_map(|(entry, byte)| Deed::Attach(entry, byte % 3)),
        1 => (at(), at()).prop_map(|(entry, evidence)| Deed::Detach(entry, evidence)),
        1 => text().prop_map(Deed::AddCommunity),
        1 => text().prop_map(Deed::Profile),
        1 => text().prop_map(Deed::LogSeveral),
        2 => Just(Deed::Restart),
    ]
}

/// One of a list, if there is any.
fn pick<T>(index: Index, list: &[T]) -> Option<&T> {
    (!list.is_empty()).then(|| index.get(list))
}

impl Deed {
    fn perform(&self, journal: &mut Journal) {
        let headers = journal.headers(None).expect("headers");
        let entry = |index: &Index| pick(*index, &headers).map(|header| header.id);
        let goals = journal.goals().expect("goals");
        let goal = |index: &Index| pick(*index, &goals);
        let draft = |text: &str| EntryDraft { title: text.to_owned(), ..EntryDraft::on(today()) };
        let change = |journal: &mut Journal, index: &Index, beside: &Beside<'_>, change: &dyn Fn(&mut EntryDraft)| {
            if let Some(id) = entry(index) {
                journal.edit(id, beside, |draft| change(draft)).expect("an edit");
            }
        };
        match self {
            Self::Log(text, with) => {
                let goals = with.as_ref().and_then(goal).map(|goal| goal.id).into_iter().collect();
                let files = vec![NewFile::in_memory("log.txt", text.as_bytes())];
                let together = Together { files, ..Together::default() };
                journal.log(EntryDraft { goals, ..draft(text) }, EntryState::Draft, &together).expect("an entry");
            }
            Self::LogSeveral(text) => {
                let one = || (draft(text), EntryState::Ready, Together { community: Some("Physiotalk"), ..Together::default() });
                journal.log_all(&[one(), one()]).expect("two entries");
            }
            Self::Save(index, text) => {
                if let Some(id) = entry(index) {
                    let old = journal.entry(id).expect("an entry");
                    journal.save(id, EntryDraft { learnt: text.clone(), ..old.draft }, &[old.changed]).expect("saved");
                }
            }
            Self::Edit(index, text) => change(journal, index, &Beside::default(), &|draft| {
                draft.changed.clone_from(text);
                draft.minutes.taking_part = Minutes(draft.minutes.taking_part.0 + 5);
                draft.minutes.interactive = Minutes(draft.minutes.interactive.0 + 1);
            }),
            Self::Reflect(index, text) => change(journal, index, &Beside::default(), &|draft| {
                "driscoll".clone_into(&mut draft.reflection.template);
                let prompt = ["what", "so-what"][text.len() % 2].to_owned();
                draft.reflection.answers.retain(|answer| answer.prompt != prompt);
                let answer = Answer { template: "driscoll".into(), label: prompt.clone(), prompt, text: text.clone(), home: None };
                draft.reflection.answers.insert(0, answer);
            }),
            Self::Tag(index, text) => change(journal, index, &Beside::default(), &|draft| {
                draft.tags = text.split(' ').map(str::to_owned).collect();
                draft.people.insert(0, text.clone());
            }),
            Self::Community(index, text) => {
                let name = format!("The {text}");
                change(journal, index, &Beside { community: Some(&name), ..Beside::default() }, &|_| {});
            }
            Self::Bin(index) => entry(index).into_iter().for_each(|id| drop(journal.bin(id).expect("binned"))),
            Self::Unbin(index) => entry(index).into_iter().for_each(|id| drop(journal.unbin(id).expect("back"))),
            Self::Ready(index) => {
                change(journal, index, &Beside { state: Some(EntryState::Submitted { on: today() }), ..Beside::default() }, &|_| {});
            }

            Self::Link(index, of) | Self::Unlink(index, of) => {
                if let (Some(id), Some(goal)) = (entry(index), goal(of)) {
                    let linked = if matches!(self, Self::Link(..)) { Linked::Yes } else { Linked::No };
                    journal.link(id, goal.id, linked).expect("a link");
                }
            }
            Self::Goal(text) => {
                journal.add_goal(GoalDraft { title: format!("Goal {text}"), ..GoalDraft::default() }).expect("a goal");
            }
            Self::EditGoal(index, text) => {
                if let Some(goal) = goal(index) {
                    journal.save_goal(goal.id, GoalDraft { why: text.clone(), due: Some(today()), ..goal.draft.clone() }).expect("saved");
                }
            }
            Self::CloseGoal(index, text) => {
                if let Some(goal) = goal(index) {
                    let close = |draft: &mut GoalDraft| {
                        draft.state = GoalState::Achieved;
                        draft.outcome.clone_from(text);
                    };
                    journal.edit_goal(goal, close).expect("closed");
                }
            }
            Self::Action(index, text) => {
                if let Some(id) = entry(index) {
                    let action = ActionDraft { what: format!("Do {text}"), due: Some(today()), ..ActionDraft::default() };
                    journal.add_action(id, action).expect("an action");
                }
            }
            Self::Done(index, text) => {
                if let Some(action) = pick(*index, &journal.actions().expect("actions")) {
                    let done = ActionDraft { done: Some(today()), effect: text.clone(), ..action.draft.clone() };
                    journal.save_action(action.id, done, By::Autosave).expect("done");
                }
            }
            Self::RemoveAction(index) => {
                if let Some(action) = pick(*index, &journal.actions().expect("actions")) {
                    journal.remove_action(action).expect("removed");
                }
            }
            Self::Attach(index, byte) => {
                if let Some(id) = entry(index) {
                    let file = NewFile { caption: "It".into(), ..NewFile::in_memory(format!("{byte}.bin"), vec![*byte; 40]) };
                    journal.attach(id, &[file]).expect("attached");
                }
            }
            Self::Detach(index, of) => {
                if let (Some(id), Some(one)) = (entry(index), pick(*of, &journal.evidence().expect("evidence"))) {
                    journal.detach(id, one).expect("detached");
                }
            }
            Self::AddCommunity(text) => {
                let community = CommunityDraft { name: format!("The {text}"), ..CommunityDraft::default() };
                journal.add_community(community).expect("a community");
            }
            Self::Profile(text) => {
                journal.set_profile(&Profile { name: text.clone(), ..Profile::default() }, By::Autosave).expect("a profile");
            }
            Self::Restart => {}
        }
    }
}

/// Everything that a journal says, but for its history.
fn content(journal: &Journal) -> String {
    let mut all = String::new();
    for header in journal.headers(None).expect("headers") {
        let entry = journal.entry(header.id).expect("an entry");
        writeln!(all, "{header:#?}\n{entry:#?}\n{:#?}", journal.actions_of(header.id).expect("actions")).expect("text");
    }
    writeln!(all, "{:#?}\n{:#?}", journal.goals().expect("goals"), journal.actions().expect("actions")).expect("text");
    writeln!(all, "{:#?}\n{:#?}", journal.communities().expect("communities"), journal.evidence().expect("evidence")).expect("text");
    writeln!(all, "{:#?}", journal.profile().expect("a profile")).expect("text");
    for word in ["a*", "the", "do*"] {
        let (query, _) = Query::parse(word, false);
        let mut hits: Vec<_> = journal.find(&query, 100).expect("a search").hits.into_iter().map(|hit| (hit.what, hit.snippet)).collect();
        hits.sort();
        writeln!(all, "{word}: {hits:?}").expect("text");
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn undone_is_as_it_was_and_done_again_is_as_it_became(deeds in prop::collection::vec(deed(), 1..22), stop in any::<Index>()) {
        let place = Place::new();
        let mut journal = open(&place.journal());
        let start = content(&journal);
        for deed in &deeds {
            deed.perform(&mut journal);
            if matches!(deed, Deed::Restart) {
                drop(journal);
                journal = open(&place.journal());
            }
        }
        let end = content(&journal);
        let done: Vec<String> = journal.history(None, 1_000).expect("a history").into_iter().map(|step| step.label).collect();

        let mut undone = Vec::new();
        while let Some(step) = journal.undo().expect("undone") {
            undone.push(step.value);
            if undone.len() == stop.index(done.len().max(1)) {
                drop(journal);
                journal = open(&place.journal());
            }
        }
        prop_assert_eq!(&undone, &done, "the newest first, each by its name");
        prop_assert_eq!(&content(&journal), &start);
        prop_assert_eq!(journal.verify().expect("a look"), vec![]);

        drop(journal);
        journal = open(&place.journal());
        let mut redone = Vec::new();
        while let Some(step) = journal.redo().expect("redone") {
            redone.push(step.value);
        }
        redone.reverse();
        prop_assert_eq!(&redone, &done);
        prop_assert_eq!(&content(&journal), &end);
        prop_assert_eq!(journal.verify().expect("a look"), vec![]);

        // And once more, part of the way there and back.
        let steps = stop.index(done.len() + 1);
        for _ in 0..steps {
            prop_assert!(journal.undo().expect("undone").is_some());
        }
        for _ in 0..steps {
            prop_assert!(journal.redo().expect("redone").is_some());
        }
        prop_assert_eq!(&content(&journal), &end);
        prop_assert!(journal.redo().expect("nothing").is_none());
    }
}

#[test]
fn each_step_has_a_name_that_its_doer_knows() {
    let place = Place::new();
    let proof = place.file("proof.txt", "It happened.");
    place.done(&["goal", "add", "Persistent pain"]);
    let uid = place.json(&["log", "Chat"])["uid"].as_str().expect("an id").to_owned();
    place.done(&["edit", &uid, "--learnt", "Pacing", "--state", "ready", "--attach", &proof.to_string_lossy()]);
    place.done(&["evidence", "add", &uid, "home/../proof.txt", "--caption", "Proof"]);
    place.done(&["action", "add", &uid, "Try it"]);
    place.done(&["action", "done", "try it"]);
    place.done(&["bin", &uid]);
    place.done(&["unbin", &uid]);
    place.done(&["goal", "close", "pain", "--outcome", "Reached"]);
    place.done(&["community", "add", "Physiotalk"]);
    place.done(&["profile", "set", "name=Me"]);
    let labels = |place: &Place| -> Vec<String> {
        let steps = place.json(&["history"])["steps"].as_array().expect("steps").clone();
        steps.iter().map(|step| format!("{} {}", step["kind"].as_str().expect("kind"), step["label"].as_str().expect("label"))).collect()
    };
    let mut want = vec![
        "done Add goal “Persistent pain”",
        "done Log “Chat”",
        "done Edit “Chat”",
        "done Attach proof.txt",
        "done Add action “Try it”",
        "done Action done “Try it”",
        "done Bin “Chat”",
        "done Take “Chat” out of the bin",
        "done Close goal “Persistent pain”",
        "done Add community “Physiotalk”",
        "done Edit profile",
    ];
    want.reverse();
    assert_eq!(labels(&place), want);
    assert_eq!(place.json(&["undo"])["steps"][0]["label"], "Edit profile");
    assert_eq!(place.json(&["undo"])["steps"][0]["label"], "Add community “Physiotalk”");
    assert_eq!(place.json(&["redo"])["steps"][0]["kind"], "redone");
    assert_eq!(labels(&place)[..3], ["redone Add community “Physiotalk”", "undone Add community “Physiotalk”", "undone Edit profile"]);
    let of_entry = place.json(&["history", &uid])["steps"].as_array().expect("steps").len();
    assert_eq!(of_entry, 6, "the steps of one entry; what a piece of evidence shows is its own");
    // What is done after an undo ends what could be done again.
    place.done(&["log", "Another"]);
    place.run(&["redo", "--json"]).failed(1, "nothing");
    while place.run(&["undo"]).code == 0 {}
    place.run(&["undo", "--json"]).failed(1, "nothing");
    assert_eq!(place.json(&["list"])["total"], 0);
    place.done(&["verify"]);
}

#[test]
fn autosaves_of_one_sitting_are_one_step() {
    let place = Place::new();
    let mut journal = open(&place.journal());
    let draft = EntryDraft { title: "Chat".into(), ..EntryDraft::on(today()) };
    let id = journal.log(draft, EntryState::Draft, &Together::default()).expect("an entry").value.id;
    for n in 0..20 {
        let entry = journal.entry(id).expect("an entry");
        let learnt = "word ".repeat(n + 1);
        journal.save(id, EntryDraft { learnt, ..entry.draft }, &[entry.changed]).expect("saved");
    }
    let steps = journal.history(None, 100).expect("a history");
    assert_eq!(steps.len(), 2, "{steps:?}");
    assert_eq!(steps[0].kind, StepKind::Done);
    journal.undo().expect("undone");
    assert_eq!(journal.entry(id).expect("an entry").draft.learnt, "", "all of the sitting at once");
    journal.redo().expect("redone");
    assert_eq!(journal.entry(id).expect("an entry").draft.learnt, "word ".repeat(20));
    assert_eq!(journal.verify().expect("a look"), []);
}

#[test]
fn several_entries_are_logged_together_or_not_at_all() {
    let place = Place::new();
    let good = r#"{"title": "One", "community": "Physiotalk"}"#;
    for bad in [r#"{"title": " "}"#, r#"{"title": "x", "goals": ["nowhere"]}"#, r#"{"title": "x", "minutes": {"interactive": 5}}"#, "7"] {
        let ran = place.run_with(&["log", "--from-json", "-", "--json"], format!("[{good}, {bad}]"));
        assert!(ran.code == 1 || ran.code == 2, "{ran:?}");
        assert_eq!(place.json(&["list"])["total"], 0, "{bad}");
        assert_eq!(place.json(&["history"])["steps"], serde_json::json!([]), "{bad}");
    }
    let ran = place.run_with(&["log", "--from-json", "-", "--json"], format!("[{good}, {good}]"));
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(place.json(&["community", "list"])["communities"].as_array().expect("a list").len(), 1, "one of a name");
    place.done(&["undo"]);
    assert_eq!(place.json(&["list"])["total"], 0, "one step");
}

/// An entry with these answers of one model.
fn reflecting(answers: &[(&str, &str)]) -> EntryDraft {
    let answers = answers.iter().map(|(prompt, text)| Answer {
        template: "driscoll".into(),
        prompt: (*prompt).to_owned(),
        label: prompt.to_uppercase(),
        text: (*text).to_owned(),
        home: None,
    });
    let reflection = Reflection { template: "driscoll".into(), answers: answers.collect() };
    EntryDraft { title: "Chat".into(), reflection, ..EntryDraft::on(today()) }
}

fn texts_over_time(journal: &Journal, id: EntryId) -> Vec<Vec<String>> {
    let moments = journal.moments(Subject::Entry(id)).expect("moments");
    moments.iter().map(|moment| moment.texts.iter().map(|then| format!("{}={}", then.field, then.text)).collect()).collect()
}

#[test]
fn texts_over_time_know_what_went_and_only_their_own() {
    let place = Place::new();
    let mut journal = open(&place.journal());
    let log = |journal: &mut Journal, answers: &[(&str, &str)]| {
        journal.log(reflecting(answers), EntryState::Draft, &Together::default()).expect("an entry").value.id
    };
    let id = log(&mut journal, &[("what", "It"), ("so-what", "Long")]);
    let other = log(&mut journal, &[("what", "Another"), ("now-what", "Gone")]);
    let edit = |journal: &mut Journal, id: EntryId, answers: &[(&str, &str)]| {
        let reflection = reflecting(answers).reflection;
        journal.edit(id, &Beside::default(), |draft| draft.reflection = reflection).expect("edited");
    };
    edit(&mut journal, other, &[("what", "Another")]);
    edit(&mut journal, id, &[("so-what", "Long")]);
    journal.set_state(id, EntryState::Ready).expect("no text is changed");
    edit(&mut journal, id, &[("so-what", "Long"), ("what", "Again")]);
    journal.undo().expect("undone");
    journal.undo().expect("undone");
    journal.undo().expect("undone");
    let title = "title=Chat".to_owned();
    let both = vec![title.clone(), "driscoll.what=It".to_owned(), "driscoll.so-what=Long".to_owned()];
    let one = vec![title.clone(), "driscoll.so-what=Long".to_owned()];
    let again = vec![title.clone(), "driscoll.so-what=Long".to_owned(), "driscoll.what=Again".to_owned()];
    assert_eq!(texts_over_time(&journal, id), [both.clone(), one.clone(), again, one, both]);
    let first = vec![title.clone(), "driscoll.what=Another".to_owned(), "driscoll.now-what=Gone".to_owned()];
    assert_eq!(texts_over_time(&journal, other), [first, vec![title, "driscoll.what=Another".to_owned()]]);
    // A text that stayed the same is held once, however often something else was changed.
    let moments = journal.moments(Subject::Entry(id)).expect("moments");
    let kept: Vec<_> = moments.iter().filter_map(|moment| moment.texts.iter().find(|then| then.field == "driscoll.so-what")).collect();
    assert_eq!(kept.len(), 5);
    assert!(kept.iter().all(|then| Arc::ptr_eq(&then.text, &kept[0].text)));
}
