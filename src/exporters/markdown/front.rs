//! YAML front matter: everything that is known, in words that Obsidian, Hugo and pandoc share with us where they have one.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::Serialize;

use super::exact::Keys;
use crate::domain::evidence::Proof;
use crate::domain::report::{FoundLater, ItemOf, ReportEntry, ReportEvidence, ReportItem};
use crate::domain::text::{clean_line, note_tag};
use crate::domain::{ActionDraft, ClaimCheck, EntryState, Report, Verdict};
use crate::exporters::{direction, words};

/// The key by which front matter is known as ours.
const MARK: &str = "cpd_journal";

/// Raised when a key changes its meaning.
const FORMAT: u32 = 1;

/// The front matter with its fences and the empty line after it. By its first key it is known as ours. The date is written by hand:
/// quoted, as a YAML writer does it, programs take it for a text.
pub(super) fn front_matter(data: &Keys, date: NaiveDate) -> String {
    let first = data.iter().filter(|(key, _)| *key == MARK);
    let rest = data.iter().filter(|(key, _)| *key != MARK && *key != "date");
    let data: Keys = first.chain(rest).map(|(key, value)| (key.clone(), value.clone())).collect();
    // Nothing in these shapes can fail to be written; should it ever, a record without front matter is better than none.
    let mut yaml = serde_saphyr::to_string(&data).unwrap_or_default();
    if !direction::is_straight(&yaml) {
        yaml = straight(&data).unwrap_or_default();
    }
    // Empty lines at the end may be those of a text.
    let end = if yaml.ends_with('\n') { "" } else { "\n" };
    format!("---\n{yaml}{end}date: {date}\n---\n\n")
}

/// The same data with every character that turns the direction of writing as an escape. Only quoted texts have escapes, so a value that
/// holds one is written as JSON, which is YAML, too.
fn straight(data: &Keys) -> Option<String> {
    let mut yaml = String::new();
    for (key, value) in data {
        let json = value.to_string();
        if direction::is_straight(&json) {
            let alone = Keys::from_iter([(key.clone(), value.clone())]);
            yaml.push_str(&serde_saphyr::to_string(&alone).ok()?);
        } else {
            yaml.push_str(&format!("{key}: {}", direction::escaped(&json)));
        }
        if !yaml.ends_with('\n') {
            yaml.push('\n');
        }
    }
    Some(yaml)
}

/// Of an entry's file.
#[derive(Serialize)]
pub(super) struct Entry<'a> {
    title: String,
    tags: Vec<String>,
    id: String,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    submitted: Option<String>,
    kind: &'a str,
    kind_label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
    #[serde(skip_serializing_if = "str::is_empty")]
    zone: &'a str,
    minutes: u32,
    preparing: u32,
    taking_part: u32,
    reading: u32,
    reflecting: u32,
    interactive: u32,
    #[serde(skip_serializing_if = "str::is_empty")]
    how: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    platform: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    url: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    handle: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    hashtag: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    community: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    template: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    template_label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    used: Vec<&'static str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    people: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    learnt_with: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    standards: &'a [String],
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    amounts: BTreeMap<&'a str, f64>,
    /// The tags as typed, where a tag of Obsidian cannot be written so.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    labels: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    claim_check: Option<Claim<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    ai_help: &'a str,
    /// What a claim is made of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    items: Vec<Item<'a>>,
    /// The claim that it is an item of.
    #[serde(skip_serializing_if = "Option::is_none")]
    item_of: Option<Goes<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    goals: Vec<Goal<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    actions: Vec<Action<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    found_later: Vec<Later>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<Evidence<'a>>,
    created: String,
    lastmod: String,
    cpd_journal: u32,
}

#[derive(Serialize)]
struct Goal<'a> {
    title: &'a str,
    id: String,
    planned: bool,
}

#[derive(Serialize)]
struct Claim<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    who: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    evidence: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    holds: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'static str>,
}

#[derive(Serialize)]
struct Item<'a> {
    title: &'a str,
    id: String,
    date: String,
    minutes: u32,
    interactive: u32,
}

#[derive(Serialize)]
struct Goes<'a> {
    title: &'a str,
    id: String,
    /// Its minutes are in the sums of this record as those of the claim.
    counted_there: bool,
}

#[derive(Serialize)]
struct Action<'a> {
    what: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    #[serde(skip_serializing_if = "str::is_empty")]
    shared_with: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    shared_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    done: Option<String>,
    #[serde(skip_serializing_if = "str::is_empty")]
    effect: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    effect_service: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    effect_people: &'a str,
}

/// What was found later; its words are in the body.
#[derive(Serialize)]
struct Later {
    date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    after_months: Option<u32>,
    found: &'static str,
}

#[derive(Serialize)]
struct Evidence<'a> {
    number: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    name: &'a str,
    id: String,
    sha256: String,
    media_type: &'a str,
    bytes: u64,
    #[serde(skip_serializing_if = "str::is_empty")]
    caption: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    alt: &'a str,
    captured: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    source_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    proves: Option<&'a str>,
}

impl<'a> Entry<'a> {
    pub(super) fn of(entry: &'a ReportEntry, report: &'a Report, files: Option<&'a [String]>) -> Self {
        let minutes = entry.minutes;
        let tags = tags(&entry.tags);
        Self {
            title: clean_line(&entry.title),
            id: entry.uid.to_string(),
            state: entry.state.token(),
            submitted: match entry.state {
                EntryState::Submitted { on } => Some(on.to_string()),
                EntryState::Draft | EntryState::Ready | EntryState::Binned { .. } => None,
            },
            kind: &entry.kind_id,
            kind_label: &entry.kind,
            time: entry.time.map(|time| time.format("%H:%M").to_string()),
            zone: &entry.zone,
            minutes: minutes.total().0,
            preparing: minutes.preparing.0,
            taking_part: minutes.taking_part.0,
            reading: minutes.reading.0,
            reflecting: minutes.reflecting.0,
            interactive: minutes.interactive.0,
            how: &entry.how,
            platform: &entry.platform,
            url: &entry.url,
            handle: &entry.handle,
            hashtag: &entry.hashtag,
            community: &entry.community,
            template: &entry.template_id,
            template_label: &entry.template,
            role: entry.role.map(crate::domain::Role::token),
            used: entry.used.iter().map(|verb| verb.token()).collect(),
            people: &entry.people,
            learnt_with: &entry.learnt_with,
            standards: &entry.standards,
            amounts: entry.amounts.iter().map(|(code, amount)| (code.as_str(), amount.number())).collect(),
            labels: if tags == entry.tags { &[] } else { &entry.tags },
            tags,
            claim_check: (!entry.claim.is_blank()).then(|| Claim::of(&entry.claim)),
            ai_help: &entry.ai_help,
            items: entry.made_of.iter().flat_map(|made| &made.items).map(Item::of).collect(),
            item_of: entry.item_of.as_ref().map(Goes::into),
            goals: entry.goals.iter().map(|goal| Goal { title: &goal.title, id: goal.uid.to_string(), planned: goal.planned }).collect(),
            actions: entry.actions.iter().map(Action::of).collect(),
            found_later: entry.found_later.iter().map(Later::of).collect(),
            evidence: entry
                .evidence
                .iter()
                .filter_map(|&at| Some(Evidence::of(at, report.evidence.get(at)?, files.and_then(|files| files.get(at)))))
                .collect(),
            created: instant(entry.created),
            lastmod: instant(entry.changed_at),
            cpd_journal: FORMAT,
        }
    }
}

impl<'a> Claim<'a> {
    fn of(claim: &'a ClaimCheck) -> Self {
        let ClaimCheck { who, evidence, holds, verdict } = claim;
        Self { who, evidence, holds, verdict: verdict.map(Verdict::token) }
    }
}

impl<'a> Item<'a> {
    fn of(item: &'a ReportItem) -> Self {
        let ReportItem { uid, date, title, minutes, interactive } = item;
        Self { title, id: uid.to_string(), date: date.to_string(), minutes: minutes.0, interactive: interactive.0 }
    }
}

impl<'a> Goes<'a> {
    fn into(claim: &'a ItemOf) -> Self {
        let ItemOf { uid, title, date: _, counted_there } = claim;
        Self { title, id: uid.to_string(), counted_there: *counted_there }
    }
}

impl<'a> Action<'a> {
    fn of(action: &'a ActionDraft) -> Self {
        let ActionDraft { what, due, shared_with, shared_on, done, effect, effect_service, effect_people } = action;
        let day = |day: &Option<chrono::NaiveDate>| day.map(|day| day.to_string());
        Self { what, due: day(due), shared_with, shared_on: day(shared_on), done: day(done), effect, effect_service, effect_people }
    }
}

impl Later {
    fn of(later: &FoundLater) -> Self {
        let FoundLater { date, month, found, text: _ } = later;
        Self { date: date.to_string(), after_months: (*month > 0).then_some(*month), found: found.token() }
    }
}

impl<'a> Evidence<'a> {
    fn of(at: usize, piece: &'a ReportEvidence, file: Option<&'a String>) -> Self {
        Self {
            number: words::evidence_number(at),
            file: file.map(String::as_str),
            name: &piece.name,
            id: piece.uid.to_string(),
            sha256: piece.digest.to_string(),
            media_type: &piece.media_type,
            bytes: piece.bytes,
            caption: &piece.caption,
            alt: &piece.alt,
            captured: instant(piece.captured),
            source_url: &piece.source_url,
            proves: piece.proves.map(Proof::token),
        }
    }
}

/// Of the index, or of everything in one file.
#[derive(Serialize)]
pub(super) struct Record<'a> {
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    author: String,
    id: String,
    lang: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    entries: usize,
    minutes: u32,
    interactive: u32,
    cpd_journal: u32,
}

impl<'a> Record<'a> {
    pub(super) fn of(report: &'a Report) -> Self {
        let days = report.days();
        Self {
            title: clean_line(&report.title),
            author: clean_line(&report.registrant.name),
            id: report.id.to_string(),
            lang: &report.language,
            from: days.map(|(from, _)| from.to_string()),
            to: days.map(|(_, to)| to.to_string()),
            entries: report.entries.len(),
            minutes: report.total().0,
            interactive: report.interactive().0,
            cpd_journal: FORMAT,
        }
    }
}

/// Tags as other programs for notes know them.
pub(super) fn tags(typed: &[String]) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in typed.iter().filter_map(|tag| note_tag(tag)) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}
