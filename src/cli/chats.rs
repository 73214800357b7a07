//! `chat …` and `calendar …`.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::args::{CalendarCommand, ChatArgs, ChatCommand};
use super::json::instant;
use super::output::{Said, visible};
use super::words::{day, minutes, usage};
use crate::domain::when::{self, Sense};
use crate::domain::{Chat, ChatDraft};
use crate::error::Error;
use crate::exporters::Replace;
use crate::journal::{CalendarBecomes, CalendarItem, Coming, Journal};

pub(super) fn chat(journal: &mut Journal, command: &ChatCommand) -> Result<Said, Error> {
    match command {
        ChatCommand::List { days } => list(journal, *days),
        ChatCommand::Add { title, chat } => {
            let (Some(date), Some(time)) = (&chat.date, &chat.time) else {
                return Err(usage("a chat needs a day and a time", "say --date \"next Monday\" --time 8pm"));
            };
            let mut draft = ChatDraft {
                community: None,
                title: title.clone(),
                date: day(date, journal.today(), Sense::Future)?,
                time: when::time(time).map_err(|error| usage(error.to_string(), "write it like 20:00 or 8pm"))?,
                zone: journal.here().name().to_owned(),
                length: None,
                address: String::new(),
                external: String::new(),
            };
            apply(journal, chat, &mut draft)?;
            let added = journal.add_chat(draft)?.value;
            Ok(Said { text: format!("Added chat {}", added.uid), json: json!({ "uid": added.uid.to_string() }) })
        }
        ChatCommand::Edit { uid, title, chat } => {
            let Chat { id, uid, mut draft } = journal.find_chat(uid)?;
            if let Some(title) = title {
                title.clone_into(&mut draft.title);
            }
            apply(journal, chat, &mut draft)?;
            journal.save_chat(id, draft)?;
            Ok(Said { text: "Changed".to_owned(), json: json!({ "uid": uid.to_string() }) })
        }
        ChatCommand::Remove { uid } => {
            let chat = journal.find_chat(uid)?;
            journal.remove_chat(&chat)?;
            Ok(Said { text: "Removed (undo brings it back)".to_owned(), json: json!({ "uid": chat.uid.to_string() }) })
        }
    }
}

fn apply(journal: &Journal, args: &ChatArgs, draft: &mut ChatDraft) -> Result<(), Error> {
    if let Some(name) = &args.community {
        draft.community = if name.trim().is_empty() { None } else { Some(journal.find_community(name)?.id) };
    }
    if let Some(text) = &args.date {
        draft.date = day(text, journal.today(), Sense::Future)?;
    }
    if let Some(text) = &args.time {
        draft.time = when::time(text).map_err(|error| usage(error.to_string(), "write it like 20:00 or 8pm"))?;
    }
    if let Some(text) = &args.length {
        draft.length = if text.trim().is_empty() { None } else { Some(minutes(text)?) };
    }
    for (text, field) in [(&args.zone, &mut draft.zone), (&args.address, &mut draft.address)] {
        if let Some(text) = text {
            text.clone_into(field);
        }
    }
    Ok(())
}

fn list(journal: &Journal, days: u32) -> Result<Said, Error> {
    let coming = journal.coming(days)?;
    let chats = journal.chats()?;
    let mut text = String::new();
    let mut shown: Vec<Value> = Vec::with_capacity(coming.len());
    for one in &coming {
        let length = one.length.map(|length| format!(", {length}")).unwrap_or_default();
        let _ = writeln!(text, "{} {} ({})  {}{length}", when::shown(one.date), one.time.format("%H:%M"), one.zone, visible(&one.title));
        shown.push(coming_json(one, &chats));
    }
    if coming.is_empty() {
        text.push_str("No chat is known for these days; `community known` lists communities with their usual slots");
    }
    Ok(Said { text, json: json!({ "chats": shown }) })
}

fn coming_json(one: &Coming, chats: &[Chat]) -> Value {
    json!({
        "uid": one.chat.and_then(|id| chats.iter().find(|chat| chat.id == id)).map(|chat| chat.uid.to_string()),
        "title": one.title,
        "hashtag": one.hashtag,
        "address": one.address,
        "prepare": one.prepare,
        "date": one.date.to_string(),
        "time": one.time.format("%H:%M").to_string(),
        "zone": one.zone,
        "start": instant(one.start),
        "length": one.length.map(|length| length.0),
    })
}

pub(super) fn calendar(journal: &mut Journal, command: &CalendarCommand) -> Result<Said, Error> {
    match command {
        CalendarCommand::Save { out, force } => {
            journal.save_calendar(out, if *force { Replace::Allow } else { Replace::Refuse })?;
            Ok(Said { text: format!("Saved {}", out.display()), json: json!({ "path": out.display().to_string() }) })
        }
        CalendarCommand::Read { file, preview, select } => read(journal, file, *preview, select),
    }
}

fn read(journal: &mut Journal, file: &Path, preview: bool, select: &str) -> Result<Said, Error> {
    let plan = journal.read_calendar_file(file)?;
    let mut text = String::new();
    let mut items: Vec<Value> = Vec::with_capacity(plan.items.len());
    for (at, item) in plan.items.iter().enumerate() {
        let known = if item.known { "  (is here already)" } else { "" };
        let _ = writeln!(text, "{:>3}  {}  {}{known}", at + 1, visible(&item.title), visible(&item.when));
        let becomes = match &item.what {
            CalendarBecomes::Slot { .. } => "slot",
            CalendarBecomes::Chat(_) => "chat",
        };
        items.push(json!({ "n": at + 1, "title": item.title, "when": item.when, "becomes": becomes, "known": item.known }));
    }
    for note in &plan.notes {
        let _ = writeln!(text, "note: {}", visible(note));
    }
    let added = if preview {
        0
    } else {
        let wanted = selected(select, plan.items.len())?;
        let chosen: Vec<CalendarItem> = plan
            .items
            .iter()
            .enumerate()
            .filter(|(at, item)| wanted.contains(&(at + 1)) && !item.known)
            .map(|(_, item)| item.clone())
            .collect();
        if chosen.is_empty() { 0 } else { journal.take_calendar(&chosen)?.value }
    };
    if !preview {
        let _ = write!(text, "{added} taken into the journal");
    }
    Ok(Said { text, json: json!({ "items": items, "notes": plan.notes, "added": added }) })
}

/// The numbers that `--select` names.
fn selected(select: &str, most: usize) -> Result<Vec<usize>, Error> {
    if select.trim().eq_ignore_ascii_case("all") {
        return Ok((1..=most).collect());
    }
    select.split(',').map(|n| n.trim().parse::<usize>().ok().filter(|n| (1..=most).contains(n))).collect::<Option<Vec<usize>>>().ok_or_else(
        || {
            usage(
                format!("“{select}” does not name lines of the preview"),
                format!("write numbers from 1 to {most} with commas between, or all"),
            )
        },
    )
}
