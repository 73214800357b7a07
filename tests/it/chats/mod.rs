//! Chats: which come and which has just been, *same as last time*, the timer, and calendars, at times of day that matter.

mod again;
mod calendar;
mod coming;
mod kept;
mod timer;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use cpd_journal::catalogue::Catalogue;
use cpd_journal::domain::entry::TimeSpent;
use cpd_journal::domain::timer::Measured;
use cpd_journal::domain::{
    Answer, Chat, ChatDraft, CommunityDraft, CommunityId, EntryDraft, EntryId, EntryState, GoalDraft, GoalState, Minutes, Part, Reflection,
    Rhythm, Role, Slot, Verb,
};
use cpd_journal::exporters::Replace;
use cpd_journal::journal::{Alone, Area, By, CalendarBecomes, CalendarItem, Clock, Coming, Journal, JournalError, NewFile, Together};

use crate::support::Place;

const LONDON: Tz = Tz::Europe__London;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect(text)
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").expect(text)
}

/// A journal in memory, at an instant in London.
fn journal(now: &str) -> Journal {
    Journal::in_memory(Clock::At(at(now), LONDON)).expect("a journal in memory")
}

fn open(path: &Path, now: &str) -> Journal {
    Journal::open(path, Alone::No, Arc::new(Catalogue::bundled()), Clock::At(at(now), LONDON)).expect("a journal")
}

/// `Physiotalk, #physiotalk, Mon 20:00 Europe/London, 60[, fortnightly 2026-03-02]`; without a slot `, -`.
fn community(text: &str) -> CommunityDraft {
    let parts: Vec<&str> = text.split(", ").collect();
    let mut draft = CommunityDraft { name: parts[0].into(), hashtag: parts[1].into(), platform: "X".into(), ..CommunityDraft::default() };
    if let [weekday, clock, zone] = parts[2].split(' ').collect::<Vec<_>>()[..] {
        draft.day = Some(weekday.parse().expect("a weekday"));
        draft.time = Some(time(clock));
        draft.zone = zone.into();
        draft.length = parts.get(3).map(|minutes| Minutes(minutes.parse().expect("minutes")));
    }
    if let Some((rhythm, anchor)) = parts.get(4).map(|rest| rest.split_once(' ').unwrap_or((rest, ""))) {
        draft.rhythm = Rhythm::from_token(rhythm).expect("a rhythm");
        draft.anchor = anchor.parse().ok();
    }
    draft
}

fn add(journal: &mut Journal, text: &str) -> CommunityId {
    journal.add_community(community(text)).expect("a community").value.id
}

fn chat(community: Option<CommunityId>, title: &str, date: &str, clock: &str) -> ChatDraft {
    ChatDraft {
        community,
        title: title.into(),
        date: day(date),
        time: time(clock),
        zone: "Europe/London".into(),
        length: None,
        address: String::new(),
        external: String::new(),
    }
}

fn log(journal: &mut Journal, draft: EntryDraft) -> EntryId {
    journal.log(draft, EntryState::Ready, &Together::default()).expect("kept").value.id
}

/// An entry of a community, `2026-03-02` or `2026-03-02 20:00 Europe/London`.
fn entry_of(community: CommunityId, when: &str) -> EntryDraft {
    let mut words = when.split(' ');
    let draft = EntryDraft::on(day(words.next().expect("a day")));
    let clock = words.next().map(time);
    let zone = words.next().unwrap_or_default().into();
    EntryDraft { title: "An evening".into(), community: Some(community), time: clock, zone, ..draft }
}

fn shown(list: &[Coming]) -> Vec<String> {
    list.iter().map(|one| format!("{} {} {}", one.date, one.time.format("%H:%M"), one.title)).collect()
}

/// Everything that somebody can find in a journal.
fn everything(journal: &Journal) -> String {
    let snapshot = journal.snapshot().expect("a snapshot");
    let entries: Vec<_> = snapshot.entries.iter().map(|header| journal.entry(header.id).expect("an entry")).collect();
    format!("{entries:?}{:?}{:?}{:?}", snapshot.communities, snapshot.chats, snapshot.goals)
}
