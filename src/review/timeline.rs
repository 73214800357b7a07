//! The timeline: what was done, in order of time, as sessions. What belongs together on one day is one session: a chat that was prepared,
//! taken part in and reflected on in several entries; entries at the same time; a claim with its items. Long times without anything are named.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::sums::{entries as entries_in_words, how_many};
use super::{Days, Material};
use crate::domain::counting::{Share, counts};
use crate::domain::{CommunityId, EntryHeader, EntryId, Minutes, overlap, slot};

/// From so many days on, a time without anything is named: four weeks.
pub const LONG: i64 = 28;

/// Up to so many weeks it is named in weeks, then in months.
const MOST_WEEKS: i64 = 12;

/// Entries that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The day of the first of them; of a claim, that on which it counts.
    pub day: NaiveDate,
    /// By time of day, those without one last; a claim first, then its items, the earliest first.
    pub entries: Vec<EntryId>,
    /// The first is a claim, the others its items.
    pub claim: bool,
    /// The community of the first that has one.
    pub community: Option<CommunityId>,
    /// What it is called: by its claim, or by the entry with the longest taking part.
    pub name: String,
    /// From when to when, by the clocks of [`Self::zone`]; none where no time of day is known, as for claims.
    pub times: Option<(NaiveDateTime, NaiveDateTime)>,
    /// IANA name of the zone of the first entry with a time; empty without one.
    pub zone: String,
    /// Time that entries have in common counts once.
    pub minutes: Minutes,
    /// Of it, with others.
    pub interactive: Minutes,
    /// Minutes that were taken off, because entries have them in common.
    pub overlap: Minutes,
}

/// A long time without anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The first and the last day without anything.
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// How many they are.
    pub days: u32,
    /// “nothing for 7 weeks”.
    pub says: String,
}

/// What follows each other on the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Session(Session),
    Gap(Gap),
}

impl Piece {
    /// The day by which it stands in its place: of a gap, its last.
    pub const fn day(&self) -> NaiveDate {
        match self {
            Self::Session(session) => session.day,
            Self::Gap(gap) => gap.to,
        }
    }
}

/// Sessions and gaps, the latest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// To be shown a page at a time.
    pub pieces: Vec<Piece>,
    /// How many of them are sessions, and gaps.
    pub sessions: usize,
    pub gaps: usize,
    /// How many sessions are of more than one entry.
    pub together: usize,
    /// In a sentence.
    pub says: String,
}

impl Timeline {
    /// Of the days looked at; a claim with its items stands on its own day.
    pub fn of(material: &Material<'_>, days: Days) -> Self {
        let sessions = sessions(material, days);
        let together = sessions.iter().filter(|session| session.entries.len() > 1).count();
        let count = sessions.len();
        let longest = sessions.iter().map(|session| session.minutes).max().unwrap_or_default();
        let mut pieces = Vec::with_capacity(count);
        // Today is not over yet.
        let mut after = days.to.filter(|to| *to < material.today).map_or(Some(material.today), |to| to.succ_opt());
        for session in sessions.into_iter().rev() {
            if let Some(gap) = after.and_then(|after| gap(session.day, after)) {
                pieces.push(Piece::Gap(gap));
            }
            after = Some(after.map_or(session.day, |after| after.min(session.day)));
            pieces.push(Piece::Session(session));
        }
        let gaps = pieces.len() - count;
        let mut says = format!("{}, the longest of {longest}", how_many(count, "session", "sessions"));
        if gaps > 0 {
            says.push_str(&format!("; {} of four weeks or more without anything", how_many(gaps, "time", "times")));
        }
        says.push('.');
        if count == 0 {
            "Nothing in this time.".clone_into(&mut says);
        }
        Self { pieces, sessions: count, gaps, together, says }
    }

    /// Where the pieces of a day, or else of the days before it, begin: to open the timeline at a day.
    pub fn at(&self, day: NaiveDate) -> usize {
        self.pieces.partition_point(|piece| piece.day() > day)
    }

    /// So many pieces from a place on.
    pub fn page(&self, from: usize, most: usize) -> &[Piece] {
        let end = from.saturating_add(most).min(self.pieces.len());
        self.pieces.get(from.min(end)..end).unwrap_or_default()
    }
}

impl Session {
    /// “3 entries, 1 h 30 min, 45 min of it with others”.
    pub fn in_short(&self) -> String {
        let items = self.entries.len().saturating_sub(usize::from(self.claim));
        let what = if self.claim { how_many(items, "item", "items") } else { entries_in_words(items) };
        let with = if self.interactive > Minutes::ZERO { format!(", {} of it with others", self.interactive) } else { String::new() };
        let once = if self.overlap > Minutes::ZERO { format!("; {} at the same time count once", self.overlap) } else { String::new() };
        format!("{what}, {}{with}{once}", self.minutes)
    }
}

/// Sets of things that belong together, by their places in a list.
struct Together(Vec<usize>);

impl Together {
    fn of(many: usize) -> Self {
        Self((0..many).collect())
    }

    fn root(&mut self, mut at: usize) -> usize {
        while let Some(parent) = self.0.get(at).copied().filter(|parent| *parent != at) {
            let above = self.0.get(parent).copied().unwrap_or(parent);
            if let Some(own) = self.0.get_mut(at) {
                *own = above;
            }
            at = above;
        }
        at
    }

    /// The later one joins the earlier.
    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if let Some(later) = self.0.get_mut(one.max(other)) {
            *later = one.min(other);
        }
    }
}

/// The earliest first.
fn sessions(material: &Material<'_>, days: Days) -> Vec<Session> {
    let mut items: HashMap<EntryId, Vec<&EntryHeader>> = HashMap::new();
    let mut alone: Vec<&EntryHeader> = Vec::new();
    for entry in material.entries.iter().filter(|entry| !entry.state.is_binned()) {
        match entry.rolled_into {
            Some(claim) => items.entry(claim).or_default().push(entry),
            None if days.has(entry.date) => alone.push(entry),
            None => {}
        }
    }
    alone.sort_by_key(|entry| (entry.date, entry.time.is_none(), entry.time, entry.id));
    let mut together = Together::of(alone.len());
    let mut chats: HashMap<CommunityId, (NaiveDate, usize)> = HashMap::new();
    let is_claim = |entry: &EntryHeader| entry.items > 0;
    for (at, entry) in alone.iter().enumerate().filter(|(_, entry)| !is_claim(entry)) {
        if let Some(community) = entry.community {
            match chats.get(&community) {
                Some((day, first)) if *day == entry.date => together.join(*first, at),
                _ => {
                    chats.insert(community, (entry.date, at));
                }
            }
        }
    }
    let timed = alone.iter().filter(|entry| entry.time.is_some() && counts(entry)).copied();
    let overlaps = overlap::overlapping(timed);
    if !overlaps.is_empty() {
        let places: HashMap<EntryId, usize> = alone.iter().enumerate().map(|(at, entry)| (entry.id, at)).collect();
        for overlap in overlaps {
            if let (Some(a), Some(b)) = (places.get(&overlap.a), places.get(&overlap.b)) {
                together.join(*a, *b);
            }
        }
    }
    let mut of_root: HashMap<usize, usize> = HashMap::new();
    let mut groups: Vec<Vec<&EntryHeader>> = Vec::new();
    for (at, entry) in alone.iter().enumerate() {
        let place = *of_root.entry(together.root(at)).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(place) {
            group.push(entry);
        }
    }
    let mut sessions: Vec<Session> = groups.into_iter().filter_map(|group| session(&group, &mut items)).collect();
    sessions.sort_by_key(|session| (session.day, session.times.is_none(), session.times));
    sessions
}

fn session(group: &[&EntryHeader], items: &mut HashMap<EntryId, Vec<&EntryHeader>>) -> Option<Session> {
    let first = *group.first()?;
    let longest = group.iter().copied().reduce(|best, one| if one.taking_part > best.taking_part { one } else { best })?;
    let mut session = Session {
        day: first.date,
        entries: group.iter().map(|entry| entry.id).collect(),
        claim: first.items > 0,
        community: group.iter().find_map(|entry| entry.community),
        name: longest.name.clone(),
        times: None,
        zone: String::new(),
        minutes: first.total,
        interactive: first.interactive,
        overlap: Minutes::ZERO,
    };
    if session.claim {
        let mut own = items.remove(&first.id).unwrap_or_default();
        own.sort_by_key(|item| (item.date, item.time.is_none(), item.time, item.id));
        session.entries.extend(own.iter().map(|item| item.id));
        let Share { total, interactive, .. } = Share::whole(first);
        (session.minutes, session.interactive) = (total, interactive);
        return Some(session);
    }
    if group.len() > 1 {
        let sum = overlap::sum(group.iter().copied());
        (session.minutes, session.interactive, session.overlap) = (sum.total, sum.interactive, sum.overlap);
    }
    if let Some((times, zone)) = times(group) {
        (session.times, session.zone) = (Some(times), zone);
    }
    Some(session)
}

/// From when to when, by the clocks of the first entry that says when it began.
fn times(group: &[&EntryHeader]) -> Option<((NaiveDateTime, NaiveDateTime), String)> {
    let long = |entry: &EntryHeader| TimeDelta::minutes(entry.taking_part.0.into());
    let first = group.iter().find(|entry| entry.time.is_some())?;
    let start = first.date.and_time(first.time?);
    let mut times = (start, start.checked_add_signed(long(first)).unwrap_or(start));
    for entry in group.iter().filter(|entry| entry.id != first.id) {
        let Some(time) = entry.time else { continue };
        let begins = if entry.zone == first.zone {
            entry.date.and_time(time)
        } else {
            let (Some(own), Some(zone)) = (slot::zone(&entry.zone), slot::zone(&first.zone)) else { continue };
            let Some((_, at)) = slot::instant(entry.date, time, own) else { continue };
            at.with_timezone(&zone).naive_local()
        };
        times.0 = times.0.min(begins);
        times.1 = times.1.max(begins.checked_add_signed(long(entry)).unwrap_or(begins));
    }
    Some((times, first.zone.clone()))
}

/// The days between a day with something and the next one (or the day after today), when they are many.
fn gap(last: NaiveDate, next: NaiveDate) -> Option<Gap> {
    let days = (next - last).num_days() - 1;
    if days < LONG {
        return None;
    }
    let (from, to) = (last.succ_opt()?, next.pred_opt()?);
    Some(Gap { from, to, days: u32::try_from(days).unwrap_or(u32::MAX), says: format!("nothing for {}", long_in_words(days)) })
}

/// “7 weeks”, “5 months”, “2 years”: never more than it was.
fn long_in_words(days: i64) -> String {
    let (count, one, many) = match days / 7 {
        weeks if weeks <= MOST_WEEKS => (weeks, "week", "weeks"),
        _ if days < 731 => (days * 12 / 365, "month", "months"),
        _ => (days * 4 / 1461, "year", "years"),
    };
    how_many(usize::try_from(count).unwrap_or_default(), one, many)
}
