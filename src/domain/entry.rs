//! An entry: one thing that somebody did and learnt from.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::framework::Amount;
use super::goal::tokens;
use super::{ClaimCheck, CommunityId, EntryId, GoalId, Minutes, Part, Reflection, Uid, Verdict};

tokens! {
    /// How social media was used (after Moorley & Chinn, 2019, British Journal of Nursing 28(13)).
    Verb {
        Publishing = "publishing", "Publishing";
        Sharing = "sharing", "Sharing";
        Messaging = "messaging", "Messaging";
        Discussing = "discussing", "Discussing";
        Collaborating = "collaborating", "Collaborating";
        Networking = "networking", "Networking";
    }
}

tokens! {
    /// The part that the registrant had.
    Role {
        Host = "host", "Host";
        Contributor = "contributor", "Contributor";
        Listener = "listener", "Listener";
    }
}

/// Where an entry stands. Deleting is binning: nothing is lost by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryState {
    /// Begun; waits in the inbox.
    Draft,
    /// As its writer wants it.
    Ready,
    /// Handed to a regulator or an appraiser.
    Submitted { on: NaiveDate },
    /// Out of sight, recoverable.
    Binned { at: DateTime<Utc> },
}

impl EntryState {
    /// The stable word, as stored and as typed.
    pub const fn token(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Ready => "ready",
            Self::Submitted { .. } => "submitted",
            Self::Binned { .. } => "binned",
        }
    }

    /// What a reader sees.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Ready => "Ready",
            Self::Submitted { .. } => "Submitted",
            Self::Binned { .. } => "In the bin",
        }
    }

    /// Whether it is out of sight.
    pub const fn is_binned(self) -> bool {
        matches!(self, Self::Binned { .. })
    }
}

/// Time spent, in its parts. All in whole minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeSpent {
    pub preparing: Minutes,
    pub taking_part: Minutes,
    /// Reading afterwards.
    pub reading: Minutes,
    pub reflecting: Minutes,
    /// Of these, how many were learning with other people (some regulators call it participatory). Never more than the total.
    pub interactive: Minutes,
}

impl TimeSpent {
    /// One part of it.
    pub fn part_mut(&mut self, part: Part) -> &mut Minutes {
        match part {
            Part::Preparing => &mut self.preparing,
            Part::TakingPart => &mut self.taking_part,
            Part::Reading => &mut self.reading,
            Part::Reflecting => &mut self.reflecting,
        }
    }

    /// All parts together.
    pub fn total(self) -> Minutes {
        self.preparing.plus(self.taking_part).plus(self.reading).plus(self.reflecting)
    }
}

/// What is on the screen: free text, always savable. Completeness is a report ([`super::gaps`]), not a gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryDraft {
    pub title: String,
    /// Id of a [`super::Kind`]; kept even when that kind is not installed.
    pub kind: String,
    /// The civil day of the activity, where the registrant was.
    pub date: NaiveDate,
    /// When it began, in [`Self::zone`].
    pub time: Option<NaiveTime>,
    /// IANA name of the zone that `time` is in; empty when no time is known.
    pub zone: String,
    pub minutes: TimeSpent,
    /// One line on how the interactive minutes were spent with others.
    pub how: String,
    pub platform: String,
    pub url: String,
    /// Handle of the host or author.
    pub handle: String,
    pub hashtag: String,
    pub community: Option<CommunityId>,
    /// What I learnt. Markdown, like the other texts.
    pub learnt: String,
    /// What I changed.
    pub changed: String,
    /// Who benefited.
    pub benefit: String,
    pub reflection: Reflection,
    /// In its own column; in no export.
    pub private_note: String,
    pub goals: Vec<GoalId>,
    pub tags: Vec<String>,
    pub people: Vec<String>,
    /// Codes of standards, each with its framework: `scheme.code`.
    pub standards: Vec<String>,
    pub used: Vec<Verb>,
    pub role: Option<Role>,
    /// A claim that was looked at before it was taken on.
    pub claim: ClaimCheck,
    /// How artificial intelligence helped with this entry, as a statement; empty when nothing is to be said.
    pub ai_help: String,
    /// Points and certified hours that were typed for a framework, by code: `scheme.points`.
    pub amounts: BTreeMap<String, Amount>,
    /// Set aside until this day: about something hard, to be written when there is room for it. It nothing asks for it until then.
    pub parked: Option<NaiveDate>,
}

/// The kind of an entry that nothing was said about.
pub const KIND_UNSAID: &str = "other";

/// Why a draft cannot be kept as it is. The text itself is never refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    #[error("an entry needs something to recognise it by: a title, a link or a few words")]
    Nothing,
    #[error("{interactive} interactive is more than the {total} in all")]
    TooInteractive { interactive: Minutes, total: Minutes },
    #[error("“{0}” is not a time zone")]
    UnknownZone(String),
}

impl EntryDraft {
    /// An empty draft of a day.
    pub fn on(date: NaiveDate) -> Self {
        Self {
            title: String::new(),
            kind: KIND_UNSAID.to_owned(),
            date,
            time: None,
            zone: String::new(),
            minutes: TimeSpent::default(),
            how: String::new(),
            platform: String::new(),
            url: String::new(),
            handle: String::new(),
            hashtag: String::new(),
            community: None,
            learnt: String::new(),
            changed: String::new(),
            benefit: String::new(),
            reflection: Reflection::default(),
            private_note: String::new(),
            goals: Vec::new(),
            tags: Vec::new(),
            people: Vec::new(),
            standards: Vec::new(),
            used: Vec::new(),
            role: None,
            claim: ClaimCheck::default(),
            ai_help: String::new(),
            amounts: BTreeMap::new(),
            parked: None,
        }
    }

    /// Whether there is nothing in it to recognise it by.
    pub fn is_blank(&self) -> bool {
        [&self.title, &self.url, &self.hashtag, &self.learnt, &self.changed, &self.benefit, &self.private_note]
            .into_iter()
            .all(|text| text.trim().is_empty())
            && self.reflection.is_blank()
    }

    /// What to call it in lists: its title, or else the first words that there are.
    pub fn name(&self) -> String {
        let reflection = self.reflection.answers.iter().map(|answer| &answer.text);
        [&self.title, &self.learnt, &self.changed, &self.hashtag, &self.url, &self.benefit]
            .into_iter()
            .chain(reflection)
            .map(|text| super::text::excerpt(text, 80))
            .find(|text| !text.is_empty())
            .unwrap_or_else(|| "Untitled".to_owned())
    }

    /// Whether it is set aside on a day, and waits for nothing.
    pub fn is_parked(&self, today: NaiveDate) -> bool {
        self.parked.is_some_and(|until| until > today)
    }

    /// The draft as it is stored: single lines trimmed, control characters dropped, tags each once.
    ///
    /// # Errors
    /// [`DraftError`]: there is nothing to recognise it by, or the interactive minutes exceed the total.
    pub fn tidied(mut self) -> Result<Self, DraftError> {
        use super::text::{clean, clean_line};
        for line in [
            &mut self.title,
            &mut self.kind,
            &mut self.zone,
            &mut self.how,
            &mut self.platform,
            &mut self.url,
            &mut self.handle,
            &mut self.hashtag,
        ] {
            *line = clean_line(line);
        }
        let claim = [&mut self.claim.who, &mut self.claim.evidence, &mut self.claim.holds];
        for text in
            [&mut self.learnt, &mut self.changed, &mut self.benefit, &mut self.private_note, &mut self.ai_help].into_iter().chain(claim)
        {
            *text = clean(text);
        }
        for answer in &mut self.reflection.answers {
            answer.text = clean(&answer.text);
        }
        self.reflection = self.reflection.without_blanks().with_places_apart();
        self.tags = super::tag::distinct(self.tags.iter().map(|tag| clean_line(tag)).collect::<Vec<_>>().iter().map(String::as_str));
        self.people = self.people.iter().map(|name| clean_line(name)).filter(|name| !name.is_empty()).collect();
        dedup(&mut self.people);
        self.standards = self.standards.iter().map(|code| clean_line(code)).filter(|code| !code.is_empty()).collect();
        dedup(&mut self.standards);
        self.amounts.retain(|code, amount| !code.trim().is_empty() && *amount > Amount::ZERO);
        dedup(&mut self.goals);
        dedup(&mut self.used);
        if self.kind.is_empty() {
            KIND_UNSAID.clone_into(&mut self.kind);
        }
        if self.is_blank() {
            return Err(DraftError::Nothing);
        }
        let total = self.minutes.total();
        if self.minutes.interactive > total {
            return Err(DraftError::TooInteractive { interactive: self.minutes.interactive, total });
        }
        if !self.zone.is_empty() && self.zone.parse::<chrono_tz::Tz>().is_err() {
            return Err(DraftError::UnknownZone(self.zone));
        }
        if self.time.is_none() {
            self.zone.clear();
        }
        Ok(self)
    }
}

/// Keeps the first of equal things, in their order.
fn dedup<T: Clone + PartialEq>(list: &mut Vec<T>) {
    let mut kept: Vec<T> = Vec::with_capacity(list.len());
    for item in list.iter() {
        if !kept.contains(item) {
            kept.push(item.clone());
        }
    }
    *list = kept;
}

/// An entry of this journal, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: EntryId,
    pub uid: Uid,
    pub draft: EntryDraft,
    pub state: EntryState,
    pub created: DateTime<Utc>,
    pub changed: DateTime<Utc>,
    /// When each goal of the draft was linked; a goal linked before the activity makes it planned learning.
    pub linked: Vec<(GoalId, DateTime<Utc>)>,
}

/// What lists show of an entry: light enough to hold a hundred thousand of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryHeader {
    pub id: EntryId,
    pub uid: Uid,
    /// [`EntryDraft::name`], with more of a long one.
    pub name: String,
    pub kind: String,
    pub date: NaiveDate,
    pub time: Option<NaiveTime>,
    /// Zone of `time`; empty when there is none.
    pub zone: String,
    pub total: Minutes,
    /// Of it, taking part: what begins at `time`.
    pub taking_part: Minutes,
    pub interactive: Minutes,
    pub state: EntryState,
    pub community: Option<CommunityId>,
    /// The beginning of what was written, on one line.
    pub excerpt: String,
    /// Whether a prompt of a reflection is answered.
    pub reflected: bool,
    /// Whether it says what was learnt.
    pub learnt: bool,
    pub goals: Vec<GoalId>,
    pub tags: Vec<String>,
    /// How many pieces of evidence there are.
    pub evidence: u32,
    /// The claim that it is an item of, when that is not in the bin; its time counts there.
    pub rolled_into: Option<EntryId>,
    /// How many items it is made of, when it is such a claim.
    pub items: u32,
    /// Set aside until this day.
    pub parked: Option<NaiveDate>,
    pub platform: String,
    /// Names or handles, as [`EntryDraft::people`].
    pub people: Vec<String>,
    /// Codes with their schemes, as [`EntryDraft::standards`].
    pub standards: Vec<String>,
    pub used: Vec<Verb>,
    pub role: Option<Role>,
    /// How many actions grew out of it.
    pub actions: u32,
    /// Whether it says what was changed.
    pub changed: bool,
    /// Whether it says who benefited.
    pub benefit: bool,
    /// Whether it has a web address.
    pub linked: bool,
    /// What came of looking at its claim; none as long as nobody said.
    pub verdict: Option<Verdict>,
}

impl EntryHeader {
    /// Whether it is set aside on a day, and waits for nothing.
    pub fn is_parked(&self, today: NaiveDate) -> bool {
        self.parked.is_some_and(|until| until > today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> EntryDraft {
        EntryDraft::on(NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day"))
    }

    #[test]
    fn something_to_recognise_it_by() {
        assert_eq!(draft().tidied(), Err(DraftError::Nothing));
        assert_eq!(EntryDraft { title: " \n\u{0}".into(), ..draft() }.tidied(), Err(DraftError::Nothing));
        let tidied = EntryDraft { learnt: "Pacing, not rest.".into(), ..draft() }.tidied().expect("learnt is enough");
        assert_eq!(tidied.name(), "Pacing, not rest.");
    }

    #[test]
    fn interactive_is_part_of_the_total() {
        let minutes = TimeSpent { taking_part: Minutes(50), interactive: Minutes(51), ..TimeSpent::default() };
        let error = EntryDraft { title: "Chat".into(), minutes, ..draft() }.tidied();
        assert_eq!(error, Err(DraftError::TooInteractive { interactive: Minutes(51), total: Minutes(50) }));
    }
}
