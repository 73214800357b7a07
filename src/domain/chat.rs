//! A chat on a certain day: announced by its hosts, or imported from a calendar. Usual slots belong to the [`super::Community`].

use chrono::{NaiveDate, NaiveTime};

use super::{ChatId, CommunityId, Minutes, Uid};

/// What is known of one chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChatDraft {
    pub community: Option<CommunityId>,
    /// What it is about.
    pub title: String,
    pub date: NaiveDate,
    pub time: NaiveTime,
    /// IANA name of the zone that day and time are in; empty is this computer's.
    pub zone: String,
    pub length: Option<Minutes>,
    /// Web address.
    pub address: String,
    /// Its name in the calendar that it came from, so that the same one is not taken twice; empty when it was typed.
    pub external: String,
}

/// A chat of this journal's calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chat {
    pub id: ChatId,
    pub uid: Uid,
    pub draft: ChatDraft,
}
