//! Cycles: the stretches of time that a regulator looks at, with their first and last day.

use chrono::{Datelike as _, Days, Months, NaiveDate};

use super::{Chosen, Framework, When};
use crate::domain::goal::tokens;

/// More cycles than this are not walked through, even when the first day was given wrong by a thousand years.
const MOST_CYCLES: usize = 20_000;
/// A longer cycle there is not.
const MOST_MONTHS: u32 = 1_200;
/// A sub-period of so many days is none.
const SHORTEST: u64 = 3;
/// More sub-periods than this no cycle has.
const MOST_YEARS: i64 = 2_400;

/// Whole days from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    pub start: NaiveDate,
    pub end: NaiveDate,
}

impl Span {
    /// Whether a day is in it.
    pub fn has(self, day: NaiveDate) -> bool {
        self.start <= day && day <= self.end
    }

    /// How many days it has; none when it ends before it begins.
    pub fn days(self) -> u64 {
        u64::try_from((self.end - self.start).num_days() + 1).unwrap_or(0)
    }

    /// The days that both have.
    pub fn common(self, other: Self) -> Option<Self> {
        let both = Self { start: self.start.max(other.start), end: self.end.min(other.end) };
        (both.start <= both.end).then_some(both)
    }
}

/// How long a cycle is, and when it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CycleRule {
    /// Its length.
    pub months: u32,
    /// The length of its sub-periods; none when it has none.
    pub sub_months: Option<u32>,
    /// What a sub-period is called: “CPD year”.
    pub sub_label: String,
    pub anchor: Anchor,
    /// The time to renew, or to submit, opens so many months before the end.
    pub opens_months: Option<u32>,
    /// On which day of the year it usually begins for those who chose so: month and day.
    pub usual: Vec<(Vec<When>, (u32, u32))>,
    /// What time away and other records of these kinds do to it.
    pub effects: Vec<(String, Effect)>,
    /// In own words: where one finds one's dates, what is not certain.
    pub note: String,
}

/// When cycles begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Each registrant knows when theirs began.
    Personal,
    /// The first day of some cycle is known; others are before and after it.
    Known(Vec<Window>),
}

/// The first day of some cycle, for those who chose so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    pub when: Vec<When>,
    pub starts: NaiveDate,
}

tokens! {
    /// What a recorded time does to the cycle that it begins in.
    Effect {
        /// The cycle ends on the last day of the record, as agreed with the regulator: later than it would have, never earlier.
        AgreedEnd = "agreed-end", "the cycle ends on the agreed day";
        /// The end moves by as many days as it lasted.
        Extends = "extends", "the end moves by as long as it lasted";
        /// Prorated requirements become less.
        Prorates = "prorates", "what is asked for becomes less";
        /// It is printed, and changes nothing.
        Noted = "noted", "it is noted; nothing changes";
    }
}

/// A recorded time that does something to a cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Away {
    /// The kind of record.
    pub kind: String,
    pub span: Span,
    pub effect: Effect,
}

/// A cycle of one registrant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// 0 is the one that today is in, -1 the one before.
    pub number: i32,
    pub span: Span,
    /// The last day that it would have had.
    pub unmoved_end: NaiveDate,
    /// What was recorded in it.
    pub away: Vec<Away>,
}

/// A day so many months later or earlier: the last day of the month where there is no such day.
pub fn months_from(day: NaiveDate, months: i64) -> NaiveDate {
    let by = Months::new(u32::try_from(months.unsigned_abs()).unwrap_or(u32::MAX));
    let moved = if months < 0 { day.checked_sub_months(by) } else { day.checked_add_months(by) };
    moved.unwrap_or(if months < 0 { NaiveDate::MIN } else { NaiveDate::MAX })
}

/// The day before.
pub fn before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(day)
}

impl Cycle {
    /// Its sub-periods, the earliest first, and as many before it. Without any it is one itself. The last that it would have had ends with
    /// it; a cycle that ends later has more of them, and one that ends earlier fewer.
    pub fn years(&self, rule: &CycleRule, earlier: u32) -> Vec<Span> {
        let Some(months) = rule.sub_months.map(i64::from).filter(|months| *months > 0) else { return vec![self.span] };
        // A cycle that begins on the last day of a month may end up to three days later than its sub-periods would by themselves. So the
        // last of them ends with it, and any that were added are counted from there.
        let latest = self.unmoved_end.checked_sub_days(Days::new(SHORTEST)).unwrap_or(self.unmoved_end);
        let usual = (1..MOST_YEARS).find(|at| months_from(self.span.start, at * months) > latest).unwrap_or(MOST_YEARS);
        let begins = |at: i64| match (at < usual, self.unmoved_end.succ_opt()) {
            (false, Some(next)) => months_from(next, (at - usual) * months),
            _ => months_from(self.span.start, at * months),
        };
        let mut years = Vec::new();
        for at in -i64::from(earlier).min(MOST_YEARS)..MOST_YEARS {
            let start = begins(at);
            if at >= 0 && start > self.span.end {
                break;
            }
            let end = before(begins(at + 1));
            let end = if at < 0 { end } else { end.min(self.span.end) };
            if start <= end {
                years.push(Span { start, end });
            }
        }
        years
    }

    /// When the time to renew opens.
    pub fn opens(&self, rule: &CycleRule) -> Option<NaiveDate> {
        let next = self.span.end.succ_opt()?;
        Some(months_from(next, -i64::from(rule.opens_months?)))
    }

    /// Days of it on which prorating time away was recorded.
    pub fn days_away(&self, within: Span) -> u64 {
        let mut days = 0;
        let mut counted: Option<NaiveDate> = None;
        let mut away: Vec<Span> = self.away.iter().filter(|away| away.effect == Effect::Prorates).map(|away| away.span).collect();
        away.sort();
        for span in away.into_iter().filter_map(|span| span.common(within)) {
            let start = counted.map_or(span.start, |last| span.start.max(last.succ_opt().unwrap_or(last)));
            if start <= span.end {
                days += Span { start, end: span.end }.days();
                counted = Some(span.end);
            }
        }
        days
    }
}

impl Framework {
    /// The first day of some cycle: what the registrant says where each has their own, else what is known for those who chose so.
    pub fn first_day(&self, cycle_start: Option<NaiveDate>, chosen: &Chosen) -> Option<NaiveDate> {
        match &self.cycle.anchor {
            Anchor::Personal => cycle_start,
            Anchor::Known(windows) => windows.iter().find(|window| self.holds(&window.when, chosen)).map(|window| window.starts),
        }
    }

    /// A cycle, counted from the one that `today` is in. `away` is all that was recorded and does something, in any order.
    ///
    /// Cycles before `first_day` never moved, as far as is known, where each registrant has their own; those that are known for everybody
    /// move by what is recorded. Together the cycles of a registrant have every day once.
    pub fn cycle(&self, first_day: NaiveDate, away: &[Away], today: NaiveDate, number: i32) -> Option<Cycle> {
        let months = i64::from(self.cycle.months.clamp(1, MOST_MONTHS));
        let personal = self.cycle.anchor == Anchor::Personal;
        let earliest = away.iter().map(|away| away.span.start).min();
        // Nothing moves a cycle before this one.
        let origin = if personal { 0 } else { earliest.map_or(0, |day| nth_cycle(first_day, months, day).min(0)) };
        let begins = |nth: i64| months_from(first_day, nth.saturating_mul(months));
        if today < begins(origin) {
            let wanted = nth_cycle(first_day, months, today) + i64::from(number);
            if wanted < origin {
                return unmoved(begins(wanted), begins(wanted + 1), away, number);
            }
        }
        let mut walk = Walk { anchor: first_day, nth: origin, start: begins(origin), months, personal, away };
        let mut cycles = Vec::new();
        // How many cycles after the first of the walk today is in; before it when less than nothing.
        let mut current = (today < walk.start).then(|| nth_cycle(first_day, months, today) - origin);
        while cycles.len() < MOST_CYCLES {
            if let Some(current) = current {
                let wanted = current + i64::from(number);
                if wanted < 0 {
                    return unmoved(begins(origin + wanted), begins(origin + wanted + 1), away, number);
                }
                if let Some(cycle) = usize::try_from(wanted).ok().and_then(|wanted| cycles.get(wanted)) {
                    return Some(Cycle { number, ..Cycle::clone(cycle) });
                }
            }
            let cycle = walk.next_cycle()?;
            if current.is_none() && today <= cycle.span.end {
                current = i64::try_from(cycles.len()).ok();
            }
            cycles.push(cycle);
        }
        None
    }
}

/// The number of the cycle that a day would be in if none had moved: 0 is the one that begins on the first day.
fn nth_cycle(first_day: NaiveDate, months: i64, day: NaiveDate) -> i64 {
    let between = i64::from(day.year() - first_day.year()) * 12 + i64::from(day.month()) - i64::from(first_day.month());
    // The month of a day tells it but for the days of that month before the cycle begins.
    let mut nth = between.div_euclid(months);
    while months_from(first_day, nth * months) > day {
        nth -= 1;
    }
    nth
}

/// A cycle that nothing moved.
fn unmoved(start: NaiveDate, next: NaiveDate, away: &[Away], number: i32) -> Option<Cycle> {
    let span = Span { start, end: before(next) };
    (start < next).then(|| Cycle { number, span, unmoved_end: span.end, away: inside(span, away) })
}

/// One cycle after the other.
struct Walk<'a> {
    /// From where on cycles are counted: since one moved, from its end.
    anchor: NaiveDate,
    nth: i64,
    start: NaiveDate,
    months: i64,
    personal: bool,
    away: &'a [Away],
}

impl Walk<'_> {
    /// The next one; none at the end of time.
    fn next_cycle(&mut self) -> Option<Cycle> {
        let scheduled = |nth: i64| before(months_from(self.anchor, (nth + 1).saturating_mul(self.months)));
        let start = self.start;
        let ends = |walk: &Self| before(months_from(walk.anchor, (walk.nth + 1).saturating_mul(walk.months)));
        let mut unmoved_end = scheduled(self.nth);
        // A cycle that was moved beyond the whole of the next leaves nothing of that.
        while unmoved_end < start {
            self.nth += 1;
            let next = ends(self);
            if next <= unmoved_end {
                return None;
            }
            unmoved_end = next;
        }
        let end = moved(Span { start, end: unmoved_end }, self.away);
        let next = end.succ_opt()?;
        let span = Span { start, end };
        self.nth += 1;
        if end != unmoved_end && self.personal {
            (self.anchor, self.nth) = (next, 0);
        }
        self.start = next;
        Some(Cycle { number: 0, span, unmoved_end, away: inside(span, self.away) })
    }
}

/// What was recorded in a time, the earliest first.
fn inside(span: Span, away: &[Away]) -> Vec<Away> {
    let mut inside: Vec<Away> = away.iter().filter(|away| away.span.common(span).is_some()).cloned().collect();
    inside.sort_by(|one, other| (one.span, &one.kind).cmp(&(other.span, &other.kind)));
    inside
}

/// The end of a cycle after all that moved it. What begins in the days that were added moves it too.
fn moved(span: Span, away: &[Away]) -> NaiveDate {
    let mut away: Vec<&Away> = away.iter().filter(|one| one.span.start >= span.start).collect();
    away.sort_by_key(|one| (one.span, one.effect));
    let mut end = span.end;
    // Days of two absences at the same time extend it once.
    let mut extended: Option<NaiveDate> = None;
    for one in away {
        if one.span.start > end {
            break;
        }
        match one.effect {
            // A day before the end is none that was agreed: it is written wrong, or not written at all.
            Effect::AgreedEnd => end = end.max(one.span.end),
            Effect::Extends => {
                let from = extended.and_then(|last| last.succ_opt()).map_or(one.span.start, |next| next.max(one.span.start));
                end = end.checked_add_days(Days::new(Span { start: from, end: one.span.end }.days())).unwrap_or(end);
                extended = extended.max(Some(one.span.end));
            }
            Effect::Prorates | Effect::Noted => {}
        }
    }
    end
}

#[cfg(test)]
mod tests;
