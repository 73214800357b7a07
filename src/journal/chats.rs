//! Chats that come and that have been: usual slots of communities, and chats of certain days.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Timelike as _, Utc};
use chrono_tz::Tz;

use super::lookup::one;
use super::{Journal, JournalError, Outcome, Thing};
use crate::domain::entry::DraftError;
use crate::domain::slot::{self, USUAL_LENGTH};
use crate::domain::text::{clean_line, folded};
use crate::domain::{Chat, ChatDraft, ChatId, Community, CommunityId, Minutes, Occurrence, Slot, when};

/// A chat of a certain day that begins this near to its community’s usual slot takes the slot’s place.
const INSTEAD: TimeDelta = TimeDelta::hours(2);

/// For so long after its start a chat has just been.
const JUST: TimeDelta = TimeDelta::hours(4);

/// How far back a slot is looked for that goes on still.
const LONGEST: TimeDelta = TimeDelta::days(7);

/// A chat that comes, goes on, or has been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coming {
    pub community: Option<CommunityId>,
    /// The chat of a certain day; `None` when it is a usual slot.
    pub chat: Option<ChatId>,
    /// The community's name, with what it is about where that is known.
    pub title: String,
    pub hashtag: String,
    pub address: String,
    pub prepare: String,
    /// In the slot's own zone.
    pub date: NaiveDate,
    pub time: NaiveTime,
    pub zone: String,
    pub start: DateTime<Utc>,
    pub length: Option<Minutes>,
}

impl Coming {
    /// When it is over; an hour after its start when nobody said how long it goes on.
    pub fn end(&self) -> DateTime<Utc> {
        let length = TimeDelta::minutes(i64::from(self.length.unwrap_or(USUAL_LENGTH).0));
        self.start.checked_add_signed(length).unwrap_or(DateTime::<Utc>::MAX_UTC)
    }
}

/// Communities and chats, read once to be asked about their times.
#[derive(Debug)]
pub(super) struct Plan {
    pub communities: Vec<Community>,
    /// Each with its time.
    pub chats: Vec<(Chat, Coming)>,
}

impl Plan {
    pub fn community(&self, id: CommunityId) -> Option<&Community> {
        self.communities.iter().find(|community| community.id == id)
    }

    /// The slot at one of its times; `None` when a chat of that day takes its place.
    fn slot(&self, community: &Community, at: Occurrence) -> Option<Coming> {
        let replaced = self.chats.iter().any(|(_, chat)| chat.community == Some(community.id) && (chat.start - at.start).abs() <= INSTEAD);
        let draft = &community.draft;
        (!replaced).then(|| Coming {
            community: Some(community.id),
            chat: None,
            title: draft.name.clone(),
            hashtag: draft.hashtag.clone(),
            address: draft.address.clone(),
            prepare: draft.prepare.clone(),
            date: at.date,
            time: at.time,
            zone: at.zone.name().to_owned(),
            start: at.start,
            length: at.length,
        })
    }

    /// The usual slot that has begun last.
    pub fn latest_slot(&self, community: &Community, now: DateTime<Utc>) -> Option<Coming> {
        let slot = Slot::of(&community.draft)?;
        let mut before = now;
        // Chats may have taken the place of the last ones.
        for _ in 0..=self.chats.len() {
            let at = slot.latest(before)?;
            if let Some(found) = self.slot(community, at) {
                return Some(found);
            }
            before = at.start - TimeDelta::milliseconds(1);
        }
        None
    }

    /// The chat of a certain day that has begun last.
    pub fn latest_chat(&self, community: &Community, now: DateTime<Utc>) -> Option<Coming> {
        let begun = self.chats.iter().map(|(_, chat)| chat).filter(|chat| chat.community == Some(community.id) && chat.start <= now);
        begun.max_by_key(|chat| chat.start).cloned()
    }
}

/// A chat with its time; `None` when its zone is none.
fn timed(chat: &Chat, community: Option<&Community>, here: Tz) -> Option<Coming> {
    let ChatDraft { title, date, time, zone, length, address, .. } = &chat.draft;
    let zone = if zone.trim().is_empty() { here } else { slot::zone(zone)? };
    let (local, start) = slot::instant(*date, *time, zone)?;
    let of = |field: fn(&Community) -> &String| community.map(field).cloned().unwrap_or_default();
    Some(Coming {
        community: community.map(|community| community.id),
        chat: Some(chat.id),
        title: shown_title(title, community),
        hashtag: of(|one| &one.draft.hashtag),
        address: if address.is_empty() { of(|one| &one.draft.address) } else { address.clone() },
        prepare: of(|one| &one.draft.prepare),
        date: local.date(),
        time: local.time(),
        zone: zone.name().to_owned(),
        start,
        length: length.or_else(|| community.and_then(|community| community.draft.length)),
    })
}

/// “Physiotalk: pacing”; without the community where what it is about names it.
fn shown_title(title: &str, community: Option<&Community>) -> String {
    let Some(community) = community else { return title.to_owned() };
    let (name, hashtag) = (&community.draft.name, &community.draft.hashtag);
    let names = |word: &str| !word.is_empty() && folded(title).contains(&folded(word));
    match title {
        "" => name.clone(),
        _ if names(name) || names(hashtag) => title.to_owned(),
        _ => format!("{name}: {title}"),
    }
}

impl Journal {
    pub(super) fn plan(&self) -> Result<Plan, JournalError> {
        let read = self.store.read();
        let (communities, here) = (read.communities()?, self.here());
        let chats = read.chats()?.into_iter().filter_map(|chat| {
            let community = communities.iter().find(|community| Some(community.id) == chat.draft.community);
            let time = timed(&chat, community, here)?;
            Some((chat, time))
        });
        Ok(Plan { chats: chats.collect(), communities })
    }

    /// All chats of certain days, the earliest first.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn chats(&self) -> Result<Vec<Chat>, JournalError> {
        Ok(self.store.read().chats()?)
    }

    /// The chat with this id, or with this in its title, or in its title with its community’s name and hashtag and its day.
    ///
    /// # Errors
    /// [`JournalError::NotFound`], [`JournalError::Ambiguous`], or it cannot be read.
    pub fn find_chat(&self, name: &str) -> Result<Chat, JournalError> {
        let (chats, communities) = (self.chats()?, self.communities()?);
        if let Ok(chat) = one(Thing::Chat, name, &chats, |chat| chat.uid, |chat| &chat.draft.title) {
            return Ok(chat.clone());
        }
        // Chats of one community differ in their days, often in nothing else.
        let in_full = |chat: Chat| {
            let community = communities.iter().find(|community| Some(community.id) == chat.draft.community);
            let hashtag = community.map(|community| community.draft.hashtag.as_str()).filter(|hashtag| !hashtag.is_empty());
            let title = shown_title(&chat.draft.title, community);
            let hashtag = hashtag.map(|hashtag| format!(" ({hashtag})")).unwrap_or_default();
            (format!("{title}{hashtag}, {}", when::shown(chat.draft.date)), chat)
        };
        let chats: Vec<(String, Chat)> = chats.into_iter().map(in_full).collect();
        one(Thing::Chat, name, &chats, |(_, chat)| chat.uid, |(title, _)| title).map(|(_, chat)| chat.clone())
    }

    /// Chats of the next days, the earliest first; one that has begun and not ended is among them.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn coming(&self, days: u32) -> Result<Vec<Coming>, JournalError> {
        let (now, plan) = (self.now(), self.plan()?);
        let until = now.checked_add_days(Days::new(u64::from(days))).unwrap_or(DateTime::<Utc>::MAX_UTC);
        let from = now.checked_sub_signed(LONGEST).unwrap_or(now);
        let listed = plan.communities.iter().filter(|community| !community.draft.unlisted);
        let slots = listed.filter_map(|community| Some((community, Slot::of(&community.draft)?)));
        let slots = slots.flat_map(|(community, slot)| slot.coming(from, until).into_iter().filter_map(|at| plan.slot(community, at)));
        let chats = plan.chats.iter().map(|(_, chat)| chat.clone()).filter(|chat| chat.start < until);
        let mut coming: Vec<Coming> = slots.chain(chats).filter(|one| one.end() > now).collect();
        coming.sort_by(|a, b| (a.start, &a.title).cmp(&(b.start, &b.title)));
        Ok(coming)
    }

    /// The usual slot or chat of a community that has begun within the last four hours, the latest of them, unless something of that
    /// community is logged on its day. Slots whose weeks are not known are left out: there may have been none.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn just_been(&self) -> Result<Option<Coming>, JournalError> {
        let (now, plan) = (self.now(), self.plan()?);
        let listed = plan.communities.iter().filter(|community| !community.draft.unlisted);
        let counted = listed.filter(|community| Slot::of(&community.draft).is_some_and(|slot| slot.is_counted()));
        let slots = counted.filter_map(|community| plan.latest_slot(community, now));
        let chats = plan.chats.iter().map(|(_, chat)| chat.clone()).filter(|chat| chat.start <= now);
        let mut been: Vec<Coming> = slots.chain(chats).filter(|one| now - one.start <= JUST).collect();
        been.sort_by_key(|one| std::cmp::Reverse(one.start));
        for one in been {
            if let Some(community) = one.community
                && !self.is_logged(community, &one)?
            {
                return Ok(Some(one));
            }
        }
        Ok(None)
    }

    /// Whether something of a community is logged on the day of a chat: the day of its own zone, or of the registrant's.
    fn is_logged(&self, community: CommunityId, one: &Coming) -> Result<bool, JournalError> {
        let mine = one.start.with_timezone(&self.here()).date_naive();
        let logged = self.store.read().logged_in(community, one.date.min(mine), one.date.max(mine))?;
        Ok(logged.iter().any(|entry| entry.date == one.date || entry.date == mine))
    }

    /// Adds a chat of a certain day.
    ///
    /// # Errors
    /// [`JournalError::Needs`] without title and community, [`JournalError::Draft`] when its zone is none, or it cannot be written.
    pub fn add_chat(&mut self, draft: ChatDraft) -> Result<Outcome<Chat>, JournalError> {
        let draft = tidied(draft, self.here())?;
        let uid = self.new_uid();
        self.step(format!("Add chat “{}”", self.chat_name(&draft)?), |tx| {
            let id = tx.insert_chat(uid, &draft)?;
            Ok(Chat { id, uid, draft })
        })
    }

    /// Saves a chat.
    ///
    /// # Errors
    /// As [`Self::add_chat`]; also [`JournalError::NotFound`] when it was taken away meanwhile.
    pub fn save_chat(&mut self, id: ChatId, draft: ChatDraft) -> Result<Outcome<()>, JournalError> {
        let draft = tidied(draft, self.here())?;
        let name = self.chat_name(&draft)?;
        self.step(format!("Edit chat “{name}”"), |tx| {
            if tx.update_chat(id, &draft)? { Ok(()) } else { Err(JournalError::NotFound { what: Thing::Chat, name: name.clone() }) }
        })
    }

    /// Takes a chat away; undo brings it back.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written.
    pub fn remove_chat(&mut self, chat: &Chat) -> Result<Outcome<()>, JournalError> {
        self.step(format!("Remove chat “{}”", self.chat_name(&chat.draft)?), |tx| Ok(tx.delete_chat(chat.id)?))
    }

    fn chat_name(&self, draft: &ChatDraft) -> Result<String, JournalError> {
        let communities = self.communities()?;
        Ok(shown_title(&draft.title, communities.iter().find(|community| Some(community.id) == draft.community)))
    }
}

/// A chat as it is stored: lines cleaned, its zone told by name, its time in whole minutes.
pub(super) fn tidied(mut draft: ChatDraft, here: Tz) -> Result<ChatDraft, JournalError> {
    for line in [&mut draft.title, &mut draft.zone, &mut draft.address, &mut draft.external] {
        *line = clean_line(line);
    }
    let zone = if draft.zone.is_empty() { Some(here) } else { slot::zone(&draft.zone) };
    let Some(zone) = zone else { return Err(DraftError::UnknownZone(draft.zone).into()) };
    zone.name().clone_into(&mut draft.zone);
    draft.time = whole_minutes(draft.time);
    draft.length = draft.length.filter(|length| *length > Minutes::ZERO);
    if draft.title.is_empty() && draft.community.is_none() {
        return Err(JournalError::Needs { what: Thing::Chat, field: "title or a community" });
    }
    Ok(draft)
}

/// A time as it is stored.
pub(super) fn whole_minutes(time: NaiveTime) -> NaiveTime {
    NaiveTime::from_hms_opt(time.hour(), time.minute(), 0).unwrap_or(time)
}
