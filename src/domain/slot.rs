//! When a community's chats take place: its usual slot, in its own zone, over clock changes. Pure: the instant is handed in.

use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _, Utc, Weekday};
use chrono_tz::Tz;

use super::{CommunityDraft, Minutes, Rhythm};

/// The zone of a slot that names none: most of the chats known here are held in the United Kingdom.
pub const USUAL_ZONE: Tz = Tz::Europe__London;

/// How long a chat is taken to go on when nobody said: tweetchats are an hour by custom. Never what somebody claims.
pub const USUAL_LENGTH: Minutes = Minutes(60);

/// The most occurrences in one list; nobody plans further ahead.
const MOST: usize = 1_000;

/// How far back the latest occurrence is looked for, in days: monthly ones are at most five weeks apart.
const DAYS_BACK: u64 = 50;

/// The usual slot of a community's chats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    pub day: Weekday,
    /// By the clocks of `zone`.
    pub time: NaiveTime,
    pub zone: Tz,
    pub length: Option<Minutes>,
    pub rhythm: Rhythm,
    /// A day on which a chat takes place.
    pub anchor: Option<NaiveDate>,
}

/// One time at which a slot comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// By the clocks of `zone`.
    pub date: NaiveDate,
    /// By the clocks of `zone`: the slot's time, or the next that exists where the clocks go forward over it.
    pub time: NaiveTime,
    pub zone: Tz,
    pub start: DateTime<Utc>,
    /// An hour after `start` when the length is not known.
    pub end: DateTime<Utc>,
    pub length: Option<Minutes>,
}

/// The zone of an IANA name, whatever its case; the usual one for an empty text, `None` for a text that names none.
pub fn zone(name: &str) -> Option<Tz> {
    let name = name.trim();
    if name.is_empty() {
        return Some(USUAL_ZONE);
    }
    name.parse().ok().or_else(|| chrono_tz::TZ_VARIANTS.into_iter().find(|zone| zone.name().eq_ignore_ascii_case(name)))
}

/// The instant of a date and time by the clocks of a zone. A time that comes twice is the first; one that is left out is the next that
/// exists, whose date and time are given back. `None` at the ends of the calendar.
pub fn instant(date: NaiveDate, time: NaiveTime, zone: Tz) -> Option<(NaiveDateTime, DateTime<Utc>)> {
    let mut local = date.and_time(time);
    // A whole day was left out where the date line moved (Samoa, 30 December 2011).
    for _ in 0..(26 * 60) {
        if let Some(at) = zone.from_local_datetime(&local).earliest() {
            return Some((local, at.to_utc()));
        }
        local = local.checked_add_signed(TimeDelta::minutes(1))?;
    }
    None
}

impl Slot {
    /// The slot of a community; `None` when its day or time is not known, or its zone is none.
    pub fn of(draft: &CommunityDraft) -> Option<Self> {
        let CommunityDraft { day, time, length, rhythm, anchor, .. } = draft;
        Some(Self { day: (*day)?, time: (*time)?, zone: zone(&draft.zone)?, length: *length, rhythm: *rhythm, anchor: *anchor })
    }

    /// Whether the weeks are known in which it comes: always for a weekly one, else by a day to count from.
    pub fn is_counted(&self) -> bool {
        self.rhythm == Rhythm::Weekly || self.anchor.is_some()
    }

    /// The last one that has begun. Where the weeks are not known, the last such weekday: somebody who asks has just been there.
    pub fn latest(&self, now: DateTime<Utc>) -> Option<Occurrence> {
        // Clocks are at most 14 hours ahead of UTC.
        let newest = now.date_naive().checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
        (0..DAYS_BACK)
            .map_while(|back| newest.checked_sub_days(Days::new(back)))
            .filter(|date| date.weekday() == self.day && self.comes_on(*date).unwrap_or(true))
            .filter_map(|date| self.on(date))
            .find(|occurrence| occurrence.start <= now)
    }

    /// Those that begin at `from` or later and before `until`, in order, 1,000 at most. None where the weeks are not known: a chat is
    /// not announced for a week in which there may be none.
    pub fn coming(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<Occurrence> {
        let mut found = Vec::new();
        let mut next = from.date_naive().checked_sub_days(Days::new(2)).unwrap_or(NaiveDate::MIN);
        while next.weekday() != self.day {
            let Some(date) = next.succ_opt() else { return found };
            next = date;
        }
        if !self.is_counted() {
            return found;
        }
        while found.len() < MOST {
            if self.comes_on(next) == Some(true)
                && let Some(occurrence) = self.on(next)
            {
                if occurrence.start >= until {
                    break;
                }
                if occurrence.start >= from {
                    found.push(occurrence);
                }
            }
            // A day here may have begun there already, but not the week after.
            if next > until.date_naive() {
                break;
            }
            let Some(date) = next.checked_add_days(Days::new(7)) else { break };
            next = date;
        }
        found
    }

    /// Whether a chat takes place on this day, which has the slot's weekday; `None` where the weeks are not known.
    fn comes_on(&self, date: NaiveDate) -> Option<bool> {
        match self.rhythm {
            Rhythm::Weekly => Some(true),
            Rhythm::Fortnightly => {
                let weeks = |date: NaiveDate| (i64::from(date.num_days_from_ce()) - 1).div_euclid(7);
                self.anchor.map(|anchor| (weeks(date) - weeks(anchor)).rem_euclid(2) == 0)
            }
            Rhythm::Monthly => self.anchor.map(|anchor| match week_of_month(anchor) {
                Week::Nth(n) => week_number(date) == n,
                Week::Last => is_last(date),
            }),
        }
    }

    /// The occurrence of a day.
    fn on(&self, date: NaiveDate) -> Option<Occurrence> {
        let (local, start) = instant(date, self.time, self.zone)?;
        let length = TimeDelta::minutes(i64::from(self.length.unwrap_or(USUAL_LENGTH).0));
        let end = start.checked_add_signed(length)?;
        Some(Occurrence { date: local.date(), time: local.time(), zone: self.zone, start, end, length: self.length })
    }
}

/// Which of a month's same weekdays a day is, as a monthly slot counts: a fifth one stands for the last, for most months have four.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Week {
    /// 1 to 4.
    Nth(u32),
    Last,
}

/// Which of its month's same weekdays a day is.
pub fn week_of_month(day: NaiveDate) -> Week {
    match week_number(day) {
        5 => Week::Last,
        n => Week::Nth(n),
    }
}

fn week_number(date: NaiveDate) -> u32 {
    date.day0() / 7 + 1
}

fn is_last(date: NaiveDate) -> bool {
    date.checked_add_days(Days::new(7)).is_none_or(|next| next.month() != date.month())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect(text)
    }

    /// `Tue 20:00 Europe/London [fortnightly 2026-01-06]`
    fn slot(text: &str) -> Slot {
        let mut words = text.split(' ');
        let mut word = || words.next();
        let draft = CommunityDraft {
            day: word().and_then(|day| day.parse().ok()),
            time: word().and_then(|time| NaiveTime::parse_from_str(time, "%H:%M").ok()),
            zone: word().unwrap_or_default().to_owned(),
            length: Some(Minutes(60)),
            rhythm: word().and_then(Rhythm::from_token).unwrap_or_default(),
            anchor: word().and_then(|day| day.parse().ok()),
            ..CommunityDraft::default()
        };
        Slot::of(&draft).expect(text)
    }

    fn shown(list: &[Occurrence]) -> String {
        list.iter()
            .map(|one| format!("{} {} {}", one.date, one.time.format("%H:%M"), one.start.format("%dT%H:%MZ")))
            .collect::<Vec<_>>()
            .join(", ")
    }

    #[test]
    fn the_latest_that_has_begun() {
        for (of, now, want) in [
            // London: 20:00 is 20:00 UTC in winter and 19:00 in summer; the clocks change on 29 March and 25 October 2026
            ("Tue 20:00", "2026-03-24T20:00:00Z", "2026-03-24 20:00 24T20:00Z"),
            ("Tue 20:00 Europe/London", "2026-03-24T19:59:59Z", "2026-03-17 20:00 17T20:00Z"),
            ("Tue 20:00 Europe/London", "2026-03-31T19:00:00Z", "2026-03-31 20:00 31T19:00Z"),
            ("Tue 20:00 europe/london", "2026-10-27T19:30:00Z", "2026-10-20 20:00 20T19:00Z"),
            ("Tue 20:00 Europe/London", "2026-10-27T20:00:00Z", "2026-10-27 20:00 27T20:00Z"),
            // 01:30 is left out on 29 March and comes twice on 25 October
            ("Sun 01:30 Europe/London", "2026-03-29T12:00:00Z", "2026-03-29 02:00 29T01:00Z"),
            ("Sun 01:30 Europe/London", "2026-10-25T12:00:00Z", "2026-10-25 01:30 25T00:30Z"),
            // far away: the evening there is the next morning here, and the other way round
            ("Thu 21:00 America/New_York", "2026-11-20T02:00:00Z", "2026-11-19 21:00 20T02:00Z"),
            ("Tue 17:30 America/Los_Angeles", "2026-03-11T00:29:00Z", "2026-03-03 17:30 04T01:30Z"),
            ("Tue 17:30 America/Los_Angeles", "2026-03-11T00:30:00Z", "2026-03-10 17:30 11T00:30Z"),
            ("Mon 08:00 Pacific/Kiritimati", "2026-06-07T18:00:00Z", "2026-06-08 08:00 07T18:00Z"),
            ("Sun 02:15 Australia/Sydney", "2026-10-03T16:00:00Z", "2026-10-04 03:00 03T16:00Z"),
            // every two weeks, every month
            ("Mon 20:00 Europe/London fortnightly 2016-10-31", "2026-11-22T12:00:00Z", "2026-11-16 20:00 16T20:00Z"),
            ("Mon 20:00 Europe/London fortnightly 2026-12-07", "2026-11-22T12:00:00Z", "2026-11-09 20:00 09T20:00Z"),
            ("Tue 20:00 Europe/London monthly 2026-01-13", "2026-11-22T12:00:00Z", "2026-11-10 20:00 10T20:00Z"),
            ("Tue 20:00 Europe/London monthly 2026-03-31", "2026-11-22T12:00:00Z", "2026-10-27 20:00 27T20:00Z"),
            // the weeks are not known: the last such day
            ("Wed 20:00 Europe/London fortnightly", "2026-11-22T12:00:00Z", "2026-11-18 20:00 18T20:00Z"),
        ] {
            let latest = slot(of).latest(at(now));
            assert_eq!(shown(latest.as_slice()), want, "{of} at {now}");
        }
    }

    #[test]
    fn those_that_come() {
        for (of, from, until, want) in [
            (
                "Thu 20:30 Europe/London",
                "2026-10-22T19:30:00Z",
                "2026-11-05T20:30:00Z",
                "2026-10-22 20:30 22T19:30Z, 2026-10-29 20:30 29T20:30Z",
            ),
            (
                "Mon 20:00 Europe/London fortnightly 2026-11-23",
                "2026-12-14T00:00:00Z",
                "2027-01-31T00:00:00Z",
                "2026-12-21 20:00 21T20:00Z, 2027-01-04 20:00 04T20:00Z, 2027-01-18 20:00 18T20:00Z",
            ),
            (
                "Sat 21:00 Asia/Manila monthly 2026-01-03",
                "2026-10-25T00:00:00Z",
                "2026-12-31T00:00:00Z",
                "2026-11-07 21:00 07T13:00Z, 2026-12-05 21:00 05T13:00Z",
            ),
            ("Wed 20:00 Europe/London fortnightly", "2026-11-22T12:00:00Z", "2027-11-22T12:00:00Z", ""),
            ("Wed 20:00 Europe/London", "2026-11-22T12:00:00Z", "2026-11-22T12:00:00Z", ""),
            ("Wed 20:00 Europe/London", "2026-11-22T12:00:00Z", "2025-11-22T12:00:00Z", ""),
        ] {
            assert_eq!(shown(&slot(of).coming(at(from), at(until))), want, "{of} from {from}");
        }
    }

    #[test]
    fn a_day_that_was_left_out_and_slots_that_are_none() {
        // Samoa went from 29 to 31 December 2011
        let latest = slot("Fri 20:00 Pacific/Apia").latest(at("2011-12-31T12:00:00Z"));
        assert_eq!(shown(latest.as_slice()), "2011-12-31 00:00 30T10:00Z");
        let whole = CommunityDraft {
            day: Some(Weekday::Mon),
            time: NaiveTime::from_hms_opt(20, 0, 0),
            zone: "Europe/London".to_owned(),
            ..CommunityDraft::default()
        };
        assert!(Slot::of(&whole).is_some());
        assert_eq!(Slot::of(&CommunityDraft { day: None, ..whole.clone() }), None);
        assert_eq!(Slot::of(&CommunityDraft { time: None, ..whole.clone() }), None);
        assert_eq!(Slot::of(&CommunityDraft { zone: "Europe/Londinium".to_owned(), ..whole }), None);
        let open = Slot { length: None, ..slot("Mon 20:00") }.latest(at("2026-11-22T12:00:00Z")).expect("one");
        assert_eq!((open.end - open.start, open.length), (TimeDelta::hours(1), None));
    }

    fn a_zone() -> impl Strategy<Value = Tz> {
        (0..chrono_tz::TZ_VARIANTS.len()).prop_map(|n| chrono_tz::TZ_VARIANTS[n])
    }

    fn a_slot() -> impl Strategy<Value = Slot> {
        let day = (0u8..7).prop_map(|n| Weekday::try_from(n).expect("a weekday"));
        let time = (0u32..1440).prop_map(|minute| NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).expect("a time"));
        let anchor = proptest::option::of((0u32..40_000).prop_map(|n| NaiveDate::default() + Days::new(u64::from(n))));
        let rhythm = (0..Rhythm::ALL.len()).prop_map(|n| Rhythm::ALL[n]);
        let length = proptest::option::of((0u32..=u32::MAX).prop_map(Minutes));
        (day, time, a_zone(), length, rhythm, anchor).prop_map(|(day, time, zone, length, rhythm, anchor)| Slot {
            day,
            time,
            zone,
            length,
            rhythm,
            anchor,
        })
    }

    proptest! {
        #[test]
        fn they_ascend_on_the_slots_day_and_time(slot in a_slot(), from in 0i64..4_000_000_000, days in 0i64..400) {
            let from = DateTime::from_timestamp(from, 0).expect("an instant");
            let until = from + TimeDelta::days(days);
            let coming = slot.coming(from, until);
            prop_assert!(coming.is_sorted_by(|a, b| a.start < b.start));
            for one in &coming {
                prop_assert!(from <= one.start && one.start < until && one.start <= one.end);
                let local = one.start.with_timezone(&slot.zone);
                prop_assert_eq!((local.date_naive(), local.time()), (one.date, one.time));
                let usual = local.time() == slot.time && local.weekday() == slot.day;
                let meant = if local.weekday() == slot.day { one.date } else { one.date - Days::new(1) };
                prop_assert!(usual || slot.zone.from_local_datetime(&meant.and_time(slot.time)).earliest().is_none());
                // whatever comes is the latest as soon as it has begun
                let latest = slot.latest(one.start);
                prop_assert_eq!(latest.as_ref(), Some(one));
            }
            let most = match slot.rhythm { Rhythm::Weekly => days / 7 + 1, Rhythm::Fortnightly => days / 14 + 1, Rhythm::Monthly => days / 28 + 1 };
            prop_assert!(i64::try_from(coming.len()).expect("few") <= most);
            if slot.is_counted() && slot.rhythm != Rhythm::Monthly {
                prop_assert!(i64::try_from(coming.len()).expect("few") >= most - 2);
            }
        }

        #[test]
        fn the_ends_of_the_calendar_do_not_matter(slot in a_slot()) {
            for now in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC, at("-9999-01-01T00:00:00Z"), at("1883-11-18T17:00:00Z")] {
                for anchor in [None, Some(NaiveDate::MIN), Some(NaiveDate::MAX), slot.anchor] {
                    let slot = Slot { anchor, ..slot };
                    let _ = slot.latest(now);
                    let _ = slot.coming(now, DateTime::<Utc>::MAX_UTC).len() + slot.coming(DateTime::<Utc>::MIN_UTC, now).len();
                }
            }
        }
    }
}
