//! Turns printed stamps into times: which of two numbers is the day, what “yesterday” was, on which day a bare `20:03` lies.

use chrono::{Datelike as _, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _};

use super::model::{Hints, When};
use super::stamp::{Day, Stamp};

/// Whether `3/4` is 3 April.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

/// The order that the dates of one text are in, and a sentence when it is not beyond doubt or not the usual one.
pub(super) fn order<'s>(stamps: impl Iterator<Item = &'s Stamp<'s>>, today: NaiveDate) -> (Order, Option<String>) {
    let pairs = stamps.filter_map(|stamp| match stamp.day {
        Day::Numbers { first, second, year } => Some((first, second, year)),
        _ => None,
    });
    let mut seen = None;
    let (mut day_first, mut month_first, mut future) = (0_usize, 0_usize, [false; 2]);
    for (first, second, year) in pairs {
        if first != second {
            seen.get_or_insert((first, second));
        }
        day_first += usize::from(first > 12);
        month_first += usize::from(second > 12);
        if let Some(year) = year {
            let [days, months] = &mut future;
            let later = |month, day| NaiveDate::from_ymd_opt(year, month, day).is_some_and(|date| date > today);
            *days |= later(second, first);
            *months |= later(first, second);
        }
    }
    let Some((first, second)) = seen else { return (Order::DayFirst, None) };
    match (day_first, month_first) {
        (0, 0) if future == [true, false] => (
            Order::MonthFirst,
            Some(format!("Dates such as {first}/{second} are read month first: day first, some would lie in the future.")),
        ),
        (0, 0) => (
            Order::DayFirst,
            Some(format!("Dates such as {first}/{second} are read day first, as in the UK; nothing in the text decides it.")),
        ),
        (days, months) if months > days => {
            let mixed = if days > 0 { " Some dates only fit the other way round and are read that way." } else { "" };
            (Order::MonthFirst, Some(format!("Dates are read month first, because a number above 12 stands second.{mixed}")))
        }
        (_, 0) => (Order::DayFirst, None),
        _ => (Order::DayFirst, Some("Most dates are day first; those that only fit the other way round are read that way.".to_owned())),
    }
}

/// Reads the stamps of one text in its order.
pub(super) struct Clock<'h> {
    hints: &'h Hints,
    order: Order,
    /// The day of stamps without one.
    day: Option<NaiveDate>,
    /// The latest bare time on that day.
    last: Option<NaiveTime>,
    pub counted_from_today: bool,
    pub vague: bool,
    pub without_day: bool,
    pub foreign_zone: bool,
}

impl<'h> Clock<'h> {
    pub(super) fn new(hints: &'h Hints, order: Order) -> Self {
        Self { hints, order, day: hints.day, last: None, counted_from_today: false, vague: false, without_day: false, foreign_zone: false }
    }

    /// A line that names the day of what is below, or a heading.
    pub(super) fn set_day(&mut self, stamp: &Stamp<'_>) {
        if let Some(day) = self.date(stamp) {
            self.day = Some(day);
            self.last = None;
        }
    }

    pub(super) fn has_day(&self) -> bool {
        self.day.is_some()
    }

    fn date(&mut self, stamp: &Stamp<'_>) -> Option<NaiveDate> {
        let today = self.hints.today;
        match stamp.day {
            Day::Exact(day) => Some(day),
            Day::Numbers { first, second, year } => {
                let (day, month) = match self.order {
                    _ if first > 12 => (first, second),
                    _ if second > 12 => (second, first),
                    Order::DayFirst => (first, second),
                    Order::MonthFirst => (second, first),
                };
                match year {
                    Some(year) => NaiveDate::from_ymd_opt(year, month, day),
                    None => self.latest(day, month),
                }
            }
            Day::Named { day, month } => self.latest(day, month),
            Day::Weekday(weekday) => {
                self.counted_from_today = true;
                let back = u64::from(today.weekday().days_since(weekday));
                today.checked_sub_days(Days::new(if back == 0 { 7 } else { back }))
            }
            Day::Back(days) => {
                self.counted_from_today = true;
                today.checked_sub_days(Days::new(days))
            }
            Day::Unsaid | Day::Ago | Day::Into => None,
        }
    }

    /// The latest such day that is not after today.
    fn latest(&mut self, day: u32, month: u32) -> Option<NaiveDate> {
        self.counted_from_today = true;
        let today = self.hints.today;
        // Eight years always hold a 29 February.
        (0..=8).find_map(|years| NaiveDate::from_ymd_opt(today.year() - years, month, day).filter(|found| *found <= today))
    }

    pub(super) fn when(&mut self, stamp: &Stamp<'_>) -> When {
        let said = || When::Said(stamp.said.to_owned());
        if stamp.day == Day::Into {
            let Some(time) = stamp.time else { return said() };
            return When::Into(time.signed_duration_since(NaiveTime::MIN).num_seconds().try_into().unwrap_or_default());
        }
        if stamp.day == Day::Ago {
            self.vague = true;
            return said();
        }
        if stamp.day == Day::Unsaid {
            return match (self.bare_day(stamp.time), stamp.time) {
                (Some(day), Some(time)) => When::At(self.local(day.and_time(time), stamp)),
                (None, Some(time)) => {
                    self.without_day = true;
                    When::Time(time)
                }
                (_, None) => said(),
            };
        }
        match (self.date(stamp), stamp.time) {
            (Some(day), Some(time)) => When::At(self.local(day.and_time(time), stamp)),
            (Some(day), None) => When::Day(day),
            (None, _) => said(),
        }
    }

    /// The day of a time without one; past midnight, that is the next day.
    fn bare_day(&mut self, time: Option<NaiveTime>) -> Option<NaiveDate> {
        let time = time?;
        if let Some(last) = self.last
            && last.signed_duration_since(time) > TimeDelta::hours(12)
        {
            self.day = self.day.and_then(|day| day.succ_opt());
        }
        self.last = Some(time);
        self.day
    }

    /// A time in a zone that the stamp names, as the person's own clock showed it.
    fn local(&mut self, at: NaiveDateTime, stamp: &Stamp<'_>) -> NaiveDateTime {
        let Some(offset) = stamp.offset else { return at };
        let Some(zone) = self.hints.zone else {
            self.foreign_zone = true;
            return at;
        };
        let utc = at.checked_sub_signed(TimeDelta::seconds(i64::from(offset))).unwrap_or(at);
        zone.from_utc_datetime(&utc).naive_local()
    }

    /// Sentences on what was assumed.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let mut say = |applies: bool, sentence: &str| {
            if applies {
                notes.push(sentence.to_owned());
            }
        };
        say(
            self.counted_from_today,
            "Days without a year, names of weekdays and “yesterday” are counted back from today, as if the text had been copied today.",
        );
        say(self.vague, "Times such as “2h” say neither day nor time for certain, so they stay as written.");
        say(self.without_day, "The times of day carry no date, and the day of the chat is not known.");
        say(self.foreign_zone, "Some times are in a zone of their own and are shown as written, because your zone is not known.");
        notes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(stamps: &[&str], day: Option<&str>, zone: Option<chrono_tz::Tz>) -> Vec<String> {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let hints = Hints { own: Vec::new(), zone, day: day.map(date), today: date("2025-03-20") };
        let stamps: Vec<_> = stamps.iter().map(|text| Stamp::parse(text).expect(text)).collect();
        let mut clock = Clock::new(&hints, order(stamps.iter(), hints.today).0);
        stamps.iter().map(|stamp| format!("{:?}", clock.when(stamp))).collect()
    }

    #[test]
    fn times() {
        let check = |stamps: &[&str], want: &[&str]| assert_eq!(read(stamps, None, None), want, "{stamps:?}");
        check(&["3/2/25, 20:03"], &["At(2025-02-03T20:03:00)"]);
        check(&["3/2/25, 20:03", "3/14/25, 20:03"], &["At(2025-03-02T20:03:00)", "At(2025-03-14T20:03:00)"]);
        // Day first it would be September.
        check(&["3/9/25, 20:03"], &["At(2025-03-09T20:03:00)"]);
        check(
            &["Yesterday at 20:03", "3 Mar", "25 Dec", "Thursday 20:00"],
            &["At(2025-03-19T20:03:00)", "Day(2025-03-03)", "Day(2024-12-25)", "At(2025-03-13T20:00:00)"],
        );
        check(&["2h", "20:03"], &["Said(\"2h\")", "Time(20:03:00)"]);
        assert_eq!(read(&["23:58", "00:04"], Some("2025-03-14"), None), ["At(2025-03-14T23:58:00)", "At(2025-03-15T00:04:00)"]);
        let london = Some(chrono_tz::Europe::London);
        assert_eq!(read(&["2024-07-01T19:00:00Z"], None, london), ["At(2024-07-01T20:00:00)"]);
        assert_eq!(read(&["29/2/25, 10:00"], None, None), ["Said(\"29/2/25, 10:00\")"]);
    }
}
