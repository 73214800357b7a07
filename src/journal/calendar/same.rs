//! What of a calendar is in the journal already: communities by their names and hashtags, slots and chats by when they take place.

use std::collections::HashMap;

use chrono::{DateTime, Days, Utc};

use crate::domain::text::folded;
use crate::domain::{Chat, ChatDraft, ChatId, Community, CommunityDraft, CommunityId, Slot, slot, when};

/// For so long two slots are compared, in days: monthly ones come four times.
const COMPARED_DAYS: u64 = 120;

/// Names are looked for in titles from this many letters on: “OT” is in too many words.
const SHORTEST_NAME: usize = 4;

/// What a second slot of the same name is called: “Physiotalk (Thursdays 20:00)”.
pub(super) fn apart(draft: &CommunityDraft) -> String {
    let day = draft.day.map(|day| format!("{}s", when::weekday_name(day)));
    let time = draft.time.map(|time| time.format("%H:%M").to_string());
    format!("{} ({})", draft.name, day.into_iter().chain(time).collect::<Vec<_>>().join(" "))
}

/// A community with another slot; what is known of it beside stays.
pub(super) fn with_slot(old: &CommunityDraft, new: &CommunityDraft) -> CommunityDraft {
    let or_new = |old: &String, new: &String| if old.trim().is_empty() { new.clone() } else { old.clone() };
    CommunityDraft {
        day: new.day,
        time: new.time,
        zone: new.zone.clone(),
        length: new.length.or(old.length),
        rhythm: new.rhythm,
        anchor: new.anchor,
        hashtag: or_new(&old.hashtag, &new.hashtag),
        address: or_new(&old.address, &new.address),
        prepare: or_new(&old.prepare, &new.prepare),
        ..old.clone()
    }
}

/// Whether two slots are the same: by their clocks, and by when they come next. Days to count from may differ, and a calendar may not say how
/// long it goes on.
pub(super) fn same_slot(here: &CommunityDraft, there: &CommunityDraft, now: DateTime<Utc>) -> bool {
    let (Some(a), Some(b)) = (Slot::of(here), Slot::of(there)) else { return false };
    let until = now.checked_add_days(Days::new(COMPARED_DAYS)).unwrap_or(now);
    let starts = |slot: &Slot| slot.coming(now, until).into_iter().map(|one| one.start).collect::<Vec<_>>();
    (a.day, a.time, a.zone, a.rhythm) == (b.day, b.time, b.zone, b.rhythm)
        && (b.length.is_none() || a.length == b.length)
        && a.is_counted() == b.is_counted()
        && starts(&a) == starts(&b)
}

/// Whether a chat of a calendar is this one: by its name there, or by what it is about, and at the same time.
fn is_chat(chat: &Chat, draft: &ChatDraft) -> bool {
    let instant = |draft: &ChatDraft| Some(slot::instant(draft.date, draft.time, slot::zone(&draft.zone)?)?.1);
    let same_name = !draft.external.is_empty() && (chat.draft.external == draft.external || chat.uid.to_string() == draft.external);
    let same_words = chat.draft.community == draft.community && folded(&chat.draft.title) == folded(&draft.title);
    (same_name || same_words) && instant(&chat.draft) == instant(draft)
}

/// Chats, found without looking at each: a calendar of many years is compared with a journal of as many.
#[derive(Default)]
pub(super) struct Chats {
    all: Vec<Chat>,
    /// Places of chats by their own name and by that in the calendar that they came from. A chat that was moved may stand under an old key.
    names: HashMap<String, Vec<usize>>,
    /// Places of chats by community and folded title.
    words: HashMap<(Option<CommunityId>, String), Vec<usize>>,
}

impl Chats {
    pub(super) fn new(chats: impl IntoIterator<Item = Chat>) -> Self {
        let mut known = Self::default();
        chats.into_iter().for_each(|chat| known.add(chat));
        known
    }

    pub(super) fn add(&mut self, chat: Chat) {
        let at = self.all.len();
        self.note(at, &chat);
        self.all.push(chat);
    }

    fn note(&mut self, at: usize, chat: &Chat) {
        let own = chat.uid.to_string();
        for name in [&own, &chat.draft.external].into_iter().filter(|name| !name.is_empty()) {
            self.names.entry(name.clone()).or_default().push(at);
        }
        self.words.entry((chat.draft.community, folded(&chat.draft.title))).or_default().push(at);
    }

    fn at(&self, places: Option<&Vec<usize>>) -> impl Iterator<Item = (usize, &Chat)> {
        places.into_iter().flatten().filter_map(|at| Some((*at, self.all.get(*at)?)))
    }

    /// Whether a chat of a calendar is here already.
    pub(super) fn has(&self, draft: &ChatDraft) -> bool {
        let named = self.at(self.names.get(&draft.external));
        let about = self.at(self.words.get(&(draft.community, folded(&draft.title))));
        named.chain(about).any(|(_, chat)| is_chat(chat, draft))
    }

    /// The chat that came from the same thing of a calendar, with its new words and time; `None` when there is none.
    pub(super) fn moved(&mut self, draft: &ChatDraft) -> Option<ChatId> {
        if draft.external.is_empty() {
            return None;
        }
        let (at, moved) = self
            .at(self.names.get(&draft.external))
            .find(|(_, chat)| chat.draft.external == draft.external)
            .map(|(at, chat)| (at, Chat { draft: draft.clone(), ..chat.clone() }))?;
        let id = moved.id;
        self.note(at, &moved);
        if let Some(chat) = self.all.get_mut(at) {
            *chat = moved;
        }
        Some(id)
    }
}

/// Communities, found by what a calendar says of them. Where several are meant, it is the first.
#[derive(Default)]
pub(super) struct Communities {
    all: Vec<Community>,
    /// Places by identity, folded name, and folded hashtag.
    uids: HashMap<String, usize>,
    names: HashMap<String, usize>,
    hashtags: HashMap<String, usize>,
    /// Folded hashtags and names that are looked for in titles, each with its length as written, and its place.
    words: Vec<(String, usize, usize)>,
}

impl Communities {
    pub(super) fn new(communities: impl IntoIterator<Item = Community>) -> Self {
        let mut known = Self::default();
        communities.into_iter().for_each(|community| known.add(community));
        known
    }

    pub(super) fn add(&mut self, community: Community) {
        let at = self.all.len();
        let CommunityDraft { name, hashtag, .. } = &community.draft;
        self.uids.entry(community.uid.to_string()).or_insert(at);
        self.names.entry(folded(name)).or_insert(at);
        if !hashtag.is_empty() {
            self.hashtags.entry(folded(hashtag)).or_insert(at);
        }
        for word in [hashtag, name] {
            let wanted = folded(word.trim());
            if wanted.chars().count() >= SHORTEST_NAME {
                self.words.push((wanted, word.len(), at));
            }
        }
        self.all.push(community);
    }

    pub(super) fn by_id(&self, id: CommunityId) -> Option<&Community> {
        self.all.iter().find(|community| community.id == id)
    }

    pub(super) fn by_uid(&self, uid: &str) -> Option<&Community> {
        self.uids.get(uid).and_then(|at| self.all.get(*at))
    }

    pub(super) fn by_name(&self, name: &str) -> Option<&Community> {
        self.names.get(&folded(name.trim())).and_then(|at| self.all.get(*at))
    }

    pub(super) fn by_hashtag(&self, hashtag: &str) -> Option<&Community> {
        self.hashtags.get(&folded(hashtag)).and_then(|at| self.all.get(*at))
    }

    /// The community whose hashtag or name stands in a title as whole words; the longest, where it is several.
    pub(super) fn of_words(&self, title: &str) -> Option<&Community> {
        let title = folded(title);
        let part = |c: char| c.is_alphanumeric() || c == '_';
        let within = |word: &str| {
            title.match_indices(word).any(|(at, found)| {
                let before = title.get(..at).and_then(|text| text.chars().next_back());
                let after = title.get(at + found.len()..).and_then(|text| text.chars().next());
                !before.is_some_and(part) && !after.is_some_and(part)
            })
        };
        let longest = self.words.iter().filter(|(word, ..)| within(word)).max_by_key(|(_, length, at)| (*length, *at));
        longest.and_then(|(.., at)| self.all.get(*at))
    }
}

/// What a chat is about, without its community before it: “Physiotalk: pacing” is “pacing”, and “Physiotalk” nothing.
pub(super) fn without_name(title: &str, community: &Community) -> String {
    let title = title.trim();
    for word in [&community.draft.name, &community.draft.hashtag] {
        let word = word.trim();
        if word.is_empty() {
            continue;
        }
        if folded(title) == folded(word) {
            return String::new();
        }
        if let Some((before, about)) = title.split_once(':')
            && folded(before.trim()) == folded(word)
        {
            return about.trim().to_owned();
        }
    }
    title.to_owned()
}
