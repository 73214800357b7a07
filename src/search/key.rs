//! The keys of the language, and what `has:`, `no:` and `is:` can say.

use super::letters::plain;
use super::problem::nearest;

/// What stands before the colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    Kind,
    Goal,
    Tag,
    Community,
    Person,
    Platform,
    Standard,
    Has,
    No,
    Is,
    Date,
    After,
    Before,
    Minutes,
    Interactive,
    Used,
    Role,
}

impl Key {
    /// Every one, in the order in which they are offered.
    pub const ALL: &'static [Self] = &[
        Self::Kind,
        Self::Goal,
        Self::Tag,
        Self::Date,
        Self::After,
        Self::Before,
        Self::Has,
        Self::No,
        Self::Is,
        Self::Community,
        Self::Person,
        Self::Platform,
        Self::Standard,
        Self::Minutes,
        Self::Interactive,
        Self::Used,
        Self::Role,
    ];

    /// The word before the colon.
    pub const fn token(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Goal => "goal",
            Self::Tag => "tag",
            Self::Community => "community",
            Self::Person => "person",
            Self::Platform => "platform",
            Self::Standard => "standard",
            Self::Has => "has",
            Self::No => "no",
            Self::Is => "is",
            Self::Date => "date",
            Self::After => "after",
            Self::Before => "before",
            Self::Minutes => "minutes",
            Self::Interactive => "interactive",
            Self::Used => "used",
            Self::Role => "role",
        }
    }

    /// What it asks, for a list to choose from.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Kind => "kind of activity",
            Self::Goal => "goal of your plan",
            Self::Tag => "tag, or its beginning with *",
            Self::Community => "community or hashtag",
            Self::Person => "name or handle, or part of it",
            Self::Platform => "where it took place",
            Self::Standard => "standard or category of a regulator",
            Self::Has => "what an entry has",
            Self::No => "what an entry lacks",
            Self::Is => "where an entry stands",
            Self::Date => "day, month, year, or from..to",
            Self::After => "later than a day, month or year",
            Self::Before => "earlier than a day, month or year",
            Self::Minutes => "time spent: >30, 1h..2h",
            Self::Interactive => "time with other people: >0",
            Self::Used => "how social media was used",
            Self::Role => "your part in it",
        }
    }

    /// The key that a word means, small letters: its own, or one that people take for it.
    pub fn from_word(word: &str) -> Option<Self> {
        if let Some(key) = Self::ALL.iter().copied().find(|key| key.token() == word) {
            return Some(key);
        }
        Some(match word {
            "kinds" | "type" => Self::Kind,
            "goals" => Self::Goal,
            "tags" => Self::Tag,
            "communities" | "hashtag" => Self::Community,
            "people" | "persons" | "with" => Self::Person,
            "platforms" => Self::Platform,
            "standards" => Self::Standard,
            "without" => Self::No,
            "state" => Self::Is,
            "day" => Self::Date,
            "use" => Self::Used,
            _ => return None,
        })
    }

    /// The key that was probably meant by a word that is none.
    pub(super) fn nearest(word: &str) -> Option<Self> {
        let meant = nearest(word, Self::ALL.iter().map(|key| key.token()))?;
        Self::from_word(meant)
    }
}

/// Declares an enum of what can be asked: each with its word, and other words that people take for it.
macro_rules! asked {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $token:literal $(| $also:literal)*, $about:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($variant),* }

        impl $name {
            /// Every one, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word after the colon.
            pub const fn token(self) -> &'static str {
                match self { $(Self::$variant => $token),* }
            }

            /// What it asks, for a list to choose from.
            pub const fn about(self) -> &'static str {
                match self { $(Self::$variant => $about),* }
            }

            /// What a word (plain) means.
            pub fn from_word(word: &str) -> Option<Self> {
                match word {
                    $($token $(| $also)* => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

asked! {
    /// What an entry may have or lack.
    Having {
        Evidence = "evidence" | "attachment" | "attachments" | "file" | "files" | "proof", "files that prove it";
        Action = "action" | "actions", "actions taken back to work";
        Goal = "goal" | "goals", "a goal that it serves";
        Reflection = "reflection" | "reflections", "anything written as reflection";
        Standard = "standard" | "standards", "standards of a regulator";
        Tag = "tag" | "tags", "tags";
        Person = "person" | "people" | "persons", "people it was learnt with or from";
        Community = "community" | "communities", "a community";
        Time = "time" | "minutes" | "duration", "time spent";
        Url = "url" | "link" | "links" | "address", "a web address";
        Change = "change" | "changes" | "changed", "what was changed";
        Benefit = "benefit" | "benefits", "who benefited";
        Role = "role" | "part", "your part in it";
        ClaimCheck = "claim-check" | "claimcheck" | "verdict" | "check", "a claim that was looked at";
        Platform = "platform" | "platforms", "where it took place";
        Interactive = "interactive", "time with other people";
        Used = "used" | "use", "how social media was used";
    }
}

asked! {
    /// Where an entry stands.
    Being {
        Draft = "draft" | "drafts", "begun, in the inbox";
        Ready = "ready", "as you want it";
        Submitted = "submitted", "handed in";
        Parked = "parked" | "aside" | "set-aside", "set aside until a day to come";
        Binned = "binned" | "bin" | "deleted", "in the bin, and nothing else";
        Claim = "claim" | "claims", "made of small items";
        Item = "item" | "items", "counted in a claim";
    }
}

/// Which of some words, each with what it means, is probably meant.
pub(super) fn nearest_of(typed: &str, words: impl IntoIterator<Item = &'static str>) -> Option<String> {
    nearest(&plain(typed), words).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_keys() {
        assert!(Key::ALL.iter().all(|key| Key::from_word(key.token()) == Some(*key)));
        assert!(Having::ALL.iter().all(|one| Having::from_word(one.token()) == Some(*one)));
        assert!(Being::ALL.iter().all(|one| Being::from_word(one.token()) == Some(*one)));
        for (typed, meant) in [("knd", Some(Key::Kind)), ("persn", Some(Key::Person)), ("goall", Some(Key::Goal)), ("colour", None)] {
            assert_eq!(Key::nearest(typed), meant, "{typed}");
        }
        assert_eq!(nearest_of("evidnce", Having::ALL.iter().map(|one| one.token())), Some("evidence".to_owned()));
    }
}
