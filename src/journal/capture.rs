//! What a link says by itself, filled into a new entry where nothing was said. Nothing is fetched.

use super::Journal;
use crate::capture::links;
use crate::domain::EntryDraft;
use crate::domain::entry::KIND_UNSAID;

impl Journal {
    /// A draft with what its link tells: the address without tracking, platform, whose it is, hashtag, kind of activity. Only what is empty is
    /// filled in; the day is the registrant's, whenever the post was made.
    pub(super) fn filled_from_link(&self, mut draft: EntryDraft) -> EntryDraft {
        let now = self.now();
        let link =
            if draft.url.trim().is_empty() { links::read(&draft.title, now).into_iter().next() } else { links::one(&draft.url, now) };
        let Some(link) = link else { return draft };
        // A title that is nothing but the address says less than what the address tells.
        if draft.title.trim() == link.found.trim()
            && let Some(title) = &link.title
        {
            title.clone_into(&mut draft.title);
        }
        draft.url = link.url;
        let platform = link.platform_id.map(|_| link.platform);
        let handle = link.handle.map(|handle| if handle.contains('/') { handle } else { format!("@{handle}") });
        for (field, told) in [(&mut draft.platform, platform), (&mut draft.handle, handle), (&mut draft.hashtag, link.hashtag)] {
            if field.trim().is_empty() {
                *field = told.unwrap_or_default();
            }
        }
        if (draft.kind.is_empty() || draft.kind == KIND_UNSAID)
            && let Some(kind) = link.kind.filter(|kind| self.catalogue.kind(kind).is_some())
        {
            draft.kind = kind;
        }
        draft
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::EntryState;
    use crate::journal::{Clock, Together};

    #[test]
    fn only_what_is_empty_is_filled_in() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
        let mut journal = Journal::in_memory(Clock::Fixed(today)).expect("journal");
        let mut log = |draft: EntryDraft| {
            let id = journal.log(draft, EntryState::Draft, &Together::default()).expect("kept").value.id;
            journal.entry(id).expect("entry").draft
        };
        let video = log(EntryDraft { title: "https://youtu.be/dQw4w9WgXcQ?utm_source=x".into(), ..EntryDraft::on(today) });
        assert_eq!((video.platform.as_str(), video.kind.as_str()), ("YouTube", "video"));
        assert!(!video.url.contains("utm_source"), "{}", video.url);
        let said = EntryDraft {
            title: "A chat".into(),
            url: "https://x.com/example_physio/status/1359000000000000000".into(),
            kind: "meeting".into(),
            handle: "@somebody".into(),
            ..EntryDraft::on(today)
        };
        let said = log(said);
        assert_eq!((said.kind.as_str(), said.handle.as_str(), said.title.as_str()), ("meeting", "@somebody", "A chat"));
        assert_eq!(said.date, today);
        let plain = log(EntryDraft { title: "No link".into(), ..EntryDraft::on(today) });
        assert_eq!((plain.url.as_str(), plain.platform.as_str()), ("", ""));
    }
}
