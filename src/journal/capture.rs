//! What a link says by itself, filled into a new entry where nothing was said. Nothing is fetched.

use chrono::Timelike as _;

use super::{DayOf, Journal};
use crate::capture::links::{self, Link};
use crate::domain::EntryDraft;
use crate::domain::entry::KIND_UNSAID;

impl Journal {
    /// What the link of a draft tells: that in its address, or else the first in its title.
    pub fn link_of(&self, draft: &EntryDraft) -> Option<Link> {
        let now = self.now();
        if draft.url.trim().is_empty() { links::read(&draft.title, now).into_iter().next() } else { links::one(&draft.url, now) }
    }

    /// A draft with what its link tells: the address without tracking, platform, whose it is, hashtag, kind of activity. Only what is empty is
    /// filled in. Day and time are those of the post, by the registrant's clocks, when nobody said either and its id holds them.
    #[must_use]
    pub fn filled_from_link(&self, mut draft: EntryDraft, day: DayOf) -> EntryDraft {
        let Some(link) = self.link_of(&draft) else { return draft };
        let posted = link.posted.and_then(links::Posted::instant).filter(|at| *at <= self.now());
        if let (DayOf::Unsaid, Some(at)) = (day, posted) {
            // A zone that was said counts without a time, too.
            let zone = draft.zone.trim().parse().unwrap_or_else(|_| self.here());
            let at = at.with_timezone(&zone);
            draft.date = at.date_naive();
            if draft.time.is_none() {
                // Times are kept in minutes.
                draft.time = at.time().with_second(0).and_then(|time| time.with_nanosecond(0));
                zone.name().clone_into(&mut draft.zone);
            }
        }
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

    #[test]
    fn the_day_of_a_post() {
        use chrono::{DateTime, Utc};
        use chrono_tz::Tz;

        use crate::domain::slot::USUAL_ZONE;
        let now: DateTime<Utc> = "2026-11-22T12:00:00Z".parse().expect("an instant");
        let x = "https://x.com/example_physio/status/1359562777325563904";
        let today = now.date_naive();
        let early = NaiveDate::from_ymd_opt(2021, 2, 10).expect("a day");
        let said = chrono::NaiveTime::from_hms_opt(8, 0, 0);
        for (zone, url, day, time, wanted) in [
            (USUAL_ZONE, x, DayOf::Unsaid, None, (early, Some("18:00"), "Europe/London")),
            (Tz::Pacific__Auckland, x, DayOf::Unsaid, None, (early.succ_opt().expect("a day"), Some("07:00"), "Pacific/Auckland")),
            // Somebody said the day, or a time.
            (USUAL_ZONE, x, DayOf::Said, None, (today, None, "")),
            (USUAL_ZONE, x, DayOf::Unsaid, said, (early, Some("08:00"), "Europe/London")),
            // Nothing in it tells the instant: the day of an address is that of a publication.
            (USUAL_ZONE, "https://www.youtube.com/watch?v=dQw4w9WgXcQ", DayOf::Unsaid, None, (today, None, "")),
            (USUAL_ZONE, "https://blog.example/2021/02/10/pacing", DayOf::Unsaid, None, (today, None, "")),
            // An id of next year.
            (USUAL_ZONE, "https://x.com/a/status/2194300000000000000", DayOf::Unsaid, None, (today, None, "")),
        ] {
            let mut journal = Journal::in_memory(Clock::At(now, zone)).expect("journal");
            let zone = if time.is_some() { zone.name().to_owned() } else { String::new() };
            let draft = EntryDraft { title: "A post".into(), url: url.into(), time, zone, ..EntryDraft::on(today) };
            let id = journal.log(draft, EntryState::Draft, &Together { day, ..Together::default() }).expect("kept").value.id;
            let draft = journal.entry(id).expect("entry").draft;
            let time = draft.time.map(|time| time.format("%H:%M").to_string());
            assert_eq!((draft.date, time.as_deref(), draft.zone.as_str()), wanted, "{url}");
        }
    }
}
