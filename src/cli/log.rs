//! `log` and `edit`: the words of a call onto a draft.

use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::args::{EditArgs, EntryArgs, LogArgs};
use super::json::{EntryIn, MinutesIn, Named};
use super::output::{Said, visible};
use crate::catalogue::Catalogue;
use crate::domain::entry::TimeSpent;
use crate::domain::when::{self, Sense};
use crate::domain::{ActionDraft, Answer, EntryDraft, EntryState, GoalId, Minutes, Reflection, Role, Verb};
use crate::error::Error;
use crate::journal::{Beside, Clock, GoalFromElsewhere, Journal, JournalError, Logged, NewFile, Thing, Together};

pub(super) fn usage(what: impl Into<String>, hint: impl Into<String>) -> Error {
    Error::Usage { what: what.into(), hint: hint.into() }
}

pub(super) fn day(text: &str, today: NaiveDate, sense: Sense) -> Result<NaiveDate, Error> {
    when::day(text, today, sense).map_err(|error| usage(error.to_string(), "write it like 2026-03-31, 31/3/26 or yesterday"))
}

pub(super) fn minutes(text: &str) -> Result<Minutes, Error> {
    text.parse().map_err(|error: crate::domain::minutes::MinutesError| usage(error.to_string(), "write it like 90, 1h 30, 1.5h or an hour"))
}

fn verb(text: &str) -> Result<Verb, Error> {
    Verb::from_token(&text.trim().to_lowercase()).ok_or_else(|| {
        let known: Vec<&str> = Verb::ALL.iter().map(|verb| verb.token()).collect();
        usage(format!("“{text}” is not a way of using social media"), format!("one of: {}", known.join(", ")))
    })
}

fn role(text: &str) -> Result<Option<Role>, Error> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    Role::from_token(&text.trim().to_lowercase())
        .map(Some)
        .ok_or_else(|| usage(format!("“{text}” is not a role"), "one of: host, contributor, listener"))
}

fn state(text: &str, today: NaiveDate) -> Result<EntryState, Error> {
    match text.trim().to_lowercase().as_str() {
        "draft" => Ok(EntryState::Draft),
        "ready" => Ok(EntryState::Ready),
        "submitted" => Ok(EntryState::Submitted { on: today }),
        _ => Err(usage(format!("“{text}” is not a state"), "one of: draft, ready, submitted; `bin` puts an entry out of sight")),
    }
}

fn kind(catalogue: &Catalogue, word: &str) -> Result<String, Error> {
    catalogue.kind_called(word).map(|kind| kind.id.clone()).ok_or_else(|| {
        let known: Vec<&str> = catalogue.kinds.iter().map(|kind| kind.id.as_str()).collect();
        usage(format!("there is no kind “{word}”"), format!("one of: {}", known.join(", ")))
    })
}

fn goals(journal: &Journal, names: &[String]) -> Result<Vec<GoalId>, Error> {
    names.iter().map(|name| Ok(journal.find_goal(name)?.id)).collect()
}

/// What a call's words mean in this journal, looked up before anything is written.
struct Known {
    catalogue: Arc<Catalogue>,
    today: NaiveDate,
    goals: Vec<GoalId>,
    add_goals: Vec<GoalId>,
    remove_goals: Vec<GoalId>,
}

impl Known {
    fn new(journal: &Journal, args: &EntryArgs) -> Result<Self, Error> {
        Ok(Self {
            catalogue: Arc::clone(journal.catalogue()),
            today: journal.today(),
            goals: goals(journal, &args.goals)?,
            add_goals: Vec::new(),
            remove_goals: Vec::new(),
        })
    }
}

/// Puts what was said of an entry onto its draft. Lists are replaced only when something is given.
fn apply(known: &Known, args: &EntryArgs, draft: &mut EntryDraft) -> Result<(), Error> {
    let today = known.today;
    if let Some(word) = &args.kind {
        draft.kind = kind(&known.catalogue, word)?;
    }
    if let Some(text) = &args.date {
        draft.date = day(text, today, Sense::Past)?;
    }
    if let Some(text) = &args.time {
        draft.time = if text.trim().is_empty() {
            None
        } else {
            Some(when::time(text).map_err(|error| usage(error.to_string(), "write it like 20:00 or 8pm"))?)
        };
        if draft.zone.is_empty() && draft.time.is_some() {
            draft.zone = Clock::zone();
        }
    }
    if let Some(zone) = &args.zone {
        zone.clone_into(&mut draft.zone);
    }
    for (text, part) in [
        (&args.minutes, &mut draft.minutes.taking_part),
        (&args.interactive, &mut draft.minutes.interactive),
        (&args.preparing, &mut draft.minutes.preparing),
        (&args.reading, &mut draft.minutes.reading),
        (&args.reflecting, &mut draft.minutes.reflecting),
    ] {
        if let Some(text) = text {
            *part = minutes(text)?;
        }
    }
    if args.community.is_some() {
        // One that is named is found or made with the entry.
        draft.community = None;
    }
    for (text, field) in [
        (&args.how, &mut draft.how),
        (&args.platform, &mut draft.platform),
        (&args.url, &mut draft.url),
        (&args.handle, &mut draft.handle),
        (&args.hashtag, &mut draft.hashtag),
        (&args.learnt, &mut draft.learnt),
        (&args.changed, &mut draft.changed),
        (&args.benefit, &mut draft.benefit),
        (&args.private, &mut draft.private_note),
    ] {
        if let Some(text) = text {
            text.clone_into(field);
        }
    }
    if !args.goals.is_empty() {
        draft.goals.clone_from(&known.goals);
    }
    for (words, list) in [(&args.tags, &mut draft.tags), (&args.people, &mut draft.people), (&args.standards, &mut draft.standards)] {
        if !words.is_empty() {
            words.clone_into(list);
        }
    }
    if !args.used.is_empty() {
        draft.used = args.used.iter().map(|word| verb(word)).collect::<Result<_, _>>()?;
    }
    if let Some(word) = &args.role {
        draft.role = role(word)?;
    }
    reflect(&known.catalogue, args, &mut draft.reflection)
}

/// The template that is used when an answer is given and none is named.
const FIRST_TEMPLATE: &str = "three-lines";

fn reflect(catalogue: &Catalogue, args: &EntryArgs, reflection: &mut Reflection) -> Result<(), Error> {
    if let Some(name) = &args.template {
        let found = catalogue.templates.iter().find(|template| template.id == *name || template.label.eq_ignore_ascii_case(name));
        let template = found.ok_or_else(|| JournalError::NotFound { what: Thing::Template, name: name.clone() })?;
        template.id.clone_into(&mut reflection.template);
    } else if !args.answers.is_empty() && reflection.template.is_empty() {
        FIRST_TEMPLATE.clone_into(&mut reflection.template);
    }
    for answer in &args.answers {
        let (name, text) = answer
            .split_once('=')
            .ok_or_else(|| usage(format!("“{answer}” is not an answer"), "write it like --answer so-what=\"It made me see …\""))?;
        let template = catalogue
            .template(&reflection.template)
            .ok_or_else(|| JournalError::NotFound { what: Thing::Template, name: reflection.template.clone() })?;
        let prompt =
            template.prompts.iter().find(|prompt| prompt.id == name.trim() || prompt.label.eq_ignore_ascii_case(name.trim())).ok_or_else(
                || {
                    let known: Vec<&str> = template.prompts.iter().map(|prompt| prompt.id.as_str()).collect();
                    usage(format!("{} has no prompt “{}”", template.label, name.trim()), format!("one of: {}", known.join(", ")))
                },
            )?;
        text.clone_into(reflection.answer_mut(&template.id, prompt));
    }
    Ok(())
}

/// The community that was named; an empty name is none.
fn community(args: &EntryArgs) -> Option<&str> {
    args.community.as_deref().filter(|name| !name.trim().is_empty())
}

fn files(args: &EntryArgs) -> Result<Vec<NewFile>, Error> {
    args.attach.iter().map(|path| Ok(NewFile::read(path)?)).collect()
}

pub(super) fn log(journal: &mut Journal, args: &LogArgs) -> Result<Said, Error> {
    if let Some(source) = &args.from_json {
        return log_json(journal, source);
    }
    let mut draft = EntryDraft { title: args.title.clone().unwrap_or_default(), ..EntryDraft::on(journal.today()) };
    apply(&Known::new(journal, &args.entry)?, &args.entry, &mut draft)?;
    let state = args.entry.state.as_deref().map_or(Ok(EntryState::Draft), |word| state(word, journal.today()))?;
    let together = Together { community: community(&args.entry), files: files(&args.entry)?, ..Together::default() };
    let logged = journal.log(draft, state, &together)?.value;
    Ok(said(&logged, &format!("Logged {}", logged.uid)))
}

fn said(logged: &Logged, first: &str) -> Said {
    let mut text = first.to_owned();
    if !logged.gaps.is_empty() {
        let gaps: Vec<String> = logged.gaps.iter().map(|gap| gap.label().to_lowercase()).collect();
        text.push_str(&format!("\nStill wanted some day: {}", gaps.join("; ")));
    }
    Said { text, json: logged_json(logged) }
}

fn logged_json(logged: &Logged) -> Value {
    let gaps: Vec<Value> = logged.gaps.iter().map(|gap| json!({ "id": gap.token(), "label": gap.label() })).collect();
    json!({ "uid": logged.uid.to_string(), "gaps": gaps })
}

/// Reads one entry, or several in a list, as `show --json` prints them.
fn log_json(journal: &mut Journal, source: &Path) -> Result<Said, Error> {
    let mut text = String::new();
    let read = if source == Path::new("-") {
        std::io::stdin().lock().read_to_string(&mut text).map(|_| ())
    } else {
        std::fs::read_to_string(source).map(|read| text = read)
    };
    read.map_err(|error| JournalError::File { path: source.to_owned(), reason: error.to_string() })?;
    let bad = |error: serde_json::Error| {
        usage(format!("this is not an entry as JSON: {error}"), "it is what `cpd-journal show UID --json` prints")
    };
    let mut list = Vec::new();
    let mut single = true;
    // One document, or one after the other.
    for value in serde_json::Deserializer::from_str(text.trim_start_matches('\u{feff}')).into_iter::<Value>() {
        match value.map_err(bad)? {
            Value::Array(several) => {
                single = false;
                list.extend(several);
            }
            Value::Object(mut object) => match object.remove("entries") {
                Some(Value::Array(several)) => {
                    single = false;
                    list.extend(several);
                }
                _ => list.push(Value::Object(object)),
            },
            _ => return Err(usage("this is not an entry as JSON", "it is what `cpd-journal show UID --json` prints")),
        }
    }
    if list.is_empty() && single {
        return Err(usage("there is no entry to read", "it is what `cpd-journal show UID --json` prints"));
    }
    let entries: Vec<EntryIn> = list.into_iter().map(serde_json::from_value).collect::<Result<_, _>>().map_err(bad)?;
    let mut ready = Vec::with_capacity(entries.len());
    for entry in &entries {
        ready.push(draft_of(journal, entry)?);
    }
    let logged = journal.log_all(&ready)?.value;
    let without_files: usize = entries.iter().map(|entry| entry.evidence.len()).sum();
    let mut said = match logged.as_slice() {
        [one] if single => said(one, &format!("Logged {}", one.uid)),
        several => Said {
            text: format!("Logged {} entries", several.len()),
            json: json!({ "logged": several.iter().map(logged_json).collect::<Vec<_>>() }),
        },
    };
    if without_files > 0 {
        said.text.push_str(&format!(
            "\n{without_files} pieces of evidence are named there, but JSON does not hold their content: attach them again"
        ));
    }
    Ok(said)
}

fn draft_of<'e>(journal: &Journal, entry: &'e EntryIn) -> Result<(EntryDraft, EntryState, Together<'e>), Error> {
    let today = journal.today();
    let mut draft = EntryDraft { title: entry.title.clone(), ..EntryDraft::on(today) };
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    if let Some(word) = &entry.kind {
        // A kind that is not installed here is kept by its id.
        draft.kind = journal.catalogue().kind_called(word).map_or_else(|| word.clone(), |kind| kind.id.clone());
    }
    if let Some(text) = &entry.date {
        draft.date = day(text, today, Sense::Past)?;
    }
    if let Some(text) = entry.time.as_ref().filter(|text| !text.is_empty()) {
        draft.time = Some(when::time(text).map_err(|error| usage(error.to_string(), "write it like 20:00"))?);
        draft.zone = entry.zone.clone().unwrap_or_else(Clock::zone);
    }
    draft.minutes = match &entry.minutes {
        MinutesIn::Unsaid => TimeSpent::default(),
        MinutesIn::Number(n) => TimeSpent { taking_part: minutes(&n.to_string())?, ..TimeSpent::default() },
        MinutesIn::Text(text) => TimeSpent { taking_part: minutes(text)?, ..TimeSpent::default() },
        MinutesIn::Parts { total, interactive, preparing, taking_part, reading, reflecting } => {
            let others = preparing.saturating_add(*reading).saturating_add(*reflecting);
            let part = |n: u32| minutes(&n.to_string());
            TimeSpent {
                preparing: part(*preparing)?,
                taking_part: part(taking_part.unwrap_or_else(|| total.unwrap_or(0).saturating_sub(others)))?,
                reading: part(*reading)?,
                reflecting: part(*reflecting)?,
                interactive: part(*interactive)?,
            }
        }
    };
    draft.how = text(&entry.how);
    draft.url = text(&entry.url);
    draft.platform = text(&entry.platform);
    draft.handle = text(&entry.handle);
    draft.hashtag = text(&entry.hashtag);
    draft.learnt = text(&entry.learnt);
    draft.changed = text(&entry.changed);
    draft.benefit = text(&entry.benefit);
    draft.private_note = text(&entry.private);
    draft.tags.clone_from(&entry.tags);
    draft.people.clone_from(&entry.people);
    draft.standards.clone_from(&entry.standards);
    draft.used = entry.used.iter().map(|word| verb(word)).collect::<Result<_, _>>()?;
    draft.role = role(entry.role.as_deref().unwrap_or_default())?;
    let mut elsewhere = Vec::new();
    for goal in &entry.goals {
        match goal {
            Named::Name(name) => draft.goals.push(journal.find_goal(name)?.id),
            Named::Object { uid, title, linked_at } => elsewhere.push(GoalFromElsewhere {
                uid: uid.as_deref().and_then(|uid| uid.parse().ok()),
                title: title.clone().unwrap_or_default(),
                linked: linked_at.as_deref().and_then(|at| chrono::DateTime::parse_from_rfc3339(at).ok()).map(|at| at.to_utc()),
            }),
        }
    }
    draft.reflection = reflection_of(journal, entry);
    let state = match (entry.state.as_deref(), &entry.submitted_on) {
        (Some("submitted"), Some(on)) => EntryState::Submitted { on: day(on, today, Sense::Past)? },
        (Some("binned") | None, _) => EntryState::Draft,
        (Some(word), _) => state(word, today)?,
    };
    let mut actions = Vec::with_capacity(entry.actions.len());
    for action in &entry.actions {
        actions.push(ActionDraft {
            what: action.what.clone(),
            due: action.by.as_deref().map(|text| day(text, today, Sense::Future)).transpose()?,
            shared_with: action.shared_with.clone(),
            done: action.done.as_deref().map(|text| day(text, today, Sense::Past)).transpose()?,
            effect: action.effect.clone(),
        });
    }
    let together = Together {
        uid: entry.uid.as_deref().and_then(|uid| uid.parse().ok()),
        community: entry.community.as_deref().filter(|name| !name.trim().is_empty()),
        goals: elsewhere,
        files: Vec::new(),
        actions,
    };
    Ok((draft, state, together))
}

fn reflection_of(journal: &Journal, entry: &EntryIn) -> Reflection {
    let template = entry.reflection.template.clone().unwrap_or_default();
    let answers = entry
        .reflection
        .answers
        .iter()
        .map(|answer| {
            let of = answer.template.clone().unwrap_or_else(|| template.clone());
            let known = journal.catalogue().template(&of).and_then(|known| known.prompt(&answer.prompt)).map(|prompt| prompt.label.clone());
            Answer {
                template: of,
                prompt: answer.prompt.clone(),
                label: answer.label.clone().or(known).unwrap_or_else(|| answer.prompt.clone()),
                text: answer.text.clone(),
            }
        })
        .collect();
    Reflection { template, answers }
}

pub(super) fn edit(journal: &mut Journal, args: &EditArgs) -> Result<Said, Error> {
    let id = journal.find_entry(&args.uid)?;
    let mut known = Known::new(journal, &args.entry)?;
    known.add_goals = goals(journal, &args.add_goal)?;
    known.remove_goals = goals(journal, &args.remove_goal)?;
    // Tried on a copy first, so that words that are off are told before anything is written.
    change(&known, args, &mut journal.entry(id)?.draft)?;
    let wanted = args.entry.state.as_deref().map(|word| state(word, journal.today())).transpose()?;
    let beside = Beside { community: community(&args.entry), state: wanted, files: files(&args.entry)? };
    journal.edit(id, &beside, |draft| {
        // The same words were understood a moment ago.
        let _ = change(&known, args, draft);
    })?;
    let entry = journal.entry(id)?;
    let gaps = journal.gaps_of(&entry)?;
    Ok(said(&Logged { id, uid: entry.uid, gaps }, &format!("Changed “{}”", visible(&entry.draft.name()))))
}

/// What `edit` changes, on a draft as it is.
fn change(known: &Known, args: &EditArgs, draft: &mut EntryDraft) -> Result<(), Error> {
    if let Some(title) = &args.title {
        title.clone_into(&mut draft.title);
    }
    apply(known, &args.entry, draft)?;
    draft.goals.extend(&known.add_goals);
    draft.goals.retain(|goal| !known.remove_goals.contains(goal));
    for (add, remove, list) in [
        (&args.add_tag, &args.remove_tag, &mut draft.tags),
        (&args.add_person, &args.remove_person, &mut draft.people),
        (&args.add_standard, &args.remove_standard, &mut draft.standards),
    ] {
        list.extend(add.iter().cloned());
        let gone: Vec<String> = remove.iter().map(|word| crate::domain::text::folded(word.trim())).collect();
        list.retain(|word| !gone.contains(&crate::domain::text::folded(word)));
    }
    for word in &args.add_used {
        draft.used.push(verb(word)?);
    }
    for word in &args.remove_used {
        let gone = verb(word)?;
        draft.used.retain(|verb| *verb != gone);
    }
    Ok(())
}

/// Entries named for a person: id, day, name.
pub(super) fn shown(header: &crate::domain::EntryHeader) -> String {
    format!("{}  {}  {:>11}  {}", header.uid, header.date, header.total.to_string(), visible(&header.name))
}
