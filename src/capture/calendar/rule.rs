//! How an event repeats (RFC 5545, 3.3.10): what a community's slot can hold is told apart from what it cannot.

use chrono::{DateTime, Datelike as _, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;

use crate::domain::Rhythm;
use crate::domain::slot::{Week, week_of_month};

/// The most days that one rule is followed for.
const MOST: usize = 2_000;

/// A rule, as far as it is understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    frequency: Frequency,
    interval: u32,
    /// Which weekdays; with a number, which one of the month: 2 is the second, -1 the last.
    days: Vec<(Option<i32>, Weekday)>,
    count: Option<usize>,
    /// The last day.
    pub until: Option<NaiveDate>,
    week_start: Weekday,
    /// A part that is not understood: `BYMONTH=3`.
    odd: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Other,
}

/// What a rule comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Repeats {
    /// As a slot does: one for each weekday, with the day of its first and a day to count from.
    Slots { rhythm: Rhythm, first: Vec<First>, until: Option<NaiveDate> },
    /// On these days, which no slot holds.
    Days(Vec<NaiveDate>),
    /// Not understood, or never.
    Unknown,
}

/// The first day of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct First {
    pub date: NaiveDate,
    pub anchor: NaiveDate,
}

impl Rule {
    /// Reads a rule; `time` and `zone` are those of the event's start, in which its end is told.
    pub fn read(text: &str, time: NaiveTime, zone: Tz) -> Self {
        let mut rule = Self {
            frequency: Frequency::Other,
            interval: 1,
            days: Vec::new(),
            count: None,
            until: None,
            week_start: Weekday::Mon,
            odd: None,
        };
        let mut position = None;
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            let value = value.trim().to_ascii_uppercase();
            let read = match key.trim().to_ascii_uppercase().as_str() {
                "FREQ" => frequency(&value).map(|frequency| rule.frequency = frequency),
                "INTERVAL" => value.parse().ok().filter(|n| (1..=1_000).contains(n)).map(|n| rule.interval = n),
                "COUNT" => value.parse().ok().filter(|n| *n > 0).map(|n| rule.count = Some(n)),
                "UNTIL" => until(&value, time, zone).map(|day| rule.until = Some(day)),
                "WKST" => weekday(&value).map(|day| rule.week_start = day),
                "BYSETPOS" => value.parse::<i32>().ok().map(|n| position = Some(n)),
                "BYDAY" => value.split(',').map(numbered).collect::<Option<Vec<_>>>().map(|days| rule.days = days),
                _ => None,
            };
            if read.is_none() {
                rule.odd = Some(part.to_owned());
            }
        }
        // Outlook writes the second Tuesday as BYDAY=TU;BYSETPOS=2
        if let Some(position) = position {
            match rule.days.as_mut_slice() {
                [(nth @ None, _)] if rule.frequency == Frequency::Monthly => *nth = Some(position),
                _ => rule.odd = Some(format!("BYSETPOS={position}")),
            }
        }
        rule
    }

    /// What it comes to for an event that begins on `start`; days that no slot holds are those in `from` to `to`.
    pub fn repeats(&self, start: NaiveDate, from: NaiveDate, to: NaiveDate) -> Repeats {
        if self.odd.is_some() {
            return Repeats::Unknown;
        }
        if let Some(slots) = self.slots(start) {
            return slots;
        }
        let last = self.until.map_or(to, |until| until.min(to));
        // Without a count there is no need to follow it from its first day.
        let days = self.days_from(start, if self.count.is_none() { from } else { start });
        match days {
            Some(days) => {
                let kept = days.take(self.count.unwrap_or(MOST).min(MOST)).take_while(|day| *day <= last);
                Repeats::Days(kept.filter(|day| *day >= from).collect())
            }
            None => Repeats::Unknown,
        }
    }

    /// As slots, when it is every week, every two weeks, or on one of the month's same weekdays.
    fn slots(&self, start: NaiveDate) -> Option<Repeats> {
        let (rhythm, first): (Rhythm, Option<Vec<First>>) = match (self.frequency, self.interval) {
            (Frequency::Weekly, 1 | 2) => {
                let rhythm = if self.interval == 1 { Rhythm::Weekly } else { Rhythm::Fortnightly };
                let days = self.plain_days(start)?;
                let week = start.checked_sub_days(Days::new(u64::from(start.weekday().days_since(self.week_start))))?;
                let first = days.into_iter().map(|day| {
                    let date = week.checked_add_days(Days::new(u64::from(day.days_since(self.week_start))))?;
                    let date = if date < start { date.checked_add_days(Days::new(7 * u64::from(self.interval)))? } else { date };
                    Some(First { date, anchor: date })
                });
                (rhythm, first.collect())
            }
            (Frequency::Monthly, 1) if !self.days.is_empty() => {
                let first = self.days.iter().map(|(nth, day)| {
                    let date = nth_from(start, (*nth)?, *day)?;
                    Some(First { date, anchor: anchor(date, (*nth)?, *day)? })
                });
                (Rhythm::Monthly, first.collect())
            }
            _ => return None,
        };
        let mut first = first.filter(|first| !first.is_empty())?;
        first.sort_by_key(|first| first.date);
        let until = match self.count {
            None => self.until,
            // Each slot has its share: the last day of all ends every one of them.
            Some(count) => {
                let each = count.div_ceil(first.len()).min(MOST);
                let mut days: Vec<NaiveDate> = first.iter().flat_map(|first| (0..each).map_while(|n| self.nth_after(*first, n))).collect();
                days.sort_unstable();
                let last = days.get(count.min(days.len()).saturating_sub(1)).copied();
                first.retain(|first| last.is_none_or(|last| first.date <= last));
                last
            }
        };
        Some(Repeats::Slots { rhythm, first, until })
    }

    /// Whether it comes to an end.
    pub fn ends(&self) -> bool {
        self.count.is_some() || self.until.is_some()
    }

    /// The days of a slot in `from` to `to`.
    pub fn days_of(&self, first: First, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        let passed = match self.frequency {
            Frequency::Weekly => (from - first.date).num_days() / (7 * i64::from(self.interval)),
            _ => i64::from(from.year() - first.date.year()) * 12 + i64::from(from.month()) - i64::from(first.date.month()),
        };
        // One early, as a month's day may still come.
        let start = usize::try_from(passed - 1).unwrap_or_default();
        (start..start + MOST).map_while(move |n| self.nth_after(first, n)).take_while(move |day| *day <= to).filter(move |day| *day >= from)
    }

    /// The day of a slot after so many of them.
    fn nth_after(&self, first: First, n: usize) -> Option<NaiveDate> {
        let n = u32::try_from(n).ok()?;
        if self.frequency == Frequency::Weekly {
            return first.date.checked_add_days(Days::new(7 * u64::from(self.interval) * u64::from(n)));
        }
        let nth = match week_of_month(first.anchor) {
            Week::Nth(nth) => i32::try_from(nth).ok()?,
            Week::Last => -1,
        };
        let month = first.date.with_day(1)?.checked_add_months(Months::new(n))?;
        in_month(month, nth, first.date.weekday())
    }

    /// The weekdays of a weekly rule, those of the start when it names none.
    fn plain_days(&self, start: NaiveDate) -> Option<Vec<Weekday>> {
        if self.days.is_empty() {
            return Some(vec![start.weekday()]);
        }
        let mut days = Vec::new();
        for (nth, day) in &self.days {
            if nth.is_some() {
                return None;
            }
            if !days.contains(day) {
                days.push(*day);
            }
        }
        Some(days)
    }

    /// The days of a rule that no slot holds, in order.
    fn days_from(&self, start: NaiveDate, from: NaiveDate) -> Option<Box<dyn Iterator<Item = NaiveDate> + '_>> {
        let step = match self.frequency {
            Frequency::Daily => u64::from(self.interval),
            Frequency::Weekly if self.days.len() <= 1 => 7 * u64::from(self.interval),
            Frequency::Monthly if self.days.is_empty() => {
                let months = (0u32..).step_by(usize::try_from(self.interval).ok()?).take(MOST);
                let day = start.day();
                return Some(Box::new(
                    months
                        .map_while(move |n| start.with_day(1)?.checked_add_months(Months::new(n)))
                        .filter_map(move |month| month.with_day(day)),
                ));
            }
            _ => return None,
        };
        let days = self.plain_days(start)?;
        let weekly = self.frequency == Frequency::Weekly;
        let first = match (weekly, days.as_slice()) {
            (true, [day]) => start.checked_add_days(Days::new(u64::from(day.days_since(start.weekday()))))?,
            _ => start,
        };
        let ahead = u64::try_from((from - first).num_days()).unwrap_or_default();
        let begin = ahead.div_ceil(step) * step;
        let all = (0u64..).map_while(move |n| first.checked_add_days(Days::new(begin.checked_add(n.checked_mul(step)?)?)));
        let every = self.days.is_empty();
        Some(Box::new(all.take(7 * MOST).filter(move |day| every || days.contains(&day.weekday()))))
    }
}

fn frequency(value: &str) -> Option<Frequency> {
    match value {
        "DAILY" => Some(Frequency::Daily),
        "WEEKLY" => Some(Frequency::Weekly),
        "MONTHLY" => Some(Frequency::Monthly),
        _ => None,
    }
}

fn weekday(two: &str) -> Option<Weekday> {
    Some(match two {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    })
}

/// `TU`, `2TU`, `-1SU`
pub(super) fn numbered(text: &str) -> Option<(Option<i32>, Weekday)> {
    let text = text.trim();
    let (number, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let number = match number {
        "" => None,
        number => Some(number.parse().ok()?),
    };
    Some((number, weekday(day)?))
}

/// The last day of a rule: one that ends by instant or time ends before the day's event when it is earlier.
fn until(value: &str, time: NaiveTime, zone: Tz) -> Option<NaiveDate> {
    if let Ok(day) = NaiveDate::parse_from_str(value, "%Y%m%d") {
        return Some(day);
    }
    let local = NaiveDateTime::parse_from_str(value.trim_end_matches('Z'), "%Y%m%dT%H%M%S").ok()?;
    let local = if value.ends_with('Z') && (1900..=9_000).contains(&local.year()) {
        DateTime::<Utc>::from_naive_utc_and_offset(local, Utc).with_timezone(&zone).naive_local()
    } else {
        local
    };
    if local.time() < time { local.date().pred_opt() } else { Some(local.date()) }
}

/// The nth such weekday of a month; counted from its end below nought.
pub(super) fn in_month(month: NaiveDate, nth: i32, day: Weekday) -> Option<NaiveDate> {
    let first = month.with_day(1)?;
    let found = if nth > 0 {
        let weeks = u64::try_from(nth - 1).ok()?;
        first.checked_add_days(Days::new(u64::from(day.days_since(first.weekday())) + 7 * weeks.min(10)))?
    } else {
        let last = first.checked_add_months(Months::new(1))?.pred_opt()?;
        let weeks = u64::from((-1i32).checked_sub(nth)?.unsigned_abs());
        last.checked_sub_days(Days::new(u64::from(last.weekday().days_since(day)) + 7 * weeks.min(10)))?
    };
    (nth != 0 && found.month() == first.month()).then_some(found)
}

/// The first nth such weekday of a month on `start` or later.
fn nth_from(start: NaiveDate, nth: i32, day: Weekday) -> Option<NaiveDate> {
    (0..12).find_map(|months| {
        let month = start.with_day(1)?.checked_add_months(Months::new(months))?;
        in_month(month, nth, day).filter(|date| *date >= start)
    })
}

/// The day to count a monthly slot from: it must tell the fourth Tuesday from the last. `None` for those that a slot cannot count.
fn anchor(date: NaiveDate, nth: i32, day: Weekday) -> Option<NaiveDate> {
    match nth {
        1..=4 => Some(date),
        -1 => (0..12).find_map(|months| {
            let month = date.with_day(1)?.checked_add_months(Months::new(months))?;
            in_month(month, -1, day).filter(|date| week_of_month(*date) == Week::Last)
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect(text)
    }

    #[test]
    fn what_rules_come_to() {
        for (rule, start, want) in [
            ("FREQ=WEEKLY", "2026-01-13", "weekly 2026-01-13 -"),
            ("FREQ=WEEKLY;BYDAY=TU;WKST=SU", "2026-01-13", "weekly 2026-01-13 -"),
            ("FREQ=WEEKLY;BYDAY=TU,TH", "2026-01-14", "weekly 2026-01-15+2026-01-20 -"),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "2026-01-15", "fortnightly 2026-01-15+2026-01-27 -"),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU", "2026-01-12", "fortnightly 2026-01-12+2026-01-25 -"),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO", "2026-01-12", "fortnightly 2026-01-12+2026-01-18 -"),
            ("FREQ=WEEKLY;UNTIL=20260301T200000Z", "2026-01-13", "weekly 2026-01-13 2026-03-01"),
            ("FREQ=WEEKLY;UNTIL=20260303T193000Z", "2026-01-13", "weekly 2026-01-13 2026-03-02"),
            ("FREQ=WEEKLY;UNTIL=20260303", "2026-01-13", "weekly 2026-01-13 2026-03-03"),
            ("FREQ=WEEKLY;COUNT=3", "2026-01-13", "weekly 2026-01-13 2026-01-27"),
            ("FREQ=WEEKLY;COUNT=3;BYDAY=TU,TH", "2026-01-13", "weekly 2026-01-13+2026-01-15 2026-01-20"),
            ("FREQ=WEEKLY;COUNT=1;BYDAY=TU,TH", "2026-01-13", "weekly 2026-01-13 2026-01-13"),
            ("FREQ=MONTHLY;BYDAY=2TU", "2026-01-13", "monthly 2026-01-13 -"),
            ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "2026-01-14", "monthly 2026-02-10 -"),
            ("FREQ=MONTHLY;BYDAY=1WE,3WE", "2026-01-13", "monthly 2026-01-21+2026-02-04 -"),
            ("FREQ=MONTHLY;BYDAY=-1TU", "2026-02-24", "monthly 2026-02-24 (2026-03-31) -"),
            ("FREQ=MONTHLY;BYDAY=-1TU;COUNT=3", "2026-02-24", "monthly 2026-02-24 (2026-03-31) 2026-04-28"),
            ("freq=weekly;interval=2", "2026-01-13", "fortnightly 2026-01-13 -"),
            // what no slot holds: the days from 1 February to 31 March
            ("FREQ=WEEKLY;INTERVAL=3", "2026-01-13", "2026-02-03 2026-02-24 2026-03-17"),
            ("FREQ=WEEKLY;INTERVAL=3;COUNT=3", "2026-01-13", "2026-02-03 2026-02-24"),
            ("FREQ=DAILY;INTERVAL=20", "1970-01-01", "2026-02-16 2026-03-08 2026-03-28"),
            ("FREQ=DAILY;UNTIL=20260202", "2026-01-13", "2026-02-01 2026-02-02"),
            ("FREQ=DAILY;BYDAY=SA,SU;UNTIL=20260209", "2026-01-13", "2026-02-01 2026-02-07 2026-02-08"),
            ("FREQ=MONTHLY", "2026-01-31", "2026-03-31"),
            ("FREQ=DAILY;COUNT=3", "2020-01-13", ""),
            ("FREQ=MONTHLY;BYDAY=-2TU", "2026-01-13", "?"),
            ("FREQ=MONTHLY;BYDAY=TU", "2026-01-13", "?"),
            ("FREQ=MONTHLY;BYMONTHDAY=13", "2026-01-13", "?"),
            ("FREQ=YEARLY", "2026-01-13", "?"),
            ("FREQ=SECONDLY", "2026-01-13", "?"),
            ("FREQ=WEEKLY;BYDAY=XX", "2026-01-13", "?"),
            ("FREQ=WEEKLY;INTERVAL=0", "2026-01-13", "?"),
            ("FREQ=WEEKLY;BYMONTH=3", "2026-01-13", "?"),
            ("WEEKLY", "2026-01-13", "?"),
        ] {
            let time = NaiveTime::from_hms_opt(20, 0, 0).expect("a time");
            let read = Rule::read(rule, time, Tz::Europe__London);
            let got = match read.repeats(day(start), day("2026-02-01"), day("2026-03-31")) {
                Repeats::Slots { rhythm, first, until } => {
                    let first = first
                        .iter()
                        .map(|one| if one.date == one.anchor { one.date.to_string() } else { format!("{} ({})", one.date, one.anchor) });
                    let until = until.map_or("-".to_owned(), |day| day.to_string());
                    format!("{} {} {until}", rhythm.token(), first.collect::<Vec<_>>().join("+"))
                }
                Repeats::Days(days) => days.iter().map(|day| day.to_string()).collect::<Vec<_>>().join(" "),
                Repeats::Unknown => "?".to_owned(),
            };
            assert_eq!(got, want, "{rule} from {start}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_rule_makes_it_panic(
            text in "(FREQ=(DAILY|WEEKLY|MONTHLY);)?((INTERVAL|COUNT|BYSETPOS)=-?[0-9]{1,9};|UNTIL=[0-9]{8}(T[0-9]{6}Z?)?;|(BYDAY|WKST)=(-?[0-9]{0,3}(TU|SU),?){1,3};){0,4}",
            start in proptest::prelude::any::<i32>(),
        ) {
            let start = NaiveDate::from_num_days_from_ce_opt(start / 25).unwrap_or(NaiveDate::MAX);
            for (from, to) in [(NaiveDate::MIN, NaiveDate::MAX), (NaiveDate::MAX, NaiveDate::MAX), (start, NaiveDate::MAX)] {
                let _ = Rule::read(&text, NaiveTime::MIN, Tz::America__Los_Angeles).repeats(start, from, to);
            }
        }
    }
}
