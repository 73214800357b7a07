//! `import`: what this program once wrote, taken in again.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::args::ImportArgs;
use super::output::{Said, visible};
use super::words::usage;
use crate::domain::Uid;
use crate::domain::leaving::Batch;
use crate::error::Error;
use crate::importers::{self, Taken, Warning};
use crate::journal::{Journal, JournalError, Known, Proposal, TakenIn};

pub(super) fn run(journal: &mut Journal, args: &ImportArgs) -> Result<Said, Error> {
    if let Some(word) = &args.undo {
        return undo(journal, word);
    }
    if args.batches {
        return batches(journal);
    }
    let several = args.paths.len() > 1;
    // All of them are read before anything is taken in: one that cannot be read must not leave half of it done.
    let mut files = Vec::new();
    for path in &args.paths {
        let importer = match args.format.as_deref() {
            None => importers::detect(path).map_err(JournalError::from)?,
            Some(word) => importers::find(&word.to_lowercase()).ok_or_else(|| {
                let known: Vec<&str> = importers::ALL.iter().map(|one| one.id()).collect();
                usage(format!("there is no format “{}” to take in", visible(word)), format!("one of: {}", known.join(", ")))
            })?,
        };
        let taken = importer.read(path).map_err(JournalError::from)?;
        let selected = selected(args, &journal.proposals(&taken.dossier)?)?;
        let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
        files.push(File { name, format: importer.id(), taken, selected });
    }
    let mut texts = Vec::new();
    let mut all: Vec<Value> = Vec::new();
    let mut batches: Vec<Uid> = Vec::new();
    for file in files {
        match one(journal, file, args.preview) {
            Ok((done, text, json)) => {
                batches.extend(done.batch);
                texts.push(text);
                all.push(json);
            }
            Err(error) => {
                for uid in batches.into_iter().rev() {
                    journal.undo_import(&journal.find_batch(&uid.to_string())?)?;
                }
                return Err(error);
            }
        }
    }
    let json = match (several, all.pop()) {
        (false, Some(one)) => one,
        (_, last) => {
            all.extend(last);
            json!({ "imports": all })
        }
    };
    Ok(Said { text: texts.join("\n"), json })
}

/// A file that was read.
struct File {
    name: String,
    format: &'static str,
    taken: Taken,
    selected: Option<Vec<usize>>,
}

/// Takes in one file, or only tells what is in it.
fn one(journal: &mut Journal, file: File, preview: bool) -> Result<(TakenIn, String, Value), Error> {
    let File { name, format, taken, selected } = file;
    let proposals = journal.proposals(&taken.dossier)?;
    let around = taken.dossier.entries.iter().map(|one| (one.uid.clone(), (one.hashtag.clone(), one.url.clone()))).collect();
    let done = if preview {
        TakenIn { warnings: taken.warnings, ..TakenIn::default() }
    } else {
        journal.take_in(taken, (&name, format), selected.as_deref())?.value
    };
    let (text, json) = (text(&name, &proposals, &done, preview), value(format, &name, (&proposals, &around), &done));
    Ok((done, text, json))
}

/// Numbers that were chosen; none for all.
fn selected(args: &ImportArgs, proposals: &[Proposal]) -> Result<Option<Vec<usize>>, Error> {
    if args.select.is_empty() || args.select.iter().any(|word| word.trim() == "all") {
        return Ok(None);
    }
    if args.paths.len() > 1 {
        return Err(usage("--select chooses from one file", "take in one file after the other"));
    }
    let number = |word: &String| {
        let wrong = || usage(format!("there is no number “{}” in the preview", visible(word)), format!("1 to {}", proposals.len()));
        word.trim().parse::<usize>().ok().filter(|n| (1..=proposals.len()).contains(n)).ok_or_else(wrong)
    };
    args.select.iter().map(number).collect::<Result<Vec<usize>, Error>>().map(Some)
}

fn text(name: &str, proposals: &[Proposal], done: &TakenIn, preview: bool) -> String {
    let mut text = if preview {
        let line = |one: &Proposal| {
            let known = match one.known {
                Known::New => "",
                Known::Same => "  (here already)",
                Known::Differs => "  (here already, and says something else: yours stays)",
                Known::Binned => "  (in your bin)",
            };
            format!("{:>4}  {}  {}{known}", one.n, one.date, visible(&one.title))
        };
        let head = format!("{}: {} entries and records", visible(name), proposals.len());
        std::iter::once(head).chain(proposals.iter().map(line)).collect::<Vec<_>>().join("\n")
    } else {
        let parts = [
            (done.entries, "entry", "entries"),
            (done.records, "record", "records"),
            (done.goals, "goal", "goals"),
            (done.others, "other thing", "other things"),
        ];
        let parts = parts.into_iter().filter(|(count, ..)| *count > 0);
        let parts: Vec<String> = parts.map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many })).collect();
        match &done.batch {
            Some(batch) => {
                format!("Took in {} from {}\nTake it back with: cpd-journal import --undo {batch}", parts.join(", "), visible(name))
            }
            None => format!("Nothing new in {}", visible(name)),
        }
    };
    if done.duplicates > 0 {
        text.push_str(&format!("\n{} were here already, and stay as they are", done.duplicates));
    }
    for Warning { place, what } in &done.warnings {
        text.push_str(&format!("\nnote: {}: {}", visible(place), visible(what)));
    }
    text
}

/// Hashtags and addresses of entries, by the uids that the file has.
type Around = HashMap<String, (String, String)>;

fn value(format: &str, name: &str, (proposals, around): (&[Proposal], &Around), done: &TakenIn) -> Value {
    let proposal = |one: &Proposal| {
        let (hashtag, url) = around.get(&one.uid.to_string()).map_or(("", ""), |(hashtag, url)| (hashtag.as_str(), url.as_str()));
        json!({
            "n": one.n,
            "uid": one.uid.to_string(),
            "title": one.title,
            "kind": one.kind,
            "record": one.is_record,
            "start": one.date.to_string(),
            "end": one.date.to_string(),
            "minutes": one.minutes.0,
            // What this program wrote tells of no posts.
            "posts_mine": null,
            "posts_all": null,
            "hashtag": hashtag,
            "url": url,
            "known": one.known.token(),
            "duplicate_of": (one.known != Known::New).then(|| one.uid.to_string()),
        })
    };
    json!({
        "format": format,
        "name": name,
        "found": proposals.len(),
        "proposals": proposals.iter().map(proposal).collect::<Vec<_>>(),
        "added": done.entries + done.records,
        "entries": done.entries,
        "records": done.records,
        "goals": done.goals,
        "others": done.others,
        "duplicates": done.duplicates,
        "warnings": done.warnings.iter().map(|one| json!({ "where": one.place, "what": one.what })).collect::<Vec<_>>(),
        "batch": done.batch.map(|uid| uid.to_string()),
    })
}

fn undo(journal: &mut Journal, word: &str) -> Result<Said, Error> {
    let batch = journal.find_batch(word)?;
    let done = journal.undo_import(&batch)?;
    Ok(Said { text: format!("Taken back: {}", visible(&done.value)), json: json!({ "batch": batch.uid.to_string(), "taken_back": true }) })
}

fn batches(journal: &Journal) -> Result<Said, Error> {
    let all = journal.batches()?;
    let line = |one: &Batch| {
        let back = if one.taken_back { ", taken back" } else { "" };
        format!("{}  {}  {} ({} things{back})", one.uid, one.at.format("%Y-%m-%d %H:%M"), visible(&one.name), one.added)
    };
    let json = |one: &Batch| {
        json!({
            "batch": one.uid.to_string(), "at": super::json::instant(one.at), "format": one.format, "name": one.name,
            "added": one.added, "taken_back": one.taken_back,
        })
    };
    let text = if all.is_empty() { "Nothing was taken in yet".to_owned() } else { all.iter().map(line).collect::<Vec<_>>().join("\n") };
    Ok(Said { text, json: json!({ "batches": all.iter().map(json).collect::<Vec<_>>() }) })
}
