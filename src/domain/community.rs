//! Communities that one learns in, with the usual slot of their chats.

use chrono::{NaiveDate, NaiveTime, Weekday};

use super::goal::tokens;
use super::{CommunityId, Minutes, Uid};

tokens! {
    /// How often a slot comes.
    #[derive(Default)]
    Rhythm {
        #[default]
        Weekly = "weekly", "Every week";
        Fortnightly = "fortnightly", "Every two weeks";
        Monthly = "monthly", "Every month";
    }
}

/// What is known of a community: everything but a name may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommunityDraft {
    pub name: String,
    /// Where it meets: “X”, “Mastodon”, “Facebook”.
    pub platform: String,
    /// With its `#`, as people write it.
    pub hashtag: String,
    /// Web address.
    pub address: String,
    /// Usual day, start and length of its chats.
    pub day: Option<Weekday>,
    pub time: Option<NaiveTime>,
    /// IANA name of the zone that the time is in: `Europe/London`.
    pub zone: String,
    pub length: Option<Minutes>,
    pub rhythm: Rhythm,
    /// A day on which a chat takes place: fortnights are counted from it, and a monthly chat is on the same weekday of the month.
    pub anchor: Option<NaiveDate>,
    /// Id of the usual kind of activity; empty when it is not known.
    pub kind: String,
    /// What to prepare for a chat.
    pub prepare: String,
    /// Its chats are not listed among those that come.
    pub unlisted: bool,
}

/// A community of this journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Community {
    pub id: CommunityId,
    pub uid: Uid,
    pub draft: CommunityDraft,
}

impl CommunityDraft {
    /// “Tuesdays 20:00 (Europe/London), 1 h”, or nothing when no slot is known.
    pub fn slot(&self) -> String {
        let mut parts = Vec::new();
        if let Some(day) = self.day {
            let name = super::when::weekday_name(day);
            parts.push(match self.rhythm {
                Rhythm::Weekly => format!("{name}s"),
                Rhythm::Fortnightly => format!("Every other {name}"),
                Rhythm::Monthly => format!("{name}s, monthly"),
            });
        }
        if let Some(time) = self.time {
            parts.push(time.format("%H:%M").to_string());
            if !self.zone.is_empty() {
                parts.push(format!("({})", self.zone));
            }
        }
        let mut slot = parts.join(" ");
        if let Some(length) = self.length {
            if !slot.is_empty() {
                slot.push_str(", ");
            }
            slot.push_str(&length.to_string());
        }
        slot
    }
}
