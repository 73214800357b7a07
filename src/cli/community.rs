//! `community …`: communities of the journal, and those that are known.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::args::{CommunityArgs, CommunityCommand};
use super::data::check;
use super::json as shapes;
use super::output::{Said, visible};
use super::words::{day, kind, minutes, usage};
use crate::catalogue::{KnownCommunity, Part};
use crate::domain::text::folded;
use crate::domain::{CommunityDraft, Rhythm, when};
use crate::error::Error;
use crate::journal::{By, Journal, JournalError, Thing};

pub(super) fn run(journal: &mut Journal, command: &CommunityCommand) -> Result<Said, Error> {
    match command {
        CommunityCommand::Known { words } => Ok(known(journal, words.as_deref().unwrap_or_default())),
        CommunityCommand::Take { ids } => take(journal, ids),
        CommunityCommand::Check { file } => check(journal.catalogue(), Part::Communities, file),
        CommunityCommand::List => {
            let list = journal.communities()?;
            let mut text = list.iter().fold(String::new(), |mut text, one| {
                let draft = &one.draft;
                let about: Vec<String> =
                    [draft.hashtag.clone(), draft.platform.clone(), draft.slot()].into_iter().filter(|part| !part.is_empty()).collect();
                let _ = writeln!(text, "{}  {}\n    {}", one.uid, visible(&draft.name), visible(&about.join(", ")));
                text
            });
            if list.is_empty() {
                text.push_str("No communities yet");
            }
            Ok(Said { text, json: json!({ "communities": list.iter().map(shapes::community).collect::<Vec<_>>() }) })
        }
        CommunityCommand::Add { name, community } => {
            let mut draft = CommunityDraft { name: name.clone(), ..CommunityDraft::default() };
            apply(journal, community, &mut draft)?;
            let added = journal.add_community(draft)?.value;
            Ok(Said { text: format!("Added community {}", added.uid), json: json!({ "uid": added.uid.to_string() }) })
        }
        CommunityCommand::Edit { uid, name, community } => {
            let old = journal.find_community(uid)?;
            let mut draft = old.draft.clone();
            if let Some(name) = name {
                name.clone_into(&mut draft.name);
            }
            apply(journal, community, &mut draft)?;
            journal.save_community(old.id, draft, By::Command)?;
            Ok(Said { text: "Changed".to_owned(), json: json!({ "uid": old.uid.to_string() }) })
        }
    }
}

fn apply(journal: &Journal, args: &CommunityArgs, draft: &mut CommunityDraft) -> Result<(), Error> {
    for (text, field) in [
        (&args.platform, &mut draft.platform),
        (&args.hashtag, &mut draft.hashtag),
        (&args.address, &mut draft.address),
        (&args.zone, &mut draft.zone),
        (&args.prepare, &mut draft.prepare),
    ] {
        if let Some(text) = text {
            text.clone_into(field);
        }
    }
    if let Some(text) = &args.day {
        draft.day = if text.trim().is_empty() {
            None
        } else {
            let text = text.trim().to_lowercase();
            let text = text.strip_suffix('s').filter(|name| name.ends_with("day")).unwrap_or(&text);
            Some(
                text.parse()
                    .map_err(|_: chrono::ParseWeekdayError| usage(format!("“{text}” is not a day of the week"), "write it like Monday"))?,
            )
        };
    }
    if let Some(text) = &args.time {
        draft.time = if text.trim().is_empty() {
            None
        } else {
            Some(when::time(text).map_err(|error| usage(error.to_string(), "write it like 20:00 or 8pm"))?)
        };
        if draft.time.is_some() && draft.zone.is_empty() {
            journal.here().name().clone_into(&mut draft.zone);
        }
    }
    if let Some(text) = &args.length {
        draft.length = if text.trim().is_empty() { None } else { Some(minutes(text)?) };
    }
    if let Some(text) = &args.rhythm {
        let known: Vec<&str> = Rhythm::ALL.iter().map(|rhythm| rhythm.token()).collect();
        draft.rhythm = Rhythm::from_token(&text.trim().to_lowercase())
            .ok_or_else(|| usage(format!("“{text}” is not a rhythm"), format!("one of: {}", known.join(", "))))?;
    }
    if let Some(text) = &args.anchor {
        draft.anchor = if text.trim().is_empty() { None } else { Some(day(text, journal.today(), when::Sense::Future)?) };
    }
    if let Some(word) = &args.kind {
        draft.kind = if word.trim().is_empty() { String::new() } else { kind(journal.catalogue(), word)? };
    }
    if let Some(word) = &args.listed {
        draft.unlisted = match word.trim().to_lowercase().as_str() {
            "yes" => false,
            "no" => true,
            _ => return Err(usage(format!("“{word}” is neither yes nor no"), "write --listed yes or --listed no")),
        };
    }
    Ok(())
}

/// What the catalogue knows, with these words.
fn known(journal: &Journal, words: &str) -> Said {
    let words: Vec<String> = words.split_whitespace().map(folded).collect();
    let found = journal.catalogue().communities.iter().filter(|one| {
        let text = folded(
            &[&one.id, &one.draft.name, &one.draft.hashtag, &one.about, &one.draft.platform, &one.professions.join(" ")]
                .map(String::as_str)
                .join(" "),
        );
        words.iter().all(|word| text.contains(word))
    });
    let mut text = String::new();
    let mut list: Vec<Value> = Vec::new();
    for one in found {
        let slot = one.draft.slot();
        let about: Vec<&str> =
            [&one.draft.hashtag, &one.draft.platform, &slot].into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        let _ = writeln!(text, "{:<20} {}\n{:<20} {}\n{:<20} {}", one.id, one.draft.name, "", about.join(", "), "", one.about);
        list.push(shapes::known_community(one));
    }
    if list.is_empty() {
        text.push_str("None is known with these words");
    } else {
        text.push_str("Slots are as they were stated once: check with the community before you go.");
    }
    Said { text, json: json!({ "communities": list }) }
}

/// Takes communities of the catalogue into the journal.
fn take(journal: &mut Journal, ids: &[String]) -> Result<Said, Error> {
    let bare = |text: &str| folded(text.trim().trim_start_matches('#'));
    let called =
        |one: &KnownCommunity, name: &str| [&one.id, &one.draft.hashtag, &one.draft.name].into_iter().any(|own| bare(own) == bare(name));
    let mut wanted: Vec<CommunityDraft> = Vec::with_capacity(ids.len());
    for name in ids {
        let one = journal.catalogue().communities.iter().find(|one| called(one, name));
        let one = one.ok_or_else(|| JournalError::NotFound { what: Thing::KnownCommunity, name: name.clone() })?;
        wanted.push(one.draft.clone());
    }
    let (mut text, mut uids) = (String::new(), Vec::new());
    for draft in wanted {
        let here = journal.communities()?.into_iter().find(|one| folded(&one.draft.name) == folded(&draft.name));
        let (uid, said) = match here {
            Some(one) => (one.uid, "Is here already"),
            None => (journal.add_community(draft.clone())?.value.uid, "Added"),
        };
        let _ = writeln!(text, "{said}: {}  {uid}", visible(&draft.name));
        uids.push(uid.to_string());
    }
    Ok(Said { text, json: json!({ "uids": uids }) })
}
