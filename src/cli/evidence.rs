//! `evidence …`

use std::collections::HashMap;
use std::fmt::Write as _;

use serde_json::json;

use super::args::EvidenceCommand;
use super::json as shapes;
use super::output::{Said, visible};
use super::words::{same, usage};
use crate::domain::evidence::Proof;
use crate::domain::{EntryId, Evidence};
use crate::error::Error;
use crate::exporters::Replace;
use crate::journal::{Journal, JournalError, NewFile, Original, Thing};
use crate::media::Cover;

pub(super) fn run(journal: &mut Journal, command: &EvidenceCommand) -> Result<Said, Error> {
    match command {
        EvidenceCommand::Add { uid, files, caption, alt, source_url, proves } => {
            let entry = journal.find_entry(uid)?;
            let proves = proves.as_deref().map_or(Ok(None), proof)?;
            let mut new = Vec::with_capacity(files.len());
            for path in files {
                let mut file = NewFile::read(path)?;
                file.caption = caption.clone().unwrap_or_default();
                file.alt = alt.clone().unwrap_or_default();
                file.source_url = source_url.clone().unwrap_or_default();
                file.proves = proves;
                new.push(file);
            }
            let digests = journal.attach(entry, &new)?.value;
            let kept: Vec<Evidence> = journal.evidence()?.into_iter().filter(|one| digests.contains(&one.digest)).collect();
            said(journal, &kept)
        }
        EvidenceCommand::List { uid } => {
            let mut list = journal.evidence()?;
            if let Some(uid) = uid {
                let entry = journal.find_entry(uid)?;
                list.retain(|one| one.entries.contains(&entry));
            }
            said(journal, &list)
        }
        EvidenceCommand::Save { hash, out } => {
            let one = journal.find_evidence(hash)?;
            journal.save_evidence(&one, out, Replace::Refuse)?;
            Ok(Said {
                text: format!("Saved {}", out.display()),
                json: json!({ "path": out.display().to_string(), "hash": one.digest.to_string(), "bytes": one.bytes }),
            })
        }
        EvidenceCommand::Describe { hash, caption, alt, source_url, proves } => {
            let one = journal.find_evidence(hash)?;
            let proves = proves.as_deref().map(proof).transpose()?;
            let or_old = |new: &Option<String>, old: &str| new.clone().unwrap_or_else(|| old.to_owned());
            let url = or_old(source_url, &one.source_url);
            if caption.is_some() || alt.is_some() || source_url.is_some() || proves.is_none() {
                journal.describe_evidence(&one, &or_old(caption, &one.caption), &or_old(alt, &one.alt), &url)?;
            }
            if let Some(proves) = proves {
                journal.set_proof(&one, proves)?;
            }
            said(journal, &[journal.find_evidence(&one.digest.to_string())?])
        }
        EvidenceCommand::Replace { uid, hash, file } => {
            let entry = journal.find_entry(uid)?;
            let old = of_entry(journal, entry, hash)?;
            let digest = journal.replace_evidence(entry, &old, &NewFile::read(file)?)?.value;
            said(journal, &[journal.find_evidence(&digest.to_string())?])
        }
        EvidenceCommand::Redact { hash, covers, keep_original } => {
            let one = journal.find_evidence(hash)?;
            let covers: Vec<Cover> = covers.iter().map(|text| cover(text)).collect::<Result<_, _>>()?;
            let original = if *keep_original { Original::Keep } else { Original::Remove };
            let covered = journal.redact_evidence(&one, &covers, original)?.value;
            let mut said = said(journal, &[journal.find_evidence(&covered.digest.to_string())?])?;
            for note in covered.notes() {
                let _ = writeln!(said.text, "{note}");
            }
            if let Some(fields) = said.json.as_object_mut() {
                fields.insert("cut".to_owned(), json!(covered.cut));
                fields.insert("gone".to_owned(), json!(covered.gone.iter().map(ToString::to_string).collect::<Vec<_>>()));
            }
            Ok(said)
        }
        EvidenceCommand::Remove { uid, hash } => {
            let entry = journal.find_entry(uid)?;
            let one = of_entry(journal, entry, hash)?;
            journal.detach(entry, &one)?;
            Ok(Said {
                text: format!("Removed {} (undo brings it back)", visible(&one.name)),
                json: json!({ "hash": one.digest.to_string(), "uid": journal.entry(entry)?.uid.to_string() }),
            })
        }
    }
}

/// A piece of evidence that proves this entry.
fn of_entry(journal: &Journal, entry: EntryId, hash: &str) -> Result<Evidence, Error> {
    let one = journal.find_evidence(hash)?;
    if one.entries.contains(&entry) { Ok(one) } else { Err(JournalError::NotFound { what: Thing::Evidence, name: hash.to_owned() }.into()) }
}

/// What it proves; an empty word says nothing.
fn proof(text: &str) -> Result<Option<Proof>, Error> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let found = Proof::ALL.iter().copied().find(|proof| same(proof.token(), text) || same(proof.label(), text));
    found.map(Some).ok_or_else(|| {
        let known: Vec<&str> = Proof::ALL.iter().map(|proof| proof.token()).collect();
        usage(format!("“{text}” is nothing that evidence is known to be"), format!("one of: {}", known.join(", ")))
    })
}

/// A box: `40,120,300,24`.
fn cover(text: &str) -> Result<Cover, Error> {
    let numbers: Option<Vec<u32>> = text.split(',').map(|n| n.trim().parse().ok()).collect();
    match numbers.as_deref() {
        Some(&[x, y, width, height]) if width > 0 && height > 0 => Ok(Cover { x, y, width, height }),
        _ => Err(usage(
            format!("“{text}” is not a box"),
            "write it like 40,120,300,24: from the left, from the top, width, height, in pixels",
        )),
    }
}

fn said(journal: &Journal, list: &[Evidence]) -> Result<Said, Error> {
    let uids: HashMap<_, _> = journal.headers(None)?.into_iter().map(|header| (header.id, header.uid.to_string())).collect();
    let mut text = String::new();
    let mut shown = Vec::with_capacity(list.len());
    for one in list {
        let proves = one.proves.map(|proof| format!(", {}", proof.label())).unwrap_or_default();
        let _ = writeln!(text, "{}  {} ({}, {} bytes{proves})", one.digest, visible(&one.name), one.media_type, one.bytes);
        let entries: Vec<String> = one.entries.iter().filter_map(|id| uids.get(id).cloned()).collect();
        shown.push(shapes::evidence(one, &entries));
    }
    if list.is_empty() {
        text.push_str("No evidence");
    }
    Ok(Said { text, json: json!({ "evidence": shown }) })
}
