//! Coming back to an entry: one, three and six months after it the registrant is asked once whether it changed anything.
//!
//! Learning shows late. What is found then is kept with its day, never written over what was thought at first, and makes the chain from the
//! activity to learning, change, benefit and feedback.

use chrono::{Days, Months, NaiveDate};
use chrono_tz::Tz;

use super::goal::tokens;
use super::{EntryHeader, EntryId, LookBackId, Uid};

/// After how many months it is asked.
pub const MONTHS: [u32; 3] = [1, 3, 6];

/// After so many months nobody asks any more.
const TOO_LATE: u32 = 12;

/// After an answer nobody asks again for this long, though the next question has come.
const REST: Days = Days::new(14);

tokens! {
    /// What was found, or why nothing was said.
    Found {
        Nothing = "nothing", "Nothing yet";
        Change = "change", "It changed what I do";
        Benefit = "benefit", "Somebody benefited";
        Feedback = "feedback", "I had feedback on it";
        /// Ask again on another day.
        Later = "later", "Asked again later";
        /// Never ask about this entry.
        Never = "never", "Not asked again";
    }
}

impl Found {
    /// Whether it says something about the entry, and not only when to ask.
    pub const fn is_said(self) -> bool {
        matches!(self, Self::Nothing | Self::Change | Self::Benefit | Self::Feedback)
    }
}

/// What is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookBackDraft {
    /// After how many months it was asked; 0 when nobody asked.
    pub month: u32,
    /// The day of the answer.
    pub day: NaiveDate,
    pub found: Found,
    /// Markdown. May be empty.
    pub text: String,
    /// Of [`Found::Later`]: until when.
    pub until: Option<NaiveDate>,
}

/// One of this journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookBack {
    pub id: LookBackId,
    pub uid: Uid,
    pub entry: EntryId,
    pub draft: LookBackDraft,
}

/// A question that is open: did it change anything?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    pub entry: EntryId,
    /// After how many months.
    pub month: u32,
    /// Since when.
    pub since: NaiveDate,
}

/// What is to be asked of an entry on a day of the registrant, who is `here`; `looked` is what was said about it so far.
///
/// Only the latest of the questions is asked, each once, and none later than a year after the entry. A question whose day had come when the
/// entry was written down, or taken in from elsewhere, is not asked: whoever logs something late, or imports years, is left in peace.
/// Nothing is asked of what was set aside, before it is taken up.
pub fn asked<'l>(entry: &EntryHeader, looked: impl IntoIterator<Item = &'l LookBackDraft>, today: NaiveDate, here: Tz) -> Option<Asked> {
    // Few mark what they noted quickly as ready: whatever has a word in it counts. The words of a claim are in its items.
    let is_written = !entry.excerpt.is_empty() || entry.reflected || entry.items > 0;
    if !is_written || entry.state.is_binned() || entry.rolled_into.is_some() || entry.parked.is_some() {
        return None;
    }
    let after = |months: u32| entry.date.checked_add_months(Months::new(months));
    if after(TOO_LATE).is_none_or(|end| end <= today) {
        return None;
    }
    let (month, since) = MONTHS.into_iter().rev().filter_map(|month| Some((month, after(month)?))).find(|(_, since)| *since <= today)?;
    if entry.uid.made().is_some_and(|made| since <= made.with_timezone(&here).date_naive()) {
        return None;
    }
    for look in looked {
        let settled = match look.found {
            Found::Never => true,
            Found::Later => look.until.is_some_and(|until| until > today),
            Found::Nothing | Found::Change | Found::Benefit | Found::Feedback => {
                let rests = look.day.checked_add_days(REST).is_none_or(|end| today < end);
                look.month >= month || look.day >= since || rests
            }
        };
        if settled {
            return None;
        }
    }
    Some(Asked { entry: entry.id, month, since })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EntryState, Minutes};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect(text)
    }

    /// A ready entry with words, written down on its own day.
    fn entry(date: &str) -> EntryHeader {
        written(date, date)
    }

    fn written(date: &str, made: &str) -> EntryHeader {
        let made = day(made).and_hms_opt(12, 0, 0).expect("noon").and_utc().timestamp_millis();
        EntryHeader {
            id: EntryId::from_row(1),
            uid: Uid::new(u64::try_from(made).expect("after 1970"), [7; 10]),
            name: "A chat".to_owned(),
            kind: "tweetchat".to_owned(),
            date: day(date),
            time: None,
            zone: String::new(),
            total: Minutes(60),
            taking_part: Minutes(60),
            interactive: Minutes::ZERO,
            state: EntryState::Ready,
            community: None,
            excerpt: "Pacing".to_owned(),
            reflected: false,
            learnt: false,
            goals: Vec::new(),
            tags: Vec::new(),
            evidence: 0,
            rolled_into: None,
            items: 0,
            parked: None,
            platform: String::new(),
            people: Vec::new(),
            standards: Vec::new(),
            used: Vec::new(),
            role: None,
            actions: 0,
            changed: false,
            benefit: false,
            linked: false,
            verdict: None,
        }
    }

    fn said(month: u32, on: &str, found: Found, until: Option<&str>) -> LookBackDraft {
        LookBackDraft { month, day: day(on), found, text: String::new(), until: until.map(day) }
    }

    fn month_asked(entry: &EntryHeader, looked: &[LookBackDraft], today: &str) -> Option<u32> {
        asked(entry, looked, day(today), Tz::Europe__London).map(|asked| asked.month)
    }

    #[test]
    fn the_days_on_which_it_is_asked() {
        for (date, today, month) in [
            ("2026-01-15", "2026-02-14", None),
            ("2026-01-15", "2026-02-15", Some(1)),
            ("2026-01-15", "2026-04-14", Some(1)),
            ("2026-01-15", "2026-04-15", Some(3)),
            ("2026-01-15", "2026-07-14", Some(3)),
            ("2026-01-15", "2026-07-15", Some(6)),
            ("2026-01-15", "2027-01-14", Some(6)),
            ("2026-01-15", "2027-01-15", None),
            // Months that are shorter: their last day.
            ("2026-01-31", "2026-02-27", None),
            ("2026-01-31", "2026-02-28", Some(1)),
            ("2028-01-31", "2028-02-28", None),
            ("2028-01-31", "2028-02-29", Some(1)),
            ("2026-11-30", "2027-02-28", Some(3)),
            ("2026-08-31", "2027-02-28", Some(6)),
            ("2028-02-29", "2029-02-28", None),
            ("2028-02-29", "2029-02-27", Some(6)),
            // What is still to come.
            ("2026-03-01", "2026-02-01", None),
        ] {
            assert_eq!(month_asked(&entry(date), &[], today), month, "{date} on {today}");
        }
        let last = EntryHeader { date: NaiveDate::MAX, ..entry("2026-01-01") };
        assert_eq!(asked(&last, [], NaiveDate::MAX, Tz::UTC), None);
        let since = asked(&entry("2026-01-31"), [], day("2026-03-20"), Tz::UTC).expect("asked").since;
        assert_eq!(since, day("2026-02-28"));
    }

    #[test]
    fn each_once_and_never_too_often() {
        let one = |found| vec![said(1, "2026-02-15", found, None)];
        let later = |until| vec![said(1, "2026-02-15", Found::Later, Some(until))];
        for (what, looked, today, month) in [
            ("answered", one(Found::Nothing), "2026-03-20", None),
            ("answered, and the next", one(Found::Change), "2026-04-15", Some(3)),
            ("never", one(Found::Never), "2026-07-20", None),
            ("a week later, not yet", later("2026-02-22"), "2026-02-21", None),
            ("a week later", later("2026-02-22"), "2026-02-22", Some(1)),
            ("past the next question", later("2026-05-01"), "2026-04-20", None),
            ("and then that one", later("2026-05-01"), "2026-05-01", Some(3)),
            ("later without a day", vec![said(1, "2026-02-15", Found::Later, None)], "2026-02-16", Some(1)),
            ("said unasked, before the first", vec![said(0, "2026-01-20", Found::Change, None)], "2026-02-15", Some(1)),
            ("said unasked, a few days before", vec![said(0, "2026-02-10", Found::Change, None)], "2026-02-15", None),
            ("and asked a fortnight after that", vec![said(0, "2026-02-10", Found::Change, None)], "2026-02-24", Some(1)),
            ("said unasked, since", vec![said(0, "2026-02-20", Found::Benefit, None)], "2026-04-14", None),
            ("answered late: the next can wait", vec![said(1, "2026-04-14", Found::Nothing, None)], "2026-04-15", None),
            ("a fortnight", vec![said(1, "2026-04-14", Found::Nothing, None)], "2026-04-28", Some(3)),
            ("all", vec![said(6, "2026-07-15", Found::Feedback, None)], "2026-12-01", None),
        ] {
            assert_eq!(month_asked(&entry("2026-01-15"), &looked, today), month, "{what}");
        }
    }

    #[test]
    fn a_day_that_was_moved() {
        let answered = [said(3, "2026-04-15", Found::Change, None)];
        assert_eq!(month_asked(&entry("2026-04-01"), &answered, "2026-05-20"), None, "to later: the first was answered long ago");
        let earlier = EntryHeader { date: day("2025-12-01"), ..entry("2026-01-15") };
        assert_eq!(month_asked(&earlier, &answered, "2026-06-01"), Some(6), "to earlier: six months have gone by");
    }

    #[test]
    fn what_was_written_down_late_is_not_asked_at_once() {
        for (made, today, month) in [
            ("2026-02-14", "2026-02-15", Some(1)),
            ("2026-02-15", "2026-02-16", None),
            ("2026-03-01", "2026-04-15", Some(3)),
            // Years taken in on one day ask nothing.
            ("2026-08-01", "2026-08-01", None),
            ("2026-08-01", "2026-12-31", None),
        ] {
            assert_eq!(month_asked(&written("2026-01-15", made), &[], today), month, "written on {made}, {today}");
        }
        let foreign = EntryHeader { uid: Uid::from_text("from elsewhere"), ..entry("2026-01-15") };
        assert_eq!(month_asked(&foreign, &[], "2026-02-15"), Some(1), "nothing is known of when it was written");
    }

    #[test]
    fn the_day_on_which_it_was_written_down_is_the_registrants() {
        // Half past midnight in summer is the day before in Greenwich; an evening in Halifax is the day after there.
        for (made, here, today, month) in [
            ("2026-07-14T23:30:00Z", Tz::Europe__London, "2026-07-15", None),
            ("2026-07-14T23:30:00Z", Tz::UTC, "2026-07-15", Some(1)),
            ("2026-07-14T22:30:00Z", Tz::Europe__London, "2026-07-15", Some(1)),
            ("2026-07-15T01:30:00Z", Tz::America__Halifax, "2026-07-15", Some(1)),
        ] {
            let millis = made.parse::<chrono::DateTime<chrono::Utc>>().expect(made).timestamp_millis();
            let uid = Uid::new(u64::try_from(millis).expect("after 1970"), [7; 10]);
            let entry = EntryHeader { uid, ..entry("2026-06-15") };
            assert_eq!(asked(&entry, [], day(today), here).map(|asked| asked.month), month, "{made} in {here}");
        }
    }

    #[test]
    fn whom_nobody_asks_about() {
        let whole = entry("2026-01-15");
        let at = chrono::DateTime::UNIX_EPOCH;
        for (what, entry, asks) in [
            ("ready", whole.clone(), true),
            ("submitted", EntryHeader { state: EntryState::Submitted { on: day("2026-02-01") }, ..whole.clone() }, true),
            ("a draft", EntryHeader { state: EntryState::Draft, ..whole.clone() }, true),
            ("a draft without a word", EntryHeader { state: EntryState::Draft, excerpt: String::new(), ..whole.clone() }, false),
            ("a draft with a reflection", EntryHeader { state: EntryState::Draft, reflected: true, ..whole.clone() }, true),
            ("binned", EntryHeader { state: EntryState::Binned { at }, ..whole.clone() }, false),
            ("nothing written", EntryHeader { excerpt: String::new(), ..whole.clone() }, false),
            ("an item", EntryHeader { rolled_into: Some(EntryId::from_row(2)), ..whole.clone() }, false),
            ("its claim", EntryHeader { items: 2, excerpt: String::new(), ..whole.clone() }, true),
            ("set aside", EntryHeader { parked: Some(day("2026-02-16")), ..whole.clone() }, false),
            ("back from it, not taken up", EntryHeader { parked: Some(day("2026-02-15")), ..whole.clone() }, false),
            ("left lying long after it", EntryHeader { parked: Some(day("2026-01-20")), ..whole }, false),
        ] {
            assert_eq!(month_asked(&entry, &[], "2026-02-15").is_some(), asks, "{what}");
        }
    }
}
