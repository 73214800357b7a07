//! What of a calendar is in the journal already: communities by their names and hashtags, slots and chats by when they take place.

use chrono::{DateTime, Days, Utc};

use crate::domain::text::folded;
use crate::domain::{Chat, ChatDraft, Community, CommunityDraft, Slot, slot, when};

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
pub(super) fn is_chat(chat: &Chat, draft: &ChatDraft) -> bool {
    let instant = |draft: &ChatDraft| Some(slot::instant(draft.date, draft.time, slot::zone(&draft.zone)?)?.1);
    let same_name = !draft.external.is_empty() && (chat.draft.external == draft.external || chat.uid.to_string() == draft.external);
    let same_words = chat.draft.community == draft.community && folded(&chat.draft.title) == folded(&draft.title);
    (same_name || same_words) && instant(&chat.draft) == instant(draft)
}

pub(super) fn by_name<'a>(communities: &'a [Community], name: &str) -> Option<&'a Community> {
    let name = folded(name.trim());
    communities.iter().find(|community| folded(&community.draft.name) == name)
}

/// The community whose hashtag or name stands in a title as whole words; the longest, where it is several.
pub(super) fn of_words<'a>(communities: &'a [Community], title: &str) -> Option<&'a Community> {
    let title = folded(title);
    let within = |word: &str| {
        let part = |c: char| c.is_alphanumeric() || c == '_';
        let word = folded(word.trim());
        word.chars().count() >= SHORTEST_NAME
            && title.match_indices(&word).any(|(at, found)| {
                let before = title.get(..at).and_then(|text| text.chars().next_back());
                let after = title.get(at + found.len()..).and_then(|text| text.chars().next());
                !before.is_some_and(part) && !after.is_some_and(part)
            })
    };
    let longest = |community: &&Community| {
        [&community.draft.hashtag, &community.draft.name].into_iter().filter(|word| within(word)).map(|word| word.len()).max()
    };
    communities.iter().filter(|community| longest(community).is_some()).max_by_key(|community| longest(community))
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
