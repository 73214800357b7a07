//! Names of things: row ids that mean something only inside one journal file, and [`Uid`]s that survive export.

use std::fmt;
use std::str::FromStr;

/// Declares a row id: private field, no arithmetic, made only from what the store read.
macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(i64);

        impl $name {
            /// The id as the store numbers it.
            pub const fn from_row(row: i64) -> Self {
                Self(row)
            }

            /// The number that the store knows.
            pub const fn row(self) -> i64 {
                self.0
            }
        }
    )*};
}

id! {
    /// An entry in this journal.
    EntryId,
    /// A goal of the personal development plan.
    GoalId,
    /// An action taken back to work.
    ActionId,
    /// A community that one learns in.
    CommunityId,
    /// A piece of evidence.
    EvidenceId,
    /// Somebody whom one learns with or from.
    PersonId,
    /// A chat on a certain day.
    ChatId,
    /// A look at a goal.
    ReviewId,
    /// A strength, a weakness or a need that goals come from.
    NeedId,
    /// What an entry changed, as found later.
    LookBackId,
    /// A mark on the way into social media at work.
    WaymarkId,
    /// A registration with a regulator.
    RegistrationId,
    /// What a regulator wants beside learning.
    RecordId,
    /// A practised audit.
    DrillId,
    /// An appraisal walk.
    WalkId,
    /// A search that is kept under a name.
    SavedSearchId,
    /// An impact story.
    ImpactId,
    /// A named step of the ledger.
    StepId,
}

/// The name of a thing that is the same in every copy and export of a journal (a UUID, version 7: sorts by time).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Uid(uuid::Uuid);

/// A text is not a [`Uid`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not the id of anything in a journal")]
pub struct NotAUid(pub String);

impl Uid {
    /// A version 7 UUID of the instant (milliseconds since 1970) and ten bytes of chance.
    pub fn new(unix_millis: u64, chance: [u8; 10]) -> Self {
        Self(uuid::Builder::from_unix_timestamp_millis(unix_millis, &chance).into_uuid())
    }

    /// When it was made, as far as it tells: those of version 7 do (RFC 9562, 5.7).
    pub fn made(self) -> Option<chrono::DateTime<chrono::Utc>> {
        let (seconds, nanos) = self.0.get_timestamp().filter(|_| self.0.get_version_num() == 7)?.to_unix();
        chrono::DateTime::from_timestamp(i64::try_from(seconds).ok()?, nanos)
    }

    /// A version 5 UUID made from a text, for things that must have the same name on every machine.
    pub fn from_text(text: &str) -> Self {
        Self(uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_URL, text.as_bytes()))
    }
}

impl fmt::Display for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl FromStr for Uid {
    type Err = NotAUid;

    fn from_str(text: &str) -> Result<Self, NotAUid> {
        match uuid::Uuid::parse_str(text.trim()) {
            Ok(uuid) => Ok(Self(uuid)),
            Err(_) => Err(NotAUid(text.to_owned())),
        }
    }
}
