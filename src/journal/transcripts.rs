//! Pasted chats: read with what the journal knows of its keeper, turned into proposals for an entry, and kept unchanged as evidence.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike as _};

use super::{DayOf, Journal, JournalError, NewFile, Outcome};
use crate::capture::transcript::{Confidence, Hints, Transcript, When, read};
use crate::domain::entry::KIND_UNSAID;
use crate::domain::minutes::MOST_MINUTES;
use crate::domain::text::{clean_line, excerpt, number};
use crate::domain::{EntryDraft, EntryId, Minutes};
use crate::store::StoreError;

/// The most characters of a question that become a title.
const TITLE: usize = 100;

/// What came of putting a chat to an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    pub transcript: Transcript,
    /// What it filled in, in words: “time”, “minutes”. Empty when all of it was said before.
    pub filled: Vec<&'static str>,
}

impl Journal {
    /// Reads a chat; own lines are known by the handles and the name of the profile. `day` is the day of the chat, where it is known.
    ///
    /// # Errors
    /// [`JournalError::Store`] when the profile cannot be read.
    pub fn transcript(&self, text: &str, day: Option<NaiveDate>) -> Result<Transcript, JournalError> {
        let profile = self.profile()?;
        let handles = profile.handles.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'));
        let own = handles.chain([profile.name.as_str()]).map(|line| line.trim().to_owned()).filter(|line| !line.is_empty());
        Ok(read(text, &Hints { own: own.collect(), zone: Some(self.here()), day, today: self.today() }))
    }

    /// A draft with what a chat proposes, where nothing was said: day, time, minutes with the interactive part and how it was spent,
    /// hashtag and its community, kind, platform, title. Nothing is proposed for what was learnt. A day or time in the future is not taken.
    ///
    /// # Errors
    /// [`JournalError::Store`] when the communities cannot be read.
    pub fn filled_from_transcript(&self, mut draft: EntryDraft, transcript: &Transcript, day: DayOf) -> Result<EntryDraft, JournalError> {
        self.fill_when(&mut draft, transcript.proposal.start.as_ref(), day);
        fill_minutes(&mut draft, transcript);
        fill(&mut draft.hashtag, || transcript.hashtags.first().map(|tag| tag.text.clone()));
        let communities = self.store.read().communities()?;
        if draft.community.is_none() && !draft.hashtag.trim().is_empty() {
            draft.community = self.community_tagged(&draft.hashtag)?;
        }
        // A community knows better than the layout what its chats are: a tweetchat may be copied out of a messenger.
        let usual = communities.iter().find(|one| Some(one.id) == draft.community).map(|one| one.draft.kind.as_str());
        if (draft.kind.is_empty() || draft.kind == KIND_UNSAID)
            && let Some(kind) = usual.filter(|kind| self.catalogue.kind(kind).is_some())
        {
            kind.clone_into(&mut draft.kind);
        }
        if (draft.kind.is_empty() || draft.kind == KIND_UNSAID)
            && let Some(kind) = kind(transcript, &draft.hashtag).filter(|kind| self.catalogue.kind(kind).is_some())
        {
            kind.clone_into(&mut draft.kind);
        }
        fill(&mut draft.platform, || platform(transcript).map(str::to_owned));
        let hashtag = draft.hashtag.trim().to_owned();
        fill(&mut draft.title, || title(transcript, &hashtag));
        Ok(draft)
    }

    /// Day, time and zone from when a chat began.
    fn fill_when(&self, draft: &mut EntryDraft, start: Option<&When>, day: DayOf) {
        let (date, time) = match start {
            Some(When::At(at)) => (Some(at.date()), Some(at.time())),
            Some(When::Day(date)) => (Some(*date), None),
            Some(When::Time(time)) => (None, Some(*time)),
            Some(When::Into(_) | When::Said(_)) | None => return,
        };
        let now = self.now().with_timezone(&self.here()).naive_local();
        let is_past =
            |date: NaiveDate, time: Option<NaiveTime>| time.map_or(date <= now.date(), |time| NaiveDateTime::new(date, time) <= now);
        if let (Some(date), DayOf::Unsaid) = (date, day)
            && is_past(date, draft.time.or(time))
        {
            draft.date = date;
        }
        if let (Some(time), None) = (time, draft.time)
            && date.is_none_or(|date| date == draft.date)
            && is_past(draft.date, Some(time))
        {
            // Times are kept in minutes.
            draft.time = time.with_second(0).and_then(|time| time.with_nanosecond(0));
            if draft.zone.trim().is_empty() {
                self.here().name().clone_into(&mut draft.zone);
            }
        }
    }

    /// Puts a chat to an entry that is there: what is empty is filled in, and the text is attached unchanged. One step.
    ///
    /// # Errors
    /// [`JournalError::NotFound`], or it cannot be written.
    pub fn apply_transcript(&mut self, id: EntryId, text: &str) -> Result<Outcome<Applied>, JournalError> {
        let old = self.entry(id)?;
        let transcript = self.transcript(text, Some(old.draft.date))?;
        let files = if text.trim().is_empty() { Vec::new() } else { vec![transcript_file(text, "", &transcript)] };
        let kept = self.keep_files(&files)?;
        // The entry as it was read: whoever changes it meanwhile finds this step refused, not their words gone.
        // An entry of the day on which it was logged, without a time, says nothing of when it was.
        let logged_on = old.created.with_timezone(&self.here()).date_naive();
        let day = if old.draft.time.is_none() && old.draft.date == logged_on { DayOf::Unsaid } else { DayOf::Said };
        let draft = self.filled_from_transcript(old.draft.clone(), &transcript, day)?.tidied()?;
        self.step(format!("Put a transcript to “{}”", draft.name()), |tx| {
            if super::entries::there(tx, id)?.draft != old.draft {
                return Err(changed_meanwhile(&old.draft));
            }
            if draft != old.draft {
                tx.update_entry(id, &draft)?;
            }
            for file in &kept {
                let evidence = tx.insert_evidence(file)?;
                tx.link_evidence(id, evidence)?;
                tx.complete_evidence(evidence, file)?;
            }
            Ok(Applied { transcript, filled: filled(&old.draft, &draft) })
        })
    }
}

/// Somebody changed the entry between reading it and writing to it.
pub(super) fn changed_meanwhile(old: &EntryDraft) -> JournalError {
    StoreError::Clash(format!("“{}” was changed meanwhile", old.name())).into()
}

/// A chat as a piece of evidence: the text byte for byte, and a caption that says how much it is. Without a name it gets one.
pub fn transcript_file(text: &str, name: &str, transcript: &Transcript) -> NewFile {
    let (posts, people) = (transcript.posts.len(), transcript.people.len());
    let caption = match (posts, people) {
        (0, _) => format!("Transcript: {}", counted(transcript.line_count, "line", "lines")),
        (_, 0) => format!("Transcript: {}", counted(posts, "post", "posts")),
        _ => format!("Transcript: {} by {}", counted(posts, "post", "posts"), counted(people, "person", "people")),
    };
    let name = clean_line(name);
    let name = if name.is_empty() { "transcript.txt".to_owned() } else { name };
    NewFile { caption, ..NewFile::in_memory(name, text.as_bytes()) }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

/// Fills an empty text.
fn fill(field: &mut String, told: impl FnOnce() -> Option<String>) {
    if field.trim().is_empty() {
        *field = told().unwrap_or_default();
    }
}

fn fill_minutes(draft: &mut EntryDraft, transcript: &Transcript) {
    let proposal = &transcript.proposal;
    let spent = &mut draft.minutes;
    if spent.taking_part == Minutes::ZERO {
        spent.taking_part = proposal.minutes.filter(|minutes| minutes.0 <= MOST_MINUTES).unwrap_or_default();
    }
    if spent.interactive == Minutes::ZERO {
        spent.interactive = proposal.interactive.unwrap_or_default().min(spent.total());
    }
    fill(&mut draft.how, || how(transcript));
}

/// “wrote 4 of 93 posts; 23 people took part”.
fn how(transcript: &Transcript) -> Option<String> {
    let (posts, own, people) = (transcript.posts.len(), transcript.proposal.own_posts, transcript.people.len());
    let wrote = match (own, posts) {
        (_, 0) => return None,
        (0, posts) => format!("read {}", counted(posts, "post", "posts")),
        (own, posts) if own == posts => format!("wrote {}", counted(posts, "post", "posts")),
        (own, posts) => format!("wrote {} of {} posts", number(own), number(posts)),
    };
    Some(if people == 0 { wrote } else { format!("{wrote}; {} took part", counted(people, "person", "people")) })
}

/// The layout, where it is more than a guess.
fn layout(transcript: &Transcript) -> Option<&'static str> {
    transcript.layout.filter(|layout| layout.confidence >= Confidence::Likely).map(|layout| layout.id)
}

/// The kind of activity. Posts of several people under one hashtag, or on numbered questions, are a chat; one person's posts are a thread.
fn kind(transcript: &Transcript, hashtag: &str) -> Option<&'static str> {
    let together = transcript.people.len() > 1 && (!hashtag.trim().is_empty() || !transcript.questions.is_empty());
    Some(match layout(transcript)? {
        "x" | "bluesky" | "mastodon" | "handles" | "embedded" if together => "tweetchat",
        _ => "discussion",
    })
}

fn platform(transcript: &Transcript) -> Option<&'static str> {
    Some(match layout(transcript)? {
        "x" => "X",
        "bluesky" => "Bluesky",
        "mastodon" => "Mastodon",
        "facebook" => "Facebook",
        "linkedin" => "LinkedIn",
        "whatsapp" => "WhatsApp",
        "teams" => "Teams",
        "zoom" => "Zoom",
        _ => return None,
    })
}

/// The first question, or the hashtag, or else what the text is.
fn title(transcript: &Transcript, hashtag: &str) -> Option<String> {
    let question = transcript.questions.iter().map(|question| excerpt(&question.text, TITLE)).find(|text| !text.is_empty());
    let tagged = || (!hashtag.is_empty()).then(|| format!("{hashtag} chat"));
    let recognised = || {
        let label = transcript.layout?.label;
        Some(format!("{label}, {}", counted(transcript.people.len(), "person", "people")))
    };
    let words = || transcript.leftover.iter().map(|left| excerpt(&left.text, TITLE)).find(|text| !text.is_empty());
    question.or_else(tagged).or_else(recognised).or_else(words)
}

/// What is in a draft that was not in it before, in words.
fn filled(old: &EntryDraft, new: &EntryDraft) -> Vec<&'static str> {
    [
        (old.title != new.title, "title"),
        (old.date != new.date, "day"),
        (old.time != new.time, "time"),
        (old.minutes.taking_part != new.minutes.taking_part, "minutes"),
        (old.minutes.interactive != new.minutes.interactive, "interactive minutes"),
        (old.how != new.how, "how you took part"),
        (old.hashtag != new.hashtag, "hashtag"),
        (old.community != new.community, "community"),
        (old.kind != new.kind, "kind"),
        (old.platform != new.platform, "platform"),
    ]
    .into_iter()
    .filter_map(|(differs, what)| differs.then_some(what))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_part_in_words() {
        let said = |who: &str| format!("Ann: one\n{who}: two\n");
        let hints = |own: &str| Hints { own: vec![own.to_owned()], zone: None, day: None, today: NaiveDate::default() };
        let of = |text: &str, own: &str| how(&read(text, &hints(own)));
        assert_eq!(of(&said("Bob"), "Bob").as_deref(), Some("wrote 1 of 2 posts; 2 people took part"));
        assert_eq!(of(&said("Bob"), "Cat").as_deref(), Some("read 2 posts; 2 people took part"));
        assert_eq!(of(&said("Ann"), "Ann").as_deref(), Some("wrote 2 posts; 1 person took part"));
        assert_eq!(of("nothing that anybody said", "Ann"), None);
    }
}
