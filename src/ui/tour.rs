//! A picture of every page, on the fictional journal, without any display: for the README, and to look at the program.

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use egui::{Theme, Vec2, vec2};

use super::action::{Action, Route};
use super::app::{App, Deps};
use super::command::Command;
use super::dialogs::Scripted;
use super::screens::network::Part as NetworkPart;
use super::screens::portfolio::Go;
use super::screens::review::{Go as ReviewGo, Tab as ReviewTab};
use super::window::Offscreen;
use crate::domain::standing::{Progress, WhyNot};
use crate::domain::walk::Decision;
use crate::domain::{ChatDraft, ImpactDraft, Minutes, Part};
use crate::error::Error;
use crate::journal::{Clock, Journal};
use crate::prefs::Prefs;
use crate::worker::Worker;

/// The size of the pictures, in points and pixels.
const SIZE: Vec2 = vec2(1280.0, 800.0);

/// What is shown, by the name of its picture.
#[derive(Clone, Copy)]
enum Scene {
    Welcome,
    Place(Route),
    Entry,
    Log,
    /// *Log something* with a link, and with a pasted chat.
    LogLink,
    LogChat,
    Palette,
    /// A goal with its story.
    Goal,
    /// A part of Network.
    Network(NetworkPart),
    /// Records that regulators want beside learning: all of a kind, and one that refers to others.
    Records,
    Record,
    /// Small items, of which some could be one claim.
    RollUp,
    /// A timer that was found running.
    Timer,
    /// Under whose rules the journal is kept, before anybody has said so.
    Regulators,
    /// A requirement with what counted for it, and what did not.
    Requirement,
    /// What leaves this computer, and what of it could tell who somebody is.
    Export,
    Findings,
    /// A part of Review.
    Review(ReviewTab),
    /// A day of the calendar that has something, opened.
    Day,
    /// An entry of an appraisal walk, and what a walk came to.
    Walk,
    WalkEnd,
    /// The search box with what may come next, entries that are ticked, and all tags.
    Completion,
    Selection,
    Tags,
}

const SCENES: [(&str, Scene); 42] = [
    ("welcome", Scene::Welcome),
    ("today", Scene::Place(Route::Today)),
    ("journal", Scene::Entry),
    ("goals", Scene::Place(Route::Goals)),
    ("goal", Scene::Goal),
    ("network", Scene::Place(Route::Network)),
    ("review", Scene::Place(Route::Review)),
    ("portfolio", Scene::Place(Route::Portfolio)),
    ("records", Scene::Records),
    ("record", Scene::Record),
    ("import", Scene::Place(Route::Import)),
    ("settings", Scene::Place(Route::Settings)),
    ("help", Scene::Place(Route::Help)),
    ("log-something", Scene::Log),
    ("log-a-link", Scene::LogLink),
    ("log-a-chat", Scene::LogChat),
    ("palette", Scene::Palette),
    ("journal-list", Scene::Place(Route::Journal)),
    ("chats", Scene::Network(NetworkPart::Chats)),
    ("people", Scene::Network(NetworkPart::People)),
    ("roll-up", Scene::RollUp),
    ("timer", Scene::Timer),
    ("regulators", Scene::Regulators),
    ("requirement", Scene::Requirement),
    ("export", Scene::Export),
    ("confidentiality", Scene::Findings),
    ("calendar", Scene::Review(ReviewTab::Calendar)),
    ("day", Scene::Day),
    ("timeline", Scene::Review(ReviewTab::Timeline)),
    ("coverage", Scene::Review(ReviewTab::Coverage)),
    ("charts", Scene::Review(ReviewTab::Charts)),
    ("what-changed", Scene::Review(ReviewTab::Changed)),
    ("walk", Scene::Walk),
    ("end-of-walk", Scene::WalkEnd),
    ("compare", Scene::Review(ReviewTab::Compare)),
    ("as-it-stood", Scene::Review(ReviewTab::AsItStood)),
    ("year-in-learning", Scene::Review(ReviewTab::Year)),
    ("impact-story", Scene::Review(ReviewTab::Impact)),
    ("who-i-learn-from", Scene::Network(NetworkPart::LearnFrom)),
    ("find", Scene::Completion),
    ("selection", Scene::Selection),
    ("tags", Scene::Tags),
];

/// What is typed and pasted for a picture.
const LINK: &str = "Skill mix on community wards https://x.com/WeNurses/status/1990854130466201600?s=20";
const CHAT: &str = "#physiotalk - Monday 16th November 2026 8pm (UK time) Pacing and persistent pain
20:00 @physiotalk: Welcome! Q1 What does pacing mean to the people you see? #physiotalk
20:03 @example_bronwen: A1 Mostly: stop when it hurts. We have work to do #physiotalk
20:05 @lena_ot: A1 a plan for the week, not for the day
20:22 @physiotalk: Q2 How do you explain it without the word rest? #physiotalk
20:25 @example_bronwen: A2 With a phone battery, and a diary for two weeks
20:41 @physiotalk: Q3 What will you try on Monday? #physiotalk
20:44 @lena_ot: A3 the diary. Thank you @example_bronwen
20:58 @physiotalk: Thank you all, the transcript is up tomorrow
";

/// The day on which the pictures are taken when nobody says.
fn day(today: Option<NaiveDate>) -> NaiveDate {
    today.or_else(|| NaiveDate::from_ymd_opt(2026, 11, 22)).unwrap_or_default()
}

/// Every page, light and dark, as PNG with a file name.
///
/// # Errors
/// [`Error::Journal`] when the fictional journal cannot be made; [`Error::Window`] when a picture cannot.
pub fn pictures(today: Option<NaiveDate>) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let clock = Clock::Fixed(day(today));
    let mut pictures = Vec::new();
    for (theme, ending) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for (name, scene) in SCENES {
            pictures.push((format!("{name}-{ending}.png"), picture(scene, theme, clock)?));
        }
    }
    Ok(pictures)
}

fn sample(clock: Clock) -> Result<Journal, Error> {
    let mut journal = Journal::in_memory(clock)?;
    journal.fill_with_sample(crate::sample::DEFAULT_ENTRIES, 1, crate::sample::DEFAULT_PROFESSION)?;
    // What came into the program after its sample was written.
    let chat = ChatDraft {
        community: journal.communities()?.first().map(|community| community.id),
        title: "Questions and answers with the research group".to_owned(),
        date: clock.today() + TimeDelta::days(9),
        time: NaiveTime::from_hms_opt(19, 30, 0).unwrap_or_default(),
        zone: String::new(),
        length: Some(Minutes(60)),
        address: "https://example.org/chat".to_owned(),
        external: String::new(),
    };
    journal.add_chat(chat)?;
    Ok(journal)
}

/// The journal with a timer that has run for an hour and five minutes, most of it while somebody was in a browser.
fn timed(mut journal: Journal, clock: Clock) -> Result<Journal, Error> {
    let Some(entry) = showpiece(&journal) else { return Ok(journal) };
    let before = |minutes| Clock::At(clock.now() - TimeDelta::minutes(minutes), clock.here());
    journal.set_clock(before(65));
    journal.start_timer(entry, Part::TakingPart)?;
    for minutes in [60, 54, 12, 6] {
        journal.set_clock(before(minutes));
        journal.timer_sign()?;
    }
    journal.set_clock(clock);
    Ok(journal)
}

/// The journal with a walk on which something was decided; finished, for its end.
fn walked(mut journal: Journal, scene: Scene) -> Result<Journal, Error> {
    let Some(registration) = journal.registrations()?.into_iter().next() else { return Ok(journal) };
    let draft = journal.walk_for(&registration)?;
    let walk = journal.start_walk(draft)?.value;
    let snapshot = journal.snapshot()?;
    let state = crate::journal::walk_state(&walk, &snapshot.walks, &snapshot.entries, &snapshot.goals);
    for (at, id) in state.way().enumerate() {
        let decision = match at % 7 {
            0 | 1 | 4 | 5 => Decision::Use,
            2 => Decision::Improve,
            3 => Decision::Park,
            _ => Decision::Not,
        };
        if matches!(scene, Scene::WalkEnd) || at < 9 {
            journal.decide(walk.id, id, Some(decision))?;
        }
    }
    if matches!(scene, Scene::WalkEnd) {
        journal.finish_walk(walk.id)?;
    }
    Ok(journal)
}

/// The journal with an impact story of its most complete chains.
fn telling(mut journal: Journal) -> Result<Journal, Error> {
    let snapshot = journal.snapshot()?;
    let material = snapshot.material(journal.catalogue());
    let changed = journal.changed_on(&material, crate::review::Days::default())?;
    let chosen = changed.chains.iter().take(2).map(|chain| chain.uid).collect();
    let draft = ImpactDraft {
        title: "What chats did for our back class".to_owned(),
        reader: "My manager".to_owned(),
        chosen,
        ..ImpactDraft::default()
    };
    journal.add_impact(draft)?;
    Ok(journal)
}

fn picture(scene: Scene, theme: Theme, clock: Clock) -> Result<Vec<u8>, Error> {
    let worker = match scene {
        Scene::Welcome => Worker::inline(clock, PathBuf::new()),
        Scene::Timer => Worker::over(timed(sample(clock)?, clock)?, clock),
        Scene::Walk | Scene::WalkEnd => Worker::over(walked(sample(clock)?, scene)?, clock),
        Scene::Review(ReviewTab::Impact) => Worker::over(telling(sample(clock)?)?, clock),
        Scene::Regulators => Worker::over(Journal::in_memory(clock)?, clock),
        _ => Worker::over(sample(clock)?, clock),
    };
    let first = worker.journal().and_then(showpiece);
    let goal = worker.journal().and_then(carried);
    let (kind, record) = worker.journal().and_then(account).unzip();
    let walk = worker.journal().and_then(|journal| journal.find_walk(None).ok()).map(|walk| walk.id);
    let day_with_entry = first.zip(worker.journal()).and_then(|(id, journal)| journal.entry(id).ok()).map(|entry| entry.draft.date);
    let requirement = worker.journal().and_then(open_requirement);
    let deps = Deps {
        worker,
        dialogs: Box::new(Scripted::default()),
        rich: Box::<super::clipboard::Scripted>::default(),
        prefs: Prefs::default(),
        remember: false,
        default_path: PathBuf::from("journal.cpd"),
        sample_path: PathBuf::from("sample.cpd"),
        open: None,
    };
    let mut window = Offscreen::new(SIZE, 1.0, theme, |ctx| {
        let mut app = App::new(ctx, deps);
        match scene {
            Scene::Welcome | Scene::Timer => {}
            Scene::Place(route) => app.wish(super::action::Action::Go(route)),
            Scene::Entry => app.wish_entry(first),
            Scene::Log | Scene::LogLink | Scene::LogChat => app.wish(super::action::Action::Run(Command::LogSomething)),
            Scene::Goal => goal.into_iter().for_each(|goal| app.wish(super::action::Action::OpenGoal(goal))),
            Scene::Network(part) => app.wish(super::action::Action::OpenNetwork(part)),
            Scene::Regulators => app.wish(super::action::Action::Go(Route::Portfolio)),
            Scene::Requirement => {
                if let Some(go) = requirement {
                    app.wish(super::action::Action::OpenPortfolio(go));
                }
            }
            Scene::Review(tab) => app.wish(Action::OpenReview(ReviewGo::To(tab))),
            Scene::Walk | Scene::WalkEnd => walk.into_iter().for_each(|walk| app.wish(Action::OpenReview(ReviewGo::Walk(walk)))),
            Scene::Day => day_with_entry.into_iter().for_each(|day| app.wish(Action::OpenReview(ReviewGo::Day(day)))),
            Scene::Findings => app.wish(Action::OpenPortfolio(Go::Findings)),
            Scene::Export => app.wish(super::action::Action::Run(Command::Export)),
            Scene::Records => kind.into_iter().for_each(|kind| app.wish(Action::OpenPortfolio(Go::Records(kind)))),
            Scene::Record => record.into_iter().for_each(|record| app.wish(Action::OpenPortfolio(Go::Record(record)))),
            Scene::RollUp => app.wish(super::action::Action::Run(Command::RollUp)),
            Scene::Palette => app.wish(super::action::Action::Run(Command::Palette)),
            Scene::Completion | Scene::Selection => app.wish(Action::Run(Command::Find)),
            Scene::Tags => app.wish(Action::Run(Command::Tags)),
        }
        Box::new(app)
    });
    window.step(Vec::new());
    match scene {
        Scene::LogLink => window.step(vec![egui::Event::Text(LINK.to_owned())]),
        Scene::Completion => {
            window.step(Vec::new());
            window.step(vec![egui::Event::Text("tendon before:s".to_owned())])
        }
        // Into the list, and three of it.
        Scene::Selection => {
            window.step(Vec::new());
            window.step(vec![egui::Event::Text("pain ".to_owned())]);
            for (key, modifiers) in [
                (egui::Key::Enter, egui::Modifiers::NONE),
                (egui::Key::Space, egui::Modifiers::NONE),
                (egui::Key::ArrowDown, egui::Modifiers::SHIFT),
            ] {
                window.step(vec![egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }]);
                window.step(Vec::new());
            }
            window.step(Vec::new())
        }
        Scene::LogChat => window.step(vec![egui::Event::Paste(CHAT.to_owned())]),
        _ => window.step(Vec::new()),
    };
    window.wait(0.5);
    window.wait(0.5);
    if matches!(scene, Scene::Export) {
        // Its pages are laid out when nothing has changed for a moment, and drawn then.
        window.wait(0.5);
        window.wait(0.5);
    }
    window.png().map_err(|error| Error::Window(error.to_string()))
}

/// The entry that shows most: the latest one that is reflected on and belongs to a goal.
fn showpiece(journal: &Journal) -> Option<crate::domain::EntryId> {
    let headers = journal.headers(None).ok()?;
    let full = headers.iter().find(|header| header.reflected && !header.goals.is_empty() && !header.excerpt.is_empty());
    full.or(headers.first()).map(|header| header.id)
}

/// The goal that shows most: one that goes on from an earlier plan.
fn carried(journal: &Journal) -> Option<crate::domain::GoalId> {
    journal.goals().ok()?.into_iter().find(|goal| goal.carried_from.is_some()).map(|goal| goal.id)
}

/// The requirement that shows most: the one for which most could be mended.
fn open_requirement(journal: &Journal) -> Option<Go> {
    let stands = journal.stands(0).ok()?;
    let stand = stands.first()?;
    let standing = stand.counted.as_ref().ok()?;
    let mendable = |progress: &Progress| {
        let reasons = progress.why_not.iter().filter(|(_, why)| matches!(why, WhyNot::Lacks(_) | WhyNot::NoCategory | WhyNot::Nothing));
        reasons.count()
    };
    let most = standing.progress.iter().max_by_key(|progress| mendable(progress))?;
    Some(Go::Requirement { registration: stand.registration.id, requirement: most.requirement.clone() })
}

/// The record that shows most, and its kind: the latest one that refers to something, or the latest at all.
fn account(journal: &Journal) -> Option<(String, crate::domain::Uid)> {
    let records = journal.records().ok()?;
    let about = records.iter().find(|record| !record.draft.refers.is_empty() && record.binned.is_none());
    about.or(records.first()).map(|record| (record.draft.kind.clone(), record.uid))
}
