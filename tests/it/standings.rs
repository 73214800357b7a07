//! Small journals for every framework that comes with the program, with what must be counted of them: `tests/fixtures/standings/*.toml`, one file
//! for each framework.
//!
//! ```toml
//! framework = "an-id"
//! scheme = "bells"                    # what `standards` and `amounts` begin with, so that they need not say it
//! today = 2026-11-22                  # holds for each case that says nothing else
//! cycle_start = 2024-12-01            # not where the framework knows it
//! options = { title = "ringer" }
//! [[case]]
//! name = "just under"
//! number = 0                          # the cycle
//! entries = [ { date = 2025-03-01, minutes = 60, standards = ["ringing"], times = 34 } ]
//! records = [ { kind = "feedback", date = 2025-03-01, fields = { content = "…" }, refers = [0] } ]
//! goals = [ { title = "A goal", created = 2025-01-01 } ]
//! [case.expect.cpd_total]
//! needed = 35.0                       # each of these may be left out
//! counted = 34.0
//! met = false                         # true, false, or "advice"
//! enough = false
//! items = 34                          # how many things counted
//! why = { no_category = 1 }           # how many did not count, by reason; those that are not named are not looked at
//! parts = 3
//! note = "words of a note"
//! ```
//! Of an entry: `minutes`, `interactive`, `kind`, `standards`, `amounts`, `learnt`, `changed`, `benefit`, `how` (texts), `proof` (a file that proves
//! it, of this sort), `planned` (linked to a goal days before) or `goal` (linked afterwards), `binned`, `claim` (rolled up with the others of the
//! same name), `times` (so many of it, one a day from its date on; `every` another number of days).
//! Of a record: `kind`, `date`, `until`, `fields`, `refers` (numbers of entries), `about` (numbers of records before it), `binned`, `times`.
//! `warnings = ["one-theme"]` of a case are ids that must be there, `no_warnings` those that must not; `notes` words of notes of the standing,
//! `no_notes` those that must not be there; `claims = { name = ["ringing"] }` standards that a claim is given;
//! `edition` the id of the framework that must have been counted by; `absent` requirements that must not be asked for.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Arc, LazyLock};

use chrono::{Days, NaiveDate};
use cpd_journal::catalogue::Catalogue;
use cpd_journal::domain::evidence::Proof;
use cpd_journal::domain::framework::{Amount, Chosen, Requirement, Rule};
use cpd_journal::domain::record::hours::number;
use cpd_journal::domain::record::{Apart, Refers};
use cpd_journal::domain::standing::{Item, Judged};
use cpd_journal::domain::{EntryDraft, EntryId, EntryState, GoalDraft, Minutes, RecordDraft, RecordId, RegistrationDraft};
use cpd_journal::journal::{Alone, Beside, Clock, Filed, Journal, JournalError, Linked, NewFile, Stand, Together};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    framework: String,
    scheme: String,
    today: Option<toml::value::Datetime>,
    cycle_start: Option<toml::value::Datetime>,
    #[serde(default)]
    options: BTreeMap<String, String>,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    today: Option<toml::value::Datetime>,
    cycle_start: Option<toml::value::Datetime>,
    joined: Option<toml::value::Datetime>,
    options: Option<BTreeMap<String, String>>,
    #[serde(default)]
    number: i32,
    #[serde(default)]
    entries: Vec<EntryCase>,
    #[serde(default)]
    records: Vec<RecordCase>,
    #[serde(default)]
    goals: Vec<GoalCase>,
    #[serde(default)]
    expect: BTreeMap<String, Expect>,
    #[serde(default)]
    warnings: Vec<String>,
    #[serde(default)]
    no_warnings: Vec<String>,
    #[serde(default)]
    notes: Vec<String>,
    #[serde(default)]
    no_notes: Vec<String>,
    #[serde(default)]
    absent: Vec<String>,
    /// Standards that are given to claims, by their names.
    #[serde(default)]
    claims: BTreeMap<String, Vec<String>>,
    edition: Option<String>,
    /// First and last day of the cycle.
    cycle: Option<(toml::value::Datetime, toml::value::Datetime)>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct EntryCase {
    date: Option<toml::value::Datetime>,
    minutes: u32,
    interactive: u32,
    kind: String,
    standards: Vec<String>,
    amounts: BTreeMap<String, toml::Value>,
    learnt: String,
    changed: String,
    benefit: String,
    how: String,
    proof: Option<String>,
    planned: bool,
    goal: bool,
    binned: bool,
    claim: String,
    times: Option<u32>,
    every: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordCase {
    kind: String,
    date: toml::value::Datetime,
    until: Option<toml::value::Datetime>,
    #[serde(default)]
    fields: BTreeMap<String, String>,
    #[serde(default)]
    refers: Vec<usize>,
    /// Numbers of records before it.
    #[serde(default)]
    about: Vec<usize>,
    #[serde(default)]
    binned: bool,
    times: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GoalCase {
    title: String,
    created: toml::value::Datetime,
    due: Option<toml::value::Datetime>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    needed: Option<f64>,
    counted: Option<f64>,
    met: Option<toml::Value>,
    enough: Option<bool>,
    items: Option<usize>,
    #[serde(default)]
    why: BTreeMap<String, usize>,
    parts: Option<usize>,
    note: Option<String>,
    would_do: Option<String>,
}

fn day(date: &toml::value::Datetime) -> NaiveDate {
    date.to_string().parse().expect("a day")
}

/// A journal of a case; what was added to it, in order.
fn journal(file: &File, case: &Case, today: NaiveDate, path: &Path) -> Journal {
    Journal::create(path).expect("a journal");
    let mut journal = Journal::open(path, Alone::Yes, Arc::clone(&BUNDLED), Clock::Fixed(today)).expect("opened");
    let code = |code: &String| if code.contains('.') { code.clone() } else { format!("{}.{code}", file.scheme) };
    let mut ids: Vec<Vec<EntryId>> = Vec::new();
    let mut claims: BTreeMap<&str, Vec<EntryId>> = BTreeMap::new();
    for (at, entry) in case.entries.iter().enumerate() {
        let first = entry.date.as_ref().map_or(today, day);
        let mut of_it = Vec::new();
        for time in 0..entry.times.unwrap_or(1) {
            let mut draft = EntryDraft::on(first + Days::new(u64::from(time) * entry.every.unwrap_or(1)));
            draft.title = format!("{} {at} {time}", case.name);
            draft.minutes.taking_part = Minutes(entry.minutes);
            draft.minutes.interactive = Minutes(entry.interactive);
            if !entry.kind.is_empty() {
                draft.kind.clone_from(&entry.kind);
            }
            draft.standards = entry.standards.iter().map(code).collect();
            draft.amounts = entry.amounts.iter().map(|(key, value)| (code(key), number(&value.to_string()).expect("a number"))).collect();
            (draft.learnt, draft.changed) = (entry.learnt.clone(), entry.changed.clone());
            (draft.benefit, draft.how) = (entry.benefit.clone(), entry.how.clone());
            let files = entry.proof.iter().map(|_| NewFile::in_memory(format!("{at}-{time}.txt"), format!("{at} {time}"))).collect();
            let together = Together { files, ..Together::default() };
            of_it.push(journal.log(draft, EntryState::Ready, &together).expect("logged").value.id);
        }
        if let Some(proof) = entry.proof.as_deref().and_then(Proof::from_token) {
            for one in journal.evidence().expect("evidence").into_iter().filter(|one| one.entries.iter().any(|id| of_it.contains(id))) {
                journal.set_proof(&one, Some(proof)).expect("said");
            }
        }
        if entry.binned {
            for id in &of_it {
                journal.bin(*id).expect("binned");
            }
        }
        if !entry.claim.is_empty() {
            claims.entry(&entry.claim).or_default().extend(&of_it);
        }
        ids.push(of_it);
    }
    for goal in &case.goals {
        // Made on that day.
        let draft = GoalDraft { title: goal.title.clone(), due: goal.due.as_ref().map(day), ..GoalDraft::default() };
        on_day(&mut journal, day(&goal.created), |journal| drop(journal.add_goal(draft).expect("a goal")));
    }
    for (entry, of_it) in case.entries.iter().zip(&ids).filter(|(entry, _)| entry.planned || entry.goal) {
        let before = entry.date.as_ref().map_or(today, day) - Days::new(9);
        let on = if entry.planned { before } else { today };
        on_day(&mut journal, on, |journal| {
            let draft = GoalDraft { title: format!("For {}", of_it.len()), ..GoalDraft::default() };
            let goal = journal.add_goal(draft).expect("a goal").value.id;
            for id in of_it {
                journal.link(*id, goal, Linked::Yes).expect("linked");
            }
        });
    }
    for (name, items) in claims {
        let claim = journal.roll_up(&items, name).expect("rolled up").value.id;
        if let Some(standards) = case.claims.get(name) {
            let set = |draft: &mut EntryDraft| draft.standards = standards.iter().map(code).collect();
            journal.edit(claim, &Beside::default(), set).expect("edited");
        }
    }
    let mut added: Vec<Vec<RecordId>> = Vec::new();
    for record in &case.records {
        let mut of_it = Vec::new();
        for time in 0..record.times.unwrap_or(1) {
            let mut draft = RecordDraft::on(&record.kind, day(&record.date) + Days::new(u64::from(time)));
            draft.until = record.until.as_ref().map(day);
            draft.fields = record.fields.clone().into_iter().collect();
            draft.refers = record.refers.iter().flat_map(|at| &ids[*at]).map(|id| Refers::Entry(*id)).collect();
            draft.refers.extend(record.about.iter().flat_map(|at| &added[*at]).map(|id| Refers::Record(*id)));
            let kind = journal.catalogue().record_kind(&record.kind).unwrap_or_else(|| panic!("no kind of record {}", record.kind)).clone();
            let filed = Filed { draft, apart: Apart::new() };
            let problems = filed.problems(&kind);
            assert!(problems.is_empty(), "{}: {problems:?}", case.name);
            let filed = journal.add_record(filed).expect("a record").value;
            if record.binned {
                journal.bin_record(&filed, true).expect("binned");
            }
            of_it.push(filed.id);
        }
        added.push(of_it);
    }
    journal
}

/// Does something as if it were another day.
fn on_day(journal: &mut Journal, day: NaiveDate, change: impl FnOnce(&mut Journal)) {
    let today = journal.today();
    journal.set_clock(Clock::Fixed(day));
    change(journal);
    journal.set_clock(Clock::Fixed(today));
}

fn stand(file: &File, case: &Case, today: NaiveDate) -> Stand {
    let place = tempfile::tempdir().expect("a folder");
    let mut journal = journal(file, case, today, &place.path().join("case.cpd"));
    let chosen: Chosen = case.options.clone().unwrap_or_else(|| file.options.clone()).into_iter().collect();
    let cycle_start = case.cycle_start.as_ref().or(file.cycle_start.as_ref()).map(day);
    let draft = RegistrationDraft { framework: file.framework.clone(), cycle_start, chosen, joined: case.joined.as_ref().map(day) };
    let registration = journal.add_registration(draft).unwrap_or_else(|error| panic!("{}: {error}", case.name)).value;
    let mut stands = journal.stands(case.number).expect("stands");
    let at = stands.iter().position(|stand| stand.registration.id == registration.id).expect("a stand");
    stands.swap_remove(at)
}

/// What is not as it should be.
fn wrong(file: &File, case: &Case) -> Vec<String> {
    let today = case.today.as_ref().or(file.today.as_ref()).map_or_else(|| "2026-11-22".parse().expect("a day"), day);
    let standing = stand(file, case, today).counted.unwrap_or_else(|why| panic!("{}: {why:?}", case.name));
    let framework = BUNDLED.framework(&standing.framework).expect("a framework");
    let mut wrong = Vec::new();
    let mut check = |what: &str, is: String, want: String| {
        if is != want {
            wrong.push(format!("{}, {}: {what} is {is}, not {want}", file.framework, case.name));
        }
    };
    for (id, expect) in &case.expect {
        let Some(progress) = standing.progress.iter().find(|progress| progress.requirement == *id) else {
            check(id, "not asked for".to_owned(), "asked for".to_owned());
            continue;
        };
        let requirement = framework.requirement(id).expect("a requirement");
        let close = |a: f64, b: f64| (a - b).abs() < 0.005;
        if let Some(needed) = expect.needed {
            let is = progress.needed.map_or(0.0, |amount| amount.number());
            check(&format!("needed of {id}"), if close(is, needed) { needed.to_string() } else { is.to_string() }, needed.to_string());
        }
        if let Some(counted) = expect.counted {
            let is = progress.counted.number();
            check(&format!("counted of {id}"), if close(is, counted) { counted.to_string() } else { is.to_string() }, counted.to_string());
        }
        if let Some(met) = &expect.met {
            let is = match progress.judged {
                Judged::Met => "true",
                Judged::NotMet => "false",
                Judged::Advice => "\"advice\"",
            };
            check(&format!("met of {id}"), is.to_owned(), met.to_string());
        }
        if let Some(enough) = expect.enough {
            check(&format!("enough of {id}"), progress.enough.to_string(), enough.to_string());
        }
        if let Some(items) = expect.items {
            check(&format!("items of {id}"), progress.items.len().to_string(), items.to_string());
        }
        let mut reasons: HashMap<&str, usize> = HashMap::new();
        for (_, why) in &progress.why_not {
            *reasons.entry(why.token(requirement)).or_default() += 1;
        }
        for (reason, many) in &expect.why {
            let is = reasons.get(reason.as_str()).copied().unwrap_or(0);
            check(&format!("{reason} of {id} (of {reasons:?})"), is.to_string(), many.to_string());
        }
        if let Some(parts) = expect.parts {
            check(&format!("parts of {id}"), progress.parts.len().to_string(), parts.to_string());
        }
        if let Some(note) = &expect.note
            && !progress.notes.iter().any(|said| said.contains(note.as_str()))
        {
            check(&format!("notes of {id}"), format!("{:?}", progress.notes), note.clone());
        }
        if let Some(would_do) = &expect.would_do {
            check(&format!("what would do of {id}"), progress.would_do.clone(), would_do.clone());
        }
    }
    let warned: Vec<&str> = standing.warnings.iter().map(|warning| warning.id.as_str()).collect();
    for id in &case.warnings {
        check("warnings", if warned.contains(&id.as_str()) { id.clone() } else { format!("{warned:?}") }, id.clone());
    }
    for id in &case.no_warnings {
        check("warnings", if warned.contains(&id.as_str()) { id.clone() } else { String::new() }, String::new());
    }
    for words in &case.notes {
        let said = standing.notes.iter().any(|note| note.contains(words.as_str()));
        check("notes", if said { words.clone() } else { format!("{:?}", standing.notes) }, words.clone());
    }
    for words in &case.no_notes {
        let said = standing.notes.iter().any(|note| note.contains(words.as_str()));
        check("notes", if said { words.clone() } else { String::new() }, String::new());
    }
    for id in &case.absent {
        let there = standing.progress.iter().any(|progress| progress.requirement == *id);
        check("what is asked for", if there { id.clone() } else { String::new() }, String::new());
    }
    if let Some(edition) = &case.edition {
        check("the edition", standing.framework.clone(), edition.clone());
    }
    if let Some((start, end)) = &case.cycle {
        let span = standing.cycle.span;
        check("the cycle", format!("{} to {}", span.start, span.end), format!("{} to {}", day(start), day(end)));
    }
    wrong
}

/// Cases that each framework with amounts must have at least.
const LEAST: usize = 12;
/// What comes with the program, read once.
static BUNDLED: LazyLock<Arc<Catalogue>> = LazyLock::new(|| Arc::new(Catalogue::bundled()));

#[test]
fn small_journals_are_counted_as_they_should_be() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/standings");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("a folder").map(|item| item.expect("an item").path()).collect();
    paths.sort();
    let (mut faults, mut cases) = (Vec::new(), 0);
    let mut seen: HashMap<String, usize> = HashMap::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("a file");
        let file: File = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for case in &file.case {
            assert!(
                !case.expect.is_empty()
                    || case.cycle.is_some()
                    || case.edition.is_some()
                    || [&case.warnings, &case.no_warnings, &case.notes, &case.no_notes, &case.absent]
                        .into_iter()
                        .any(|all| !all.is_empty()),
                "{}: {} can never fail",
                file.framework,
                case.name
            );
            faults.extend(wrong(&file, case));
        }
        cases += file.case.len();
        *seen.entry(file.framework.clone()).or_default() += file.case.len();
    }
    println!("{cases} cases");
    assert!(faults.is_empty(), "{} of {cases} cases: {faults:#?}", faults.len());
    for framework in &BUNDLED.frameworks {
        let has_amount = |one: &Requirement| one.amount > Amount::ZERO && one.rule != Rule::Declaration;
        let least = if framework.requirements.iter().any(has_amount) { LEAST } else { 1 };
        let has = seen.get(&framework.id).copied().unwrap_or(0);
        assert!(has >= least, "{} has {has} cases, not {least}", framework.id);
    }
}

#[test]
fn a_framework_that_somebody_else_wrote_is_counted_without_code() {
    // All that is done: the file is put into the data folder.
    let place = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(place.path().join("frameworks")).expect("a folder");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/frameworks/bells.toml");
    std::fs::copy(file, place.path().join("frameworks/bells.toml")).expect("copied");
    let catalogue = Arc::new(Catalogue::with_own(place.path()));
    assert!(BUNDLED.framework("bells-2026").is_none() && catalogue.problems.is_empty(), "{:?}", catalogue.problems);
    let (path, day) = (place.path().join("ringing.cpd"), |text: &str| text.parse::<NaiveDate>().expect("a day"));
    Journal::create(&path).expect("a journal");
    let mut journal = Journal::open(&path, Alone::Yes, Arc::clone(&catalogue), Clock::Fixed(day("2026-11-22"))).expect("opened");

    // A rank must be chosen; the tower has its default, and with it the first day.
    let mut draft = RegistrationDraft { framework: "bells-2026".to_owned(), ..RegistrationDraft::default() };
    assert!(matches!(journal.add_registration(draft.clone()), Err(JournalError::NeedsChoice { id, .. }) if id == "rank"));
    draft.chosen.insert("rank".to_owned(), "master".to_owned());
    journal.add_registration(draft.clone()).expect("registered");

    let mut log = |on: &str, minutes: u32, standard: &str, change: &dyn Fn(&mut EntryDraft)| {
        let mut draft = EntryDraft::on(day(on));
        draft.title = format!("{standard} on {on}");
        draft.minutes.taking_part = Minutes(minutes);
        draft.standards = vec![standard.to_owned()];
        change(&mut draft);
        journal.log(draft, EntryState::Ready, &Together::default()).expect("logged").value.id
    };
    let first = log("2026-05-01", 600, "bells.skills.1", &|draft| {
        draft.minutes.interactive = Minutes(600);
        draft.how = "Four of us".to_owned();
    });
    log("2026-11-22", 60, "bells.skills.rope", &|draft| {
        draft.amounts.insert("bells.peals".to_owned(), Amount::whole(4));
    });
    log("2026-04-30", 60, "bells.skills.rope", &|_| {});
    for (kind, from, until, fields) in [
        ("visit", "2026-06-10", None, &[("place", "ely"), ("kind", "long"), ("rung", "2h 30")][..]),
        // Thirty days of the 1096 of the cycle.
        ("rest", "2026-06-01", Some("2026-06-30"), &[]),
    ] {
        let mut draft = RecordDraft { until: until.map(day), ..RecordDraft::on(kind, day(from)) };
        draft.fields = fields.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned())).collect();
        draft.refers.extend((kind == "visit").then_some(Refers::Entry(first)));
        journal.add_record(Filed { draft, apart: Apart::new() }).expect("a record");
    }

    let standing = journal.stands(0).expect("stands").swap_remove(0).counted.expect("counted");
    let span = standing.cycle.span;
    assert_eq!((standing.framework.as_str(), span.start, span.end), ("bells-2026", day("2026-05-01"), day("2029-04-30")));
    let framework = catalogue.framework("bells-2026").expect("the framework");
    // What is needed and counted in hundredths, what is said of it, how many count, and why others do not.
    for (id, needed, counted, judged, items, why) in [
        ("total", 2918, 1100, Judged::NotMet, 2, "outside_cycle"),
        ("with_others", 1525, 1000, Judged::NotMet, 1, "no_how no_how"),
        ("peals", 1200, 0, Judged::Advice, 0, "outside_cycle outside_period outside_period"),
        ("visits", 400, 100, Judged::Advice, 1, ""),
        ("practice", 45_000, 250, Judged::Advice, 1, "no_hours"),
        ("promise", 100, 100, Judged::Met, 1, ""),
        ("tale", 0, 0, Judged::Advice, 0, "no_goal not_referred_to outside_cycle"),
        ("breadth", 200, 200, Judged::Advice, 2, "outside_cycle"),
        ("every_skill", 200, 200, Judged::Advice, 2, "outside_cycle"),
    ] {
        let progress = standing.progress.iter().find(|one| one.requirement == id).unwrap_or_else(|| panic!("{id} is not asked for"));
        let requirement = framework.requirement(id).expect("a requirement");
        let mut reasons: Vec<&str> = progress.why_not.iter().map(|(_, why)| why.token(requirement)).collect();
        reasons.sort_unstable();
        let is = (progress.needed.unwrap_or_default().hundredths(), progress.counted.hundredths(), progress.judged, progress.items.len());
        assert_eq!((is, reasons.join(" ").as_str()), ((needed, counted, judged, items), why), "{id}");
    }
    let warned: Vec<&str> = standing.warnings.iter().map(|warning| warning.id.as_str()).collect();
    assert!(warned.contains(&"no-benefit") && !warned.contains(&"bare-visits"), "{warned:?}");
    assert!(standing.notes.iter().any(|note| note.contains("Expected from 1 Jan 2029: Hours give way to peals.")), "{:?}", standing.notes);

    // A learner has half the hours, and no peals; in the other tower it begins in September.
    draft.chosen = [("rank", "learner"), ("tower", "south")].map(|(choice, value)| (choice.to_owned(), value.to_owned())).into();
    let learner = journal.stand_as_if(&draft, 0).expect("a stand").counted.expect("counted");
    assert_eq!(learner.cycle.span.start, day("2026-09-01"));
    let total = learner.progress.iter().find(|one| one.requirement == "total").expect("the total");
    assert_eq!((total.needed, total.counted), (Some(Amount::whole(15)), Amount::whole(1)));
    assert!(learner.progress.iter().all(|one| one.requirement != "peals"));
}

#[test]
fn one_entry_counts_for_two_registrations_at_once() {
    let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
    let mut journal = Journal::in_memory(Clock::Fixed(day("2026-11-22"))).expect("a journal");
    let chosen = |choice: &str, value: &str| [(choice.to_owned(), value.to_owned())].into();
    for draft in [
        RegistrationDraft {
            framework: "nmc-revalidation".to_owned(),
            cycle_start: Some(day("2023-12-01")),
            chosen: chosen("registration", "nurse"),
            joined: None,
        },
        RegistrationDraft {
            framework: "hcpc-cpd".to_owned(),
            chosen: chosen("profession", "operating-department-practitioner"),
            ..RegistrationDraft::default()
        },
    ] {
        journal.add_registration(draft).expect("registered");
    }
    let mut log = |on: &str, kind: &str, standards: &[&str]| {
        let mut draft = EntryDraft::on(day(on));
        (draft.title, draft.kind) = (format!("{kind} on {on}"), kind.to_owned());
        (draft.minutes.taking_part, draft.minutes.interactive) = (Minutes(60), Minutes(45));
        draft.standards = standards.iter().map(|code| (*code).to_owned()).collect();
        journal.log(draft, EntryState::Ready, &Together::default()).expect("logged").value.id
    };
    let both = log("2026-05-01", "discussion", &["nmc.preserve-safety", "hcpc.professional"]);
    // In the three years of the one, before the two of the other.
    let early = log("2024-11-30", "podcast", &["nmc.preserve-safety"]);
    // Its kind is enough for the one; for the other a theme is missing.
    let late = log("2026-06-01", "podcast", &["hcpc.self-directed"]);
    assert_eq!(journal.headers(None).expect("headers").len(), 3, "each was entered once");

    let stands = journal.stands(0).expect("stands");
    let counted = |framework: &str, requirement: &str| {
        let stand = stands.iter().find(|stand| stand.registration.draft.framework == framework).expect("a stand");
        let standing = stand.counted.as_ref().expect("counted");
        let progress = standing.progress.iter().find(|one| one.requirement == requirement).expect("asked for");
        let catalogue = journal.catalogue();
        let requirement = catalogue.framework(framework).and_then(|one| one.requirement(requirement)).expect("a requirement");
        let items: Vec<_> = progress.items.iter().map(|one| one.item).collect();
        let why: Vec<_> = progress.why_not.iter().map(|(item, why)| (*item, why.token(requirement))).collect();
        (progress.counted, items, why)
    };
    let entry = Item::Entry;
    assert_eq!(
        counted("nmc-revalidation", "cpd_total"),
        (Amount::whole(2), vec![entry(early), entry(both)], vec![(entry(late), "no_category")])
    );
    assert_eq!(
        counted("nmc-revalidation", "cpd_participatory"),
        (Amount::of_minutes(Minutes(90)), vec![entry(early), entry(both)], vec![(entry(late), "not_of_whole")])
    );
    assert_eq!(
        counted("hcpc-cpd", "std2_types"),
        (Amount::whole(2), vec![entry(both), entry(late)], vec![(entry(early), "outside_cycle")])
    );
}
