//! *Same as last time*: an entry for the chat that has just been, without anything written for one.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::chats::Plan;
use super::{Coming, Journal, JournalError, Logged, Outcome, Thing};
use crate::domain::entry::KIND_UNSAID;
use crate::domain::gaps::gaps;
use crate::domain::text::folded;
use crate::domain::{Community, CommunityId, Entry, EntryDraft, EntryId, EntryState, GoalState, Minutes, Slot, slot};
use crate::store::{NewEntry, Reader};

/// A chat that began longer ago is not the one that has just been.
const JUST: TimeDelta = TimeDelta::hours(36);

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Again {
    pub logged: Logged,
    /// What the entry is called.
    pub name: String,
    /// This chat was logged already: that entry is named, and nothing was written.
    pub existed: bool,
}

impl Journal {
    /// Logs a chat like the last one of its community, as a draft: community, kind, goals that are still open, and the time and length of the
    /// slot or chat that has begun last, in its own zone. Never what somebody thought of it, and never what proves it.
    ///
    /// Without a community it is the one whose slot or chat has begun most recently, within 36 hours; else that of the newest entry; else the
    /// only one that has a slot. A
    /// community without a slot gets the time of its last entry, today. The same chat is logged once.
    ///
    /// # Errors
    /// [`JournalError::NoSlot`]: nothing has just been, and nothing is known that it could be like. [`JournalError::NotFound`] when there is no
    /// such community. Or it cannot be written.
    pub fn again(&mut self, community: Option<CommunityId>) -> Result<Outcome<Again>, JournalError> {
        let draft = self.like_last_time(community)?.tidied()?;
        let uid = self.new_uid();
        let Outcome { value: (id, existed), touched } = self.step(format!("Log “{}”", draft.name()), |tx| {
            // Asked here, so that no other program can log it in between.
            if let Some(there) = logged_already(&tx.read(), &draft)? {
                return Ok((there, true));
            }
            let at = tx.at();
            let id = tx.insert_entry(&NewEntry { uid, draft: &draft, state: EntryState::Draft, created: at, changed: at })?;
            Ok((id, false))
        })?;
        let logged = if existed {
            let entry = self.entry(id)?;
            Again { logged: Logged { id, uid: entry.uid, gaps: self.gaps_of(&entry)? }, name: entry.draft.name(), existed }
        } else {
            Again { logged: Logged { id, uid, gaps: gaps(&draft, false, false) }, name: draft.name(), existed }
        };
        Ok(Outcome { value: logged, touched })
    }

    fn like_last_time(&self, community: Option<CommunityId>) -> Result<EntryDraft, JournalError> {
        let (now, plan) = (self.now(), self.plan()?);
        let (community, held) = match community {
            Some(id) => {
                let not_found = || JournalError::NotFound { what: Thing::Community, name: format!("number {}", id.row()) };
                let community = plan.community(id).ok_or_else(not_found)?;
                (community, latest(&plan, community, now))
            }
            None => self.just_been_or_newest(&plan, now)?,
        };
        let last = self.store.read().newest_entry_in(Some(community.id))?.map(|(_, id)| self.entry(id)).transpose()?;
        let mut draft = self.of_community(community, last.as_ref())?;
        match (held, last) {
            (Some(held), last) => {
                if let Some((chat, _)) = plan.chats.iter().find(|(chat, _)| Some(chat.id) == held.chat)
                    && !chat.draft.title.is_empty()
                {
                    draft.title.clone_from(&chat.draft.title);
                }
                draft.date = held.date;
                draft.time = Some(held.time);
                draft.zone = held.zone;
                draft.minutes.taking_part =
                    held.length.or_else(|| last.map(|entry| entry.draft.minutes.taking_part)).unwrap_or(Minutes::ZERO);
            }
            (None, Some(last)) => {
                draft.time = last.draft.time;
                draft.zone = last.draft.zone;
                draft.minutes.taking_part = last.draft.minutes.taking_part;
            }
            (None, None) => return Err(JournalError::NoSlot),
        }
        Ok(draft)
    }

    /// The community of the chat that has just been, else that of the newest entry, with its time.
    fn just_been_or_newest<'a>(&self, plan: &'a Plan, now: DateTime<Utc>) -> Result<(&'a Community, Option<Coming>), JournalError> {
        let read = self.store.read();
        let listed = plan.communities.iter().filter(|community| !community.draft.unlisted);
        let been = listed.filter_map(|community| Some((community, latest(plan, community, now)?)));
        let been: Vec<(&Community, Coming)> = been.filter(|(_, one)| now - one.start <= JUST).collect();
        if let Some(start) = been.iter().map(|(_, one)| one.start).max() {
            // Of several that began together, the one where somebody was last; else one of which it is known that it took place.
            let mut ranked = Vec::new();
            for (community, one) in been.into_iter().filter(|(_, one)| one.start == start) {
                let sure = one.chat.is_some() || Slot::of(&community.draft).is_some_and(|slot| slot.is_counted());
                ranked.push(((read.newest_entry_in(Some(community.id))?, sure), community, one));
            }
            if let Some((_, community, one)) = ranked.into_iter().max_by_key(|(rank, ..)| *rank) {
                return Ok((community, Some(one)));
            }
        }
        let newest = read.newest_entry_in(None)?.map(|(_, id)| self.entry(id)).transpose()?;
        let found = match newest.and_then(|entry| plan.community(entry.draft.community?)) {
            Some(community) => latest(plan, community, now).map(|held| (community, held)),
            // Nobody has logged any yet: what there is only one of is no guess.
            None => {
                let listed = plan.communities.iter().filter(|community| !community.draft.unlisted);
                let mut slots = listed.filter_map(|community| Some((community, latest(plan, community, now)?)));
                slots.next().filter(|_| slots.next().is_none())
            }
        };
        found.map(|(community, held)| (community, Some(held))).ok_or(JournalError::NoSlot)
    }

    /// What the entries of a community have in common.
    fn of_community(&self, community: &Community, last: Option<&Entry>) -> Result<EntryDraft, JournalError> {
        let of = &community.draft;
        let last = last.map(|entry| &entry.draft);
        let open: Vec<_> = self.goals()?.into_iter().filter(|goal| goal.draft.state == GoalState::Open).map(|goal| goal.id).collect();
        let kind = last.map(|last| last.kind.as_str()).filter(|kind| *kind != KIND_UNSAID).unwrap_or(&of.kind);
        // Of several platforms, the one where somebody was last time.
        let there = last.map(|last| &last.platform).filter(|mine| of.platform.split(',').any(|one| folded(one.trim()) == folded(mine)));
        Ok(EntryDraft {
            title: if of.hashtag.is_empty() { of.name.clone() } else { of.hashtag.clone() },
            kind: kind.to_owned(),
            platform: there.unwrap_or(&of.platform).clone(),
            hashtag: of.hashtag.clone(),
            community: Some(community.id),
            goals: last.map(|last| last.goals.iter().copied().filter(|goal| open.contains(goal)).collect()).unwrap_or_default(),
            ..EntryDraft::on(self.today())
        })
    }
}

/// The slot or chat of a community that has begun last. A chat of a community without a slot only as long as it has just been: later, its
/// last entry says more.
fn latest(plan: &Plan, community: &Community, now: DateTime<Utc>) -> Option<Coming> {
    let slot = plan.latest_slot(community, now);
    let chat = plan.latest_chat(community, now).filter(|chat| slot.is_some() || now - chat.start <= JUST);
    slot.into_iter().chain(chat).max_by_key(|one| one.start)
}

/// The entry that is about the same chat: of the same community, and at the same time, by its own clocks or by those of another zone.
fn logged_already(read: &Reader<'_>, draft: &EntryDraft) -> Result<Option<EntryId>, JournalError> {
    let Some(community) = draft.community else { return Ok(None) };
    let instant = |date: NaiveDate, time: Option<NaiveTime>, zone: &str| Some(slot::instant(date, time?, slot::zone(zone)?)?.1);
    let wanted = instant(draft.date, draft.time, &draft.zone);
    // Elsewhere it may be another day.
    let from = draft.date.checked_sub_days(Days::new(1)).unwrap_or(draft.date);
    let to = draft.date.checked_add_days(Days::new(1)).unwrap_or(draft.date);
    let logged = read.logged_in(community, from, to)?;
    let same = logged.iter().find(|entry| {
        (entry.date, entry.time) == (draft.date, draft.time)
            || wanted.is_some_and(|wanted| instant(entry.date, entry.time, &entry.zone) == Some(wanted))
    });
    Ok(same.map(|entry| entry.entry))
}
