//! `log` and `edit`: the words of a call onto a draft.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::answers::reflect;
use super::args::{EditArgs, EntryArgs, LogArgs};
use super::codes::{self, Codes, said_amounts};
use super::output::{Said, visible};
use super::words::{day_to_come, kind, minutes, moment, role, state, usage, verb, verdict};
use crate::catalogue::Catalogue;
use crate::domain::when::{self, Sense};
use crate::domain::{EntryDraft, EntryState, GoalId, Minutes};
use crate::error::Error;
use crate::journal::{Beside, DayOf, Journal, JournalError, Logged, NewFile, Together};

fn goals(journal: &Journal, names: &[String]) -> Result<Vec<GoalId>, Error> {
    names.iter().map(|name| Ok(journal.find_goal(name)?.id)).collect()
}

/// What a call's words mean in this journal, looked up before anything is written.
struct Known {
    catalogue: Arc<Catalogue>,
    codes: Codes,
    today: NaiveDate,
    /// The zone of a time for which none was named.
    here: &'static str,
    goals: Vec<GoalId>,
    add_goals: Vec<GoalId>,
    remove_goals: Vec<GoalId>,
}

impl Known {
    fn new(journal: &Journal, args: &EntryArgs) -> Result<Self, Error> {
        Ok(Self {
            catalogue: Arc::clone(journal.catalogue()),
            codes: Codes::of(journal)?,
            today: journal.today(),
            here: journal.here().name(),
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
        let (date, time) = moment(text, today, Sense::Past)?;
        draft.date = date;
        if let Some(time) = time {
            draft.time = Some(time);
            if draft.zone.is_empty() {
                known.here.clone_into(&mut draft.zone);
            }
        }
    }
    if let Some(text) = &args.time {
        draft.time = if text.trim().is_empty() {
            None
        } else {
            Some(when::time(text).map_err(|error| usage(error.to_string(), "write it like 20:00 or 8pm"))?)
        };
        if draft.zone.is_empty() && draft.time.is_some() {
            known.here.clone_into(&mut draft.zone);
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
    for (words, list) in [(&args.tags, &mut draft.tags), (&args.people, &mut draft.people)] {
        if !words.is_empty() {
            words.clone_into(list);
        }
    }
    if !args.standards.is_empty() {
        draft.standards = known.codes.meant(&args.standards);
        known.codes.fit(&draft.standards)?;
    }
    draft.amounts.extend(said_amounts(&args.amounts)?);
    if !args.used.is_empty() {
        draft.used = args.used.iter().map(|word| verb(word)).collect::<Result<_, _>>()?;
    }
    if let Some(word) = &args.role {
        draft.role = role(word)?;
    }
    for (text, field) in [
        (&args.claim_who, &mut draft.claim.who),
        (&args.claim_evidence, &mut draft.claim.evidence),
        (&args.claim_holds, &mut draft.claim.holds),
        (&args.ai_help, &mut draft.ai_help),
    ] {
        if let Some(text) = text {
            text.clone_into(field);
        }
    }
    if let Some(word) = &args.verdict {
        draft.claim.verdict = verdict(word)?;
    }
    if let Some(text) = &args.park {
        draft.parked = Some(day_to_come(text, today)?);
    }
    reflect(&known.catalogue, args, &mut draft.reflection)
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
        return super::log_json::log(journal, source);
    }
    let mut draft = EntryDraft { title: args.title.clone().unwrap_or_default(), ..EntryDraft::on(journal.today()) };
    apply(&Known::new(journal, &args.entry)?, &args.entry, &mut draft)?;
    let state = args.entry.state.as_deref().map_or(Ok(EntryState::Draft), |word| state(word, journal.today()))?;
    let mut files = files(&args.entry)?;
    let transcript = transcript(&args.entry, &mut files)?;
    let link = journal.link_of(&draft);
    let beside = words_beside_the_link(&mut draft);
    if args.entry.community.is_none() {
        draft.community = journal.community_tagged(&draft.hashtag)?;
    }
    let day = if args.entry.date.is_some() { DayOf::Said } else { DayOf::Unsaid };
    let pasted = transcript.clone();
    let together = Together { community: community(&args.entry), files, transcript, day, ..Together::default() };
    let aside = draft.is_parked(journal.today());
    let logged = journal.log(draft, state, &together)?.value;
    let mut said = said(&logged, aside, &format!("Logged {}", logged.uid));
    tell_codes(journal, &journal.entry(logged.id)?.draft, &mut said);
    if args.entry.transcript.is_some() || link.as_ref().is_some_and(|link| link.platform_id.is_some()) {
        let entry = journal.entry(logged.id)?;
        said.text.push_str(&format!("\n{}", visible(&filled(&entry.draft))));
    }
    if let (Some(link), Some(object)) = (link, said.json.as_object_mut()) {
        for doubt in &link.doubts {
            said.text.push_str(&format!("\nnote: {}", doubt.sentence()));
        }
        object.insert("link".to_owned(), super::json::link(&link));
    }
    if beside {
        said.text.push_str("\nnote: what stood beside the first link is kept under what you learnt");
    }
    if let Some(text) = pasted {
        let read = journal.transcript(&text, Some(journal.entry(logged.id)?.draft.date))?;
        for note in super::chat_read::notes(&read) {
            said.text.push_str(&format!("\nnote: {}", visible(&note)));
        }
        if let Some(object) = said.json.as_object_mut() {
            object.insert("transcript".to_owned(), super::chat_read::json(&read));
        }
    }
    Ok(said)
}

/// A text that holds a link is more than a link: its first words become the title, and all of it is kept. `true` when there was more.
fn words_beside_the_link(draft: &mut EntryDraft) -> bool {
    let text = draft.url.trim().to_owned();
    if !text.contains(char::is_whitespace) {
        return false;
    }
    if draft.title.trim().is_empty() {
        let words: Vec<&str> = text.split_whitespace().take_while(|word| !word.contains("://")).collect();
        draft.title = words.join(" ");
    }
    let free = draft.learnt.trim().is_empty();
    if free {
        draft.learnt = text;
    }
    free
}

/// What was filled in, in one line, so that it can be changed when it is wrong.
fn filled(draft: &EntryDraft) -> String {
    let mut parts = vec![when::shown(draft.date)];
    parts.extend(draft.time.map(|time| time.format("%H:%M").to_string()));
    if draft.minutes.total() > Minutes::ZERO {
        parts.push(draft.minutes.total().to_string());
    }
    if draft.minutes.interactive > Minutes::ZERO {
        parts.push(format!("{} interactive", draft.minutes.interactive));
    }
    parts.extend([&draft.platform, &draft.handle, &draft.hashtag, &draft.how].into_iter().filter(|part| !part.is_empty()).cloned());
    format!("Filled in: {}; `edit` changes it", parts.join(", "))
}

/// The most that is read of a chat, in bytes.
const LARGEST_CHAT: u64 = 20_000_000;

/// The text of the chat that was named. One in an old encoding is kept as the file that it is, too.
fn transcript(args: &EntryArgs, files: &mut Vec<NewFile>) -> Result<Option<String>, Error> {
    let Some(path) = &args.transcript else { return Ok(None) };
    let failed = |reason: String| JournalError::File { path: path.clone(), reason };
    let mut bytes = Vec::new();
    let from: Box<dyn Read> = if path == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(std::fs::File::open(path).map_err(|error| failed(error.to_string()))?)
    };
    from.take(LARGEST_CHAT + 1).read_to_end(&mut bytes).map_err(|error| failed(error.to_string()))?;
    if u64::try_from(bytes.len()).is_ok_and(|len| len > LARGEST_CHAT) {
        return Err(failed(format!("it is larger than {} MB", LARGEST_CHAT / 1_000_000)).into());
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Some(text)),
        Err(error) => {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let text = crate::media::text_of("text/plain", &name, error.as_bytes()).ok_or_else(|| failed("it is no text".to_owned()))?;
            files.push(NewFile::in_memory(&name, error.into_bytes()));
            Ok(Some(text.text))
        }
    }
}

/// Of what is set aside (`aside`) nothing is wanted.
pub(super) fn said(logged: &Logged, aside: bool, first: &str) -> Said {
    let mut text = first.to_owned();
    if !aside && !logged.gaps.is_empty() {
        let gaps: Vec<String> = logged.gaps.iter().map(|gap| gap.label().to_lowercase()).collect();
        text.push_str(&format!("\nStill wanted some day: {}", gaps.join("; ")));
    }
    Said { text, json: logged_json(logged) }
}

pub(super) fn logged_json(logged: &Logged) -> Value {
    let gaps: Vec<Value> = logged.gaps.iter().map(|gap| json!({ "id": gap.token(), "label": gap.label() })).collect();
    json!({ "uid": logged.uid.to_string(), "gaps": gaps })
}

pub(super) fn edit(journal: &mut Journal, args: &EditArgs) -> Result<Said, Error> {
    let id = journal.find_entry(&args.uid)?;
    let mut known = Known::new(journal, &args.entry)?;
    known.add_goals = goals(journal, &args.add_goal)?;
    known.remove_goals = goals(journal, &args.remove_goal)?;
    // Tried on a copy first, so that words that are off are told before anything is written.
    change(&known, args, &mut journal.entry(id)?.draft)?;
    let wanted = args.entry.state.as_deref().map(|word| state(word, journal.today())).transpose()?;
    let mut files = files(&args.entry)?;
    let transcript = transcript(&args.entry, &mut files)?;
    let beside = Beside { community: community(&args.entry), state: wanted, files, transcript };
    journal.edit(id, &beside, |draft| {
        // The same words were understood a moment ago.
        let _ = change(&known, args, draft);
    })?;
    let entry = journal.entry(id)?;
    let gaps = journal.gaps_of(&entry)?;
    let aside = entry.draft.is_parked(journal.today());
    let mut said = said(&Logged { id, uid: entry.uid, gaps }, aside, &format!("Changed “{}”", visible(&entry.draft.name())));
    tell_codes(journal, &entry.draft, &mut said);
    Ok(said)
}

/// Codes that no framework knows are kept, and told.
fn tell_codes(journal: &Journal, draft: &EntryDraft, said: &mut Said) {
    let notes = codes::notes(journal.catalogue(), draft);
    for note in &notes {
        said.text.push_str(&format!("\nnote: {}", visible(note)));
    }
    if let (false, Some(object)) = (notes.is_empty(), said.json.as_object_mut()) {
        object.insert("notes".to_owned(), json!(notes));
    }
}

/// What `edit` changes, on a draft as it is.
fn change(known: &Known, args: &EditArgs, draft: &mut EntryDraft) -> Result<(), Error> {
    if let Some(title) = &args.title {
        title.clone_into(&mut draft.title);
    }
    apply(known, &args.entry, draft)?;
    if args.unpark {
        draft.parked = None;
    }
    draft.goals.extend(&known.add_goals);
    draft.goals.retain(|goal| !known.remove_goals.contains(goal));
    let (add_standard, mut remove_standard) = (known.codes.meant(&args.add_standard), known.codes.meant(&args.remove_standard));
    remove_standard.extend(args.remove_standard.iter().cloned());
    for (add, remove, list) in [
        (&args.add_tag, &args.remove_tag, &mut draft.tags),
        (&args.add_person, &args.remove_person, &mut draft.people),
        (&add_standard, &remove_standard, &mut draft.standards),
    ] {
        list.extend(add.iter().cloned());
        let gone: Vec<String> = remove.iter().map(|word| crate::domain::text::folded(word.trim())).collect();
        list.retain(|word| !gone.contains(&crate::domain::text::folded(word)));
    }
    if !args.add_standard.is_empty() {
        known.codes.fit(&draft.standards)?;
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
