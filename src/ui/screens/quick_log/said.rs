//! What the entry will be: what was said, and where nothing was, what the link or the chat proposes.

use chrono::{Days, NaiveDate, NaiveTime};

use super::QuickLog;
use super::pasted::{Chat, Use};
use super::read::{described, handle, hashtags};
use crate::capture::links::Link;
use crate::catalogue::Catalogue;
use crate::domain::entry::{KIND_UNSAID, TimeSpent};
use crate::domain::text::folded;
use crate::domain::{CommunityId, EntryDraft, EntryState, Minutes};
use crate::journal::DayOf;
use crate::ui::context::Ctx;
use crate::worker::ToLog;

/// A post of so many days at most was most likely read when it was made.
const LATELY: i64 = 60;

/// Which day it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// So many days back.
    Ago(u64),
    /// When what is behind the link was posted.
    Posted,
    /// When the pasted chat was.
    Chat,
}

/// Which community it was in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Belongs {
    /// The one that the words, the link or the chat name.
    #[default]
    Unsaid,
    To(CommunityId),
    /// In none, whatever the words name.
    Nowhere,
}

/// How long it took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    /// From the first to the last post of the pasted chat.
    Chat,
    Of(Minutes),
    /// Not said.
    Open,
}

/// What follows from the words and the journal, kept until one of them changes.
#[derive(Debug, Default)]
pub(super) struct Proposed {
    of: (String, Option<String>, u64),
    pub(super) community: Option<CommunityId>,
    /// The usual kind of the community that is chosen.
    community_kind: Option<String>,
    /// The usual kind of a known community whose hashtag was written.
    known_kind: Option<String>,
    /// The kind that the link suggests, where that kind is there, with its label.
    pub(super) link_kind: Option<(String, String)>,
}

impl QuickLog {
    /// Looks again what can be proposed.
    pub(super) fn refresh(&mut self, cx: &Ctx<'_>) {
        self.line.read(self.today, self.zone);
        let tag = self.chat().and_then(|chat| chat.hashtag().map(str::to_owned));
        let of = (self.line.text.clone(), tag, cx.snapshot.revision);
        if self.proposed.of != of {
            let words = self.line.words();
            // A post of its own account is of the community, too.
            let from_link = self.link().into_iter().flat_map(|link| link.hashtag.as_deref().into_iter().chain(link.handle.as_deref()));
            let tags: Vec<String> = hashtags(&words).chain(from_link).chain(of.1.as_deref()).map(bare).collect();
            let found = cx.snapshot.communities.iter().find(|one| {
                let own = bare(&one.draft.hashtag);
                !own.is_empty() && tags.contains(&own)
            });
            self.proposed.community = found.map(|one| one.id);
            // One that is known, though it is not in the journal yet: the tag alone says that it is a chat.
            let known = cx.catalogue.communities.iter().find(|one| {
                let own = bare(&one.draft.hashtag);
                !own.is_empty() && tags.contains(&own)
            });
            self.proposed.known_kind = known.map(|one| one.draft.kind.clone());
            self.proposed.of = of;
        }
        let community = self.community().and_then(|id| cx.community(id));
        let usual = community.map(|one| one.draft.kind.clone()).filter(|kind| !kind.is_empty());
        self.proposed.community_kind = usual.or_else(|| self.proposed.known_kind.clone()).filter(|kind| cx.catalogue.kind(kind).is_some());
        self.proposed.link_kind = self.link().and_then(|link| kind_of(link, cx.catalogue));
    }

    /// The link that counts: the one in the line, else that of a pasted text in which nobody speaks.
    pub(super) fn link(&self) -> Option<&Link> {
        self.line.link().or_else(|| self.pasted.as_ref()?.link())
    }

    /// What the pasted chat proposes.
    pub(super) fn chat(&self) -> Option<&Chat> {
        self.pasted.as_ref()?.proposes()
    }

    /// The kind, and whether it is only proposed by the link.
    pub(super) fn kind(&self) -> (Option<&str>, bool) {
        let usual = self.proposed.community_kind.as_deref();
        let of_chat = self.chat().map(|chat| chat.proposed.kind.as_str()).filter(|kind| *kind != KIND_UNSAID);
        match (&self.kind, of_chat, &self.proposed.link_kind) {
            (Some(said), ..) => (Some(said), false),
            (None, Some(of_chat), _) => (usual.or(Some(of_chat)), false),
            (None, None, Some((id, _))) => (Some(id), true),
            (None, None, None) => (usual, false),
        }
    }

    pub(super) fn community(&self) -> Option<CommunityId> {
        match self.community {
            Belongs::Unsaid => self.proposed.community,
            Belongs::To(id) => Some(id),
            Belongs::Nowhere => None,
        }
    }

    /// The day that is chosen, or what is chosen by itself.
    pub(super) fn day(&self) -> Day {
        let has_chat = self.chat().is_some_and(|chat| chat.date.is_some());
        let has_post = self.line.posted(self.zone).is_some();
        match self.day {
            Some(Day::Ago(ago)) => Day::Ago(ago),
            Some(Day::Posted) if has_post => Day::Posted,
            _ if has_chat => Day::Chat,
            _ => self.day_without_chat(),
        }
    }

    /// The day that is chosen by itself where the chat does not count.
    pub(super) fn day_without_chat(&self) -> Day {
        // What was posted long ago is read today; what was posted lately was most likely taken part in then.
        let lately = |day: NaiveDate| self.today.signed_duration_since(day).num_days() <= LATELY;
        if self.line.posted(self.zone).is_some_and(|posted| lately(posted.date)) { Day::Posted } else { Day::Ago(0) }
    }

    /// Day and time as they will be kept.
    pub(super) fn date_and_time(&self) -> (NaiveDate, Option<NaiveTime>) {
        let chat = self.chat();
        let without_day = |day: NaiveDate| {
            let with_time = self.pasted.as_ref().is_some_and(|pasted| pasted.with_time);
            chat.filter(|_| with_time)?.time_on(day, self.today)
        };
        match (self.day(), chat, self.line.posted(self.zone)) {
            (Day::Chat, Some(chat), _) => (chat.date.unwrap_or(self.today), chat.time),
            (Day::Posted, _, Some(posted)) => (posted.date, without_day(posted.date).or(posted.time)),
            (Day::Ago(ago), ..) => {
                let day = self.today.checked_sub_days(Days::new(ago)).unwrap_or(self.today);
                (day, without_day(day))
            }
            (Day::Chat | Day::Posted, ..) => (self.today, None),
        }
    }

    /// How long, as it is chosen or chosen by itself.
    pub(super) fn span(&self) -> Span {
        let has_chat = self.chat().is_some_and(|chat| chat.minutes.is_some());
        match self.minutes {
            Some(Span::Chat) | None if has_chat => Span::Chat,
            Some(Span::Of(minutes)) => Span::Of(minutes),
            _ => Span::Open,
        }
    }

    fn time_spent(&self) -> TimeSpent {
        let chat = self.chat();
        let taking_part = match self.span() {
            Span::Chat => chat.and_then(|chat| chat.minutes).unwrap_or_default(),
            Span::Of(minutes) => minutes,
            Span::Open => Minutes::default(),
        };
        TimeSpent { taking_part, interactive: self.interactive(taking_part), ..TimeSpent::default() }
    }

    /// Of `total`, the part with others that the chat proposes; never more than the whole.
    fn interactive(&self, total: Minutes) -> Minutes {
        let wanted = self.pasted.as_ref().is_some_and(|pasted| pasted.with_others);
        self.chat().filter(|_| wanted).and_then(|chat| chat.interactive).unwrap_or_default().min(total)
    }

    /// What the entry will be called. Typed words win; then what the link or the text shows.
    pub(super) fn called(&self) -> String {
        let words = self.line.words();
        if !words.is_empty() {
            return words;
        }
        if let Some(link) = self.line.link() {
            return described(link, self.proposed.link_kind.as_ref().map(|(_, label)| label.as_str()));
        }
        match &self.pasted {
            Some(pasted) => match pasted.proposes() {
                Some(chat) => chat.proposed.title.clone(),
                None => pasted.first.clone(),
            },
            None => self
                .files
                .list()
                .first()
                .map(|file| file.name.clone())
                .or_else(|| Some(self.earlier.first()?.first.clone()))
                .unwrap_or_default(),
        }
    }

    /// All of it, as it goes into the journal.
    pub(super) fn to_log(&self, ticket: u64) -> ToLog {
        let (date, time) = self.date_and_time();
        let mut draft = EntryDraft::on(date);
        draft.time = time;
        if time.is_some() {
            self.zone.name().clone_into(&mut draft.zone);
        }
        // A text that is kept as what was learnt names the entry by itself.
        let speaks = self.line.text.trim().is_empty() && self.pasted.as_ref().is_some_and(|one| one.kept_as() == Use::Learnt);
        draft.title = if speaks { String::new() } else { self.called() };
        if let (Some(kind), _) = self.kind() {
            kind.clone_into(&mut draft.kind);
        }
        if let Some(link) = self.link() {
            draft.url.clone_from(&link.url);
            draft.handle = handle(link).unwrap_or_default();
        }
        if let Some(chat) = self.chat() {
            if self.link().is_none() {
                draft.platform.clone_from(&chat.proposed.platform);
            }
            if self.pasted.as_ref().is_some_and(|pasted| pasted.with_others) {
                draft.how.clone_from(&chat.proposed.how);
            }
        }
        draft.hashtag = self.hashtag().unwrap_or_default();
        draft.minutes = self.time_spent();
        draft.goals.clone_from(&self.goals);
        draft.community = self.community();
        let texts = || self.earlier.iter().chain(&self.pasted);
        let learnt: Vec<&str> = texts().filter(|one| one.kept_as() == Use::Learnt).map(|one| one.text.trim_end()).collect();
        draft.learnt = learnt.join("\n\n");
        let proofs = || texts().filter(|one| one.kept_as() == Use::Evidence);
        let texts = proofs().filter(|one| one.file.is_none());
        let files = texts.zip(1..).map(|(text, n)| text.as_file((n > 1).then_some(n))).collect();
        let paths = proofs().filter_map(|one| one.file.as_ref()).chain(self.files.paths()).cloned().collect();
        // The day that the dialog shows is the one that is kept, also where a link tells another.
        let unsaid = self.day.is_none() && self.day() == Day::Ago(0) && self.line.posted(self.zone).is_none();
        ToLog {
            ticket,
            draft,
            state: EntryState::Draft,
            community: None,
            files,
            day: if unsaid { DayOf::Unsaid } else { DayOf::Said },
            paths,
            pictures: self.files.pictures().cloned().collect(),
        }
    }

    /// With its `#`: the link's, the first that was typed, or the chat's.
    fn hashtag(&self) -> Option<String> {
        let from_link = self.link().and_then(|link| link.hashtag.clone());
        let typed = || hashtags(&self.line.words()).next().map(str::to_owned);
        from_link.or_else(typed).or_else(|| self.chat()?.hashtag().map(str::to_owned))
    }
}

/// A hashtag as it is compared.
fn bare(tag: &str) -> String {
    folded(tag.trim().trim_start_matches('#'))
}

fn kind_of(link: &Link, catalogue: &Catalogue) -> Option<(String, String)> {
    let kind = catalogue.kind(link.kind.as_deref()?)?;
    Some((kind.id.clone(), kind.label.clone()))
}
