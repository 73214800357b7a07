//! What came of learning: chains from the activity to feedback, the year in learning, impact stories and the end of a walk.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};
use cpd_journal::domain::sheet::Block;
use cpd_journal::domain::story::Link;
use cpd_journal::domain::walk::{Decided, Decision, Fate, GoalFate};
use cpd_journal::domain::{
    ActionDraft, Answer, CommunityDraft, EntryDraft, EntryId, EntryState, Found, GoalDraft, GoalState, ImpactDraft, LookBackDraft, Minutes,
    PersonDraft, Profile, Sheet, Uid, Walk, WalkDraft, WalkId,
};
use cpd_journal::journal::{Beside, By, Journal, Snapshot, Together};
use cpd_journal::review::Days;
use cpd_journal::review::chains::{Changed, Whom};
use cpd_journal::review::end_of_walk::end_of_walk;
use cpd_journal::review::impact::proposed;
use cpd_journal::review::year::{Calling, YearOf};

use crate::support::{Place, in_memory, open};

const SECRET: &str = "zxqprivate";

fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

fn log(journal: &mut Journal, title: &str, on: &str, change: impl FnOnce(&mut EntryDraft)) -> EntryId {
    let mut draft =
        EntryDraft { title: title.to_owned(), kind: "tweetchat".to_owned(), private_note: SECRET.to_owned(), ..EntryDraft::on(day(on)) };
    draft.minutes.taking_part = Minutes(60);
    change(&mut draft);
    journal.log(draft, EntryState::Ready, &Together::default()).expect("an entry").value.id
}

fn found(journal: &mut Journal, entry: EntryId, on: &str, found: Found, text: &str) {
    let draft = LookBackDraft { month: 3, day: day(on), found, text: text.to_owned(), until: None };
    journal.look_back(entry, draft).expect("a look back");
}

/// Pacing has all five links; sleep was changed by an action; gout was only learnt; the walk has nothing written.
struct Held {
    journal: Journal,
    pacing: EntryId,
    sleep: EntryId,
    gout: EntryId,
}

fn held() -> Held {
    let mut journal = in_memory();
    let profile = Profile { name: "Bron Hale".to_owned(), profession: "Bell ringer".to_owned(), ..Profile::default() };
    journal.set_profile(&profile, By::Command).expect("a profile");
    let person =
        |name: &str, profession: &str| PersonDraft { name: name.to_owned(), profession: profession.to_owned(), ..PersonDraft::default() };
    journal.add_person(person("Ann Owen", "Bell founder")).expect("Ann");
    let tower =
        journal.add_community(CommunityDraft { name: "The Tower".to_owned(), ..CommunityDraft::default() }).expect("a community").value.id;
    let goal = |title: &str, state, outcome: &str| GoalDraft {
        title: title.to_owned(),
        state,
        outcome: outcome.to_owned(),
        ..GoalDraft::default()
    };
    let pain = journal.add_goal(goal("Persistent pain", GoalState::Achieved, "Diaries **are** in use.")).expect("a goal").value.id;
    journal.add_goal(GoalDraft { due: Some(day("2027-09-01")), ..goal("Sleep", GoalState::Open, "") }).expect("a goal");
    let pacing = log(&mut journal, "Chat on pacing", "2025-03-10", |draft| {
        "Pacing is not rest.".clone_into(&mut draft.learnt);
        "I agree on a pacing diary first.\n\nWe hand out one diary.".clone_into(&mut draft.changed);
        "Two people came back to their gardens.".clone_into(&mut draft.benefit);
        draft.minutes.interactive = Minutes(45);
        draft.community = Some(tower);
        draft.people = vec!["Ann Owen".to_owned(), "Somebody Else".to_owned()];
        draft.goals = vec![pain];
        draft.tags = vec!["pain".to_owned(), "pacing".to_owned()];
    });
    let action = ActionDraft {
        what: "Make a diary".to_owned(),
        done: Some(day("2025-04-01")),
        effect_service: "We hand out one diary.".to_owned(),
        effect_people: "People see their week.".to_owned(),
        shared_with: "Ann Owen and the band 5s".to_owned(),
        shared_on: Some(day("2025-04-20")),
        ..ActionDraft::default()
    };
    journal.add_action(pacing, action).expect("an action");
    found(&mut journal, pacing, "2025-06-11", Found::Feedback, "“The first thing that helped me”, she wrote.");
    let sleep = log(&mut journal, "Podcast on sleep", "2025-05-01", |draft| {
        "podcast".clone_into(&mut draft.kind);
        draft.tags = vec!["Pain".to_owned()];
        "driscoll".clone_into(&mut draft.reflection.template);
        draft.reflection.answers =
            vec![answer("driscoll", "what", "About sleep."), answer("driscoll", "so-what", "Sleep comes before exercise.")];
    });
    let ask = ActionDraft { what: "Ask about sleep".to_owned(), done: Some(day("2026-01-15")), ..ActionDraft::default() };
    journal.add_action(sleep, ask).expect("an action");
    journal
        .add_action(sleep, ActionDraft { what: "Tell the team".to_owned(), due: Some(day("2027-04-01")), ..ActionDraft::default() })
        .expect("an action");
    let gout = log(&mut journal, "Blog on gout", "2025-07-01", |draft| "It is not only toes.".clone_into(&mut draft.learnt));
    log(&mut journal, "A walk", "2025-07-02", |_| {});
    let gone = log(&mut journal, "Gone", "2025-08-01", |draft| "Nothing that counts any more.".clone_into(&mut draft.changed));
    journal.bin(gone).expect("bin");
    Held { journal, pacing, sleep, gout }
}

fn answer(template: &str, prompt: &str, text: &str) -> Answer {
    Answer { template: template.to_owned(), prompt: prompt.to_owned(), label: String::new(), text: text.to_owned(), home: None }
}

fn seen(journal: &Journal) -> Snapshot {
    journal.snapshot().expect("a snapshot")
}

fn changed(journal: &Journal, days: Days) -> Changed {
    journal.changed_on(&seen(journal).material(journal.catalogue()), days).expect("chains")
}

fn text_of(sheet: &Sheet) -> String {
    format!("{sheet:?}")
}

#[test]
fn chains_from_the_activity_to_feedback() {
    let Held { journal, pacing, sleep, gout } = held();
    let all = changed(&journal, Days::default());
    assert_eq!(all.chains.iter().map(|chain| chain.entry).collect::<Vec<_>>(), [pacing, sleep], "the whole one first");
    assert_eq!((all.learnt_only.as_slice(), all.unwritten, all.complete()), (&[gout][..], 1, 1));
    let links: Vec<(String, Link, Option<Whom>, &str)> =
        all.chains[0].links.iter().map(|one| (one.day.to_string(), one.link, one.whom, one.text.as_str())).collect();
    let at = |on: &str, link, whom, text| (on.to_owned(), link, whom, text);
    let (me, service, people) = (Some(Whom::Me), Some(Whom::Service), Some(Whom::People));
    let expected = [
        at("2025-03-10", Link::Activity, None, "Chat on pacing"),
        at("2025-03-10", Link::Learning, None, "Pacing is not rest."),
        // What the action tells is told there, on its own day.
        at("2025-03-10", Link::Change, me, "I agree on a pacing diary first."),
        at("2025-03-10", Link::Benefit, people, "Two people came back to their gardens."),
        at("2025-04-01", Link::Change, service, "We hand out one diary."),
        at("2025-04-01", Link::Benefit, people, "People see their week."),
        at("2025-04-20", Link::Change, service, "Shared with Ann Owen and the band 5s: Make a diary"),
        at("2025-06-11", Link::Feedback, None, "“The first thing that helped me”, she wrote."),
    ];
    assert_eq!(links, expected);
    let sleep = &all.chains[1];
    assert_eq!(
        sleep.links.iter().map(|one| (one.link, one.text.as_str())).collect::<Vec<_>>(),
        [(Link::Activity, "Podcast on sleep"), (Link::Learning, "Sleep comes before exercise."), (Link::Change, "Ask about sleep"),]
    );
    assert_eq!((sleep.missing(), sleep.stops(), sleep.length()), (Some(Link::Benefit), "Changed; who benefited is not written yet", 3));
    assert_eq!(all.chains[0].stops(), "From the activity to feedback, all told");
    assert_eq!(
        all.says(),
        "Something came of 2 entries: 2 tell of a change, 1 says who benefited and 1 has feedback. 1 more was written about: nothing changed yet."
    );
    assert_eq!(all.chart().lines().concat(), ["Activity", "4", "Learning", "3", "Change", "2", "Benefit", "1", "Feedback", "1"]);
    // Something came of the podcast this year, and of the chat last year only.
    let this_year = changed(&journal, Days { from: Some(day("2026-01-01")), to: None });
    assert_eq!((this_year.chains.len(), this_year.chains[0].entry, this_year.learnt_only.len()), (1, sleep.entry, 0));
    let nothing = changed(&in_memory(), Days::default());
    assert_eq!((nothing.says().as_str(), nothing.chains.len()), ("No entry tells yet of a change, a benefit or feedback.", 0));
}

#[test]
fn every_chain_stops_somewhere() {
    let mut journal = in_memory();
    let learnt = |draft: &mut EntryDraft| "Something.".clone_into(&mut draft.learnt);
    log(&mut journal, "a", "2026-01-01", |draft| "Something.".clone_into(&mut draft.changed));
    log(&mut journal, "b", "2026-01-02", |draft| {
        learnt(draft);
        "Somebody.".clone_into(&mut draft.benefit);
    });
    let c = log(&mut journal, "c", "2026-01-03", learnt);
    found(&mut journal, c, "2026-02-01", Found::Feedback, "");
    let d = log(&mut journal, "d", "2026-01-04", learnt);
    found(&mut journal, d, "2026-02-01", Found::Nothing, "Not yet.");
    let e = log(&mut journal, "e", "2026-01-05", learnt);
    found(&mut journal, e, "2026-02-01", Found::Change, "");
    found(&mut journal, e, "2026-02-02", Found::Benefit, "");
    let all = changed(&journal, Days::default());
    let stops: Vec<(&str, &str)> = all.chains.iter().map(|chain| (chain.name.as_str(), chain.stops())).collect();
    assert_eq!(
        stops,
        [
            ("e", "Somebody benefited; no feedback on it yet"),
            ("c", "There was feedback; what was changed is not written yet"),
            ("b", "Somebody benefited; what was changed is not written yet"),
            ("a", "What was learnt is not written yet"),
        ]
    );
    assert_eq!(all.learnt_only, [d], "nothing came of it");
    assert_eq!(all.chains[1].links.last().map(|link| link.text.as_str()), Some(Found::Feedback.label()));
}

fn year(journal: &Journal, of: YearOf) -> Sheet {
    journal.year(&seen(journal), of).expect("a year")
}

fn headings(sheet: &Sheet) -> Vec<&str> {
    sheet
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(text) => Some(text.as_str()),
            _ => None,
        })
        .collect()
}

fn figures(sheet: &Sheet) -> Vec<String> {
    let figures = sheet.blocks.iter().find_map(|block| match block {
        Block::Figures(figures) => Some(figures),
        _ => None,
    });
    figures.into_iter().flatten().map(|(number, what)| format!("{number} {what}")).collect()
}

fn table<'s>(sheet: &'s Sheet, wanted: &str) -> &'s [Vec<String>] {
    let found = sheet.blocks.iter().find_map(|block| match block {
        Block::Table { title, lines, .. } if title == wanted => Some(lines),
        _ => None,
    });
    found.expect(wanted)
}

fn list<'s>(sheet: &'s Sheet, under: &str) -> &'s [String] {
    let at = sheet.blocks.iter().position(|block| *block == Block::Heading(under.to_owned())).expect(under);
    match &sheet.blocks[at + 1] {
        Block::List(points) => points,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_year_in_learning() {
    let Held { journal, pacing, .. } = held();
    let of = |year| YearOf::calendar(year, Calling::Professions).expect("a year");
    let sheet = year(&journal, of(2025));
    assert_eq!(
        (sheet.title.as_str(), sheet.subtitle.as_str(), sheet.author.as_str()),
        ("My year in learning 2025", "From 1 Jan 2025 to 31 Dec 2025", "Bron Hale")
    );
    assert_eq!(
        figures(&sheet),
        [
            "4 entries",
            "4 h of learning",
            "19 % of it with others",
            "1 community",
            "2 people learnt with",
            "1 profession among them",
            "1 goal achieved",
        ]
    );
    let expected = [
        "Month by month",
        "What I learnt most about",
        "In my own words",
        "My goals",
        "What I changed",
        "On whom I leaned",
        "What comes next",
    ];
    assert_eq!(headings(&sheet), expected);
    // Tags are the same whatever their case.
    assert_eq!(
        table(&sheet, "By tag"),
        [["Pain", "2", "2 h"].map(str::to_owned).to_vec(), ["pacing", "1", "1 h"].map(str::to_owned).to_vec()]
    );
    let months = sheet
        .blocks
        .iter()
        .find_map(|block| match block {
            Block::Chart(chart) => Some(chart),
            _ => None,
        })
        .expect("months");
    assert_eq!((months.rows.len(), months.says.as_str()), (12, "4 h in all; most in July 2025: 2 h."));
    let sum: u32 = months.rows.iter().flat_map(|row| row.values.iter().flatten()).sum();
    assert_eq!(sum, 240, "all minutes are in some month");
    let quotes: Vec<_> = sheet
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Quote { words, from, entry } => Some((words.as_str(), from.as_str(), *entry)),
            _ => None,
        })
        .collect();
    let expected = ("“The first thing that helped me”, she wrote.", "Chat on pacing (10 Mar 2025), written 11 Jun 2025", Some(pacing));
    assert_eq!(quotes, [expected]);
    assert_eq!(
        table(&sheet, "Goals and what came of them"),
        [["Persistent pain", "Achieved", "1", "1 h", "Diaries are in use."].map(str::to_owned).to_vec(),]
    );
    assert_eq!(list(&sheet, "What comes next"), ["Goal: Sleep, due 1 Sep 2027", "Action: Tell the team, due 1 Apr 2027"]);
    let leaned = list(&sheet, "On whom I leaned").join("\n");
    assert!(leaned.contains("Communities: The Tower (1 h)") && leaned.contains("People: Bell founder (1 person), and 1 other"), "{leaned}");
    // Nobody is named unless it is asked for, not even where something was shared.
    assert!(!text_of(&sheet).contains("Ann Owen") && !text_of(&sheet).contains("Somebody Else"), "{}", text_of(&sheet));
    assert!(list(&sheet, "What I changed").contains(&"20 Apr 2025: Shared with Bell founder and the band 5s: Make a diary".to_owned()));
    let named = year(&journal, YearOf { calling: Calling::Names, ..of(2025) });
    assert!(list(&named, "On whom I leaned").join("\n").contains("Ann Owen (1 entry)"));
    // Another year, an appraisal year, and one with nothing in it.
    let next = year(&journal, of(2026));
    assert!(text_of(&next).contains("Nothing is in the journal from 1 Jan 2026 to 31 Dec 2026.") && headings(&next) == ["What comes next"]);
    let days = Days { from: Some(day("2025-04-01")), to: Some(day("2026-03-31")) };
    let appraisal = year(&journal, YearOf { days, calling: Calling::Professions });
    assert_eq!((appraisal.title.as_str(), figures(&appraisal)[0].as_str()), ("My year in learning", "3 entries"));
    assert!(list(&appraisal, "What I changed").contains(&"15 Jan 2026: Ask about sleep".to_owned()));
    assert_eq!(sheet.id, year(&journal, of(2025)).id);
    assert_ne!(sheet.id, appraisal.id);
    assert!(YearOf::calendar(i32::MAX, Calling::Names).is_none());
}

#[test]
fn nobody_is_named_unasked_anywhere_on_the_sheet() {
    let mut journal = in_memory();
    let ann = PersonDraft { name: "Ann Owen".to_owned(), handle: "@annrings".to_owned(), ..PersonDraft::default() };
    journal.add_person(ann).expect("Ann");
    let tower = CommunityDraft { name: "Ann Owen’s tower".to_owned(), ..CommunityDraft::default() };
    let tower = journal.add_community(tower).expect("a community").value.id;
    let goal = |title: &str, state| GoalDraft {
        title: title.to_owned(),
        state,
        outcome: "As Ann Owen asked.".to_owned(),
        due: Some(day("2025-12-01")),
        ..GoalDraft::default()
    };
    let open = journal.add_goal(goal("Learn from Ann Owen", GoalState::Open)).expect("a goal").value.id;
    journal.add_goal(goal("What @annrings teaches", GoalState::Achieved)).expect("a goal");
    let entry = log(&mut journal, "Chat with Ann Owen on pacing", "2025-03-10", |draft| {
        "Pacing is not rest.".clone_into(&mut draft.learnt);
        "I agree on a pacing diary with everybody now.".clone_into(&mut draft.changed);
        draft.people = vec!["Ann Owen".to_owned()];
        draft.tags = vec!["Ann Owen".to_owned()];
        draft.goals = vec![open];
        draft.community = Some(tower);
    });
    let action = ActionDraft { what: "Ring Ann Owen".to_owned(), due: Some(day("2026-04-01")), ..ActionDraft::default() };
    journal.add_action(entry, action).expect("an action");
    let done = ActionDraft { what: "Thank @annrings".to_owned(), done: Some(day("2025-05-01")), ..ActionDraft::default() };
    journal.add_action(entry, done).expect("an action");
    let sheet = year(&journal, YearOf::calendar(2025, Calling::Professions).expect("a year"));
    assert_eq!(headings(&sheet).len(), 7, "every part is there: {:?}", headings(&sheet));
    let text = text_of(&sheet);
    for name in ["Ann", "Owen", "annrings"] {
        assert!(!text.contains(name), "{name}: {text}");
    }
    let named = text_of(&year(&journal, YearOf::calendar(2025, Calling::Names).expect("a year")));
    for there in ["Chat with Ann Owen on pacing", "Learn from Ann Owen", "Ring Ann Owen", "Thank @annrings"] {
        assert!(named.contains(there), "{there}: {named}");
    }
}

#[test]
fn a_claim_and_its_items_are_one_piece_of_learning() {
    let mut journal = in_memory();
    let items = ["2025-03-10", "2025-03-11"].map(|on| log(&mut journal, on, on, |draft| "I ask first now.".clone_into(&mut draft.changed)));
    log(&mut journal, "Alone", "2025-03-12", |draft| "I wait.".clone_into(&mut draft.changed));
    let claim = journal.roll_up(&items, "Two chats").expect("a claim").value.id;
    journal.edit(claim, &Beside::default(), |draft| "I ask first.".clone_into(&mut draft.changed)).expect("edited");
    assert_eq!(changed(&journal, Days::default()).chains.len(), 4, "each has words of its own");
    let impact = journal.add_impact(draft(&[])).expect("a story").value;
    let told = journal.impact(&seen(&journal), &impact).expect("told");
    assert!(figures(&told.sheet).contains(&"2 pieces of learning that changed something".to_owned()), "{:?}", figures(&told.sheet));
    let sheet = year(&journal, YearOf::calendar(2025, Calling::Professions).expect("a year"));
    assert!(text_of(&sheet).contains("2 entries tell of a change at work."), "{}", text_of(&sheet));
    assert!(text_of(&sheet).contains("2 entries, some made of 2 items."), "{}", text_of(&sheet));
}

fn draft(chosen: &[Uid]) -> ImpactDraft {
    ImpactDraft {
        title: "What chats did for our back class".to_owned(),
        reader: "My manager".to_owned(),
        opening: "You asked what it is good for.".to_owned(),
        closing: "An hour a month.".to_owned(),
        chosen: chosen.to_vec(),
        from: None,
        until: None,
    }
}

#[test]
fn an_impact_story() {
    let Held { mut journal, pacing, sleep, gout } = held();
    let uid = |journal: &Journal, id| journal.entry(id).expect("an entry").uid;
    let chosen = [uid(&journal, pacing), uid(&journal, sleep), uid(&journal, gout), Uid::from_text("never there")];
    let impact = journal.add_impact(draft(&chosen)).expect("a story").value;
    let told = journal.impact(&seen(&journal), &impact).expect("told");
    let sheet = &told.sheet;
    assert_eq!(
        (sheet.id, sheet.title.as_str(), sheet.subtitle.as_str()),
        (impact.uid, "What chats did for our back class", "For My manager")
    );
    assert_eq!(
        figures(sheet),
        [
            "4 h of learning",
            "45 min of it with others",
            "1 community",
            "2 actions done",
            "2 pieces of learning that changed something",
            "1 piece of learning that somebody benefited from",
            "1 piece of learning with feedback",
            "1 time shared with others",
        ]
    );
    assert_eq!(headings(sheet), ["Chat on pacing", "Podcast on sleep", "Blog on gout", "What comes next"]);
    let text = text_of(sheet);
    for words in [
        "You asked what it is good for.",
        "Tweetchat, 10 Mar 2025, 1 h",
        "Pacing is not rest.",
        "**What changed in my service**",
        "People see their week.",
        "**What others say**",
        "An hour a month.",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert!(text.contains("Shared with Bell founder and the band 5s: Make a diary") && !text.contains("Ann Owen"));
    assert!(!text.contains(SECRET));
    let missing: Vec<(&str, Option<EntryId>)> = told.missing.iter().map(|one| (one.what.as_str(), one.entry)).collect();
    assert_eq!(
        missing,
        [
            ("“Podcast on sleep” does not say who benefited.", Some(sleep)),
            ("“Blog on gout” does not say who benefited.", Some(gout)),
            ("“Blog on gout” does not say what changed.", Some(gout)),
            ("An entry that was chosen is in the bin or gone.", None),
        ]
    );
    // Days bound the figures, and what is missing is not made up.
    let bare =
        ImpactDraft { opening: String::new(), closing: " ".to_owned(), chosen: Vec::new(), from: Some(day("2026-01-01")), ..draft(&[]) };
    let bare = journal.add_impact(bare).expect("a story").value;
    let told = journal.impact(&seen(&journal), &bare).expect("told");
    assert!(headings(&told.sheet).is_empty() && figures(&told.sheet).is_empty());
    assert_eq!(told.missing.len(), 4, "opening, figures, entries, closing: {:?}", told.missing);
    assert_eq!(told.sheet.subtitle, "For My manager; figures since 1 Jan 2026");
    // Own words that name somebody leave as they are, and are pointed at.
    let named = ImpactDraft { opening: "Ann Owen asked.".to_owned(), ..draft(&[chosen[0]]) };
    journal.save_impact(impact.id, named, By::Command).expect("saved");
    let impact = journal.find_impact(&impact.uid.to_string()).expect("the story");
    let told = journal.impact(&seen(&journal), &impact).expect("told");
    assert!(told.missing.iter().any(|one| one.what.contains("name somebody you know")), "{:?}", told.missing);
    // What to choose: those that somebody had something of, but those that are chosen.
    let all = changed(&journal, Days::default());
    assert_eq!(proposed(&all, &[]), [pacing]);
    assert_eq!(proposed(&all, &chosen), []);
}

#[test]
fn private_notes_are_in_no_sheet() {
    let Held { journal, pacing, .. } = held();
    let snapshot = seen(&journal);
    let uid = journal.entry(pacing).expect("an entry").uid;
    assert!(journal.entry(pacing).expect("an entry").draft.private_note.contains(SECRET), "there is one");
    let days = Days::default();
    for calling in [Calling::Names, Calling::Professions] {
        assert!(!text_of(&year(&journal, YearOf { days, calling })).contains(SECRET));
    }
    let all = changed(&journal, days);
    assert!(!format!("{all:?}").contains(SECRET));
    let impact = cpd_journal::domain::Impact { id: cpd_journal::domain::ImpactId::from_row(1), uid, draft: draft(&[uid]) };
    assert!(!format!("{:?}", journal.impact(&snapshot, &impact).expect("told")).contains(SECRET));
}

#[test]
fn the_end_of_a_walk() {
    let Held { journal, pacing, sleep, gout } = held();
    let snapshot = seen(&journal);
    let material = snapshot.material(journal.catalogue());
    let goals = &snapshot.goals;
    let goal = |title: &str| goals.iter().find(|goal| goal.draft.title == title).expect(title).id;
    let decided = |entry, decision| Decided { entry, decision, at: snapshot.now };
    let mut walk = Walk {
        id: WalkId::from_row(1),
        uid: Uid::from_text("a walk"),
        draft: WalkDraft {
            title: "Appraisal 2025".to_owned(),
            registration: None,
            from: day("2025-01-01"),
            until: day("2025-12-31"),
            note: "Ask me about **diaries**.".to_owned(),
            next_plan: "2026–27".to_owned(),
        },
        begun: snapshot.now,
        finished: None,
        decided: vec![decided(pacing, Decision::Use), decided(sleep, Decision::Use), decided(gout, Decision::Improve)],
        fates: vec![GoalFate {
            goal: goal("Sleep"),
            fate: Fate::CarryOver,
            outcome: "Begun.".to_owned(),
            next_title: "Sleep, further".to_owned(),
        }],
    };
    let way: BTreeSet<EntryId> =
        material.entries.iter().filter(|one| one.date.year() == 2025 && !one.state.is_binned()).map(|one| one.id).collect();
    let sheet = end_of_walk(&material, &walk, &way, Some(&["Five reflections are needed, two are there.".to_owned()]));
    assert_eq!((sheet.title.as_str(), sheet.subtitle.as_str(), sheet.id), ("Appraisal 2025", "1 Jan 2025 to 31 Dec 2025", walk.uid));
    assert_eq!(figures(&sheet), ["4 on the way", "2 chosen", "1 to improve first", "1 not looked at yet"]);
    assert_eq!(headings(&sheet), ["What was chosen", "To improve first", "Gaps in the requirements", "The plan", "Note for the appraiser"]);
    let chosen = table(&sheet, "What was chosen");
    assert_eq!(chosen[0], ["10 Mar 2025", "Chat on pacing", "Tweetchat", "1 h", "Persistent pain"]);
    assert_eq!(chosen.len(), 2);
    assert_eq!(
        table(&sheet, "What becomes of the goals"),
        [["Sleep", "Carry over", "Begun.", "Sleep, further (2026–27)"].map(str::to_owned).to_vec()]
    );
    assert_eq!(list(&sheet, "Gaps in the requirements"), ["Five reflections are needed, two are there."]);
    assert!(text_of(&sheet).contains("Not finished yet") && text_of(&sheet).contains("Ask me about **diaries**."));
    walk.finished = Some(snapshot.now);
    walk.decided.clear();
    walk.fates.clear();
    let sheet = end_of_walk(&material, &walk, &way, None);
    assert!(text_of(&sheet).contains("Finished on 2 Mar 2026.") && text_of(&sheet).contains("Nothing is chosen."), "{}", text_of(&sheet));
    assert_eq!(headings(&sheet), ["What was chosen", "Note for the appraiser"]);
    assert!(!text_of(&sheet).contains(SECRET));
}

#[test]
fn on_the_command_line() {
    let place = Place::with_sample();
    let changed = place.json(&["changed"]);
    let chains = changed["chains"].as_array().expect("chains");
    assert!(!chains.is_empty() && chains.iter().all(|one| one["links"][0]["link"] == "activity"), "{changed}");
    let said = place.done(&["changed", "--from", "2000-01-01", "--to", "2000-12-31"]).out;
    assert!(said.contains("No entry tells yet"), "{said}");
    let sheet = place.json(&["year"]);
    assert_eq!((&sheet["title"], &sheet["blocks"][0]["type"]), (&"My year in learning 2026".into(), &"figures".into()));
    assert!(place.done(&["year", "2025"]).out.starts_with("My year in learning 2025\n"));
    for words in [&["year", "99"][..], &["year", "2025", "--from", "2025-01-01"], &["year", "--from", "2026-02-01", "--to", "2026-01-01"]] {
        place.run(words).failed(2, "usage");
    }
    // As a file; never over another one unasked.
    for (name, begins) in [("year.md", "# My year in learning 2025"), ("year.pdf", "%PDF")] {
        place.done(&["year", "2025", "--out", name]);
        let bytes = std::fs::read(place.path().join(name)).expect(name);
        assert!(String::from_utf8_lossy(&bytes).contains(begins), "{name}");
        assert_ne!(place.run(&["year", "2026", "--out", name]).code, 0);
        assert_eq!(std::fs::read(place.path().join(name)).expect(name), bytes);
        assert!(place.json(&["year", "2026", "--out", name, "--force"])["bytes"].as_u64() > Some(100));
    }
    place.run(&["year", "--out", "year.doc"]).failed(2, "usage");
    // A story is written, changed, read and taken away.
    let suggested = place.json(&["impact", "suggest"]);
    let uids: Vec<String> =
        suggested["entries"].as_array().expect("entries").iter().map(|one| one["uid"].as_str().expect("a uid").to_owned()).collect();
    assert!(!uids.is_empty(), "{suggested}");
    assert!(place.done(&["impact", "list"]).out.contains("No impact story yet"));
    let added = place.json(&["impact", "add", "Chats at work", "--reader", "My manager", "--entry", &uids[0]]);
    let uid = added["uid"].as_str().expect("a uid");
    let shown = place.json(&["impact", "show", "chats"]);
    assert_eq!((&shown["uid"], &shown["entries"][0]), (&uid.into(), &uids[0].as_str().into()));
    assert!(
        shown["missing"]
            .as_array()
            .is_some_and(|all| all.iter().any(|one| one["what"].as_str().is_some_and(|what| what.contains("opening"))))
    );
    place.done(&["impact", "edit", "chats", "--opening", "You asked.", "--closing", "An hour a month.", "--from", "2025-01-01"]);
    let text = place.done(&["impact", "show", uid]).out;
    assert!(
        text.contains("You asked.") && text.contains("What I learnt") && text.contains("For My manager; figures since 1 Jan 2025"),
        "{text}"
    );
    let written = place.json(&["impact", "show", uid, "--out", "story.pdf"]);
    assert!(written["written"]["pages"].as_u64() > Some(0) && place.path().join("story.pdf").exists());
    place.run(&["impact", "edit", "chats", "--remove-entry", "0198ffff"]).failed(1, "not_found");
    place.run(&["impact", "show", "nothing like it"]).failed(1, "not_found");
    place.run(&["impact", "edit", "chats", "--to", "2024-01-01"]).failed(2, "usage");
    assert!(
        !place.json(&["impact", "suggest", "chats"])["entries"]
            .as_array()
            .expect("entries")
            .iter()
            .any(|one| one["uid"] == uids[0].as_str())
    );
    place.done(&["impact", "edit", "chats", "--remove-entry", &uids[0]]);
    assert_eq!(place.json(&["impact", "list"])["impacts"][0]["entries"], serde_json::json!([]));
    place.done(&["impact", "remove", uid]);
    assert!(place.done(&["impact", "list"]).out.contains("No impact story yet"));
    place.done(&["undo"]);
    assert_eq!(open(&place.journal()).impacts().expect("stories").len(), 1);
}
