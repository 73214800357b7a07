//! `again`, `rollup`, `timer`.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::args::{AgainArgs, RollUpArgs, TimerCommand};
use super::json::instant;
use super::log::logged_json;
use super::output::{Said, visible};
use super::words::{minutes, usage};
use crate::domain::timer::Measured;
use crate::domain::{EntryId, Minutes, Part, Uid};
use crate::error::Error;
use crate::journal::{Journal, JournalError};

pub(super) fn again(journal: &mut Journal, args: &AgainArgs) -> Result<Said, Error> {
    let community = args.community.as_deref().map(|name| journal.find_community(name)).transpose()?;
    let again = journal.again(community.map(|one| one.id))?.value;
    let entry = journal.entry(again.logged.id)?;
    let when = match entry.draft.time {
        Some(time) => format!("{} {}", crate::domain::when::shown(entry.draft.date), time.format("%H:%M")),
        None => crate::domain::when::shown(entry.draft.date),
    };
    let verb = if again.existed { "Logged already" } else { "Logged" };
    let text = format!("{verb} {}\n{}, {when}, {}", again.logged.uid, visible(&again.name), entry.draft.minutes.total());
    let mut json = logged_json(&again.logged);
    if let Some(object) = json.as_object_mut() {
        object.insert("existed".to_owned(), json!(again.existed));
        object.insert("title".to_owned(), json!(again.name));
        object.insert("date".to_owned(), json!(entry.draft.date.to_string()));
        object.insert("time".to_owned(), json!(entry.draft.time.map(|time| time.format("%H:%M").to_string())));
    }
    Ok(Said { text, json })
}

pub(super) fn rollup(journal: &mut Journal, args: &RollUpArgs) -> Result<Said, Error> {
    if let Some(claim) = &args.undo {
        let id = journal.find_entry(claim)?;
        let uid = journal.entry(id)?.uid;
        let items = uids(journal, &journal.items_of(id)?)?;
        let restored = journal.undo_roll_up(id)?.value;
        let count = if restored == 1 { "1 item counts for itself".to_owned() } else { format!("{restored} items count for themselves") };
        let text = format!("{count} again; the claim is in the bin");
        return Ok(Said { text, json: json!({ "uid": uid.to_string(), "items": items }) });
    }
    let items: Vec<EntryId> = args.items.iter().map(|name| Ok(journal.find_entry(name)?)).collect::<Result<_, Error>>()?;
    let sum = journal.rolled_up(&items)?;
    let logged = journal.roll_up(&items, args.title.as_deref().unwrap_or_default())?.value;
    let claim = journal.entry(logged.id)?;
    let mut text = format!("Made one claim {}\n{}: {}", logged.uid, visible(&claim.draft.name()), sum.minutes);
    let _ = write!(text, " ({} interactive): {}", sum.interactive, sum.in_short());
    Ok(Said {
        text,
        json: json!({
            "uid": logged.uid.to_string(),
            "title": claim.draft.name(),
            "minutes": claim.draft.minutes.total().0,
            "interactive": claim.draft.minutes.interactive.0,
            "days": sum.days,
            "overlap": sum.overlap.0,
            "items": uids(journal, &journal.items_of(logged.id)?)?,
        }),
    })
}

fn uids(journal: &Journal, entries: &[EntryId]) -> Result<Vec<String>, Error> {
    entries.iter().map(|id| Ok(journal.entry(*id)?.uid.to_string())).collect()
}

pub(super) fn timer(journal: &mut Journal, command: &TimerCommand) -> Result<Said, Error> {
    match command {
        TimerCommand::Start { uid, part } => {
            let known: Vec<&str> = Part::ALL.iter().map(|part| part.token()).collect();
            let wanted = part.trim().to_lowercase().replace(['-', ' '], "_");
            let part = Part::from_token(&wanted)
                .ok_or_else(|| usage(format!("“{part}” is no part of an entry’s time"), format!("one of: {}", known.join(", "))))?;
            let entry = journal.find_entry(uid)?;
            journal.start_timer(entry, part)?;
            status(journal)
        }
        TimerCommand::Status => status(journal),
        TimerCommand::Stop { count, all, with_away, present } => {
            let (Some(timer), Some(measured)) = (journal.timer()?, journal.measured()?) else { return Err(no_timer()) };
            let counted = match count {
                Some(text) => minutes(text)?,
                None if *present => measured.present(),
                None if *all && (*with_away || measured.away == Minutes::ZERO) => measured.all,
                None if *all => {
                    return Err(usage(
                        format!("{} of the {} are time away, without a sign of you", measured.away, measured.all),
                        format!("--present counts the other {}, --all --with-away counts all of it", measured.present()),
                    ));
                }
                None => {
                    return Err(usage(
                        format!("the timer ran {}{}, and counts nothing by itself", measured.all, away(measured)),
                        "say how much counts: --present, --all, --count \"45 min\", or `timer drop`",
                    ));
                }
            };
            journal.stop_timer(counted)?;
            let entry = journal.entry(timer.entry)?;
            Ok(Said {
                text: format!(
                    "Counted {counted} {} for {}; the timer ran {}{}",
                    timer.part.label().to_lowercase(),
                    visible(&entry.draft.name()),
                    measured.all,
                    away(measured)
                ),
                json: json!({
                    "uid": entry.uid.to_string(),
                    "part": timer.part.token(),
                    "counted": counted.0,
                    "ran": measured.all.0,
                    "away": measured.away.0,
                    "present": measured.present().0,
                    "minutes": { "total": entry.draft.minutes.total().0 },
                }),
            })
        }
        TimerCommand::Drop => {
            let timer = journal.timer()?.ok_or_else(no_timer)?;
            journal.drop_timer()?;
            Ok(Said {
                text: "Stopped; nothing is counted".to_owned(),
                json: json!({ "uid": uid_of(journal, timer.entry)?.to_string(), "counted": 0 }),
            })
        }
    }
}

fn no_timer() -> Error {
    JournalError::NoTimer.into()
}

/// “, 12 min of it away”, when there is such time.
fn away(measured: Measured) -> String {
    if measured.away > Minutes::ZERO { format!(", {} of it away", measured.away) } else { String::new() }
}

fn uid_of(journal: &Journal, entry: EntryId) -> Result<Uid, Error> {
    Ok(journal.entry(entry)?.uid)
}

fn status(journal: &Journal) -> Result<Said, Error> {
    let (Some(timer), Some(measured)) = (journal.timer()?, journal.measured()?) else {
        return Ok(Said { text: "No timer runs".to_owned(), json: json!({ "running": Value::Null }) });
    };
    let entry = journal.entry(timer.entry)?;
    Ok(Said {
        text: format!("{} for {}: {}{}", timer.part.label(), visible(&entry.draft.name()), measured.all, away(measured)),
        json: json!({ "running": {
            "uid": entry.uid.to_string(),
            "title": entry.draft.name(),
            "part": timer.part.token(),
            "started": instant(timer.started),
            "minutes": measured.all.0,
            "away": measured.away.0,
            "present": measured.present().0,
        }}),
    })
}
